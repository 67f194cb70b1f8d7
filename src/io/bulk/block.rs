//! What comes of a block of rows, and what comes of all of them together.

use super::{
    columns::Columns,
    ids::{Ids, KnownIds},
};
use crate::{
    io::source::{ReadError, utf_8},
    model::{Budget, Draft, NoteLog, Place},
    words::notes::reading,
};

/// How many rows of the dataset lie between two [`Mark`]s.
const MARKED_ROWS: usize = 64;

/// Where in a file a row is, so that those after it can be read again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// In bytes.
    pub offset: u64,
    pub line: u32,
    /// Rows of the dataset before it.
    pub rows: u32,
    /// Features before it, where the file has features.
    pub features: usize,
}

/// The records of one block, its notes, and where its rows begin.
#[derive(Default)]
pub struct Chunk {
    pub columns: Columns,
    pub notes: NoteLog,
    /// What is no row.
    pub draft: Draft,
    pub marks: Vec<Mark>,
    /// Where it says of ties, in bytes.
    pub tied: Vec<u64>,
    /// The ids of its rows, until it is taken in.
    pub ids: Ids,
    /// Those of what was taken in.
    pub known: KnownIds,
}

impl Chunk {
    /// Marks the row that comes next, where one is due. `line` and `features` are those of the row.
    pub fn mark(&mut self, offset: u64, line: impl FnOnce() -> u32, features: usize) {
        let rows = self.columns.len();
        let is_due = rows.is_multiple_of(MARKED_ROWS);
        let is_new = |mark: &Mark| mark.rows as usize != rows;
        if is_due && self.marks.last().is_none_or(is_new) {
            self.marks.push(Mark {
                offset,
                line: line(),
                rows: rows as u32,
                features,
            });
        }
    }

    /// Takes in what came of the next block. `size` and `total` are the bytes of it and of the
    /// file, which tell how many rows there will be.
    ///
    /// # Errors
    ///
    /// Where there are more rows than can be numbered.
    pub fn append(
        &mut self,
        next: Self,
        (size, total): (usize, u64),
        (place, budget): (&Place, &Budget),
    ) -> Result<(), ReadError> {
        let before = self.columns.len();
        if before + next.columns.len() >= u32::MAX as usize {
            return Err(ReadError::Format {
                place: place.clone(),
                what: reading::too_many_rows(u32::MAX),
            });
        }
        budget.show(next.columns.drawn());
        if before == 0 {
            let share = total as f64 / size.max(1) as f64;
            let expected = next.columns.len() as f64 * share * 1.01;
            // No row is shorter than this in a file of which it is worth to tell.
            self.columns
                .expect((expected as usize).min(total as usize / 8));
        }
        let marks = next.marks.into_iter().map(|mark| Mark {
            rows: mark.rows + before as u32,
            ..mark
        });
        self.marks.extend(marks);
        self.tied.extend(next.tied);
        budget.step(next.columns.len() as u64)?;
        let room = self.columns.room();
        self.columns.append(next.columns);
        budget.take_bytes(self.columns.room() - room)?;
        self.notes.append(next.notes);
        self.known
            .extend(&next.ids, (place, budget), &mut self.notes)?;
        self.draft.append(next.draft);
        Ok(())
    }
}

/// The block as text.
///
/// # Errors
///
/// Where it is none, with the line.
pub fn text<'b>(place: &Place, bytes: &'b [u8], line: u32) -> Result<&'b str, ReadError> {
    utf_8(&place.at_line(line), bytes)
}
