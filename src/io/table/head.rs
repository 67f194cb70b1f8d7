//! What stands before the first record of a table: lines that say something of it, a line that names
//! the separator, titles, the headings and the tags of the Humanitarian Exchange Language (HXL).

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
};

use super::split::{Record, Splitter, row_start};
use crate::{
    io::{
        events::{Field, UCDP_HEADINGS, looks_headless},
        source::line_of,
    },
    model::ImportOptions,
};

/// What was found there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    pub separator: u8,
    /// Where the first record begins.
    pub bytes: usize,
    /// Lines before that.
    pub lines: u32,
    /// The line of the headings, counted from 1; 0 where the table has none.
    pub heading_line: u32,
    /// No two are equal, and none is empty.
    pub headings: Vec<String>,
    /// Headings that were given a name, since another column has theirs: what they were, and are.
    pub renamed: Vec<(String, String)>,
    /// A tag for each column, where the table has them.
    pub tags: Option<Vec<String>>,
    /// Text that stands before the headings and is no part of the table.
    pub titles: Vec<String>,
}

/// Rows that are looked at to find the headings.
const LOOKED_AT: usize = 20;

impl Head {
    /// Looks at the beginning of a text.
    pub fn of(text: &str, choices: &ImportOptions) -> Self {
        let (at, named) = before_the_table(text);
        let table = &text[at..];
        let separator = choices.separator.or(named);
        let separator = separator.unwrap_or_else(|| separator_of(table));
        let rows = first_rows(text, at, separator);
        let heading = heading_of(&rows, choices);
        let cells_of = |row: usize| rows.get(row).map_or(&[][..], |row| &row.cells[..]);
        let mut head = Self {
            separator,
            titles: rows[..heading.min(rows.len())].iter().map(title).collect(),
            ..Self::default()
        };
        let named_rows = names_rows(rows.get(heading..).unwrap_or_default());
        let unnamed = named_rows.then(|| Cow::from("")).into_iter();
        let cells: Record<'_> = unnamed.chain(cells_of(heading).iter().cloned()).collect();
        let cells = &*cells;
        let mut records = heading + 1;
        if looks_headless(cells) {
            head.headings = UCDP_HEADINGS.map(str::to_owned).to_vec();
            records = heading;
        } else {
            (head.headings, head.renamed) = named_apart(cells);
            head.heading_line = rows.get(heading).map_or(1, |row| line_at(text, row.start));
            if are_tags(cells) {
                head.tags = Some(head.headings.clone());
            } else if are_tags(cells_of(records)) {
                head.tags = Some(
                    cells_of(records)
                        .iter()
                        .map(|tag| tag.trim().to_owned())
                        .collect(),
                );
                records += 1;
            }
        }
        let end = rows.get(records).map(|row| row.start);
        let end = end.or_else(|| Some(row_start(text, rows.get(records.checked_sub(1)?)?.end)));
        head.bytes = end.unwrap_or(text.len());
        head.lines = line_at(text, head.bytes) - 1;
        head
    }
}

fn line_at(text: &str, at: usize) -> u32 {
    line_of(&text.as_bytes()[..at])
}

/// Where the table begins, and the separator that a line before it names.
fn before_the_table(text: &str) -> (usize, Option<u8>) {
    let mut at = row_start(text, 0);
    let mut separator = None;
    loop {
        let rest = &text[at..];
        let line = first_line(rest);
        if let Some(headings) = headings_after_a_sign(rest) {
            return (at + headings, separator);
        }
        let is_comment = line.starts_with('#') && !is_line_of_tags(line);
        let named = separator_line(line).filter(|_| separator.is_none());
        if !is_comment && named.is_none() {
            return (at, separator);
        }
        separator = separator.or(named);
        at = row_start(text, at + line.len());
    }
}

fn first_line(text: &str) -> &str {
    text.split(['\n', '\r']).next().unwrap_or_default()
}

