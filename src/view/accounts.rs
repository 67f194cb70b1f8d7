//! The accounts line: where every record went, always in sight.

use egui::{Panel, Ui};

use super::{Shown, Wish, Wishes, text};
use crate::session::{Command, Selection};

/// The line at the bottom of the window.
pub fn accounts_ui(ui: &mut Ui, shown: Shown<'_>, wishes: &mut Wishes) {
    Panel::bottom("accounts").resizable(false).show(ui, |ui| {
        ui.add_space(1.0);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 5.0;
            let accounts = shown.answer.accounts;
            let part = |ui: &mut Ui, number: usize, words: &str, why: &str| {
                let text = format!("{} {words}", text::number(number));
                ui.label(text).on_hover_text(why);
            };
            part(
                ui,
                accounts.shown,
                "shown",
                "Incident groups of the window that are on the map",
            );
            ui.weak("·");
            part(
                ui,
                accounts.outside_window,
                "outside the window",
                "Dated, but not in the days chosen on the timeline",
            );
            ui.weak("·");
            part(
                ui,
                accounts.filtered,
                "hidden by filters",
                "In the window, but hidden by a filter. Other renderings of one statement are \
                 hidden unless asked for",
            );
            ui.weak("·");
            let listed = |ui: &mut Ui, number, words: &str, why: &str, selection: Selection| {
                let link = ui
                    .link(format!("{} {words}", text::number(number)))
                    .on_hover_text(why);
                if link.clicked() {
                    wishes.push(Wish::Do(Command::ShowRightPanel(true)));
                    wishes.push(Wish::Do(Command::Select(Some(selection))));
                }
            };
            let mut listed = listed;
            listed(
                ui,
                accounts.undated,
                "undated",
                "No date is known. Click to list them",
                Selection::Undated,
            );
            ui.weak("·");
            listed(
                ui,
                accounts.unplaced,
                "unplaced",
                "In the window, but neither origin nor target has a place on the map, as with \
                 denials. Click to list them",
                Selection::Unplaced,
            );
            ui.label(format!("= {} loaded", text::number(accounts.loaded))).on_hover_text(
                "Incident groups of all reports; a report without any, such as a denial, counts \
                 as one",
            );
            if !shown.notes.is_empty() {
                ui.weak("·");
                let notes = text::count(shown.notes.len(), "note", "notes");
                if ui
                    .link(notes)
                    .on_hover_text("What the data leaves open")
                    .clicked()
                {
                    wishes.push(Wish::ShowNotes(None));
                }
            }
        });
        ui.add_space(1.0);
    });
}
