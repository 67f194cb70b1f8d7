//! Clocks in a sentence: "22:20", "2220 hours", "8:50 pm", "11 o'clock".

use super::{
    grammar::{Bound, PartOfDay, Sense},
    times::{ClockTime, TimeReader},
    token::{Token, TokenKind},
};
use crate::model::Stamp;

impl TimeReader<'_> {
    pub fn find_clocks(&mut self) {
        let mut at = 0;
        while at < self.tokens.len() {
            let next = self.clock_at(at);
            at = next.unwrap_or(at + 1);
        }
        self.share_hour_words();
        self.share_halves();
        self.merge_far_clocks();
        let far = self.of_what_takes_effect();
        self.clocks
            .retain(|clock| !far.iter().any(|range| range.contains(&clock.at)));
    }

    /// Reads a clock that begins at a token; the token behind it.
    fn clock_at(&mut self, at: usize) -> Option<usize> {
        let token = &self.tokens[at];
        let number = token.number()?;
        let digits = token.folded.len();
        let (mut hour, minute, mut next, mut sure) = match self.minutes_behind(at) {
            Some((minute, next)) => {
                let colon = !self.tokens[at + 1].is_mark('.');
                (number, minute, next, colon)
            }
            None if digits == 4 && self.year_at(at).is_none() => {
                (number / 100, number % 100, at + 1, false)
            }
            // 1988 to 2059 may be a year as well; a clock word decides.
            None if digits == 4 && number % 100 < 60 && number < 2400 => {
                (number / 100, number % 100, at + 1, false)
            }
            None if digits <= 2 => (number, 0, at + 1, false),
            None => return None,
        };
        let hour_only = next == at + 1 && digits <= 2;
        let is_ending = |at: usize| {
            let token = self.tokens.get(at);
            token.is_some_and(|token| token.kind == TokenKind::Ending)
        };
        // The ending, and the apostrophe or hyphen that keeps it apart.
        while is_ending(next) || (is_ending(next + 1) && self.tokens[next].glued) {
            next += 1;
        }
        let half = self.half_of_hour(next, hour);
        if let Some((afternoon, to)) = half {
            hour = of_half(hour, afternoon);
            next = to;
            sure = true;
        }
        let in_span = self.tagged(at, |sense| sense == Sense::PastDay);
        let in_date = self.time.from.iter().any(|range| range.contains(&at));
        if hour > 24 || minute > 59 || in_date || in_span {
            return None;
        }
        if self.is_as_of(at) {
            self.time.from.push(at..next);
            return Some(next);
        }
        if !sure && !self.is_clock_word_near(at, next, hour_only) {
            return None;
        }
        self.time.from.push(at..next);
        self.clocks.push(ClockTime {
            seconds: i64::from(hour) * Stamp::HOUR + i64::from(minute) * Stamp::MINUTE,
            at,
            hour_only,
            afternoon: half.map(|(afternoon, _)| afternoon),
        });
        Some(next)
    }

    /// "From 10 to 11 hours", "between 10 and 11 p.m.", "saat 10-dan 11-dək": what says that one of two numbers is
    /// an hour says so of the other.
    fn share_hour_words(&mut self) {
        for nth in (0..self.clocks.len()).rev() {
            let known = self.clocks[nth];
            let (place, found) = match self.hour_before(known) {
                Some(first) => (nth, Some(first)),
                None => (nth + 1, self.hour_behind(known)),
            };
            if let Some(found) = found {
                self.time.from.push(found.at..found.at + 1);
                self.clocks.insert(place, found);
            }
        }
    }

    /// "From 10:30 to 11 p.m.": the half of the day that is said behind the last of two clocks is that of both, as
    /// far as their order allows.
    fn share_halves(&mut self) {
        for nth in (1..self.clocks.len()).rev() {
            let (first, last) = (self.clocks[nth - 1], self.clocks[nth]);
            let of_day =
                first.seconds >= 13 * Stamp::HOUR || self.tokens[first.at].folded.starts_with('0');
            let joined = self.is_range(&first, &last) || self.are_listed(&first, &last);
            let Some(afternoon) = last.afternoon else {
                continue;
            };
            if first.afternoon.is_some() || of_day || !joined {
                continue;
            }
            let half_day = 12 * Stamp::HOUR;
            let (in_half, until) = (first.seconds % half_day, last.seconds % half_day);
            let later = afternoon != (in_half > until);
            let clock = &mut self.clocks[nth - 1];
            clock.seconds = in_half + if later { half_day } else { 0 };
            clock.afternoon = Some(later);
        }
    }

    /// "At 10:15 and 11:20": nothing but an "and" and what belongs to the first stands between them.
    fn are_listed(&self, first: &ClockTime, last: &ClockTime) -> bool {
        let is_and = |at: usize| self.tagged(at, |sense| sense == Sense::And);
        let mut between = first.at + 1..last.at;
        between.clone().any(is_and)
            && between.all(|at| {
                let number = self.tokens[at].kind != TokenKind::Word;
                is_and(at) || number || self.tagged(at, |sense| sense == Sense::Clock)
            })
    }

    /// The hour in front of a clock with which it begins a stretch of time.
    fn hour_before(&self, last: ClockTime) -> Option<ClockTime> {
        let at = last.at.checked_sub(2)?;
        let before = at.checked_sub(1)?;
        let hour = self.bare_hour(at)?;
        let since = self.tagged(before, |sense| sense == Sense::Since);
        let clock = self.tagged(before, |sense| matches!(sense, Sense::Clock | Sense::Hour));
        let joint = &self.tokens[at + 1];
        let until = matches!(joint.kind, TokenKind::Mark('-' | '–' | '—'))
            || self.tagged(at + 1, |sense| sense == Sense::Until);
        let and = self.tagged(at + 1, |sense| sense == Sense::And);
        let joins = (until || and) && (since || clock);
        // "From 11 to 2 p.m." begins in the other half of the day.
        let half_day = 12 * Stamp::HOUR;
        let later = i64::from(hour % 12) * Stamp::HOUR > last.seconds % half_day;
        let afternoon = last.afternoon.map(|afternoon| afternoon != later);
        let hour = afternoon.map_or(hour, |afternoon| of_half(hour, afternoon));
        joins.then_some(ClockTime {
            seconds: i64::from(hour) * Stamp::HOUR,
            at,
            hour_only: true,
            afternoon,
        })
    }

    /// The hour behind a clock with which it ends a stretch of time, in languages that set the word first.
    fn hour_behind(&self, first: ClockTime) -> Option<ClockTime> {
        let (mut at, endings) = self.skip_endings(first.at + 1);
        let since = endings.iter().any(|ending| self.ends_range(ending));
        let joint = self.tagged(at, |sense| {
            matches!(sense, Sense::Until | Sense::And | Sense::Link)
        });
        at += usize::from(joint);
        let hour = self.bare_hour(at)?;
        let (behind, endings) = self.skip_endings(at + 1);
        let until = self.tagged(behind, |sense| {
            matches!(sense, Sense::Until | Sense::Between)
        });
        let joins = (since && (until || !endings.is_empty())) || (joint && until);
        let alone = first.hour_only && first.afternoon.is_none();
        (alone && joins).then_some(ClockTime {
            seconds: i64::from(hour) * Stamp::HOUR,
            at,
            hour_only: true,
            afternoon: None,
        })
    }

    /// A number that can be an hour and tells of no other time.
    fn bare_hour(&self, at: usize) -> Option<u32> {
        let token = self.tokens.get(at)?;
        let known = self.time.from.iter().any(|range| range.contains(&at));
        let hour = token.number().filter(|hour| *hour <= 24 && !known);
        hour.filter(|_| token.folded.len() <= 2)
    }

    /// The endings a number has, and the token behind them.
    fn skip_endings(&self, mut at: usize) -> (usize, Vec<&str>) {
        let mut endings = Vec::new();
        let ending = |at: usize| {
            let token = self.tokens.get(at);
            token.filter(|token| token.kind == TokenKind::Ending)
        };
        loop {
            let apart = self.tokens.get(at).is_some_and(|mark| mark.glued);
            let found = ending(at).map(|found| (found, at + 1));
            let found = found.or_else(|| Some((ending(at + 1).filter(|_| apart)?, at + 2)));
            let Some((found, behind)) = found else {
                return (at, endings);
            };
            endings.push(&*found.folded);
            at = behind;
        }
    }

    /// "At 22 hours 15 minutes": the minutes, and the token behind them.
    fn minutes_in_words(&self, at: usize) -> Option<(u32, usize)> {
        let starts = at.checked_sub(1).is_some_and(|before| {
            self.tagged(before, |sense| {
                matches!(sense, Sense::Clock | Sense::Since | Sense::Until)
            })
        });
        let skip_stop = |at: usize| {
            let stop = self.tokens.get(at);
            at + usize::from(stop.is_some_and(|token| token.is_mark('.') && token.glued))
        };
        let hour = self.tagged(at + 1, |sense| sense == Sense::Hour);
        let minutes = skip_stop(at + 2);
        let number = self.tokens.get(minutes)?.number()?;
        let said = self.tagged(minutes + 1, |sense| sense == Sense::Minute);
        (starts && hour && said && number < 60).then(|| (number, skip_stop(minutes + 2)))
    }

    fn minutes_behind(&self, at: usize) -> Option<(u32, usize)> {
        if let Some(found) = self.minutes_in_words(at) {
            return Some(found);
        }
        let mark = self.tokens.get(at + 1)?;
        let minute = self.tokens.get(at + 2)?;
        let divides =
            matches!(mark.kind, TokenKind::Mark(':' | '.' | '։' | '․')) || mark.folded == "h";
        // "20 h 35", "15 Uhr 20": the word of the hour stands between, with blanks.
        let apart = mark.folded == "h"
            || (minute.folded.len() == 2 && self.tagged(at + 1, |sense| sense == Sense::Hour));
        let colon = (divides && mark.glued && minute.glued) || apart;
        let number = minute
            .number()
            .filter(|number| colon && *number < 60 && minute.folded.len() == 2)?;
        let dated = mark.is_mark('.')
            && self
                .tokens
                .get(at + 3)
                .is_some_and(|token| token.is_mark('.') && token.glued)
            && self
                .tokens
                .get(at + 4)
                .is_some_and(|token| token.number().is_some() && token.glued);
        (!dated).then_some((number, at + 3))
    }

    /// "a.m.", "pm", "утра" behind a clock.
    fn half_of_day(&self, at: usize) -> Option<(bool, usize)> {
        let dotted = |letter: &str| {
            let [first, dot, second] = self.tokens.get(at..at + 3)? else {
                return None;
            };
            (first.folded == letter && dot.is_mark('.') && second.folded == "m").then(|| {
                let stop = self
                    .tokens
                    .get(at + 3)
                    .is_some_and(|token| token.is_mark('.') && token.glued);
                at + 3 + usize::from(stop)
            })
        };
        if let Some(to) = dotted("a") {
            return Some((false, to));
        }
        if let Some(to) = dotted("p") {
            return Some((true, to));
        }
        let tag = self.tags.iter().find(|tag| {
            tag.from == at && matches!(tag.sense, Sense::Forenoon | Sense::Afternoon)
        })?;
        Some((tag.sense == Sense::Afternoon, tag.to))
    }

    /// The same with the word of the hour in between, and by what hours are called in the day and at night.
    fn half_of_hour(&self, at: usize, hour: u32) -> Option<(bool, usize)> {
        let word = self
            .tags
            .iter()
            .find(|tag| tag.from == at && tag.sense == Sense::Hour);
        let behind = word.map_or(at, |tag| tag.to);
        let half = self.half_of_day(at).or_else(|| self.half_of_day(behind));
        half.or_else(|| {
            let tag = self.tags.iter().find(|tag| {
                let of_day = match tag.sense {
                    Sense::Daytime => true,
                    Sense::Part(PartOfDay::Night) => word.is_some(),
                    _ => false,
                };
                tag.from == behind && of_day
            })?;
            let afternoon = match tag.sense {
                Sense::Daytime => hour == 12 || hour < 7,
                _ => (8..12).contains(&hour),
            };
            (hour <= 12).then_some((afternoon, tag.to))
        })
    }

    fn is_as_of(&self, at: usize) -> bool {
        self.tags
            .iter()
            .any(|tag| tag.sense == Sense::AsOf && tag.to <= at && at - tag.to <= 1)
    }

    fn is_clock_word_near(&self, at: usize, next: usize, hour_only: bool) -> bool {
        let clock = |sense: Sense| matches!(sense, Sense::Clock | Sense::Until | Sense::Since);
        let listed = at.checked_sub(1).is_some_and(|and| {
            let of_clock = self.clocks.last().is_some_and(|last| and - last.at <= 2);
            of_clock && self.tagged(and, |sense| sense == Sense::And)
        });
        let before = listed || at.checked_sub(1).is_some_and(|at| self.tagged(at, clock));
        let behind = self.tagged(next, |sense| sense == Sense::Clock);
        let counted = self.tagged(next, |sense| {
            matches!(
                sense,
                Sense::Times
                    | Sense::Shots
                    | Sense::Month(_)
                    | Sense::Soldier
                    | Sense::Civilian
                    | Sense::Year
                    | Sense::Wounded
                    | Sense::Killed
            )
        });
        let strong = |at: usize| self.tagged(at, |sense| sense == Sense::Hour);
        // "8-i saat 01:15": the word is that of the clock behind it.
        let of_next = matches!(self.tokens.get(next + 1..next + 4), Some([hour, mark, minute])
            if hour.number().is_some() && mark.is_mark(':') && mark.glued && minute.number().is_some());
        if hour_only {
            return ((strong(next) && !of_next) || at.checked_sub(1).is_some_and(strong))
                && !self.tagged(next, |sense| sense == Sense::Times);
        }
        // "More than 1100": a number of something, unless it has a colon.
        let many = at.checked_sub(2).is_some_and(|from| {
            let more = |sense| {
                matches!(
                    sense,
                    Sense::Inexact(Bound::MoreThan | Bound::AtLeast | Bound::LessThan)
                )
            };
            self.tagged(from, more) || self.tagged(from + 1, more)
        });
        (before || behind) && (!counted || strong(next)) && !many
    }

    /// A clock of Moscow or Greenwich beside one of the area says the same once more; alone it is
    /// some hours behind.
    fn merge_far_clocks(&mut self) {
        let far = self.tags.iter().filter_map(|tag| match tag.sense {
            Sense::Moscow => Some((tag.from, 1)),
            Sense::Greenwich => Some((tag.from, 4)),
            _ => None,
        });
        for (at, hours) in far.collect::<Vec<_>>() {
            let Some(nearest) = self.clocks.iter().rposition(|clock| clock.at < at) else {
                continue;
            };
            let apart = self.in_brackets(at) != self.in_brackets(self.clocks[nearest].at);
            if apart || (self.in_brackets(at) && nearest > 0) {
                continue;
            }
            self.clocks[nearest].seconds += hours * Stamp::HOUR;
        }
        // A clock in brackets behind another says the same once more.
        let again = |nth: usize, clocks: &[ClockTime]| {
            nth > 0 && self.in_brackets(clocks[nth].at) && clocks[nth].at - clocks[nth - 1].at < 9
        };
        let kept = (0..self.clocks.len()).filter(|nth| !again(*nth, &self.clocks));
        self.clocks = kept.map(|nth| self.clocks[nth]).collect();
    }

    fn in_brackets(&self, at: usize) -> bool {
        let from = at.saturating_sub(4);
        self.tokens[from..at].iter().any(Token::is_bracket_open)
    }
}

/// An hour of a clock of twelve as one of the day.
fn of_half(hour: u32, afternoon: bool) -> u32 {
    match (hour, afternoon) {
        (12, false) => 0,
        (1..=11, true) => hour + 12,
        _ => hour,
    }
}
