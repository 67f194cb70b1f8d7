//! Archives as people send them: each file in them is read.

mod common;

use std::{fs::File, io::Write as _, path::Path};

use common::contactline;
use zip::{ZipWriter, write::SimpleFileOptions};

fn archive(path: &Path, members: &[(&str, &str)]) {
    let mut zip = ZipWriter::new(File::create(path).expect("made"));
    for (name, text) in members {
        zip.start_file(*name, SimpleFileOptions::default())
            .expect("a member");
        zip.write_all(text.as_bytes()).expect("written");
    }
    zip.finish().expect("finished");
}

/// What `check` counts in a file.
fn records(path: &Path) -> String {
    let output = contactline(&["check", path.to_str().expect("a path")]);
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).expect("text")
}

const KML: &str = "<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document><Placemark><name>A</name>\
    <TimeStamp><when>2022-08-07</when></TimeStamp><Point><coordinates>46.5,39.5</coordinates></Point>\
    </Placemark></Document></kml>";
const TABLE: &str = "date,activity,lon,lat\n2022-08-07,fire,46.1,39.6\n2022-08-08,fire,46.2,39.7\n";

/// Only one file of both was read, and nothing was said of the other.
#[test]
fn kml_beside_other_files_is_one_of_them_and_makes_no_kmz_of_the_archive() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("all.zip");
    archive(
        &path,
        &[("a.csv", TABLE), ("one/b.kml", KML), ("two/c.kml", KML)],
    );
    let out = folder.path().join("out.csv");
    let output = contactline(&[
        "convert",
        path.to_str().expect("a path"),
        "-o",
        out.to_str().expect("a path"),
    ]);
    assert!(output.status.success(), "{output:?}");
    let written = std::fs::read_to_string(&out).expect("written");
    assert_eq!(written.lines().count(), 1 + 4, "{written}");
    // A KMZ holds pictures and what its document links to.
    let kmz = folder.path().join("map.kmz");
    archive(&kmz, &[("doc.kml", KML), ("files/sign.png", "")]);
    assert!(records(&kmz).contains("KMZ"));
}

/// Two files of one name: the last can be read, and that is told.
#[test]
fn files_of_one_name_in_an_archive_are_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("two.zip");
    archive(&path, &[("s.csv", TABLE), ("t.csv", TABLE)]);
    // No program of this kind writes a name twice.
    let mut bytes = std::fs::read(&path).expect("read");
    for at in 0..bytes.len() - 5 {
        if &bytes[at..at + 5] == b"t.csv" {
            bytes[at] = b's';
        }
    }
    std::fs::write(&path, bytes).expect("written");
    let output = contactline(&["check", path.to_str().expect("a path")]);
    let said = String::from_utf8([output.stdout, output.stderr].concat()).expect("text");
    assert!(
        said.contains("the archive holds 2 files of this name, of which only the last is read"),
        "{said}"
    );
}
