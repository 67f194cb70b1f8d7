//! Large files: that streaming them into columns says what reading them into reports does, however
//! they are cut into blocks, and that their rows can be read again.

use std::path::PathBuf;

use contactline::{
    io::{Read, ReadError, bulk::Tuning},
    model::{
        Amount, Budget, ImportOptions, Note,
        dataset::{DatasetDraft, NOWHERE, UNDATED, UNSTATED},
        draft::ReportDraft,
    },
    store::formats,
};
use proptest::{prelude::*, sample::select};

/// A file of its own for a test.
struct Sample {
    _folder: tempfile::TempDir,
    path: PathBuf,
}

impl Sample {
    fn new(name: &str, bytes: impl AsRef<[u8]>) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).expect("written");
        Self {
            _folder: folder,
            path,
        }
    }

    fn read(&self, tuning: Tuning) -> Result<Read, ReadError> {
        formats::read_tuned(
            &self.path,
            &ImportOptions::default(),
            &Budget::default(),
            tuning,
        )
    }

    fn read_as_small(&self) -> Result<Read, ReadError> {
        self.read(Tuning {
            large_file_bytes: u64::MAX,
            many_records: usize::MAX,
            ..Tuning::default()
        })
    }

    fn rich(&self) -> Read {
        self.read_as_small().expect("a file that is understood")
    }

    fn bulk(&self, block_bytes: usize, fast: bool) -> Read {
        let read = self.read(streamed(block_bytes, fast));
        read.expect("a file that is understood")
    }

    fn refused(&self) -> String {
        let error = self.read(streamed(64, true)).expect_err("refused");
        let folder = format!("{}/", self._folder.path().display());
        error.to_string().replace(&folder, "")
    }
}

fn streamed(block_bytes: usize, fast: bool) -> Tuning {
    Tuning {
        large_file_bytes: 0,
        many_records: usize::MAX,
        block_bytes,
        threads: 3,
        fast,
    }
}

fn dataset(read: &Read) -> &DatasetDraft {
    read.draft.datasets.first().expect("a dataset")
}

fn told(notes: &[Note]) -> Vec<String> {
    notes.iter().map(Note::to_string).collect()
}

/// The reports of all rows, read again from the file.
fn again(read: &Read) -> Vec<ReportDraft> {
    let rows = read.rows.as_ref().expect("rows to be read again");
    rows.read(&dataset(read).offset)
        .expect("the file as it was")
}

/// Holds the ways of reading a file to each other. Rows must have ids of their own, or none.
fn check(name: &str, text: &str) {
    let file = Sample::new(name, text);
    let rich = file.rich();
    let slow = file.bulk(1 << 20, false);
    assert_eq!(again(&slow), rich.draft.reports, "{text}");
    let expected = format!("{:?}", dataset(&slow));
    for block_bytes in [1, 7, 100, 1 << 20] {
        let fast = file.bulk(block_bytes, true);
        assert_eq!(format!("{:?}", dataset(&fast)), expected, "{text}");
        assert_eq!(told(&fast.notes), told(&slow.notes));
        assert_eq!(again(&fast), rich.draft.reports);
        assert_eq!(fast.draft.len(), rich.draft.len());
        assert_eq!(fast.draft.zones.len(), rich.draft.zones.len());
    }
    assert_eq!(told(&slow.notes), told(&rich.notes));
}

const EVENTS: &str = "\
id,date,kind,from,to,src_lon,src_lat,lon,lat,rounds,killed,source
0,2017-02-11T20:31:01Z,shelling,D46,D7,46.25636,38.58092,46.1658,38.83746,1864,,https://e.org/0
1,2017-05-17,combat-drone,D7,D15,45.72382,38.49364,45.77291,38.64925,1941,2,https://e.org/1

