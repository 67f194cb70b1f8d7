//! What is exported for other programs: tables with positions and their heading first, databases that
//! hold what was converted, and every field back from every format.

use std::{collections::BTreeMap, fs, path::Path, process::Command};

use rusqlite::Connection;
use serde_json::{Value, json};

fn convert(from: &Path, to: &Path, more: &[&str]) -> (Option<i32>, String) {
    let run = Command::new(env!("CARGO_BIN_EXE_contactline"))
        .arg("convert")
        .args([from, Path::new("-o"), to])
        .args(more)
        .output()
        .expect("the program");
    let said = [run.stdout, run.stderr].concat();
    (run.status.code(), String::from_utf8(said).expect("text"))
}

fn converted(from: &Path, to: &Path, more: &[&str]) {
    let (code, said) = convert(from, to, more);
    assert_eq!(code, Some(0), "{said}");
}

type Row = BTreeMap<String, String>;

/// The rows of a table as any program reads it: the first line is the heading.
fn rows(path: &Path) -> Vec<Row> {
    let mut table = csv::Reader::from_path(path).expect("a table");
    let headings = table.headers().expect("a heading").clone();
    let row = |record: csv::StringRecord| {
        let cells = headings.iter().zip(record.iter());
        cells.map(|(h, c)| (h.to_owned(), c.to_owned())).collect()
    };
    let records = table.records().map(|record| record.expect("a row"));
    records.map(row).collect()
}

fn cells<'r>(row: &'r Row, headings: &[&str]) -> Vec<&'r str> {
    headings
        .iter()
        .map(|heading| row[*heading].as_str())
        .collect()
}

const TABLE: &str = "\
date,place,lat,lon,killed
2020-09-27,Agdam,39.99,46.93,3
2020-09-28,Shusha,39.76,46.75,1
";

#[test]
fn a_table_has_its_heading_first_and_positions_beside_its_places() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    fs::write(path("input.csv"), TABLE).expect("written");
    converted(&path("input.csv"), &path("out.csv"), &[]);
    let rows = rows(&path("out.csv"));
    assert_eq!(rows.len(), 2, "and no line of it is none");
    for (row, (lon, lat)) in rows.iter().zip([(46.93, 39.99), (46.75, 39.76)]) {
        // Within a kilometre, whether the file's own or that of the town counts.
        let off = |heading: &str, by: f64| (row[heading].parse::<f64>().expect(heading) - by).abs();
        assert!(off("lon", lon) < 0.01 && off("lat", lat) < 0.01, "{row:?}");
        assert_eq!(
            cells(row, &["directed", "from_lon", "from_lat"]),
            ["no", "", ""]
        );
        assert!(["stated", "settlement"].contains(&row["position_basis"].as_str()));
    }
    let text = fs::read_to_string(path("out.csv")).expect("written");
    assert!(text.starts_with("report,reporter,"), "{text}");
    let at = |heading: &str| text.find(heading).expect(heading);
    assert!(
        at(",lon,") < at(",from_lon,"),
        "the position of the row is the first one"
    );

    // What GDAL goes by to see points.
    let types = fs::read_to_string(path("out.csvt")).expect("beside it");
    let types: Vec<&str> = types.trim_end().split(',').collect();
    let heading: Vec<&str> = text.lines().next().expect("a heading").split(',').collect();
    assert_eq!(types.len(), heading.len());
    let type_of = |name: &str| types[heading.iter().position(|of| *of == name).expect(name)];
    assert_eq!([type_of("lon"), type_of("lat")], ["CoordX", "CoordY"]);
    assert_eq!([type_of("from_lon"), type_of("count")], ["Real", "Integer"]);

    let package = fs::read_to_string(path("out.datapackage.json")).expect("beside it");
    let package: Value = serde_json::from_str(&package).expect("JSON");
    assert_eq!(package["profile"], "tabular-data-package");
    assert_eq!(package["sources"][0]["title"], "input.csv");
    let resource = &package["resources"][0];
    assert_eq!(resource["path"], "out.csv");
    let fields = resource["schema"]["fields"].as_array().expect("fields");
    let names: Vec<&str> = fields.iter().filter_map(|of| of["name"].as_str()).collect();
    let heading: Vec<&str> = text.lines().next().expect("a heading").split(',').collect();
    assert_eq!(names, heading);
    let of_lon = fields.iter().find(|of| of["name"] == "lon");
    assert_eq!(of_lon.expect("lon")["type"], "number");
    let said = package["description"]
        .as_str()
        .expect("where it comes from");
    assert!(said.contains("records: 2 of 2 loaded"), "{said}");
}

