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
    pub const ALL: [(Self, &'static str); 3] = [
        (Self::Peacekeepers, "peacekeeper-zone"),
        (Self::Corridor, "corridor"),
        (Self::Other, "zone"),
    ];
}

impl LineKind {
    pub const ALL: [(Self, &'static str); 3] = [
        (Self::LineOfContact, "line-of-contact"),
        (Self::StateBorder, "state-border"),
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
    pub fill: Option<[u8; 3]>,
    pub fill_opacity: Option<f32>,
}

/// What an opened file says of a thing beyond what the program understands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extra {
    pub style: Style,
    /// As a JSON object.
    pub properties: Option<Arc<str>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ZoneKind {
    Peacekeepers,
    Corridor,
    Other,
}

/// A dated area.
#[derive(Clone, Debug)]
pub struct Zone {
    pub key: Arc<str>,
    /// The opened file it comes from.
    pub file: Option<FileKey>,
    pub kind: ZoneKind,
    pub names: Names,
    pub dated: Dated,
    pub shape: Arc<MultiPolygon>,
    /// A point inside, where its name is written and fire from it starts.
    pub label: LonLat,
    pub precision_km: f64,
    pub source: String,
    pub licence: String,
    pub note: String,
    pub extra: Extra,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    LineOfContact,
    StateBorder,
    Other,
}

/// A dated line.
#[derive(Clone, Debug)]
pub struct Line {
    pub key: Arc<str>,
    /// The opened file it comes from.
    pub file: Option<FileKey>,
    pub kind: LineKind,
    pub names: Names,
    pub dated: Dated,
    pub shape: Arc<MultiLineString>,
    pub precision_km: f64,
    pub source: String,
    pub licence: String,
    pub note: String,
    pub extra: Extra,
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
