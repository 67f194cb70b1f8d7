//! Update from file: a newer copy takes the place of an opened file, and what it no longer has is kept
//! in a tray and in the accounts.

use std::{fs, path::Path};

use crate::common::{Window, open_window, press, settle, shows};
use contactline::{
    model::{
        Annotated, Annotation, Day, Detail, FileKey, Grade, RecordId, ReportKey, TieEnd, Verdict,
    },
    query::{
        Accounts,
        ties::{Judged, end_of},
    },
    scene::tint::Tint,
    session::{Command, FileStyle, OpenFile, Selection},
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

fn report(file: FileKey, id: &str) -> Annotated {
    Annotated::Report(ReportKey {
        file: Some(file),
        part: None,
        id: id.into(),
    })
}

fn comment(words: &str) -> Annotation {
    Annotation {
        grade: Grade::ALL[1],
        comment: words.into(),
        day: Day::from_ymd(2020, 10, 1).expect("a day"),
    }
}

/// What is said of reports, and of which.
fn said(window: &Window) -> Vec<(Annotated, String)> {
    let annotations = &window.state().session().personal.annotations;
    let said = annotations.iter();
    said.map(|(of, says)| (of.clone(), says.comment.to_string()))
        .collect()
}

const SET_ASIDE: &str = "with older records, under \"withdrawn by the source\"";

#[test]
fn grades_and_comments_of_records_with_ids_stay_with_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    fs::write(path("week-1.csv"), OLD).expect("written");
    fs::write(path("week-2.csv"), NEW).expect("written");
    let mut window = open_table(&path("week-1.csv"), None);
    for id in ["E2", "E3"] {
        let command = Command::Annotate(report(key(), id), Some(comment(id)));
        act(&mut window, Action::Do(command));
    }
    update(&mut window, &path("week-2.csv"));
    let tray = key().withdrawn();
    let expected = [(key(), "E2"), (tray, "E3")].map(|(file, id)| (report(file, id), id.into()));
    assert_eq!(said(&window), expected);
    assert!(shows(&window, SET_ASIDE), "E3 is not in the newer copy");
    let links = window.query_all_by_label("1 withdrawn by the source");
    let link = links.last().expect("a link to the tray");
    link.click_accesskit();
    settle(&mut window);
    assert!(shows(
        &window,
        "E3  2020-09-29  week-1  Goris / Gorus  2  E3"
    ));
    // It comes back, and what was said of it with it.
    fs::write(path("week-3.csv"), format!("{NEW}E3,2020-09-29,Gorus,1\n")).expect("written");
    update(&mut window, &path("week-3.csv"));
    let expected = ["E2", "E3"].map(|id| (report(key(), id), id.into()));
    assert_eq!(said(&window), expected);
}

/// The number of a row is none of its own: what was said of it goes to where its content is.
#[test]
fn grades_comments_and_ties_of_rows_without_ids_go_where_the_rows_go() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    let old = "date,place,killed\n2020-09-27,Lachin,1\n2020-09-28,Shusha,3\n2020-09-29,Gorus,\n";
    // One row more above the others, which change places; of the third, a figure is another.
    let new = "date,place,killed\n2020-09-26,Lachin,9\n2020-09-28,Shusha,3\n\
        2020-09-27,Lachin,1\n2020-09-29,Gorus,4\n2020-09-30,Gorus,\n";
    fs::write(path("week-1.csv"), old).expect("written");
    fs::write(path("week-2.csv"), new).expect("written");
    let mut window = open_table(&path("week-1.csv"), None);
    let row = |number: u32| report(key(), &format!("week-1#{number}"));
    // Nothing stands at the ninth yet, as where a copy before was longer.
    for (number, words) in [(1, "one"), (2, "two"), (3, "three"), (9, "nine")] {
        let command = Command::Annotate(row(number), Some(comment(words)));
        act(&mut window, Action::Do(command));
    }
    let end = |id: &str| TieEnd {
        report: id.into(),
        claim: Some(1),
    };
    let judged = |from: &str, to: &str| Judged {
        from: end(from),
        to: end(to),
    };
    for (from, to) in [("week-1#2", "week-1#1"), ("week-1#3", "week-1#1")] {
        let command = Command::JudgeTie(judged(from, to), Some(Verdict::Accepted));
        act(&mut window, Action::Do(command));
    }
    act(
        &mut window,
        Action::Do(Command::Select(Some(Selection::Report(ReportKey {
            file: Some(key()),
            part: None,
            id: "week-1#2".into(),
        })))),
    );
    let before = window.state().session().clone();

    update(&mut window, &path("week-2.csv"));
    let tray = |id: &str| report(key().withdrawn(), id);
    let expected = [
        (row(2), "two"),
        (row(3), "one"),
        (tray("week-1#3@0"), "three"),
        (tray("week-1#9@0"), "nine"),
    ];
    let expected = expected.map(|(of, words)| (of, words.to_owned()));
    assert_eq!(said(&window), expected);
    let verdicts = |window: &Window| -> Vec<Judged> {
        let verdicts = &window.state().session().verdicts;
        verdicts.keys().cloned().collect()
    };
    assert_eq!(
        verdicts(&window),
        [
            judged("week-1#2", "week-1#3"),
            judged("week-1#3@0", "week-1#3")
        ]
    );
    assert!(shows(&window, "2 grades, comments or ties stay"));
    // It is one step.
    let after = window.state().session().clone();
    act(&mut window, Action::Undo);
    let undone = window.state().session();
    assert_eq!(undone.personal.annotations, before.personal.annotations);
    assert_eq!(undone.verdicts, before.verdicts);
    assert_eq!(undone.files, before.files);
    act(&mut window, Action::Redo);
    assert_eq!(
        window.state().session().personal.annotations,
        after.personal.annotations
    );

    // The row that was withdrawn comes back, as it was: its content says so.
    fs::write(path("week-3.csv"), format!("{new}2020-09-29,Gorus,\n")).expect("written");
    update(&mut window, &path("week-3.csv"));
    assert_eq!(accounts(&window).withdrawn, 0);
    let expected = [
        (row(2), "two"),
        (row(3), "one"),
        (row(6), "three"),
        (tray("week-1#9@0"), "nine"),
    ];
    let expected = expected.map(|(of, words)| (of, words.to_owned()));
    assert_eq!(said(&window), expected);
    assert_eq!(
        verdicts(&window),
        [
            judged("week-1#2", "week-1#3"),
            judged("week-1#6", "week-1#3")
        ]
    );
}

