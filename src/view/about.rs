//! Dialogs: about the data, notes, keys.

use std::path::Path;

use egui::{Context, Grid, RichText, ScrollArea, Ui, Window};

use super::{
    Dialog, Memory, Shown, Wish, Wishes, export::export_ui, files::open_file_ui,
    picture::picture_ui, project::save_project_ui, statement::statement_ui, text, theme,
};
use crate::model::{Language, Note, Severity};

/// The dialogs that are open.
pub fn dialogs_ui(ctx: &Context, shown: Shown<'_>, memory: &mut Memory, wishes: &mut Wishes) {
    for dialog in memory.dialogs.clone() {
        let (title, width) = match dialog {
            Dialog::AboutData => ("About the data", 620.0),
            Dialog::Picture => ("Export picture", 880.0),
            Dialog::OpenFile => ("Open a file", 560.0),
            Dialog::Statement => ("Read a statement", 1120.0),
            Dialog::Export => ("Export data", 560.0),
            Dialog::SaveProject => ("Save project", 560.0),
            Dialog::Keys => ("Keys", 540.0),
            Dialog::Notes => ("Notes on the data", 620.0),
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
            for (keys, what) in text::KEYS {
                ui.label(RichText::new(keys).text_style(theme::strong()));
                ui.label(what);
                ui.end_row();
            }
        });
}

/// The notes on everything, or on one file alone.
fn notes_ui(ui: &mut Ui, shown: Shown<'_>, of: Option<&Path>) {
    if let Some(path) = of {
        ui.weak(format!("On {}", path.display()));
        ui.add_space(4.0);
    }
    let of = of.map(|path| path.display().to_string());
    let wanted = |note: &&Note| of.as_ref().is_none_or(|of| *note.place.file == **of);
    let mut notes = shown.notes.iter().filter(wanted).peekable();
    if notes.peek().is_none() {
        ui.label("The data leaves nothing open.");
    }
    for note in notes {
        let word = match note.severity {
            Severity::Remark => "Remark",
            Severity::Doubt => "Doubt",
            Severity::Error => "Error",
        };
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
    let reports: Vec<_> = atlas.reports().collect();
    let undated = reports.iter().filter(|of| of.published.is_none());
    let undated = undated.count();
    let claims: usize = reports.iter().map(|report| report.claims.len()).sum();
    ui.label(format!(
        "{} reports of {} reporters in {} incident groups, {} regions, {} settlements, {} zones, \
         {} lines and {} dated events.",
        reports.len(),
        atlas.listed_reporters().count(),
        claims,
        atlas.regions().len(),
        atlas.settlements().len(),
        atlas.zones().len(),
        atlas.lines().len(),
        atlas.chronology().len(),
    ));
    heading(ui, "Where it comes from");
    for (what, source, licence) in text::SOURCES {
        ui.label(RichText::new(*what).text_style(theme::strong()));
        ui.label(format!("{source}. {licence}."));
    }
    ui.hyperlink_to("The licence of OpenStreetMap data ↗", text::OSM_COPYRIGHT);
    heading(ui, "How to read it");
    for words in text::HOW_TO_READ {
        ui.label(format!("· {words}"));
    }
    heading(ui, "What is not known");
    ui.label(format!(
        "· {undated} reports have no date; {without} settlements have no position."
    ));
    for words in text::NOT_KNOWN {
        ui.label(format!("· {words}"));
    }
    heading(ui, "Reporters");
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
