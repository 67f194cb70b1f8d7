//! The row above the histogram: playback, steps, and the dates of the selected period.

use egui::{
    Align, Align2, Area, Button, Color32, ComboBox, Frame, Id, Key, Layout, Order, RichText,
    TextStyle, Ui, text_selection::CCursorRange, vec2,
};

use super::{Message, TimelineMemory, all_time, play};
use crate::{
    model::{Day, Window, typed_days, typed_days::Reckoning},
    session::{Command, Playback, Speed, VisibleTime, playback::MOST_SECONDS_PER_STEP},
    view::{Action, Actions, Shown, chips::sign_button, describe, fields},
    words::{timeline as words, units},
};

pub fn controls_ui(
    ui: &mut Ui,
    shown: Shown<'_>,
    memory: &mut TimelineMemory,
    actions: &mut Actions,
) {
    let is_wide = ui.available_width() > ALL_CONTROLS_PX;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 5.0;
        play_ui(ui, shown, memory, actions);
        playback_ui(ui, shown, actions);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            zoom_ui(ui, shown, is_wide, actions);
            dates_ui(ui, shown, memory, actions);
            message_ui(ui, shown, memory);
        });
    });
}

/// Narrower than this, the row leaves out what a double click does as well, in points.
const ALL_CONTROLS_PX: f32 = 960.0;

/// Narrower than this, the steps are a list that opens, so that both dates have room, in points.
const STEP_BUTTONS_PX: f32 = 860.0;

/// How long a message that has no room in the row lies above it, in seconds, unless it is an error.
const ABOVE_SECONDS: f64 = 8.0;

/// The most width of a message above the row, in points.
const ABOVE_PX: f32 = 380.0;

/// What was done last, or why it was not: in the row where it has room there, else above it and
/// above what names whose map it is.
fn message_ui(ui: &mut Ui, shown: Shown<'_>, memory: &mut TimelineMemory) {
    let now = ui.input(|input| input.time);
    let (words, left) = match &memory.message {
        Some(Message::Refused(_, why)) => {
            let words = RichText::new(why).color(ui.visuals().error_fg_color);
            (words, f64::INFINITY)
        }
        Some(Message::Selected(window, words, since)) if *window == shown.session.window => {
            (RichText::new(words).weak(), since + ABOVE_SECONDS - now)
        }
        Some(Message::Playing(words, since)) if shown.playing => {
            (RichText::new(words).weak(), since + ABOVE_SECONDS - now)
        }
        _ => return,
    };
    let font = TextStyle::Body.resolve(ui.style());
    let color = ui.visuals().text_color();
    let text = words.text().to_owned();
    let width = ui.painter().layout_no_wrap(text, font, color).size().x;
    if width <= ui.available_width() {
        ui.label(words);
        return;
    }
    if left <= 0.0 {
        return;
    }
    if left.is_finite() {
        ui.ctx().request_repaint_after_secs(left as f32);
    }
    let place = ui.max_rect();
    Area::new(Id::unique("timeline-message"))
        .order(Order::Foreground)
        .pivot(Align2::RIGHT_BOTTOM)
        .fixed_pos(place.right_top() - vec2(0.0, 8.0 + memory.credits_px))
        .interactable(false)
        .show(ui.ctx(), |ui| {
            Frame::popup(ui.style()).show(ui, |ui| {
                ui.set_max_width(ABOVE_PX);
                ui.label(words);
            });
        });
}

fn play_ui(ui: &mut Ui, shown: Shown<'_>, memory: &mut TimelineMemory, actions: &mut Actions) {
    let step = describe::step(shown.session.playback.step);
    let step = match shown.session.playback.is_cut(shown.session.window) {
        true => words::own_length(),
        false => step,
    };
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
        play(ui.input(|input| input.time), shown, memory, actions);
    }
    if sign_button(ui, "⏭", &words::forward(step)).clicked() {
        actions.push(Action::Do(Command::StepWindow(1)));
        actions.push(Action::Settle);
    }
}

