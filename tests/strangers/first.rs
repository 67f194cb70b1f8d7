//! What people stumbled over who opened files of their own. The right values are worked out by hand.

use std::{ffi::OsStr, fs, io::Cursor, path::Path};

use crate::common::made::{Made, contactline, made};
use shapefile::dbase::{FieldValue, Record, TableWriterBuilder, encoding::DynEncoding};

/// A table of text columns, in which a column is then called one of dates or numbers.
fn dbf(columns: &[(&str, u8)], rows: &[&[&str]]) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let encoding = DynEncoding::from_name("utf-8").expect("an encoding");
    let mut table = TableWriterBuilder::with_encoding(encoding);
    for (heading, kind) in columns {
        let width = if *kind == b'D' { 8 } else { 20 };
        table = table.add_character_field((*heading).try_into().expect("a heading"), width);
    }
    let mut writer = table.build_with_dest(&mut bytes);
    for row in rows {
        let mut record = Record::default();
        for ((heading, _), cell) in columns.iter().zip(*row) {
            let cell = FieldValue::Character(Some((*cell).to_owned()));
            record.insert((*heading).to_owned(), cell);
        }
        writer.write_record(&record).expect("memory");
    }
    writer.finalize().expect("memory");
    drop(writer);
    let mut bytes = bytes.into_inner();
    for (index, (_, kind)) in columns.iter().enumerate() {
        bytes[32 + 32 * index + 11] = *kind;
    }
    bytes
}

fn shapefile(points: &[(f64, f64)], dbf: Vec<u8>) -> Made {
    let mut bytes = Cursor::new(Vec::new());
    let mut writer = shapefile::ShapeWriter::new(&mut bytes);
    for (x, y) in points {
        writer
            .write_shape(&shapefile::Point::new(*x, *y))
            .expect("memory");
    }
    writer.finalize().expect("memory");
    drop(writer);
    let file = made("a.shp", bytes.into_inner());
    fs::write(file.path.with_extension("dbf"), dbf).expect("written");
    file
}

/// How shapefiles write that there is no date, a date that is none, a number that is none, and a number
/// with more digits than seven.
#[test]
fn a_cell_of_a_shapefile_that_cannot_be_read_costs_no_other() {
    let columns = [
        ("date", b'D'),
        ("killed", b'N'),
        ("height", b'F'),
        ("remark", b'C'),
    ];
    let rows: [&[&str]; 4] = [
        &["20210501", "3", "4.67512345678e+001", "whole"],
        &["00000000", "4", "1204.5", "no date"],
        &["20211301", "5", "7", "no such month"],
        &["20210504", "few", "8", "no number"],
    ];
    let file = shapefile(
        &[(46.1, 39.1), (46.2, 39.2), (46.3, 39.3), (46.4, 39.4)],
        dbf(&columns, &rows),
    );
    assert_eq!(
        file.cells(&["start", "killed", "lon", "other"]),
        [
            r#"2021-05-01 3 46.1 {"height":46.7512345678,"remark":"whole"}"#,
            r#"4 46.2 {"height":1204.5,"remark":"no date"}"#,
            r#"5 46.3 {"height":7,"remark":"no such month","date":"2021-13-01"}"#,
            r#"2021-05-04  46.4 {"height":8,"remark":"no number","killed":"few"}"#,
        ]
    );
    let said = file.check(&[]);
    assert!(
        said.contains("a.shp:3: warning: not a date; start is left empty [2021-13-01]"),
        "{said}"
    );
    assert!(
        said.contains("a.shp:4: warning: not a number; killed is left empty [few]"),
        "{said}"
    );
    assert!(said.contains("0 errors, 2 warnings, 1 note"), "{said}");
}

/// A damaged table is told in words, and the shapes are read without it.
#[test]
fn a_damaged_table_of_a_shapefile_is_told_in_words() {
    let table = || dbf(&[("date", b'C')], &[&["2021-05-01"]]);
    let said_of = |bytes: Vec<u8>| shapefile(&[(46.1, 39.1)], bytes).check(&[]);
    let mut unknown = table();
    unknown[32 + 11] = b'?';
    for (bytes, why) in [
        (unknown, "a column has the unknown type '?'"),
        (table()[..20].to_vec(), "the file is truncated"),
    ] {
        let said = said_of(bytes);
        assert!(said.contains(why), "{said}");
        assert!(
            !said.contains("Error {") && !said.contains("ErrorKind"),
            "{said}"
        );
    }
}

