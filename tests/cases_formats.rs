//! What files of people who do this job hold arrives whole, or is told: geometries and formats. Each
//! right value was worked out by hand from its file in `tests/cases`.

mod common;

use std::{
    fs,
    path::{Path, PathBuf},
};

use common::contactline;

use contactline::{
    io::{Read, bulk::Tuning},
    model::{
        Activity, Amount, Budget, ImportOptions, Note,
        draft::{ClaimDraft, ReportDraft, SiteDraft},
    },
    store::formats,
};

fn case(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/cases")
        .join(name)
}

fn read_with(path: &Path, choices: &ImportOptions) -> Result<Read, String> {
    let read = formats::read(path, choices, &Budget::default());
    read.map_err(|error| error.to_string())
}

fn read(name: &str) -> Read {
    read_with(&case(name), &ImportOptions::default()).expect("a file that is understood")
}

/// A file of that content, under that name.
struct Made {
    _folder: tempfile::TempDir,
    path: PathBuf,
}

fn made(name: &str, content: impl AsRef<[u8]>) -> Made {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    fs::write(&path, content).expect("written");
    Made {
        _folder: folder,
        path,
    }
}

impl Made {
    fn read(&self) -> Read {
        read_with(&self.path, &ImportOptions::default()).expect("a file that is understood")
    }

    fn refused(&self) -> String {
        let refused = read_with(&self.path, &ImportOptions::default()).expect_err("refused");
        let folder = self.path.parent().expect("a folder").display().to_string();
        refused.replace(&format!("{folder}/"), "")
    }

    /// As large files are read.
    fn streamed(&self) -> Read {
        let tuning = Tuning {
            large_file_bytes: 0,
            many_records: usize::MAX,
            block_bytes: 100,
            threads: 2,
            fast: true,
        };
        let choices = ImportOptions::default();
        formats::read_tuned(&self.path, &choices, &Budget::default(), tuning)
            .expect("a file that is understood")
    }
}

/// The claims, those of columns read again.
fn claims(read: &Read) -> Vec<ClaimDraft> {
    reports(read)
        .into_iter()
        .flat_map(|report| report.claims)
        .collect()
}

fn reports(read: &Read) -> Vec<ReportDraft> {
    let mut reports = read.draft.reports.clone();
    if let Some(rows) = &read.rows {
        for table in &read.draft.datasets {
            reports.extend(rows.read(&table.offset).expect("rows read again"));
        }
    }
    reports
}

/// First day, killed.
fn days_and_killed(read: &Read) -> Vec<(String, Option<u32>)> {
    let of = |claim: &ClaimDraft| (start(claim), claim.killed.and_then(Amount::exact));
    claims(read).iter().map(of).collect()
}

fn start(claim: &ClaimDraft) -> String {
    let (start, _, _) = claim.when.stated();
    start.map(|start| start.to_string()).unwrap_or_default()
}

fn end(claim: &ClaimDraft) -> String {
    let (_, end, _) = claim.when.stated();
    end.map(|end| end.to_string()).unwrap_or_default()
}

fn positions(sites: &[SiteDraft]) -> Vec<(f64, f64)> {
    let at = sites.iter().filter_map(|site| site.at);
    at.map(|at| (at.x, at.y)).collect()
}

fn places(read: &Read) -> Vec<Vec<(f64, f64)>> {
    let of = |claim: &ClaimDraft| positions(&claim.places);
    claims(read).iter().map(of).collect()
}

/// The notes, without the folder of their files.
fn told(read: &Read) -> Vec<String> {
    let told = |note: &Note| {
        let mut note = note.clone();
        let file = note.place.file.rsplit('/').next().unwrap_or_default();
        note.place.file = file.into();
        note.to_string()
    };
    read.notes.iter().map(told).collect()
}

fn tells(read: &Read, words: &str) {
    let told = told(read);
    assert!(
        told.iter().any(|note| note.contains(words)),
        "{words}: {told:#?}"
    );
}

/// What the program writes of a file, without its provenance.
fn converted(input: &Path, output_name: &str, options: &[&str]) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let output = folder.path().join(output_name);
    let mut args = vec!["convert"];
    args.extend(options);
    args.extend([
        input.to_str().expect("a path"),
        "-o",
        output.to_str().expect("a path"),
    ]);
    let done = contactline(&args);
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(done.status.success(), "{said}");
    fs::read_to_string(&output).expect("text")
}

#[test]
fn one_rule_says_which_column_wins_in_every_format() {
    let expected = [
        ("2020-09-27".to_owned(), Some(3)),
        ("2020-09-28".to_owned(), Some(1)),
    ];
    for ending in ["csv", "geojson", "gpkg", "shp"] {
        let read = read(&format!("04-shapefile-by-chance/input.{ending}"));
        assert_eq!(days_and_killed(&read), expected, "{ending}");
        let lost: Vec<String> = told(&read)
            .into_iter()
            .filter(|note| note.contains("is the column taken for"))
            .collect();
        assert_eq!(lost.len(), 2, "{ending}: {lost:#?}");
        assert!(
            lost[0].contains("'date' is the column taken for date or start"),
            "{lost:?}"
        );
        assert!(lost[0].contains("[start_date]"), "{lost:?}");
        assert!(
            lost[1].contains("'killed' is the column taken for killed"),
            "{lost:?}"
        );
        assert!(lost[1].contains("[deaths]"), "{lost:?}");
    }
}

#[test]
fn the_same_file_gives_the_same_bytes_every_time() {
    for ending in ["shp", "gpkg", "geojson"] {
        let input = case(&format!("04-shapefile-by-chance/input.{ending}"));
        let first = converted(&input, "out.geojson", &[]);
        for _ in 0..3 {
            assert_eq!(converted(&input, "out.geojson", &[]), first, "{ending}");
        }
    }
}

