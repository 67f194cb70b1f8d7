//! An id holds within its file: equal ids of two files are two records, and whoever refers to one says
//! which file is meant.

mod common;

use std::{
    fmt::Write as _,
    fs::{self, File},
    io::Write as _,
    path::{Path, PathBuf},
    sync::mpsc::channel,
    time::Duration,
};

use common::contactline;
use contactline::{
    app::{Built, Workspace, load},
    model::{Atlas, FileKey, ReportKey},
    session::{OpenFile, Selection, Session},
};
use serde_json::Value;
use zip::{ZipWriter, write::SimpleFileOptions};

/// A table whose ids run from 0. Its rows tell files apart by their counts.
fn table(rows: usize, count: usize) -> String {
    let mut text = String::from("id,reporter,date,place,count\n");
    for id in 0..rows {
        let day = 1 + id % 28;
        writeln!(text, "{id},x,2020-03-{day:02},Lachin,{count}").expect("a string takes any text");
    }
    text
}

fn write(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, text).expect("a file");
    path
}

fn archive(path: &Path, members: &[(String, String)]) {
    let mut zip = ZipWriter::new(File::create(path).expect("a file"));
    for (name, text) in members {
        zip.start_file(name, SimpleFileOptions::default())
            .expect("a member");
        zip.write_all(text.as_bytes()).expect("written");
    }
    zip.finish().expect("an archive");
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a plain path")
}

fn check(path: &Path) -> Value {
    let run = contactline(&["check", "--json", text(path)]);
    assert!(run.status.success(), "{run:?}");
    let json: Value = serde_json::from_slice(&run.stdout).expect("JSON");
    json["files"][0].clone()
}

/// Converts files into a table, and gives its rows.
fn converted(inputs: &[&Path], output: &Path) -> Vec<String> {
    let mut args = vec!["convert"];
    args.extend(inputs.iter().map(|path| text(path)));
    args.extend(["-o", text(output), "--force"]);
    let run = contactline(&args);
    assert!(run.status.success(), "{run:?}");
    let written = fs::read_to_string(output).expect("there");
    written.lines().skip(1).map(str::to_owned).collect()
}

/// Opens files one after the other in one window's workspace.
struct Open {
    workspace: Workspace,
    context: egui::Context,
    woken: std::sync::mpsc::Receiver<()>,
    files: Vec<OpenFile>,
    built: Built,
}

impl Open {
    fn new() -> Self {
        let loaded = load(&[] as &[PathBuf]);
        let context = egui::Context::default();
        let (wake, woken) = channel();
        context.set_request_repaint_callback(move |_| {
            // Nobody listens any more once a test is over.
            let _ = wake.send(());
        });
        Self {
            built: loaded.built.clone(),
            workspace: Workspace::new(loaded.base, loaded.built, context.clone()),
            context,
            woken,
            files: Vec::new(),
        }
    }

    fn open(&mut self, path: &Path) {
        self.files.push(OpenFile::at(path, &self.files));
        self.follow();
    }

    fn follow(&mut self) {
        let session = Session {
            files: self.files.clone(),
            ..Session::default()
        };
        let mut troubles = Vec::new();
        loop {
            // A frame takes note of what woke it, so that the next call wakes it again.
            let mut frame = self.context.run_ui(egui::RawInput::default(), |_| {});
            frame.textures_delta.clear();
            if let Some(built) = self.workspace.follow(&session, &mut troubles) {
                self.built = built;
            }
            assert!(troubles.is_empty(), "{troubles:?}");
            if self.workspace.is_settled() {
                return;
            }
            let woken = self.woken.recv_timeout(Duration::from_secs(120));
            woken.expect("work that never ends");
        }
    }

    fn records_of(&self, file: &str) -> usize {
        let key = FileKey(file.into());
        let datasets = self.built.atlas.datasets_of(Some(&key));
        datasets.map(|(_, dataset)| dataset.len()).sum()
    }
}

#[test]
fn fifty_files_numbered_alike_have_as_many_records_as_all_together() {
    let folder = tempfile::tempdir().expect("a folder");
    let members: Vec<(String, String)> = (0..50)
        .map(|number| (format!("week-{number:02}.csv"), table(1_000, number + 1)))
        .collect();
    let zip = folder.path().join("weeks.zip");
    archive(&zip, &members);
    let checked = check(&zip);
    assert_eq!(checked["records"], 50_000, "{checked}");
    assert!(!checked["notes"].to_string().contains("\"error\""));
    // Few enough to be held whole, each with its own figures.
    archive(&zip, &members[..3]);
    assert_eq!(check(&zip)["records"], 3_000);
    let out = folder.path().join("out.csv");
    let rows = converted(&[&zip], &out);
    assert_eq!(rows.len(), 3_000);
    let of_seven = |row: &&String| row.starts_with("7,") || row.starts_with("7#");
    let sevens: Vec<&String> = rows.iter().filter(of_seven).collect();
    assert_eq!(sevens.len(), 3);
    for (row, id) in sevens.iter().zip(["7,", "7#2,", "7#3,"]) {
        assert!(row.starts_with(id), "{row}");
    }
    // What was written is three thousand records again.
    assert_eq!(check(&out)["records"], 3_000);
}

