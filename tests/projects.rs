//! Projects in the window: saved, opened, kept for one window, and nothing lost on the way.

mod common;

use std::{
    fs,
    path::{Path, PathBuf},
};

use common::{Window, open_window, press, session, settle, shows};
use contactline::{
    session::{Column, Command, FileStyle, OpenFile, file},
    store::Lock,
    view::Action,
};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

fn open(files: &[&Path], store: Option<&Path>) -> Window {
    open_window(files, store)
}

fn keys(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    settle(window);
}

/// File > Save project as, with a typed path.
fn save_as(window: &mut Window, path: &Path) {
    keys(window, Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
    let field = window.get_by_label("Path of the project");
    field.focus();
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    let field = window.get_by_label("Path of the project");
    field.type_text(path.to_str().expect("text"));
    window.run();
    press(window, "Save");
    settle(window);
}

fn add_own_report(window: &mut Window, id: &str) {
    let record = FURTHER.replace("test/1", id);
    let record = record.strip_prefix("{\"reports\": [").expect("a list");
    let record = record.strip_suffix("]}").expect("its end");
    let add = Command::AddReport(record.into());
    window.state_mut().act(Action::Do(add));
    settle(window);
}

/// A report of one undisputed day, in a file of its own.
const FURTHER: &str = r#"{"reports": [{"id": "test/1", "reporter": "test-observer", "language": "en",
    "published": "2022-08-07", "published_basis": "page", "stance": "claim", "claims": [
    {"by": "unknown", "origins": [], "targets": [{"region": "lachin"}, {"settlement": "Atlantis"}],
     "count": 2, "start": "2022-08-07", "time_precision": "day", "activity": "fire"}]}]}"#;

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn further(&self) -> PathBuf {
        let further = self.file("further.json");
        fs::write(&further, FURTHER).expect("written");
        further
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).expect("a folder");
        let name = |entry: std::io::Result<fs::DirEntry>| {
            let name = entry.expect("an entry").file_name();
            name.to_string_lossy().into_owned()
        };
        let mut names: Vec<String> = entries.map(name).collect();
        names.sort();
        names
    }
}

/// On a machine where no project was ever saved, too, where no folder is for them yet.
#[test]
fn what_is_changed_after_the_first_project_was_saved_is_there_again_without_saving_it() {
    let folder = Folder::new();
    let (store, project) = (
        folder.file("settings/session.json"),
        folder.file("mine.gpkg"),
    );
    let mut window = open(&[], Some(&store));
    save_as(&mut window, &project);
    assert!(shows(&window, "Project saved as"));
    press(&mut window, "Show AZ MoD");
    let filters = session(&window).filters.clone();
    assert!(!filters.hidden_reporters.is_empty());
    window.run_steps(40);
    settle(&mut window);
    assert!(!shows(&window, "cannot be saved"));
    let kept = fs::read_dir(folder.file("settings/projects")).expect("a folder");
    assert_eq!(kept.count(), 1);
    drop(window);

    let again = open(&[&project], Some(&store));
    assert_eq!(session(&again).filters, filters);
}

