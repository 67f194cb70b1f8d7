//! Shapefiles: shapes in a `.shp`, what is said of them in a `.dbf`, the coordinate system in a
//! `.prj` and the encoding of the text in a `.cpg` beside it. They are read, never written.

mod large;
mod table;

use std::{
    io::{self, Cursor},
    path::{Path, PathBuf},
};

use ::shapefile::{
    PointM, PointZ, Shape, ShapeReader,
    dbase::{
        self, FieldError, FieldValue, NamedValue,
        encoding::{DynEncoding, EncodingRs},
    },
};
use encoding_rs::Encoding;
use serde_json::{Map, Value};

use super::{
    crs, encoding,
    features::{Feature, Features},
    format::{Read, Reader, SourceFile},
    ground,
    heights::is_stated,
    notes::Notes,
    preview::Preview,
    source::{ReadError, read_file},
};
use large::Cells;
use table::{Kind, WithHead};

use crate::{
    model::{
        Budget, Draft, ImportOptions, Level, Note, NoteLog, Place, Setting, Severity, enum_names,
    },
    words::notes::{formats, tables},
};

/// Shapefiles, by their `.shp`.
pub struct Shapefile;

impl Reader for Shapefile {
    fn name(&self) -> &'static str {
        "shapefile"
    }

    fn sniff(&self, file: &SourceFile<'_>) -> Result<bool, ReadError> {
        let is_part =
            |of: &std::ffi::OsStr| of.eq_ignore_ascii_case("dbf") || of.eq_ignore_ascii_case("shx");
        if looks_like_shapefile(&file.beginning) {
            return Ok(true);
        }
        match file.path.extension().is_some_and(is_part) {
            true => Err(file.refuse(formats::part_of_shapefile())),
            false => Ok(false),
        }
    }

    fn settings(&self, _: &SourceFile<'_>) -> &'static [Setting] {
        use Setting as S;
        &[S::Fields, S::Dates, S::Swapped, S::Encoding]
    }

    fn read(&self, file: &SourceFile<'_>) -> Result<Read, ReadError> {
        let parts = Parts::at(file.path, file.budget)?;
        if let Some(read) = large::read(file, &parts)? {
            return Ok(read);
        }
        let of = (&file.place, file.name.as_str());
        let read = Read::of(&file.place, |draft, notes| {
            read(of, &parts, file.choices, file.budget, draft, notes)
        })?;
        Ok(read.in_columns_where_many(file))
    }

    fn preview(&self, file: &SourceFile<'_>) -> Result<Option<Preview>, ReadError> {
        let parts = Parts::at(file.path, file.budget)?;
        let preview = Preview::of_features(file, self.settings(file), |features| {
            hand_over(&file.place, &parts, file.choices, file.budget, features)
        })?;
        let chosen = file.choices.encoding.as_deref();
        let dbf = parts.dbf.as_deref();
        let encoding = dbf.and_then(|dbf| encoding(dbf, parts.cpg.as_deref(), chosen).ok());
        Ok(preview.map(|preview| Preview {
            encoding: encoding.map(|(name, _)| name.name().to_owned()),
            ..preview
        }))
    }
}

/// The contents of the files that make up a shapefile. Only the first is needed.
#[derive(Clone, Debug, Default)]
pub struct Parts {
    /// The shapes.
    pub shp: Vec<u8>,
    /// Their attributes; without them shapes have no names.
    pub dbf: Option<Vec<u8>>,
    /// The coordinate system; without it degrees are assumed.
    pub prj: Option<String>,
    /// The encoding of the attributes.
    pub cpg: Option<String>,
}

/// Whether a file that begins like this is the `.shp` of a shapefile.
pub fn looks_like_shapefile(start: &[u8]) -> bool {
    start.starts_with(&9994_i32.to_be_bytes())
}

