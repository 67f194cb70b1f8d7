//! Lists in JSON: features or rows a line (GeoJSONSeq, RFC 8142), lists of events as web services
//! answer them and as maps export them. Features are read as GeoJSON is, rows as tables are.

use std::collections::BTreeMap;

use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::{Map, Value, value::RawValue};

use super::{
    answers,
    bulk::list_start,
    features::{self, text_of},
    format::{OF_FEATURES, Read, Reader, SourceFile},
    geojson,
    grid::Grid,
    json_text::{is_sequence, texts_in_sequence},
    preview::Preview,
    records::{RawRecord, list, list_under},
    source::ReadError,
};
use crate::{
    model::{
        Budget, Field, Note, NoteLog, Place, Setting, Severity, Stopped,
        budget::room,
        field::{Surely, meaning},
    },
    words::notes::formats,
};

/// Lists of features or of rows.
pub struct JsonItems;

impl Reader for JsonItems {
    fn name(&self) -> &'static str {
        formats::json_list()
    }

    fn sniff(&self, file: &SourceFile<'_>) -> Result<bool, ReadError> {
        // Else a list that is too much to be read would be taken for a table.
        if file.starts_with(b"[")
            && let Err(error @ ReadError::Stopped { .. }) = file.json()
        {
            return Err(error);
        }
        match Form::of(file) {
            Some(Form::Values) => Err(file.refuse(formats::list_of_values())),
            form => Ok(form.is_some()),
        }
    }

    fn settings(&self, _: &SourceFile<'_>) -> &'static [Setting] {
        OF_FEATURES
    }

    fn read(&self, file: &SourceFile<'_>) -> Result<Read, ReadError> {
        let items = Items::of(file)?;
        let Items {
            features,
            rows,
            cells,
            notes: told,
        } = items;
        let of = (&file.place, file.name.as_str());
        let read = Read::of(&file.place, |draft, notes| {
            notes.extend(told);
            file.budget.expect(features.len() as u64);
            if !features.is_empty() {
                let (choices, budget) = (file.choices, file.budget);
                geojson::read_records(of, &features, choices, budget, draft, notes)?;
            }
            if !cells.is_empty() {
                grid_of_cells(&cells, file.budget, notes)?.read(of, file, (draft, notes))?;
            }
            match rows.0.is_empty() {
                true => Ok(()),
                false => rows.grid(file.budget)?.read(of, file, (draft, notes)),
            }
        })?;
        Ok(read.in_columns_where_many(file))
    }

    fn preview(&self, file: &SourceFile<'_>) -> Result<Option<Preview>, ReadError> {
        let items = Items::of(file)?;
        if !items.cells.is_empty() {
            let grid = grid_of_cells(&items.cells, file.budget, &mut NoteLog::default())?;
            return grid.preview(file, OF_FEATURES).map(Some);
        }
        match items.rows.0.is_empty() {
            false => {
                let grid = items.rows.grid(file.budget)?;
                grid.preview(file, OF_FEATURES).map(Some)
            }
            true => Preview::of_features(file, OF_FEATURES, |features| {
                geojson::look_at(&items.features, features);
                Ok(())
            }),
        }
    }
}

/// What a list holds.
#[derive(Default)]
struct Items<'t> {
    features: Vec<RawRecord<'t>>,
    rows: Rows<'t>,
    /// Lists of cells, the headings first.
    cells: Vec<RawRecord<'t>>,
    /// On what is neither.
    notes: Vec<Note>,
}

impl<'t> Items<'t> {
    fn of(file: &'t SourceFile<'_>) -> Result<Self, ReadError> {
        let (text, told) = file.json()?;
        let form = Form::of(file);
        let is_below = matches!(form, Some(Form::Under(_)));
        let records = match &form {
            Some(Form::Sequence) => sequence(&file.place, text),
            Some(Form::Under(keys)) => list_below(&file.place, text, keys)?,
            Some(Form::List | Form::Cells | Form::Values) | None => list(&file.place, text)?,
        };
        let mut items = Self {
            notes: told.to_vec(),
            ..Self::default()
        };
        let part = answers::told_of_part(&file.place, text, Some(records.len()));
        items.notes.extend(part);
        if matches!(form, Some(Form::Cells)) {
            items.cells = records;
            return Ok(items);
        }
        if let Some((_, others)) = list_of_records(text).filter(|_| is_below) {
            items.notes.extend(others.iter().map(|other| {
                let (entries, records) = other.entries();
                let severity = match records {
                    0 => Severity::Remark,
                    _ => Severity::Doubt,
                };
                let what = formats::list_not_read(&other.keys.join("."), entries);
                Note::new(severity, &file.place, "", what)
            }));
        }
        for record in records {
            file.budget.step(1)?;
            items.take(record);
        }
        Ok(items)
    }

