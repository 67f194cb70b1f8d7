//! The map: ground, fire, names, and everything that is done with the pointer on it.

mod fading;
mod instruments;
mod labels;
mod lit;
mod locator;
mod overlay;
mod points;
mod tooltip;
mod two_views;
mod zoom;

use std::{collections::BTreeSet, sync::Arc};

use egui::{Popup, Pos2, Rect, Response, Role, Shape, Ui, WidgetInfo};
use walkers::Map;

pub use instruments::{measure_menu_ui, views_menu_ui};
pub use two_views::maps_ui;
pub use zoom::zoom_at;

use fading::Fading;
use instruments::Instruments;
use labels::labels_ui;
use lit::{figures, of_row, weights};
use points::InView;
use tooltip::{Around, TooltipMemory};
use zoom::wheel_ui;

use super::{
    Action, Actions, Memory, Shown, basemaps::Choice, compare::CompareMemory, legend::LegendMemory,
    notices::NoticesMemory, search::SearchMemory, side_panels, side_panels::DrawerMemory,
};
use crate::{
    model::geo::LonLat,
    render::{
        Basemap, Relief,
        own_map::OwnMap,
        point_layer::{
            Pane, flat,
            picture::{self, Picture},
        },
        screen::Screen,
        viewport::{Viewport, color},
    },
    scene::{
        Camera, Label, Layer, LayerKind, Layers, Picking, Placed, Target, Weight,
        camera::to_lon_lat,
        marks::{self, KeptFlows, Marked, Painting, Stage},
        overview::{self, Before, InOverview, OverviewMode, strips},
        pick,
    },
    session::{Command, Selection},
    words::{basemaps, map as words, overview as overview_words},
};

/// What the map remembers between frames.
#[derive(Default)]
pub struct MapMemory {
    walkers: walkers::MapMemory,
    /// The camera that walkers and the session last had in common.
    synced: Option<Camera>,
    /// What lay under the last click.
    pub clicked: Clicked,
    /// The map as it was last drawn.
    pub viewport: Option<Viewport>,
    /// The segments as they were last made.
    flows: Option<KeptFlows>,
    /// Whether clusters of records are wanted for it.
    pub wants_clusters: bool,
    instruments: Instruments,
    locator: locator::LocatorMemory,
    tooltip: TooltipMemory,
    fading: Fading,
    /// What the name or the figure under the pointer stood for in the last frame.
    pointed: Option<Target>,
    /// Whether the map is an overview.
    pub is_overview: bool,
    /// The most bundles in view on either of two maps, which are both an overview or neither.
    crowd: Option<usize>,
    /// By how much its scale bar stands higher than usual, in points.
    pub scale_raised_px: f32,
    /// How far up from the lower edge the credits reach, in points.
    pub credits_px: f32,
    /// Where the caption of one of two views lies on it.
    caption: Option<Rect>,
    /// Where the whole map lies, where this is the part on one side of a handle.
    whole: Option<Rect>,
    /// Where something was said at its foot in the last frame.
    foot_note: Option<Rect>,
    /// Where that handle is taken hold of.
    handle: Option<[Rect; 2]>,
    /// The names and figures of the last frame.
    written: (Option<Camera>, Vec<Placed>),
    /// What it stays that for while the timeline plays.
    played: Option<(Camera, OverviewMode)>,
}

/// A click, to be told from the next one at the same spot.
#[derive(Debug, Default)]
pub struct Clicked {
    at: Pos2,
    /// What lay there, from the top down.
    pub things: Vec<Selection>,
}

/// A second click within this distance is at the same spot, in points.
const SAME_SPOT_PX: f32 = 4.0;

