//! KML and KMZ.

use std::io::{Cursor, Write as _};

use contactline::{
    io::{Provenance, kml},
    model::{Atlas, Budget, Draft, ImportOptions, Note, NoteLog, Place, Site, draft::SiteDraft},
};
use proptest::prelude::*;
use zip::{ZipWriter, write::SimpleFileOptions};

use crate::made_up::{self, check_same, told};

fn written(draft: &Draft) -> Vec<u8> {
    let mut bytes = Vec::new();
    let positions = |site: &SiteDraft| site.stated();
    let origin = Provenance::default();
    kml::write(&mut bytes, draft, &draft.reports, &positions, &origin).expect("memory");
    bytes
}

fn read(bytes: &[u8]) -> Result<(Draft, Vec<String>), String> {
    let (mut draft, mut notes) = (Draft::default(), NoteLog::default());
    let place = Place::file("map.kml");
    let budget = Budget::default();
    // As for a file of that size.
    budget.allow_more(bytes.len() as u64);
    kml::read(
        (&place, "map"),
        bytes,
        &ImportOptions::default(),
        &budget,
        &mut draft,
        &mut notes,
    )
    .map_err(|error| error.to_string())?;
    Ok((
        draft,
        notes.finish(&place).iter().map(Note::to_string).collect(),
    ))
}

/// Reads Placemarks.
fn placemarks(inside: &str) -> (Draft, Vec<String>) {
    let text = format!("<kml xmlns=\"x\"><Document>\n{inside}\n</Document></kml>");
    read(text.as_bytes()).expect("KML")
}

fn refused(text: &str) -> String {
    read(text.as_bytes()).expect_err(text)
}

/// The draft of an atlas, with reports, zones and lines of another.
fn with(mut draft: Draft, other: Draft) -> Draft {
    draft.zones = other.zones;
    draft.lines = other.lines;
    draft.reports = other.reports;
    draft
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn what_is_written_is_read_again(mut draft in made_up::draft()) {
        // A KML file does not know which opened file something comes from.
        for report in &mut draft.reports {
            report.file = None;
        }
        let (atlas, _) = Atlas::build(draft);
        let draft = atlas.to_draft();
        // The places are those that everything else is opened beside, and in no file.
        let own = Draft { settlements: Vec::new(), ..draft.clone() };
        let (read, notes) = read(&written(&own)).expect("what was written");
        prop_assert_eq!(notes, Vec::<String>::new());
        let (again, _) = Atlas::build(with(draft, read));
        check_same(&told(&again), &told(&atlas));
    }

    #[test]
    fn any_text_is_read_without_a_panic(text in "(<kml|</?Placemark>|<Point>|<coordinates>|1,2 |&amp;|&x;|<!\\[CDATA\\[|\\PC){0,40}") {
        let _ = read(text.as_bytes());
        let _ = read(format!("<kml>{text}</kml>").as_bytes());
    }
}

