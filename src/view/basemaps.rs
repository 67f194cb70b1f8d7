//! What the map stands on: the choice in the left panel, and the dialog that adds another.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use egui::{ComboBox, Ui};

use super::{
    Action, Actions, Dialog, Memory, Shown,
    path_field::{Asked, path_ui},
};
use crate::words::basemaps as words;

/// What the map stands on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Choice {
    /// The map built into the program.
    #[default]
    Embedded,
    /// Nothing.
    None,
    /// One of the list, by its name.
    Kept(Arc<str>),
}

/// A map of the person's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BasemapEntry {
    /// Unique in the list.
    pub name: Arc<str>,
    /// Where it is.
    pub file: Arc<Path>,
}

/// What panels may read of it.
#[derive(Clone, Copy, Debug)]
pub struct BasemapsShown<'a> {
    /// The list.
    pub entries: &'a [BasemapEntry],
    /// What the map stands on.
    pub chosen: &'a Choice,
}

/// A request about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BasemapAction {
    /// Stand on this.
    Choose(Choice),
    /// Take a file of tiles into the list, and stand on it.
    Add(PathBuf),
    /// Take one out of the list. Its file stays.
    Forget(Arc<str>),
}

/// The dialog that adds a map.
pub static DIALOG: Dialog = Dialog {
    title: words::title,
    width_px: 560.0,
    scrolls: true,
    ui: add_ui,
};

/// What the dialog remembers.
#[derive(Default)]
struct AddMemory {
    path: String,
}

/// The choice in the panel.
pub(crate) fn choice_ui(ui: &mut Ui, shown: Shown<'_>, actions: &mut Actions) {
    let BasemapsShown { entries, chosen } = shown.basemaps;
    let name = |choice: &Choice| match choice {
        Choice::Embedded => words::embedded().to_owned(),
        Choice::None => words::none().to_owned(),
        Choice::Kept(name) => name.to_string(),
    };
    ui.horizontal(|ui| {
        let label = ui.label(words::base_map());
        let combo = ComboBox::from_id_salt("base-map")
            .width(ui.available_width() - 30.0)
            .truncate()
            .selected_text(name(chosen));
        let kept = entries
            .iter()
            .map(|entry| Choice::Kept(Arc::clone(&entry.name)));
        let response = combo.show_ui(ui, |ui| {
            for choice in [Choice::Embedded]
                .into_iter()
                .chain(kept)
                .chain([Choice::None])
            {
                if ui
                    .selectable_label(choice == *chosen, name(&choice))
                    .clicked()
                {
                    actions.push(Action::Basemap(BasemapAction::Choose(choice)));
                }
            }
            ui.separator();
            if ui.button(words::add()).clicked() {
                actions.push(Action::Open(&DIALOG, true));
                ui.close();
            }
        });
        response.response.labelled_by(label.id);
        if let Choice::Kept(name) = chosen {
            let forget = words::forget(name);
            let button = ui.small_button("×").on_hover_text(&forget);
            if button.accessible_name(&forget).clicked() {
                actions.push(Action::Basemap(BasemapAction::Forget(Arc::clone(name))));
            }
        }
    });
}

fn add_ui(ui: &mut Ui, _: Shown<'_>, memory: &mut Memory, actions: &mut Actions) {
    let memory: &mut AddMemory = memory.of();
    let path = &mut memory.path;
    match path_ui(ui, words::file(), words::file_hint(), words::use_it(), path) {
        Some(Asked::Take(path)) => {
            memory.path.clear();
            actions.push(Action::Basemap(BasemapAction::Add(path)));
            actions.push(Action::Open(&DIALOG, false));
        }
        Some(Asked::Browse(_)) => actions.push(Action::Browse),
        None => {}
    }
    ui.add_space(4.0);
    ui.weak(words::file_note());
}
