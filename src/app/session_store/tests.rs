//! Sessions and work kept between two starts.

use std::{fs, sync::Arc};

use super::*;
use crate::{
    model::{TieEnd, Verdict},
    query::ties::Judged,
    session::OpenFile,
};

fn with(reports: &[&str]) -> Session {
    Session {
        own_reports: reports.iter().map(|report| Arc::from(*report)).collect(),
        ..Session::default()
    }
}

fn records(reports: &[&str]) -> Vec<Record> {
    work::records_of(&with(reports))
}

fn added(reports: &[&str]) -> Change {
    Change {
        added: records(reports),
        ..Change::default()
    }
}

fn open(path: &Path) -> SessionStore {
    SessionStore::new(path.to_owned(), restore(path), || {})
}

fn open_waking(path: &Path) -> (SessionStore, Receiver<()>) {
    let (wake, woken) = channel();
    let store = SessionStore::new(path.to_owned(), restore(path), move || {
        // Nobody listens any more once the test has seen what it waits for.
        let _ = wake.send(());
    });
    (store, woken)
}

/// The first so many things that are told, as a window takes them that is woken.
fn wait_for(store: &SessionStore, woken: &Receiver<()>, number: usize) -> Vec<Told> {
    let mut told = Vec::new();
    while told.len() < number {
        woken.recv().expect("woken");
        told.extend(store.take_told());
    }
    told
}

/// What is kept, as the next start finds it.
fn kept(path: &Path) -> Vec<Record> {
    let restored = restore(path);
    assert_eq!(restored.troubles, [""; 0]);
    work::records_of(&restored.session)
}

#[test]
fn a_session_is_there_again_after_a_restart() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("deep/down/session.json");
    let session = Session {
        hint_dismissed: true,
        ..Session::default()
    };
    let mut store = open(&path);
    store.save(&Session::default());
    store.save(&session);
    drop(store);
    let restored = restore(&path);
    assert_eq!(restored.session, session);
    assert_eq!(restored.troubles, [""; 0]);
    drop(restored);
    let beside = fs::read_dir(path.parent().expect("a folder")).expect("a folder");
    assert_eq!(
        beside.count(),
        2,
        "session and work, and nothing lying about"
    );
}

#[test]
fn work_is_kept_apart_from_what_is_looked_at() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("session.json");
    let mut store = open(&path);
    store.change(work::NO_PROJECT, added(&["a", "b"]));
    store.save(&with(&["a", "b"]));
    drop(store);
    let text = fs::read_to_string(&path).expect("kept");
    assert_eq!(file::read(&text).expect("a session").own_reports, []);
    assert_eq!(kept(&path), records(&["a", "b"]));
    // Whatever session is put in its place.
    let mut store = open(&path);
    store.save(&Session::default());
    drop(store);
    assert_eq!(kept(&path), records(&["a", "b"]));
}

#[test]
fn reports_of_an_older_session_go_into_the_work_once_and_stay_in_it_until_they_are_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("session.json");
    let old = file::write(&with(&["a", "b"]));
    fs::write(&path, &old).expect("written");
    let restored = restore(&path);
    assert_eq!(work::records_of(&restored.session), records(&["a", "b"]));
    assert!(
        restored.remarks[0].contains("2 own records"),
        "{:?}",
        restored.remarks
    );
    assert_eq!(fs::read_to_string(&path).expect("there"), old);
    let session = restored.session.clone();
    let mut store = SessionStore::new(path.clone(), restored, || {});
    store.change(work::NO_PROJECT, added(&["a", "b"]));
    store.save(&session);
    drop(store);
    let restored = restore(&path);
    assert_eq!(restored.records, records(&["a", "b"]));
    assert_eq!(restored.kept.own_reports, []);
    assert_eq!(restored.remarks, [""; 0], "once");
}

#[test]
fn work_that_cannot_be_written_stays_in_the_session_and_is_joined_later() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("session.json");
    let work = work_path(&path);
    fs::write(&work, "somebody's notes").expect("written");
    let restored = restore(&path);
    let trouble = &restored.troubles[0];
    assert!(trouble.contains("The file is left unchanged"), "{trouble}");
    let mut store = SessionStore::new(path.clone(), restored, || {});
    store.save(&with(&["a"]));
    // After the session, and not before it.
    store.change(work::NO_PROJECT, added(&["a"]));
    drop(store);
    assert_eq!(fs::read(&work).expect("there"), b"somebody's notes");
    // Another window in the same trouble takes none of it away.
    let mut other = open(&path);
    other.save(&Session::default());
    drop(other);
    fs::remove_file(&work).expect("moved away");
    assert_eq!(kept(&path), records(&["a"]));
}

#[test]
fn what_others_write_is_told_and_wakes_the_window() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("session.json");
    let (one, woken) = open_waking(&path);
    let two = open(&path);
    two.change(work::NO_PROJECT, added(&["a"]));
    let told = wait_for(&one, &woken, 1);
    let theirs = Told::Work(work::NO_PROJECT.to_owned(), added(&["a"]));
    assert_eq!(told, [theirs]);
}

