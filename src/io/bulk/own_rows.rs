//! Rows that this program wrote into a database, straight into columns: their cells are named as in the files
//! it writes, and what columns leave out is read again from the database.

use super::{columns::Columns, entries::Entries};
use crate::{
    io::{
        events::{Cells, Defaults, Rest, decode::decode, report},
        notes::Notes,
    },
    model::{Note, NoteLog, Place, dataset::DatasetDraft, draft::ReportDraft},
};

/// What rows have in common is looked up once for so many of them.
const ROWS_TOGETHER: usize = 65_536;

/// Rows in the making.
pub struct OwnRows {
    columns: Columns,
    entries: Entries,
    defaults: Defaults,
    noted: NoteLog,
}

/// What holds for rows that do not say it themselves. `name` is what ids and reporters are made of where a row
/// has none.
pub fn own_defaults(name: &str) -> Defaults {
    Defaults {
        reporter: name.to_owned(),
        id: name.to_owned(),
        is_own: true,
        ..Defaults::default()
    }
}

/// The report of a single row, with one claim at the most. `line` is where it stands among all, from 1.
pub fn own_report(
    place: &Place,
    cells: &Cells<'_>,
    defaults: &Defaults,
    notes: &mut NoteLog,
) -> ReportDraft {
    let before = (place.line as usize).saturating_sub(1);
    report(place, cells, own_rest(cells), (defaults, before), notes)
}

/// What only reports hold of a row.
pub fn own_rest<'r>(cells: &Cells<'_>) -> Rest<'r> {
    Rest {
        other: cells.text(crate::model::Field::Other).map(str::to_owned),
        ..Rest::default()
    }
}

impl OwnRows {
    /// None so far; `name` as for [`own_defaults`].
    pub fn new(name: &str) -> Self {
        Self {
            columns: Columns::default(),
            entries: Entries::new(false),
            defaults: own_defaults(name),
            noted: NoteLog::default(),
        }
    }

    /// Takes in the row that stands at an offset of its source.
    pub fn push(&mut self, place: &Place, cells: &Cells<'_>, offset: u64) {
        if self.columns.len().is_multiple_of(ROWS_TOGETHER) {
            self.entries = Entries::new(false);
        }
        let mut notes = Notes::new(place, &mut self.noted);
        let stated = decode(cells, &self.defaults, &mut notes);
        self.entries.push(&stated, offset, &mut self.columns);
    }

    /// The memory that they take, in bytes.
    pub fn room(&self) -> u64 {
        self.columns.room()
    }

    /// The rows, and the notes on them.
    pub fn finish(self, place: &Place) -> (DatasetDraft, Vec<Note>) {
        (self.columns.finish(place), self.noted.finish(place))
    }
}
