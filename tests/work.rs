//! A person's own work in the window: kept at once, shared by all windows, and brought back from its
//! history.

mod common;

use std::{fs, path::Path, sync::Arc, sync::mpsc::channel, time::Duration};

use common::{Window, open_window, own_tie, press, session, settle, shows};
use contactline::{
    model::{Annotated, Grade, TieEnd, TieKind, Verdict},
    query::ties::{Judged, Verdicts},
    session::{Command, Session},
    store::own_work::WorkStore,
    view::Action,
};
use egui::{Key, Modifiers};

fn record(id: &str) -> Arc<str> {
    let text = format!(
        r#"{{"id": "{id}", "reporter": "test-observer", "language": "en", "published": "2022-08-07",
        "published_basis": "page", "stance": "claim", "claims": [{{"by": "unknown", "origins": [],
        "targets": [{{"region": "lachin"}}], "count": 2, "start": "2022-08-07",
        "time_precision": "day", "activity": "fire"}}]}}"#
    );
    text.into()
}

fn add(window: &mut Window, id: &str) {
    let add = Command::AddReport(record(id));
    window.state_mut().act(Action::Do(add));
    settle(window);
}

/// The ids of the own reports that a window shows.
fn shown(window: &Window) -> Vec<String> {
    ids(session(window).own_reports.iter())
}

fn ids<'r>(records: impl Iterator<Item = &'r Arc<str>>) -> Vec<String> {
    let id = |record: &Arc<str>| {
        let value: serde_json::Value = serde_json::from_str(record).expect("JSON");
        value["id"].as_str().expect("an id").to_owned()
    };
    let mut ids: Vec<String> = records.map(id).collect();
    ids.sort();
    ids
}

/// What the store of the work holds that belongs to no project.
fn kept(folder: &Path) -> Vec<String> {
    let mut store = WorkStore::open(&folder.join("own-work.sqlite")).expect("opened");
    let records = store.look("").expect("read");
    ids(records.iter().map(|record| &record.text))
}

/// Waits until a window that is woken shows these words.
fn wait_until_shown(window: &mut Window, words: &str) {
    let (wake, woken) = channel();
    window.ctx.set_request_repaint_callback(move |_| {
        // Nobody listens any more once the words are there.
        let _ = wake.send(());
    });
    window.step();
    while !shows(window, words) {
        let woken = woken.recv_timeout(Duration::from_secs(120));
        woken.expect("the window is woken");
        window.step();
    }
    settle(window);
}

#[test]
fn a_report_is_kept_at_once_and_whatever_plays() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("session.json");
    let mut window = open_window(&[], Some(&store));
    window.state_mut().act(Action::Play(true));
    window.step();
    let add = Command::AddReport(record("own/1"));
    window.state_mut().act(Action::Do(add));
    // Two frames: one that adds it, and one that sees that it is on the disk.
    window.step();
    while !window.state().is_settled() {
        window.step();
    }
    // No pause has passed, and the window is not closed.
    assert_eq!(kept(folder.path()), ["own/1"]);
}

#[test]
fn two_windows_show_each_others_reports_and_no_undo_takes_the_others_away() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("session.json");
    let mut one = open_window(&[], Some(&store));
    add(&mut one, "one/1");
    let mut two = open_window(&[], Some(&store));
    assert_eq!(shown(&two), ["one/1"]);
    add(&mut two, "two/1");
    wait_until_shown(&mut one, "Another window added 1 own record.");
    assert_eq!(shown(&one), ["one/1", "two/1"]);
    // The report is on the map, as if it had been there all the time.
    assert!(shows(&one, "= 638 loaded"));
    one.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    settle(&mut one);
    assert_eq!(shown(&one), ["two/1"]);
    wait_until_shown(&mut two, "Another window removed 1 own record.");
    assert_eq!(shown(&two), ["two/1"]);
    // What the second looks at is its own.
    drop((one, two));
    assert_eq!(kept(folder.path()), ["two/1"]);
}

