//! Bundles in a picture: strands with arrowheads, marks at their ends, the dot at the joint.

use super::{
    Picture,
    pen::{Pen, Trace},
};
use crate::scene::{
    Bundle, LayerKind, Palette, Placed, Px, Rgba, View, Weight,
    arrow::{self, DOT_PX, FAINT_MARK},
    bundle::{EndKind, Fade, Strand},
    label::LabelKind,
    style::{self, CASING_PX, DASH_DENIED, Stroke},
};

pub fn draw(pen: &mut Pen, picture: &Picture<'_>, view: &View) {
    let strength = picture.layers.strength(LayerKind::Fire);
    if strength <= 0.0 {
        return;
    }
    pen.open("id=\"fire\"");
    for level in Weight::ALL {
        for (index, bundle) in picture.scene.bundles.iter().enumerate() {
            if picture.weight(index) == level {
                draw_bundle(pen, picture, view, (index, bundle), strength);
            }
        }
    }
    pen.close();
    pen.open("id=\"ends\"");
    for (end, faint) in arrow::ends(picture.scene, |index, _| picture.weight(index)) {
        let at = view.project(end.at);
        if view.sees(at, 10.0) {
            let share = strength * if faint { FAINT_MARK } else { 1.0 };
            let ink = picture.palette.selected.faded(share);
            let ground = picture.palette.halo.faded(share);
            mark(pen, at, end.kind, (ink, ground));
        }
    }
    pen.close();
}

fn draw_bundle(
    pen: &mut Pen,
    picture: &Picture<'_>,
    view: &View,
    (index, bundle): (usize, &Bundle),
    strength: f32,
) {
    let weight = picture.weight(index);
    let share = weight.opacity() * strength;
    let ink = picture.ink(bundle).faded(share);
    let casing = picture.palette.halo.faded(0.75 * share);
    let shape = arrow::Pen::of(bundle, weight);
    let strands = bundle.strands.iter().map(|strand| {
        let line = strand.curve.polyline(view);
        let seen = line.iter().any(|at| view.sees(*at, 40.0));
        seen.then(|| (strand, shape.parts(strand, &line)))
    });
    let strands: Vec<(&Strand, Parts)> = strands.flatten().collect();
    if strands.is_empty() {
        return;
    }
    pen.open("");
    if let Some(words) = picture.bundle_words.get(index) {
        pen.title(words);
    }
    for (strand, parts) in &strands {
        if strand.fade == Fade::None {
            case(pen, parts, shape.width, casing);
        }
    }
    for (strand, parts) in &strands {
        line(pen, strand, parts, &shape, ink);
    }
    pen.close();
}

/// The shaft of a strand, and its head where it has one.
type Parts = (Vec<Px>, Option<[Px; 3]>);

fn case(pen: &mut Pen, (shaft, head): &Parts, width: f32, ink: Rgba) {
    let stroke = |width| Stroke {
        ink,
        width,
        dash: &[],
    };
    pen.stroke(&open(shaft), stroke(width + CASING_PX));
    if let Some(head) = head {
        pen.stroke(&closed(head), stroke(CASING_PX));
    }
}

fn line(pen: &mut Pen, strand: &Strand, (shaft, head): &Parts, shape: &arrow::Pen, ink: Rgba) {
    let trace = open(shaft);
    match (strand.fade, shape.dashed) {
        (Fade::None, dashed) => {
            let dash: &[f32] = if dashed { &DASH_DENIED } else { &[] };
            let stroke = Stroke {
                ink,
                width: shape.width,
                dash,
            };
            pen.stroke(&trace, stroke);
        }
        (fade, _) => {
            let name = fading(pen, shaft, fade, ink);
            pen.stroke_with(&trace, shape.width, &name);
        }
    }
    if let Some(head) = head {
        pen.fill(&closed(head), ink);
    }
}

/// Defines the gradient along a strand that grows out of nothing, or into it.
fn fading(pen: &mut Pen, shaft: &[Px], fade: Fade, ink: Rgba) -> String {
    let nowhere = Px { x: 0.0, y: 0.0 };
    let mut from = shaft.first().copied().unwrap_or(nowhere);
    let mut to = shaft.last().copied().unwrap_or(nowhere);
    if fade == Fade::Out {
        std::mem::swap(&mut from, &mut to);
    }
    let name = pen.name("fade");
    pen.define(&gradient(&name, (from, to), ink));
    name
}

/// A gradient from almost nothing to the whole of a colour.
pub fn gradient(name: &str, (from, to): (Px, Px), ink: Rgba) -> String {
    let [r, g, b, a] = ink.0;
    let stop = |offset: u8, share: f32| {
        let opacity = (share * f32::from(a) / 255.0 * 100.0).round() / 100.0;
        format!(
            "<stop offset=\"{offset}\" stop-color=\"#{r:02x}{g:02x}{b:02x}\" \
             stop-opacity=\"{opacity}\"/>"
        )
    };
    format!(
        "<linearGradient id=\"{name}\" gradientUnits=\"userSpaceOnUse\" x1=\"{:.1}\" y1=\"{:.1}\" \
         x2=\"{:.1}\" y2=\"{:.1}\">{}{}</linearGradient>",
        from.x,
        from.y,
        to.x,
        to.y,
        stop(0, style::faded_in(0.0)),
        stop(1, style::faded_in(1.0)),
    )
}

fn open(points: &[Px]) -> Trace {
    let mut trace = Trace::default();
    trace.run(points, false);
    trace
}

fn closed(points: &[Px]) -> Trace {
    let mut trace = Trace::default();
    trace.run(points, true);
    trace
}

/// The mark of an end, in a colour on a ground.
pub fn mark(pen: &mut Pen, at: Px, kind: EndKind, (ink, ground): (Rgba, Rgba)) {
    let mark = style::mark(kind);
    let line = |width| Stroke {
        ink,
        width,
        dash: &[],
    };
    if mark.diamond {
        let diamond = |radius: f32| {
            let by = [(0.0, -radius), (radius, 0.0), (0.0, radius), (-radius, 0.0)];
            closed(&by.map(|(x, y)| at + Px { x, y }))
        };
        pen.fill(&diamond(mark.ground_radius), ground);
        match mark.line {
            Some(width) => pen.stroke(&diamond(mark.radius), line(width)),
            None => pen.fill(&diamond(mark.radius), ink),
        }
    } else {
        pen.circle(at, mark.ground_radius, Some(ground), None);
        match mark.line {
            Some(width) => pen.circle(at, mark.radius, None, Some(line(width))),
            None => pen.circle(at, mark.radius, Some(ink), None),
        }
    }
}

/// A dot at each joint whose figure found no room: there is more here than can be written.
pub fn dots(pen: &mut Pen, picture: &Picture<'_>, view: &View, placed: &[Placed]) {
    let strength = picture.layers.strength(LayerKind::Fire);
    let palette: &Palette = picture.palette;
    let written = |index| {
        let mut labels = placed.iter();
        labels.any(|label| label.kind == LabelKind::Figure(index))
    };
    for (index, bundle) in picture.scene.bundles.iter().enumerate() {
        let at = bundle.joint.px(view);
        if strength <= 0.0 || written(index) || !view.sees(at, 5.0) {
            continue;
        }
        let share = strength * picture.weight(index).dot_opacity();
        let [dot, ground] = DOT_PX;
        pen.circle(at, ground, Some(palette.halo.faded(share)), None);
        pen.circle(at, dot, Some(picture.ink(bundle).faded(share)), None);
    }
}
