//! Times as KML writes them: a year, a month, a day or an instant, in any time zone.

use crate::model::{Dated, Day, Interval, Moment, Stamp};

/// How far the local time of the area is ahead of UTC, in seconds.
const LOCAL: i64 = 4 * Stamp::HOUR;

/// When something is, as its elements say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Times {
    pub stamp: Option<String>,
    pub begin: Option<String>,
    pub end: Option<String>,
}

impl Times {
    /// Takes in the end of an element, where it says something of the time.
    pub fn close(&mut self, element: &str, inside: &str, words: &str) {
        let time = match (inside, element) {
            ("TimeStamp", "when") => &mut self.stamp,
            ("TimeSpan", "begin") => &mut self.begin,
            ("TimeSpan", "end") => &mut self.end,
            _ => return,
        };
        *time = Some(words.to_owned());
    }

    /// Whether they say anything.
    pub fn are_stated(&self) -> bool {
        let all = [&self.stamp, &self.begin, &self.end];
        all.into_iter()
            .flatten()
            .any(|text| !text.trim().is_empty())
    }
}

/// First and last moment of what a text stands for; the same one for an instant or a day.
pub fn span(text: &str) -> Option<(Moment, Moment)> {
    let text = text.trim();
    if let Some((date, clock)) = text.split_once('T') {
        let (clock, ahead) = zone(clock)?;
        // The fractions of a second are of no use here.
        let clock = clock.split('.').next()?;
        return match Moment::parse(&format!("{date}T{clock}")).ok()? {
            Moment::Clock(stamp) => {
                let stamp = Moment::Clock(stamp.plus(LOCAL - ahead));
                Some((stamp, stamp))
            }
            day @ Moment::Day(_) => Some((day, day)),
        };
    }
    let fields: Vec<&str> = text.split('-').collect();
    let number = |text: &str| text.parse::<i16>().ok();
    let (first, next) = match fields[..] {
        [year] => {
            let year = number(year)?;
            (
                Day::from_ymd(year, 1, 1)?,
                Day::from_ymd(year.checked_add(1)?, 1, 1)?,
            )
        }
        [year, month] => {
            let month = i8::try_from(number(month)?).ok()?;
            let first = Day::from_ymd(number(year)?, month, 1)?;
            (first, first.plus_months(1))
        }
        _ => {
            let day = Day::parse(text).ok()?;
            (day, day.plus(1))
        }
    };
    Some((Moment::Day(first), Moment::Day(next.plus(-1))))
}

/// The clock without its time zone, and how far that is ahead of UTC, in seconds. Without one it
/// is local time.
fn zone(clock: &str) -> Option<(&str, i64)> {
    if let Some(clock) = clock.strip_suffix('Z') {
        return Some((clock, 0));
    }
    let Some(at) = clock.rfind(['+', '-']) else {
        return Some((clock, LOCAL));
    };
    let (hours, minutes) = clock[at + 1..].split_once(':')?;
    let (hours, minutes): (i64, i64) = (hours.parse().ok()?, minutes.parse().ok()?);
    if !(0..=14).contains(&hours) || !(0..60).contains(&minutes) {
        return None;
    }
    let ahead = hours * Stamp::HOUR + minutes * Stamp::MINUTE;
    let sign = if clock[at..].starts_with('-') { -1 } else { 1 };
    Some((&clock[..at], sign * ahead))
}

/// Begin and end of an interval, as days where it covers whole days.
pub fn of_interval(interval: Interval) -> (String, String) {
    let whole = |stamp: Stamp| stamp.0.rem_euclid(Stamp::DAY) == 0;
    if whole(interval.start()) && whole(interval.end()) {
        return (
            interval.start().day().to_string(),
            interval.last_day().to_string(),
        );
    }
    (instant(interval.start()), instant(interval.end()))
}

/// The first and the last day something holds.
pub fn of_dated(dated: Dated) -> (Option<String>, Option<String>) {
    let last = dated.end.map(|end| end.plus(-1));
    (
        dated.from.map(|day| day.to_string()),
        last.map(|day| day.to_string()),
    )
}

fn instant(stamp: Stamp) -> String {
    let (hour, minute) = stamp.clock();
    let second = stamp.0.rem_euclid(Stamp::MINUTE);
    format!("{}T{hour:02}:{minute:02}:{second:02}+04:00", stamp.day())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        let read = span(text).map(|(first, last)| format!("{first} {last}"));
        assert_eq!(read.as_deref(), expected, "{text}");
    }

    #[test]
    fn a_time_covers_as_much_as_it_says() {
        check("2022", Some("2022-01-01 2022-12-31"));
        check("2022-02", Some("2022-02-01 2022-02-28"));
        check(" 2022-08-07 ", Some("2022-08-07 2022-08-07"));
        check(
            "2022-08-07T20:30:00Z",
            Some("2022-08-08T00:30 2022-08-08T00:30"),
        );
        check(
            "2022-08-07T20:30:15.5+04:00",
            Some("2022-08-07T20:30:15 2022-08-07T20:30:15"),
        );
        check(
            "2022-08-07T20:30-01:30",
            Some("2022-08-08T02:00 2022-08-08T02:00"),
        );
        for text in [
            "",
            "soon",
            "2022-13",
            "99999",
            "2022-08-07T25:00Z",
            "T",
            "2022-08-07T20:30+é",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn what_lasts_whole_days_is_written_in_days() {
        let day = Day::parse("2022-08-07").expect("a date");
        let text = |interval| {
            let (begin, end) = of_interval(interval);
            format!("{begin} {end}")
        };
        assert_eq!(text(day.interval()), "2022-08-07 2022-08-07");
        let evening = Interval::new(day.start().plus(73_800), day.start().plus(77_400));
        assert_eq!(
            text(evening),
            "2022-08-07T20:30:00+04:00 2022-08-07T21:30:00+04:00"
        );
    }
}
