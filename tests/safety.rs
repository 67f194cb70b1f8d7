//! Files nobody meant to write: mutated seeds of every format, inputs that are many times their size in
//! memory, and the same file cut into blocks of every size.
//!
//! `cargo test --test safety` tries a few hundred mutations of each format, always the same. With
//! CONTACTLINE_MUTATE_SECONDS it goes on for so long with each, with CONTACTLINE_MUTATE_SEED elsewhere
//! than usual. What fails is kept in the temporary folder under the name that is told.

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

/// Tries mutations of the seeds, and gives how many.
fn attack(name: &str, seeds: &[Vec<u8>], usual: u64, mut run: impl FnMut(&[u8], u64)) -> u64 {
    let number = |name: &str| {
        env::var(name)
            .ok()
            .and_then(|text| text.parse::<u64>().ok())
    };
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
        // A machine that does much else is slow now and then.
        for _ in 0..3 {
            if sound && seconds.is_some() && took > Duration::from_secs(2) {
                took = took.min(try_it().1);
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
    tried
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
