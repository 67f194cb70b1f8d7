//! Several who load files into the archive of a team at once, and loading and reading that is cut off wherever it has
//! come to. Against a real server, as in `team_archive.rs`.

mod common;

use std::{
    fs,
    process::{Child, Command, Output, Stdio},
    thread,
    time::{Duration, Instant},
};

use common::postgres::{
    Server, archive_open, done, loaded, many, said, text, wait_for, wait_until,
};

/// The program at work.
fn begin(args: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_contactline"))
        .args(args)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program")
}

fn end(child: Child) -> Output {
    child.wait_with_output().expect("ended")
}

/// A file of so many rows, the years of which begin with `first`, in that direction.
fn file(server: &Server, folder: &str, first: i32, step: i32, rows: usize) -> String {
    let folder = server.folder.path().join(folder);
    fs::create_dir_all(&folder).expect("a folder");
    let mut table = String::from("report,reporter,start,activity,places,count\n");
    for row in 0..rows {
        let year = first + step * (row % 5) as i32;
        table += &format!(
            "r{row},az-mod,{year}-03-0{},fire,kalbajar,{}\n",
            row % 9 + 1,
            row % 7 + 1
        );
    }
    let file = folder.join("march.csv");
    fs::write(&file, table).expect("written");
    text(&file)
}

#[test]
fn of_two_who_load_at_once_nothing_is_lost_and_nothing_is_there_twice() {
    let Some(server) = Server::start() else {
        return;
    };
    let address = server.address();
    let mut window = archive_open(&server, &address);
    let before = loaded(&window);
    // Files of one name, with years that each has to make and the other as well, and one file twice.
    let files = [
        file(&server, "a", 2001, 1, 3_000),
        file(&server, "b", 2005, -1, 3_100),
        file(&server, "c", 2003, 1, 2_900),
    ];
    let all = [&files[0], &files[1], &files[2], &files[0], &files[1]];
    let loading: Vec<Child> = all
        .iter()
        .map(|file| begin(&["archive", "import", &address, file]))
        .collect();
    let told: Vec<String> = loading
        .into_iter()
        .map(|child| {
            let output = end(child);
            assert!(output.status.success(), "{}", said(&output));
            said(&output)
        })
        .collect();
    let already = told.iter().filter(|told| told.contains("loaded already"));
    assert_eq!(already.count(), 2, "{told:?}");
    assert_eq!(
        server.sql("SELECT count(*) FROM archive.record WHERE source > 1"),
        "9000"
    );
    assert_eq!(
        server.sql("SELECT count(*), count(DISTINCT id) FROM archive.record"),
        "9012|9012"
    );
    // They have names of their own, and what was told adds up.
    let names = server.sql("SELECT string_agg(name, ',' ORDER BY name) FROM archive.source");
    assert_eq!(names, "few.csv,march.csv,march.csv (2),march.csv (3)");
    assert_eq!(
        server.sql("SELECT sum(records) FROM archive.change"),
        "9012"
    );
    // Whoever looked on has all of it, once.
    wait_until(&mut window, "all of them", |window| {
        loaded(window) == before + 9_000
    });
    thread::sleep(Duration::from_millis(500));
    wait_for(&mut window, "added by keeper to desk");
    assert_eq!(loaded(&window), before + 9_000);
}

/// Keeps hold of something until it is dropped.
struct Held<'s>(&'s Server, Child);

fn hold<'s>(server: &'s Server, sql: &str) -> Held<'s> {
    let sql = format!("{sql}; SELECT pg_sleep(600)");
    let child = Command::new(server.programs.join("psql"))
        .args([
            "-h",
            &server.socket(),
            "-U",
            "keeper",
            "-d",
            "desk",
            "-c",
            &sql,
        ])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    let held = Held(server, child.expect("psql"));
    wait_sql(
        server,
        "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'",
        "1",
    );
    held
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        self.0.sql(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE wait_event = 'PgSleep'",
        );
        let _ = self.1.wait();
    }
}

