//! Workbooks of LibreOffice and its like, looked at and mended before the library reads them: blanks between elements
//! that it stumbles over, figures that are raised or struck out, and what it does not tell of merged cells, formulas
//! and hidden rows.

use std::{
    collections::HashMap,
    io::{Cursor, Write as _},
};

use calamine::Dimensions;
use quick_xml::{
    Writer,
    events::{BytesStart, BytesText, Event},
};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::{
    super::{archive::Archive, format::SourceFile, source::ReadError},
    Extent,
    shown::{Look, attribute},
};
use crate::{
    model::{Budget, Stopped},
    words::notes::{formats, unread},
};

/// Whether an archive is a workbook of LibreOffice and its like.
pub(super) fn is_open_document(bytes: &[u8]) -> bool {
    let names = Archive::open(bytes).map(|archive| archive.names());
    names.is_ok_and(|names| names.iter().any(|name| name == CONTENT))
}

/// Where such a workbook has its sheets.
const CONTENT: &str = "content.xml";

/// Such a workbook without the line ends that some programs write between its elements, and that the
/// library stumbles over.
pub(super) fn without_blanks(
    bytes: &[u8],
    file: &SourceFile<'_>,
) -> Result<(Vec<u8>, Vec<Looked>), ReadError> {
    let budget = file.budget;
    let mut looked = Vec::new();
    let damaged = |error: &dyn std::fmt::Display| file.refuse(formats::not_a_workbook(error));
    let mut archive = Archive::open(bytes).map_err(|why| file.refuse(why))?;
    let manifest = archive.unpacked("META-INF/manifest.xml", budget);
    let manifest = manifest.unwrap_or_default();
    if memchr::memmem::find(&manifest, b"encryption-data").is_some() {
        return Err(file.refuse(unread::protected_workbook()));
    }
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for name in archive.names() {
        let own = archive.unpacked(&name, budget);
        budget.step(0)?;
        let own = own.map_err(|why| file.refuse(why))?;
        let written = match name == CONTENT {
            true => {
                budget.take_bytes(own.len() as u64)?;
                let (written, sheets) = elements(&own, budget)?.map_err(|error| damaged(&error))?;
                for sheet in &sheets {
                    sheet.extent.take_room(budget)?;
                }
                looked = sheets;
                written
            }
            false => own,
        };
        let started = out
            .start_file(name, options)
            .map_err(|error| damaged(&error));
        started.and_then(|()| out.write_all(&written).map_err(|error| damaged(&error)))?;
    }
    let whole = out.finish().map_err(|error| damaged(&error))?;
    Ok((whole.into_inner(), looked))
}

/// What a sheet of LibreOffice says of its cells that the library does not.
#[derive(Default)]
pub(super) struct Looked {
    extent: Extent,
    /// Which cells are merged, beyond a row.
    pub merged: Vec<Dimensions>,
    /// The cells that hold a formula, whose value may be an error.
    pub formulas: Vec<(u32, u32)>,
    /// The first of the rows that are hidden and say anything, from nought, and how many these are.
    pub hidden: Option<(u32, usize)>,
}

/// How far the cells of a sheet of LibreOffice reach, row by row.
#[derive(Default)]
struct Reach {
    sheets: Vec<Looked>,
    /// Rows so far, with those that are repeated.
    rows: u64,
    /// How often the row is repeated, its cells so far, and those up to the last that holds something.
    row: (u64, u64, u64),
    /// Whether the row is not shown.
    is_hidden: bool,
}

impl Reach {
    fn start(&mut self, start: &BytesStart<'_>) {
        let times = |name: &str| {
            let times = start.try_get_attribute(name).ok().flatten();
            let times =
                times.and_then(|times| std::str::from_utf8(&times.value).ok()?.parse().ok());
            times.unwrap_or(1_u64)
        };
        match start.local_name().as_ref() {
            b"table" => {
                self.sheets.push(Looked::default());
                self.rows = 0;
            }
            b"table-row" => {
                self.row = (times("table:number-rows-repeated"), 0, 0);
                let visibility = attribute(start, "table:visibility");
                self.is_hidden = matches!(visibility.as_deref(), Some("collapse" | "filter"));
            }
            b"table-cell" | b"covered-table-cell" => {
                let spanned = [
                    times("table:number-rows-spanned"),
                    times("table:number-columns-spanned"),
                ];
                self.cell(start, spanned);
                self.row.1 = self
                    .row
                    .1
                    .saturating_add(times("table:number-columns-repeated"));
                if start.attributes().flatten().any(|attribute| {
                    matches!(
                        attribute.key.local_name().as_ref(),
                        b"value-type" | b"formula" | b"value"
                    )
                }) {
                    self.row.2 = self.row.1;
                }
            }
            // Whatever a cell has in it.
            b"p" => self.row.2 = self.row.1,
            _ => {}
        }
    }

