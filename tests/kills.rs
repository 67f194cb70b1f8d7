//! Kills: whatever is killed, whenever, no record of a person's own work is lost.
//!
//! The numbers are small here. By hand: `CONTACTLINE_KILLS=10000 cargo test --test kills two_writers`, and
//! `CONTACTLINE_KILLS=1000 cargo test --test kills window`, each with `-- --nocapture`, so that it says how far
//! it has come; with the path of the program in `CONTACTLINE_KILL_WINDOW` and a display the second kills the
//! program itself instead of its window without a display. `CONTACTLINE_KILL_SEED` puts the kills elsewhere.

mod common;

use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    ffi::{OsStr, OsString},
    fs,
    path::Path,
    process::{Child, Command, Stdio},
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use common::{
    children::{Dice, child, lines, say, told},
    open_window, own_tie, settle, shows,
};
use contactline::{
    model::{Annotated, Grade, TieKind, Verdict},
    session::{self, file},
    store::own_work::{Change, Kind, Record, WorkStore},
    view::Action,
};
use jiff::Timestamp;

fn kills(by_default: usize) -> usize {
    let number = env::var("CONTACTLINE_KILLS").ok();
    number.map_or(by_default, |number| number.parse().expect("a number"))
}

/// Chance of its own for each test, and for each seed that is asked for.
fn dice(of_its_own: u64) -> Dice {
    let seed = env::var("CONTACTLINE_KILL_SEED").ok();
    let seed: u64 = seed.map_or(0, |seed| seed.parse().expect("a number"));
    // Never nought, of which nothing but nought would come.
    Dice((of_its_own ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15)) | 1)
}

/// Says how far it has come: whoever asks for thousands wants to know.
fn say_how_far(begun: Instant, killed: usize) {
    const EVERY: usize = 50;
    if killed.is_multiple_of(EVERY) {
        println!(
            "{killed} killed after {} s, nothing lost",
            begun.elapsed().as_secs()
        );
    }
}

fn record(text: &str) -> Record {
    Record {
        kind: Kind::Report,
        text: text.into(),
    }
}

fn start(mut command: Command) -> Child {
    command.spawn().expect("started")
}

/// Adds records without end, and takes away every third again.
#[test]
fn a_writer_that_will_be_killed() {
    let Some((folder, name)) = told() else {
        return;
    };
    let mut store = WorkStore::open(&folder.join("own-work.sqlite")).expect("opened");
    store.look("").expect("read");
    for number in 0.. {
        let fresh = format!("{name}/{number}");
        let mut change = Change {
            added: vec![record(&fresh)],
            ..Change::default()
        };
        let mut what = format!("+{fresh}");
        if number % 3 == 2 {
            let old = format!("{name}/{}", number - 1);
            change.removed.push(record(&old));
            what += &format!(" -{old}");
        }
        say(&format!("try {what}"));
        // The other writes without a pause as well, and each has its turn.
        let written = store.write("", &change, Timestamp::now());
        written.expect("written");
        say(&format!("did {what}"));
    }
}

/// What is known of the records: whether they are there, where that is certain.
#[derive(Default)]
struct Known {
    certain: BTreeMap<String, bool>,
    open: BTreeSet<String>,
}

impl Known {
    fn hear(&mut self, line: &str) {
        let (verb, what) = line.split_once(' ').expect("two words");
        for part in what.split(' ') {
            let (sign, text) = part.split_at(1);
            match verb {
                "try" => {
                    self.open.insert(text.to_owned());
                }
                _ => {
                    self.open.remove(text);
                    self.certain.insert(text.to_owned(), sign == "+");
                }
            }
        }
    }

    /// Holds the records that are there to what is known, and knows all from then on.
    fn check(&mut self, there: &BTreeSet<String>) {
        for (text, is_there) in &self.certain {
            let sure = !self.open.contains(text);
            assert!(!sure || there.contains(text) == *is_there, "{text}");
        }
        for text in std::mem::take(&mut self.open) {
            let is_there = there.contains(&text);
            self.certain.insert(text, is_there);
        }
        let unheard = there.iter().find(|text| !self.certain.contains_key(*text));
        assert_eq!(unheard, None, "nobody wrote that");
    }
}

