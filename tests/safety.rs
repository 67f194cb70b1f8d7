//! Inputs that are many times their size in memory, and the same file cut into blocks of every size.

mod common;

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use common::{
    archives::{layer, open_document, packed_tightly, shapes, workbook, zipped},
    side_by_side::side_by_side,
};
use contactline::{
    io::bulk::Tuning,
    model::{Budget, ImportOptions},
    store::formats,
};

/// What a person is told of a file, and how many rows it gave, read in blocks of that size.
fn told(path: &Path, block_bytes: usize, threads: usize) -> (usize, Vec<String>) {
    let tuning = Tuning {
        large_file_bytes: 0,
        block_bytes,
        threads,
        ..Tuning::default()
    };
    let read = formats::read_tuned(path, &ImportOptions::default(), &Budget::default(), tuning);
    match read {
        Ok(read) => {
            let notes = read.notes.iter().map(ToString::to_string).collect();
            (read.draft.records(), notes)
        }
        Err(error) => (0, vec![error.to_string()]),
    }
}

#[test]
fn what_is_told_of_a_file_does_not_depend_on_blocks_or_threads() {
    let folder = tempfile::tempdir().expect("a folder");
    let feature = |date: &str, at: &str| {
        format!(
            "{{\"type\":\"Feature\",\"properties\":{{\"date\":\"{date}\"}},\n\"geometry\":{{\"type\":\"Point\",\"coordinates\":{at}}}}}"
        )
    };
    let features = |last: &str| {
        let all = [
            feature("2022-08-07", "[46,40]"),
            feature("soon", "[46]"),
            feature("2022-08-08", "[46,40]"),
        ];
        format!(
            "{{\"type\":\"FeatureCollection\",\"features\":[\n{}{last}",
            all.join(",\n")
        )
    };
    let rows = "date,lat,lon,count\n2022-08-07,40,46,1\n\nsoon,40,46,x\r\n\"2022-\n08\",40,46,\"a\"b\n2022-08-09,95,46,2\n";
    let files = [
        ("sound.geojson", features("\n]}")),
        ("ends.geojson", features("\n")),
        ("wrong.geojson", features(",\n{\"type\":}\n]}")),
        ("rows.csv", rows.to_owned()),
        ("blank.csv", format!("{}{rows}", "\n".repeat(70))),
        (
            "quote.csv",
            format!("{rows}2022-08-10,40,46,\"open\n1\n2\n"),
        ),
        ("zero.csv", format!("{rows}2022-08-10,40,46,\0\n")),
    ];
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::write(&path, text).expect("written");
        let usual = told(&path, 1 << 20, 1);
        for block_bytes in [1, 2, 3, 7, 64, 1_000] {
            for threads in [1, 2, 5] {
                let own = told(&path, block_bytes, threads);
                assert_eq!(own, usual, "{name}, {block_bytes} bytes, {threads} threads");
            }
        }
    }
}

#[test]
fn any_number_of_blank_lines_may_come_before_a_heading() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("blank.csv");
    for blank in [0, 1, 1_000, 1_100_000, 4 << 20, 5_000_000] {
        let text = format!("{}date,lat,lon\n2022-08-07,40,46\n", "\n".repeat(blank));
        fs::write(&path, text).expect("written");
        let read = formats::read(&path, &ImportOptions::default(), &Budget::default());
        let read = read.unwrap_or_else(|error| panic!("{blank} blank lines: {error}"));
        assert_eq!(read.draft.records(), 1, "{blank} blank lines");
    }
}

/// The room that the program takes for itself where it is optimised, in MiB: most of it is the file of the
/// program as the system maps it.
#[cfg(target_os = "linux")]
const OPTIMISED_MIB: u64 = 55;

/// The room that the program takes for itself as it is tested, in MiB.
#[cfg(target_os = "linux")]
fn own_room() -> u64 {
    use std::sync::OnceLock;
    static ROOM: OnceLock<u64> = OnceLock::new();
    *ROOM.get_or_init(|| {
        let fits = |mib: &u64| {
            let script = format!("ulimit -v {}; exec \"$0\" --version", mib << 10);
            let done = Command::new("sh")
                .args(["-c", &script, env!("CARGO_BIN_EXE_contactline")])
                .env("MALLOC_ARENA_MAX", "1")
                .output()
                .expect("a shell");
            done.status.success()
        };
        (40..400).step_by(5).find(fits).expect("it fits")
    })
}

