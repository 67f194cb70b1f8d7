//! What the window holds of one place or one set of records: the content of the details.

use std::collections::{BTreeMap, HashMap};

use super::{
    answer::Answer,
    histogram::Bar,
    rows::{RowId, ShownRows},
    tally::{Direction, Spot},
};
use crate::model::{Atlas, Day, GroupId, RecordId, ReportId, ReporterId, Window, table::Id as _};

/// A report and those of its groups that matter here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cited {
    pub report: ReportId,
    /// Empty for a report that states no incident.
    pub groups: Vec<GroupId>,
}

/// The reports that speak of something, and when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Focus {
    /// In the order of time.
    pub reports: Vec<Cited>,
    /// Rows of large files.
    pub rows: Listed,
    /// The row that is selected, where one is.
    pub row: Option<RowId>,
    /// Groups by day, days without any left out.
    pub days: Vec<Bar>,
}

/// Rows of large files: how many, and the first of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listed {
    pub total: usize,
    /// File by file in the order of time, at most [`Listed::MOST`].
    pub first: Vec<RowId>,
}

impl Listed {
    /// More than a person reads one by one.
    pub const MOST: usize = 50;

    fn add(&mut self, row: RowId) {
        self.total += 1;
        if self.first.len() < Self::MOST {
            self.first.push(row);
        }
    }
}

/// The shown records that name the place, at either end.
///
/// The cost grows with how many do.
pub fn focus_on(atlas: &Atlas, answer: &Answer, spot: Spot, window: Window) -> Focus {
    let names_spot = |record: &RecordId| {
        atlas.records()[*record].group.is_some_and(|group| {
            let mut sites = atlas.groups()[group].sites();
            sites.any(|site| Spot::of(site) == Some(spot))
        })
    };
    let records = answer.shown.iter().copied().filter(names_spot);
    let ledgers = ShownRows::of_files(atlas, answer, window.interval());
    let rows = ledgers.flat_map(|(ledger, rows)| {
        let named = rows.naming(spot);
        named.map(move |row| RowId { ledger, row })
    });
    Focus::new(atlas, records, rows, window)
}

impl Focus {
    /// Gathers records into reports and days, and lists rows. Days are held to the window.
    pub fn new(
        atlas: &Atlas,
        records: impl Iterator<Item = RecordId>,
        rows: impl Iterator<Item = RowId>,
        window: Window,
    ) -> Self {
        let mut focus = Self::default();
        let mut days = Days::new(window);
        let mut cited: HashMap<ReportId, usize> = HashMap::new();
        for record in records {
            let record = atlas.records()[record];
            let index = *cited.entry(record.report).or_insert_with(|| {
                focus.reports.push(Cited {
                    report: record.report,
                    groups: Vec::new(),
                });
                focus.reports.len() - 1
            });
            focus.reports[index].groups.extend(record.group);
            if let (Some(_), Some(interval)) = (record.group, record.when.interval()) {
                days.count(
                    interval.start().day(),
                    atlas.reports()[record.report].reporter,
                );
            }
        }
        for row in rows {
            focus.rows.add(row);
            let ledger = &atlas.ledgers()[row.ledger as usize];
            let kind = &ledger.kinds[ledger.columns.kind[row.row as usize] as usize];
            if let Some(interval) = ledger.interval(row.row as usize) {
                days.count(interval.start().day(), kind.reporter);
            }
        }
        focus.days = days.bars();
        focus
    }
}

/// Groups by day and reporter.
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
            groups: counts
                .into_iter()
                .enumerate()
                .filter(|(_, groups)| *groups > 0)
                .map(|(reporter, groups)| (ReporterId::from_index(reporter), groups))
                .collect(),
        });
        bars.collect()
    }
}

/// Whether the group names the spot at that end.
pub fn names(atlas: &Atlas, group: GroupId, direction: Direction, spot: Spot) -> bool {
    let sites = direction.sites(&atlas.groups()[group]);
    sites.iter().any(|site| Spot::of(site) == Some(spot))
}
