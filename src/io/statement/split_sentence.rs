//! Cuts a sentence that tells of two events into the parts that tell of one each.

use std::ops::Range;

use super::{
    grammar::{Phrases, Sense, Tag},
    token::{Kind, Token},
};

/// A sentence, or a part of one.
#[derive(Clone, Debug)]
pub struct SentencePart {
    pub range: Range<usize>,
    /// It begins with a number that counts what the part before counted: "six cases .., and four ..".
    pub counts: bool,
    /// It was cut off from a part before, because it tells of another event.
    pub further: bool,
}

/// The parts of a sentence.
pub fn parts(tokens: &[Token], sentence: Range<usize>, phrases: &Phrases) -> Vec<SentencePart> {
    let start = sentence.start;
    let slice = &tokens[sentence.clone()];
    let tags = phrases.tags(slice);
    let cut = cut_at_count(slice, &tags, phrases).map(|at| (at, true));
    let cut = cut.or_else(|| Some((cut_at_actor(slice, &tags)?, false)));
    let cut = cut.or_else(|| Some((cut_at_losses(slice, &tags)?, false)));
    let part = |range: Range<usize>, counts, further| SentencePart {
        range,
        counts,
        further,
    };
    match cut {
        Some((at, counts)) => vec![
            part(start..start + at, false, false),
            part(start + at..sentence.end, counts, true),
        ],
        None => vec![part(sentence, false, false)],
    }
}

/// Where a second number begins that goes with a side of its own.
fn cut_at_count(tokens: &[Token], tags: &[Tag], phrases: &Phrases) -> Option<usize> {
    let first = tags.iter().position(|tag| tag.sense == Sense::Times)?;
    let behind = tags[first].to;
    let acts = |tag: &&Tag| matches!(tag.sense, Sense::Side(_) | Sense::Illegal);
    if !tags
        .iter()
        .filter(acts)
        .any(|tag| tag.from < tokens.len() && tag.from >= behind)
    {
        return None;
    }
    (behind..tokens.len()).find(|at| {
        let link = tokens[*at].is_mark(',') || tagged(tags, *at, |sense| sense == Sense::And);
        let number = (at + 1..at + 4).find_map(|at| phrases.number(tokens, at));
        let Some((_, to)) = number.filter(|_| link) else {
            return false;
        };
        let sides = |range: Range<usize>| {
            let mut acting = tags.iter().filter(acts);
            acting.any(|tag| range.contains(&tag.from))
        };
        let names = tagged(tags, to, |sense| {
            matches!(
                sense,
                Sense::Shots
                    | Sense::Soldier
                    | Sense::Civilian
                    | Sense::Month(_)
                    | Sense::Year
                    | Sense::Weapon(_)
                    | Sense::Single
                    | Sense::Killed
                    | Sense::Wounded
                    | Sense::Noun(..)
            )
        });
        let clock = tokens
            .get(to)
            .is_some_and(|token| token.is_mark(':') || token.is_mark('.'));
        let counts_itself = tagged(tags, to, |sense| sense == Sense::Times);
        sides(behind.saturating_sub(12)..*at)
            && sides(to..tokens.len())
            && !names
            && !clock
            && (counts_itself || !is_number_word(tokens, to))
    })
}

fn is_number_word(tokens: &[Token], at: usize) -> bool {
    tokens
        .get(at)
        .is_some_and(|token| token.kind == Kind::Number)
}

/// Where forces begin to act a second time, after fire that has been told.
fn cut_at_actor(tokens: &[Token], tags: &[Tag]) -> Option<usize> {
    let armed = |tag: &&Tag| {
        let forces = |other: &Tag| {
            other.sense == Sense::Forces && other.from >= tag.to && other.from <= tag.to + 1
        };
        matches!(tag.sense, Sense::Side(_)) && tags.iter().any(forces)
    };
    let fires: Vec<&Tag> = tags
        .iter()
        .filter(|tag| matches!(tag.sense, Sense::Fire(_)))
        .collect();
    let actors: Vec<&Tag> = tags.iter().filter(armed).collect();
    let first = actors.first()?;
    let told = fires.iter().find(|fire| fire.from > first.from)?;
    let second = actors
        .iter()
        .find(|actor| actor.from > told.to && actor.sense == first.sense)?;
    // Right behind it fire must be opened once more: what stands there is no object.
    let again = fires
        .iter()
        .any(|fire| fire.from > second.to && fire.from <= second.to + 4);
    let link = (told.to..second.from).rev().find(|at| {
        tokens[*at].is_mark(',')
            || tagged(tags, *at, |sense| matches!(sense, Sense::And | Sense::Says))
    })?;
    again.then_some(link + 1)
}

/// Where losses in one place follow upon none in another.
fn cut_at_losses(tokens: &[Token], tags: &[Tag]) -> Option<usize> {
    let of = |wanted: &dyn Fn(Sense) -> bool| tags.iter().position(|tag| wanted(tag.sense));
    let none = &tags[of(&|sense| sense == Sense::NoLosses)?];
    let some = &tags[of(&|sense| matches!(sense, Sense::Killed | Sense::Wounded))?];
    let noun = |from: usize, to: usize| {
        let mut nouns = tags.iter();
        nouns.any(|tag| matches!(tag.sense, Sense::Noun(..)) && tag.from >= from && tag.to <= to)
    };
    let link = (none.to..some.from).find(|at| tokens[*at].is_mark(','))?;
    (noun(none.to, link) && noun(link, tokens.len())).then_some(link + 1)
}

fn tagged(tags: &[Tag], at: usize, wanted: impl Fn(Sense) -> bool) -> bool {
    tags.iter()
        .any(|tag| tag.from <= at && at < tag.to && wanted(tag.sense))
}
