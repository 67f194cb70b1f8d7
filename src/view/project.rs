//! File > Save project as.

use std::{path::Path, sync::Arc};

use egui::Ui;

use super::{
    Action, Actions, Dialog, Shown,
    path_field::{Asked, folder_ui, path_ui},
};
use crate::words::files;

/// The state of the open project.
#[derive(Clone, Debug, PartialEq)]
pub struct ProjectStatus {
    /// Of the file, without its folder.
    pub name: String,
    pub path: Arc<Path>,
    /// Whether there are changes that are not in the file.
    pub unsaved: bool,
    pub read_only: bool,
    /// The paths of files that it names and that are not opened yet.
    pub named: Vec<String>,
}

/// What the dialog remembers.
#[derive(Default)]
pub struct ProjectMemory {
    /// The path being typed; `None`: as proposed.
    path: Option<String>,
}

/// How the names of projects end that the program proposes: desktops tell by it that a GeoPackage is
/// a project.
const PROJECT_ENDING: &str = ".contactline.gpkg";

/// The proposed path: a copy beside the open project.
fn proposed(shown: Shown<'_>) -> String {
    match shown.project {
        Some(project) => {
            let name = project.name.trim_end_matches(".gpkg");
            let name = name.trim_end_matches(".contactline");
            let copy = format!("{name}-copy{PROJECT_ENDING}");
            project.path.with_file_name(copy).display().to_string()
        }
        None => format!("~/map{PROJECT_ENDING}"),
    }
}

pub static DIALOG: Dialog = Dialog {
    title: files::save_project_title,
    width_px: 560.0,
    scrolls: true,
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
    let mut path = memory.path.clone().unwrap_or_else(|| proposed(shown));
    let before = path.clone();
    match path_ui(ui, files::project_path(), "", files::save(), &mut path) {
        Some(Asked::Take(path)) => actions.push(Action::SaveProjectAs(path)),
        Some(Asked::Browse(path)) => actions.push(Action::BrowseProject(path)),
        None => {}
    }
    folder_ui(ui, &path, shown.folders);
    if path != before {
        memory.path = Some(path);
    }
}