#[test]
fn a_project_brings_back_everything_in_one_file_and_nothing_twice() {
    let folder = Folder::new();
    let (further, project) = (folder.further(), folder.file("mine.gpkg"));
    let mut window = open(&[&further], None);
    add_own_report(&mut window, "own/1");
    press(&mut window, "Show AZ MoD");
    assert!(shows(&window, "= 638 loaded"));
    let notes = window.state().notes().len();
    save_as(&mut window, &project);
    assert!(shows(&window, "Project saved as"));
    assert_eq!(window.state().title(), "mine.gpkg – Contactline");
    let before = session(&window).clone();
    let accounts = window.state().derived().answer.accounts;
    assert_eq!(
        folder.names(),
        ["further.json", "mine.gpkg", "mine.gpkg.lock"]
    );
    drop(window);
    fs::remove_file(&further).expect("gone");

    let mut window = open(&[&project], None);
    assert_eq!(window.state().title(), "mine.gpkg – Contactline");
    assert_eq!(session(&window).own_reports, before.own_reports);
    assert_eq!(session(&window).filters, before.filters);
    assert_eq!(session(&window).files, before.files);
    assert_eq!(window.state().derived().answer.accounts, accounts);
    assert_eq!(window.state().notes().len(), notes, "no note twice");
    assert!(shows(&window, "= 638 loaded"));
    // The files it was made of are files still.
    press(&mut window, "further: actions");
    press(&mut window, "Close");
    settle(&mut window);
    assert!(shows(&window, "= 637 loaded"));
    assert_eq!(window.state().title(), "• mine.gpkg – Contactline");
    keys(&mut window, Modifiers::COMMAND, Key::Z);
    assert!(shows(&window, "= 638 loaded"));
    assert_eq!(window.state().title(), "mine.gpkg – Contactline");
    // Saved once more, from the project alone.
    add_own_report(&mut window, "own/2");
    assert_eq!(window.state().title(), "• mine.gpkg – Contactline");
    keys(&mut window, Modifiers::COMMAND, Key::S);
    assert_eq!(window.state().title(), "mine.gpkg – Contactline");
    drop(window);
    assert!(shows(&open(&[&project], None), "= 639 loaded"));
    assert_eq!(folder.names(), ["mine.gpkg"]);
}

#[test]
fn a_second_window_may_read_a_project_and_saves_it_under_another_name() {
    let folder = Folder::new();
    let project = folder.file("mine.gpkg");
    let mut first = open(&[], None);
    save_as(&mut first, &project);
    let mut second = open(&[&project], None);
    let process = format!("open in another window (process {}", std::process::id());
    assert!(shows(&second, &process));
    assert_eq!(
        second.state().title(),
        "mine.gpkg (read-only) – Contactline"
    );
    let before = fs::read(&project).expect("a project");
    add_own_report(&mut second, "own/2");
    keys(&mut second, Modifiers::COMMAND, Key::S);
    assert!(shows(&second, "Save it under another name"));
    assert!(shows(&second, "Path of the project"));
    // Nor may it be saved over the first.
    save_as(&mut second, &project);
    assert!(shows(&second, "already exists"));
    save_as(&mut second, &project);
    assert!(shows(&second, "not saved as"));
    assert_eq!(fs::read(&project).expect("a project"), before);
    let other = folder.file("other.gpkg");
    save_as(&mut second, &other);
    assert_eq!(second.state().title(), "other.gpkg – Contactline");
    drop((first, second));
    assert_eq!(folder.names(), ["mine.gpkg", "other.gpkg"]);
    // A lock nobody holds is in nobody's way.
    fs::write(folder.file("mine.gpkg.lock"), "process 1, since 1970").expect("written");
    let window = open(&[&project], None);
    assert_eq!(window.state().title(), "mine.gpkg – Contactline");
}

/// Whether a report of the person's own work holds these words.
fn holds(folder: &Path, words: &str) -> bool {
    let database = rusqlite::Connection::open(folder.join("own-work.sqlite")).expect("the work");
    let sql = "SELECT count(*) FROM record WHERE instr(text, ?1) > 0";
    let count = database.query_row(sql, [words], |row| row.get::<_, i64>(0));
    count.expect("counted") > 0
}

/// Lets the pause pass after which changes are kept, then crashes: nothing is said to the window
/// before it is gone. What was handed over to the disk by then is written.
fn crash_after_a_pause(mut window: Window) {
    window.run_steps(6);
    drop(window);
}

