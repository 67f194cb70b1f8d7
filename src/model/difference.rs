//! What differs between two versions of a file.

use std::collections::BTreeMap;

use super::{draft::ReportDraft, field::Field};

/// Records of a kind that are told one by one; of further ones, the number.
pub const MOST_TOLD: usize = 10_000;

/// A record as it leaves for a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// The id the file itself gives it.
    pub id: Option<String>,
    /// What is not empty, by the names of fields and attributes.
    pub cells: BTreeMap<String, String>,
    /// The report of that record alone.
    pub report: ReportDraft,
}

/// A value that is not what it was. One that is empty is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    /// The name of the field, or of an attribute.
    pub field: String,
    /// In the older version.
    pub old: String,
    /// In the newer one.
    pub new: String,
}

/// A record in both versions.
#[derive(Clone, Debug, PartialEq)]
pub struct Changed {
    /// As it is in the newer version.
    pub new: Record,
    /// What is different in it.
    pub fields: Vec<FieldChange>,
}

/// What differs. Of each list no more than [`MOST_TOLD`] are kept; the numbers are of all.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Difference {
    /// Whether records were matched by their ids.
    pub by_id: bool,
    /// Records that say the same.
    pub unchanged: usize,
    /// In the newer version alone.
    pub added: Told<Record>,
    /// In both, and not the same.
    pub changed: Told<Changed>,
    /// In the older version alone.
    pub removed: Told<Record>,
}

/// A list of which the first are kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Told<T> {
    /// How many there are.
    pub number: usize,
    /// The first of them.
    pub first: Vec<T>,
}

impl<T> Default for Told<T> {
    fn default() -> Self {
        Self {
            number: 0,
            first: Vec::new(),
        }
    }
}

impl Record {
    /// What it says under the name of a field.
    pub fn cell(&self, field: Field) -> Option<&str> {
        self.cells.get(field.name()).map(String::as_str)
    }
}

impl Difference {
    /// Whether the newer version says what the older one does.
    pub fn is_none(&self) -> bool {
        self.added.number + self.changed.number + self.removed.number == 0
    }
}