impl Parts {
    /// The `.shp` at a path, and what lies beside it under the same name.
    ///
    /// # Errors
    ///
    /// Where one of the files is there and cannot be read, or there is no room for it.
    pub fn at(path: &Path, budget: &Budget) -> Result<Self, ReadError> {
        let whole = |path: &Path| -> Result<Vec<u8>, ReadError> {
            let bytes = read_file(path)?;
            budget.take_bytes(bytes.len() as u64)?;
            Ok(bytes)
        };
        let beside = |extension: &str| -> Result<Option<Vec<u8>>, ReadError> {
            let path = part_path(path, extension);
            path.map(|path| whole(&path)).transpose()
        };
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        Ok(Self {
            shp: whole(path)?,
            dbf: beside("dbf")?,
            prj: beside("prj")?.map(text),
            cpg: beside("cpg")?.map(text),
        })
    }
}

/// The file beside a `.shp` that has that ending.
fn part_path(path: &Path, extension: &str) -> Option<PathBuf> {
    let capitals = extension.to_uppercase();
    let paths = [extension, &capitals].map(|ext| path.with_extension(ext));
    paths.into_iter().find(|path| path.is_file())
}

/// Reads a shapefile into the draft. `name` is what reporters, keys and ids are made of where the
/// file says nothing of them.
///
/// # Errors
///
/// Where it is no shapefile, breaks off, or its positions are not in degrees on WGS 84.
pub fn read(
    (place, name): (&Place, &str),
    parts: &Parts,
    choices: &ImportOptions,
    budget: &Budget,
    draft: &mut Draft,
    notes: &mut NoteLog,
) -> Result<(), ReadError> {
    let mut features = Features::new(name, choices, budget, notes);
    hand_over(place, parts, choices, budget, &mut features)?;
    draft.append(features.finish()?);
    Ok(())
}

/// Hands the shapes over with what is said of them.
fn hand_over(
    place: &Place,
    parts: &Parts,
    choices: &ImportOptions,
    budget: &Budget,
    features: &mut Features<'_>,
) -> Result<(), ReadError> {
    let fail = |what: String| ReadError::Format {
        place: place.clone(),
        what,
    };
    if parts.shp.is_empty() {
        return Err(ReadError::Empty {
            place: place.clone(),
        });
    }
    let reader = ShapeReader::new(Cursor::new(&parts.shp));
    let mut reader = reader.map_err(|error| fail(cause(&error)))?;
    check_crs(place, parts.prj.as_deref(), reader.header()).map_err(fail)?;
    let (mut table, told) = Attributes::open(parts, choices.encoding.as_deref()).map_err(fail)?;
    let (_, notes) = features.own();
    notes.extend(missing_parts((parts, table.is_some(), told), place));
    if let Some(table) = &table {
        features.declare(place, table.columns());
    }
    budget.expect(parts.shp.len() as u64);
    let mut done = 100;
    for (shape, number) in reader.iter_shapes().zip(1..) {
        if features.has_enough() {
            break;
        }
        let shape = shape.map_err(|error| {
            let cause = cause(&error);
            fail(formats::shape_unreadable(number, cause))
        })?;
        done += size(&shape);
        budget.reach(done)?;
        // Shapes have no lines; their number stands in for one.
        let place = place.at_line(number);
        let properties = match &mut table {
            Some(table) => table.row(number as usize - 1),
            None => Ok(Some(Map::new())),
        };
        match properties {
            Ok(Some(properties)) => add(&place, shape, Ok(properties), features),
            Ok(None) => {}
            Err(why) => add(&place, shape, Err(why), features),
        }
    }
    Ok(())
}

