//! Files as people bring them: what is understood, what is noted, and that what is written is read
//! again.

use contactline::{
    io::{Provenance, Read, geojson, table},
    model::{
        Amount, Atlas, Budget, DateOrder, Draft, ImportOptions, Note, Severity,
        draft::{ReportDraft, SiteDraft},
    },
    store::formats,
};
use proptest::prelude::*;

/// The shipped data with a file opened beside it.
fn open_with(
    name: &str,
    bytes: &[u8],
    choices: &ImportOptions,
) -> Result<(Draft, Vec<Note>), String> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).expect("written");
    let read = formats::read(&path, choices, &Budget::default());
    let folder = format!("{}/", folder.path().display());
    let read = read.map_err(|error| error.to_string().replace(&folder, ""))?;
    let Read {
        draft, mut notes, ..
    } = read;
    for note in &mut notes {
        note.place.file = note.place.file.replace(&folder, "").into();
    }
    Ok((draft, notes))
}

fn open(name: &str, text: &str) -> (Draft, Vec<Note>) {
    open_with(name, text.as_bytes(), &ImportOptions::default()).expect("a file that is understood")
}

fn refused(name: &str, text: &str) -> String {
    open_with(name, text.as_bytes(), &ImportOptions::default()).expect_err("refused")
}

/// A report in a few words: what a reader must get right.
fn said(report: &ReportDraft) -> Vec<String> {
    let cells = |claim| table_line(report, claim);
    match report.claims.is_empty() {
        true => vec![cells(None)],
        false => report
            .claims
            .iter()
            .map(|claim| cells(Some(claim)))
            .collect(),
    }
}

