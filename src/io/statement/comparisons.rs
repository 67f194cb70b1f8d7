//! Earlier figures that a statement compares its own with: "compared to 5 on August 6". They are no figures of what it
//! tells, and neither are their days: they are taken out before it is read, and told.

use std::ops::Range;

use super::{
    grammar::{Order, Phrases, Sense, Tag},
    times::is_of_date,
    token::{Token, TokenKind, parts_thousands},
};

/// The most tokens a comparison has.
const LONGEST: usize = 14;

/// The most words in it that stand for nothing.
const PLAIN_WORDS: usize = 4;

/// A number of this size is a year.
const YEARS: Range<u32> = 1900..2100;

/// The comparisons in the sentences of a text, as ranges of its tokens, in their order.
pub fn comparisons(
    tokens: &[Token],
    tags: &[Tag],
    sentences: &[Range<usize>],
    phrases: &Phrases,
) -> Vec<Range<usize>> {
    let is_mark = |tag: &&Tag| matches!(tag.sense, Sense::Compared | Sense::RisesFrom);
    let marks = tags.iter().filter(is_mark);
    let mut found: Vec<Range<usize>> = Vec::new();
    for mark in marks {
        let at = sentences.partition_point(|range| range.end <= mark.from);
        let sentence = sentences.get(at);
        let walk = Walk {
            tokens,
            tags,
            phrases,
        };
        let range = sentence.and_then(|sentence| walk.comparison(mark, sentence));
        let apart = |range: &Range<usize>| found.last().is_none_or(|last| last.end <= range.start);
        found.extend(range.filter(apart));
    }
    found
}

/// The tokens outside of ranges, which follow one another.
pub fn without(tokens: Vec<Token>, ranges: &[Range<usize>]) -> Vec<Token> {
    let mut ranges = ranges.iter().peekable();
    let tokens = tokens.into_iter().enumerate();
    let kept = tokens.filter(|(at, _)| {
        while ranges.next_if(|range| range.end <= *at).is_some() {}
        ranges.peek().is_none_or(|range| !range.contains(at))
    });
    kept.map(|(_, token)| token).collect()
}

struct Walk<'a> {
    tokens: &'a [Token],
    tags: &'a [Tag],
    phrases: &'a Phrases,
}

