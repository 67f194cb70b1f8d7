//! Projects and other GeoPackages.

phrases! {
    open_elsewhere(by: &str, path: &str) {
        English("the project is open in another window{by}: {path}")
    }
    cannot_lock(path: &str, cause: impl std::fmt::Display) {
        English("cannot lock {path}: {cause}")
    }

    not_a_geometry { English("not a GeoPackage geometry") }
    extension_geometry { English("a geometry of an unsupported extension") }
    unknown_envelope { English("a geometry with an unknown envelope") }
    geometry_truncated { English("the geometry is truncated") }
    geometry_too_deep { English("geometries nested too deeply") }
    curved_geometry { English("a curved geometry, which is not supported") }
    unknown_geometry(kind: u32) { English("there is no geometry type {kind}") }

    no_table(table: &str) { English("a database, but not a GeoPackage: it has no table {table}") }
    no_layer { English("the GeoPackage has no layer with geometries") }
    table_passed_over(rows: u64) {
        English("a table without geometries ({rows} rows), which is not read: open it as a file of its own, such as CSV \
                 (in QGIS: Export > Save Features As)")
    }
    view_passed_over { English("a view, which is not read: save it as a layer of its own to open it") }
    only_views {
        English("the GeoPackage has no layer with geometries that is a table: its views are not read; save them as layers \
                 of their own (in QGIS: Export > Save Features As)")
    }
    layer_skipped(why: impl std::fmt::Display) { English("the layer is skipped: {why}") }
    unnamed_crs(id: i64) { English("system {id}") }

    newer_version { English("made by a newer version of Contactline; update to open it") }
    not_sqlite { English("not a GeoPackage: it is not an SQLite database") }
    database_unreadable(error: impl std::fmt::Display) {
        English("the database cannot be read: {error}")
    }
    table_missing(table: &str) { English("the table '{table}' is missing") }
    database_damaged(found: &str) {
        English("the database is damaged; all that could be read is shown: {found}")
    }
    computed_column(name: &str) {
        English("the column '{name}' is computed by the file itself; it is not read")
    }
    column_not_text { English("a column whose name is not UTF-8; it is not read") }
    no_shape { English("it has no geometry") }
    bad_geometry { English("its geometry is invalid") }
    no_day { English("it has no day") }

    table_regions { English("Districts, raions, areas and provinces") }
    table_settlements { English("Villages, towns and heights") }
    table_zones { English("Dated areas") }
    table_lines { English("Dated lines") }
    table_claims {
        English("Claims: what a report says in one breath. A count is never split between \
                 lines or places")
    }
    table_reports { English("Statements, denials and bulletins, with and without incidents") }
    table_reporters { English("Reporters") }
    table_ties {
        English("Ties between claims, such as a denial and the claim it denies; without to_report, the denied \
                 claim is not in the data")
    }
    table_chronology { English("Dated events for the background") }
    table_provenance { English("Provenance of this data") }
    table_notes { English("What could not be read or placed") }
    table_session { English("The current view") }
    table_mark { English("Marks this file as a project of Contactline") }
}
