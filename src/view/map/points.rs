//! Records with a position on the map: each on its own, as density or heat, or counted in clusters.

use egui::{Rect, Role, Sense, Ui, WidgetInfo, vec2};

use crate::{
    model::{Extent, Id as _, Interval, RecordId, Stamp},
    query::ShownRows,
    render::{
        point_layer::{self, DrawParams},
        viewport::Viewport,
    },
    scene::{
        Camera, Cluster, LayerKind, PointDisplay, Px, Rgba, RowShape,
        camera::to_lon_lat,
        clusters::{Drawing, weight, with_room},
        pick_rows::extent_of,
        point_layer::{BENT_AT_MOST, Member, PointLayer, Style},
        style,
        tint::{OTHER, Tint},
    },
    session::Command,
    view::{Action, Actions, Shown, describe},
};

/// The records with a position in view, and how they are drawn.
#[derive(Clone, Copy, Debug)]
pub struct InView {
    /// How much there is, looked at no further than [`PointDisplay::MANY`]; see [`weight`].
    pub weight: usize,
    pub drawing: Drawing,
    /// Arrows of the window, in view or not.
    arrows: usize,
}

impl InView {
    /// Looks at what is in view, no further than needed to tell few from many.
    pub fn of(ui: &Ui, shown: Shown<'_>, viewport: &Viewport) -> Self {
        let interval = shown.session.window.interval();
        let bounds = extent_of(viewport.view.bounds());
        let mut taken = 0;
        if !shown.scene.points {
            return Self {
                weight: 0,
                drawing: PointDisplay::Each.drawing(false),
                arrows: 0,
            };
        }
        for rows in ShownRows::of(shown.atlas, shown.answer, interval) {
            taken += weight_to(rows, bounds, PointDisplay::MANY.saturating_sub(taken));
        }
        let arrows = shown
            .point_layers
            .iter()
            .map(|point_layer| point_layer.arrows_in(interval).len());
        let mut drawing = shown
            .session
            .layers
            .point_display
            .drawing(taken > PointDisplay::MANY);
        if !point_layer::is_available(ui.ctx()) {
            drawing = PointDisplay::Clusters.drawing(true);
        }
        Self {
            weight: taken,
            drawing,
            arrows: arrows.sum(),
        }
    }

    /// Whether clusters are wanted, be it to be drawn or to tell how much is much.
    pub fn wants_clusters(&self) -> bool {
        self.weight > 0 && (self.drawing.clusters || self.drawing.style == Some(Style::Heat))
    }

    /// The clusters that are drawn.
    pub fn clusters<'a>(
        &self,
        shown: Shown<'a>,
        viewport: &Viewport,
    ) -> Vec<(&'a Cluster, Px, f32)> {
        let strength = shown.session.layers.strength(LayerKind::Fire);
        if self.drawing.clusters && strength > 0.0 {
            with_room(shown.clusters, &viewport.view)
        } else {
            Vec::new()
        }
    }

    /// The shape rows are drawn in, where each is.
    pub fn shape(&self) -> Option<RowShape> {
        let each = self.drawing.style == Some(Style::Points) && self.weight > 0;
        each.then_some(if self.arrows > BENT_AT_MOST {
            RowShape::Straight
        } else {
            RowShape::Bent
        })
    }
}

/// How much there is of a dataset, looked at until it is more than that.
fn weight_to(rows: ShownRows<'_>, bounds: Extent, most: usize) -> usize {
    let mut taken = 0;
    rows.each_in(bounds, |row| {
        taken += weight(rows.dataset, row as usize);
        taken <= most
    });
    taken
}

/// Draws the records themselves, or their density or heat.
pub fn paint(
    painter: &egui::Painter,
    shown: Shown<'_>,
    viewport: &Viewport,
    in_view: &InView,
    hovered: Option<RecordId>,
) {
    let strength = shown.session.layers.strength(LayerKind::Fire);
    let is_drawn = strength > 0.0 && shown.scene.points;
    let Some(style) = in_view.drawing.style.filter(|_| is_drawn) else {
        return;
    };
    let interval = shown.session.window.interval();
    let picked = shown.focus.record;
    for rows in ShownRows::of(shown.atlas, shown.answer, interval) {
        let by_row = shown.scene.tints.rows.get(&rows.id).map(|of| &of.points);
        let Some(point_layer) = by_row.or(shown.point_layers.get(rows.id.index())) else {
            continue;
        };
        let (dots, arrows) = (
            point_layer.dots_in(interval),
            point_layer.arrows_in(interval),
        );
        if dots.is_empty() && arrows.is_empty() {
            continue;
        }
        let kinds = 0..rows.dataset.kinds.len();
        let colors: Vec<Rgba> = match by_row {
            None => kinds
                .map(|kind| kind_color(shown, rows, kind, None))
                .collect(),
            Some(_) => kinds
                .flat_map(|kind| (0..=OTHER).map(move |tint| (kind, tint)))
                .map(|(kind, tint)| kind_color(shown, rows, kind, Some(tint)))
                .collect(),
        };
        let member = |row: Option<RecordId>| {
            let row = row.filter(|row| row.dataset == rows.id)?;
            member_of(point_layer, row.row)
        };
        let params = DrawParams {
            palette: shown.palette,
            colors: &colors,
            window: interval,
            dots,
            arrows,
            pane: shown.pane,
            style,
            size_px: match style {
                Style::Points => style::POINT_DOT_PX,
                Style::Density => 2.0,
                Style::Heat => style::POINT_HEAT_PX,
            },
            strength,
            heat_full: heat_full(shown.clusters),
            picked: member(picked),
            hovered: member(hovered),
        };
        point_layer::paint(painter, viewport, point_layer, &params);
    }
}

