//! What rows of files of others say, and what is told of them: ids that occur twice, positions far off, lines
//! without a direction, hours and minutes, dates in words, reporters by their names. The right values are
//! worked out by hand.

use std::ffi::OsStr;

use crate::common::made::{Made, contactline, made};

/// What `list --json` gives of a file, without the built-in data.
fn listed(file: &Made, more: &[&str]) -> Vec<serde_json::Value> {
    let mut args: Vec<&OsStr> = vec!["list".as_ref(), file.path.as_os_str()];
    args.extend(["--json"].map(OsStr::new));
    args.extend(more.iter().map(OsStr::new));
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_contactline"))
        .args(&args)
        .output()
        .expect("the program");
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    assert_eq!(run.status.code(), Some(0), "{said}");
    let rows: Vec<serde_json::Value> = serde_json::from_slice(&run.stdout).expect("JSON");
    let stem = file.path.file_stem().expect("a name").to_string_lossy();
    let of_file = |row: &serde_json::Value| row["reporter"].as_str() == Some(&*stem);
    rows.into_iter().filter(of_file).collect()
}

fn padded(heading: &str, row: impl Fn(usize) -> String, rows: usize) -> String {
    let rows: String = (0..rows).map(|n| row(n) + "\n").collect();
    format!("{heading}\n{rows}")
}

#[test]
fn an_id_that_occurs_twice_is_told_in_small_files_and_large_ones() {
    let acled = "event_id_cnty,event_date,latitude,longitude,event_type,sub_event_type,actor1,notes,fatalities\n\
         AZE1,2022-08-01,39.75,46.75,Battles,Armed clash,X,a,0\n\
         AZE2,2022-08-02,39.75,46.75,Battles,Armed clash,X,b,1\n\
         AZE1,2022-08-01,39.75,46.75,Battles,Armed clash,X,a,0\n";
    let file = made("a.csv", acled);
    let said = file.check(&[]);
    assert!(
        said.contains("a.csv:4: warning: an earlier row has this id; both are kept and counted"),
        "{said}"
    );
    assert!(
        said.contains("[AZE1]") && said.contains("records      3\n"),
        "{said}"
    );
    // 40,000 rows of 40 letters are more than a mebibyte; the last has the id of the second.
    let many = padded(
        "id,date,lat,lon,remark",
        |n| {
            let id = if n == 39_999 { 1 } else { n };
            format!("e{id},2022-08-01,39.75,46.75,made up for a test")
        },
        40_000,
    );
    let said = made("b.csv", many).check(&[]);
    assert!(
        said.contains("b.csv:40001: warning: an earlier row has this id"),
        "{said}"
    );
    assert!(
        said.contains("[e1]") && said.contains("records      40,000\n"),
        "{said}"
    );
    let feature = r#"{"type":"Feature","id":"7","properties":{"date":"2022-08-01"},"geometry":
        {"type":"Point","coordinates":[46.75,39.75]}}"#;
    let json = format!(r#"{{"type":"FeatureCollection","features":[{feature},{feature}]}}"#);
    let said = made("c.geojson", json).check(&[]);
    assert!(said.contains("an earlier row has this id"), "{said}");
    // Rows of one `report` are its claims, as the program writes them.
    let own =
        "report,date,lat,lon,count\nr1,2022-08-01,39.75,46.75,1\nr1,2022-08-01,39.76,46.75,2\n";
    let said = made("d.csv", own).check(&[]);
    assert!(!said.contains("an earlier row"), "{said}");
}

#[test]
fn one_row_far_off_the_map_is_told_and_kept() {
    let row = |n: usize, lat: &str| format!("2022-08-{:02},{lat},46.75,x\n", n + 1);
    let rows: String = (0..20)
        .map(|n| row(n, if n == 7 { "3.975" } else { "39.75" }))
        .collect();
    let file = made("a.csv", format!("date,lat,lon,remark\n{rows}"));
    let said = file.check(&[]);
    assert!(
        said.contains("a.csv:9: warning: the position lies far from the area of the map"),
        "{said}"
    );
    assert!(
        said.contains("positions    20, of which 19 inside"),
        "{said}"
    );
    assert_eq!(file.cells(&["lat"])[7], "3.975");
    // The same in a file that is read as a stream.
    let many = padded(
        "date,lat,lon,remark",
        |n| {
            let lat = if n == 20_000 { "3.975" } else { "39.75" };
            format!("2022-08-01,{lat},46.75,made up for a test of large files")
        },
        40_000,
    );
    let said = made("b.csv", many).check(&[]);
    assert!(
        said.contains("b.csv:20002: warning: the position lies far from the area of the map"),
        "{said}"
    );
    // A file of elsewhere says nothing.
    let elsewhere = made(
        "c.csv",
        "date,lat,lon\n2022-08-01,50.4,30.5\n2022-08-01,48.8,2.3\n",
    );
    assert!(!elsewhere.check(&[]).contains("lies far"), "none");
}