impl Walk<'_> {
    fn tagged(&self, at: usize, wanted: impl Fn(Sense) -> bool) -> bool {
        let mut tags = self.tags.iter();
        tags.any(|tag| tag.from <= at && at < tag.to && wanted(tag.sense))
    }

    /// "Rose from 5 on August 6 to [12]."
    fn rise(&self, mark: &Tag, sentence: &Range<usize>) -> Option<Range<usize>> {
        let end = sentence.end.min(mark.to + LONGEST);
        let to = (mark.to + 1..end).find(|at| self.tagged(*at, |sense| sense == Sense::Until))?;
        let next = self.phrases.number(self.tokens, to + 1);
        let figure = (mark.to..to).any(|at| self.is_figure(at));
        (figure && next.is_some()).then_some(mark.from..to + 1)
    }

    fn comparison(&self, mark: &Tag, sentence: &Range<usize>) -> Option<Range<usize>> {
        if mark.sense == Sense::RisesFrom {
            return self.rise(mark, sentence);
        }
        let range = match self.phrases.order() {
            Order::Before => {
                let end = sentence.end.min(mark.to + LONGEST);
                let to = self.walk(mark.to..end);
                mark.from..self.without_small_words(mark.to, to)
            }
            Order::After => {
                let start = sentence.start.max(mark.from.saturating_sub(LONGEST));
                self.walk_back(start..mark.from)..mark.to
            }
        };
        let next = self
            .tokens
            .get(range.end)
            .filter(|_| range.end < sentence.end);
        let ends = next.is_none_or(|next| matches!(next.kind, TokenKind::Mark(_)))
            || self.tagged(range.end, |sense| matches!(sense, Sense::And | Sense::But));
        let ends = ends || self.phrases.order() == Order::After;
        let figure = range.clone().any(|at| self.is_figure(at));
        let dated = range.clone().any(|at| self.tagged(at, names_day));
        (dated || (figure && ends)).then(|| self.with_comma(range, sentence))
    }

    /// As far as nothing but numbers, what is counted and words of time stand.
    fn walk(&self, range: Range<usize>) -> usize {
        let (from, end) = (range.start, range.end);
        let mut plain = 0;
        for at in range {
            if self.stops(at) {
                return at;
            }
            plain += usize::from(self.is_plain(at));
            if plain > PLAIN_WORDS || (at > from && self.opens_place(at)) {
                return at;
            }
        }
        end
    }

    /// The same from its end. The day that it names is its last word there.
    fn walk_back(&self, range: Range<usize>) -> usize {
        let (mark, mut start) = (range.end, range.end);
        let mut plain = 0;
        for at in range.rev() {
            plain += usize::from(self.is_plain(at));
            // "With" stands right before the word there.
            let with = at + 1 == mark && self.tagged(at, |sense| sense == Sense::And);
            if (self.stops(at) && !with) || plain > PLAIN_WORDS {
                break;
            }
            start = at;
            if self.tagged(at, |sense| {
                matches!(sense, Sense::DaysAgo(_) | Sense::DayBefore)
            }) {
                break;
            }
            if self.tagged(at, |sense| matches!(sense, Sense::Month(_))) {
                // "6 Ağustos": the day may stand before its month.
                let day = at
                    .checked_sub(1)
                    .filter(|day| self.tokens[*day].number().is_some());
                start = day.unwrap_or(at);
                break;
            }
        }
        start
    }

    fn is_plain(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        token.kind == TokenKind::Word
            && !self.tagged(at, |_| true)
            && !self.phrases.table().fillers.contains(&&*token.folded)
    }

    /// A name, where a language writes those alone with capitals.
    fn opens_place(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        token.capital && self.is_plain(at)
    }

    fn stops(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        if let TokenKind::Mark(mark) = token.kind {
            let year = self.tokens.get(at + 1).and_then(Token::number);
            let of_year = year.is_some_and(|year| YEARS.contains(&year));
            let inside = match mark {
                ',' => of_year || parts_thousands(self.tokens, at),
                '.' => {
                    token.glued
                        && self.tokens.get(at + 1).is_some_and(|next| {
                            next.glued
                                || self.tagged(at + 1, |sense| matches!(sense, Sense::Month(_)))
                        })
                }
                '-' | '\'' | '’' | '/' => true,
                _ => false,
            };
            return !inside;
        }
        // What stands beside it in another sense counts nothing.
        let of_time = |sense| {
            names_day(sense)
                || matches!(
                    sense,
                    Sense::Times
                        | Sense::TimesWord(_)
                        | Sense::Inexact(_)
                        | Sense::InexactBehind(_)
                        | Sense::Clock
                        | Sense::Link
                        | Sense::Part(_)
                        | Sense::Year
                        | Sense::Since
                        | Sense::Compared
                )
        };
        let ends_it = |sense| {
            matches!(
                sense,
                Sense::Noun(..)
                    | Sense::Direction
                    | Sense::Toward
                    | Sense::From
                    | Sense::Positions
                    | Sense::Side(_)
                    | Sense::Forces
                    | Sense::Fire(_)
                    | Sense::Weapon(_)
                    | Sense::And
                    | Sense::But
                    | Sense::Killed
                    | Sense::Wounded
            )
        };
        self.tagged(at, ends_it) && !self.tagged(at, of_time)
    }

    /// A number that is no part of a date.
    fn is_figure(&self, at: usize) -> bool {
        if self.tagged(at, |sense| matches!(sense, Sense::TimesWord(_))) {
            return true;
        }
        let number = self.phrases.number(self.tokens, at);
        number.is_some_and(|(_, to)| !is_of_date(self.tokens, self.tags, at..to))
    }

    /// Where the last of the words ends that belongs to what is compared: "the day before [in the]".
    fn without_small_words(&self, from: usize, mut to: usize) -> usize {
        let small = |at: usize| {
            let filler = self
                .phrases
                .table()
                .fillers
                .contains(&&*self.tokens[at].folded);
            let link = |sense| matches!(sense, Sense::Link | Sense::Clock | Sense::Since);
            let word = self.tokens[at].kind == TokenKind::Word;
            word && (filler || self.tagged(at, link)) && !self.tagged(at, names_day)
        };
        while to > from && small(to - 1) {
            to -= 1;
        }
        to
    }

    /// A comma in front goes with it where a mark stands behind it as well.
    fn with_comma(&self, range: Range<usize>, sentence: &Range<usize>) -> Range<usize> {
        let before = range
            .start
            .checked_sub(1)
            .filter(|at| *at >= sentence.start);
        let comma = before.filter(|at| self.tokens[*at].is_mark(','));
        let marked = self.tokens.get(range.end);
        let marked = marked.is_none_or(|next| matches!(next.kind, TokenKind::Mark(_)));
        comma.filter(|_| marked).unwrap_or(range.start)..range.end
    }
}

fn names_day(sense: Sense) -> bool {
    matches!(
        sense,
        Sense::Month(_) | Sense::Weekday(_) | Sense::DaysAgo(_) | Sense::DayBefore | Sense::PastDay
    )
}
