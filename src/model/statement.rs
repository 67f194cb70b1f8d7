//! What a statement was read as: a report as a draft, the words each fact came from, and remarks on
//! what could not be read. Reading itself is no matter of the model.

use std::ops::Range;

use super::{
    draft::ReportDraft,
    note::{Note, Place, Severity},
    report::Stance,
    time::Day,
};

/// What is known of a statement beside its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// Key of the reporter; found in the text where not given.
    pub reporter: Option<String>,
    pub published: Option<Day>,
    /// Code of the language; found from the text where not given.
    pub language: Option<String>,
}

/// A part of the text, in bytes, on the boundaries of letters.
pub type Span = Range<usize>;

/// What words of the text were read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FactKind {
    Place,
    Count,
    Time,
    Side,
    Activity,
    Weapon,
    Losses,
    Denial,
}

impl FactKind {
    pub const ALL: [(Self, &'static str); 8] = [
        (Self::Place, "place"),
        (Self::Count, "count"),
        (Self::Time, "time"),
        (Self::Side, "side"),
        (Self::Activity, "activity"),
        (Self::Weapon, "weapon"),
        (Self::Losses, "losses"),
        (Self::Denial, "denial"),
    ];
}

/// Whether the words say a fact outright, or it was concluded from them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    Sure,
    Unsure,
}

impl Certainty {
    pub const ALL: [(Self, &'static str); 2] = [(Self::Sure, "sure"), (Self::Unsure, "unsure")];
}

/// One fact, and the words it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    pub kind: FactKind,
    pub span: Span,
    /// What it was read as: a key, a number, a time, a word of the model.
    pub means: String,
    /// The claim it belongs to, by its place in the report.
    pub claim: Option<usize>,
    pub certainty: Certainty,
}

/// Something a person should look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    pub severity: Severity,
    pub span: Span,
    pub what: String,
    /// For a name that is not known: keys of places that come near to it.
    pub near: Vec<String>,
}

/// A statement as it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    pub report: ReportDraft,
    pub facts: Vec<Fact>,
    pub remarks: Vec<Remark>,
}

impl Reading {
    /// Whether nothing at all was found that a report could say.
    pub fn is_empty(&self) -> bool {
        self.report.claims.is_empty()
            && self.report.total.is_none()
            && self.report.stance != Stance::Denial
    }

    /// The remarks as notes on a text of that name.
    pub fn notes(&self, text: &str, place: &Place) -> Vec<Note> {
        let note = |remark: &Remark| {
            let (line, column) = line_and_column(text, remark.span.start);
            let place = place.at_line(line).at_column(column);
            let words: String = text[remark.span.clone()].chars().take(80).collect();
            Note::new(remark.severity, &place, words, remark.what.clone())
        };
        self.remarks.iter().map(note).collect()
    }
}

/// Counted from 1, the column in letters.
fn line_and_column(text: &str, at: usize) -> (u32, u32) {
    let before = &text[..at];
    let line = before.matches('\n').count() as u32 + 1;
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (line, before[start..].chars().count() as u32 + 1)
}
