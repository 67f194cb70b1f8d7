//! Who speaks, who acts and who is acted upon in a sentence.

use std::ops::Range;

use super::SentenceFacts;
use crate::{
    io::statement::{
        clauses::{Actor, Voice},
        grammar::{Order, Sense, Tag},
        token::TokenKind,
    },
    model::Party,
};

impl SentenceFacts<'_> {
    /// Who speaks: the side whose office stands in the sentence.
    pub fn voice(&self) -> Option<Voice> {
        let offices = self.tags.iter().filter(|tag| tag.sense == Sense::Office);
        for office in offices {
            let side = self.tags.iter().filter_map(|tag| {
                let voice = match tag.sense {
                    Sense::Side(party) if !self.is_armed(tag) => Voice::Of(party),
                    Sense::Keepers => Voice::Keepers,
                    _ => return None,
                };
                let apart = self.apart(tag, office)?;
                Some((apart, voice))
            });
            if let Some((_, voice)) = side.min_by_key(|(apart, _)| *apart) {
                return Some(voice);
            }
        }
        None
    }

    /// All who are named with an office.
    pub fn voices(&self) -> Vec<Voice> {
        let offices = || self.tags.iter().filter(|tag| tag.sense == Sense::Office);
        let voices = self.tags.iter().filter_map(|tag| {
            let voice = match tag.sense {
                Sense::Side(party) if !self.is_armed(tag) => Voice::Of(party),
                Sense::Keepers => Voice::Keepers,
                _ => return None,
            };
            let named = offices().any(|office| self.apart(tag, office).is_some());
            named.then_some(voice)
        });
        voices.collect()
    }

    /// How many words stand between a side and an office, where those are one name.
    pub(super) fn apart(&self, side: &Tag, office: &Tag) -> Option<usize> {
        let behind = side.from >= office.to;
        let gap = if behind {
            office.to..side.from
        } else {
            side.to..office.from.max(side.to)
        };
        let apart = gap.clone().count();
        let one_name = gap.clone().all(|at| {
            let token = &self.tokens[at];
            let link = self.near(at, at + 1, |sense| sense == Sense::Link)
                || self.table.fillers.contains(&&*token.folded);
            let ending = token.kind == TokenKind::Ending
                || self
                    .tokens
                    .get(at + 1)
                    .is_some_and(|token| token.kind == TokenKind::Ending);
            let says = self.near(at, at + 1, |sense| sense == Sense::Says);
            let word = token.kind == TokenKind::Word && !says;
            link || ending || (word && (!behind || apart == 1))
        });
        (apart <= 4 && one_name).then_some(apart)
    }

    /// Whether the side is named together with its forces.
    pub(super) fn is_armed(&self, tag: &Tag) -> bool {
        let behind = self.near(tag.from, tag.to + 2, |sense| sense == Sense::Forces);
        let before = self.table.order == Order::Before
            && self.near(tag.from.saturating_sub(3), tag.from, |sense| {
                sense == Sense::Forces
            });
        behind || before
    }

    /// The side that acts, and the side that is acted upon.
    pub fn agent(&self) -> (Option<(Actor, Range<usize>)>, Option<Party>) {
        let mut agent: Option<(u8, Actor, Range<usize>)> = None;
        let mut object: Option<(Party, Range<usize>)> = None;
        let mut two_objects = false;
        let fire = self
            .tags
            .iter()
            .find(|tag| matches!(tag.sense, Sense::Fire(_)));
        for tag in self.tags {
            let actor = match tag.sense {
                Sense::Side(party) => Actor::Side(party),
                Sense::Enemy => Actor::Opponent,
                _ => continue,
            };
            if self.names_no_actor(tag) || self.is_of_area(tag) || self.is_excluded(tag) {
                continue;
            }
            let by = self.is_marked_by(tag);
            if let Actor::Side(party) = actor
                && !by
                && self.is_object(tag)
            {
                two_objects |= object.as_ref().is_some_and(|(known, _)| *known != party);
                object.get_or_insert((party, tag.from..tag.to));
                continue;
            }
            let armed = actor == Actor::Opponent || self.is_armed(tag);
            let likely = match (by, armed) {
                (true, _) => 4,
                (false, true) => 2 + u8::from(fire.is_some_and(|fire| tag.from < fire.from)),
                (false, false) if self.is_land(tag) => continue,
                (false, false) if actor == Actor::Side(Party::NagornoKarabakh) => continue,
                (false, false) => 1,
            };
            if agent.as_ref().is_none_or(|(best, ..)| likely > *best) {
                agent = Some((likely, actor, tag.from..self.end_of_forces(tag.to)));
            }
        }
        let agent = agent.filter(|(likely, ..)| !two_objects || *likely == 4);
        let object_first = object.clone().filter(|_| two_objects && agent.is_none());
        // "Positions of the one fired at positions of the other."
        match object_first {
            Some((party, tokens)) => (Some((Actor::Side(party), tokens)), None),
            None => (
                agent.map(|(_, actor, tokens)| (actor, tokens)),
                object.map(|(party, _)| party),
            ),
        }
    }

    /// Part of the name of an area: "the line of contact of Karabakh and Azerbaijan".
    pub(super) fn is_of_area(&self, tag: &Tag) -> bool {
        self.tags.iter().any(|area| {
            matches!(area.sense, Sense::KeepersArea | Sense::ContactLine)
                && area.to <= tag.from
                && tag.from - area.to <= 4
                && !self.is_armed(tag)
                && !self.near(area.to, tag.from, |sense| {
                    matches!(sense, Sense::By | Sense::Fire(_) | Sense::Breach)
                })
        })
    }

    /// Whether a passive verb names it as who acts.
    pub(super) fn is_marked_by(&self, tag: &Tag) -> bool {
        match self.table.order {
            Order::Before => self
                .tags
                .iter()
                .any(|by| by.sense == Sense::By && by.to <= tag.from && tag.from - by.to <= 3),
            Order::After => {
                let end = self.end_of_forces(tag.to);
                self.near(end, end + 3, |sense| sense == Sense::By)
            }
        }
    }

    /// "Not the one but the other": said to be not who acts.
    fn is_excluded(&self, tag: &Tag) -> bool {
        let is_not = |from: usize, to: usize| self.near(from, to, |sense| sense == Sense::Not);
        let end = self.end_of_forces(tag.to);
        let before = tag.from > 0 && is_not(tag.from - 1, tag.from);
        before || (self.table.order == Order::After && is_not(end, end + 1))
    }

    /// The sides whose forces act.
    pub fn armed(&self) -> Vec<Party> {
        let acting = self.tags.iter().filter_map(|tag| match tag.sense {
            Sense::Side(party)
                if self.is_armed(tag)
                    && !self.names_no_actor(tag)
                    && !self.is_object(tag)
                    && !self.is_excluded(tag) =>
            {
                Some(party)
            }
            _ => None,
        });
        acting.collect()
    }

    /// A state as the place where something lies: "province of Armenia".
    pub(super) fn is_land(&self, tag: &Tag) -> bool {
        self.near(tag.from.saturating_sub(3), tag.from, |sense| {
            matches!(sense, Sense::Noun(..) | Sense::Direction)
        })
    }

    pub(super) fn end_of_forces(&self, from: usize) -> usize {
        let forces = self
            .tags
            .iter()
            .rfind(|tag| tag.sense == Sense::Forces && tag.from >= from && tag.from <= from + 2);
        forces.map_or(from, |tag| tag.to)
    }

    /// Part of the name of an office, a border or a state's land.
    pub(super) fn names_no_actor(&self, tag: &Tag) -> bool {
        let mut offices = self.tags.iter().filter(|tag| tag.sense == Sense::Office);
        let office = offices.any(|office| self.apart(tag, office).is_some_and(|apart| apart < 4));
        let hyphen = |at: usize| {
            self.tokens
                .get(at)
                .is_some_and(|token| token.is_mark('-') || token.is_mark('–'))
        };
        office || hyphen(tag.to) || tag.from.checked_sub(1).is_some_and(hyphen)
    }

    /// Where so many words in front of a token begin, not counting articles and the like.
    fn words_before(&self, at: usize, words: usize) -> usize {
        let mut left = words;
        let mut from = at;
        while from > 0 && left > 0 {
            from -= 1;
            let token = &self.tokens[from];
            let small = self.table.elided.contains(&&*token.folded)
                || matches!(token.kind, TokenKind::Mark('\'' | '’'));
            left -= usize::from(!small);
        }
        from
    }

    pub(super) fn is_object(&self, tag: &Tag) -> bool {
        let is_from = |from: usize, to: usize| self.near(from, to, |sense| sense == Sense::From);
        let behind = self.tags.iter().find(|other| {
            other.sense == Sense::Positions && other.from >= tag.to && other.from < tag.to + 3
        });
        // "The army of the other side [fired at] our positions."
        let ours = |positions: &&Tag| {
            self.table.order == Order::After
                && self.is_armed(tag)
                && self.near(positions.from, positions.to, |sense| sense == Sense::Ours)
        };
        // "The forces of one side at positions": those are not theirs.
        let apart = |positions: &&Tag| {
            self.table.order == Order::Before
                && self.near(tag.to, positions.from, |sense| {
                    matches!(sense, Sense::Toward | Sense::Fire(_) | Sense::By)
                })
        };
        let behind = behind.filter(|positions| !ours(positions) && !apart(positions));
        let behind = behind.is_some_and(|positions| !is_from(tag.to, positions.from + 1));
        let before = self.table.order == Order::Before
            && self.near(self.words_before(tag.from, 3), tag.from, |sense| {
                sense == Sense::Positions
            });
        let fired_from = is_from(tag.from.saturating_sub(3), tag.from);
        let by_ending = self.table.order == Order::After && is_from(tag.to, tag.to + 3);
        // "Fired at Armenian soldiers."
        let aimed_at = self.table.order == Order::Before
            && self.near(tag.from.saturating_sub(1), tag.from, |sense| {
                sense == Sense::Toward
            });
        aimed_at || ((behind || before) && !(fired_from && behind) && !by_ending)
    }
}
