//! What a cell means: clocks, numbers with a kind, dates in two orders, and what becomes of cells that
//! cannot be read.

use contactline::model::DateOrder;

use super::*;

const TIMES: [Field; 2] = [Field::Start, Field::End];

#[test]
fn what_a_cell_says_is_kept_where_it_cannot_be_read() {
    let case = made_up(
        "date,Time,count,killed,weapons,url\n\
         2020-09-27,half past ten,more than 50,>5,artillery; trebuchet,see the archive\n\
         2020-02-30,22h15,at least 50,10-15,artillery,\n\
         soon,,50+,~50,,https://example.org/1\n\
         2020-09-29,,dozens,>few,,\n",
    );
    let fields = [Field::Start, Field::Count, Field::Killed, Field::Inexact];
    assert_eq!(
        case.cells(&fields),
        [
            "2020-09-27 |  |  | count >50; killed >5",
            " |  |  | count >=50; killed 10-15",
            " |  |  | count >=50; killed ~50",
            "2020-09-29 |  |  | ",
        ],
        "nothing is taken for what it is not"
    );
    let json = |text: &str| -> serde_json::Value { serde_json::from_str(text).expect("JSON") };
    assert_eq!(
        case.other(0),
        json(
            r#"{"Time": "half past ten", "weapons": "artillery; trebuchet", "url": "see the archive"}"#
        )
    );
    assert_eq!(
        case.other(1),
        json(r#"{"date": "2020-02-30", "Time": "22h15"}"#)
    );
    assert_eq!(case.other(2), json(r#"{"date": "soon"}"#));
    assert_eq!(
        case.other(3),
        json(r#"{"count": "dozens", "killed": ">few"}"#)
    );
    // Each is told, with its line.
    let told = case.doubts();
    for words in [
        "t.csv:2: warning: not a time of day; start_time is left empty [half past ten]",
        "t.csv:3: warning: a time of day without a day; it is left out [22h15]",
        "t.csv:5: warning: not a number; count is left empty [dozens]",
        "t.csv:5: warning: not a number; killed is left empty [>few]",
        "t.csv:3: warning: not a date; start is left empty [2020-02-30]",
        "t.csv:2: warning: not a web address; shown without a link [see the archive]",
    ] {
        assert!(told.iter().any(|note| note == words), "{words}: {told:#?}");
    }
}

#[test]
fn a_row_that_says_nothing_of_a_field_keeps_what_it_says() {
    let case =
        made_up("published,link,title\n2020-09-28,https://example.org/1,Shelling of Martuni\n");
    assert_eq!(case.cells(&[Field::Published]), ["2020-09-28"]);
    assert_eq!(case.other(0)["title"], "Shelling of Martuni");
}

#[test]
fn a_cell_of_geojson_that_cannot_be_read_is_kept_as_it_is() {
    let text = r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"date":"2020-09-27","killed":-99,"count":"dozens"},
         "geometry":{"type":"Point","coordinates":[46.5,39.8]}}]}"#;
    let case = made_up_with("t.geojson", text.as_bytes(), &ImportOptions::default());
    let case = case.expect("a collection");
    assert_eq!(case.cells(&[Field::Killed, Field::Count]), [" | "]);
    let kept = serde_json::json!({"killed": -99, "count": "dozens"});
    assert_eq!(case.other(0), kept);
}

#[test]
fn clocks_of_a_column_are_read_or_told() {
    let case = made_up(
        "date,Time\n2020-09-27,22h15\n2020-09-28,22.15\n2020-09-29,2215\n2020-09-30,10 PM\n\
         2020-10-01,09:00-11:30\n2020-10-02,22.5\n",
    );
    assert_eq!(
        case.cells(&TIMES),
        [
            "2020-09-27T22:15 | ",
            "2020-09-28T22:15 | ",
            "2020-09-29T22:15 | ",
            "2020-09-30T22:00 | ",
            "2020-10-01T09:00 | 2020-10-01T11:30",
            "2020-10-02 | ",
        ]
    );
    assert_eq!(case.other(5)["Time"], "22.5");
    assert_eq!(case.doubts().len(), 1, "{:#?}", case.doubts());
}

