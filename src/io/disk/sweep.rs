//! What an interrupted run leaves behind, and how it is told from what another one is writing.

use std::{
    fs::{self, File},
    path::Path,
};

/// How files are called while they are written.
pub(super) const PREFIX: &str = ".contactline-";
pub(super) const SUFFIX: &str = ".part";

/// Says that a file is being written, as long as it is open.
pub(super) fn claim(file: &File) {
    // Where the system has no locks, nothing is swept either.
    let _ = file.try_lock();
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
        let is_free = || File::open(&path).is_ok_and(|file| file.try_lock().is_ok());
        if kind.is_file() && is_free() {
            let _ = fs::remove_file(&path);
        } else if kind.is_dir() && is_free() {
            let _ = fs::remove_dir_all(&path);
        }
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
        claim(&writing);
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
