//! Large files of events, streamed into columns: what a row states goes into a dataset, and the rest
//! stays in the file, to be read again where somebody looks at it.
//!
//! Each row is a record of its own, also where several rows have the id of one report.

mod block;
mod collection;
mod columns;
mod entries;
mod feature_rows;
mod features;
mod files;
mod ids;
mod memory;
mod own_rows;
mod plain_feature;
mod row_ends;
mod row_reader;
mod stream;
mod table;

pub(super) use collection::read as read_features;
pub(crate) use feature_rows::{FeatureLayer, FeatureRows, LayerRows, Runs};
pub(super) use features::{first_values, list_start};
pub(crate) use memory::Gathering;
pub(super) use memory::in_columns;
pub(crate) use own_rows::{OwnRows, own_defaults, own_report, own_rest};
pub(crate) use plain_feature::{Geometry as PlainGeometry, Value as PlainValue, holds_a_number};
pub use row_reader::{OpenRows, RowReader, Version};
pub(super) use table::read as read_table;

use std::{io, sync::Arc, thread};

use memchr::memmem::Finder;

use block::Chunk;
use row_reader::Form;
use stream::{Block, Cut, Rest, Stream};

use super::{
    format::{Read, SourceFile},
    source::ReadError,
    ties::PROPERTY,
};

use crate::{model::budget::limits, words::notes::reading};

/// Files of at least so many bytes are streamed into columns.
pub const LARGE_FILE_BYTES: u64 = 1 << 20;

/// So many records are kept in columns, whatever their format.
const MANY_RECORDS: usize = 20_000;

/// How a file is streamed. What comes of it is the same whatever these are.
#[derive(Clone, Copy, Debug)]
pub struct Tuning {
    /// Files of fewer bytes are read into reports.
    pub large_file_bytes: u64,
    /// Of formats that cannot be streamed, files of fewer records are read into reports.
    pub many_records: usize,
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
            many_records: MANY_RECORDS,
            block_bytes: 1 << 20,
            threads: threads.clamp(1, 8),
            fast: true,
        }
    }
}

/// The byte-order mark of UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// Expects so many bytes, where they are not too many.
fn begin(file: &SourceFile<'_>) -> Result<(), ReadError> {
    let size = file.version.size;
    if size > limits::STREAMED_FILE_BYTES {
        return Err(file.refuse(reading::file_too_large(
            size >> 20,
            limits::STREAMED_FILE_BYTES >> 20,
        )));
    }
    file.budget.expect(size);
    Ok(())
}

/// Reads the rows of a file, which begin at an offset and on a line.
fn stream(
    file: &SourceFile<'_>,
    source: &mut (dyn io::Read + Send),
    (offset, line): (u64, u32),
    cutter: &mut dyn Cut,
    read: &(dyn Fn(&Block) -> Result<Chunk, ReadError> + Sync),
    all: &mut Chunk,
) -> Result<Rest, ReadError> {
    let stream = Stream {
        place: &file.place,
        source,
        offset,
        line,
        block_bytes: file.tuning.block_bytes,
        threads: file.tuning.threads,
        budget: file.budget,
    };
    let about = (&file.place, file.budget);
    let says = Finder::new(PROPERTY);
    let read = |block: &Block| {
        let mut chunk = read(block)?;
        let said = says.find_iter(&block.bytes);
        chunk.tied = said.map(|at| block.offset + at as u64).collect();
        Ok(chunk)
    };
    stream.run(cutter, &read, &mut |chunk, size| {
        all.append(chunk, (size, file.version.size), about)
    })
}

/// What came of a file whose last row ends at `end`.
fn finish(file: &SourceFile<'_>, all: Chunk, form: Form, end: u64) -> Read {
    let Chunk {
        columns,
        notes,
        mut draft,
        marks,
        tied,
        ..
    } = all;
    let is_empty = columns.len() == 0;
    let rows = (!is_empty).then(|| RowReader::new(file.path, file.version, form, marks, end));
    let mut tied_rows = Vec::new();
    if !is_empty {
        let columns = columns.finish(&file.place);
        tied_rows = rows_at(&columns.offset, &tied);
        draft.datasets.push(Arc::new(columns));
    }
    Read {
        draft,
        tied_rows,
        notes: notes.finish(&file.place),
        rows,
        ..Read::default()
    }
}

/// The rows that these bytes are in, each once. Both are in the order of the file.
fn rows_at(offsets: &[u64], bytes: &[u64]) -> Vec<u64> {
    let row = |at: &u64| {
        let after = offsets.partition_point(|offset| offset <= at);
        Some(offsets[after.checked_sub(1)?])
    };
    let mut rows: Vec<u64> = bytes.iter().filter_map(row).collect();
    rows.dedup();
    rows
}

fn io_error(file: &SourceFile<'_>, cause: io::Error) -> ReadError {
    ReadError::Io {
        path: file.path.display().to_string(),
        cause,
    }
}
