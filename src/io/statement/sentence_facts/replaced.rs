//! Numbers that are said not to be right, beside those that are: "not 5 but 3 times".

use std::ops::Range;

use super::SentenceFacts;
use crate::io::statement::{
    grammar::{Order, Phrases, Sense, Tag},
    times::Time,
    token::{Token, TokenKind},
};

/// A number that another takes the place of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replaced {
    pub number: u32,
    pub tokens: Range<usize>,
    /// The one that is right, and the token it begins with, where it stands beside the other.
    pub right: Option<(u32, usize)>,
}

/// So many tokens may stand between the two numbers.
const NEAR: usize = 4;

impl SentenceFacts<'_> {
    /// The first number of incidents that is said not to be right.
    pub fn replaced(&self, phrases: &Phrases, time: &Time) -> Option<Replaced> {
        let mut marks = self.tags.iter().filter(|tag| tag.sense == Sense::InsteadOf);
        marks.find_map(|mark| {
            let (number, tokens) = self.wrong_number(phrases, mark)?;
            let right = self.opposed(
                phrases,
                number,
                mark.from.min(tokens.start)..mark.to.max(tokens.end),
            );
            let of_time = |at: usize| time.from.iter().any(|range| range.contains(&at));
            let counted = self.near(tokens.end, tokens.end + 1, |sense| sense == Sense::Times);
            let else_counted = [Some(tokens.end), right.map(|(_, at, _)| at)]
                .into_iter()
                .flatten()
                .any(|end| self.counts_else(end));
            let told = (right.is_some() || counted) && !else_counted && !of_time(tokens.start);
            told.then(|| Replaced {
                number,
                tokens,
                right: right.map(|(right, _, from)| (right, from)),
            })
        })
    }

    /// Whether a word of denial belongs to a number alone.
    pub(super) fn is_of_number(&self, not: &Tag) -> bool {
        let phrases = Phrases::of(self.table);
        let mut marks = self.tags.iter().filter(|tag| tag.sense == Sense::InsteadOf);
        marks.any(|mark| {
            mark.from < not.to && not.from < mark.to && self.wrong_number(phrases, mark).is_some()
        })
    }

    /// The number right behind a word that says that it is not the right one; before it, where the language has it so.
    fn wrong_number(&self, phrases: &Phrases, mark: &Tag) -> Option<(u32, Range<usize>)> {
        let behind = phrases.number(self.tokens, mark.to);
        if let Some((number, to)) = behind {
            return Some((number, mark.to..to));
        }
        if self.table.order == Order::Before {
            return None;
        }
        (mark.from.saturating_sub(3)..mark.from).find_map(|at| {
            let (number, to) = phrases.number(self.tokens, at)?;
            (to == mark.from).then_some((number, at..to))
        })
    }

    /// The other number beside one: which, the token behind it, and the one it begins with.
    fn opposed(
        &self,
        phrases: &Phrases,
        number: u32,
        of: Range<usize>,
    ) -> Option<(u32, usize, usize)> {
        let plain = |mut between: Range<usize>| {
            between.all(|at| {
                let token = &self.tokens[at];
                let stops = token.is_mark(';') || (token.capital && has_case(token));
                !stops
                    && !self.near(at, at + 1, |sense| {
                        !matches!(
                            sense,
                            Sense::Times
                                | Sense::TimesWord(_)
                                | Sense::And
                                | Sense::But
                                | Sense::InsteadOf
                                | Sense::Link
                        )
                    })
            })
        };
        let behind = (of.end..of.end + NEAR).find_map(|at| {
            let (other, to) = phrases.number(self.tokens, at)?;
            (other != number && plain(of.end..at)).then_some((other, to, at))
        });
        behind.or_else(|| {
            (of.start.saturating_sub(NEAR)..of.start).find_map(|at| {
                let (other, to) = phrases.number(self.tokens, at)?;
                (to <= of.start && other != number && plain(to..of.start))
                    .then_some((other, to, at))
            })
        })
    }
}

/// Whether a token is a word of a script with small letters and capitals.
fn has_case(token: &Token) -> bool {
    let letter = token.folded.chars().next();
    token.kind == TokenKind::Word && letter.is_some_and(char::is_lowercase)
}
