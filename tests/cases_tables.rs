//! Tables as people bring them: the right values of each, worked out by hand. Every file is read
//! twice, into reports and as a stream, and both ways say the same.

use std::path::{Path, PathBuf};

use contactline::{
    io::{Read, bulk::Tuning, events},
    model::{Budget, Field, ImportOptions, Note, Severity, draft::ReportDraft},
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
    let read = formats::read_tuned(path, choices, &Budget::default(), tuning);
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

#[path = "cases_tables/cells.rs"]
mod cells;
#[path = "cases_tables/in_one_column.rs"]
mod in_one_column;
#[path = "cases_tables/letters.rs"]
mod letters;

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
                told[0].contains(":5: warning: unclosed quotation mark"),
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
        let read = formats::read(&path, &ImportOptions::default(), &Budget::default());
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
            told[0].contains("title.csv:4: note") && told[0].contains("to be the header"),
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
        assert_eq!(
            rows("Day it was,Dead\n#date,#affected+killed\n2020-09-27,3\n"),
            right
        );
        assert_eq!(rows("#date+start,#affected+killed\n2020-09-27,3\n"), right);
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
            ("2022-W32", "2022-08-08 2022-08-14 Week"),
            ("2022W32", "2022-08-08 2022-08-14 Week"),
            ("2020-W53", "2020-12-28 2021-01-03 Week"),
            ("2022-W32/2022-W33", "2022-08-08 2022-08-21 Days"),
            // Days counted in a week and in a year.
            ("2022-W32-5", "2022-08-12"),
            ("2022W325", "2022-08-12"),
            ("2020-W53-7", "2021-01-03"),
            ("2022-W32-5T18:30", "2022-08-12T18:30"),
            ("2022-W32-5 22:30 UTC", "2022-08-13T02:30"),
            ("2022-220", "2022-08-08"),
            ("2020-366", "2020-12-31"),
            ("2022-001T06:00", "2022-01-01T06:00"),
            ("2022-220/2022-222", "2022-08-08 2022-08-10 Days"),
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
            ("2022-W53", "not a date"),
            ("2022-W32-8", "not a date"),
            ("2022-W00-1", "not a date"),
            ("2022-366", "not a date"),
            ("2022-000", "not a date"),
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
                "AZE2: 46.88 39.92 10 aghdam Agdam",
            ]
        );
    }
}

mod datasets {
    use super::*;
    use contactline::model::TimePrecision;

    const TOLD: [Field; 6] = [
        Field::Reporter,
        Field::Places,
        Field::Killed,
        Field::Activity,
        Field::TimePrecision,
        Field::ByAsReported,
    ];

    #[test]
    fn acled_is_acled_in_any_clothes() {
        let right = "acled | /Agdam#46.5,39.8±10 | 3 | attack | day | Military Forces of A, Military \
                     Forces of B (in no order)";
        for name in ["acled.csv", "upper.csv", "acled.geojson", "acled.gpkg"] {
            let case = case(&format!("acled-in-other-clothes/{name}"));
            assert_eq!(case.cells(&TOLD)[0], right, "{name}");
            assert_eq!(case.doubts(), [""; 0], "{name}");
            let all = case.cells(&[Field::TimePrecision, Field::Outlet, Field::Stance]);
            assert_eq!(all[0], "day | Trend; Turan | record", "{name}");
            if case.reports.len() > 1 {
                assert_eq!(all[1], "week | Trend; Turan | record", "{name}");
            }
        }
    }

    #[test]
    fn ucdp_ged_is_that_in_any_clothes() {
        let case = case("acled-in-other-clothes/ged_title.csv");
        assert_eq!(
            case.cells(&TOLD),
            [
                "ucdp-ged | /Agdam town#46.5,39.8±1 | 3 | attack | day | Government of A, B (in no order)"
            ]
        );
        assert_eq!(case.doubts(), [""; 0]);
    }

