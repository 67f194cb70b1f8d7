//! What the columns of a file are taken for, in every format: chosen on the command line and in the
//! dialog that opens a file. What a person chose in vain is told.

mod common;

use std::{
    fs,
    path::{Path, PathBuf},
};

use common::contactline;
use contactline::{
    io::{Read, bulk::Tuning},
    model::{Amount, Budget, Field, ImportOptions, Moment, TakenFor},
    store::formats,
};
use serde_json::Value;

fn case(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/cases")
        .join(name)
}

/// A feature with a date under a heading that nobody knows.
const GEOJSON: &str = r#"{"type":"FeatureCollection","features":[{"type":"Feature",
    "properties":{"quando":"2020-09-27","vittime":4},
    "geometry":{"type":"Point","coordinates":[46.5,39.8]}}]}"#;

/// The same point in formats that are text. GPX has no columns of its own.
fn texts() -> Vec<(&'static str, String)> {
    vec![
        (
            "a.csv",
            "quando,vittime,lon,lat\n2020-09-27,4,46.5,39.8\n".to_owned(),
        ),
        ("a.geojson", GEOJSON.to_owned()),
        (
            "a.geojsonl",
            r#"{"type":"Feature","properties":{"quando":"2020-09-27","vittime":4},"geometry":{"type":"Point","coordinates":[46.5,39.8]}}
"#
            .repeat(2),
        ),
        (
            "a.json",
            r#"[{"quando":"2020-09-27","vittime":4,"lon":46.5,"lat":39.8}]"#.to_owned(),
        ),
        (
            "topo.json",
            r#"{"type":"Topology","objects":{"a":{"type":"GeometryCollection","geometries":[
                {"type":"Point","coordinates":[46.5,39.8],"properties":{"quando":"2020-09-27","vittime":4}}]}},"arcs":[]}"#
                .to_owned(),
        ),
        (
            "a.kml",
            r#"<kml><Placemark><ExtendedData><Data name="quando"><value>2020-09-27</value></Data>
               <Data name="vittime"><value>4</value></Data></ExtendedData>
               <Point><coordinates>46.5,39.8</coordinates></Point></Placemark></kml>"#
                .to_owned(),
        ),
    ]
}

fn written(folder: &Path, name: &str, content: &str) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, content).expect("written");
    path
}

fn zipped(folder: &Path, name: &str, files: &[(&str, &str)]) -> PathBuf {
    let path = folder.join(name);
    let mut zip = zip::ZipWriter::new(fs::File::create(&path).expect("made"));
    for (name, content) in files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default())
            .expect("begun");
        std::io::Write::write_all(&mut zip, content.as_bytes()).expect("written");
    }
    zip.finish().expect("finished");
    path
}

fn read(path: &Path, maps: &[(&str, Option<Field>)]) -> Result<Read, String> {
    let mut choices = ImportOptions::default();
    let maps = maps
        .iter()
        .map(|(heading, field)| ((*heading).to_owned(), *field));
    choices.fields.extend(maps);
    let read = formats::read(path, &choices, &Budget::default());
    read.map_err(|error| error.to_string())
}

/// The day it began and the number of killed of the first claim.
fn first(read: &Read) -> (String, Option<u32>) {
    let claim = &read.draft.reports[0].claims[0];
    let start = match claim.when.stated() {
        (Some(Moment::Day(day)), ..) => day.to_string(),
        other => format!("{other:?}"),
    };
    (start, claim.killed.and_then(Amount::exact))
}

