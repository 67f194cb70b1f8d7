//! The names of places in a sentence: which are second names or no places at all, which stand in
//! one list, and what the noun beside them calls them.

use super::{
    grammar::{Number, Order, Rank, Sense, Tag},
    places::Mention,
    sites::Sentence,
    token::{Token, TokenKind},
};
use crate::model::{RegionId, SettlementId};

/// A name in a sentence, its rank, and the run of names it stands in.
pub struct Name {
    pub mention: Mention,
    /// What the noun beside it calls it.
    pub rank: Option<Rank>,
    pub run: usize,
}

/// The names of a sentence, those the gazetteer does not hold included.
pub fn names(sentence: Sentence<'_>, mentions: &[Mention]) -> Vec<Name> {
    let mentions = without_other_names(sentence, mentions);
    let mut names = with_unknown(sentence, without_glosses(sentence, &mentions));
    set_runs(sentence, &mut names);
    set_ranks(sentence, &mut names);
    names
}

/// Leaves out names that are part of another name: of a person, an office, a lake, a road.
fn without_other_names(sentence: Sentence<'_>, mentions: &[Mention]) -> Vec<Mention> {
    let tagged = |from: usize, to: usize, wanted: &dyn Fn(Sense) -> bool| {
        let mut tags = sentence.tags.iter();
        tags.any(|tag| tag.from < to && from < tag.to && wanted(tag.sense))
    };
    let hyphen = |at: usize| {
        let token = sentence.tokens.get(at);
        token.is_some_and(|token| matches!(token.kind, TokenKind::Mark('-' | '–' | '֊')))
    };
    let other = |mention: &&Mention| {
        let (from, to) = (mention.from, mention.to);
        let before = from.saturating_sub(1);
        let person = tagged(to, to + 2, &|sense| sense == Sense::EachPerson);
        let of_office = |sense: Sense| sense == Sense::Office;
        // "The ministry in Yerevan": one small word between.
        let seat = from > 1
            && sentence.tokens[before].kind == TokenKind::Word
            && sentence.tokens[before].folded.chars().count() <= 2
            && tagged(from - 2, from - 1, &of_office);
        let office = seat || tagged(to, to + 1, &of_office);
        let feature = |sense: Sense| sense == Sense::Feature;
        let behind = sentence.tokens.get(to + 1);
        let starts = |at: usize| mentions.iter().any(|other| other.from == at);
        let ends = |at: usize| mentions.iter().any(|other| other.to == at);
        // "The A-B road" is one between two places, "the A road" one that may be anywhere.
        let of_pair =
            (hyphen(to) && starts(to + 1)) || (from > 0 && hyphen(before) && ends(before));
        let feature = !of_pair
            && (tagged(to, to + 1, &feature) || (from > 0 && tagged(before, from, &feature)));
        let leads = hyphen(to)
            && behind.is_some_and(|token| token.capital && token.glued)
            && !starts(to + 1);
        let follows = from > 0 && hyphen(before) && sentence.tokens[before].glued && !ends(before);
        let surname = sentence.tokens.get(to).is_some_and(|token| {
            token.kind == TokenKind::Word
                && token.capital
                && !starts(to)
                && has_small_letters(sentence)
                && !tagged(to, to + 1, &|_| true)
        });
        person || office || feature || leads || follows || surname
    };
    let places = mentions.iter().filter(|mention| !other(mention));
    places.cloned().collect()
}

/// Whether the sentence tells names from other words by a capital.
fn has_small_letters(sentence: Sentence<'_>) -> bool {
    let mut words = sentence.tokens.iter();
    words.any(|token| token.kind == TokenKind::Word && !token.capital)
}

/// Leaves out a name that stands alone in brackets behind another: the same place once more.
fn without_glosses(sentence: Sentence<'_>, mentions: &[Mention]) -> Vec<Mention> {
    let tokens = sentence.tokens;
    let mut kept: Vec<Mention> = Vec::with_capacity(mentions.len());
    for mention in mentions {
        let before = mention.from.checked_sub(1).map(|at| &tokens[at]);
        let opens = before.is_some_and(|token| token.is_bracket_open() || token.is_mark('/'));
        let slash = before.is_some_and(|token| token.is_mark('/'));
        let closes = slash || tokens.get(mention.to).is_some_and(Token::is_bracket_close);
        let behind = |last: &&mut Mention| {
            tokens[last.to..mention.from]
                .iter()
                .all(|token| matches!(token.kind, TokenKind::Mark(_) | TokenKind::Ending))
        };
        match kept.last_mut().filter(behind) {
            Some(last) if opens && closes => {
                let both = |mine: &[RegionId], other: &[RegionId]| {
                    let both = mine.iter().filter(|id| other.contains(id));
                    both.copied().collect::<Vec<_>>()
                };
                let regions = both(&last.regions, &mention.regions);
                if !regions.is_empty() {
                    last.regions = regions;
                }
                let same = last.settlements.iter();
                let same: Vec<SettlementId> = same
                    .filter(|id| mention.settlements.contains(id))
                    .copied()
                    .collect();
                if !same.is_empty() {
                    last.settlements = same;
                }
            }
            _ => kept.push(mention.clone()),
        }
    }
    kept
}

