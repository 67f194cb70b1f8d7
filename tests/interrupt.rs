//! Ctrl+C on the command line: the program ends wherever it is, and leaves nothing half made.
//!
//! The numbers are small here. By hand, with how long the program took to end:
//! `CONTACTLINE_INTERRUPTS=200 cargo test --release --test interrupt -- --nocapture`.
#![cfg(unix)]

mod common;

use std::{
    collections::BTreeMap,
    env, fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use common::children::{Dice, child, ctrl_c_is_ignored, is_ignored, lines, say, told};
use contactline::{
    app::end_on_ctrl_c,
    io::disk::{NewFolder, Replace, Target, UnpackedFolder, write_whole},
};

/// What shells call a program that Ctrl+C has ended.
const INTERRUPTED: i32 = 130;

/// What shells call a program that `kill` has ended.
const TERMINATED: i32 = 143;

/// What shells call a program whose terminal was closed.
const HUNG_UP: i32 = 129;

const HANG_UP: u32 = 1;

fn interrupt(child: &Child) {
    send(child, "-INT");
}

fn send(child: &Child, signal: &str) {
    let id = child.id().to_string();
    let sent = Command::new("kill").args([signal, &id]).status();
    assert!(sent.expect("kill runs").success());
}

/// All files below a folder, with what they hold; folders stand for nothing.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        match path.is_dir() {
            true => all.extend(files(&path)),
            false => drop(all.insert(path.clone(), fs::read(&path).expect("there"))),
        }
    }
    all
}

/// In the middle of a file that replaces another one, of a folder and of an archive that is unpacked.
#[test]
fn a_writer_that_will_be_interrupted() {
    let Some((folder, _)) = told() else {
        return;
    };
    end_on_ctrl_c();
    let frames = NewFolder::new(&folder.join("frames")).expect("made");
    frames.add("1.png", b"one").expect("written");
    let unpacked = UnpackedFolder::new().expect("made");
    let mut member = unpacked.make(Path::new("a/b.csv")).expect("a file");
    member.write_all(b"some").expect("written");
    let target = Target::new(folder.join("map.csv"), Replace::Asked);
    let written = write_whole(&target, |file| {
        file.write_all(&vec![b'x'; 1_000_000])?;
        say("half");
        loop {
            thread::park();
        }
    });
    panic!("it went on: {written:?}");
}

#[test]
fn whatever_is_being_made_goes_with_ctrl_c_and_what_was_there_stays() {
    if ctrl_c_is_ignored() {
        return;
    }
    leaves_nothing_half_made("-INT", INTERRUPTED);
}

#[test]
fn whatever_is_being_made_goes_where_the_program_is_told_to_end() {
    leaves_nothing_half_made("-TERM", TERMINATED);
}

/// A program that `nohup` has started goes on.
#[test]
fn whatever_is_being_made_goes_where_the_terminal_is_closed() {
    if is_ignored(HANG_UP) {
        return;
    }
    leaves_nothing_half_made("-HUP", HUNG_UP);
}

fn leaves_nothing_half_made(signal: &str, code: i32) {
    let parent = tempfile::tempdir().expect("a folder");
    let [folder, temporary] = ["out", "temporary"].map(|name| parent.path().join(name));
    fs::create_dir(&folder).expect("made");
    fs::create_dir(&temporary).expect("made");
    fs::write(folder.join("map.csv"), "old").expect("written");
    let before = files(parent.path());
    let mut child = child("a_writer_that_will_be_interrupted", &folder, "writer");
    let mut child = child.env("TMPDIR", &temporary).spawn().expect("started");
    let mut said = lines(&mut child);
    assert_eq!(said.next().as_deref(), Some("half"));
    assert_eq!(files(&folder).len(), 3, "the old one, a half one, a frame");
    assert_eq!(files(&temporary).len(), 1, "the member of an archive");
    send(&child, signal);
    let ended = child.wait().expect("ended");
    assert_eq!(ended.code(), Some(code));
    assert_eq!(files(parent.path()), before);
    let left = fs::read_dir(&temporary).expect("there").count();
    assert_eq!(left, 0, "no empty folder either");
}

/// A table of so many rows, one of them in five with a place that nobody knows.
fn table(rows: usize) -> String {
    let row = |n: usize| {
        let (month, day, place) = (1 + n % 12, 1 + n % 28, n / 5 * 5);
        let (lat, lon) = (n % 900, n % 800);
        format!("2022-{month:02}-{day:02},x{place},39.{lat:03},45.{lon:03},made up {n}\n")
    };
    let rows: String = (0..rows).map(row).collect();
    format!("date,place,lat,lon,remark\n{rows}")
}

