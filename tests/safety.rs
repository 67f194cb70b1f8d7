//! Files nobody meant to write: mutated seeds of every format, inputs that are many times their size in
//! memory, and the same file cut into blocks of every size.
//!
//! `cargo test --test safety` tries a few hundred mutations of each format, always the same. With
//! CONTACTLINE_MUTATE_SECONDS it goes on for so long with each, with CONTACTLINE_MUTATE_SEED elsewhere
//! than usual, with CONTACTLINE_MUTATE_ONLY one of them alone. What fails is kept in the temporary folder under the name that is told.

use std::{
    collections::BTreeMap,
    env, fs,
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

use contactline::{
    io::{Source, bulk::Tuning, read_data_folder},
    model::{Atlas, Budget, ImportOptions},
    query::search,
    session::{Session, file, link},
    store::formats,
};

/// Numbers that look like chance, the same for the same seed.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, most: usize) -> usize {
        (self.next() % most.max(1) as u64) as usize
    }
}

/// Texts that readers may stumble over.
const STUMBLES: [&[u8]; 24] = [
    b"null",
    b"NaN",
    b"1e999",
    b"-1e308",
    b"99999999999999999999",
    b"-9223372036854775808",
    b"\"",
    b"\\u0000",
    b"[",
    b"]",
    b"{",
    b"}",
    b"<",
    b"</",
    b"&#x0;",
    b"\r",
    b"\n\n",
    b"\t",
    b",",
    b";",
    b"\xff",
    b"\xef\xbb\xbf",
    b"9999-12-31",
    b"0000-00-00",
];

fn mutated(seeds: &[Vec<u8>], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = seeds[chance.below(seeds.len())].clone();
    for _ in 0..=chance.below(4) {
        let at = chance.below(bytes.len() + 1);
        let length = chance.below(1 + (bytes.len() - at).min(64));
        match chance.below(7) {
            0 => drop(bytes.drain(at..at + length)),
            1 => {
                let again = bytes[at..at + length].to_vec();
                bytes.splice(at..at, again.repeat(1 + chance.below(8)));
            }
            2 => {
                let stumble = STUMBLES[chance.below(STUMBLES.len())];
                bytes.splice(at..at, stumble.iter().copied());
            }
            3 => {
                let stumble = STUMBLES[chance.below(STUMBLES.len())];
                bytes.splice(at..at + length, stumble.iter().copied());
            }
            4 => {
                let other = &seeds[chance.below(seeds.len())];
                let from = chance.below(other.len());
                let part = &other[from..other.len().min(from + 200)];
                bytes.splice(at..at, part.iter().copied());
            }
            5 => bytes.truncate(at),
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << chance.below(8);
                }
            }
        }
    }
    bytes.truncate(60_000);
    bytes
}

/// The small files among the cases, by their endings; shapefiles are read without their tables.
fn seeds() -> BTreeMap<String, Vec<Vec<u8>>> {
    fn gather(folder: &Path, found: &mut BTreeMap<String, Vec<Vec<u8>>>) {
        let entries = fs::read_dir(folder).expect("a folder");
        let mut paths: Vec<_> = entries
            .map(|entry| entry.expect("an entry").path())
            .collect();
        paths.sort();
        for path in paths {
            if path.is_dir() {
                gather(&path, found);
                continue;
            }
            let ending = path.extension().unwrap_or_default().to_string_lossy();
            let bytes = fs::read(&path).expect("a file");
            if bytes.len() < 30_000 && READ.contains(&&*ending) {
                found.entry(ending.into_owned()).or_default().push(bytes);
            }
        }
    }
    const READ: [&str; 12] = [
        "csv", "tsv", "json", "geojson", "geojsonl", "geojsons", "kml", "gpx", "shp", "xlsx",
        "ods", "gpkg",
    ];
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut found = BTreeMap::new();
    gather(&root.join("cases"), &mut found);
    gather(&root.join("hostile"), &mut found);
    found
}

fn read_file(path: &Path, bytes: &[u8], number: u64) {
    fs::write(path, bytes).expect("written");
    // Every second one in blocks, as large files are read.
    let tuning = match number % 2 {
        0 => Tuning::default(),
        _ => Tuning {
            large_file_bytes: 0,
            many_records: 0,
            block_bytes: 1 + (number % 300) as usize,
            threads: 2,
            ..Tuning::default()
        },
    };
    let budget = Budget::default();
    let read = formats::read_tuned(path, &ImportOptions::default(), &budget, tuning);
    if let Ok(read) = read {
        let _ = Atlas::build_within(read.draft, &budget);
    }
}

/// The time of processors that this program has used, where the system tells it.
fn used() -> Option<Duration> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    let fields = stat.rsplit(") ").next().unwrap_or_default().split(' ');
    let ticks = fields.skip(11).take(2);
    let ticks = ticks.filter_map(|ticks| ticks.parse::<u64>().ok());
    // Ticks are hundredths of a second wherever there is such a file.
    Some(Duration::from_millis(ticks.sum::<u64>() * 10))
}

