//! Marks on the screen: through egui, and segments by the graphics card. Shapes of the map are drawn
//! by `vector_layers`.

use std::sync::Arc;

use egui::{
    Color32, CornerRadius, FontFamily, FontId, Galley, Mesh, Painter, Pos2, Rect, Shape as Drawn,
    Stroke, StrokeKind, Vec2,
    emath::Rot2,
    epaint::{CircleShape, RectShape, TextShape},
    vec2,
};

use super::{
    fonts::strong_family,
    hatching::hatching,
    point_layer::{
        flow_segments,
        written::{self, AROUND, Text},
    },
    viewport::{Viewport, color},
};
use crate::scene::{
    Px, Rgba, World,
    marks::{Align, Letters, Mark, Paint, Shape, TextStyle, with_strength},
    px,
    style::{self, HATCH_PX, HATCH_WIDTH_PX, faded_in},
};

/// Where marks are drawn.
pub struct Screen<'a> {
    pub painter: &'a Painter,
    pub viewport: &'a Viewport,
}

impl Screen<'_> {
    /// Draws marks one above the other. `records` draws what the card holds, at its place among them.
    pub fn draw(&self, marks: &[Mark], mut records: impl FnMut()) {
        let by_card = written::is_available(self.painter.ctx());
        let mut texts = Vec::new();
        for (mark, strength) in with_strength(marks) {
            if let Mark::Text { at, words, style } = mark
                && by_card
                && style.halo.is_some()
            {
                texts.push(self.written(*at, words, *style, strength));
                continue;
            }
            // Texts one above the other are drawn at once.
            written::paint(self.painter, std::mem::take(&mut texts));
            match mark {
                Mark::Records => records(),
                Mark::Kept(kept) => flow_segments::paint(self.painter, self.viewport, kept),
                mark => self.painter.extend(self.shapes(mark, strength)),
            };
        }
        written::paint(self.painter, texts);
    }

    /// A mark as egui has it, as strong as its groups; nothing where the card draws it.
    pub(super) fn shapes(&self, mark: &Mark, strength: f32) -> Vec<Drawn> {
        let ink = |ink: Rgba| color(ink.faded(strength));
        let pen = |line: &style::Stroke| Stroke::new(line.width, ink(line.ink));
        let fill = |paint: &Paint| paint.fill.map_or(Color32::TRANSPARENT, ink);
        let line = |paint: &Paint| paint.line.as_ref().map_or(Stroke::NONE, pen);
        match mark {
            Mark::Fill {
                shape: Shape::Closed(points),
                ink: fill,
            } => vec![Drawn::convex_polygon(
                self.points(points),
                ink(*fill),
                Stroke::NONE,
            )],
            Mark::Hatch {
                shape: Shape::Closed(points),
                ink: of,
                ..
            } => self.hatch(points, Stroke::new(HATCH_WIDTH_PX, ink(*of))),
            Mark::Stroke {
                shape: Shape::Open(points),
                stroke,
            } => run(self.points(points), pen(stroke), stroke.dash),
            Mark::Stroke {
                shape: Shape::Closed(points),
                stroke,
            } => {
                let mut points = self.points(points);
                if stroke.dash.is_empty() {
                    return vec![Drawn::closed_line(points, pen(stroke))];
                }
                points.extend(points.first().copied());
                run(points, pen(stroke), stroke.dash)
            }
            Mark::Fade {
                from,
                to,
                width,
                ink: of,
            } => {
                let aside = vec2(0.0, width / 2.0);
                let mut bar = Mesh::default();
                for (at, share) in [(*from, faded_in(0.0)), (*to, faded_in(1.0))] {
                    let (at, ink) = (self.on_screen(at), ink(of.faded(share)));
                    bar.colored_vertex(at - aside, ink);
                    bar.colored_vertex(at + aside, ink);
                }
                bar.add_triangle(0, 1, 2);
                bar.add_triangle(1, 2, 3);
                vec![Drawn::mesh(bar)]
            }
            Mark::Circle { at, radius, paint } => vec![Drawn::Circle(CircleShape {
                center: self.on_screen(*at),
                radius: *radius,
                fill: fill(paint),
                stroke: line(paint),
            })],
            Mark::Rect {
                corner,
                size,
                radius,
                paint,
            } => {
                let rect = Rect::from_min_size(self.on_screen(*corner), vec2(size.x, size.y));
                let (fill, line, side) = (fill(paint), line(paint), StrokeKind::Middle);
                let radius = CornerRadius::from(*radius);
                vec![RectShape::new(rect, radius, fill, line, side).into()]
            }
            Mark::Text { at, words, style } => stamped(&self.written(*at, words, *style, strength)),
            // Shapes of the map, segments and records are the card's.
            _ => Vec::new(),
        }
    }

    fn on_screen(&self, at: Px) -> Pos2 {
        self.viewport.on_screen(at)
    }

    fn points(&self, points: &[Px]) -> Vec<Pos2> {
        points.iter().map(|at| self.on_screen(*at)).collect()
    }

    fn hatch(&self, points: &[Px], pen: Stroke) -> Vec<Drawn> {
        let mut ring = self.points(points);
        ring.extend(ring.first().copied());
        let anchor = self.on_screen(self.viewport.view.project(World { x: 0.5, y: 0.5 }));
        let lines = hatching(&[ring], anchor.x + anchor.y, HATCH_PX, None);
        let segments = lines.into_iter();
        segments
            .map(|line| Drawn::line_segment(line, pen))
            .collect()
    }

    /// A text where it is written: in its letters' own colour, and in that of its halo.
    fn written(&self, at: Px, words: &str, style: TextStyle, strength: f32) -> Text {
        let galley = galley(self.painter, words, style.size, style.strong);
        let middle = galley.rect.center();
        let aside = match style.align {
            Align::Start => galley.rect.left(),
            Align::Middle => middle.x,
            Align::End => galley.rect.right(),
        };
        let corner = self.on_screen(at) - vec2(aside, middle.y);
        let turn = style.turn.to_radians();
        // Around the point it is written at, and not around the corner.
        let pivot = self.on_screen(at);
        let (halo, reach) = style.halo.unwrap_or((Rgba([0; 4]), 0.0));
        Text {
            galley,
            corner: pivot + Rot2::from_angle(turn) * (corner - pivot),
            turn,
            ink: style.ink.faded(strength),
            halo: halo.faded(strength),
            reach,
        }
    }
}

