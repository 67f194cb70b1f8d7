//! Cells with signs that nobody sees, figures of other scripts and gaps; rows that are headings; days of the
//! week that are another day's; ends in hours and minutes. The right values are worked out by hand.

use crate::common::made::made;

/// The same rows in a file that is held whole and, with rows that say nothing new behind them, in one that is
/// read as a stream: their first lines, and what `check` says.
fn both_ways(name: &str, text: &str, fields: &[&str], rows: usize) -> [(Vec<String>, String); 2] {
    let columns = text.lines().next().expect("headings").matches(',').count();
    let padding = format!("2021-05-05{}{}\n", ",".repeat(columns), " ".repeat(1_000));
    let large = text.to_owned() + &padding.repeat(1_200);
    [text.to_owned(), large].map(|text| {
        let file = made(name, text);
        let mut cells = file.cells(fields);
        cells.truncate(rows);
        (cells, file.check(&[]))
    })
}

#[test]
fn signs_that_are_not_seen_and_figures_of_other_scripts_cost_no_cell() {
    let text = "date,lat,lon,killed\n\
        \u{200f}2020-09-27\u{200f},39.8,46.5,\u{200e}3\n\
        \u{202a}2020-09-28\u{202c},\u{2066}39.8\u{2069},46.5,4\u{200f}\n\
        \u{feff}2020-09-29,39.8,46.5,\u{feff}5\n\
        ۲۰۲۰-۰۹-۳۰,۳۹٫۸,۴۶٫۵,۶\n\
        ٢٠٢٠-١٠-٠١,٣٩٫٨,٤٦٫٥,٧\n\
        ２０２０-１０-０２,３９．８,４６．５,８\n\
        ۱۳۹۹/۰۷/۱۲,39.8,46.5,9\n";
    let right = [
        "2020-09-27 39.8 46.5 3",
        "2020-09-28 39.8 46.5 4",
        "2020-09-29 39.8 46.5 5",
        "2020-09-30 39.8 46.5 6",
        "2020-10-01 39.8 46.5 7",
        "2020-10-02 39.8 46.5 8",
    ];
    for (cells, said) in both_ways("a.csv", text, &["start", "lat", "lon", "killed"], 7) {
        assert_eq!(cells[..6], right);
        // A year of the Persian calendar is none of ours.
        assert!(said.contains("a.csv:8: warning: not a date"), "{said}");
        assert!(!said.contains("not a number"), "{said}");
    }
}

#[test]
fn headings_in_the_middle_are_no_record_and_are_told() {
    let text = "date,place,killed\n\
        2020-09-27,Agdam,3\n\
        \u{feff}date,place,killed\n\
        2020-09-28,Shusha,5\n\
        ,,\n\
        place,date,wounded\n\
        2020-10-01,Lachin,\n";
    for (cells, said) in both_ways("a.csv", text, &["start", "killed"], 3) {
        assert_eq!(cells, ["2020-09-27 3", "2020-09-28 5", "2020-10-01"]);
        assert!(
            said.contains("a.csv:3: warning: the header once more; it is no record"),
            "{said}"
        );
        assert!(
            said.contains("a.csv:6: warning: looks like the header of another table below"),
            "{said}"
        );
        assert!(said.contains("[place, date, wounded]"), "{said}");
    }
    // A row that names such things is one of values.
    let said = made("b.csv", "date,place,activity\n2020-09-27,Target,fire\n").check(&[]);
    assert!(said.contains("records      1\n"), "{said}");
    assert!(!said.contains("header"), "{said}");
}

#[test]
fn a_gap_in_a_table_costs_no_row_and_is_told_with_its_line() {
    let text = "date,place,killed\n\
        2020-09-27,Ag\0dam,3\n\
        2020-09-28,Shusha,5\0\n\
        2020-09-29,Lachin,7\n\
        2020-09-30,Lachin,a row that is long enough for a gap in this text to be no more than that\n";
    for (cells, said) in both_ways("a.csv", text, &["start", "killed"], 3) {
        assert_eq!(cells, ["2020-09-27 3", "2020-09-28 5", "2020-09-29 7"]);
        assert!(
            said.contains("a.csv:2: warning: NUL bytes in the row"),
            "{said}"
        );
    }
    let bytes: Vec<u8> = (0..4_000_u32).map(|n| ((n * 7_919) >> 4) as u8).collect();
    let said = made("b.csv", bytes).check(&[]);
    assert!(said.contains("binary data"), "{said}");
}

