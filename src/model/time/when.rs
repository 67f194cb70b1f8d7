//! When something happened, as far as a report states it.

use std::fmt;

use super::{Day, DayError, Interval, Stamp, TimePrecision, as_text};
use crate::words::notes::dates;

/// A moment as a source writes it: a day, perhaps with a time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// A day without a time.
    Day(Day),
    /// A time of day, local.
    Clock(Stamp),
}

impl Moment {
    /// Reads `2022-08-07` or `2022-08-07T20:30`.
    pub fn parse(text: &str) -> Result<Self, DayError> {
        let Some((day, clock)) = text.split_once(['T', ' ']) else {
            return Day::parse(text).map(Self::Day);
        };
        let day = Day::parse(day)?;
        let mut fields = clock.trim().splitn(3, ':');
        let mut field = |limit: i64| {
            let number = fields.next().map(str::parse::<i64>)?;
            Some(number.ok().filter(|number| (0..limit).contains(number)))
        };
        // What stands behind the minutes is seconds, or nothing: a zone is not passed over.
        let (hour, minute, second) = (field(24), field(60), field(60).unwrap_or(Some(0)));
        let (Some(Some(hour)), Some(Some(minute)), Some(second)) = (hour, minute, second) else {
            return Err(DayError {
                text: text.chars().take(40).collect(),
                why: dates::not_a_time().to_owned(),
            });
        };
        let seconds = hour * Stamp::HOUR + minute * Stamp::MINUTE + second;
        Ok(Self::Clock(day.start().plus(seconds)))
    }

    /// The day it is on.
    pub fn day(self) -> Day {
        match self {
            Self::Day(day) => day,
            Self::Clock(stamp) => stamp.day(),
        }
    }

    /// Its first second.
    pub fn start(self) -> Stamp {
        match self {
            Self::Day(day) => day.start(),
            Self::Clock(stamp) => stamp,
        }
    }

    /// Whether it lies before another, as far as the two can be told apart: a day holds its hours.
    pub fn is_before(self, other: Self) -> bool {
        match (self, other) {
            (Self::Clock(own), Self::Clock(other)) => own < other,
            (own, other) => own.start().day() < other.start().day(),
        }
    }

    /// The first instant after the moment, as far as `precision` tells.
    fn end(self, precision: TimePrecision) -> Stamp {
        match self {
            Self::Day(day) => day.plus(1).start(),
            // No later than its day: what is stated of one day is not of two.
            Self::Clock(stamp) => {
                let end = stamp.plus(precision.seconds().min(Stamp::HOUR));
                end.min(stamp.day().plus(1).start())
            }
        }
    }
}

/// As [`Moment::parse`] reads it.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => write!(f, "{day}"),
            Self::Clock(stamp) => {
                let text = stamp.figures();
                // Seconds are said where there are any.
                let length = if text.ends_with(b":00") { 16 } else { 19 };
                f.write_str(as_text(&text[..length]))
            }
        }
    }
}

/// When something is said to have happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// From and to, as the source has it. At least one of the two is known.
    ///
    /// Where the source gives the end only ("in the days up to 22 April"), no more than that end
    /// is taken as known.
    Stated {
        /// When it began.
        start: Option<Moment>,
        /// When it ended, included.
        end: Option<Moment>,
        /// How closely the two are stated.
        precision: TimePrecision,
    },
    /// The source states no time, but the day it was published is known.
    Published(Day),
    /// No day at all is known.
    Undated,
}

impl When {
    /// Puts together what a source says of the time of a claim.
    ///
    /// Without start and end it is the day of publication that counts, and without that nothing.
    pub fn new(
        start: Option<Moment>,
        end: Option<Moment>,
        precision: TimePrecision,
        published: Option<Day>,
    ) -> Self {
        match (start, end, published) {
            (None, None, Some(day)) => Self::Published(day),
            (None, None, None) => Self::Undated,
            _ => Self::Stated {
                start,
                end,
                precision,
            },
        }
    }

    /// What the source itself says: start, end, and how closely.
    pub fn stated(self) -> (Option<Moment>, Option<Moment>, TimePrecision) {
        match self {
            Self::Stated {
                start,
                end,
                precision,
            } => (start, end, precision),
            Self::Published(_) | Self::Undated => (None, None, TimePrecision::Unknown),
        }
    }

    /// What counts as the time of the thing, `None` where undated.
    pub fn interval(self) -> Option<Interval> {
        match self {
            Self::Stated {
                start,
                end,
                precision,
            } => {
                let first = start.or(end)?;
                // An end before the start is no end.
                let last = end.filter(|end| !end.is_before(first));
                let last = last.unwrap_or(first);
                Some(Interval::new(first.start(), last.end(precision)))
            }
            Self::Published(day) => Some(day.interval()),
            Self::Undated => None,
        }
    }
}
