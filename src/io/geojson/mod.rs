//! Any GeoJSON: incident groups as arrows and points, areas, lines, places, and the files this
//! program writes itself.

mod write;

pub use write::write;

use geojson::Geometry;
use serde::Deserialize;
use serde_json::{Map, Value, value::RawValue};

use super::{
    Progress,
    events::{Dates, Defaults, Row, Rows},
    layers,
    reading::Reading,
    records::{RawRecord, list_under, whole},
    regions, shapes,
    source::ReadError,
};
use crate::model::{
    Choices, DateOrder, Dated, Draft, Extra, Field, Language, LineKind, Moment, Names, Note, Place,
    ZoneKind,
    geo::{LonLat, on_the_map},
    words,
    zone::Style,
};

/// The outermost object, as far as it matters before its features are read.
#[derive(Deserialize)]
struct Outer<'a> {
    #[serde(rename = "type")]
    kind: Option<String>,
    #[serde(borrow)]
    crs: Option<&'a RawValue>,
}

#[derive(Deserialize)]
struct Feature<'a> {
    id: Option<Value>,
    #[serde(default)]
    properties: Option<Map<String, Value>>,
    #[serde(borrow)]
    geometry: Option<&'a RawValue>,
    /// Everything else.
    #[serde(flatten)]
    foreign: Map<String, Value>,
}

/// Reads a file into the draft. `name` is what reporters and ids are made of where the file says
/// nothing of them.
///
/// # Errors
///
/// Where it is no GeoJSON, or its positions are not in degrees.
pub fn read(
    (place, name): (&Place, &str),
    text: &str,
    choices: &Choices,
    progress: &Progress,
    draft: &mut Draft,
    notes: &mut Vec<Note>,
) -> Result<(), ReadError> {
    let outer: Outer<'_> = super::records::read_json(place, text)?;
    check_crs(place, outer.crs)?;
    let records = match outer.kind.as_deref() {
        Some("FeatureCollection") => list_under(place, text, "features")?,
        Some("Feature" | "GeometryCollection" | "Point" | "MultiPoint" | "LineString") => {
            vec![whole(place, text)]
        }
        Some("MultiLineString" | "Polygon" | "MultiPolygon") => vec![whole(place, text)],
        _ => {
            let what = "JSON, but not GeoJSON: its type is none of those of RFC 7946".to_owned();
            let place = place.clone();
            return Err(ReadError::Format { place, what });
        }
    };
    progress.expect(records.len() as u64);
    let mut features = Features {
        name,
        choices,
        draft,
        swapped: 0,
        positions: 0,
    };
    let mut own_notes = Vec::new();
    let defaults = Defaults {
        reporter: name.to_owned(),
        id: name.to_owned(),
        dates: Dates {
            order: choices.dates,
        },
        decimal_comma: false,
    };
    let mut rows = Rows::new(defaults, notes);
    for (index, record) in records.iter().enumerate() {
        progress.reach(index as u64)?;
        if let Err(note) = features.read(index, record, &mut rows, &mut own_notes) {
            own_notes.push(note);
        }
    }
    let reports = rows.finish();
    if features.swapped * 2 > features.positions && !choices.swapped {
        let what = "most positions lie outside of any map as they stand, but on it with latitude \
                    and longitude exchanged: open the file with \"latitude first\"";
        own_notes.push(Note::new(crate::model::Severity::Doubt, place, "", what));
    }
    draft.reports.extend(reports);
    notes.extend(own_notes);
    Ok(())
}

/// Refuses positions in anything but longitude and latitude.
fn check_crs(place: &Place, crs: Option<&RawValue>) -> Result<(), ReadError> {
    let Some(crs) = crs.filter(|crs| crs.get() != "null") else {
        return Ok(());
    };
    const IN_DEGREES: [&str; 4] = ["CRS84", "4326", "WGS84", "WGS 84"];
    if IN_DEGREES.iter().any(|known| crs.get().contains(known)) {
        return Ok(());
    }
    let crs: String = crs.get().chars().take(120).collect();
    Err(ReadError::Format {
        place: place.clone(),
        what: format!(
            "its positions are not longitude and latitude in degrees (crs: {crs}); reproject it, \
             for example with 'ogr2ogr -t_srs EPSG:4326 out.geojson in.geojson'"
        ),
    })
}

struct Features<'a> {
    name: &'a str,
    choices: &'a Choices,
    draft: &'a mut Draft,
    /// Positions that are on the map only with their numbers exchanged.
    swapped: usize,
    positions: usize,
}

