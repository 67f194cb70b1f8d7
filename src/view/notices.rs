//! Notices above the map: messages, and the hint for new users.

use egui::{Align2, Area, Frame, Margin, Order, Ui, vec2};

use super::{Action, Actions, Memory, Shown, export::exporting_ui, visit::visit_ui};
use crate::{session::Command, words::menus};

/// A message to the person, shown until it is dismissed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    pub text: String,
    pub is_error: bool,
    /// About the project as it was opened or last saved: out of date once it is saved again.
    pub of_project: bool,
}

/// The notices at the top of the map.
pub fn notices_ui(ui: &mut Ui, shown: Shown<'_>, _: &mut Memory, actions: &mut Actions) {
    let notices = shown.notices;
    let map = ui.max_rect();
    let hint = !shown.session.hint_dismissed;
    if notices.is_empty() && !hint && shown.exporting.is_none() && shown.visit.is_none() {
        return;
    }
    Area::new(egui::Id::unique("notices"))
        .order(Order::Middle)
        .pivot(Align2::CENTER_TOP)
        .fixed_pos(map.center_top() + vec2(0.0, 8.0))
        .constrain_to(map)
        .show(ui.ctx(), |ui| {
            ui.set_max_width((map.width() - 110.0).clamp(160.0, 640.0));
            if let Some(visit) = shown.visit {
                visit_ui(ui, visit, actions);
            }
            if let Some(exporting) = shown.exporting {
                exporting_ui(ui, exporting, actions);
            }
            for (index, notice) in notices.iter().enumerate() {
                let dismiss = line_ui(ui, &notice.text, notice.is_error, menus::dismiss());
                if dismiss {
                    actions.push(Action::DismissNotice(index));
                }
            }
            if hint && line_ui(ui, menus::hint(), false, menus::dismiss_hint()) {
                actions.push(Action::Do(Command::DismissHint));
            }
        });
}

/// One line with a button that dismisses it. Returns whether that was pressed.
fn line_ui(ui: &mut Ui, words: &str, is_error: bool, dismiss: &str) -> bool {
    let frame = Frame::popup(ui.style()).inner_margin(Margin::symmetric(10, 6));
    let inner = frame.show(ui, |ui| {
        ui.horizontal_top(|ui| {
            let width = (ui.available_width() - 36.0).max(100.0);
            let words = egui::RichText::new(words);
            let words = if is_error {
                words.color(ui.visuals().error_fg_color)
            } else {
                words
            };
            super::chips::wrapped(ui, width, words);
            super::chips::sign_button(ui, "✕", dismiss).clicked()
        })
    });
    inner.inner.inner
}
