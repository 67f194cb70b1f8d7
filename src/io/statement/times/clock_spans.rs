//! Clocks put together to moments and stretches of time.

use std::ops::Range;

use super::{ClockTime, NamedDay, TimeReader};
use crate::{
    io::statement::{
        grammar::{PartOfDay, Sense},
        token::TokenKind,
    },
    model::{Day, Moment, Stamp, TimePrecision},
};

/// Whether a phrase may stand in what tells of time.
pub fn tells_of_time(sense: Sense) -> bool {
    matches!(
        sense,
        Sense::Clock
            | Sense::Hour
            | Sense::Minute
            | Sense::Link
            | Sense::And
            | Sense::Since
            | Sense::Until
            | Sense::Further
            | Sense::Part(_)
            | Sense::DaysAgo(_)
            | Sense::NextDay
            | Sense::Weekday(_)
            | Sense::Month(_)
            | Sense::MonthWord
            | Sense::Year
            | Sense::Inexact(_)
            | Sense::Forenoon
            | Sense::Afternoon
            | Sense::Daytime
            | Sense::Moscow
            | Sense::Greenwich
    )
}

impl TimeReader<'_> {
    /// One clock is a moment, two that belong together an interval; of several, the first begins and
    /// the last ends.
    pub(super) fn by_clock(&mut self, days: &[NamedDay]) {
        let fallback = days.iter().find_map(|named| named.day);
        let fallback = fallback
            .or(self.time_context.day)
            .or(self.time_context.published);
        let stretches = self.stretches();
        let night_to = self
            .tags
            .iter()
            .any(|tag| tag.sense == Sense::Part(PartOfDay::NightTo));
        let day_of = |clock: ClockTime| match days {
            [] => fallback,
            [one] => {
                let evening = night_to && clock.seconds >= 12 * Stamp::HOUR;
                one.day.map(|day| day.plus(-i32::from(evening)))
            }
            several => {
                if let Some(day) = self
                    .day_behind(several, clock)
                    .or(self.day_of_night(several, clock))
                {
                    return Some(day);
                }
                // The day that stands nearest before the clock, else the first.
                let before = several.iter().rfind(|named| named.at < clock.at);
                before.or(several.first()).and_then(|named| named.day)
            }
        };
        let moment = |day: Option<Day>, clock: ClockTime| {
            day.map(|day| Moment::Clock(day.start().plus(clock.seconds)))
        };
        let ends = |(first, last): &(ClockTime, ClockTime)| {
            let start_day = day_of(*first);
            let mut end_day = day_of(*last);
            if end_day == start_day && last.seconds < first.seconds {
                end_day = end_day.map(|day| day.plus(1));
            }
            (moment(start_day, *first), moment(end_day, *last))
        };
        let (Some(first), Some(last)) = (stretches.first(), stretches.last()) else {
            return;
        };
        let read: Vec<_> = stretches.iter().map(ends).collect();
        let (Some(start), Some(end)) = (read.first(), read.last()) else {
            return;
        };
        let hours = first.0.hour_only && last.1.hour_only;
        self.time.precision = if hours {
            TimePrecision::Hour
        } else {
            TimePrecision::Minute
        };
        self.time.start = start.0;
        self.time.clocked = true;
        self.time.unsure |= self.time.start.is_none();
        if first.0.at != last.1.at {
            self.time.end = end.1;
        }
        if stretches.len() > 1 {
            let starts: Option<Vec<Moment>> = read.iter().map(|it| it.0).collect();
            self.time.moments = starts.unwrap_or_default();
            self.time.clocks = stretches.len();
        }
        if self.time.is_open() {
            self.time.precision = TimePrecision::Unknown;
        }
    }

    /// "22:15 on August 2": the day right behind a clock is its own.
    fn day_behind(&self, days: &[NamedDay], clock: ClockTime) -> Option<Day> {
        let named = days.iter().find(|named| named.at > clock.at)?;
        let between = clock.at + 1..named.at;
        let of_clock = |at: usize| {
            let token = &self.tokens[at];
            let minutes = at <= clock.at + 2 && token.glued;
            let small = self.tagged(at, |sense| matches!(sense, Sense::Clock | Sense::Link))
                && !self.tagged(at, |sense| {
                    matches!(sense, Sense::And | Sense::Until | Sense::Since)
                });
            minutes || small
        };
        let near = between.len() <= 5 && between.into_iter().all(of_clock);
        named.day.filter(|_| near)
    }

    /// "In the night of the 6th to the 7th, at 23:30 and 01:20": the hours before midnight are of
    /// the first day, those behind it of the second.
    fn day_of_night(&self, days: &[NamedDay], clock: ClockTime) -> Option<Day> {
        let [first, second] = days else { return None };
        let (first_day, second_day) = (first.day?, second.day?);
        let at_night = self.tags.iter().any(|tag| {
            matches!(
                tag.sense,
                Sense::Part(PartOfDay::Night | PartOfDay::Overnight | PartOfDay::NightTo)
            )
        });
        let before = self.clocks.iter().all(|clock| clock.at > second.at);
        let one_night = at_night && before && second_day == first_day.plus(1);
        let evening = clock.seconds >= 12 * Stamp::HOUR;
        one_night.then_some(if evening { first_day } else { second_day })
    }

    /// The clocks, those that begin and end one stretch of time together.
    pub(super) fn stretches(&self) -> Vec<(ClockTime, ClockTime)> {
        let mut stretches = Vec::new();
        let mut clocks = self.clocks.iter().peekable();
        while let Some(first) = clocks.next() {
            let last = clocks.next_if(|last| self.is_range(first, last));
            stretches.push((*first, *last.unwrap_or(first)));
        }
        stretches
    }

    /// "From 10:05 to 10:11", "20.35-22.50", or the same by endings.
    pub fn is_range(&self, first: &ClockTime, last: &ClockTime) -> bool {
        let between = first.at + 1..last.at;
        // What tells of something else between the clocks parts them.
        let small = |mut range: Range<usize>| range.all(|at| self.is_of_time(at));
        let joins = between.clone().any(|at| {
            let token = &self.tokens[at];
            let ending = token.kind == TokenKind::Ending && self.ends_range(&token.folded);
            // "10:00-ին և 16:30-ին": an ending hangs on its clock by a hyphen.
            let hangs = self.tokens.get(at + 1).map(|next| next.kind) == Some(TokenKind::Ending);
            let dash = token.is_mark('-') || token.is_mark('–') || token.is_mark('—');
            let dash = dash && !hangs;
            let until = self.tagged(at, |sense| sense == Sense::Until);
            (dash && small(first.at + 1..at) && small(at + 1..last.at))
                || ((ending || until) && small(at + 1..last.at))
        });
        let before = first.at.saturating_sub(4)..first.at;
        let since = small(between.clone())
            && before
                .into_iter()
                .any(|at| self.tagged(at, |sense| sense == Sense::Since));
        let until_behind = (last.at..(last.at + 5).min(self.tokens.len()))
            .any(|at| self.tagged(at, |sense| sense == Sense::Until));
        // "At 23:40, then at 02:15."
        let apart = between.clone().any(|at| {
            self.tokens[at].is_mark(';') || self.tagged(at, |sense| sense == Sense::Further)
        });
        !apart && between.count() <= 14 && (joins || since || until_behind)
    }

    /// A mark, or a word that tells of time.
    fn is_of_time(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        token.kind != TokenKind::Word
            || token.folded.chars().count() <= 3
            || self.time.from.iter().any(|range| range.contains(&at))
            || self.tagged(at, tells_of_time)
    }

    /// Endings that say "from", where a language has such.
    pub fn ends_range(&self, ending: &str) -> bool {
        ending.ends_with("an") || ending.ends_with("en") || ending.ends_with("ից") || ending == "ի"
    }
}
