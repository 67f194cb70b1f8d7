//! The map: ground, fire, names, and everything that is done with the pointer on it.

mod crowd;
mod overlay;

use egui::{Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo};
use walkers::Map;

use crowd::{Clustered, InView};

use super::{Memory, Shown, Wish, Wishes, describe};
use crate::{
    model::geo::LonLat,
    query::{Direction, Spot},
    render::{
        Relief,
        fire::Fire,
        ground::{Marks, hatching},
        labels::Lettering,
        paint::{Sheet, color},
    },
    scene::{
        Bundle, BundleKey, Camera, Label, LabelKind, LayerKind, Picking, Placed, Target, Weight,
        arrow, pick, style,
    },
    session::{Command, Selection},
    words::map as words,
};

/// What the map remembers between frames.
#[derive(Default)]
pub struct MapMemory {
    walkers: walkers::MapMemory,
    /// The camera walkers was last told, or told us.
    told: Option<Camera>,
    /// Where the last click was, and what it chose from.
    clicked: Option<Clicked>,
    /// The map as it was last drawn.
    pub sheet: Option<Sheet>,
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

pub fn map_ui(ui: &mut Ui, shown: Shown<'_>, memory: &mut Memory, wishes: &mut Wishes) {
    let rect = ui.available_rect_before_wrap();
    let camera = camera_of(shown, rect);
    tell_walkers(&mut memory.map, camera);
    let sheet = Sheet::new(rect, camera);
    memory.map.sheet = Some(sheet);
    let in_view = InView::of(ui, shown, &sheet);
    memory.map.wants_clusters = in_view.wants_clusters();
    let hovered = hovered(ui, shown, &sheet, &in_view);
    let marks = marks(shown, hovered.first());
    ui.painter()
        .rect_filled(rect, 0.0, color(shown.palette.paper));

    let layers = &shown.session.layers;
    memory.basemap.begin_frame(shown.palette.theme);
    memory.relief.begin_frame(ui.ctx());
    let relief =
        layers.strength(LayerKind::Relief) * Relief::strength_at(camera.zoom, shown.palette.theme);
    let basemap_strength = layers.strength(LayerKind::Basemap);
    let ground = memory
        .ground
        .layer(shown.atlas, shown.scene, layers, shown.palette, marks);
    let mut map = Map::new(None, &mut memory.map.walkers, camera.center.into())
        .zoom_gesture(false)
        .zoom_with_ctrl(false);
    if basemap_strength > 0.0 {
        map = map.with_layer(&mut memory.basemap, basemap_strength);
    }
    if relief > 0.0 {
        map = map.with_layer(&mut memory.relief, relief);
    }
    let response = map
        .with_layer(ground, 1.0)
        .show(ui, |_, _, _, _| ())
        .response;
    response.widget_info(|| WidgetInfo::labeled(Role::Unknown, true, words::map()));

    let painter = ui.painter().with_clip_rect(rect);
    paint_hatching(&painter, shown, &sheet);
    let pointed = hovered.iter().find_map(|target| match target {
        Target::Record(record) => Some(*record),
        _ => None,
    });
    crowd::paint_glimpses(&painter, shown, &sheet);
    crowd::paint(&painter, shown, &sheet, &in_view, pointed);
    let clustered = match in_view.drawing.clusters {
        true => crowd::clusters_ui(ui, &painter, shown, &sheet, wishes),
        false => Clustered::default(),
    };
    let fire_strength = layers.strength(LayerKind::Fire);
    let weigh = weigher(shown, hovered.first());
    if fire_strength > 0.0 {
        let fire = Fire {
            painter: &painter,
            sheet: &sheet,
            atlas: shown.atlas,
            scene: shown.scene,
            palette: shown.palette,
            strength: fire_strength,
        };
        fire.paint(&weigh);
    }
    paint_selected_settlement(&painter, shown, &sheet);
    let placed = write_labels(&painter, shown, memory, (&sheet, &clustered), &weigh);
    labels_ui(
        ui,
        shown,
        &mut memory.map,
        (&sheet, &in_view),
        &placed,
        wishes,
    );
    clicks_ui(
        ui,
        shown,
        &mut memory.map,
        (&sheet, &in_view),
        &response,
        wishes,
    );

    wheel_ui(ui, &sheet, &response, wishes);
    hear_walkers(shown, &mut memory.map, camera, wishes);
    if let Some(trouble) = memory.basemap.take_trouble() {
        wishes.push(Wish::Tell(trouble.to_string()));
    }
    if response.contains_pointer() && !response.dragged() && !clustered.pointed {
        tooltip_ui(shown, hovered.first(), &response);
    }
    overlay::overlay_ui(ui, shown, &sheet, wishes);
}

/// Where the map is looked at from: the session's camera, or all seven regions.
fn camera_of(shown: Shown<'_>, rect: Rect) -> Camera {
    let home = || {
        let size = crate::scene::Px {
            x: rect.width(),
            y: rect.height(),
        };
        Camera::fitting(shown.limits.home, size, 24.0)
    };
    shown
        .session
        .camera
        .unwrap_or_else(home)
        .held_to(shown.limits.area)
}

fn tell_walkers(memory: &mut MapMemory, camera: Camera) {
    if memory.told != Some(camera) {
        memory.walkers.center_at(camera.center.into());
        // The camera is held to zooms walkers knows.
        let _ = memory.walkers.set_zoom(camera.zoom);
        memory.told = Some(camera);
    }
}

/// Takes over where a gesture left the map.
fn hear_walkers(shown: Shown<'_>, memory: &mut MapMemory, camera: Camera, wishes: &mut Wishes) {
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
        // Where the map ran over the edge, walkers is told so in the next frame.
        memory.told = (held == now).then_some(now);
        wishes.push(Wish::Do(Command::Look(held)));
    }
}

