//! The camera that shows something whole, where nothing on the map covers it.

use egui::Ui;

use super::{
    Memory, Shown,
    legend::LegendMemory,
    side_panels::{self, DrawerMemory, Side},
};
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

/// The map as it is drawn, and what of it neither a drawer nor the legend covers, in points from its top
/// left.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MapRoom {
    size: Px,
    left: f32,
    right: f32,
}

impl MapRoom {
    /// The room there is now.
    pub fn of(memory: &mut Memory) -> Self {
        let Some(viewport) = memory.map.viewport else {
            return Self::whole(DEFAULT_MAP);
        };
        let map = viewport.rect;
        let uncovered = memory.of::<DrawerMemory>().uncovered(map);
        let legend = memory.of::<LegendMemory>().covers_side(uncovered);
        let left = legend.map_or(uncovered.left(), |legend| legend.right());
        let room = Self {
            size: viewport.view.size,
            left: left - map.left(),
            right: uncovered.right() - map.left(),
        };
        room.held()
    }

    /// A map that nothing covers.
    pub fn whole(size: Px) -> Self {
        Self {
            size,
            left: 0.0,
            right: size.x,
        }
    }

    /// The same once the details have opened.
    pub fn with_details(self, ui: &Ui, shown: Shown<'_>) -> Self {
        let details = side_panels::width_when_opened(ui, shown, Side::Right, self.size.x);
        let right = self.right.min(self.size.x - details);
        let narrower = match side_panels::is_narrow(ui) {
            // A drawer lies on the map, a panel takes of its width.
            true => self.size.x,
            false => self.size.x - details,
        };
        let size = px(narrower, self.size.y);
        Self {
            size,
            right,
            ..self
        }
        .held()
    }

    /// Where what covers the map leaves next to nothing, it is as if nothing did.
    fn held(self) -> Self {
        match self.right - self.left < self.size.x * LEAST_SHARE {
            true => Self::whole(self.size),
            false => self,
        }
    }

    /// The camera whose centre is in the middle of what is free.
    fn around(self, camera: Camera) -> Camera {
        let view = View {
            camera,
            size: self.size,
        };
        let aside = (self.left + self.right - self.size.x) / 2.0;
        let middle = self.size / 2.0 - px(aside, 0.0);
        Camera {
            center: to_lon_lat(view.unproject(middle)),
            ..camera
        }
    }
}

/// The camera that shows a box whole.
pub fn camera_on(area: Rect, room: MapRoom) -> Camera {
    let camera = Camera::fitting(area, px(room.right - room.left, room.size.y), MARGIN_PX);
    let zoom = camera.zoom.min(CLOSEST_ZOOM);
    room.around(Camera { zoom, ..camera })
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{model::geo::Coord, scene::camera::to_world};

    #[test]
    fn what_is_shown_lies_where_nothing_covers_the_map() {
        let area = Rect::new(Coord { x: 45.5, y: 39.5 }, Coord { x: 46.5, y: 40.5 });
        let room = MapRoom {
            size: px(900.0, 600.0),
            left: 220.0,
            right: 640.0,
        };
        let view = View {
            camera: camera_on(area, room),
            size: room.size,
        };
        let corners = [area.min(), area.max()].map(|at| view.project(to_world(at)));
        let (low, high) = (corners[0].x, corners[1].x);
        assert!(
            low >= 220.0 + 49.0 && high <= 640.0 - 49.0,
            "{low} to {high}"
        );
        assert!(((low + high) / 2.0 - 430.0).abs() < 0.5, "in the middle");
        // A map that is nearly covered is used whole.
        let covered = MapRoom {
            right: 300.0,
            ..room
        };
        assert_eq!(covered.held(), MapRoom::whole(room.size));
    }
}
