//! Bundles on the screen: strands with arrowheads, marks at their ends, the dot at the joint.

use egui::{Color32, Painter, Pos2, Shape, Stroke, vec2};

use super::{
    paint::{Sheet, color},
    swarm::strands::Strands,
};
use crate::{
    model::Atlas,
    scene::{
        Bundle, Palette, Scene,
        arrow::{self, Weight},
        bundle::EndKind,
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
        let mut strands = Strands::default();
        for level in Weight::ALL {
            let bundles = self.scene.bundles.iter();
            for bundle in bundles.filter(|bundle| weigh(bundle) == level) {
                self.add_bundle(&mut strands, bundle, level);
            }
        }
        strands.paint(self.painter, self.sheet);
        self.paint_ends(weigh);
    }

    fn add_bundle(&self, strands: &mut Strands, bundle: &Bundle, weight: Weight) {
        let share = weight.opacity() * self.strength;
        let pen = arrow::Pen::of(bundle, weight);
        let reporter = &self.atlas.reporters()[bundle.reporter];
        let ink = self.palette.bundle(bundle, reporter).faded(share);
        let casing = self.palette.halo.faded(0.75 * share);
        for strand in &bundle.strands {
            strands.add_casing(strand, &pen, casing);
        }
        for strand in &bundle.strands {
            strands.add_line(strand, &pen, ink);
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
