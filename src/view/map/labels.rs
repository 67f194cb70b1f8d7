//! Names and figures on the map as things to point at, to click and to reach by keyboard.

use egui::{Rect, Response, Role, Stroke, StrokeKind, Ui, WidgetInfo};

use super::{MapMemory, Place, choose, select, targets_at, zoom_at};
use crate::{
    model::{Language, PlaceRef},
    render::viewport::Viewport,
    scene::{LabelKind, Placed, Target, camera::to_lon_lat},
    session::Selection,
    view::{Actions, Shown, describe},
    words::map as words,
};

/// Names and figures can be clicked, and reached by keyboard. Returns what the one under the pointer
/// stands for, and the one on which the menu of the map is asked for.
pub fn labels_ui(
    ui: &Ui,
    shown: Shown<'_>,
    memory: &mut MapMemory,
    place: Place<'_>,
    placed: &[Placed],
    actions: &mut Actions,
) -> (Option<Target>, Option<Response>) {
    let viewport = place.viewport;
    let mut pointed = None;
    let mut of_menu = None;
    let scope = ui.scope_id().with("label");
    for label in placed {
        let Some(name) = label_name(shown, label) else {
            continue;
        };
        let size = egui::vec2(label.size.x, label.size.y);
        let rect = Rect::from_center_size(viewport.on_screen(label.middle), size);
        let rect = rect.intersect(viewport.rect);
        if !rect.is_positive() {
            continue;
        }
        // Not the name: many a place has none, and says the same as others.
        let at = viewport.view.unproject(label.at);
        let spot = [at.x, at.y].map(|part| (part * 1e6).round() as i64);
        let id = match label.kind {
            LabelKind::Figure(index) => scope.with(&shown.scene.bundles[index].key),
            LabelKind::Strip(index) => scope.with(shown.scene.overview.strips[index].place),
            LabelKind::Flow(index) => scope.with(&shown.scene.overview.flows[index].key),
            // A region may be called as the town whose name stands at the same spot.
            kind => scope.with((std::mem::discriminant(&kind), spot, &label.text)),
        };
        let response = ui.interact(rect, id, memory.instruments.sense_of_marks());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        if response.has_focus() {
            let ring = Stroke::new(2.0, ui.visuals().hyperlink_color);
            ui.painter()
                .rect_stroke(rect.expand(1.0), 4.0, ring, StrokeKind::Outside);
        }
        if response.secondary_clicked() {
            of_menu = Some(response.clone());
        }
        if response.hovered() {
            pointed = label_target(shown, viewport, label);
        }
        if response.clicked() && !response.double_clicked() {
            let target = label_target(shown, viewport, label);
            match (response.interact_pointer_pos(), target) {
                (Some(at), target) => {
                    let mut targets = targets_at(shown, place, at);
                    targets.retain(|other| Some(other) != target.as_ref());
                    targets.splice(..0, target);
                    choose(shown, memory, at, &targets, actions);
                }
                (None, Some(target)) => select(Selection::of(shown.atlas, &target), actions),
                (None, None) => {}
            }
        }
        if response.double_clicked()
            && let Some(at) = response.interact_pointer_pos()
        {
            zoom_at(shown, viewport, at, 1.0, actions);
        }
    }
    (pointed, of_menu)
}

/// What a label says to who cannot see it; `None` where it stands for nothing.
fn label_name(shown: Shown<'_>, label: &Placed) -> Option<String> {
    let (atlas, language) = (shown.atlas, shown.session.language);
    Some(match label.kind {
        LabelKind::Region(id) => words::region(&atlas.regions()[id].names.title(language)),
        LabelKind::Zone(id) => words::zone(atlas.zones()[id].names.get(language)),
        LabelKind::Figure(index) => describe::bundle(atlas, &shown.scene.bundles[index], language),
        LabelKind::Strip(index) => describe::strip(shown, &shown.scene.overview.strips[index]),
        LabelKind::Flow(index) => {
            describe::flow(atlas, &shown.scene.overview.flows[index], language)
        }
        LabelKind::Settlement(_) | LabelKind::Place { .. } => words::settlement(&label.text),
        LabelKind::Water | LabelKind::River | LabelKind::Terrain { .. } => return None,
    })
}

/// What a label stands for. A place of the basemap is a settlement where one of that name lies there.
pub fn label_target(shown: Shown<'_>, viewport: &Viewport, label: &Placed) -> Option<Target> {
    /// How far the positions of two sources may lie from each other, in degrees.
    const SAME_PLACE_DEG: f64 = 0.03;
    match label.kind {
        LabelKind::Region(id) => Some(Target::Region(id)),
        LabelKind::Zone(id) => Some(Target::Zone(id)),
        LabelKind::Settlement(id) => Some(Target::Settlement(id)),
        LabelKind::Figure(index) => Some(Target::Bundle(shown.scene.bundles[index].key.clone())),
        LabelKind::Flow(index) => {
            let flow = &shown.scene.overview.flows[index];
            Some(Target::Bundle(flow.key.clone()))
        }
        LabelKind::Strip(index) => Some(match shown.scene.overview.strips[index].place {
            PlaceRef::Region(id) => Target::Region(id),
            PlaceRef::Zone(id) => Target::Zone(id),
            PlaceRef::Line(id) => Target::Line(id),
        }),
        LabelKind::Place { .. } => {
            let at = to_lon_lat(viewport.view.unproject(label.at));
            let mut settlements = shown.atlas.settlements().iter();
            let found = settlements.find(|(_, settlement)| {
                let is_there = settlement.at.is_some_and(|own| {
                    (own.x - at.x).abs() < SAME_PLACE_DEG && (own.y - at.y).abs() < SAME_PLACE_DEG
                });
                let mut spellings = settlement.names.spellings();
                let title = settlement.names.title(Language::English);
                is_there && (title == label.text || spellings.any(|name| name == label.text))
            });
            found.map(|(id, _)| Target::Settlement(id))
        }
        LabelKind::Water | LabelKind::River | LabelKind::Terrain { .. } => None,
    }
}
