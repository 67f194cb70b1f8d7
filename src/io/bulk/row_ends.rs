//! Finds the ends of rows in a table that comes piece by piece.

use memchr::memchr3;

use super::stream::{Cut, Whole};
use crate::io::table::split::{Quotation, Splitter};

/// Tells row ends from line breaks inside quoted cells.
pub struct RowEnds {
    splitter: Splitter,
    /// Where the look goes on in the bytes that are looked at next.
    at: usize,
    /// Whether that is behind the first letter of a cell.
    in_cell: bool,
    /// Where the row begins that this is in.
    row: usize,
}

impl RowEnds {
    pub fn new(splitter: Splitter) -> Self {
        Self {
            splitter,
            at: 0,
            in_cell: false,
            row: 0,
        }
    }
}

impl Cut for RowEnds {
    /// Goes on where the last look did not know further: behind the last cell that has an end.
    fn look(&mut self, bytes: &[u8], _: usize) -> Whole {
        let separator = self.splitter.separator;
        let mut whole = None;
        while self.at < bytes.len() {
            if !self.in_cell && bytes[self.at] == b'"' {
                match self.splitter.quotation(bytes, self.row, self.at, false) {
                    Quotation::Closed(quote) => self.at = quote + 1,
                    Quotation::Stray => self.at += 1,
                    Quotation::Open => break,
                }
            }
            self.in_cell = true;
            let rest = &bytes[self.at..];
            let Some(length) = memchr3(separator, b'\n', b'\r', rest) else {
                self.at = bytes.len();
                break;
            };
            let end = self.at + length;
            (self.at, self.in_cell) = (end + 1, false);
            if bytes[end] != separator {
                self.row = self.at;
                whole = Some(self.at);
            }
        }
        if let Some(end) = whole {
            self.at -= end;
            self.row -= end;
        }
        Whole::rows(whole)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::io::table::split::{Record, row_start};

    const COMMAS: Splitter = Splitter {
        separator: b',',
        columns: 3,
    };

    /// The text in blocks that are read by so many bytes.
    fn blocks(text: &str, size: usize) -> Vec<String> {
        let mut cutter = RowEnds::new(COMMAS);
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

    fn rows(text: &str) -> Vec<Vec<String>> {
        let (mut rows, mut record) = (Vec::new(), Record::new());
        let mut at = row_start(text, 0);
        while at < text.len() {
            at = COMMAS.row(text, at, &mut record).end;
            at = row_start(text, at);
            rows.push(record.iter().map(|cell| cell.to_string()).collect());
        }
        rows
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]
        #[test]
        fn blocks_hold_whole_rows(text in "[a1\",\n\r]{0,80}", size in 1..20_usize) {
            let blocks = blocks(&text, size);
            prop_assert_eq!(blocks.concat(), text.clone());
            let cut: Vec<Vec<String>> = blocks.iter().flat_map(|block| rows(block)).collect();
            prop_assert_eq!(cut, rows(&text));
        }
    }
}
