//! Events of the Armed Conflict Location & Event Data Project, by the names of its columns.
//!
//! The order of its actors is not a direction, so its events have a place and no arrow.

use super::Layout;
use crate::{
    io::events::{Field, Row, name_cell},
    model::{Activity, Names, Place, draft::ReporterDraft, words::word},
};

/// Columns that no other table has together.
pub const TELLING: [&str; 4] = ["event_id_cnty", "event_date", "event_type", "actor1"];

pub const NOTE: &str = "read as ACLED events: a place and a precision for each, fatalities as \
                        killed, and no direction, since the order of its actors is none";

/// Who says it.
pub fn reporter(place: &Place) -> ReporterDraft {
    ReporterDraft {
        place: place.clone(),
        key: "acled".to_owned(),
        names: Names::plain("Armed Conflict Location & Event Data (ACLED)"),
        short: "ACLED".to_owned(),
        side: None,
        letter: "AC".to_owned(),
        note: "A dataset that codes events from the media. Its rows may not be passed on freely."
            .to_owned(),
    }
}

/// The cells of an event that a figure or the map is made of, by what they mean. The place is a
/// bare name, which the position goes with.
pub fn cells<'r>(cell: &dyn Fn(&'static str) -> &'r str) -> [(Field, &'r str); 9] {
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

/// An event as a row.
pub fn row<'r>(place: Place, record: &'r csv::StringRecord, layout: &Layout) -> Row<'r> {
    let cell = |heading| layout.cell(record, heading);
    let mut row = Row::new(place);
    row.set(Field::Report, cell("event_id_cnty"));
    row.set(Field::Outlet, cell("source"));
    for (field, text) in cells(&cell) {
        row.set(field, text);
    }
    row.set(Field::Places, name_cell(cell("location")));
    row.set(Field::ByAsReported, actors(cell("actor1"), cell("actor2")));
    let rest = [
        "notes",
        "sub_event_type",
        "actor1",
        "actor2",
        "admin1",
        "admin2",
        "location",
    ];
    let rest = rest.map(|heading| (heading.to_owned(), cell(heading).into()));
    let rest: serde_json::Map<String, serde_json::Value> = rest.into_iter().collect();
    row.set(Field::Other, serde_json::Value::Object(rest).to_string());
    row
}

fn actors(first: &str, second: &str) -> String {
    match second.trim() {
        "" => first.to_owned(),
        second => format!("{first}, {second} (in no order)"),
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