#[test]
fn a_zone_in_a_heading_holds_for_its_times() {
    // 21:45 UTC is 01:45 in UTC+4, and 21:45 in Moscow 22:45.
    let start = |text: &str| made_up(text).cells(&TIMES);
    assert_eq!(
        start("date,time_utc,end_time\n2020-09-27,21:45,22:30\n"),
        ["2020-09-28T01:45 | 2020-09-28T02:30"]
    );
    assert_eq!(
        start("date,Time (UTC+3)\n2020-09-27,21:45\n"),
        ["2020-09-27T22:45 | "]
    );
    assert_eq!(
        start("Дата;Время (МСК)\n27.09.2020;21:45\n"),
        ["2020-09-27T22:45 | "]
    );
    assert_eq!(
        start("date,time\n2020-09-27,21:45\n"),
        ["2020-09-27T21:45 | "]
    );
}

#[test]
fn an_end_without_a_day_is_of_the_day_it_began_or_of_the_next() {
    let case = made_up(
        "date,start_time,end_time\n2020-09-27,09:00,11:30\n2020-09-28,22:00,02:00\n2020-09-29,,11:30\n",
    );
    assert_eq!(
        case.cells(&TIMES),
        [
            "2020-09-27T09:00 | 2020-09-27T11:30",
            "2020-09-28T22:00 | 2020-09-29T02:00",
            "2020-09-29 | 2020-09-29T11:30"
        ]
    );
    assert_eq!(case.doubts().len(), 0, "{:#?}", case.doubts());
}

#[test]
fn two_clocks_of_one_moment_have_to_agree() {
    let case = made_up("date,time\n2020-09-27 21:45,21:45:10\n2020-09-28 21:45,22:00\n");
    assert_eq!(
        case.cells(&TIMES),
        ["2020-09-27T21:45 | ", "2020-09-28T21:45 | "]
    );
    assert_eq!(case.other(1)["time"], "22:00");
}

#[test]
fn the_order_of_day_and_month_is_settled_column_by_column_and_told() {
    // 13/04 shows the day first; 04/13 of the other column the month first.
    let case = made_up("date,published\n03/04/2021,05/06/2021\n13/04/2021,04/13/2021\n");
    let fields = [Field::Start, Field::Published];
    assert_eq!(
        case.cells(&fields),
        ["2021-04-03 | 2021-05-06", "2021-04-13 | 2021-04-13"]
    );
    let notes = told(&case.notes);
    for words in [
        "dates such as 3/4/2023 are read day first, as 13/04/2021 shows [date]",
        "dates such as 3/4/2023 are read month first, as 04/13/2021 shows [published]",
    ] {
        assert!(
            notes.iter().any(|note| note.ends_with(words)),
            "{words}: {notes:#?}"
        );
    }
    // Another column tells, and that is told.
    let other = made_up("date,published\n03/04/2021,04/13/2021\n");
    assert_eq!(other.cells(&fields), ["2021-03-04 | 2021-04-13"]);
    let notes = told(&other.notes);
    assert!(
        notes[0].ends_with("as 04/13/2021 in another column shows [date]"),
        "{notes:#?}"
    );
    // Both orders in one column: what could be either is not read.
    let both = made_up("date\n03/04/2021\n13/04/2021\n04/13/2021\n");
    assert_eq!(both.starts(), ["", "2021-04-13", "2021-04-13"]);
    assert_eq!(both.other(0)["date"], "03/04/2021");
}

#[test]
fn a_date_against_the_order_of_its_column_is_told_however_late_it_comes() {
    let mut text = String::from("date,killed\n13/04/2021,1\n");
    (0..2_500).for_each(|_| text.push_str("03/04/2021,1\n"));
    text.push_str("04/25/2021,1\n");
    let case = made_up(&text);
    let starts = case.starts();
    assert_eq!(
        (starts[0].as_str(), starts[1].as_str()),
        ("2021-04-13", "2021-04-03")
    );
    assert_eq!(starts[2_501], "");
    assert_eq!(case.other(2_501)["date"], "04/25/2021");
    let told = case.doubts();
    assert!(
        told[0].contains("t.csv:2503: warning: its day and month are in a different order"),
        "{told:#?}"
    );
}

