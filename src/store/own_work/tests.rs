//! The work of one person, written by several windows.

use std::{fs, sync::Arc};

use super::*;

fn record(text: &str) -> Record {
    Record {
        kind: Kind::Report,
        text: Arc::from(text),
    }
}

fn all(texts: &[&str]) -> Vec<Record> {
    texts.iter().map(|text| record(text)).collect()
}

fn change(added: &[&str], removed: &[&str]) -> Change {
    Change {
        added: all(added),
        removed: all(removed),
    }
}

fn day(number: i64) -> Timestamp {
    Timestamp::from_second(1_700_000_000 + number * 86_400).expect("a time")
}

fn open(folder: &tempfile::TempDir) -> WorkStore {
    WorkStore::open(&folder.path().join("deep/own-work.sqlite")).expect("opened")
}

#[test]
fn what_one_window_writes_the_other_is_handed_and_neither_undoes_the_other() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut one, mut two) = (open(&folder), open(&folder));
    assert_eq!(one.look("").expect("read"), []);
    assert_eq!(two.look("").expect("read"), []);
    assert_eq!(two.poll().expect("read"), []);
    let none = one
        .write("", &change(&["a", "b"], &[]), day(0))
        .expect("written");
    assert!(none.is_empty());
    // Written without having looked: what the first added is handed out and stays.
    let theirs = two
        .write("", &change(&["c"], &[]), day(0))
        .expect("written");
    assert_eq!(theirs, change(&["a", "b"], &[]));
    assert_eq!(
        one.poll().expect("read"),
        [(String::new(), change(&["c"], &[]))]
    );
    assert_eq!(one.poll().expect("read"), [], "told once");
    // One takes its own away, the other what is gone by then, and adds what is there.
    assert!(
        one.write("", &change(&[], &["b"]), day(0))
            .expect("written")
            .is_empty()
    );
    let theirs = two
        .write("", &change(&["a"], &["b"]), day(0))
        .expect("written");
    // That the other took it away as well changes nothing of what this one shows.
    assert!(theirs.is_empty());
    assert_eq!(two.look("").expect("read"), all(&["a", "c"]));
    // Places do not mix.
    two.write("p", &change(&["a"], &[]), day(0))
        .expect("written");
    assert_eq!(one.poll().expect("read"), [], "nobody looks there");
    assert_eq!(one.look("p").expect("read"), all(&["a"]));
}

#[test]
fn a_place_that_was_read_by_another_hand_is_followed_from_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut one, mut two) = (open(&folder), open(&folder));
    one.write("p", &change(&["a"], &[]), day(0))
        .expect("written");
    two.follow("p", Vec::new());
    assert_eq!(
        two.poll().expect("read"),
        [("p".to_owned(), change(&["a"], &[]))]
    );
}

#[test]
fn any_state_of_thirty_days_can_be_had_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = open(&folder);
    store
        .write("", &change(&["a", "b"], &[]), day(0))
        .expect("written");
    store
        .write("p", &change(&["other"], &[]), day(1))
        .expect("written");
    store
        .write("", &change(&["c"], &["a"]), day(1))
        .expect("written");
    store
        .write("", &change(&[], &["b", "c"]), day(2))
        .expect("written");
    let history = store.history("").expect("read");
    let told: Vec<_> = history
        .iter()
        .map(|entry| (entry.generation, entry.at, &entry.change, entry.before))
        .collect();
    assert_eq!(
        told,
        [
            (4, day(2), &change(&[], &["b", "c"]), 2),
            (3, day(1), &change(&["c"], &["a"]), 2),
            (1, day(0), &change(&["a", "b"], &[]), 0),
        ]
    );
    let sorted = |mut records: Vec<Record>| {
        records.sort();
        records
    };
    assert_eq!(sorted(store.before("", 4).expect("read")), all(&["b", "c"]));
    assert_eq!(sorted(store.before("", 3).expect("read")), all(&["a", "b"]));
    assert_eq!(store.before("", 1).expect("read"), []);
}

#[test]
fn what_is_old_goes_but_never_the_last_writes() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = open(&folder);
    for number in 0..150 {
        let text = format!("report {number}");
        store
            .write("", &change(&[&text], &[]), day(0))
            .expect("written");
    }
    // A clock that is set wrongly takes nothing away that is still wanted.
    store
        .write("", &change(&["late"], &[]), day(100_000))
        .expect("written");
    let history = store.history("").expect("read");
    assert_eq!(history.len(), 100, "the last hundred");
    assert_eq!(
        store.look("").expect("read").len(),
        151,
        "the work itself stays"
    );
    for number in 0..20 {
        let text = format!("later {number}");
        store
            .write("", &change(&[&text], &[]), day(29))
            .expect("written");
    }
    assert_eq!(
        store.history("").expect("read").len(),
        120,
        "those are recent"
    );
}

#[test]
fn a_history_that_grows_too_large_loses_its_oldest() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = open(&folder);
    store.most_bytes = 1 << 20;
    let large = "x".repeat(128 << 10);
    for number in 0..12 {
        let text = format!("{number}{large}");
        store
            .write("", &change(&[&text], &[]), day(0))
            .expect("written");
        store
            .write("", &change(&[], &[&text]), day(0))
            .expect("written");
    }
    let history = store.history("").expect("read");
    assert_eq!(history.len(), 7, "seven eighths and a little");
    assert_eq!(history[0].generation, 24);
    let size = |name: &str| {
        let path = store.path().with_file_name(name);
        fs::metadata(path).expect("there").len()
    };
    assert!(size("own-work.sqlite") < 4 << 20);
}

