//! Work that takes long, such as files being written: how far each is, with a button that stops it.

use egui::{Frame, Label, Margin, ProgressBar, Ui};

use super::{Action, Actions};
use crate::words::{files, menus, units};

/// Work that a person may wait for, and can stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LongWork {
    /// A file of what is shown is being written.
    Export,
    /// A base map of an extract is being made.
    MakeBasemap,
    /// A project is being read.
    OpenProject,
    /// A project is being written.
    SaveProject,
    /// A picture is being drawn and written.
    SavePicture,
    /// A picture is being drawn for the clipboard.
    CopyPicture,
    /// Rows are being read again for the clipboard.
    CopyRows,
}

/// Such work under way.
#[derive(Clone)]
pub struct WritingStatus {
    /// Which it is.
    pub work: LongWork,
    /// What is being done, with the name of the file, without its folder.
    pub doing: String,
    /// How much of it is done; `None` where that is not known.
    pub share: Option<f32>,
    /// Since it began.
    pub seconds: f32,
    /// What the button that stops it is called.
    pub stop_name: &'static str,
}

/// What is done sooner shows no progress.
const SHOWN_AFTER_SECONDS: f32 = 0.4;

/// The progress of what takes long, with a button to cancel it.
pub fn writing_ui(ui: &mut Ui, writing: &WritingStatus, actions: &mut Actions) {
    ui.ctx().request_repaint_after_secs(0.1);
    if writing.seconds < SHOWN_AFTER_SECONDS {
        return;
    }
    let words = units::progress(writing.share, writing.seconds);
    let frame = Frame::popup(ui.style()).inner_margin(Margin::symmetric(10, 6));
    frame.show(ui, |ui| {
        // On a line of its own, and cut where it is long, so that the button that stops it is always there.
        ui.add(Label::new(&writing.doing).truncate());
        ui.horizontal(|ui| {
            let bar = ProgressBar::new(writing.share.unwrap_or(0.0));
            let bar = bar.desired_width(160.0).desired_height(8.0);
            ui.add(bar)
                .accessible_name(files::progress_of(&writing.doing, &words));
            ui.weak(words);
            let cancel = ui.small_button(menus::cancel());
            if cancel.accessible_name(writing.stop_name).clicked() {
                actions.push(Action::StopWork(writing.work));
            }
        });
    });
}
