//! The legend: what widths, marks, dashes and fills on the map mean.

use egui::{RichText, Sense, Ui, vec2};

use super::{Shown, chips::wrapped};
use crate::{
    render::{screen::Screen, viewport::Viewport},
    scene::{
        Camera,
        legend::{LegendOf, Row, Sign, sections},
        marks::{self, Signs},
        px,
    },
};

pub fn legend_ui(ui: &mut Ui, shown: Shown<'_>) {
    let of = LegendOf {
        atlas: shown.atlas,
        scene: shown.scene,
        layers: &shown.session.layers,
        language: shown.session.language,
        heat: true,
    };
    for section in sections(of) {
        let has = |is: fn(&Sign) -> bool| section.rows.iter().any(|row| is(&row.sign));
        let shades = has(|sign| matches!(sign, Sign::Shade(_)));
        if shades || has(|sign| matches!(sign, Sign::Tint(_))) {
            ui.add_space(2.0);
            ui.label(RichText::new(&section.title).small().weak());
        }
        if shades {
            shades_ui(ui, &section.rows, shown);
            continue;
        }
        for row in &section.rows {
            row_ui(ui, row, shown);
        }
    }
}

/// Size of the words a sign stands beside, in points, so that a sign is as wide as its room.
const WORDS_PX: f32 = 36.0 / marks::SIGN_WIDTH;

/// A sign on the left, its meaning on the right.
fn row_ui(ui: &mut Ui, row: &Row, shown: Shown<'_>) {
    if row.sign == Sign::None {
        ui.label(RichText::new(&row.words).small().weak());
        return;
    }
    ui.horizontal_top(|ui| {
        sign_ui(ui, vec2(36.0, 14.0), row.sign, shown);
        let words = RichText::new(&row.words).small();
        wrapped(ui, ui.available_width(), words);
    });
}

/// A sign as it is on the map.
fn sign_ui(ui: &mut Ui, room: egui::Vec2, sign: Sign, shown: Shown<'_>) {
    let (rect, _) = ui.allocate_exact_size(room, Sense::hover());
    let viewport = Viewport::new(rect, Camera::default());
    let painter = ui.painter();
    let signs = Signs {
        atlas: shown.atlas,
        tints: &shown.scene.tints,
        palette: shown.palette,
        letters: painter,
        size: WORDS_PX,
    };
    let middle_of_left = px(0.0, rect.height() / 2.0);
    let screen = Screen {
        painter,
        viewport: &viewport,
    };
    screen.draw(&signs.sign(middle_of_left, sign), || ());
}

fn shades_ui(ui: &mut Ui, rows: &[Row], shown: Shown<'_>) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for row in rows {
            ui.vertical(|ui| {
                sign_ui(ui, vec2(36.0, 12.0), row.sign, shown);
                ui.label(RichText::new(&row.words).small());
            });
        }
    });
}
