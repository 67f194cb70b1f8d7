//! How many shells, shots or rounds a sentence tells of.

use std::ops::Range;

use super::SentenceFacts;
use crate::{
    io::statement::{
        grammar::{Phrases, Sense},
        times::Time,
        token::TokenKind,
    },
    model::Amount,
};

impl SentenceFacts<'_> {
    /// The numbers of shells, shots or rounds in a sentence of fire, each with its words, in their order.
    pub fn rounds(&self, phrases: &Phrases, time: &Time) -> Vec<(Amount, Range<usize>)> {
        if !self.fire().is_some_and(|(fire, _)| fire.is_fire()) {
            return Vec::new();
        }
        let mut found: Vec<(Amount, Range<usize>)> = Vec::new();
        let mut at = 0;
        while at < self.tokens.len() {
            let Some((number, end)) = phrases.number(self.tokens, at) else {
                at += 1;
                continue;
            };
            let of_time = time.from.iter().any(|of| of.contains(&at));
            // "RPG-7 grenades", and "a shell", which may stand for any number of them.
            let of_name = at > 0 && self.tokens[at - 1].is_mark('-') && self.tokens[at].glued;
            let is_article = number == 1 && self.table.fillers.contains(&&*self.tokens[at].folded);
            if let Some(to) = self
                .rounds_behind(phrases, end)
                .filter(|_| !of_time && !of_name && !is_article)
            {
                let amount = self.stated(phrases, (number, at), end..end + 3);
                match found.last_mut() {
                    // "10 to 15 shells" is one number.
                    Some((known, range)) if *known == amount && range.end > at => range.end = to,
                    _ => found.push((amount, at..to)),
                }
            }
            at = end.max(at + 1);
        }
        found
    }

    /// The token behind the word for what was fired, where the number before `from` counts it.
    fn rounds_behind(&self, phrases: &Phrases, from: usize) -> Option<usize> {
        let mut plain = 0;
        let mut at = from;
        while at < self.tokens.len() && at < from + 7 {
            if let Some(tag) = self.rounds_at(at) {
                return Some(tag);
            }
            let token = &self.tokens[at];
            let here = |sense: fn(Sense) -> bool| self.near(at, at + 1, sense);
            // "6 82-mm shells": the calibre of what is counted.
            if let Some(end) = self.calibre(phrases, at) {
                at = end;
                continue;
            }
            let of_ending = self
                .tokens
                .get(at + 1)
                .is_some_and(|next| next.kind == TokenKind::Ending);
            let goes_on = match token.kind {
                TokenKind::Ending => true,
                TokenKind::Mark(mark) => matches!(mark, '-' | '’' | '\'') && of_ending,
                TokenKind::Number => false,
                TokenKind::Word => {
                    let says_more = here(|sense| {
                        matches!(
                            sense,
                            Sense::Weapon(_)
                                | Sense::Inexact(_)
                                | Sense::InexactBehind(_)
                                | Sense::Fire(_)
                                | Sense::NoPeople
                        )
                    });
                    let is_plain = !self.near(at, at + 1, |_| true) && !token.capital;
                    plain += u32::from(is_plain);
                    says_more || (is_plain && plain <= 2)
                }
            };
            if !goes_on {
                return None;
            }
            at += 1;
        }
        None
    }

    /// The token behind a word for what was fired that begins at one. A grenade launcher is no grenade.
    fn rounds_at(&self, at: usize) -> Option<usize> {
        let mut here = self.tags.iter().filter(|tag| tag.from == at);
        let found = here.find(|tag| tag.sense == Sense::Rounds)?;
        let of_weapon = self
            .tags
            .iter()
            .any(|tag| matches!(tag.sense, Sense::Weapon(_)) && tag.from <= at && at + 1 < tag.to);
        (!of_weapon).then_some(found.to)
    }

    /// The token behind "82-mm", "of 122 mm".
    fn calibre(&self, phrases: &Phrases, at: usize) -> Option<usize> {
        let (_, end) = phrases.number(self.tokens, at)?;
        let hyphen = self.tokens.get(end).is_some_and(|token| token.is_mark('-'));
        let unit = end + usize::from(hyphen);
        let is_unit = |sense| sense == Sense::Shots;
        let of_length = self.near(unit, unit + 1, is_unit) && self.rounds_at(unit).is_none();
        of_length.then_some(unit + 1)
    }
}
