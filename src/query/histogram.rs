//! The histogram of the timeline: claims by day, week or month and by reporter.

use super::filter::{Filter, Filters};
use crate::model::{Atlas, Day, ReporterId, Window, table::Id as _};

/// How many days a bar of the histogram covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bin {
    Day,
    Week,
    Month,
}

impl Bin {
    /// The first day of the bin a day falls into.
    pub fn start(self, day: Day) -> Day {
        match self {
            Self::Day => day,
            Self::Week => day.week(),
            Self::Month => day.month(),
        }
    }

    /// The first day of the next bin, given the first day of one.
    pub fn next(self, start: Day) -> Day {
        match self {
            Self::Day => start.plus(1),
            Self::Week => start.plus(7),
            Self::Month => start.plus_months(1),
        }
    }
}

/// A bar: how many claims each reporter states in a bin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// The first day of the bin.
    pub start: Day,
    /// The day after the last.
    pub end: Day,
    /// In the order of reporters; reporters without a claim are left out.
    pub claims: Vec<(ReporterId, u32)>,
}

impl Bar {
    /// The height of the stack. It counts claims, which may be set side by side, not incidents,
    /// which may not be added across reporters.
    pub fn height(&self) -> u32 {
        self.claims.iter().map(|(_, claims)| claims).sum()
    }
}

/// Running sums of claims by day and reporter, so that a bar of any width costs one subtraction a
/// reporter.
#[derive(Clone, Debug, Default)]
pub struct Histogram {
    first: Option<Day>,
    reporters: usize,
    /// `days + 1` rows of `reporters` sums: row `d` holds what lies before day `d`.
    sums: Vec<u32>,
}

impl Histogram {
    /// Counts what the filters let through. A claim counts on the day it starts, once a statement,
    /// wherever it lies.
    pub fn new(atlas: &Atlas, filters: &Filters) -> Self {
        let Some(span) = atlas.span() else {
            return Self::default();
        };
        let reporters = atlas.reporters().len();
        let days = span.len() as usize;
        let mut sums = vec![0; (days + 1) * reporters];
        let filter = Filter::new(atlas, filters);
        for dataset in atlas.datasets().rows() {
            let lets = filter.passing_kinds(dataset);
            for (index, kind) in dataset.kinds.iter().enumerate() {
                if kind.repeated || !lets[index] {
                    continue;
                }
                for (day, claims) in dataset.begun_by_day(index) {
                    let row = (day - span.first().number() + 1) as usize;
                    sums[row * reporters + kind.reporter.index()] += claims;
                }
            }
        }
        for at in reporters..sums.len() {
            sums[at] += sums[at - reporters];
        }
        Self {
            first: Some(span.first()),
            reporters,
            sums,
        }
    }

    /// The bars that touch the window and have at least one claim, in the order of time.
    pub fn bars(&self, bin: Bin, window: Window) -> Vec<Bar> {
        let Some(first) = self.first else {
            return Vec::new();
        };
        let last = first.plus((self.sums.len() / self.reporters.max(1)) as i32 - 2);
        let mut bars = Vec::new();
        let mut start = bin.start(window.first().max(first));
        let stop = window.end().min(last.plus(1));
        while start < stop {
            let end = bin.next(start);
            let claims = self.between(start, end);
            if !claims.is_empty() {
                bars.push(Bar { start, end, claims });
            }
            start = end;
        }
        bars
    }

    /// How many claims each reporter states from a day up to, but not including, another.
    fn between(&self, start: Day, end: Day) -> Vec<(ReporterId, u32)> {
        let Some(first) = self.first else {
            return Vec::new();
        };
        let rows = self.sums.len() / self.reporters.max(1);
        let row = |day: Day| {
            let row = (day.number() - first.number()).clamp(0, rows as i32 - 1) as usize;
            &self.sums[row * self.reporters..][..self.reporters]
        };
        let counts = row(end)
            .iter()
            .zip(row(start))
            .map(|(after, before)| after - before);
        counts
            .enumerate()
            .filter(|(_, claims)| *claims > 0)
            .map(|(reporter, claims)| (ReporterId::from_index(reporter), claims))
            .collect()
    }
}
