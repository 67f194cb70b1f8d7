//! What is known: regions, zones, reporters, reports and the claims they state.
//!
//! Values only. Nothing here reads a file, asks the clock or knows that a window exists.

pub(crate) mod address;
mod amount;
pub mod annotation;
pub(crate) mod atlas;
pub(crate) mod axes;
pub mod budget;
pub(crate) mod choices;
pub(crate) mod chronology;
pub(crate) mod crossings;
pub mod dataset;
pub(crate) mod details;
pub mod difference;
pub(crate) mod digests;
pub mod draft;
pub mod enum_names;
pub mod evidence;
pub(crate) mod field;
pub(crate) mod file;
pub(crate) mod gazetteer;
pub mod geo;
pub(crate) mod grid;
mod left_out;
pub mod locator;
pub(crate) mod measure;
pub mod names;
pub(crate) mod note;
pub(crate) mod note_log;
pub mod overview;
pub mod personal;
pub(crate) mod places;
pub(crate) mod reason;
pub(crate) mod region;
pub(crate) mod report;
pub(crate) mod reporters;
pub(crate) mod secret;
pub(crate) mod source;
pub(crate) mod statement;
pub(crate) mod strays;
pub(crate) mod table;
pub mod ties;
pub mod time;
pub mod typed_days;
pub mod zone;

pub(crate) mod build;
mod to_draft;

pub use address::is_web_address;
pub use amount::{Amount, Said, Sum};
pub use annotation::{Annotated, Annotation, Annotations, Grade};
pub use atlas::{Atlas, DatasetId, RecordId};
pub use budget::{Budget, Stopped};
pub use build::{Finder, Resolver};
pub use choices::{DateOrder, ImportOptions, Setting};
pub use chronology::{Event, EventKind};
pub use dataset::{Dataset, DatasetDraft, Extent};
pub use details::{Detail, Details, DetailsError, RowSource};
pub(crate) use digests::{DigestMap, DigestSet, digest};
pub use draft::Draft;
pub use evidence::{Evidence, EvidenceOf, Integrity};
pub use field::Field;
pub use file::{ColumnReport, FileKey, FileProfile, TakenFor, UnreadColumn};
pub use gazetteer::{Found, Gazetteer, Resolution};
pub use grid::typed as typed_position;
pub use locator::Locator;
pub use names::{Language, Names};
pub use note::{Note, NoteKind, Place, Severity};
pub use note_log::NoteLog;
pub use personal::Personal;
pub use places::{Located, Places, PositionBasis};
pub use reason::{Looks, Reason};
pub use region::{Boundary, Country, Level, Region, RegionId, RegionKey, Settlement, SettlementId};
pub use report::{
    Activity, Basis, CasualtyKind, Claim, Direction, Party, PlaceRef, Point, ReadProperties,
    Report, ReportKey, Reporter, ReporterId, Site, Stance, Weapon,
};
pub use reporters::Reporters;
pub use secret::Secret;
pub use source::SourceUri;
pub use table::{Id, Table};
pub use ties::{
    Judged, Mark, OpenDenial, Side, Standing, Tie, TieBasis, TieEnd, TieKind, Ties, TiesDraft,
    Verdict,
};
pub use time::{Day, DayError, Interval, Moment, Stamp, TimePrecision, When, Window};
pub use typed_days::typed_days;
pub use zone::{Dated, Extra, Line, LineId, LineKind, Zone, ZoneId, ZoneKind};
