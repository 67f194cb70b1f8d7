//! Workbooks: the sheets of Excel (`.xlsx`, `.xlsb`, `.xls`) and of LibreOffice (`.ods`), each read as a
//! table.

mod cells;
mod shown;

use std::io::{Cursor, Write as _};

use calamine::{
    Data, DataRef, Dimensions, Error, Ods, OdsError, Range, Reader as _, SheetVisible, Sheets, Xls,
    XlsError, Xlsb, XlsbError, Xlsx, XlsxError,
};
use quick_xml::{
    Writer,
    events::{BytesStart, Event},
};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::{
    archive::{Archive, looks_like_archive},
    format::{Read, Reader, SourceFile},
    grid::Grid,
    preview::Preview,
    source::ReadError,
};
use crate::{
    model::{
        Budget, Draft, ImportOptions, Note, NoteLog, Place, Setting, Severity, Stopped,
        budget::room,
    },
    words::notes::{formats, unread},
};

/// Workbooks, by what is in them.
pub struct Workbook;

/// How the older files of Office begin.
const OLDER: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

impl Reader for Workbook {
    fn name(&self) -> &'static str {
        "workbook"
    }

    fn sniff(&self, file: &SourceFile<'_>) -> Result<bool, ReadError> {
        if file.beginning.starts_with(OLDER) {
            return Ok(true);
        }
        if !looks_like_archive(&file.beginning) {
            return Ok(false);
        }
        let Ok(mut archive) = Archive::open(file.bytes()?) else {
            return Ok(false);
        };
        let names = archive.names();
        let has = |name: &str| names.iter().any(|known| known == name);
        if has("xl/workbook.xml") || has("xl/workbook.bin") {
            return Ok(true);
        }
        let kind = has("mimetype").then(|| archive.unpacked("mimetype", file.budget));
        let kind = kind.and_then(Result::ok).unwrap_or_default();
        Ok(String::from_utf8_lossy(&kind).contains("opendocument.spreadsheet"))
    }

    fn settings(&self, _: &SourceFile<'_>) -> &'static [Setting] {
        use Setting as S;
        &[S::Fields, S::Dates, S::Swapped, S::DecimalComma]
    }

    fn read(&self, file: &SourceFile<'_>) -> Result<Read, ReadError> {
        let sheets = sheets(file)?;
        let alone = sheets.len() == 1;
        let (mut draft, mut log) = (Draft::default(), NoteLog::default());
        let mut refused = Vec::new();
        let mut tables = 0;
        for Sheet {
            name: sheet,
            range,
            is_hidden,
            told,
        } in &sheets
        {
            let place = Place::file(format!("{}, {sheet}", file.place.file));
            log.extend(told.iter().map(|told| told.note(&place)));
            if *is_hidden {
                let what = formats::hidden_sheet();
                log.push(Note::new(Severity::Remark, &place, "", what));
            }
            let name = match alone {
                true => file.name.clone(),
                false => format!("{}/{sheet}", file.name),
            };
            let mut of_sheet = Draft::default();
            match grid(range, file.choices).read((&place, &name), file, (&mut of_sheet, &mut log)) {
                Ok(()) => {
                    tables += 1;
                    if !alone {
                        of_sheet.in_part(sheet);
                    }
                    draft.append(of_sheet);
                }
                Err(error @ ReadError::Stopped { .. }) => return Err(error),
                Err(error) => refused.push((place, error)),
            }
        }
        if let (0, true) = (tables, !refused.is_empty()) {
            let (_, error) = refused.swap_remove(0);
            return Err(error);
        }
        for (place, error) in refused {
            let what = formats::sheet_skipped(&error.to_string());
            log.push(Note::new(Severity::Doubt, &place, "", what));
        }
        let whole = Read {
            draft,
            notes: log.finish(&file.place),
            ..Read::default()
        };
        Ok(whole.in_columns_where_many(file))
    }

    fn preview(&self, file: &SourceFile<'_>) -> Result<Option<Preview>, ReadError> {
        let settings = self.settings(file);
        let mut first = None;
        let sheets = sheets(file)?;
        let alone = sheets.len() == 1;
        for Sheet {
            name: sheet, range, ..
        } in sheets
        {
            let mut preview = grid(&range, file.choices).preview(file, settings)?;
            preview.part = Some(sheet).filter(|_| !alone);
            // Before the table there may be a sheet that tells of it.
            if preview.survey.fields.iter().any(Option::is_some) {
                return Ok(Some(preview));
            }
            first.get_or_insert(preview);
        }
        Ok(first)
    }
}

/// A sheet of a workbook.
struct Sheet {
    name: String,
    range: Range<Data>,
    /// Whether programs do not show it.
    is_hidden: bool,
    /// What is to be said of its cells.
    told: Vec<cells::Told>,
}

