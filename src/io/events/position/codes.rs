//! Positions in the codes and addresses of maps: plus codes, `geo:` addresses, ISO 6709, what phones write for forms,
//! and addresses of maps on the web.

use super::{PositionError, Written, is_on_earth};
use crate::model::geo::Coord;

/// What a code or an address says.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Coded {
    pub written: Written,
    /// It is the middle of what a map shows, and no mark on it.
    pub is_view: bool,
    pub height: Option<f64>,
}

impl Coded {
    fn place(lat: f64, lon: f64, precision_km: Option<f64>) -> Self {
        Self {
            written: Written::Place(Coord { x: lon, y: lat }, precision_km),
            is_view: false,
            height: None,
        }
    }
}

/// Reads a code or an address; `None` where the text is none.
pub(super) fn read(text: &str) -> Option<Result<Coded, PositionError>> {
    let found = plus_code(text)
        .or_else(|| of_a_phone(text))
        .or_else(|| iso_6709(text))
        .or_else(|| geo_address(text))
        .or_else(|| web_address(text))?;
    Some(match found.written {
        Written::Place(at, _) if !is_on_earth(at) => Err(PositionError::OffTheEarth),
        _ => Ok(found),
    })
}

/// A whole plus code, `8HF8JGRX+4G`: the middle of its square. One that is cut short needs a town to be read by,
/// and is none.
fn plus_code(text: &str) -> Option<Coded> {
    const DIGITS: &str = "23456789CFGHJMPQRVWX";
    const PAIRS: usize = 5;
    let (head, tail) = text.split_once('+')?;
    let is_whole = head.len() == 8 && tail.len() <= 7 && tail.len() != 1 && text.is_ascii();
    if !is_whole {
        return None;
    }
    // Noughts stand for what is not said of a large square.
    let said = head.trim_end_matches('0');
    let is_padded = said.len() < head.len();
    if said.len() < 6 || !said.len().is_multiple_of(2) || is_padded && !tail.is_empty() {
        return None;
    }
    let digits = said.chars().chain(tail.chars());
    let digits: Option<Vec<usize>> = digits
        .map(|digit| DIGITS.find(digit.to_ascii_uppercase()))
        .collect();
    let digits = digits?;
    let (mut lat, mut lon) = (-90.0, -180.0);
    let (mut high, mut wide) = (400.0, 400.0);
    let (pairs, grid) = digits.split_at(digits.len().min(2 * PAIRS));
    for pair in pairs.chunks_exact(2) {
        (high, wide) = (high / 20.0, wide / 20.0);
        lat += pair[0] as f64 * high;
        lon += pair[1] as f64 * wide;
    }
    for digit in grid {
        (high, wide) = (high / 5.0, wide / 4.0);
        lat += (digit / 4) as f64 * high;
        lon += (digit % 4) as f64 * wide;
    }
    let degrees = 1e7;
    let middle = |low: f64, size: f64| ((low + size / 2.0) * degrees).round() / degrees;
    // Half of the diagonal at most, in units of ten metres.
    let km = (high * 111.2 / 2.0 * std::f64::consts::SQRT_2 * 100.0).ceil() / 100.0;
    Some(Coded::place(middle(lat, high), middle(lon, wide), Some(km)))
}

/// `39.6403 46.5478 901.2 4.5`: latitude, longitude, height and how far off they may be, in metres, as phones
/// write them for KoboToolbox and ODK.
fn of_a_phone(text: &str) -> Option<Coded> {
    let parts: Vec<&str> = text.split(' ').collect();
    let [lat, lon, height, metres] = parts[..] else {
        return None;
    };
    if !(lat.contains('.') && lon.contains('.')) {
        return None;
    }
    let number = |text: &str| text.parse::<f64>().ok().filter(|number| number.is_finite());
    let (lat, lon, height, metres) = (number(lat)?, number(lon)?, number(height)?, number(metres)?);
    let km = (metres > 0.0).then_some(metres / 1000.0);
    Some(Coded {
        height: Some(height),
        ..Coded::place(lat, lon, km)
    })
}

/// `+39.6403+046.5478/`, and with minutes and seconds `+393825.1+0463252.1/`.
fn iso_6709(text: &str) -> Option<Coded> {
    let text = text.strip_suffix('/').unwrap_or(text);
    let is_sign = |byte: u8| matches!(byte, b'+' | b'-');
    let is_of_it = |byte: u8| byte.is_ascii_digit() || byte == b'.' || is_sign(byte);
    if !text.bytes().next().is_some_and(is_sign) || !text.bytes().all(is_of_it) {
        return None;
    }
    let signs: Vec<usize> = (0..text.len())
        .filter(|at| is_sign(text.as_bytes()[*at]))
        .collect();
    let (lat, lon, height) = match signs[..] {
        [_, second] => (&text[..second], &text[second..], None),
        [_, second, third] => (&text[..second], &text[second..third], Some(&text[third..])),
        _ => return None,
    };
    let coded = Coded::place(iso_angle(lat, 2)?, iso_angle(lon, 3)?, None);
    Some(Coded {
        height: height.and_then(|height| height.parse().ok()),
        ..coded
    })
}

