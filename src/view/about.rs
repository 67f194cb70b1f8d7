//! The dialogs, among them those about the data, its notes, and the keys.

use std::sync::Arc;

use egui::{CollapsingHeader, Grid, RichText, Ui};

use super::{Dialog, Shown, long_list::long_list_ui, theme};
use crate::{
    model::{Atlas, Language, Note, NoteKind},
    words::{about, menus, reports},
};

pub static DATA: Dialog = Dialog {
    title: menus::about_data,
    width_px: 620.0,
    scrolls: true,
    ui: |ui, shown, _, _| about_data_ui(ui, shown),
};

pub static KEYS: Dialog = Dialog {
    title: menus::keys,
    width_px: 540.0,
    scrolls: true,
    ui: |ui, _, _, _| keys_ui(ui),
};

pub static NOTES: Dialog = Dialog {
    title: menus::notes,
    width_px: 620.0,
    scrolls: true,
    ui: |ui, shown, memory, _| notes_ui(ui, shown, memory.of::<NotesMemory>()),
};

/// What the dialog of notes remembers.
#[derive(Default)]
pub struct NotesMemory {
    /// The file whose notes are shown; `None`: those of all.
    pub of: Option<Arc<str>>,
    /// Their kinds, found out once.
    kinds: Option<Kinds>,
}

/// Notes by kind.
struct Kinds {
    /// What they are the notes of.
    atlas: Arc<Atlas>,
    of: Option<Arc<str>>,
    kinds: Vec<Kind>,
}

/// Notes of one kind.
struct Kind {
    first: Note,
    /// Those that are about a text.
    with_text: Vec<Note>,
    rows: u64,
}

impl Kinds {
    fn new(shown: Shown<'_>, of: &Option<Arc<str>>) -> Self {
        let wanted = |note: &&Note| of.as_ref().is_none_or(|of| note.place.is_in(of));
        let kinds = NoteKind::of(shown.notes.iter().filter(wanted)).into_iter();
        let kinds = kinds.map(|kind| Kind {
            first: kind.first().clone(),
            rows: kind.rows,
            with_text: kind
                .notes
                .into_iter()
                .filter(|note| !note.text.is_empty())
                .cloned()
                .collect(),
        });
        Self {
            atlas: Arc::clone(shown.atlas),
            of: of.clone(),
            kinds: kinds.collect(),
        }
    }
}

fn keys_ui(ui: &mut Ui) {
    Grid::new("keys")
        .num_columns(2)
        .spacing([20.0, 6.0])
        .show(ui, |ui| {
            for (keys, what) in menus::shortcuts() {
                ui.label(RichText::new(keys).text_style(theme::strong()));
                ui.label(what);
                ui.end_row();
            }
        });
}

/// The notes on all data, or on one file.
fn notes_ui(ui: &mut Ui, shown: Shown<'_>, memory: &mut NotesMemory) {
    if let Some(source) = &memory.of {
        ui.weak(about::notes_of(source));
        ui.add_space(4.0);
    }
    let is_current =
        |known: &Kinds| Arc::ptr_eq(&known.atlas, shown.atlas) && known.of == memory.of;
    let known = memory.kinds.take().filter(is_current);
    let known = known.unwrap_or_else(|| Kinds::new(shown, &memory.of));
    let Kinds { kinds, .. } = memory.kinds.insert(known);
    if kinds.is_empty() {
        ui.label(about::no_notes());
    }
    long_list_ui(ui, "kinds", kinds.len(), |ui, index| {
        kind_ui(ui, index, &kinds[index]);
        ui.add_space(6.0);
    });
}

/// Notes of one kind: how many rows they are about and where the first stands, and each of them on
/// demand.
fn kind_ui(ui: &mut Ui, index: usize, kind: &Kind) {
    let first = &kind.first;
    ui.horizontal_wrapped(|ui| {
        let word = reports::severity(first.severity);
        ui.label(RichText::new(word).text_style(theme::strong()));
        ui.weak(about::first_at(&first.place.to_string(), kind.rows));
    });
    ui.label(&first.what);
    match &kind.with_text[..] {
        [] => {}
        [only] => {
            ui.weak(about::text_of(&only.text, &only.hint));
        }
        texts => {
            CollapsingHeader::new(about::texts(texts.len()))
                .id_salt(("texts", index))
                .show(ui, |ui| {
                    long_list_ui(ui, "texts", texts.len(), |ui, at| {
                        let note = &texts[at];
                        let place = note.place.to_string();
                        ui.weak(about::text_at(&note.text, &note.hint, &place, note.rows));
                    });
                });
        }
    }
}

/// What is loaded, in the units that are counted: a record is a claim, a report without one, or a row of a file
/// of which reports are not held.
pub fn records_of(atlas: &Atlas) -> String {
    let (mut claims, mut reports, mut without) = (0, 0, 0);
    for report in atlas.reports() {
        match report.claims.len() {
            0 => without += 1,
            number => {
                claims += number;
                reports += 1;
            }
        }
    }
    let loaded = atlas.loaded();
    let rows = loaded.saturating_sub(claims + without);
    let reporters = atlas.listed_reporters().count();
    about::records(loaded, claims, reports, without, rows, reporters)
}

fn about_data_ui(ui: &mut Ui, shown: Shown<'_>) {
    let atlas = shown.atlas;
    let heading = |ui: &mut Ui, words: &str| {
        ui.add_space(8.0);
        ui.label(RichText::new(words).text_style(theme::strong()));
    };
    let positions = atlas.settlements().rows().iter();
    let without = positions
        .filter(|settlement| settlement.at.is_none())
        .count();
    let undated = atlas.reports().filter(|of| of.published.is_none());
    let undated = undated.count();
    ui.label(records_of(atlas));
    ui.label(about::places(
        atlas.regions().len(),
        atlas.settlements().len(),
        atlas.zones().len(),
        atlas.lines().len(),
        atlas.chronology().len(),
    ));
    heading(ui, about::sources_title());
    for (what, source, licence) in about::sources() {
        ui.label(RichText::new(what).text_style(theme::strong()));
        ui.label(format!("{source}. {licence}."));
    }
    ui.hyperlink_to(about::osm_licence(), about::OSM_COPYRIGHT);
    heading(ui, about::how_to_read_title());
    for words in about::how_to_read() {
        ui.label(format!("· {words}"));
    }
    heading(ui, about::unknown_title());
    ui.label(format!("· {}", about::gaps(undated, without)));
    for words in about::unknown() {
        ui.label(format!("· {words}"));
    }
    heading(ui, about::reporters_title());
    ui.label(about::letters());
    for (id, reporter) in atlas.listed_reporters() {
        ui.horizontal_wrapped(|ui| {
            super::chips::reporter_chip(ui, shown, id);
            ui.label(reporter.names.get(shown.session.language));
            if shown.session.language != Language::English {
                ui.weak(reporter.names.get(Language::English));
            }
            ui.weak(&reporter.note);
        });
    }
}
