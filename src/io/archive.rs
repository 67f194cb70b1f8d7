//! ZIP archives: what is in them, unpacked only as far as memories and disks bear it.

use std::{
    borrow::Cow,
    io::{self, Cursor, Read as _},
    path::PathBuf,
};

use zip::ZipArchive;

use crate::words::notes::formats;

/// More files than any map has pictures.
const MOST_ENTRIES: usize = 10_000;

/// The most a file may have unpacked.
const LARGEST_BYTES: u64 = 512 * 1024 * 1024;

/// Text packs twenty to one at best; what packs tighter by far was made to fill memories. Small
/// files may, since they fill none.
const MOST_PACKED: u64 = 200;
const SMALL_BYTES: u64 = 16 * 1024 * 1024;

/// Whether a file that begins like this is a ZIP archive.
pub fn looks_like_archive(start: &[u8]) -> bool {
    start.starts_with(b"PK\x03\x04")
}

/// An archive that is open.
pub struct Archive<'b>(ZipArchive<Cursor<&'b [u8]>>);

impl<'b> Archive<'b> {
    /// Opens an archive.
    ///
    /// # Errors
    ///
    /// Why it is none, or that it holds too many files.
    pub fn open(bytes: &'b [u8]) -> Result<Self, String> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(formats::not_an_archive)?;
        match archive.len() > MOST_ENTRIES {
            true => Err(formats::too_many_entries(archive.len(), MOST_ENTRIES)),
            false => Ok(Self(archive)),
        }
    }

    /// The names of the files in it, sorted. Folders are none.
    pub fn names(&self) -> Vec<String> {
        let names = self.0.file_names().filter_map(Result::ok);
        let mut names: Vec<String> = names.map(Cow::into_owned).collect();
        names.retain(|name| !name.ends_with('/'));
        names.sort_unstable();
        names
    }

    /// Where a file is to be unpacked below a folder; `None` where its name leads out of that.
    pub fn path_of(&mut self, name: &str) -> Option<PathBuf> {
        self.0.by_name(name).ok()?.enclosed_name()
    }

    /// The bytes of a file.
    ///
    /// # Errors
    ///
    /// Why it cannot be unpacked: it is damaged, locked, or too large.
    pub fn unpacked(&mut self, name: &str) -> Result<Vec<u8>, String> {
        let mut bytes = Vec::new();
        self.unpack(name, &mut bytes)?;
        Ok(bytes)
    }

    /// Unpacks a file.
    ///
    /// # Errors
    ///
    /// As [`Archive::unpacked`], and where `out` takes no more.
    pub fn unpack(&mut self, name: &str, out: &mut dyn io::Write) -> Result<(), String> {
        let damaged = |error: &dyn std::fmt::Display| formats::cannot_unpack(name, error);
        let file = self.0.by_name(name).map_err(|error| damaged(&error))?;
        let packed = file.compressed_size();
        let most = LARGEST_BYTES.min(packed.saturating_mul(MOST_PACKED).max(SMALL_BYTES));
        let size = io::copy(&mut file.take(most + 1), out).map_err(|error| damaged(&error))?;
        match size > most {
            true => Err(formats::unpacks_too_large(name, packed, most >> 20)),
            false => Ok(()),
        }
    }
}
