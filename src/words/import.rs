//! The dialog on a file about to be opened.

use super::{
    Interface, interface,
    units::{count, number},
};
use crate::model::{DateOrder, Field, Looks, Reason};

phrases! {
    title { English("Import a file") }
    open { English("Open") }
    open_name { English("Open the file with these settings") }
    remember { English("Always use these settings for files with these columns") }
    ambiguous_dates(date: &str) { English("Dates such as {date} are ambiguous. Choose the date order above.") }
    no_column { English("No column was recognised. Assign at least one below.") }
    part(name: &str) { English("Shown: {name}, one of several") }
    part_hint { English("What is chosen here holds for all sheets or files in it that have these columns.") }
    looked_at(number_of_rows: usize) { English("Based on the first {}.", count(number_of_rows, "row", "rows")) }
    column_title { English("Column") }
    cells_title { English("First values") }
    meaning_title { English("Taken for") }
    why_title { English("Why") }
    take_as(field: &str) { English("Take as {field}") }
    take_column_as(column: &str, field: &str) { English("Take {column} as {field}") }
    swap { English("Swap latitude and longitude") }
    shape(name: &str) { English("no record, drawn as a shape or a place: {name}") }
    preview { English("Preview of the records") }
    separator_title { English("Separator") }
    encoding { English("Encoding") }
    decimals { English("Decimals") }
    dates { English("Date order") }
    of_the_table(setting: &str) { English("{setting} of the file") }
    search_meaning { English("Search meanings") }
    column_means(column: &str) { English("Meaning of the column {column}") }
    nothing_to_ask { English("this file has no columns to assign") }

    chosen { English("chosen") }
    of_the_dataset { English("a column of this dataset") }
    by_heading { English("by its heading") }
    lost(winner: &str, field: &str) { English("'{winner}' is the column taken for {field}") }
    found_names(found: &str, all: &str) { English("found {found} of {all} names") }
    and_also(first: &str, second: &str) { English("{first}; {second}") }

    until(end: &str) { English("until {end}") }
    reporter(reporter: &str) { English("reporter {reporter}") }
    incidents(count: &str) { English("incidents: {count}") }
    from(places: &str) { English("from {places}") }
    at(places: &str) { English("at {places}") }
    place(places: &str) { English("where: {places}") }
    undated(rest: &str) { English("undated · {rest}") }
}

/// Encodings offered for tables, by their names on the web.
pub const ENCODINGS: [&str; 6] = [
    "UTF-8",
    "UTF-16LE",
    "windows-1251",
    "windows-1252",
    "windows-1254",
    "UTF-16BE",
];

/// What separates the cells of a table.
pub fn separator(sign: u8) -> &'static str {
    match interface() {
        Interface::English => match sign {
            b';' => "semicolon",
            b'\t' => "tab",
            b'|' => "vertical bar",
            _ => "comma",
        },
    }
}

names! {
    /// What the cells of a column read as.
    looks(Looks) {
        English {
            Looks::Empty => "no values",
            Looks::Dates => "values read as dates",
            Looks::Clocks => "values read as times of day",
            Looks::Numbers => "values read as numbers",
            Looks::Addresses => "values read as web addresses",
            Looks::Texts => "values read as text",
        }
    }
    date_order(Option<DateOrder>) {
        English {
            Some(DateOrder::DayFirst) => "day first",
            Some(DateOrder::MonthFirst) => "month first",
            None => "automatic",
        }
    }
    /// What a column of a table holds.
    field(Option<Field>) {
        English {
            None => "(other attribute)",
            Some(Field::Report) => "report",
            Some(Field::Reporter) => "reporter",
            Some(Field::Outlet) => "outlet",
            Some(Field::Url) => "address (URL)",
            Some(Field::Language) => "language",
            Some(Field::Published) => "publication date",
            Some(Field::PublishedBasis) => "basis of that date",
            Some(Field::Stance) => "type of report",
            Some(Field::Denies) => "what it denies",
            Some(Field::DuplicateOf) => "duplicate of",
            Some(Field::Total) => "total stated",
            Some(Field::By) => "side that fired",
            Some(Field::ByAsReported) => "side as reported",
            Some(Field::Origins) => "from (places)",
            Some(Field::Targets) => "at (places)",
            Some(Field::Places) => "where (places)",
            Some(Field::InRegion) => "where: in the region",
            Some(Field::OriginInRegion) => "from: in the region",
            Some(Field::TargetInRegion) => "at: in the region",
            Some(Field::OriginLon) => "from: longitude",
            Some(Field::OriginLat) => "from: latitude",
            Some(Field::TargetLon) => "at: longitude",
            Some(Field::TargetLat) => "at: latitude",
            Some(Field::Lon) => "longitude",
            Some(Field::Lat) => "latitude",
            Some(Field::LonMinutes) => "longitude: minutes",
            Some(Field::LonSeconds) => "longitude: seconds",
            Some(Field::LatMinutes) => "latitude: minutes",
            Some(Field::LatSeconds) => "latitude: seconds",
            Some(Field::Position) => "position in one column",
            Some(Field::PrecisionKm) => "accuracy in km",
            Some(Field::PositionBasis) => "basis of the position",
            Some(Field::Directed) => "whether directed",
            Some(Field::Count) => "incidents",
            Some(Field::Start) => "date or start",
            Some(Field::End) => "end",
            Some(Field::StartTime) => "start: time of day",
            Some(Field::StartMinute) => "start: minute",
            Some(Field::StartHalf) => "start: AM or PM",
            Some(Field::EndTime) => "end: time of day",
            Some(Field::EndMinute) => "end: minute",
            Some(Field::StartYear) => "start: year",
            Some(Field::StartMonth) => "start: month",
            Some(Field::StartDay) => "start: day of the month",
            Some(Field::EndYear) => "end: year",
            Some(Field::EndMonth) => "end: month",
            Some(Field::EndDay) => "end: day of the month",
            Some(Field::TimeZone) => "time zone",
            Some(Field::TimePrecision) => "precision of time",
            Some(Field::Activity) => "activity",
            Some(Field::ActivityDetail) => "activity in detail",
            Some(Field::Weapons) => "weapons",
            Some(Field::Rounds) => "shells and shots",
            Some(Field::Killed) => "killed",
            Some(Field::KilledLow) => "killed: lowest",
            Some(Field::KilledHigh) => "killed: highest",
            Some(Field::Wounded) => "wounded",
            Some(Field::CasualtySide) => "side of the losses",
            Some(Field::CasualtyKind) => "who was killed or wounded",
            Some(Field::LossesDenied) => "losses denied",
            Some(Field::Denied) => "denied",
            Some(Field::Inexact) => "numbers that are not exact",
            Some(Field::Other) => "further attributes",
        }
    }
}

/// Why a column is taken for what it is, and what speaks for or against that.
pub fn why(reason: &Reason, of_cells: Looks, found: Option<[usize; 2]>) -> String {
    let first = match reason {
        Reason::Unknown | Reason::Cells => String::new(),
        Reason::Chosen => chosen().to_owned(),
        Reason::Dataset => of_the_dataset().to_owned(),
        Reason::Heading => by_heading().to_owned(),
        Reason::Lost { field: own, winner } => lost(winner, field(Some(*own))),
    };
    let second = match found {
        Some([found, all]) => found_names(&number(found), &number(all)),
        None => looks(of_cells).to_owned(),
    };
    match first.is_empty() {
        true => second,
        false => and_also(&first, &second),
    }
}
