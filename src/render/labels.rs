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
    },
};

/// How one kind of label looks.
struct Look {
    font: FontId,
    ink: Color32,
    halo: f32,
    /// Room kept free around it, in points.
    margin: Vec2,
}

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
            let look = self.look(label.kind, 1.0);
            let mut size = self.galley(&label.text, &look).size() + look.margin * 2.0;
            if let LabelKind::Figure(index) = label.kind {
                size.x += self.letter(index).size().x + 2.0 * PILL_GAP;
            }
            Px {
                x: size.x,
                y: size.y,
            }
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
            let look = self.look(label.kind, share);
            match label.kind {
                LabelKind::Figure(index) => self.pill(label, index, &look, middle, share),
                _ => {
                    let galley = self.galley(&label.text, &look);
                    let corner = middle - galley.rect.center().to_vec2();
                    self.halo(corner, &galley, look.halo, share);
                    self.painter.galley(corner, galley, look.ink);
                }
            }
        }
    }

    fn look(&self, kind: LabelKind, share: f32) -> Look {
        let palette = self.palette;
        let look = |family, size, ink, margin| Look {
            font: FontId::new(size, family),
            ink: color(crate::scene::Rgba::faded(ink, share)),
            halo: 1.3,
            margin,
        };
        let sans = FontFamily::Proportional;
        match kind {
            LabelKind::Figure(_) => look(
                strong_family(),
                12.0,
                palette.region_name,
                vec2(PILL_GAP, 2.0),
            ),
            LabelKind::Region(id) if self.atlas.regions()[id].mission => {
                look(strong_family(), 13.0, palette.region_name, vec2(3.0, 0.0))
            }
            LabelKind::Region(_) => look(sans, 12.0, palette.region_name, vec2(3.0, 0.0)),
            LabelKind::Settlement(_) => look(sans, 11.5, palette.region_name, vec2(3.0, 0.0)),
            LabelKind::Zone(id) => {
                let zone = &self.atlas.zones()[id];
                let ink = super::ground::zone_color(zone.kind, palette);
                look(sans, 11.0, ink, vec2(6.0, 3.0))
            }
            LabelKind::Place { rank } => {
                let size = (12.5 - f32::from(rank) * 0.45).max(10.0);
                look(sans, size, palette.place_name, vec2(6.0, 2.0))
            }
            LabelKind::Water => look(sans, 11.0, palette.water_name, vec2(6.0, 2.0)),
        }
    }

    fn galley(&self, text: &str, look: &Look) -> Arc<Galley> {
        let mut job = egui::text::LayoutJob::simple(
            text.to_owned(),
            look.font.clone(),
            look.ink,
            f32::INFINITY,
        );
        job.halign = egui::Align::Center;
        self.painter.layout_job(job)
    }

    fn letter(&self, bundle: usize) -> Arc<Galley> {
        let reporter = self.scene.bundles[bundle].reporter;
        let letter = self.atlas.reporters()[reporter].letter.clone();
        let font = FontId::new(10.5, strong_family());
        self.painter
            .layout_no_wrap(letter, font, Color32::PLACEHOLDER)
    }

    /// The text stamped around itself, so that it stands off from what lies below.
    fn halo(&self, corner: egui::Pos2, galley: &Arc<Galley>, width: f32, share: f32) {
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
        let ink = color(self.palette.halo.faded(0.8 * share));
        self.painter.extend(AROUND.map(|offset| {
            TextShape::new(corner + offset * width, Arc::clone(galley), ink)
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
            vec2(letter.size().x + 2.0 * PILL_GAP, rect.height()),
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
        let on_cap = readable_on(self.palette.reporter(&self.atlas.reporters()[reporter]))
            .gamma_multiply(share);
        let corner = cap.center() - letter.size() / 2.0;
        self.painter.add(Shape::from(
            TextShape::new(corner, letter, on_cap).with_override_text_color(on_cap),
        ));
        let galley = self.galley(&label.text, look);
        let room = Rect::from_min_max(cap.right_top(), rect.max);
        let corner = room.center() - galley.rect.center().to_vec2();
        self.painter.galley(corner, galley, look.ink);
    }
}

/// Room beside the text in a pill, in points.
const PILL_GAP: f32 = 5.0;

/// Black or white, whichever is easier to read on a colour.
pub fn readable_on(ground: crate::scene::Rgba) -> Color32 {
    // Where the contrast with black and with white is the same.
    if ground.luminance() > 0.179 {
        Color32::BLACK
    } else {
        Color32::WHITE
    }
}