/// Looks at a file with no more memory than one of its size may take.
#[cfg(target_os = "linux")]
fn look_within(path: &Path, size: u64) -> Output {
    run_within(&["check"], path, &[], size)
}

/// Does something with a file within no more memory than one of its size may take: eight times it, and
/// 200 MB, the program itself among it. It is done, or refused with the cause.
#[cfg(target_os = "linux")]
fn run_within(verb: &[&str], path: &Path, further: &[&Path], size: u64) -> Output {
    // One that is not optimised is itself larger, and has no more for the file.
    let larger_kib = own_room().saturating_sub(OPTIMISED_MIB) * 1024;
    let most_kib = (8 * size + 200_000_000) / 1024 + larger_kib;
    let script = format!("ulimit -v {most_kib}; exec \"$0\" \"$@\"");
    let done = Command::new("sh")
        .args(["-c", &script, env!("CARGO_BIN_EXE_contactline")])
        .args(verb)
        .arg(path)
        .args(further)
        // What threads set aside and do not use counts as well.
        .env("MALLOC_ARENA_MAX", "1")
        .output()
        .expect("a shell");
    let said = String::from_utf8_lossy(&done.stderr);
    let code = done.status.code();
    let (mib, name) = (most_kib >> 10, path.display());
    assert!(
        code.is_some_and(|code| code <= 2),
        "{name} within {mib} MiB: {code:?} {said}"
    );
    assert!(!said.contains("panicked"), "{name}: {said}");
    done
}

/// What fills memories when it is unpacked is refused before it does.
#[cfg(target_os = "linux")]
#[test]
fn what_is_packed_tightly_takes_no_more_memory_than_any_other_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("tight.kmz");
    let mark = "<Placemark><ExtendedData><Data name=\"a\"><value>1</value></Data></ExtendedData></Placemark>";
    let bytes = packed_tightly("doc.kml", &mark.repeat(10_000), 300);
    assert!(bytes.len() < 3_000_000, "{} bytes", bytes.len());
    fs::write(&path, &bytes).expect("written");
    let done = look_within(&path, bytes.len() as u64);
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(said.contains("'doc.kml' unpacks from"), "{said}");
}

/// Two tables of 60,000 rows are an ordinary archive. It is packed to a tenth, so that it may take little.
#[cfg(target_os = "linux")]
#[test]
fn two_tables_of_many_rows_in_one_archive_are_read_within_its_memory() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("two.zip");
    let mut table = String::from("date,activity,lon,lat,target,count\n");
    for row in 0..60_000 {
        let day = 1 + row % 28;
        table.push_str(&format!(
            "2022-08-{day:02},shelling,46.{row:05},39.5,Lachin,{}\n",
            row % 7
        ));
    }
    let members = [("one.csv", table.as_bytes()), ("two.csv", table.as_bytes())];
    let bytes = zipped(&members, zip::CompressionMethod::Deflated);
    assert!(bytes.len() < 3_000_000, "{} bytes", bytes.len());
    fs::write(&path, &bytes).expect("written");
    let done = look_within(&path, bytes.len() as u64);
    let told = String::from_utf8_lossy(&done.stdout);
    assert!(told.contains("= 120000 loaded"), "{told}");
}

/// A file may name as many reporters as it has rows. What takes most of it is a database of them.
#[cfg(target_os = "linux")]
#[test]
fn tens_of_thousands_of_reporters_are_converted_within_the_memory_of_their_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("reporters.csv");
    let row = |row: usize| {
        let (day, north) = (1 + row % 28, row % 100);
        format!("2022-08-{day:02},Reporter number {row},39.{north:02},46.{row:05}\n")
    };
    let table = (0..80_000).map(row).collect::<String>();
    let table = format!("date,reporter,lat,lon\n{table}");
    fs::write(&path, &table).expect("written");
    let out = folder.path().join("out.gpkg");
    let further = [Path::new("-o"), &*out];
    let done = run_within(&["convert"], &path, &further, table.len() as u64);
    let told = String::from_utf8_lossy(&done.stdout);
    let is_whole = told.contains("80000 of 80000 records written");
    assert!(is_whole, "{done:?}");
}