#[test]
fn dates_with_dots_are_day_first_unless_their_column_shows_otherwise() {
    assert_eq!(made_up("date\n05.09.2020\n").starts(), ["2020-09-05"]);
    assert_eq!(
        made_up("date\n9.27.2020\n9.5.2020\n").starts(),
        ["2020-09-27", "2020-09-05"]
    );
}

#[test]
fn what_a_person_chose_for_dates_holds() {
    let chosen = ImportOptions {
        dates: Some(DateOrder::MonthFirst),
        ..ImportOptions::default()
    };
    let case = made_up_with("t.csv", b"date\n03/04/2021\n", &chosen).expect("a table");
    assert_eq!(case.starts(), ["2021-03-04"]);
    assert_eq!(told(&case.notes), [""; 0]);
}

#[test]
fn cells_beyond_the_last_heading_are_kept() {
    let case = made_up("date,a\n2020-09-27,x,y,z\n");
    let kept = serde_json::json!({"a": "x", "column_3": "y", "column_4": "z"});
    assert_eq!(case.other(0), kept);
    assert!(
        case.doubts()[0].contains("the last are kept as properties"),
        "{:#?}",
        case.doubts()
    );
}

#[test]
fn a_closer_name_of_a_place_counts_before_the_area_it_is_in() {
    let case = made_up("date,region,district,village\n2020-09-27,Karabakh,Lachin,Zabukh\n");
    assert_eq!(case.cells(&[Field::Places]), ["Zabukh"]);
    let kept = serde_json::json!({"region": "Karabakh", "district": "Lachin"});
    assert_eq!(case.other(0), kept);
    let tags = made_up("#date,#adm1+name,#loc\n2020-09-27,Karabakh,Agdam\n");
    assert_eq!(tags.cells(&[Field::Places]), ["Agdam"]);
}

/// One instant in the spellings of more programs: 22:30 UTC is half past two in the area.
#[test]
fn an_instant_is_one_however_a_program_writes_it() {
    for text in [
        "Sun Sep 27 2020 22:30:00 GMT+0000 (Coordinated Universal Time)",
        "2020-09-28 01:30 МСК",
        "2020-09-28T02:30:00+04:00[Asia/Baku]",
        "1601245800000",
        "9/27/2020 10:30:00 PM UTC",
        "2020-09-27T18:30-04:00",
        "27.09.2020 22:30 UTC",
    ] {
        let case = made_up(&format!("date\n\"{text}\"\n"));
        assert_eq!(case.starts(), ["2020-09-28T02:30"], "{text}");
    }
}

#[test]
fn dates_of_more_tools_are_read_or_told() {
    for (text, start) in [
        ("27th of September 2020", "2020-09-27"),
        ("Sunday, 27 September 2020", "2020-09-27"),
        ("27 Eylül 2020 Pazar", "2020-09-27"),
        ("27.09.2020 г.", "2020-09-27"),
        ("воскресенье, 27 сентября 2020 г.", "2020-09-27"),
        ("44101", "2020-09-27"),
        ("2020-09-2X", ""),
        ("27-29 September 2020", "2020-09-27"),
        ("2020-Q3", "2020-07-01"),
        ("2020-H2", ""),
        ("0000-00-00", ""),
        ("2020-09-31", ""),
        ("1399-07-06", ""),
    ] {
        let case = made_up(&format!("date,place\n\"{text}\",Agdam\n"));
        assert_eq!(case.starts(), [start], "{text}");
        let is_told = !case.doubts().is_empty() && case.other(0)["date"] == text;
        assert_eq!(is_told, start.is_empty(), "{text}: {:#?}", case.doubts());
    }
}

#[test]
fn parts_of_a_date_that_make_none_are_told_and_kept() {
    let case = made_up(
        "Year,Month,Day,place\n2020,9,27,Agdam\n,9,27,Agdam\n2020,13,1,Agdam\n2020,,5,Agdam\n",
    );
    assert_eq!(case.starts(), ["2020-09-27", "", "", "2020-01-01"]);
    assert_eq!(
        case.other(1),
        serde_json::json!({"Month": "9", "Day": "27"})
    );
    assert_eq!(
        case.other(2),
        serde_json::json!({"Year": "2020", "Month": "13", "Day": "1"})
    );
    assert_eq!(case.other(3), serde_json::json!({"Day": "5"}));
    assert_eq!(case.doubts().len(), 3, "{:#?}", case.doubts());
}
