//! Own reports that are added to the archive of a team in the window: with who and when, once, corrected by further
//! rows, and kept until the server answers. Against a real server, as in `team_archive.rs`.

mod common;

use std::{path::Path, sync::Arc};

use common::{
    Window, open_window,
    postgres::{
        Server, TABLE, add, archive_open, connections, done, loaded, open_archive, text, wait_for,
        wait_until,
    },
    press, session, settle, shows,
};
use contactline::{
    model::{Annotated, Annotation, Day, FileKey, Grade, ReportKey, Secret},
    session::{Command, Selection},
    view::Action,
};

const ID: &str = "own/az-mod/2022-08-07/0000000a";

fn record(count: u32) -> Arc<str> {
    let text = format!(
        r#"{{"id": "{ID}", "reporter": "az-mod", "language": "en", "published": "2022-08-07",
        "published_basis": "page", "stance": "claim", "claims": [{{"by": "armenia", "origins": [],
        "targets": [{{"region": "lachin"}}], "count": {count}, "start": "2022-08-07",
        "time_precision": "day", "activity": "fire"}}]}}"#
    );
    text.into()
}

fn own() -> ReportKey {
    ReportKey {
        file: Some(FileKey::own()),
        ..ReportKey::of_base(ID)
    }
}

/// Adds an own report and shows its card.
fn take_down(window: &mut Window, count: u32) {
    let select = Command::Select(Some(Selection::Report(own())));
    for command in [Command::AddReport(record(count)), select] {
        window.state_mut().act(Action::Do(command));
        settle(window);
    }
    assert!(shows(window, "Add to desk"));
}

fn is_own(window: &Window) -> bool {
    !session(window).own_reports.is_empty()
}

/// What the archive shows of the reports that were added one by one: the numbers, and who added them.
fn shown(server: &Server) -> String {
    server.sql(
        "SELECT string_agg(count || ' by ' || entered_by, ', ' ORDER BY newest.id) FROM archive.newest \
         JOIN archive.report ON report.id = report JOIN archive.source ON source.id = report.source \
         WHERE is_report",
    )
}

fn with_writers(server: &Server) {
    server.sql(
        "CREATE ROLE anna LOGIN; CREATE ROLE reader LOGIN PASSWORD 'right'; \
         GRANT archive_writer TO anna; GRANT archive_reader TO reader",
    );
}

/// A window of anna's and one of somebody else, the same archive open in both.
fn of_two(server: &Server) -> (Window, Window) {
    let other = archive_open(server, &server.address());
    with_writers(server);
    let mut window = open_window(&[], None);
    open_archive(&mut window, &server.address_of("anna"));
    (window, other)
}

#[test]
fn an_own_report_is_added_once_with_who_and_when_and_what_was_said_of_it_goes_along() {
    let Some(server) = Server::start() else {
        return;
    };
    let (mut window, mut other) = of_two(&server);
    let before = loaded(&window);
    take_down(&mut window, 4);
    let says = Annotation {
        grade: Grade::NOT_JUDGED,
        comment: "seen twice".into(),
        day: Day::parse("2022-08-09").expect("a day"),
    };
    let annotate = Command::Annotate(Annotated::Report(own()), Some(says));
    window.state_mut().act(Action::Do(annotate));
    settle(&mut window);
    press(&mut window, "Add to desk");
    wait_for(&mut window, "1 own report added to desk");
    wait_for(&mut other, "1 record added by anna to desk");
    settle(&mut window);
    assert_eq!(shown(&server), "4 by anna");
    let when = "SELECT count(*) FROM archive.report WHERE key LIKE 'az-mod/%' \
         AND entered_at > now() - interval '1 minute' AND source > 1";
    assert_eq!(server.sql(when), "1");
    // It is one record, and the archive's.
    wait_until(&mut window, "one record", |window| {
        loaded(window) == before + 1
    });
    assert!(!is_own(&window) && session(&window).waiting.is_empty());
    assert!(shows(&window, "seen twice"));
    // No undo makes it one's own again.
    for _ in 0..6 {
        window.state_mut().act(Action::Undo);
        settle(&mut window);
        assert!(!is_own(&window));
    }
    // The same once more is there already.
    let mut again = open_window(&[], None);
    open_archive(&mut again, &server.address_of("anna"));
    take_down(&mut again, 4);
    press(&mut again, "Add to desk");
    wait_for(&mut again, "desk has this report already; anna added it on");
    assert_eq!(shown(&server), "4 by anna");
    assert!(!is_own(&again));
}

