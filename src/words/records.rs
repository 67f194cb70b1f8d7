//! The table of records.

use super::units::count;

phrases! {
    menu { English("Records table") }
    shown(listed: usize, window: &str) { English("{}, {window}", super::units::records(listed)) }
    of_all(listed: usize, all: usize, window: &str) {
        English("{listed} of {}, {window}", super::units::records(all))
    }
    listing { English("Listing records...") }
    cannot_list(why: &str) { English("The records cannot be listed: {why}") }
    none { English("No records in the selected period that the filters let through.") }
    none_fit { English("No record fits the column filters.") }
    columns { English("Columns") }
    columns_hint { English("Which columns are shown, and in which order") }
    usual_columns { English("Usual columns") }
    earlier(column: &str) { English("Move {column} to the left") }
    later(column: &str) { English("Move {column} to the right") }
    filter_columns { English("Filter columns") }
    filter_columns_hint {
        English("A field under each heading: the cell contains that text. Numbers can be compared: >= 5")
    }
    filter_of(column: &str) { English("Filter {column}") }
    clear_filters { English("Clear filters") }
    export_all(rows: usize) { English("Export {}...", count(rows, "row", "rows")) }
    export_chosen(rows: usize) { English("Export {}...", count(rows, "selected row", "selected rows")) }
    copy { English("Copy") }
    copy_hint { English("Copy the selected rows, or all, as tab-separated text with headings") }
    copied(rows: usize) { English("{} copied", count(rows, "row", "rows")) }
    too_many_to_copy(rows: usize, most: usize) {
        English("{rows} rows are too many to copy (at most {most}). Export them instead.")
    }
    close { English("Close the records table") }
    reading { English("…") }
    sort_by(column: &str) { English("Sort by {column}") }
    sorted_up(column: &str) { English("{column}, sorted, smallest first") }
    sorted_down(column: &str) { English("{column}, sorted, largest first") }
    row_hint {
        English("Click to select it on the map; Ctrl and Shift select several; double-click to go there")
    }
    rows_label { English("Records") }
    only_chosen(rows: usize) {
        English("Only {} of the records table", count(rows, "row", "rows"))
    }
    chosen_in_table { English("rows chosen in the records table") }
    duplicate(kind: &str) { English("{kind}, duplicate") }
    denied(activity: &str) { English("{activity}, denied") }
    built_in { English("built in") }
    day_of_publication { English("day of publication") }
    day { English("Day") }
    time { English("Time") }
    reporter { English("Reporter") }
    type_of_report { English("Type") }
    activity { English("Activity") }
    lon { English("Longitude") }
    lat { English("Latitude") }
    number { English("Incidents") }
    total { English("Total of the report") }
    killed { English("Killed") }
    wounded { English("Wounded") }
    losses_of { English("Who was killed or wounded") }
    precision { English("Precision") }
    standing { English("Standing") }
    denied_by { English("Denied by") }
    corrected_by { English("Corrected by") }
    outlet { English("Outlet") }
    published { English("Published") }
    address { English("Address") }
    file { English("File") }
    list { English("Lists records as a table: those of a period, behind filters, in any order") }
    list_files { English("Files to list beside the built-in data; a folder replaces it") }
    list_columns(known: &str) {
        English("Columns, separated by commas: {known}, or the name of a property of a file")
    }
    list_sort { English("Column to sort by; with :asc the smallest first, as by default, with :desc the largest") }
    list_only {
        English("Only rows whose cell contains TEXT; numbers can be compared: number=>=5")
    }
    list_limit { English("At most so many rows") }
    list_csv { English("Comma-separated, with keys as headings") }
    list_no_column(column: &str, known: &str) {
        English("No column {column}. There are {known}, and the properties of the files.")
    }
    list_only_form(given: &str) { English("--only wants COLUMN=TEXT, not {given}") }
    list_not_compared(given: &str) {
        English("--only {given}: only columns of numbers (number, killed, wounded, lon, lat, and properties of files) are compared, and with a number")
    }
    list_left_out(listed: usize, all: usize) {
        English("{listed} of {} listed (--limit)", super::units::records(all))
    }
}
