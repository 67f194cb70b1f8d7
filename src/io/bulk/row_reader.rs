//! Rows of large files read again: what columns do not hold is still in the file.

use std::{
    io::{Read as _, Seek as _, SeekFrom},
    path::{Path, PathBuf},
    sync::Arc,
    time::SystemTime,
};

use super::{
    block::Mark,
    features::{FeatureFile, Values},
    memory::Records,
    stream::Cut as _,
};
use crate::{
    io::{
        disk::{self, File, UnpackedFolder},
        source::{Lines, ReadError},
        table::{Table, text},
        ties::take_property,
    },
    model::{DetailsError, ImportOptions, Place, details, draft::ReportDraft},
    words::notes::reading,
};

/// Reads rows of a file that was read before. Copies speak of the same file.
#[derive(Clone, Debug)]
pub struct RowReader {
    ends: Arc<Ends>,
    /// Where the file was unpacked; it stays for as long as rows are read again.
    folder: Option<Arc<UnpackedFolder>>,
}

/// Where rows are read from.
#[derive(Debug)]
enum Ends {
    File(Box<RowsOfFile>),
    Memory(Records),
    /// Whatever reads them by where they stand.
    Other(Place, Box<dyn details::RowSource>),
}

#[derive(Debug)]
struct RowsOfFile {
    path: PathBuf,
    version: Version,
    form: Form,
    marks: Vec<Mark>,
    /// Where the last row ends.
    end: u64,
}

/// What the rows are.
#[derive(Debug)]
pub enum Form {
    Table {
        table: Box<Table>,
        /// How the bytes are decoded, where they are not UTF-8 as they stand.
        decoded: Option<ImportOptions>,
    },
    Features(Box<FeatureFile>),
}

impl Form {
    fn place(&self) -> &Place {
        match self {
            Self::Table { table, .. } => &table.place,
            Self::Features(file) => &file.place,
        }
    }
}

/// Tells whether a file is still the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Version {
    /// In bytes.
    pub size: u64,
    modified: Option<SystemTime>,
}

impl Version {
    /// # Errors
    ///
    /// Where there is no such file.
    pub fn of(path: &Path) -> Result<Self, ReadError> {
        let about = disk::metadata(path).map_err(|cause| io_error(path, cause))?;
        Ok(Self {
            size: about.len(),
            modified: about.modified().ok(),
        })
    }
}

fn io_error(path: &Path, cause: std::io::Error) -> ReadError {
    ReadError::Io {
        path: path.display().to_string(),
        cause,
    }
}

impl RowReader {
    /// `marks` are in the order of the file, and the first is of its first row.
    pub fn new(path: &Path, version: Version, form: Form, mut marks: Vec<Mark>, end: u64) -> Self {
        marks.shrink_to_fit();
        Self::of(Ends::File(Box::new(RowsOfFile {
            path: path.to_owned(),
            version,
            form,
            marks,
            end,
        })))
    }

    /// With a folder that has to stay for as long as rows are read again.
    pub fn of_folder(self, folder: Arc<UnpackedFolder>) -> Self {
        Self {
            folder: Some(folder),
            ..self
        }
    }

    /// Of a file that is not asked again.
    pub fn of_records(records: Records) -> Self {
        Self::of(Ends::Memory(records))
    }

    /// Of a file that has a way of its own to read rows again. `place` is that of the file.
    pub fn of_source(place: &Place, rows: Box<dyn details::RowSource>) -> Self {
        Self::of(Ends::Other(place.clone(), rows))
    }

    fn of(ends: Ends) -> Self {
        Self {
            ends: Arc::new(ends),
            folder: None,
        }
    }

    /// As [`OpenRows::read`], for rows that are read once.
    ///
    /// # Errors
    ///
    /// Where the file has changed since it was read, or cannot be read any more.
    pub fn read(&self, offsets: &[u64]) -> Result<Vec<ReportDraft>, ReadError> {
        self.open()?.read(offsets)
    }

