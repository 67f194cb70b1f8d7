//! The layers of the map: a file each below this one, and a line each in `layers!`. Panel, sessions,
//! command line, drawing, legend and picking follow from it.

mod basemap;
mod fire;
mod graticule;
pub(crate) mod labels;
mod lines;
pub(crate) mod locator;
mod reference;
mod regions;
mod relief;
mod zones;

use super::{
    camera::Px,
    clusters::PointDisplay,
    label::LabelKind,
    label::Room,
    legend::{Legend, LegendOf},
    marks::{Mark, Painting},
    pick::{Picking, Target},
};

/// A layer of the map: all there is to know of it.
pub struct MapLayer {
    /// What it is called in sessions and on the command line.
    pub key: &'static str,
    /// What it is called in the window.
    pub name: fn() -> &'static str,
    /// How it is shown until a person switches it.
    pub usual: Layer,
    /// What it is drawn with, from the ground up.
    pub parts: &'static [(Height, Make)],
    /// The same, drawn where the layer is off as well.
    pub fixed: &'static [(Height, Make)],
    /// What of it can be pointed at.
    pub picks: &'static [(Depth, Pick)],
    /// Adds what it is explained by, where it is on.
    pub legend: fn(&LegendOf<'_>, &mut Legend),
    /// Which labels are as strong as it is.
    pub labels: fn(LabelKind) -> bool,
    /// Where it writes something itself, so that no name stands there.
    pub rooms: fn(&Painting<'_>) -> Vec<Room>,
}

impl MapLayer {
    /// A layer that is on and has nothing to draw.
    const fn new(key: &'static str, name: fn() -> &'static str) -> Self {
        Self {
            key,
            name,
            usual: Layer {
                on: true,
                opacity: 1.0,
            },
            parts: &[],
            fixed: &[],
            picks: &[],
            legend: |_, _| {},
            labels: |_| false,
            rooms: |_| Vec::new(),
        }
    }
}

/// Adds marks, drawn that strongly, from 0 to 1.
pub type Make = fn(&Painting<'_>, f32, &mut Vec<Mark>);

/// What lies under a point.
pub type Pick = fn(&Picking<'_>, Px) -> Vec<Target>;

/// How high something is drawn, from the ground up. What is as high as something else is drawn in the
/// order of the layers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Height {
    Regions,
    Zones,
    /// Outlines that lie across zones.
    Rings,
    Lines,
    Highlights,
    Graticule,
    /// What a person drew to ask about.
    Asked,
    Fire,
    /// What is selected without being a shape.
    Selection,
    /// What stands where a label found no room.
    Dots,
    Labels,
    /// What is measured.
    Measured,
}

/// When something is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// On the land: shapes of the map, which the graphics card keeps.
    Ground,
    Above,
}

impl Height {
    fn stage(self) -> Stage {
        if self <= Self::Highlights {
            Stage::Ground
        } else {
            Stage::Above
        }
    }
}

/// Which of the things under a point is named first, from the top down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    Fire,
    Settlements,
    Lines,
    /// Rings before the district or raion they lie in.
    Regions,
    Zones,
    Provinces,
}

/// The one list of layers, in the order of the panel.
macro_rules! layers {
    ($($kind:ident: $layer:path,)*) => {
        /// A layer a person can switch.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum LayerKind {
            $(
                #[doc = stringify!($layer)]
                $kind,
            )*
        }

        /// Every layer, in the order of the kinds.
        const LAYERS: &[MapLayer] = &[$($layer),*];

        impl LayerKind {
            /// Every kind, with its key.
            pub const ALL: [(Self, &'static str); LAYERS.len()] =
                [$((Self::$kind, $layer.key)),*];
        }
    };
}

layers! {
    Fire: fire::LAYER,
    Regions: regions::LAYER,
    Zones: zones::LAYER,
    Lines: lines::LAYER,
    Reference: reference::LAYER,
    Labels: labels::LAYER,
    Basemap: basemap::LAYER,
    Relief: relief::LAYER,
    Graticule: graticule::LAYER,
    Locator: locator::LAYER,
}

impl LayerKind {
    /// All there is to know of it.
    pub fn layer(self) -> &'static MapLayer {
        &LAYERS[self as usize]
    }
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
    by_kind: [Layer; LAYERS.len()],
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

    /// Switches a layer off.
    pub fn switch_off(&mut self, kind: LayerKind) {
        self.by_kind[kind as usize].on = false;
    }

    /// The opacity to draw a layer with.
    pub fn strength(&self, kind: LayerKind) -> f32 {
        self.get(kind).strength()
    }

    /// The opacity to write a label with.
    pub fn label_strength(&self, kind: LabelKind) -> f32 {
        let of = self.strengths().filter(|(layer, _)| (layer.labels)(kind));
        of.map(|(_, strength)| strength).product()
    }

    /// The layers that are on.
    pub fn on(&self) -> impl Iterator<Item = &'static MapLayer> {
        let on = |(layer, strength)| (strength > 0.0).then_some(layer);
        self.strengths().filter_map(on)
    }

    /// What is drawn at a stage and how strongly, from the ground up.
    pub fn parts(&self, stage: Stage) -> Vec<(Make, f32)> {
        let mut parts = Vec::new();
        for (layer, strength) in self.strengths() {
            let switched = layer.parts.iter().filter(|_| strength > 0.0);
            parts.extend(switched.chain(layer.fixed).map(|part| (part, strength)));
        }
        parts.retain(|((height, _), _)| height.stage() == stage);
        parts.sort_by_key(|((height, _), _)| *height);
        let drawn = parts
            .into_iter()
            .map(|((_, make), strength)| (*make, strength));
        drawn.collect()
    }

    fn strengths(&self) -> impl Iterator<Item = (&'static MapLayer, f32)> {
        LAYERS.iter().zip(self.by_kind.map(Layer::strength))
    }
}

impl Default for Layers {
    fn default() -> Self {
        Self {
            by_kind: std::array::from_fn(|at| LAYERS[at].usual),
            shading: Shading::None,
            point_display: PointDisplay::Auto,
        }
    }
}
