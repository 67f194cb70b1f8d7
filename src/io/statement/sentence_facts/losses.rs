//! People killed and wounded in a sentence, and the denial that there are any.

use std::ops::Range;

use super::SentenceFacts;
use crate::{
    io::statement::{
        clauses::Losses,
        grammar::{Order, Phrases, Sense, Tag},
        times::Time,
        token::{Token, TokenKind},
    },
    model::{Amount, CasualtyKind, Party},
};

impl SentenceFacts<'_> {
    pub fn losses(&self, phrases: &Phrases, time: &Time) -> Losses {
        let mut losses = Losses::default();
        let (mut killed, mut wounded, mut among) = (None, None, None);
        for tag in self.tags {
            match tag.sense {
                Sense::NoLosses => {
                    losses.denied = true;
                    losses.tokens.push(tag.from..tag.to);
                }
                Sense::Killed if losses.killed.is_none() && !self.is_of_no_people(tag) => {
                    let part = self.part_lost(phrases, tag);
                    among = part.as_ref().map(|(_, range)| range.clone());
                    let part = part.map(|(number, _)| number);
                    losses.killed = part.or_else(|| self.people(phrases, tag, time));
                    if losses.killed.is_some() {
                        losses.tokens.push(tag.from..tag.to);
                        killed = Some(tag);
                    }
                }
                Sense::Wounded if losses.wounded.is_none() => {
                    losses.wounded = self.people(phrases, tag, time);
                    if losses.wounded.is_some() {
                        losses.tokens.push(tag.from..tag.to);
                        wounded = Some(tag);
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
            self.deny_losses(&mut losses, phrases, time);
        }
        self.leave_out_either(&mut losses);
        // "A fatal wound" is one loss, not two.
        if self.has(Sense::Killed)
            && losses.killed.is_some()
            && losses.killed == losses.wounded
            && self.one_person()
        {
            losses.wounded = None;
        }
        let both = losses.killed.is_some() && losses.wounded.is_some();
        losses.among_wounded = among.filter(|_| both);
        losses.counted = (0..self.tokens.len()).any(|at| {
            let of_time = time.from.iter().any(|range| range.contains(&at));
            let number = phrases.number(self.tokens, at).filter(|_| !of_time);
            number.is_some_and(|(number, _)| {
                let stated = [losses.killed, losses.wounded];
                stated.into_iter().flatten().any(|of| of.number() == number)
            })
        });
        losses.side = self.side_of_losses();
        if let (Some(killed), Some(wounded)) = (killed, wounded)
            && losses.killed.is_some()
            && losses.wounded.is_some()
        {
            self.part_sides(&mut losses, killed, wounded);
        }
        losses.kind = self.kind_of_losses(&losses);
        losses
    }

    /// "One of them fatally", "one of the three wounded died": how many of the people told of were killed.
    fn part_lost(&self, phrases: &Phrases, tag: &Tag) -> Option<(Amount, Range<usize>)> {
        let stops = |sense| {
            matches!(
                sense,
                Sense::Killed | Sense::Fire(_) | Sense::And | Sense::Single
            )
        };
        let person = |sense| matches!(sense, Sense::Soldier | Sense::Civilian | Sense::Person(_));
        let mut found = (tag.from.saturating_sub(12)..tag.from).filter_map(|from| {
            let to = phrases.out_of(self.tokens, from)?;
            let before = from.checked_sub(1);
            let before = before.and_then(|at| Some((at, phrases.number(self.tokens, at)?)));
            let before = before.filter(|(_, (_, end))| *end == from);
            // "Dont un mortellement."
            let behind = || Some((to, phrases.number(self.tokens, to)?));
            // "Three wounded, biri ölümcül": one word for both.
            let in_one = || {
                let of_wounded = self.near(0, from, |sense| sense == Sense::Wounded);
                let number = phrases.number(self.tokens, from).filter(|_| of_wounded);
                Some((from, number.filter(|(_, end)| *end == to)?))
            };
            let (at, (number, end)) = before.or_else(behind).or_else(in_one)?;
            let between = end.max(to)..tag.from;
            let wounded = self.near(between.start, between.end, |it| it == Sense::Wounded);
            let plain = self.tokens.get(between.clone())?.iter();
            let mut plain = plain.map(|token| {
                token.kind == TokenKind::Word || token.number().is_some() || token.is_mark('՝')
            });
            let counts = between.len() <= if wounded { 8 } else { 3 }
                && plain.all(|plain| plain)
                && !self.near(between.start, between.end, stops)
                && (wounded || !self.near(between.start, between.end, person));
            let number = self.stated(phrases, (number, at), end..end);
            counts.then_some((number, at.min(from)..end.max(to)))
        });
        found.next_back()
    }

    /// "Four were killed or wounded": neither number is stated.
    fn leave_out_either(&self, losses: &mut Losses) {
        let lost = |tag: &&Tag| matches!(tag.sense, Sense::Killed | Sense::Wounded);
        let pairs = self.tags.iter().filter(lost).flat_map(|one| {
            let others = self.tags.iter().filter(lost);
            others.map(move |other| (one, other))
        });
        let mut pairs = pairs.filter(|(one, other)| {
            let short = one.to < other.from && other.from - one.to <= 3;
            one.sense != other.sense
                && short
                && self.near(one.to, other.from, |sense| sense == Sense::Or)
        });
        let Some((one, other)) = pairs.next().filter(|_| !losses.denied) else {
            return;
        };
        losses.killed = None;
        losses.wounded = None;
        losses.tokens.clear();
        losses.either = Some(one.from..other.to);
    }

    /// "No fatalities, three wounded": denied are those the "no" belongs to, the others are counted
    /// where a number stands right beside them, apart from the "no".
    fn deny_losses(&self, losses: &mut Losses, phrases: &Phrases, time: &Time) {
        let denied = losses.tokens.iter().filter(|range| {
            self.near(range.start, range.end, |sense| {
                matches!(sense, Sense::NoLosses | Sense::Not)
            })
        });
        let denied: Vec<Range<usize>> = denied.chain(&self.denied_losses()).cloned().collect();
        let is_denied = |at: usize| denied.iter().any(|range| range.contains(&at));
        // A phrase of denial hides the words it is made of.
        let words: Vec<Vec<Sense>> = (0..self.tokens.len())
            .filter(|at| is_denied(*at))
            .map(|at| {
                let tags = phrases.tags(&self.tokens[at..=at]);
                tags.into_iter().map(|tag| tag.sense).collect()
            })
            .collect();
        let of = |wanted: Sense| words.iter().any(|senses| senses.contains(&wanted));
        let (no_killed, no_wounded) = (of(Sense::Killed), of(Sense::Wounded));
        let general = words.iter().any(|senses| {
            senses.contains(&Sense::Casualty)
                && !senses.contains(&Sense::Killed)
                && !senses.contains(&Sense::Wounded)
        });
        let counted = |wanted: Sense| {
            let mut tags = self.tags.iter().filter(|tag| tag.sense == wanted);
            tags.find_map(|tag| {
                let (number, range) = self.number_beside(phrases, tag, time)?;
                let parted = denied.iter().all(|denied| {
                    let between = denied.end.min(range.end)..denied.start.max(range.start);
                    let between = self.tokens.get(between).unwrap_or_default();
                    between
                        .iter()
                        .any(|token| token.is_mark(',') || token.is_mark(';'))
                });
                (parted && !is_denied(tag.from)).then_some((number, range))
            })
        };
        let one_kind = no_killed != no_wounded && !general;
        let other = if no_killed {
            Sense::Wounded
        } else {
            Sense::Killed
        };
        let Some((number, range)) = counted(other).filter(|_| one_kind) else {
            losses.killed = None;
            losses.wounded = None;
            return;
        };
        losses.denied = false;
        losses.tokens.push(range);
        (losses.killed, losses.wounded) = match other {
            Sense::Wounded => (Some(Amount::Exact(0)), Some(number)),
            _ => (Some(number), Some(Amount::Exact(0))),
        };
    }

    /// The number of people that stands right beside a word of loss, and both.
    fn number_beside(
        &self,
        phrases: &Phrases,
        tag: &Tag,
        time: &Time,
    ) -> Option<(Amount, Range<usize>)> {
        let free = |at: usize| !time.from.iter().any(|range| range.contains(&at));
        let plain = |range: Range<usize>| {
            range.len() <= 2
                && self.tokens[range]
                    .iter()
                    .all(|token| token.kind == TokenKind::Word)
        };
        let before = (tag.from.saturating_sub(5)..tag.from).find_map(|at| {
            let (number, to) = phrases.number(self.tokens, at)?;
            let beside = to <= tag.from && plain(to..tag.from) && !self.counts_no_people(to);
            let number = self.stated(phrases, (number, at), to..to + 2);
            (free(at) && beside).then_some((number, at..tag.to))
        });
        before.or_else(|| {
            (tag.to..(tag.to + 3).min(self.tokens.len())).find_map(|at| {
                let (number, to) = phrases.number(self.tokens, at)?;
                let beside = plain(tag.to..at) && !self.counts_no_people(to);
                let number = self.stated(phrases, (number, at), to..to + 2);
                (free(at) && beside).then_some((number, tag.from..to))
            })
        })
    }

    /// Whether the number that ends at a token counts shells, animals and the like.
    fn counts_no_people(&self, end: usize) -> bool {
        let stop = |at: usize| {
            self.tokens[at].kind != TokenKind::Word
                || self.near(at, at + 1, |sense| {
                    matches!(
                        sense,
                        Sense::And
                            | Sense::Soldier
                            | Sense::Civilian
                            | Sense::Single
                            | Sense::Killed
                            | Sense::Wounded
                    )
                })
        };
        let behind = end..(end + 3).min(self.tokens.len());
        let mut behind = behind.take_while(|at| !stop(*at));
        behind.any(|at| self.near(at, at + 1, |sense| sense == Sense::NoPeople))
    }

    /// "Twelve mines fell", "five cows were killed": what is lost are no people.
    fn is_of_no_people(&self, tag: &Tag) -> bool {
        let person = |from: usize, to: usize| {
            self.near(from, to, |sense| {
                matches!(sense, Sense::Soldier | Sense::Civilian | Sense::Single)
            })
        };
        let subject = self.tags.iter().rfind(|other| {
            other.sense == Sense::NoPeople && other.to <= tag.from && tag.from - other.to <= 3
        });
        subject.is_some_and(|subject| {
            let between = &self.tokens[subject.to..tag.from];
            let parted = between.iter().any(|token| token.kind != TokenKind::Word)
                || self.near(subject.to, tag.from, |sense| sense == Sense::And);
            let with_people = self.tags.iter().any(|it| {
                it.sense == Sense::And && it.to <= subject.from && subject.from - it.to <= 2
            }) && person(0, subject.from);
            !parted && !with_people && !person(subject.to, tag.from) && !person(tag.to, tag.to + 4)
        })
    }

    /// A "no" beside people lost: "neither killed nor wounded".
    pub(super) fn denied_losses(&self) -> Option<Range<usize>> {
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

    pub(super) fn one_person(&self) -> bool {
        let killed = self.first(|sense| sense == Sense::Killed);
        let wounded = self.first(|sense| sense == Sense::Wounded);
        match (killed, wounded) {
            (Some(killed), Some(wounded)) => {
                let between = killed.end.min(wounded.end)..killed.start.max(wounded.start);
                let parted = between.clone().any(|at| {
                    self.tokens[at].is_mark(',') || self.near(at, at + 1, |it| it == Sense::And)
                });
                let person = |sense| matches!(sense, Sense::Single | Sense::Soldier);
                // "A soldier was killed, another soldier wounded" speaks of two.
                let two = parted && self.near(between.start, between.end, person);
                !two && killed.start.abs_diff(wounded.start) <= 6
            }
            _ => false,
        }
    }

    pub(super) fn side_of_losses(&self) -> Option<Party> {
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

    /// "Two Azerbaijani soldiers were killed, one Armenian was wounded": a claim has the losses of one side. Those that
    /// are told of first stay.
    fn part_sides(&self, losses: &mut Losses, killed: &Tag, wounded: &Tag) {
        let sides = [killed, wounded].map(|tag| self.side_beside(tag));
        let [Some(of_killed), Some(of_wounded)] = sides else {
            return;
        };
        if (of_killed == Party::Azerbaijan) == (of_wounded == Party::Azerbaijan) {
            return;
        }
        let later = match killed.from < wounded.from {
            true => {
                losses.side = Some(of_killed);
                losses.wounded = None;
                wounded
            }
            false => {
                losses.side = Some(of_wounded);
                losses.killed = None;
                killed
            }
        };
        losses.of_other_side = Some(later.from..later.to);
    }

    /// The side whose people stand nearest to a word of loss, in the same part of the sentence.
    fn side_beside(&self, lost: &Tag) -> Option<Party> {
        // Those who fired are named beside it as well.
        let is_of_people = |tag: &Tag| {
            self.near(tag.from.saturating_sub(1), tag.to + 1, |sense| {
                matches!(sense, Sense::Soldier | Sense::Civilian | Sense::Person(_))
            })
        };
        let sides = self.tags.iter().filter_map(|tag| match tag.sense {
            Sense::Side(party) if is_of_people(tag) => Some((party, tag)),
            _ => None,
        });
        let beside = sides.filter_map(|(party, tag)| {
            let between = tag.to.min(lost.to)..tag.from.max(lost.from);
            let is_parted = between.clone().any(|at| {
                self.tokens[at].is_mark(',')
                    || self.tokens[at].is_mark(';')
                    || self.near(at, at + 1, |sense| sense == Sense::And)
            });
            (!is_parted).then_some((between.len(), party))
        });
        let (_, party) = beside.min_by_key(|(apart, _)| *apart)?;
        Some(party)
    }

    /// Who is lost, where those killed and those wounded are one kind of people, and otherwise that they are several.
    fn kind_of_losses(&self, losses: &Losses) -> Option<(CasualtyKind, Range<usize>)> {
        let of = |sense: Sense, number: Option<Amount>| {
            number.map(|_| self.kind_lost(|tag| tag.sense == sense))
        };
        let killed = of(Sense::Killed, losses.killed);
        let wounded = of(Sense::Wounded, losses.wounded);
        match (killed, wounded) {
            (Some(Some((killed, one))), Some(Some((wounded, other)))) => {
                Some(match killed == wounded {
                    true => (killed, one),
                    false => {
                        let all = one.start.min(other.start)..one.end.max(other.end);
                        (CasualtyKind::Mixed, all)
                    }
                })
            }
            (Some(kind), None) | (None, Some(kind)) => kind,
            _ => None,
        }
    }

    /// Those whose word stands nearest to such a word of loss, with no fire and no other people told between them.
    /// "Three soldiers and civilians" are of several kinds in one number.
    fn kind_lost(&self, lost: impl Fn(&Tag) -> bool) -> Option<(CasualtyKind, Range<usize>)> {
        let kind = |sense| match sense {
            Sense::Person(kind) => Some(kind),
            Sense::Civilian => Some(CasualtyKind::Civilians),
            _ => None,
        };
        let between = |one: &Tag, other: &Tag| match one.to <= other.from {
            true => one.to..other.from,
            false => other.to.min(one.from)..one.from,
        };
        // Of journalists and the like, who are called civilians as well, the closer word counts.
        let is_closer =
            |tag: &Tag| self.near(tag.from, tag.to, |sense| matches!(sense, Sense::Person(_)));
        let persons = || {
            let persons = self.tags.iter().filter(|tag| kind(tag.sense).is_some());
            persons.filter(|tag| tag.sense != Sense::Civilian || !is_closer(tag))
        };
        let pairs = persons().flat_map(|person| {
            let lost = self.tags.iter().filter(|tag| lost(tag));
            lost.map(move |lost| (person, between(person, lost)))
        });
        let near = pairs.filter(|(_, between)| {
            let parts = |sense| {
                matches!(
                    sense,
                    Sense::Fire(_) | Sense::Says | Sense::Office | Sense::Soldier
                )
            };
            between.len() <= 7
                && !self.near(between.start, between.end, parts)
                && !self.tokens[between.clone()]
                    .iter()
                    .any(|of| of.is_mark(';'))
        });
        let (nearest, _) = near.min_by_key(|(_, between)| between.len())?;
        let own = kind(nearest.sense)?;
        let joined = persons().find(|other| {
            let between = between(other, nearest);
            kind(other.sense) != Some(own)
                && between.len() == 1
                && self.near(between.start, between.end, |sense| sense == Sense::And)
        });
        Some(match joined {
            Some(other) => {
                let all = nearest.from.min(other.from)..nearest.to.max(other.to);
                (CasualtyKind::Mixed, all)
            }
            None => (own, nearest.from..nearest.to),
        })
    }

    /// How many people a word of loss speaks of.
    pub(super) fn people(&self, phrases: &Phrases, tag: &Tag, time: &Time) -> Option<Amount> {
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
            let aged = |at: usize| self.near(at.saturating_sub(1), at, |sense| sense == Sense::Age);
            // "Aged 19 and 20."
            let also_aged = at >= 2
                && self.near(at - 1, at, |sense| sense == Sense::And)
                && phrases.number(self.tokens, at - 2).is_some()
                && aged(at - 2);
            let age = aged(at) || also_aged || self.near(end, end + 2, |sense| sense == Sense::Age);
            let of_weapon = hyphen && self.near(end + 1, end + 2, |sense| sense == Sense::Shots);
            // A number between two commas behind a name is an age.
            let comma = |at: usize| self.tokens.get(at).is_some_and(|token| token.is_mark(','));
            let apart = at > 0 && comma(at - 1) && comma(end);
            // An article counts people only where these follow.
            let article = number == 1
                && self.table.fillers.contains(&&*self.tokens[at].folded)
                && !self.near(end, end + 3, |sense| {
                    matches!(
                        sense,
                        Sense::Soldier | Sense::Single | Sense::Civilian | Sense::Person(_)
                    )
                });
            let counts_else = counts_else || self.counts_no_people(end);
            let other = age || apart || of_weapon || counts_else || article;
            (number < 1000 && !other).then(|| self.stated(phrases, (number, at), end..end + 2))
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
            if let Some(number) = number_at(at) {
                return Some(number);
            }
        }
        for at in tag.to..(tag.to + 5).min(self.tokens.len()) {
            let and = self.near(at, at + 1, |sense| sense == Sense::And);
            if stop(at) || and || self.tokens[at].is_mark(',') {
                break;
            }
            if let Some(number) = number_at(at) {
                return Some(number);
            }
        }
        let each = self
            .tags
            .iter()
            .filter(|tag| tag.sense == Sense::EachPerson)
            .count();
        if each > 0 {
            return Some(Amount::Exact(each as u32));
        }
        // "And another was wounded."
        let beside = self.tags.iter().any(|other| {
            other.sense == Sense::Single && other.to <= tag.from && tag.from - other.to <= 2
        });
        if beside {
            return Some(Amount::Exact(1));
        }
        let persons = self
            .tags
            .iter()
            .filter(|tag| matches!(tag.sense, Sense::Soldier | Sense::Civilian));
        for person in persons {
            let before = (person.from.saturating_sub(3)..person.from)
                .rev()
                .find_map(number_at);
            if let Some(number) = before {
                return Some(number);
            }
        }
        let single = self.tags.iter().any(|other| {
            // The verb may stand far behind its subject.
            let far = if other.from < tag.from { 24 } else { 14 };
            other.sense == Sense::Single && other.from.abs_diff(tag.from) <= far
        });
        (single || self.names_one_person()).then_some(Amount::Exact(1))
    }

    /// A name and a surname in front of a comma or the word of loss.
    pub(super) fn names_one_person(&self) -> bool {
        let free = |at: usize| {
            let token = &self.tokens[at];
            token.kind == TokenKind::Word && token.capital && !self.near(at, at + 1, |_| true)
        };
        let small = |token: &Token| token.kind == TokenKind::Word && !token.capital;
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