/// A text as egui draws it, its halo stamped around it so that it stands off from what lies below.
pub(super) fn stamped(text: &Text) -> Vec<Drawn> {
    let written = |offset: Vec2, ink: Rgba| {
        let ink = color(ink);
        let drawn = TextShape::new(text.corner + offset, Arc::clone(&text.galley), ink);
        Drawn::from(drawn.with_override_text_color(ink).with_angle(text.turn))
    };
    let halo = AROUND.iter().filter(|_| text.reach > 0.0);
    let halo = halo.map(|at| written(*at * text.reach, text.halo));
    halo.chain([written(Vec2::ZERO, text.ink)]).collect()
}

/// Measures texts as the screen has them.
impl Letters for Painter {
    fn size(&self, text: &str, size: f32, strong: bool) -> Px {
        let size = galley(self, text, size, strong).size();
        px(size.x, size.y)
    }
}

fn galley(painter: &Painter, text: &str, size: f32, strong: bool) -> Arc<Galley> {
    let family = if strong {
        strong_family()
    } else {
        FontFamily::Proportional
    };
    let font = FontId::new(size, family);
    let ink = Color32::PLACEHOLDER;
    let mut job = egui::text::LayoutJob::simple(text.to_owned(), font, ink, f32::INFINITY);
    job.halign = egui::Align::Center;
    painter.layout_job(job)
}

fn run(points: Vec<Pos2>, pen: Stroke, dash: &[f32]) -> Vec<Drawn> {
    if dash.is_empty() {
        // Of two points alone, egui draws a sharper one.
        return vec![match points[..] {
            [from, to] => Drawn::line_segment([from, to], pen),
            _ => Drawn::line(points, pen),
        }];
    }
    let every_second = |first| dash.iter().skip(first).step_by(2).copied();
    let (dashes, gaps): (Vec<f32>, Vec<f32>) =
        (every_second(0).collect(), every_second(1).collect());
    Drawn::dashed_line_with_offset(&points, pen, &dashes, &gaps, 0.0)
}
