//! Answers of web services, in the shapes that their documentation gives: Esri JSON, ACLED, UCDP GED and
//! maps such as ukraine-timemap. The records are made up; the right values are worked out by hand.

use std::{fs, path::PathBuf, process::Command};

use contactline::{
    io::Read,
    model::{Budget, ImportOptions, draft::ClaimDraft},
    store::formats,
};
use serde_json::{Value, json};

struct Made {
    _folder: tempfile::TempDir,
    path: PathBuf,
}

fn made(name: &str, answer: &Value) -> Made {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    fs::write(&path, answer.to_string()).expect("written");
    Made {
        _folder: folder,
        path,
    }
}

impl Made {
    fn read(&self) -> Read {
        formats::read(&self.path, &ImportOptions::default(), &Budget::default())
            .expect("an answer that is understood")
    }

    fn refused(&self) -> String {
        let read = formats::read(&self.path, &ImportOptions::default(), &Budget::default());
        read.expect_err("refused").to_string()
    }
}

fn claims(read: &Read) -> Vec<&ClaimDraft> {
    let reports = read.draft.reports.iter();
    reports.flat_map(|report| &report.claims).collect()
}

/// When, where and how many killed: `2020-09-27 46.93,39.99 3`.
fn said(read: &Read) -> Vec<String> {
    let one = |claim: &&ClaimDraft| {
        let (start, ..) = claim.when.stated();
        let start = start.map(|start| start.to_string()).unwrap_or_default();
        let at = claim.places.first().and_then(|site| site.at);
        let at = at.map_or("nowhere".to_owned(), |at| {
            format!("{:.4},{:.4}", at.x, at.y)
        });
        let killed = claim
            .killed
            .map_or("?".to_owned(), |killed| killed.to_string());
        format!("{start} {at} {killed}")
    };
    claims(read).iter().map(one).collect()
}

fn notes(read: &Read) -> String {
    let notes: Vec<String> = read.notes.iter().map(ToString::to_string).collect();
    notes.join("\n")
}

fn esri(reference: &Value, dates: [i64; 2], points: [[f64; 2]; 2]) -> Value {
    let feature = |index: usize, killed: Value| {
        json!({
            "attributes": {"OBJECTID": index + 1, "Event_Date": dates[index], "Fatalities": killed},
            "geometry": {"x": points[index][0], "y": points[index][1]},
        })
    };
    json!({
        "objectIdFieldName": "OBJECTID",
        "geometryType": "esriGeometryPoint",
        "spatialReference": reference,
        "fields": [
            {"name": "OBJECTID", "type": "esriFieldTypeOID"},
            {"name": "Event_Date", "type": "esriFieldTypeDate", "length": 8},
            {"name": "Fatalities", "type": "esriFieldTypeInteger"},
        ],
        "features": [feature(0, json!(3)), feature(1, Value::Null)],
    })
}

/// Midnight of 27 and 28 September 2020 in UTC.
const MIDNIGHTS: [i64; 2] = [1_601_164_800_000, 1_601_251_200_000];
const POINTS: [[f64; 2]; 2] = [[46.93, 39.99], [46.75, 39.76]];

#[test]
fn esri_json_is_read_in_degrees_and_in_web_mercator() {
    let right = [
        "2020-09-27 46.9300,39.9900 3",
        "2020-09-28 46.7500,39.7600 ?",
    ];
    let degrees = made("a.json", &esri(&json!({"wkid": 4326}), MIDNIGHTS, POINTS));
    assert_eq!(said(&degrees.read()), right);
    // 6,378,137 m times the angle, and times ln(tan(45° + half the latitude)).
    let mercator = [
        [5_224_223.702_9, 4_864_489.213_1],
        [5_204_186.194_6, 4_831_127.180_3],
    ];
    let reference = json!({"wkid": 102_100, "latestWkid": 3857});
    let metres = made("b.json", &esri(&reference, MIDNIGHTS, mercator));
    assert_eq!(said(&metres.read()), right);
    let other = made("c.json", &esri(&json!({"wkid": 32_638}), MIDNIGHTS, POINTS));
    let why = other.refused();
    assert!(
        why.contains("EPSG:32638") && why.contains("ogr2ogr"),
        "{why}"
    );
}

#[test]
fn dates_of_esri_json_are_days_where_all_are_midnights_and_instants_otherwise() {
    // 27 September 2020, 18:30 in UTC is 22:30 there; and the midnight beside it is 04:00.
    let dates = [1_601_231_400_000, MIDNIGHTS[1]];
    let read = made("a.json", &esri(&json!({"wkid": 4326}), dates, POINTS)).read();
    assert_eq!(
        said(&read),
        [
            "2020-09-27T22:30 46.9300,39.9900 3",
            "2020-09-28T04:00 46.7500,39.7600 ?"
        ]
    );
}

