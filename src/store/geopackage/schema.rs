//! The tables of a project, and those every GeoPackage has (OGC 12-128r17, version 1.3).

use crate::{model::Field, words::notes::project};

/// A table and the types of its columns.
pub struct TableLayout {
    pub name: &'static str,
    /// The kind of geometry of a feature table; `None` for one without.
    pub geometry: Option<&'static str>,
    pub about: &'static str,
    pub columns: Vec<(&'static str, &'static str)>,
}

/// The version of this layout. A greater one is refused.
pub const LAYOUT: i64 = 2;

/// Marks a GeoPackage as a project, with the version of its layout.
pub const MARK: &str = "contactline";

const NAMES: [(&str, &str); 7] = [
    ("name", "TEXT"),
    ("name_az", "TEXT"),
    ("name_hy", "TEXT"),
    ("name_ru", "TEXT"),
    ("name_tr", "TEXT"),
    ("also", "TEXT"),
    ("variants", "TEXT"),
];

const ORIGIN: [(&str, &str); 3] = [("source", "TEXT"), ("licence", "TEXT"), ("note", "TEXT")];

const STYLE: [(&str, &str); 6] = [
    ("stroke", "TEXT"),
    ("stroke_width", "DOUBLE"),
    ("stroke_opacity", "DOUBLE"),
    ("fill", "TEXT"),
    ("fill_opacity", "DOUBLE"),
    ("other", "TEXT"),
];

fn shaped(name: &'static str, geometry: &'static str, about: &'static str) -> TableLayout {
    let mut columns = vec![("key", "TEXT"), ("kind", "TEXT")];
    columns.extend(NAMES);
    columns.extend([
        ("valid_from", "DATE"),
        ("valid_to", "DATE"),
        ("precision_km", "DOUBLE"),
    ]);
    columns.extend(ORIGIN);
    columns.extend(STYLE);
    columns.push(("file", "TEXT"));
    TableLayout {
        name,
        geometry: Some(geometry),
        about,
        columns,
    }
}

fn regions() -> TableLayout {
    let mut columns = vec![
        ("key", "TEXT"),
        ("level", "TEXT"),
        ("mission", "BOOLEAN"),
        ("country", "TEXT"),
        ("province", "TEXT"),
    ];
    columns.extend(NAMES);
    columns.extend([
        ("boundary", "TEXT"),
        ("ring_lon", "DOUBLE"),
        ("ring_lat", "DOUBLE"),
        ("ring_radius_km", "DOUBLE"),
        ("label_lon", "DOUBLE"),
        ("label_lat", "DOUBLE"),
        ("members", "TEXT"),
        ("precision_km", "DOUBLE"),
    ]);
    columns.extend(ORIGIN);
    TableLayout {
        name: "regions",
        geometry: Some("MULTIPOLYGON"),
        about: project::table_regions(),
        columns,
    }
}

fn settlements() -> TableLayout {
    let mut columns = vec![("key", "TEXT")];
    columns.extend(NAMES);
    columns.extend([
        ("region_key", "TEXT"),
        ("country", "TEXT"),
        ("precision_km", "DOUBLE"),
        ("population", "INTEGER"),
        ("source", "TEXT"),
        ("note", "TEXT"),
        ("other", "TEXT"),
    ]);
    TableLayout {
        name: "settlements",
        geometry: Some("POINT"),
        about: project::table_settlements(),
        columns,
    }
}

/// The type of the column of a field.
fn type_of(field: Field) -> &'static str {
    match field {
        field if field.is_whole() => "INTEGER",
        Field::LossesDenied | Field::Denied => "BOOLEAN",
        Field::Published => "DATE",
        _ => "TEXT",
    }
}

/// The fields of a report, as against those of its claims.
pub fn of_a_report(field: Field) -> bool {
    // What is not exact of the total stands there as well.
    field <= Field::Total || field == Field::Inexact
}

fn plain(
    name: &'static str,
    about: &'static str,
    columns: &[(&'static str, &'static str)],
) -> TableLayout {
    TableLayout {
        name,
        geometry: None,
        about,
        columns: columns.to_vec(),
    }
}

/// The tables of a project.
pub struct Tables {
    pub regions: TableLayout,
    pub zones: TableLayout,
    pub lines: TableLayout,
    pub settlements: TableLayout,
    pub claims: TableLayout,
    pub reports: TableLayout,
    pub reporters: TableLayout,
    pub chronology: TableLayout,
    pub ties: TableLayout,
    pub provenance: TableLayout,
    pub notes: TableLayout,
    pub session: TableLayout,
    pub mark: TableLayout,
}

