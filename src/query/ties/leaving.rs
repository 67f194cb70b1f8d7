//! Ties as they leave in a file: those of files as the person judged them, and those the person made,
//! accepted or rejected, each with its basis and its reason.

use crate::model::{
    Annotated, Annotations, Atlas, Judged, Place, Tie, TieBasis, TieKind, TiesDraft, Verdict,
};

use super::Verdicts;

/// What a file is to say of ties. A tie that the person rejected leaves as one that was rejected; what a rule
/// proposes and nobody has judged does not leave.
pub fn leaving(
    atlas: &Atlas,
    verdicts: &Verdicts,
    annotations: &Annotations,
    place: &Place,
) -> TiesDraft {
    let mut leaving = atlas.ties().to_draft(place);
    let judged = |tie: &Tie| Judged {
        from: tie.from.clone(),
        to: tie.to.clone(),
    };
    // The day a reason was written stands before it.
    let reason = |tie: &Judged| {
        let says = annotations.of(&Annotated::Tie(tie.clone()));
        says.map_or_else(String::new, |says| {
            format!("{}: {}", says.day, says.comment)
        })
    };
    for (_, tie) in &mut leaving.ties {
        let of = judged(tie);
        match verdicts.get(&of) {
            None => {}
            Some(Verdict::Rejected) => {
                (tie.basis, tie.reason) = (TieBasis::Rejected, reason(&of));
            }
            Some(Verdict::Accepted) if tie.basis == TieBasis::Rejected => {
                (tie.basis, tie.reason) = (TieBasis::Person, reason(&of));
            }
            Some(Verdict::Accepted) => {
                if tie.basis == TieBasis::Inferred {
                    tie.basis = TieBasis::Person;
                }
                let more = [std::mem::take(&mut tie.reason), reason(&of)];
                tie.reason = more
                    .into_iter()
                    .filter(|of| !of.is_empty())
                    .collect::<Vec<_>>()
                    .join("; ");
            }
            Some(Verdict::Joined(kind)) => {
                (tie.kind, tie.basis, tie.reason) = (*kind, TieBasis::Person, reason(&of));
            }
        }
    }
    for (of, verdict) in verdicts {
        let (kind, basis) = match verdict {
            // All that the rule proposes are denials.
            Verdict::Accepted => (TieKind::Denies, TieBasis::Person),
            Verdict::Rejected => (TieKind::Denies, TieBasis::Rejected),
            Verdict::Joined(kind) => (*kind, TieBasis::Person),
        };
        if atlas.ties().ties.iter().any(|tie| judged(tie) == *of) {
            continue;
        }
        let tie = Tie {
            from: of.from.clone(),
            to: of.to.clone(),
            kind,
            basis,
            reason: reason(of),
        };
        // A denial that is tied is open no longer.
        if kind == TieKind::Denies && basis.is_known() {
            leaving.open.retain(|(_, open)| open.of != tie.from);
        }
        leaving.ties.push((place.clone(), tie));
    }
    leaving
}
