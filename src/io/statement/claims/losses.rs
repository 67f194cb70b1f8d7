//! Which claim the people killed and wounded belong to.

use super::{ClaimAssembler, camp};
use crate::{
    io::statement::{
        claim_builder::ClaimBuilder,
        clauses::{Actor, Clause},
    },
    model::{Activity, Party},
};

impl ClaimAssembler<'_> {
    /// Losses a sentence tells of go to the claim it belongs to; a denial of losses to every claim
    /// before that has none.
    pub(super) fn losses(&mut self, at: usize) {
        let clause = &self.clauses[at];
        let losses = &clause.losses;
        if clause.routine && !losses.denied {
            return;
        }
        if losses.denied {
            let claims = self.outline.claims.iter_mut().chain(&mut self.heading);
            for claim in claims.filter(|claim| claim.killed.is_none() && claim.wounded.is_none()) {
                claim.losses_denied = true;
            }
            return;
        }
        if losses.killed.is_none() && losses.wounded.is_none() {
            return;
        }
        let own = self.speaker.side;
        let others = |side: Party, by: Party| {
            camp(side) == camp(by)
                || own.is_some_and(|own| side != Party::Civilian && camp(side) != camp(own))
        };
        let event = clause.is_event();
        let other_day = self.last.is_some_and(|last| {
            let known = &self.outline.claims[last].time;
            !event && !clause.time.is_open() && !known.is_open() && known.start != clause.time.start
        });
        if (self.last.is_none() || other_day) && !event && self.lost_to_the_other_side(clause) {
            let by = self.by(clause).unwrap_or(Party::Unknown);
            let builder = self.builder(at, by);
            self.push(ClaimBuilder {
                activity: Activity::Other,
                count: None,
                ..builder
            });
        }
        let Some(last) = self.last else { return };
        let last = &mut self.outline.claims[last];
        // Losses of those who fired stand where none of the reporter's own are told.
        let of_other = losses.side.is_some_and(|side| others(side, last.by));
        let known = last.killed.is_some() || last.wounded.is_some();
        let known_of_other = last
            .casualty_side
            .is_some_and(|side| camp(side) == camp(last.by));
        if known && (of_other || !known_of_other) {
            // "Two more were wounded" behind a sentence that tells of the killed alone.
            if !of_other && losses.killed.is_none() {
                last.wounded = last.wounded.or(losses.wounded);
            } else if !of_other && losses.wounded.is_none() {
                last.killed = last.killed.or(losses.killed);
            }
            return;
        }
        last.killed = losses.killed;
        last.wounded = losses.wounded;
        last.losses_denied = false;
        let side = losses
            .side
            .filter(|side| of_other || camp(*side) != camp(last.by));
        last.casualty_side = side.or(own.filter(|own| camp(*own) != camp(last.by)));
        last.clauses.push(at);
    }

    /// Whether losses without a word of fire are those of the reporter's side, by the other's hand.
    pub(super) fn lost_to_the_other_side(&self, clause: &Clause) -> bool {
        let Some(own) = self.speaker.side else {
            return false;
        };
        let by_other = match &clause.agent {
            Some((Actor::Side(party), _)) => camp(*party) != camp(own),
            Some((Actor::Opponent, _)) => true,
            None => false,
        };
        let side = clause.losses.side;
        by_other && side.is_none_or(|side| side == Party::Civilian || camp(side) == camp(own))
    }
}
