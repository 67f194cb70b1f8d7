//! Layers of many features in databases and shapefiles: that streaming them into columns says what
//! reading them into reports does, and that their rows can be read again.

use std::{fs, io::Cursor, path::Path};

use ::shapefile::{
    Point, ShapeWriter,
    dbase::{FieldValue, Record, TableWriterBuilder, encoding::DynEncoding},
};
use contactline::{
    io::{Read, bulk::Tuning},
    model::{Budget, ImportOptions, Note},
    store::formats,
};
use rusqlite::{Connection, params};

fn read(path: &Path, many_records: usize, fast: bool) -> Read {
    let tuning = Tuning {
        large_file_bytes: u64::MAX,
        many_records,
        fast,
        ..Tuning::default()
    };
    let choices = ImportOptions::default();
    let read = formats::read_tuned(path, &choices, &Budget::default(), tuning);
    read.expect("a file that is understood")
}

fn told(notes: &[Note]) -> Vec<String> {
    let mut told: Vec<String> = notes.iter().map(Note::to_string).collect();
    told.sort();
    told
}

/// Holds the ways of reading a file to each other, and gives its claims. Rows must have ids of their
/// own, or none.
fn check(path: &Path) -> usize {
    let whole = read(path, usize::MAX, true);
    let slow = read(path, 1, false);
    let fast = read(path, 1, true);
    let dataset = |read: &Read| format!("{:?}", read.draft.datasets);
    assert_eq!(dataset(&fast), dataset(&slow));
    for read in [&slow, &fast] {
        let rows = read.rows.as_ref().expect("rows to be read again");
        let offsets = &read.draft.datasets[0].offset;
        let again = rows.read(offsets).expect("the file as it was");
        assert_eq!(again.len(), whole.draft.reports.len());
        for (again, whole) in again.iter().zip(&whole.draft.reports) {
            assert_eq!(again, whole);
        }
        // In any order.
        let backwards: Vec<u64> = offsets.iter().rev().copied().collect();
        let mut read_backwards = rows.read(&backwards).expect("the file as it was");
        read_backwards.reverse();
        assert_eq!(read_backwards, again);
        assert_eq!(told(&read.notes), told(&whole.notes));
        let shapes = |read: &Read| {
            let zones = read.draft.zones.iter().map(|zone| zone.key.to_string());
            let places = read.draft.settlements.iter().map(|place| place.key.clone());
            let lines = read.draft.lines.iter().map(|line| line.key.to_string());
            let all: Vec<String> = zones.chain(places).chain(lines).collect();
            all
        };
        assert_eq!(shapes(read), shapes(&whole));
    }
    whole.draft.reports.len()
}

/// A point, a line from there, or a square at it, in well-known binary with the header of GeoPackage.
fn shape(kind: usize, x: f64, y: f64) -> Option<Vec<u8>> {
    let mut bytes = b"GP\0\x01\xe6\x10\0\0\x01".to_vec();
    let put = |x: f64, y: f64| [x.to_le_bytes(), y.to_le_bytes()].concat();
    match kind {
        0 => return None,
        1 => {
            bytes.extend([2, 0, 0, 0, 2, 0, 0, 0]);
            bytes.extend([put(x, y), put(x + 0.1, y + 0.1)].concat());
        }
        2 => {
            bytes.extend([3, 0, 0, 0, 1, 0, 0, 0, 4, 0, 0, 0]);
            for (dx, dy) in [(0.0, 0.0), (0.1, 0.0), (0.1, 0.1), (0.0, 0.0)] {
                bytes.extend(put(x + dx, y + dy));
            }
        }
        // Off the map.
        3 => {
            bytes.extend([1, 0, 0, 0]);
            bytes.extend(put(x + 300.0, y));
        }
        4 => bytes.truncate(5),
        _ => {
            bytes.extend([1, 0, 0, 0]);
            bytes.extend(put(x, y));
        }
    }
    Some(bytes)
}

fn geopackage(path: &Path, layers: &[(&str, &str)]) -> Connection {
    let database = Connection::open(path).expect("a database");
    database
        .execute_batch(
            "CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER PRIMARY KEY, \
             organization TEXT, organization_coordsys_id INTEGER, definition TEXT, description TEXT);
             INSERT INTO gpkg_spatial_ref_sys VALUES ('WGS 84', 4326, 'EPSG', 4326, '', '');
             CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT, srs_id INTEGER);
             CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, \
             geometry_type_name TEXT, srs_id INTEGER, z INTEGER, m INTEGER);",
        )
        .expect("made");
    for (layer, columns) in layers {
        database
            .execute_batch(&format!(
                "CREATE TABLE \"{layer}\" (fid INTEGER PRIMARY KEY, shape GEOMETRY, {columns});
                 INSERT INTO gpkg_contents VALUES ('{layer}', 'features', 4326);
                 INSERT INTO gpkg_geometry_columns VALUES ('{layer}', 'shape', 'GEOMETRY', 4326, 0, 0);"
            ))
            .expect("a layer");
    }
    database
}

