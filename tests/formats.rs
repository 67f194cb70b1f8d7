//! Files as people bring them: what is understood, what is noted, and that what is written is read
//! again.

use contactline::{
    io::{Progress, Provenance, any, geojson, table},
    model::{Atlas, Choices, DateOrder, Draft, Note, draft::ReportDraft},
};

/// The shipped data with a file opened beside it.
fn open_with(name: &str, bytes: &[u8], choices: &Choices) -> Result<(Draft, Vec<Note>), String> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).expect("written");
    let read = any::read(&path, choices, &Progress::default());
    let folder = format!("{}/", folder.path().display());
    let (draft, notes) = read.map_err(|error| error.to_string().replace(&folder, ""))?;
    let mut notes = notes;
    for note in &mut notes {
        note.place.file = note.place.file.replace(&folder, "").into();
    }
    Ok((draft, notes))
}

fn open(name: &str, text: &str) -> (Draft, Vec<Note>) {
    open_with(name, text.as_bytes(), &Choices::default()).expect("a file that is understood")
}

fn refused(name: &str, text: &str) -> String {
    open_with(name, text.as_bytes(), &Choices::default()).expect_err("refused")
}

/// A report in a few words: what a reader must get right.
fn said(report: &ReportDraft) -> Vec<String> {
    let cells = |group| table_line(report, group);
    match report.groups.is_empty() {
        true => vec![cells(None)],
        false => report
            .groups
            .iter()
            .map(|group| cells(Some(group)))
            .collect(),
    }
}

fn table_line(
    report: &ReportDraft,
    group: Option<&contactline::model::draft::GroupDraft>,
) -> String {
    let fields = contactline::io::events::Field::ALL;
    let cells = contactline::io::events::cells(report, group);
    let named = fields
        .iter()
        .zip(cells)
        .filter(|(_, cell)| !cell.is_empty());
    let named: Vec<String> = named
        .map(|((_, name), cell)| format!("{name}={cell}"))
        .collect();
    named.join(" ")
}

fn check(name: &str, text: &str, expected: &[&str]) {
    let (draft, _) = open(name, text);
    let said: Vec<String> = draft.reports.iter().flat_map(said).collect();
    assert_eq!(said, expected, "{text}");
}

fn check_note(name: &str, text: &str, expected: &str) {
    let (_, notes) = open(name, text);
    let notes: Vec<String> = notes.iter().map(Note::to_string).collect();
    let found = notes.iter().any(|note| note.contains(expected));
    assert!(found, "{expected:?} is not among {notes:#?}");
}

fn features(features: &str) -> String {
    format!("{{\"type\": \"FeatureCollection\", \"features\": [\n{features}\n]}}")
}

#[test]
fn one_pair_of_columns_is_a_point_and_two_are_an_arrow() {
    check(
        "a.csv",
        "date,lat,lon,incidents\n2022-08-07,40.1,46.2,3\n",
        &[
            "report=a#1 reporter=a stance=claim by=unknown places=#46.2,40.1 count=3 \
           start=2022-08-07 time_precision=day activity=other losses_denied=false",
        ],
    );
    check(
        "a.csv",
        "from_lat;from_lng;to_lat;to_lng\n40,1;46,2;39,9;46,5\n",
        &[
            "report=a#1 reporter=a stance=claim by=unknown origins=#46.2,40.1 \
           targets=#46.5,39.9 activity=other losses_denied=false",
        ],
    );
}

#[test]
fn names_go_through_the_gazetteer_and_rows_of_one_report_belong_together() {
    let text = "report\tfrom\tto\tcount\tnote of mine\n\
                r1\tBasarkechar; Goris\tKəlbəcər\t6\thello\n\
                r1\t\tLachin\t4\t\n";
    check(
        "a.tsv",
        text,
        &[
            "report=r1 reporter=a stance=claim by=unknown origins=Basarkechar; Goris \
             targets=Kəlbəcər count=6 activity=other losses_denied=false \
             other={\"note of mine\":\"hello\"}",
            "report=r1 reporter=a stance=claim by=unknown targets=Lachin count=4 \
             activity=other losses_denied=false",
        ],
    );
    let (own, _) = open("a.tsv", text);
    let base = contactline::io::read_data_folder(&contactline::io::Source::Embedded);
    let mut draft = base.expect("the shipped data").0;
    draft.append(own);
    let (atlas, _) = Atlas::seal(draft);
    let report = atlas
        .reports()
        .find(|report| &*report.id == "r1")
        .expect("it is there");
    let report = atlas.unseal_report(report, atlas.reports()[report].group_ids());
    assert_eq!(
        said(&report)[0].split(" activity").next(),
        Some(
            "report=r1 reporter=a stance=claim by=unknown origins=basarkechar; gorus targets=kalbajar count=6"
        )
    );
}

