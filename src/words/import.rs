//! The dialog on a table about to be opened.

use super::{Interface, interface};
use crate::model::{DateOrder, Field};

phrases! {
    title { English("Import a table") }
    open { English("Open") }
    open_name { English("Open the table") }
    remember { English("Always use these settings for tables with these columns") }
    ambiguous_dates { English("Dates such as 3/4/2023 are ambiguous. Choose the date order above.") }
    no_column { English("No column was recognised. Assign at least one above the table.") }
    preview { English("Preview of the records") }
    separator_title { English("Separator") }
    encoding { English("Encoding") }
    decimals { English("Decimals") }
    dates { English("Date order") }
    of_the_table(setting: &str) { English("{setting} of the table") }
    search_meaning { English("Search meanings") }
    column_means(column: &str) { English("Meaning of the column {column}") }
    nothing_to_ask { English("this file is not a table and has no import settings") }

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
            Some(Field::OriginLon) => "from: longitude",
            Some(Field::OriginLat) => "from: latitude",
            Some(Field::TargetLon) => "at: longitude",
            Some(Field::TargetLat) => "at: latitude",
            Some(Field::Lon) => "longitude",
            Some(Field::Lat) => "latitude",
            Some(Field::Position) => "position in one column",
            Some(Field::PrecisionKm) => "accuracy in km",
            Some(Field::PositionBasis) => "basis of the position",
            Some(Field::Directed) => "whether directed",
            Some(Field::Count) => "incidents",
            Some(Field::Start) => "date or start",
            Some(Field::End) => "end",
            Some(Field::StartTime) => "start: time of day",
            Some(Field::EndTime) => "end: time of day",
            Some(Field::StartYear) => "start: year",
            Some(Field::StartMonth) => "start: month",
            Some(Field::StartDay) => "start: day of the month",
            Some(Field::EndYear) => "end: year",
            Some(Field::EndMonth) => "end: month",
            Some(Field::EndDay) => "end: day of the month",
            Some(Field::TimePrecision) => "precision of time",
            Some(Field::Activity) => "activity",
            Some(Field::ActivityDetail) => "activity in detail",
            Some(Field::Weapons) => "weapons",
            Some(Field::Killed) => "killed",
            Some(Field::Wounded) => "wounded",
            Some(Field::CasualtySide) => "side of the losses",
            Some(Field::LossesDenied) => "losses denied",
            Some(Field::Denied) => "denied",
            Some(Field::Other) => "further attributes",
        }
    }
}
