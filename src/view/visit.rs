//! The line that says that a link is being looked at, and the ways on from there.

use egui::{Frame, Margin, Ui};

use super::{Action, Actions};
use crate::words::visit as words;

/// What a link names and is not opened yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VisitStatus {
    /// The paths, as the link has them.
    pub files: Vec<String>,
}

/// What to do about a link that is being looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VisitAction {
    /// Open the files it names.
    OpenFiles,
    /// Go on from here; own reports and opened files stay.
    Keep,
    /// Back to what was looked at before.
    Leave,
}

/// Paths beyond these are counted.
const MOST_PATHS: usize = 6;

/// The line, with the files that the link names.
pub fn visit_ui(ui: &mut Ui, visit: &VisitStatus, actions: &mut Actions) {
    let frame = Frame::popup(ui.style()).inner_margin(Margin::symmetric(10, 6));
    frame.show(ui, |ui| {
        ui.label(words::visiting());
        if !visit.files.is_empty() {
            ui.label(words::names_files(visit.files.len()));
            for path in visit.files.iter().take(MOST_PATHS) {
                ui.add(egui::Label::new(egui::RichText::new(path).monospace()).truncate());
            }
            if visit.files.len() > MOST_PATHS {
                ui.weak(words::more_files(visit.files.len() - MOST_PATHS));
            }
        }
        ui.horizontal_wrapped(|ui| {
            let mut offer = |text: &str, action| {
                if ui.button(text).clicked() {
                    actions.push(Action::Visit(action));
                }
            };
            if !visit.files.is_empty() {
                offer(
                    &words::open_files(visit.files.len()),
                    VisitAction::OpenFiles,
                );
            }
            offer(words::keep(), VisitAction::Keep);
            offer(words::leave(), VisitAction::Leave);
        });
    });
}
