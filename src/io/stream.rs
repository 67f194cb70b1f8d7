//! Reports on their way into a file: handed over one after the other, so that not all of them need
//! be in memory at once.

use std::io;

use crate::model::draft::ReportDraft;

/// What takes a report.
pub type Take<'t> = &'t mut dyn FnMut(&ReportDraft) -> io::Result<()>;

/// Reports to be written.
pub trait Reports {
    /// Hands over each report in turn, until one is not taken.
    ///
    /// # Errors
    ///
    /// What `take` says, or why the next report cannot be had.
    fn each(&self, take: Take<'_>) -> io::Result<()>;
}

impl Reports for Vec<ReportDraft> {
    fn each(&self, take: Take<'_>) -> io::Result<()> {
        self.iter().try_for_each(take)
    }
}
