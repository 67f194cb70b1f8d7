//! Blocks of a table of events to columns.

use std::{cell::Cell, collections::HashMap};

use memchr::memchr;

use super::{
    block::{Chunk, Lines, text},
    compact,
    plain::{self, Cells, Plain, is_passed_over},
    split::{self, Span},
    stream::Block,
};
use crate::{
    io::{
        events::{Defaults, Field, Rows},
        source::ReadError,
        table::{self, Kind, Layout, acled, ucdp},
    },
    model::{Note, Place, draft::ReportDraft},
};

/// How the rows of a table are read.
#[derive(Clone, Debug)]
pub struct Table {
    pub place: Place,
    pub layout: Layout,
    pub defaults: Defaults,
    /// Where the first column of each heading is.
    columns: HashMap<String, usize>,
    /// Whether plain rows go the fast way. The general one gives the same.
    pub fast: bool,
}

impl Table {
    pub fn new(place: &Place, layout: Layout, name: &str, fast: bool) -> Self {
        let mut columns = HashMap::new();
        for (index, heading) in layout.headings.iter().enumerate() {
            columns.entry(heading.clone()).or_insert(index);
        }
        Self {
            place: place.clone(),
            defaults: table::defaults(&layout, name),
            layout,
            columns,
            fast,
        }
    }

    /// Reads the rows of a block.
    ///
    /// # Errors
    ///
    /// Where it is no text.
    pub fn read(&self, block: &Block) -> Result<Chunk, ReadError> {
        let text = text(&self.place, &block.bytes, block.line)?;
        let bytes = text.as_bytes();
        let mut lines = Lines::new(bytes, block.line);
        if let Some(index) = memchr(0, bytes) {
            let place = self.place.at_line(lines.at(index));
            let what = "binary data, not a table".to_owned();
            return Err(ReadError::Format { place, what });
        }
        let mut chunk = Chunk::default();
        let mut plain = Plain::new(&self.defaults, self.layout.kind != Kind::Events);
        let mut spans = Vec::new();
        let mut at = split::row_start(bytes, 0);
        if block.is_first && self.layout.headed && at < bytes.len() {
            at = split::cells(bytes, at, self.layout.separator, &mut spans);
            at = split::row_start(bytes, at);
        }
        while at < bytes.len() {
            let start = at;
            let offset = block.offset + start as u64;
            at = split::cells(bytes, start, self.layout.separator, &mut spans);
            at = split::row_start(bytes, at);
            chunk.mark(offset, || lines.at(start), 0);
            let cells = self.plain_cells(text, &spans);
            let done = cells.map(|cells| plain.push(&cells, offset, &mut chunk.columns));
            if !matches!(done, Some(Ok(()))) {
                let place = self.place.at_line(lines.at(start));
                let mut notes = Vec::new();
                let report = self.report(place, &record(text, &spans), 0, &mut notes);
                chunk.notes.extend(notes);
                compact::push(&report, offset, &mut chunk.columns);
            }
        }
        Ok(chunk)
    }

    /// The report of a row, the general way. `rows` is how many come before it.
    pub fn report(
        &self,
        place: Place,
        record: &csv::StringRecord,
        rows: usize,
        notes: &mut Vec<Note>,
    ) -> ReportDraft {
        let uneven = table::uneven(&place, record, &self.layout);
        let mut reports = Rows::new(self.defaults.clone(), notes);
        reports.skip_to(rows);
        reports.push(&table::row_of(place, record, &self.layout));
        let report = reports.finish().pop();
        notes.extend(uneven);
        report.expect("a row makes a report")
    }

    /// The cells that columns are made of; `None` where the general way has to read the row.
    fn plain_cells<'b>(&self, text: &'b str, spans: &[Span]) -> Option<Cells<'b>> {
        let layout = &self.layout;
        if !self.fast || spans.len() != layout.headings.len() {
            return None;
        }
        match layout.kind {
            Kind::Acled => return self.known_cells(text, spans, |cell| acled::cells(cell)),
            Kind::Ucdp => return self.known_cells(text, spans, |cell| ucdp::cells(cell)),
            Kind::Events | Kind::Settlements => {}
        }
        let mut cells = Cells::default();
        for (span, field) in spans.iter().zip(&layout.fields) {
            let Some(field) = field.filter(|field| !is_passed_over(*field)) else {
                continue;
            };
            let cell = text[span.start..span.end].trim();
            if span.quoted || cell.starts_with('\'') {
                return None;
            }
            if !cell.is_empty() {
                cells.set(field, plain::Cell::Text(cell));
            }
        }
        Some(cells)
    }

    /// The cells of a table of which is known what each heading means.
    fn known_cells<'b, const N: usize>(
        &self,
        text: &'b str,
        spans: &[Span],
        meaning: impl Fn(&dyn Fn(&'static str) -> &'b str) -> [(Field, &'b str); N],
    ) -> Option<Cells<'b>> {
        let has_quotes = Cell::new(false);
        let under = |heading: &'static str| {
            let span = self.columns.get(heading).map(|index| spans[*index]);
            let Some(span) = span else {
                return "";
            };
            has_quotes.set(has_quotes.get() || span.quoted);
            &text[span.start..span.end]
        };
        let mut cells = Cells::default();
        for (field, text) in meaning(&under) {
            let text = text.trim();
            if !text.is_empty() {
                cells.set(field, plain::Cell::Text(text));
            }
        }
        (!has_quotes.get()).then_some(cells)
    }
}

/// A row as the `csv` crate would have it.
pub fn record(text: &str, spans: &[Span]) -> csv::StringRecord {
    let mut record = csv::StringRecord::new();
    for span in spans {
        let cell = &text[span.start..span.end];
        match span.quoted {
            true => record.push_field(&split::unquoted(cell)),
            false => record.push_field(cell),
        }
    }
    record
}