#[test]
fn a_column_is_mapped_in_every_format_and_one_that_is_not_there_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let maps = [
        ("quando", Some(Field::Start)),
        ("vittime", Some(Field::Killed)),
    ];
    for (name, content) in texts() {
        let path = written(folder.path(), name, &content);
        let mapped = read(&path, &maps).expect(name);
        assert_eq!(first(&mapped), ("2020-09-27".to_owned(), Some(4)), "{name}");
        let refused = read(&path, &[("quand", Some(Field::Start))]).expect_err(name);
        assert!(
            refused.contains("'quand'") && refused.contains("did you mean 'quando'?"),
            "{name}: {refused}"
        );
        assert!(refused.contains("vittime"), "{name}: {refused}");
        // On the command line as well, with the code of what cannot be carried out.
        let shown = path.to_str().expect("a path");
        for command in ["check", "diff"] {
            let mut args = vec![command, shown, "--map", "nosuch=start"];
            args.extend((command == "diff").then_some(shown));
            let done = contactline(&args);
            let error = String::from_utf8_lossy(&done.stderr).into_owned();
            assert_eq!(done.status.code(), Some(2), "{name}: {error}");
            assert!(error.contains("'nosuch'"), "{name}: {error}");
        }
    }
    for name in ["input.shp", "input.gpkg"] {
        let path = case("04-shapefile-by-chance").join(name);
        let refused = read(&path, &[("dayte", Some(Field::Start))]).expect_err(name);
        assert!(refused.contains("did you mean 'date'?"), "{refused}");
        // The two columns of dates and of dead exchanged; the first row by hand.
        let maps = [
            ("deaths", Some(Field::Killed)),
            ("start_date", Some(Field::Start)),
        ];
        let mapped = read(&path, &maps).expect("read");
        assert_eq!(first(&mapped), ("2019-01-05".to_owned(), Some(7)), "{name}");
    }
    let gpx = r#"<gpx><wpt lat="39.8" lon="46.5"><name>a</name><time>2020-09-27T10:00:00Z</time></wpt></gpx>"#;
    let gpx = written(folder.path(), "a.gpx", gpx);
    let refused = read(&gpx, &[("nosuch", Some(Field::Start))]).expect_err("refused");
    assert!(refused.contains("'nosuch'"), "{refused}");
}

#[test]
fn a_property_that_first_occurs_late_can_be_mapped_in_a_file_of_any_size() {
    let folder = tempfile::tempdir().expect("a folder");
    let feature = |index: usize| {
        let vittime = match index {
            2_500 => ",\"vittime\":9",
            _ => "",
        };
        format!(
            r#"{{"type":"Feature","properties":{{"date":"2020-10-01","n":{index}{vittime}}},
               "geometry":{{"type":"Point","coordinates":[46.5,39.8]}}}}"#
        )
    };
    let all: Vec<String> = (0..3_000).map(feature).collect();
    let content = format!(
        r#"{{"type":"FeatureCollection","features":[{}]}}"#,
        all.join(",")
    );
    let path = written(folder.path(), "late.geojson", &content);
    for large_file_bytes in [u64::MAX, 1] {
        let tuning = Tuning {
            large_file_bytes,
            ..Tuning::default()
        };
        let read = |heading: &str| {
            let mut choices = ImportOptions::default();
            choices
                .fields
                .insert(heading.to_owned(), Some(Field::Killed));
            formats::read_tuned(&path, &choices, &Budget::default(), tuning)
        };
        let mapped = read("vittime").expect("read");
        assert_eq!(mapped.draft.records(), 3_000);
        let columns = &mapped.draft.profiles[0].columns;
        let vittime = columns.iter().find(|of| of.heading == "vittime");
        assert_eq!(
            vittime.expect("told").taken_for,
            TakenFor::Field(Field::Killed)
        );
        let refused = read("vittmie").expect_err("refused").to_string();
        assert!(refused.contains("did you mean 'vittime'?"), "{refused}");
    }
}

