//! Where and when files of strangers say that something happened: regions beside names, days written as
//! midnights, forms, codes and addresses of maps. The right values are worked out by hand.

use crate::common::{
    archives::{open_document_with, workbook_with},
    made::{Made, made},
};
use zip::CompressionMethod;

/// There is an Istisu in Kalbajar and Jermuk, once called so, in Vayots Dzor; an Aghdam that is a town with a
/// district and a village in Tovuz.
#[test]
fn a_region_in_a_column_says_which_place_is_meant() {
    let text = "date,Settlement,District,killed\n\
        2022-08-07,Istisu,Kalbajar,2\n\
        2022-08-08,Aghdam,Tovuz,1\n\
        2022-08-09,,Kalbajar,3\n\
        2022-08-10,Nowhereville,Shusha,4\n\
        2022-08-11,Lachin,Lachin,5\n\
        2022-08-12,Istisu,Atlantis,6\n\
        2022-08-13,Mets Masrik,Gegharkunik,7\n\
        2022-08-14,kalbajar/istisu,Lachin,8\n\
        2022-08-15,Istisu,Vayots Dzor,9\n";
    let right = [
        r#"kalbajar/istisu-kalbajar {"District":"Kalbajar"}"#,
        r#"tovuz/aghdam-tovuz {"District":"Tovuz"}"#,
        r#"kalbajar {"District":"Kalbajar"}"#,
        r#"shusha/Nowhereville {"District":"Shusha"}"#,
        r#"lachin/lachin {"District":"Lachin"}"#,
        r#"istisu-am {"District":"Atlantis"}"#,
        r#"basarkechar/mets-masrik {"District":"Gegharkunik"}"#,
        r#"kalbajar/istisu-kalbajar {"District":"Lachin"}"#,
        r#"istisu-am {"District":"Vayots Dzor"}"#,
    ];
    let file = made("a.csv", text);
    assert_eq!(file.cells(&["places", "other"]), right);
    let said = file.check(&[]);
    assert!(said.contains("where: in the region"), "{said}");
    assert!(
        said.contains("a.csv:7: note: no region has this name; the place beside it is looked up"),
        "{said}"
    );
    assert!(!said.contains("kept as a property"), "{said}");
    // The same in a file that is read as a stream.
    let padding = format!("2022-08-20,Shusha,,{}0\n", " ".repeat(1_000));
    let large = made("a.csv", text.to_owned() + &padding.repeat(1_200));
    assert_eq!(large.cells(&["places", "other"])[..9], right);
}

