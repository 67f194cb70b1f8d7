//! Numbers in digits and in words, put together from their parts: "a hundred and five".

use std::ops::Range;

use super::{
    grammar::Phrases,
    token::{Token, TokenKind},
};
use crate::model::Amount;

/// What a word says of the number beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    About,
    AtLeast,
    MoreThan,
    AtMost,
    LessThan,
    /// It stands for a number itself, and none is known: "dozens".
    Vague,
}

impl Bound {
    /// The number with what is said of it.
    pub fn of(self, number: u32) -> Amount {
        self.amount().unwrap_or(Amount::About)(number)
    }

    /// What it makes of a number; `None` where it stands for one.
    pub fn amount(self) -> Option<fn(u32) -> Amount> {
        Some(match self {
            Self::About => Amount::About,
            Self::AtLeast => Amount::AtLeast,
            Self::MoreThan => Amount::MoreThan,
            Self::AtMost => Amount::AtMost,
            Self::LessThan => Amount::LessThan,
            Self::Vague => return None,
        })
    }
}

/// One part of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Part {
    value: u32,
    /// In digits.
    digits: bool,
    /// A word of joining stands before it.
    joined: bool,
    /// The token behind it.
    to: usize,
}

impl Phrases {
    /// The number that begins at a token, in digits or words, and the token behind it. `None` where
    /// a number goes on there that began before, or where its parts do not go together: a part of
    /// a number is never taken for the whole.
    pub fn number(&self, tokens: &[Token], at: usize) -> Option<(u32, usize)> {
        let (value, to) = self.number_from(tokens, at)?;
        let begins = !self.begins_before(tokens, at);
        Some((value.filter(|_| begins)?, to))
    }

    /// Whether a number that begins at a token is said in a word for about so many.
    pub fn is_rounded(&self, tokens: &[Token], at: usize) -> bool {
        let to = self.number_from(tokens, at).map_or(at, |(_, to)| to);
        (at..to).any(|at| self.rounded(tokens, at).is_some())
    }

    /// The parts of a number that begins at a token and is not understood.
    pub fn unread_number(&self, tokens: &[Token], at: usize) -> Option<Range<usize>> {
        let (value, to) = self.number_from(tokens, at)?;
        (value.is_none() && !self.begins_before(tokens, at)).then_some(at..to)
    }

    /// A number that begins before a token and goes on with it: where, and its value if its parts
    /// go together.
    pub fn number_over(&self, tokens: &[Token], at: usize) -> Option<(Option<u32>, Range<usize>)> {
        (at.saturating_sub(8)..at).find_map(|from| {
            let (value, to) = self.number_from(tokens, from)?;
            (to > at).then_some((value, from..to))
        })
    }

    /// The parts of one number from a token on, put together, and the token behind the last; no value
    /// where they do not go together.
    fn number_from(&self, tokens: &[Token], at: usize) -> Option<(Option<u32>, usize)> {
        if let Some((value, to)) = self.rounded(tokens, at) {
            return Some((Some(value), to));
        }
        let first = self.part(tokens, at, false)?;
        let mut parts = vec![first];
        let mut last = first;
        while let Some(next) = self.next_part(tokens, last) {
            parts.push(next);
            last = next;
        }
        let value = self.together(&parts);
        // "Two dozen."
        match self.rounded(tokens, last.to).filter(|_| !first.digits) {
            Some((each, to)) => Some((value.and_then(|value| value.checked_mul(each)), to)),
            None => Some((value, last.to)),
        }
    }

    fn part(&self, tokens: &[Token], at: usize, joined: bool) -> Option<Part> {
        let token = tokens.get(at)?;
        if let Some(value) = token.number() {
            let (value, to) = in_groups(tokens, at, value);
            return Some(Part {
                value,
                digits: true,
                joined,
                to,
            });
        }
        let value =
            (token.kind == TokenKind::Word).then(|| self.number_in_word(&token.folded))??;
        Some(Part {
            value,
            digits: false,
            joined,
            to: at + 1,
        })
    }