/// What is told of the files beside the shapes: whether the table is there, and what is not certain of
/// its encoding.
fn missing_parts(
    (parts, has_table, told): (&Parts, bool, Option<String>),
    place: &Place,
) -> Vec<Note> {
    let note = |severity, what: String| Note::new(severity, place, "", what);
    let mut notes = Vec::new();
    if parts.prj.is_none() {
        notes.push(note(Severity::Remark, formats::no_prj().to_owned()));
    }
    notes.extend(told.map(|what| note(Severity::Doubt, what)));
    if !has_table {
        notes.push(note(Severity::Doubt, formats::no_dbf().to_owned()));
    }
    notes
}

/// Takes in a shape in the general way, with what is said of it or why that cannot be read.
fn add(
    place: &Place,
    shape: Shape,
    properties: Result<Map<String, Value>, String>,
    features: &mut Features<'_>,
) {
    let properties = properties.unwrap_or_else(|why| {
        let what = formats::dbf_row_unreadable(why);
        features.note(Severity::Doubt, place, "", what);
        Map::new()
    });
    let geometry = match shape {
        Shape::NullShape => None,
        shape => match with_heights_told(shape, place, features) {
            Ok(geometry) => Some(geometry),
            Err(error) => {
                let what = formats::shape_skipped(cause(&error));
                features.note(Severity::Error, place, "", what);
                return;
            }
        },
    };
    let lower: Map<String, Value> = properties
        .iter()
        .map(|(heading, value)| (heading.to_lowercase(), value.clone()))
        .collect();
    let level = lower.get("level").and_then(Value::as_str);
    let is_region = level.is_some_and(|level| enum_names::value(&Level::ALL, level).is_some());
    match geometry {
        Some(geometry) if is_region && lower.contains_key("key") => {
            let (draft, notes) = features.own();
            let mut notes = Notes::new(place, notes);
            match ground::region(&lower, geometry, &mut notes) {
                Ok(region) => draft.regions.push(region),
                Err(why) => {
                    let what = formats::region_skipped(why);
                    features.note(Severity::Error, place, "", what);
                }
            }
        }
        geometry => {
            let feature = Feature {
                properties,
                geometry,
                ..Feature::default()
            };
            features.push(place, feature);
        }
    }
}

/// The geometry of a shape, with a note where its positions have heights or measures.
fn with_heights_told(
    shape: Shape,
    place: &Place,
    features: &mut Features<'_>,
) -> Result<geo::Geometry, ::shapefile::Error> {
    if has_heights(&shape) {
        features.tell_of_heights(place);
    }
    geo::Geometry::try_from(shape)
}

/// Whether positions of a shape have heights or measures.
fn has_heights(shape: &Shape) -> bool {
    let of_z = |at: &PointZ| is_stated(at.z) || is_stated(at.m);
    let of_m = |at: &PointM| is_stated(at.m);
    match shape {
        Shape::PointZ(at) => of_z(at),
        Shape::PointM(at) => of_m(at),
        Shape::MultipointZ(points) => points.points().iter().any(of_z),
        Shape::MultipointM(points) => points.points().iter().any(of_m),
        Shape::PolylineZ(lines) => lines.parts().iter().flatten().any(of_z),
        Shape::PolylineM(lines) => lines.parts().iter().flatten().any(of_m),
        Shape::PolygonZ(rings) => rings.rings().iter().flat_map(|of| of.points()).any(of_z),
        Shape::PolygonM(rings) => rings.rings().iter().flat_map(|of| of.points()).any(of_m),
        _ => false,
    }
}

/// Refuses positions in anything but longitude and latitude on WGS 84.
fn check_crs(
    place: &Place,
    prj: Option<&str>,
    header: &::shapefile::header::Header,
) -> Result<(), String> {
    if let Some(prj) = prj.map(str::trim).filter(|prj| !prj.is_empty()) {
        let plain = prj.to_uppercase().replace([' ', '_'], "");
        let in_degrees = plain.starts_with("GEOG");
        if !in_degrees || !plain.contains("WGS") || !plain.contains("84") {
            let name = prj.split('"').nth(1).unwrap_or(prj);
            return Err(crs::refusal(place, name));
        }
    }
    let (low, high) = (header.bbox.min, header.bbox.max);
    let far = [low.x, high.x].into_iter().any(|x| x.abs() > 181.0)
        || [low.y, high.y].into_iter().any(|y| y.abs() > 91.0);
    match far {
        true => Err(formats::out_of_range(
            [low.x, low.y, high.x, high.y],
            &crs::remedy(place),
        )),
        false => Ok(()),
    }
}

