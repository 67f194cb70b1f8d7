//! Files written whole or not at all.

use std::{
    fs::{self, File, Permissions},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

use tempfile::{NamedTempFile, TempPath};

use super::{
    sweep::{self, PREFIX, SUFFIX},
    unfinished::Unfinished,
};
use crate::{model::Budget, words::errors};

/// What may happen to a file that has the name already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Replace {
    /// Writing fails with [`io::ErrorKind::AlreadyExists`].
    Never,
    /// The person was asked, or said so beforehand: it is replaced.
    Asked,
}

impl Replace {
    /// Whether the person was asked.
    pub fn asked(asked: bool) -> Self {
        match asked {
            true => Self::Asked,
            false => Self::Never,
        }
    }
}

/// Where a file is to be written, what may be replaced, and who may read it.
#[derive(Clone, Debug)]
pub struct Target {
    path: PathBuf,
    replace: Replace,
    private: bool,
    budget: Budget,
}

impl Target {
    /// A file that the person has named.
    pub fn new(path: impl Into<PathBuf>, replace: Replace) -> Self {
        Self {
            path: path.into(),
            replace,
            private: false,
            budget: Budget::default(),
        }
    }

    /// A file of the program's own, such as a session: replaced without a question, and readable
    /// by its owner alone.
    pub fn private(path: impl Into<PathBuf>) -> Self {
        Self {
            path: path.into(),
            replace: Replace::Asked,
            private: true,
            budget: Budget::default(),
        }
    }

    /// The same file, written for as long as the work of that budget is wanted.
    pub fn within(self, budget: &Budget) -> Self {
        Self {
            budget: budget.clone(),
            ..self
        }
    }

    /// Whether it is to be written at all, and goes on to be.
    pub fn budget(&self) -> &Budget {
        &self.budget
    }

    /// The file as it was named.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A file beside it under its name without its ending and with another one, of which the same
    /// holds.
    pub fn beside(&self, ending: &str) -> Self {
        Self {
            path: self.path.with_extension(ending),
            ..self.clone()
        }
    }

    /// Whether there is something that writing would fail on.
    pub fn is_taken(&self) -> bool {
        self.replace == Replace::Never && fs::symlink_metadata(&self.path).is_ok()
    }

    /// What may be read of the file that stands there now. No link is followed: whoever put it there would say
    /// which file is replaced.
    fn resolve(&self) -> io::Result<Option<Permissions>> {
        if self.is_taken() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let refuse = |why: &str| Err(io::Error::new(io::ErrorKind::InvalidInput, why));
        match fs::symlink_metadata(&self.path) {
            Ok(about) if about.is_symlink() => match fs::canonicalize(&self.path) {
                Ok(behind) => refuse(&errors::is_a_link(&behind.display().to_string())),
                Err(_) => refuse(errors::dangling_link()),
            },
            Ok(about) if !about.is_file() => refuse(errors::not_a_regular_file()),
            Ok(about) if about.permissions().readonly() => refuse(errors::read_only()),
            Ok(about) => Ok(Some(about.permissions())),
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            Err(_) => Ok(None),
        }
    }
}

/// The file that is being written, before it takes its place.
#[derive(Debug)]
pub struct Beside {
    file: File,
    path: TempPath,
    unfinished: Unfinished,
}

impl Beside {
    /// Its path, for what opens files itself, such as a database.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The open file, at its beginning, for what writes it alone.
    ///
    /// # Errors
    ///
    /// Where the system has no more files to give.
    pub fn file(&self) -> io::Result<File> {
        self.file.try_clone()
    }
}

/// Writes a file as a whole: beside, then, once it is safe on the disk, in its place. Where that
/// fails the old file stays as it was, and nothing half-written is left. Before each part of it that goes to
/// the disk the budget of the target is looked at.
///
/// # Errors
///
/// Where the folder cannot be made or written, the disk is full, something is there that may not
/// be replaced, or, with [`Stopped`] as the cause, where the work is no longer wanted.
///
/// [`Stopped`]: crate::model::Stopped
pub fn write_whole(
    target: &Target,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    put_in_place(target, |beside| {
        let mut file = BufWriter::new(Wanted {
            file: beside.file()?,
            budget: &target.budget,
        });
        write(&mut file)?;
        file.into_inner()?;
        Ok(())
    })
}