/// What lies under the pointer, from the top down.
fn hovered(ui: &Ui, shown: Shown<'_>, sheet: &Sheet, in_view: &InView) -> Vec<Target> {
    let pointer = ui.input(|input| match input.pointer.any_down() {
        true => None,
        false => input.pointer.hover_pos(),
    });
    let above = |at: Pos2| {
        ui.ctx()
            .layer_id_at(at)
            .is_some_and(|layer| layer != ui.layer_id())
    };
    let Some(at) = pointer.filter(|at| sheet.rect.contains(*at) && !above(*at)) else {
        return Vec::new();
    };
    targets_at(shown, (sheet, in_view), at)
}

fn targets_at(shown: Shown<'_>, (sheet, in_view): (&Sheet, &InView), at: Pos2) -> Vec<Target> {
    let picking = Picking {
        atlas: shown.atlas,
        answer: shown.answer,
        window: shown.session.window,
        scene: shown.scene,
        layers: &shown.session.layers,
        view: &sheet.view,
        rows: in_view.shape(),
    };
    pick(picking, sheet.in_view(at))
}

fn marks(shown: Shown<'_>, hovered: Option<&Target>) -> Marks {
    let selection = shown.session.selection.as_ref();
    Marks {
        selected: selection.and_then(|selection| selection.region(shown.atlas)),
        hovered: match hovered {
            Some(Target::Region(id)) => Some(*id),
            _ => None,
        },
    }
}

/// How strongly a bundle is drawn beside what is selected and pointed at.
fn weigher<'a>(shown: Shown<'a>, hovered: Option<&Target>) -> impl Fn(&Bundle) -> Weight + use<'a> {
    let pointed: Option<BundleKey> = match hovered {
        Some(Target::Bundle(key)) => Some(key.clone()),
        _ => None,
    };
    let selection = shown.session.selection.as_ref();
    let weigh = Selection::weigher(selection, shown.atlas, shown.scene);
    move |bundle| match pointed.as_ref() == Some(&bundle.key) {
        true => Weight::Strong,
        false => weigh(bundle),
    }
}

