//! The bytes of evidence, each a file under its digest in a folder beside a person's own work. A file there is
//! made once and never written again.

use std::{
    io,
    path::{Path, PathBuf},
};

use crate::{
    io::{
        Input,
        disk::{self, Target},
    },
    model::{Evidence, Integrity},
    words::evidence as words,
};

/// The largest evidence that is kept; larger files can be referred to.
pub const LARGEST_BYTES: u64 = 100 << 20;

/// The folder of one person's evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceStore {
    folder: PathBuf,
}

impl EvidenceStore {
    /// Beside the session file at `store`.
    pub fn beside(store: &Path) -> Self {
        Self {
            folder: store.with_file_name("evidence"),
        }
    }

    /// Where the bytes of a digest are.
    pub fn path_of(&self, sha256: &str) -> PathBuf {
        self.folder.join(sha256)
    }

    /// Keeps these bytes and says their digest. Those that are kept already are left as they are.
    ///
    /// # Errors
    ///
    /// Where the folder cannot be written.
    pub fn keep(&self, bytes: &[u8]) -> io::Result<String> {
        let Input { sha256, .. } = Input::of_bytes("", bytes);
        let path = self.path_of(&sha256);
        let is_there = Input::of_file(&path).is_ok_and(|there| there.sha256 == sha256);
        if !is_there {
            disk::make_folder(&self.folder)?;
            disk::write_whole(&Target::private(&path), |file| file.write_all(bytes))?;
        }
        Ok(sha256)
    }

    /// The bytes of evidence that is kept here.
    ///
    /// # Errors
    ///
    /// Where they are not there, or are others than those that were kept.
    pub fn read(&self, sha256: &str) -> io::Result<Vec<u8>> {
        let bytes = disk::read(&self.path_of(sha256), LARGEST_BYTES)?;
        match Input::of_bytes("", &bytes).sha256 == sha256 {
            true => Ok(bytes),
            false => Err(io::Error::new(io::ErrorKind::InvalidData, words::altered())),
        }
    }

    /// Whether evidence is as it was added.
    pub fn verify(&self, evidence: &Evidence) -> Integrity {
        let path = match &evidence.path {
            Some(path) => PathBuf::from(&**path),
            None => self.path_of(&evidence.sha256),
        };
        let now = Input::of_file(&path).ok();
        Integrity::of(evidence, now.as_ref().map(|now| &*now.sha256))
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn bytes_are_kept_once_and_held_to_their_digest() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = EvidenceStore::beside(&folder.path().join("session.json"));
        let sha256 = store.keep(b"abc").expect("kept");
        // The digest of "abc" in FIPS 180-2.
        let known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(sha256, known);
        assert_eq!(store.keep(b"abc").expect("kept"), known);
        assert_eq!(
            fs::read_dir(folder.path().join("evidence"))
                .expect("it")
                .count(),
            1
        );
        assert_eq!(store.read(known).expect("there"), b"abc");
        fs::write(store.path_of(known), b"abd").expect("altered");
        let error = store.read(known).expect_err("altered").to_string();
        assert_eq!(error, words::altered());
        // What was altered is put right by adding it again.
        store.keep(b"abc").expect("kept");
        assert_eq!(store.read(known).expect("there"), b"abc");
    }
}
