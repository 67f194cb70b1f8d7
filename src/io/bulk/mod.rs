//! Large files of events, streamed into columns: what a row states goes into a ledger, and the rest
//! stays in the file, to be read again where somebody looks at it.
//!
//! Each row is a record of its own, also where several rows have the id of one report.

mod block;
mod columns;
mod entries;
mod features;
mod notes;
mod plain_feature;
mod row_ends;
mod row_reader;
mod stream;
mod table;

pub use row_reader::{OpenRows, RowReader};

use std::{
    fs::File,
    io::{self, Read as _, Seek as _, SeekFrom},
    path::Path,
    sync::Arc,
    thread,
};

use serde::Deserialize;
use serde_json::value::RawValue;

use block::Chunk;
use features::{FeatureFile, Values};
use row_ends::RowEnds;
use row_reader::{Form, Version};
use stream::{Block, Cut, Rest, Stream};

use super::{
    Progress,
    any::{self, Read},
    features as feature_rows, geojson,
    records::read_json,
    source::{ReadError, line_of, read_beginning, read_file},
    table::{self as tables, Kind, Layout, Table, text},
};
use crate::model::{Choices, Draft, Place};

/// Files of at least so many bytes are streamed into columns.
pub const LARGE_FILE_BYTES: u64 = 1 << 20;

/// The largest file that is read at all.
const LARGEST_FILE_BYTES: u64 = 4 << 30;

/// How a file is streamed. What comes of it is the same whatever these are.
#[derive(Clone, Copy, Debug)]
pub struct Tuning {
    /// Files of fewer bytes are read into reports.
    pub large_file_bytes: u64,
    /// Read at one time.
    pub block_bytes: usize,
    /// That understand blocks.
    pub threads: usize,
    /// Whether plain features go a faster way than others.
    pub fast: bool,
}

impl Default for Tuning {
    fn default() -> Self {
        let threads = thread::available_parallelism().map_or(2, usize::from);
        Self {
            large_file_bytes: LARGE_FILE_BYTES,
            block_bytes: 1 << 20,
            threads: threads.clamp(1, 8),
            fast: true,
        }
    }
}

/// Enough of a file to see what it is and how its rows are to be read.
const BEGINNING: u64 = 4 << 20;

/// Reads a large file; `None` where it is no large file of events, and has to be read in another
/// way.
///
/// # Errors
///
/// Where it is damaged, or too large.
pub fn read(
    path: &Path,
    choices: &Choices,
    progress: &Progress,
    tuning: Tuning,
) -> Result<Option<Read>, ReadError> {
    let version = Version::of(path)?;
    if version.size < tuning.large_file_bytes {
        return Ok(None);
    }
    let place = any::place_of(path);
    if version.size > LARGEST_FILE_BYTES {
        let what = format!(
            "the file has {} MiB; at most {} MiB can be read",
            version.size >> 20,
            LARGEST_FILE_BYTES >> 20
        );
        return Err(ReadError::Format { place, what });
    }
    let reading = Reading {
        path,
        place,
        name: any::name_of(path),
        choices,
        progress,
        tuning,
        version,
    };
    progress.expect(version.size);
    let beginning = read_beginning(path, BEGINNING)?;
    let start = beginning.strip_prefix(MARK).unwrap_or(&beginning);
    match start.trim_ascii_start().first() {
        Some(b'{') => reading.features(start, (beginning.len() - start.len()) as u64),
        Some(b'[' | b'<') | None => Ok(None),
        Some(_) => reading.table(&beginning),
    }
}

/// The byte-order mark of UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// More than any file says of itself after its features.
const MOST_AFTER_FEATURES: u64 = 16 << 20;

const COLLECTION: &str = "FeatureCollection";

/// The members around a list of features, as far as they matter.
#[derive(Deserialize)]
struct Outer<'a> {
    #[serde(rename = "type")]
    kind: Option<String>,
    #[serde(borrow)]
    crs: Option<&'a RawValue>,
    /// Of a file of reports.
    #[serde(borrow)]
    reports: Option<&'a RawValue>,
}

/// A file being read.
struct Reading<'r> {
    path: &'r Path,
    place: Place,
    name: String,
    choices: &'r Choices,
    progress: &'r Progress,
    tuning: Tuning,
    version: Version,
}

