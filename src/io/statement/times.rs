//! When: days, clocks and parts of the day in a sentence, put together to one interval.

mod clock_spans;
mod dates;
mod since;

pub use clock_spans::tells_of_time;
pub use dates::is_of_date;
pub use since::runs_since;

use std::ops::Range;

use super::{
    grammar::{PartOfDay, Sense, Tag},
    token::Token,
};
use crate::model::{Day, Moment, TimePrecision};

/// What a sentence says of the time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Time {
    pub start: Option<Moment>,
    pub end: Option<Moment>,
    pub precision: TimePrecision,
    /// The tokens it was read from.
    pub from: Vec<Range<usize>>,
    /// Moments, each by itself, that are no ends of one interval: "at 7:50 and again at 12:50".
    pub moments: Vec<Moment>,
    /// How many such clocks there are, whether or not the day is known.
    pub clocks: usize,
    /// A clock is named, whether or not the day is known.
    pub clocked: bool,
    /// The days it names, each once.
    pub days: Vec<Day>,
    /// A day is named, in whatever words.
    pub names_day: bool,
    /// It runs on from the day that is named.
    pub runs: bool,
    /// Several days are named that do not follow one another: the first and the last are its ends.
    pub apart: bool,
    /// A date names the one day it speaks of, rather than a weekday or a word such as "yesterday".
    pub dated: bool,
    /// A day, month or clock is named, but the year or the day cannot be known.
    pub unsure: bool,
    /// What was read ends before it starts: neither is kept.
    pub disordered: bool,
    /// It starts behind the day of publication.
    pub ahead: bool,
}

impl Time {
    /// Whether nothing of the time is known.
    pub fn is_open(&self) -> bool {
        self.start.is_none() && self.end.is_none()
    }
}

/// What the rest of the text and the day of publication add to the time of a sentence.
#[derive(Clone, Copy, Debug, Default)]
pub struct TimeContext {
    pub published: Option<Day>,
    /// The day last named before.
    pub day: Option<Day>,
    /// The stretch of days last named before.
    pub stretch: Option<(Day, Day)>,
}

impl TimeContext {
    /// Takes up the days a sentence names.
    pub fn learn(&mut self, time: &Time) {
        let day = |moment: Moment| moment.start().day();
        self.day = time.end.or(time.start).map(day).or(self.day);
        if time.precision == TimePrecision::Days {
            let days = time.start.zip(time.end);
            let days = days.map(|(start, end)| (day(start), day(end)));
            self.stretch = days.or(self.stretch);
        }
    }
}

/// A day as a text names it.
#[derive(Clone, Copy, Debug)]
pub struct NamedDay {
    day: Option<Day>,
    at: usize,
}

#[derive(Clone, Copy, Debug)]
pub struct ClockTime {
    /// Seconds of the day.
    pub seconds: i64,
    pub at: usize,
    pub hour_only: bool,
    /// Which half of the day, where it is said.
    pub afternoon: Option<bool>,
}

/// Reads the time of a sentence.
pub fn time(tokens: &[Token], tags: &[Tag], time_context: TimeContext) -> Time {
    let reader = TimeReader::new(tokens, tags, time_context);
    checked(reader.put_together(), time_context.published)
}

/// Where the clocks of a sentence stand, those that begin and end one stretch of time as one; and all tokens
/// that tell of time.
pub fn clocks(
    tokens: &[Token],
    tags: &[Tag],
    time_context: TimeContext,
) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
    let reader = TimeReader::new(tokens, tags, time_context);
    let stretches = reader.stretches().into_iter();
    let clocks = stretches.map(|(first, last)| first.at..last.at + 1);
    (clocks.collect(), reader.time.from)
}

/// Where the days of a part of a sentence stand that are several and no span.
pub fn days_apart(tokens: &[Token], tags: &[Tag], time_context: TimeContext) -> Vec<Range<usize>> {
    let reader = TimeReader::new(tokens, tags, time_context);
    let days = &reader.days;
    let follow = days
        .windows(2)
        .all(|pair| pair[0].day.is_some() && pair[0].day < pair[1].day);
    if !follow || !reader.clocks.is_empty() || reader.is_span(days) {
        return Vec::new();
    }
    let dates = days.iter().map(|named| {
        let mut ranges = reader.time.from.iter();
        let range = ranges.find(|range| range.contains(&named.at));
        range.cloned().unwrap_or(named.at..named.at + 1)
    });
    dates.collect()
}

