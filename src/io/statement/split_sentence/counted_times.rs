//! Where a sentence counts twice, each for a time or a place of its own: "12 times by day and 3 times at night", "45
//! times since 1 August, 12 of them in the last day", "near A four times and near B three times".

use std::ops::Range;

use super::tagged;
use crate::io::statement::{
    grammar::{Phrases, Sense, Tag},
    times::{is_of_date, runs_since},
    token::{Token, TokenKind, parts_thousands},
};

/// Where a sentence is cut.
pub struct TimeCut {
    pub at: usize,
    /// The first number runs on from a day before and holds the second.
    pub of_total: bool,
    /// Where the two numbers stand.
    pub numbers: (usize, usize),
    /// Which of the two says that there were none.
    pub nones: (bool, bool),
}

/// So many counts of one sentence are looked at.
const MOST_LOOKED_AT: usize = 6;

/// So many tokens may stand between the mark that parts two counts and the second.
const NEAR: usize = 14;

/// Where to cut a part of a text that counts twice.
pub fn cut_at_time(
    tokens: &[Token],
    tags: &[Tag],
    places: &[usize],
    phrases: &Phrases,
) -> Option<TimeCut> {
    let fires = |tag: &Tag| matches!(tag.sense, Sense::Fire(_) | Sense::Breach | Sense::Nothing);
    tags.iter().find(|tag| fires(tag))?;
    let halves = Halves {
        tokens,
        tags,
        places,
        phrases,
    };
    let counts = (0..tokens.len()).filter_map(|at| halves.count(at));
    let counts: Vec<Counted> = counts.take(MOST_LOOKED_AT).collect();
    let mut pairs = counts.windows(2);
    let by_time = pairs.find_map(|pair| match pair {
        [first, second] => halves.cut_between(first, second),
        _ => None,
    });
    by_time.or_else(|| match &counts[..] {
        [first, second, ..] => halves.cut_by_place(first, second, counts.get(2)),
        _ => None,
    })
}

struct Counted {
    tokens: Range<usize>,
    /// It counts some of what is counted before it.
    of_them: bool,
    /// It says that there were none.
    none: bool,
}

struct Halves<'a> {
    tokens: &'a [Token],
    tags: &'a [Tag],
    places: &'a [usize],
    phrases: &'a Phrases,
}

