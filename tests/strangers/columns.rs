//! Columns that hold a part, a share, a sum or another's word: what strangers had in their files, with the right
//! values worked out by hand. What is read of a file of a few rows is read of one of thousands.

use std::fmt::Write as _;

use crate::common::{
    archives::zipped,
    made::{Made, made},
};
use zip::CompressionMethod;

/// The same table with its rows so often that it is streamed.
fn large(head: &str, rows: &[&str]) -> Made {
    let mut text = format!("{head}\n");
    while text.len() < 5 << 18 {
        for row in rows {
            writeln!(text, "{row}").expect("written");
        }
    }
    made("large.csv", text)
}

/// These columns of a small file and of a large one, which have to be the same.
fn both(head: &str, rows: &[&str], headings: &[&str]) -> Vec<String> {
    let small = made("small.csv", format!("{head}\n{}\n", rows.join("\n"))).cells(headings);
    let mut of_large = large(head, rows).cells(headings);
    of_large.sort_unstable();
    of_large.dedup();
    let mut sorted = small.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(of_large, sorted, "{head}");
    small
}

/// 39°48'30" is 39 + 48/60 + 30/3600 = 39.8083333; 46°32'24" is 46.54.
#[test]
fn minutes_and_seconds_of_degrees_are_added_to_them() {
    let expected = ["39.8083333 46.5", "39.64 46.54"];
    for head in [
        "date,lat_deg,lat_min,lat_sec,lon_deg,lon_min,lon_sec",
        "date,lat d,lat m,lat s,long d,long m,long s",
        "date,Lat°,Lat',\"Lat\"\"\",Lon°,Lon',\"Lon\"\"\"",
        "Дата,Широта град,Широта мин,Широта сек,Долгота град,Долгота мин,Долгота сек",
    ] {
        let rows = [
            "2022-08-07,39,48,30,46,30,0",
            "2022-08-08,39,38,24,46,32,24",
        ];
        let file = made("a.csv", format!("{head}\n{}\n", rows.join("\n")));
        assert_eq!(file.cells(&["lat", "lon"]), expected, "{head}");
    }
    let head = "date,Latitude,Lat min,Longitude,Lon min";
    let rows = ["2022-08-07,39,48.5,46,30.0", "2022-08-08,39,38.4,46,32.4"];
    assert_eq!(both(head, &rows, &["lat", "lon"]), expected);
    // Without its minutes a row has no position, and sixty are none.
    let gaps = made(
        "a.csv",
        "date,lat,lat_min,lon,lon_min\n2022-08-07,39,,46,30\n2022-08-08,39,48,46,60\n\
         2022-08-09,-39,30,46,30\n2022-08-10,39.5,,46.25,\n",
    );
    assert_eq!(
        gaps.cells(&["lat", "lon"]),
        ["", "", "-39.5 46.5", "39.5 46.25"]
    );
    // The least and the greatest latitude of an area are no parts of one.
    let bounds = made(
        "a.csv",
        "date,lat,lon,lat_min,lat_max\n2022-08-07,39,46,38,40\n",
    );
    assert_eq!(bounds.cells(&["lat", "lon"]), ["39 46"]);
    let features = made(
        "a.geojson",
        r#"{"type":"FeatureCollection","features":[{"type":"Feature","geometry":null,"properties":
        {"date":"2022-08-07","lat_deg":39,"lat_min":48,"lat_sec":30,"lon_deg":46,"lon_min":30,"lon_sec":0}}]}"#,
    );
    assert_eq!(features.cells(&["lat", "lon"]), ["39.8083333 46.5"]);
}