fn wait_sql(server: &Server, asked: &str, answer: &str) {
    let begun = Instant::now();
    while server.sql(asked) != answer {
        assert!(begun.elapsed() < Duration::from_secs(60), "{asked}");
        thread::sleep(Duration::from_millis(5));
    }
}

/// Begins, waits until the client is where `is_there` says, cuts its connection, and gives what is told.
fn cut(server: &Server, args: &[&str], is_there: &str) -> String {
    let mut client = begin(args);
    let of_client = format!("application_name = 'contactline' AND {is_there}");
    let begun = Instant::now();
    loop {
        let cut = format!(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE {of_client}"
        );
        if server.sql(&cut) != "0" {
            break;
        }
        let has_ended = client.try_wait().expect("its state").is_some();
        assert!(!has_ended, "{args:?} was done before {is_there}");
        assert!(begun.elapsed() < Duration::from_secs(60), "{is_there}");
    }
    let output = end(client);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    said(&output)
}

#[test]
fn a_connection_that_is_cut_is_told_with_its_remedy_wherever_it_was_and_leaves_nothing() {
    let Some(server) = Server::start() else {
        return;
    };
    let address = server.address();
    done(&["archive", "init", &address]);
    let file = server.folder.path().join("many.csv");
    fs::write(&file, many(30_000)).expect("written");
    let file = text(&file);
    let import = ["archive", "import", &address, &file];
    let list = ["list", &address];
    let nothing = "SELECT (SELECT count(*) FROM archive.source) + (SELECT count(*) FROM archive.report) \
        + (SELECT count(*) FROM archive.record) + (SELECT count(*) FROM archive.change)";
    let is_told = |told: &str, at: &str| {
        let has_remedy = told.contains("closed the connection; try again once the server runs");
        assert!(has_remedy, "{at}: {told}");
    };
    // While it looks at what is there.
    let held = hold(
        &server,
        "LOCK TABLE archive.version IN ACCESS EXCLUSIVE MODE",
    );
    for (args, at) in [(&import[..], "looking"), (&list, "looking")] {
        is_told(&cut(&server, args, "wait_event_type = 'Lock'"), at);
    }
    drop(held);
    // While it hands over rows.
    let told = cut(&server, &import, "query LIKE 'COPY incoming%'");
    is_told(&told, "rows");
    assert_eq!(server.sql(nothing), "0");
    // While its rows are put where they belong.
    let held = hold(&server, "LOCK TABLE archive.undated IN EXCLUSIVE MODE");
    is_told(
        &cut(&server, &import, "wait_event_type = 'Lock'"),
        "rows entered",
    );
    drop(held);
    assert_eq!(server.sql(nothing), "0");
    // At the very end.
    let held = hold(&server, "SELECT pg_advisory_lock(hashtext('archive'), -1)");
    is_told(
        &cut(&server, &import, "wait_event_type = 'Lock'"),
        "the end",
    );
    drop(held);
    assert_eq!(server.sql(nothing), "0");
    // All of it can be done again.
    assert!(done(&import).contains("loaded ("));
    assert_eq!(server.sql("SELECT count(*) FROM archive.record"), "30000");
    // While records are counted, and while they come.
    let held = hold(
        &server,
        "LOCK TABLE archive.report IN ACCESS EXCLUSIVE MODE",
    );
    is_told(&cut(&server, &list, "wait_event_type = 'Lock'"), "counting");
    drop(held);
    is_told(
        &cut(&server, &list, "query LIKE 'COPY (SELECT%'"),
        "reading",
    );
    assert!(done(&["archive", "status", &address]).contains("many.csv: 30"));
    // Making the tables.
    let other = format!("{address}&schema=other");
    let held = hold(&server, "SELECT pg_advisory_lock(hashtext('other'))");
    let init = ["archive", "init", &other];
    is_told(&cut(&server, &init, "wait_event_type = 'Lock'"), "making");
    drop(held);
    assert!(done(&init).contains("are there"));
}
