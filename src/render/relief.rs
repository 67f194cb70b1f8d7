//! The soft relief under the map.

use egui::{Color32, ColorImage, Rect, TextureHandle, pos2};
use walkers::{Tile, TileId, TilePiece, Tiles, sources::Attribution};

use super::{edges, point_layer::picture::Picture};
use crate::{
    model::geo::LonLat,
    scene::{Theme, World, camera::to_world},
};

const IMAGE: &[u8] = include_bytes!("../../assets/relief.png");

/// The box of the image, in degrees: west, south, east, north. Its rows are even in Mercator.
const BOX: [f64; 4] = [44.0, 38.3, 50.5, 42.0];

/// How dark the deepest shadow is, from 0 to 255.
const DEPTH: f32 = 60.0;

/// Drawn in full up to this zoom, ...
const FULL_TO_ZOOM: f64 = 8.5;

/// ... down to a hint of it at this one, ...
const HINT_FROM_ZOOM: f64 = 11.0;

/// ... which is as strong as this, of 1, ...
const HINT: f64 = 0.4;

/// ... and gone from this one on, because the source resolves no more than 3 km.
const GONE_FROM_ZOOM: f64 = 14.0;

/// The width of its edges, in which it comes into sight, as a share of its width.
const FADE: f64 = 0.14;

/// The relief as tiles that all show parts of one texture, made when it is first drawn.
#[derive(Default)]
pub struct Relief {
    picture: Option<Picture>,
}

impl Relief {
    /// Readies the tiles for a frame.
    pub fn begin_frame(&mut self, ctx: &egui::Context) {
        self.picture
            .get_or_insert_with(|| Picture::new(ctx, "relief", image()));
    }

    /// What it is drawn with.
    pub fn picture(&self) -> Option<&Picture> {
        self.picture.as_ref()
    }

    /// How strongly the relief shows at a zoom, from 0 to 1. On a dark ground less is enough.
    pub fn strength_at(zoom: f64, theme: Theme) -> f32 {
        let share = |from: f64, to: f64| ((zoom - from) / (to - from)).clamp(0.0, 1.0);
        let fading = 1.0 - (1.0 - HINT) * share(FULL_TO_ZOOM, HINT_FROM_ZOOM);
        let left = fading * (1.0 - share(HINT_FROM_ZOOM, GONE_FROM_ZOOM));
        let full = match theme {
            Theme::Light => 1.0,
            Theme::Dark => 0.5,
        };
        full * left as f32
    }
}

impl Tiles for Relief {
    fn at(&mut self, id: TileId) -> Option<TilePiece> {
        let piece = piece(self.picture.as_ref()?.texture(), corners(), id);
        let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
        piece.uv.intersects(whole).then_some(piece)
    }

    fn attribution(&self) -> Attribution {
        Attribution {
            text: "Natural Earth style relief",
            url: "https://www.naturalearthdata.com",
            logo_light: None,
            logo_dark: None,
        }
    }

    fn tile_size(&self) -> u32 {
        512
    }
}

/// What of a texture lies on a tile, where it reaches from one corner to the other. Past its edges it
/// repeats its outermost pixels.
pub fn piece(texture: &TextureHandle, [low, high]: [World; 2], id: TileId) -> TilePiece {
    let side = f64::from(id.zoom).exp2().recip();
    let tile = World {
        x: f64::from(id.x) * side,
        y: f64::from(id.y) * side,
    };
    let part = |at: World| {
        let share = at - low;
        pos2(
            (share.x / (high.x - low.x)) as f32,
            (share.y / (high.y - low.y)) as f32,
        )
    };
    let uv = Rect::from_min_max(part(tile), part(tile + World { x: side, y: side }));
    TilePiece::new(Tile::Raster(texture.clone()), uv)
}

fn image() -> ColorImage {
    let grey = grey();
    let size = [grey.width() as usize, grey.height() as usize];
    let pixels = grey.as_raw().iter().map(|value| {
        let [light, opacity] = veil(*value);
        match light {
            0 => Color32::from_black_alpha(opacity),
            _ => Color32::from_white_alpha(opacity),
        }
    });
    ColorImage::new(size, pixels.collect())
}

/// The relief: 128 is neutral, darker is shaded, lighter is lit. It ends softly on all sides.
pub fn grey() -> image::GrayImage {
    let mut grey = image::load_from_memory_with_format(IMAGE, image::ImageFormat::Png)
        .expect("the relief is built in and was read when it was built in")
        .into_luma8();
    let (width, height) = grey.dimensions();
    let reach = FADE * f64::from(width);
    let left = |at: u32, of: u32| edges::rising(f64::from(at.min(of - 1 - at)) / reach);
    for (x, y, pixel) in grey.enumerate_pixels_mut() {
        let left = left(x, width) * left(y, height);
        let value = 128.0 + (f64::from(pixel.0[0]) - 128.0) * left;
        pixel.0[0] = value.round() as u8;
    }
    grey
}

/// Shadow and light as black or white and its opacity, so that the relief lies on any ground.
pub fn veil(value: u8) -> [u8; 2] {
    let from_neutral = (f32::from(value) - 128.0) / 128.0;
    let opacity = (from_neutral.abs() * DEPTH) as u8;
    [if from_neutral < 0.0 { 0 } else { 255 }, opacity]
}

/// The corners of the relief in the Mercator square: north-west and south-east.
pub fn corners() -> [World; 2] {
    let [west, south, east, north] = BOX;
    [(west, north), (east, south)].map(|(x, y)| to_world(LonLat { x, y }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_relief_lies_where_its_description_says() {
        let text = include_str!("../../assets/relief.json");
        let described: serde_json::Value = serde_json::from_str(text).expect("JSON");
        let keys = ["west", "south", "east", "north"];
        assert_eq!(keys.map(|key| described[key].as_f64().expect(key)), BOX);
        let image = image();
        assert_eq!(described["width"], image.size[0]);
        assert!(
            image.pixels.iter().any(|pixel| pixel.a() > 20),
            "it has shadows"
        );
    }
}
