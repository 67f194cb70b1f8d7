//! The reporters that are known: those introduced by the data, and those that files name.
//!
//! Numbers are given out once and never taken back, so that a dataset built earlier stays valid
//! when a file with further reporters is opened or closed.

use std::sync::{PoisonError, RwLock};

use super::{
    draft::ReporterDraft,
    names::Names,
    note::{Note, Severity},
    report::{Reporter, ReporterId, reporter_color, reporter_letters},
    table::{Id as _, Table},
};

use crate::words::notes::resolve;

/// A list of reporters that only grows. Shared by everything that is open beside each other.
#[derive(Debug, Default)]
pub struct Reporters {
    known: RwLock<Vec<Entry>>,
}

#[derive(Clone, Debug)]
struct Entry {
    reporter: Reporter,
    /// No file introduced it: a record names it.
    made_up: bool,
}

impl Reporters {
    /// Adds reporters. One that a record named before gets its names.
    pub fn introduce(&self, drafts: Vec<ReporterDraft>) -> Vec<Note> {
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        let mut notes = Vec::new();
        for draft in drafts {
            let place = draft.place.clone();
            let at = known.iter().position(|of| *of.reporter.key == *draft.key);
            let color = draft.color.unwrap_or_else(|| reporter_color(&draft.key));
            let fresh = Entry {
                reporter: Reporter {
                    key: draft.key.into(),
                    names: draft.names,
                    short: draft.short,
                    side: draft.side,
                    letter: draft.letter,
                    color,
                    rank: draft.rank,
                    note: draft.note,
                },
                made_up: false,
            };
            match at {
                None => known.push(fresh),
                Some(at) if known[at].made_up => known[at] = fresh,
                // A file that was closed is open again.
                Some(at) if says_the_same(&known[at].reporter, &fresh.reporter) => {}
                Some(_) => {
                    let what = resolve::reporter_twice();
                    let key = &*fresh.reporter.key;
                    notes.push(Note::new(Severity::Error, &place, key, what));
                }
            }
        }
        notes
    }

    /// The reporter of that key, made up from the key where no file has introduced it, and whether
    /// it is made up.
    pub fn named(&self, key: &str) -> (ReporterId, bool) {
        let find = |known: &[Entry]| {
            let at = known.iter().position(|of| *of.reporter.key == *key)?;
            Some((ReporterId::from_index(at), known[at].made_up))
        };
        if let Some(found) = find(&self.known.read().unwrap_or_else(PoisonError::into_inner)) {
            return found;
        }
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = find(&known) {
            return found;
        }
        let id = ReporterId::from_index(known.len());
        known.push(Entry {
            reporter: Reporter {
                key: key.into(),
                names: Names::plain(key),
                short: key.to_owned(),
                side: None,
                letter: reporter_letters(key),
                color: reporter_color(key),
                rank: None,
                note: String::new(),
            },
            made_up: true,
        });
        (id, true)
    }

    /// Whether a file introduced the reporter of that key.
    pub fn is_introduced(&self, key: &str) -> bool {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        known
            .iter()
            .any(|of| !of.made_up && &*of.reporter.key == key)
    }

    /// Those known by now, and which of them a file introduced.
    pub fn now(&self) -> (Table<ReporterId, Reporter>, Vec<bool>) {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        let reporters: Vec<Reporter> = known.iter().map(|of| of.reporter.clone()).collect();
        let introduced = known.iter().map(|of| !of.made_up).collect();
        (reporters.into(), introduced)
    }
}

fn says_the_same(a: &Reporter, b: &Reporter) -> bool {
    let said = |of: &Reporter| (of.names.clone(), of.short.clone(), of.letter.clone());
    said(a) == said(b) && a.side == b.side && a.note == b.note
}
