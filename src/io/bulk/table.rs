//! Blocks of a table of events to columns.

use memchr::memchr;

use super::{
    block::{Chunk, text},
    entries::Entries,
    stream::Block,
};
use crate::io::{
    events::decode::decode,
    reading::Reading,
    source::{Lines, ReadError},
    table::Table,
};

/// Reads the rows of a block.
///
/// # Errors
///
/// Where it is no text.
pub fn read(table: &Table, block: &Block) -> Result<Chunk, ReadError> {
    let text = text(&table.place, &block.bytes, block.line)?;
    let mut lines = Lines::new(&block.bytes, block.line);
    if let Some(index) = memchr(0, &block.bytes) {
        let place = table.place.at_line(lines.at(index));
        let what = "binary data, not a table".to_owned();
        return Err(ReadError::Format { place, what });
    }
    let mut chunk = Chunk::default();
    let mut entries = Entries::new(table.defaults.bare_places);
    let mut notes = Vec::new();
    let headed = block.is_first && table.layout.headed;
    table.each(text, headed, |start, record| {
        let offset = block.offset + start as u64;
        chunk.mark(offset, || lines.at(start), 0);
        let mut reading = Reading::new(&table.place, &mut notes);
        let cells = table.cells(record);
        let stated = decode(&cells, &table.defaults, &mut reading);
        entries.push(&stated, offset, &mut chunk.columns);
        notes.extend(table.uneven(&table.place, record));
        // Lines are counted for rows that something is said of, and no others.
        for mut note in notes.drain(..) {
            note.place.line = lines.at(start);
            chunk.notes.push(note);
        }
        Ok(())
    })?;
    Ok(chunk)
}
