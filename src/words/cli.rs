//! The command line: help, usage errors and results.

use super::units::{claims, count, stated};
use crate::model::{Amount, Sum};

phrases! {
    about { English("View contradictory reports of fire along the Karabakh line of contact on a map") }
    long_about {
        English("View contradictory reports of fire along the Karabakh line of contact on a map.\n\n\
                 Without a subcommand, the window opens. Data, fonts and basemap are built in: no network \
                 and no other file is needed.")
    }
    check_paths { English("A data folder or files; without them, the built-in data") }
    main_files {
        English("A data folder to open in place of the built-in data, or files to add to \
                 it")
    }
    main_session {
        English("The view to open: a link copied from the window (contactline://...), or \
                 a session file")
    }
    query { English("Report what a click on a region shows") }
    render { English("Draw a picture: SVG, PNG or PDF") }
    animate {
        English("Draw an animation, one frame a day, week or month: GIF, WebP or a folder \
                 of PNG")
    }
    check {
        English("Validate the built-in data, a data folder or files, and summarise what \
                 was read")
    }
    convert { English("Convert files to another format") }
    read { English("Parse an official statement: who fired, from where, at what, how often, when") }
    diff { English("Compare two versions of a file: records added, changed field by field, and removed") }
    diff_old { English("The older file") }
    diff_new { English("The newer file") }
    no_option_of(option: &str, ending: &str) {
        English("{option} does not apply to .{ending}: leave it out")
    }
    convert_files {
        English("Files to read: GeoJSON, CSV, ACLED, UCDP GED, KML, KMZ, shapefile, \
                 GeoNames dump, GeoPackage, GPX, TopoJSON, Esri JSON, Excel or LibreOffice workbook, \
                 JSON list, ZIP archive of any of these, reports.json; without them, the built-in data")
    }
    convert_output {
        English("File to write; the extension sets the format (.csv, .geojson, .json, \
                 .kml, .kmz, .gpkg)")
    }
    from { English("First day, inclusive (2022-08-07)") }
    to { English("Last day, inclusive (2022-08-08)") }
    only_reporter { English("Only reports by this reporter (az-mod, am-mod, ru-mod, ...)") }
    origin_lines {
        English("Tables: say where the data comes from in lines that begin with # above the heading, \
                 instead of in a .datapackage.json beside the file")
    }
    with_places {
        English("GeoPackage: write the regions, settlements, zones, lines and reporters of the \
                 built-in data as well")
    }
    map {
        English("Use a column or attribute for a field (repeatable): \"Ort=places\", \
                 \"n=count\"; \"x=\" keeps it as an attribute")
    }
    date_order { English("Order of dates such as 3/4/2023: day or month first") }
    swap_axes { English("Swap latitude and longitude") }
    encoding { English("Encoding of tables: utf-8, windows-1251, windows-1254, ...") }
    separator { English("Sign between the cells of a table") }
    decimal { English("Sign before the decimals of numbers") }
    query_region {
        English("Key or name of the region, in any language: kalbajar, Kəlbəcər, \
                 Քարվաճառ, Кельбаджар")
    }
    query_from {
        English("First day, inclusive (2022-08-07); by default, the first day with a \
                 report")
    }
    query_to { English("Last day, inclusive (2022-08-08); by default, the last day with a report") }
    json { English("Print JSON") }
    data { English("A data folder in place of the built-in data") }
    read_file { English("File with the text of one statement; - reads standard input") }
    read_reporter {
        English("Reporter (az-mod, am-mod, ru-mod, ...); by default, found in the text")
    }
    read_published {
        English("Publication date (2022-08-08); without it, only years in the text are \
                 known")
    }
    read_language {
        English("Language (en, ru, az, tr, hy, ...); by default, detected from the text")
    }
    read_output { English("Write to this file instead of standard output") }
    picture_files { English("A data folder in place of the built-in data, or files to add to it") }
    picture_from {
        English("First day, inclusive (2022-08-07); by default, that of the session, 7 \
                 August 2022")
    }
    bbox { English("Bounding box in degrees: west, south, east, north (45.6,39.1,47.4,40.6)") }
    picture_region {
        English("Region to show, by key or name in any language (kalbajar, Kəlbəcər)")
    }
    center { English("Centre in degrees: longitude, latitude (46.1,39.9)") }
    zoom { English("Zoom level, as on web maps: 5 to 16") }
    size {
        English("Width and height in points (1600x1000), or one of screen, wide, social, \
                 a4, a3")
    }
    scale { English("Pixels per point, for PNG and animations") }
    layers {
        English("Layers to show; by default all: fire, regions, zones, lines, labels, \
                 basemap, relief")
    }
    measure { English("A way to measure, longitudes first (\"46.10 39.20, 46.35 39.41\")") }
    no_way(text: &str) {
        English("'{text}' is no way to measure: give two positions or more, longitudes first, such as \
                 \"46.10 39.20, 46.35 39.41\"")
    }
    solid_lines {
        English("Borders and lines to draw solid, by their keys (state-border,line-of-contact-2020); by default none: \
                 the map takes no side")
    }
    unknown_line(word: &str, known: &str) { English("there is no border or line '{word}'. There are: {known}") }
    shading { English("Fill regions by: none, received, opened") }
    theme { English("light or dark") }
    names { English("Language of place names: en, az, hy, ru, tr") }
    title { English("Title of the picture") }
    no_legend { English("Leave out the legend") }
    picture_session {
        English("Session to draw: a file, or a link copied from the window \
                 (contactline://...)")
    }
    command_session {
        English("Whose verdicts on ties, reasons and own reports hold: a link copied from the window \
                 (contactline://...), a session file, or a project")
    }
    at { English("A single day, in place of --from and --to") }
    force { English("Replace the file to write if it exists") }
    render_output { English("File to write; the extension sets the format: svg, png, pdf, or html, a page with a timeline") }
    layout {
        English("map: map with legend; print: sheet with locator map and all sources. \
                 Default: print for a4, a3 and PDF without a size, otherwise map")
    }
    animate_output {
        English("File or folder to write: a .gif, a .webp, or a folder for PNG frames \
                 (frames/)")
    }
    step { English("Period of one frame: day, week, month") }
    fps { English("Frames per second") }
    trail { English("How long past claims stay visible, faint (3d, 2w)") }

    error(text: &str) { English("contactline: {text}") }
    smoke(frames: u32, first_ms: u128) { English("{frames} frames, the first on the screen after {first_ms} ms") }
    cancelled { English("\ncontactline: cancelled. No file was left half written") }
    errors_in_data(number: usize) {
        English("contactline: {}: see 'contactline check'", count(number, "error in the data", "errors in the data"))
    }
    standard_input { English("standard input") }

    kind_theme { English("theme") }
    kind_language { English("language") }
    kind_shading { English("shading") }
    kind_layer { English("layer") }
    kind_layout { English("layout") }
    kind_format { English("format") }
    kind_step { English("step") }

    built_in_data { English("the built-in data") }
    a_data_folder { English("a data folder") }
    map_form(map: &str) { English("--map {map}: write it as COLUMN=FIELD") }
    map_field(map: &str, field: &str, known: &str) {
        English("--map {map}: there is no field '{field}'; known are {known}")
    }
    left_behind(what: &str, path: &str) {
        English("{path}: this format cannot hold {what}, which are left out; .gpkg holds all")
    }
    converted(written: usize, loaded: usize, path: &str) { English("{written} of {loaded} records written to {path}") }
    ambiguous_region(name: &str, regions: &str) { English("'{name}' may be any of {regions}: give the key") }
    no_region(name: &str) { English("there is no region '{name}'") }
    no_region_near(name: &str, near: &str) { English("there is no region '{name}'; the nearest are {near}") }
    no_dated_report { English("the data has no dated report") }
    reversed_days(from: &str, to: &str) { English("--from {from} is after --to {to}: swap them") }
    no_reporter(name: &str, known: &str) { English("there is no reporter '{name}'; known are {known}") }
    expected_numbers(number: usize) { English("expected {number} numbers separated by commas") }
    expected_size(names: &str) { English("expected a size such as 1600x1000, or one of {names}") }
    size_limits(least: f32, most: f32) { English("each side must be between {least} and {most} points") }
    scale_limits(scale: f32) { English("--scale {scale}: expected a number from 0.25 to 8") }
    too_many_pixels(size: &str, scale: f32, millions: f64, most: u64) {
        English("--size {size} at --scale {scale} is {millions:.0} million pixels; the limit is {most} million")
    }
    center_limits(x: f64, y: f64) {
        English("--center {x},{y}: expected a longitude up to 180 and a latitude up to 85 degrees")
    }
    zoom_limits(zoom: f64, least: f64, most: f64) { English("--zoom {zoom}: expected a number from {least} to {most}") }
    box_limits(bounds: &str) {
        English("--bbox {bounds}: expected longitudes up to 180 and latitudes up to 85 degrees")
    }
    box_empty(bounds: &str) {
        English("--bbox {bounds} is empty: expected west, south, east, north, as in 45.6,39.1,47.4,40.6")
    }
    expected_trail { English("expected days or weeks, such as 3d or 2w") }
    fps_limits(fps: f64) { English("--fps {fps}: expected a number from 0.1 to 50") }
    too_many_frames(days: &str, most: usize) {
        English("{days} makes more than {most} frames: choose fewer days, or --step week")
    }

    both_included(from: &str, to: &str) { English("{from} to {to}, both days inclusive") }
    nothing_in_period { English("nothing in this period") }
    reports(number: usize) { English("Reports: {number}") }
    tally(number: usize, exact: Sum, shared: Sum) {
        English("{}; incidents: {} for this place only, {} with other places", claims(number), stated(exact), stated(shared))
    }
    tally_not_of_fire(number: u32) { English("{number} of the claims not of fire") }
    tally_no_number(number: u32) { English("{number} with no number") }
    tally_denials(number: u32) { English("denied {number} times") }
    tally_killed(number: Sum) { English("{} killed, as stated for whole claims", stated(number)) }
    tally_wounded(number: Sum) { English("{} wounded, as stated for whole claims", stated(number)) }

    total(number: Amount) { English("total {number}") }
    no_number { English("no number") }
    claim(activity: &str, side: &str, number: &str, origins: &str, targets: &str) {
        English("- {activity} by {side}, {number}: from [{origins}] at [{targets}]")
    }
    claim_places(places: &str) { English("where [{places}]") }
    from_to(start: &str, end: &str) { English("{start} to {end}") }
    no_losses { English("no losses") }

    count_regions(all: usize, districts: usize, raions: usize, areas: usize, provinces: usize) {
        English("regions      {all} ({districts} districts, {raions} raions, {areas} areas without a boundary, \
                 {provinces} provinces)")
    }
    count_settlements(all: usize, without: usize) { English("settlements  {all} ({without} without a position)") }
    count_zones(all: usize) { English("zones        {all}") }
    count_lines(all: usize) { English("lines        {all}") }
    count_reporters(all: usize) { English("reporters    {all}") }
    count_reports(all: usize, duplicates: usize, undated: usize) {
        English("reports      {all} ({duplicates} duplicate publications, {undated} without a date)")
    }
    count_claims(all: usize) { English("claims       {all}") }
    data_version(version: &str) { English("data         {version}") }
    count_chronology(all: usize) { English("chronology   {all}") }
    count_ties(all: usize, open: usize) {
        English("ties         {all} ({open} denials are known to be tied to nothing)")
    }
    count_period(period: &str) { English("period       {period}") }
    count_accounts(accounts: &str) { English("accounts     {accounts}") }
    count_notes(errors: usize, warnings: usize, notes: usize) {
        English(
            "notes        {}, {}, {}",
            count(errors, "error", "errors"),
            count(warnings, "warning", "warnings"),
            count(notes, "note", "notes")
        )
    }
}
