//! Numbers said one after another, for places named one after another: "3, 4 and 5 times respectively".

use std::ops::Range;

use super::SentenceFacts;
use crate::{
    io::statement::{
        clauses::{Count, Cue},
        grammar::{Phrases, Sense},
        sites::Placed,
        times::Time,
        token::TokenKind,
    },
    model::Amount,
};

/// A number of this size is a year.
const YEARS: Range<u32> = 1900..2100;

impl SentenceFacts<'_> {
    /// As many numbers as places, where a word says that each is of the place at its turn.
    pub(super) fn each_in_turn(
        &self,
        phrases: &Phrases,
        places: &[(Placed, Option<Cue>)],
        time: &Time,
    ) -> Option<Vec<(Amount, usize)>> {
        let numbers = self.numbers_in_turn(phrases, time)?;
        (numbers.len() > 1 && numbers.len() == places.len()).then_some(numbers)
    }

    /// The numbers that are said one after another, where a word says that each is of another at its turn.
    pub fn numbers_in_turn(&self, phrases: &Phrases, time: &Time) -> Option<Vec<(Amount, usize)>> {
        self.first(|sense| sense == Sense::Respectively)?;
        let mut lists = (0..self.tokens.len()).map(|at| self.number_list(phrases, at, time, true));
        Some(lists.find(|list| list.len() > 1).unwrap_or_default())
    }

    /// Of numbers said one after another none is that of all places.
    pub fn unless_listed(&self, phrases: &Phrases, time: &Time, count: Count) -> Count {
        let stated = matches!(count.number, Some(number) if !matches!(number, Amount::Between(..)));
        let Some(tokens) = count.tokens.clone().filter(|_| stated) else {
            return count;
        };
        let in_turn = self.has(Sense::Respectively);
        let before = tokens.start.saturating_sub(16)..=tokens.start;
        let listed = before.into_iter().find(|at| {
            let list = self.number_list(phrases, *at, time, in_turn);
            list.len() > 1 && list.iter().any(|(_, at)| tokens.contains(at))
        });
        match listed {
            Some(from) => Count {
                unread: Some(from..tokens.end),
                ..Count::default()
            },
            None => count,
        }
    }

    /// The numbers from a token on with nothing but commas and words of joining between them; `counted`: or
    /// words for what is counted. Each with the token it begins with.
    fn number_list(
        &self,
        phrases: &Phrases,
        mut at: usize,
        time: &Time,
        counted: bool,
    ) -> Vec<(Amount, usize)> {
        let mut list = Vec::new();
        let tagged = |at: usize, wanted: &dyn Fn(Sense) -> bool| self.near(at, at + 1, wanted);
        while let Some((number, to)) = self.number_or_times(phrases, at) {
            let of_time = time.from.iter().any(|range| range.contains(&at));
            if of_time || number == 0 || YEARS.contains(&number) || self.counts_else(to) {
                return Vec::new();
            }
            list.push((self.stated(phrases, (number, at), to..to + 2), at));
            let mut next = to;
            let goes_on = |at: usize| {
                let Some(token) = self.tokens.get(at) else {
                    return false;
                };
                token.kind == TokenKind::Ending
                    || (token.is_mark('.') && token.glued)
                    || (counted && tagged(at, &|sense| sense == Sense::Times))
            };
            while goes_on(next) {
                next += 1;
            }
            let joins = |at: usize| {
                let token = self.tokens.get(at);
                token.is_some_and(|token| token.is_mark(','))
                    || tagged(at, &|sense| {
                        matches!(sense, Sense::And | Sense::Respectively)
                    })
            };
            let joint = next;
            while joins(next) || (next > joint && goes_on(next)) {
                next += 1;
            }
            if next == joint {
                break;
            }
            at = next;
        }
        list
    }
}