#[test]
fn files_beside_each_other_lose_nothing_whatever_their_formats() {
    let folder = tempfile::tempdir().expect("a folder");
    let a = write(folder.path(), "a.csv", &table(500, 1));
    let b = write(folder.path(), "b.csv", &table(500, 2));
    // So large that it is streamed into columns.
    let remark = "told at length, ".repeat(30);
    let remarks = table(2_500, 3).replace('\n', &format!(",{remark}\n"));
    let large = write(
        folder.path(),
        "large.csv",
        &remarks.replacen(&remark, "remark", 1),
    );
    // A database of this program, made of other files with the same ids.
    let c = write(folder.path(), "c.csv", &table(500, 4));
    let of_c = folder.path().join("of-c.gpkg");
    let run = contactline(&["convert", text(&c), "-o", text(&of_c)]);
    assert!(run.status.success(), "{run:?}");
    let out = folder.path().join("out.csv");
    let rows = converted(&[&a, &b, &large, &of_c], &out);
    assert_eq!(rows.len(), 4_000);
    assert_eq!(check(&out)["records"], 4_000);
    let mut open = Open::new();
    for path in [&a, &b, &large, &of_c] {
        open.open(path);
    }
    let counts = ["file:a", "file:b", "file:large", "file:of-c"].map(|key| open.records_of(key));
    assert_eq!(counts, [500, 500, 2_500, 500]);
}

#[test]
fn what_a_project_repeats_is_left_out_and_told_and_nothing_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let a = write(folder.path(), "a.csv", &table(500, 1));
    let other = table(500, 1).replace("2020-03-01", "2020-03-30");
    let differs = other.matches("2020-03-30").count();
    let b = write(folder.path(), "b.csv", &other);
    let of_b = folder.path().join("of-b.gpkg");
    let run = contactline(&["convert", text(&b), "-o", text(&of_b)]);
    assert!(run.status.success(), "{run:?}");
    let mut open = Open::new();
    open.open(&a);
    open.open(&of_b);
    assert_eq!(open.records_of("file:a"), 500);
    assert_eq!(open.records_of("file:of-b"), differs);
    let told = open
        .built
        .notes
        .iter()
        .find(|note| note.what.contains("already loaded"));
    assert_eq!(told.expect("told").rows, 500 - differs as u64);
}

const WITH_DUPLICATES: &str = "id,reporter,date,place,count,url,duplicate_of\n\
    r1,x,2020-03-01,Lachin,1,https://example.org/1,\n\
    r2,x,2020-03-01,Lachin,1,https://example.org/2,r1\n";

#[test]
fn a_reference_means_the_file_it_stands_in() {
    let folder = tempfile::tempdir().expect("a folder");
    let a = write(folder.path(), "a.csv", WITH_DUPLICATES);
    let b = write(
        folder.path(),
        "b.csv",
        &WITH_DUPLICATES.replace("Lachin", "Shusha"),
    );
    // Means neither of the two for certain.
    let c = "id,reporter,date,place,count,duplicate_of\nr3,x,2020-03-01,Lachin,1,r1\n";
    let c = write(folder.path(), "c.csv", c);
    let mut open = Open::new();
    open.open(&a);
    open.open(&b);
    open.open(&c);
    let sources = |atlas: &Atlas, file: &str| -> Vec<String> {
        let key = FileKey(file.into());
        let first = atlas
            .reports()
            .find(|of| of.file.as_ref() == Some(&key) && &*of.id == "r1");
        let found = atlas.duplicates(first.expect("there"));
        let found = found.map(|of| format!("{}/{}", of.file.as_ref().expect("a file"), of.id));
        found.collect()
    };
    let atlas = &open.built.atlas;
    assert_eq!(sources(atlas, "file:a"), ["file:a/r2"]);
    assert_eq!(sources(atlas, "file:b"), ["file:b/r2"]);
    let ambiguous = open
        .built
        .notes
        .iter()
        .find(|note| note.what.contains("several open files"));
    assert_eq!(&*ambiguous.expect("told").text, "r1");
    // Once one of them is closed, the reference has one meaning; once both are, none.
    open.files.remove(1);
    open.follow();
    assert_eq!(
        sources(&open.built.atlas, "file:a"),
        ["file:a/r2", "file:c/r3"]
    );
    open.files.remove(0);
    open.follow();
    let is_counted = |of: &&std::sync::Arc<contactline::model::Report>| &*of.id == "r3";
    let r3 = open.built.atlas.reports().find(is_counted).cloned();
    assert_eq!(r3.expect("there").duplicate_of, None);
    let missing = open
        .built
        .notes
        .iter()
        .any(|note| note.what.contains("is not in the data"));
    assert!(missing);
    // Written into one table, the second report of an id has another one, and its duplicate says so.
    let out = folder.path().join("out.csv");
    let rows = converted(&[&a, &b], &out);
    let heading = fs::read_to_string(&out).expect("there");
    let heading: Vec<&str> = heading
        .lines()
        .next()
        .expect("a heading")
        .split(',')
        .collect();
    let column = |name: &str| heading.iter().position(|of| *of == name).expect("a column");
    let cells: Vec<[&str; 2]> = rows
        .iter()
        .map(|row| {
            let cells: Vec<&str> = row.split(',').collect();
            [column("report"), column("duplicate_of")].map(|at| cells[at])
        })
        .collect();
    assert_eq!(
        cells,
        [["r1", ""], ["r2", "r1"], ["r1#2", ""], ["r2#2", "r1#2"]]
    );
}

