//! Dates of a month by its name: "7 August", "August 7", "7, 8 and 10 August".

use std::ops::Range;

use super::{NamedDay, TimeReader};
use crate::{
    io::statement::{
        grammar::{Sense, Tag},
        token::{Token, TokenKind},
    },
    model::Day,
};

impl TimeReader<'_> {
    pub(super) fn day_of_month(&mut self, tag: &Tag, month: i8) {
        // "Of the month of March, the 1st."
        let named_month = self.tagged(tag.to, |sense| sense == Sense::MonthWord);
        let behind = self.skip_marks(tag.to + usize::from(named_month));
        let year_behind = self.year_at(behind).map(|(year, _)| year);
        let before = self.number_before(tag.from);
        if let Some((number, at)) = before {
            let year = year_behind;
            // "22 and 23 February", "the night of 22 to 23 February".
            let mut behind = at;
            for (first, first_at) in self.linked_numbers_before(at) {
                let day = self.day(year, month, first);
                self.add_day(day, first_at, first_at..behind);
                behind = first_at;
            }
            let day = self.day(year, month, number);
            let to = if year.is_some() { behind + 1 } else { tag.to };
            self.add_day(day, at, at..to);
            return;
        }
        let Some(number) = self.tokens.get(behind).and_then(day_number) else {
            return;
        };
        let mut next = behind + 1;
        while self.tokens.get(next).is_some_and(|token| {
            // "August 6-7" goes on with another day.
            let hangs = self.tokens.get(next + 1).and_then(day_number).is_none();
            token.kind == TokenKind::Ending || (token.is_mark('-') && hangs)
        }) || (self.tokens.get(next).is_some_and(|token| token.glued)
            && self.tagged(next, |sense| sense == Sense::Link))
        {
            next += 1;
        }
        let year = self
            .year_at(self.skip_marks(next))
            .or_else(|| self.year_before(tag.from));
        let to = year.map_or(next, |(_, at)| next.max(at + 1));
        let day = self.day(year.map(|(year, _)| year), month, number);
        self.add_day(day, tag.from, tag.from..to);
        // "March 3-5", "March 3 and 4".
        for (number, at) in self.linked_numbers_behind(next) {
            let day = self.day(year.map(|(year, _)| year), month, number);
            self.add_day(day, at, at..at + 1);
        }
    }

    fn skip_marks(&self, mut at: usize) -> usize {
        while self.tokens.get(at).is_some_and(|token| {
            token.is_mark(',')
                || token.kind == TokenKind::Ending
                || token.is_mark('-')
                || (token.is_mark('.') && token.glued)
        }) {
            at += 1;
        }
        at
    }

    pub fn year_at(&self, at: usize) -> Option<(i16, usize)> {
        let year = self.tokens.get(at)?.number()?;
        let clock = self
            .tokens
            .get(at + 1)
            .is_some_and(|token| token.is_mark(':'));
        ((1988..2100).contains(&year) && !clock).then_some((year as i16, at))
    }

    fn year_before(&self, from: usize) -> Option<(i16, usize)> {
        // "2022-ci il yanvarın 8-də"
        let from_year = (from.saturating_sub(4)..from).find_map(|at| self.year_at(at));
        let said =
            (from.saturating_sub(3)..from).any(|at| self.tagged(at, |sense| sense == Sense::Year));
        from_year.filter(|_| said).map(|(year, _)| (year, 0))
    }

    fn number_before(&self, from: usize) -> Option<(u32, usize)> {
        let mut at = from.checked_sub(1)?;
        while matches!(self.tokens[at].kind, TokenKind::Ending)
            || self.tokens[at].is_mark('-')
            || self.tokens[at].is_mark('.')
            || self.tagged(at, |sense| sense == Sense::Link)
        {
            at = at.checked_sub(1)?;
        }
        // The minutes of a clock are no day.
        let minutes = at > 1 && self.tokens[at].glued && self.tokens[at - 1].is_mark(':');
        // "August 1 and August 7": the number has a month of its own in front of it.
        let other = at > 0 && self.tagged(at - 1, |sense| matches!(sense, Sense::Month(_)));
        let number = day_number(&self.tokens[at]).filter(|_| !minutes && !other)?;
        Some((number, at))
    }

    /// The days in front of the last of several: "7, 8 and 10 August", nearest first.
    fn linked_numbers_before(&self, at: usize) -> Vec<(u32, usize)> {
        let mut found: Vec<(u32, usize)> = self.linked_number_before(at).into_iter().collect();
        let listed = |from: usize, to: usize| {
            (from..to).any(|at| self.tagged(at, |sense| sense == Sense::And))
        };
        while let Some((_, first)) = found.last().copied()
            && listed(first, at)
            && let Some(number_at) = first.checked_sub(2)
            && self.tokens[first - 1].is_mark(',')
            && let Some(number) = day_number(&self.tokens[number_at])
            && !self.is_of_other(number_at)
        {
            found.push((number, number_at));
        }
        found
    }

    /// Whether a number is the end of another date, or of a clock.
    fn is_of_other(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else {
            return false;
        };
        let minutes = self.tokens[at].glued && self.tokens[before].is_mark(':');
        minutes || self.tagged(before, |sense| matches!(sense, Sense::Month(_)))
    }

    /// The first of two days of a month: "22 and 23 February", "from the 9th until the 10th of May".
    fn linked_number_before(&self, at: usize) -> Option<(u32, usize)> {
        let links = |at: usize| {
            let token = &self.tokens[at];
            token.is_mark('-')
                || token.is_mark('–')
                || self.tagged(at, |sense| {
                    matches!(sense, Sense::And | Sense::Link | Sense::Until)
                })
        };
        let slack = |at: usize| {
            let token = &self.tokens[at];
            token.kind == TokenKind::Ending
                || token.is_mark('-')
                || (token.is_mark('.') && token.glued)
                || self.tagged(at, |sense| {
                    matches!(
                        sense,
                        Sense::Part(_) | Sense::Link | Sense::And | Sense::Until | Sense::Clock
                    )
                })
        };
        let mut before = at;
        let mut linked = false;
        while before > 0 && at - before < 6 && (links(before - 1) || slack(before - 1)) {
            before -= 1;
            linked |= links(before);
        }
        let before = before.checked_sub(1).filter(|_| linked)?;
        let number = day_number(&self.tokens[before])?;
        // "4 on 3 August": what says no more than where the second stands joins the days of one night alone.
        let joined = (before + 1..at).any(|at| {
            let dash = self.tokens[at].is_mark('-') || self.tokens[at].is_mark('–');
            dash || self.tagged(at, |sense| matches!(sense, Sense::And | Sense::Until))
        });
        let night = self.tokens[at].number() == Some(number + 1) || number >= 28;
        if !joined && !night {
            return None;
        }
        // "January 28 to February 3": the first has a month of its own in front of it.
        if before > 0 && self.tagged(before - 1, |sense| matches!(sense, Sense::Month(_))) {
            return None;
        }
        let minutes =
            before > 0 && self.tokens[before].glued && self.tokens[before - 1].is_mark(':');
        (!minutes).then_some((number, before))
    }

    /// The days behind the first of several: "August 7, 8 and 10".
    fn linked_numbers_behind(&self, from: usize) -> Vec<(u32, usize)> {
        let mut found = Vec::new();
        let mut at = from;
        while let Some([comma, number]) = self.tokens.get(at..at + 2)
            && comma.is_mark(',')
            && let Some(day) = day_number(number)
        {
            found.push((day, at + 1));
            at += 2;
        }
        let last = self.linked_number_behind(at);
        if last.is_none() {
            found.clear();
        }
        found.extend(last);
        found
    }

    fn linked_number_behind(&self, at: usize) -> Option<(u32, usize)> {
        let token = self.tokens.get(at)?;
        let dash = token.is_mark('-') || token.is_mark('–');
        let links = dash || self.tagged(at, |sense| matches!(sense, Sense::And | Sense::Until));
        let number = self
            .tokens
            .get(at + 1)
            .and_then(day_number)
            .filter(|_| links)?;
        let next = self.tokens.get(at + 2);
        let other =
            next.is_some_and(|token| token.is_mark(':') || (token.is_mark('.') && token.glued));
        let counted = self.tagged(at + 2, |sense| {
            matches!(
                sense,
                Sense::Times | Sense::Month(_) | Sense::Soldier | Sense::Shots | Sense::Civilian
            )
        });
        (!other && !counted).then_some((number, at + 1))
    }

    /// The day of that date: of the year that is stated, else of the one that makes it the last
    /// before publication. Without either the year is not known, and neither is the day.
    pub(super) fn day(&self, year: Option<i16>, month: i8, day: u32) -> Option<Day> {
        let day = day as i8;
        if let Some(year) = year {
            return Day::from_ymd(year, month, day);
        }
        let published = self.time_context.published?;
        let this_year = published.date().year();
        let same = Day::from_ymd(this_year, month, day);
        // A bulletin may be dated a day or two ahead of what the page says.
        match same.filter(|day| *day <= published.plus(2)) {
            Some(day) => Some(day),
            None => Day::from_ymd(this_year - 1, month, day),
        }
    }

    /// "In July": a month of which no day is named.
    pub(super) fn names_month_alone(&self) -> bool {
        let lone = |tag: &Tag| {
            let numbered = |at: usize| self.tokens.get(at).is_some_and(|it| it.number().is_some());
            let beside = self.skip_marks(tag.to);
            let before = self.number_before(tag.from).is_some();
            // "May" is no month unless a small word says so.
            let word = tag.from.checked_sub(1).is_some_and(|at| {
                self.tagged(at, |sense| matches!(sense, Sense::Link | Sense::Clock))
            });
            let named = word || self.tagged(tag.to, |sense| sense == Sense::MonthWord);
            named && !before && !numbered(beside)
        };
        let mut months = self
            .tags
            .iter()
            .filter(|tag| matches!(tag.sense, Sense::Month(_)));
        months.any(lone)
    }

    /// Whether the days are several and not all those between the first and the last: "7 and 9 August".
    pub(super) fn are_apart(&self, days: &[NamedDay]) -> bool {
        let mut known: Vec<Day> = days.iter().filter_map(|named| named.day).collect();
        known.sort();
        known.dedup();
        let follow = known.windows(2).all(|pair| pair[1] == pair[0].plus(1));
        !follow && !self.is_span(days)
    }

    /// Whether the first and the last are the ends of a span: "from 5 to 7 August".
    pub(super) fn is_span(&self, days: &[NamedDay]) -> bool {
        let (Some(first), Some(last)) = (days.first(), days.last()) else {
            return false;
        };
        let is_dash = |at: usize| {
            let hangs = self.tokens.get(at + 1).map(|next| next.kind) == Some(TokenKind::Ending);
            matches!(self.tokens[at].kind, TokenKind::Mark('-' | '–' | '—')) && !hangs
        };
        let until = |at: usize| self.tagged(at, |sense| sense == Sense::Until);
        let opens =
            |at: usize| self.tagged(at, |sense| matches!(sense, Sense::Since | Sense::Between));
        let near = |at: usize, tokens: usize| at.saturating_sub(tokens)..at;
        let behind = last.at..(last.at + 5).min(self.tokens.len());
        let ending = self.tokens[first.at..last.at]
            .iter()
            .any(|token| token.kind == TokenKind::Ending && self.ends_range(&token.folded));
        near(last.at, 1).any(|at| at > first.at && is_dash(at))
            || near(last.at, 3).any(|at| at > first.at && until(at))
            || near(first.at, 3).any(opens)
            || behind.into_iter().any(until)
            || ending
    }
}

