//! Positions that stand in one cell: a pair of numbers, degrees with the quarters of the compass,
//! geometries as WKT, GeoJSON and PostGIS write them, grid references, codes and addresses of maps.

mod codes;

use geo::{Geometry, Point};
use serde_json::{Map, Value};

use super::plain::as_read;
use crate::{
    io::{
        crs,
        geojson::shape_of,
        heights::{self, is_stated},
        members::Members,
    },
    model::{
        geo::{Coord, LonLat},
        grid::{
            angles::{self, Pair},
            references::{self, GridError},
        },
    },
    words::notes::positions,
};

/// What a cell says of where something is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Position {
    /// Each once.
    pub points: Vec<LonLat>,
    /// Where lines begin and end.
    pub paths: Vec<[LonLat; 2]>,
    /// How far off it may be, in kilometres.
    pub precision_km: Option<f64>,
    /// Whether positions of it have a height.
    pub has_heights: bool,
    /// Whether it was read from a code or an address, which says more than a position.
    pub is_coded: bool,
    /// Whether it is the middle of what a map shows, and no mark on it.
    pub is_view: bool,
}

/// Why a cell is no position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PositionError {
    #[error("{}", positions::no_position())]
    NoPosition,
    #[error("{}", positions::damaged())]
    Damaged,
    #[error("{}", positions::area())]
    Area,
    #[error("{}", positions::empty())]
    Empty,
    #[error("{}", positions::other_system())]
    OtherSystem,
    #[error("{}", positions::off_the_earth())]
    OffTheEarth,
    #[error("{}", positions::impossible_reference())]
    Reference,
    #[error("{}", positions::either_hemisphere())]
    Hemisphere,
}

/// How the positions of a column are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pairs {
    /// Longitude stands before latitude in pairs of which nothing says which is which.
    pub longitude_first: bool,
    /// What is called longitude is the latitude, and the other way round.
    pub swapped: bool,
}

/// A cell as it is written, before it is settled which number is which.
#[derive(Clone, Debug, PartialEq)]
pub enum Written {
    /// Two numbers. Nothing says which is which.
    Pair {
        numbers: [f64; 2],
        /// Whether both have decimals, or are of degrees and minutes.
        is_telling: bool,
    },
    /// Longitude before latitude.
    Geometry(Geometry),
    /// Whatever the order of others, it says which is which.
    Place(LonLat, Option<f64>),
}

impl Pairs {
    /// Reads a cell.
    ///
    /// # Errors
    ///
    /// Why it is no position.
    pub fn read(self, cell: &str) -> Result<Position, PositionError> {
        let text = as_read(cell);
        if let Some(coded) = codes::read(text.trim())
            && let codes::Coded {
                written: Written::Place(at, precision_km),
                is_view,
                height,
            } = coded?
        {
            return Ok(Position {
                points: vec![at],
                precision_km,
                has_heights: height.is_some_and(is_stated),
                is_coded: true,
                is_view,
                ..Position::default()
            });
        }
        let (written, has_heights) = with_heights(&text)?;
        let geometry = match written {
            Written::Place(at, precision_km) => {
                return Ok(Position {
                    points: vec![at],
                    precision_km,
                    has_heights,
                    ..Position::default()
                });
            }
            Written::Pair { numbers, .. } => Point(self.in_order(numbers)).into(),
            Written::Geometry(geometry) => self.exchanged(geometry),
        };
        let members = Members::of(geometry);
        if !members.areas.is_empty() {
            return Err(PositionError::Area);
        }
        let paths: Vec<[LonLat; 2]> = members.paths().collect();
        let mut all = members
            .points
            .iter()
            .chain(paths.iter().flatten())
            .peekable();
        if all.peek().is_none() {
            return Err(PositionError::Empty);
        }
        if !all.all(|at| is_on_earth(*at)) {
            return Err(PositionError::OffTheEarth);
        }
        Ok(Position {
            points: members.points,
            paths,
            has_heights,
            ..Position::default()
        })
    }

