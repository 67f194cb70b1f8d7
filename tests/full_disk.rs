//! Disks that fill while something is being saved: the old file stays as it was, nothing
//! half-written is left, and the reason is told.

use std::{
    fs,
    io::{self, Write},
};

use contactline::{
    io::{
        Provenance, Source,
        disk::{Replace, Target, put_in_place, write_whole},
        geojson, kml, read_data_folder, table,
    },
    model::{Atlas, Draft, draft::SiteDraft},
};

/// A file on a disk with so many bytes left.
struct FullDisk<'a> {
    file: &'a mut dyn Write,
    left: usize,
}

impl Write for FullDisk<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err(io::ErrorKind::StorageFull.into());
        }
        let written = self.file.write(&bytes[..bytes.len().min(self.left)])?;
        self.left -= written;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

fn shipped() -> Draft {
    let (draft, _) = read_data_folder(&Source::Embedded).expect("the shipped data");
    Atlas::build(draft).0.to_draft()
}

#[test]
fn a_writer_of_any_format_that_runs_out_of_room_says_so_and_leaves_the_old_file() {
    let draft = shipped();
    let origin = Provenance::default();
    let nowhere = |site: &SiteDraft| site.stated();
    type Write1<'a> = &'a dyn Fn(&mut dyn Write) -> io::Result<()>;
    let formats: [(&str, Write1<'_>); 4] = [
        ("map.csv", &|out| {
            table::write(out, &draft.reports, &nowhere, Some(&origin))
        }),
        ("map.geojson", &|out| {
            geojson::write(out, &draft, &draft.reports, &nowhere, &origin)
        }),
        ("map.kml", &|out| {
            kml::write(out, &draft, &draft.reports, &nowhere, &origin)
        }),
        ("map.kmz", &|out| {
            kml::write_kmz(out, &draft, &draft.reports, &nowhere, &origin)
        }),
    ];
    for (name, write) in formats {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join(name);
        write_whole(&Target::new(&path, Replace::Asked), |out| write(out)).expect("room enough");
        let whole = fs::metadata(&path).expect("a file").len() as usize;
        fs::write(&path, "old").expect("written");
        for left in [0, 1, 100, whole / 2, whole - 1] {
            let full = write_whole(&Target::new(&path, Replace::Asked), |file| {
                write(&mut FullDisk { file, left })
            });
            let error = full.expect_err("no room");
            assert_eq!(error.kind(), io::ErrorKind::StorageFull, "{name} {error}");
            assert_eq!(fs::read(&path).expect("there"), b"old", "{name}");
            let names = fs::read_dir(folder.path()).expect("a folder");
            assert_eq!(names.count(), 1, "{name}: nothing half-written is left");
        }
        write_whole(&Target::new(&path, Replace::Asked), |file| {
            write(&mut FullDisk {
                file,
                left: whole + 1_000,
            })
        })
        .expect("room enough");
    }
}

#[test]
fn a_database_that_runs_out_of_room_leaves_the_old_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("map.gpkg");
    fs::write(&path, "old").expect("written");
    let full = put_in_place(&Target::new(&path, Replace::Asked), |beside| {
        let database = rusqlite::Connection::open(beside.path()).map_err(io::Error::other)?;
        let fill = "PRAGMA journal_mode = OFF; PRAGMA max_page_count = 4;
                    CREATE TABLE a (b BLOB); INSERT INTO a VALUES (zeroblob(100000));";
        database.execute_batch(fill).map_err(io::Error::other)
    });
    let error = full.expect_err("no room").to_string();
    assert!(error.contains("full"), "{error}");
    assert_eq!(fs::read(&path).expect("there"), b"old");
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
}

/// The program itself, where the system lets no file grow beyond a few kilobytes.
#[cfg(unix)]
#[test]
fn the_program_tells_a_disk_that_fills_in_every_format() {
    for ending in ["csv", "geojson", "json", "kml", "kmz", "gpkg"] {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join(format!("map.{ending}"));
        fs::write(&path, "old").expect("written");
        let run = std::process::Command::new("sh")
            .arg("-c")
            .arg("trap '' XFSZ; ulimit -f 8; exec \"$0\" convert --force -o \"$1\"")
            .arg(env!("CARGO_BIN_EXE_contactline"))
            .arg(&path)
            .output()
            .expect("a shell");
        let told = String::from_utf8_lossy(&run.stderr);
        assert_eq!(run.status.code(), Some(2), "{ending}: {told}");
        let name = format!("map.{ending}");
        assert!(
            told.contains("cannot write") && told.contains(&name),
            "{told}"
        );
        assert!(!told.contains("panicked"), "{told}");
        assert_eq!(fs::read(&path).expect("there"), b"old", "{ending}");
        let names = fs::read_dir(folder.path()).expect("a folder");
        assert_eq!(names.count(), 1, "{ending}: nothing half-written is left");
    }
}