/// A district within a province is the place where no closer name stands beside it; those who divide all lands
/// alike call it `admin2`.
#[test]
fn of_two_regions_the_closer_counts() {
    let file = made(
        "a.csv",
        "date,region,district\n2022-08-07,Tavush,Ijevan\n2022-08-08,Tavush,\n",
    );
    assert_eq!(file.cells(&["places"]), ["ijevan", "tavush"]);
    let file = made(
        "a.csv",
        "date,admin1,admin2,location\n2022-08-07,Tavush,,Paravakar\n2022-08-08,X,Kalbajar,Istisu\n",
    );
    assert_eq!(
        file.cells(&["places"]),
        ["tovuzgala/paravakar", "kalbajar/istisu-kalbajar"]
    );
    // By themselves they may be codes, and are kept.
    let file = made(
        "a.csv",
        "date,lat,lon,admin2\n2022-08-07,39.6403,46.5478,Kalbajar\n",
    );
    assert_eq!(
        file.cells(&["places", "other"]),
        [r#"lachin#46.5478,39.6403 {"admin2":"Kalbajar"}"#]
    );
    let tagged = made(
        "a.csv",
        "Day,Admin 2\n#date,#adm2+name\n2022-08-07,Kalbajar\n",
    );
    assert_eq!(tagged.cells(&["places"]), ["kalbajar"]);
}

/// VIINA numbers the places of an event under this heading.
#[test]
fn a_number_is_no_name_of_a_place() {
    let file = made(
        "a.csv",
        "date,location,lat,lon\n2022-08-07,1,39.6403,46.5478\n2022-08-08,2,40.1,46.03\n",
    );
    assert_eq!(
        file.cells(&["places", "other"]),
        [
            r#"lachin#46.5478,39.6403 {"location":"1"}"#,
            r#"kalbajar#46.03,40.1 {"location":"2"}"#,
        ]
    );
    // The address of a village is no address of a page.
    let file = made("a.csv", "date,address\n2022-08-07,Kalbajar\n");
    assert_eq!(file.cells(&["places", "url"]), ["kalbajar"]);
}

fn starts(text: &str) -> (Vec<String>, String) {
    let file = made("a.csv", text);
    (file.cells(&["start", "end"]), file.check(&[]))
}

/// 1659830400 is midnight of 7 August 2022 in UTC, 04:00 in the area.
#[test]
fn instants_that_are_all_midnights_are_days() {
    let days = ["2022-08-07", "2022-08-08"];
    for (first, second, zone) in [
        ("2022-08-07T00:00:00Z", "2022-08-08T00:00:00.000Z", "UTC:"),
        ("1659830400000", "1659916800000", "UTC:"),
        ("1659830400", "1659916800", "UTC:"),
        ("2022/08/07 00:00:00+00", "2022/08/08 00:00:00+00", "UTC:"),
        (
            "2022-08-07T00:00:00+04:00",
            "2022-08-08T00:00:00+04:00",
            "UTC+4:",
        ),
        ("2022-08-06T20:00:00Z", "2022-08-07T20:00:00Z", "UTC+4:"),
        (
            "2022-08-07T00:00:00+03:00",
            "2022-08-08T00:00:00+03:00",
            "UTC+3:",
        ),
    ] {
        let (read, said) = starts(&format!("date,place\n{first},Lachin\n{second},Lachin\n"));
        assert_eq!(read, days, "{first}");
        let told = format!("note: all times of the first 2 records are midnight in {zone}");
        assert!(said.contains(&told), "{first}: {said}");
    }
    // One that is another time shows that they are times.
    for (first, second, right) in [
        (
            "2022-08-07T00:00:00Z",
            "2022-08-08T13:05:00Z",
            "2022-08-07T04:00 2022-08-08T17:05",
        ),
        (
            "2022-08-07T04:00",
            "2022-08-08T04:00",
            "2022-08-07T04:00 2022-08-08T04:00",
        ),
        (
            "2022-08-07T00:00:00Z",
            "2022-08-07 09:30",
            "2022-08-07T04:00 2022-08-07T09:30",
        ),
    ] {
        let (read, said) = starts(&format!("date,place\n{first},Lachin\n{second},Lachin\n"));
        assert_eq!(read.join(" "), right);
        assert!(!said.contains("midnight"), "{said}");
    }
    // A single one may be what it says.
    let (read, _) = starts("date,place\n2022-08-07T00:00:00Z,Lachin\n");
    assert_eq!(read, ["2022-08-07T04:00"]);
    let (read, _) = starts("start,end,place\n2022-08-07T00:00:00Z,2022-08-09T00:00:00Z,Lachin\n");
    assert_eq!(read, ["2022-08-07 2022-08-09"]);
    let (read, _) = starts("start,end,place\n2022-08-07T00:00:00Z,2022-08-07T09:00:00Z,Lachin\n");
    assert_eq!(read, ["2022-08-07T04:00 2022-08-07T13:00"]);
}

/// A file is looked at before it is read: what is told speaks of the rows that were.
#[test]
fn a_time_behind_the_first_midnights_stays_a_time() {
    let head = "date,place\n2022-08-07T00:00:00Z,Lachin\n";
    let text = head.to_owned()
        + &"2022-08-09T00:00:00Z,Shusha\n".repeat(2_100)
        + "2022-08-10T13:05:00Z,Goris\n";
    let (read, said) = starts(&text);
    assert_eq!(read[0], "2022-08-07");
    assert_eq!(read[2_101], "2022-08-10T17:05");
    assert!(
        said.contains("all times of the first 2000 records are midnight"),
        "{said}"
    );
}

/// The same days as programs write them into KML, small and large.
#[test]
fn midnights_of_placemarks_are_days() {
    let mark = |when: &str| {
        format!("<Placemark>{when}<Point><coordinates>46.5,39.6</coordinates></Point></Placemark>")
    };
    let file = |marks: String| {
        let head = "<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document>";
        made("a.kml", format!("{head}{marks}</Document></kml>"))
    };
    let stamp = |when: &str| mark(&format!("<TimeStamp><when>{when}</when></TimeStamp>"));
    let two = stamp("2022-08-07T00:00:00Z") + &stamp("2022-08-08T00:00:00Z");
    let small = file(two.clone());
    assert_eq!(small.cells(&["start"]), ["2022-08-07", "2022-08-08"]);
    let said = small.check(&[]);
    assert!(
        said.contains(
            "all times of the first 2 records are midnight in UTC: midnights are read as days"
        ),
        "{said}"
    );
    let large = file(two.repeat(3_000));
    assert_eq!(large.cells(&["start"])[..2], ["2022-08-07", "2022-08-08"]);
    // One that is another time shows that they are times.
    let times = file(two + &stamp("2022-08-08T13:05:00Z"));
    assert_eq!(
        times.cells(&["start"]),
        ["2022-08-07T04:00", "2022-08-08T04:00", "2022-08-08T17:05"]
    );
    let span = mark(
        "<TimeSpan><begin>2022-08-07T00:00:00Z</begin><end>2022-08-09T00:00:00Z</end></TimeSpan>",
    );
    assert_eq!(
        file(span).cells(&["start", "end"]),
        ["2022-08-07 2022-08-09"]
    );
}

#[test]
fn what_was_in_the_last_minute_of_a_day_was_on_one_day() {
    let file = made("a.csv", "date,time,place\n2022-08-07,23:59:30,Lachin\n");
    let said = file.check(&[]);
    assert!(said.contains("2022-08-07 to 2022-08-07, 1 day"), "{said}");
}

/// When a form was filled in is not when the thing happened.
#[test]
fn the_day_in_a_form_is_not_that_of_filling_it_in() {
    let file = made(
        "a.csv",
        "start;end;Date of incident;gps;_id;_uuid;_submission_time\n\
         2022-08-09T10:02:11.123+04:00;2022-08-09T10:09:11.123+04:00;2022-08-07;39.6403 46.5478 901.2 4.5;7;a;2022-08-09\n",
    );
    assert_eq!(
        file.cells(&["start", "end", "places"]),
        ["2022-08-07  lachin#46.5478,39.6403±0.005"]
    );
    let said = file.check(&[]);
    let told = "note: says when the form was filled in, and not when something happened";
    assert!(said.contains(told) && said.contains("[start]"), "{said}");
    // Where nothing else says a day, that is told.
    let alone = made(
        "a.csv",
        "start,end,place,_uuid\n2022-08-09T10:02:11+04:00,2022-08-09T10:09:11+04:00,Lachin,a\n",
    );
    assert_eq!(alone.cells(&["start", "end"]), ["2022-08-09T10:02:11"]);
    assert!(
        alone
            .check(&[])
            .contains("no column is known to say when something happened"),
        "{said}"
    );
    let questions = made(
        "a.csv",
        "Timestamp,When did it happen?,Where did it happen?,How many people were killed?\n\
         2022-08-09 10:02:11,2022-08-07,Lachin,2\n",
    );
    assert_eq!(
        questions.cells(&["start", "places", "killed"]),
        ["2022-08-07 lachin 2"]
    );
}

#[test]
fn the_number_of_all_counts_and_not_that_of_women() {
    let file = made(
        "a.csv",
        "#date,#adm1+name,#affected+killed+f,#affected+killed\n2022-08-07,Lachin,1,2\n",
    );
    assert_eq!(
        file.cells(&["killed", "other"]),
        [r##"2 {"#affected+killed+f":"1"}"##]
    );
}

fn headed(name: &str, text: &str) -> Vec<String> {
    let file: Made = made(name, text);
    file.cells(&["start", "killed", "wounded", "lat", "lon", "places"])
}

#[test]
fn headings_of_neighbours_are_understood() {
    let right = [
        "2022-08-17 2 3 39.6403 46.5478 lachin/Lachin#46.5478,39.6403",
        "2022-08-08 1  40.1 46.03 kalbajar/Kalbajar#46.03,40.1",
    ];
    for (headings, month) in [
        ("تاریخ,مکان,کشته,زخمی,عرض جغرافیایی,طول جغرافیایی", "August"),
        ("التاريخ,المكان,القتلى,الجرحى,خط العرض,خط الطول", "أغسطس"),
        ("თარიღი,ადგილი,დაღუპული,დაჭრილი,განედი,გრძედი", "აგვისტო"),
        ("Data,Luogo,Morti,Feriti,Latitudine,Longitudine", "agosto"),
        (
            "Data,Miejsce,Zabici,Ranni,Szerokość geograficzna,Długość geograficzna",
            "sierpnia",
        ),
        ("Tarix,Yer,Ölən,Yaralı,En dairəsi,Uzunluq dairəsi", "avqust"),
    ] {
        let text = format!(
            "{headings}\n17.08.2022,Lachin,2,3,39.6403,46.5478\n8 {month} 2022,Kalbajar,1,,40.1,46.03\n"
        );
        assert_eq!(headed("a.csv", &text), right, "{headings}");
    }
    let (read, _) = starts("First day,Last day,place\n2022-08-07,2022-08-09,Lachin\n");
    assert_eq!(read, ["2022-08-07 2022-08-09"]);
    let (read, _) = starts("DateFrom,DateTo,place\n2022-08-07,2022-08-09,Lachin\n");
    assert_eq!(read, ["2022-08-07 2022-08-09"]);
}

#[test]
fn dates_of_programs_for_statistics_and_of_cameras_are_read() {
    for (date, right) in [
        ("07aug2022", "2022-08-07"),
        ("7AUG2022", "2022-08-07"),
        ("08AUG2022:13:30:00", "2022-08-08T13:30"),
        ("07/Aug/2022:14:05:09 +0000", "2022-08-07T18:05:09"),
        ("2022:08:07 14:05:09", "2022-08-07T14:05:09"),
        ("07.08.2022г.", "2022-08-07"),
    ] {
        let (read, said) = starts(&format!("date,place,killed\n{date},Lachin,.\n"));
        assert_eq!(read, [right], "{date}");
        assert!(!said.contains("not a number"), "{said}");
    }
}

/// Wrapped by MongoDB and by services for SPARQL; with a comma behind the last, as people leave it.
#[test]
fn values_of_json_are_unwrapped_and_a_last_comma_costs_nothing() {
    let file = made(
        "a.json",
        r#"[{"_id":{"$oid":"62ef"},"date":{"$date":{"$numberLong":"1659866709000"}},"killed":{"$numberInt":"2"},
        "loc":{"type":"Point","coordinates":[46.5478,39.6403]}}]"#,
    );
    assert_eq!(
        file.cells(&["report", "start", "killed", "lon"]),
        ["62ef 2022-08-07T14:05:09 2 46.5478"]
    );
    let file = made(
        "a.json",
        r#"{"head":{"vars":["place"]},"results":{"bindings":[{"place":{"type":"literal","xml:lang":"en",
        "value":"Kalbajar"},"date":{"type":"literal","value":"2022-08-07"}}]}}"#,
    );
    assert_eq!(file.cells(&["start", "places"]), ["2022-08-07 kalbajar"]);
    let file = made(
        "a.json",
        r#"[{"date":"2022-08-07","killed":2,"place":"Lachin", },
        {"date":"2022-08-08","killed":1,"place":"Kalbajar"},
        ]"#,
    );
    assert_eq!(
        file.cells(&["start", "killed"]),
        ["2022-08-07 2", "2022-08-08 1"]
    );
    let file = made(
        "a.geojson",
        r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"date":"2022-08-07",},
        "geometry":{"type":"Point","coordinates":[46.5478,39.6403,]}},]}"#,
    );
    assert_eq!(file.cells(&["start", "lon"]), ["2022-08-07 46.5478"]);
}

