//! Looks at one sentence for who acts, what is counted, with what and with what losses.

mod actors;
mod answers;
mod counts;
mod losses;
mod mines;
mod replaced;
mod respective;
mod rounds;
mod untaken;

pub use replaced::Replaced;

use std::ops::Range;

use super::{
    grammar::{LanguageTable, Order, Phrases, Sense, Tag},
    token::{Token, TokenKind},
};
use crate::model::{Activity, Party, Weapon};

/// A sentence and the phrases found in it.
pub struct SentenceFacts<'a> {
    pub tokens: &'a [Token],
    pub tags: &'a [Tag],
    pub table: &'static LanguageTable,
}

impl SentenceFacts<'_> {
    pub fn has(&self, sense: Sense) -> bool {
        self.tags.iter().any(|tag| tag.sense == sense)
    }

    pub fn first(&self, wanted: impl Fn(Sense) -> bool) -> Option<Range<usize>> {
        let tag = self.tags.iter().find(|tag| wanted(tag.sense))?;
        Some(tag.from..tag.to)
    }

    pub fn tag<T>(&self, wanted: impl Fn(Sense) -> Option<T>) -> Option<(T, Range<usize>)> {
        self.tags
            .iter()
            .find_map(|tag| wanted(tag.sense).map(|value| (value, tag.from..tag.to)))
    }

    /// "Allegedly", unless it stands in front of what forces are called: "the so-called illegal groups".
    pub fn supposed(&self) -> Option<Range<usize>> {
        let supposed = self.tags.iter().find(|tag| {
            let forces =
                |sense| matches!(sense, Sense::Illegal | Sense::Side(Party::NagornoKarabakh));
            tag.sense == Sense::Supposedly && !self.near(tag.to, tag.to + 3, forces)
        })?;
        Some(supposed.from..supposed.to)
    }

    pub fn opens_quotation(&self) -> bool {
        let open = self
            .tokens
            .iter()
            .rposition(|token| matches!(token.kind, TokenKind::Mark('“' | '«' | '„')));
        let close = self
            .tokens
            .iter()
            .rposition(|token| matches!(token.kind, TokenKind::Mark('”' | '»')));
        let plain = self
            .tokens
            .iter()
            .filter(|token| token.is_mark('"'))
            .count();
        open.is_some_and(|open| close.is_none_or(|close| close < open)) || plain % 2 == 1
    }

    /// The area of the peacekeepers, by its name or as where they stay for a time.
    pub fn keepers_area(&self) -> Option<Range<usize>> {
        let named = self.tags.iter().find(|tag| {
            let beside = tag.from.saturating_sub(1)..tag.to + 1;
            let of_office = self.near(beside.start, beside.end, |sense| sense == Sense::Office);
            tag.sense == Sense::KeepersArea && !of_office
        });
        let named = named.map(|tag| tag.from..tag.to);
        named.or_else(|| {
            let temporary = self.first(|sense| sense == Sense::Temporary)?;
            let mut keepers = self.tags.iter().filter(|tag| tag.sense == Sense::Keepers);
            keepers
                .any(|tag| {
                    let apart = if tag.to <= temporary.start {
                        temporary.start - tag.to
                    } else {
                        tag.from.saturating_sub(temporary.end)
                    };
                    apart <= 8
                })
                .then_some(temporary)
        })
    }

    fn near(&self, from: usize, to: usize, wanted: impl Fn(Sense) -> bool) -> bool {
        self.tags
            .iter()
            .any(|tag| tag.from < to && from < tag.to && wanted(tag.sense))
    }

    /// The kind of fire. Plain fire gives way to what says more.
    pub fn fire(&self) -> Option<(Activity, Range<usize>)> {
        if self.tells_of_a_mine() {
            return None;
        }
        let fires = || {
            self.tags.iter().filter_map(|tag| match tag.sense {
                Sense::Fire(activity) => Some((activity, tag.from..tag.to)),
                _ => None,
            })
        };
        let wanted = [Activity::DroneStrike, Activity::Attack, Activity::Fire];
        let named = wanted
            .into_iter()
            .find_map(|activity| fires().find(|(found, _)| *found == activity));
        let case = || self.first(|sense| sense == Sense::OneCase);
        let breach = || {
            let breach = self.first(|sense| sense == Sense::Breach)?;
            self.has(Sense::Truce)
                .then_some((Activity::CeasefireViolation, breach))
        };
        named
            .or_else(|| fires().next())
            .or_else(breach)
            .or_else(|| self.counted_breach())
            .or_else(|| Some((Activity::CeasefireViolation, case()?)))
            .or_else(|| {
                let used = self.first(|sense| sense == Sense::Used)?;
                let armed = self.tags.iter();
                let armed = armed
                    .filter(|tag| match tag.sense {
                        Sense::Weapon(weapon) => weapon != Weapon::Quadcopter,
                        _ => false,
                    })
                    .count()
                    > 0;
                let placed = self.near(0, self.tokens.len(), |sense| {
                    matches!(sense, Sense::Noun(..) | Sense::Toward | Sense::Direction)
                });
                (armed && placed).then_some((Activity::Fire, used))
            })
    }

    /// "3 violations were recorded", with no word of what was violated.
    fn counted_breach(&self) -> Option<(Activity, Range<usize>)> {
        let phrases = Phrases::of(self.table);
        let is_times = |tag: &Tag| self.near(tag.from, tag.from + 1, |sense| sense == Sense::Times);
        let counted = |tag: &Tag| {
            (tag.from.saturating_sub(4)..tag.from).any(|at| {
                let number = phrases.number(self.tokens, at);
                number.is_some_and(|(number, end)| number > 0 && end == tag.from)
            })
        };
        let mut breaches = self.tags.iter().filter(|tag| tag.sense == Sense::Breach);
        let breach = breaches.find(|tag| is_times(tag) && counted(tag))?;
        Some((Activity::CeasefireViolation, breach.from..breach.to))
    }

    pub fn weapons(&self) -> Vec<(Weapon, Range<usize>)> {
        let mut weapons: Vec<(Weapon, Range<usize>)> = Vec::new();
        for tag in self.tags {
            if let Sense::Weapon(weapon) = tag.sense
                && weapons.iter().all(|(known, _)| *known != weapon)
            {
                weapons.push((weapon, tag.from..tag.to));
            }
        }
        weapons
    }

    /// Fire that is said not to have been opened: "did not open fire".
    pub fn denied_fire(&self) -> Option<Range<usize>> {
        self.fires().find_map(|fire| self.denial_of(fire))
    }

    /// Whether none of the fire in the sentence is said to have been opened.
    pub fn denies_all_fire(&self) -> bool {
        let mut fires = self.fires().peekable();
        fires.peek().is_some() && fires.all(|fire| self.denial_of(fire).is_some())
    }

    fn fires(&self) -> impl Iterator<Item = &Tag> {
        let truce = self.has(Sense::Truce);
        self.tags.iter().filter(move |tag| match tag.sense {
            Sense::Fire(activity) => matches!(
                activity,
                Activity::Fire | Activity::CeasefireViolation | Activity::Attack
            ),
            Sense::Breach => truce,
            _ => false,
        })
    }

    /// What says that fire was not opened: the form of its verb, or a "no" right beside it that does
    /// not belong to losses.
    fn denial_of(&self, fire: &Tag) -> Option<Range<usize>> {
        // One of several readings of the same words is enough.
        let same = |tag: &&Tag| (tag.from, tag.to) == (fire.from, fire.to);
        if self.tags.iter().filter(same).any(|tag| tag.negated) {
            return Some(fire.from..fire.to);
        }
        let of_losses = |sense: Sense| {
            matches!(
                sense,
                Sense::NoLosses | Sense::Casualty | Sense::Killed | Sense::Wounded
            )
        };
        let nots = self.tags.iter().filter(|tag| {
            tag.sense == Sense::Not
                && !self.near(tag.from, tag.to, |it| it == Sense::NoLosses)
                && !self.is_of_number(tag)
        });
        let found = nots.into_iter().find(|not| {
            let between = match self.table.order {
                Order::Before if not.to <= fire.from => not.to..fire.from,
                Order::After if not.to <= fire.from => not.to..fire.from,
                Order::After if fire.sense == Sense::Breach && not.from < fire.to => return false,
                Order::After => fire.to..not.from.max(fire.to),
                // "Not observed" is a breach.
                Order::Before => {
                    let inside = not.from >= fire.from && not.to <= fire.to;
                    return inside && fire.sense != Sense::Breach;
                }
            };
            between.len() <= 2
                && !self.tokens[between.clone()]
                    .iter()
                    .any(|token| token.is_mark(','))
                && !self.near(between.start, between.end, of_losses)
        });
        found.map(|not| fire.from.min(not.from)..fire.to.max(not.to))
    }

    /// "If the enemy opens fire": all fire stands behind a word that says it only may be.
    pub fn is_condition(&self) -> bool {
        let condition = self.first(|sense| sense == Sense::If);
        let mut fires = self.fires().peekable();
        let some = fires.peek().is_some();
        condition.is_some_and(|condition| some && fires.all(|fire| fire.to > condition.start))
    }
}
