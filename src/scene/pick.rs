//! Picking: what lies under a point of the screen, from the top down.

use super::{
    bundle::BundleKey,
    camera::{Px, View},
    compose::Scene,
    layers::{Depth, Layers, Pick},
    pick_rows::RowShape,
};
use crate::{
    model::{Atlas, LineId, RecordId, RegionId, Window, ZoneId},
    query::Answer,
};

/// Something that can be pointed at.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    Bundle(BundleKey),
    /// A record drawn as a point.
    Record(RecordId),
    Line(LineId),
    Region(RegionId),
    Zone(ZoneId),
}

/// How far beside a thing a pointer may be, in points.
pub(super) const SLACK_PX: f32 = 5.0;

/// What can be pointed at, and through which view.
#[derive(Clone, Copy)]
pub struct Picking<'a> {
    pub atlas: &'a Atlas,
    pub answer: &'a Answer,
    pub window: Window,
    pub scene: &'a Scene,
    pub layers: &'a Layers,
    pub view: &'a View,
    /// How rows of large files are drawn; `None` where they cannot be told apart.
    pub rows: Option<RowShape>,
}

/// Everything under the point, from the top down: fire, rows of large files, lines, rings, the
/// district or raion, zones, provinces. Layers that are off are passed over.
pub fn pick(picking: Picking<'_>, at: Px) -> Vec<Target> {
    let mut picks: Vec<&(Depth, Pick)> = picking.layers.on().flat_map(|of| of.picks).collect();
    picks.sort_by_key(|(depth, _)| *depth);
    let targets = picks.into_iter().map(|(_, pick)| pick(&picking, at));
    targets.flatten().collect()
}