#[test]
fn a_large_layer_says_what_a_small_one_does() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("events.gpkg");
    let columns = "date TEXT, event_date TEXT, activity TEXT, count, killed INTEGER, year INTEGER, \
                   \"from\" TEXT, place TEXT, reporter TEXT, remark TEXT, level REAL";
    let database = geopackage(&path, &[("events", columns), ("more events", columns)]);
    for layer in ["events", "more events"] {
        let sql = format!(
            "INSERT INTO \"{layer}\" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)"
        );
        let mut insert = database.prepare(&sql).expect("a statement");
        for index in 0..600_i64 {
            // Numbers with gaps.
            let fid = index + index / 100 * 7;
            let geometry = shape(index as usize % 40, 45.0 + index as f64 / 300.0, 39.9);
            let day = format!("2020-{:02}-{:02}", 1 + index % 12, 1 + index % 28);
            let date = match index % 17 {
                3 => None,
                5 => Some("2020-02-31".to_owned()),
                _ => Some(day.clone()),
            };
            // A column that stands in where the other says nothing, and one that begins late.
            let second = (index % 5 == 0).then_some(day);
            let remark = (index > 300).then(|| format!("remark {index}"));
            let activity = ["shelling", "fire", "sonic boom", ""][index as usize % 4];
            let count: Box<dyn rusqlite::ToSql> = match index % 6 {
                0 => Box::new(index),
                1 => Box::new("many"),
                2 => Box::new(2.5),
                3 => Box::new(rusqlite::types::Null),
                _ => Box::new(format!("{index}")),
            };
            let killed = (index % 7 == 0).then_some(index % 9 - 1);
            let year = (index % 3 == 0).then_some(2020);
            let from = (index % 9 == 2).then_some("Gorus");
            let place =
                ["Lachin", "kalbajar", "nowhere at all", "lachin/Zabukh"][index as usize % 4];
            let place = (index % 2 == 0).then_some(place);
            let reporter = match index % 10 {
                0 => None,
                1 => Some("https://example.org/1"),
                _ => Some("az-mod"),
            };
            let level = (index % 2 == 0).then_some(index as f64 / 8.0);
            insert
                .execute(params![
                    fid, geometry, date, second, activity, count, killed, year, from, place,
                    reporter, remark, level
                ])
                .expect("a row");
        }
        // What is no text, and a number far off.
        let odd: &[u8] = b"\xff\xfe";
        database
            .execute(
                &format!(
                    "INSERT INTO \"{layer}\" (fid, date, activity, place) \
                     VALUES (1000000, '2020-05-05', CAST(?1 AS TEXT), CAST(?1 AS TEXT))"
                ),
                [odd],
            )
            .expect("a row");
    }
    drop(database);
    // Twelve hundred and two features, less the squares, and the positions without anything else.
    let claims = check(&path);
    assert!((1_100..1_202).contains(&claims), "{claims}");
    // One layer alone, of which the column that the rows are numbered by is taken.
    let path = folder.path().join("alone.gpkg");
    let database = geopackage(&path, &[("events", "rowid TEXT, date TEXT, place TEXT")]);
    for index in 0..60 {
        let values =
            format!("INSERT INTO events VALUES ({index}, NULL, 'x', '2020-03-04', 'Lachin')");
        database.execute(&values, []).expect("a row");
    }
    drop(database);
    assert_eq!(check(&path), 60);
}

#[test]
fn a_large_shapefile_says_what_a_small_one_does() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("events.shp");
    let mut shapes = Cursor::new(Vec::new());
    let mut writer = ShapeWriter::new(&mut shapes);
    let text = |heading: &str| heading.try_into().expect("a heading");
    let mut rows = Cursor::new(Vec::new());
    let encoding = DynEncoding::from_name("utf-8").expect("an encoding");
    let mut table = TableWriterBuilder::with_encoding(encoding)
        .add_character_field(text("date"), 20)
        .add_character_field(text("place"), 30)
        .add_character_field(text("remark"), 30)
        .add_numeric_field(text("killed"), 8, 0)
        .add_numeric_field(text("share"), 8, 2)
        .add_logical_field(text("denied"))
        .build_with_dest(&mut rows);
    for index in 0..500_usize {
        let x = 45.0 + index as f64 / 300.0;
        writer.write_shape(&Point::new(x, 39.9)).expect("memory");
        let mut record = Record::default();
        let mut set = |heading: &str, value| record.insert(heading.to_owned(), value);
        let cell = |text: Option<String>| FieldValue::Character(text);
        let day = format!("2020-{:02}-{:02}", 1 + index % 12, 1 + index % 28);
        set("date", cell((index % 13 != 3).then_some(day)));
        let place = ["Lachin", "Şuşa", "nowhere", ""][index % 4];
        set("place", cell((index % 3 != 0).then(|| place.to_owned())));
        set(
            "remark",
            cell((index > 200).then(|| format!("remark {index}"))),
        );
        let killed = (index % 5 == 0).then_some((index % 30) as f64);
        set("killed", FieldValue::Numeric(killed));
        set("share", FieldValue::Numeric(Some(index as f64 / 4.0)));
        set(
            "denied",
            FieldValue::Logical((index % 2 == 0).then_some(index % 4 == 0)),
        );
        table.write_record(&record).expect("memory");
    }
    writer.finalize().expect("memory");
    table.finalize().expect("memory");
    drop((writer, table));
    fs::write(&path, shapes.into_inner()).expect("written");
    let mut rows = rows.into_inner();
    // Two deleted rows.
    let (first, length) = (
        usize::from(u16::from_le_bytes([rows[8], rows[9]])),
        usize::from(u16::from_le_bytes([rows[10], rows[11]])),
    );
    for index in [40, 300] {
        rows[first + index * length] = b'*';
    }
    fs::write(path.with_extension("dbf"), rows).expect("written");
    // All but the deleted ones: beside rows with a date, one without is a record without a date, and not
    // the name of a place, whatever else it says.
    assert_eq!(check(&path), 498);
    // A file that changed since is not read again.
    let read = read(&path, 1, true);
    let mut bytes = fs::read(&path).expect("there");
    bytes.extend([0; 4]);
    fs::write(&path, bytes).expect("written");
    let rows = read.rows.expect("rows to be read again");
    let error = rows.read(&[1]).expect_err("changed").to_string();
    assert!(error.contains("has changed since it was read"), "{error}");
}
