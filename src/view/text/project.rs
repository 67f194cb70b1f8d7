//! Words on projects.

use crate::view::ProjectStatus;

/// The title of the window: the project, a mark where it is not saved, and the program.
pub fn title(project: Option<&ProjectStatus>) -> String {
    let Some(project) = project else {
        return super::APP_NAME.to_owned();
    };
    let unsaved = if project.unsaved { "• " } else { "" };
    let read_only = if project.read_only {
        " (read only)"
    } else {
        ""
    };
    format!("{unsaved}{}{read_only} – {}", project.name, super::APP_NAME)
}

/// What is said where a project is left with changes.
pub fn kept_unsaved(name: &str) -> String {
    format!(
        "{name} has changes that are not saved. They are kept on this machine and come back when \
         it is opened again."
    )
}

pub const SAVE_PROJECT_WHAT: &str = "Everything that is open, in one file: regions, zones, lines, settlements, reports with their \
     sources, notes, and what you are looking at. QGIS opens its layers as they are.";
