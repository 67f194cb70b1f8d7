//! What to draw, in map coordinates and meaning: plain data, known to no window.
//!
//! The screen and picture files are ends of the same scene.

pub(crate) mod after_figure;
pub(crate) mod arrow;
mod asked;
pub mod bundle;
pub mod camera;
pub mod clusters;
pub mod compose;
pub(crate) mod curve;
pub(crate) mod ground_style;
pub(crate) mod label;
pub(crate) mod layers;
pub(crate) mod legend;
pub(crate) mod lettering;
pub(crate) mod marks;
pub mod measured;
pub mod overview;
pub mod pick;
pub mod pick_rows;
pub mod point_layer;
pub mod pyramid;
mod region_names;
pub(crate) mod style;
pub mod tint;

pub(crate) use arrow::Weight;
pub use bundle::{Bundle, BundleKey, Figure};
pub use camera::{Camera, Px, View, World, px, to_lon_lat};
pub use clusters::{Cluster, PointDisplay};
pub use compose::{Scene, compose};
pub(crate) use label::{Label, LabelKind, Placed, Side};
pub use layers::{Layer, LayerKind, Layers, Shading};
pub use overview::{Overview, OverviewChoice, OverviewMode};
pub use pick::{Picking, Target, pick};
pub use pick_rows::{RowShape, pick_rows};
pub use point_layer::PointLayer;
pub use style::{Palette, Rgba, Theme};