#[test]
fn where_a_table_comes_from_stands_in_its_first_lines_on_request() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    fs::write(path("input.csv"), TABLE).expect("written");
    converted(&path("input.csv"), &path("out.csv"), &["--origin-lines"]);
    let text = fs::read_to_string(path("out.csv")).expect("written");
    assert!(text.starts_with("# program: Contactline"), "{text}");
    assert!(text.contains("\n# input: input.csv sha256 "), "{text}");
    assert!(!path("out.datapackage.json").exists());
    assert!(!path("out.csvt").exists());
}

#[test]
fn what_somebody_else_wrote_beside_a_table_is_not_replaced() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    fs::write(path("input.csv"), TABLE).expect("written");
    fs::write(path("out.datapackage.json"), "mine").expect("written");
    let (code, said) = convert(&path("input.csv"), &path("out.csv"), &[]);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("out.datapackage.json"), "{said}");
    assert!(!path("out.csv").exists(), "nothing is half done");
    let kept = fs::read_to_string(path("out.datapackage.json"));
    assert_eq!(kept.expect("there"), "mine");
}

#[test]
fn arrows_have_both_ends_and_several_places_have_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    let table = "date,from,to,from_lon,from_lat,to_lon,to_lat\n\
        2020-09-27,,,46.1,39.9,46.5,39.7\n\
        2020-09-28,Gorus; Basarkechar,Lachin,,,,\n\
        2020-09-29,Gorus,,,,,\n";
    fs::write(path("input.csv"), table).expect("written");
    converted(&path("input.csv"), &path("out.csv"), &[]);
    let rows = rows(&path("out.csv"));
    let of = |index: usize, headings: &[&str]| {
        let cells = cells(&rows[index], headings).into_iter();
        cells.map(str::to_owned).collect::<Vec<_>>()
    };
    let positions = [
        "directed",
        "lon",
        "lat",
        "from_lon",
        "from_lat",
        "position_basis",
    ];
    assert_eq!(
        of(0, &positions),
        ["yes", "46.5", "39.7", "46.1", "39.9", "stated"]
    );
    // Of two origins none is taken for both, and no point between them.
    assert_eq!(
        of(1, &["origins", "from_lon", "directed"]),
        ["gorus; basarkechar", "", "yes"]
    );
    assert_eq!(of(1, &["position_basis"]), ["region"]);
    assert_eq!(
        of(2, &["lon", "position_basis", "directed"]),
        ["", "", "yes"]
    );
    assert_ne!(of(2, &["from_lon"]), [""]);
}

#[test]
fn positions_drawn_from_places_do_not_come_back_as_stated() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    let table = "date,place\n2020-09-27,Lachin\n2020-09-28,lachin/Zabukh\n2020-09-29,Nowhere\n";
    fs::write(path("input.csv"), table).expect("written");
    converted(&path("input.csv"), &path("one.csv"), &[]);
    assert_ne!(rows(&path("one.csv"))[0]["lon"], "");
    converted(&path("one.csv"), &path("two.csv"), &[]);
    assert_eq!(rows(&path("one.csv")), rows(&path("two.csv")));
    // A row that somebody adds without a place by key has the position it states.
    let mut text = fs::read_to_string(path("one.csv")).expect("written");
    let heading = text.lines().next().expect("a heading").to_owned();
    let added = heading.split(',').map(|heading| match heading {
        "report" => "new",
        "lon" => "46.25",
        "lat" => "39.75",
        "start" => "2020-10-01",
        "directed" => "no",
        _ => "",
    });
    text += &(added.collect::<Vec<_>>().join(",") + "\n");
    fs::write(path("more.csv"), text).expect("written");
    converted(&path("more.csv"), &path("three.csv"), &[]);
    let added = &rows(&path("three.csv"))[3];
    assert_eq!(
        cells(added, &["lon", "lat", "position_basis"]),
        ["46.25", "39.75", "stated"]
    );
}

/// As version 0.1.0 wrote tables before they had positions.
const OLD: &str = "\
# program: Contactline 0.1.0
# input: input.csv sha256 5cb6b4481b7ea4e24fab2ae0e6ecffca64174290ea4ee716bf5cd5e62ac27e05
# window: all time
# filters: none
# records: 2 of 2 loaded
report,reporter,outlet,url,language,published,published_basis,stance,denies,duplicate_of,total,by,by_as_reported,origins,targets,places,count,start,end,time_precision,activity,weapons,killed,wounded,casualty_side,losses_denied,other
input#1,input,,,,,,claim,,,,unknown,,,,\"lachin/Agdam#46.93,39.99±1\",,2020-09-27,,day,other,,3,,,false,
input#2,az-mod,APA,https://apa.az/1,az,2020-09-29,page,claim,,,,armenia,,gorus; basarkechar,kalbajar/istisu-kalbajar,,4,2020-09-28,,day,fire,mortar; artillery,,1,azerbaijan,false,\"{\"\"a\"\":\"\"b\"\"}\"
";

