//! The map: ground, fire, names, and everything that is done with the pointer on it.

mod overlay;
mod points;

use std::sync::Arc;

use egui::{Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo};
use walkers::Map;

use points::InView;

use super::{
    Action, Actions, Memory, Shown, describe, legend::LegendMemory, side_panels::DrawerMemory,
};
use crate::{
    model::geo::LonLat,
    query::{Direction, PlaceRef},
    render::{
        Relief,
        screen::Screen,
        viewport::{Viewport, color},
    },
    scene::{
        Bundle, Camera, LabelKind, LayerKind, Picking, Placed, Target, Weight,
        marks::{self, KeptFlows, Marked, Painting, Stage},
        pick,
    },
    session::{Command, Selection},
    words::map as words,
};

/// What the map remembers between frames.
#[derive(Default)]
pub struct MapMemory {
    walkers: walkers::MapMemory,
    /// The camera that walkers and the session last had in common.
    synced: Option<Camera>,
    /// Where the last click was, and what it chose from.
    clicked: Option<Clicked>,
    /// The map as it was last drawn.
    pub viewport: Option<Viewport>,
    /// The segments as they were last made.
    flows: Option<KeptFlows>,
    /// Whether clusters of records are wanted for it.
    pub wants_clusters: bool,
}

/// A click, to be told from the next one at the same spot.
struct Clicked {
    at: Pos2,
    targets: Vec<Target>,
    chosen: usize,
}

/// A second click within this distance is at the same spot, in points.
const SAME_SPOT_PX: f32 = 4.0;

pub fn map_ui(ui: &mut Ui, shown: Shown<'_>, memory: &mut Memory, actions: &mut Actions) {
    let rect = ui.available_rect_before_wrap();
    let camera = camera_of(shown, rect);
    move_walkers(&mut memory.map, camera);
    let viewport = Viewport::new(rect, camera);
    memory.map.viewport = Some(viewport);
    let in_view = InView::of(ui, shown, &viewport);
    memory.map.wants_clusters = in_view.wants_clusters();
    let hovered = hovered(ui, shown, &viewport, &in_view);
    let uncovered = memory.of::<DrawerMemory>().uncovered(rect);
    let legend = memory.of::<LegendMemory>().covers();
    let rooms = overlay::rooms(&viewport, uncovered, legend);
    let painter = ui.painter().with_clip_rect(rect);
    painter.rect_filled(rect, 0.0, color(shown.palette.paper));

    let weights = weights(shown, hovered.first());
    let clusters = in_view.clusters(shown, &viewport);
    let (layers, palette) = (&shown.session.layers, shown.palette);
    let on_map = (&**shown.atlas, shown.scene);
    let mut painting = Painting {
        weights: &weights,
        marked: marked(shown, hovered.first()),
        clusters: &clusters,
        ..Painting::new(on_map, layers, palette, viewport.view, &painter)
    };
    let response = ground_ui(ui, shown, memory, &painting);
    let pointed_cluster = points::clusters_ui(ui, shown, &viewport, &clusters, actions);
    painting.lit = pointed_cluster.lit;
    KeptFlows::update(&mut memory.map.flows, &painting);
    painting.kept = memory.map.flows.as_ref();
    let basemap = if layers.strength(LayerKind::Basemap) > 0.0 {
        memory.basemap.labels(shown.session.language)
    } else {
        Arc::default()
    };
    let placed = marks::place(&painting, &basemap, &rooms);
    painting.placed = &placed;
    let pointed_row = hovered.iter().find_map(|target| match target {
        Target::Record(record) => Some(*record),
        _ => None,
    });
    let screen = Screen {
        painter: &painter,
        viewport: &viewport,
    };
    screen.draw(&painting.marks(Stage::Above), || {
        points::paint_glimpses(&painter, shown, &viewport);
        points::paint(&painter, shown, &viewport, &in_view, pointed_row);
    });
    let place = (&viewport, &in_view);
    labels_ui(ui, shown, &mut memory.map, place, &placed, actions);
    clicks_ui(ui, shown, &mut memory.map, place, &response, actions);
    wheel_ui(ui, &viewport, &response, actions);
    follow_walkers(shown, &mut memory.map, camera, actions);
    if let Some(trouble) = memory.basemap.take_trouble() {
        actions.push(Action::Tell(trouble.to_string()));
    }
    if response.contains_pointer() && !response.dragged() && !pointed_cluster.pointed {
        tooltip_ui(shown, hovered.first(), &response);
    }
    overlay::overlay_ui(ui, shown, &screen, uncovered, actions);
}

