//! Ties: what joins two claims, or reports, of whichever reporters. A tie changes no tally.

use std::{
    collections::{HashMap, hash_map::Entry},
    sync::Arc,
};

use super::{
    atlas::{DatasetId, RecordId},
    dataset::Dataset,
    file::FileKey,
    note::{Note, Place, Severity},
    report::{Party, Reporter},
    table::Id as _,
};
use crate::words::notes::ties as words;

/// What the first of two claims does with the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TieKind {
    /// Says that it did not happen.
    Denies,
    /// Replies to it, and denies it in part or not at all.
    Answers,
    /// Speaks of the same event.
    SameEvent,
    /// Says the same again.
    Repeats,
    /// Withdraws it, or puts it right.
    Corrects,
}

impl TieKind {
    /// Every kind with its key in files.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Denies, "denies"),
        (Self::Answers, "answers"),
        (Self::SameEvent, "same-event"),
        (Self::Repeats, "repeats"),
        (Self::Corrects, "corrects"),
    ];
}

/// How a tie is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TieBasis {
    /// The text says which claim it speaks of.
    Stated,
    /// It follows from places and times.
    Inferred,
    /// The person says so.
    Person,
    /// A person says that it is not so: what was proposed, or stood in a file, joins nothing.
    Rejected,
}

impl TieBasis {
    /// Every basis with its key in files.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Stated, "stated"),
        (Self::Inferred, "inferred"),
        (Self::Person, "person"),
        (Self::Rejected, "rejected"),
    ];

    /// Whether it is known that the tie holds.
    pub fn is_known(self) -> bool {
        matches!(self, Self::Stated | Self::Person)
    }

    /// Whether a person has judged it.
    pub fn is_judged(self) -> bool {
        matches!(self, Self::Person | Self::Rejected)
    }
}

/// Whose word a reporter's is. The Armenian forces in Nagorno-Karabakh stand on the side of Armenia;
/// in the order in which they are listed, which is that of their names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// Armenia, or the authorities in Stepanakert (Khankendi).
    Armenia,
    /// Azerbaijan.
    Azerbaijan,
    /// Neither.
    Third,
}

impl Side {
    /// Every side.
    pub const ALL: [Self; 3] = [Self::Armenia, Self::Azerbaijan, Self::Third];

    /// The side of those who are said to have fired, or of a reporter that belongs to them.
    pub fn of_party(party: Option<Party>) -> Self {
        match party {
            Some(Party::Armenia | Party::NagornoKarabakh) => Self::Armenia,
            Some(Party::Azerbaijan) => Self::Azerbaijan,
            Some(Party::Civilian | Party::Unknown) | None => Self::Third,
        }
    }

    /// The side of a reporter.
    pub fn of(reporter: &Reporter) -> Self {
        Self::of_party(reporter.side)
    }

    /// Whether each of them speaks for one of the two that accuse each other.
    pub fn opposes(self, other: Self) -> bool {
        self != other && self != Self::Third && other != Self::Third
    }
}

/// What the person says of two claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// It is so.
    Accepted,
    /// It is not.
    Rejected,
    /// The first does this with the second, whoever proposes it or not.
    Joined(TieKind),
}

impl Verdict {
    /// Each with its key in files.
    pub const ALL: [(Self, &'static str); 7] = [
        (Self::Accepted, "accepted"),
        (Self::Rejected, "rejected"),
        (Self::Joined(TieKind::Denies), "own-denies"),
        (Self::Joined(TieKind::Answers), "own-answers"),
        (Self::Joined(TieKind::SameEvent), "own-same-event"),
        (Self::Joined(TieKind::Repeats), "own-repeats"),
        (Self::Joined(TieKind::Corrects), "own-corrects"),
    ];
}

/// How it stands with an event. Several may hold at once, but for one side alone and a denial alone,
/// which exclude those before them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// It is claimed and denied.
    Contradicted,
    /// Each side accuses the other.
    Mutual,
    /// One side alone accuses the other, and nobody denies it.
    OneSide,
    /// It is denied, and what is denied is not in the data.
    DenialAlone,
    /// Somebody reports it who belongs to neither side.
    Third,
    /// Nobody reports it who belongs to a side.
    ThirdAlone,
    /// A side reports it, and nobody who belongs to neither.
    NoThird,
}

impl Standing {
    /// Each with its key on the command line.
    pub const ALL: [(Self, &'static str); 7] = [
        (Self::Contradicted, "contradicted"),
        (Self::Mutual, "mutual"),
        (Self::OneSide, "one-side"),
        (Self::DenialAlone, "denial-alone"),
        (Self::Third, "third"),
        (Self::ThirdAlone, "third-alone"),
        (Self::NoThird, "no-third"),
    ];
}

/// What a record does in an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// Says that it happened.
    Claim,
    /// Says that it did not.
    Denial,
    /// Reports it for neither side.
    Bulletin,
}