#[test]
fn a_table_of_an_older_version_is_read_as_it_was_meant() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    fs::write(path("old.csv"), OLD).expect("written");
    converted(&path("old.csv"), &path("new.csv"), &[]);
    let rows = rows(&path("new.csv"));
    let first = [
        "report",
        "places",
        "lon",
        "lat",
        "precision_km",
        "position_basis",
        "killed",
    ];
    assert_eq!(
        cells(&rows[0], &first),
        [
            "input#1",
            "lachin/Agdam#46.93,39.99±1",
            "46.93",
            "39.99",
            "1",
            "stated",
            "3"
        ]
    );
    let second = [
        "reporter",
        "outlet",
        "published",
        "by",
        "origins",
        "targets",
        "count",
        "weapons",
        "wounded",
        "other",
    ];
    assert_eq!(
        cells(&rows[1], &second),
        [
            "az-mod",
            "APA",
            "2020-09-29",
            "armenia",
            "gorus; basarkechar",
            "kalbajar/istisu-kalbajar",
            "4",
            "mortar; artillery",
            "1",
            r#"{"a":"b"}"#
        ]
    );
}

/// The tables that programs list, with their rows.
fn layers(path: &Path) -> Vec<(String, i64)> {
    let database = Connection::open(path).expect("a database");
    let mut names = database
        .prepare("SELECT table_name FROM gpkg_contents ORDER BY rowid")
        .expect("contents");
    let names = names
        .query_map([], |row| row.get::<_, String>(0))
        .expect("names");
    let count = |name: &str| {
        let sql = format!("SELECT count(*) FROM \"{name}\"");
        database
            .query_row(&sql, [], |row| row.get(0))
            .expect("a count")
    };
    names
        .map(|name| name.expect("a name"))
        .map(|name| (name.clone(), count(&name)))
        .collect()
}

#[test]
fn a_converted_database_holds_the_layers_of_the_file_alone_unless_asked() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    fs::write(path("input.csv"), TABLE).expect("written");
    converted(&path("input.csv"), &path("out.gpkg"), &[]);
    let named = |layers: Vec<(String, i64)>| -> BTreeMap<String, i64> {
        layers
            .into_iter()
            .filter(|(name, _)| name != "provenance")
            .collect()
    };
    let expected = [
        ("claims", 2),
        ("contactline", 1),
        ("reporters", 1),
        ("reports", 2),
    ];
    let expected: BTreeMap<String, i64> =
        expected.map(|(name, rows)| (name.to_owned(), rows)).into();
    assert_eq!(named(layers(&path("out.gpkg"))), expected);
    // It is read again without a word about what it does not hold.
    let (code, said) = convert(&path("out.gpkg"), &path("back.csv"), &[]);
    assert_eq!(code, Some(0));
    assert_eq!(said.lines().count(), 1, "{said}");
    converted(&path("input.csv"), &path("direct.csv"), &[]);
    assert_eq!(rows(&path("back.csv")), rows(&path("direct.csv")));

    let shape = json!({"type": "FeatureCollection", "features": [{
        "type": "Feature", "properties": {"name": "Area"},
        "geometry": {"type": "Polygon", "coordinates": [[[46.0, 39.0], [47.0, 39.0], [47.0, 40.0], [46.0, 39.0]]]},
    }]});
    fs::write(path("area.geojson"), shape.to_string()).expect("written");
    converted(&path("area.geojson"), &path("area.gpkg"), &[]);
    let area = named(layers(&path("area.gpkg")));
    assert_eq!(area.keys().collect::<Vec<_>>(), ["contactline", "zones"]);
    assert_eq!(area["zones"], 1);

    converted(&path("input.csv"), &path("whole.gpkg"), &["--with-places"]);
    let whole = named(layers(&path("whole.gpkg")));
    assert!(
        whole["regions"] > 50 && whole["settlements"] > 400,
        "{whole:?}"
    );
}

/// Ties leave with the reports they join, and not with others.
#[test]
fn an_excerpt_of_the_data_holds_the_ties_of_its_own_reports_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let day = folder.path().join("day.gpkg");
    let run = |args: &[&str]| {
        let run = Command::new(env!("CARGO_BIN_EXE_contactline"))
            .args(args)
            .output()
            .expect("the program");
        let said = [run.stdout, run.stderr].concat();
        String::from_utf8(said).expect("text")
    };
    let path = day.to_str().expect("a path");
    let days = ["--from", "2023-06-01", "--to", "2023-06-01"];
    run(&[&["convert", "-o", path][..], &days].concat());
    let database = Connection::open(&day).expect("a database");
    let texts = |sql: &str| -> Vec<String> {
        let mut asked = database.prepare(sql).expect("tables");
        let rows = asked.query_map([], |row| row.get(0)).expect("rows");
        rows.map(|row| row.expect("text")).collect()
    };
    let reports = texts("SELECT report FROM reports");
    let from = texts("SELECT from_report FROM ties WHERE to_report IS NOT NULL");
    assert_eq!(from, ["nk-mod/2023-06-01/news-am"]);
    let to = texts("SELECT to_report FROM ties WHERE to_report IS NOT NULL");
    assert_eq!(to, ["az-mod/2023-06-01/news-az"]);
    assert!(reports.contains(&from[0]) && reports.contains(&to[0]));
    let said = run(&["check", path]);
    assert!(said.contains(" 0 errors"), "{said}");
}

