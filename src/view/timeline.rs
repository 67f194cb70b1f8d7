//! The timeline: playback, the histogram by reporter, the flags, and the window with two handles.

mod axis;
mod chart;
mod controls;
mod handles;

use egui::{Panel, Ui};

use super::{Action, Actions, Memory, Shown};
use crate::{
    model::{Day, Window},
    session::{Command, Playback, VisibleTime},
    words::{timeline as words, units},
};

/// What the timeline remembers between frames.
#[derive(Debug, Default)]
pub struct TimelineMemory {
    /// Dates being typed: the first and the last day.
    typed: [Option<String>; 2],
    drag: Option<handles::Drag>,
    /// Whether the keyboard is on the window or one of its handles.
    pub has_focus: bool,
    message: Option<Message>,
    /// How far up from it the names of whose map it is reach, in points.
    credits_px: f32,
}

/// What the timeline has to say of what was done last.
#[derive(Debug)]
enum Message {
    /// Why a typed date was refused, for as long as the period is that which was selected then.
    Refused(Window, String),
    /// How the period came to be, for as long as it is selected, and since when, in seconds.
    Selected(Window, String, f64),
    /// What is played from where, while it plays, and since when, in seconds.
    Playing(String, f64),
}

/// The panel below the map.
pub fn timeline_ui(ui: &mut Ui, shown: Shown<'_>, memory: &mut Memory, actions: &mut Actions) {
    let credits_px = memory.map.credits_px;
    let memory = memory.of::<TimelineMemory>();
    memory.credits_px = credits_px;
    Panel::bottom("timeline").resizable(false).show(ui, |ui| {
        ui.add_space(4.0);
        controls::controls_ui(ui, shown, memory, actions);
        ui.add_space(2.0);
        chart::chart_ui(ui, shown, memory, actions);
    });
}

/// From the first record that passes the filters to the last, and what of that the timeline shows: a
/// head or a tail that holds next to nothing is told at its edge.
fn all_time(shown: Shown<'_>) -> (Window, VisibleTime) {
    let span = shown.histogram.span().unwrap_or(shown.limits.span);
    let bulk = shown.histogram.bulk().unwrap_or(span);
    (span, VisibleTime::of(bulk).held_to(shown.limits.span))
}

/// Begins or ends playing. Where nothing is left to play it begins anew, and says where and how.
pub fn play(now: f64, shown: Shown<'_>, memory: &mut TimelineMemory, actions: &mut Actions) {
    let session = shown.session;
    let all = shown.histogram.bulk().unwrap_or(shown.limits.span);
    if !shown.playing && session.window.last() >= all.last() {
        let in_sight = session.visible_time.map_or(all.first(), |visible| {
            Day::clamped(visible.from.ceil() as i64).clamp(all.first(), all.last())
        });
        let playback = session.playback;
        let (window, speed) = playback.begin(session.window, all, in_sight);
        actions.push(Action::Do(Command::SetWindow(window)));
        actions.push(Action::Do(Command::SetPlayback(Playback {
            speed,
            ..playback
        })));
        let first = shown.histogram.span().map(Window::first);
        let before = first.filter(|first| *first < window.first());
        let before = before.map_or(0, |first| {
            let days = Window::days(first, window.first().plus(-1));
            shown.histogram.total(days)
        });
        let days = units::window(window);
        let words = words::playing_from(&days, speed.days_per_second());
        let words = match before {
            0 => words,
            before => words + &words::passed_over(before),
        };
        memory.message = Some(Message::Playing(words, now));
    }
    actions.push(Action::Play(!shown.playing));
}
