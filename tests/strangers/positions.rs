//! Heights, places that were moved in another program, and what else files say of places, zones and lines. The
//! right values are worked out by hand.

use std::fs;

use crate::common::made::{Made, contactline, made};

const HEIGHTS: &str = "positions have a height or a measure beside longitude and latitude";

fn feature(properties: &str, geometry: &str) -> String {
    format!(r#"{{"type":"Feature","properties":{properties},"geometry":{geometry}}}"#)
}

fn collection(features: &[String]) -> String {
    let features = features.join(",\n");
    format!("{{\"type\":\"FeatureCollection\",\"features\":[\n{features}]}}")
}

fn point(day: u32, position: &str) -> String {
    feature(
        &format!(r#"{{"date":"2022-08-{day:02}"}}"#),
        &format!(r#"{{"type":"Point","coordinates":[{position}]}}"#),
    )
}

/// Converts a file into another beside it.
fn converted(file: &Made, name: &str) -> Made {
    let out = made(name, "");
    let args = [
        "convert".as_ref(),
        file.path.as_os_str(),
        "-o".as_ref(),
        out.path.as_os_str(),
        "--force".as_ref(),
    ];
    let (code, said) = contactline(&args);
    assert_eq!(code, Some(0), "{said}");
    out
}

/// Heights are told once a file with the number of records, in every format; a height of nought is none.
#[test]
fn heights_are_told_once_a_file_and_noughts_are_not() {
    let geojson = |heights: [&str; 3]| {
        let features: Vec<String> = (1..)
            .zip(heights)
            .map(|(day, height)| point(day, &format!("46.5,39.8{height}")))
            .collect();
        collection(&features)
    };
    let kml = |heights: [&str; 3]| {
        let placemarks: String = heights
            .iter()
            .map(|height| {
                format!(
                    "<Placemark><name>a</name><TimeStamp><when>2022-08-07</when></TimeStamp>\
                     <Point><coordinates>46.5,39.8{height}</coordinates></Point></Placemark>\n"
                )
            })
            .collect();
        format!(
            "<kml xmlns='http://www.opengis.net/kml/2.2'><Document>{placemarks}</Document></kml>"
        )
    };
    let table = |heights: [&str; 3]| {
        let rows: String = (1..)
            .zip(heights)
            .map(|(day, height)| {
                let height = height.replace(',', " ");
                format!("2022-08-{day:02},POINT Z (46.5 39.8{height})\n")
            })
            .collect();
        format!("date,geom\n{rows}")
    };
    let track = |heights: [&str; 3]| {
        let points: String = heights
            .iter()
            .map(|height| {
                let height = height.trim_start_matches(',');
                format!("<trkpt lon='46.5' lat='39.8'><ele>{height}</ele></trkpt>")
            })
            .collect();
        format!("<gpx version='1.1'><trk><name>a</name><trkseg>{points}</trkseg></trk></gpx>")
    };
    let [some, none] = [[",1200", ",0", ",-28.5"], [",0", ",0.0", ",0"]];
    let more = "which is not kept (and 1 more row)";
    for (name, with, without, number) in [
        ("a.geojson", geojson(some), geojson(none), more),
        ("a.kml", kml(some), kml(none), more),
        ("a.csv", table(some), table(none), more),
        ("a.gpx", track(some), track(none), "which is not kept"),
    ] {
        let said = made(name, with).check(&[]);
        assert_eq!(said.matches(HEIGHTS).count(), 1, "{said}");
        assert!(said.contains(number), "{said}");
        let said = made(name, without).check(&[]);
        assert!(!said.contains(HEIGHTS), "{said}");
    }
    // PostGIS writes no sign before heights.
    let postgis = made(
        "p.csv",
        "date,geom\n2022-08-01,SRID=4326;POINT(46.5 39.8 1200)\n",
    );
    assert_eq!(postgis.cells(&["lon", "lat"]), ["46.5 39.8"]);
    assert!(postgis.check(&[]).contains(HEIGHTS));
}

/// The small and the large way tell the same of heights.
#[test]
fn heights_are_told_in_files_of_any_size() {
    const ROWS: u32 = 12_000;
    let features: Vec<String> = (0..ROWS)
        .map(|row| {
            let height = if row % 100 == 0 { ",900" } else { ",0" };
            point(1 + row % 28, &format!("46.5,39.8{height}"))
        })
        .collect();
    let said = made("many.geojson", collection(&features)).check(&[]);
    assert!(
        said.contains("which is not kept (and 119 more rows)"),
        "{said}"
    );
    assert!(said.contains("records      12,000"), "{said}");
}

/// A list of features that comes after another counts, however its name is written, in files of any size.
#[test]
fn a_second_list_counts_however_its_name_is_written() {
    for rows in [3, 12_000] {
        let first: Vec<String> = (0..rows).map(|_| point(1, "46.5,39.8")).collect();
        let first = first.join(",\n");
        let second = point(9, "46.5,39.9");
        let file = made(
            "a.geojson",
            format!(
                "{{\"type\":\"FeatureCollection\",\"features\":[{first}],\"feat\\u0075res\":[{second}]}}"
            ),
        );
        assert_eq!(file.cells(&["start", "lat"]), ["2022-08-09 39.9"]);
        let said = file.check(&[]);
        assert!(
            said.contains("stands more than once in its object"),
            "{said}"
        );
    }
}

/// Of several places of a record, the one that was moved in another program lies where it was moved to.
#[test]
fn one_of_several_places_that_was_moved_lies_where_it_was_moved_to() {
    let places = r##"{"report":"1","reporter":"X","start":"2021-05-01","places":"kalbajar#46,40; lachin/Some Name#46.5,39.6±2","drawn_from_places":true}"##;
    let both = |a: &str, b: &str| format!(r#"{{"type":"MultiPoint","coordinates":[[{a}],[{b}]]}}"#);
    let told = "was moved in another program, and lies where it was moved to";
    let of = |geometry: &str| made("a.geojson", collection(&[feature(places, geometry)]));
    // Not moved, but for what programs round.
    let file = of(&both("46,40", "46.5,39.6000001"));
    assert_eq!(
        file.cells(&["places"]),
        ["kalbajar#46,40; lachin/Some Name#46.5,39.6±2"]
    );
    assert!(!file.check(&[]).contains("moved"), "{}", file.check(&[]));
    // The second was moved, by 0.1 degrees to the east.
    let file = of(&both("46,40", "46.6,39.6"));
    assert_eq!(
        file.cells(&["places"]),
        ["kalbajar#46,40; lachin/Some Name#46.6,39.6±2"]
    );
    let said = file.check(&[]);
    assert_eq!(said.matches(told).count(), 1, "{said}");
    assert!(said.contains("[46.5, 39.6; 46.6, 39.6]"), "{said}");
    // One was removed: which of them remains is not said by the number of it.
    let file = of(r#"{"type":"MultiPoint","coordinates":[[46,40]]}"#);
    assert_eq!(
        file.cells(&["places"]),
        ["kalbajar#46,40; lachin/Some Name#46.5,39.6±2"]
    );
    let said = file.check(&[]);
    assert!(
        said.contains("one of its several places is elsewhere"),
        "{said}"
    );
}

/// The same where fire came from several places.
#[test]
fn one_of_several_origins_that_was_moved_lies_where_it_was_moved_to() {
    let places = r##"{"report":"1","reporter":"X","start":"2021-05-01","origins":"#46,40; #46.2,40.2","targets":"#46.5,39.6","directed":"yes","drawn_from_places":true}"##;
    let lines = |second: &str, target: &str| {
        format!(
            r#"{{"type":"MultiLineString","coordinates":[[[46,40],[46.3,39.85]],[[{second}],[46.3,39.85]],[[46.3,39.85],[{target}]]]}}"#
        )
    };
    let of = |geometry: String| made("a.geojson", collection(&[feature(places, &geometry)]));
    let file = of(lines("46.2,40.2", "46.5,39.6"));
    assert_eq!(
        file.cells(&["origins", "targets"]),
        ["kalbajar#46,40; kalbajar#46.2,40.2 lachin#46.5,39.6"]
    );
    assert!(!file.check(&[]).contains("moved"));
    let file = of(lines("46.1,40.1", "46.55,39.6"));
    assert_eq!(
        file.cells(&["origins", "targets"]),
        ["kalbajar#46,40; kalbajar#46.1,40.1 lachin#46.55,39.6"]
    );
    let said = file.check(&[]);
    assert!(said.contains("46.2, 40.2; 46.1, 40.1"), "{said}");
}

/// The same in the other formats that are written here.
#[test]
fn one_of_several_places_that_was_moved_in_a_kml_lies_where_it_was_moved_to() {
    let places = r##"{"report":"1","reporter":"X","start":"2021-05-01","places":"kalbajar#46,40; kalbajar#46.25,40.25","drawn_from_places":true}"##;
    let both = r#"{"type":"MultiPoint","coordinates":[[46,40],[46.25,40.25]]}"#;
    let kml = converted(
        &made("a.geojson", collection(&[feature(places, both)])),
        "b.kml",
    );
    let text = fs::read_to_string(&kml.path).expect("read");
    assert!(text.contains("<coordinates>46.25,40.25"), "{text}");
    assert_eq!(
        kml.cells(&["places"]),
        ["kalbajar#46,40; kalbajar#46.25,40.25"]
    );
    let text = text.replacen("<coordinates>46.25,40.25", "<coordinates>46.22,40.22", 1);
    fs::write(&kml.path, text).expect("written");
    let kml = made("c.kml", fs::read(&kml.path).expect("read"));
    assert_eq!(
        kml.cells(&["places"]),
        ["kalbajar#46,40; kalbajar#46.22,40.22"]
    );
    assert!(kml.check(&[]).contains("[46.25, 40.25; 46.22, 40.22]"));
}

/// What another program adds to a zone of this program is kept, and so is what this program says of it.
#[test]
fn what_is_said_of_zones_lines_and_places_is_kept_in_every_format() {
    let zone = r##"{"type":"Feature","properties":{"key":"z","kind":"corridor","names":{"en":"Road","ru":"Дорога"},"valid_from":"2020-11-10","precision_km":3,"source":"S","licence":"L","note":"N","stroke":"#ff0000","stroke-width":2.0,"assessed":"yes"},"geometry":{"type":"Polygon","coordinates":[[[46,40],[46.1,40],[46.1,40.1],[46,40]]]},"quality":"good"}"##;
    let place = r#"{"type":"Feature","properties":{"name":"Alpha","pop":5,"remark":"x"},"geometry":{"type":"Point","coordinates":[46.5,39.8]},"quality":"fair"}"#;
    let file = made(
        "a.geojson",
        collection(&[zone.to_owned(), place.to_owned()]),
    );
    for between in ["b.geojson", "b.gpkg", "b.kml"] {
        let out = converted(&converted(&file, between), "c.geojson");
        let json: serde_json::Value =
            serde_json::from_slice(&fs::read(&out.path).expect("read")).expect("JSON");
        let zone = &json["features"][0];
        let own = &zone["properties"];
        for (key, value) in [
            ("key", "z"),
            ("kind", "corridor"),
            ("valid_from", "2020-11-10"),
            ("source", "S"),
            ("licence", "L"),
            ("note", "N"),
            ("stroke", "#ff0000"),
            ("assessed", "yes"),
        ] {
            assert_eq!(own[key], value, "{key} through {between}: {zone}");
        }
        assert_eq!(own["names"]["ru"], "Дорога", "{between}");
        assert_eq!(own["precision_km"].to_string().trim_end_matches(".0"), "3");
        assert_eq!(own["stroke-width"].to_string(), "2.0", "{between}");
        let place = &json["features"][1];
        let own = &place["properties"];
        assert_eq!(own["name"], "Alpha", "{between}: {place}");
        assert_eq!(own["pop"].to_string().trim_matches('"'), "5", "{between}");
        assert_eq!(own["remark"], "x", "{between}");
        if between != "b.kml" {
            assert_eq!(zone["quality"], "good", "{between}: {zone}");
            assert_eq!(place["quality"], "fair", "{between}");
        }
    }
}

/// A geometry in which no position stands costs no record: it is one without a position.
#[test]
fn an_empty_geometry_is_none() {
    let dated = |day: u32, geometry: &str| {
        feature(
            &format!(r#"{{"date":"2022-08-{day:02}","killed":{day}}}"#),
            geometry,
        )
    };
    let empty = [
        r#"{"type":"Point","coordinates":[]}"#,
        r#"{"type":"MultiPoint","coordinates":[]}"#,
        r#"{"type":"Polygon","coordinates":[[]]}"#,
        r#"{"type":"GeometryCollection","geometries":[]}"#,
        "{}",
    ];
    let mut features: Vec<String> = (1..).zip(empty).map(|(day, of)| dated(day, of)).collect();
    features.push(dated(6, r#"{"type":"Point","coordinates":[46.5,39.8]}"#));
    let file = made("a.geojson", collection(&features));
    assert_eq!(
        file.cells(&["start", "killed", "lon", "lat"]),
        [
            "2022-08-01 1",
            "2022-08-02 2",
            "2022-08-03 3",
            "2022-08-04 4",
            "2022-08-05 5",
            "2022-08-06 6 46.5 39.8",
        ]
    );
    let said = file.check(&[]);
    assert!(said.contains("its geometry holds no position"), "{said}");
    assert!(said.contains("(and 4 more rows)"), "{said}");
}

/// What a Placemark says of its day counts before what the folder says that it lies in.
#[test]
fn the_day_of_a_placemark_counts_before_that_of_its_folder() {
    let point = "<Point><coordinates>46.5,39.8</coordinates></Point>";
    let data = "<ExtendedData><Data name='Date'><value>3 Aug 2022</value></Data></ExtendedData>";
    let file = made(
        "a.kml",
        format!(
            "<kml xmlns='http://www.opengis.net/kml/2.2'><Folder><name>August</name>\
             <TimeSpan><begin>2022-08-01</begin><end>2022-08-05</end></TimeSpan>\
             <Placemark><name>a</name>{data}{point}</Placemark>\
             <Placemark><name>b</name>{point}</Placemark></Folder></kml>"
        ),
    );
    assert_eq!(
        file.cells(&["start", "end"]),
        ["2022-08-03", "2022-08-01 2022-08-05"]
    );
}
