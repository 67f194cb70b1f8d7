//! Incident groups as rows: what the columns of tables and the properties of features mean, and
//! how a row becomes a group and a group a row. Every format that holds groups goes through here.

mod dates;
mod drawn;
pub(in crate::io) mod rows;
pub(in crate::io) mod sites;
mod write;

pub use crate::model::{DateOrder, Field};
pub use dates::Dates;
pub use drawn::{Positions, geometry};
pub use rows::{Defaults, Row, Rows};
pub use sites::name_cell;
pub use write::cells;