    #[test]
    fn a_shapefile_of_acled_with_headings_of_ten_letters_is_known() {
        // As ogr2ogr cuts them.
        let text = "event_id_c,event_date,time_preci,event_type,sub_event_,actor1,actor2,location,\
                    latitude,longitude,geo_precis,source,fatalities\n\
                    AZE1,2020-09-27,2,Battles,Armed clash,A,B,Agdam,39.8,46.5,2,Trend,3\n\
                    AZE2,2020-09-28,1,Explosions/Remote violence,Air/drone strike,A,B,Agdam,39.8,\
                    46.5,2,Trend,0\n\
                    AZE3,2020-12-28,1,Explosions/Remote violence,Remote explosive/landmine/IED,A,B,Agdam,39.8,\
                    46.5,2,Trend,1\n";
        let told = [
            Field::Reporter,
            Field::Places,
            Field::TimePrecision,
            Field::Killed,
            Field::Activity,
        ];
        assert_eq!(
            made_up(text).cells(&told),
            [
                "acled | /Agdam#46.5,39.8±10 | week | 3 | attack",
                "acled | /Agdam#46.5,39.8±10 | day | 0 | drone-strike",
                "acled | /Agdam#46.5,39.8±10 | day | 1 | mine"
            ]
        );
    }

    #[test]
    fn a_release_of_before_2019_is_known() {
        let text = "EVENT_ID_CNTY,EVENT_ID_NO_CNTY,EVENT_DATE,YEAR,TIME_PRECISION,EVENT_TYPE,ACTOR1,\
                    ALLY_ACTOR_1,INTER1,ACTOR2,COUNTRY,ADMIN1,LOCATION,LATITUDE,LONGITUDE,\
                    GEO_PRECISION,SOURCE,NOTES,FATALITIES\n\
                    1AZE,1,02/04/2016,2016,1,Battle-No change of territory,A,,1,,Azerbaijan,Agdam,\
                    Agdam,39.8,46.5,1,APA,n,2\n\
                    2AZE,2,13/04/2016,2016,3,Remote violence,A,,1,B,Azerbaijan,Agdam,Agdam,39.8,\
                    46.5,3,APA,n,0\n";
        let told = [
            Field::Start,
            Field::Activity,
            Field::ByAsReported,
            Field::TimePrecision,
        ];
        assert_eq!(
            made_up(text).cells(&told),
            [
                "2016-04-02 | attack | A | day",
                "2016-04-13 | shelling | A, B (in no order) | month"
            ]
        );
    }

    #[test]
    fn weeks_and_months_are_kept_as_such() {
        let precisions = |name: &str| -> Vec<TimePrecision> {
            let case = case(name);
            assert_eq!(case.doubts(), [""; 0]);
            let claims = case.reports.iter().flat_map(|report| &report.claims);
            claims.map(|claim| claim.when.stated().2).collect()
        };
        use TimePrecision::{Day, Days, Month, Week};
        assert_eq!(precisions("week-and-month/acled.csv"), [Day, Week, Month]);
        assert_eq!(precisions("week-and-month/ged.csv"), [Day, Days, Month]);
        let spans = case("week-and-month/ged.csv").cells(&[Field::Start, Field::End]);
        assert_eq!(
            spans[1..],
            ["2020-09-25 | 2020-09-29", "2020-09-01 | 2020-09-30"]
        );
    }

    #[test]
    fn every_column_that_is_no_field_is_kept() {
        let other = case("columns-let-fall/acled.csv").other(0);
        let kept: Vec<&str> = other
            .as_object()
            .expect("an object")
            .keys()
            .map(String::as_str)
            .collect();
        assert_eq!(
            kept,
            [
                "year",
                "time_precision",
                "disorder_type",
                "event_type",
                "sub_event_type",
                "actor1",
                "inter1",
                "actor2",
                "inter2",
                "interaction",
                "civilian_targeting",
                "iso",
                "region",
                "country",
                "admin1",
                "location",
                "geo_precision",
                "source_scale",
                "notes",
                "tags",
                "timestamp",
            ]
        );
        assert_eq!(other["event_type"], "Battles");
        assert_eq!(other["tags"], "crowd size=no report");
        let ged = case("week-and-month/ged.csv").other(0);
        for (heading, value) in [
            ("type_of_violence", "1"),
            ("low", "3"),
            ("high", "4"),
            ("event_clarity", "1"),
            ("where_prec", "1"),
            ("date_prec", "1"),
            ("side_a", "Government of A"),
            ("number_of_sources", "1"),
            ("adm_1", "Agdam district"),
        ] {
            assert_eq!(ged[heading], value, "{heading}");
        }
    }

