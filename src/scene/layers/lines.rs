//! The lines of contact, the state border, and lines of opened files.

use super::{Depth, Height, MapLayer};
use crate::{
    model::{
        LineId, LineKind,
        geo::{LonLat, Rect},
    },
    scene::{
        Px, asked,
        camera::{to_lon_lat, to_world},
        curve::distance_to_polyline,
        legend::{Legend, LegendOf, Row, Sign},
        marks::{Mark, Painting, Shape},
        measured,
        pick::{Picking, SLACK_PX, Target},
        px,
    },
    words::layers as words,
};

pub const LAYER: MapLayer = MapLayer {
    parts: &[(Height::Lines, lines)],
    fixed: &[
        (Height::Asked, asked::shapes),
        (Height::Measured, measured::way),
        (Height::Highlights, selected),
    ],
    picks: &[(Depth::Lines, pick)],
    legend,
    ..MapLayer::new("lines", words::lines)
};

/// Lines, all casings below them: marks of one style that follow each other are drawn at once.
fn lines(painting: &Painting<'_>, strength: f32, marks: &mut Vec<Mark>) {
    drawn(painting, ("lines", false), strength, marks);
}

/// The lines that are references, or those that are not.
pub(super) fn drawn(
    painting: &Painting<'_>,
    (name, references): (&'static str, bool),
    strength: f32,
    marks: &mut Vec<Mark>,
) {
    marks.push(Mark::open(name, strength));
    let mut above = Vec::new();
    for id in &painting.scene.lines {
        let line = &painting.atlas.lines()[*id];
        if (line.kind == LineKind::Reference) != references {
            continue;
        }
        let choice = painting.scene.tints.line(*id);
        let [casing, stroke] = painting.palette.line(line, choice);
        marks.push(Mark::stroke(Shape::Line(*id), casing));
        above.push(Mark::stroke(Shape::Line(*id), stroke));
    }
    marks.append(&mut above);
    marks.push(Mark::Close);
}

/// The line that is selected where it is in effect, on a band of its own, also where its layer is off.
fn selected(painting: &Painting<'_>, _: f32, marks: &mut Vec<Mark>) {
    let in_effect = |id: &LineId| painting.scene.lines.contains(id);
    if let Some(id) = painting.marked.line.filter(in_effect) {
        let palette = painting.palette;
        let choice = painting.scene.tints.line(id);
        let own = palette.line(&painting.atlas.lines()[id], choice);
        let strokes = palette.band().into_iter().chain(own);
        marks.push(Mark::open("selected", 1.0));
        marks.extend(strokes.map(|stroke| Mark::stroke(Shape::Line(id), stroke)));
        marks.push(Mark::Close);
    }
}

fn pick(picking: &Picking<'_>, at: Px) -> Vec<Target> {
    picked(picking, at, false)
}

/// The lines under a point that are references, or those that are not.
pub(super) fn picked(picking: &Picking<'_>, at: Px, references: bool) -> Vec<Target> {
    let lines = picking.scene.lines.iter().copied();
    let lines =
        lines.filter(|id| (picking.atlas.lines()[*id].kind == LineKind::Reference) == references);
    let near = lines.filter(|id| is_near(picking, *id, at));
    near.map(Target::Line).collect()
}

fn is_near(picking: &Picking<'_>, id: LineId, at: Px) -> bool {
    let view = picking.view;
    let corner = |dx, dy| to_lon_lat(view.unproject(at + px(dx, dy)));
    let around = Rect::new(corner(-SLACK_PX, SLACK_PX), corner(SLACK_PX, -SLACK_PX));
    let (low, high) = (around.min(), around.max());
    // Most segments lie elsewhere, which is told without projecting them.
    let reaches = |a: LonLat, b: LonLat| {
        a.x.min(b.x) <= high.x
            && a.x.max(b.x) >= low.x
            && a.y.min(b.y) <= high.y
            && a.y.max(b.y) >= low.y
    };
    let px = |position: LonLat| view.project(to_world(position));
    let shape = picking.atlas.lines()[id].shape.iter();
    let mut segments = shape.flat_map(|line| line.0.windows(2));
    segments.any(|pair| {
        reaches(pair[0], pair[1])
            && distance_to_polyline(at, &[px(pair[0]), px(pair[1])]) < SLACK_PX
    })
}

fn legend(of: &LegendOf<'_>, legend: &mut Legend) {
    explained(of, legend, false);
}

/// Rows of the lines that are references, or of those that are not.
pub(super) fn explained(of: &LegendOf<'_>, legend: &mut Legend, references: bool) {
    let lines = of.scene.lines.iter().copied();
    let lines: Vec<LineId> = lines
        .filter(|id| (of.atlas.lines()[*id].kind == LineKind::Reference) == references)
        .collect();
    legend.ground_rows(&lines, |id| {
        let name = of.atlas.lines()[*id].names.get(of.language);
        Row::new(Sign::Line(*id), name)
    });
    let is_said = legend.ground.iter().any(|row| row.sign == Sign::Remark);
    if !lines.is_empty() && !is_said {
        let mut drawn = of.scene.lines.iter();
        let solid = drawn.any(|id| of.scene.tints.line(*id).solid);
        let words = if solid {
            words::legend_solid()
        } else {
            words::legend_no_side()
        };
        legend.ground.push(Row::new(Sign::Remark, words));
    }
}
