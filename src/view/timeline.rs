//! The timeline: playback, the histogram by reporter, the flags, and the window with two handles.

mod axis;
mod chart;
mod controls;
mod handles;

use egui::{Panel, Ui};

use super::{Actions, Memory, Shown};
use crate::model::Window;

/// What the timeline remembers between frames.
#[derive(Debug, Default)]
pub struct TimelineMemory {
    /// Dates being typed: the first and the last day.
    typed: [Option<String>; 2],
    drag: Option<handles::Drag>,
    message: Option<Message>,
}

/// What the timeline has to say of what was done last.
#[derive(Debug)]
enum Message {
    /// Why a typed date was refused.
    Refused(String),
    /// How the period came to be, for as long as it is selected, and since when, in seconds.
    Selected(Window, String, f64),
}

/// The panel below the map.
pub fn timeline_ui(ui: &mut Ui, shown: Shown<'_>, memory: &mut Memory, actions: &mut Actions) {
    let memory = memory.of::<TimelineMemory>();
    Panel::bottom("timeline").resizable(false).show(ui, |ui| {
        ui.add_space(4.0);
        controls::controls_ui(ui, shown, memory, actions);
        ui.add_space(2.0);
        chart::chart_ui(ui, shown, memory, actions);
    });
}
