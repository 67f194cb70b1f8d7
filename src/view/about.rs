//! The dialogs, among them those about the data, its notes, and the keys.

use std::path::Path;

use egui::{Context, Grid, RichText, ScrollArea, Ui, Window};

use super::{
    Dialog, Memory, Shown, Wish, Wishes, export::export_ui, files::open_file_ui,
    picture::picture_ui, project::save_project_ui, statement::statement_ui, theme,
};
use crate::{
    model::{Language, Note},
    words::{about, files, menus, picture, reports, statement},
};

/// The dialogs that are open.
pub fn dialogs_ui(ctx: &Context, shown: Shown<'_>, memory: &mut Memory, wishes: &mut Wishes) {
    for dialog in memory.dialogs.clone() {
        let (title, width) = match dialog {
            Dialog::AboutData => (menus::about_data(), 620.0),
            Dialog::Picture => (picture::dialog(), 880.0),
            Dialog::OpenFile => (files::open_title(), 560.0),
            Dialog::Statement => (statement::title(), 1120.0),
            Dialog::Export => (files::export_title(), 560.0),
            Dialog::SaveProject => (files::save_project_title(), 560.0),
            Dialog::Keys => (menus::keys(), 540.0),
            Dialog::Notes => (menus::notes(), 620.0),
        };
        let room = ctx.content_rect().size();
        let mut open = true;
        Window::new(title)
            .open(&mut open)
            .collapsible(false)
            .resizable(true)
            .default_width(f32::min(width, room.x - 80.0))
            .default_height(room.y * 0.66)
            .max_height(room.y - 90.0)
            .pivot(egui::Align2::CENTER_CENTER)
            .default_pos(ctx.content_rect().center())
            .show(ctx, |ui| {
                ScrollArea::vertical()
                    .auto_shrink([false, true])
                    .show(ui, |ui| match dialog {
                        Dialog::AboutData => about_data_ui(ui, shown),
                        Dialog::Picture => picture_ui(ui, shown, memory, wishes),
                        Dialog::OpenFile => open_file_ui(ui, &mut memory.files, wishes),
                        Dialog::Statement => {
                            statement_ui(ui, shown, &mut memory.statement, wishes);
                        }
                        Dialog::Keys => keys_ui(ui),
                        Dialog::Export => export_ui(ui, shown, &mut memory.export, wishes),
                        Dialog::SaveProject => {
                            save_project_ui(ui, shown, &mut memory.project, wishes);
                        }
                        Dialog::Notes => notes_ui(ui, shown, memory.notes_of.as_deref()),
                    });
            });
        if !open {
            wishes.push(Wish::Open(dialog, false));
        }
    }
}

fn keys_ui(ui: &mut Ui) {
    Grid::new("keys")
        .num_columns(2)
        .spacing([20.0, 6.0])
        .show(ui, |ui| {
            for (keys, what) in menus::shortcuts() {
                ui.label(RichText::new(keys).text_style(theme::strong()));
                ui.label(what);
                ui.end_row();
            }
        });
}

/// The notes on all data, or on one file.
fn notes_ui(ui: &mut Ui, shown: Shown<'_>, of: Option<&Path>) {
    if let Some(path) = of {
        ui.weak(about::notes_of(&path.display().to_string()));
        ui.add_space(4.0);
    }
    let of = of.map(|path| path.display().to_string());
    let wanted = |note: &&Note| of.as_ref().is_none_or(|of| *note.place.file == **of);
    let mut notes = shown.notes.iter().filter(wanted).peekable();
    if notes.peek().is_none() {
        ui.label(about::no_notes());
    }
    for note in notes {
        let word = reports::severity(note.severity);
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(word).text_style(theme::strong()));
            ui.weak(note.place.to_string());
        });
        ui.label(format!("{}: {}", note.text, note.what));
        ui.add_space(6.0);
    }
}

fn about_data_ui(ui: &mut Ui, shown: Shown<'_>) {
    let atlas = shown.atlas;
    let heading = |ui: &mut Ui, words: &str| {
        ui.add_space(8.0);
        ui.label(RichText::new(words).text_style(theme::strong()));
    };
    let positions = atlas.settlements().rows().iter();
    let without = positions
        .filter(|settlement| settlement.at.is_none())
        .count();
    let undated = atlas
        .reports()
        .rows()
        .iter()
        .filter(|r| r.published.is_none())
        .count();
    ui.label(about::records(
        atlas.records().len(),
        atlas.groups().len(),
        atlas.reports().len(),
        atlas.reporters().len(),
    ));
    ui.label(about::places(
        atlas.regions().len(),
        atlas.settlements().len(),
        atlas.zones().len(),
        atlas.lines().len(),
        atlas.chronology().len(),
    ));
    heading(ui, about::sources_title());
    for (what, source, licence) in about::sources() {
        ui.label(RichText::new(what).text_style(theme::strong()));
        ui.label(format!("{source}. {licence}."));
    }
    ui.hyperlink_to(about::osm_licence(), about::OSM_COPYRIGHT);
    heading(ui, about::how_to_read_title());
    for words in about::how_to_read() {
        ui.label(format!("· {words}"));
    }
    heading(ui, about::unknown_title());
    ui.label(format!("· {}", about::gaps(undated, without)));
    for words in about::unknown() {
        ui.label(format!("· {words}"));
    }
    heading(ui, about::reporters_title());
    ui.label(about::letters());
    for (id, reporter) in atlas.reporters().iter() {
        ui.horizontal_wrapped(|ui| {
            super::chips::reporter_chip(ui, shown, id);
            ui.label(reporter.names.get(shown.session.language));
            if shown.session.language != Language::English {
                ui.weak(reporter.names.get(Language::English));
            }
            ui.weak(&reporter.note);
        });
    }
}
