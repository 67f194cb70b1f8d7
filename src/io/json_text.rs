//! JSON as programs write it that are not strict: with NaN and infinities, which JSON does not have.

use std::borrow::Cow;

use memchr::memchr2;
use serde::de::IgnoredAny;

use super::source::Lines;
use crate::{
    model::{Note, NoteLog, Place, Severity},
    words::notes::reading,
};

/// Bare words that programs write for numbers that are none.
const NO_NUMBERS: [&str; 4] = ["nan", "inf", "infinity", "undefined"];

/// The text with `null` in place of numbers that JSON does not have, and a note on each. `place` is
/// where the text begins.
pub fn mended<'t>(place: &Place, text: &'t str, notes: &mut NoteLog) -> Cow<'t, str> {
    let mut mended = String::new();
    let mut kept = 0;
    let mut lines = Lines::new(text.as_bytes(), place.line.max(1));
    for (start, end) in bare_words(text) {
        mended.push_str(&text[kept..start]);
        mended.push_str("null");
        kept = end;
        let what = reading::no_json_number();
        let place = place.at_line(lines.at(start));
        notes.push(Note::new(Severity::Doubt, &place, &text[start..end], what));
    }
    match kept {
        0 => Cow::Borrowed(text),
        _ => {
            mended.push_str(&text[kept..]);
            Cow::Owned(mended)
        }
    }
}

/// Where such words stand outside of strings, each with its sign.
fn bare_words(text: &str) -> Vec<(usize, usize)> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => at = end_of_string(bytes, at + 1),
            b'a'..=b'z' | b'A'..=b'Z' => {
                let rest = &bytes[at..];
                let length = rest.iter().take_while(|byte| byte.is_ascii_alphabetic());
                let end = at + length.count();
                let word = &text[at..end];
                if NO_NUMBERS
                    .iter()
                    .any(|known| known.eq_ignore_ascii_case(word))
                {
                    let is_signed = at > 0 && matches!(bytes[at - 1], b'-' | b'+');
                    found.push((at - usize::from(is_signed), end));
                }
                at = end;
            }
            _ => at += 1,
        }
    }
    found
}

/// Behind the quotation mark that ends a string.
fn end_of_string(bytes: &[u8], mut at: usize) -> usize {
    while let Some(next) = memchr2(b'"', b'\\', bytes.get(at..).unwrap_or_default()) {
        at += next + 1;
        match bytes[at - 1] {
            b'"' => return at,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// The JSON texts of a file that holds one after another: a line each, or each behind the record
/// separator of RFC 8142. Those that are none stand as they are. With the line each begins on.
pub fn texts_in_sequence(text: &str) -> Vec<(u32, &str)> {
    let parts: Vec<&str> = match text.contains(RECORD_SEPARATOR) {
        true => text.split(RECORD_SEPARATOR).collect(),
        false => text.split('\n').collect(),
    };
    let mut lines = Lines::new(text.as_bytes(), 1);
    let mut found = Vec::new();
    for part in parts {
        let json = part.trim();
        if !json.is_empty() {
            let start = json.as_ptr() as usize - text.as_ptr() as usize;
            found.push((lines.at(start), json));
        }
    }
    found
}

/// What stands before each text of a sequence.
pub const RECORD_SEPARATOR: char = '\u{1e}';

/// Whether a file that begins like this holds JSON texts one after another.
pub fn is_sequence(start: &str) -> bool {
    if start.starts_with(RECORD_SEPARATOR) {
        return true;
    }
    let mut lines = start.lines().map(str::trim).filter(|line| !line.is_empty());
    let is_object = |line: &str| {
        let mended = mended(&Place::file(""), line, &mut NoteLog::default()).into_owned();
        // Nothing of it is kept: a line may be a file of any size.
        mended.starts_with('{') && serde_json::from_str::<IgnoredAny>(&mended).is_ok()
    };
    let first = lines.next().is_some_and(is_object);
    first && lines.next().is_some_and(|line| line.starts_with('{'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_are_none_become_null_and_are_told_with_their_line() {
        let check = |json: &str, expected: &str, told: &[&str]| {
            let mut notes = NoteLog::default();
            assert_eq!(mended(&Place::file("a"), json, &mut notes), expected);
            let notes: Vec<String> = notes
                .take()
                .iter()
                .map(|note| format!("{} {}", note.place, note.text))
                .collect();
            assert_eq!(notes, told);
        };
        check(
            "{\"a\": NaN,\n\"b\": -Infinity}",
            "{\"a\": null,\n\"b\": null}",
            &["a:1 NaN", "a:2 -Infinity"],
        );
        check(
            r#"{"NaN": "a NaN \" NaN", "b": true}"#,
            r#"{"NaN": "a NaN \" NaN", "b": true}"#,
            &[],
        );
        check(
            "[nan, null, +inf",
            "[null, null, null",
            &["a:1 nan", "a:1 +inf"],
        );
        check("\"never ends \\", "\"never ends \\", &[]);
    }

    #[test]
    fn sequences_are_told_from_single_texts() {
        assert!(is_sequence("{\"a\":1}\n\n{\"a\":2}\n"));
        assert!(is_sequence("{\"a\":NaN}\n{\"a\":2"));
        assert!(is_sequence("\u{1e}{\"a\":1}\n"));
        assert!(!is_sequence("{\"a\":1}\n"));
        assert!(!is_sequence("{\n\"a\":1}\n"));
        assert!(!is_sequence("{\"a\":[\n{\"b\":1}"));
        let lines: Vec<u32> = texts_in_sequence("\u{1e}{\n}\n\u{1e}{}\n")
            .iter()
            .map(|(line, _)| *line)
            .collect();
        assert_eq!(lines, [1, 3]);
    }
}
