//! Bundles on the screen: strands with arrowheads, marks at their ends, the dot at the joint.

use egui::{Color32, Painter, Pos2, Shape, Stroke, epaint::PathStroke, vec2};

use super::paint::{Sheet, color};
use crate::{
    model::Atlas,
    scene::{
        Bundle, Palette, Px, Rgba, Scene,
        arrow::{self, Weight},
        bundle::{EndKind, Fade, Strand},
        style,
    },
};

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
        for level in Weight::ALL {
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
        let share = weight.opacity() * strength;
        let pen = Pen {
            shape: arrow::Pen::of(bundle, weight),
            ink: palette
                .bundle(bundle, &atlas.reporters()[bundle.reporter])
                .faded(share),
            casing: palette.halo.faded(0.75 * share),
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
        for (end, faint) in arrow::ends(scene, |_, bundle| weigh(bundle)) {
            let at = sheet.view.project(end.at);
            if sheet.view.sees(at, 10.0) {
                let share = strength * if faint { arrow::FAINT_MARK } else { 1.0 };
                let ink = color(palette.selected.faded(share));
                let ground = color(palette.halo.faded(share));
                painter.extend(mark(sheet.on_screen(at), end.kind, ink, ground));
            }
        }
    }
}

/// What strands are drawn with.
struct Pen {
    shape: arrow::Pen,
    ink: Rgba,
    casing: Rgba,
}

impl Pen {
    /// The line of a strand on the screen, and its arrowhead where it has one.
    fn parts(&self, sheet: &Sheet, strand: &Strand, line: &[Px]) -> (Vec<Pos2>, Option<[Pos2; 3]>) {
        let (shaft, head) = self.shape.parts(strand, line);
        let shaft = shaft.iter().map(|at| sheet.on_screen(*at)).collect();
        (shaft, head.map(|head| head.map(|at| sheet.on_screen(at))))
    }

    fn casing(&self, painter: &Painter, sheet: &Sheet, strand: &Strand, line: &[Px]) {
        if strand.fade != Fade::None {
            return;
        }
        let (points, head) = self.parts(sheet, strand, line);
        let casing = color(self.casing);
        let stroke = Stroke::new(self.shape.width + style::CASING_PX, casing);
        painter.add(Shape::line(points, stroke));
        if let Some(head) = head {
            painter.add(Shape::closed_line(
                head.to_vec(),
                Stroke::new(style::CASING_PX, casing),
            ));
        }
    }

    fn line(&self, painter: &Painter, sheet: &Sheet, strand: &Strand, line: &[Px]) {
        let (points, head) = self.parts(sheet, strand, line);
        let ink = color(self.ink);
        let width = self.shape.width;
        match (strand.fade, self.shape.dashed) {
            (Fade::None, true) => {
                let [dash, gap] = style::DASH_DENIED;
                painter.extend(Shape::dashed_line(
                    &points,
                    Stroke::new(width, ink),
                    dash,
                    gap,
                ));
            }
            (Fade::None, false) => {
                painter.add(Shape::line(points, Stroke::new(width, ink)));
            }
            (fade, _) => {
                painter.add(fading(points, width, ink, fade));
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
        ink.gamma_multiply(style::faded_in(share))
    });
    Shape::line(points, stroke)
}

/// The mark of an end.
pub fn mark(at: Pos2, kind: EndKind, ink: Color32, ground: Color32) -> Vec<Shape> {
    let mark = style::mark(kind);
    let shape = |radius: f32, fill: Color32, line: Stroke| match mark.diamond {
        true => {
            let corners = [
                vec2(0.0, -radius),
                vec2(radius, 0.0),
                vec2(0.0, radius),
                vec2(-radius, 0.0),
            ];
            Shape::convex_polygon(corners.map(|corner| at + corner).to_vec(), fill, line)
        }
        false => Shape::Circle(egui::epaint::CircleShape {
            center: at,
            radius,
            fill,
            stroke: line,
        }),
    };
    let sign = match mark.line {
        Some(width) => shape(mark.radius, Color32::TRANSPARENT, Stroke::new(width, ink)),
        None => shape(mark.radius, ink, Stroke::NONE),
    };
    vec![shape(mark.ground_radius, ground, Stroke::NONE), sign]
}
