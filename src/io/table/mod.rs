//! Tables: CSV and its relatives, whatever their separator, encoding and columns.

mod head;
mod layout;
mod package;
mod rows;
pub(in crate::io) mod split;
pub(in crate::io) mod text;
mod write;

pub(crate) use layout::Layout;
pub(in crate::io) use rows::Table;
pub(crate) use text::guarded;
pub use write::write;

use super::{
    bulk,
    events::{Dataset, LOOKED_AT},
    format::{Read, Reader, SourceFile},
    preview::{PREVIEWED, Preview, shortened},
    settlements,
    source::ReadError,
};
use crate::{
    model::{Budget, Draft, Field, ImportOptions, Note, NoteLog, Place, Setting, Severity},
    words::notes::tables,
};

/// Tables, read and, with commas, written.
pub struct Tables;

impl Reader for Tables {
    fn name(&self) -> &'static str {
        "CSV"
    }

    /// Any text may be a table; what it holds is asked for when it is read.
    fn sniff(&self, file: &SourceFile<'_>) -> Result<bool, ReadError> {
        Ok(!matches!(file.start().first(), Some(b'{' | b'[' | b'<')))
    }

    fn settings(&self, _: &SourceFile<'_>) -> &'static [Setting] {
        &[
            Setting::Fields,
            Setting::Dates,
            Setting::Swapped,
            Setting::Encoding,
            Setting::Separator,
            Setting::DecimalComma,
        ]
    }

    fn read(&self, file: &SourceFile<'_>) -> Result<Read, ReadError> {
        if file.is_large()
            && let Some(read) = bulk::read_table(file)?
        {
            return Ok(read);
        }
        let of = (&file.place, file.name.as_str());
        Read::of(&file.place, |draft, notes| {
            read(of, file.bytes()?, file.choices, file.budget, draft, notes)
        })
    }

    fn preview(&self, file: &SourceFile<'_>) -> Result<Option<Preview>, ReadError> {
        let of = (&file.place, file.name.as_str());
        let settings = self.settings(file);
        preview(of, &file.beginning, file.choices, settings).map(Some)
    }
}

/// Reads a table into the draft. `name` is what reporters and ids are made of where the table
/// says nothing of them.
///
/// # Errors
///
/// Where the bytes are no text, or no column means anything.
pub fn read(
    (place, name): (&Place, &str),
    bytes: &[u8],
    choices: &ImportOptions,
    budget: &Budget,
    draft: &mut Draft,
    notes: &mut NoteLog,
) -> Result<(), ReadError> {
    let text = text::decode(place, bytes, choices)?;
    let layout = Layout::of(&text, choices);
    layout.check(place, choices)?;
    let encoding = text::encoding_in_use(bytes, choices).name();
    introduce(place, (&layout, encoding), choices, draft, notes);
    if layout.is_settlements {
        return settlements::read(place, &text, budget, draft, notes);
    }
    budget.expect(text.len() as u64);
    let (rows, line) = layout.records(&text);
    let table = Table::new(place, layout, name, choices);
    draft.reports.extend(table.read(rows, line, budget, notes)?);
    Ok(())
}

/// What is to be said of a table before its rows are read, and who says what they hold.
pub(in crate::io) fn introduce(
    place: &Place,
    (layout, encoding): (&Layout, &str),
    choices: &ImportOptions,
    draft: &mut Draft,
    notes: &mut NoteLog,
) {
    draft.profiles.push(layout.profile(place, encoding));
    let is_certain = encoding.starts_with("UTF") || choices.encoding.is_some();
    if !is_certain {
        let what = tables::guessed_encoding(encoding);
        notes.push(Note::new(Severity::Doubt, place, "", what));
    }
    let head = &layout.head;
    if let Some(title) = head.titles.first() {
        let place = place.at_line(head.heading_line);
        let what = tables::titles_skipped();
        notes.push(Note::new(Severity::Remark, &place, title, what));
    }
    for (own, name) in &head.renamed {
        let what = tables::twin_heading(name);
        let place = place.at_line(head.heading_line);
        notes.push(Note::new(Severity::Doubt, &place, own, what));
    }
    if layout.is_settlements {
        return;
    }
    let survey = &layout.survey;
    let place = place.at_line(head.heading_line);
    survey.introduce(&place, draft, notes);
}

/// What the first rows of a table are taken for, to be looked at before it is read. `bytes` may be
/// no more than its beginning.
///
/// # Errors
///
/// As [`read`].
pub fn preview(
    (place, name): (&Place, &str),
    bytes: &[u8],
    choices: &ImportOptions,
    settings: &'static [Setting],
) -> Result<Preview, ReadError> {
    const LONGEST_CELL: usize = 80;
    let text = text::decode(place, bytes, choices)?;
    let layout = Layout::of(&text, choices);
    let table = Table::new(place, layout.clone(), name, choices);
    let (rows, line) = layout.records(&text);
    let rows = &rows[..layout.end_of_rows(rows, PREVIEWED)];
    let reports = table.read(rows, line, &Budget::unlimited(), &mut NoteLog::default())?;
    let rows = layout.rows(&text).take(LOOKED_AT).map(|row| {
        let cells = row.iter().map(|cell| text::without_guard(cell));
        cells.map(|cell| shortened(cell, LONGEST_CELL)).collect()
    });
    let encoding = text::encoding_in_use(bytes, choices).name().to_owned();
    let own = |heading: &String| Field::of_name(heading).is_some();
    let survey = &layout.survey;
    // The program's own columns leave nothing to ask.
    let is_plain = layout.head.headings.iter().all(own) && survey.ambiguous_date.is_none();
    Ok(Preview {
        rows: rows.collect(),
        part: None,
        reports,
        shapes: Vec::new(),
        separator: settings
            .contains(&Setting::Separator)
            .then_some(layout.head.separator),
        encoding: settings.contains(&Setting::Encoding).then_some(encoding),
        settings,
        is_asked: !layout.is_settlements && survey.dataset == Dataset::Other && !is_plain,
        needs_a_column: true,
        survey: layout.survey,
    })
}
