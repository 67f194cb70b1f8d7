//! File > History of own work: what was added and removed in the last days, and the way back.

use egui::{RichText, Ui};

use super::{Action, Actions, Dialog, Shown, long_list::long_list_ui, theme};
use crate::words::work as words;

/// What was written of a person's own work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkHistory {
    /// Whether it is kept at all.
    pub kept: bool,
    /// For so many days.
    pub days: i64,
    /// The latest first.
    pub writes: Vec<WorkWrite>,
}

/// One write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkWrite {
    /// Its number.
    pub generation: i64,
    /// In UTC.
    pub day: String,
    /// In UTC.
    pub time: String,
    /// What it added, described.
    pub added: Vec<String>,
    /// What it removed, described.
    pub removed: Vec<String>,
    /// How many records there were before it.
    pub before: usize,
}

/// Records of one write beyond these are counted.
const MOST_RECORDS: usize = 5;

pub static DIALOG: Dialog = Dialog {
    title: words::history,
    width_px: 560.0,
    scrolls: true,
    ui: |ui, shown, _, actions| history_ui(ui, shown, actions),
};

fn history_ui(ui: &mut Ui, shown: Shown<'_>, actions: &mut Actions) {
    let Some(history) = shown.work_history else {
        ui.label(words::history_reading());
        return;
    };
    if !history.kept {
        ui.label(words::history_none());
        return;
    }
    ui.label(words::history_hint(history.days));
    if history.writes.is_empty() {
        ui.add_space(6.0);
        ui.label(words::history_empty());
    }
    let writes = &history.writes;
    long_list_ui(ui, "writes", writes.len(), |ui, index| {
        let write = &writes[index];
        let before = index.checked_sub(1).map(|before| &writes[before].day);
        if before != Some(&write.day) {
            ui.add_space(8.0);
            ui.label(RichText::new(&write.day).text_style(theme::strong()));
        }
        write_ui(ui, write, shown.visit.is_none(), actions);
    });
}

fn write_ui(ui: &mut Ui, write: &WorkWrite, can_restore: bool, actions: &mut Actions) {
    ui.horizontal_top(|ui| {
        ui.weak(&write.time);
        let button = ui.add_enabled(can_restore, egui::Button::new(words::restore()));
        if button
            .on_hover_text(words::restore_hint(write.before))
            .clicked()
        {
            actions.push(Action::RestoreWork(write.generation));
        }
        ui.vertical(|ui| {
            list_ui(ui, &write.added, words::history_added);
            list_ui(ui, &write.removed, words::history_removed);
        });
    });
}

fn list_ui(ui: &mut Ui, records: &[String], words: fn(&str) -> String) {
    for record in records.iter().take(MOST_RECORDS) {
        ui.label(words(record));
    }
    if records.len() > MOST_RECORDS {
        ui.weak(crate::words::work::history_more(
            records.len() - MOST_RECORDS,
        ));
    }
}