#[test]
fn ambiguous_dates_are_asked_and_not_guessed() {
    let text = "date,place\n3/4/2023,Lachin\n5/4/2023,Lachin\n";
    check_note(
        "a.csv",
        text,
        "say whether the day or the month comes first",
    );
    let (draft, _) = open("a.csv", text);
    assert_eq!(draft.reports[0].groups[0].when.interval(), None);
    let choices = Choices {
        dates: Some(DateOrder::MonthFirst),
        ..Choices::default()
    };
    let (draft, notes) = open_with("a.csv", text.as_bytes(), &choices).expect("a table");
    assert_eq!(notes, []);
    let (start, ..) = draft.reports[0].groups[0].when.stated();
    assert_eq!(start.expect("a date").to_string(), "2023-03-04");
    // One date of the column gives the order of all away.
    let (draft, notes) = open("a.csv", "date,place\n3/4/2023,Lachin\n13/4/2023,Lachin\n");
    assert_eq!(notes, []);
    let (start, ..) = draft.reports[0].groups[0].when.stated();
    assert_eq!(start.expect("a date").to_string(), "2023-04-03");
}

#[test]
fn acled_and_ucdp_are_known_by_their_columns_and_draw_no_arrow() {
    let acled = "event_id_cnty,event_date,year,time_precision,event_type,sub_event_type,actor1,actor2,\
                 location,latitude,longitude,geo_precision,source,notes,fatalities\n\
                 AZE1,16 May 2025,2025,1,Battles,Armed clash,One,Other,\"A, B\",39.8,46.7,2,Paper,Text,3\n";
    check(
        "a.csv",
        acled,
        &[
            "report=AZE1 reporter=acled outlet=Paper stance=record by=unknown \
           by_as_reported=One, Other (in no order) places=/A, B#46.7,39.8±10 start=2025-05-16 \
           time_precision=day activity=attack killed=3 losses_denied=false \
           other={\"notes\":\"Text\",\"sub_event_type\":\"Armed clash\",\"actor1\":\"One\",\"actor2\":\"Other\",\"admin1\":\"\",\"admin2\":\"\",\"location\":\"A, B\"}",
        ],
    );
    let mut cells = vec![""; 49];
    for (index, cell) in [
        (0, "7"),
        (2, "2020"),
        (14, "One"),
        (17, "Other"),
        (24, "1"),
        (25, "Tartar town"),
        (29, "40.34"),
        (30, "46.93"),
        (37, "1"),
        (38, "2020-09-27 00:00:00.000"),
        (39, "2020-09-27 00:00:00.000"),
        (44, "2"),
        (45, "4"),
        (46, "1"),
    ] {
        cells[index] = cell;
    }
    let (draft, _) = open("ged.csv", &(cells.join(",") + "\n"));
    let line = said(&draft.reports[0]).remove(0);
    assert!(
        line.starts_with(
            "report=7 reporter=ucdp-ged stance=record by=unknown by_as_reported=One, Other (in no \
             order) places=/Tartar town#46.93,40.34±1 start=2020-09-27 time_precision=day \
             activity=attack killed=2"
        ),
        "{line}"
    );
    assert!(line.contains("\"low\":\"1\"") && line.contains("\"high\":\"4\""));
}

#[test]
fn a_table_says_what_is_wrong_with_it_and_on_which_line() {
    check_note(
        "a.csv",
        "date,lat,lon\n2022-08-07,40.1,46.2\n2022-08-08,here,46.2\n",
        "a.csv:3: doubt: not a number; taken as no lat [here]",
    );
    check_note(
        "a.csv",
        "date,count,place\nsoon,2.5,Lachin\n",
        "a.csv:2: doubt: not a whole number; taken as no count [2.5]",
    );
    check_note(
        "a.csv",
        "date,place\nsoon,Lachin\n",
        "a.csv:2: doubt: not a date",
    );
    check_note(
        "a.csv",
        "date,place\n2022-08-07,\"a\nb\"\n2022-08-08\n",
        "a.csv:4: doubt: the row has 1 cells and the heading 2",
    );
    assert!(
        refused("a.csv", "one,two\n1,2\n")
            .starts_with("a.csv:1: no column is known among: one, two")
    );
    assert_eq!(refused("a.csv", " \n"), "a.csv: the file is empty");
    assert!(refused("a.geojson", "<!DOCTYPE html><html>").contains("a web page, not data"));
    assert!(
        refused("a.geojson", "{\"type\": \"Feature").starts_with("a.geojson:1:17: not valid JSON")
    );
    assert!(refused("a.geojson", "{\"type\": \"Topology\"}").contains("not GeoJSON"));
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let feature =
        r#"{"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": "#;
    check_note(
        "a.geojson",
        &features(&format!("{feature}{deep}}}}}")),
        "a.geojson:2: error: the record is left out: recursion limit exceeded",
    );
    let long = format!("date,place\n2022-08-07,{}\n", "x".repeat(1_000_000));
    check_note("a.csv", &long.replace("2022-08-07", "x"), "not a date");
}