#[test]
fn a_day_of_the_week_that_is_not_that_of_the_date_is_told() {
    // 27 September 2020 was a Sunday.
    let text = "date,place\n\
        \"Sunday, 27 September 2020\",Agdam\n\
        \"Monday, 27 September 2020\",Agdam\n\
        27 сентября 2020 вторник,Agdam\n\
        27 сентября 2020 воскресенье,Agdam\n\
        27 Eylül 2020 Pazar,Agdam\n\
        \"Sun, 27 Sep 2020 22:30:00 GMT\",Agdam\n\
        27 Mar 2020,Agdam\n";
    let file = made("a.csv", text);
    let days = [
        "2020-09-27",
        "2020-09-27",
        "2020-09-27",
        "2020-09-27",
        "2020-09-27",
        "2020-09-28T02:30",
        "2020-03-27",
    ];
    assert_eq!(file.cells(&["start"]), days);
    let said = file.check(&["--json"]);
    let said: serde_json::Value = serde_json::from_str(&said).expect("JSON");
    let notes = said["files"][0]["notes"].as_array().expect("notes");
    let is_of_weekdays = |what: &str| what.contains("weekday");
    let told: Vec<&str> = notes
        .iter()
        .filter(|note| note["what"].as_str().is_some_and(is_of_weekdays))
        .flat_map(|note| note["each"].as_array().expect("each"))
        .filter_map(|each| each["text"].as_str())
        .collect();
    assert_eq!(
        told,
        ["Monday, 27 September 2020", "27 сентября 2020 вторник"]
    );
}

#[test]
fn an_end_in_hours_and_minutes_is_read_as_a_start_is() {
    let text = "date,start_hour,start_minute,end_hour,end_minute,place\n\
        2020-09-27,18,05,20,45,Agdam\n\
        2020-09-28,23,50,0,10,Agdam\n\
        2020-09-29,18,,19,,Agdam\n\
        2020-09-30,18,5,20,75,Agdam\n";
    let file = made("a.csv", text);
    let right = [
        "2020-09-27T18:05 2020-09-27T20:45",
        "2020-09-28T23:50 2020-09-29T00:10",
        "2020-09-29T18:00 2020-09-29T19:00",
        "2020-09-30T18:05 2020-09-30T20:00",
    ];
    assert_eq!(file.cells(&["start", "end"]), right);
    let said = file.check(&[]);
    assert!(
        said.contains("a.csv:5: warning: no minute of an hour"),
        "{said}"
    );
    // A minute without an hour is no end, and told.
    let said = made("b.csv", "date,place,end_minute\n2020-09-27,Agdam,45\n").check(&[]);
    assert!(
        said.contains("b.csv:2: warning: no minute of an hour"),
        "{said}"
    );
}

#[test]
fn a_header_of_two_rows_is_the_second_and_the_first_is_told() {
    let text = ",,Location,,Losses,\n\
        Date,Time,Lat,Lon,Killed,Wounded\n\
        27.09.2020,18:30,39.99,46.93,3,5\n\
        28.09.2020,19:30,39.98,46.92,1,0\n";
    let fields = ["start", "lat", "lon", "killed", "wounded"];
    for (cells, said) in both_ways("a.csv", text, &fields, 2) {
        let right = [
            "2020-09-27T18:30 39.99 46.93 3 5",
            "2020-09-28T19:30 39.98 46.92 1 0",
        ];
        assert_eq!(cells, right);
        assert!(
            said.contains("a.csv:2: note: taken to be the header"),
            "{said}"
        );
        assert!(said.contains("[Location Losses]"), "{said}");
    }
}

#[test]
fn a_position_off_the_earth_is_told_as_it_is_written() {
    let said = made("a.csv", "date,lat,lon\n2020-09-27,39.8,1e308\n").check(&[]);
    assert!(said.contains("no such latitude or longitude"), "{said}");
    assert!(said.contains("[1e308, 39.8]"), "{said}");
}

#[test]
fn one_row_with_its_axes_exchanged_is_told_and_kept() {
    let text = "date,lat,lon\n2020-09-27,39.99,46.93\n2020-09-28,46.92,39.98\n\
        2020-09-29,39.97,46.91\n2020-09-30,39.96,46.95\n";
    let file = made("a.csv", text);
    assert_eq!(file.cells(&["lat", "lon"])[1], "46.92 39.98");
    let said = file.check(&[]);
    assert!(
        said.contains("a.csv:3: warning: the position lies outside the area of the map"),
        "{said}"
    );
    assert!(said.contains("they may be swapped in this row"), "{said}");
    assert!(said.contains("notes        0 errors, 1 warning"), "{said}");
}

