//! How far something reaches on the map.

use crate::model::{
    Atlas, Dataset, Extent, FileKey, Places,
    geo::{self, Coord, LonLat, Rect},
};

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
