//! Events of the Georeferenced Event Dataset of the Uppsala Conflict Data Program, by the names of
//! its columns.
//!
//! Its sides are not a direction, so its events have a place and no arrow. It holds only events
//! with at least one death.

use std::borrow::Cow;

use super::kept;
use crate::{
    io::events::{Field, Rest},
    model::{Names, Place, TakenFor, draft::ReporterDraft},
    words::notes::tables,
};

/// Columns that no other table has together.
pub const TELLING: [&str; 4] = ["type_of_violence", "side_a", "date_start", "best"];

/// The columns of a release without a heading.
pub const HEADINGS: [&str; 49] = [
    "id",
    "relid",
    "year",
    "active_year",
    "code_status",
    "type_of_violence",
    "conflict_dset_id",
    "conflict_new_id",
    "conflict_name",
    "dyad_dset_id",
    "dyad_new_id",
    "dyad_name",
    "side_a_dset_id",
    "side_a_new_id",
    "side_a",
    "side_b_dset_id",
    "side_b_new_id",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "where_description",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "geom_wkt",
    "priogrid_gid",
    "country",
    "country_id",
    "region",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
    "gwnoa",
    "gwnob",
];

/// Whether a first row is an event already: as many cells, and numbers where those are.
pub fn looks_headless(first: &[Cow<'_, str>]) -> bool {
    let number = |name: &str| {
        let index = HEADINGS.iter().position(|known| *known == name);
        let cell = index.and_then(|index| first.get(index));
        cell.is_some_and(|cell| cell.trim().parse::<f64>().is_ok())
    };
    first.len() == HEADINGS.len() && ["id", "year", "latitude", "best"].into_iter().all(number)
}

/// Who says it.
pub fn reporter(place: &Place) -> ReporterDraft {
    ReporterDraft {
        place: place.clone(),
        key: "ucdp-ged".to_owned(),
        names: Names::plain("Uppsala Conflict Data Program (GED)"),
        short: "UCDP".to_owned(),
        side: None,
        letter: "UC".to_owned(),
        color: Some(11),
        note: tables::ucdp_about().to_owned(),
    }
}

/// The cells of an event, by what they mean. The place is a bare name, which the position goes
/// with.
pub fn cells<'r>(cell: &dyn Fn(&'static str) -> &'r str) -> [(Field, &'r str); 12] {
    let (first, last) = (cell("date_start"), cell("date_end"));
    let time_precision = match cell("date_prec") {
        "1" => "day",
        "2" => "days",
        "3" => "week",
        "4" => "month",
        _ => "unknown",
    };
    // 1 exact, 2 within about 25 km by its codebook; from 3 on the centre of an area.
    let precision_km = match cell("where_prec") {
        "1" => "1",
        "2" => "25",
        "3" => "50",
        "4" | "5" | "6" | "7" => "100",
        _ => "",
    };
    [
        (Field::Report, cell("id")),
        (Field::Outlet, cell("source_office")),
        (Field::Start, first),
        (Field::End, if last == first { "" } else { last }),
        (Field::TimePrecision, time_precision),
        (Field::Lon, cell("longitude")),
        (Field::Lat, cell("latitude")),
        (Field::Places, cell("where_coordinates")),
        (Field::PrecisionKm, precision_km),
        (Field::Activity, "attack"),
        (Field::Killed, cell("best")),
        (Field::Stance, "record"),
    ]
}

/// Cells that are kept as they are.
const KEPT: [&str; 15] = [
    "type_of_violence",
    "conflict_name",
    "low",
    "best",
    "high",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "dyad_name",
    "where_prec",
    "date_prec",
    "where_description",
    "source_headline",
    "source_article",
];

/// What becomes of a column.
pub fn taken_for(heading: &str) -> TakenFor {
    TakenFor::Field(match heading {
        "id" => Field::Report,
        "source_office" => Field::Outlet,
        "date_start" => Field::Start,
        "date_end" => Field::End,
        "date_prec" => Field::TimePrecision,
        "longitude" => Field::Lon,
        "latitude" => Field::Lat,
        "where_coordinates" => Field::Places,
        "where_prec" => Field::PrecisionKm,
        "best" => Field::Killed,
        "side_a" | "side_b" => Field::ByAsReported,
        kept if KEPT.contains(&kept) => return TakenFor::Attribute,
        _ => return TakenFor::Nothing,
    })
}

/// What else is said of an event: its sides, and cells that are kept as they are.
pub fn rest<'r>(cell: &dyn Fn(&'static str) -> &'r str) -> Rest {
    let sides = [cell("side_a"), cell("side_b")].join(", ");
    Rest {
        by_as_reported: Some(tables::in_no_order(&sides)),
        other: Some(kept(&KEPT, cell)),
    }
}
