//! Chips: a reporter's letters on its colour, so that colour alone identifies nothing.

use egui::{
    Color32, FontId, Id, PopupAnchor, Rect, Response, Sense, Stroke, StrokeKind, Tooltip, Ui, Vec2,
    pos2, vec2,
};

use super::Shown;
use crate::{
    model::ReporterId,
    query::histogram::Counts,
    render::{fonts::strong_family, viewport::color},
    scene::style::readable_on,
};

/// The chip of a reporter.
pub fn reporter_chip(ui: &mut Ui, shown: Shown<'_>, id: ReporterId) -> Response {
    let reporter = &shown.atlas.reporters()[id];
    let ground = shown.palette.reporter(reporter);
    let font = FontId::new(10.5, strong_family());
    let galley = ui
        .painter()
        .layout_no_wrap(reporter.letter.clone(), font, Color32::PLACEHOLDER);
    let size = vec2(galley.size().x.max(18.0) + 8.0, 16.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    ui.painter().rect_filled(rect, 3.0, color(ground));
    let at = rect.center() - galley.size() / 2.0;
    ui.painter()
        .galley_with_override_text_color(at, galley, color(readable_on(ground)));
    response.on_hover_text(reporter.names.get(shown.session.language))
}

/// A bar of records stacked by reporter, between two x: claims filled, denials and reports without an
/// incident hollow.
pub fn stacked_bar(
    ui: &Ui,
    shown: Shown<'_>,
    (left, right): (f32, f32),
    (bottom, px_per_record): (f32, f32),
    counts: &[(ReporterId, Counts)],
) {
    let mut y = bottom;
    for (reporter, counts) in counts {
        let ink = color(shown.palette.reporter(&shown.atlas.reporters()[*reporter]));
        let hollow = counts.denials + counts.others;
        for (number, is_hollow) in [(counts.claims, false), (hollow, true)] {
            let top = y - number as f32 * px_per_record;
            let rect = Rect::from_min_max(pos2(left, top), pos2(right, y));
            y = top;
            if number == 0 {
                continue;
            }
            if is_hollow {
                let edge = Stroke::new(1.2, ink);
                let inside = rect.shrink2(vec2(0.0, 0.6));
                ui.painter().rect(
                    inside,
                    0.0,
                    ink.gamma_multiply(0.15),
                    edge,
                    StrokeKind::Inside,
                );
                continue;
            }
            ui.painter().rect_filled(rect, 0.0, ink);
            if rect.height() > 5.0 && rect.width() > 3.0 {
                let edge = Stroke::new(0.6, ui.visuals().window_fill);
                ui.painter().hline(rect.x_range(), top, edge);
            }
        }
    }
}

/// A label that wraps at a width, also in a horizontal layout.
pub fn wrapped(ui: &mut Ui, width: f32, words: impl Into<egui::WidgetText>) {
    let down = egui::Layout::top_down(egui::Align::LEFT);
    ui.allocate_ui_with_layout(vec2(width, 0.0), down, |ui| {
        ui.set_max_width(width);
        ui.add(egui::Label::new(words).wrap());
    });
}

/// What a field that is empty says of itself, so that it does not look like a value.
pub fn hint(words: impl Into<String>) -> egui::RichText {
    egui::RichText::new(words).weak().italics()
}

/// A tooltip beside the pointer, without delay: for charts, where the thing under it changes with every
/// point.
pub fn pointer_tooltip(ui: &Ui, id: Id, contents: impl FnOnce(&mut Ui)) {
    let anchor = PopupAnchor::Pointer;
    let tip = Tooltip::always_open(ui.ctx().clone(), ui.layer_id(), id, anchor);
    tip.gap(14.0).show(contents);
}

/// A button that shows a symbol and has an accessible name.
pub fn sign_button(ui: &mut Ui, sign: &str, name: &str) -> Response {
    let size = Vec2::splat(ui.spacing().interact_size.y);
    let button = egui::Button::new(sign).min_size(size);
    ui.add(button).on_hover_text(name).accessible_name(name)
}
