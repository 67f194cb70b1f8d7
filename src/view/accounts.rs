//! The accounts line: where every record went, always in sight.

use egui::{Panel, Ui};

use super::{Action, Actions, Memory, Shown};
use crate::{
    session::{Command, Selection},
    words::{layers, menus, units},
};

/// The line at the bottom of the window.
pub fn accounts_ui(ui: &mut Ui, shown: Shown<'_>, _: &mut Memory, actions: &mut Actions) {
    Panel::bottom("accounts").resizable(false).show(ui, |ui| {
        ui.add_space(1.0);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 5.0;
            let accounts = shown.answer.accounts;
            for (words, why) in [
                (layers::shown(accounts.shown), layers::shown_hint()),
                (
                    layers::outside_period(accounts.outside_window),
                    layers::outside_hint(),
                ),
                (layers::filtered(accounts.filtered), layers::filtered_hint()),
            ] {
                ui.label(words).on_hover_text(why);
                ui.weak("·");
            }
            let mut listed = |ui: &mut Ui, words: String, why: &str, selection: Selection| {
                if ui.link(words).on_hover_text(why).clicked() {
                    actions.push(Action::Do(Command::ShowRightPanel(true)));
                    actions.push(Action::Do(Command::Select(Some(selection))));
                }
            };
            let words = layers::no_date(accounts.undated);
            listed(ui, words, layers::no_date_hint(), Selection::Undated);
            ui.weak("·");
            let words = layers::unplaced(accounts.unplaced);
            listed(ui, words, layers::unplaced_hint(), Selection::Unplaced);
            ui.label(layers::loaded(accounts.loaded))
                .on_hover_text(layers::loaded_hint());
            if !shown.notes.is_empty() {
                ui.weak("·");
                let notes = ui.link(units::notes(shown.notes.len()));
                if notes.on_hover_text(menus::notes()).clicked() {
                    actions.push(Action::ShowNotes(None));
                }
            }
        });
        ui.add_space(1.0);
    });
}
