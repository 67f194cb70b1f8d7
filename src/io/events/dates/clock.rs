//! The time of day behind or before a date, and its zone.

use super::{DateError, UTC_OFFSET_SECONDS};
use crate::model::{Day, Moment, Stamp};

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// Since midnight; a whole day for 24:00.
    pub seconds: i64,
    /// How far its zone is ahead of UTC, in seconds; `None` where it names none and is local.
    pub offset: Option<i64>,
}

impl Clock {
    /// That time of a day, midnight included.
    pub fn on_stated(self, day: Day) -> Moment {
        let shift = self.offset.map_or(0, |offset| UTC_OFFSET_SECONDS - offset);
        Moment::Clock(day.start().plus(self.seconds + shift))
    }
}

/// Hours ahead of UTC of zones that are known by letters, as they are used in the area.
const ZONES: [(&str, f32); 17] = [
    ("z", 0.0),
    ("utc", 0.0),
    ("gmt", 0.0),
    ("ut", 0.0),
    ("wet", 0.0),
    ("cet", 1.0),
    ("cest", 2.0),
    ("eet", 2.0),
    ("eest", 3.0),
    ("msk", 3.0),
    ("trt", 3.0),
    ("irst", 3.5),
    ("azt", 4.0),
    ("amt", 4.0),
    ("get", 4.0),
    ("est", -5.0),
    ("edt", -4.0),
];

/// Parts a text into its date and its time of day.
pub fn split(text: &str) -> (&str, Option<&str>) {
    let Some(start) = start_of_clock(text) else {
        return (text, None);
    };
    let (date, clock) = text.split_at(start);
    let date = date.trim_end_matches([' ', 'T', 't', ',', ';', '\u{a0}']);
    let date = date.strip_suffix(" at").unwrap_or(date);
    if !date.is_empty() {
        return (date, Some(clock));
    }
    // The time of day comes first: up to where its zone ends.
    let end = clock.find([' ', ',']).unwrap_or(clock.len());
    let (mut clock_end, mut rest) = (end, clock[end..].trim_start_matches([' ', ',']));
    while let Some((word, after)) = rest.split_once([' ', ',']) {
        let is_of_clock = meridian(word).is_some() || zone(word).is_ok_and(|zone| zone.is_some());
        if !is_of_clock {
            break;
        }
        rest = after.trim_start_matches([' ', ',']);
        clock_end = clock.len() - rest.len();
    }
    (rest, Some(clock[..clock_end].trim_end_matches([' ', ','])))
}

/// The part of a text that is the date.
pub fn date_part(text: &str) -> &str {
    split(text).0
}

/// Where the hours begin: before the first colon, or before `11 PM`, or before the dot of `18.30`
/// where a date stands before that.
fn start_of_clock(text: &str) -> Option<usize> {
    let digits_before = |end: usize| {
        let digits = text[..end]
            .bytes()
            .rev()
            .take_while(u8::is_ascii_digit)
            .count();
        end - digits
    };
    if let Some(colon) = text.find(':') {
        return Some(digits_before(colon));
    }
    let (_, last) = text.rsplit_once(' ')?;
    let word = text.len() - last.len();
    if meridian(last).is_some() {
        let hours = text[..word].trim_end();
        return Some(digits_before(hours.len())).filter(|start| *start < hours.len());
    }
    let letters = last.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    if meridian(&last[letters.len()..]).is_some() && letters.parse::<u8>().is_ok() {
        return Some(word);
    }
    let (hours, minutes) = last.split_once('.')?;
    let is_clock = (1..=2).contains(&hours.len()) && minutes.len() == 2;
    let are_digits = hours
        .bytes()
        .chain(minutes.bytes())
        .all(|byte| byte.is_ascii_digit());
    (is_clock && are_digits).then_some(word)
}

/// Hours that an `AM` (`false`) or `PM` (`true`) is.
fn meridian(word: &str) -> Option<bool> {
    let word = word.replace('.', "").to_ascii_lowercase();
    match word.as_str() {
        "am" => Some(false),
        "pm" => Some(true),
        _ => None,
    }
}

