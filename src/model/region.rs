//! Regions and the settlements inside them.

use std::{fmt, sync::Arc};

use super::{
    geo::{self, LonLat, MultiPolygon, Rect},
    names::Names,
    table::dense_id,
    zone::Extra,
};

dense_id! {
    /// Dense number of a region within one [`Atlas`](super::Atlas). Never saved.
    RegionId
}

dense_id! {
    /// Dense number of a settlement within one [`Atlas`](super::Atlas). Never saved.
    SettlementId
}

/// What a region is called in files: a lower-case slug such as `kalbajar`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RegionKey(pub Arc<str>);

impl RegionKey {
    /// Takes the key as it is; files hold lower-case slugs.
    pub fn new(key: &str) -> Self {
        Self(key.into())
    }
}

impl fmt::Display for RegionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What kind of unit a region is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Of Azerbaijan.
    District,
    /// Of Armenia, within today's provinces.
    Raion,
    /// Named in statements, without a boundary that could be had.
    Area,
    /// Holds districts or raions; takes the reports that name no more than it.
    Province,
}

impl Level {
    /// Every level with its key in files.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::District, "district"),
        (Self::Raion, "raion"),
        (Self::Area, "area"),
        (Self::Province, "province"),
    ];

    /// Whether regions of this level tile the land, so that a click has one of them below it.
    pub fn tiles_the_land(self) -> bool {
        matches!(self, Self::District | Self::Raion)
    }
}

/// The state a place lies in by its internationally recognised border.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Country {
    /// Inside its internationally recognised border.
    Armenia,
    /// Inside its internationally recognised border.
    Azerbaijan,
    /// Another state, or not known.
    Other,
}

impl Country {
    /// From the two-letter code of ISO 3166.
    pub fn from_code(code: &str) -> Self {
        match code {
            "AM" => Self::Armenia,
            "AZ" => Self::Azerbaijan,
            _ => Self::Other,
        }
    }
}

/// How the extent of a region is known.
#[derive(Clone, Debug, PartialEq)]
pub enum Boundary {
    /// From a boundary layer.
    Outline,
    /// Not known: a ring of that radius about a point stands for it.
    Ring {
        /// In degrees.
        centre: LonLat,
        /// In kilometres on the ground.
        radius_km: f64,
    },
    /// The union of its members.
    Union,
}

/// A district, raion, area or province.
#[derive(Clone, Debug)]
pub struct Region {
    /// Stable and unique; what files and sessions hold.
    pub key: RegionKey,
    /// District, raion, area or province.
    pub level: Level,
    /// Whether it is one of the seven regions the project started from.
    pub mission: bool,
    /// The state it lies in.
    pub country: Country,
    /// Key of the province it belongs to, where there is one.
    pub province: Option<String>,
    /// What it is called, by language.
    pub names: Names,
    /// How the shape is known.
    pub boundary: Boundary,
    /// Closed rings, exterior counter-clockwise.
    pub shape: Arc<MultiPolygon>,
    /// The box around the shape, in degrees.
    pub bounds: Rect,
    /// Where the name is written and arrows without a settlement end. Inside the shape.
    pub label: LonLat,
    /// The regions it is the union of; empty but for provinces.
    pub members: Vec<RegionId>,
    /// How far the outline may be off, in kilometres.
    pub precision_km: f64,
    /// Where the data comes from, as attributions name it.
    pub source: String,
    /// The licence of that source.
    pub licence: String,
    /// What its file remarks on it; may be empty.
    pub note: String,
}

impl Region {
    /// Whether the position lies inside.
    pub fn contains(&self, at: LonLat) -> bool {
        let (low, high) = (self.bounds.min(), self.bounds.max());
        (low.x..=high.x).contains(&at.x)
            && (low.y..=high.y).contains(&at.y)
            && geo::contains(&self.shape, at)
    }
}

/// A village, town or height inside a region.
#[derive(Clone, Debug)]
pub struct Settlement {
    /// Stable and unique among settlements.
    pub key: Arc<str>,
    /// What it is called, by language.
    pub names: Names,
    /// The region it lies in, where that is one of the regions.
    pub region: Option<RegionId>,
    /// The state it lies in.
    pub country: Country,
    /// `None` where no position is known; it then stays with its region.
    pub at: Option<LonLat>,
    /// How far the position may be off, in kilometres; `None` where not stated.
    pub precision_km: Option<f64>,
    /// Inhabitants, where known.
    pub population: Option<u32>,
    /// Where the data comes from, as attributions name it.
    pub source: String,
    /// What its file remarks on it; may be empty.
    pub note: String,
    /// What else its file says of it.
    pub extra: Extra,
}
