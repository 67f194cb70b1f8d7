//! The dialog that exports rows of the comparison, as a table or as a page.

use egui::Ui;

use super::CompareMemory;
use crate::{
    view::{
        Action, Actions, Dialog, Memory, Shown,
        path_field::{Asked, folder_ui, path_ui},
    },
    words::{compare as words, files},
};

/// What the dialog remembers.
#[derive(Default)]
pub struct CompareExport {
    /// The path being typed; `None`: as proposed.
    pub path: Option<String>,
}

/// Exports rows of the comparison.
pub static DIALOG: Dialog = Dialog {
    title: words::export_title,
    width_px: 560.0,
    scrolls: true,
    ui: export_ui,
};

fn export_ui(ui: &mut Ui, shown: Shown<'_>, memory: &mut Memory, actions: &mut Actions) {
    let events = memory.of::<CompareMemory>().listed.to_export();
    ui.label(words::to_be_exported(events.len()));
    ui.weak(words::export_formats());
    let window = shown.session.window;
    let proposed = || {
        format!(
            "~/contactline-events-{}-{}.csv",
            window.first(),
            window.last()
        )
    };
    let memory = memory.of::<CompareExport>();
    let mut path = memory.path.clone().unwrap_or_else(proposed);
    let before = path.clone();
    let asked = path_ui(ui, files::export_path(), "", files::export(), &mut path);
    folder_ui(ui, &path, shown.folders);
    if path != before {
        memory.path = Some(path);
    }
    match asked {
        Some(Asked::Take(path)) => actions.push(Action::ExportEvents(path, events)),
        Some(Asked::Browse(path)) => actions.push(Action::BrowseEvents(path, events)),
        None => {}
    }
}
