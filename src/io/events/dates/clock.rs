//! The time of day behind or before a date, and its zone.

use std::borrow::Cow;

use super::{DateError, UTC_OFFSET_SECONDS};
use crate::model::{
    Day, Moment, Stamp,
    time::{Ahead, clock_of_city, clock_of_letters},
};

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// Since midnight; a whole day for 24:00.
    pub seconds: i64,
    /// How far its zone is ahead of UTC; `None` where it names none and is local.
    pub offset: Option<Ahead>,
}

impl Clock {
    /// That time of a day, midnight included.
    pub fn on_stated(self, day: Day) -> Moment {
        let shift = self
            .offset
            .map_or(0, |offset| UTC_OFFSET_SECONDS - offset.on(day));
        Moment::Clock(day.start().plus(self.seconds + shift))
    }
}

/// Parts a text into its date and its time of day.
pub fn split(text: &str) -> (&str, Option<&str>) {
    let Some(start) = start_of_clock(text) else {
        return (text, None);
    };
    let (date, clock) = text.split_at(start);
    let date = date.trim_end_matches([' ', ',', ';', ':', '\u{a0}']);
    let is_of_date = |date: &&str| date.ends_with(|letter: char| letter.is_ascii_digit());
    let before_t = date.strip_suffix(['T', 't']).filter(is_of_date);
    let date = without_leading_word(before_t.unwrap_or(date));
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

/// A date without the word before the time of day behind it.
fn without_leading_word(date: &str) -> &str {
    let Some((before, word)) = date.rsplit_once([' ', '\u{a0}']) else {
        return date;
    };
    let is_one = LEADING.contains(&word.to_lowercase().as_str());
    let date = if is_one { before } else { date };
    date.trim_end_matches([' ', ',', ';', '\u{a0}'])
}

/// Words before a time of day that say no more.
const LEADING: [&str; 9] = ["at", "в", "saat", "saatı", "um", "kl", "kl.", "ժամը", "à"];

/// Words behind hours.
const HOURS: [&str; 14] = [
    "h",
    "hr",
    "hrs",
    "hour",
    "hours",
    "uhr",
    "ч",
    "час",
    "часа",
    "часов",
    "ժ",
    "ժամ",
    "saat",
    "heures",
];

/// Words behind minutes.
const MINUTES: [&str; 7] = ["m", "min", "mins", "мин", "минут", "dəq", "dk"];

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
        let start = match after_a_year(text, colon) {
            true => colon + 1,
            false => digits_before(colon),
        };
        // Excel writes AM and PM of some languages before the hours.
        let before = text[..start].trim_end();
        let word = before.rfind(' ').map_or(0, |blank| blank + 1);
        let is_of_it = !before.is_empty() && meridian(&before[word..]).is_some();
        return Some(if is_of_it { word } else { start });
    }
    let (_, last) = text.rsplit_once(' ')?;
    let word = text.len() - last.len();
    let is_in_words = last.starts_with(|letter: char| letter.is_ascii_digit())
        && last.contains(char::is_alphabetic)
        && read(last).is_ok();
    if is_in_words {
        return Some(word);
    }
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

/// Whether a colon stands behind a year and before hours: `07Aug2022:14:05:09`, as SAS and web servers write it.
fn after_a_year(text: &str, colon: usize) -> bool {
    let bytes = text.as_bytes();
    let are_digits = |from: usize, to: usize| {
        bytes
            .get(from..to)
            .is_some_and(|part| part.iter().all(u8::is_ascii_digit))
    };
    let year = colon
        .checked_sub(4)
        .is_some_and(|from| are_digits(from, colon));
    year && are_digits(colon + 1, colon + 3) && bytes.get(colon + 3) == Some(&b':')
}

/// Hours that an `AM` (`false`) or `PM` (`true`) is.
pub fn meridian(word: &str) -> Option<bool> {
    // In English, Turkish, Russian and Armenian.
    let word = word.replace('.', "").to_lowercase();
    match word.as_str() {
        "am" | "öö" | "дп" | "կա" => Some(false),
        "pm" | "ös" | "пп" | "կհ" => Some(true),
        _ => None,
    }
}

