//! Lines as a named source drew them, beside those of the map: off until a person wants to see them.

use super::{Depth, Height, Layer, MapLayer, lines};
use crate::words::layers as words;

pub const LAYER: MapLayer = MapLayer {
    usual: Layer {
        on: false,
        opacity: 1.0,
    },
    parts: &[(Height::Lines, |painting, strength, marks| {
        lines::drawn(painting, ("reference", true), strength, marks);
    })],
    picks: &[(Depth::Lines, |picking, at| lines::picked(picking, at, true))],
    legend: |of, legend| lines::explained(of, legend, true),
    ..MapLayer::new("reference", words::reference)
};
