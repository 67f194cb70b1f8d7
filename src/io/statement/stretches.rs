//! Stretches in a sentence: "the road from A to B", "along the section between A and B", "the A-B highway". The two
//! names are one place, somewhere between both.

use std::ops::Range;

use super::{
    grammar::{Order, Sense, Tag},
    sentence_facts::SentenceFacts,
    sites::Placed,
    token::TokenKind,
};

/// Two places of a sentence that are the ends of a stretch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Which of the places the first end is; the second is the next.
    pub first: usize,
    /// All of it, from the word for it on.
    pub tokens: Range<usize>,
}

/// So many tokens may stand between the word for a stretch and the names.
const NEAR: usize = 4;

/// The stretches among places, in their order. No place is an end of two.
pub fn stretches(facts: &SentenceFacts<'_>, places: &[Placed]) -> Vec<Stretch> {
    let mut found: Vec<Stretch> = Vec::new();
    for first in 1..places.len() {
        let (from, to) = (&places[first - 1], &places[first]);
        let known = from.country.is_some() && to.country.is_some();
        let taken = found.last().is_some_and(|last| last.first + 1 >= first - 1);
        if !known || taken || from.meaning == to.meaning {
            continue;
        }
        if let Some(tokens) = stretch(facts, from, to) {
            let first = first - 1;
            found.push(Stretch { first, tokens });
        }
    }
    found
}

fn stretch(facts: &SentenceFacts<'_>, from: &Placed, to: &Placed) -> Option<Range<usize>> {
    let gap = from.to..to.from;
    let of = |wanted: Sense| facts.tags.iter().filter(move |tag| tag.sense == wanted);
    let comma = gap.clone().any(|at| facts.tokens[at].is_mark(','));
    if gap.len() > NEAR || comma {
        return None;
    }
    let inside = |sense| of(sense).any(|tag| tag.from >= gap.start && tag.to <= gap.end);
    let words_before =
        |at: usize| of(Sense::Stretch).rfind(|tag| tag.to <= at && at - tag.to <= NEAR);
    let word_behind =
        || of(Sense::Stretch).find(|tag| tag.from >= to.to && tag.from - to.to <= NEAR);
    // "The A-B road", "the road A-B".
    let is_hyphen = |at: usize| {
        matches!(
            facts.tokens[at].kind,
            TokenKind::Mark('-' | '–' | '—' | '֊')
        )
    };
    if gap.len() == 1 && is_hyphen(gap.start) {
        let behind = word_behind().filter(|tag| tag.from - to.to <= 2);
        let before = words_before(from.from).filter(|tag| from.from - tag.to <= 1);
        let word = behind.or(before)?;
        return Some(word.from.min(from.from)..word.to.max(to.to));
    }
    match facts.table.order {
        // "The road from A to B", "the section between A and B".
        Order::Before => {
            let last_before = |tag: &&Tag| tag.to <= from.from && from.from - tag.to <= NEAR;
            let opens = |sense: Sense| of(sense).rfind(last_before);
            // Where "and" is written together with the next name, nothing stands between them.
            let adjoin = gap.is_empty() && !facts.table.proclitics.is_empty();
            let opening = match adjoin || inside(Sense::And) || inside(Sense::Link) {
                true => opens(Sense::Between),
                false => None,
            };
            // "The road of A to B", with nothing but the word for it before the names.
            let alone = words_before(from.from).filter(|tag| {
                let joined = inside(Sense::Until) || (gap.len() == 1 && inside(Sense::Link));
                joined && !inside(Sense::And) && from.from - tag.to <= 1
            });
            if let Some(word) = alone {
                return Some(word.from..to.to);
            }
            let opening = opening.or_else(|| {
                let goes = [Sense::Until, Sense::Between, Sense::Link]
                    .into_iter()
                    .any(inside);
                let from = || opens(Sense::Since).or_else(|| opens(Sense::From));
                goes.then(from).flatten()
            })?;
            let word = words_before(opening.from)?;
            Some(word.from..to.to)
        }
        // "The road between A and B", all of it behind the names.
        Order::After => {
            let between =
                of(Sense::Between).find(|tag| tag.from >= to.to && tag.from - to.to <= 2)?;
            let word = of(Sense::Stretch)
                .find(|tag| tag.from >= between.to && tag.from - between.to <= 2)?;
            Some(from.from..word.to)
        }
    }
}