/// Files that would be thirty times their size in memory are refused with the cause, within the memory
/// that a file of their size may take.
#[cfg(target_os = "linux")]
#[test]
fn a_file_of_many_empty_objects_is_refused_before_it_fills_the_memory() {
    let folder = tempfile::tempdir().expect("a folder");
    let count = 24_000_000 / 3;
    let files = [
        ("list.json", format!("[{}]", vec!["{}"; count].join(","))),
        ("lines.geojsonl", "{}\n".repeat(count)),
    ];
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::write(&path, &text).expect("written");
        let most_kib = (8 * text.len() as u64 + 200_000_000) / 1024;
        let script = format!("ulimit -v {most_kib}; exec \"$0\" check \"$1\"");
        let done = Command::new("sh")
            .args(["-c", &script, env!("CARGO_BIN_EXE_contactline")])
            .arg(&path)
            // What threads set aside and do not use counts as well.
            .env("MALLOC_ARENA_MAX", "1")
            .output()
            .expect("a shell");
        let said = String::from_utf8_lossy(&done.stderr);
        assert_eq!(done.status.code(), Some(2), "{name}: {said}");
        assert!(said.contains("MB of memory"), "{name}: {said}");
        assert!(!said.contains("panicked"), "{name}: {said}");
    }
}