/// A column under which no row says anything is a column all the same, and columns stand in the order
/// of the file, whatever the first row leaves out.
#[test]
fn columns_without_values_are_columns_in_their_order() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("empty.gpkg");
    fs::copy(case("04-shapefile-by-chance/input.gpkg"), &path).expect("copied");
    let database = rusqlite::Connection::open(&path).expect("a database");
    let table: String = database
        .query_row("SELECT table_name FROM gpkg_contents", [], |row| row.get(0))
        .expect("a layer");
    let triggers: Vec<String> = {
        let mut all = database
            .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
            .expect("asked");
        let names = all.query_map([], |row| row.get(0)).expect("asked");
        names.map(|name| name.expect("a name")).collect()
    };
    for trigger in triggers {
        let dropped = database.execute_batch(&format!("DROP TRIGGER \"{trigger}\""));
        dropped.expect("dropped");
    }
    database
        .execute_batch(&format!(
            "UPDATE \"{table}\" SET start_date = NULL, name = NULL"
        ))
        .expect("emptied");
    drop(database);
    let done = contactline(&["check", "--json", path.to_str().expect("a path")]);
    let json: Value = serde_json::from_slice(&done.stdout).expect("JSON");
    let columns = json["files"][0]["parts"][0]["columns"]
        .as_array()
        .expect("a list");
    let columns: Vec<&Value> = columns.iter().map(|column| &column["column"]).collect();
    assert_eq!(
        columns,
        ["id", "date", "start_date", "name", "killed", "deaths"]
    );
    read(&path, &[("name", Some(Field::Places))]).expect("a column that says nothing");
}

#[test]
fn a_column_of_one_sheet_or_member_can_be_mapped_and_of_none_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let files = [
        ("one.csv", "quando,lon,lat\n2020-09-27,46.5,39.8\n"),
        ("two.csv", "date,lon,lat\n2020-09-28,46.6,39.9\n"),
    ];
    let path = zipped(folder.path(), "two.zip", &files);
    let whole = read(&path, &[("quando", Some(Field::Start))]).expect("read");
    let dated = whole.draft.reports.iter().filter(|report| {
        let (start, ..) = report.claims[0].when.stated();
        start.is_some()
    });
    assert_eq!(dated.count(), 2);
    let refused = read(&path, &[("nosuch", Some(Field::Start))]).expect_err("refused");
    assert!(refused.contains("quando, lon, lat, date"), "{refused}");
}

#[test]
fn settings_that_mean_nothing_are_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let said = |args: &[&str]| {
        let done = contactline(args);
        assert_eq!(done.status.code(), Some(2), "{args:?}");
        String::from_utf8(done.stderr).expect("text")
    };
    let names_alone = written(
        folder.path(),
        "names.csv",
        "date,place\n2020-09-27,Lachin\n",
    );
    let names_alone = names_alone.to_str().expect("a path");
    let told = said(&["check", "--swap-axes", names_alone]);
    assert!(told.contains("the file states no positions"), "{told}");
    let told = said(&["check", "--swap-axes"]);
    assert!(
        told.contains("does not apply to the built-in data"),
        "{told}"
    );
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let data = data.to_str().expect("a path");
    let told = said(&["check", "--map", "a=start", data]);
    assert!(
        told.contains("--map does not apply to a data folder"),
        "{told}"
    );
    let out = folder.path().join("out.csv");
    let out = out.to_str().expect("a path");
    let told = said(&["convert", "--date-order", "day", "-o", out]);
    assert!(
        told.contains("does not apply to the built-in data"),
        "{told}"
    );
    // What the program wrote itself says which number is which.
    let own = folder.path().join("own.gpkg");
    let own = own.to_str().expect("a path");
    assert!(
        contactline(&["convert", names_alone, "-o", own])
            .status
            .success()
    );
    let told = said(&["check", "--swap-axes", own]);
    assert!(
        told.contains("--swap-axes does not apply to GeoPackage"),
        "{told}"
    );
}

#[test]
fn a_file_that_is_not_there_is_said_not_to_be_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let missing = folder.path().join("nosuchfile.csv");
    let missing = missing.to_str().expect("a path");
    let out = folder.path().join("out.svg");
    let out = out.to_str().expect("a path");
    let there = written(folder.path(), "a.csv", "date,place\n2020-09-27,Lachin\n");
    let there = there.to_str().expect("a path");
    let table = folder.path().join("out.csv");
    let table = table.to_str().expect("a path");
    for args in [
        &["check", missing][..],
        &["check", "--json", missing],
        &["check", there, missing],
        &["convert", missing, "-o", table],
        &["diff", missing, there],
        &["diff", there, missing],
        &["render", missing, "-o", out],
        &["query", "--data", missing, "--region", "kalbajar"],
        &["read", missing],
    ] {
        let done = contactline(args);
        let error = String::from_utf8(done.stderr).expect("text");
        assert_eq!(done.status.code(), Some(2), "{args:?}: {error}");
        let expected = format!(
            "contactline: cannot read {missing}: there is no such file or folder; check its name and \
             where it is\n"
        );
        assert_eq!(error, expected, "{args:?}");
    }
    let none: Vec<PathBuf> = [out, table].map(PathBuf::from).into();
    assert!(none.iter().all(|path| !path.exists()), "nothing is written");
}

