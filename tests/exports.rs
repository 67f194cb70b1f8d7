//! Rows of large files on their way out: written in every format, opened again, and nothing lost,
//! doubled or merged.

use std::{collections::BTreeMap, fmt::Write as _, fs, path::Path, process::Command};

use contactline::{
    io::{Input, Provenance, Source, read_data_folder},
    model::{Atlas, Budget, Day, Draft, FileKey, ImportOptions, Window},
    query::{Accounts, Direction, Filters, Question, Tally, ask},
    store::{formats, geopackage},
};

/// So many that each of the files below is streamed into columns.
const EVENTS: usize = 2_200;

const REPORTERS: [&str; 4] = ["az-mod", "am-mod", "someone", "someone-else"];

/// Names as people write them: keys, names in other languages, villages, areas, and nothing known.
const PLACES: [&str; 7] = [
    "kalbajar",
    "Lachin",
    "Кельбаджар",
    "lachin/Zabukh",
    "Nowhere at all",
    "gorus; basarkechar",
    "shusha",
];

/// What an event states, by the names of fields.
fn event(index: usize) -> BTreeMap<&'static str, String> {
    let mut cells = BTreeMap::new();
    let mut set = |field: &'static str, value: String| drop(cells.insert(field, value));
    let first = Day::from_ymd(2015, 1, 1).expect("a date");
    let day = first.plus((index * 7 % 3_000) as i32);
    set("reporter", REPORTERS[index % 4].to_owned());
    set(
        "remark",
        format!(
            "told at some length in a remark, number {index}, \"kept\" with it: {}",
            "and so on, ".repeat(40)
        ),
    );
    match index % 11 {
        // Without an id.
        0 => {}
        // Two claims of one report.
        1 => set("report", format!("pair-{}", index / 22)),
        // Ids that do not tell reports apart.
        2 => set("report", format!("loose-{}", index % 5)),
        _ => set("report", format!("event-{index}")),
    }
    if index % 11 == 1 {
        set("reporter", REPORTERS[index / 22 % 4].to_owned());
    }
    if index % 13 == 3 {
        // A report that states no incident.
        set("stance", "denial".to_owned());
        set("published", day.to_string());
        cells.remove("remark");
        return cells;
    }
    let mut set = |field: &'static str, value: String| drop(cells.insert(field, value));
    set(
        "activity",
        ["shelling", "fire", "recon-flight"][index % 3].to_owned(),
    );
    set("by", ["armenia", "azerbaijan"][index % 2].to_owned());
    set("count", (1 + index % 9).to_string());
    if index.is_multiple_of(17) {
        set("killed", (index % 4).to_string());
    }
    match index % 19 {
        // No date at all.
        0 => {}
        1 => {
            set("start", format!("{day}T22:30"));
            set("end", format!("{}T04:00", day.plus(1)));
        }
        2 => {
            set("start", day.to_string());
            set("end", day.plus(400).to_string());
        }
        _ => set("start", day.to_string()),
    }
    match index % 5 {
        0 => {
            set("origins", PLACES[index % 7].to_owned());
            set("targets", PLACES[(index / 7) % 7].to_owned());
        }
        1 => set("places", PLACES[index % 7].to_owned()),
        _ => {
            set(
                "lon",
                format!("{:.5}", 45.5 + 1.9 * index as f64 / EVENTS as f64),
            );
            set(
                "lat",
                format!("{:.5}", 39.2 + 0.0023 * (index % 500) as f64),
            );
        }
    }
    if index % 23 == 5 && index > 40 {
        // A duplicate of an event that has an id of its own.
        set(
            "duplicate_of",
            format!("event-{}", 4 + (index - 40) / 11 * 11),
        );
    }
    cells
}

const COLUMNS: [&str; 17] = [
    "report",
    "reporter",
    "published",
    "stance",
    "duplicate_of",
    "activity",
    "by",
    "count",
    "killed",
    "start",
    "end",
    "origins",
    "targets",
    "places",
    "lon",
    "lat",
    "remark",
];

fn write_csv(path: &Path) {
    write_csv_without(path, "");
}

/// A table with one of its columns empty.
fn write_csv_without(path: &Path, left_out: &str) {
    let mut text = COLUMNS.join(",") + "\n";
    for index in 0..EVENTS {
        let cells = event(index);
        let row = COLUMNS.map(|column| {
            let cell = cells.get(column).filter(|_| column != left_out);
            let cell = cell.cloned().unwrap_or_default();
            format!("\"{}\"", cell.replace('"', "\"\""))
        });
        text += &(row.join(",") + "\n");
    }
    assert!(
        text.len() > 1 << 20,
        "large enough to be streamed: {}",
        text.len()
    );
    fs::write(path, text).expect("a file");
}