/// Where headings begin behind a `#`, as some programs mark them: at least two that are known, above a line
/// of no fewer cells that are none. Any other such line is a comment.
fn headings_after_a_sign(text: &str) -> Option<usize> {
    let line = first_line(text);
    let headings = line.strip_prefix('#')?.trim_start();
    let next = first_line(&text[row_start(text, line.len())..]);
    let are_headings = |sign: &u8| {
        let look = |line: &str| {
            let cells: Vec<&str> = line.split(char::from(*sign)).collect();
            let known = cells.iter().filter(|cell| Field::guess(cell).is_some());
            (cells.len(), known.count())
        };
        let ((cells, known), (of_next, known_of_next)) = (look(headings), look(next));
        known > 1 && known_of_next == 0 && cells <= of_next
    };
    let is_found = !is_line_of_tags(line) && SIGNS.iter().any(are_headings);
    is_found.then(|| line.len() - headings.len())
}

/// `sep=;`, as Excel reads and writes it.
fn separator_line(line: &str) -> Option<u8> {
    let line = line.trim_matches(['"', ' ']);
    let (key, sign) = line.split_once('=')?;
    if !key.eq_ignore_ascii_case("sep") {
        return None;
    }
    match *sign.as_bytes() {
        [] => Some(b'\t').filter(|_| line.ends_with('\t')),
        [b'\\', b't'] => Some(b'\t'),
        [sign, ref more @ ..] if sign.is_ascii() => {
            let is_only = more.iter().all(|byte| SIGNS.contains(byte));
            is_only.then_some(sign)
        }
        _ => None,
    }
}

struct Row<'t> {
    start: usize,
    end: usize,
    cells: Record<'t>,
}

impl Row<'_> {
    fn filled(&self) -> usize {
        self.cells
            .iter()
            .filter(|cell| !cell.trim().is_empty())
            .count()
    }

    /// How many of its first cells are headings that are known.
    fn known_headings(&self) -> usize {
        const MOST: usize = 100;
        let cells = self.cells.iter().take(MOST);
        cells.filter(|cell| Field::guess(cell).is_some()).count()
    }

    /// How many of its cells are headings that are known, or that a person chose.
    fn known(&self, choices: &ImportOptions) -> usize {
        let is_known =
            |cell: &str| Field::guess(cell).is_some() || choices.fields.contains_key(cell.trim());
        self.cells.iter().filter(|cell| is_known(cell)).count()
    }
}

fn first_rows(text: &str, from: usize, separator: u8) -> Vec<Row<'_>> {
    let splitter = Splitter {
        separator,
        columns: 0,
    };
    let mut rows = Vec::new();
    let mut at = row_start(text, from);
    while at < text.len() && rows.len() < LOOKED_AT {
        let mut cells = Record::new();
        let end = splitter.row(text, at, &mut cells).end;
        rows.push(Row {
            start: at,
            end,
            cells,
        });
        at = row_start(text, end);
    }
    rows
}

