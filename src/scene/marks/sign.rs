//! The signs of a legend, drawn as they are on the map.

use super::{Align, Letters, Mark, Shape, TextStyle, cross, dispute, flows::end_mark};
use crate::{
    model::Atlas,
    scene::{
        Palette, Px, Rgba,
        legend::Sign,
        px,
        style::{DASH_DENIED, SHADE_STRENGTH, Stroke, ZONE_HATCH, readable_on},
        tint::Tints,
    },
};

/// How wide a sign is, as a multiple of the size of the words beside it.
pub const WIDTH: f32 = 3.1;

/// What signs are drawn from.
#[derive(Clone, Copy)]
pub struct Signs<'a> {
    pub atlas: &'a Atlas,
    pub tints: &'a Tints,
    pub palette: &'a Palette,
    pub letters: &'a dyn Letters,
    /// Of the words beside them, in points.
    pub size: f32,
}

impl Signs<'_> {
    /// A sign; the point is the middle of its left edge.
    pub fn sign(&self, at: Px, sign: Sign) -> Vec<Mark> {
        let Self { palette, size, .. } = *self;
        let width = WIDTH * size;
        let right = px(at.x + width, at.y);
        let middle = (at + right) / 2.0;
        let ink = palette.region_name;
        let line = |stroke| vec![Mark::stroke(Shape::Open(vec![at, right]), stroke)];
        match sign {
            Sign::None | Sign::Remark => Vec::new(),
            Sign::Fill(fill) => {
                let ink = palette.fill(fill).faded(SHADE_STRENGTH);
                vec![Mark::fill(bar(at, width, size), ink)]
            }
            Sign::Width(width) => line(Stroke::solid(ink, width)),
            Sign::Denied => line(Stroke {
                dash: &DASH_DENIED,
                ..Stroke::solid(ink, 2.0)
            }),
            Sign::Stretch => line(Stroke {
                dash: &super::stretches::DASH,
                ..Stroke::solid(ink, 1.6)
            }),
            Sign::DeniedBy => cross(middle, ink).to_vec(),
            Sign::Disputed(how) => dispute(middle, how, ink),
            Sign::Line(id) => {
                let [_, stroke] = palette.line(&self.atlas.lines()[id], self.tints.line(id));
                line(stroke)
            }
            Sign::Dashed => line(palette.dashed_outline()),
            Sign::FadeIn => vec![Mark::Fade {
                from: at,
                to: right,
                width: 2.4,
                ink,
            }],
            Sign::End(kind) => end_mark(middle, kind, palette.selected, palette.halo).to_vec(),
            Sign::Zone(id) => {
                let zone = &self.atlas.zones()[id];
                let style = palette.zone(zone, self.tints.zone(id));
                let shape = bar(at, width, size * 1.05);
                let hatch = Mark::Hatch {
                    shape: shape.clone(),
                    kind: zone.kind,
                    ink: palette.zone_color(zone.kind).faded(ZONE_HATCH),
                };
                let mut marks = vec![Mark::fill(shape.clone(), style.wash)];
                marks.extend(style.hatched.then_some(hatch));
                marks.push(Mark::stroke(shape, style.edge));
                marks
            }
            Sign::Shade(least) => {
                let shade = palette.shade(least).into_iter();
                let fill =
                    |shade: Rgba| Mark::fill(bar(at, width, size), shade.faded(SHADE_STRENGTH));
                shade.map(fill).collect()
            }
            Sign::Cluster => {
                let paint = (palette.halo, Stroke::solid(ink, 1.8));
                vec![Mark::circle(middle, size * 0.5, paint)]
            }
            Sign::Heat => self.heat(at, width),
            Sign::Tint(tint) => vec![Mark::fill(bar(at, width, size * 0.8), palette.tint(tint))],
            Sign::InFigure(sign) => {
                let style = TextStyle::plain(size, ink).strong().aligned(Align::Middle);
                vec![Mark::text(middle, sign.sign(), style)]
            }
            Sign::Reporter(id) => {
                let reporter = &self.atlas.reporters()[id];
                self.chip(at, &reporter.letter, palette.reporter(reporter))
            }
        }
    }

    fn heat(&self, at: Px, width: f32) -> Vec<Mark> {
        let shades = self.palette.heat();
        let step = width / shades.len() as f32;
        let shades = shades.iter().enumerate();
        let fill = |(index, shade): (usize, &Rgba)| {
            let from = px(at.x + index as f32 * step, at.y);
            Mark::fill(bar(from, step, self.size * 0.8), *shade)
        };
        shades.map(fill).collect()
    }

    /// The letters of a reporter on its colour.
    fn chip(&self, at: Px, letter: &str, ground: Rgba) -> Vec<Mark> {
        let (size, small) = (self.size, self.size * 0.92);
        let width = self.letters.size(letter, small, true).x;
        let box_size = px(width.max(size * 1.3) + size * 0.75, size * 1.3);
        let style = TextStyle::plain(small, readable_on(ground)).strong();
        let middle = px(at.x + box_size.x / 2.0, at.y);
        let corner = px(at.x, at.y - box_size.y / 2.0);
        vec![
            Mark::rect((corner, box_size), 3.0, ground),
            Mark::text(middle, letter.to_owned(), style.aligned(Align::Middle)),
        ]
    }
}

/// A box that high around the middle of its left edge.
fn bar(at: Px, width: f32, height: f32) -> Shape {
    let corner = |x: f32, y: f32| px(at.x + x, at.y + y * height / 2.0);
    Shape::Closed(vec![
        corner(0.0, -1.0),
        corner(width, -1.0),
        corner(width, 1.0),
        corner(0.0, 1.0),
    ])
}
