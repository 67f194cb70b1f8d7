//! The window on the timeline: dragged whole or by either end, by pointer or by keys.

use egui::{
    CursorIcon, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::axis::Axis;
use crate::{
    model::{Day, Window},
    session::{Command, VisibleTime},
    view::{Action, Actions, Shown, keys::stepped_by_keys},
    words::{timeline as words, units},
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

/// How many days an arrow key moves with Shift.
const DAYS_WITH_SHIFT: i32 = 7;

/// Width and height of a handle, in points.
const HANDLE_SIZE_PX: [f32; 2] = [11.0, 24.0];

/// The window: a band to be dragged whole, with a handle at either end. Says whether the pointer is on
/// any of it, and whether the keyboard is.
pub fn window_ui(
    ui: &Ui,
    shown: Shown<'_>,
    axis: &Axis,
    bars: Rect,
    drag: &mut Option<Drag>,
    actions: &mut Actions,
) -> (bool, bool) {
    let window = shown.session.window;
    let (left, right) = (axis.x_of(window.first()), axis.x_of(window.end()));
    let in_sight =
        right >= axis.x.min - HANDLE_SIZE_PX[0] && left <= axis.x.max + HANDLE_SIZE_PX[0];
    let band = Rect::from_x_y_ranges(
        left.max(axis.x.min - HANDLE_SIZE_PX[0])
            ..=right.min(axis.x.max + HANDLE_SIZE_PX[0]).max(left + 1.0),
        bars.y_range(),
    );
    dim_outside(ui, axis, bars, band, in_sight);
    paint_other(ui, shown, axis, bars);
    if !in_sight {
        return (false, false);
    }
    let whole = ui.interact(band, ui.scope_id().with("window"), Sense::click_and_drag());
    whole.widget_info(|| {
        let name = words::period(&units::window(window));
        WidgetInfo::labeled(Role::Button, true, name)
    });
    if let Some(at) = whole.interact_pointer_pos().map(|at| axis.at(at.x)) {
        if whole.drag_started() {
            *drag = Some(Drag::Whole {
                grabbed: grabbed(ui, axis).unwrap_or(at),
                window,
            });
        }
        if whole.double_clicked() {
            zoom_to(window, actions);
        } else if whole.clicked() {
            select_bar(axis, at, actions);
        }
    }
    if let Some(by) = stepped_by_keys(ui, &whole, DAYS_WITH_SHIFT) {
        actions.push(Action::Do(Command::SetWindow(window.shifted(by))));
    }
    paint_band(ui, band, &whole);
    let whole = whole.on_hover_and_drag_cursor(CursorIcon::Grab);
    let (mut pointed, mut has_focus) = (whole.hovered(), whole.has_focus());
    for (end, x) in [(Drag::First, left), (Drag::Last, right)] {
        let handle = handle_ui(ui, shown, axis, (bars, x), end, drag, actions);
        pointed |= handle.hovered();
        has_focus |= handle.has_focus();
    }
    drag_ui(ui, shown, axis, *drag, actions);
    (pointed, has_focus)
}

/// When the pointer went down, by its place on the axis: by the time that a drag begins it has moved on.
pub fn grabbed(ui: &Ui, axis: &Axis) -> Option<f64> {
    let pressed = ui.input(|input| input.pointer.press_origin());
    pressed.map(|at| axis.at(at.x))
}

/// Selects the days of the bar at a time.
pub fn select_bar(axis: &Axis, at: f64, actions: &mut Actions) {
    let bin = axis.bin();
    let start = bin.start(Day::clamped(at.floor() as i64));
    let days = Window::days(start, bin.next(start).plus(-1));
    actions.push(Action::Do(Command::SetWindow(days)));
    actions.push(Action::Settle);
}

/// Shows a window across the timeline.
pub fn zoom_to(window: Window, actions: &mut Actions) {
    let around = VisibleTime::around(window);
    actions.push(Action::Do(Command::ShowTime(Some(around))));
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

/// A handle: a tab at the top, outside the window, so that a window of any width keeps its room and
/// the bars beside it can be seen and clicked.
fn handle_ui(
    ui: &Ui,
    shown: Shown<'_>,
    axis: &Axis,
    (bars, x): (Rect, f32),
    end: Drag,
    drag: &mut Option<Drag>,
    actions: &mut Actions,
) -> Response {
    let [width, height] = HANDLE_SIZE_PX;
    let left = if end == Drag::First { x - width } else { x };
    let rect = Rect::from_min_size(pos2(left, bars.top() - 3.0), vec2(width, height));
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
    if let Some(by) = stepped_by_keys(ui, &response, DAYS_WITH_SHIFT) {
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
    if axis.x.expand(width + 1.0).contains(rect.center().x) {
        ui.painter().rect_filled(rect, 3.0, fill);
        for dy in [-4.0, 0.0, 4.0] {
            let grip = rect.center() + vec2(0.0, dy);
            ui.painter()
                .circle_filled(grip, 1.1, ui.visuals().window_fill);
        }
        if response.has_focus() {
            let ring = Stroke::new(2.0, visuals.fg_stroke.color);
            ui.painter()
                .rect_stroke(rect.expand(2.0), 4.0, ring, StrokeKind::Outside);
        }
    }
    let response = response.on_hover_and_drag_cursor(CursorIcon::ResizeHorizontal);
    let tip = egui::Tooltip::for_enabled(&response).at_pointer().gap(14.0);
    tip.show(|ui| ui.label(name));
    response
}

fn dim_outside(ui: &Ui, axis: &Axis, bars: Rect, band: Rect, in_sight: bool) {
    let veil = ui.visuals().window_fill.gamma_multiply(0.55);
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

/// The period of the other of two views.
fn paint_other(ui: &Ui, shown: Shown<'_>, axis: &Axis, bars: Rect) {
    let Some(other) = &shown.session.other else {
        return;
    };
    let (left, right) = (
        axis.x_of(other.window.first()),
        axis.x_of(other.window.end()),
    );
    let band = Rect::from_x_y_ranges(left..=right.max(left + 2.0), bars.y_range());
    let line = Stroke::new(1.5, ui.visuals().weak_text_color());
    let painter = ui
        .painter()
        .with_clip_rect(bars.with_min_x(axis.x.min).with_max_x(axis.x.max));
    painter.rect_stroke(band, 0.0, line, StrokeKind::Inside);
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
