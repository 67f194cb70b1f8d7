//! Opened files, what a person adds, exports, projects, sessions and links.

use super::{
    APP_NAME, Interface, interface,
    units::{features, files, large_files, number, records, reports},
};

phrases! {
    ucdp_ged { English("UCDP GED 1990–2020") }
    ucdp_ged_hint {
        English("Opens 248 events with deaths in this area, a part of the Georeferenced Event Dataset of the \
                 Uppsala Conflict Data Program.")
    }
    open_title { English("Open a file") }
    open_button { English("Open a file…") }
    open_hint {
        English("Adds reports, regions, zones and places from a file to the map, or takes a file of map tiles \
                 (PMTiles, MBTiles) as the base map. You can also drop files on the map.")
    }
    open { English("Open") }
    path { English("Path of the file") }
    path_hint { English("~/reports.csv") }
    drop_on_map { English("Drop files on the map, or:") }
    drop_to_add { English("Drop to add to the map") }
    new_name { English("New name of the file") }
    actions(file: &str) { English("{file}: actions") }
    zoom { English("Zoom to layer") }
    rename { English("Rename") }
    colour { English("Colour") }
    swap { English("Swap latitude and longitude") }
    swap_hint {
        English("For files with latitude and longitude in the wrong order: their places then lie far off \
                 or cannot be placed. The file is read again.")
    }
    seems_swapped {
        English("Most places of this file lie far off as it has them, and on the map with latitude and \
                 longitude swapped. Click to read it that way.")
    }
    import_settings { English("Import settings…") }
    close { English("Close") }
    default_colour { English("Default") }
    by_column { English("By column") }
    single_colour { English("Single colour") }
    reading(file: &str, progress: &str) { English("Reading {file}: {progress}") }
    stop_reading(file: &str) { English("Stop reading {file}") }
    records_and_features(rows: usize, others: usize) { English("{}, {}", records(rows), features(others)) }

    coloured_by(file: &str, column: &str) { English("{file} by {column}") }
    column_reporter { English("reporter") }
    column_activity { English("activity") }
    column_side { English("side that fired") }
    column_type { English("type of report") }
    other_values(number: usize) { English("other ({})", super::units::values(number)) }
    empty_value { English("(empty)") }

    show_file { English("Show its days and places") }
    opened(file: &str, found: &str) { English("{file} is open: {found}") }
    opened_shown(number: usize) { English("{} on the map in the selected period", super::units::number(number)) }
    opened_unplaced(number: usize) { English("{} of the selected period without a place on the map", super::units::count(number, "record", "records")) }
    opened_undated(number: usize) { English("{} undated", super::units::number(number)) }
    nothing_on_map { English("Nothing in this file has a place on the map.") }
    nothing_to_show { English("the file contains nothing to show") }
    open_dialog { English("Open files") }
    no_dialog { English("This desktop shows no file dialog. Type the path instead.") }
    one_folder(path: &str) { English("only one data folder can be open at a time: {path}") }
    errors_in_data(number: usize) {
        English("{}: see Help > Data quality notes", super::units::count(number, "error in the data", "errors in the data"))
    }
    built_in_instead(error: &str) { English("{error}; the built-in data is shown instead") }
    own_report(nth: usize) { English("own report {nth}") }
    rows_of_closed_file { English("rows of a closed file are still loaded") }

    in_folder(folder: &str) { English("In the folder {folder}") }
    export_title { English("Export data") }
    export_path { English("Path of the new file") }
    export { English("Export") }
    export_hint {
        English("The file records its provenance: version, input files and their digests, period, filters. \
                 A table has it in a .datapackage.json beside it, and the types of its columns in a .csvt.")
    }
    writing(file: &str) { English("Writing {file}") }
    progress_of(doing: &str, progress: &str) { English("{doing}: {progress}") }
    opening(file: &str) { English("Opening {file}") }
    saving(file: &str) { English("Saving {file}") }
    copying_rows { English("Copying rows") }
    stop_opening { English("Stop opening the project") }
    stop_saving { English("Stop saving the project") }
    stop_copying_rows { English("Stop copying rows") }
    opening_stopped(file: &str) { English("Cancelled. {file} was not opened") }
    saving_stopped(file: &str) { English("Cancelled. {file} was not saved, and is as it was") }
    copying_stopped { English("Cancelled. Nothing was copied") }
    stop_export { English("Stop the export") }
    with_places { English("GeoPackage: with the places and reporters of the built-in data") }
    with_places_hint {
        English("Without them the file holds what is exported and the places of opened files alone. This \
                 program finds the places again by their keys.")
    }
    origin_lines { English("Table: provenance in lines that begin with #") }
    origin_lines_hint {
        English("The lines stand above the heading, in place of a .datapackage.json beside the file. Other \
                 programs may have to be told to skip them.")
    }
    export_under_way { English("An export is in progress. Wait for it or cancel it.") }
    beside_exists(path: &str) {
        English("{path}, which belongs beside the table, already exists")
    }
    export_exists(path: &str) { English("{path} already exists. Press Export again to overwrite.") }
    export_is_open(path: &str) { English("{path} is open here and cannot be overwritten. Choose another name.") }
    to_be_exported(shown: usize, unplaced: usize, loaded: usize) {
        English("{} of {} will be exported: those of the selected period that pass the filters, {} on the \
                 map and {} not on the map.",
                number(shown + unplaced), records(loaded), number(shown), number(unplaced))
    }
    exported(written: usize, loaded: usize, file: &str) {
        English("{} of {} exported to {file}", number(written), records(loaded))
    }
    exported_without(written: usize, loaded: usize, file: &str, lost: &str) {
        English("{} of {} exported to {file}, without {lost}: this format cannot hold them, .gpkg holds all",
                number(written), records(loaded))
    }
    without_ties(said: &str, ties: usize) {
        English("{said}. {} not in the file: rows of large files, reports of which a part is written, and in files of \
                 rows two reports without claims cannot be named there",
                super::units::count(ties, "tie of yours is", "ties of yours are"))
    }
    export_cancelled(file: &str) { English("Export cancelled. Nothing was written to {file}") }

    no_duplicates { English("duplicate publications left out") }

    save_project_title { English("Save project") }
    save_project_hint {
        English("Saves everything to one file: regions, zones, lines, settlements, reports with their \
                 sources, notes, and the current view. QGIS opens its layers directly.")
    }
    project_path { English("Path of the project") }
    save { English("Save") }
    geopackage { English("GeoPackage") }
    window_title(project: &str, unsaved: bool, read_only: bool) {
        English("{}{project}{} – {APP_NAME}", if unsaved { "• " } else { "" }, if read_only { " (read-only)" } else { "" })
    }
    project_saved(path: &str) { English("Project saved as {path}.") }
    project_saved_with_links(path: &str, rows: usize, linked: usize) {
        English("Project saved as {path}. {} of {} are too many to include: the project links to the files \
                 and needs them in the same place when it is opened.", records(rows), large_files(linked))
    }
    kept_unsaved(project: &str) {
        English("{project} has unsaved changes. They are kept on this computer and restored when it is \
                 opened again.")
    }
    already_open(path: &str) { English("{path} is already open.") }
    save_visit {
        English("You are looking at a shared view. Keep it or go back to your own view before you save a project.")
    }
    read_only { English("This project is read-only here. Save it under another name.") }
    exists(path: &str) { English("{path} already exists. Press Save again to overwrite.") }
    project_changed(path: &str) {
        English("{path} was changed by another program since it was opened here, and was not saved. Save it \
                 under another name to keep both, or save again to overwrite those changes.")
    }
    project_in_use(path: &str) {
        English("{path} is open in another program, which may have changes in it that it has not saved. \
                 Close the file there and save again, or save it under another name.")
    }
    project_not_saved(path: &str, error: &str) { English("Project not saved as {path}: {error}") }
    locked(error: &str) { English("Opened read-only: {error}. Save it under another name to keep changes.") }
    cannot_lock(error: &str) { English("Opened read-only, because it cannot be locked for this window: {error}") }
    project_session(path: &str, error: &str) { English("{path}: its session cannot be read: {error}") }
    recovered {
        English("Unsaved changes were restored. Save the project to keep them, or use File > Revert to \
                 saved project.")
    }
    recovered_reports(own: usize) {
        English("Unsaved changes were restored, including {} of yours. Save the project to keep them, or \
                 use File > Revert to saved project.", reports(own))
    }
    linked_unreadable(path: &str, error: &str) { English("{path}, which the project links to, cannot be read: {error}") }
    missing_held(path: &str, rows: usize) {
        English("{path} is missing. Its {} are shown as saved.", records(rows))
    }
    named_held(path: &str, rows: usize) {
        English("{path}, which the project names, was not opened. Its {} are shown as saved.", records(rows))
    }
    missing_linked(path: &str, rows: usize) {
        English("{path} is missing. The {} that the project links to are not shown.", records(rows))
    }
    changed_held(path: &str, rows: usize) {
        English("{path} has changed since the project was saved. Its {} are shown as saved.", records(rows))
    }
    changed_linked(path: &str) {
        English("{path} has changed since the project was saved. Its records are shown as they are now.")
    }
    linked_elsewhere(rows: usize) {
        English("the project only links to {} of this file; open it as well to see them", records(rows))
    }

    link_copied { English("Link to this view copied.") }
    link_names_files(number: usize) {
        English(" It names {} on this computer, with folders, and opens them only where they are.", files(number))
    }
    link_holds_reports(own: usize) { English(" It includes {} you added.", reports(own)) }
    not_a_link_or_file(scheme: &str, source: &str) { English("neither a link ({scheme}…) nor a file: {source}") }
    session_too_large(source: &str) { English("too large for a session: {source}") }
    last_session_unreadable(error: &str, path: &str) { English("cannot read the last session: {error}: {path}") }
    not_text { English("it is not text") }
    session_set_aside(why: &str, path: &str) {
        English("The last session could not be read ({why}). It was moved to {path}, and a new session was \
                 started.")
    }
    session_not_set_aside(why: &str, error: &str, path: &str) {
        English("The last session could not be read ({why}) or moved ({error}): {path}")
    }
    session_not_saved(error: &str, path: &str) { English("The session cannot be saved: {error}: {path}") }
    not_a_session(error: impl std::fmt::Display) { English("not a session: {error}") }
    newer_session(found: u32, read: u32) {
        English("the session was saved by a newer version (format {found}; this version reads {read})")
    }
    no_link(scheme: &str) { English("not a link to a session: it does not begin with {scheme}") }
    newer_link(found: &str, read: &str) {
        English("the link was made by a newer version (format '{found}'; this version reads {read})")
    }
    damaged_link { English("the link is damaged or truncated") }
    damaged_session_link(error: impl std::fmt::Display) { English("the link is damaged: {error}") }
}

