//! What is said beside the pointer of what lies under it: beside what it speaks of, and off it.

use egui::{
    Align, Align2, FontSelection, Pos2, Rect, RectAlign, Response, Tooltip, Vec2, pos2, vec2,
};

use crate::{
    model::PlaceRef,
    scene::Target,
    view::{Shown, describe},
    words::map as words,
};

/// What is remembered of what was said last.
#[derive(Debug, Default)]
pub struct TooltipMemory {
    /// What it was about, and where it stood.
    told: Option<(Target, Spot)>,
    /// Where the pointer rests while the timeline plays, and what lies there that is told of.
    rests: Option<(Pos2, Option<Target>)>,
}

impl TooltipMemory {
    /// What stands out and is told of, from the top down: all that lies under the pointer. While the timeline
    /// plays it comes and goes: then a pointer that rests speaks of what it was put on alone, as long as that is
    /// there.
    pub fn held(&mut self, playing: bool, at: Option<Pos2>, mut under: Vec<Target>) -> Vec<Target> {
        let Some(at) = at.filter(|_| playing) else {
            self.rests = None;
            return under;
        };
        match &mut self.rests {
            Some((rested, told)) if *rested == at => {
                under.retain(|target| Some(target) == told.as_ref());
                *told = under.first().cloned();
            }
            rests => *rests = Some((at, under.first().cloned())),
        }
        under
    }

    /// Whether it may be told of in this frame: where the pointer rests, what it was put on alone.
    pub fn tells(&self, target: &Target) -> bool {
        let rests = self.rests.as_ref();
        rests.is_none_or(|(_, told)| told.as_ref() == Some(target))
    }
}

/// What lies on the map, in points of the screen.
#[derive(Clone, Copy)]
pub struct Around<'a> {
    /// What panels and drawers leave of the map, between their handles.
    pub room: Rect,
    /// Cards that lie on it.
    pub cards: &'a [Rect],
    /// Figures, names and arrows of what is spoken of.
    pub own: &'a [Rect],
    /// All other figures.
    pub figures: &'a [Rect],
}

impl Around<'_> {
    /// How much of what must be seen a rectangle covers, and how much of the other figures.
    fn covered(&self, rect: Rect) -> [f32; 2] {
        let shared = |others: &[Rect]| -> f32 {
            let shared = others.iter().map(|other| other.intersect(rect));
            let shared = shared.filter(|shared| shared.is_positive());
            shared.map(|shared| shared.area()).sum()
        };
        [shared(self.cards) + shared(self.own), shared(self.figures)]
    }

    /// The best of all places beside the pointer: off what must be seen, then off other figures, then near. It
    /// stays on the side it was on as long as it covers no more there of what must be seen; where it is `held`,
    /// in any case.
    fn best(&self, at: Pos2, before: Option<Spot>, held: bool, size: impl Fn(f32) -> Vec2) -> Spot {
        let place = |spot: Spot| {
            let rect = spot.rect(at, size(spot.width_px), self.room);
            let on_pointer = rect.expand(GAP_PX / 2.0).contains(at);
            (rect, on_pointer, self.covered(rect))
        };
        let cost = |spot: Spot| {
            let (_, on_pointer, [hard, soft]) = place(spot);
            let narrow = if spot.width_px < MOST_WIDTH_PX {
                1.0
            } else {
                0.0
            };
            let pointer = if on_pointer { 1.0 } else { 0.0 };
            pointer * 1e7 + hard * 20.0 + soft * 3.0 + spot.gap_px * 40.0 + narrow * 900.0
        };
        let spots = [MOST_WIDTH_PX, LEAST_WIDTH_PX]
            .into_iter()
            .flat_map(|width_px| GAPS_PX.map(|gap_px| (width_px, gap_px)))
            .flat_map(|(width_px, gap_px)| {
                SIDES.map(|side| Spot {
                    side,
                    gap_px,
                    width_px,
                })
            });
        let best = spots.min_by(|a, b| cost(*a).total_cmp(&cost(*b)));
        let best = best.unwrap_or(FIRST);
        let Some(before) = before else {
            return best;
        };
        let (_, on_pointer, [covers, _]) = place(before);
        let (_, _, [least, _]) = place(best);
        match !on_pointer && (held || covers <= least + 1.0) {
            true => before,
            false => best,
        }
    }
}

