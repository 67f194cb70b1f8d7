//! The histogram with its flags, and the window on it that can be dragged by either end or whole.

use egui::{
    Align2, CursorIcon, EventFilter, Key, Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind,
    Ui, WidgetInfo, pos2, vec2,
};

use super::axis::Axis;
use crate::{
    model::{Day, Event, Window},
    query::{Bin, histogram::Bar},
    render::viewport::color,
    session::{Command, VisibleTime},
    view::{Action, Actions, Shown, chips::stacked_bar, details::bar_text},
    words::{reports, timeline as words, units},
};

/// What is being dragged.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Drag {
    First,
    Last,
    /// The whole window: the day it was grabbed at, and where it was then.
    Whole {
        grabbed: f64,
        window: Window,
    },
    /// Time itself: the day under the pointer stays there.
    Time {
        grabbed: f64,
    },
}

/// Heights of the parts, from the top down, in points.
const FLAGS_PX: f32 = 16.0;
const BARS_PX: f32 = 62.0;
const LABELS_PX: f32 = 16.0;

/// Width of a handle, in points. Handles lie outside the window, so that a day keeps room.
const HANDLE_PX: f32 = 9.0;

pub fn chart_ui(ui: &mut Ui, shown: Shown<'_>, drag: &mut Option<Drag>, actions: &mut Actions) {
    let size = vec2(ui.available_width(), FLAGS_PX + BARS_PX + LABELS_PX);
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
        pos2(rect.left(), rect.top() + FLAGS_PX),
        pos2(rect.right(), rect.bottom() - LABELS_PX),
    );
    paint_ground(ui, &axis, bars);
    let columns = shown.histogram.bars(axis.bin(), axis.days());
    let hovered = paint_bars(ui, shown, &axis, (bars, &columns), &response);
    if let (Some((title, claims)), None) = (hovered, *drag) {
        response.show_tooltip_text(bar_text(shown, title, &claims));
    }
    flags_ui(ui, shown, &axis, rect, actions);
    time_ui(ui, shown, &axis, &response, drag, actions);
    window_ui(ui, shown, &axis, bars, drag, actions);
    paint_scale(ui, &axis, bars, tallest(&columns));
    if drag.is_some() && !ui.input(|input| input.pointer.any_down()) {
        *drag = None;
        actions.push(Action::Settle);
    }
}

fn paint_ground(ui: &Ui, axis: &Axis, bars: Rect) {
    let painter = ui.painter();
    let visuals = ui.visuals();
    painter.rect_filled(bars, 3.0, visuals.extreme_bg_color);
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

/// Labels the height of the tallest bar.
fn paint_scale(ui: &Ui, axis: &Axis, rect: Rect, tallest: u32) {
    let tallest = units::number(tallest as usize);
    let words = match axis.bin() {
        Bin::Day => words::claims_per_day(&tallest),
        Bin::Week => words::claims_per_week(&tallest),
        Bin::Month => words::claims_per_month(&tallest),
    };
    let font = egui::TextStyle::Small.resolve(ui.style());
    let ink = ui.visuals().weak_text_color();
    let top = Stroke::new(0.6, ink.gamma_multiply(0.6));
    ui.painter().hline(rect.x_range(), rect.top() + 4.0, top);
    let at = pos2(rect.left() + 18.0, rect.top() + 3.0);
    ui.painter().text(at, Align2::LEFT_TOP, words, font, ink);
}

/// A hovered bar: its days, and its claims by reporter.
type Hovered = (String, Vec<(crate::model::ReporterId, u32)>);

fn paint_bars(
    ui: &Ui,
    shown: Shown<'_>,
    axis: &Axis,
    (rect, bars): (Rect, &[Bar]),
    response: &Response,
) -> Option<Hovered> {
    let px_per_claim = (rect.height() - 4.0) / tallest(bars) as f32;
    let clipped = rect.intersect(Rect::everything_right_of(axis.x.min));
    let pointer = response.hover_pos().filter(|at| rect.contains(*at));
    let mut hovered = None;
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
        stacked_bar(ui, shown, sides, (rect.bottom(), px_per_claim), &bar.claims);
        if pointer.is_some_and(|at| (left..right).contains(&at.x)) {
            let days = Window::days(bar.start, bar.end.plus(-1));
            hovered = Some((units::window(days), bar.claims.clone()));
        }
    }
    hovered
}