#[test]
fn changes_that_were_not_saved_outlive_a_crash_and_are_told() {
    let folder = Folder::new();
    let (project, store) = (folder.file("mine.gpkg"), folder.file("kept/session.json"));
    let mut window = open(&[], Some(&store));
    save_as(&mut window, &project);
    add_own_report(&mut window, "own/7");
    crash_after_a_pause(window);
    assert!(holds(&folder.file("kept"), "own/7"));

    // The project that was open last opens by itself.
    let mut window = open(&[], Some(&store));
    assert!(shows(
        &window,
        "Unsaved changes were restored, including 1 report of yours"
    ));
    assert!(shows(&window, "= 637 loaded"));
    assert_eq!(window.state().title(), "• mine.gpkg – Contactline");
    press(&mut window, "File");
    press(&mut window, "Revert to saved project");
    settle(&mut window);
    assert!(shows(&window, "= 636 loaded"));
    assert_eq!(window.state().title(), "mine.gpkg – Contactline");
    keys(&mut window, Modifiers::COMMAND, Key::Z);
    assert!(shows(&window, "= 637 loaded"));
    press(&mut window, "File");
    press(&mut window, "Close project");
    settle(&mut window);
    assert!(shows(&window, "They are kept on this computer"));
    assert!(shows(&window, "= 636 loaded"));
    assert_eq!(window.state().title(), "Contactline");
    drop(window);
    let window = open(&[], Some(&store));
    assert_eq!(window.state().title(), "Contactline");
    drop(window);

    // The project was changed elsewhere meanwhile: its own state counts, and no report is lost.
    let mut elsewhere = open(&[&project], None);
    press(&mut elsewhere, "Show AZ MoD");
    keys(&mut elsewhere, Modifiers::COMMAND, Key::S);
    drop(elsewhere);
    let window = open(&[&project], Some(&store));
    assert!(shows(&window, "including 1 report of yours"));
    assert_eq!(session(&window).filters.hidden_reporters.len(), 1);
    assert!(shows(&window, "= 637 loaded"));
}

#[test]
fn reports_added_without_a_project_are_there_again_after_a_crash_and_after_a_project() {
    let folder = Folder::new();
    let (project, store) = (folder.file("mine.gpkg"), folder.file("kept/session.json"));
    let mut window = open(&[], None);
    save_as(&mut window, &project);
    drop(window);
    let mut window = open(&[], Some(&store));
    add_own_report(&mut window, "own/9");
    crash_after_a_pause(window);
    assert!(holds(&folder.file("kept"), "own/9"));
    let mut window = open(&[&project], Some(&store));
    assert!(shows(&window, "= 636 loaded"));
    press(&mut window, "File");
    press(&mut window, "Close project");
    settle(&mut window);
    assert!(shows(&window, "= 637 loaded"));
}

#[test]
fn a_project_that_cannot_be_saved_says_why_and_is_changed_still() {
    let folder = Folder::new();
    let blocked = folder.file("blocked");
    fs::write(&blocked, "a file, not a folder").expect("written");
    let mut window = open(&[], None);
    save_as(&mut window, &blocked.join("mine.gpkg"));
    assert!(shows(&window, "Project not saved as"));
    assert_eq!(window.state().title(), "Contactline");
    assert_eq!(folder.names(), ["blocked"]);
    // A lock of another program's making is as good.
    let project = folder.file("mine.gpkg");
    let lock = Lock::take(&project).expect("free");
    save_as(&mut window, &project);
    assert!(shows(&window, "the project is open in another window"));
    drop(lock);
    save_as(&mut window, &project);
    assert_eq!(window.state().title(), "mine.gpkg – Contactline");
}

#[test]
fn a_damaged_project_is_told_and_what_is_there_stays() {
    let folder = Folder::new();
    let project = folder.file("mine.gpkg");
    let mut window = open(&[], None);
    save_as(&mut window, &project);
    drop(window);
    let database = rusqlite::Connection::open(&project).expect("a database");
    let broken = database.execute("UPDATE session SET session = '{\"version\": 1, \"win'", []);
    assert_eq!(broken, Ok(1));
    drop(database);
    let window = open(&[&project], None);
    assert!(shows(&window, "its session cannot be read"));
    assert_eq!(window.state().title(), "Contactline");
    assert!(shows(&window, "= 636 loaded"));
    drop(window);
    assert_eq!(folder.names(), ["mine.gpkg"]);
}