impl Reading<'_> {
    fn table(&self, beginning: &[u8]) -> Result<Option<Read>, ReadError> {
        let place = &self.place;
        if any::format_of(self.path, place, beginning)? != any::Format::Table {
            return Ok(None);
        }
        let Ok(head) = text::decode(place, beginning, self.choices) else {
            return Ok(None);
        };
        let layout = Layout::of(&head, self.choices);
        layout.check(place)?;
        if layout.kind == Kind::Settlements {
            return Ok(None);
        }
        if text::encoding_in_use(beginning, self.choices) == encoding_rs::UTF_8 {
            let mut file = self.open()?;
            let mark = (beginning.starts_with(MARK) as u64) * MARK.len() as u64;
            file.seek(SeekFrom::Start(mark + layout.preamble.bytes as u64))
                .map_err(|cause| self.io_error(cause))?;
            let read = self.rows(layout, mark, None, &mut file);
            // Only the beginning is UTF-8: it may still be another encoding.
            if !matches!(read, Err(ReadError::Encoding { .. })) || self.choices.encoding.is_some() {
                return read.map(Some);
            }
            self.progress.take_glimpses();
        }
        let bytes = read_file(self.path)?;
        let text = text::decode(place, &bytes, self.choices)?.into_owned();
        drop(bytes);
        let layout = Layout::of(&text, self.choices);
        let mut source = &text.as_bytes()[layout.preamble.bytes..];
        let decoded = Some(self.choices.clone());
        self.rows(layout, 0, decoded, &mut source).map(Some)
    }

    fn rows(
        &self,
        layout: Layout,
        mark: u64,
        decoded: Option<Choices>,
        source: &mut (dyn io::Read + Send),
    ) -> Result<Read, ReadError> {
        let mut draft = Draft::default();
        let mut notes = Vec::new();
        tables::introduce(&self.place, &layout, self.choices, &mut draft, &mut notes);
        let start = (
            mark + layout.preamble.bytes as u64,
            1 + layout.preamble.lines,
        );
        let mut cutter = RowEnds::new(layout.separator);
        let table = Table::new(&self.place, layout, &self.name);
        let mut all = Chunk {
            draft,
            ..Chunk::default()
        };
        all.notes.extend(notes);
        let read = |block: &Block| table::read(&table, block);
        let rest = self.stream(source, start, &mut cutter, &read, &mut all)?;
        Ok(self.finish(all, Form::Table { table, decoded }, rest.offset))
    }

    fn features(&self, head: &[u8], mark: u64) -> Result<Option<Read>, ReadError> {
        let Some(list) = features::list_start(head) else {
            return Ok(None);
        };
        let file = FeatureFile {
            place: self.place.clone(),
            name: self.name.clone(),
            choices: self.choices.clone(),
            defaults: feature_rows::defaults(&self.name, self.choices),
            fast: self.tuning.fast,
        };
        let before = block::text(&self.place, &head[..list], 1)?;
        let first = String::from_utf8_lossy(&head[list..]);
        if !self.is_collection(before)? || file.begins_with_shapes(&first) {
            return Ok(None);
        }
        let mut source = self.open()?;
        source
            .seek(SeekFrom::Start(mark + list as u64))
            .map_err(|cause| self.io_error(cause))?;
        let start = (mark + list as u64, line_of(&head[..list]));
        let mut all = Chunk::default();
        let read = |block: &Block| file.read(block);
        let mut cutter = Values::default();
        let mut rest = self.stream(&mut source, start, &mut cutter, &read, &mut all)?;
        if rest.ended_early {
            let place = self.place.at_line(rest.line);
            let what = "not valid JSON: the file ends before its list of features does".to_owned();
            return Err(ReadError::Format { place, what });
        }
        let more = (&mut source)
            .take(MOST_AFTER_FEATURES)
            .read_to_end(&mut rest.bytes);
        more.map_err(|cause| self.io_error(cause))?;
        let after = block::text(&self.place, &rest.bytes, rest.line)?;
        self.check_end(before, after, rest.line)?;
        let mut reader = geojson::Reader::new(self.choices);
        (reader.swapped, reader.positions) = (all.swapped, all.positions);
        all.notes.extend(reader.doubt(&self.place));
        Ok(Some(self.finish(all, Form::Features(file), rest.offset)))
    }

    fn stream(
        &self,
        source: &mut (dyn io::Read + Send),
        (offset, line): (u64, u32),
        cutter: &mut dyn Cut,
        read: &(dyn Fn(&Block) -> Result<Chunk, ReadError> + Sync),
        all: &mut Chunk,
    ) -> Result<Rest, ReadError> {
        let stream = Stream {
            place: &self.place,
            source,
            offset,
            line,
            block_bytes: self.tuning.block_bytes,
            threads: self.tuning.threads,
            progress: self.progress,
        };
        let about = (&self.place, self.progress);
        stream.run(cutter, read, &mut |chunk, size| {
            all.append(chunk, (size, self.version.size), about)
        })
    }

    fn finish(&self, all: Chunk, form: Form, end: u64) -> Read {
        let Chunk {
            columns,
            notes,
            mut draft,
            marks,
            ..
        } = all;
        let is_empty = columns.len() == 0;
        let rows = (!is_empty).then(|| RowReader::new(self.path, self.version, form, marks, end));
        if !is_empty {
            draft.ledgers.push(Arc::new(columns.finish(&self.place)));
        }
        Read {
            draft,
            notes: notes.finish(&self.place),
            rows,
        }
    }

    /// Whether what comes before a list of features may be the beginning of a feature collection.
    fn is_collection(&self, before: &str) -> Result<bool, ReadError> {
        let whole = format!("{before}]}}");
        let outer: Outer<'_> = read_json(&self.place, &whole)?;
        geojson::check_crs(&self.place, outer.crs)?;
        let kind = outer.kind.as_deref().unwrap_or(COLLECTION);
        Ok(kind == COLLECTION && outer.reports.is_none())
    }

    /// Holds what stands around the list to being a feature collection. `line` is the one that
    /// `after` begins on.
    fn check_end(&self, before: &str, after: &str, line: u32) -> Result<(), ReadError> {
        let whole = format!("{before}{after}");
        let refuse = |line: u32, what: String| ReadError::Format {
            place: self.place.at_line(line),
            what,
        };
        let outer: Outer<'_> = serde_json::from_str(&whole).map_err(|cause| {
            let later = (cause.line() as u32).saturating_sub(line_of(before.as_bytes()));
            let cause = cause.to_string();
            let what = cause.split(" at line ").next().unwrap_or_default();
            refuse(line + later, format!("not valid JSON: {what}"))
        })?;
        geojson::check_crs(&self.place, outer.crs)?;
        if outer.kind.as_deref() == Some(COLLECTION) {
            return Ok(());
        }
        let what = "JSON, but not GeoJSON: its type is none of those of RFC 7946";
        Err(refuse(0, what.to_owned()))
    }

    fn open(&self) -> Result<File, ReadError> {
        File::open(self.path).map_err(|cause| self.io_error(cause))
    }

    fn io_error(&self, cause: io::Error) -> ReadError {
        ReadError::Io {
            path: self.path.display().to_string(),
            cause,
        }
    }
}