#[test]
fn the_placemarks_of_others_become_groups_zones_lines_and_places() {
    let (draft, notes) = placemarks(
        r##"<Style id="red"><LineStyle><color>ff0000ff</color><width>3</width></LineStyle></Style>
<StyleMap id="both"><Pair><key>normal</key><styleUrl>#red</styleUrl></Pair>
<Pair><key>highlight</key><styleUrl>#none</styleUrl></Pair></StyleMap>
<Placemark id="a"><name>Shelling &amp; more</name><TimeStamp><when>2022-08-07T16:30:00Z</when></TimeStamp>
 <Point><coordinates> 46.1,40.2,1500 </coordinates></Point></Placemark>
<Placemark><name>arrow</name><ExtendedData><SchemaData schemaUrl="#s"><SimpleData name="count">3</SimpleData>
 <SimpleData name="colour">blue</SimpleData></SchemaData></ExtendedData>
 <LineString><coordinates>46.1,40.2 46.3,40.4</coordinates></LineString></Placemark>
<Placemark><name>area</name><description><![CDATA[<b>from</b> a map]]></description>
 <TimeSpan><begin>2021</begin><end>2022-03</end></TimeSpan><styleUrl>#both</styleUrl>
 <Polygon><outerBoundaryIs><LinearRing><coordinates>46,40 47,40 47,41 46,41 46,40</coordinates></LinearRing></outerBoundaryIs>
 <innerBoundaryIs><LinearRing><coordinates>46.4,40.4 46.6,40.4 46.6,40.6 46.4,40.4</coordinates></LinearRing></innerBoundaryIs></Polygon></Placemark>
<Placemark><name>trench</name><MultiGeometry><LineString><coordinates>46,40 47,40</coordinates></LineString>
 <LineString><coordinates>46,41 47,41</coordinates></LineString></MultiGeometry></Placemark>
<Placemark><name>village</name><Point><coordinates>46.5,40.5</coordinates></Point></Placemark>"##,
    );
    let [of_height, of_line] = &notes[..] else {
        panic!("{notes:?}");
    };
    assert!(of_height.starts_with("map.kml:5: note: positions have a height"));
    assert!(of_line.starts_with("map.kml:7: note: the file does not say that a line leads"));
    let (stamped, line) = (&draft.reports[0], &draft.reports[1]);
    assert_eq!(stamped.id, "a");
    let when = stamped.claims[0].when.interval().expect("a time");
    assert_eq!(when.start().to_string(), "2022-08-07 20:30");
    assert_eq!(stamped.claims[0].places[0].at.map(|at| at.x), Some(46.1));
    assert_eq!(
        stamped.claims[0].properties.as_deref(),
        Some(r#"{"name":"Shelling & more"}"#)
    );
    // Nothing says that it leads from one end to the other.
    assert_eq!(line.claims[0].count, Some(3.into()));
    let ends = line.claims[0].places.iter().filter_map(|site| site.at);
    let ends: Vec<(f64, f64)> = ends.map(|at| (at.x, at.y)).collect();
    assert_eq!(ends, [(46.1, 40.2), (46.3, 40.4)]);
    assert!(line.claims[0].origins.is_empty() && line.claims[0].targets.is_empty());
    let zone = &draft.zones[0];
    assert_eq!(zone.names.get(Default::default()), "area");
    assert_eq!(zone.note, "<b>from</b> a map");
    assert_eq!(
        zone.dated.from.map(|day| day.to_string()).as_deref(),
        Some("2021-01-01")
    );
    assert_eq!(
        zone.dated.end.map(|day| day.to_string()).as_deref(),
        Some("2022-04-01")
    );
    assert_eq!(zone.shape.0[0].interiors().len(), 1);
    assert_eq!(zone.extra.style.stroke, Some([255, 0, 0]));
    assert_eq!(zone.extra.style.stroke_width, Some(3.0));
    assert_eq!(draft.lines[0].shape.0.len(), 2);
    assert_eq!(
        draft.settlements[0].names.get(Default::default()),
        "village"
    );
}

#[test]
fn a_written_group_is_drawn_from_its_origins_to_its_targets() {
    let (draft, _) = placemarks(
        "<Placemark><ExtendedData><Data name=\"origins\"><value>#46,40; #46,41</value></Data>\
         <Data name=\"targets\"><value>#48,40</value></Data></ExtendedData></Placemark>",
    );
    let text = String::from_utf8(written(&draft)).expect("text");
    let drawn: Vec<&str> = text
        .split("<coordinates>")
        .skip(1)
        .filter_map(|part| part.split("</coordinates>").next())
        .collect();
    assert_eq!(
        drawn,
        ["46,40 47,40.25", "46,41 47,40.25", "47,40.25 48,40"]
    );
    assert!(text.contains("program: Contactline"));
}

#[test]
fn what_cannot_be_drawn_is_left_out_with_its_line() {
    let (draft, notes) = placemarks(
        "<Placemark><name>a</name><Point><coordinates>here</coordinates></Point></Placemark>\n\
         <Placemark><name>b</name><LineString><coordinates>NaN,40 46,40</coordinates></LineString></Placemark>\n\
         <Placemark><name>c</name><LineString><coordinates>446,40 46,40</coordinates></LineString></Placemark>\n\
         <Placemark><name>d</name><Polygon/></Placemark>\n\
         <Placemark><name>e</name></Placemark>\n\
         <Placemark><name>f</name><TimeStamp><when>noon</when></TimeStamp><Point><coordinates>46,40</coordinates></Point></Placemark>",
    );
    assert_eq!(draft.len(), 1, "{draft:?}");
    insta::assert_snapshot!(notes.join("\n"), @r"
    map.kml:2: error: the geometry is skipped: 'here' is not a position such as 46.5,39.8 [a]
    map.kml:3: error: the geometry is skipped: 'NaN,40' is not a position such as 46.5,39.8 [b]
    map.kml:4: error: the feature is skipped: longitude 446, latitude 40 is not a position in degrees (EPSG:4326) [c]
    map.kml:5: error: the geometry is skipped: a polygon without an outer ring [d]
    map.kml:6: warning: only a name; the feature is skipped [e]
    map.kml:7: warning: not a time; treated as undated [noon]
    ");
}

#[test]
fn what_is_no_kml_is_refused_with_line_and_cause() {
    let deep = format!("<kml>{}", "<Folder>\n".repeat(200));
    let all = [
        refused(""),
        refused("  \n"),
        refused("hello"),
        refused("<!DOCTYPE html>\n<html><body>404</body></html>"),
        refused("<gpx/>"),
        refused("<kml>\n<Document>\n<Placemark><name>half a na"),
        refused("<kml>\n<Document></Placemark></kml>"),
        refused("<!DOCTYPE kml [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>\n<kml>&b;</kml>"),
        refused(&deep),
        read(b"<kml>\xff</kml>").expect_err("no text"),
    ];
    insta::assert_snapshot!(all.join("\n"), @r"
    map.kml: the file is empty
    map.kml: the file is empty
    map.kml:1: not KML: it holds no element
    map.kml:2: a web page, not KML: the site sent a page instead of the file
    map.kml:1: XML, but not KML: it begins with <gpx>
    map.kml:3: the file is truncated within <name>
    map.kml:2: damaged XML: ill-formed document: expected `</Document>`, but `</Placemark>` was found
    map.kml:1: it declares entities of its own; such files are refused, because they can grow without end
    map.kml:100: more than 100 nested elements
    map.kml:1: not UTF-8 text: it seems to be in windows-1252; save it as UTF-8, for instance with QGIS (Export > Save Features As, encoding UTF-8) or 'iconv -f windows-1252 -t utf-8'
    ");
}

#[test]
fn text_in_another_encoding_is_read_as_the_file_states_it() {
    let text = "<?xml version=\"1.0\" encoding=\"windows-1251\"?><kml><Placemark><name>Шуша</name>\
                <Point><coordinates>46.7,39.7</coordinates></Point></Placemark></kml>";
    let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(text);
    let (draft, _) = read(&bytes).expect("KML");
    assert_eq!(draft.settlements[0].names.get(Default::default()), "Шуша");
}

fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let options = SimpleFileOptions::default();
        archive.start_file(*name, options).expect("memory");
        archive.write_all(bytes).expect("memory");
    }
    archive.finish().expect("memory").into_inner()
}

fn read_kmz(bytes: &[u8]) -> Result<Draft, String> {
    let mut draft = Draft::default();
    let place = Place::file("map.kmz");
    let budget = Budget::default();
    kml::read_kmz(
        (&place, "map"),
        bytes,
        &ImportOptions::default(),
        &budget,
        &mut draft,
        &mut NoteLog::default(),
    )
    .map_err(|error| error.to_string())?;
    Ok(draft)
}

#[test]
fn a_kmz_is_written_and_read() {
    let (draft, _) = placemarks(
        "<Placemark><ExtendedData><Data name=\"to\"><value>Lachin</value></Data></ExtendedData></Placemark>",
    );
    let mut bytes = Vec::new();
    let origin = Provenance::default();
    kml::write_kmz(&mut bytes, &draft, &draft.reports, &|_| None, &origin).expect("memory");
    assert!(kml::looks_like_archive(&bytes));
    let (atlas, _) = Atlas::build(read_kmz(&bytes).expect("a KMZ"));
    let report = atlas.reports().next().expect("a report");
    let target = report.claims[0].targets[0].clone();
    assert_eq!(target, Site::Unplaced("Lachin".to_owned()));
}

#[test]
fn an_archive_that_would_fill_the_memory_or_holds_no_map_is_refused() {
    let bomb = vec![b' '; 64 << 20];
    let check = |bytes: &[u8], expected: &str| {
        assert_eq!(read_kmz(bytes).map(|_| ()), Err(expected.to_owned()));
    };
    let packed = archive(&[("doc.kml", &bomb)]);
    let what = read_kmz(&packed).expect_err("a bomb");
    assert!(
        what.starts_with("map.kmz: 'doc.kml' unpacks from "),
        "{what}"
    );
    assert!(
        what.ends_with("bytes to more than 16 MiB, the limit"),
        "{what}"
    );
    check(
        &archive(&[("inner.kmz", &packed)]),
        "map.kmz: the archive holds other archives and no KML; unpack it and open the files inside",
    );
    check(
        &archive(&[("a.png", b"")]),
        "map.kmz: the archive holds no KML file",
    );
    check(b"", "map.kmz: the file is empty");
    let what = read_kmz(&packed[..packed.len() / 2]).expect_err("half");
    assert!(what.starts_with("map.kmz: not a ZIP archive"), "{what}");
    let inside = archive(&[("doc.kml", b"<kml>\n<b>")]);
    check(
        &inside,
        "map.kmz/doc.kml:2: the file is truncated within <b>",
    );
}

#[test]
fn a_polygon_of_a_million_corners_is_read_whole() {
    let mut ring = String::new();
    for index in 0..1_000_000 {
        let turn = f64::from(index) / 1e6 * std::f64::consts::TAU;
        ring += &format!("{:.7},{:.7} ", 46.0 + turn.cos(), 40.0 + turn.sin());
    }
    ring += "47,40";
    let (draft, notes) = placemarks(&format!(
        "<Placemark><Polygon><outerBoundaryIs><LinearRing><coordinates>{ring}</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>"
    ));
    assert_eq!(notes, Vec::<String>::new());
    assert_eq!(draft.zones.len(), 1);
    // A million corners, and the first of them once more, which closes the ring.
    assert_eq!(draft.zones[0].shape.0[0].exterior().0.len(), 1_000_001);
}
