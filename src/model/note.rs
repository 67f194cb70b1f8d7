//! Notes: what could not be read or placed, where it stands and what was done about it.

use std::{
    collections::{HashMap, HashSet},
    fmt,
    sync::Arc,
};

use super::field::Field;
use crate::words::notes::{reading, severity};

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

    /// Whether it is in that file, or in a member of it.
    pub fn is_in(&self, file: &str) -> bool {
        let rest = self.file.strip_prefix(file);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
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
    /// What is wrong with it, and what was done. Notes that say the same here are of one kind.
    pub what: String,
    /// What may help with this text, to be read after what is wrong; empty where nothing may.
    pub hint: String,
    /// The field whose cell it is about, where it is about one.
    pub field: Option<Field>,
    /// How many rows, features or records it is about; the place is that of the first.
    pub rows: u64,
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
            hint: String::new(),
            field: None,
            rows: 1,
        }
    }

    /// What it says, with how many more rows it says it of.
    pub fn told(&self) -> String {
        let more = match self.rows {
            0 | 1 => String::new(),
            2 => reading::one_more_row().to_owned(),
            rows => reading::more_rows(rows - 1),
        };
        format!("{}{}{more}", self.what, self.hint)
    }
}

/// The notes of one file that say the same of different texts.
#[derive(Clone, Debug)]
pub struct NoteKind<'n> {
    /// In the order they were made; never empty.
    pub notes: Vec<&'n Note>,
    /// Rows, features or records they are about, all of them together.
    pub rows: u64,
}

impl<'n> NoteKind<'n> {
    /// Notes by kind: the gravest first, else in the order they were made.
    pub fn of(notes: impl IntoIterator<Item = &'n Note>) -> Vec<Self> {
        let mut known = HashMap::new();
        let mut kinds: Vec<Self> = Vec::new();
        for note in notes {
            let key = (note.severity, &note.place.file, &note.what);
            let at = *known.entry(key).or_insert_with(|| {
                let (notes, rows) = (Vec::new(), 0);
                kinds.push(Self { notes, rows });
                kinds.len() - 1
            });
            kinds[at].notes.push(note);
            kinds[at].rows += note.rows;
        }
        kinds.sort_by_key(|kind| std::cmp::Reverse(kind.first().severity));
        kinds
    }

    /// The note on what stands first in the file.
    pub fn first(&self) -> &'n Note {
        let first = self.notes.iter().min_by_key(|note| &note.place);
        first.expect("a kind has a note")
    }

    /// The texts that gave rise to them, each once, as the source has them.
    pub fn texts(&self) -> Vec<&'n str> {
        let mut seen = HashSet::new();
        let texts = self.notes.iter().map(|note| note.text.as_str());
        texts
            .filter(|text| !text.is_empty() && seen.insert(*text))
            .collect()
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
        write!(f, "{}: {word}: {}", self.place, self.told())?;
        if !self.text.is_empty() {
            write!(f, " [{}]", self.text)?;
        }
        Ok(())
    }
}
