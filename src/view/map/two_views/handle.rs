//! The handle between two views of one map: dragged by the pointer, or moved by keys.

use egui::{CursorIcon, Rect, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::{
    session::Command,
    view::{Action, Actions, keys::stepped_by_keys},
    words::two_views as words,
};

/// What stays of the map on either side of the handle, in points: room for the scale bar and for whom the map
/// is from.
const LEAST_PART_PX: f32 = 196.0;

/// The parts of a map left and right of a handle at a share of its width.
pub fn parts(whole: Rect, share: f32) -> [Rect; 2] {
    let least = LEAST_PART_PX.min(whole.width() / 2.0);
    let aside = (share * whole.width()).clamp(least, whole.width() - least);
    let (left, right) = whole.split_left_right_at_x((whole.left() + aside).round());
    [left, right]
}

/// How near the pointer must be to take hold of it, in points; how wide the line is, and the grip.
const REACH_PX: f32 = 10.0;
const LINE_PX: f32 = 3.0;
const GRIP_PX: [f32; 2] = [22.0, 40.0];

/// How far a key moves it, as a share of the width, and how many such steps with Shift.
const STEP: f32 = 0.02;
const FAR_STEPS: i32 = 5;

/// Its grip, and where the pointer takes hold of the line.
pub fn rects((whole, x): (Rect, f32)) -> [Rect; 2] {
    let grip = Rect::from_center_size(pos2(x, whole.center().y), GRIP_PX.into());
    let reach = Rect::from_center_size(grip.center(), vec2(REACH_PX, whole.height()));
    [grip, reach]
}

/// The handle at `x` of a map, and whatever moves it.
pub fn handle_ui(ui: &Ui, (whole, x): (Rect, f32), actions: &mut Actions) {
    let share = (x - whole.left()) / whole.width();
    let [grip, reach] = rects((whole, x));
    let line = Rect::from_center_size(grip.center(), vec2(LINE_PX, whole.height()));
    let id = ui.scope_id().with("handle");
    // The later of two that overlap is the one above.
    let along = ui.interact(reach, id.with("line"), Sense::drag());
    let response = ui.interact(grip, id, Sense::click_and_drag());
    let name = words::handle((share * 100.0).round() as u32);
    response.widget_info(|| WidgetInfo::slider(true, f64::from(share * 100.0), &name));
    let is_dragged = response.dragged() || along.dragged();
    let place = |share: f32| Action::Do(Command::PlaceHandle(Some(share)));
    let pointer = ui.input(|input| input.pointer.interact_pos());
    if let Some(at) = pointer.filter(|_| is_dragged) {
        actions.push(place((at.x - whole.left()) / whole.width()));
    }
    if let Some(steps) = stepped_by_keys(ui, &response, FAR_STEPS) {
        actions.push(place(share + steps as f32 * STEP));
        actions.push(Action::Settle);
    }
    if response.drag_stopped() || along.drag_stopped() {
        actions.push(Action::Settle);
    }
    if response.double_clicked() {
        actions.push(place(0.5));
        actions.push(Action::Settle);
    }
    if response.drag_started() || along.drag_started() {
        // The arrow keys move what was moved last.
        response.request_focus();
    }
    let is_held = is_dragged || response.has_focus();
    let ink = match is_held || response.hovered() || along.hovered() {
        true => ui.visuals().hyperlink_color,
        false => ui.visuals().weak_text_color(),
    };
    let painter = ui.painter().with_clip_rect(whole);
    painter.rect_filled(line, 0.0, ink);
    painter.rect_filled(grip, 6.0, ink);
    for side in [-1.0, 1.0] {
        let at = grip.center() + vec2(5.0 * side, 0.0);
        let arrow = [(0.0, -5.0), (3.0 * side, 0.0), (0.0, 5.0)];
        let arrow = arrow.map(|(x, y)| at + vec2(x, y)).to_vec();
        painter.line(arrow, Stroke::new(1.8, ui.visuals().window_fill));
    }
    if response.has_focus() {
        let ring = Stroke::new(2.0, ui.visuals().strong_text_color());
        painter.rect_stroke(grip.expand(2.0), 7.0, ring, StrokeKind::Outside);
    }
    for response in [along, response] {
        response
            .on_hover_and_drag_cursor(CursorIcon::ResizeHorizontal)
            .on_hover_text(&name);
    }
}
