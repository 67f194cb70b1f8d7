//! The basemap on the screen: tiles from memory as walkers draws them.

use std::{collections::HashMap, sync::Arc};

use bytes::Bytes;
use egui::{Pos2, Rect, pos2};
use walkers::{Drawable, Line, Mesh, TileId, TilePiece, Tiles, sources::Attribution};

use super::{
    paint::{color, with_content},
    tiles::{self, Archive, Area, EMBEDDED, Spot, Tile, TilesError, Way},
};
use crate::{
    model::Language,
    scene::{Label, Palette, Theme},
};

/// Side of a tile, in points.
const TILE_PX: u32 = 512;

/// A tile made ready, and what it was made for.
struct Ready {
    drawn: walkers::Tile,
    spots: Arc<[Spot]>,
}

/// The basemap of the window.
pub struct Basemap {
    /// `None` where it could not be read; the map then has no ground.
    archive: Option<Archive>,
    theme: Theme,
    /// By zoom, column and row; `None` where the archive has no such tile.
    ready: HashMap<(u8, u32, u32), Option<Ready>>,
    /// The tiles of the last frame, whose names are to be written.
    seen: Vec<(u8, u32, u32)>,
    /// What went wrong since it was last asked for.
    trouble: Option<TilesError>,
}

impl Basemap {
    /// The basemap built into the program.
    pub fn embedded() -> Self {
        Self::from_bytes(Bytes::from_static(EMBEDDED))
    }

    /// A basemap of those bytes. Where they are damaged the map is empty, and
    /// [`Self::take_trouble`] says why.
    pub fn from_bytes(bytes: Bytes) -> Self {
        let (archive, trouble) = match Archive::open(bytes) {
            Ok(archive) => (Some(archive), None),
            Err(error) => (None, Some(error)),
        };
        Self {
            archive,
            theme: Theme::Light,
            ready: HashMap::new(),
            seen: Vec::new(),
            trouble,
        }
    }

    /// What went wrong since this was last asked.
    pub fn take_trouble(&mut self) -> Option<TilesError> {
        self.trouble.take()
    }

    /// Readies for a frame in that theme.
    pub fn begin_frame(&mut self, theme: Theme) {
        if self.theme != theme {
            self.theme = theme;
            self.ready.clear();
        }
        self.seen.clear();
    }

    /// The names on the tiles of the last frame, the most important first.
    pub fn labels(&self, language: Language) -> Vec<Label> {
        let tiles = self
            .seen
            .iter()
            .filter_map(|key| self.ready.get(key)?.as_ref());
        tiles::labels(tiles.flat_map(|tile| tile.spots.iter()), language)
    }

    fn ready(&mut self, key: (u8, u32, u32)) -> Option<&Ready> {
        if !self.ready.contains_key(&key) {
            let (z, x, y) = key;
            let read = self.archive.as_ref()?.tile(z, x, y);
            let tile = read.unwrap_or_else(|error| {
                self.trouble.get_or_insert(error);
                None
            });
            let ready = tile.map(|tile| ready(tile, &Palette::of(self.theme)));
            self.ready.insert(key, ready);
        }
        self.ready.get(&key)?.as_ref()
    }
}

impl Tiles for Basemap {
    fn at(&mut self, id: TileId) -> Option<TilePiece> {
        let deepest = self.archive.as_ref()?.deepest_zoom();
        // Deeper than the archive goes, a part of its deepest tile stands in.
        let below = id.zoom.saturating_sub(deepest);
        let key = (id.zoom - below, id.x >> below, id.y >> below);
        let drawn = self.ready(key)?.drawn.clone();
        if !self.seen.contains(&key) {
            self.seen.push(key);
        }
        let parts = f32::from(below).exp2();
        let part = |at: u32| (at % (1 << below)) as f32 / parts;
        let corner = pos2(part(id.x), part(id.y));
        let uv = Rect::from_min_size(corner, egui::Vec2::splat(1.0 / parts));
        Some(TilePiece::new(drawn, uv))
    }

    fn attribution(&self) -> Attribution {
        Attribution {
            text: "OpenStreetMap contributors",
            url: "https://www.openstreetmap.org/copyright",
            logo_light: None,
            logo_dark: None,
        }
    }

    fn tile_size(&self) -> u32 {
        TILE_PX
    }
}

/// Turns a tile's geometry into what the renderer takes: land, water, rivers, borders.
fn ready(tile: Tile, palette: &Palette) -> Ready {
    let mut drawables = Vec::new();
    for area in [Area::Land, Area::Water] {
        let shapes = || tile.areas.iter().filter(move |(kind, _)| *kind == area);
        let fill = color(match area {
            Area::Land => palette.land,
            Area::Water => palette.water,
        });
        let mut mesh = Mesh::default();
        for polygon in shapes().flat_map(|(_, polygons)| polygons) {
            if let Some(part) = fill_of(polygon, fill) {
                mesh.append(&part);
            }
        }
        drawables.push(Drawable::Fill(mesh));
        if area == Area::Water {
            // The fill has hard edges; a line of its colour softens them.
            let shores = shapes().flat_map(|(_, polygons)| polygons);
            let shores = shores.map(|polygon| line(polygon.exterior(), 1.0, fill));
            drawables.push(Drawable::Lines(shores.collect()));
        }
    }
    for (way, stroke) in [
        (Way::River, palette.river_line()),
        (Way::StateBorder, palette.border_line()),
    ] {
        let lines = tile.ways.iter().filter(|(kind, _)| *kind == way);
        let lines = lines.flat_map(|(_, lines)| lines);
        let lines = lines.map(|path| line(path, stroke.width, color(stroke.ink)));
        drawables.push(Drawable::Lines(lines.collect()));
    }
    Ready {
        drawn: walkers::Tile::Vector {
            drawables: Arc::new(with_content(drawables)),
            texts: Vec::new(),
        },
        spots: tile.spots.into(),
    }
}

fn in_px(at: &geo::Coord<f32>) -> Pos2 {
    pos2(at.x, at.y) * TILE_PX as f32
}

fn fill_of(polygon: &geo::Polygon<f32>, fill: egui::Color32) -> Option<Mesh> {
    let ring = |ring: &geo::LineString<f32>| -> Vec<_> {
        let points = ring.0.iter().map(in_px);
        points
            .map(|at| lyon_path::geom::point(at.x, at.y))
            .collect()
    };
    let holes: Vec<_> = polygon.interiors().iter().map(ring).collect();
    walkers::tessellate_polygon(&ring(polygon.exterior()), &holes, fill).ok()
}

fn line(path: &geo::LineString<f32>, width: f32, color: egui::Color32) -> Line {
    Line {
        points: path.0.iter().map(in_px).collect(),
        width,
        color,
        dasharray: Vec::new(),
    }
}
