//! Evidence: what a report rests on, and the dialog that adds, verifies and removes it.

use std::{collections::BTreeMap, path::PathBuf, sync::Arc};

use egui::{Button, Label, RichText, TextEdit, Ui};

use super::{
    Action, Actions, Dialog, Memory, Shown, fields,
    path_field::{path_of, place_ui},
    theme,
};
use crate::{
    model::{Day, Evidence, Integrity, Report, ReportKey, is_web_address},
    session::Command,
    words::{evidence as words, units},
};

/// A request of the dialog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EvidenceAction {
    /// Show the evidence of this report.
    Offer(ReportKey),
    /// Ask the desktop for a file.
    BrowseFile,
    /// Add this.
    Add(Box<NewEvidence>),
    /// Read the bytes again and compare their digests.
    Verify(ReportKey),
    /// Ask the desktop where a copy goes, and write it.
    SaveCopy(Evidence),
}

/// Evidence as it is to be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEvidence {
    /// What rests on it.
    pub report: ReportKey,
    /// The file; empty where a text was pasted.
    pub file: PathBuf,
    /// The text; blank where there is a file.
    pub text: String,
    /// Whether the file is referred to and no copy is kept.
    pub refers: bool,
    /// As in [`Evidence`].
    pub address: String,
    /// As in [`Evidence`].
    pub archived: String,
    /// As in [`Evidence`].
    pub by: String,
    /// The day it was captured.
    pub day: Day,
}

/// What the dialog remembers.
#[derive(Default)]
pub struct EvidenceMemory {
    report: Option<ReportKey>,
    /// The path being typed.
    pub file: String,
    text: String,
    refers: bool,
    address: String,
    archived: String,
    by: String,
    day: String,
    /// Why it cannot be added, in words.
    pub refused: Option<String>,
    /// What became of evidence when it was last verified, by its digest.
    pub verified: BTreeMap<Arc<str>, Integrity>,
}

impl EvidenceMemory {
    /// Begins with a report, on that day. Who captures stays the same.
    pub fn begin(&mut self, report: ReportKey, today: Day) {
        *self = Self {
            report: Some(report),
            by: std::mem::take(&mut self.by),
            day: today.to_string(),
            ..Self::default()
        };
    }

    /// Empties the form for the next piece.
    pub fn added(&mut self) {
        for field in [
            &mut self.file,
            &mut self.text,
            &mut self.address,
            &mut self.archived,
        ] {
            field.clear();
        }
        self.refused = None;
    }

    /// What is to be added.
    ///
    /// # Errors
    ///
    /// In words, where the form does not say it.
    fn wanted(&self, report: &ReportKey) -> Result<NewEvidence, String> {
        if !self.file.trim().is_empty() && !self.text.trim().is_empty() {
            return Err(words::both().to_owned());
        }
        let mut addresses = [&self.address, &self.archived].into_iter();
        let is_none = |text: &&String| !text.trim().is_empty() && !is_web_address(text.trim());
        if let Some(other) = addresses.find(is_none) {
            return Err(words::not_an_address(other.trim()));
        }
        let day = Day::parse(self.day.trim());
        Ok(NewEvidence {
            report: report.clone(),
            file: path_of(&self.file),
            text: self.text.clone(),
            refers: self.refers && self.text.trim().is_empty(),
            address: self.address.trim().to_owned(),
            archived: self.archived.trim().to_owned(),
            by: self.by.trim().to_owned(),
            day: day.map_err(|_| words::not_a_day(self.day.trim()))?,
        })
    }
}

/// Room for the name of who captured it, in points.
const BY_PX: f32 = 180.0;

pub static DIALOG: Dialog = Dialog {
    title: words::title,
    width_px: 520.0,
    scrolls: true,
    ui: evidence_ui,
};

/// The button on the card of a report, with how much evidence there is.
pub fn button_ui(ui: &mut Ui, shown: Shown<'_>, report: &Report, actions: &mut Actions) {
    let key = report.key();
    let number = shown.session.personal.evidence.report(&key).len();
    let button = ui.small_button(words::button(number));
    if button.on_hover_text(words::button_hint()).clicked() {
        actions.push(Action::Evidence(EvidenceAction::Offer(key)));
    }
}

