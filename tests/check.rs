//! What `contactline check` says of a file, in words and in JSON.

use std::{fs, path::Path, process::Command};

use serde_json::{Value, json};

fn contactline(args: &[&str]) -> (Option<i32>, String, String) {
    let run = Command::new(env!("CARGO_BIN_EXE_contactline"))
        .args(args)
        .output()
        .expect("the program runs");
    let text = |bytes| String::from_utf8(bytes).expect("text");
    (run.status.code(), text(run.stdout), text(run.stderr))
}

fn check(name: &str, contents: &str) -> (String, Value) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    fs::write(&path, contents).expect("written");
    let path = path.to_str().expect("a path");
    let (code, text, error) = contactline(&["check", path]);
    assert_eq!((code, error.as_str()), (Some(0), ""), "{text}");
    let (_, json, _) = contactline(&["check", "--json", path]);
    let mut json: Value = serde_json::from_str(&json).expect("JSON");
    (
        text.replace(&folder.path().display().to_string(), "…"),
        json["files"][0].take(),
    )
}

const TABLE: &str = "\
datum;date;place;n;lat;lon;bemerkung
a;2020-09-27;Lachin;3;39.64;46.55;first
b;2020-09-30;;many;10.5;20.5;
c;tomorrow;Atlantis;;;;third
d;yesterday;Nowhere;few;;;
";

#[test]
fn a_file_is_told_column_by_column_and_counted_alone() {
    let (text, json) = check("table.csv", TABLE);
    let head = "\
table.csv: Table (CSV with semicolons), 7 columns, UTF-8
  column     taken for              example     not read
  datum      attribute              a
  date       date or start (start)  2020-09-27  2
  place      where (places)         Lachin
  n          incidents (count)      3           2
  lat        latitude (lat)         39.64
  lon        longitude (lon)        46.55
  bemerkung  attribute              first
records      4
reporters    table 4
period       2020-09-27 to 2020-09-30, 4 days; 2 without a date
";
    assert!(text.starts_with(head), "{text}");
    // Two dates and two numbers that are none are two kinds of notes, each a line.
    let told = |what: &str| text.lines().filter(|line| line.contains(what)).count();
    assert_eq!(told("start is left empty"), 1, "{text}");
    let line = "…/table.csv:4: warning: not a date; start is left empty (and 1 more row) [tomorrow; yesterday]";
    assert!(text.contains(line), "{text}");
    let line =
        "…/table.csv:3: warning: not a number; count is left empty (and 1 more row) [many; few]";
    assert!(text.contains(line), "{text}");
    assert!(
        !text.contains("unknown reporter"),
        "a foreign table names its own: {text}"
    );

    assert_eq!(json["parts"][0]["what"], "Table (CSV with semicolons)");
    assert_eq!(
        json["parts"][0]["columns"][1],
        json!({"column": "date", "taken_for": "start", "example": "2020-09-27", "not_read": 2})
    );
    assert_eq!(json["records"], 4);
    assert_eq!(json["reporters"], json!({"table": 4}));
    assert_eq!(
        (&json["without_date"], &json["days"]),
        (&json!(2), &json!(4))
    );
    assert_eq!(json["period"], json!(["2020-09-27", "2020-09-30"]));
    let notes = json["notes"].as_array().expect("notes");
    let of_dates = notes.iter().find(|note| note["line"] == 4);
    let of_dates = of_dates.expect("a note on the first date that is none");
    assert_eq!(
        (&of_dates["rows"], &of_dates["severity"]),
        (&json!(2), &json!("doubt"))
    );
    assert_eq!(
        of_dates["each"],
        json!([
            {"line": 4, "text": "tomorrow", "rows": 1},
            {"line": 5, "text": "yesterday", "rows": 1},
        ])
    );
    // The second is far from the regions of the map.
    assert_eq!(json["extent"], json!([20.5, 10.5, 46.55, 39.64]));
}

#[test]
fn a_known_dataset_is_named_and_what_is_left_out_of_it_is_told() {
    let acled = "event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,actor2,location,latitude,longitude,geo_precision,fatalities,notes\n\
        AZE1,27 September 2020,1,Battles,Armed clash,A,B,Agdam,39.8,46.5,2,3,told\n";
    let (text, json) = check("export.csv", acled);
    assert!(
        text.starts_with("export.csv: ACLED export, 13 columns, UTF-8\n"),
        "{text}"
    );
    let of = |heading: &str| {
        let columns = json["parts"][0]["columns"].as_array().expect("columns");
        let found = columns.iter().find(|column| column["column"] == heading);
        found.expect(heading)["taken_for"].clone()
    };
    assert_eq!(of("event_date"), "start");
    assert_eq!(of("fatalities"), "killed");
    assert_eq!(of("geo_precision"), "precision_km");
    assert_eq!(json["reporters"], json!({"acled": 1}));
}

#[test]
fn the_properties_of_features_are_told_as_columns_in_a_file_of_any_size() {
    let feature = |index: usize| {
        format!(
            r#"{{"type": "Feature", "properties": {{"title": "t{index}", "date": "2020-10-{:02}", "killed": {}}},
               "geometry": {{"type": "Point", "coordinates": [46.5, 39.{:03}]}}}}"#,
            1 + index % 30,
            if index == 40 {
                "\"x\"".to_owned()
            } else {
                "null".to_owned()
            },
            index % 900,
        )
    };
    let file = |features: usize| {
        let features: Vec<String> = (0..features).map(feature).collect();
        format!(
            r#"{{"type": "FeatureCollection", "features": [{}]}}"#,
            features.join(",\n")
        )
    };
    let columns = json!([
        {"column": "title", "taken_for": "attribute", "example": "t0", "not_read": 0},
        {"column": "date", "taken_for": "start", "example": "2020-10-01", "not_read": 0},
        {"column": "killed", "taken_for": "killed", "example": "x", "not_read": 1},
    ]);
    for features in [60, 12_000] {
        let (_, mut json) = check("points.geojson", &file(features));
        assert_eq!(json["records"], features);
        assert_eq!(json["with_position"], features);
        assert_eq!(json["in_map_area"], features);
        let found = json["parts"][0]["columns"].as_array_mut().expect("columns");
        // Whether properties stand in the order of the file is for the reader of JSON.
        found.sort_by_key(|column| column["column"] != "title");
        found[1..].sort_by_key(|column| column["column"] != "date");
        assert_eq!(Value::from(found.clone()), columns, "{features} features");
        assert_eq!(json["parts"][0]["what"], "GeoJSON");
    }
}

#[test]
fn a_file_that_cannot_be_read_leaves_the_others_checked() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).display().to_string();
    fs::write(path("a.csv"), "date,place\n2020-09-27,Lachin\n").expect("written");
    fs::write(path("b.csv"), "date,place\n2020-09-28,Shusha\n").expect("written");
    let (code, text, error) =
        contactline(&["check", &path("a.csv"), &path("gone.csv"), &path("b.csv")]);
    assert_eq!(code, Some(2));
    assert!(error.contains("gone.csv"), "{error}");
    // Each is counted by itself.
    assert_eq!(text.matches("records      1\n").count(), 2, "{text}");
    assert!(Path::new(&path("a.csv")).exists());
}
