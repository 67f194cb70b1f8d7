//! Rows and cells of separated tables, found without copying: the same ones as the `csv` crate
//! finds, which a test holds it to, but for quotations that nothing closes: these cost no row.

use std::borrow::Cow;

use memchr::{memchr, memchr_iter, memchr3};

/// The cells of a row.
pub type Record<'t> = Vec<Cow<'t, str>>;

/// Where the first row at or after `from` begins: empty lines are none.
pub fn row_start(text: &str, from: usize) -> usize {
    let rest = &text.as_bytes()[from..];
    let blank = rest.iter().position(|byte| !matches!(byte, b'\n' | b'\r'));
    from + blank.unwrap_or(rest.len())
}

/// How the rows of one table are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Splitter {
    pub separator: u8,
    /// How many cells its rows have; 0 where that is not known.
    pub columns: usize,
}

/// The row that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// Where it ends, its mark included.
    pub end: usize,
    /// The first quotation mark that opens a cell and does not close it: it is taken as a letter.
    pub stray: Option<usize>,
}

/// What becomes of a quotation mark that opens a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quotation {
    /// Where the one is that closes it.
    Closed(usize),
    /// It runs over rows of the table: none closes it.
    Stray,
    /// What is there does not tell.
    Open,
}

/// More lines than any cell holds.
const MOST_LINES: usize = 1_000;
/// More bytes than any cell holds behind its first line.
const MOST_BYTES: usize = 1 << 20;
/// So many lines in a row that look like rows are rows.
const ROWS_ENOUGH: usize = 3;