2,2017-05-17 12:30,\"Mortar\",\"D1; D2\",,,,45.77291,38.64925,1,,https://e.org/2
3,17 May 2017,sonic boom,D1,D2,200,38,,38.64925,x,-1,ftp://e.org
4,,,,,,,45.5,38.5,,,
5,2017-02-30,small_arms,a/b #45,39±2,,,,,,,,
6,2017-05-17,fire,\"two
lines\",\"say \"\"so\"\"\",1,2,3,4,5,6,7
7,2017-05-17,fire
8,2017-05-17,fire,D1,D2|D3,45.72382,38.49364,45.77291,38.64925,,,https://e.org/8,too,many";

#[test]
fn a_table_of_events_says_the_same_either_way() {
    check("a.csv", EVENTS);
    check("a.csv", &format!("{EVENTS}\n"));
    check(
        "a.csv",
        &format!("# written by somebody\n\u{23}more\n{EVENTS}\n\n"),
    );
    check(
        "a.tsv",
        "report\treporter\tstance\tduplicate_of\tpublished\tpublished_basis\tby\tplace\tprecision\tlat\tlon\n\
        r1\tx\tdenial\t\t2020-01-01\tpage\tazerbaijan\t\t3\t40\t46\n\
        r2\ty\tClaim\tr1\t2020-01-01\tguess\tnobody\tA place\t3\t40\t46\n\
        r3\ty\trecord\tr1\t\t\t\tA place\t5\t40\t46\n\
        r4\t\t\t\t2020-01-03\t\t\t\t\t\t\n\
        r5\t\t\t\t\t\t\t\t\t\t\n",
    );
    check(
        "a.csv",
        "datum;lon;lat;from_lon;from_lat;number\n07.08.2022;46,5;39,9;46,1;39,7;3\n\
         08.08.2022;46,5;39,9;;39,7;3,5\n",
    );
}

#[test]
fn rows_end_with_either_mark_and_files_may_begin_with_one_of_their_own() {
    let file = Sample::new(
        "a.csv",
        format!("\u{feff}{}\r\n", EVENTS.replace('\n', "\r\n")),
    );
    let plain = Sample::new("a.csv", EVENTS);
    for block_bytes in [1, 64, 1 << 20] {
        let (read, expected) = (file.bulk(block_bytes, true), plain.bulk(1 << 20, true));
        let columns = |of: &DatasetDraft| (of.start.clone(), of.kind.clone(), of.count.clone());
        assert_eq!(columns(dataset(&read)), columns(dataset(&expected)));
        let lines = |read: &Read| -> Vec<u32> {
            again(read).iter().map(|report| report.place.line).collect()
        };
        assert_eq!(lines(&read), lines(&expected));
    }
}

#[test]
fn columns_hold_what_the_rows_state() {
    let file = Sample::new("a.csv", EVENTS);
    let read = file.bulk(100, true);
    let dataset = dataset(&read);
    assert_eq!(dataset.len(), 9);
    assert_eq!(dataset.origin.position[0], [462_563_600, 385_809_200]);
    assert_eq!(dataset.target.position[0], [461_658_000, 388_374_600]);
    assert_eq!(dataset.origin.position[2], NOWHERE);
    assert_eq!(dataset.at.position[4], [455_000_000, 385_000_000]);
    assert_eq!(dataset.start[4], UNDATED);
    assert_eq!(dataset.killed[..2], [UNSTATED, 2]);
    assert!(dataset.wounded.is_empty());
    let name = |site: u32| dataset.sites[site as usize][0].settlement.clone();
    assert_eq!(name(dataset.origin.sites[0]).as_deref(), Some("D46"));
    assert_eq!(name(dataset.target.sites[0]).as_deref(), Some("D7"));
    assert!(dataset.sites[0].is_empty());
}