/// Tries mutations of the seeds, and says how many.
fn attack(name: &str, seeds: &[Vec<u8>], usual: u64, mut run: impl FnMut(&[u8], u64)) {
    let number = |name: &str| {
        env::var(name)
            .ok()
            .and_then(|text| text.parse::<u64>().ok())
    };
    if env::var("CONTACTLINE_MUTATE_ONLY").is_ok_and(|only| only != name) {
        return;
    }
    let seconds = number("CONTACTLINE_MUTATE_SECONDS").map(Duration::from_secs);
    let seed = number("CONTACTLINE_MUTATE_SEED").unwrap_or(1);
    let mut chance = Chance(seed);
    let begun = Instant::now();
    let mut tried = 0;
    while match seconds {
        Some(seconds) => begun.elapsed() < seconds,
        None => tried < usual,
    } {
        let input = mutated(seeds, &mut chance);
        tried += 1;
        let mut try_it = || {
            let begun = Instant::now();
            let done = catch_unwind(AssertUnwindSafe(|| run(&input, tried)));
            (done.is_ok(), begun.elapsed())
        };
        let (sound, mut took) = try_it();
        // A machine that does much else is slow now and then: what counts then is the time of its processors.
        for _ in 0..3 {
            if sound && seconds.is_some() && took > Duration::from_secs(2) {
                let before = used();
                let all = try_it().1;
                let used = used().zip(before).map(|(after, before)| after - before);
                took = took.min(used.map_or(all, |used| used.min(all)));
            }
        }
        let is_good = sound && (seconds.is_none() || took <= Duration::from_secs(2));
        let kept = env::temp_dir().join(format!("contactline-{name}-{seed}-{tried}"));
        if !is_good {
            fs::write(&kept, &input).expect("kept");
        }
        assert!(
            is_good,
            "{name}, seed {seed}, input {tried}: sound {sound}, {took:?}; see {kept:?}"
        );
    }
    println!("{name}: {tried} inputs, seed {seed}");
}

#[test]
fn mutated_files_of_every_format_are_read_or_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    for (ending, seeds) in seeds() {
        let path = folder.path().join(format!("a.{ending}"));
        attack(&ending, &seeds, 60, |bytes, number| {
            read_file(&path, bytes, number)
        });
    }
}

#[test]
fn mutated_links_sessions_and_searches_are_read_or_refused() {
    let session = Session::default();
    let text = vec![file::write(&session).into_bytes()];
    let as_text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    attack("session", &text, 300, |bytes, _| {
        drop(file::read(&as_text(bytes)))
    });
    let links = vec![link::write(&session).into_bytes()];
    attack("link", &links, 300, |bytes, _| {
        drop(link::read(&as_text(bytes)))
    });
    let (draft, _) = read_data_folder(&Source::Embedded).expect("the built-in data");
    let (atlas, _) = Atlas::build(draft);
    let typed = ["7-8 August 2022", "Kəlbəcər 120 mm", "2022-08", "Մոխրաբերդ"];
    let typed: Vec<Vec<u8>> = typed.iter().map(|text| text.as_bytes().to_vec()).collect();
    attack("search", &typed, 30, |bytes, _| {
        drop(search(&atlas, &as_text(bytes), 60))
    });
}

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

/// A stored archive of files.
#[cfg(target_os = "linux")]
fn zipped(members: &[(&str, &str)], method: zip::CompressionMethod) -> Vec<u8> {
    use std::io::Write as _;
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(method);
    for (name, text) in members {
        archive.start_file(*name, options).expect("begun");
        archive.write_all(text.as_bytes()).expect("written");
    }
    archive.finish().expect("whole").into_inner()
}

/// A workbook of Excel with these rows.
#[cfg(target_os = "linux")]
fn workbook(rows: &str, method: zip::CompressionMethod) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let book = format!(
        "<workbook xmlns='{main}' xmlns:r='{office}'><sheets><sheet name='a' sheetId='1' r:id='r1'/></sheets></workbook>"
    );
    let parts = format!(
        "<Relationships xmlns='{package}'><Relationship Id='r1' Type='{office}/worksheet' Target='worksheets/sheet1.xml'/></Relationships>"
    );
    let sheet = format!("<worksheet xmlns='{main}'><sheetData>{rows}</sheetData></worksheet>");
    zipped(
        &[
            ("xl/workbook.xml", &book),
            ("xl/_rels/workbook.xml.rels", &parts),
            ("xl/worksheets/sheet1.xml", &sheet),
        ],
        method,
    )
}