    /// Opens the file, to read from it several times.
    ///
    /// # Errors
    ///
    /// Where the file has changed since it was read, or cannot be read any more.
    pub fn open(&self) -> Result<OpenRows, ReadError> {
        let (bytes, other) = match &*self.ends {
            Ends::File(rows) => (Some(Bytes::open(rows)?), None),
            Ends::Memory(_) => (None, None),
            Ends::Other(place, rows) => {
                let rows = rows.open().map_err(|cause| of_source(place, &cause))?;
                (None, Some(rows))
            }
        };
        Ok(OpenRows {
            ends: Arc::clone(&self.ends),
            _folder: self.folder.clone(),
            bytes,
            other,
        })
    }
}

impl details::RowSource for RowReader {
    fn open(&self) -> Result<Box<dyn details::OpenRows>, DetailsError> {
        Ok(Box::new(Self::open(self)?))
    }
}

impl details::OpenRows for OpenRows {
    fn read(&mut self, offsets: &[u64]) -> Result<Vec<ReportDraft>, DetailsError> {
        let mut reports = Self::read(self, offsets)?;
        // What rows say of ties was taken in when their file was read.
        for claim in reports.iter_mut().flat_map(|report| &mut report.claims) {
            drop(take_property(&mut claim.properties));
        }
        Ok(reports)
    }
}

/// Rows that are being read again.
pub struct OpenRows {
    ends: Arc<Ends>,
    _folder: Option<Arc<UnpackedFolder>>,
    /// Of a file.
    bytes: Option<Bytes>,
    /// Of a source that reads rows itself.
    other: Option<Box<dyn details::OpenRows>>,
}

impl OpenRows {
    /// The reports of the rows that begin at these offsets, in the order asked for. Each row is a
    /// report of its own.
    ///
    /// # Errors
    ///
    /// Where the file has changed since it was read, or cannot be read any more.
    pub fn read(&mut self, offsets: &[u64]) -> Result<Vec<ReportDraft>, ReadError> {
        match (&*self.ends, &mut self.bytes) {
            (Ends::File(rows), Some(bytes)) => rows.read(bytes, offsets),
            (Ends::Memory(records), _) => {
                let found = offsets.iter().map(|offset| records.read(*offset));
                let found: Option<Vec<ReportDraft>> = found.collect();
                found.ok_or_else(|| no_row(&Place::file("memory")))
            }
            (Ends::File(rows), None) => Err(changed(rows)),
            (Ends::Other(place, _), _) => {
                let rows = self.other.as_mut().ok_or_else(|| no_row(place))?;
                let read = rows.read(offsets);
                read.map_err(|cause| of_source(place, &cause))
            }
        }
    }
}

impl RowsOfFile {
    fn read(&self, bytes: &mut Bytes, offsets: &[u64]) -> Result<Vec<ReportDraft>, ReadError> {
        if Version::of(&self.path)? != self.version {
            return Err(changed(self));
        }
        let mut order: Vec<usize> = (0..offsets.len()).collect();
        order.sort_by_key(|index| offsets[*index]);
        let wanted: Vec<u64> = order.iter().map(|index| offsets[*index]).collect();
        let mut found = Found {
            wanted: &wanted,
            reports: Vec::with_capacity(wanted.len()),
        };
        while let Some(first) = found.wanted.first() {
            let after = self.marks.partition_point(|mark| mark.offset <= *first);
            let Some(mark) = after.checked_sub(1) else {
                return Err(no_row(self.form.place()));
            };
            let end = self.marks.get(after).map_or(self.end, |next| next.offset);
            let mark = self.marks[mark];
            self.section(&bytes.between(mark.offset, end)?, mark, &mut found)?;
            if found.wanted.first().is_some_and(|next| *next < end) {
                return Err(no_row(self.form.place()));
            }
        }
        if order.is_sorted() {
            return Ok(found.reports);
        }
        let mut reports: Vec<_> = order.into_iter().zip(found.reports).collect();
        reports.sort_unstable_by_key(|(index, _)| *index);
        Ok(reports.into_iter().map(|(_, report)| report).collect())
    }

    /// Finds the reports of rows of one section.
    fn section(&self, bytes: &[u8], mark: Mark, found: &mut Found<'_>) -> Result<(), ReadError> {
        let text = std::str::from_utf8(bytes).map_err(|_| changed(self))?;
        match &self.form {
            Form::Table { table, .. } => rows(table, text, mark, found),
            Form::Features(file) => {
                features(file, text, mark, found);
                Ok(())
            }
        }
    }
}

