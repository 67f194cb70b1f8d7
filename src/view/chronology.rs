//! Entries of the chronology: what one says, and those of a period.

use egui::{RichText, Ui};

use super::{Action, Actions, Shown, theme};
use crate::{
    model::{Event, Window},
    session::Command,
    words::{details as words, reports, timeline, units},
};

/// What an entry says. `linked`: whether its sources can be followed.
pub fn event_ui(ui: &mut Ui, shown: Shown<'_>, event: &Event, linked: bool) {
    let name = event.names.get(shown.session.language);
    ui.label(RichText::new(name).text_style(theme::strong()));
    let days = units::window(event.days());
    ui.weak(format!("{} · {days}", reports::event_kind(event.kind)));
    ui.label(&event.detail);
    for source in &event.sources {
        match linked {
            true => drop(ui.hyperlink_to(RichText::new(source).small(), source)),
            false => drop(ui.label(RichText::new(source).small().weak())),
        }
    }
}

/// Shows the days of an entry, and what it says: nothing stays selected that the details would tell of
/// instead.
pub fn show_event(event: &Event, actions: &mut Actions) {
    actions.push(Action::Do(Command::Select(None)));
    actions.push(Action::Do(Command::SetWindow(event.days())));
    actions.push(Action::Settle);
}

/// Of more entries than these, each is a line.
const MOST_WHOLE: usize = 3;

/// More of them are counted.
const MOST_LINES: usize = 12;

/// The entries that fall into the selected period.
pub fn of_period_ui(ui: &mut Ui, shown: Shown<'_>, actions: &mut Actions) {
    let window = shown.session.window;
    let overlaps = |days: Window| days.first() <= window.last() && window.first() <= days.last();
    let events = shown.atlas.chronology().iter();
    let events: Vec<&Event> = events.filter(|event| overlaps(event.days())).collect();
    if events.is_empty() {
        return;
    }
    ui.add_space(8.0);
    ui.label(RichText::new(words::in_the_chronology()).text_style(theme::strong()));
    if events.len() <= MOST_WHOLE {
        for event in events {
            ui.add_space(2.0);
            event_ui(ui, shown, event, true);
        }
        return;
    }
    for event in events.iter().take(MOST_LINES) {
        let name = event.names.get(shown.session.language);
        let line = timeline::event(&units::day(event.day), name);
        let hint = timeline::flag_hint(&units::window(event.days()));
        if ui.link(line).on_hover_text(hint).clicked() {
            show_event(event, actions);
        }
    }
    if events.len() > MOST_LINES {
        ui.weak(words::more_in_the_chronology(events.len() - MOST_LINES));
    }
}
