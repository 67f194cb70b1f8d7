//! The wheel, the touchpad and the buttons that zoom the map.

use egui::{Pos2, Response, Ui};

use crate::{
    render::viewport::Viewport,
    scene::Camera,
    session::Command,
    view::{Action, Actions, Shown, basemaps::Choice},
};

/// Zoom steps a point of scrolling makes: half a step for a notch of most wheels.
const STEPS_PER_PX: f64 = 0.006;

/// The wheel, the touchpad and the pinch zoom around the pointer.
pub fn wheel_ui(
    ui: &Ui,
    shown: Shown<'_>,
    viewport: &Viewport,
    response: &Response,
    actions: &mut Actions,
) {
    let Some(at) = response.hover_pos().filter(|_| response.contains_pointer()) else {
        return;
    };
    let (scroll, pinch) = ui.input(|input| (input.smooth_scroll_delta.y, input.zoom_delta()));
    let steps = f64::from(scroll) * STEPS_PER_PX + f64::from(pinch).log2();
    if steps.abs() > 1e-4 {
        zoom_at(shown, viewport, at, steps, actions);
    }
}

/// Zooms by so many steps; what is under the point stays there. No further out than the whole of what
/// there is to see.
pub fn zoom_at(shown: Shown<'_>, viewport: &Viewport, at: Pos2, steps: f64, actions: &mut Actions) {
    let view = &viewport.view;
    // A map of the person's own may go on beyond it.
    let farthest = match *shown.basemaps.chosen == Choice::Embedded {
        true => {
            let size = crate::scene::px(viewport.whole.width(), viewport.whole.height());
            Camera::fitting(shown.limits.area, size, 0.0).zoom
        }
        false => *Camera::ZOOMS.start(),
    };
    let steps = steps.max((farthest - view.camera.zoom).min(0.0));
    let camera = view.zoomed(viewport.in_view(at), steps);
    if camera != view.camera {
        let whole = viewport.camera_of_whole(camera);
        actions.push(Action::Do(Command::Look(whole)));
    }
}
