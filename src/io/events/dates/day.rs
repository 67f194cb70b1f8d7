//! Dates without a time of day, and numbers that stand for times.

use jiff::civil::{Date, ISOWeekDate, Weekday};

use super::{
    DateError, Dates, Dotted, Span, UTC_OFFSET_SECONDS,
    months::{is_filler, month_of},
    of_date,
};
use crate::model::{DateOrder, Day, Moment, Stamp, TimePrecision};

impl Dates {
    /// A date without a time of day.
    pub(super) fn day(self, date: &str) -> Result<Span, DateError> {
        let date = date.trim().trim_end_matches([',', 'Z', 'z']).trim_end();
        let date = without_the_word_year(date);
        let joined = apart(date);
        let date = joined.as_deref().unwrap_or(date);
        if let Some(span) = with_month_name(date) {
            return Ok(span);
        }
        // A day of a week or of a year, before a time of day.
        if let Some(day) = day_of_iso(date) {
            return Ok(Span::of(Moment::Day(day)));
        }
        let day = |day: Option<Day>| {
            day.map(|day| Span::of(Moment::Day(day)))
                .ok_or(DateError::NoDate)
        };
        let fields: Vec<&str> = fields_of(date).ok_or(DateError::NoDate)?;
        let [first, second, third] = fields[..] else {
            return Err(DateError::NoDate);
        };
        let number = |field: &str| field.parse::<i16>().ok();
        let numbers = (number(first), number(second), number(third));
        let (Some(a), Some(b), Some(c)) = numbers else {
            return Err(DateError::NoDate);
        };
        if first.len() == 4 && second.len() <= 2 && third.len() <= 2 {
            return day(Day::from_ymd(a, b as i8, c as i8));
        }
        let year = match (first.len(), second.len(), third.len()) {
            (1..=2, 1..=2, 4) => c,
            (1..=2, 1..=2, 2) if self.is_chosen => of_two_digits(c),
            (1..=2, 1..=2, 2) => {
                let may_be_one = (1..=31).contains(&a) && (1..=31).contains(&b);
                return Err(match may_be_one && a.min(b) <= 12 {
                    true => DateError::ShortYear,
                    false => DateError::NoDate,
                });
            }
            _ => return Err(DateError::NoDate),
        };
        let of_column = match (date.contains('.'), self.dotted) {
            (false, _) => self.order,
            // Only the dot is written day first everywhere.
            (true, Dotted::DayFirst) => Some(DateOrder::DayFirst),
            (true, Dotted::MonthFirst) => Some(DateOrder::MonthFirst),
            (true, Dotted::Mixed) => None,
        };
        let own = match (a, b) {
            (13.., _) => Some(DateOrder::DayFirst),
            (_, 13..) => Some(DateOrder::MonthFirst),
            (a, b) if a == b => of_column.or(Some(DateOrder::DayFirst)),
            _ => None,
        };
        let order = match (own, of_column) {
            (Some(own), Some(of_column)) if own != of_column => return Err(DateError::OtherOrder),
            (Some(order), _) | (None, Some(order)) => order,
            (None, None) => return Err(DateError::Ambiguous),
        };
        let (number, month) = match order {
            DateOrder::DayFirst => (a, b),
            DateOrder::MonthFirst => (b, a),
        };
        day(Day::from_ymd(year, month as i8, number as i8))
    }
}

/// `27.09.2020 г.`: a date of figures without the word or letter for the year behind it.
fn without_the_word_year(date: &str) -> &str {
    if let Some(before) = date.trim_end_matches('.').strip_suffix('г')
        && before.ends_with(|letter: char| letter.is_ascii_digit())
    {
        return before;
    }
    let Some((before, word)) = date.rsplit_once([' ', '\u{a0}']) else {
        return date;
    };
    let is_one = matches!(
        word.trim_end_matches('.'),
        "г" | "года" | "год" | "il" | "թ"
    );
    let figures = before.ends_with(|letter: char| letter.is_ascii_digit());
    if is_one && figures { before } else { date }
}