/// Land, relief, and what lies on the land; and the gestures that move the map.
fn ground_ui(
    ui: &mut Ui,
    shown: Shown<'_>,
    memory: &mut Memory,
    painting: &Painting<'_>,
) -> Response {
    let (layers, theme) = (painting.layers, painting.palette.theme);
    let Camera { center, zoom } = painting.view.camera;
    memory.basemap.begin_frame(ui.ctx(), theme);
    memory.relief.begin_frame(ui.ctx());
    let basemap = layers.strength(LayerKind::Basemap);
    let relief = layers.strength(LayerKind::Relief) * Relief::strength_at(zoom, theme);
    let marks = painting.marks(Stage::Ground);
    let ground = memory
        .vector_layers
        .layer(shown.atlas, &painting.view, &marks);
    let mut map = Map::new(None, &mut memory.map.walkers, center.into())
        .zoom_gesture(false)
        .zoom_with_ctrl(false);
    if basemap > 0.0 {
        map = map.with_layer(&mut memory.basemap, basemap);
    }
    if relief > 0.0 {
        map = map.with_layer(&mut memory.relief, relief);
    }
    let response = map
        .with_layer(ground, 1.0)
        .show(ui, |_, _, _, _| ())
        .response;
    response.widget_info(|| WidgetInfo::labeled(Role::Unknown, true, words::map()));
    response
}

/// Where the map is looked at from: the session's camera, or all seven regions.
fn camera_of(shown: Shown<'_>, rect: Rect) -> Camera {
    let home = || {
        // Beside the legend, which would else lie on what is reported.
        let free = LegendMemory::beside(rect);
        let size = crate::scene::px(free.width(), free.height());
        let camera = Camera::fitting(shown.limits.home, size, 24.0);
        let viewport = Viewport::new(free, camera);
        let middle = viewport.in_view(rect.center());
        Camera {
            center: crate::scene::camera::to_lon_lat(viewport.view.unproject(middle)),
            ..camera
        }
    };
    shown
        .session
        .camera
        .unwrap_or_else(home)
        .held_to(shown.limits.area)
}

fn move_walkers(memory: &mut MapMemory, camera: Camera) {
    if memory.synced != Some(camera) {
        memory.walkers.center_at(camera.center.into());
        // The camera is held to zooms walkers knows.
        let _ = memory.walkers.set_zoom(camera.zoom);
        memory.synced = Some(camera);
    }
}

/// Takes over where a gesture left the map.
fn follow_walkers(shown: Shown<'_>, memory: &mut MapMemory, camera: Camera, actions: &mut Actions) {
    let center: LonLat = memory.walkers.detached().map_or(camera.center, Into::into);
    let now = Camera {
        center,
        zoom: memory.walkers.zoom(),
    };
    let moved = (now.zoom - camera.zoom).abs() > 1e-6
        || (now.center.x - camera.center.x).abs() > 1e-9
        || (now.center.y - camera.center.y).abs() > 1e-9;
    if moved {
        let held = now.held_to(shown.limits.area);
        // Where the map ran over the edge, walkers is moved back in the next frame.
        memory.synced = (held == now).then_some(now);
        actions.push(Action::Do(Command::Look(held)));
    }
}

/// What lies under the pointer, from the top down.
fn hovered(ui: &Ui, shown: Shown<'_>, viewport: &Viewport, in_view: &InView) -> Vec<Target> {
    let pointer = ui.input(|input| {
        if input.pointer.any_down() {
            None
        } else {
            input.pointer.hover_pos()
        }
    });
    let above = |at: Pos2| {
        ui.ctx()
            .layer_id_at(at)
            .is_some_and(|layer| layer != ui.layer_id())
    };
    let Some(at) = pointer.filter(|at| viewport.rect.contains(*at) && !above(*at)) else {
        return Vec::new();
    };
    targets_at(shown, (viewport, in_view), at)
}

