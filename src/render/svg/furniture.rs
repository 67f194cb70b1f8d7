//! What lies on the map itself: the scale bar, and a remark where there is one.

use super::{letters, page::Plan, writer::SvgWriter};
use crate::scene::{
    Palette, View,
    label::Room,
    marks::{self, Align, Mark, TextStyle},
    px,
    style::Stroke,
};

/// The longest bar of the scale: in points, and as a share of the width of the map.
const LONGEST_PX: f64 = 150.0;
const LONGEST_SHARE: f64 = 0.28;

fn longest_px(view: &View) -> f64 {
    LONGEST_PX.min(f64::from(view.size.x) * LONGEST_SHARE)
}

/// The narrowest map that has a scale, in points.
const LEAST_FOR_SCALE_PX: f32 = 120.0;

/// Distance from the edge of the map, in points.
const EDGE_PX: f32 = 14.0;

/// Distance of the line of the scale from the lower edge, in points: words stand below it.
const SCALE_EDGE_PX: f32 = 28.0;

const REMARK_PX: f32 = 13.0;

/// Where something lies on the map, so that no name is written there.
pub fn rooms(view: &View, plan: &Plan) -> Vec<Room> {
    let size = px(
        longest_px(view) as f32 + 2.0 * EDGE_PX,
        SCALE_EDGE_PX + 30.0,
    );
    let scale = Room {
        middle: px(size.x / 2.0, view.size.y - size.y / 2.0),
        size,
    };
    let remark = plan.remark.as_deref().map(|words| remark_room(view, words));
    let stamp = plan.stamp.as_deref().map(stamp_room);
    let locator = plan.locator_on_map().map(|place| Room {
        middle: place.corner + place.size / 2.0,
        size: place.size,
    });
    let rooms = std::iter::once(scale).chain(remark).chain(stamp);
    rooms.chain(locator).collect()
}

/// The scale, where the map is wide enough that it covers none of what is shown.
pub fn scale_bar(view: &View, palette: &Palette) -> Vec<Mark> {
    if view.size.x < LEAST_FOR_SCALE_PX {
        return Vec::new();
    }
    marks::scale_bar(view, palette, longest_px(view), px(EDGE_PX, SCALE_EDGE_PX))
}

fn remark_room(view: &View, words: &str) -> Room {
    Room {
        middle: px(view.size.x / 2.0, 30.0),
        size: px(letters::width(words, false) * REMARK_PX + 28.0, 28.0),
    }
}

/// The remark, where there is one: a plate at the top of the map.
pub fn remark(out: &mut SvgWriter, palette: &Palette, view: &View, plan: &Plan) {
    let Some(words) = &plan.remark else {
        return;
    };
    let words = letters::cut(words, false, REMARK_PX, view.size.x - 60.0);
    let style = TextStyle::plain(REMARK_PX, palette.region_name);
    plate(out, palette, remark_room(view, &words), &words, style);
}

const STAMP_PX: f32 = 20.0;

fn stamp_room(words: &str) -> Room {
    let size = px(letters::width(words, true) * STAMP_PX + 24.0, 36.0);
    let edge = px(12.0, 12.0);
    Room {
        middle: edge + size / 2.0,
        size,
    }
}

/// The date of a frame: a plate in the corner of the map.
pub fn stamp(out: &mut SvgWriter, palette: &Palette, plan: &Plan) {
    if let Some(words) = &plan.stamp {
        let style = TextStyle::plain(STAMP_PX, palette.selected).strong();
        plate(out, palette, stamp_room(words), words, style);
    }
}

/// Words on a ground of their own.
fn plate(out: &mut SvgWriter, palette: &Palette, room: Room, words: &str, style: TextStyle) {
    let line = Stroke::solid(palette.region_line, 1.0);
    let corner = room.middle - room.size / 2.0;
    out.rect((corner, room.size), 6.0, (palette.halo, line));
    let baseline = px(
        room.middle.x,
        room.middle.y + style.size * letters::BASELINE,
    );
    out.text(baseline, words, style.aligned(Align::Middle));
}
