//! The net of meridians and parallels, with their degrees at the edge: off until a person wants it.

use super::{Height, Layer, MapLayer};
use crate::{
    model::geo::{Coord, LonLat},
    scene::{
        Px, View,
        camera::to_world,
        label::Room,
        lettering::{HALO_PX, HALO_STRENGTH},
        marks::{Align, Mark, Painting, Shape, TextStyle},
        px,
        style::Stroke,
    },
    words::layers as words,
};

pub const LAYER: MapLayer = MapLayer {
    usual: Layer {
        on: false,
        opacity: 1.0,
    },
    parts: &[(Height::Graticule, net)],
    rooms,
    ..MapLayer::new("graticule", words::graticule)
};

/// Between two lines, in seconds of arc, from near to far.
const STEPS_S: [u32; 16] = [
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 18_000, 36_000,
];

/// So many points apart at least.
const APART_PX: f64 = 150.0;

/// A meridian or a parallel in view: its ends, and where its degrees stand.
struct Line {
    ends: [Px; 2],
    degrees: (Px, Align, String),
}

/// The lines of the net in a view.
fn lines(view: &View) -> Vec<Line> {
    let bounds = view.bounds();
    let (low, high) = (bounds.min(), bounds.max());
    let px_per_s = f64::from(view.size.x) / ((high.x - low.x) * 3600.0);
    let step = STEPS_S
        .iter()
        .find(|step| f64::from(**step) * px_per_s >= APART_PX);
    let step = step.copied().unwrap_or(STEPS_S[STEPS_S.len() - 1]);
    let project = |x: f64, y: f64| -> Px {
        let at: LonLat = Coord { x, y };
        view.project(to_world(at))
    };
    let meridians = multiples(low.x, high.x, step).map(|second| {
        let x = f64::from(second) / 3600.0;
        let ends = [project(x, low.y), project(x, high.y)];
        let foot = px(ends[0].x, view.size.y - 58.0);
        let degrees = (foot, Align::Middle, words::meridian(second, step));
        Line { ends, degrees }
    });
    let parallels = multiples(low.y, high.y, step).map(|second| {
        let y = f64::from(second) / 3600.0;
        let ends = [project(low.x, y), project(high.x, y)];
        let edge = px(view.size.x - 52.0, ends[0].y);
        let degrees = (edge, Align::End, words::parallel(second, step));
        Line { ends, degrees }
    });
    meridians.chain(parallels).collect()
}

/// Size of the degrees, in points.
const DEGREES_PX: f32 = 10.0;

/// Where the degrees of a line stand; `None` where something that lies on the map covers them.
fn room(painting: &Painting<'_>, line: &Line) -> Option<Room> {
    let (at, align, degrees) = &line.degrees;
    let size = painting.letters.size(degrees, DEGREES_PX, false);
    let middle = match align {
        Align::End => *at - px(size.x / 2.0, 0.0),
        _ => *at,
    };
    let room = Room { middle, size };
    let is_covered = painting.covered.iter().any(|other| other.overlaps(room));
    (!is_covered).then_some(room)
}

/// Where degrees stand, so that no name stands there.
fn rooms(painting: &Painting<'_>) -> Vec<Room> {
    let lines = lines(&painting.view).into_iter();
    lines.filter_map(|line| room(painting, &line)).collect()
}

fn net(painting: &Painting<'_>, strength: f32, marks: &mut Vec<Mark>) {
    let palette = painting.palette;
    let stroke = Stroke::solid(palette.region_dashed.faded(0.45), 0.8);
    let style = TextStyle {
        halo: Some((palette.halo.faded(HALO_STRENGTH), HALO_PX)),
        ..TextStyle::plain(DEGREES_PX, palette.place_name)
    };
    marks.push(Mark::open("graticule", strength));
    for line in lines(&painting.view) {
        let has_room = room(painting, &line).is_some();
        marks.push(Mark::stroke(Shape::Open(line.ends.into()), stroke));
        if has_room {
            let (at, align, degrees) = line.degrees;
            marks.push(Mark::text(at, degrees, style.aligned(align)));
        }
    }
    marks.push(Mark::Close);
}

/// The multiples of a step between two angles, all but the angles in seconds of arc.
fn multiples(low: f64, high: f64, step: u32) -> impl Iterator<Item = i32> {
    /// More than any view shows.
    const MOST: i32 = 100;
    let step = step as i32;
    let first = (low * 3600.0 / f64::from(step)).ceil() as i32;
    let last = (high * 3600.0 / f64::from(step)).floor() as i32;
    (first..=last.min(first.saturating_add(MOST))).map(move |at| at * step)
}
