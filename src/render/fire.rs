//! Bundles on the screen: strands with arrowheads, marks at their ends, the dot at the joint.

use std::collections::{HashMap, hash_map::Entry};

use egui::{Color32, Painter, Pos2, Shape, Stroke, Vec2, epaint::PathStroke, vec2};

use super::paint::{Sheet, color};
use crate::{
    model::Atlas,
    scene::{
        Bundle, Palette, Px, Rgba, Scene,
        bundle::{End, EndKind, Fade, Strand},
        curve::distance,
        style,
    },
};

/// How strongly each bundle is to be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// Something else is selected.
    Faint,
    Plain,
    /// Selected or under the pointer.
    Strong,
}

/// What bundles are drawn with.
pub struct Fire<'a> {
    pub painter: &'a Painter,
    pub sheet: &'a Sheet,
    pub atlas: &'a Atlas,
    pub scene: &'a Scene,
    pub palette: &'a Palette,
    /// The opacity of the layer.
    pub strength: f32,
}

impl Fire<'_> {
    /// Draws the bundles of the scene: the faint ones below, the strong ones on top.
    pub fn paint(&self, weigh: impl Fn(&Bundle) -> Weight) {
        for level in [Weight::Faint, Weight::Plain, Weight::Strong] {
            let bundles = self.scene.bundles.iter();
            for bundle in bundles.filter(|bundle| weigh(bundle) == level) {
                self.paint_bundle(bundle, level);
            }
        }
        self.paint_ends(weigh);
    }

    fn paint_bundle(&self, bundle: &Bundle, weight: Weight) {
        let Self {
            painter,
            sheet,
            atlas,
            palette,
            strength,
            ..
        } = *self;
        let (share, extra) = match weight {
            Weight::Faint => (0.22, 0.0),
            Weight::Plain => (0.92, 0.0),
            Weight::Strong => (1.0, 1.2),
        };
        let ink = palette
            .reporter(&atlas.reporters()[bundle.reporter])
            .faded(share * strength);
        let width = match bundle.quiet {
            true => style::WIDTH_UNCOUNTED,
            false => style::width(bundle.figure.count),
        } + extra;
        let pen = Pen {
            ink,
            casing: palette.halo.faded(0.75 * share * strength),
            width,
            dashed: bundle.denied,
            heads: !bundle.quiet,
        };
        let visible = |line: &Vec<Px>| line.iter().any(|at| sheet.view.sees(*at, 40.0));
        let drawn: Vec<(&Strand, Vec<Px>)> = bundle
            .strands
            .iter()
            .map(|strand| (strand, strand.curve.polyline(&sheet.view)))
            .filter(|(_, line)| visible(line))
            .collect();
        for (strand, line) in &drawn {
            pen.casing(painter, sheet, strand, line);
        }
        for (strand, line) in &drawn {
            pen.line(painter, sheet, strand, line);
        }
    }

    /// Marks the ends: a dot for a settlement, a ring for a region, a diamond for a zone. One mark a
    /// place, as strong as the strongest bundle that ends there.
    fn paint_ends(&self, weigh: impl Fn(&Bundle) -> Weight) {
        let Self {
            painter,
            sheet,
            scene,
            palette,
            strength,
            ..
        } = *self;
        let mut marks: Vec<(End, bool)> = Vec::new();
        let mut known: HashMap<(u64, u64, EndKind), usize> = HashMap::new();
        for bundle in &scene.bundles {
            let faint = weigh(bundle) == Weight::Faint;
            for end in bundle
                .origins
                .iter()
                .chain(&bundle.targets)
                .chain(&bundle.places)
            {
                let spot = (end.at.x.to_bits(), end.at.y.to_bits(), end.kind);
                match known.entry(spot) {
                    Entry::Occupied(index) => marks[*index.get()].1 &= faint,
                    Entry::Vacant(entry) => {
                        entry.insert(marks.len());
                        marks.push((*end, faint));
                    }
                }
            }
        }
        for (end, faint) in marks {
            let at = sheet.view.project(end.at);
            if sheet.view.sees(at, 10.0) {
                let share = strength * if faint { 0.35 } else { 1.0 };
                let ink = color(palette.selected.faded(share));
                let ground = color(palette.halo.faded(share));
                painter.extend(mark(sheet.on_screen(at), end.kind, ink, ground));
            }
        }
    }
}

/// What strands are drawn with.
struct Pen {
    ink: Rgba,
    casing: Rgba,
    width: f32,
    dashed: bool,
    heads: bool,
}

/// Distance an arrow keeps from the mark it points at, in points.
const GAP_PX: f32 = 5.0;

impl Pen {
    fn head_px(&self) -> f32 {
        7.0 + 1.5 * self.width
    }