/// So many bytes go to the disk between two looks at the budget.
const MOST_AT_ONCE: usize = 1 << 16;

/// A file that takes nothing more once the work is no longer wanted.
struct Wanted<'b> {
    file: File,
    budget: &'b Budget,
}

impl Write for Wanted<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.budget.go_on().map_err(io::Error::other)?;
        self.file.write(&bytes[..bytes.len().min(MOST_AT_ONCE)])
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// As [`write_whole`], for what writes its files itself, such as a database.
///
/// # Errors
///
/// As [`write_whole`].
pub fn put_in_place(
    target: &Target,
    make: impl FnOnce(&Beside) -> io::Result<()>,
) -> io::Result<()> {
    let (path, permissions) = (&target.path, target.resolve()?);
    let parent = path.parent().filter(|folder| *folder != Path::new(""));
    let folder = parent.unwrap_or(Path::new("."));
    if !folder.is_dir() {
        // A name that was mistyped makes no folder.
        let words = errors::no_folder(&folder.display().to_string());
        return Err(io::Error::new(io::ErrorKind::NotFound, words));
    }
    sweep::sweep(folder);
    let (made, unfinished) = make_beside(folder, target.private)?;
    let (file, made) = made.into_parts();
    let beside = Beside {
        file,
        path: made,
        unfinished,
    };
    let wanted = || target.budget.go_on().map_err(io::Error::other);
    // Whatever else fails then is no news.
    make(&beside).or_else(|error| wanted().and(Err(error)))?;
    // Whoever might read the old file may read the new one.
    if let Some(permissions) = permissions.filter(|_| !target.private) {
        beside.file.set_permissions(permissions)?;
    }
    beside.file.sync_all()?;
    let (file, unfinished) = (beside.path, beside.unfinished);
    unfinished.place(|| {
        wanted()?;
        target.budget.place().map_err(io::Error::other)?;
        let placed = match target.replace {
            Replace::Asked => file.persist(path),
            Replace::Never => file.persist_noclobber(path),
        };
        placed.map_err(|error| error.error)
    })?;
    sync_folder(folder);
    Ok(())
}

/// A file under a name that nobody else has, which goes with its handle unless it is kept.
fn make_beside(folder: &Path, private: bool) -> io::Result<(NamedTempFile, Unfinished)> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    #[cfg(unix)]
    if !private {
        use std::os::unix::fs::PermissionsExt as _;
        // What the person's umask leaves of it.
        builder.permissions(Permissions::from_mode(0o666));
    }
    #[cfg(not(unix))]
    let _ = private;
    Unfinished::make(|| builder.tempfile_in(folder), NamedTempFile::path)
}

