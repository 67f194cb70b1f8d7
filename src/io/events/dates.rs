//! Dates as people write them in tables. What could be either of two days is never guessed.

use crate::model::{DateOrder, Day, Moment, Stamp};

/// How the dates of a column are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dates {
    /// `None`: dates that could be either are not read.
    pub order: Option<DateOrder>,
}

/// How far the local time of the area is ahead of UTC.
const UTC_OFFSET_SECONDS: i64 = 4 * Stamp::HOUR;

/// Why a text is not a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    #[error("{}", crate::words::notes::dates::no_date())]
    NoDate,
    #[error("{}", crate::words::notes::dates::ambiguous())]
    Ambiguous,
}

impl Dates {
    /// The order that the dates of a column give away: one of them has a number above 12. `None`
    /// where none has, or where they contradict each other.
    pub fn order_of<'a>(column: impl Iterator<Item = &'a str>) -> Option<DateOrder> {
        let mut order = None;
        for text in column {
            let Some((first, second, _)) = numeric(date_part(text)) else {
                continue;
            };
            let seen = match (first > 12, second > 12) {
                (true, false) => DateOrder::DayFirst,
                (false, true) => DateOrder::MonthFirst,
                _ => continue,
            };
            if order.is_some_and(|known| known != seen) {
                return None;
            }
            order = Some(seen);
        }
        order
    }

    /// Whether the text is a date that could be either of two days.
    pub fn is_ambiguous(text: &str) -> bool {
        Self::default().read(text) == Err(DateError::Ambiguous)
    }

    /// Reads `2022-08-07`, `2022-08-07 20:30`, `7 Aug 2022`, `August 7, 2022`, `07.08.2022`,
    /// `8/7/2022`, each with or without a time of day after it. A `Z` at the end marks a time of
    /// day as UTC; any other is taken as local.
    ///
    /// ```
    /// use contactline::io::events::{DateOrder, Dates};
    ///
    /// let day_first = Dates { order: Some(DateOrder::DayFirst) };
    /// assert_eq!(day_first.read("3/4/2023").expect("a date").to_string(), "2023-04-03");
    /// assert!(Dates::default().read("3/4/2023").is_err());
    /// assert_eq!(Dates::default().read("16 May 2025").expect("a date").to_string(), "2025-05-16");
    /// ```
    pub fn read(self, text: &str) -> Result<Moment, DateError> {
        let text = text.trim();
        match plain(text.as_bytes()) {
            Some(moment) => Ok(moment),
            None => self.read_any(text),
        }
    }

    fn read_any(self, text: &str) -> Result<Moment, DateError> {
        let Some(utc) = text.strip_suffix(['Z', 'z']) else {
            return self.local(text);
        };
        Ok(match self.local(utc.trim_end())? {
            Moment::Clock(stamp) => Moment::Clock(stamp.plus(UTC_OFFSET_SECONDS)),
            day @ Moment::Day(_) => day,
        })
    }

    /// Reads what says nothing of another zone.
    fn local(self, text: &str) -> Result<Moment, DateError> {
        // Tables that know no day without a time write midnight to the second.
        let text = match text.split_once(" 00:00:00") {
            Some((day, rest)) if rest.chars().all(|c| c == '.' || c == '0') => day,
            _ => text,
        };
        if let Ok(moment) = Moment::parse(text) {
            return Ok(moment);
        }
        let date = date_part(text);
        let rest = text[date.len()..].trim_start_matches([' ', 'T', ',']);
        let day = self.day(date)?;
        match clock(rest) {
            Some(0) => Ok(Moment::Day(day)),
            Some(minute) => Ok(Moment::Clock(day.start().plus(minute * 60))),
            None => Err(DateError::NoDate),
        }
    }

    fn day(self, date: &str) -> Result<Day, DateError> {
        if let Ok(day) = Day::parse(date) {
            return Ok(day);
        }
        if let Some(day) = with_month_name(date) {
            return Ok(day);
        }
        let (first, second, year) = numeric(date).ok_or(DateError::NoDate)?;
        // Only the dot is written day first everywhere.
        let order = match (first, second) {
            (13.., _) => DateOrder::DayFirst,
            (_, 13..) => DateOrder::MonthFirst,
            _ if date.contains('.') => DateOrder::DayFirst,
            (a, b) if a == b => DateOrder::DayFirst,
            _ => self.order.ok_or(DateError::Ambiguous)?,
        };
        let (day, month) = match order {
            DateOrder::DayFirst => (first, second),
            DateOrder::MonthFirst => (second, first),
        };
        Day::from_ymd(year, month as i8, day as i8).ok_or(DateError::NoDate)
    }
}

