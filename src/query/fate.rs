//! Where one record went: the same as the accounts say of all of them.

use super::{answer::Answer, filter::Filters};
use crate::model::{Atlas, Id as _, RecordId, Window};

/// What became of a record, in the order in which one applies before another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// Of an earlier copy of a file, and not in the one that is open.
    Withdrawn,
    /// Without any day.
    Undated,
    /// Of other days than the window has.
    Outside,
    /// Another publication of a statement that is counted.
    Duplicate,
    /// Hidden by a filter.
    Filtered,
    /// Without a place on the map.
    Unplaced,
    /// On the map.
    Shown,
}

impl Fate {
    /// The fate of a record in the answer to that window and those filters.
    pub fn of(
        atlas: &Atlas,
        answer: &Answer,
        (window, filters): (Window, &Filters),
        record: RecordId,
    ) -> Self {
        let dataset = atlas.dataset_of(record);
        let row = record.row as usize;
        if dataset.is_withdrawn() {
            return Self::Withdrawn;
        }
        let Some(days) = dataset.interval(row) else {
            return Self::Undated;
        };
        if !days.overlaps(window.interval()) {
            return Self::Outside;
        }
        let kind = dataset.kind_of(record.row);
        let is_let = answer.seen.get(record.dataset.index()).is_some_and(|seen| {
            let of = dataset.columns.kind[row] as usize;
            seen.lets.get(of).copied().unwrap_or(false)
        });
        match (kind.repeated && !filters.lets_duplicates(), is_let) {
            (true, _) => Self::Duplicate,
            (_, false) => Self::Filtered,
            _ if kind.placed => Self::Shown,
            _ => Self::Unplaced,
        }
    }
}
