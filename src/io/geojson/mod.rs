//! Any GeoJSON: claims as arrows and points, areas, lines, places, and the files this
//! program writes itself.

mod plain;
pub(in crate::io) mod time;
mod write;

pub use write::write;

use std::{fmt, sync::Arc};

use geojson::{Geometry, GeometryValue, Position};
use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};
use serde_json::{Map, Value, value::RawValue};

use super::{
    answers,
    bulk::{self, first_values, list_start},
    crs,
    events::{LOOKED_AT, Survey},
    features::{self, Features, text_of, text_under},
    format::{OF_FEATURES, Read, SourceFile},
    gate::caught,
    heights, layers,
    preview::Preview,
    records::{RawRecord, list_under, whole},
    source::ReadError,
};
use crate::{
    model::{
        Budget, Draft, ImportOptions, LineKind, Note, NoteLog, Place, Setting, Severity, Stopped,
        ZoneKind, enum_names,
        field::{Surely, meaning},
    },
    words::{errors, notes::formats},
};

/// The property that marks a geometry as drawn from the places named beside it, so that it says
/// nothing that they do not.
pub const DRAWN: &str = "drawn_from_places";

/// GeoJSON files, read and written.
pub struct GeoJson;

impl super::Reader for GeoJson {
    fn name(&self) -> &'static str {
        "GeoJSON"
    }

    fn sniff(&self, file: &SourceFile<'_>) -> Result<bool, ReadError> {
        Ok(file.starts_with(b"{"))
    }

    fn settings(&self, _: &SourceFile<'_>) -> &'static [Setting] {
        OF_FEATURES
    }

    fn read(&self, file: &SourceFile<'_>) -> Result<Read, ReadError> {
        if file.is_large()
            && let Some(read) = bulk::read_features(file)?
        {
            return Ok(read);
        }
        let of = (&file.place, file.name.as_str());
        let read = Read::of_json(file, |text, draft, notes| {
            read(of, text, file.choices, file.budget, draft, notes)
        })?;
        Ok(read.in_columns_where_many(file))
    }

    fn preview(&self, file: &SourceFile<'_>) -> Result<Option<Preview>, ReadError> {
        let start = String::from_utf8_lossy(file.start());
        Preview::of_features(file, OF_FEATURES, |features| {
            // Of a large file the beginning is enough.
            if let Some(list) = list_start(file.start()).filter(|_| file.is_large()) {
                let record = |json| whole(&file.place, json);
                let first: Vec<_> = first_values(&start[list..]).map(record).collect();
                look_at(&first, features);
            } else {
                look_at(&records(&file.place, file.json()?.0)?, features);
            }
            Ok(())
        })
    }
}

/// What the geometries of RFC 7946 are called, but for collections of them.
pub(in crate::io) const GEOMETRIES: [&str; 6] = [
    "Point",
    "MultiPoint",
    "LineString",
    "MultiLineString",
    "Polygon",
    "MultiPolygon",
];

/// The outermost object, as far as it matters before its features are read.
#[derive(Deserialize)]
struct Outer<'a> {
    #[serde(rename = "type")]
    kind: Option<String>,
    #[serde(borrow)]
    crs: Option<&'a RawValue>,
}

/// A feature. Of a member that stands in it more than once the last counts.
#[derive(Default)]
struct Feature<'a> {
    id: Option<Value>,
    properties: Option<Map<String, Value>>,
    geometry: Option<&'a RawValue>,
    /// Whether positions of it have a height.
    has_heights: bool,
    /// Whether it has a geometry in which no position stands.
    is_empty: bool,
    /// Everything else.
    foreign: Map<String, Value>,
}

impl<'de: 'a, 'a> Deserialize<'de> for Feature<'a> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(Members)
    }
}

struct Members;

impl<'de> Visitor<'de> for Members {
    type Value = Feature<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a feature")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Feature<'de>, A::Error> {
        let mut feature = Feature::default();
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "id" => feature.id = map.next_value()?,
                "properties" => feature.properties = map.next_value()?,
                "geometry" => feature.geometry = map.next_value()?,
                _ => {
                    feature.foreign.insert(key, map.next_value()?);
                }
            }
        }
        Ok(feature)
    }
}

