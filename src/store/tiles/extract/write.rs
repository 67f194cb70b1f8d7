//! Shapes cut into tiles, and these written as PMTiles 3 in the order of their ids. Tiles are made in
//! squares of sixteen by sixteen, which lie together in that order.

use std::collections::BTreeMap;

use pmtiles::{PmTilesWriter, PmtError, TileCoord, TileId, TileType};
use serde_json::json;

use super::{
    ExtractError, Wanted, ZOOMS,
    encode::Tile,
    features::Features,
    level::{Cut, EXTENT, Level, Part},
    points::degrees,
    reach,
    tags::Layer,
};
use crate::{io::disk::File, model::Budget};

/// How far shapes go on over the edge of a tile, so that its edge is not seen.
const MARGIN: i32 = 64;
/// Zooms between a square and its tiles.
const SQUARE_ZOOMS: u8 = 4;
/// What is kept of each tile until the file ends, in bytes.
const TILE_BYTES: u64 = 96;
/// Whom the map names, as its licence asks.
const CREDIT: &str = "<a href=\"https://www.openstreetmap.org/copyright\">© OpenStreetMap contributors</a> (ODbL 1.0)";

/// Writes the map, and says how many tiles it has.
pub fn write(
    file: File,
    name: &str,
    features: &Features,
    wanted: &Wanted,
    budget: &Budget,
) -> Result<u64, ExtractError> {
    let zooms = *ZOOMS.start()..=wanted.deepest.clamp(*ZOOMS.start(), *ZOOMS.end());
    let [west, south, east, north] = bounds(features, wanted);
    let layers = Layer::ALL.map(|layer| json!({"id": layer.name(), "fields": {}}));
    let about = json!({
        "name": name,
        "attribution": CREDIT,
        "license": "ODbL-1.0",
        "type": "baselayer",
        "vector_layers": layers,
    });
    let writer = PmTilesWriter::new(TileType::Mvt)
        .min_zoom(*zooms.start())
        .max_zoom(*zooms.end())
        .bounds(west, south, east, north)
        .center_zoom(*zooms.start())
        .center(f64::midpoint(west, east), f64::midpoint(south, north))
        .metadata(about.to_string());
    let mut writer = writer.create(file).map_err(of_archive)?;
    let mut tiles = 0;
    // It was read three times, and writing counts as a fourth.
    let (read, total) = (features.size * 3, features.size * 4);
    for zoom in zooms.clone() {
        let level = Level::of(features, zoom, *zooms.end(), budget)?;
        let all = cut_around(&level, features, wanted);
        let squares = squares(&level, all, budget)?;
        let count = squares.len() as u64;
        for (number, square) in squares.into_iter().enumerate() {
            for (coord, tile) in made(&level, features, square, all, budget)? {
                budget.take_bytes(TILE_BYTES)?;
                writer.add_tile(coord, &tile.bytes()).map_err(of_archive)?;
                tiles += 1;
            }
            // Each zoom takes about twice as long as the one before it.
            let share = 0.5_f64.powi(i32::from(*zooms.end() - zoom));
            let within = share * (0.5 + 0.5 * (number + 1) as f64 / count as f64);
            reach(budget, read, ((total - read) as f64 * within) as u64)?;
        }
    }
    writer.finalize().map_err(of_archive)?;
    Ok(tiles)
}

fn of_archive(error: PmtError) -> ExtractError {
    ExtractError::File(match error {
        PmtError::Reading(error) => error,
        other => std::io::Error::other(other),
    })
}

/// The box the map is of, in degrees: west, south, east, north.
fn bounds(features: &Features, wanted: &Wanted) -> [f64; 4] {
    if let Some(bbox) = wanted.bbox {
        let (low, high) = (bbox.min(), bbox.max());
        return [low.x, low.y, high.x, high.y];
    }
    let (mut low, mut high) = ([u32::MAX; 2], [0; 2]);
    for feature in &features.all {
        for axis in [0, 1] {
            low[axis] = low[axis].min(feature.low[axis]);
            high[axis] = high[axis].max(feature.high[axis]);
        }
    }
    let ([west, north], [east, south]) = (degrees(low), degrees(high));
    [west, south, east, north]
}

/// The same box in units of a zoom.
fn cut_around(level: &Level, features: &Features, wanted: &Wanted) -> Cut {
    let [west, south, east, north] = bounds(features, wanted);
    let nano = |degrees: f64| (degrees * 1e9) as i64;
    let corner = |lon: f64, lat: f64| super::points::project([nano(lon), nano(lat)]);
    let whole = [0; 2];
    let low = corner(west, north).unwrap_or(whole);
    let high = corner(east, south).unwrap_or([u32::MAX; 2]);
    let [low, high] = [low, high].map(|at| level.unit(at));
    // What lies on its edge is on the map.
    Cut {
        low: low.map(|at| at - 1),
        high: high.map(|at| at + 1),
    }
}

/// A square of tiles: its column and row among such squares.
type Square = [u32; 2];

