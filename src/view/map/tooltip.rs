//! What is said beside the pointer of what lies under it.

use egui::{AreaState, Rect, RectAlign, Response, Tooltip, vec2};

use crate::{
    model::PlaceRef,
    scene::Target,
    view::{Shown, describe},
    words::map as words,
};

/// What is under the pointer, and how much more is there: beside the pointer, on what panels and
/// drawers leave of the map, between their handles (`room`), and off what lies on it where that can be.
pub fn tooltip_ui(
    shown: Shown<'_>,
    under: &[&Target],
    is_overview: bool,
    (room, covered): (Rect, &[Rect]),
    response: &Response,
) {
    let Some(text) = under.first().map(|target| describe::target(shown, target)) else {
        return;
    };
    let numbers = match under.first() {
        Some(Target::Region(id)) if is_overview => {
            describe::strip_lines(shown, PlaceRef::Region(*id))
        }
        _ => None,
    };
    let Some(at) = response.ctx.pointer_hover_pos() else {
        return;
    };
    // At the right where it has room to be read.
    let right = room.right() - at.x;
    let beside = if right > LEAST_WIDTH_PX + MARGIN_PX {
        right
    } else {
        let level = covered.iter().filter(|other| {
            other.right() < at.x && other.y_range().expand(LIKELY_HEIGHT_PX).contains(at.y)
        });
        // Between the pointer and what lies at its left, where that is room enough.
        let edge = level.map(|other| other.right()).fold(room.left(), f32::max);
        match at.x - edge {
            left if left > LEAST_WIDTH_PX + MARGIN_PX => left,
            _ => at.x - room.left(),
        }
    };
    let width = (beside - MARGIN_PX).clamp(LEAST_WIDTH_PX, MOST_WIDTH_PX);
    let mut tooltip = Tooltip::for_widget(response).at_pointer().gap(GAP_PX);
    let known = AreaState::load(&response.ctx, Tooltip::tooltip_id(response.id, 0));
    let size = known.and_then(|area| area.size);
    let size = size.unwrap_or(vec2(width, 60.0));
    let pointer = Rect::from_min_max(at, at);
    let sides = [
        RectAlign::BOTTOM_START,
        RectAlign::BOTTOM_END,
        RectAlign::TOP_START,
        RectAlign::TOP_END,
    ];
    let sides = sides.map(|side| (side, side.align_rect(&pointer, size, GAP_PX)));
    let inside = sides.iter().filter(|(_, rect)| room.contains_rect(*rect));
    let covers = |rect: &Rect| -> f32 {
        let shared = covered.iter().map(|other| other.intersect(*rect));
        let shared = shared.filter(|shared| shared.is_positive());
        shared.map(|shared| shared.area()).sum()
    };
    // The first of those that cover least.
    let best = inside.min_by(|(_, a), (_, b)| covers(a).total_cmp(&covers(b)));
    if let Some((side, _)) = best {
        tooltip.popup = tooltip.popup.align(*side);
    }
    tooltip.show(|ui| {
        ui.set_max_width(width);
        ui.label(text);
        if let Some(lines) = numbers {
            ui.separator();
            ui.label(lines);
        }
        if under.len() > 1 {
            ui.weak(words::more_here(under.len() - 1));
        }
    });
}

/// How far it stays from the pointer, in points.
const GAP_PX: f32 = 14.0;
/// Its width, and what its frame and the way from the pointer take beside it.
const LEAST_WIDTH_PX: f32 = 190.0;
const MOST_WIDTH_PX: f32 = 320.0;
const MARGIN_PX: f32 = GAP_PX + 14.0;
/// The height of most.
const LIKELY_HEIGHT_PX: f32 = 100.0;
