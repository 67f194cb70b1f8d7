//! Rows and cells of separated tables, found without copying: the same ones as the `csv` crate
//! finds, which a test holds it to.

use memchr::{memchr, memchr3, memrchr2};

use super::stream::{Cut, Whole};

/// A cell, by where it lies.
#[derive(Clone, Copy, Debug)]
pub struct Span {
    pub start: usize,
    pub end: usize,
    /// It holds quotes that have to be read, and is not the text as it stands.
    pub quoted: bool,
}

/// Where the first row at or after `from` begins: empty lines are none.
pub fn row_start(bytes: &[u8], from: usize) -> usize {
    let rest = &bytes[from..];
    let blank = rest.iter().position(|byte| !matches!(byte, b'\n' | b'\r'));
    from + blank.unwrap_or(rest.len())
}

/// Finds the cells of the row that begins at `from`. Gives where the row ends, its mark included.
pub fn cells(bytes: &[u8], from: usize, separator: u8, cells: &mut Vec<Span>) -> usize {
    cells.clear();
    let mut at = from;
    loop {
        let (cell, end) = match bytes.get(at) {
            Some(b'"') => quoted_cell(bytes, at, separator),
            _ => {
                let end = field_end(bytes, at, separator);
                let cell = Span {
                    start: at,
                    end,
                    quoted: false,
                };
                (cell, end)
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
fn quoted_cell(bytes: &[u8], from: usize, separator: u8) -> (Span, usize) {
    let mut at = from + 1;
    let mut plain = true;
    while let Some(length) = memchr(b'"', &bytes[at..]) {
        let quote = at + length;
        if bytes.get(quote + 1) == Some(&b'"') {
            plain = false;
            at = quote + 2;
            continue;
        }
        let end = field_end(bytes, quote + 1, separator);
        let cell = match plain && end == quote + 1 {
            true => Span {
                start: from + 1,
                end: quote,
                quoted: false,
            },
            false => Span {
                start: from,
                end,
                quoted: true,
            },
        };
        return (cell, end);
    }
    let cell = Span {
        start: from,
        end: bytes.len(),
        quoted: true,
    };
    (cell, bytes.len())
}

/// The text of a cell that holds quotes: doubled ones are one, and after the closing one they
/// stand for themselves.
pub fn unquoted(cell: &str) -> String {
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

/// Finds the ends of rows in a file that comes piece by piece.
pub struct Rows {
    separator: u8,
    in_quotes: bool,
    /// The byte before, where the next piece goes on.
    before: u8,
    /// That byte was the quote that closes a cell.
    just_closed: bool,
}

impl Rows {
    pub fn new(separator: u8) -> Self {
        Self {
            separator,
            in_quotes: false,
            before: b'\n',
            just_closed: false,
        }
    }

    fn opens(&self, before: u8) -> bool {
        before == self.separator || matches!(before, b'\n' | b'\r')
    }
}

impl Cut for Rows {
    fn look(&mut self, bytes: &[u8], from: usize) -> Whole {
        let mut whole = None;
        let mut closed = None;
        let mut at = from;
        while at < bytes.len() {
            let quote = memchr(b'"', &bytes[at..]).map(|length| at + length);
            let until = quote.unwrap_or(bytes.len());
            if !self.in_quotes
                && let Some(end) = memrchr2(b'\n', b'\r', &bytes[at..until])
            {
                whole = Some(at + end + 1);
            }
            let Some(quote) = quote else {
                break;
            };
            // A quote right behind the one that closed makes one of the two: the cell goes on.
            let (before, goes_on) = match quote == from {
                true => (self.before, self.just_closed),
                false => (bytes[quote - 1], closed == Some(quote - 1)),
            };
            if self.in_quotes {
                self.in_quotes = false;
                closed = Some(quote);
            } else {
                self.in_quotes = goes_on || self.opens(before);
            }
            at = quote + 1;
        }
        if let Some(last) = bytes.last().filter(|_| bytes.len() > from) {
            self.before = *last;
            self.just_closed = closed == Some(bytes.len() - 1);
        }
        Whole::rows(whole)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn split(text: &str) -> Vec<Vec<String>> {
        let bytes = text.as_bytes();
        let mut rows = Vec::new();
        let mut spans = Vec::new();
        let mut at = row_start(bytes, 0);
        while at < bytes.len() {
            at = cells(bytes, at, b',', &mut spans);
            let row = spans.iter().map(|span| match span.quoted {
                true => unquoted(&text[span.start..span.end]),
                false => text[span.start..span.end].to_owned(),
            });
            rows.push(row.collect());
            at = row_start(bytes, at);
        }
        rows
    }

    fn as_the_crate_does(text: &str) -> Vec<Vec<String>> {
        let mut builder = csv::ReaderBuilder::new();
        builder.has_headers(false).flexible(true);
        let rows = builder.from_reader(text.as_bytes()).into_records();
        rows.map(|row| row.expect("text").iter().map(str::to_owned).collect())
            .collect()
    }

    /// The text in blocks that are read by so many bytes.
    fn blocks(text: &str, size: usize) -> Vec<String> {
        let mut cutter = Rows::new(b',');
        let (mut blocks, mut block) = (Vec::new(), Vec::new());
        for piece in text.as_bytes().chunks(size) {
            let from = block.len();
            block.extend_from_slice(piece);
            if let Some(end) = cutter.look(&block, from).end {
                let rest = block.split_off(end);
                blocks.push(std::mem::replace(&mut block, rest));
            }
        }
        blocks.push(block);
        let text = |block| String::from_utf8(block).expect("cut between letters");
        blocks.into_iter().map(text).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]
        #[test]
        fn rows_and_cells_are_those_the_csv_crate_finds(text in "[a\",\n\rə ]{0,40}") {
            prop_assert_eq!(split(&text), as_the_crate_does(&text));
        }

        #[test]
        fn blocks_hold_whole_rows(text in "[a\",\n\r]{0,60}", size in 1..20_usize) {
            let blocks = blocks(&text, size);
            prop_assert_eq!(blocks.concat(), text.clone());
            let rows: Vec<Vec<String>> = blocks.iter().flat_map(|block| split(block)).collect();
            prop_assert_eq!(rows, as_the_crate_does(&text));
        }
    }
}
