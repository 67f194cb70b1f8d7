//! Days, instants and intervals, all in the local time of the area (UTC+4, no summer time).
//!
//! Intervals are half-open everywhere. The only inclusive dates are those a person types.

mod offsets;
mod when;

use std::{fmt, str::FromStr};

use jiff::civil::Date;

use crate::words::notes::dates;
pub use offsets::{Ahead, clock_of_city, clock_of_letters};
pub use when::{Moment, When};

/// A calendar day, counted from 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

/// The first and last day a [`Day`] can hold.
///
/// A century either side of the conflict is room enough, and keeps every sum far from overflow.
const EARLIEST: i32 = -36_525;
const LATEST: i32 = 73_048;

/// Why a text is not a [`Day`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", dates::not_a_day(.text, .why))]
pub struct DayError {
    /// What was to be read.
    pub text: String,
    /// Why it is no day, for the person.
    pub why: String,
}

impl Day {
    /// The day with that date, where it lies between 1870 and 2169.
    pub fn from_ymd(year: i16, month: i8, day: i8) -> Option<Self> {
        Self::from_date(Date::new(year, month, day).ok()?)
    }

    /// Reads a date written as `2022-08-07`, surrounding blanks allowed.
    ///
    /// ```
    /// use contactline::model::Day;
    ///
    /// assert_eq!(Day::parse("2022-08-07")?.to_string(), "2022-08-07");
    /// assert!(Day::parse("2022-13-40").is_err());
    /// # Ok::<(), contactline::model::time::DayError>(())
    /// ```
    pub fn parse(text: &str) -> Result<Self, DayError> {
        let fail = |why: &str| DayError {
            text: text.chars().take(40).collect(),
            why: why.to_owned(),
        };
        let fields: Vec<&str> = text.trim().split('-').collect();
        let [year, month, day] = fields[..] else {
            return Err(fail(dates::incomplete()));
        };
        let number = |field: &str, digits: usize| {
            let plain = field.len() == digits && field.bytes().all(|b| b.is_ascii_digit());
            plain.then(|| field.parse::<i16>().ok()).flatten()
        };
        let (Some(year), Some(month), Some(day)) =
            (number(year, 4), number(month, 2), number(day, 2))
        else {
            return Err(fail(dates::not_numbers()));
        };
        if !(1..=12).contains(&month) {
            return Err(fail(dates::no_such_month()));
        }
        let date =
            Date::new(year, month as i8, day as i8).map_err(|_| fail(dates::no_such_day()))?;
        Self::from_date(date).ok_or_else(|| fail(dates::year_out_of_range()))
    }

    /// The day of a date, where it lies between 1870 and 2169.
    pub(crate) fn from_date(date: Date) -> Option<Self> {
        let days = date.duration_since(Date::constant(1970, 1, 1)).as_hours() / 24;
        let days = i32::try_from(days).ok()?;
        (EARLIEST..=LATEST).contains(&days).then_some(Self(days))
    }

    /// The calendar date.
    pub fn date(self) -> Date {
        Date::constant(1970, 1, 1) + jiff::SignedDuration::from_hours(24 * i64::from(self.0))
    }

    /// Puts its date where `0000-00-00` stands: files hold hundreds of thousands of them.
    fn put(self, text: &mut [u8; 10]) {
        let date = self.date();
        put_figures(&mut text[..4], date.year().unsigned_abs().into());
        put_figures(&mut text[5..7], date.month().unsigned_abs().into());
        put_figures(&mut text[8..], date.day().unsigned_abs().into());
    }

    /// Days since 1970-01-01.
    pub fn number(self) -> i32 {
        self.0
    }

    /// The day with that number, held to the range a day can have.
    pub fn clamped(number: i64) -> Self {
        Self(number.clamp(i64::from(EARLIEST), i64::from(LATEST)) as i32)
    }

