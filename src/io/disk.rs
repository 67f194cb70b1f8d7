//! The one place that opens, makes, replaces and locks files. `tests/layers.rs` keeps the rest of the
//! program from doing it itself.
//!
//! Only regular files are read: a pipe or a device could hold the program for ever. A file is written
//! whole or not at all, under a name of its own that nobody else can have taken, and then put in its
//! place. Whether something that is there may be replaced is part of the [`Target`], so that no caller
//! can forget to ask.

mod folder;
mod hold;
mod sweep;
mod target;
mod unfinished;
mod unpacked;

/// An open file, for types that hold one.
pub use std::fs::File;
use std::{
    fs::{self, Metadata, OpenOptions},
    io::{self, Read as _, Seek as _, SeekFrom},
    path::Path,
};

use crate::words::errors;

pub use folder::NewFolder;
pub use hold::{Hold, HoldError};
pub use sweep::sweep;
pub use target::{Beside, Replace, Target, put_in_place, write_whole};
pub use unfinished::abandon;
pub use unpacked::UnpackedFolder;

/// Opens a regular file for reading.
///
/// # Errors
///
/// Where it is not there, may not be read, or is a folder, a pipe or a device.
pub fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    never_waiting(&mut options);
    let file = options.open(path)?;
    match file.metadata()?.is_file() {
        true => Ok(file),
        false => Err(not_regular()),
    }
}

/// What the system says of a regular file.
///
/// # Errors
///
/// As [`open`].
pub fn metadata(path: &Path) -> io::Result<Metadata> {
    let about = fs::metadata(path)?;
    match about.is_file() {
        true => Ok(about),
        false => Err(not_regular()),
    }
}

/// Whether nobody but its owner may read a regular file; where the system does not say, that it is there.
pub fn is_private(path: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        metadata(path).is_ok_and(|about| about.permissions().mode() & 0o077 == 0)
    }
    #[cfg(not(unix))]
    {
        metadata(path).is_ok()
    }
}

/// Reads a regular file of at most `most` bytes.
///
/// # Errors
///
/// As [`open`], and with [`io::ErrorKind::FileTooLarge`] where it is larger.
pub fn read(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let file = open(path)?;
    let size = file.metadata()?.len();
    let mut bytes = Vec::with_capacity(size.min(most) as usize);
    // A file may grow while it is read.
    file.take(most + 1).read_to_end(&mut bytes)?;
    match bytes.len() as u64 > most {
        true => Err(io::ErrorKind::FileTooLarge.into()),
        false => Ok(bytes),
    }
}