fn targets_at(
    shown: Shown<'_>,
    (viewport, in_view): (&Viewport, &InView),
    at: Pos2,
) -> Vec<Target> {
    let picking = Picking {
        atlas: shown.atlas,
        answer: shown.answer,
        window: shown.session.window,
        scene: shown.scene,
        layers: &shown.session.layers,
        view: &viewport.view,
        rows: in_view.shape(),
    };
    pick(picking, viewport.in_view(at))
}

fn marked(shown: Shown<'_>, hovered: Option<&Target>) -> Marked {
    let selection = shown.session.selection.as_ref();
    Marked {
        selected: selection.and_then(|selection| selection.region(shown.atlas)),
        settlement: selection.and_then(|selection| selection.settlement(shown.atlas)),
        hovered: match hovered {
            Some(Target::Region(id)) => Some(*id),
            _ => None,
        },
    }
}

/// How strongly bundles are drawn beside what is selected and pointed at.
fn weights(shown: Shown<'_>, hovered: Option<&Target>) -> Vec<Weight> {
    let selection = shown.session.selection.as_ref();
    let weigh = Selection::weigher(selection, shown.atlas, shown.scene);
    let weigh = |bundle: &Bundle| match hovered {
        Some(Target::Bundle(key)) if bundle.key == *key => Weight::Strong,
        _ => weigh(bundle),
    };
    shown.scene.bundles.iter().map(weigh).collect()
}

