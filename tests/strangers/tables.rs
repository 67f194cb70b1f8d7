//! What people stumbled over who opened tables of their own. The right values are worked out by hand.

use crate::common::{
    archives::{open_document, workbook},
    made::made,
};
use zip::CompressionMethod;

/// The map shows UTC+4: 22:30 in UTC is 02:30 of the next day, 22:30 in Moscow 23:30.
#[test]
fn a_column_of_time_zones_is_honoured_row_by_row() {
    let file = made(
        "a.csv",
        "date,time,timezone,lat,lon\n2022-08-01,22:30,UTC,39.7,46.6\n2022-08-01,22:30,MSK,39.7,46.6\n\
         2022-08-01,22:30,+04:00,39.7,46.6\n2022-08-01,22:30,UTC+2,39.7,46.6\n\
         2022-08-01,22:30,Mars,39.7,46.6\n2022-08-01,22:30 GMT,+3,39.7,46.6\n2022-08-01,,UTC,39.7,46.6\n",
    );
    assert_eq!(
        file.cells(&["start"]),
        [
            "2022-08-02T02:30",
            "2022-08-01T23:30",
            "2022-08-01T22:30",
            "2022-08-02T00:30",
            "2022-08-01T22:30",
            "2022-08-02T02:30",
            "2022-08-01",
        ]
    );
    let said = file.check(&[]);
    assert!(
        said.contains("a.csv:6: warning: its time zone is unknown") && said.contains("[Mars]"),
        "{said}"
    );
    assert!(
        said.contains("times are in the time zones of this column"),
        "{said}"
    );
    let hours = made(
        "a.csv",
        "start,utc_offset,lat,lon\n2022-08-01 22:30,3,39.7,46.6\n2022-08-01 22:30,0,39.7,46.6\n",
    );
    assert_eq!(
        hours.cells(&["start"]),
        ["2022-08-01T23:30", "2022-08-02T02:30"]
    );
}

#[test]
fn a_running_number_is_no_count() {
    for heading in ["n", "No", "number", "incident"] {
        let rows = "date,lat,lon,HEADING\n2021-05-01,39.7,46.6,101\n2021-05-02,39.7,46.6,102\n\
                    2021-05-03,39.7,46.6,103\n";
        let file = made("a.csv", rows.replace("HEADING", heading));
        assert_eq!(file.cells(&["count"]), ["", "", ""], "{heading}");
        let is_count = rows.replace("103", "4").replace("HEADING", heading);
        let counted = made("a.csv", is_count);
        if heading == "n" {
            let said = file.check(&[]);
            assert!(said.contains("look like a running number"), "{said}");
            assert_eq!(counted.cells(&["count"]), ["101", "102", "4"]);
            let map = ["--map", "n=count"];
            assert!(!file.check(&map).contains("running number"));
        }
    }
    let counts = made(
        "a.csv",
        "date,lat,lon,count\n2021-05-01,39.7,46.6,1\n2021-05-02,39.7,46.6,2\n2021-05-03,39.7,46.6,3\n",
    );
    assert_eq!(counts.cells(&["count"]), ["1", "2", "3"]);
}

#[test]
fn a_time_that_crosses_midnight_ends_the_next_day() {
    let columns = made(
        "a.csv",
        "date,start_time,end_time,lat,lon\n2022-08-01,22:30,23:15,39.7,46.6\n\
         2022-08-01,23:30,01:15,39.7,46.6\n2022-08-31,23:30,01:00,39.7,46.6\n",
    );
    let expected = [
        "2022-08-01T22:30 2022-08-01T23:15",
        "2022-08-01T23:30 2022-08-02T01:15",
        "2022-08-31T23:30 2022-09-01T01:00",
    ];
    assert_eq!(columns.cells(&["start", "end"]), expected);
    let said = columns.check(&[]);
    assert!(
        said.contains("a.csv:3: note: the end comes before the start"),
        "{said}"
    );
    let one_cell = made(
        "a.csv",
        "date,time,lat,lon\n2022-08-01,22:30-23:15,39.7,46.6\n2022-08-01,23:30-01:15,39.7,46.6\n\
         2022-08-31,23:30 – 01:00,39.7,46.6\n2022-08-31,23:30-01:00,39.7,46.6\n",
    );
    let read = one_cell.cells(&["start", "end"]);
    assert_eq!(read[..3], expected);
    // It may be a zone of UTC-1.
    assert_eq!(read[3], "2022-08-31");
    assert!(
        one_cell
            .check(&[])
            .contains("a.csv:5: warning: the part after")
    );
    let with_day = made(
        "a.csv",
        "start,lat,lon\n01.08.2022 23:30-01:15,39.7,46.6\n2022-08-01 23:30 - 01:15,39.7,46.6\n",
    );
    assert_eq!(
        with_day.cells(&["start", "end"]),
        [expected[1], expected[1]]
    );
}

