//! Labels on the screen: how much room they take, and how they look.

use std::sync::Arc;

use egui::{
    Color32, FontFamily, FontId, Galley, Painter, Rect, Shape, Stroke, StrokeKind, Vec2,
    epaint::TextShape, vec2,
};

use super::{
    fonts::strong_family,
    paint::{Sheet, color},
};
use crate::{
    model::Atlas,
    scene::{
        Label, LabelKind, Palette, Placed, Px, Scene,
        label::{self, Room},
        lettering::{self, FIGURE_GAP_PX, HALO_PX, HALO_STRENGTH, LETTER_PX, Look},
        style,
    },
};

/// What labels are drawn with.
pub struct Lettering<'a> {
    pub painter: &'a Painter,
    pub atlas: &'a Atlas,
    pub scene: &'a Scene,
    pub palette: &'a Palette,
}

impl Lettering<'_> {
    /// Finds room for labels beside what is taken, the first in the order given.
    pub fn place<'l>(
        &self,
        labels: impl Iterator<Item = &'l Label>,
        sheet: &Sheet,
        taken: &[Rect],
    ) -> Vec<Placed> {
        let room = |rect: &Rect| Room {
            middle: sheet.in_view(rect.center()),
            size: Px {
                x: rect.width(),
                y: rect.height(),
            },
        };
        let taken: Vec<Room> = taken.iter().map(room).collect();
        label::place(labels, &sheet.view, &taken, |label| {
            let look = self.look(label.kind);
            let galley = self.galley(&label.text, &look, 1.0).size();
            let mut size = look.margin * 2.0
                + Px {
                    x: galley.x,
                    y: galley.y,
                };
            if let LabelKind::Figure(index) = label.kind {
                size.x += self.letter(index).size().x + 2.0 * FIGURE_GAP_PX;
            }
            size
        })
    }

    /// Writes labels where room was found for them.
    pub fn paint(&self, sheet: &Sheet, placed: &[Placed], strength: impl Fn(&Placed) -> f32) {
        for label in placed {
            let middle = sheet.on_screen(label.middle);
            let share = strength(label);
            if share <= 0.0 {
                continue;
            }
            let look = self.look(label.kind);
            match label.kind {
                LabelKind::Figure(index) => self.pill(label, index, &look, middle, share),
                _ => {
                    let galley = self.galley(&label.text, &look, share);
                    let corner = middle - galley.rect.center().to_vec2();
                    self.halo(corner, &galley, share);
                    self.painter.galley(corner, galley, Color32::PLACEHOLDER);
                }
            }
        }
    }

    fn look(&self, kind: LabelKind) -> Look {
        lettering::look(self.atlas, self.palette, kind)
    }

    fn galley(&self, text: &str, look: &Look, share: f32) -> Arc<Galley> {
        let family = match look.strong {
            true => strong_family(),
            false => FontFamily::Proportional,
        };
        let font = FontId::new(look.size, family);
        let ink = color(look.ink.faded(share));
        let mut job = egui::text::LayoutJob::simple(text.to_owned(), font, ink, f32::INFINITY);
        job.halign = egui::Align::Center;
        self.painter.layout_job(job)
    }

    fn letter(&self, bundle: usize) -> Arc<Galley> {
        let reporter = self.scene.bundles[bundle].reporter;
        let letter = self.atlas.reporters()[reporter].letter.clone();
        let font = FontId::new(LETTER_PX, strong_family());
        self.painter
            .layout_no_wrap(letter, font, Color32::PLACEHOLDER)
    }

    /// The text stamped around itself, so that it stands off from what lies below.
    fn halo(&self, corner: egui::Pos2, galley: &Arc<Galley>, share: f32) {
        const AROUND: [Vec2; 8] = [
            vec2(1.0, 0.0),
            vec2(0.7, 0.7),
            vec2(0.0, 1.0),
            vec2(-0.7, 0.7),
            vec2(-1.0, 0.0),
            vec2(-0.7, -0.7),
            vec2(0.0, -1.0),
            vec2(0.7, -0.7),
        ];
        let ink = color(self.palette.halo.faded(HALO_STRENGTH * share));
        self.painter.extend(AROUND.map(|offset| {
            TextShape::new(corner + offset * HALO_PX, Arc::clone(galley), ink)
                .with_override_text_color(ink)
                .into()
        }));
    }

    /// The figure of a bundle: the reporter's letters on its colour, then the number.
    fn pill(&self, label: &Placed, bundle: usize, look: &Look, middle: egui::Pos2, share: f32) {
        let size = vec2(label.size.x, label.size.y);
        let rect = Rect::from_center_size(middle, size).shrink(1.0);
        let reporter = self.scene.bundles[bundle].reporter;
        let ink = color(
            self.palette
                .reporter(&self.atlas.reporters()[reporter])
                .faded(share),
        );
        let ground = color(self.palette.halo.faded(share));
        let letter = self.letter(bundle);
        let radius = rect.height() / 2.0;
        self.painter.rect_filled(rect, radius, ground);
        let cap = Rect::from_min_size(
            rect.min,
            vec2(letter.size().x + 2.0 * FIGURE_GAP_PX, rect.height()),
        );
        let corners = egui::CornerRadius {
            nw: radius as u8,
            sw: radius as u8,
            ne: 0,
            se: 0,
        };
        self.painter.rect_filled(cap, corners, ink);
        self.painter
            .rect_stroke(rect, radius, Stroke::new(1.2, ink), StrokeKind::Middle);
        let on_cap = style::readable_on(self.palette.reporter(&self.atlas.reporters()[reporter]));
        let on_cap = color(on_cap.faded(share));
        let corner = cap.center() - letter.size() / 2.0;
        self.painter.add(Shape::from(
            TextShape::new(corner, letter, on_cap).with_override_text_color(on_cap),
        ));
        let galley = self.galley(&label.text, look, share);
        let room = Rect::from_min_max(cap.right_top(), rect.max);
        let corner = room.center() - galley.rect.center().to_vec2();
        self.painter.galley(corner, galley, Color32::PLACEHOLDER);
    }
}
