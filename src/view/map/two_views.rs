//! Two maps side by side, with one camera: each has its own period and filters. Timeline, filters and
//! details are those of the one that is worked with; a click on the other one makes it that.

use egui::{
    Align2, FontId, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo,
    pos2, vec2,
};

use super::map_ui;
use crate::{
    query::Filters,
    render::{point_layer::Pane, viewport::color},
    session::Command,
    view::{Action, Actions, Memory, Shown, legend::LegendMemory, notices::NoticesMemory},
    words::{two_views as words, units},
};

/// Room between the two maps, in points.
const GAP_PX: f32 = 3.0;

/// The map, or the two.
pub fn maps_ui(ui: &mut Ui, shown: Shown<'_>, memory: &mut Memory, actions: &mut Actions) {
    let of_session = shown.session.other.as_ref();
    let Some((other, on_left)) = shown.of_other().zip(of_session.map(|other| other.on_left)) else {
        memory.other = None;
        return map_ui(ui, shown, memory, actions);
    };
    let whole = ui.available_rect_before_wrap();
    ui.painter()
        .rect_filled(whole, 0.0, ui.visuals().panel_fill);
    let [left, right] = halves(whole);
    let (own, beside) = match on_left {
        true => (right, left),
        false => (left, right),
    };
    let mut others = memory
        .other
        .take()
        .unwrap_or_else(|| Box::new(memory.beside(ui.ctx())));
    // The legend lies on either.
    *others.of::<LegendMemory>() = memory.of::<LegendMemory>().clone();
    let mut wishes = Actions::new();
    pane_ui(ui, Pane::Other, beside, |ui| {
        map_ui(ui, other, &mut others, &mut wishes)
    });
    pane_ui(ui, Pane::First, own, |ui| {
        map_ui(ui, shown, memory, actions)
    });
    memory.other = Some(others);
    // What is selected in a view is selected where its period holds.
    if wishes
        .iter()
        .any(|wish| matches!(wish, Action::Do(Command::Select(_))))
    {
        actions.push(Action::Do(Command::SwapViews));
    }
    actions.append(&mut wishes);
    let notices = memory.of::<NoticesMemory>().covers();
    captions_ui(ui, shown, (own, beside), notices, actions);
}

fn halves(whole: Rect) -> [Rect; 2] {
    let (left, right) = whole.split_left_right_at_fraction(0.5);
    let gap = GAP_PX / 2.0;
    [
        Rect::from_min_max(left.min, pos2(left.right() - gap, left.bottom())),
        Rect::from_min_max(pos2(right.left() + gap, right.top()), right.max),
    ]
}

fn pane_ui(ui: &mut Ui, pane: Pane, rect: Rect, content: impl FnOnce(&mut Ui)) {
    let builder = UiBuilder::new().id_salt(pane as u8).max_rect(rect);
    ui.scope_builder(builder, |ui| {
        ui.set_clip_rect(rect.intersect(ui.clip_rect()));
        content(ui);
    });
}

/// Which period each map shows, and which is worked with. What covers the top of the maps moves them
/// below it.
fn captions_ui(
    ui: &mut Ui,
    shown: Shown<'_>,
    (own, beside): (Rect, Rect),
    covered: Option<Rect>,
    actions: &mut Actions,
) {
    let below = |pane: Rect| {
        let covered = covered.filter(|covered| covered.intersects(pane));
        pane.with_min_y(covered.map_or(pane.top(), |covered| covered.bottom()))
    };
    let caption = |window, filters: &Filters| {
        let period = units::window(window);
        match *filters == Filters::default() {
            true => period,
            false => words::filtered(&period),
        }
    };
    let session = shown.session;
    let own_caption = caption(session.window, &session.filters);
    caption_ui(ui, shown, (below(own), &own_caption), true);
    if let Some(other) = &session.other {
        let caption = caption(other.window, &other.filters);
        let response = caption_ui(ui, shown, (below(beside), &caption), false);
        if response.clicked() {
            actions.push(Action::Do(Command::SwapViews));
        }
    }
    let frame = Stroke::new(2.0, ui.visuals().hyperlink_color);
    ui.painter()
        .rect_stroke(own, 0.0, frame, StrokeKind::Inside);
}

fn caption_ui(ui: &Ui, shown: Shown<'_>, (pane, caption): (Rect, &str), is_own: bool) -> Response {
    const EDGE_PX: f32 = 10.0;
    let palette = shown.palette;
    let ink = color(palette.region_name);
    let font = FontId::proportional(13.0);
    let text = ui.painter().layout_no_wrap(caption.to_owned(), font, ink);
    let size = text.size() + vec2(16.0, 8.0);
    let rect = Rect::from_min_size(pane.left_top() + vec2(EDGE_PX, EDGE_PX), size);
    let id = ui.scope_id().with(("caption", is_own));
    let response = ui.interact(rect, id, Sense::click());
    let hint = match is_own {
        true => words::worked_with(),
        false => words::work_with(),
    };
    let name = words::caption(caption, hint);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let line = match is_own || response.hovered() || response.has_focus() {
        true => Stroke::new(2.0, ui.visuals().hyperlink_color),
        false => Stroke::new(1.0, color(palette.region_line)),
    };
    let painter = ui.painter().with_clip_rect(pane);
    painter.rect(rect, 5.0, color(palette.halo), line, StrokeKind::Inside);
    let at = Align2::CENTER_CENTER.anchor_size(rect.center(), text.size());
    painter.galley(at.min, text, ink);
    response.on_hover_text(hint)
}