/// `2022-08-07`, and `2022-08-07T20:30:00` with or without seconds and a `Z`: the forms that most
/// files have, read without looking for others.
fn plain(cell: &[u8]) -> Option<Moment> {
    let (cell, offset) = match cell.split_last() {
        Some((b'Z' | b'z', rest)) => (rest, UTC_OFFSET_SECONDS),
        _ => (cell, 0),
    };
    let day = plain_day(cell.get(..10)?)?;
    let clock = &cell[10..];
    let seconds = match clock {
        [] => return Some(Moment::Day(day)),
        [b'T', h @ ..] => h,
        _ => return None,
    };
    let seconds = match seconds {
        [h, i, b':', m, n] => clock_seconds([*h, *i], [*m, *n], *b"00")?,
        [h, i, b':', m, n, b':', s, t] => clock_seconds([*h, *i], [*m, *n], [*s, *t])?,
        _ => return None,
    };
    Some(Moment::Clock(day.start().plus(seconds + offset)))
}

fn clock_seconds(hour: [u8; 2], minute: [u8; 2], second: [u8; 2]) -> Option<i64> {
    let (hour, minute, second) = (two(hour)?, two(minute)?, two(second)?);
    let is_one = hour < 24 && minute < 60 && second < 60;
    is_one.then(|| hour * Stamp::HOUR + minute * Stamp::MINUTE + second)
}

fn two([a, b]: [u8; 2]) -> Option<i64> {
    let is_number = a.is_ascii_digit() && b.is_ascii_digit();
    is_number.then(|| i64::from(a - b'0') * 10 + i64::from(b - b'0'))
}

fn plain_day(cell: &[u8]) -> Option<Day> {
    let [a, b, c, d, b'-', m, n, b'-', x, y] = *cell else {
        return None;
    };
    let year = two([a, b])? * 100 + two([c, d])?;
    let (month, day) = (two([m, n])?, two([x, y])?);
    // Days up to the 28th are in every month; the others are for the calendar to judge.
    if !(1900..2150).contains(&year) || !(1..=12).contains(&month) || !(1..=28).contains(&day) {
        return Day::from_ymd(year as i16, month as i8, day as i8);
    }
    Some(Day::clamped(days_since_1970(year, month, day)))
}

/// Days of the Gregorian calendar, with the year taken to begin in March.
fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, in_era) = (year.div_euclid(400), year.rem_euclid(400));
    let in_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let in_era = in_era * 365 + in_era / 4 - in_era / 100 + in_year;
    era * 146_097 + in_era - 719_468
}

/// The part of the text that is the date, without the time of day.
fn date_part(text: &str) -> &str {
    let clock = text.find(':').unwrap_or(text.len());
    if clock == text.len() {
        return text;
    }
    let end = text[..clock].rfind([' ', 'T']).unwrap_or(0);
    text[..end].trim_end_matches([',', ' '])
}

/// Minutes since midnight; seconds are dropped, and no text is midnight.
fn clock(text: &str) -> Option<i64> {
    if text.is_empty() {
        return Some(0);
    }
    let mut fields = text.splitn(3, ':');
    let mut number = |below: i64| {
        let value: i64 = fields.next()?.trim().parse().ok()?;
        (0..below).contains(&value).then_some(value)
    };
    let (hour, minute) = (number(24)?, number(60)?);
    Some(hour * 60 + minute)
}

