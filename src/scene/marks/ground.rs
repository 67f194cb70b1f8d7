//! Regions, zones and lines, and what stands out among them.

use super::{Mark, Painting, Shape};
use crate::scene::{
    camera::to_world,
    style::{SHADE_STRENGTH, Stroke, ZONE_HATCH},
};

pub fn regions(painting: &Painting<'_>, strength: f32, marks: &mut Vec<Mark>) {
    marks.push(Mark::open("regions", strength));
    for item in &painting.scene.regions {
        if let Some(shade) = painting.palette.shade(item.shade) {
            let shape = Shape::Region(item.id);
            marks.push(Mark::fill(shape, shade.faded(SHADE_STRENGTH)));
        }
    }
    marks.push(Mark::stroke(Shape::Outlines, painting.palette.outline()));
    marks.push(Mark::Close);
}

/// Zones, their hatching below every line.
pub fn zones(painting: &Painting<'_>, strength: f32, marks: &mut Vec<Mark>) {
    marks.push(Mark::open("zones", strength));
    for id in &painting.scene.zones {
        let zone = &painting.atlas.zones()[*id];
        let tint = painting.scene.tints.zone(*id);
        let style = painting.palette.zone(zone, tint);
        marks.push(Mark::fill(Shape::Zone(*id), style.wash));
        if style.hatched {
            marks.push(Mark::Hatch {
                shape: Shape::Zone(*id),
                kind: zone.kind,
                ink: painting.palette.zone_color(zone.kind).faded(ZONE_HATCH),
            });
        }
        marks.push(Mark::stroke(Shape::Zone(*id), style.edge));
    }
    marks.push(Mark::Close);
}

/// Provinces, and rings in place of a boundary: they lie across zones.
pub fn rings(painting: &Painting<'_>, strength: f32, marks: &mut Vec<Mark>) {
    marks.push(Mark::open("rings", strength));
    let dashed = painting.scene.regions.iter().filter(|item| item.dashed);
    let stroke = painting.palette.dashed_outline();
    marks.extend(dashed.map(|item| Mark::stroke(Shape::Region(item.id), stroke)));
    marks.push(Mark::Close);
}

pub fn lines(painting: &Painting<'_>, strength: f32, marks: &mut Vec<Mark>) {
    marks.push(Mark::open("lines", strength));
    for id in &painting.scene.lines {
        let line = &painting.atlas.lines()[*id];
        let tint = painting.scene.tints.line(*id);
        let strokes = painting.palette.line(line, tint);
        marks.extend(strokes.map(|stroke| Mark::stroke(Shape::Line(*id), stroke)));
    }
    marks.push(Mark::Close);
}

/// The regions under the pointer and selected.
pub fn marked(painting: &Painting<'_>, strength: f32, marks: &mut Vec<Mark>) {
    let (marked, palette) = (&painting.marked, painting.palette);
    for (name, region, ink) in [
        ("hovered", marked.hovered, palette.hovered),
        ("selected", marked.selected, palette.selected),
    ] {
        if let Some(id) = region {
            let tiles_the_land = painting.atlas.regions()[id].level.tiles_the_land();
            let strokes = palette.marked_outline(ink, tiles_the_land);
            marks.push(Mark::open(name, strength));
            marks.extend(strokes.map(|stroke| Mark::stroke(Shape::Region(id), stroke)));
            marks.push(Mark::Close);
        }
    }
}

/// A ring around the settlement that is selected.
pub fn settlement(painting: &Painting<'_>, _: f32, marks: &mut Vec<Mark>) {
    let settlement = painting.marked.settlement;
    let at = settlement.and_then(|id| painting.atlas.settlements()[id].at);
    if let Some(at) = at {
        let at = painting.view.project(to_world(at));
        let palette = painting.palette;
        for (ink, width) in [(palette.halo, 4.0), (palette.selected, 2.0)] {
            marks.push(Mark::circle(at, 9.0, Stroke::solid(ink, width)));
        }
    }
}