/// The flags of the chronology, each of them a button that sets the window to its days.
fn flags_ui(ui: &Ui, shown: Shown<'_>, axis: &Axis, rect: Rect, actions: &mut Actions) {
    let language = shown.session.language;
    for (index, event) in shown.atlas.chronology().iter().enumerate() {
        let x = axis.x_of(event.day);
        if !axis.x.contains(x) {
            continue;
        }
        let top = rect.top() + 2.0;
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
        if response.clicked() {
            let last = event.end.map_or(event.day, |end| end.plus(-1));
            let window = Window::days(event.day, last);
            actions.push(Action::Do(Command::SetWindow(window)));
            actions.push(Action::Settle);
        }
        response.on_hover_ui(|ui| event_ui(ui, event, name));
    }
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

fn event_ui(ui: &mut Ui, event: &Event, name: &str) {
    ui.set_max_width(340.0);
    ui.label(egui::RichText::new(name).text_style(crate::view::theme::strong()));
    let days = match event.end {
        Some(end) => units::window(Window::days(event.day, end.plus(-1))),
        None => units::day(event.day),
    };
    ui.weak(format!("{} · {days}", reports::event_kind(event.kind)));
    ui.label(&event.detail);
    for source in &event.sources {
        ui.label(egui::RichText::new(source).small().weak());
    }
}

/// Dragging, scrolling and clicking beside the window.
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
        *drag = Some(Drag::Time { grabbed: at });
    }
    if let (Some(Drag::Time { grabbed }), true) = (*drag, response.dragged()) {
        show_time(
            shown,
            axis.time.from + grabbed - at,
            axis.time.days(),
            actions,
        );
    }
    if response.clicked() {
        let day = Day::clamped(at.floor() as i64);
        actions.push(Action::Do(Command::SetWindow(Window::days(day, day))));
        actions.push(Action::Settle);
    }
    if response.contains_pointer() {
        let (scroll, pinch) = ui.input(|input| (input.smooth_scroll_delta, input.zoom_delta()));
        let factor = f64::from((-scroll.y * 0.004).exp() / pinch);
        let aside = f64::from(scroll.x / axis.px_per_day());
        if (factor - 1.0).abs() > 1e-4 || aside.abs() > 1e-3 {
            let days = axis.time.days() * factor;
            let from = at - (at - axis.time.from) * factor - aside;
            show_time(shown, from, days, actions);
        }
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

/// The window: a band to be dragged whole, with a handle at either end.
fn window_ui(
    ui: &Ui,
    shown: Shown<'_>,
    axis: &Axis,
    bars: Rect,
    drag: &mut Option<Drag>,
    actions: &mut Actions,
) {
    let window = shown.session.window;
    let (left, right) = (axis.x_of(window.first()), axis.x_of(window.end()));
    let in_sight = right >= axis.x.min - HANDLE_PX && left <= axis.x.max + HANDLE_PX;
    let band = Rect::from_x_y_ranges(
        left.max(axis.x.min - HANDLE_PX)..=right.min(axis.x.max + HANDLE_PX).max(left + 1.0),
        bars.y_range(),
    );
    dim_outside(ui, axis, bars, band, in_sight);
    if !in_sight {
        return;
    }
    let whole = ui.interact(band, ui.scope_id().with("window"), Sense::click_and_drag());
    whole.widget_info(|| {
        let name = words::period(&units::window(window));
        WidgetInfo::labeled(Role::Button, true, name)
    });
    if let Some(at) = whole.interact_pointer_pos().map(|at| axis.at(at.x)) {
        if whole.drag_started() {
            *drag = Some(Drag::Whole {
                grabbed: at,
                window,
            });
        }
        if whole.clicked() {
            let day = Day::clamped(at.floor() as i64);
            actions.push(Action::Do(Command::SetWindow(Window::days(day, day))));
            actions.push(Action::Settle);
        }
    }
    if let Some(by) = stepped_by_keys(ui, &whole) {
        actions.push(Action::Do(Command::SetWindow(window.shifted(by))));
    }
    paint_band(ui, band, &whole);
    let whole = whole.on_hover_and_drag_cursor(CursorIcon::Grab);
    whole.on_hover_text(words::drag_period(&units::window(window)));
    for (end, x) in [(Drag::First, left - HANDLE_PX), (Drag::Last, right)] {
        let handle = Rect::from_min_size(
            pos2(x, bars.top() - 3.0),
            vec2(HANDLE_PX, bars.height() + 6.0),
        );
        handle_ui(ui, shown, axis, handle, end, drag, actions);
    }
    drag_ui(ui, shown, axis, *drag, actions);
}

/// Moves what is being dragged to where the pointer is.
fn drag_ui(ui: &Ui, shown: Shown<'_>, axis: &Axis, drag: Option<Drag>, actions: &mut Actions) {
    let Some(at) = ui.input(|input| input.pointer.interact_pos()) else {
        return;
    };
    let at = axis.at(at.x);
    let window = shown.session.window;
    let nearest = Day::clamped(at.round() as i64);
    let moved = match drag {
        Some(Drag::First) => Window::days(nearest.min(window.last()), window.last()),
        Some(Drag::Last) => Window::days(window.first(), nearest.plus(-1).max(window.first())),
        Some(Drag::Whole { grabbed, window }) => window.shifted((at - grabbed).round() as i32),
        Some(Drag::Time { .. }) | None => return,
    };
    if moved != window {
        actions.push(Action::Do(Command::SetWindow(moved)));
    }
}

fn handle_ui(
    ui: &Ui,
    shown: Shown<'_>,
    axis: &Axis,
    rect: Rect,
    end: Drag,
    drag: &mut Option<Drag>,
    actions: &mut Actions,
) {
    let window = shown.session.window;
    let (name, day) = match end {
        Drag::First => (
            words::first_day_of_period(&units::day(window.first())),
            window.first(),
        ),
        _ => (
            words::last_day_of_period(&units::day(window.last())),
            window.last(),
        ),
    };
    let id = ui.scope_id().with(("handle", end == Drag::First));
    let response = ui.interact(rect, id, Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::slider(true, f64::from(day.number()), &name));
    if response.drag_started() {
        *drag = Some(end);
    }
    if let Some(by) = stepped_by_keys(ui, &response) {
        let day = day.plus(by);
        let moved = match end {
            Drag::First => Window::days(day.min(window.last()), window.last()),
            _ => Window::days(window.first(), day.max(window.first())),
        };
        actions.push(Action::Do(Command::SetWindow(moved)));
    }
    let visuals = ui.style().interact(&response);
    let is_dragged = *drag == Some(end);
    let fill = if is_dragged || response.hovered() || response.has_focus() {
        ui.visuals().hyperlink_color
    } else {
        ui.visuals().weak_text_color()
    };
    if axis.x.expand(HANDLE_PX + 1.0).contains(rect.center().x) {
        ui.painter().rect_filled(rect, 3.0, fill);
        for dy in [-4.0, 0.0, 4.0] {
            let grip = rect.center() + vec2(0.0, dy);
            ui.painter()
                .circle_filled(grip, 1.1, ui.visuals().panel_fill);
        }
        if response.has_focus() {
            let ring = Stroke::new(2.0, visuals.fg_stroke.color);
            ui.painter()
                .rect_stroke(rect.expand(2.0), 4.0, ring, StrokeKind::Outside);
        }
    }
    let response = response.on_hover_and_drag_cursor(CursorIcon::ResizeHorizontal);
    response.on_hover_text(name);
}

/// By how many days the arrow keys, or a screen reader, move what has the focus.
fn stepped_by_keys(ui: &Ui, response: &Response) -> Option<i32> {
    use egui::accesskit::Action;
    let focused = response.has_focus();
    if focused {
        let filter = EventFilter {
            horizontal_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    }
    let by = ui.input(|input| {
        let days = if input.modifiers.shift { 7 } else { 1 };
        let pressed = |key| input.num_presses(key) as i32;
        let keys = if focused {
            (pressed(Key::ArrowRight) - pressed(Key::ArrowLeft)) * days
        } else {
            0
        };
        let asked = |action| input.num_accesskit_action_requests(response.id, action) as i32;
        keys + asked(Action::Increment) - asked(Action::Decrement)
    });
    (by != 0).then_some(by)
}

fn dim_outside(ui: &Ui, axis: &Axis, bars: Rect, band: Rect, in_sight: bool) {
    let veil = ui.visuals().panel_fill.gamma_multiply(0.55);
    let sides = if in_sight {
        vec![
            Rect::from_x_y_ranges(axis.x.min..=band.left().max(axis.x.min), bars.y_range()),
            Rect::from_x_y_ranges(band.right().min(axis.x.max)..=axis.x.max, bars.y_range()),
        ]
    } else {
        vec![bars]
    };
    for side in sides {
        ui.painter().rect_filled(side, 0.0, veil);
    }
}

fn paint_band(ui: &Ui, band: Rect, response: &Response) {
    let accent = ui.visuals().hyperlink_color;
    let strong = response.hovered() || response.dragged() || response.has_focus();
    let fill = accent.gamma_multiply(if strong { 0.22 } else { 0.13 });
    ui.painter().rect_filled(band, 0.0, fill);
    let edge = Stroke::new(if response.has_focus() { 2.0 } else { 1.0 }, accent);
    ui.painter()
        .rect_stroke(band, 0.0, edge, StrokeKind::Inside);
}