    #[test]
    fn a_code_of_ucdp_in_another_table_is_no_more_than_a_property() {
        let case = made_up("date,killed,date_prec\n2020-09-27,1,3\n");
        assert_eq!(case.cells(&[Field::TimePrecision]), ["day"]);
        assert_eq!(case.other(0), serde_json::json!({"date_prec": "3"}));
    }
}

mod numbers {
    use super::*;

    #[test]
    fn the_sign_before_decimals_is_settled_for_each_column() {
        let case = case("thousands/input.csv");
        assert_eq!(
            case.cells(&[Field::Killed, Field::Places]),
            ["1000 | #46.5123,39.8123", "2000 | #46.6,39.9"]
        );
        assert_eq!(
            super::case("thousands/quoted.csv").cells(&[Field::Killed, Field::Places]),
            ["3 | #46.5123,39.8123"]
        );
    }

    #[test]
    fn numbers_are_read_as_people_write_them_or_told() {
        let killed = |text: &str| made_up(text).cells(&[Field::Killed]);
        assert_eq!(
            killed("date,killed\n2020-09-27,\"1,250\"\n2020-09-28,\"1,000\"\n"),
            ["1250", "1000"]
        );
        assert_eq!(
            killed("date;killed\n2020-09-27;1.250\n2020-09-28;1.000\n"),
            ["1250", "1000"]
        );
        assert_eq!(
            killed("date,killed\n2020-09-27,1 250\n2020-09-28,3.0\n"),
            ["1250", "3"]
        );
        assert_eq!(
            killed("date;killed\n2020-09-27;1.234.567\n2020-09-28;3,0\n"),
            ["1234567", "3"]
        );
        assert_eq!(
            killed("date;killed\n2020-09-27;1\u{2009}250\n2020-09-28;2’500\n2020-09-29;3'000\n"),
            ["1250", "2500", "3000"]
        );
        // Other columns tell nothing of one that counts persons.
        for text in [
            "date;killed\n2020-09-27;1.000\n",
            "date;lat;lon;killed\n2020-09-27;39.8;46.5;1.000\n",
            "date,lat,lon,killed\n2020-09-27,\"39,8\",\"46,5\",\"1,000\"\n",
        ] {
            let told = made_up(text);
            assert_eq!(told.cells(&[Field::Killed]), [""], "{text}");
            assert!(
                told.doubts()[0].contains("ambiguous number"),
                "{:?}",
                told.doubts()
            );
            assert!(told.other(0).get("killed").is_some(), "{text}");
        }
        assert_eq!(
            killed("date;killed\n2020-09-27;0.000\n2020-09-28;1.000\n"),
            ["0", "1"]
        );
        let chosen = ImportOptions {
            decimal_comma: Some(true),
            ..ImportOptions::default()
        };
        let case =
            made_up_with("t.csv", b"date;killed\n2020-09-27;1.000\n", &chosen).expect("a table");
        assert_eq!(case.cells(&[Field::Killed]), ["1000"]);
    }

    #[test]
    fn words_for_nothing_state_nothing() {
        let case = made_up(
            "date,lat,lon,place,killed,wounded\n2020-09-27,39.8,46.5,nan,NaN,N/A\n\
             NaT,NULL,None,Agdam,-,#N/A\n",
        );
        assert_eq!(
            case.cells(&[Field::Start, Field::Places, Field::Killed, Field::Wounded]),
            ["2020-09-27 | #46.5,39.8 |  | ", " | Agdam |  | "]
        );
        assert_eq!(case.doubts(), [""; 0]);
    }
}

mod columns {
    use super::*;

    #[test]
    fn headings_that_were_not_known_are() {
        let cells = |name: &str| {
            let case = case(&format!("heading-not-known/{name}"));
            // Whose casualties these are, and whether killed or wounded, is not known.
            let mut told = case.doubts();
            told.retain(|told| !told.contains("casualties=killed"));
            assert_eq!(told, [""; 0], "{name}");
            case.cells(&[Field::Start, Field::Places])
        };
        assert_eq!(
            cells("input.csv"),
            ["2020-09-27 | #46.5,39.8", "2020-09-28 | #46.6,39.9"]
        );
        assert_eq!(cells("input.geojson"), ["2020-09-27 | #46.8,39.8"]);
        assert_eq!(cells("xy.csv"), ["2020-09-27 | #46.5,39.8"]);
        assert_eq!(cells("russian.csv"), ["2020-09-27 | /Кельбаджар#46.5,39.8"]);
        let other = case("heading-not-known/input.csv").other(0);
        assert_eq!(
            other,
            serde_json::json!({"casualties": "3", "place_of_origin": "Agdam"})
        );
    }

