//! Geometries as GeoPackage keeps them: a header with an envelope, then well-known binary. Read with
//! every length checked, since a damaged file may claim any.
//!
//! The crate `wkb` (0.9) does less: it panics at a multipoint whose part claims a system of its own,
//! and takes a compound curve for a point.

use geo::{
    BoundingRect as _, Coord, Geometry, GeometryCollection, LineString, MultiLineString,
    MultiPoint, MultiPolygon, Point, Polygon, Rect,
};

use crate::{io::heights::is_stated, words::notes::project};

/// Geometries within one another: a collection of multi-geometries of parts, and some to spare.
const DEEPEST: u32 = 8;

/// Writes a geometry in EPSG:4326, behind what is there.
pub fn encode(bytes: &mut Vec<u8>, geometry: &Geometry) {
    bytes.extend(b"GP\0");
    let bounds = match geometry {
        Geometry::Point(_) => None,
        other => other.bounding_rect(),
    };
    // Little-endian; an envelope of four numbers, or none.
    bytes.push(if bounds.is_some() { 0b0000_0011 } else { 1 });
    bytes.extend(4326_i32.to_le_bytes());
    if let Some(bounds) = bounds {
        for number in envelope(bounds) {
            bytes.extend(number.to_le_bytes());
        }
    }
    put(bytes, geometry);
}

/// West, east, south, north.
pub fn envelope(bounds: Rect) -> [f64; 4] {
    let (low, high) = (bounds.min(), bounds.max());
    [low.x, high.x, low.y, high.y]
}

fn put(bytes: &mut Vec<u8>, geometry: &Geometry) {
    match geometry {
        Geometry::Point(point) => {
            head(bytes, 1);
            coord(bytes, point.0);
        }
        Geometry::LineString(line) => {
            head(bytes, 2);
            coords(bytes, &line.0);
        }
        Geometry::Polygon(polygon) => {
            head(bytes, 3);
            count(bytes, 1 + polygon.interiors().len());
            coords(bytes, &polygon.exterior().0);
            for ring in polygon.interiors() {
                coords(bytes, &ring.0);
            }
        }
        Geometry::MultiPoint(points) => parts(bytes, 4, &points.0),
        Geometry::MultiLineString(lines) => parts(bytes, 5, &lines.0),
        Geometry::MultiPolygon(polygons) => parts(bytes, 6, &polygons.0),
        Geometry::GeometryCollection(collection) => parts(bytes, 7, &collection.0),
        Geometry::Line(line) => put(bytes, &LineString::from(*line).into()),
        Geometry::Rect(rect) => put(bytes, &rect.to_polygon().into()),
        Geometry::Triangle(triangle) => put(bytes, &triangle.to_polygon().into()),
    }
}

fn head(bytes: &mut Vec<u8>, kind: u32) {
    bytes.push(1);
    bytes.extend(kind.to_le_bytes());
}

fn count(bytes: &mut Vec<u8>, count: usize) {
    let count = u32::try_from(count).expect("no shape has four thousand million parts");
    bytes.extend(count.to_le_bytes());
}

fn parts<T: Clone + Into<Geometry>>(bytes: &mut Vec<u8>, kind: u32, parts: &[T]) {
    head(bytes, kind);
    count(bytes, parts.len());
    for part in parts {
        put(bytes, &part.clone().into());
    }
}

fn coords(bytes: &mut Vec<u8>, all: &[Coord]) {
    count(bytes, all.len());
    for at in all {
        coord(bytes, *at);
    }
}

fn coord(bytes: &mut Vec<u8>, at: Coord) {
    bytes.extend(at.x.to_le_bytes());
    bytes.extend(at.y.to_le_bytes());
}

