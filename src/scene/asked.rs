//! What a person drew to ask about: the area, or the line or point with the distance that is asked.

use std::f32::consts::{FRAC_PI_2, PI};

use crate::{
    model::geo::LonLat,
    query::condition::Drawn,
    scene::{
        Px,
        camera::to_world,
        marks::{Mark, Painting, Shape},
        px,
        style::Stroke,
    },
};

/// How strongly what is near enough is washed, from 0 to 1.
const WASH: f32 = 0.14;
const WIDTH_PX: f32 = 1.8;
const CASING_PX: f32 = 4.0;
const DOT_PX: f32 = 3.0;

/// Draws them, whatever is shown besides.
pub fn shapes(painting: &Painting<'_>, _: f32, marks: &mut Vec<Mark>) {
    if painting.scene.asked.is_empty() {
        return;
    }
    marks.push(Mark::open("asked", 1.0));
    for drawn in &painting.scene.asked {
        shape(painting, drawn, marks);
    }
    marks.push(Mark::Close);
}

fn shape(painting: &Painting<'_>, drawn: &Drawn, marks: &mut Vec<Mark>) {
    let palette = painting.palette;
    let project = |at: LonLat| painting.view.project(to_world(at));
    let mut line: Vec<Px> = drawn.points.iter().copied().map(project).collect();
    let Some(first) = line.first().copied() else {
        return;
    };
    let ink = Stroke::solid(palette.selected, WIDTH_PX);
    let casing = Stroke::solid(palette.halo, CASING_PX);
    let wash = palette.selected.faded(WASH);
    match drawn.within_km {
        None => line.push(first),
        Some(km) => {
            let reach = painting.view.reach(drawn.points[0], km);
            if line.len() == 1 {
                marks.push(Mark::circle(first, reach, (wash, ink)));
                marks.push(Mark::circle(first, DOT_PX, palette.selected));
                return;
            }
            let band = Stroke::solid(wash, 2.0 * reach);
            marks.push(Mark::stroke(Shape::Open(line.clone()), band));
            for [end, next] in [
                [line[0], line[1]],
                [line[line.len() - 1], line[line.len() - 2]],
            ] {
                let half = Shape::Closed(half_disc(end, next, reach));
                marks.push(Mark::fill(half, wash));
            }
        }
    }
    for stroke in [casing, ink] {
        marks.push(Mark::stroke(Shape::Open(line.clone()), stroke));
    }
}

/// What is near to the end of a line and beside none of it.
fn half_disc(end: Px, next: Px, radius: f32) -> Vec<Px> {
    const STEPS: u8 = 16;
    let towards = (next.y - end.y).atan2(next.x - end.x);
    let step = |step: u8| {
        let turn = FRAC_PI_2 + PI * f32::from(step) / f32::from(STEPS);
        let (y, x) = (towards + turn).sin_cos();
        end + px(x, y) * radius
    };
    (0..=STEPS).map(step).collect()
}