#[test]
fn what_was_removed_is_brought_back_from_the_history_and_that_can_be_undone() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("session.json");
    let mut window = open_window(&[], Some(&store));
    add(&mut window, "own/1");
    add(&mut window, "own/2");
    for id in ["own/1", "own/2"] {
        let remove = Command::RemoveReport(record(id));
        window.state_mut().act(Action::Do(remove));
        settle(&mut window);
    }
    drop(window);
    let mut window = open_window(&[], Some(&store));
    assert_eq!(shown(&window), [""; 0]);
    press(&mut window, "File");
    press(&mut window, "History of own work…");
    wait_until_shown(&mut window, "removed: test-observer, 2022-08-07 (own/2)");
    assert!(shows(&window, "added: test-observer, 2022-08-07 (own/1)"));
    let buttons = {
        use egui_kittest::kittest::Queryable as _;
        let buttons = window.query_all_by_label("Restore");
        buttons.count()
    };
    assert_eq!(buttons, 4);
    // The second from above: before the first was removed, both were there.
    restore(&mut window, 1);
    assert_eq!(shown(&window), ["own/1", "own/2"]);
    assert_eq!(kept(folder.path()), ["own/1", "own/2"]);
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    settle(&mut window);
    assert_eq!(shown(&window), [""; 0]);
    assert_eq!(kept(folder.path()), [""; 0]);
    // And what undo took away is in the history as well.
    restore(&mut window, 0);
    assert_eq!(shown(&window), ["own/1", "own/2"]);
}

/// Presses the button of that write, from above.
fn restore(window: &mut Window, nth: usize) {
    use egui_kittest::kittest::Queryable as _;
    let button = window.query_all_by_label("Restore").nth(nth);
    button.expect("a button").click_accesskit();
    window.run();
    settle(window);
    settle(window);
}

#[test]
fn a_report_that_is_added_while_looking_at_a_link_is_the_persons_own() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("session.json");
    let mut window = open_window(&[], Some(&store));
    add(&mut window, "own/1");
    window.state_mut().visit(Session {
        own_reports: vec![record("theirs/1")],
        ..Session::default()
    });
    settle(&mut window);
    add(&mut window, "own/2");
    assert_eq!(kept(folder.path()), ["own/1", "own/2"]);
    press(&mut window, "Back to my view");
    settle(&mut window);
    assert_eq!(shown(&window), ["own/1", "own/2"]);
    assert_eq!(kept(folder.path()), ["own/1", "own/2"]);
}

#[test]
fn a_verdict_that_is_taken_back_does_not_return_at_the_next_start() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("session.json");
    let end = |report: &str| TieEnd {
        report: report.into(),
        claim: None,
    };
    let judged = |from: &str| Judged {
        from: end(from),
        to: end("own/denial"),
    };
    let judge = |window: &mut Window, from: &str, verdict: Option<Verdict>| {
        let judge = Command::JudgeTie(judged(from), verdict);
        window.state_mut().act(Action::Do(judge));
        settle(window);
    };
    let mut window = open_window(&[], Some(&store));
    judge(&mut window, "own/1", Some(Verdict::Accepted));
    judge(&mut window, "own/2", Some(Verdict::Rejected));
    eframe::App::on_exit(window.state_mut());
    drop(window);
    // Both were kept, and one of them is taken back.
    let mut window = open_window(&[], Some(&store));
    assert_eq!(session(&window).verdicts.len(), 2);
    judge(&mut window, "own/1", None);
    eframe::App::on_exit(window.state_mut());
    drop(window);
    let window = open_window(&[], Some(&store));
    let kept = session(&window).verdicts.iter();
    let kept: Vec<_> = kept
        .map(|(judged, verdict)| (judged.clone(), *verdict))
        .collect();
    assert_eq!(kept, [(judged("own/2"), Verdict::Rejected)]);
}

#[test]
fn a_store_that_cannot_be_read_is_told_with_the_remedy_and_left_as_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("session.json");
    let work = folder.path().join("own-work.sqlite");
    std::fs::write(&work, "somebody's notes").expect("written");
    let mut window = open_window(&[], Some(&store));
    assert!(shows(&window, "Your own work cannot be read"));
    assert!(shows(&window, "replace it with a copy of yours"));
    add(&mut window, "own/1");
    drop(window);
    assert_eq!(std::fs::read(&work).expect("there"), b"somebody's notes");
    std::fs::remove_file(&work).expect("moved away");
    let window = open_window(&[], Some(&store));
    assert!(shows(&window, "Moved 1 own record from the session"));
    assert_eq!(shown(&window), ["own/1"]);
    assert_eq!(kept(folder.path()), ["own/1"]);
}