/// Adds the capitalised words before (or behind) a place noun that the gazetteer does not hold.
fn with_unknown(sentence: Sentence<'_>, known: Vec<Mention>) -> Vec<Name> {
    let tokens = sentence.tokens;
    let mut taken = vec![false; tokens.len()];
    for mention in &known {
        taken[mention.from..mention.to].fill(true);
    }
    for tag in sentence.tags {
        let place = matches!(
            tag.sense,
            Sense::From
                | Sense::Toward
                | Sense::Times
                | Sense::Shots
                | Sense::Direction
                | Sense::Positions
                | Sense::Clock
                | Sense::Killed
        );
        // Without capitals a word that stands for something is no name.
        if !place || sentence.table.skeleton {
            taken[tag.from..tag.to].fill(true);
        }
    }
    let free = |at: usize| {
        let token = &tokens[at];
        token.kind == TokenKind::Word
            && token.capital
            && !taken[at]
            && token.folded.chars().count() > 2
            && (at > 0 || sentence.table.order == Order::After)
    };
    let mut found = Vec::new();
    for tag in sentence.tags {
        let Sense::Noun(Rank::Settlement, number) = tag.sense else {
            continue;
        };
        let mut at = tag.from;
        // The list before the noun, or the one word of it.
        while let Some(before) = at.checked_sub(1) {
            let token = &tokens[before];
            let link = token.is_quote()
                || token.kind == TokenKind::Ending
                || (number == Number::Many
                    && (token.is_mark(',')
                        || is_and(sentence, before)
                        || taken_by(&known, before)));
            if free(before) {
                found.push(before);
                if number == Number::One && !before.checked_sub(1).is_some_and(free) {
                    break;
                }
            } else if !link {
                break;
            }
            at = before;
        }
        if sentence.table.order == Order::Before {
            let behind = (tag.to..tokens.len()).take(4).find(|at| {
                let token = &tokens[*at];
                token.kind == TokenKind::Word && token.capital
            });
            let filler = |at: usize| {
                (tag.to..at).all(|at| {
                    tokens[at].is_quote()
                        || sentence.table.fillers.contains(&&*tokens[at].folded)
                        || tokens[at].folded == "of"
                })
            };
            found.extend(behind.filter(|at| free(*at) && filler(*at)));
        }
    }
    found.sort_unstable();
    found.dedup();
    let mut names: Vec<Name> = known
        .into_iter()
        .map(|mention| Name {
            mention,
            rank: None,
            run: 0,
        })
        .collect();
    let mut words = found.into_iter().peekable();
    while let Some(from) = words.next() {
        let mut to = from + 1;
        while words.next_if_eq(&to).is_some() {
            to += 1;
        }
        names.push(Name {
            mention: Mention {
                from,
                to,
                regions: Vec::new(),
                settlements: Vec::new(),
                alike: Vec::new(),
                by_sound: false,
                inflected: false,
            },
            rank: None,
            run: 0,
        });
    }
    names.sort_by_key(|name| name.mention.from);
    names
}

fn taken_by(mentions: &[Mention], at: usize) -> bool {
    mentions
        .iter()
        .any(|mention| (mention.from..mention.to).contains(&at))
}

fn is_and(sentence: Sentence<'_>, at: usize) -> bool {
    sentence
        .tags
        .iter()
        .any(|tag| tag.sense == Sense::And && (tag.from..tag.to).contains(&at))
}

/// Names that follow one another with nothing but commas and "and" between them make a run.
fn set_runs(sentence: Sentence<'_>, names: &mut [Name]) {
    let mut run = 0;
    for at in 1..names.len() {
        let (from, to) = (names[at - 1].mention.to, names[at].mention.from);
        let between = from..to;
        let separated = between
            .clone()
            .any(|at| sentence.tokens[at].is_mark(',') || is_and(sentence, at));
        let only = between.clone().all(|at| {
            let token = &sentence.tokens[at];
            let mark = matches!(token.kind, TokenKind::Mark(_)) && !token.is_bracket_open();
            mark || token.kind == TokenKind::Ending
                || is_and(sentence, at)
                || in_brackets(sentence.tokens, from, at)
                || sentence.table.fillers.contains(&&*token.folded)
        });
        if !(separated && only) {
            run += 1;
        }
        names[at].run = run;
    }
}