fn paint_hatching(painter: &egui::Painter, shown: Shown<'_>, sheet: &Sheet) {
    let strength = shown.session.layers.strength(LayerKind::Zones);
    if strength <= 0.0 {
        return;
    }
    for id in &shown.scene.zones {
        let zone = &shown.atlas.zones()[*id];
        if !shown
            .palette
            .zone(zone, shown.scene.tints.zone(*id))
            .hatched
        {
            continue;
        }
        let ink = shown.palette.zone_color(zone.kind);
        let ink = ink.faded(style::ZONE_HATCH * strength);
        let stroke = Stroke::new(1.0, color(ink));
        let lines = hatching(&zone.shape, sheet, style::HATCH_PX);
        painter.extend(
            lines
                .into_iter()
                .map(|line| egui::Shape::line_segment(line, stroke)),
        );
    }
}

fn paint_selected_settlement(painter: &egui::Painter, shown: Shown<'_>, sheet: &Sheet) {
    let Some(Selection::Settlement(key)) = &shown.session.selection else {
        return;
    };
    let atlas = shown.atlas;
    let found = atlas.settlement_by_key(key);
    if let Some(at) = found.and_then(|id| atlas.settlements()[id].at) {
        let at = sheet.position(at);
        painter.circle_stroke(at, 9.0, Stroke::new(4.0, color(shown.palette.halo)));
        painter.circle_stroke(at, 9.0, Stroke::new(2.0, color(shown.palette.selected)));
    }
}

fn write_labels(
    painter: &egui::Painter,
    shown: Shown<'_>,
    memory: &Memory,
    (sheet, clustered): (&Sheet, &Clustered),
    weigh: &impl Fn(&Bundle) -> Weight,
) -> Vec<Placed> {
    let layers = &shown.session.layers;
    let fire = layers.strength(LayerKind::Fire);
    let lettering = Lettering {
        painter,
        atlas: shown.atlas,
        scene: shown.scene,
        palette: shown.palette,
    };
    let basemap: Vec<Label> = match layers.strength(LayerKind::Basemap) > 0.0 {
        true => memory.basemap.labels(shown.session.language),
        false => Vec::new(),
    };
    let strength = |kind| layers.label_strength(kind);
    let wanted = shown.scene.labels.iter().chain(&basemap);
    // The figure of a bundle in the background gives way to a dot.
    let in_background = |kind: LabelKind| match kind {
        LabelKind::Figure(index) => weigh(&shown.scene.bundles[index]) == Weight::Faint,
        _ => false,
    };
    let wanted = wanted.filter(|label| strength(label.kind) > 0.0 && !in_background(label.kind));
    let mut placed = lettering.place(wanted, sheet, &overlay::rooms(sheet));
    // A name across the count of a cluster could not be read, and neither could the count.
    placed.retain(|label| {
        let size = egui::vec2(label.size.x, label.size.y);
        let rect = Rect::from_center_size(sheet.on_screen(label.middle), size);
        matches!(label.kind, LabelKind::Figure(_)) || !clustered.cover(rect)
    });
    dots(painter, shown, sheet, &placed, fire, weigh);
    lettering.paint(sheet, &placed, |label| strength(label.kind));
    placed
}

/// A dot at each joint whose figure found no room: there is more here than can be written.
fn dots(
    painter: &egui::Painter,
    shown: Shown<'_>,
    sheet: &Sheet,
    placed: &[Placed],
    strength: f32,
    weigh: &impl Fn(&Bundle) -> Weight,
) {
    if strength <= 0.0 {
        return;
    }
    let written = |index| {
        placed
            .iter()
            .any(|label| label.kind == LabelKind::Figure(index))
    };
    for (index, bundle) in shown.scene.bundles.iter().enumerate() {
        let at = bundle.joint.px(&sheet.view);
        if written(index) || !sheet.view.sees(at, 5.0) {
            continue;
        }
        let share = strength * weigh(bundle).dot_opacity();
        let [dot, ground] = arrow::DOT_PX;
        let at = sheet.on_screen(at);
        painter.circle_filled(at, ground, color(shown.palette.halo.faded(share)));
        let ink = shown
            .palette
            .bundle(bundle, &shown.atlas.reporters()[bundle.reporter])
            .faded(share);
        painter.circle_filled(at, dot, color(ink));
    }
}

