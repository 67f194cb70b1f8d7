//! Notices above the map: messages, and the hint for new users.

use std::collections::HashMap;

use egui::{Align2, Area, Frame, Margin, Order, Response, Ui, vec2};

use super::{
    Action, Actions, Memory, Shown,
    export::exporting_ui,
    side_panels::DrawerMemory,
    visit::{named_files_ui, visit_ui},
};
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
pub fn notices_ui(ui: &mut Ui, shown: Shown<'_>, memory: &mut Memory, actions: &mut Actions) {
    let notices = shown.notices;
    let map = memory.of::<DrawerMemory>().uncovered(ui.max_rect());
    let hint = !shown.session.hint_dismissed;
    let named = shown.project.map_or(&[][..], |project| &project.named);
    let is_empty = notices.is_empty() && named.is_empty() && !hint;
    if is_empty && shown.exporting.is_none() && shown.visit.is_none() {
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
            } else if !named.is_empty() {
                named_files_ui(ui, named, actions);
            }
            if let Some(exporting) = shown.exporting {
                exporting_ui(ui, exporting, actions);
            }
            let since = memory.of::<NoticesMemory>();
            since.forget_others(notices);
            for (index, notice) in notices.iter().enumerate() {
                let words = (notice.text.as_str(), notice.is_error);
                let (dismissed, response) = line_ui(ui, words, menus::dismiss());
                if dismissed || since.is_over(ui, notice, &response) {
                    actions.push(Action::DismissNotice(index));
                    // One at a time: their places in the list change.
                    break;
                }
            }
            if hint && line_ui(ui, (menus::hint(), false), menus::dismiss_hint()).0 {
                actions.push(Action::Do(Command::DismissHint));
            }
        });
}

/// A notice that is no error goes by itself after so many seconds in which nobody points at it.
const SECONDS: f64 = 8.0;

/// Since when notices are shown.
#[derive(Default)]
struct NoticesMemory {
    since: HashMap<String, f64>,
}

impl NoticesMemory {
    fn forget_others(&mut self, notices: &[Notice]) {
        let is_shown = |text: &String| notices.iter().any(|notice| notice.text == *text);
        self.since.retain(|text, _| is_shown(text));
    }

    /// Whether it was shown long enough.
    fn is_over(&mut self, ui: &Ui, notice: &Notice, response: &Response) -> bool {
        if notice.is_error {
            return false;
        }
        let now = ui.input(|input| input.time);
        let since = self.since.entry(notice.text.clone()).or_insert(now);
        if response.contains_pointer() {
            *since = now;
        }
        let left = *since + SECONDS - now;
        if left > 0.0 {
            ui.ctx().request_repaint_after_secs(left as f32);
        }
        left <= 0.0
    }
}

/// One line, in the colour of errors where it is one, with a button that dismisses it. Returns whether
/// that was pressed, and the line.
fn line_ui(ui: &mut Ui, (words, is_error): (&str, bool), dismiss: &str) -> (bool, Response) {
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
    (inner.inner.inner, inner.response)
}