#[test]
fn a_line_is_an_arrow_of_fire_only_where_the_file_says_so() {
    let line = |properties: &str| {
        format!(
            r#"{{"type":"Feature","properties":{{"date":"2022-08-01",{properties}}},"geometry":
            {{"type":"LineString","coordinates":[[46.1,39.8],[46.15,39.82],[46.2,39.9]]}}}}"#
        )
    };
    let file = |properties: &str| {
        let json = format!(
            r#"{{"type":"FeatureCollection","features":[{}]}}"#,
            line(properties)
        );
        made("a.geojson", json)
    };
    let told = "does not say that a line leads from its first position to its last";
    let bare = file(r#""name":"smoke""#);
    let said = bare.check(&[]);
    assert!(
        said.contains(told) && said.contains("records      1\n"),
        "{said}"
    );
    // Both ends are where it happened.
    let cells = bare.cells(&["origins", "targets", "directed", "places"]);
    assert!(cells[0].starts_with("no "), "{cells:?}");
    assert!(
        cells[0].contains("46.1") && cells[0].contains("46.2"),
        "{cells:?}"
    );
    for says_so in [r#""directed":"yes""#, r#""from":"Shusha""#] {
        let directed = file(says_so);
        let said = directed.check(&[]);
        assert!(!said.contains(told), "{said}");
        assert_eq!(directed.cells(&["directed"]), ["yes"], "{says_so}");
    }
    let table = made(
        "b.csv",
        "date,wkt\n2022-08-01,\"LINESTRING (46.1 39.8, 46.2 39.9)\"\n",
    );
    assert!(table.check(&[]).contains(told));
    assert_eq!(table.cells(&["directed"]), ["no"]);
}

#[test]
fn a_place_beside_an_origin_is_the_target() {
    let file = made(
        "a.csv",
        "date,from,place,count\n2022-08-01,Shusha,Lachin,3\n2022-08-02,,Lachin,1\n",
    );
    assert_eq!(
        file.cells(&["origins", "targets", "places", "count"]),
        ["shusha lachin  3", "lachin 1"]
    );
    let said = file.check(&[]);
    assert!(
        said.contains("note: no column says what was fired at") && said.contains("[place]"),
        "{said}"
    );
    // Where a column says it, a place stays a place.
    let both = made(
        "a.csv",
        "date,from,to,place\n2022-08-01,Shusha,Lachin,Kelbajar\n",
    );
    assert!(!both.check(&[]).contains("no column says what was fired at"));
}

