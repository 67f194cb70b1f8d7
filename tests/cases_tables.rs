//! Tables as people bring them: the right values of each, worked out by hand. Every file is read
//! twice, into reports and as a stream, and both ways say the same.

use std::path::{Path, PathBuf};

use contactline::{
    io::{Progress, Read, bulk::Tuning, events},
    model::{Field, ImportOptions, Note, Severity, draft::ReportDraft},
    store::formats,
};

/// What is read of a file, either way.
struct Case {
    reports: Vec<ReportDraft>,
    notes: Vec<Note>,
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/cases")
        .join(name)
}

fn read_by(path: &Path, choices: &ImportOptions, large: u64) -> Result<Read, String> {
    let tuning = Tuning {
        large_file_bytes: large,
        many_records: usize::MAX,
        block_bytes: 64,
        threads: 2,
        fast: true,
    };
    let read = formats::read_tuned(path, choices, &Progress::default(), tuning);
    let folder = format!("{}/", path.parent().unwrap_or(path).display());
    read.map_err(|error| error.to_string().replace(&folder, ""))
}

fn try_open(path: &Path, choices: &ImportOptions) -> Result<Case, String> {
    let whole = read_by(path, choices, u64::MAX)?;
    let streamed = read_by(path, choices, 0)?;
    assert_eq!(
        told(&streamed.notes),
        told(&whole.notes),
        "{}",
        path.display()
    );
    if let (Some(dataset), Some(rows)) = (streamed.draft.datasets.first(), &streamed.rows) {
        let again = rows.read(&dataset.offset).expect("the file as it was");
        assert_eq!(again, whole.draft.reports, "{}", path.display());
    }
    Ok(Case {
        reports: whole.draft.reports,
        notes: whole.notes,
    })
}

/// A file of `tests/cases`.
fn case(name: &str) -> Case {
    try_open(&fixture(name), &ImportOptions::default()).expect("a file that is understood")
}

fn made_up_with(name: &str, bytes: &[u8], choices: &ImportOptions) -> Result<Case, String> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).expect("written");
    try_open(&path, choices)
}

/// A table made up for a test.
fn made_up(text: &str) -> Case {
    made_up_with("t.csv", text.as_bytes(), &ImportOptions::default()).expect("understood")
}

/// Notes without where their file lies.
fn told(notes: &[Note]) -> Vec<String> {
    let told = notes.iter().map(|note| {
        let file = note.place.file.rsplit('/').next().unwrap_or_default();
        let mut note = note.clone();
        note.place.file = file.into();
        note.to_string()
    });
    told.collect()
}

impl Case {
    /// The cells of these fields in each claim, with a bar between; nothing for an empty one.
    fn cells(&self, fields: &[Field]) -> Vec<String> {
        let claims = self.reports.iter().flat_map(|report| {
            let claims = report.claims.iter().map(Some);
            let none = report.claims.is_empty().then_some(None);
            claims
                .chain(none)
                .map(move |claim| events::cells(report, claim))
        });
        let rows = claims.map(|cells| {
            let of = fields.iter().map(|field| cells[field.index()].as_str());
            of.collect::<Vec<_>>().join(" | ")
        });
        rows.collect()
    }

    fn starts(&self) -> Vec<String> {
        self.cells(&[Field::Start])
    }

    /// What is told but for remarks.
    fn doubts(&self) -> Vec<String> {
        let notes = self.notes.iter();
        let doubts = notes.filter(|note| note.severity != Severity::Remark);
        told(&doubts.cloned().collect::<Vec<_>>())
    }

    /// What a record says beside its fields, as JSON.
    fn other(&self, report: usize) -> serde_json::Value {
        let other = self.reports[report].claims[0].properties.as_deref();
        serde_json::from_str(other.unwrap_or("{}")).expect("JSON")
    }
}

mod quotes {
    use super::*;

    #[test]
    fn a_quotation_mark_that_nothing_closes_costs_no_row_and_is_told_with_its_line() {
        for name in ["stray-quote/input.csv", "stray-quote/input.tsv"] {
            let case = case(name);
            let days: Vec<String> = (1..26).map(|day| format!("2020-09-{day:02}")).collect();
            assert_eq!(case.starts(), days);
            let told = case.doubts();
            assert_eq!(told.len(), 1, "{told:#?}");
            assert!(
                told[0].contains(":5: warning: a quotation mark opens"),
                "{told:#?}"
            );
            let note = case.other(3)["note"].as_str().map(str::to_owned);
            assert!(note.is_some_and(|note| note.starts_with("\"Height 204 taken")));
        }
    }

