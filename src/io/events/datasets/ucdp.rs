//! Events of the Georeferenced Event Dataset of the Uppsala Conflict Data Program, by the names of
//! its columns.
//!
//! Its sides are not a direction, so its events have a place and no arrow. It holds only events
//! with at least one death.

use std::borrow::Cow;

use super::{Dataset, Known};
use crate::{
    model::{Field, Names, Place, TimePrecision, draft::ReporterDraft},
    words::notes::tables,
};

pub const KNOWN: Known = Known {
    dataset: Dataset::Ucdp,
    signs: &[
        "relid",
        "type_of_violence",
        "conflict_name",
        "dyad_new_id",
        "dyad_name",
        "side_a",
        "side_b",
        "where_prec",
        "where_coordinates",
        "where_description",
        "priogrid_gid",
        "event_clarity",
        "date_prec",
        "date_start",
        "date_end",
        "deaths_a",
        "deaths_civilians",
        "best",
        "best_est",
        "low",
        "high",
    ],
    telling: (
        &[
            "relid",
            "type_of_violence",
            "conflict_name",
            "dyad_new_id",
            "dyad_name",
            "where_prec",
            "where_coordinates",
            "priogrid_gid",
            "event_clarity",
            "date_prec",
            "deaths_civilians",
        ],
        2,
    ),
    fields: &[
        (Field::Report, "id"),
        (Field::Report, "relid"),
        (Field::Outlet, "source_office"),
        (Field::Start, "date_start"),
        (Field::End, "date_end"),
        (Field::TimePrecision, "date_prec"),
        (Field::Lon, "longitude"),
        (Field::Lat, "latitude"),
        (Field::Places, "where_coordinates"),
        (Field::Places, "where_description"),
        (Field::PrecisionKm, "where_prec"),
        (Field::Killed, "best"),
        (Field::Killed, "best_est"),
        (Field::KilledLow, "low"),
        (Field::KilledLow, "low_est"),
        (Field::KilledHigh, "high"),
        (Field::KilledHigh, "high_est"),
    ],
    actors: ["side_a", "side_b"],
};

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
        rank: None,
        note: tables::ucdp_about().to_owned(),
    }
}

/// How closely a time is known: to the day, to some days, the week or the month; then to the year.
pub fn time_precision(code: &str) -> TimePrecision {
    match code {
        "1" => TimePrecision::Day,
        "2" => TimePrecision::Days,
        "3" => TimePrecision::Week,
        "4" => TimePrecision::Month,
        _ => TimePrecision::Unknown,
    }
}

/// 1 is exact, 2 within about 25 km by its codebook; from 3 on it is the centre of an area.
pub fn precision_km(code: &str) -> Option<f64> {
    match code {
        "1" => Some(1.0),
        "2" => Some(25.0),
        "3" => Some(50.0),
        "4" | "5" | "6" | "7" => Some(100.0),
        _ => None,
    }
}
