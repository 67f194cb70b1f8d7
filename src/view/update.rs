//! Update from file: what a newer copy of an opened file adds, changes and removes, before it takes the
//! place of the older one; and what sources have withdrawn.

use std::path::PathBuf;

use egui::{CollapsingHeader, RichText, ScrollArea, TextStyle, Ui};

use super::{
    Action, Actions, Shown,
    dialogs::Dialog,
    path_field::{Asked, folder_ui, path_ui},
    theme,
};
use crate::{
    model::{
        Annotated, Atlas, Claim, FileKey, Grade, Report,
        difference::{Difference, MOST_TOLD},
    },
    words::{diff as words, menus, places},
};

/// What the person does about a newer copy.
#[derive(Clone, Debug, PartialEq)]
pub enum UpdateAction {
    /// Ask for a newer copy of a file.
    Ask(FileKey),
    /// Ask the desktop for it.
    Browse,
    /// Compare it with what is open.
    Compare(PathBuf),
    /// Let it take the place of what is open.
    Take,
}

/// How it stands with a newer copy.
#[derive(Clone, Debug, PartialEq)]
pub struct UpdateStatus {
    /// The file that is open.
    pub key: FileKey,
    /// What the person calls it.
    pub name: String,
    pub compared: Compared,
}

/// See [`UpdateStatus`].
#[derive(Clone, Debug, PartialEq)]
pub enum Compared {
    /// Nothing has been chosen.
    Nothing,
    /// Being read.
    Reading,
    /// What differs.
    Difference(Box<Difference>),
}

/// What the dialog remembers.
#[derive(Default)]
struct UpdateMemory {
    path: String,
}

pub static DIALOG: Dialog = Dialog {
    title: words::update_title,
    width_px: 620.0,
    scrolls: true,
    ui: |ui, shown, memory, actions| update_ui(ui, shown, memory.of(), actions),
};

fn update_ui(ui: &mut Ui, shown: Shown<'_>, memory: &mut UpdateMemory, actions: &mut Actions) {
    let Some(update) = shown.update else {
        return;
    };
    ui.label(words::update_hint(&update.name));
    ui.add_space(4.0);
    let label = words::update_path();
    let asked = path_ui(ui, label, "", words::compare(), &mut memory.path);
    folder_ui(ui, &memory.path, shown.folders);
    match asked {
        Some(Asked::Take(path)) => actions.push(Action::Update(UpdateAction::Compare(path))),
        Some(Asked::Browse(_)) => actions.push(Action::Update(UpdateAction::Browse)),
        None => {}
    }
    ui.separator();
    match &update.compared {
        Compared::Nothing => {}
        Compared::Reading => {
            ui.weak(words::comparing());
        }
        Compared::Difference(difference) if difference.is_none() => {
            ui.label(words::nothing_differs());
        }
        Compared::Difference(difference) => {
            difference_ui(ui, difference);
            ui.add_space(6.0);
            ui.weak(words::kept_after_update());
            ui.horizontal(|ui| {
                if ui.button(words::take()).clicked() {
                    actions.push(Action::Update(UpdateAction::Take));
                }
                if ui.button(menus::cancel()).clicked() {
                    actions.push(Action::Open(&DIALOG, false));
                }
            });
        }
    }
}

fn difference_ui(ui: &mut Ui, difference: &Difference) {
    let (added, changed) = (&difference.added, &difference.changed);
    let removed = &difference.removed;
    let counts = words::counts(
        difference.unchanged,
        added.number,
        changed.number,
        removed.number,
    );
    ui.label(RichText::new(counts).text_style(theme::strong()));
    if !difference.by_id {
        ui.weak(words::without_ids());
    }
    let line = |at: usize| words::record(&added.first[at]);
    list_ui(ui, words::added(), (added.number, added.first.len()), line);
    let line = |at: usize| words::changed_whole(&changed.first[at]);
    let number = (changed.number, changed.first.len());
    list_ui(ui, words::changed(), number, line);
    let line = |at: usize| words::record(&removed.first[at]);
    let number = (removed.number, removed.first.len());
    list_ui(ui, words::removed(), number, line);
    if removed.number > removed.first.len() {
        let more = removed.number - removed.first.len();
        ui.label(words::not_kept(more, MOST_TOLD));
    }
}

/// A list under a heading with its number, of which only what is in sight is laid out.
fn list_ui(
    ui: &mut Ui,
    title: &str,
    (number, told): (usize, usize),
    line: impl Fn(usize) -> String,
) {
    if number == 0 {
        return;
    }
    CollapsingHeader::new(words::title_with_number(title, number))
        .id_salt(title)
        .show(ui, |ui| {
            let height = ui.text_style_height(&TextStyle::Body);
            ScrollArea::both()
                .id_salt(("list", title))
                .max_height(180.0)
                .show_rows(ui, height, told, |ui, rows| {
                    for at in rows {
                        ui.label(RichText::new(line(at))).on_hover_text(line(at));
                    }
                });
        });
}

/// The tray of what sources have withdrawn, file by file.
pub static WITHDRAWN: Dialog = Dialog {
    title: words::withdrawn_title,
    width_px: 560.0,
    scrolls: true,
    ui: |ui, shown, _, _| withdrawn_ui(ui, shown),
};

fn withdrawn_ui(ui: &mut Ui, shown: Shown<'_>) {
    for file in &shown.session.files {
        let reports = withdrawn_of(shown.atlas, &file.key);
        if reports.is_empty() {
            continue;
        }
        ui.label(words::withdrawn_of(&file.name));
        let height = ui.text_style_height(&TextStyle::Body);
        ScrollArea::both()
            .id_salt(("withdrawn", &file.key.0))
            .max_height(240.0)
            .show_rows(ui, height, reports.len(), |ui, rows| {
                for report in &reports[rows] {
                    ui.label(described(shown, report));
                }
            });
        ui.add_space(6.0);
    }
}

/// The reports that a source has withdrawn.
fn withdrawn_of<'a>(atlas: &'a Atlas, key: &FileKey) -> Vec<&'a Report> {
    let key = key.withdrawn();
    let datasets = atlas.datasets_of(Some(&key));
    let memories = datasets.filter_map(|(_, dataset)| dataset.memory());
    memories
        .flat_map(|memory| memory.reports.iter().map(|report| &**report))
        .collect()
}

/// A report in a line, with what the person said of it.
fn described(shown: Shown<'_>, report: &Report) -> String {
    let when = report
        .claims
        .first()
        .and_then(|claim| claim.when.interval());
    let day = when.map(|when| when.start().day()).or(report.published);
    let day = day.map_or_else(String::new, |day| day.to_string());
    let reporter = &shown.atlas.reporters()[report.reporter].short;
    let said = shown
        .session
        .personal
        .annotations
        .of(&Annotated::Report(report.key()));
    let grade = said.filter(|said| said.grade != Grade::NOT_JUDGED);
    let grade = grade.map(|said| said.grade.credibility().to_string());
    let comment = said.map(|said| said.comment.to_string());
    let claims = report.claims.iter();
    let sites = claims.flat_map(Claim::sites);
    let sites = sites.map(|site| places::site(shown.atlas, site, shown.session.language));
    let sites: Vec<String> = sites.collect();
    let line = words::withdrawn_line(&report.id, &day, reporter, &sites.join("; "));
    let parts = [Some(line), grade, comment].into_iter().flatten();
    let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    parts.join("  ")
}
