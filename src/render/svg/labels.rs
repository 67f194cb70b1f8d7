//! Names and figures in a picture: measured with the embedded fonts, written where they find room.

use super::{
    Picture, letters,
    pen::{Align, Pen, TextStyle, Trace},
};
use crate::scene::{
    Label, LabelKind, Placed, Px, Rgba, View, Weight,
    label::{self, Room},
    lettering::{self, FIGURE_GAP_PX, HALO_PX, HALO_STRENGTH, LETTER_PX, Look},
    style::{Stroke, readable_on},
};

/// Finds room for the labels of a picture and of its basemap, beside what is taken.
pub fn place(picture: &Picture<'_>, basemap: &[Label], view: &View, taken: &[Room]) -> Vec<Placed> {
    let strength = |kind| picture.layers.label_strength(kind);
    // The figure of a bundle in the background gives way to a dot.
    let in_background = |kind: LabelKind| match kind {
        LabelKind::Figure(index) => picture.weight(index) == Weight::Faint,
        _ => false,
    };
    let wanted = picture.scene.labels.iter().chain(basemap);
    let wanted = wanted.filter(|label| strength(label.kind) > 0.0 && !in_background(label.kind));
    label::place(wanted, view, taken, |label| size(picture, label))
}

fn look(picture: &Picture<'_>, kind: LabelKind) -> Look {
    lettering::look(picture.atlas, picture.palette, kind)
}

fn size(picture: &Picture<'_>, label: &Label) -> Px {
    let look = look(picture, label.kind);
    let widths = label
        .text
        .lines()
        .map(|line| letters::width(line, look.strong));
    let widest = widths.fold(0.0, f32::max) * look.size;
    let lines = label.text.lines().count().max(1) as f32;
    let mut size = Px {
        x: widest,
        y: lines * look.size * letters::LINE,
    } + look.margin * 2.0;
    if let LabelKind::Figure(index) = label.kind {
        size.x += cap_width(picture, index);
    }
    size
}

/// How wide the reporter's letters and the room around them are in a figure.
fn cap_width(picture: &Picture<'_>, bundle: usize) -> f32 {
    let letter = &picture.reporter(&picture.scene.bundles[bundle]).letter;
    letters::width(letter, true) * LETTER_PX + 2.0 * FIGURE_GAP_PX
}

/// Writes labels where room was found for them.
pub fn write(pen: &mut Pen, picture: &Picture<'_>, placed: &[Placed]) {
    for label in placed {
        let share = picture.layers.label_strength(label.kind);
        match label.kind {
            LabelKind::Figure(index) => figure(pen, picture, label, index, share),
            kind => name(pen, picture, label, look(picture, kind), share),
        }
    }
}

fn name(pen: &mut Pen, picture: &Picture<'_>, label: &Placed, look: Look, share: f32) {
    let lines = label.text.lines().count().max(1) as f32;
    let first = label.middle.y - (lines - 1.0) / 2.0 * look.size * letters::LINE;
    let at = Px {
        x: label.middle.x,
        y: first + look.size * letters::BASELINE,
    };
    let halo = picture.palette.halo.faded(HALO_STRENGTH * share);
    let style = TextStyle {
        size: look.size,
        strong: look.strong,
        ink: look.ink.faded(share),
        align: Align::Middle,
        halo: Some((halo, HALO_PX)),
    };
    pen.text(at, &label.text, style);
}

/// The figure of a bundle: the reporter's letters on its colour, then the number.
fn figure(pen: &mut Pen, picture: &Picture<'_>, label: &Placed, bundle: usize, share: f32) {
    let one = Px { x: 1.0, y: 1.0 };
    let size = label.size - one * 2.0;
    let corner = label.middle - size / 2.0;
    let full = picture.ink(&picture.scene.bundles[bundle]);
    let (ink, ground) = (full.faded(share), picture.palette.halo.faded(share));
    let radius = size.y / 2.0;
    let cap = cap_width(picture, bundle);
    pen.open("");
    if let Some(words) = picture.bundle_words.get(bundle) {
        pen.title(words);
    }
    pen.rect((corner, size), radius, Some(ground), None);
    pen.fill(&cap_shape(corner, cap, radius), ink);
    let line = Stroke {
        ink,
        width: 1.2,
        dash: &[],
    };
    pen.rect((corner, size), radius, None, Some(line));
    let text = |size: f32, ink: Rgba| TextStyle::plain(size, ink).strong().aligned(Align::Middle);
    let baseline = |size: f32| label.middle.y + size * letters::BASELINE;
    let letter = &picture.reporter(&picture.scene.bundles[bundle]).letter;
    let on_cap = Px {
        x: corner.x + cap / 2.0,
        y: baseline(LETTER_PX),
    };
    pen.text(
        on_cap,
        letter,
        text(LETTER_PX, readable_on(full).faded(share)),
    );
    let look = look(picture, label.kind);
    let beside = Px {
        x: corner.x + (cap + size.x) / 2.0,
        y: baseline(look.size),
    };
    pen.text(beside, &label.text, text(look.size, look.ink.faded(share)));
    pen.close();
}

/// The left end of a pill: round on the outside, straight on the inside.
fn cap_shape(corner: Px, width: f32, radius: f32) -> Trace {
    const STEPS: u8 = 12;
    let middle = corner
        + Px {
            x: radius,
            y: radius,
        };
    let mut points: Vec<Px> = (0..=STEPS)
        .map(|step| {
            let angle = std::f32::consts::PI * (0.5 + f32::from(step) / f32::from(STEPS));
            middle
                + Px {
                    x: angle.cos(),
                    y: angle.sin(),
                } * radius
        })
        .collect();
    let right = corner.x + width;
    points.push(Px {
        x: right,
        y: corner.y,
    });
    points.push(Px {
        x: right,
        y: corner.y + 2.0 * radius,
    });
    let mut trace = Trace::default();
    trace.run(&points, true);
    trace
}