/// Names and figures can be clicked, and reached by keyboard.
fn labels_ui(
    ui: &Ui,
    shown: Shown<'_>,
    memory: &mut MapMemory,
    (sheet, in_view): (&Sheet, &InView),
    placed: &[Placed],
    wishes: &mut Wishes,
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
        let rect = Rect::from_center_size(sheet.on_screen(label.middle), size);
        let rect = rect.intersect(sheet.rect);
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
                    let mut targets = targets_at(shown, (sheet, in_view), at);
                    targets.retain(|other| *other != target);
                    targets.insert(0, target);
                    choose(shown, memory, at, targets, wishes);
                }
                None => select(shown, &target, wishes),
            }
        }
        if response.double_clicked()
            && let Some(at) = response.interact_pointer_pos()
        {
            zoom_at(sheet, at, 1.0, wishes);
        }
    }
}

fn clicks_ui(
    ui: &Ui,
    shown: Shown<'_>,
    memory: &mut MapMemory,
    (sheet, in_view): (&Sheet, &InView),
    response: &Response,
    wishes: &mut Wishes,
) {
    let Some(at) = response.interact_pointer_pos() else {
        return;
    };
    if response.double_clicked() {
        zoom_at(sheet, at, 1.0, wishes);
    } else if response.clicked() {
        let targets = targets_at(shown, (sheet, in_view), at);
        choose(shown, memory, at, targets, wishes);
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
fn wheel_ui(ui: &Ui, sheet: &Sheet, response: &Response, wishes: &mut Wishes) {
    let Some(at) = response.hover_pos().filter(|_| response.contains_pointer()) else {
        return;
    };
    let (scroll, pinch) = ui.input(|input| (input.smooth_scroll_delta.y, input.zoom_delta()));
    let steps = f64::from(scroll) * STEPS_PER_PX + f64::from(pinch).log2();
    if steps.abs() > 1e-4 {
        zoom_at(sheet, at, steps, wishes);
    }
}

/// Selects the topmost thing, or the next one below where the click is at the same spot again.
fn choose(
    shown: Shown<'_>,
    memory: &mut MapMemory,
    at: Pos2,
    targets: Vec<Target>,
    wishes: &mut Wishes,
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
        Some(target) => select(shown, target, wishes),
        None => wishes.push(Wish::Do(Command::Select(None))),
    }
    memory.clicked = Some(Clicked {
        at,
        targets,
        chosen,
    });
}

fn select(shown: Shown<'_>, target: &Target, wishes: &mut Wishes) {
    let selection = Selection::of(shown.atlas, target);
    wishes.push(Wish::Do(Command::ShowRightPanel(true)));
    wishes.push(Wish::Do(Command::Select(Some(selection))));
}

/// Zooms by so many steps; what is under the point stays there.
pub fn zoom_at(sheet: &Sheet, at: Pos2, steps: f64, wishes: &mut Wishes) {
    wishes.push(Wish::Do(Command::Look(
        sheet.view.zoomed(sheet.in_view(at), steps),
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
            let spot = Spot::Region(*id);
            for (direction, line) in [
                (
                    Direction::Target,
                    words::claims_received as fn(&str, usize) -> String,
                ),
                (Direction::Origin, words::claims_opened),
            ] {
                for (reporter, tally) in shown.answer.tallies.of(direction, spot) {
                    let reporter = &atlas.reporters()[reporter].short;
                    let line = line(reporter, tally.groups as usize);
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
