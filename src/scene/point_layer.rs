//! Many records as they are drawn: one dot or arrow each, in 32 bits and in the order of time.
//!
//! What is drawn of them and how is up to `render::point_layer`; nothing here knows of a screen.

use std::ops::Range;

use bytemuck::{Pod, Zeroable};

use super::{camera::World, pick_rows::world_of, pyramid::Pyramid};
use crate::model::{Dataset, Interval, Stamp, dataset::NOWHERE};

/// A record at one place.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Pod, Zeroable)]
pub struct Dot {
    /// In the Mercator square, from [`PointLayer::origin`].
    pub at: [f32; 2],
    /// First second of the record and the one after its last, from [`PointLayer::epoch`].
    pub start: u32,
    /// See `start`.
    pub end: u32,
    /// Which colour it has.
    pub kind: u32,
}

/// A record from one place to another.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Pod, Zeroable)]
pub struct Arrow {
    /// In the Mercator square, from [`PointLayer::origin`].
    pub from: [f32; 2],
    /// As `from`.
    pub to: [f32; 2],
    /// First second of the record and the one after its last, from [`PointLayer::epoch`].
    pub start: u32,
    /// See `start`.
    pub end: u32,
    /// Which colour it has.
    pub kind: u32,
}

/// A record as a point layer takes it: an arrow where it has two ends, a dot where it has one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    /// Where it begins, where it is an arrow.
    pub from: Option<World>,
    /// Where it is, or ends; `None` where it has no position.
    pub to: Option<World>,
    /// Seconds as in [`Stamp`], half-open.
    pub start: i64,
    /// See `start`.
    pub end: i64,
    /// Which colour it has.
    pub kind: u32,
}

/// One of the records of a point layer, by its place in [`PointLayer::dots`] or [`PointLayer::arrows`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Member {
    /// Place in [`PointLayer::dots`].
    Dot(u32),
    /// Place in [`PointLayer::arrows`].
    Arrow(u32),
}

/// More arrows of a point layer in a window are drawn straight.
pub const BENT_AT_MOST: usize = 20_000;

/// How a point layer is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Style {
    /// A dot or an arrow each.
    #[default]
    Points,
    /// Faint points and lines, which add up.
    Density,
    /// How much there is around each place. Of arrows, where they end.
    Heat,
}

/// Records to be drawn. Never changes; other records are another point layer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PointLayer {
    /// Where positions count from: amid the records, so that 32 bits are exact enough.
    pub origin: World,
    /// When seconds count from, as in [`Stamp`]: the first second of the first record.
    pub epoch: i64,
    /// In the order of their starts.
    pub dots: Vec<Dot>,
    /// In the order of their starts.
    pub arrows: Vec<Arrow>,
    /// Which row each dot and each arrow was.
    pub dot_rows: Vec<u32>,
    /// As `dot_rows`.
    pub arrow_rows: Vec<u32>,
    /// The latest end up to and with each dot and each arrow.
    dot_reach: Vec<u32>,
    arrow_reach: Vec<u32>,
    /// All of them counted, where [`PointLayer::counted`] did so.
    pyramid: Pyramid,
}

/// Fewer records than these are drawn as heat one by one.
const FEWEST_COUNTED: usize = 20_000;

impl PointLayer {
    /// A point layer of rows. Those without a place are left out, places outside the Mercator square are
    /// moved to its edge, and records end a second after their start at the earliest.
    ///
    /// The rows are gone through twice, so that none need be kept.
    pub fn new(rows: impl Iterator<Item = Row> + Clone) -> Self {
        let (origin, epoch) = amid(rows.clone());
        let mut dots = Vec::new();
        let mut arrows = Vec::new();
        for (index, row) in (0_u32..).zip(rows) {
            let start = seconds(row.start, epoch);
            let end = seconds(row.end, epoch).max(start.saturating_add(1));
            let kind = row.kind;
            match (row.from.and_then(held), row.to.and_then(held)) {
                (Some(from), Some(to)) => {
                    let [from, to] = [from, to].map(|at| near(at, origin));
                    let arrow = Arrow {
                        from,
                        to,
                        start,
                        end,
                        kind,
                    };
                    arrows.push((arrow, index));
                }
                (Some(at), None) | (None, Some(at)) => {
                    let at = near(at, origin);
                    let dot = Dot {
                        at,
                        start,
                        end,
                        kind,
                    };
                    dots.push((dot, index));
                }
                (None, None) => {}
            }
        }
        // Of records that start together, the rows' order decides which is drawn on top.
        dots.sort_by_key(|(dot, _)| dot.start);
        arrows.sort_by_key(|(arrow, _)| arrow.start);
        let (dots, dot_rows): (Vec<_>, _) = dots.into_iter().unzip();
        let (arrows, arrow_rows): (Vec<_>, _) = arrows.into_iter().unzip();
        Self {
            origin,
            epoch,
            dot_reach: reach(dots.iter().map(|dot| dot.end)),
            arrow_reach: reach(arrows.iter().map(|arrow| arrow.end)),
            dots,
            arrows,
            dot_rows,
            arrow_rows,
            pyramid: Pyramid::default(),
        }
    }

