//! The basemap and the relief of a picture, from the same tiles and strokes as on the screen.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use image::{ExtendedColorType, ImageEncoder as _, codecs::png};

use super::{
    shapes::{fill_ring, stroke_line},
    writer::{SvgPath, SvgWriter},
};
use crate::{
    model::Language,
    render::{
        Relief, edges, relief,
        tiles::{self, Attribution, BasemapSource, Content, Tile, TileKey, TileStyle, TilesError},
    },
    scene::{Label, LayerKind, Layers, Palette, Px, Rgba, Theme, View, World, px},
};

/// Tiles with their keys.
type Seen = Vec<(TileKey, Arc<Content>)>;

/// So many threads read the tiles of a view: services are asked for no more at once than their operators wish.
const THREADS: usize = 4;

/// The land under a picture: the tiles of basemaps, each read once, and the relief.
pub struct PageBasemap {
    /// From the ground up.
    sheets: Vec<Sheet>,
    relief: image::GrayImage,
}

/// One basemap.
struct Sheet {
    source: Arc<dyn BasemapSource>,
    tiles: Mutex<HashMap<TileKey, Option<Arc<Content>>>>,
}

impl Sheet {
    /// The tiles that a view sees, with their keys.
    ///
    /// # Errors
    ///
    /// Where one of them is damaged.
    fn seen(&self, view: &View) -> Result<Seen, TilesError> {
        // As on the screen: a tile is as large as it wants, give or take the way to the next zoom.
        let larger = f64::from(self.source.tile_px() / 256).log2();
        let zoom = (view.camera.zoom.round() - larger).clamp(0.0, 30.0) as u8;
        let zooms = self.source.zooms();
        if zoom < *zooms.start() {
            return Ok(Vec::new());
        }
        let zoom = zoom.min(*zooms.end());
        let count = 1_u32 << zoom;
        let number =
            |share: f64| (share * f64::from(count)).clamp(0.0, f64::from(count - 1)) as u32;
        let (low, high) = (view.unproject(px(0.0, 0.0)), view.unproject(view.size));
        let keys: Vec<TileKey> = (number(low.y)..=number(high.y))
            .flat_map(|y| (number(low.x)..=number(high.x)).map(move |x| (zoom, x, y)))
            .collect();
        let next = AtomicUsize::new(0);
        let some = || -> Result<Seen, TilesError> {
            let keys = std::iter::from_fn(|| keys.get(next.fetch_add(1, Ordering::Relaxed)));
            let tile = |key: &TileKey| Some((*key, self.tile(*key).transpose()?));
            let tiles = keys.filter_map(tile);
            tiles.map(|(key, tile)| Ok((key, tile?))).collect()
        };
        let mut seen = thread::scope(|scope| {
            let threads = (0..THREADS.min(keys.len())).map(|_| scope.spawn(some));
            let threads: Vec<_> = threads.collect();
            let done = threads.into_iter().map(|thread| match thread.join() {
                Ok(tiles) => tiles,
                Err(panic) => std::panic::resume_unwind(panic),
            });
            done.collect::<Result<Vec<Seen>, TilesError>>()
        })?
        .concat();
        seen.sort_unstable_by_key(|((zoom, x, y), _)| (*zoom, *y, *x));
        Ok(seen)
    }

    fn tile(&self, key: TileKey) -> Result<Option<Arc<Content>>, TilesError> {
        // Whoever panicked while holding it has not left a tile half decoded.
        let tiles = || self.tiles.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = tiles().get(&key) {
            return Ok(known.clone());
        }
        let tile = self.source.tile(key)?.map(Arc::new);
        tiles().insert(key, tile.clone());
        Ok(tile)
    }
}

impl PageBasemap {
    /// The usual basemap, which is built into the program.
    ///
    /// # Errors
    ///
    /// Where it is damaged.
    pub fn embedded() -> Result<Self, TilesError> {
        Ok(Self::new([tiles::open()?]))
    }

    /// Reads tiles of the basemaps when a view asks for them, and keeps them. The first lies lowest.
    pub fn new(sources: impl IntoIterator<Item = Arc<dyn BasemapSource>>) -> Self {
        let sheet = |source| Sheet {
            source,
            tiles: Mutex::default(),
        };
        Self {
            sheets: sources.into_iter().map(sheet).collect(),
            relief: relief::grey(),
        }
    }

