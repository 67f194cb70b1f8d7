//! Notes: what could not be read or placed, where it stands and what was done about it.

use std::{fmt, sync::Arc};

use crate::words::notes::severity;

/// Where in the input something stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file as the person knows it; a name or an address.
    pub file: Arc<str>,
    /// Counted from 1; 0 where the whole file is meant.
    pub line: u32,
    /// Counted from 1; 0 where the whole line is meant.
    pub column: u32,
}

impl Place {
    /// The file as a whole.
    pub fn file(name: impl Into<Arc<str>>) -> Self {
        Self {
            file: name.into(),
            line: 0,
            column: 0,
        }
    }

    /// The same file at a line, counted from 1.
    pub fn at_line(&self, line: u32) -> Self {
        Self {
            line,
            ..self.clone()
        }
    }

    /// The same line at a column, counted from 1.
    pub fn at_column(&self, column: u32) -> Self {
        Self {
            column,
            ..self.clone()
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
            if self.column > 0 {
                write!(f, ":{}", self.column)?;
            }
        }
        Ok(())
    }
}

/// How much a [`Note`] matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; nothing is missing from the map for it.
    Remark,
    /// Something was kept, but not placed or not understood in full.
    Doubt,
    /// Something was left out.
    Error,
}

/// One thing about the input that a person should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// How bad it is.
    pub severity: Severity,
    /// Where it stands.
    pub place: Place,
    /// The text that gave rise to it, as the source has it.
    pub text: String,
    /// What is wrong with it, and what was done.
    pub what: String,
}

impl Note {
    /// A note on one place.
    pub fn new(
        severity: Severity,
        place: &Place,
        text: impl Into<String>,
        what: impl Into<String>,
    ) -> Self {
        Self {
            severity,
            place: place.clone(),
            text: text.into(),
            what: what.into(),
        }
    }
}

impl Severity {
    /// Every severity with its key in output.
    pub const ALL: [(Self, &'static str); 3] = [
        (Self::Remark, "remark"),
        (Self::Doubt, "doubt"),
        (Self::Error, "error"),
    ];
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = severity(self.severity);
        write!(f, "{}: {word}: {}", self.place, self.what)?;
        if !self.text.is_empty() {
            write!(f, " [{}]", self.text)?;
        }
        Ok(())
    }
}
