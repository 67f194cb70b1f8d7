//! What an interrupted run leaves behind, and how it is told from what another one is writing.

use std::{
    fs::{self, File, TryLockError},
    path::Path,
};

/// How files are called while they are written.
pub(super) const PREFIX: &str = ".contactline-";
pub(super) const SUFFIX: &str = ".part";

/// Says that a new file or folder is being written, as long as it is open. `false` where a sweep has taken
/// it for something left behind.
pub(super) fn claim(file: &File, path: &Path) -> bool {
    // Where the system has no locks, nothing is swept either.
    !matches!(file.try_lock(), Err(TryLockError::WouldBlock)) && path.exists()
}

/// Removes what earlier runs began in a folder and did not finish. What another run writes now is
/// held by it, and stays.
pub fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if !name.starts_with(PREFIX) || !name.ends_with(SUFFIX) {
            continue;
        }
        // Links are none of ours.
        let Ok(kind) = entry.file_type() else {
            continue;
        };
        let path = entry.path();
        if !kind.is_file() && !kind.is_dir() {
            continue;
        }
        // Held until it is gone, so that whoever has just made it sees that it goes.
        let Some(_held) = File::open(&path)
            .ok()
            .filter(|file| file.try_lock().is_ok())
        else {
            continue;
        };
        let _ = match kind.is_dir() {
            true => fs::remove_dir_all(&path),
            false => fs::remove_file(&path),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_killed_run_left_goes_and_what_another_writes_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        fs::write(at(".contactline-abc.part"), "left").expect("written");
        fs::create_dir(at(".contactline-def.part")).expect("made");
        fs::write(at("other.part"), "kept").expect("written");
        let writing = File::create(at(".contactline-ghi.part")).expect("made");
        assert!(claim(&writing, &at(".contactline-ghi.part")));
        sweep(folder.path());
        assert!(!at(".contactline-abc.part").exists());
        assert!(!at(".contactline-def.part").exists());
        assert!(at("other.part").exists());
        assert!(at(".contactline-ghi.part").exists());
        drop(writing);
        sweep(folder.path());
        assert!(!at(".contactline-ghi.part").exists());
    }
}
