//! A map that is to be painted: what is on it, and which layer makes which marks, from the ground up.

use super::{Letters, Mark, flows, ground, names, records};
use crate::{
    model::{Atlas, RegionId, Reporter, SettlementId},
    scene::{
        Bundle, Cluster, LayerKind, Layers, Palette, Placed, Px, Rgba, Scene, View, Weight,
        clusters::Single,
    },
};

pub use flows::KeptFlows;

/// A map that is to be painted.
#[derive(Clone, Copy)]
pub struct Painting<'a> {
    pub atlas: &'a Atlas,
    pub scene: &'a Scene,
    pub layers: &'a Layers,
    pub palette: &'a Palette,
    pub view: View,
    pub letters: &'a dyn Letters,
    /// How strongly each bundle of the scene is drawn; those past the end plainly.
    pub weights: &'a [Weight],
    /// What each bundle says in words; nothing past the end.
    pub bundle_words: &'a [String],
    pub marked: Marked,
    pub records: Records<'a>,
    /// The clusters there is room for, where they are, and how large.
    pub clusters: &'a [(&'a Cluster, Px, f32)],
    /// The cluster under the pointer, by its place among them.
    pub lit: Option<usize>,
    /// The segments of the bundles, where they were made before.
    pub kept: Option<&'a KeptFlows>,
    /// What is written, and where.
    pub placed: &'a [Placed],
}

/// What stands out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marked {
    pub selected: Option<RegionId>,
    pub hovered: Option<RegionId>,
    pub settlement: Option<SettlementId>,
}

/// The records with a position that are drawn one by one.
#[derive(Clone, Copy, Debug)]
pub enum Records<'a> {
    OnCard,
    Each(&'a [Single]),
}

/// When a layer is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// On the land: shapes of the map, which the graphics card keeps.
    Ground,
    Above,
}

/// Adds the marks of a layer that is drawn that strongly, from 0 to 1.
pub type Make = fn(&Painting<'_>, f32, &mut Vec<Mark>);

/// A layer of the map.
pub struct MapLayer {
    /// What a person switches it by; `None`: it is always there.
    pub kind: Option<LayerKind>,
    pub stage: Stage,
    pub make: Make,
}

const fn ground(kind: LayerKind, make: Make) -> MapLayer {
    MapLayer {
        kind: Some(kind),
        stage: Stage::Ground,
        make,
    }
}

const fn above(kind: Option<LayerKind>, make: Make) -> MapLayer {
    MapLayer {
        kind,
        stage: Stage::Above,
        make,
    }
}

/// All layers above the basemap and the relief, from the ground up.
pub const LAYERS: [MapLayer; 11] = [
    ground(LayerKind::Regions, ground::regions),
    ground(LayerKind::Zones, ground::zones),
    ground(LayerKind::Regions, ground::rings),
    ground(LayerKind::Lines, ground::lines),
    ground(LayerKind::Regions, ground::marked),
    above(Some(LayerKind::Fire), records::records),
    above(Some(LayerKind::Fire), flows::segments),
    above(Some(LayerKind::Fire), flows::ends),
    above(None, ground::settlement),
    above(Some(LayerKind::Fire), flows::dots),
    above(None, names::names),
];

impl Painting<'_> {
    /// The marks of a stage, from the ground up.
    pub fn marks(&self, stage: Stage) -> Vec<Mark> {
        let mut marks = Vec::new();
        for layer in LAYERS.iter().filter(|layer| layer.stage == stage) {
            let strength = layer.kind.map_or(1.0, |kind| self.layers.strength(kind));
            if strength > 0.0 {
                (layer.make)(self, strength, &mut marks);
            }
        }
        marks
    }

    pub(super) fn weight(&self, bundle: usize) -> Weight {
        self.weights.get(bundle).copied().unwrap_or_default()
    }

    pub(super) fn reporter(&self, bundle: &Bundle) -> &Reporter {
        &self.atlas.reporters()[bundle.reporter]
    }

    /// The colour of a bundle: of its segments, its dot and its figure.
    pub(super) fn ink(&self, bundle: &Bundle) -> Rgba {
        self.palette.bundle(bundle, self.reporter(bundle))
    }
}
