//! A table of events as a stream, and its blocks to columns.

use std::io::{Seek as _, SeekFrom};

use memchr::memchr;

use super::{
    MARK, begin,
    block::{self, Chunk},
    entries::Entries,
    finish, io_error,
    row_ends::RowEnds,
    row_reader::Form,
    stream,
    stream::Block,
};
use crate::{
    io::{
        disk,
        events::decode::decode,
        format::{Read, SourceFile},
        notes::Notes,
        source::{Lines, ReadError, read_file},
        table::{self as tables, Layout, Table, text},
    },
    model::{Budget, Draft, Field, ImportOptions, Note, NoteLog, Severity},
};

/// Reads a table of events; `None` where it is none, and has to be read as a whole.
///
/// # Errors
///
/// Where it is damaged, or too large.
pub fn read(file: &SourceFile<'_>) -> Result<Option<Read>, ReadError> {
    begin(file)?;
    let (place, beginning, choices) = (&file.place, &file.beginning, file.choices);
    let Ok(head) = text::decode(place, beginning, choices) else {
        return Ok(None);
    };
    let layout = Layout::of(&head, choices);
    layout.check(place, choices)?;
    if layout.is_settlements {
        return Ok(None);
    }
    if text::encoding_in_use(beginning, choices) == encoding_rs::UTF_8 {
        let mark = (beginning.starts_with(MARK) as u64) * MARK.len() as u64;
        let mut source = disk::open(file.path).map_err(|cause| io_error(file, cause))?;
        source
            .seek(SeekFrom::Start(mark + layout.head.bytes as u64))
            .map_err(|cause| io_error(file, cause))?;
        let of = (layout, encoding_rs::UTF_8.name());
        let taken = file.budget.bytes_taken();
        let read = rows(file, of, mark, None, &mut source);
        // Only the beginning is UTF-8: it may still be another encoding.
        if !matches!(read, Err(ReadError::Encoding { .. })) || choices.encoding.is_some() {
            return read.map(Some);
        }
        file.budget.take_glimpses();
        file.budget.take_back(taken);
    }
    file.budget.take_bytes(3 * file.version.size)?;
    let bytes = read_file(file.path)?;
    let text = text::decode(place, &bytes, choices)?.into_owned();
    let encoding = text::encoding_in_use(&bytes, choices).name();
    drop(bytes);
    let layout = Layout::of(&text, choices);
    let (below, _) = layout.records(&text);
    let decoded = Some(choices.clone());
    rows(file, (layout, encoding), 0, decoded, &mut below.as_bytes()).map(Some)
}

fn rows(
    file: &SourceFile<'_>,
    (layout, encoding): (Layout, &str),
    mark: u64,
    decoded: Option<ImportOptions>,
    source: &mut (dyn std::io::Read + Send),
) -> Result<Read, ReadError> {
    let mut draft = Draft::default();
    let mut notes = NoteLog::default();
    let of = (&layout, encoding);
    tables::introduce(&file.place, of, file.choices, &mut draft, &mut notes);
    let start = (mark + layout.head.bytes as u64, 1 + layout.head.lines);
    let mut cutter = RowEnds::new(layout.splitter());
    let table = Table::new(&file.place, layout, &file.name, file.choices);
    let mut all = Chunk {
        draft,
        ..Chunk::default()
    };
    all.notes.append(notes);
    let read = |block: &Block| columns_of(&table, block, file.budget);
    let rest = stream(file, source, start, &mut cutter, &read, &mut all)?;
    Ok(finish(
        file,
        all,
        Form::Table {
            table: Box::new(table),
            decoded,
        },
        rest.offset,
    ))
}

/// Reads the rows of a block.
///
/// # Errors
///
/// Where it is no text, or is cancelled.
fn columns_of(table: &Table, rows: &Block, budget: &Budget) -> Result<Chunk, ReadError> {
    let text = block::text(&table.place, &rows.bytes, rows.line)?;
    let mut lines = Lines::new(&rows.bytes, rows.line);
    let has_gaps = memchr(0, &rows.bytes).is_some();
    let mut chunk = Chunk::default();
    let mut entries = Entries::new(table.defaults.bare_places);
    let mut notes = NoteLog::default();
    let of_rows = table.defaults.ids_are_of_rows;
    table.each(text, |start, record, stray| {
        // Steps are taken block by block, and a block may take a while.
        budget.still_wanted()?;
        if let Some((text, what)) = table.headings_again(record) {
            let place = table.place.at_line(lines.at(start));
            chunk
                .notes
                .push(Note::new(Severity::Doubt, &place, text, what));
            return Ok(());
        }
        let offset = rows.offset + start as u64;
        chunk.mark(offset, || lines.at(start), 0);
        let mut of_row = Notes::new(&table.place, &mut notes);
        let cells = table.cells(record);
        let stated = decode(&cells, &table.defaults, &mut of_row);
        entries.push(&stated, offset, &mut chunk.columns);
        if let Some(id) = cells.text(Field::Report).filter(|_| of_rows) {
            chunk.ids.push(id, lines.at(start));
        }
        notes.extend(table.uneven(&table.place, record));
        if has_gaps {
            notes.extend(table.damaged(&table.place, record));
        }
        // Lines are counted for rows that something is said of, and no others.
        for mut note in notes.take() {
            note.place.line = lines.at(start);
            chunk.notes.push(note);
        }
        if let Some(quote) = stray {
            let note = table.stray(lines.at(quote), &text[quote..]);
            chunk.notes.push(note);
        }
        Ok(())
    })?;
    Ok(chunk)
}
