//! Sentences that tell more of what is known, or that nothing happened, without an event of their own.

use super::{ClaimAssembler, ClaimBuilder, Clause, Cue, End, LeftOut, Meaning};
use crate::model::{Activity, Amount, Party};

impl ClaimAssembler<'_> {
    /// "The number of cases was 5", behind what it counts: of all that is told, and of the one claim there is.
    pub(super) fn number_of_all(&mut self, at: usize) {
        let number = self.clauses[at].count.number;
        if self.outline.total.is_some() || self.outline.claims.is_empty() {
            self.outline.left.push((at, LeftOut::FurtherTotal));
            return;
        }
        self.outline.total = number;
        if let [claim] = &mut self.outline.claims[..]
            && claim.count.is_none()
        {
            claim.count = number;
            claim.clauses.push(at);
        }
    }

    /// "No violations were recorded in the direction of A": a claim of none at the places it names, if it names any.
    /// Whose fire it was not is known where it is said.
    pub(super) fn zero(&mut self, at: usize) -> bool {
        let clause = &self.clauses[at];
        if self.is_foreign(at) || self.rest_is_denied(at) || clause.routine || clause.condition {
            return false;
        }
        let named = clause.agent.is_some() || clause.illegal.is_some();
        let by = self.by(clause).filter(|_| named);
        let builder = self.builder(at, by.unwrap_or(Party::Unknown));
        let known = |end: &End| !matches!(end, End::Place(Meaning::Unknown | Meaning::Doubtful(_)));
        if !builder.origins.iter().chain(&builder.targets).any(known) {
            return false;
        }
        let activity = clause.fire.as_ref().map(|(activity, _)| *activity);
        self.open = false;
        self.outline.claims.push(ClaimBuilder {
            activity: activity.unwrap_or(Activity::CeasefireViolation),
            count: Some(Amount::Exact(0)),
            rounds: None,
            weapons: Vec::new(),
            ..builder
        });
        true
    }

    /// Whether a sentence without an event of its own says where one of those counted happened.
    pub(super) fn tells_on(&self, at: usize) -> bool {
        let clause = &self.clauses[at];
        let losses = &clause.losses;
        let of_losses = losses.denied || losses.killed.is_some() || losses.wounded.is_some();
        let told = (of_losses && self.speaker.records) || clause.count.number.is_some();
        let next = self.heading.as_ref().is_some_and(|heading| {
            heading.origins.is_empty()
                && heading.targets.is_empty()
                && heading.clauses.last() == Some(&(at - 1))
        });
        let dated = self.speaker.records && next && !clause.time.is_open() && !clause.answers;
        (told || dated) && !clause.places.is_empty() && !clause.routine
    }

    /// Whether a sentence without an event of its own says who was behind the fire before.
    pub(super) fn tells_who(&self, clause: &Clause) -> bool {
        let last = self.outline.claims.last();
        self.open
            && last.is_some_and(|last| last.by_tokens.is_none())
            && clause.illegal.is_some()
            && !clause.answers
            && !clause.routine
    }

    /// Whether a sentence without an event of its own says where the fire before came from.
    pub(super) fn tells_from(&self, clause: &Clause) -> bool {
        let last = self.outline.claims.last();
        self.open
            && last.is_some_and(|last| last.origins.is_empty())
            && !clause.answers
            && !clause.routine
            && !clause.places.is_empty()
            && clause.places.iter().all(|(_, cue)| *cue == Some(Cue::From))
    }
}