fn write_geojson(path: &Path) {
    let mut text = String::from("{\"type\":\"FeatureCollection\",\"features\":[");
    for index in 0..EVENTS {
        let mut cells = event(index);
        let at = cells.remove("lon").zip(cells.remove("lat"));
        let geometry =
            at.map(|(lon, lat)| format!("{{\"type\":\"Point\",\"coordinates\":[{lon},{lat}]}}"));
        let geometry = geometry.unwrap_or_else(|| "null".to_owned());
        let properties = serde_json::to_string(&cells).expect("text");
        let comma = if index > 0 { "," } else { "" };
        write!(
            text,
            "{comma}\n{{\"type\":\"Feature\",\"properties\":{properties},\"geometry\":{geometry}}}"
        )
        .expect("a string takes any text");
    }
    text += "\n]}\n";
    assert!(
        text.len() > 1 << 20,
        "large enough to be streamed: {}",
        text.len()
    );
    fs::write(path, text).expect("a file");
}

/// A file beside the places of the shipped data, and none of its reports.
fn open(path: &Path) -> Atlas {
    let budget = Budget::default();
    let read = match path.extension().is_some_and(|ending| ending == "gpkg") {
        true => {
            let read = geopackage::read(path, &ImportOptions::default(), &budget);
            let mut draft = read.expect("a project").0.draft;
            let (known, _) = read_data_folder(&Source::Embedded).expect("the shipped data");
            draft.leave_out(&Draft {
                reports: Vec::new(),
                ..known
            });
            draft
        }
        false => {
            formats::read(path, &ImportOptions::default(), &budget)
                .expect("a file")
                .draft
        }
    };
    let (mut draft, _) = read_data_folder(&Source::Embedded).expect("the shipped data");
    draft.reports.clear();
    draft.append(read.from_file(&FileKey("file:events".into())));
    Atlas::build(draft).0
}

type Tallied = BTreeMap<(String, String, String), Tally>;

/// The accounts of a window and the tallies of all places, by the keys of reporters.
fn told(atlas: &Atlas, question: &Question) -> (Accounts, Tallied) {
    let answer = ask(atlas, question);
    let mut tallied = Tallied::new();
    for direction in Direction::ALL {
        for spot in answer.tallies.spots(direction) {
            for (reporter, tally) in answer.tallies.of(direction, spot) {
                let key = atlas.reporters()[reporter].key.to_string();
                tallied.insert((format!("{direction:?}"), format!("{spot:?}"), key), *tally);
            }
        }
    }
    (answer.accounts, tallied)
}

fn window(from: &str, to: &str) -> Window {
    let day = |text| Day::parse(text).expect("a date");
    Window::days(day(from), day(to))
}

fn questions() -> Vec<Question> {
    let filters = [
        Filters::default(),
        Filters {
            show_duplicates: true,
            ..Filters::default()
        },
        Filters {
            hidden_reporters: ["someone".into()].into(),
            ..Filters::default()
        },
    ];
    let windows = [
        window("2010-01-01", "2030-01-01"),
        window("2016-01-01", "2016-06-30"),
    ];
    let pairs = windows
        .into_iter()
        .flat_map(|window| filters.clone().map(|filters| Question { window, filters }));
    pairs.collect()
}

fn convert(from: &Path, to: &Path, more: &[&str]) -> String {
    let done = Command::new(env!("CARGO_BIN_EXE_contactline"))
        .arg("convert")
        .args([from, Path::new("-o"), to])
        .args(more)
        .output()
        .expect("the program");
    let told = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(done.status.success(), "{told}");
    String::from_utf8(done.stdout).expect("text")
}

fn check_formats(from: &Path, endings: &[&str]) {
    let folder = from.parent().expect("a folder");
    let before = open(from);
    assert_eq!(before.datasets().len(), 2, "the file is streamed");
    assert_eq!(before.loaded(), EVENTS);
    for ending in endings {
        let to = folder.join(format!("out.{ending}"));
        let said = convert(from, &to, &[]);
        assert_eq!(
            said,
            format!("{EVENTS} of {EVENTS} records written to {}\n", to.display())
        );
        let after = open(&to);
        for question in questions() {
            let (was, is) = (told(&before, &question), told(&after, &question));
            assert_eq!(was.0, is.0, "{ending} {question:?}");
            assert!(!was.1.is_empty());
            for (what, tally) in &was.1 {
                assert_eq!(
                    Some(tally),
                    is.1.get(what),
                    "{ending} {what:?} {question:?}"
                );
            }
            assert_eq!(was.1.len(), is.1.len(), "{ending}");
        }
    }
}

#[test]
fn a_large_table_comes_back_from_every_format_as_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("events.csv");
    write_csv(&path);
    check_formats(&path, &["csv", "geojson", "json", "kml", "kmz", "gpkg"]);
}