#[test]
fn a_column_of_am_and_pm_says_which_half_of_the_day_it_was() {
    let rows = [
        "2022-08-07,11:30,PM,39.8,46.5",
        "2022-08-08,2:30,AM,39.8,46.5",
        "2022-08-09,12:05,AM,39.8,46.5",
        "2022-08-10,23:15,PM,39.8,46.5",
    ];
    let expected = [
        "2022-08-07T23:30",
        "2022-08-08T02:30",
        "2022-08-09T00:05",
        "2022-08-10T23:15",
    ];
    assert_eq!(both("date,time,AM/PM,lat,lon", &rows, &["start"]), expected);
    let hour = made(
        "a.csv",
        "date,hour,ampm,lat,lon\n2022-08-07,11,PM,39.8,46.5\n2022-08-08,3,AM,39.8,46.5\n",
    );
    assert_eq!(
        hour.cells(&["start"]),
        ["2022-08-07T23:00", "2022-08-08T03:00"]
    );
    let gap = made(
        "a.csv",
        "date,time,half,lat,lon\n2022-08-07,11:30,PM,39.8,46.5\n2022-08-08,2:30,,39.8,46.5\n",
    );
    assert_eq!(gap.cells(&["start"]), ["2022-08-07T23:30", "2022-08-08"]);
    assert!(
        gap.check(&[])
            .contains("a.csv:3: warning: AM or PM is missing")
    );
    // AM is Armenia as well.
    let side = made(
        "a.csv",
        "date,time,side,lat,lon\n2022-08-07,11:30,AM,39.8,46.5\n2022-08-08,2:30,AM,39.8,46.5\n",
    );
    assert_eq!(
        side.cells(&["start"]),
        ["2022-08-07T11:30", "2022-08-08T02:30"]
    );
}

#[test]
fn the_number_of_one_side_or_a_share_is_not_the_whole_number() {
    for (headings, cells) in [
        ("Killed (AM),Killed (AZ),Wounded (AM)", "3,1,5"),
        ("Killed (HY),Killed (TR),Wounded (RU)", "3,1,5"),
        ("Killed (%),% killed,Wounded %", "12,40,5"),
        ("killed_pct,% of killed,wounded rate", "12,40,5"),
    ] {
        let file = made(
            "a.csv",
            format!("Date,Lat,Lon,{headings}\n2022-08-07,39.8,46.5,{cells}\n"),
        );
        assert_eq!(file.cells(&["killed", "wounded"]), [""], "{headings}");
        let said = file.check(&[]);
        for field in ["killed", "wounded"] {
            assert!(
                said.contains(&format!("speaks of {field}")),
                "{headings} {said}"
            );
        }
    }
    let whole = "Date,Lat,Lon,Killed (persons),% killed,% incidents";
    let rows = ["2022-08-07,39.8,46.5,2,12,40"];
    assert_eq!(both(whole, &rows, &["killed", "count"]), ["2"]);
    let date = made("a.csv", "Date (AM),Lat,Lon,n\n2022-08-07,39.8,46.5,1\n");
    assert_eq!(date.cells(&["lat"]), ["39.8"]);
}

#[test]
fn powers_of_ten_are_read_and_are_no_east() {
    for cells in ["3.98E+01;4.65E+01;1.00E+00", "3,98E+01;4,65E+01;1,00E+00"] {
        let head = "date;lat;lon;killed";
        let row = format!("2022-08-07;{cells}");
        let read = both(head, &[&row], &["lat", "lon", "killed"]);
        assert_eq!(read, ["39.8 46.5 1"], "{cells}");
    }
    let east = made("a.csv", "date,position\n2022-08-07,39.8N 46.5E\n");
    assert_eq!(east.cells(&["lat", "lon"]), ["39.8 46.5"]);
}

#[test]
fn a_total_is_not_counted_whatever_its_day() {
    let head = "date,place,reporter,killed,incidents,notes";
    let rows = [
        "2026-03-07,Lachin,AZ MoD,1,4,3 wounded in total",
        "2026-03-31,Total,AZ MoD,5,9,",
        "2026-03-31,All districts,AZ MoD,5,9,",
        "2026-03-31,,AZ MoD,5,9,Total for March",
    ];
    let read = both(head, &rows, &["killed", "count"]);
    assert_eq!(read, ["1 4", "", "", ""]);
    let file = made("a.csv", format!("{head}\n{}\n", rows.join("\n")));
    let said = file.check(&[]);
    assert!(
        said.contains("a.csv:3: warning: looks like a total of other rows")
            && said.contains("and 2 more rows"),
        "{said}"
    );
}

