//! Shapes in conditions that a person drew: their positions stand in the text.

use super::{
    Condition,
    terms::{Decimal, Expr, Name, Term},
};
use crate::model::geo::{self, LonLat};

/// A shape that a condition asks about by its positions.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawn {
    /// One for a point, two and more for a line or the corners of an area.
    pub points: Vec<LonLat>,
    /// How far from it, in kilometres; `None` for what lies inside an area.
    pub within_km: Option<f64>,
}

/// Fewer do not make an area.
const CORNERS: usize = 3;

/// Positions as text: longitude and latitude in degrees, to about a metre.
pub(super) fn write(points: &[LonLat]) -> String {
    let of = |at: &LonLat| format!("{:.5} {:.5}", at.x, at.y);
    points.iter().map(of).collect::<Vec<_>>().join(", ")
}

/// The positions of a text that holds nothing else; `None` for any other, such as a name.
pub fn positions(text: &str) -> Option<Vec<LonLat>> {
    text.split(',').map(position).collect()
}

fn position(text: &str) -> Option<LonLat> {
    let mut numbers = text.split_whitespace().map(str::parse::<f64>);
    let (Some(Ok(x)), Some(Ok(y)), None) = (numbers.next(), numbers.next(), numbers.next()) else {
        return None;
    };
    let is_on_earth = x.abs() <= 180.0 && y.abs() <= 90.0;
    is_on_earth.then_some(LonLat { x, y })
}

/// Whether a text holds positions that lie outside the area of the map, and in it with latitude and
/// longitude swapped.
pub fn seem_swapped(text: &str) -> bool {
    let is_swapped = |at: &LonLat| {
        let other = LonLat { x: at.y, y: at.x };
        !geo::in_the_area(*at) && geo::in_the_area(other)
    };
    positions(text).is_some_and(|points| points.iter().all(is_swapped))
}

/// The corners of an area, where a text is that.
pub(super) fn corners(text: &str) -> Option<Vec<LonLat>> {
    positions(text).filter(|points| points.len() >= CORNERS)
}

impl Condition {
    /// What lies inside an area that was drawn; `None` where there are too few corners, or too many for a
    /// condition.
    ///
    /// ```
    /// use contactline::{model::geo::Coord, query::condition::Condition};
    ///
    /// let corners = [(46.0, 39.5), (46.5, 39.5), (46.5, 40.0)].map(|(x, y)| Coord { x, y });
    /// let condition = Condition::inside(&corners).expect("three corners");
    /// assert_eq!(condition.to_string(), "inside \"46.00000 39.50000, 46.50000 39.50000, 46.50000 40.00000\"");
    /// assert!(Condition::inside(&corners[..2]).is_none());
    /// ```
    pub fn inside(corners: &[LonLat]) -> Option<Self> {
        let is_area = corners.len() >= CORNERS;
        is_area.then(|| Self::drawn(corners, Term::Inside))?
    }

    /// What lies so near to a point or a line that was drawn; `None` where it has no point, or too many for a
    /// condition.
    pub fn within(km: u32, points: &[LonLat]) -> Option<Self> {
        let is_line = !points.is_empty();
        let km = Decimal(km.into());
        is_line.then(|| Self::drawn(points, |name| Term::Within(km, name)))?
    }

    fn drawn(points: &[LonLat], term: impl Fn(Name) -> Term) -> Option<Self> {
        let name = Name {
            text: write(points).into(),
            at: 0,
        };
        Self::parse(&term(name).to_string()).ok()
    }

    /// The shapes it asks about by their positions, in its order.
    pub fn drawn_shapes(&self) -> Vec<Drawn> {
        let mut found = Vec::new();
        gather(&self.expr, &mut found);
        found
    }
}

fn gather(expr: &Expr, found: &mut Vec<Drawn>) {
    match expr {
        Expr::Or(parts) | Expr::And(parts) => parts.iter().for_each(|part| gather(part, found)),
        Expr::Not(part) => gather(part, found),
        Expr::Term(Term::Inside(name)) => found.extend(corners(&name.text).map(|points| Drawn {
            points,
            within_km: None,
        })),
        Expr::Term(Term::Within(km, name)) => {
            found.extend(positions(&name.text).map(|points| Drawn {
                points,
                within_km: Some(km.0),
            }));
        }
        Expr::Term(_) => {}
    }
}
