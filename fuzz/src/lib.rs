//! What each fuzz target does with its input: any bytes at all must be read or refused, never crash the
//! program, run away with the memory, or take forever. It stands apart from the targets, so that the tests
//! of the program compile and try all of it without a fuzzer.

use std::{
    fs,
    sync::{Arc, LazyLock, OnceLock},
};

use contactline::{
    io::{
        Provenance, Source, SourceFile,
        bulk::Tuning,
        disk::{Replace, Target},
        events::{Cells, Defaults, Rest, Rows, cells},
        kml as kml_format, properties, read_data_folder,
        shapefile::{self as shapefile_format, Parts},
        statement::{About, StatementReader},
    },
    model::{
        Atlas, Budget, Day, Draft, Field, ImportOptions, NoteLog, Place, draft::ReportDraft,
        typed_days, typed_days::Reckoning, typed_position,
    },
    query::{
        condition::{Condition, Facts, LONGEST},
        search,
    },
    render::{decode_picture, decode_shapes},
    session::{file, link},
    store::{
        Project, Template,
        extract::{self as extract_file, Wanted},
        formats::READERS,
        geopackage as project_file, open_tiles,
        own_work::{Change, Kind, Record, WorkStore},
        read_offers,
    },
};
use jiff::Timestamp;

/// What takes any bytes.
pub type Taker = fn(&[u8]);

/// All targets by their names.
pub const TARGETS: [(&str, Taker); 12] = [
    ("data_folder", data_folder),
    ("extract", extract),
    ("files", files),
    ("geopackage", geopackage),
    ("kml", kml),
    ("offers", offers),
    ("own_work", own_work),
    ("read_statement", read_statement),
    ("rows", rows),
    ("shapefile", shapefile),
    ("tiles", tiles),
    ("typed", typed),
];

/// The data that is built in.
fn built_in() -> Draft {
    let read = read_data_folder(&Source::Embedded);
    read.expect("the built-in data").0
}

/// Any bytes as a file of a data folder: the first byte says which, the rest is the file.
pub fn data_folder(bytes: &[u8]) {
    let Some((which, bytes)) = bytes.split_first() else {
        return;
    };
    let names: Vec<&str> = Source::file_names().collect();
    let name = names[usize::from(*which) % names.len()];
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join(name), bytes).expect("written");
    if let Ok((draft, _)) = read_data_folder(&Source::Folder(folder.path().into())) {
        Atlas::build(draft);
    }
}

/// Any bytes as an extract of OpenStreetMap, of which a map is made.
pub fn extract(bytes: &[u8]) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("fuzz.osm.pbf");
    fs::write(&path, bytes).expect("written");
    let wanted = Wanted {
        bbox: None,
        deepest: 8,
    };
    let map = folder.path().join("fuzz.pmtiles");
    let made = extract_file::make(&path, &wanted, &Target::new(&map, Replace::Never));
    // Whole or not at all.
    assert_eq!(made.is_ok(), map.exists());
}

/// Any bytes as a file of each format in turn: the first byte says which, the rest is the file.
pub fn files(bytes: &[u8]) {
    let Some((which, bytes)) = bytes.split_first() else {
        return;
    };
    let reader = READERS[usize::from(*which) % READERS.len()];
    let file = tempfile::NamedTempFile::new().expect("a file");
    fs::write(file.path(), bytes).expect("written");
    let (choices, budget) = (ImportOptions::default(), Budget::default());
    // Every second time as a large file, which is read in another way.
    let tuning = Tuning {
        large_file_bytes: u64::from(*which & 0x80 == 0) * (1 << 20),
        ..Tuning::default()
    };
    let Ok(file) = SourceFile::open(file.path(), &choices, &budget, tuning) else {
        return;
    };
    let _ = reader.sniff(&file);
    let _ = reader.preview(&file);
    if let Ok(read) = reader.read(&file) {
        let _ = Atlas::build_within(read.draft, &budget);
    }
}

/// A file with some of its bytes changed: four bytes for the place, one for the value, and again.
fn changed(whole: &[u8], changes: &[u8]) -> Vec<u8> {
    let mut bytes = whole.to_vec();
    for change in changes.chunks_exact(5) {
        let at = u32::from_le_bytes([change[0], change[1], change[2], change[3]]);
        let at = at as usize % bytes.len();
        bytes[at] = change[4];
    }
    bytes
}