/// `07 aug 2022` for `07aug2022`, as Stata and SAS write it; `None` where it is no such date.
fn apart(date: &str) -> Option<String> {
    let is_digit = |letter: char| letter.is_ascii_digit();
    let day = date.find(|letter| !is_digit(letter))?;
    let (number, rest) = date.split_at(day);
    let month = rest.find(is_digit)?;
    let (word, year) = rest.split_at(month);
    let is_one = (1..=2).contains(&number.len())
        && word.chars().all(char::is_alphabetic)
        && matches!(year.len(), 2 | 4)
        && year.chars().all(is_digit)
        && month_of(&word.to_lowercase()).is_some();
    is_one.then(|| format!("{number} {word} {year}"))
}

/// 1970 to 2069.
fn of_two_digits(year: i16) -> i16 {
    year + if year < 70 { 2000 } else { 1900 }
}

/// The numbers of a date, with one kind of mark between them.
fn fields_of(date: &str) -> Option<Vec<&str>> {
    let mark = date
        .chars()
        .find(|letter| ['/', '.', '-'].contains(letter))?;
    let fields: Vec<&str> = date
        .trim_end_matches('.')
        .split(mark)
        .map(str::trim)
        .collect();
    let is_number =
        |field: &&str| !field.is_empty() && field.bytes().all(|byte| byte.is_ascii_digit());
    fields.iter().all(is_number).then_some(fields)
}

/// Day and month of `3/4/2023`, in the order they stand.
pub fn small_numbers(date: &str) -> Option<(u8, u8)> {
    let fields = fields_of(date)?;
    let [first, second, year] = fields[..] else {
        return None;
    };
    let is_one = first.len() <= 2 && second.len() <= 2 && year.len() == 4;
    is_one.then(|| Some((first.parse().ok()?, second.parse().ok()?)))?
}

/// A number of so many digits and nothing else.
fn digits(field: &str, length: usize) -> Option<i16> {
    let is_number = field.len() == length && field.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| field.parse().ok()).flatten()
}

/// Year and week of `2022-W32` and `2022W32`, and what stands behind them.
fn week_of(text: &str) -> Option<(i16, i16, &str)> {
    let year = digits(text.get(..4)?, 4)?;
    let rest = &text[4..];
    let rest = rest.strip_prefix('-').unwrap_or(rest);
    let rest = rest.strip_prefix(['W', 'w'])?;
    Some((year, digits(rest.get(..2)?, 2)?, &rest[2..]))
}

/// A day as ISO 8601 counts it in its week, `2022-W32-5` and `2022W325`, or in its year, `2022-220`.
fn day_of_iso(text: &str) -> Option<Day> {
    if let Some((year, week, rest)) = week_of(text) {
        let number = digits(rest.strip_prefix('-').unwrap_or(rest), 1)?;
        let weekday = Weekday::from_monday_one_offset(i8::try_from(number).ok()?).ok()?;
        return in_week(year, week, weekday);
    }
    let (year, number) = text.split_once('-')?;
    let (year, number) = (digits(year, 4)?, digits(number, 3)?);
    let last = Day::from_ymd(year, 12, 31)?.date().day_of_year();
    let first = Day::from_ymd(year, 1, 1)?;
    (1..=last)
        .contains(&number)
        .then(|| first.plus(i32::from(number) - 1))
}

/// A year, a month, a week, a day counted in either, or a date of which parts are not said, as
/// ISO 8601 and EDTF write them; `08/2022`, and the quarter of a year, `2022 Q3`.
pub fn partial(text: &str) -> Option<Span> {
    if let Some(day) = day_of_iso(text) {
        return Some(Span::of(Moment::Day(day)));
    }
    if let Some((year, week, "")) = week_of(text) {
        let first = in_week(year, week, Weekday::Monday)?;
        return Some(Span::days(first, first.plus(6), TimePrecision::Week));
    }
    if let Some((first, last, precision)) = month_before_year(text).or_else(|| quarter(text)) {
        return Some(Span::days(first, last, precision));
    }
    let fields: Vec<&str> = text.split(['-', '/']).collect();
    let unsaid = |field: &str| matches!(field, "XX" | "xx");
    let year = digits(fields.first()?, 4)?;
    let span = match fields[1..] {
        [] => of_year(year),
        [month] if unsaid(month) => of_year(year),
        [month, day] if unsaid(month) && unsaid(day) => of_year(year),
        [month] => of_month(year, digits(month, 2)?),
        [month, day] if unsaid(day) => of_month(year, digits(month, 2)?),
        _ => None,
    };
    let (first, last, precision) = span?;
    Some(Span::days(first, last, precision))
}