impl Features<'_> {
    fn read(
        &mut self,
        index: usize,
        record: &RawRecord<'_>,
        rows: &mut Rows<'_>,
        notes: &mut Vec<Note>,
    ) -> Result<(), Note> {
        let (feature, mut geometry) = self.parts(record)?;
        let mut properties = feature.properties.clone().unwrap_or_default();
        if properties.remove(DRAWN) == Some(Value::Bool(true)) {
            geometry = None;
        }
        if self.read_own(record, &properties, notes)? {
            return Ok(());
        }
        let is_area = matches!(
            geometry,
            Some(geo::Geometry::Polygon(_) | geo::Geometry::MultiPolygon(_))
        );
        let mut row = Row::new(record.place.clone());
        let other = self.fill(&mut row, &properties);
        let is_group = !is_area && row.states_more_than_a_place();
        if is_group || geometry.is_none() {
            return self.read_group(row, feature, geometry, other, rows);
        }
        let Some(geometry) = geometry else {
            return Ok(());
        };
        let mut reading = Reading::new(&record.place, notes);
        let id = feature.id.as_ref().map(text_of);
        let key = id.unwrap_or_else(|| format!("{}", index + 1));
        let about = shapes::About {
            key: format!("{}/{key}", self.name),
            names: names_of(&properties, self.name),
            dated: dated((&row, &properties), &mut reading, self.choices.dates),
            precision_km: row.get(Field::PrecisionKm).and_then(|km| km.parse().ok()),
            source: text_under(&properties, "source"),
            licence: text_under(&properties, "licence"),
            note: text_under(&properties, "description"),
            extra: Extra {
                style: style_of(&properties),
                properties: json_of(&properties),
            },
        };
        shapes::add(self.draft, &mut reading, about, geometry)
            .map_err(|why| record.left_out(&record.place, &why))
    }

    /// The feature, or the bare geometry as one without properties.
    fn parts<'r>(
        &mut self,
        record: &RawRecord<'r>,
    ) -> Result<(Feature<'r>, Option<geo::Geometry>), Note> {
        let mut feature: Feature<'r> = record.borrow()?;
        let kind = feature.foreign.remove("type");
        let json = match kind.as_ref().and_then(Value::as_str) {
            Some("Feature") | None => feature.geometry.map(RawValue::get),
            Some(_) => {
                feature.foreign.clear();
                Some(record.json)
            }
        };
        feature.foreign.remove("bbox");
        let Some(json) = json.filter(|json| *json != "null") else {
            return Ok((feature, None));
        };
        let fail = |why: String| record.left_out(&record.place, &why);
        let geometry: Geometry = serde_json::from_str(json).map_err(|e| fail(e.to_string()))?;
        let mut geometry = geo::Geometry::try_from(geometry).map_err(|e| fail(e.to_string()))?;
        self.count_swapped(&geometry);
        if self.choices.swapped {
            use geo::MapCoordsInPlace as _;
            geometry.map_coords_in_place(|at| LonLat { x: at.y, y: at.x });
        }
        Ok((feature, Some(geometry)))
    }

    /// Looks at the first position: those of one feature lie together.
    fn count_swapped(&mut self, geometry: &geo::Geometry) {
        use geo::CoordsIter as _;
        if let Some(at) = geometry.coords_iter().next() {
            self.positions += 1;
            let exchanged = LonLat { x: at.y, y: at.x };
            self.swapped += usize::from(!on_the_map(at) && on_the_map(exchanged));
        }
    }

    /// Features of the files a data folder holds. Says whether it was one.
    fn read_own(
        &mut self,
        record: &RawRecord<'_>,
        properties: &Map<String, Value>,
        notes: &mut Vec<Note>,
    ) -> Result<bool, Note> {
        let has = |key: &str| properties.get(key).is_some_and(|value| !value.is_null());
        if !has("key") || !has("names") {
            return Ok(false);
        }
        let kind = text_under(properties, "kind");
        if has("level") && has("boundary") {
            let region = regions::read_region(record, notes)?;
            self.draft.regions.push(region);
        } else if words::value(&ZoneKind::ALL, &kind).is_some() {
            let zone = layers::read_zone(record, notes)?;
            self.draft.zones.push(zone);
        } else if words::value(&LineKind::ALL, &kind).is_some() {
            let line = layers::read_line(record, notes)?;
            self.draft.lines.push(line);
        } else {
            return Ok(false);
        }
        Ok(true)
    }

    /// Fills the row with properties that mean something, and gives back the others.
    fn fill(&self, row: &mut Row<'_>, properties: &Map<String, Value>) -> Map<String, Value> {
        let mut other = Map::new();
        for (key, value) in properties {
            match self.choices.field(key) {
                Some(Field::Other) => match value {
                    Value::Object(inner) => other.extend(inner.clone()),
                    _ => {
                        other.insert(key.clone(), value.clone());
                    }
                },
                Some(field) if row.get(field).is_none() && !value.is_null() => {
                    row.set(field, text_of(value));
                }
                _ => {
                    other.insert(key.clone(), value.clone());
                }
            }
        }
        other
    }

    fn read_group(
        &self,
        mut row: Row<'_>,
        feature: Feature<'_>,
        geometry: Option<geo::Geometry>,
        mut other: Map<String, Value>,
        rows: &mut Rows<'_>,
    ) -> Result<(), Note> {
        if let (None, Some(id)) = (row.get(Field::Report), &feature.id) {
            row.set(Field::Report, text_of(id));
        }
        if !feature.foreign.is_empty() {
            other.insert(FOREIGN.to_owned(), Value::Object(feature.foreign));
        }
        if !other.is_empty() {
            row.set(Field::Other, Value::Object(other).to_string());
        }
        // Named ends say more than a drawing of them.
        let named = [Field::Origins, Field::Targets, Field::Places];
        let named = named.iter().any(|field| row.get(*field).is_some());
        match geometry {
            Some(geo::Geometry::Point(point)) => row.at = Some(point.0),
            Some(geo::Geometry::LineString(line)) if !named => {
                row.path = line.0.first().zip(line.0.last()).map(|(a, b)| [*a, *b]);
            }
            _ => {}
        }
        if named && row.get(Field::Places).is_none() {
            row.at = None;
        }
        rows.push(&row);
        Ok(())
    }
}