    #[test]
    fn a_column_that_was_chosen_and_is_not_there_is_an_error() {
        let choices = ImportOptions {
            fields: [("NOSUCH".to_owned(), Some(Field::Killed))].into(),
            ..ImportOptions::default()
        };
        for name in ["input.csv", "input.geojson"] {
            let path = fixture(&format!("heading-not-known/{name}"));
            let refused = try_open(&path, &choices).err().expect("refused");
            assert!(refused.contains("there is no column 'NOSUCH'"), "{refused}");
            assert!(refused.contains("incident_date"), "{refused}");
        }
    }

    #[test]
    fn columns_without_a_known_name_are_taken_for_what_they_look_like_and_told() {
        let case =
            made_up("what,A,B,C,D\nx,27.09.2020,46.512,39.812,7\ny,28.09.2020,46.6,39.9,8\n");
        assert_eq!(
            case.cells(&[Field::Start, Field::Places]),
            ["2020-09-27 | #46.512,39.812", "2020-09-28 | #46.6,39.9"]
        );
        let told = case.doubts();
        assert_eq!(told.len(), 3, "{told:#?}");
        assert!(
            told[0].contains("taken for start") && told[0].ends_with("[A]"),
            "{told:#?}"
        );
        // What a number or a text is, nothing tells.
        let numbers = made_up("place,A,B\nAgdam,20200927,46\nLachin,20200928,47\n");
        assert_eq!(numbers.starts(), ["", ""]);
        assert_eq!(numbers.doubts(), [""; 0]);
    }

    #[test]
    fn of_two_columns_of_dates_the_one_that_can_be_read_wins() {
        let corridors = case("two-date-columns/corridors.csv");
        assert_eq!(corridors.starts(), ["2022-03-05"]);
        assert_eq!(
            corridors.other(0),
            serde_json::json!({"HC_ID": "1", "Date": "05.03.22"})
        );
        let ends = corridors.cells(&[Field::Origins, Field::Targets]);
        assert_eq!(ends, ["/A#37.54,47.09 | /B#35.14,47.83"]);
        assert!(
            corridors.doubts()[0].contains("'date' is the column taken for date or start"),
            "{:?}",
            corridors.doubts()
        );
        for name in ["date_time.csv", "time_first.csv"] {
            assert_eq!(
                case(&format!("two-date-columns/{name}")).starts(),
                ["2020-09-27T21:45"]
            );
        }
        let backwards = case("two-date-columns/backwards.csv");
        assert_eq!(
            backwards.cells(&[Field::Start, Field::End]),
            ["2020-10-05 | 2020-09-27"]
        );
        assert!(backwards.doubts()[0].contains("the end lies before the start"));
        let interval = backwards.reports[0].claims[0]
            .when
            .interval()
            .expect("a time");
        assert_eq!(interval.last_day().to_string(), "2020-10-05");
    }

