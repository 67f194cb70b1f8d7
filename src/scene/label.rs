//! Labels: what wants to be written, and what of it finds room.

use std::{collections::HashMap, sync::LazyLock};

use super::camera::{Px, View, World, px};
use super::curve::{Anchor, distance};
use crate::model::{RegionId, SettlementId, ZoneId};

/// What a label names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LabelKind {
    /// The number at the joint of a bundle, by the bundle's place in the scene.
    Figure(usize),
    /// The numbers of a place in the overview, by its place among the strips.
    Strip(usize),
    /// The number of claims of a flow in the overview, by its place among the flows.
    Flow(usize),
    Region(RegionId),
    Settlement(SettlementId),
    Zone(ZoneId),
    /// A place of the basemap; the lower the rank the larger.
    Place {
        rank: u8,
    },
    Water,
    /// Written along its course.
    River,
    /// A peak, which has a sign, or a range.
    Terrain {
        peak: bool,
    },
}

impl LabelKind {
    /// Whether it is written wherever there is room.
    fn is_always_written(self) -> bool {
        matches!(self, Self::Figure(_) | Self::Flow(_))
    }

    /// Whether it holds figures.
    pub fn is_figure(self) -> bool {
        matches!(self, Self::Figure(_) | Self::Strip(_) | Self::Flow(_))
    }
}

/// Something that wants to be written.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// Lines are separated by a line feed.
    pub text: String,
    /// Where its middle may lie, the best first.
    pub alternatives: Vec<Anchor>,
    /// Whether that is where its edge lies instead, on the side to which it is set off from its place: so it
    /// stands right beside its mark, however long it is.
    pub beside: bool,
    pub kind: LabelKind,
    /// Not written when the camera is further out.
    pub min_zoom: f64,
    /// Lower ones find room first.
    pub rank: u32,
    /// Whether it names an end of a bundle: then it is written even where it must lie on the mark of
    /// another end, unless it would be nearer to that than to its own.
    pub names_end: bool,
    /// How far it is turned clockwise, in degrees.
    pub turn: f32,
}

impl Label {
    /// How far its middle lies from one of its alternatives, at that size.
    fn aside(&self, alternative: &Anchor, size: Px) -> Px {
        if !self.beside {
            return px(0.0, 0.0);
        }
        let side = |offset: f32| if offset == 0.0 { 0.0 } else { offset.signum() };
        let Px { x, y } = alternative.offset;
        px(side(x) * size.x, side(y) * size.y) / 2.0
    }
}

/// Where a name may stand beside a mark of that radius at its place, to the right first.
pub fn beside(at: World, mark_px: f32) -> Vec<Anchor> {
    let sides = [(1.0, 0.0), (-1.0, 0.0), (0.0, -1.0), (0.0, 1.0)];
    let anchor = |(x, y)| Anchor {
        at,
        offset: px(x, y) * mark_px,
    };
    sides.map(anchor).to_vec()
}

/// A label that found room.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    pub text: String,
    pub kind: LabelKind,
    /// Where what it names lies.
    pub at: Px,
    pub middle: Px,
    /// Of the upright box that it fits into.
    pub size: Px,
    /// How far it is turned clockwise, in degrees.
    pub turn: f32,
    /// Where what it names lies on the map, and where it stands beside that: so it is known again in the next
    /// frame.
    pub stands: (World, Side),
    /// From 0 to 1, while it comes into sight or goes.
    pub strength: f32,
}

impl Placed {
    fn room(&self) -> Room {
        Room {
            middle: self.middle,
            size: self.size,
        }
    }

    /// Whether it stands so far from what it names that a line leads there.
    pub fn is_led(&self) -> bool {
        matches!(self.stands.1, Side::Led(_))
    }

    /// The point of it that is nearest to what it names.
    pub fn nearest_to_its_place(&self) -> Px {
        self.room().nearest(self.at)
    }
}

/// Where a name stands beside what it names.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Side {
    /// By its number among the alternatives of its label.
    Alternative(usize),
    /// So far from it, in points, where a line leads there.
    Led(Px),
}

/// Two labels that say the same closer than this are one.
const REPEAT_PX: f32 = 60.0;

