//! Outlines of areas and courses of lines, as their files have them, held to the earth.

use crate::{
    model::{
        budget::limits,
        geo::{LonLat, MultiLineString, MultiPolygon, are_metres, on_the_map},
    },
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
        Some(at) if are_metres(*at) => Err(formats::metres().to_owned()),
        Some(at) => Err(formats::not_degrees(at.x, at.y)),
        None => Ok(()),
    }
}

/// Where its name stands: a position inside of it.
///
/// The best position is looked for among all parts of a row through the middle, each of which is held
/// against the whole outline; outlines that are long, or a tangle, take the longest part.
pub fn label_of(shape: &MultiPolygon) -> Option<LonLat> {
    use geo::{CoordsIter as _, InteriorPoint as _};
    match shape.coords_count() <= limits::CHECKED_CORNERS {
        true => shape.interior_point().map(|point| point.0),
        false => across_the_middle(shape),
    }
}

/// The middle of the longest stretch inside the shape, halfway from south to north.
fn across_the_middle(shape: &MultiPolygon) -> Option<LonLat> {
    use geo::{BoundingRect as _, LinesIter as _};
    let y = shape.bounding_rect()?.center().y;
    let mut crossed: Vec<f64> = shape
        .lines_iter()
        .filter(|edge| (edge.start.y > y) != (edge.end.y > y))
        .map(|edge| {
            let share = (y - edge.start.y) / (edge.end.y - edge.start.y);
            edge.start.x + share * (edge.end.x - edge.start.x)
        })
        .collect();
    crossed.sort_by(f64::total_cmp);
    let inside = crossed.chunks_exact(2).map(|ends| (ends[0], ends[1]));
    let (west, east) = inside.max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)))?;
    Some(LonLat {
        x: west.midpoint(east),
        y,
    })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_long_outline_stands_inside_of_it() {
        use geo::Contains as _;
        // A ring around a hole: its middle is not inside.
        let circle = |radius: f64| -> geo::LineString {
            let corner = |number: i32| {
                let angle = f64::from(number) * std::f64::consts::TAU / 2_000.0;
                (46.0 + radius * angle.cos(), 40.0 + radius * angle.sin())
            };
            (0..2_000).map(corner).collect()
        };
        let shape = MultiPolygon(vec![geo::Polygon::new(circle(1.0), vec![circle(0.6)])]);
        let at = label_of(&shape).expect("inside");
        assert!(shape.contains(&geo::Point(at)), "{at:?}");
        assert!((at.y - 40.0).abs() < 1e-9 && (at.x - 46.0).abs() > 0.6);
    }
}
