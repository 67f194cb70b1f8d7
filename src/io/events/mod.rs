//! Claims as rows: what the columns of tables and the properties of features mean, and
//! how a row becomes a claim and a claim a row. Every format that holds claims goes through here.

mod cells;
mod columns;
mod datasets;
mod dates;
pub(in crate::io) mod decode;
mod drawn;
pub(in crate::io) mod inexact;
mod numbers;
pub(in crate::io) mod plain;
mod position;
mod reasons;
mod rows;
pub(in crate::io) mod sites;
mod survey;
mod words;
mod write;

pub use crate::model::{DateOrder, Field};
pub use cells::{Cell, Cells};
pub(in crate::io) use cells::{DAYS, says_nothing};
pub use columns::{Columns, Lost, missing_column};
pub(in crate::io) use datasets::{Dataset, UCDP_HEADINGS, looks_headless};
pub use dates::{Dates, DatesOf, Span};
pub use decode::Defaults;
pub use drawn::{Positions, geometry, locate};
pub(in crate::io) use reasons::looks_of;
pub use rows::{Rest, Rows};
pub(in crate::io) use rows::{is_numbered, repeated_id, report};
pub use sites::separator;
pub(crate) use survey::LOOKED_AT;
pub(in crate::io) use survey::Sample;
pub(crate) use survey::Survey;
pub(in crate::io) use words::BASES;
pub use write::{RowCells, cells};
