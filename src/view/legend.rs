//! The legend: what widths, marks, dashes and fills on the map mean.

use egui::{Color32, Rect, RichText, Sense, Shape, Stroke, Ui, pos2, vec2};

use super::{Shown, chips::wrapped};
use crate::{
    model::{Atlas, Language},
    render::{fire::mark, paint::color},
    scene::{
        LayerKind, Layers, Palette, Scene, Shading,
        bundle::EndKind,
        legend::{Row, Section, Sign},
        style::{self, DASH_DENIED, SHADE_STEPS, WIDTH_UNCOUNTED, WIDTHS, faded_in},
        tint::Tint,
    },
    words::layers as words,
};

/// The sections of the legend of a scene, in the window and in pictures.
///
/// `heat`: whether heat may be drawn, as on the map of the window.
pub fn sections(
    atlas: &Atlas,
    scene: &Scene,
    layers: &Layers,
    language: Language,
    heat: bool,
) -> Vec<Section> {
    let tinted = scene.tints.keys.iter().map(|key| {
        let row = |(tint, words): &(Tint, String)| Row::new(Sign::Tint(*tint), words);
        Section {
            title: key.title.clone(),
            rows: key.values.iter().map(row).collect(),
        }
    });
    // What a person chose comes first.
    let mut sections: Vec<Section> = tinted.collect();
    if layers.strength(LayerKind::Fire) > 0.0 {
        sections.push(Section {
            title: words::fire().to_owned(),
            rows: fire(),
        });
    }
    if scene.points && layers.strength(LayerKind::Fire) > 0.0 {
        let mut rows = vec![Row::new(Sign::Cluster, words::legend_cluster())];
        if heat {
            rows.push(Row::new(Sign::Heat, words::legend_heat()));
        }
        sections.push(Section {
            title: words::legend_large_files().to_owned(),
            rows,
        });
    }
    if layers.shading != Shading::None && layers.strength(LayerKind::Regions) > 0.0 {
        sections.push(shading(layers.shading));
    }
    let ground = ground(atlas, scene, layers, language);
    if !ground.is_empty() {
        sections.push(Section {
            title: words::legend_ground().to_owned(),
            rows: ground,
        });
    }
    sections
}

fn fire() -> Vec<Row> {
    let mut rows = Vec::new();
    let mut least = 1;
    for (most, width) in WIDTHS {
        let words = match most {
            u32::MAX => words::legend_more_than(least - 1),
            _ if most == least => words::legend_incidents(most),
            _ => words::legend_between(least, most),
        };
        rows.push(Row::new(Sign::Width(width), words));
        least = most.saturating_add(1);
    }
    rows.extend([
        Row::new(Sign::Width(WIDTH_UNCOUNTED), words::legend_uncounted()),
        Row::new(Sign::Denied, words::legend_denied()),
        Row::new(Sign::FadeIn, words::legend_origin_unknown()),
        Row::new(Sign::End(EndKind::Settlement), words::legend_to_place()),
        Row::new(Sign::End(EndKind::Region), words::legend_to_region()),
        Row::new(Sign::End(EndKind::Zone), words::legend_to_zone()),
        Row::new(Sign::None, words::legend_bundle()),
    ]);
    rows
}

fn shading(shading: Shading) -> Section {
    let title = match shading {
        Shading::Opened => words::legend_opened(),
        _ => words::legend_received(),
    };
    let row = |(index, least): (usize, &u32)| {
        let words = match SHADE_STEPS.get(index + 1) {
            Some(next) if next - 1 == *least => least.to_string(),
            Some(next) => format!("{least}–{}", next - 1),
            None => format!("{least}+"),
        };
        Row::new(Sign::Shade(*least), words)
    };
    Section {
        title: title.to_owned(),
        rows: SHADE_STEPS.iter().enumerate().map(row).collect(),
    }
}

/// Zones and lines of the period, and the dashed outline.
fn ground(atlas: &Atlas, scene: &Scene, layers: &Layers, language: Language) -> Vec<Row> {
    let on = |kind| layers.strength(kind) > 0.0;
    let mut rows = Vec::new();
    if on(LayerKind::Zones) {
        let zones = scene.zones.iter().map(|id| &atlas.zones()[*id]);
        rows.extend(zones.map(|zone| Row::new(Sign::Zone(zone.kind), zone.names.get(language))));
    }
    if on(LayerKind::Lines) {
        let lines = scene.lines.iter().map(|id| &atlas.lines()[*id]);
        rows.extend(lines.map(|line| Row::new(Sign::Line(line.kind), line.names.get(language))));
    }
    if on(LayerKind::Regions) && scene.regions.iter().any(|item| item.dashed) {
        rows.push(Row::new(Sign::Dashed, words::legend_dashed()));
    }
    rows
}

