//! What the window holds of one place or one set of records: the content of the details.

use std::collections::{BTreeMap, HashMap};

use super::{answer::Answer, histogram::Bar, rows::ShownRows, tally::PlaceRef};
use crate::model::{Atlas, DatasetId, Day, Detail, RecordId, ReporterId, Window, table::Id as _};

/// The records that speak of something, and when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Focus {
    /// How many there are.
    pub total: usize,
    /// The first of them in the order of time, at most [`Focus::MOST`] of them.
    pub records: Vec<RecordId>,
    /// The record that is selected, where one is.
    pub record: Option<RecordId>,
    /// Claims by day, days without any left out.
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
            if let (Some(_), Some(interval)) =
                (kind.incident, dataset.interval(record.row as usize))
            {
                days.count(interval.start().day(), kind.reporter);
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
    let mut known: HashMap<(DatasetId, &str), usize> = HashMap::new();
    for (id, detail) in records.iter().zip(details) {
        let at = *known
            .entry((id.dataset, &detail.report.id))
            .or_insert_with(|| {
                cited.push(Vec::new());
                cited.len() - 1
            });
        cited[at].push(detail);
    }
    cited
}

/// Claims by day and reporter.
struct Days {
    window: Window,
    /// By day of the window, then by reporter.
    counts: BTreeMap<Day, Vec<u32>>,
}

impl Days {
    fn new(window: Window) -> Self {
        Self {
            window,
            counts: BTreeMap::new(),
        }
    }

    fn count(&mut self, day: Day, reporter: ReporterId) {
        let counts = self.counts.entry(day.max(self.window.first())).or_default();
        if counts.len() <= reporter.index() {
            counts.resize(reporter.index() + 1, 0);
        }
        counts[reporter.index()] += 1;
    }

    fn bars(self) -> Vec<Bar> {
        let bars = self.counts.into_iter().map(|(start, counts)| Bar {
            start,
            end: start.plus(1),
            claims: counts
                .into_iter()
                .enumerate()
                .filter(|(_, claims)| *claims > 0)
                .map(|(reporter, claims)| (ReporterId::from_index(reporter), claims))
                .collect(),
        });
        bars.collect()
    }
}
