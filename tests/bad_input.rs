//! Files that are damaged, mistaken or hostile: what is told of them, with file, line and cause, and
//! that whatever can be read is read.

use std::{fmt::Write as _, fs, path::Path, process::Command};

use contactline::{
    app::load,
    io::{Source, read_data_folder, table},
    model::{Amount, Atlas, Budget, Draft, ImportOptions, Note},
    store::formats,
};

type Read = Result<(Draft, Vec<String>), String>;

/// What comes of a file, and what is told of it, both without the folder it lies in.
fn read_with(name: &str, bytes: &[u8], choices: &ImportOptions) -> Read {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    fs::write(&path, bytes).expect("written");
    let short = |text: String| text.replace(&format!("{}/", folder.path().display()), "");
    let (draft, notes) = formats::read(&path, choices, &Budget::default())
        .map(|read| (read.draft, read.notes))
        .map_err(|error| short(error.to_string()))?;
    let notes = notes.iter().map(|note| short(note.to_string()));
    Ok((draft, notes.collect()))
}

fn read(name: &str, bytes: &[u8]) -> Read {
    read_with(name, bytes, &ImportOptions::default())
}

#[track_caller]
fn check_refused(name: &str, bytes: &[u8], expected: &str) {
    let why = read(name, bytes).map(|_| ()).expect_err("refused");
    assert!(why.starts_with(name) && why.contains(expected), "{why}");
}

#[track_caller]
fn check_noted(name: &str, bytes: &[u8], expected: &str) -> Draft {
    let (draft, notes) = read(name, bytes).expect("read");
    assert!(
        notes.iter().any(|note| note.contains(expected)),
        "{expected} is not among {notes:#?}"
    );
    draft
}

fn features(features: &str) -> Vec<u8> {
    format!("{{\"type\": \"FeatureCollection\", \"features\": [\n{features}\n]}}").into_bytes()
}

#[test]
fn empty_files_of_every_format_are_called_empty() {
    for name in [
        "a.csv",
        "a.geojson",
        "a.json",
        "a.kml",
        "a.kmz",
        "a.shp",
        "a.txt",
    ] {
        check_refused(name, b"", "the file is empty");
        check_refused(name, b"\xef\xbb\xbf \n", "the file is empty");
    }
}

#[test]
fn a_stretch_that_lacks_an_end_is_told_and_read_as_one_place() {
    for cell in ["lachin ↔", "↔ lachin", "lachin ↔ Lachin"] {
        let table = format!("date,by,at,number\n2022-08-07,Armenia,{cell},3\n");
        check_noted("a.csv", table.as_bytes(), "a stretch with one end");
    }
    let whole = "date,by,at,number\n2022-08-07,Armenia,lachin ↔ kalbajar,3\n";
    let (_, notes) = read("a.csv", whole.as_bytes()).expect("read");
    assert!(
        !notes.iter().any(|note| note.contains("stretch")),
        "{notes:#?}"
    );
}

#[test]
fn a_web_page_under_any_name_is_called_one() {
    for name in ["a.csv", "a.geojson", "a.json", "a.kml", "a.shp"] {
        let page = b"\n<!doctype HTML>\n<html><body>404</body></html>";
        check_refused(name, page, "a web page, not data");
    }
}

