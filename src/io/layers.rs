//! `regions.geojson`, `zones.geojson` and `lines.geojson`. Their features say what tables say of the
//! same things, with names and rings as objects of their own.

use geojson::Feature;
use serde_json::{Map, Value};

use super::{
    features::FOREIGN,
    geojson::{
        shape_of,
        time::{self, TIME},
    },
    ground,
    notes::Notes,
    records::{RawRecord, list_under, read_all, shared},
    source::ReadError,
};
use crate::{
    model::{Budget, Draft, Line, Note, NoteLog, Place, Severity, Zone, draft::RegionDraft},
    words::notes::formats,
};

/// Reads the regions into the draft.
pub fn read_regions(
    place: &Place,
    text: &str,
    budget: &Budget,
    draft: &mut Draft,
    notes: &mut NoteLog,
) -> Result<(), ReadError> {
    let records = list_under(place, text, "features")?;
    draft
        .regions
        .extend(read_all(&records, (budget, shared), notes, read_region)?);
    Ok(())
}

/// Reads the zones into the draft.
pub fn read_zones(
    place: &Place,
    text: &str,
    budget: &Budget,
    draft: &mut Draft,
    notes: &mut NoteLog,
) -> Result<(), ReadError> {
    let records = list_under(place, text, "features")?;
    draft
        .zones
        .extend(read_all(&records, (budget, shared), notes, read_zone)?);
    Ok(())
}

/// Reads the lines into the draft.
pub fn read_lines(
    place: &Place,
    text: &str,
    budget: &Budget,
    draft: &mut Draft,
    notes: &mut NoteLog,
) -> Result<(), ReadError> {
    let records = list_under(place, text, "features")?;
    draft
        .lines
        .extend(read_all(&records, (budget, shared), notes, read_line)?);
    Ok(())
}

pub(super) fn read_region(
    record: &RawRecord<'_>,
    notes: &mut NoteLog,
) -> Result<RegionDraft, Note> {
    read_feature(record, notes, ground::region)
}

pub(super) fn read_zone(record: &RawRecord<'_>, notes: &mut NoteLog) -> Result<Zone, Note> {
    read_feature(record, notes, ground::zone)
}

pub(super) fn read_line(record: &RawRecord<'_>, notes: &mut NoteLog) -> Result<Line, Note> {
    read_feature(record, notes, ground::line)
}

type Make<T> = fn(&Map<String, Value>, geo::Geometry, &mut Notes<'_>) -> Result<T, String>;

fn read_feature<T>(record: &RawRecord<'_>, notes: &mut NoteLog, make: Make<T>) -> Result<T, Note> {
    let fail = |why: &str| record.left_out(&record.place, why);
    let feature: Feature = record.read()?;
    let properties = feature.properties.unwrap_or_default();
    if !properties.get("key").is_some_and(Value::is_string) {
        return Err(fail(formats::no_key()));
    }
    if !properties.get("names").is_some_and(Value::is_object) {
        return Err(fail(formats::no_names()));
    }
    let mut cells = cells_of(properties);
    let mut members = feature.foreign_members.unwrap_or_default();
    let time = members.shift_remove(TIME);
    let dated = ground::dated(
        &cells,
        &mut Notes::new(&record.place, &mut NoteLog::default()),
    );
    if let Some(time) = time.filter(|time| Some(time) != time::of_dated(dated).as_ref()) {
        let what = formats::time_differs();
        notes.push(Note::new(
            Severity::Doubt,
            &record.place,
            time.to_string(),
            what,
        ));
        members.insert(TIME.to_owned(), time);
    }
    if !members.is_empty() {
        cells.insert(FOREIGN.to_owned(), Value::Object(members));
    }
    let geometry = feature
        .geometry
        .ok_or_else(|| fail(formats::no_geometry()))?;
    let geometry = shape_of(geometry).map_err(|why| fail(&why))?;
    let mut notes = Notes::new(&record.place, notes);
    make(&cells, geometry, &mut notes).map_err(|why| fail(&why))
}

/// The properties under the headings that tables have.
fn cells_of(properties: Map<String, Value>) -> Map<String, Value> {
    let mut cells = Map::new();
    for (key, value) in properties {
        match (key.as_str(), value) {
            ("names", Value::Object(names)) => {
                let names = names.into_iter().map(|(language, name)| match &*language {
                    "en" => ("name".to_owned(), name),
                    other => (format!("name_{other}"), name),
                });
                cells.extend(names);
            }
            ("ring", Value::Object(ring)) => {
                let ring = ring.into_iter();
                cells.extend(ring.map(|(key, value)| (format!("ring_{key}"), value)));
            }
            ("label", Value::Array(at)) => {
                let headings = ["label_lon", "label_lat"].map(str::to_owned);
                cells.extend(headings.into_iter().zip(at));
            }
            ("province_today", value) => {
                cells.insert("province".to_owned(), value);
            }
            (_, value) => {
                cells.insert(key, value);
            }
        }
    }
    cells
}