/// Reads a file into the draft. `name` is what reporters and ids are made of where the file says
/// nothing of them.
///
/// # Errors
///
/// Where it is no GeoJSON, or its positions are not in degrees.
pub fn read(
    of: (&Place, &str),
    text: &str,
    choices: &ImportOptions,
    budget: &Budget,
    draft: &mut Draft,
    notes: &mut NoteLog,
) -> Result<(), ReadError> {
    let records = records(of.0, text)?;
    notes.extend(answers::told_of_part(of.0, text, None));
    budget.expect(records.len() as u64);
    read_records(of, &records, choices, budget, draft, notes)
}

/// The features of a file, not yet read.
fn records<'t>(place: &Place, text: &'t str) -> Result<Vec<RawRecord<'t>>, ReadError> {
    let outer: Outer<'_> = super::records::read_json(place, text)?;
    check_crs(place, outer.crs)?;
    match outer.kind.as_deref() {
        Some("FeatureCollection") => list_under(place, text, "features"),
        Some("Feature" | "GeometryCollection") => Ok(vec![whole(place, text)]),
        Some(kind) if GEOMETRIES.contains(&kind) => Ok(vec![whole(place, text)]),
        _ => {
            let what = formats::not_geojson().to_owned();
            let place = place.clone();
            Err(ReadError::Format { place, what })
        }
    }
}

/// Reads features, wherever they come from, into the draft. One that cannot be read becomes a note.
///
/// # Errors
///
/// Where it is not wanted any more, or takes more than may be spent on it.
pub(in crate::io) fn read_records(
    (place, name): (&Place, &str),
    records: &[RawRecord<'_>],
    choices: &ImportOptions,
    budget: &Budget,
    draft: &mut Draft,
    notes: &mut NoteLog,
) -> Result<(), ReadError> {
    let survey = survey(records.iter().map(|record| record.json), choices, budget)?;
    let survey = Arc::new(survey);
    survey.introduce(place, draft, notes);
    survey.show(draft.profile_of(Arc::clone(&place.file)));
    let mut features = Features::new(name, choices, budget, notes);
    features.go_by(&survey, place);
    for (index, record) in records.iter().enumerate() {
        budget.reach(index as u64)?;
        if let Err(note) = read_feature(record, &mut features) {
            features.own().1.push(note);
        }
    }
    draft.append(features.finish()?);
    Ok(())
}

/// Hands features over to be looked at. Those of this program itself leave nothing to ask.
pub(in crate::io) fn look_at(records: &[RawRecord<'_>], features: &mut Features<'_>) {
    for record in records {
        if features.has_enough() {
            return;
        }
        let Ok(Ok((feature, geometry))) = caught(|| parts(record)) else {
            continue;
        };
        let properties = feature.properties.unwrap_or_default();
        let is_own = properties.contains_key(DRAWN)
            || properties.contains_key("key") && properties.contains_key("names");
        if !is_own {
            let feature = features::Feature {
                id: feature.id.as_ref().map(text_of),
                properties,
                geometry,
                ..features::Feature::default()
            };
            features.push(&record.place, feature);
        }
    }
}

/// What the first features tell of all.
///
/// # Errors
///
/// Where they have more properties than may be kept.
pub(in crate::io) fn survey<'j>(
    features: impl Iterator<Item = &'j str>,
    choices: &ImportOptions,
    budget: &Budget,
) -> Result<Survey, Stopped> {
    let parts = |json: &'j str| {
        let feature: Feature<'j> = serde_json::from_str(json).ok()?;
        // Its features are understood by their own names.
        let is_drawn = feature
            .properties
            .as_ref()
            .is_some_and(|own| own.contains_key(DRAWN));
        let geometry = feature.geometry.map(RawValue::get);
        let geometry = geometry.filter(|json| *json != "null");
        let is_area = geometry.map(|json| json.contains("Polygon\""));
        Some((feature.properties.filter(|_| !is_drawn)?, is_area))
    };
    let features: Vec<_> = features.take(LOOKED_AT).filter_map(parts).collect();
    let features = features
        .iter()
        .map(|(properties, is_area)| (properties, *is_area));
    features::survey_of(Vec::new(), features, choices, budget)
}

