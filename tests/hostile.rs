//! Hostile and unlucky files, as a person meets them at the command line: nothing panics, nothing goes
//! on without end, and nothing is written where it should not be.

mod common;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Output,
};

use common::contactline;

fn said(output: &Output) -> String {
    let both = [&output.stdout[..], &output.stderr[..]].concat();
    String::from_utf8(both).expect("text")
}

fn hostile(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hostile");
    path.join(name).display().to_string()
}

/// No panic; and the note says this.
fn check_told(name: &str, what: &str) {
    let output = contactline(&["check", &hostile(name)]);
    let said = said(&output);
    assert!(
        matches!(output.status.code(), Some(0..=2)),
        "{name}: {said}"
    );
    assert!(!said.contains("panicked"), "{name}: {said}");
    assert!(said.contains(what), "{name}: {said}");
}

#[test]
fn a_position_that_is_none_costs_its_feature() {
    for name in [
        "position_of_one_number",
        "empty_position",
        "polygon_short_position",
    ] {
        check_told(&format!("{name}.geojson"), "position");
    }
}

#[test]
fn one_bad_position_costs_one_record_of_a_large_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("large.geojson");
    let feature = |at: &str| {
        format!(
            r#"{{"type":"Feature","properties":{{"date":"2022-08-07","remark":"{}"}},"geometry":{{"type":"Point","coordinates":{at}}}}}"#,
            "long enough ".repeat(20)
        )
    };
    let features: Vec<String> = (0..5_000)
        .map(|number| {
            feature(if number == 3_000 {
                "[46]"
            } else {
                "[46.5,39.8]"
            })
        })
        .collect();
    let text = format!(
        "{{\"type\":\"FeatureCollection\",\"features\":[\n{}\n]}}",
        features.join(",\n")
    );
    fs::write(&path, text).expect("written");
    let output = contactline(&["check", &path.display().to_string()]);
    let said = said(&output);
    assert!(said.contains("large.geojson:3002: "), "{said}");
    assert!(said.contains("position"), "{said}");
    assert!(said.contains("4999"), "{said}");
}

#[test]
fn columns_that_a_database_computes_or_cannot_name_are_told_and_not_read() {
    check_told(
        "column_name_not_utf8.gpkg",
        "a column whose name is not UTF-8",
    );
    check_told("generated_column.gpkg", "is computed by the file itself");
}

#[test]
fn what_exists_is_replaced_only_by_force_and_never_the_file_that_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (input, output) = (path("a.csv"), path("b.csv"));
    let rows = "date,lat,lon\n2022-08-07,39.8,46.5\n";
    fs::write(&input, rows).expect("written");
    fs::write(&output, "theirs").expect("written");
    let refused = contactline(&["convert", &input, "-o", &output]);
    assert_eq!(refused.status.code(), Some(2), "{}", said(&refused));
    assert!(said(&refused).contains("add --force"), "{}", said(&refused));
    assert_eq!(fs::read(&output).expect("there"), b"theirs");
    let own = contactline(&["convert", &input, "-o", &input, "--force"]);
    assert!(
        said(&own).contains("one of the input files"),
        "{}",
        said(&own)
    );
    assert_eq!(fs::read_to_string(&input).expect("there"), rows);
    let forced = contactline(&["convert", &input, "-o", &output, "--force"]);
    assert!(forced.status.success(), "{}", said(&forced));
    assert_ne!(fs::read(&output).expect("there"), b"theirs");
}

/// A project, and nothing beside it after it was looked at.
#[test]
fn looking_into_a_database_leaves_nothing_beside_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let path: PathBuf = folder.path().join("a.gpkg");
    let shown = path.display().to_string();
    fs::write(
        folder.path().join("a.csv"),
        "date,lat,lon\n2022-08-07,39.8,46.5\n",
    )
    .expect("written");
    let input = folder.path().join("a.csv").display().to_string();
    let written = contactline(&["convert", &input, "-o", &shown]);
    assert!(written.status.success(), "{}", said(&written));
    // As QGIS leaves it.
    let database = rusqlite::Connection::open(&path).expect("a database");
    database
        .query_row("PRAGMA journal_mode = WAL", [], |row| {
            row.get::<_, String>(0)
        })
        .expect("set");
    drop(database);
    let read = contactline(&["check", &shown]);
    assert!(read.status.success(), "{}", said(&read));
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 2);
}

/// Neither mended, which would take as much time and memory as it has crossings, nor left out.
#[test]
fn a_polygon_that_crosses_itself_everywhere_is_told_and_shown_as_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("tangle.geojson");
    let corner = |number: u64| {
        let mixed = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let share = |bits: u64| (bits % 10_000) as f64 / 10_000.0;
        format!(
            "[{},{}]",
            45.0 + share(mixed >> 40),
            39.0 + share(mixed >> 20)
        )
    };
    let corners: Vec<String> = (1..=20_000).chain([1]).map(corner).collect();
    let text = format!(
        r#"{{"type":"Feature","properties":{{"name":"t"}},"geometry":{{"type":"Polygon","coordinates":[[{}]]}}}}"#,
        corners.join(",")
    );
    fs::write(&path, text).expect("written");
    let said = said(&contactline(&["check", &path.display().to_string()]));
    assert!(
        said.contains("crosses itself too often to be mended"),
        "{said}"
    );
}

#[test]
fn names_nobody_knows_are_counted_and_hints_are_few() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("names.csv");
    let mut text = String::from("date,places\n");
    for number in 0..20_000u32 {
        text.push_str(&format!(
            "2022-08-07,Qvx{:x}tu\n",
            number.wrapping_mul(2_654_435_761)
        ));
    }
    // One slip of the pen among the first.
    text = text.replacen("\n2022", "\n2022-08-07,Kelbadjarr\n2022", 1);
    fs::write(&path, text).expect("written");
    let said = said(&contactline(&["check", &path.display().to_string()]));
    assert!(said.contains("20001 not on the map"), "{said}");
}

#[test]
fn what_a_file_says_is_not_obeyed_by_the_terminal() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("escapes.csv");
    fs::write(
        &path,
        "date,places\n2022-08-07,evil\u{1b}]0;owned\u{7}\u{1b}[2Jplace\n",
    )
    .expect("written");
    let said = said(&contactline(&["check", &path.display().to_string()]));
    assert!(said.contains("owned"), "{said}");
    assert!(
        !said.contains(|c: char| c.is_control() && c != '\n'),
        "{said:?}"
    );
}