    /// Whom to name for the maps of the person's own.
    pub fn attributions(&self) -> Vec<Attribution> {
        let own = self.sheets.iter().skip(1);
        own.map(|sheet| sheet.source.attribution()).collect()
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
            for sheet in &self.sheets {
                let seen = sheet.seen(view)?;
                draw_rasters(out, &seen, view, palette.theme);
                draw_shapes(out, &seen, view, palette);
                if let Some(corners) = sheet.source.fades_at() {
                    draw_edges(out, corners, view, palette.beyond(true));
                }
            }
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
        let mut labels = Vec::new();
        for sheet in &self.sheets {
            let seen = sheet.seen(view)?;
            // What lies on top has names of its own.
            labels.retain(|label: &Label| {
                let at = label.alternatives.first().map(|anchor| anchor.at);
                !at.is_some_and(|at| seen.iter().any(|(key, _)| tiles::holds(*key, at)))
            });
            let spots = shapes(&seen).flat_map(|(_, tile)| &tile.spots);
            labels.extend(tiles::labels(spots, language));
        }
        labels.sort_by_key(|label| label.rank);
        Ok(labels)
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
            pixel(view.unproject(px(0.0, 0.0))),
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
    png_of(&pixels, (width, height), ExtendedColorType::La8)
}

fn png_of(pixels: &[u8], (width, height): (u32, u32), color: ExtendedColorType) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let (compression, filter) = (png::CompressionType::Default, png::FilterType::Sub);
    png::PngEncoder::new_with_quality(&mut out, compression, filter)
        .write_image(pixels, width, height, color)
        .ok()?;
    Some(out)
}

/// The tiles that are shapes.
fn shapes(seen: &Seen) -> impl Iterator<Item = (TileKey, &Tile)> {
    seen.iter().filter_map(|(key, content)| match &**content {
        Content::Vector(tile) => Some((*key, tile)),
        Content::Raster(_) => None,
    })
}

fn draw_rasters(out: &mut SvgWriter, seen: &Seen, view: &View, theme: Theme) {
    for (key, content) in seen {
        let Content::Raster(image) = &**content else {
            continue;
        };
        let (corner, side) = on_view(*key, view);
        let size = px(side, side);
        let image = tiles::raster::in_theme(image, theme);
        let png = png_of(image.as_raw(), image.dimensions(), ExtendedColorType::Rgba8);
        if let Some(png) = png {
            out.image((corner, size), 1.0, &BASE64_STANDARD.encode(png));
        }
    }
}

fn draw_shapes(out: &mut SvgWriter, seen: &Seen, view: &View, palette: &Palette) {
    let Some((zoom, ..)) = seen.first().map(|(key, _)| *key) else {
        return;
    };
    for style in tiles::styles(palette, zoom) {
        let mut path = SvgPath::default();
        let stroke = match style {
            TileStyle::Area { area, ink, edge } => {
                for (key, tile) in shapes(seen) {
                    for polygon in tile.areas_of(area) {
                        let rings = std::iter::once(polygon.exterior()).chain(polygon.interiors());
                        let mut part = SvgPath::default();
                        for ring in rings {
                            fill_ring(&mut part, &line_on_view(key, ring, view), view);
                        }
                        // Tiles overlap at their edges: each polygon is filled by itself, so that
                        // what two tiles have in common is not taken for a hole.
                        out.fill(&part, ink);
                    }
                    if edge.is_some() {
                        for line in tile.edges_of(area) {
                            stroke_line(&mut path, &line_on_view(key, &line, view), view);
                        }
                    }
                }
                edge
            }
            TileStyle::Way { way, stroke } => {
                for (key, tile) in shapes(seen) {
                    for line in tile.ways_of(way) {
                        stroke_line(&mut path, &line_on_view(key, line, view), view);
                    }
                }
                Some(stroke)
            }
        };
        if let Some(stroke) = stroke {
            out.stroke(&path, stroke);
        }
    }
}