/// A signed angle of so many digits of degrees, with two more of minutes and two more of seconds.
fn iso_angle(text: &str, degrees: usize) -> Option<f64> {
    let (sign, figures) = text.split_at_checked(1)?;
    let whole = figures.find('.').unwrap_or(figures.len());
    let number = |text: &str| text.parse::<f64>().ok();
    let angle = match whole.checked_sub(degrees)? {
        0 => number(figures)?,
        2 => {
            let minutes = number(&figures[degrees..])?;
            (minutes < 60.0).then_some(number(&figures[..degrees])? + minutes / 60.0)?
        }
        4 => {
            let minutes = number(&figures[degrees..degrees + 2])?;
            let seconds = number(&figures[degrees + 2..])?;
            let is_one = minutes < 60.0 && seconds < 60.0;
            let parts = number(&figures[..degrees])? + minutes / 60.0 + seconds / 3600.0;
            is_one.then_some(parts)?
        }
        _ => return None,
    };
    Some(if sign == "-" { -angle } else { angle })
}

/// `geo:39.6403,46.5478;u=50`: with how far off it may be, in metres.
fn geo_address(text: &str) -> Option<Coded> {
    let (scheme, rest) = text.split_once(':')?;
    if !scheme.eq_ignore_ascii_case("geo") {
        return None;
    }
    let mut parts = rest.split([';', '?']);
    let mut numbers = parts
        .next()?
        .split(',')
        .map(|number| number.trim().parse::<f64>().ok());
    let (lat, lon) = (numbers.next()??, numbers.next()??);
    let metres = parts.find_map(|part| part.strip_prefix("u=")?.parse::<f64>().ok());
    let km = metres
        .filter(|metres| *metres > 0.0)
        .map(|metres| metres / 1000.0);
    Some(Coded {
        height: numbers.next().flatten(),
        ..Coded::place(lat, lon, km)
    })
}