/// About how many bytes a shape takes in the file.
fn size(shape: &Shape) -> u64 {
    let points = match shape {
        Shape::Polyline(lines) => lines.total_point_count(),
        Shape::Polygon(polygon) => polygon.total_point_count(),
        Shape::Multipoint(points) => points.points().len(),
        Shape::PolylineZ(lines) => 2 * lines.total_point_count(),
        Shape::PolygonZ(polygon) => 2 * polygon.total_point_count(),
        _ => 1,
    };
    44 + 16 * points as u64
}

/// What is wrong, in words for the person.
fn cause(error: &::shapefile::Error) -> String {
    use ::shapefile::Error as E;
    match error {
        E::IoError(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
            formats::truncated().to_owned()
        }
        E::IoError(error) => error.to_string(),
        E::InvalidFileCode(_) => formats::not_a_shapefile().to_owned(),
        E::InvalidShapeType(kind) => formats::unknown_shape(kind),
        E::InvalidShapeRecordSize => formats::wrong_size().to_owned(),
        E::AllocationLimitExceeded { .. } => formats::too_many_points().to_owned(),
        E::OrphanedInnerRing => formats::begins_with_hole().to_owned(),
        E::UnsupportedConversion => formats::unsupported_surface().to_owned(),
        other => other.to_string(),
    }
}

/// What is wrong with a `.dbf`, in words for the person.
fn cause_of_table(error: &dbase::Error) -> String {
    use dbase::ErrorKind as E;
    match error.kind() {
        E::IoError(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
            formats::truncated().to_owned()
        }
        E::IoError(error) => error.to_string(),
        E::InvalidFieldType(kind) => formats::unknown_column_type(*kind),
        E::MissingMemoFile | E::ErrorOpeningMemoFile(_) => formats::no_memo_file().to_owned(),
        E::InvalidFile(_) => formats::not_a_dbf().to_owned(),
        other => other.to_string(),
    }
}

/// The `.dbf`, row by row.
struct Attributes<'p> {
    reader: dbase::Reader<WithHead<Cursor<&'p [u8]>>>,
    encoding: &'static Encoding,
    kinds: Vec<Kind>,
    /// Where the first row begins, how long each is, and whether it is deleted.
    first: usize,
    length: usize,
    deleted: Vec<bool>,
}

impl<'p> Attributes<'p> {
    /// Opens the table, where there is one, and says what is to be told of its encoding.
    fn open(
        parts: &'p Parts,
        chosen: Option<&str>,
    ) -> Result<(Option<Self>, Option<String>), String> {
        let Some(dbf) = &parts.dbf else {
            return Ok((None, None));
        };
        let (encoding, told) = encoding(dbf, parts.cpg.as_deref(), chosen)?;
        let (head, kinds) = table::as_text(dbf);
        let reader = decoder(encoding).build(WithHead::new(Cursor::new(dbf.as_slice()), head));
        let reader = reader.map_err(|error| formats::dbf_damaged(cause_of_table(&error)))?;
        let first = usize::from(reader.header().offset_to_first_record);
        let length = usize::from(reader.header().size_of_record);
        let rows = dbf
            .get(first..)
            .unwrap_or_default()
            .chunks_exact(length.max(1));
        let deleted = rows.map(|row| row[0] == b'*').collect();
        let table = Self {
            reader,
            encoding,
            kinds,
            first,
            length,
            deleted,
        };
        Ok((Some(table), told))
    }