fn map_ui(ui: &mut Ui, shown: Shown<'_>, memory: &mut Memory, actions: &mut Actions) {
    let rect = ui.available_rect_before_wrap();
    let whole = memory.map.whole.unwrap_or(rect);
    let camera = camera_of(shown, whole);
    let viewport = Viewport::part(whole, rect, camera);
    move_walkers(&mut memory.map, viewport.view.camera);
    memory.map.viewport = Some(viewport);
    let in_view = InView::of(ui, shown, &viewport);
    memory.map.wants_clusters = in_view.wants_clusters();
    let is_overview = is_overview(shown, &mut memory.map, &viewport);
    let seen = weights(shown, is_overview, None, &BTreeSet::new());
    let place = Place {
        viewport: &viewport,
        in_view: &in_view,
        weights: seen.each_ref().map(Vec::as_slice),
    };
    let uncovered = memory.of::<DrawerMemory>().uncovered(rect);
    let buttons = overlay::buttons_rect(shown, uncovered);
    let hovered = hovered(ui, shown, place, buttons);
    let legend = memory.of::<LegendMemory>().covers();
    let notices = memory.of::<NoticesMemory>().covers();
    let handles = side_panels::handles(uncovered).into_iter();
    let own = memory.own_map.as_ref().map(|own| own.attribution());
    memory.map.credits_px = overlay::credits_px((ui, shown, own.as_ref()), uncovered);
    // Two maps have one camera.
    let locator = match shown.pane {
        Pane::First => locator::rect(shown, uncovered, memory.map.credits_px),
        Pane::Other => None,
    };
    let covered: Vec<Rect> = handles
        .chain(legend)
        .chain(notices)
        .chain(memory.map.caption)
        .chain(memory.map.handle.into_iter().flatten())
        .chain(locator)
        .chain(memory.map.foot_note)
        .collect();
    memory.map.scale_raised_px = overlay::raised_px((ui, shown, own.as_ref()), uncovered);
    let rooms = overlay::rooms(
        (ui, shown, own.as_ref()),
        &viewport,
        uncovered,
        covered.iter().copied(),
    );
    let painter = ui.painter().with_clip_rect(rect);
    let has_ground = *shown.basemaps.chosen != Choice::None
        && shown.session.layers.strength(LayerKind::Basemap) > 0.0;
    flat::paint(&painter, rect, color(shown.palette.beyond(has_ground)));

    let pointer = ui.input(|input| input.pointer.hover_pos());
    let of_before = memory.map.pointed.clone().into_iter();
    let below = hovered
        .into_iter()
        .filter(|target| Some(target) != memory.map.pointed.as_ref());
    let under = of_before.chain(below).collect();
    // What stands out is what is told of.
    let hovered = memory.map.tooltip.held(shown.playing, pointer, under);
    let pointed = hovered.first().cloned();
    let of_row = of_row(shown, &memory.of::<CompareMemory>().pointed);
    let [weights, flows] = match (&pointed, of_row.is_empty()) {
        (None, true) => seen.clone(),
        _ => weights(shown, is_overview, pointed.as_ref(), &of_row),
    };
    let clusters = in_view.clusters(shown, &viewport);
    let (layers, strength) = coming_into_sight(ui, shown, is_overview);
    let (layers, palette) = (&layers, shown.palette);
    let on_map = (&**shown.atlas, shown.scene);
    let measured = memory.map.instruments.way(ui, shown, &viewport);
    let mut painting = Painting {
        covered: &rooms,
        measured: &measured,
        weights: &weights,
        marked: marked(shown, hovered.first()),
        overview: is_overview.then_some(InOverview {
            flows: &flows,
            strength,
        }),
        clusters: &clusters,
        cut_px: viewport.cut_px(),
        ..Painting::new(on_map, layers, palette, viewport.view, &painter)
    };
    let response = ground_ui(ui, shown, memory, &painting);
    let sense = memory.map.instruments.sense_of_marks();
    let pointed_cluster = points::clusters_ui(ui, shown, &viewport, (&clusters, sense), actions);
    painting.lit = pointed_cluster.lit;
    KeptFlows::update(&mut memory.map.flows, &painting);
    painting.kept = memory.map.flows.as_ref();
    let (seen_from, before) = std::mem::take(&mut memory.map.written);
    painting.before = &before;
    let basemap = basemap_labels(shown, &mut memory.basemap, memory.own_map.as_mut());
    let placed = marks::place(&painting, &basemap, &rooms);
    let drawn = memory.map.fading.follow(ui, &viewport.view, &placed);
    painting.placed = &drawn;
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
    let (pointed, of_menu) = labels_ui(ui, shown, &mut memory.map, place, &placed, actions);
    if memory.map.pointed != pointed {
        memory.map.pointed = pointed.clone();
        ui.ctx().request_repaint();
    }
    clicks_ui(ui, shown, &mut memory.map, place, &response, actions);
    wheel_ui(ui, shown, &viewport, &response, actions);
    // A name is no hole in the map.
    let anywhere = match of_menu {
        Some(label) => response.union(label),
        None => response.clone(),
    };
    instruments::menu_ui(&anywhere, shown, &viewport, &mut memory.map, actions);
    let notation = memory.map.instruments.notation();
    let gone_to = &mut memory.of::<SearchMemory>().gone_to;
    // A click is meant for what lies there.
    *gone_to = gone_to.filter(|_| !response.clicked());
    let on_top = Painting::new(on_map, layers, palette, viewport.view, &painter);
    instruments::mark_ui(ui, &on_top, &screen, gone_to, notation);
    instruments::measure_ui(ui, shown, &mut memory.map, actions);
    instruments::views_ui(ui, &mut memory.map, camera, actions);
    follow_walkers(shown, &mut memory.map, &viewport, actions);
    if let Some(trouble) = memory.basemap.take_trouble() {
        actions.push(Action::Tell(trouble.to_string()));
    }
    if let Some(own) = &mut memory.own_map {
        own.end_frame(ui.ctx());
        if let Some(trouble) = own.take_trouble() {
            actions.push(Action::Tell(trouble.to_string()));
        }
    }
    // Nothing that is said of the map stands above a dialog or a menu, or beside what is measured.
    let is_busy = shown.import.is_some()
        || !memory.dialogs.is_empty()
        || Popup::is_any_open(ui.ctx())
        || memory.map.instruments.is_measuring();
    // A part of a map ends where its handle begins.
    let is_here = |at: Pos2| {
        let above = memory.map.handle.iter().flatten();
        let mut above = above.chain(&locator).chain(&buttons);
        ui.clip_rect().contains(at) && !above.any(|rect| rect.contains(at))
    };
    let is_pointed =
        response.contains_pointer() && !response.dragged() && pointer.is_some_and(is_here);
    if is_pointed && !pointed_cluster.pointed && !is_busy {
        let below = hovered
            .iter()
            .filter(|target| Some(*target) != pointed.as_ref());
        let tooltip = &mut memory.map.tooltip;
        let under = pointed.iter().chain(below);
        let under: Vec<&Target> = under.filter(|target| tooltip.tells(target)).collect();
        let furniture = overlay::furniture((ui, shown, own.as_ref()), uncovered);
        let covered: Vec<Rect> = covered.into_iter().chain(furniture).collect();
        let [own, figures] = figures((shown, is_overview), &viewport, under.first(), &placed);
        let [left, right] = side_panels::handles(uncovered);
        let around = Around {
            room: uncovered.with_min_x(left.right()).with_max_x(right.left()),
            cards: &covered,
            own: &own,
            figures: &figures,
        };
        tooltip::tooltip_ui(shown, tooltip, &under, is_overview, around, &response);
    }
    let without_room = match is_overview {
        true => strips::without_room(shown.scene, &viewport.view, &placed),
        false => 0,
    };
    let over = overlay::Over {
        is_overview: (is_overview, crowd(shown, memory.map.crowd, &viewport)),
        uncovered,
        locator,
        said: match &memory.own_map {
            Some(own) if own.is_slow() => Some(basemaps::still_loading().to_owned()),
            _ => (without_room > 0).then(|| overview_words::without_room(without_room)),
        },
    };
    memory.map.foot_note =
        overlay::overlay_ui(ui, (shown, own), (&screen, notation), over, actions);
    // What goes out of the way of what is pointed at comes back afterwards.
    let is_aside = seen_from == Some(camera) && !(hovered.is_empty() && pointed.is_none());
    memory.map.written = match is_aside {
        true => (seen_from, before),
        false => (Some(camera), placed),
    };
    if let Some(rect) = locator {
        let memory = (&mut memory.map.locator, &memory.basemap);
        locator::locator_ui(ui, shown, memory, (&viewport, rect), actions);
    }
}

