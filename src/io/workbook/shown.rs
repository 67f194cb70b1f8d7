//! Days that a workbook shows as no more than a month or a year. Who types `Aug 2022` into a cell gets the first of
//! that month, shown as it was typed: the month is what is stated.

use std::collections::HashMap;

use calamine::{Data, Range};
use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use super::cells::Told;
use crate::{
    io::archive::Archive,
    model::{Budget, Severity, Stopped},
    words::notes::formats,
};

/// How much of a day is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    Month,
    Year,
}

/// The formats of a workbook that show no day.
#[derive(Debug, Default)]
pub(super) struct Vague {
    /// By the number of the style of a cell.
    styles: HashMap<usize, Shown>,
    /// The file of each sheet, by its name.
    sheets: HashMap<String, String>,
}

impl Vague {
    /// Those of a workbook of Excel; none in any other, or where they cannot be read.
    pub fn of(bytes: &[u8], budget: &Budget) -> Self {
        let Ok(mut archive) = Archive::open(bytes) else {
            return Self::default();
        };
        let mut part = |name: &str| archive.unpacked(name, budget).ok();
        let styles = part("xl/styles.xml")
            .map(|xml| styles(&xml))
            .unwrap_or_default();
        if styles.is_empty() {
            return Self::default();
        }
        let (book, files) = (part("xl/workbook.xml"), part("xl/_rels/workbook.xml.rels"));
        let sheets = book.zip(files).map(|(book, files)| sheets(&book, &files));
        Self {
            styles,
            sheets: sheets.unwrap_or_default(),
        }
    }

    /// Puts the month or the year in the place of its first day where no more is shown.
    pub fn put(
        &self,
        bytes: &[u8],
        name: &str,
        range: &mut Range<Data>,
        budget: &Budget,
    ) -> Result<Vec<Told>, Stopped> {
        let mut told = Vec::new();
        let Some(file) = self.sheets.get(name) else {
            return Ok(told);
        };
        let sheet = Archive::open(bytes).and_then(|mut archive| archive.unpacked(file, budget));
        for (at, style) in sheet.map(|xml| styled(&xml)).unwrap_or_default() {
            budget.step(1)?;
            let (Some(shown), Some(Data::DateTime(time))) =
                (self.styles.get(&style), range.get_value(at))
            else {
                continue;
            };
            let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
            let is_midnight = (hour, minute, second) == (0, 0, 0) && !time.is_duration();
            let text = match (shown, month, day) {
                (Shown::Month, _, 1) if is_midnight => format!("{year:04}-{month:02}"),
                (Shown::Year, 1, 1) if is_midnight => format!("{year:04}"),
                _ => continue,
            };
            told.push(Told::new(
                Severity::Remark,
                at,
                &text,
                formats::shown_without_a_day(),
            ));
            range.set_value(at, Data::String(text));
        }
        Ok(told)
    }
}

/// The elements of a text, as far as it can be read.
fn elements(xml: &[u8], mut each: impl FnMut(&BytesStart<'_>)) {
    let mut reader = Reader::from_reader(xml);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(element) | Event::Empty(element) => each(&element),
            Event::Eof => return,
            _ => {}
        }
    }
}

/// A text of an element.
fn of(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.try_get_attribute(name).ok()??;
    let value = found.normalized_value(quick_xml::XmlVersion::Implicit1_0);
    value.ok().map(|value| value.into_owned())
}

/// The styles of cells that show no day.
fn styles(xml: &[u8]) -> HashMap<usize, Shown> {
    let mut formats: HashMap<String, Option<Shown>> = HashMap::new();
    // The one that comes with Excel: `mmm-yy`.
    formats.insert("17".to_owned(), Some(Shown::Month));
    let mut found = HashMap::new();
    let (mut of_cells, mut count) = (false, 0);
    elements(xml, |element| match element.local_name().as_ref() {
        b"numFmt" => {
            if let (Some(id), Some(code)) = (of(element, "numFmtId"), of(element, "formatCode")) {
                formats.insert(id, shown(&code));
            }
        }
        b"cellXfs" => of_cells = true,
        b"cellStyles" | b"dxfs" | b"cellStyleXfs" => of_cells = false,
        b"xf" if of_cells => {
            let id = of(element, "numFmtId").unwrap_or_default();
            if let Some(Some(shown)) = formats.get(&id) {
                found.insert(count, *shown);
            }
            count += 1;
        }
        _ => {}
    });
    found
}

