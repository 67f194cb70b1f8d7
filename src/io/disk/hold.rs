//! A lock beside a file, so that two windows do not write over each other's work.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, Read as _, Seek as _, Write as _},
    path::{Path, PathBuf},
};

use sha2::{Digest as _, Sha256};

use crate::words::errors;

/// Holds a file until it is dropped. One that a crash leaves behind holds nothing: the system lets go
/// of it with its process.
#[derive(Debug)]
pub struct Hold {
    file: File,
    path: PathBuf,
}

/// Why a file cannot be held.
#[derive(Debug)]
pub enum HoldError {
    /// Another process holds it: `process 4711, since 2026-01-02T03:04:05Z`, where that can be read.
    Held(Option<String>),
    /// The disk does not let it be held.
    Io(io::Error),
}

impl From<io::Error> for HoldError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// What begins every lock of ours.
const MARK: &str = "process ";

impl Hold {
    /// Holds the file at a path, whether it is there yet or not.
    ///
    /// # Errors
    ///
    /// Where another process holds it, the folder cannot be written, or something of another program
    /// has the name of the lock.
    pub fn take(path: &Path) -> Result<Self, HoldError> {
        let path = name_of_lock(path);
        loop {
            if let Some(hold) = Self::try_take(&path)? {
                return Ok(hold);
            }
        }
    }

    /// As [`Hold::take`], once nobody else holds it: for what is held for moments only.
    ///
    /// # Errors
    ///
    /// As [`Hold::take`], but for another process that holds it.
    pub fn wait(path: &Path) -> io::Result<Self> {
        let name = name_of_lock(path);
        loop {
            // Waits without asking again and again; who gets the lock of a file that is gone tries anew.
            match Self::try_take(&name) {
                Ok(Some(hold)) => return Ok(hold),
                Ok(None) => {}
                Err(HoldError::Io(error)) => return Err(error),
                Err(HoldError::Held(_)) => wait_for(&name)?,
            }
        }
    }

    /// `None` where the file was removed by its holder just before it could be held.
    fn try_take(path: &Path) -> Result<Option<Self>, HoldError> {
        let mut options = OpenOptions::new();
        options.create(true).truncate(false).read(true).write(true);
        for_owner_alone(&mut options);
        let mut file = options.open(path)?;
        let mut by = String::new();
        // What is no text is not ours.
        let read = (&file).take(200).read_to_string(&mut by);
        let is_ours = file.metadata()?.is_file() && (by.is_empty() || by.starts_with(MARK));
        if read.is_err() || !is_ours {
            let why = errors::not_our_lock(&path.display().to_string());
            return Err(io::Error::new(io::ErrorKind::AlreadyExists, why).into());
        }
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::Error(cause)) => return Err(cause.into()),
            Err(TryLockError::WouldBlock) => {
                return Err(HoldError::Held(by.lines().next().map(str::to_owned)));
            }
        }
        if !is_at(&file, path) {
            return Ok(None);
        }
        let by = format!(
            "{MARK}{}, since {:.0}\n",
            std::process::id(),
            jiff::Timestamp::now()
        );
        file.set_len(0)?;
        file.rewind()?;
        file.write_all(by.as_bytes())?;
        Ok(Some(Self {
            file,
            path: path.to_owned(),
        }))
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        // What is left lying about does no harm: nobody holds it any more.
        if is_at(&self.file, &self.path) {
            let _ = fs::remove_file(&self.path);
        }
        let _ = self.file.unlock();
    }
}

/// Returns once the file is let go of, or gone.
fn wait_for(path: &Path) -> io::Result<()> {
    match super::open(path) {
        Ok(file) => file.lock(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

/// Beside the file. A name that would be too long for the system is shortened to its digest.
fn name_of_lock(path: &Path) -> PathBuf {
    const ENDING: &str = ".lock";
    const LONGEST_BYTES: usize = 255;
    let mut name = path.file_name().unwrap_or_default().to_owned();
    if name.len() + ENDING.len() > LONGEST_BYTES {
        let digest = Sha256::digest(name.as_encoded_bytes());
        name = digest[..8]
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect::<String>()
            .into();
    }
    name.push(ENDING);
    path.with_file_name(name)
}

/// Neither through a link that somebody else has put there, nor waiting for a pipe.
#[cfg(unix)]
fn for_owner_alone(options: &mut OpenOptions) {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt as _;
    options.mode(0o600);
    options.custom_flags((OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY).bits() as i32);
}

#[cfg(not(unix))]
fn for_owner_alone(_: &mut OpenOptions) {}

/// Whether the file is still the one of that name.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let same = |a: fs::Metadata, b: fs::Metadata| (a.dev(), a.ino()) == (b.dev(), b.ino());
    let both = file.metadata().ok().zip(fs::symlink_metadata(path).ok());
    both.is_some_and(|(a, b)| same(a, b))
}

/// A file that is open cannot be removed there.
#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_one_is_told_who_holds_the_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("map.gpkg");
        let hold = Hold::take(&file).expect("free");
        let Err(HoldError::Held(Some(by))) = Hold::take(&file) else {
            unreachable!("it is held");
        };
        assert!(by.starts_with(&format!("process {}, since 2", std::process::id())));
        drop(hold);
        assert!(!folder.path().join("map.gpkg.lock").exists());
        Hold::take(&file).expect("free again");
    }

    #[test]
    fn a_lock_left_by_a_crash_holds_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("map.gpkg.lock"), "process 1, since 1970").expect("written");
        Hold::take(&folder.path().join("map.gpkg")).expect("nobody holds it");
    }

    #[test]
    fn what_is_not_a_lock_of_ours_stays_as_it_is() {
        let folder = tempfile::tempdir().expect("a folder");
        let lock = folder.path().join("map.gpkg.lock");
        fs::write(&lock, "somebody's notes").expect("written");
        assert!(matches!(
            Hold::take(&folder.path().join("map.gpkg")),
            Err(HoldError::Io(_))
        ));
        assert_eq!(fs::read(&lock).expect("there"), b"somebody's notes");
        #[cfg(unix)]
        {
            let linked = folder.path().join("linked");
            fs::write(&linked, "").expect("written");
            let lock = folder.path().join("other.gpkg.lock");
            std::os::unix::fs::symlink(&linked, lock).expect("a link");
            let refused = Hold::take(&folder.path().join("other.gpkg"));
            assert!(matches!(refused, Err(HoldError::Io(_))));
            assert_eq!(fs::read(&linked).expect("there"), b"");
        }
    }

    #[test]
    fn a_file_with_a_name_of_the_greatest_length_can_be_held() {
        let folder = tempfile::tempdir().expect("a folder");
        Hold::take(&folder.path().join("x".repeat(255))).expect("held");
    }
}
