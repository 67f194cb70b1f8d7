//! The last step: a scene, the basemap and the ground, put on the screen or into a picture.
//!
//! Nothing here decides what is shown; that is the scene's part.

mod all_figures;
pub(crate) mod basemap;
mod both_ends;
mod denied_figures;
pub(crate) mod edges;
pub(crate) mod fonts;
mod hatching;
pub(crate) mod own_map;
pub(crate) mod pdf;
pub mod pixels;
pub mod point_layer;
pub(crate) mod relief;
pub(crate) mod screen;
pub mod svg;
pub(crate) mod tiles;
pub(crate) mod vector_layers;
pub mod viewport;

pub use basemap::Basemap;
pub(crate) use edges::Edges;
pub(crate) use relief::Relief;
pub use tiles::{raster::decode as decode_picture, vector::decode as decode_shapes};
pub(crate) use vector_layers::VectorLayers;