/// Makes the new name safe on the disk as well. Where the system cannot, the file is there all the
/// same, under the old name or the new.
pub(super) fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(folder: &Path) -> usize {
        fs::read_dir(folder).expect("a folder").count()
    }

    #[test]
    fn a_folder_that_is_not_there_is_told_and_not_made() {
        let folder = tempfile::tempdir().expect("a folder");
        let mistyped = folder.path().join("pictres");
        let target = Target::new(mistyped.join("map.svg"), Replace::Never);
        let refused = write_whole(&target, |file| file.write_all(b"map")).expect_err("refused");
        assert_eq!(refused.kind(), io::ErrorKind::NotFound);
        assert!(refused.to_string().contains("there is no folder"));
        assert!(!mistyped.exists());
    }

    #[test]
    fn a_disk_that_fills_leaves_the_old_file_and_nothing_half_written() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("map.csv");
        let target = Target::new(&path, Replace::Asked);
        write_whole(&target, |file| file.write_all(b"old")).expect("written");
        let full = write_whole(&target, |file| {
            file.write_all(b"the first half of the n")?;
            Err(io::ErrorKind::StorageFull.into())
        });
        assert_eq!(full.expect_err("full").kind(), io::ErrorKind::StorageFull);
        assert_eq!(fs::read(&path).expect("still there"), b"old");
        assert_eq!(entries(folder.path()), 1);
    }

    #[test]
    fn what_is_there_is_replaced_only_where_the_person_was_asked() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("map.csv");
        fs::write(&path, "old").expect("written");
        let unasked = Target::new(&path, Replace::Never);
        assert!(unasked.is_taken());
        let refused = write_whole(&unasked, |file| file.write_all(b"new"));
        assert_eq!(
            refused.expect_err("there").kind(),
            io::ErrorKind::AlreadyExists
        );
        // Also what came while it was written.
        let late = Target::new(folder.path().join("late"), Replace::Never);
        let refused = write_whole(&late, |file| {
            fs::write(late.path(), "theirs")?;
            file.write_all(b"ours")
        });
        assert_eq!(
            refused.expect_err("there").kind(),
            io::ErrorKind::AlreadyExists
        );
        assert_eq!(fs::read(late.path()).expect("there"), b"theirs");
        assert_eq!(fs::read(&path).expect("there"), b"old");
        write_whole(&Target::new(&path, Replace::Asked), |file| {
            file.write_all(b"new")
        })
        .expect("agreed");
        assert_eq!(fs::read(&path).expect("there"), b"new");
        assert_eq!(entries(folder.path()), 2);
    }

    #[cfg(unix)]
    #[test]
    fn folders_links_and_what_is_read_only_are_not_replaced() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};
        let folder = tempfile::tempdir().expect("a folder");
        let [link, locked, file, dangling] =
            ["link", "locked", "file", "dangling"].map(|name| folder.path().join(name));
        let write = |path: &Path| {
            write_whole(&Target::new(path, Replace::Asked), |file| {
                file.write_all(b"new")
            })
        };
        write(folder.path()).expect_err("a folder");
        symlink(folder.path().join("nowhere"), &dangling).expect("a link");
        write(&dangling).expect_err("a link to nothing");
        fs::write(&locked, "kept").expect("written");
        fs::set_permissions(&locked, Permissions::from_mode(0o444)).expect("set");
        write(&locked).expect_err("read-only");
        assert_eq!(fs::read(&locked).expect("there"), b"kept");
        fs::write(&file, "old").expect("written");
        symlink(&file, &link).expect("a link");
        // Where it leads is told, and may be named instead.
        let refused = write(&link).expect_err("a link").to_string();
        let behind = file.canonicalize().expect("there").display().to_string();
        assert!(refused.contains(&behind), "{refused}");
        assert!(link.is_symlink());
        assert_eq!(fs::read(&file).expect("there"), b"old");
        write(&file).expect("the file itself");
        assert_eq!(fs::read(&link).expect("there"), b"new");
        // The same holds of what is the program's own.
        write_whole(&Target::private(&link), |file| file.write_all(b"own")).expect_err("a link");
        assert_eq!(fs::read(&file).expect("there"), b"new");
    }

    #[cfg(unix)]
    #[test]
    fn what_is_private_is_readable_by_its_owner_alone() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("session.json");
        fs::write(&path, "old").expect("written");
        fs::set_permissions(&path, Permissions::from_mode(0o644)).expect("set");
        write_whole(&Target::private(&path), |file| file.write_all(b"new")).expect("written");
        let mode = fs::metadata(&path).expect("there").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn a_name_of_the_greatest_length_is_written() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("x".repeat(255));
        write_whole(&Target::new(&path, Replace::Never), |file| {
            file.write_all(b"new")
        })
        .expect("written");
        assert_eq!(fs::read(path).expect("there"), b"new");
    }
}
