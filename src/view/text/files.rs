//! Words on files: formats, columns of tables, how they are read.

use super::count;
use crate::{
    model::{DateOrder, Field},
    query::Accounts,
    session::Column,
};

/// What was found in a file: `60,000 records`.
pub fn found(records: usize, others: usize) -> String {
    match (records, others) {
        (0, others) => count(others, "thing", "things"),
        (records, 0) => count(records, "record", "records"),
        (records, others) => {
            let records = count(records, "record", "records");
            format!("{records}, {} more", count(others, "thing", "things"))
        }
    }
}

/// How far a piece of work is: `43 %, 2 s left`.
pub fn progress(share: Option<f32>, seconds: f32) -> String {
    match share {
        Some(share) if share >= 0.05 && seconds >= 0.5 => {
            let left = seconds * (1.0 - share) / share;
            format!("{:.0} %, {left:.0} s left", share * 100.0)
        }
        Some(share) => format!("{:.0} %", share * 100.0),
        None => format!("{seconds:.0} s"),
    }
}

/// What separates the cells of a table.
pub fn separator(sign: u8) -> &'static str {
    match sign {
        b';' => "semicolon",
        b'\t' => "tab",
        b'|' => "bar",
        _ => "comma",
    }
}

/// Encodings offered for tables, by their names of the web.
pub const ENCODINGS: [&str; 6] = [
    "UTF-8",
    "UTF-16LE",
    "windows-1251",
    "windows-1252",
    "windows-1254",
    "UTF-16BE",
];

pub fn date_order(order: Option<DateOrder>) -> &'static str {
    match order {
        Some(DateOrder::DayFirst) => "day first",
        Some(DateOrder::MonthFirst) => "month first",
        None => "as written",
    }
}

/// What a column of a table is taken for.
pub fn field(field: Option<Field>) -> &'static str {
    match field {
        None => "(kept as it is)",
        Some(Field::Report) => "report",
        Some(Field::Reporter) => "reporter",
        Some(Field::Outlet) => "outlet",
        Some(Field::Url) => "address",
        Some(Field::Language) => "language",
        Some(Field::Published) => "day published",
        Some(Field::PublishedBasis) => "basis of that day",
        Some(Field::Stance) => "stance",
        Some(Field::Denies) => "what it denies",
        Some(Field::DuplicateOf) => "rendering of",
        Some(Field::Total) => "total stated",
        Some(Field::By) => "side that fired",
        Some(Field::ByAsReported) => "side as reported",
        Some(Field::Origins) => "from (places)",
        Some(Field::Targets) => "at (places)",
        Some(Field::Places) => "where (places)",
        Some(Field::OriginLon) => "from: longitude",
        Some(Field::OriginLat) => "from: latitude",
        Some(Field::TargetLon) => "at: longitude",
        Some(Field::TargetLat) => "at: latitude",
        Some(Field::Lon) => "longitude",
        Some(Field::Lat) => "latitude",
        Some(Field::PrecisionKm) => "precision in km",
        Some(Field::Count) => "incidents",
        Some(Field::Start) => "date or start",
        Some(Field::End) => "end",
        Some(Field::TimePrecision) => "precision of time",
        Some(Field::Activity) => "activity",
        Some(Field::Weapons) => "weapons",
        Some(Field::Killed) => "killed",
        Some(Field::Wounded) => "wounded",
        Some(Field::CasualtySide) => "whose losses",
        Some(Field::LossesDenied) => "losses denied",
        Some(Field::Other) => "everything else",
    }
}

/// File > Export data: the formats.
pub const EXPORTS: [(&str, &str); 6] = [
    (".csv", "a table, one row a group"),
    (
        ".geojson",
        "for GIS programs: lines and points with all properties",
    ),
    (".json", "reports as this program has them"),
    (".kml", "for Google Earth and the like"),
    (".kmz", "the same, packed"),
    (
        ".gpkg",
        "GeoPackage: layers that QGIS opens, with places and reporters",
    ),
];

/// What an export will write.
pub fn to_be_exported(accounts: Accounts) -> String {
    format!(
        "{} of {} will be written: exactly those that the window and the filters let through, {} \
         on the map and {} without a place.",
        super::number(accounts.shown + accounts.unplaced),
        super::count(accounts.loaded, "record", "records"),
        super::number(accounts.shown),
        super::number(accounts.unplaced),
    )
}

/// What an export has written.
pub fn exported(written: usize, loaded: usize, file: &str) -> String {
    format!(
        "{} of {} were written to {file}",
        super::number(written),
        super::count(loaded, "record", "records"),
    )
}

pub fn export_cancelled(file: &str) -> String {
    format!("The export was cancelled. Nothing was written to {file}")
}

/// File > Open: what can be opened.
pub const OPEN_WHAT: &str = "Reports, regions, zones and places from a file of yours, beside what \
                             is there. You can also drop files on the map.";

/// What a file is coloured by.
pub fn column(column: &Column) -> String {
    match column {
        Column::Reporter => "reporter".to_owned(),
        Column::Activity => "activity".to_owned(),
        Column::Side => "side that fired".to_owned(),
        Column::Stance => "kind of statement".to_owned(),
        Column::Property(name) => name.to_string(),
    }
}

/// The colours offered for a file, in the order of tints.
pub const TINTS: [&str; 12] = [
    "blue", "orange", "green", "pink", "gold", "sky blue", "olive", "grey", "brown", "violet",
    "teal", "crimson",
];

/// What latitude and longitude the wrong way round look like.
pub const SWAP_HINT: &str = "For files whose positions are the wrong way round: places then lie far \
                             off or cannot be placed at all. The file is read again";