/// Whether the map is an overview: while the timeline plays it does not take turns, unless the person
/// moves the map or chooses otherwise.
fn is_overview(shown: Shown<'_>, memory: &mut MapMemory, viewport: &Viewport) -> bool {
    let playing = (viewport.view.camera, shown.session.overview.mode);
    let playing = shown.playing.then_some(playing);
    let before = Before {
        overview: memory.is_overview,
        held: playing.is_some() && playing == memory.played,
    };
    memory.played = playing;
    let layers = &shown.session.layers;
    let crowd = || crowd(shown, memory.crowd, viewport);
    memory.is_overview = overview::is_on_with(shown.scene, layers, crowd, before);
    memory.is_overview
}

/// How many bundles decide whether a map is an overview: of two maps those of the fuller one.
fn crowd(shown: Shown<'_>, of_both: Option<usize>, viewport: &Viewport) -> usize {
    of_both.unwrap_or_else(|| overview::in_view(shown.scene, &viewport.view))
}

/// A view, and how strongly bundles and flows are drawn in it while nothing is pointed at.
#[derive(Clone, Copy)]
struct Place<'a> {
    viewport: &'a Viewport,
    in_view: &'a InView,
    weights: [&'a [Weight]; 2],
}

/// Seconds in which an overview, or what it stood in for, comes into sight.
const SWITCH_SECONDS: f32 = 0.25;

