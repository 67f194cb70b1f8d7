//! Files, records and rows of every format.

phrases! {
    empty(place: impl std::fmt::Display) { English("{place}: the file is empty") }
    other_encoding(place: impl std::fmt::Display, encoding: &str) {
        English("{place}: not UTF-8 text: it seems to be in {encoding}; save it as UTF-8, for instance with QGIS \
                 (Export > Save Features As, encoding UTF-8) or 'iconv -f {encoding} -t utf-8'")
    }
    damaged_letters(place: impl std::fmt::Display) {
        English("{place}: not UTF-8 text: most letters of the file are, and some from this line on are damaged; \
                 save it anew with the program it comes from")
    }
    not_json(place: impl std::fmt::Display, cause: impl std::fmt::Display) {
        English("{place}: not valid JSON: {cause}")
    }
    not_a_data_folder(path: &str, expected: &str) {
        English("{path}: not a data folder: it has none of {expected}; to read other files in it, name \
                 them one by one")
    }
    file_too_large(mib: u64, most_mib: u64) {
        English("the file has {mib} MiB; the limit is {most_mib} MiB")
    }

    would_be_too_large(most_mib: u64) {
        English("the file would exceed {most_mib} MiB, the most of this format that can be \
                 opened again; export fewer days, or use .csv, .geojson or .gpkg")
    }

    built_in { English("built-in data") }
    open_data { English("open data") }
    rows_gone { English("the rows cannot be read again") }

    no_json_number { English("not a valid JSON number; treated as empty") }
    repeated_member {
        English("this stands more than once in its object, with another value; the last counts, this one is left out")
    }
    unknown_field { English("unknown field; it is ignored") }
    record_skipped(why: impl std::fmt::Display) { English("the record is skipped: {why}") }
    no_list(key: &str) { English("the file has no list of {key}") }

    column_missing(column: &str) { English("the column '{column}' is missing") }
    column_stands_in(field: &str, winner: &str) {
        English("'{winner}' is the column taken for {field}; this one is kept as a property, and counts where that says \
                 nothing")
    }
    column_lost(field: &str, winner: &str) {
        English("'{winner}' is the column taken for {field}; this one is kept as a property")
    }
    row_skipped(why: impl std::fmt::Display) { English("the row is skipped: {why}") }
    half_a_stretch { English("a stretch with one end; treated as that place alone") }
    half_a_position { English("incomplete position; treated as missing") }

    unknown_word(what: &str, known: &str) { English("unknown {what} (known are: {known})") }
    not_a_web_address { English("not a web address; shown without a link") }
    date_skipped(error: impl std::fmt::Display) { English("{error}; treated as undated") }

    not_a_number(field: &str) { English("not a number; {field} is left empty") }
    no_accuracy(field: &str) { English("no distance on the earth; {field} is left empty") }
    no_such_color(most: u32) {
        English("no such color (known are: 1 to {most}); one is chosen by the key")
    }
    ambiguous_number(field: &str) {
        English("ambiguous number: set whether a comma or a point stands before decimals; {field} is \
                 left empty")
    }
    thousands(cell: &str, number: f64) {
        English("{cell} is read as {number}, because whole numbers have no decimals; set whether a comma or a \
                 point stands before decimals if that is wrong (in the window, or with --decimal)")
    }
    empty_words(word: &str) { English("'{word}' in a cell is treated as empty") }
    by_looks(field: &str) {
        English("taken for {field}, because its values look like that; assign another field if that is wrong")
    }
    minute_without_an_hour { English("no minute of an hour that another column states; it is not read") }
    some_of_a_number(field: &str) {
        English("speaks of {field}, perhaps of some of them, and is kept as a property: assign it if it is the \
                 whole number (in the window, or with --map)")
    }
    place_beside_origin {
        English("no column says what was fired at: in rows that say from where, this is taken for it")
    }
    like_clocks {
        English("its values look like times of day; assign it to start_time if they state when events \
                 happened")
    }
    like_dates {
        English("its values look like dates; assign it to start if they state when events happened")
    }
    bounds_do_not_hold {
        English("the number of killed does not lie between the lowest and the highest: it counts alone, and \
                 these are kept as properties")
    }
    hold_dates {
        English("its texts hold dates, which are not read: put the dates into a column of their own \
                 if they state when events happened")
    }
    times_in_zone(zone: &str) {
        English("times are in {zone}, as the header says; they are shown in local time (UTC+4)")
    }
    zone_of_the_area { English("local time (UTC+4)") }
    zones_of_headings(day: &str, clock: &str) {
        English("by the headers the date is in {day} and the time of day in {clock}: both are read as in \
                 {clock}, so that around midnight the day may be the one before or after")
    }
    times_in_zones {
        English("times are in the time zones of this column; they are shown in local time (UTC+4)")
    }
    clock_not_known(name: &str) {
        English("'{name}' is no time zone that is known: the times are read as local time (UTC+4); where it is one, \
                 write its hours ahead of UTC instead, as in (UTC+3)")
    }
    not_a_zone {
        English("its time zone is unknown (known are UTC, offsets such as +04:00, letters such as MSK, CET, EET and EST, and \
                 Moscow, Baku and Yerevan); the times of the row are read as local time (UTC+4)")
    }
    ends_next_day { English("the end comes before the start; it is read as of the next day") }
    another_weekday(field: &str, day: &str) {
        English("the weekday is not that of the date, which is used for {field}: {day}")
    }
    neither_when_nor_where {
        English("no column is known to say when or where something happened: its rows are kept without day and \
                 place; say which column is which (--map COLUMN=start, =places), or leave the table out if it \
                 sums up others")
    }
    days_above_rows(blank: usize, rows: usize) {
        English("no day stands in {blank} of the first {rows} rows, and these are undated: where a day stands once, above \
                 or in the first of the rows it is meant for, write it into each of them")
    }
    days_among_places(day: &str) {
        English("holds days such as '{day}' among the names of places: write the day into a column of its own, in each row \
                 that is meant; the rows are undated")
    }
    across(columns: usize, last: &str) {
        English("the headings of {columns} columns, from this to '{last}', are days, months or years: a table of sums, \
                 whose numbers are not read; give each its own row, with its date, place and number")
    }
    copied_part(first: &str, records: usize) {
        English("all of its records ({records}) stand in '{first}' as well, and count twice: where it is a copy, remove it from \
                 the file")
    }
    sum_of_losses {
        English("is killed and wounded added up, and no number of incidents; it is kept as a property: assign it to \
                 total if it is one (in the window, or with --map)")
    }
    instant_beside(other: &str) {
        English("'{other}' states the same in seconds since 1970, whatever the clock of the computer that wrote the \
                 file: it is taken for the time, and this column is kept as a property")
    }
    headings_unread(columns: &str, more: usize) {
        English("not read, though their headings speak of a date, a place, a number, a reporter or a denial: {columns}{}; \
                 assign those that are (in the window, or with --map COLUMN=FIELD)", and_so_many_more(more))
    }
    numbers_unread(columns: &str, more: usize) {
        English("no column says how many incidents a row stands for, so that each counts as one; numbers that are not read: \
                 {columns}{}; assign to count, killed or another number those that are (in the window, or with --map \
                 COLUMN=FIELD)", and_so_many_more(more))
    }
    part_of_a_year_unread {
        English("a week or a quarter of a year, which is not read from a column of its own: write it as a date, such \
                 as 2022-W32 or Q3 2022, in one column")
    }
    source_beside_target {
        English("taken for who states it; if it is where the fire came from, assign it to origins (in the window, or \
                 with --map COLUMN=origins)")
    }
    some_denied(word: &str) {
        English("its cells speak of denials, such as '{word}', and of other things: it is not read; assign it to \
                 denied where they are yes and no, or to stance where they are claim, denial, record and mixed")
    }
    reporter_in_parts {
        English("an object or a list, and no name of a reporter; reporter is left empty")
    }
    ditto {
        English("a mark that repeats the cell above, which is not followed: write the reporter into each row; reporter is left \
                 empty")
    }
    nested_records {
        English("holds lists of records within records, which are not read: give each a row or a record of its own, with its \
                 date and place")
    }
    several_reporters {
        English("several reporters in one cell: it is read as the name of one; give each a row of its own, or name one")
    }
    half_missing {
        English("AM or PM is missing, which other rows have in a column of their own; the time of day is left empty")
    }
    half_unknown { English("neither AM nor PM; the time of day is left empty") }
    half_of_one_time {
        English("the column of AM and PM speaks of the time of day before: this one is left empty, as it may be of \
                 either half of the day")
    }
    looks_like_a_total { English("looks like a total of other rows; its numbers are not counted") }
    no_positions(cell: &str) {
        English("its cells cannot be read as positions, such as '{cell}'; write latitude and longitude with \
                 points before their decimals, as in 39.75, 46.75")
    }
    filled_in {
        English("says when the form was filled in, and not when something happened; it is kept as a property")
    }
    only_filled_in {
        English("says when the form was filled in: no column is known to say when something happened, and the \
                 day of this one is taken")
    }
    running_number {
        English("its values look like a running number; assign it to count, in the window or with --map, \
                 if they are numbers of incidents")
    }
    no_such_column(column: &str, near: Option<&str>, columns: &str, more: usize) {
        English("there is no column '{column}'{}; there are: {columns}{}",
                did_you_mean(near), and_so_many_more(more))
    }
    no_column_at_all(column: &str) {
        English("there is no column '{column}': the file has no columns that can be chosen; leave it out")
    }
    near_column(near: &str) { English(" (did you mean '{near}'?)") }
    more_columns(more: usize) { English(" and {more} more") }
    not_a_whole_number(field: &str) { English("not a whole number; {field} is left empty") }
    clock_skipped(field: &str) { English("not a time of day; {field} is left empty") }
    nowhere {
        English("longitude 0, latitude 0 often stands for an unknown position; the position is kept")
    }
    field_skipped(error: impl std::fmt::Display, field: &str) {
        English("{error}; {field} is left empty")
    }

    open_end { English("its end is open; it counts on the day it began") }
    open_start { English("no day on which it began is stated; it counts on the day it ended") }
    end_before_start { English("the end lies before the start; it counts with its start alone") }
    day_without_a_month { English("a day without a month; it is left out") }
    clock_without_a_day { English("a time of day without a day; it is left out") }

    page_for_a_name {
        English("this is the address of a page and no spelling of a name; it is left out of the search")
    }
    not_a_list(field: &str) { English("not a JSON list; {field} is left empty") }

    no_validity(error: impl std::fmt::Display) { English("{error}; treated as always in force") }

    file_changed { English("the file has changed since it was read; close it and open it again") }
    row_moved { English("no row begins at its recorded position") }

    too_many_rows(most: u32) {
        English("the file has more than {most} rows, the most that can be read")
    }

    unclosed(most_mib: usize) {
        English("this does not end within {most_mib} MiB: a quotation mark or a bracket is \
                 probably not closed")
    }
    internal { English("internal error while reading; please report it") }


    several_addresses {
        English("more than one address: the first can be opened, and all are kept as a property")
    }
    part_of_answer(in_all: Option<u64>) {
        English("one page of the answer of a web service, which has {} than the file: fetch the \
                 other pages and open them as well", of_how_many(in_all))
    }
    repeated_id {
        English("an earlier row has this id; both are kept and counted: where they are one event that was copied \
                 in twice, remove one")
    }
    row_id_taken(own: &str) {
        English("another row has this id but differs in its report; this one is renamed {own}")
    }
    more_than_that { English("more records") }
    more_with_number(all: u64) {
        English("more records ({} in all)", super::super::units::number(all as usize))
    }
    one_more_row { English(" (and 1 more row)") }
    more_rows(rows: u64) { English(" (and {rows} more rows)") }
    more_notes(notes: u64) { English("{notes} more notes on this file are not shown") }

    zone_kind { English("kind of zone") }
    line_kind { English("kind of line") }
    event_kind { English("kind of event") }
    time_precision { English("precision of time") }
}

fn of_how_many(in_all: Option<u64>) -> String {
    match in_all {
        Some(all) => more_with_number(all),
        None => more_than_that().to_owned(),
    }
}

fn did_you_mean(near: Option<&str>) -> String {
    near.map(near_column).unwrap_or_default()
}

fn and_so_many_more(more: usize) -> String {
    match more {
        0 => String::new(),
        more => more_columns(more),
    }
}
