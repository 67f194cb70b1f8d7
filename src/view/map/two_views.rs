//! Two views with one camera, each with its own period and filters: two maps side by side, or the parts of one
//! map on either side of a handle. Timeline, filters and details are those of the one that is worked with; a
//! click on the other one makes it that.

mod handle;

use std::sync::Arc;

use egui::{
    FontId, Galley, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo,
    pos2, vec2,
};

use super::{camera_of, map_ui, overlay::BUTTONS_WIDTH_PX};
use crate::{
    query::Filters,
    render::{
        point_layer::{Pane, flat},
        viewport::{Viewport, color},
    },
    scene::overview,
    session::Command,
    view::{Action, Actions, Memory, Shown, legend::LegendMemory, notices::NoticesMemory},
    words::{two_views as words, units},
};
use handle::{handle_ui, parts, rects};

/// Room between the two maps, in points.
const GAP_PX: f32 = 3.0;

/// The map, or the two.
pub fn maps_ui(ui: &mut Ui, shown: Shown<'_>, memory: &mut Memory, actions: &mut Actions) {
    let of_session = shown.session.other.as_ref();
    let of_session = of_session.map(|other| (other.on_left, other.handle));
    let Some((other, (on_left, handle))) = shown.of_other().zip(of_session) else {
        memory.other = None;
        memory.map.caption = None;
        memory.map.whole = None;
        memory.map.handle = None;
        memory.map.crowd = None;
        return map_ui(ui, shown, memory, actions);
    };
    let whole = ui.available_rect_before_wrap();
    flat::paint(ui.painter(), whole, ui.visuals().window_fill);
    let [left, right] = match handle {
        Some(share) => parts(whole, share),
        None => halves(whole),
    };
    let (own, beside) = match on_left {
        true => (right, left),
        false => (left, right),
    };
    let mut others = memory
        .other
        .take()
        .unwrap_or_else(|| Box::new(memory.beside(ui.ctx())));
    let notices = memory.of::<NoticesMemory>().covers();
    let captions = captions(ui, shown, [own, beside], notices);
    for (map, caption) in [&mut memory.map, &mut others.map]
        .into_iter()
        .zip(&captions)
    {
        map.caption = Some(caption.rect);
        map.whole = handle.map(|_| whole);
        map.handle = handle.map(|_| rects((whole, left.right())));
    }
    // Both are an overview, or neither, so that they can be compared.
    let in_view = |shown: Shown<'_>, part: Rect| {
        let whole = handle.map_or(part, |_| whole);
        let viewport = Viewport::part(whole, part, camera_of(shown, whole));
        overview::in_view(shown.scene, &viewport.view)
    };
    let crowd = in_view(shown, own).max(in_view(other, beside));
    (memory.map.crowd, others.map.crowd) = (Some(crowd), Some(crowd));
    others.map.is_overview = memory.map.is_overview;
    others.map.played = memory.map.played;
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
    captions_ui(ui, shown, (own, beside), &captions, actions);
    if handle.is_some() {
        handle_ui(ui, (whole, left.right()), actions);
    }
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

/// What stands above a map: which period it shows.
struct Caption {
    words: String,
    text: Arc<Galley>,
    rect: Rect,
}

/// How far a caption stays from the corner of its map, and the width of what closes the view, in points.
const EDGE_PX: f32 = 10.0;
const CLOSE_PX: f32 = 24.0;

/// The captions of the map that is worked with and of the other one. What covers the top of the maps moves
/// them below it.
fn captions(ui: &Ui, shown: Shown<'_>, panes: [Rect; 2], covered: Option<Rect>) -> [Caption; 2] {
    let caption = |window, filters: &Filters| {
        let period = units::window(window);
        match *filters == Filters::default() {
            true => period,
            false => words::filtered(&period),
        }
    };
    let session = shown.session;
    let own = caption(session.window, &session.filters);
    let beside = session.other.as_ref();
    let beside = beside.map_or_else(String::new, |other| caption(other.window, &other.filters));
    let ink = color(shown.palette.region_name);
    let of = |words: String, pane: Rect, beside_px: f32| {
        let top = covered
            .filter(|covered| covered.intersects(pane))
            .map_or(pane.top(), |covered| covered.bottom());
        let room = pane.width() - 2.0 * EDGE_PX - CLOSE_PX - 12.0 - beside_px;
        let text = ui.painter().layout(
            words.clone(),
            FontId::proportional(13.0),
            ink,
            room.max(60.0),
        );
        let size = text.size() + vec2(12.0 + CLOSE_PX, 8.0);
        let rect = Rect::from_min_size(pos2(pane.left(), top) + vec2(EDGE_PX, EDGE_PX), size);
        Caption { words, text, rect }
    };
    let [own_pane, other_pane] = panes;
    // The buttons are those of the map that is worked with.
    [
        of(own, own_pane, BUTTONS_WIDTH_PX),
        of(beside, other_pane, 0.0),
    ]
}

/// Which period each map shows, which is worked with, and what closes it.
fn captions_ui(
    ui: &mut Ui,
    shown: Shown<'_>,
    (own, beside): (Rect, Rect),
    [of_own, of_beside]: &[Caption; 2],
    actions: &mut Actions,
) {
    caption_ui(ui, shown, (own, of_own), true);
    if caption_ui(ui, shown, (beside, of_beside), false).clicked() {
        actions.push(Action::Do(Command::SwapViews));
    }
    // Whichever is closed, the other one stays.
    if close_ui(ui, of_own) {
        actions.push(Action::Do(Command::SwapViews));
        actions.push(Action::Do(Command::ShowOther(None)));
    }
    if close_ui(ui, of_beside) {
        actions.push(Action::Do(Command::ShowOther(None)));
    }
    let frame = Stroke::new(2.0, ui.visuals().hyperlink_color);
    ui.painter()
        .rect_stroke(own, 0.0, frame, StrokeKind::Inside);
}

/// The button at the right end of a caption. Returns whether it was pressed.
fn close_ui(ui: &mut Ui, caption: &Caption) -> bool {
    let rect = caption
        .rect
        .with_min_x(caption.rect.right() - CLOSE_PX)
        .shrink(3.0);
    let button = egui::Button::new("×").frame_when_inactive(false).small();
    let response = ui.put(rect, button);
    let name = words::close(&caption.words);
    response
        .on_hover_text(words::close_hint())
        .accessible_name(&name)
        .clicked()
}

fn caption_ui(
    ui: &Ui,
    shown: Shown<'_>,
    (pane, caption): (Rect, &Caption),
    is_own: bool,
) -> Response {
    let palette = shown.palette;
    let rect = caption.rect;
    let id = ui.scope_id().with(("caption", is_own));
    let response = ui.interact(rect.with_max_x(rect.right() - CLOSE_PX), id, Sense::click());
    let hint = match is_own {
        true => words::worked_with(),
        false => words::work_with(),
    };
    let name = words::caption(&caption.words, hint);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let line = match is_own || response.hovered() || response.has_focus() {
        true => Stroke::new(2.0, ui.visuals().hyperlink_color),
        false => Stroke::new(1.0, color(palette.region_line)),
    };
    let painter = ui.painter().with_clip_rect(pane);
    painter.rect(rect, 5.0, color(palette.halo), line, StrokeKind::Inside);
    let at = rect.left_top() + vec2(8.0, 4.0);
    painter.galley(at, Arc::clone(&caption.text), color(palette.region_name));
    response.on_hover_text(hint)
}
