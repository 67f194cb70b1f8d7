//! Which claim the people killed and wounded belong to.

use super::{ClaimAssembler, camp};
use crate::{
    io::statement::{
        claim_builder::ClaimBuilder,
        clauses::{Actor, Clause},
    },
    model::{Activity, Amount, CasualtyKind, Party},
};

/// Who those are whom two sentences tell of, with both of their numbers in one claim.
fn of_both(one: Option<CasualtyKind>, other: Option<CasualtyKind>) -> Option<CasualtyKind> {
    match (one, other) {
        (Some(one), Some(other)) if one != other => Some(CasualtyKind::Mixed),
        (Some(one), Some(_)) => Some(one),
        _ => None,
    }
}

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
        let kind = losses.kind.as_ref().map(|(kind, _)| *kind);
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
        // What return fire cost the others, behind losses of the reporter's own.
        if clause.answers && self.lost_before.is_some() {
            return;
        }
        let Some(last) = self.last else {
            let side = losses.side;
            let own_side = own.is_some()
                && side.is_none_or(|side| {
                    side == Party::Civilian || own.is_some_and(|own| camp(side) == camp(own))
                });
            if own_side && self.outline.claims.is_empty() {
                self.lost_before.get_or_insert(at);
            }
            return;
        };
        let last = &mut self.outline.claims[last];
        // Losses of those who fired stand where none of the reporter's own are told.
        let of_other = losses.side.is_some_and(|side| others(side, last.by));
        let known = last.killed.is_some() || last.wounded.is_some();
        let known_of_other = last
            .casualty_side
            .is_some_and(|side| camp(side) == camp(last.by));
        if known && (of_other || !known_of_other) {
            // "Two more were wounded" behind a sentence that tells of the killed alone.
            let agree = |known: Option<Amount>, told: Option<Amount>| {
                known.is_none() || told.is_none() || known == told
            };
            let more = agree(last.killed, losses.killed) && agree(last.wounded, losses.wounded);
            if !of_other && more {
                let takes =
                    |known: Option<Amount>, told: Option<Amount>| known.is_none() && told.is_some();
                if takes(last.wounded, losses.wounded) || takes(last.killed, losses.killed) {
                    last.casualty_kind = of_both(last.casualty_kind, kind);
                }
                last.wounded = last.wounded.or(losses.wounded);
                last.killed = last.killed.or(losses.killed);
            }
            return;
        }
        last.killed = losses.killed;
        last.wounded = losses.wounded;
        last.losses_denied = false;
        last.casualty_kind = kind;
        let side = losses
            .side
            .filter(|side| of_other || camp(*side) != camp(last.by));
        last.casualty_side = side.or(own.filter(|own| camp(*own) != camp(last.by)));
        last.clauses.push(at);
    }

    /// "A soldier was killed yesterday at A. The other side broke the ceasefire." Losses told of before any fire
    /// are of the first, and so are their place and day.
    pub(super) fn place_losses_before(&mut self) {
        let Some(at) = self.lost_before else { return };
        let clause = &self.clauses[at];
        let ends = self.plain_ends(clause);
        let mut claims = self.outline.claims.iter_mut();
        let Some(first) = claims.find(|claim| !claim.is_zero()) else {
            return;
        };
        let known = first.killed.is_some() || first.wounded.is_some();
        if known || !first.activity.is_fire() {
            return;
        }
        first.killed = clause.losses.killed;
        first.wounded = clause.losses.wounded;
        first.losses_denied = false;
        first.casualty_kind = clause.losses.kind.as_ref().map(|(kind, _)| *kind);
        first.casualty_side = clause.losses.side.or(self.speaker.side);
        if first.origins.is_empty() && first.targets.is_empty() {
            first.targets = ends;
        }
        if first.time.is_open() && !first.time.clocked {
            first.time = clause.time.clone();
        }
        first.clauses.push(at);
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