#[test]
fn geojson_of_any_kind_is_understood() {
    let line = features(
        r#"{"type": "Feature", "id": 7, "properties": {"date": "2022-08-07", "count": 2, "x-y": [1]},
 "geometry": {"type": "LineString", "coordinates": [[46, 40], [46.5, 39.9]]}},
{"type": "Feature", "properties": {"from": "Goris", "to": "Lachin", "date": "2022-08-07"}, "geometry": null},
{"type": "Feature", "id": "p", "when": {"start": 1}, "properties": {"date": "2022-08-07"},
 "geometry": {"type": "Point", "coordinates": [46, 40]}}"#,
    );
    check(
        "a.geojson",
        &line,
        &[
            "report=7 reporter=a stance=claim by=unknown origins=#46,40 targets=#46.5,39.9 count=2 \
             start=2022-08-07 time_precision=day activity=other losses_denied=false other={\"x-y\":[1]}",
            "report=a#2 reporter=a stance=claim by=unknown origins=Goris targets=Lachin \
             start=2022-08-07 time_precision=day activity=other losses_denied=false",
            "report=p reporter=a stance=claim by=unknown places=#46,40 start=2022-08-07 \
             time_precision=day activity=other losses_denied=false \
             other={\"geojson_members\":{\"when\":{\"start\":1}}}",
        ],
    );
    let (draft, notes) = open(
        "a.geojson",
        &features(
            r##"{"type": "Feature", "properties": {"name": "A", "fill": "#f00", "stroke-width": 3},
 "geometry": {"type": "Polygon", "coordinates": [[[46, 40], [47, 41], [47, 40], [46, 41], [46, 40]]]}},
{"type": "Feature", "properties": {"title": "B", "valid_from": "2022-01-01"},
 "geometry": {"type": "LineString", "coordinates": [[46, 40], [47, 41]]}},
{"type": "Feature", "properties": {"name:az": "Ə", "name": "E"}, "geometry": {"type": "Point", "coordinates": [46, 40]}}"##,
        ),
    );
    assert_eq!(draft.zones[0].extra.style.fill, Some([255, 0, 0]));
    assert_eq!(
        draft.zones[0].shape.0.len(),
        2,
        "the bow tie is taken apart"
    );
    assert!(
        notes[0]
            .to_string()
            .starts_with("a.geojson:2: doubt: the polygon crosses itself")
    );
    assert_eq!(
        draft.lines[0].dated.from.expect("a day").to_string(),
        "2022-01-01"
    );
    assert_eq!(
        draft.settlements[0]
            .names
            .get(contactline::model::Language::Azerbaijani),
        "Ə"
    );
}

#[test]
fn positions_that_cannot_be_degrees_are_refused_or_told() {
    let crs = r#"{"type": "FeatureCollection", "crs": {"type": "name", "properties":
        {"name": "urn:ogc:def:crs:EPSG::32638"}}, "features": []}"#;
    let why = refused("a.geojson", crs);
    assert!(
        why.contains("EPSG::32638") && why.contains("ogr2ogr -t_srs EPSG:4326"),
        "{why}"
    );
    let swapped = features(
        r#"{"type": "Feature", "properties": {"name": "A"}, "geometry": {"type": "Point", "coordinates": [40, 146]}}"#,
    );
    check_note(
        "a.geojson",
        &swapped,
        "open the file with \"latitude first\"",
    );
    let choices = Choices {
        swapped: true,
        ..Choices::default()
    };
    let (draft, notes) = open_with("a.geojson", swapped.as_bytes(), &choices).expect("read");
    assert_eq!(notes, []);
    assert_eq!(
        draft.settlements[0].at.map(|at| (at.x, at.y)),
        Some((146.0, 40.0))
    );
    check_note(
        "a.geojson",
        &features(
            r#"{"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [[[446, 40], [447, 41], [447, 40], [446, 40]]]}}"#,
        ),
        "a.geojson:2: error: the record is left out: longitude 446, latitude 40 is not a position",
    );
}

/// Every record of the shipped data, written and read again.
#[test]
fn what_is_written_is_read_again_in_every_format() {
    let base = contactline::io::read_data_folder(&contactline::io::Source::Embedded);
    let (atlas, _) = Atlas::seal(base.expect("the shipped data").0);
    let draft = atlas.unseal();
    let expected: Vec<String> = draft.reports.iter().flat_map(said).collect();
    let provenance = Provenance::default();
    let mut csv = Vec::new();
    table::write(&mut csv, &draft.reports, &provenance).expect("written");
    let mut json = Vec::new();
    let reports = Draft {
        reports: draft.reports.clone(),
        ..Draft::default()
    };
    geojson::write(
        &mut json,
        &reports,
        &|site| atlas.position_of(site),
        &provenance,
    )
    .expect("written");
    for (name, bytes) in [("a.csv", csv), ("a.geojson", json)] {
        let (read, notes) = open_with(name, &bytes, &Choices::default()).expect("what was written");
        assert_eq!(notes, [], "{name}");
        let (again, _) = Atlas::seal(Draft {
            reports: read.reports,
            ..atlas.unseal()
        });
        let said: Vec<String> = again.unseal().reports.iter().flat_map(said).collect();
        assert_eq!(said, expected, "{name}");
    }
}