/// Nobody counts half persons: the first is told as no whole number, and is not fifteen hundred.
#[test]
fn decimals_in_a_column_settle_what_its_points_are() {
    for rows in [
        "1.500\n2021-05-02,39.7,46.6,2.5",
        "2.5\n2021-05-02,39.7,46.6,1.500",
    ] {
        let file = made(
            "a.csv",
            format!("date,lat,lon,count\n2021-05-01,39.7,46.6,{rows}\n"),
        );
        assert_eq!(file.cells(&["count"]), ["", ""]);
        let said = file.check(&[]);
        assert!(
            said.contains("not a whole number; count is left empty (and 1 more row)"),
            "{said}"
        );
    }
}

fn text(cell: &str, text: &str) -> String {
    format!("<c r='{cell}' t='inlineStr'><is><t>{text}</t></is></c>")
}

fn sheet(rows: &[(&[&str], String)]) -> String {
    let rows = rows.iter().enumerate().map(|(row, (texts, more))| {
        let cells = texts.iter().zip('A'..).filter(|(own, _)| !own.is_empty());
        let cells: String = cells
            .map(|(own, column)| text(&format!("{column}{}", row + 1), own))
            .collect();
        format!("<row r='{0}'>{cells}{more}</row>", row + 1)
    });
    rows.collect()
}

const HEADINGS: &[&str] = &["date", "lat", "lon", "killed", "Time"];

#[test]
fn cells_of_a_workbook_without_a_value_are_told() {
    let cells = sheet(&[
        (HEADINGS, String::new()),
        (
            &["2021-05-01", "39.7", "46.6"],
            "<c r='D2' t='e'><v>#REF!</v></c>".to_owned(),
        ),
        (
            &["2021-05-02", "39.7", "46.6"],
            "<c r='D3'><f>SUM(D1:D2)</f></c>".to_owned(),
        ),
        (
            &["2021-05-03", "39.7", "46.6"],
            "<c r='D4'><f>1+1</f><v>2</v></c>".to_owned(),
        ),
    ]);
    let file = made("a.xlsx", workbook(&cells, CompressionMethod::Deflated));
    assert_eq!(file.cells(&["killed"]), ["", "", "2"]);
    let said = file.check(&[]);
    for told in [
        "a.xlsx, a:2: warning: the cell holds an error instead of a value; treated as empty [D2: #REF!]",
        "a.xlsx, a:3: warning: the formula has no stored value; treated as empty",
        "[D3]",
    ] {
        assert!(said.contains(told), "{said}");
    }
}

/// The day holds for three rows, and the three killed are counted once.
#[test]
fn merged_days_hold_for_all_their_rows_and_numbers_for_one() {
    let cells = sheet(&[
        (HEADINGS, String::new()),
        (
            &["", "39.7", "46.6"],
            "<c r='A2' t='d'><v>2021-05-01</v></c><c r='D2'><v>3</v></c>".to_owned(),
        ),
        (&["", "39.8", "46.6"], String::new()),
        (&["", "39.9", "46.6"], String::new()),
        (&["2021-05-02", "39.9", "46.6"], String::new()),
    ]);
    let cells = format!(
        "{cells}</sheetData><mergeCells count='2'><mergeCell ref='A2:A4'/><mergeCell ref='D2:D4'/>\
         </mergeCells><sheetData>"
    );
    let file = made("a.xlsx", workbook(&cells, CompressionMethod::Deflated));
    assert_eq!(
        file.cells(&["start", "lat", "killed"]),
        [
            "2021-05-01 39.7 3",
            "2021-05-01 39.8",
            "2021-05-01 39.9",
            "2021-05-02 39.9"
        ]
    );
    let said = file.check(&[]);
    assert!(
        said.contains("their value is read for each of their rows [A2:A4]"),
        "{said}"
    );
    assert!(
        said.contains("their number is read for the first of their rows alone [D2:D4]"),
        "{said}"
    );
}

