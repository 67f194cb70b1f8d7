//! Which claims speak of the same: the rule that proposes which claim a denial denies, and the events
//! that claims, denials and ties make up.

pub mod events;
mod known;
mod leaving;
pub mod rule;

use std::{collections::BTreeMap, sync::Arc};

pub use crate::model::Judged;
use crate::model::{
    Atlas, DatasetId, Id as _, RecordId, Tie, TieBasis, TieEnd, TieKind, Ties, Verdict,
    ties::records_of,
};
pub use known::{Known, known};
pub use leaving::leaving;
use rule::{Pairs, Proposal, Thresholds, Why};

/// Every verdict of the person.
pub type Verdicts = BTreeMap<Judged, Verdict>;

/// Who says that two claims are not tied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RejectedBy<'a> {
    /// The person, in this session.
    Person,
    /// Whoever wrote this file.
    File(&'a str),
}

/// A tie of an atlas as it is held now: from its files, or from the rule, as the person judged it.
#[derive(Clone, Debug)]
pub struct Held {
    /// The two ends and what joins them.
    pub tie: Tie,
    /// The records of each end.
    pub records: [Vec<RecordId>; 2],
    /// Why the rule proposes it; `None` where a file states it and the rule does not.
    pub why: Option<Why>,
    /// The file that it stands in; `None`: it stands in none.
    pub file: Option<Arc<str>>,
    /// What the person says of it.
    pub verdict: Option<Verdict>,
}

impl Held {
    /// Whether it stands in a file, be it as one that was rejected.
    pub fn is_filed(&self) -> bool {
        self.file.is_some()
    }

    /// Whether it waits for somebody to judge it.
    pub fn is_proposal(&self) -> bool {
        !self.is_filed() && self.verdict.is_none()
    }

    /// Whether it joins anything: everything but what was rejected, by the person or, where they have not
    /// judged it, by whoever wrote its file.
    pub fn holds(&self) -> bool {
        self.rejected_by().is_none()
    }

    /// Who rejected it; `None`: it holds.
    pub fn rejected_by(&self) -> Option<RejectedBy<'_>> {
        match (self.verdict, &self.file) {
            (Some(Verdict::Rejected), _) => Some(RejectedBy::Person),
            (None, Some(file)) if self.tie.basis == TieBasis::Rejected => {
                Some(RejectedBy::File(file))
            }
            _ => None,
        }
    }
}