fn evidence_ui(ui: &mut Ui, shown: Shown<'_>, memory: &mut Memory, actions: &mut Actions) {
    let memory: &mut EvidenceMemory = memory.of();
    let Some(report) = memory.report.clone() else {
        ui.label(words::gone());
        return;
    };
    ui.label(RichText::new(words::of_report(&report.id)).text_style(theme::strong()));
    ui.label(RichText::new(words::about()).small().weak());
    ui.add_space(4.0);
    let all = shown.session.personal.evidence.report(&report);
    if all.is_empty() {
        ui.weak(words::none());
    }
    for evidence in all {
        ui.push_id(&evidence.sha256, |ui| {
            one_ui(ui, (&report, evidence), memory, actions);
        });
        ui.add_space(4.0);
    }
    if !all.is_empty() {
        let verify = ui.button(words::verify());
        if verify.on_hover_text(words::verify_hint()).clicked() {
            actions.push(Action::Evidence(EvidenceAction::Verify(report.clone())));
        }
    }
    ui.separator();
    form_ui(ui, &report, memory, actions);
}

fn one_ui(
    ui: &mut Ui,
    (report, evidence): (&ReportKey, &Evidence),
    memory: &EvidenceMemory,
    actions: &mut Actions,
) {
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(&*evidence.name).text_style(theme::strong()));
        let day = units::day(evidence.day);
        ui.label(words::size_and_day(evidence.bytes, &day));
        if !evidence.by.is_empty() {
            ui.label(words::by(&evidence.by));
        }
        for (address, name) in [
            (&evidence.address, words::address()),
            (&evidence.archived, words::archived()),
        ] {
            if is_web_address(address) {
                let link = ui.hyperlink_to(format!("{name} ↗"), &**address);
                link.on_hover_text(&**address);
            }
        }
        if let Some(integrity) = memory.verified.get(&evidence.sha256) {
            let word = words::integrity(*integrity);
            match integrity {
                Integrity::Unaltered => ui.label(word),
                Integrity::Altered | Integrity::Missing => {
                    ui.colored_label(ui.visuals().warn_fg_color, word)
                }
            };
        }
    });
    let digest = RichText::new(words::digest(&evidence.sha256));
    ui.add(Label::new(digest.small().weak()).wrap());
    if let Some(path) = &evidence.path {
        let path = RichText::new(words::refers_to(path));
        ui.add(Label::new(path.small().weak()).wrap());
    }
    ui.horizontal(|ui| {
        if ui.small_button(words::save_copy()).clicked() {
            let copy = EvidenceAction::SaveCopy(evidence.clone());
            actions.push(Action::Evidence(copy));
        }
        let remove = ui.small_button(words::remove());
        if remove.on_hover_text(words::remove_hint()).clicked() {
            let sha256 = Arc::clone(&evidence.sha256);
            let remove = Command::RemoveEvidence(report.clone(), sha256);
            actions.push(Action::Do(remove));
        }
    });
}

fn form_ui(ui: &mut Ui, report: &ReportKey, memory: &mut EvidenceMemory, actions: &mut Actions) {
    ui.label(RichText::new(words::add_title()).text_style(theme::strong()));
    if place_ui(ui, words::file(), words::file_hint(), &mut memory.file) {
        actions.push(Action::Evidence(EvidenceAction::BrowseFile));
    }
    let label = ui.label(words::text());
    let field: TextEdit<'_> = fields::text(&mut memory.text)
        .desired_rows(2)
        .desired_width(f32::INFINITY)
        .hint_text(words::text_hint());
    ui.add(field).labelled_by(label.id);
    for (name, text) in [
        (words::address_field(), &mut memory.address),
        (words::archived_field(), &mut memory.archived),
    ] {
        let label = ui.label(name);
        let field = fields::line(text).desired_width(f32::INFINITY);
        ui.add(field).labelled_by(label.id);
    }
    ui.horizontal(|ui| {
        let label = ui.label(words::by_field());
        let field = fields::line(&mut memory.by).desired_width(BY_PX);
        ui.add(field).labelled_by(label.id);
        let label = ui.label(words::day_field());
        let field = fields::line(&mut memory.day).desired_width(90.0);
        ui.add(field.hint_text(words::day_hint()))
            .labelled_by(label.id);
    });
    ui.add_enabled_ui(memory.text.trim().is_empty(), |ui| {
        ui.horizontal(|ui| {
            ui.radio_value(&mut memory.refers, false, words::keep())
                .on_hover_text(words::keep_hint());
            ui.radio_value(&mut memory.refers, true, words::refer())
                .on_hover_text(words::refer_hint());
        });
    });
    let says_any = !memory.file.trim().is_empty() || !memory.text.trim().is_empty();
    if ui
        .add_enabled(says_any, Button::new(words::add()))
        .clicked()
    {
        match memory.wanted(report) {
            Ok(new) => {
                memory.refused = None;
                actions.push(Action::Evidence(EvidenceAction::Add(Box::new(new))));
            }
            Err(why) => memory.refused = Some(why),
        }
    }
    if let Some(why) = &memory.refused {
        ui.colored_label(ui.visuals().warn_fg_color, why);
    }
}
