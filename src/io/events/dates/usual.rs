//! The forms of dates that most files have, read without looking for others.

use super::UTC_OFFSET_SECONDS;
use crate::model::{Day, Moment, Stamp};

/// `2022-08-07`, and `2022-08-07T20:30:00` with or without seconds and a `Z`: the forms that most
/// files have, read without looking for others.
pub(super) fn plain(cell: &[u8]) -> Option<Moment> {
    let (cell, is_utc) = match cell.split_last() {
        Some((b'Z' | b'z', rest)) => (rest, true),
        _ => (cell, false),
    };
    let offset = if is_utc { UTC_OFFSET_SECONDS } else { 0 };
    let day = plain_day(cell.get(..10)?)?;
    let clock = &cell[10..];
    let seconds = match clock {
        [] => return Some(Moment::Day(day)),
        [b'T', h @ ..] => h,
        _ => return None,
    };
    let (seconds, is_stated) = match seconds {
        [h, i, b':', m, n] => (clock_seconds([*h, *i], [*m, *n], *b"00")?, true),
        [h, i, b':', m, n, b':', s, t] => {
            let seconds = clock_seconds([*h, *i], [*m, *n], [*s, *t])?;
            (seconds, seconds > 0 || is_utc)
        }
        _ => return None,
    };
    Some(match is_stated {
        true => Moment::Clock(day.start().plus(seconds + offset)),
        false => Moment::Day(day),
    })
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

pub(super) fn plain_day(cell: &[u8]) -> Option<Day> {
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