/// Draws what is known of files that are still being read, in no colour of anybody's.
pub fn paint_glimpses(painter: &egui::Painter, shown: Shown<'_>, viewport: &Viewport) {
    let strength = shown.session.layers.strength(LayerKind::Fire);
    let colors = [shown.palette.place_name];
    let window = Interval::new(Stamp(0), Stamp(1));
    for point_layer in shown.glimpses {
        let params = DrawParams {
            palette: shown.palette,
            colors: &colors,
            window,
            dots: point_layer.dots_in(window),
            arrows: 0..0,
            style: Style::Density,
            size_px: 2.0,
            strength,
            heat_full: 1.0,
            picked: None,
            hovered: None,
            pane: shown.pane,
        };
        point_layer::paint(painter, viewport, point_layer, &params);
    }
}

/// The colour of records of a kind; without opacity where it is not shown.
fn kind_color(shown: Shown<'_>, rows: ShownRows<'_>, kind: usize, of_row: Option<Tint>) -> Rgba {
    let of = &rows.dataset.kinds[kind];
    let tint = of_row.or_else(|| shown.scene.tints.kind((rows.id, kind as u32)));
    let reporter = &shown.atlas.reporters()[of.reporter];
    let color = shown.palette.tinted(tint, reporter);
    if rows.seen.lets[kind] && of.placed {
        color
    } else {
        color.faded(0.0)
    }
}

/// Where among the members of a point layer a row is.
fn member_of(point_layer: &PointLayer, row: u32) -> Option<Member> {
    let at = |rows: &[u32]| rows.binary_search(&row).ok().map(|at| at as u32);
    let dot = at(&point_layer.dot_rows).map(Member::Dot);
    dot.or_else(|| at(&point_layer.arrow_rows).map(Member::Arrow))
}

/// How many records in one place have the last colour of heat: about as many as lie together in the
/// fullest squares, so that the colours tell places apart whatever the number of records.
fn heat_full(clusters: &[Cluster]) -> f32 {
    let fullest = clusters.iter().map(|cluster| cluster.records).max();
    let a_place = std::f32::consts::TAU * style::POINT_HEAT_PX * style::POINT_HEAT_PX;
    let square = crate::scene::clusters::SQUARE_PX as f32;
    let share = (a_place / (square * square)).min(1.0);
    (fullest.unwrap_or(1) as f32 * share * 0.9).max(3.0)
}

/// What the pointer is on, of clusters.
#[derive(Default)]
pub struct Pointed {
    pub pointed: bool,
    /// The one that is under it or has the keyboard, by its place among them.
    pub lit: Option<usize>,
}

/// Clusters can be clicked, which splits them: the map then shows what is in one.
pub fn clusters_ui(
    ui: &Ui,
    shown: Shown<'_>,
    viewport: &Viewport,
    (clusters, sense): (&[(&Cluster, Px, f32)], Sense),
    actions: &mut Actions,
) -> Pointed {
    let mut pointed = Pointed::default();
    for (index, (cluster, at, radius)) in clusters.iter().enumerate() {
        let circle = Rect::from_center_size(viewport.on_screen(*at), vec2(2.0, 2.0) * *radius);
        let rect = circle.intersect(viewport.rect);
        let words = describe::cluster(shown.atlas, cluster);
        let place = [cluster.at.x, cluster.at.y].map(f64::to_bits);
        let id = ui.scope_id().with(("cluster", place));
        let response = ui.interact(rect, id, sense);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &words));
        if response.hovered() || response.has_focus() {
            pointed.lit = Some(index);
        }
        if response.clicked() {
            actions.push(Action::Do(Command::FlyTo(split(viewport, cluster))));
        }
        pointed.pointed |= response.on_hover_text(words).hovered();
    }
    pointed
}

/// The camera that shows what is in a cluster: its box, or three steps nearer where all lies at one
/// spot.
fn split(viewport: &Viewport, cluster: &Cluster) -> Camera {
    let [low, high] = cluster.corners.map(to_lon_lat);
    let area = crate::model::geo::Rect::new(low, high);
    let camera = Camera::fitting(area, viewport.view.size, 60.0);
    let now = viewport.view.camera.zoom;
    Camera {
        zoom: camera.zoom.clamp(now + 1.0, (now + 3.0).max(now + 1.0)),
        center: camera.center,
    }
}