#[test]
fn an_hour_and_a_minute_are_the_time_of_day() {
    let file = made(
        "a.csv",
        "date,hour,minute,lat,lon\n2022-08-01,14,30,39.75,46.75\n2022-08-01,9,5,39.75,46.75\n\
         2022-08-01,7,,39.75,46.75\n2022-08-01,,15,39.75,46.75\n",
    );
    assert_eq!(
        file.cells(&["start"]),
        [
            "2022-08-01T14:30",
            "2022-08-01T09:05",
            "2022-08-01T07:00",
            "2022-08-01"
        ]
    );
    let said = file.check(&[]);
    assert!(
        said.contains("a.csv:5: warning: no minute of an hour that another column states"),
        "{said}"
    );
    // Without a date, an hour is no time, and a column like any other.
    let alone = made("a.csv", "hour,lat,lon\n14,39.75,46.75\n");
    assert_eq!(alone.cells(&["start", "other"]), [r#"{"hour":"14"}"#]);
}

#[test]
fn numbers_of_dead_under_other_headings_are_taken_or_told() {
    let taken = made(
        "a.csv",
        "date,lat,lon,casualties_killed,total_injured\n2022-08-01,39.75,46.75,2,5\n",
    );
    assert_eq!(taken.cells(&["killed", "wounded"]), ["2 5"]);
    let some = made(
        "a.csv",
        "date,lat,lon,Dead (mil),Dead (civ)\n2022-08-01,39.75,46.75,2,5\n",
    );
    assert_eq!(
        some.cells(&["killed", "other"]),
        [r#"{"Dead (mil)":"2","Dead (civ)":"5"}"#]
    );
    let said = some.check(&[]);
    assert!(
        said.contains("speaks of killed, perhaps of some of them")
            && said.contains("Dead (mil); Dead (civ)"),
        "{said}"
    );
    let chosen = some.check(&["--map", "Dead (mil)=killed"]);
    assert!(!chosen.contains("speaks of killed"), "{chosen}");
}

/// Each is the seventh of August 2022, but for the first.
#[test]
fn dates_in_the_words_of_many_languages_are_read() {
    for (text, day) in [
        ("1er août 2022", "2022-08-01"),
        ("le 7 août 2022", "2022-08-07"),
        ("dimanche 7 aout 2022", "2022-08-07"),
        ("am 7. August 2022", "2022-08-07"),
        ("Sonntag, den 7. August 2022", "2022-08-07"),
        ("7. März 2022", "2022-03-07"),
        ("el 7 de agosto de 2022", "2022-08-07"),
        ("7 серпня 2022 року", "2022-08-07"),
        ("7-го августа 2022 г.", "2022-08-07"),
        ("7 avqust 2022-ci il", "2022-08-07"),
        ("2022-ci il avqustun 7-si", "2022-08-07"),
        ("7 Ağustos 2022 Pazar", "2022-08-07"),
        ("2022 թ. օգոստոսի 7-ին", "2022-08-07"),
        ("2022 წლის 7 აგვისტო", "2022-08-07"),
        ("the 7th of August 2022", "2022-08-07"),
        ("on 7 August 2022", "2022-08-07"),
        ("7 août 2022 à 14h30", "2022-08-07T14:30"),
        ("7. August 2022 um 14:30 Uhr", "2022-08-07T14:30"),
        ("7 августа 2022 в 14:30", "2022-08-07T14:30"),
    ] {
        let file = made("a.csv", format!("date,lat,lon\n\"{text}\",39.75,46.75\n"));
        assert_eq!(file.cells(&["start"]), [day], "{text}");
    }
    for text in [
        "1-3 October 2020",
        "1–3 Oct 2020",
        "October 1-3, 2020",
        "1-3 октября 2020 г.",
    ] {
        let file = made("a.csv", format!("date,lat,lon\n\"{text}\",39.75,46.75\n"));
        assert_eq!(
            file.cells(&["start", "end"]),
            ["2020-10-01 2020-10-03"],
            "{text}"
        );
    }
    for text in [
        "3-1 October 2020",
        "1 3 October 2020",
        "7 soon 2022",
        "Monday",
        "am Abend",
    ] {
        let file = made("a.csv", format!("date,lat,lon\n\"{text}\",39.75,46.75\n"));
        assert_eq!(file.cells(&["start"]), [""], "{text}");
    }
}

#[test]
fn a_reporter_is_found_by_its_names_and_told() {
    let rows = |date: &str, names: &[&str]| -> String {
        let rows = names
            .iter()
            .map(|name| format!("{date},{name},39.75,46.75\n"));
        rows.collect()
    };
    let names = [
        "AZ MoD",
        "Ministry of Defence of Azerbaijan",
        "MINISTRY OF DEFENCE of azerbaijan",
        "Министерство обороны Азербайджана",
        "az-mod",
        "Village council",
    ];
    let file = made(
        "a.csv",
        format!("date,reporter,lat,lon\n{}", rows("2022-08-01", &names)),
    );
    assert_eq!(
        file.cells(&["reporter"]),
        [
            "az-mod",
            "az-mod",
            "az-mod",
            "az-mod",
            "az-mod",
            "Village council"
        ]
    );
    let said = file.check(&[]);
    assert!(
        said.contains("reporters    Village council 1, az-mod 5"),
        "{said}"
    );
    assert!(
        said.contains("note: taken for the reporter 'az-mod', who is called so")
            && said.contains("AZ MoD"),
        "{said}"
    );
    // 30,000 rows of 40 letters are more than a mebibyte.
    let many = padded(
        "date,reporter,lat,lon,remark",
        |_| "2022-08-01,AZ MoD,39.75,46.75,made up".to_owned(),
        30_000,
    );
    let said = made("b.csv", many).check(&[]);
    assert!(said.contains("reporters    az-mod 30,000"), "{said}");
    assert!(said.contains("taken for the reporter 'az-mod'"), "{said}");
}

/// As tables of others call them: with a short word, the adjective of the country, in another order or language.
/// What may be several stays what it is.
#[test]
fn reporters_are_known_by_what_tables_call_them() {
    let of_armenia = [
        "Armenian Ministry of Defense",
        "Defence Ministry of the Republic of Armenia",
        "MoD, Armenia",
        "Минобороны Армении",
        "ՀՀ ՊՆ",
    ];
    let of_azerbaijan = [
        "Azerbaijani MoD",
        "the Defense Ministry of Azerbaijan",
        "МО Азербайджана",
        "Azərbaycan MN",
        "Міноборони Азербайджану",
    ];
    let of_the_other = ["Artsakh Defense Army", "Армия обороны НКР", "ԱՀ ՊՆ"];
    let nobody = [
        "Минобороны",
        "Ministry of Defence",
        "ՊՆ",
        "Ministry of Defence of Georgia",
    ];
    let names = [&of_armenia[..], &of_azerbaijan, &of_the_other, &nobody].concat();
    let rows = names
        .iter()
        .map(|name| format!("2022-08-01,\"{name}\",39.75,46.75\n"));
    let file = made(
        "a.csv",
        format!("date,reporter,lat,lon\n{}", rows.collect::<String>()),
    );
    let wanted = [
        [&["am-mod"; 5][..], &["az-mod"; 5], &["nk-mod"; 3]].concat(),
        nobody.to_vec(),
    ];
    assert_eq!(file.cells(&["reporter"]), wanted.concat());
}

#[test]
fn a_list_has_the_properties_and_sorts_numbers_by_size() {
    let file = made(
        "a.csv",
        "date,lat,lon,calibre\n2022-08-01,39.75,46.75,122\n2022-08-01,39.75,46.75,9\n\
         2022-08-01,39.75,46.75,\n2022-08-01,39.75,46.75,82\n",
    );
    let calibres = |more: &[&str]| -> Vec<String> {
        let rows = listed(&file, more);
        let calibres = rows.iter().map(|row| row["properties"]["calibre"].as_str());
        calibres.map(|of| of.unwrap_or("none").to_owned()).collect()
    };
    assert_eq!(calibres(&["--sort", "calibre"]), ["9", "82", "122", "none"]);
    assert_eq!(
        calibres(&["--sort", "calibre:desc"]),
        ["122", "82", "9", "none"]
    );
    assert_eq!(
        calibres(&["--only", "calibre=>=80", "--sort", "calibre"]),
        ["82", "122"]
    );
}

#[test]
fn the_separator_is_an_option_where_it_means_anything() {
    let file = made(
        "a.csv",
        "date|lat|lon|a,b;c\n2022-08-01|39.75|46.75|x,y;z\n",
    );
    let said = file.check(&["--separator", "bar"]);
    assert!(
        said.contains("a,b;c") && said.contains("records      1\n"),
        "{said}"
    );
    assert_eq!(file.cells(&["other"]), [r#"{"a,b;c":"x,y;z"}"#]);
    let json = made(
        "a.geojson",
        r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"date":"2022-08-01"},
        "geometry":{"type":"Point","coordinates":[46.1,39.8]}}]}"#,
    );
    let said = json.check(&["--separator", "tab"]);
    assert!(
        said.contains("--separator") && !said.contains("records"),
        "{said}"
    );
}

#[test]
fn files_that_are_not_read_say_what_they_are_and_what_to_do() {
    let begins: [(&str, &[u8], &str, &str); 12] = [
        ("a.csv.gz", b"\x1f\x8b\x08\0rest", "packed with gzip", "unpack it first"),
        ("a.7z", b"7z\xbc\xaf\x27\x1crest", "7-Zip archive", "as .zip"),
        ("a.rar", b"Rar!\x1a\x07\x01\0rest", "RAR archive", "as .zip"),
        ("a.parquet", b"PAR1restPAR1", "Parquet", "convert it to GeoPackage or CSV"),
        ("a.fgb", b"fgb\x03fgb\0rest", "FlatGeobuf", "ogr2ogr"),
        ("a.pdf", b"%PDF-1.7 rest", "PDF", "save it as CSV or .xlsx"),
        (
            "page.csv",
            b"<!DOCTYPE html>\n<html><table></table></html>",
            "a web page",
            "download the file itself",
        ),
        (
            "a.gml",
            b"<?xml version=\"1.0\"?><gml:FeatureCollection xmlns:gml=\"http://www.opengis.net/gml\"/>",
            "GML",
            "ogr2ogr",
        ),
        ("a.osm", b"<?xml version=\"1.0\"?><osm version=\"0.6\"/>", "OpenStreetMap", "GeoJSON"),
        ("a.feather", b"ARROW1\0\0rest", "Feather", "to_csv"),
        (
            "a.xls",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0",
            "protected by a password",
            "open it again",
        ),
        ("a.dta", b"<stata_dta><header>", "Stata", "export it as CSV"),
    ];
    for (name, bytes, what, remedy) in begins {
        let file = made(name, bytes);
        let (code, said) = contactline(&["check".as_ref(), file.path.as_os_str()]);
        assert_eq!(code, Some(2), "{name}: {said}");
        assert!(
            said.contains(what) && said.contains(remedy),
            "{name}: {said}"
        );
    }
    // UTF-16 without a byte-order mark is no trouble.
    let text = "date,lat,lon\n2022-08-01,39.75,46.75\n";
    let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(
        made("a.csv", bytes).cells(&["start", "lat"]),
        ["2022-08-01 39.75"]
    );
}

/// Labels of the languages that tables come in, at either end, and a row of numbers without any.
#[test]
fn rows_that_add_up_others_are_told_and_not_counted() {
    let file = made(
        "a.csv",
        "date,place,count,killed\n2022-08-07,Kalbajar,3,1\n2022-08-08,Lachin,2,0\n\
         Total général,,5,1\nGesamtsumme,,5,1\nОбщий итог,,5,1\n,Genel toplam,5,1\n,,5,1\n",
    );
    assert_eq!(
        file.cells(&["count", "killed"]),
        ["3 1", "2 0", "", "", "", "", ""]
    );
    let said = file.check(&[]);
    let told = "a.csv:4: warning: looks like a total of other rows; its numbers are not counted \
                (and 4 more rows)";
    assert!(said.contains(told), "{said}");
    // A word for a total within a name, and numbers beside anything that is said, are none.
    let file = made(
        "a.csv",
        "date,place,count,note\n,the summit of Murovdag,3,\n,,4,seen by two\n",
    );
    assert_eq!(file.cells(&["count"]), ["3", "4"]);
}

#[test]
fn a_table_that_says_neither_when_nor_where_is_told() {
    let file = made("a.csv", "Rapor,Toplam\nKelbecer,5\nLacin,7\n");
    let said = file.check(&[]);
    let told = "a.csv:1: warning: no column is known to say when or where something happened";
    assert!(said.contains(told), "{said}");
    let file = made("a.csv", "date,Getötet\n07.08.2022,2\n");
    assert_eq!(file.cells(&["start", "killed"]), ["2022-08-07 2"]);
    assert!(!file.check(&[]).contains("when or where"));
}

#[test]
fn a_year_in_figures_of_another_script_has_four_of_them() {
    let file = made("a.csv", "date,place\n٨/٨/٢٠٢٢,Kalbajar\n");
    assert_eq!(file.cells(&["start"]), ["2022-08-08"]);
    let said = file.check(&[]);
    assert!(!said.contains("two digits"), "{said}");
}

/// Some programs write a `#` before the headings; a comment above headings stays one.
#[test]
fn headings_may_stand_behind_a_sign() {
    let rows = "2022-08-01,39.8,46.7,\"two, or three\"\n2022-08-02,39.9,46.7,x\n";
    for heading in [
        "#event_date,latitude,longitude,notes",
        "# event_date,latitude,longitude,notes",
    ] {
        let file = made("a.csv", format!("{heading}\n{rows}"));
        assert_eq!(
            file.cells(&["start", "lat", "lon"]),
            ["2022-08-01 39.8 46.7", "2022-08-02 39.9 46.7"]
        );
        assert!(file.check(&[]).contains("records      2\n"));
    }
    let file = made(
        "b.csv",
        format!(
            "# date, place, count: as the ministry states them\nevent_date,latitude,longitude,notes\n{rows}"
        ),
    );
    assert_eq!(
        file.cells(&["start", "lat", "lon"]),
        ["2022-08-01 39.8 46.7", "2022-08-02 39.9 46.7"]
    );
}

/// A column of dates whose heading says nothing is found by its cells, also where day and month change places.
#[test]
fn dates_are_found_by_their_cells_in_either_order() {
    for (cells, right) in [
        (["12/08/2022", "13/08/2022"], ["2022-08-12", "2022-08-13"]),
        (["8/12/2022", "8/13/2022"], ["2022-08-12", "2022-08-13"]),
    ] {
        let file = made(
            "a.csv",
            format!(
                "POINT_X,POINT_Y,a\n46.7,39.8,{}\n46.8,39.8,{}\n",
                cells[0], cells[1]
            ),
        );
        assert_eq!(file.cells(&["start"]), right);
        let said = file.check(&[]);
        assert!(
            said.contains("taken for start, because its values look like that"),
            "{said}"
        );
    }
    // Where nothing tells which, it is asked.
    let file = made("a.csv", "POINT_X,POINT_Y,a\n46.7,39.8,01/08/2022\n");
    let said = file.check(&[]);
    assert!(
        said.contains("are ambiguous: set whether the day or the month comes first"),
        "{said}"
    );
}