    /// The day so many days later (earlier, where negative).
    pub fn plus(self, days: i32) -> Self {
        Self::clamped(i64::from(self.0) + i64::from(days))
    }

    /// Midnight at the start of the day.
    pub fn start(self) -> Stamp {
        Stamp(i64::from(self.0) * Stamp::DAY)
    }

    /// The Monday of the day's week.
    pub fn week(self) -> Self {
        self.plus(-i32::from(self.date().weekday().to_monday_zero_offset()))
    }

    /// The first day of the day's month.
    pub fn month(self) -> Self {
        Self::from_date(self.date().first_of_month()).unwrap_or(self)
    }

    /// The first day of the month so many months later.
    pub fn plus_months(self, months: i32) -> Self {
        let date = self.date();
        let count = i32::from(date.year()) * 12 + i32::from(date.month()) - 1 + months;
        let (year, month) = (count.div_euclid(12), count.rem_euclid(12) + 1);
        i16::try_from(year)
            .ok()
            .and_then(|year| Self::from_ymd(year, month as i8, 1))
            .unwrap_or(self)
    }

    /// The half-open interval the day covers.
    pub fn interval(self) -> Interval {
        Interval::new(self.start(), self.plus(1).start())
    }
}

impl FromStr for Day {
    type Err = DayError;

    fn from_str(text: &str) -> Result<Self, DayError> {
        Self::parse(text)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = *b"0000-00-00";
        self.put(&mut text);
        f.write_str(as_text(&text))
    }
}

/// Figures and signs between them as text.
fn as_text(figures: &[u8]) -> &str {
    std::str::from_utf8(figures).unwrap_or_default()
}

/// A number as so many figures as there is room for.
fn put_figures(room: &mut [u8], mut number: u32) {
    for figure in room.iter_mut().rev() {
        *figure = b'0' + (number % 10) as u8;
        number /= 10;
    }
}

/// An instant: seconds since 1970-01-01 00:00 local time (UTC+4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp(pub i64);

impl Stamp {
    /// Seconds.
    pub const MINUTE: i64 = 60;
    /// Seconds.
    pub const HOUR: i64 = 3_600;
    /// Seconds; there is no daylight saving time.
    pub const DAY: i64 = 86_400;

    /// The day the instant falls on.
    pub fn day(self) -> Day {
        Day::clamped(self.0.div_euclid(Self::DAY))
    }

    /// Hour and minute of the day.
    pub fn clock(self) -> (i64, i64) {
        let seconds = self.0.rem_euclid(Self::DAY);
        (seconds / Self::HOUR, seconds % Self::HOUR / Self::MINUTE)
    }

    /// `2022-08-07T14:05:09`.
    fn figures(self) -> [u8; 19] {
        let mut text = *b"0000-00-00T00:00:00";
        if let Some(day) = text.first_chunk_mut() {
            self.day().put(day);
        }
        let (hour, minute) = self.clock();
        let second = self.0.rem_euclid(Self::MINUTE);
        for (at, number) in [(11, hour), (14, minute), (17, second)] {
            put_figures(&mut text[at..at + 2], number as u32);
        }
        text
    }

    /// `2022-08-07T14:05:09`: the day, the hour, the minute and the second.
    pub fn to_second(self) -> String {
        as_text(&self.figures()).to_owned()
    }

    /// So many seconds later, earlier where negative.
    pub fn plus(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds))
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hour, minute) = self.clock();
        write!(f, "{} {hour:02}:{minute:02}", self.day())
    }
}

/// From an instant up to, but not including, another. Never empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Interval {
    start: Stamp,
    end: Stamp,
}

impl Interval {
    /// From `start` to `end`; at least a second long, whatever `end` says.
    pub fn new(start: Stamp, end: Stamp) -> Self {
        Self {
            start,
            end: end.max(start.plus(1)),
        }
    }

    /// Its first second.
    pub fn start(self) -> Stamp {
        self.start
    }

    /// The second after its last.
    pub fn end(self) -> Stamp {
        self.end
    }

