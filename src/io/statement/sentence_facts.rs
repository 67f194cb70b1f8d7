//! Looks at one sentence for who acts, what is counted, with what and with what losses.

mod actors;
mod counts;
mod losses;

use std::ops::Range;

use super::{
    grammar::{LanguageTable, Order, Sense, Tag},
    token::{Token, TokenKind},
};
use crate::model::{Activity, Weapon};

/// A sentence and the phrases found in it.
pub struct SentenceFacts<'a> {
    pub tokens: &'a [Token],
    pub tags: &'a [Tag],
    pub table: &'a LanguageTable,
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
            .or_else(|| Some((Activity::CeasefireViolation, case()?)))
            .or_else(|| {
                let used = self.first(|sense| sense == Sense::Used)?;
                let armed = self.tags.iter();
                let armed = armed
                    .filter(|tag| matches!(tag.sense, Sense::Weapon(_)))
                    .count()
                    > 0;
                let placed = self.near(0, self.tokens.len(), |sense| {
                    matches!(sense, Sense::Noun(..) | Sense::Toward | Sense::Direction)
                });
                (armed && placed).then_some((Activity::Fire, used))
            })
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

    /// A "no" right beside fire: "did not open fire".
    pub fn denied_fire(&self) -> Option<Range<usize>> {
        let fires = self.tags.iter().filter(|tag| {
            matches!(
                tag.sense,
                Sense::Fire(Activity::Fire | Activity::CeasefireViolation | Activity::Attack)
            )
        });
        let nots = || self.tags.iter().filter(|tag| tag.sense == Sense::Not);
        let mut pairs = fires.flat_map(|fire| nots().map(move |not| (fire, not)));
        let found = pairs.find(|(fire, not)| {
            let between = match self.table.order {
                Order::Before if not.to <= fire.from => not.to..fire.from,
                Order::After if not.to <= fire.from => not.to..fire.from,
                Order::After => fire.to..not.from.max(fire.to),
                Order::Before => return not.from >= fire.from && not.to <= fire.to,
            };
            between.len() <= 2 && !self.tokens[between].iter().any(|token| token.is_mark(','))
        });
        found.map(|(fire, not)| fire.from.min(not.from)..fire.to.max(not.to))
    }
}
