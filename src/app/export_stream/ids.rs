//! The ids that records leave under, so that they are read again as what they are.

use std::{
    collections::{HashMap, hash_map::Entry},
    sync::Arc,
};

use crate::model::{DatasetId, DigestMap, FileKey, ReportKey, digest, draft::ReportDraft};

/// Where ids have to tell records apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UniqueIn {
    /// In all that is written: files that have an id in common leave under one name.
    All,
    /// In the file, and the part of it, that a record comes from.
    File,
}

/// Gives each row an id under which it is read again as what it is. Rows of columns are
/// records of their own, whatever their ids; written and read again, two under one id would be one
/// report, or one of them would be left out.
pub struct Ids {
    joins_rows: bool,
    unique_in: UniqueIn,
    /// By the digest of an id.
    known: DigestMap<Known>,
    /// The ids that a file has in common with another before it, by digests of file and id: what they
    /// are written as.
    renamed: HashMap<(u64, u64), String>,
}

struct Known {
    /// The file that has it, as a digest.
    file: u64,
    /// What the report of that id says beside its claims, as a digest; `None` where no row may
    /// join it.
    head: Option<u64>,
    /// How many have that id.
    count: u32,
    /// How many claims of its report there are so far.
    claims: u32,
    /// Whether it is only set aside for a report that another refers to.
    is_free: bool,
}

impl Ids {
    pub fn new(joins_rows: bool, unique_in: UniqueIn) -> Self {
        Self {
            joins_rows,
            unique_in,
            known: DigestMap::default(),
            renamed: HashMap::new(),
        }
    }

    /// Leaves a row its id where no other has it, or where both are claims of one report, and adds
    /// a number to it elsewhere. References to it go by the same name.
    ///
    /// `first` is the report that it is a further publication of. Gives how many claims of the same report there are
    /// before its own.
    pub fn settle(
        &mut self,
        report: &mut ReportDraft,
        head: &Head,
        first: Option<&ReportKey>,
    ) -> u32 {
        let Head { file, head, id } = *head;
        let mut before = 0;
        let head = head.filter(|_| self.joins_rows);
        // Most ids are those of one row.
        match self.known.entry(id) {
            Entry::Vacant(free) => {
                free.insert(Known::of(file, head)).claims = report.claims.len() as u32;
            }
            Entry::Occupied(_) => (report.id, before) = self.again(file, head, report),
        }
        report.duplicate_of = first.map(|first| {
            let file = file_of(first.file.as_ref(), first.part.as_ref());
            self.name_in(file, first.id.to_string())
        });
        if self.unique_in == UniqueIn::All {
            report.part = None;
        }
        before
    }

    /// The id of a row that is known already, and how many claims its report has before its own.
    fn again(&mut self, file: u64, head: Option<u64>, report: &ReportDraft) -> (String, u32) {
        let claims = report.claims.len() as u32;
        let known_of = || Known {
            claims,
            ..Known::of(file, head)
        };
        let id = self.name_in(file, report.id.clone());
        let is_renamed = id != report.id;
        let mut before = 0;
        let count = match self.known.entry(self.digest_of(file, &id)) {
            Entry::Vacant(free) => {
                free.insert(known_of());
                None
            }
            Entry::Occupied(mut known) if known.get().is_free && is_renamed => {
                known.insert(known_of());
                None
            }
            Entry::Occupied(mut known) if head.is_some() && known.get().head == head => {
                before = known.get().claims;
                known.get_mut().claims += claims;
                None
            }
            Entry::Occupied(mut known) => {
                known.get_mut().count += 1;
                Some(known.get().count)
            }
        };
        let id = match count {
            None => id,
            Some(count) => self.numbered(file, &id, count),
        };
        (id, before)
    }

