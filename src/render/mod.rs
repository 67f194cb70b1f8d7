//! The last step: a scene, the basemap and the ground, put on the screen or into a picture.
//!
//! Nothing here decides what is shown; that is the scene's part.

pub mod basemap;
pub mod fire;
pub mod fonts;
pub mod ground;
pub mod labels;
pub mod paint;
pub mod pdf;
pub mod pixels;
pub mod relief;
pub mod svg;
pub mod swarm;
pub mod tiles;

pub use basemap::Basemap;
pub use ground::Ground;
pub use relief::Relief;
