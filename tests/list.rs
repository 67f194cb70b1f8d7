//! `contactline list`: the table of records without a window.

mod common;

use std::fs;

use common::contactline;

fn list(args: &[&str]) -> (String, String, bool) {
    let all: Vec<&str> = ["list"].into_iter().chain(args.iter().copied()).collect();
    let output = contactline(&all);
    (
        String::from_utf8(output.stdout).expect("text"),
        String::from_utf8(output.stderr).expect("text"),
        output.status.success(),
    )
}

const DAYS: [&str; 4] = ["--from", "2022-08-07", "--to", "2022-08-08"];

/// As `data/reports.json` has the two days.
#[test]
fn the_records_of_7_and_8_august_2022_are_listed_as_they_are_stated() {
    let columns = ["--columns", "reporter,type,number,from,at,lon,lat"];
    let (text, _, done) = list(&[&DAYS[..], &columns].concat());
    assert!(done);
    let rows: Vec<&str> = text.lines().collect();
    assert_eq!(
        rows,
        [
            "Reporter\tType\tIncidents\tFrom\tAt\tLongitude\tLatitude",
            "AZ MoD\tstatement\t6\tVardenis / Basarkechar; Sisian / Garakilsa; Goris / Gorus\tKalbajar / Karvachar; Lachin / Berdzor\t\t",
            "AZ MoD\tstatement\t4\tArea of the Russian peacekeeping contingent\tKalbajar / Karvachar; Goranboy; Fuzuli\t\t",
            "NK MoD\tstatement\t\t\tArea of the Russian peacekeeping contingent\t\t",
            "RU MoD\tbulletin\t1\t\tSotk / Zod, Vardenis / Basarkechar\t45.86951\t40.20007",
        ]
    );
}

#[test]
fn rows_are_sorted_by_any_column_and_empty_cells_stand_last_either_way() {
    let numbers = |sort: &str| {
        let columns = ["--columns", "number", "--sort", sort, "--csv"];
        let (text, _, done) = list(&[&DAYS[..], &columns].concat());
        assert!(done);
        text.lines().skip(1).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(numbers("number"), ["1", "4", "6", "\"\""]);
    assert_eq!(numbers("number:desc"), ["6", "4", "1", "\"\""]);
}

/// By hand: three statements of the Armenian ministry of January to March 2021 say that nothing happened.
#[test]
fn a_report_that_nothing_happened_has_the_number_nought_wherever_it_goes() {
    let days = ["--from", "2021-01-18", "--to", "2021-03-03"];
    let columns = [
        "--columns",
        "day,reporter,type,number",
        "--where",
        "number = 0",
    ];
    let (text, accounts, done) = list(&[&days[..], &columns].concat());
    assert!(done);
    let rows = [
        "2021-01-18\tAM MoD\tbulletin\t0",
        "2021-02-23\tAM MoD\tbulletin\t0",
        "2021-03-03\tAM MoD\tbulletin\t0",
    ];
    assert_eq!(text.lines().skip(1).collect::<Vec<_>>(), rows);
    assert!(accounts.contains("3 not on the map"), "{accounts}");
    let folder = tempfile::tempdir().expect("a folder");
    for extension in ["csv", "geojson", "json", "kml"] {
        let path = folder.path().join(format!("out.{extension}"));
        let path = path.to_str().expect("a path");
        let converted = contactline(&[&["convert", "-o", path][..], &days].concat());
        assert!(converted.status.success(), "{extension}");
        let only = ["--only", &format!("file=out.{extension}")];
        let (text, _, done) = list(&[&[path][..], &columns, &only].concat());
        assert!(done);
        assert_eq!(
            text.lines().skip(1).collect::<Vec<_>>(),
            rows,
            "{extension}"
        );
    }
}

#[test]
fn cells_are_compared_as_numbers_or_by_the_text_they_contain() {
    let count = |only: &[&str]| {
        let (text, _, done) = list(&[&DAYS[..], &["--json"], only].concat());
        assert!(done);
        let rows: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        rows.as_array().expect("a list").len()
    };
    assert_eq!(count(&[]), 4);
    assert_eq!(count(&["--only", "number=>=4"]), 2);
    assert_eq!(count(&["--only", "number=<4"]), 1);
    assert_eq!(count(&["--only", "at=KALBAJAR"]), 2);
    assert_eq!(count(&["--only", "at=kalbajar", "--only", "from=gorus"]), 1);
    assert_eq!(count(&["--region", "fuzuli"]), 1);
}

/// Properties of a file are columns; one that no record has is an error and no column of nothing.
#[test]
fn properties_of_a_file_are_columns_and_what_nobody_has_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("own.csv");
    let table = "date,activity,lon,lat,crew\n\
                 2022-08-07,shelling,46.5,39.5,=second\n\
                 2022-08-08,shelling,46.6,39.6,\n";
    fs::write(&path, table).expect("written");
    let path = path.to_str().expect("a path");
    let file = [
        "--only",
        "file=own",
        "--columns",
        "day,lon,lat,crew",
        "--csv",
    ];
    let (text, errors, done) = list(&[&[path], &DAYS[..], &file].concat());
    assert!(done, "{errors}");
    // What a spreadsheet would run is guarded.
    assert_eq!(
        text,
        "day,lon,lat,crew\n2022-08-07,46.5,39.5,'=second\n2022-08-08,46.6,39.6,\n"
    );
    let (_, errors, done) = list(&[&[path], &DAYS[..], &["--columns", "krew"]].concat());
    assert!(!done);
    assert!(errors.contains("No column krew"), "{errors}");
    for only in ["day=>=2023-01-01", "number=>=abc"] {
        let (_, errors, done) = list(&["--only", only]);
        assert!(!done && errors.contains("with a number"), "{errors}");
    }
    let (_, told, _) = list(&DAYS);
    assert!(
        told.contains("69 undated"),
        "what is not listed is told: {told}"
    );
    let (_, errors, done) = list(&["--sort", "nubmer"]);
    assert!(!done && errors.contains("No column nubmer"), "{errors}");
}

