//! Numbers in cells. Short decimals, which most are, are read without asking the standard library,
//! and come out the same.

use std::fmt::Write as _;

use super::plain::as_read;
use crate::model::Field;

/// A finite number.
pub fn number(text: &str) -> Option<f64> {
    match short_decimal(text.as_bytes()) {
        Some(number) => Some(number),
        None => text.parse().ok().filter(|number: &f64| number.is_finite()),
    }
}

/// Writes a number as it shows itself: with as few figures as tell it from every other.
///
/// No two decimals of at most fifteen figures are one number, so that such a decimal is the shortest. One
/// with no more than seven figures behind the point, as those of positions, is found without a search.
pub fn write(text: &mut String, number: f64) {
    const DECIMALS: usize = 7;
    const UNITS: f64 = 1e7;
    const MOST: f64 = 1e15;
    let units = (number * UNITS).round();
    let is_short = units != 0.0 && units.abs() < MOST && units / UNITS == number;
    if !is_short {
        // Writing to a text does not fail.
        let _ = write!(text, "{number}");
        return;
    }
    if units < 0.0 {
        text.push('-');
    }
    let units = units.abs() as u64;
    let (whole, mut behind) = (units / UNITS as u64, units % UNITS as u64);
    let _ = write!(text, "{whole}");
    if behind == 0 {
        return;
    }
    let mut figures = [b'0'; DECIMALS];
    for figure in figures.iter_mut().rev() {
        *figure += (behind % 10) as u8;
        behind /= 10;
    }
    let zeros = figures
        .iter()
        .rev()
        .take_while(|figure| **figure == b'0')
        .count();
    text.push('.');
    text.extend(
        figures[..DECIMALS - zeros]
            .iter()
            .map(|figure| char::from(*figure)),
    );
}

/// A number that is whole, where it is not too large.
pub fn whole_of(number: f64) -> Option<u32> {
    let whole = number as u32;
    (f64::from(whole) == number).then_some(whole)
}

/// Up to 15 digits with a dot among them: both they and the power of ten are exact as they stand,
/// so that one division rounds as the nearest number does.
fn short_decimal(text: &[u8]) -> Option<f64> {
    const POWERS: [f64; 16] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
    ];
    let (is_negative, digits) = match text.split_first() {
        Some((b'-', rest)) => (true, rest),
        _ => (false, text),
    };
    if digits.len() > POWERS.len() || !digits.first()?.is_ascii_digit() {
        return None;
    }
    let mut value = 0_u64;
    let mut dot = None;
    for (index, byte) in digits.iter().enumerate() {
        match byte {
            b'0'..=b'9' => value = value * 10 + u64::from(byte - b'0'),
            b'.' if dot.is_none() => dot = Some(index),
            _ => return None,
        }
    }
    let decimals = dot.map_or(0, |dot| digits.len() - dot - 1);
    // All sixteen may be digits, which are more than a number holds.
    if dot.is_none() && digits.len() == POWERS.len() {
        return None;
    }
    let number = value as f64 / POWERS[decimals];
    Some(if is_negative { -number } else { number })
}

/// Whether a cell holds a number, however its decimals are written.
pub fn is_number(cell: &str) -> bool {
    let cell = as_read(cell);
    let plain = cell.replace([',', '.'], "").replace(BETWEEN, "");
    plain.contains(|letter: char| letter.is_ascii_digit()) && number(&plain).is_some()
}

/// Signs that stand between groups of three digits and nowhere else in a number: blanks, and the
/// apostrophes of Switzerland.
const BETWEEN: [char; 7] = [' ', '\u{a0}', '\u{202f}', '\u{2009}', '\u{2007}', '\'', '’'];

/// How the numbers of each field are written: with a comma before their decimals, or with a point.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Decimals {
    /// Fields with a comma there, a bit each.
    comma: u64,
    /// Fields of which nothing tells.
    unsettled: u64,
    /// Fields whose own cells show which sign stands before decimals.
    decimals: u64,
}

/// Why a cell is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberError {
    NoNumber,
    /// `1.000` may be one or a thousand.
    Ambiguous,
}

/// What a column says of the sign before its decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Comma,
    Point,
    /// It has a sign that may be either.
    Either,
    /// It has none.
    Unseen,
}

impl Decimals {
    /// Whether a field holds a number.
    pub fn concern(field: Field) -> bool {
        field.is_whole() || field.is_part_of_a_position()
    }