#[test]
fn events_of_acled_and_ucdp_say_the_same_either_way() {
    check(
        "acled.csv",
        "event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,actor2,location,\
         latitude,longitude,geo_precision,source,notes,fatalities\n\
         AZE1,07 August 2022,1,Battles,Armed clash,A,B,\"Height, 2\",39.9,46.5,2,X,n,1\n\
         AZE2,08 August 2022,9,Strategic developments,Other,A,,Lachin,39.9,460,1,X,n,\n\
         AZE3,2022-08-09,2,Battles,Attack,A,,a; b|c/d #45 @e %2f,39.9,46,1,X,\"so \"\"x\"\"\",2\n\
         AZE4,2022-08-09,3,Explosions/Remote violence,,A,, \"x\",39.9,46,3,X,n,2,more\n\
         AZE5,2022-08-09,1,Battles,,A,,\"an \"\"x\"\"\",39.9,,7,X,n,many\n\
         AZE6,2022-08-09,1,Battles,,A,,'=x,39.9,46,1,X,n,0\n",
    );
    check(
        "ged.csv",
        "id,type_of_violence,dyad_name,date_start,date_end,date_prec,best,low,high,latitude,\
         longitude,where_prec,where_coordinates,side_a,side_b\n\
         1,1,A - B,2020-09-27 00:00:00.000,2020-09-27 00:00:00.000,1,3,1,5,39.9,46.5,1,Shusha,A,B\n\
         2,1,A - B,2020-09-27 00:00:00.000,2020-09-30 00:00:00.000,2,3,1,5,39.9,46.5,6,Az,A,B\n\
         3,1,A - B,2020-09-27,2020-09-27 ,4,3,1,5,39.9,46.5,3,@a/b; c,A,B\n\
         4,1,A - B,2020-09-27,,5,x,1,5,,,4,,A,B\n",
    );
}

fn collection(features: &[&str]) -> String {
    let features = features.join(",\n  ");
    format!(
        "{{\"name\": \"features\", \"features\" : [\n  {features}\n], \
         \"type\":\"FeatureCollection\", \"by\": [\"x\"]}}\n"
    )
}

const FEATURES: [&str; 14] = [
    r#"{"type":"Feature","properties":{"nr":0,"date":"2017-02-11T20:31:01Z","kind":"shelling","from":"D46","to":"D7","src_lon":46.25636,"src_lat":38.58092,"rounds":1864,"source":"https://e.org/0"},"geometry":{"type":"Point","coordinates":[46.1658,38.83746]}}"#,
    r#"{"geometry":{"coordinates":[46.1658,38.83746,300.5],"type":"Point"},"properties":{"to":null,"date":"2017-02-11","kind":"sniper","deep":{"a":[1,{"b":"}]"}]}},"type":"Feature","bbox":[1,2,3,4]}"#,
    r#"{"type":"Feature","properties":{"date":"2017-02-11","count":3},"geometry":{"type":"LineString","coordinates":[[46,39],[46.5,39.5],[47,40]]}}"#,
    r#"{"type":"Feature","properties":{"date":"2017-02-11","count":"3","from":["A","B"],"to":"\u0041 \"quoted\" ]}"},"geometry":null}"#,
    r#"{"type":"Feature","properties":{"date":"soon","count":3.5,"lon":46},"geometry":null}"#,
    r#"{"type":"Feature","properties":{"name":"A zone"},"geometry":{"type":"Polygon","coordinates":[[[46,39],[47,39],[47,40],[46,39]]]}}"#,
    r#"{"type":"Feature","properties":{"drawn_from_places":true,"origins":"A","targets":"B","losses_denied":true,"other":{"x":1}},"geometry":{"type":"LineString","coordinates":[[46,39],[47,40]]}}"#,
    r#"{"type":"Feature","properties":{"date":"2017-02-11","reporter":"x","reporter":"y"},"geometry":{"type":"Point","coordinates":[46,39]}}"#,
    r#"{"type":"Feature","id":"f1","properties":{"date":"2017-02-11"},"geometry":{"type":"Point","coordinates":[460,39]}}"#,
    r#"{"type":"Feature","properties":{"date":"2017-02-11"},"geometry":{"type":"Point","coordinates":["x",39]}}"#,
    "3",
    r#"{"type":"Point","coordinates":[46,39]}"#,
    r#"{"type":"Feature","properties":{"published":"2020-01-01","stance":"denial"},"geometry":null}"#,
    r#"{"type":"Feature","properties":{"to":7,"date":20200101,"places":"P","source":"a reporter"},"geometry":{"type":"MultiPoint","coordinates":[[46,39],[47,40]]}}"#,
];

