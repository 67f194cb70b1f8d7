//! The basemap on the screen: tiles as walkers draws them, each made ready once.

use std::{collections::HashMap, sync::Arc};

use bytes::Bytes;
use egui::{ColorImage, Pos2, Rect, TextureOptions, pos2};
use geo::CoordsIter as _;
use walkers::{Drawable, TileId, TilePiece, Tiles, sources};

use super::{
    tiles::{
        self, BasemapSource, Content, Embedded, PlaceName, Tile, TileKey, TileStyle, TilesError,
    },
    viewport::{line, mesh, with_content},
};
use crate::{
    model::Language,
    scene::{Label, Palette, Theme, World},
};

/// A tile made ready, and the names on it.
pub(super) struct Ready {
    pub drawn: walkers::Tile,
    pub spots: Vec<PlaceName>,
    /// What it takes in memory, as near as can be told.
    pub bytes: usize,
}

/// The basemap of the window.
pub struct Basemap {
    /// `None` where it could not be read; the map then has no ground.
    source: Option<Arc<dyn BasemapSource>>,
    /// Where pictures become textures.
    ctx: egui::Context,
    theme: Theme,
    /// `None` where the source has no such tile.
    ready: HashMap<TileKey, Option<Ready>>,
    /// The tiles of this frame, whose names are to be written.
    seen: Vec<TileKey>,
    /// The names of some tiles in a language, as they were last wanted.
    labels: (Vec<TileKey>, Language, Arc<[Label]>),
    /// What went wrong since it was last asked for.
    trouble: Option<TilesError>,
}

impl Basemap {
    /// The usual basemap, which is built into the program.
    pub fn embedded() -> Self {
        Self::new(tiles::open())
    }

    /// A basemap of the bytes of an archive.
    pub fn from_bytes(bytes: Bytes) -> Self {
        Self::new(Embedded::of(bytes).map(|source| Arc::new(source) as _))
    }

    /// A basemap of that source. Where it is damaged the map is empty, and [`Self::take_trouble`]
    /// says why.
    pub fn new(source: Result<Arc<dyn BasemapSource>, TilesError>) -> Self {
        let (source, trouble) = match source {
            Ok(source) => (Some(source), None),
            Err(error) => (None, Some(error)),
        };
        Self {
            trouble,
            ..Self::on(source)
        }
    }

    /// One more of the same source.
    pub fn another(&self) -> Self {
        Self::on(self.source.clone())
    }

    fn on(source: Option<Arc<dyn BasemapSource>>) -> Self {
        Self {
            source,
            ctx: egui::Context::default(),
            theme: Theme::Light,
            ready: HashMap::new(),
            seen: Vec::new(),
            labels: (Vec::new(), Language::default(), Arc::default()),
            trouble: None,
        }
    }

    /// Where it is to fade into what lies beyond.
    pub fn fades_at(&self) -> Option<[World; 2]> {
        self.source.as_ref()?.fades_at()
    }

    /// What went wrong since this was last asked.
    pub fn take_trouble(&mut self) -> Option<TilesError> {
        self.trouble.take()
    }

    /// Readies for a frame in that theme.
    pub fn begin_frame(&mut self, ctx: &egui::Context, theme: Theme) {
        if self.theme != theme {
            self.theme = theme;
            self.ready.clear();
        }
        self.ctx = ctx.clone();
        self.seen.clear();
    }

    /// The names on the tiles of this frame, the most important first.
    pub fn labels(&mut self, language: Language) -> Arc<[Label]> {
        let (tiles, of, labels) = &self.labels;
        if *tiles == self.seen && *of == language {
            return Arc::clone(labels);
        }
        let tiles = self.seen.iter();
        let tiles = tiles.filter_map(|key| self.ready.get(key)?.as_ref());
        let spots = tiles.flat_map(|tile| tile.spots.iter());
        let labels: Arc<[Label]> = tiles::labels(spots, language).into();
        self.labels = (self.seen.clone(), language, Arc::clone(&labels));
        labels
    }

    fn ready(&mut self, key: TileKey) -> Option<&Ready> {
        if !self.ready.contains_key(&key) {
            let read = self.source.as_ref()?.tile(key);
            let content = read.unwrap_or_else(|error| {
                self.trouble.get_or_insert(error);
                None
            });
            let ready = content.map(|content| match content {
                Content::Vector(tile) => {
                    let side = self.tile_size() as f32;
                    shapes(tile, &Palette::of(self.theme), side, key.0)
                }
                Content::Raster(image) => picture(&self.ctx, &image, self.theme),
            });
            self.ready.insert(key, ready);
        }
        self.ready.get(&key)?.as_ref()
    }
}

/// A picture as a texture.
pub(super) fn picture(ctx: &egui::Context, image: &image::RgbaImage, theme: Theme) -> Ready {
    let image = tiles::raster::in_theme(image, theme);
    let size = [image.width() as usize, image.height() as usize];
    let bytes = image.as_raw().len();
    let image = ColorImage::from_rgba_unmultiplied(size, image.as_raw());
    let texture = ctx.load_texture("tile", image, TextureOptions::LINEAR);
    Ready {
        drawn: walkers::Tile::Raster(texture),
        spots: Vec::new(),
        bytes,
    }
}

impl Tiles for Basemap {
    fn at(&mut self, id: TileId) -> Option<TilePiece> {
        let deepest = *self.source.as_ref()?.zooms().end();
        // Nearer than there are tiles of, a part of the deepest one stands in.
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

    /// Drawn by the map itself.
    fn attribution(&self) -> sources::Attribution {
        sources::Attribution {
            text: "",
            url: "",
            logo_light: None,
            logo_dark: None,
        }
    }

    fn tile_size(&self) -> u32 {
        self.source.as_ref().map_or(256, |source| source.tile_px())
    }
}

/// Turns shapes into what the renderer takes.
pub(super) fn shapes(tile: Tile, palette: &Palette, side_px: f32, zoom: u8) -> Ready {
    /// What a corner takes with the triangles and indices made of it.
    const BYTES_A_CORNER: usize = 160;
    let corners = tile.areas.iter().map(|(_, areas)| areas.coords_count());
    let corners = corners.chain(tile.ways.iter().map(|(_, ways)| ways.coords_count()));
    let bytes = corners.sum::<usize>() * BYTES_A_CORNER + tile.spots.len() * 400;
    let points = |path: &geo::LineString<f32>| -> Vec<Pos2> {
        let px = |at: &geo::Coord<f32>| pos2(at.x, at.y) * side_px;
        path.0.iter().map(px).collect()
    };
    let mut drawables = Vec::new();
    for style in tiles::styles(palette, zoom) {
        match style {
            TileStyle::Area { area, ink, edge } => {
                let fill = mesh(tile.areas_of(area), ink, points);
                drawables.push(Drawable::Fill(fill));
                if let Some(edge) = edge {
                    let edges = tile.edges_of(area);
                    let edges = edges.map(|path| line(points(&path), edge));
                    drawables.push(Drawable::Lines(edges.collect()));
                }
            }
            TileStyle::Way { way, stroke } => {
                let lines = tile.ways_of(way).map(|path| line(points(path), stroke));
                drawables.push(Drawable::Lines(lines.collect()));
            }
        }
    }
    Ready {
        drawn: walkers::Tile::Vector {
            drawables: Arc::new(with_content(drawables)),
            texts: Vec::new(),
        },
        spots: tile.spots,
        bytes,
    }
}
