//! The signs of a legend, drawn as they are on the map.

use super::{
    Picture, fire,
    ground::hatch_name,
    letters,
    pen::{Align, Pen, TextStyle, Trace},
};
use crate::scene::{
    Px, Rgba,
    legend::Sign,
    style::{DASH_DENIED, SHADE_STRENGTH, Stroke, ZONE_WASH, readable_on},
};

/// How wide a sign is, as a multiple of the size of the words beside it.
const WIDTH: f32 = 3.1;

/// Draws a sign; the point is the middle of its left edge.
pub fn sign(pen: &mut Pen, picture: &Picture<'_>, at: Px, sign: Sign, size: f32) {
    let palette = picture.palette;
    let width = WIDTH * size;
    let right = Px {
        x: at.x + width,
        y: at.y,
    };
    let middle = (at + right) / 2.0;
    let ink = palette.region_name;
    let mut line = |stroke: Stroke| {
        let mut trace = Trace::default();
        trace.run(&[at, right], false);
        pen.stroke(&trace, stroke);
    };
    match sign {
        Sign::None => {}
        Sign::Width(width) => line(plain(ink, width)),
        Sign::Denied => line(Stroke {
            dash: &DASH_DENIED,
            ..plain(ink, 2.0)
        }),
        Sign::Line(kind) => line(palette.line_of_kind(kind)),
        Sign::Dashed => line(palette.dashed_outline()),
        Sign::FadeIn => {
            let name = pen.name("fade");
            pen.define(&fire::gradient(&name, (at, right), ink));
            // A gradient along a line without height is not drawn everywhere: a bar is.
            pen.fill_with(&bar(at, width, 2.4), &name);
        }
        Sign::End(kind) => fire::mark(pen, middle, kind, (palette.selected, palette.halo)),
        Sign::Zone(kind) => {
            let ink = palette.zone_color(kind);
            let box_height = size * 1.05;
            let area = bar(at, width, box_height);
            pen.fill(&area, ink.faded(ZONE_WASH));
            pen.fill_with(&area, hatch_name(kind));
            pen.stroke(&area, palette.zone_edge(kind));
        }
        Sign::Shade(least) => {
            if let Some(shade) = palette.shade(least) {
                pen.fill(&bar(at, width, size), shade.faded(SHADE_STRENGTH));
            }
        }
        Sign::Cluster => pen.circle(
            middle,
            size * 0.5,
            Some(palette.halo),
            Some(plain(ink, 1.8)),
        ),
        Sign::Heat => {
            let shades = palette.heat();
            let step = width / shades.len() as f32;
            for (index, shade) in shades.iter().enumerate() {
                let from = Px {
                    x: at.x + index as f32 * step,
                    y: at.y,
                };
                pen.fill(&bar(from, step, size * 0.8), *shade);
            }
        }
        Sign::Tint(tint) => pen.fill(&bar(at, width, size * 0.8), palette.tint(tint)),
        Sign::Reporter(id) => {
            let reporter = &picture.atlas.reporters()[id];
            chip(
                pen,
                at,
                (&reporter.letter, palette.reporter(reporter)),
                size,
            );
        }
    }
}

fn plain(ink: Rgba, width: f32) -> Stroke {
    Stroke {
        ink,
        width,
        dash: &[],
    }
}

/// A box that high around the middle of its left edge.
fn bar(at: Px, width: f32, height: f32) -> Trace {
    let corner = |x: f32, y: f32| Px {
        x: at.x + x,
        y: at.y + y * height / 2.0,
    };
    let corners = [
        corner(0.0, -1.0),
        corner(width, -1.0),
        corner(width, 1.0),
        corner(0.0, 1.0),
    ];
    let mut trace = Trace::default();
    trace.run(&corners, true);
    trace
}

/// The letters of a reporter on its colour.
fn chip(pen: &mut Pen, at: Px, (letter, ground): (&str, Rgba), size: f32) {
    let small = size * 0.92;
    let box_size = Px {
        x: (letters::width(letter, true) * small).max(size * 1.3) + size * 0.75,
        y: size * 1.3,
    };
    let corner = Px {
        x: at.x,
        y: at.y - box_size.y / 2.0,
    };
    pen.rect((corner, box_size), 3.0, Some(ground), None);
    let on_it = Px {
        x: at.x + box_size.x / 2.0,
        y: at.y + small * letters::BASELINE,
    };
    let style = TextStyle::plain(small, readable_on(ground))
        .strong()
        .aligned(Align::Middle);
    pen.text(on_it, letter, style);
}