/// Reads `20:30`, `20:30:15.5`, `8:30 PM`, `2030`, `24:00`, each with or without a zone.
///
/// # Errors
///
/// Where it is no time of day, or names a zone that is not known.
pub fn read(text: &str) -> Result<Clock, DateError> {
    let sign = |letter: char| !letter.is_ascii_digit() && !matches!(letter, ':' | '.' | ',');
    let end = text.find(sign).unwrap_or(text.len());
    let (clock, rest) = text.split_at(end);
    let rest = rest.trim();
    let letters = rest.find(|letter: char| !letter.is_ascii_alphabetic() && letter != '.');
    let (word, after) = rest.split_at(letters.unwrap_or(rest.len()));
    let (half, zone_text) = match meridian(word) {
        Some(half) => (Some(half), after),
        None => (None, rest),
    };
    let mut seconds = seconds(clock.trim_end_matches(['.', ','])).ok_or(DateError::NoDate)?;
    if let Some(is_afternoon) = half {
        let hour = seconds / Stamp::HOUR;
        if !(1..=12).contains(&hour) {
            return Err(DateError::NoDate);
        }
        seconds += (i64::from(is_afternoon) * 12 - if hour == 12 { 12 } else { 0 }) * Stamp::HOUR;
    }
    Ok(Clock {
        seconds,
        offset: zone(zone_text.trim())?,
    })
}

/// `20:30:15.5` or `20.30`, and `2030` and `20` as far as they are one.
fn seconds(clock: &str) -> Option<i64> {
    let are_digits = !clock.is_empty() && clock.bytes().all(|byte| byte.is_ascii_digit());
    let mut fields: Vec<&str> = match clock {
        _ if clock.contains(':') => clock.split(':').collect(),
        _ if are_digits && matches!(clock.len(), 4 | 6) => {
            let halves = (0..clock.len()).step_by(2);
            halves.map(|at| &clock[at..at + 2]).collect()
        }
        _ => clock.split('.').collect(),
    };
    if let Some(last) = fields.last_mut().filter(|_| clock.contains(':')) {
        *last = last.split(['.', ',']).next().unwrap_or_default();
    }
    let number = |index: usize, below: i64| match fields.get(index) {
        None => Some(0),
        Some(field) => {
            let is_number =
                (1..=2).contains(&field.len()) && field.bytes().all(|b| b.is_ascii_digit());
            let number = is_number.then(|| field.parse::<i64>().ok()).flatten();
            number.filter(|number| *number < below)
        }
    };
    let (hours, minutes, seconds) = (number(0, 25)?, number(1, 60)?, number(2, 61)?);
    let sum = hours * Stamp::HOUR + minutes * Stamp::MINUTE + seconds.min(59);
    (fields.len() <= 3 && sum <= Stamp::DAY).then_some(sum)
}

/// How far a zone is ahead of UTC, in seconds; `None` where there is none.
///
/// # Errors
///
/// Where it is not known.
fn zone(text: &str) -> Result<Option<i64>, DateError> {
    let text = text.trim_matches(['(', ')', ' ']).to_ascii_lowercase();
    if text.is_empty() || text == "h" {
        return Ok(None);
    }
    let letters = text.find(|letter: char| !letter.is_ascii_alphabetic());
    let (name, offset) = text.split_at(letters.unwrap_or(text.len()));
    let known = ZONES.iter().find(|(known, _)| *known == name);
    let hours = match (name, known) {
        ("", _) => 0.0,
        (_, Some((_, hours))) => *hours,
        (_, None) => return Err(DateError::Zone),
    };
    let own = (hours * Stamp::HOUR as f32) as i64;
    match offset.trim() {
        "" => Ok(Some(own)),
        // What comes behind the name of another zone than that of UTC would be added to it.
        offset if own == 0 => ahead(offset).map(Some).ok_or(DateError::Zone),
        _ => Err(DateError::Zone),
    }
}

/// `+04`, `+0400`, `-3:30`, in seconds.
fn ahead(offset: &str) -> Option<i64> {
    let (sign, digits) = match offset.strip_prefix(['-', '−']) {
        Some(digits) => (-1, digits),
        None => (1, offset.strip_prefix('+')?),
    };
    let (hours, minutes) = match (digits.split_once(':'), digits.len()) {
        (Some(parts), _) => parts,
        (None, 4) => digits.split_at_checked(2)?,
        (None, _) => (digits, "0"),
    };
    let number = |text: &str| {
        let is_number =
            (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| text.parse::<i64>().ok()).flatten()
    };
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    (hours <= 14 && minutes < 60).then_some(sign * (hours * Stamp::HOUR + minutes * Stamp::MINUTE))
}
