//! The legend: what widths, marks, dashes and fills on the map mean.

use egui::{Color32, Rect, RichText, Sense, Shape, Stroke, Ui, pos2, vec2};

use super::{Shown, chips::wrapped};
use crate::{
    render::{fire::mark, ground::zone_color, paint::color},
    scene::{
        LayerKind, Shading,
        bundle::EndKind,
        style::{DASH_DENIED, SHADE_STEPS, WIDTH_UNCOUNTED, WIDTHS},
    },
};

pub fn legend_ui(ui: &mut Ui, shown: Shown<'_>) {
    let layers = &shown.session.layers;
    if layers.strength(LayerKind::Fire) > 0.0 {
        fire_ui(ui);
    }
    if layers.shading != Shading::None && layers.strength(LayerKind::Regions) > 0.0 {
        shading_ui(ui, shown);
    }
    ground_ui(ui, shown);
}

/// A sign on the left, its meaning on the right.
fn row_ui(ui: &mut Ui, words: &str, paint: impl FnOnce(&Ui, Rect)) {
    ui.horizontal_top(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(36.0, 14.0), Sense::hover());
        paint(ui, rect);
        wrapped(ui, ui.available_width(), RichText::new(words).small());
    });
}

fn fire_ui(ui: &mut Ui) {
    let ink = ui.visuals().text_color();
    let mut least = 1;
    for (most, width) in WIDTHS {
        let words = match most {
            u32::MAX => format!("more than {} incidents", least - 1),
            _ if most == least => format!("{most} incidents"),
            _ => format!("{least} to {most} incidents"),
        };
        row_ui(ui, &words, |ui, rect| line(ui, rect, width, ink));
        least = most.saturating_add(1);
    }
    row_ui(ui, "number not stated (?)", |ui, rect| {
        line(ui, rect, WIDTH_UNCOUNTED, ink)
    });
    row_ui(ui, "denied", |ui, rect| {
        let [dash, gap] = DASH_DENIED;
        let points = [rect.left_center(), rect.right_center()];
        ui.painter().extend(Shape::dashed_line(
            &points,
            Stroke::new(2.0, ink),
            dash,
            gap,
        ));
    });
    row_ui(ui, "origin not stated", |ui, rect| {
        for step in 0..8 {
            let share = step as f32 / 8.0;
            let x = rect.left() + rect.width() * share;
            let points = [
                pos2(x, rect.center().y),
                pos2(x + rect.width() / 8.0, rect.center().y),
            ];
            let stroke = Stroke::new(2.0, ink.gamma_multiply(0.1 + 0.9 * share));
            ui.painter().line_segment(points, stroke);
        }
    });
    let ground = ui.visuals().panel_fill;
    for (kind, words) in [
        (EndKind::Settlement, "known to the place"),
        (EndKind::Region, "known to the region only"),
        (EndKind::Zone, "known to the zone only"),
    ] {
        row_ui(ui, words, |ui, rect| {
            ui.painter().extend(mark(rect.center(), kind, ink, ground));
        });
    }
    let words = "One bundle is one figure: it is never split between its arrows. ×2: two groups.";
    ui.label(RichText::new(words).small().weak());
}

fn line(ui: &Ui, rect: Rect, width: f32, ink: Color32) {
    let points = [rect.left_center(), rect.right_center()];
    ui.painter().line_segment(points, Stroke::new(width, ink));
}

fn shading_ui(ui: &mut Ui, shown: Shown<'_>) {
    let title = match shown.session.layers.shading {
        Shading::Opened => "Groups that name it as origin, the most of any one reporter",
        _ => "Groups that name it as target, the most of any one reporter",
    };
    ui.add_space(2.0);
    ui.label(RichText::new(title).small().weak());
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for (index, least) in SHADE_STEPS.iter().enumerate() {
            let words = match SHADE_STEPS.get(index + 1) {
                Some(next) if next - 1 == *least => least.to_string(),
                Some(next) => format!("{least}–{}", next - 1),
                None => format!("{least}+"),
            };
            ui.vertical(|ui| {
                let (rect, _) = ui.allocate_exact_size(vec2(34.0, 10.0), Sense::hover());
                if let Some(shade) = shown.palette.shade(*least) {
                    ui.painter().rect_filled(rect, 0.0, color(shade));
                }
                ui.label(RichText::new(words).small());
            });
        }
    });
}

fn ground_ui(ui: &mut Ui, shown: Shown<'_>) {
    let (scene, atlas, palette) = (shown.scene, shown.atlas, shown.palette);
    for id in &scene.zones {
        let zone = &atlas.zones()[*id];
        let ink = color(zone_color(zone.kind, palette));
        row_ui(ui, zone.names.get(shown.session.language), |ui, rect| {
            ui.painter()
                .rect_stroke(rect, 0.0, Stroke::new(1.2, ink), egui::StrokeKind::Inside);
            let clipped = ui.painter().with_clip_rect(rect);
            for step in 0..8 {
                let x = rect.left() + step as f32 * 7.0;
                let points = [pos2(x, rect.top()), pos2(x - 14.0, rect.bottom())];
                clipped.line_segment(points, Stroke::new(1.0, ink));
            }
        });
    }
    for id in &scene.lines {
        let line = &atlas.lines()[*id];
        let (ink, width, dash) = crate::render::ground::line_style(line.kind, palette);
        row_ui(ui, line.names.get(shown.session.language), |ui, rect| {
            let points = [rect.left_center(), rect.right_center()];
            let stroke = Stroke::new(width, color(ink));
            let lengths: Vec<f32> = dash.iter().step_by(2).copied().collect();
            let gaps: Vec<f32> = dash.iter().skip(1).step_by(2).copied().collect();
            let dashes = Shape::dashed_line_with_offset(&points, stroke, &lengths, &gaps, 0.0);
            ui.painter().extend(dashes);
        });
    }
    if scene.regions.iter().any(|item| item.dashed) {
        let ink = color(palette.region_dashed);
        row_ui(
            ui,
            "province, or area without a known boundary",
            |ui, rect| {
                let points = [rect.left_center(), rect.right_center()];
                ui.painter()
                    .extend(Shape::dashed_line(&points, Stroke::new(1.5, ink), 6.0, 4.0));
            },
        );
    }
}
