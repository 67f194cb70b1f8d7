//! Positions in the manners people write them: degrees with decimals, degrees, minutes and seconds,
//! UTM, and MGRS; `angles.rs` and `references.rs` read them.

pub mod angles;
pub mod references;

use super::geo::{self, Coord, LonLat};

/// A manner of writing a position.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Notation {
    #[default]
    Decimal,
    Sexagesimal,
    Utm,
    Mgrs,
}

impl Notation {
    pub const ALL: [Self; 4] = [Self::Decimal, Self::Sexagesimal, Self::Utm, Self::Mgrs];

    /// The position in this manner; `None` where it has none there, as beyond 84° N and 80° S.
    pub fn write(self, at: LonLat) -> Option<String> {
        match self {
            Self::Decimal => Some(geo::describe(at)),
            Self::Sexagesimal => Some(sexagesimal(at)),
            Self::Utm => utm(at).map(|utm| {
                let band = char::from(utm.band);
                format!("{}{band} {:.0} {:.0}", utm.zone, utm.easting, utm.northing)
            }),
            Self::Mgrs => utm(at).map(mgrs),
        }
    }
}

/// `39°48′44.3″ N 46°02′17.2″ E`.
fn sexagesimal(at: LonLat) -> String {
    let part = |degrees: f64| {
        // Of the rounded tenths, so that no second is the sixtieth.
        let tenths = (degrees.abs() * 36_000.0).round() as u64;
        let (minutes, tenths) = (tenths / 600, tenths % 600);
        let (degrees, minutes) = (minutes / 60, minutes % 60);
        format!("{degrees}°{minutes:02}′{:02}.{}″", tenths / 10, tenths % 10)
    };
    let north = if at.y < 0.0 { 'S' } else { 'N' };
    let east = if at.x < 0.0 { 'W' } else { 'E' };
    format!("{} {north} {} {east}", part(at.y), part(at.x))
}

/// Metres within a zone (WGS 84).
#[derive(Clone, Copy, Debug, PartialEq)]
struct Utm {
    zone: u8,
    band: u8,
    easting: f64,
    northing: f64,
}

/// By the series of Krüger to the third order, which is good to a millimetre within a zone.
fn utm(at: LonLat) -> Option<Utm> {
    const RADIUS: f64 = 6_378_137.0;
    const FLATTENING: f64 = 1.0 / 298.257_223_563;
    const SCALE: f64 = 0.9996;
    if !(-80.0..=84.0).contains(&at.y) || !(-180.0..=180.0).contains(&at.x) {
        return None;
    }
    let zone = zone_of(at);
    let n = FLATTENING / (2.0 - FLATTENING);
    let (n2, n3) = (n * n, n * n * n);
    let meridian = RADIUS / (1.0 + n) * (1.0 + n2 / 4.0 + n2 * n2 / 64.0);
    let alpha = [
        n / 2.0 - 2.0 / 3.0 * n2 + 5.0 / 16.0 * n3,
        13.0 / 48.0 * n2 - 3.0 / 5.0 * n3,
        61.0 / 240.0 * n3,
    ];
    let latitude = at.y.to_radians();
    let from_middle = (at.x - (f64::from(zone) * 6.0 - 183.0)).to_radians();
    let third = 2.0 * n.sqrt() / (1.0 + n);
    let t = (latitude.sin().atanh() - third * (third * latitude.sin()).atanh()).sinh();
    let xi = t.atan2(from_middle.cos());
    let eta = (from_middle.sin() / t.hypot(from_middle.cos())).asinh();
    let (mut east, mut north) = (eta, xi);
    for (times, alpha) in (1..).zip(alpha) {
        let twice = 2.0 * f64::from(times);
        east += alpha * (twice * xi).cos() * (twice * eta).sinh();
        north += alpha * (twice * xi).sin() * (twice * eta).cosh();
    }
    let south = if at.y < 0.0 { 1e7 } else { 0.0 };
    let band = ((at.y + 80.0) / 8.0) as usize;
    Some(Utm {
        zone,
        band: references::BANDS[band.min(19)],
        easting: 5e5 + SCALE * meridian * east,
        northing: south + SCALE * meridian * north,
    })
}

