//! Whose words a sentence is, who fired in it, and which of its places lie at that side's end.

use super::{ClaimAssembler, camp};
use crate::{
    io::statement::{
        clauses::{Actor, Clause, Cue, Voice, party_of},
        sites::Placed,
    },
    model::Party,
};

/// Districts of Azerbaijan of which Armenian forces held nothing between 1994 and 2020 but exclaves,
/// which statements call occupied.
const NEVER_HELD: [&str; 13] = [
    "gazakh",
    "aghstafa",
    "tovuz",
    "gadabay",
    "shamkir",
    "dashkasan",
    "sadarak",
    "sharur",
    "kangarli",
    "babek",
    "shahbuz",
    "julfa",
    "ordubad",
];

impl ClaimAssembler<'_> {
    pub(super) fn denies_own_fire(&self, clause: &Clause) -> bool {
        let own = self.of_own_side(clause) || self.speaker.side.is_none();
        clause.denied_fire.is_some() && own
    }

    /// Whether another part of the sentence denies what it says.
    pub(super) fn rest_is_denied(&self, at: usize) -> bool {
        let denies = |clause: &Clause| clause.denial.is_some() || self.denies_own_fire(clause);
        let goes_on = |at: &usize| self.clauses[*at].same_sentence;
        let behind = (at + 1..self.clauses.len()).take_while(goes_on);
        let before = (0..=at).rev().take_while(goes_on).map(|at| at - 1);
        behind.chain(before).any(|at| denies(&self.clauses[at]))
    }

    /// Whether a sentence that denies something says nevertheless that the other side fired: then
    /// it is the forces of that side alone that act in it.
    pub(super) fn claims_in_spite(&self, clause: &Clause) -> bool {
        let Some(own) = self.speaker.side else {
            return false;
        };
        let opposed = |party: &Party| camp(*party) != camp(own);
        let agent = matches!(&clause.agent, Some((Actor::Side(party), _)) if opposed(party));
        let on_own_land = !clause.places.is_empty()
            && clause
                .places
                .iter()
                .all(|(place, _)| party_of(place.country).is_some_and(|land| !opposed(&land)));
        let armed = !clause.armed.is_empty() || (agent && on_own_land);
        clause.fire.is_some() && armed && clause.armed.iter().all(opposed)
    }

    pub(super) fn of_own_side(&self, clause: &Clause) -> bool {
        let own = self.speaker.side.map(camp);
        let agent = match &clause.agent {
            Some((Actor::Side(party), _)) => Some(camp(*party)),
            _ => None,
        };
        let acts =
            own.is_some() && agent == own && clause.object.is_none_or(|it| Some(camp(it)) != own);
        acts || clause.armed.iter().any(|party| Some(camp(*party)) == own)
    }

    /// Whether all fire of a sentence went to the land of the other side.
    pub(super) fn is_at_the_other_side(&self, clause: &Clause) -> bool {
        let Some(own) = self.speaker.side else {
            return false;
        };
        let there = |(place, cue): &(Placed, Option<Cue>)| {
            let land = party_of(place.country);
            *cue == Some(Cue::Toward) && land.is_some_and(|land| camp(land) != camp(own))
        };
        own != Party::NagornoKarabakh
            && !clause.places.is_empty()
            && clause.places.iter().all(there)
    }

    /// Whether it is another than the reporter who speaks.
    pub(super) fn is_other(&self, voice: Voice) -> bool {
        match (self.speaker.side, voice) {
            (Some(own), Voice::Of(party)) => camp(party) != camp(own),
            (Some(_), Voice::Keepers) => true,
            (None, Voice::Of(_)) => true,
            (None, Voice::Keepers) => false,
        }
    }

    pub(super) fn is_foreign(&self, at: usize) -> bool {
        match self.voices[at] {
            Some(voice) => self.is_other(voice),
            // Of those who take no side only the voice tells whose words they are.
            None => {
                let spoke = self.spoke.filter(|_| self.speaker.side.is_none());
                spoke.is_some_and(|voice| self.is_other(voice))
            }
        }
    }

    /// Who fired; `None` where it is the reporter's own side.
    pub(super) fn by(&self, clause: &Clause) -> Option<Party> {
        // A mine is nobody's act but that of those who are said to have laid it.
        if clause.is_of_a_mine() {
            let laid_by = clause.laid_by.as_ref();
            return Some(laid_by.map_or(Party::Unknown, |(party, _)| *party));
        }
        let agent = clause.agent.as_ref().and_then(|(actor, _)| match actor {
            Actor::Side(party) => Some(*party),
            Actor::Opponent => None,
        });
        let Some(own) = self.speaker.side else {
            return Some(agent.unwrap_or(Party::Unknown));
        };
        let opponent = match camp(own) {
            Party::Azerbaijan => Party::Armenia,
            _ => Party::Azerbaijan,
        };
        if opponent == Party::Armenia && clause.illegal.is_some() && !self.speaker.frontline {
            return Some(Party::NagornoKarabakh);
        }
        match agent {
            Some(agent) if camp(agent) == camp(opponent) => {
                let in_zone = clause.keepers_area.is_some()
                    && opponent == Party::Armenia
                    && !self.speaker.frontline;
                Some(if in_zone {
                    Party::NagornoKarabakh
                } else {
                    agent
                })
            }
            Some(_) if self.fires_itself(clause, own) => None,
            _ => Some(self.opponent_before(opponent)),
        }
    }

    /// Whether a sentence that names the reporter's own side tells of fire by it: at positions of
    /// the other side, or at places that are not its own.
    pub(super) fn fires_itself(&self, clause: &Clause, own: Party) -> bool {
        if let Some(object) = clause.object {
            return camp(object) != camp(own);
        }
        let land = match own {
            Party::NagornoKarabakh => Party::Azerbaijan,
            other => other,
        };
        let places = clause.places.iter();
        let mut lands = places
            .filter_map(|(place, _)| party_of(place.country))
            .peekable();
        lands.peek().is_some() && lands.all(|party| party != land)
    }

    /// Whether it tells of fire in answer that is not said to be by the other side.
    pub(super) fn answers_itself(&self, clause: &Clause) -> bool {
        let Some(own) = self.speaker.side else {
            return false;
        };
        let by_other = match &clause.agent {
            Some((Actor::Side(party), _)) => camp(*party) != camp(own),
            Some((Actor::Opponent, _)) => true,
            None => clause.illegal.is_some(),
        };
        clause.answers_with_fire && !by_other
    }

    /// The opponent a sentence without a side means: the one of the sentence before.
    pub(super) fn opponent_before(&self, opponent: Party) -> Party {
        match self.outline.claims.last() {
            Some(claim) if self.open => claim.by,
            _ => opponent,
        }
    }

    /// Whether a place lies in a district whose border with Armenia was the front: fire from it was
    /// Azerbaijan's, whatever words stand beside it.
    fn was_never_held(&self, place: &Placed) -> bool {
        let region = place.meaning.region();
        let key = region.map(|id| self.atlas.regions()[id].key.to_string());
        key.is_some_and(|key| NEVER_HELD.contains(&&*key)) && !place.occupied
    }

    /// Whether the words for a place say that fire came from there; `None` where they say nothing of it.
    fn is_told_as_origin(&self, by: Party, cue: Option<Cue>) -> Option<bool> {
        let own = self.speaker.side.map(camp);
        Some(match cue? {
            Cue::From => true,
            Cue::With(party) => camp(party) == camp(by),
            Cue::Theirs => own.is_some_and(|own| own != camp(by)),
            Cue::Ours => own == Some(camp(by)),
            Cue::Toward => false,
        })
    }

    /// The same of a stretch, which may lead from the land of one side to that of the other: what is said of it
    /// counts, and else whether both its ends are where the fire would come from.
    pub(super) fn is_origin_along(&self, by: Party, ends: [&Placed; 2], cue: Option<Cue>) -> bool {
        let told = self.is_told_as_origin(by, cue);
        told.unwrap_or_else(|| ends.into_iter().all(|end| self.is_origin(by, end, None)))
    }

    /// Fire comes from the land of those who opened it, unless the words say otherwise.
    pub(super) fn is_origin(&self, by: Party, place: &Placed, cue: Option<Cue>) -> bool {
        let from = self.is_told_as_origin(by, cue).unwrap_or(false);
        match (by, party_of(place.country)) {
            (Party::Armenia, Some(Party::Armenia)) => true,
            (Party::Azerbaijan, Some(Party::Armenia)) => false,
            (Party::Armenia, Some(Party::Azerbaijan)) => {
                from && self.speaker.frontline && !self.was_never_held(place)
            }
            (Party::NagornoKarabakh, Some(_)) => {
                from && (self.speaker.side != Some(Party::Azerbaijan) || self.speaker.frontline)
            }
            _ => from,
        }
    }
}