/// A table with more columns than the program knows, in several scripts.
fn of_others(rows: usize) -> Vec<u8> {
    let mut table = csv::Writer::from_writer(Vec::new());
    let headings = [
        "id",
        "date",
        "actor",
        "location",
        "lat",
        "lon",
        "dead",
        "Примечание",
        "weather",
    ];
    table.write_record(headings).expect("written");
    let places = ["Lachin", "Шуша", "Nowhere at all", "Kəlbəcər", ""];
    for row in 0..rows {
        let has_position = row % 3 != 0;
        let degrees = |whole: usize, part: usize| match has_position {
            true => format!("{whole}.{part:04}"),
            false => String::new(),
        };
        let record = [
            format!("E{row}"),
            format!("2020-{:02}-{:02}", 1 + row % 12, 1 + row % 28),
            format!("A \"{row}\""),
            places[row % places.len()].to_owned(),
            degrees(39, row % 9_999),
            degrees(46, row % 7_919),
            (row % 5).to_string(),
            format!("строка; {row},\nдалее"),
            ["", "=1+1", "clear", "'quoted"][row % 4].to_owned(),
        ];
        table.write_record(record).expect("written");
    }
    table.into_inner().expect("written")
}

/// The rows, whatever their order.
fn sorted(path: &Path) -> Vec<Row> {
    let mut rows = rows(path);
    rows.sort();
    rows
}

#[test]
fn no_field_differs_after_a_way_through_any_format_in_a_file_of_any_size() {
    for number in [200, 9_000] {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name);
        fs::write(path("others.csv"), of_others(number)).expect("written");
        converted(&path("others.csv"), &path("direct.csv"), &[]);
        let expected = sorted(&path("direct.csv"));
        assert_eq!(expected.len(), number);
        assert!(
            expected
                .iter()
                .all(|row| row["other"].contains("Примечание"))
        );
        for ending in ["csv", "geojson", "json", "kml", "kmz", "gpkg"] {
            let there = path(&format!("there.{ending}"));
            converted(&path("others.csv"), &there, &[]);
            let back = path(&format!("back-{ending}.csv"));
            converted(&there, &back, &[]);
            let found = sorted(&back);
            assert_eq!(found.len(), number, "{ending}");
            for (found, expected) in found.iter().zip(&expected) {
                assert_eq!(found, expected, "{ending}");
            }
        }
    }
}

#[test]
fn what_has_no_date_is_converted_and_what_a_format_cannot_hold_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    let ring = json!([[[46.3, 39.5], [46.5, 39.5], [46.5, 39.7], [46.3, 39.5]]]);
    let borders = json!({"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"id": 13, "name": "Corridor"},
         "geometry": {"type": "Polygon", "coordinates": ring}},
        {"type": "Feature", "properties": {"id": 4, "name": "Front line"},
         "geometry": {"type": "LineString", "coordinates": [[46.5, 39.5], [47, 40]]}},
    ]});
    fs::write(path("borders.geojson"), borders.to_string()).expect("written");
    converted(&path("borders.geojson"), &path("out.kml"), &[]);
    let kml = fs::read_to_string(path("out.kml")).expect("written");
    for (what, times) in [
        ("<Polygon>", 1),
        ("<LineString>", 1),
        ("<name>Corridor</name>", 1),
        ("<name>Front line</name>", 1),
    ] {
        assert_eq!(kml.matches(what).count(), times, "{what}: {kml}");
    }
    let (_, said) = convert(&path("borders.geojson"), &path("out.csv"), &[]);
    assert!(said.contains("cannot hold 1 zone, 1 line"), "{said}");

    fs::write(
        path("undated.csv"),
        "place,lat,lon,killed\nAgdam,39.99,46.93,2\n",
    )
    .expect("written");
    converted(&path("undated.csv"), &path("out.geojson"), &[]);
    let json = fs::read_to_string(path("out.geojson")).expect("written");
    let json: Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["features"].as_array().map(Vec::len), Some(1));
    assert_eq!(json["features"][0]["properties"]["killed"], 2);
    // Of a period, it is asked in vain.
    let (code, said) = convert(
        &path("undated.csv"),
        &path("b.csv"),
        &["--from", "2020-01-01"],
    );
    assert_eq!(code, Some(2), "{said}");
}