#[test]
fn no_record_is_lost_by_kills_and_two_writers_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("own-work.sqlite");
    let mut dice = dice(0x9e37_79b9_7f4a_7c15);
    let begun = Instant::now();
    let mut known = Known::default();
    let (mut killed, mut heard) = (0, 0);
    while killed < kills(30) {
        let test = "a_writer_that_will_be_killed";
        let mut children =
            [0, 1].map(|nth| start(child(test, folder.path(), &format!("{killed}-{nth}"))));
        let mut told = children.each_mut().map(lines);
        // One after the other, at any moment from the start on.
        for (child, told) in children.iter_mut().zip(&mut told) {
            for line in told.by_ref().take(dice.below(8) as usize) {
                known.hear(&line);
                heard += 1;
            }
            thread::sleep(Duration::from_micros(dice.below(4_000)));
            child.kill().expect("killed");
            child.wait().expect("gone");
            killed += 1;
        }
        for line in told.into_iter().flatten() {
            known.hear(&line);
            heard += 1;
        }
        let mut store = WorkStore::open(&path).expect("readable after a kill");
        let there = store.look("").expect("read");
        let there = there.iter().map(|record| record.text.to_string()).collect();
        known.check(&there);
        say_how_far(begun, killed);
    }
    assert!(heard > killed, "they had begun: {heard} lines");
}

fn report(id: &str) -> Arc<str> {
    let text = format!(
        r#"{{"id": "{id}", "reporter": "test-observer", "language": "en", "published": "2022-08-07",
        "published_basis": "page", "stance": "claim", "claims": [{{"by": "unknown", "origins": [],
        "targets": [{{"region": "lachin"}}], "count": 2, "start": "2022-08-07",
        "time_precision": "day", "activity": "fire"}}]}}"#
    );
    text.into()
}

/// The reports that a window said it kept.
fn reports_kept(lines: &[String]) -> impl Iterator<Item = Arc<str>> {
    let ids = lines.iter().filter_map(|line| line.strip_prefix("kept "));
    ids.map(report)
}

/// A window that is opened, used and closed without end.
#[test]
fn a_window_that_will_be_killed() {
    let Some((folder, name)) = told() else {
        return;
    };
    for number in 0.. {
        let mut window = open_window(&[], Some(&folder.join("session.json")));
        say("opened");
        window.state_mut().act(Action::Play(true));
        for nth in 0..2 {
            let id = format!("{name}/{number}-{nth}");
            let add = session::Command::AddReport(report(&id));
            window.state_mut().act(Action::Do(add));
            window.step();
            while !window.state().is_settled() {
                window.step();
            }
            say(&format!("kept {id}"));
        }
        window.state_mut().act(Action::Play(false));
        settle(&mut window);
        eframe::App::on_exit(window.state_mut());
        drop(window);
        say("closed");
    }
}

/// The session as an older version of the program left it: with a report in it.
fn put_old_session(path: &Path, id: &str) {
    let text = fs::read_to_string(path).ok();
    let session = text.map(|text| file::read(&text).expect("a session is whole after a kill"));
    let mut session = session.unwrap_or_default();
    session.own_reports.push(report(id));
    fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    fs::write(path, file::write(&session)).expect("written");
}

/// Everything that the next start would show.
fn all_reports(session: &Path) -> BTreeSet<Arc<str>> {
    let mut store = WorkStore::open(&session.with_file_name("own-work.sqlite")).expect("readable");
    let records = store.look("").expect("read");
    let mut all: BTreeSet<Arc<str>> = records.into_iter().map(|record| record.text).collect();
    if let Ok(text) = fs::read_to_string(session) {
        let session = file::read(&text).expect("a session is whole after a kill");
        all.extend(session.own_reports);
    }
    all
}

/// The program itself, on the display there is.
fn start_program(program: &OsStr, config: &Path) -> Child {
    let mut command = Command::new(program);
    command
        .env("XDG_CONFIG_HOME", config)
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    start(command)
}

/// Kills on one store: more would only be slower with what is in it.
const KILLS_OF_A_STORE: usize = 20;