    /// What the cells of columns tell: a column that does not itself goes by the others of its table.
    pub fn of(
        columns: &[(Field, Vec<&str>)],
        chosen: Option<bool>,
        separated_by_commas: bool,
    ) -> Self {
        if let Some(comma) = chosen {
            return Self {
                comma: if comma { u64::MAX } else { 0 },
                unsettled: 0,
                decimals: u64::MAX,
            };
        }
        let signs: Vec<(Field, Sign)> = columns
            .iter()
            .map(|(field, cells)| (*field, sign_of(*field, cells)))
            .collect();
        let has = |sign: Sign| signs.iter().any(|(_, own)| *own == sign);
        let of_table = match (has(Sign::Comma), has(Sign::Point)) {
            (true, false) => Sign::Comma,
            (false, true) => Sign::Point,
            // A comma between cells is none before decimals, as a rule.
            _ if separated_by_commas => Sign::Point,
            _ => Sign::Either,
        };
        let mut decimals = Self::default();
        for (field, own) in signs {
            let bit = 1 << field.index();
            if matches!(own, Sign::Comma | Sign::Point) {
                decimals.decimals |= bit;
            }
            match (own, of_table) {
                (Sign::Comma, _) | (Sign::Either, Sign::Comma) => decimals.comma |= bit,
                (Sign::Either, Sign::Either) => decimals.unsettled |= bit,
                _ => {}
            }
        }
        decimals
    }

    /// Whether any column has a comma before its decimals.
    pub fn has_commas(self) -> bool {
        self.comma != 0
    }

