//! The histogram of the timeline: claims, denials and other reports by day, week or month and by
//! reporter.

use super::filter::{Filter, Filters};
use crate::model::{Atlas, Day, ReporterId, Window, dataset::Counted, table::Id as _};

/// How many days a bar of the histogram covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bin {
    /// One bar a day.
    Day,
    /// One bar a week, from Monday.
    Week,
    /// One bar a month of the calendar.
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

/// What one reporter states in a time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// That something happened.
    pub claims: u32,
    /// That something did not happen.
    pub denials: u32,
    /// Reports that state neither, such as a bulletin without a violation.
    pub others: u32,
}

impl Counts {
    /// Adds so many records.
    pub fn add(&mut self, counted: Counted, records: u32) {
        let number = match counted {
            Counted::Claim => &mut self.claims,
            Counted::Denial => &mut self.denials,
            Counted::Other => &mut self.others,
        };
        *number += records;
    }

    /// All of them.
    pub fn total(self) -> u32 {
        self.claims + self.denials + self.others
    }

    fn since(self, before: Self) -> Self {
        Self {
            claims: self.claims - before.claims,
            denials: self.denials - before.denials,
            others: self.others - before.others,
        }
    }
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.claims += other.claims;
        self.denials += other.denials;
        self.others += other.others;
    }
}

/// A bar: what each reporter states in a bin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// The first day of the bin.
    pub start: Day,
    /// The day after the last.
    pub end: Day,
    /// In the order of reporters; reporters that state nothing are left out.
    pub counts: Vec<(ReporterId, Counts)>,
}

impl Bar {
    /// The height of the stack. It counts records, which may be set side by side, not incidents,
    /// which may not be added across reporters.
    pub fn height(&self) -> u32 {
        self.counts.iter().map(|(_, counts)| counts.total()).sum()
    }
}

/// One of so many records is next to nothing.
const FEW_SHARE: u64 = 25;

/// One of so many days of a span is much of it.
const LONG_SHARE: i32 = 5;

/// Running sums of records by day and reporter, so that a bar of any width costs one subtraction a
/// reporter.
#[derive(Clone, Debug, Default)]
pub struct Histogram {
    first: Option<Day>,
    reporters: usize,
    /// `days + 1` rows of `reporters` sums: row `d` holds what lies before day `d`.
    sums: Vec<Counts>,
    span: Option<Window>,
    bulk: Option<Window>,
}

impl Histogram {
    /// Counts what the filters let through. A record counts on the day it starts, once a statement,
    /// wherever it lies.
    pub fn new(atlas: &Atlas, filters: &Filters) -> Self {
        let Some(span) = atlas.span() else {
            return Self::default();
        };
        let reporters = atlas.reporters().len();
        let days = span.len() as usize;
        let mut sums = vec![Counts::default(); (days + 1) * reporters];
        let filter = Filter::new(atlas, filters);
        for dataset in atlas.datasets().rows() {
            let lets = filter.passing_kinds(dataset);
            for (index, kind) in dataset.kinds.iter().enumerate() {
                if kind.repeated || !lets[index] {
                    continue;
                }
                for (day, records) in dataset.begun_by_day(index) {
                    let row = (day - span.first().number() + 1) as usize;
                    let of_day = &mut sums[row * reporters + kind.reporter.index()];
                    of_day.add(kind.counted(), records);
                }
            }
        }
        for at in reporters..sums.len() {
            let before = sums[at - reporters];
            sums[at] += before;
        }
        let mut histogram = Self {
            first: Some(span.first()),
            reporters,
            sums,
            span: None,
            bulk: None,
        };
        histogram.span = histogram.without(0);
        histogram.bulk = histogram.bulk_of_span();
        histogram
    }

    /// From the first day that holds a record to the last; `None` where none does.
    pub fn span(&self) -> Option<Window> {
        self.span
    }

    /// The same without a head or a tail that holds next to nothing and takes much of the span.
    pub fn bulk(&self) -> Option<Window> {
        self.bulk
    }

    /// How many records begin in a window.
    pub fn total(&self, window: Window) -> u32 {
        let counts = self.between(window.first(), window.end());
        counts.iter().map(|(_, counts)| counts.total()).sum()
    }

    /// The days left where at most so many records are left out before them, and as many after.
    fn without(&self, few: u64) -> Option<Window> {
        let first = self.first?;
        let before: Vec<u64> = self
            .sums
            .chunks(self.reporters.max(1))
            .map(|row| row.iter().map(|of| u64::from(of.total())).sum())
            .collect();
        let all = *before.last()?;
        let head = before.partition_point(|sum| *sum <= few).checked_sub(1)?;
        let tail = before.partition_point(|sum| *sum + few < all);
        (head < tail).then(|| {
            let last = first.plus(tail as i32 - 1);
            Window::days(first.plus(head as i32), last)
        })
    }

    fn bulk_of_span(&self) -> Option<Window> {
        let span = self.span?;
        let few = u64::from(self.total(span)) / FEW_SHARE;
        let dense = self.without(few).unwrap_or(span);
        let is_long = |days: i32| days * LONG_SHARE > span.len();
        let first = match is_long(dense.first().number() - span.first().number()) {
            true => dense.first().month(),
            false => span.first(),
        };
        let last = match is_long(span.last().number() - dense.last().number()) {
            true => dense.last(),
            false => span.last(),
        };
        Some(Window::days(first.max(span.first()), last))
    }

    /// The bars that touch the window and hold at least one record, in the order of time.
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
            let counts = self.between(start, end);
            if !counts.is_empty() {
                bars.push(Bar { start, end, counts });
            }
            start = end;
        }
        bars
    }

    /// What each reporter states from a day up to, but not including, another.
    fn between(&self, start: Day, end: Day) -> Vec<(ReporterId, Counts)> {
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
            .map(|(after, before)| after.since(*before));
        counts
            .enumerate()
            .filter(|(_, counts)| counts.total() > 0)
            .map(|(reporter, counts)| (ReporterId::from_index(reporter), counts))
            .collect()
    }
}
