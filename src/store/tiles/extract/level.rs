//! What is drawn at one zoom: shapes in units of its tiles, simplified, the smallest left out; and
//! cut to boxes.

use std::ops::Range;

use super::{
    ExtractError,
    features::{Features, Shape},
    points::At,
    tags::Layer,
};
use crate::model::Budget;

/// Units a side of a tile has.
pub const EXTENT: i32 = 4096;
/// As many bits.
const EXTENT_BITS: u8 = 12;

/// How far a line may lie off at a zoom that is not the deepest: half a point of the screen.
const OFF_UNITS: f64 = 4.0;
/// The smallest areas that are drawn, in square units: four points of the screen.
const LEAST_UNITS2: f64 = 256.0;
/// The least length of a river and size of a lake at which its name is written.
const NAMED_RIVER_UNITS: f64 = 900.0;
const NAMED_WATER_UNITS2: f64 = 400.0 * 400.0;
/// So many positions are simplified together, so that no shape takes the square of its length.
const TOGETHER: usize = 512;

/// A position in units of the tiles of a zoom, from the north-west of the world.
pub type Unit = [i32; 2];

/// All of one zoom.
pub struct Level {
    pub zoom: u8,
    pub parts: Vec<Part>,
    pub rings: Vec<LevelRing>,
    pub points: Vec<Unit>,
    pub spots: Vec<Spot>,
}

/// A line or an area.
pub struct Part {
    pub feature: usize,
    pub rings: Range<usize>,
    pub low: Unit,
    pub high: Unit,
}

pub struct LevelRing {
    pub points: Range<usize>,
    pub is_inner: bool,
}

/// A point with a name.
pub struct Spot {
    pub feature: usize,
    pub at: Unit,
    pub layer: Layer,
    /// Of a river, the degrees its name is turned clockwise.
    pub angle: Option<f64>,
}

impl Level {
    pub fn of(
        features: &Features,
        zoom: u8,
        deepest: u8,
        budget: &Budget,
    ) -> Result<Self, ExtractError> {
        let mut level = Self {
            zoom,
            parts: Vec::new(),
            rings: Vec::new(),
            points: Vec::new(),
            spots: Vec::new(),
        };
        let off = match zoom == deepest {
            true => 1.0,
            false => OFF_UNITS,
        };
        for (number, feature) in features.all.iter().enumerate() {
            if feature.sort.from_zoom > zoom {
                continue;
            }
            let layer = feature.sort.layer;
            let name_of_water = !feature.said.is_empty();
            match &feature.shape {
                Shape::Spot(at) => level.spots.push(Spot {
                    feature: number,
                    at: level.unit(*at),
                    layer,
                    angle: None,
                }),
                Shape::Line(pieces) => {
                    let from = level.rings.len();
                    for piece in pieces {
                        budget.step(piece.len() as u64)?;
                        let points = level.simplified(&features.points[piece.clone()], off);
                        let own = &level.points[points.clone()];
                        if name_of_water
                            && layer == Layer::Rivers
                            && let Some((at, angle)) = along(own)
                        {
                            level.spots.push(Spot {
                                feature: number,
                                at,
                                layer: Layer::WaterNames,
                                angle: Some(angle),
                            });
                        }
                        if points.len() >= 2 {
                            level.rings.push(LevelRing {
                                points,
                                is_inner: false,
                            });
                        }
                    }
                    level.end_part(number, from);
                }
                Shape::Area(rings) => {
                    let from = level.rings.len();
                    let mut is_left_out = false;
                    let mut largest = (0.0, None);
                    for ring in rings {
                        if ring.is_inner && is_left_out {
                            continue;
                        }
                        budget.step(ring.points.len() as u64)?;
                        let points = level.simplified(&features.points[ring.points.clone()], off);
                        let size = twice_area(&level.points[points.clone()]).abs() / 2.0;
                        let is_small = size < LEAST_UNITS2 || points.len() < 4;
                        if !ring.is_inner {
                            is_left_out = is_small;
                        }
                        if is_small {
                            level.points.truncate(points.start);
                            continue;
                        }
                        if !ring.is_inner && size > largest.0 {
                            largest = (size, Some(level.rings.len()));
                        }
                        level.rings.push(LevelRing {
                            points,
                            is_inner: ring.is_inner,
                        });
                    }
                    // An outline goes before what is cut out of it.
                    let own = |first: usize| {
                        let rest = &level.rings[first + 1..];
                        let holes = rest.iter().take_while(|ring| ring.is_inner).count();
                        &level.rings[first..=first + holes]
                    };
                    if let (size, Some(first)) = largest
                        && name_of_water
                        && size >= NAMED_WATER_UNITS2
                        && let Some(at) = inside(&level.points, own(first))
                    {
                        level.spots.push(Spot {
                            feature: number,
                            at,
                            layer: Layer::WaterNames,
                            angle: None,
                        });
                    }
                    level.end_part(number, from);
                }
            }
        }
        Ok(level)
    }