#[test]
fn geojson_says_the_same_either_way() {
    // Files that begin with shapes go the other way.
    let events: Vec<&str> = FEATURES.iter().copied().take(4).collect();
    let many: Vec<&str> = events.iter().copied().cycle().take(20).collect();
    check(
        "a.geojson",
        &collection(&[&many[..], &FEATURES[..]].concat()),
    );
    check("a.geojson", &collection(&many));
    let pretty: serde_json::Value = serde_json::from_str(&collection(&many)).expect("JSON");
    check(
        "a.geojson",
        &serde_json::to_string_pretty(&pretty).expect("JSON"),
    );
}

#[test]
fn shapes_among_many_events_are_kept_as_shapes() {
    let many = vec![FEATURES[0]; 25];
    let file = Sample::new(
        "a.geojson",
        collection(&[&many[..], &FEATURES[5..6]].concat()),
    );
    let read = file.bulk(200, true);
    assert_eq!(dataset(&read).len(), 25);
    let keys: Vec<&str> = read.draft.zones.iter().map(|zone| &*zone.key).collect();
    let rich = file.rich();
    let expected: Vec<&str> = rich.draft.zones.iter().map(|zone| &*zone.key).collect();
    assert_eq!(keys, expected);
}

#[test]
fn shapes_with_one_id_among_many_events_are_told_apart() {
    let zone = FEATURES[5].replace("{\"type\":\"Feature\",", "{\"type\":\"Feature\",\"id\":7,");
    let mut many = vec![FEATURES[0]; 25];
    many.extend([&*zone, &*zone]);
    let file = Sample::new("a.geojson", collection(&many));
    let (streamed, rich) = (file.bulk(200, true), file.rich());
    let keys = |read: &Read| -> Vec<String> {
        let keys = read.draft.zones.iter().map(|zone| zone.key.to_string());
        keys.collect()
    };
    assert_eq!(keys(&streamed), ["a/7", "a/7#2"]);
    assert_eq!(keys(&streamed), keys(&rich));
    assert_eq!(told(&streamed.notes), told(&rich.notes));
}

#[test]
fn rows_of_one_report_state_the_same_either_way_and_no_reporter_gets_the_figures_of_another() {
    let file = Sample::new(
        "a.csv",
        "report,reporter,published,stance,place,count\n\
         r1,x,2020-01-01,claim,A,1\n\
         r1,x,2020-01-01,claim,B,2\n\
         r1,y,2020-01-01,claim,C,3\n\
         r1,y,2020-01-01,claim,D,4\n\
         r1,x,2020-01-02,denial,E,5\n",
    );
    let records = |reports: &[ReportDraft]| -> Vec<String> {
        let all = reports.iter().flat_map(|report| {
            report.claims.iter().map(move |claim| {
                let head = (&report.reporter, report.published, report.stance);
                format!(
                    "{head:?} {:?} {:?}",
                    claim.count.map(Amount::number),
                    claim.places
                )
            })
        });
        all.collect()
    };
    let rich = file.rich();
    assert_eq!(
        records(&again(&file.bulk(64, true))),
        records(&rich.draft.reports)
    );
    let ids: Vec<&str> = rich.draft.reports.iter().map(|of| &*of.id).collect();
    assert_eq!(ids, ["r1", "r1#2", "r1#3"]);
    let claims: Vec<usize> = rich
        .draft
        .reports
        .iter()
        .map(|of| of.claims.len())
        .collect();
    assert_eq!(claims, [2, 2, 1]);
    assert!(told(&rich.notes)[0].contains("a.csv:4: warning: another row has this id"));
}