/// What satellites saw, as FIRMS has it: in UTC, and the figures of the time that come first are left out. 22:05 in UTC
/// is 02:05 of the next day here.
#[test]
fn times_of_satellites_are_in_utc() {
    let file = made(
        "a.csv",
        "latitude,longitude,bright_ti4,acq_date,acq_time,satellite\n\
         39.6403,46.5478,330.5,2022-08-07,942,N\n\
         40.1001,46.0301,345.1,2022-08-07,2205,N\n\
         40.1001,46.0301,345.1,2022-08-07,5,N\n",
    );
    assert_eq!(
        file.cells(&["start"]),
        ["2022-08-07T13:42", "2022-08-08T02:05", "2022-08-07T04:05"]
    );
    let said = file.check(&[]);
    assert!(
        said.contains("times of day are numbers without a colon: 942 is 09:42 [acq_time]")
            && said.contains("times are in UTC"),
        "{said}"
    );
    // Hours alone are hours, and what cannot be a time is told.
    let file = made(
        "a.csv",
        "date,hour,place\n2022-08-07,9,Lachin\n2022-08-07,22,Lachin\n",
    );
    assert_eq!(
        file.cells(&["start"]),
        ["2022-08-07T09:00", "2022-08-07T22:00"]
    );
    let text = "date,time,place\n2022-08-07,942,Lachin\n2022-08-07,972,Lachin\n";
    let said = made("a.csv", text).check(&[]);
    assert!(said.contains("942; 972"), "{said}");
}

/// Who sent a message is no place.
#[test]
fn a_message_of_telegram_is_from_who_sent_it() {
    let file = made(
        "result.json",
        r#"{"name":"MoD","messages":[
        {"id":1,"type":"message","date":"2022-08-07T14:05:00","date_unixtime":"1659866700","from":"MoD","from_id":"channel1","text":"a"},
        {"id":2,"type":"message","date":"2022-08-08T14:05:00","date_unixtime":"1659953100","from":"MoD","from_id":"channel1","text":"b"}]}"#,
    );
    assert_eq!(file.cells(&["origins", "reporter"]), ["MoD", "MoD"]);
    let file = made("a.csv", "date,from,to\n2022-08-07,Basarkechar,Kalbajar\n");
    assert_eq!(file.cells(&["origins"]), ["basarkechar"]);
}

/// As humanitarian tables head their numbers.
#[test]
fn a_sign_of_number_before_a_heading_is_none() {
    let file = made(
        "a.csv",
        "Dates,Place,# of incidents\n7–8 Aug 2022,Lachin,3\n08/2022,Lachin,\"1,200\"\n2022 Q3,Lachin,2\n",
    );
    assert_eq!(
        file.cells(&["start", "end", "count"]),
        [
            "2022-08-07 2022-08-08 3",
            "2022-08-01 2022-08-31 1200",
            "2022-07-01 2022-09-30 2"
        ]
    );
    let file = made(
        "a.csv",
        "date,place\ncirca 7 August 2022,Lachin\n7 August 2022 (approx.),Lachin\n",
    );
    assert_eq!(
        file.cells(&["start", "time_precision"]),
        ["2022-08-07 unknown", "2022-08-07 unknown"]
    );
}

/// As MySQL and other databases write tables: a few rows, and more than a file that is read at once.
#[test]
fn marks_behind_backslashes_stand_in_the_text() {
    let rows = r#"2022-08-07,lachin,3,"he said \"fire\", twice"
2022-08-08,kalbajar,2,"plain"
2022-08-09,goranboy,1,"x \"y\""
"#;
    for times in [1, 9_000] {
        let file = made(
            "a.csv",
            format!("date,place,count,remark\n{}", rows.repeat(times)),
        );
        let said = file.check(&[]);
        assert!(said.contains("0 errors, 0 warnings"), "{said}");
        let cells = file.cells(&["start", "count", "other"]);
        assert_eq!(cells.len(), 3 * times);
        for wanted in [
            r#"2022-08-07 3 {"remark":"he said \"fire\", twice"}"#,
            r#"2022-08-08 2 {"remark":"plain"}"#,
            r#"2022-08-09 1 {"remark":"x \"y\""}"#,
        ] {
            let found = cells.iter().filter(|cell| *cell == wanted).count();
            assert_eq!(found, times, "{wanted}");
        }
    }
}

#[test]
fn texts_written_as_formulas_are_texts() {
    let file = made(
        "a.csv",
        "date,place,count\n=\"2022-08-07\",=\"lachin\",=\"3\"\n\"=\"\"2022-08-08\"\"\",kalbajar,=\"\"\n",
    );
    assert_eq!(
        file.cells(&["start", "places", "count"]),
        ["2022-08-07 lachin 3", "2022-08-08 kalbajar"]
    );
}

