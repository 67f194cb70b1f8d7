//! Records of large files in a picture: dots and arrows, or clusters with counts.

use super::{
    Picture,
    pen::{Align, Pen, TextStyle, Trace},
};
use crate::scene::{
    Cluster, LabelKind, LayerKind, Placed, Px, Rgba, View,
    bundle::BEND,
    crowd::{DOT_PX, Single, ring, short_count, with_room},
    curve::{Curve, distance},
    style::{self, Stroke},
};

pub fn draw(pen: &mut Pen, picture: &Picture<'_>, view: &View) {
    let strength = picture.layers.strength(LayerKind::Fire);
    let still = &picture.still;
    if strength <= 0.0 || (still.each.is_empty() && still.clusters.is_empty()) {
        return;
    }
    pen.open("id=\"records\"");
    for single in &still.each {
        let reporter = &picture.atlas.reporters()[single.reporter];
        let tint = picture.scene.tints.of(single.record, single.kind);
        let ink = picture.palette.tinted(tint, reporter).faded(strength);
        draw_single(pen, picture, view, single, ink);
    }
    for (cluster, at, radius) in with_room(&still.clusters, view) {
        let ground = picture.palette.halo.faded(0.9 * strength);
        pen.circle(at, radius, Some(ground), None);
        for (reporter, arc) in ring(cluster, radius - 1.5) {
            let reporter = &picture.atlas.reporters()[reporter];
            let ink = picture.palette.reporter(reporter).faded(strength);
            let arc: Vec<Px> = arc.iter().map(|px| at + *px).collect();
            pen.stroke(&trace(&arc, false), solid(ink, 3.0));
        }
        if radius > DOT_PX {
            let number = short_count(cluster.records);
            let size = if number.len() > 4 { 10.5 } else { 12.0 };
            let ink = picture.palette.region_name.faded(strength);
            let foot = Px {
                x: at.x,
                y: at.y + 0.36 * size,
            };
            let style = TextStyle::plain(size, ink).aligned(Align::Middle);
            pen.text(foot, &number, style);
        }
    }
    pen.close();
}

/// Takes out names that would stand across the count of a cluster. Figures stay.
pub fn make_room(picture: &Picture<'_>, view: &View, placed: &mut Vec<Placed>) {
    let circles = with_room(&picture.still.clusters, view);
    placed.retain(|label| {
        let covers = |(_, at, radius): &(&Cluster, Px, f32)| {
            let beside =
                |at: f32, middle: f32, size: f32| ((at - middle).abs() - size / 2.0).max(0.0);
            let x = beside(at.x, label.middle.x, label.size.x);
            let y = beside(at.y, label.middle.y, label.size.y);
            x.hypot(y) < *radius
        };
        matches!(label.kind, LabelKind::Figure(_)) || !circles.iter().any(covers)
    });
}

fn draw_single(pen: &mut Pen, picture: &Picture<'_>, view: &View, single: &Single, ink: Rgba) {
    let at = view.project(single.at);
    let halo = picture.palette.halo.faded(0.8);
    let from = single
        .from
        .filter(|from| distance(view.project(*from), at) > 6.0);
    let Some(from) = from else {
        let radius = style::SWARM_DOT_PX / 2.0;
        pen.circle(
            at,
            radius,
            Some(ink),
            Some(solid(halo, style::SWARM_HALO_PX)),
        );
        return;
    };
    let line = Curve::bent(from, single.at, BEND).polyline(view);
    pen.stroke(&trace(&line, false), solid(ink, 1.4));
    let [.., before, tip] = line[..] else {
        return;
    };
    let along = (tip - before) / distance(tip, before).max(0.1);
    let aside = Px {
        x: -along.y,
        y: along.x,
    };
    let base = tip - along * 6.5;
    let head = [tip, base + aside * 3.0, base - aside * 3.0];
    pen.fill(&trace(&head, true), ink);
}

fn trace(points: &[Px], closed: bool) -> Trace {
    let mut trace = Trace::default();
    trace.run(points, closed);
    trace
}

fn solid(ink: Rgba, width: f32) -> Stroke {
    Stroke {
        ink,
        width,
        dash: &[],
    }
}
