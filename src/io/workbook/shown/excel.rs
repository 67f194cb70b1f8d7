//! Formats of Excel that show no day.

use std::collections::HashMap;

use super::{At, Shown, attribute, elements};
use crate::{io::archive::Archive, model::Budget};

/// The formats of a workbook that show no day.
#[derive(Debug)]
pub struct Formats {
    /// By the number of the style of a cell.
    styles: HashMap<usize, Shown>,
    /// The file of each sheet, by its name.
    sheets: HashMap<String, String>,
}

impl Formats {
    /// Those of a workbook; `None` where it has none.
    pub fn of(mut archive: Archive<'_>, budget: &Budget) -> Option<Self> {
        let mut part = |name: &str| archive.unpacked(name, budget).ok();
        let styles = styles(&part("xl/styles.xml")?);
        if styles.is_empty() {
            return None;
        }
        let (book, files) = (
            part("xl/workbook.xml")?,
            part("xl/_rels/workbook.xml.rels")?,
        );
        Some(Self {
            styles,
            sheets: sheets(&book, &files),
        })
    }

    /// The cells of a sheet that show no day.
    pub fn cells(&self, bytes: &[u8], name: &str, budget: &Budget) -> Vec<(At, Shown)> {
        let Some(file) = self.sheets.get(name) else {
            return Vec::new();
        };
        let sheet = Archive::open(bytes).and_then(|mut archive| archive.unpacked(file, budget));
        let styled = sheet.map(|xml| styled(&xml)).unwrap_or_default();
        let shown = |(at, style)| Some((at, *self.styles.get(&style)?));
        styled.into_iter().filter_map(shown).collect()
    }
}

/// The file of a sheet; `None` where it cannot be found.
pub fn sheet_of(bytes: &[u8], name: &str, budget: &Budget) -> Option<Vec<u8>> {
    let mut archive = Archive::open(bytes).ok()?;
    let mut part = |name: &str| archive.unpacked(name, budget).ok();
    let (book, files) = (
        part("xl/workbook.xml")?,
        part("xl/_rels/workbook.xml.rels")?,
    );
    let known = sheets(&book, &files);
    part(known.get(name)?)
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
            if let (Some(id), Some(code)) = (
                attribute(element, "numFmtId"),
                attribute(element, "formatCode"),
            ) {
                formats.insert(id, shown(&code));
            }
        }
        b"cellXfs" => of_cells = true,
        b"cellStyles" | b"dxfs" | b"cellStyleXfs" => of_cells = false,
        b"xf" if of_cells => {
            let id = attribute(element, "numFmtId").unwrap_or_default();
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
        if let (Some(id), Some(target)) = (attribute(element, "Id"), attribute(element, "Target")) {
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
            && let (Some(name), Some(id)) = (attribute(element, "name"), attribute(element, "r:id"))
            && let Some(file) = targets.get(&id)
        {
            sheets.insert(name, file.clone());
        }
    });
    sheets
}

/// The cells of a sheet that have a style, with its number.
fn styled(xml: &[u8]) -> Vec<(At, usize)> {
    let mut found = Vec::new();
    elements(xml, |element| {
        if element.local_name().as_ref() == b"c"
            && let (Some(at), Some(style)) = (attribute(element, "r"), attribute(element, "s"))
            && let (Some(at), Ok(style)) = (place_of(&at), style.parse())
        {
            found.push((at, style));
        }
    });
    found
}

/// Row and column of `B3`.
fn place_of(name: &str) -> Option<At> {
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
