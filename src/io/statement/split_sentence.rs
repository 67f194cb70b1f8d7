//! Cuts a sentence that tells of two events into the parts that tell of one each.

mod counted_times;
mod nothing;

use std::ops::Range;

use super::{
    clauses::WholeText,
    grammar::{Order, Phrases, Sense, Tag, tags_within},
    sentence_facts::SentenceFacts,
    token::{Token, TokenKind, parts_thousands},
};

/// A sentence, or a part of one.
#[derive(Clone, Debug)]
pub struct SentencePart {
    pub range: Range<usize>,
    /// It begins with a number that counts what the part before counted: "six cases .., and four ..".
    pub counts: bool,
    /// It stands behind a colon and tells, place by place, of what the number before it adds up.
    pub of_total: bool,
    /// It was cut off from a part before, because it tells of another event.
    pub further: bool,
    /// It was cut off from a part before, and may tell more of the same event.
    pub goes_on: bool,
    /// It goes on with a list: behind a semicolon, a colon or a bullet, or as one of several clocks with places
    /// of their own.
    pub listed: bool,
    /// A word in it says that none of what another part counts happened at its places.
    pub none: bool,
    /// It counts, for another time, what the part before counted.
    pub again: bool,
    /// Where the number of it stands, though nothing that is counted stands beside it.
    pub number: Option<usize>,
}

/// The most parts one sentence is cut into.
const MOST_PARTS: usize = 8;

/// The parts of a sentence.
pub fn parts(text: WholeText<'_>, sentence: Range<usize>, phrases: &Phrases) -> Vec<SentencePart> {
    let mut parts = Vec::new();
    let mut part = SentencePart {
        listed: is_listed(text.tokens, sentence.start),
        range: sentence,
        counts: false,
        of_total: false,
        further: false,
        goes_on: false,
        none: false,
        again: false,
        number: None,
    };
    while parts.len() < MOST_PARTS {
        let Some(cut) = cut(text, &part, phrases).filter(|cut| cut.at > 0) else {
            break;
        };
        let next = part.range.start + cut.at..part.range.end;
        part.range.end = next.start;
        part.none |= cut.none_before;
        let start = part.range.start;
        part.number = cut.numbers.map(|(first, _)| start + first).or(part.number);
        parts.push(part);
        part = SentencePart {
            range: next,
            counts: cut.counts,
            of_total: cut.of_total,
            further: cut.further,
            goes_on: !cut.further || cut.again,
            listed: false,
            none: cut.none_behind,
            again: cut.again,
            number: cut.numbers.map(|(_, second)| start + second),
        };
    }
    parts.push(part);
    parts
}

/// Where a part of a text is cut once more, and what is known of the parts.
#[derive(Default)]
struct Cut {
    at: usize,
    counts: bool,
    of_total: bool,
    further: bool,
    none_before: bool,
    none_behind: bool,
    again: bool,
    /// Where the number of either part stands.
    numbers: Option<(usize, usize)>,
}

fn cut(text: WholeText<'_>, part: &SentencePart, phrases: &Phrases) -> Option<Cut> {
    let (range, of_total) = (&part.range, part.of_total);
    let tokens = &text.tokens[range.clone()];
    let tags = tags_within(text.tags, range);
    let mentions = text.mentions_within(range);
    let places: Vec<usize> = mentions.iter().map(|mention| mention.from).collect();
    let counted = |at: usize, of_total: bool| Cut {
        at,
        counts: true,
        of_total,
        further: true,
        ..Cut::default()
    };
    if let Some(at) = cut_at_colon(tokens, &tags, &places, phrases) {
        return Some(counted(at, true));
    }
    if let Some(at) = cut_at_count(tokens, &tags, phrases) {
        return Some(counted(at, false));
    }
    let time = match of_total {
        true => None,
        false => counted_times::cut_at_time(tokens, &tags, &places, phrases),
    };
    if let Some(time) = time {
        return Some(Cut {
            again: true,
            none_before: time.nones.0,
            none_behind: time.nones.1,
            numbers: Some(time.numbers),
            ..counted(time.at, time.of_total)
        });
    }
    if let Some(nothing) = nothing::cut_at_nothing(tokens, &tags, &places, phrases) {
        return Some(Cut {
            at: nothing.at,
            none_before: nothing.of_them && nothing.stands_first,
            none_behind: nothing.of_them && !nothing.stands_first,
            ..Cut::default()
        });
    }
    let facts = SentenceFacts {
        tokens,
        tags: &tags,
        table: phrases.table(),
    };
    if let Some(at) = facts.cut_at_answer(&places) {
        return Some(Cut {
            at,
            ..Cut::default()
        });
    }
    let event = cut_at_event(tokens, &tags, phrases.order()).map(|at| (at, false));
    let losses = || cut_at_losses(tokens, &tags).map(|at| (at, true));
    let (at, further) = event.or_else(losses)?;
    Some(Cut {
        at,
        further,
        ..Cut::default()
    })
}