#[test]
fn what_is_not_ours_newer_or_damaged_is_left_as_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("own-work.sqlite");
    let refused = |what: &str| {
        let before = fs::read(&path).expect("there");
        let error = WorkStore::open(&path).expect_err("refused").to_string();
        assert!(error.contains(what), "{error}");
        assert!(fs::read(&path).expect("there") == before, "it was changed");
        fs::remove_file(&path).expect("removed");
    };
    let sql = |text: &str| {
        let database = Connection::open(&path).expect("a database");
        database.execute_batch(text).expect("made");
    };
    fs::write(&path, "no database, but somebody's notes").expect("written");
    refused("not a database");
    sql("CREATE TABLE theirs (a)");
    refused("not a file of Contactline");
    sql("PRAGMA application_id = 0x434c776b; PRAGMA user_version = 99; CREATE TABLE later (a)");
    refused("newer version");
    let mut store = WorkStore::open(&path).expect("made");
    let text = "x".repeat(100_000);
    store
        .write("", &change(&[&text], &[]), day(0))
        .expect("written");
    drop(store);
    let mut bytes = fs::read(&path).expect("there");
    let middle = bytes.len() / 2;
    bytes[middle..].fill(0xa5);
    fs::write(&path, bytes).expect("written");
    let before = fs::read(&path).expect("there");
    let error = WorkStore::open(&path).expect_err("damaged").to_string();
    assert!(
        error.contains("damaged") || error.contains("malformed"),
        "{error}"
    );
    assert!(fs::read(&path).expect("there") == before, "it was changed");
}

#[test]
fn a_kind_of_a_later_version_is_left_where_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = open(&folder);
    store
        .write("", &change(&["a"], &[]), day(0))
        .expect("written");
    let later = "INSERT INTO record (place, kind, text) VALUES ('', 'later', 'b')";
    store.database.execute(later, []).expect("written");
    assert_eq!(store.look("").expect("read"), all(&["a"]));
    store
        .write("", &change(&["c"], &["a"]), day(0))
        .expect("written");
    let count = "SELECT count(*) FROM record WHERE kind = 'later'";
    let count = store
        .database
        .query_row(count, [], |row| row.get::<_, i64>(0));
    assert_eq!(count.expect("counted"), 1);
}

#[cfg(unix)]
#[test]
fn it_is_readable_by_its_owner_alone_and_no_pipe_is_waited_for() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = open(&folder);
    store
        .write("", &change(&["a"], &[]), day(0))
        .expect("written");
    for entry in fs::read_dir(folder.path().join("deep")).expect("a folder") {
        let entry = entry.expect("an entry");
        let mode = entry.metadata().expect("there").permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{:?}", entry.file_name());
    }
    drop(store);
    // A copy that was put back, and what is not ours.
    let path = folder.path().join("deep/own-work.sqlite");
    let notes = folder.path().join("notes");
    fs::write(&notes, "somebody's").expect("written");
    for of in [&path, &notes] {
        fs::set_permissions(of, fs::Permissions::from_mode(0o644)).expect("set");
    }
    let mode = |of: &Path| fs::metadata(of).expect("there").permissions().mode() & 0o777;
    WorkStore::open(&path).expect("opened");
    WorkStore::open(&notes).expect_err("not ours");
    assert_eq!((mode(&path), mode(&notes)), (0o600, 0o644));
    let pipe = folder.path().join("pipe");
    let mode = rustix::fs::Mode::from_raw_mode(0o600);
    rustix::fs::mknodat(rustix::fs::CWD, &pipe, rustix::fs::FileType::Fifo, mode, 0)
        .expect("a pipe");
    let refused = WorkStore::open(&pipe).expect_err("a pipe").to_string();
    assert!(refused.contains("not a regular file"), "{refused}");
}

#[test]
fn of_two_verdicts_on_one_tie_the_later_holds_and_both_windows_learn_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut one, mut two) = (open(&folder), open(&folder));
    let verdict = |word: &str, tie: &str| Record {
        kind: Kind::Verdict,
        text: format!("{word} {tie}").into(),
    };
    let add = |record: Record| Change {
        added: vec![record],
        ..Change::default()
    };
    let (accepted, rejected) = (verdict("accepted", "a b"), verdict("rejected", "a b"));
    let other = verdict("accepted", "b a");
    assert_eq!(one.look("").expect("read"), []);
    assert_eq!(two.look("").expect("read"), []);
    for record in [&accepted, &other] {
        one.write("", &add(record.clone()), day(0))
            .expect("written");
    }
    // The second window has not looked since.
    let theirs = two.write("", &add(rejected.clone()), day(0));
    assert_eq!(theirs.expect("written"), add(other.clone()));
    assert_eq!(
        two.look("").expect("read"),
        [other.clone(), rejected.clone()]
    );
    let told = Change {
        added: vec![rejected.clone()],
        removed: vec![accepted.clone()],
    };
    assert_eq!(one.poll().expect("read"), [(String::new(), told)]);
    let back = Change {
        removed: vec![rejected.clone()],
        ..Change::default()
    };
    two.write("", &back, day(1)).expect("written");
    assert_eq!(one.poll().expect("read"), [(String::new(), back)]);
    // The one before does not come back by itself, and does from the history.
    assert_eq!(one.look("").expect("read"), std::slice::from_ref(&other));
    let generations: Vec<i64> = one
        .history("")
        .expect("read")
        .iter()
        .map(|entry| entry.generation)
        .collect();
    let before =
        |store: &mut WorkStore, at: usize| store.before("", generations[at]).expect("read");
    assert_eq!(generations.len(), 4);
    assert!(before(&mut one, 0).contains(&rejected));
    let first = before(&mut one, 1);
    assert!(first.contains(&accepted) && !first.contains(&rejected));
}