#[test]
fn verdicts_on_ties_are_shared_kept_and_brought_back_as_reports_are() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("session.json");
    let end = |report: &str| TieEnd {
        report: report.into(),
        claim: None,
    };
    let tie = Judged {
        from: end("a"),
        to: end("b"),
    };
    let judge = |window: &mut Window, verdict: Option<Verdict>| {
        let judge = Command::JudgeTie(tie.clone(), verdict);
        window.state_mut().act(Action::Do(judge));
        settle(window);
    };
    let mut one = open_window(&[], Some(&store));
    let mut two = open_window(&[], Some(&store));
    judge(&mut one, Some(Verdict::Accepted));
    wait_until_shown(&mut two, "Another window added 1 own record.");
    let accepted = Verdicts::from([(tie.clone(), Verdict::Accepted)]);
    assert_eq!(session(&two).verdicts, accepted);
    judge(&mut two, Some(Verdict::Rejected));
    wait_until_shown(&mut one, "Another window added 1 own record and removed 1.");
    let rejected = Verdicts::from([(tie.clone(), Verdict::Rejected)]);
    assert_eq!(session(&one).verdicts, rejected);
    judge(&mut one, None);
    wait_until_shown(&mut two, "Another window removed 1 own record.");
    assert_eq!(session(&two).verdicts, Verdicts::new());
    drop((one, two));
    let mut window = open_window(&[], Some(&store));
    assert_eq!(session(&window).verdicts, Verdicts::new());
    press(&mut window, "File");
    press(&mut window, "History of own work…");
    wait_until_shown(&mut window, "removed: tie rejected: a with b");
    restore(&mut window, 0);
    assert_eq!(session(&window).verdicts, rejected);
    drop(window);
    // They are with the work, and no session holds them.
    let text = fs::read_to_string(&store).unwrap_or_default();
    assert!(!text.contains("rejected"), "{text}");
    assert_eq!(session(&open_window(&[], Some(&store))).verdicts, rejected);
}

#[test]
fn own_ties_and_their_reasons_are_shared_kept_undone_and_brought_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("session.json");
    let on = Annotated::Tie(own_tie());
    let act = |window: &mut Window, action: Action| {
        window.state_mut().act(action);
        settle(window);
    };
    let judge = |verdict| Action::Do(Command::JudgeTie(own_tie(), verdict));
    let reason = |window: &Window| {
        let says = session(window).personal.annotations.of(&on);
        says.map(|says| says.comment.to_string())
    };
    let because = |words: &str| Action::Annotate(on.clone(), Grade::NOT_JUDGED, words.into());
    let verdict = |window: &Window| session(window).verdicts.get(&own_tie()).copied();
    let denies = Some(Verdict::Joined(TieKind::Denies));
    let answers = Some(Verdict::Joined(TieKind::Answers));
    let mut one = open_window(&[], Some(&store));
    let mut two = open_window(&[], Some(&store));
    act(&mut one, judge(denies));
    wait_until_shown(&mut two, "Another window added 1 own record.");
    assert_eq!((verdict(&two), reason(&two)), (denies, None));
    act(&mut two, because("Both name Zod"));
    wait_until_shown(&mut one, "Another window added 1 own record.");
    assert_eq!(reason(&one).as_deref(), Some("Both name Zod"));

    // Another kind is another verdict, and takes the reason for the first with it, in one step.
    act(&mut one, judge(answers));
    assert_eq!((verdict(&one), reason(&one)), (answers, None));
    wait_until_shown(&mut two, "Another window added 1 own record and removed 2.");
    assert_eq!((verdict(&two), reason(&two)), (answers, None));
    act(&mut one, Action::Undo);
    let both = |window: &Window| (verdict(window), reason(window));
    assert_eq!(both(&one), (denies, Some("Both name Zod".to_owned())));
    wait_until_shown(
        &mut two,
        "Another window added 2 own records and removed 1.",
    );
    assert_eq!(both(&two), (denies, Some("Both name Zod".to_owned())));
    act(&mut one, Action::Redo);
    assert_eq!(both(&one), (answers, None));
    act(&mut one, Action::Undo);
    // The same verdict once more is no other one.
    act(&mut one, judge(denies));
    assert_eq!(both(&one), (denies, Some("Both name Zod".to_owned())));
    act(&mut one, judge(None));
    assert_eq!(both(&one), (None, None));
    drop((one, two));

    let mut window = open_window(&[], Some(&store));
    assert_eq!(both(&window), (None, None));
    press(&mut window, "File");
    press(&mut window, "History of own work…");
    let (from, to) = (own_tie().from.report, own_tie().to.report);
    wait_until_shown(
        &mut window,
        &format!("removed: tie made: {from} denies {to}"),
    );
    for words in [
        format!("added: tie made: {from} answers {to}"),
        format!("removed: reason for the tie of {from} with {to}: Both name Zod"),
    ] {
        assert!(shows(&window, &words), "{words}");
    }
    restore(&mut window, 0);
    assert_eq!(both(&window), (denies, Some("Both name Zod".to_owned())));
    drop(window);
    // They are with the work, and no session holds them.
    let text = fs::read_to_string(&store).unwrap_or_default();
    assert!(!text.contains("own-denies") && !text.contains("Both name Zod"));
    let window = open_window(&[], Some(&store));
    assert_eq!(both(&window), (denies, Some("Both name Zod".to_owned())));
}
