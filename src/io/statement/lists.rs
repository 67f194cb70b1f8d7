//! Lists of events under one verb: "at 21:45 at A, at 23:10 at B, and at 01:20 at C", with commas, semicolons
//! or bullets between them.

use std::ops::Range;

use super::{
    clauses::{Clause, Cue, WholeText},
    grammar::{Phrases, Sense, Tag, tags_within},
    split_sentence::SentencePart,
    times::{self, TimeContext},
    token::{Token, TokenKind, parts_thousands},
};
use crate::model::{Activity, Country};

/// The most items one part is cut into.
const MOST_ITEMS: usize = 12;

/// The items of a part that names several clocks, or several days, each with places of its own. Empty where it is no
/// such list.
pub fn items(
    text: WholeText<'_>,
    part: &SentencePart,
    time_context: TimeContext,
) -> Vec<SentencePart> {
    let range = part.range.clone();
    let tokens = &text.tokens[range.clone()];
    let tags = tags_within(text.tags, &range);
    let (clocks, times) = times::clocks(tokens, &tags, time_context);
    let places: Vec<usize> = text
        .mentions_within(&range)
        .into_iter()
        .map(|mention| mention.from)
        .collect();
    let has_place = |from: usize, to: usize| places.iter().any(|at| (from..to).contains(at));
    let list = List {
        tokens,
        tags: &tags,
        times: &times,
    };
    // "At 14:00 and 15:30 at A, and at 17:45 at B": clocks with nothing between them are of one place.
    let mut marks: Vec<Range<usize>> = Vec::new();
    for clock in clocks {
        match marks.last_mut() {
            Some(last) if (last.end..clock.start).all(|at| list.is_of_time(at)) => {
                last.end = clock.end;
            }
            _ => marks.push(clock),
        }
    }
    if marks.is_empty() {
        marks = times::days_apart(tokens, &tags, time_context);
    }
    let clocks = marks;
    if clocks.len() < 2 || clocks.len() > MOST_ITEMS {
        return Vec::new();
    }
    let between = || clocks.windows(2).map(|pair| pair[0].end..pair[1].start);
    if !between().all(|gap| has_place(gap.start, gap.end)) {
        return Vec::new();
    }
    let last = clocks.last().map_or(0, |clock| clock.end);
    let cuts: Option<Vec<usize>> = if has_place(last, tokens.len()) {
        between().map(|gap| list.cut_before_clock(gap)).collect()
    } else if has_place(0, clocks[0].start) {
        between().map(|gap| list.cut_behind_clock(gap)).collect()
    } else {
        None
    };
    let Some(cuts) = cuts else { return Vec::new() };
    let starts = std::iter::once(0).chain(cuts.iter().copied());
    let ends = cuts.iter().copied().chain([tokens.len()]);
    let ranges = starts
        .zip(ends)
        .map(|(from, to)| range.start + from..range.start + to);
    let item = |(nth, range): (usize, Range<usize>)| SentencePart {
        range,
        further: nth > 0 || part.further,
        goes_on: nth > 0 || part.goes_on,
        listed: nth > 0 || part.listed,
        counts: (nth == 0 || part.of_total) && part.counts,
        of_total: part.of_total,
        none: part.none,
        again: part.again,
        number: part.number.filter(|_| nth == 0),
    };
    ranges.enumerate().map(item).collect()
}

