//! Layers of other programs that have many rows: streamed into columns, and read again row by row where
//! somebody looks at one.

use std::{path::PathBuf, sync::Arc};

use geo::Geometry;
use rusqlite::{Connection, Row, types::ValueRef};
use serde_json::{Map, Value};

use super::{
    database,
    foreign::{COUNTED, Layer, has_tables, layers, passed_over, push},
    read::{self, File, Read as RowRead, quoted, read_row},
};
use crate::{
    io::{
        Read, ReadError, SourceFile,
        bulk::{
            FeatureLayer, FeatureRows, LayerRows, PlainGeometry, PlainValue, RowReader, Runs,
            Version, holds_a_number,
        },
        events::LOOKED_AT,
        features::{Features, survey_of},
    },
    model::{
        Budget, Draft, ImportOptions, NoteLog, Place,
        details::{DetailsError, OpenRows, RowSource},
        draft::ReportDraft,
    },
    words::notes::reading,
};

/// What an offset has for the number of the row in its layer, below the number of the layer.
const BITS_OF_ROW: u32 = 40;

/// Reads the layers of a file that has many rows. `None` where it has few, and where it is to be read
/// in the general way.
///
/// # Errors
///
/// Where the file is damaged, or no longer wanted.
pub fn read_large(source: &SourceFile<'_>) -> Result<Option<Read>, ReadError> {
    let file = read::open(source.path, source.choices, source.budget)?;
    if file.layout()?.is_some() || !has_tables(&file)? {
        return Ok(None);
    }
    let Ok(layers) = layers(&file) else {
        return Ok(None);
    };
    let readable = layers.iter().filter(|layer| layer.trouble.is_none());
    let counts = readable.map(|layer| file.count(&layer.table));
    let total: u64 = counts.collect::<Result<Vec<u64>, _>>()?.iter().sum();
    if total < source.tuning.many_records as u64 || total == 0 {
        return Ok(None);
    }
    let mut rows = FeatureRows::new(source, total);
    let passed_over = passed_over(&file, &layers)?;
    passed_over.into_iter().for_each(|note| rows.note(note));
    let mut sources = Vec::new();
    let alone = layers.len() == 1;
    for (number, layer) in (0_u64..).zip(&layers) {
        if let Some(skipped) = layer.skipped(&source.place) {
            rows.note(skipped);
            sources.push(None);
            continue;
        }
        let mut notes = NoteLog::default();
        let Some(table) = LayerTable::of(&file, layer, (source, alone), &mut notes)? else {
            return Ok(None);
        };
        notes.take().into_iter().for_each(|note| rows.note(note));
        let mut is_numbered = true;
        let runs = rows.layer(&table.layer, |into| {
            is_numbered = table.feed(&file, number, into)?;
            Ok(())
        })?;
        if !is_numbered {
            return Ok(None);
        }
        let part = (!alone).then(|| Arc::from(layer.table.as_str()));
        sources.push(Some(LayerSource { table, runs, part }));
    }
    let (mut draft, dataset, notes) = rows.finish();
    let again = LayerSources {
        path: source.path.to_owned(),
        version: source.version,
        choices: source.choices.clone(),
        layers: sources,
    };
    let rows = Box::new(RowsAgain(Arc::new(again)));
    if !dataset.is_empty() {
        draft.datasets.push(Arc::new(dataset));
    }
    Ok(Some(Read {
        draft,
        notes,
        rows: Some(RowReader::of_source(&source.place, rows)),
        ..Read::default()
    }))
}

/// What becomes of a column, before its cells are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Taken {
    /// It is the geometry, or a number that the database counts by.
    Apart,
    /// Nothing is made of it but details.
    Kept,
    /// Its numbers are taken as text.
    Text,
    /// Its numbers are taken as they are.
    Number,
}

/// A layer, and how its table is asked.
#[derive(Debug)]
struct LayerTable {
    layer: FeatureLayer,
    columns: Vec<(String, Taken)>,
    /// The column of the geometries, by number.
    geometry: Option<usize>,
    /// All rows in their order, each with its number first.
    all: String,
    /// The row of a number.
    one: String,
}