    /// Takes in an item. One that cannot be read becomes a note and costs no other.
    fn take(&mut self, record: RawRecord<'t>) {
        if !record.json.starts_with('{') {
            let note = record.left_out(&record.place, formats::no_object());
            return self.notes.push(note);
        }
        let object = match record.read::<Map<String, Value>>() {
            Ok(object) => object,
            Err(note) => return self.notes.push(note),
        };
        if is_of_bulk_request(&object) {
            let what = formats::of_bulk_request();
            let note = Note::new(Severity::Remark, &record.place, "", what);
            return self.notes.push(note);
        }
        match object.get("type").and_then(Value::as_str) {
            Some("FeatureCollection") => match list_under(&record.place, record.json, "features") {
                Ok(inner) => inner.into_iter().for_each(|record| self.take(record)),
                Err(error) => {
                    let note = record.left_out(&record.place, &error.to_string());
                    self.notes.push(note);
                }
            },
            Some(kind) if kind == "Feature" || is_geometry(kind, &object) => {
                self.features.push(record);
            }
            _ => self.rows.0.push(record),
        }
    }
}

/// How the items of a file are held.
enum Form {
    /// One after another.
    Sequence,
    /// The file is a list.
    List,
    /// The file is a list of lists, of which the first has the headings.
    Cells,
    /// The file is a list of what has no names.
    Values,
    /// A list under these keys, the outermost first.
    Under(Vec<String>),
}

/// An item that may be one of this program's own lists of reporters or days has a key.
const OWN: &str = "key";

/// Members under which other formats hold what they are.
const OTHERS: [&str; 3] = ["features", "reports", "objects"];

impl Form {
    fn of(file: &SourceFile<'_>) -> Option<Self> {
        let start = String::from_utf8_lossy(file.start());
        match start.chars().next()? {
            '[' => {
                let (text, _) = file.json().ok()?;
                if let Some(form) = Self::of_values(text) {
                    return Some(form);
                }
                is_list_of_items(text).then_some(Self::List)
            }
            '{' | super::json_text::RECORD_SEPARATOR if is_sequence(&start) => Some(Self::Sequence),
            '{' if list_start(file.start()).is_none() => {
                let (text, _) = file.json().ok()?;
                let (found, _) = list_of_records(text)?;
                Some(Self::Under(found.keys))
            }
            _ => None,
        }
    }
}

impl Form {
    /// The form of a list of which the first item is no object.
    fn of_values(json: &str) -> Option<Self> {
        let is_heading = |cell: &Value| cell.as_str().is_some_and(|text| !text.trim().is_empty());
        match first_item::<Value>(json)? {
            Value::Object(_) => None,
            Value::Array(cells) if !cells.is_empty() && cells.iter().all(is_heading) => {
                Some(Self::Cells)
            }
            _ => Some(Self::Values),
        }
    }
}

/// So many values that are neither objects nor lists may stand before the first item of a list that is one.
const PASSED_OVER: usize = 64;

/// The first item of a list that is an object or a list, or else the first of all; `None` where it has none,
/// or one that is something else.
fn first_item<T: DeserializeOwned>(json: &str) -> Option<T> {
    let mut rest = json.trim_start().strip_prefix('[')?.trim_start();
    let all = rest;
    for _ in 0..PASSED_OVER {
        if rest.starts_with(['{', '[']) {
            return one::<T>(rest).map(|(item, _)| item);
        }
        let Some(next) = one::<IgnoredAny>(rest).and_then(|(_, next)| next.strip_prefix(','))
        else {
            break;
        };
        rest = next.trim_start();
    }
    one::<T>(all).map(|(item, _)| item)
}

/// The value at the beginning of a text, and what comes after it.
fn one<T: DeserializeOwned>(json: &str) -> Option<(T, &str)> {
    let mut values = serde_json::Deserializer::from_str(json).into_iter::<T>();
    let item = values.next()?.ok()?;
    Some((item, json[values.byte_offset()..].trim_start()))
}

