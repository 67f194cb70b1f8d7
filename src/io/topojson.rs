//! TopoJSON: GeoJSON whose lines are shared between features. Each geometry is put together again and
//! read as GeoJSON is.

use memchr::memchr_iter;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{
    format::{OF_FEATURES, Read, Reader, SourceFile},
    geojson,
    preview::Preview,
    records::{RawRecord, read_json},
    source::ReadError,
};
use crate::{
    model::{Note, Setting, Severity, budget::room},
    words::notes::formats,
};

/// TopoJSON files.
pub struct TopoJson;

#[derive(Deserialize)]
struct Topology {
    objects: Map<String, Value>,
    #[serde(default)]
    arcs: Vec<Vec<Vec<f64>>>,
    transform: Option<Transform>,
}

#[derive(Clone, Copy, Deserialize)]
struct Transform {
    scale: [f64; 2],
    translate: [f64; 2],
}

impl Reader for TopoJson {
    fn name(&self) -> &'static str {
        "TopoJSON"
    }

    fn sniff(&self, file: &SourceFile<'_>) -> Result<bool, ReadError> {
        if !file.starts_with(b"{") {
            return Ok(false);
        }
        // Its type stands at its beginning or its end, and the word nowhere else as a value.
        const AT_EITHER_END: usize = 2_048;
        let holds = |part: &[u8]| String::from_utf8_lossy(part).contains("\"Topology\"");
        let begin = &file.beginning[..file.beginning.len().min(AT_EITHER_END)];
        if !holds(begin) && !holds(&file.end(AT_EITHER_END)?) {
            return Ok(false);
        }
        #[derive(Deserialize)]
        struct Outer {
            #[serde(rename = "type")]
            kind: Option<String>,
        }
        let outer = serde_json::from_str::<Outer>(file.json()?.0);
        Ok(outer.is_ok_and(|outer| outer.kind.as_deref() == Some("Topology")))
    }

    fn settings(&self, _: &SourceFile<'_>) -> &'static [Setting] {
        OF_FEATURES
    }

    fn read(&self, file: &SourceFile<'_>) -> Result<Read, ReadError> {
        let (features, damaged) = features_of(file)?;
        let read = Read::of_json(file, |_, draft, notes| {
            notes.extend(damaged);
            let of = (&file.place, file.name.as_str());
            let records = records_of(file, &features);
            geojson::read_records(of, &records, file.choices, file.budget, draft, notes)
        })?;
        Ok(read.in_columns_where_many(file))
    }

    fn preview(&self, file: &SourceFile<'_>) -> Result<Option<Preview>, ReadError> {
        let (features, _) = features_of(file)?;
        Preview::of_features(file, OF_FEATURES, |looked| {
            geojson::look_at(&records_of(file, &features), looked);
            Ok(())
        })
    }
}

/// The geometries put together as features of GeoJSON, and notes on those that cannot be.
fn features_of(file: &SourceFile<'_>) -> Result<(Vec<String>, Vec<Note>), ReadError> {
    // Each geometry is held as a value, with names for its members.
    let objects = memchr_iter(b'{', file.json()?.0.as_bytes()).count() as u64;
    file.budget.take_bytes(objects * room::SHARED)?;
    let mut topology: Topology = read_json(&file.place, file.json()?.0)?;
    let objects = std::mem::take(&mut topology.objects);
    let (mut features, mut notes) = (Vec::new(), Vec::new());
    for (layer, object) in objects {
        for geometry in topology.parts(object) {
            file.budget.step(1)?;
            match topology.feature(&geometry) {
                Ok(feature) => {
                    let feature = feature.to_string();
                    file.budget
                        .take_bytes(feature.len() as u64 + room::OBJECT)?;
                    features.push(feature);
                }
                Err(what) => {
                    let note = Note::new(Severity::Error, &file.place, &*layer, what);
                    notes.push(note);
                }
            }
        }
    }
    Ok((features, notes))
}

fn records_of<'f>(file: &SourceFile<'_>, features: &'f [String]) -> Vec<RawRecord<'f>> {
    let record = |json| RawRecord {
        place: file.place.clone(),
        json,
    };
    features.iter().map(String::as_str).map(record).collect()
}

/// Lines within one another: points, rings, polygons.
fn each(value: &Value, of: &dyn Fn(&Value) -> Result<Value, String>) -> Result<Value, String> {
    let list = value.as_array().ok_or_else(damaged)?;
    let all: Result<Vec<Value>, String> = list.iter().map(of).collect();
    all.map(Value::Array)
}

fn damaged() -> String {
    formats::feature_skipped(formats::coordinates_damaged())
}

fn no_arc() -> String {
    formats::feature_skipped(formats::no_arc())
}