impl LayerTable {
    /// Looks at the first rows of a layer. `None` where its rows have no numbers.
    fn of(
        file: &File,
        layer: &Layer,
        (source, alone): (&SourceFile<'_>, bool),
        notes: &mut NoteLog,
    ) -> Result<Option<Self>, ReadError> {
        let place = Place::file(format!("{}, {}", source.place.file, layer.table));
        let fail = |error: rusqlite::Error| read::damaged(&place, source.budget, &error);
        let columns = database::columns(&file.database, &layer.table, &place, notes);
        let columns = columns.map_err(fail)?;
        // A column of a person's may have the name that stands for the number.
        let is_free = |name: &&str| !columns.iter().any(|own| own.eq_ignore_ascii_case(name));
        let Some(number) = ["rowid", "_rowid_", "oid"].into_iter().find(is_free) else {
            return Ok(None);
        };
        let named: Vec<String> = columns.iter().map(|column| quoted(column)).collect();
        let (named, table) = (named.join(", "), quoted(&layer.table));
        let first = format!("SELECT {named} FROM {table} ORDER BY {number} LIMIT {LOOKED_AT}");
        let Ok(mut statement) = file.database.prepare(&first) else {
            return Ok(None);
        };
        let mut rows = statement.query([]).map_err(fail)?;
        let mut looked_at: Vec<(Map<String, Value>, Option<bool>)> = Vec::new();
        while let Some(row) = rows.next().map_err(fail)? {
            let (mut cells, shape, _) =
                read_row(row, columns.iter(), Some(&layer.column)).map_err(fail)?;
            cells.shift_remove(COUNTED);
            cells.retain(|_, value| !value.is_null());
            let shape = shape.unwrap_or_default();
            let is_area = shape
                .as_ref()
                .map(|shape| matches!(shape, Geometry::Polygon(_) | Geometry::MultiPolygon(_)));
            looked_at.push((cells, is_area));
        }
        let looked_at = looked_at.iter().map(|(cells, is_area)| (cells, *is_area));
        let mut stated = columns.clone();
        stated.retain(|column| *column != layer.column && column != COUNTED);
        let survey = survey_of(stated, looked_at, source.choices, source.budget)?;
        let taken = |column: &String| match survey.claim(column, source.choices) {
            _ if *column == layer.column || column == COUNTED => Taken::Apart,
            Some((field, _)) if holds_a_number(field) => Taken::Number,
            Some(_) => Taken::Text,
            None if column == "names" => Taken::Text,
            None => Taken::Kept,
        };
        Ok(Some(Self {
            geometry: columns.iter().position(|column| *column == layer.column),
            columns: columns
                .iter()
                .map(|column| (column.clone(), taken(column)))
                .collect(),
            all: format!("SELECT {named}, {number} FROM {table} ORDER BY {number}"),
            one: format!("SELECT {named} FROM {table} WHERE {number} = ?1"),
            layer: FeatureLayer {
                name: layer.name(&source.name, alone),
                survey: Arc::new(survey),
                place,
            },
        }))
    }

    /// Hands over all rows. Says no where one of them has a number that no offset holds.
    fn feed<'k>(
        &'k self,
        file: &File,
        layer: u64,
        into: &mut LayerRows<'_, 'k, '_>,
    ) -> Result<bool, ReadError> {
        let fail = |error: rusqlite::Error| read::damaged(&self.layer.place, &file.budget, &error);
        let mut statement = file.database.prepare(&self.all).map_err(fail)?;
        let mut rows = statement.query([]).map_err(fail)?;
        let mut line = 0;
        let mut figures = Vec::new();
        while let Some(row) = rows.next().map_err(fail)? {
            line += 1;
            let number: i64 = row.get(self.columns.len()).map_err(fail)?;
            let Some(number) = u64::try_from(number)
                .ok()
                .filter(|number| number >> BITS_OF_ROW == 0)
            else {
                return Ok(false);
            };
            let is_text = self.figures(row, &mut figures).map_err(fail)?;
            let geometry = self.plain_geometry(row).filter(|_| is_text);
            let plain = geometry.map(|geometry| (self.plain(row, &figures), geometry));
            let mut broken = None;
            into.push(
                (layer << BITS_OF_ROW | number, line),
                plain,
                |place, features| match self.row(row, place) {
                    Ok(read) => push(read, features),
                    Err(error) => broken = Some(error),
                },
            )?;
            if let Some(error) = broken {
                return Err(fail(error));
            }
        }
        Ok(true)
    }

    /// Writes the numbers of a row that are taken as text. Says no where a text is none.
    fn figures(&self, row: &Row<'_>, figures: &mut Vec<Option<String>>) -> rusqlite::Result<bool> {
        figures.clear();
        for (index, (_, taken)) in self.columns.iter().enumerate() {
            let figure = match (taken, row.get_ref(index)?) {
                (Taken::Text, ValueRef::Integer(whole)) => Some(whole.to_string()),
                (Taken::Text, ValueRef::Real(number)) => {
                    serde_json::Number::from_f64(number).map(|number| number.to_string())
                }
                (Taken::Text | Taken::Number, ValueRef::Text(text)) => {
                    if std::str::from_utf8(text).is_err() {
                        return Ok(false);
                    }
                    None
                }
                _ => None,
            };
            figures.push(figure);
        }
        Ok(true)
    }

    /// The cells of a row that say something.
    fn plain<'k, 'v>(
        &'k self,
        row: &'v Row<'_>,
        figures: &'v [Option<String>],
    ) -> impl Iterator<Item = (&'k str, PlainValue<'v>)> {
        let columns = self.columns.iter().enumerate();
        columns.filter_map(move |(index, (name, taken))| {
            let value = match (taken, row.get_ref(index).ok()?) {
                (Taken::Apart, _) | (_, ValueRef::Null | ValueRef::Blob(_)) => return None,
                (Taken::Kept, _) => PlainValue::Null,
                (_, ValueRef::Text(text)) => PlainValue::Text(std::str::from_utf8(text).ok()?),
                (Taken::Number, ValueRef::Integer(whole)) => PlainValue::Number(whole as f64),
                (Taken::Number, ValueRef::Real(number)) if number.is_finite() => {
                    PlainValue::Number(number)
                }
                (_, ValueRef::Integer(_) | ValueRef::Real(_)) => {
                    PlainValue::Text(figures.get(index)?.as_deref()?)
                }
            };
            Some((name.as_str(), value))
        })
    }