    /// The last day the interval touches.
    pub fn last_day(self) -> Day {
        self.end.plus(-1).day()
    }

    /// Whether the two share an instant.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// The days being looked at: from the first day up to, but not including, `end`. Never empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Window {
    from: Day,
    end: Day,
}

impl Window {
    /// From `first` to `last`, both included, in whichever order they come.
    ///
    /// ```
    /// use contactline::model::{Day, Window};
    ///
    /// let day = |text| Day::parse(text).expect("a date");
    /// let window = Window::days(day("2022-08-07"), day("2022-08-08"));
    /// assert_eq!(window.len(), 2);
    /// assert_eq!(window.end(), day("2022-08-09"));
    /// ```
    pub fn days(first: Day, last: Day) -> Self {
        Self {
            from: first.min(last),
            end: first.max(last).plus(1),
        }
    }

    /// The first day.
    pub fn first(self) -> Day {
        self.from
    }

    /// The last day, which is included.
    pub fn last(self) -> Day {
        self.end.plus(-1)
    }

    /// The day after the last.
    pub fn end(self) -> Day {
        self.end
    }

    /// How many days.
    #[expect(clippy::len_without_is_empty, reason = "a window is never empty")]
    pub fn len(self) -> i32 {
        self.end.0 - self.from.0
    }

    /// The same number of days, so many days later.
    pub fn shifted(self, days: i32) -> Self {
        let from = self.from.plus(days);
        Self {
            from,
            end: from.plus(self.len()),
        }
    }

    /// From the first second to the one after the last.
    pub fn interval(self) -> Interval {
        Interval::new(self.from.start(), self.end.start())
    }

    /// Whether it holds the day.
    pub fn contains(self, day: Day) -> bool {
        self.from <= day && day < self.end
    }
}

impl fmt::Display for Window {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.len() == 1 {
            write!(f, "{}", self.from)
        } else {
            write!(f, "{} to {}", self.from, self.last())
        }
    }
}

/// How closely a source states a time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TimePrecision {
    /// To the minute.
    Minute,
    /// To the hour.
    Hour,
    /// "in the evening", "overnight".
    PartOfDay,
    /// To the day.
    Day,
    /// "over the past 24 hours".
    Past24Hours,
    /// A span of several days.
    Days,
    /// Within a week or so; a date beside it is one of its days.
    Week,
    /// Within a month or so; a date beside it is one of its days.
    Month,
    /// Not stated.
    #[default]
    Unknown,
}