/// The items of a part that stands behind the number of them all, each with a number and places of its own: "from
/// A at B three times, from C at D five times"; or each with a number and a day. Empty where it is no such list.
pub fn counted_items(
    text: WholeText<'_>,
    part: &SentencePart,
    phrases: &Phrases,
) -> Vec<SentencePart> {
    let range = part.range.clone();
    let tokens = &text.tokens[range.clone()];
    let tags = tags_within(text.tags, &range);
    let list = List {
        tokens,
        tags: &tags,
        times: &[],
    };
    let places = text.mentions_within(&range);
    let is_item = |range: &Range<usize>, dated: bool| {
        let inside = |at: usize| range.contains(&at);
        let named = match dated {
            true => range.clone().any(|at| list.begins(at, names_day)),
            false => places.iter().any(|mention| inside(mention.from)),
        };
        let counted = range.clone().any(|at| {
            let number = phrases.number(tokens, at).filter(|(_, to)| {
                // A day is no number of what happened on it.
                !dated || !times::is_of_date(tokens, &tags, at..*to)
            });
            number.is_some() || list.begins(at, |sense| matches!(sense, Sense::TimesWord(_)))
        });
        named && counted
    };
    let cut = |dated: bool| {
        let mut items: Vec<Range<usize>> = Vec::new();
        let mut start = 0;
        for at in 0..tokens.len() {
            let both = || is_item(&(start..at), dated) && is_item(&(at..tokens.len()), dated);
            if list.separates(at) && both() {
                items.push(start..at);
                start = at;
            }
        }
        items.push(start..tokens.len());
        items
    };
    let named = cut(false);
    let dated = named.len() < 2;
    let items = if dated { cut(true) } else { named };
    if items.len() < 2 || items.len() > MOST_ITEMS {
        return Vec::new();
    }
    let item = |(nth, item): (usize, Range<usize>)| SentencePart {
        range: range.start + item.start..range.start + item.end,
        further: true,
        goes_on: false,
        listed: false,
        number: None,
        again: dated && nth > 0,
        ..part.clone()
    };
    items.into_iter().enumerate().map(item).collect()
}

fn names_day(sense: Sense) -> bool {
    matches!(
        sense,
        Sense::Month(_) | Sense::Weekday(_) | Sense::DaysAgo(_) | Sense::Part(_)
    )
}

/// Whether all items say the same of their places: where fire came from, where it went, or both.
pub fn are_alike(items: &[Clause]) -> bool {
    let ends = |clause: &Clause| {
        let is_from = |(_, cue): &(_, Option<Cue>)| *cue == Some(Cue::From);
        let places = || clause.places.iter();
        (places().any(is_from), !places().all(is_from))
    };
    // Or they lie on the same sides of the border.
    let lands = |clause: &Clause| {
        let lies = |country| {
            let mut places = clause.places.iter();
            places.any(|(place, _)| place.country == Some(country))
        };
        (lies(Country::Armenia), lies(Country::Azerbaijan))
    };
    let clocked = |clause: &Clause| {
        (clause.time.clocked || clause.time.names_day) && !clause.places.is_empty()
    };
    items.len() > 1
        && items.iter().all(clocked)
        && items
            .windows(2)
            .all(|pair| ends(&pair[0]) == ends(&pair[1]) || lands(&pair[0]) == lands(&pair[1]))
}

struct List<'a> {
    tokens: &'a [Token],
    tags: &'a [Tag],
    times: &'a [Range<usize>],
}

impl List<'_> {
    fn tagged(&self, at: usize, wanted: impl Fn(Sense) -> bool) -> bool {
        let mut tags = self.tags.iter();
        tags.any(|tag| tag.from <= at && at < tag.to && wanted(tag.sense))
    }

    fn begins(&self, at: usize, wanted: impl Fn(Sense) -> bool) -> bool {
        let mut tags = self.tags.iter();
        tags.any(|tag| tag.from == at && wanted(tag.sense))
    }

    fn separates(&self, at: usize) -> bool {
        let mark = matches!(
            self.tokens[at].kind,
            TokenKind::Mark(',' | ';' | '،' | '؛' | '—' | '–' | '•')
        );
        let mark = mark && !parts_thousands(self.tokens, at);
        mark || self.tagged(at, |sense| matches!(sense, Sense::And | Sense::Further))
    }

    /// A mark, or a word that tells of time.
    fn is_of_time(&self, at: usize) -> bool {
        let small = self.tokens[at].kind != TokenKind::Word;
        small
            || self.times.iter().any(|range| range.contains(&at))
            || self.tokens[at].folded.chars().count() <= 2
            || self.tagged(at, times::tells_of_time)
    }

    /// In front of what tells of time before the second clock: behind the first mark or "and" there.
    fn cut_before_clock(&self, gap: Range<usize>) -> Option<usize> {
        let mut cut = None;
        for at in gap.clone().rev() {
            if self.separates(at) {
                cut = Some(at);
            } else if !self.is_of_time(at) {
                break;
            }
        }
        cut.or_else(|| gap.rev().find(|at| self.separates(*at)))
    }

    /// Behind the first clock.
    fn cut_behind_clock(&self, mut gap: Range<usize>) -> Option<usize> {
        gap.find(|at| self.separates(*at))
    }
}