/// What a KML file, a shapefile's twin and a layer hold is kept as reports where it is little, and in
/// columns where it is much.
#[test]
fn formats_that_are_not_streamed_go_into_columns_where_they_hold_many_records() {
    let marks: String = (1..=9)
        .map(|day| {
            format!(
                "<Placemark><name>Lachin</name><TimeStamp><when>2020-09-0{day}</when></TimeStamp>\
                 <ExtendedData><Data name=\"count\"><value>{day}</value></Data>\
                 <Data name=\"remark\"><value>n {day}</value></Data></ExtendedData>\
                 <Point><coordinates>46.{day},39.5</coordinates></Point></Placemark>\n"
            )
        })
        .collect();
    let text = format!(
        "<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document>\n{marks}\
         <Placemark><name>A zone</name><Polygon><outerBoundaryIs><LinearRing><coordinates>\
         46,39 47,39 47,40 46,39</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>\
         </Document></kml>"
    );
    let file = Sample::new("a.kml", text);
    let rich = file.rich();
    assert_eq!(rich.draft.reports.len(), 9);
    let columns = file.read(Tuning {
        many_records: 9,
        ..Tuning::default()
    });
    let columns = columns.expect("a file that is understood");
    assert!(columns.draft.reports.is_empty());
    assert_eq!(columns.draft.zones.len(), 1);
    assert_eq!(told(&columns.notes), told(&rich.notes));
    assert_eq!(dataset(&columns).count, [1, 2, 3, 4, 5, 6, 7, 8, 9]);
    assert_eq!(dataset(&columns).at.position[0], [461_000_000, 395_000_000]);
    assert_eq!(again(&columns), rich.draft.reports);
    let rows = columns.rows.as_ref().expect("rows");
    assert!(rows.read(&[1]).is_err(), "no row begins there");
}