/// A time of day in figures: `22:15` for `22h15`, `10:15 PM` for `PM 10:15`, without words that say
/// no more.
fn in_figures(text: &str) -> Cow<'_, str> {
    let is_plain = |byte: u8| byte.is_ascii_digit() || matches!(byte, b':' | b'.');
    if text.bytes().all(is_plain) {
        return text.into();
    }
    let mut text = text.trim().replace('\u{a0}', " ");
    for (apart, joined) in [("a. m.", "am"), ("p. m.", "pm")] {
        text = text.replace(apart, joined);
    }
    let word = text.split(|letter: char| letter == ' ' || letter.is_ascii_digit());
    let word = word.map(str::to_lowercase).next().unwrap_or_default();
    if !word.is_empty() && text.is_char_boundary(word.len()) {
        let rest = text.get(word.len()..).unwrap_or_default().trim_start();
        text = match LEADING.contains(&word.as_str()) {
            true => rest.to_owned(),
            false if meridian(&word).is_some() => format!("{rest} {word}"),
            false => text,
        };
    }
    let is_of_clock = |letter: char| letter.is_ascii_digit() || matches!(letter, ':' | '.' | ',');
    let end = text
        .find(|letter| !is_of_clock(letter))
        .unwrap_or(text.len());
    let (clock, rest) = text.split_at(end);
    let rest = rest.trim_start();
    let letters = rest.find(|letter: char| !letter.is_alphabetic());
    let (word, rest) = rest.split_at(letters.unwrap_or(rest.len()));
    if !HOURS.contains(&word.to_lowercase().as_str()) {
        return text.into();
    }
    let rest = rest.trim_start_matches(['.', ' ']);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if digits != 2 || clock.len() > 2 {
        return format!("{clock} {rest}").into();
    }
    let (minutes, rest) = rest.split_at(digits);
    let rest = rest.trim_start();
    let letters = rest.find(|letter: char| !letter.is_alphabetic());
    let (word, after) = rest.split_at(letters.unwrap_or(rest.len()));
    let rest = match MINUTES.contains(&word.to_lowercase().as_str()) {
        true => after.trim_start_matches(['.', ' ']),
        false => rest,
    };
    format!("{clock}:{minutes} {rest}").into()
}

/// From one time of a day to another.
type Clocks = (Clock, Clock);

/// Reads `09:00-11:30`: from one time of day to another of the same day, or of the next one where it is
/// earlier. One of the two may be hours alone. `None` where the text is no such thing, an error where the second may
/// be a zone or minutes.
pub fn interval(text: &str) -> Option<Result<Clocks, DateError>> {
    let sign = text.find(['-', '–', '—'])?;
    let (from, to) = (
        text[..sign].trim(),
        text[sign..].trim_start_matches(['-', '–', '—']).trim(),
    );
    if are_hours(from, to) {
        return Some(Err(DateError::HoursOrMinutes));
    }
    // Behind a word for hours there is no zone.
    let says_hours = to.contains(char::is_alphabetic);
    let (from, to) = (figures_or_hours(from)?, figures_or_hours(to)?);
    let is_apart = says_hours || text[..sign].ends_with(' ') || !text[sign..].starts_with('-');
    Some(
        match (from.seconds < to.seconds, is_apart || !may_be_zone(to)) {
            (true, _) => Ok((from, to)),
            (false, true) => Ok((from, on_the_next_day(to))),
            (false, false) => Err(DateError::ZoneOrEnd),
        },
    )
}

/// Whether what stands behind a hyphen may be a zone behind UTC: whole hours, and those of
/// Newfoundland and the Marquesas.
fn may_be_zone(clock: Clock) -> bool {
    let half = Stamp::HOUR / 2;
    let is_odd = [7 * half, 19 * half].contains(&clock.seconds);
    clock.seconds <= 12 * Stamp::HOUR && clock.seconds % Stamp::HOUR == 0 || is_odd
}

