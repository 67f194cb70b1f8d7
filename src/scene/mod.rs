//! What to draw, in map coordinates and meaning: plain data, known to no window.
//!
//! The screen and picture files are ends of the same scene.

pub mod arrow;
pub mod bundle;
pub mod camera;
pub mod compose;
pub mod crowd;
pub mod curve;
pub mod label;
pub mod layers;
pub mod legend;
pub mod lettering;
pub mod marks;
pub mod pick;
pub mod pick_rows;
pub mod style;
pub mod swarm;
pub mod tint;

pub use arrow::Weight;
pub use bundle::{Bundle, BundleKey, Figure};
pub use camera::{Camera, Px, View, World, px};
pub use compose::{Scene, compose};
pub use crowd::{Cluster, Crowd};
pub use label::{Label, LabelKind, Placed};
pub use layers::{Layer, LayerKind, Layers, Shading};
pub use pick::{Picking, Target, pick};
pub use pick_rows::{RowShape, pick_rows};
pub use style::{Palette, Rgba, Theme};
pub use swarm::Swarm;