fn converted(file: &Made, name: &str) -> std::path::PathBuf {
    let out = file.folder.path().join(name);
    let args = [
        "convert".as_ref(),
        file.path.as_os_str(),
        "-o".as_ref(),
        out.as_os_str(),
        "--force".as_ref(),
    ];
    let (code, said) = contactline(&args);
    assert_eq!(code, Some(0), "{said}");
    out
}

fn said_of(command: &str, paths: &[&Path]) -> String {
    let mut args: Vec<&OsStr> = vec![command.as_ref()];
    args.extend(paths.iter().map(|path| path.as_os_str()));
    contactline(&args).1
}

/// A point and a line that belong together are a record and a line, however often they are written.
#[test]
fn a_collection_is_written_as_what_it_was_read_as() {
    let file = made(
        "a.geojson",
        r#"{"type":"FeatureCollection","features":[{"type":"Feature",
        "properties":{"date":"2022-08-07","count":3,"name":"first","remark":"r"},
        "geometry":{"type":"GeometryCollection","geometries":[
        {"type":"Point","coordinates":[46.1,39.8]},
        {"type":"LineString","coordinates":[[46.1,39.8],[46.2,39.9]]}]}}]}"#,
    );
    let first = converted(&file, "first.geojson");
    let second = made("second.geojson", fs::read(&first).expect("written"));
    let second = converted(&second, "third.geojson");
    for path in [&file.path, &first, &second] {
        let said = said_of("check", &[path]);
        assert!(
            said.contains("records      1\n") && said.contains("lines        1\n"),
            "{said}"
        );
    }
}

/// The converted file has another name, and the records in it say that they come from the first.
#[test]
fn nothing_has_changed_between_a_file_and_what_was_converted_from_it() {
    let table = "date,place,lat,lon,killed,remark\n2021-05-01,Lachin,39.64,46.55,1,a\n\
                 2021-05-02,Shusha,39.76,46.75,,b\n2021-05-02,Shusha,39.76,46.75,,b\n";
    let with_reporter =
        "date,reporter,lat,lon\n2021-05-01,am-mod,39.64,46.55\n2021-05-02,az-mod,39.7,46.6\n";
    for content in [table, with_reporter] {
        let file = made("weekly.csv", content);
        let rows = content.lines().count() - 1;
        for ending in ["csv", "geojson", "json", "kml", "kmz", "gpkg"] {
            let out = converted(&file, &format!("other.{ending}"));
            let said = said_of("diff", &[&file.path, &out]);
            let told = format!("{rows} records: {rows} unchanged, 0 added, 0 changed, 0 removed");
            assert!(said.contains(&told), "{ending}: {said}");
        }
    }
}

/// A person counts in whole numbers: a thousand, or one and a quarter? What is taken is told.
#[test]
fn what_is_only_likely_is_told() {
    let doubtful = made("a.csv", "date,lat,lon,count\n2021-05-01,39.7,46.6,1.234\n");
    assert_eq!(doubtful.cells(&["count"]), ["1234"]);
    assert!(
        doubtful
            .check(&[])
            .contains("warning: 1.234 is read as 1234")
    );
    let chosen = doubtful.check(&["--decimal", "comma"]);
    assert!(!chosen.contains("is read as"), "{chosen}");
    let not_whole = doubtful.check(&["--decimal", "point"]);
    assert!(
        not_whole.contains("not a whole number; count is left empty [1.234]"),
        "{not_whole}"
    );
    // Here the other columns show it.
    let settled = made("a.csv", "date;lat;lon;count\n2021-05-01;39,7;46,6;1.234\n");
    assert_eq!(settled.cells(&["count"]), ["1234"]);
    assert!(!settled.check(&[]).contains("is read as"));
    let empty = made(
        "a.csv",
        "date,lat,lon,count\n2021-05-01,39.7,46.6,NaN\n2021-05-01,0,0,2\n",
    );
    let said = empty.check(&[]);
    assert!(
        said.contains("note: 'NaN' in a cell is treated as empty [count]"),
        "{said}"
    );
    assert!(
        said.contains("warning: longitude 0, latitude 0 often stands for an unknown position; the position is kept"),
        "{said}"
    );
    assert_eq!(
        empty.cells(&["lon", "lat", "count"]),
        ["46.6 39.7", "0 0 2"]
    );
    let clock = made("a.csv", "date,time,lat,lon\n2021-05-01,soon,39.7,46.6\n");
    assert!(
        clock
            .check(&[])
            .contains("not a time of day; start_time is left empty [soon]")
    );
}

