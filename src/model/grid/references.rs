//! Positions in metres within a zone: UTM coordinates and MGRS references.
//!
//! The crate that reads both, `geoconvert` (1.0), would bring `num` along, with numbers of any size,
//! for what is a page of arithmetic; the series below is exact to a millimetre within a zone.

use super::super::geo::{LonLat, in_the_area};

/// Why a text that looks like a grid reference is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GridError {
    /// Its parts do not belong together.
    Impossible,
    /// `S` may be a band of the north or the southern half of the earth.
    Ambiguous,
}

/// A position, and how far off it may be, in kilometres, where its square is that large.
pub type Square = (LonLat, Option<f64>);

/// The letters of bands of eight degrees of latitude, from 80° S on.
pub(super) const BANDS: &[u8] = b"CDEFGHJKLMNPQRSTUVWX";

/// The letters of rows of squares of 100 km.
pub(super) const ROWS: &[u8] = b"ABCDEFGHJKLMNPQRSTUV";

/// The letters of columns of squares of 100 km.
pub(super) fn columns(zone: u8) -> &'static [u8] {
    match zone % 3 {
        1 => b"ABCDEFGH",
        2 => b"JKLMNPQR",
        _ => b"STUVWXYZ",
    }
}

/// Reads `38S PJ 12345 67890`, with two to ten digits: the middle of the square. `None` where the
/// text does not look like one.
pub fn mgrs(text: &str) -> Option<Result<Square, GridError>> {
    let plain: String = text.split_whitespace().collect();
    let plain = plain.to_ascii_uppercase();
    let zone_digits = plain.bytes().take_while(u8::is_ascii_digit).count();
    let (zone, rest) = plain.split_at(zone_digits);
    let letters = rest.as_bytes().get(..3)?;
    if !(1..=2).contains(&zone_digits) || !letters.iter().all(u8::is_ascii_uppercase) {
        return None;
    }
    let digits = rest.get(3..)?;
    let are_digits = digits.bytes().all(|byte| byte.is_ascii_digit());
    if !are_digits || digits.len() % 2 != 0 || !(2..=10).contains(&digits.len()) {
        return None;
    }
    let square = square(
        zone.parse().ok()?,
        [letters[0], letters[1], letters[2]],
        digits,
    );
    Some(square.ok_or(GridError::Impossible))
}

fn square(zone: u8, [band, column, row]: [u8; 3], digits: &str) -> Option<Square> {
    let lowest = lowest_of(band)?;
    let column = columns(zone).iter().position(|letter| *letter == column)?;
    let row = ROWS.iter().position(|letter| *letter == row)?;
    let row = if zone.is_multiple_of(2) {
        (row + 15) % 20
    } else {
        row
    };
    let (east, north) = digits.split_at(digits.len() / 2);
    let size = 10_f64.powi(5 - i32::try_from(east.len()).ok()?);
    let metres = |text: &str| Some((text.parse::<f64>().ok()? + 0.5) * size);
    let easting = (column as f64 + 1.0) * 1e5 + metres(east)?;
    let is_north = band >= b'N';
    // Rows repeat every 2000 km, which is more than twice a band.
    let northings = (0..5).map(|times| row as f64 * 1e5 + f64::from(times) * 2e6);
    let metres_north = metres(north)?;
    let at = northings
        .filter_map(|northing| degrees(zone, is_north, easting, northing + metres_north))
        .find(|at| (lowest - 1.0..lowest_of_next(band) + 1.0).contains(&at.y))?;
    let half_diagonal = size * std::f64::consts::SQRT_2 / 2.0 / 1_000.0;
    let km = (size >= 100.0).then(|| (half_diagonal * 100.0).round() / 100.0);
    Some((at, km))
}

/// The lowest latitude of a band of eight degrees.
fn lowest_of(band: u8) -> Option<f64> {
    let index = BANDS.iter().position(|letter| *letter == band)?;
    Some(-80.0 + 8.0 * index as f64)
}

/// Where the next band begins. The northernmost has twelve degrees.
fn lowest_of_next(band: u8) -> f64 {
    match band {
        b'X' => 84.0,
        _ => lowest_of(band).unwrap_or_default() + 8.0,
    }
}