/// Lets a ground that lies between those corners fade into what lies beyond it, on each side that is seen.
fn draw_edges(out: &mut SvgWriter, corners: [World; 2], view: &View, ink: Rgba) {
    let Rgba([r, g, b, _]) = ink;
    let (low, high) = (px(0.0, 0.0), view.size);
    for side in edges::sides(corners) {
        let (clear, gone) = (view.project(side.clear), view.project(side.gone));
        // All that lies on the far side of where the fade begins.
        let (mut from, mut to) = (low, high);
        match (side.gone - side.clear, gone - clear) {
            (World { x: 0.0, .. }, way) if way.y < 0.0 => to.y = clear.y.min(high.y),
            (World { x: 0.0, .. }, _) => from.y = clear.y.max(low.y),
            (_, way) if way.x < 0.0 => to.x = clear.x.min(high.x),
            _ => from.x = clear.x.max(low.x),
        }
        if from.x >= to.x || from.y >= to.y {
            continue;
        }
        let name = out.name("edge");
        let stop = |step: u8| {
            let share = f64::from(step) / f64::from(edges::STEPS);
            format!(
                "<stop offset=\"{share}\" stop-color=\"#{r:02x}{g:02x}{b:02x}\" stop-opacity=\"{:.3}\"/>",
                1.0 - edges::rising(share)
            )
        };
        let stops: String = (0..=edges::STEPS).map(stop).collect();
        out.define(&format!(
            "<linearGradient id=\"{name}\" gradientUnits=\"userSpaceOnUse\" x1=\"{:.1}\" \
             y1=\"{:.1}\" x2=\"{:.1}\" y2=\"{:.1}\">{stops}</linearGradient>",
            gone.x, gone.y, clear.x, clear.y,
        ));
        let mut path = SvgPath::default();
        path.run(&[from, px(to.x, from.y), to, px(from.x, to.y)], true);
        out.fill_with(&path, &name);
    }
}

/// Where a tile begins in a view, and its side, in points.
fn on_view((z, x, y): TileKey, view: &View) -> (Px, f32) {
    let side = f64::from(z).exp2().recip();
    let corner = World {
        x: f64::from(x) * side,
        y: f64::from(y) * side,
    };
    (view.project(corner), (view.scale() * side) as f32)
}

/// A line of a tile, in points of the view.
fn line_on_view(key: TileKey, line: &geo::LineString<f32>, view: &View) -> Vec<Px> {
    let (from, scale) = on_view(key, view);
    let px = |at: &geo::Coord<f32>| from + px(at.x, at.y) * scale;
    line.0.iter().map(px).collect()
}

#[cfg(test)]
mod tests {
    use std::ops::RangeInclusive;

    use walkers::{TileId, Tiles as _};

    use super::*;
    use crate::{model::geo::Coord, render::Basemap, scene::Camera};

    /// A basemap of pictures: red in the one tile it has, which is the world.
    struct Red;

    impl BasemapSource for Red {
        fn attribution(&self) -> Attribution {
            Attribution {
                words: "made up".into(),
                ..Attribution::default()
            }
        }

        fn zooms(&self) -> RangeInclusive<u8> {
            0..=0
        }

        fn tile_px(&self) -> u32 {
            256
        }

        fn tile(&self, key: TileKey) -> Result<Option<Content>, TilesError> {
            let red = image::RgbaImage::from_pixel(2, 2, image::Rgba([255, 0, 0, 255]));
            Ok((key == (0, 0, 0)).then_some(Content::Raster(red)))
        }
    }

    #[test]
    fn a_basemap_of_pictures_is_drawn_at_both_ends_in_the_same_place() {
        let view = View {
            camera: Camera {
                center: Coord { x: 0.0, y: 0.0 },
                zoom: 5.0,
            },
            size: px(400.0, 300.0),
        };
        let mut out = SvgWriter::default();
        let basemap = PageBasemap::new([Arc::new(Red) as Arc<dyn BasemapSource>]);
        let palette = Palette::of(Theme::Light);
        basemap
            .draw(&mut out, &view, &Layers::default(), &palette)
            .expect("drawn");
        let svg = out.finish("", "");
        let image = svg.lines().find(|line| line.starts_with("<image"));
        let image = image.expect("a picture");
        assert!(
            image.contains("x=\"-3896\" y=\"-3946\" width=\"8192\" height=\"8192\""),
            "{image}"
        );

        let mut basemap = Basemap::new(Ok(Arc::new(Red)));
        basemap.begin_frame(&egui::Context::default(), Theme::Light);
        let (x, y, zoom) = (3, 1, 2);
        let piece = basemap.at(TileId { x, y, zoom }).expect("a part of it");
        assert!(matches!(piece.tile, walkers::Tile::Raster(_)));
        let corners = [piece.uv.min, piece.uv.max];
        assert_eq!(corners, [egui::pos2(0.75, 0.25), egui::pos2(1.0, 0.5)]);
    }
}
