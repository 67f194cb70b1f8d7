//! The reporters that are known: those introduced by the data, and those that files name.
//!
//! Numbers are given out once and never taken back, so that a dataset built earlier stays valid
//! when a file with further reporters is opened or closed.

use std::{
    collections::{HashMap, hash_map},
    sync::{Arc, PoisonError, RwLock},
};

use super::{
    draft::ReporterDraft,
    names::{Names, fold},
    note::{Note, Severity},
    report::{Reporter, ReporterId, reporter_color, reporter_letters},
    table::{Id as _, Table},
};

use crate::words::notes::resolve;

/// A list of reporters that only grows. Shared by everything that is open beside each other.
#[derive(Debug, Default)]
pub struct Reporters {
    known: RwLock<Known>,
}

#[derive(Debug, Default)]
struct Known {
    entries: Vec<Entry>,
    by_key: HashMap<Arc<str>, usize>,
    /// Those that a file introduced, by what they are called in short and in full, as [`fold`] makes it;
    /// `None` where several are called so.
    by_name: HashMap<String, Option<usize>>,
}

/// Who a file means by what it calls a reporter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    /// The reporter.
    pub id: ReporterId,
    /// How it was found.
    pub by: NamedBy,
}

/// How a reporter was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NamedBy {
    /// By its key.
    Key,
    /// By its short or full name, in whatever capitals: it is to be told.
    Name,
    /// Not at all: it is made up of what it is called.
    Nothing,
}

#[derive(Clone, Debug)]
struct Entry {
    /// Shared with every atlas there is: a file may name tens of thousands.
    reporter: Arc<Reporter>,
    /// No file introduced it: a record names it.
    made_up: bool,
}

/// A name as it is compared: its words in whatever order, without those that say nothing of whom it means, and of
/// the spellings of England and America one.
fn folded(name: &str) -> String {
    const OPEN: [&str; 4] = ["the", "of", "republic", "республики"];
    let name = fold(name).replace("defense", "defence");
    let words = name.split(|letter: char| !letter.is_alphanumeric());
    let mut words: Vec<&str> = words
        .filter(|word| !word.is_empty() && !OPEN.contains(word))
        .collect();
    words.sort_unstable();
    words.join(" ")
}

impl Known {
    fn push(&mut self, entry: Entry) -> usize {
        let at = self.entries.len();
        self.by_key.insert(Arc::clone(&entry.reporter.key), at);
        self.entries.push(entry);
        self.call(at);
        at
    }

    /// Lets a reporter that a file introduced be found by its names.
    fn call(&mut self, at: usize) {
        let Entry { reporter, made_up } = &self.entries[at];
        if *made_up {
            return;
        }
        let names = reporter.names.spellings().chain([&*reporter.short]);
        for name in names.map(folded).filter(|name| !name.is_empty()) {
            match self.by_name.entry(name) {
                hash_map::Entry::Vacant(free) => drop(free.insert(Some(at))),
                hash_map::Entry::Occupied(mut known) if *known.get() != Some(at) => {
                    known.insert(None);
                }
                hash_map::Entry::Occupied(_) => {}
            }
        }
    }

    fn find(&self, called: &str) -> Option<Named> {
        let found = |at: usize, by| Named {
            id: ReporterId::from_index(at),
            by,
        };
        let by_key = self.by_key.get(called).copied();
        let known = by_key.filter(|at| !self.entries[*at].made_up);
        let by_name = || self.by_name.get(&folded(called)).copied().flatten();
        if let Some(at) = known {
            return Some(found(at, NamedBy::Key));
        }
        if let Some(at) = by_name() {
            return Some(found(at, NamedBy::Name));
        }
        by_key.map(|at| found(at, NamedBy::Nothing))
    }
}

impl Reporters {
    /// Adds reporters. One that a record named before gets its names.
    pub fn introduce(&self, drafts: Vec<ReporterDraft>) -> Vec<Note> {
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        let mut notes = Vec::new();
        for draft in drafts {
            let place = draft.place.clone();
            let at = known.by_key.get(&*draft.key).copied();
            let color = draft.color.unwrap_or_else(|| reporter_color(&draft.key));
            let fresh = Entry {
                reporter: Arc::new(Reporter {
                    key: draft.key.into(),
                    names: draft.names,
                    short: draft.short,
                    side: draft.side,
                    letter: draft.letter,
                    color,
                    rank: draft.rank,
                    note: draft.note,
                }),
                made_up: false,
            };
            match at {
                None => drop(known.push(fresh)),
                Some(at) if known.entries[at].made_up => {
                    known.entries[at] = fresh;
                    known.call(at);
                }
                // A file that was closed is open again.
                Some(at) if says_the_same(&known.entries[at].reporter, &fresh.reporter) => {}
                Some(_) => {
                    let what = resolve::reporter_twice();
                    let key = &*fresh.reporter.key;
                    notes.push(Note::new(Severity::Error, &place, key, what));
                }
            }
        }
        notes
    }

    /// The reporter of that key, or else the only one that is called so, in short or in full and in
    /// whatever capitals; made up where no file has introduced one.
    pub fn named(&self, called: &str) -> Named {
        let read = self.known.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = read.find(called) {
            return found;
        }
        drop(read);
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = known.find(called) {
            return found;
        }
        let at = known.push(Entry {
            reporter: Arc::new(Reporter {
                key: called.into(),
                names: Names::plain(called),
                short: called.to_owned(),
                side: None,
                letter: reporter_letters(called),
                color: reporter_color(called),
                rank: None,
                note: String::new(),
            }),
            made_up: true,
        });
        Named {
            id: ReporterId::from_index(at),
            by: NamedBy::Nothing,
        }
    }

    /// Whether a file introduced a reporter of that key or name.
    pub fn knows(&self, called: &str) -> bool {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        let found = known.find(called);
        found.is_some_and(|named| named.by != NamedBy::Nothing)
    }

    /// The key of a reporter.
    pub fn key_of(&self, reporter: ReporterId) -> String {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        let entry = known.entries.get(reporter.index());
        entry.map_or_else(String::new, |entry| entry.reporter.key.to_string())
    }

    /// Whether a file introduced the reporter of that key.
    pub fn is_introduced(&self, key: &str) -> bool {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        let at = known.by_key.get(key);
        at.is_some_and(|at| !known.entries[*at].made_up)
    }

    /// Those known by now, and which of them a file introduced.
    pub fn now(&self) -> (Table<ReporterId, Arc<Reporter>>, Vec<bool>) {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        let entries = known.entries.iter();
        let reporters = entries.clone().map(|of| Arc::clone(&of.reporter));
        let reporters: Vec<Arc<Reporter>> = reporters.collect();
        let introduced = entries.map(|of| !of.made_up).collect();
        (reporters.into(), introduced)
    }
}

fn says_the_same(a: &Reporter, b: &Reporter) -> bool {
    // What else it is called was not kept by files of earlier versions.
    let names = |of: &Reporter| {
        let mut names = of.names.clone();
        names.variants.clear();
        names
    };
    let said = |of: &Reporter| (names(of), of.short.clone(), of.letter.clone());
    said(a) == said(b) && a.side == b.side && a.note == b.note
}
