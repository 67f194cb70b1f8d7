//! Files being written: how far each is, with a button that stops it.

use egui::{Frame, Margin, ProgressBar, Ui};

use super::{Action, Actions};
use crate::words::{files, menus, units};

/// A file being written.
#[derive(Clone, Copy)]
pub struct WritingStatus<'a> {
    /// Of the file, without its folder.
    pub name: &'a str,
    /// How much of it is written; `None` where that is not known.
    pub share: Option<f32>,
    /// Since it began.
    pub seconds: f32,
    /// What asks it to stop.
    pub stop: fn() -> Action,
    /// What the button for that is called.
    pub stop_name: fn() -> &'static str,
}

/// What is written sooner shows no progress.
const SHOWN_AFTER_SECONDS: f32 = 0.4;

/// The progress of what takes long, with a button to cancel it.
pub fn writing_ui(ui: &mut Ui, writing: WritingStatus<'_>, actions: &mut Actions) {
    ui.ctx().request_repaint_after_secs(0.1);
    if writing.seconds < SHOWN_AFTER_SECONDS {
        return;
    }
    let words = units::progress(writing.share, writing.seconds);
    let frame = Frame::popup(ui.style()).inner_margin(Margin::symmetric(10, 6));
    frame.show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.label(files::writing(writing.name));
            let bar = ProgressBar::new(writing.share.unwrap_or(0.0));
            let bar = bar.desired_width(120.0).desired_height(8.0);
            ui.add(bar)
                .accessible_name(files::writing_progress(writing.name, &words));
            ui.weak(words);
            let cancel = ui.small_button(menus::cancel());
            if cancel.accessible_name((writing.stop_name)()).clicked() {
                actions.push((writing.stop)());
            }
        });
    });
}
