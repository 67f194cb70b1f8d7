//! Shapefiles of many shapes: streamed into columns, and read again shape by shape where somebody looks
//! at one.

use std::{
    io::{BufReader, Cursor, Read as _, Seek as _, SeekFrom},
    path::{Path, PathBuf},
    sync::Arc,
};

use ::shapefile::{
    Shape, ShapeReader,
    dbase::{self, FieldError, FieldValue},
};
use encoding_rs::Encoding;
use serde_json::{Map, Value};

use super::{
    Attributes, InOrder, Parts, add, cause, check_crs, decoder, has_heights, json, missing_parts,
    part_path, record,
    table::{self, Kind, WithHead},
    type_cell,
};
use crate::{
    io::{
        bulk::{
            FeatureLayer, FeatureRows, PlainGeometry, PlainValue, RowReader, Runs, Version,
            holds_a_number,
        },
        disk::{self, File},
        events::LOOKED_AT,
        features::{Features, survey_of},
        format::{Read, SourceFile},
        source::ReadError,
    },
    model::{
        Budget, ImportOptions, NoteLog,
        details::{DetailsError, OpenRows, RowSource},
        draft::ReportDraft,
    },
    words::notes::{formats, reading},
};

/// The header of a `.shp`, and that of each shape in it.
const HEADER_BYTES: usize = 100;
const SHAPE_HEADER_BYTES: usize = 8;

/// Reads a shapefile of many shapes. `None` where there are few, and where it is to be read in the
/// general way.
///
/// # Errors
///
/// As [`super::read`].
pub fn read(file: &SourceFile<'_>, parts: &Parts) -> Result<Option<Read>, ReadError> {
    let fail = |what: String| file.refuse(what);
    let Some(starts) = starts(&parts.shp) else {
        return Ok(None);
    };
    if starts.len() < file.tuning.many_records.max(1) {
        return Ok(None);
    }
    let reader = ShapeReader::new(Cursor::new(&parts.shp));
    let mut reader = reader.map_err(|error| fail(cause(&error)))?;
    check_crs(&file.place, parts.prj.as_deref(), reader.header()).map_err(fail)?;
    let opened = Attributes::open(parts, file.choices.encoding.as_deref());
    let (Some(mut table), told) = opened.map_err(fail)? else {
        return Ok(None);
    };
    let mut rows = FeatureRows::new(file, starts.len() as u64);
    for note in missing_parts((parts, true, told), &file.place) {
        rows.note(note);
    }
    let survey = {
        let shapes = ShapeReader::new(Cursor::new(&parts.shp));
        let mut shapes = shapes.map_err(|error| fail(cause(&error)))?;
        let mut looked_at: Vec<(Map<String, Value>, Option<bool>)> = Vec::new();
        for (index, shape) in shapes.iter_shapes().take(LOOKED_AT).enumerate() {
            let Ok(shape) = shape else {
                break;
            };
            let row = table.row(index).unwrap_or_else(|_| Some(Map::new()));
            let is_area = match shape {
                Shape::NullShape => None,
                Shape::Polygon(_) | Shape::PolygonM(_) | Shape::PolygonZ(_) => Some(true),
                _ => Some(false),
            };
            looked_at.extend(row.map(|row| (row, is_area)));
        }
        survey_of(
            table.columns(),
            looked_at.iter().map(|(row, is_area)| (row, *is_area)),
            file.choices,
            file.budget,
        )?
    };
    let headings = table.columns();
    // Such a table may describe regions.
    let has = |name: &str| headings.iter().any(|own| own.eq_ignore_ascii_case(name));
    let may_be_regions = has("level") && has("key");
    let columns: Vec<(String, bool)> = headings
        .into_iter()
        .map(|heading| {
            let claim = survey.claim(&heading, file.choices);
            let is_number = claim.is_some_and(|(field, _)| holds_a_number(field));
            (heading, is_number)
        })
        .collect();
    let layer = FeatureLayer {
        place: file.place.clone(),
        name: file.name.clone(),
        survey: Arc::new(survey),
    };
    let runs = rows.layer(&layer, |into| {
        for (shape, number) in reader.iter_shapes().zip(1_u32..) {
            let shape = shape.map_err(|error| {
                let cause = cause(&error);
                fail(formats::shape_unreadable(number, cause))
            })?;
            let index = number as usize - 1;
            let row: Option<Cells> = match table.cells(index) {
                Ok(Some(row)) => Some(row),
                Ok(None) => continue,
                Err(_) => None,
            };
            let geometry = plain_geometry(&shape).filter(|_| !may_be_regions);
            let figures = row.as_ref().map(|row| figures(row, &columns));
            let plain = row
                .as_ref()
                .zip(figures.as_ref())
                .zip(geometry)
                .map(|((row, figures), geometry)| (plain(row, figures, &columns), geometry));
            into.push((u64::from(number), number), plain, |place, features| {
                let row = table.row(index).map(Option::unwrap_or_default);
                add(place, shape, row, features);
            })?;
        }
        Ok(())
    })?;
    let (mut draft, dataset, notes) = rows.finish();
    if !dataset.is_empty() {
        draft.datasets.push(Arc::new(dataset));
    }
    let again = Again {
        path: file.path.to_owned(),
        dbf: part_path(file.path, "dbf"),
        version: file.version,
        choices: file.choices.clone(),
        header: parts.shp[..HEADER_BYTES].to_vec(),
        encoding: table.encoding,
        head: table::as_text(parts.dbf.as_deref().unwrap_or_default()),
        layer,
        starts,
        runs,
    };
    Ok(Some(Read {
        draft,
        notes,
        rows: Some(RowReader::of_source(
            &file.place,
            Box::new(ShapesAgain(Arc::new(again))),
        )),
        ..Read::default()
    }))
}