/// The zone, with the wider ones of Norway and Svalbard.
fn zone_of(at: LonLat) -> u8 {
    let (x, y) = (at.x, at.y);
    if (56.0..64.0).contains(&y) && (3.0..12.0).contains(&x) {
        return 32;
    }
    if y >= 72.0 && (0.0..42.0).contains(&x) {
        return match x {
            x if x < 9.0 => 31,
            x if x < 21.0 => 33,
            x if x < 33.0 => 35,
            _ => 37,
        };
    }
    ((x + 180.0) / 6.0).floor().clamp(0.0, 59.0) as u8 + 1
}

/// `38S PK 28414 06635`, which names a square of a metre.
fn mgrs(utm: Utm) -> String {
    let (columns, rows) = (references::columns(utm.zone), references::ROWS);
    let (easting, northing) = (utm.easting.floor() as usize, utm.northing.floor() as usize);
    let column = columns[(easting / 100_000).clamp(1, 8) - 1];
    let shift = if utm.zone.is_multiple_of(2) { 5 } else { 0 };
    let row = rows[(northing / 100_000 + shift) % 20];
    let [band, column, row] = [utm.band, column, row].map(char::from);
    format!(
        "{}{band} {column}{row} {:05} {:05}",
        utm.zone,
        easting % 100_000,
        northing % 100_000
    )
}

/// A position that a person typed: in degrees, latitude first (`39.64 46.55`, `39.64° N, 46.55° E`,
/// `E 46°33′ N 39°38′24″`), in UTM (`38S 628000 4405000`) or MGRS (`38S PK 28414 06635`). `None` where it
/// is none.
pub fn typed(text: &str) -> Option<LonLat> {
    let text = text.trim();
    let of_square = references::mgrs(text).map(|square| square.map(|(at, _)| at));
    let at = match of_square.or_else(|| references::utm(text)) {
        Some(read) => read.ok()?,
        None => degrees(text)?,
    };
    geo::on_the_map(at).then_some(at)
}

