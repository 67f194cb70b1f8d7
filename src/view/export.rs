//! File > Export data: writes what is shown to a file.

use std::sync::Arc;

use egui::{Checkbox, Ui};

use super::{
    Action, Actions, Dialog, Shown,
    path_field::{Asked, folder_ui, path_ui},
};
use crate::{
    model::{Atlas, RecordId},
    words::{files, records},
};

/// What the dialog remembers.
#[derive(Default)]
pub struct ExportMemory {
    /// The path being typed; `None`: as proposed.
    pub(crate) path: Option<String>,
    /// Whether a GeoPackage holds the places and reporters of the built-in data as well.
    pub(crate) with_places: bool,
    /// The only records that are written, and the atlas they are of; `None`: all that is shown.
    pub(crate) only: Option<(Arc<Atlas>, Vec<RecordId>)>,
    /// Whether a table says where it comes from in lines before its heading.
    pub(crate) origin_lines: bool,
}

/// The proposed name: the days of the window.
fn proposed(shown: Shown<'_>) -> String {
    let window = shown.session.window;
    format!("contactline-{}-{}.csv", window.first(), window.last())
}

/// File > Export data.
pub static DIALOG: Dialog = Dialog {
    title: files::export_title,
    width_px: 560.0,
    scrolls: true,
    ui: |ui, shown, memory, actions| export_ui(ui, shown, memory.of(), actions),
};

fn export_ui(ui: &mut Ui, shown: Shown<'_>, memory: &mut ExportMemory, actions: &mut Actions) {
    let accounts = shown.answer.accounts;
    ui.label(files::to_be_exported(
        accounts.shown,
        accounts.unplaced,
        accounts.loaded,
    ));
    // Records are those of one atlas, and mean nothing in another.
    if (memory.only.as_ref()).is_some_and(|(atlas, _)| !Arc::ptr_eq(atlas, shown.atlas)) {
        memory.only = None;
    }
    if let Some((_, records)) = &memory.only {
        let mut only = true;
        let rows = records::only_chosen(records.len());
        if ui.checkbox(&mut only, rows).changed() {
            memory.only = None;
        }
    }
    ui.add_space(4.0);
    for (extension, what) in files::exports() {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            let mut path = memory.path.clone().unwrap_or_else(|| proposed(shown));
            let chosen = path.to_lowercase().ends_with(extension);
            if ui.radio(chosen, extension).clicked() {
                let stem = path.rfind('.').map_or(path.len(), |dot| dot);
                path.truncate(stem);
                memory.path = Some(path + extension);
            }
            ui.weak(what);
        });
    }
    ui.add_space(4.0);
    let mut path = memory.path.clone().unwrap_or_else(|| proposed(shown));
    let before = path.clone();
    let asked = path_ui(ui, files::export_path(), "", files::export(), &mut path);
    folder_ui(ui, &path, shown.folders);
    let written = path.to_lowercase();
    if path != before {
        memory.path = Some(path);
    }
    // Each is there whatever the format, so that nothing moves when that changes.
    for (ending, wanted, words, hint) in [
        (
            ".gpkg",
            &mut memory.with_places,
            files::with_places(),
            files::with_places_hint(),
        ),
        (
            ".csv",
            &mut memory.origin_lines,
            files::origin_lines(),
            files::origin_lines_hint(),
        ),
    ] {
        let applies = written.ends_with(ending);
        let checkbox = ui.add_enabled(applies, Checkbox::new(wanted, words));
        checkbox.on_hover_text(hint);
    }
    ui.weak(files::export_hint());
    match asked {
        Some(Asked::Take(path)) => actions.push(Action::Export(path)),
        Some(Asked::Browse(path)) => actions.push(Action::BrowseExport(path)),
        None => {}
    }
}