pub fn tables() -> Tables {
    let fields = Field::ALL.iter();
    let fields = fields.filter(|(field, _)| !field.repeats_places() && !field.is_only_read());
    let fields: Vec<_> = fields
        .map(|(field, name)| (*field, (*name, type_of(*field))))
        .collect();
    let mut reports: Vec<_> = fields
        .iter()
        .filter(|(field, _)| of_a_report(*field))
        .map(|(_, column)| *column)
        .collect();
    reports.push(("file", "TEXT"));
    let named = |first: &[(&'static str, &'static str)], last: &[(&'static str, &'static str)]| {
        [first, &NAMES, last].concat()
    };
    Tables {
        regions: regions(),
        zones: shaped("zones", "MULTIPOLYGON", project::table_zones()),
        lines: shaped("lines", "MULTILINESTRING", project::table_lines()),
        settlements: settlements(),
        claims: TableLayout {
            name: "claims",
            geometry: Some("GEOMETRY"),
            about: project::table_claims(),
            columns: fields.iter().map(|(_, column)| *column).collect(),
        },
        reports: plain("reports", project::table_reports(), &reports),
        reporters: plain(
            "reporters",
            project::table_reporters(),
            &named(
                &[("key", "TEXT")],
                &[
                    ("short", "TEXT"),
                    ("letter", "TEXT"),
                    ("color", "INTEGER"),
                    ("side", "TEXT"),
                    ("note", "TEXT"),
                ],
            ),
        ),
        chronology: plain(
            "chronology",
            project::table_chronology(),
            &named(
                &[
                    ("key", "TEXT"),
                    ("day", "DATE"),
                    ("end", "DATE"),
                    ("kind", "TEXT"),
                ],
                &[("detail", "TEXT"), ("sources", "TEXT")],
            ),
        ),
        ties: plain(
            "ties",
            project::table_ties(),
            &[
                ("from_report", "TEXT"),
                ("from_claim", "INTEGER"),
                ("to_report", "TEXT"),
                ("to_claim", "INTEGER"),
                ("kind", "TEXT"),
                ("basis", "TEXT"),
                ("reason", "TEXT"),
            ],
        ),
        provenance: plain(
            "provenance",
            project::table_provenance(),
            &[("line", "TEXT")],
        ),
        notes: plain(
            "notes",
            project::table_notes(),
            &[
                ("severity", "TEXT"),
                ("file", "TEXT"),
                ("line", "INTEGER"),
                ("column", "INTEGER"),
                ("text", "TEXT"),
                ("what", "TEXT"),
                ("hint", "TEXT"),
                ("rows", "INTEGER"),
            ],
        ),
        session: plain("session", project::table_session(), &[("session", "TEXT")]),
        mark: plain(
            MARK,
            project::table_mark(),
            &[
                ("layout", "INTEGER"),
                ("program", "TEXT"),
                ("partial", "BOOLEAN"),
            ],
        ),
    }
}

/// The tables every GeoPackage has, and its marks in the header of the file.
pub const CORE: &str = r#"
PRAGMA application_id = 1196444487;
PRAGMA user_version = 10300;
CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL PRIMARY KEY,
  organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL,
  definition TEXT NOT NULL,
  description TEXT
);
INSERT INTO gpkg_spatial_ref_sys VALUES
 ('Undefined cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined cartesian coordinate reference system'),
 ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system'),
 ('WGS 84 geodetic', 4326, 'EPSG', 4326,
  'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]',
  'longitude/latitude coordinates in decimal degrees on the WGS 84 spheroid');
CREATE TABLE gpkg_contents (
  table_name TEXT NOT NULL PRIMARY KEY,
  data_type TEXT NOT NULL,
  identifier TEXT UNIQUE,
  description TEXT DEFAULT '',
  last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,
  srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id)
);
CREATE TABLE gpkg_geometry_columns (
  table_name TEXT NOT NULL,
  column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL,
  z TINYINT NOT NULL,
  m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
  CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id)
);
CREATE TABLE gpkg_extensions (
  table_name TEXT,
  column_name TEXT,
  extension_name TEXT NOT NULL,
  definition TEXT NOT NULL,
  scope TEXT NOT NULL,
  CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name)
);
"#;

/// Keeps the index of a feature table right while other programs edit it; they bring the functions.
pub const INDEX_TRIGGERS: &str = r#"
CREATE TRIGGER "rtree_{t}_geom_insert" AFTER INSERT ON "{t}"
 WHEN (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom))
BEGIN
 INSERT OR REPLACE INTO "rtree_{t}_geom" VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom));
END;
CREATE TRIGGER "rtree_{t}_geom_update1" AFTER UPDATE OF geom ON "{t}"
 WHEN OLD.fid = NEW.fid AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom))
BEGIN
 INSERT OR REPLACE INTO "rtree_{t}_geom" VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom));
END;
CREATE TRIGGER "rtree_{t}_geom_update2" AFTER UPDATE OF geom ON "{t}"
 WHEN OLD.fid = NEW.fid AND (NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))
BEGIN
 DELETE FROM "rtree_{t}_geom" WHERE id = OLD.fid;
END;
CREATE TRIGGER "rtree_{t}_geom_update3" AFTER UPDATE ON "{t}"
 WHEN OLD.fid != NEW.fid AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom))
BEGIN
 DELETE FROM "rtree_{t}_geom" WHERE id = OLD.fid;
 INSERT OR REPLACE INTO "rtree_{t}_geom" VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom));
END;
CREATE TRIGGER "rtree_{t}_geom_update4" AFTER UPDATE ON "{t}"
 WHEN OLD.fid != NEW.fid AND (NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))
BEGIN
 DELETE FROM "rtree_{t}_geom" WHERE id IN (OLD.fid, NEW.fid);
END;
CREATE TRIGGER "rtree_{t}_geom_delete" AFTER DELETE ON "{t}"
 WHEN OLD.geom NOTNULL
BEGIN
 DELETE FROM "rtree_{t}_geom" WHERE id = OLD.fid;
END;
"#;