/// The title stands in a column of the file, the digest is that of its bytes, and two rows of one report
/// are cited once.
#[test]
fn reports_are_cited_each_once_with_their_data() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("events.csv");
    let rows = "id,date,published,reporter,outlet,url,place,headline\n\
                a/1,2022-08-07,2022-08-08,az-mod,Report,https://example.org/1,Lachin,Fire near Lachin\n\
                a/1,2022-08-07,2022-08-08,az-mod,Report,https://example.org/1,Kalbajar,Fire near Lachin\n";
    fs::write(&path, rows).expect("written");
    let path = path.to_str().expect("a path");
    let only = ["--only", "file=events", "--cite", "csl"];
    let (text, told, done) = list(&[&[path][..], &DAYS, &only].concat());
    assert!(done, "{told}");
    let cited: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let cited = cited.as_array().expect("a list");
    assert_eq!(cited.len(), 1, "{text}");
    assert_eq!(cited[0]["title"], "Fire near Lachin");
    assert_eq!(cited[0]["URL"], "https://example.org/1");
    assert_eq!(
        cited[0]["issued"]["date-parts"],
        serde_json::json!([[2022, 8, 8]])
    );
    use sha2::Digest as _;
    let digest = sha2::Sha256::digest(rows.as_bytes());
    let digest: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    let note = cited[0]["note"].as_str().expect("a note");
    assert!(
        note.contains(&format!("data {} (events.csv)", &digest[..12])),
        "{note}"
    );
    // All four forms, of all that is built in for two days: four records of three reports.
    for (form, begins) in [
        ("text", "Ministry"),
        ("bibtex", "@misc{"),
        ("ris", "TY  - GEN"),
    ] {
        let (text, _, done) = list(&[&DAYS[..], &["--cite", form]].concat());
        assert!(done && text.starts_with(begins), "{text}");
    }
    let (_, told, done) = list(&["--cite", "apa"]);
    assert!(!done && told.contains("text, bibtex, ris, csl"), "{told}");
}

/// A file is asked for as it is called, with its ending or by its key, and is called so in the list.
#[test]
fn the_records_of_a_file_are_listed_by_its_name() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, days) in [("a.csv", 2), ("b.csv", 1)] {
        let rows: String = (1..=days)
            .map(|day| format!("2022-08-{day:02},39.8,46.5\n"))
            .collect();
        let table = format!("date,lat,lon\n{rows}");
        std::fs::write(folder.path().join(name), table).expect("written");
    }
    for asked in ["file=a.csv", "file=a", "file=file:a"] {
        let run = std::process::Command::new(env!("CARGO_BIN_EXE_contactline"))
            .current_dir(folder.path())
            .args([
                "list",
                "a.csv",
                "b.csv",
                "--columns",
                "day,file",
                "--only",
                asked,
            ])
            .output()
            .expect("the program");
        let said = String::from_utf8(run.stdout).expect("text");
        assert_eq!(
            said.lines().collect::<Vec<_>>(),
            ["Day\tFile", "2022-08-01\ta.csv", "2022-08-02\ta.csv"],
            "{asked}"
        );
    }
}