    #[test]
    fn of_a_large_table_no_row_is_lost_either() {
        let mut text = String::from("date\tlat\tlon\tnote\n");
        for row in 0..60_000 {
            let note = match row {
                100 => "\"Height 204",
                40_000 => "so \"he\" said",
                59_999 => "\"the last",
                _ => "plain text of a note",
            };
            text.push_str(&format!(
                "2020-09-{:02}\t39.8\t46.5\t{note}\n",
                row % 30 + 1
            ));
        }
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("big.tsv");
        std::fs::write(&path, text).expect("written");
        let read = formats::read(&path, &ImportOptions::default(), &Progress::default());
        let read = read.expect("a table");
        assert_eq!(read.draft.datasets[0].len(), 60_000);
        let told = told(&read.notes);
        assert_eq!(told.len(), 2, "{told:#?}");
        assert!(told[0].starts_with("big.tsv:102:") && told[1].starts_with("big.tsv:60001:"));
    }

    #[test]
    fn a_text_of_several_lines_is_still_one_cell() {
        let case = made_up(
            "date,lat,lon,note\n2020-09-01,39.8,46.5,\"Losses:\n1 tank, 2 guns, 3 cars, none\n\
             2 tanks, 1 gun, 1 car, none\n3 tanks, 1 gun, 1 car, one\nso they said\"\n\
             2020-09-02,39.8,46.5,plain\n",
        );
        assert_eq!(case.starts(), ["2020-09-01", "2020-09-02"]);
        assert_eq!(case.doubts(), [""; 0]);
    }
}

mod first_lines {
    use super::*;

    #[test]
    fn the_table_is_found_behind_what_stands_before_it() {
        for name in ["hxl.csv", "sep.csv", "title.csv"] {
            let case = case(&format!("first-lines/{name}"));
            let cells = case.cells(&[Field::Start, Field::Places, Field::Killed]);
            assert_eq!(cells, ["2020-09-27 | #46.5,39.8 | 3"], "{name}");
            assert_eq!(case.doubts(), [""; 0], "{name}");
        }
        let told = told(&case("first-lines/title.csv").notes);
        assert!(
            told[0].contains("title.csv:1: note") && told[0].contains("line 4"),
            "{told:#?}"
        );
    }

    #[test]
    fn the_table_is_found_whatever_the_rest_of_its_lines_are() {
        let rows = |text: &str| made_up(text).cells(&[Field::Start, Field::Killed]);
        let right = ["2020-09-27 | 3"];
        assert_eq!(
            rows("\u{feff}sep=;\r\ndate;killed\r\n2020-09-27;3\r\n"),
            right
        );
        assert_eq!(rows("\"sep=\t\"\ndate\tkilled\n2020-09-27\t3\n"), right);
        assert_eq!(
            rows(
                "Losses,,,\nExported,2023-01-05,,\n,,,\nDate,Killed,Lon,Lat\n2020-09-27,3,46,39\n"
            ),
            right
        );
        assert_eq!(
            rows("# by somebody\n\n\ndate,killed\n\n2020-09-27,3\n"),
            right
        );
        let blank = "\n".repeat(3 << 20);
        assert_eq!(rows(&format!("{blank}date,killed\n2020-09-27,3\n")), right);
    }
}

mod headings {
    use super::*;

    #[test]
    fn of_two_columns_of_one_name_the_first_counts_and_the_other_is_kept() {
        let case = case("twin-headings/input.csv");
        assert_eq!(case.cells(&[Field::Killed]), ["3"]);
        assert_eq!(
            case.other(0),
            serde_json::json!({"name": "A", "name_2": "B", "killed_2": "5"})
        );
        let told = case.doubts();
        assert_eq!(told.len(), 2, "{told:#?}");
        assert!(
            told.iter()
                .any(|told| told.contains("kept as killed_2 [killed]"))
        );
    }

    #[test]
    fn columns_without_a_name_get_that_of_their_place() {
        let case = made_up(",date,,\n0,2020-09-27,a,b\n");
        assert_eq!(
            case.other(0),
            serde_json::json!({"column_1": "0", "column_3": "a", "column_4": "b"})
        );
    }
}

mod times {
    use super::*;
    use contactline::model::{DateOrder, TimePrecision, When};

    #[test]
    fn one_instant_is_one_instant_however_its_zone_is_written() {
        let case = case("utc-offset/input.csv");
        assert_eq!(case.starts(), ["2020-09-28T02:30"; 8]);
        assert_eq!(case.doubts(), [""; 0]);
    }

