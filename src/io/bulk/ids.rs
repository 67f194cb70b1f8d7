//! Ids that several rows of a large file have: each row is a record of its own, and what was copied in
//! twice is told.

use crate::{
    io::events::repeated_id,
    model::{Budget, DigestSet, NoteLog, Place, Stopped, digest},
};

/// The ids of the rows of a block, with their lines.
#[derive(Debug, Default)]
pub struct Ids {
    text: String,
    /// Where each ends in the text, and its line.
    rows: Vec<(usize, u32)>,
}

impl Ids {
    pub fn push(&mut self, id: &str, line: u32) {
        self.text.push_str(id);
        self.rows.push((self.text.len(), line));
    }
}

/// The ids of the rows so far: of each no more than a number of 64 bits that is made of it.
#[derive(Debug, Default)]
pub struct KnownIds(DigestSet);

/// Memory that an id takes, in bytes.
const ROOM: u64 = 16;

impl KnownIds {
    /// Takes in those of a block, and notes each that is known already.
    ///
    /// # Errors
    ///
    /// Where the memory is spent.
    pub fn extend(
        &mut self,
        ids: &Ids,
        (file, budget): (&Place, &Budget),
        notes: &mut NoteLog,
    ) -> Result<(), Stopped> {
        budget.take_bytes(ids.rows.len() as u64 * ROOM)?;
        let mut start = 0;
        for (end, line) in &ids.rows {
            self.take(&ids.text[start..*end], || file.at_line(*line), notes);
            start = *end;
        }
        Ok(())
    }

    /// Takes in that of a row, and notes it where it is known already.
    pub fn take(&mut self, id: &str, place: impl FnOnce() -> Place, notes: &mut NoteLog) {
        if !self.0.insert(digest(id)) {
            notes.push(repeated_id(&place(), id));
        }
    }
}