/// Numbers that are not exact are shown as what they are, and a comparison holds of what is so for certain.
#[test]
fn a_bound_is_listed_as_a_bound_and_compared_as_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("bounds.csv");
    let table = "date,reporter,at,count,killed\n\
                 2022-08-07,az-mod,Lachin,50+,\n\
                 2022-08-07,az-mod,Lachin,more than 20,up to 3\n\
                 2022-08-07,az-mod,Lachin,10-15,~2\n\
                 2022-08-07,az-mod,Lachin,12,0\n";
    fs::write(&path, table).expect("written");
    let path = path.to_str().expect("a path");
    let columns = [
        "--only",
        "file=bounds",
        "--columns",
        "number,killed",
        "--csv",
    ];
    let rows = |more: &[&str]| -> Vec<String> {
        let (text, errors, done) = list(&[&[path], &DAYS[..], &columns[..], more].concat());
        assert!(done, "{errors}");
        let mut rows: Vec<String> = text.lines().skip(1).map(str::to_owned).collect();
        rows.sort();
        rows
    };
    assert_eq!(rows(&[]), ["10–15,≈2", "12,0", ">20,≤3", "≥50,"]);
    assert_eq!(rows(&["--where", "number >= 21"]), [">20,≤3", "≥50,"]);
    assert_eq!(rows(&["--where", "number > 50"]), [""; 0]);
    assert_eq!(rows(&["--where", "number <= 15"]), ["10–15,≈2", "12,0"]);
    assert_eq!(rows(&["--where", "number = 12"]), ["12,0"]);
    assert_eq!(rows(&["--where", "number = 50"]), [""; 0]);
    assert_eq!(rows(&["--only", "number=>20"]), [">20,≤3", "≥50,"]);
    assert_eq!(
        rows(&["--only", "killed=<=3"]),
        ["10–15,≈2", "12,0", ">20,≤3"]
    );
    // Nobody knows whether anyone was killed where it may be none.
    assert_eq!(rows(&["--where", "has losses"]), ["10–15,≈2"]);
}

/// A project says again what is built in: its reports count once, where they are already, and whoever asks for those of
/// the file is told why they are not there.
#[test]
fn what_a_project_repeats_is_said_to_be_loaded_already() {
    let folder = tempfile::tempdir().expect("a folder");
    let project = folder.path().join("same.gpkg");
    let path = project.to_str().expect("a path");
    let written = contactline(&[&["convert", "-o", path][..], &DAYS].concat());
    assert!(written.status.success());
    let (text, told, done) = list(&[&[path][..], &DAYS, &["--where", "file ~ \"same\""]].concat());
    assert!(done);
    assert_eq!(text.lines().count(), 1, "the heading alone: {text}");
    assert!(told.contains("same.gpkg"), "{told}");
    assert!(
        told.contains("already loaded; it is not added again (and "),
        "{told}"
    );
}

/// Less than nothing, and farther than any two places lie apart: neither is how far off a position may be.
#[test]
fn an_accuracy_that_is_no_distance_is_told_and_left_empty() {
    let folder = tempfile::tempdir().expect("a folder");
    let table = folder.path().join("off.csv");
    let rows = "id,reporter,date,lat,lon,precision_km\na,Desk,2022-08-07,39.7,46.5,-5\nb,Desk,2022-08-07,39.8,46.3,1e9\n\
                c,Desk,2022-08-07,39.9,46.2,5\n";
    fs::write(&table, rows).expect("written");
    let path = table.to_str().expect("a path");
    let checked = String::from_utf8(contactline(&["check", path]).stdout).expect("text");
    let told =
        "no distance on the earth; precision_km is left empty (and 1 more row) [-5; 1000000000]";
    assert!(checked.contains(told), "{checked}");
    let columns = [
        "--where",
        "reporter = Desk",
        "--columns",
        "precision",
        "--sort",
        "lat",
    ];
    let (text, _, done) = list(&[&[path][..], &DAYS, &columns].concat());
    assert!(done);
    let found: Vec<&str> = text.lines().skip(1).collect();
    let unstated = "place known to a position of unstated accuracy, direction not stated";
    let five = "place known to a position (±5 km), direction not stated";
    assert_eq!(found, [unstated, unstated, five]);
}
