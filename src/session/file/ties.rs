//! What a person made of ties, and the rule that proposes them, as sessions have it.

use serde::{Deserialize, Serialize};

use crate::{
    model::{
        TieEnd, Verdict,
        enum_names::{value, word},
    },
    query::ties::{Judged, Verdicts, rule::Thresholds},
};

/// What the person made of a tie.
#[derive(Serialize, Deserialize)]
pub(super) struct VerdictFile {
    #[serde(flatten)]
    tie: TieFile,
    verdict: String,
}

/// Which tie something is said of.
#[derive(Serialize, Deserialize)]
pub struct TieFile {
    from: EndFile,
    to: EndFile,
}

impl TieFile {
    /// As files have it.
    pub fn of(judged: &Judged) -> Self {
        Self {
            from: EndFile::of(&judged.from),
            to: EndFile::of(&judged.to),
        }
    }

    /// The tie that it names.
    pub fn read(self) -> Judged {
        Judged {
            from: self.from.read(),
            to: self.to.read(),
        }
    }
}

/// An end of a tie; a claim is counted from 1.
#[derive(Serialize, Deserialize)]
struct EndFile {
    report: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    claim: Option<u32>,
}

impl EndFile {
    fn of(end: &TieEnd) -> Self {
        Self {
            report: end.report.to_string(),
            claim: end.claim,
        }
    }

    fn read(self) -> TieEnd {
        TieEnd {
            report: self.report.into(),
            claim: self.claim,
        }
    }
}

/// How near claims must be for the rule; nothing where it is as usual.
#[derive(Serialize, Deserialize)]
pub(super) struct ThresholdsFile {
    days: u32,
    days_without_time: u32,
    km: f64,
    minutes: u32,
}

pub(super) fn write_verdicts(verdicts: &Verdicts) -> Vec<VerdictFile> {
    let file = |(judged, verdict): (&Judged, &Verdict)| VerdictFile {
        tie: TieFile::of(judged),
        verdict: word(&Verdict::ALL, *verdict).to_owned(),
    };
    verdicts.iter().map(file).collect()
}

/// A verdict on a tie as one line: the verdict in a word, a space, and which tie.
pub fn write_verdict(judged: &Judged, verdict: Verdict) -> String {
    let tie = serde_json::to_string(&TieFile::of(judged)).expect("a tie holds nothing JSON cannot");
    format!("{} {tie}", word(&Verdict::ALL, verdict))
}

/// The verdict in a line of [`write_verdict`]; `None` where it is none that is known.
pub fn read_verdict(line: &str) -> Option<(Judged, Verdict)> {
    let (verdict, tie) = line.split_once(' ')?;
    let tie: TieFile = serde_json::from_str(tie).ok()?;
    Some((tie.read(), value(&Verdict::ALL, verdict)?))
}

/// A verdict in a word that is not known is none.
pub(super) fn read_verdicts(files: Vec<VerdictFile>) -> Verdicts {
    let verdict = |file: VerdictFile| {
        let verdict = value(&Verdict::ALL, &file.verdict)?;
        Some((file.tie.read(), verdict))
    };
    files.into_iter().filter_map(verdict).collect()
}

pub(super) fn write_thresholds(thresholds: &Thresholds) -> Option<ThresholdsFile> {
    (*thresholds != Thresholds::default()).then_some(ThresholdsFile {
        days: thresholds.days,
        days_without_time: thresholds.days_without_time,
        km: thresholds.km,
        minutes: thresholds.minutes,
    })
}

pub(super) fn read_thresholds(file: ThresholdsFile) -> Thresholds {
    let thresholds = Thresholds {
        days: file.days,
        days_without_time: file.days_without_time,
        km: file.km,
        minutes: file.minutes,
    };
    thresholds.held()
}