fn table_line(
    report: &ReportDraft,
    claim: Option<&contactline::model::draft::ClaimDraft>,
) -> String {
    let fields = contactline::io::events::Field::ALL;
    let cells = contactline::io::events::cells(report, claim);
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
fn a_pair_for_the_origin_and_a_plain_one_are_an_arrow() {
    check(
        "a.csv",
        "date,from,to,src_lon,src_lat,lon,lat\n2022-08-07,A,B,46.2,40.1,46.5,39.9\n",
        &[
            "report=a#1 reporter=a stance=claim by=unknown origins=/A#46.2,40.1 \
           targets=/B#46.5,39.9 start=2022-08-07 time_precision=day activity=other \
           losses_denied=false",
        ],
    );
    check(
        "a.csv",
        "src_lon,src_lat,dst_lon,dst_lat,lon,lat\n46.2,40.1,46.5,39.9,1,2\n",
        &[
            "report=a#1 reporter=a stance=claim by=unknown origins=#46.2,40.1 \
           targets=#46.5,39.9 activity=other losses_denied=false \
           other={\"lon\":\"1\",\"lat\":\"2\"}",
        ],
    );
    let feature = "{\"type\":\"Feature\",\"properties\":{\"to\":\"B\",\"src_lon\":46.2,\
                   \"src_lat\":40.1},\"geometry\":{\"type\":\"Point\",\"coordinates\":[46.5,39.9]}}";
    check(
        "a.geojson",
        &features(feature),
        &[
            "report=a#1 reporter=a stance=claim by=unknown origins=#46.2,40.1 \
           targets=/B#46.5,39.9 activity=other losses_denied=false",
        ],
    );
}

#[test]
fn a_weapon_as_what_happened_is_fire_with_it_and_a_source_on_the_web_is_no_reporter() {
    check(
        "a.csv",
        "kind,source,to\nMortar,https://example.org/1,B\nquadcopter,,B\n",
        &[
            "report=a#1 reporter=a url=https://example.org/1 stance=claim by=unknown targets=B \
             activity=fire weapons=mortar losses_denied=false",
            "report=a#2 reporter=a stance=claim by=unknown targets=B activity=other \
             losses_denied=false other={\"kind\":\"quadcopter\"}",
        ],
    );
    let feature = "{\"type\":\"Feature\",\"properties\":{\"to\":\"B\",\"kind\":\"combat-drone\",\
                   \"source\":\"http://example.org\"},\"geometry\":null}";
    check(
        "a.geojson",
        &features(feature),
        &[
            "report=a#1 reporter=a url=http://example.org stance=claim by=unknown targets=B \
           activity=fire weapons=combat-drone losses_denied=false",
        ],
    );
}

#[test]
fn who_was_killed_or_wounded_is_read_and_what_is_not_known_is_kept() {
    check(
        "a.csv",
        "to,wounded,casualty type\nB,1,Police officer\nB,2,Civilians\nB,3,\nB,4,unknown\nB,5,goats\n",
        &[
            "report=a#1 reporter=a stance=claim by=unknown targets=B activity=other wounded=1 \
             casualty_kind=police losses_denied=false",
            "report=a#2 reporter=a stance=claim by=unknown targets=B activity=other wounded=2 \
             casualty_kind=civilians losses_denied=false",
            "report=a#3 reporter=a stance=claim by=unknown targets=B activity=other wounded=3 \
             losses_denied=false",
            "report=a#4 reporter=a stance=claim by=unknown targets=B activity=other wounded=4 \
             losses_denied=false",
            "report=a#5 reporter=a stance=claim by=unknown targets=B activity=other wounded=5 \
             losses_denied=false other={\"casualty type\":\"goats\"}",
        ],
    );
}

#[test]
fn mines_and_advances_are_read_as_what_they_are() {
    check(
        "a.csv",
        "place,kind\nB,Landmine\nB,mine explosion\nB,Подрыв на мине\nB,Mayın\nB,advance\nB,mineral\n",
        &[
            "report=a#1 reporter=a stance=claim by=unknown places=B activity=mine losses_denied=false",
            "report=a#2 reporter=a stance=claim by=unknown places=B activity=mine losses_denied=false",
            "report=a#3 reporter=a stance=claim by=unknown places=B activity=mine losses_denied=false",
            "report=a#4 reporter=a stance=claim by=unknown places=B activity=mine losses_denied=false",
            "report=a#5 reporter=a stance=claim by=unknown places=B activity=advance losses_denied=false",
            "report=a#6 reporter=a stance=claim by=unknown places=B activity=other losses_denied=false \
             other={\"kind\":\"mineral\"}",
        ],
    );
}

#[test]
fn shells_and_shots_are_read_beside_incidents_and_are_none() {
    check(
        "a.csv",
        "to,incidents,shells fired\nB,2,60\nB,,more than 150\nB,3,\nB,1,10-15\nB,1,many\n",
        &[
            "report=a#1 reporter=a stance=claim by=unknown targets=B count=2 activity=other rounds=60 \
             losses_denied=false",
            "report=a#2 reporter=a stance=claim by=unknown targets=B activity=other losses_denied=false \
             inexact=rounds >150",
            "report=a#3 reporter=a stance=claim by=unknown targets=B count=3 activity=other losses_denied=false",
            "report=a#4 reporter=a stance=claim by=unknown targets=B count=1 activity=other losses_denied=false \
             inexact=rounds 10-15",
            "report=a#5 reporter=a stance=claim by=unknown targets=B count=1 activity=other losses_denied=false \
             other={\"shells fired\":\"many\"}",
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
    let (atlas, _) = Atlas::build(draft);
    let report = atlas
        .reports()
        .find(|report| *report.id == *"r1")
        .expect("it is there");
    let report = atlas.report_to_draft(None, report, &report.claims);
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
        "set whether the day or the month comes first",
    );
    let (draft, _) = open("a.csv", text);
    assert_eq!(draft.reports[0].claims[0].when.interval(), None);
    let choices = ImportOptions {
        dates: Some(DateOrder::MonthFirst),
        ..ImportOptions::default()
    };
    let (draft, notes) = open_with("a.csv", text.as_bytes(), &choices).expect("a table");
    assert_eq!(notes, []);
    let (start, ..) = draft.reports[0].claims[0].when.stated();
    assert_eq!(start.expect("a date").to_string(), "2023-03-04");
    // One date of the column gives the order of all away.
    let (draft, notes) = open("a.csv", "date,place\n3/4/2023,Lachin\n13/4/2023,Lachin\n");
    let told: Vec<&str> = notes.iter().map(|note| note.what.as_str()).collect();
    let settled = "dates such as 3/4/2023 are read day first, as 13/4/2023 shows";
    assert_eq!(told, [settled]);
    let (start, ..) = draft.reports[0].claims[0].when.stated();
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
           other={\"year\":\"2025\",\"time_precision\":\"1\",\"event_type\":\"Battles\",\"sub_event_type\":\"Armed clash\",\"actor1\":\"One\",\"actor2\":\"Other\",\"location\":\"A, B\",\"geo_precision\":\"2\",\"notes\":\"Text\"}",
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
fn acled_and_ucdp_events_known_to_the_week_or_month_keep_that_precision() {
    let precisions = |name: &str, text: &str| {
        let (draft, notes) = open(name, text);
        let doubts = notes
            .iter()
            .filter(|note| note.severity != Severity::Remark);
        assert_eq!(doubts.count(), 0, "{notes:#?}");
        let claims = draft.reports.iter().flat_map(|report| &report.claims);
        let stated = claims.map(|claim| {
            let (start, end, precision) = claim.when.stated();
            let days = [start, end].map(|day| day.map_or(String::new(), |day| day.to_string()));
            format!("{} {:?}", days.join(".."), precision)
        });
        stated.collect::<Vec<String>>()
    };
    let acled = "event_id_cnty,event_date,time_precision,event_type,actor1,latitude,longitude\n\
                 A1,27 September 2020,1,Battles,One,39.8,46.5\n\
                 A2,27 September 2020,2,Battles,One,39.8,46.5\n\
                 A3,27 September 2020,3,Battles,One,39.8,46.5\n";
    assert_eq!(
        precisions("a.csv", acled),
        [
            "2020-09-27.. Day",
            "2020-09-27.. Week",
            "2020-09-27.. Month"
        ]
    );
    let ged = "id,type_of_violence,dyad_name,date_start,date_end,date_prec,best\n\
               1,1,A - B,2020-09-27,2020-09-27,1,3\n\
               2,1,A - B,2020-09-25,2020-09-29,2,3\n\
               3,1,A - B,2020-09-21,2020-09-27,3,3\n\
               4,1,A - B,2020-09-01,2020-09-30,4,3\n\
               5,1,A - B,2020-01-01,2020-12-31,5,3\n";
    assert_eq!(
        precisions("ged.csv", ged),
        [
            "2020-09-27.. Day",
            "2020-09-25..2020-09-29 Days",
            "2020-09-21..2020-09-27 Week",
            "2020-09-01..2020-09-30 Month",
            "2020-01-01..2020-12-31 Unknown",
        ]
    );
}

#[test]
fn a_table_says_what_is_wrong_with_it_and_on_which_line() {
    check_note(
        "a.csv",
        "date,lat,lon\n2022-08-07,40.1,46.2\n2022-08-08,here,46.2\n",
        "a.csv:3: warning: not a number; lat is left empty [here]",
    );
    check_note(
        "a.csv",
        "date,count,place\nsoon,2.5,Lachin\n",
        "a.csv:2: warning: not a whole number; count is left empty [2.5]",
    );
    check_note(
        "a.csv",
        "date,place\nsoon,Lachin\n",
        "a.csv:2: warning: not a date",
    );
    check_note(
        "a.csv",
        "date,place\n2022-08-07,\"a\nb\"\n2022-08-08\n",
        "a.csv:4: warning: the row has 1 cells and the header 2",
    );
    assert!(
        refused("a.csv", "one,two\n1,2\n")
            .starts_with("a.csv:1: no column was recognised among: one, two")
    );
    assert_eq!(refused("a.csv", " \n"), "a.csv: the file is empty");
    assert!(refused("a.geojson", "<!DOCTYPE html><html>").contains("a web page, not data"));
    assert!(
        refused("a.geojson", "{\"type\": \"Feature").starts_with("a.geojson:1:17: not valid JSON")
    );
    assert!(refused("a.geojson", "{\"type\": \"Library\"}").contains("not GeoJSON"));
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let feature =
        r#"{"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": "#;
    check_note(
        "a.geojson",
        &features(&format!("{feature}{deep}}}}}")),
        "a.geojson:2: error: the record is skipped: recursion limit exceeded",
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
            "report=7 reporter=a stance=claim by=unknown places=#46,40; #46.5,39.9 count=2 \
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
            .starts_with("a.geojson:2: warning: the polygon crosses itself")
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
        why.contains("EPSG:32638 (UTM zone 38N)") && why.contains("ogr2ogr -t_srs EPSG:4326"),
        "{why}"
    );
    let swapped = features(
        r#"{"type": "Feature", "properties": {"name": "A"}, "geometry": {"type": "Point", "coordinates": [40, 146]}}"#,
    );
    check_note("a.geojson", &swapped, "Swap latitude and longitude");
    let choices = ImportOptions {
        swapped: true,
        ..ImportOptions::default()
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
        "a.geojson:2: error: the record is skipped: longitude 446, latitude 40 is not a position",
    );
}

#[test]
fn every_format_is_named_where_people_look_for_it() {
    let file = |name: &str| {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
        std::fs::read_to_string(path).expect("a file of the repository")
    };
    let readme = file("README.md");
    let table = readme.split("| file | becomes |").nth(1).expect("a table");
    let rows = table
        .lines()
        .skip(2)
        .take_while(|line| line.starts_with('|'));
    let listed: Vec<&str> = rows.filter_map(|row| row.split('|').nth(1)).collect();
    for reader in formats::READERS {
        let name = reader.name();
        let is_listed = listed.iter().any(|row| row.contains(name));
        assert!(is_listed, "{name} is not among {listed:#?}");
    }
    let help = std::process::Command::new(env!("CARGO_BIN_EXE_contactline"))
        .args(["convert", "--help"])
        .output()
        .expect("the program");
    let help = String::from_utf8_lossy(&help.stdout);
    for writer in formats::WRITERS {
        let ending = format!(".{}", writer.extension());
        assert!(help.contains(&ending), "{ending} is not in: {help}");
    }
    // Each reader is tried with any bytes, without being named once more.
    assert!(file("fuzz/src/lib.rs").contains("READERS["));
}

/// Every record of the shipped data, written and read again.
#[test]
fn what_is_written_is_read_again_in_every_format() {
    let base = contactline::io::read_data_folder(&contactline::io::Source::Embedded);
    let (atlas, _) = Atlas::build(base.expect("the shipped data").0);
    let draft = atlas.to_draft();
    let expected: Vec<String> = draft.reports.iter().flat_map(said).collect();
    let provenance = Provenance::default();
    let positions = |site: &_| atlas.position_of(site);
    let csv = |head: Option<&Provenance>| {
        let mut csv = Vec::new();
        table::write(&mut csv, &draft.reports, &positions, head).expect("written");
        csv
    };
    let (plain, headed) = (csv(None), csv(Some(&provenance)));
    let mut json = Vec::new();
    geojson::write(
        &mut json,
        &Draft::default(),
        &draft.reports,
        &|site| atlas.position_of(site),
        &provenance,
    )
    .expect("written");
    for (name, bytes) in [("a.csv", plain), ("b.csv", headed), ("a.geojson", json)] {
        let (read, notes) =
            open_with(name, &bytes, &ImportOptions::default()).expect("what was written");
        assert_eq!(notes, [], "{name}");
        let (again, _) = Atlas::build(Draft {
            reports: read.reports,
            ..atlas.to_draft()
        });
        let said: Vec<String> = again.to_draft().reports.iter().flat_map(said).collect();
        assert_eq!(said, expected, "{name}");
    }
}

mod made_up {
    use contactline::model::{
        Activity, Amount, Atlas, Basis, CasualtyKind, Day, Draft, Moment, Party, Place, Stance,
        TimePrecision, Weapon, When,
        draft::{ClaimDraft, ReportDraft, SiteDraft},
        geo::Coord,
    };
    use proptest::{collection::vec, option, prelude::*};

    /// Letters of every language, and signs that mean something to some format.
    const TEXT: &str = "[a-zA-Zəıöğşçüİ Ա-Ֆա-ևА-Яа-яё\"',;|/#@%±=+\\-\n<>&{}\\[\\]0-9]{0,12}";

    /// A cell of "-" or "NA" says nothing, by the rule of tables: those are no texts.
    fn text() -> impl Strategy<Value = String> {
        const NOTHING: [&str; 10] = [
            "nan", "null", "none", "n/a", "#n/a", "na", "nil", "-", "--", "nat",
        ];
        let says = |text: &String| {
            !NOTHING
                .iter()
                .any(|word| text.trim().eq_ignore_ascii_case(word))
        };
        TEXT.prop_filter("says nothing", says)
    }

    fn site() -> impl Strategy<Value = SiteDraft> {
        let keys = ["kalbajar", "lachin", "gorus", "basarkechar"];
        let region = (0..keys.len()).prop_map(move |index| Some(keys[index].to_owned()));
        let at = (44.0..48.0f64, 38.0..41.0f64).prop_map(|(x, y)| Coord { x, y });
        prop_oneof![
            region.clone().prop_map(|region| SiteDraft {
                region,
                ..SiteDraft::default()
            }),
            (region.clone(), text()).prop_map(|(region, name)| SiteDraft {
                region,
                settlement: Some(name),
                ..SiteDraft::default()
            }),
            Just(SiteDraft {
                zone: Some("peacekeepers".to_owned()),
                ..SiteDraft::default()
            }),
            (option::of(region), at, option::of(0.1..50.0f64), text()).prop_map(
                |(region, at, precision_km, name)| SiteDraft {
                    region: region.flatten(),
                    settlement: Some(name),
                    at: Some(at),
                    precision_km,
                    ..SiteDraft::default()
                }
            ),
            text().prop_map(|name| SiteDraft {
                settlement: Some(format!("Nowhere{name}")),
                ..SiteDraft::default()
            }),
        ]
    }

    fn when() -> impl Strategy<Value = (Option<Moment>, Option<Moment>, TimePrecision)> {
        let moment = || {
            (18_000..20_000i64, option::of(0..86_400i64)).prop_map(|(number, second)| {
                let day = Day::clamped(number);
                match second {
                    Some(second) => Moment::Clock(day.start().plus(second)),
                    None => Moment::Day(day),
                }
            })
        };
        (
            option::of(moment()),
            option::of(moment()),
            0..TimePrecision::ALL.len(),
        )
            .prop_map(|(start, end, precision)| (start, end, TimePrecision::ALL[precision].0))
    }

    /// As many kinds of numbers as sources state.
    fn amount(below: u32) -> impl Strategy<Value = Amount> {
        (0..below, 0..8).prop_map(|(number, kind)| match kind {
            0 => Amount::AtLeast(number),
            1 => Amount::MoreThan(number),
            2 => Amount::AtMost(number),
            3 => Amount::LessThan(number),
            4 => Amount::About(number),
            5 => Amount::Between(number, number + 7),
            _ => Amount::Exact(number),
        })
    }

    fn claim() -> impl Strategy<Value = ClaimDraft> {
        // The second place may be the far end of a stretch from the first.
        let sites = || {
            (vec(site(), 0..3), any::<bool>()).prop_map(|(mut sites, stretch)| {
                if let Some(second) = sites.get_mut(1) {
                    second.stretch = stretch;
                }
                sites
            })
        };
        let numbers = (
            option::of(amount(999)),
            option::of(amount(9)),
            option::of(amount(9)),
            option::of(amount(999)),
        );
        let kinds = (
            0..Party::ALL.len(),
            0..Activity::ALL.len(),
            vec(0..Weapon::ALL.len(), 0..3),
            option::of(0..Party::ALL.len()),
            any::<bool>(),
            option::of(0..CasualtyKind::ALL.len()),
        );
        (sites(), sites(), sites(), numbers, kinds, when(), text()).prop_map(
            |(origins, targets, places, (count, killed, wounded, rounds), kinds, when, text)| {
                ClaimDraft {
                    by: Party::ALL[kinds.0].0,
                    by_as_reported: text.trim().to_owned(),
                    origins,
                    targets,
                    places,
                    count,
                    when: When::new(when.0, when.1, when.2, None),
                    activity: Activity::ALL[kinds.1].0,
                    weapons: kinds
                        .2
                        .into_iter()
                        .map(|index| Weapon::ALL[index].0)
                        .collect(),
                    rounds,
                    killed,
                    wounded,
                    casualty_side: kinds.3.map(|index| Party::ALL[index].0),
                    casualty_kind: kinds.5.map(|index| CasualtyKind::ALL[index].0),
                    losses_denied: kinds.4,
                    denied: !kinds.4,
                    properties: Some(
                        serde_json::json!({"own": text, "deep": {"list": [1, null]}})
                            .to_string()
                            .into(),
                    ),
                }
            },
        )
    }

    fn report() -> impl Strategy<Value = ReportDraft> {
        let texts = (text(), text(), option::of(text()));
        let day = option::of(18_000..20_000i64);
        (
            vec(claim(), 0..4),
            0..Stance::ALL.len(),
            texts,
            day,
            any::<bool>(),
        )
            .prop_map(
                |(mut claims, stance, (id, outlet, denies), published, page)| {
                    let published = published.map(Day::clamped);
                    for claim in &mut claims {
                        let (start, end, precision) = claim.when.stated();
                        claim.when = When::new(start, end, precision, published);
                    }
                    let text =
                        |text: String| Some(text.trim().to_owned()).filter(|t| !t.is_empty());
                    ReportDraft {
                        place: Place::file("made up"),
                        file: None,
                        part: None,
                        id: format!("r{}", id.trim()),
                        reporter: "az-mod".to_owned(),
                        outlet: text(outlet),
                        url: Some("https://example.org/?a=1&b=2".to_owned()),
                        language: "az".to_owned(),
                        published,
                        basis: match (published, page) {
                            (None, _) => Basis::None,
                            (_, true) => Basis::Page,
                            (_, false) => Basis::Inferred,
                        },
                        stance: Stance::ALL[stance].0,
                        denies: denies.and_then(text),
                        duplicate_of: None,
                        total: Some(Amount::Exact(claims.len() as u32)),
                        claims,
                    }
                },
            )
    }

    pub fn reports() -> impl Strategy<Value = Vec<ReportDraft>> {
        vec(report(), 0..6)
    }

    /// An atlas of the shipped places and these reports.
    pub fn atlas(reports: Vec<ReportDraft>) -> Atlas {
        let (ground, _) = contactline::io::read_data_folder(&contactline::io::Source::Embedded)
            .expect("the shipped data");
        let (atlas, _) = Atlas::build(Draft { reports, ..ground });
        atlas
    }
}

fn check_again(name: &str, bytes: &[u8], atlas: &Atlas) -> Result<(), TestCaseError> {
    let (read, _) = open_with(name, bytes, &ImportOptions::default()).expect("what was written");
    let (again, _) = Atlas::build(Draft {
        reports: read.reports,
        ..atlas.to_draft()
    });
    let all = |atlas: &Atlas| -> Vec<String> {
        let mut all: Vec<String> = atlas.to_draft().reports.iter().flat_map(said).collect();
        all.sort();
        all
    };
    prop_assert_eq!(all(&again), all(atlas), "{}", name);
    Ok(())
}

/// A place that is nowhere on the map leaves a feature without a geometry; what is said of it is no target.
#[test]
fn a_place_nowhere_beside_an_origin_nowhere_stays_a_place() {
    let nowhere = |name: &str| SiteDraft {
        settlement: Some(name.to_owned()),
        ..SiteDraft::default()
    };
    let (mut draft, _) = contactline::io::read_data_folder(&contactline::io::Source::Embedded)
        .expect("the shipped data");
    let mut report = draft.reports[0].clone();
    report.claims.truncate(1);
    report.total = Some(1.into());
    let claim = &mut report.claims[0];
    claim.origins = vec![nowhere("Nowhere")];
    claim.targets = Vec::new();
    claim.places = vec![nowhere("Elsewhere")];
    draft.reports = vec![report];
    let (atlas, _) = Atlas::build(draft);
    let reports = atlas.to_draft().reports;
    let mut json = Vec::new();
    let position = |site: &SiteDraft| atlas.position_of(site);
    geojson::write(
        &mut json,
        &Draft::default(),
        &reports,
        &position,
        &Provenance::default(),
    )
    .expect("written");
    let (read, _) =
        open_with("a.geojson", &json, &ImportOptions::default()).expect("what was written");
    let claim = &read.reports[0].claims[0];
    assert_eq!(claim.origins, [nowhere("Nowhere")]);
    assert_eq!(claim.targets, []);
    assert_eq!(claim.places, [nowhere("Elsewhere")]);
}

/// A report's number may happen to be that of its losses, or nothing beside nothing.
#[test]
fn the_number_that_a_report_states_is_no_sum_of_its_losses() {
    let (ground, _) = contactline::io::read_data_folder(&contactline::io::Source::Embedded)
        .expect("the shipped data");
    for (total, killed, wounded) in [(0, None, None), (3, Some(1.into()), Some(2.into()))] {
        let mut report = ground.reports[0].clone();
        report.claims.truncate(1);
        report.total = Some(Amount::Exact(total));
        report.claims[0].killed = killed;
        report.claims[0].wounded = wounded;
        let mut csv = Vec::new();
        table::write(&mut csv, &vec![report], &|_| None, None).expect("written");
        let (read, _) =
            open_with("a.csv", &csv, &ImportOptions::default()).expect("what was written");
        assert_eq!(read.reports[0].total, Some(Amount::Exact(total)));
        assert_eq!(read.reports[0].claims[0].killed, killed);
    }
    // Beside losses that add up to it, it is their number in other tables.
    let text = "date,place,total,killed,wounded\n2020-10-01,Fuzuli,3,1,2\n2020-10-02,Fuzuli,,,1\n";
    let (draft, _) = open("a.csv", text);
    assert_eq!(draft.reports[0].total, None);
    // Nothing beside nothing tells nothing.
    let text = "date,place,total,killed,wounded\n2020-10-01,Fuzuli,0,,\n";
    let (draft, _) = open("a.csv", text);
    assert_eq!(draft.reports[0].total, Some(Amount::Exact(0)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn made_up_reports_in_every_script_come_back_from_every_format(reports in made_up::reports()) {
        let atlas = made_up::atlas(reports);
        let reports = atlas.to_draft().reports;
        let provenance = Provenance::default();
        let mut csv = Vec::new();
        table::write(&mut csv, &reports, &|site| atlas.position_of(site), None).expect("written");
        if !reports.is_empty() {
            check_again("a.csv", &csv, &atlas)?;
        }
        let mut json = Vec::new();
        let shapes = Draft::default();
        geojson::write(&mut json, &shapes, &reports, &|site| atlas.position_of(site), &provenance)
            .expect("written");
        check_again("a.geojson", &json, &atlas)?;
        let mut own = Vec::new();
        contactline::io::reports::write(&mut own, &reports).expect("written");
        check_again("reports.json", &own, &atlas)?;
    }
}
