//! The few records of a file that lie far from all others, on the map or in time: a figure of theirs may be wrong.

use super::{
    axes::lies_better,
    dataset::{NOWHERE, UNDATED},
    draft::Draft,
    geo::{Coord, LonLat, far_from_the_area, in_the_area, on_the_map},
    note::Place,
    time::{Day, Stamp},
};

/// How far a day that is told lies from the others. A report of years ago stands in many files; one wrong digit makes
/// a century.
const YEARS: i64 = 20;

/// A record that lies far off.
#[derive(Clone, Debug, PartialEq)]
pub struct Stray {
    /// The position it states.
    pub at: LonLat,
    /// Whether it lies in the area of the map with latitude and longitude swapped.
    pub seems_swapped: bool,
    /// Where it stands.
    pub row: StrayRow,
}

/// Where a record stands that lies far off.
#[derive(Clone, Debug, PartialEq)]
pub enum StrayRow {
    /// In the file.
    Known(Place),
    /// At an offset of what rows are read from again.
    At(u64),
}

/// A record of a day far from all others.
#[derive(Clone, Debug, PartialEq)]
pub struct StrayDay {
    /// The day it states.
    pub day: Day,
    /// Where it stands.
    pub row: StrayRow,
}

/// The records that lie outside the area of the map, and inside with their axes exchanged, where others of the file lie in
/// it as they are; and those that lie far from it, where nearly all others lie in it: a figure of theirs may be wrong.
/// None of these where they are more than one in ten, and more than one.
pub fn strays(draft: &Draft) -> Vec<Stray> {
    let (mut all, mut inside) = (0_usize, 0_usize);
    let mut strays = Vec::new();
    let mut take = |at: LonLat, row: &dyn Fn() -> StrayRow| {
        all += 1;
        inside += usize::from(in_the_area(at));
        // What is off the earth, or at no place at all, is told of by itself.
        let seems_swapped = lies_better(at);
        let is_stray = seems_swapped || far_from_the_area(at);
        if is_stray && on_the_map(at) && at != (Coord { x: 0.0, y: 0.0 }) {
            strays.push(Stray {
                at,
                seems_swapped,
                row: row(),
            });
        }
    };
    for report in &draft.reports {
        for claim in &report.claims {
            let sites = [&claim.origins, &claim.targets, &claim.places];
            for at in sites.into_iter().flatten().filter_map(|site| site.at) {
                take(at, &|| StrayRow::Known(report.place.clone()));
            }
        }
    }
    for table in &draft.datasets {
        // Row by row, as reports are.
        for (row, offset) in table.offset.iter().enumerate() {
            for end in [&table.origin, &table.target, &table.at] {
                let position = end.position.get(row).filter(|at| **at != NOWHERE);
                let alone = position.map(|units| {
                    let [x, y] = units.map(|units| f64::from(units) / 1e7);
                    Coord { x, y }
                });
                let sites = end.sites.get(row);
                let sites = sites.and_then(|sites| table.sites.get(*sites as usize));
                let several = sites.into_iter().flatten().filter_map(|site| site.at);
                for at in alone.into_iter().chain(several) {
                    take(at, &|| StrayRow::At(*offset));
                }
            }
        }
    }
    let swapped = strays.iter().filter(|stray| stray.seems_swapped).count();
    let far = strays.len() - swapped;
    let are_few = (far == 1 || far * 10 <= all) && inside * 2 > all;
    // Of most of a file it is told at once.
    let is_told = swapped * 2 <= all && inside > 0;
    strays.retain(|stray| match stray.seems_swapped {
        true => is_told,
        false => are_few,
    });
    strays
}

/// The records whose first day lies more than twice as far from the middle day of the file as nine in ten of all do,
/// and twenty years more. None where fewer than five have a day.
pub fn stray_days(draft: &Draft) -> Vec<StrayDay> {
    let far = YEARS * 365 * Stamp::DAY;
    let (mut all, mut least, mut most) = (0, i64::MAX, i64::MIN);
    each_start(draft, |start, _| {
        all += 1;
        (least, most) = (least.min(start), most.max(start));
    });
    // Most files end here, without another look.
    if all < 5 || most.saturating_sub(least) < far {
        return Vec::new();
    }
    let mut starts = Vec::with_capacity(all);
    each_start(draft, |start, _| starts.push(start));
    let middle = *starts.select_nth_unstable(all / 2).1;
    let from_middle = |start: i64| start.saturating_sub(middle).saturating_abs();
    for start in &mut starts {
        *start = from_middle(*start);
    }
    let usual = *starts.select_nth_unstable((all * 9 / 10).min(all - 2)).1;
    let mut strays = Vec::new();
    each_start(draft, |start, row| {
        if from_middle(start) >= usual.saturating_mul(2).saturating_add(far) {
            let day = Stamp(start).day();
            strays.push(StrayDay { day, row: row() });
        }
    });
    strays
}

/// Goes through the first seconds of all records that have any.
fn each_start(draft: &Draft, mut take: impl FnMut(i64, &dyn Fn() -> StrayRow)) {
    for report in &draft.reports {
        let mut intervals = report.claims.iter().map(|claim| claim.when.interval());
        if let Some(interval) = intervals.find_map(|interval| interval) {
            take(interval.start().0, &|| {
                StrayRow::Known(report.place.clone())
            });
        }
    }
    for table in &draft.datasets {
        for (start, offset) in table.start.iter().zip(&table.offset) {
            if *start != UNDATED {
                take(*start, &|| StrayRow::At(*offset));
            }
        }
    }
}
