//! What is selected, by keys that hold across restarts.

use std::sync::Arc;

use crate::{
    model::{Atlas, RegionKey},
    scene::{BundleKey, Target},
};

/// What the details speak of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Selection {
    Region(RegionKey),
    Settlement(Arc<str>),
    Zone(Arc<str>),
    Line(Arc<str>),
    Bundle(BundleKey),
    Report(Arc<str>),
    /// The reports without a date.
    Undated,
    /// The reports of the window without a place on the map.
    Unplaced,
}

impl Selection {
    /// The selection of something pointed at.
    pub fn of(atlas: &Atlas, target: &Target) -> Self {
        match target {
            Target::Bundle(key) => Self::Bundle(key.clone()),
            Target::Line(id) => Self::Line(atlas.lines()[*id].key.clone()),
            Target::Region(id) => Self::Region(atlas.regions()[*id].key.clone()),
            Target::Zone(id) => Self::Zone(atlas.zones()[*id].key.clone()),
        }
    }
}
