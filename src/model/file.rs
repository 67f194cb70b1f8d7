//! Which opened file something comes from, and what its reader made of it.

use std::{collections::HashMap, fmt, sync::Arc};

use super::field::Field;

/// Stable name of something opened beside the data the program starts with.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileKey(pub Arc<str>);

impl FileKey {
    /// The reports a person added by hand.
    pub fn own() -> Self {
        Self("own".into())
    }

    /// What earlier copies of the file had and the one that is open has not.
    pub fn withdrawn(&self) -> Self {
        Self(format!("{WITHDRAWN}{self}").into())
    }

    /// Whether it is that of another.
    pub fn is_withdrawn(&self) -> bool {
        self.0.starts_with(WITHDRAWN)
    }
}

const WITHDRAWN: &str = "withdrawn:";

impl fmt::Display for FileKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a file is, and what each of its columns was taken for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileProfile {
    /// The file, or the part of it, as notes call it.
    pub file: Arc<str>,
    /// What a person calls it: "ACLED export", "GeoJSON"; empty: what its reader is called.
    pub what: String,
    /// The encoding of its text, as of the web; empty where it holds none, or UTF-8 alone may be.
    pub encoding: String,
    /// In the order they stand in the file.
    pub columns: Vec<ColumnReport>,
    /// Those of them that nothing is read from, whose cells or headings may name places.
    pub unread: Vec<UnreadColumn>,
    /// Where the column is looked for first: most rows have the same ones in the same order.
    next: usize,
    /// Where each heading stands. There may be hundreds of thousands.
    places: HashMap<String, usize>,
}

/// A column of a table, or a property or attribute of features.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnReport {
    /// As the file has it.
    pub heading: String,
    /// What becomes of its values.
    pub taken_for: TakenFor,
    /// Its first value that is not blank, at most [`ColumnReport::LONGEST_EXAMPLE`] letters of it;
    /// empty where all are.
    pub example: String,
}

/// A column that nothing is read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnreadColumn {
    /// As the file has it.
    pub heading: String,
    /// Some of its cells, each once; none where all it holds are numbers.
    pub cells: Vec<String>,
}

/// What becomes of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TakenFor {
    /// It says that of the record.
    Field(Field),
    /// It says something of a place: its key, names, region or kind.
    Place,
    /// It is kept with the record as the file has it.
    Attribute,
    /// It is left out.
    Nothing,
}

impl TakenFor {
    /// A column that is kept with the record where it is no field.
    pub fn field_or_attribute(field: Option<Field>) -> Self {
        field.map_or(Self::Attribute, Self::Field)
    }
}

impl ColumnReport {
    /// Letters of an example that are kept.
    pub const LONGEST_EXAMPLE: usize = 60;

    /// A column and one of its values, which may be blank.
    pub fn new(heading: impl Into<String>, taken_for: TakenFor, value: &str) -> Self {
        let mut column = Self {
            heading: heading.into(),
            taken_for,
            example: String::new(),
        };
        column.show(value);
        column
    }

    /// Takes a value for the example, where it has none yet.
    pub fn show(&mut self, value: &str) {
        if !self.example.is_empty() {
            return;
        }
        let value = value.trim();
        self.example = match value.char_indices().nth(Self::LONGEST_EXAMPLE) {
            Some((end, _)) => format!("{}…", &value[..end]),
            None => value.to_owned(),
        };
    }
}

impl FileProfile {
    /// That of a file as notes call it.
    pub fn of(file: &Arc<str>) -> Self {
        Self {
            file: Arc::clone(file),
            ..Self::default()
        }
    }

    /// Takes in a value under a heading. The first of a heading says what it is taken for, until one
    /// is taken for a field.
    pub fn see(&mut self, heading: &str, taken_for: TakenFor, value: &str) {
        let is_it = |of: &ColumnReport| of.heading == heading;
        let at = match self.columns.get(self.next).is_some_and(is_it) {
            true => Some(self.next),
            false => self.places.get(heading).copied(),
        };
        self.next = at.unwrap_or(self.columns.len()) + 1;
        match at.map(|at| &mut self.columns[at]) {
            Some(column) => {
                column.show(value);
                if !matches!(column.taken_for, TakenFor::Field(_)) {
                    column.taken_for = taken_for;
                }
            }
            None => {
                self.places.insert(heading.to_owned(), self.columns.len());
                self.columns
                    .push(ColumnReport::new(heading, taken_for, value));
            }
        }
    }

    /// Takes in what was seen later in the same file.
    pub fn append(&mut self, later: Self) {
        for (own, other) in [
            (&mut self.what, later.what),
            (&mut self.encoding, later.encoding),
        ] {
            if own.is_empty() {
                *own = other;
            }
        }
        for column in later.columns {
            self.see(&column.heading, column.taken_for, &column.example);
        }
        for column in later.unread {
            if !self.unread.contains(&column) {
                self.unread.push(column);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_says_what_any_of_its_values_was_taken_for_and_shows_the_first() {
        let mut profile = FileProfile::of(&"t".into());
        profile.see("source", TakenFor::Attribute, " ");
        profile.see("date", TakenFor::Field(Field::Start), "2020-09-27");
        let mut later = FileProfile::of(&"t".into());
        later.see("date", TakenFor::Field(Field::Start), "2020-09-28");
        later.see("note", TakenFor::Attribute, &"x".repeat(61));
        later.see("source", TakenFor::Field(Field::Reporter), "az-mod");
        profile.append(later);
        let told = profile.columns.iter();
        let told: Vec<_> = told
            .map(|of| (of.heading.as_str(), of.taken_for, of.example.as_str()))
            .collect();
        let long = format!("{}…", "x".repeat(60));
        assert_eq!(
            told,
            [
                ("source", TakenFor::Field(Field::Reporter), "az-mod"),
                ("date", TakenFor::Field(Field::Start), "2020-09-27"),
                ("note", TakenFor::Attribute, long.as_str()),
            ]
        );
    }
}