fn is_list_of_items(json: &str) -> bool {
    let first = first_item::<Map<String, Value>>(json);
    first.is_some_and(|first| !first.contains_key(OWN))
}

/// A list of objects, and the keys that lead to it.
struct Found<'t> {
    keys: Vec<String>,
    json: &'t str,
}

impl Found<'_> {
    /// How many of its objects there are, and how many say when or where something is.
    fn entries(&self) -> (usize, usize) {
        let all: Vec<Value> = serde_json::from_str(self.json).unwrap_or_default();
        let objects = all.iter().filter_map(Value::as_object);
        let records = objects.filter(|object| {
            let mut members = flat((*object).clone()).into_iter();
            members.any(|(heading, _)| is_of_a_record(&heading))
        });
        (all.len(), records.count())
    }
}

/// Whether a member says when or where something is.
fn is_of_a_record(heading: &str) -> bool {
    const GEOMETRY: [&str; 2] = ["geometry", "coordinates"];
    let is_of_one = |(field, surely): (Field, Surely)| {
        let says_when = features::is_day(field) || matches!(field, Field::End);
        let says_where = matches!(
            field,
            Field::Position | Field::Places | Field::Origins | Field::Targets
        );
        surely != Surely::Perhaps && (says_when || says_where || field.is_part_of_a_position())
    };
    GEOMETRY.contains(&heading) || meaning(heading).is_some_and(is_of_one)
}

/// The list with the most objects that look like records, and the others; of lists that are alike, the
/// outermost and first.
fn list_of_records(json: &str) -> Option<(Found<'_>, Vec<Found<'_>>)> {
    let mut lists = Vec::new();
    find_lists(json, &[], &mut lists);
    lists.sort_by_key(|found| found.keys.len());
    let mut chosen = 0;
    if lists.len() > 1 {
        let records: Vec<usize> = lists.iter().map(|found| found.entries().1).collect();
        let most = records.iter().max();
        chosen = records.iter().position(|own| Some(own) == most)?;
    }
    (!lists.is_empty()).then(|| (lists.remove(chosen), lists))
}

/// Lists of objects below at most two keys.
fn find_lists<'t>(json: &'t str, above: &[String], lists: &mut Vec<Found<'t>>) {
    let Ok(members) = serde_json::from_str::<BTreeMap<String, &'t RawValue>>(json) else {
        return;
    };
    if OTHERS.iter().any(|other| members.contains_key(*other)) {
        return;
    }
    for (key, value) in members {
        let keys = [above, &[key]].concat();
        let json = value.get();
        match is_list_of_items(json) {
            true => lists.push(Found { keys, json }),
            false if above.is_empty() => find_lists(json, &keys, lists),
            false => {}
        }
    }
}

fn list_below<'t>(
    place: &Place,
    text: &'t str,
    keys: &[String],
) -> Result<Vec<RawRecord<'t>>, ReadError> {
    let [first, rest @ ..] = keys else {
        return list(place, text);
    };
    if rest.is_empty() {
        return list_under(place, text, first);
    }
    let members: BTreeMap<String, &'t RawValue> = super::records::read_json(place, text)?;
    let inner = members.get(first).map_or("", |value| value.get());
    let start = inner.as_ptr() as usize - text.as_ptr() as usize;
    let line = super::source::line_of(&text.as_bytes()[..start]);
    list_below(&place.at_line(line), inner, rest)
}

/// The texts of a sequence.
fn sequence<'t>(place: &Place, text: &'t str) -> Vec<RawRecord<'t>> {
    let record = |(line, json)| RawRecord {
        place: place.at_line(line),
        json,
    };
    texts_in_sequence(text).into_iter().map(record).collect()
}

/// Objects that are no features. They are read again each time: as they stand they take the least room.
#[derive(Default)]
struct Rows<'t>(Vec<RawRecord<'t>>);

fn is_geometry(kind: &str, object: &Map<String, Value>) -> bool {
    let is_collection = kind == "GeometryCollection" && object.contains_key("geometries");
    is_collection || geojson::GEOMETRIES.contains(&kind) && object.contains_key("coordinates")
}

/// Whether an object is no record but says what a search service such as Elasticsearch is to do with the next one.
fn is_of_bulk_request(object: &Map<String, Value>) -> bool {
    const ACTIONS: [&str; 4] = ["index", "create", "update", "delete"];
    let mut members = object.iter();
    let (Some((action, Value::Object(of))), None) = (members.next(), members.next()) else {
        return false;
    };
    ACTIONS.contains(&action.as_str()) && of.keys().all(|key| key.starts_with('_'))
}

