//! The histogram with its flags, and the window on it that can be dragged by either end or whole.

use egui::{
    Align2, Pos2, Rect, Response, Role, Sense, Stroke, Tooltip, Ui, WidgetInfo, pos2, vec2,
};

use super::{
    Message, TimelineMemory,
    axis::Axis,
    handles::{Drag, grabbed, select_bar, window_ui, zoom_to},
};
use crate::{
    model::Window,
    query::{Bin, histogram::Bar},
    render::{point_layer::flat, viewport::color},
    session::{Command, VisibleTime},
    view::{
        Action, Actions, Shown,
        chips::{pointer_tooltip, stacked_bar},
        chronology::{event_ui, show_event},
        details::bar_text,
    },
    words::{timeline as words, units},
};

/// Heights of the parts, from the top down, in points.
const CAPTION_PX: f32 = 14.0;
const FLAGS_PX: f32 = 16.0;
const BARS_PX: f32 = 58.0;
const LABELS_PX: f32 = 16.0;

pub fn chart_ui(ui: &mut Ui, shown: Shown<'_>, memory: &mut TimelineMemory, actions: &mut Actions) {
    let size = vec2(
        ui.available_width(),
        CAPTION_PX + FLAGS_PX + BARS_PX + LABELS_PX,
    );
    let (rect, response) = ui.allocate_exact_size(size, Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Unknown, true, words::timeline()));
    let visible = shown
        .session
        .visible_time
        .unwrap_or(VisibleTime::of(shown.limits.span))
        .held_to(shown.limits.span);
    let axis = Axis {
        x: rect.x_range().shrink(12.0),
        time: visible,
    };
    let bars = Rect::from_min_max(
        pos2(rect.left(), rect.top() + CAPTION_PX + FLAGS_PX),
        pos2(rect.right(), rect.bottom() - LABELS_PX),
    );
    paint_ground(ui, &axis, bars);
    let columns = shown.histogram.bars(axis.bin(), axis.days());
    paint_bars(ui, shown, &axis, (bars, &columns));
    let on_flag = flags_ui(ui, shown, &axis, rect, &mut memory.message, actions);
    let drag = &mut memory.drag;
    time_ui(ui, shown, &axis, &response, drag, actions);
    wheel_ui(ui, shown, &axis, rect, actions);
    let (on_window, has_focus) = window_ui(ui, shown, &axis, bars, drag, actions);
    memory.has_focus = has_focus;
    let left = edges_ui(ui, shown, &axis, rect, actions);
    if columns.iter().any(|bar| bar.height() > 0) {
        paint_scale(ui, &axis, (pos2(left, rect.top()), bars), tallest(&columns));
    }
    if !on_flag && drag.is_none() {
        bar_tooltip(ui, shown, &axis, (&response, bars, &columns), on_window);
    }
    if drag.is_some() && !ui.input(|input| input.pointer.any_down()) {
        *drag = None;
        actions.push(Action::Settle);
    }
}

/// At the pointer: what the bar below it holds, and what can be done there.
fn bar_tooltip(
    ui: &Ui,
    shown: Shown<'_>,
    axis: &Axis,
    (response, rect, bars): (&Response, Rect, &[Bar]),
    on_window: bool,
) {
    let pointer = ui.input(|input| input.pointer.hover_pos());
    let Some(at) = pointer.filter(|at| rect.contains(*at) && ui.rect_contains_pointer(rect)) else {
        return;
    };
    let bar = bars.iter().find(|bar| {
        let (left, right) = (axis.x_of(bar.start), axis.x_of(bar.end));
        (left..right).contains(&at.x)
    });
    if bar.is_none() && !on_window {
        return;
    }
    pointer_tooltip(ui, response.id, |ui| {
        if let Some(bar) = bar {
            let days = Window::days(bar.start, bar.end.plus(-1));
            ui.label(bar_text(shown, units::window(days), &bar.counts));
        }
        let window = units::window(shown.session.window);
        ui.weak(match on_window {
            true => words::drag_period(&window),
            false => words::day_hint().to_owned(),
        });
    });
}

