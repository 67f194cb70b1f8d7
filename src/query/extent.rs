//! How far something reaches on the map.

use super::{Direction, PlaceRef};
use crate::model::{
    Atlas, Dataset, Extent, FileKey, Found, Places, RecordId,
    dataset::NOWHERE,
    geo::{self, Coord, LonLat, Rect},
};

/// The box around a place: of a settlement without a position, that of its region; `None` where it has
/// none.
pub fn place_extent(places: &Places, found: Found) -> Option<Rect> {
    match found {
        Found::Region(id) => Some(places.regions()[id].bounds),
        Found::Zone(id) => geo::bounds(&places.zones()[id].shape),
        Found::Line(id) => geo::bounds_of_lines(&places.lines()[id].shape),
        Found::Settlement(id) => {
            let settlement = &places.settlements()[id];
            match (settlement.at, settlement.region) {
                (Some(at), _) => Some(Rect::new(at, at)),
                (None, region) => region.map(|id| places.regions()[id].bounds),
            }
        }
    }
}

/// The box around a place that has a tally.
pub fn spot_extent(places: &Places, spot: PlaceRef) -> Option<Rect> {
    let found = match spot {
        PlaceRef::Region(id) => Found::Region(id),
        PlaceRef::Zone(id) => Found::Zone(id),
        PlaceRef::Line(id) => Found::Line(id),
    };
    place_extent(places, found)
}

/// The box around the positions of a record: those of the places it names, and those it states itself;
/// `None` where it has none.
pub fn record_extent(atlas: &Atlas, record: RecordId) -> Option<Rect> {
    let dataset = atlas.dataset_of(record);
    let (columns, row) = (&dataset.columns, record.row as usize);
    let ends = Direction::ALL.map(|direction| &dataset.ends[columns.end(direction, row)]);
    let named = ends.into_iter().flat_map(|ends| &ends.sites);
    let named = named.filter_map(|site| atlas.position(site));
    let stated = [&columns.spot, &columns.from].into_iter();
    let stated = stated.filter_map(|column| column.get(row).filter(|at| **at != NOWHERE));
    let stated = stated.map(|at| LonLat {
        x: f64::from(at[0]) / 1e7,
        y: f64::from(at[1]) / 1e7,
    });
    let boxes = named.chain(stated).map(|at| Rect::new(at, at));
    boxes.reduce(geo::union)
}

/// The box around everything of a file that has a place; `None` where nothing has.
pub fn file_extent(atlas: &Atlas, file: &FileKey) -> Option<Rect> {
    let of_file = |of: &Option<FileKey>| of.as_ref() == Some(file);
    let zones = atlas.zones().rows().iter();
    let zones = zones.filter(|zone| of_file(&zone.file));
    let lines = atlas.lines().rows().iter();
    let lines = lines.filter(|line| of_file(&line.file));
    let records = atlas.datasets_of(Some(file));
    let records = records.filter_map(|(_, dataset)| dataset_extent(atlas, dataset));
    let boxes = zones
        .filter_map(|zone| geo::bounds(&zone.shape))
        .chain(lines.filter_map(|line| geo::bounds_of_lines(&line.shape)))
        .chain(records.map(with_margin));
    boxes.reduce(geo::union)
}

/// The box around the places of the records of a dataset; `None` where none has any.
pub fn dataset_extent(places: &Places, dataset: &Dataset) -> Option<Rect> {
    let named = dataset.ends.iter().flat_map(|ends| &ends.sites);
    let named = named.filter_map(|site| places.position(site));
    let boxes = named.map(|at| Rect::new(at, at));
    let boxes = boxes.chain(dataset.spatial.extent().map(in_degrees));
    boxes.reduce(geo::union)
}

/// The box around the regions of the map, which are what its data is about; `None` where there are
/// none.
pub fn map_area(places: &Places) -> Option<Rect> {
    let regions = places.regions().rows().iter();
    let boxes = regions.filter_map(|region| geo::bounds(&region.shape));
    boxes.reduce(geo::union)
}

fn in_degrees(extent: Extent) -> Rect {
    let degrees = |at: [i32; 2]| {
        let [x, y] = at.map(|units| f64::from(units) / 1e7);
        LonLat { x, y }
    };
    Rect::new(degrees(extent.low), degrees(extent.high))
}

/// With a few kilometres around it, so that a single position is not shown too near.
fn with_margin(of: Rect) -> Rect {
    let reach = Coord { x: 0.05, y: 0.04 };
    Rect::new(of.min() - reach, of.max() + reach)
}