/// Keeps no time that ends before it starts, and doubts one behind the day of publication.
fn checked(mut time: Time, published: Option<Day>) -> Time {
    let backwards = time.start.zip(time.end);
    if backwards.is_some_and(|(start, end)| end.start() < start.start()) {
        return Time {
            precision: TimePrecision::Unknown,
            start: None,
            end: None,
            moments: Vec::new(),
            disordered: true,
            ..time
        };
    }
    let first = time.start.or(time.end).map(|moment| moment.start().day());
    time.ahead = first
        .zip(published)
        .is_some_and(|(first, published)| first > published);
    time
}

pub struct TimeReader<'a> {
    pub tokens: &'a [Token],
    pub tags: &'a [Tag],
    pub time_context: TimeContext,
    pub days: Vec<NamedDay>,
    pub clocks: Vec<ClockTime>,
    pub time: Time,
}

impl<'a> TimeReader<'a> {
    fn new(tokens: &'a [Token], tags: &'a [Tag], time_context: TimeContext) -> Self {
        let mut reader = Self {
            tokens,
            tags,
            time_context,
            days: Vec::new(),
            clocks: Vec::new(),
            time: Time::default(),
        };
        reader.find_days();
        reader.find_clocks();
        reader
    }
}

impl TimeReader<'_> {
    pub fn tagged(&self, at: usize, wanted: impl Fn(Sense) -> bool) -> bool {
        self.tags
            .iter()
            .any(|tag| tag.from <= at && at < tag.to && wanted(tag.sense))
    }

    fn find_days(&mut self) {
        self.find_written_dates();
        for tag in self.tags {
            match tag.sense {
                Sense::Month(month) => self.day_of_month(tag, month),
                Sense::Weekday(weekday) => {
                    let day = self.time_context.published.map(|published| {
                        let back = published.date().weekday().to_monday_one_offset() - weekday;
                        published.plus(-i32::from(back.rem_euclid(7)))
                    });
                    self.add_day(day, tag.from, tag.from..tag.to);
                }
                Sense::FromStart => self.start_of_month(tag),
                Sense::FromStartOfMonth | Sense::FromStartOfYear => {
                    let published = self.time_context.published;
                    let day = published.and_then(|published| {
                        let date = published.date();
                        let year = tag.sense == Sense::FromStartOfYear;
                        let month = if year { 1 } else { date.month() };
                        Day::from_ymd(date.year(), month, 1)
                    });
                    self.add_day(day, tag.from, tag.from..tag.to);
                }
                Sense::NextDay => {
                    let before = self.days.iter().rfind(|day| day.at < tag.from);
                    let day = before.map_or(self.time_context.day, |named| named.day);
                    if let Some(day) = day {
                        self.add_day(Some(day.plus(1)), tag.from, tag.from..tag.to);
                    }
                }
                Sense::DaysAgo(days) => {
                    let day = self
                        .time_context
                        .published
                        .map(|day| day.plus(-i32::from(days)));
                    self.add_day(day, tag.from, tag.from..tag.to);
                }
                _ => {}
            }
        }
        self.drop_today_beside_date();
        // A weekday beside a date names the same day once more.
        let dates = self
            .tags
            .iter()
            .any(|tag| matches!(tag.sense, Sense::Month(_)));
        if dates {
            let weekdays: Vec<usize> = self
                .tags
                .iter()
                .filter(|tag| matches!(tag.sense, Sense::Weekday(_)))
                .map(|tag| tag.from)
                .collect();
            let explicit = |day: &NamedDay| !weekdays.contains(&day.at);
            if self
                .days
                .iter()
                .any(|day| explicit(day) && day.day.is_some())
            {
                self.days.retain(explicit);
            }
        }
        self.drop_word_beside_weekday();
        let said = self.times_of_saying();
        let far = self.of_what_takes_effect();
        self.days
            .retain(|day| !far.iter().any(|range| range.contains(&day.at)));
        self.days.retain(|day| !said.contains(&day.at));
        self.days.sort_by_key(|day| day.at);
    }

    /// "Today, on 3 June": the date says which day that is.
    fn drop_today_beside_date(&mut self) {
        let today: Vec<usize> = self
            .tags
            .iter()
            .filter(|tag| tag.sense == Sense::DaysAgo(0))
            .map(|tag| tag.from)
            .collect();
        let dates: Vec<usize> = self.days.iter().map(|day| day.at).collect();
        let date_near = |at: usize| {
            let mut dates = dates.iter().filter(|date| !today.contains(date));
            dates.any(|date| date.abs_diff(at) <= 5)
        };
        self.days
            .retain(|day| !(today.contains(&day.at) && date_near(day.at)));
    }

    /// "Yesterday, Monday": the weekday is the surer of the two.
    fn drop_word_beside_weekday(&mut self) {
        let at_of = |wanted: fn(Sense) -> bool| -> Vec<usize> {
            let tags = self.tags.iter().filter(|tag| wanted(tag.sense));
            tags.map(|tag| tag.from).collect()
        };
        let words = at_of(|sense| matches!(sense, Sense::DaysAgo(_)));
        let weekdays = at_of(|sense| matches!(sense, Sense::Weekday(_)));
        let beside = |at: usize| weekdays.iter().any(|weekday| weekday.abs_diff(at) <= 2);
        self.days
            .retain(|day| !(words.contains(&day.at) && beside(day.at)));
    }

    /// Where the time of what takes effect stands.
    pub fn of_what_takes_effect(&self) -> Vec<Range<usize>> {
        let effects = self
            .tags
            .iter()
            .filter(|tag| tag.sense == Sense::TakesEffect);
        effects
            .map(|tag| tag.from.saturating_sub(9)..tag.to + 9)
            .collect()
    }

    /// Days that stand right beside a word of saying: when it was said, not when it happened.
    fn times_of_saying(&self) -> Vec<usize> {
        let says = |at: usize| self.tagged(at, |sense| sense == Sense::Says);
        let range_of = |day: &NamedDay| {
            let mut ranges = self.time.from.iter();
            let range = ranges.find(|range| range.contains(&day.at));
            range.cloned().unwrap_or(day.at..day.at + 1)
        };
        let small = |at: usize| {
            self.tagged(at, |sense| {
                matches!(sense, Sense::Clock | Sense::Toward | Sense::Link)
            })
        };
        let beside = |day: &NamedDay| {
            let range = range_of(day);
            let mut before = range.start;
            while before > 0 && small(before - 1) {
                before -= 1;
            }
            // "Accused the other side on Monday."
            let side = before.checked_sub(1).filter(|at| {
                self.tagged(*at, |sense| matches!(sense, Sense::Side(_)))
                    && self.tagged(day.at, |sense| matches!(sense, Sense::Weekday(_)))
            });
            let accused = side.and_then(|at| at.checked_sub(1)).is_some_and(says);
            if accused {
                return true;
            }
            let after_said = before > 0 && says(before - 1);
            let before_said = range.end < self.tokens.len() && says(range.end);
            after_said || before_said
        };
        let said = self.days.iter().filter(|day| beside(day));
        said.map(|day| day.at).collect()
    }

    fn add_day(&mut self, day: Option<Day>, at: usize, from: Range<usize>) {
        self.time.unsure |= day.is_none();
        self.time.from.push(from);
        self.days.push(NamedDay { day, at });
    }

    /// Dates such as 07.08.2022, 2022-08-07 and 13/08/2022. One such as 07/08/2022 may be either of two days, and is
    /// none.
    fn find_written_dates(&mut self) {
        for at in 0..self.tokens.len().saturating_sub(4) {
            let [first, mark, second, mark2, third] = &self.tokens[at..at + 5] else {
                continue;
            };
            let is_glued = [mark, second, mark2, third].iter().all(|token| token.glued);
            let between = |sign| is_glued && mark.is_mark(sign) && mark2.is_mark(sign);
            let numbers = [first.number(), second.number(), third.number()];
            let [Some(first), Some(second), Some(third)] = numbers else {
                continue;
            };
            let (year, parts) = if between('.') {
                (third, Some([second, first]))
            } else if between('-') {
                (first, Some([second, third]))
            } else if between('/') {
                let parts = match (first > 12, second > 12) {
                    (true, _) => Some([second, first]),
                    (_, true) => Some([first, second]),
                    _ => (first == second).then_some([first, second]),
                };
                (third, parts)
            } else {
                continue;
            };
            if (1900..2100).contains(&year) {
                let date = parts.and_then(|[month, day]| {
                    Day::from_ymd(year as i16, month.min(99) as i8, day.min(99) as i8)
                });
                self.add_day(date, at, at..at + 5);
            }
        }
    }

    fn put_together(mut self) -> Time {
        let parts = || {
            self.tags.iter().filter_map(|tag| match tag.sense {
                Sense::Part(part) => Some((part, tag.from..tag.to)),
                _ => None,
            })
        };
        // "In the night to" a day says more than "in the night", whichever words it is made of.
        let to_day = |at: &Range<usize>| self.days.first().is_some_and(|day| at.end <= day.at);
        let part = parts()
            .find(|(part, at)| *part == PartOfDay::NightTo && to_day(at))
            .or_else(|| parts().next());
        let past_day = self.tags.iter().find(|tag| tag.sense == Sense::PastDay);
        let mut days: Vec<NamedDay> = self.days.clone();
        days.dedup_by_key(|named| named.day);
        self.time.days = days.iter().filter_map(|named| named.day).collect();
        self.time.names_day = past_day.is_some() || !days.is_empty();
        self.time.dated = past_day.is_none() && days.len() == 1 && self.is_date(&days[0]);
        if !self.clocks.is_empty() {
            self.by_clock(&days);
            return self.time;
        }
        match (&days[..], past_day) {
            ([], Some(tag)) => {
                self.past_day(tag.from..tag.to);
            }
            ([], None) => {
                let overnight = part
                    .clone()
                    .filter(|(part, _)| matches!(part, PartOfDay::Overnight | PartOfDay::NightTo));
                if let (Some((_, at)), Some(day)) = (overnight, self.time_context.published) {
                    self.time.from.push(at);
                    self.time.start = Some(Moment::Day(day.plus(-1)));
                    self.time.end = Some(Moment::Day(day));
                    self.time.precision = TimePrecision::PartOfDay;
                } else if let Some((PartOfDay::Other, at)) = part {
                    // "In the evening", where no day has been named: of that of the statement.
                    let published = self.time_context.published;
                    let day = published.filter(|_| self.time_context.day.is_none());
                    self.time.from.extend(day.map(|_| at));
                    self.time.start = day.map(Moment::Day);
                    self.time.precision = TimePrecision::PartOfDay;
                }
                self.same_stretch();
            }
            ([one], Some(tag)) if one.day == self.time_context.published => {
                self.past_day(tag.from..tag.to);
            }
            ([one], _) if part.as_ref().is_some_and(|it| it.0 == PartOfDay::NightTo) => {
                self.time.start = one.day.map(|day| Moment::Day(day.plus(-1)));
                self.time.end = one.day.map(Moment::Day);
                self.time.precision = TimePrecision::PartOfDay;
                self.time.from.extend(part.map(|(_, at)| at));
            }
            ([one], _) if part.is_none() && self.is_since(one) => self.run_on(one.day),
            ([one], _) => {
                self.time.start = one.day.map(Moment::Day);
                self.time.precision = TimePrecision::Day;
                if let Some((_, at)) = part {
                    self.time.precision = TimePrecision::PartOfDay;
                    self.time.from.push(at);
                }
            }
            ([first, .., last], _) => {
                self.time.apart = self.are_apart(&days);
                let known = (first.day, last.day);
                if let (Some(first), Some(last)) = known {
                    self.time.start = Some(Moment::Day(first.min(last)));
                    self.time.end = Some(Moment::Day(first.max(last)));
                }
                self.time.precision = match part {
                    Some(_) => TimePrecision::PartOfDay,
                    None => TimePrecision::Days,
                };
            }
        }
        if self.time.is_open() {
            self.time.precision = TimePrecision::Unknown;
            self.time.unsure |= self.names_month_alone();
        }
        self.time
    }

    /// "In the course of that week": the stretch of days named before.
    fn same_stretch(&mut self) {
        let tag = self.tags.iter().find(|tag| tag.sense == Sense::SameStretch);
        if let (Some(tag), Some((first, last)), true) =
            (tag, self.time_context.stretch, self.time.is_open())
        {
            self.time.from.push(tag.from..tag.to);
            self.time.start = Some(Moment::Day(first));
            self.time.end = Some(Moment::Day(last));
            self.time.precision = TimePrecision::Days;
        }
    }

    fn is_date(&self, day: &NamedDay) -> bool {
        let told = |sense| matches!(sense, Sense::Weekday(_) | Sense::DaysAgo(_));
        !self.tagged(day.at, told)
    }

    /// The day and night before publication.
    fn past_day(&mut self, tokens: Range<usize>) {
        self.time.from.push(tokens);
        if let Some(day) = self.time_context.published {
            self.time.start = Some(Moment::Day(day.plus(-1)));
            self.time.end = Some(Moment::Day(day));
            self.time.precision = TimePrecision::Past24Hours;
        }
    }
}
