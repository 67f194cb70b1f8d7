//! Update from file: what becomes of the grades and comments of a person.

mod common;

use std::{fs, path::Path};

use common::{Window, open_window, press, settle, shows};
use contactline::{
    model::{Annotated, Annotation, Day, FileKey, Grade, ReportKey},
    session::Command,
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
fn open_table(path: &Path) -> Window {
    let mut window = open_window(&[path], None);
    act(&mut window, Action::AcceptImport { remember: false });
    window.get_by_label("All time").click_accesskit();
    settle(&mut window);
    window
}

fn key() -> FileKey {
    FileKey("file:week-1".into())
}

fn act(window: &mut Window, action: Action) {
    window.state_mut().act(action);
    settle(window);
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
        let mut window = open_table(&path("week-1.csv"));
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
