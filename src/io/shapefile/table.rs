//! The `.dbf` as the library is given it: columns of dates and numbers call themselves text, so that a
//! cell that is neither costs itself and no other, and its text is kept. The library would refuse the
//! row, and read numbers of one kind with seven digits only.

use std::io::{self, Read, Seek, SeekFrom};

use serde_json::Value;

/// What the text of a column stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Date,
    Number,
    /// Text, or what the library reads itself.
    Other,
}

const HEADER_BYTES: usize = 32;
const FIELD_BYTES: usize = 32;
/// Where the type of a field stands in its description.
const TYPE_AT: usize = 11;

/// The head of a table, changed so that dates and numbers are text, and what each column was.
pub(super) fn as_text(dbf: &[u8]) -> (Vec<u8>, Vec<Kind>) {
    let first = dbf
        .get(8..10)
        .map_or(0, |at| usize::from(u16::from_le_bytes([at[0], at[1]])));
    let mut head = dbf[..first.min(dbf.len())].to_vec();
    let mut kinds = Vec::new();
    for field in head
        .get_mut(HEADER_BYTES..)
        .unwrap_or_default()
        .chunks_exact_mut(FIELD_BYTES)
    {
        let kind = match field[TYPE_AT] {
            b'D' => Kind::Date,
            b'N' | b'F' => Kind::Number,
            _ => Kind::Other,
        };
        if kind != Kind::Other {
            field[TYPE_AT] = b'C';
        }
        kinds.push(kind);
    }
    (head, kinds)
}

/// A source whose first bytes are others.
pub(super) struct WithHead<S> {
    inner: S,
    head: Vec<u8>,
    at: u64,
}

impl<S> WithHead<S> {
    pub fn new(inner: S, head: Vec<u8>) -> Self {
        Self { inner, head, at: 0 }
    }
}

impl<S: Read> Read for WithHead<S> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(into)?;
        let head = usize::try_from(self.at).ok();
        let head = head.and_then(|at| self.head.get(at..)).unwrap_or_default();
        let both = read.min(head.len());
        into[..both].copy_from_slice(&head[..both]);
        self.at += read as u64;
        Ok(read)
    }
}

impl<S: Seek> Seek for WithHead<S> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.at = self.inner.seek(to)?;
        Ok(self.at)
    }
}

/// The value of a cell whose column called itself text. What is no date and no number stays the text
/// it is, for the reader of fields to tell.
pub(super) fn value(kind: Kind, text: String) -> Value {
    let text = text.trim();
    let nought = || text.bytes().all(|byte| byte == b'0');
    // A number that did not fit is written in stars.
    let is_nothing = |sign: u8| text.bytes().all(|byte| byte == sign);
    match kind {
        _ if text.is_empty() => Value::Null,
        // That is how other programs write that there is none.
        Kind::Date if nought() => Value::Null,
        Kind::Date => match text.as_bytes() {
            digits if digits.len() == 8 && digits.iter().all(u8::is_ascii_digit) => {
                Value::String(format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]))
            }
            _ => Value::String(text.to_owned()),
        },
        Kind::Number if is_nothing(b'*') => Value::Null,
        Kind::Number => match text.parse::<f64>() {
            Ok(number) if number.is_finite() => super::number(number),
            _ => Value::String(text.to_owned()),
        },
        Kind::Other => Value::String(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_that_is_none_costs_itself_and_stays_the_text_it_is() {
        let date = |text: &str| value(Kind::Date, text.to_owned());
        assert_eq!(date("20220807"), "2022-08-07");
        assert_eq!(date("00000000"), Value::Null);
        assert_eq!(date(""), Value::Null);
        assert_eq!(date("20221399"), "2022-13-99");
        assert_eq!(date("soon"), "soon");
        let number = |text: &str| value(Kind::Number, text.to_owned());
        assert_eq!(number("46.7512345678"), 46.7512345678);
        assert_eq!(number("4.67512345678e+001"), 46.7512345678);
        assert_eq!(number("12"), 12);
        assert_eq!(number("*****"), Value::Null);
        assert_eq!(number("nan"), "nan");
        assert_eq!(number("12a"), "12a");
    }
}