    #[test]
    fn midnight_of_a_spreadsheet_is_the_day_and_the_evening_stays_the_evening() {
        let ged = case("am-pm/ged.csv");
        assert_eq!(
            ged.cells(&[Field::Start, Field::End]),
            ["2020-09-27 | ", "2020-09-28 | 2020-09-29", "2020-10-05 | "]
        );
        assert_eq!(
            case("am-pm/table.csv").starts(),
            [
                "2020-09-27",
                "2020-09-27T23:30",
                "2020-09-27T23:30",
                "2020-09-27T00:15"
            ]
        );
    }

    #[test]
    fn a_date_with_the_year_first_is_one_day() {
        let case = case("year-first-slash/input.csv");
        let right = [
            "2020-09-27",
            "2020-09-27T18:30",
            "2020-09-27T22:30",
            "2020-09-27",
            "2020-09-27",
            "2020-09-05",
        ];
        assert_eq!(case.starts(), right);
        assert_eq!(case.doubts(), [""; 0]);
        assert_eq!(
            super::case("year-first-slash/gdal.kml").starts(),
            ["2020-09-27"]
        );
    }

    /// What a column of one date and a column with its clock say of a start and an end.
    fn read_as(date: &str, choices: &ImportOptions) -> String {
        let text = format!("date\tkilled\n{date}\t1\n");
        let case = made_up_with("t.tsv", text.as_bytes(), choices).expect("a table");
        let when = case.reports[0].claims[0].when;
        let (start, end, precision) = when.stated();
        let text = |moment: Option<contactline::model::Moment>| {
            moment.map_or(String::from(".."), |moment| moment.to_string())
        };
        match (when, start == end || end.is_none(), precision) {
            (When::Undated, ..) => case.doubts().join(" "),
            (_, true, TimePrecision::Day | TimePrecision::Minute) => text(start),
            (_, _, precision) => format!("{} {} {precision:?}", text(start), text(end)),
        }
    }

    #[test]
    fn times_are_read_as_people_and_programs_write_them() {
        for (date, right) in [
            // Zones, in letters and numbers, behind clocks of every kind.
            ("2020-09-27T22:30:00.123+00:00", "2020-09-28T02:30"),
            ("2020-09-27T18:30-0330", "2020-09-28T02:00"),
            ("2020-09-27 22:30 GMT", "2020-09-28T02:30"),
            ("2020-09-27 22:30Z", "2020-09-28T02:30"),
            ("27.09.2020 22:30 UTC+4", "2020-09-27T22:30"),
            ("27.09.2020 22:30 MSK", "2020-09-27T23:30"),
            ("27 September 2020, 10:30 p.m. (UTC)", "2020-09-28T02:30"),
            ("Sun, 27 Sep 2020 22:30:00 +0000", "2020-09-28T02:30"),
            ("Sun Sep 27 22:30:00 +0000 2020", "2020-09-28T02:30"),
            ("2020-09-27T00:00:00Z", "2020-09-27T04:00"),
            ("2020-12-31T23:00:00-14:00", "2021-01-01T17:00"),
            ("2020-09-27T22:30:00+04:00[Asia/Baku]", "2020-09-27T22:30"),
            // Clocks.
            ("2020-09-27T24:00", "2020-09-28T00:00"),
            ("2020-09-27T00:00", "2020-09-27T00:00"),
            ("2020-09-27T00:00:00", "2020-09-27"),
            ("27.09.2020 00:00", "2020-09-27"),
            ("9/27/2020 12:00 PM", "2020-09-27T12:00"),
            ("9/27/2020 9 pm", "2020-09-27T21:00"),
            ("9/27/2020 9pm", "2020-09-27T21:00"),
            ("27.09.2020 18.30", "2020-09-27T18:30"),
            ("18:30, 27 September 2020", "2020-09-27T18:30"),
            ("18:30 UTC 27 September 2020", "2020-09-27T22:30"),
            ("20200927T183015", "2020-09-27T18:30:15"),
            // Numbers of programs.
            ("1601217000", "2020-09-27T18:30"),
            ("1601217000.0", "2020-09-27T18:30"),
            ("1601217000000", "2020-09-27T18:30"),
            ("44101", "2020-09-27"),
            ("44101.75", "2020-09-27T18:00"),
            ("20200927183000", "2020-09-27T18:30"),
            // Days in words, in the five languages.
            ("27 сентября 2020 г.", "2020-09-27"),
            ("27 Eylül 2020", "2020-09-27"),
            ("27 sentyabr 2020-ci il", "2020-09-27"),
            ("27 սեպտեմբերի 2020", "2020-09-27"),
            ("Sunday, September 27, 2020", "2020-09-27"),
            ("27-Sep-20", "2020-09-27"),
            ("2020-Sep-27", "2020-09-27"),
            // What is known to the month, the year, or about.
            ("2022-08", "2022-08-01 2022-08-31 Month"),
            ("August 2022", "2022-08-01 2022-08-31 Month"),
            ("2022", "2022-01-01 2022-12-31 Days"),
            ("2022-08-XX", "2022-08-01 2022-08-31 Month"),
            ("2022-W31", "2022-08-01 2022-08-07 Week"),
            ("2022-08-~07", "2022-08-07 .. Unknown"),
            ("2022-08-07?", "2022-08-07 .. Unknown"),
            ("2022-08/2022-09", "2022-08-01 2022-09-30 Days"),
            ("2022-08-07/..", "2022-08-07 .. Days"),
            ("../2022-08-07", ".. 2022-08-07 Days"),
            ("2022-08-07/2022-08-09", "2022-08-07 2022-08-09 Days"),
            (
                "7 August 2022 - 9 August 2022",
                "2022-08-07 2022-08-09 Days",
            ),
        ] {
            assert_eq!(read_as(date, &ImportOptions::default()), right, "{date}");
        }
    }

