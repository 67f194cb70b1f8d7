//! Single records: which of them a window, filters and a part of the map hold.

use std::ops::Range;

use super::answer::{Answer, Seen};
use crate::model::{
    Atlas, Dataset, DatasetId, Extent, PlaceRef, RecordId,
    dataset::{NOWHERE, PlacedEnds as Ends},
    time::Interval,
};

/// The shown rows of a dataset that overlap an interval.
#[derive(Clone, Copy)]
pub struct ShownRows<'a> {
    /// The records, resolved.
    pub dataset: &'a Dataset,
    /// Which one that is.
    pub id: DatasetId,
    /// Which of them the question shows.
    pub seen: &'a Seen,
    /// The time they are to overlap.
    pub interval: Interval,
}

/// Up to so many rows of a time it is cheaper to look at each than to ask where they lie.
const SCANNED: usize = 120_000;

impl<'a> ShownRows<'a> {
    /// The shown rows of each dataset of an atlas.
    pub fn of(
        atlas: &'a Atlas,
        answer: &'a Answer,
        interval: Interval,
    ) -> impl Iterator<Item = Self> + use<'a> {
        let datasets = atlas.datasets().iter().zip(&answer.seen);
        datasets.map(move |((id, dataset), seen)| Self {
            dataset,
            id,
            seen,
            interval,
        })
    }

    /// The record of a row.
    pub fn record(&self, row: u32) -> RecordId {
        RecordId {
            dataset: self.id,
            row,
        }
    }

    fn overlaps(&self, row: usize) -> bool {
        let (from, to) = (self.interval.start().0, self.interval.end().0);
        let columns = &self.dataset.columns;
        columns.start[row] < to && from < columns.end[row]
    }

    /// Whether the row is on the map.
    pub fn holds(&self, row: usize) -> bool {
        self.overlaps(row) && self.seen.shows(self.dataset, row)
    }

    /// All of them, in the order of time but for those that last long, which come first.
    pub fn iter(&self) -> impl Iterator<Item = u32> + use<'a> {
        let rows = *self;
        let shown = self.candidates().filter(move |row| rows.holds(*row));
        shown.map(|row| row as u32)
    }

    /// All rows that may overlap the interval, those that last long first.
    fn candidates(&self) -> impl Iterator<Item = usize> + use<'a> {
        let about = self.dataset.rows_about(self.interval);
        let long = self.dataset.long_rows().iter().map(|row| *row as usize);
        let start = about.start;
        long.filter(move |row| *row < start).chain(about)
    }

    /// Calls with each that is drawn at a spot in the extent, in no particular order, until the
    /// call says that it has enough.
    ///
    /// Looks at the rows of the time or at those of the place, whichever are likely to be fewer.
    pub fn each_in(&self, extent: Extent, found: impl FnMut(u32) -> bool) {
        match self.dataset.rows_about(self.interval).len() <= SCANNED {
            true => self.each_of_the_time(extent, found),
            false => self.each_of_the_place(extent, found),
        }
    }

    /// As [`ShownRows::each_in`], looking at each row of the time.
    pub fn each_of_the_time(&self, extent: Extent, mut found: impl FnMut(u32) -> bool) {
        let spot = &self.dataset.columns.spot;
        if spot.is_empty() {
            return;
        }
        for row in self.candidates() {
            let is_in = spot[row] != NOWHERE && extent.contains(spot[row]);
            if is_in && self.holds(row) && !found(row as u32) {
                return;
            }
        }
    }

    /// As [`ShownRows::each_in`], looking at each row that lies about there.
    pub fn each_of_the_place(&self, extent: Extent, mut found: impl FnMut(u32) -> bool) {
        for leaf in self.dataset.spatial.with_spots_in(extent) {
            let range = self.range_of_the_time(leaf.rows);
            for (row, [at, _]) in leaf.rows[range.clone()].iter().zip(&leaf.positions[range]) {
                let is_in = leaf.within || extent.contains(*at);
                if is_in && self.holds(*row as usize) && !found(*row) {
                    return;
                }
            }
        }
    }

    /// Calls with each of which something may be drawn in the extent, in no particular order, where
    /// its spot and its beginning are such as `reaches` wants them.
    pub fn each_reaching(
        &self,
        extent: Extent,
        reaches: impl Fn(&Ends) -> bool,
        mut found: impl FnMut(u32),
    ) {
        for leaf in self.dataset.spatial.reaching(extent) {
            let range = self.range_of_the_time(leaf.rows);
            for (row, ends) in leaf.rows[range.clone()].iter().zip(&leaf.positions[range]) {
                if reaches(ends) && self.holds(*row as usize) {
                    found(*row);
                }
            }
        }
    }

    /// Those of ascending rows that begin before the interval ends.
    fn of_the_time<'r>(&self, rows: &'r [u32]) -> &'r [u32] {
        &rows[self.range_of_the_time(rows)]
    }

    fn range_of_the_time(&self, rows: &[u32]) -> Range<usize> {
        let about = self.dataset.rows_about(self.interval);
        let last = rows.partition_point(|row| (*row as usize) < about.end);
        let first = match self.dataset.long_rows().is_empty() {
            true => rows.partition_point(|row| (*row as usize) < about.start),
            false => 0,
        };
        first.min(last)..last
    }

    /// How many are drawn in the extent.
    pub fn count_in(&self, extent: Extent) -> usize {
        if extent == Extent::ALL && self.dataset.spatial.len() == self.dataset.len() {
            return self.seen.shown;
        }
        let mut count = 0;
        self.each_in(extent, |_| {
            count += 1;
            true
        });
        count
    }

    /// Those of a flow, in the order of time.
    pub fn of_flow(&self, flow: u32) -> impl Iterator<Item = u32> + use<'a> {
        let rows = *self;
        let of_flow = self.of_the_time(self.dataset.flows.rows(flow));
        let holds = move |row: &u32| rows.holds(*row as usize);
        of_flow.iter().copied().filter(holds)
    }

    /// The rows without a date that the filters let through.
    pub fn undated(&self) -> impl Iterator<Item = u32> + use<'a> {
        let all = self.dataset.len() as u32;
        let undated = match self.dataset.is_withdrawn() {
            true => 0,
            false => self.dataset.undated() as u32,
        };
        all - undated..all
    }

    /// All of them, in the order of time.
    pub fn in_order(&self) -> Vec<u32> {
        let mut rows: Vec<u32> = self.iter().collect();
        rows.sort_unstable();
        rows
    }

    /// The rows of the window that the filters let through and that have no place on the map.
    pub fn unplaced(&self) -> impl Iterator<Item = u32> + use<'a> {
        let rows = *self;
        let is_unplaced = move |row: &usize| {
            let kind = rows.dataset.columns.kind[*row] as usize;
            rows.seen.lets[kind] && !rows.dataset.kinds[kind].placed && rows.overlaps(*row)
        };
        let unplaced = self.candidates().filter(is_unplaced);
        unplaced.map(|row| row as u32)
    }

    /// Those that name a place, in the order of time.
    pub fn naming(&self, spot: PlaceRef) -> impl Iterator<Item = u32> + use<'a> {
        let rows = *self;
        let named = self.dataset.rows_naming(spot);
        let named = rows.of_the_time(named);
        let holds = move |row: &u32| rows.holds(*row as usize);
        named.iter().copied().filter(holds)
    }
}