/// What a format shows of a day: `mmm yyyy`, `[$-419]mmmm\ yyyy;@`, `yyyy`.
fn shown(code: &str) -> Option<Shown> {
    let mut letters = String::new();
    let mut signs = code.split(';').next()?.chars();
    while let Some(sign) = signs.next() {
        match sign {
            '\\' | '_' | '*' => drop(signs.next()),
            '"' => drop(signs.by_ref().find(|sign| *sign == '"')),
            '[' => drop(signs.by_ref().find(|sign| *sign == ']')),
            sign => letters.extend(sign.to_lowercase().filter(char::is_ascii_alphanumeric)),
        }
    }
    let has = |letter: char| letters.contains(letter);
    if !letters.chars().all(|letter| matches!(letter, 'm' | 'y')) {
        return None;
    }
    match (has('m'), has('y')) {
        (true, true) => Some(Shown::Month),
        (false, true) => Some(Shown::Year),
        _ => None,
    }
}

/// The file of each sheet, by its name.
fn sheets(book: &[u8], files: &[u8]) -> HashMap<String, String> {
    let mut targets = HashMap::new();
    elements(files, |element| {
        if let (Some(id), Some(target)) = (of(element, "Id"), of(element, "Target")) {
            let file = match target.strip_prefix('/') {
                Some(whole) => whole.to_owned(),
                None => format!("xl/{target}"),
            };
            targets.insert(id, file);
        }
    });
    let mut sheets = HashMap::new();
    elements(book, |element| {
        if element.local_name().as_ref() == b"sheet"
            && let (Some(name), Some(id)) = (of(element, "name"), of(element, "r:id"))
            && let Some(file) = targets.get(&id)
        {
            sheets.insert(name, file.clone());
        }
    });
    sheets
}

/// The cells of a sheet that have a style, with its number.
fn styled(xml: &[u8]) -> Vec<((u32, u32), usize)> {
    let mut found = Vec::new();
    elements(xml, |element| {
        if element.local_name().as_ref() == b"c"
            && let (Some(at), Some(style)) = (of(element, "r"), of(element, "s"))
            && let (Some(at), Ok(style)) = (place_of(&at), style.parse())
        {
            found.push((at, style));
        }
    });
    found
}

/// Row and column of `B3`.
fn place_of(name: &str) -> Option<(u32, u32)> {
    let digits = name.find(|letter: char| letter.is_ascii_digit())?;
    let (letters, row) = name.split_at(digits);
    let mut column = 0_u32;
    for letter in letters.bytes() {
        let number = letter.to_ascii_uppercase().checked_sub(b'A')?;
        column = column.checked_mul(26)?.checked_add(u32::from(number) + 1)?;
    }
    Some((
        row.parse::<u32>().ok()?.checked_sub(1)?,
        column.checked_sub(1)?,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_without_a_day_are_told_from_others() {
        for (code, expected) in [
            ("mmm yyyy", Some(Shown::Month)),
            ("[$-419]mmmm\\ yyyy;@", Some(Shown::Month)),
            ("mmm-yy", Some(Shown::Month)),
            ("yyyy", Some(Shown::Year)),
            ("yyyy\" г.\"", Some(Shown::Year)),
            ("dd/mm/yyyy", None),
            ("yyyy-mm-dd hh:mm", None),
            ("h:mm", None),
            ("mm:ss", None),
            ("General", None),
            ("0.00", None),
            ("mmmm", None),
        ] {
            assert_eq!(shown(code), expected, "{code}");
        }
    }

    #[test]
    fn cells_are_found_by_their_names() {
        assert_eq!(place_of("A1"), Some((0, 0)));
        assert_eq!(place_of("B3"), Some((2, 1)));
        assert_eq!(place_of("AA10"), Some((9, 26)));
        assert_eq!(place_of("3"), None);
        assert_eq!(place_of("A0"), None);
    }
}
