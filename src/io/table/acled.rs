//! Events of the Armed Conflict Location & Event Data Project, by the names of its columns.
//!
//! The order of its actors is not a direction, so its events have a place and no arrow.

use super::kept;
use crate::{
    io::events::{Field, Rest},
    model::{Activity, Names, Place, TakenFor, draft::ReporterDraft, enum_names::word},
    words::notes::tables,
};

/// Columns that no other table has together.
pub const TELLING: [&str; 4] = ["event_id_cnty", "event_date", "event_type", "actor1"];

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
        note: tables::acled_about().to_owned(),
    }
}

/// The cells of an event, by what they mean. The place is a bare name, which the position goes
/// with.
pub fn cells<'r>(cell: &dyn Fn(&'static str) -> &'r str) -> [(Field, &'r str); 11] {
    let time_precision = match cell("time_precision") {
        "1" => "day",
        "2" => "week",
        "3" => "month",
        _ => "unknown",
    };
    // Its handbook gives no distances; these are the scale of what it says.
    let precision_km = match cell("geo_precision") {
        "1" => "1",
        "2" => "10",
        "3" => "50",
        _ => "",
    };
    [
        (Field::Report, cell("event_id_cnty")),
        (Field::Outlet, cell("source")),
        (Field::Start, cell("event_date")),
        (Field::TimePrecision, time_precision),
        (Field::Lon, cell("longitude")),
        (Field::Lat, cell("latitude")),
        (Field::Places, cell("location")),
        (Field::PrecisionKm, precision_km),
        (Field::Activity, word(&Activity::ALL, activity(cell))),
        (Field::Killed, cell("fatalities")),
        (Field::Stance, "record"),
    ]
}

/// Cells that are kept as they are.
const KEPT: [&str; 7] = [
    "notes",
    "sub_event_type",
    "actor1",
    "actor2",
    "admin1",
    "admin2",
    "location",
];

/// What becomes of a column.
pub fn taken_for(heading: &str) -> TakenFor {
    TakenFor::Field(match heading {
        "event_id_cnty" => Field::Report,
        "source" => Field::Outlet,
        "event_date" => Field::Start,
        "time_precision" => Field::TimePrecision,
        "longitude" => Field::Lon,
        "latitude" => Field::Lat,
        "location" => Field::Places,
        "geo_precision" => Field::PrecisionKm,
        "event_type" | "sub_event_type" => Field::Activity,
        "fatalities" => Field::Killed,
        "actor1" | "actor2" => Field::ByAsReported,
        kept if KEPT.contains(&kept) => return TakenFor::Attribute,
        _ => return TakenFor::Nothing,
    })
}

/// What else is said of an event: who took part, and cells that are kept as they are.
pub fn rest<'r>(cell: &dyn Fn(&'static str) -> &'r str) -> Rest {
    Rest {
        by_as_reported: Some(actors(cell("actor1"), cell("actor2"))),
        other: Some(kept(&KEPT, cell)),
    }
}

fn actors(first: &str, second: &str) -> String {
    match second.trim() {
        "" => first.trim().to_owned(),
        second => tables::in_no_order(&format!("{first}, {second}")),
    }
}

fn activity<'r>(cell: &dyn Fn(&'static str) -> &'r str) -> Activity {
    match cell("sub_event_type") {
        "Shelling/artillery/missile attack" => Activity::Shelling,
        "Air/drone strike" => Activity::DroneStrike,
        "Armed clash" | "Attack" | "Grenade" => Activity::Attack,
        _ => match cell("event_type") {
            "Battles" => Activity::Attack,
            "Explosions/Remote violence" => Activity::Shelling,
            _ => Activity::Other,
        },
    }
}
