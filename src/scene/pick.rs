//! Picking: what lies under a point of the screen, from the top down.

use super::{
    Weight,
    bundle::BundleKey,
    camera::{Px, View},
    compose::Scene,
    layers::{Depth, Layers, Pick},
    pick_rows::RowShape,
};
use crate::{
    model::{Atlas, LineId, RecordId, RegionId, SettlementId, Window, ZoneId},
    query::Answer,
};

/// Something that can be pointed at.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// A bundle, at its lines or its figure.
    Bundle(BundleKey),
    /// A record drawn as a point.
    Record(RecordId),
    /// A settlement, at its mark or its name.
    Settlement(SettlementId),
    /// A line.
    Line(LineId),
    /// A region, anywhere inside.
    Region(RegionId),
    /// A zone, anywhere inside.
    Zone(ZoneId),
}

/// How far beside a thing a pointer may be, in points.
pub(super) const SLACK_PX: f32 = 5.0;

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
    /// How strongly bundles are drawn, and flows of the overview: what is hidden is no target. Bundles
    /// past the end are drawn, flows are not.
    pub weights: [&'a [Weight]; 2],
    /// The view that is pointed into.
    pub view: &'a View,
    /// How points are drawn; `None` where they cannot be told apart.
    pub rows: Option<RowShape>,
}

/// Everything under the point, from the top down: fire, points, settlements, lines, rings, the
/// district or raion, zones, provinces. Layers that are off are passed over.
pub fn pick(picking: Picking<'_>, at: Px) -> Vec<Target> {
    let mut picks: Vec<&(Depth, Pick)> = picking.layers.on().flat_map(|of| of.picks).collect();
    picks.sort_by_key(|(depth, _)| *depth);
    let targets = picks.into_iter().map(|(_, pick)| pick(&picking, at));
    targets.flatten().collect()
}