/// Which row holds the headings: the first, unless it has fewer cells filled than one that does, or stands
/// above them.
fn heading_of(rows: &[Row<'_>], choices: &ImportOptions) -> usize {
    let Some(first) = rows.first() else {
        return 0;
    };
    if first.filled() > 1 && first.known(choices) > 0 {
        return usize::from(is_above_headings(rows, choices));
    }
    let most_before = |index: usize| rows[..index].iter().map(Row::filled).max().unwrap_or(0);
    let holds = |index: &usize| {
        let row = &rows[*index];
        row.known(choices) > 1 && most_before(*index) < row.filled()
    };
    let known = (1..rows.len()).find(holds);
    if first.known(choices) > 0 {
        return known.unwrap_or(0);
    }
    let wider =
        || (1..rows.len()).find(|index| rows[*index].filled() > 1 && most_before(*index) == 1);
    known.or_else(wider).unwrap_or(0)
}

/// Whether the first row only says what several columns of the next have in common.
fn is_above_headings(rows: &[Row<'_>], choices: &ImportOptions) -> bool {
    let [first, next, ..] = rows else {
        return false;
    };
    let is_figure = |cell: &&str| cell.starts_with(|letter: char| letter.is_ascii_digit());
    let mut cells = next.cells.iter().map(|cell| cell.trim());
    first.filled() < next.filled()
        && first.known(choices) + 2 <= next.known(choices)
        && !cells.any(|cell| is_figure(&cell))
}

/// Whether the rows have their numbers before the first column, which has no heading for them, as R writes
/// tables: one cell more than there are headings, and 1, 2, 3 in the first.
fn names_rows(rows: &[Row<'_>]) -> bool {
    let Some((headings, records)) = rows.split_first() else {
        return false;
    };
    let filled = || records.iter().filter(|row| row.filled() > 0);
    let is_numbered = |(number, row): (usize, &Row<'_>)| {
        let is_next = row.cells.first().map(|cell| cell.trim().parse()) == Some(Ok(number));
        is_next && row.cells.len() == headings.cells.len() + 1
    };
    let ends = || filled().filter_map(|row| row.cells.last());
    filled().count() > 1
        && (1..).zip(filled()).all(is_numbered)
        && ends().any(|cell| !cell.trim().is_empty())
}

fn title(row: &Row<'_>) -> String {
    let cells = row.cells.iter().map(|cell| cell.trim());
    let cells: Vec<&str> = cells.filter(|cell| !cell.is_empty()).collect();
    cells.join(" ")
}

/// Headings of which no two are equal: the second of a name gets the number 2, and one without a
/// name that of its column.
fn named_apart(cells: &[Cow<'_, str>]) -> (Vec<String>, Vec<(String, String)>) {
    let mut taken: HashSet<String> = cells.iter().map(|cell| cell.trim().to_owned()).collect();
    // The number that the next of a name is tried with: there may be a hundred thousand of one.
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut renamed = Vec::new();
    let mut name = |(index, cell): (usize, &'_ Cow<'_, str>)| {
        let own = cell.trim().to_owned();
        let (start, mut number) = match (own.as_str(), seen.get(&own)) {
            ("", _) => ("column", index + 1),
            (_, None) => {
                seen.insert(own.clone(), 2);
                return own;
            }
            (twin, Some(number)) => (twin, *number),
        };
        let name = loop {
            let name = format!("{start}_{number}");
            number += 1;
            if taken.insert(name.clone()) {
                break name;
            }
        };
        if !own.is_empty() {
            seen.insert(own.clone(), number);
            renamed.push((own, name.clone()));
        }
        name
    };
    let headings = cells.iter().enumerate().map(&mut name).collect();
    (headings, renamed)
}

/// Whether cells are tags such as `#geo+lat`.
fn are_tags(cells: &[Cow<'_, str>]) -> bool {
    let is_tag = |cell: &str| {
        let mut letters = cell.chars();
        letters.next() == Some('#') && letters.next().is_some_and(char::is_alphabetic)
    };
    let mut filled = cells
        .iter()
        .map(|cell| cell.trim())
        .filter(|cell| !cell.is_empty())
        .peekable();
    filled.peek().is_some() && filled.all(is_tag)
}

fn is_line_of_tags(line: &str) -> bool {
    let are = |sign: &u8| {
        let cells: Vec<_> = line.split(char::from(*sign)).map(Into::into).collect();
        cells.len() > 1 && are_tags(&cells)
    };
    SIGNS.iter().any(are)
}

const SIGNS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// The sign that parts the first lines into the most cells, and most of them into equally many.
fn separator_of(text: &str) -> u8 {
    let score = |sign: &u8| {
        let rows = first_rows(text, 0, *sign);
        let lengths: Vec<usize> = rows.iter().map(|row| row.cells.len()).collect();
        // A list in one cell may have more parts than the table has columns, and no headings.
        let known = rows.iter().map(Row::known_headings).max().unwrap_or(0);
        let equal = |length: &usize| lengths.iter().filter(|own| *own == length).count();
        let usual = lengths
            .iter()
            .copied()
            .max_by_key(|length| (equal(length), *length));
        let usual = usual.unwrap_or(0);
        (
            usual.min(2),
            if known > 1 { known } else { 0 },
            equal(&usual) * usual / lengths.len().max(1),
            usual,
        )
    };
    // Of equals the last would win, and the comma is the likeliest.
    SIGNS.into_iter().rev().max_by_key(score).unwrap_or(b',')
}
