//! Which columns the table has, and in which order.

use std::{collections::BTreeSet, sync::Arc};

use egui::{ScrollArea, Ui, containers::menu::MenuButton};

use super::{RecordsMemory, detail_of};
use crate::{
    query::listing::ListColumn,
    session::{Column, RecordsTable},
    view::{Shown, chips::sign_button},
    words::records as words,
};

/// The width of a column at first, in points.
pub fn width_px(column: &ListColumn) -> f32 {
    match column {
        ListColumn::Number | ListColumn::Killed | ListColumn::Wounded => 66.0,
        ListColumn::Time | ListColumn::Type | ListColumn::Lon | ListColumn::Lat => 84.0,
        ListColumn::Published | ListColumn::Rounds | ListColumn::Total => 92.0,
        ListColumn::Day => 164.0,
        ListColumn::From | ListColumn::At | ListColumn::Denies | ListColumn::Precision => 190.0,
        _ => 120.0,
    }
}

/// Lists all columns; those that are shown first, in their order.
pub fn menu_ui(ui: &mut Ui, shown: Shown<'_>, memory: &mut RecordsMemory) {
    let button = MenuButton::new(words::columns()).config(
        egui::containers::menu::MenuConfig::new()
            .close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside),
    );
    let (response, _) = button.ui(ui, |ui| {
        ui.set_width(230.0);
        ScrollArea::vertical()
            .max_height(320.0)
            .show(ui, |ui| list_ui(ui, shown, memory));
    });
    response.on_hover_text(words::columns_hint());
}

fn list_ui(ui: &mut Ui, shown: Shown<'_>, memory: &mut RecordsMemory) {
    if ui.button(words::usual_columns()).clicked() {
        memory.columns = RecordsTable::usual_columns();
    }
    ui.separator();
    let mut moved = None;
    let mut hidden = None;
    let last = memory.columns.len().saturating_sub(1);
    for (at, column) in memory.columns.iter().enumerate() {
        ui.horizontal(|ui| {
            let mut is_shown = true;
            let name = column.title();
            let checkbox = egui::Checkbox::new(&mut is_shown, name);
            if ui.add_enabled(last > 0, checkbox).changed() {
                hidden = Some(at);
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let enabled = |ui: &mut Ui, enabled: bool, sign: &str, name: &str| {
                    ui.add_enabled_ui(enabled, |ui| sign_button(ui, sign, name).clicked())
                        .inner
                };
                if enabled(ui, at < last, "⏵", &words::later(name)) {
                    moved = Some((at, at + 1));
                }
                if enabled(ui, at > 0, "⏴", &words::earlier(name)) {
                    moved = Some((at, at - 1));
                }
            });
        });
    }
    if let Some((from, to)) = moved.filter(|_| memory.answers(ui)) {
        memory.columns.swap(from, to);
    }
    if let Some(at) = hidden.filter(|_| memory.answers(ui)) {
        let column = memory.columns.remove(at);
        memory.only.remove(&column);
        memory.narrow();
    }
    ui.separator();
    for column in others(shown, memory) {
        let mut is_shown = false;
        if ui.checkbox(&mut is_shown, column.title()).changed() && memory.answers(ui) {
            memory.columns.push(column.clone());
        }
    }
}

/// The columns that could be shown besides: fields, and the properties of files.
fn others(shown: Shown<'_>, memory: &RecordsMemory) -> Vec<ListColumn> {
    let mut properties: BTreeSet<Arc<str>> = BTreeSet::new();
    for column in shown.columns.values().flatten() {
        if let Column::Property(name) = column {
            properties.insert(Arc::clone(name));
        }
    }
    // Files that are read again say what is in them row by row.
    for record in shown.records.in_sight {
        let detail = detail_of(shown, *record);
        let claim = detail.as_ref().and_then(|detail| detail.claim());
        let text = claim.and_then(|claim| claim.properties.as_deref());
        let all = (shown.read_properties)(text.unwrap_or_default());
        properties.extend(all.into_iter().map(|(name, _)| Arc::from(name)));
    }
    let fields = ListColumn::FIELDS.into_iter().map(|(column, _)| column);
    let properties = properties.into_iter().map(ListColumn::Property);
    let all = fields.chain(properties);
    all.filter(|column| !memory.columns.contains(column))
        .collect()
}