fn on_the_next_day(clock: Clock) -> Clock {
    let seconds = clock.seconds + Stamp::DAY;
    Clock { seconds, ..clock }
}

/// Whether two parts are figures of an hour each, whatever word of a time of day stands behind them: from one to the
/// other, or hours and minutes.
fn are_hours(from: &str, to: &str) -> bool {
    let end = to.find(|letter| !is_figure(letter)).unwrap_or(to.len());
    let (to, word) = to.split_at(end);
    let word = word.trim();
    let is_of_clock = word.is_empty()
        || meridian(word).is_some()
        || HOURS.contains(&word.to_lowercase().as_str());
    is_of_clock
        && [from, to]
            .iter()
            .all(|part| are_figures(part) && part.len() <= 2)
}

/// A time of day in figures, or hours alone: `22:15`, `22h15`, `22h`, `22`.
fn figures_or_hours(text: &str) -> Option<Clock> {
    let text = in_figures(text);
    let text = text.trim_end();
    let hours = || {
        let is_one = are_figures(text) && text.len() <= 2;
        let seconds = is_one.then(|| seconds(text)).flatten()?;
        Some(Clock {
            seconds,
            offset: None,
        })
    };
    of_figures(text).or_else(hours)
}

/// Such an interval behind a date, and the date. Whole hours right behind a hyphen may be a zone,
/// and then are one, or are not read.
pub fn interval_behind(text: &str) -> Option<(&str, Result<Clocks, DateError>)> {
    let sign = text.rfind(['-', '–', '—'])?;
    let to = text[sign..].trim_start_matches(['-', '–', '—']);
    if let Some((date, from)) = text[..sign].trim_end().rsplit_once([' ', ','])
        && is_whole_date(date)
        && are_hours(from, to.trim())
    {
        return Some((date, Err(DateError::HoursOrMinutes)));
    }
    let says_hours = to.contains(char::is_alphabetic);
    let is_apart = says_hours || to.starts_with(' ') || !text[sign..].starts_with('-');
    let is_clock = |text: &str| text.contains(':') || text.contains(char::is_alphabetic);
    let with_colon = |text: &str| figures_or_hours(text).filter(|_| is_clock(text));
    let (to, before) = (with_colon(to.trim())?, text[..sign].trim_end());
    let (date, from) = before.rsplit_once([' ', ','])?;
    let from = with_colon(from)?;
    let is_later = from.seconds < to.seconds;
    let clocks = match (is_later, is_apart || !may_be_zone(to)) {
        (true, true) => Ok((from, to)),
        (true, false) => Err(DateError::ZoneOrEnd),
        (false, true) => Ok((from, on_the_next_day(to))),
        (false, false) => return None,
    };
    Some((date.trim_end_matches([' ', ',']), clocks))
}

/// Whether a text is year, month and day in figures, in whatever order.
fn is_whole_date(text: &str) -> bool {
    let parts: Vec<&str> = text.trim_end_matches(',').split(['-', '.', '/']).collect();
    parts.len() == 3
        && parts.iter().all(|part| are_figures(part))
        && parts.iter().any(|part| part.len() == 4)
}

/// A time of day of two figures, `22:15` or `2215`, and nothing else.
fn of_figures(text: &str) -> Option<Clock> {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let is_one = match text.len() - digits {
        0 => digits == 4,
        1 => (3..=4).contains(&digits) && text.contains([':', '.']),
        _ => false,
    };
    let seconds = is_one.then(|| seconds(text)).flatten()?;
    Some(Clock {
        seconds,
        offset: None,
    })
}