#[test]
fn json_that_breaks_off_is_told_with_line_and_column() {
    let whole = features(r#"{"type": "Feature", "properties": {}, "geometry": null}"#);
    check_refused("a.geojson", &whole[..70], "a.geojson:2:");
    let reports = b"{\"reports\": [\n{\"id\": \"a\", ";
    check_refused("a.json", reports, "a.json:2:");
}

#[test]
fn numbers_that_are_no_positions_leave_the_row_without_one() {
    for (lat, lon) in [
        ("NaN", "46"),
        ("40", "inf"),
        ("95", "46"),
        ("40", "-190.5"),
        ("1e400", "46"),
    ] {
        let rows = format!("date,lat,lon,count\n2022-08-07,{lat},{lon},2\n");
        let (draft, notes) = read("a.csv", rows.as_bytes()).expect("read");
        let claim = &draft.reports[0].claims[0];
        assert_eq!(claim.count, Some(2.into()), "the rest of the row is kept");
        let (atlas, more) = Atlas::build(draft);
        let told = notes
            .iter()
            .cloned()
            .chain(more.iter().map(Note::to_string));
        let told: Vec<String> = told.collect();
        assert!(
            told.iter().any(|note| note.contains("a.csv:2")),
            "{lat} {lon}: {told:?}"
        );
        let mut kinds = atlas.datasets().rows().iter().flat_map(|of| &of.kinds);
        assert!(kinds.all(|kind| !kind.placed), "{lat} {lon}");
    }
    let nan = features(
        r#"{"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [NaN, 40]}}"#,
    );
    check_noted("a.geojson", &nan, "a.geojson:2");
}

#[test]
fn latitude_before_longitude_is_told_with_the_remedy() {
    let swapped = features(
        r#"{"type": "Feature", "properties": {"date": "2022-08-07"}, "geometry": {"type": "Point", "coordinates": [40, 146]}}"#,
    );
    check_noted("a.geojson", &swapped, "Swap latitude and longitude");
    let choices = ImportOptions {
        swapped: true,
        ..ImportOptions::default()
    };
    let (draft, notes) = read_with("a.geojson", &swapped, &choices).expect("read");
    assert_eq!((draft.reports.len(), notes), (1, vec![]));
}

#[test]
fn a_polygon_of_a_million_corners_is_read() {
    let mut ring = String::new();
    for index in 0..1_000_000 {
        let angle = f64::from(index) / 1_000_000.0 * std::f64::consts::TAU;
        write!(
            ring,
            "[{:.7},{:.7}],",
            46.0 + angle.cos(),
            40.0 + angle.sin()
        )
        .expect("a string");
    }
    let polygon = features(&format!(
        r#"{{"type": "Feature", "properties": {{"name": "A"}}, "geometry": {{"type": "Polygon", "coordinates": [[{ring}[47,40]]]}}}}"#
    ));
    let (draft, _) = read("a.geojson", &polygon).expect("read");
    let corners = draft.zones[0].shape.0[0].exterior().0.len();
    assert!(corners > 900_000, "{corners}");
}

#[test]
fn things_with_the_same_id_are_all_kept_or_told() {
    let twice = features(
        r#"{"type": "Feature", "id": 1, "properties": {"name": "A"}, "geometry": {"type": "Polygon", "coordinates": [[[46,40],[47,40],[47,41],[46,40]]]}},
{"type": "Feature", "id": 1, "properties": {"name": "B"}, "geometry": {"type": "Polygon", "coordinates": [[[45,40],[46,40],[46,41],[45,40]]]}}"#,
    );
    let draft = check_noted(
        "a.geojson",
        &twice,
        "a.geojson:3: warning: another feature has this id",
    );
    assert_eq!(draft.zones.len(), 2);
    let keys: Vec<&str> = draft.zones.iter().map(|zone| &*zone.key).collect();
    assert_ne!(keys[0], keys[1]);
    let report = r#"{"id": "a", "reporter": "x", "language": "en", "published": null, "published_basis": "page", "stance": "claim", "claims": []}"#;
    let reports = format!("{{\"reports\": [{report},\n{report}]}}");
    let (draft, _) = read("a.json", reports.as_bytes()).expect("read");
    let (atlas, notes) = Atlas::build(draft);
    let ids: Vec<&str> = atlas.reports().map(|report| &*report.id).collect();
    assert_eq!(ids, ["a", "a#2"]);
    assert!(
        notes
            .iter()
            .any(|note| note.to_string().contains("a.json:2")
                && note.to_string().contains("duplicate report id"))
    );
}

#[test]
fn values_of_several_types_in_one_column_cost_no_row() {
    let mixed = [
        "3",
        "\"4\"",
        "true",
        "[5]",
        "{\"n\": 6}",
        "null",
        "7.5",
        "\"many\"",
        "-1",
    ];
    let rows = mixed.map(|value| {
        format!(r#"{{"type": "Feature", "properties": {{"date": "2022-08-07", "count": {value}}}, "geometry": {{"type": "Point", "coordinates": [46, 40]}}}}"#)
    });
    let (draft, notes) = read("a.geojson", &features(&rows.join(",\n"))).expect("read");
    assert_eq!(draft.reports.len(), mixed.len());
    let counts = draft.reports.iter().map(|report| report.claims[0].count);
    let counts: Vec<Option<u32>> = counts.map(|count| count.and_then(Amount::exact)).collect();
    assert_eq!(counts[..2], [Some(3), Some(4)]);
    assert!(counts[2..].iter().all(Option::is_none), "{counts:?}");
    for line in [4, 5, 6, 8, 9, 10] {
        let place = format!("a.geojson:{line}");
        assert!(
            notes.iter().any(|note| note.starts_with(&place)),
            "{place} {notes:#?}"
        );
    }
}

#[test]
fn a_cell_of_a_million_letters_and_a_quoted_line_break_cost_no_row() {
    let long = "ш".repeat(1_000_000);
    let rows = format!("date,place,remark\n2022-08-07,Lachin,{long}\n2022-08-08,Lachin,b\n");
    let (draft, notes) = read("a.csv", rows.as_bytes()).expect("read");
    assert_eq!(draft.len(), 2, "{notes:?}");
    let rows =
        "date,place,remark\n2022-08-07,Lachin,\"two\nlines, \"\"quoted\"\"\"\nnever,Lachin,c\n";
    let draft = check_noted("a.csv", rows.as_bytes(), "a.csv:4: warning: not a date");
    let kept = draft.reports[0].claims[0].properties.as_deref();
    assert!(
        kept.is_some_and(|kept| kept.contains("two\\nlines, \\\"quoted\\\"")),
        "{kept:?}"
    );
}

#[test]
fn no_written_cell_is_a_formula() {
    let evil = [
        "=1+1",
        "+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "'=1",
        "=HYPERLINK(\"x\")",
    ];
    let rows = evil.iter().enumerate().map(|(index, cell)| {
        let cell = cell.replace('"', "\"\"");
        format!("r{index},\"{cell}\",lachin,2022-08-07\n")
    });
    let rows = format!("report,outlet,targets,start\n{}", rows.collect::<String>());
    let (draft, _) = read("a.csv", rows.as_bytes()).expect("read");
    let mut written = Vec::new();
    table::write(&mut written, &draft.reports, &|site| site.stated(), None).expect("memory");
    let text = String::from_utf8(written.clone()).expect("text");
    let table = text.lines().filter(|line| !line.starts_with('#'));
    let table: String = table.map(|line| format!("{line}\n")).collect();
    for record in csv::Reader::from_reader(table.as_bytes()).records() {
        for cell in &record.expect("a row") {
            let runs = cell.starts_with(['=', '+', '@', '\t', '\r', '-']);
            assert!(!runs || cell.parse::<f64>().is_ok(), "{cell:?}");
        }
    }
    let (again, _) = read("b.csv", &written).expect("read");
    let outlets = |draft: &Draft| -> Vec<Option<String>> {
        draft
            .reports
            .iter()
            .map(|report| report.outlet.clone())
            .collect()
    };
    assert_eq!(outlets(&again), outlets(&draft), "and comes back as it was");
}

/// What the program says on the command line of files that are none.
fn said(args: &[&Path]) -> (Option<i32>, String) {
    let run = Command::new(env!("CARGO_BIN_EXE_contactline"))
        .arg("check")
        .args(args)
        .output()
        .expect("the program");
    let told = [run.stdout, run.stderr].concat();
    (
        run.status.code(),
        String::from_utf8_lossy(&told).into_owned(),
    )
}

#[test]
fn a_folder_whose_only_file_is_damaged_says_which_and_where() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(
        folder.path().join("reports.json"),
        "{\"reports\": [\n{\"id\" 3}]}",
    )
    .expect("written");
    let (_, told) = said(&[folder.path()]);
    assert!(told.contains("reports.json:2:"), "{told}");
    assert!(told.contains("not valid JSON"), "{told}");
    let troubles = load(&[folder.path()]).troubles;
    assert!(troubles[0].contains("reports.json:2:"), "{troubles:?}");
    let empty = tempfile::tempdir().expect("a folder");
    let troubles = load(&[empty.path()]).troubles;
    assert!(troubles[0].contains("it has none of"), "{troubles:?}");
}

/// Found by mutation: the crate that reads shapes takes two numbers for granted.
#[test]
fn a_position_of_one_number_in_a_data_folder_costs_its_zone_alone() {
    let zone = |key: &str, corner: &str| {
        format!(
            r#"{{"type":"Feature","properties":{{"key":"{key}","kind":"corridor","names":{{"en":"{key}"}},"precision_km":3,"source":"made up"}},"geometry":{{"type":"Polygon","coordinates":[[[46,39],[46.1,39],{corner},[46,39]]]}}}}"#
        )
    };
    let zones = [zone("short", "[46.1]"), zone("whole", "[46.1,39.1]")].join(",\n");
    let folder = tempfile::tempdir().expect("a folder");
    let text = format!("{{\"type\":\"FeatureCollection\",\"features\":[\n{zones}]}}");
    fs::write(folder.path().join("zones.geojson"), text).expect("written");
    let read = read_data_folder(&Source::Folder(folder.path().into()));
    let (draft, notes) = read.expect("a folder");
    let keys: Vec<&str> = draft.zones.iter().map(|zone| &*zone.key).collect();
    assert_eq!(keys, ["whole"]);
    let told = notes.iter().map(ToString::to_string);
    let told: Vec<String> = told.filter(|note| note.contains("two numbers")).collect();
    assert!(
        told.len() == 1 && told[0].contains("zones.geojson:2:"),
        "{told:?}"
    );
}

#[cfg(unix)]
#[test]
fn what_is_no_file_or_may_not_be_read_is_told() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().expect("a folder");
    let inner = folder.path().join("a.csv");
    fs::create_dir(&inner).expect("a folder");
    let why = formats::read(&inner, &ImportOptions::default(), &Budget::default());
    let why = why.map(|_| ()).expect_err("a folder").to_string();
    assert!(
        why.contains("a.csv: ") && why.contains("a folder, a pipe or a device"),
        "{why}"
    );
    let (code, told) = said(&[&folder.path().join("none.csv")]);
    assert_eq!(code, Some(2));
    assert!(told.contains("none.csv"), "{told}");
    let locked = folder.path().join("locked.csv");
    fs::write(&locked, "date,place\n").expect("written");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).expect("set");
    if fs::read(&locked).is_err() {
        let (code, told) = said(&[&locked]);
        assert_eq!(code, Some(2));
        assert!(told.contains("locked.csv: Permission denied"), "{told}");
    }
}

