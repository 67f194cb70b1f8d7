//! Looks at one sentence for who acts, what is counted, with what and with what losses.

use std::ops::Range;

use super::{
    clauses::{Actor, Count, Cue, Losses, Voice},
    grammar::{LanguageTable, Order, Phrases, Sense, Tag},
    sites::Placed,
    times::Time,
    token::{Kind, Token},
};
use crate::model::{Activity, Party, Weapon};

/// A sentence and the phrases found in it.
pub struct SentenceFacts<'a> {
    pub tokens: &'a [Token],
    pub tags: &'a [Tag],
    pub table: &'a LanguageTable,
}

impl SentenceFacts<'_> {
    pub fn has(&self, sense: Sense) -> bool {
        self.tags.iter().any(|tag| tag.sense == sense)
    }

    pub fn first(&self, wanted: impl Fn(Sense) -> bool) -> Option<Range<usize>> {
        let tag = self.tags.iter().find(|tag| wanted(tag.sense))?;
        Some(tag.from..tag.to)
    }

    pub fn tag<T>(&self, wanted: impl Fn(Sense) -> Option<T>) -> Option<(T, Range<usize>)> {
        self.tags
            .iter()
            .find_map(|tag| wanted(tag.sense).map(|value| (value, tag.from..tag.to)))
    }

    pub fn opens_quotation(&self) -> bool {
        let open = self
            .tokens
            .iter()
            .rposition(|token| matches!(token.kind, Kind::Mark('“' | '«' | '„')));
        let close = self
            .tokens
            .iter()
            .rposition(|token| matches!(token.kind, Kind::Mark('”' | '»')));
        let plain = self
            .tokens
            .iter()
            .filter(|token| token.is_mark('"'))
            .count();
        open.is_some_and(|open| close.is_none_or(|close| close < open)) || plain % 2 == 1
    }

    /// The area of the peacekeepers, by its name or as where they stay for a time.
    pub fn keepers_area(&self) -> Option<Range<usize>> {
        let named = self.first(|sense| sense == Sense::KeepersArea);
        named.or_else(|| {
            let temporary = self.first(|sense| sense == Sense::Temporary)?;
            let mut keepers = self.tags.iter().filter(|tag| tag.sense == Sense::Keepers);
            keepers
                .any(|tag| {
                    let apart = if tag.to <= temporary.start {
                        temporary.start - tag.to
                    } else {
                        tag.from.saturating_sub(temporary.end)
                    };
                    apart <= 8
                })
                .then_some(temporary)
        })
    }

    fn near(&self, from: usize, to: usize, wanted: impl Fn(Sense) -> bool) -> bool {
        self.tags
            .iter()
            .any(|tag| tag.from < to && from < tag.to && wanted(tag.sense))
    }

    /// The kind of fire. Plain fire gives way to what says more.
    pub fn fire(&self) -> Option<(Activity, Range<usize>)> {
        let fires = || {
            self.tags.iter().filter_map(|tag| match tag.sense {
                Sense::Fire(activity) => Some((activity, tag.from..tag.to)),
                _ => None,
            })
        };
        let wanted = [Activity::DroneStrike, Activity::Attack, Activity::Fire];
        let named = wanted
            .into_iter()
            .find_map(|activity| fires().find(|(found, _)| *found == activity));
        let case = || self.first(|sense| sense == Sense::OneCase);
        let breach = || {
            let breach = self.first(|sense| sense == Sense::Breach)?;
            self.has(Sense::Truce)
                .then_some((Activity::CeasefireViolation, breach))
        };
        named
            .or_else(|| fires().next())
            .or_else(breach)
            .or_else(|| Some((Activity::CeasefireViolation, case()?)))
            .or_else(|| {
                let used = self.first(|sense| sense == Sense::Used)?;
                let armed = self.tags.iter();
                let armed = armed
                    .filter(|tag| matches!(tag.sense, Sense::Weapon(_)))
                    .count()
                    > 0;
                let placed = self.near(0, self.tokens.len(), |sense| {
                    matches!(sense, Sense::Noun(..) | Sense::Toward)
                });
                (armed && placed).then_some((Activity::Fire, used))
            })
    }

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

    /// How many words stand between a side and an office, where those are one name.
    fn apart(&self, side: &Tag, office: &Tag) -> Option<usize> {
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
            let ending = token.kind == Kind::Ending
                || self
                    .tokens
                    .get(at + 1)
                    .is_some_and(|token| token.kind == Kind::Ending);
            let says = self.near(at, at + 1, |sense| sense == Sense::Says);
            let word = token.kind == Kind::Word && !says;
            link || ending || (word && (!behind || apart == 1))
        });
        (apart <= 4 && one_name).then_some(apart)
    }

    /// Whether the side is named together with its forces.
    fn is_armed(&self, tag: &Tag) -> bool {
        let behind = self.near(tag.to, tag.to + 2, |sense| sense == Sense::Forces);
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
            if self.names_no_actor(tag) || self.is_of_area(tag) {
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
    fn is_of_area(&self, tag: &Tag) -> bool {
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
    fn is_marked_by(&self, tag: &Tag) -> bool {
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

    /// The sides whose forces act.
    pub fn armed(&self) -> Vec<Party> {
        let acting = self.tags.iter().filter_map(|tag| match tag.sense {
            Sense::Side(party)
                if self.is_armed(tag) && !self.names_no_actor(tag) && !self.is_object(tag) =>
            {
                Some(party)
            }
            _ => None,
        });
        acting.collect()
    }

    /// A state as the place where something lies: "province of Armenia".
    fn is_land(&self, tag: &Tag) -> bool {
        self.near(tag.from.saturating_sub(3), tag.from, |sense| {
            matches!(sense, Sense::Noun(..) | Sense::Direction)
        })
    }

    fn end_of_forces(&self, from: usize) -> usize {
        let forces = self
            .tags
            .iter()
            .rfind(|tag| tag.sense == Sense::Forces && tag.from >= from && tag.from <= from + 2);
        forces.map_or(from, |tag| tag.to)
    }

    /// Part of the name of an office, a border or a state's land.
    fn names_no_actor(&self, tag: &Tag) -> bool {
        let mut offices = self.tags.iter().filter(|tag| tag.sense == Sense::Office);
        let office = offices.any(|office| self.apart(tag, office).is_some_and(|apart| apart < 4));
        let hyphen = |at: usize| {
            self.tokens
                .get(at)
                .is_some_and(|token| token.is_mark('-') || token.is_mark('–'))
        };
        office || hyphen(tag.to) || tag.from.checked_sub(1).is_some_and(hyphen)
    }

    fn is_object(&self, tag: &Tag) -> bool {
        let is_from = |from: usize, to: usize| self.near(from, to, |sense| sense == Sense::From);
        let behind = self.tags.iter().find(|other| {
            other.sense == Sense::Positions && other.from >= tag.to && other.from < tag.to + 3
        });
        let behind = behind.is_some_and(|positions| !is_from(tag.to, positions.from + 1));
        let before = self.table.order == Order::Before
            && self.near(tag.from.saturating_sub(3), tag.from, |sense| {
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

    /// The numbers in brackets behind places, where every place has one.
    pub fn per_place(&self, places: &[(Placed, Option<Cue>)]) -> Vec<u32> {
        let number = |place: &Placed| {
            let behind = self.tokens.get(place.to..place.to + 3)?;
            let [open, number, close] = behind else {
                return None;
            };
            (open.is_bracket_open() && close.is_bracket_close()).then(|| number.number())?
        };
        let numbers = places.iter().map(|(place, _)| number(place));
        numbers.collect::<Option<Vec<u32>>>().unwrap_or_default()
    }

    pub fn weapons(&self) -> Vec<(Weapon, Range<usize>)> {
        let mut weapons: Vec<(Weapon, Range<usize>)> = Vec::new();
        for tag in self.tags {
            if let Sense::Weapon(weapon) = tag.sense
                && weapons.iter().all(|(known, _)| *known != weapon)
            {
                weapons.push((weapon, tag.from..tag.to));
            }
        }
        weapons
    }

    /// What is counted; `bare`: the first number is a count though nothing counted stands by it.
    pub fn count(&self, phrases: &Phrases, time: &Time, bare: bool) -> Count {
        let mut count = Count {
            is_total: self.has(Sense::Total),
            ..Count::default()
        };
        for tag in self.tags {
            match tag.sense {
                Sense::TimesWord(number) => {
                    count.number = Some(number);
                    count.by_times = true;
                    count.tokens = Some(tag.from..tag.to);
                    return count;
                }
                Sense::Times => {
                    let Some((number, at)) = self.number_before(phrases, tag.from, time) else {
                        continue;
                    };
                    count.tokens = Some(at..tag.to);
                    count.inexact =
                        self.near(at.saturating_sub(2), at, |sense| sense == Sense::About);
                    count.number = Some(number);
                    count.by_times = true;
                    return count;
                }
                _ => {}
            }
        }
        if bare {
            let number = (0..self.tokens.len().min(5))
                .find_map(|at| Some((phrases.number(self.tokens, at)?, at)));
            if let Some(((number, to), at)) = number {
                count.number = Some(number);
                count.tokens = Some(at..to);
                return count;
            }
        }
        if let Some((number, tokens)) = self.number_of_rest(phrases, time) {
            count.number = Some(number);
            count.tokens = Some(tokens);
            return count;
        }
        if let Some(tag) = self.tags.iter().find(|tag| tag.sense == Sense::OneCase) {
            count.one_case = true;
            count.tokens = Some(tag.from..tag.to);
        }
        count
    }

    /// "The remaining five", "eight of these": some of what was counted before.
    fn number_of_rest(&self, phrases: &Phrases, time: &Time) -> Option<(u32, Range<usize>)> {
        let mut rests = self.tags.iter().filter(|tag| tag.sense == Sense::Rest);
        rests.find_map(|rest| {
            let from = rest.from.saturating_sub(3);
            (from..(rest.to + 2).min(self.tokens.len())).find_map(|at| {
                let (number, to) = phrases.number(self.tokens, at)?;
                let of_time = time.from.iter().any(|range| range.contains(&at));
                let beside = to == rest.from || to + 1 == rest.from || at >= rest.to;
                let counts_else = self.near(to, to + 1, |sense| {
                    matches!(
                        sense,
                        Sense::Soldier | Sense::Single | Sense::Shots | Sense::Civilian
                    )
                }) || self.near(to, to + 4, |sense| {
                    matches!(sense, Sense::Killed | Sense::Wounded)
                });
                (!of_time && beside && !counts_else)
                    .then(|| (number, at.min(rest.from)..to.max(rest.to)))
            })
        })
    }

    /// The number that ends right before a token, at most two words apart.
    fn number_before(&self, phrases: &Phrases, to: usize, time: &Time) -> Option<(u32, usize)> {
        (to.saturating_sub(5)..to).find_map(|at| {
            let (number, end) = phrases.number(self.tokens, at)?;
            let of_time = time.from.iter().any(|range| range.contains(&at));
            let gap = end..to;
            let other = self.near(end, to, |sense| {
                !matches!(
                    sense,
                    Sense::Fire(_)
                        | Sense::Times
                        | Sense::About
                        | Sense::Clock
                        | Sense::Toward
                        | Sense::Link
                        | Sense::Until
                        | Sense::Denial
                )
            });
            let marks = gap
                .clone()
                .any(|at| matches!(self.tokens[at].kind, Kind::Mark(mark) if mark != '-'));
            let vague = self.near(at, at + 1, |sense| sense == Sense::About);
            let stepped = phrases.number(self.tokens, end).is_some();
            (!of_time && end <= to && gap.count() <= 2 && !other && !marks && !stepped && !vague)
                .then_some((number, at))
        })
    }

    pub fn losses(&self, phrases: &Phrases, time: &Time) -> Losses {
        let mut losses = Losses::default();
        for tag in self.tags {
            match tag.sense {
                Sense::NoLosses => {
                    losses.denied = true;
                    losses.tokens.push(tag.from..tag.to);
                }
                Sense::Killed if losses.killed.is_none() => {
                    losses.killed = self.people(phrases, tag, time);
                    if losses.killed.is_some() {
                        losses.tokens.push(tag.from..tag.to);
                    }
                }
                Sense::Wounded if losses.wounded.is_none() => {
                    losses.wounded = self.people(phrases, tag, time);
                    if losses.wounded.is_some() {
                        losses.tokens.push(tag.from..tag.to);
                    }
                }
                _ => {}
            }
        }
        if losses.tokens.is_empty() || !losses.denied {
            losses.tokens.extend(self.denied_losses());
            losses.denied |= self.denied_losses().is_some();
        }
        if losses.denied {
            losses.killed = None;
            losses.wounded = None;
        }
        // "A fatal wound" is one loss, not two.
        if self.has(Sense::Killed)
            && losses.killed.is_some()
            && losses.killed == losses.wounded
            && self.one_person()
        {
            losses.wounded = None;
        }
        losses.counted = (0..self.tokens.len()).any(|at| {
            let of_time = time.from.iter().any(|range| range.contains(&at));
            let number = phrases.number(self.tokens, at).filter(|_| !of_time);
            number.is_some_and(|(number, _)| {
                Some(number) == losses.killed || Some(number) == losses.wounded
            })
        });
        losses.side = self.side_of_losses();
        losses
    }

    /// A "no" beside people lost: "neither killed nor wounded".
    fn denied_losses(&self) -> Option<Range<usize>> {
        let lost = self
            .tags
            .iter()
            .filter(|tag| matches!(tag.sense, Sense::Killed | Sense::Wounded | Sense::Casualty));
        let nots = || self.tags.iter().filter(|tag| tag.sense == Sense::Not);
        let mut pairs = lost.flat_map(|lost| nots().map(move |not| (lost, not)));
        let found = pairs.find(|(lost, not)| {
            let (from, to) = if not.to <= lost.from {
                (not.to, lost.from)
            } else {
                (lost.to, not.from)
            };
            let far = if self.table.order == Order::Before && not.from >= lost.to {
                3
            } else {
                5
            };
            let apart = self.tokens.get(from..to).is_none_or(|between| {
                between.len() > far || between.iter().any(|token| token.is_mark(','))
            });
            !apart
                && !self.near(from, to, |sense| {
                    matches!(sense, Sense::Fire(_) | Sense::Answer)
                })
        });
        found.map(|(lost, not)| lost.from.min(not.from)..lost.to.max(not.to))
    }

    /// A "no" right beside fire: "did not open fire".
    pub fn denied_fire(&self) -> Option<Range<usize>> {
        let fires = self.tags.iter().filter(|tag| {
            matches!(
                tag.sense,
                Sense::Fire(Activity::Fire | Activity::CeasefireViolation | Activity::Attack)
            )
        });
        let nots = || self.tags.iter().filter(|tag| tag.sense == Sense::Not);
        let mut pairs = fires.flat_map(|fire| nots().map(move |not| (fire, not)));
        let found = pairs.find(|(fire, not)| {
            let between = match self.table.order {
                Order::Before if not.to <= fire.from => not.to..fire.from,
                Order::After if not.to <= fire.from => not.to..fire.from,
                Order::After => fire.to..not.from.max(fire.to),
                Order::Before => return not.from >= fire.from && not.to <= fire.to,
            };
            between.len() <= 2 && !self.tokens[between].iter().any(|token| token.is_mark(','))
        });
        found.map(|(fire, not)| fire.from.min(not.from)..fire.to.max(not.to))
    }

    fn one_person(&self) -> bool {
        let killed = self.first(|sense| sense == Sense::Killed);
        let wounded = self.first(|sense| sense == Sense::Wounded);
        match (killed, wounded) {
            (Some(killed), Some(wounded)) => killed.start.abs_diff(wounded.start) <= 6,
            _ => false,
        }
    }

    fn side_of_losses(&self) -> Option<Party> {
        if self.has(Sense::Civilian) {
            return Some(Party::Civilian);
        }
        let at = self.tags.iter().position(|tag| {
            matches!(tag.sense, Sense::Killed | Sense::Wounded | Sense::NoLosses)
        })?;
        let at = self.tags[at].from;
        let sides = self.tags.iter().filter_map(|tag| match tag.sense {
            Sense::Side(party) if !self.names_no_actor(tag) => Some((tag.from.abs_diff(at), party)),
            _ => None,
        });
        sides
            .min_by_key(|(apart, _)| *apart)
            .map(|(_, party)| party)
    }

    /// How many people a word of loss speaks of.
    fn people(&self, phrases: &Phrases, tag: &Tag, time: &Time) -> Option<u32> {
        let number_at = |at: usize| {
            let of_time = time.from.iter().any(|range| range.contains(&at));
            let (number, end) = phrases.number(self.tokens, at).filter(|_| !of_time)?;
            let hyphen = self
                .tokens
                .get(end)
                .is_some_and(|token| token.is_mark('-') && token.glued);
            let counts_else = self.near(end, end + 1, |sense| {
                matches!(sense, Sense::Times | Sense::Month(_) | Sense::Year)
            });
            let age = self.near(at.saturating_sub(1), at, |sense| sense == Sense::Age)
                || self.near(end, end + 2, |sense| sense == Sense::Age);
            let of_weapon = hyphen && self.near(end + 1, end + 2, |sense| sense == Sense::Shots);
            // A number between two commas behind a name is an age.
            let comma = |at: usize| self.tokens.get(at).is_some_and(|token| token.is_mark(','));
            let apart = at > 0 && comma(at - 1) && comma(end);
            let other = age || apart || of_weapon || counts_else;
            (number < 1000 && !other).then_some((number, end))
        };
        let stop = |at: usize| {
            self.tokens[at].is_mark(';')
                || self.tags.iter().any(|other| {
                    other.from == at
                        && other.from != tag.from
                        && matches!(other.sense, Sense::Killed | Sense::Wounded)
                })
        };
        // Before the word, as far as the last word of loss; then behind it.
        for at in (tag.from.saturating_sub(7)..tag.from).rev() {
            if stop(at) {
                break;
            }
            if let Some((number, _)) = number_at(at) {
                return Some(number);
            }
        }
        for at in tag.to..(tag.to + 5).min(self.tokens.len()) {
            if stop(at) || self.tokens[at].is_mark(',') {
                break;
            }
            if let Some((number, _)) = number_at(at) {
                return Some(number);
            }
        }
        let each = self
            .tags
            .iter()
            .filter(|tag| tag.sense == Sense::EachPerson)
            .count();
        if each > 0 {
            return Some(each as u32);
        }
        let persons = self
            .tags
            .iter()
            .filter(|tag| matches!(tag.sense, Sense::Soldier | Sense::Civilian));
        for person in persons {
            let before = (person.from.saturating_sub(3)..person.from)
                .rev()
                .find_map(number_at);
            if let Some((number, _)) = before {
                return Some(number);
            }
        }
        let single = self
            .tags
            .iter()
            .any(|other| other.sense == Sense::Single && other.from.abs_diff(tag.from) <= 14);
        (single || self.names_one_person()).then_some(1)
    }

    /// A name and a surname in front of a comma or the word of loss.
    fn names_one_person(&self) -> bool {
        let free = |at: usize| {
            let token = &self.tokens[at];
            token.kind == Kind::Word && token.capital && !self.near(at, at + 1, |_| true)
        };
        let small = |token: &Token| token.kind == Kind::Word && !token.capital;
        self.tokens.iter().any(small)
            && (1..self.tokens.len().saturating_sub(1)).any(|at| {
                let ends = self.tokens[at + 1].is_mark(',')
                    || self.near(at + 1, at + 4, |sense| {
                        matches!(sense, Sense::Killed | Sense::Wounded)
                    });
                free(at - 1) && free(at) && ends
            })
    }
}