/// Opens a workbook of the kind that its parts say it is.
fn open<'b>(file: &SourceFile<'_>, bytes: &'b [u8]) -> Result<Sheets<Cursor<&'b [u8]>>, ReadError> {
    let reader = Cursor::new(bytes);
    let names = Archive::open(bytes).map(|archive| archive.names());
    let names = names.unwrap_or_default();
    let has = |name: &str| names.iter().any(|known| known == name);
    let is_older = bytes.starts_with(OLDER);
    if let Some(what) = holds_no_sheets(bytes).filter(|_| is_older) {
        return Err(file.refuse(what));
    }
    let book = match is_older {
        true => Xls::new(reader).map(Sheets::Xls).map_err(Into::into),
        false if has("xl/workbook.bin") => Xlsb::new(reader).map(Sheets::Xlsb).map_err(Into::into),
        false if has("content.xml") => Ods::new(reader).map(Sheets::Ods).map_err(Into::into),
        false => Xlsx::new(reader).map(Sheets::Xlsx).map_err(Into::into),
    };
    book.map_err(|error: calamine::Error| {
        let is_protected = matches!(
            error,
            Error::Xls(XlsError::Password)
                | Error::Ods(OdsError::Password)
                | Error::Xlsx(XlsxError::Password)
                | Error::Xlsb(XlsbError::Password)
        );
        match is_protected {
            true => file.refuse(unread::protected_workbook()),
            false => file.refuse(formats::not_a_workbook(error)),
        }
    })
}

/// What an older file of Office, or one that wears its clothes, is where it has no sheets to be read.
fn holds_no_sheets(bytes: &[u8]) -> Option<&'static str> {
    // Its parts are named in UTF-16.
    let has = |name: &[u8]| {
        let name: Vec<u8> = name.iter().flat_map(|letter| [*letter, 0]).collect();
        memchr::memmem::find(bytes, &name).is_some()
    };
    if has(b"EncryptedPackage") {
        Some(unread::protected_workbook())
    } else if has(b"WordDocument") {
        Some(unread::word_document())
    } else if has(b"PowerPoint Document") {
        Some(unread::slides())
    } else {
        None
    }
}

/// The sheets that hold anything.
fn sheets(file: &SourceFile<'_>) -> Result<Vec<Sheet>, ReadError> {
    let bytes = file.bytes()?;
    if looks_like_archive(bytes) {
        // The library unpacks whatever there is.
        let mut archive = Archive::open(bytes).map_err(|why| file.refuse(why))?;
        for name in archive.names() {
            let fits = archive.measured(&name, file.budget);
            file.budget.step(0)?;
            fits.map_err(|why| file.refuse(why))?;
        }
    }
    let mut hidden_merges =
        looks_like_archive(bytes) && cells::has_merged_cells_of_xlsb(bytes, file.budget);
    let (mended, looked);
    let (bytes, looked) = match is_open_document(bytes) {
        true => {
            (mended, looked) = without_blanks(bytes, file)?;
            (&mended[..], Some(looked))
        }
        false => (bytes, None),
    };
    let mut book = open(file, bytes)?;
    let vague = match &book {
        Sheets::Xlsx(_) => shown::Vague::of_excel(bytes, file.budget),
        Sheets::Ods(_) => shown::Vague::of_open_document(bytes, file.budget)?,
        _ => shown::Vague::None,
    };
    let raised = match &book {
        Sheets::Xlsx(_) => shown::Raised::of_excel(bytes, file.budget)?,
        _ => shown::Raised::default(),
    };
    let mut sheets = Vec::new();
    let named = book.sheets_metadata().iter();
    let named: Vec<(String, bool)> = named
        .map(|sheet| (sheet.name.clone(), sheet.visible != SheetVisible::Visible))
        .collect();
    for (index, (name, is_hidden)) in named.into_iter().enumerate() {
        let looked = looked.as_ref().and_then(|sheets| sheets.get(index));
        file.budget.reach(0)?;
        let extent = extent(&mut book, &name, file.budget)?;
        extent.take_room(file.budget)?;
        let range = book.worksheet_range(&name);
        let range = range.map_err(|error| file.refuse(formats::sheet_damaged(&name, error)))?;
        if range.is_empty() {
            continue;
        }
        let mut range = range;
        let mut told = cells::without_value(&mut book, &name, &range, file.budget)?;
        told.extend(vague.put(bytes, &name, &mut range, file.budget)?);
        raised.put(&mut range, file.budget)?;
        if let Sheets::Xlsx(_) = &book
            && let Some((first, rows)) = shown::hidden_rows_of_excel(bytes, &name, file.budget)?
        {
            let what = formats::hidden_rows(rows);
            told.push(cells::Told::new(Severity::Doubt, (first, 0), "", &what));
        }
        let merged = match looked {
            Some(looked) => {
                let formulas = &looked.formulas;
                told.extend(cells::without_errors(&mut range, formulas, file.budget)?);
                looked.merged.clone()
            }
            None => cells::merged(&mut book, &name),
        };
        told.extend(cells::fill_merged(&merged, &mut range, file.budget)?);
        told.extend(std::mem::take(&mut hidden_merges).then(cells::merged_of_xlsb));
        sheets.push(Sheet {
            name,
            range,
            is_hidden,
            told,
        });
    }
    match sheets.is_empty() {
        true => Err(ReadError::Empty {
            place: file.place.clone(),
        }),
        false => Ok(sheets),
    }
}

