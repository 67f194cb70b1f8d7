//! Finds the rows of an interval without looking at each.

use std::ops::Range;

use super::Columns;
use crate::model::time::{Interval, Stamp};

/// Finds the rows of an interval.
#[derive(Clone, Debug, Default)]
pub(super) struct TimeIndex {
    /// For each block of dated rows, the latest end up to its last row, long ones left out.
    latest_end: Vec<i64>,
    /// Rows that last longer than [`LONG_SECONDS`].
    pub(super) long: Vec<u32>,
    dated: usize,
    /// The last instant of the last row to end.
    pub(super) last: Option<Stamp>,
}

/// Rows in a block.
const BLOCK: usize = 256;

/// A row that lasts longer would make every question about the time after it look at all rows
/// since.
const LONG_SECONDS: i64 = 45 * Stamp::DAY;

impl TimeIndex {
    pub(super) fn new(columns: &Columns, dated: usize) -> Self {
        let (start, end) = (&columns.start[..dated], &columns.end[..dated]);
        let is_long = |row: usize| end[row] - start[row] > LONG_SECONDS;
        let mut latest = i64::MIN;
        let mut latest_end = Vec::with_capacity(dated.div_ceil(BLOCK));
        for block in 0..dated.div_ceil(BLOCK) {
            let rows = block * BLOCK..((block + 1) * BLOCK).min(dated);
            let ends = rows.filter(|row| !is_long(*row)).map(|row| end[row]);
            latest = ends.fold(latest, i64::max);
            latest_end.push(latest);
        }
        let last = end.iter().max().map(|end| Stamp(*end).plus(-1));
        Self {
            latest_end,
            long: (0..dated)
                .filter(|row| is_long(*row))
                .map(|row| row as u32)
                .collect(),
            dated,
            last,
        }
    }

    pub(super) fn about(&self, columns: &Columns, interval: Interval) -> Range<usize> {
        let over = |latest: &i64| *latest <= interval.start().0;
        let first = self.latest_end.partition_point(over) * BLOCK;
        let begun = |start: &i64| *start < interval.end().0;
        let last = columns.start[..self.dated].partition_point(begun);
        first.min(last)..last
    }
}
