//! The cells of a sheet: as text, and what is lost of them.

use std::{
    collections::HashSet,
    io::{Cursor, Read, Seek},
};

use calamine::{Data, Dimensions, ExcelDateTime, ExcelDateTimeType, Range, Sheets};

use crate::{
    io::archive::Archive,
    model::{Budget, Field, ImportOptions, Note, Place, Severity, Stopped, field::meaning},
    words::notes::formats,
};

/// What is to be said of a cell.
pub(super) struct Told {
    severity: Severity,
    row: u32,
    /// The cell or cells, as programs name them, and what is in them.
    text: String,
    what: String,
}

impl Told {
    /// Of one cell.
    pub(super) fn new(severity: Severity, at: (u32, u32), text: &str, what: &str) -> Self {
        Self {
            severity,
            row: at.0,
            text: format!("{}: {text}", name_of(at)),
            what: what.to_owned(),
        }
    }

    pub(super) fn note(&self, place: &Place) -> Note {
        let place = place.at_line(self.row + 1);
        Note::new(self.severity, &place, &*self.text, self.what.clone())
    }
}

/// The cells that hold an error, and the formulas whose value was never worked out.
pub(super) fn without_value(
    book: &mut Sheets<Cursor<&[u8]>>,
    name: &str,
    range: &Range<Data>,
    budget: &Budget,
) -> Result<Vec<Told>, Stopped> {
    let mut told = Vec::new();
    let (top, left) = range.start().unwrap_or_default();
    for (row, column, cell) in range.used_cells() {
        budget.step(1)?;
        if let Data::Error(error) = cell {
            let at = (top + row as u32, left + column as u32);
            told.push(Told {
                severity: Severity::Doubt,
                row: at.0,
                text: format!("{}: {error}", name_of(at)),
                what: formats::error_cell().to_owned(),
            });
        }
    }
    let mut take = |at: (u32, u32)| -> Result<(), Stopped> {
        budget.step(1)?;
        let is_empty = matches!(range.get_value(at), None | Some(Data::Empty));
        if is_empty {
            budget.take_bytes(std::mem::size_of::<Told>() as u64)?;
            told.push(Told {
                severity: Severity::Doubt,
                row: at.0,
                text: name_of(at),
                what: formats::formula_without_value().to_owned(),
            });
        }
        Ok(())
    };
    // The others keep a value beside every formula.
    match book {
        Sheets::Xlsx(book) => {
            if let Ok(mut reader) = book.worksheet_cells_reader(name) {
                while let Ok(Some(cell)) = reader.next_formula() {
                    if !cell.get_value().is_empty() {
                        take(cell.get_position())?;
                    }
                }
            }
        }
        Sheets::Xlsb(book) => {
            if let Ok(mut reader) = book.worksheet_cells_reader(name) {
                while let Ok(Some(cell)) = reader.next_formula() {
                    if !cell.get_value().is_empty() {
                        take(cell.get_position())?;
                    }
                }
            }
        }
        Sheets::Ods(_) | Sheets::Xls(_) => {}
    }
    Ok(told)
}

/// Empties the cells whose formulas came to an error, which LibreOffice keeps as a text.
pub(super) fn without_errors(
    range: &mut Range<Data>,
    formulas: &[(u32, u32)],
    budget: &Budget,
) -> Result<Vec<Told>, Stopped> {
    let mut told = Vec::new();
    for at in formulas {
        budget.step(1)?;
        let Some(Data::String(text)) = range.get_value(*at) else {
            continue;
        };
        if is_error(text) {
            told.push(Told {
                severity: Severity::Doubt,
                row: at.0,
                text: format!("{}: {text}", name_of(*at)),
                what: formats::error_cell().to_owned(),
            });
            range.set_value(*at, Data::Empty);
        }
    }
    Ok(told)
}

/// Whether the value of a formula is an error, as spreadsheets write them.
fn is_error(text: &str) -> bool {
    const ERRORS: [&str; 7] = [
        "#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!",
    ];
    let number = text.strip_prefix("Err:");
    let is_numbered = |number: &str| number.len() == 3 && number.parse::<u16>().is_ok();
    ERRORS.contains(&text) || number.is_some_and(is_numbered)
}