/// A place beside the pointer.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Spot {
    /// Whether it is left or right of it, and above or below: -1, 0 or 1.
    side: [f32; 2],
    /// How far away, in points.
    gap_px: f32,
    /// How wide its words may be, in points.
    width_px: f32,
}

/// Below the pointer at the right.
const FIRST: Spot = Spot {
    side: [1.0, 1.0],
    gap_px: GAP_PX,
    width_px: MOST_WIDTH_PX,
};

const SIDES: [[f32; 2]; 8] = [
    [1.0, 1.0],
    [-1.0, 1.0],
    [1.0, -1.0],
    [-1.0, -1.0],
    [1.0, 0.0],
    [-1.0, 0.0],
    [0.0, 1.0],
    [0.0, -1.0],
];

impl Spot {
    /// Where something of that size lies, moved into the room.
    fn rect(self, at: Pos2, size: Vec2, room: Rect) -> Rect {
        let [x, y] = self.side;
        let along = |at: f32, side: f32, size: f32| match side {
            0.0 => at - size / 2.0,
            side if side > 0.0 => at + self.gap_px,
            _ => at - self.gap_px - size,
        };
        let into = |low: f32, size: f32, from: f32, to: f32| low.min(to - size).max(from);
        let corner = pos2(
            into(along(at.x, x, size.x), size.x, room.left(), room.right()),
            into(along(at.y, y, size.y), size.y, room.top(), room.bottom()),
        );
        Rect::from_min_size(corner, size)
    }

    /// The corner or side that is nearest to the pointer.
    fn pivot(self) -> Align2 {
        let along = |side: f32| match side {
            0.0 => Align::Center,
            side if side > 0.0 => Align::Min,
            _ => Align::Max,
        };
        Align2(self.side.map(along))
    }
}

/// What is under the pointer, and how much more is there.
pub fn tooltip_ui(
    shown: Shown<'_>,
    memory: &mut TooltipMemory,
    under: &[&Target],
    is_overview: bool,
    around: Around<'_>,
    response: &Response,
) {
    let (Some(target), Some(at)) = (under.first(), response.ctx.pointer_hover_pos()) else {
        memory.told = None;
        return;
    };
    let text = describe::target(shown, target);
    let numbers = match target {
        Target::Region(id) if is_overview => describe::strip_lines(shown, PlaceRef::Region(*id)),
        _ => None,
    };
    let more = (under.len() > 1).then(|| words::more_here(under.len() - 1));
    let widest = (around.room.width() - 2.0 * FRAME_PX).max(40.0);
    let size = |width: f32| {
        let parts = [Some(&text), numbers.as_ref(), more.as_ref()];
        let parts = parts.into_iter().flatten().map(String::as_str);
        size(response, parts, numbers.is_some(), width.min(widest))
    };
    let before = memory.told.take().filter(|(of, _)| of == *target);
    let spot = around.best(
        at,
        before.map(|(_, spot)| spot),
        memory.rests.is_some(),
        size,
    );
    memory.told = Some(((*target).clone(), spot));
    let width = spot.width_px.min(widest);
    let rect = spot.rect(at, size(width), around.room);
    let pivot = spot.pivot();
    let mut tooltip = Tooltip::for_widget(response).gap(0.0);
    let align = RectAlign {
        parent: pivot,
        child: pivot,
    };
    tooltip.popup = tooltip
        .popup
        .at_position(pivot.pos_in_rect(&rect))
        .align(align)
        .align_alternatives(&[]);
    tooltip.show(|ui| {
        ui.set_max_width(width);
        ui.label(text);
        if let Some(lines) = numbers {
            ui.separator();
            ui.label(lines);
        }
        if let Some(more) = more {
            ui.weak(more);
        }
    });
}

/// The size of a tooltip with these texts below each other, so wide at the most, with a line between the first
/// two or without.
fn size<'t>(
    response: &Response,
    texts: impl Iterator<Item = &'t str>,
    has_line: bool,
    width: f32,
) -> Vec2 {
    let ctx = &response.ctx;
    let style = ctx.global_style();
    let font = FontSelection::Default.resolve(&style);
    let gap = style.spacing.item_spacing.y;
    let sizes = texts.map(|text| {
        let ink = egui::Color32::PLACEHOLDER;
        ctx.fonts_mut(|fonts| {
            fonts
                .layout(text.to_owned(), font.clone(), ink, width)
                .size()
        })
    });
    let sizes: Vec<Vec2> = sizes.collect();
    let widest = sizes.iter().map(|size| size.x).fold(0.0, f32::max);
    let gaps = gap * sizes.len().saturating_sub(1) as f32;
    let line = if has_line { LINE_PX + gap } else { 0.0 };
    let height: f32 = sizes.iter().map(|size| size.y).sum();
    vec2(widest, height + gaps + line) + vec2(2.0, 2.0) * FRAME_PX
}