#[test]
fn a_package_of_the_window_holds_what_is_exported_alone_unless_asked() {
    use contactline::view::{Action, export};

    let folder = tempfile::tempdir().expect("a folder");
    let table = written(
        folder.path(),
        "a.csv",
        "date,lon,lat,report,reporter\n2022-08-03,46.5,39.8,r1,az-mod\n",
    );
    let layers = |path: &Path| -> Vec<(String, i64)> {
        let database = rusqlite::Connection::open(path).expect("a database");
        let mut tables = database
            .prepare("SELECT table_name FROM gpkg_contents ORDER BY table_name")
            .expect("asked");
        let names = tables
            .query_map([], |row| row.get::<_, String>(0))
            .expect("asked");
        let names: Vec<String> = names.map(|name| name.expect("a name")).collect();
        let count = |name: &String| {
            let sql = format!("SELECT count(*) FROM \"{name}\"");
            database
                .query_row(&sql, [], |row| row.get(0))
                .expect("counted")
        };
        names
            .iter()
            .map(|name| (name.clone(), count(name)))
            .collect()
    };
    let mut window = common::open_window(&[&table], None);
    let shown = window.state().derived().answer.accounts.shown as i64;
    let alone = folder.path().join("alone.gpkg");
    window.state_mut().act(Action::Export(alone.clone()));
    common::settle(&mut window);
    let found = layers(&alone);
    let of = |found: &[(String, i64)], name: &str| {
        found
            .iter()
            .find(|(own, _)| own == name)
            .map(|(_, rows)| *rows)
    };
    assert_eq!(of(&found, "claims"), Some(shown), "{found:?}");
    for ground in ["regions", "settlements", "zones", "lines"] {
        assert_eq!(of(&found, ground), None, "{found:?}");
    }
    // Through the dialog, as a person asks for the places.
    let whole = folder.path().join("whole.gpkg");
    window.state_mut().act(Action::Open(&export::DIALOG, true));
    common::settle(&mut window);
    let tick = "GeoPackage: with the places and reporters of the built-in data";
    common::type_into(
        &mut window,
        "Path of the new file",
        whole.to_str().expect("a path"),
    );
    common::press(&mut window, tick);
    common::press(&mut window, "Export");
    common::settle(&mut window);
    let found = layers(&whole);
    assert_eq!(of(&found, "regions"), Some(69), "{found:?}");
    assert_eq!(of(&found, "claims"), Some(shown), "{found:?}");
    // A table with its provenance in lines of its own.
    let lines = folder.path().join("lines.csv");
    window.state_mut().act(Action::Open(&export::DIALOG, true));
    common::settle(&mut window);
    common::type_into(
        &mut window,
        "Path of the new file",
        lines.to_str().expect("a path"),
    );
    common::press(&mut window, "Table: provenance in lines that begin with #");
    common::press(&mut window, "Export");
    common::settle(&mut window);
    let text = fs::read_to_string(&lines).expect("written");
    assert!(text.starts_with('#'), "{text}");
    assert!(!folder.path().join("lines.datapackage.json").exists());
}

/// A window of that size on a file that has to be asked about.
fn asked(size: [f32; 2], path: &Path) -> common::Window {
    let window = common::open_sized(size, &[path], None);
    assert!(common::shows(&window, "Import a file"));
    window
}