/// Two angles, latitude first unless they say otherwise.
fn degrees(text: &str) -> Option<LonLat> {
    let (y, x) = match angles::pair(text) {
        Some(angles::Pair::Known { lat, lon }) => (lat, lon),
        Some(angles::Pair::InOrder([lat, lon])) => (lat, lon),
        None => {
            let between = |letter: char| letter.is_whitespace() || matches!(letter, ';' | '/');
            let parts = |text: &str| -> Vec<f64> {
                let parts = text.split(between).filter(|part| !part.is_empty());
                // Of no number, so that there are not two.
                let read = parts.map(|part| part.trim_end_matches(',').replace(',', ".").parse());
                read.map(|read| read.unwrap_or(f64::NAN)).collect()
            };
            let commas = || parts(&text.replacen(',', " ", 1));
            let numbers = match parts(text) {
                one if one.len() == 1 => commas(),
                numbers => numbers,
            };
            let [lat, lon] = numbers[..] else {
                return None;
            };
            (lat, lon)
        }
    };
    Some(Coord { x, y })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(x: f64, y: f64) -> LonLat {
        Coord { x, y }
    }

    /// The references of these positions were made with GEOTRANS, the metres with PROJ 9.
    #[test]
    fn a_position_is_written_in_every_manner() {
        let check = |x, y, notation: Notation, expected: &str| {
            assert_eq!(notation.write(at(x, y)).as_deref(), Some(expected));
        };
        check(46.5, 39.8, Notation::Decimal, "39.8000° N 46.5000° E");
        check(
            46.0381,
            39.8123,
            Notation::Sexagesimal,
            "39°48′44.3″ N 46°02′17.2″ E",
        );
        check(
            46.999_999_9,
            -0.5,
            Notation::Sexagesimal,
            "0°30′00.0″ S 47°00′00.0″ E",
        );
        check(
            46.494_835_013_34,
            39.785_329_849_64,
            Notation::Utm,
            "38S 628000 4405000",
        );
        check(45.0, 40.650_856_515_6, Notation::Utm, "38T 500000 4500000");
        check(
            46.499_994_149_55,
            39.799_998_405_04,
            Notation::Mgrs,
            "38S PK 28414 06635",
        );
        check(
            48.099_998_087,
            39.199_998_335_8,
            Notation::Mgrs,
            "39S TD 49570 42978",
        );
        check(
            -43.210_445_051_8,
            -22.964_233_186_4,
            Notation::Mgrs,
            "23K PQ 83465 59321",
        );
        // The zones meet at 48° E.
        assert!(
            Notation::Utm
                .write(at(47.999_999, 40.0))
                .is_some_and(|text| text.starts_with("38T"))
        );
        assert!(
            Notation::Utm
                .write(at(48.0, 40.0))
                .is_some_and(|text| text.starts_with("39T"))
        );
        assert_eq!(Notation::Mgrs.write(at(46.0, 84.5)), None);
    }

    #[test]
    fn a_position_is_read_as_people_type_it() {
        let check = |text: &str, x: f64, y: f64| {
            let read = typed(text).unwrap_or_else(|| panic!("{text}"));
            assert!(
                (read.x - x).abs() < 1e-9 && (read.y - y).abs() < 1e-9,
                "{text}: {read:?}"
            );
        };
        check("39.64 46.55", 46.55, 39.64);
        check("39.64, 46.55", 46.55, 39.64);
        check("39.64° N, 46.55° E", 46.55, 39.64);
        check("39.8123° N 46.0381° E", 46.0381, 39.8123);
        check("46.55E 39.64N", 46.55, 39.64);
        check("N 39.64 E 46.55", 46.55, 39.64);
        check("39°38′24″ N 46°33′00″ E", 46.55, 39.64);
        check("39°38'24\"N, 46°33'E", 46.55, 39.64);
        check("39:38:24 N 46:33:00 E", 46.55, 39.64);
        check("-22.9642, -43.2104", -43.2104, -22.9642);
        check("22.9642 S 43.2104 W", -43.2104, -22.9642);
        for text in [
            "",
            "39",
            "39.64",
            "Lachin",
            "39 46 12",
            "2022-08-07",
            "39.64 N 46.55 N",
            "95 46",
            "39°70′ N 46° E",
            "7 August 2022",
            "39.6.4 46.5",
        ] {
            assert_eq!(typed(text), None, "{text}");
        }
        check("39,64 46,55", 46.55, 39.64);
        check("39,64; 46,55", 46.55, 39.64);
        check("39.64° с.ш. 46.55° в.д.", 46.55, 39.64);
        // Made with PROJ 9 and GEOTRANS, as in `references.rs`.
        let near = |text: &str, x: f64, y: f64| {
            let read = typed(text).unwrap_or_else(|| panic!("{text}"));
            assert!((read.x - x).abs() < 2e-8 && (read.y - y).abs() < 2e-8);
        };
        near("38S 628000 4405000", 46.494_835_013, 39.785_329_85);
        near("zone 38N, 628000, 4405000", 46.494_835_013, 39.785_329_85);
        near("38s pk 28414 06635", 46.499_994_15, 39.799_998_405);
        // What is written is read again.
        for notation in Notation::ALL {
            let text = notation.write(at(46.5512, 39.6411)).expect("written");
            let read = typed(&text).expect("read");
            assert!(
                (read.x - 46.5512).abs() < 3e-5 && (read.y - 39.6411).abs() < 3e-5,
                "{text}"
            );
        }
    }
}