    fn in_order(self, [first, second]: [f64; 2]) -> LonLat {
        match self.longitude_first != self.swapped {
            true => Coord {
                x: first,
                y: second,
            },
            false => Coord {
                x: second,
                y: first,
            },
        }
    }

    fn exchanged(self, mut geometry: Geometry) -> Geometry {
        use geo::MapCoordsInPlace as _;
        if self.swapped {
            geometry.map_coords_in_place(|at| Coord { x: at.y, y: at.x });
        }
        geometry
    }
}

/// Whether a position has a latitude and a longitude that there are.
pub fn is_on_earth(at: LonLat) -> bool {
    at.x.abs() <= 180.0 && at.y.abs() <= 90.0
}

/// Takes a cell for what it is written as.
///
/// # Errors
///
/// Why it is no position.
pub fn written(cell: &str) -> Result<Written, PositionError> {
    with_heights(cell).map(|(written, _)| written)
}

/// As [`written`], and whether there are heights beside it.
fn with_heights(cell: &str) -> Result<(Written, bool), PositionError> {
    let text = cell.trim();
    if text.starts_with('{') {
        return of_geojson(text);
    }
    if let Some(coded) = codes::read(text) {
        let coded = coded?;
        return Ok((coded.written, coded.height.is_some_and(is_stated)));
    }
    if let Some(geometry) = of_wkt(text).or_else(|| of_hex(text)) {
        let (geometry, has_heights) = geometry?;
        return Ok((Written::Geometry(geometry), has_heights));
    }
    if let Some(at) = of_reference(text) {
        return Ok((at?, false));
    }
    if let Some((numbers, is_telling, height)) = of_numbers(text) {
        let pair = Written::Pair {
            numbers,
            is_telling,
        };
        return Ok((pair, height.is_some_and(is_stated)));
    }
    let written = match angles::pair(text) {
        Some(Pair::Known { lat, lon }) => Written::Place(Coord { x: lon, y: lat }, None),
        Some(Pair::InOrder(numbers)) => Written::Pair {
            numbers,
            is_telling: true,
        },
        None => return Err(PositionError::NoPosition),
    };
    Ok((written, false))
}

/// A grid reference; `None` where the text is none.
fn of_reference(text: &str) -> Option<Result<Written, PositionError>> {
    let square = references::mgrs(text).map(|square| square.map(|(at, km)| Written::Place(at, km)));
    let utm = || Some(references::utm(text)?.map(|at| Written::Place(at, None)));
    let at = square.or_else(utm)?;
    Some(at.map_err(PositionError::from))
}

impl From<GridError> for PositionError {
    fn from(error: GridError) -> Self {
        match error {
            GridError::Impossible => Self::Reference,
            GridError::Ambiguous => Self::Hemisphere,
        }
    }
}

/// The geometry of a feature, or an object that says which number is which.
fn of_geojson(text: &str) -> Result<(Written, bool), PositionError> {
    let damaged = |_| PositionError::Damaged;
    let object: Map<String, Value> = serde_json::from_str(text).map_err(damaged)?;
    let number = |names: &[&str]| {
        let value = names.iter().find_map(|name| object.get(*name))?;
        value
            .as_f64()
            .or_else(|| value.as_str()?.trim().parse().ok())
    };
    let lat = number(&["lat", "latitude"]);
    if let (Some(lat), Some(lon)) = (lat, number(&["lon", "lng", "long", "longitude"])) {
        let at = Coord { x: lon, y: lat };
        return match is_on_earth(at) {
            true => {
                let height = number(&["alt", "altitude", "ele", "elevation", "z"]);
                Ok((Written::Place(at, None), height.is_some_and(is_stated)))
            }
            false => Err(PositionError::OffTheEarth),
        };
    }
    let geometry: geojson::Geometry = serde_json::from_str(text).map_err(damaged)?;
    let has_heights = heights::are_in(&geometry.value);
    let geometry = shape_of(geometry).map_err(|_| PositionError::Damaged)?;
    Ok((Written::Geometry(geometry), has_heights))
}

