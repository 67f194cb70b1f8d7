//! The row above the histogram: playback, steps, and the dates of the selected period.

use egui::{Button, ComboBox, Key, TextEdit, Ui, text_selection::CCursorRange};

use crate::{
    model::{Day, Window},
    session::{Command, Playback, Speed, Step},
    view::{Action, Actions, Shown, chips::sign_button, describe},
    words::timeline as words,
};

pub fn controls_ui(
    ui: &mut Ui,
    shown: Shown<'_>,
    typed: &mut [Option<String>; 2],
    actions: &mut Actions,
) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 5.0;
        play_ui(ui, shown, actions);
        playback_ui(ui, shown.session.playback, actions);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            dates_ui(ui, shown, typed, actions);
        });
    });
}

fn play_ui(ui: &mut Ui, shown: Shown<'_>, actions: &mut Actions) {
    let step = describe::step(shown.session.playback.step);
    if sign_button(ui, "⏮", &words::back(step)).clicked() {
        actions.push(Action::Do(Command::StepWindow(-1)));
        actions.push(Action::Settle);
    }
    let (sign, name) = if shown.playing {
        ("⏸", words::pause())
    } else {
        ("▶", words::play())
    };
    if sign_button(ui, sign, name).clicked() {
        actions.push(Action::Play(!shown.playing));
    }
    if sign_button(ui, "⏭", &words::forward(step)).clicked() {
        actions.push(Action::Do(Command::StepWindow(1)));
        actions.push(Action::Settle);
    }
}

fn playback_ui(ui: &mut Ui, playback: Playback, actions: &mut Actions) {
    let mut set = |playback| actions.push(Action::Do(Command::SetPlayback(playback)));
    let speed_text = |speed: Speed| format!("{}×", speed.factor());
    let combo = ComboBox::from_id_salt("speed")
        .width(58.0)
        .selected_text(speed_text(playback.speed))
        .show_ui(ui, |ui| {
            for speed in Speed::all() {
                let chosen = ui.selectable_label(playback.speed == speed, speed_text(speed));
                if chosen.clicked() {
                    set(Playback { speed, ..playback });
                }
            }
        });
    combo
        .response
        .on_hover_text(words::speed_hint())
        .accessible_name(words::speed());
    ui.separator();
    for (step, _) in Step::ALL {
        let name = words::step_by(describe::step(step));
        let button = ui.selectable_label(playback.step == step, describe::step(step));
        let button = button.on_hover_text(&name);
        if button.accessible_name(name).clicked() {
            set(Playback { step, ..playback });
        }
    }
    ui.separator();
    let mut looped = playback.looped;
    let checkbox = ui.checkbox(&mut looped, words::repeat());
    if checkbox.on_hover_text(words::repeat_hint()).changed() {
        set(Playback { looped, ..playback });
    }
    let mut cumulative = playback.cumulative;
    let checkbox = ui.checkbox(&mut cumulative, words::cumulative());
    let why = words::cumulative_hint();
    if checkbox.on_hover_text(why).changed() {
        set(Playback {
            cumulative,
            ..playback
        });
    }
}

/// The dates of the selected period as fields. Laid out from right to left.
fn dates_ui(ui: &mut Ui, shown: Shown<'_>, typed: &mut [Option<String>; 2], actions: &mut Actions) {
    let window = shown.session.window;
    let span = shown.limits.span;
    let all = ui.add_enabled(window != span, Button::new(words::all_time()));
    if all.on_hover_text(words::all_time_hint()).clicked() {
        actions.push(Action::Do(Command::SetWindow(span)));
        actions.push(Action::Do(Command::ShowTime(None)));
        actions.push(Action::Settle);
    }
    let [first, last] = typed;
    if let Some(day) = date_ui(ui, words::last_day(), window.last(), last) {
        let window = Window::days(window.first().min(day), day);
        actions.push(Action::Do(Command::SetWindow(window)));
        actions.push(Action::Settle);
    }
    ui.weak(words::to());
    if let Some(day) = date_ui(ui, words::first_day(), window.first(), first) {
        let window = Window::days(day, window.last().max(day));
        actions.push(Action::Do(Command::SetWindow(window)));
        actions.push(Action::Settle);
    }
}

/// A field with a date. Returns the day that was typed, once it is complete and confirmed.
fn date_ui(ui: &mut Ui, name: &str, day: Day, typed: &mut Option<String>) -> Option<Day> {
    let mut date = typed.clone().unwrap_or_else(|| day.to_string());
    let error = Day::parse(&date).err();
    let mut field = TextEdit::singleline(&mut date)
        .id_salt(name)
        .desired_width(84.0)
        .char_limit(40);
    if error.is_some() {
        field = field.text_color(ui.visuals().error_fg_color);
    }
    let mut output = field.show(ui);
    let response = output.response.response;
    if response.gained_focus() {
        // Whoever comes here wants another date, not to mend this one.
        let all = CCursorRange::select_all(&output.galley);
        output.state.cursor.set_char_range(Some(all));
        output.state.store(ui.ctx(), response.id);
    }
    let hint = error.map_or(words::date_hint().to_owned(), |e| e.to_string());
    let response = response.on_hover_text(hint).accessible_name(name);
    if response.changed() {
        *typed = Some(date.clone());
    }
    if !response.lost_focus() {
        return None;
    }
    if ui.input(|input| input.key_pressed(Key::Escape)) {
        *typed = None;
        return None;
    }
    let given = Day::parse(&date).ok();
    if given.is_some() {
        *typed = None;
    }
    given.filter(|given| *given != day)
}
