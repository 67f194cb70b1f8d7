//! Finds the ends of rows in a table that comes piece by piece.

use memchr::{memchr, memrchr2};

use super::stream::{Cut, Whole};

/// Tells row ends from line breaks inside quoted cells.
pub struct RowEnds {
    separator: u8,
    in_quotes: bool,
    /// The byte before, where the next piece goes on.
    before: u8,
    /// That byte was the quote that closes a cell.
    just_closed: bool,
}

impl RowEnds {
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

impl Cut for RowEnds {
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
    use crate::io::table::split::{Record, cells, row_start};

    /// The text in blocks that are read by so many bytes.
    fn blocks(text: &str, size: usize) -> Vec<String> {
        let mut cutter = RowEnds::new(b',');
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
            at = cells(text, at, b',', &mut record);
            at = row_start(text, at);
            rows.push(record.iter().map(|cell| cell.to_string()).collect());
        }
        rows
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]
        #[test]
        fn blocks_hold_whole_rows(text in "[a\",\n\r]{0,60}", size in 1..20_usize) {
            let blocks = blocks(&text, size);
            prop_assert_eq!(blocks.concat(), text.clone());
            let cut: Vec<Vec<String>> = blocks.iter().flat_map(|block| rows(block)).collect();
            prop_assert_eq!(cut, rows(&text));
        }
    }
}
