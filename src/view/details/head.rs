//! The head of the details: what is selected, how to leave it, and what else lies at the same spot.

use egui::{Ui, containers::menu::MenuButton, vec2};

use super::fate::fate_ui;
use crate::{
    session::{Command, Selection},
    view::{Action, Actions, Shown, chips::sign_button, describe, map::Clicked},
    words::{details as words, units},
};

/// The head, which stays in sight while the rest is scrolled.
pub fn head_ui(ui: &mut Ui, shown: Shown<'_>, clicked: &Clicked, actions: &mut Actions) {
    ui.add_space(6.0);
    match &shown.session.selection {
        None => {
            ui.heading(units::window(shown.session.window));
        }
        Some(selection) => {
            // Above the title, which may take one line or three, so that ‹ and › stay under the pointer.
            here_ui(ui, shown, selection, clicked, actions);
            title_ui(ui, &title(shown, selection), actions);
            fate_ui(ui, shown, selection, actions);
        }
    }
    ui.add_space(2.0);
}

fn title(shown: Shown<'_>, selection: &Selection) -> String {
    let (atlas, language) = (shown.atlas, shown.session.language);
    let found = match selection {
        Selection::Region(key) => atlas
            .region_by_key(&key.0)
            .map(|id| atlas.regions()[id].names.title(language)),
        Selection::Zone(key) => atlas
            .zone_by_key(key)
            .map(|id| atlas.zones()[id].names.get(language).to_owned()),
        Selection::Line(key) => atlas
            .line_by_key(key)
            .map(|id| atlas.lines()[id].names.get(language).to_owned()),
        Selection::Settlement(key) => atlas
            .settlement_by_key(key)
            .map(|id| atlas.settlements()[id].names.title(language)),
        Selection::Bundle(key) => {
            let bundle = shown.scene.bundle(key);
            let title = bundle.map(|bundle| describe::stack_title(shown, bundle));
            Some(title.unwrap_or_else(|| words::bundle_empty().to_owned()))
        }
        Selection::Report(_) => Some(words::report().to_owned()),
        Selection::Record { .. } => Some(words::record().to_owned()),
        Selection::Undated => Some(words::undated().to_owned()),
        Selection::Unplaced => Some(words::unplaced().to_owned()),
    };
    found.unwrap_or_else(|| words::not_in_data().to_owned())
}

/// A heading with a button that clears the selection.
fn title_ui(ui: &mut Ui, title: &str, actions: &mut Actions) {
    ui.horizontal_top(|ui| {
        let width = (ui.available_width() - 34.0).max(80.0);
        ui.allocate_ui_with_layout(
            vec2(width, 0.0),
            egui::Layout::top_down(egui::Align::LEFT),
            |ui| {
                ui.set_width(width);
                ui.heading(title);
            },
        );
        if sign_button(ui, "✕", words::clear_selection()).clicked() {
            actions.push(Action::Do(Command::Select(None)));
        }
    });
}

/// What else lay under the click that selected this: back, forth, and a list of all.
fn here_ui(
    ui: &mut Ui,
    shown: Shown<'_>,
    selection: &Selection,
    clicked: &Clicked,
    actions: &mut Actions,
) {
    let named = clicked.things.iter();
    let named = named.filter_map(|thing| Some((thing, describe::selection(shown, thing)?)));
    let things: Vec<(&Selection, String)> = named.collect();
    let Some(at) = things.iter().position(|(thing, _)| *thing == selection) else {
        return;
    };
    if things.len() < 2 {
        return;
    }
    let mut select = |thing: &Selection| {
        actions.push(Action::Do(Command::Select(Some(thing.clone()))));
    };
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let before = &things[(at + things.len() - 1) % things.len()];
        let after = &things[(at + 1) % things.len()];
        if sign_button(ui, "‹", &words::previous_here(&before.1)).clicked() {
            select(before.0);
        }
        let list = MenuButton::new(words::one_of_here(at + 1, things.len()));
        list.ui(ui, |ui| {
            for (index, (thing, name)) in things.iter().enumerate() {
                if ui.selectable_label(index == at, name).clicked() {
                    select(thing);
                    ui.close();
                }
            }
        });
        if sign_button(ui, "›", &words::next_here(&after.1)).clicked() {
            select(after.0);
        }
    });
}