/// Names and figures can be clicked, and reached by keyboard.
fn labels_ui(
    ui: &Ui,
    shown: Shown<'_>,
    memory: &mut MapMemory,
    (viewport, in_view): (&Viewport, &InView),
    placed: &[Placed],
    actions: &mut Actions,
) {
    let (atlas, language) = (shown.atlas, shown.session.language);
    for label in placed {
        let (target, name) = match label.kind {
            LabelKind::Region(id) => {
                let title = atlas.regions()[id].names.title(language);
                (Target::Region(id), words::region(&title))
            }
            LabelKind::Zone(id) => {
                let name = atlas.zones()[id].names.get(language);
                (Target::Zone(id), words::zone(name))
            }
            LabelKind::Figure(index) => {
                let bundle = &shown.scene.bundles[index];
                let words = describe::bundle(atlas, bundle, language);
                (Target::Bundle(bundle.key.clone()), words)
            }
            _ => continue,
        };
        let size = egui::vec2(label.size.x, label.size.y);
        let rect = Rect::from_center_size(viewport.on_screen(label.middle), size);
        let rect = rect.intersect(viewport.rect);
        if !rect.is_positive() {
            continue;
        }
        // Not the name: many a place has none, and says the same as others.
        let id = ui.scope_id().with(("label", &target));
        let response = ui.interact(rect, id, Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        if response.has_focus() {
            let ring = Stroke::new(2.0, ui.visuals().hyperlink_color);
            ui.painter()
                .rect_stroke(rect.expand(1.0), 4.0, ring, StrokeKind::Outside);
        }
        if response.clicked() && !response.double_clicked() {
            match response.interact_pointer_pos() {
                Some(at) => {
                    let mut targets = targets_at(shown, (viewport, in_view), at);
                    targets.retain(|other| *other != target);
                    targets.insert(0, target);
                    choose(shown, memory, at, targets, actions);
                }
                None => select(shown, &target, actions),
            }
        }
        if response.double_clicked()
            && let Some(at) = response.interact_pointer_pos()
        {
            zoom_at(viewport, at, 1.0, actions);
        }
    }
}

fn clicks_ui(
    ui: &Ui,
    shown: Shown<'_>,
    memory: &mut MapMemory,
    (viewport, in_view): (&Viewport, &InView),
    response: &Response,
    actions: &mut Actions,
) {
    let Some(at) = response.interact_pointer_pos() else {
        return;
    };
    if response.double_clicked() {
        zoom_at(viewport, at, 1.0, actions);
    } else if response.clicked() {
        let targets = targets_at(shown, (viewport, in_view), at);
        choose(shown, memory, at, targets, actions);
    }
    if response.clicked() {
        ui.memory_mut(|memory| {
            if let Some(focused) = memory.focused() {
                memory.surrender_focus(focused);
            }
        });
    }
}

/// Zoom steps a point of scrolling makes: half a step for a notch of most wheels.
const STEPS_PER_PX: f64 = 0.006;

/// The wheel, the touchpad and the pinch zoom around the pointer.
fn wheel_ui(ui: &Ui, viewport: &Viewport, response: &Response, actions: &mut Actions) {
    let Some(at) = response.hover_pos().filter(|_| response.contains_pointer()) else {
        return;
    };
    let (scroll, pinch) = ui.input(|input| (input.smooth_scroll_delta.y, input.zoom_delta()));
    let steps = f64::from(scroll) * STEPS_PER_PX + f64::from(pinch).log2();
    if steps.abs() > 1e-4 {
        zoom_at(viewport, at, steps, actions);
    }
}

/// Selects the topmost thing, or the next one below where the click is at the same spot again.
fn choose(
    shown: Shown<'_>,
    memory: &mut MapMemory,
    at: Pos2,
    targets: Vec<Target>,
    actions: &mut Actions,
) {
    let again = memory.clicked.as_ref().filter(|last| {
        let selected = last
            .targets
            .get(last.chosen)
            .map(|of| Selection::of(shown.atlas, of));
        last.at.distance(at) <= SAME_SPOT_PX
            && last.targets == targets
            && selected == shown.session.selection
    });
    let chosen = again.map_or(0, |last| (last.chosen + 1) % targets.len().max(1));
    match targets.get(chosen) {
        Some(target) => select(shown, target, actions),
        None => actions.push(Action::Do(Command::Select(None))),
    }
    memory.clicked = Some(Clicked {
        at,
        targets,
        chosen,
    });
}

fn select(shown: Shown<'_>, target: &Target, actions: &mut Actions) {
    let selection = Selection::of(shown.atlas, target);
    actions.push(Action::Do(Command::ShowRightPanel(true)));
    actions.push(Action::Do(Command::Select(Some(selection))));
}

/// Zooms by so many steps; what is under the point stays there.
pub fn zoom_at(viewport: &Viewport, at: Pos2, steps: f64, actions: &mut Actions) {
    actions.push(Action::Do(Command::Look(
        viewport.view.zoomed(viewport.in_view(at), steps),
    )));
}

fn tooltip_ui(shown: Shown<'_>, hovered: Option<&Target>, response: &Response) {
    let (atlas, language) = (shown.atlas, shown.session.language);
    let words = match hovered {
        None => return,
        Some(Target::Bundle(key)) => {
            let bundle = shown.scene.bundles.iter().find(|bundle| bundle.key == *key);
            bundle.map_or(String::new(), |bundle| {
                describe::bundle(atlas, bundle, language)
            })
        }
        Some(Target::Record(id)) => describe::row(atlas, *id),
        Some(Target::Line(id)) => atlas.lines()[*id].names.get(language).to_owned(),
        Some(Target::Zone(id)) => atlas.zones()[*id].names.get(language).to_owned(),
        Some(Target::Region(id)) => {
            let region = &atlas.regions()[*id];
            let mut words = region.names.title(language);
            let spot = PlaceRef::Region(*id);
            for (direction, line) in [
                (
                    Direction::Target,
                    words::claims_received as fn(&str, usize) -> String,
                ),
                (Direction::Origin, words::claims_opened),
            ] {
                for (reporter, tally) in shown.answer.tallies.of(direction, spot) {
                    let reporter = &atlas.reporters()[reporter].short;
                    let line = line(reporter, tally.claims as usize);
                    words.push_str(&format!("\n{line}"));
                }
            }
            words
        }
    };
    if !words.is_empty() {
        egui::Tooltip::for_widget(response)
            .at_pointer()
            .gap(14.0)
            .show(|ui| {
                ui.set_max_width(320.0);
                ui.label(words);
            });
    }
}