/// The first is worked out by hand in the test of codes.
#[test]
fn codes_and_addresses_of_maps_are_positions() {
    let file = made(
        "a.csv",
        "date,pluscode\n2022-08-07,8HF8JGRX+4G\n2022-08-08,8HG8424J+26\n",
    );
    assert_eq!(
        file.cells(&["lat", "lon", "precision_km", "other"])[0],
        r#"39.6403125 46.5488125 0.01 {"pluscode":"8HF8JGRX+4G"}"#
    );
    let text = "date,location\n2022-08-07,\"https://www.google.com/maps/@39.6403,46.5478,15z\"\n\
        2022-08-08,https://www.openstreetmap.org/?mlat=40.1&mlon=46.03#map=15/40.2/46.1\n\
        2022-08-09,\"geo:40.1,46.03\"\n";
    let file = made("a.csv", text);
    assert_eq!(
        file.cells(&["lat", "lon"]),
        ["39.6403 46.5478", "40.1 46.03", "40.1 46.03"]
    );
    let said = file.check(&[]);
    let told = "a.csv:2: note: the address of a map has no mark: the middle of what it shows is the position";
    assert!(said.contains(told) && !said.contains("more row"), "{said}");
    // The address of a page stays one, and so does that of a map beside a position.
    let page = "date,link\n2022-08-07,https://www.openstreetmap.org/#map=15/40.2/46.1\n2022-08-08,https://a.example/1\n";
    let file = made("a.csv", page);
    assert_eq!(
        file.cells(&["url"]),
        [
            "https://www.openstreetmap.org/#map=15/40.2/46.1",
            "https://a.example/1"
        ]
    );
    let beside = "date,lat,lon,link\n2022-08-07,40.1,46.03,https://www.openstreetmap.org/#map=15/40.2/46.1\n";
    assert_eq!(
        made("a.csv", beside).cells(&["lat", "url"]),
        ["40.1 https://www.openstreetmap.org/#map=15/40.2/46.1"]
    );
}