/// The reports of rows, in the order of the file.
struct Found<'w> {
    /// Where those begin that have not been found yet, in order.
    wanted: &'w [u64],
    reports: Vec<ReportDraft>,
}

impl Found<'_> {
    fn is_next(&self, offset: u64) -> bool {
        self.wanted.first() == Some(&offset)
    }

    /// Takes the report of the row that is next, as often as it is wanted.
    fn take(&mut self, report: ReportDraft) {
        while let [own, rest @ ..] = self.wanted {
            self.wanted = rest;
            if rest.first() != Some(own) {
                return self.reports.push(report);
            }
            self.reports.push(report.clone());
        }
    }
}

fn of_source(place: &Place, cause: &DetailsError) -> ReadError {
    ReadError::Format {
        place: place.clone(),
        what: cause.to_string(),
    }
}

fn no_row(place: &Place) -> ReadError {
    ReadError::Format {
        place: place.clone(),
        what: reading::row_moved().to_owned(),
    }
}

fn changed(rows: &RowsOfFile) -> ReadError {
    ReadError::Format {
        place: rows.form.place().clone(),
        what: reading::file_changed().to_owned(),
    }
}

fn rows(table: &Table, text: &str, mark: Mark, found: &mut Found<'_>) -> Result<(), ReadError> {
    let mut lines = Lines::new(text.as_bytes(), mark.line);
    let mut before = mark.rows as usize;
    table.each(text, |start, record, _| {
        if found.is_next(mark.offset + start as u64) {
            found.take(table.report(lines.at(start), record, before));
        }
        // The headings once more are no row, and have no number.
        before += usize::from(table.headings_again(record).is_none());
        Ok(())
    })
}

fn features(file: &FeatureFile, text: &str, mark: Mark, found: &mut Found<'_>) {
    let mut lines = Lines::new(text.as_bytes(), mark.line);
    let whole = Values::default().look(text.as_bytes(), 0);
    let mut before = (mark.features, mark.rows as usize);
    let mut start = 0;
    for end in whole.ends.iter().copied().chain([text.len()]) {
        let json = &text[start..end];
        let at = start + json.len() - json.trim_start().len();
        start = (end + 1).min(text.len());
        if json.trim().is_empty() {
            continue;
        }
        // Those in between are read as well: whether they are rows tells the number of the next.
        let place = file.place.at_line(lines.at(at));
        let report = file.report(&place, json.trim(), before);
        before = (before.0 + 1, before.1 + usize::from(report.is_some()));
        if let Some(report) = report.filter(|_| found.is_next(mark.offset + at as u64)) {
            found.take(report);
        }
    }
}

/// The bytes of the rows, whatever the encoding of the file.
enum Bytes {
    File(PathBuf, File),
    Decoded(String),
}

impl Bytes {
    fn open(rows: &RowsOfFile) -> Result<Self, ReadError> {
        let path = &rows.path;
        if Version::of(path)? != rows.version {
            return Err(changed(rows));
        }
        if let Form::Table {
            table,
            decoded: Some(choices),
        } = &rows.form
        {
            let bytes = crate::io::source::read_file(path)?;
            let text = text::decode(&table.place, &bytes, choices)?;
            return Ok(Self::Decoded(text.into_owned()));
        }
        let file = disk::open(path).map_err(|cause| io_error(path, cause))?;
        Ok(Self::File(path.clone(), file))
    }

    fn between(&mut self, start: u64, end: u64) -> Result<Vec<u8>, ReadError> {
        match self {
            Self::Decoded(text) => {
                let bytes = text.as_bytes().get(start as usize..end as usize);
                Ok(bytes.unwrap_or_default().to_vec())
            }
            Self::File(path, file) => {
                let fail = |cause| io_error(path, cause);
                let mut bytes = Vec::with_capacity(end.saturating_sub(start) as usize);
                file.seek(SeekFrom::Start(start)).map_err(fail)?;
                let mut section = file.take(end.saturating_sub(start));
                section.read_to_end(&mut bytes).map_err(fail)?;
                Ok(bytes)
            }
        }
    }
}
