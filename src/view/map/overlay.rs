//! What lies on the map: zoom buttons, scale bar, pointer coordinates, attribution.

use egui::{Align2, Button, Pos2, Rect, RichText, Stroke, Ui, pos2, vec2};

use crate::{
    model::geo,
    render::paint::{Sheet, color},
    scene::camera::to_lon_lat,
    session::Command,
    view::{Shown, Wish, Wishes},
    words::{about, map},
};

/// Where something lies on the map, so that no name is written there.
pub fn rooms(sheet: &Sheet) -> [Rect; 3] {
    let map = sheet.rect;
    let attribution = if is_wide(sheet) { 430.0 } else { 196.0 };
    [
        // Buttons, scale bar with coordinates, attribution.
        Rect::from_min_max(
            map.right_top() + vec2(-44.0, 0.0),
            map.right_top() + vec2(0.0, 112.0),
        ),
        Rect::from_min_max(
            map.left_bottom() + vec2(0.0, -48.0),
            map.left_bottom() + vec2(170.0, 0.0),
        ),
        Rect::from_min_max(
            map.right_bottom() - vec2(attribution, 28.0),
            map.right_bottom(),
        ),
    ]
}

/// Whether there is room for the whole attribution.
fn is_wide(sheet: &Sheet) -> bool {
    sheet.rect.width() > 700.0
}

pub fn overlay_ui(ui: &mut Ui, shown: Shown<'_>, sheet: &Sheet, wishes: &mut Wishes) {
    buttons_ui(ui, sheet, wishes);
    scale_bar(ui, shown, sheet);
    pointer_position(ui, shown, sheet);
    attribution_ui(ui, shown, sheet);
}

fn buttons_ui(ui: &mut Ui, sheet: &Sheet, wishes: &mut Wishes) {
    let corner = sheet.rect.right_top() + vec2(-38.0, 10.0);
    let buttons: [(&str, &str, Option<f64>); 3] = [
        ("+", map::zoom_in(), Some(1.0)),
        ("−", map::zoom_out(), Some(-1.0)),
        ("⟲", map::home(), None),
    ];
    for (index, (sign, name, steps)) in buttons.into_iter().enumerate() {
        let at = corner + vec2(0.0, index as f32 * 31.0);
        let rect = Rect::from_min_size(at, vec2(28.0, 28.0));
        let button = Button::new(RichText::new(sign).size(16.0)).min_size(rect.size());
        let response = ui
            .put(rect, button)
            .on_hover_text(name)
            .accessible_name(name);
        if response.clicked() {
            match steps {
                Some(steps) => super::zoom_at(sheet, sheet.rect.center(), steps, wishes),
                None => wishes.push(Wish::Do(Command::GoHome)),
            }
        }
    }
}

fn scale_bar(ui: &Ui, shown: Shown<'_>, sheet: &Sheet) {
    let (length, words) = sheet.view.scale_bar(130.0);
    let left = sheet.rect.left_bottom() + vec2(12.0, -12.0);
    let right = left + vec2(length, 0.0);
    let rise = vec2(0.0, -5.0);
    let line = [left + rise, left, right, right + rise].to_vec();
    let painter = ui.painter();
    let halo = Stroke::new(4.0, color(shown.palette.halo.faded(0.85)));
    painter.add(egui::Shape::line(line.clone(), halo));
    let ink = color(shown.palette.region_name);
    painter.add(egui::Shape::line(line, Stroke::new(1.5, ink)));
    let at = left.lerp(right, 0.5) + vec2(0.0, -3.0);
    halo_text(ui, shown, at, Align2::CENTER_BOTTOM, &words);
}

fn pointer_position(ui: &Ui, shown: Shown<'_>, sheet: &Sheet) {
    let pointer = ui.input(|input| input.pointer.hover_pos());
    if let Some(at) = pointer.filter(|at| sheet.rect.contains(*at)) {
        let at = to_lon_lat(sheet.view.unproject(sheet.in_view(at)));
        let above_scale = pos2(sheet.rect.left() + 12.0, sheet.rect.bottom() - 32.0);
        halo_text(
            ui,
            shown,
            above_scale,
            Align2::LEFT_BOTTOM,
            &geo::describe(at),
        );
    }
}

fn halo_text(ui: &Ui, shown: Shown<'_>, at: Pos2, align: Align2, words: &str) {
    let font = egui::TextStyle::Small.resolve(ui.style());
    let halo = color(shown.palette.halo.faded(0.85));
    for offset in [
        vec2(1.0, 0.0),
        vec2(-1.0, 0.0),
        vec2(0.0, 1.0),
        vec2(0.0, -1.0),
    ] {
        ui.painter()
            .text(at + offset, align, words, font.clone(), halo);
    }
    let ink = color(shown.palette.region_name);
    ui.painter().text(at, align, words, font, ink);
}

fn attribution_ui(ui: &mut Ui, shown: Shown<'_>, sheet: &Sheet) {
    // Beside the scale bar and the coordinates where there is room, else only the name that must
    // be given.
    let words = match is_wide(sheet) {
        true => about::attribution(),
        false => about::attribution_short(),
    };
    let rich = RichText::new(words)
        .small()
        .color(color(shown.palette.place_name));
    let font = egui::TextStyle::Small.resolve(ui.style());
    let size = ui
        .painter()
        .layout_no_wrap(words.to_owned(), font, egui::Color32::WHITE)
        .size();
    let rect = Rect::from_min_size(
        sheet.rect.right_bottom() - size - vec2(10.0, 6.0),
        size + vec2(4.0, 2.0),
    );
    let ground = color(shown.palette.halo.faded(0.7));
    ui.painter()
        .rect_filled(rect.expand2(vec2(4.0, 1.0)), 3.0, ground);
    let link = egui::Hyperlink::from_label_and_url(rich, about::OSM_COPYRIGHT);
    ui.put(rect, link);
}
