//! The rows of a table of events: what their cells stand for, and the reports they make.

use super::{
    Layout,
    layout::is_blank,
    split::{Record, row_start},
    text,
};
use crate::{
    io::{
        events::{Cells, Defaults, Field, Rest, Rows, report},
        source::{Lines, ReadError},
    },
    model::{ImportOptions, Note, NoteLog, Place, Severity, draft::ReportDraft},
    words::notes::tables,
};

/// How the rows of a table are read.
#[derive(Clone, Debug)]
pub struct Table {
    pub place: Place,
    pub layout: Layout,
    pub defaults: Defaults,
}

impl Table {
    pub fn new(place: &Place, layout: Layout, name: &str, choices: &ImportOptions) -> Self {
        Self {
            place: place.clone(),
            defaults: layout.survey.defaults(place, name, choices),
            layout,
        }
    }

    /// Hands over each row of a text that says anything, with where it begins and where a quotation
    /// mark stands in it that no other closes.
    pub fn each<'t>(
        &self,
        text: &'t str,
        mut take: impl FnMut(usize, &Record<'t>, Option<usize>) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        let mut record = Record::new();
        let mut at = row_start(text, 0);
        while at < text.len() {
            let start = at;
            let row = self.layout.splitter().row(text, start, &mut record);
            at = row_start(text, row.end);
            if !is_blank(&record) {
                take(start, &record, row.stray)?;
            }
        }
        Ok(())
    }

    /// Reads the rows of a text, which begins on `line`, into reports.
    pub fn read(
        &self,
        text: &str,
        line: u32,
        reach: impl Fn(u64) -> Result<(), ReadError>,
        notes: &mut NoteLog,
    ) -> Result<Vec<ReportDraft>, ReadError> {
        let mut lines = Lines::new(text.as_bytes(), line);
        let mut rows = Rows::new(self.defaults.clone());
        self.each(text, |start, record, stray| {
            reach(start as u64)?;
            let place = self.place.at_line(lines.at(start));
            rows.push(&place, &self.cells(record), self.rest(record), notes);
            notes.extend(self.uneven(&place, record));
            notes.extend(stray.map(|quote| self.stray(lines.at(quote), &text[quote..])));
            Ok(())
        })?;
        Ok(rows.finish())
    }

    /// The report of a single row, after `rows_before` others.
    pub fn report(&self, line: u32, record: &Record<'_>, rows_before: usize) -> ReportDraft {
        let (place, rest) = (self.place.at_line(line), self.rest(record));
        let before = (&self.defaults, rows_before);
        report(
            &place,
            &self.cells(record),
            rest,
            before,
            &mut NoteLog::default(),
        )
    }

    /// The cells of a row, by field.
    pub fn cells<'r>(&self, record: &'r Record<'_>) -> Cells<'r> {
        let mut cells = Cells::default();
        for (cell, field) in record.iter().zip(&self.layout.survey.fields) {
            if let Some(field) = field.filter(|field| *field != Field::Other) {
                cells.set_text(field, text::without_guard(cell));
            }
        }
        cells
    }

    /// What no field holds of a row.
    fn rest(&self, record: &Record<'_>) -> Rest {
        let survey = &self.layout.survey;
        let mut other = serde_json::Map::new();
        for (index, cell) in record.iter().enumerate() {
            let cell = text::without_guard(cell);
            let field = survey.fields.get(index).copied().flatten();
            match (field, self.layout.head.headings.get(index)) {
                (Some(Field::Other), _) => {
                    if let Ok(serde_json::Value::Object(inner)) = serde_json::from_str(cell) {
                        other.extend(inner);
                    }
                }
                (field, Some(heading)) if survey.is_kept(field) && !cell.trim().is_empty() => {
                    other.insert(heading.clone(), cell.into());
                }
                _ => {}
            }
        }
        let actor = |index: Option<usize>| {
            let cell = index.and_then(|index| record.get(index));
            cell.map_or("", |cell| text::without_guard(cell))
        };
        let [first, second] = survey.actors.map(actor);
        Rest {
            other: (!other.is_empty()).then(|| serde_json::Value::Object(other).to_string()),
            by_as_reported: survey.dataset.actors(first, second),
        }
    }

    /// A note on a quotation mark that no other closes, and the text from it on.
    pub fn stray(&self, line: u32, text: &str) -> Note {
        let text = text.lines().next().unwrap_or_default();
        let text: String = text.chars().take(60).collect();
        let place = self.place.at_line(line);
        Note::new(Severity::Doubt, &place, text, tables::stray_quote())
    }

    /// A note on a row that has not as many cells as the heading.
    pub fn uneven(&self, place: &Place, record: &Record<'_>) -> Option<Note> {
        let (cells, headings) = (record.len(), self.layout.head.headings.len());
        if cells == headings {
            return None;
        }
        let what = tables::uneven_row(cells, headings);
        Some(Note::new(Severity::Doubt, place, "", what))
    }
}