#[test]
fn what_denies_is_no_claim() {
    let head = "date,reporter,place,count,denies";
    let rows = [
        "2026-03-07,am-mod,Kalbajar,,the claim of fire at Kalbajar",
        "2026-03-07,am-mod,Kalbajar,2,the claim of fire at Kalbajar",
        "2026-03-07,az-mod,Kalbajar,3,",
    ];
    assert_eq!(both(head, &rows, &["stance"]), ["denial", "mixed", "claim"]);
    let stated = made(
        "a.csv",
        "date,place,stance,denies\n2026-03-07,Kalbajar,record,a claim\n",
    );
    assert_eq!(stated.cells(&["stance"]), ["record"]);
    for heading in ["denial", "is_denial", "refuted", "Denied?"] {
        let file = made(
            "a.csv",
            format!("date,place,{heading}\n2026-03-07,Lachin,yes\n"),
        );
        assert_eq!(file.cells(&["denied"]), ["true"], "{heading}");
    }
    let rows = ["2022-08-07,Lachin,denied", "2022-08-08,Lachin,confirmed"];
    assert_eq!(both("date,place,status", &rows, &["denied"]), ["true", ""]);
    let open = made(
        "a.csv",
        "date,place,status\n2022-08-07,Lachin,denied\n2022-08-08,Lachin,open\n",
    );
    assert_eq!(open.cells(&["denied"]), ["", ""]);
    assert!(
        open.check(&[])
            .contains("speak of denials, such as 'denied'")
    );
    // What says more is not taken for yes or no, and that is told.
    let more = made(
        "a.csv",
        "date,place,status\n2022-08-07,Lachin,denied by AM MoD\n2022-08-08,Lachin,not denied\n",
    );
    assert_eq!(more.cells(&["denied"]), ["", ""]);
    assert!(
        more.check(&[])
            .contains("speak of denials, such as 'denied by AM MoD'")
    );
}

#[test]
fn weekly_numbers_of_acled_are_weeks_with_numbers() {
    let file = made(
        "a.csv",
        "WEEK,REGION,COUNTRY,ADMIN1,EVENT_TYPE,SUB_EVENT_TYPE,EVENTS,FATALITIES,POPULATION_EXPOSURE,DISORDER_TYPE,ID,\
         CENTROID_LATITUDE,CENTROID_LONGITUDE\n\
         2022-08-06,Caucasus,Azerbaijan,Lachin,Battles,Armed clash,5,2,1000,Political violence,12,39.64,46.54\n\
         2022-08-13,Caucasus,Azerbaijan,Lachin,Battles,Armed clash,3,1,1000,Political violence,12,39.64,46.54\n",
    );
    assert_eq!(
        file.cells(&[
            "reporter", "stance", "start", "end", "count", "killed", "activity"
        ]),
        [
            "acled record 2022-08-06 2022-08-12 5 2 attack",
            "acled record 2022-08-13 2022-08-19 3 1 attack"
        ]
    );
    let said = file.check(&[]);
    assert!(
        said.contains("read as numbers of ACLED events by week"),
        "{said}"
    );
    let weeks = made("a.csv", "week,place,count\n2022-08-01,Lachin,3\n");
    assert_eq!(weeks.cells(&["start", "end"]), ["2022-08-01 2022-08-07"]);
    assert!(weeks.check(&[]).contains("a column of weeks"));
}

/// Moscow was four hours ahead of UTC, as the map is, from 27 March 2011 to 26 October 2014, and three after.
#[test]
fn clocks_go_as_they_went_at_the_time() {
    let cells = made(
        "a.csv",
        "start,place\n2014-08-02 23:30 MSK,Lachin\n2014-11-02 23:30 MSK,Lachin\n2022-08-02 23:30 MSK,Lachin\n",
    );
    let expected = ["2014-08-02T23:30", "2014-11-03T00:30", "2022-08-03T00:30"];
    assert_eq!(cells.cells(&["start"]), expected);
    for heading in [
        "Time (Moscow)",
        "Время (по Москве)",
        "Moscow time",
        "time_msk",
    ] {
        let rows = ["2022-08-08,23:30,39.8,46.5"];
        let head = format!("date,{heading},lat,lon");
        assert_eq!(
            both(&head, &rows, &["start"]),
            ["2022-08-09T00:30"],
            "{heading}"
        );
    }
    for (heading, expected) in [
        // Nine hours behind the map, and three.
        ("Time (EST)", "2022-08-09T08:30"),
        ("Time CET", "2022-08-09T02:30"),
        ("Time Z", "2022-08-09T03:30"),
        ("Zulu time", "2022-08-09T03:30"),
    ] {
        let file = made(
            "a.csv",
            format!("date,{heading},lat,lon\n2022-08-08,23:30,39.8,46.5\n"),
        );
        assert_eq!(file.cells(&["start"]), [expected], "{heading}");
    }
    let named = made(
        "a.csv",
        "date,time,tz,lat,lon\n2022-08-08,23:30,Europe/Moscow,39.8,46.5\n",
    );
    assert_eq!(named.cells(&["start"]), ["2022-08-09T00:30"]);
    let unknown = made(
        "a.csv",
        "date,Time (Tbilisi),lat,lon\n2022-08-08,23:30,39.8,46.5\n",
    );
    let map = ["--map", "Time (Tbilisi)=start_time"];
    let said = unknown.check(&map);
    assert!(
        said.contains("'Tbilisi' is no time zone that is known"),
        "{said}"
    );
}

