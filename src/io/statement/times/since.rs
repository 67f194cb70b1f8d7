//! Stretches of time that run on from a day until the statement: "since 1 August".

use std::ops::Range;

use super::{NamedDay, TimeContext, TimeReader};
use crate::{
    io::statement::{
        grammar::{Sense, Tag, tags_within},
        token::{Token, TokenKind},
    },
    model::{Day, Moment, TimePrecision},
};

/// Whether the one day that a part of a sentence names is that from which it runs on.
pub fn runs_since(tokens: &[Token], tags: &[Tag], part: &Range<usize>) -> bool {
    let tags = tags_within(tags, part);
    let reader = TimeReader::new(&tokens[part.clone()], &tags, TimeContext::default());
    match &reader.days[..] {
        [one] => reader.is_since(one),
        _ => false,
    }
}

impl TimeReader<'_> {
    /// "Since the beginning of August": its first day.
    pub(super) fn start_of_month(&mut self, tag: &Tag) {
        let beside = |month: &&Tag| month.from == tag.to || month.to == tag.from;
        let mut months = self.tags.iter().filter(beside);
        let month = months.find_map(|tag| match tag.sense {
            Sense::Month(month) => Some((month, tag.from..tag.to)),
            _ => None,
        });
        if let Some((month, of)) = month {
            let day = self.day(None, month, 1);
            let range = tag.from.min(of.start)..tag.to.max(of.end);
            self.add_day(day, tag.from, range);
        }
    }

    /// "Since 1 August", "avqustun 1-dən": by the word before it, or by its ending.
    pub(super) fn is_since(&self, named: &NamedDay) -> bool {
        let mut ranges = self.time.from.iter();
        let date = ranges.find(|range| range.contains(&named.at));
        let date = date.cloned().unwrap_or(named.at..named.at + 1);
        let before = date.start.saturating_sub(2)..date.start;
        let word = before.into_iter().any(|at| {
            let since = self.tagged(at, |sense| sense == Sense::Since);
            let between = self.tagged(at, |sense| sense == Sense::Between);
            since && !between
        });
        let behind = date.start..(date.end + 2).min(self.tokens.len());
        let ending = self.tokens[behind]
            .iter()
            .any(|token| token.kind == TokenKind::Ending && self.ends_range(&token.folded));
        let start = self.tagged(named.at, |sense| {
            matches!(
                sense,
                Sense::FromStart | Sense::FromStartOfMonth | Sense::FromStartOfYear
            )
        });
        let clocked = !self.clocks.is_empty();
        (word || ending || start) && !clocked
    }

    /// From a day until the statement.
    pub(super) fn run_on(&mut self, day: Option<Day>) {
        self.time.runs = true;
        self.time.start = day.map(Moment::Day);
        let published = self.time_context.published;
        let until = published.filter(|published| day.is_some_and(|day| day < *published));
        self.time.end = until.map(Moment::Day);
        self.time.precision = match until {
            Some(_) => TimePrecision::Days,
            None => TimePrecision::Day,
        };
    }
}
