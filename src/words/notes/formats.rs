//! Files of one format, and their geometries.

use crate::{model::Setting, words::units::count};

names! {
    /// As on the command line, where it is an option there.
    option(Setting) {
        English {
            Setting::Fields => "--map",
            Setting::Dates => "--date-order",
            Setting::Swapped => "--swap-axes",
            Setting::Encoding => "--encoding",
            Setting::Separator => "--separator",
            Setting::DecimalComma => "--decimal",
        }
    }
}

phrases! {
    esri_json { English("Esri JSON") }
    json_list { English("JSON list") }
    part_of_shapefile { English("a part of a shapefile: open its .shp file") }

    other_file_of_kmz {
        English("only the main KML file of a KMZ is shown, and this one is not: unpack the archive, or rename it to \
                 .zip, to read every file in it")
    }
    extensions_of_points {
        English("what else is said of the single points of a track or a route than where and when they are is not kept")
    }
    empty_geometry { English("its geometry holds no position: it is read as one that has none") }
    more_of_a_region(headings: &str) {
        English("what else its file says of a region is not kept: {headings}")
    }
    neither_shape_nor_record {
        English("it has no geometry, and says neither when nor where anything happened")
    }
    feature_skipped(why: impl std::fmt::Display) { English("the feature is skipped: {why}") }
    place_is_not_read {
        English("its only geometry is the 'place' of JSON-FG, which may be in other coordinates and is not read; \
                 it is kept as a property. Export it with a 'geometry' in longitude and latitude")
    }
    time_differs {
        English("the feature's own date and its 'time' member (JSON-FG) say otherwise: its own date decides")
    }
    dated_area {
        English("a dated area is shown as a zone from its date on, and is not counted as a report")
    }
    incident_of_an_area {
        English("a dated area is shown as a zone and is not counted as a report, also where it states an incident: \
                 to count it, give it a point (in QGIS: Point on Surface)")
    }
    id_taken(own: &str) { English("another feature has this id; this one is renamed {own}") }

    not_geonames {
        English("not a line of a GeoNames dump: it needs 19 columns separated by tabs, with \
                 latitude and longitude in the fifth and sixth")
    }
    line_skipped(why: impl std::fmt::Display) { English("{why}; the line is skipped") }
    line_off_the_earth {
        English("a position is not on the map (latitude beyond 85°, or longitude beyond 180°); the line is \
                 skipped")
    }
    other_features(lines: usize) {
        English("{lines} lines are neither populated places nor heights (rivers, \
                 administrative units and so on); they are skipped")
    }
    abandoned { English("Abandoned, according to GeoNames. ") }
    destroyed { English("Destroyed, according to GeoNames. ") }
    historical { English("Historical, according to GeoNames. ") }
    whole_minutes { English("Its position is given in whole minutes only.") }

    polygon_without_inside { English("its polygon has no area") }

    line_of_one_position { English("a line of one position leads nowhere; it is taken for a point") }
    line_beside_names {
        English("a line beside the names of several places, or of one that is no end of it; the names are \
                 kept, and the line is not")
    }
    list_not_read(name: &str, entries: usize) {
        English("only one list of the file is read; \"{name}\", with {}, is not: save it as a file of its own \
                 to open it", count(entries, "entry", "entries"))
    }
    says_nothing { English("the feature has neither attributes nor a position; it is no record") }

    not_a_line { English("its geometry is not a line") }
    short_line { English("a line has fewer than two positions") }

    unknown_boundary {
        English("unknown kind of boundary, or a ring without centre; treated as an outline")
    }
    no_key { English("it has no key") }
    no_names { English("it has no names") }
    no_geometry { English("it has no geometry") }
    not_a_polygon { English("its geometry is not a polygon") }
    short_ring { English("a ring has fewer than four positions") }
    not_degrees(lon: f64, lat: f64) {
        English("longitude {lon}, latitude {lat} is not a position in degrees (EPSG:4326)")
    }

    unknown_geometry { English("a geometry of an unknown type") }
    coordinates_damaged { English("its coordinates are damaged") }
    no_arc { English("it refers to an arc that the file does not have") }
    metres {
        English("its positions are no degrees: they seem to be metres of a projection, such as UTM; reproject the \
                 file to WGS 84 (EPSG:4326), for instance with QGIS (Export > Save Features As)")
    }
    positions_in_metres(remedy: &str) {
        English("the position is no degrees: it seems to be metres of a projection, such as UTM, which the file does \
                 not name; {remedy}")
    }
    list_of_values {
        English("a JSON list of values that have no names: nothing says which is a date or a position; write a \
                 list of objects such as [{\"date\": \"2022-08-07\", \"lat\": 40.1, \"lon\": 46.1}], or a list of \
                 rows of which the first has the headings")
    }
    no_object { English("a value without names, such as a number or null, is no record") }
    shape_ends_before_start {
        English("the end lies before the start; it holds from its start on")
    }
    line_beside_position {
        English("the row states a position of its own, where it counts; its line is shown as a line")
    }
    polygon_crosses_itself_often {
        English("the polygon crosses itself too often to be mended; it is shown as it is, and its area is uncertain")
    }
    polygon_crosses_itself { English("the polygon crosses itself; its parts are merged") }

    no_prj { English("no .prj file; read as longitude and latitude on WGS 84") }
    no_dbf { English("no .dbf file; the shapes are read without attributes") }
    shape_unreadable(number: u32, cause: impl std::fmt::Display) {
        English("shape {number} cannot be read: {cause}")
    }
    dbf_row_unreadable(why: impl std::fmt::Display) {
        English("its row in the .dbf cannot be read: {why}")
    }
    shape_skipped(why: impl std::fmt::Display) { English("the shape is skipped: {why}") }
    region_skipped(why: impl std::fmt::Display) { English("the region is skipped: {why}") }
    reproject(from: &str, to: &str) {
        English("reproject it to EPSG:4326 (in QGIS: Export > Save Features As; or 'ogr2ogr -t_srs EPSG:4326 {to} \
                 {from}')")
    }
    shown_without_a_day {
        English("the workbook shows no day of this date: it is read as the month or the year that is shown")
    }
    error_cell { English("the cell holds an error instead of a value; treated as empty") }
    formula_without_value {
        English("the formula has no stored value; treated as empty (open and save the workbook in a \
                 spreadsheet program)")
    }
    merged_filled { English("merged cells: their value is read for each of their rows") }
    merged_number { English("merged cells: their number is read for the first of their rows alone") }
    merged_of_xlsb {
        English("the workbook has merged cells, which cannot be seen in .xlsb: a value that stands for several rows \
                 is read for the first of them alone; save it as .xlsx")
    }
    hidden_rows(rows: usize) {
        English("the row is hidden in the workbook, perhaps by a filter, as are {} in all; hidden rows are read nevertheless: \
                 remove those that do not count", super::super::units::number(rows))
    }
    hidden_sheet {
        English("the sheet is hidden in the workbook; its rows are read nevertheless")
    }
    utm_zone(number: u32, half: &str) { English("UTM zone {number}{half}") }
    web_mercator { English("Web Mercator") }
    gauss_kruger(number: u32) { English("Pulkovo 1942, Gauss-Kruger zone {number}") }
    other_crs(crs: &str, remedy: &str) {
        English("its coordinates are in {crs}, not in longitude and latitude on WGS 84; {remedy}")
    }
    out_of_range(extent: [f64; 4], remedy: &str) {
        English("its extent is {}, {} to {}, {}, which is not longitude and latitude in degrees; \
                 {remedy}", extent[0], extent[1], extent[2], extent[3])
    }
    truncated { English("the file is truncated") }
    not_a_shapefile { English("not a shapefile: its header is wrong") }
    unknown_shape(kind: impl std::fmt::Display) { English("there is no shape type {kind}") }
    wrong_size { English("its size does not match its shape") }
    too_many_points { English("it declares more points than fit in memory") }
    begins_with_hole { English("a polygon begins with a hole") }
    unsupported_surface { English("an unsupported surface type") }
    unknown_column_type(kind: char) { English("a column has the unknown type '{}'", kind.escape_default()) }
    no_memo_file { English("a column keeps its texts in a memo file (.dbt or .fpt), which is not read; export them as text columns") }
    not_a_dbf { English("its header is wrong") }
    dbf_damaged(error: impl std::fmt::Display) { English("its .dbf is damaged: {error}") }
    column_lengths { English("the lengths of its columns do not add up") }
    short_table { English("the table has fewer rows than there are shapes") }

    json_ends { English("not valid JSON: the file ends before its list of features does") }
    invalid_json(cause: impl std::fmt::Display) { English("not valid JSON: {cause}") }
    not_geojson { English("JSON, but not GeoJSON (its type is not one of RFC 7946) and no list of records: save it as a list of \
                 objects (in pandas with orient='records'), as GeoJSON, or as CSV") }

    stray {
        English("the position lies far from the area of the map, where nearly all others of the file lie: a \
                 figure of it may be wrong; it is kept as it is")
    }
    swapped_stray {
        English("the position lies outside the area of the map, where others of the file lie, and inside it \
                 with latitude and longitude swapped: they may be swapped in this row; it is kept as \
                 it is")
    }
    stray_day {
        English("the day lies twenty years or more from those of nearly all others of the file: a figure of it may be \
                 wrong; it is kept as it is")
    }
    seems_swapped {
        English("most positions lie outside the area of the map as they are, and inside it with \
                 latitude and longitude swapped: use \"Swap latitude and longitude\" in the menu \
                 of the file, or --swap-axes")
    }
    seems_swapped_in_vain {
        English("most positions lie outside the area of the map with latitude and longitude swapped, and \
                 inside it as the file has them: undo \"Swap latitude and longitude\" or omit --swap-axes")
    }
    of_bulk_request {
        English("says what a search service is to do with the next line, and is no record; left out")
    }
    no_such_setting(setting: Setting, format: &str) {
        English("{} does not apply to {format}: leave it out", option(setting))
    }

    no_positions {
        English("--swap-axes or \"Swap latitude and longitude\" does not apply: the file states no positions \
                 of its own; leave it out")
    }

    not_an_archive(error: impl std::fmt::Display) { English("not a ZIP archive: {error}") }
    nothing_in_archive { English("the archive contains no file") }
    archive_in_archive { English("an archive within the archive; unpack it and open that") }
    name_repeated(times: usize) {
        English("the archive holds {times} files of this name, of which only the last is read: give each a name of \
                 its own and pack them again")
    }
    leads_out { English("its path points outside the archive; skipped") }
    member_beside_properties(field: &str) {
        English("stands beside the properties of its feature, where it is not read as {field}: move it into the properties")
    }
    hidden_member { English("a hidden file, whose name begins with a dot; skipped") }
    no_data_in_member { English("a document or a picture, not data; skipped") }
    member_skipped(why: &str) { English("the file is skipped: {why}") }
    not_a_workbook(error: impl std::fmt::Display) {
        English("not a workbook that can be read ({error}): save it as .xlsx, .ods or .csv")
    }
    sheet_damaged(sheet: &str, error: impl std::fmt::Display) {
        English("the sheet '{sheet}' cannot be read: {error}")
    }
    sheet_skipped(why: &str) { English("the sheet is skipped: {why}") }
    too_many_entries(files: usize, most: usize) {
        English("the archive holds {files} files; the limit is {most}")
    }
    nested_archive {
        English("the archive holds other archives and no KML; unpack it and open the files inside")
    }
    no_kml { English("the archive holds no KML file") }
    cannot_unpack(name: &str, error: impl std::fmt::Display) {
        English("cannot unpack '{name}': {error}")
    }
    unpacks_too_large(name: &str, packed: u64, most_mib: u64) {
        English("'{name}' unpacks from {packed} bytes to more than {most_mib} MiB, the limit")
    }

    element_skipped(element: &str) { English("its <{element}> is not supported") }
    geometry_skipped(why: impl std::fmt::Display) { English("the geometry is skipped: {why}") }
    only_a_name { English("only a name; the feature is skipped") }
    span_beside_a_day {
        English("the fields of the record say when it was, and decide; this TimeSpan beside them is not kept")
    }
    not_a_time { English("not a time; treated as undated") }
    point_with_positions(positions: usize) { English("a point with {positions} positions") }
    decimal_commas(text: &str) {
        English("'{text}' has commas before its decimals, where KML has points and a comma between longitude and \
                 latitude, as in 46.5,39.8")
    }
    point_without_position { English("a point without a position") }
    polygon_without_ring { English("a polygon without an outer ring") }
    not_a_position(text: &str) { English("'{text}' is not a position such as 46.5,39.8") }

    wrong_encoding(encoding: &str) { English("its text is not {encoding}, as it declares") }
    damaged_xml(error: impl std::fmt::Display) { English("damaged XML: {error}") }
    web_page_not_kml { English("a web page, not KML: the site sent a page instead of the file") }
    not_kml(element: &str) { English("XML, but not KML: it begins with <{element}>") }
    too_deep(most: usize) { English("more than {most} nested elements") }
    network_link(address: &str) {
        English("a link to another file, which is not fetched: download {address} and open that")
    }
    unknown_entity {
        English("an entity unknown to XML and HTML; it is kept as written")
    }
    empty_track(element: &str) { English("its <{element}> has no line and no point") }
    uneven_track(times: usize, positions: usize) {
        English("its track has {times} times and {positions} positions")
    }
    too_many_numbers(text: &str, numbers: usize) {
        English("'{text}' has {numbers} numbers, and a position has two or three, such as 46.5,39.8,0; use \
                 decimal points, and blanks between positions")
    }
    own_entities {
        English("it declares entities of its own; such files are refused, because they can \
                 grow without end")
    }
    truncated_within(element: &str) { English("the file is truncated within <{element}>") }
    no_element { English("not KML: it holds no element") }

    kml_zones { English("Zones") }
    kml_lines { English("Lines") }
    kml_places { English("Places") }
    kml_reports { English("Reports") }
    kml_undated(title: &str) { English("{title}, undated") }
}
