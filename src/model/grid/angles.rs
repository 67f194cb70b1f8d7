//! Degrees as people write them: with the quarter of the compass in the languages of the area, with
//! minutes and seconds, one angle or two.

/// Along which axis an angle is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    /// North or south of the equator.
    Lat,
    /// East or west of Greenwich.
    Lon,
}

/// Two angles in one text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Pair {
    /// The text says which is which.
    Known { lat: f64, lon: f64 },
    /// They stand in this order, and nothing says which is which.
    InOrder([f64; 2]),
}

/// Reads `39°48'00"N`, `39 48.5 N`, `N 39.8`, `46.5° E`, `394800N`: degrees, south and west below
/// zero. `None` where the text is none, or its letter is of the other axis.
pub fn read(text: &str, axis: Axis) -> Option<f64> {
    let [angle] = angles(text)?[..] else {
        return None;
    };
    let value = angle.value?;
    let is_of_it = angle.axis.is_none_or(|own| own == axis);
    (is_of_it && value.abs() <= most(axis)).then_some(value)
}

/// Reads `39°48'N 46°30'E`, `N39.8 E46.5`, `39°48', 46°30'`, `lat 39.8, lon 46.5`.
pub fn pair(text: &str) -> Option<Pair> {
    let [first, second] = angles(text)?[..] else {
        return None;
    };
    let (a, b) = (first.value?, second.value?);
    let (lat, lon) = match (first.axis, second.axis) {
        (None, None) => return Some(Pair::InOrder([a, b])),
        (Some(Axis::Lat), Some(Axis::Lon) | None) | (None, Some(Axis::Lon)) => (a, b),
        (Some(Axis::Lon), Some(Axis::Lat) | None) | (None, Some(Axis::Lat)) => (b, a),
        _ => return None,
    };
    let is_on_earth = lat.abs() <= most(Axis::Lat) && lon.abs() <= most(Axis::Lon);
    is_on_earth.then_some(Pair::Known { lat, lon })
}

fn most(axis: Axis) -> f64 {
    match axis {
        Axis::Lat => 90.0,
        Axis::Lon => 180.0,
    }
}

/// An angle of a text. Without a value it is none after all.
#[derive(Clone, Copy, Debug)]
struct Angle {
    axis: Option<Axis>,
    value: Option<f64>,
}

/// What a text consists of.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Token {
    Number {
        value: f64,
        /// Before its decimals.
        digits: usize,
        is_whole: bool,
        /// Whether a sign of minus stands before it.
        is_negative: bool,
    },
    /// Of degrees, minutes, seconds.
    Unit(usize),
    /// A quarter of the compass, with its sign; without one the name of an axis.
    Quarter(Axis, Option<f64>),
    /// Between two angles.
    Break,
}

/// More letters than two angles have.
const LONGEST: usize = 120;

/// The angles of a text; `None` where it holds anything else.
fn angles(text: &str) -> Option<Vec<Angle>> {
    let tokens = tokens(text)?;
    let has_sign = |token: &Token| matches!(token, Token::Unit(0) | Token::Quarter(..));
    if !tokens.iter().any(has_sign) {
        return None;
    }
    let first = tokens.iter().find(|token| **token != Token::Break);
    let quarter_leads = matches!(first, Some(Token::Quarter(..)));
    let (mut all, mut open) = (Vec::new(), Open::default());
    for (index, token) in tokens.iter().enumerate() {
        match *token {
            Token::Break => open.close(&mut all)?,
            Token::Quarter(axis, sign) => {
                if quarter_leads {
                    open.close(&mut all)?;
                }
                if open.quarter.replace((axis, sign)).is_some() {
                    return None;
                }
                if !quarter_leads {
                    open.close(&mut all)?;
                }
            }
            number @ Token::Number { is_negative, .. } => {
                let begins = tokens.get(index + 1) == Some(&Token::Unit(0));
                if !open.parts.is_empty() && (begins || is_negative) {
                    open.close(&mut all)?;
                }
                open.parts.push((number, None));
            }
            Token::Unit(unit) => {
                let (_, known) = open.parts.last_mut()?;
                if known.replace(unit).is_some() || open.parts.len() != unit + 1 {
                    return None;
                }
            }
        }
    }
    open.close(&mut all)?;
    Some(all)
}

