//! Workbooks: the sheets of Excel (`.xlsx`, `.xlsb`, `.xls`) and of LibreOffice (`.ods`), each read as a
//! table.

mod cells;
mod open_document;
mod shown;

use std::io::Cursor;

use calamine::{
    Data, DataRef, Error, Ods, OdsError, Range, Reader as _, SheetVisible, Sheets, Xls, XlsError,
    Xlsb, XlsbError, Xlsx, XlsxError,
};
use open_document::{is_open_document, without_blanks};

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
            from_1904,
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
            let grid = grid(range, *from_1904, file.choices);
            match grid.read((&place, &name), file, (&mut of_sheet, &mut log)) {
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
            name: sheet,
            range,
            from_1904,
            ..
        } in sheets
        {
            let mut preview = grid(&range, from_1904, file.choices).preview(file, settings)?;
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
    /// Whether its days are counted from 1904.
    from_1904: bool,
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
    let from_1904 = match &book {
        Sheets::Xlsx(book) => book.has_1904_epoch(),
        Sheets::Xlsb(book) => book.has_1904_epoch(),
        Sheets::Xls(book) => book.has_1904_epoch(),
        Sheets::Ods(_) => false,
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
        let hidden = match &book {
            Sheets::Xlsx(_) => shown::hidden_rows_of_excel(bytes, &name, file.budget)?,
            _ => looked.and_then(|looked| looked.hidden),
        };
        if let Some((first, rows)) = hidden {
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
            from_1904,
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

fn grid(range: &Range<Data>, from_1904: bool, choices: &ImportOptions) -> Grid {
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
                match cell {
                    Data::Float(number) if from_1904 && *of_times => {
                        cells::text_of(&cells::day_from_1904(*number), true)
                    }
                    cell => cells::text_of(cell, *of_times),
                }
            })
            .collect();
        if texts.iter().any(|cell| !cell.is_empty()) {
            grid.push(line, &texts);
        }
    }
    grid
}
