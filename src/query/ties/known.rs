//! The ties that are known: stated, set by the person, or accepted. What a rule proposes, or a file has
//! inferred or says that somebody rejected, is none of them until the person accepts it.

use super::{Judged, Verdicts};
use crate::model::{Atlas, RecordId, ReporterId, TieEnd, TieKind, Verdict, ties::records_of};

/// A tie that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// What the first end does with the second.
    pub kind: TieKind,
    /// Who speaks of the other.
    pub by: ReporterId,
    /// The records of each end that the tie is about. Where a report denies another as a whole, these are
    /// the denials in the first, of which there may be none, and the claims in the second.
    pub records: [Vec<RecordId>; 2],
}

/// The ties of an atlas that are known. Thresholds of the rule change none of them: what was accepted stays.
pub fn known(atlas: &Atlas, verdicts: &Verdicts) -> Vec<Known> {
    let mut known = Vec::new();
    let of_files = atlas.ties();
    for (tie, records) in of_files.ties.iter().zip(&of_files.records) {
        let ends = [&tie.from, &tie.to];
        let judged = Judged {
            from: tie.from.clone(),
            to: tie.to.clone(),
        };
        let kind = match verdicts.get(&judged) {
            Some(Verdict::Accepted) => Some(tie.kind),
            Some(Verdict::Rejected) => None,
            Some(Verdict::Joined(kind)) => Some(*kind),
            None => Some(tie.kind).filter(|_| tie.basis.is_known()),
        };
        if let Some(kind) = kind {
            known.extend(of(atlas, kind, ends, records.clone()));
        }
    }
    for (judged, verdict) in verdicts {
        let is_filed = || {
            let mut filed = of_files.ties.iter();
            filed.any(|tie| tie.from == judged.from && tie.to == judged.to)
        };
        let kind = match verdict {
            // All that the rule proposes are denials.
            Verdict::Accepted => TieKind::Denies,
            Verdict::Joined(kind) => *kind,
            Verdict::Rejected => continue,
        };
        if !is_filed() {
            let ends = [&judged.from, &judged.to];
            let records = ends.map(|end| records_of(atlas.datasets().rows(), end));
            known.extend(of(atlas, kind, ends, records));
        }
    }
    known
}

/// `None` where an end is not open.
fn of(
    atlas: &Atlas,
    kind: TieKind,
    ends: [&TieEnd; 2],
    mut records: [Vec<RecordId>; 2],
) -> Option<Known> {
    let of_record = |record: &RecordId| atlas.dataset_of(*record).kind_of(record.row);
    let by = of_record(records[0].first()?).reporter;
    records[1].first()?;
    if kind == TieKind::Denies {
        let [from, to] = &mut records;
        if ends[0].claim.is_none() {
            from.retain(|record| of_record(record).denied);
        }
        if ends[1].claim.is_none() {
            to.retain(|record| !of_record(record).denied);
        }
    }
    Some(Known { kind, by, records })
}
