//! Two maps side by side, with one camera: each has its own period and filters. Timeline, filters and
//! details are those of the one that is worked with; a click on the other one makes it that.

use egui::{
    Align2, FontId, Rect, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::map_ui;
use crate::{
    render::viewport::color,
    session::{Command, OtherView},
    view::{Action, Actions, Memory, Shown, legend::LegendMemory},
    words::{two_views as words, units},
};

/// Room between the two maps, in points.
const GAP_PX: f32 = 3.0;

/// The map, or the two.
pub fn maps_ui(ui: &mut Ui, shown: Shown<'_>, memory: &mut Memory, actions: &mut Actions) {
    let Some((other, other_view)) = shown.of_other().zip(shown.session.other.as_ref()) else {
        memory.other = None;
        return map_ui(ui, shown, memory, actions);
    };
    let whole = ui.available_rect_before_wrap();
    let [left, right] = halves(whole);
    let (own, beside) = match other_view.on_left {
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
    pane_ui(ui, "other map", beside, |ui| {
        map_ui(ui, other, &mut others, &mut wishes)
    });
    pane_ui(ui, "map", own, |ui| map_ui(ui, shown, memory, actions));
    memory.other = Some(others);
    // What is selected in a view is selected where its period holds.
    if wishes
        .iter()
        .any(|wish| matches!(wish, Action::Do(Command::Select(_))))
    {
        actions.push(Action::Do(Command::SwapViews));
    }
    actions.append(&mut wishes);
    captions_ui(ui, shown, other_view, (own, beside), actions);
}

fn halves(whole: Rect) -> [Rect; 2] {
    let (left, right) = whole.split_left_right_at_fraction(0.5);
    let gap = GAP_PX / 2.0;
    [
        Rect::from_min_max(left.min, pos2(left.right() - gap, left.bottom())),
        Rect::from_min_max(pos2(right.left() + gap, right.top()), right.max),
    ]
}

fn pane_ui(ui: &mut Ui, name: &str, rect: Rect, content: impl FnOnce(&mut Ui)) {
    let builder = UiBuilder::new().id_salt(name).max_rect(rect);
    ui.scope_builder(builder, |ui| {
        ui.set_clip_rect(rect.intersect(ui.clip_rect()));
        content(ui);
    });
}

/// Which period each map shows, and which is worked with.
fn captions_ui(
    ui: &mut Ui,
    shown: Shown<'_>,
    other: &OtherView,
    (own, beside): (Rect, Rect),
    actions: &mut Actions,
) {
    let said = |window, is_filtered: bool| {
        let period = units::window(window);
        match is_filtered {
            true => words::filtered(&period),
            false => period,
        }
    };
    let session = shown.session;
    let is_filtered =
        |filters: &crate::query::Filters| *filters != crate::query::Filters::default();
    let caption = said(session.window, is_filtered(&session.filters));
    caption_ui(ui, shown, (own, &caption), words::worked_with(), true);
    let caption = said(other.window, is_filtered(&other.filters));
    let response = caption_ui(ui, shown, (beside, &caption), words::work_with(), false);
    if response.clicked() {
        actions.push(Action::Do(Command::SwapViews));
    }
}

fn caption_ui(
    ui: &mut Ui,
    shown: Shown<'_>,
    (pane, caption): (Rect, &str),
    hint: &str,
    is_own: bool,
) -> egui::Response {
    const EDGE_PX: f32 = 10.0;
    let palette = shown.palette;
    let ink = color(palette.region_name);
    let font = FontId::proportional(13.0);
    let text = ui.painter().layout_no_wrap(caption.to_owned(), font, ink);
    let size = text.size() + vec2(16.0, 8.0);
    let corner = pane.left_top() + vec2(EDGE_PX, EDGE_PX);
    let rect = Rect::from_min_size(corner, size.min(pane.size()));
    let id = ui.scope_id().with(("caption", is_own));
    let response = ui.interact(rect, id, Sense::click());
    let name = words::caption(caption, hint);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let line = match is_own || response.hovered() {
        true => Stroke::new(2.0, color(palette.selected)),
        false => Stroke::new(1.0, color(palette.region_line)),
    };
    let painter = ui.painter().with_clip_rect(pane);
    painter.rect(rect, 5.0, color(palette.halo), line, StrokeKind::Inside);
    let at = Align2::CENTER_CENTER.anchor_size(rect.center(), text.size());
    painter.galley(at.min, text, ink);
    if is_own {
        let frame = Stroke::new(2.0, color(palette.selected));
        painter.rect_stroke(pane, 0.0, frame, StrokeKind::Inside);
    }
    response.on_hover_text(hint)
}