/// The same of names of regions, which are written again where one looks at them from near.
const REPEAT_REGION_PX: f32 = 600.0;

/// The same of names along rivers.
const REPEAT_RIVER_PX: f32 = 380.0;

/// Nearer than this to a mark, in points, a name is read as that of the mark.
const NEAR_MARK_PX: f32 = 15.0;

/// A name stands no further than this from the mark that a line leads to, in points.
const LONGEST_LEADER_PX: f32 = 100.0;

/// Steps at which room for it is looked for, in points.
const LED_STEP_PX: f32 = 4.0;

/// It leaves so much free all around where it can, in points.
const LED_GAP_PX: f32 = 5.0;

/// That line leaves so much between it and marks of others, in points.
const CLEAR_OF_LEADER_PX: f32 = 3.0;

/// A box on the screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Room {
    pub middle: Px,
    pub size: Px,
}

impl Room {
    /// Whether both cover some area.
    pub fn overlaps(self, other: Self) -> bool {
        let apart = self.middle - other.middle;
        let reach = self.size + other.size;
        apart.x.abs() * 2.0 < reach.x && apart.y.abs() * 2.0 < reach.y
    }

    /// The area both cover.
    fn shared_with(self, other: Self) -> f32 {
        let apart = self.middle - other.middle;
        let reach = (self.size + other.size) / 2.0;
        (reach.x - apart.x.abs()).max(0.0) * (reach.y - apart.y.abs()).max(0.0)
    }

    /// The point of it that is nearest to another.
    fn nearest(self, at: Px) -> Px {
        let half = self.size / 2.0;
        let (low, high) = (self.middle - half, self.middle + half);
        px(at.x.clamp(low.x, high.x), at.y.clamp(low.y, high.y))
    }

    /// How far a point lies from its edge; 0 inside.
    fn distance_to(self, at: Px) -> f32 {
        let apart = self.middle - at;
        let beside = |apart: f32, size: f32| (apart.abs() - size / 2.0).max(0.0);
        beside(apart.x, self.size.x).hypot(beside(apart.y, self.size.y))
    }

    fn lies_in(self, view: &View) -> bool {
        let half = self.size / 2.0;
        let (low, high) = (self.middle - half, self.middle + half);
        low.x >= 0.0 && low.y >= 0.0 && high.x <= view.size.x && high.y <= view.size.y
    }
}

/// Finds room for labels, in the order given but figures first, so that none covers another or what
/// is taken already, and none is cut off by the edge of the view. A name without room is left out;
/// a figure never is (see [`Fitting::figures`]).
///
/// `taken` is kept free by figures and names, `marks` by names alone: a figure may stand on the mark
/// of an end. `measure` tells how much room a label takes, margin included.
pub fn place<'a>(
    labels: impl Iterator<Item = &'a Label>,
    view: &View,
    (taken, marks): (&[Room], &[Room]),
    measure: impl FnMut(&Label) -> Px,
) -> Vec<Placed> {
    place_again(labels, view, &[], (taken, marks), measure)
}

/// The same in the next frame of a map that moves: names that were written stay, and where they are, as long as
/// there is room for them there. One of the same rank, or of the next, that comes into view does not take it.
pub fn place_again<'a>(
    labels: impl Iterator<Item = &'a Label>,
    view: &View,
    before: &[Placed],
    (taken, marks): (&[Room], &[Room]),
    mut measure: impl FnMut(&Label) -> Px,
) -> Vec<Placed> {
    let wanted = labels.filter(|label| view.camera.zoom >= label.min_zoom);
    let (figures, names): (Vec<&Label>, Vec<&Label>) =
        wanted.partition(|label| label.kind.is_always_written());
    let mut fitting = Fitting {
        view,
        taken,
        marks,
        before: before.iter().map(key_and_side).collect(),
        placed: Vec::new(),
    };
    fitting.figures(figures, &mut measure);
    // Where arrows end comes first: what has no room beside its mark finds it before names of others do.
    let is_region = |label: &&Label| matches!(label.kind, LabelKind::Region(_));
    let (ends, names): (Vec<&Label>, Vec<&Label>) =
        (names.into_iter()).partition(|label| label.names_end && is_region(label));
    let crowded: Vec<&Label> = (ends.into_iter())
        .filter(|end| !fitting.name(end, &mut measure))
        .collect();
    for end in crowded {
        fitting.led_name(end, &mut measure);
    }
    let mut names = names;
    if !before.is_empty() {
        names.sort_by_key(|name| {
            let stays = if fitting.side_before(name).is_some() {
                3
            } else {
                0
            };
            2 * i64::from(name.rank) - stays
        });
    }
    for name in names {
        fitting.name(name, &mut measure);
    }
    fitting.placed
}