#[test]
fn the_address_of_a_placemark_is_its_place() {
    let file = made(
        "a.kml",
        r#"<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>a</name>
        <address>Kalbajar</address><TimeStamp><when>2022-08-07</when></TimeStamp></Placemark></Document></kml>"#,
    );
    assert_eq!(file.cells(&["start", "places"]), ["2022-08-07 kalbajar"]);
}

/// 44774 is 1 August 2022 and 44788 the 15th; 44562 is 1 January 2022. A cell that Excel made of `Aug 2022` shows no
/// day.
#[test]
fn a_cell_that_shows_a_month_is_that_month() {
    let text =
        |cell: &str, text: &str| format!("<c r='{cell}' t='inlineStr'><is><t>{text}</t></is></c>");
    let row = |number: usize, cells: &str| format!("<row r='{number}'>{cells}</row>");
    let days = [
        (2, 1, 44_774),
        (3, 1, 44_788),
        (4, 2, 44_562),
        (5, 3, 44_774),
        (6, 4, 44_774),
    ];
    let rows = days.map(|(number, style, day)| {
        let place = text(&format!("B{number}"), "Lachin");
        row(
            number,
            &format!("<c r='A{number}' s='{style}'><v>{day}</v></c>{place}"),
        )
    });
    let rows = row(1, &(text("A1", "date") + &text("B1", "place"))) + &rows.concat();
    let styles = r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
        <numFmts count="2"><numFmt numFmtId="164" formatCode="mmm\ yyyy"/><numFmt numFmtId="165" formatCode="yyyy"/></numFmts>
        <cellStyleXfs count="1"><xf numFmtId="17"/></cellStyleXfs>
        <cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="14"/><xf numFmtId="17"/></cellXfs>
        </styleSheet>"#;
    let file = made(
        "a.xlsx",
        workbook_with(&rows, Some(styles), CompressionMethod::Deflated),
    );
    assert_eq!(
        file.cells(&["start", "end", "time_precision"]),
        [
            "2022-08-01 2022-08-31 month",
            "2022-08-15  day",
            "2022-01-01 2022-12-31 days",
            "2022-08-01  day",
            "2022-08-01 2022-08-31 month",
        ]
    );
    let said = file.check(&[]);
    assert!(
        said.contains("the workbook shows no day of this date"),
        "{said}"
    );
}

