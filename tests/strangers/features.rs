//! What people stumbled over in files of features and lists. The right values are worked out by hand.

use crate::common::made::{Made, contactline, made};

/// A town at its own position is counted where the gazetteer has it, on whatever side of a border the
/// position lies: few rows and many alike.
#[test]
fn a_place_at_its_own_position_is_counted_in_its_own_region() {
    let towns = "date,place,lat,lon\n2022-08-01,Lachin,39.6374,46.5498\n";
    let town = made("town.csv", towns);
    assert_eq!(
        town.cells(&["places", "lon", "lat"]),
        ["lachin/Lachin#46.5498,39.6374 46.5498 39.6374"]
    );

    let bytes = include_bytes!("../../data/settlements.csv");
    let mut settlements = csv::Reader::from_reader(&bytes[..]);
    let headings = settlements.headers().expect("headings").clone();
    let at = |name: &str| headings.iter().position(|own| own == name).expect("one");
    let [name, region, lon, lat] = ["name_en", "region_key", "lon", "lat"].map(at);
    let rows: Vec<csv::StringRecord> = settlements.records().map(|row| row.expect("one")).collect();
    assert_eq!(rows.len(), 600);
    let table = |times: usize| {
        let mut text = "date,place,lat,lon\n".to_owned();
        for row in std::iter::repeat_n(&rows, times).flatten() {
            let (name, lat, lon) = (&row[name], &row[lat], &row[lon]);
            text.push_str(&format!("2022-08-01,\"{name}\",{lat},{lon}\n"));
        }
        text
    };
    let few = made("few.csv", table(1));
    for (row, cell) in rows.iter().zip(few.cells(&["places"])) {
        let (region, name) = (&row[region], &row[name]);
        if !region.is_empty() {
            assert!(cell.starts_with(&format!("{region}/")), "{name}: {cell}");
        }
    }
    let said = few.check(&[]);
    assert!(!said.contains("contradicts"), "{said}");
    // More than a file that is read at once.
    let many = made("many.csv", table(50));
    assert!(std::fs::metadata(&many.path).expect("it").len() > 1 << 20);
    for key in ["lachin", "shusha", "artashat", "kalbajar"] {
        let own = rows.iter().filter(|row| &row[region] == key).count();
        for (file, times) in [(&few, 1), (&many, 50)] {
            let args = [
                "list".as_ref(),
                file.path.as_os_str(),
                "--region".as_ref(),
                key.as_ref(),
                "--only".as_ref(),
                "activity=Other".as_ref(),
                "--csv".as_ref(),
            ];
            let (code, said) = contactline(&args);
            assert_eq!(code, Some(0), "{said}");
            let name = file.path.file_name().expect("a name").display();
            let name = format!(",{name}");
            let listed = said.lines().filter(|line| line.ends_with(&name)).count();
            assert_eq!(listed, own * times, "{key} {times}");
        }
    }
}

/// Of several lists the one of records is read, wherever its name stands in the alphabet; others are told.
#[test]
fn of_several_lists_none_is_lost_without_a_word() {
    let two = made(
        "two.json",
        r#"{"events":[{"date":"2021-05-01","lat":39.8,"lon":46.7},{"date":"2021-05-02","lat":39.9,"lon":46.8}],
            "denials":[{"date":"2021-05-03","lat":39.7,"lon":46.6}]}"#,
    );
    assert_eq!(
        two.cells(&["start", "lon", "lat"]),
        ["2021-05-01 46.7 39.8", "2021-05-02 46.8 39.9"]
    );
    let said = two.check(&[]);
    assert!(
        said.contains(
            r#"warning: only one list of the file is read; "denials", with 1 entry, is not"#
        ),
        "{said}"
    );
    let beside = made(
        "beside.json",
        r#"{"a_meta":[{"page":1}],"data":{"events":[{"date":"2021-05-01","lat":39.8,"lon":46.7}]}}"#,
    );
    assert_eq!(
        beside.cells(&["start", "lon", "lat"]),
        ["2021-05-01 46.7 39.8"]
    );
    let said = beside.check(&[]);
    assert!(
        said.contains(r#"note: only one list of the file is read; "a_meta", with 1 entry, is not"#),
        "{said}"
    );
    // One list alone, whatever is in it, is read as before.
    let one = made(
        "one.json",
        r#"{"events":[{"date":"2021-05-01","place":"Shusha"}]}"#,
    );
    assert_eq!(one.cells(&["start"]), ["2021-05-01"]);
    assert!(!one.check(&[]).contains("only one list"));
}