/// 19211 days after the first of 1970 is 7 August 2022; in a spreadsheet that is 44780.
#[test]
fn days_that_r_counts_are_not_those_of_a_spreadsheet() {
    let rows = ["19211,39.8,46.5", "19250,39.8,46.5"];
    let read = both("date,lat,lon", &rows, &["start"]);
    assert_eq!(read, ["2022-08-07", "2022-09-15"]);
    let file = made("a.csv", "date,lat,lon\n19211,39.8,46.5\n");
    assert!(
        file.check(&[])
            .contains("days since 1970, as R counts them: 2022-08-07")
    );
    let sheet = made("a.csv", "date,lat,lon\n44780,39.8,46.5\n");
    assert_eq!(sheet.cells(&["start"]), ["2022-08-07"]);
}

#[test]
fn a_heading_says_the_order_of_its_dates() {
    for (heading, expected) in [
        ("Date (MM/DD/YYYY)", "2022-08-07"),
        ("Date (DD/MM/YYYY)", "2022-07-08"),
    ] {
        let file = made(
            "a.csv",
            format!("{heading},lat,lon\n08/07/2022,39.8,46.5\n"),
        );
        assert_eq!(file.cells(&["start"]), [expected], "{heading}");
    }
}

#[test]
fn a_name_on_both_sides_of_the_border_is_told() {
    let file = made("a.csv", "date,place\n2022-08-07,Istisu\n");
    let said = file.check(&[]);
    assert!(said.contains("kalbajar is called so as well"), "{said}");
    let keyed = made("a.csv", "date,places\n2022-08-07,istisu-am\n");
    assert!(!keyed.check(&[]).contains("called so as well"));
}

#[test]
fn swapped_rows_are_told_however_many_they_are() {
    for (rows, told) in [
        (
            "39.8,46.5\n39.9,46.6\n46.5,39.8\n40.1,46.04\n46.6,39.9\n",
            "a.csv:4",
        ),
        ("39.8,46.5\n46.6,39.9\n", "a.csv:3"),
        (
            "39.8,46.5\n39.9,46.6\n46.5,39.8\n40.1,46.04\n40.5,40.5\n40.5,40.5\n",
            "a.csv:4",
        ),
    ] {
        let rows: String = rows
            .lines()
            .map(|row| format!("2022-08-07,{row}\n"))
            .collect();
        let said = made("a.csv", format!("date,lat,lon\n{rows}")).check(&[]);
        let told = format!("{told}: warning: the position lies outside");
        assert!(said.contains(&told), "{rows} {said}");
    }
}

/// 1659900600 seconds after the beginning of 1970 is 19:30 UTC on 7 August 2022: 23:30 on the map.
#[test]
fn the_instant_of_a_message_is_its_time_and_not_the_clock_of_who_saved_it() {
    let file = made(
        "a.json",
        r#"{"name":"x","messages":[{"id":1,"date":"2022-08-07T21:30:00","date_unixtime":"1659900600","from":"az-mod",
        "from_id":"c","text":"a"},{"id":2,"date":"2022-08-08T21:30:00","date_unixtime":"1659987000","from":"az-mod",
        "from_id":"c","text":"b"}]}"#,
    );
    assert_eq!(
        file.cells(&["start"]),
        ["2022-08-07T23:30", "2022-08-08T23:30"]
    );
    assert!(file.check(&[]).contains("'date_unixtime' states the same"));
}