/// Reads `38N 628000 4405000`, `38 T 500000 mE 4500000 mN`, `Zone 38N, 628000, 4405000`. `None` where
/// the text does not look like one.
pub fn utm(text: &str) -> Option<Result<LonLat, GridError>> {
    let mut plain = text.trim().to_ascii_uppercase();
    for word in ["WGS84", "WGS 84", "UTM", "ZONE"] {
        plain = plain.replace(word, " ");
    }
    let is_between =
        |letter: char| letter.is_whitespace() || matches!(letter, ',' | ';' | '/' | ':');
    let plain = plain.trim_start_matches(is_between);
    let zone_digits = plain.bytes().take_while(u8::is_ascii_digit).count();
    let (zone, rest) = plain.split_at(zone_digits);
    let rest = rest.trim_start_matches(is_between);
    let letter = *rest
        .as_bytes()
        .first()
        .filter(|byte| byte.is_ascii_uppercase())?;
    let numbers = rest[1..].split(is_between).filter(|part| !part.is_empty());
    let metres = |text: &str| {
        let digits = text.trim_end_matches(['M', 'E', 'N']);
        let is_number = |byte: u8| byte.is_ascii_digit() || byte == b'.';
        digits
            .bytes()
            .all(is_number)
            .then(|| digits.parse::<f64>().ok())
            .flatten()
    };
    let mut numbers = numbers.filter(|part| !matches!(*part, "M" | "E" | "N" | "ME" | "MN"));
    let (easting, northing) = (metres(numbers.next()?)?, metres(numbers.next()?)?);
    let looks_like_one = (1..=2).contains(&zone_digits) && numbers.next().is_none();
    let is_in_metres = (1e5..1e6).contains(&easting) && (0.0..=1e7).contains(&northing);
    if !looks_like_one || !is_in_metres {
        return None;
    }
    Some(in_zone(zone.parse().ok()?, letter, easting, northing))
}

fn in_zone(zone: u8, letter: u8, easting: f64, northing: f64) -> Result<LonLat, GridError> {
    let at = |is_north: bool| degrees(zone, is_north, easting, northing);
    let in_band = |is_north: bool| {
        let lowest = lowest_of(letter).filter(|_| (letter >= b'N') == is_north)?;
        at(is_north).filter(|at| (lowest - 0.1..lowest_of_next(letter) + 0.1).contains(&at.y))
    };
    let found = match letter {
        b'N' => at(true),
        b'S' => match (in_band(true), at(false)) {
            (Some(north), _) if in_the_area(north) => Some(north),
            (Some(_), Some(_)) => return Err(GridError::Ambiguous),
            // The figures are those of the area, and the letter is not.
            (None, Some(_)) if at(true).is_some_and(in_the_area) => {
                return Err(GridError::Ambiguous);
            }
            (north, south) => north.or(south),
        },
        _ => in_band(true).or_else(|| in_band(false)),
    };
    found.ok_or(GridError::Impossible)
}

