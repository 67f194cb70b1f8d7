//! File > Save project as.

use std::{path::Path, sync::Arc};

use egui::{Button, Key, TextEdit, Ui};

use super::{Action, Actions, Dialog, Shown, files::path_of};
use crate::words::{files, menus};

/// The state of the open project.
#[derive(Clone, Debug, PartialEq)]
pub struct ProjectStatus {
    /// Of the file, without its folder.
    pub name: String,
    pub path: Arc<Path>,
    /// Whether there are changes that are not in the file.
    pub unsaved: bool,
    pub read_only: bool,
}

/// What the dialog remembers.
#[derive(Default)]
pub struct ProjectMemory {
    /// The path being typed; `None`: as proposed.
    path: Option<String>,
}

/// The proposed path: a copy beside the open project.
fn proposed(shown: Shown<'_>) -> String {
    match shown.project {
        Some(project) => {
            let name = project.name.trim_end_matches(".gpkg");
            let copy = project.path.with_file_name(format!("{name}-copy.gpkg"));
            copy.display().to_string()
        }
        None => "~/map.gpkg".to_owned(),
    }
}

pub static DIALOG: Dialog = Dialog {
    title: files::save_project_title,
    width_px: 560.0,
    ui: |ui, shown, memory, actions| save_project_ui(ui, shown, memory.of(), actions),
};

fn save_project_ui(
    ui: &mut Ui,
    shown: Shown<'_>,
    memory: &mut ProjectMemory,
    actions: &mut Actions,
) {
    ui.label(files::save_project_hint());
    ui.add_space(6.0);
    let label = ui.label(files::project_path());
    let mut path = memory.path.clone().unwrap_or_else(|| proposed(shown));
    ui.horizontal(|ui| {
        let field = TextEdit::singleline(&mut path)
            .id_salt("path-of-project")
            .desired_width(ui.available_width() - 150.0);
        let field = ui.add(field).labelled_by(label.id);
        if field.changed() {
            memory.path = Some(path.clone());
        }
        let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let something = !path.trim().is_empty();
        let save = ui.add_enabled(something, Button::new(files::save()));
        if save.clicked() || entered && something {
            actions.push(Action::SaveProjectAs(path_of(&path)));
        }
        if ui.button(menus::browse()).clicked() {
            actions.push(Action::BrowseProject(path_of(&path)));
        }
    });
}