    /// A cell of the row, merged with as many rows and columns.
    fn cell(&mut self, start: &BytesStart<'_>, spanned: [u64; 2]) {
        let units = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
        let at = (units(self.rows), units(self.row.1));
        let Some(sheet) = self.sheets.last_mut() else {
            return;
        };
        let [rows, columns] = spanned.map(units);
        if rows > 1 {
            let end = (
                at.0.saturating_add(rows - 1),
                at.1.saturating_add(columns.max(1) - 1),
            );
            sheet.merged.push(Dimensions { start: at, end });
        }
        let mut attributes = start.attributes().flatten();
        if attributes.any(|attribute| attribute.key.local_name().as_ref() == b"formula") {
            sheet.formulas.push(at);
        }
    }

    fn end_row(&mut self) {
        let (times, _, columns) = std::mem::take(&mut self.row);
        let first = u32::try_from(self.rows).unwrap_or(u32::MAX);
        self.rows = self.rows.saturating_add(times);
        if let Some(sheet) = self.sheets.last_mut().filter(|_| columns > 0) {
            let extent = &mut sheet.extent;
            extent.rows = self.rows;
            extent.columns = extent.columns.max(columns);
            extent.cells = extent.cells.saturating_add(columns.saturating_mul(times));
            if self.is_hidden {
                let (_, rows) = sheet.hidden.get_or_insert((first, 0));
                *rows = rows.saturating_add(usize::try_from(times).unwrap_or(usize::MAX));
            }
        }
    }
}

/// XML without blanks outside of paragraphs, and what its sheets say.
type Elements = (Vec<u8>, Vec<Looked>);

fn elements(xml: &[u8], budget: &Budget) -> Result<Result<Elements, quick_xml::Error>, Stopped> {
    let (mut reader, mut writer) = (
        quick_xml::Reader::from_reader(xml),
        Writer::new(Vec::with_capacity(xml.len())),
    );
    let mut reach = Reach::default();
    let mut looks = Looks::default();
    let mut paragraphs = 0_usize;
    loop {
        budget.step(1)?;
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(error) => return Ok(Err(error)),
        };
        match &event {
            Event::Eof => return Ok(Ok((writer.into_inner(), reach.sheets))),
            Event::Start(start) => {
                reach.start(start);
                looks.start(start);
                paragraphs += usize::from(start.local_name().as_ref() == b"p");
            }
            Event::Empty(start) => {
                reach.start(start);
                looks.see(start);
                if start.local_name().as_ref() == b"table-row" {
                    reach.end_row();
                }
            }
            Event::End(end) => match end.local_name().as_ref() {
                b"p" => paragraphs = paragraphs.saturating_sub(1),
                b"table-row" => reach.end_row(),
                b"span" => looks.end(),
                _ => {}
            },
            Event::Text(text) if paragraphs == 0 && text.trim_ascii().is_empty() => continue,
            _ => {}
        }
        let event = match &event {
            Event::Text(text) if paragraphs > 0 => match looks.shown(text) {
                Some(shown) => Event::Text(BytesText::from_escaped(shown)),
                None => event,
            },
            _ => event,
        };
        if let Err(error) = writer.write_event(event) {
            return Ok(Err(error.into()));
        }
    }
}

/// How the parts of texts look, by the styles of the workbook.
#[derive(Default)]
struct Looks {
    /// The style that is being read.
    style: String,
    /// Styles that are no plain ones.
    styles: HashMap<String, Look>,
    /// Those of the parts of a text that the next text lies in.
    open: Vec<Look>,
}

impl Looks {
    /// A style, what it says, or a part of a text.
    fn start(&mut self, start: &BytesStart<'_>) {
        if start.local_name().as_ref() == b"span" {
            let own = attribute(start, "text:style-name");
            let own = own.and_then(|name| self.styles.get(&name)).copied();
            let around = self.open.last().copied().unwrap_or_default();
            self.open.push(own.unwrap_or(around));
        }
        self.see(start);
    }

    fn see(&mut self, start: &BytesStart<'_>) {
        match start.local_name().as_ref() {
            b"style" => self.style = attribute(start, "style:name").unwrap_or_default(),
            b"text-properties" => {
                let position = attribute(start, "style:text-position").unwrap_or_default();
                let line = attribute(start, "style:text-line-through-style");
                // So many hundredths of the height of a letter.
                let height = position.split('%').next().unwrap_or_default();
                let is_raised = position.starts_with("super")
                    || position.contains('%') && height.parse::<f64>().is_ok_and(|part| part > 0.0);
                let look = match (is_raised, line.is_some_and(|line| line != "none")) {
                    (true, _) => Look::Raised,
                    (false, true) => Look::StruckOut,
                    (false, false) => return,
                };
                self.styles.insert(self.style.clone(), look);
            }
            _ => {}
        }
    }

    fn end(&mut self) {
        self.open.pop();
    }

    /// Figures that are raised or struck out, so that they are read as no number; `None` for any other text.
    fn shown(&self, text: &[u8]) -> Option<String> {
        let look = self.open.last().copied().unwrap_or_default();
        let are_figures = !text.is_empty() && text.iter().all(u8::is_ascii_digit);
        let text = std::str::from_utf8(text).ok().filter(|_| are_figures)?;
        (look != Look::Plain).then(|| look.of_figures(text))
    }
}