/// A workbook of LibreOffice with these rows.
#[cfg(target_os = "linux")]
fn open_document(rows: &str, method: zip::CompressionMethod) -> Vec<u8> {
    let space = "urn:oasis:names:tc:opendocument:xmlns";
    let content = format!(
        "<office:document-content xmlns:office='{space}:office:1.0' xmlns:table='{space}:table:1.0' xmlns:text='{space}:text:1.0'><office:body><office:spreadsheet><table:table table:name='a'>{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    let manifest = format!("<m:manifest xmlns:m='{space}:manifest:1.0'/>");
    zipped(
        &[
            ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
            ("META-INF/manifest.xml", &manifest),
            ("content.xml", &content),
        ],
        method,
    )
}

/// A GeoPackage of one layer, each of whose rows has this geometry.
#[cfg(target_os = "linux")]
fn layer(path: &Path, geometry: &[u8], rows: usize) {
    let mut database = rusqlite::Connection::open(path).expect("made");
    database
        .execute_batch(
            "PRAGMA application_id = 0x47504B47; PRAGMA user_version = 10300; PRAGMA synchronous = OFF;
            CREATE TABLE gpkg_spatial_ref_sys (srs_name, srs_id INTEGER PRIMARY KEY, organization, organization_coordsys_id, definition, description);
            INSERT INTO gpkg_spatial_ref_sys VALUES ('WGS 84', 4326, 'EPSG', 4326, 'x', '');
            CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type, identifier, description, last_change, min_x, min_y, max_x, max_y, srs_id);
            INSERT INTO gpkg_contents VALUES ('a', 'features', 'a', '', '', 0, 0, 1, 1, 4326);
            CREATE TABLE gpkg_geometry_columns (table_name, column_name, geometry_type_name, srs_id, z, m);
            INSERT INTO gpkg_geometry_columns VALUES ('a', 'geom', 'GEOMETRY', 4326, 0, 0);
            CREATE TABLE a (fid INTEGER PRIMARY KEY, geom BLOB);",
        )
        .expect("tables");
    let all = database.transaction().expect("begun");
    {
        let mut insert = all
            .prepare("INSERT INTO a (geom) VALUES (?1)")
            .expect("a statement");
        for _ in 0..rows {
            insert.execute([geometry]).expect("a row");
        }
    }
    all.commit().expect("written");
}

/// A shapefile without a table, each of whose shapes has this record.
#[cfg(target_os = "linux")]
fn shapes(kind: i32, record: &[u8], count: usize) -> Vec<u8> {
    let words = (record.len() / 2) as i32;
    let all = (100 + count * (8 + record.len())) as i32 / 2;
    let mut bytes = Vec::new();
    for word in [9994, 0, 0, 0, 0, 0, all] {
        bytes.extend(i32::to_be_bytes(word));
    }
    bytes.extend([1000, kind].map(i32::to_le_bytes).concat());
    bytes.extend(
        [0.0, 0.0, 50.0, 50.0, 0.0, 0.0, 0.0, 0.0]
            .map(f64::to_le_bytes)
            .concat(),
    );
    for number in 1..=count as i32 {
        bytes.extend(number.to_be_bytes());
        bytes.extend(words.to_be_bytes());
        bytes.extend(record);
    }
    bytes
}

/// The room that the program takes for itself, in MiB: about 70 where it is optimised, more where not.
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

/// Looks at a file with no more memory than one of its size may take: eight times it, and 300 MB, of which
/// the program itself has 70. It is read, or refused with the cause.
#[cfg(target_os = "linux")]
fn look_within(path: &Path, size: u64) {
    let most_kib = (8 * size + 230_000_000) / 1024 + own_room() * 1024;
    let script = format!("ulimit -v {most_kib}; exec \"$0\" check \"$1\"");
    let done = Command::new("sh")
        .args(["-c", &script, env!("CARGO_BIN_EXE_contactline")])
        .arg(path)
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
fn a_file_takes_no_more_memory_than_eight_times_its_size_and_300_mb() {
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
    let file = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).expect("written");
        look_within(&path, bytes.len() as u64);
        fs::remove_file(&path).expect("there");
        println!("{name}: held");
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
                    &format!(
                        "{kml}{}{end}",
                        many(
                            "<Placemark><Point><coordinates>46,40</coordinates></Point></Placemark>"
                        )
                    ),
                )],
                Stored,
            )
        }),
        ("rows.zip", &|| {
            zipped(
                &[(
                    "a.csv",
                    &format!("date,lat,lon\n{}", many("2022-08-07,40,46\n")),
                )],
                Stored,
            )
        }),
        ("areas.zip", &|| {
            let one = feature("Polygon", "[[[46,40],[47,40],[46,41],[46,40]]]");
            zipped(
                &[(
                    "a.geojson",
                    &format!("{collection}{}{one}]}}", many(&format!("{one},"))),
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
            let members: Vec<(&str, &str)> = names.iter().map(|name| (&**name, &*text)).collect();
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
            look_within(&path, fs::metadata(&path).expect("there").len());
            println!("{name}: held");
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
}