impl Mark {
    /// Each with its key in exports.
    pub const ALL: [(Self, &'static str); 3] = [
        (Self::Claim, "claim"),
        (Self::Denial, "denial"),
        (Self::Bulletin, "bulletin"),
    ];
}

/// One end of a tie, by keys that hold across versions of the data.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TieEnd {
    /// Id of the report.
    pub report: Arc<str>,
    /// Which of its claims, counted from 1; `None`: the report as a whole.
    pub claim: Option<u32>,
}

/// What a person judges: which claim speaks of which.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Judged {
    /// What speaks of the other.
    pub from: TieEnd,
    /// What is spoken of.
    pub to: TieEnd,
}

/// Two claims and what joins them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tie {
    /// What speaks of the other.
    pub from: TieEnd,
    /// What is spoken of.
    pub to: TieEnd,
    /// What the first does with the second.
    pub kind: TieKind,
    /// How that is known.
    pub basis: TieBasis,
    /// Why, in words.
    pub reason: String,
}

impl Tie {
    /// Takes in what another file says of the same tie, and says whether that replaces this: what a person
    /// judged, what is inferred, and what is known to hold, what was rejected. Otherwise a reason that is not
    /// given yet joins the one that is.
    fn say_too(&mut self, other: &Self) -> bool {
        let rejects = [&*self, other].map(|tie| tie.basis == TieBasis::Rejected);
        if rejects[0] != rejects[1] {
            let is_stronger = match rejects[0] {
                true => other.basis.is_known(),
                false => !self.basis.is_known(),
            };
            if is_stronger {
                *self = other.clone();
            }
            return is_stronger;
        }
        if self.basis == TieBasis::Inferred {
            self.basis = other.basis;
        }
        if self.reason.contains(&other.reason) {
            return false;
        }
        self.reason = match other.reason.contains(&self.reason) {
            true => other.reason.clone(),
            false => format!("{}; {}", self.reason, other.reason),
        };
        false
    }
}

/// A denial of which it is known that what it denies is not in the data, or not which it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenDenial {
    /// The denial.
    pub of: TieEnd,
    /// Why it is tied to nothing.
    pub reason: String,
}

/// What files say of ties, each with where it stands.
#[derive(Clone, Debug, Default)]
pub struct TiesDraft {
    /// The ties.
    pub ties: Vec<(Place, Tie)>,
    /// The denials that are tied to nothing.
    pub open: Vec<(Place, OpenDenial)>,
}

impl TiesDraft {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.ties.len() + self.open.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Leaves out what another says as well.
    pub fn leave_out(&mut self, known: &Self) {
        self.ties
            .retain(|(_, tie)| !known.ties.iter().any(|(_, of)| of == tie));
        self.open
            .retain(|(_, open)| !known.open.iter().any(|(_, of)| of == open));
    }

    /// Keeps what is said between reports of these ids alone.
    pub fn keep(&mut self, is_there: impl Fn(&str) -> bool) {
        self.ties
            .retain(|(_, tie)| is_there(&tie.from.report) && is_there(&tie.to.report));
        self.open.retain(|(_, open)| is_there(&open.of.report));
    }

    /// Names rows of a file as they are named beside others: `rows` are what the file calls them, and where each
    /// stands in it.
    pub fn name_rows(&mut self, file: &FileKey, rows: &HashMap<TieEnd, u64>) {
        let name = |end: &mut TieEnd| {
            if let Some(offset) = rows.get(end) {
                *end = TieEnd {
                    report: row_end(file, *offset).into(),
                    claim: None,
                };
            }
        };
        for (_, tie) in &mut self.ties {
            name(&mut tie.from);
            name(&mut tie.to);
        }
    }

    /// Takes in what another file says.
    pub fn append(&mut self, other: Self) {
        self.ties.extend(other.ties);
        self.open.extend(other.open);
    }
}

/// The ties of an atlas, each between records that are there.
#[derive(Clone, Debug, Default)]
pub struct Ties {
    /// In the order of files.
    pub ties: Vec<Tie>,
    /// For each tie, the records of its ends; several where an end is a report of several claims.
    pub records: Vec<[Vec<RecordId>; 2]>,
    /// For each tie, the file that says so.
    pub files: Vec<Arc<str>>,
    /// Denials that are tied to nothing, and why.
    pub open: Vec<OpenDenial>,
    of: HashMap<RecordId, Vec<u32>>,
}