/// `08/2022`, `08.2022` and `08-2022`.
fn month_before_year(text: &str) -> Option<(Day, Day, TimePrecision)> {
    let (month, year) = text.split_once(['/', '.', '-'])?;
    of_month(digits(year, 4)?, digits(month, 2)?)
}

/// `2022 Q3`, `Q3/2022`.
fn quarter(text: &str) -> Option<(Day, Day, TimePrecision)> {
    let (first, last) = text.split_once([' ', '-', '/'])?;
    let number = |part: &str| digits(part.strip_prefix(['Q', 'q'])?, 1);
    let (year, number) = match number(first) {
        Some(number) => (last, number),
        None => (first, number(last)?),
    };
    let year = digits(year, 4)?;
    let month = |month: i16| of_month(year, month).filter(|_| (1..=4).contains(&number));
    let ((first, ..), (_, last, _)) = (month(number * 3 - 2)?, month(number * 3)?);
    Some((first, last, TimePrecision::Days))
}

fn of_year(year: i16) -> Option<(Day, Day, TimePrecision)> {
    let (first, last) = (Day::from_ymd(year, 1, 1)?, Day::from_ymd(year, 12, 31)?);
    Some((first, last, TimePrecision::Days))
}

fn of_month(year: i16, month: i16) -> Option<(Day, Day, TimePrecision)> {
    let first = Day::from_ymd(year, i8::try_from(month).ok()?, 1)?;
    let last = of_date(first.date().last_of_month())?;
    Some((first, last, TimePrecision::Month))
}

fn in_week(year: i16, week: i16, weekday: Weekday) -> Option<Day> {
    let date = ISOWeekDate::new(year, i8::try_from(week).ok()?, weekday).ok()?;
    of_date(Date::from_iso_week_date(date))
}

/// Numbers that stand for times: `20220807`, `20220807203000`, seconds, milliseconds, microseconds
/// and nanoseconds since 1970 in UTC, and the days that spreadsheets count since 1900.
pub fn number(text: &str) -> Option<Span> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if fraction.contains('.') || whole.is_empty() {
        return None;
    }
    let value: i64 = whole.parse().ok()?;
    let at = |start: usize| whole.get(start..start + 2)?.parse::<i8>().ok();
    let digits = || {
        let day = Day::from_ymd(whole.get(..4)?.parse().ok()?, at(4)?, at(6)?)?;
        let clock = whole.get(8..)?;
        let (hour, minute) = (at(8).unwrap_or(0), at(10).unwrap_or(0));
        let second = at(12).unwrap_or(0);
        let is_one = clock.len().is_multiple_of(2) && hour < 24 && minute < 60 && second < 60;
        let (hour, minute, second) = (i64::from(hour), i64::from(minute), i64::from(second));
        let seconds = hour * Stamp::HOUR + minute * Stamp::MINUTE + second;
        is_one.then(|| match clock {
            "" => Moment::Day(day),
            _ => Moment::Clock(day.start().plus(seconds)),
        })
    };
    let since_1970 = |seconds: i64| Moment::Clock(Stamp(seconds + UTC_OFFSET_SECONDS));
    let zeros = fraction.bytes().all(|byte| byte == b'0');
    let moment = match whole.len() {
        4 if fraction.is_empty() => return partial(whole),
        // From 1927 to 2119: numbers of days that no spreadsheet of this subject leaves.
        5 if (10_000..80_000).contains(&value) => of_spreadsheet(value, fraction)?,
        8 if zeros => digits()?,
        10 if value >= 1_900_000_000 && fraction.is_empty() => digits()?,
        9 | 10 if value < 4_102_444_800 => since_1970(value),
        12 | 14 if fraction.is_empty() => digits().or_else(|| match whole.len() {
            12 => Some(since_1970(value / 1_000)),
            _ => None,
        })?,
        13 => since_1970(value / 1_000),
        16 => since_1970(value / 1_000_000),
        19 => since_1970(value / 1_000_000_000),
        _ => return None,
    };
    Some(Span::of(moment))
}

