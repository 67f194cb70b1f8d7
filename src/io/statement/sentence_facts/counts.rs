//! What is counted in a sentence.

use std::ops::Range;

use super::SentenceFacts;
use crate::{
    io::statement::{
        clauses::{Count, Cue},
        grammar::{Bound, Case, Order, Phrases, Sense},
        sites::Placed,
        times::Time,
        token::TokenKind,
    },
    model::{Activity, Amount},
};

impl SentenceFacts<'_> {
    /// The numbers beside places, where every place has one: in brackets behind them, before them, or behind them.
    /// `listed`: they are the parts of a total.
    pub fn per_place(
        &self,
        phrases: &Phrases,
        places: &[(Placed, Option<Cue>)],
        time: &Time,
        listed: bool,
    ) -> Vec<(Amount, usize)> {
        let number = |place: &Placed| {
            let behind = self.tokens.get(place.to..place.to + 3)?;
            let [open, number, close] = behind else {
                return None;
            };
            let number =
                (open.is_bracket_open() && close.is_bracket_close()).then(|| number.number())??;
            Some((Amount::Exact(number), place.to + 1))
        };
        let numbers = places.iter().map(|(place, _)| number(place));
        let numbers = numbers.collect::<Option<Vec<_>>>();
        numbers
            .or_else(|| self.each_in_turn(phrases, places, time))
            .or_else(|| self.each_before(phrases, places, time))
            .or_else(|| self.each_behind(phrases, places, time, listed))
            .unwrap_or_default()
    }

    /// "Two in the district A and one in the district B": the numbers in front of places, where
    /// every place has one and nothing else is counted.
    fn each_before(
        &self,
        phrases: &Phrases,
        places: &[(Placed, Option<Cue>)],
        time: &Time,
    ) -> Option<Vec<(Amount, usize)>> {
        let mut from = 0;
        let mut numbers = Vec::with_capacity(places.len());
        for (place, _) in places {
            let near = from.max(place.from.saturating_sub(6))..place.from;
            let found = near.rev().find_map(|at| {
                let (number, to) = self.number_or_times(phrases, at)?;
                let of_time = time.from.iter().any(|range| range.contains(&at));
                let counts = !of_time && self.only_counts(to..place.from);
                counts.then(|| (self.stated(phrases, (number, at), to..to + 2), at))
            });
            numbers.push(found?);
            from = place.to;
        }
        (numbers.len() > 1).then_some(numbers)
    }

    /// "In the district A one, in the district B two cases": the numbers behind places, where marks of a place
    /// follow it, or where they are listed behind the number of them all.
    fn each_behind(
        &self,
        phrases: &Phrases,
        places: &[(Placed, Option<Cue>)],
        time: &Time,
        listed: bool,
    ) -> Option<Vec<(Amount, usize)>> {
        if self.table.order == Order::Before && !listed {
            return None;
        }
        let numbers = places.iter().enumerate().map(|(nth, (place, _))| {
            let next = places
                .get(nth + 1)
                .map_or(self.tokens.len(), |(place, _)| place.from);
            let mut near = place.to..next.min(place.to + if listed { 9 } else { 6 });
            near.find_map(|at| {
                let (number, to) = self.number_or_times(phrases, at)?;
                let of_time = time.from.iter().any(|range| range.contains(&at));
                let before = match listed && self.tokens[at - 1].is_bracket_open() {
                    true => place.to..at - 1,
                    false => place.to..at,
                };
                let counts = !of_time && self.only_counts(before);
                let else_counted = listed && self.counts_else(to);
                (counts && !else_counted)
                    .then(|| (self.stated(phrases, (number, at), to..to + 2), at))
            })
        });
        let numbers = numbers.collect::<Option<Vec<_>>>()?;
        (numbers.len() > 1).then_some(numbers)
    }

    /// Whether a number that ends before a token counts people, shells and the like.
    pub(super) fn counts_else(&self, to: usize) -> bool {
        self.near(to, to + 1, |sense| {
            matches!(
                sense,
                Sense::Soldier
                    | Sense::Single
                    | Sense::Shots
                    | Sense::Civilian
                    | Sense::Person(_)
                    | Sense::Rounds
                    | Sense::NoPeople
            )
        }) || self.near(to, to + 4, |sense| {
            matches!(sense, Sense::Killed | Sense::Wounded)
        })
    }

    /// Whether nothing stands between a number and its place but what is counted and what the place is.
    fn only_counts(&self, mut between: Range<usize>) -> bool {
        between.all(|at| {
            let mark = matches!(self.tokens[at].kind, TokenKind::Mark(mark) if !matches!(mark, '–' | '—' | '՝' | ':') && mark != '-' && mark != '\'' && mark != '’');
            // In some languages one word says where it is and where it goes; "took place" tells of no other fire.
            let also = |wanted: &dyn Fn(Sense) -> bool| self.near(at, at + 1, wanted);
            let directed = also(&|sense| matches!(sense, Sense::Direction | Sense::Toward));
            let happened = also(&|sense| sense == Sense::Happened);
            !mark
                && !self.near(at, at + 1, |sense| {
                    let known = match sense {
                        Sense::Located => directed,
                        Sense::Fire(_) => happened,
                        _ => false,
                    };
                    !known && !matches!(
                        sense,
                        Sense::Times
                            | Sense::TimesWord(_)
                            | Sense::OneOfThem
                            | Sense::OneCase
                            | Sense::SameNoun
                            | Sense::Noun(..)
                            | Sense::Direction
                            | Sense::Toward
                            | Sense::From
                            | Sense::Since
                            | Sense::Inexact(_)
                            | Sense::InexactBehind(_)
                            | Sense::Clock
                            | Sense::Link
                            | Sense::Rest
                            | Sense::Breach
                            | Sense::Truce
                            | Sense::Further
                            | Sense::But
                            | Sense::Happened
                            | Sense::Fire(Activity::CeasefireViolation)
                    )
                })
        })
    }

    /// A number, or a word such as "twice", "the other".
    pub(super) fn number_or_times(&self, phrases: &Phrases, at: usize) -> Option<(u32, usize)> {
        let word = self.tags.iter().find_map(|tag| match tag.sense {
            Sense::TimesWord(number) if tag.from == at => Some((number, tag.to)),
            Sense::OneOfThem if tag.from == at => Some((1, tag.to)),
            _ => None,
        });
        word.or_else(|| phrases.number(self.tokens, at))
    }

    /// Of several counts in a sentence with several places no one is that of all.
    pub fn of_several_places(&self, phrases: &Phrases, time: &Time, count: Count) -> Count {
        let mut numbers: Vec<Range<usize>> = self
            .tags
            .iter()
            .filter_map(|tag| match tag.sense {
                Sense::TimesWord(_)
                    if !self.near(tag.from, tag.to, |sense| sense == Sense::Further) =>
                {
                    Some(tag.from..tag.to)
                }
                Sense::Times => {
                    let (_, at) = self.number_before(phrases, tag.from, time)?;
                    Some(at..tag.to)
                }
                _ => None,
            })
            .collect();
        numbers.dedup_by_key(|range| range.start);
        match &numbers[..] {
            [first, .., last] => Count {
                unread: Some(first.start..last.end),
                ..Count::default()
            },
            _ => count,
        }
    }

    /// A number of one of several places is that of no others where a word says that there were none.
    pub fn unless_none(&self, count: Count) -> Count {
        // Of people it says nothing here.
        let of_people = |sense| {
            matches!(
                sense,
                Sense::Killed | Sense::Wounded | Sense::Casualty | Sense::Soldier
            )
        };
        let none = self.first(|sense| sense == Sense::NoneOfThem);
        let none = none.filter(|none| !self.near(none.end, none.end + 5, of_people));
        let number = count.tokens.clone().filter(|_| count.by_times);
        match none.zip(number) {
            Some((none, number)) => Count {
                unread: Some(none.start.min(number.start)..none.end.max(number.end)),
                ..Count::default()
            },
            None => count,
        }
    }

    /// "12 in Kalbajar compared to 5 in Lachin", "half of the 14 in Lachin": no one number is that of both.
    pub fn unless_parted(&self, phrases: &Phrases, placed: bool, count: Count) -> Count {
        let compared = self.tags.iter().find(|tag| match tag.sense {
            Sense::Compared => !self.near(tag.from, tag.to, |sense| sense == Sense::Toward),
            // "The rest", with no number of it.
            Sense::Share => placed && phrases.number(self.tokens, tag.to).is_none(),
            _ => false,
        });
        match compared.filter(|_| count.number.is_some()) {
            Some(tag) => Count {
                unread: Some(tag.from..tag.to),
                ..Count::default()
            },
            None => count,
        }
    }

    /// What is counted; `bare`: the first number, or the one at `number`, is a count though nothing counted stands by
    /// it.
    pub fn count(
        &self,
        phrases: &Phrases,
        time: &Time,
        (bare, number): (bool, Option<usize>),
    ) -> Count {
        let mut count = Count {
            is_total: self.has(Sense::Total),
            ..Count::default()
        };
        for tag in self.tags {
            match tag.sense {
                // "Once again" counts nothing.
                Sense::TimesWord(_)
                    if self.near(tag.from, tag.to, |sense| sense == Sense::Further) => {}
                Sense::TimesWord(number) => {
                    // "Vingt et une fois": the word for once ends a greater number.
                    let over = phrases.number_over(self.tokens, tag.from);
                    let (number, tokens) = over
                        .map_or((Some(number), tag.from..tag.to), |(number, range)| {
                            (number, range.start..tag.to)
                        });
                    count.unread = number.is_none().then(|| tokens.clone());
                    count.number = number.map(Amount::Exact);
                    count.by_times = true;
                    // "Once or twice".
                    let or = self.tags.iter().find_map(|next| match next.sense {
                        Sense::TimesWord(high) if next.from == tokens.end + 1 => {
                            Some((Amount::between(number?, high)?, next.to))
                        }
                        _ => None,
                    });
                    match or.filter(|_| self.joins_numbers(tokens.end)) {
                        Some((span, to)) => {
                            count.number = Some(span);
                            count.tokens = Some(tokens.start..to);
                        }
                        None => count.tokens = Some(tokens),
                    }
                    return count;
                }
                Sense::Times => {
                    let replaced = self.replaced(phrases, time);
                    // "3, not 5 times": the number of the other stands before the word.
                    let right = replaced
                        .as_ref()
                        .filter(|of| of.tokens.end <= tag.from && tag.from - of.tokens.end <= 1);
                    let before = self.number_before(phrases, tag.from, time);
                    let before = before.or_else(|| right?.right);
                    let Some((number, at)) = before else {
                        count.unread = right.map(|of| of.tokens.start..tag.to).or(count.unread);
                        let near = tag.from.saturating_sub(8)..tag.from;
                        let mut unread =
                            near.filter_map(|at| phrases.unread_number(self.tokens, at));
                        let unread = unread.rfind(|range| range.end == tag.from);
                        count.unread = count.unread.or(unread);
                        count.unread = count.unread.or_else(|| self.vague_before(tag.from));
                        continue;
                    };
                    let low = self.low_before(phrases, at);
                    let from = low.map_or(at, |(_, from)| from);
                    if low.is_some_and(|(low, _)| low > number) {
                        count.unread = Some(from..tag.to);
                        continue;
                    }
                    count.tokens = Some(from..tag.to.max(from + 1));
                    let end = phrases.number(self.tokens, at).map_or(at, |(_, end)| end);
                    count.number = Some(self.stated(phrases, (number, at), end..tag.to + 2));
                    count.by_times = true;
                    return count;
                }
                _ => {}
            }
        }
        if let Some((number, tokens)) = self.number_said_behind(phrases, time) {
            count.number = Some(number);
            count.tokens = Some(tokens);
            count.by_times = true;
            count.said_behind = true;
            return count;
        }
        if bare || number.is_some() {
            let of_time = |at: usize| time.from.iter().any(|range| range.contains(&at));
            let first = (0..self.tokens.len().min(5)).filter(|at| !of_time(*at));
            let hint = number.into_iter().filter(|at| !of_time(*at));
            let number =
                (hint.chain(first)).find_map(|at| Some((phrases.number(self.tokens, at)?, at)));
            if let Some(((number, to), at)) = number {
                count.number = Some(self.stated(phrases, (number, at), to..to + 2));
                count.tokens = Some(at..to);
                return count;
            }
        }
        if let Some((number, tokens)) = self.number_of_rest(phrases, time) {
            count.of_rest = true;
            count.number = Some(Amount::Exact(number));
            count.tokens = Some(tokens);
            return count;
        }
        if let Some(tag) = self.tags.iter().find(|tag| tag.sense == Sense::OneCase) {
            count.one_case = true;
            count.tokens = Some(tag.from..tag.to);
        }
        count
    }

    /// "The number of cases was 5": the number behind what is counted.
    fn number_said_behind(&self, phrases: &Phrases, time: &Time) -> Option<(Amount, Range<usize>)> {
        let how_many = self.tags.iter().find(|tag| tag.sense == Sense::HowMany)?;
        let times = self.tags.iter().find(|tag| {
            let apart = match tag.from >= how_many.to {
                true => tag.from - how_many.to,
                false => how_many.from.saturating_sub(tag.to),
            };
            tag.sense == Sense::Times && apart <= 3
        })?;
        let from = how_many.to.max(times.to);
        let of_time = |at: usize| time.from.iter().any(|range| range.contains(&at));
        (from..(from + 4).min(self.tokens.len())).find_map(|at| {
            let (number, to) = phrases.number(self.tokens, at)?;
            // "Rose from 5 to 12" says of neither that it is the number.
            let spans = self.near(from, at, |it| matches!(it, Sense::Since | Sense::Until));
            let counts = !of_time(at) && !spans && !self.counts_else(to);
            counts.then(|| {
                (
                    self.stated(phrases, (number, at), to..to + 2),
                    how_many.from..to,
                )
            })
        })
    }

    /// "Dozens of [times]": the word for a number that is not known.
    fn vague_before(&self, to: usize) -> Option<Range<usize>> {
        let vague = self.tags.iter().find(|tag| {
            let is_vague = matches!(
                tag.sense,
                Sense::Inexact(Bound::Vague) | Sense::InexactBehind(Bound::Vague)
            );
            is_vague && tag.to <= to && to - tag.to <= 1
        })?;
        Some(vague.from..to + 1)
    }

    /// A number with what is said of it: by the words right before it, or in some languages by those
    /// behind it.
    pub(super) fn stated(
        &self,
        phrases: &Phrases,
        (number, at): (u32, usize),
        behind: Range<usize>,
    ) -> Amount {
        if let Some(span) = self.span(phrases, number, at) {
            return span;
        }
        // "Fired at" hides "at least": what stands right before the number is looked at by itself, the longest
        // words first.
        let before = (at.saturating_sub(4)..at).find_map(|from| {
            let tags = phrases.tags(&self.tokens[from..at]);
            tags.iter().rev().find_map(|tag| match tag.sense {
                Sense::Inexact(bound) if from + tag.to + 1 >= at => Some(bound),
                _ => None,
            })
        });
        let end = behind.end.min(self.tokens.len());
        let bound = before.or_else(|| {
            (behind.start..end).find_map(|from| {
                let tags = phrases.tags(&self.tokens[from..end]);
                tags.iter().find_map(|tag| match tag.sense {
                    Sense::InexactBehind(bound) if tag.from == 0 => Some(bound),
                    _ => None,
                })
            })
        });
        match bound {
            Some(bound) => bound.of(number),
            None if phrases.is_rounded(self.tokens, at) => Amount::About(number),
            None => Amount::Exact(number),
        }
    }

    /// "10-15", "10 to 15": the number at a token is one end of a span.
    fn span(&self, phrases: &Phrases, number: u32, at: usize) -> Option<Amount> {
        let (_, end) = phrases.number(self.tokens, at)?;
        let high = || {
            phrases
                .number(self.tokens, end + 1)
                .filter(|_| self.joins_numbers(end))
        };
        if let Some((high, _)) = high() {
            return Amount::between(number, high);
        }
        let (low, _) = self.low_before(phrases, at)?;
        Amount::between(low, number)
    }

    /// Whether a token between two numbers makes them the ends of a span by itself.
    fn joins_numbers(&self, at: usize) -> bool {
        let token = self.tokens.get(at);
        token.is_some_and(|token| token.is_mark('-') || token.is_mark('–'))
            || self.near(at, at + 1, |sense| {
                matches!(sense, Sense::Until | Sense::Or)
            })
    }

    /// The low end of a span whose high end begins at a token, and the token it begins with: "10 to 15", "between 10
    /// and 15", "10-ից 15".
    pub(super) fn low_before(&self, phrases: &Phrases, at: usize) -> Option<(u32, usize)> {
        let (_, end) = phrases.number(self.tokens, at)?;
        let before = at.checked_sub(1)?;
        let number_to = |to: usize| {
            (to.saturating_sub(3)..to).find_map(|at| {
                let (low, end) = phrases.number(self.tokens, at)?;
                (end == to).then_some((low, at))
            })
        };
        // "No fewer than 3 and no more than 6."
        let bounds = |wanted: Bound| {
            let tags = self.tags.iter();
            tags.filter(move |tag| tag.sense == Sense::Inexact(wanted))
        };
        let bounded = || {
            let most = bounds(Bound::AtMost).find(|tag| tag.to == at && tag.from > 1)?;
            let and = most.from - 1;
            let joins = |sense| matches!(sense, Sense::And | Sense::But);
            let low = number_to(and).filter(|_| self.near(and, most.from, joins));
            let (low, from) = low?;
            let least = bounds(Bound::AtLeast).find(|tag| tag.to == from)?;
            Some((low, least.from))
        };
        if let Some(found) = bounded() {
            return Some(found);
        }
        // An ending that says "from" behind the low number.
        let from_case = |to: usize| {
            let ending = &self.tokens[to.checked_sub(1)?];
            let behind_hyphen = to >= 2 && self.tokens[to - 2].is_mark('-') && ending.glued;
            let is_from = (ending.kind == TokenKind::Ending || behind_hyphen)
                && self.table.case(&ending.folded) == Case::From;
            is_from.then(|| number_to(to.checked_sub(2)?))?
        };
        if self.joins_numbers(before) {
            return number_to(before).or_else(|| from_case(before));
        }
        if self.near(before, at, |sense| {
            matches!(sense, Sense::And | Sense::Link)
        }) {
            let (low, from) = number_to(before)?;
            let between = match self.table.order {
                Order::Before => from.saturating_sub(1)..from,
                Order::After => end..end + 2,
            };
            let opened = self.near(between.start, between.end, |it| it == Sense::Between);
            return opened.then_some((low, from));
        }
        from_case(at)
    }

    /// "The remaining five", "eight of these": some of what was counted before.
    pub(super) fn number_of_rest(
        &self,
        phrases: &Phrases,
        time: &Time,
    ) -> Option<(u32, Range<usize>)> {
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
    pub(super) fn number_before(
        &self,
        phrases: &Phrases,
        to: usize,
        time: &Time,
    ) -> Option<(u32, usize)> {
        (to.saturating_sub(8)..to).find_map(|at| {
            let (number, end) = phrases.number(self.tokens, at)?;
            let of_time = time.from.iter().any(|range| range.contains(&at));
            let wrong = self.replaced(phrases, time);
            if wrong.is_some_and(|wrong| wrong.tokens.contains(&at)) {
                return None;
            }
            let gap = end..to;
            // "Une dizaine de fois."
            let of = usize::from(phrases.is_rounded(self.tokens, at) && end + 1 == to);
            let other = self.near(end + of, to, |sense| {
                !matches!(
                    sense,
                    Sense::Fire(_)
                        | Sense::Times
                        | Sense::Inexact(_)
                        | Sense::InexactBehind(_)
                        | Sense::Clock
                        | Sense::Toward
                        | Sense::Link
                        | Sense::Until
                        | Sense::Denial
                )
            });
            let marks = gap
                .clone()
                .any(|at| matches!(self.tokens[at].kind, TokenKind::Mark(mark) if !matches!(mark, '-' | '\'' | '’')));
            if end > to {
                return None;
            }
            let vague = self.near(at, at + 1, |sense| {
                matches!(sense, Sense::Inexact(_) | Sense::InexactBehind(_))
            });
            let stepped = phrases.number(self.tokens, end).is_some()
                || self.near(at, end, |sense| sense == Sense::CountsPeople);
            (!of_time && end <= to && gap.count() <= 2 && !other && !marks && !stepped && !vague)
                .then_some((number, at))
        })
    }
}
