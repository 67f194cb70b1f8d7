//! Basemaps: where the tiles below the map come from, what is on one, and how it is drawn.
//!
//! A new one is a file below this one and a line in [`BASEMAPS`]. No window is needed.

mod embedded;
pub mod raster;
pub mod vector;

use std::{ops::RangeInclusive, sync::Arc};

use geo::{MultiLineString, MultiPolygon};
use pmtiles::PmtError;

use crate::{
    model::{Language, Names},
    scene::{
        Label, LabelKind, Palette, Rgba, World, curve::Anchor, ground_style::GroundStyle, label,
        style::Stroke,
    },
    words::map as words,
};

pub use embedded::Embedded;
pub use vector::Schema;

/// Which tile: zoom, column, row, counted from the north-west.
pub type TileKey = (u8, u32, u32);

/// Something a map can stand on.
///
/// To read a tile may take its time: whoever draws decides on which thread, and keeps what was read.
pub trait BasemapSource: Send + Sync {
    /// Whom to name, and the address of their terms.
    fn attribution(&self) -> Attribution;

    /// Whether its terms forbid pictures of it.
    fn forbids_pictures(&self) -> bool {
        false
    }

    /// The zooms there are tiles of. Nearer, parts of the deepest stand in.
    fn zooms(&self) -> RangeInclusive<u8>;

    /// The corners, north-west and south-east, where it stops in the middle of land and sea and is to fade;
    /// `None` where it has no such end, or another ground lies below it.
    fn fades_at(&self) -> Option<[World; 2]> {
        None
    }

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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attribution {
    pub words: Arc<str>,
    /// Empty where there is none.
    pub address: Arc<str>,
    /// Where faults of the map are reported; empty where that is not known.
    pub faults: Arc<str>,
}

/// What is on a tile.
#[derive(Clone, Debug)]
pub enum Content {
    /// Shapes and names, drawn in the colours of the palette.
    Vector(Tile),
    /// A picture, drawn as it is, dimmed on a dark map.
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
    #[error("{words}")]
    Own {
        /// Which map, which tile and why.
        words: String,
        /// How long to wait before it is asked for again, in seconds; `None`: it stays as it is.
        again_in_s: Option<f64>,
    },
}

impl TilesError {
    /// When a tile is asked for again that failed so many times, in seconds; `None`: never.
    pub fn again_in_s(&self, times: u32) -> Option<f64> {
        const LONGEST_S: f64 = 600.0;
        let Self::Own { again_in_s, .. } = self else {
            return None;
        };
        let growth = 2_f64.powi(times.saturating_sub(1).min(10) as i32);
        again_in_s.map(|pause| (pause * growth).min(LONGEST_S.max(pause)))
    }
}

/// What a polygon of the basemap is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    Land,
    Wood,
    Grass,
    Urban,
    Water,
    Building,
}

/// What a line of the basemap is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    SmallRiver,
    River,
    Path,
    MinorRoad,
    Rail,
    Road,
    MajorRoad,
    StateBorder,
    DisputedBorder,
}

/// A name on the basemap.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceName {
    pub at: World,
    pub names: Names,
    pub kind: SpotKind,
    /// 0 is the most important.
    pub rank: u8,
}

/// What a name is of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum SpotKind {
    /// A town or village.
    Place,
    /// A sea or lake.
    Water,
    /// Written along its course, turned clockwise by so many degrees.
    River(f32),
    /// With its height in metres, where it is known.
    Peak(Option<u16>),
    /// A range, or a stretch of land.
    Range,
}

/// Room that the dot of a place and the sign of a peak take, from their middle, in points.
const PLACE_PX: f32 = 2.5;
const PEAK_PX: f32 = 5.0;

/// The names of spots, each once, the most important first.
pub fn labels<'a>(spots: impl Iterator<Item = &'a PlaceName>, language: Language) -> Vec<Label> {
    let mut spots: Vec<&PlaceName> = spots.collect();
    spots.sort_by(|a, b| {
        let order = |spot: &PlaceName| (spot.rank, spot.at.x.to_bits(), spot.at.y.to_bits());
        order(a).cmp(&order(b))
    });
    spots.dedup_by_key(|spot| spot.at.x.to_bits());
    let label = |spot: &PlaceName| {
        let name = spot.names.get(language);
        let text = match spot.kind {
            SpotKind::Peak(Some(metres)) => words::peak(name, metres),
            _ => name.to_owned(),
        };
        Label {
            alternatives: match spot.kind {
                SpotKind::Place => label::beside(spot.at, PLACE_PX),
                SpotKind::Peak(_) => label::beside(spot.at, PEAK_PX),
                _ => vec![Anchor::on(spot.at)],
            },
            beside: matches!(spot.kind, SpotKind::Place | SpotKind::Peak(_)),
            text,
            kind: match spot.kind {
                SpotKind::Place => LabelKind::Place { rank: spot.rank },
                SpotKind::Water => LabelKind::Water,
                SpotKind::River(_) => LabelKind::River,
                SpotKind::Peak(_) => LabelKind::Terrain { peak: true },
                SpotKind::Range => LabelKind::Terrain { peak: false },
            },
            min_zoom: 0.0,
            names_end: false,
            rank: match spot.kind {
                // Towns find room before the names of what flows past them.
                SpotKind::River(_) => 104 + 2 * u32::from(spot.rank),
                _ => 100 + u32::from(spot.rank),
            },
            turn: match spot.kind {
                SpotKind::River(turn) => turn,
                _ => 0.0,
            },
        }
    };
    spots.into_iter().map(label).collect()
}