/// Reads a geometry, heights and measures left aside. `None` where it is empty.
///
/// # Errors
///
/// What is wrong with it.
pub fn decode(bytes: &[u8]) -> Result<(Option<Geometry>, bool), String> {
    if bytes.len() < 8 || &bytes[..2] != b"GP" {
        return Err(project::not_a_geometry().to_owned());
    }
    let flags = bytes[3];
    if flags & 0b0010_0000 != 0 {
        return Err(project::extension_geometry().to_owned());
    }
    let envelope = match flags >> 1 & 0b111 {
        0 => 0,
        1 => 32,
        2 | 3 => 48,
        4 => 64,
        _ => return Err(project::unknown_envelope().to_owned()),
    };
    let wkb = bytes
        .get(8 + envelope..)
        .ok_or(project::geometry_truncated())?;
    if flags & 0b0001_0000 != 0 {
        return Ok((None, false));
    }
    let mut reader = Reader {
        rest: wkb,
        little: true,
        dimensions: 2,
        has_heights: false,
    };
    let geometry = reader.geometry(0)?;
    Ok((geometry, reader.has_heights))
}

struct Reader<'a> {
    rest: &'a [u8],
    little: bool,
    /// Numbers a position has.
    dimensions: usize,
    /// Whether one of those behind the second says anything.
    has_heights: bool,
}