/// Cells that are merged downwards hold their value once. What is a day or a text holds for all their
/// rows that say anything; a number would be counted for each, and stays in the first.
pub(super) fn fill_merged(
    merged: &[Dimensions],
    range: &mut Range<Data>,
    budget: &Budget,
) -> Result<Vec<Told>, Stopped> {
    let (Some((top, _)), Some((bottom, _))) = (range.start(), range.end()) else {
        return Ok(Vec::new());
    };
    let says_anything: HashSet<u32> = (top..)
        .zip(range.rows())
        .filter(|(_, row)| row.iter().any(|cell| *cell != Data::Empty))
        .map(|(line, _)| line)
        .collect();
    let mut told = Vec::new();
    for Dimensions { start, end } in merged {
        budget.step(1)?;
        let Some(value) = range.get_value(*start).cloned() else {
            continue;
        };
        let rows = start.0.saturating_add(1)..=end.0.min(bottom);
        let mut filled = Vec::new();
        for row in rows {
            budget.step(1)?;
            let is_free = matches!(range.get_value((row, start.1)), Some(Data::Empty));
            if is_free && says_anything.contains(&row) {
                filled.push(row);
            }
        }
        let holds_for_all = match &value {
            Data::DateTime(_) | Data::DateTimeIso(_) => true,
            // A heading is one.
            Data::String(text) => start.0 > top && text.trim().parse::<f64>().is_err(),
            _ => false,
        };
        let what = match (holds_for_all, &value) {
            (true, _) => formats::merged_filled(),
            (false, Data::Int(_) | Data::Float(_)) => formats::merged_number(),
            _ => continue,
        };
        if filled.is_empty() {
            continue;
        }
        let of_merged = format!("{}:{}", name_of(*start), name_of(*end));
        told.push(Told {
            severity: Severity::Remark,
            row: start.0,
            text: of_merged,
            what: what.to_owned(),
        });
        for row in filled.into_iter().filter(|_| holds_for_all) {
            range.set_value((row, start.1), value.clone());
        }
    }
    Ok(told)
}

/// Which cells are merged, as far as the library tells.
pub(super) fn merged<R: Read + Seek>(book: &mut Sheets<R>, name: &str) -> Vec<Dimensions> {
    match book {
        Sheets::Xlsx(book) => book.merge_cells_by_sheet_name(name).unwrap_or_default(),
        Sheets::Xls(book) => book.merge_cells_by_sheet_name(name).unwrap_or_default(),
        Sheets::Xlsb(_) | Sheets::Ods(_) => Vec::new(),
    }
}

/// Whether a binary workbook has merged cells, which the library does not tell.
pub(super) fn has_merged_cells_of_xlsb(bytes: &[u8], budget: &Budget) -> bool {
    let Ok(mut archive) = Archive::open(bytes) else {
        return false;
    };
    let names = archive.names().into_iter();
    let mut sheets =
        names.filter(|name| name.starts_with("xl/worksheets/") && name.ends_with(".bin"));
    sheets.any(|name| {
        archive
            .unpacked(&name, budget)
            .is_ok_and(|sheet| begins_merged(&sheet))
    })
}

/// Whether the records of a binary sheet hold the beginning of a list of merged cells, with its length, and
/// the first of these.
fn begins_merged(sheet: &[u8]) -> bool {
    let mut lists = memchr::memmem::find_iter(sheet, b"\xb1\x01\x04");
    lists.any(|at| sheet.get(at + 7..at + 10) == Some(b"\xb0\x01\x10"))
}

/// What is to be said of them.
pub(super) fn merged_of_xlsb() -> Told {
    Told {
        severity: Severity::Doubt,
        row: 0,
        text: String::new(),
        what: formats::merged_of_xlsb().to_owned(),
    }
}

/// `B3` for the third row of the second column.
fn name_of((row, column): (u32, u32)) -> String {
    let (mut letters, mut rest) = (Vec::new(), column + 1);
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    format!("{}{}", letters.iter().rev().collect::<String>(), row + 1)
}

