//! How a ground ends: softly. Where a basemap stops, sea and borders would else end in a straight line.

use egui::ColorImage;
use walkers::{TileId, TilePiece, Tiles, sources::Attribution};

use super::{point_layer::picture::Picture, relief, viewport::color};
use crate::scene::{Palette, Rgba, World};

/// How wide the fade is on each side, as a share of the Mercator square. To the east lies the open sea, of
/// which a narrow fade leaves a box.
const WEST: f64 = 0.7 / 360.0;
const NORTH: f64 = 0.7 / 360.0;
const EAST: f64 = 1.4 / 360.0;
const SOUTH: f64 = 0.7 / 360.0;

/// Pixels of the texture along either side.
const TEXTURE_PX: usize = 256;

/// What goes over a ground so that it fades into what lies beyond it.
#[derive(Default)]
pub struct Edges {
    /// Where the ground lies, and what lies beyond; `None` where it has no end.
    of: Option<([World; 2], Rgba)>,
    picture: Option<Picture>,
}

impl Edges {
    /// Readies for a frame above a ground between those corners, north-west and south-east.
    pub fn begin_frame(
        &mut self,
        ctx: &egui::Context,
        corners: Option<[World; 2]>,
        palette: &Palette,
    ) {
        let of = corners.map(|corners| (corners, palette.beyond(true)));
        if self.of != of {
            self.of = of;
            self.picture = of.map(|(corners, ink)| Picture::new(ctx, "edges", image(corners, ink)));
        }
    }

    /// What it is drawn with.
    pub fn picture(&self) -> Option<&Picture> {
        self.picture.as_ref()
    }
}

impl Tiles for Edges {
    fn at(&mut self, id: TileId) -> Option<TilePiece> {
        let (corners, _) = self.of?;
        let side = f64::from(id.zoom).exp2().recip();
        let low = World {
            x: f64::from(id.x) * side,
            y: f64::from(id.y) * side,
        };
        let high = low + World { x: side, y: side };
        let is_clear = [low, high].iter().all(|at| beyond(*at, corners) == 0.0);
        let picture = self.picture.as_ref().filter(|_| !is_clear)?;
        Some(relief::piece(picture.texture(), corners, id))
    }

    fn attribution(&self) -> Attribution {
        Attribution {
            text: "",
            url: "",
            logo_light: None,
            logo_dark: None,
        }
    }

    fn tile_size(&self) -> u32 {
        512
    }
}

/// How far the ground is gone at a position, from 0 to 1.
pub fn beyond(at: World, [low, high]: [World; 2]) -> f64 {
    let across = rising((at.x - low.x) / WEST) * rising((high.x - at.x) / EAST);
    let down = rising((at.y - low.y) / NORTH) * rising((high.y - at.y) / SOUTH);
    1.0 - across * down
}

/// From 0 at 0 to 1 at 1, without a kink at either.
pub fn rising(share: f64) -> f64 {
    let share = share.clamp(0.0, 1.0);
    share * share * (3.0 - 2.0 * share)
}

/// A side of a ground: where its fade begins, and where all is gone.
pub struct Side {
    pub clear: World,
    pub gone: World,
}

/// Steps a fade is drawn in.
pub const STEPS: u8 = 8;

/// The four sides of a ground.
pub fn sides([low, high]: [World; 2]) -> [Side; 4] {
    let side = |gone: World, x: f64, y: f64| Side {
        clear: gone + World { x, y },
        gone,
    };
    [
        side(low, WEST, 0.0),
        side(low, 0.0, NORTH),
        side(high, -EAST, 0.0),
        side(high, 0.0, -SOUTH),
    ]
}

fn image([low, high]: [World; 2], ink: Rgba) -> ColorImage {
    let share = |at: usize| at as f64 / (TEXTURE_PX - 1) as f64;
    let cells = (0..TEXTURE_PX * TEXTURE_PX).map(|cell| {
        let at = World {
            x: low.x + share(cell % TEXTURE_PX) * (high.x - low.x),
            y: low.y + share(cell / TEXTURE_PX) * (high.y - low.y),
        };
        color(ink.faded(beyond(at, [low, high]) as f32))
    });
    ColorImage::new([TEXTURE_PX, TEXTURE_PX], cells.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{model::geo::LonLat, render::tiles, scene::camera::to_world};

    /// The Caspian ended in a corner, with straight edges to the north, the east and the south.
    #[test]
    fn the_ground_that_is_built_in_is_gone_at_its_edges_and_whole_where_it_is_looked_at() {
        let source = tiles::open().expect("built in");
        let corners = source.fades_at().expect("it ends");
        let gone = |x: f64, y: f64| beyond(to_world(LonLat { x, y }), corners);
        for (x, y) in [(43.3, 40.0), (51.5, 40.0), (47.0, 38.0), (47.0, 42.2)] {
            assert!(gone(x, y) > 0.999, "{x} {y}: {}", gone(x, y));
        }
        // Half the way into the fade of one side, which is 1.4 degrees wide, half of it is gone.
        assert!((gone(50.8, 40.0) - 0.5).abs() < 1e-6);
        // Yerevan, Baku, Lachin, and Meghri in the south.
        for (x, y) in [
            (44.51, 40.18),
            (49.87, 40.41),
            (46.55, 39.64),
            (46.24, 38.9),
        ] {
            assert_eq!(gone(x, y), 0.0, "{x} {y}");
        }
    }

    #[test]
    fn a_picture_and_the_window_fade_over_the_same_way() {
        let source = tiles::open().expect("built in");
        let corners = source.fades_at().expect("it ends");
        let middle = (corners[0] + corners[1]) / 2.0;
        for side in sides(corners) {
            let along = |share: f64| {
                let mut at = side.clear + (side.gone - side.clear) * share;
                // On a line through the middle no other side has a part in it.
                match side.gone.x == side.clear.x {
                    true => at.x = middle.x,
                    false => at.y = middle.y,
                }
                at
            };
            for share in [0.0, 0.25, 0.5, 1.0] {
                let expected = rising(share);
                assert!((beyond(along(share), corners) - expected).abs() < 1e-6);
            }
        }
    }
}
