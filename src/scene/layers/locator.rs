//! The locator: where the map lies in the wider land, in a corner of it. Off until a person wants it; a printed
//! sheet always has one.

use super::{Layer, LayerKind, Layers, MapLayer};
use crate::{
    model::geo::Coord,
    scene::{Camera, Palette, Px, View, marks::Mark, px, style::Stroke},
    words::layers as words,
};

pub const LAYER: MapLayer = MapLayer {
    usual: Layer {
        on: false,
        opacity: 1.0,
    },
    ..MapLayer::new("locator", words::locator)
};

/// The middle of the locator, and how wide it is, in degrees: what the basemap covers of the South
/// Caucasus.
const CENTER: (f64, f64) = (47.25, 40.15);
const WIDTH_DEG: f64 = 6.4;

/// The height of a locator, as a share of its width.
pub const HEIGHT_SHARE: f32 = 0.62;

/// How wide it is on the map, in points, and how far from its edges.
const WIDTH_PX: f32 = 176.0;
pub const EDGE_PX: f32 = 10.0;

/// A map narrower or lower than this has no room for one, in points.
const LEAST_MAP_PX: Px = Px { x: 620.0, y: 330.0 };

/// How strongly it is drawn, from 0 to 1.
pub fn strength(layers: &Layers) -> f32 {
    let own = LayerKind::ALL
        .into_iter()
        .find(|(_, key)| *key == LAYER.key);
    own.map_or(0.0, |(kind, _)| layers.strength(kind))
}

/// Its size on a map of that size; `None` where it is off, or the map has no room for one.
pub fn size_on(map: Px, layers: &Layers) -> Option<Px> {
    if strength(layers) == 0.0 {
        return None;
    }
    let has_room = map.x >= LEAST_MAP_PX.x && map.y >= LEAST_MAP_PX.y;
    has_room.then(|| px(WIDTH_PX, WIDTH_PX * HEIGHT_SHARE))
}

/// What a locator of that size shows.
pub fn view(size: Px) -> View {
    let (x, y) = CENTER;
    let world_px = f64::from(size.x) * 360.0 / WIDTH_DEG;
    View {
        camera: Camera {
            center: Coord { x, y },
            zoom: (world_px / 256.0).log2(),
        },
        size,
    }
}

/// The frame of the map's view on it. One that is too small to be seen is drawn larger, around its middle.
pub fn frame_of(map: &View, on: &View, palette: &Palette) -> Mark {
    const LEAST_PX: f32 = 6.0;
    let at = |point| on.project(map.unproject(point));
    let (low, high) = (at(px(0.0, 0.0)), at(map.size));
    let size = px(
        (high.x - low.x).max(LEAST_PX),
        (high.y - low.y).max(LEAST_PX),
    );
    let corner = (low + high) / 2.0 - size / 2.0;
    let ink = palette.selected;
    let line = Stroke::solid(ink, 1.6);
    Mark::rect((corner, size), 0.0, (ink.faded(0.08), line))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Theme, marks::Mark};

    fn framed(zoom: f64) -> (Px, Px) {
        let map = View {
            camera: Camera {
                center: Coord { x: 47.25, y: 40.15 },
                zoom,
            },
            size: px(512.0, 256.0),
        };
        let on = view(px(180.0, 110.0));
        match frame_of(&map, &on, &Palette::of(Theme::Light)) {
            Mark::Rect { corner, size, .. } => (corner, size),
            other => panic!("no frame: {other:?}"),
        }
    }

    #[test]
    fn the_frame_is_what_the_map_shows_and_never_too_small_to_be_seen() {
        // At zoom 8 a degree takes 65536 / 360 points of the map and 180 / 6.4 of the locator.
        let width = 512.0 / (65_536.0 / 360.0) * (180.0 / 6.4);
        let (corner, size) = framed(8.0);
        assert!((size.x - width as f32).abs() < 0.01, "{size:?}");
        assert!((size.y - width as f32 / 2.0).abs() < 0.01, "{size:?}");
        // Both look at the same place.
        assert!((corner.x + size.x / 2.0 - 90.0).abs() < 0.01, "{corner:?}");
        let (corner, size) = framed(15.0);
        assert_eq!(size, px(6.0, 6.0));
        assert!((corner.y + 3.0 - 55.0).abs() < 0.01, "{corner:?}");
    }

    #[test]
    fn a_small_map_has_no_room_for_one_and_it_is_off_until_it_is_wanted() {
        let mut layers = Layers::default();
        assert_eq!(size_on(px(900.0, 600.0), &layers), None);
        for (kind, _) in LayerKind::ALL {
            let on = true;
            layers.set(kind, Layer { on, opacity: 1.0 });
        }
        assert_eq!(size_on(px(619.0, 800.0), &layers), None);
        assert_eq!(size_on(px(900.0, 329.0), &layers), None);
        let size = size_on(px(620.0, 330.0), &layers).expect("room");
        assert!((size.y - 109.12).abs() < 0.01, "{size:?}");
    }
}
