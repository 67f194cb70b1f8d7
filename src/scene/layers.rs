//! The layers of the map and how each is shown.

use super::{clusters::PointDisplay, label::LabelKind};

/// A layer a person can switch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LayerKind {
    /// The claims.
    Fire,
    /// Outlines and fill of regions.
    Regions,
    /// The peacekeepers' area and the corridors.
    Zones,
    /// The lines of contact and the state border.
    Lines,
    /// Names of places.
    Labels,
    /// Water, rivers and the borders of other states.
    Basemap,
    /// Shaded relief.
    Relief,
}

impl LayerKind {
    /// Every layer with its key in sessions, from the ground up.
    pub const ALL: [(Self, &'static str); 7] = [
        (Self::Fire, "fire"),
        (Self::Regions, "regions"),
        (Self::Zones, "zones"),
        (Self::Lines, "lines"),
        (Self::Labels, "labels"),
        (Self::Basemap, "basemap"),
        (Self::Relief, "relief"),
    ];
}

/// How one layer is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Layer {
    /// Whether it is drawn.
    pub on: bool,
    /// From 0 to 1.
    pub opacity: f32,
}

impl Layer {
    /// The opacity to draw with: 0 where the layer is off.
    pub fn strength(self) -> f32 {
        if self.on {
            self.opacity.clamp(0.0, 1.0)
        } else {
            0.0
        }
    }
}

/// What the regions are filled by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shading {
    /// Regions have no fill.
    #[default]
    None,
    /// By the claims that name the region as a target.
    Received,
    /// By the claims that name it as an origin.
    Opened,
}

impl Shading {
    /// Every choice with its key in sessions.
    pub const ALL: [(Self, &'static str); 3] = [
        (Self::None, "none"),
        (Self::Received, "received"),
        (Self::Opened, "opened"),
    ];
}

/// How the map is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Layers {
    by_kind: [Layer; LayerKind::ALL.len()],
    /// What the fill of regions shows.
    pub shading: Shading,
    /// How records with a position are drawn.
    pub point_display: PointDisplay,
}

impl Layers {
    /// A layer as it is set.
    pub fn get(&self, kind: LayerKind) -> Layer {
        self.by_kind[kind as usize]
    }

    /// Sets a layer.
    pub fn set(&mut self, kind: LayerKind, layer: Layer) {
        self.by_kind[kind as usize] = layer;
    }

    /// The opacity to draw a layer with.
    pub fn strength(&self, kind: LayerKind) -> f32 {
        self.get(kind).strength()
    }

    /// The opacity to write a label with.
    pub fn label_strength(&self, kind: LabelKind) -> f32 {
        let names = self.strength(LayerKind::Labels);
        match kind {
            LabelKind::Figure(_) => self.strength(LayerKind::Fire),
            LabelKind::Zone(_) => names * self.strength(LayerKind::Zones),
            LabelKind::Region(_) => names * self.strength(LayerKind::Regions),
            _ => names,
        }
    }
}

impl Default for Layers {
    fn default() -> Self {
        let full = Layer {
            on: true,
            opacity: 1.0,
        };
        Self {
            by_kind: [full; LayerKind::ALL.len()],
            shading: Shading::None,
            point_display: PointDisplay::Auto,
        }
    }
}
