//! File > Make a base map: the dialog that asks for an extract of OpenStreetMap and where its map goes, and
//! the one that offers the map that was made.

use std::path::PathBuf;

use egui::{Button, DragValue, Label, RichText, Ui};

use super::{
    Action, Actions, BasemapAction, Dialog, Memory, Shown,
    path_field::{folder_ui, path_of, place_ui},
};
use crate::words::{basemaps, extract as words};

/// A map as it is to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMap {
    /// The extract.
    pub file: PathBuf,
    /// Where the map goes.
    pub map: PathBuf,
    /// Only what the map of the window shows.
    pub only_seen: bool,
    /// The deepest zoom of its tiles.
    pub deepest: u8,
}

/// A request of the dialogs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExtractAction {
    /// Ask about this extract.
    Offer(PathBuf),
    /// Ask the desktop for an extract.
    BrowseFile,
    /// Ask the desktop where the map goes, proposing this.
    BrowseMap(PathBuf),
    /// Make it.
    Make(NewMap),
}

/// A map that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MadeMap {
    /// Where it is.
    pub path: PathBuf,
    /// What is on it, in words.
    pub told: String,
    /// What was left out of it, a line each.
    pub left_out: Vec<String>,
}

/// The dialog that asks what to make.
pub static DIALOG: Dialog = Dialog {
    title: words::dialog,
    width_px: 560.0,
    scrolls: true,
    ui: ask_ui,
};

/// The dialog that offers what was made.
pub static MADE: Dialog = Dialog {
    title: words::made_title,
    width_px: 460.0,
    scrolls: true,
    ui: made_ui,
};

/// What the dialogs may read.
#[derive(Clone, Copy, Debug)]
pub struct ExtractShown<'a> {
    /// The least and the greatest zoom a map may end at, and the usual one.
    pub zooms: ([u8; 2], u8),
    /// Whether a map is being made.
    pub is_making: bool,
    /// The map that was made last.
    pub made: Option<&'a MadeMap>,
}

/// What the dialog remembers.
#[derive(Default)]
pub struct ExtractMemory {
    /// The path of the extract being typed.
    pub file: String,
    /// Where the map goes; `None`: as proposed.
    pub map: Option<String>,
    only_seen: bool,
    /// The deepest zoom; `None`: the usual one.
    deepest: Option<u8>,
}

/// How the names of maps end.
pub const MAP_ENDING: &str = ".pmtiles";

/// The proposed path: beside the extract, under its name.
fn proposed(file: &str) -> String {
    let file = path_of(file);
    let Some(name) = file.file_name() else {
        return String::new();
    };
    let name = name.to_string_lossy();
    let stem = name.strip_suffix(".pbf").unwrap_or(&name);
    let stem = stem.strip_suffix(".osm").unwrap_or(stem);
    let map = file.with_file_name(format!("{stem}{MAP_ENDING}"));
    map.display().to_string()
}

fn ask_ui(ui: &mut Ui, shown: Shown<'_>, memory: &mut Memory, actions: &mut Actions) {
    let memory: &mut ExtractMemory = memory.of();
    let mut act = |action| actions.push(Action::Basemap(BasemapAction::Extract(action)));
    let ExtractShown {
        zooms: ([least, most], usual),
        is_making,
        ..
    } = shown.basemaps.extract;
    ui.label(words::about());
    ui.add_space(6.0);
    if place_ui(ui, words::file(), words::file_hint(), &mut memory.file) {
        act(ExtractAction::BrowseFile);
    }
    ui.add_space(4.0);
    let mut map = memory.map.clone().unwrap_or_else(|| proposed(&memory.file));
    let before = map.clone();
    if place_ui(ui, words::map(), words::map_hint(), &mut map) {
        act(ExtractAction::BrowseMap(path_of(&map)));
    }
    if !map.trim().is_empty() {
        folder_ui(ui, &map, shown.folders);
    }
    ui.add_space(4.0);
    ui.checkbox(&mut memory.only_seen, words::only_seen())
        .on_hover_text(words::only_seen_hint());
    ui.horizontal(|ui| {
        let label = ui.label(basemaps::address_deepest());
        let mut deepest = memory.deepest.unwrap_or(usual);
        let field = ui.add(DragValue::new(&mut deepest).range(least..=most));
        let field = field.labelled_by(label.id);
        if field.on_hover_text(words::deepest_hint()).changed() {
            memory.deepest = Some(deepest);
        }
    });
    ui.add_space(6.0);
    let known = !memory.file.trim().is_empty() && !map.trim().is_empty();
    let make = ui.add_enabled(known && !is_making, Button::new(words::make()));
    if make.clicked() {
        act(ExtractAction::Make(NewMap {
            file: path_of(&memory.file),
            map: path_of(&map),
            only_seen: memory.only_seen,
            deepest: memory.deepest.unwrap_or(usual),
        }));
    }
    if is_making {
        ui.weak(words::is_making());
    }
    if map != before {
        memory.map = Some(map);
    }
}

fn made_ui(ui: &mut Ui, shown: Shown<'_>, _: &mut Memory, actions: &mut Actions) {
    let Some(made) = shown.basemaps.extract.made else {
        actions.push(Action::Open(&MADE, false));
        return;
    };
    ui.add(Label::new(&made.told).wrap());
    for line in &made.left_out {
        ui.add(Label::new(RichText::new(line).weak()).wrap());
    }
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        if ui.button(words::use_it()).clicked() {
            let add = BasemapAction::Add(made.path.clone());
            actions.push(Action::Basemap(add));
            actions.push(Action::Open(&MADE, false));
        }
        if ui.button(words::not_now()).clicked() {
            actions.push(Action::Open(&MADE, false));
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_map_is_proposed_beside_its_extract_under_its_name() {
        for (file, map) in [
            ("~/osm/armenia.osm.pbf", "~/osm/armenia.pmtiles"),
            ("armenia-latest.pbf", "armenia-latest.pmtiles"),
            ("\"/data/a.b\"", "/data/a.b.pmtiles"),
            ("", ""),
        ] {
            assert_eq!(proposed(file), map, "{file}");
        }
    }
}