/// Whether a bracket opened behind `from` is still open at `at`, or opens there.
fn in_brackets(tokens: &[Token], from: usize, at: usize) -> bool {
    let open = tokens[from..=at]
        .iter()
        .filter(|token| token.is_bracket_open())
        .count();
    let closed = tokens[from..at]
        .iter()
        .filter(|token| token.is_bracket_close())
        .count();
    open > closed
}

fn nouns<'a>(
    sentence: Sentence<'a>,
) -> impl DoubleEndedIterator<Item = (Rank, Number, usize, usize)> + 'a {
    sentence.tags.iter().filter_map(|tag| match tag.sense {
        Sense::Noun(rank, number) => Some((rank, number, tag.from, tag.to)),
        _ => None,
    })
}

/// Gives names the rank of the noun that follows or precedes their run.
fn set_ranks(sentence: Sentence<'_>, names: &mut [Name]) {
    let mut start = 0;
    while start < names.len() {
        let run = names[start].run;
        let end = names[start..]
            .iter()
            .position(|name| name.run != run)
            .map_or(names.len(), |length| start + length);
        let bound = names
            .get(end)
            .map_or(sentence.tokens.len(), |name| name.mention.from);
        let after = nouns(sentence).find(|(_, _, from, _)| {
            let gap = names[end - 1].mention.to..*from;
            // "A (district of B)": the noun belongs to what follows it.
            let of_next = sentence.table.order == Order::Before
                && end < names.len()
                && bound.saturating_sub(*from) <= 3
                && gap.clone().any(|at| sentence.tokens[at].is_bracket_open());
            *from >= gap.start
                && *from < bound
                && !of_next
                && gap.clone().count() <= 4
                && gap.into_iter().all(|at| is_slack(sentence, at))
        });
        let before = nouns(sentence)
            .filter(|_| sentence.table.order == Order::Before)
            .find(|(_, _, from, to)| {
                let gap = *to..names[start].mention.from;
                let owned = start > 0 && names[start - 1].mention.to <= *from && {
                    let mut between = names[start - 1].mention.to..*from;
                    between.all(|at| {
                        let token = &sentence.tokens[at];
                        token.kind == TokenKind::Ending || token.is_quote() || token.is_mark('-')
                    })
                };
                *to <= gap.end
                    && gap.clone().count() <= 2
                    && !owned
                    && gap.into_iter().all(|at| {
                        let occupied = sentence.tags.iter().any(|tag| {
                            tag.sense == Sense::Occupied && (tag.from..tag.to).contains(&at)
                        });
                        let of = matches!(&*sentence.tokens[at].folded, "of" | "de" | "d");
                        is_slack(sentence, at) || occupied || of
                    })
            });
        // "In the district of A and in that of B."
        let same = || {
            let stands =
                |tag: &&Tag| tag.sense == Sense::SameNoun && tag.to == names[start].mention.from;
            let stand = sentence.tags.iter().find(stands)?;
            let mut nouns = nouns(sentence).filter(|(_, _, _, to)| *to <= stand.from);
            nouns
                .next_back()
                .map(|(rank, ..)| (rank, Number::One, 0, 0))
        };
        let before = before.or_else(same);
        if let Some((rank, number, ..)) = after {
            let first = if number == Number::Many {
                start
            } else {
                end - 1
            };
            names[first..end]
                .iter_mut()
                .for_each(|name| name.rank = Some(rank));
        } else if let Some((rank, number, ..)) = before {
            let last = if number == Number::Many {
                end
            } else {
                start + 1
            };
            names[start..last]
                .iter_mut()
                .for_each(|name| name.rank = Some(rank));
        }
        start = end;
    }
}

/// Whether a token may stand between a name and its noun.
fn is_slack(sentence: Sentence<'_>, at: usize) -> bool {
    let token = &sentence.tokens[at];
    token.kind == TokenKind::Ending
        || token.is_quote()
        || token.is_bracket_open()
        || token.is_bracket_close()
        || (token.kind == TokenKind::Word && token.capital && in_any_brackets(sentence.tokens, at))
        || matches!(token.kind, TokenKind::Mark('-' | '\'' | '’'))
        || sentence.table.fillers.contains(&&*token.folded)
}

fn in_any_brackets(tokens: &[Token], at: usize) -> bool {
    let from = at.saturating_sub(6);
    in_brackets(tokens, from, at)
}
