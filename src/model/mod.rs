//! What is known: regions, zones, reporters, reports and the incident groups they state.
//!
//! Values only. Nothing here reads a file, asks the clock or knows that a window exists.

pub mod atlas;
pub mod choices;
pub mod chronology;
pub mod draft;
pub mod field;
pub mod file;
pub mod gazetteer;
pub mod geo;
pub mod ledger;
pub mod locator;
pub mod names;
pub mod note;
pub mod region;
pub mod report;
pub mod statement;
pub mod table;
pub mod time;
pub mod words;
pub mod zone;

mod seal;
mod unseal;

pub use atlas::{Atlas, Record, RecordId};
pub use choices::{Choices, DateOrder};
pub use chronology::{Event, EventKind};
pub use draft::Draft;
pub use field::Field;
pub use file::FileKey;
pub use gazetteer::{Found, Gazetteer, Resolution};
pub use ledger::{Extent, Ledger, LedgerDraft};
pub use locator::Locator;
pub use names::{Language, Names};
pub use note::{Note, Place, Severity};
pub use region::{Boundary, Country, Level, Region, RegionId, RegionKey, Settlement, SettlementId};
pub use report::{
    Activity, Basis, Direction, Group, GroupId, Party, Point, Report, ReportId, Reporter,
    ReporterId, Site, Spot, Stance, Weapon,
};
pub use table::{Id, Table};
pub use time::{Day, DayError, Interval, Moment, Stamp, TimePrecision, When, Window};
pub use zone::{Dated, Extra, Line, LineId, LineKind, Zone, ZoneId, ZoneKind};
