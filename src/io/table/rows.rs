//! The rows of a table of events: what their cells stand for, and the reports they make.

use super::{
    Layout,
    layout::is_blank,
    split::{Record, row_start},
    text,
};
use crate::{
    io::{
        events::{
            Cells, Defaults, Field, Rest, Rows, decode::labels_a_total, plain::trimmed, report,
            says_nothing,
        },
        source::{Lines, ReadError},
    },
    model::{
        Budget, ImportOptions, Note, NoteLog, Place, Severity,
        budget::{Held, room},
        draft::ReportDraft,
    },
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
        budget: &Budget,
        notes: &mut NoteLog,
    ) -> Result<Vec<ReportDraft>, ReadError> {
        let mut lines = Lines::new(text.as_bytes(), line);
        let mut rows = Rows::new(self.defaults.clone());
        let mut held = Held::of(room::REPORT);
        let has_gaps = text.contains('\0');
        self.each(text, |start, record, stray| {
            budget.reach(start as u64)?;
            held.are(rows.reports(), budget)?;
            let place = self.place.at_line(lines.at(start));
            if let Some((text, what)) = self.headings_again(record) {
                notes.push(Note::new(Severity::Doubt, &place, text, what));
                return Ok(());
            }
            let of_field = |field| self.of_field(record, field);
            rows.push(
                &place,
                &self.cells(record),
                self.rest(record, &of_field),
                notes,
            );
            notes.extend(self.uneven(&place, record));
            if has_gaps {
                notes.extend(self.damaged(&place, record));
            }
            notes.extend(stray.map(|quote| self.stray(lines.at(quote), &text[quote..])));
            Ok(())
        })?;
        Ok(rows.finish())
    }

    /// The report of a single row, after `rows_before` others.
    pub fn report(&self, line: u32, record: &Record<'_>, rows_before: usize) -> ReportDraft {
        let of_field = |field| self.of_field(record, field);
        let (place, rest) = (self.place.at_line(line), self.rest(record, &of_field));
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
        for (index, cell) in record.iter().enumerate() {
            let field = self.field_in(record, index);
            match field {
                Some(Field::Other) => {}
                Some(field) => cells.set_text(field, text::without_guard(cell)),
                None if cells.total.is_none() && labels_a_total(cell) => {
                    cells.total = Some(trimmed(cell));
                }
                None => {}
            }
        }
        let is_asked = !cells.states_a_claim() || cells.says_only_numbers();
        cells.has_more = is_asked && self.says_more(record);
        cells
    }

    /// What a cell of a row is taken for.
    fn field_in(&self, record: &Record<'_>, index: usize) -> Option<Field> {
        let says = |index: usize| {
            let cell = record
                .get(index)
                .map(|cell| trimmed(text::without_guard(cell)));
            cell.is_some_and(|cell| !cell.is_empty() && !says_nothing(cell))
        };
        self.layout.survey.field_in(index, says)
    }

    /// Whether a row says something that no field holds.
    fn says_more(&self, record: &Record<'_>) -> bool {
        let survey = &self.layout.survey;
        let mut cells = record.iter().enumerate();
        cells.any(|(index, cell)| {
            survey.is_kept(self.field_in(record, index)) && !cell.trim().is_empty()
        })
    }

    /// The heading of the column that is taken for a field, and what it holds in a row.
    fn of_field(&self, record: &Record<'_>, field: Field) -> Option<(String, serde_json::Value)> {
        let mut indexes = 0..record.len();
        let index = indexes.find(|index| self.field_in(record, *index) == Some(field))?;
        let cell = text::without_guard(record.get(index)?).trim();
        let heading = self.layout.head.headings.get(index)?;
        (!cell.is_empty()).then(|| (heading.clone(), cell.into()))
    }

    /// What no field holds of a row, as a JSON object.
    fn other(&self, record: &Record<'_>) -> Option<String> {
        let survey = &self.layout.survey;
        let mut other = serde_json::Map::new();
        for (index, cell) in record.iter().enumerate() {
            let cell = text::without_guard(cell);
            let field = self.field_in(record, index);
            match (field, self.layout.head.headings.get(index)) {
                (Some(Field::Other), _) => {
                    if let Ok(serde_json::Value::Object(inner)) = serde_json::from_str(cell) {
                        other.extend(inner);
                    }
                }
                (field, heading) if survey.is_kept(field) && !cell.trim().is_empty() => {
                    // A cell beyond the last heading is called by its number.
                    let numbered = || format!("column_{}", index + 1);
                    let heading = heading.cloned().unwrap_or_else(numbered);
                    other.entry(heading).or_insert_with(|| cell.into());
                }
                _ => {}
            }
        }
        (!other.is_empty()).then(|| serde_json::Value::Object(other).to_string())
    }

    /// As [`Table::other`], where each cell has a heading, of which no two are equal.
    fn plain_other(&self, record: &Record<'_>) -> Option<String> {
        let survey = &self.layout.survey;
        let mut text = Vec::new();
        let headings = self.layout.head.headings.iter().enumerate();
        for ((index, heading), cell) in headings.zip(record) {
            let cell = text::without_guard(cell);
            let field = self.field_in(record, index);
            if field == Some(Field::Other) {
                return self.other(record);
            }
            if survey.is_kept(field) && !cell.trim().is_empty() {
                text.push(if text.is_empty() { b'{' } else { b',' });
                serde_json::to_writer(&mut text, heading).ok()?;
                text.push(b':');
                serde_json::to_writer(&mut text, cell).ok()?;
            }
        }
        if text.is_empty() {
            return None;
        }
        text.push(b'}');
        String::from_utf8(text).ok()
    }

    /// What is said of a row beside its fields.
    fn rest<'r>(
        &self,
        record: &Record<'_>,
        of_field: &'r dyn Fn(Field) -> Option<(String, serde_json::Value)>,
    ) -> Rest<'r> {
        let survey = &self.layout.survey;
        let other = match record.len() > self.layout.head.headings.len() {
            true => self.other(record),
            false => self.plain_other(record),
        };
        let actor = |index: Option<usize>| {
            let cell = index.and_then(|index| record.get(index));
            cell.map_or("", |cell| text::without_guard(cell))
        };
        let [first, second] = survey.actors.map(actor);
        Rest {
            other,
            by_as_reported: survey.dataset.actors(first, second),
            of_field: Some(of_field),
        }
    }

    /// What a row is that is no record: the headings once more, or those of a table below this one.
    pub fn headings_again(&self, record: &Record<'_>) -> Option<(String, &'static str)> {
        let head = &self.layout.head;
        let starts_with_figure =
            |cell: &str| cell.as_bytes().first().is_some_and(u8::is_ascii_digit);
        let cells = || record.iter().map(|cell| trimmed(cell));
        if head.heading_line == 0 || cells().any(starts_with_figure) {
            return None;
        }
        let is_own = |(cell, heading): (&str, &String)| {
            let mut renamed = head.renamed.iter();
            cell == heading || renamed.any(|(own, name)| name == heading && own == cell)
        };
        let filled = || {
            cells()
                .zip(&head.headings)
                .filter(|(cell, _)| !cell.is_empty())
        };
        let others = || cells().filter(|cell| !cell.is_empty());
        filled().nth(1)?;
        let what = if filled().all(is_own) {
            tables::headings_again()
        } else if others().all(|cell| Field::guess(cell).is_some()) {
            tables::headings_of_another()
        } else {
            return None;
        };
        let text: Vec<&str> = others().collect();
        Some((text.join(", "), what))
    }

    /// A note on a row that has bytes in it which stand for no sign.
    pub fn damaged(&self, place: &Place, record: &Record<'_>) -> Option<Note> {
        let cell = record.iter().find(|cell| cell.contains('\0'))?;
        let text: String = trimmed(cell).replace('\0', "�").chars().take(60).collect();
        Some(Note::new(Severity::Doubt, place, text, tables::damaged()))
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
        let what = match cells < headings {
            true => tables::short_row(cells, headings),
            false => tables::long_row(cells, headings),
        };
        Some(Note::new(Severity::Doubt, place, "", what))
    }
}