/// The address of a map on the web: where its mark is, else the middle of what it shows.
fn web_address(text: &str) -> Option<Coded> {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"))?;
    if rest.contains(char::is_whitespace) {
        return None;
    }
    let host = rest.split(['/', '?', '#']).next()?;
    let is_of = |name: &str| host.split('.').any(|part| part == name);
    let is_map = is_of("openstreetmap")
        || is_of("osm")
        || is_of("wikimapia")
        || (is_of("google") || is_of("yandex") || is_of("bing") || is_of("apple"))
            && (rest.contains("/maps") || host.starts_with("maps."));
    if !is_map {
        return None;
    }
    let plain = rest
        .replace("%2C", ",")
        .replace("%2c", ",")
        .replace("%20", "+");
    let pair = |text: &str, signs: [char; 2]| {
        let (first, second) = text.trim_matches('+').split_once(signs)?;
        let number = |text: &str| {
            let text = text.trim_matches('+');
            let is_one = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'.' | b'-');
            let is_decimal = text.contains('.') && text.bytes().all(is_one);
            is_decimal.then(|| text.parse::<f64>().ok())?
        };
        Some((number(first)?, number(second)?))
    };
    let parts: Vec<(&str, &str)> = plain
        .split(['?', '&', '#'])
        .filter_map(|part| part.split_once('='))
        .collect();
    let of = |name: &str| {
        parts
            .iter()
            .find(|(own, _)| *own == name)
            .map(|(_, value)| *value)
    };
    let exchanged = |(first, second): (f64, f64)| (second, first);
    let of_both = |lat: &str, lon: &str| {
        let (lat, lon) = (of(lat)?, of(lon)?);
        Some((lat.parse::<f64>().ok()?, lon.parse::<f64>().ok()?))
    };
    let number_behind = |sign: &str| {
        let (_, behind) = plain.rsplit_once(sign)?;
        let end = behind.find(['!', '?', '&']).unwrap_or(behind.len());
        behind[..end].parse::<f64>().ok()
    };
    let comma = [',', ','];
    // Of these maps alone the longitude comes first.
    let of_pair = |name: &str| {
        let pair = pair(of(name)?, comma)?;
        Some(if is_of("yandex") {
            exchanged(pair)
        } else {
            pair
        })
    };
    let mark = number_behind("!3d")
        .zip(number_behind("!4d"))
        .or_else(|| of_both("mlat", "mlon"))
        .or_else(|| {
            ["q", "query", "pt", "destination"]
                .into_iter()
                .find_map(of_pair)
        });
    let shown = || {
        let behind_at = || {
            let (_, behind) = plain.split_once("/@")?;
            let mut numbers = behind.splitn(3, ',');
            pair(&format!("{},{}", numbers.next()?, numbers.next()?), comma)
        };
        let of_map = || pair(of("map")?.split_once('/')?.1, ['/', '/']);
        let view = behind_at()
            .or_else(of_map)
            .or_else(|| of_both("lat", "lon"));
        let view = view.or_else(|| ["ll", "center"].into_iter().find_map(of_pair));
        view.or_else(|| pair(of("cp")?, ['~', '~']))
    };
    let ((lat, lon), is_view) = match mark {
        Some(mark) => (mark, false),
        None => (shown()?, true),
    };
    Some(Coded {
        is_view,
        ..Coded::place(lat, lon, None)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<(f64, f64, Option<f64>, bool)>) {
        let read = read(text).map(|found| found.expect(text));
        let found = read.map(|found| match found.written {
            Written::Place(at, km) => (at.y, at.x, km, found.is_view),
            other => panic!("{text}: {other:?}"),
        });
        assert_eq!(found, expected, "{text}");
    }

    /// The first is worked out by hand: 8 is 6 and H 11 of twenties, F and 8 are 9 and 6 of ones, J and G 12 and 10 of
    /// twentieths, R and X 16 and 19 of four-hundredths, 4 and G 2 and 10 of eight-thousandths, and the middle is half
    /// of one of these further on: 30 + 9 + 0.6 + 0.04 + 0.00025 + 0.0000625.
    #[test]
    fn codes_of_squares_are_read() {
        check(
            "8HF8JGRX+4G",
            Some((39.640_312_5, 46.548_812_5, Some(0.01), false)),
        );
        check(
            "8hf8jgrx+4g",
            Some((39.640_312_5, 46.548_812_5, Some(0.01), false)),
        );
        check("8HF8JGRX+", Some((39.641_25, 46.548_75, Some(0.2), false)));
        // From the tests of those who made the codes.
        check(
            "7FG49QCJ+2V",
            Some((20.370_062_5, 2.782_187_5, Some(0.01), false)),
        );
        for none in [
            "JGRX+4G",
            "8HF80000+",
            "8HF8JGRX+4",
            "ABCDEFGH+12",
            "1+1",
            "a+b",
        ] {
            check(none, None);
        }
    }

    #[test]
    fn numbers_that_say_which_they_are_are_read() {
        check(
            "39.6403 46.5478 901.2 4.5",
            Some((39.6403, 46.5478, Some(0.0045), false)),
        );
        check("40.1 46.03 0 0", Some((40.1, 46.03, None, false)));
        check("+39.6403+046.5478/", Some((39.6403, 46.5478, None, false)));
        check("+4006+04601.5+900/", Some((40.1, 46.025, None, false)));
        check("-400600-0460148", Some((-40.1, -46.03, None, false)));
        check(
            "geo:40.1,46.03;u=50",
            Some((40.1, 46.03, Some(0.05), false)),
        );
        check("geo:40.1,46.03,1200?z=12", Some((40.1, 46.03, None, false)));
        for none in [
            "40 6 46 1",
            "+40",
            "+7 495 123",
            "+40+46+1+2",
            "+4099+04601",
            "geo:x",
        ] {
            check(none, None);
        }
    }

    #[test]
    fn addresses_of_maps_are_read() {
        let is_view = true;
        for (address, lat, lon, view) in [
            (
                "https://www.google.com/maps/@39.6403,46.5478,15z",
                39.6403,
                46.5478,
                is_view,
            ),
            (
                "https://www.google.com/maps/place/X/@39.64,46.54,15z/data=!4m5!3m4!8m2!3d39.6403!4d46.5478",
                39.6403,
                46.5478,
                false,
            ),
            (
                "https://maps.google.com/?q=39.6403,46.5478",
                39.6403,
                46.5478,
                false,
            ),
            (
                "https://www.google.com/maps/search/?api=1&query=39.6403%2C46.5478",
                39.6403,
                46.5478,
                false,
            ),
            (
                "https://www.openstreetmap.org/#map=15/39.6403/46.5478",
                39.6403,
                46.5478,
                is_view,
            ),
            (
                "https://www.openstreetmap.org/?mlat=39.6403&mlon=46.5478#map=15/39.64/46.54",
                39.6403,
                46.5478,
                false,
            ),
            (
                "https://yandex.com/maps/?ll=46.5478%2C39.6403&z=15",
                39.6403,
                46.5478,
                is_view,
            ),
            (
                "https://yandex.ru/maps/?pt=46.5478,39.6403&ll=46.5,39.6",
                39.6403,
                46.5478,
                false,
            ),
            (
                "https://wikimapia.org/#lang=en&lat=39.6403&lon=46.5478&z=15",
                39.6403,
                46.5478,
                is_view,
            ),
            (
                "https://www.bing.com/maps?cp=39.6403~46.5478&lvl=12",
                39.6403,
                46.5478,
                is_view,
            ),
        ] {
            check(address, Some((lat, lon, None, view)));
        }
        for none in [
            "https://goo.gl/maps/abcd",
            "https://www.google.com/search?q=39.6403,46.5478",
            "https://example.org/maps/@39.6403,46.5478,15z",
            "https://www.google.com/maps/place/Lachin",
            "https://news.example/2022/08/07",
        ] {
            check(none, None);
        }
    }
}
