//! Datasets: the records of one source as columns, with the indexes that answer questions over any
//! number of them. What the columns do not hold are [`Details`](super::Details).

mod columns;
mod day_sums;
mod flows;
mod inexact;
mod order;
mod shared;
mod spatial_index;
mod totals;

pub use columns::{Columns, Counted, Dataset, Ends, Kind, Measure, Stated, Tallied, stated};
pub use day_sums::Sums;
pub use flows::{Flow, FlowSums, Flows};
pub use inexact::{Inexact, Numbers, are_inexact, are_zero};
pub use shared::Shared;
pub use spatial_index::{Ends as PlacedEnds, Extent, Leaf};
pub use totals::{Beyond, InTotals, StatedTotal, Totals};

use std::sync::Arc;

use super::{
    details::RowSource,
    draft::SiteDraft,
    file::FileKey,
    note::Place,
    report::{Activity, Party, Stance},
};

/// The start of a row without a date.
pub const UNDATED: i64 = i64::MAX;

/// The position of an end that has none of its own.
pub const NOWHERE: [i32; 2] = [i32::MIN; 2];

/// A number that a row does not state.
pub const UNSTATED: u32 = u32::MAX;

/// Rows as columns, before names are resolved, in the order of their file.
///
/// All columns have one value a row, or none at all where no row states anything.
#[derive(Clone, Debug)]
pub struct DatasetDraft {
    /// The file, as messages call it.
    pub place: Place,
    /// The opened file it comes from.
    pub file: Option<FileKey>,
    /// What rows have in common, each once.
    pub kinds: Vec<KindDraft>,
    /// The places rows name, each combination once. The first is that of rows that name none.
    pub sites: Vec<Vec<SiteDraft>>,
    /// Seconds since 1970-01-01 00:00 local time; [`UNDATED`] where nothing is known.
    pub start: Vec<i64>,
    /// As `start`, not included.
    pub end: Vec<i64>,
    /// Which of `kinds` it is.
    pub kind: Vec<u32>,
    /// Where fire is said to have come from.
    pub origin: EndDraft,
    /// What is said to have come under fire.
    pub target: EndDraft,
    /// Where it happened, where no direction is given.
    pub at: EndDraft,
    /// Incidents; [`UNSTATED`] where no number is given. So are the other numbers. Of a number that is not exact
    /// this is no more than [`Amount::number`](super::Amount::number).
    pub count: Vec<u32>,
    /// Persons killed.
    pub killed: Vec<u32>,
    /// Persons wounded.
    pub wounded: Vec<u32>,
    /// The rows that state a number that is not exact, in their order, with all of their numbers.
    pub inexact: Vec<(u32, Numbers)>,
    /// The rows whose report states a total, in their order.
    pub totals: Vec<StatedTotal>,
    /// Where the row stands in its source: in a file, the byte it begins at.
    pub offset: Vec<u64>,
    /// What reads rows again; `None` where nothing does.
    pub source: Option<Arc<dyn RowSource>>,
}

/// One end of the rows of a [`DatasetDraft`].
#[derive(Clone, Debug, Default)]
pub struct EndDraft {
    /// Which of the dataset's `sites` it names.
    pub sites: Vec<u32>,
    /// Longitude and latitude in units of 1e-7 degrees; [`NOWHERE`] where the row states none. A
    /// row that states one names at most one site, which then has no position of its own.
    pub position: Vec<[i32; 2]>,
}

/// What rows have in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KindDraft {
    /// Key of the reporter.
    pub reporter: Arc<str>,
    /// Claim, denial or record.
    pub stance: Stance,
    /// A duplicate publication of a statement that is counted elsewhere.
    pub repeated: bool,
    /// What is said to have happened and who is said to have done it; `None` for a row that states
    /// no incident.
    pub incident: Option<(Activity, Party)>,
    /// Whether it is said not to have happened.
    pub denied: bool,
}

impl DatasetDraft {
    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.start.len()
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.start.is_empty()
    }
}
