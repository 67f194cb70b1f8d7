//! The locator in a corner of the map: where the map lies in the wider land. A click on it goes there.

use egui::{CursorIcon, DragPanButtons, Rect, Role, StrokeKind, Ui, UiBuilder, WidgetInfo, vec2};
use walkers::Map;

use crate::{
    render::{
        Basemap, Edges,
        screen::Screen,
        viewport::{Viewport, color},
    },
    scene::{Camera, camera::to_lon_lat, layers::locator, px},
    session::Command,
    view::{Action, Actions, Shown},
    words::layers as words,
};

/// What the locator remembers.
#[derive(Default)]
pub struct LocatorMemory {
    walkers: walkers::MapMemory,
    /// Land and water as it draws them, once it is wanted.
    basemap: Option<Basemap>,
    edges: Edges,
}

/// Where the locator lies, above what stands at the foot of the map; `None` where it is off or has no room.
pub fn rect(shown: Shown<'_>, uncovered: Rect, foot_px: f32) -> Option<Rect> {
    let map = px(uncovered.width(), uncovered.height());
    let size = locator::size_on(map, &shown.session.layers)?;
    let edge = vec2(locator::EDGE_PX, locator::EDGE_PX + foot_px);
    let size = vec2(size.x, size.y);
    Some(Rect::from_min_size(
        uncovered.right_bottom() - edge - size,
        size,
    ))
}

/// Draws the locator of a map. `basemap`: what the map stands on, of which it has one more.
pub fn locator_ui(
    ui: &mut Ui,
    shown: Shown<'_>,
    (memory, basemap): (&mut LocatorMemory, &Basemap),
    (viewport, rect): (&Viewport, Rect),
    actions: &mut Actions,
) {
    let palette = shown.palette;
    let view = locator::view(px(rect.width(), rect.height()));
    let own = Viewport {
        rect,
        view,
        whole: rect,
    };
    let strength = locator::strength(&shown.session.layers);
    let Camera { center, zoom } = view.camera;
    memory.walkers.center_at(center.into());
    // Walkers knows the zoom, which follows from the size.
    let _ = memory.walkers.set_zoom(zoom);
    let basemap = memory.basemap.get_or_insert_with(|| basemap.another());
    basemap.begin_frame(ui.ctx(), palette.theme);
    let edges = &mut memory.edges;
    edges.begin_frame(ui.ctx(), basemap.fades_at(), palette);
    let painter = ui.painter().with_clip_rect(rect.expand(1.0));
    painter.rect_filled(rect, 0.0, color(palette.beyond(true)));
    let inside = UiBuilder::new().max_rect(rect).id_salt("locator");
    let response = ui
        .scope_builder(inside, |ui| {
            Map::new(None, &mut memory.walkers, center.into())
                .zoom_gesture(false)
                .zoom_with_ctrl(false)
                .panning(false)
                .double_click_to_zoom(false)
                .drag_pan_buttons(DragPanButtons::empty())
                .with_layer(basemap, strength)
                .with_layer(edges, 1.0)
                .show(ui, |_, _, _, _| ())
                .response
        })
        .inner;
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, words::locator_go()));
    let screen = Screen {
        painter: &painter,
        viewport: &own,
    };
    let frame = locator::frame_of(&viewport.view, &view, palette);
    screen.draw(&[frame], || ());
    let line = egui::Stroke::new(1.0, color(palette.region_line));
    painter.rect_stroke(rect, 0.0, line, StrokeKind::Inside);
    if let Some(at) = response
        .interact_pointer_pos()
        .filter(|_| response.clicked())
    {
        let center = to_lon_lat(view.unproject(own.in_view(at)));
        let camera = Camera {
            center,
            ..viewport.view.camera
        };
        let camera = viewport.camera_of_whole(camera).held_to(shown.limits.area);
        actions.push(Action::Do(Command::FlyTo(camera)));
    }
    response
        .on_hover_cursor(CursorIcon::PointingHand)
        .on_hover_text(words::locator_go());
}