    /// The part that goes on with a number: right behind, behind a hyphen or a word of joining.
    fn next_part(&self, tokens: &[Token], last: Part) -> Option<Part> {
        let token = tokens.get(last.to)?;
        let joint =
            token.kind == TokenKind::Word && self.table().number_joints.contains(&&*token.folded);
        let skip = usize::from(joint || (token.is_mark('-') && !last.digits));
        let next = self.part(tokens, last.to + skip, joint)?;
        let counted = next.value == 100 || next.value == 1000;
        let words = match (last.digits, next.digits) {
            (_, true) => false,
            (true, false) => counted && !joint,
            // "Two and three" are two numbers, "a hundred and three" is one.
            (false, false) => !joint || self.adds(last.value, next.value),
        };
        words.then_some(next)
    }

    /// Whether a number that stands before a token goes on with it.
    fn begins_before(&self, tokens: &[Token], at: usize) -> bool {
        let Some(before) = at.checked_sub(1).map(|before| &tokens[before]) else {
            return false;
        };
        let joins = matches!(before.kind, TokenKind::Mark('-' | ',' | '.'))
            || self.table().number_joints.contains(&&*before.folded);
        // "Half a dozen" does not begin with its last word.
        let of_words = (at.saturating_sub(3)..at)
            .any(|from| (self.rounded(tokens, from)).is_some_and(|(_, to)| to > at));
        if !joins && !of_words && self.part(tokens, at - 1, false).is_none() {
            return false;
        }
        // No number has more parts and words between them.
        self.number_over(tokens, at).is_some()
    }

    /// Whether a smaller number is said behind a greater one to be added to it.
    fn adds(&self, greater: u32, smaller: u32) -> bool {
        match greater {
            0 => false,
            _ if greater.is_multiple_of(1000) => smaller < 1000,
            _ if greater.is_multiple_of(100) => smaller < 100,
            _ if greater % 100 == 10 => smaller < 10 && !self.has_word_for(10 + smaller),
            _ if greater.is_multiple_of(10) => smaller < 10,
            _ => false,
        }
    }

    fn together(&self, parts: &[Part]) -> Option<u32> {
        let mut whole = 0_u32;
        let mut below = parts[0].value;
        if below == 1000 {
            (whole, below) = (1000, 0);
        }
        for part in &parts[1..] {
            match part.value {
                1000 => {
                    if whole > 0 || part.joined {
                        return None;
                    }
                    (whole, below) = (below.checked_mul(1000)?, 0);
                }
                100 if (1..10).contains(&below) && !part.joined => below *= 100,
                value if below == 0 && whole > 0 => below = value,
                value if self.adds(below, value) => below += value,
                _ => return None,
            }
        }
        whole.checked_add(below)
    }

    /// A number written as one word: "twenty", "einundzwanzig", "քսանմեկ".
    fn number_in_word(&self, word: &str) -> Option<u32> {
        if let Some(number) = self.number_of(word) {
            return Some(number);
        }
        word.char_indices().skip(1).find_map(|(at, _)| {
            let (first, rest) = word.split_at(at);
            let first = self.whole_word(first)?;
            let joined = self.table().number_joints.iter();
            let mut joined = joined.filter_map(|joint| rest.strip_prefix(joint));
            // "Ein-und-zwanzig": the ones stand first.
            let ones_first = joined.find_map(|rest| self.whole_word(rest));
            if let Some(tens @ 20..100) = ones_first.filter(|_| (1..10).contains(&first)) {
                return (tens % 10 == 0).then_some(tens + first);
            }
            match (first, self.whole_word(rest)?) {
                (20..100, ones @ 1..10) if first % 10 == 0 => Some(first + ones),
                (3..10, 10) if !self.has_word_for(10 + first) => Some(10 + first),
                (1..10, 100) => Some(first * 100),
                _ => None,
            }
        })
    }
}

/// "1,200", "1.200": digits in groups of three are one number.
fn in_groups(tokens: &[Token], at: usize, first: u32) -> (u32, usize) {
    let (mut value, mut to) = (first, at + 1);
    if first == 0 || tokens[at].folded.len() > 3 {
        return (value, to);
    }
    while let Some([mark, group]) = tokens.get(to..to + 2)
        && (mark.is_mark(',') || mark.is_mark('.'))
        && mark.glued
        && group.glued
        && group.folded.len() == 3
        && let Some(next) = group.number()
        && let Some(more) = value
            .checked_mul(1000)
            .and_then(|value| value.checked_add(next))
    {
        (value, to) = (more, to + 2);
    }
    (value, to)
}