/// Where each shape begins, in units of two bytes, as the file counts. `None` where that does not add
/// up.
fn starts(shp: &[u8]) -> Option<Vec<u32>> {
    let mut starts = Vec::new();
    let mut at = HEADER_BYTES;
    while at + SHAPE_HEADER_BYTES <= shp.len() {
        let words = shp[at + 4..at + SHAPE_HEADER_BYTES].try_into().ok()?;
        let bytes = usize::try_from(i32::from_be_bytes(words)).ok()? * 2;
        if at + SHAPE_HEADER_BYTES + bytes > shp.len() {
            return None;
        }
        starts.push(u32::try_from(at / 2).ok()?);
        at += SHAPE_HEADER_BYTES + bytes;
    }
    Some(starts)
}

/// Where a shape lies; `None` where it is no single point, and where a height is to be told.
fn plain_geometry(shape: &Shape) -> Option<PlainGeometry> {
    match shape {
        _ if has_heights(shape) => None,
        Shape::NullShape => Some(PlainGeometry::None),
        Shape::Point(at) => Some(PlainGeometry::Point([at.x, at.y])),
        Shape::PointM(at) => Some(PlainGeometry::Point([at.x, at.y])),
        Shape::PointZ(at) => Some(PlainGeometry::Point([at.x, at.y])),
        _ => None,
    }
}

/// The cells of a row, in the order of the file.
pub(super) struct Cells(Vec<Value>);

impl Cells {
    /// The cells as what their columns hold.
    pub fn typed(mut self, kinds: &[Kind]) -> Self {
        let cells = self.0.iter_mut().zip(kinds);
        cells.for_each(|(cell, kind)| type_cell(cell, *kind));
        self
    }
}