#[test]
fn every_format_with_columns_is_asked_about_as_tables_are() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut files: Vec<PathBuf> = texts()
        .iter()
        .map(|(name, content)| written(folder.path(), name, content))
        .collect();
    for ending in ["shp", "dbf", "shx", "prj"] {
        let from = case("04-shapefile-by-chance").join(format!("input.{ending}"));
        fs::copy(from, folder.path().join(format!("mine.{ending}"))).expect("copied");
    }
    files.push(folder.path().join("mine.shp"));
    // In an archive beside a paper and areas, which leave nothing to ask.
    let table = "quando,vittime,lon,lat\n2020-09-27,4,46.5,39.8\n";
    let inside = [("readme.txt", "a paper"), ("data/a.csv", table)];
    files.push(zipped(folder.path(), "a.zip", &inside));
    let package = folder.path().join("mine.gpkg");
    fs::copy(case("04-shapefile-by-chance/input.gpkg"), &package).expect("copied");
    files.push(package);
    let mut window = common::open_window(&[], None);
    for path in files {
        let open = contactline::view::Action::OpenFiles(vec![path.clone()]);
        window.state_mut().act(open);
        common::settle(&mut window);
        let name = path.file_name().expect("a name").to_string_lossy();
        assert!(common::shows(&window, "Import a file"), "{name}");
        // The first row of each, by hand.
        let (date, first) = match name.starts_with("mine") {
            true => ("start_date", "2019-01-05"),
            false => ("quando", "2020-09-27"),
        };
        common::press(&mut window, &format!("Meaning of the column {date}"));
        common::press(&mut window, "date or start");
        common::settle(&mut window);
        assert!(
            common::shows(&window, &format!("{first} · reporter")),
            "{name}"
        );
        common::press(&mut window, "Open the file with these settings");
        common::settle(&mut window);
        assert!(!common::shows(&window, "Import a file"), "{name}");
        let file = common::session(&window).files.last().expect("open").clone();
        let reading = file.reading.as_ref().expect("choices");
        assert_eq!(
            reading.fields.get(date),
            Some(&Some(Field::Start)),
            "{name}"
        );
        let datasets = window.state().atlas().datasets().rows();
        let own = datasets
            .iter()
            .find(|dataset| dataset.file.as_ref() == Some(&file.key));
        let own = own.expect("a dataset");
        let start = own.interval(0).expect("dated").start();
        assert_eq!(start.day().to_string(), first, "{name}");
        let close = contactline::session::Command::CloseFile(file.key);
        window.state_mut().act(contactline::view::Action::Do(close));
        common::settle(&mut window);
    }
}

#[test]
fn the_preview_has_stretches_as_they_are_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let table = "date,reporter,place,count\n2022-09-14,az-mod,kalbajar ↔ lachin; gorus,4\n";
    let path = written(folder.path(), "stretch.csv", table);
    let window = asked([1280.0, 800.0], &path);
    assert!(common::shows(
        &window,
        "incidents: 4 · where: kalbajar ↔ lachin; gorus"
    ));
}

#[test]
fn what_a_column_holds_is_proposed_with_the_reason() {
    let folder = tempfile::tempdir().expect("a folder");
    // Two of three names are places of the area; the heading of the dates is not known.
    let table = "quando,paese,cifra,fonte\n\
                 2020-09-27,Lachin,1,https://a.example/1\n\
                 2020-09-28,Shusha,2,https://a.example/2\n\
                 2020-09-29,Atlantis,3,https://a.example/3\n";
    let path = written(folder.path(), "mine.csv", table);
    let mut window = asked([1280.0, 800.0], &path);
    // The dates are taken at once, since nothing else is dated; so are the places.
    assert!(common::shows(&window, "values read as dates"));
    assert!(common::shows(&window, "chosen; found 2 of 3 names"));
    assert!(common::shows(&window, "values read as numbers"));
    assert!(common::shows(&window, "values read as web addresses"));
    assert!(common::shows(&window, "Lachin · Shusha · Atlantis"));
    assert!(common::shows(
        &window,
        "2020-09-27 · reporter mine · where: Lachin"
    ));
    assert!(common::shows(&window, "Based on the first 3 rows"));
    common::press(&mut window, "Cancel");
    // Features lie somewhere and need not have happened: their dates are proposed, not taken.
    let path = written(folder.path(), "mine.geojson", GEOJSON);
    window
        .state_mut()
        .act(contactline::view::Action::OpenFiles(vec![path]));
    common::settle(&mut window);
    assert!(common::shows(&window, "values read as dates"));
    common::press(&mut window, "Take quando as date or start");
    common::settle(&mut window);
    assert!(common::shows(&window, "chosen; values read as dates"));
    assert!(common::shows(&window, "2020-09-27 · reporter mine"));
}