/// Whether a sentence begins behind a semicolon or a colon, or with a bullet.
fn is_listed(tokens: &[Token], start: usize) -> bool {
    let opens = |at: Option<usize>, marks: &[char]| {
        let token = at.and_then(|at| tokens.get(at));
        token.is_some_and(
            |token| matches!(token.kind, TokenKind::Mark(mark) if marks.contains(&mark)),
        )
    };
    let before = start.checked_sub(1);
    opens(before, &[';', ':', '؛', '•', '–', '—']) || opens(Some(start), &['•', '▪', '·', '●'])
}

/// "14 times: nine times from A, five times from B": behind the colon, where the number of all stands before it
/// and others with places of their own follow, or clocks with places of their own.
fn cut_at_colon(
    tokens: &[Token],
    tags: &[Tag],
    places: &[usize],
    phrases: &Phrases,
) -> Option<usize> {
    let within = |range: Range<usize>, wanted: &dyn Fn(Sense) -> bool| {
        let mut tags = tags.iter();
        tags.any(|tag| range.contains(&tag.from) && wanted(tag.sense))
    };
    let fires = |sense| matches!(sense, Sense::Fire(_) | Sense::Breach);
    let counts = |sense| matches!(sense, Sense::Times | Sense::TimesWord(_));
    let counted_at = |at: usize| {
        let mut words = tags.iter();
        words.any(|tag| tag.from == at && matches!(tag.sense, Sense::TimesWord(_)))
    };
    let of_place = |sense| {
        matches!(
            sense,
            Sense::Noun(..) | Sense::Direction | Sense::From | Sense::Toward
        )
    };
    let clock_at = |at: &usize| {
        let digits = |at: usize| tokens.get(at).is_some_and(|it| it.number().is_some());
        tokens[*at].is_mark(':') && digits(at - 1) && digits(at + 1) && tokens[at + 1].glued
    };
    // "10 times, including at 10:15 in A."
    let part = (1..tokens.len()).find_map(|at| {
        let comma = tokens[at].is_mark(',') && within(0..at, &counts) && within(0..at, &fires);
        let to = phrases.out_of(tokens, at + 1).filter(|_| comma)?;
        let clock = (to + 1..(to + 4).min(tokens.len())).find(clock_at)?;
        places.iter().any(|place| *place > clock).then_some(at + 1)
    });
    if part.is_some() {
        return part;
    }
    let colon = (1..tokens.len()).find(|at| {
        let speech = tokens
            .get(at + 1)
            .is_none_or(|next| next.glued || next.is_quote());
        let mark = matches!(tokens[*at].kind, TokenKind::Mark(':' | '՝'));
        mark && !speech && within(0..*at, &counts)
    })?;
    let behind = colon + 1..tokens.len();
    let numbers = (colon + 1..(colon + 7).min(tokens.len()))
        .any(|at| phrases.number(tokens, at).is_some() || within(at..at + 1, &counts));
    let clock = behind.clone().find(clock_at);
    if let Some(clock) = clock {
        let first = clock - colon <= 4;
        let placed = places.iter().any(|place| *place > clock);
        return (within(0..colon, &fires) && first && placed).then_some(colon + 1);
    }
    let names = numbers && within(behind.clone(), &of_place);
    let behind_colon = behind.clone();
    let lists = numbers_behind_names(tokens, behind, phrases, &counted_at) > 1;
    let day = |tag: &&Tag| {
        let of_time = matches!(
            tag.sense,
            Sense::Month(_) | Sense::Weekday(_) | Sense::DaysAgo(_) | Sense::Part(_)
        );
        behind_colon.contains(&tag.from) && of_time
    };
    let dated = numbers && tags.iter().filter(day).count() > 1;
    (within(0..colon, &fires) && (names || lists || dated)).then_some(colon + 1)
}

/// How many numbers stand behind a name, in a list such as "A (3), B - 5, at C twice".
fn numbers_behind_names(
    tokens: &[Token],
    list: Range<usize>,
    phrases: &Phrases,
    counted_at: &dyn Fn(usize) -> bool,
) -> usize {
    let mut named = false;
    let mut found = 0;
    for at in list {
        let token = &tokens[at];
        let number = phrases.number(tokens, at).is_some() || counted_at(at);
        if number && named {
            found += 1;
            named = false;
        } else if !number {
            named |= token.kind == TokenKind::Word && token.capital;
            named &= !token.is_mark(',') && !token.is_mark(';');
        }
    }
    found
}