#[test]
fn lines_areas_and_damaged_features_of_esri_json_cost_no_other() {
    let ring = |from: f64, to: f64| {
        json!([
            [from, 39.0],
            [from, 39.5],
            [to, 39.5],
            [to, 39.0],
            [from, 39.0]
        ])
    };
    // Against the clock: a hole.
    let hole = json!([
        [46.2, 39.1],
        [46.3, 39.1],
        [46.3, 39.2],
        [46.2, 39.2],
        [46.2, 39.1]
    ]);
    let answer = json!({"features": [
        {"attributes": {"name": "Area"}, "geometry": {"rings": [ring(46.0, 46.5), hole, ring(47.0, 47.1)]}},
        {"attributes": {"name": "Line"}, "geometry": {"paths": [[[46.0, 39.0], [46.1, 39.1]]]}},
        {"attributes": "none", "geometry": null},
        {"attributes": {"name": "Post", "date": "2020-09-27"}, "geometry": {"x": 46.5, "y": 39.8}},
        {"attributes": {"name": "Nowhere", "date": "2020-09-28"}, "geometry": {"x": "NaN", "y": "NaN"}},
    ]});
    let read = made("a.json", &answer).read();
    assert_eq!(
        said(&read),
        ["2020-09-27 46.5000,39.8000 ?", "2020-09-28 nowhere ?"]
    );
    let zones = &read.draft.zones;
    assert_eq!((zones.len(), read.draft.lines.len()), (1, 1));
    let polygons = &zones[0].shape.0;
    let holes: Vec<usize> = polygons.iter().map(|of| of.interiors().len()).collect();
    assert_eq!(holes, [1, 0]);
    assert!(notes(&read).contains("a.json:1:"), "{}", notes(&read));
}

#[test]
fn an_answer_of_one_page_says_that_there_are_more() {
    let event = |id: u32| json!({"id": id, "date": "2020-09-27", "lat": 39.8, "lon": 46.5});
    let point = json!({"type": "Point", "coordinates": [46.5, 39.8]});
    let feature =
        json!({"type": "Feature", "properties": {"date": "2020-09-27"}, "geometry": point});
    let more = [
        json!({"TotalCount": 7701, "TotalPages": 4, "NextPageUrl": "https://example.org/?page=1",
               "Result": [event(1), event(2)]}),
        json!({"count": 5, "next": null, "data": [event(1), event(2)]}),
        json!({"type": "FeatureCollection", "features": [feature], "exceededTransferLimit": true}),
        json!({"type": "FeatureCollection", "features": [feature],
               "numberMatched": 90, "numberReturned": 1}),
        {
            let mut set = esri(&json!({"wkid": 4326}), MIDNIGHTS, POINTS);
            set["exceededTransferLimit"] = true.into();
            set
        },
    ];
    for answer in more {
        let file = made("a.json", &answer);
        let told = notes(&file.read());
        assert!(told.contains("one page of the answer"), "{answer}: {told}");
        // However the file is read.
        let tuning = contactline::io::bulk::Tuning {
            large_file_bytes: 0,
            ..Default::default()
        };
        let streamed = formats::read_tuned(
            &file.path,
            &ImportOptions::default(),
            &Budget::default(),
            tuning,
        );
        let streamed = notes(&streamed.expect("the same file"));
        assert!(
            streamed.contains("one page of the answer"),
            "{answer}: {streamed}"
        );
    }
    let whole = json!({"status": 200, "count": 2, "data": [event(1), event(2)]});
    assert_eq!(notes(&made("a.json", &whole).read()), "");
}

#[test]
fn a_file_is_called_what_it_is() {
    let event = json!({"id": "CIV0001", "date": "02/24/2022", "latitude": "49.85", "longitude": "36.66",
                       "location": "Chuhuiv", "sources": [{"id": "s1", "path": "https://example.org/1"}]});
    let list = made("timemap.json", &json!([event]));
    let set = made("set.json", &esri(&json!({"wkid": 4326}), MIDNIGHTS, POINTS));
    for (file, right) in [
        (&list, "timemap.json: JSON list, 6 columns\n"),
        (&set, "set.json: Esri JSON, 3 columns\n"),
    ] {
        let check = Command::new(env!("CARGO_BIN_EXE_contactline"))
            .args([std::ffi::OsStr::new("check"), file.path.as_os_str()])
            .output()
            .expect("the program");
        let said = String::from_utf8(check.stdout).expect("text");
        assert!(said.starts_with(right), "{said}");
    }
    let claims = list.read();
    // Month first, as a month above 12 shows.
    assert_eq!(said(&claims), ["2022-02-24 36.6600,49.8500 ?"]);
    let kept = claims.draft.reports[0].claims[0].properties.clone();
    assert!(kept.unwrap_or_default().contains("https://example.org/1"));
}
