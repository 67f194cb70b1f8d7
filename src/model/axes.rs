//! Whether the positions of a file seem to be those that were meant: whether latitude and longitude are
//! swapped, or they are in metres.

use super::{
    dataset::{DatasetDraft, NOWHERE},
    draft::{Draft, SiteDraft},
    geo::{Coord, LonLat, are_metres, in_the_area, on_the_map},
    strays::StrayRow,
};

/// Positions of a file, and how many of them would lie better the other way round.
#[derive(Default)]
struct Count {
    all: usize,
    better: usize,
}

impl Count {
    fn take(&mut self, at: LonLat) {
        let to_the_earth = !on_the_map(at) && on_the_map(exchanged(at));
        self.all += 1;
        self.better += usize::from(lies_better(at) || to_the_earth);
    }

    fn take_sites(&mut self, sites: &[SiteDraft]) {
        sites
            .iter()
            .filter_map(|site| site.at)
            .for_each(|at| self.take(at));
    }

    fn take_table(&mut self, table: &DatasetDraft) {
        for end in [&table.origin, &table.target, &table.at] {
            let placed = end.position.iter().filter(|at| **at != NOWHERE);
            for [x, y] in placed.map(|at| at.map(|units| f64::from(units) / 1e7)) {
                self.take(Coord { x, y });
            }
            for sites in &end.sites {
                let sites = table.sites.get(*sites as usize);
                self.take_sites(sites.map_or(&[], Vec::as_slice));
            }
        }
    }
}

fn exchanged(at: LonLat) -> LonLat {
    Coord { x: at.y, y: at.x }
}

/// Whether a position lies outside the area of the map as it is, and inside with its axes exchanged.
pub fn lies_better(at: LonLat) -> bool {
    !in_the_area(at) && in_the_area(exchanged(at))
}

/// Whether anything that was read has a position or a shape of its own.
pub fn has_positions(draft: &Draft) -> bool {
    count(draft).all > 0
}

/// Whether most positions of what was read lie outside the area of the map as they are, and inside
/// with latitude and longitude swapped; or off the earth as they are, and on it the other way.
pub fn seem_swapped(draft: &Draft) -> bool {
    let count = count(draft);
    count.better * 2 > count.all
}

/// The first position of a file that is in metres, and how many there are.
#[derive(Clone, Debug, PartialEq)]
pub struct InMetres {
    /// As it is stated.
    pub first: LonLat,
    /// Where it stands.
    pub row: StrayRow,
    /// The records and places that state such positions.
    pub number: u64,
}

/// The positions that are in metres of a projection, and not in degrees; `None` where there are none.
pub fn in_metres(draft: &Draft) -> Option<InMetres> {
    let mut found: Option<InMetres> = None;
    let mut take = |first: LonLat, row: &dyn Fn() -> StrayRow| match &mut found {
        Some(found) => found.number += 1,
        None => {
            found = Some(InMetres {
                first,
                row: row(),
                number: 1,
            });
        }
    };
    let metres = |sites: &[SiteDraft]| {
        let mut positions = sites.iter().filter_map(|site| site.at);
        positions.find(|at| are_metres(*at))
    };
    for report in &draft.reports {
        for claim in &report.claims {
            let sites = [&claim.origins, &claim.targets, &claim.places];
            if let Some(at) = sites.into_iter().find_map(|sites| metres(sites)) {
                take(at, &|| StrayRow::Known(report.place.clone()));
            }
        }
    }
    for table in &draft.datasets {
        let of_sites: Vec<Option<LonLat>> = table.sites.iter().map(|sites| metres(sites)).collect();
        if of_sites.iter().all(Option::is_none) {
            continue;
        }
        for (row, offset) in table.offset.iter().enumerate() {
            let ends = [&table.origin, &table.target, &table.at];
            let mut sites = ends.into_iter().filter_map(|end| end.sites.get(row));
            let at = sites.find_map(|sites| of_sites.get(*sites as usize).copied().flatten());
            if let Some(at) = at {
                take(at, &|| StrayRow::At(*offset));
            }
        }
    }
    for settlement in &draft.settlements {
        if let Some(at) = settlement.at.filter(|at| are_metres(*at)) {
            take(at, &|| StrayRow::Known(settlement.place.clone()));
        }
    }
    found
}

fn count(draft: &Draft) -> Count {
    use ::geo::CoordsIter as _;
    let mut count = Count::default();
    let reports = draft.reports.iter();
    for claim in reports.flat_map(|report| &report.claims) {
        for sites in [&claim.origins, &claim.targets, &claim.places] {
            count.take_sites(sites);
        }
    }
    draft
        .datasets
        .iter()
        .for_each(|table| count.take_table(table));
    let settlements = draft.settlements.iter().filter_map(|place| place.at);
    // What belongs to one shape lies together.
    let regions = draft.regions.iter().map(|region| &region.shape);
    let zones = draft.zones.iter().map(|zone| &zone.shape);
    let areas = regions
        .chain(zones)
        .filter_map(|shape| shape.coords_iter().next());
    let lines = draft
        .lines
        .iter()
        .filter_map(|line| line.shape.coords_iter().next());
    settlements
        .chain(areas)
        .chain(lines)
        .for_each(|at| count.take(at));
    count
}
