//! Numbers in a sentence that no field of a claim holds: they are told.

use std::ops::Range;

use super::SentenceFacts;
use crate::{
    io::statement::{
        clauses::{Count, Losses, Untaken},
        grammar::{Phrases, Sense},
        times::Time,
        token::TokenKind,
    },
    model::Amount,
};

impl SentenceFacts<'_> {
    /// Numbers of people beside the one that was taken, losses of another side, numbers of shells beside the first
    /// of them, and how many aircraft, animals and the like.
    pub fn untaken(
        &self,
        phrases: &Phrases,
        time: &Time,
        (count, losses): (&Count, &Losses),
        rounds: &[(Amount, Range<usize>)],
    ) -> Vec<(Range<usize>, Untaken)> {
        let further = rounds.iter().skip(1);
        let mut found: Vec<_> = further
            .map(|(_, range)| (range.clone(), Untaken::Rounds))
            .collect();
        let has_losses = losses.killed.is_some() || losses.wounded.is_some();
        // Each is taken from one place: "one policeman and one journalist" are two numbers.
        let taken = [losses.killed, losses.wounded].into_iter().flatten();
        let mut taken: Vec<u32> = taken.map(|of| of.number()).collect();
        let mut at = 0;
        while at < self.tokens.len() {
            let Some((number, end)) = phrases.number(self.tokens, at) else {
                at += 1;
                continue;
            };
            let is_known = time
                .from
                .iter()
                .chain(&count.tokens)
                .chain(rounds.iter().map(|(_, range)| range))
                .any(|of| of.contains(&at));
            // "RPG-7 grenade launchers", and an article that belongs to another word.
            let of_name = at > 0 && self.tokens[at - 1].is_mark('-');
            let article = number == 1 && self.table.fillers.contains(&&*self.tokens[at].folded);
            let room = if article { 1 } else { 3 };
            let counted = self.counted_behind(end, room).filter(|_| !of_name);
            let taken_here = taken.iter().position(|of| *of == number);
            let what = match counted {
                Some(Sense::NoPeople) => Some(Untaken::Things),
                Some(_) if losses.of_other_side.is_some() => None,
                Some(_) if has_losses && taken_here.is_none() => Some(Untaken::People),
                _ => None,
            };
            if let Some(nth) = taken_here {
                taken.swap_remove(nth);
            }
            found.extend(what.filter(|_| !is_known).map(|what| (at..end, what)));
            at = end.max(at + 1);
        }
        let of_other_side = losses.of_other_side.clone();
        found.extend(of_other_side.map(|range| (range, Untaken::OtherSide)));
        let among = losses.among_wounded.clone();
        found.extend(among.map(|range| (range, Untaken::Among)));
        let either = losses.either.clone();
        found.extend(either.map(|range| (range, Untaken::Either)));
        found
    }

    /// People or things that stand right behind a number.
    fn counted_behind(&self, end: usize, room: usize) -> Option<Sense> {
        let behind = end..(end + room).min(self.tokens.len());
        let mut behind = behind.take_while(|at| {
            self.tokens[*at].kind == TokenKind::Word
                && !self.near(*at, at + 1, |sense| sense == Sense::And)
        });
        behind.find_map(|at| {
            // A grenade launcher is no grenade.
            let of_weapon = self.tags.iter().any(|tag| {
                matches!(tag.sense, Sense::Weapon(_)) && tag.from <= at && at + 1 < tag.to
            });
            let mut here = self.tags.iter().filter(|tag| tag.from == at && !of_weapon);
            here.find_map(|tag| match tag.sense {
                Sense::NoPeople | Sense::Soldier | Sense::Civilian | Sense::Person(_) => {
                    Some(tag.sense)
                }
                _ => None,
            })
        })
    }
}
