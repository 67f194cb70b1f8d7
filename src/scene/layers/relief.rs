//! Shadow and light of the land: an image, which each end draws above the basemap.

use super::MapLayer;
use crate::words::layers as words;

pub const LAYER: MapLayer = MapLayer::new("relief", words::relief);
