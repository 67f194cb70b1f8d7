//! The basemap built into the program: an archive of tiles in a schema of its own.

use std::{collections::HashMap, ops::RangeInclusive};

use bytes::Bytes;
use geo::{Geometry, MultiLineString, MultiPolygon};
use mvt_reader::{Reader, feature::Value};
use pmtiles::{AsyncBackend, AsyncPmTilesReader, BackendResponse, PmtResult, TileCoord};

use super::{
    Area, Attribution, BasemapSource, Content, PlaceName, SpotKind, Tile, TileKey, TilesError, Way,
};
use crate::{
    model::{Language, Names},
    scene::World,
};

const BUILT_IN: &[u8] = include_bytes!("../../../assets/basemap.pmtiles");

/// An archive of tiles in memory.
pub struct Embedded {
    reader: AsyncPmTilesReader<InMemory>,
}

/// Bytes that are there already, so that no read ever waits.
struct InMemory(Bytes);

impl AsyncBackend for InMemory {
    async fn read(&self, offset: u64, length: usize) -> PmtResult<BackendResponse> {
        let size = self.0.len();
        let start = usize::try_from(offset).unwrap_or(size).min(size);
        let end = start.saturating_add(length).min(size);
        Ok(BackendResponse::new(self.0.slice(start..end)))
    }
}

/// Units a side of a tile has, as the archive is built with.
const EXTENT: f32 = 4096.0;

impl Embedded {
    /// The basemap built into the program.
    ///
    /// # Errors
    ///
    /// Where it is damaged.
    pub fn open() -> Result<Self, TilesError> {
        Self::of(Bytes::from_static(BUILT_IN))
    }

    /// Opens an archive. Its directory is read here, its tiles when they are asked for.
    ///
    /// # Errors
    ///
    /// Where it is damaged.
    pub fn of(bytes: Bytes) -> Result<Self, TilesError> {
        let (has, should) = (bytes.len(), declared_size(&bytes));
        let reader = pollster::block_on(AsyncPmTilesReader::try_from_source(InMemory(bytes)))?;
        if should > has as u64 {
            return Err(TilesError::CutShort { has, should });
        }
        Ok(Self { reader })
    }
}

impl BasemapSource for Embedded {
    fn attribution(&self) -> Attribution {
        Attribution {
            words: "OpenStreetMap contributors",
            address: "https://www.openstreetmap.org/copyright",
        }
    }

    fn zooms(&self) -> RangeInclusive<u8> {
        let header = self.reader.get_header();
        header.min_zoom..=header.max_zoom
    }

    fn tile_px(&self) -> u32 {
        512
    }

    fn tile(&self, (z, x, y): TileKey) -> Result<Option<Content>, TilesError> {
        let coord = TileCoord::new(z, x, y)?;
        let bytes = pollster::block_on(self.reader.get_tile_decompressed(coord))?;
        let damaged = |cause: String| TilesError::Tile { z, x, y, cause };
        let tile = bytes.map(|bytes| decode(bytes.to_vec(), (z, x, y)).map_err(damaged));
        Ok(tile.transpose()?.map(Content::Vector))
    }
}

/// Where the tiles of an archive end, as its header says: PMTiles 3 holds their place and their
/// length, 8 bytes each, from byte 56. 0 where there is no header.
fn declared_size(bytes: &[u8]) -> u64 {
    let number = |at: usize| {
        let bytes = bytes.get(at..at + 8)?;
        bytes.try_into().ok().map(u64::from_le_bytes)
    };
    let end = number(56).zip(number(64));
    end.map_or(0, |(start, length)| start.saturating_add(length))
}

fn decode(bytes: Vec<u8>, (z, x, y): (u8, u32, u32)) -> Result<Tile, String> {
    let reader = Reader::new(bytes).map_err(|error| error.to_string())?;
    let layers = reader
        .get_layer_metadata()
        .map_err(|error| error.to_string())?;
    let mut tile = Tile::default();
    let side = f64::from(z).exp2().recip();
    let origin = World {
        x: f64::from(x) * side,
        y: f64::from(y) * side,
    };
    for layer in layers {
        let features = reader
            .get_features(layer.layer_index)
            .map_err(|error| error.to_string())?;
        for feature in features {
            let properties = feature.properties.unwrap_or_default();
            let shape = in_tile_sides(feature.geometry);
            match (layer.name.as_str(), shape) {
                ("land", shape) => tile.areas.extend(polygons(shape).map(|p| (Area::Land, p))),
                ("water", shape) => tile.areas.extend(polygons(shape).map(|p| (Area::Water, p))),
                ("urban", shape) => tile.areas.extend(polygons(shape).map(|p| (Area::Urban, p))),
                ("rivers", shape) => {
                    let way = match number(&properties, "rank") {
                        Some(0) => Way::River,
                        _ => Way::SmallRiver,
                    };
                    tile.ways.extend(lines(shape).map(|l| (way, l)));
                }
                ("borders", shape) if !is_inner_border(&properties) => {
                    tile.ways
                        .extend(lines(shape).map(|l| (Way::StateBorder, l)));
                }
                (layer @ ("places" | "water_names" | "terrain"), shape) => {
                    let kind = spot_kind(layer, &properties);
                    tile.spots.extend(points(shape).map(|at| PlaceName {
                        at: origin + at * side,
                        names: names(&properties),
                        kind,
                        rank: number(&properties, "rank").unwrap_or(u8::MAX),
                    }));
                }
                _ => {}
            }
        }
    }
    Ok(tile)
}

