//! An own report and the archives that it can be added to, on its card.

use egui::{RichText, Ui};

use super::{Action, Actions, Shown};
use crate::{
    model::Report,
    session::{Command, OpenFile},
    words::team_archive as words,
};

/// A button for each archive that is open, or how it stands with the report where it waits for one.
pub fn sending_ui(ui: &mut Ui, shown: Shown<'_>, report: &Report, actions: &mut Actions) {
    if !report.is_own() {
        return;
    }
    let files = &shown.session.files;
    let archives = files.iter().filter(|file| file.source.is_team_archive());
    let Some(sending) = shown.session.waiting.get(&report.id) else {
        ui.horizontal_wrapped(|ui| {
            for archive in archives {
                let button = ui.small_button(words::add_to(&archive.name));
                if button.on_hover_text(words::add_to_hint()).clicked() {
                    actions.push(send(report, archive, false));
                }
            }
        });
        return;
    };
    let open = files.iter().find(|file| file.source == sending.archive);
    let differs = shown.not_added.get(&report.id);
    ui.horizontal_wrapped(|ui| {
        let waits = || match open {
            Some(file) => words::waits(&file.name),
            None => words::waits(&sending.archive.shown()),
        };
        let text = differs.map_or_else(waits, ToString::to_string);
        ui.label(RichText::new(text).color(ui.visuals().warn_fg_color));
        if let Some(archive) = open.filter(|_| differs.is_some()) {
            let correct = ui.small_button(words::add_correction());
            if correct
                .on_hover_text(words::add_correction_hint())
                .clicked()
            {
                actions.push(send(report, archive, true));
            }
        }
        if ui.small_button(words::do_not_add()).clicked() {
            actions.push(Action::Do(Command::Send(report.id.clone(), None)));
        }
    });
}

fn send(report: &Report, archive: &OpenFile, corrects: bool) -> Action {
    Action::Send {
        report: report.id.clone(),
        to: archive.key.clone(),
        corrects,
    }
}
