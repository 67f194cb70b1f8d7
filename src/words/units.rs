//! Numbers, counts, days and times.

use super::{Interface, interface};
use crate::model::{Amount, Day, Moment, Said, Sum, TimePrecision, When, Window};

/// `1 day`, `3 days`: a number with its noun, in the form the language asks for.
pub fn count(number: usize, one: &str, many: &str) -> String {
    let noun = if number == 1 { one } else { many };
    format!("{} {noun}", self::number(number))
}

/// Kilometres, a round number; less than one in metres.
pub fn kilometres(number: f64) -> String {
    match number {
        number if number < 1.0 => format!("{} m", (number * 1_000.0).round()),
        number => format!("{number} km"),
    }
}

/// A size: `812 bytes`, `3.4 KiB`, `100 MiB`.
pub fn bytes(number: u64) -> String {
    const UNITS: [&str; 3] = ["KiB", "MiB", "GiB"];
    if number < 1024 {
        return count(number as usize, "byte", "bytes");
    }
    let mut size = number as f64 / 1024.0;
    let mut unit = 0;
    while size >= 1024.0 && unit + 1 < UNITS.len() {
        size /= 1024.0;
        unit += 1;
    }
    match size < 10.0 {
        true => format!("{size:.1} {}", UNITS[unit]),
        false => format!("{size:.0} {}", UNITS[unit]),
    }
}

/// Nautical miles, a round number.
pub fn nautical_miles(number: f64) -> String {
    format!("{number} nmi")
}

/// A number with its thousands set apart: `1,000,000`.
pub fn number(number: usize) -> String {
    let separator = match interface() {
        Interface::English => ',',
    };
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

/// A range of numbers, both ends in it: `5`, `1–3`, `16+` where it has no end.
pub fn range(least: u32, most: Option<u32>) -> String {
    let least_in_words = number(least as usize);
    match most {
        None => format!("{least_in_words}+"),
        Some(most) if most == least => least_in_words,
        Some(most) => format!("{least_in_words}–{}", number(most as usize)),
    }
}

/// What is added up, in signs: `50`, `≈50`, `≥50`, `>50`, `≤10`, `<10`, `50–80`, `5 (3–9)`.
pub fn sum(sum: Sum) -> String {
    signed(sum, |of| number(of as usize))
}

/// A number as a source states it, in the same signs and with its thousands together.
pub fn amount(amount: Amount) -> String {
    signed(amount.into(), |of| of.to_string())
}

fn signed(sum: Sum, number: impl Fn(u64) -> String) -> String {
    let about = if sum.is_about() { "≈" } else { "" };
    let number = |of: u64| format!("{about}{}", number(of));
    match sum.said() {
        Said::Exact(of) => number(of),
        Said::AtLeast(of) => format!("≥{}", number(of)),
        Said::MoreThan(of) => format!(">{}", number(of)),
        Said::AtMost(of) => format!("≤{}", number(of)),
        Said::LessThan(of) => format!("<{}", number(of)),
        Said::Between(low, high) => format!("{}–{}", number(low), number(high)),
        Said::Best(best, low, high) => {
            format!("{} ({}–{})", number(best), number(low), number(high))
        }
    }
}

/// The same in words: `at least 50`.
pub fn stated(sum: Sum) -> String {
    let plain = |of: u64| number(of as usize);
    let number = |of: u64| match sum.is_about() {
        true => about(&plain(of)),
        false => plain(of),
    };
    match sum.said() {
        Said::Exact(of) => number(of),
        Said::AtLeast(of) => at_least(&number(of)),
        Said::MoreThan(of) => more_than(&number(of)),
        Said::AtMost(of) => at_most(&number(of)),
        Said::LessThan(of) => fewer_than(&number(of)),
        Said::Between(low, high) => from_to(&number(low), &plain(high)),
        Said::Best(best, low, high) => best_of(&number(best), &plain(low), &plain(high)),
    }
}

/// `at least 50 incidents`, `1 incident`.
pub fn incidents_stated(sum: Sum) -> String {
    match sum.exact_size() {
        Some(number) => incidents(number as usize),
        None => incidents_of(&stated(sum)),
    }
}

phrases! {
    about(number: &str) { English("about {number}") }
    at_least(number: &str) { English("at least {number}") }
    more_than(number: &str) { English("more than {number}") }
    at_most(number: &str) { English("at most {number}") }
    fewer_than(number: &str) { English("fewer than {number}") }
    from_to(low: &str, high: &str) { English("{low} to {high}") }
    best_of(best: &str, low: &str, high: &str) { English("{best} ({low} to {high})") }
    incidents_of(number: &str) { English("{number} incidents") }
    claims(number: usize) { English("{}", count(number, "claim", "claims")) }
    denials(number: usize) { English("{}", count(number, "denial", "denials")) }
    without_incident(number: usize) { English("{}", count(number, "report without an incident", "reports without an incident")) }
    zones(number: usize) { English("{}", count(number, "zone", "zones")) }
    lines(number: usize) { English("{}", count(number, "line", "lines")) }
    regions(number: usize) { English("{}", count(number, "region", "regions")) }
    settlements(number: usize) { English("{}", count(number, "settlement", "settlements")) }
    duplicates(number: usize) { English("{}", count(number, "duplicate", "duplicates")) }
    features(number: usize) { English("{}", count(number, "feature", "features")) }
    files(number: usize) { English("{}", count(number, "file", "files")) }
    incidents(number: usize) { English("{}", count(number, "incident", "incidents")) }
    large_files(number: usize) { English("{}", count(number, "large file", "large files")) }
    notes(number: usize) { English("{}", count(number, "note", "notes")) }
    records(number: usize) { English("{}", count(number, "record", "records")) }
    reports(number: usize) { English("{}", count(number, "report", "reports")) }
    values(number: usize) { English("{}", count(number, "value", "values")) }
    no_date { English("no date") }
    span(first: &str, last: &str) { English("{first} – {last}") }
    ends_at(end: &str) { English("until {end}, start not stated") }
    published_only(day: &str) { English("time not stated; published {day}") }
    inferred(day: &str) { English("{day} (inferred)") }
    undated { English("undated") }
}

names! {
    how_closely(TimePrecision) {
        English {
            TimePrecision::Minute => "",
            TimePrecision::Hour => " (to the hour)",
            TimePrecision::PartOfDay => " (part of the day)",
            TimePrecision::Day => " (to the day)",
            TimePrecision::Past24Hours => " (past 24 hours)",
            TimePrecision::Days => " (several days)",
            TimePrecision::Week => " (to the week)",
            TimePrecision::Month => " (to the month)",
            TimePrecision::Unknown => " (precision unknown)",
        }
    }
}

/// The month of a day, shortened: `Aug`.
pub fn month(day: Day) -> &'static str {
    let months = match interface() {
        Interface::English => [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ],
    };
    months[usize::from(day.date().month().unsigned_abs()).saturating_sub(1) % 12]
}