/// An angle that goes on.
#[derive(Default)]
struct Open {
    /// Degrees, minutes and seconds, with the signs behind them.
    parts: Vec<(Token, Option<usize>)>,
    quarter: Option<(Axis, Option<f64>)>,
}

impl Open {
    /// Ends the angle, if one has begun. `None` where it is a quarter without a number.
    fn close(&mut self, all: &mut Vec<Angle>) -> Option<()> {
        let Self { parts, quarter } = std::mem::take(self);
        if parts.is_empty() {
            return quarter.is_none().then_some(());
        }
        let axis = quarter.map(|(axis, _)| axis);
        let numbers: Vec<Token> = parts.iter().map(|(number, _)| *number).collect();
        let has_units = parts.iter().any(|(_, unit)| unit.is_some());
        let value = value_of(&numbers, axis.filter(|_| !has_units));
        let is_negative = matches!(numbers[0], Token::Number { is_negative, .. } if is_negative);
        let value = value.and_then(|value| match quarter {
            Some((_, Some(sign))) => (!is_negative).then_some(sign * value),
            _ if is_negative => Some(-value),
            _ => Some(value),
        });
        all.push(Angle { axis, value });
        Some(())
    }
}

/// Degrees of degrees, minutes and seconds. `axis` is that of a number without signs, whose digits
/// may be all of them in a row.
fn value_of(numbers: &[Token], axis: Option<Axis>) -> Option<f64> {
    let number = |index: usize| match numbers.get(index) {
        Some(Token::Number { value, .. }) => Some(*value),
        _ => None,
    };
    if let ([Token::Number { value, digits, .. }], Some(axis)) = (numbers, axis)
        && let Some(value) = in_a_row(*value, *digits, axis)
    {
        return Some(value);
    }
    let is_over = |token: &Token| matches!(token, Token::Number { is_whole, .. } if !is_whole);
    let before = &numbers[..numbers.len() - 1];
    let is_signed =
        |token: &Token| matches!(token, Token::Number { is_negative, .. } if *is_negative);
    if numbers.len() > 3 || before.iter().any(is_over) || numbers[1..].iter().any(is_signed) {
        return None;
    }
    let (degrees, minutes, seconds) = (
        number(0)?,
        number(1).unwrap_or(0.0),
        number(2).unwrap_or(0.0),
    );
    let is_one = minutes < 60.0 && seconds < 60.0 && degrees <= most(Axis::Lon);
    is_one.then(|| degrees + minutes / 60.0 + seconds / 3_600.0)
}

/// `394800` and `0463000`: two or three digits of degrees, two of minutes and, perhaps, of seconds.
fn in_a_row(value: f64, digits: usize, axis: Axis) -> Option<f64> {
    let of_degrees = match axis {
        Axis::Lat => 2,
        Axis::Lon => 3,
    };
    let (degrees, minutes, seconds) = match digits.checked_sub(of_degrees)? {
        2 => ((value / 100.0).floor(), value % 100.0, 0.0),
        4 => {
            let minutes = (value % 10_000.0 / 100.0).floor();
            ((value / 10_000.0).floor(), minutes, value % 100.0)
        }
        _ => return None,
    };
    let is_one = minutes < 60.0 && seconds < 60.0 && degrees <= most(axis);
    is_one.then(|| degrees + minutes / 60.0 + seconds / 3_600.0)
}

/// Takes a text apart; `None` where it holds a word or a sign that no angle has.
fn tokens(text: &str) -> Option<Vec<Token>> {
    let letters: Vec<char> = text.trim().chars().take(LONGEST + 1).collect();
    if letters.len() > LONGEST {
        return None;
    }
    let is_digit = |at: usize| letters.get(at).is_some_and(char::is_ascii_digit);
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(letter) = letters.get(at) {
        let unit = |unit: usize| Some(Token::Unit(unit));
        let (token, length) = match letter {
            '0'..='9' => {
                let (number, length) = number_at(&letters[at..])?;
                if is_power(&letters[at + length..]) {
                    return None;
                }
                (Some(number), length)
            }
            '-' | '−' | '–' | '+' if is_digit(at + 1) => {
                let (number, length) = number_at(&letters[at + 1..])?;
                (Some(negated(number, *letter != '+')), 1 + length)
            }
            '°' | 'º' | '˚' => (unit(0), 1),
            '\'' | '’' | '′' | '‘' | '´' | '`' | '՛' => {
                let is_doubled = letters.get(at + 1) == Some(letter);
                (
                    unit(1 + usize::from(is_doubled)),
                    1 + usize::from(is_doubled),
                )
            }
            '"' | '”' | '″' | '“' => (unit(2), 1),
            ',' | ';' | '/' | '|' | '-' | '–' | '&' => (Some(Token::Break), 1),
            ':' | '=' | '(' | ')' | '[' | ']' => (None, 1),
            // As PROJ writes it.
            'd' if at > 0 && is_digit(at - 1) && is_digit(at + 1) => (unit(0), 1),
            letter if letter.is_whitespace() => (None, 1),
            letter if letter.is_alphabetic() => {
                let (word, length) = word_at(&letters[at..]);
                (Some(word_of(&word)?), length)
            }
            _ => return None,
        };
        tokens.extend(token);
        at += length;
    }
    Some(tokens)
}