    /// Among the cells of a whole number, one whose sign may stand before decimals as well as between
    /// thousands, where nothing else in the table shows which, and the number it is read as.
    pub fn doubtful<'c>(
        self,
        field: Field,
        columns: &[(Field, Vec<&'c str>)],
    ) -> Option<(&'c str, f64)> {
        let (_, cells) = columns.iter().find(|(own, _)| *own == field)?;
        if !field.is_whole() || shows_groups(cells) {
            return None;
        }
        let cell = cells.iter().find(|cell| has_group(cell))?;
        let before_decimals = match cell.contains('.') {
            true => Sign::Comma,
            false => Sign::Point,
        };
        let shows = |(other, cells): &(Field, Vec<&str>)| {
            !other.is_whole() && sign_of(*other, cells) == before_decimals
        };
        let read = self.read(field, cell).ok()?;
        let is_settled = columns.iter().any(shows);
        (!is_settled && whole_of(read).is_some()).then_some((cell, read))
    }

    /// The number in a cell of a field.
    ///
    /// # Errors
    ///
    /// Where it is none, or could be either of two.
    pub fn read(self, field: Field, cell: &str) -> Result<f64, NumberError> {
        let cell = &*as_read(cell);
        if let Some(power) = cell.find(['e', 'E'])
            && cell[..power].matches([',', '.']).count() <= 1
        {
            // Before a power of ten nobody parts thousands.
            return number(&cell.replace(',', ".")).ok_or(NumberError::NoNumber);
        }
        let bit = 1 << field.index();
        let plain = |text: &str| number(text).ok_or(NumberError::NoNumber);
        if self.unsettled & bit != 0 && has_group(cell) {
            return Err(NumberError::Ambiguous);
        }
        let (decimal, between) = match self.comma & bit != 0 {
            true => (',', '.'),
            false => ('.', ','),
        };
        let is_plain = decimal == '.' && !cell.contains(',') && !cell.contains(BETWEEN);
        if is_plain && !(field.is_whole() && has_noughts(cell)) {
            return plain(cell);
        }
        let (whole, fraction) = cell.split_once(decimal).unwrap_or((cell, ""));
        // Of persons nobody counts thousandths, unless their column has other decimals.
        if field.is_whole() && self.decimals & bit == 0 && has_noughts(cell) && fraction == "000" {
            return Err(NumberError::Ambiguous);
        }
        if let Some(whole) = ungrouped(whole, between)
            && !fraction.contains([',', '.'])
        {
            return plain(&format!("{whole}.{fraction}0"));
        }
        // Only one sign, and not before three digits: it stands before decimals, whichever it is.
        let is_plain = cell.matches([',', '.']).count() <= 1;
        match is_plain {
            true => plain(&cell.replace(',', ".")),
            false => Err(NumberError::NoNumber),
        }
    }
}

/// Whether a cell has two signs, or one twice, so that one stands between groups for certain.
fn shows_groups(cells: &[&str]) -> bool {
    cells
        .iter()
        .any(|cell| is_number(cell) && cell.matches([',', '.']).count() > 1)
}

/// The number without the signs between its groups of three; `None` where what they part are none.
fn ungrouped(whole: &str, between: char) -> Option<String> {
    let is_sign = |letter: char| letter == between || BETWEEN.contains(&letter);
    let mut groups = whole.split(is_sign);
    let first = groups.next()?;
    let digits = first.strip_prefix(['-', '+']).unwrap_or(first);
    let are_digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    let rest: Vec<&str> = groups.collect();
    let is_first =
        !digits.is_empty() && are_digits(digits) && (rest.is_empty() || digits.len() <= 3);
    let are_groups = rest
        .iter()
        .all(|group| group.len() == 3 && are_digits(group));
    (is_first && are_groups).then(|| format!("{first}{}", rest.concat()))
}

/// Whether a cell has one sign only, and three noughts behind it: a thousand, or decimals that say
/// nothing.
fn has_noughts(cell: &str) -> bool {
    has_group(cell) && cell.ends_with("000")
}

/// Whether a cell has one sign only, and three digits behind it.
fn has_group(cell: &str) -> bool {
    let parts: Vec<&str> = cell.split([',', '.']).collect();
    matches!(parts[..], [_, after] if after.len() == 3 && after.bytes().all(|b| b.is_ascii_digit()))
}

fn sign_of(field: Field, cells: &[&str]) -> Sign {
    let (mut sign, mut likely) = (Sign::Unseen, None);
    for cell in cells.iter().filter(|cell| is_number(cell)) {
        let cell = &*as_read(cell);
        let cell = cell.split(['e', 'E']).next().unwrap_or_default();
        let Some(last) = cell.rfind([',', '.']) else {
            continue;
        };
        let (is_comma, after) = (cell[last..].starts_with(','), &cell[last + 1..]);
        let (own, other) = match is_comma {
            true => (Sign::Comma, Sign::Point),
            false => (Sign::Point, Sign::Comma),
        };
        let count = |sign: char| cell.matches(sign).count();
        let (same, others) = match is_comma {
            true => (count(','), count('.')),
            false => (count('.'), count(',')),
        };
        let seen = match (same, others) {
            // Several of one sign stand between groups; of two signs the last is the decimal one.
            (2.., _) => other,
            (1, 1..) => own,
            _ if after.len() != 3 || !field.is_whole() => own,
            // No group begins with a nought.
            _ if cell.trim_start_matches(['-', '+']).starts_with('0') => own,
            // Three decimals make no whole number unless they are noughts, as long as no other cell
            // has decimals.
            _ if after != "000" => {
                likely.get_or_insert(other);
                continue;
            }
            _ => Sign::Either,
        };
        if seen != Sign::Either {
            return seen;
        }
        sign = seen;
    }
    likely.unwrap_or(sign)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_power_of_ten_is_read_with_either_sign_before_decimals() {
        let read = |cell, commas| {
            let columns = [(Field::Lat, vec![cell])];
            Decimals::of(&columns, commas, false).read(Field::Lat, cell)
        };
        for cell in ["3.98E+01", "3,98E+01", "3.98e1", "0,398E2", "398E-1"] {
            for commas in [None, Some(true), Some(false)] {
                let degrees = read(cell, commas).expect("a number");
                assert!((degrees - 39.8).abs() < 1e-9, "{cell} {degrees}");
            }
        }
        assert!(is_number("4,65E+01"));
        assert!(read("3.9E", None).is_err());
    }

    fn check(text: &str) {
        let plain: Option<f64> = text.parse().ok().filter(|number: &f64| number.is_finite());
        let bits = |number: Option<f64>| number.map(f64::to_bits);
        assert_eq!(bits(number(text)), bits(plain), "{text}");
    }

    proptest! {
        #[test]
        fn numbers_are_those_of_the_standard_library(
            value in -200.0..200.0_f64, digits in 0..18_usize, odd in "[-+0-9.e]{0,18}",
        ) {
            check(&format!("{value:.digits$}"));
            check(&odd);
        }

        #[test]
        fn a_number_is_written_as_it_shows_itself(
            value in -200.0..200.0_f64, units in -2_000_000_000..2_000_000_000_i32, any in any::<f64>(),
        ) {
            let position = f64::from(units) / 1e7;
            for number in [value, position, position.round(), position * 1e6, any, 0.0, -0.0] {
                let mut text = String::from("at ");
                write(&mut text, number);
                prop_assert_eq!(text, format!("at {number}"));
            }
        }
    }
}