impl Splitter {
    /// Finds the cells of the row that begins at `from`.
    pub fn row<'t>(self, text: &'t str, from: usize, cells: &mut Record<'t>) -> Row {
        let bytes = text.as_bytes();
        cells.clear();
        let mut at = from;
        let mut stray = None;
        loop {
            let closed = match bytes.get(at) {
                Some(b'"') => self.quotation(bytes, from, at, true),
                _ => Quotation::Stray,
            };
            let (cell, end) = match closed {
                Quotation::Closed(quote) => self.quoted_cell(text, at, quote),
                Quotation::Stray | Quotation::Open => {
                    if bytes.get(at) == Some(&b'"') {
                        stray = stray.or(Some(at));
                    }
                    let end = self.field_end(bytes, at);
                    (Cow::from(&text[at..end]), end)
                }
            };
            cells.push(cell);
            let end = match bytes.get(end) {
                None => end,
                Some(byte) if *byte == self.separator => {
                    at = end + 1;
                    continue;
                }
                Some(b'\r') if bytes.get(end + 1) == Some(&b'\n') => end + 2,
                Some(_) => end + 1,
            };
            return Row { end, stray };
        }
    }

    fn field_end(self, bytes: &[u8], from: usize) -> usize {
        let length = memchr3(self.separator, b'\n', b'\r', &bytes[from..]);
        length.map_or(bytes.len(), |length| from + length)
    }

    /// A cell that begins with a quote and has another that closes it, and where it ends.
    fn quoted_cell(self, text: &str, from: usize, quote: usize) -> (Cow<'_, str>, usize) {
        let bytes = text.as_bytes();
        let end = self.field_end(bytes, quote + 1);
        let inside = &bytes[from + 1..quote];
        let has_marks = memchr(b'"', inside).is_some();
        let is_escaped = has_marks && {
            let mut marks = memchr_iter(b'"', inside).map(|at| from + 1 + at);
            marks.any(|at| is_escaped(bytes, from, at) && !self.may_end(bytes.get(at + 1)))
        };
        let cell = if is_escaped {
            Cow::from(without_backslashes(&text[from + 1..quote]))
        } else if has_marks || end != quote + 1 {
            Cow::from(unquoted(&text[from..end]))
        } else {
            Cow::from(&text[from + 1..quote])
        };
        (cell, end)
    }

    /// Whether a quotation mark before this may close a cell, or be the first of two.
    fn may_end(self, next: Option<&u8>) -> bool {
        let is_end = |byte: &u8| *byte == self.separator || matches!(byte, b'\n' | b'\r' | b'"');
        next.is_none_or(is_end)
    }

    /// Looks for the quotation mark that closes the cell that `open` opens, in the row that begins
    /// at `row`. `is_all` says that the bytes end where the table does.
    ///
    /// A cell over several lines is one as long as these do not look like rows: it ends before a
    /// separator or a line end, and does not hold, one after the other, lines with as many
    /// separators as the table has, the first cell of which looks like that of the row.
    ///
    /// A mark behind a backslash closes none and is part of the text, as some databases write it: where
    /// the first such mark of the cell is not followed by what a cell ends before.
    pub fn quotation(self, bytes: &[u8], row: usize, open: usize, is_all: bool) -> Quotation {
        let mut at = open + 1;
        let mut first_line = None;
        let mut has_backslashes = false;
        let mut line_start = 0;
        let (mut lines, mut in_a_row, mut all_are_rows) = (0, 0, true);
        let ends_cell = |byte: &u8| *byte == self.separator || matches!(byte, b'\n' | b'\r');
        while let Some(length) = memchr3(b'"', b'\n', b'\r', &bytes[at..]) {
            let found = at + length;
            if first_line.is_some_and(|first| found - first > MOST_BYTES) {
                return Quotation::Stray;
            }
            at = found + 1;
            if bytes[found] == b'"' {
                if is_escaped(bytes, open, found) {
                    has_backslashes |= !self.may_end(bytes.get(at));
                    if has_backslashes && at < bytes.len() {
                        continue;
                    }
                }
                match bytes.get(at) {
                    Some(b'"') => at += 1,
                    None if !is_all => return Quotation::Open,
                    next => {
                        let looks_closed = next.is_none_or(ends_cell);
                        let holds_rows =
                            lines > 1 && all_are_rows && self.is_telling(bytes, row, open);
                        let is_stray = lines > 0 && (!looks_closed || holds_rows);
                        return match is_stray {
                            true => Quotation::Stray,
                            false => Quotation::Closed(found),
                        };
                    }
                }
                continue;
            }
            if bytes[found] == b'\r' && bytes.get(at) == Some(&b'\n') {
                at += 1;
            }
            if first_line.is_some() {
                match self.looks_like_a_row(bytes, (row, open), &bytes[line_start..found]) {
                    true => in_a_row += 1,
                    false => (in_a_row, all_are_rows) = (0, false),
                }
            }
            first_line = first_line.or(Some(found));
            (lines, line_start) = (lines + 1, at);
            if in_a_row >= ROWS_ENOUGH || lines > MOST_LINES {
                return Quotation::Stray;
            }
        }
        match first_line.is_some_and(|first| bytes.len() - first > MOST_BYTES) {
            true => Quotation::Stray,
            false => Quotation::Open,
        }
    }

    /// Whether a line inside a quoted cell has the cells of a row, and a first one of the same kind
    /// as the row has that the cell belongs to.
    fn looks_like_a_row(self, bytes: &[u8], (row, open): (usize, usize), line: &[u8]) -> bool {
        let separators = memchr_iter(self.separator, line).count();
        if self.columns < 2 || separators + 1 != self.columns {
            return false;
        }
        let first = |line: &[u8]| kind_of(line.split(|byte| *byte == self.separator).next());
        row == open || first(line) == first(&bytes[row..open])
    }

    /// Whether the first cell of a row is of a kind that lines of a text do not begin with.
    fn is_telling(self, bytes: &[u8], row: usize, open: usize) -> bool {
        let mut cells = bytes[row..open].split(|byte| *byte == self.separator);
        row != open
            && cells
                .next()
                .is_some_and(|first| first.iter().any(u8::is_ascii_digit))
    }
}

/// What a cell is made of: digits, letters and signs, each once however many follow each other.
fn kind_of(cell: Option<&[u8]>) -> Vec<u8> {
    let class = |byte: &u8| match byte {
        b'0'..=b'9' => b'9',
        b'a'..=b'z' | b'A'..=b'Z' | 128.. => b'a',
        other => *other,
    };
    let mut kind: Vec<u8> = cell.unwrap_or_default().iter().map(class).collect();
    kind.dedup();
    kind
}

/// Whether a backslash stands before a quotation mark of the cell that `open` opens, and no other before that.
fn is_escaped(bytes: &[u8], open: usize, mark: usize) -> bool {
    let before = bytes[open + 1..mark].iter().rev();
    before.take_while(|byte| **byte == b'\\').count() % 2 == 1
}