/// Whether letters behind a number are the power of ten that programs write: `E+01`.
fn is_power(letters: &[char]) -> bool {
    let ['e' | 'E', '+' | '-', rest @ ..] = letters else {
        return false;
    };
    let digits = rest.iter().take_while(|letter| letter.is_ascii_digit());
    let digits = digits.count();
    let next = rest.get(digits);
    let ends = next.is_none_or(|letter| letter.is_whitespace() || ",;".contains(*letter));
    (1..=3).contains(&digits) && ends
}

fn negated(number: Token, is_negative: bool) -> Token {
    match number {
        Token::Number {
            value,
            digits,
            is_whole,
            ..
        } => Token::Number {
            value,
            digits,
            is_whole,
            is_negative,
        },
        other => other,
    }
}

/// A number with a point or a comma before its decimals, and its length.
fn number_at(letters: &[char]) -> Option<(Token, usize)> {
    let digits = |from: usize| {
        let letters = letters.iter().skip(from);
        letters.take_while(|letter| letter.is_ascii_digit()).count()
    };
    let whole = digits(0);
    let decimals = match letters.get(whole) {
        Some('.' | ',') => digits(whole + 1),
        _ => 0,
    };
    let length = if decimals > 0 {
        whole + 1 + decimals
    } else {
        whole
    };
    let text: String = letters[..length].iter().collect();
    let number = Token::Number {
        value: text.replace(',', ".").parse().ok()?,
        digits: whole,
        is_whole: decimals == 0,
        is_negative: false,
    };
    Some((number, length))
}

/// Letters with the dots and single blanks between them, in small letters and without these.
fn word_at(letters: &[char]) -> (String, usize) {
    let (mut word, mut length) = (String::new(), 0);
    for (index, letter) in letters.iter().enumerate() {
        match letter {
            letter if letter.is_alphabetic() => {
                word.extend(letter.to_lowercase());
                length = index + 1;
            }
            // The Armenian full stop among them.
            '.' | '․' | '։' => length = index + 1,
            ' ' | '\u{a0}' => {}
            _ => break,
        }
    }
    (word, length)
}