fn day_number(token: &Token) -> Option<u32> {
    token
        .number()
        .filter(|number| (1..=31).contains(number) && token.folded.len() <= 2)
}

/// Whether a number between two tokens is the day of a month, or a year.
pub fn is_of_date(tokens: &[Token], tags: &[Tag], number: Range<usize>) -> bool {
    let tagged = |at: usize, wanted: &dyn Fn(Sense) -> bool| {
        let mut tags = tags.iter();
        tags.any(|tag| tag.from <= at && at < tag.to && wanted(tag.sense))
    };
    let month = |at: usize| tagged(at, &|sense| matches!(sense, Sense::Month(_)));
    let slack = |at: &usize| {
        let token = &tokens[*at];
        token.kind == TokenKind::Ending
            || matches!(token.kind, TokenKind::Mark('.' | '-'))
            || tagged(*at, &|sense| sense == Sense::Link)
    };
    let year = tokens.get(number.start).and_then(Token::number);
    let year = year.is_some_and(|year| (1900..2100).contains(&year));
    let behind = (number.end..tokens.len()).find(|at| !slack(at));
    // "5 on August 6": the day stands behind its month.
    let linked = behind.is_some_and(|behind| behind == number.end + 1);
    let day = behind
        .and_then(|behind| tokens.get(behind + 1))
        .and_then(day_number);
    let of_month = behind.is_some_and(month) && !(linked && day.is_some());
    year || of_month || (number.start > 0 && month(number.start - 1))
}
