//! Events of the Armed Conflict Location & Event Data Project, by the names of its columns.
//!
//! The order of its actors is not a direction, so its events have a place and no arrow.

use super::{Dataset, Known};
use crate::{
    model::{Activity, Field, Names, Place, TimePrecision, draft::ReporterDraft},
    words::notes::tables,
};

pub const KNOWN: Known = Known {
    dataset: Dataset::Acled,
    signs: &[
        "event_id_cnty",
        "event_id_no_cnty",
        "data_id",
        "event_date",
        "time_precision",
        "disorder_type",
        "event_type",
        "sub_event_type",
        "actor1",
        "assoc_actor_1",
        "ally_actor_1",
        "inter1",
        "actor2",
        "interaction",
        "admin1",
        "admin2",
        "geo_precision",
        "source_scale",
        "fatalities",
        "civilian_targeting",
    ],
    telling: (
        &[
            "event_id_cnty",
            "event_id_no_cnty",
            "sub_event_type",
            "disorder_type",
            "assoc_actor_1",
            "ally_actor_1",
            "inter1",
            "geo_precision",
        ],
        1,
    ),
    fields: &[
        (Field::Report, "event_id_cnty"),
        (Field::Report, "data_id"),
        (Field::Report, "event_id_no_cnty"),
        (Field::Outlet, "source"),
        (Field::Start, "event_date"),
        (Field::TimePrecision, "time_precision"),
        (Field::Lon, "longitude"),
        (Field::Lat, "latitude"),
        (Field::Places, "location"),
        (Field::PrecisionKm, "geo_precision"),
        (Field::Activity, "event_type"),
        (Field::ActivityDetail, "sub_event_type"),
        (Field::Killed, "fatalities"),
    ],
    actors: ["actor1", "actor2"],
};

/// Numbers of events, added up by week and province, as the project publishes them: the position is the middle of the
/// province, and the id that of the province.
pub const SUMS: Known = Known {
    dataset: Dataset::AcledSums,
    signs: &[
        "week",
        "admin1",
        "event_type",
        "sub_event_type",
        "events",
        "fatalities",
        "population_exposure",
        "disorder_type",
        "centroid_latitude",
        "centroid_longitude",
    ],
    telling: (
        &["week", "events", "centroid_latitude", "population_exposure"],
        3,
    ),
    fields: &[
        (Field::Start, "week"),
        (Field::Lon, "centroid_longitude"),
        (Field::Lat, "centroid_latitude"),
        (Field::Places, "admin1"),
        (Field::Activity, "event_type"),
        (Field::ActivityDetail, "sub_event_type"),
        (Field::Count, "events"),
        (Field::Killed, "fatalities"),
    ],
    actors: ["actor1", "actor2"],
};

/// Who says it.
pub fn reporter(place: &Place) -> ReporterDraft {
    ReporterDraft {
        place: place.clone(),
        key: "acled".to_owned(),
        names: Names::plain("Armed Conflict Location & Event Data (ACLED)"),
        short: "ACLED".to_owned(),
        side: None,
        letter: "AC".to_owned(),
        color: Some(10),
        rank: None,
        note: tables::acled_about().to_owned(),
    }
}

/// How closely a time is known: to the day, the week or the month.
pub fn time_precision(code: &str) -> TimePrecision {
    match code {
        "1" => TimePrecision::Day,
        "2" => TimePrecision::Week,
        "3" => TimePrecision::Month,
        _ => TimePrecision::Unknown,
    }
}

/// Its handbook gives no distances; these are the scale of what it says.
pub fn precision_km(code: &str) -> Option<f64> {
    match code {
        "1" => Some(1.0),
        "2" => Some(10.0),
        "3" => Some(50.0),
        _ => None,
    }
}

/// What an event is, by the kinds of today and those of before 2019.
pub fn activity(kind: &str, closer: &str) -> Activity {
    match closer {
        "Shelling/artillery/missile attack" => Activity::Shelling,
        "Air/drone strike" => Activity::DroneStrike,
        "Remote explosive/landmine/IED" => Activity::Mine,
        "Armed clash" | "Attack" | "Grenade" => Activity::Attack,
        _ => match kind {
            "Battles" => Activity::Attack,
            kind if kind.starts_with("Battle-") => Activity::Attack,
            "Explosions/Remote violence" | "Remote violence" => Activity::Shelling,
            _ => Activity::Other,
        },
    }
}