fn playback_ui(ui: &mut Ui, shown: Shown<'_>, actions: &mut Actions) {
    let playback = shown.session.playback;
    let mut set = |playback| actions.push(Action::Do(Command::SetPlayback(playback)));
    let speed_text = |speed: Speed| {
        let hurried = Playback { speed, ..playback }.is_hurried(shown.session.window);
        match hurried {
            true => words::step_in_seconds(MOST_SECONDS_PER_STEP),
            false => words::days_per_second(speed.days_per_second()),
        }
    };
    let listed_text = |speed: Speed| {
        let days = words::days_per_second(speed.days_per_second());
        let text = speed_text(speed);
        if text == days {
            days
        } else {
            format!("{days}: {text}")
        }
    };
    let combo = ComboBox::from_id_salt("speed")
        .width(84.0)
        .selected_text(speed_text(playback.speed))
        .show_ui(ui, |ui| {
            for speed in Speed::all() {
                let chosen = ui.selectable_label(playback.speed == speed, listed_text(speed));
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
    if ui.max_rect().width() > STEP_BUTTONS_PX {
        steps_ui(ui, shown, &mut set);
    } else {
        let combo = ComboBox::from_id_salt("step")
            .width(60.0)
            .selected_text(describe::step(playback.step))
            .show_ui(ui, |ui| steps_ui(ui, shown, &mut set));
        combo.response.accessible_name(words::step());
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

/// How far a step goes, one choice beside the other.
fn steps_ui(ui: &mut Ui, shown: Shown<'_>, set: &mut impl FnMut(Playback)) {
    let playback = shown.session.playback;
    for (step, _) in Playback::steps() {
        let mut name = match step {
            None => words::step_own_length().to_owned(),
            Some(_) => words::step_by(describe::step(step)),
        };
        let of_step = Playback { step, ..playback };
        let button = ui.selectable_label(playback.step == step, describe::step(step));
        let button = button.accessible_name(&name);
        let window = shown.session.window;
        if of_step.is_cut(window) {
            name.push('\n');
            name.push_str(&words::step_cut(describe::step(step), window.len()));
        }
        if button.on_hover_text(name).clicked() {
            set(of_step);
        }
    }
}

/// Shows the selected period across the timeline, or all of time. Laid out from right to left.
fn zoom_ui(ui: &mut Ui, shown: Shown<'_>, is_wide: bool, actions: &mut Actions) {
    let window = shown.session.window;
    let (span, visible) = all_time(shown);
    let all = ui.add_enabled(
        window != span || shown.session.visible_time != Some(visible),
        Button::new(words::all_time()),
    );
    let hint = words::all_time_hint(&units::window(span));
    if all.on_hover_text(hint).clicked() {
        actions.push(Action::Do(Command::SetWindow(span)));
        actions.push(Action::Do(Command::ShowTime(Some(visible))));
        actions.push(Action::Settle);
    }
    if is_wide {
        let zoom = ui.button(words::zoom_to_period());
        if zoom.on_hover_text(words::zoom_to_period_hint()).clicked() {
            let around = VisibleTime::around(window);
            actions.push(Action::Do(Command::ShowTime(Some(around))));
        }
    }
}

/// Width of a field with a date, in points.
const DATE_PX: f32 = 84.0;

/// The dates of the selected period as fields, the first before the last, for the eye and for Tab.
fn dates_ui(ui: &mut Ui, shown: Shown<'_>, memory: &mut TimelineMemory, actions: &mut Actions) {
    let font = TextStyle::Body.resolve(ui.style());
    let to = ui
        .painter()
        .layout_no_wrap(words::to().to_owned(), font, Color32::PLACEHOLDER);
    let width = 2.0 * (DATE_PX + ui.spacing().item_spacing.x) + to.size().x;
    let room = vec2(width, ui.available_height());
    let from_left = Layout::left_to_right(Align::Center);
    ui.allocate_ui_with_layout(room, from_left, |ui| {
        both_dates_ui(ui, shown, memory, actions);
    });
}

fn both_dates_ui(
    ui: &mut Ui,
    shown: Shown<'_>,
    memory: &mut TimelineMemory,
    actions: &mut Actions,
) {
    let window = shown.session.window;
    let TimelineMemory { typed, message, .. } = memory;
    if matches!(message, Some(Message::Refused(of, _)) if *of != window) {
        // Another period was selected: what was refused is no longer what is meant.
        *message = None;
        *typed = [None, None];
    }
    let [first, last] = typed;
    let mut select = |window| {
        actions.push(Action::Do(Command::SetWindow(window)));
        actions.push(Action::Settle);
    };
    let of_first = (words::first_day(), window.first());
    if let Some(days) = date_ui(ui, shown, of_first, (first, message)) {
        select(match days.len() {
            1 => Window::days(days.first(), window.last().max(days.first())),
            _ => days,
        });
    }
    ui.weak(words::to());
    let of_last = (words::last_day(), window.last());
    if let Some(days) = date_ui(ui, shown, of_last, (last, message)) {
        select(match days.len() {
            1 => Window::days(window.first().min(days.last()), days.last()),
            _ => days,
        });
    }
}

/// A field with a date. Returns what was typed, once it is complete and confirmed: a day, or the days
/// of a month or a year.
fn date_ui(
    ui: &mut Ui,
    shown: Shown<'_>,
    (name, day): (&str, Day),
    (typed, message): (&mut Option<String>, &mut Option<Message>),
) -> Option<Window> {
    let latest = shown.limits.span.last();
    let from = Reckoning {
        latest,
        today: Some(shown.today),
    };
    let mut date = typed.clone().unwrap_or_else(|| day.to_string());
    let read = typed_days(&date, from);
    let mut field = fields::line(&mut date)
        .id_salt(name)
        .desired_width(DATE_PX)
        .char_limit(40);
    if read.is_err() {
        field = field.text_color(ui.visuals().error_fg_color);
    }
    let mut output = field.show(ui);
    let response = output.response.response;
    if response.gained_focus() && !response.changed() && typed.is_none() {
        // Whoever comes here wants another date, not to mend this one.
        let all = CCursorRange::select_all(&output.galley);
        output.state.cursor.set_char_range(Some(all));
        output.state.store(ui.ctx(), response.id);
    }
    let hint = words::date_hint(&units::day(latest));
    let hint = read.err().map_or(hint, |error| error.to_string());
    let response = response.on_hover_text(hint).accessible_name(name);
    if response.changed() {
        *typed = Some(date.clone());
        *message = None;
    }
    if !response.lost_focus() {
        return None;
    }
    if ui.input(|input| input.key_pressed(Key::Escape)) {
        *typed = None;
        *message = None;
        return None;
    }
    let given = typed_days(&date, from).map_err(|error| error.to_string());
    let given = given.and_then(|days| {
        let span = shown.limits.span;
        let (first, last) = (days.first().max(span.first()), days.last().min(span.last()));
        let outside = || words::outside_data(&units::window(days), &units::window(span));
        (first <= last)
            .then(|| Window::days(first, last))
            .ok_or_else(outside)
    });
    match given {
        Ok(days) => {
            *typed = None;
            // Which ones they are is said beside them.
            if let Some(last) = from.last_ones(&date) {
                let (name, words) = (date.trim(), units::window(days));
                let says = match last.by_calendar {
                    true => words::last_by_calendar(name, &words),
                    false => words::last_of_data(name, &words, &units::day(latest)),
                };
                let now = ui.input(|input| input.time);
                *message = Some(Message::Selected(days, says, now));
            }
            (days != Window::days(day, day)).then_some(days)
        }
        Err(why) => {
            *message = Some(Message::Refused(shown.session.window, why));
            if ui.input(|input| input.key_pressed(Key::Enter)) {
                // Who confirms it stays, to mend it.
                response.request_focus();
            } else {
                // Who leaves it finds the day that is selected, beside why the text was refused.
                *typed = None;
            }
            None
        }
    }
}
