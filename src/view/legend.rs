//! The legend: what widths, marks, dashes and fills on the map mean.

use egui::{RichText, Sense, Ui, vec2};

use super::{Shown, chips::wrapped};
use crate::{
    model::{Atlas, Language},
    render::{paint::Viewport, screen::Screen},
    scene::{
        Camera, LayerKind, Layers, Scene, Shading,
        bundle::EndKind,
        legend::{Row, Section, Sign},
        marks::{self, Signs},
        px,
        style::{SHADE_STEPS, WIDTH_UNCOUNTED, WIDTHS},
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
            shades_ui(ui, &section.rows, shown);
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