/// From a day on: of one that is not known to have ended, no more than its beginning is counted.
#[test]
fn an_end_that_is_open_is_told() {
    let placemark = |times: &str| {
        format!(
            "<Placemark><TimeSpan>{times}</TimeSpan><Point><coordinates>46.1,39.8</coordinates></Point></Placemark>"
        )
    };
    let kml = made(
        "a.kml",
        format!(
            r#"<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{}{}</Document></kml>"#,
            placemark("<begin>2021-05-01</begin>"),
            placemark("<begin>2021-05-01</begin><end>2021-05-03</end>")
        ),
    );
    let csv = made(
        "a.csv",
        "date,lat,lon\n2021-05-01/..,39.8,46.1\n2021-05-01/2021-05-03,39.8,46.1\n",
    );
    for file in [kml, csv] {
        assert_eq!(
            file.cells(&["start", "end", "time_precision"]),
            ["2021-05-01  days", "2021-05-01 2021-05-03 days"]
        );
        let said = file.check(&[]);
        assert!(
            said.contains("note: its end is open; it counts on the day it began [2021-05-01/..]"),
            "{said}"
        );
    }
}

/// What is known to have ended, and not when it began, counts on the day it ended, and that is told where
/// the row itself does not say how closely its time is known.
#[test]
fn an_end_without_a_beginning_is_told() {
    let one = made("a.csv", "date,lat,lon\n../2021-05-03,39.8,46.1\n");
    let two = made(
        "a.csv",
        "start,end,lat,lon\n2021-05-01,2021-05-02,39.8,46.1\n,2021-05-03,39.8,46.1\n",
    );
    for file in [one, two] {
        let cells = file.cells(&["start", "end", "time_precision"]);
        assert_eq!(
            cells.last().map(|cells| cells.trim()),
            Some("2021-05-03 days")
        );
        let said = file.check(&[]);
        let told = "note: no day on which it began is stated; it counts on the day it ended";
        assert!(said.contains(told), "{said}");
    }
}

/// More places in one claim than any table has columns.
#[test]
fn a_claim_of_many_places_is_read_again_from_a_table() {
    let points: Vec<String> = (0..2_000).map(|n| format!("[46.{n:04},39.5]")).collect();
    let file = made(
        "a.geojson",
        format!(
            r#"{{"type":"Feature","properties":{{"date":"2021-05-01","count":3}},
            "geometry":{{"type":"MultiPoint","coordinates":[{}]}}}}"#,
            points.join(",")
        ),
    );
    let said = file.check(&[]);
    assert!(
        said.contains("positions    1, of which 1 inside the area of the map"),
        "{said}"
    );
    let out = converted(&file, "out.csv");
    let said = said_of("diff", &[&file.path, &out]);
    assert!(said.contains("1 record: 1 unchanged"), "{said}");
}

#[test]
fn the_commands_say_what_they_do_not_know() {
    let statement = made("a.txt", "Fire was opened.");
    let run = |args: &[&OsStr]| contactline(args);
    let (code, said) = run(&[
        "read".as_ref(),
        statement.path.as_os_str(),
        "--lang".as_ref(),
        "xx".as_ref(),
    ]);
    assert_eq!(code, Some(2));
    assert!(
        said.contains("there is no language 'xx'; known are en, ru, az, tr, hy"),
        "{said}"
    );

    let table = made("a.csv", "date,lat,lon\n2021-05-01,39.7,46.6\n");
    let out = table.folder.path().join("new").join("out.csv");
    let (code, said) = run(&[
        "convert".as_ref(),
        table.path.as_os_str(),
        "-o".as_ref(),
        out.as_os_str(),
    ]);
    assert_eq!(code, Some(2));
    assert!(
        said.contains("there is no folder") && said.contains("make it first"),
        "{said}"
    );
    assert!(!out.parent().expect("a folder").exists());

    let utm = made(
        "utm.geojson",
        r#"{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":
        "urn:ogc:def:crs:EPSG::32638"}},"features":[]}"#,
    );
    let said = utm.check(&[]);
    assert!(
        said.contains("its coordinates are in EPSG:32638 (UTM zone 38N)")
            && said.contains("ogr2ogr -t_srs EPSG:4326 utm-wgs84.geojson utm.geojson"),
        "{said}"
    );
    for order in ["day", "day:asc", "day:desc"] {
        let (code, said) = run(&[
            "list".as_ref(),
            "--sort".as_ref(),
            order.as_ref(),
            "--limit".as_ref(),
            "1".as_ref(),
        ]);
        assert_eq!(code, Some(0), "{order}: {said}");
    }
}
