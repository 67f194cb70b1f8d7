//! The basemap and the relief of a picture, from the same tiles and strokes as on the screen.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use bytes::Bytes;
use image::{ExtendedColorType, ImageEncoder as _, codecs::png};

use super::{
    shapes::{fill_ring, stroke_line},
    writer::{SvgPath, SvgWriter},
};
use crate::{
    model::Language,
    render::{
        Relief, relief,
        tiles::{self, Archive, Area, EMBEDDED, Spot, Tile, TilesError, Way},
    },
    scene::{Label, LayerKind, Layers, Palette, Px, View, World, style::Stroke},
};

/// Which tile: zoom, column, row.
type TileKey = (u8, u32, u32);

/// The land under every picture: the embedded tiles, each decoded once, and the relief.
pub struct Land {
    archive: Archive,
    tiles: Mutex<HashMap<TileKey, Option<Arc<Tile>>>>,
    relief: image::GrayImage,
}

impl Land {
    /// The basemap built into the program.
    ///
    /// # Errors
    ///
    /// Where it is damaged.
    pub fn embedded() -> Result<Self, TilesError> {
        Ok(Self {
            archive: Archive::open(Bytes::from_static(EMBEDDED))?,
            tiles: Mutex::default(),
            relief: relief::grey(),
        })
    }

    /// The tiles that a view sees, with their keys.
    ///
    /// # Errors
    ///
    /// Where one of them is damaged.
    fn seen(&self, view: &View) -> Result<Vec<(TileKey, Arc<Tile>)>, TilesError> {
        // As on the screen: a tile takes 512 points, give or take the way to the next zoom.
        let zoom = (view.camera.zoom.round() - 1.0).clamp(0.0, 30.0) as u8;
        let zoom = zoom.min(self.archive.deepest_zoom());
        let count = 1_u32 << zoom;
        let number =
            |share: f64| (share * f64::from(count)).clamp(0.0, f64::from(count - 1)) as u32;
        let (low, high) = (
            view.unproject(Px { x: 0.0, y: 0.0 }),
            view.unproject(view.size),
        );
        let mut seen = Vec::new();
        for y in number(low.y)..=number(high.y) {
            for x in number(low.x)..=number(high.x) {
                let key = (zoom, x, y);
                if let Some(tile) = self.tile(key)? {
                    seen.push((key, tile));
                }
            }
        }
        Ok(seen)
    }

    fn tile(&self, key: TileKey) -> Result<Option<Arc<Tile>>, TilesError> {
        // Whoever panicked while holding it has not left a tile half decoded.
        let mut tiles = self.tiles.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = tiles.get(&key) {
            return Ok(known.clone());
        }
        let (z, x, y) = key;
        let tile = self.archive.tile(z, x, y)?.map(Arc::new);
        tiles.insert(key, tile.clone());
        Ok(tile)
    }

    /// Draws land, water, rivers and borders, then the relief over them.
    ///
    /// # Errors
    ///
    /// Where a tile is damaged.
    pub fn draw(
        &self,
        out: &mut SvgWriter,
        view: &View,
        layers: &Layers,
        palette: &Palette,
    ) -> Result<(), TilesError> {
        let strength = layers.strength(LayerKind::Basemap);
        if strength > 0.0 {
            out.open_at("basemap", strength);
            draw_tiles(out, &self.seen(view)?, view, palette);
            out.close();
        }
        let at_zoom = Relief::strength_at(view.camera.zoom, palette.theme);
        let strength = layers.strength(LayerKind::Relief) * at_zoom;
        if strength > 0.0 {
            self.draw_relief(out, view, strength);
        }
        Ok(())
    }

    /// The names on the basemap that a view sees.
    ///
    /// # Errors
    ///
    /// Where a tile is damaged.
    pub fn labels(&self, view: &View, language: Language) -> Result<Vec<Label>, TilesError> {
        let seen = self.seen(view)?;
        let spots: Vec<&Spot> = seen.iter().flat_map(|(_, tile)| &tile.spots).collect();
        Ok(tiles::labels(spots.into_iter(), language))
    }