#[test]
fn a_property_that_says_nothing_wins_as_an_empty_cell_does() {
    let feature = r#"{"type":"Feature","properties":{"killed":null,"deaths":7,"date":"2020-09-27",
        "start_date":"2019-01-05"},"geometry":{"type":"Point","coordinates":[46.5,39.8]}}"#;
    let json = format!(r#"{{"type":"FeatureCollection","features":[{feature}]}}"#);
    let file = made("a.geojson", json.replace('\n', " "));
    let table = made(
        "a.csv",
        "killed,deaths,date,start_date,lon,lat\n,7,2020-09-27,2019-01-05,46.5,39.8\n",
    );
    let expected = [("2020-09-27".to_owned(), None)];
    for read in [file.read(), file.streamed(), table.read(), table.streamed()] {
        assert_eq!(days_and_killed(&read), expected);
        tells(&read, "'killed' is the column taken for killed");
    }
    assert_eq!(told(&file.read()), told(&file.streamed()));
}

#[test]
fn points_in_the_plural_are_the_places_of_one_record() {
    let (one, other) = ((46.5, 39.8), (46.6, 39.9));
    let geojson = read("11-multipoint/input.geojson");
    assert_eq!(places(&geojson), [vec![one], vec![one, other], vec![one]]);
    let kml = read("11-multipoint/input.kml");
    assert_eq!(places(&kml), [vec![one, other]]);
    let text = fs::read_to_string(case("11-multipoint/input.geojson")).expect("text");
    let file = made("input.geojson", text);
    assert_eq!(places(&file.streamed()), places(&geojson));
}

/// All that is placed, of all that is loaded.
fn accounts(path: &Path) -> String {
    let done = contactline(&["check", path.to_str().expect("a path")]);
    let said = String::from_utf8(done.stdout).expect("text");
    let line = said.lines().find(|line| line.starts_with("accounts"));
    line.unwrap_or_default().to_owned()
}

#[test]
fn a_record_with_several_places_is_one_record_and_on_the_map() {
    let accounts = accounts(&case("11-multipoint/input.geojson"));
    assert!(accounts.contains("3 shown"), "{accounts}");
    assert!(
        accounts.contains("0 not on the map = 3 loaded"),
        "{accounts}"
    );
    let csv = converted(&case("11-multipoint/input.geojson"), "out.csv", &[]);
    let two = csv
        .lines()
        .find(|line| line.contains("input#2"))
        .expect("a row");
    assert!(
        two.contains("#46.5,39.8") && two.contains("#46.6,39.9"),
        "{two}"
    );
}

fn collection(properties: &str, geometry: &str) -> String {
    format!(
        r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{properties},"geometry":{geometry}}}]}}"#
    )
}

