//! Many records as columns: what large files hold, and what questions over any number of records
//! are asked of. What the columns do not hold is read again from the file, by where a row stands.

mod day_sums;
mod lanes;
mod leaves;
mod order;
mod rows;

pub use day_sums::Sums;
pub use lanes::{Lane, LaneSums, Lanes};
pub use leaves::{Ends as PlacedEnds, Extent, Leaf};
pub use rows::{Columns, Ends, Kind, Ledger, Measure, Tallied};

use std::sync::Arc;

use super::{
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

/// The rows of a large file, before names are resolved, in the order of the file.
///
/// All columns have one value a row, or none at all where no row states anything.
#[derive(Clone, Debug)]
pub struct LedgerDraft {
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
    pub origin: EndDraft,
    pub target: EndDraft,
    /// Where it happened, where no direction is given.
    pub at: EndDraft,
    /// Incidents; [`UNSTATED`] where no number is given. So are the other numbers.
    pub count: Vec<u32>,
    pub killed: Vec<u32>,
    pub wounded: Vec<u32>,
    /// Where in the file the row begins, in bytes.
    pub offset: Vec<u64>,
}

/// One end of the rows of a [`LedgerDraft`].
#[derive(Clone, Debug, Default)]
pub struct EndDraft {
    /// Which of the ledger's `sites` it names.
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
    pub stance: Stance,
    /// Another rendering of a statement that is counted elsewhere.
    pub repeated: bool,
    /// What is said to have happened and who is said to have done it; `None` for a row that states
    /// no incident.
    pub incident: Option<(Activity, Party)>,
}

impl LedgerDraft {
    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.start.len()
    }

    pub fn is_empty(&self) -> bool {
        self.start.is_empty()
    }
}
