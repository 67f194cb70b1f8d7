//! Files written whole or not at all.

use std::{
    fs,
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
};

/// Writes a file as a whole: beside, then, once it is safe on the disk, in its place. Where that
/// fails the old file stays as it was, and nothing half-written is left.
///
/// # Errors
///
/// Where the folder cannot be made or written, or the disk is full.
pub fn write_whole(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    put_in_place(path, |beside| {
        let mut file = BufWriter::new(fs::File::create(beside)?);
        write(&mut file)?;
        file.into_inner()?.sync_all()
    })
}

/// As [`write_whole`], for what writes its files itself, such as a database.
pub fn put_in_place(path: &Path, make: impl FnOnce(&Path) -> io::Result<()>) -> io::Result<()> {
    // What a link points at is replaced, not the link.
    let path = &fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let beside = beside(path);
    let done = make(&beside)
        .and_then(|()| keep_permissions(path, &beside))
        .and_then(|()| fs::rename(&beside, path));
    match done {
        Ok(()) => sync_folder(path),
        Err(_) => {
            // What could not be finished is not left lying about; that it may not be there is fine.
            let _ = fs::remove_file(&beside);
        }
    }
    done
}

/// Whoever might read the old file may read the new one.
fn keep_permissions(old: &Path, new: &Path) -> io::Result<()> {
    match fs::metadata(old) {
        Ok(known) => fs::set_permissions(new, known.permissions()),
        Err(_) => Ok(()),
    }
}

/// Makes the new name safe on the disk as well. Where the system cannot, the file is there all the
/// same, under the old name or the new.
fn sync_folder(path: &Path) {
    let folder = path.parent().filter(|folder| folder != &Path::new(""));
    if let Ok(folder) = fs::File::open(folder.unwrap_or(Path::new("."))) {
        let _ = folder.sync_all();
    }
}

/// A name in the same folder that nobody else uses.
fn beside(path: &Path) -> PathBuf {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}-{number}.new", std::process::id()));
    path.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disk_that_fills_leaves_the_old_file_and_nothing_half_written() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("deep/map.csv");
        write_whole(&path, |file| file.write_all(b"old")).expect("written");
        let full = write_whole(&path, |file| {
            file.write_all(b"the first half of the n")?;
            Err(io::ErrorKind::StorageFull.into())
        });
        assert_eq!(full.expect_err("full").kind(), io::ErrorKind::StorageFull);
        assert_eq!(fs::read(&path).expect("still there"), b"old");
        let names = fs::read_dir(folder.path().join("deep")).expect("a folder");
        assert_eq!(names.count(), 1);
    }
}