/// A project with some of its bytes changed, as [`changed`] says. What it says of its session is read as well.
pub fn geopackage(changes: &[u8]) {
    static WHOLE: LazyLock<Vec<u8>> = LazyLock::new(|| {
        let mut draft = built_in();
        draft.regions.truncate(3);
        draft.settlements.truncate(20);
        draft.reports.truncate(5);
        let (atlas, _) = Atlas::build(draft);
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("fuzz.gpkg");
        let project = Project {
            draft: atlas.to_draft(),
            session: Some(file::write(&contactline::session::Session::default())),
            is_own: true,
            ..Project::default()
        };
        let (target, reports) = (Target::new(&path, Replace::Never), &project.draft.reports);
        let positions = &|site: &_| atlas.position_of(site);
        project_file::write(&target, &project, reports, positions).expect("written");
        fs::read(path).expect("read")
    });
    let at = tempfile::NamedTempFile::new().expect("a file");
    fs::write(at.path(), changed(&WHOLE, changes)).expect("written");
    let budget = Budget::default();
    let read = project_file::read(at.path(), &ImportOptions::default(), &budget);
    if let Ok((project, _)) = read {
        let _ = project.session.map(|text| file::read(&text));
        let _ = Atlas::build_within(project.draft, &budget);
    }
}

/// Any bytes as KML or KMZ; what was read is built, written and read again.
pub fn kml(bytes: &[u8]) {
    let mut draft = Draft::default();
    let place = Place::file("fuzz.kml");
    let (choices, budget) = (ImportOptions::default(), Budget::default());
    let read = if kml_format::looks_like_archive(bytes) {
        kml_format::read_kmz
    } else {
        kml_format::read
    };
    let mut notes = NoteLog::default();
    let at = (&place, "fuzz");
    if read(at, bytes, &choices, &budget, &mut draft, &mut notes).is_err() {
        return;
    }
    let (atlas, _) = Atlas::build(draft);
    let draft = atlas.to_draft();
    let (mut written, provenance) = (Vec::new(), Provenance::default());
    kml_format::write(
        &mut written,
        &draft,
        &draft.reports,
        &|site| atlas.position_of(site),
        &provenance,
    )
    .expect("memory");
    let mut again = Draft::default();
    kml_format::read(at, &written, &choices, &budget, &mut again, &mut notes)
        .expect("what was written");
    assert_eq!(again.reports.len(), draft.reports.len());
    assert_eq!(again.zones.len(), draft.zones.len());
}

/// Any bytes as what a service of tiles says it offers.
pub fn offers(bytes: &[u8]) {
    drop(read_offers(bytes));
}

/// A database of a person's own work with some of its bytes changed, as [`changed`] says.
pub fn own_work(changes: &[u8]) {
    static WHOLE: LazyLock<Vec<u8>> = LazyLock::new(|| {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("own-work.sqlite");
        let mut store = WorkStore::open(&path).expect("opened");
        for (number, (kind, _)) in Kind::ALL.into_iter().enumerate() {
            let change = Change {
                added: vec![Record {
                    kind,
                    text: format!("record {number}").into(),
                }],
                ..Change::default()
            };
            store
                .write("", &change, Timestamp::UNIX_EPOCH)
                .expect("written");
        }
        // Closed, all of it is in one file.
        drop(store);
        fs::read(path).expect("read")
    });
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("own-work.sqlite");
    fs::write(&path, changed(&WHOLE, changes)).expect("written");
    let Ok(mut store) = WorkStore::open(&path) else {
        return;
    };
    let _ = store.look("");
    let _ = store.poll();
    if let Ok(history) = store.history("") {
        for entry in history {
            let _ = store.before("", entry.generation);
        }
    }
}

/// Any bytes, read as a statement: no panic, spans inside the text, the same twice.
pub fn read_statement(bytes: &[u8]) {
    static READER: OnceLock<StatementReader> = OnceLock::new();
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let reader = READER.get_or_init(|| StatementReader::new(Arc::new(Atlas::build(built_in()).0)));
    let about = About {
        reporter: Some("az-mod".to_owned()),
        published: Day::from_ymd(2022, 8, 8),
        language: None,
    };
    let Ok(reading) = reader.read(text, &about) else {
        return;
    };
    for fact in &reading.facts {
        assert!(text.get(fact.span.clone()).is_some());
    }
    for remark in &reading.remarks {
        assert!(text.get(remark.span.clone()).is_some());
    }
    let again = reader.read(text, &about).expect("it was read before");
    assert_eq!(again.facts, reading.facts);
}

