//! Dates as people write them in tables. What could be either of two days is never guessed.

use crate::model::{DateOrder, Day, Moment};

/// How the dates of a column are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dates {
    /// `None`: dates that could be either are not read.
    pub order: Option<DateOrder>,
}

/// How far the local time of the area is ahead of UTC.
const UTC_OFFSET_MINUTES: i64 = 4 * 60;

/// Why a text is not a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    #[error("not a date")]
    NoDate,
    #[error("could be either of two days: say whether the day or the month comes first")]
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
        if let Some(text) = text.strip_suffix(['Z', 'z']) {
            return Ok(match self.read(text)? {
                Moment::Clock(stamp) => Moment::Clock(stamp.plus(UTC_OFFSET_MINUTES * 60)),
                day @ Moment::Day(_) => day,
            });
        }
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
    use super::*;

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