/// Whether a position lies on a tile.
pub fn holds((z, x, y): TileKey, at: World) -> bool {
    let tiles = f64::from(z).exp2();
    (at.x * tiles).floor() == f64::from(x) && (at.y * tiles).floor() == f64::from(y)
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

/// How tiles of shapes of a zoom are drawn, from the ground up.
pub fn styles(palette: &Palette, zoom: u8) -> [TileStyle; 15] {
    let area = |area, ink, edge| TileStyle::Area { area, ink, edge };
    let way = |way, stroke| TileStyle::Way { way, stroke };
    let shore = Stroke::solid(palette.water, 1.0);
    let ground = GroundStyle::of(palette, zoom);
    [
        area(Area::Land, palette.land, None),
        area(Area::Wood, ground.wood, None),
        area(Area::Grass, ground.grass, None),
        area(Area::Urban, palette.urban, None),
        area(Area::Water, palette.water, Some(shore)),
        way(Way::SmallRiver, palette.small_river_line()),
        way(Way::River, palette.river_line()),
        area(Area::Building, ground.building, None),
        way(Way::Path, ground.path),
        way(Way::MinorRoad, ground.minor_road),
        way(Way::Rail, ground.rail),
        way(Way::Road, ground.road),
        way(Way::MajorRoad, ground.major_road),
        way(Way::StateBorder, palette.border_line()),
        way(Way::DisputedBorder, ground.disputed_border),
    ]
}

impl Tile {
    pub fn areas_of(&self, kind: Area) -> impl Iterator<Item = &geo::Polygon<f32>> {
        let areas = self.areas.iter().filter(move |(area, _)| *area == kind);
        areas.flat_map(|(_, polygons)| polygons)
    }

    /// The edges of such areas, without those along which the tile was cut.
    pub fn edges_of(&self, kind: Area) -> impl Iterator<Item = geo::LineString<f32>> {
        self.areas_of(kind).flat_map(edges)
    }

    pub fn ways_of(&self, kind: Way) -> impl Iterator<Item = &geo::LineString<f32>> {
        let ways = self.ways.iter().filter(move |(way, _)| *way == kind);
        ways.flat_map(|(_, lines)| lines)
    }
}

/// The edges of a polygon of a tile: its rings, without what lies on or beyond one side of the tile. There
/// the tile was cut, and what lies beyond is on the next one.
pub fn edges(polygon: &geo::Polygon<f32>) -> impl Iterator<Item = geo::LineString<f32>> {
    let rings = std::iter::once(polygon.exterior()).chain(polygon.interiors());
    rings.flat_map(edges_of_ring)
}

fn edges_of_ring(ring: &geo::LineString<f32>) -> Vec<geo::LineString<f32>> {
    let is_cut = |from: &geo::Coord<f32>, to: &geo::Coord<f32>| {
        [(from.x, to.x), (from.y, to.y)]
            .iter()
            .any(|(from, to)| from.max(*to) <= 0.0 || from.min(*to) >= 1.0)
    };
    let mut edges: Vec<Vec<geo::Coord<f32>>> = Vec::new();
    let mut goes_on = false;
    for pair in ring.0.windows(2) {
        let is_edge = !is_cut(&pair[0], &pair[1]);
        match edges.last_mut() {
            Some(edge) if is_edge && goes_on => edge.push(pair[1]),
            _ if is_edge => edges.push(pair.to_vec()),
            _ => {}
        }
        goes_on = is_edge;
    }
    // What goes on over the point the ring begins at is one edge.
    let begins = edges.first().and_then(|edge| edge.first()) == ring.0.first();
    if goes_on
        && begins
        && edges.len() > 1
        && let Some(mut last) = edges.pop()
    {
        last.extend(edges[0].drain(1..));
        edges[0] = last;
    }
    edges.into_iter().map(geo::LineString).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(points: &[(f32, f32)]) -> geo::LineString<f32> {
        geo::LineString::from(points.to_vec())
    }

    #[test]
    fn the_edge_of_an_area_is_not_drawn_along_the_sides_its_tile_was_cut_at() {
        // A lake that goes on over the right side, cut a little beyond it; an island in it that the lower
        // side cuts exactly; and one that lies whole on the tile.
        let lake = ring(&[(0.5, 0.25), (1.01, 0.25), (1.01, 1.0), (0.8, 1.0)]);
        let mut lake = lake.0;
        lake.extend(ring(&[(0.75, 0.8), (0.7, 1.0), (0.5, 1.0), (0.5, 0.25)]).0);
        let island = ring(&[(0.6, 0.5), (0.65, 0.5), (0.65, 0.6), (0.6, 0.5)]);
        let lake = geo::Polygon::new(geo::LineString(lake), vec![island.clone()]);
        let found: Vec<_> = edges(&lake).collect();
        let expected = [
            ring(&[(0.5, 1.0), (0.5, 0.25), (1.01, 0.25)]),
            ring(&[(0.8, 1.0), (0.75, 0.8), (0.7, 1.0)]),
            island,
        ];
        assert_eq!(found, expected);
        // An area all over the tile has no edge on it.
        let all = ring(&[(-0.1, -0.1), (1.1, -0.1), (1.1, 1.1), (-0.1, 1.1)]);
        assert_eq!(edges(&geo::Polygon::new(all, Vec::new())).count(), 0);
    }
}