fn features(of: &[(&str, &str)]) -> String {
    let features = of.iter().map(|(properties, geometry)| {
        format!(r#"{{"type":"Feature","properties":{properties},"geometry":{geometry}}}"#)
    });
    let features: Vec<String> = features.collect();
    format!(
        r#"{{"type":"FeatureCollection","features":[{}]}}"#,
        features.join(",")
    )
}

/// A point whose columns are those of claims is one, also where its own cells are empty.
#[test]
fn a_point_without_a_date_among_dated_ones_is_an_undated_record() {
    let point = |lon: f64| format!(r#"{{"type":"Point","coordinates":[{lon},39.8]}}"#);
    let empty = r#"{"date":null,"count":null,"note":"two soldiers hurt","name":"Ridge B"}"#;
    let dated = r#"{"date":"2021-05-01","count":2,"note":"x","name":"Ridge A"}"#;
    let file = made(
        "a.geojson",
        features(&[(dated, &point(46.7)), (empty, &point(46.8))]),
    );
    assert_eq!(
        file.cells(&["start", "count", "lon", "other"]),
        [
            r#"2021-05-01 2 46.7 {"note":"x","name":"Ridge A"}"#,
            r#"46.8 {"note":"two soldiers hurt","name":"Ridge B"}"#,
        ]
        .map(|row| row.replacen("46.8", " 46.8", 1).trim().to_owned())
    );
    // Without a day in the whole file they are places.
    let file = made(
        "b.geojson",
        features(&[(empty, &point(46.7)), (empty, &point(46.8))]),
    );
    let said = file.check(&[]);
    assert!(said.contains("settlements  2"), "{said}");
}

/// A line of one position leads nowhere, and one between names keeps its ends.
#[test]
fn a_line_is_what_it_says() {
    let alone = r#"{"type":"LineString","coordinates":[[46.7,39.8]]}"#;
    let dated = r#"{"date":"2021-05-01","by":"AZ"}"#;
    let file = made("a.geojson", features(&[(dated, alone)]));
    assert_eq!(
        file.cells(&["start", "lon", "lat", "origins"]),
        ["2021-05-01 46.7 39.8"]
    );
    let said = file.check(&[]);
    assert!(
        said.contains("warning: a line of one position leads nowhere; it is taken for a point"),
        "{said}"
    );

    let line = r#"{"type":"LineString","coordinates":[[46.5498,39.6374],[46.7528,39.8177]]}"#;
    let named = r#"{"date":"2021-05-01","from":"Lachin","to":"Khankendi"}"#;
    let file = made("b.geojson", features(&[(named, line)]));
    assert_eq!(
        file.cells(&["origins", "targets"]),
        ["lachin/Lachin#46.5498,39.6374 khankendi/Khankendi#46.7528,39.8177"]
    );
    let several = r#"{"date":"2021-05-01","from":"Lachin; Shusha","to":"Khankendi"}"#;
    let file = made("c.geojson", features(&[(several, line)]));
    let said = file.check(&[]);
    assert!(
        said.contains("warning: a line beside the names of several places"),
        "{said}"
    );
}

/// A position in columns beside an arrow that is neither of its ends is told and kept.
#[test]
fn a_position_beside_an_arrow_is_told_and_kept() {
    let line = r#"{"type":"LineString","coordinates":[[46.5,39.6],[46.7,39.8]]}"#;
    let row =
        |lat: &str| format!(r#"{{"date":"2021-05-01","directed":"yes","lat":{lat},"lon":46.7}}"#);
    let (beside, at_target) = (row("40.1"), row("39.8"));
    let file = made(
        "a.geojson",
        features(&[(&beside, line), (&at_target, line)]),
    );
    assert_eq!(
        file.cells(&["from_lon", "from_lat", "lon", "lat", "other"]),
        [
            r#"46.5 39.6 46.7 39.8 {"lon":46.7,"lat":40.1}"#,
            "46.5 39.6 46.7 39.8"
        ]
    );
    let said = file.check(&[]);
    assert_eq!(
        said.matches("neither its origin nor its target").count(),
        1,
        "{said}"
    );
    assert!(said.contains("[46.7, 40.1]"), "{said}");
}

/// A line that is a record happened in its span: in KML by its TimeSpan, in GPX by the times of its
/// points. A month is known to the month.
#[test]
fn a_line_that_is_a_record_keeps_its_time() {
    let line = |killed: &str, time: &str| {
        format!(
            "<Placemark>{time}<ExtendedData>{killed}</ExtendedData>\
             <LineString><coordinates>46.54,39.64 46.6,39.7</coordinates></LineString></Placemark>"
        )
    };
    let killed = "<Data name=\"killed\"><value>2</value></Data>";
    let dated = "<Data name=\"killed\"><value>3</value></Data><Data name=\"date\"><value>2022-08-01</value></Data>";
    let [hours, days, open, beside] = [
        "<TimeSpan><begin>2022-08-07T10:00:00+04:00</begin><end>2022-08-07T12:00:00Z</end></TimeSpan>",
        "<TimeSpan><begin>2022-08-07</begin><end>2022-08-09</end></TimeSpan>",
        "<TimeSpan><begin>2022-08-07</begin></TimeSpan>",
        "<TimeSpan><begin>2022-08-05</begin><end>2022-08-06</end></TimeSpan>",
    ];
    let month = "<TimeStamp><when>2022-08</when></TimeStamp>";
    let placemarks = [
        line(killed, hours),
        line(killed, days),
        line(killed, open),
        line(dated, beside),
        line(killed, month),
    ];
    let text = format!(
        "<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document>{}</Document></kml>",
        placemarks.concat()
    );
    let kml = made("lines.kml", &text);
    assert_eq!(
        kml.cells(&["start", "end", "time_precision", "killed"]),
        [
            // Noon in UTC is four in the afternoon there.
            "2022-08-07T10:00 2022-08-07T16:00 minute 2",
            "2022-08-07 2022-08-09 days 2",
            "2022-08-07  days 2",
            "2022-08-01  day 3",
            "2022-08-01 2022-08-31 month 2",
        ]
    );
    let said = kml.check(&[]);
    assert!(
        said.contains("this TimeSpan beside them is not kept"),
        "{said}"
    );
    assert!(said.contains("2022-08-05/2022-08-06"), "{said}");
}

/// The member `time` of JSON-FG and a TimeSpan of KML may leave either end open: each is told, and none
/// becomes an instant in silence.
#[test]
fn an_interval_with_an_open_end_is_told() {
    let point = r#"{"type":"Point","coordinates":[46.7,39.8]}"#;
    let feature = |id: u8, ends: &str| {
        format!(
            r#"{{"type":"Feature","id":{id},"time":{{"interval":{ends}}},"properties":{{"by":"AZ"}},"geometry":{point}}}"#
        )
    };
    let all = [
        feature(1, r#"["2022-08-01T00:00:00Z",".."]"#),
        feature(2, r#"["..","2022-08-05"]"#),
        feature(3, r#"["2022-08-01","2022-08-04"]"#),
    ];
    let json = format!(
        "{{\"type\":\"FeatureCollection\",\"features\":[\n{}]}}",
        all.join(",\n")
    );
    let span = |ends: &str| {
        format!(
            "<Placemark><TimeSpan>{ends}</TimeSpan><Point><coordinates>46.7,39.8</coordinates></Point></Placemark>"
        )
    };
    let kml = format!(
        "<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document>\n{}\n{}\n{}</Document></kml>",
        span("<begin>2022-08-01T00:00:00Z</begin>"),
        span("<end>2022-08-05</end>"),
        span("<begin>2022-08-01</begin><end>2022-08-04</end>")
    );
    for file in [made("a.geojson", json), made("a.kml", kml)] {
        assert_eq!(
            file.cells(&["start", "end"]),
            ["2022-08-01T04:00", "2022-08-05", "2022-08-01 2022-08-04"]
        );
        let said = file.check(&[]);
        let told = |what: &str| said.matches(what).count();
        assert_eq!(
            told("its end is open; it counts on the day it began"),
            1,
            "{said}"
        );
        assert_eq!(
            told("no day on which it began is stated; it counts on the day it ended"),
            1,
            "{said}"
        );
    }
}

/// What is not compared is told.
#[test]
fn a_comparison_says_what_it_leaves_out() {
    let area = r#"{"type":"Polygon","coordinates":[[[46,39],[47,39],[47,40],[46,39]]]}"#;
    let old = made("old.geojson", features(&[(r#"{"name":"A"}"#, area)]));
    let new = made(
        "new.geojson",
        features(&[(r#"{"name":"A"}"#, area), (r#"{"name":"B"}"#, area)]),
    );
    let args = ["diff".as_ref(), old.path.as_os_str(), new.path.as_os_str()];
    let (_, said) = contactline(&args);
    assert!(said.contains("Not compared: regions, zones, lines and settlements\n  old.geojson has 1 zone\n  new.geojson has 2 zones\n"), "{said}");
}

/// A feature that says nothing is told.
#[test]
fn a_feature_of_esri_json_that_says_nothing_is_told() {
    let file = made(
        "a.json",
        r#"{"geometryType":"esriGeometryPoint","features":[
        {"attributes":{"date":"2021-05-01"},"geometry":{"x":46.7,"y":39.8}},
        {"attributes":{"date":null},"geometry":{"x":"NaN","y":"NaN"}}]}"#,
    );
    let said = file.check(&[]);
    assert!(
        said.contains(
            "a.json:3: note: the feature has neither attributes nor a position; it is no record"
        ),
        "{said}"
    );
}

/// Three records at positions of their own, as the program writes them into a file of that name.
fn written(name: &str) -> Made {
    let table = made(
        "own.csv",
        "id,date,reporter,lat,lon,from_lat,from_lon\n\
         1,2021-05-01,X,39.8,46.7,,\n\
         2,2021-05-02,X,39.9,46.8,,\n\
         3,2021-05-03,X,39.7,46.6,39.6,46.5\n",
    );
    let out = made(name, "");
    std::fs::remove_file(&out.path).expect("gone");
    let args = [
        "convert".as_ref(),
        table.path.as_os_str(),
        "-o".as_ref(),
        out.path.as_os_str(),
    ];
    let (code, said) = contactline(&args);
    assert_eq!(code, Some(0), "{said}");
    out
}

/// Replaces a text that the file has.
fn replace(file: &Made, old: &str, new: &str) {
    let text = std::fs::read_to_string(&file.path).expect("read");
    assert!(text.contains(old), "{old} in {text}");
    std::fs::write(&file.path, text.replacen(old, new, 1)).expect("written");
}

/// A point that a person moved in a GIS, or whose columns they changed, lies where it was moved to, in the
/// region that is there, and that is told. What was not moved is not told.
#[test]
fn a_place_that_was_moved_in_another_program_lies_where_it_was_moved_to() {
    let geojson = written("own.geojson");
    replace(
        &geojson,
        "\"coordinates\":[46.7,39.8]",
        "\"coordinates\":[46.2,40.2]",
    );
    let table = written("own.csv");
    replace(&table, "46.7,39.8,,stated", "46.2,40.2,,stated");
    let kml = written("own.kml");
    replace(&kml, "<coordinates>46.7,39.8", "<coordinates>46.2,40.2");
    let project = written("own.gpkg");
    {
        let database = rusqlite::Connection::open(&project.path).expect("opened");
        let mut triggers = database
            .prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            .expect("a question");
        let names = triggers.query_map((), |row| row.get::<_, String>(0));
        let names: Result<Vec<String>, _> = names.expect("names").collect();
        for name in names.expect("names") {
            let sql = format!("DROP TRIGGER \"{name}\"");
            database.execute(&sql, ()).expect("dropped");
        }
        let sql = "SELECT geom FROM claims WHERE start = '2021-05-01'";
        let mut shape: Vec<u8> = database
            .query_row(sql, (), |row| row.get(0))
            .expect("a shape");
        let at = shape.len() - 16;
        shape[at..at + 8].copy_from_slice(&46.2_f64.to_le_bytes());
        shape[at + 8..].copy_from_slice(&40.2_f64.to_le_bytes());
        let sql = "UPDATE claims SET geom = ? WHERE start = '2021-05-01'";
        database.execute(sql, [shape]).expect("moved");
    }
    for file in [geojson, table, kml, project] {
        let said = file.check(&[]);
        assert_eq!(
            said.matches("it was moved in another program").count(),
            1,
            "{said}"
        );
        assert!(said.contains("[46.7, 39.8; 46.2, 40.2]"), "{said}");
        std::fs::create_dir(file.folder.path().join("moved")).expect("a folder");
        let out = file.folder.path().join("moved/out.csv");
        let args = [
            "convert".as_ref(),
            file.path.as_os_str(),
            "-o".as_ref(),
            out.as_os_str(),
        ];
        let (code, said) = contactline(&args);
        assert_eq!(code, Some(0), "{said}");
        let mut rows = csv::Reader::from_path(&out).expect("a table");
        let headings = rows.headers().expect("headings").clone();
        let rows: Vec<String> = rows
            .records()
            .map(|row| {
                let row = row.expect("a row");
                let cell = |name: &str| {
                    let at = headings
                        .iter()
                        .position(|own| own == name)
                        .expect("a column");
                    row[at].to_owned()
                };
                ["places", "origins", "targets", "lon", "lat"]
                    .map(cell)
                    .join(" ")
            })
            .collect();
        assert_eq!(
            rows,
            [
                "kalbajar#46.2,40.2   46.2 40.2",
                "khojaly#46.8,39.9   46.8 39.9",
                " lachin#46.5,39.6 shusha#46.6,39.7 46.6 39.7",
            ],
            "{}",
            file.path.display()
        );
    }
}

/// A program that keeps three decimals moved nothing.
#[test]
fn a_rounded_position_was_not_moved() {
    let file = made(
        "a.geojson",
        features(&[(
            r#"{"report":"1","reporter":"X","places":"khojaly#46.71234,39.81234","start":"2021-05-01","drawn_from_places":true}"#,
            r#"{"type":"Point","coordinates":[46.712,39.812]}"#,
        )]),
    );
    assert_eq!(file.cells(&["lon", "lat"]), ["46.71234 39.81234"]);
    assert!(!file.check(&[]).contains("it was moved"));
}

/// A foreign table that says which rows have a direction keeps its positions.
#[test]
fn positions_beside_names_count_where_a_table_says_directed() {
    let file = made(
        "a.csv",
        "date,place,lat,lon,directed\n2021-05-01,Shusha,39.75,46.8,no\n",
    );
    assert_eq!(
        file.cells(&["places", "lon", "lat"]),
        ["shusha/Shusha#46.8,39.75 46.8 39.75"]
    );
}

/// A list of villages arrives whole in every format that holds places, also those that are known already.
#[test]
fn places_that_are_known_already_are_converted_like_others() {
    let place = |name: &str, at: &str| {
        format!(
            r#"{{"type": "Feature", "properties": {{"name": "{name}", "pop": 20}},
               "geometry": {{"type": "Point", "coordinates": [{at}]}}}}"#
        )
    };
    let places = [
        place("Lachin", "46.5498, 39.6374"),
        place("Nowhereville", "46.60, 39.70"),
    ];
    let text = format!(
        r#"{{"type": "FeatureCollection", "features": [{}]}}"#,
        places.join(",")
    );
    let file = made("villages.geojson", &text);
    for ending in ["gpkg", "geojson", "kml"] {
        let written = file.path.with_file_name(format!("written.{ending}"));
        let args = [
            "convert".as_ref(),
            file.path.as_os_str(),
            "-o".as_ref(),
            written.as_os_str(),
        ];
        let (code, said) = contactline(&args);
        assert_eq!(code, Some(0), "{said}");
        let (code, said) = contactline(&["check".as_ref(), written.as_os_str()]);
        assert_eq!(code, Some(0), "{said}");
        let line = said.lines().find(|line| line.starts_with("settlements"));
        let number = line.and_then(|line| line.split_whitespace().nth(1));
        assert_eq!(number, Some("2"), "{ending}: {said}");
    }
}