/// Well-known text, with the number of its reference system before it where PostGIS writes one.
/// `None` where the text does not begin so.
fn of_wkt(text: &str) -> Option<Result<(Geometry, bool), PositionError>> {
    const KINDS: [&str; 7] = [
        "POINT",
        "LINESTRING",
        "POLYGON",
        "MULTIPOINT",
        "MULTILINESTRING",
        "MULTIPOLYGON",
        "GEOMETRYCOLLECTION",
    ];
    // Brackets within one another: a collection of multi-geometries, and some to spare.
    const DEEPEST: usize = 8;
    let (system, text) = match text.get(..5) {
        Some(head) if head.eq_ignore_ascii_case("SRID=") => text[5..].split_once(';')?,
        _ => ("4326", text),
    };
    let text = text.trim();
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    // `POINTZ` as well.
    let kind = text[..letters].trim_end_matches(['z', 'm', 'Z', 'M']);
    if !KINDS.iter().any(|known| known.eq_ignore_ascii_case(kind)) {
        return None;
    }
    let system = system.trim().parse().ok();
    if !system.is_some_and(|code| code == 0 || crs::is_in_degrees(code)) {
        return Some(Err(PositionError::OtherSystem));
    }
    let (mut depth, mut deepest) = (0_usize, 0);
    let mut is_one = true;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' => {
                depth = depth.saturating_sub(1);
                // Of several geometries the first is not all.
                is_one &= depth > 0 || text[at + 1..].trim().is_empty();
            }
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    if deepest > DEEPEST || !is_one {
        return Some(Err(PositionError::Damaged));
    }
    use wkt::TryFromWkt as _;
    Some(match text.to_ascii_uppercase().ends_with("EMPTY") {
        true => Err(PositionError::Empty),
        // PostGIS leaves out the sign that there are heights.
        false => match Geometry::try_from_wkt_str(text).or_else(|_| {
            let with_sign = format!("{kind} Z{}", &text[letters..]);
            Geometry::try_from_wkt_str(&with_sign)
        }) {
            Ok(geometry) => Ok((geometry, has_third_numbers(text))),
            Err(_) => Err(PositionError::Damaged),
        },
    })
}

/// Whether a position of a well-known text has more than two numbers.
fn has_third_numbers(text: &str) -> bool {
    let says_more = |number: &str| number.parse().is_ok_and(is_stated);
    let mut positions = text.split(['(', ')', ',']);
    positions.any(|position| position.split_whitespace().skip(2).any(says_more))
}

/// A point as PostGIS hands it out unasked: well-known binary in hexadecimal digits, with its
/// reference system. `None` where the text is none; other geometries are told to be damaged.
fn of_hex(text: &str) -> Option<Result<(Geometry, bool), PositionError>> {
    const WITH_SYSTEM: u32 = 0x2000_0000;
    const POINT: u32 = 1;
    let is_one = text.len() >= 42
        && text.len().is_multiple_of(2)
        && (text.starts_with("00") || text.starts_with("01"));
    if !is_one || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let byte = |at: usize| u8::from_str_radix(text.get(at..at + 2)?, 16).ok();
    let bytes: Vec<u8> = (0..text.len()).step_by(2).map_while(byte).collect();
    let is_little = bytes[0] == 1;
    let whole = |at: usize| {
        let four = bytes.get(at..at + 4)?.first_chunk::<4>().copied()?;
        Some(if is_little {
            u32::from_le_bytes(four)
        } else {
            u32::from_be_bytes(four)
        })
    };
    let number = |at: usize| {
        let eight = bytes.get(at..at + 8)?.first_chunk::<8>().copied()?;
        Some(if is_little {
            f64::from_le_bytes(eight)
        } else {
            f64::from_be_bytes(eight)
        })
    };
    let kind = whole(1)?;
    let (system, at) = match kind & WITH_SYSTEM {
        0 => (4326, 5),
        _ => (whole(5)?, 9),
    };
    if system != 0 && !crs::is_in_degrees(system) {
        return Some(Err(PositionError::OtherSystem));
    }
    // Heights and measures are told by the highest bits, or by thousands.
    if (kind & 0xffff) % 1_000 != POINT {
        return Some(Err(PositionError::Damaged));
    }
    let point = Coord {
        x: number(at)?,
        y: number(at + 8)?,
    };
    let mut further = (at + 16..bytes.len()).step_by(8).map_while(number);
    Some(Ok((Point(point).into(), further.any(is_stated))))
}

