//! What the window holds of one place or one set of records: the content of the details.

use std::collections::{BTreeMap, HashMap};

use super::{
    answer::Answer,
    histogram::{Bar, Counts},
    rows::ShownRows,
    tally::PlaceRef,
};
use crate::model::{
    Atlas, Claim, DatasetId, Day, Detail, RecordId, ReporterId, Window, dataset::Kind,
};

/// The records that speak of something, and when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Focus {
    /// How many there are.
    pub total: usize,
    /// The first of them in the order of time, at most [`Focus::MOST`] of them.
    pub records: Vec<RecordId>,
    /// The record that is selected, where one is.
    pub record: Option<RecordId>,
    /// Records by day, days without any left out.
    pub days: Vec<Bar>,
}

/// The shown records that name the place, at any end.
///
/// The cost grows with how many do.
pub fn focus_on(atlas: &Atlas, answer: &Answer, spot: PlaceRef, window: Window) -> Focus {
    let records = ShownRows::of(atlas, answer, window.interval())
        .flat_map(|rows| rows.naming(spot).map(move |row| rows.record(row)));
    Focus::new(atlas, records, window)
}

/// All of them, in the order of time.
pub fn naming(atlas: &Atlas, answer: &Answer, spot: PlaceRef, window: Window) -> Vec<RecordId> {
    let records = ShownRows::of(atlas, answer, window.interval())
        .flat_map(|rows| rows.naming(spot).map(move |row| rows.record(row)));
    let mut records: Vec<RecordId> = records.collect();
    sort_by_time(atlas, &mut records);
    records
}

fn sort_by_time(atlas: &Atlas, records: &mut [RecordId]) {
    records.sort_by_key(|record| {
        let dataset = atlas.dataset_of(*record);
        (dataset.columns.start[record.row as usize], *record)
    });
}

impl Focus {
    /// More than a person reads one by one.
    pub const MOST: usize = 250;

    /// The records of a window, on the map or not; where they are more than can be listed, only how
    /// many. No day is counted, so that it costs no more than what is listed.
    pub fn of_window(atlas: &Atlas, answer: &Answer, window: Window) -> Self {
        let accounts = answer.accounts;
        let mut focus = Self {
            total: accounts.shown + accounts.unplaced,
            ..Self::default()
        };
        if focus.total > Self::MOST {
            return focus;
        }
        let all = ShownRows::of(atlas, answer, window.interval());
        for rows in all.filter(|rows| rows.seen.shown + rows.seen.unplaced > 0) {
            let listed = rows.iter().chain(rows.unplaced());
            focus.records.extend(listed.map(|row| rows.record(row)));
        }
        sort_by_time(atlas, &mut focus.records);
        focus
    }

    /// Gathers records by days, and lists the first of them. `records` come dataset by dataset, those
    /// of each in the order of time. Days are held to the window.
    pub fn new(atlas: &Atlas, records: impl Iterator<Item = RecordId>, window: Window) -> Self {
        let mut focus = Self::default();
        let mut days = Days::new(window);
        let mut of_dataset = (None, 0);
        for record in records {
            focus.total += 1;
            if of_dataset.0 != Some(record.dataset) {
                of_dataset = (Some(record.dataset), 0);
            }
            of_dataset.1 += 1;
            if of_dataset.1 <= Self::MOST {
                focus.records.push(record);
            }
            let dataset = atlas.dataset_of(record);
            let kind = dataset.kind_of(record.row);
            if let Some(interval) = dataset.interval(record.row as usize) {
                days.count(interval.start().day(), kind);
            }
        }
        sort_by_time(atlas, &mut focus.records);
        focus.records.truncate(Self::MOST);
        focus.days = days.bars();
        focus
    }
}

/// Records gathered by report, in the order of the first record of each.
pub fn by_report<'a>(records: &[RecordId], details: &'a [Detail]) -> Vec<Vec<&'a Detail>> {
    let mut cited: Vec<Vec<&Detail>> = Vec::new();
    let mut known: HashMap<(DatasetId, Option<&str>, &str), usize> = HashMap::new();
    for (id, detail) in records.iter().zip(details) {
        let at = *known
            .entry((id.dataset, detail.report.part.as_deref(), &detail.report.id))
            .or_insert_with(|| {
                cited.push(Vec::new());
                cited.len() - 1
            });
        cited[at].push(detail);
    }
    cited
}

/// The same with each denial moved behind what it denies: a claim of another reporter, on the same side
/// at a common place and time. What denies nothing that is listed stays where it is.
pub fn beside_what_they_deny(mut cited: Vec<Vec<&Detail>>) -> Vec<Vec<&Detail>> {
    let mut at = 0;
    while at < cited.len() {
        let denied = (0..at).rev().find(|of| denies(&cited[at], &cited[*of]));
        if let Some(of) = denied
            && of + 1 < at
        {
            let denial = cited.remove(at);
            cited.insert(of + 1, denial);
        }
        at += 1;
    }
    cited
}

/// Whether a report denies what another claims.
fn denies(denial: &[&Detail], other: &[&Detail]) -> bool {
    let reporter = |of: &[&Detail]| of.first().map(|detail| detail.report.reporter);
    let mut denied = claims(denial, true).peekable();
    denied.peek().is_some()
        && reporter(denial) != reporter(other)
        && denied.any(|denied| claims(other, false).any(|claim| is_the_same(denied, claim)))
}

/// The claims of a report's records that it denies, or those it makes.
fn claims<'a>(of: &'a [&Detail], denied: bool) -> impl Iterator<Item = &'a Claim> {
    of.iter().filter_map(move |detail| {
        let claim = detail.claim()?;
        (detail.report.denies(claim) == denied).then_some(claim)
    })
}

/// Whether two claims may be of the same: one side, a common place, a common time.
fn is_the_same(a: &Claim, b: &Claim) -> bool {
    let spots = |of: &Claim| -> Vec<PlaceRef> { of.sites().filter_map(PlaceRef::of).collect() };
    let of_b = spots(b);
    let together = match (a.when.interval(), b.when.interval()) {
        (Some(a), Some(b)) => a.overlaps(b),
        _ => false,
    };
    a.by == b.by && together && spots(a).iter().any(|spot| of_b.contains(spot))
}

/// Records by day and reporter.
struct Days {
    window: Window,
    /// By day of the window, then by reporter.
    counts: BTreeMap<Day, BTreeMap<ReporterId, Counts>>,
}

impl Days {
    fn new(window: Window) -> Self {
        Self {
            window,
            counts: BTreeMap::new(),
        }
    }

    fn count(&mut self, day: Day, kind: &Kind) {
        let of_day = self.counts.entry(day.max(self.window.first())).or_default();
        of_day
            .entry(kind.reporter)
            .or_default()
            .add(kind.counted(), 1);
    }

    fn bars(self) -> Vec<Bar> {
        let bars = self.counts.into_iter().map(|(start, counts)| Bar {
            start,
            end: start.plus(1),
            counts: counts.into_iter().collect(),
        });
        bars.collect()
    }
}
