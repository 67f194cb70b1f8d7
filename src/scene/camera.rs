//! The camera, and the way from degrees over the Mercator square to pixels.

use std::f64::consts::PI;

use crate::{
    model::geo::{Coord, LonLat, Rect},
    words::units,
};

/// A position in the Mercator square: 0 to 1 eastwards in `x`, southwards in `y`.
pub type World = Coord<f64>;

/// A position or distance on the screen, in points, `y` downwards.
pub type Px = Coord<f32>;

/// A position or a size, in points.
pub const fn px(x: f32, y: f32) -> Px {
    Px { x, y }
}

/// Side of the Mercator square at zoom 0, in points, as web maps have it.
const SQUARE_PX: f64 = 256.0;

/// The highest latitude in the Mercator square, in degrees.
const HIGHEST_LAT: f64 = 85.051_128;

/// From degrees to the Mercator square.
pub fn to_world(at: LonLat) -> World {
    let lat = at.y.clamp(-HIGHEST_LAT, HIGHEST_LAT).to_radians();
    World {
        x: (at.x + 180.0) / 360.0,
        y: (1.0 - lat.tan().asinh() / PI) / 2.0,
    }
}

/// From the Mercator square to degrees.
pub fn to_lon_lat(at: World) -> LonLat {
    LonLat {
        x: at.x * 360.0 - 180.0,
        y: (PI * (1.0 - 2.0 * at.y)).sinh().atan().to_degrees(),
    }
}

/// Where the map is looked at from.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Camera {
    /// What stands in the middle of the view, in degrees.
    pub center: LonLat,
    /// As on web maps: each step up doubles the scale.
    pub zoom: f64,
}

impl Camera {
    /// From the whole area on a small screen to a village.
    pub const ZOOMS: std::ops::RangeInclusive<f64> = 5.0..=16.0;

    /// The same camera held to the zooms and the area there is something to see in.
    pub fn held_to(self, area: Rect) -> Self {
        let hold = |value: f64, low: f64, high: f64| {
            if value.is_finite() {
                value.clamp(low, high)
            } else {
                (low + high) / 2.0
            }
        };
        Self {
            center: LonLat {
                x: hold(self.center.x, area.min().x, area.max().x),
                y: hold(self.center.y, area.min().y, area.max().y),
            },
            zoom: hold(self.zoom, *Self::ZOOMS.start(), *Self::ZOOMS.end()),
        }
    }

    /// The camera that shows the whole box in a view of that size, with a margin in points.
    pub fn fitting(area: Rect, size: Px, margin: f32) -> Self {
        let (low, high) = (to_world(area.min()), to_world(area.max()));
        let room = |side: f32| f64::from((side - 2.0 * margin).max(64.0));
        let scale = f64::min(
            room(size.x) / (high.x - low.x).max(1e-9),
            room(size.y) / (low.y - high.y).max(1e-9),
        );
        Self {
            center: to_lon_lat((low + high) / 2.0),
            zoom: (scale / SQUARE_PX)
                .log2()
                .clamp(*Self::ZOOMS.start(), *Self::ZOOMS.end()),
        }
    }
}

/// A camera and the screen it looks through. `Px` positions count from the view's top left.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// What is looked at, and from how near.
    pub camera: Camera,
    /// Width and height, in points.
    pub size: Px,
}

impl View {
    /// Points a side of the Mercator square takes.
    pub fn scale(&self) -> f64 {
        SQUARE_PX * self.camera.zoom.exp2()
    }

    /// From the Mercator square to points from the top left of the view.
    pub fn project(&self, at: World) -> Px {
        let from_center = (at - to_world(self.camera.center)) * self.scale();
        px(
            from_center.x as f32 + self.size.x / 2.0,
            from_center.y as f32 + self.size.y / 2.0,
        )
    }

    /// From points of the view to the Mercator square.
    pub fn unproject(&self, at: Px) -> World {
        let from_center = World {
            x: f64::from(at.x - self.size.x / 2.0),
            y: f64::from(at.y - self.size.y / 2.0),
        };
        to_world(self.camera.center) + from_center / self.scale()
    }

    /// The camera so many zoom steps nearer; what is under the point stays there.
    pub fn zoomed(&self, at: Px, steps: f64) -> Camera {
        let zoom = self.camera.zoom + steps;
        let zoom = zoom.clamp(*Camera::ZOOMS.start(), *Camera::ZOOMS.end());
        let shrink = (self.camera.zoom - zoom).exp2();
        let center = to_world(self.camera.center);
        let still = self.unproject(at);
        Camera {
            center: to_lon_lat(still + (center - still) * shrink),
            zoom,
        }
    }

    /// Points a kilometre takes at the centre.
    pub fn px_per_km(&self) -> f64 {
        const EQUATOR_KM: f64 = 40_075.017;
        self.scale() / EQUATOR_KM / self.camera.center.y.to_radians().cos()
    }

    /// How far so many kilometres reach from a place, in points.
    pub fn reach(&self, at: LonLat, km: f64) -> f32 {
        let north = LonLat {
            y: (at.y + km / KM_PER_DEGREE).min(85.0),
            ..at
        };
        (self.project(to_world(at)).y - self.project(to_world(north)).y).abs()
    }

    /// The bars of a scale, in kilometres and in nautical miles, none longer than that: their lengths
    /// in points, and what they stand for.
    pub fn scale_bars(&self, at_most_px: f64) -> [(f32, String); 2] {
        let px_per_km = self.px_per_km();
        let bar = |km_each: f64, words: &dyn Fn(f64) -> String| {
            let px_each = px_per_km * km_each;
            let number = round_number(px_each, at_most_px);
            ((number * px_each) as f32, words(number))
        };
        [
            bar(1.0, &units::kilometres),
            bar(KM_PER_NAUTICAL_MILE, &units::nautical_miles),
        ]
    }

