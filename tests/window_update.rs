//! Update from file: a newer copy takes the place of an opened file, and what it no longer has is kept
//! in a tray and in the accounts.

mod common;

use std::{fs, path::Path};

use common::{Window, open_window, press, settle, shows};
use contactline::{
    model::{Annotated, Annotation, Day, FileKey, Grade, ReportKey},
    query::Accounts,
    scene::tint::Tint,
    session::{Command, FileStyle, OpenFile},
    view::{Action, UpdateAction},
};
use egui_kittest::kittest::Queryable as _;

const OLD: &str = "id,date,place,killed\n\
    E1,2020-09-27,Lachin,1\n\
    E2,2020-09-28,Shusha,3\n\
    E3,2020-09-29,Gorus,\n";

const NEW: &str = "id,date,place,killed\n\
    E1,2020-09-27,Lachin,1\n\
    E2,2020-09-28,Shusha,5\n\
    E4,2020-09-30,Lachin,2\n\
    E5,,Lachin,2\n";

/// A window of all time on a table, as its settings are proposed.
fn open_table(path: &Path, store: Option<&Path>) -> Window {
    let mut window = open_window(&[path], store);
    act(&mut window, Action::AcceptImport { remember: false });
    window.get_by_label("All time").click_accesskit();
    settle(&mut window);
    window
}

fn key() -> FileKey {
    FileKey("file:week-1".into())
}

fn file(window: &Window) -> OpenFile {
    let files = &window.state().session().files;
    files
        .iter()
        .find(|file| file.key == key())
        .expect("open")
        .clone()
}

fn act(window: &mut Window, action: Action) {
    window.state_mut().act(action);
    settle(window);
}

fn accounts(window: &Window) -> Accounts {
    let accounts = window.state().derived().answer.accounts;
    assert!(accounts.balance(), "{accounts}");
    accounts
}

/// Compares what is open with a newer copy, and takes it.
fn update(window: &mut Window, path: &Path) {
    act(window, Action::Update(UpdateAction::Ask(key())));
    act(
        window,
        Action::Update(UpdateAction::Compare(path.to_owned())),
    );
    press(window, "Update");
    settle(window);
}

#[test]
fn a_newer_copy_is_compared_first_and_then_takes_the_place_of_the_older_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    fs::write(path("week-1.csv"), OLD).expect("written");
    fs::write(path("week-2.csv"), NEW).expect("written");
    let store = path("session.json");
    let mut window = open_table(&path("week-1.csv"), Some(&store));
    let before = accounts(&window);
    let style = FileStyle::Colour(3 as Tint);
    let coloured = OpenFile {
        style: style.clone(),
        name: "Incidents".into(),
        ..file(&window)
    };
    act(&mut window, Action::Do(Command::OpenFile(coloured)));
    let old = file(&window);

    act(&mut window, Action::Update(UpdateAction::Ask(key())));
    act(
        &mut window,
        Action::Update(UpdateAction::Compare(path("week-2.csv"))),
    );
    assert!(shows(
        &window,
        "5 records: 1 unchanged, 2 added, 1 changed, 1 removed"
    ));
    assert_eq!(file(&window), old, "nothing is done before it is asked for");
    press(&mut window, "Changed: 1");
    assert!(shows(&window, "E2  2020-09-28  shusha: killed: 3 → 5"));
    press(&mut window, "Update");
    settle(&mut window);

    let new = file(&window);
    assert_eq!(
        new.path().map(|path| path.to_path_buf()),
        Some(path("week-2.csv"))
    );
    assert_eq!((&new.style, &*new.name), (&style, "Incidents"));
    let after = accounts(&window);
    assert_eq!(after.withdrawn, 1);
    // One record less is open, two more are, and the one that went is kept.
    assert_eq!(after.loaded, before.loaded + 2);
    assert_eq!(after.undated, before.undated + 1);
    let told = "1 withdrawn by the source";
    assert!(shows(&window, told));
    // No reporter is made of the name of the newer file.
    let atlas = window.state().atlas().clone();
    assert!(atlas.reporter_by_key("week-2").is_none());
    assert!(atlas.reporter_by_key("week-1").is_some());

    // It is part of the session: a step to be undone, and there again after a restart.
    act(&mut window, Action::Undo);
    assert_eq!(file(&window), old);
    assert_eq!(accounts(&window).loaded, before.loaded);
    act(&mut window, Action::Redo);
    assert_eq!(accounts(&window), after);
    // Long enough without a change for the session to be saved: a window that goes without being closed
    // saves nothing more.
    window.run_steps(40);
    settle(&mut window);
    drop(window);
    let mut window = open_window(&[], Some(&store));
    settle(&mut window);
    assert_eq!(file(&window), new);
    assert_eq!(accounts(&window), after);

    // What comes back leaves the tray.
    fs::write(path("week-3.csv"), format!("{NEW}E3,2020-09-29,Gorus,\n")).expect("written");
    update(&mut window, &path("week-3.csv"));
    assert_eq!(accounts(&window).withdrawn, 0);
    assert!(file(&window).withdrawn.is_empty());
    assert_eq!(file(&window).revision, 2);
}

#[test]
fn a_file_written_over_is_read_again_and_one_that_says_the_same_changes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("week-1.csv");
    fs::write(&path, OLD).expect("written");
    let mut window = open_table(&path, None);
    let before = accounts(&window);
    act(&mut window, Action::Update(UpdateAction::Ask(key())));
    act(
        &mut window,
        Action::Update(UpdateAction::Compare(path.clone())),
    );
    assert!(shows(&window, "No differences"));
    fs::write(&path, NEW).expect("written over");
    update(&mut window, &path);
    let after = accounts(&window);
    assert_eq!((after.withdrawn, after.loaded), (1, before.loaded + 2));
    // One that cannot be read is told, and nothing is lost.
    act(&mut window, Action::Update(UpdateAction::Ask(key())));
    let gone = folder.path().join("gone.csv");
    act(&mut window, Action::Update(UpdateAction::Compare(gone)));
    assert!(shows(&window, "gone.csv"));
    assert_eq!(accounts(&window), after);
}

/// Grades of rows with an id stay with them; those of rows that are known by their number are told.
#[test]
fn grades_and_comments_survive_a_newer_copy_or_are_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    let told = "known by their number in the file";
    for (id, is_told) in [("E2", false), ("week-1#2", true)] {
        let without_ids = |text: &str| -> String {
            let cut = |line: &str| line.split_once(',').map(|(_, rest)| format!("{rest}\n"));
            text.lines().filter_map(cut).collect()
        };
        for (name, text) in [("week-1.csv", OLD), ("week-2.csv", NEW)] {
            let text = if is_told {
                without_ids(text)
            } else {
                text.to_owned()
            };
            fs::write(path(name), text).expect("written");
        }
        let mut window = open_table(&path("week-1.csv"), None);
        let annotated = Annotated::Report(ReportKey {
            file: Some(key()),
            part: None,
            id: id.into(),
        });
        let annotation = Annotation {
            grade: Grade::ALL[1],
            comment: "seen on video".into(),
            day: Day::from_ymd(2020, 10, 1).expect("a day"),
        };
        let command = Command::Annotate(annotated.clone(), Some(annotation.clone()));
        act(&mut window, Action::Do(command));
        update(&mut window, &path("week-2.csv"));
        let annotations = &window.state().session().annotations;
        assert_eq!(annotations.of(&annotated), Some(&annotation), "{id}");
        assert_eq!(shows(&window, told), is_told, "{id}");
    }
}
