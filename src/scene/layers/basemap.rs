//! Water, rivers and the borders of other states: tiles, which each end draws below everything else.

use super::MapLayer;
use crate::words::layers as words;

pub const LAYER: MapLayer = MapLayer::new("basemap", words::basemap);