/// What a word says of an angle.
fn word_of(word: &str) -> Option<Token> {
    const QUARTERS: [(Axis, f64, &[&str]); 4] = [
        (
            Axis::Lat,
            1.0,
            &[
                "n",
                "north",
                "nord",
                "с",
                "сш",
                "севернойшироты",
                "северная",
                "k",
                "kuzey",
                "şme",
                "şmenliyi",
                "şimal",
                "հս",
                "հսլ",
                "հյուսիս",
            ],
        ),
        (
            Axis::Lat,
            -1.0,
            &[
                "s", "south", "süd", "sud", "ю", "юш", "g", "güney", "cənub", "հվ", "հվլ",
            ],
        ),
        (
            Axis::Lon,
            1.0,
            &[
                "e",
                "east",
                "est",
                "ost",
                "е",
                "в",
                "вд",
                "восточнойдолготы",
                "восточная",
                "d",
                "doğu",
                "şu",
                "şuzunluğu",
                "şərq",
                "ավ",
                "ավե",
                "արլ",
                "արևելք",
            ],
        ),
        (
            Axis::Lon,
            -1.0,
            &["w", "west", "з", "зд", "b", "batı", "qərb", "արմ"],
        ),
    ];
    const AXES: [(Axis, &[&str]); 2] = [
        (Axis::Lat, &["lat", "latitude", "широта", "enlem", "enlik"]),
        (
            Axis::Lon,
            &[
                "lon",
                "lng",
                "long",
                "longitude",
                "долгота",
                "boylam",
                "uzunluq",
            ],
        ),
    ];
    let quarter = QUARTERS.iter().find(|(_, _, words)| words.contains(&word));
    let named = || AXES.iter().find(|(_, words)| words.contains(&word));
    match quarter {
        Some((axis, sign, _)) => Some(Token::Quarter(*axis, Some(*sign))),
        None => named().map(|(axis, _)| Token::Quarter(*axis, None)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn angles_are_read_as_people_write_them() {
        let check = |text, axis, expected: Option<f64>| {
            let read = read(text, axis);
            let same = match (read, expected) {
                (Some(read), Some(expected)) => (read - expected).abs() < 1e-9,
                (read, expected) => read == expected,
            };
            assert!(same, "{text}: {read:?}");
        };
        check("39°48'00\"N", Axis::Lat, Some(39.8));
        check("46°30′00″E", Axis::Lon, Some(46.5));
        check("39.8 N", Axis::Lat, Some(39.8));
        check("N 39 48.5", Axis::Lat, Some(39.0 + 48.5 / 60.0));
        check("46,5° E", Axis::Lon, Some(46.5));
        check("46:30:36 W", Axis::Lon, Some(-46.51));
        check("-39°30'", Axis::Lat, Some(-39.5));
        check("39°48′ с. ш.", Axis::Lat, Some(39.8));
        check("46°30' D", Axis::Lon, Some(46.5));
        check("39°48′00″ հս․ լ․", Axis::Lat, Some(39.8));
        check("394800N", Axis::Lat, Some(39.8));
        check("0463000E", Axis::Lon, Some(46.5));
        check("3948N", Axis::Lat, Some(39.8));
        check("39d48'0\"N", Axis::Lat, Some(39.8));
        check("39°48''N", Axis::Lat, None);
        check("39.8 E", Axis::Lat, None);
        check("39°61'N", Axis::Lat, None);
        check("39.5°30'N", Axis::Lat, None);
        check("396100N", Axis::Lat, None);
        check("91°N", Axis::Lat, None);
        check("1 2 3 4 N", Axis::Lat, None);
        check("N", Axis::Lat, None);
        check("-39 N", Axis::Lat, None);
        check("39.8", Axis::Lat, None);
        check("somewhere", Axis::Lat, None);
        check("46°30' O", Axis::Lon, None);
        check("", Axis::Lat, None);
        check("é", Axis::Lat, None);
    }

    #[test]
    fn two_angles_may_stand_in_one_text() {
        let known = |text| match pair(text) {
            Some(Pair::Known { lat, lon }) => {
                assert!(
                    (lat - 39.8).abs() < 1e-9 && (lon - 46.5).abs() < 1e-9,
                    "{text}: {lat} {lon}"
                );
            }
            other => panic!("{text}: {other:?}"),
        };
        for text in [
            "39°48'00\"N 46°30'00\"E",
            "46°30'00\"E, 39°48'00\"N",
            "N39°48.0' E46°30.0'",
            "N 39 48 00, E 46 30 00",
            "39.8N 46.5E",
            "39,8° N; 46,5° E",
            "39°48′ с. ш. 46°30′ в. д.",
            "39°48′ с.ш., 46°30′ в.д.",
            "39°48′K 46°30′D",
            "39°48′ şm. e. 46°30′ ş. u.",
            "39°48′ հս․ լ․ 46°30′ ավ․ ե․",
            "394800N0463000E",
            "394800N 0463000E",
            "39:48:00N 46:30:00E",
            "Lat: 39.8, Lon: 46.5",
            "lon=46.5 lat=39.8",
            "39°48'N / 46°30'",
        ] {
            known(text);
        }
        assert_eq!(pair("39°48', 46°30'"), Some(Pair::InOrder([39.8, 46.5])));
        for text in [
            "39.8 46.5",
            "39°N 46°N",
            "39°48'N",
            "Agdam",
            "99°N 46°E",
            "N E",
            "",
        ] {
            assert_eq!(pair(text), None, "{text}");
        }
    }

    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_text_is_taken_without_a_panic(text in "[0-9NEсв°'\".,; -]{0,30}|\\PC{0,20}") {
            let _ = (read(&text, Axis::Lat), pair(&text));
        }
    }
}
