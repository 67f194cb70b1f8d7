//! Zones and lines: things on the ground that hold from a date to a date.

use std::sync::Arc;

use super::{
    file::FileKey,
    geo::{LonLat, MultiLineString, MultiPolygon},
    names::Names,
    table::dense_id,
    time::{Day, Window},
};

dense_id! {
    /// Dense number of a zone within one [`Atlas`](super::Atlas). Never saved.
    ZoneId
}

dense_id! {
    /// Dense number of a line within one [`Atlas`](super::Atlas). Never saved.
    LineId
}

/// The days something holds: from the first, up to but not including the end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dated {
    /// `None`: before anything shown here.
    pub from: Option<Day>,
    /// `None`: still so.
    pub end: Option<Day>,
}

impl ZoneKind {
    /// Every sort with its key in files.
    pub const ALL: [(Self, &'static str); 3] = [
        (Self::Peacekeepers, "peacekeeper-zone"),
        (Self::Corridor, "corridor"),
        (Self::Other, "zone"),
    ];
}

impl LineKind {
    /// Every sort with its key in files.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::LineOfContact, "line-of-contact"),
        (Self::StateBorder, "state-border"),
        (Self::Reference, "reference"),
        (Self::Other, "line"),
    ];
}

impl Dated {
    /// Whether it holds on at least one day of the window.
    pub fn holds_in(self, window: Window) -> bool {
        self.from.is_none_or(|from| from < window.end())
            && self.end.is_none_or(|end| window.first() < end)
    }
}

/// How a file wants one of its things to be drawn, in the words of simplestyle. `None`: as usual.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Style {
    /// Red, green, blue.
    pub stroke: Option<[u8; 3]>,
    /// In points.
    pub stroke_width: Option<f32>,
    /// From 0 to 1.
    pub stroke_opacity: Option<f32>,
    /// Colour of the inside, as red, green and blue.
    pub fill: Option<[u8; 3]>,
    /// From 0 to 1.
    pub fill_opacity: Option<f32>,
}

/// What an opened file says of a thing beyond what the program understands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extra {
    /// How the file draws it.
    pub style: Style,
    /// As a JSON object.
    pub properties: Option<Arc<str>>,
}

/// What an area is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ZoneKind {
    /// Where the Russian peacekeepers are stationed.
    Peacekeepers,
    /// A road held open between two territories.
    Corridor,
    /// None of these.
    Other,
}

/// A dated area.
#[derive(Clone, Debug)]
pub struct Zone {
    /// Stable and unique among things of its kind.
    pub key: Arc<str>,
    /// The opened file it comes from.
    pub file: Option<FileKey>,
    /// What it is.
    pub kind: ZoneKind,
    /// What it is called, by language.
    pub names: Names,
    /// From which day to which it holds.
    pub dated: Dated,
    /// Closed rings, exterior counter-clockwise, in degrees.
    pub shape: Arc<MultiPolygon>,
    /// A point inside, where its name is written and fire from it starts.
    pub label: LonLat,
    /// How far it may be off, in kilometres.
    pub precision_km: f64,
    /// Where the data comes from, as attributions name it.
    pub source: String,
    /// The licence of that source.
    pub licence: String,
    /// What its file remarks on it; may be empty.
    pub note: String,
    /// How its file draws it, and what else it says.
    pub extra: Extra,
    /// How many later beginnings others of its kind have in its file: what is drawn tells them apart by
    /// it. Numbered when places are built.
    pub series: u8,
}

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LineKind {
    /// Where two armies face each other.
    LineOfContact,
    /// A border between states.
    StateBorder,
    /// What a named source drew, shown on request beside the lines of the map.
    Reference,
    /// None of these.
    Other,
}

/// A dated line.
#[derive(Clone, Debug)]
pub struct Line {
    /// Stable and unique among things of its kind.
    pub key: Arc<str>,
    /// The opened file it comes from.
    pub file: Option<FileKey>,
    /// What it is.
    pub kind: LineKind,
    /// What it is called, by language.
    pub names: Names,
    /// From which day to which it holds.
    pub dated: Dated,
    /// Lines in degrees.
    pub shape: Arc<MultiLineString>,
    /// How far it may be off, in kilometres.
    pub precision_km: f64,
    /// Where the data comes from, as attributions name it.
    pub source: String,
    /// The licence of that source.
    pub licence: String,
    /// What its file remarks on it; may be empty.
    pub note: String,
    /// How its file draws it, and what else it says.
    pub extra: Extra,
    /// How many later beginnings others of its kind have in its file: what is drawn tells them apart by
    /// it. Numbered when places are built.
    pub series: u8,
}

impl Line {
    /// The point half-way along its longest part; `None` where it has no length.
    pub fn middle(&self) -> Option<LonLat> {
        use geo::{Euclidean, InterpolateLine as _, Length as _};
        let length = |part: &&geo::LineString| Euclidean.length(*part);
        let parts = self.shape.iter();
        let longest = parts.max_by(|a, b| length(a).total_cmp(&length(b)))?;
        let middle = Euclidean.point_at_ratio_from_start(longest, 0.5);
        middle.map(|middle| middle.0)
    }

    /// The point of it that is nearest to a place.
    pub fn nearest(&self, to: LonLat) -> Option<LonLat> {
        use geo::{Closest, ClosestPoint as _};
        match self.shape.closest_point(&to.into()) {
            Closest::Intersection(at) | Closest::SinglePoint(at) => Some(at.0),
            Closest::Indeterminate => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_no_longer_holds_on_the_day_it_ends() {
        let day = |text| Day::parse(text).expect("a date");
        let dated = Dated {
            from: Some(day("2020-11-10")),
            end: Some(day("2022-08-30")),
        };
        let on = |text| Window::days(day(text), day(text));
        assert!(!dated.holds_in(on("2020-11-09")));
        assert!(dated.holds_in(on("2020-11-10")));
        assert!(dated.holds_in(on("2022-08-29")));
        assert!(!dated.holds_in(on("2022-08-30")));
        assert!(Dated::default().holds_in(on("1900-01-01")));
    }
}
