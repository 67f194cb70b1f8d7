//! Degrees as people write them: with the quarter of the compass, with minutes and seconds.

/// Along which axis an angle is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    /// North or south of the equator.
    Lat,
    /// East or west of Greenwich.
    Lon,
}

/// Reads `39°48'00"N`, `39 48.5 N`, `N 39.8`, `46.5° E`: degrees, south and west below zero. `None`
/// where the text is none, or its letter is of the other axis.
pub fn read(text: &str, axis: Axis) -> Option<f64> {
    let text = text.trim();
    let letter = |c: char| c.is_ascii_alphabetic();
    let (sign, numbers) = match (text.chars().next()?, text.chars().next_back()?) {
        (first, _) if letter(first) => (sign_of(first, axis)?, &text[1..]),
        (_, last) if letter(last) => (sign_of(last, axis)?, &text[..text.len() - 1]),
        _ if text.contains(['°', 'º', '˚']) => match text.strip_prefix(['-', '−']) {
            Some(rest) => (-1.0, rest),
            None => (1.0, text),
        },
        _ => return None,
    };
    const SIGNS: [char; 13] = [
        '°', 'º', '˚', '\'', '’', '′', '‘', '"', '”', '″', '“', ':', ' ',
    ];
    let is_between = |c: char| SIGNS.contains(&c) || c.is_whitespace();
    let mut parts = numbers.split(is_between).filter(|part| !part.is_empty());
    let mut part = |most: f64| match parts.next() {
        None => Some(0.0),
        Some(text) => {
            let number: f64 = text.replace(',', ".").parse().ok()?;
            (0.0..most).contains(&number).then_some(number)
        }
    };
    let most = match axis {
        Axis::Lat => 90.0,
        Axis::Lon => 180.0,
    };
    let has_degrees = numbers.chars().any(|c| c.is_ascii_digit());
    let (degrees, minutes, seconds) = (part(most + 1.0)?, part(60.0)?, part(60.0)?);
    let angle = degrees + minutes / 60.0 + seconds / 3_600.0;
    let is_whole = has_degrees && parts.next().is_none() && angle <= most;
    is_whole.then_some(sign * angle)
}

fn sign_of(letter: char, axis: Axis) -> Option<f64> {
    match (axis, letter.to_ascii_uppercase()) {
        (Axis::Lat, 'N') | (Axis::Lon, 'E') => Some(1.0),
        (Axis::Lat, 'S') | (Axis::Lon, 'W') => Some(-1.0),
        _ => None,
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
        check("39.8 E", Axis::Lat, None);
        check("39°61'N", Axis::Lat, None);
        check("91°N", Axis::Lat, None);
        check("1 2 3 4 N", Axis::Lat, None);
        check("N", Axis::Lat, None);
        check("-39 N", Axis::Lat, None);
        check("39.8", Axis::Lat, None);
        check("somewhere", Axis::Lat, None);
        check("", Axis::Lat, None);
        check("é", Axis::Lat, None);
    }
}
