//! Rows and cells of separated tables, found without copying: the same ones as the `csv` crate
//! finds, which a test holds it to.

use std::borrow::Cow;

use memchr::{memchr, memchr3};

/// The cells of a row.
pub type Record<'t> = Vec<Cow<'t, str>>;

/// Where the first row at or after `from` begins: empty lines are none.
pub fn row_start(text: &str, from: usize) -> usize {
    let rest = &text.as_bytes()[from..];
    let blank = rest.iter().position(|byte| !matches!(byte, b'\n' | b'\r'));
    from + blank.unwrap_or(rest.len())
}

/// Finds the cells of the row that begins at `from`. Gives where the row ends, its mark included.
pub fn cells<'t>(text: &'t str, from: usize, separator: u8, cells: &mut Record<'t>) -> usize {
    let bytes = text.as_bytes();
    cells.clear();
    let mut at = from;
    loop {
        let (cell, end) = match bytes.get(at) {
            Some(b'"') => quoted_cell(text, at, separator),
            _ => {
                let end = field_end(bytes, at, separator);
                (Cow::from(&text[at..end]), end)
            }
        };
        cells.push(cell);
        match bytes.get(end) {
            None => return end,
            Some(byte) if *byte == separator => at = end + 1,
            Some(b'\r') if bytes.get(end + 1) == Some(&b'\n') => return end + 2,
            Some(_) => return end + 1,
        }
    }
}

fn field_end(bytes: &[u8], from: usize, separator: u8) -> usize {
    memchr3(separator, b'\n', b'\r', &bytes[from..]).map_or(bytes.len(), |length| from + length)
}

/// A cell that begins with a quote, and where it ends.
fn quoted_cell(text: &str, from: usize, separator: u8) -> (Cow<'_, str>, usize) {
    let bytes = text.as_bytes();
    let mut at = from + 1;
    let mut has_doubled = false;
    while let Some(length) = memchr(b'"', &bytes[at..]) {
        let quote = at + length;
        if bytes.get(quote + 1) == Some(&b'"') {
            has_doubled = true;
            at = quote + 2;
            continue;
        }
        let end = field_end(bytes, quote + 1, separator);
        let cell = match has_doubled || end != quote + 1 {
            true => Cow::from(unquoted(&text[from..end])),
            false => Cow::from(&text[from + 1..quote]),
        };
        return (cell, end);
    }
    (Cow::from(unquoted(&text[from..])), bytes.len())
}

/// The text of a cell that holds quotes: doubled ones are one, and after the closing one they
/// stand for themselves.
fn unquoted(cell: &str) -> String {
    let mut text = String::with_capacity(cell.len());
    let mut rest = cell.strip_prefix('"').unwrap_or(cell);
    while let Some((before, after)) = rest.split_once('"') {
        text.push_str(before);
        match after.strip_prefix('"') {
            Some(after) => {
                text.push('"');
                rest = after;
            }
            None => return text + after,
        }
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]
        #[test]
        fn rows_and_cells_are_those_the_csv_crate_finds(text in "[a\",\n\rə ]{0,40}") {
            let mut builder = csv::ReaderBuilder::new();
            builder.has_headers(false).flexible(true);
            let mut expected = builder.from_reader(text.as_bytes()).into_records();
            let mut record = Record::new();
            let mut at = row_start(&text, 0);
            while at < text.len() {
                at = cells(&text, at, b',', &mut record);
                let row = expected.next().expect("a row").expect("text");
                prop_assert!(row.iter().eq(record.iter().map(|cell| &**cell)), "{}", text);
                at = row_start(&text, at);
            }
            prop_assert!(expected.next().is_none());
        }
    }
}