impl Ties {
    /// The ties of these drafts between records of these datasets. What names a report or a claim
    /// that is in none of them, or what is there twice, becomes a note.
    pub fn of<'a>(
        drafts: impl IntoIterator<Item = &'a TiesDraft>,
        datasets: &[Arc<Dataset>],
    ) -> (Self, Vec<Note>) {
        let mut ties = Self::default();
        let mut notes = Vec::new();
        let mut known: HashMap<_, usize> = HashMap::new();
        for draft in drafts {
            for (place, tie) in &draft.ties {
                let mut note = |severity: Severity, end: &TieEnd, what: &str| {
                    let end = words::end(&end.report, end.claim);
                    notes.push(Note::new(severity, place, end, what));
                };
                let mut records = |end: &TieEnd| {
                    let found = records_of(datasets, end);
                    if found.is_empty() {
                        note(Severity::Error, end, words::unknown_end());
                    }
                    found
                };
                let ends = [records(&tie.from), records(&tie.to)];
                if ends.iter().any(Vec::is_empty) {
                    continue;
                }
                let pair = (tie.from.clone(), tie.to.clone(), tie.kind);
                match known.entry(pair) {
                    Entry::Vacant(new) => {
                        new.insert(ties.ties.len());
                        ties.add(tie.clone(), ends, Arc::clone(&place.file));
                    }
                    Entry::Occupied(of) if ties.files[*of.get()] == place.file => {
                        note(Severity::Error, &tie.from, words::twice());
                    }
                    // Another file says it as well: a tie that was accepted and comes back, for one.
                    Entry::Occupied(of) => {
                        let at = *of.get();
                        let (is, says) = (ties.ties[at].basis, tie.basis);
                        let rejects = |basis| basis == TieBasis::Rejected;
                        if ties.ties[at].say_too(tie) {
                            ties.files[at] = Arc::clone(&place.file);
                        }
                        if rejects(is) != rejects(says) && (is.is_known() || says.is_known()) {
                            note(Severity::Doubt, &tie.from, words::rejected_elsewhere());
                        }
                    }
                }
            }
            for (place, open) in &draft.open {
                if records_of(datasets, &open.of).is_empty() {
                    let end = words::end(&open.of.report, open.of.claim);
                    notes.push(Note::new(Severity::Error, place, end, words::unknown_end()));
                    continue;
                }
                ties.open.push(open.clone());
            }
        }
        (ties, notes)
    }

    /// Adds a tie between these records that a file says.
    fn add(&mut self, tie: Tie, ends: [Vec<RecordId>; 2], file: Arc<str>) {
        let at = self.ties.len() as u32;
        for record in ends.iter().flatten() {
            let of = self.of.entry(*record).or_default();
            if of.last() != Some(&at) {
                of.push(at);
            }
        }
        self.ties.push(tie);
        self.records.push(ends);
        self.files.push(file);
    }

    /// Which ties a record has.
    pub fn of_record(&self, record: RecordId) -> &[u32] {
        self.of.get(&record).map_or(&[], Vec::as_slice)
    }

    /// The ties, as a file has them.
    pub fn to_draft(&self, place: &Place) -> TiesDraft {
        let ties = self.ties.iter().map(|tie| (place.clone(), tie.clone()));
        let open = self.open.iter().map(|open| (place.clone(), open.clone()));
        TiesDraft {
            ties: ties.collect(),
            open: open.collect(),
        }
    }
}

/// What stands for the report where a row has no report of its own: its file, and where it stands there.
pub fn row_end(file: &FileKey, offset: u64) -> String {
    format!("{file}#{offset}")
}

/// The row that such an end names.
fn record_of_row(datasets: &[Arc<Dataset>], end: &str) -> Option<RecordId> {
    let (file, offset) = end.rsplit_once('#')?;
    let offset: u64 = offset.parse().ok()?;
    let mut datasets = datasets.iter().enumerate();
    datasets.find_map(|(index, dataset)| {
        let is_of_file = dataset
            .file
            .as_ref()
            .is_some_and(|key| key.to_string() == file);
        let row = dataset.row_at(offset).filter(|_| is_of_file)?;
        Some(RecordId {
            dataset: DatasetId::from_index(index),
            row,
        })
    })
}

/// The records of an end; empty where there is no such report or claim.
pub fn records_of(datasets: &[Arc<Dataset>], end: &TieEnd) -> Vec<RecordId> {
    let of = |(index, dataset): (usize, &Arc<Dataset>)| {
        let memory = dataset.memory()?;
        let report = memory.called(&end.report).next()?;
        let rows = memory.rows_of(report.part.as_deref(), &report.id);
        let rows = match end.claim {
            None => rows,
            Some(claim) => {
                let at = claim.checked_sub(1)? as usize;
                // A report that makes no claim is one record, which is none of its claims.
                let row = rows.get(at)?;
                dataset.memory()?.record(*row).1?;
                std::slice::from_ref(row)
            }
        };
        let record = |row: &u32| RecordId {
            dataset: DatasetId::from_index(index),
            row: *row,
        };
        (!rows.is_empty()).then(|| rows.iter().map(record).collect())
    };
    let found = datasets.iter().enumerate().find_map(of);
    let row = || record_of_row(datasets, &end.report).filter(|_| end.claim.is_none());
    found.unwrap_or_else(|| row().into_iter().collect())
}