/// Whether a text is the heading of a column of times.
pub(super) fn is_heading_of_times(text: &str, choices: &ImportOptions) -> bool {
    let is_one = |field: Field| {
        matches!(
            field,
            Field::Start | Field::End | Field::StartTime | Field::EndTime
        )
    };
    match choices.fields.get(text) {
        Some(chosen) => chosen.is_some_and(is_one),
        None => meaning(text).is_some_and(|(field, _)| is_one(field)),
    }
}

/// A cell as the text a person would type. A value that cannot be worked out is none.
/// Numbers below one in a column of times of day are the parts of a day that programs count.
pub(super) fn text_of(cell: &Data, of_times: bool) -> String {
    match cell {
        Data::Float(part) if of_times && (0.0..1.0).contains(part) => clock_of_part(*part),
        Data::Int(0) if of_times => clock_of_part(0.0),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number.to_string(),
        Data::String(text) | Data::DateTimeIso(text) => text.clone(),
        Data::DurationIso(text) => clock_of_duration(text).unwrap_or_else(|| text.clone()),
        Data::Bool(yes) => yes.to_string(),
        Data::DateTime(time) => time_of(time),
        Data::Error(_) | Data::Empty => String::new(),
    }
}

/// A number without a format, in a column of times of a workbook that counts its days from 1904: that day. Parts of a
/// day, and numbers that are years, stay what they are.
pub(super) fn day_from_1904(number: f64) -> Data {
    match (10_000.0..100_000.0).contains(&number) {
        true => Data::DateTime(ExcelDateTime::new(
            number,
            ExcelDateTimeType::DateTime,
            true,
        )),
        false => Data::Float(number),
    }
}

/// A day where the time is midnight, a time of day where there is no day.
fn time_of(time: &ExcelDateTime) -> String {
    if time.is_duration() {
        return time.as_f64().to_string();
    }
    let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    let clock = format!("{hour:02}:{minute:02}");
    match (time.as_f64() < 1.0, hour, minute, second) {
        (true, ..) => clock,
        (_, 0, 0, 0) => date,
        (_, _, _, 0) => format!("{date}T{clock}"),
        _ => format!("{date}T{clock}:{second:02}"),
    }
}

/// A time of day that is stated as the part of a day.
fn clock_of_part(part: f64) -> String {
    // No day is a second too long for rounding.
    let seconds = ((part * 86_400.0).round() as u32).min(86_399);
    clock_of_seconds(seconds)
}

fn clock_of_seconds(seconds: u32) -> String {
    let (hour, minute, second) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    match second {
        0 => format!("{hour:02}:{minute:02}"),
        _ => format!("{hour:02}:{minute:02}:{second:02}"),
    }
}

/// A time of day as LibreOffice writes it: `PT22H30M00S`. `None` where it is longer than a day.
fn clock_of_duration(text: &str) -> Option<String> {
    let mut rest = text.strip_prefix("PT")?;
    let mut sum = 0.0;
    for (unit, seconds) in [('H', 3_600.0), ('M', 60.0), ('S', 1.0)] {
        if let Some((number, behind)) = rest.split_once(unit) {
            let number: f64 = number.replace(',', ".").parse().ok()?;
            sum += number * seconds;
            rest = behind;
        }
    }
    let is_clock = rest.is_empty() && (0.0..86_400.0).contains(&sum);
    is_clock.then(|| clock_of_seconds(sum as u32))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// BrtBeginMergeCells with a count of one, and BrtMergeCell of A2 to A3.
    #[test]
    fn merged_cells_of_a_binary_sheet_are_seen() {
        let list = b"\xb1\x01\x04\x01\0\0\0";
        let cell = b"\xb0\x01\x10\x01\0\0\0\x02\0\0\0\0\0\0\0\0\0\0\0";
        assert!(begins_merged(&[&b"\x81\x01\0"[..], list, cell].concat()));
        assert!(!begins_merged(&[&b"\x81\x01\0"[..], list].concat()));
        assert!(!begins_merged(b""));
    }

    #[test]
    fn errors_are_told_from_texts() {
        for text in ["#N/A", "#REF!", "Err:502", "#DIV/0!"] {
            assert!(is_error(text), "{text}");
        }
        for text in ["#1", "Err:", "Err:5020", "N/A", "error"] {
            assert!(!is_error(text), "{text}");
        }
    }
}