/// How far it stays from the pointer, and how far it goes to cover nothing that must be seen, in points.
const GAP_PX: f32 = 14.0;
const GAPS_PX: [f32; 5] = [GAP_PX, 30.0, 50.0, 75.0, 100.0];
/// Its width, in points.
const LEAST_WIDTH_PX: f32 = 200.0;
const MOST_WIDTH_PX: f32 = 320.0;
/// What its frame takes on each side, and a line between its parts, in points.
const FRAME_PX: f32 = 7.0;
const LINE_PX: f32 = 6.0;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Id as _, LineId, RegionId};

    fn around<'a>(cards: &'a [Rect], own: &'a [Rect], figures: &'a [Rect]) -> Around<'a> {
        Around {
            room: Rect::from_min_size(pos2(0.0, 0.0), vec2(700.0, 340.0)),
            cards,
            own,
            figures,
        }
    }

    fn size(width: f32) -> Vec2 {
        vec2(width, 30_000.0 / width)
    }

    #[test]
    fn what_is_said_of_a_figure_covers_neither_it_nor_a_card_and_stays_on_the_map() {
        let card = Rect::from_min_size(pos2(0.0, 200.0), vec2(200.0, 140.0));
        for x in [20.0, 200.0, 350.0, 500.0, 690.0] {
            for y in [10.0, 100.0, 170.0, 300.0] {
                let at = pos2(x, y);
                if card.contains(at) {
                    continue;
                }
                let own = Rect::from_center_size(at + vec2(10.0, 6.0), vec2(60.0, 16.0));
                let (cards, own) = ([card], [own]);
                let around = around(&cards, &own, &[]);
                let spot = around.best(at, None, false, size);
                let rect = spot.rect(at, size(spot.width_px), around.room);
                assert!(around.room.contains_rect(rect), "{at:?}: {rect:?}");
                assert!(!rect.contains(at), "{at:?}: {rect:?}");
                assert_eq!(around.covered(rect), [0.0, 0.0], "{at:?}: {rect:?}");
            }
        }
    }

    #[test]
    fn it_keeps_its_side_until_it_would_cover_what_must_be_seen() {
        let at = pos2(350.0, 170.0);
        let free = around(&[], &[], &[]);
        let first = free.best(at, None, false, size);
        assert_eq!(first.side, [1.0, 1.0]);
        // Another figure that comes below it does not drive it away, its own does.
        let below = [Rect::from_min_size(pos2(370.0, 190.0), vec2(40.0, 16.0))];
        let figures = around(&[], &[], &below);
        assert_eq!(figures.best(at, Some(first), false, size), first);
        assert_ne!(figures.best(at, None, false, size), first);
        let own = around(&[], &below, &[]);
        assert_ne!(own.best(at, Some(first), false, size), first);
        assert_eq!(own.best(at, Some(first), true, size), first);
    }

    #[test]
    fn a_pointer_that_rests_while_time_plays_is_told_of_one_thing_or_of_nothing() {
        let lachin = || Target::Region(RegionId::from_index(3));
        let line = || Target::Line(LineId::from_index(0));
        let (at, mut memory) = (Some(pos2(10.0, 10.0)), TooltipMemory::default());
        let both = || vec![line(), lachin()];
        assert_eq!(memory.held(false, at, both()), both());
        assert!(memory.tells(&line()) && memory.tells(&lachin()));
        assert_eq!(memory.held(true, at, vec![lachin()]), [lachin()]);
        assert_eq!(memory.held(true, at, both()), [lachin()]);
        assert!(memory.tells(&lachin()) && !memory.tells(&line()));
        assert!(memory.held(true, at, vec![line()]).is_empty());
        // It does not come back by itself.
        assert!(memory.held(true, at, vec![lachin()]).is_empty());
        assert!(!memory.tells(&lachin()));
        let moved = Some(pos2(11.0, 10.0));
        assert_eq!(memory.held(true, moved, both()), both());
        assert_eq!(memory.held(false, moved, vec![lachin()]), [lachin()]);
    }
}
