//! The program as a person runs it without a window.

mod common;

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

use common::contactline;

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("text")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("text")
}

/// Answers of the query command for the two days the project started from.
fn query(args: &[&str]) -> serde_json::Value {
    let mut all = vec![
        "query",
        "--json",
        "--from",
        "2022-08-07",
        "--to",
        "2022-08-08",
    ];
    all.extend(args);
    let output = contactline(&all);
    assert!(output.status.success(), "{}", err(&output));
    serde_json::from_str(&out(&output)).expect("JSON")
}

#[test]
fn the_report_of_8_august_2022_is_counted_as_it_was_stated() {
    let tally = |region: &str, end: &str| query(&["--region", region])[end]["az-mod"].clone();
    let expected = |claims: u32, shared: u32| {
        serde_json::json!({
            "claims": claims, "exact": 0, "shared": shared, "uncounted": 0,
            "killed": 0, "wounded": 0,
        })
    };
    assert_eq!(tally("kalbajar", "as_target"), expected(2, 10));
    assert_eq!(tally("fuzuli", "as_target"), expected(1, 4));
    assert_eq!(tally("goranboy", "as_target"), expected(1, 4));
    assert_eq!(tally("lachin", "as_target"), expected(1, 6));
    assert_eq!(tally("gorus", "as_origin"), expected(1, 6));
    assert_eq!(tally("garakilsa", "as_origin"), expected(1, 6));
    assert_eq!(tally("basarkechar", "as_origin"), expected(1, 6));
    assert_eq!(tally("gorus", "as_target"), serde_json::Value::Null);
}

#[test]
fn a_query_answers_in_json_what_a_click_shows() {
    let answer = query(&["--region", "Kəlbəcər"]);
    insta::assert_snapshot!(serde_json::to_string_pretty(&answer).expect("JSON"));
}

#[test]
fn a_query_answers_in_words_as_well() {
    let args = [
        "query",
        "--region",
        "Vardenis",
        "--from",
        "2022-08-07",
        "--to",
        "2022-08-08",
    ];
    insta::assert_snapshot!(out(&contactline(&args)));
}

/// Read in the data: of what the ministry of Azerbaijan said on 30 May 2023, one claim names Kalbajar: of
/// positions that were being fortified.
#[test]
fn a_query_says_which_claims_are_not_of_fire() {
    let args = [
        "query",
        "--region",
        "kalbajar",
        "--from",
        "2023-05-30",
        "--to",
        "2023-05-30",
    ];
    let json = out(&contactline(&[&args[..], &["--json"]].concat()));
    let answer: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(answer["as_target"]["az-mod"]["claims"], 1);
    assert_eq!(answer["as_target"]["az-mod"]["not_of_fire"], 1);
    let text = out(&contactline(&args));
    assert!(text.contains("1 of the claims not of fire"), "{text}");
}

#[test]
fn other_reporters_stand_beside_and_are_never_added() {
    let answer = query(&["--region", "basarkechar"]);
    let target = answer["as_target"].as_object().expect("an object");
    assert_eq!(target.keys().collect::<Vec<_>>(), ["ru-mod"]);
    assert_eq!(target["ru-mod"]["exact"], 1);
    assert_eq!(target["ru-mod"]["wounded"], 1);
    let accounts = &answer["accounts"];
    let part = |name: &str| accounts[name].as_u64().expect(name);
    let parts = [
        "shown",
        "outside_window",
        "duplicates",
        "filtered",
        "undated",
        "unplaced",
    ];
    assert_eq!(parts.map(part).iter().sum::<u64>(), part("loaded"));
    let one = query(&["--region", "basarkechar", "--reporter", "az-mod"]);
    assert_eq!(one["as_target"], serde_json::json!({}));
    assert_eq!(one["accounts"]["loaded"], accounts["loaded"]);
}

#[test]
fn without_dates_a_query_covers_every_day_there_is() {
    let output = contactline(&["query", "--json", "--region", "lachin"]);
    let answer: serde_json::Value = serde_json::from_str(&out(&output)).expect("JSON");
    assert_eq!(
        (&answer["from"], &answer["to"]),
        (&"2004-06-27".into(), &"2025-08-04".into())
    );
    assert_eq!(answer["accounts"]["outside_window"], 0);
}

/// Runs the program, which shall refuse with one clear line.
fn check_refused(args: &[&str], expected: &str) {
    let output = contactline(args);
    assert_eq!(output.status.code(), Some(2), "{args:?}");
    assert!(out(&output).is_empty(), "{args:?}");
    let message = err(&output);
    assert!(message.contains(expected), "{args:?}: {message}");
    assert!(!message.contains("panicked"), "{message}");
}