    /// The box the view shows.
    pub fn bounds(&self) -> Rect {
        let corner = |at| to_lon_lat(self.unproject(at));
        Rect::new(corner(px(0.0, 0.0)), corner(self.size))
    }

    /// Whether a point lies in the view or within a margin of it.
    pub fn sees(&self, at: Px, margin: f32) -> bool {
        (-margin..=self.size.x + margin).contains(&at.x)
            && (-margin..=self.size.y + margin).contains(&at.y)
    }
}

/// A degree of latitude about here, in kilometres.
const KM_PER_DEGREE: f64 = 111.03;

/// Kilometres in a nautical mile.
const KM_PER_NAUTICAL_MILE: f64 = 1.852;

/// The greatest of 1, 2, 5, 10, ... that takes no more than so many points.
fn round_number(px_each: f64, at_most_px: f64) -> f64 {
    let most = at_most_px / px_each;
    let power = 10_f64.powf(most.log10().floor());
    let round = [5.0, 2.0, 1.0]
        .into_iter()
        .find(|step| step * power <= most);
    round.unwrap_or(1.0) * power
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn view(zoom: f64) -> View {
        View {
            camera: Camera {
                center: Coord { x: 46.2, y: 39.9 },
                zoom,
            },
            size: Coord { x: 800.0, y: 600.0 },
        }
    }

    #[test]
    fn the_centre_of_the_camera_is_the_centre_of_the_view() {
        let view = view(8.0);
        let at = view.project(to_world(view.camera.center));
        assert_eq!((at.x, at.y), (400.0, 300.0));
    }

    #[test]
    fn a_fitted_box_lies_inside_the_margin_and_touches_it() {
        let area = Rect::new(Coord { x: 45.5, y: 39.0 }, Coord { x: 47.5, y: 40.6 });
        let size = Coord { x: 800.0, y: 600.0 };
        let camera = Camera::fitting(area, size, 20.0);
        let view = View { camera, size };
        let (low, high) = (
            view.project(to_world(area.min())),
            view.project(to_world(area.max())),
        );
        assert!(low.x >= 19.9 && high.x <= 780.1, "{low:?} {high:?}");
        assert!(
            (high.y - 20.0).abs() < 0.1 && (low.y - 580.0).abs() < 0.1,
            "{low:?} {high:?}"
        );
    }

    #[test]
    fn a_camera_that_points_nowhere_is_brought_back() {
        let area = Rect::new(Coord { x: 44.0, y: 38.0 }, Coord { x: 50.0, y: 42.0 });
        let lost = Camera {
            center: Coord {
                x: f64::NAN,
                y: 90.0,
            },
            zoom: f64::INFINITY,
        };
        let held = lost.held_to(area);
        assert_eq!(held.center, Coord { x: 47.0, y: 42.0 });
        assert!(Camera::ZOOMS.contains(&held.zoom));
    }

    #[test]
    fn the_scale_is_a_round_number_and_fits() {
        for (px_each, expected) in [(1.0, 100.0), (3.0, 20.0), (13.0, 10.0), (700.0, 0.1)] {
            let number = round_number(px_each, 130.0);
            assert!((number - expected).abs() < 1e-9, "{px_each}: {number}");
            assert!(number * px_each <= 130.0);
        }
        // At zoom 8 and 39.9° N a kilometre takes 256 · 2^8 / 40075.017 / cos 39.9° = 2.1317 points, and
        // a nautical mile 3.9478.
        let [(km_px, km), (miles_px, miles)] = view(8.0).scale_bars(130.0);
        assert_eq!((km.as_str(), miles.as_str()), ("50 km", "20 nmi"));
        assert!((km_px - 106.58).abs() < 0.01, "{km_px}");
        assert!((miles_px - 78.96).abs() < 0.01, "{miles_px}");
        let [_, (_, miles)] = view(14.0).scale_bars(130.0);
        assert_eq!(miles, "0.5 nmi");
    }

    #[test]
    fn zooming_keeps_what_is_under_the_pointer_there() {
        let view = view(8.0);
        let at = Coord { x: 120.0, y: 520.0 };
        let zoomed = View {
            camera: view.zoomed(at, 1.5),
            ..view
        };
        assert_eq!(zoomed.camera.zoom, 9.5);
        let (before, after) = (view.unproject(at), zoomed.unproject(at));
        assert!((before.x - after.x).abs() < 1e-9 && (before.y - after.y).abs() < 1e-9);
    }

    proptest! {
        #[test]
        fn there_and_back_is_the_same_place(
            lon in 43.0..51.0, lat in 38.0..42.0, zoom in 5.0..16.0,
        ) {
            let view = view(zoom);
            let at = Coord { x: lon, y: lat };
            let there = to_lon_lat(to_world(at));
            prop_assert!((there.x - lon).abs() < 1e-9 && (there.y - lat).abs() < 1e-9);
            let px = view.project(to_world(at));
            let back = to_lon_lat(view.unproject(px));
            // A 32-bit point far off the screen is off by some hundredths of a point.
            let slack = 0.1 / view.scale() * 360.0;
            prop_assert!((back.x - lon).abs() < slack, "{back:?}");
            prop_assert!((back.y - lat).abs() < slack, "{back:?}");
        }
    }
}