#[test]
fn large_geojson_comes_back_as_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("events.geojson");
    write_geojson(&path);
    check_formats(&path, &["csv", "geojson", "gpkg"]);
}

#[test]
fn what_a_table_says_beside_the_columns_is_written_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("events.csv");
    write_csv(&path);
    let to = folder.path().join("out.csv");
    convert(&path, &to, &[]);
    let text = fs::read_to_string(&to).expect("written");
    let remarks = (0..EVENTS).filter(|index| event(*index).contains_key("remark"));
    for index in remarks.step_by(97) {
        assert!(
            text.contains(&format!("in a remark, number {index}, ")),
            "{index}"
        );
    }
    // The claims of one report keep its id, where they are told apart by it.
    assert!(text.contains("\npair-8,"));
    assert!(!text.contains("\npair-8#"));
    assert!(text.contains("\nloose-3#2,"));
    assert!(text.contains("\nevents#"));
}

#[test]
fn days_and_a_reporter_choose_among_the_rows_and_the_file_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("events.csv");
    // Without its primary one, a duplicate would be counted when it is opened again.
    write_csv_without(&path, "duplicate_of");
    let to = folder.path().join("month.csv");
    let said = convert(
        &path,
        &to,
        &[
            "--origin-lines",
            "--from",
            "2016-01-01",
            "--to",
            "2016-06-30",
            "--reporter",
            "az-mod",
        ],
    );
    let before = open(&path);
    let keys = before
        .reporters()
        .rows()
        .iter()
        .map(|reporter| &reporter.key);
    let question = Question {
        window: window("2016-01-01", "2016-06-30"),
        filters: Filters {
            show_duplicates: true,
            hidden_reporters: keys.filter(|key| ***key != *"az-mod").cloned().collect(),
            ..Filters::default()
        },
    };
    let (accounts, tallies) = told(&before, &question);
    let chosen = accounts.shown + accounts.unplaced;
    assert!(
        chosen > 10 && accounts.unplaced > 0 && accounts.filtered > 0,
        "{accounts}"
    );
    assert!(
        said.starts_with(&format!("{chosen} of {EVENTS} records written")),
        "{said}"
    );
    let text = fs::read_to_string(&to).expect("written");
    let lines = text.lines().filter_map(|line| line.strip_prefix("# "));
    let provenance = Provenance::of_lines(&lines.collect::<Vec<_>>());
    assert_eq!((provenance.written, provenance.loaded), (chosen, EVENTS));
    assert_eq!(provenance.window, Some(question.window));
    assert_eq!(provenance.inputs, [Input::of_file(&path).expect("there")]);
    assert!(
        provenance.filters.contains("someone-else"),
        "{}",
        provenance.filters
    );
    let after = open(&to);
    assert_eq!(after.loaded(), chosen);
    assert_eq!(told(&after, &question).1, tallies);
}

#[test]
fn rows_of_two_files_with_the_same_ids_stay_apart() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("events.csv");
    write_csv(&path);
    let other = folder.path().join("other.geojson");
    write_geojson(&other);
    for ending in ["csv", "json", "gpkg"] {
        let to = folder.path().join(format!("both.{ending}"));
        convert(&path, &to, &[other.to_str().expect("text")]);
        assert_eq!(open(&to).loaded(), 2 * EVENTS, "{ending}");
    }
}

/// A GeoPackage says when it was written, and nothing else of a file depends on that.
#[test]
fn a_geopackage_can_be_made_again_byte_for_byte() {
    let folder = tempfile::tempdir().expect("a folder");
    let table = folder.path().join("table.csv");
    fs::write(&table, "date,place,remark\n2022-08-07,kalbajar,made up\n").expect("written");
    let made = |name: &str| {
        let path = folder.path().join(name);
        let told = Command::new(env!("CARGO_BIN_EXE_contactline"))
            .args([
                "convert".as_ref(),
                table.as_os_str(),
                "-o".as_ref(),
                path.as_os_str(),
            ])
            .env("SOURCE_DATE_EPOCH", "1664582400")
            .output()
            .expect("the program runs");
        assert!(told.status.success(), "{told:?}");
        path
    };
    let [first, second] = ["first.gpkg", "second.gpkg"].map(made);
    assert!(fs::read(&first).expect("there") == fs::read(second).expect("there"));
    let written: Vec<String> = rusqlite::Connection::open(first)
        .expect("opened")
        .prepare("SELECT DISTINCT last_change FROM gpkg_contents")
        .expect("a table of contents")
        .query_map([], |row| row.get(0))
        .expect("read")
        .collect::<Result<_, _>>()
        .expect("texts");
    assert_eq!(written, ["2022-10-01T00:00:00.000Z"]);
}
