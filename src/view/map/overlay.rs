//! What lies on the map: zoom buttons, scale bar, pointer coordinates, attribution.

use std::sync::Arc;

use egui::{Button, Galley, Rect, RichText, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::{
    model::{geo, grid::Notation},
    render::{
        point_layer::Pane,
        screen::Screen,
        tiles::Attribution,
        viewport::{Viewport, color},
    },
    scene::{
        Px,
        camera::to_lon_lat,
        label::Room,
        marks::{self, Letters as _, Mark, TextStyle},
        overview::{Before, OverviewChoice, OverviewMode, least},
        px,
    },
    session::Command,
    view::{Action, Actions, Shown, basemaps::Choice},
    words::{about, basemaps, map, overview},
};

/// Where something lies on the map, so that no name or figure is written there. `uncovered`: what
/// drawers leave of the map; `cards`: where the legend and notices lie.
pub fn rooms(
    (ui, shown, own): (&Ui, Shown<'_>, Option<&Attribution>),
    viewport: &Viewport,
    uncovered: Rect,
    cards: impl IntoIterator<Item = Rect>,
) -> Vec<Room> {
    let own = furniture((ui, shown, own), uncovered);
    let rooms = own.into_iter().chain(cards).map(|rect| {
        let [low, high] = [rect.min, rect.max].map(|at| viewport.in_view(at));
        Room {
            middle: (low + high) / 2.0,
            size: high - low,
        }
    });
    rooms.collect()
}

/// Where buttons, scale bar with coordinates, and whose map it is stand.
pub fn furniture(
    (ui, shown, own): (&Ui, Shown<'_>, Option<&Attribution>),
    uncovered: Rect,
) -> Vec<Rect> {
    let credits = rects(&credits(ui, shown, own, uncovered));
    let (right, bottom) = (uncovered.right(), uncovered.bottom());
    let scale_edge = scale_edge(&credits, uncovered);
    let buttons = pos2(right - 44.0, uncovered.top());
    let scale = pos2(uncovered.left(), bottom - scale_edge - 36.0);
    let rects = [
        Rect::from_min_max(buttons, pos2(right, uncovered.top() + 143.0)),
        Rect::from_min_max(scale, pos2(uncovered.left() + SCALE_ROOM_PX, bottom)),
    ];
    let credits = credits.into_iter().map(|credit| credit.expand(5.0));
    rects.into_iter().chain(credits).collect()
}

/// The room of the scale bar with the coordinates, in points.
const SCALE_ROOM_PX: f32 = 170.0;

/// What else lies on the map.
pub struct Over {
    /// Whether the map is an overview, and how much it would else show.
    pub is_overview: (bool, usize),
    /// What drawers leave of the map.
    pub uncovered: Rect,
    /// Where the locator map lies.
    pub locator: Option<Rect>,
    /// What is said of the map at its foot.
    pub said: Option<String>,
}

/// Draws it. Returns where something is said at its foot.
pub fn overlay_ui(
    ui: &mut Ui,
    (shown, own): (Shown<'_>, Option<Attribution>),
    (screen, notation): (&Screen<'_>, Notation),
    Over {
        is_overview,
        uncovered,
        locator,
        said,
    }: Over,
    actions: &mut Actions,
) -> Option<Rect> {
    let viewport = screen.viewport;
    // Two maps have one camera, and one way to draw what is reported.
    if shown.pane == Pane::First {
        buttons_ui(ui, shown, viewport, uncovered, actions);
        switch_ui(ui, shown, is_overview, uncovered, actions);
    }
    let left = uncovered.left() - viewport.rect.left() + 12.0;
    let credits = credits(ui, shown, own.as_ref(), uncovered);
    let edge = scale_edge(&rects(&credits), uncovered);
    let scale = marks::scale_bar(&viewport.view, shown.palette, SCALE_PX, px(left, edge));
    screen.draw(&scale, || ());
    pointer_position(ui, shown, (screen, notation), px(left, edge));
    let is_built_in = *shown.basemaps.chosen == Choice::Embedded;
    let tops = credits.iter().map(|credit| credit.rect.top());
    let foot = tops.fold(uncovered.bottom(), f32::min);
    for (index, credit) in credits.into_iter().enumerate() {
        credit_ui(ui, shown, index, credit);
    }
    let right = locator.map_or(uncovered.right(), |locator| locator.left());
    let room = uncovered.with_max_x(right).with_max_y(foot);
    if is_built_in && viewport.view.camera.zoom >= NO_MORE_DETAIL_ZOOM {
        let add = (
            basemaps::add(),
            Action::Open(&crate::view::basemaps::DIALOG, true),
        );
        return foot_note_ui(
            ui,
            shown,
            room,
            (basemaps::no_more_detail(), Some(add)),
            actions,
        );
    }
    said.and_then(|words| foot_note_ui(ui, shown, room, (&words, None), actions))
}

/// The most a scale bar measures, in points.
const SCALE_PX: f64 = 130.0;

/// Distance of the line of the scale from the lower edge, in points: words stand below it.
const SCALE_EDGE_PX: f32 = 24.0;

/// By how much scale bar and coordinates stand higher than usual, in points.
pub fn raised_px((ui, shown, own): (&Ui, Shown<'_>, Option<&Attribution>), uncovered: Rect) -> f32 {
    scale_edge(&rects(&credits(ui, shown, own, uncovered)), uncovered) - SCALE_EDGE_PX
}

/// How far credits reach up from the lower edge, in points.
pub fn credits_px(
    (ui, shown, own): (&Ui, Shown<'_>, Option<&Attribution>),
    uncovered: Rect,
) -> f32 {
    let credits = credits(ui, shown, own, uncovered);
    let tops = credits.iter().map(|credit| credit.rect.top());
    uncovered.bottom() - tops.fold(uncovered.bottom(), f32::min)
}

/// How far the line of the scale is from the lower edge: where credits leave no room beside it, above them.
fn scale_edge(credits: &[Rect], uncovered: Rect) -> f32 {
    let is_beside = |credit: &Rect| credit.left() >= uncovered.left() + SCALE_ROOM_PX;
    if credits.iter().all(is_beside) {
        return SCALE_EDGE_PX;
    }
    let tops = credits.iter().map(|credit| credit.top());
    uncovered.bottom() - tops.fold(uncovered.bottom(), f32::min) + SCALE_EDGE_PX
}

/// The first of the buttons at the right, in points from the corner; how large each is, and how far the next.
const BUTTONS_FROM: egui::Vec2 = vec2(-38.0, 10.0);
const BUTTON_PX: f32 = 28.0;
const BUTTON_STEP_PX: f32 = 31.0;
const BUTTONS: usize = 4;

/// Where a button lies, counted from above.
fn button_rect(uncovered: Rect, index: usize) -> Rect {
    let corner = uncovered.right_top() + BUTTONS_FROM;
    let at = corner + vec2(0.0, index as f32 * BUTTON_STEP_PX);
    Rect::from_min_size(at, vec2(BUTTON_PX, BUTTON_PX))
}

/// Where the buttons lie, and what is between them; `None` where there are none.
pub fn buttons_rect(shown: Shown<'_>, uncovered: Rect) -> Option<Rect> {
    let all = button_rect(uncovered, 0).union(button_rect(uncovered, BUTTONS - 1));
    (shown.pane == Pane::First).then_some(all)
}

/// How much of the width of a map they take, in points.
pub const BUTTONS_WIDTH_PX: f32 = -BUTTONS_FROM.x;

fn buttons_ui(
    ui: &mut Ui,
    shown: Shown<'_>,
    viewport: &Viewport,
    uncovered: Rect,
    actions: &mut Actions,
) {
    let buttons: [(&str, &str, Option<f64>); 3] = [
        ("+", map::zoom_in(), Some(1.0)),
        ("−", map::zoom_out(), Some(-1.0)),
        ("⟲", map::home(), None),
    ];
    for (index, (sign, name, steps)) in buttons.into_iter().enumerate() {
        let rect = button_rect(uncovered, index);
        let button = Button::new(RichText::new(sign).size(16.0)).min_size(rect.size());
        let response = ui
            .put(rect, button)
            .on_hover_text(name)
            .accessible_name(name);
        if response.clicked() {
            match steps {
                Some(steps) => {
                    super::zoom_at(shown, viewport, viewport.rect.center(), steps, actions)
                }
                None => actions.push(Action::Do(Command::GoHome)),
            }
        }
    }
}

/// Switches between arrows and the overview. Where that is what the map would be by itself, with so many
/// bundles in view, it is left to that again.
fn switch_ui(
    ui: &mut Ui,
    shown: Shown<'_>,
    (is_overview, in_view): (bool, usize),
    uncovered: Rect,
    actions: &mut Actions,
) {
    let rect = button_rect(uncovered, BUTTONS - 1);
    let name = match is_overview {
        true => overview::switch_off(),
        false => overview::switch_on(),
    };
    let button = Button::new("").selected(is_overview).min_size(rect.size());
    let response = ui
        .put(rect, button)
        .on_hover_text(name)
        .accessible_name(name);
    // Four districts.
    let ink = ui
        .style()
        .interact_selectable(&response, is_overview)
        .fg_stroke
        .color;
    for (x, y) in [(-1.0, -1.0), (1.0, -1.0), (-1.0, 1.0), (1.0, 1.0)] {
        let middle = rect.center() + vec2(x, y) * 3.5;
        let district = Rect::from_center_size(middle, vec2(5.0, 5.0));
        ui.painter().rect_filled(district, 1.0, ink);
    }
    if response.clicked() {
        let before = Before {
            overview: is_overview,
            held: false,
        };
        let by_itself = in_view >= least(before);
        let mode = match (by_itself == is_overview, is_overview) {
            (false, _) => OverviewMode::Auto,
            (true, true) => OverviewMode::Never,
            (true, false) => OverviewMode::Always,
        };
        let choice = OverviewChoice {
            mode,
            ..shown.session.overview.clone()
        };
        actions.push(Action::Do(Command::SetOverview(choice)));
    }
}

/// The position under the pointer, above the scale bar that stands at this corner.
fn pointer_position(
    ui: &Ui,
    shown: Shown<'_>,
    (screen, notation): (&Screen<'_>, Notation),
    scale: Px,
) {
    let viewport = screen.viewport;
    let pointer = ui.input(|input| input.pointer.hover_pos());
    if let Some(at) = pointer.filter(|at| viewport.rect.contains(*at)) {
        let at = to_lon_lat(viewport.view.unproject(viewport.in_view(at)));
        let words = notation.write(at).unwrap_or_else(|| geo::describe(at));
        let above_scale = px(scale.x, viewport.view.size.y - scale.y - 28.0);
        let style = TextStyle {
            halo: Some((shown.palette.halo.faded(0.85), 1.0)),
            ..TextStyle::plain(11.0, shown.palette.region_name)
        };
        // Roads and names of a map of the person's own would else run through it.
        let size = screen.painter.size(&words, style.size, false);
        let room = size + px(6.0, 2.0);
        let corner = above_scale - px(3.0, room.y / 2.0);
        let ground = Mark::rect((corner, room), 3.0, shown.palette.halo.faded(0.7));
        screen.draw(&[ground, Mark::text(above_scale, words, style)], || ());
    }
}

/// From here on the built-in map is drawn larger, and holds nothing new.
const NO_MORE_DETAIL_ZOOM: f64 = 11.5;

/// Says why the map is empty close by, or fuller than it shows, and what would help, at the foot of this room
/// beside the scale bar. Returns where it stands.
fn foot_note_ui(
    ui: &mut Ui,
    shown: Shown<'_>,
    room: Rect,
    (said, link): (&str, Option<(&str, Action)>),
    actions: &mut Actions,
) -> Option<Rect> {
    let font = egui::TextStyle::Small.resolve(ui.style());
    let width = |words: &str| {
        let text =
            ui.painter()
                .layout_no_wrap(words.to_owned(), font.clone(), egui::Color32::WHITE);
        text.size().x
    };
    let gap = ui.spacing().item_spacing.x;
    let link_px = link.as_ref().map_or(0.0, |(link, _)| gap + width(link));
    let size = vec2(width(said) + link_px + 14.0, 20.0);
    let beside_scale = room.with_min_x(room.left() + SCALE_ROOM_PX);
    let middle = match beside_scale.width() >= size.x {
        true => beside_scale.center().x,
        false => room.center().x,
    };
    let middle = pos2(middle, room.bottom() - size.y);
    let rect = Rect::from_center_size(middle, size);
    if !room.contains_rect(rect) {
        return None;
    }
    ui.painter()
        .rect_filled(rect, 4.0, color(shown.palette.halo.faded(0.85)));
    let inside = egui::UiBuilder::new().max_rect(rect.shrink2(vec2(6.0, 2.0)));
    ui.scope_builder(inside, |ui| {
        ui.horizontal(|ui| {
            ui.label(
                RichText::new(said)
                    .small()
                    .color(color(shown.palette.place_name)),
            );
            if let Some((link, action)) = link
                && ui.link(RichText::new(link).small()).clicked()
            {
                actions.push(action);
            }
        });
    });
    Some(rect)
}

/// Whom to name, and where.
struct Credit {
    words: String,
    address: String,
    text: Arc<Galley>,
    rect: Rect,
}

fn rects(credits: &[Credit]) -> Vec<Rect> {
    credits.iter().map(|credit| credit.rect).collect()
}

/// Narrower than this no credit is set, in points.
const LEAST_CREDIT_PX: f32 = 150.0;

/// Whom to name, from the lower corner up: all of it, for it is the price of the map, beside the scale bar
/// in as many lines as it takes.
fn credits(ui: &Ui, shown: Shown<'_>, own: Option<&Attribution>, uncovered: Rect) -> Vec<Credit> {
    let credit = own.filter(|own| !own.words.is_empty());
    // Nobody is named twice.
    let built_in = about::attribution_beside(credit.map_or("", |own| &own.words));
    let address = match built_in == about::attribution() {
        true => about::OSM_COPYRIGHT,
        false => "",
    };
    let built_in = [(built_in.as_str(), address)];
    let credit = credit.map(|own| (&*own.words, &*own.address));
    let faults = own.filter(|own| !own.faults.is_empty());
    let faults = faults.map(|own| (basemaps::report_fault(), &*own.faults));
    let own = credit.into_iter().chain(faults);
    let room = (uncovered.width() - SCALE_ROOM_PX - 24.0).max(LEAST_CREDIT_PX);
    let font = egui::TextStyle::Small.resolve(ui.style());
    let ink = color(shown.palette.place_name);
    let mut corner = uncovered.right_bottom() - vec2(8.0, 5.0);
    let mut credits = Vec::new();
    for (words, address) in built_in
        .into_iter()
        .chain(own)
        .filter(|(words, _)| !words.is_empty())
    {
        let text = ui
            .painter()
            .layout(words.to_owned(), font.clone(), ink, room);
        let rect = Rect::from_min_size(corner - text.size(), text.size());
        corner = pos2(corner.x, rect.top() - 4.0);
        credits.push(Credit {
            words: words.to_owned(),
            address: address.to_owned(),
            text,
            rect,
        });
    }
    credits
}

fn credit_ui(ui: &Ui, shown: Shown<'_>, index: usize, credit: Credit) {
    let Credit {
        words,
        address,
        text,
        rect,
    } = credit;
    let id = ui.scope_id().with(("credit", index));
    let is_link = !address.is_empty();
    let sense = if is_link {
        Sense::click()
    } else {
        Sense::hover()
    };
    let response = ui.interact(rect, id, sense);
    let role = if is_link { Role::Link } else { Role::Label };
    response.widget_info(|| WidgetInfo::labeled(role, true, &words));
    let ground = color(shown.palette.halo.faded(0.7));
    let painter = ui.painter();
    painter.rect_filled(rect.expand2(vec2(5.0, 2.0)), 3.0, ground);
    let ink = match is_link && (response.hovered() || response.has_focus()) {
        true => ui.visuals().hyperlink_color,
        false => color(shown.palette.place_name),
    };
    painter.galley_with_override_text_color(rect.min, text, ink);
    if !is_link {
        return;
    }
    if response.has_focus() {
        let ring = egui::Stroke::new(1.5, ui.visuals().hyperlink_color);
        painter.rect_stroke(rect.expand(3.0), 3.0, ring, egui::StrokeKind::Outside);
    }
    if response.clicked() {
        ui.ctx().open_url(egui::OpenUrl::new_tab(&address));
    }
    response
        .on_hover_cursor(egui::CursorIcon::PointingHand)
        .on_hover_text(address);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_stands_beside_the_credits_or_above_them() {
        let part = Rect::from_min_max(pos2(100.0, 0.0), pos2(296.0, 400.0));
        let credit = |left: f32, top: f32| Rect::from_min_max(pos2(left, top), pos2(288.0, 395.0));
        // 170 points from the left edge are those of the scale.
        assert_eq!(scale_edge(&[], part), 24.0);
        assert_eq!(scale_edge(&[credit(270.0, 380.0)], part), 24.0);
        // Four lines that begin at 340 leave no room beside them: the scale stands 60 + 24 above the edge.
        assert_eq!(scale_edge(&[credit(138.0, 340.0)], part), 84.0);
        let two = [credit(270.0, 370.0), credit(138.0, 350.0)];
        assert_eq!(scale_edge(&two, part), 74.0);
    }
}