#[test]
fn no_record_is_lost_by_kills_of_the_window_in_every_phase() {
    let program = env::var_os("CONTACTLINE_KILL_WINDOW");
    let mut dice = dice(0x2545_f491_4f6c_dd1d);
    let (begun, all) = (Instant::now(), kills(3));
    let (mut killed, mut heard) = (0, 0);
    while killed < all {
        let folder = tempfile::tempdir().expect("a folder");
        let config = folder.path().join("contactline");
        let session = config.join("session.json");
        let mut expected = BTreeSet::new();
        for _ in 0..KILLS_OF_A_STORE.min(all - killed) {
            heard += kill_a_window(&program, folder.path(), killed, &mut dice, &mut expected);
            let there = all_reports(&session);
            let lost: Vec<_> = expected.difference(&there).collect();
            assert_eq!(lost, Vec::<&Arc<str>>::new(), "after kill {killed}");
            killed += 1;
            say_how_far(begun, killed);
        }
        // And the next start shows all of it.
        let window = open_window(&[], Some(&session));
        let shown = window.state().session().own_reports.iter().cloned();
        let shown: BTreeSet<Arc<str>> = shown.collect();
        assert_eq!(expected.difference(&shown).count(), 0);
    }
    assert!(program.is_some() || heard > 0, "they had begun");
}

/// Kills one window while another writer adds to what it keeps. What must be there then joins what is
/// expected. Returns how many lines were heard of the window.
fn kill_a_window(
    program: &Option<OsString>,
    folder: &Path,
    number: usize,
    dice: &mut Dice,
    expected: &mut BTreeSet<Arc<str>>,
) -> usize {
    let config = folder.join("contactline");
    let session = config.join("session.json");
    // Taken over at the start.
    let old = format!("old/{number}");
    put_old_session(&session, &old);
    expected.insert(report(&old));
    let mut child = match program {
        Some(program) => start_program(program, folder),
        None => start(child(
            "a_window_that_will_be_killed",
            &config,
            &number.to_string(),
        )),
    };
    let mut told = lines(&mut child);
    // Another writer at the same time.
    let mut other = WorkStore::open(&session.with_file_name("own-work.sqlite")).expect("opened");
    let mut write = |nth: u64| {
        let theirs = report(&format!("second/{number}-{nth}"));
        let change = Change {
            added: vec![record(&theirs)],
            ..Change::default()
        };
        other.write("", &change, Timestamp::now()).expect("written");
        expected.insert(theirs);
    };
    write(0);
    let mut kept = Vec::new();
    match program.is_some() {
        true => {
            for nth in 1..=dice.below(16) {
                thread::sleep(Duration::from_millis(dice.below(500)));
                write(nth);
            }
        }
        false => {
            for line in told.by_ref().take(dice.below(6) as usize) {
                write(1 + kept.len() as u64);
                kept.push(line);
            }
        }
    }
    thread::sleep(Duration::from_millis(dice.below(40)));
    child.kill().expect("killed");
    child.wait().expect("gone");
    kept.extend(told);
    expected.extend(reports_kept(&kept));
    kept.len()
}

const REASON: &str = "Both name Zod";

/// A window in which a tie is made, and a reason is given for it.
#[test]
fn a_window_with_an_own_tie_that_will_be_killed() {
    let Some((folder, _)) = told() else {
        return;
    };
    let mut window = open_window(&[], Some(&folder.join("session.json")));
    // It plays, so that no pause in which a session is saved ever comes.
    window.state_mut().act(Action::Play(true));
    let made = Some(Verdict::Joined(TieKind::Answers));
    let judge = session::Command::JudgeTie(own_tie(), made);
    window.state_mut().act(Action::Do(judge));
    let on = Annotated::Tie(own_tie());
    let because = Action::Annotate(on, Grade::NOT_JUDGED, REASON.into());
    window.state_mut().act(because);
    window.step();
    while !window.state().is_settled() {
        window.step();
    }
    say("kept");
    loop {
        window.step();
    }
}