#[test]
fn what_is_known_already_is_not_asked() {
    let folder = tempfile::tempdir().expect("a folder");
    let area = r#"{"type":"FeatureCollection","features":[{"type":"Feature",
        "properties":{"ADM1_EN":"Lachin","quando":"2020"},
        "geometry":{"type":"Polygon","coordinates":[[[46,39],[47,39],[47,40],[46,39]]]}}]}"#;
    let pin = r#"<kml><Placemark><name>a</name><description>b</description>
        <Point><coordinates>46.5,39.8</coordinates></Point></Placemark></kml>"#;
    for (name, content) in [("area.geojson", area), ("pin.kml", pin)] {
        let path = written(folder.path(), name, content);
        let window = common::open_window(&[&path], None);
        assert!(!common::shows(&window, "Import a file"), "{name}");
        assert_eq!(common::session(&window).files.len(), 1, "{name}");
    }
    // And can be asked for all the same.
    let path = written(folder.path(), "area.geojson", area);
    let mut window = common::open_window(&[&path], None);
    common::press(&mut window, "area: actions");
    common::press(&mut window, "Import settings…");
    common::settle(&mut window);
    assert!(common::shows(&window, "Import a file"));
    assert!(common::shows(&window, "ADM1_EN"));
}

/// Twelve columns, the third of which is a date.
fn wide_table() -> String {
    let headings = (b'a'..=b'l').map(|letter| format!("col_{}", char::from(letter)));
    let mut rows = headings.collect::<Vec<_>>().join(",") + "\n";
    for row in 1..=20 {
        let cells = (0..12).map(|index| match index {
            2 => format!("2020-10-{row:02}"),
            index => format!("cell {index} of a row that is long enough to be cut {row}"),
        });
        rows += &(cells.collect::<Vec<_>>().join(",") + "\n");
    }
    rows
}

#[test]
fn nothing_moves_when_a_meaning_changes_and_all_is_in_sight() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = written(folder.path(), "wide.csv", &wide_table());
    for size in [[760.0, 520.0], [1280.0, 800.0], [2560.0, 1440.0]] {
        let mut window = asked(size, &path);
        let screen = egui::Rect::from_min_size(egui::Pos2::ZERO, size.into());
        let fixed = [
            "Meaning of the column col_a",
            "Meaning of the column col_b",
            "Meaning of the column col_c",
            "Date order of the file",
            "Encoding of the file",
            "Preview of the records",
            "Open the file with these settings",
            "Cancel",
        ];
        let places = |window: &common::Window| fixed.map(|label| common::rect(window, label));
        let before = places(&window);
        for (label, rect) in fixed.iter().zip(before) {
            assert!(screen.contains_rect(rect), "{size:?} {label}: {rect:?}");
        }
        for meaning in ["where (places)", "incidents", "(other attribute)"] {
            common::press(&mut window, "Meaning of the column col_b");
            common::press(&mut window, meaning);
            common::settle(&mut window);
            let after = places(&window);
            for ((label, before), after) in fixed.iter().zip(before).zip(after) {
                assert_eq!(before, after, "{size:?} {label} after {meaning}");
            }
        }
        // Without any column the reason is said in the same line.
        common::press(&mut window, "Meaning of the column col_c");
        common::press(&mut window, "(other attribute)");
        common::settle(&mut window);
        assert!(common::shows(&window, "No column was recognised"));
        assert_eq!(places(&window), before, "{size:?}");
    }
}