impl Reader<'_> {
    fn geometry(&mut self, depth: u32) -> Result<Option<Geometry>, String> {
        if depth > DEEPEST {
            return Err(project::geometry_too_deep().to_owned());
        }
        let [order] = self.take()?;
        self.little = order == 1;
        let code = self.number()?;
        // Heights and measures: by thousands, or, in the older way, by the highest bits.
        let (kind, thousands) = (code & 0xffff, (code & 0xffff) / 1_000);
        let old = usize::from(code & 0x8000_0000 != 0) + usize::from(code & 0x4000_0000 != 0);
        let further = match thousands {
            1 | 2 => 1,
            3 => 2,
            _ => old,
        };
        self.dimensions = 2 + further;
        Ok(match kind % 1_000 {
            1 => {
                let at = self.coord()?;
                (!at.x.is_nan() || !at.y.is_nan()).then(|| Point(at).into())
            }
            2 => Some(LineString(self.coords()?).into()),
            3 => self.polygon()?.map(Geometry::from),
            4 => Some(MultiPoint(self.parts(depth)?).into()),
            5 => Some(MultiLineString(self.parts(depth)?).into()),
            6 => Some(MultiPolygon(self.parts(depth)?).into()),
            7 => {
                let parts = GeometryCollection(self.parts(depth)?);
                Some(Geometry::GeometryCollection(parts))
            }
            8..=14 => return Err(project::curved_geometry().to_owned()),
            other => return Err(project::unknown_geometry(other)),
        })
    }

    /// Parts that are of the wrong kind are passed over.
    fn parts<T: TryFrom<Geometry>>(&mut self, depth: u32) -> Result<Vec<T>, String> {
        // The shortest part is an empty line.
        let count = self.count(9)?;
        let mut parts = Vec::with_capacity(count.min(1_024));
        for _ in 0..count {
            let part = self.geometry(depth + 1)?;
            parts.extend(part.and_then(|part| T::try_from(part).ok()));
        }
        Ok(parts)
    }

    fn polygon(&mut self) -> Result<Option<Polygon>, String> {
        let count = self.count(4)?;
        let rings = (0..count).map(|_| self.coords().map(LineString));
        let mut rings: Vec<LineString> = rings.collect::<Result<_, _>>()?;
        if rings.is_empty() {
            return Ok(None);
        }
        let outer = rings.remove(0);
        Ok(Some(Polygon::new(outer, rings)))
    }

    fn coords(&mut self) -> Result<Vec<Coord>, String> {
        let count = self.count(8 * self.dimensions)?;
        (0..count).map(|_| self.coord()).collect()
    }

    fn coord(&mut self) -> Result<Coord, String> {
        let (x, y) = (self.float()?, self.float()?);
        for _ in 2..self.dimensions {
            self.has_heights |= is_stated(self.float()?);
        }
        Ok(Coord { x, y })
    }

    /// A number of things, each of at least so many bytes: more than are left cannot be.
    fn count(&mut self, least_bytes: usize) -> Result<usize, String> {
        let count = self.number()? as usize;
        match count.checked_mul(least_bytes) {
            Some(bytes) if bytes <= self.rest.len() => Ok(count),
            _ => Err(project::geometry_truncated().to_owned()),
        }
    }

    fn number(&mut self) -> Result<u32, String> {
        let bytes = self.take()?;
        Ok(match self.little {
            true => u32::from_le_bytes(bytes),
            false => u32::from_be_bytes(bytes),
        })
    }

    fn float(&mut self) -> Result<f64, String> {
        let bytes = self.take()?;
        Ok(match self.little {
            true => f64::from_le_bytes(bytes),
            false => f64::from_be_bytes(bytes),
        })
    }

    fn take<const N: usize>(&mut self) -> Result<[u8; N], String> {
        let (taken, rest) = self
            .rest
            .split_first_chunk::<N>()
            .ok_or(project::geometry_truncated())?;
        self.rest = rest;
        Ok(*taken)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn geometry_of(bytes: &[u8]) -> Result<Option<Geometry>, String> {
        decode(bytes).map(|(geometry, _)| geometry)
    }

    fn encoded(geometry: &Geometry) -> Vec<u8> {
        let mut bytes = Vec::new();
        encode(&mut bytes, geometry);
        bytes
    }

    fn square(at: f64) -> Polygon {
        let corner = |x: f64, y: f64| Coord {
            x: at + x,
            y: at + y,
        };
        let ring = vec![
            corner(0.0, 0.0),
            corner(9.0, 0.0),
            corner(9.0, 9.0),
            corner(0.0, 0.0),
        ];
        let hole = vec![
            corner(5.0, 1.0),
            corner(6.0, 1.0),
            corner(6.0, 2.0),
            corner(5.0, 1.0),
        ];
        Polygon::new(LineString(ring), vec![LineString(hole)])
    }

    #[test]
    fn every_kind_is_written_and_read() {
        let line = LineString::from(vec![(1.0, 2.0), (3.0, 4.5)]);
        let all: [Geometry; 6] = [
            Point::new(46.5, 39.75).into(),
            line.clone().into(),
            square(1.0).into(),
            MultiPoint(vec![Point::new(1.0, 2.0)]).into(),
            MultiLineString(vec![line.clone(), line]).into(),
            MultiPolygon(vec![square(1.0), square(20.0)]).into(),
        ];
        for geometry in &all {
            assert_eq!(
                geometry_of(&encoded(geometry)).as_ref(),
                Ok(&Some(geometry.clone()))
            );
        }
        let collection = Geometry::GeometryCollection(GeometryCollection(all.to_vec()));
        assert_eq!(geometry_of(&encoded(&collection)), Ok(Some(collection)));
    }

    #[test]
    fn big_endian_heights_and_emptiness_are_understood() {
        // POINT Z (1 2 3), as other programs write it.
        let mut bytes = b"GP\0\x00\x00\x00\x10\xe6".to_vec();
        bytes.extend([0, 0, 0, 3, 0xe9]);
        for number in [1.0_f64, 2.0, 3.0] {
            bytes.extend(number.to_be_bytes());
        }
        assert_eq!(geometry_of(&bytes), Ok(Some(Point::new(1.0, 2.0).into())));
        let nowhere = Point::new(f64::NAN, f64::NAN);
        assert_eq!(geometry_of(&encoded(&nowhere.into())), Ok(None));
        let mut empty = encoded(&square(0.0).into());
        empty[3] |= 0b0001_0000;
        assert_eq!(geometry_of(&empty), Ok(None));
    }

    #[test]
    fn a_damaged_geometry_is_refused_with_the_cause() {
        let whole = encoded(&square(0.0).into());
        let check = |bytes: &[u8], what: &str| assert_eq!(geometry_of(bytes), Err(what.to_owned()));
        check(b"", "not a GeoPackage geometry");
        check(&whole[..whole.len() - 1], "the geometry is truncated");
        check(&whole[..20], "the geometry is truncated");
        let mut many = whole.clone();
        many[45..49].copy_from_slice(&u32::MAX.to_le_bytes());
        check(&many, "the geometry is truncated");
        let mut deep = b"GP\0\x01\xe6\x10\0\0".to_vec();
        for _ in 0..20 {
            deep.extend([1, 7, 0, 0, 0, 1, 0, 0, 0]);
        }
        check(&deep, "geometries nested too deeply");
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..120)) {
            let _ = geometry_of(&bytes);
            let mut headed = b"GP\0\x01\xe6\x10\0\0\x01".to_vec();
            headed.extend(bytes);
            let _ = geometry_of(&headed);
        }
    }
}