impl TimePrecision {
    /// Every precision with its key in files.
    pub const ALL: [(Self, &'static str); 9] = [
        (Self::Minute, "minute"),
        (Self::Hour, "hour"),
        (Self::PartOfDay, "part-of-day"),
        (Self::Day, "day"),
        (Self::Past24Hours, "24h"),
        (Self::Days, "days"),
        (Self::Week, "week"),
        (Self::Month, "month"),
        (Self::Unknown, "unknown"),
    ];

    /// How long the smallest thing lasts that is told apart at this precision, in seconds.
    pub fn seconds(self) -> i64 {
        match self {
            Self::Minute => Stamp::MINUTE,
            Self::Hour => Stamp::HOUR,
            _ => Stamp::DAY,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).expect("a date")
    }

    fn check_refused(text: &str, why: &str) {
        let error = Day::parse(text).expect_err(text);
        assert!(error.to_string().contains(why), "{error}");
    }

    #[test]
    fn a_date_that_does_not_exist_is_refused_with_the_reason() {
        check_refused("2022-13-40", "no such month");
        check_refused("2022-02-30", "no such day");
        check_refused("7/8/2022", "year, month or day is missing");
        check_refused("2022-8-7", "must be numbers");
        check_refused("", "year, month or day is missing");
        check_refused("9999-01-01", "out of range");
        check_refused("2022-0८-01", "must be numbers");
    }

    #[test]
    fn a_time_without_a_precision_of_its_own_lasts_a_minute_an_hour_or_a_day() {
        let check = |start, end, precision, expected: &str| {
            let moment = |text: Option<&str>| text.map(|text| Moment::parse(text).expect(text));
            let when = When::new(moment(start), moment(end), precision, None);
            let interval = when.interval().expect("a stated time");
            assert_eq!(
                format!("{} .. {}", interval.start(), interval.end()),
                expected
            );
        };
        check(
            Some("2021-07-13T21:34"),
            None,
            TimePrecision::Minute,
            "2021-07-13 21:34 .. 2021-07-13 21:35",
        );
        check(
            Some("2021-08-11T22:20"),
            Some("2021-08-12T00:05"),
            TimePrecision::Minute,
            "2021-08-11 22:20 .. 2021-08-12 00:06",
        );
        check(
            Some("2021-07-23T16:00"),
            None,
            TimePrecision::Hour,
            "2021-07-23 16:00 .. 2021-07-23 17:00",
        );
        check(
            Some("2022-08-07"),
            Some("2022-08-08"),
            TimePrecision::Past24Hours,
            "2022-08-07 00:00 .. 2022-08-09 00:00",
        );
        check(
            None,
            Some("2021-04-22"),
            TimePrecision::Days,
            "2021-04-22 00:00 .. 2021-04-23 00:00",
        );
    }

    #[test]
    fn without_a_time_the_day_of_publication_counts_and_without_that_nothing_does() {
        let published = day("2022-08-08");
        let unknown = TimePrecision::Unknown;
        assert_eq!(
            When::new(None, None, unknown, Some(published)),
            When::Published(published)
        );
        assert_eq!(When::new(None, None, unknown, None), When::Undated);
    }

    #[test]
    fn both_ends_of_a_window_are_days_that_belong_to_it() {
        let window = Window::days(day("2022-08-07"), day("2022-08-08"));
        assert!(window.contains(day("2022-08-08")));
        assert!(!window.contains(day("2022-08-09")));
        assert!(window.interval().overlaps(day("2022-08-08").interval()));
        assert!(!window.interval().overlaps(day("2022-08-09").interval()));
        assert_eq!(
            window,
            Window::days(day("2022-08-08"), day("2022-08-07")),
            "the order does not matter"
        );
    }

    #[test]
    fn weeks_start_on_monday_and_months_on_the_first() {
        assert_eq!(day("2022-08-07").week(), day("2022-08-01"));
        assert_eq!(day("2022-08-08").week(), day("2022-08-08"));
        assert_eq!(day("2022-08-08").month(), day("2022-08-01"));
        assert_eq!(day("2022-08-31").plus_months(-8), day("2021-12-01"));
    }

    proptest! {
        #[test]
        fn a_day_written_and_read_again_is_the_same(number in EARLIEST..=LATEST) {
            let day = Day::clamped(i64::from(number));
            prop_assert_eq!(Day::parse(&day.to_string()), Ok(day));
            prop_assert_eq!(day.start().day(), day);
            prop_assert_eq!(day.number(), number);
        }

        #[test]
        fn any_text_is_read_or_refused_without_a_panic(text in ".{0,40}") {
            let _ = Day::parse(&text);
            if let Ok(moment) = Moment::parse(&text) {
                let second = i64::from(text.matches(':').count() > 1) * 59;
                let again = Moment::parse(&moment.to_string()).expect("as it was written");
                prop_assert!((0..=second).contains(&(moment.start().0 - again.start().0)));
            }
        }

        #[test]
        fn a_shifted_window_keeps_its_length(first in -9_000..40_000i64, days in 1..4_000i64, by in -400..400i32) {
            let window = Window::days(Day::clamped(first), Day::clamped(first + days));
            prop_assert_eq!(window.shifted(by).len(), window.len());
            prop_assert_eq!(window.shifted(by).first(), window.first().plus(by));
        }
    }
}