    /// The part of the relief that is seen, as an image that lets the land through.
    fn draw_relief(&self, out: &mut SvgWriter, view: &View, strength: f32) {
        let [low, high] = relief::corners();
        let (width, height) = self.relief.dimensions();
        let (columns, rows) = (f64::from(width), f64::from(height));
        let pixel = |at: World| {
            let share = at - low;
            (
                share.x / (high.x - low.x) * columns,
                share.y / (high.y - low.y) * rows,
            )
        };
        let (first, last) = (
            pixel(view.unproject(Px { x: 0.0, y: 0.0 })),
            pixel(view.unproject(view.size)),
        );
        let hold = |value: f64, most: f64| value.clamp(0.0, most) as u32;
        let (left, top) = (hold(first.0 - 2.0, columns), hold(first.1 - 2.0, rows));
        let (right, bottom) = (hold(last.0 + 3.0, columns), hold(last.1 + 3.0, rows));
        if left >= right || top >= bottom {
            return;
        }
        let at = |x: u32, y: u32| {
            view.project(World {
                x: low.x + f64::from(x) / columns * (high.x - low.x),
                y: low.y + f64::from(y) / rows * (high.y - low.y),
            })
        };
        let corner = at(left, top);
        let size = at(right, bottom) - corner;
        let Some(png) = veil_png(&self.relief, (left, top), (right - left, bottom - top)) else {
            return;
        };
        out.image((corner, size), strength, &BASE64_STANDARD.encode(png));
    }
}

/// A part of the relief as PNG with light and opacity.
fn veil_png(
    relief: &image::GrayImage,
    (left, top): (u32, u32),
    (width, height): (u32, u32),
) -> Option<Vec<u8>> {
    let mut pixels = Vec::with_capacity((width * height * 2) as usize);
    for y in top..top + height {
        for x in left..left + width {
            pixels.extend(relief::veil(relief.get_pixel(x, y).0[0]));
        }
    }
    let mut out = Vec::new();
    let (compression, filter) = (png::CompressionType::Default, png::FilterType::Sub);
    png::PngEncoder::new_with_quality(&mut out, compression, filter)
        .write_image(&pixels, width, height, ExtendedColorType::La8)
        .ok()?;
    Some(out)
}

fn draw_tiles(out: &mut SvgWriter, seen: &[(TileKey, Arc<Tile>)], view: &View, palette: &Palette) {
    for (area, ink) in [(Area::Land, palette.land), (Area::Water, palette.water)] {
        let mut path = SvgPath::default();
        for (key, tile) in seen {
            let shapes = tile.areas.iter().filter(|(kind, _)| *kind == area);
            for polygon in shapes.flat_map(|(_, polygons)| polygons) {
                let rings = std::iter::once(polygon.exterior()).chain(polygon.interiors());
                let mut part = SvgPath::default();
                for ring in rings {
                    fill_ring(&mut part, &on_view(*key, ring, view), view);
                }
                // Tiles overlap at their edges: each polygon is filled by itself, so that what two
                // tiles have in common is not taken for a hole.
                out.fill(&part, ink);
                if area == Area::Water {
                    stroke_line(&mut path, &on_view(*key, polygon.exterior(), view), view);
                }
            }
        }
        out.stroke(&path, Stroke::solid(ink, 1.0));
    }
    for (way, stroke) in [
        (Way::River, palette.river_line()),
        (Way::StateBorder, palette.border_line()),
    ] {
        let mut path = SvgPath::default();
        for (key, tile) in seen {
            let ways = tile.ways.iter().filter(|(kind, _)| *kind == way);
            for line in ways.flat_map(|(_, lines)| lines) {
                stroke_line(&mut path, &on_view(*key, line, view), view);
            }
        }
        out.stroke(&path, stroke);
    }
}

/// A line of a tile, in points of the view.
fn on_view((z, x, y): TileKey, line: &geo::LineString<f32>, view: &View) -> Vec<Px> {
    let side = f64::from(z).exp2().recip();
    let corner = World {
        x: f64::from(x) * side,
        y: f64::from(y) * side,
    };
    let (from, scale) = (view.project(corner), (view.scale() * side) as f32);
    let px = |at: &geo::Coord<f32>| from + Px { x: at.x, y: at.y } * scale;
    line.0.iter().map(px).collect()
}