fn defaults() -> Defaults {
    Defaults {
        reporter: "fuzz".to_owned(),
        id: "fuzz".to_owned(),
        ..Defaults::default()
    }
}

fn push<'c>(rows: &mut Rows, texts: impl Iterator<Item = &'c str>, notes: &mut NoteLog) {
    let fields = Field::ALL.into_iter().map(|(field, _)| field);
    let cells = Cells::of(fields.zip(texts));
    let rest = Rest {
        other: cells.text(Field::Other).map(str::to_owned),
        ..Rest::default()
    };
    rows.push(&Place::file("fuzz"), &cells, rest, notes);
}

/// Any cells as rows of claims: a line a row, tabs between cells, in the order of the fields.
pub fn rows(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let mut notes = NoteLog::default();
    let mut rows = Rows::new(defaults());
    for line in text.lines() {
        push(&mut rows, line.split('\t'), &mut notes);
    }
    let reports = rows.finish();
    // What is written of it is read as the same number of claims.
    let mut again = Rows::new(defaults());
    for report in &reports {
        for claim in &report.claims {
            let cells = cells(report, Some(claim));
            push(&mut again, cells.iter().map(String::as_str), &mut notes);
        }
    }
    let claims =
        |reports: &[ReportDraft]| -> usize { reports.iter().map(|of| of.claims.len()).sum() };
    assert_eq!(claims(&again.finish()), claims(&reports));
    Atlas::build(Draft {
        reports,
        ..Draft::default()
    });
}

/// Any bytes as the files of a shapefile: one byte says where the table begins.
pub fn shapefile(bytes: &[u8]) {
    let Some((cut, rest)) = bytes.split_first() else {
        return;
    };
    let (shp, dbf) = rest.split_at(rest.len() * usize::from(*cut) / 256);
    let parts = Parts {
        shp: shp.to_vec(),
        dbf: Some(dbf.to_vec()),
        ..Parts::default()
    };
    let place = Place::file("fuzz.shp");
    let _ = shapefile_format::read(
        (&place, "fuzz"),
        &parts,
        &ImportOptions::default(),
        &Budget::default(),
        &mut Draft::default(),
        &mut NoteLog::default(),
    );
}

/// Any bytes as a map of tiles, with what is on some of its tiles, and as a tile.
pub fn tiles(bytes: &[u8]) {
    let file = tempfile::NamedTempFile::new().expect("a file");
    fs::write(file.path(), bytes).expect("written");
    if let Ok(opened) = open_tiles(file.path()) {
        for key in [(0, 0, 0), (1, 1, 0), (5, 20, 12)] {
            if let Ok(Some(bytes)) = opened.bytes(key) {
                tile(&bytes);
            }
        }
    }
    tile(bytes);
}

/// Any bytes as a tile.
pub fn tile(bytes: &[u8]) {
    drop(decode_picture(bytes));
    drop(decode_shapes(bytes.to_vec(), (5, 20, 12), None));
}

/// What a person or somebody else may hand over as text: a session, a link, days, a position, a condition, a
/// search, an address of tiles. The first byte says which, the rest is the text.
pub fn typed(bytes: &[u8]) {
    static ATLAS: OnceLock<Atlas> = OnceLock::new();
    let Some((which, bytes)) = bytes.split_first() else {
        return;
    };
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let atlas = || ATLAS.get_or_init(|| Atlas::build(built_in()).0);
    match which % 7 {
        0 => {
            // What is read is written, and means the same then.
            if let Ok(session) = file::read(text) {
                let again = file::read(&file::write(&session)).expect("its own");
                assert!(again == session);
            }
        }
        1 => drop(link::read(text)),
        2 => drop(typed_days(
            text,
            Reckoning {
                latest: Day::from_ymd(2022, 9, 14).expect("a day"),
                today: Day::from_ymd(2026, 1, 2),
            },
        )),
        3 => drop(typed_position(text)),
        4 => {
            let Ok(condition) = Condition::parse(text) else {
                return;
            };
            // What is understood is written, and means the same then.
            let written = condition.to_string();
            if written.len() <= LONGEST {
                let again = Condition::parse(&written).expect("its own");
                assert!(again == condition, "{text} became {written}");
            }
            let facts = Facts {
                atlas: atlas(),
                events: None,
                personal: &Default::default(),
                read_properties: properties::read,
            };
            drop(condition.seen(facts, &Budget::default()));
        }
        5 => drop(search(atlas(), text, 60, None)),
        _ => drop(Template::parse(text).map(|of| of.address((5, 20, 12)))),
    }
}