#[test]
fn a_correction_is_a_further_row_and_that_of_somebody_else_asks_first() {
    let Some(server) = Server::start() else {
        return;
    };
    let (mut window, mut other) = of_two(&server);
    let before = loaded(&window);
    take_down(&mut window, 4);
    press(&mut window, "Add to desk");
    wait_for(&mut window, "1 own report added to desk");
    wait_for(&mut other, "1 record added by anna to desk");
    // Her own she corrects without being asked.
    take_down(&mut window, 5);
    press(&mut window, "Add to desk");
    wait_for(&mut window, "in place of an earlier version");
    wait_for(&mut other, "1 record corrected by anna in desk");
    settle(&mut other);
    assert_eq!(shown(&server), "5 by anna");
    assert_eq!(loaded(&other), before + 1);
    // Nothing was changed: the earlier version is there.
    let all = "SELECT string_agg(count::text, ',' ORDER BY id) FROM archive.record WHERE report IN \
         (SELECT id FROM archive.report WHERE key LIKE 'az-mod/%')";
    assert_eq!(server.sql(all), "4,5");
    let mut third = open_window(&[], None);
    open_archive(&mut third, &server.address());
    // Somebody else's is not superseded unasked.
    take_down(&mut other, 6);
    press(&mut other, "Add to desk");
    wait_for(&mut other, "not added: anna added this report to desk on");
    assert_eq!(shown(&server), "5 by anna");
    press(&mut other, "Add as a correction");
    wait_for(&mut other, "in place of an earlier version");
    assert_eq!(shown(&server), "6 by keeper");
    wait_for(&mut window, "1 record corrected by keeper in desk");
    wait_until(&mut window, "one record", |window| {
        loaded(window) == before + 1
    });
    // Whoever opened it with the earlier version has it read again.
    wait_for(&mut third, "1 record corrected by keeper in desk");
    settle(&mut third);
    assert_eq!(loaded(&third), before + 1);
    // A command reads the newest as well.
    let list = done(&[
        "list",
        &server.address(),
        "--csv",
        "--columns",
        "number,reporter",
    ]);
    assert!(list.contains('6') && !list.contains("\n5,"), "{list}");
}

#[test]
fn who_may_only_read_is_told_so_and_keeps_the_report() {
    let Some(server) = Server::start() else {
        return;
    };
    let address = server.address();
    drop(archive_open(&server, &address));
    with_writers(&server);
    let mut window = open_window(&[], None);
    window.state_mut().act(Action::OpenArchive {
        address: server.address_of("reader"),
        password: Some(Secret("right".to_owned())),
    });
    settle(&mut window);
    take_down(&mut window, 4);
    press(&mut window, "Add to desk");
    wait_for(&mut window, "not added to desk: reader may not do that");
    assert!(shows(&window, "archive_writer"));
    settle(&mut window);
    assert!(is_own(&window) && session(&window).waiting.is_empty());
    assert_eq!(shown(&server), "");
}

fn start(store: &Path) -> Window {
    open_window(&[], Some(store))
}

#[test]
fn what_is_added_while_the_server_is_away_waits_and_is_sent_once() {
    let Some(server) = Server::start() else {
        return;
    };
    let kept = tempfile::tempdir().expect("a folder");
    let store = kept.path().join("session.json");
    let address = server.address();
    drop(archive_open(&server, &address));
    let mut window = start(&store);
    open_archive(&mut window, &address);
    server.halt();
    wait_for(&mut window, "as of ");
    take_down(&mut window, 4);
    press(&mut window, "Add to desk");
    assert!(shows(&window, "waits to be added to desk"));
    assert!(shows(&window, "1 own report waits"));
    settle(&mut window);
    // It outlives the program, and is sent when the archive is open and answers.
    drop(window);
    let mut window = start(&store);
    assert!(is_own(&window) && !session(&window).waiting.is_empty());
    // Without the archive it stays where it is.
    assert!(shows(&window, "Try again…"));
    server.boot();
    press(&mut window, "Try again…");
    settle(&mut window);
    press(&mut window, "Open");
    wait_for(&mut window, "1 own report added to desk");
    settle(&mut window);
    assert_eq!(shown(&server), "4 by keeper");
    assert!(!is_own(&window) && session(&window).waiting.is_empty());
    drop(window);
    // Nor is it kept any longer, nor sent again.
    let mut window = start(&store);
    assert!(!is_own(&window) && session(&window).waiting.is_empty());
    wait_until(&mut window, "a connection", |_| connections(&server) != "0");
    assert_eq!(shown(&server), "4 by keeper");
}

#[test]
fn a_connection_that_is_cut_while_a_report_is_added_adds_it_once() {
    let Some(server) = Server::start() else {
        return;
    };
    let address = server.address();
    let mut window = archive_open(&server, &address);
    let before = loaded(&window);
    // It comes as far as the end of its transaction and no further.
    let lock = "SELECT pg_advisory_lock(hashtext('archive'), -1); SELECT pg_sleep(3)";
    let held = std::thread::scope(|scope| {
        let holding = scope.spawn(|| server.sql(lock));
        wait_until(&mut window, "the lock", |_| {
            server.sql("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'") != "0"
        });
        take_down(&mut window, 4);
        press(&mut window, "Add to desk");
        let waits = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'contactline' \
             AND wait_event_type = 'Lock'";
        wait_until(&mut window, "it waits", |_| server.sql(waits) != "0");
        server.sql(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity \
             WHERE application_name = 'contactline'",
        );
        holding.join()
    });
    assert!(held.is_ok());
    wait_for(&mut window, "1 own report added to desk");
    settle(&mut window);
    assert_eq!(shown(&server), "4 by keeper");
    wait_until(&mut window, "one record", |window| {
        loaded(window) == before + 1
    });
    // What others add meanwhile is in its place as well.
    add(
        &server,
        &address,
        "more.csv",
        "x,az-mod,2022-08-07,,fire,,kalbajar,,3,,,claim,more",
    );
    wait_for(&mut window, "1 record added by keeper to desk");
    let file = server.folder.path().join("few.csv");
    std::fs::write(&file, TABLE).expect("written");
    assert!(done(&["archive", "import", &address, &text(&file)]).contains("loaded already"));
}