/// Gives parts that count one thing for several times the places and the side that one of them names.
pub fn share_places(clauses: &mut [Clause]) {
    let mut start = 0;
    while start < clauses.len() {
        let end = (start + 1..clauses.len())
            .find(|at| !clauses[*at].again)
            .unwrap_or(clauses.len());
        let run = &mut clauses[start..end];
        let placed = run.iter().find(|clause| !clause.places.is_empty());
        if let Some(placed) = placed.cloned().filter(|_| run.len() > 1) {
            for clause in run.iter_mut().filter(|clause| clause.places.is_empty()) {
                clause.places.clone_from(&placed.places);
                clause.stretches.clone_from(&placed.stretches);
            }
        }
        let dated = run.iter().find(|clause| !clause.time.is_open());
        let dated = dated.map(|clause| clause.time.clone());
        if let Some(time) = dated.filter(|_| run.len() > 1 && run[0].time.is_open()) {
            run[0].time = time;
        }
        let told = run.iter().find_map(|clause| {
            let stands_for = |fire: &&(Activity, Range<usize>)| fire.1.start == clause.range.start;
            let own = clause.fire.as_ref();
            own.filter(|fire| !(clause.counts_on && stands_for(fire)))
        });
        let told = told.cloned();
        run[0].fire = run[0].fire.take().or_else(|| told.clone());
        let first = run[0].clone();
        for clause in &mut run[1..] {
            clause.agent = clause.agent.take().or_else(|| first.agent.clone());
            clause.illegal = clause.illegal.take().or_else(|| first.illegal.clone());
            clause.object = clause.object.or(first.object);
            if clause.armed.is_empty() {
                clause.armed.clone_from(&first.armed);
            }
            if !clause.time.names_day && !clause.time.clocked {
                clause.time = first.time.clone();
            }
            if matches!(&clause.fire, Some((Activity::Fire, _))) {
                clause.fire = told.clone().or(clause.fire.take());
            }
        }
        start = end;
    }
}

/// Gives items without a verb that of the list they stand in: the one before, else the one behind.
pub fn complete(clauses: &mut [Clause]) {
    let mut start = 0;
    while start < clauses.len() {
        let end = (start + 1..clauses.len())
            .find(|at| !clauses[*at].listed)
            .unwrap_or(clauses.len());
        complete_list(&mut clauses[start..end]);
        start = end;
    }
}

fn complete_list(list: &mut [Clause]) {
    if list.len() < 2 {
        return;
    }
    for at in 0..list.len() {
        if !lacks_verb(&list[at]) {
            continue;
        }
        let fires = |other: &usize| list[*other].fire.is_some();
        let before = (0..at).rev().find(fires);
        let Some(holder) = before.or_else(|| (at + 1..list.len()).find(fires)) else {
            continue;
        };
        let holder = list[holder].clone();
        let item = &mut list[at];
        item.fire = holder.fire;
        item.agent = item.agent.take().or(holder.agent);
        item.object = item.object.or(holder.object);
        item.illegal = item.illegal.take().or(holder.illegal);
        item.denied_fire = holder.denied_fire;
        item.denies_all_fire = holder.denies_all_fire;
        item.condition |= holder.condition;
        if item.armed.is_empty() {
            item.armed = holder.armed;
        }
        item.further = true;
        item.counts_on |= holder.counts_on;
        item.completed = true;
    }
}

/// Says when, and from where or at what, and not what happened.
fn lacks_verb(clause: &Clause) -> bool {
    // What clocks part says no more of each place than the first.
    let told = |(_, cue): &(_, Option<Cue>)| cue.is_some() || clause.same_sentence;
    clause.fire.is_none()
        && clause.quiet.is_none()
        && clause.denial.is_none()
        && clause.nothing.is_none()
        && (clause.time.clocked || (clause.same_sentence && clause.time.names_day))
        && clause.places.iter().any(told)
        && !clause.answers
        && !clause.routine
        && clause.losses.killed.is_none()
        && clause.losses.wounded.is_none()
}
