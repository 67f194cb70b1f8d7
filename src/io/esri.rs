//! Esri JSON: features as ArcGIS services answer them and its programs save them. Each is made a feature
//! of GeoJSON and read as such.

use std::f64::consts::PI;

use geo::{Contains as _, Coord, LineString, Polygon};
use serde::Deserialize;
use serde_json::{Map, Value, json, value::RawValue};

use super::{
    answers, crs,
    format::{OF_FEATURES, Read, Reader, SourceFile},
    geojson,
    preview::Preview,
    records::{RawRecord, list_under, read_json},
    source::ReadError,
};
use crate::{
    model::{Note, Place, Setting, Severity, Stamp},
    words::notes::formats,
};

/// Esri JSON files.
pub struct EsriJson;

/// The set of features, as far as it matters before these are read.
#[derive(Deserialize)]
struct Set {
    #[serde(default)]
    fields: Vec<FieldOfSet>,
    #[serde(rename = "spatialReference")]
    reference: Option<Reference>,
}

#[derive(Deserialize)]
struct FieldOfSet {
    name: String,
    #[serde(rename = "type")]
    kind: String,
}

#[derive(Default, Deserialize)]
struct Reference {
    wkid: Option<u32>,
    #[serde(rename = "latestWkid")]
    latest: Option<u32>,
    wkt: Option<String>,
}

#[derive(Deserialize)]
struct Feature {
    #[serde(default)]
    attributes: Option<Map<String, Value>>,
    geometry: Option<Value>,
}

impl Feature {
    /// Whether it has neither attributes nor a position, as a geometry of no numbers has none.
    fn says_nothing(&self, place: &Placing) -> bool {
        let mut attributes = self.attributes.iter().flat_map(Map::values);
        let geometry = self.geometry.as_ref().filter(|of| !of.is_null());
        geometry.is_some_and(|of| geometry_of(of, place).is_none())
            && attributes.all(Value::is_null)
    }
}

impl Reader for EsriJson {
    fn name(&self) -> &'static str {
        formats::esri_json()
    }

    fn sniff(&self, file: &SourceFile<'_>) -> Result<bool, ReadError> {
        if !file.starts_with(b"{") {
            return Ok(false);
        }
        // Its members stand before or behind its features, of which any has attributes.
        const AT_EITHER_END: usize = 65_536;
        let holds = |part: &[u8]| String::from_utf8_lossy(part).contains("\"attributes\"");
        let begin = &file.beginning[..file.beginning.len().min(AT_EITHER_END)];
        if !holds(begin) && !holds(&file.end(AT_EITHER_END)?) {
            return Ok(false);
        }
        #[derive(Deserialize)]
        struct Outer<'a> {
            #[serde(rename = "type")]
            kind: Option<Value>,
            #[serde(borrow)]
            features: Option<Vec<&'a RawValue>>,
        }
        let Ok(outer) = serde_json::from_str::<Outer<'_>>(file.json()?.0) else {
            return Ok(false);
        };
        let first = outer
            .features
            .as_ref()
            .and_then(|features| features.first());
        let first =
            first.and_then(|first| serde_json::from_str::<Map<String, Value>>(first.get()).ok());
        Ok(outer.kind.is_none() && first.is_some_and(|first| first.contains_key("attributes")))
    }

    fn settings(&self, _: &SourceFile<'_>) -> &'static [Setting] {
        OF_FEATURES
    }

    fn read(&self, file: &SourceFile<'_>) -> Result<Read, ReadError> {
        let (features, damaged) = features_of(file)?;
        let all = features.len() + damaged.len();
        let read = Read::of_json(file, |text, draft, notes| {
            notes.extend(answers::told_of_part(&file.place, text, Some(all)));
            notes.extend(damaged);
            let of = (&file.place, file.name.as_str());
            let records = records_of(&features);
            geojson::read_records(of, &records, file.choices, file.budget, draft, notes)
        })?;
        Ok(read.in_columns_where_many(file))
    }

    fn preview(&self, file: &SourceFile<'_>) -> Result<Option<Preview>, ReadError> {
        let (features, _) = features_of(file)?;
        Preview::of_features(file, OF_FEATURES, |looked| {
            geojson::look_at(&records_of(&features), looked);
            Ok(())
        })
    }
}