/// Two numbers, and whether both have decimals: `39.8, 46.5`, `39,8; 46,5`, `[46.5, 39.8]`, each with a height behind it where there is no doubt.
fn of_numbers(text: &str) -> Option<([f64; 2], bool, Option<f64>)> {
    let text = text.trim_matches(['(', ')', '[', ']', '"', ' ', '\u{a0}', '\u{feff}']);
    let parts = parts_of(text)?;
    let number = |part: &str| -> Option<f64> {
        let part = part.trim().trim_end_matches('°').replace('−', "-");
        let is_one = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b'-' | b'+');
        let is_number = part.bytes().any(|byte| byte.is_ascii_digit()) && part.bytes().all(is_one);
        let plain = part.replace(',', ".");
        is_number.then(|| plain.parse().ok()).flatten()
    };
    let has_decimals = |part: &&str| part.contains(['.', ',']);
    let are_telling = parts.iter().take(2).all(has_decimals);
    let numbers: Vec<f64> = parts
        .iter()
        .map(|part| number(part))
        .collect::<Option<_>>()?;
    match numbers[..] {
        [first, second] => Some(([first, second], are_telling, None)),
        // With a height, there must be no doubt about commas.
        [first, second, height] if parts.iter().take(2).all(|part| part.contains('.')) => {
            Some(([first, second], true, Some(height)))
        }
        _ => None,
    }
}