/// `8 Aug`.
pub fn day_of_month(day: Day) -> String {
    match interface() {
        Interface::English => format!("{} {}", day.date().day(), month(day)),
    }
}

/// `8 Aug 2022`.
pub fn day(day: Day) -> String {
    match interface() {
        Interface::English => format!("{} {}", day_of_month(day), day.date().year()),
    }
}

/// `7–8 Aug 2022`, as short as the two days allow.
pub fn window(window: Window) -> String {
    let (first, last) = (window.first(), window.last());
    let (a, b) = (first.date(), last.date());
    if first == last {
        day(first)
    } else if a.year() != b.year() {
        span(&day(first), &day(last))
    } else if a.month() != b.month() {
        span(&day_of_month(first), &day(last))
    } else {
        match interface() {
            Interface::English => format!("{}–{}", a.day(), day(last)),
        }
    }
}

/// A day, or a day and a time of it.
pub fn moment(moment: Moment) -> String {
    match moment {
        Moment::Day(of_day) => day(of_day),
        Moment::Clock(stamp) => {
            let (hour, minute) = stamp.clock();
            format!("{} {hour:02}:{minute:02}", day(stamp.day()))
        }
    }
}

/// When something is said to have happened, with how closely that is known.
pub fn when(when: When) -> String {
    match when {
        When::Stated {
            start: Some(start),
            end: Some(end),
            precision,
        } => format!("{}{}", between(start, end), how_closely(precision)),
        When::Stated {
            start: Some(start),
            end: None,
            precision,
        } => format!("{}{}", moment(start), how_closely(precision)),
        When::Stated { end: Some(end), .. } => ends_at(&moment(end)),
        When::Stated { .. } | When::Undated => no_date().to_owned(),
        When::Published(of_day) => published_only(&day(of_day)),
    }
}

fn between(start: Moment, end: Moment) -> String {
    match (start, end) {
        (Moment::Day(a), Moment::Day(b)) => window(Window::days(a, b)),
        (Moment::Clock(a), Moment::Clock(b)) if a.day() == b.day() => {
            let (hour, minute) = b.clock();
            format!("{}–{hour:02}:{minute:02}", moment(start))
        }
        _ => span(&moment(start), &moment(end)),
    }
}

/// How far a piece of work is: `43%, 2 s left`.
pub fn progress(share: Option<f32>, seconds: f32) -> String {
    match interface() {
        Interface::English => match share {
            Some(share) if share >= 0.05 && seconds >= 0.5 => {
                let left = seconds * (1.0 - share) / share;
                format!("{:.0}%, {left:.0} s left", share * 100.0)
            }
            Some(share) => format!("{:.0}%", share * 100.0),
            None => format!("{seconds:.0} s"),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_days_are_written_no_longer_than_they_must() {
        let check = |first: &str, last: &str, expected: &str| {
            let day = |text| Day::parse(text).expect("a date");
            assert_eq!(window(Window::days(day(first), day(last))), expected);
        };
        check("2022-08-07", "2022-08-07", "7 Aug 2022");
        check("2022-08-07", "2022-08-08", "7–8 Aug 2022");
        check("2022-08-30", "2022-09-02", "30 Aug – 2 Sep 2022");
        check("2021-12-30", "2022-01-02", "30 Dec 2021 – 2 Jan 2022");
    }

    #[test]
    fn a_time_says_how_closely_it_is_known() {
        let check = |start: Option<&str>, end: Option<&str>, precision, expected: &str| {
            let moment = |text: Option<&str>| text.map(|text| Moment::parse(text).expect(text));
            assert_eq!(
                when(When::new(moment(start), moment(end), precision, None)),
                expected
            );
        };
        let minute = TimePrecision::Minute;
        check(
            Some("2022-02-23T20:30"),
            Some("2022-02-23T20:55"),
            minute,
            "23 Feb 2022 20:30–20:55",
        );
        check(
            Some("2022-08-07"),
            Some("2022-08-08"),
            TimePrecision::Past24Hours,
            "7–8 Aug 2022 (past 24 hours)",
        );
        check(
            None,
            Some("2021-04-22"),
            TimePrecision::Days,
            "until 22 Apr 2021, start not stated",
        );
        assert_eq!(when(When::Undated), "no date");
    }
}
