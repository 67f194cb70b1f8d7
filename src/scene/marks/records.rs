//! Records with a position: dots and arrows where the graphics card does not draw them, and clusters
//! with counts.

use super::{Align, Mark, Painting, Records, Shape, TextStyle};
use crate::scene::{
    Cluster, Px, Rgba,
    bundle::BEND,
    clusters::{self, DOT_PX, Single, short_count},
    curve::{Curve, distance},
    px,
    style::{self, Stroke},
};

pub fn records(painting: &Painting<'_>, strength: f32, marks: &mut Vec<Mark>) {
    let each = match painting.records {
        Records::OnCard => {
            marks.push(Mark::Records);
            &[][..]
        }
        Records::Each(each) => each,
    };
    if each.is_empty() && painting.clusters.is_empty() {
        return;
    }
    marks.push(Mark::open("records", 1.0));
    for single in each {
        let reporter = &painting.atlas.reporters()[single.reporter];
        let tint = painting.scene.tints.of(single.record, single.kind);
        let ink = painting.palette.tinted(tint, reporter).faded(strength);
        single_marks(painting, single, ink, marks);
    }
    for (index, cluster) in painting.clusters.iter().enumerate() {
        let lit = painting.lit == Some(index);
        cluster_marks(painting, *cluster, (strength, lit), marks);
    }
    marks.push(Mark::Close);
}

fn single_marks(painting: &Painting<'_>, single: &Single, ink: Rgba, marks: &mut Vec<Mark>) {
    let view = &painting.view;
    let at = view.project(single.at);
    let from = single
        .from
        .filter(|from| distance(view.project(*from), at) > 6.0);
    let Some(from) = from else {
        let halo = painting.palette.halo.faded(0.8);
        let line = Stroke::solid(halo, style::POINT_HALO_PX);
        marks.push(Mark::circle(at, style::POINT_DOT_PX / 2.0, (ink, line)));
        return;
    };
    let line = Curve::bent(from, single.at, BEND).polyline(view);
    let [.., before, tip] = line[..] else {
        return;
    };
    marks.push(Mark::stroke(Shape::Open(line), Stroke::solid(ink, 1.4)));
    let along = (tip - before) / distance(tip, before).max(0.1);
    let aside = px(-along.y, along.x);
    let base = tip - along * 6.5;
    let head = vec![tip, base + aside * 3.0, base - aside * 3.0];
    marks.push(Mark::fill(Shape::Closed(head), ink));
}

/// A circle with a count, and a ring that says how many records are whose.
fn cluster_marks(
    painting: &Painting<'_>,
    (cluster, at, radius): (&Cluster, Px, f32),
    (strength, lit): (f32, bool),
    marks: &mut Vec<Mark>,
) {
    let palette = painting.palette;
    let opacity = strength * if lit { 1.0 } else { 0.9 };
    marks.push(Mark::circle(at, radius, palette.halo.faded(opacity)));
    for (reporter, arc) in clusters::ring(cluster, radius - 1.5) {
        let ink = palette.reporter(&painting.atlas.reporters()[reporter]);
        let arc = arc.iter().map(|px| at + *px).collect();
        let stroke = Stroke::solid(ink.faded(strength), 3.0);
        marks.push(Mark::stroke(Shape::Open(arc), stroke));
    }
    if lit {
        let line = Stroke::solid(palette.selected, 1.5);
        marks.push(Mark::circle(at, radius + 1.0, line));
    }
    if radius > DOT_PX {
        let number = short_count(cluster.records);
        let size = if number.len() > 4 { 10.5 } else { 12.0 };
        let style = TextStyle::plain(size, palette.region_name.faded(strength));
        marks.push(Mark::text(at, number, style.aligned(Align::Middle)));
    }
}