/// As LibreOffice writes them: the style of a cell, or that of its column, names the format of its date.
#[test]
fn a_cell_of_libreoffice_that_shows_a_month_is_that_month() {
    let styles = "<number:date-style style:name='N1'><number:month number:textual='true'/><number:text> </number:text><number:year/></number:date-style>
        <number:date-style style:name='N2'><number:day/><number:text>.</number:text><number:month/><number:text>.</number:text><number:year/></number:date-style>
        <number:date-style style:name='N3'><number:year/></number:date-style>
        <number:time-style style:name='N4'><number:hours/></number:time-style>
        <style:style style:name='months' style:family='table-cell' style:data-style-name='N1'/>
        <style:style style:name='bold' style:family='table-cell' style:parent-style-name='months'/>
        <style:style style:name='days' style:family='table-cell' style:data-style-name='N2'/>
        <style:style style:name='years' style:family='table-cell' style:data-style-name='N3'/>";
    let text = |text: &str| {
        format!(
            "<table:table-cell office:value-type='string'><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let row = |style: &str, day: &str| {
        let style = match style {
            "" => String::new(),
            style => format!(" table:style-name='{style}'"),
        };
        let date = format!(
            "<table:table-cell{style} office:value-type='date' office:date-value='{day}'><text:p>x</text:p></table:table-cell>"
        );
        format!(
            "<table:table-row>{date}{}</table:table-row>",
            text("Lachin")
        )
    };
    let rows = [
        "<table:table-column table:default-cell-style-name='months'/><table:table-column/>"
            .to_owned(),
        format!(
            "<table:table-row>{}{}</table:table-row>",
            text("date"),
            text("place")
        ),
        row("", "2022-08-01"),
        row("bold", "2022-07-01"),
        row("days", "2022-08-01"),
        row("years", "2021-01-01"),
        row("months", "2022-08-15"),
        row("months", "2022-08-01T20:30:00"),
    ];
    let file = made(
        "a.ods",
        open_document_with(&rows.concat(), styles, CompressionMethod::Deflated),
    );
    assert_eq!(
        file.cells(&["start", "end", "time_precision"]),
        [
            "2022-08-01 2022-08-31 month",
            "2022-07-01 2022-07-31 month",
            "2022-08-01  day",
            "2021-01-01 2021-12-31 days",
            "2022-08-15  day",
            "2022-08-01T20:30  minute",
        ]
    );
    assert_eq!(
        file.check(&[]).matches("shows no day of this date").count(),
        1,
        "of three cells, once"
    );
}
