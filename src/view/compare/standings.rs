//! How the events of the period stand, at a glance: what reporters say of the same things, before anything
//! is selected. Each number is the way to the events it counts.

use egui::{RichText, Ui};

use super::listed::{Period, seen};
use crate::{
    model::Standing,
    session::{Command, Comparison, comparison::Tab},
    view::{Action, Actions, Shown, theme},
    words::compare as words,
};

/// What is remembered between frames.
#[derive(Default)]
pub struct StandingsMemory {
    counted: [usize; Standing::ALL.len()],
    made_for: Option<Period>,
}

/// How many events of the period stand how, each a button that lists them.
pub fn standings_ui(
    ui: &mut Ui,
    shown: Shown<'_>,
    memory: &mut StandingsMemory,
    actions: &mut Actions,
) {
    let Some(events) = shown.events.filter(|_| !shown.are_events_old) else {
        // Those of what was open before stay, marked as such, until they are counted again.
        let is_of_period = |period: &Period| period.is_of(shown);
        if memory.made_for.as_ref().is_some_and(is_of_period) {
            numbers_ui(ui, shown, memory.counted, true, actions);
        }
        return;
    };
    let made = memory.made_for.as_ref();
    if !made.is_some_and(|period| period.is_shown(shown, events)) {
        memory.counted = Standing::ALL.map(|_| 0);
        for (_, event) in seen(shown, events) {
            for ((standing, _), number) in Standing::ALL.iter().zip(&mut memory.counted) {
                *number += usize::from(event.standings.has(*standing));
            }
        }
        memory.made_for = Some(Period::of(shown, events));
    }
    numbers_ui(ui, shown, memory.counted, false, actions);
}

/// The numbers; `are_old`: they are counted again.
fn numbers_ui(
    ui: &mut Ui,
    shown: Shown<'_>,
    counted: [usize; Standing::ALL.len()],
    are_old: bool,
    actions: &mut Actions,
) {
    if counted.iter().all(|number| *number == 0) {
        return;
    }
    ui.horizontal(|ui| {
        ui.label(RichText::new(words::events_of_period()).text_style(theme::strong()))
            .on_hover_text(words::events_hint());
        if are_old {
            ui.weak(words::renewing());
        }
    });
    ui.horizontal_wrapped(|ui| {
        let all = Standing::ALL.iter().zip(counted);
        for ((standing, _), number) in all.filter(|(_, number)| *number > 0) {
            let name = words::standing_number(*standing, number);
            let button = ui.small_button(name);
            if button
                .on_hover_text(words::standing_hint(*standing))
                .clicked()
            {
                let comparison = Comparison {
                    tab: Tab::Compare,
                    standing: Some(*standing),
                    only_place: false,
                    ..shown.session.comparison
                };
                actions.push(Action::Do(Command::SetComparison(comparison)));
            }
        }
    });
    ui.add_space(8.0);
}