/// Files of records as small as they get, in every format: a file that would be more in memory than it
/// may is refused before.
#[cfg(target_os = "linux")]
#[test]
fn a_file_takes_no_more_memory_than_eight_times_its_size_and_200_mb() {
    use zip::CompressionMethod::{Deflated, Stored};
    let folder = tempfile::tempdir().expect("a folder");
    let megabytes = env::var("CONTACTLINE_MEMORY_MB").ok();
    let megabytes = megabytes.map_or(8, |text| text.parse().expect("a number"));
    let size = megabytes * 1_000_000;
    let only = env::var("CONTACTLINE_MEMORY_ONLY").unwrap_or_default();
    let many = |record: &str| record.repeat(size / record.len());
    let numbered = |record: &dyn Fn(usize) -> String| {
        let each = record(100_000).len();
        (0..size / each).map(record).collect::<String>()
    };
    let is_wanted = |name: &str| name.contains(&only);
    let files = std::cell::RefCell::new(Vec::new());
    let file = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).expect("written");
        files.borrow_mut().push(path);
    };
    let text = |name: &str, head: &str, record: &str, tail: &str| {
        if is_wanted(name) {
            file(name, format!("{head}{}{tail}", many(record)).as_bytes());
        }
    };
    text("rows.csv", "date,lat,lon\n", "2022-08-07,40,46\n", "");
    text("tiny.csv", "date,a\n", "1,\n", "");
    text(
        "commas.csv",
        &format!("date{}\n", ",".repeat(2_000)),
        &format!("1{}\n", ",".repeat(2_000)),
        "",
    );
    text("wkt.csv", "date;geom\n", "2022-08-07;POINT(46 40)\n", "");
    let collection = "{\"type\":\"FeatureCollection\",\"features\":[";
    text("untyped.geojson", "{\"features\":[", "{},", "{}]}");
    text("empty.geojson", collection, "{},", "{}]}");
    let feature = |kind: &str, at: &str| {
        format!(
            "{{\"type\":\"Feature\",\"properties\":{{}},\"geometry\":{{\"type\":\"{kind}\",\"coordinates\":{at}}}}}"
        )
    };
    for (kind, at) in [
        ("Point", "[46,40]"),
        ("LineString", "[[46,40],[47,40]]"),
        ("Polygon", "[[[46,40],[47,40],[46,41],[46,40]]]"),
    ] {
        let one = feature(kind, at);
        text(
            &format!("{kind}.geojson"),
            collection,
            &format!("{one},"),
            &format!("{one}]}}"),
        );
        text(&format!("{kind}.geojsonl"), "", &format!("{one}\n"), "");
    }
    text(
        "line.geojson",
        "{\"type\":\"LineString\",\"coordinates\":[",
        "[1,2],",
        "[1,2]]}",
    );
    text(
        "area.geojson",
        "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],",
        "[1,2],",
        "[3,3],[0,0]]]}",
    );
    text(
        "points.geojson",
        "{\"type\":\"MultiPoint\",\"coordinates\":[",
        "[1,2],",
        "[1,2]]}",
    );
    // A thousand features of which each has hundreds of properties of its own.
    if is_wanted("own.geojson") {
        let per_feature = size / 20 / 1_000;
        let one = |nth: usize| {
            let keys = (0..per_feature).map(|key| format!("\"k{}\":1", nth * per_feature + key));
            let keys = keys.collect::<Vec<_>>().join(",");
            format!("{{\"type\":\"Feature\",\"properties\":{{{keys}}},\"geometry\":null}}")
        };
        let all: Vec<String> = (0..1_000).map(one).collect();
        file(
            "own.geojson",
            format!("{collection}{}]}}", all.join(",")).as_bytes(),
        );
    }
    text("list.json", "[", "{},", "{}]");
    text(
        "rows.json",
        "[",
        "{\"date\":\"2022-08-07\",\"lat\":40,\"lon\":46},",
        "{}]",
    );
    text("under.json", "{\"a\":[", "{},", "{}]}");
    text("numbers.json", "[{\"a\":[", "1,", "1]}]");
    text("reports.json", "{\"reports\":[", "{},", "{}]}");
    text("days.json", "[", "{\"key\":\"a\"},", "{\"key\":\"b\"}]");
    text("session.json", "{\"version\":1,\"own\":[", "{},", "{}]}");
    text("lines.geojsonl", "", "{}\n", "");
    let topology = "{\"type\":\"Topology\",\"arcs\":[[[1,2],[3,4]]],\"objects\":{\"a\":{\"type\":\"GeometryCollection\",\"geometries\":[";
    text(
        "points.topojson",
        topology,
        "{\"type\":\"Point\",\"coordinates\":[1,2]},",
        "{}]}}}",
    );
    text(
        "lines.topojson",
        topology,
        "{\"type\":\"LineString\",\"arcs\":[0]},",
        "{}]}}}",
    );
    text(
        "arcs.topojson",
        "{\"type\":\"Topology\",\"objects\":{},\"arcs\":[",
        "[[1,2]],",
        "[[1,2],[3,4]]]}",
    );
    let kml = "<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document>";
    let end = "</Document></kml>";
    text("tiny.kml", kml, "<Placemark/>", end);
    text(
        "points.kml",
        kml,
        "<Placemark><Point><coordinates>46,40</coordinates></Point></Placemark>",
        end,
    );
    text(
        "lines.kml",
        kml,
        "<Placemark><LineString><coordinates>46,40 47,40</coordinates></LineString></Placemark>",
        end,
    );
    text("folders.kml", kml, "<Folder/>", end);
    text(
        "tiny.gpx",
        "<gpx version=\"1.1\">",
        "<wpt lat=\"40\" lon=\"46\"/>",
        "</gpx>",
    );
    text(
        "track.gpx",
        "<gpx version=\"1.1\"><trk><trkseg>",
        "<trkpt lat=\"40\" lon=\"46\"/>",
        "</trkseg></trk></gpx>",
    );
    text(
        "parts.gpx",
        "<gpx version=\"1.1\"><trk>",
        "<trkseg/>",
        "</trk></gpx>",
    );
    text("tracks.gpx", "<gpx version=\"1.1\">", "<trk/>", "</gpx>");
    text(
        "dump.txt",
        "",
        "1\tx\t\t\t40\t46\tP\tPPL\tAZ\t\t\t\t\t\t0\t\t\t\t\n",
        "",
    );
    text(
        "settlements.csv",
        "key,name_en,lon,lat\n",
        "a,b,46,40\n",
        "",
    );
    for (name, text) in [
        (
            "names.csv",
            format!(
                "date,place,target\n{}",
                numbered(&|n| format!("2022-08-07,x{n},y{n}\n"))
            ),
        ),
        (
            "places.csv",
            format!("name,lat,lon\n{}", numbered(&|n| format!("x{n},40,46\n"))),
        ),
        (
            "keys.json",
            format!("[{}{{}}]", numbered(&|n| format!("{{\"a{n}\":1}},"))),
        ),
        (
            "named.kml",
            format!(
                "{kml}{}{end}",
                numbered(&|n| format!(
                    "<Placemark><name>{n}</name><Point><coordinates>46,40</coordinates></Point></Placemark>"
                ))
            ),
        ),
        (
            "data.kml",
            format!(
                "{kml}<Placemark><ExtendedData>{}</ExtendedData></Placemark>{end}",
                numbered(&|n| format!("<Data name=\"{n}\"/>"))
            ),
        ),
        (
            "styles.kml",
            format!(
                "{kml}{}{end}",
                numbered(&|n| format!("<Style id=\"{n}\"/>"))
            ),
        ),
    ] {
        if is_wanted(name) {
            file(name, text.as_bytes());
        }
    }
    let cell = "<table:table-cell office:value-type='float' office:value='4'/>";
    let repeated = cell.replacen(' ', " table:number-columns-repeated='16000' ", 1);
    let archives: [(&str, &dyn Fn() -> Vec<u8>); 10] = [
        ("cells.xlsx", &|| {
            workbook(
                &many("<row><c><v>44780</v></c><c><v>40</v></c></row>"),
                Stored,
            )
        }),
        ("wide.xlsx", &|| {
            workbook(
                &many(&format!("<row>{}</row>", "<c><v>1</v></c>".repeat(100))),
                Stored,
            )
        }),
        // Two cells, as far from each other as they can be.
        ("corners.xlsx", &|| {
            workbook(
                "<row r='1'><c r='A1'><v>1</v></c></row><row r='1048576'><c r='XFD1048576'><v>1</v></c></row>",
                Deflated,
            )
        }),
        ("cells.ods", &|| {
            open_document(
                &many(&format!("<table:table-row>{cell}{cell}</table:table-row>")),
                Stored,
            )
        }),
        ("repeated.ods", &|| {
            open_document(
                &format!(
                    "<table:table-row>{}</table:table-row>",
                    repeated.repeat(3_000)
                ),
                Deflated,
            )
        }),
        ("rows.ods", &|| {
            open_document(
                &format!(
                    "<table:table-row table:number-rows-repeated='1000000'>{cell}{cell}{cell}</table:table-row>"
                ),
                Deflated,
            )
        }),
        ("tiny.kmz", &|| {
            zipped(
                &[(
                    "doc.kml",
                    format!(
                        "{kml}{}{end}",
                        many(
                            "<Placemark><Point><coordinates>46,40</coordinates></Point></Placemark>"
                        )
                    )
                    .as_bytes(),
                )],
                Stored,
            )
        }),
        ("rows.zip", &|| {
            zipped(
                &[(
                    "a.csv",
                    format!("date,lat,lon\n{}", many("2022-08-07,40,46\n")).as_bytes(),
                )],
                Stored,
            )
        }),
        ("areas.zip", &|| {
            let one = feature("Polygon", "[[[46,40],[47,40],[46,41],[46,40]]]");
            zipped(
                &[(
                    "a.geojson",
                    format!("{collection}{}{one}]}}", many(&format!("{one},"))).as_bytes(),
                )],
                Stored,
            )
        }),
        ("many.zip", &|| {
            let names: Vec<String> = (0..3_000).map(|number| format!("{number}.csv")).collect();
            let text = format!(
                "date,lat,lon\n{}",
                "2022-08-07,40,46\n".repeat(size / 17 / 3_000)
            );
            let members: Vec<(&str, &[u8])> = names
                .iter()
                .map(|name| (&**name, text.as_bytes()))
                .collect();
            zipped(&members, Stored)
        }),
    ];
    for (name, bytes) in archives {
        if is_wanted(name) {
            file(name, &bytes());
        }
    }
    let header = [b"GP\0\x01", &4326_i32.to_le_bytes()[..]].concat();
    let doubles = |numbers: &[f64]| {
        numbers
            .iter()
            .flat_map(|n| n.to_le_bytes())
            .collect::<Vec<u8>>()
    };
    let line = [
        &[1, 2, 0, 0, 0, 2, 0, 0, 0][..],
        &doubles(&[46.0, 40.0, 47.0, 40.0]),
    ]
    .concat();
    let point = [&[1, 1, 0, 0, 0][..], &doubles(&[46.0, 40.0])].concat();
    for (name, geometry) in [("points.gpkg", point), ("lines.gpkg", line)] {
        if is_wanted(name) {
            let path = folder.path().join(name);
            let blob = [&header[..], &geometry].concat();
            layer(&path, &blob, size / (blob.len() + 8));
            files.borrow_mut().push(path);
        }
    }
    let point = [&1_i32.to_le_bytes()[..], &doubles(&[46.0, 40.0])].concat();
    let points = [
        &8_i32.to_le_bytes()[..],
        &doubles(&[46.0, 40.0, 46.0, 40.0]),
        &1_i32.to_le_bytes(),
        &doubles(&[46.0, 40.0]),
    ]
    .concat();
    for (name, kind, record) in [
        ("nulls.shp", 0, 0_i32.to_le_bytes().to_vec()),
        ("points.shp", 1, point),
        ("multipoints.shp", 8, points),
    ] {
        if is_wanted(name) {
            file(name, &shapes(kind, &record, size / (8 + record.len())));
        }
    }
    side_by_side(files.into_inner(), |path: PathBuf| {
        look_within(&path, fs::metadata(&path).expect("there").len());
        fs::remove_file(&path).expect("there");
        println!("{}: held", path.display());
    });
}