#[test]
fn the_rows_of_a_large_file_stay_in_it_and_are_read_again() {
    let folder = Folder::new();
    let (large, project) = (folder.file("large.csv"), folder.file("mine.gpkg"));
    let mut rows = "report,reporter,targets,count,start,activity\n".to_owned();
    for row in 0..30_000 {
        let what = if row % 3 == 0 { "shelling" } else { "fire" };
        rows += &format!("row-{row},az-mod,lachin,1,2022-08-07,{what}\n");
    }
    assert!(rows.len() > 1 << 20, "large enough to be streamed");
    fs::write(&large, rows).expect("written");
    let mut window = open(&[&large], None);
    let file = session(&window).files[0].clone();
    let style = FileStyle::By(Column::Activity);
    let styled = Command::OpenFile(OpenFile { style, ..file });
    window.state_mut().act(Action::Do(styled));
    settle(&mut window);
    let told = ["large by activity", "(20000)", "(10000)"];
    let loaded = |window: &Window| window.state().derived().answer.accounts.loaded;
    for words in told {
        assert!(shows(&window, words), "{words}");
    }
    assert_eq!(loaded(&window), 30_636);
    save_as(&mut window, &project);
    assert!(shows(&window, "Project saved as"));
    drop(window);
    let window = open(&[&project], None);
    for words in told {
        assert!(shows(&window, words), "{words}");
    }
    assert_eq!(loaded(&window), 30_636);
    assert!(!shows(&window, "errors in the data"));
}

/// As QGIS does while the window has it open.
#[test]
fn what_another_program_saved_meanwhile_is_not_overwritten_unasked() {
    let folder = Folder::new();
    let path = folder.file("map.gpkg");
    let mut window = open(&[&folder.further()], None);
    save_as(&mut window, &path);
    let edit = || {
        let database = rusqlite::Connection::open(&path).expect("a database");
        database
            .execute("UPDATE reports SET outlet = 'EDITED'", [])
            .expect("edited");
    };
    let edited = || {
        let database = rusqlite::Connection::open(&path).expect("a database");
        let sql = "SELECT count(*) FROM reports WHERE outlet = 'EDITED'";
        database
            .query_row(sql, [], |row| row.get::<_, i64>(0))
            .expect("counted")
    };
    edit();
    keys(&mut window, Modifiers::COMMAND, Key::S);
    assert!(shows(&window, "was changed by another program"));
    assert_ne!(edited(), 0, "what QGIS saved is there");
    keys(&mut window, Modifiers::COMMAND, Key::S);
    assert_eq!(edited(), 0, "the person said so");
    // And once more without a change of another's: nobody is asked.
    add_own_report(&mut window, "test/2");
    keys(&mut window, Modifiers::COMMAND, Key::S);
    assert!(shows(&window, "Project saved"));
    assert!(!shows(&window, "was changed by another program"));
    let database = rusqlite::Connection::open(&path).expect("a database");
    let sql = "SELECT count(*) FROM reports WHERE report LIKE '%test/2%'";
    let saved: i64 = database
        .query_row(sql, [], |row| row.get(0))
        .expect("counted");
    assert_eq!(saved, 1, "a question would have written nothing");
}