    /// Where a row lies; `None` where that is neither a point nor a line.
    fn plain_geometry(&self, row: &Row<'_>) -> Option<PlainGeometry> {
        let Some(index) = self.geometry else {
            return Some(PlainGeometry::None);
        };
        let shape = match row.get_ref(index).ok()? {
            ValueRef::Null => return Some(PlainGeometry::None),
            ValueRef::Blob(bytes) => match super::blob::decode(bytes).ok()? {
                (shape, false) => shape,
                // They are told.
                (_, true) => return None,
            },
            _ => return None,
        };
        match shape {
            None => Some(PlainGeometry::None),
            Some(Geometry::Point(at)) => Some(PlainGeometry::Point([at.x(), at.y()])),
            Some(Geometry::LineString(line)) => {
                let (first, last) = (line.0.first()?, line.0.last()?);
                Some(PlainGeometry::Line([[first.x, first.y], [last.x, last.y]]))
            }
            Some(_) => None,
        }
    }

    /// All of a row.
    fn row(&self, row: &Row<'_>, place: &Place) -> rusqlite::Result<RowRead> {
        let names = self.columns.iter().map(|(name, _)| name);
        let geometry = self.geometry.map(|index| self.columns[index].0.as_str());
        let (cells, geometry, has_heights) = read_row(row, names, geometry)?;
        Ok(RowRead {
            place: place.clone(),
            cells,
            geometry,
            has_heights,
        })
    }
}

/// A layer whose rows are read again.
#[derive(Debug)]
struct LayerSource {
    table: LayerTable,
    runs: Runs,
    part: Option<Arc<str>>,
}

/// The layers of a file, whose rows are read again.
#[derive(Debug)]
struct LayerSources {
    path: PathBuf,
    version: Version,
    choices: ImportOptions,
    /// `None` for one that was left out.
    layers: Vec<Option<LayerSource>>,
}

#[derive(Debug)]
struct RowsAgain(Arc<LayerSources>);

impl RowSource for RowsAgain {
    fn open(&self) -> Result<Box<dyn OpenRows>, DetailsError> {
        self.0.check()?;
        Ok(Box::new(Open {
            database: database::open(&self.0.path, &Budget::default())?,
            of: Arc::clone(&self.0),
        }))
    }
}

impl LayerSources {
    /// # Errors
    ///
    /// Where the file is not what was read.
    fn check(&self) -> Result<(), DetailsError> {
        match Version::of(&self.path)? == self.version {
            true => Ok(()),
            false => Err(reading::file_changed().into()),
        }
    }
}

struct Open {
    of: Arc<LayerSources>,
    database: Connection,
}

impl OpenRows for Open {
    fn read(&mut self, offsets: &[u64]) -> Result<Vec<ReportDraft>, DetailsError> {
        self.of.check()?;
        let mut reports = Vec::with_capacity(offsets.len());
        for of_layer in offsets.chunk_by(|a, b| a >> BITS_OF_ROW == b >> BITS_OF_ROW) {
            let number = (of_layer[0] >> BITS_OF_ROW) as usize;
            let layer = self.of.layers.get(number).and_then(Option::as_ref);
            let layer = layer.ok_or_else(reading::row_moved)?;
            self.read_layer(layer, of_layer, &mut reports)?;
        }
        Ok(reports)
    }
}

impl Open {
    fn read_layer(
        &self,
        LayerSource { table, runs, part }: &LayerSource,
        offsets: &[u64],
        reports: &mut Vec<ReportDraft>,
    ) -> Result<(), DetailsError> {
        let (mut notes, budget) = (NoteLog::default(), Budget::default());
        let layer = &table.layer;
        let mut features = Features::new(&layer.name, &self.of.choices, &budget, &mut notes);
        features.go_by(&layer.survey, &layer.place);
        let mut statement = self.database.prepare(&table.one)?;
        for offset in offsets {
            let number = offset & ((1 << BITS_OF_ROW) - 1);
            let (line, rows_before) = runs.find(*offset).ok_or_else(reading::row_moved)?;
            let place = layer.place.at_line(line);
            let read = statement.query_row([number as i64], |row| table.row(row, &place))?;
            features.skip_rows_to(rows_before);
            push(read, &mut features);
            let mut report = features
                .take_reports()
                .pop()
                .ok_or_else(reading::row_moved)?;
            report.part.clone_from(part);
            reports.push(report);
            let (draft, notes) = features.own();
            *draft = Draft::default();
            notes.take();
        }
        Ok(())
    }
}
