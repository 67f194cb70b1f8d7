//! What `contactline check` says of a file.

use super::{import, units::count};
use crate::model::{NoteKind, TakenFor};

phrases! {
    left_out(rows: u64) {
        English("left out     {} (see the errors below)", count(rows as usize, "row or feature", "rows or features"))
    }
    columns_left_out(columns: usize, names: &str) {
        English("  left out: {}: {names}", count(columns, "column", "columns"))
    }
    records(records: usize, duplicates: usize) {
        English("records      {}{}", super::units::number(records), of_which_duplicates(duplicates))
    }
    duplicates(number: usize) { English(" ({})", count(number, "duplicate publication", "duplicate publications")) }
    reporters(each: &str) { English("reporters    {each}") }
    reporter(key: &str, records: usize) { English("{key} {}", super::units::number(records)) }
    and_more(number: usize) { English("and {number} more") }
    zones(number: usize) { English("zones        {number}") }
    lines(number: usize) { English("lines        {number}") }
    settlements(number: usize) { English("settlements  {number}") }
    regions(number: usize) { English("regions      {number}") }
    ties(number: usize) { English("ties         {number}") }
    chronology(number: usize) { English("chronology   {number}") }
    period(first: &str, last: &str, days: i32, undated: usize) {
        English("period       {first} to {last}, {}; {undated} without a date", count(days as usize, "day", "days"))
    }
    no_period(undated: usize) { English("period       none; {undated} without a date") }
    positions(positions: usize, inside: usize) {
        English(
            "positions    {}, of which {} inside the area of the map",
            super::units::number(positions),
            super::units::number(inside)
        )
    }
    extent(of: [f64; 4]) {
        English("extent       longitude {:.4} to {:.4}, latitude {:.4} to {:.4}", of[0], of[2], of[1], of[3])
    }
    accounts(accounts: &str) { English("accounts     {accounts}") }

    attribute { English("attribute") }
    place { English("of a place") }
    nothing { English("nothing") }
    named(words: &str, field: &str) { English("{words} ({field})") }
    number_of_columns(columns: usize) { English(", {}", count(columns, "column", "columns")) }
    in_encoding(encoding: &str) { English(", {encoding}") }
    what(name: &str, what: &str, more: &str) { English("{name}: {what}{more}") }
    more_texts(texts: &str, more: usize) { English("{texts} and {more} more") }
    column { English("column") }
    taken { English("taken for") }
    example { English("example") }
    not_read { English("not read") }
}

fn of_which_duplicates(number: usize) -> String {
    if number == 0 {
        String::new()
    } else {
        duplicates(number)
    }
}

/// The headings of the table of columns.
pub fn columns() -> [&'static str; 4] {
    [column(), taken(), example(), not_read()]
}

/// `input.csv: ACLED export, 31 columns, UTF-8`.
pub fn what_it_is(name: &str, of_what: &str, columns: usize, encoding: Option<&str>) -> String {
    let mut more = String::new();
    if columns > 0 {
        more += &number_of_columns(columns);
    }
    if let Some(encoding) = encoding {
        more += &in_encoding(encoding);
    }
    what(name, of_what, &more)
}

/// What a column was taken for, with the name of the field as `--map` takes it.
pub fn taken_for(of: TakenFor) -> String {
    match of {
        TakenFor::Field(field) => {
            let words = import::field(Some(field));
            let says_it = words == field.name() || words.ends_with(&format!("({})", field.name()));
            match says_it {
                true => words.to_owned(),
                false => named(words, field.name()),
            }
        }
        TakenFor::Place => place().to_owned(),
        TakenFor::Attribute => attribute().to_owned(),
        TakenFor::Nothing => nothing().to_owned(),
    }
}

/// Notes of one kind in a line: where the first stands, what they say, of how many rows, and of
/// which texts.
pub fn kind(of: &NoteKind<'_>) -> String {
    const MOST_TEXTS: usize = 3;
    let mut note = of.first().clone();
    note.rows = of.rows;
    let mut texts: Vec<String> = of.texts().into_iter().map(str::to_owned).collect();
    if of.notes.len() > 1 {
        // It is about one of the texts alone.
        note.hint.clear();
        for text in texts.iter_mut().take(MOST_TEXTS) {
            let own = of.notes.iter().find(|note| note.text == *text);
            *text += own.map_or("", |note| &note.hint);
        }
    }
    note.text = texts[..texts.len().min(MOST_TEXTS)].join("; ");
    if texts.len() > MOST_TEXTS {
        note.text = more_texts(&note.text, texts.len() - MOST_TEXTS);
    }
    note.to_string()
}
