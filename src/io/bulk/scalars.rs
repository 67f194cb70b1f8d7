//! Numbers, positions and dates read straight from cells in the forms that most files have. What
//! has another form is left to the general way.

use crate::{
    io::events::Dates,
    model::{Day, Moment, Stamp},
};

/// In units of 1e-7 degrees; `None` where the cell is no plain decimal within `limit` degrees.
pub fn units(cell: &str, limit: f64) -> Option<i32> {
    match plain_units(cell.as_bytes()) {
        Some(units) => (units.abs() <= (limit * 1e7) as i64).then_some(units as i32),
        None => units_of(cell.parse().ok()?, limit),
    }
}

/// As [`units`].
pub fn units_of(degrees: f64, limit: f64) -> Option<i32> {
    let on_the_map = degrees.is_finite() && degrees.abs() <= limit;
    on_the_map.then(|| (degrees * 1e7).round() as i32)
}

/// At most three digits, a dot, and at most seven: exactly what rounding would give.
fn plain_units(cell: &[u8]) -> Option<i64> {
    let (is_negative, digits) = match cell.split_first() {
        Some((b'-', rest)) => (true, rest),
        _ => (false, cell),
    };
    let mut value = 0_i64;
    let mut decimals = None;
    for byte in digits {
        match byte {
            b'0'..=b'9' => {
                value = value * 10 + i64::from(byte - b'0');
                decimals = decimals.map(|count| count + 1);
            }
            b'.' if decimals.is_none() => decimals = Some(0_usize),
            _ => return None,
        }
        if value > 9_999_999_999 {
            return None;
        }
    }
    let decimals = decimals.unwrap_or(0);
    if decimals > 7 {
        return None;
    }
    const POWERS: [i64; 8] = [10_000_000, 1_000_000, 100_000, 10_000, 1_000, 100, 10, 1];
    let value = value.checked_mul(POWERS[decimals])?;
    (digits.first()?.is_ascii_digit()).then_some(if is_negative { -value } else { value })
}

/// A whole number of a few digits, or a number that is whole.
pub fn whole(cell: &str) -> Option<u32> {
    let bytes = cell.as_bytes();
    if bytes.len() <= 9 && !bytes.is_empty() && bytes.iter().all(u8::is_ascii_digit) {
        let digits = bytes.iter().map(|byte| u32::from(byte - b'0'));
        return Some(digits.fold(0, |value, digit| value * 10 + digit));
    }
    whole_of(cell.parse().ok()?)
}

/// As [`whole`].
pub fn whole_of(number: f64) -> Option<u32> {
    let is_whole = number >= 0.0 && number <= f64::from(u32::MAX) && number.fract() == 0.0;
    is_whole.then_some(number as u32)
}

/// A date as [`Dates::read`] has it.
pub fn moment(cell: &str, dates: Dates) -> Option<Moment> {
    plain_moment(cell.as_bytes()).or_else(|| dates.read(cell).ok())
}

/// How far the local time of the area is ahead of UTC.
const UTC_OFFSET_SECONDS: i64 = 4 * Stamp::HOUR;

/// `2022-08-07`, and `2022-08-07T20:30:00` with or without seconds and a `Z`.
fn plain_moment(cell: &[u8]) -> Option<Moment> {
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn slow_units(cell: &str, limit: f64) -> Option<i32> {
        units_of(cell.parse().ok()?, limit)
    }

    proptest! {
        #[test]
        fn positions_are_those_of_the_nearest_number(degrees in -200.0..200.0_f64, digits in 0..10_usize) {
            let cell = format!("{degrees:.digits$}");
            prop_assert_eq!(units(&cell, 180.0), slow_units(&cell, 180.0));
        }

        #[test]
        fn odd_numbers_are_read_as_the_general_way_does(cell in "[-+0-9.e]{0,12}") {
            prop_assert_eq!(units(&cell, 85.0), slow_units(&cell, 85.0), "{}", cell);
            prop_assert_eq!(whole(&cell), cell.parse().ok().and_then(whole_of), "{}", cell);
        }

        #[test]
        fn dates_are_those_of_the_general_way(
            year in 1850..2200_i32, month in 0..14_u32, day in 0..33_u32,
            clock in "(|[T ][0-2][0-9]:[0-6][0-9](:[0-6][0-9])?)Z?",
        ) {
            let cell = format!("{year:04}-{month:02}-{day:02}{clock}");
            let dates = Dates::default();
            prop_assert_eq!(moment(&cell, dates), dates.read(&cell).ok(), "{}", cell);
        }
    }
}
