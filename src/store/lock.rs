//! Keeps two windows off one project.

use std::{io, path::Path};

use crate::io::disk::{Hold, HoldError};

/// Holds a project until it is dropped.
#[derive(Debug)]
pub struct Lock {
    _hold: Hold,
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
        let path = || project.display().to_string();
        match Hold::take(project) {
            Ok(hold) => Ok(Self { _hold: hold }),
            Err(HoldError::Held(by)) => Err(LockError::Held {
                path: path(),
                by: by.map_or_else(String::new, |by| format!(" ({by})")),
            }),
            Err(HoldError::Io(cause)) => Err(LockError::Io {
                path: path(),
                cause,
            }),
        }
    }
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
        Lock::take(&project).expect("free again");
    }

    #[test]
    fn a_folder_that_is_not_there_is_told() {
        let folder = tempfile::tempdir().expect("a folder");
        let refused = Lock::take(&folder.path().join("none/map.gpkg")).expect_err("no folder");
        assert!(matches!(refused, LockError::Io { .. }), "{refused}");
    }
}