/// What became of the records of a file, counted as the accounts count.
#[derive(Clone, Copy, Debug, Default)]
pub struct Came {
    /// On the map in the selected period.
    pub shown: usize,
    /// In the selected period, and without a place on the map.
    pub unplaced: usize,
    /// Without any day.
    pub undated: usize,
}

/// What came in with a file: how many records it has and features besides, what became of them, and how
/// many notes there are on it.
pub fn came_in(file: &str, (rows, others): (usize, usize), came: Came, notes: usize) -> String {
    let mut parts = vec![opened(file, &found(rows, others))];
    if rows > 0 {
        parts.push(opened_shown(came.shown));
        let few = [
            (came.unplaced, opened_unplaced as fn(usize) -> String),
            (came.undated, opened_undated),
        ];
        let few = few.into_iter().filter(|(number, _)| *number > 0);
        parts.extend(few.map(|(number, words)| words(number)));
    }
    if notes > 0 {
        parts.push(super::units::notes(notes));
    }
    parts.join(", ")
}

/// What was found in a file: `60,000 records`.
pub fn found(rows: usize, others: usize) -> String {
    match (rows, others) {
        (0, others) => features(others),
        (rows, 0) => records(rows),
        (rows, others) => records_and_features(rows, others),
    }
}

/// The formats of File > Export data.
pub fn exports() -> [(&'static str, &'static str); 6] {
    match interface() {
        Interface::English => [
            (".csv", "table, one row a claim"),
            (
                ".geojson",
                "for GIS programs: lines and points with all attributes",
            ),
            (".json", "reports in the format of this program"),
            (".kml", "for Google Earth and similar"),
            (".kmz", "the same, compressed"),
            (".gpkg", "GeoPackage: layers for QGIS"),
        ],
    }
}

/// The colours offered for a file, in the order of tints.
pub fn tints() -> [&'static str; 12] {
    match interface() {
        Interface::English => [
            "indigo", "rose", "green", "olive", "wine", "teal", "purple", "blue", "brown", "grey",
            "moss", "tan",
        ],
    }
}