#[test]
fn a_reporter_in_an_object_is_its_name_and_of_a_list_it_is_told() {
    let list = made(
        "a.json",
        r#"[{"date":"2022-08-07","lat":39.8,"lon":46.5,"reporter":{"name":"az-mod"}}]"#,
    );
    assert_eq!(list.cells(&["reporter"]), ["az-mod"]);
    let feature = |reporter: &str| {
        made(
            "a.geojson",
            format!(
                r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{{"date":"2022-08-07",
                "killed":1,"reporter":{reporter}}},"geometry":{{"type":"Point","coordinates":[46.5,39.8]}}}}]}}"#
            ),
        )
    };
    assert_eq!(
        feature(r#"{"name":"az-mod"}"#).cells(&["reporter"]),
        ["az-mod"]
    );
    let nameless = feature(r#"{"id":7}"#);
    assert_eq!(nameless.cells(&["reporter"]), ["a"]);
    assert!(nameless.check(&[]).contains("no name of a reporter"));
    let several = feature(r#"["az-mod","ru-mod"]"#);
    assert!(several.check(&[]).contains("several reporters in one cell"));
}

#[test]
fn a_total_of_killed_and_wounded_is_no_number_of_incidents() {
    let rows = ["2022-08-07,Lachin,1,2,3", "2022-08-08,Kalbajar,4,6,10"];
    assert_eq!(
        both("date,place,killed,wounded,total", &rows, &["total"]),
        ["", ""]
    );
    let other = ["2022-08-07,Lachin,1,2,3", "2022-08-08,Kalbajar,4,6,12"];
    assert_eq!(
        both("date,place,killed,wounded,total", &other, &["total"]),
        ["3", "12"]
    );
}

#[test]
fn a_member_that_is_a_copy_is_told() {
    let table = |killed: u32| format!("date,place,killed\n2022-08-07,Lachin,{killed}\n");
    let (one, other) = (table(2), table(3));
    let members = [
        ("events.csv", one.as_bytes()),
        ("saved/events.csv", one.as_bytes()),
        ("more.csv", other.as_bytes()),
    ];
    let file = made("a.zip", zipped(&members, CompressionMethod::Deflated));
    let said = file.check(&[]);
    let told = "stand in 'events.csv' as well, and count twice";
    assert!(
        said.contains(told) && said.contains("[saved/events.csv]"),
        "{said}"
    );
    assert!(!said.contains("[more.csv]"), "{said}");
}

#[test]
fn headings_that_speak_of_something_and_are_not_read_are_told_at_once() {
    let file = made(
        "a.csv",
        "date,lat1,lon1,lat2,lon2,Ministry,Place 1\n2022-08-07,39.8,46.5,39.9,46.6,AZ MoD,Lachin\n",
    );
    let said = file.check(&[]);
    for told in [
        "lat1=lat",
        "lon2=lon",
        "Ministry=reporter",
        "Place 1=places",
    ] {
        assert!(said.contains(told), "{told}: {said}");
    }
    let epoch = made("a.csv", "ts,place\n1659900600,Lachin\n1659987000,Lachin\n");
    assert!(epoch.check(&[]).contains("ts=start"));
    // Nothing is told of what is said already, or says how a record was made.
    let plain = made(
        "a.csv",
        "date,place,place_id,lat,lon,source_type,note,date_entered_by\n2022-08-07,Lachin,7,39.8,46.5,x,y,z\n",
    );
    let said = plain.check(&[]);
    assert!(!said.contains("not read, though"), "{said}");
}

#[test]
fn from_and_to_that_hold_times_say_when() {
    let days = made(
        "a.csv",
        "from,to,lat,lon\n2022-08-07,2022-08-08,39.8,46.5\n2022-08-09,2022-08-10,39.9,46.6\n",
    );
    assert_eq!(
        days.cells(&["start", "end", "targets"]),
        ["2022-08-07 2022-08-08", "2022-08-09 2022-08-10"]
    );
    let clocks = made(
        "a.csv",
        "date,from,to,lat,lon\n2022-08-07,22:15,23:40,39.8,46.5\n2022-08-09,23:00,01:00,39.9,46.6\n",
    );
    assert_eq!(
        clocks.cells(&["start", "end"]),
        [
            "2022-08-07T22:15 2022-08-07T23:40",
            "2022-08-09T23:00 2022-08-10T01:00"
        ]
    );
    let places = made("a.csv", "date,from,to\n2022-08-07,Goris,Lachin\n");
    assert_eq!(places.cells(&["origins", "targets"]), ["gorus lachin"]);
}

#[test]
fn days_that_stand_above_their_rows_are_told() {
    for (table, told) in [
        (
            "Date,Place,Killed\n7 August 2022,,\n,Lachin,1\n,Kalbajar,0\n8 August 2022,,\n,Lachin,3\n",
            "no day stands in 3 of the first 5 rows",
        ),
        (
            "Place,Killed\n7 August 2022,\nLachin,1\nKalbajar,0\n",
            "holds days such as '7 August 2022'",
        ),
        (
            "Place,Aug 2022,Sep 2022\nLachin,3,4\nKalbajar,1,0\n",
            "the headings of 2 columns",
        ),
    ] {
        let said = made("a.csv", table).check(&[]);
        assert!(said.contains(told), "{told}: {said}");
    }
    let whole = made(
        "a.csv",
        "date,place,killed\n2022-08-07,Lachin,1\n,Lachin,2\n2022-08-09,Lachin,3\n2022-08-10,Lachin,3\n",
    );
    assert!(!whole.check(&[]).contains("no day stands"));
}

#[test]
fn when_a_form_was_filled_in_is_not_when_it_happened() {
    for head in [
        "StartDate,EndDate,When did it happen?,Where?",
        "Start Date,End Date,Date of the incident,Place,Respondent ID",
    ] {
        let row = "2022-08-20 10:00:00,2022-08-20 10:05:00,2022-08-07,Lachin,1183";
        let file = made("a.csv", format!("{head}\n{row}\n"));
        assert_eq!(file.cells(&["start", "end"]), ["2022-08-07"], "{head}");
    }
    let period = made(
        "a.csv",
        "StartDate,EndDate,Place\n2022-08-20,2022-08-21,Lachin\n",
    );
    assert_eq!(period.cells(&["start", "end"]), ["2022-08-20 2022-08-21"]);
}

#[test]
fn a_second_time_is_no_zone_and_a_hyphen_that_does_not_break_is_one() {
    let file = made(
        "a.csv",
        "date,time,lat,lon\n2022-08-07,\"22:15, 23:40\",39.8,46.5\n2022\u{2011}08\u{2011}08,22:15,39.8,46.5\n",
    );
    assert_eq!(file.cells(&["start"]), ["2022-08-07", "2022-08-08T22:15"]);
    let said = file.check(&[]);
    assert!(
        said.contains("not a time of day") && !said.contains("zone"),
        "{said}"
    );
}

#[test]
fn a_stroke_between_two_regions_is_told() {
    let file = made("a.csv", "date,place\n2022-08-07,Lachin / Kalbajar\n");
    let said = file.check(&[]);
    assert!(
        said.contains("a region of its own, but read as a place in lachin"),
        "{said}"
    );
}

#[test]
fn members_beside_the_properties_are_told() {
    let file = made(
        "a.geojson",
        r#"{"type":"FeatureCollection","features":[{"type":"Feature","date":"2022-08-08","properties":{"killed":3},
        "geometry":{"type":"Point","coordinates":[46.5,39.8]}}]}"#,
    );
    let said = file.check(&[]);
    assert!(
        said.contains("not read as start: move it into the properties [date]"),
        "{said}"
    );
}

#[test]
fn a_type_of_statement_is_the_stance_and_a_spelling_of_america_the_same_ministry() {
    let file = made(
        "a.csv",
        "day,reporter,type,activity\n2025-03-18,az-mod,statement,fire\n2025-03-18,am-mod,denial,\n\
         2025-03-18,Ministry of Defense of Armenia,statement,fire\n",
    );
    assert_eq!(
        file.cells(&["reporter", "stance", "activity"]),
        [
            "az-mod claim fire",
            "am-mod denial other",
            "am-mod claim fire"
        ]
    );
}