/// What the points of a layer name.
fn spot_kind(layer: &str, properties: &HashMap<String, Value>) -> SpotKind {
    let kind = match properties.get("kind") {
        Some(Value::String(kind)) => kind.as_str(),
        _ => "",
    };
    match (layer, kind) {
        ("places", _) => SpotKind::Place,
        (_, "river") => SpotKind::River(whole(properties, "angle").unwrap_or(0) as f32),
        (_, "peak") => {
            let metres = whole(properties, "elevation");
            SpotKind::Peak(metres.and_then(|metres| u16::try_from(metres).ok()))
        }
        (_, "range") => SpotKind::Range,
        _ => SpotKind::Water,
    }
}

/// The border between the two states of the reports is a dated line of its own, not basemap.
fn is_inner_border(properties: &HashMap<String, Value>) -> bool {
    properties.get("between") == Some(&Value::String("AM-AZ".to_owned()))
}

fn in_tile_sides(shape: Geometry<f32>) -> Geometry<f32> {
    use geo::MapCoords as _;
    shape.map_coords(|at| at / EXTENT)
}

fn polygons(shape: Geometry<f32>) -> impl Iterator<Item = MultiPolygon<f32>> {
    let polygons = match shape {
        Geometry::Polygon(polygon) => Some(MultiPolygon(vec![polygon])),
        Geometry::MultiPolygon(polygons) => Some(polygons),
        _ => None,
    };
    polygons.into_iter()
}

fn lines(shape: Geometry<f32>) -> impl Iterator<Item = MultiLineString<f32>> {
    let lines = match shape {
        Geometry::LineString(line) => Some(MultiLineString(vec![line])),
        Geometry::MultiLineString(lines) => Some(lines),
        _ => None,
    };
    lines.into_iter()
}

fn points(shape: Geometry<f32>) -> impl Iterator<Item = World> {
    let points = match shape {
        Geometry::Point(point) => vec![point],
        Geometry::MultiPoint(points) => points.0,
        _ => Vec::new(),
    };
    points.into_iter().map(|point| World {
        x: f64::from(point.x()),
        y: f64::from(point.y()),
    })
}

fn names(properties: &HashMap<String, Value>) -> Names {
    let text = |key: &str| match properties.get(key) {
        Some(Value::String(text)) => Some(text.clone()),
        _ => None,
    };
    let mut names = Names::plain(text("name").unwrap_or_default());
    for language in Language::ALL {
        if let Some(name) = text(&format!("name_{}", language.code())) {
            names.set(language, name);
        }
    }
    names
}

fn number(properties: &HashMap<String, Value>, key: &str) -> Option<u8> {
    u8::try_from(whole(properties, key)?).ok()
}

fn whole(properties: &HashMap<String, Value>, key: &str) -> Option<i64> {
    match properties.get(key)? {
        Value::Int(number) | Value::SInt(number) => Some(*number),
        Value::UInt(number) => i64::try_from(*number).ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASEMAP: &[u8] = BUILT_IN;

    fn read(archive: &Embedded, key: TileKey) -> Result<Option<Tile>, TilesError> {
        let shapes = |content| match content {
            Content::Vector(tile) => tile,
            Content::Raster(_) => panic!("shapes"),
        };
        Ok(archive.tile(key)?.map(shapes))
    }

    #[test]
    fn the_shipped_basemap_names_places_in_every_language() {
        let archive = Embedded::of(Bytes::from_static(BASEMAP)).expect("the basemap");
        assert!(*archive.zooms().end() >= 10);
        let tile = read(&archive, (0, 0, 0))
            .expect("sound")
            .expect("the world");
        assert!(tile.areas.iter().any(|(area, _)| *area == Area::Land));
        assert!(tile.areas.iter().any(|(area, _)| *area == Area::Water));
        let mut spots = Vec::new();
        // Baku lies in 6/41/24, Yerevan in 6/39/24.
        for x in 39..=41 {
            let tile = read(&archive, (6, x, 24)).expect("sound").expect("a tile");
            spots.extend(tile.spots);
        }
        for name in ["Bakı", "Երևան", "Баку", "Erivan", "Baku"] {
            let known = |spot: &PlaceName| Language::ALL.iter().any(|l| spot.names.get(*l) == name);
            assert!(spots.iter().any(known), "{name}");
        }
    }

    #[test]
    fn a_damaged_basemap_is_refused_and_never_a_panic() {
        for length in [0, 1, 100, 127, 500, 5_000, BASEMAP.len() - 1] {
            let bytes = Bytes::from_static(&BASEMAP[..length]);
            assert!(Embedded::of(bytes).is_err(), "{length}");
        }
        let mut noise = BASEMAP.to_vec();
        for at in (0..noise.len()).step_by(37) {
            noise[at] ^= 0x5a;
        }
        assert!(Embedded::of(Bytes::from(noise)).is_err());
        let mut noise = BASEMAP.to_vec();
        let tiles = noise.len() / 2;
        for at in (tiles..noise.len()).step_by(13) {
            noise[at] ^= 0x5a;
        }
        let archive = Embedded::of(Bytes::from(noise)).expect("its head is sound");
        let damaged = (0..1024).filter(|x| read(&archive, (10, *x, 387)).is_err());
        assert!(damaged.count() > 0);
    }

    #[test]
    fn where_there_is_no_map_there_is_no_tile() {
        let archive = Embedded::of(Bytes::from_static(BASEMAP)).expect("the basemap");
        assert!(read(&archive, (10, 0, 0)).expect("sound").is_none());
        assert!(read(&archive, (3, 99, 0)).is_err(), "no such tile");
    }
}