/// KML says much in many ways: all of it is in columns what it is in reports.
#[test]
fn placemarks_are_the_same_in_columns_as_in_reports() {
    let time =
        |element: &str, when: &str| format!("<TimeStamp><{element}>{when}</{element}></TimeStamp>");
    let data = |count: &str| {
        format!(
            "<ExtendedData><Data name=\"count\"><value>{count}</value></Data><Data name=\"more\"><value>n &lt; {count}</value></Data></ExtendedData>"
        )
    };
    let point = |x: &str| format!("<Point><coordinates>{x},39.5,7</coordinates></Point>");
    let mut marks = vec![
        "<Style id=\"red\"><LineStyle><color>ff0000ff</color></LineStyle></Style>".to_owned(),
        "<NetworkLink><name>elsewhere</name><Link><href>http://x.y</href></Link></NetworkLink>"
            .to_owned(),
    ];
    for day in 1..=25 {
        let when = time("when", &format!("2020-09-{day:02}"));
        let (of, x) = (data(&day.to_string()), point(&format!("46.{day:02}")));
        marks.push(format!(
            "<Placemark id=\"p{day}\"><name>Lachin</name>{when}{of}{x}</Placemark>"
        ));
    }
    let (of, at) = (data("3"), point("46.5"));
    marks.extend([
        // A folder that says when, one within it that says nothing, and one that says otherwise.
        format!("<Folder><TimeSpan><begin>2021-01-01</begin><end>2021-01-03</end></TimeSpan><Placemark>{of}{at}</Placemark>"),
        format!("<Folder><Placemark><name>in</name>{of}{at}</Placemark></Folder>"),
        format!("<Folder><TimeStamp><when>2021-02</when></TimeStamp><Placemark>{of}{at}</Placemark></Folder>"),
        format!("<Placemark>{of}{at}</Placemark></Folder>"),
        // No time, one that is none, an entity that is none, and CDATA with the end of a Placemark in it.
        format!("<Placemark><name>no time</name>{of}{at}</Placemark>"),
        format!("<Placemark><name>noon</name>{}{of}{at}</Placemark>", time("when", "noon")),
        format!("<Placemark><name>a &nope; b &eacute; c</name>{of}{at}</Placemark>"),
        format!("<Placemark><description><![CDATA[x </Placemark> y]]></description>{of}{at}</Placemark>"),
        // Longer than what is read at first; styles; two points; a line; a zone; a wrong position.
        format!("<Placemark><description>{}</description>{of}{at}</Placemark>", "long ".repeat(3_000)),
        format!("<Placemark><styleUrl>#red</styleUrl>{of}{at}</Placemark>"),
        format!("<Placemark><styleUrl>#nobody</styleUrl>{of}{at}</Placemark>"),
        format!("<Placemark><Style><LineStyle><width>2</width></LineStyle></Style>{of}{at}</Placemark>"),
        format!("<Placemark>{of}<MultiGeometry>{at}{}</MultiGeometry></Placemark>", point("47")),
        format!("<Placemark>{}{of}<LineString><coordinates>46,39 47,40</coordinates></LineString></Placemark>", time("when", "2020-01-01")),
        "<Placemark><name>a zone</name><Polygon><outerBoundaryIs><LinearRing><coordinates>46,39 47,39 47,40 46,39</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>".to_owned(),
        format!("<Placemark>{of}{}</Placemark>", point("here")),
        "<Placemark><name>only a name</name></Placemark>".to_owned(),
        format!("<Placemark><ExtendedData><Data name=\"of its own\"><value>x</value></Data></ExtendedData>{at}</Placemark>"),
        format!("<Placemark><name>Kalbajar</name>{of}{}</Placemark>", point("446")),
    ]);
    let text = format!(
        "\u{feff}<?xml version=\"1.0\"?>\n<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document>\n{}\n</Document></kml>\n",
        marks.join("\n")
    );
    let file = Sample::new("a.kml", text.clone());
    let rich = file.rich();
    for fast in [false, true] {
        let columns = file.read(Tuning {
            many_records: 9,
            fast,
            ..Tuning::default()
        });
        let columns = columns.expect("a file that is understood");
        assert!(columns.draft.reports.is_empty());
        assert_eq!(columns.draft.zones.len(), rich.draft.zones.len());
        assert_eq!(told(&columns.notes), told(&rich.notes));
        assert_eq!(again(&columns), rich.draft.reports);
    }
    // Styles that come after what they are for: where each stands matters.
    let late = text.replace(
        "<Folder><TimeSpan>",
        "<Style id=\"nobody\"><LineStyle><width>3</width></LineStyle></Style><Folder><TimeSpan>",
    );
    let file = Sample::new("a.kml", late);
    let columns = file.read(Tuning {
        many_records: 9,
        ..Tuning::default()
    });
    let columns = columns.expect("a file that is understood");
    assert_eq!(again(&columns), file.rich().draft.reports);
}

#[test]
fn files_that_begin_with_shapes_or_hold_reports_go_the_other_way() {
    let shapes = Sample::new("a.geojson", collection(&FEATURES[5..]));
    assert!(shapes.bulk(200, true).draft.datasets.is_empty());
    let reports = Sample::new("a.json", "{\"reports\": [], \"features\": []}");
    assert!(reports.bulk(200, true).draft.datasets.is_empty());
}

#[test]
fn damaged_files_are_refused_with_the_line_and_the_cause() {
    let check = |name: &str, text: &[u8], expected: &str| {
        let error = Sample::new(name, text).refused();
        assert_eq!(error, expected);
    };
    let whole = collection(&FEATURES[..4]);
    let cut = &whole[..whole.len() - 150];
    let error = Sample::new("a.geojson", cut).refused();
    assert!(error.starts_with("a.geojson:5:"), "{error}");
    assert!(
        error.contains("not valid JSON: EOF while parsing"),
        "{error}"
    );
    check(
        "a.geojson",
        &whole.as_bytes()[..whole.find("\n]").expect("an end")],
        "a.geojson:5: not valid JSON: the file ends before its list of features does",
    );
    check(
        "a.geojson",
        whole.replace("\"by\":", "\"by\"").as_bytes(),
        "a.geojson:6: not valid JSON: expected `:`",
    );
    let error = Sample::new("a.geojson", whole.replace("\"deep\":", "\"deep\"")).refused();
    assert!(error.starts_with("a.geojson:3:"), "{error}");
    let crs = whole.replace("\"by\"", "\"crs\"");
    let error = Sample::new("a.geojson", crs).refused();
    assert!(error.contains("not in longitude and latitude"), "{error}");
    check(
        "a.geojson",
        &[whole.as_bytes(), b"{}"].concat(),
        "a.geojson:7: not valid JSON: trailing characters",
    );
    let bytes = [&whole.as_bytes()[..400], b"\xff", &whole.as_bytes()[400..]].concat();
    let error = Sample::new("a.geojson", bytes).refused();
    assert!(error.starts_with("a.geojson:3: not UTF-8 text"), "{error}");
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let deep = FEATURES[1].replace("[1,{\"b\":\"}]\"}]", &deep);
    let file = Sample::new("a.geojson", collection(&[FEATURES[0], &deep]));
    assert!(told(&file.bulk(64, true).notes)[0].contains("recursion limit exceeded"));
}

