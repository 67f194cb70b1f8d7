//! Notes and errors about the data: what could not be read or placed, and what was done.

pub mod dates;
pub mod formats;
pub mod positions;
pub mod project;
pub mod reading;
pub mod resolve;
pub mod statement;
pub mod tables;
pub mod ties;
pub mod unread;

use crate::model::Severity;

names! {
    /// As it stands before a note.
    severity(Severity) {
        English {
            Severity::Remark => "note",
            Severity::Doubt => "warning",
            Severity::Error => "error",
        }
    }
}