/// The layers, with what is reported as strong as it is while the overview comes or goes.
fn coming_into_sight(ui: &Ui, shown: Shown<'_>, is_overview: bool) -> (Layers, f32) {
    let id = ui.scope_id().with("overview");
    let seconds = match super::theme::is_still(ui.ctx()) {
        true => 0.0,
        false => SWITCH_SECONDS,
    };
    let on = ui.ctx().animate_bool_with_time(id, is_overview, seconds);
    let strength = if is_overview { on } else { 1.0 - on };
    let mut layers = shown.session.layers;
    let fire = layers.get(LayerKind::Fire);
    let opacity = fire.opacity * strength;
    layers.set(LayerKind::Fire, Layer { opacity, ..fire });
    (layers, strength)
}

/// The names on what the map stands on: of the person's own map where it lies, else of the one below.
fn basemap_labels(shown: Shown<'_>, below: &mut Basemap, own: Option<&mut OwnMap>) -> Arc<[Label]> {
    if shown.session.layers.strength(LayerKind::Basemap) == 0.0
        || *shown.basemaps.chosen == Choice::None
    {
        return Arc::default();
    }
    let language = shown.session.language;
    let below = below.labels(language);
    let Some(own) = own else {
        return below;
    };
    let names = own.labels(language);
    let is_seen = |label: &&Label| {
        let at = label.alternatives.first().map(|anchor| anchor.at);
        !at.is_some_and(|at| own.covers(at))
    };
    let mut labels: Vec<Label> = below.iter().filter(is_seen).cloned().collect();
    labels.extend(names.iter().cloned());
    labels.sort_by_key(|label| label.rank);
    labels.into()
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
    let ends = memory.basemap.fades_at();
    memory.edges.begin_frame(ui.ctx(), ends, painting.palette);
    let basemap = match shown.basemaps.chosen {
        Choice::None => 0.0,
        _ => layers.strength(LayerKind::Basemap),
    };
    if let Some(own) = &mut memory.own_map {
        own.begin_frame(ui.ctx(), theme);
    }
    let relief = layers.strength(LayerKind::Relief) * Relief::strength_at(zoom, theme);
    let marks = painting.marks(Stage::Ground);
    let ground = memory
        .vector_layers
        .layer(shown.atlas, &painting.view, &marks);
    let mut map = Map::new(None, &mut memory.map.walkers, center.into())
        .zoom_gesture(false)
        .zoom_with_ctrl(false);
    if basemap > 0.0 {
        map = map
            .with_layer(&mut memory.basemap, basemap)
            .with_layer(&mut memory.edges, 1.0);
        if let Some(own) = &mut memory.own_map {
            map = map.with_layer(own, basemap);
        }
    }
    if relief > 0.0 {
        map = map.with_layer(&mut memory.relief, relief);
    }
    let since = ui.painter().add(Shape::Noop);
    let response = map
        .with_layer(ground, 1.0)
        .show(ui, |_, _, _, _| ())
        .response;
    let pictures = [memory.edges.picture(), memory.relief.picture()];
    let pictures: Vec<&Picture> = pictures.into_iter().flatten().collect();
    picture::take_over(ui.ctx(), ui.layer_id(), since, &pictures);
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
    if !memory.synced.is_some_and(|synced| is_near(synced, camera)) {
        memory.walkers.center_at(camera.center.into());
        // The camera is held to zooms walkers knows.
        let _ = memory.walkers.set_zoom(camera.zoom);
        memory.synced = Some(camera);
    }
}