#[test]
fn tables_in_other_encodings_are_streamed_as_well() {
    let text = "дата;место;число\n07.08.2022;Кельбаджар, обстрел позиций;3\n\
                08.08.2022;Лачин, обстрел позиций с направления Басаркечара;4\n";
    let headed = text.replace("дата;место;число", "date;place;count");
    let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(&headed);
    let utf_16: Vec<u8> = format!("\u{feff}{headed}")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    for bytes in [bytes.to_vec(), utf_16] {
        let file = Sample::new("a.csv", &bytes);
        let read = file.bulk(16, true);
        assert_eq!(dataset(&read).count, [3, 4]);
        assert_eq!(again(&read), file.rich().draft.reports);
    }
}

#[test]
fn a_file_that_has_changed_is_not_read_again() {
    let file = Sample::new("a.csv", EVENTS);
    let read = file.bulk(100, true);
    let rows = read.rows.as_ref().expect("rows");
    assert!(rows.read(&[1]).is_err(), "no row begins there");
    std::fs::write(&file.path, format!("{EVENTS}\nmore")).expect("written");
    let error = rows.read(&dataset(&read).offset).expect_err("changed");
    assert!(
        error.to_string().contains("has changed since it was read"),
        "{error}"
    );
}

#[test]
fn reading_ends_where_it_is_no_longer_wanted() {
    for (name, text) in [
        ("a.csv", EVENTS.to_owned()),
        ("a.geojson", collection(&[FEATURES[0]; 50])),
    ] {
        let file = Sample::new(name, text);
        let budget = Budget::default();
        budget.cancel();
        let choices = ImportOptions::default();
        let read = formats::read_tuned(&file.path, &choices, &budget, streamed(16, true));
        assert!(matches!(read, Err(ReadError::Stopped { .. })));
    }
}

#[test]
fn positions_are_shown_while_a_file_is_read() {
    let file = Sample::new("a.csv", EVENTS);
    let budget = Budget::default();
    let choices = ImportOptions::default();
    let read = formats::read_tuned(&file.path, &choices, &budget, streamed(64, true));
    read.expect("a file that is understood");
    let glimpses = budget.take_glimpses();
    assert_eq!(glimpses[0], [461_658_000, 388_374_600]);
    assert!(budget.take_glimpses().is_empty());
    assert_eq!(budget.share(), Some(1.0));
}

#[test]
fn equal_notes_on_many_rows_are_one() {
    let rows = "2022-08-07,boom\n".repeat(3_000);
    let file = Sample::new("a.csv", format!("date,kind\n{rows}"));
    let notes = told(&file.bulk(1_000, true).notes);
    assert_eq!(notes.len(), 1);
    assert!(
        notes[0].contains("a.csv:2: warning: unknown activity"),
        "{notes:?}"
    );
    assert!(
        notes[0].ends_with("(and 2999 more rows) [boom]"),
        "{notes:?}"
    );
}

