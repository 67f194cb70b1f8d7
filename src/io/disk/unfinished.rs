//! What is being made at this moment, so that a program that is told to end leaves nothing half made,
//! whatever its threads are at.

use std::{
    fs, io, mem,
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
};

use super::sweep;

static ALL: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// As long as this is held, the program does not end by [`abandon`].
pub(super) fn hold() -> MutexGuard<'static, Vec<PathBuf>> {
    ALL.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A file or folder under a name for the time it takes to make it.
#[derive(Debug)]
pub(super) struct Unfinished {
    path: PathBuf,
    /// Held open, so that nobody takes it for something left behind.
    _claim: Option<fs::File>,
}

impl Unfinished {
    /// Makes it. `make` is called again where somebody who swept took it away at once.
    pub fn make<T>(
        make: impl Fn() -> io::Result<T>,
        path: impl Fn(&T) -> &Path,
    ) -> io::Result<(T, Self)> {
        const TRIES: usize = 100;
        let mut all = hold();
        for _ in 0..TRIES {
            let made = make()?;
            let path = path(&made).to_owned();
            // Where it cannot be opened, nobody can sweep it either.
            let claim = fs::File::open(&path).ok();
            if claim
                .as_ref()
                .is_none_or(|claim| sweep::claim(claim, &path))
            {
                all.push(path.clone());
                let own = Self {
                    path,
                    _claim: claim,
                };
                return Ok((made, own));
            }
        }
        Err(io::ErrorKind::ResourceBusy.into())
    }

    /// Puts it in its place, unless the program is ending.
    pub fn place<T>(self, place: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        let _all = hold();
        place()
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        hold().retain(|path| *path != self.path);
    }
}

/// Removes all that is not finished, for a program that ends right after: nothing is begun or put in its
/// place any more, and whoever tries waits.
pub fn abandon() {
    let all = hold();
    for path in all.iter() {
        // What is gone already was finished or given up.
        match path.is_dir() {
            true => drop(fs::remove_dir_all(path)),
            false => drop(fs::remove_file(path)),
        }
    }
    mem::forget(all);
}