/// `3/4/2023`: two small numbers and a year, with one kind of mark between them.
fn numeric(date: &str) -> Option<(u8, u8, i16)> {
    let mark = date
        .chars()
        .find(|letter| ['/', '.', '-'].contains(letter))?;
    let mut fields = date.split(mark);
    let mut small = || -> Option<u8> {
        let field = fields.next()?.trim();
        (1..=2).contains(&field.len()).then(|| field.parse().ok())?
    };
    let (first, second) = (small()?, small()?);
    let year = fields.next()?.trim();
    let is_year = year.len() == 4 && fields.next().is_none();
    Some((first, second, is_year.then(|| year.parse().ok())??))
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// `16 May 2025`, `May 16, 2025`, `16-may-2025`.
fn with_month_name(date: &str) -> Option<Day> {
    let lower = date.to_lowercase();
    let fields: Vec<&str> = lower
        .split([' ', ',', '-', '.'])
        .filter(|field| !field.is_empty())
        .collect();
    let [first, second, year] = fields[..] else {
        return None;
    };
    let month = |word: &str| {
        let long_enough = word.len() >= 3;
        let known = MONTHS.iter().position(|month| month.starts_with(word));
        known.filter(|_| long_enough).map(|index| index as i8 + 1)
    };
    let (month, day) = match (month(first), month(second)) {
        (Some(month), None) => (month, second),
        (None, Some(month)) => (month, first),
        _ => return None,
    };
    let day = day.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    Day::from_ymd(year.parse().ok()?, month, day.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn plain_dates_are_read_as_any_other(
            year in 1850..2200_i32, month in 0..14_u32, day in 0..33_u32,
            clock in "(|[T ][0-2][0-9]:[0-6][0-9](:[0-6][0-9])?)Z?",
        ) {
            let text = format!("{year:04}-{month:02}-{day:02}{clock}");
            let dates = Dates::default();
            prop_assert_eq!(dates.read(&text), dates.read_any(&text), "{}", text);
        }
    }

    fn check(text: &str, order: Option<DateOrder>, expected: &str) {
        let read = match (Dates { order }).read(text) {
            Ok(moment) => moment.to_string(),
            Err(error) => format!("{error:?}"),
        };
        assert_eq!(read, expected, "{text}");
    }

    #[test]
    fn dates_are_read_as_people_write_them() {
        for (text, expected) in [
            ("2022-08-07", "2022-08-07"),
            (" 2022-08-07 20:30 ", "2022-08-07T20:30"),
            ("2020-09-27 00:00:00.000", "2020-09-27"),
            ("2023-01-05T14:05:09Z", "2023-01-05T18:05:09"),
            ("16 May 2025", "2025-05-16"),
            ("9 March 2023", "2023-03-09"),
            ("Aug 7th, 2022", "2022-08-07"),
            ("7-sep-2022", "2022-09-07"),
            ("07.08.2022", "2022-08-07"),
            ("27/8/2022 9:05", "2022-08-27T09:05"),
            ("8/27/2022", "2022-08-27"),
            ("5/5/2022", "2022-05-05"),
        ] {
            check(text, None, expected);
        }
    }

    #[test]
    fn what_could_be_either_of_two_days_is_asked_and_not_guessed() {
        check("3/4/2023", None, "Ambiguous");
        check("3/4/2023", Some(DateOrder::DayFirst), "2023-04-03");
        check("3/4/2023", Some(DateOrder::MonthFirst), "2023-03-04");
        let order = |column: &[&str]| Dates::order_of(column.iter().copied());
        assert_eq!(order(&["3/4/2023", "13/4/2023"]), Some(DateOrder::DayFirst));
        assert_eq!(
            order(&["3/4/2023", "4/13/2023"]),
            Some(DateOrder::MonthFirst)
        );
        assert_eq!(order(&["13/4/2023", "4/13/2023"]), None);
        assert_eq!(order(&["3/4/2023", "text", ""]), None);
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "soon",
            "2022",
            "32/1/2022",
            "2022-02-30",
            "1/2",
            "x:y",
            ":",
            "7 Foo 2022",
            "07.08.22",
            "7/8/2022 25:00",
        ] {
            check(text, Some(DateOrder::DayFirst), "NoDate");
        }
    }
}
