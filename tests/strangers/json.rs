//! What people stumbled over in JSON of all kinds: members twice, encodings, lists of lists, metres. The
//! right values are worked out by hand.

use crate::common;
use crate::common::made::{Made, made};
use contactline::{
    io::{Read, bulk::Tuning},
    model::{Amount, Budget, ImportOptions, Note},
    store::formats,
};

const POINT: &str = r#"{"type":"Point","coordinates":[46.1,40.1]}"#;
const AREA: &str = r#"{"type":"Polygon","coordinates":[[[46,40],[46.1,40],[46.1,40.1],[46,40]]]}"#;

fn feature(properties: &str, geometry: &str, members: &str) -> String {
    format!(r#"{{"type":"Feature","properties":{properties},"geometry":{geometry}{members}}}"#)
}

/// One feature a line, the first on line 2.
fn collection(features: &[String]) -> String {
    let features = features.join(",\n");
    format!("{{\"type\":\"FeatureCollection\",\"features\":[\n{features}\n]}}\n")
}

fn read(file: &Made, tuning: Tuning) -> Read {
    let (choices, budget) = (ImportOptions::default(), Budget::default());
    formats::read_tuned(&file.path, &choices, &budget, tuning).expect("understood")
}

/// As large files are read, the plain features the fast way or not.
fn streamed(file: &Made, fast: bool) -> Read {
    let tuning = Tuning {
        large_file_bytes: 0,
        many_records: usize::MAX,
        block_bytes: 100,
        threads: 2,
        fast,
    };
    read(file, tuning)
}

/// Where a note is, and its text, of those whose cause has that word.
fn told(read: &Read, word: &str) -> Vec<String> {
    let notes = read.notes.iter().filter(|note| note.what.contains(word));
    let told = |note: &Note| format!("{}: {}", note.place.line, note.text);
    notes.map(told).collect()
}

/// Of a member that stands twice the last counts, and what the first said is told: in files of any size,
/// and also where thirty plain features come before.
#[test]
fn of_a_member_that_stands_twice_the_last_counts_and_the_first_is_told() {
    let plain = |day: usize| {
        feature(
            &format!(r#"{{"date":"2022-08-{day:02}","count":1}}"#),
            POINT,
            "",
        )
    };
    let mut features: Vec<String> = (1..=30).map(plain).collect();
    features.extend([
        feature(
            r#"{"date":"2022-09-01","count":3,"count":5,"note":"a","note":"b"}"#,
            POINT,
            "",
        ),
        feature(r#"{"date":"2022-09-02","x1":{"a":1,"a":2}}"#, POINT, ""),
        feature(
            r#"{"date":"2022-09-03"}"#,
            POINT,
            r#","geometry":{"type":"Point","coordinates":[46.5,40.2]}"#,
        ),
        feature(r#"{"date":"2022-09-04"}"#, POINT, r#","foo":1,"foo":2"#),
        feature(r#"{"date":"2022-09-05","count":7,"count":7}"#, POINT, ""),
    ]);
    let file = made("a.geojson", collection(&features));
    let right = [
        r#"32: "count":3"#,
        r#"32: "note":"a""#,
        r#"33: "a":1"#,
        r#"34: "geometry":{"type":"Point","coordinates":[46.1,40.1]}"#,
        r#"35: "foo":1"#,
    ];
    let whole = read(&file, Tuning::default());
    assert_eq!(told(&whole, "more than once"), right);
    let counts: Vec<Option<u32>> = whole.draft.reports[30..]
        .iter()
        .map(|report| report.claims[0].count.and_then(Amount::exact))
        .collect();
    assert_eq!(counts, [Some(5), None, None, None, Some(7)]);
    for fast in [true, false] {
        let large = streamed(&file, fast);
        assert_eq!(told(&large, "more than once"), right, "fast {fast}");
        let dataset = large.draft.datasets.first().expect("columns");
        assert_eq!(dataset.count[30], 5);
        assert_eq!(dataset.at.position[32], [465_000_000, 402_000_000]);
        let rows = large.rows.as_ref().expect("rows");
        let again = rows.read(&dataset.offset).expect("the file as it was");
        assert_eq!(again, whole.draft.reports);
    }
    let list = made(
        "a.json",
        "[{\"date\":\"2022-08-09\",\n\"lat\":40.1,\"lat\":41.1,\"lon\":46.1}]",
    );
    assert_eq!(list.cells(&["lon", "lat"]), ["46.1 41.1"]);
    let said = list.check(&[]);
    assert!(
        said.contains("a.json:2: warning: this stands more than once"),
        "{said}"
    );
}

/// What stands around features is read by the same rule, whatever the size of the file.
#[test]
fn of_two_lists_of_features_the_last_counts_in_files_of_any_size() {
    let one = |day: &str| feature(&format!(r#"{{"date":"{day}"}}"#), POINT, "");
    let file = made(
        "a.geojson",
        format!(
            "{{\"type\":\"Feature\",\"type\":\"FeatureCollection\",\"features\":[{}],\n\"features\":[{},{}]}}",
            one("2022-08-01"),
            one("2022-08-02"),
            one("2022-08-03")
        ),
    );
    for read in [read(&file, Tuning::default()), streamed(&file, true)] {
        let days = read.draft.reports.iter().map(|report| {
            let (start, ..) = report.claims[0].when.stated();
            start.expect("a day").to_string()
        });
        assert_eq!(days.collect::<Vec<_>>(), ["2022-08-02", "2022-08-03"]);
        let lost = told(&read, "more than once");
        assert_eq!(lost.len(), 2, "{lost:?}");
        assert_eq!(lost[0], r#"1: "type":"Feature""#);
        assert!(
            lost[1].starts_with(r#"1: "features":[{"type":"#),
            "{lost:?}"
        );
    }
    // Members behind the list, of a file that is streamed.
    let more = format!(
        "{{\"features\":[\n{}\n],\n\"type\":\"x\",\n\"type\":\"FeatureCollection\"}}",
        one("2022-08-01")
    );
    let file = made("b.geojson", more);
    for read in [read(&file, Tuning::default()), streamed(&file, true)] {
        assert_eq!(told(&read, "more than once"), [r#"4: "type":"x""#]);
        assert_eq!(read.draft.records(), 1);
    }
}

/// JSON and KML in UTF-16 are read, and of other letters it is said what they are.
#[test]
fn json_in_other_encodings_is_read_or_told() {
    let text = collection(&[feature(
        r#"{"date":"2022-08-09","name":"Kəlbəcər"}"#,
        POINT,
        "",
    )]);
    let little = |text: &str| {
        text.encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect::<Vec<u8>>()
    };
    let big = |text: &str| {
        text.encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect::<Vec<u8>>()
    };
    let marked = format!("\u{feff}{text}");
    for bytes in [little(&marked), big(&marked), little(&text), big(&text)] {
        let file = made("a.geojson", bytes);
        assert_eq!(
            file.cells(&["start", "lon", "other"]),
            [r#"2022-08-09 46.1 {"name":"Kəlbəcər"}"#]
        );
        // No offset is one of the file: it is not streamed.
        let large = streamed(&file, true);
        assert_eq!(large.draft.reports.len(), 1);
    }
    let kml = "\u{feff}<?xml version=\"1.0\" encoding=\"UTF-16\"?><kml xmlns=\"http://www.opengis.net/kml/2.2\">\
        <Placemark><name>Şuşa</name><TimeStamp><when>2022-08-09</when></TimeStamp>\
        <Point><coordinates>46.75,39.76</coordinates></Point></Placemark></kml>";
    let file = made("a.kml", little(kml));
    assert_eq!(
        file.cells(&["start", "lon", "other"]),
        [r#"2022-08-09 46.75 {"name":"Şuşa"}"#]
    );

    let russian = collection(&[feature(
        r#"{"date":"2022-08-09","note":"обстрел позиций с направления Басаркечара"}"#,
        POINT,
        "",
    )]);
    let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(&russian);
    let said = made("b.geojson", bytes).check(&[]);
    assert!(
        said.contains(
            "b.geojson:2: not UTF-8 text: it seems to be in windows-1251; save it as UTF-8"
        ),
        "{said}"
    );
    // One letter cut in two makes no other encoding of the rest.
    let mut bytes = russian.into_bytes();
    let at = bytes
        .iter()
        .rposition(|byte| !byte.is_ascii())
        .expect("a letter");
    bytes.remove(at);
    let said = made("c.geojson", bytes).check(&[]);
    assert!(
        said.contains("c.geojson:2: not UTF-8 text: most letters of the file are"),
        "{said}"
    );
}

/// A list of lists is a table where its first list is headings, and nothing that could be understood else.
#[test]
fn a_json_list_of_lists_is_a_table() {
    let file = made(
        "a.json",
        "[[\"date\",\"lat\",\"lon\",\"count\"],\n[\"2022-08-09\",40.1,46.1,3],\n[\"2022-08-10\",40.2,46.2,null],\n7]",
    );
    assert_eq!(
        file.cells(&["start", "lon", "lat", "count"]),
        ["2022-08-09 46.1 40.1 3", "2022-08-10 46.2 40.2"]
    );
    let said = file.check(&[]);
    assert!(said.contains("a.json:4:"), "{said}");
    for json in ["[[46.1,40.1],[46.2,40.2]]", "[1,2,3]", "[\"a\",\"b\"]"] {
        let said = made("b.json", json).check(&[]);
        assert!(
            said.contains("b.json: a JSON list of values that have no names"),
            "{said}"
        );
    }
}

/// What is wrong with a geometry of a topology is said.
#[test]
fn a_topology_without_an_arc_says_so() {
    let file = made(
        "a.json",
        r#"{"type":"Topology","objects":{"x":{"type":"GeometryCollection","geometries":[
        {"type":"LineString","arcs":[0],"properties":{"name":"ok"}},
        {"type":"LineString","arcs":[7]},{"type":"Circle","arcs":[0]},
        {"type":"Point","coordinates":["a"]}]}},"arcs":[[[46,40],[46.1,40.1]]]}"#,
    );
    let said = file.check(&[]);
    for why in [
        "it refers to an arc that the file does not have",
        "a geometry of an unknown type",
        "its coordinates are damaged",
    ] {
        assert!(
            said.contains(&format!("the feature is skipped: {why}")),
            "{said}"
        );
    }
    assert!(said.contains("lines        1"), "{said}");
}

/// Metres are told for what they are, with their number, the first line, and what to do.
#[test]
fn positions_in_metres_are_told() {
    let metres = |day: usize| {
        let at = format!(
            r#"{{"type":"Point","coordinates":[{},4440000]}}"#,
            590_000 + day
        );
        feature(&format!(r#"{{"date":"2022-08-{day:02}"}}"#), &at, "")
    };
    let file = made(
        "a.geojson",
        collection(&(1..=30).map(metres).collect::<Vec<_>>()),
    );
    for read in [read(&file, Tuning::default()), streamed(&file, true)] {
        let note = read.notes.iter().find(|note| note.what.contains("metres"));
        let note = note.expect("a note");
        assert_eq!((note.place.line, note.rows), (2, 30));
        assert_eq!(note.text, "590001, 4440000");
        assert!(
            note.what
                .contains("ogr2ogr -t_srs EPSG:4326 a-wgs84.geojson a.geojson"),
            "{}",
            note.what
        );
    }
    // Of what has no name it is not said that no place is called so.
    let said = file.check(&[]);
    assert!(!said.contains("no place has this name"), "{said}");
    let area = r#"{"type":"Polygon","coordinates":[[[590000,4440000],[590100,4440000],[590100,4440100],[590000,4440000]]]}"#;
    let said = made("b.geojson", collection(&[feature("{}", area, "")])).check(&[]);
    assert!(
        said.contains("they seem to be metres of a projection"),
        "{said}"
    );
    // Off the map by a slip of the pen is no projection, and is shown.
    let beyond = feature(
        r#"{"date":"2022-08-09"}"#,
        r#"{"type":"Point","coordinates":[46.1,90.1]}"#,
        "",
    );
    let said = made("c.geojson", collection(&[beyond])).check(&[]);
    assert!(
        said.contains("c.geojson:2: warning: the position is not on the map"),
        "{said}"
    );
    assert!(
        said.contains("[46.1, 90.1]") && !said.contains("metres"),
        "{said}"
    );
}

/// Members beside the properties of a shape stay with it, and leave as they came.
#[test]
fn members_beside_the_properties_of_a_shape_are_kept() {
    let line = r#"{"type":"LineString","coordinates":[[46,40],[46.2,40.1]]}"#;
    let file = made(
        "a.geojson",
        collection(&[
            feature(
                r#"{"name":"z"}"#,
                AREA,
                r#","links":[{"href":"https://e.org/1"}]"#,
            ),
            feature(r#"{"name":"l"}"#, line, r#","rank":2"#),
            feature(r#"{"name":"p"}"#, POINT, r#","rank":3"#),
        ]),
    );
    let out = file.folder.path().join("out.geojson");
    let args = [
        "convert".as_ref(),
        file.path.as_os_str(),
        "-o".as_ref(),
        out.as_os_str(),
    ];
    let (code, said) = common::made::contactline(&args);
    assert_eq!(code, Some(0), "{said}");
    let written = std::fs::read_to_string(&out).expect("written");
    let written: serde_json::Value = serde_json::from_str(&written).expect("JSON");
    let features = written["features"].as_array().expect("features");
    assert_eq!(features[0]["links"][0]["href"], "https://e.org/1");
    assert_eq!(features[1]["rank"], 2);
    assert_eq!(features[2]["rank"], 3);
    let properties = features
        .iter()
        .map(|feature| feature["properties"].to_string());
    assert!(
        properties
            .clone()
            .all(|own| !own.contains("geojson_members")),
        "{written}"
    );
}

/// A row with a position of its own and a line is where the position is, and its line stays.
#[test]
fn a_line_beside_a_position_of_columns_stays_a_line() {
    let line = r#"{"type":"LineString","coordinates":[[46,40],[46.2,40.1]]}"#;
    let file = made(
        "a.geojson",
        collection(&[feature(
            r#"{"date":"2022-08-09","lat":40.3,"lon":46.4}"#,
            line,
            "",
        )]),
    );
    assert_eq!(file.cells(&["lon", "lat"]), ["46.4 40.3"]);
    let said = file.check(&[]);
    assert!(said.contains("lines        1"), "{said}");
    assert!(said.contains("its line is shown as a line"), "{said}");
    assert!(!said.contains("both are taken"), "{said}");
}

/// No shape ends before it begins: it holds from its start on, and that is told.
#[test]
fn a_shape_that_ends_before_it_begins_is_told() {
    let kml = made(
        "a.kml",
        r#"<kml xmlns="http://www.opengis.net/kml/2.2"><Placemark><name>z</name><TimeSpan><begin>2022-08-10</begin>
        <end>2022-08-09</end></TimeSpan><Polygon><outerBoundaryIs><LinearRing><coordinates>46,40 46.1,40 46.1,40.1
        46,40</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></kml>"#,
    );
    let geojson = made(
        "a.geojson",
        collection(&[feature(
            r#"{"name":"z"}"#,
            AREA,
            r#","time":{"interval":["2022-08-10","2022-08-09"]}"#,
        )]),
    );
    for file in [kml, geojson] {
        let read = read(&file, Tuning::default());
        assert_eq!(
            told(&read, "it holds from its start on").len(),
            1,
            "{:?}",
            read.notes
        );
        let dated = read.draft.zones[0].dated;
        assert_eq!(dated.from.expect("a day").to_string(), "2022-08-10");
        assert_eq!(dated.end, None);
    }
}

/// What stands before the first object of a list costs none of the others.
#[test]
fn a_list_may_begin_with_what_is_no_record() {
    let file = made(
        "a.json",
        r#"[null, 7,
        {"date":"2022-08-09","place":"Shusha"}]"#,
    );
    assert_eq!(file.cells(&["start", "places"]), ["2022-08-09 shusha"]);
    let said = file.check(&[]);
    assert!(
        said.contains("a.json:1: error: the record is skipped: a value without names")
            && said.contains("[null; 7]"),
        "{said}"
    );
    assert!(said.contains("records      1\n"), "{said}");
    let said = made("b.json", "[null, 7]").check(&[]);
    assert!(said.contains("values that have no names"), "{said}");
}

/// A file of MapInfo is told for what it is.
#[test]
fn a_mif_is_told() {
    let mif = "Version 300\nCharset \"WindowsCyrillic\"\nDelimiter \",\"\nCoordSys Earth Projection 1, 104\n\
        Columns 1\n  NAME Char(20)\nData\n\nPoint 46.1 40.1\n";
    let said = made("a.mif", mif).check(&[]);
    assert!(
        said.contains("a file of MapInfo (.mif), which is not read: convert it"),
        "{said}"
    );
}