impl Topology {
    /// The geometries of an object, those of collections each by itself where they are features.
    fn parts(&self, object: Value) -> Vec<Value> {
        match object {
            Value::Object(mut collection) if collection.contains_key("geometries") => {
                match collection.get_mut("geometries").map(Value::take) {
                    Some(Value::Array(parts)) => parts,
                    _ => Vec::new(),
                }
            }
            other => vec![other],
        }
    }

    fn feature(&self, geometry: &Value) -> Result<Value, String> {
        let mut feature = json!({
            "type": "Feature",
            "properties": geometry.get("properties"),
            "geometry": self.geometry(geometry)?,
        });
        if let (Some(id), Some(feature)) = (geometry.get("id"), feature.as_object_mut()) {
            feature.insert("id".to_owned(), id.clone());
        }
        Ok(feature)
    }

    fn geometry(&self, geometry: &Value) -> Result<Value, String> {
        let Some(kind) = geometry.get("type").and_then(Value::as_str) else {
            return Ok(Value::Null);
        };
        let member = |name: &str| geometry.get(name).ok_or_else(damaged);
        let line = |arcs: &Value| self.line(arcs);
        let rings = |rings: &Value| each(rings, &line);
        let coordinates = match kind {
            "Point" => self.position(member("coordinates")?)?,
            "MultiPoint" => each(member("coordinates")?, &|at| self.position(at))?,
            "LineString" => self.line(member("arcs")?)?,
            "MultiLineString" | "Polygon" => rings(member("arcs")?)?,
            "MultiPolygon" => each(member("arcs")?, &rings)?,
            "GeometryCollection" => {
                let parts = each(member("geometries")?, &|part| self.geometry(part))?;
                return Ok(json!({"type": kind, "geometries": parts}));
            }
            _ => return Err(formats::feature_skipped(formats::unknown_geometry())),
        };
        Ok(json!({"type": kind, "coordinates": coordinates}))
    }

    fn position(&self, value: &Value) -> Result<Value, String> {
        let numbers = value.as_array().ok_or_else(damaged)?;
        let number = |at: usize| numbers.get(at).and_then(Value::as_f64).ok_or_else(damaged);
        let placed = self.placed([number(0)?, number(1)?]).into_iter();
        // A height is told where all are.
        let height = numbers.get(2).and_then(Value::as_f64);
        Ok(json!(placed.chain(height).collect::<Vec<f64>>()))
    }

    fn placed(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        match self.transform {
            Some(Transform { scale, translate }) => {
                [x * scale[0] + translate[0], y * scale[1] + translate[1]]
            }
            None => [x, y],
        }
    }

    /// A line of several arcs, each of which begins where the one before ends.
    fn line(&self, arcs: &Value) -> Result<Value, String> {
        let mut positions: Vec<Vec<f64>> = Vec::new();
        for number in arcs.as_array().ok_or_else(damaged)? {
            let number = number.as_i64().ok_or_else(damaged)?;
            // A number below zero is an arc the other way round.
            let (index, is_reversed) = if number < 0 {
                (!number, true)
            } else {
                (number, false)
            };
            let index = usize::try_from(index).map_err(|_| damaged())?;
            let arc = self.arcs.get(index).ok_or_else(no_arc)?;
            let mut arc = self.arc(arc)?;
            if is_reversed {
                arc.reverse();
            }
            let joint = usize::from(!positions.is_empty());
            positions.extend(arc.into_iter().skip(joint));
        }
        Ok(json!(positions))
    }

    /// The positions of an arc. Where the file is quantised, each is told from the one before.
    fn arc(&self, arc: &[Vec<f64>]) -> Result<Vec<Vec<f64>>, String> {
        let mut at = [0.0; 2];
        let positions = arc.iter().map(|step| {
            let [x, y, height @ ..] = &step[..] else {
                return Err(damaged());
            };
            at = match self.transform {
                Some(_) => [at[0] + x, at[1] + y],
                None => [*x, *y],
            };
            let placed = self.placed(at).into_iter();
            Ok(placed.chain(height.first().copied()).collect())
        });
        positions.collect()
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;
    use crate::{
        io::bulk::Tuning,
        model::{Budget, ImportOptions},
    };

    /// Larger than can be read as a whole: other formats stream such files.
    #[test]
    fn a_file_of_any_size_is_told_from_a_topology_by_its_ends() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("large.geojson");
        let mut file = std::fs::File::create(&path).expect("made");
        file.write_all(b"{\"type\":\"FeatureCollection\",\"features\":[")
            .expect("written");
        file.set_len(600 << 20).expect("room, most of it empty");
        let (choices, budget) = (ImportOptions::default(), Budget::default());
        let file = SourceFile::open(&path, &choices, &budget, Tuning::default());
        assert!(matches!(TopoJson.sniff(&file.expect("there")), Ok(false)));
    }
}
