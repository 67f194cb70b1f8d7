//! Outlines of areas and courses of lines, as their files have them, held to the earth.

use crate::{
    model::geo::{LonLat, MultiLineString, MultiPolygon, on_the_map},
    words::notes::formats,
};

/// The geometry as polygons, every position checked.
pub fn polygons(geometry: geo::Geometry) -> Result<MultiPolygon, String> {
    let shape = match geometry {
        geo::Geometry::Polygon(polygon) => MultiPolygon(vec![polygon]),
        geo::Geometry::MultiPolygon(polygons) => polygons,
        _ => return Err(formats::not_a_polygon().to_owned()),
    };
    for ring in rings(&shape) {
        if ring.0.len() < 4 {
            return Err(formats::short_ring().to_owned());
        }
        check_positions(&ring.0)?;
    }
    Ok(shape)
}

fn rings(shape: &MultiPolygon) -> impl Iterator<Item = &geo::LineString> {
    let rings =
        |polygon| std::iter::once(geo::Polygon::exterior(polygon)).chain(polygon.interiors());
    shape.iter().flat_map(rings)
}

/// Whether every position lies on the earth.
pub fn check_positions(positions: &[LonLat]) -> Result<(), String> {
    match positions.iter().find(|at| !on_the_map(**at)) {
        Some(at) => Err(formats::not_degrees(at.x, at.y)),
        None => Ok(()),
    }
}

/// Where its name stands: a position inside of it.
pub fn label_of(shape: &MultiPolygon) -> Option<LonLat> {
    use geo::InteriorPoint as _;
    shape.interior_point().map(|point| point.0)
}

/// The geometry as lines, every position checked.
pub fn lines(geometry: geo::Geometry) -> Result<MultiLineString, String> {
    let shape = match geometry {
        geo::Geometry::LineString(line) => MultiLineString(vec![line]),
        geo::Geometry::MultiLineString(lines) => lines,
        _ => return Err(formats::not_a_line().to_owned()),
    };
    for line in &shape {
        if line.0.len() < 2 {
            return Err(formats::short_line().to_owned());
        }
        check_positions(&line.0)?;
    }
    Ok(shape)
}
