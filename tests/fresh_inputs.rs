//! Inputs of the kinds that tables and features come in, of which none was looked at while the readers
//! were written. The right values are worked out by hand.

mod common;

use std::fs;

use common::made::{Made, contactline, made};

#[test]
fn quotation_marks_in_the_wrong_places_cost_no_row() {
    let tsv = made(
        "a.tsv",
        "id\tdate\tlat\tlon\tnote\n1\t2021-05-01\t39.7\t46.6\t\"Start of a\n\
         2\t2021-05-02\t39.8\t46.7\t5\" shell\"\n3\t2021-05-03\t39.9\t46.8\tok\n",
    );
    assert_eq!(
        tsv.cells(&["report", "start", "other"]),
        [
            r#"1 2021-05-01 {"note":"\"Start of a"}"#,
            r#"2 2021-05-02 {"note":"5\" shell\""}"#,
            r#"3 2021-05-03 {"note":"ok"}"#,
        ]
    );
    assert!(
        tsv.check(&[])
            .contains("a.tsv:2: warning: unclosed quotation mark")
    );
}

#[test]
fn one_instant_in_many_clothes_is_one() {
    let times = [
        "2021-05-01T10:00:00+00:00",
        "2021-05-01 13:00+03",
        "2021-05-01 10:00 UTC",
        "2021-05-01 10:00 GMT",
        "1619863200",
        "1619863200000",
        "2021-05-01T15:30+05:30",
        "2021-05-01T100000Z",
        "2021-05-01 02:00 PM",
        "44317.5833333333",
        "2021-W17-6T14:00",
        "2021-121T14:00",
    ];
    let rows = times.map(|time| format!("{time},39.7,46.6\n")).concat();
    let cells = made("a.csv", format!("when,lat,lon\n{rows}")).cells(&["start"]);
    assert_eq!(cells, ["2021-05-01T14:00"; 12]);
}

#[test]
fn a_row_or_a_feature_that_says_nothing_is_no_record() {
    let table = made(
        "a.csv",
        "Year,Month,Day,lat,lon\n2021,5,1,39.7,46.6\n,,,,\n2021,May,,39.7,46.6\n2021,2,30,39.7,46.6\n",
    );
    assert_eq!(
        table.cells(&["start", "end", "time_precision"]),
        ["2021-05-01  day", "2021-05-01 2021-05-31 month", ""]
    );
    let features = made(
        "a.geojson",
        r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","properties":null,"geometry":null},
        {"type":"Feature","properties":{"date":null},"geometry":null},
        {"type":"Feature","properties":{"date":"2021-05-05"},
         "geometry":{"type":"Point","coordinates":[46.7,39.8,1000]}}]}"#,
    );
    assert_eq!(
        features.cells(&["start", "lon", "lat"]),
        ["2021-05-05 46.7 39.8"]
    );
}

#[test]
fn what_is_off_the_earth_is_told_and_kept() {
    let table = made(
        "a.csv",
        "date,lat,lon,killed\n2021-05-03,91,46.6,1\n2021-05-04,39.7,200,1e3\n2021-05-05,39.7,46.6,2.5\n",
    );
    assert_eq!(
        table.cells(&["lat", "lon", "killed", "other"]),
        [
            r#"1 {"lon":"46.6","lat":"91"}"#,
            r#"1000 {"lon":"200","lat":"39.7"}"#,
            r#"39.7 46.6  {"killed":"2.5"}"#,
        ]
    );
    let said = table.check(&[]);
    assert!(
        said.contains("a.csv:2: warning: the position is not on the map"),
        "{said}"
    );
}

#[test]
fn several_addresses_are_all_kept_and_none_is_a_reporter() {
    let table = made(
        "a.csv",
        "date,place,source\n2021-05-01,Lachin,https://a.example/1\n\
         2021-05-02,Lachin,https://a.example/2 ; https://b.example/3\n\
         2021-05-03,Lachin,https://a.example/4;https://b.example/5\n2021-05-04,Lachin,by telephone\n",
    );
    assert_eq!(
        table.cells(&["reporter", "url", "other"]),
        [
            "a https://a.example/1",
            r#"a https://a.example/2 {"source":"https://a.example/2 ; https://b.example/3"}"#,
            r#"a https://a.example/4 {"source":"https://a.example/4;https://b.example/5"}"#,
            r#"a  {"source":"by telephone"}"#,
        ]
    );
}

