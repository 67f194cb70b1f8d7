//! The camera that shows something whole.

use egui::{Rect as OnScreen, vec2};

use super::{Memory, Shown, legend::LegendMemory, side_panels::DrawerMemory};
use crate::{
    model::{
        Found,
        geo::{self, Rect},
    },
    query::{place_extent, record_extent, spot_extent},
    scene::{Camera, Px, View, camera::to_lon_lat, px},
    session::Selection,
};

/// No closer than this, where something is one point.
const CLOSEST_ZOOM: f64 = 11.0;

/// What stays free around it, in points.
const MARGIN_PX: f32 = 50.0;

/// The size of the map before it was first drawn, in points.
const DEFAULT_MAP: Px = px(800.0, 600.0);

/// How much of the width of the map is left to what is shown, whatever covers the rest.
const LEAST_SHARE: f32 = 0.4;

/// The camera that shows a box whole, on what drawers and the legend leave of the map.
pub fn camera_on(memory: &mut Memory, area: Rect) -> Camera {
    let size = memory.map.viewport.map(|sheet| sheet.view.size);
    let size = size.unwrap_or(DEFAULT_MAP);
    let [left, right] = memory.of::<DrawerMemory>().will_cover(size.x);
    let corner = memory.map.viewport.map(|sheet| sheet.rect.min);
    let map = OnScreen::from_min_size(corner.unwrap_or_default(), vec2(size.x, size.y));
    let legend = memory.of::<LegendMemory>().covers_side(map);
    let legend = legend.map_or(0.0, |legend| legend.right() - map.left());
    // Where next to nothing would be left, it lies below the legend.
    let left = match size.x - left.max(legend) - right < size.x * LEAST_SHARE {
        true => left,
        false => left.max(legend),
    };
    let room = px(size.x - left - right, size.y);
    let fitting = Camera::fitting(area, room, MARGIN_PX);
    let view = View {
        camera: Camera {
            zoom: fitting.zoom.min(CLOSEST_ZOOM),
            ..fitting
        },
        size,
    };
    // So that the middle of the box lies in the middle of that.
    let middle = size / 2.0 + px((right - left) / 2.0, 0.0);
    let camera = Camera {
        center: to_lon_lat(view.unproject(middle)),
        ..view.camera
    };
    let viewport = memory.map.viewport;
    viewport.map_or(camera, |viewport| viewport.camera_of_whole(camera))
}

/// The box around what is selected; `None` where nothing is, or it has no place.
pub fn selection_extent(shown: Shown<'_>) -> Option<Rect> {
    let (atlas, selection) = (shown.atlas, shown.session.selection.as_ref()?);
    match selection {
        Selection::Region(_) | Selection::Zone(_) | Selection::Line(_) => {
            spot_extent(atlas, selection.spot(atlas)?)
        }
        Selection::Settlement(_) => {
            let id = selection.settlement(atlas)?;
            place_extent(atlas, Found::Settlement(id))
        }
        Selection::Undated | Selection::Unplaced => None,
        Selection::Bundle(_) | Selection::Report(_) | Selection::Record { .. } => {
            let records = shown.focus.records.iter();
            let boxes = records.filter_map(|record| record_extent(atlas, *record));
            boxes.reduce(geo::union)
        }
    }
}