impl dbase::ReadableRecord for Cells {
    fn read_using<S, M>(fields: &mut dbase::FieldIterator<'_, S, M>) -> Result<Self, FieldError>
    where
        S: std::io::Read + std::io::Seek,
        M: std::io::Read + std::io::Seek,
    {
        let mut cells = Vec::new();
        for field in fields {
            let value: FieldValue = field?.value;
            cells.push(json(value));
        }
        Ok(Self(cells))
    }
}

/// The numbers of a row that are taken as text.
fn figures(Cells(row): &Cells, columns: &[(String, bool)]) -> Vec<Option<String>> {
    let cells = row.iter().zip(columns);
    cells
        .map(|(cell, (_, is_number))| match cell {
            Value::Number(number) if !is_number => Some(number.to_string()),
            _ => None,
        })
        .collect()
}

fn plain<'k, 'v>(
    Cells(row): &'v Cells,
    figures: &'v [Option<String>],
    columns: &'k [(String, bool)],
) -> impl Iterator<Item = (&'k str, PlainValue<'v>)> {
    let cells = row.iter().zip(figures).zip(columns);
    cells.map(|((cell, figure), (heading, _))| {
        let value = match (cell, figure) {
            (_, Some(figure)) => PlainValue::Text(figure),
            (Value::Bool(flag), _) => PlainValue::Bool(*flag),
            (Value::String(text), _) => PlainValue::Text(text),
            (Value::Number(number), _) => match number.as_f64() {
                Some(number) => PlainValue::Number(number),
                None => PlainValue::Null,
            },
            _ => PlainValue::Null,
        };
        (heading.as_str(), value)
    })
}

/// A shapefile whose shapes are read again.
#[derive(Debug)]
struct Again {
    path: PathBuf,
    dbf: Option<PathBuf>,
    version: Version,
    choices: ImportOptions,
    header: Vec<u8>,
    encoding: &'static Encoding,
    /// The head of the table as it is read, and what its columns hold.
    head: (Vec<u8>, Vec<Kind>),
    layer: FeatureLayer,
    /// Where each shape begins, in units of two bytes.
    starts: Vec<u32>,
    runs: Runs,
}

#[derive(Debug)]
struct ShapesAgain(Arc<Again>);

impl RowSource for ShapesAgain {
    fn open(&self) -> Result<Box<dyn OpenRows>, DetailsError> {
        self.0.check()?;
        let dbf: &Path = self.0.dbf.as_deref().ok_or_else(reading::file_changed)?;
        let rows = WithHead::new(BufReader::new(disk::open(dbf)?), self.0.head.0.clone());
        let table = decoder(self.0.encoding).build(rows)?;
        Ok(Box::new(Open {
            shp: disk::open(&self.0.path)?,
            table,
            of: Arc::clone(&self.0),
        }))
    }
}

impl Again {
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
    of: Arc<Again>,
    shp: File,
    table: dbase::Reader<WithHead<BufReader<File>>>,
}

impl OpenRows for Open {
    fn read(&mut self, offsets: &[u64]) -> Result<Vec<ReportDraft>, DetailsError> {
        self.of.check()?;
        let of = Arc::clone(&self.of);
        let (mut notes, budget) = (NoteLog::default(), Budget::default());
        let mut features = Features::new(&of.layer.name, &of.choices, &budget, &mut notes);
        features.go_by(&of.layer.survey, &of.layer.place);
        let mut reports = Vec::with_capacity(offsets.len());
        for offset in offsets {
            let (number, rows_before) = of.runs.find(*offset).ok_or_else(reading::row_moved)?;
            let index = number as usize - 1;
            let shape = self.shape(index)?;
            let row = record(&mut self.table, index);
            let row = row.map(|row: InOrder| row.typed(&of.head.1));
            features.skip_rows_to(rows_before);
            add(&of.layer.place.at_line(number), shape, row, &mut features);
            let report = features.take_reports().pop();
            reports.push(report.ok_or_else(reading::row_moved)?);
            let (draft, notes) = features.own();
            *draft = crate::model::Draft::default();
            notes.take();
        }
        Ok(reports)
    }
}

impl Open {
    /// The shape with that number, the first being 0.
    fn shape(&mut self, index: usize) -> Result<Shape, DetailsError> {
        let starts = &self.of.starts;
        let start = *starts.get(index).ok_or_else(reading::row_moved)?;
        self.shp.seek(SeekFrom::Start(u64::from(start) * 2))?;
        let mut head = [0; SHAPE_HEADER_BYTES];
        self.shp.read_exact(&mut head)?;
        let words = [head[4], head[5], head[6], head[7]];
        let bytes = u64::from(u32::from_be_bytes(words)) * 2;
        // A file of this shape alone.
        let mut alone = self.of.header.clone();
        alone.extend(head);
        (&mut self.shp).take(bytes).read_to_end(&mut alone)?;
        let words = i32::try_from(alone.len() / 2)?;
        alone[24..28].copy_from_slice(&words.to_be_bytes());
        let mut reader = ShapeReader::new(Cursor::new(alone))?;
        let shape = reader.iter_shapes().next().ok_or_else(reading::row_moved)?;
        Ok(shape?)
    }
}
