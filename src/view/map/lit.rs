//! What stands out on the map while something is pointed at: here, or in a row of the comparison.

use std::collections::BTreeSet;

use egui::{Rect, vec2};

use super::labels::label_target;
use crate::{
    model::RecordId,
    render::viewport::Viewport,
    scene::{
        Bundle, Placed, Px, Target, Weight,
        bundle::{holding, lit},
        label::LabelKind,
        overview, px,
    },
    session::Selection,
    view::Shown,
};

/// Where the figures, the name and the arrows of what is pointed at lie, with what is lit together with it, which
/// is to be seen together; and where all other figures lie, and all other arrows where there are some.
pub fn figures(
    (shown, is_overview): (Shown<'_>, bool),
    viewport: &Viewport,
    pointed: Option<&&Target>,
    placed: &[Placed],
) -> [Vec<Rect>; 2] {
    let lit = match pointed {
        Some(Target::Bundle(key)) => lit(&shown.scene.bundles, key),
        _ => Vec::new(),
    };
    let is_own = |label: &Placed| match label.kind {
        LabelKind::Figure(index) if lit.contains(&index) => true,
        _ => pointed
            .is_some_and(|pointed| label_target(shown, viewport, label).as_ref() == Some(*pointed)),
    };
    let rect = |label: &Placed| {
        let middle = viewport.on_screen(label.middle);
        Rect::from_center_size(middle, vec2(label.size.x, label.size.y))
    };
    let [mut own, mut others] = [Vec::new(), Vec::new()];
    for (at, bundle) in shown.scene.bundles.iter().enumerate() {
        let is_own = lit.contains(&at);
        if !is_own && (is_overview || shown.scene.bundles.len() > MOST_ARROWS) {
            continue;
        }
        let course = bundle.segments.iter();
        let course = course.flat_map(|segment| along(&segment.curve.polyline(&viewport.view)));
        let course = course.map(|at| viewport.on_screen(at));
        let course = course.filter(|at| viewport.rect.contains(*at));
        let course = course.map(|at| Rect::from_center_size(at, vec2(ARROW_PX, ARROW_PX)));
        if is_own {
            own.extend(course);
        } else {
            others.extend(course);
        }
    }
    for label in placed {
        if is_own(label) {
            own.push(rect(label));
        } else if label.kind.is_figure() {
            others.push(rect(label));
        }
    }
    [own, others]
}

/// Of more arrows than these, none but those that are pointed at are kept clear.
const MOST_ARROWS: usize = 60;

/// How wide a course is kept clear of what is said of it, in points.
const ARROW_PX: f32 = 8.0;

/// Points along a course, no farther apart than it is kept clear.
fn along(course: &[Px]) -> Vec<Px> {
    let mut points = Vec::new();
    for pair in course.windows(2) {
        let (from, way) = (pair[0], pair[1] - pair[0]);
        let steps = (way.x.hypot(way.y) / ARROW_PX).ceil().clamp(1.0, 1e3);
        let steps = (0..steps as usize).map(|step| step as f32 / steps);
        points.extend(steps.map(|share| px(from.x + way.x * share, from.y + way.y * share)));
    }
    points.extend(course.last());
    points
}

/// The bundles of what is said in the row of the comparison under the pointer.
pub fn of_row(shown: Shown<'_>, records: &BTreeSet<RecordId>) -> BTreeSet<usize> {
    if records.is_empty() {
        return BTreeSet::new();
    }
    let of = (&**shown.atlas, shown.answer, shown.session.window);
    holding(&shown.scene.bundles, of, &shown.scene.tints, records)
}

/// How strongly bundles are drawn beside what is selected and pointed at. What known ties join to the bundle
/// that is pointed at is as strong as that, and so is `of_row`, what is said in the row under the pointer.
pub fn weights(
    shown: Shown<'_>,
    is_overview: bool,
    hovered: Option<&Target>,
    of_row: &BTreeSet<usize>,
) -> [Vec<Weight>; 2] {
    let selection = shown.session.selection.as_ref();
    let weigh = Selection::weigher(selection, shown.atlas, shown.scene);
    if is_overview {
        let pointed = hovered.and_then(|target| Selection::of(shown.atlas, target).into());
        let points_at = Selection::weigher(pointed.as_ref(), shown.atlas, shown.scene);
        let is_selected = |bundle: &Bundle| weigh(bundle) == Weight::Strong;
        let of_row: Vec<&Bundle> = of_row.iter().map(|at| &shown.scene.bundles[*at]).collect();
        let is_of_row = |bundle: &Bundle| of_row.iter().any(|one| one.key == bundle.key);
        let is_pointed = |bundle: &Bundle| points_at(bundle) == Weight::Strong || is_of_row(bundle);
        let (bundles, flows) = overview::weights(shown.scene, is_selected, is_pointed);
        return [bundles, flows];
    }
    let lit = match hovered {
        Some(Target::Bundle(key)) => lit(&shown.scene.bundles, key),
        _ => Vec::new(),
    };
    let weigh = |(at, bundle): (usize, &Bundle)| match lit.contains(&at) || of_row.contains(&at) {
        true => Weight::Strong,
        false => weigh(bundle),
    };
    let weights = shown.scene.bundles.iter().enumerate().map(weigh).collect();
    [weights, Vec::new()]
}