    /// The line of a strand on the screen, and its arrowhead where it has one.
    fn parts(&self, sheet: &Sheet, strand: &Strand, line: &[Px]) -> (Vec<Pos2>, Option<[Pos2; 3]>) {
        let on_screen = |line: &[Px]| line.iter().map(|at| sheet.on_screen(*at)).collect();
        if !strand.arrow || !self.heads {
            return (on_screen(line), None);
        }
        let tip = cut(line, GAP_PX);
        let shaft = cut(&tip, self.head_px());
        let (Some(point), Some(base)) = (tip.last(), shaft.last()) else {
            return (on_screen(line), None);
        };
        let (point, base) = (sheet.on_screen(*point), sheet.on_screen(*base));
        let along = point - base;
        // Flattened to nothing, a head would only leave long spikes at its corners.
        if along.length() < self.head_px() / 2.0 {
            return (on_screen(line), None);
        }
        let along = along.normalized();
        let half = along.rot90() * (3.5 + 0.75 * self.width);
        (on_screen(&shaft), Some([point, base + half, base - half]))
    }

    fn casing(&self, painter: &Painter, sheet: &Sheet, strand: &Strand, line: &[Px]) {
        if strand.fade != Fade::None {
            return;
        }
        let (points, head) = self.parts(sheet, strand, line);
        let stroke = Stroke::new(self.width + 2.4, color(self.casing));
        painter.add(Shape::line(points, stroke));
        if let Some(head) = head {
            painter.add(Shape::closed_line(
                head.to_vec(),
                Stroke::new(2.4, color(self.casing)),
            ));
        }
    }

    fn line(&self, painter: &Painter, sheet: &Sheet, strand: &Strand, line: &[Px]) {
        let (points, head) = self.parts(sheet, strand, line);
        let ink = color(self.ink);
        match (strand.fade, self.dashed) {
            (Fade::None, true) => {
                let [dash, gap] = style::DASH_DENIED;
                painter.extend(Shape::dashed_line(
                    &points,
                    Stroke::new(self.width, ink),
                    dash,
                    gap,
                ));
            }
            (Fade::None, false) => {
                painter.add(Shape::line(points, Stroke::new(self.width, ink)));
            }
            (fade, _) => {
                painter.add(fading(points, self.width, ink, fade));
            }
        }
        if let Some(head) = head {
            painter.add(Shape::convex_polygon(head.to_vec(), ink, Stroke::NONE));
        }
    }
}

/// A line that grows out of nothing, or into it.
fn fading(points: Vec<Pos2>, width: f32, ink: Color32, fade: Fade) -> Shape {
    let (Some(from), Some(to)) = (points.first().copied(), points.last().copied()) else {
        return Shape::Noop;
    };
    let along = to - from;
    let length = along.length_sq().max(1.0);
    let stroke = PathStroke::new_uv(width, move |_, at| {
        let share = ((at - from).dot(along) / length).clamp(0.0, 1.0);
        let share = if fade == Fade::Out {
            1.0 - share
        } else {
            share
        };
        ink.gamma_multiply(0.1 + 0.9 * share)
    });
    Shape::line(points, stroke)
}

/// The polyline without its last points, so many points of the screen long.
fn cut(line: &[Px], length: f32) -> Vec<Px> {
    let mut left = length;
    let mut line = line.to_vec();
    while let [.., before, last] = line[..] {
        let segment = distance(before, last);
        if segment > left {
            let share = left / segment;
            if let Some(end) = line.last_mut() {
                *end = last + (before - last) * share;
            }
            return line;
        }
        // A line shorter than what is cut keeps its first half, so that its direction is seen.
        if line.len() == 2 {
            line[1] = (before + last) / 2.0;
            return line;
        }
        left -= segment;
        line.pop();
    }
    line
}

/// The mark of an end.
pub fn mark(at: Pos2, kind: EndKind, ink: Color32, ground: Color32) -> Vec<Shape> {
    match kind {
        EndKind::Settlement | EndKind::Point => vec![
            Shape::circle_filled(at, 4.2, ground),
            Shape::circle_filled(at, 2.8, ink),
        ],
        EndKind::Region => vec![
            Shape::circle_filled(at, 4.4, ground),
            Shape::circle_stroke(at, 3.4, Stroke::new(1.4, ink)),
        ],
        EndKind::Zone => {
            let diamond = |size: f32| {
                let corners = [
                    vec2(0.0, -size),
                    vec2(size, 0.0),
                    vec2(0.0, size),
                    vec2(-size, 0.0),
                ];
                corners.map(|corner: Vec2| at + corner).to_vec()
            };
            vec![
                Shape::convex_polygon(diamond(6.2), ground, Stroke::NONE),
                Shape::convex_polygon(diamond(4.4), Color32::TRANSPARENT, Stroke::new(1.4, ink)),
            ]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn px(x: f32) -> Px {
        Px { x, y: 0.0 }
    }

    #[test]
    fn a_line_is_cut_from_its_end_and_never_to_nothing() {
        let line = [px(0.0), px(10.0), px(20.0)];
        assert_eq!(cut(&line, 5.0), [px(0.0), px(10.0), px(15.0)]);
        assert_eq!(cut(&line, 14.0), [px(0.0), px(6.0)]);
        assert_eq!(cut(&line, 99.0), [px(0.0), px(5.0)]);
        assert_eq!(cut(&[], 5.0), []);
    }
}
