//! How far something reaches on the map.

use crate::model::{
    Atlas, Extent, FileKey,
    geo::{self, Coord, LonLat, Rect},
};

/// The box around everything of a file that has a place; `None` where nothing has.
pub fn file_extent(atlas: &Atlas, file: &FileKey) -> Option<Rect> {
    let of_file = |of: &Option<FileKey>| of.as_ref() == Some(file);
    let zones = atlas.zones().rows().iter();
    let zones = zones.filter(|zone| of_file(&zone.file));
    let lines = atlas.lines().rows().iter();
    let lines = lines.filter(|line| of_file(&line.file));
    let groups = atlas.groups().rows().iter();
    let groups = groups.filter(|group| of_file(&atlas.reports()[group.report].file));
    let sites = groups.flat_map(|group| group.sites());
    let ledgers = atlas
        .ledgers()
        .iter()
        .filter(|ledger| of_file(&ledger.file));
    let named = ledgers
        .clone()
        .flat_map(|ledger| &ledger.ends)
        .flat_map(|ends| &ends.sites)
        .filter_map(|site| atlas.position(site))
        .map(around);
    let rows = ledgers.filter_map(|ledger| ledger.leaves.extent());
    let boxes = zones
        .filter_map(|zone| geo::bounds(&zone.shape))
        .chain(lines.filter_map(|line| geo::bounds_of_lines(&line.shape)))
        .chain(sites.filter_map(|site| atlas.position(site)).map(around))
        .chain(rows.map(in_degrees))
        .chain(named);
    boxes.reduce(geo::union)
}

fn in_degrees(extent: Extent) -> Rect {
    let degrees = |at: [i32; 2]| {
        let [x, y] = at.map(|units| f64::from(units) / 1e7);
        LonLat { x, y }
    };
    Rect::new(degrees(extent.low), degrees(extent.high))
}

/// A box of a few kilometres around a position, so that a single one is not shown too near.
fn around(at: LonLat) -> Rect {
    let reach = Coord { x: 0.05, y: 0.04 };
    Rect::new(at - reach, at + reach)
}