#[test]
fn names_of_places_come_through_however_they_are_put() {
    let table = made(
        "a.csv",
        "date,place\n2021-05-01,Lachin district\n2021-05-02,Kəlbəcər rayonu\n\
         2021-05-03,No Region / No Village\n",
    );
    let places = ["lachin", "kalbajar", "No Region%2f.No Village"];
    assert_eq!(table.cells(&["places"]), places);
    // And once more as the same.
    let again = fs::read(table.folder.path().join("out.csv")).expect("written");
    assert_eq!(made("b.csv", again).cells(&["places"]), places);
}

#[test]
fn headings_in_azerbaijani_mean_killed_and_wounded() {
    let table = made(
        "a.csv",
        "Tarix,Yer,Enlik,Uzunluq,Ölən,Yaralı\n01.05.2021,Ağdam,39.7,46.6,1,2\n",
    );
    assert_eq!(
        table.cells(&["start", "lat", "lon", "killed", "wounded"]),
        ["2021-05-01 39.7 46.6 1 2"]
    );
}

#[test]
fn options_that_mean_nothing_for_what_is_written_are_refused() {
    let table = made("a.csv", "date,lat,lon\n2021-05-01,39.7,46.6\n");
    for (ending, option) in [
        ("geojson", "--with-places"),
        ("csv", "--with-places"),
        ("gpkg", "--origin-lines"),
        ("kml", "--origin-lines"),
    ] {
        let out = table.folder.path().join(format!("x.{ending}"));
        let path = [table.path.as_os_str(), "-o".as_ref(), out.as_os_str()];
        let args: Vec<_> = std::iter::once("convert".as_ref())
            .chain(path)
            .chain(std::iter::once(option.as_ref()))
            .collect();
        let (code, said) = contactline(&args);
        assert_eq!(code, Some(2), "{said}");
        let right = format!("{option} does not apply to .{ending}");
        assert!(said.contains(&right) && !out.exists(), "{said}");
    }
}

#[test]
fn an_archive_of_one_swapped_table_says_so_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.zip");
    let mut zip = zip::ZipWriter::new(fs::File::create(&path).expect("made"));
    zip.start_file("a.csv", zip::write::SimpleFileOptions::default())
        .expect("begun");
    let table = "date,lat,lon\n2021-05-01,46.6,39.7\n2021-05-02,46.7,39.8\n";
    std::io::Write::write_all(&mut zip, table.as_bytes()).expect("written");
    zip.finish().expect("finished");
    let zipped = Made { folder, path };
    let said = zipped.check(&[]);
    assert_eq!(said.matches("swapped: use").count(), 1, "{said}");
    let said = zipped.check(&["--swap-axes"]);
    assert!(said.contains("2, of which 2 inside the area"), "{said}");
}

/// The words for the date and for the dead stand twice: of each pair the first in the file counts, in
/// whatever format.
#[test]
fn which_of_two_columns_counts_is_no_matter_of_the_format() {
    let rows = [
        ("2021-05-01", "2021-06-01", 4, 9),
        ("2021-05-02", "2021-06-02", 5, 8),
    ];
    let table: String = rows
        .iter()
        .map(|(day, other, dead, more)| format!("{day},{other},{dead},{more},39.7,46.6\n"))
        .collect();
    let features = rows.map(|(day, other, dead, more)| {
        format!(
            r#"{{"type":"Feature","properties":{{"when":"{day}","event_date":"{other}","dead":{dead},
            "fatalities":{more}}},"geometry":{{"type":"Point","coordinates":[46.6,39.7]}}}}"#
        )
    });
    let placemarks = rows.map(|(day, other, dead, more)| {
        let data = [
            ("when", day.to_owned()),
            ("event_date", other.to_owned()),
            ("dead", dead.to_string()),
            ("fatalities", more.to_string()),
        ];
        let data = data
            .map(|(name, value)| format!(r#"<Data name="{name}"><value>{value}</value></Data>"#));
        format!(
            "<Placemark><ExtendedData>{}</ExtendedData><Point><coordinates>46.6,39.7</coordinates>\
             </Point></Placemark>",
            data.concat()
        )
    });
    let list = rows.map(|(day, other, dead, more)| {
        format!(
            r#"{{"when":"{day}","event_date":"{other}","dead":{dead},"fatalities":{more},
            "lat":39.7,"lon":46.6}}"#
        )
    });
    let heading = "when,event_date,dead,fatalities,lat,lon";
    let files = [
        made("a.csv", format!("{heading}\n{table}")),
        made("a.tsv", format!("{heading}\n{table}").replace(',', "\t")),
        made(
            "a.geojson",
            format!(
                r#"{{"type":"FeatureCollection","features":[{}]}}"#,
                features.join(",")
            ),
        ),
        made(
            "a.kml",
            format!(
                r#"<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{}</Document></kml>"#,
                placemarks.concat()
            ),
        ),
        made("a.json", format!("[{}]", list.join(","))),
    ];
    for file in files {
        let name = file.path.display().to_string();
        assert_eq!(
            file.cells(&["start", "killed"]),
            ["2021-05-01 4", "2021-05-02 5"],
            "{name}"
        );
        let said = file.check(&[]);
        for (winner, field, lost) in [
            ("when", "date or start", "event_date"),
            ("dead", "killed", "fatalities"),
        ] {
            let told = format!(
                "warning: '{winner}' is the column taken for {field}; this one is kept as a property [{lost}]"
            );
            assert!(said.contains(&told), "{name}: {said}");
        }
    }
}