/// Where foreign members of a feature are kept among its properties.
pub const FOREIGN: &str = "geojson_members";

/// The property that marks a geometry as drawn from the places named beside it, so that it says
/// nothing that they do not.
pub const DRAWN: &str = "drawn_from_places";

/// A value as the text of a cell.
fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        Value::Array(list) if list.iter().all(Value::is_string) => {
            let words: Vec<&str> = list.iter().filter_map(Value::as_str).collect();
            words.join("; ")
        }
        other => other.to_string(),
    }
}

fn text_under(properties: &Map<String, Value>, key: &str) -> String {
    properties.get(key).map(text_of).unwrap_or_default()
}

fn json_of(properties: &Map<String, Value>) -> Option<std::sync::Arc<str>> {
    let json = (!properties.is_empty()).then(|| Value::Object(properties.clone()).to_string());
    json.map(Into::into)
}

/// Names under the headings people use; the name of the file where there is none.
fn names_of(properties: &Map<String, Value>, otherwise: &str) -> Names {
    let first = |keys: &[String]| {
        let found = properties.iter().find(|(key, value)| {
            let key = key.to_lowercase();
            keys.contains(&key) && value.as_str().is_some_and(|text| !text.trim().is_empty())
        });
        found
            .and_then(|(_, value)| value.as_str())
            .map(str::to_owned)
    };
    let plain = ["name", "title", "label", "shapename"].map(str::to_owned);
    let mut names = Names::plain(first(&plain).unwrap_or_else(|| otherwise.to_owned()));
    for language in Language::ALL {
        let code = language.code();
        let keys = [format!("name:{code}"), format!("name_{code}")];
        if let Some(name) = first(&keys) {
            names.set(language, name);
        }
    }
    names
}

/// From the first day something holds to the last, both as the file has them; `valid_to`, as this
/// program writes it, is the first day it no longer does.
fn dated(
    (row, properties): (&Row<'_>, &Map<String, Value>),
    reading: &mut Reading<'_>,
    order: Option<DateOrder>,
) -> Dated {
    let dates = Dates { order };
    let mut day = |text: Option<&str>| match dates.read(text?) {
        Ok(Moment::Day(day)) => Some(day),
        Ok(Moment::Clock(stamp)) => Some(stamp.day()),
        Err(error) => {
            let text = text.unwrap_or_default();
            reading.doubt(text, format!("{error}; taken as always so"));
            None
        }
    };
    let text = |key: &str| properties.get(key).and_then(Value::as_str);
    let last = day(row.get(Field::End)).map(|last| last.plus(1));
    Dated {
        from: day(text("valid_from").or(row.get(Field::Start))),
        end: day(text("valid_to")).or(last),
    }
}

/// The keys of simplestyle.
fn style_of(properties: &Map<String, Value>) -> Style {
    let color = |key: &str| {
        let text = properties.get(key)?.as_str()?.trim_start_matches('#');
        let wide = match text.len() {
            3 => text.chars().flat_map(|digit| [digit, digit]).collect(),
            _ => text.to_owned(),
        };
        let number = u32::from_str_radix(&wide, 16).ok()?;
        let [_, red, green, blue] = number.to_be_bytes();
        (wide.len() == 6).then_some([red, green, blue])
    };
    let number = |key: &str, most: f64| {
        let value = properties.get(key)?;
        let number = value.as_f64().or_else(|| value.as_str()?.parse().ok())?;
        Some(number.clamp(0.0, most) as f32)
    };
    Style {
        stroke: color("stroke"),
        stroke_width: number("stroke-width", 20.0),
        stroke_opacity: number("stroke-opacity", 1.0),
        fill: color("fill"),
        fill_opacity: number("fill-opacity", 1.0),
    }
}