/// What the program is told to do, which writes into a folder, if anything.
fn orders(one: &str, other: &str, out: &Path) -> Vec<Vec<String>> {
    let days = [
        "--from",
        "2022-02-01",
        "--to",
        "2022-02-06",
        "--size",
        "320x240",
    ];
    let to = |name: &str| out.join(name).display().to_string();
    let order = |parts: &[&str], to: Option<String>| -> Vec<String> {
        let parts = parts.iter().map(|part| (*part).to_owned());
        let to = to.into_iter().flat_map(|to| ["-o".to_owned(), to]);
        parts.chain(to).collect()
    };
    let mut all = Vec::new();
    for name in ["a.csv", "a.geojson", "a.kml", "a.kmz", "a.gpkg", "a.json"] {
        all.push(order(&["convert", one, "--force"], Some(to(name))));
    }
    for name in ["a.svg", "a.png", "a.pdf"] {
        all.push(order(&["render", one, "--force"], Some(to(name))));
    }
    for name in ["a.gif", "a.webp"] {
        all.push(order(
            &[&["animate", one, "--force"], &days[..]].concat(),
            Some(to(name)),
        ));
    }
    all.push(order(
        &[&["animate", one], &days[..]].concat(),
        Some(to("frames")),
    ));
    all.push(order(&["check", one], None));
    all.push(order(&["diff", one, other], None));
    all
}

#[test]
fn the_program_leaves_whole_files_or_none_whenever_it_is_interrupted() {
    if ctrl_c_is_ignored() {
        return;
    }
    let by_hand: Option<u64> = env::var("CONTACTLINE_INTERRUPTS")
        .ok()
        .map(|number| number.parse().expect("a number"));
    let tries = by_hand.unwrap_or(1);
    let rows = if by_hand.is_some() { 200_000 } else { 1_000 };
    let folder = tempfile::tempdir().expect("a folder");
    let [out, temporary] = ["out", "temporary"].map(|name| folder.path().join(name));
    fs::create_dir(&temporary).expect("made");
    let [one, other] = [("a.csv", rows), ("b.csv", rows - 1)].map(|(name, rows)| {
        let path = folder.path().join(name);
        fs::write(&path, table(rows)).expect("written");
        path.display().to_string()
    });
    let start = |order: &[String]| {
        Command::new(env!("CARGO_BIN_EXE_contactline"))
            .args(order)
            .env("TMPDIR", &temporary)
            // A GeoPackage says when it was written.
            .env("SOURCE_DATE_EPOCH", "1664582400")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program runs")
    };
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    for order in orders(&one, &other, &out) {
        let afresh = || {
            let _ = fs::remove_dir_all(&out);
            fs::create_dir(&out).expect("made");
            if order.iter().any(|part| part == "--force") {
                fs::write(order.last().expect("the file"), "old").expect("written");
            }
            files(&out)
        };
        let before = afresh();
        let begun = Instant::now();
        start(&order).wait().expect("done");
        let (all, whole) = (begun.elapsed(), files(&out));
        let (mut interrupted, mut longest) = (0, Duration::ZERO);
        for _ in 0..tries {
            afresh();
            let mut child = start(&order);
            thread::sleep(Duration::from_micros(dice.below(all.as_micros() as u64)));
            let sent = Instant::now();
            interrupt(&child);
            let ended = child.wait().expect("ended");
            longest = longest.max(sent.elapsed());
            for (path, bytes) in files(&out) {
                let is_known = [&before, &whole].map(|known| known.get(&path) == Some(&bytes));
                assert!(is_known.contains(&true), "{order:?}: {}", path.display());
            }
            let left = fs::read_dir(&temporary).expect("there").count();
            assert_eq!(left, 0, "{order:?}");
            // Before it has got as far as listening, the system ends it.
            interrupted += u64::from(matches!(ended.code(), Some(INTERRUPTED) | None));
        }
        println!(
            "{} {}: {interrupted} of {tries} interrupted, {} ms at most",
            order[0],
            order
                .last()
                .and_then(|last| last.rsplit('/').next())
                .unwrap_or_default(),
            longest.as_millis()
        );
    }
}
