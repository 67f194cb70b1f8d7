//! A lock beside a project file, so that two windows do not write over each other's work.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, Read as _, Seek as _, Write as _},
    path::{Path, PathBuf},
};

/// Holds a project until it is dropped. One that a crash leaves behind holds nothing: the system
/// lets go of it with its process.
#[derive(Debug)]
pub struct Lock {
    file: File,
    path: PathBuf,
}

/// Why a project cannot be held.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// Another window has it open.
    #[error("{}", crate::words::notes::project::open_elsewhere(.by, .path))]
    Held {
        /// The project.
        path: String,
        /// ` (process 4711, since 2026-01-02T03:04:05Z)`; empty where that cannot be read.
        by: String,
    },
    /// The disk does not let it be held.
    #[error("{}", crate::words::notes::project::cannot_lock(.path, .cause))]
    Io {
        /// The file beside the project.
        path: String,
        /// What the system says.
        cause: io::Error,
    },
}

impl Lock {
    /// Holds the project at a path, whether it is there yet or not.
    ///
    /// # Errors
    ///
    /// Where another window holds it, or the folder cannot be written.
    pub fn take(project: &Path) -> Result<Self, LockError> {
        let mut name = project.file_name().unwrap_or_default().to_owned();
        name.push(".lock");
        let path = project.with_file_name(name);
        loop {
            if let Some(lock) = Self::try_take(project, &path)? {
                return Ok(lock);
            }
        }
    }

    /// `None` where the file was removed by its holder just before it could be held.
    fn try_take(project: &Path, path: &Path) -> Result<Option<Self>, LockError> {
        let fail = |cause| LockError::Io {
            path: project.display().to_string(),
            cause,
        };
        let mut file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .read(true)
            .write(true)
            .open(path)
            .map_err(fail)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::Error(cause)) => return Err(fail(cause)),
            Err(TryLockError::WouldBlock) => {
                let mut by = String::new();
                // Where it cannot be read, the message says no more than that it is held.
                let _ = (&file).take(200).read_to_string(&mut by);
                let by = by.lines().next().map(|by| format!(" ({by})"));
                return Err(LockError::Held {
                    path: project.display().to_string(),
                    by: by.unwrap_or_default(),
                });
            }
        }
        if !is_at(&file, path) {
            return Ok(None);
        }
        let by = format!(
            "process {}, since {:.0}\n",
            std::process::id(),
            jiff::Timestamp::now()
        );
        let written = file
            .set_len(0)
            .and_then(|()| file.rewind())
            .and_then(|()| file.write_all(by.as_bytes()));
        written.map_err(fail)?;
        Ok(Some(Self {
            file,
            path: path.to_owned(),
        }))
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // What is left lying about does no harm: nobody holds it any more.
        let _ = fs::remove_file(&self.path);
        let _ = self.file.unlock();
    }
}

/// Whether the file is still the one of that name.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let same = |a: fs::Metadata, b: fs::Metadata| (a.dev(), a.ino()) == (b.dev(), b.ino());
    let both = file.metadata().ok().zip(fs::metadata(path).ok());
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
    fn a_second_window_is_told_who_holds_the_project() {
        let folder = tempfile::tempdir().expect("a folder");
        let project = folder.path().join("map.gpkg");
        let lock = Lock::take(&project).expect("free");
        let held = Lock::take(&project).expect_err("held").to_string();
        let process = format!("another window (process {}, since 2", std::process::id());
        assert!(held.contains(&process), "{held}");
        assert!(held.ends_with("map.gpkg"), "{held}");
        drop(lock);
        assert!(!folder.path().join("map.gpkg.lock").exists());
        Lock::take(&project).expect("free again");
    }

    #[test]
    fn a_lock_left_by_a_crash_holds_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let project = folder.path().join("map.gpkg");
        fs::write(folder.path().join("map.gpkg.lock"), "process 1, since 1970").expect("written");
        Lock::take(&project).expect("nobody holds it");
    }

    #[test]
    fn a_folder_that_is_not_there_is_told() {
        let folder = tempfile::tempdir().expect("a folder");
        let refused = Lock::take(&folder.path().join("none/map.gpkg")).expect_err("no folder");
        assert!(matches!(refused, LockError::Io { .. }), "{refused}");
    }
}