/// All ties of an atlas: those of files first, then what the rule proposes beside them, then those that the
/// person alone made.
pub fn held(
    atlas: &Atlas,
    pairs: &mut Pairs,
    thresholds: &Thresholds,
    verdicts: &Verdicts,
) -> Vec<Held> {
    let proposals = pairs.propose(atlas, thresholds);
    let of_files: &Arc<Ties> = atlas.ties();
    let mut held: Vec<Held> = Vec::new();
    let verdict = |tie: &Tie| {
        let judged = Judged {
            from: tie.from.clone(),
            to: tie.to.clone(),
        };
        verdicts.get(&judged).copied()
    };
    let mut known: BTreeMap<(TieEnd, TieEnd), usize> = BTreeMap::new();
    let filed = of_files.ties.iter().zip(&of_files.records);
    for ((tie, records), file) in filed.zip(&of_files.files) {
        known.insert((tie.from.clone(), tie.to.clone()), held.len());
        let (verdict, mut tie) = (verdict(tie), tie.clone());
        if let Some(Verdict::Joined(kind)) = verdict {
            tie.kind = kind;
            tie.basis = TieBasis::Person;
            tie.reason.clear();
        }
        if verdict == Some(Verdict::Accepted) && tie.basis == TieBasis::Rejected {
            // Why it was rejected is no reason why it is accepted.
            tie.basis = TieBasis::Person;
            tie.reason.clear();
        }
        held.push(Held {
            verdict,
            tie,
            records: records.clone(),
            why: None,
            file: Some(Arc::clone(file)),
        });
    }
    for proposal in proposals {
        let Proposal { denial, claim, why } = proposal;
        let (Some(from), Some(to)) = (
            end_of(atlas, denial, why.is_of_whole_report()),
            end_of(atlas, claim, false),
        ) else {
            continue;
        };
        if let Some(at) = known.get(&(from.clone(), to.clone())) {
            held[*at].why = Some(why);
            continue;
        }
        let mut tie = Tie {
            from,
            to,
            kind: TieKind::Denies,
            basis: TieBasis::Inferred,
            reason: String::new(),
        };
        let verdict = verdict(&tie);
        match verdict {
            None => {}
            Some(Verdict::Rejected) => tie.basis = TieBasis::Rejected,
            Some(Verdict::Accepted | Verdict::Joined(_)) => tie.basis = TieBasis::Person,
        }
        if let Some(Verdict::Joined(kind)) = verdict {
            tie.kind = kind;
        }
        known.insert((tie.from.clone(), tie.to.clone()), held.len());
        held.push(Held {
            tie,
            records: [vec![denial], vec![claim]],
            why: Some(why),
            file: None,
            verdict,
        });
    }
    for (judged, verdict) in verdicts {
        let Verdict::Joined(kind) = verdict else {
            continue;
        };
        let (from, to) = (judged.from.clone(), judged.to.clone());
        let records = [&from, &to].map(|end| records_of(atlas.datasets().rows(), end));
        let is_new = !known.contains_key(&(from.clone(), to.clone()));
        if is_new && records.iter().all(|of| !of.is_empty()) {
            held.push(Held {
                tie: Tie {
                    from,
                    to,
                    kind: *kind,
                    basis: TieBasis::Person,
                    reason: String::new(),
                },
                records,
                why: None,
                file: None,
                verdict: Some(*verdict),
            });
        }
    }
    held
}

/// What files call a record: its report and its claim there, or where its row stands in its file.
pub fn end_of(atlas: &Atlas, record: RecordId, whole: bool) -> Option<TieEnd> {
    if let Some(detail) = atlas.detail(record) {
        let claim = detail.claim.filter(|_| !whole);
        return Some(TieEnd {
            report: Arc::clone(&detail.report.id),
            claim: claim.map(|claim| claim as u32 + 1),
        });
    }
    let dataset = atlas.dataset_of(record);
    let offset = dataset.columns.offset.get(record.row as usize)?;
    let file = dataset.file.as_ref()?;
    Some(TieEnd {
        report: crate::model::ties::row_end(file, *offset).into(),
        claim: None,
    })
}

/// How well the rule finds what was tied by hand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Denials that are tied by hand and proposed so.
    pub found: usize,
    /// Proposals that were not tied by hand.
    pub wrong: usize,
    /// Ties by hand that are not proposed.
    pub missed: usize,
}

impl Score {
    /// Of what is proposed, what is right.
    pub fn precision(self) -> f64 {
        share(self.found, self.wrong)
    }

    /// Of what is tied by hand, what is proposed.
    pub fn recall(self) -> f64 {
        share(self.found, self.missed)
    }
}

fn share(of: usize, others: usize) -> f64 {
    match of + others {
        0 => 1.0,
        all => of as f64 / all as f64,
    }
}

/// Holds the rule against the ties of files, each of a denial that `counts` says yes to.
pub fn score(held: &[Held], mut counts: impl FnMut(&TieEnd) -> bool) -> Score {
    let mut score = Score::default();
    for tie in held {
        if tie.tie.kind != TieKind::Denies || !counts(&tie.tie.from) {
            continue;
        }
        let is_tied = tie.is_filed() && tie.tie.basis != TieBasis::Rejected;
        match (is_tied, tie.why.is_some()) {
            (true, true) => score.found += 1,
            (true, false) => score.missed += 1,
            // Somebody wrote down that nothing joins the two, and the rule does not say so either.
            (false, false) if tie.is_filed() => {}
            (false, _) => score.wrong += 1,
        }
    }
    score
}

/// Which dataset of an atlas has a number.
fn dataset_id(index: usize) -> DatasetId {
    DatasetId::from_index(index)
}