/// In files that are streamed a tie names a row by where it begins, which is elsewhere in every copy.
#[test]
fn what_was_said_of_rows_of_large_files_goes_where_the_rows_go() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    let line = |row: u32| {
        let remark = "told at length ".repeat(60);
        format!(
            "2020-{:02}-{:02},Lachin,{row},{remark}\n",
            1 + row % 12,
            1 + row % 28
        )
    };
    let heading = "date,place,killed,remark\n";
    let rows = |rows: &mut dyn Iterator<Item = u32>| {
        heading.to_owned() + &rows.map(line).collect::<String>()
    };
    const ROWS: u32 = 1_500;
    fs::write(path("week-1.csv"), rows(&mut (0..ROWS))).expect("written");
    // Ten rows are gone from the top, and the rest stands upside down.
    fs::write(path("week-2.csv"), rows(&mut (10..ROWS).rev())).expect("written");
    let mut window = open_table(&path("week-1.csv"), None);
    let record_with = |window: &Window, killed: u32| -> (TieEnd, ReportKey) {
        let atlas = window.state().atlas();
        let (dataset, of) = atlas.datasets_of(Some(&key())).next().expect("the table");
        assert!(of.memory().is_none(), "it is streamed");
        let all: Vec<RecordId> = (0..of.len() as u32)
            .map(|row| RecordId { dataset, row })
            .collect();
        let details = atlas.details(&all).expect("read again");
        let is_it = |detail: &Detail| detail.report.claims[0].killed == Some(killed.into());
        let at = details.iter().position(is_it).expect("there");
        let end = end_of(atlas, all[at], true).expect("an end");
        (end, details[at].report.key())
    };
    let [first, second, gone] = [400, 800, 3].map(|killed| record_with(&window, killed));
    for ((_, of), words) in [(&first, "first"), (&gone, "gone")] {
        let command = Command::Annotate(Annotated::Report(of.clone()), Some(comment(words)));
        act(&mut window, Action::Do(command));
    }
    let judged = |from: &TieEnd, to: &TieEnd| Judged {
        from: from.clone(),
        to: to.clone(),
    };
    let command = Command::JudgeTie(judged(&first.0, &second.0), Some(Verdict::Rejected));
    act(&mut window, Action::Do(command));
    let why = Annotated::Tie(judged(&first.0, &second.0));
    let command = Command::Annotate(why, Some(comment("why")));
    act(&mut window, Action::Do(command));
    update(&mut window, &path("week-2.csv"));
    let [now, other] = [400, 800].map(|killed| record_with(&window, killed));
    assert_ne!((&now.0, &now.1), (&first.0, &first.1));
    let tray = ReportKey {
        file: Some(key().withdrawn()),
        part: None,
        id: format!("{}@0", gone.1.id).into(),
    };
    let expected = [
        (Annotated::Report(now.1), "first"),
        (Annotated::Report(tray.clone()), "gone"),
        (Annotated::Tie(judged(&now.0, &other.0)), "why"),
    ];
    let expected = expected.map(|(of, words)| (of, words.to_owned()));
    assert_eq!(said(&window), expected);
    let verdicts = &window.state().session().verdicts;
    let kept: Vec<&Judged> = verdicts.keys().collect();
    assert_eq!(kept, [&judged(&now.0, &other.0)]);
    let atlas = window.state().atlas();
    assert_eq!(atlas.records_of_report(&tray).len(), 1, "it is in the tray");
}
