//! What lies on the map: zoom buttons, scale bar, pointer coordinates, attribution.

use egui::{Button, Pos2, Rect, RichText, Ui, pos2, vec2};

use crate::{
    model::geo,
    render::{
        screen::Screen,
        viewport::{Viewport, color},
    },
    scene::{
        camera::to_lon_lat,
        label::Room,
        marks::{self, Mark, TextStyle},
        px,
    },
    session::Command,
    view::{Action, Actions, Shown},
    words::{about, map},
};

/// Where something lies on the map, so that no name or figure is written there. `uncovered`: what
/// drawers leave of the map; `cards`: where the legend and notices lie.
pub fn rooms(
    viewport: &Viewport,
    uncovered: Rect,
    cards: impl IntoIterator<Item = Rect>,
) -> Vec<Room> {
    let attribution = if is_wide(uncovered) { 430.0 } else { 196.0 };
    let (right, bottom) = (uncovered.right(), uncovered.bottom());
    let room = |low: Pos2, high: Pos2| Rect::from_min_max(low, high);
    let rooms = [
        // Buttons, scale bar with coordinates, attribution.
        room(
            pos2(right - 44.0, uncovered.top()),
            pos2(right, uncovered.top() + 112.0),
        ),
        room(
            pos2(uncovered.left(), bottom - 48.0),
            pos2(uncovered.left() + 170.0, bottom),
        ),
        room(
            pos2(right - attribution, bottom - 28.0),
            pos2(right, bottom),
        ),
    ];
    let rooms = rooms.into_iter().chain(cards).map(|rect| {
        let [low, high] = [rect.min, rect.max].map(|at| viewport.in_view(at));
        Room {
            middle: (low + high) / 2.0,
            size: high - low,
        }
    });
    rooms.collect()
}

/// Whether there is room for the whole attribution.
fn is_wide(uncovered: Rect) -> bool {
    uncovered.width() > 700.0
}

/// `uncovered`: what drawers leave of the map.
pub fn overlay_ui(
    ui: &mut Ui,
    shown: Shown<'_>,
    screen: &Screen<'_>,
    uncovered: Rect,
    actions: &mut Actions,
) {
    let viewport = screen.viewport;
    buttons_ui(ui, viewport, uncovered, actions);
    let left = uncovered.left() - viewport.rect.left() + 12.0;
    let scale = marks::scale_bar(&viewport.view, shown.palette, SCALE_PX, px(left, 12.0));
    screen.draw(&scale, || ());
    pointer_position(ui, shown, screen, left);
    attribution_ui(ui, shown, uncovered);
}

/// The most a scale bar measures, in points.
const SCALE_PX: f64 = 130.0;

fn buttons_ui(ui: &mut Ui, viewport: &Viewport, uncovered: Rect, actions: &mut Actions) {
    let corner = uncovered.right_top() + vec2(-38.0, 10.0);
    let buttons: [(&str, &str, Option<f64>); 3] = [
        ("+", map::zoom_in(), Some(1.0)),
        ("−", map::zoom_out(), Some(-1.0)),
        ("⟲", map::home(), None),
    ];
    for (index, (sign, name, steps)) in buttons.into_iter().enumerate() {
        let at = corner + vec2(0.0, index as f32 * 31.0);
        let rect = Rect::from_min_size(at, vec2(28.0, 28.0));
        let button = Button::new(RichText::new(sign).size(16.0)).min_size(rect.size());
        let response = ui
            .put(rect, button)
            .on_hover_text(name)
            .accessible_name(name);
        if response.clicked() {
            match steps {
                Some(steps) => super::zoom_at(viewport, viewport.rect.center(), steps, actions),
                None => actions.push(Action::Do(Command::GoHome)),
            }
        }
    }
}

/// The position under the pointer, above the scale bar.
fn pointer_position(ui: &Ui, shown: Shown<'_>, screen: &Screen<'_>, left: f32) {
    let viewport = screen.viewport;
    let pointer = ui.input(|input| input.pointer.hover_pos());
    if let Some(at) = pointer.filter(|at| viewport.rect.contains(*at)) {
        let words = geo::describe(to_lon_lat(viewport.view.unproject(viewport.in_view(at))));
        let above_scale = px(left, viewport.view.size.y - 40.0);
        let style = TextStyle {
            halo: Some((shown.palette.halo.faded(0.85), 1.0)),
            ..TextStyle::plain(11.0, shown.palette.region_name)
        };
        screen.draw(&[Mark::text(above_scale, words, style)], || ());
    }
}

fn attribution_ui(ui: &mut Ui, shown: Shown<'_>, uncovered: Rect) {
    // Beside the scale bar and the coordinates where there is room, else only the name that must
    // be given.
    let words = if is_wide(uncovered) {
        about::attribution()
    } else {
        about::attribution_short()
    };
    let rich = RichText::new(words)
        .small()
        .color(color(shown.palette.place_name));
    let font = egui::TextStyle::Small.resolve(ui.style());
    let size = ui
        .painter()
        .layout_no_wrap(words.to_owned(), font, egui::Color32::WHITE)
        .size();
    let rect = Rect::from_min_size(
        uncovered.right_bottom() - size - vec2(10.0, 6.0),
        size + vec2(4.0, 2.0),
    );
    let ground = color(shown.palette.halo.faded(0.7));
    ui.painter()
        .rect_filled(rect.expand2(vec2(4.0, 1.0)), 3.0, ground);
    let link = egui::Hyperlink::from_label_and_url(rich, about::OSM_COPYRIGHT);
    ui.put(rect, link);
}