#[test]
fn what_cannot_be_understood_is_refused_with_the_reason_and_the_remedy() {
    let from = |day| ["query", "--region", "lachin", "--from", day];
    check_refused(
        &from("2022-13-40"),
        "'2022-13-40' is not a date: there is no such month",
    );
    check_refused(&from("yesterday"), "use the form 2022-08-07");
    check_refused(
        &["query", "--region", "kelbadjarr"],
        "the nearest are kalbajar (Kalbajar / Karvachar)",
    );
    check_refused(&["query", "--region", "Martuni"], "give the key");
    check_refused(&["query", "--region", "xyz"], "there is no region 'xyz'");
    check_refused(&["query"], "--region");
    let reversed = [
        "query",
        "--region",
        "lachin",
        "--from",
        "2022-08-08",
        "--to",
        "2022-08-07",
    ];
    check_refused(&reversed, "swap them");
    let reporter = ["query", "--region", "lachin", "--reporter", "cnn"];
    check_refused(&reporter, "known are");
    check_refused(
        &["query", "--region", "lachin", "--data", "/nowhere"],
        "there is no such file or folder",
    );
    check_refused(&["--nonsense"], "--nonsense");
}

#[test]
fn without_a_display_one_line_says_so_and_what_works_instead() {
    let output = contactline(&[]);
    assert_eq!(output.status.code(), Some(2));
    let message = err(&output);
    assert_eq!(message.lines().count(), 1, "{message}");
    assert!(message.contains("no display"), "{message}");
    assert!(message.contains("contactline query"), "{message}");
}

#[test]
fn help_and_version_are_there() {
    let help = out(&contactline(&["--help"]));
    assert!(help.contains("query") && help.contains("check"), "{help}");
    let version = out(&contactline(&["--version"]));
    assert_eq!(
        version.trim(),
        concat!("contactline ", env!("CARGO_PKG_VERSION"))
    );
}

#[test]
fn the_built_in_data_passes_the_check() {
    let output = contactline(&["check"]);
    assert_eq!(output.status.code(), Some(0));
    insta::assert_snapshot!(out(&output));
}

/// A copy of the shipped data folder, to be damaged.
fn copy_of_data() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for entry in fs::read_dir("data").expect("the data") {
        let path = entry.expect("an entry").path();
        let kind = path.extension().and_then(|extension| extension.to_str());
        if let Some("geojson" | "json" | "csv") = kind {
            let name = path.file_name().expect("a name");
            fs::copy(&path, folder.path().join(name)).expect("copied");
        }
    }
    folder
}

/// Checks a data folder in which one file was replaced.
fn check_damaged(name: &str, text: &[u8], expected: &str) {
    let folder = copy_of_data();
    fs::write(folder.path().join(name), text).expect("written");
    let output = contactline(&["check", folder.path().to_str().expect("a path")]);
    assert_eq!(output.status.code(), Some(1), "{name}: {}", err(&output));
    let text = out(&output);
    assert!(text.contains(expected), "{name}: {text}");
    // The others are read nevertheless.
    assert!(
        text.contains("chronology   24") || name == "chronology.json",
        "{text}"
    );
}

#[test]
fn a_broken_data_folder_is_described_file_by_file() {
    check_damaged("reports.json", b"", "reports.json: the file is empty");
    check_damaged(
        "reports.json",
        b"{\"reports\": [{\"id\": \"a\"},\n{\"id\"",
        "reports.json:2:",
    );
    check_damaged("regions.geojson", b"<html>no</html>", "not valid JSON");
    check_damaged(
        "settlements.csv",
        b"a;b\n1;2\n",
        "the column 'key' is missing",
    );
    check_damaged("zones.geojson", b"\xff\xfe\x00", "not UTF-8 text");
    check_damaged(
        "reporters.json",
        b"[{\"key\": 1}]",
        "reporters.json:1:9: error: the record is skipped",
    );
    let zone = br#"{"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"key": "z", "kind": "zone", "names": {"en": "Z"}},
         "geometry": {"type": "Polygon", "coordinates": [[[400, 1], [2, 1], [2, 2], [400, 1]]]}}]}"#;
    check_damaged(
        "zones.geojson",
        zone,
        "longitude 400, latitude 1 is not a position",
    );
}

#[test]
fn a_folder_without_data_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().to_str().expect("a path");
    check_refused(&["check", path], "not a data folder");
    let file = folder.path().join("file");
    fs::write(&file, "text").expect("written");
    check_refused(
        &["check", file.to_str().expect("a path")],
        "file:1: no column was recognised among: text",
    );
    assert!(Path::new("data/reports.json").exists());
}