#[test]
fn an_own_tie_and_its_reason_outlive_a_kill() {
    let folder = tempfile::tempdir().expect("a folder");
    let name = "a_window_with_an_own_tie_that_will_be_killed";
    let mut child = start(child(name, folder.path(), "0"));
    let kept = lines(&mut child).any(|line| line == "kept");
    child.kill().expect("killed");
    child.wait().expect("gone");
    assert!(kept, "the tie was made");
    let window = open_window(&[], Some(&folder.path().join("session.json")));
    let session = window.state().session();
    let made = Verdict::Joined(TieKind::Answers);
    assert_eq!(session.verdicts, [(own_tie(), made)].into());
    let says = session.personal.annotations.of(&Annotated::Tie(own_tie()));
    assert_eq!(says.map(|says| &*says.comment), Some(REASON));
}

/// A window that saves its project again and again, and gives up where another program has changed it: the
/// person is asked then.
#[test]
fn a_window_with_a_project_that_will_be_killed() {
    let Some((folder, name)) = told() else {
        return;
    };
    let (project, further) = (folder.join("map.gpkg"), folder.join("further.json"));
    let is_there = project.exists();
    let file: &Path = if is_there { &project } else { &further };
    let mut window = open_window(&[file], Some(&folder.join("kept/session.json")));
    say("opened");
    if !is_there {
        let save = Action::SaveProjectAs(project);
        window.state_mut().act(save);
        settle(&mut window);
        say("made");
    }
    for number in 0.. {
        let id = format!("{name}/{number}");
        let add = session::Command::AddReport(report(&id));
        window.state_mut().act(Action::Do(add));
        settle(&mut window);
        say(&format!("kept {id}"));
        window.state_mut().act(Action::SaveProject);
        settle(&mut window);
        if shows(&window, "was changed by another program") {
            say("asked");
            return;
        }
        say("saved");
    }
}

/// Says of a report of a file what QGIS might say of it, once the project is there. Whether it did.
fn edit_as_qgis(project: &Path, outlet: &str) -> bool {
    if !project.exists() {
        return false;
    }
    let database = rusqlite::Connection::open(project).expect("a database");
    let sql = "UPDATE reports SET outlet = ?1 WHERE report = 'further/1'";
    database.execute(sql, [outlet]).is_ok() && outlet_in(project) == outlet
}

/// What the project says of the outlet of that report.
fn outlet_in(project: &Path) -> String {
    let database = rusqlite::Connection::open(project).expect("a database");
    let sql = "SELECT coalesce(outlet, '') FROM reports WHERE report = 'further/1'";
    let outlet = database.query_row(sql, [], |row| row.get(0));
    outlet.expect("the report is in it")
}

#[test]
fn a_project_keeps_records_and_edits_of_another_program_through_kills() {
    let folder = tempfile::tempdir().expect("a folder");
    let project = folder.path().join("map.gpkg");
    let further = format!("{{\"reports\": [{}]}}", report("further/1"));
    fs::write(folder.path().join("further.json"), further).expect("written");
    let mut dice = dice(0x1f83_d9ab_fb41_bd6b);
    let begun = Instant::now();
    let mut expected = BTreeSet::new();
    let mut outlet = String::new();
    for killed in 0..kills(3) {
        let test = "a_window_with_a_project_that_will_be_killed";
        let mut child = start(child(test, folder.path(), &killed.to_string()));
        let mut told = lines(&mut child);
        let mut kept: Vec<String> = told.by_ref().take(dice.below(7) as usize).collect();
        let fresh = format!("edit {killed}");
        if dice.below(2) == 0 && edit_as_qgis(&project, &fresh) {
            outlet = fresh;
        }
        kept.extend(told.by_ref().take(dice.below(5) as usize));
        thread::sleep(Duration::from_millis(dice.below(40)));
        child.kill().expect("killed");
        child.wait().expect("gone");
        kept.extend(told);
        expected.extend(reports_kept(&kept));
        // The next start shows all of it.
        if project.exists() {
            assert_eq!(outlet_in(&project), outlet, "after kill {killed}");
            let session = folder.path().join("kept/session.json");
            let window = open_window(&[&project], Some(&session));
            let shown = window.state().session().own_reports.iter().cloned();
            let shown: BTreeSet<Arc<str>> = shown.collect();
            let lost: Vec<_> = expected.difference(&shown).collect();
            assert_eq!(lost, Vec::<&Arc<str>>::new(), "after kill {killed}");
        }
        say_how_far(begun, killed + 1);
    }
    assert!(!expected.is_empty(), "they had begun");
}