/// Whether an archive is a workbook of LibreOffice and its like.
fn is_open_document(bytes: &[u8]) -> bool {
    let names = Archive::open(bytes).map(|archive| archive.names());
    names.is_ok_and(|names| names.iter().any(|name| name == CONTENT))
}

/// Where such a workbook has its sheets.
const CONTENT: &str = "content.xml";

/// Such a workbook without the line ends that some programs write between its elements, and that the
/// library stumbles over.
fn without_blanks(
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
struct Looked {
    extent: Extent,
    /// Which cells are merged, beyond a row.
    merged: Vec<Dimensions>,
    /// The cells that hold a formula, whose value may be an error.
    formulas: Vec<(u32, u32)>,
}

/// How far the cells of a sheet reach. The library lays out all within, however few there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Extent {
    rows: u64,
    columns: u64,
    /// Those that hold something.
    cells: u64,
}

impl Extent {
    fn take_room(self, budget: &Budget) -> Result<(), Stopped> {
        let cells = self.rows.saturating_mul(self.columns);
        let all = cells.saturating_add(self.cells);
        budget.take_bytes(all.saturating_mul(room::CELL))
    }
}

/// How far the cells of a sheet reach, where the library tells them one by one. A sheet that cannot be
/// read is refused later.
fn extent(
    book: &mut Sheets<Cursor<&[u8]>>,
    name: &str,
    budget: &Budget,
) -> Result<Extent, Stopped> {
    let (mut first, mut last) = (None, (0, 0));
    let mut cells = 0_u64;
    let mut take = |(row, column): (u32, u32), is_empty: bool| {
        budget.step(1)?;
        if !is_empty {
            let (top, left) = first.unwrap_or((row, column));
            first = Some((row.min(top), column.min(left)));
            last = (row.max(last.0), column.max(last.1));
            cells += 1;
        }
        Ok(())
    };
    match book {
        Sheets::Xlsx(book) => {
            if let Ok(mut reader) = book.worksheet_cells_reader(name) {
                while let Ok(Some(cell)) = reader.next_cell() {
                    take(cell.get_position(), *cell.get_value() == DataRef::Empty)?;
                }
            }
        }
        Sheets::Xlsb(book) => {
            if let Ok(mut reader) = book.worksheet_cells_reader(name) {
                while let Ok(Some(cell)) = reader.next_cell() {
                    take(cell.get_position(), *cell.get_value() == DataRef::Empty)?;
                }
            }
        }
        // These were looked at before they were opened, or are 65,536 rows of 256 cells at most.
        Sheets::Ods(_) | Sheets::Xls(_) => {}
    }
    let (top, left) = first.unwrap_or_default();
    let is_any = u64::from(first.is_some());
    Ok(Extent {
        rows: u64::from(last.0.saturating_sub(top)) + is_any,
        columns: u64::from(last.1.saturating_sub(left)) + is_any,
        cells,
    })
}

/// How far the cells of a sheet of LibreOffice reach, row by row.
#[derive(Default)]
struct Reach {
    sheets: Vec<Looked>,
    /// Rows so far, with those that are repeated.
    rows: u64,
    /// How often the row is repeated, its cells so far, and those up to the last that holds something.
    row: (u64, u64, u64),
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
            b"table-row" => self.row = (times("table:number-rows-repeated"), 0, 0),
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
        self.rows = self.rows.saturating_add(times);
        if let Some(sheet) = self.sheets.last_mut().filter(|_| columns > 0) {
            let extent = &mut sheet.extent;
            extent.rows = self.rows;
            extent.columns = extent.columns.max(columns);
            extent.cells = extent.cells.saturating_add(columns.saturating_mul(times));
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
                paragraphs += usize::from(start.local_name().as_ref() == b"p");
            }
            Event::Empty(start) => {
                reach.start(start);
                if start.local_name().as_ref() == b"table-row" {
                    reach.end_row();
                }
            }
            Event::End(end) => match end.local_name().as_ref() {
                b"p" => paragraphs = paragraphs.saturating_sub(1),
                b"table-row" => reach.end_row(),
                _ => {}
            },
            Event::Text(text) if paragraphs == 0 && text.trim_ascii().is_empty() => continue,
            _ => {}
        }
        if let Err(error) = writer.write_event(event) {
            return Ok(Err(error.into()));
        }
    }
}

fn grid(range: &Range<Data>, choices: &ImportOptions) -> Grid {
    let mut grid = Grid::default();
    let (first, _) = range.start().unwrap_or_default();
    let mut of_times = vec![false; range.width()];
    for (row, line) in range.rows().zip(first + 1..) {
        let texts: Vec<String> = row
            .iter()
            .zip(&mut of_times)
            .map(|(cell, of_times)| {
                if let Data::String(text) = cell {
                    *of_times |= cells::is_heading_of_times(text, choices);
                }
                cells::text_of(cell, *of_times)
            })
            .collect();
        if texts.iter().any(|cell| !cell.is_empty()) {
            grid.push(line, &texts);
        }
    }
    grid
}