/// Lists of cells as rows, the headings first. What is no list becomes a note.
fn grid_of_cells(
    rows: &[RawRecord<'_>],
    budget: &Budget,
    notes: &mut NoteLog,
) -> Result<Grid, Stopped> {
    let mut grid = Grid::default();
    for row in rows {
        match row.read::<Vec<Value>>() {
            Ok(cells) => {
                budget.step(1 + cells.len() as u64 / 16)?;
                budget.take_bytes(cells.len() as u64)?;
                let cells: Vec<String> = cells.iter().map(text_of).collect();
                grid.push(row.place.line, &cells);
            }
            Err(note) => notes.push(note),
        }
    }
    Ok(grid)
}

impl Rows<'_> {
    /// The objects as rows; the headings are in the order in which they first occur.
    fn grid(self, budget: &Budget) -> Result<Grid, Stopped> {
        let members = |record: &RawRecord<'_>| {
            let object = record.read::<Map<String, Value>>();
            object.map(flat).unwrap_or_default()
        };
        let mut headings: Vec<String> = Vec::new();
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        for record in &self.0 {
            budget.step(1)?;
            for (heading, _) in members(record) {
                if !known.contains_key(&heading) {
                    budget.take_bytes(room::SHARED)?;
                    known.insert(heading.clone(), headings.len());
                    headings.push(heading);
                }
            }
        }
        let mut grid = Grid::default();
        let first = self.0.first().map_or(1, |record| record.place.line);
        grid.push(first, &headings);
        let mut cells = vec![String::new(); headings.len()];
        for record in &self.0 {
            budget.step(1 + headings.len() as u64 / 16)?;
            // Its text counts with the file, and what stands between the cells does not.
            budget.take_bytes(headings.len() as u64)?;
            cells.iter_mut().for_each(String::clear);
            for (heading, value) in members(record) {
                if let Some(at) = known.get(&heading) {
                    cells[*at] = text_of(&value);
                }
            }
            grid.push(record.place.line, &cells);
        }
        Ok(grid)
    }
}

/// The members of an object. Of an object within, such as a place with its position, each member by
/// itself; geometries stay whole.
fn flat(object: Map<String, Value>) -> Vec<(String, Value)> {
    const POSITION: [&str; 5] = ["lat", "lon", "lng", "latitude", "longitude"];
    let outer: Vec<String> = object.keys().map(|key| key.to_lowercase()).collect();
    let mut members = Vec::new();
    for (key, value) in object {
        match unwrapped(value) {
            Value::Object(inner) if !inner.contains_key("coordinates") => {
                for (part, value) in inner {
                    let lower = part.to_lowercase();
                    let is_own = POSITION.contains(&lower.as_str()) && !outer.contains(&lower);
                    let heading = match is_own {
                        true => part,
                        false => format!("{key}_{part}"),
                    };
                    members.push((heading, unwrapped(value)));
                }
            }
            value => members.push((key, value)),
        }
    }
    members
}

/// A value without what some programs wrap around it to say its type: MongoDB (`{"$numberInt": "2"}`), and
/// answers of SPARQL (`{"type": "literal", "value": "2"}`).
fn unwrapped(value: Value) -> Value {
    const OF_MONGODB: [&str; 6] = [
        "$oid",
        "$date",
        "$numberInt",
        "$numberLong",
        "$numberDouble",
        "$numberDecimal",
    ];
    const OF_SPARQL: [&str; 4] = ["type", "value", "datatype", "xml:lang"];
    const KINDS: [&str; 4] = ["uri", "literal", "typed-literal", "bnode"];
    let Value::Object(mut inner) = value else {
        return value;
    };
    let kind = inner.get("type").and_then(Value::as_str);
    let is_of_sparql = kind.is_some_and(|kind| KINDS.contains(&kind))
        && inner.get("value").is_some_and(Value::is_string)
        && inner.keys().all(|key| OF_SPARQL.contains(&key.as_str()));
    let key = match inner.keys().next().map(String::as_str) {
        _ if is_of_sparql => "value",
        Some(only) if inner.len() == 1 => match OF_MONGODB.iter().find(|key| **key == only) {
            Some(key) => key,
            None => return Value::Object(inner),
        },
        _ => return Value::Object(inner),
    };
    inner.remove(key).map(unwrapped).unwrap_or_default()
}