    /// A position in units of this zoom.
    pub fn unit(&self, at: At) -> Unit {
        let shift = 32 - self.zoom - EXTENT_BITS;
        let half = 1_u64 << (shift - 1);
        at.map(|part| ((u64::from(part) + half) >> shift) as i32)
    }

    /// Adds positions, without those that make no difference of `off` units.
    fn simplified(&mut self, points: &[At], off: f64) -> Range<usize> {
        let from = self.points.len();
        let mut units: Vec<Unit> = points.iter().map(|at| self.unit(*at)).collect();
        units.dedup();
        if units.is_empty() {
            return from..from;
        }
        // A ring ends where it begins: it is simplified as two halves.
        let half = (units.len() / 2).clamp(1, TOGETHER);
        self.points.push(units[0]);
        let mut begun = 0;
        while begun + 1 < units.len() {
            let step = match begun {
                0 => half,
                _ => TOGETHER,
            };
            let end = (begun + step).min(units.len() - 1);
            keep_between(&units[begun..=end], off, &mut self.points);
            begun = end;
        }
        from..self.points.len()
    }

    fn end_part(&mut self, feature: usize, from: usize) {
        if self.rings.len() == from {
            return;
        }
        let (mut low, mut high) = ([i32::MAX; 2], [i32::MIN; 2]);
        for ring in &self.rings[from..] {
            for at in &self.points[ring.points.clone()] {
                for axis in [0, 1] {
                    low[axis] = low[axis].min(at[axis]);
                    high[axis] = high[axis].max(at[axis]);
                }
            }
        }
        self.parts.push(Part {
            feature,
            rings: from..self.rings.len(),
            low,
            high,
        });
    }
}

/// Adds those of a stretch after its first that lie further than `off` from what is drawn without
/// them, after Douglas and Peucker, and its last.
fn keep_between(stretch: &[Unit], off: f64, kept: &mut Vec<Unit>) {
    let last = stretch.len() - 1;
    let mut waiting = vec![(0, last)];
    while let Some((from, to)) = waiting.pop() {
        let mut furthest = (off, None);
        for at in from + 1..to {
            let distance = distance(stretch[at], stretch[from], stretch[to]);
            if distance > furthest.0 {
                furthest = (distance, Some(at));
            }
        }
        match furthest.1 {
            Some(at) => waiting.extend([(at, to), (from, at)]),
            None => kept.push(stretch[to]),
        }
    }
}

fn float(at: Unit) -> [f64; 2] {
    at.map(f64::from)
}

/// From a position to a stretch of line.
fn distance(at: Unit, from: Unit, to: Unit) -> f64 {
    let ([x, y], [ax, ay], [bx, by]) = (float(at), float(from), float(to));
    let (dx, dy) = (bx - ax, by - ay);
    let length2 = dx * dx + dy * dy;
    let share = match length2 > 0.0 {
        true => (((x - ax) * dx + (y - ay) * dy) / length2).clamp(0.0, 1.0),
        false => 0.0,
    };
    (x - ax - share * dx).hypot(y - ay - share * dy)
}

/// Twice the area of a closed ring; positive where it runs clockwise on the screen.
pub fn twice_area(ring: &[Unit]) -> f64 {
    let pairs = ring.windows(2);
    let part = |pair: &[Unit]| {
        let ([ax, ay], [bx, by]) = (float(pair[0]), float(pair[1]));
        ax * by - bx * ay
    };
    pairs.map(part).sum()
}

/// The middle of a line and the degrees it runs there, clockwise, so that text reads from the left;
/// `None` where the line is too short for a name.
fn along(line: &[Unit]) -> Option<(Unit, f64)> {
    let length = |pair: &[Unit]| {
        let ([ax, ay], [bx, by]) = (float(pair[0]), float(pair[1]));
        (bx - ax).hypot(by - ay)
    };
    let whole: f64 = line.windows(2).map(length).sum();
    if whole < NAMED_RIVER_UNITS {
        return None;
    }
    let mut passed = 0.0;
    for pair in line.windows(2) {
        let own = length(pair);
        if passed + own >= whole / 2.0 {
            let ([ax, ay], [bx, by]) = (float(pair[0]), float(pair[1]));
            let share = (whole / 2.0 - passed) / own;
            let at = [ax + (bx - ax) * share, ay + (by - ay) * share];
            let mut angle = (by - ay).atan2(bx - ax).to_degrees();
            if angle > 90.0 {
                angle -= 180.0;
            } else if angle <= -90.0 {
                angle += 180.0;
            }
            return Some((at.map(|part| part.round() as i32), angle.round()));
        }
        passed += own;
    }
    None
}