type Converted = (Place, String);

fn records_of(features: &[Converted]) -> Vec<RawRecord<'_>> {
    let records = features.iter().map(|(place, json)| RawRecord {
        place: place.clone(),
        json,
    });
    records.collect()
}

/// The features as those of GeoJSON, each with its line, and notes on those that cannot be read.
fn features_of(file: &SourceFile<'_>) -> Result<(Vec<Converted>, Vec<Note>), ReadError> {
    let (text, _) = file.json()?;
    let set: Set = read_json(&file.place, text)?;
    let place_of_point = placing(file, set.reference.unwrap_or_default())?;
    let (mut read, mut notes) = (Vec::new(), Vec::new());
    for record in list_under(&file.place, text, "features")? {
        file.budget.step(1)?;
        match record.read::<Feature>() {
            Ok(feature) if feature.says_nothing(&place_of_point) => {
                let what = formats::says_nothing();
                notes.push(Note::new(Severity::Remark, &record.place, "", what));
            }
            Ok(feature) => read.push((record.place, feature)),
            Err(note) => notes.push(note),
        }
    }
    let is_date = |of: &&FieldOfSet| of.kind == "esriFieldTypeDate";
    for field in set.fields.iter().filter(is_date) {
        write_out_dates(&mut read, &field.name);
    }
    let features = read.into_iter().map(|(place, feature)| {
        let geometry = feature.geometry.as_ref();
        let geometry = geometry.and_then(|of| geometry_of(of, &place_of_point));
        let feature = json!({
            "type": "Feature",
            "properties": feature.attributes,
            "geometry": geometry,
        });
        (place, feature.to_string())
    });
    Ok((features.collect(), notes))
}

/// Dates are milliseconds since 1970 in UTC. Where each of a column is a midnight, it holds days, which
/// is how its programs keep them; and else instants.
fn write_out_dates(features: &mut [(Place, Feature)], name: &str) {
    const SECOND: i64 = 1_000;
    let date = |feature: &Feature| {
        let value = feature.attributes.as_ref()?.get(name)?;
        value.as_i64().or_else(|| Some(value.as_f64()? as i64))
    };
    let are_days = features
        .iter()
        .filter_map(|(_, feature)| date(feature))
        .all(|at| at.rem_euclid(Stamp::DAY * SECOND) == 0);
    for (_, feature) in features {
        let Some(at) = date(feature).map(|at| Stamp(at.div_euclid(SECOND))) else {
            continue;
        };
        let text = match are_days {
            true => at.day().to_string(),
            false => format!("{at}Z"),
        };
        if let Some(attributes) = &mut feature.attributes {
            attributes.insert(name.to_owned(), text.into());
        }
    }
}

type Placing = fn([f64; 2]) -> [f64; 2];

/// How numbers of the file become degrees.
fn placing(file: &SourceFile<'_>, of: Reference) -> Result<Placing, ReadError> {
    const NO_SYSTEM: u32 = 104_000;
    const WEB_MERCATOR: [u32; 4] = [3_857, 102_100, 102_113, 900_913];
    let codes = [of.latest, of.wkid].into_iter().flatten();
    let is_any = |known: &[u32]| codes.clone().any(|code| known.contains(&code));
    if codes.clone().next().is_none() && of.wkt.is_none()
        || codes
            .clone()
            .any(|code| code == NO_SYSTEM || crs::is_in_degrees(code))
    {
        return Ok(|position| position);
    }
    if is_any(&WEB_MERCATOR) {
        return Ok(of_web_mercator);
    }
    let crs = of
        .wkt
        .or_else(|| codes.clone().next().map(|code| format!("EPSG:{code}")));
    Err(file.refuse(crs::refusal(&file.place, &crs.unwrap_or_default())))
}

