//! Positions and outlines on the ellipsoid's surface, in degrees, longitude before latitude.

pub use geo::{Coord, LineString, MultiLineString, MultiPolygon, Polygon, Rect};

/// A position: `x` is the longitude, `y` the latitude, in degrees (WGS 84).
pub type LonLat = Coord<f64>;

/// Mean radius of the earth, in kilometres.
const EARTH_KM: f64 = 6_371.0;

/// Whether the position lies on the earth and within reach of a Mercator map.
pub fn on_the_map(at: LonLat) -> bool {
    at.x.is_finite() && at.y.is_finite() && at.x.abs() <= 180.0 && at.y.abs() <= 85.0
}

/// Whether numbers are too large for degrees, whichever of them is the latitude: metres of a projection.
pub fn are_metres(at: LonLat) -> bool {
    const NO_DEGREES: f64 = 1_000.0;
    at.x.is_finite() && at.y.is_finite() && at.x.abs().max(at.y.abs()) > NO_DEGREES
}

/// The lowest and the highest longitude and latitude of the area the map is of: Armenia and
/// Azerbaijan.
const AREA: [[f64; 2]; 2] = [[43.0, 51.0], [38.0, 42.5]];

/// Whether the position lies in the area the map is of.
pub fn in_the_area(at: LonLat) -> bool {
    let [[west, east], [south, north]] = AREA;
    (west..=east).contains(&at.x) && (south..=north).contains(&at.y)
}

/// Whether the position lies hundreds of kilometres outside the area the map is of.
pub fn far_from_the_area(at: LonLat) -> bool {
    const DEGREES: f64 = 5.0;
    let [[west, east], [south, north]] = AREA;
    let near = |of: f64, low: f64, high: f64| (low - DEGREES..=high + DEGREES).contains(&of);
    !near(at.x, west, east) || !near(at.y, south, north)
}

/// The great-circle distance, in kilometres.
pub fn distance_km(a: LonLat, b: LonLat) -> f64 {
    let (lat_a, lat_b) = (a.y.to_radians(), b.y.to_radians());
    let half_lat = ((lat_b - lat_a) / 2.0).sin();
    let half_lon = ((b.x - a.x).to_radians() / 2.0).sin();
    let chord = half_lat * half_lat + lat_a.cos() * lat_b.cos() * half_lon * half_lon;
    2.0 * EARTH_KM * chord.sqrt().min(1.0).asin()
}

/// The smallest box around all the polygons; `None` where there is no vertex.
pub fn bounds(shape: &MultiPolygon) -> Option<Rect> {
    use geo::BoundingRect as _;
    shape.bounding_rect()
}

/// The smallest box around all the lines; `None` where there is no vertex.
pub fn bounds_of_lines(lines: &MultiLineString) -> Option<Rect> {
    use geo::BoundingRect as _;
    lines.bounding_rect()
}

/// The smallest box around both.
pub fn union(a: Rect, b: Rect) -> Rect {
    let (a_low, b_low) = (a.min(), b.min());
    let (a_high, b_high) = (a.max(), b.max());
    Rect::new(
        Coord {
            x: a_low.x.min(b_low.x),
            y: a_low.y.min(b_low.y),
        },
        Coord {
            x: a_high.x.max(b_high.x),
            y: a_high.y.max(b_high.y),
        },
    )
}

/// Whether the position lies inside the shape, its edge included.
pub fn contains(shape: &MultiPolygon, at: LonLat) -> bool {
    use geo::Intersects as _;
    shape.intersects(&at)
}

/// So many positions around one, `km` away, beginning in the north.
pub fn around(at: LonLat, km: f64, number: u32) -> impl Iterator<Item = LonLat> {
    let lat_deg = (km / EARTH_KM).to_degrees();
    let lon_deg = lat_deg / at.y.to_radians().cos().max(0.01);
    (0..number).map(move |nth| {
        let angle = f64::from(nth) / f64::from(number) * std::f64::consts::TAU;
        LonLat {
            x: at.x + lon_deg * angle.sin(),
            y: at.y + lat_deg * angle.cos(),
        }
    })
}

/// Writes a position as a person reads it: `39.8123° N 46.0381° E`.
pub fn describe(at: LonLat) -> String {
    let north = if at.y < 0.0 { 'S' } else { 'N' };
    let east = if at.x < 0.0 { 'W' } else { 'E' };
    format!("{:.4}° {north} {:.4}° {east}", at.y.abs(), at.x.abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_distance_of_a_degree_of_latitude_is_111_km() {
        let km = distance_km(Coord { x: 46.0, y: 39.0 }, Coord { x: 46.0, y: 40.0 });
        assert!((km - 111.19).abs() < 0.1, "{km}");
    }

    #[test]
    fn a_position_is_written_latitude_first_as_people_do() {
        let at = Coord {
            x: 46.0381,
            y: 39.8123,
        };
        assert_eq!(describe(at), "39.8123° N 46.0381° E");
        let at = Coord { x: -1.0, y: -2.0 };
        assert_eq!(describe(at), "2.0000° S 1.0000° W");
    }

    #[test]
    fn what_is_not_a_number_or_beyond_the_pole_is_not_on_the_map() {
        assert!(on_the_map(Coord { x: 46.0, y: 40.0 }));
        assert!(!on_the_map(Coord {
            x: f64::NAN,
            y: 40.0
        }));
        assert!(!on_the_map(Coord { x: 46.0, y: 91.0 }));
        assert!(!on_the_map(Coord { x: 200.0, y: 40.0 }));
    }
}