fn paint_ground(ui: &Ui, axis: &Axis, bars: Rect) {
    let painter = ui.painter();
    let visuals = ui.visuals();
    flat::paint(painter, bars, visuals.extreme_bg_color);
    let line = Stroke::new(1.0, visuals.widgets.noninteractive.bg_stroke.color);
    let font = egui::TextStyle::Small.resolve(ui.style());
    for (day, words) in axis.ticks() {
        let x = axis.x_of(day);
        if axis.x.contains(x) {
            painter.vline(x, bars.y_range(), line);
            let at = pos2(x + 3.0, bars.bottom() + 1.0);
            painter.text(
                at,
                Align2::LEFT_TOP,
                words,
                font.clone(),
                visuals.weak_text_color(),
            );
        }
    }
}

/// The height the bars are scaled to, in claims.
fn tallest(bars: &[Bar]) -> u32 {
    bars.iter().map(Bar::height).max().unwrap_or(0).max(3)
}

/// Labels the height of the tallest bar, in a row of its own in which nothing lies on it.
fn paint_scale(ui: &Ui, axis: &Axis, (at, bars): (Pos2, Rect), tallest: u32) {
    let tallest = units::number(tallest as usize);
    let words = match axis.bin() {
        Bin::Day => words::claims_per_day(&tallest),
        Bin::Week => words::claims_per_week(&tallest),
        Bin::Month => words::claims_per_month(&tallest),
    };
    let font = egui::TextStyle::Small.resolve(ui.style());
    let ink = ui.visuals().weak_text_color();
    let top = Stroke::new(0.6, ink.gamma_multiply(0.6));
    ui.painter().hline(bars.x_range(), bars.top() + 4.0, top);
    let words = words::scale(&words);
    ui.painter().text(at, Align2::LEFT_TOP, words, font, ink);
}

/// At either edge: how much of the selected period lies beyond it. Pressed, all of it is shown. Returns
/// where the row is free from.
fn edges_ui(ui: &Ui, shown: Shown<'_>, axis: &Axis, rect: Rect, actions: &mut Actions) -> f32 {
    let mut left = axis.x.min;
    let window = shown.session.window;
    let (from, to) = (axis.days().first(), axis.days().last());
    let before = (window.first() < from)
        .then(|| Window::days(window.first(), from.plus(-1).min(window.last())));
    let after =
        (to < window.last()).then(|| Window::days(to.plus(1).max(window.first()), window.last()));
    let sides = [
        (before, Align2::LEFT_TOP, rect.left_top()),
        (after, Align2::RIGHT_TOP, rect.right_top()),
    ];
    for (days, align, corner) in sides {
        let Some((days, records)) = days.map(|days| (days, shown.histogram.total(days))) else {
            continue;
        };
        if records == 0 {
            continue;
        }
        let (words, text) = if align == Align2::LEFT_TOP {
            let words = words::earlier(records);
            (words.clone(), format!("◂ {words}"))
        } else {
            let words = words::later(records);
            (words.clone(), format!("{words} ▸"))
        };
        let font = egui::TextStyle::Small.resolve(ui.style());
        let ink = ui.visuals().hyperlink_color;
        let painted = ui.painter().text(corner, align, text, font, ink);
        if align == Align2::LEFT_TOP {
            left = painted.right() + 16.0;
        }
        let id = ui.scope_id().with(("edge", align));
        let response = ui.interact(painted, id, Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &words));
        if response.clicked() {
            zoom_to(window, actions);
        }
        let hint = words::out_of_sight_hint(&units::window(days));
        response.on_hover_text(hint);
    }
    left
}

fn paint_bars(ui: &Ui, shown: Shown<'_>, axis: &Axis, (rect, bars): (Rect, &[Bar])) {
    let px_per_claim = (rect.height() - 4.0) / tallest(bars) as f32;
    let clipped = rect.intersect(Rect::everything_right_of(axis.x.min));
    for bar in bars {
        let (left, right) = (axis.x_of(bar.start), axis.x_of(bar.end));
        if right < clipped.left() || left > axis.x.max {
            continue;
        }
        let gap = if right - left > 4.0 { 1.0 } else { 0.0 };
        let sides = (
            left.max(axis.x.min) + gap / 2.0,
            (right - gap / 2.0).min(axis.x.max),
        );
        stacked_bar(ui, shown, sides, (rect.bottom(), px_per_claim), &bar.counts);
    }
}