/// Degrees of metres in Web Mercator.
fn of_web_mercator([x, y]: [f64; 2]) -> [f64; 2] {
    const RADIUS: f64 = 6_378_137.0;
    let latitude = 2.0 * (y / RADIUS).exp().atan() - PI / 2.0;
    [(x / RADIUS).to_degrees(), latitude.to_degrees()]
}

/// A geometry as GeoJSON has it; `None` where the feature has none, which an empty one says as well.
fn geometry_of(of: &Value, place: &Placing) -> Option<Value> {
    let lines = |key: &str| {
        let lines = of.get(key)?.as_array()?.iter();
        let lines = lines.map(|line| positions_of(line, place));
        let lines: Vec<Line> = lines.collect();
        lines.iter().any(|line| !line.is_empty()).then_some(lines)
    };
    if let (Some(x), Some(y)) = (of.get("x"), of.get("y")) {
        let at = place([x.as_f64()?, y.as_f64()?]).into_iter();
        let height = of.get("z").and_then(Value::as_f64);
        let at: Vec<f64> = at.chain(height).collect();
        return Some(json!({"type": "Point", "coordinates": at}));
    }
    if let Some(points) = of.get("points") {
        let points = positions_of(points, place);
        return Some(json!({"type": "MultiPoint", "coordinates": points}));
    }
    if let Some(paths) = lines("paths") {
        return Some(json!({"type": "MultiLineString", "coordinates": paths}));
    }
    let polygons = polygons_of(lines("rings")?);
    Some(json!({"type": "MultiPolygon", "coordinates": polygons}))
}

/// Positions, each longitude, latitude and perhaps a height, which is told where all are.
type Line = Vec<Vec<f64>>;

fn positions_of(of: &Value, place: &Placing) -> Line {
    let positions = of.as_array().into_iter().flatten();
    let position = |of: &Value| {
        let at = place([of.get(0)?.as_f64()?, of.get(1)?.as_f64()?]);
        let height = of.get(2).and_then(Value::as_f64);
        Some(at.into_iter().chain(height).collect())
    };
    positions.filter_map(position).collect()
}

/// Rings in polygons: outer ones run with the clock, and the others are holes of the one they lie in.
fn polygons_of(rings: Vec<Line>) -> Vec<Vec<Line>> {
    let (outer, holes): (Vec<_>, Vec<_>) = rings
        .into_iter()
        .filter(|ring| ring.len() > 3)
        .partition(|ring| twice_the_area(ring) <= 0.0);
    let inside = |ring: &[Vec<f64>]| {
        let line: LineString = ring.iter().map(|at| corner(at)).collect();
        Polygon::new(line, Vec::new())
    };
    let outlines: Vec<Polygon> = outer.iter().map(|ring| inside(ring)).collect();
    let mut polygons: Vec<Vec<Line>> = outer.into_iter().map(|ring| vec![ring]).collect();
    for hole in holes {
        let first = corner(&hole[0]);
        let around = outlines.iter().position(|outline| outline.contains(&first));
        match around {
            Some(index) => polygons[index].push(hole),
            // Nothing is lost of a file that winds its rings the other way.
            None => polygons.push(vec![hole]),
        }
    }
    polygons
}

/// Above zero against the clock.
fn twice_the_area(ring: &[Vec<f64>]) -> f64 {
    let corners = ring.iter().map(|at| corner(at));
    let next = corners.clone().cycle().skip(1);
    corners.zip(next).map(|(a, b)| a.x * b.y - b.x * a.y).sum()
}

/// Where a position lies.
fn corner(at: &[f64]) -> Coord {
    match *at {
        [x, y, ..] => Coord { x, y },
        _ => Coord::default(),
    }
}
