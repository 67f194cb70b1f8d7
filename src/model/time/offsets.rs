//! How far clocks are ahead of UTC: by a number of hours, or as the law of a country had it at the time.

use super::{Day, Stamp};

/// How far a clock is ahead of UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ahead {
    /// So many seconds, at all times.
    Seconds(i64),
    /// As clocks went in Moscow: three hours, four in the summers until 2010 and from 27 March 2011 to
    /// 26 October 2014.
    Moscow,
    /// As they went in Baku: four hours, five in the summers of 1997 to 2015.
    Baku,
    /// As they went in Yerevan: four hours, five in the summers of 1997 to 2011.
    Yerevan,
}

impl Ahead {
    /// In seconds, on a day. Clocks are changed at night, so that the day decides but for a few hours.
    pub fn on(self, day: Day) -> i64 {
        let hours = match self {
            Self::Seconds(seconds) => return seconds,
            Self::Moscow => {
                let is_between = Day::from_ymd(2011, 3, 27).is_some_and(|first| day >= first)
                    && Day::from_ymd(2014, 10, 26).is_some_and(|last| day < last);
                3 + i64::from(is_between || is_summer(day, 1996, 2010))
            }
            Self::Baku => 4 + i64::from(is_summer(day, 1997, 2015)),
            Self::Yerevan => 4 + i64::from(is_summer(day, 1997, 2011)),
        };
        hours * Stamp::HOUR
    }
}

/// Whether a day lies between the last Sunday of March and that of October, in one of the years from the first
/// to the last.
fn is_summer(day: Day, first: i16, last: i16) -> bool {
    let year = day.date().year();
    let last_sunday = |month: i8| {
        let end = Day::from_ymd(year, month, 31)?;
        // Days since Sunday.
        let since = end.date().weekday().to_sunday_zero_offset();
        Some(end.plus(-i32::from(since)))
    };
    let is_within = || Some(day >= last_sunday(3)? && day < last_sunday(10)?);
    (first..=last).contains(&year) && is_within() == Some(true)
}

/// Clocks that are known by letters, as they are used in the area.
const LETTERS: [(&str, Ahead); 18] = [
    ("z", Ahead::Seconds(0)),
    ("utc", Ahead::Seconds(0)),
    ("gmt", Ahead::Seconds(0)),
    ("ut", Ahead::Seconds(0)),
    ("wet", Ahead::Seconds(0)),
    ("cet", Ahead::Seconds(Stamp::HOUR)),
    ("cest", Ahead::Seconds(2 * Stamp::HOUR)),
    ("eet", Ahead::Seconds(2 * Stamp::HOUR)),
    ("eest", Ahead::Seconds(3 * Stamp::HOUR)),
    ("msk", Ahead::Moscow),
    ("мск", Ahead::Moscow),
    ("trt", Ahead::Seconds(3 * Stamp::HOUR)),
    ("irst", Ahead::Seconds(7 * Stamp::HOUR / 2)),
    ("azt", Ahead::Seconds(4 * Stamp::HOUR)),
    ("amt", Ahead::Seconds(4 * Stamp::HOUR)),
    ("get", Ahead::Seconds(4 * Stamp::HOUR)),
    ("est", Ahead::Seconds(-5 * Stamp::HOUR)),
    ("edt", Ahead::Seconds(-4 * Stamp::HOUR)),
];

/// Clocks that are known by the name of a city, in the languages of the area and as lists of time zones have
/// them.
const CITIES: [(Ahead, &[&str]); 4] = [
    (Ahead::Seconds(0), &["zulu"]),
    (
        Ahead::Moscow,
        &[
            "moscow",
            "москва",
            "москве",
            "московское",
            "московскому",
            "moskva",
            "moskova",
            "moskau",
            "moscou",
            "moscú",
            "մոսկվա",
            "europe/moscow",
        ],
    ),
    (
        Ahead::Baku,
        &[
            "baku",
            "bakı",
            "баку",
            "бакинское",
            "бакинскому",
            "bakü",
            "bakou",
            "bakú",
            "բաքու",
            "asia/baku",
        ],
    ),
    (
        Ahead::Yerevan,
        &[
            "yerevan",
            "ереван",
            "еревану",
            "ереванское",
            "ереванскому",
            "irəvan",
            "erivan",
            "jerewan",
            "erevan",
            "ereván",
            "երևան",
            "asia/yerevan",
        ],
    ),
];

/// The clock of these letters, written small: `msk`, `z`, `cet`.
pub fn clock_of_letters(letters: &str) -> Option<Ahead> {
    let known = LETTERS.iter().find(|(known, _)| *known == letters);
    known.map(|(_, ahead)| *ahead)
}

/// The clock of a city, written small: `moscow`, `москве`, `asia/baku`.
pub fn clock_of_city(name: &str) -> Option<Ahead> {
    let known = CITIES.iter().find(|(_, names)| names.contains(&name));
    known.map(|(ahead, _)| *ahead)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_go_as_they_went_at_the_time() {
        let hours = |ahead: Ahead, year, month, day| {
            let day = Day::from_ymd(year, month, day).expect("a day");
            ahead.on(day) / Stamp::HOUR
        };
        for (ahead, (year, month, day), expected) in [
            (Ahead::Moscow, (2022, 8, 7), 3),
            (Ahead::Moscow, (2014, 8, 2), 4),
            (Ahead::Moscow, (2014, 10, 26), 3),
            (Ahead::Moscow, (2011, 3, 27), 4),
            (Ahead::Moscow, (2013, 1, 10), 4),
            (Ahead::Moscow, (2010, 12, 1), 3),
            (Ahead::Moscow, (2008, 8, 8), 4),
            // The last Sunday of March 2008 was the 30th.
            (Ahead::Moscow, (2008, 3, 29), 3),
            (Ahead::Moscow, (2008, 3, 30), 4),
            (Ahead::Baku, (2014, 8, 2), 5),
            (Ahead::Baku, (2016, 4, 2), 4),
            (Ahead::Baku, (2020, 9, 27), 4),
            (Ahead::Yerevan, (2014, 8, 2), 4),
            (Ahead::Yerevan, (2011, 8, 2), 5),
        ] {
            assert_eq!(
                hours(ahead, year, month, day),
                expected,
                "{ahead:?} {year}-{month}-{day}"
            );
        }
    }
}