    /// Its columns. Of twin headings, later ones get a number.
    fn columns(&self) -> Vec<String> {
        let mut columns: Vec<String> = Vec::new();
        for field in self.reader.fields() {
            let is_new = |name: &String| !columns.contains(name);
            columns.extend(own_names(field.name()).find(is_new));
        }
        columns
    }

    /// What is said of the shape with that number, the first being 0. `None` where it is deleted.
    fn row(&mut self, index: usize) -> Result<Option<Map<String, Value>>, String> {
        let row: Option<InOrder> = self.record(index)?;
        Ok(row.map(|row| row.typed(&self.kinds)))
    }

    /// As [`Attributes::row`], without the headings.
    fn cells(&mut self, index: usize) -> Result<Option<Cells>, String> {
        let row: Option<Cells> = self.record(index)?;
        Ok(row.map(|row| row.typed(&self.kinds)))
    }

    fn record<R: dbase::ReadableRecord>(&mut self, index: usize) -> Result<Option<R>, String> {
        let size = self
            .reader
            .fields()
            .iter()
            .map(|field| usize::from(field.length()))
            .sum();
        let fits = self.first > 0 && self.length == 1_usize.saturating_add(size);
        match self.deleted.get(index) {
            Some(true) => return Ok(None),
            Some(false) if fits => {}
            Some(false) => return Err(formats::column_lengths().to_owned()),
            None => return Err(formats::short_table().to_owned()),
        }
        record(&mut self.reader, index).map(Some)
    }
}

/// Reads a table whose text is in that encoding.
fn decoder(encoding: &'static Encoding) -> dbase::ReaderBuilder {
    dbase::ReaderBuilder::new().with_encoding(DynEncoding::from(EncodingRs::from(encoding)))
}

/// The row with that number, the first being 0.
fn record<R: dbase::ReadableRecord, S: io::Read + io::Seek>(
    reader: &mut dbase::Reader<S>,
    index: usize,
) -> Result<R, String> {
    reader.seek(index).map_err(|error| cause_of_table(&error))?;
    let row = reader.iter_records_as::<R>().next();
    let row = row.ok_or(formats::short_table())?;
    row.map_err(|error| cause_of_table(&error))
}

/// The names that a column may get, the first of which no other has: its own, or with a number.
fn own_names(name: &str) -> impl Iterator<Item = String> {
    let numbers = (2..).map(move |number| format!("{name}_{number}"));
    std::iter::once(name.to_owned()).chain(numbers)
}

/// The cells of a row in the order of the file. Of twin headings, later ones get a number.
struct InOrder(Map<String, Value>);

impl InOrder {
    /// The cells as what their columns hold.
    fn typed(self, kinds: &[Kind]) -> Map<String, Value> {
        let Self(mut row) = self;
        row.values_mut()
            .zip(kinds)
            .for_each(|(cell, kind)| type_cell(cell, *kind));
        row
    }
}

/// Makes of the text of a cell what its column holds.
fn type_cell(cell: &mut Value, kind: Kind) {
    if let (Value::String(text), Kind::Date | Kind::Number) = (&mut *cell, kind) {
        *cell = table::value(kind, std::mem::take(text));
    }
}

