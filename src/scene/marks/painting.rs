//! A map that is to be painted: what is on it, and the marks of its layers.

use super::{Letters, Mark, flows};
use crate::{
    model::{Atlas, LineId, RecordId, RegionId, Reporter, SettlementId, ZoneId, geo::LonLat},
    scene::{
        Bundle, Cluster, Layers, Palette, Placed, Px, Rgba, Scene, View, Weight, clusters::Single,
        label::Room, layers::Stage, overview::InOverview,
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
    /// Where the map is an overview.
    pub overview: Option<InOverview<'a>>,
    pub records: Records<'a>,
    /// The clusters there is room for, where they are, and how large.
    pub clusters: &'a [(&'a Cluster, Px, f32)],
    /// The cluster under the pointer, by its place among them.
    pub lit: Option<usize>,
    /// The segments of the bundles, where they were made before.
    pub kept: Option<&'a KeptFlows>,
    /// What is written, and where.
    pub placed: &'a [Placed],
    /// What was written in the frame before; nothing in a picture.
    pub before: &'a [Placed],
    /// What lies on the map, such as its legend: nothing is written under it.
    pub covered: &'a [Room],
    /// The way that is measured, in degrees.
    pub measured: &'a [LonLat],
    /// Where a handle between two views cuts the map off, across the view in points.
    pub cut_px: Option<f32>,
}

/// What stands out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marked {
    /// The region that is selected.
    pub region: Option<RegionId>,
    pub settlement: Option<SettlementId>,
    pub zone: Option<ZoneId>,
    pub line: Option<LineId>,
    /// The region under the pointer.
    pub hovered: Option<RegionId>,
    /// The record that is selected, and the one under the pointer.
    pub records: [Option<RecordId>; 2],
}

/// The records with a position that are drawn one by one.
#[derive(Clone, Copy, Debug)]
pub enum Records<'a> {
    OnCard,
    Each(&'a [Single]),
}

impl<'a> Painting<'a> {
    /// A map on which nothing stands out and nothing is written yet.
    pub fn new(
        (atlas, scene): (&'a Atlas, &'a Scene),
        layers: &'a Layers,
        palette: &'a Palette,
        view: View,
        letters: &'a dyn Letters,
    ) -> Self {
        Self {
            atlas,
            scene,
            layers,
            palette,
            view,
            letters,
            weights: &[],
            bundle_words: &[],
            marked: Marked::default(),
            overview: None,
            records: Records::OnCard,
            clusters: &[],
            lit: None,
            kept: None,
            placed: &[],
            before: &[],
            covered: &[],
            measured: &[],
            cut_px: None,
        }
    }

    /// The marks of a stage, from the ground up.
    pub fn marks(&self, stage: Stage) -> Vec<Mark> {
        let mut marks = Vec::new();
        for (make, strength) in self.layers.parts(stage) {
            make(self, strength, &mut marks);
        }
        marks
    }

    /// Whether it is a picture, in which nobody can point at anything or come nearer.
    pub(in crate::scene) fn is_picture(&self) -> bool {
        matches!(self.records, Records::Each(_))
    }

    pub(in crate::scene) fn weight(&self, bundle: usize) -> Weight {
        self.weights.get(bundle).copied().unwrap_or_default()
    }

    /// How strongly a flow between districts is drawn.
    pub(in crate::scene) fn flow_weight(&self, flow: usize) -> Weight {
        let weights = self.overview.map_or(&[][..], |overview| overview.flows);
        weights.get(flow).copied().unwrap_or(Weight::Hidden)
    }

    pub(in crate::scene) fn reporter(&self, bundle: &Bundle) -> &Reporter {
        &self.atlas.reporters()[bundle.reporter]
    }

    /// The colour of a bundle: of its segments, its dot and its figure.
    pub(in crate::scene) fn ink(&self, bundle: &Bundle) -> Rgba {
        self.palette.bundle(bundle, self.reporter(bundle))
    }
}
