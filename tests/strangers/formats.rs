//! What formats of other programs say beside rows and points: folders, extensions, further files, merged cells,
//! errors, shapes that are empty, and two files of one name. The right values are worked out by hand.

use std::{ffi::OsStr, fs, process::Command};

use crate::common::{
    archives::{open_document, zipped},
    made::made,
};
use zip::CompressionMethod;

fn kml(inside: &str) -> String {
    format!(
        "<kml xmlns='http://www.opengis.net/kml/2.2'><Document><name>My map</name>{inside}</Document></kml>"
    )
}

fn placemark(name: &str) -> String {
    format!(
        "<Placemark><name>{name}</name><TimeStamp><when>2022-08-07</when></TimeStamp>\
         <Point><coordinates>46.5,39.8</coordinates></Point></Placemark>"
    )
}

fn in_folder(name: &str, inside: &str) -> String {
    format!("<Folder><name>{name}</name>{inside}</Folder>")
}

#[test]
fn the_folders_of_a_kml_file_are_kept() {
    let inner = in_folder("Shelling &amp; mortars", &placemark("a"));
    let both = in_folder("2022", &format!("{inner}{}", placemark("b")));
    let file = made("a.kml", kml(&format!("{both}{}", placemark("c"))));
    assert_eq!(
        file.cells(&["other"]),
        [
            r#"{"name":"a","folder":"2022 / Shelling & mortars"}"#,
            r#"{"name":"b","folder":"2022"}"#,
            r#"{"name":"c"}"#,
        ]
    );
    // So many are read as rows of columns, and read again one by one.
    let many = |folder: &str| in_folder(folder, &placemark("x").repeat(11_000));
    let file = made("b.kml", kml(&format!("{}{}", many("North"), many("South"))));
    let cells = file.cells(&["other"]);
    assert_eq!(cells.len(), 22_000);
    assert_eq!(cells[10_999], r#"{"name":"x","folder":"North"}"#);
    assert_eq!(cells[11_000], r#"{"name":"x","folder":"South"}"#);
}

#[test]
fn a_second_file_of_a_kmz_is_told() {
    let doc = kml(&placemark("a"));
    let more = kml(&placemark("b"));
    let members = [
        ("doc.kml", doc.as_bytes()),
        ("more/extra.kml", more.as_bytes()),
    ];
    let bytes = zipped(&members, CompressionMethod::Deflated);
    let file = made("a.kmz", &bytes);
    let said = file.check(&[]);
    assert!(said.contains("records      1\n"), "{said}");
    assert!(
        said.contains("warning: only the main KML file of a KMZ is shown")
            && said.contains("[more/extra.kml]"),
        "{said}"
    );
    // As the note says, an archive has both.
    let said = made("a.zip", &bytes).check(&[]);
    assert!(said.contains("records      2\n"), "{said}");
}

#[test]
fn extensions_of_gpx_are_properties() {
    let file = made(
        "a.gpx",
        "<gpx version='1.1' xmlns='http://www.topografix.com/GPX/1/1' xmlns:ogr='http://osgeo.org/gdal'>\
         <wpt lat='39.8' lon='46.5'><time>2022-08-07T12:00:00+04:00</time><name>post</name>\
         <link href='https://example.org/a?b=1&amp;c=2'/>\
         <extensions><ogr:calibre>122</ogr:calibre><ogr:killed>3</ogr:killed></extensions></wpt>\
         <trk><name>road</name><trkseg><trkpt lat='39.8' lon='46.5'><extensions><hr>80</hr></extensions></trkpt>\
         <trkpt lat='39.9' lon='46.6'/></trkseg></trk></gpx>",
    );
    assert_eq!(
        file.cells(&["start", "killed", "url", "other"]),
        [r#"2022-08-07T12:00 3 https://example.org/a?b=1&c=2 {"name":"post","calibre":"122"}"#]
    );
    let said = file.check(&[]);
    assert!(
        said.contains(
            "note: what else is said of the single points of a track or a route than where and when they are is \
             not kept [road]"
        ),
        "{said}"
    );
}

/// A day for two rows, a formula that came to an error, and one without a mistake.
#[test]
fn merged_cells_and_errors_of_an_ods_are_told() {
    let text = |text: &str| {
        format!(
            "<table:table-cell office:value-type='string'><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let number = |number: u8| {
        format!(
            "<table:table-cell office:value-type='float' office:value='{number}'><text:p>{number}</text:p></table:table-cell>"
        )
    };
    let error = |error: &str| {
        format!(
            "<table:table-cell table:formula='of:=1/0' office:value-type='string'><text:p>{error}</text:p></table:table-cell>"
        )
    };
    let row = |cells: &[String]| format!("<table:table-row>{}</table:table-row>", cells.concat());
    let day = "<table:table-cell table:number-rows-spanned='2' table:number-columns-spanned='1' \
               office:value-type='date' office:date-value='2022-08-07'><text:p>7.8.2022</text:p></table:table-cell>";
    let rows = [
        row(&["date", "lat", "lon", "killed", "remark"].map(text)),
        row(&[
            day.to_owned(),
            text("39.8"),
            text("46.5"),
            number(3),
            error("#N/A"),
        ]),
        row(&[
            "<table:covered-table-cell/>".to_owned(),
            text("39.9"),
            text("46.6"),
            error("Err:502"),
            text("#1 of the day"),
        ]),
    ];
    let file = made(
        "a.ods",
        open_document(&rows.concat(), CompressionMethod::Deflated),
    );
    assert_eq!(
        file.cells(&["start", "lat", "killed", "other"]),
        [
            "2022-08-07 39.8 3",
            r##"2022-08-07 39.9  {"remark":"#1 of the day"}"##
        ]
    );
    let said = file.check(&[]);
    assert!(
        said.contains("the cell holds an error instead of a value")
            && said.contains("[E2: #N/A; D3: Err:502]"),
        "{said}"
    );
    assert!(said.contains("[A2:A3]"), "{said}");
}

#[test]
fn a_shape_without_a_geometry_is_no_record() {
    let feature = |properties: &str, geometry: &str| {
        format!(r#"{{"type":"Feature","properties":{properties},"geometry":{geometry}}}"#)
    };
    let area = r#"{"type":"Polygon","coordinates":[[[46,39],[46.5,39],[46.5,39.5],[46,39]]]}"#;
    let collection = |features: &[String]| {
        format!(
            r#"{{"type":"FeatureCollection","features":[{}]}}"#,
            features.join(",\n")
        )
    };
    let file = made(
        "areas.geojson",
        collection(&[
            feature(r#"{"name":"A"}"#, area),
            feature(r#"{"name":"B","population":7}"#, "null"),
            feature(r#"{"name":"C"}"#, area),
        ]),
    );
    let said = file.check(&[]);
    assert!(
        said.contains("records      0\n") && said.contains("zones        2\n"),
        "{said}"
    );
    assert!(
        said.contains(
            "areas.geojson:2: error: the record is skipped: it has no geometry, and says neither"
        ),
        "{said}"
    );
    // What is dated is a record, wherever it is.
    let point = r#"{"type":"Point","coordinates":[46.5,39.8]}"#;
    let dated = made(
        "dated.geojson",
        collection(&[
            feature(r#"{"date":"2022-08-07"}"#, point),
            feature(r#"{"date":"2022-08-08"}"#, "null"),
            feature(r#"{"date":null,"remark":"when?"}"#, "null"),
        ]),
    );
    assert!(dated.check(&[]).contains("records      3\n"));
}

/// Neither file says who states its rows, so each is a reporter of its own.
#[test]
fn two_files_of_one_name_are_two_reporters() {
    let folder = tempfile::tempdir().expect("a folder");
    let paths = ["may", "june"].map(|name| {
        fs::create_dir(folder.path().join(name)).expect("made");
        let path = folder.path().join(name).join("events.csv");
        fs::write(&path, "date,lat,lon\n2022-08-07,39.8,46.5\n").expect("written");
        path
    });
    let args: Vec<&OsStr> = ["list".as_ref(), "--json".as_ref()]
        .into_iter()
        .chain(paths.iter().map(|path| path.as_os_str()))
        .collect();
    let run = Command::new(env!("CARGO_BIN_EXE_contactline"))
        .args(args)
        .output()
        .expect("the program");
    let rows: Vec<serde_json::Value> = serde_json::from_slice(&run.stdout).expect("JSON");
    let reporters = rows.iter().filter_map(|row| row["reporter"].as_str());
    let mut own: Vec<&str> = reporters
        .filter(|name| name.starts_with("events"))
        .collect();
    own.sort_unstable();
    assert_eq!(own, ["events", "events (june)"]);
}

#[test]
fn years_of_two_digits_are_told() {
    let open = made("a.csv", "date,lat,lon\n07.08.22,39.8,46.5\n");
    let said = open.check(&[]);
    assert!(
        said.contains(
            "dates such as 07.08.22 are ambiguous: set whether the day or the month comes first"
        ),
        "{said}"
    );
    let told = "years of two digits are read as those from 1970 to 2069: 07.08.22 is 2022-08-07";
    let said = open.check(&["--date-order", "day"]);
    assert!(said.contains(told), "{said}");
    let named = made(
        "a.csv",
        "date,lat,lon\n07-Aug-22,39.8,46.5\n2022-08-08,39.8,46.5\n",
    );
    assert_eq!(named.cells(&["start"]), ["2022-08-07", "2022-08-08"]);
    let said = named.check(&[]);
    assert!(
        said.contains("1970 to 2069: 07-Aug-22 is 2022-08-07"),
        "{said}"
    );
    for whole in [
        "2022-08-07",
        "20220807",
        "7.8.2022",
        "44780",
        "44780.5",
        "7 Aug 2022 14:30",
    ] {
        let file = made("a.csv", format!("date,lat,lon\n{whole},39.8,46.5\n"));
        assert!(!file.check(&[]).contains("two digits"), "{whole}");
    }
}

#[test]
fn a_place_of_json_fg_without_a_geometry_is_told() {
    let feature = |geometry: &str| {
        format!(
            r#"{{"type":"Feature","time":{{"date":"2020-09-27"}},"geometry":{geometry},
                "place":{{"type":"Point","coordinates":[4428431.2,664773.7]}},"properties":{{"name":"a"}}}}"#
        )
    };
    let plain = r#"{"type":"Point","coordinates":[46.93,39.99]}"#;
    let features = [feature("null"), feature(plain)].join(",\n");
    let text = format!("{{\"type\":\"FeatureCollection\",\"features\":[\n{features}]}}");
    let file = made("a.json", text);
    assert_eq!(
        file.cells(&["start", "lon", "lat"]),
        ["2020-09-27", "2020-09-27 46.93 39.99"]
    );
    let said = file.check(&[]);
    assert!(
        said.contains("a.json:2: warning: its only geometry is the 'place' of JSON-FG"),
        "{said}"
    );
    assert!(said.contains("notes        0 errors, 1 warning"), "{said}");
}

/// What would be a point in the sea, or in Africa, under the wrong sign.
#[test]
fn commas_before_decimals_are_no_positions_of_kml() {
    let at = |inside: &str| {
        let mark = format!(
            "<Placemark><name>a</name><TimeStamp><when>2022-08-07</when></TimeStamp>{inside}</Placemark>"
        );
        made("a.kml", kml(&mark))
    };
    let point = |text: &str| at(&format!("<Point><coordinates>{text}</coordinates></Point>"));
    for text in ["46,05 40,1", "46,5 39,6", " 46,1234 39,6543 "] {
        let file = point(text);
        assert_eq!(file.cells(&["lon", "lat"]), [""], "{text}");
        let said = file.check(&[]);
        assert!(said.contains("has commas before its decimals"), "{said}");
    }
    // Two positions are no point either; the same one twice is.
    let said = point("46.5,39.6 46.6,39.7").check(&[]);
    assert!(said.contains("a point with 2 positions"), "{said}");
    assert_eq!(
        point("46.5,39.75 46.5,39.75").cells(&["lon", "lat"]),
        ["46.5 39.75"]
    );
    assert_eq!(point("46,40").cells(&["lon", "lat"]), ["46 40"]);
    let line = |text: &str| {
        at(&format!(
            "<LineString><coordinates>{text}</coordinates></LineString>"
        ))
        .check(&[])
    };
    assert!(line("46,05 40,1 46,2 40,3").contains("commas before its decimals"));
    assert!(!line("46,39 47,40").contains("commas before its decimals"));
}

#[test]
fn a_waypoint_whose_time_cannot_be_read_is_a_record_without_a_day() {
    let file = made(
        "a.gpx",
        "<gpx version='1.1' xmlns='http://www.topografix.com/GPX/1/1'>\
         <wpt lat='40.125' lon='46'><time>2022-08-07T10:00:00Z</time></wpt>\n\
         <wpt lat='40.125' lon='46.25'><time>gestern</time></wpt></gpx>",
    );
    assert_eq!(
        file.cells(&["start", "lon", "other"]),
        ["2022-08-07T14:00 46", r#"46.25 {"start":"gestern"}"#]
    );
    let said = file.check(&[]);
    assert!(
        said.contains("not a date; start is left empty [gestern]"),
        "{said}"
    );
}

#[test]
fn hidden_files_of_an_archive_are_told_and_those_of_systems_are_not() {
    let table = b"date,place\n2022-08-07,Kalbajar\n";
    let members = [
        (".h.csv", &table[..]),
        ("in/h.csv", &table[..]),
        ("__MACOSX/._h.csv", b"\0\x05"),
        ("in/.DS_Store", b"\0"),
    ];
    let file = made("a.zip", zipped(&members, CompressionMethod::Stored));
    let said = file.check(&[]);
    let hidden = "warning: a hidden file, whose name begins with a dot; skipped";
    assert!(
        said.contains(&format!("a.zip: {hidden} [.h.csv]")),
        "{said}"
    );
    assert_eq!(said.matches("hidden file").count(), 1, "{said}");
    let none: [(&str, &[u8]); 0] = [];
    let empty = made("b.zip", zipped(&none, CompressionMethod::Stored));
    let said = empty.check(&[]);
    assert!(said.contains("the archive contains no file"), "{said}");
}