/// A cell as it may stand in a table of somebody's own.
fn cell() -> impl Strategy<Value = &'static str> {
    select(vec![
        "",
        " ",
        "1",
        "45.5",
        "-3",
        "1e2",
        "46.12345678",
        "91",
        "2020-01-01",
        "2020-01-01T10:30:00Z",
        "2020-01-01 00:00:00",
        "3/4/2020",
        "Lachin",
        "a; b",
        "a/b",
        "@z",
        "x #45.1,39.2±3",
        "fire",
        "Small Arms",
        "mortar",
        "azerbaijan",
        "denial",
        "'=1",
        "\"q,\"\"r\"",
        "ə",
        "yes",
        "page",
        "https://e.org",
        "minute",
        " 7 ",
        "+1",
        "4294967295",
        "inf",
    ])
}

#[test]
fn headings_within_a_table_leave_the_numbers_of_its_rows_alone() {
    check(
        "a.csv",
        "date,places,rounds\n2017-02-11,A,1\ndate,places,rounds\n2017-02-12,B,2\nplace,minute,\n2017-02-13,C,3\n",
    );
}

#[test]
fn one_of_several_positions_of_a_record_that_lies_far_off_is_told_either_way() {
    let several = r#"{"type":"Feature","properties":{"date":"2017-02-11"},
        "geometry":{"type":"MultiPoint","coordinates":[[46,39.5],[1,1]]}}"#;
    let features: Vec<&str> = [FEATURES[0]; 20].into_iter().chain([several]).collect();
    let text = collection(&features);
    check("a.geojson", &text);
    let read = Sample::new("a.geojson", &text).bulk(64, true);
    let said = told(&read.notes).join("\n");
    assert!(said.contains("far from the area of the map"), "{said}");
    assert!(said.contains("1.0000° N 1.0000° E"), "{said}");
}

/// As many as a heading may have.
const CELLS: usize = contactline::io::events::Field::COUNT;

fn heading() -> impl Strategy<Value = Vec<&'static str>> {
    let names: Vec<&str> = contactline::io::events::Field::ALL
        .iter()
        .map(|(_, name)| *name)
        .filter(|name| *name != "report")
        .chain(["unknown"])
        .collect();
    proptest::sample::subsequence(names.clone(), 2..names.len()).prop_shuffle()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn made_up_rows_say_the_same_either_way(
        heading in heading(),
        rows in proptest::collection::vec(proptest::collection::vec(cell(), CELLS), 1..12),
    ) {
        let mut text = heading.join(",");
        for row in rows {
            text.push('\n');
            text.push_str(&row[..heading.len()].join(","));
        }
        // Rows whose cells are all blank are lines without anything.
        prop_assume!(!text.contains("\n\n"));
        // Where no column means anything, such as the day of a month alone, either way refuses the file.
        let file = Sample::new("a.csv", &text);
        match (file.read_as_small(), file.read(streamed(64, true))) {
            (Err(small), Err(large)) => prop_assert_eq!(small.to_string(), large.to_string()),
            _ => check("a.csv", &text),
        }
    }

    #[test]
    fn made_up_features_say_the_same_either_way(
        heading in heading(),
        rows in proptest::collection::vec(proptest::collection::vec(cell(), CELLS + 1), 1..12),
    ) {
        let features: Vec<String> = rows.iter().map(|row| {
            let mut properties = serde_json::Map::new();
            for (name, cell) in heading.iter().zip(row) {
                let value = serde_json::from_str(cell).unwrap_or_else(|_| (*cell).into());
                properties.insert((*name).to_owned(), value);
            }
            let geometry = match row[CELLS].len() % 3 {
                0 => serde_json::Value::Null,
                1 => serde_json::json!({"type": "Point", "coordinates": [46, 39.5]}),
                _ => serde_json::json!({"type": "LineString", "coordinates": [[46, 39.5], [47, 40]]}),
            };
            serde_json::json!({"type": "Feature", "properties": properties, "geometry": geometry}).to_string()
        }).collect();
        let all: Vec<&str> = [FEATURES[0]; 20].into_iter().chain(features.iter().map(String::as_str)).collect();
        check("a.geojson", &collection(&all));
    }
}
