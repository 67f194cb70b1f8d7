//! The clock that a heading names for its times: `date_utc`, `Time (UTC+3)`, `Время (по Москве)`, `Time CET`.

use super::plain_heading;
use crate::{
    model::{
        Stamp,
        time::{Ahead, clock_of_city, clock_of_letters},
    },
    words::notes::reading,
};

/// Words beside the name of a clock that say no more.
const BESIDE: [&str; 4] = ["по", "in", "at", "of"];

/// Letters that name a clock and are words of other headings as well, such as the estimate of `date_est`: only as
/// the clock of a time of day.
const ELSE: [&str; 7] = ["z", "est", "get", "amt", "edt", "ut", "wet"];

/// Words for a time of day.
const OF_A_TIME: [&str; 8] = [
    "time",
    "clock",
    "hour",
    "время",
    "час",
    "saat",
    "vaxt",
    "uhrzeit",
];

/// Which of the words of a heading names a clock, and that clock.
fn clock_in(parts: &[&str]) -> Option<(usize, Ahead)> {
    let is_of_time = parts.iter().any(|part| OF_A_TIME.contains(part));
    let clock = |part: &str| match part {
        part if ELSE.contains(&part) && !is_of_time => None,
        part => clock_of_letters(part).or_else(|| clock_of_city(part)),
    };
    let mut found = (0..)
        .zip(parts)
        .filter_map(|(at, part)| Some((at, clock(part)?)));
    found.next()
}

/// A heading in plain form without the clock of its times; `None` where it names none, or nothing else.
pub fn without_clock(heading: &str) -> Option<String> {
    let plain = plain_heading(heading);
    let parts: Vec<&str> = plain.split('_').collect();
    let (at, _) = clock_in(&parts)?;
    let behind = &parts[at + 1..];
    // Hours and minutes ahead of UTC.
    let is_offset = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    let rest = match at {
        0 => behind,
        _ if behind.iter().all(is_offset) || behind == ["time"] => &parts[..at],
        _ => return None,
    };
    let says_more = |part: &&&str| !BESIDE.contains(part);
    let rest: Vec<&str> = rest.iter().filter(says_more).copied().collect();
    (!rest.is_empty()).then(|| rest.join("_"))
}

/// The clock a heading names for its times, by its name, and how far that is ahead of UTC.
pub fn zone_named(heading: &str) -> Option<(String, Ahead)> {
    let plain = plain_heading(heading);
    let parts: Vec<&str> = plain.split('_').collect();
    if parts.contains(&"local") {
        let local = Ahead::Seconds(4 * Stamp::HOUR);
        return Some((reading::zone_of_the_area().to_owned(), local));
    }
    // Of what satellites saw, as FIRMS has it.
    if matches!(&*plain, "acq_date" | "acq_time") {
        return Some(("UTC".to_owned(), Ahead::Seconds(0)));
    }
    let (at, ahead) = clock_in(&parts)?;
    Some(match (parts[at], ahead) {
        ("utc" | "gmt", _) => of_utc(heading),
        (name, Ahead::Seconds(seconds)) => (named(name, seconds), ahead),
        (_, Ahead::Moscow) => ("MSK".to_owned(), ahead),
        (name, Ahead::Baku | Ahead::Yerevan) => (name.to_owned(), ahead),
    })
}

/// `CET (UTC+1)`.
fn named(name: &str, seconds: i64) -> String {
    let name = name.to_uppercase();
    match seconds {
        0 => "UTC".to_owned(),
        seconds => format!("{name} ({})", of_offset(seconds)),
    }
}

/// `UTC+4`, `UTC-3:30`.
fn of_offset(seconds: i64) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let (hours, minutes) = (
        seconds.abs() / Stamp::HOUR,
        seconds.abs() % Stamp::HOUR / Stamp::MINUTE,
    );
    match minutes {
        0 => format!("UTC{sign}{hours}"),
        minutes => format!("UTC{sign}{hours}:{minutes:02}"),
    }
}

/// The clock of a heading with `UTC` or `GMT` in it: so far ahead as stands behind that.
fn of_utc(heading: &str) -> (String, Ahead) {
    let own = || ("UTC".to_owned(), Ahead::Seconds(0));
    let lower = heading.to_lowercase();
    let Some(at) = lower.find("utc").or_else(|| lower.find("gmt")) else {
        return own();
    };
    let behind = lower[at + 3..].trim_start();
    let (sign, digits) = match behind.strip_prefix('+') {
        Some(digits) => (1, digits),
        None => match behind.strip_prefix(['-', '−']) {
            Some(digits) => (-1, digits),
            None => return own(),
        },
    };
    let count = digits.bytes().take_while(u8::is_ascii_digit).count();
    let hours = digits[..count].parse::<i64>().ok();
    let Some(hours) = hours.filter(|hours| *hours <= 14) else {
        return own();
    };
    let minutes = digits[count..]
        .strip_prefix(':')
        .and_then(|rest| rest.get(..2)?.parse().ok());
    let minutes: i64 = minutes.unwrap_or(0);
    let seconds = sign * (hours * Stamp::HOUR + minutes * Stamp::MINUTE);
    (of_offset(seconds), Ahead::Seconds(seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_may_name_the_clock_of_its_times() {
        let minutes = |heading| match zone_named(heading)? {
            (_, Ahead::Seconds(seconds)) => Some(seconds / 60),
            _ => None,
        };
        assert_eq!(minutes("date_utc"), Some(0));
        assert_eq!(minutes("Time (UTC+3)"), Some(180));
        assert_eq!(minutes("time GMT-3:30"), Some(-210));
        assert_eq!(minutes("Time (EST)"), Some(-300));
        assert_eq!(minutes("Time CET"), Some(60));
        assert_eq!(minutes("Time Z"), Some(0));
        assert_eq!(minutes("Zulu time"), Some(0));
        for heading in [
            "Время (МСК)",
            "Time (Moscow)",
            "Время (по Москве)",
            "Moscow time",
        ] {
            let ahead = zone_named(heading).map(|(_, ahead)| ahead);
            assert_eq!(ahead, Some(Ahead::Moscow), "{heading}");
        }
        for heading in ["date", "outcome", "date_est", "killed_est", "z", "get"] {
            assert_eq!(minutes(heading), None, "{heading}");
        }
    }
}