/// Finds room for all of some labels whose places are in view: at their first place, else in the nearest
/// room, else where they cover least.
pub fn place_all(
    labels: Vec<&Label>,
    view: &View,
    taken: &[Room],
    mut measure: impl FnMut(&Label) -> Px,
) -> Vec<Placed> {
    let mut fitting = Fitting {
        view,
        taken,
        marks: &[],
        before: HashMap::new(),
        placed: Vec::new(),
    };
    fitting.figures(labels, &mut measure);
    fitting.placed
}

/// The first so many figures in view are kept whatever it takes. A view holds no more of them.
pub const MOST_FIGURES: usize = 400;

/// Steps at which room is looked for around a place, along either axis: figures are wider than high.
const STEP_PX: Px = Px { x: 26.0, y: 20.0 };

/// So many steps away from it at most.
const MOST_STEPS: u16 = 12;

/// Ways from a point to the places around it, the nearest first, and of a ring that above it.
static AROUND: LazyLock<Vec<Px>> = LazyLock::new(|| {
    let ring_of = |ring| {
        (0..6 * ring).map(move |step| {
            let turn = std::f32::consts::TAU * f32::from(step) / f32::from(6 * ring);
            let away = Px {
                x: turn.sin() * STEP_PX.x,
                y: -turn.cos() * STEP_PX.y,
            };
            away * f32::from(ring)
        })
    };
    (1..=MOST_STEPS).flat_map(ring_of).collect()
});

/// Labels that are finding room.
struct Fitting<'v> {
    view: &'v View,
    taken: &'v [Room],
    marks: &'v [Room],
    /// Names of the frame before, and where they stood.
    before: HashMap<NameKey<'v>, Side>,
    placed: Vec<Placed>,
}

/// A name at its place on the map.
type NameKey<'a> = (&'a str, u64, u64);

fn key_and_side(placed: &Placed) -> (NameKey<'_>, Side) {
    let (at, side) = placed.stands;
    ((&placed.text, at.x.to_bits(), at.y.to_bits()), side)
}

/// A name that comes into sight leaves so much room around it, in points, so that it does not go with the
/// next step.
const COMING_GAP_PX: f32 = 2.0;

/// What a name covers of marks counts so much where it stood in the frame before.
const STAYING_SHARE: f32 = 0.5;