    /// What an id of a file is written as: with a number where a file before has it.
    fn name_in(&mut self, file: u64, id: String) -> String {
        let key = self.digest_of(file, &id);
        let Some(known) = self.known.get_mut(&key) else {
            return id;
        };
        if known.file == file {
            return id;
        }
        if let Some(renamed) = self.renamed.get(&(file, key)) {
            return renamed.clone();
        }
        known.count += 1;
        let count = known.count;
        let renamed = self.numbered(file, &id, count);
        let own = self.digest_of(file, &renamed);
        if let Some(known) = self.known.get_mut(&own) {
            known.is_free = true;
        }
        self.renamed.insert((file, key), renamed.clone());
        renamed
    }

    /// An id with a number that nothing has, from `count` on. It is taken.
    fn numbered(&mut self, file: u64, id: &str, mut count: u32) -> String {
        let numbered = loop {
            let numbered = format!("{id}#{count}");
            if let Entry::Vacant(free) = self.known.entry(self.digest_of(file, &numbered)) {
                free.insert(Known::of(file, None));
                break numbered;
            }
            count += 1;
        };
        if let Some(known) = self.known.get_mut(&self.digest_of(file, id)) {
            known.count = count;
        }
        numbered
    }

    fn digest_of(&self, file: u64, id: &str) -> u64 {
        self.unique_in.digest_of(file, id)
    }
}

impl UniqueIn {
    fn digest_of(self, file: u64, id: &str) -> u64 {
        match self {
            Self::All => digest(id),
            Self::File => digest(&(file, id)),
        }
    }
}

impl Known {
    fn of(file: u64, head: Option<u64>) -> Self {
        Self {
            file,
            head,
            count: 1,
            claims: 0,
            is_free: false,
        }
    }
}

/// A part of a file, as a digest.
fn file_of(file: Option<&FileKey>, part: Option<&Arc<str>>) -> u64 {
    digest(&(file, part))
}

/// What the id of a report depends on, so that it is settled in no time.
#[derive(Clone, Copy, Debug)]
pub struct Head {
    /// The part of a file it is in, as a digest.
    file: u64,
    /// What the report says beside its claims, as a digest; `None` where no row may join it.
    head: Option<u64>,
    /// The id, as a digest.
    id: u64,
}

impl Head {
    /// That of a report. `source` is that of rows which may join; `None`: the report is whole.
    pub fn of(report: &ReportDraft, source: Option<DatasetId>, unique_in: UniqueIn) -> Self {
        let file = file_of(report.file.as_ref(), report.part.as_ref());
        let source = source.filter(|_| !report.claims.is_empty());
        let of = report;
        let head = |source| {
            digest(&(
                source,
                &of.part,
                (&of.reporter, &of.outlet, &of.url, &of.language),
                (of.published, of.basis, of.stance),
                (&of.denies, &of.duplicate_of, of.total),
            ))
        };
        Self {
            file,
            head: source.map(head),
            id: unique_in.digest_of(file, &report.id),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Basis, Place, Stance};

    fn report(id: &str, reporter: &str) -> ReportDraft {
        ReportDraft {
            place: Place::file("test"),
            file: None,
            part: None,
            id: id.to_owned(),
            reporter: reporter.to_owned(),
            outlet: None,
            url: None,
            language: String::new(),
            published: None,
            basis: Basis::None,
            stance: Stance::Claim,
            denies: None,
            duplicate_of: None,
            total: None,
            claims: Vec::new(),
        }
    }

    #[test]
    fn no_two_rows_leave_under_one_id() {
        let mut ids = Ids::new(true, UniqueIn::All);
        let whole = &mut report("a", "x");
        ids.settle(whole, &Head::of(whole, None, UniqueIn::All), None);
        assert_eq!(whole.id, "a");
        let mut given = Vec::new();
        for (id, source) in [("a", 1), ("b", 1), ("b", 1), ("b#2", 1), ("b", 2), ("a", 2)] {
            let mut report = report(id, "x");
            let head = Head::of(&report, Some(DatasetId(source)), UniqueIn::All);
            ids.settle(&mut report, &head, None);
            given.push(report.id);
        }
        assert_eq!(given, ["a#2", "b", "b#2", "b#2#2", "b#3", "a#3"]);
    }
}