/// Below headings, as in Markdown and in what databases print.
#[test]
fn rules_are_no_records() {
    for table in [
        "| Date | Place | Violations |\n|------|-------|-----------:|\n| 2022-08-07 | lachin | 3 |\n",
        " date       | place  | count\n------------+--------+-------\n 2022-08-07 | lachin | 3\n",
        "date,place,count\n====,=====,=====\n2022-08-07,lachin,3\n",
    ] {
        let file = made("a.csv", table);
        assert_eq!(
            file.cells(&["start", "places", "count"]),
            ["2022-08-07 lachin 3"],
            "{table}"
        );
        let said = file.check(&[]);
        assert!(said.contains("0 errors, 0 warnings"), "{said}");
    }
}

/// As R writes tables: the numbers of the rows have no heading.
#[test]
fn numbers_of_rows_without_a_heading_shift_none() {
    let rows = "\"1\",\"2022-08-07\",\"lachin\",3\n\"2\",\"2022-08-08\",\"kalbajar\",2\n";
    let file = made("a.csv", format!("\"date\",\"place\",\"count\"\n{rows}"));
    assert_eq!(
        file.cells(&["start", "places", "count"]),
        ["2022-08-07 lachin 3", "2022-08-08 kalbajar 2"]
    );
    // A separator behind every row shifts nothing, and neither does one long row.
    for rows in [
        "1,2022-08-07,lachin,\n2,2022-08-08,kalbajar,\n",
        "1,2022-08-07,lachin\n2,2022-08-08,kalbajar,x\n",
    ] {
        let file = made("a.csv", format!("id,date,place\n{rows}"));
        assert_eq!(
            file.cells(&["start", "places"]),
            ["2022-08-07 lachin", "2022-08-08 kalbajar"]
        );
    }
}

/// 23:30 in the area is that on the same day, whatever zone its date is said to be in: and that is told.
#[test]
fn of_two_zones_in_headings_that_of_the_clock_counts() {
    let file = made(
        "a.csv",
        "date_utc,time_local,place\n2022-08-07,03:15,lachin\n2022-08-07,23:30,kalbajar\n",
    );
    assert_eq!(
        file.cells(&["start"]),
        ["2022-08-07T03:15", "2022-08-07T23:30"]
    );
    let said = file.check(&[]);
    assert!(
        said.contains("the date is in UTC and the time of day in local time (UTC+4)"),
        "{said}"
    );
    let one = made(
        "a.csv",
        "date_utc,time_utc,place\n2022-08-07,23:30,lachin\n",
    );
    assert_eq!(one.cells(&["start"]), ["2022-08-08T03:30"]);
}

#[test]
fn days_in_names_of_placemarks_are_told() {
    let placemark = |name: &str| {
        format!(
            "<Placemark><name>{name}</name><Point><coordinates>46.5,39.7</coordinates></Point></Placemark>"
        )
    };
    let kml = |names: [&str; 2]| {
        let all = names.map(placemark).concat();
        format!("<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document>{all}</Document></kml>")
    };
    let file = made(
        "a.kml",
        kml(["7 August 2022 - shelling", "2022-08-08, Kalbajar"]),
    );
    let said = file.check(&[]);
    assert!(
        said.contains("its texts hold dates, which are not read") && said.contains("[name]"),
        "{said}"
    );
    let file = made("a.kml", kml(["Height 2041", "Post 12"]));
    assert!(!file.check(&[]).contains("hold dates"));
}

/// A best number between a lowest and a highest; without a best one, from one to the other.
#[test]
fn lowest_and_highest_numbers_stand_beside_the_best_one() {
    let text = "date,place,killed,killed_min,killed_max\n\
                2022-08-07,lachin,5,3,9\n2022-08-08,lachin,4,4,4\n2022-08-09,lachin,,2,6\n\
                2022-08-10,lachin,9,1,5\n2022-08-11,lachin,7,,8\n";
    for (cells, said) in both_ways("a.csv", text, &["killed", "inexact", "other"], 5) {
        assert_eq!(
            cells,
            [
                "5 killed 5 (3-9)",
                "4",
                "killed 2-6",
                r#"9  {"killed_min":"1","killed_max":"5"}"#,
                r#"7  {"killed_max":"8"}"#,
            ]
        );
        assert!(
            said.contains("a.csv:5: warning: the number of killed does not lie between")
                && said.contains("[1–5]"),
            "{said}"
        );
    }
    // As UCDP has them, whose columns stay beside.
    let ucdp = "id,relid,date_start,date_end,latitude,longitude,dyad_name,date_prec,best,low,high\n\
                1,ARM-1,2020-09-27,2020-09-27,39.7,46.6,A - B,1,0,0,4\n";
    let file = made("ged.csv", ucdp);
    let [cells] = &file.cells(&["killed", "inexact", "other"])[..] else {
        unreachable!("one row");
    };
    assert!(cells.starts_with("0 killed 0 (0-4) {"), "{cells}");
    assert!(cells.contains(r#""low":"0","high":"4""#), "{cells}");
}