#[test]
fn several_lines_of_a_dated_feature_are_ends_of_one_record() {
    let lines = r#"{"type":"MultiLineString","coordinates":[[[46.0,39.5],[46.2,39.6]],[[46.1,39.4],[46.3,39.7]]]}"#;
    let directed = r#"{"date":"2020-09-27","directed":"yes"}"#;
    let file = made("a.geojson", collection(directed, lines));
    for read in [file.read(), file.streamed()] {
        let claims = claims(&read);
        assert_eq!(claims.len(), 1);
        assert_eq!(positions(&claims[0].origins), [(46.0, 39.5), (46.1, 39.4)]);
        assert_eq!(positions(&claims[0].targets), [(46.2, 39.6), (46.3, 39.7)]);
    }
    // Unless the file says that they lead from one end to the other, all of these are where it happened.
    let file = made("a.geojson", collection(r#"{"date":"2020-09-27"}"#, lines));
    for read in [file.read(), file.streamed()] {
        let ends = vec![(46.0, 39.5), (46.2, 39.6), (46.1, 39.4), (46.3, 39.7)];
        assert_eq!(places(&read), [ends]);
        tells(
            &read,
            "does not say that a line leads from its first position",
        );
    }
}

#[test]
fn nothing_of_a_mixed_collection_is_dropped() {
    let mixed = r#"{"type":"GeometryCollection","geometries":[
        {"type":"Polygon","coordinates":[[[46,39],[47,39],[47,40],[46,39]]]},
        {"type":"LineString","coordinates":[[46,39],[47,40]]},
        {"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[46.5,39.8]}]}]}"#;
    let file = made(
        "a.geojson",
        collection(r#"{"date":"2020-09-27"}"#, &mixed.replace('\n', "")),
    );
    for read in [file.read(), file.streamed()] {
        assert_eq!(places(&read), [vec![(46.5, 39.8)]]);
        assert_eq!(read.draft.zones.len(), 1);
        assert_eq!(read.draft.lines.len(), 1);
        let from = read.draft.zones[0].dated.from.expect("a day").to_string();
        assert_eq!(from, "2020-09-27");
    }
}

#[test]
fn a_dated_place_with_a_name_and_several_points_keeps_both() {
    let points = r#"{"type":"MultiPoint","coordinates":[[46.5,39.8],[46.6,39.9],[46.5,39.8]]}"#;
    let properties = r#"{"date":"2020-09-27","place":"Somewhere"}"#;
    let file = made("a.geojson", collection(properties, points));
    for read in [file.read(), file.streamed()] {
        let claims = claims(&read);
        assert_eq!(positions(&claims[0].places), [(46.5, 39.8), (46.6, 39.9)]);
        let names = claims[0]
            .places
            .iter()
            .map(|site| site.settlement.as_deref());
        assert!(names.eq([Some("Somewhere"); 2]));
    }
}

const SWAPPED: &str = "inside it with latitude and longitude swapped";

#[test]
fn positions_that_lie_better_the_other_way_round_are_doubted() {
    for name in ["input.csv", "input.geojson"] {
        let path = case(&format!("15-axes-exchanged/{name}"));
        let as_it_is = read_with(&path, &ImportOptions::default()).expect("read");
        tells(&as_it_is, SWAPPED);
        assert!(as_it_is.seems_swapped);
        let choices = ImportOptions {
            swapped: true,
            ..ImportOptions::default()
        };
        let swapped = read_with(&path, &choices).expect("read");
        assert!(!swapped.seems_swapped);
        assert_eq!(places(&swapped)[0], [(46.0, 39.0)], "{name}");
        for option in ["--swap-axes", "--latitude-first"] {
            let csv = converted(&path, "out.csv", &[option]);
            let first = csv
                .lines()
                .find(|line| line.contains("input#1"))
                .expect("a row");
            assert!(first.contains("ordubad#46,39"), "{name}: {first}");
        }
    }
}

#[test]
fn axes_are_swapped_in_every_format_and_doubted_in_each() {
    let csv = "date,lat,lon\n2020-09-01,46.5,39.8\n";
    let json = collection(
        r#"{"date":"2020-09-01"}"#,
        r#"{"type":"Point","coordinates":[39.8,46.5]}"#,
    );
    let shape = collection(
        "{}",
        r#"{"type":"LineString","coordinates":[[39.8,46.5],[39.9,46.6]]}"#,
    );
    let kml = r#"<kml><Placemark><name>a</name><TimeStamp><when>2020-09-01</when></TimeStamp>
        <Point><coordinates>39.8,46.5</coordinates></Point></Placemark></kml>"#;
    let choices = ImportOptions {
        swapped: true,
        ..ImportOptions::default()
    };
    for (name, content) in [("a.csv", csv), ("a.geojson", &json), ("a.kml", kml)] {
        let file = made(name, content);
        tells(&file.read(), SWAPPED);
        tells(&file.streamed(), SWAPPED);
        let swapped = read_with(&file.path, &choices).expect("read");
        assert_eq!(places(&swapped), [vec![(46.5, 39.8)]], "{name}");
    }
    let file = made("a.geojson", shape);
    tells(&file.read(), SWAPPED);
    let swapped = read_with(&file.path, &choices).expect("read");
    let first = swapped.draft.lines[0].shape.0[0].0[0];
    assert_eq!((first.x, first.y), (46.5, 39.8));
}

#[test]
fn data_of_another_area_is_not_doubted() {
    // Kyiv lies as far from the map as it does the other way round.
    let file = made("a.csv", "date,lat,lon\n2022-03-01,50.45,30.52\n");
    assert!(!file.read().seems_swapped);
    let right = made(
        "a.csv",
        "date,lat,lon\n2020-09-27,39.8,46.5\n2020-09-27,46.5,39.8\n",
    );
    assert!(!right.read().seems_swapped);
}

#[test]
fn an_option_that_does_not_apply_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let reports = folder.path().join("reports.json");
    fs::write(&reports, "[]").expect("written");
    let refused = |path: &Path, options: &[&str]| {
        let mut args = vec!["check"];
        args.extend(options);
        args.push(path.to_str().expect("a path"));
        let done = contactline(&args);
        assert_eq!(done.status.code(), Some(2));
        String::from_utf8(done.stderr).expect("text")
    };
    let said = refused(&reports, &["--swap-axes"]);
    assert!(said.contains("--swap-axes does not apply to"), "{said}");
    let said = refused(
        &case("15-axes-exchanged/input.geojson"),
        &["--encoding", "utf-8"],
    );
    assert!(
        said.contains("--encoding does not apply to GeoJSON"),
        "{said}"
    );
}

#[test]
fn what_has_no_date_is_converted() {
    let borders = converted(&case("08-nothing-dated/borders.geojson"), "out.kml", &[]);
    for name in ["<name>Corridor</name>", "<name>Front line</name>"] {
        assert!(borders.contains(name), "{borders}");
    }
    assert_eq!(borders.matches("<Polygon>").count(), 1);
    assert_eq!(borders.matches("<LineString>").count(), 1);
    let undated = converted(&case("08-nothing-dated/undated.csv"), "out.geojson", &[]);
    let json: serde_json::Value = serde_json::from_str(&undated).expect("JSON");
    let features = json["features"].as_array().expect("a list");
    assert_eq!(features.len(), 1);
    assert_eq!(features[0]["properties"]["killed"], 2);
    let at = &features[0]["geometry"]["coordinates"];
    let off = |axis: usize, degrees: f64| (at[axis].as_f64().expect("a number") - degrees).abs();
    assert!(off(0, 46.93) < 0.005 && off(1, 39.99) < 0.005, "{at}");
}

#[test]
fn places_without_a_date_are_converted_with_all_that_is_said_of_them() {
    let json = collection(
        r#"{"name":"Post 7","beds":12}"#,
        r#"{"type":"Point","coordinates":[46.5,39.8]}"#,
    );
    let file = made("posts.geojson", json);
    let kml = converted(&file.path, "out.kml", &[]);
    assert!(kml.contains("<name>Post 7</name>"), "{kml}");
    assert!(kml.contains(r#"<Data name="beds">"#), "{kml}");
    let again = made("again.kml", kml);
    let json = converted(&again.path, "out.geojson", &[]);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let feature = &json["features"][0];
    assert_eq!(feature["properties"]["name"], "Post 7");
    assert_eq!(feature["properties"]["beds"], "12");
    assert_eq!(
        feature["geometry"]["coordinates"],
        serde_json::json!([46.5, 39.8])
    );
}

#[test]
fn what_is_in_a_folder_holds_when_the_folder_does() {
    let read = read("12-kml-time-of-folder/input.kml");
    let claims = claims(&read);
    assert_eq!(claims.len(), 1);
    assert_eq!(
        (start(&claims[0]), end(&claims[0])),
        ("2020-09-27".into(), "2020-09-28".into())
    );
    assert_eq!(positions(&claims[0].places), [(46.5, 39.8)]);
    let zone = &read.draft.zones[0];
    let days = [zone.dated.from, zone.dated.end].map(|day| day.expect("a day").to_string());
    assert_eq!(days, ["2020-09-27", "2020-09-29"]);
}

#[test]
fn the_nearest_folder_with_a_time_counts_and_a_view_has_its_own() {
    let kml = made(
        "a.kml",
        r#"<kml><Document><TimeSpan><begin>2020</begin></TimeSpan>
        <Folder><TimeStamp><when>2020-10-01</when></TimeStamp><Folder>
        <Placemark><name>inner</name><LookAt><TimeStamp><when>1999-01-01</when></TimeStamp></LookAt>
        <Point><coordinates>46.5,39.8</coordinates></Point></Placemark></Folder></Folder>
        <Placemark><name>own</name><TimeStamp><when>2020-11-10</when></TimeStamp>
        <Point><coordinates>46.5,39.8</coordinates></Point></Placemark>
        <Placemark><name>outer</name><Point><coordinates>46.5,39.8</coordinates></Point></Placemark>
        </Document></kml>"#,
    );
    let starts: Vec<String> = claims(&kml.read()).iter().map(start).collect();
    assert_eq!(starts, ["2020-10-01", "2020-11-10", "2020-01-01"]);
}

#[test]
fn commas_in_kml_are_mended_or_told() {
    let two = read("13-kml-commas/decimal_comma.kml");
    assert_eq!(places(&two), [vec![]]);
    tells(&two, "'46,52,39,81,0' has 5 numbers");
    tells(
        &read("13-kml-commas/decimal_comma_long.kml"),
        "has 5 numbers",
    );
    assert_eq!(
        places(&read("13-kml-commas/spaces.kml")),
        [vec![(46.5, 39.8)]]
    );
    tells(&read("13-kml-commas/chain.kml"), "has 9 numbers");
    let line = made(
        "a.kml",
        "<kml><Placemark><name>l</name><LineString><coordinates>\
        46.5, 39.8, 0 46.6 ,39.9 46.7,40.0,0</coordinates></LineString></Placemark></kml>",
    );
    let read = line.read();
    assert_eq!(read.draft.lines[0].shape.0[0].0.len(), 3);
}

#[test]
fn an_entity_of_a_web_page_costs_nothing() {
    let nbsp = read("25-other-formats/nbsp.kml");
    let claims = claims(&nbsp);
    let kept = claims[0]
        .properties
        .as_deref()
        .unwrap_or_default()
        .to_owned();
    assert!(kept.contains("12\u{a0}shells"), "{kept}");
    let odd = made(
        "a.kml",
        "<kml><Placemark><name>a &made; b &amp; c</name>\
        <description>https://example.org/?a=1&b=2 R&D</description>\
        <TimeStamp><when>2020-09-27</when></TimeStamp>\
        <Point><coordinates>46.5,39.8</coordinates></Point></Placemark></kml>",
    );
    let read = odd.read();
    tells(&read, "an entity unknown to XML and HTML");
    let kept = self::claims(&read)[0]
        .properties
        .as_deref()
        .unwrap_or_default()
        .to_owned();
    assert!(kept.contains("a &made; b & c"), "{kept}");
    assert!(kept.contains("?a=1&b=2 R&D"), "{kept}");
}

#[test]
fn tracks_models_links_and_overlays_are_read_or_told() {
    let track = read("25-other-formats/track.kml");
    assert_eq!(places(&track), [vec![(46.5, 39.8)]]);
    assert_eq!(start(&claims(&track)[0]), "2020-09-27T09:00");
    tells(
        &read("25-other-formats/netlink.kml"),
        "download https://example.org/map.kml",
    );
    let long = made(
        "a.kml",
        "<kml xmlns:gx='x'><Placemark><name>patrol</name><gx:Track>\
        <when>2020-09-27T05:00:00Z</when><when>2020-09-28T05:00:00Z</when>\
        <gx:coord>46.5 39.8 0</gx:coord><gx:coord>46.6 39.9 0</gx:coord></gx:Track></Placemark>\
        <GroundOverlay><name>scan</name></GroundOverlay>\
        <Placemark><name>tower</name><TimeStamp><when>2020-09-27</when></TimeStamp><Model><Location>\
        <longitude>46.7</longitude><latitude>39.7</latitude></Location></Model></Placemark></kml>",
    );
    let read = long.read();
    let line = &read.draft.lines[0];
    assert_eq!(line.shape.0[0].0.len(), 2);
    let days = [line.dated.from, line.dated.end].map(|day| day.expect("a day").to_string());
    assert_eq!(days, ["2020-09-27", "2020-09-29"]);
    tells(&read, "<GroundOverlay> is not supported [scan]");
    assert_eq!(places(&read), [vec![(46.7, 39.7)]]);
}

#[test]
fn letters_of_the_area_are_read_and_a_guess_is_told() {
    let names = |read: &Read| -> Vec<String> {
        let of = |claim: &ClaimDraft| {
            let place = claim.places.iter().find_map(|site| site.settlement.clone());
            place.unwrap_or_else(|| claim.properties.as_deref().unwrap_or_default().to_owned())
        };
        claims(read).iter().map(of).collect()
    };
    let table = read("23-turkish-letters/input.csv");
    assert_eq!(names(&table), ["Ağdam", "Şuşa", "Füzuli şehri"]);
    tells(&table, "read as windows-1254");
    let shapes = read("23-turkish-letters/input.shp");
    assert_eq!(
        names(&shapes),
        [r#"{"name":"Ağdam"}"#, r#"{"name":"Şuşa"}"#]
    );
    tells(&shapes, "read as windows-1254");
    let koi8 = read("23-turkish-letters/koi8.shp");
    assert_eq!(names(&koi8), [r#"{"name":"Кельбаджар"}"#]);
    let choices = ImportOptions {
        encoding: Some("windows-1252".to_owned()),
        ..ImportOptions::default()
    };
    let path = case("23-turkish-letters/input.shp");
    let chosen = read_with(&path, &choices).expect("read");
    assert_eq!(
        names(&chosen),
        [r#"{"name":"Aðdam"}"#, r#"{"name":"Þuþa"}"#]
    );
}

#[test]
fn a_number_that_json_does_not_have_costs_one_value() {
    let expected = [
        ("2020-09-27".to_owned(), None),
        ("2020-09-02".to_owned(), Some(1)),
    ];
    let small = read("17-geojson-by-lines/nan.geojson");
    assert_eq!(days_and_killed(&small), expected);
    let notes = told(&small);
    assert_eq!(notes.len(), 1, "{notes:?}");
    assert!(
        notes[0].starts_with("nan.geojson:2: warning: not a valid JSON number"),
        "{notes:?}"
    );
    let text = fs::read_to_string(case("17-geojson-by-lines/nan.geojson")).expect("text");
    let file = made("nan.geojson", text);
    let mut streamed = days_and_killed(&file.streamed());
    streamed.sort_by_key(|(_, killed)| *killed);
    assert_eq!(streamed, expected);
    assert_eq!(told(&file.streamed()), notes);
}

#[test]
fn features_one_after_another_are_read() {
    let expected: Vec<(String, Option<u32>)> = (0..3)
        .map(|n| (format!("2020-09-0{}", n + 1), Some(n)))
        .collect();
    for name in ["input.geojsonl", "rs.geojsons"] {
        let read = read(&format!("17-geojson-by-lines/{name}"));
        assert_eq!(days_and_killed(&read), expected, "{name}");
        assert_eq!(places(&read), vec![vec![(46.5, 39.8)]; 3], "{name}");
    }
}

#[test]
fn a_damaged_line_costs_no_other() {
    let feature = |day: u32| {
        format!(
            r#"{{"type":"Feature","properties":{{"date":"2020-09-0{day}"}},"geometry":{{"type":"Point","coordinates":[46.5,39.8]}}}}"#
        )
    };
    let lines = format!(
        "{}\n{{\"type\": \"Feature\", \n{}\n\n[]\n",
        feature(1),
        feature(3)
    );
    let read = made("a.geojsonl", lines).read();
    let starts: Vec<String> = claims(&read).iter().map(start).collect();
    assert_eq!(starts, ["2020-09-01", "2020-09-03"]);
    tells(&read, "a.geojsonl:2:19: error: the record is skipped");
    tells(&read, "a.geojsonl:5: error: the record is skipped");
    let sequence = format!("\u{1e}{}\n\u{1e}{{\n\n\u{1e}{}", feature(1), feature(3));
    let read = made("a.geojsons", sequence).read();
    assert_eq!(claims(&read).len(), 2);
}

#[test]
fn answers_of_web_services_are_read() {
    for name in ["timemap.json", "acled_api.json", "ucdp_api.json"] {
        let read = read(&format!("18-json-lists/{name}"));
        let claims = claims(&read);
        assert_eq!(claims.len(), 1, "{name}: {:?}", told(&read));
        assert_eq!(start(&claims[0]), "2020-09-27", "{name}");
        assert_eq!(positions(&claims[0].places), [(46.5, 39.8)], "{name}");
    }
    let acled = read("18-json-lists/acled_api.json");
    assert_eq!(claims(&acled)[0].killed, Some(3.into()));
    assert_eq!(reports(&acled)[0].reporter, "acled");
    let ucdp = read("18-json-lists/ucdp_api.json");
    assert_eq!(claims(&ucdp)[0].killed, Some(3.into()));
}

#[test]
fn lists_of_other_shapes_are_read_with_their_lines() {
    let nested = made(
        "a.json",
        r#"{"meta": {"pages": 1}, "data": {"events": [
 {"date": "2020-09-27", "place": {"name": "Post", "lat": 39.8, "lon": 46.5}, "tags": ["a", "b"]},
 {"date": "soon", "lat": 39.9, "lon": 46.6, "more": true}]}}"#,
    );
    let read = nested.read();
    assert_eq!(places(&read), [vec![(46.5, 39.8)], vec![(46.6, 39.9)]]);
    let kept = claims(&read)[0]
        .properties
        .as_deref()
        .unwrap_or_default()
        .to_owned();
    assert!(kept.contains(r#""tags":"a; b""#), "{kept}");
    let lines: Vec<u32> = read
        .draft
        .reports
        .iter()
        .map(|report| report.place.line)
        .collect();
    assert_eq!(lines, [2, 3]);
    assert!(
        told(&read).iter().any(|note| note.starts_with("a.json:3:")),
        "{:?}",
        told(&read)
    );
    let features = made(
        "b.json",
        r#"[{"type":"Feature","properties":{"date":"2020-09-27"},"geometry":{"type":"Point","coordinates":[46.5,39.8]}}]"#,
    );
    assert_eq!(places(&features.read()), [vec![(46.5, 39.8)]]);
    let rows = made(
        "c.jsonl",
        "{\"date\":\"2020-09-27\",\"lat\":39.8,\"lon\":46.5}\n{\"date\":\"2020-09-28\",\"lat\":NaN,\"lon\":46.5}\n",
    );
    assert_eq!(claims(&rows.read()).len(), 2);
    tells(&rows.read(), "c.jsonl:2: warning: not a valid JSON number");
}

#[test]
fn workbooks_and_archives_are_read() {
    for name in ["input.xlsx", "input.ods", "table.zip"] {
        let read = read(&format!("16-spreadsheet-and-zip/{name}"));
        let expected = [("2020-11-14".to_owned(), Some(1))];
        assert_eq!(
            days_and_killed(&read),
            expected,
            "{name}: {:?}",
            told(&read)
        );
        assert_eq!(places(&read), [vec![(46.9, 39.6)]], "{name}");
        // "Incident Type": "Mine".
        assert_eq!(claims(&read)[0].activity, Activity::Mine, "{name}");
        assert_eq!(read.draft.reports[0].place.line, 2, "{name}");
    }
}

/// An archive of files.
fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write as _;
    let mut bytes = std::io::Cursor::new(Vec::new());
    let mut archive = zip::ZipWriter::new(&mut bytes);
    let options = zip::write::SimpleFileOptions::default();
    for (name, content) in files {
        archive.start_file(*name, options).expect("memory");
        archive.write_all(content).expect("memory");
    }
    archive.finish().expect("memory");
    bytes.into_inner()
}

const ROW: &[u8] = b"date,lat,lon\n2020-09-27,39.8,46.5\n";

#[test]
fn whatever_is_read_is_read_out_of_an_archive() {
    let folder = "04-shapefile-by-chance";
    let bytes = |name: &str| fs::read(case(&format!("{folder}/{name}"))).expect("a file");
    let (shp, shx, dbf, prj) = (
        bytes("input.shp"),
        bytes("input.shx"),
        bytes("input.dbf"),
        bytes("input.prj"),
    );
    let (gpkg, geojson) = (bytes("input.gpkg"), bytes("input.geojson"));
    let archive = made(
        "all.zip",
        zipped(&[
            ("a/b.csv", ROW),
            ("a/c.shp", &shp),
            ("a/c.shx", &shx),
            ("a/c.dbf", &dbf),
            ("a/c.prj", &prj),
            ("d.gpkg", &gpkg),
            ("e.geojson", &geojson),
            ("readme.txt", b"date of this file"),
            ("__MACOSX/a/._b.csv", b"\0\0"),
            ("empty.csv", b""),
        ]),
    );
    let read = archive.read();
    assert_eq!(claims(&read).len(), 1 + 2 + 2 + 2);
    tells(&read, "all.zip: error: the file is skipped");
    let files: Vec<&str> = read
        .draft
        .reports
        .iter()
        .map(|report| &*report.place.file)
        .collect();
    assert!(
        files.iter().all(|file| file.contains("all.zip/")),
        "{files:?}"
    );
    let inside = archive.path.display().to_string();
    for note in &read.notes {
        let told = note.to_string();
        assert!(!told.replace(&inside, "").contains(".tmp"), "{told}");
    }
    // Large tables are read again from where they were unpacked.
    let one = made("one.zip", zipped(&[("b.csv", ROW)]));
    let streamed = one.streamed();
    assert!(streamed.rows.is_some());
    assert_eq!(places(&streamed), [vec![(46.5, 39.8)]]);
    assert_eq!(accounts(&one.path), accounts(&made("b.csv", ROW).path));
}

#[test]
fn archives_that_harm_are_refused() {
    let leads_out = made("a.zip", zipped(&[("../../b.csv", ROW), ("c.csv", ROW)]));
    let read = leads_out.read();
    assert_eq!(claims(&read).len(), 1);
    tells(&read, "points outside the archive");
    assert!(
        !leads_out
            .path
            .parent()
            .expect("a folder")
            .join("../../b.csv")
            .exists()
    );
    let zeros = vec![b' '; 20 << 20];
    let bomb = made("b.zip", zipped(&[("b.csv", &zeros)]));
    let refused = bomb.refused();
    assert!(refused.contains("the limit"), "{refused}");
    let bomb = made("b.xlsx", zipped(&[("xl/workbook.xml", &zeros)]));
    assert!(bomb.refused().contains("the limit"), "{}", bomb.refused());
    let inner = zipped(&[("b.csv", ROW)]);
    let nested = made("c.zip", zipped(&[("inner.zip", &inner)]));
    assert!(
        nested.refused().contains("an archive within the archive"),
        "{}",
        nested.refused()
    );
    assert!(
        made("d.zip", b"PK\x03\x04broken")
            .refused()
            .contains("not a ZIP archive")
    );
    assert!(
        made("e.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1broken")
            .refused()
            .contains("not a workbook")
    );
}

#[test]
fn recordings_of_receivers_are_read() {
    let gpx = read("25-other-formats/gpx.gpx");
    assert_eq!(places(&gpx), [vec![(46.5, 39.8)]]);
    assert_eq!(start(&claims(&gpx)[0]), "2020-09-27T09:00");
    let file = made(
        "a.gpx",
        r#"<?xml version="1.0"?>
<gpx version="1.1"><wpt lat="39.7" lon="46.7"><name>Tower &amp; wall</name><type>user</type></wpt>
<wpt lat="x" lon="46.7"><name>bad</name></wpt>
<trk><name>patrol</name><trkseg><trkpt lat="39.8" lon="46.5"><time>2020-09-27T22:00:00Z</time></trkpt>
<trkpt lat="39.9" lon="46.6"><time>2020-09-28T05:00:00Z</time></trkpt></trkseg>
<trkseg><trkpt lat="40" lon="46.7"/><trkpt lat="40.1" lon="46.8"/></trkseg></trk>
<rte><name>way</name><rtept lat="39.8" lon="46.5"/><rtept lat="39.9" lon="46.6"/></rte></gpx>"#,
    );
    let read = file.read();
    assert_eq!(read.draft.settlements.len(), 1);
    assert_eq!(
        read.draft.settlements[0]
            .names
            .get(contactline::model::Language::English),
        "Tower & wall"
    );
    tells(
        &read,
        "a.gpx:3: error: the geometry is skipped: a point without a position [bad]",
    );
    let [patrol, way] = &read.draft.lines[..] else {
        panic!("two lines")
    };
    assert_eq!(patrol.shape.0.len(), 2);
    // The first time is two o'clock of the next day in the area.
    let days = [patrol.dated.from, patrol.dated.end].map(|day| day.expect("a day").to_string());
    assert_eq!(days, ["2020-09-28", "2020-09-29"]);
    assert_eq!(way.shape.0[0].0.len(), 2);
}

#[test]
fn topologies_are_put_together() {
    let simple = read("25-other-formats/topo.json");
    assert_eq!(places(&simple), [vec![(46.5, 39.8)]]);
    assert_eq!(start(&claims(&simple)[0]), "2020-09-27");
    // Two triangles that share an edge, quantised: steps of 0.5 degrees from 46, 39.
    let file = made(
        "a.topojson",
        r#"{"type":"Topology","transform":{"scale":[0.5,0.5],"translate":[46,39]},
        "objects":{"areas":{"type":"GeometryCollection","geometries":[
            {"type":"Polygon","arcs":[[0,1]],"properties":{"name":"East"}},
            {"type":"Polygon","arcs":[[-1,2]],"properties":{"name":"West"}},
            {"type":"Polygon","arcs":[[9]],"properties":{"name":"Nowhere"}}]},
          "front":{"type":"LineString","arcs":[0],"properties":{"name":"Front"}}},
        "arcs":[[[0,0],[0,2]],[[0,2],[2,-2],[-2,0]],[[0,0],[-2,2],[2,0]]]}"#,
    );
    let read = file.read();
    let ring = |index: usize| -> Vec<(f64, f64)> {
        let ring = read.draft.zones[index].shape.0[0].exterior();
        ring.0.iter().map(|at| (at.x, at.y)).collect()
    };
    assert_eq!(read.draft.zones.len(), 2);
    let mut east = ring(0);
    east.sort_by(|a, b| a.partial_cmp(b).expect("numbers"));
    assert_eq!(
        east,
        [(46.0, 39.0), (46.0, 39.0), (46.0, 40.0), (47.0, 39.0)]
    );
    let mut west = ring(1);
    west.sort_by(|a, b| a.partial_cmp(b).expect("numbers"));
    west.dedup();
    assert_eq!(west, [(45.0, 40.0), (46.0, 39.0), (46.0, 40.0)]);
    assert_eq!(read.draft.lines[0].shape.0[0].0.len(), 2);
    assert_eq!(told(&read).len(), 1, "{:?}", told(&read));
}

#[test]
fn the_time_of_json_fg_is_read_and_written() {
    let feature = |time: &str, properties: &str| {
        format!(
            r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","time":{time},"properties":{properties},"geometry":{{"type":"Point","coordinates":[46.5,39.8]}}}}]}}"#
        )
    };
    let check = |time: &str, properties: &str, expected: (&str, &str)| {
        let file = made("a.geojson", feature(time, properties));
        for read in [file.read(), file.streamed()] {
            let claims = claims(&read);
            let [claim] = &claims[..] else {
                panic!("{time}: one record")
            };
            assert_eq!(
                (start(claim).as_str(), end(claim).as_str()),
                expected,
                "{time}"
            );
        }
    };
    check(r#"{"date":"2020-09-27"}"#, "{}", ("2020-09-27", ""));
    check(
        r#"{"timestamp":"2020-09-27T05:00:00Z"}"#,
        "{}",
        ("2020-09-27T09:00", ""),
    );
    check(
        r#"{"interval":["2020-09-27","2020-09-28"]}"#,
        "{}",
        ("2020-09-27", "2020-09-28"),
    );
    check(
        r#"{"interval":["2020-09-27",".."]}"#,
        "{}",
        ("2020-09-27", ""),
    );
    check(
        r#"{"date":"2019-01-01"}"#,
        r#"{"date":"2020-09-27"}"#,
        ("2020-09-27", ""),
    );
    let csv = made(
        "a.csv",
        "start,end,lon,lat\n2020-09-27,,46.5,39.8\n2020-09-27,2020-09-28,46.5,39.8\n2020-09-27T09:00,,46.5,39.8\n,,46.5,39.8\n",
    );
    let written = converted(&csv.path, "out.geojson", &[]);
    let json: serde_json::Value = serde_json::from_str(&written).expect("JSON");
    let times: Vec<&serde_json::Value> = json["features"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|of| &of["time"])
        .collect();
    assert_eq!(*times[0], serde_json::json!({"date": "2020-09-27"}));
    assert_eq!(
        *times[1],
        serde_json::json!({"interval": ["2020-09-27", "2020-09-28"]})
    );
    assert_eq!(
        *times[2],
        serde_json::json!({"timestamp": "2020-09-27T05:00:00Z"})
    );
    assert!(times[3].is_null());
    // What is read again says nothing twice.
    let again = made("out.geojson", &written);
    for read in [again.read(), again.streamed()] {
        assert!(claims(&read).iter().all(|claim| claim.properties.is_none()));
    }
}

#[test]
fn degrees_minutes_and_quarters_of_the_compass_are_read() {
    let read = read("19-position-in-one-column/dms.csv");
    let at = places(&read);
    let off = |at: &[(f64, f64)]| (at[0].0 - 46.5).abs() + (at[0].1 - 39.8).abs();
    assert!(
        at.len() == 2 && at.iter().all(|at| off(at) < 1e-9),
        "{at:?}"
    );
    assert!(
        !told(&read).iter().any(|note| note.contains("not a number")),
        "{:?}",
        told(&read)
    );
}

/// A collection of features, a line each: members, with the properties among them, and a geometry.
fn features_of(features: &[(&str, &str)]) -> String {
    let feature = |(members, geometry): &(&str, &str)| {
        format!(r#"{{"type":"Feature",{members},"geometry":{geometry}}}"#)
    };
    let features: Vec<String> = features.iter().map(feature).collect();
    let features = features.join(",\n");
    format!("{{\"type\":\"FeatureCollection\",\"features\":[\n{features}\n]}}")
}

const SOMEWHERE: &str = r#"{"type":"Point","coordinates":[46.7,39.7]}"#;

#[test]
fn each_feature_has_the_time_that_itself_states() {
    let of = [
        r#""properties":{"date":"2022-08-01","count":1}"#,
        r#""time":{"date":"2022-08-05"},"properties":{"date":null,"count":2}"#,
        r#""time":{"date":"2022-08-06"},"properties":{"count":3}"#,
        r#""time":{"date":"2022-08-07"},"properties":{"date":"2022-08-09","count":4}"#,
        r#""time":{"date":"2022-08-10"},"properties":{"date":"2022-08-10","count":5}"#,
        r#""time":{"interval":["2022-08-11","2022-08-12"]},"properties":{"date":" ","count":6}"#,
    ];
    // So many that the fast way is gone as well.
    let features: Vec<(&str, &str)> = of
        .iter()
        .cycle()
        .take(30)
        .map(|of| (*of, SOMEWHERE))
        .collect();
    let file = made("a.geojson", features_of(&features));
    let expected = [
        ("2022-08-01", ""),
        ("2022-08-05", ""),
        ("2022-08-06", ""),
        ("2022-08-09", ""),
        ("2022-08-10", ""),
        ("2022-08-11", "2022-08-12"),
    ];
    for read in [file.read(), file.streamed()] {
        let times: Vec<(String, String)> = claims(&read)
            .iter()
            .map(|claim| (start(claim), end(claim)))
            .collect();
        let mut sorted = times.clone();
        sorted.sort();
        sorted.dedup();
        let expected: Vec<(String, String)> = expected
            .iter()
            .map(|(start, end)| ((*start).to_owned(), (*end).to_owned()))
            .collect();
        assert_eq!((times.len(), sorted), (30, expected));
        let differ: Vec<String> = told(&read)
            .into_iter()
            .filter(|note| note.contains("'time' member"))
            .collect();
        assert_eq!(differ.len(), 1, "{:#?}", told(&read));
        assert!(
            differ[0].starts_with("a.geojson:5: warning:")
                && differ[0].ends_with("(and 4 more rows) [2022-08-09, time 2022-08-07]"),
            "{differ:?}"
        );
        assert_eq!(told(&read).len(), 1, "{:#?}", told(&read));
    }
}

#[test]
fn a_time_of_day_is_one_of_the_day_that_json_fg_states() {
    let of = r#""time":{"date":"2022-08-05"},"properties":{"time":"10:30","count":2}"#;
    let file = made("a.geojson", features_of(&[(of, SOMEWHERE)]));
    for read in [file.read(), file.streamed()] {
        assert_eq!(start(&claims(&read)[0]), "2022-08-05T10:30");
    }
}

#[test]
fn no_interval_is_written_that_ends_before_it_starts() {
    let of = r#""time":{"interval":["2022-08-10","2022-08-05"]},"properties":{"count":1}"#;
    let file = made("a.geojson", features_of(&[(of, SOMEWHERE)]));
    tells(&file.read(), "the end lies before the start");
    let written = converted(&file.path, "out.geojson", &[]);
    let json: serde_json::Value = serde_json::from_str(&written).expect("JSON");
    assert_eq!(
        json["features"][0]["time"],
        serde_json::json!({"date": "2022-08-10"})
    );
}

#[test]
fn a_point_that_was_moved_lies_where_its_geometry_is() {
    // Off by 0.2 degrees, by no more than the last decimal, at a position that is none, and moved once more.
    let moved = r#""properties":{"date":"2022-08-01","lat":39.9,"lon":46.5}"#;
    let same = r#""properties":{"date":"2022-08-02","lat":39.701,"lon":46.7}"#;
    let unknown = r#"{"type":"Point","coordinates":[0,0]}"#;
    let features = [(moved, SOMEWHERE), (same, SOMEWHERE), (moved, unknown)];
    let many: Vec<(&str, &str)> = features.iter().copied().cycle().take(30).collect();
    let file = made("a.geojson", features_of(&many));
    for read in [file.read(), file.streamed()] {
        let mut places = places(&read);
        places.sort_by(|a, b| a.partial_cmp(b).expect("numbers"));
        assert_eq!(places.len(), 30);
        places.dedup();
        assert_eq!(
            places,
            [vec![(46.5, 39.9)], vec![(46.7, 39.7)], vec![(46.7, 39.701)]]
        );
        let told = told(&read);
        assert_eq!(told.len(), 1, "{told:#?}");
        assert!(
            told[0].starts_with("a.geojson:2: warning:")
                && told[0].contains("another position than its geometry")
                && told[0].ends_with("(and 9 more rows) [46.5, 39.9; 46.7, 39.7]"),
            "{told:#?}"
        );
        // What the columns say is kept.
        let claims = claims(&read);
        let kept = claims
            .iter()
            .filter_map(|claim| claim.properties.as_deref());
        assert_eq!(kept.filter(|kept| kept.contains("39.9")).count(), 10);
    }
    let kml = made(
        "a.kml",
        "<kml><Placemark><ExtendedData><Data name='date'><value>2022-08-01</value></Data>\
         <Data name='lat'><value>39.9</value></Data><Data name='lon'><value>46.5</value></Data></ExtendedData>\
         <Point><coordinates>46.7,39.7</coordinates></Point></Placemark></kml>",
    );
    assert_eq!(places(&kml.read()), [[(46.7, 39.7)]]);
    tells(&kml.read(), "another position than its geometry");
}

#[test]
fn a_dated_area_is_told_to_be_no_report() {
    let area =
        r#"{"type":"Polygon","coordinates":[[[46.7,39.7],[46.8,39.7],[46.8,39.8],[46.7,39.7]]]}"#;
    let features = [
        (
            r#""properties":{"date":"2022-08-01","killed":2,"name":"A"}"#,
            area,
        ),
        (r#""properties":{"date":"2022-08-01","name":"B"}"#, area),
        (r#""properties":{"name":"C"}"#, area),
        (
            r#""properties":{"valid_from":"2022-08-01","name":"D"}"#,
            area,
        ),
    ];
    let file = made("a.geojson", features_of(&features));
    for read in [file.read(), file.streamed()] {
        assert_eq!((read.draft.zones.len(), claims(&read).len()), (4, 0));
        let told = told(&read);
        assert_eq!(told.len(), 2, "{told:#?}");
        assert!(
            told[0].starts_with("a.geojson:2: warning: a dated area")
                && told[0].contains("not counted as a report")
                && told[0].ends_with("[A]"),
            "{told:#?}"
        );
        assert!(
            told[1].starts_with("a.geojson:3: note: a dated area") && told[1].ends_with("[B]"),
            "{told:#?}"
        );
    }
}
