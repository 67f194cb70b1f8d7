//! Bytes to text, and cells that a spreadsheet would take for formulas.

use std::borrow::Cow;

use encoding_rs::Encoding;

use crate::{
    io::{encoding, source::ReadError},
    model::{ImportOptions, Place},
    words::notes::tables,
};

/// The text of a table, in whatever encoding it is.
pub fn decode<'b>(
    place: &Place,
    bytes: &'b [u8],
    choices: &ImportOptions,
) -> Result<Cow<'b, str>, ReadError> {
    let format = |what: String| ReadError::Format {
        place: place.clone(),
        what,
    };
    if let Some(label) = &choices.encoding
        && encoding::named(label).is_none()
    {
        return Err(format(tables::no_encoding(label)));
    }
    let encoding = encoding_in_use(bytes, choices);
    // A mark at the start of the bytes wins over both.
    let (text, encoding, damaged) = encoding.decode(bytes);
    if damaged {
        let name = encoding.name();
        return Err(format(tables::wrong_encoding(name)));
    }
    if text.trim().is_empty() {
        let place = place.clone();
        return Err(ReadError::Empty { place });
    }
    if text.contains('\0') && is_binary(&text) {
        return Err(format(tables::binary().to_owned()));
    }
    Ok(text)
}

/// Whether so much of what was decoded is no sign that it is no text, but for a gap in it here and there.
fn is_binary(text: &str) -> bool {
    let is_none = |sign: &char| sign.is_control() && !matches!(sign, '\t' | '\n' | '\r');
    text.chars().filter(is_none).count() * 20 > text.chars().count()
}

/// The encoding that was chosen, else the one the bytes are in.
pub fn encoding_in_use(bytes: &[u8], choices: &ImportOptions) -> &'static Encoding {
    let chosen = choices.encoding.as_ref();
    let chosen = chosen.and_then(|label| encoding::named(label));
    chosen.unwrap_or_else(|| encoding_of(bytes))
}

/// The encoding of bytes without a mark: UTF-8 where they are that, UTF-16 where every other byte
/// is zero, else the likeliest of the eight-bit ones.
pub fn encoding_of(bytes: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    if std::str::from_utf8(bytes).is_ok() {
        return match bytes.get(..4) {
            Some([_, 0, _, 0]) => encoding_rs::UTF_16LE,
            Some([0, _, 0, _]) => encoding_rs::UTF_16BE,
            _ => encoding_rs::UTF_8,
        };
    }
    encoding::guess(bytes)
}

/// What a spreadsheet would run: cells that begin so are written with an apostrophe before them.
const RUN: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// The cell as it may be opened in a spreadsheet: numbers stay numbers, and nothing is a formula.
pub fn guarded(cell: &str) -> Cow<'_, str> {
    let runs = |text: &str| text.starts_with(RUN);
    let is_number = || cell.parse::<f64>().is_ok();
    // A cell that looks guarded already gets another guard, so that it can be told when read.
    match runs(cell) && !is_number() || cell.strip_prefix('\'').is_some_and(runs_or_guarded) {
        true => Cow::from(format!("'{cell}")),
        false => Cow::from(cell),
    }
}

fn runs_or_guarded(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(RUN)
}

/// The cell as it was before it was [`guarded`], and the text of one that is written as a formula, so that a
/// spreadsheet does not take it for a number: `="0123"`.
pub fn without_guard(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if runs_or_guarded(rest) => rest,
        _ => text_of_formula(cell).unwrap_or(cell),
    }
}

fn text_of_formula(cell: &str) -> Option<&str> {
    let text = cell.strip_prefix("=\"")?.trim_end().strip_suffix('"')?;
    (!text.contains('"')).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_run_by_a_spreadsheet_and_each_comes_back_as_it_was() {
        for (cell, written) in [
            ("=1+1", "'=1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("-12.5", "-12.5"),
            ("-x", "'-x"),
            ("'=1", "''=1"),
            ("'s-Hertogenbosch", "'s-Hertogenbosch"),
            ("Kəlbəcər", "Kəlbəcər"),
            ("=\"0123\"", "'=\"0123\""),
        ] {
            assert_eq!(guarded(cell), written);
            assert_eq!(without_guard(&guarded(cell)), cell);
        }
        for (formula, text) in [
            ("=\"0123\"", "0123"),
            ("=\"\" ", ""),
            ("=\"a\"&\"b\"", "=\"a\"&\"b\""),
            ("=\"a", "=\"a"),
        ] {
            assert_eq!(without_guard(formula), text);
        }
    }

    #[test]
    fn bytes_are_read_in_the_encoding_they_are_in() {
        let russian =
            "дата;место\n07.08.2022;Кельбаджар, обстрел позиций с направления Басаркечара\n";
        let check = |bytes: &[u8], expected: &str| {
            let text =
                decode(&Place::file("t.csv"), bytes, &ImportOptions::default()).expect("text");
            assert_eq!(text, expected);
        };
        check(russian.as_bytes(), russian);
        check(&[b"\xef\xbb\xbf", russian.as_bytes()].concat(), russian);
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(russian);
        check(&bytes, russian);
        let utf_16: Vec<u8> = "\u{feff}a;b\nç;ə\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        check(&utf_16, "a;b\nç;ə\n");
        let turkish =
            "tarih;yer\n07.08.2022;Kelbecer'deki mevzilerimize ateş açıldığı bildirildi\n";
        let (bytes, _, _) = encoding_rs::WINDOWS_1254.encode(turkish);
        check(&bytes, turkish);
    }

    #[test]
    fn what_is_no_text_is_refused() {
        let place = Place::file("t.csv");
        let refused = |bytes: &[u8]| {
            let read = decode(&place, bytes, &ImportOptions::default());
            read.expect_err("refused").to_string()
        };
        assert_eq!(refused(b""), "t.csv: the file is empty");
        assert!(refused(b"PK\x03\x04\0\0\0binary").contains("binary data"));
    }
}
