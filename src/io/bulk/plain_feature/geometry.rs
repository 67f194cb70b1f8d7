//! The geometry of a plain feature: a point, or the ends of a line.

use std::fmt;

use serde::de::{DeserializeSeed, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::UNUSUAL;
use crate::io::heights::is_stated;

/// Where a feature lies.
#[derive(Clone, Copy, Debug, Default)]
pub enum Geometry {
    /// Nowhere.
    #[default]
    None,
    /// At a position.
    Point([f64; 2]),
    /// Along a line. Its first and last position.
    Line([[f64; 2]; 2]),
}

/// A point or a line.
pub struct GeometrySeed;

impl<'b> DeserializeSeed<'b> for GeometrySeed {
    type Value = Geometry;

    fn deserialize<D: serde::Deserializer<'b>>(self, from: D) -> Result<Geometry, D::Error> {
        from.deserialize_any(self)
    }
}

impl<'b> Visitor<'b> for GeometrySeed {
    type Value = Geometry;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(UNUSUAL)
    }

    fn visit_unit<E>(self) -> Result<Geometry, E> {
        Ok(Geometry::None)
    }

    fn visit_map<A: MapAccess<'b>>(self, mut map: A) -> Result<Geometry, A::Error> {
        let (mut kind, mut geometry) = (None, None);
        while let Some(key) = map.next_key::<&str>()? {
            match key {
                "type" if kind.is_none() => kind = Some(map.next_value::<&str>()?),
                "coordinates" if geometry.is_none() => {
                    geometry = Some(map.next_value_seed(Coordinates)?);
                }
                _ => return Err(A::Error::custom(UNUSUAL)),
            }
        }
        match (kind, geometry) {
            (Some("Point"), Some(point @ Geometry::Point(_))) => Ok(point),
            (Some("LineString"), Some(line @ Geometry::Line(_))) => Ok(line),
            _ => Err(A::Error::custom(UNUSUAL)),
        }
    }
}

/// A position, or a list of positions.
struct Coordinates;

impl<'b> DeserializeSeed<'b> for Coordinates {
    type Value = Geometry;

    fn deserialize<D: serde::Deserializer<'b>>(self, from: D) -> Result<Geometry, D::Error> {
        from.deserialize_seq(self)
    }
}

impl<'b> Visitor<'b> for Coordinates {
    type Value = Geometry;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(UNUSUAL)
    }

    fn visit_seq<A: SeqAccess<'b>>(self, mut list: A) -> Result<Geometry, A::Error> {
        let unusual = || A::Error::custom(UNUSUAL);
        match list.next_element_seed(Element)?.ok_or_else(unusual)? {
            Part::Number(x) => Ok(Geometry::Point(position(x, &mut list)?)),
            Part::Position(first) => {
                let mut last = None;
                while let Some(next) = list.next_element_seed(Element)? {
                    let Part::Position(next) = next else {
                        return Err(unusual());
                    };
                    last = Some(next);
                }
                Ok(Geometry::Line([first, last.ok_or_else(unusual)?]))
            }
        }
    }
}

/// The rest of a position whose first number is `x`: one number, or two with a height that says nothing.
fn position<'b, A: SeqAccess<'b>>(x: f64, list: &mut A) -> Result<[f64; 2], A::Error> {
    let y = list.next_element::<f64>()?;
    let height = list.next_element::<f64>()?;
    let is_over = match height {
        Some(height) => !is_stated(height) && list.next_element::<IgnoredAny>()?.is_none(),
        None => true,
    };
    let y = y.filter(|_| is_over);
    y.map(|y| [x, y]).ok_or_else(|| A::Error::custom(UNUSUAL))
}

enum Part {
    Number(f64),
    Position([f64; 2]),
}

struct Element;

impl<'b> DeserializeSeed<'b> for Element {
    type Value = Part;

    fn deserialize<D: serde::Deserializer<'b>>(self, from: D) -> Result<Part, D::Error> {
        from.deserialize_any(self)
    }
}

impl<'b> Visitor<'b> for Element {
    type Value = Part;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(UNUSUAL)
    }

    fn visit_i64<E>(self, value: i64) -> Result<Part, E> {
        Ok(Part::Number(value as f64))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Part, E> {
        Ok(Part::Number(value as f64))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Part, E> {
        Ok(Part::Number(value))
    }

    fn visit_seq<A: SeqAccess<'b>>(self, mut list: A) -> Result<Part, A::Error> {
        match list.next_element::<f64>()? {
            Some(x) => position(x, &mut list).map(Part::Position),
            None => Err(A::Error::custom(UNUSUAL)),
        }
    }
}