    #[test]
    fn what_is_not_known_or_could_be_another_day_is_told_and_left_out() {
        for (date, right) in [
            ("2020-09-27 22:30 XYZ", "time zone is unknown"),
            ("2020-09-27T22:30[Asia/Baku]", "time zone is unknown"),
            ("2020-09-27 22:30 +15:00", "time zone is unknown"),
            ("27.09.20", "its year has two digits"),
            ("3/4/2020", "ambiguous date"),
            ("2020-13-01", "not a date"),
            ("2020-09-31 10:00", "not a date"),
            ("13 PM", "not a date"),
            ("9/27/2020 13:30 PM", "not a date"),
            ("2020-09-27 25:00", "not a date"),
            ("123456", "not a date"),
            ("soon", "not a date"),
        ] {
            let told = read_as(date, &ImportOptions::default());
            assert!(told.contains(right), "{date}: {told}");
        }
        let day_first = ImportOptions {
            dates: Some(DateOrder::DayFirst),
            ..ImportOptions::default()
        };
        assert_eq!(read_as("27.09.20", &day_first), "2020-09-27");
        assert_eq!(read_as("3/4/94", &day_first), "1994-04-03");
    }
}

mod positions {
    use super::*;
    use contactline::model::{Atlas, Draft, Site};

    /// The places of each record of a file once they are resolved: longitude, latitude, how far off,
    /// region and name.
    fn resolved(name: &str) -> Vec<String> {
        let embedded = contactline::io::read_data_folder(&contactline::io::Source::Embedded);
        let (mut draft, _) = embedded.expect("the built-in data");
        draft.reports.clear();
        draft.append(Draft {
            reports: case(name).reports,
            ..Draft::default()
        });
        let (atlas, _) = Atlas::build(draft);
        let mut found = Vec::new();
        for report in atlas.reports() {
            for site in report.claims.iter().flat_map(|claim| &claim.places) {
                let Site::Point(point) = site else {
                    found.push(format!("{}: {site:?}", report.id));
                    continue;
                };
                let region = point.region.map(|id| &*atlas.regions()[id].key.0);
                let (lon, lat) = (f64::from(point.lon) / 1e7, f64::from(point.lat) / 1e7);
                let off = point.precision_m.map_or(0, |off| off / 1_000);
                let region = region.unwrap_or_default();
                found.push(format!(
                    "{}: {lon} {lat} {off} {region} {}",
                    report.id, point.name
                ));
            }
        }
        found.sort();
        found
    }

    #[test]
    fn what_a_row_states_of_its_position_is_kept_however_near_a_settlement_lies() {
        assert_eq!(
            resolved("own-position-replaced/table.csv"),
            [
                "far: 46.93 40.03 0 aghdam Agdam",
                "near: 46.93 39.9955 0 aghdam Agdam",
                "noname: 46.93 39.9955 0 aghdam ",
            ]
        );
        assert_eq!(
            resolved("own-position-replaced/acled.csv"),
            [
                "AZE0: 46.9289 39.9911 10 aghdam Agdam",
                "AZE1: 46.7 39.72 50 shusha Shusha",
                "AZE2: 46.88 39.92 10 khojaly Agdam",
            ]
        );
    }
}