impl Fitting<'_> {
    /// Where a name stood in the frame before.
    fn side_before(&self, label: &Label) -> Option<Side> {
        let at = label.alternatives.first()?.at;
        let key = (label.text.as_str(), at.x.to_bits(), at.y.to_bits());
        self.before.get(&key).copied()
    }

    /// Places every figure whose joint is in view: at its joint, or else at the nearest room around
    /// it, or else, where the view is full, where it covers least.
    fn figures(&mut self, figures: Vec<&Label>, measure: &mut impl FnMut(&Label) -> Px) {
        let mut left = MOST_FIGURES;
        let mut crowded = Vec::new();
        for label in figures {
            let Some(at) = label.alternatives.first().map(|joint| joint.px(self.view)) else {
                continue;
            };
            if !self.view.sees(at, 0.0) {
                continue;
            }
            let size = measure(label);
            if self.is_free(Room { middle: at, size }) {
                self.put(label, at, size, Side::Alternative(0));
                left = left.saturating_sub(1);
            } else {
                crowded.push((label, at, size));
            }
        }
        for (label, at, size) in crowded.into_iter().take(left) {
            let middle = self.nearest(at, size);
            self.put(label, middle, size, Side::Alternative(0));
        }
    }

    /// The nearest free room around a point, or where least is covered.
    fn nearest(&self, at: Px, size: Px) -> Px {
        let within = Room {
            middle: at,
            size: size + STEP_PX * (2.0 * f32::from(MOST_STEPS)),
        };
        let others: Vec<Room> = self
            .others()
            .filter(|room| within.overlaps(*room))
            .collect();
        let mut best = (f32::INFINITY, at);
        // What was in the way of one place is likely in the way of the next.
        let mut in_the_way = None;
        for away in AROUND.iter() {
            let middle = at + *away;
            let room = Room { middle, size };
            let is_worse = in_the_way.is_some_and(|other| room.shared_with(other) > best.0);
            if is_worse || !room.lies_in(self.view) {
                continue;
            }
            let mut covered = 0.0;
            for other in &others {
                let shared = room.shared_with(*other);
                if shared > 0.0 {
                    in_the_way = Some(*other);
                }
                covered += shared;
                if covered > best.0 {
                    break;
                }
            }
            if covered == 0.0 {
                return middle;
            }
            if covered < best.0 {
                best = (covered, middle);
            }
        }
        best.1
    }

    /// Whether a name at a place would be read as that of somebody else's mark: of one nearer than its
    /// own, or, where it has none, of any that is near.
    fn misleads(&self, label: &Label, at: Px, room: Room) -> bool {
        let reach = match label.kind {
            LabelKind::Settlement(_) | LabelKind::Place { .. } => room.distance_to(at) + 1.0,
            LabelKind::Region(_) | LabelKind::Zone(_) if label.names_end => {
                room.distance_to(at) + 1.0
            }
            LabelKind::Region(_) => NEAR_MARK_PX,
            _ => return false,
        };
        let mut others = self
            .marks
            .iter()
            .filter(|mark| distance(mark.middle, at) > 1.0);
        others.any(|mark| room.distance_to(mark.middle) < reach)
    }

    /// Writes a name where it has room; says whether it is written, or need not be.
    fn name(&mut self, label: &Label, measure: &mut impl FnMut(&Label) -> Px) -> bool {
        let Some(first) = label.alternatives.first().map(|at| at.px(self.view)) else {
            return true;
        };
        if !self.view.sees(first, 80.0) || repeats(&self.placed, label, first) {
            return true;
        }
        let size = turned(measure(label), label.turn);
        let first_at = self.view.project(label.alternatives[0].at);
        let mut best: Option<(f32, Px, usize)> = None;
        let before = match self.side_before(label) {
            Some(Side::Alternative(side)) => Some(side),
            _ => None,
        };
        // One that is led to its mark comes back beside it as one that comes into sight.
        let gap = match before {
            None if !self.before.is_empty() => COMING_GAP_PX,
            _ => 0.0,
        };
        let sides = before.into_iter().chain(0..label.alternatives.len());
        for side in sides {
            let Some(alternative) = label.alternatives.get(side) else {
                continue;
            };
            let middle = alternative.px(self.view) + label.aside(alternative, size);
            let room = Room { middle, size };
            let with_gap = Room {
                size: size + px(gap, gap) * 2.0,
                ..room
            };
            if !self.is_free(with_gap) || self.misleads(label, first_at, room) {
                continue;
            }
            let covered = self.marks.iter().map(|mark| room.shared_with(*mark));
            let mut covered: f32 = covered.sum();
            if before == Some(side) {
                // It does not go back and forth between two places that are as good as each other.
                covered *= STAYING_SHARE;
            }
            if best.is_none_or(|(least, ..)| covered < least) {
                best = Some((covered, middle, side));
            }
            if covered == 0.0 {
                break;
            }
        }
        if let Some((covered, middle, side)) = best
            && (covered == 0.0 || label.names_end)
        {
            self.put(label, middle, size, Side::Alternative(side));
            return true;
        }
        false
    }

    /// Writes the name of an end that has no room beside its mark in the nearest room from which a line can
    /// lead there, near to no mark.
    fn led_name(&mut self, label: &Label, measure: &mut impl FnMut(&Label) -> Px) {
        let at = self.view.project(label.alternatives[0].at);
        let mut marks = self.marks.iter();
        // Nothing leads to where no mark is drawn, as in an overview.
        if !marks.any(|mark| distance(mark.middle, at) <= 1.0) {
            return;
        }
        let size = measure(label);
        let is_apart = |room: Room| {
            let mut marks = self.marks.iter();
            marks.all(|mark| room.distance_to(mark.middle) >= NEAR_MARK_PX)
        };
        let is_clear = |room: Room| is_apart(room) && self.is_clear(at, room.nearest(at));
        let distance_of = |room: Room| {
            let away = room.distance_to(at);
            let is_within = (NEAR_MARK_PX..=LONGEST_LEADER_PX).contains(&away);
            (is_within && self.is_free(room)).then_some(away)
        };
        if let Some(Side::Led(away)) = self.side_before(label) {
            let middle = at + away;
            let room = Room { middle, size };
            if distance_of(room).is_some() && is_clear(room) {
                self.put(label, middle, size, Side::Led(away));
                return;
            }
        }
        let reach = size / 2.0 + px(1.0, 1.0) * LONGEST_LEADER_PX;
        let steps = |reach: f32| {
            let most = (reach / LED_STEP_PX) as i16;
            (-most..=most).map(|step| f32::from(step) * LED_STEP_PX)
        };
        let mut best: Option<(f32, Px)> = None;
        for y in steps(reach.y) {
            for x in steps(reach.x) {
                let room = Room {
                    middle: at + px(x, y),
                    size,
                };
                let Some(away) = distance_of(room) else {
                    continue;
                };
                // Right beside another name it would be read as a line of that.
                let with_gap = Room {
                    size: size + px(1.0, 1.0) * (2.0 * LED_GAP_PX),
                    ..room
                };
                let cost = match self.is_free(with_gap) {
                    true => away,
                    false => away + LONGEST_LEADER_PX,
                };
                if best.is_none_or(|(least, _)| cost < least) && is_clear(room) {
                    best = Some((cost, px(x, y)));
                }
            }
        }
        if let Some((_, away)) = best {
            self.put(label, at + away, size, Side::Led(away));
        }
    }

    /// Whether a line from a mark passes no figure, no name and no other mark.
    fn is_clear(&self, mark: Px, end: Px) -> bool {
        let way = end - mark;
        let steps = (way.x.hypot(way.y) / LED_STEP_PX).ceil().max(1.0);
        let on_way = |step: u16| mark + way * (f32::from(step) / steps);
        let mut points = (1..steps as u16).map(on_way);
        points.all(|point| {
            let mut marks = self
                .marks
                .iter()
                .filter(|of| distance(of.middle, mark) > 1.0);
            let is_near = |of: &Room| of.distance_to(point) < CLEAR_OF_LEADER_PX;
            !marks.any(is_near) && !self.others().any(|room| room.distance_to(point) == 0.0)
        })
    }

    fn others(&self) -> impl Iterator<Item = Room> {
        let placed = self.placed.iter().map(Placed::room);
        self.taken.iter().copied().chain(placed)
    }

    fn is_free(&self, room: Room) -> bool {
        room.lies_in(self.view) && !self.others().any(|other| room.overlaps(other))
    }

    fn put(&mut self, label: &Label, middle: Px, size: Px, side: Side) {
        self.placed.push(Placed {
            text: label.text.clone(),
            kind: label.kind,
            at: self.view.project(label.alternatives[0].at),
            middle,
            size,
            turn: label.turn,
            stands: (label.alternatives[0].at, side),
            strength: 1.0,
        });
    }
}

/// The size of the upright box around one that is turned by so many degrees.
fn turned(size: Px, turn: f32) -> Px {
    if turn == 0.0 {
        return size;
    }
    let (sin, cos) = turn.to_radians().sin_cos();
    let (sin, cos) = (sin.abs(), cos.abs());
    px(size.x * cos + size.y * sin, size.x * sin + size.y * cos)
}

fn repeats(placed: &[Placed], label: &Label, at: Px) -> bool {
    if label.kind.is_figure() {
        return false;
    }
    let apart = |other: &Placed| match label.kind {
        LabelKind::River => REPEAT_RIVER_PX,
        LabelKind::Region(_) if other.kind == label.kind => REPEAT_REGION_PX,
        _ => REPEAT_PX,
    };
    placed
        .iter()
        .any(|other| other.text == label.text && distance(other.middle, at) < apart(other))
}

#[cfg(test)]
mod tests;