#[test]
fn unknown_fields_of_reporters_and_of_the_chronology_are_told_as_well() {
    let reporters = br#"[
{"key": "x", "names": {"en": "X", "fr": "X"}, "short": "X", "letter": "X", "colour": 3}]"#;
    let (draft, notes) = read("reporters.json", reporters).expect("read");
    assert_eq!(draft.reporters.len(), 1);
    let what = "unknown field; it is ignored";
    assert_eq!(
        notes,
        [
            format!("reporters.json:2: warning: {what} [names.fr]"),
            format!("reporters.json:2: warning: {what} [colour]"),
        ]
    );
    let events = br#"[
{"key": "e", "date": "2020-09-27", "kind": "other", "title": {"en": "E"}, "until": "2020-11-09"}]"#;
    let (draft, notes) = read("chronology.json", events).expect("read");
    assert_eq!(draft.chronology.len(), 1);
    assert_eq!(
        notes,
        [format!("chronology.json:2: warning: {what} [until]")]
    );
}

/// A slip of the pen in the name of a field loses what it says, and is told.
#[test]
fn a_field_that_nobody_knows_is_told_with_its_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("reports.json");
    let text = r#"{"reports": [
{"id": "test/1", "reporter": "az-mod", "language": "en", "stance": "claim",
 "claim": [{"by": "armenia"}],
 "claims": [{"by": "armenia", "origins": [], "targets": [{"region": "lachin", "vilage": "x"}],
  "start": "2022-08-07", "time_precision": "day", "activity": "fire"}]}]}"#;
    fs::write(&path, text).expect("written");
    let read = formats::read(&path, &ImportOptions::default(), &Budget::default());
    let notes: Vec<String> = read
        .expect("a file")
        .notes
        .iter()
        .map(ToString::to_string)
        .collect();
    for field in ["[claim]", "[claims.0.targets.0.vilage]"] {
        let told = notes.iter().any(|note| {
            note.contains("reports.json:2: ")
                && note.contains("unknown field")
                && note.ends_with(field)
        });
        assert!(told, "{field}: {notes:?}");
    }
}
