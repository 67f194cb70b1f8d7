//! Whether the outlines of a shape cross themselves, found within a budget: mending a shape takes time
//! and memory in proportion to its crossings, of which a hostile file can have millions.

use geo::{Intersects as _, LinesIter};

use super::budget::{Budget, Stopped, limits};

/// How often the outlines of a shape cross.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Crossings {
    None,
    Some,
    /// More than can be mended, or than can be counted, in reasonable time.
    TooMany,
}

/// Looks at all pairs of edges that overlap from west to east, each of which is a step.
///
/// # Errors
///
/// Where the budget is spent.
pub fn crossings<'s>(
    shape: &'s impl LinesIter<'s, Scalar = f64>,
    budget: &Budget,
) -> Result<Crossings, Stopped> {
    let mut edges: Vec<geo::Line> = shape.lines_iter().collect();
    for edge in &mut edges {
        if edge.start.x > edge.end.x {
            std::mem::swap(&mut edge.start, &mut edge.end);
        }
    }
    edges.sort_by(|a, b| a.start.x.total_cmp(&b.start.x));
    let (mut pairs, mut found) = (0_u64, 0);
    for (index, edge) in edges.iter().enumerate() {
        let before = pairs;
        let (low, high) = span(edge);
        for other in &edges[index + 1..] {
            if other.start.x > edge.end.x {
                break;
            }
            pairs += 1;
            if pairs > limits::PAIRS_OF_EDGES {
                return Ok(Crossings::TooMany);
            }
            let (other_low, other_high) = span(other);
            if other_low > high || other_high < low || shares_an_end(edge, other) {
                continue;
            }
            if edge.intersects(other) {
                found += 1;
                if found > limits::CROSSINGS {
                    return Ok(Crossings::TooMany);
                }
            }
        }
        budget.step(1 + pairs - before)?;
    }
    Ok(match found {
        0 => Crossings::None,
        _ => Crossings::Some,
    })
}

/// From south to north.
fn span(edge: &geo::Line) -> (f64, f64) {
    match edge.start.y < edge.end.y {
        true => (edge.start.y, edge.end.y),
        false => (edge.end.y, edge.start.y),
    }
}

/// Neighbours in a ring do.
fn shares_an_end(a: &geo::Line, b: &geo::Line) -> bool {
    a.start == b.start || a.start == b.end || a.end == b.start || a.end == b.end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::geo::MultiPolygon;

    fn found(shape: &MultiPolygon) -> Crossings {
        crossings(shape, &Budget::default()).expect("enough")
    }

    fn ring(positions: impl IntoIterator<Item = (f64, f64)>) -> MultiPolygon {
        let ring: geo::LineString = positions.into_iter().collect();
        MultiPolygon(vec![geo::Polygon::new(ring, Vec::new())])
    }

    #[test]
    fn a_square_does_not_cross_itself_and_a_bow_tie_does() {
        let square = ring([(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]);
        assert_eq!(found(&square), Crossings::None);
        let bow_tie = ring([(0.0, 0.0), (1.0, 1.0), (1.0, 0.0), (0.0, 1.0)]);
        assert_eq!(found(&bow_tie), Crossings::Some);
    }

    #[test]
    fn a_long_outline_is_checked_and_a_tangle_is_given_up() {
        let circle = (0..200_000).map(|number| {
            let angle = f64::from(number) * std::f64::consts::TAU / 200_000.0;
            (angle.cos(), angle.sin())
        });
        assert_eq!(found(&ring(circle)), Crossings::None);
        // Each edge crosses nearly the whole width.
        let tangle = (0..200_000).map(|number: i32| {
            let x = f64::from(number % 2) + f64::from(number.wrapping_mul(7919) % 1000) / 1e5;
            (x, f64::from(number.wrapping_mul(104_729) % 1000))
        });
        assert_eq!(found(&ring(tangle)), Crossings::TooMany);
    }
}