    /// With its records counted in squares, where they are so many that heat is better drawn from that. Looks at each
    /// of them, so it is no work for a frame.
    pub fn counted(mut self) -> Self {
        if self.dots.len() + self.arrows.len() >= FEWEST_COUNTED {
            let World { x, y } = self.origin;
            let place = |at: [f32; 2]| World {
                x: x + f64::from(at[0]),
                y: y + f64::from(at[1]),
            };
            let dots = self.dots.iter().map(|dot| (place(dot.at), dot.kind));
            let arrows = self.arrows.iter();
            let ends = arrows.map(|arrow| (place(arrow.to), arrow.kind));
            self.pyramid = Pyramid::of(self.origin, dots.chain(ends));
        }
        self
    }

    /// Its records counted in squares; nothing where they are few.
    pub fn pyramid(&self) -> &Pyramid {
        &self.pyramid
    }

    /// Its records counted in squares, where a window holds all of them. Arrows count where they end.
    pub fn pyramid_of(&self, window: Interval) -> Option<&Pyramid> {
        let all = |range: Range<u32>, len: usize| range.len() == len;
        let holds_all = self.window(window)[0] == 0
            && all(self.dots_in(window), self.dots.len())
            && all(self.arrows_in(window), self.arrows.len());
        holds_all.then_some(&self.pyramid)
    }

    /// The rows of a dataset that have a position of their own.
    pub fn of_dataset(dataset: &Dataset) -> Self {
        Self::of_kinds(dataset, |row| dataset.columns.kind[row])
    }

    /// As [`PointLayer::of_dataset`], with kinds of one's own.
    pub fn of_kinds(dataset: &Dataset, kind: impl Fn(usize) -> u32 + Clone) -> Self {
        let columns = &dataset.columns;
        let world = |at: Option<&[i32; 2]>| at.filter(|at| **at != NOWHERE).map(|at| world_of(*at));
        let dated = columns.spot.len().min(dataset.len() - dataset.undated());
        let rows = (0..dated).map(|row| Row {
            from: world(columns.from.get(row)),
            to: world(columns.spot.get(row)),
            start: columns.start[row],
            end: columns.end[row],
            kind: kind(row),
        });
        Self::new(rows)
    }

    /// The same records with other kinds, by row.
    pub fn with_kinds(&self, kind: impl Fn(usize) -> u32) -> Self {
        let mut other = self.clone();
        other.pyramid = Pyramid::default();
        for (dot, row) in other.dots.iter_mut().zip(&self.dot_rows) {
            dot.kind = kind(*row as usize);
        }
        for (arrow, row) in other.arrows.iter_mut().zip(&self.arrow_rows) {
            arrow.kind = kind(*row as usize);
        }
        other
    }

    /// Dots at positions in units of 1e-7 degrees, all of one kind, in the first second of 1970.
    pub fn of_positions(positions: &[[i32; 2]]) -> Self {
        let rows = positions.iter().map(|at| Row {
            from: None,
            to: (*at != NOWHERE).then(|| world_of(*at)),
            start: 0,
            end: 1,
            kind: 0,
        });
        Self::new(rows)
    }

    /// Whether nothing is drawn.
    pub fn is_empty(&self) -> bool {
        self.dots.is_empty() && self.arrows.is_empty()
    }

    /// The window in seconds from the epoch, half-open.
    pub fn window(&self, window: Interval) -> [u32; 2] {
        let Stamp(start) = window.start();
        let Stamp(end) = window.end();
        [start, end].map(|stamp| seconds(stamp, self.epoch))
    }

    /// The fewest dots in a row among which are all of a window.
    pub fn dots_in(&self, window: Interval) -> Range<u32> {
        let [start, end] = self.window(window);
        let first = self.dot_reach.partition_point(|reach| *reach <= start);
        let last = self.dots.partition_point(|dot| dot.start < end);
        first.min(last) as u32..last as u32
    }

    /// The fewest arrows in a row among which are all of a window.
    pub fn arrows_in(&self, window: Interval) -> Range<u32> {
        let [start, end] = self.window(window);
        let first = self.arrow_reach.partition_point(|reach| *reach <= start);
        let last = self.arrows.partition_point(|arrow| arrow.start < end);
        first.min(last) as u32..last as u32
    }

    /// Which row a member was.
    pub fn row(&self, member: Member) -> Option<u32> {
        match member {
            Member::Dot(index) => self.dot_rows.get(index as usize).copied(),
            Member::Arrow(index) => self.arrow_rows.get(index as usize).copied(),
        }
    }
}