/// Refuses positions in anything but longitude and latitude.
pub(in crate::io) fn check_crs(place: &Place, crs: Option<&RawValue>) -> Result<(), ReadError> {
    let Some(crs) = crs.filter(|crs| crs.get() != "null") else {
        return Ok(());
    };
    const IN_DEGREES: [&str; 5] = ["CRS84", "4326", "4979", "WGS84", "WGS 84"];
    if IN_DEGREES.iter().any(|known| crs.get().contains(known)) {
        return Ok(());
    }
    Err(ReadError::Format {
        place: place.clone(),
        what: crs::refusal(place, crs.get()),
    })
}

/// Where JSON-FG has a geometry that is not in longitude and latitude on WGS 84, or no plain one.
const PLACE: &str = "place";

/// Takes in a feature.
///
/// # Errors
///
/// A note on why it is left out.
pub(in crate::io) fn read_feature(
    record: &RawRecord<'_>,
    features: &mut Features<'_>,
) -> Result<(), Note> {
    let done = caught(|| read_one(record, features));
    done.unwrap_or_else(|broken| {
        features.pass();
        Err(record.left_out(&record.place, &broken.to_string()))
    })
}

fn read_one(record: &RawRecord<'_>, features: &mut Features<'_>) -> Result<(), Note> {
    let (feature, mut geometry) = parts(record).inspect_err(|_| features.pass())?;
    if feature.is_empty {
        let what = formats::empty_geometry();
        features.note(Severity::Doubt, &record.place, "", what);
    }
    if feature.has_heights {
        features.tell_of_heights(&record.place);
    }
    let mut properties = feature.properties.unwrap_or_default();
    let is_drawn = properties.shift_remove(DRAWN) == Some(Value::Bool(true));
    let drawn = geometry.take_if(|_| is_drawn);
    if read_own(record, &properties, features)? {
        return Ok(());
    }
    let foreign = feature.foreign;
    tell_foreign(record, &foreign, &properties, features);
    if geometry.is_none() && foreign.get(PLACE).is_some_and(Value::is_object) {
        let what = formats::place_is_not_read();
        features.note(Severity::Doubt, &record.place, PLACE, what);
    }
    let feature = features::Feature {
        id: feature.id.as_ref().map(text_of),
        properties,
        foreign,
        geometry,
        drawn,
        ..features::Feature::default()
    };
    features
        .try_push(&record.place, feature)
        .map_err(|why| record.left_out(&record.place, &why))
}

/// Tells of members beside the properties that would be fields among them. When a feature is, as JSON-FG says it, is
/// read from where it stands.
fn tell_foreign(
    record: &RawRecord<'_>,
    foreign: &Map<String, Value>,
    properties: &Map<String, Value>,
    features: &mut Features<'_>,
) {
    let members = foreign.iter().filter(|(key, value)| {
        ![time::TIME, PLACE, "id"].contains(&key.as_str()) && !value.is_null() && !value.is_object()
    });
    for (key, _) in members {
        let Some((field, _)) = meaning(key).filter(|(_, surely)| *surely != Surely::Perhaps) else {
            continue;
        };
        let is_said = properties
            .keys()
            .any(|own| meaning(own).is_some_and(|(own, _)| own == field));
        if !is_said {
            let what = formats::member_beside_properties(field.name());
            features.note(Severity::Doubt, &record.place, key, what);
        }
    }
}