impl dbase::ReadableRecord for InOrder {
    fn read_using<S, M>(fields: &mut dbase::FieldIterator<'_, S, M>) -> Result<Self, FieldError>
    where
        S: io::Read + io::Seek,
        M: io::Read + io::Seek,
    {
        let mut row = Map::new();
        for field in fields {
            let NamedValue { name, value } = field?;
            if let Some(name) = own_names(name).find(|name| !row.contains_key(name)) {
                row.insert(name, json(value));
            }
        }
        Ok(Self(row))
    }
}

/// The encoding of a table: the one a person chose; else the one stated beside it; else UTF-8 where
/// the bytes are that; else the one the table marks itself with; else a guess. What is not certain
/// is told.
fn encoding(
    dbf: &[u8],
    cpg: Option<&str>,
    chosen: Option<&str>,
) -> Result<(&'static Encoding, Option<String>), String> {
    if let Some(name) = chosen {
        let known = encoding::named(name).ok_or_else(|| tables::no_encoding(name))?;
        return Ok((known, None));
    }
    let stated = cpg.map(str::trim).filter(|name| !name.is_empty());
    let mut unknown = None;
    match stated.map(|name| (name, encoding::named(name))) {
        Some((_, Some(known))) => return Ok((known, None)),
        Some((name, None)) => unknown = Some(name),
        None => {}
    }
    let header = dbf
        .get(8..10)
        .map_or(0, |at| usize::from(u16::from_le_bytes([at[0], at[1]])));
    let rows = dbf.get(header..).unwrap_or_default();
    let rows = rows.strip_suffix(b"\x1a").unwrap_or(rows);
    let (encoding, is_guess) = match dbf.get(29).and_then(|mark| marked(*mark)) {
        _ if std::str::from_utf8(rows).is_ok() => (encoding_rs::UTF_8, false),
        Some(marked) => (marked, false),
        None => (encoding::guess_of_names(rows), true),
    };
    let told = match unknown {
        Some(name) if !rows.is_ascii() => Some(tables::unknown_encoding(name, encoding.name())),
        _ => is_guess.then(|| tables::guessed_encoding(encoding.name())),
    };
    Ok((encoding, told))
}

/// The encoding that a table marks itself with. `None` where it does not, where it says no more
/// than that it is one of Windows, and where no library reads it.
fn marked(mark: u8) -> Option<&'static Encoding> {
    Some(match mark {
        0x03 | 0x58 | 0x59 => encoding_rs::WINDOWS_1252,
        0xc8 => encoding_rs::WINDOWS_1250,
        0xc9 => encoding_rs::WINDOWS_1251,
        0xca => encoding_rs::WINDOWS_1254,
        0xcb => encoding_rs::WINDOWS_1253,
        0x7d => encoding_rs::WINDOWS_1255,
        0x7e => encoding_rs::WINDOWS_1256,
        0x26 | 0x65 => encoding_rs::IBM866,
        0x13 | 0x7b => encoding_rs::SHIFT_JIS,
        0x4d | 0x7a => encoding_rs::GBK,
        0x4e | 0x79 => encoding_rs::EUC_KR,
        0x4f | 0x78 => encoding_rs::BIG5,
        0x7c => encoding_rs::WINDOWS_874,
        _ => return None,
    })
}

/// A number as it is written: whole ones without decimals.
fn number(number: f64) -> Value {
    match number.fract() == 0.0 && number.abs() < 1e15 {
        true => Value::from(number as i64),
        false => Value::from(number),
    }
}

fn json(value: FieldValue) -> Value {
    match value {
        FieldValue::Character(text) => text.map_or(Value::Null, |text| {
            Value::String(text.trim_end_matches(['\0', ' ']).to_owned())
        }),
        FieldValue::Memo(text) => Value::String(text),
        FieldValue::Numeric(figure) => figure.map_or(Value::Null, number),
        FieldValue::Float(figure) => figure.map_or(Value::Null, |figure| number(figure.into())),
        FieldValue::Integer(figure) => figure.into(),
        FieldValue::Currency(figure) | FieldValue::Double(figure) => number(figure),
        FieldValue::Logical(yes) => yes.into(),
        FieldValue::Date(date) => date.map_or(Value::Null, |date| {
            let day = (date.year(), date.month(), date.day());
            Value::String(format!("{:04}-{:02}-{:02}", day.0, day.1, day.2))
        }),
        FieldValue::DateTime(at) => {
            let date = at.date();
            let day = (date.year(), date.month(), date.day());
            Value::String(format!("{:04}-{:02}-{:02}", day.0, day.1, day.2))
        }
    }
}