/// Where a second number begins that goes with a side of its own.
fn cut_at_count(tokens: &[Token], tags: &[Tag], phrases: &Phrases) -> Option<usize> {
    let times = |sense| matches!(sense, Sense::Times | Sense::TimesWord(_));
    let first = tags.iter().position(|tag| times(tag.sense))?;
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
        let comma = tokens[*at].is_mark(',') && !parts_thousands(tokens, *at);
        let link = comma || tagged(tags, *at, |sense| sense == Sense::And);
        // Another name, or another mark, parts the number from its link.
        let begins = (at + 1..at + 4).take_while(|to| {
            let mut between = tokens.get(at + 1..*to).unwrap_or_default().iter();
            between.all(|token| token.kind == TokenKind::Word && !token.capital)
        });
        let word = |at: usize| {
            let mut words = tags.iter();
            let word = words.find(|tag| tag.from == at && matches!(tag.sense, Sense::TimesWord(_)));
            word.map(|tag| (1, tag.to))
        };
        let number = begins
            .into_iter()
            .find_map(|at| word(at).or_else(|| phrases.number(tokens, at)));
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
        let clock = tokens.get(to).is_some_and(|token| {
            token.is_mark(':') || token.is_mark('.') || (token.is_mark('-') && token.glued)
        });
        let counts_itself = tagged(tags, to, |sense| sense == Sense::Times)
            || tagged(tags, to - 1, |sense| matches!(sense, Sense::TimesWord(_)));
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
        .is_some_and(|token| token.kind == TokenKind::Number)
}

/// Where a second event begins: behind a mark or an "and" between two words of fire, in front of what
/// belongs to the second.
fn cut_at_event(tokens: &[Token], tags: &[Tag], order: Order) -> Option<usize> {
    let truce = tags.iter().any(|tag| tag.sense == Sense::Truce);
    let fires: Vec<&Tag> = tags
        .iter()
        .filter(|tag| match tag.sense {
            Sense::Fire(_) => true,
            Sense::Breach => truce,
            _ => false,
        })
        .collect();
    let of_place = |sense: Sense| {
        matches!(
            sense,
            Sense::Noun(..) | Sense::Direction | Sense::Side(_) | Sense::Illegal | Sense::Positions
        )
    };
    let has = |range: Range<usize>| {
        let mut tags = tags.iter();
        tags.any(|tag| range.contains(&tag.from) && of_place(tag.sense))
    };
    fires.windows(2).find_map(|pair| {
        let [first, second] = pair else { return None };
        let between = first.to..second.from;
        let mut stops = between.clone().filter(|at| {
            (tokens[*at].is_mark(',') && !parts_thousands(tokens, *at))
                || tokens[*at].is_mark(';')
                || tokens[*at].is_mark('—')
                || tokens[*at].is_mark('–')
                || (tagged(tags, *at, |sense| sense == Sense::And)
                    && !(order == Order::After && joins_names(tokens, *at)))
        });
        // Who acts a second time, or from where, stands behind the stop.
        let actor = tags.iter().rfind(|tag| {
            between.contains(&tag.from)
                && matches!(
                    tag.sense,
                    Sense::Side(_) | Sense::Illegal | Sense::Enemy | Sense::From | Sense::Further
                )
                && !tagged(tags, tag.from, |sense| sense == Sense::By)
        });
        let bound = actor.map_or(second.from, |tag| tag.from + 1);
        let semicolon = between.clone().find(|at| tokens[*at].is_mark(';'));
        // Where the verb stands last, the first event ends with it.
        let stop = semicolon.or_else(|| match order {
            Order::Before => stops.rfind(|at| *at < bound),
            Order::After => stops.next().filter(|at| *at <= first.to + 3),
        })?;
        let after = stop + 1..tokens.len();
        (has(0..stop) && has(after.start..after.end)).then_some(stop + 1)
    })
}

/// Whether an "and" stands between two names.
fn joins_names(tokens: &[Token], and: usize) -> bool {
    let name = |at: Option<usize>| {
        let token = at.and_then(|at| tokens.get(at));
        token.is_some_and(|token| token.kind == TokenKind::Word && token.capital)
    };
    name(and.checked_sub(1)) && name(Some(and + 1))
}

/// Where losses in one place stand beside none in another.
fn cut_at_losses(tokens: &[Token], tags: &[Tag]) -> Option<usize> {
    let of = |wanted: &dyn Fn(Sense) -> bool| tags.iter().find(|tag| wanted(tag.sense));
    let none = of(&|sense| sense == Sense::NoLosses)?;
    let some = of(&|sense| matches!(sense, Sense::Killed | Sense::Wounded))?;
    let noun = |from: usize, to: usize| {
        let mut nouns = tags.iter();
        nouns.any(|tag| matches!(tag.sense, Sense::Noun(..)) && tag.from >= from && tag.to <= to)
    };
    if some.from < none.from {
        let link = (some.to..none.from).find(|at| tokens[*at].is_mark(';'))?;
        return (noun(0, link) && noun(link, none.from)).then_some(link + 1);
    }
    let link = (none.to..some.from).find(|at| tokens[*at].is_mark(','))?;
    (noun(none.to, link) && noun(link, tokens.len())).then_some(link + 1)
}

fn tagged(tags: &[Tag], at: usize, wanted: impl Fn(Sense) -> bool) -> bool {
    tags.iter()
        .any(|tag| tag.from <= at && at < tag.to && wanted(tag.sense))
}
