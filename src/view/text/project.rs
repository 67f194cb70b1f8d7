//! Words on projects.

use std::path::Path;

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

/// What is said where a project was saved that refers to so many records of each large file.
pub fn project_saved(path: &Path, outside: impl Iterator<Item = usize>) -> String {
    let (files, records) = outside.fold((0, 0), |(files, all), rows| (files + 1, all + rows));
    let mut said = format!("The project was saved as {}.", path.display());
    if files > 0 {
        said += &format!(
            " It does not hold {} of {}, which are too many: it refers to where they are, and needs \
             them there when it is opened again.",
            super::count(records, "record", "records"),
            super::count(files, "large file", "large files"),
        );
    }
    said
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