impl Halves<'_> {
    /// "Twice", "3 times", "3 of them", and a number that ends its part of the sentence.
    fn count(&self, at: usize) -> Option<Counted> {
        let word = |tag: &&Tag| {
            let counts = matches!(
                tag.sense,
                Sense::TimesWord(_) | Sense::NoneOfThem | Sense::Nothing
            );
            tag.from == at && counts
        };
        if let Some(word) = self.tags.iter().find(word) {
            return Some(Counted {
                tokens: at..word.to,
                of_them: false,
                none: matches!(word.sense, Sense::NoneOfThem | Sense::Nothing),
            });
        }
        let minutes = at > 0 && self.tokens[at].glued && self.tokens[at - 1].is_mark(':');
        if minutes {
            return None;
        }
        let (_, to) = self.phrases.number(self.tokens, at)?;
        let times = (to..to + 3).find(|at| tagged(self.tags, *at, |it| it == Sense::Times));
        let plain = |mut between: Range<usize>| {
            between.all(|at| {
                let word = self.tokens[at].kind == TokenKind::Word;
                word && !tagged(self.tags, at, |sense| !matches!(sense, Sense::Fire(_)))
            })
        };
        let times = times.filter(|times| plain(to..*times));
        let part = self.phrases.out_of(self.tokens, to);
        let of_part = (at.saturating_sub(3)..at)
            .any(|from| self.phrases.out_of(self.tokens, from) == Some(at));
        let ends = match self.tokens.get(to) {
            Some(token) => {
                let goes_on = self.tokens.get(to + 1).is_some_and(|next| next.glued);
                matches!(token.kind, TokenKind::Mark(',' | ';' | '.' | '։')) && !goes_on
            }
            None => true,
        };
        let end = times.map(|at| at + 1).or(part);
        let end = end.or((ends || of_part).then_some(to))?;
        let of_date = is_of_date(self.tokens, self.tags, at..to);
        (!of_date).then_some(Counted {
            tokens: at..end,
            of_them: of_part || part.is_some(),
            none: false,
        })
    }

    fn cut_between(&self, first: &Counted, second: &Counted) -> Option<TimeCut> {
        // What stands behind a colon adds up to what stands before it.
        let between = self.tokens.get(first.tokens.end..second.tokens.start);
        if between?.iter().any(|token| token.is_mark(':')) {
            return None;
        }
        let from = first
            .tokens
            .end
            .max(second.tokens.start.saturating_sub(NEAR));
        let stops = (from..second.tokens.start).filter(|at| self.is_stop(*at));
        let mut cuts = stops.filter_map(|stop| {
            let (before, behind) = (0..stop, stop + 1..self.tokens.len());
            let both = |of: &dyn Fn(Sense) -> bool| {
                let within = |range: &Range<usize>| {
                    let mut tags = self.tags.iter();
                    tags.any(|tag| range.contains(&tag.from) && of(tag.sense))
                };
                within(&before) && within(&behind)
            };
            let apart = both(&is_part_of_day) || both(&names_day);
            let runs = apart && runs_since(self.tokens, self.tags, &before);
            // Some of the first are no further ones.
            (apart && (runs || !second.of_them)).then_some(TimeCut {
                at: stop + 1,
                of_total: runs,
                numbers: (first.tokens.start, second.tokens.start),
                nones: (first.none, second.none),
            })
        });
        cuts.next_back()
    }

    /// "Near A four times and near B three times": where either half has one place and one number.
    fn cut_by_place(
        &self,
        first: &Counted,
        second: &Counted,
        third: Option<&Counted>,
    ) -> Option<TimeCut> {
        if second.none || first.of_them || second.of_them {
            return None;
        }
        let end = third.map_or(self.tokens.len(), |third| third.tokens.start);
        let is_from = |range: &Range<usize>| {
            let mut tags = self.tags.iter();
            tags.any(|tag| range.contains(&tag.from) && tag.sense == Sense::From)
        };
        let mut stops = (first.tokens.end..second.tokens.start).filter(|at| self.is_stop(*at));
        let stop = stops.find(|stop| {
            let (before, behind) = (0..*stop, stop + 1..end);
            let one = |range: &Range<usize>| {
                self.places.iter().filter(|at| range.contains(at)).count() == 1
            };
            one(&before) && one(&behind) && !is_from(&before) && !is_from(&behind)
        })?;
        Some(TimeCut {
            at: stop + 1,
            of_total: false,
            numbers: (first.tokens.start, second.tokens.start),
            nones: (first.none, false),
        })
    }

    fn is_stop(&self, at: usize) -> bool {
        let comma = self.tokens[at].is_mark(',') && !parts_thousands(self.tokens, at);
        let year = self.tokens.get(at + 1).and_then(Token::number);
        let before_year = year.is_some_and(|year| year >= 1900);
        (comma && !before_year)
            || self.tokens[at].is_mark(';')
            || tagged(self.tags, at, |sense| {
                matches!(sense, Sense::And | Sense::But)
            })
    }
}

fn is_part_of_day(sense: Sense) -> bool {
    matches!(sense, Sense::Part(_) | Sense::Daytime)
}

fn names_day(sense: Sense) -> bool {
    matches!(
        sense,
        Sense::Month(_)
            | Sense::Weekday(_)
            | Sense::DaysAgo(_)
            | Sense::PastDay
            | Sense::FromStartOfMonth
            | Sense::FromStartOfYear
    )
}
