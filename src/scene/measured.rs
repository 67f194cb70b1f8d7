//! The way a person measures: its points, its course, and beside its end how long it is.

use crate::{
    model::measure::measure,
    scene::{
        Px,
        camera::to_world,
        marks::{Align, Mark, Painting, Shape, TextStyle},
        px,
        style::Stroke,
    },
    words::instruments as words,
};

/// Draws it, whatever is shown besides.
pub fn way(painting: &Painting<'_>, _: f32, marks: &mut Vec<Mark>) {
    let way = painting.measured;
    let line: Vec<Px> = way
        .iter()
        .map(|at| painting.view.project(to_world(*at)))
        .collect();
    let Some(end) = line.last().copied() else {
        return;
    };
    let palette = painting.palette;
    marks.push(Mark::open("measured", 1.0));
    if line.len() > 1 {
        for stroke in [
            Stroke::solid(palette.halo, 4.0),
            Stroke::solid(palette.selected, 1.8),
        ] {
            marks.push(Mark::stroke(Shape::Open(line.clone()), stroke));
        }
    }
    for at in line {
        marks.push(Mark::circle(at, 3.5, palette.halo));
        marks.push(Mark::circle(at, 2.5, palette.selected));
    }
    plate(painting, end, words::measured(measure(way)), marks);
    marks.push(Mark::Close);
}

/// A text beside a point, on a ground of its own.
pub fn plate(painting: &Painting<'_>, end: Px, text: String, marks: &mut Vec<Mark>) {
    let palette = painting.palette;
    let style = TextStyle {
        halo: Some((palette.halo, 2.0)),
        ..TextStyle::plain(12.0, palette.region_name)
    };
    let style = style.strong().aligned(Align::Start);
    let size = painting.letters.size(&text, style.size, true);
    let at = beside(end, size, painting.view.size);
    let corner = at - px(PLATE_PX, size.y / 2.0 + PLATE_PX);
    let plate = size + px(PLATE_PX, PLATE_PX) * 2.0;
    marks.push(Mark::rect((corner, plate), 3.0, palette.halo.faded(0.9)));
    marks.push(Mark::text(at, text, style));
}

/// How far what was measured stands from the pointer, and from the edge of the map, in points.
const ASIDE_PX: Px = px(14.0, -22.0);
const EDGE_PX: f32 = 6.0;

/// How far the ground of its letters reaches around them, in points.
const PLATE_PX: f32 = 3.0;

/// Where a text of that size stands beside a point, the middle of its left edge: at its right, at its left
/// where the map ends there, and never beyond the edge.
fn beside(end: Px, size: Px, map: Px) -> Px {
    let right = end.x + ASIDE_PX.x;
    let x = match right + size.x + EDGE_PX <= map.x {
        true => right,
        false => end.x - ASIDE_PX.x - size.x,
    };
    let held = |at: f32, most: f32| at.min(most).max(EDGE_PX);
    px(
        held(x, map.x - size.x - EDGE_PX),
        held(end.y + ASIDE_PX.y, map.y - size.y / 2.0 - EDGE_PX).max(size.y / 2.0 + EDGE_PX),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_measured_is_read_whole_wherever_the_pointer_is() {
        let (size, map) = (px(220.0, 16.0), px(500.0, 300.0));
        for (x, y) in [
            (0.0, 0.0),
            (250.0, 150.0),
            (499.0, 299.0),
            (499.0, 1.0),
            (300.0, 20.0),
        ] {
            let at = beside(px(x, y), size, map);
            let inside = at.x >= 6.0
                && at.x + size.x <= map.x - 6.0
                && at.y - size.y / 2.0 >= 6.0
                && at.y + size.y / 2.0 <= map.y - 6.0;
            assert!(inside, "{at:?} of {x} {y}");
        }
        assert_eq!(beside(px(100.0, 100.0), size, map), px(114.0, 78.0));
        assert_eq!(beside(px(400.0, 100.0), size, map), px(166.0, 78.0));
    }
}