/// The numbers of a text as they stand apart: by a sign that none has in it, else by a comma before a
/// blank, else by a comma alone, else by blanks.
fn parts_of(text: &str) -> Option<Vec<&str>> {
    if let Some(sign) = [';', '|', '/', '\t', '\n']
        .into_iter()
        .find(|sign| text.contains(*sign))
    {
        return Some(text.split(sign).collect());
    }
    let has_blank = text.contains([' ', '\u{a0}']);
    if has_blank && text.contains(", ") {
        return Some(text.split(", ").collect());
    }
    if text.contains(',') && !has_blank {
        // Of four numbers, which two make one is not known.
        return Some(text.split(',').collect());
    }
    Some(text.split_whitespace().collect()).filter(|parts: &Vec<&str>| parts.len() > 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const LATITUDE_FIRST: Pairs = Pairs {
        longitude_first: false,
        swapped: false,
    };

    fn at(cell: &str) -> Result<(f64, f64), PositionError> {
        let position = LATITUDE_FIRST.read(cell)?;
        let point = position.points.first().copied().unwrap_or_default();
        let thousandth = |degrees: f64| (degrees * 1e6).round() / 1e6;
        Ok((thousandth(point.x), thousandth(point.y)))
    }

    #[test]
    fn positions_are_read_as_people_and_programs_write_them() {
        for cell in [
            "39.8, 46.5",
            "39.8,46.5",
            "39.8 46.5",
            "(39.8, 46.5)",
            "[39.8; 46.5]",
            "39,8; 46,5",
            "39,8 46,5",
            "39,8, 46,5",
            "39.8/46.5",
            "39.8°, 46.5°",
            "39.8, 46.5, 1200",
            "geo:39.8,46.5;u=35",
            "POINT (46.5 39.8)",
            "point(46.5 39.8)",
            "POINT Z (46.5 39.8 1200)",
            "SRID=4326;POINT(46.5 39.8 1200)",
            "SRID=4326;POINT(46.5 39.8)",
            "{\"type\":\"Point\",\"coordinates\":[46.5,39.8]}",
            "{\"lat\": 39.8, \"lng\": \"46.5\"}",
            // Packed with `struct` of Python.
            "0101000020E610000000000000004047406666666666E64340",
            "010100000000000000004047406666666666E64340",
            "39°48'00\"N 46°30'00\"E",
            "39°48′ с. ш. 46°30′ в. д.",
            "MULTIPOINT ((46.5 39.8))",
            "GEOMETRYCOLLECTION (POINT (46.5 39.8))",
        ] {
            assert_eq!(at(cell), Ok((46.5, 39.8)), "{cell}");
        }
        let swapped = Pairs {
            swapped: true,
            ..LATITUDE_FIRST
        };
        for cell in ["46.5, 39.8", "POINT (39.8 46.5)", "39°48'N 46°30'E"] {
            let read = swapped.read(cell).expect("a position");
            assert!((read.points[0].x - 46.5).abs() < 1e-9, "{cell}");
        }
    }

    #[test]
    fn several_places_and_lines_are_all_of_them() {
        let points = |cell: &str| LATITUDE_FIRST.read(cell).expect("positions").points.len();
        assert_eq!(points("MULTIPOINT (46.5 39.8, 46.6 39.9)"), 2);
        let line = LATITUDE_FIRST.read("LINESTRING (46 39, 46.2 39.2, 46.5 39.8)");
        let line = line.expect("a line");
        assert!(line.points.is_empty());
        let ends = line.paths[0].map(|at| (at.x, at.y));
        assert_eq!(ends, [(46.0, 39.0), (46.5, 39.8)]);
    }

    #[test]
    fn what_is_no_position_is_refused_with_the_cause() {
        for (cell, error) in [
            (
                "POLYGON ((46 39, 47 39, 47 40, 46 39))",
                PositionError::Area,
            ),
            (
                "SRID=3857;POINT(5176356 4838471)",
                PositionError::OtherSystem,
            ),
            ("POINT (628000 4405000)", PositionError::OffTheEarth),
            ("POINT EMPTY", PositionError::Empty),
            ("POINT (46.5)", PositionError::Damaged),
            ("POINT (46.5 39.8", PositionError::Damaged),
            (
                "{\"type\":\"Point\",\"coordinates\":[46.5]}",
                PositionError::Damaged,
            ),
            ("{\"type\":\"Point\"}", PositionError::Damaged),
            ("95.8, 190.5", PositionError::OffTheEarth),
            ("39,8,46,5", PositionError::NoPosition),
            ("39,8,46", PositionError::NoPosition),
            ("Agdam", PositionError::NoPosition),
            ("39.8", PositionError::NoPosition),
            ("nan, nan", PositionError::NoPosition),
            ("", PositionError::NoPosition),
            ("38T 628000 4405000", PositionError::Reference),
        ] {
            assert_eq!(at(cell), Err(error), "{cell}");
        }
        let deep = "GEOMETRYCOLLECTION(".repeat(50_000);
        assert_eq!(at(&deep), Err(PositionError::Damaged));
    }

    proptest! {
        #[test]
        fn any_text_is_taken_without_a_panic(
            text in "(SRID=[0-9]{0,5};)?(POINT|MULTIPOINT|LINESTRING)? ?[0-9 .,()-]{0,30}|[01]{2}[0-9A-F]{40,60}|\\PC{0,30}"
        ) {
            let _ = at(&text);
        }
    }
}