/// Whether a number is one of seconds since 1970, or of parts of them.
pub fn counts_from_1970(text: &str) -> bool {
    let (whole, _) = text.split_once('.').unwrap_or((text, ""));
    let parts = match whole.len() {
        9 | 10 => 1,
        12 | 13 => 1_000,
        16 => 1_000_000,
        19 => 1_000_000_000,
        _ => return false,
    };
    let counted = whole.parse::<i64>().map(|value| value / parts);
    let counted = counted.map(|seconds| Moment::Clock(Stamp(seconds + UTC_OFFSET_SECONDS)));
    number(text).and_then(|span| span.first) == counted.ok()
}

/// The day of a number of five figures that is counted from 1970, of 1997 and later; `None` where it may as well
/// be one of a spreadsheet.
pub fn since_1970(text: &str) -> Option<Day> {
    /// The last days of 2040 as counted from 1970. In a spreadsheet it is one of 1970.
    const LAST: i64 = 25_900;
    let is_one = text.len() == 5 && text.bytes().all(|byte| byte.is_ascii_digit());
    let days = is_one.then(|| text.parse().ok()).flatten()?;
    (10_000..LAST).contains(&days).then(|| Day::clamped(days))
}

/// Days since the last of 1899, with the time of day behind the dot.
fn of_spreadsheet(days: i64, fraction: &str) -> Option<Moment> {
    let day = Day::from_ymd(1899, 12, 30)?.plus(i32::try_from(days).ok()?);
    let part: f64 = match fraction {
        "" => 0.0,
        digits => format!("0.{digits}").parse().ok()?,
    };
    let seconds = (part * Stamp::DAY as f64).round() as i64;
    Some(match seconds {
        0 => Moment::Day(day),
        _ => Moment::Clock(day.start().plus(seconds)),
    })
}

/// `1-3 October 2020` and `October 1–3, 2020`: from one day of a month to a later one.
fn days_of_month(words: &[&str]) -> Option<Span> {
    let (first, last, month, year) = match *words {
        [first, last, month, year] if month_of(month).is_some() => (first, last, month, year),
        [month, first, last, year] => (first, last, month, year),
        _ => return None,
    };
    let month = month_of(month)?;
    let year = digits(year, 4)?;
    let day = |word: &str| {
        let number = word.trim_end_matches(|letter: char| letter.is_alphabetic());
        let is_one = (1..=2).contains(&number.len());
        Day::from_ymd(year, month, number.parse().ok().filter(|_| is_one)?)
    };
    let (first, last) = (day(first)?, day(last)?);
    (first < last).then(|| Span::days(first, last, TimePrecision::Days))
}

/// `16 May 2025`, `May 16, 2025`, `16-may-25`, `2025 May 16`, `2025 16 May`, `May 2025`.
fn with_month_name(date: &str) -> Option<Span> {
    if !date.contains(char::is_alphabetic) {
        return None;
    }
    let lower = date.to_lowercase();
    let words = lower.split([' ', ',', '-', '–', '—', '.', '/', '\u{a0}']);
    let words: Vec<&str> = words
        .filter(|word| !word.is_empty() && !is_filler(word))
        .collect();
    let year_of = |word: &str| match word.len() {
        4 => word.parse::<i16>().ok(),
        2 => word.parse::<i16>().ok().map(of_two_digits),
        _ => None,
    };
    let day_of = |word: &str| {
        let number = word.trim_end_matches(|letter: char| letter.is_alphabetic());
        (1..=2)
            .contains(&number.len())
            .then(|| number.parse::<i8>().ok())?
    };
    let (year, month, day) = match words[..] {
        [month, year] if year.len() == 4 => {
            let (first, last, precision) = of_month(year_of(year)?, month_of(month)?.into())?;
            return Some(Span::days(first, last, precision));
        }
        [first, second, third] => match (month_of(first), month_of(second)) {
            (Some(month), None) => (year_of(third)?, month, day_of(second)?),
            (None, Some(month)) if year_of(first).is_some() && first.len() == 4 => {
                (year_of(first)?, month, day_of(third)?)
            }
            (None, Some(month)) => (year_of(third)?, month, day_of(first)?),
            (None, None) if first.len() == 4 => {
                (year_of(first)?, month_of(third)?, day_of(second)?)
            }
            _ => return None,
        },
        [_, _, _, _] if date.contains(['-', '–', '—']) => return days_of_month(&words),
        _ => return None,
    };
    Some(Span::of(Moment::Day(Day::from_ymd(year, month, day)?)))
}