#[test]
fn an_archive_keeps_references_within_its_members() {
    let folder = tempfile::tempdir().expect("a folder");
    let zip = folder.path().join("both.zip");
    let other = WITH_DUPLICATES.replace("Lachin", "Shusha");
    let members = [("a.csv", WITH_DUPLICATES), ("b.csv", &other)];
    let members = members.map(|(name, text)| (name.to_owned(), text.to_owned()));
    archive(&zip, &members);
    let mut open = Open::new();
    open.open(&zip);
    let atlas = &open.built.atlas;
    let key = |part: &str| ReportKey {
        file: Some(FileKey("file:both".into())),
        part: Some(part.into()),
        id: "r1".into(),
    };
    for part in ["a.csv", "b.csv"] {
        let records = atlas.records_of_report(&key(part));
        assert_eq!(records.len(), 1);
        let first = atlas.detail(records[0]).expect("in memory").report;
        let duplicates: Vec<_> = atlas.duplicates(&first).map(|of| of.key()).collect();
        let second = ReportKey {
            id: "r2".into(),
            ..key(part)
        };
        assert_eq!(duplicates, [second]);
    }
    // A selection says which one, and still does in a session that was written and read.
    let session = Session {
        selection: Some(Selection::Report(key("b.csv"))),
        ..Session::default()
    };
    let again = contactline::session::file::read(&contactline::session::file::write(&session));
    assert_eq!(again.expect("a session").selection, session.selection);
    let older = r#"{"version": 1, "selection": {"report": "own/x/1"}}"#;
    let older = contactline::session::file::read(older).expect("a session");
    let own = ReportKey {
        file: Some(FileKey::own()),
        ..ReportKey::of_base("own/x/1")
    };
    assert_eq!(older.selection, Some(Selection::Report(own)));
}

#[test]
fn a_newer_archive_is_compared_member_by_member() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    let members = |counts: [usize; 2]| {
        let [a, b] = counts.map(|count| table(10, count));
        [("a.csv".to_owned(), a), ("b.csv".to_owned(), b)]
    };
    archive(&path("old.zip"), &members([1, 2]));
    archive(&path("new.zip"), &members([1, 3]));
    let run = contactline(&[
        "diff",
        text(&path("old.zip")),
        text(&path("new.zip")),
        "--json",
    ]);
    assert!(run.status.success(), "{run:?}");
    let json: Value = serde_json::from_slice(&run.stdout).expect("JSON");
    let expected = serde_json::json!({"unchanged": 10, "added": 0, "changed": 10, "removed": 0});
    assert_eq!(json["counts"], expected);
}

#[test]
fn a_chain_of_duplicates_takes_no_longer_than_its_length() {
    // Each names the one before, and the last ones go round. A walk from each to its end would take
    // thousands of millions of steps.
    let mut rows = String::from("id,reporter,date,place,duplicate_of\n");
    for id in 0..19_000 {
        let before = if id == 0 {
            String::new()
        } else {
            format!("r{}", id - 1)
        };
        writeln!(rows, "r{id},x,2020-03-01,Lachin,{before}").expect("a string takes any text");
    }
    rows += "c1,x,2020-03-01,Lachin,c2\nc2,x,2020-03-01,Lachin,c1\n";
    let folder = tempfile::tempdir().expect("a folder");
    let chain = write(folder.path(), "chain.csv", &rows);
    let checked = check(&chain);
    assert_eq!(checked["records"], 19_002);
    assert_eq!(checked["accounts"]["duplicates"], 18_999, "{checked}");
}