/// The text between quotation marks where backslashes stand before marks and backslashes of the text.
fn without_backslashes(inside: &str) -> String {
    let mut text = String::with_capacity(inside.len());
    let mut signs = inside.chars().peekable();
    while let Some(sign) = signs.next() {
        let next = signs.next_if(|next| match sign {
            '\\' => matches!(next, '"' | '\\'),
            '"' => *next == '"',
            _ => false,
        });
        text.push(next.unwrap_or(sign));
    }
    text
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

    /// The rows of a text, and where the marks stand that close nothing.
    fn rows(text: &str, columns: usize) -> (Vec<Vec<String>>, Vec<usize>) {
        let splitter = Splitter {
            separator: b',',
            columns,
        };
        let (mut rows, mut strays, mut record) = (Vec::new(), Vec::new(), Record::new());
        let mut at = row_start(text, 0);
        while at < text.len() {
            let row = splitter.row(text, at, &mut record);
            rows.push(record.iter().map(|cell| cell.to_string()).collect());
            strays.extend(row.stray);
            at = row_start(text, row.end);
        }
        (rows, strays)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]
        #[test]
        fn rows_and_cells_are_those_the_csv_crate_finds(text in "[a\",\n\rə ]{0,40}") {
            let mut builder = csv::ReaderBuilder::new();
            builder.has_headers(false).flexible(true);
            let expected = builder.from_reader(text.as_bytes()).into_records();
            let expected: Vec<Vec<String>> = expected
                .map(|row| row.expect("text").iter().map(str::to_owned).collect())
                .collect();
            let (found, strays) = rows(&text, 0);
            prop_assert!(!strays.is_empty() || found == expected, "{}", text);
        }
    }

    #[test]
    fn marks_behind_backslashes_are_part_of_the_text() {
        let cells = |line: &str| {
            let (mut found, strays) = rows(line, 3);
            assert!(found.len() == 1 && strays.is_empty(), "{line}: {found:?}");
            found.remove(0)
        };
        let escaped = r#"1,"he said \"fire\", twice",2"#;
        assert_eq!(cells(escaped), ["1", r#"he said "fire", twice"#, "2"]);
        assert_eq!(cells(r#"1,"x \"y\"",2"#), ["1", r#"x "y""#, "2"]);
        assert_eq!(cells(r#"1,2,"\"a\\b\" c \\""#), ["1", "2", r#""a\b" c \"#]);
        // A path that ends on a backslash, and marks that are doubled behind one.
        assert_eq!(cells(r#"1,"C:\maps\",2"#), ["1", r"C:\maps\", "2"]);
        assert_eq!(cells(r#"1,"C:\""maps",2"#), ["1", r#"C:\"maps"#, "2"]);
    }

    #[test]
    fn a_quotation_that_nothing_closes_costs_no_row() {
        let line = "2020-09-01,39.8,46.5,plain\n";
        let stray = "2020-09-01,39.8,46.5,\"Height 204 taken\n";
        let check = |text: &str, rows_of: usize, strays_of: &[usize]| {
            let (found, strays) = rows(text, 4);
            assert_eq!((found.len(), &strays[..]), (rows_of, strays_of), "{text}");
        };
        let at = line.len() + stray.len() - 1 - "\"Height 204 taken".len();
        // To the end of the file, to the next quoted cell, and to a mark that looks like its end.
        check(&format!("{line}{stray}"), 2, &[at]);
        check(&format!("{line}{stray}{}", line.repeat(20)), 22, &[at]);
        check(
            &format!("{line}{stray}{line}1,2,3,\"so\"\n{line}"),
            5,
            &[at],
        );
        check(
            &format!("{line}{stray}{line}2020-09-02,1,2,so\"\n"),
            4,
            &[at],
        );
        // A text of several lines is one cell, also where its lines have commas.
        check(&format!("{line}1,2,3,\"a\nb, c, d, e\nf\"\n{line}"), 3, &[]);
        check(
            &format!("1,2,3,\"a\n{}\"\n{line}", "b, c, d, e\n".repeat(2)),
            2,
            &[],
        );
        check(
            &format!("1,2,3,\"{}\"\n{line}", "text of a note\n".repeat(900)),
            2,
            &[],
        );
        check(
            &format!("1,2,3,\"{}\"\n", "note\n".repeat(1_200)),
            1_201,
            &[6, 6_007],
        );
    }
}