/// As QGIS keeps a GeoPackage open: with a log beside it, and edits in it that are in no file yet.
#[test]
fn a_project_that_another_program_has_open_is_not_replaced_under_its_hands() {
    let folder = Folder::new();
    let path = folder.file("map.gpkg");
    let mut window = open(&[&folder.further()], None);
    save_as(&mut window, &path);
    let edited = || {
        let database = rusqlite::Connection::open(&path).expect("a database");
        let sql = "SELECT count(*) FROM reports WHERE outlet = 'EDITED'";
        database
            .query_row(sql, [], |row| row.get::<_, i64>(0))
            .expect("counted")
    };
    // In the middle of a write.
    let other = rusqlite::Connection::open(&path).expect("a database");
    other
        .execute_batch("BEGIN IMMEDIATE; UPDATE reports SET outlet = 'EDITED'")
        .expect("begun");
    add_own_report(&mut window, "own/1");
    keys(&mut window, Modifiers::COMMAND, Key::S);
    assert!(shows(&window, "is open in another program"));
    other.execute_batch("COMMIT").expect("written");
    keys(&mut window, Modifiers::COMMAND, Key::S);
    assert!(shows(&window, "was changed by another program"));
    assert_ne!(edited(), 0, "what QGIS saved is there");
    keys(&mut window, Modifiers::COMMAND, Key::S);
    assert_eq!(edited(), 0, "the person said so");
    assert!(shows(&window, "Project saved"));
    drop(other);
    // With a log, while nothing is being written.
    let other = rusqlite::Connection::open(&path).expect("a database");
    other
        .query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))
        .expect("a log");
    other
        .execute("UPDATE reports SET outlet = 'EDITED'", [])
        .expect("edited");
    add_own_report(&mut window, "own/2");
    for _ in 0..2 {
        keys(&mut window, Modifiers::COMMAND, Key::S);
    }
    assert!(shows(&window, "is open in another program"));
    assert_ne!(edited(), 0);
    drop(other);
    keys(&mut window, Modifiers::COMMAND, Key::S);
    assert!(shows(&window, "was changed by another program"));
    assert_ne!(edited(), 0, "what was in the log is in the file");
}

#[test]
fn files_that_a_project_names_are_opened_only_when_the_person_agrees_and_asked_about_once() {
    let folder = Folder::new();
    let (named, project) = (folder.file("theirs.csv"), folder.file("mine.gpkg"));
    fs::write(&named, "date,lat,lon\n2022-08-07,39.8,46.5\n").expect("written");
    let store = folder.file("kept/session.json");
    let mut window = open(&[], None);
    save_as(&mut window, &project);
    drop(window);
    // As somebody else makes one: its session names files that it does not hold.
    let database = rusqlite::Connection::open(&project).expect("a database");
    let text: String = database
        .query_row("SELECT session FROM session", [], |row| row.get(0))
        .expect("a session");
    let mut theirs = file::read(&text).expect("a session");
    for path in [
        &named,
        Path::new("/dev/zero"),
        Path::new("//host/share/a.csv"),
    ] {
        theirs.files.push(OpenFile::at(path, &theirs.files));
    }
    let changed = database.execute("UPDATE session SET session = ?1", [file::write(&theirs)]);
    assert_eq!(changed, Ok(1));
    drop(database);

    let mut window = open(&[&project], Some(&store));
    assert!(shows(
        &window,
        "The project names 3 files on this computer, not opened:"
    ));
    assert!(shows(&window, "= 636 loaded"));
    assert_eq!(window.state().title(), "mine.gpkg – Contactline");
    // To save it does not lose what waits.
    add_own_report(&mut window, "own/1");
    keys(&mut window, Modifiers::COMMAND, Key::S);
    drop(window);
    let mut window = open(&[&project], Some(&store));
    assert!(shows(&window, "= 637 loaded"));
    press(&mut window, "Open 3 files");
    settle(&mut window);
    assert!(shows(&window, "= 638 loaded"));
    assert!(shows(&window, "Not opened: /dev/zero"));
    assert!(shows(&window, "it is on another computer"));
    let names: Vec<&str> = session(&window)
        .files
        .iter()
        .map(|file| &*file.name)
        .collect();
    assert_eq!(names, ["theirs"]);
    drop(window);
    // The person is not asked again about the one they agreed to.
    let window = open(&[&project], Some(&store));
    assert!(shows(&window, "= 638 loaded"));
    assert!(shows(
        &window,
        "The project names 2 files on this computer, not opened:"
    ));
}