/// A position inside an area whose first ring is its outline: the middle of its widest stretch half way
/// down that.
fn inside(points: &[Unit], rings: &[LevelRing]) -> Option<Unit> {
    let outline = &points[rings.first()?.points.clone()];
    let low = outline.iter().map(|at| at[1]).min()?;
    let high = outline.iter().map(|at| at[1]).max()?;
    let y = f64::from(low) + f64::from(high - low) / 2.0 + 0.25;
    let mut crossed: Vec<f64> = Vec::new();
    for ring in rings {
        for pair in points[ring.points.clone()].windows(2) {
            let ([ax, ay], [bx, by]) = (float(pair[0]), float(pair[1]));
            if (ay > y) != (by > y) {
                crossed.push(ax + (y - ay) / (by - ay) * (bx - ax));
            }
        }
    }
    crossed.sort_by(f64::total_cmp);
    let (stretches, _) = crossed.as_chunks::<2>();
    let widest = stretches
        .iter()
        .max_by(|a, b| (a[1] - a[0]).total_cmp(&(b[1] - b[0])))?;
    Some([
        ((widest[0] + widest[1]) / 2.0).round() as i32,
        y.round() as i32,
    ])
}

/// A box in units.
#[derive(Clone, Copy, Debug)]
pub struct Cut {
    pub low: Unit,
    pub high: Unit,
}

impl Cut {
    pub fn holds(&self, at: Unit) -> bool {
        (0..2).all(|axis| (self.low[axis]..=self.high[axis]).contains(&at[axis]))
    }

    pub fn meets(&self, low: Unit, high: Unit) -> bool {
        (0..2).all(|axis| low[axis] <= self.high[axis] && high[axis] >= self.low[axis])
    }

    /// What both have; nothing where they lie apart.
    pub fn and(&self, other: &Self) -> Option<Self> {
        let low = [0, 1].map(|axis| self.low[axis].max(other.low[axis]));
        let high = [0, 1].map(|axis| self.high[axis].min(other.high[axis]));
        (low[0] < high[0] && low[1] < high[1]).then_some(Self { low, high })
    }

    /// The stretches of a line inside the box.
    pub fn line(&self, line: &[Unit]) -> Vec<Vec<Unit>> {
        let mut stretches: Vec<Vec<Unit>> = Vec::new();
        let mut is_going_on = false;
        for pair in line.windows(2) {
            let Some([from, to]) = self.segment(pair[0], pair[1]) else {
                is_going_on = false;
                continue;
            };
            match stretches.last_mut().filter(|_| is_going_on) {
                Some(stretch) => stretch.push(to),
                None => stretches.push(vec![from, to]),
            }
            is_going_on = to == pair[1];
        }
        for stretch in &mut stretches {
            stretch.dedup();
        }
        stretches.retain(|stretch| stretch.len() >= 2);
        stretches
    }

    /// The part of a segment inside the box, after Liang and Barsky.
    fn segment(&self, from: Unit, to: Unit) -> Option<[Unit; 2]> {
        if self.holds(from) && self.holds(to) {
            return Some([from, to]);
        }
        let (a, b) = (float(from), float(to));
        let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
        for axis in [0, 1] {
            let run = b[axis] - a[axis];
            let (low, high) = (f64::from(self.low[axis]), f64::from(self.high[axis]));
            if run == 0.0 {
                if a[axis] < low || a[axis] > high {
                    return None;
                }
                continue;
            }
            let (near, far) = ((low - a[axis]) / run, (high - a[axis]) / run);
            enter = enter.max(near.min(far));
            leave = leave.min(near.max(far));
        }
        if enter > leave {
            return None;
        }
        let at =
            |share: f64| [0, 1].map(|axis| (a[axis] + share * (b[axis] - a[axis])).round() as i32);
        let first = if enter > 0.0 { at(enter) } else { from };
        let second = if leave < 1.0 { at(leave) } else { to };
        Some([first, second])
    }

    /// A closed ring cut to the box, after Sutherland and Hodgman; empty where nothing is left.
    pub fn ring(&self, ring: &[Unit]) -> Vec<Unit> {
        let mut ring = ring.to_vec();
        for (axis, is_low) in [(0, true), (0, false), (1, true), (1, false)] {
            let edge = match is_low {
                true => self.low[axis],
                false => self.high[axis],
            };
            let is_in = |at: Unit| match is_low {
                true => at[axis] >= edge,
                false => at[axis] <= edge,
            };
            if ring.iter().all(|at| is_in(*at)) {
                continue;
            }
            let mut cut: Vec<Unit> = Vec::with_capacity(ring.len() + 4);
            for pair in ring.windows(2) {
                let [from, to] = [pair[0], pair[1]];
                if is_in(from) != is_in(to) {
                    let (a, b) = (float(from), float(to));
                    let share = (f64::from(edge) - a[axis]) / (b[axis] - a[axis]);
                    let other = 1 - axis;
                    let mut crossing = [edge; 2];
                    crossing[other] = (a[other] + share * (b[other] - a[other])).round() as i32;
                    cut.push(crossing);
                }
                if is_in(to) {
                    cut.push(to);
                }
            }
            cut.dedup();
            if let Some(first) = cut.first().copied()
                && cut.last() != Some(&first)
            {
                cut.push(first);
            }
            ring = cut;
            if ring.len() < 4 {
                return Vec::new();
            }
        }
        ring
    }
}
