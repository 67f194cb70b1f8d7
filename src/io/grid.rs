//! Rows of cells out of files that are no text: sheets, lists in JSON. They are read as tables are,
//! with the lines or rows of their file in every note.

use super::{format::SourceFile, preview::Preview, source::ReadError, table};
use crate::{
    model::{Draft, ImportOptions, Note, NoteLog, Place, Setting},
    words::notes::tables,
};

/// Between the cells of a grid as text. Decimal commas stand in cells and are found out there.
const SEPARATOR: u8 = b'\t';

/// Rows of cells, the headings among them or before them.
pub struct Grid {
    writer: csv::Writer<Vec<u8>>,
    /// The line of the file that each line of the text stands for.
    lines: Vec<u32>,
}

impl Default for Grid {
    fn default() -> Self {
        let mut builder = csv::WriterBuilder::new();
        builder.delimiter(SEPARATOR).flexible(true);
        Self {
            writer: builder.from_writer(Vec::new()),
            lines: Vec::new(),
        }
    }
}

impl Grid {
    /// Adds a row, which stands on that line of the file.
    pub fn push<C: AsRef<str>>(&mut self, line: u32, cells: &[C]) {
        let line_ends = cells.iter().map(|cell| cell.as_ref().matches('\n').count());
        let more = line_ends.sum::<usize>();
        // Memory takes whatever is written to it.
        let _ = self.writer.write_record(cells.iter().map(AsRef::as_ref));
        self.lines.extend(std::iter::repeat_n(line, 1 + more));
    }

    fn text(self) -> (Vec<u8>, Vec<u32>) {
        (self.writer.into_inner().unwrap_or_default(), self.lines)
    }

    /// Reads the rows as a table.
    ///
    /// # Errors
    ///
    /// As [`table::read`].
    pub fn read(
        self,
        (place, name): (&Place, &str),
        file: &SourceFile<'_>,
        (draft, log): (&mut Draft, &mut NoteLog),
    ) -> Result<(), ReadError> {
        let (text, lines) = self.text();
        let in_file = |place: &mut Place| {
            let at = (place.line as usize).checked_sub(1);
            if let Some(line) = at.and_then(|at| lines.get(at)) {
                place.line = *line;
            }
        };
        let (choices, mut notes) = (choices_of(file.choices), NoteLog::default());
        let of = (place, name);
        let before = (draft.reports.len(), draft.settlements.len());
        let profiles = draft.profiles.len();
        let done = table::read(of, &text, &choices, file.budget, draft, &mut notes);
        for profile in &mut draft.profiles[profiles..] {
            profile.encoding.clear();
            // It is what its file is, but for a dataset that was recognised.
            if profile.what == tables::table(SEPARATOR) {
                profile.what.clear();
            }
        }
        let reports = draft.reports[before.0..].iter_mut();
        reports.for_each(|report| in_file(&mut report.place));
        let settlements = draft.settlements[before.1..].iter_mut();
        settlements.for_each(|settlement| in_file(&mut settlement.place));
        log.extend(notes.finish(place).into_iter().map(|mut note: Note| {
            in_file(&mut note.place);
            note
        }));
        done
    }

    /// The first rows as they will be read.
    ///
    /// # Errors
    ///
    /// As [`table::read`].
    pub fn preview(
        self,
        file: &SourceFile<'_>,
        settings: &'static [Setting],
    ) -> Result<Preview, ReadError> {
        let (text, _) = self.text();
        let of = (&file.place, file.name.as_str());
        table::preview(of, &text, &choices_of(file.choices), settings)
    }
}

fn choices_of(choices: &ImportOptions) -> ImportOptions {
    ImportOptions {
        separator: Some(SEPARATOR),
        encoding: Some("utf-8".to_owned()),
        ..choices.clone()
    }
}