/// The middle of the places and the first second of all rows.
fn amid(rows: impl Iterator<Item = Row>) -> (World, i64) {
    let mut bounds: Option<[World; 2]> = None;
    let mut epoch: Option<i64> = None;
    for row in rows {
        for at in [row.from, row.to].into_iter().flatten().filter_map(held) {
            let [low, high] = bounds.get_or_insert([at, at]);
            *low = World {
                x: low.x.min(at.x),
                y: low.y.min(at.y),
            };
            *high = World {
                x: high.x.max(at.x),
                y: high.y.max(at.y),
            };
        }
        epoch = Some(epoch.map_or(row.start, |epoch| epoch.min(row.start)));
    }
    let [low, high] = bounds.unwrap_or_default();
    ((low + high) / 2.0, epoch.unwrap_or_default())
}

/// The place, held to the Mercator square; `None` where it is no place.
fn held(at: World) -> Option<World> {
    (at.x.is_finite() && at.y.is_finite()).then(|| World {
        x: at.x.clamp(0.0, 1.0),
        y: at.y.clamp(0.0, 1.0),
    })
}

fn near(at: World, origin: World) -> [f32; 2] {
    [(at.x - origin.x) as f32, (at.y - origin.y) as f32]
}

/// Seconds from the epoch; those before it are 0, those too far after it as late as can be said.
fn seconds(stamp: i64, epoch: i64) -> u32 {
    u32::try_from(stamp.saturating_sub(epoch).max(0)).unwrap_or(u32::MAX)
}

fn reach(ends: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut latest = 0;
    ends.map(|end| {
        latest = latest.max(end);
        latest
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const DAY: i64 = Stamp::DAY;

    fn row(start: i64, end: i64) -> Row {
        Row {
            from: None,
            to: Some(World { x: 0.63, y: 0.38 }),
            start,
            end,
            kind: 0,
        }
    }

    fn window(start: i64, end: i64) -> Interval {
        Interval::new(Stamp(start), Stamp(end))
    }

    #[test]
    fn two_ends_make_an_arrow_one_a_dot_and_none_nothing() {
        let at = Some(World { x: 0.6, y: 0.4 });
        let rows = [(None, None), (at, at), (at, None), (None, at)];
        let rows = rows.map(|(from, to)| Row {
            from,
            to,
            ..row(0, 60)
        });
        let point_layer = PointLayer::new(rows.into_iter());
        assert_eq!(point_layer.arrow_rows, [1]);
        assert_eq!(point_layer.dot_rows, [2, 3]);
        assert_eq!(point_layer.row(Member::Dot(1)), Some(3));
        assert_eq!(point_layer.row(Member::Arrow(1)), None);
    }

    #[test]
    fn places_that_are_none_are_left_out_and_those_off_the_map_held_to_it() {
        let to = |x, y| Row {
            to: Some(World { x, y }),
            ..row(0, 1)
        };
        let point_layer = PointLayer::new([to(f64::NAN, 0.5), to(9.0, -9.0)].into_iter());
        assert_eq!(point_layer.dot_rows, [1]);
        assert_eq!(point_layer.origin, World { x: 1.0, y: 0.0 });
    }

    #[test]
    fn seconds_are_exact_thirty_years_from_the_epoch() {
        let far = 30 * 365 * DAY;
        let point_layer = PointLayer::new([row(-DAY, 0), row(far, far + 1)].into_iter());
        assert_eq!(point_layer.epoch, -DAY);
        assert_eq!(point_layer.dots[1].start, (far + DAY) as u32);
        assert_eq!(point_layer.dots[1].end - point_layer.dots[1].start, 1);
        assert_eq!(point_layer.dots_in(window(far - 1, far)), 1..1);
        assert_eq!(point_layer.dots_in(window(far, far + 1)), 1..2);
        assert_eq!(point_layer.dots_in(window(far + 1, far + 2)), 2..2);
    }

    #[test]
    fn times_too_far_apart_are_held_to_what_can_be_said() {
        let point_layer = PointLayer::new([row(0, i64::MAX), row(i64::MAX, i64::MIN)].into_iter());
        assert_eq!(
            (point_layer.dots[0].start, point_layer.dots[0].end),
            (0, u32::MAX)
        );
        assert_eq!(point_layer.dots[1].start, u32::MAX);
        assert_eq!(PointLayer::new(std::iter::empty()), PointLayer::default());
    }

    proptest! {
        #[test]
        fn the_range_of_a_window_holds_all_that_lie_in_it(
            rows in prop::collection::vec((0_i64..1000, 1_i64..200), 0..60),
            start in -50_i64..1200, length in 1_i64..300,
        ) {
            let rows = rows.into_iter().map(|(start, length)| row(start, start + length));
            let point_layer = PointLayer::new(rows);
            let window = window(start, start + length);
            let [from, to] = point_layer.window(window);
            let range = point_layer.dots_in(window);
            for (index, dot) in (0_u32..).zip(&point_layer.dots) {
                if dot.start < to && dot.end > from {
                    prop_assert!(range.contains(&index), "{dot:?} {range:?}");
                }
            }
            prop_assert!(point_layer.dots.is_sorted_by_key(|dot| dot.start));
        }
    }
}
