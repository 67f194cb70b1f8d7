//! The layout of a table: what separates its cells, what its columns mean, how its numbers and
//! dates are written.

use std::borrow::Cow;

use super::{
    head::Head,
    split::{Record, Splitter, row_start},
    text,
};
use crate::{
    io::{
        events::{self, LOOKED_AT, Sample, Survey},
        preview, settlements,
        source::ReadError,
    },
    model::{FileProfile, ImportOptions, Place, TakenFor},
    words::notes::tables,
};

/// How the text of a table becomes rows of fields.
#[derive(Clone, Debug)]
pub struct Layout {
    /// What stands before the first record.
    pub head: Head,
    /// What its columns mean.
    pub survey: Survey,
    /// Whether its rows are settlements, as this program writes them.
    pub is_settlements: bool,
    /// The first value of each column among the rows looked at that is not blank; empty where all
    /// are.
    pub examples: Vec<String>,
}

impl Layout {
    /// Finds out the layout of a text, as far as it is not chosen.
    pub fn of(text: &str, choices: &ImportOptions) -> Self {
        let mut layout = Self {
            head: Head::of(text, choices),
            survey: Survey::default(),
            is_settlements: false,
            examples: Vec::new(),
        };
        let headings = &layout.head.headings;
        let has = |name: &&str| headings.iter().any(|known| known == name);
        layout.is_settlements = ["key", "name_en", "lon", "lat"].iter().all(has);
        let mut columns = vec![Vec::new(); headings.len()];
        let mut rows = 0;
        for row in layout.rows(text).take(LOOKED_AT) {
            rows += 1;
            for (column, cell) in columns.iter_mut().zip(row) {
                let plain = text::without_guard(&cell);
                column.push(match plain.len() == cell.len() {
                    true => cell,
                    false => Cow::from(plain.to_owned()),
                });
            }
        }
        let example = |column: &Vec<Cow<'_, str>>| {
            let first = column.iter().find(|cell| !cell.trim().is_empty());
            first.map_or_else(String::new, |cell| cell.to_string())
        };
        layout.examples = columns.iter().map(example).collect();
        let sample = Sample {
            headings: headings.clone(),
            tags: layout.head.tags.as_deref(),
            rows,
            columns,
            has_geometry: false,
            are_shapes: false,
            separated_by_commas: layout.head.separator == b',',
        };
        layout.survey = Survey::of(sample, choices);
        layout
    }

    /// Whether any column means anything.
    ///
    /// # Errors
    ///
    /// Where none does, with what can be done.
    pub fn check(&self, place: &Place, choices: &ImportOptions) -> Result<(), ReadError> {
        if self.is_settlements || self.survey.fields.iter().any(Option::is_some) {
            return Ok(());
        }
        let place = place.at_line(self.head.heading_line.max(1));
        let headings: Vec<&str> = self.head.headings.iter().map(String::as_str).collect();
        let missing = events::missing_column(&headings, choices);
        let what = missing.unwrap_or_else(|| {
            tables::no_column(&preview::shortened(&self.head.headings.join(", "), 120))
        });
        Err(ReadError::Format { place, what })
    }

    /// How its rows are told apart.
    pub fn splitter(&self) -> Splitter {
        Splitter {
            separator: self.head.separator,
            columns: self.head.headings.len(),
        }
    }

    /// What the table is and what its columns are taken for. `encoding` is that of its text.
    pub fn profile(&self, place: &Place, encoding: &str) -> FileProfile {
        let mut profile = FileProfile::of(&place.file);
        encoding.clone_into(&mut profile.encoding);
        tables::table(self.head.separator).clone_into(&mut profile.what);
        self.survey.show(&mut profile);
        for (index, heading) in self.head.headings.iter().enumerate() {
            let example = self.examples.get(index).map_or("", String::as_str);
            let taken_for = match (self.is_settlements, settlements::reads(heading)) {
                (false, _) => self.survey.taken_for(index),
                (true, true) => TakenFor::Place,
                (true, false) => TakenFor::Nothing,
            };
            profile.see(heading, taken_for, example);
        }
        profile
    }

    /// The records of the text, and the line they begin on.
    pub fn records<'t>(&self, text: &'t str) -> (&'t str, u32) {
        (&text[self.head.bytes..], 1 + self.head.lines)
    }

    /// Where so many rows of the records end.
    pub fn end_of_rows(&self, records: &str, most: usize) -> usize {
        let (mut at, mut record) = (row_start(records, 0), Record::new());
        for _ in 0..most {
            if at < records.len() {
                at = row_start(records, self.splitter().row(records, at, &mut record).end);
            }
        }
        at
    }

    /// The rows of the text that say anything.
    pub(super) fn rows<'t>(&self, text: &'t str) -> impl Iterator<Item = Record<'t>> {
        let (splitter, mut at) = (self.splitter(), row_start(text, self.head.bytes));
        let rows = std::iter::from_fn(move || {
            let mut record = Record::new();
            let is_more = at < text.len();
            if is_more {
                at = row_start(text, splitter.row(text, at, &mut record).end);
            }
            is_more.then_some(record)
        });
        rows.filter(|record| !is_blank(record))
    }
}

/// Whether a row says nothing: it is all separators, or a rule that is drawn below headings.
pub fn is_blank(record: &Record<'_>) -> bool {
    let is_rule = |cell: &str| {
        cell.len() > 2
            && cell
                .bytes()
                .all(|byte| matches!(byte, b'-' | b'=' | b'+' | b':'))
    };
    let mut cells = record.iter().map(|cell| cell.trim());
    cells.all(|cell| cell.is_empty() || is_rule(cell))
}