/// The name adds no more than the region; where it is a settlement elsewhere, that is told.
#[test]
fn the_position_a_row_states_is_the_one_that_counts() {
    let table = made(
        "a.csv",
        "date,place,lat,lon,precision_km\n2021-05-01,Agdam,39.98,46.94,\n\
         2021-05-02,Agdam,39.9955,46.93,7\n2021-05-03,Shusha,40.11,46.04,\n",
    );
    assert_eq!(
        table.cells(&["places", "lon", "lat"]),
        [
            "aghdam/Agdam#46.94,39.98 46.94 39.98",
            "aghdam/Agdam#46.93,39.9955±7 46.93 39.9955",
            "kalbajar/Shusha#46.04,40.11 46.04 40.11",
        ]
    );
    let said = table.check(&[]);
    let contradictions: Vec<&str> = said
        .lines()
        .filter(|line| line.contains("contradicts the name"))
        .collect();
    let [only] = contradictions[..] else {
        panic!("{said}");
    };
    assert!(
        only.starts_with("a.csv:4: note:") || only.contains("/a.csv:4: note:"),
        "{only}"
    );
    assert!(
        only.ends_with("drawn and counted at the position: it lies in Kalbajar [Shusha]"),
        "{only}"
    );
}

#[test]
fn what_is_no_field_stays_with_its_record() {
    let features = made(
        "a.geojson",
        r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","id":"x7","properties":{"date":"2021-05-05","verified":true,"crew":{"lead":"B"},
         "photo":null,"calibre":"122 mm"},"geometry":{"type":"Point","coordinates":[46.7,39.8]}}]}"#,
    );
    assert_eq!(
        features.cells(&["report", "start", "other"]),
        [r#"x7 2021-05-05 {"verified":true,"crew":{"lead":"B"},"calibre":"122 mm"}"#]
    );
    let table = made(
        "a.csv",
        "date,lat,lon,calibre,remark,remark\n2021-05-05,39.8,46.7,122 mm,one,two\n",
    );
    assert_eq!(
        table.cells(&["other"]),
        [r#"{"calibre":"122 mm","remark":"one","remark_2":"two"}"#]
    );
}

#[test]
fn what_has_no_date_is_written_with_its_name() {
    let borders = made(
        "borders.geojson",
        r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"ADM1_EN":"North","pop":12},"geometry":{"type":"MultiPolygon",
         "coordinates":[[[[46,39],[47,39],[47,40],[46,39]]]]}},
        {"type":"Feature","properties":{"NAME_1":"South"},"geometry":{"type":"Polygon",
         "coordinates":[[[46,38],[47,38],[47,39],[46,38]]]}}]}"#,
    );
    for ending in ["kml", "geojson", "gpkg"] {
        let out = borders.folder.path().join(format!("out.{ending}"));
        let args = [
            "convert".as_ref(),
            borders.path.as_os_str(),
            "-o".as_ref(),
            out.as_os_str(),
        ];
        let (code, said) = contactline(&args);
        assert_eq!(code, Some(0), "{said}");
        let (_, said) = contactline(&["check".as_ref(), out.as_os_str()]);
        assert!(said.contains("zones        2"), "{ending}: {said}");
        if ending != "gpkg" {
            let text = fs::read_to_string(&out).expect("text");
            assert!(text.contains("North") && text.contains("South"), "{text}");
        }
    }
    let table = made("a.csv", "place,lat,lon,killed\nAgdam,39.9955,46.93,2\n");
    assert_eq!(
        table.cells(&["start", "places", "killed"]),
        ["aghdam/Agdam#46.93,39.9955 2"]
    );
}