/// Reads `20:30`, `20:30:15.5`, `8:30 PM`, `2030`, `20h30`, `24:00`, each with or without a zone, and
/// the part of a day that spreadsheets count.
///
/// # Errors
///
/// Where it is no time of day, or names a zone that is not known.
pub fn read(text: &str) -> Result<Clock, DateError> {
    let text = in_figures(text);
    let sign = |letter: char| !letter.is_ascii_digit() && !matches!(letter, ':' | '.' | ',');
    let end = text.find(sign).unwrap_or(text.len());
    let (clock, rest) = text.split_at(end);
    let rest = rest.trim();
    let letters = rest.find(|letter: char| !letter.is_alphabetic() && letter != '.');
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

fn is_figure(letter: char) -> bool {
    letter.is_ascii_digit()
}

/// Whether a text is figures and nothing else.
pub fn are_figures(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `20:30:15.5` or `20.30`, and `2030` and `20` as far as they are one.
fn seconds(clock: &str) -> Option<i64> {
    let are_digits = are_figures(clock);
    let mut fields: Vec<&str> = match clock {
        _ if clock.contains(':') => clock.split(':').collect(),
        _ if are_digits && matches!(clock.len(), 4 | 6) => {
            let halves = (0..clock.len()).step_by(2);
            halves.map(|at| &clock[at..at + 2]).collect()
        }
        _ => clock.split('.').collect(),
    };
    if let ["0", part] = fields[..]
        && part.len() > 2
        && !clock.contains(':')
    {
        let part: f64 = format!("0.{part}").parse().ok()?;
        return Some((part * Stamp::DAY as f64).round() as i64);
    }
    // `22.5` may be half past ten as well as five past, and `0.25` a quarter of a day.
    let are_pairs = fields[1..].iter().all(|field| field.len() == 2);
    let may_be_part = fields.len() > 1 && fields[0] == "0";
    if !clock.contains(':') && (!are_pairs || may_be_part) {
        return None;
    }
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

/// The zone that a cell of its own names: as behind a time of day, hours without a sign, and a city.
pub fn zone_of_cell(cell: &str) -> Option<Ahead> {
    let cell = cell.trim();
    let lower = cell.to_lowercase();
    if lower.strip_suffix(" time").unwrap_or(&lower) == "local" {
        return Some(Ahead::Seconds(UTC_OFFSET_SECONDS));
    }
    let half_hours = cell.parse::<f64>().ok().map(|hours| hours * 2.0);
    match half_hours {
        Some(halves) if halves.fract() == 0.0 && halves.abs() <= 28.0 => {
            Some(Ahead::Seconds(halves as i64 * Stamp::HOUR / 2))
        }
        _ => zone(cell).ok().flatten(),
    }
}

/// How far a zone is ahead of UTC; `None` where there is none.
///
/// # Errors
///
/// Where it is not known.
fn zone(text: &str) -> Result<Option<Ahead>, DateError> {
    // JavaScript writes the name of the zone in brackets behind it.
    let text = match text.split_once(" (") {
        Some((zone, name)) if name.ends_with(')') => zone,
        _ => text,
    };
    let text = text.trim_matches(['(', ')', ' ']).to_lowercase();
    if text.is_empty() || text == "h" {
        return Ok(None);
    }
    let of_city = text.strip_suffix(" time").unwrap_or(&text);
    if let Some(ahead) = clock_of_city(of_city) {
        return Ok(Some(ahead));
    }
    let letters = text.find(|letter: char| !letter.is_alphabetic());
    let (name, offset) = text.split_at(letters.unwrap_or(text.len()));
    let own = match name {
        "" => Ahead::Seconds(0),
        // What goes on in figures is no zone but a second time, or something else.
        name => clock_of_letters(name).ok_or(match text.contains(is_figure) {
            true => DateError::NoDate,
            false => DateError::Zone,
        })?,
    };
    match offset.trim() {
        "" => Ok(Some(own)),
        // What comes behind the name of another zone than that of UTC would be added to it.
        offset if own == Ahead::Seconds(0) => {
            // A second time behind a comma, for one, is no zone.
            let is_zone = offset.starts_with(['+', '-', '−', '[']);
            let seconds = ahead(offset).ok_or(match is_zone {
                true => DateError::Zone,
                false => DateError::NoDate,
            })?;
            Ok(Some(Ahead::Seconds(seconds)))
        }
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
