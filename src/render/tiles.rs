//! Basemaps: where the tiles below the map come from, what is on one, and how it is drawn.
//!
//! A new one is a file below this one and a line in [`BASEMAPS`]. No window is needed.

mod embedded;

use std::{ops::RangeInclusive, sync::Arc};

use geo::{MultiLineString, MultiPolygon};
use pmtiles::PmtError;

use crate::{
    model::{Language, Names},
    scene::{Label, LabelKind, Palette, Rgba, World, curve::Anchor, label, style::Stroke},
};

pub use embedded::Embedded;

/// Which tile: zoom, column, row, counted from the north-west.
pub type TileKey = (u8, u32, u32);

/// Something a map can stand on.
///
/// To read a tile may take its time: whoever draws decides on which thread, and keeps what was read.
pub trait BasemapSource: Send + Sync {
    /// Whom to name, and the address of their terms.
    fn attribution(&self) -> Attribution;

    /// The zooms there are tiles of. Nearer, parts of the deepest stand in.
    fn zooms(&self) -> RangeInclusive<u8>;

    /// Points a side of a tile takes at its zoom.
    fn tile_px(&self) -> u32;

    /// A tile; `None` where there is nothing.
    ///
    /// # Errors
    ///
    /// Where it cannot be read or is damaged.
    fn tile(&self, key: TileKey) -> Result<Option<Content>, TilesError>;
}

/// Who made a basemap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attribution {
    pub words: &'static str,
    pub address: &'static str,
}

/// What is on a tile.
#[derive(Clone, Debug)]
pub enum Content {
    /// Shapes and names, drawn in the colours of the palette.
    Vector(Tile),
    /// A picture, drawn as it is.
    Raster(image::RgbaImage),
}

/// A basemap that can be opened.
pub struct BasemapEntry {
    pub open: fn() -> Result<Arc<dyn BasemapSource>, TilesError>,
}

/// Every basemap there is, the usual one first.
pub const BASEMAPS: [BasemapEntry; 1] = [BasemapEntry {
    open: || Ok(Arc::new(Embedded::open()?)),
}];

/// Opens the basemap that windows and pictures have.
///
/// # Errors
///
/// Where it cannot be read or is damaged.
pub fn open() -> Result<Arc<dyn BasemapSource>, TilesError> {
    (BASEMAPS[0].open)()
}

/// Why the basemap, or a tile of it, could not be read.
#[derive(Debug, thiserror::Error)]
pub enum TilesError {
    #[error("{}", crate::words::picture::basemap_damaged(.0))]
    Archive(#[from] PmtError),
    #[error("{}", crate::words::picture::basemap_short(*.has, *.should))]
    CutShort { has: usize, should: u64 },
    #[error("{}", crate::words::picture::tile_damaged(*.z, *.x, *.y, .cause))]
    Tile {
        z: u8,
        x: u32,
        y: u32,
        cause: String,
    },
}

/// What a polygon of the basemap is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    Land,
    Water,
}

/// What a line of the basemap is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    River,
    StateBorder,
}

/// A name on the basemap.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceName {
    pub at: World,
    pub names: Names,
    pub is_water: bool,
    /// 0 is the most important.
    pub rank: u8,
}

/// How far a name keeps from the dot of its place, in points.
const PLACE_PX: f32 = 5.0;

/// The names of spots, each once, the most important first.
pub fn labels<'a>(spots: impl Iterator<Item = &'a PlaceName>, language: Language) -> Vec<Label> {
    let mut spots: Vec<&PlaceName> = spots.collect();
    spots.sort_by(|a, b| {
        let order = |spot: &PlaceName| (spot.rank, spot.at.x.to_bits(), spot.at.y.to_bits());
        order(a).cmp(&order(b))
    });
    spots.dedup_by_key(|spot| spot.at.x.to_bits());
    let label = |spot: &PlaceName| Label {
        text: spot.names.get(language).to_owned(),
        alternatives: match spot.is_water {
            true => vec![Anchor::on(spot.at)],
            false => label::beside(spot.at, spot.names.get(language), PLACE_PX),
        },
        kind: if spot.is_water {
            LabelKind::Water
        } else {
            LabelKind::Place { rank: spot.rank }
        },
        names_end: false,
        min_zoom: 0.0,
        rank: 100 + u32::from(spot.rank),
    };
    spots.into_iter().map(label).collect()
}

/// A tile. Geometry is in units of the tile's side, from its top left.
#[derive(Clone, Debug, Default)]
pub struct Tile {
    pub areas: Vec<(Area, MultiPolygon<f32>)>,
    pub ways: Vec<(Way, MultiLineString<f32>)>,
    pub spots: Vec<PlaceName>,
}

/// How a part of a tile is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum TileStyle {
    Area {
        area: Area,
        ink: Rgba,
        /// Around it, since the fill has hard edges.
        edge: Option<Stroke>,
    },
    Way {
        way: Way,
        stroke: Stroke,
    },
}

/// How tiles of shapes are drawn, from the ground up.
pub fn styles(palette: &Palette) -> [TileStyle; 4] {
    let area = |area, ink, edge| TileStyle::Area { area, ink, edge };
    let way = |way, stroke| TileStyle::Way { way, stroke };
    let shore = Stroke::solid(palette.water, 1.0);
    [
        area(Area::Land, palette.land, None),
        area(Area::Water, palette.water, Some(shore)),
        way(Way::River, palette.river_line()),
        way(Way::StateBorder, palette.border_line()),
    ]
}

impl Tile {
    pub fn areas_of(&self, kind: Area) -> impl Iterator<Item = &geo::Polygon<f32>> {
        let areas = self.areas.iter().filter(move |(area, _)| *area == kind);
        areas.flat_map(|(_, polygons)| polygons)
    }

    pub fn ways_of(&self, kind: Way) -> impl Iterator<Item = &geo::LineString<f32>> {
        let ways = self.ways.iter().filter(move |(way, _)| *way == kind);
        ways.flat_map(|(_, lines)| lines)
    }
}
