//! Tables: CSV and its relatives, whatever their separator, encoding and columns.

pub(in crate::io) mod acled;
mod layout;
pub(in crate::io) mod text;
pub(in crate::io) mod ucdp;
mod write;

pub use layout::{Kind, Layout, Preview};
pub use write::write;

use super::{
    Progress,
    events::{Dates, Defaults, Field, Row, Rows},
    settlements,
    source::ReadError,
};
use crate::model::{Choices, Draft, Note, Place, Severity, draft::ReportDraft};

/// Reads a table into the draft. `name` is what reporters and ids are made of where the table
/// says nothing of them.
///
/// # Errors
///
/// Where the bytes are no text, or no column means anything.
pub fn read(
    (place, name): (&Place, &str),
    bytes: &[u8],
    choices: &Choices,
    progress: &Progress,
    draft: &mut Draft,
    notes: &mut Vec<Note>,
) -> Result<(), ReadError> {
    let text = text::decode(place, bytes, choices)?;
    let layout = Layout::of(&text, choices);
    layout.check(place)?;
    if layout.kind == Kind::Settlements {
        return settlements::read(place, &text, draft, notes);
    }
    introduce(place, &layout, choices, draft, notes);
    let defaults = defaults(&layout, name);
    let reports = read_rows(place, &text, &layout, defaults, progress, notes)?;
    draft.reports.extend(reports);
    Ok(())
}

/// What is to be said of a table of events before its rows are read, and who says what they hold.
pub(in crate::io) fn introduce(
    place: &Place,
    layout: &Layout,
    choices: &Choices,
    draft: &mut Draft,
    notes: &mut Vec<Note>,
) {
    match layout.kind {
        Kind::Acled => {
            notes.push(remark(place, acled::NOTE));
            draft.reporters.push(acled::reporter(place));
        }
        Kind::Ucdp => {
            notes.push(remark(place, ucdp::NOTE));
            draft.reporters.push(ucdp::reporter(place));
        }
        Kind::Events | Kind::Settlements => {}
    }
    if layout.ambiguous_dates && choices.dates.is_none() {
        let what = "dates such as 3/4/2023 could be either of two days: say whether the day or \
                    the month comes first (rows with such dates are left undated)";
        notes.push(Note::new(Severity::Doubt, place, "", what));
    }
}

/// What holds for the rows of a table that do not say it themselves.
pub(in crate::io) fn defaults(layout: &Layout, name: &str) -> Defaults {
    Defaults {
        reporter: match layout.kind {
            Kind::Acled => "acled".to_owned(),
            Kind::Ucdp => "ucdp-ged".to_owned(),
            _ => name.to_owned(),
        },
        id: name.to_owned(),
        dates: layout.dates,
        decimal_comma: layout.decimal_comma,
    }
}

fn remark(place: &Place, what: &str) -> Note {
    Note::new(Severity::Remark, place, "", what)
}

fn read_rows(
    place: &Place,
    text: &str,
    layout: &Layout,
    defaults: Defaults,
    progress: &Progress,
    notes: &mut Vec<Note>,
) -> Result<Vec<ReportDraft>, ReadError> {
    progress.expect(text.len() as u64);
    let mut records = layout.reader(text);
    let mut record = csv::StringRecord::new();
    let mut broken = Vec::new();
    let mut rows = Rows::new(defaults, notes);
    loop {
        let offset = records.position().byte();
        progress.reach(offset)?;
        match records.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => {
                broken.push(settlements::unreadable(place, &error));
                continue;
            }
        }
        let place = place.at_line(line_of_row(text, layout, &record));
        broken.extend(uneven(&place, &record, layout));
        rows.push(&row_of(place, &record, layout));
    }
    let reports = rows.finish();
    notes.extend(broken);
    Ok(reports)
}

/// The line a row begins on. Where the reader says it does there may be the end of the line before
/// and empty lines.
fn line_of_row(text: &str, layout: &Layout, record: &csv::StringRecord) -> u32 {
    let Some(at) = record.position() else {
        return 0;
    };
    let rest = &text.as_bytes()[layout.preamble.bytes + at.byte() as usize..];
    let ends = rest.iter().take_while(|byte| matches!(byte, b'\n' | b'\r'));
    let passed = ends.filter(|byte| **byte == b'\n').count();
    at.line() as u32 + passed as u32 + layout.preamble.lines
}

/// A note on a row that has not as many cells as the heading.
pub(in crate::io) fn uneven(
    place: &Place,
    record: &csv::StringRecord,
    layout: &Layout,
) -> Option<Note> {
    let (cells, headings) = (record.len(), layout.headings.len());
    let what = || {
        format!(
            "the row has {cells} cells and the heading {headings}; missing ones are taken as empty"
        )
    };
    (cells != headings).then(|| Note::new(Severity::Doubt, place, "", what()))
}

/// A row of a table of events.
pub(in crate::io) fn row_of<'r>(
    place: Place,
    record: &'r csv::StringRecord,
    layout: &Layout,
) -> Row<'r> {
    match layout.kind {
        Kind::Acled => acled::row(place, record, layout),
        Kind::Ucdp => ucdp::row(place, record, layout),
        _ => row(place, record, layout),
    }
}

/// A row of a table whose columns were taken for fields.
fn row<'r>(place: Place, record: &'r csv::StringRecord, layout: &Layout) -> Row<'r> {
    let mut row = Row::new(place);
    let mut other = serde_json::Map::new();
    for (index, cell) in record.iter().enumerate() {
        let cell = text::without_guard(cell);
        match layout.fields.get(index).copied().flatten() {
            Some(Field::Other) => {
                if let Ok(serde_json::Value::Object(inner)) = serde_json::from_str(cell) {
                    other.extend(inner);
                }
            }
            Some(field) => row.set(field, cell),
            None if cell.trim().is_empty() => {}
            None => {
                if let Some(heading) = layout.headings.get(index) {
                    other.insert(heading.clone(), cell.into());
                }
            }
        }
    }
    if !other.is_empty() {
        row.set(Field::Other, serde_json::Value::Object(other).to_string());
    }
    row
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
    choices: &Choices,
) -> Result<Preview, ReadError> {
    let text = text::decode(place, bytes, choices)?;
    let layout = Layout::of(&text, choices);
    let mut records = layout.reader(&text).into_records();
    let end = records.by_ref().take(layout::PREVIEWED).count();
    let end = match end {
        0 => text.len(),
        _ => records.reader().position().byte() as usize + layout.preamble.bytes,
    };
    let defaults = Defaults {
        reporter: name.to_owned(),
        id: name.to_owned(),
        dates: layout.dates,
        decimal_comma: layout.decimal_comma,
    };
    let head = &text[..end.min(text.len())];
    let progress = Progress::default();
    let reports = read_rows(place, head, &layout, defaults, &progress, &mut Vec::new())?;
    let encoding = text::encoding_in_use(bytes, choices).name();
    Ok(Preview::of(&text, layout, reports, encoding))
}

/// How the dates of a table are read: as chosen, else as its columns give away.
fn dates_of<'a>(choices: &Choices, column: impl Iterator<Item = &'a str>) -> Dates {
    Dates {
        order: choices.dates.or_else(|| Dates::order_of(column)),
    }
}
