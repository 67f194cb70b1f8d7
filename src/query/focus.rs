//! What the window holds of one place or one set of records: the content of the details.

use std::collections::HashMap;

use super::{
    answer::Answer,
    histogram::Bar,
    tally::{Direction, Spot},
};
use crate::model::{Atlas, Day, GroupId, RecordId, ReportId, Window};

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
    /// Groups by day, days without any left out.
    pub days: Vec<Bar>,
}

/// The shown records that name the place, at either end.
pub fn focus_on(atlas: &Atlas, answer: &Answer, spot: Spot, window: Window) -> Focus {
    let names_spot = |record: &RecordId| {
        atlas.records()[*record].group.is_some_and(|group| {
            let mut sites = atlas.groups()[group].sites();
            sites.any(|site| Spot::of(site) == Some(spot))
        })
    };
    let records = answer.shown.iter().copied().filter(names_spot);
    Focus::new(atlas, records, window)
}

impl Focus {
    /// Gathers records into reports and days. Days are held to the window.
    pub fn new(atlas: &Atlas, records: impl Iterator<Item = RecordId>, window: Window) -> Self {
        let mut focus = Self::default();
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
                let day = interval.start().day().max(window.first());
                focus.count(day, atlas, record.report);
            }
        }
        focus.days.sort_by_key(|bar| bar.start);
        focus
    }

    fn count(&mut self, day: Day, atlas: &Atlas, report: ReportId) {
        let reporter = atlas.reports()[report].reporter;
        let index = match self.days.iter().position(|bar| bar.start == day) {
            Some(index) => index,
            None => {
                self.days.push(Bar {
                    start: day,
                    end: day.plus(1),
                    groups: Vec::new(),
                });
                self.days.len() - 1
            }
        };
        let groups = &mut self.days[index].groups;
        match groups.iter_mut().find(|(known, _)| *known == reporter) {
            Some((_, count)) => *count += 1,
            None => {
                groups.push((reporter, 1));
                groups.sort_unstable();
            }
        }
    }
}

/// Whether the group names the spot at that end.
pub fn names(atlas: &Atlas, group: GroupId, direction: Direction, spot: Spot) -> bool {
    let sites = direction.sites(&atlas.groups()[group]);
    sites.iter().any(|site| Spot::of(site) == Some(spot))
}
