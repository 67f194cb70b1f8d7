//! Records of a person's own work, and what changes them.

use std::sync::Arc;

use rusqlite::Row;

use crate::model::enum_names::{value, word};

/// What a record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A report that the person added, as a record of `reports.json`.
    Report,
    /// What the person made of a tie: the verdict in a word, a space, and which tie.
    Verdict,
    /// A report that waits to be added to an archive: its id, a tab, and how and where.
    Sending,
    /// A view that the person keeps: its name, a tab, and where it looks when.
    Bookmark,
    /// A grade or a comment: what it is about, a tab, and what it says.
    Annotation,
    /// Evidence: of which report it is and its digest, a tab, and what is said of it.
    Evidence,
}

impl Kind {
    /// All, with the words that stand for them in the database. What is listed here is kept, merged,
    /// restored and told as reports are.
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::Report, "report"),
        (Self::Verdict, "verdict"),
        (Self::Sending, "sending"),
        (Self::Bookmark, "bookmark"),
        (Self::Annotation, "annotation"),
        (Self::Evidence, "evidence"),
    ];

    pub(super) fn word(self) -> &'static str {
        word(&Self::ALL, self)
    }
}

/// Something a person made: never changed, only added and removed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Record {
    /// What it is.
    pub kind: Kind,
    /// All of it.
    pub text: Arc<str>,
}

impl Record {
    /// What it is about. Of records about one thing the last one holds, and those before it go.
    fn subject(&self) -> (Kind, &str) {
        let text = match self.kind {
            Kind::Report => &self.text,
            Kind::Verdict => self.text.split_once(' ').map_or("", |(_, tie)| tie),
            Kind::Sending | Kind::Bookmark | Kind::Annotation | Kind::Evidence => {
                self.text.split_once('\t').map_or("", |(of, _)| of)
            }
        };
        (self.kind, text)
    }
}

/// Of a row that begins with kind and text; `None` where this version does not know that kind.
pub(super) fn of_row(row: &Row<'_>) -> rusqlite::Result<Option<Record>> {
    let kind = value(&Kind::ALL, row.get_ref(0)?.as_str()?);
    let text = row.get_ref(1)?.as_str()?;
    Ok(kind.map(|kind| Record {
        kind,
        text: text.into(),
    }))
}

/// What was added and removed. To change a record is to do both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// In the order they were added.
    pub added: Vec<Record>,
    /// In the order they had.
    pub removed: Vec<Record>,
}

impl Change {
    /// What leads from one state to another.
    pub fn between(before: &[Record], after: &[Record]) -> Self {
        if before == after {
            return Self::default();
        }
        let without = |all: &[Record], others: &[Record]| {
            let others: std::collections::HashSet<&Record> = others.iter().collect();
            let rest = all.iter().filter(|record| !others.contains(record));
            rest.cloned().collect()
        };
        Self {
            added: without(after, before),
            removed: without(before, after),
        }
    }

    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty()
    }

    /// What of it is not so already.
    pub fn on(&self, now: &[Record]) -> Self {
        let mut after = now.to_vec();
        self.apply(&mut after);
        Self::between(now, &after)
    }

    /// Makes the change.
    pub fn apply(&self, records: &mut Vec<Record>) {
        records.retain(|record| !self.removed.contains(record));
        for record in &self.added {
            records.retain(|own| own == record || own.subject() != record.subject());
            if !records.contains(record) {
                records.push(record.clone());
            }
        }
    }

    /// The change back.
    pub fn reversed(self) -> Self {
        Self {
            added: self.removed,
            removed: self.added,
        }
    }

    /// This change, and then another one.
    pub fn then(&mut self, later: Self) {
        self.added.retain(|record| !later.removed.contains(record));
        for record in later.removed {
            if !self.removed.contains(&record) {
                self.removed.push(record);
            }
        }
        self.removed.retain(|record| !later.added.contains(record));
        for record in later.added {
            let is_other = |own: &Record| *own == record || own.subject() != record.subject();
            self.added.retain(is_other);
            if !self.added.contains(&record) {
                self.added.push(record);
            }
        }
    }
}
