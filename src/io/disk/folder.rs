//! A folder of files, made whole or not at all.

use std::{
    fs::{self, File},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use tempfile::TempDir;

use super::{
    sweep::{self, PREFIX, SUFFIX},
    target::sync_folder,
    unfinished::{self, Unfinished},
};

/// A folder under way: beside its place until all of it is there.
#[derive(Debug)]
pub struct NewFolder {
    beside: TempDir,
    unfinished: Unfinished,
    path: PathBuf,
}

impl NewFolder {
    /// # Errors
    ///
    /// With [`io::ErrorKind::DirectoryNotEmpty`] where something is in it already, with
    /// [`io::ErrorKind::NotADirectory`] where it is no folder, and where nothing can be made there.
    pub fn new(path: &Path) -> io::Result<Self> {
        match fs::read_dir(path) {
            Ok(mut entries) => {
                if entries.next().is_some() {
                    return Err(io::ErrorKind::DirectoryNotEmpty.into());
                }
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
        let parent = path.parent().filter(|folder| *folder != Path::new(""));
        let parent = parent.unwrap_or(Path::new("."));
        sweep::sweep(parent);
        let mut builder = tempfile::Builder::new();
        builder.prefix(PREFIX).suffix(SUFFIX);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            builder.permissions(fs::Permissions::from_mode(0o777));
        }
        let make = || builder.tempdir_in(parent);
        let (beside, unfinished) = Unfinished::make(make, TempDir::path)?;
        Ok(Self {
            beside,
            unfinished,
            path: path.to_owned(),
        })
    }

    /// Writes one file of it.
    ///
    /// # Errors
    ///
    /// Where the disk is full, or it has that file already.
    pub fn add(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let path = self.beside.path().join(name);
        let mut file = {
            let _held = unfinished::hold();
            File::create_new(path)?
        };
        file.write_all(bytes)
    }

    /// Puts it in its place.
    ///
    /// # Errors
    ///
    /// Where something came there meanwhile.
    pub fn finish(self) -> io::Result<()> {
        let Self {
            beside,
            unfinished,
            path,
        } = self;
        unfinished.place(|| {
            if path.exists() {
                // Only where it is empty.
                fs::remove_dir(&path)?;
            }
            fs::rename(beside.path(), &path)
        })?;
        // It is kept, under its new name.
        let _ = beside.keep();
        sync_folder(path.parent().unwrap_or(Path::new(".")));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_there_with_all_its_files_or_not_at_all() {
        let parent = tempfile::tempdir().expect("a folder");
        let path = parent.path().join("frames");
        let folder = NewFolder::new(&path).expect("made");
        folder.add("1.png", b"one").expect("written");
        assert!(!path.exists());
        drop(folder);
        assert_eq!(fs::read_dir(parent.path()).expect("there").count(), 0);
        let folder = NewFolder::new(&path).expect("made");
        folder.add("1.png", b"one").expect("written");
        folder.finish().expect("in place");
        assert_eq!(fs::read(path.join("1.png")).expect("there"), b"one");
        let refused = NewFolder::new(&path).expect_err("not empty");
        assert_eq!(refused.kind(), io::ErrorKind::DirectoryNotEmpty);
    }
}