/// The position of metres in a zone (WGS 84), by the series of Krüger. `None` where there is none.
fn degrees(zone: u8, is_north: bool, easting: f64, northing: f64) -> Option<LonLat> {
    const RADIUS: f64 = 6_378_137.0;
    const FLATTENING: f64 = 1.0 / 298.257_223_563;
    const SCALE: f64 = 0.9996;
    if !(1..=60).contains(&zone) {
        return None;
    }
    let n = FLATTENING / (2.0 - FLATTENING);
    let (n2, n3) = (n * n, n * n * n);
    let meridian = RADIUS / (1.0 + n) * (1.0 + n2 / 4.0 + n2 * n2 / 64.0);
    let beta = [
        n / 2.0 - 2.0 / 3.0 * n2 + 37.0 / 96.0 * n3,
        n2 / 48.0 + n3 / 15.0,
        17.0 / 480.0 * n3,
    ];
    let delta = [
        2.0 * n - 2.0 / 3.0 * n2 - 2.0 * n3,
        7.0 / 3.0 * n2 - 8.0 / 5.0 * n3,
        56.0 / 15.0 * n3,
    ];
    let south = if is_north { 0.0 } else { 1e7 };
    let xi = (northing - south) / (SCALE * meridian);
    let eta = (easting - 5e5) / (SCALE * meridian);
    let (mut xi_0, mut eta_0) = (xi, eta);
    for (times, beta) in (1..).zip(beta) {
        let twice = 2.0 * f64::from(times);
        xi_0 -= beta * (twice * xi).sin() * (twice * eta).cosh();
        eta_0 -= beta * (twice * xi).cos() * (twice * eta).sinh();
    }
    let conformal = (xi_0.sin() / eta_0.cosh()).asin();
    let mut latitude = conformal;
    for (times, delta) in (1..).zip(delta) {
        latitude += delta * (2.0 * f64::from(times) * conformal).sin();
    }
    let longitude = f64::from(zone) * 6.0 - 183.0 + eta_0.sinh().atan2(xi_0.cos()).to_degrees();
    let at = LonLat {
        x: longitude,
        y: latitude.to_degrees(),
    };
    (at.x.is_finite() && at.y.is_finite() && at.y.abs() <= 84.5).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(at: LonLat, [lon, lat]: [f64; 2]) -> bool {
        (at.x - lon).abs() < 2e-8 && (at.y - lat).abs() < 2e-8
    }

    /// Worked out with PROJ 9 (pyproj 3.7.2).
    #[test]
    fn metres_of_a_zone_are_degrees() {
        for (text, expected) in [
            ("38N 628000 4405000", [46.49483501332984, 39.78532984963028]),
            ("38 T 500000 4500000", [45.0, 40.65085651557158]),
            (
                "38S 628000mE 4405000mN",
                [46.49483501332984, 39.78532984963028],
            ),
            (
                "39S 350000.5, 4420000.25",
                [49.2449129907251, 39.91682628107897],
            ),
            (
                "UTM zone 38N: 712345; 4398765",
                [47.47714245411858, 39.71234482586956],
            ),
            (
                "37U 650000 E 5400000 N",
                [41.040043687344, 48.73495208332654],
            ),
            (
                "23K 683000 7460000",
                [-43.21506434695191, -22.95815812116116],
            ),
            (
                "23S 683000 7460000",
                [-43.21506434695191, -22.95815812116116],
            ),
        ] {
            let at = utm(text).expect("looks like one").expect("a position");
            assert!(near(at, expected), "{text}: {at:?}");
        }
        assert_eq!(utm("38T 628000 4405000"), Some(Err(GridError::Impossible)));
        assert_eq!(utm("61N 628000 4405000"), Some(Err(GridError::Impossible)));
        // On the map in the north, where that band is none.
        assert_eq!(utm("38S 628000 4605000"), Some(Err(GridError::Ambiguous)));
        for text in [
            "",
            "38N",
            "38N 46 39",
            "39.8 46.5",
            "N 628000 4405000",
            "Agdam",
            "é",
        ] {
            assert_eq!(utm(text), None, "{text}");
        }
    }

    /// The references were made with GEOTRANS (mgrs 1.5), the middles of their squares with PROJ 9.
    #[test]
    fn references_of_the_military_grid_are_the_middles_of_their_squares() {
        for (text, expected, km) in [
            (
                "38S PK 28414 06635",
                [46.49999414954819, 39.799998405041265],
                None,
            ),
            (
                "38spk284066",
                [46.500411525771256, 39.800123646483236],
                Some(0.07),
            ),
            (
                "38SPK2806",
                [46.50096600393644, 39.79876504169213],
                Some(0.71),
            ),
            (
                "38SPK20",
                [46.45981064930345, 39.785775793915555],
                Some(7.07),
            ),
            (
                "38T MK 57444 50075",
                [44.49999603867941, 40.199999997976406],
                None,
            ),
            (
                "39STD4957042978",
                [48.09999808700695, 39.199998335767596],
                None,
            ),
            (
                "38TNM8239",
                [45.99465228918503, 41.90313685277443],
                Some(0.71),
            ),
            (
                "23KPQ8346559321",
                [-43.21044505182233, -22.96423318643216],
                None,
            ),
        ] {
            let (at, own) = mgrs(text).expect("looks like one").expect("a position");
            assert!(near(at, expected), "{text}: {at:?}");
            assert_eq!(own, km, "{text}");
        }
        // No such column in that zone, and no such band there.
        assert_eq!(mgrs("38SAK2841406635"), Some(Err(GridError::Impossible)));
        assert_eq!(mgrs("38CPZ2841406635"), Some(Err(GridError::Impossible)));
        for text in [
            "",
            "38SPK",
            "38SPK284",
            "38SPK28414066351",
            "Agdam",
            "12 34",
            "38S",
            "ա",
        ] {
            assert_eq!(mgrs(text), None, "{text}");
        }
    }

    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_text_is_taken_without_a_panic(text in "[0-9A-Z ,.]{0,24}|\\PC{0,20}") {
            let _ = (mgrs(&text), utm(&text));
        }
    }
}
