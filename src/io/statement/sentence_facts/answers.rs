//! Fire in answer to other fire: "returned fire", "открыли ответный огонь".

use std::ops::Range;

use super::SentenceFacts;
use crate::io::statement::grammar::{Order, Phrases, Sense, Tag};

impl SentenceFacts<'_> {
    /// Where fire is said to be an answer: a word of fire among those of an answer, or the other way about.
    fn fires_in_answer(&self) -> Vec<Range<usize>> {
        let tags = self.tags.iter().filter(|tag| self.is_in_answer(tag));
        tags.map(|tag| tag.from..tag.to).collect()
    }

    fn is_in_answer(&self, tag: &Tag) -> bool {
        let phrases = Phrases::of(self.table);
        // A phrase hides the words it is made of.
        let holds = |wanted: &dyn Fn(Sense) -> bool| {
            let mut words = (tag.from..tag.to).flat_map(|at| phrases.tags(&self.tokens[at..=at]));
            words.any(|word| wanted(word.sense))
        };
        match tag.sense {
            Sense::Fire(_) => {
                self.near(tag.from, tag.to, |sense| sense == Sense::Answer)
                    || holds(&|sense| sense == Sense::Answer)
            }
            Sense::Answer => holds(&|sense| matches!(sense, Sense::Fire(_))),
            _ => false,
        }
    }

    /// Whether all fire in the sentence is an answer.
    pub fn only_answers_with_fire(&self) -> bool {
        let mut fires = (self.tags.iter())
            .filter(|tag| matches!(tag.sense, Sense::Fire(_) | Sense::Breach | Sense::Quiet(_)));
        fires.all(|tag| self.is_in_answer(tag)) && !self.fires_in_answer().is_empty()
    }

    /// Where a sentence is cut that tells of fire and of fire in answer, each at places of its own.
    pub fn cut_at_answer(&self, places: &[usize]) -> Option<usize> {
        let answers = self.fires_in_answer();
        let answer = answers.first()?;
        let mut fires = self.tags.iter().filter(|tag| {
            matches!(tag.sense, Sense::Fire(_)) && !answers.iter().any(|it| it.contains(&tag.from))
        });
        let placed = |range: Range<usize>| places.iter().any(|at| range.contains(at));
        let stops = |range: Range<usize>| {
            let is_mark = |at: usize| self.tokens[at].is_mark(',') || self.tokens[at].is_mark(';');
            range.filter(move |at| {
                is_mark(*at) || self.near(*at, at + 1, |sense| sense == Sense::And)
            })
        };
        let acts = |at: usize| {
            self.near(at, at + 1, |sense| {
                matches!(sense, Sense::Side(_) | Sense::Enemy | Sense::Illegal)
            })
        };
        let end = self.tokens.len();
        fires.find_map(|fire| {
            let between = match fire.to <= answer.start {
                true => fire.to..answer.start,
                false => answer.end..fire.from.max(answer.end),
            };
            match (self.table.order, fire.to <= answer.start) {
                (Order::Before, true) => {
                    let mut stops = stops(between.clone());
                    let stop = stops.rfind(|at| !placed(*at..answer.start));
                    let at = stop.map_or(answer.start, |stop| stop + 1);
                    placed(answer.end..end).then_some(at)
                }
                (Order::Before, false) => {
                    let place = *places.iter().find(|at| between.contains(at))?;
                    let stop = stops(place..between.end).next().map(|stop| stop + 1);
                    stop.or_else(|| (place..between.end).find(|at| acts(*at)))
                }
                (Order::After, _) => {
                    let stop = stops(between.clone()).next()?;
                    let (first, second) = (placed(0..stop), placed(stop..end));
                    (first && second).then_some(stop + 1)
                }
            }
        })
    }
}