/// The feature, or the bare geometry as one without properties.
fn parts<'r>(record: &RawRecord<'r>) -> Result<(Feature<'r>, Option<geo::Geometry>), Note> {
    let mut feature: Feature<'r> = record.borrow()?;
    let kind = feature.foreign.shift_remove("type");
    let json = match kind.as_ref().and_then(Value::as_str) {
        Some("Feature") | None => feature.geometry.map(RawValue::get),
        Some(_) => {
            feature.foreign.clear();
            Some(record.json)
        }
    };
    feature.foreign.shift_remove("bbox");
    let Some(json) = json.filter(|json| *json != "null") else {
        return Ok((feature, None));
    };
    let fail = |why: String| record.left_out(&record.place, &why);
    feature.is_empty = is_empty(json);
    if feature.is_empty {
        return Ok((feature, None));
    }
    let geometry: Geometry = serde_json::from_str(json).map_err(|e| fail(e.to_string()))?;
    feature.has_heights = heights::are_in(&geometry.value);
    let geometry = shape_of(geometry).map_err(fail)?;
    Ok((feature, Some(geometry)))
}

/// The shape that a geometry is.
///
/// # Errors
///
/// Where a position lacks a number, or the shape has no such form, in words for the person.
pub(in crate::io) fn shape_of(geometry: Geometry) -> Result<geo::Geometry, String> {
    // The conversion takes two numbers for granted.
    if !has_whole_positions(&geometry.value) {
        return Err(errors::short_position().to_owned());
    }
    geo::Geometry::try_from(geometry).map_err(|error| error.to_string())
}

/// Whether no position stands in a geometry: such a feature is without one (RFC 7946, 3.1).
fn is_empty(json: &str) -> bool {
    // No more than its kind, and an empty list.
    const LONGEST: usize = 200;
    let geometry =
        (json.len() <= LONGEST).then(|| serde_json::from_str::<Map<String, Value>>(json));
    let Some(Ok(geometry)) = geometry else {
        return false;
    };
    fn holds_none(value: &Value) -> bool {
        value
            .as_array()
            .is_some_and(|list| list.iter().all(holds_none))
    }
    let mut parts = geometry.iter().filter(|(key, _)| *key != "type");
    parts.all(|(_, value)| holds_none(value))
}

/// Whether every position has a longitude and a latitude.
fn has_whole_positions(value: &GeometryValue) -> bool {
    !any_position(value, &|position| position.as_slice().len() < 2)
}

/// Whether that holds of any position of a geometry.
pub(in crate::io) fn any_position(
    value: &GeometryValue,
    holds: &dyn Fn(&Position) -> bool,
) -> bool {
    let line = |positions: &Vec<Position>| positions.iter().any(holds);
    match value {
        GeometryValue::Point { coordinates } => holds(coordinates),
        GeometryValue::MultiPoint { coordinates } | GeometryValue::LineString { coordinates } => {
            line(coordinates)
        }
        GeometryValue::MultiLineString { coordinates } | GeometryValue::Polygon { coordinates } => {
            coordinates.iter().any(line)
        }
        GeometryValue::MultiPolygon { coordinates } => {
            coordinates.iter().any(|rings| rings.iter().any(line))
        }
        GeometryValue::GeometryCollection { geometries } => geometries
            .iter()
            .any(|geometry| any_position(&geometry.value, holds)),
    }
}

/// Features of the files a data folder holds. Says whether it was one.
fn read_own(
    record: &RawRecord<'_>,
    properties: &Map<String, Value>,
    features: &mut Features<'_>,
) -> Result<bool, Note> {
    let has = |key: &str| properties.get(key).is_some_and(|value| !value.is_null());
    if !has("key") || !has("names") {
        return Ok(false);
    }
    let kind = text_under(properties, "kind");
    let (draft, notes) = features.own();
    if has("level") && has("boundary") {
        draft.regions.push(layers::read_region(record, notes)?);
    } else if enum_names::value(&ZoneKind::ALL, &kind).is_some() {
        draft.zones.push(layers::read_zone(record, notes)?);
    } else if enum_names::value(&LineKind::ALL, &kind).is_some() {
        draft.lines.push(layers::read_line(record, notes)?);
    } else {
        return Ok(false);
    }
    features.pass();
    Ok(true)
}
