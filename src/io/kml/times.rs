//! Times as KML writes them: a year, a month, a day or an instant, in any time zone.

use crate::{
    io::events::{Dates, Span},
    model::{Dated, Interval, Moment, Stamp},
};

/// When something is, as its elements say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Times {
    pub stamp: Option<String>,
    pub begin: Option<String>,
    pub end: Option<String>,
}

/// What the folders around a Placemark say of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Around {
    /// When it is, where it does not say so itself.
    pub times: Times,
    /// What they are called, the outermost first; `None` where none has a name.
    pub folder: Option<String>,
}

impl Around {
    /// What folders say together, the outermost first.
    pub fn all(folders: &[Self]) -> Self {
        let times = folders.iter().rev().map(|folder| &folder.times);
        let mut times = times.filter(|times| times.are_stated());
        let names = folders.iter().filter_map(|folder| folder.folder.as_deref());
        let names: Vec<&str> = names.collect();
        Self {
            times: times.next().cloned().unwrap_or_default(),
            folder: (!names.is_empty()).then(|| names.join(" / ")),
        }
    }
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

    /// Whether all they say are times.
    pub fn are_sound(&self) -> bool {
        let mut all = [&self.stamp, &self.begin, &self.end].into_iter().flatten();
        all.all(|text| text.trim().is_empty() || span(text).is_some())
    }

    /// Whether they say anything.
    pub fn are_stated(&self) -> bool {
        let all = [&self.stamp, &self.begin, &self.end];
        all.into_iter()
            .flatten()
            .any(|text| !text.trim().is_empty())
    }
}

/// How far the local time of the area is ahead of UTC, in seconds.
const LOCAL: i64 = 4 * Stamp::HOUR;

/// First and last moment of what a text stands for; the same one for an instant or a day.
pub fn span(text: &str) -> Option<(Moment, Moment)> {
    let Span { first, last, .. } = Dates::default().span(text).ok()?;
    first.zip(last)
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

/// An instant in UTC, as RFC 3339 has it.
pub fn in_utc(stamp: Stamp) -> String {
    stamp.plus(-LOCAL).to_second() + "Z"
}

fn instant(stamp: Stamp) -> String {
    stamp.to_second() + "+04:00"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Day;

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
