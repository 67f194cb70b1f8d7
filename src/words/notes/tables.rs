//! Tables: their columns, rows and encodings, and the datasets that are known by their columns.

phrases! {
    acled {
        English("read as ACLED events: a place and a precision for each, fatalities as killed, and no \
                 direction, because the order of its actors has no meaning")
    }
    acled_sums {
        English("read as numbers of ACLED events by week and province: events as incidents, fatalities as killed, and the \
                 middle of the province as the position")
    }
    acled_weeks { English("ACLED events by week") }
    acled_export { English("ACLED export") }
    ucdp_release { English("UCDP GED") }
    comma_table { English("Table (CSV)") }
    semicolon_table { English("Table (CSV with semicolons)") }
    tab_table { English("Table (tab-separated)") }
    other_table { English("Table") }
    acled_about {
        English("A dataset that codes events from the media. Its rows may not be redistributed freely.")
    }
    ucdp {
        English("read as UCDP GED events: a place and a precision for each, the best estimate of deaths as \
                 killed (low and high beside it), and no direction")
    }
    ucdp_about { English("A dataset that codes events with at least one death from the media.") }
    in_no_order(sides: &str) { English("{sides} (in no order)") }
    no_column(columns: &str) {
        English("no column was recognised among: {columns}. Name at least one of them date, lon and lat, \
                 place, from or to, or assign columns (in the window, or with --map COLUMN=FIELD)")
    }
    ambiguous_dates(date: &str) {
        English("dates such as {date} are ambiguous: set whether the day or the month comes first (rows \
                 with such dates are treated as undated)")
    }
    short_row(cells: usize, columns: usize) {
        English("the row has {cells} cells and the header {columns}; missing cells are treated as empty")
    }
    long_row(cells: usize, columns: usize) {
        English("the row has {cells} cells and the header {columns}; the last are kept as properties, which \
                 may be out of place")
    }
    titles_skipped {
        English("taken to be the header; the lines before it are not part of the table")
    }
    twin_heading(name: &str) {
        English("another column has this name; this one is kept as {name}")
    }
    stray_quote {
        English("unclosed quotation mark, followed by rows like the others; it is kept as a character, and \
                 the rows after it are read")
    }
    guessed_encoding(name: &str) {
        English("its encoding is not stated; read as {name}, the most likely; if characters are wrong, choose \
                 another (in the window, or with --encoding)")
    }
    unknown_encoding(stated: &str, name: &str) {
        English("the stated encoding '{stated}' is not known; read as {name}; if characters are wrong, choose \
                 another with --encoding")
    }
    no_encoding(name: &str) { English("there is no encoding '{name}'") }
    wrong_encoding(name: &str) { English("the text is not valid {name}") }
    headings_again { English("the header once more; it is no record") }
    headings_of_another {
        English("looks like the header of another table below this one; it is no record, and the rows below it \
                 are read under the first header: put the second table into a file of its own")
    }
    damaged { English("NUL bytes in the row, which may be damaged; they are skipped where it is read") }
    binary { English("binary data, not a table") }
}

/// A table by the sign between its cells.
pub fn table(separator: u8) -> &'static str {
    match separator {
        b',' => comma_table(),
        b';' => semicolon_table(),
        b'\t' => tab_table(),
        _ => other_table(),
    }
}
