//! What it takes to open, close and bring back a small file, and one that brings places, alone and beside
//! a million rows.
//!
//! `cargo bench --bench workspace` prints medians of nine, with the least and the most. Opening
//! beside a million rows may take 1.5 times what it takes alone, closing and undoing 20 ms. Places that
//! the rows name cost what resolving them again costs; any others do not.

use std::{
    fmt::Write as _,
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use contactline::{
    app::{Workspace, load},
    session::{OpenFile, Session},
};

const TURNS: usize = 9;

fn table(path: &Path, rows: usize) {
    let mut text = String::from("id,date,activity,lon,lat,count,place,remark\n");
    for index in 0..rows {
        let (year, day) = (2012 + index % 10, 1 + index % 28);
        let (lon, lat) = (
            45.5 + (index % 1_999) as f64 / 1e3,
            39.1 + (index % 1_301) as f64 / 1e3,
        );
        let count = index % 7;
        writeln!(
            text,
            "e{index},{year}-06-{day:02},shelling,{lon:.4},{lat:.4},{count},Made up {count},made up"
        )
        .expect("a string takes any text");
    }
    std::fs::write(path, text).expect("a file");
}

/// How long it takes until the workspace has what the session says.
fn follow(workspace: &mut Workspace, files: &[OpenFile]) -> Duration {
    let session = Session {
        files: files.to_vec(),
        ..Session::default()
    };
    let since = Instant::now();
    let mut troubles = Vec::new();
    loop {
        if workspace.follow(&session, &mut troubles).is_some() && workspace.is_settled() {
            assert!(troubles.is_empty(), "{troubles:?}");
            return since.elapsed();
        }
        thread::sleep(Duration::from_micros(100));
    }
}

/// A hundred villages, called that and numbered.
fn villages(path: &Path, name: &str) {
    let feature = |number: usize| {
        let (lon, lat) = (45.5 + number as f64 / 50.0, 39.5);
        format!(
            "{{\"type\":\"Feature\",\"properties\":{{\"name\":\"{name}{number}\",\
             \"place\":\"village\"}},\"geometry\":{{\"type\":\"Point\",\
             \"coordinates\":[{lon},{lat}]}}}}"
        )
    };
    let features: Vec<String> = (0..100).map(feature).collect();
    let features = features.join(",\n");
    let text = format!("{{\"type\":\"FeatureCollection\",\"features\":[\n{features}\n]}}\n");
    std::fs::write(path, text).expect("a file");
}

fn report(what: &str, mut times: Vec<Duration>) -> Duration {
    times.sort();
    let ms = |at: usize| times[at].as_secs_f64() * 1e3;
    let middle = times.len() / 2;
    println!(
        "{what:44} {:9.2} ms  ({:.2} to {:.2})",
        ms(middle),
        ms(0),
        ms(times.len() - 1)
    );
    times[middle]
}

fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    let places = ["others.geojson", "named.geojson"].map(|name| folder.path().join(name));
    villages(&places[0], "Village");
    villages(&places[1], "Made up ");
    let paths: [PathBuf; 2] = ["small.csv", "million.csv"].map(|name| folder.path().join(name));
    table(&paths[0], 1_000);
    table(&paths[1], 1_000_000);
    let mut medians = Vec::new();
    for (name, with_million) in [("alone", false), ("beside a million rows", true)] {
        let loaded = load(&[] as &[PathBuf]);
        let mut workspace = Workspace::new(loaded.base, loaded.built, egui::Context::default());
        let mut open: Vec<OpenFile> = Vec::new();
        if with_million {
            open.push(OpenFile::at(&paths[1], &open));
            report(
                "opening a million rows",
                vec![follow(&mut workspace, &open)],
            );
        }
        let [mut opened, mut closed, mut undone] = [const { Vec::new() }; 3];
        for _ in 0..TURNS {
            let before = open.clone();
            open.push(OpenFile::at(&paths[0], &open));
            // Another version of the file each time, so that it is read and not brought back.
            table(&paths[0], 1_000);
            opened.push(follow(&mut workspace, &open));
            closed.push(follow(&mut workspace, &before));
            undone.push(follow(&mut workspace, &open));
            follow(&mut workspace, &before);
            open = before;
        }
        for (what, path) in ["100 villages", "100 villages that rows name"]
            .iter()
            .zip(&places)
        {
            let mut opened = Vec::new();
            for _ in 0..TURNS {
                let before = open.clone();
                open.push(OpenFile::at(path, &open));
                // Another version of the file each time, so that it is read and not brought back.
                let text = std::fs::read(path).expect("there");
                std::fs::write(path, text).expect("a file");
                opened.push(follow(&mut workspace, &open));
                follow(&mut workspace, &before);
                open = before;
            }
            report(&format!("opening {what} {name}"), opened);
        }
        medians.push(report(&format!("opening 1,000 rows {name}"), opened));
        report(&format!("closing them {name}"), closed);
        report(&format!("undoing that {name}"), undone);
    }
    let ratio = medians[1].as_secs_f64() / medians[0].as_secs_f64();
    println!("opening beside a million rows takes {ratio:.2} times what it takes alone");
}