#[test]
fn files_that_another_window_opened_stay_and_those_this_one_closed_go() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("session.json");
    let with = |names: &[&str]| {
        let mut session = Session::default();
        for name in names {
            session
                .files
                .push(OpenFile::at(Path::new(name), &session.files));
        }
        session
    };
    let names = || -> Vec<String> {
        let files = restore(&path).kept.files;
        files.iter().map(|file| file.name.to_string()).collect()
    };
    let write = |of: &[&str], known: &[&str]| {
        keeper::write_session(&path, &with(of), &with(known)).expect("written");
    };
    write(&["a", "b"], &[]);
    // A second window that knew neither.
    write(&["c"], &[]);
    assert_eq!(names(), ["c", "a", "b"]);
    // The first closes one of its own.
    write(&["b"], &["a", "b"]);
    assert_eq!(names(), ["b", "c"]);
}

#[test]
fn verdicts_of_another_window_stay_and_those_this_one_takes_back_go() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("session.json");
    let with = |judged: &[(&str, Verdict)]| {
        let end = |report: &str| TieEnd {
            report: report.into(),
            claim: None,
        };
        let judged = judged.iter().map(|(from, verdict)| {
            let (from, to) = (end(from), end("own/denial"));
            (Judged { from, to }, *verdict)
        });
        Session {
            verdicts: judged.collect(),
            ..Session::default()
        }
    };
    let write = |of: &Session, known: &Session| {
        keeper::write_session(&path, of, known).expect("written");
    };
    let there = || restore(&path).kept.verdicts;
    let first = with(&[("own/a", Verdict::Accepted), ("own/b", Verdict::Accepted)]);
    write(&first, &Session::default());
    // A second window that knew none of them.
    write(&with(&[("own/c", Verdict::Rejected)]), &Session::default());
    // The first takes one back and turns the other round.
    let second = with(&[("own/b", Verdict::Rejected)]);
    write(&second, &first);
    let left = with(&[("own/b", Verdict::Rejected), ("own/c", Verdict::Rejected)]);
    assert_eq!(there(), left.verdicts);
    write(&with(&[]), &second);
    assert_eq!(there(), with(&[("own/c", Verdict::Rejected)]).verdicts);
}

#[test]
fn a_window_that_looks_back_is_told_what_there_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("session.json");
    let (store, woken) = open_waking(&path);
    store.change(work::NO_PROJECT, added(&["a"]));
    store.watch(Some(work::NO_PROJECT));
    store.change(work::NO_PROJECT, added(&["b"]));
    store.look_back(work::NO_PROJECT, 2);
    let told = wait_for(&store, &woken, 3);
    let writes = |told: &Told| match told {
        Told::History(entries) => entries.as_ref().map(Vec::len),
        _ => None,
    };
    assert_eq!((writes(&told[0]), writes(&told[1])), (Some(1), Some(2)));
    assert_eq!(told[2], Told::Before(String::new(), records(&["a"])));
}

#[cfg(unix)]
#[test]
fn a_session_that_cannot_be_read_is_not_written() {
    let folder = tempfile::tempdir().expect("a folder");
    // A folder in its place: not even root can read it.
    let path = folder.path().join("session.json");
    fs::create_dir(&path).expect("made");
    let restored = restore(&path);
    assert!(!restored.writable && restored.troubles.len() == 1);
    let mut store = SessionStore::new(path.clone(), restored, || {});
    store.save(&with(&["a"]));
    store.change(work::NO_PROJECT, added(&["a"]));
    drop(store);
    assert!(path.is_dir());
    // The work has a place of its own.
    fs::remove_dir(&path).expect("removed");
    assert_eq!(kept(&path), records(&["a"]));
}

#[test]
fn a_damaged_session_is_set_aside_and_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("session.json");
    for (index, damaged) in [&b"{\"version\": 1, "[..], b"\xff\xfe\x00", b""]
        .into_iter()
        .enumerate()
    {
        fs::write(&path, damaged).expect("written");
        let restored = restore(&path);
        assert_eq!(restored.session, Session::default());
        let trouble = &restored.troubles[0];
        assert!(trouble.contains("was moved to"), "{trouble}");
        assert!(!path.exists());
        let aside = folder
            .path()
            .join(format!("session.damaged-{}.json", index + 1));
        assert_eq!(fs::read(aside).expect("set aside"), damaged);
    }
}

#[test]
fn a_folder_that_cannot_be_written_is_told_and_loses_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    // A file where the folder should be: not even root can write there.
    let blocked = folder.path().join("blocked");
    fs::write(&blocked, "kept").expect("written");
    let path = blocked.join("session.json");
    let restored = restore(&path);
    let trouble = &restored.troubles[0];
    assert!(
        !restored.writable || trouble.contains("cannot"),
        "{trouble}"
    );
    drop(SessionStore::new(path, restored, || {}));
    assert_eq!(fs::read_to_string(&blocked).expect("still there"), "kept");
}

#[test]
fn leftovers_of_a_killed_run_are_swept_at_the_start() {
    let folder = tempfile::tempdir().expect("a folder");
    let left = folder.path().join(".contactline-abc.part");
    fs::write(&left, "half").expect("written");
    restore(&folder.path().join("session.json"));
    assert!(!left.exists());
}