    #[test]
    fn of_features_with_different_properties_each_is_read_by_its_own() {
        let feature = |properties: &str| {
            format!(
                r#"{{"type":"Feature","properties":{{{properties}}},"geometry":{{"type":"Point","coordinates":[46.5,39.8]}}}}"#
            )
        };
        let one = feature(r#""date":"2020-09-27","deaths":3"#);
        let other = feature(r#""start_date":"2020-09-28","killed":4"#);
        let both =
            feature(r#""date":"2020-09-29","start_date":"2019-01-01","killed":5,"deaths":6"#);
        let all = [&one, &one, &other, &other, &both]
            .map(String::as_str)
            .repeat(10)
            .join(",");
        let text = format!(r#"{{"type":"FeatureCollection","features":[{all}]}}"#);
        let file = made_up_with("a.geojson", text.as_bytes(), &ImportOptions::default());
        let cells = file
            .expect("features")
            .cells(&[Field::Start, Field::Killed]);
        let right = [
            "2020-09-27 | 3",
            "2020-09-27 | 3",
            "2020-09-28 | 4",
            "2020-09-28 | 4",
            "2020-09-29 | 5",
        ];
        assert_eq!(cells, right.repeat(10));
    }

    #[test]
    fn year_month_and_day_may_stand_in_columns_of_their_own() {
        let case = case("year-month-day/timeline.csv");
        assert_eq!(
            case.cells(&[Field::Start, Field::End]),
            ["2020-09-27 | 2020-09-28"]
        );
        assert_eq!(case.doubts(), [""; 0]);
        let gtd = super::case("year-month-day/gtd.csv");
        let told = [
            Field::Report,
            Field::Start,
            Field::Places,
            Field::Killed,
            Field::Wounded,
        ];
        assert_eq!(
            gtd.cells(&told),
            ["202009270001 | 2020-09-27 | /Ganja#46.36,40.68 | 3 | 5"]
        );
        let vague = made_up(
            "Year,Month,Day,Time,killed\n2020,9,0,,1\n2020,,,,1\n2020,September,27,21:45,1\n2020,13,1,,1\n",
        );
        assert_eq!(
            vague.cells(&[Field::Start, Field::End, Field::TimePrecision]),
            [
                "2020-09-01 | 2020-09-30 | month",
                "2020-01-01 | 2020-12-31 | days",
                "2020-09-27T21:45 |  | minute",
                " |  | ",
            ]
        );
        // A year beside a whole date is a property.
        let both = made_up("year,date\n2020,2020-09-27\n");
        assert_eq!(both.starts(), ["2020-09-27"]);
        assert_eq!(both.other(0), serde_json::json!({"year": "2020"}));
    }

    #[test]
    fn times_of_a_column_that_says_so_are_in_utc() {
        let case = made_up(
            "date_utc,killed\n2020-09-27 22:30:00,1\n2020-09-27,1\n2020-09-27T22:30+03:00,1\n",
        );
        assert_eq!(
            case.starts(),
            ["2020-09-28T02:30", "2020-09-27", "2020-09-27T23:30"]
        );
        assert!(told(&case.notes)[0].contains("times are in UTC"));
    }

    #[test]
    fn tables_of_others_are_understood_by_the_names_of_their_columns() {
        // GDELT, VIINA, Darwin Core, and tables in the languages of the area.
        for (text, right) in [
            (
                "GLOBALEVENTID,SQLDATE,Actor1Geo_Lat,Actor1Geo_Long,ActionGeo_FullName,ActionGeo_Lat,\
                 ActionGeo_Long,SOURCEURL\n\
                 9,20200927,1.5,2.5,\"Agdam, Azerbaijan\",39.8,46.5,https://e.org/1\n",
                "9 | 2020-09-27 | /Agdam, Azerbaijan#46.5,39.8 | https://e.org/1",
            ),
            (
                "event_id,date,time,latitude,longitude,url\n7,20220224,05:10,48.5,35.5,https://e.org/2\n",
                "7 | 2022-02-24T05:10 | #35.5,48.5 | https://e.org/2",
            ),
            (
                "id,eventDate,decimalLatitude,decimalLongitude,locality,link\n\
                 3,2020-09-27/2020-09-28,39.8,46.5,Agdam,https://e.org/3\n",
                "3 | 2020-09-27 | /Agdam#46.5,39.8 | https://e.org/3",
            ),
            (
                "Tarix;Enlik;Uzunluq;Yer;Link\n27.09.2020;39,8;46,5;Ağdam;https://e.org/4\n",
                "t#1 | 2020-09-27 | /Ağdam#46.5,39.8 | https://e.org/4",
            ),
            (
                "Tarih;Enlem;Boylam;Konum;Bağlantı\n27 Eylül 2020;39,8;46,5;Ağdam;https://e.org/5\n",
                "t#1 | 2020-09-27 | /Ağdam#46.5,39.8 | https://e.org/5",
            ),
            (
                "ամսաթիվ;լայնություն;երկայնություն;վայր;հղում\n27.09.2020;39,8;46,5;Աղդամ;https://e.org/6\n",
                "t#1 | 2020-09-27 | /Աղդամ#46.5,39.8 | https://e.org/6",
            ),
        ] {
            let case = made_up(text);
            let told = [Field::Report, Field::Start, Field::Places, Field::Url];
            assert_eq!(case.cells(&told), [right], "{text}");
            assert_eq!(case.doubts(), [""; 0], "{text}");
        }
    }
}