#[test]
fn a_file_is_checked_alone_and_converted() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).display().to_string();
    let table = "date;from;to;n\n7.8.2022;Goris;Kəlbəcər;3\n08.08.2022;;Atlantis;x\n;;Lachin;1\n";
    fs::write(path("a.csv"), table).expect("written");
    let checked = contactline(&["check", &path("a.csv")]);
    assert_eq!(checked.status.code(), Some(0));
    let text = out(&checked);
    for expected in [
        "a.csv:3: warning: not a number; count is left empty [x]",
        "a.csv:3: warning: no place has this name",
        "1 shown + 0 outside the period + 0 duplicates + 0 hidden by filters + 1 undated + 1 not on the map = 3 loaded",
    ] {
        assert!(text.contains(expected), "{text}");
    }
    let converted = contactline(&["convert", &path("a.csv"), "-o", &path("a.geojson")]);
    assert!(
        out(&converted).starts_with("3 of 3 records written"),
        "{}",
        err(&converted)
    );
    let json = fs::read_to_string(path("a.geojson")).expect("written");
    assert!(json.contains("input: a.csv sha256 ") && json.contains("\"count\":3"));
    assert!(!json.contains(&path("")), "no folder is told");
    let window = ["--from", "2022-08-08", "--to", "2022-08-08"];
    let output = path("b.csv");
    let input = path("a.geojson");
    let lines = "--origin-lines";
    let again = [&["convert", &input, lines, "-o", &output][..], &window].concat();
    assert!(out(&contactline(&again)).starts_with("1 of 3 records written"));
    let text = fs::read_to_string(&output).expect("written");
    assert!(
        text.contains("# window: 2022-08-08 to 2022-08-08"),
        "{text}"
    );

    for name in ["c.kml", "c.kmz", "c.gpkg", "c.json"] {
        let there = contactline(&["convert", &path("a.csv"), "-o", &path(name)]);
        assert!(
            out(&there).starts_with("3 of 3 records"),
            "{name}: {}",
            err(&there)
        );
        let back = out(&contactline(&["check", &path(name)]));
        let accounts = "1 shown + 0 outside the period + 0 duplicates + 0 hidden by filters + 1 undated + 1 not on the map";
        assert!(back.contains(accounts), "{name}: {back}");
    }

    let to = |name| ["convert", &path("a.csv"), "-o", &path(name)].map(str::to_owned);
    let refused =
        |args: [String; 4], expected| check_refused(&args.each_ref().map(|a| &**a), expected);
    refused(to("a.xyz"), "must end in one of .csv");
    refused(to("a.csv/b.csv"), "cannot write");
    check_refused(
        &["convert", &path("gone.csv"), "-o", &output, "--force"],
        "cannot read",
    );
    check_refused(
        &[
            "convert",
            &path("a.csv"),
            "-o",
            &path("d.csv"),
            "--map",
            "n=shoes",
        ],
        "there is no field 'shoes'; known are report, reporter",
    );
}

#[test]
fn a_missing_file_is_an_error_and_the_rest_is_checked() {
    let folder = copy_of_data();
    fs::remove_file(folder.path().join("zones.geojson")).expect("removed");
    let output = contactline(&["check", folder.path().to_str().expect("a path")]);
    assert_eq!(output.status.code(), Some(1));
    let text = out(&output);
    assert!(
        text.contains("zones.geojson") && text.contains("reports      468"),
        "{text}"
    );
}

/// Runs `read` on a text given on standard input.
fn read(text: &[u8], arguments: &[&str]) -> Output {
    use std::{io::Write as _, process::Stdio};
    let mut child = Command::new(env!("CARGO_BIN_EXE_contactline"))
        .args(["read", "-"])
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program");
    let mut input = child.stdin.take().expect("an input");
    // A text that is refused early is not read to its end.
    let _ = input.write_all(text);
    drop(input);
    child.wait_with_output().expect("an output")
}

const STATEMENT: &str = "On May 3, at 22:20, units of the Armenian armed forces fired four times from \
    positions in the direction of Zarkand settlement of the Basarkechar region at positions in the \
    direction of Qwertabad settlement of the Kalbajar region. There are no losses.";

#[test]
fn a_statement_is_read_from_standard_input_as_json() {
    let about = [
        "--reporter",
        "az-mod",
        "--published",
        "2022-05-04",
        "--json",
    ];
    let output = read(STATEMENT.as_bytes(), &about);
    assert_eq!(output.status.code(), Some(0));
    insta::assert_snapshot!(out(&output));
}

#[test]
fn a_statement_is_read_in_words_and_into_a_file() {
    let about = ["--reporter", "az-mod", "--published", "2022-05-04"];
    let words = out(&read(STATEMENT.as_bytes(), &about));
    insta::assert_snapshot!(words);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("read.txt");
    let path = path.to_str().expect("a path");
    let output = read(STATEMENT.as_bytes(), &[&about[..], &["-o", path]].concat());
    assert_eq!(out(&output), "");
    assert_eq!(fs::read_to_string(path).expect("a file"), words);
}

#[test]
fn what_is_no_statement_is_refused_with_the_reason() {
    let refused = |text: &[u8], arguments: &[&str], why: &str| {
        let output = read(text, arguments);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(told.contains(why), "{told}");
    };
    refused(b"", &[], "the text is empty");
    refused(b"\xff\xfe\x00", &[], "not text");
    refused(&vec![b'x'; 5 << 20], &[], "longer than 4 MiB");
    // What is said about a text and not known is noted; the text is read all the same.
    let output = read(b"text", &["--reporter", "nobody"]);
    assert_eq!(output.status.code(), Some(0));
    let said = out(&output);
    assert!(said.contains("unknown reporter 'nobody'"), "{said}");
    // A language is one of those that are known, or none is asked for.
    refused(
        b"text",
        &["--lang", "xx"],
        "there is no language 'xx'; known are en, ru",
    );
    let other = out(&read(b"It rained in Paris.", &[]));
    assert!(other.contains("no report of fire"), "{other}");
}
