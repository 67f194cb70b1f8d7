//! A folder for what is unpacked to be read.

use std::{
    env, fs, io,
    path::{Component, Path},
};

use tempfile::TempDir;

use super::{
    File,
    sweep::{self, PREFIX, SUFFIX},
    unfinished::{self, Unfinished},
};

/// A folder among the temporary ones of the system, that nobody else can look into. It goes with all
/// that is in it when it is no longer used, and at the next of its kind where the program was killed.
#[derive(Debug)]
pub struct UnpackedFolder {
    folder: TempDir,
    _unfinished: Unfinished,
}

impl UnpackedFolder {
    /// # Errors
    ///
    /// Where the system makes none.
    pub fn new() -> io::Result<Self> {
        let parent = env::temp_dir();
        sweep::sweep(&parent);
        let mut builder = tempfile::Builder::new();
        builder.prefix(PREFIX).suffix(SUFFIX);
        let make = || builder.tempdir_in(&parent);
        let (folder, unfinished) = Unfinished::make(make, TempDir::path)?;
        Ok(Self {
            folder,
            _unfinished: unfinished,
        })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Makes a new file at a path inside, with the folders that lead there.
    ///
    /// # Errors
    ///
    /// Where the path leads out, something is there, or the disk says so.
    pub fn make(&self, inside: &Path) -> io::Result<File> {
        let is_plain = |part| matches!(part, Component::Normal(_) | Component::CurDir);
        if !inside.components().all(is_plain) {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        let path = self.folder.path().join(inside);
        let _held = unfinished::hold();
        path.parent().map_or(Ok(()), fs::create_dir_all)?;
        File::create_new(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_made_outside_and_nothing_stays() {
        let folder = UnpackedFolder::new().expect("a folder");
        folder.make(Path::new("a/b.csv")).expect("a file");
        assert!(folder.path().join("a/b.csv").exists());
        assert!(folder.make(Path::new("../b.csv")).is_err());
        assert!(folder.make(Path::new("/b.csv")).is_err());
        assert!(folder.make(Path::new("a/b.csv")).is_err(), "it is there");
        let path = folder.path().to_owned();
        drop(folder);
        assert!(!path.exists());
    }
}