/// Takes over where a gesture left the map.
fn follow_walkers(
    shown: Shown<'_>,
    memory: &mut MapMemory,
    viewport: &Viewport,
    actions: &mut Actions,
) {
    let camera = viewport.view.camera;
    let center: LonLat = memory.walkers.detached().map_or(camera.center, Into::into);
    let now = Camera {
        center,
        zoom: memory.walkers.zoom(),
    };
    if !is_near(now, camera) {
        let whole = viewport.camera_of_whole(now);
        let held = whole.held_to(shown.limits.area);
        // Where the map ran over the edge, walkers is moved back in the next frame.
        memory.synced = (held == whole).then_some(now);
        actions.push(Action::Do(Command::Look(held)));
    }
}

/// Whether two cameras are the same but for the last digits.
fn is_near(one: Camera, other: Camera) -> bool {
    (one.zoom - other.zoom).abs() <= 1e-6
        && (one.center.x - other.center.x).abs() <= 1e-9
        && (one.center.y - other.center.y).abs() <= 1e-9
}

/// What lies under the pointer, from the top down.
fn hovered(ui: &Ui, shown: Shown<'_>, place: Place<'_>, buttons: Option<Rect>) -> Vec<Target> {
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
    let is_on_map = |at: &Pos2| {
        let is_on_button = buttons.is_some_and(|rect| rect.contains(*at));
        place.viewport.rect.contains(*at) && !above(*at) && !is_on_button
    };
    match pointer.filter(is_on_map) {
        Some(at) => targets_at(shown, place, at),
        None => Vec::new(),
    }
}

fn targets_at(shown: Shown<'_>, place: Place<'_>, at: Pos2) -> Vec<Target> {
    let Place {
        viewport,
        in_view,
        weights,
    } = place;
    let picking = Picking {
        atlas: shown.atlas,
        answer: shown.answer,
        window: shown.session.window,
        scene: shown.scene,
        layers: &shown.session.layers,
        weights,
        view: &viewport.view,
        rows: in_view.shape(),
    };
    pick(picking, viewport.in_view(at))
}

fn marked(shown: Shown<'_>, hovered: Option<&Target>) -> Marked {
    let selection = shown.session.selection.as_ref();
    let marked = selection.map_or_else(Marked::default, |of| of.marked(shown.atlas));
    Marked {
        hovered: match hovered {
            Some(Target::Region(id)) => Some(*id),
            _ => None,
        },
        records: [
            marked.records[0],
            match hovered {
                Some(Target::Record(record)) => Some(*record),
                _ => None,
            },
        ],
        ..marked
    }
}

fn clicks_ui(
    ui: &Ui,
    shown: Shown<'_>,
    memory: &mut MapMemory,
    place: Place<'_>,
    response: &Response,
    actions: &mut Actions,
) {
    let Some(at) = response.interact_pointer_pos() else {
        return;
    };
    let viewport = place.viewport;
    if response.double_clicked() {
        zoom_at(shown, viewport, at, 1.0, actions);
    } else if response.clicked() && memory.instruments.is_measuring() {
        let at = to_lon_lat(viewport.view.unproject(viewport.in_view(at)));
        memory.instruments.add_point(shown, at, actions);
    } else if response.clicked() {
        let targets = targets_at(shown, place, at);
        choose(shown, memory, at, &targets, actions);
    }
    if response.clicked() {
        ui.memory_mut(|memory| {
            if let Some(focused) = memory.focused() {
                memory.surrender_focus(focused);
            }
        });
    }
}

/// What a click on nothing does.
fn choose_nothing() -> Action {
    Action::Do(Command::Select(None))
}

/// Selects the topmost thing, or the next one below where the click is at the same spot again.
fn choose(
    shown: Shown<'_>,
    memory: &mut MapMemory,
    at: Pos2,
    targets: &[Target],
    actions: &mut Actions,
) {
    let things = targets.iter().map(|of| Selection::of(shown.atlas, of));
    let things: Vec<Selection> = things.collect();
    let last = &memory.clicked;
    let again = last.at.distance(at) <= SAME_SPOT_PX && last.things == things;
    let selected = shown.session.selection.as_ref().filter(|_| again);
    let selected = selected.and_then(|of| things.iter().position(|thing| thing == of));
    let chosen = selected.map_or(0, |at| (at + 1) % things.len());
    match things.get(chosen) {
        Some(thing) => select(thing.clone(), actions),
        None => actions.push(Action::Do(Command::Select(None))),
    }
    memory.clicked = Clicked { at, things };
}

fn select(selection: Selection, actions: &mut Actions) {
    actions.push(Action::Do(Command::ShowRightPanel(true)));
    actions.push(Action::Do(Command::Select(Some(selection))));
}