pub fn legend_ui(ui: &mut Ui, shown: Shown<'_>) {
    let session = shown.session;
    let (layers, language) = (&session.layers, session.language);
    for section in sections(shown.atlas, shown.scene, layers, language, true) {
        let shades = |row: &Row| matches!(row.sign, Sign::Shade(_));
        if section.rows.iter().any(shades) {
            ui.add_space(2.0);
            ui.label(RichText::new(&section.title).small().weak());
            shades_ui(ui, &section.rows, shown.palette);
            continue;
        }
        if section
            .rows
            .iter()
            .any(|row| matches!(row.sign, Sign::Tint(_)))
        {
            ui.add_space(2.0);
            ui.label(RichText::new(&section.title).small().weak());
        }
        for row in &section.rows {
            row_ui(ui, row, shown.palette);
        }
    }
}

/// A sign on the left, its meaning on the right.
fn row_ui(ui: &mut Ui, row: &Row, palette: &Palette) {
    if row.sign == Sign::None {
        ui.label(RichText::new(&row.words).small().weak());
        return;
    }
    ui.horizontal_top(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(36.0, 14.0), Sense::hover());
        paint(ui, rect, row.sign, palette);
        let words = RichText::new(&row.words).small();
        wrapped(ui, ui.available_width(), words);
    });
}

fn paint(ui: &Ui, rect: Rect, sign: Sign, palette: &Palette) {
    let ink = ui.visuals().text_color();
    let ends = [rect.left_center(), rect.right_center()];
    let painter = ui.painter();
    match sign {
        // These two have no place in this legend: remarks have no sign, reporters are the filters.
        Sign::None | Sign::Reporter(_) | Sign::Shade(_) => {}
        Sign::Tint(tint) => {
            let bar = rect.shrink2(vec2(4.0, 2.0));
            painter.rect_filled(bar, 2.0, color(palette.tint(tint)));
        }
        Sign::Cluster => {
            let ground = color(palette.halo);
            painter.circle(rect.center(), 6.5, ground, Stroke::new(2.0, ink));
        }
        Sign::Heat => {
            let steps = palette.heat();
            let step = rect.width() / steps.len() as f32;
            for (index, shade) in steps.iter().enumerate() {
                let left = rect.left() + index as f32 * step;
                let range = left..=left + step;
                let area = Rect::from_x_y_ranges(range, rect.shrink(2.0).y_range());
                painter.rect_filled(area, 0.0, color(*shade));
            }
        }
        Sign::Width(width) => {
            painter.line_segment(ends, Stroke::new(width, ink));
        }
        Sign::Denied => {
            let [dash, gap] = DASH_DENIED;
            painter.extend(Shape::dashed_line(&ends, Stroke::new(2.0, ink), dash, gap));
        }
        Sign::FadeIn => fade_in(ui, rect, ink),
        Sign::End(kind) => {
            let ground = ui.visuals().panel_fill;
            painter.extend(mark(rect.center(), kind, ink, ground));
        }
        Sign::Zone(kind) => {
            let ink = color(palette.zone_color(kind));
            let edge = Stroke::new(1.2, ink);
            painter.rect_stroke(rect, 0.0, edge, egui::StrokeKind::Inside);
            let clipped = painter.with_clip_rect(rect);
            for step in 0..8 {
                let x = rect.left() + step as f32 * 7.0;
                let points = [pos2(x, rect.top()), pos2(x - 14.0, rect.bottom())];
                clipped.line_segment(points, Stroke::new(1.0, ink));
            }
        }
        Sign::Line(kind) => dashed(ui, ends, palette.line_of_kind(kind)),
        Sign::Dashed => dashed(ui, ends, palette.dashed_outline()),
    }
}

fn fade_in(ui: &Ui, rect: Rect, ink: Color32) {
    for step in 0..8 {
        let share = step as f32 / 8.0;
        let x = rect.left() + rect.width() * share;
        let y = rect.center().y;
        let points = [pos2(x, y), pos2(x + rect.width() / 8.0, y)];
        let stroke = Stroke::new(2.0, ink.gamma_multiply(faded_in(share)));
        ui.painter().line_segment(points, stroke);
    }
}

fn dashed(ui: &Ui, ends: [egui::Pos2; 2], stroke: style::Stroke) {
    let lengths: Vec<f32> = stroke.dash.iter().step_by(2).copied().collect();
    let gaps: Vec<f32> = stroke.dash.iter().skip(1).step_by(2).copied().collect();
    let pen = Stroke::new(stroke.width, color(stroke.ink));
    let dashes = Shape::dashed_line_with_offset(&ends, pen, &lengths, &gaps, 0.0);
    ui.painter().extend(dashes);
}

fn shades_ui(ui: &mut Ui, rows: &[Row], palette: &Palette) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for row in rows {
            let Sign::Shade(least) = row.sign else {
                continue;
            };
            ui.vertical(|ui| {
                let (rect, _) = ui.allocate_exact_size(vec2(34.0, 10.0), Sense::hover());
                if let Some(shade) = palette.shade(least) {
                    ui.painter().rect_filled(rect, 0.0, color(shade));
                }
                ui.label(RichText::new(&row.words).small());
            });
        }
    });
}