/// The flags of the chronology, each of them a button that sets the window to its days. Says whether
/// the pointer is on one.
fn flags_ui(
    ui: &Ui,
    shown: Shown<'_>,
    axis: &Axis,
    rect: Rect,
    message: &mut Option<Message>,
    actions: &mut Actions,
) -> bool {
    let mut pointed = false;
    let language = shown.session.language;
    for (index, event) in shown.atlas.chronology().iter().enumerate() {
        let x = axis.x_of(event.day);
        if !axis.x.contains(x) {
            continue;
        }
        let top = rect.top() + CAPTION_PX + 2.0;
        let hit = Rect::from_min_size(pos2(x - 2.0, top), vec2(11.0, FLAGS_PX - 2.0));
        let response = ui.interact(hit, ui.scope_id().with(("flag", index)), Sense::click());
        let name = event.names.get(language);
        response.widget_info(|| {
            let name = words::event(&units::day(event.day), name);
            WidgetInfo::labeled(Role::Button, true, name)
        });
        paint_flag(
            ui,
            shown,
            pos2(x, top),
            rect.bottom() - LABELS_PX,
            &response,
        );
        let window = event.days();
        if response.clicked() {
            show_event(event, actions);
            let words = words::flag_selected(&units::window(window), name);
            *message = Some(Message::Selected(
                window,
                words,
                ui.input(|input| input.time),
            ));
        }
        pointed |= response.hovered();
        let tip = Tooltip::for_enabled(&response).at_pointer().gap(14.0);
        tip.show(|ui| {
            ui.set_max_width(340.0);
            event_ui(ui, shown, event, false);
            ui.weak(words::flag_hint(&units::window(window)));
        });
    }
    pointed
}

fn paint_flag(ui: &Ui, shown: Shown<'_>, top: Pos2, bottom: f32, response: &Response) {
    let strong = response.hovered() || response.has_focus();
    let ink = color(shown.palette.flag);
    let ink = if strong {
        ui.visuals().strong_text_color()
    } else {
        ink
    };
    let stem = Stroke::new(if strong { 1.6 } else { 1.0 }, ink);
    ui.painter().vline(
        top.x,
        top.y..=bottom,
        Stroke::new(stem.width, ink.gamma_multiply(0.6)),
    );
    let cloth = [top, top + vec2(8.0, 3.5), top + vec2(0.0, 7.0)];
    let flag = egui::Shape::convex_polygon(cloth.to_vec(), ink, Stroke::NONE);
    ui.painter().add(flag);
}

/// Dragging and clicking beside the window.
fn time_ui(
    ui: &Ui,
    shown: Shown<'_>,
    axis: &Axis,
    response: &Response,
    drag: &mut Option<Drag>,
    actions: &mut Actions,
) {
    let pointer = response.interact_pointer_pos().or(response.hover_pos());
    let Some(at) = pointer.map(|at| axis.at(at.x)) else {
        return;
    };
    if response.drag_started() {
        *drag = Some(Drag::Time {
            grabbed: grabbed(ui, axis).unwrap_or(at),
        });
    }
    if let (Some(Drag::Time { grabbed }), true) = (*drag, response.dragged()) {
        show_time(
            shown,
            axis.time.from + grabbed - at,
            axis.time.days(),
            actions,
        );
    }
    if response.double_clicked() {
        zoom_to(shown.session.window, actions);
    } else if response.clicked() {
        select_bar(axis, at, actions);
    }
}

/// The wheel, the touchpad and the pinch, anywhere on the timeline: zooming about the pointer, and
/// moving along.
fn wheel_ui(ui: &Ui, shown: Shown<'_>, axis: &Axis, rect: Rect, actions: &mut Actions) {
    let pointer = ui.input(|input| input.pointer.hover_pos());
    let Some(at) = pointer.filter(|_| ui.rect_contains_pointer(rect)) else {
        return;
    };
    let at = axis.at(at.x);
    let (scroll, pinch) = ui.input(|input| (input.smooth_scroll_delta, input.zoom_delta()));
    let factor = f64::from((-scroll.y * 0.004).exp() / pinch);
    let aside = f64::from(scroll.x / axis.px_per_day());
    if (factor - 1.0).abs() > 1e-4 || aside.abs() > 1e-3 {
        let days = axis.time.days() * factor;
        let from = at - (at - axis.time.from) * factor - aside;
        show_time(shown, from, days, actions);
    }
}

fn show_time(shown: Shown<'_>, from: f64, days: f64, actions: &mut Actions) {
    let days = days.max(VisibleTime::SHORTEST_DAYS);
    let visible = VisibleTime {
        from,
        to: from + days,
    };
    let visible = visible.held_to(shown.limits.span);
    actions.push(Action::Do(Command::ShowTime(Some(visible))));
}
