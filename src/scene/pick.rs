//! Picking: what lies under a point of the screen, from the top down.

use super::{
    bundle::{Bundle, BundleKey},
    camera::{Px, View, to_lon_lat, to_world},
    compose::Scene,
    curve::{distance, distance_to_polyline},
    layers::{LayerKind, Layers},
    pick_rows::{RowShape, pick_rows},
    style,
};
use crate::{
    model::{
        Atlas, LineId, RecordId, RegionId, Window, ZoneId,
        geo::{self, LonLat, Rect},
    },
    query::Answer,
};

/// Something that can be pointed at.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// A bundle, at its lines or its figure.
    Bundle(BundleKey),
    /// A record drawn as a point.
    Record(RecordId),
    /// A line.
    Line(LineId),
    /// A region, anywhere inside.
    Region(RegionId),
    /// A zone, anywhere inside.
    Zone(ZoneId),
}

/// How far beside a thing a pointer may be, in points.
const SLACK_PX: f32 = 5.0;

/// How far the joint of a bundle reaches, in points.
const JOINT_PX: f32 = 11.0;

/// What can be pointed at, and through which view.
#[derive(Clone, Copy)]
pub struct Picking<'a> {
    /// All that is loaded.
    pub atlas: &'a Atlas,
    /// What the question found.
    pub answer: &'a Answer,
    /// The selected period.
    pub window: Window,
    /// What there is to draw.
    pub scene: &'a Scene,
    /// Which layers are on, and how strong.
    pub layers: &'a Layers,
    /// The view that is pointed into.
    pub view: &'a View,
    /// How points are drawn; `None` where they cannot be told apart.
    pub rows: Option<RowShape>,
}

/// Everything under the point, from the top down: fire, points, lines, rings, the
/// district or raion, zones, provinces. Layers that are off are passed over.
pub fn pick(picking: Picking<'_>, at: Px) -> Vec<Target> {
    let Picking {
        atlas,
        scene,
        layers,
        view,
        ..
    } = picking;
    let on = |kind| layers.strength(kind) > 0.0;
    let mut targets = Vec::new();
    if on(LayerKind::Fire) {
        targets.extend(bundles(scene, view, at));
        if let Some(shape) = picking.rows.filter(|_| scene.points) {
            let rows = pick_rows(atlas, picking.answer, picking.window, (view, shape), at);
            targets.extend(rows.into_iter().map(Target::Record));
        }
    }
    if on(LayerKind::Lines) {
        let near = scene
            .lines
            .iter()
            .filter(|id| near_line(atlas, **id, view, at));
        targets.extend(near.copied().map(Target::Line));
    }
    let here = to_lon_lat(view.unproject(at));
    let mut regions: Vec<(u8, RegionId)> = scene
        .regions
        .iter()
        .filter(|item| on(LayerKind::Regions) && atlas.regions()[item.id].contains(here))
        .map(|item| (depth(atlas.regions()[item.id].level), item.id))
        .collect();
    regions.sort();
    let provinces = regions.split_off(regions.partition_point(|(depth, _)| *depth < 2));
    targets.extend(regions.into_iter().map(|(_, id)| Target::Region(id)));
    if on(LayerKind::Zones) {
        let inside = scene.zones.iter();
        let inside = inside.filter(|id| geo::contains(&atlas.zones()[**id].shape, here));
        targets.extend(inside.copied().map(Target::Zone));
    }
    targets.extend(provinces.into_iter().map(|(_, id)| Target::Region(id)));
    targets
}

fn depth(level: crate::model::Level) -> u8 {
    use crate::model::Level;
    match level {
        Level::Area => 0,
        Level::District | Level::Raion => 1,
        Level::Province => 2,
    }
}

/// The bundles near the point, the nearest first; of equals the one drawn last.
fn bundles(scene: &Scene, view: &View, at: Px) -> impl Iterator<Item = Target> {
    let mut near: Vec<(f32, &Bundle)> = scene
        .bundles
        .iter()
        .rev()
        .filter_map(|bundle| Some((distance_to(bundle, view, at)?, bundle)))
        .collect();
    near.sort_by(|a, b| a.0.total_cmp(&b.0));
    near.into_iter()
        .map(|(_, bundle)| Target::Bundle(bundle.key.clone()))
}

/// How far the point lies from the bundle; `None` where it is out of reach.
fn distance_to(bundle: &Bundle, view: &View, at: Px) -> Option<f32> {
    let to_joint = distance(bundle.joint.px(view), at);
    if to_joint < JOINT_PX {
        return Some(to_joint / JOINT_PX);
    }
    let reach = SLACK_PX + style::width(bundle.figure.count) / 2.0;
    let to_strand = bundle
        .segments
        .iter()
        .map(|segment| segment.curve.distance_to(at, view))
        .fold(f32::INFINITY, f32::min);
    (to_strand < reach).then_some(to_strand)
}

fn near_line(atlas: &Atlas, id: LineId, view: &View, at: Px) -> bool {
    let corner = |dx, dy| to_lon_lat(view.unproject(at + Px { x: dx, y: dy }));
    let around = Rect::new(corner(-SLACK_PX, SLACK_PX), corner(SLACK_PX, -SLACK_PX));
    let (low, high) = (around.min(), around.max());
    // Most segments lie elsewhere, which is told without projecting them.
    let reaches = |a: LonLat, b: LonLat| {
        a.x.min(b.x) <= high.x
            && a.x.max(b.x) >= low.x
            && a.y.min(b.y) <= high.y
            && a.y.max(b.y) >= low.y
    };
    let px = |position: LonLat| view.project(to_world(position));
    let mut segments = atlas.lines()[id]
        .shape
        .iter()
        .flat_map(|line| line.0.windows(2));
    segments.any(|pair| {
        reaches(pair[0], pair[1])
            && distance_to_polyline(at, &[px(pair[0]), px(pair[1])]) < SLACK_PX
    })
}
