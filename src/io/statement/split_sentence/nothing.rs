//! Where what happened at one place stands beside the word that nothing did at another.

use std::ops::Range;

use super::tagged;
use crate::io::statement::{
    grammar::{Order, Phrases, Sense, Tag},
    token::{Token, TokenKind, parts_thousands},
};

/// Where a sentence is cut, and on which side of it nothing happened.
pub struct NothingCut {
    pub at: usize,
    pub stands_first: bool,
    /// The word says it of what the other side counts.
    pub of_them: bool,
}

/// How likely a mark or word parts the two, the likeliest last.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Parts {
    Comma,
    /// Right before the word that nothing happened.
    Beside,
    Contrast,
}

/// So many words that nothing happened, and so many events beside each, are looked at in one sentence.
const MOST_LOOKED_AT: usize = 6;

/// Where to cut a part of a text that tells of both.
pub fn cut_at_nothing(
    tokens: &[Token],
    tags: &[Tag],
    places: &[usize],
    phrases: &Phrases,
) -> Option<NothingCut> {
    let sides = Sides {
        tokens,
        tags,
        places,
        phrases,
    };
    let is_none = |tag: &&Tag| matches!(tag.sense, Sense::Nothing | Sense::NoneOfThem);
    let mut nones = tags.iter().filter(is_none).take(MOST_LOOKED_AT);
    nones.find_map(|none| sides.cut(none))
}

struct Sides<'a> {
    tokens: &'a [Token],
    tags: &'a [Tag],
    places: &'a [usize],
    phrases: &'a Phrases,
}

impl Sides<'_> {
    fn cut(&self, none: &Tag) -> Option<NothingCut> {
        let apart = |tag: &&Tag| tag.to <= none.from || tag.from >= none.to;
        let happens = |tag: &&Tag| matches!(tag.sense, Sense::Fire(_) | Sense::Breach);
        self.tags.iter().find(happens)?;
        let others = || self.tags.iter().filter(apart);
        let counted = others().filter(|tag| self.is_counted(tag));
        let told = others().filter(|tag| {
            let names_it = none.sense == Sense::Nothing || self.names_subject(none);
            names_it && happens(tag) && !self.is_denied(tag)
        });
        let mut some = counted.chain(told).take(MOST_LOOKED_AT);
        some.find_map(|some| self.cut_between(none, some))
    }

    fn cut_between(&self, none: &Tag, some: &Tag) -> Option<NothingCut> {
        let of_them = none.sense == Sense::NoneOfThem;
        let stands_first = none.from < some.from;
        let between = match stands_first {
            true => none.to..some.from,
            false => some.to..none.from,
        };
        if of_them && self.tells_of_losses(&between) {
            return None;
        }
        let stops = between.filter_map(|at| Some((self.parts(at, none)?, at + 1)));
        let fits = |at: usize| {
            let (first, second) = (0..at, at..self.tokens.len());
            let of_none = if stands_first { &first } else { &second };
            let own = of_them || self.has_subject(none, of_none);
            own && !self.tells_of_losses(of_none)
                && self.is_placed(&first)
                && self.is_placed(&second)
        };
        let stops: Vec<_> = stops.filter(|(_, at)| fits(*at)).collect();
        // Of several equally likely, where the verb stands last the first ends the first part.
        let found = match self.phrases.order() {
            Order::Before => stops.iter().max_by_key(|(parts, at)| (*parts, *at)),
            Order::After => {
                (stops.iter()).max_by_key(|(parts, at)| (*parts, self.tokens.len() - at))
            }
        };
        found.map(|(_, at)| NothingCut {
            at: *at,
            stands_first,
            of_them,
        })
    }

    /// "Twice", "3 times".
    fn is_counted(&self, tag: &Tag) -> bool {
        let number_ends = |at: usize| {
            let number = self.phrases.number(self.tokens, at);
            number.is_some_and(|(number, end)| number > 0 && end <= tag.from && tag.from - end <= 2)
        };
        match tag.sense {
            Sense::TimesWord(_) => true,
            Sense::Times => (tag.from.saturating_sub(4)..tag.from).any(number_ends),
            _ => false,
        }
    }

    /// Whether it did not happen, by the form of its verb or by a word right beside it.
    fn is_denied(&self, event: &Tag) -> bool {
        let near = match self.phrases.order() {
            Order::Before => event.from.saturating_sub(2)..event.to,
            Order::After => event.from..event.to + 3,
        };
        let not = |tag: &Tag| tag.sense == Sense::Not && near.contains(&tag.from);
        event.negated || self.tags.iter().any(not)
    }

    fn parts(&self, at: usize, none: &Tag) -> Option<Parts> {
        let token = &self.tokens[at];
        let is_comma = token.is_mark(',') && !parts_thousands(self.tokens, at);
        let is_mark = is_comma || token.is_mark(';');
        let and = tagged(self.tags, at, |sense| sense == Sense::And);
        let but = |at: usize| tagged(self.tags, at, |sense| sense == Sense::But);
        let dash = matches!(token.kind, TokenKind::Mark('—' | '–'));
        // "But" stands behind a comma, or in some languages behind the first words of what it sets apart.
        let far = match self.phrases.order() {
            Order::Before => 1,
            Order::After => 4,
        };
        let contrast = but(at) || (is_mark && (at + 1..=at + far).any(but));
        let beside = at < none.from && none.from - at <= 2 && (is_mark || and || dash);
        if contrast {
            return Some(Parts::Contrast);
        }
        match beside {
            true => Some(Parts::Beside),
            false => is_mark.then_some(Parts::Comma),
        }
    }

    /// Whether what did not happen is named in the words for it or beside them.
    fn has_subject(&self, none: &Tag, part: &Range<usize>) -> bool {
        let beside = |tag: &Tag| part.contains(&tag.from) && tag.to <= part.end;
        let mut tags = self.tags.iter();
        tags.any(|tag| beside(tag) && is_event(tag.sense)) || self.names_subject(none)
    }

    /// Whether the words themselves name it. A phrase hides the words it is made of.
    fn names_subject(&self, none: &Tag) -> bool {
        let mut words =
            (none.from..none.to).flat_map(|at| self.phrases.tags(&self.tokens[at..=at]));
        words.any(|tag| is_event(tag.sense))
    }

    fn tells_of_losses(&self, part: &Range<usize>) -> bool {
        let mut tags = self.tags.iter().filter(|tag| part.contains(&tag.from));
        tags.any(|tag| matches!(tag.sense, Sense::Killed | Sense::Wounded | Sense::Casualty))
    }

    fn is_placed(&self, part: &Range<usize>) -> bool {
        let noun = |tag: &Tag| {
            let of_place = matches!(
                tag.sense,
                Sense::Noun(..) | Sense::Direction | Sense::Toward
            );
            of_place && part.contains(&tag.from)
        };
        self.places.iter().any(|at| part.contains(at)) || self.tags.iter().any(noun)
    }
}

fn is_event(sense: Sense) -> bool {
    matches!(
        sense,
        Sense::Times | Sense::Fire(_) | Sense::Breach | Sense::Truce
    )
}
