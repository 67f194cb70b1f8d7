//! Picking points: through their index, never by looking at all of them.

use super::{
    bundle::BEND,
    camera::{Px, View, World, px, to_lon_lat, to_world},
    curve::{Curve, distance, distance_to_polyline},
};
use crate::{
    model::{
        Atlas, Dataset, Extent, RecordId, Window,
        dataset::NOWHERE,
        geo::{LonLat, Rect},
    },
    query::{Answer, ShownRows},
};

/// How points are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RowShape {
    /// Arrows bend to one side.
    #[default]
    Bent,
    /// So many arrows that they are drawn straight.
    Straight,
}

/// How far beside a row a pointer may be, in points.
const REACH_PX: f32 = 6.0;

/// How far beside the map an end may lie for its arrow to be drawn: below a panel, in points.
const PASSING_PX: f32 = 360.0;

/// More than a person clicks through at one spot.
const MOST: usize = 24;

/// The rows near a point of the view, the nearest first; of equals the latest.
pub fn pick_rows(
    atlas: &Atlas,
    answer: &Answer,
    window: Window,
    (view, shape): (&View, RowShape),
    at: Px,
) -> Vec<RecordId> {
    let corner = |dx, dy| to_lon_lat(view.unproject(at + px(dx, dy)));
    let around = Rect::new(corner(-REACH_PX, REACH_PX), corner(REACH_PX, -REACH_PX));
    let around = extent_of(around);
    let near = Near { view, shape, at };
    let mut found: Vec<(f32, RecordId)> = Vec::new();
    for rows in ShownRows::of(atlas, answer, window.interval()) {
        let reaches = |[spot, from]: &[[i32; 2]; 2]| match *from {
            NOWHERE => around.contains(*spot),
            from => !near.is_beside(from, *spot, around),
        };
        rows.each_reaching(around, reaches, |row| {
            let distance = near.distance(rows.dataset, row as usize);
            if let Some(distance) = distance.filter(|px| *px <= REACH_PX) {
                found.push((distance, rows.record(row)));
            }
        });
    }
    let order = |a: &(f32, RecordId), b: &(f32, RecordId)| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1));
    if found.len() > MOST {
        found.select_nth_unstable_by(MOST, order);
        found.truncate(MOST);
    }
    found.sort_by(order);
    found.into_iter().map(|(_, id)| id).collect()
}

/// A box in degrees in the units of datasets.
pub fn extent_of(area: Rect) -> Extent {
    let units = |at: LonLat| [at.x, at.y].map(|degrees| (degrees * 1e7).round() as i32);
    Extent {
        low: units(area.min()),
        high: units(area.max()),
    }
}

/// A position of a dataset in the Mercator square.
pub fn world_of(at: [i32; 2]) -> World {
    let [x, y] = at.map(|units| f64::from(units) / 1e7);
    to_world(LonLat { x, y })
}

/// Measures how far rows lie from the pointer.
struct Near<'a> {
    view: &'a View,
    shape: RowShape,
    at: Px,
}

impl Near<'_> {
    /// In points; `None` where it is not drawn.
    fn distance(&self, dataset: &Dataset, row: usize) -> Option<f32> {
        let spot = dataset.columns.spot[row];
        let from = dataset.columns.from.get(row).copied().unwrap_or(NOWHERE);
        if from == NOWHERE {
            return Some(distance(self.view.project(world_of(spot)), self.at));
        }
        // An arrow that only passes is not drawn.
        let is_seen = |at: [i32; 2]| self.view.sees(self.view.project(world_of(at)), PASSING_PX);
        if !is_seen(from) && !is_seen(spot) {
            return None;
        }
        Some(match self.shape {
            RowShape::Bent => {
                let curve = Curve::bent(world_of(from), world_of(spot), BEND);
                curve.distance_to(self.at, self.view)
            }
            RowShape::Straight => {
                let ends = [from, spot].map(|at| self.view.project(world_of(at)));
                distance_to_polyline(self.at, &ends)
            }
        })
    }

    /// Whether an arrow passes the box by, as far as can be told without projecting its ends.
    fn is_beside(&self, from: [i32; 2], to: [i32; 2], around: Extent) -> bool {
        if !Extent::of_arrow(from, to).meets(around) {
            return true;
        }
        // From the middle of the box, in its half widths: near enough to flat this near.
        let flat = |at: [i32; 2]| {
            [0, 1].map(|axis| {
                let (low, high) = (f64::from(around.low[axis]), f64::from(around.high[axis]));
                let half = ((high - low) / 2.0).max(1.0);
                (f64::from(at[axis]) - (low + high) / 2.0) / half
            })
        };
        let ([ax, ay], [bx, by]) = (flat(from), flat(to));
        let (dx, dy) = (bx - ax, by - ay);
        let length = dx.hypot(dy);
        let off_line = (ax * dy - ay * dx).abs() / length.max(1e-9);
        let bend = match self.shape {
            RowShape::Bent => 1.2 * BEND * length,
            RowShape::Straight => 0.02 * length,
        };
        off_line > 2.0 + bend
    }
}