/// A quarter of a day is six hours.
#[test]
fn times_of_day_of_spreadsheets_are_read() {
    let row = |row: u32, part: &str| {
        (
            &["2021-05-01", "39.7", "46.6"] as &[&str],
            format!("<c r='E{row}'><v>{part}</v></c>"),
        )
    };
    let cells = sheet(&[
        (HEADINGS, String::new()),
        row(2, "0.25"),
        row(3, "0.5"),
        row(4, "0.9375"),
    ]);
    let file = made("a.xlsx", workbook(&cells, CompressionMethod::Deflated));
    assert_eq!(
        file.cells(&["start"]),
        ["2021-05-01T06:00", "2021-05-01T12:00", "2021-05-01T22:30"]
    );
    let cell = |text: &str| {
        format!(
            "<table:table-cell office:value-type='string'><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let of = |cells: &[&str], time: String| {
        let cells: String = cells.iter().map(|own| cell(own)).collect();
        format!("<table:table-row>{cells}{time}</table:table-row>")
    };
    let time = "<table:table-cell office:value-type='time' office:time-value='PT22H30M00S'>\
                <text:p>22:30:00</text:p></table:table-cell>";
    let rows = [
        of(&["date", "lat", "lon"], cell("time")),
        of(&["2021-05-01", "39.7", "46.6"], time.to_owned()),
    ];
    let file = made(
        "a.ods",
        open_document(&rows.concat(), CompressionMethod::Deflated),
    );
    assert_eq!(file.cells(&["start"]), ["2021-05-01T22:30"]);
}

#[test]
fn a_column_of_positions_that_holds_none_is_told() {
    for (heading, cell) in [
        ("wkt", "POINT(46,5 39,6)"),
        ("coordinates", "near the bridge"),
    ] {
        let rows = format!("date;{heading};killed\n2021-05-01;{cell};1\n2021-05-02;{cell};2\n");
        let said = made("a.csv", rows).check(&[]);
        let told =
            format!("a.csv:1: warning: its cells cannot be read as positions, such as '{cell}'");
        assert!(said.contains(&told), "{said}");
    }
}

/// One and two are three, which are not counted again.
#[test]
fn a_row_of_totals_is_told_and_not_counted() {
    for word in ["Grand Total", "Итого:", "Cəmi", "TOPLAM", "Summe"] {
        for total in [format!("{word},,3"), format!(",{word},3")] {
            let rows =
                format!("date,place,killed\n2021-05-01,Lachin,1\n2021-05-02,Shusha,2\n{total}\n");
            let file = made("a.csv", rows);
            assert_eq!(file.cells(&["killed"]), ["1", "2", ""], "{total}");
            let said = file.check(&[]);
            assert!(
                said.contains("a.csv:4: warning: looks like a total of other rows"),
                "{said}"
            );
        }
    }
}

/// People head a column of places with the question it answers.
#[test]
fn a_column_called_where_holds_places() {
    for heading in ["where", "Где", "Harada", "Nerede", "Wo"] {
        let table = format!("date,{heading},killed\n2022-08-07,Vardenis,2\n2022-08-08,Goris,1\n");
        let file = made("w.csv", &table);
        assert_eq!(
            file.cells(&["places", "killed"]),
            ["basarkechar 2", "gorus 1"]
        );
        // It gives way to a column that says more plainly what it is.
        let table = format!("date,{heading},place\n2022-08-07,at the post,Vardenis\n");
        let file = made("w.csv", &table);
        assert_eq!(file.cells(&["places"]), ["basarkechar"]);
    }
}

/// The region beside either end says which place of its name is meant, and is that end where it stands alone.
#[test]
fn the_regions_of_the_ends_of_fire_are_read() {
    let file = made(
        "a.csv",
        "date,from_region,from_settlement,to_region,to_settlement\n\
         2022-08-07,Gegharkunik,Norabak,Kalbajar,Istisu\n\
         2022-08-08,Gegharkunik,,Kalbajar,\n\
         2022-08-09,,Norabak,Vayots Dzor,Istisu\n",
    );
    assert_eq!(
        file.cells(&["origins", "targets"]),
        [
            "basarkechar/azizli kalbajar/istisu-kalbajar",
            "gegharkunik kalbajar",
            "basarkechar/azizli istisu-am"
        ]
    );
    let file = made(
        "a.csv",
        "date,from_district,to_district\n2022-08-07,Basarkechar,Kalbajar\n",
    );
    assert_eq!(
        file.cells(&["origins", "targets"]),
        ["basarkechar kalbajar"]
    );
    // Numbers are codes.
    let file = made(
        "a.csv",
        "date,place,from_region\n2022-08-07,Lachin,7\n2022-08-08,Lachin,8\n",
    );
    assert_eq!(file.cells(&["origins", "places"]), ["lachin", "lachin"]);
}

/// One digit wrong makes a century.
#[test]
fn a_day_far_from_all_others_is_told_and_kept() {
    let row = |n: usize| {
        let year = match n {
            5 => "1922",
            9 => "2202",
            _ => "2022",
        };
        format!(
            "{year}-08-{:02},Lachin,{}\n",
            n % 28 + 1,
            "made up for a test of large files"
        )
    };
    let rows = |many: usize| -> String { (0..many).map(row).collect() };
    let file = made("a.csv", format!("date,place,remark\n{}", rows(25)));
    let said = file.check(&[]);
    assert!(
        said.contains("a.csv:7: warning: the day lies twenty years"),
        "{said}"
    );
    assert!(
        said.contains("1922-08-06") && said.contains("2202-08-10"),
        "{said}"
    );
    assert_eq!(file.cells(&["start"])[5], "1922-08-06");
    // The same in a file that is read as a stream.
    let large = made("b.csv", format!("date,place,remark\n{}", rows(40_000)));
    let said = large.check(&[]);
    assert!(
        said.contains("b.csv:7: warning: the day lies twenty years"),
        "{said}"
    );
    // Two times are two times, and a chronology of a century is one.
    for years in ["1994 2022", "1920 1940 1960 1980 1991 1994 2016 2020 2022"] {
        let rows: String = years
            .split(' ')
            .map(|year| format!("{year}-08-01,Lachin\n"))
            .collect();
        let said = made("c.csv", format!("date,place\n{rows}")).check(&[]);
        assert!(!said.contains("twenty years"), "{said}");
    }
}

/// Sums by month, as pivot tables have them.
#[test]
fn months_as_headings_are_told() {
    for headings in [
        "Jan 2022,Feb 2022,Mar 2022",
        "2020,2021,2022",
        "2022-01-01,2022-01-02,2022-01-03",
    ] {
        let text = format!("Place,{headings}\nLachin,2,3,1\nKalbajar,0,1,4\n");
        let said = made("a.csv", text).check(&[]);
        assert!(
            said.contains("are days, months or years: a table of sums"),
            "{said}"
        );
    }
    let said = made("a.csv", "Place,date,2021,2022,x\nLachin,2022-08-01,3,1,2\n").check(&[]);
    assert!(!said.contains("a table of sums"), "{said}");
}

/// What search services write before each record is none.
#[test]
fn lines_of_a_bulk_request_are_no_records() {
    let text = r#"{"index":{"_index":"x","_id":"1"}}
{"date":"2022-08-07","location":{"lat":39.6403,"lon":46.5478},"killed":2}
{"create":{}}
{"date":"2022-08-08","location":{"lat":40.1,"lon":46.03},"killed":1}
"#;
    let file = made("a.jsonl", text);
    assert_eq!(
        file.cells(&["start", "killed"]),
        ["2022-08-07 2", "2022-08-08 1"]
    );
    let said = file.check(&[]);
    assert!(said.contains("is no record; left out"), "{said}");
    // A record may have one member as well.
    let record = r#"{"index":{"date":"2022-08-07","place":"Lachin"}}"#;
    let said = made("a.jsonl", format!("{record}\n{record}\n")).check(&[]);
    assert!(said.contains("records      2\n"), "{said}");
}

/// As ArcGIS writes the table of a layer.
#[test]
fn a_table_in_the_description_of_a_placemark_is_read() {
    let placemark = |name: &str, day: &str, dead: &str| {
        format!(
            "<Placemark><name>{name}</name><description><![CDATA[<html><table><tr><td>{name}</td></tr><tr><td><table>\
             <tr><td>event_date</td><td>{day}</td></tr><tr bgcolor='x'><td>fatalities</td><td>{dead}</td></tr>\
             <tr><td>notes</td><td>shots &amp; shells</td></tr></table></td></tr></table></html>]]></description>\
             <Point><coordinates>46.5478,39.6403</coordinates></Point></Placemark>"
        )
    };
    let text = |marks: &str| {
        format!("<kml xmlns='http://www.opengis.net/kml/2.2'><Document>{marks}</Document></kml>")
    };
    let two = placemark("a", "2022-08-07", "2") + &placemark("b", "2022-08-08", "&lt;Null&gt;");
    let right = ["2022-08-07 2", "2022-08-08"];
    let file = made("a.kml", text(&two));
    let rows = file.cells(&["start", "killed", "other"]);
    assert!(rows[0].contains(r#""notes":"shots & shells""#), "{rows:?}");
    let begins = rows
        .iter()
        .zip(right)
        .all(|(row, right)| row.starts_with(right));
    assert!(begins, "{rows:?}");
    // The same in a file that is read as a stream.
    let large = made(
        "b.kml",
        text(&(two + &placemark("c", "2022-08-09", "0").repeat(4_000))),
    );
    assert_eq!(large.cells(&["start", "killed"])[..2], right);
}

/// A position is one, whichever column states it; of anything else the column counts that was told.
#[test]
fn a_position_in_another_column_than_most_counts() {
    let file = made(
        "a.csv",
        "date,lat,lon,Coordinates,killed,deaths\n\
         2022-08-07,39.6403,46.5478,,2,\n\
         2022-08-08,,,\"40.1, 46.03\",,7\n\
         2022-08-09,39.6403,46.5478,\"40.1, 46.03\",1,7\n",
    );
    assert_eq!(
        file.cells(&["start", "lon", "lat", "killed", "other"]),
        [
            "2022-08-07 46.5478 39.6403 2",
            r#"2022-08-08 46.03 40.1  {"deaths":"7"}"#,
            r#"2022-08-09 46.5478 39.6403 1 {"Coordinates":"40.1, 46.03","deaths":"7"}"#,
        ]
    );
    let said = file.check(&[]);
    assert!(
        said.contains(
            "this one is kept as a property, and counts where that says nothing [Coordinates]"
        ) && said.contains(
            "'killed' is the column taken for killed; this one is kept as a property [deaths]"
        ),
        "{said}"
    );
    // The same in a file that is read as a stream, and in a list of JSON that has it in several ways.
    let many = "2022-08-08,,,\"40.1, 46.03\",,7\n".repeat(40_000);
    let large = made(
        "b.csv",
        format!("date,lat,lon,Coordinates,killed,deaths\n2022-08-07,39.6403,46.5478,,2,\n{many}"),
    );
    let rows = large.cells(&["start", "lon", "lat"]);
    assert_eq!(
        rows[..2],
        ["2022-08-07 46.5478 39.6403", "2022-08-08 46.03 40.1"]
    );
    let file = made(
        "c.json",
        r#"[{"date":"2022-08-07","lat":39.6403,"lon":46.5478},{"date":"2022-08-08","latitude":40.1,"longitude":46.03},
            {"date":"2022-08-09","location":{"lat":40.1,"lng":46.03}},{"date":"2022-08-10","coordinates":"40.1, 46.03"}]"#,
    );
    assert_eq!(
        file.cells(&["start", "lon", "lat"]),
        [
            "2022-08-07 46.5478 39.6403",
            "2022-08-08 46.03 40.1",
            "2022-08-09 46.03 40.1",
            "2022-08-10 46.03 40.1"
        ]
    );
}