/// Reads the last bytes of a regular file, at most `most`, without what is before them.
///
/// # Errors
///
/// As [`open`].
pub fn read_end(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let mut file = open(path)?;
    let size = file.metadata()?.len();
    file.seek(SeekFrom::Start(size.saturating_sub(most)))?;
    let mut bytes = Vec::new();
    file.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Reads a regular file of at most `most` bytes that holds UTF-8.
///
/// # Errors
///
/// As [`read`], and with [`io::ErrorKind::InvalidData`] where it is not UTF-8.
pub fn read_text(path: &Path, most: u64) -> io::Result<String> {
    let bytes = read(path, most)?;
    String::from_utf8(bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
}

/// Whether the program was started so that a signal does not concern it; `None` where the system does not
/// say.
#[cfg(unix)]
pub fn signals_are_ignored(signal: i32) -> Option<bool> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let mut masks = status
        .lines()
        .filter_map(|line| line.strip_prefix("SigIgn:"));
    let mask = u64::from_str_radix(masks.next()?.trim(), 16).ok()?;
    Some(mask & 1_u64.checked_shl(u32::try_from(signal - 1).ok()?)? != 0)
}

/// Removes a file of the program's own; that it may be gone already is fine.
///
/// # Errors
///
/// Where the system does not allow it.
pub fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

/// Gives a file another name that no file has; `None` where none of `names` is free.
///
/// # Errors
///
/// Where the system does not allow it.
pub fn set_aside(
    path: &Path,
    names: impl IntoIterator<Item = std::path::PathBuf>,
) -> io::Result<Option<std::path::PathBuf>> {
    for name in names {
        // A link cannot be made where something is, so nothing is replaced.
        match fs::hard_link(path, &name) {
            Ok(()) => {
                fs::remove_file(path)?;
                return Ok(Some(name));
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(_) if fs::symlink_metadata(&name).is_err() => {
                // A file system without hard links.
                fs::rename(path, &name)?;
                return Ok(Some(name));
            }
            Err(error) => return Err(error),
        }
    }
    Ok(None)
}

/// Makes a regular file that is readable by its owner alone, and empty where it is new. One that is
/// there stays, and becomes so where it begins with `start_of_ours`.
///
/// # Errors
///
/// Where it can be neither made nor opened, or is a folder, a pipe or a device.
pub fn make_private(path: &Path, start_of_ours: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    match options.open(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            let file = open(path)?;
            let mut start = vec![0; start_of_ours.len()];
            let is_ours = (&file).read_exact(&mut start).is_ok() && start == start_of_ours;
            #[cfg(unix)]
            if is_ours {
                use std::os::unix::fs::PermissionsExt as _;
                if file.metadata()?.permissions().mode() & 0o777 != 0o600 {
                    file.set_permissions(fs::Permissions::from_mode(0o600))?;
                }
            }
            #[cfg(not(unix))]
            let _ = is_ours;
            Ok(())
        }
        made => made.map(drop),
    }
}

/// Makes a folder with all above it.
///
/// # Errors
///
/// Where the system does not allow it.
pub fn make_folder(path: &Path) -> io::Result<()> {
    fs::create_dir_all(path)
}

fn not_regular() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, errors::not_a_regular_file())
}

/// Opening a pipe would otherwise wait for somebody to write into it.
#[cfg(unix)]
fn never_waiting(options: &mut OpenOptions) {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt as _;
    options.custom_flags((OFlags::NONBLOCK | OFlags::NOCTTY).bits() as i32);
}

#[cfg(not(unix))]
fn never_waiting(_: &mut OpenOptions) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_regular_file_is_not_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let refused = open(folder.path()).expect_err("a folder");
        assert!(
            refused.to_string().contains("not a regular file"),
            "{refused}"
        );
        #[cfg(unix)]
        {
            let refused = read(Path::new("/dev/zero"), 10).expect_err("a device");
            assert!(
                refused.to_string().contains("not a regular file"),
                "{refused}"
            );
            let pipe = folder.path().join("pipe");
            let mode = rustix::fs::Mode::from_raw_mode(0o600);
            rustix::fs::mknodat(rustix::fs::CWD, &pipe, rustix::fs::FileType::Fifo, mode, 0)
                .expect("a pipe");
            // Without the flag this would wait for ever.
            let refused = read(&pipe, 10).expect_err("a pipe");
            assert!(
                refused.to_string().contains("not a regular file"),
                "{refused}"
            );
        }
    }

    #[test]
    fn a_file_is_read_up_to_a_size() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a");
        fs::write(&path, "four").expect("written");
        assert_eq!(read(&path, 4).expect("small enough"), b"four");
        assert_eq!(read_end(&path, 3).expect("there"), b"our");
        assert_eq!(read_end(&path, 30).expect("there"), b"four");
        let refused = read(&path, 3).expect_err("too large");
        assert_eq!(refused.kind(), io::ErrorKind::FileTooLarge);
    }

    #[test]
    fn what_is_set_aside_replaces_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let [old, one, two] = ["old", "one", "two"].map(|name| folder.path().join(name));
        fs::write(&old, "old").expect("written");
        fs::write(&one, "kept").expect("written");
        let names = [one.clone(), two.clone()];
        let aside = set_aside(&old, names).expect("moved");
        assert_eq!(aside, Some(two.clone()));
        assert_eq!(fs::read(one).expect("there"), b"kept");
        assert_eq!(fs::read(two).expect("there"), b"old");
        assert!(!old.exists());
    }
}