/// The squares that have something on them, in the order of their tiles.
fn squares(level: &Level, all: Cut, budget: &Budget) -> Result<Vec<Square>, ExtractError> {
    let mut found: Vec<(u64, Square)> = Vec::new();
    let coarse = level.zoom - SQUARE_ZOOMS;
    let side = EXTENT << SQUARE_ZOOMS;
    let most = (1_i32 << coarse) - 1;
    let of = |unit: i32| (unit.max(0) / side).clamp(0, most);
    let mut add = |low: [i32; 2], high: [i32; 2]| -> Result<(), ExtractError> {
        for y in of(low[1])..=of(high[1]) {
            for x in of(low[0])..=of(high[0]) {
                budget.step(1)?;
                let (x, y) = (x.cast_unsigned(), y.cast_unsigned());
                found.push((hilbert(coarse, x, y)?, [x, y]));
            }
        }
        // What lies in one square is told once at last.
        if found.len() > 1 << 20 {
            found.sort_unstable();
            found.dedup();
        }
        Ok(())
    };
    for part in &level.parts {
        let own = Cut {
            low: part.low.map(|at| at - MARGIN),
            high: part.high.map(|at| at + MARGIN),
        };
        if let Some(own) = own.and(&all) {
            add(own.low, own.high)?;
        }
    }
    for spot in level.spots.iter().filter(|spot| all.holds(spot.at)) {
        add(spot.at, spot.at)?;
    }
    found.sort_unstable();
    found.dedup();
    Ok(found.into_iter().map(|(_, square)| square).collect())
}

fn hilbert(zoom: u8, x: u32, y: u32) -> Result<u64, ExtractError> {
    let coord = TileCoord::new(zoom, x, y).map_err(of_archive)?;
    Ok(TileId::from(coord).value())
}

/// The tiles of a square, in the order of their ids.
fn made(
    level: &Level,
    features: &Features,
    [column, row]: Square,
    all: Cut,
    budget: &Budget,
) -> Result<Vec<(TileCoord, Tile)>, ExtractError> {
    let side = EXTENT << SQUARE_ZOOMS;
    let origin = [column.cast_signed() * side, row.cast_signed() * side];
    let square = Cut {
        low: origin.map(|at| at - MARGIN),
        high: origin.map(|at| at + side + MARGIN),
    };
    let Some(square) = square.and(&all) else {
        return Ok(Vec::new());
    };
    let mut tiles: BTreeMap<(i32, i32), Tile> = BTreeMap::new();
    budget.step(level.parts.len() as u64 / 64 + 1)?;
    for part in &level.parts {
        if square.meets(part.low, part.high) {
            cut_part(level, features, part, (origin, square), &mut tiles, budget)?;
        }
    }
    for spot in level.spots.iter().filter(|spot| all.holds(spot.at)) {
        let [x, y] = [0, 1].map(|axis| (spot.at[axis] - origin[axis]).div_euclid(EXTENT));
        let count = 0..1 << SQUARE_ZOOMS;
        if !count.contains(&x) || !count.contains(&y) {
            continue;
        }
        let feature = &features.all[spot.feature];
        let at = [
            (spot.at[0] - origin[0]).rem_euclid(EXTENT),
            (spot.at[1] - origin[1]).rem_euclid(EXTENT),
        ];
        let tile = tiles.entry((x, y)).or_default();
        tile.add_spot(spot.layer, feature.sort, &feature.said, spot.angle, at);
    }
    let mut ordered = Vec::with_capacity(tiles.len());
    for ((x, y), tile) in tiles {
        let x = (column << SQUARE_ZOOMS) + x.cast_unsigned();
        let y = (row << SQUARE_ZOOMS) + y.cast_unsigned();
        let coord = TileCoord::new(level.zoom, x, y).map_err(of_archive)?;
        ordered.push((hilbert(level.zoom, x, y)?, coord, tile));
    }
    ordered.sort_by_key(|(id, ..)| *id);
    Ok(ordered
        .into_iter()
        .map(|(_, coord, tile)| (coord, tile))
        .collect())
}

/// Cuts a line or an area to the tiles of a square.
fn cut_part(
    level: &Level,
    features: &Features,
    part: &Part,
    (origin, square): ([i32; 2], Cut),
    tiles: &mut BTreeMap<(i32, i32), Tile>,
    budget: &Budget,
) -> Result<(), ExtractError> {
    let sort = features.all[part.feature].sort;
    let is_area = sort.layer.is_of_areas();
    for ring in &level.rings[part.rings.clone()] {
        let points = &level.points[ring.points.clone()];
        budget.step(points.len() as u64)?;
        let pieces = match is_area {
            true => vec![square.ring(points)],
            false => square.line(points),
        };
        for piece in pieces.iter().filter(|piece| !piece.is_empty()) {
            let last = (1 << SQUARE_ZOOMS) - 1;
            let range = |axis: usize| {
                let low = piece.iter().map(|at| at[axis]).min().unwrap_or_default();
                let high = piece.iter().map(|at| at[axis]).max().unwrap_or_default();
                let tile = |unit: i32| (unit - origin[axis]).div_euclid(EXTENT).clamp(0, last);
                tile(low - MARGIN)..=tile(high + MARGIN)
            };
            for y in range(1) {
                for x in range(0) {
                    budget.step(piece.len() as u64 / 8 + 1)?;
                    let corner = [origin[0] + x * EXTENT, origin[1] + y * EXTENT];
                    let cut = Cut {
                        low: corner.map(|at| at - MARGIN),
                        high: corner.map(|at| at + EXTENT + MARGIN),
                    };
                    let on_tile = |at: &[i32; 2]| [at[0] - corner[0], at[1] - corner[1]];
                    if is_area {
                        let cut: Vec<_> = cut.ring(piece).iter().map(on_tile).collect();
                        if super::level::twice_area(&cut) != 0.0 {
                            let tile = tiles.entry((x, y)).or_default();
                            tile.add_ring(sort, cut, ring.is_inner);
                        }
                        continue;
                    }
                    for stretch in cut.line(piece) {
                        let stretch: Vec<_> = stretch.iter().map(on_tile).collect();
                        let tile = tiles.entry((x, y)).or_default();
                        tile.add_line(sort, &stretch);
                    }
                }
            }
        }
    }
    Ok(())
}
