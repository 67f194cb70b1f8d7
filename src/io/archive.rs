//! ZIP archives: what is in them, unpacked only as far as memories and disks bear it.

use std::{
    borrow::Cow,
    collections::BTreeMap,
    io::{self, Cursor, Read as _},
    path::{Path, PathBuf},
};

use zip::ZipArchive;

use crate::{
    model::{Budget, budget::limits},
    words::notes::formats,
};

/// Whether a file that begins like this is a ZIP archive.
pub fn looks_like_archive(start: &[u8]) -> bool {
    // The second is how one begins that holds nothing.
    start.starts_with(b"PK\x03\x04") || start.starts_with(b"PK\x05\x06")
}

/// Endings of files of which a person expects that they are read.
const DATA: [&str; 14] = [
    "csv", "tsv", "json", "geojson", "geojsonl", "kml", "kmz", "shp", "gpkg", "xlsx", "xls", "ods",
    "gpx", "zip",
];

/// Whether a file is data, as a person sees by its name.
pub fn is_data(name: &str) -> bool {
    let ending = Path::new(name).extension().unwrap_or_default();
    DATA.contains(&ending.to_string_lossy().to_lowercase().as_str())
}

/// An archive that is open.
pub struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    bytes: &'b [u8],
    /// What may still be unpacked of it. The same bytes of an archive can be unpacked under many
    /// names.
    left: u64,
}

impl<'b> Archive<'b> {
    /// Opens an archive.
    ///
    /// # Errors
    ///
    /// Why it is none, or that it holds too many files.
    pub fn open(bytes: &'b [u8]) -> Result<Self, String> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(formats::not_an_archive)?;
        match archive.len() > limits::ARCHIVE_FILES {
            true => Err(formats::too_many_entries(
                archive.len(),
                limits::ARCHIVE_FILES,
            )),
            false => Ok(Self {
                zip: archive,
                bytes,
                left: most_of(bytes.len() as u64).min(limits::STREAMED_FILE_BYTES),
            }),
        }
    }

    /// The names of the files in it, sorted. Folders are none.
    pub fn names(&self) -> Vec<String> {
        let names = self.zip.file_names().filter_map(Result::ok);
        let mut names: Vec<String> = names.map(Cow::into_owned).collect();
        names.retain(|name| !name.ends_with('/'));
        names.sort_unstable();
        names
    }

    /// The names that several files in it have, with how many have them: of these only the last can be
    /// unpacked.
    pub fn repeated(&self) -> BTreeMap<String, usize> {
        /// How an entry of the directory begins, and how long it is before its name.
        const ENTRY: (&[u8], usize) = (b"PK\x01\x02", 46);
        let mut times = BTreeMap::new();
        let start = usize::try_from(self.zip.central_directory_start());
        let mut rest = start.ok().and_then(|start| self.bytes.get(start..));
        while let Some(entry) = rest.filter(|rest| rest.starts_with(ENTRY.0)) {
            let length = |at: usize| {
                let two = entry.get(at..at + 2)?;
                Some(usize::from(u16::from_le_bytes([two[0], two[1]])))
            };
            let [Some(name), Some(extra), Some(comment)] = [28, 30, 32].map(length) else {
                break;
            };
            let end = ENTRY.1 + name;
            let Some(name) = entry.get(ENTRY.1..end) else {
                break;
            };
            *times
                .entry(String::from_utf8_lossy(name).into_owned())
                .or_default() += 1;
            rest = entry.get(end + extra + comment..);
        }
        times.retain(|name, times| *times > 1 && !name.ends_with('/'));
        times
    }

    /// Where a file is to be unpacked below a folder; `None` where its name leads out of that.
    pub fn path_of(&mut self, name: &str) -> Option<PathBuf> {
        self.zip.by_name(name).ok()?.enclosed_name()
    }

    /// The bytes of a file.
    ///
    /// # Errors
    ///
    /// Why it cannot be unpacked: it is damaged, locked, or too large.
    pub fn unpacked(&mut self, name: &str, budget: &Budget) -> Result<Vec<u8>, String> {
        let room = Room::of(&mut self.zip, name, budget);
        // A list that grows takes twice its length while it does. One more than there may be shows that there is more.
        let mut bytes = Vec::with_capacity(1 + room.declared.min(room.most) as usize);
        let packed = self.unpack_into(name, &mut bytes, room.most, budget)?;
        // What is read is what it holds, which a small archive can hold much of.
        budget.allow_more((bytes.len() as u64).min(packed * limits::HONESTLY_PACKED_TIMES));
        let taken = budget.take_bytes(bytes.len() as u64);
        taken.map_err(|why| why.to_string())?;
        Ok(bytes)
    }

    /// Unpacks a file to nowhere, for what unpacks it again: its bytes are allowed for, and count.
    ///
    /// # Errors
    ///
    /// As [`Archive::unpacked`].
    pub fn measured(&mut self, name: &str, budget: &Budget) -> Result<(), String> {
        let left = self.left;
        let room = Room::of(&mut self.zip, name, budget);
        let packed = self.unpack_into(name, &mut io::sink(), room.most, budget)?;
        let size = left - self.left;
        budget.allow_more(size.min(packed * limits::HONESTLY_PACKED_TIMES));
        Ok(())
    }

    /// Unpacks a file, and gives its size as it is packed.
    ///
    /// # Errors
    ///
    /// As [`Archive::unpacked`], and where `out` takes no more.
    pub fn unpack(
        &mut self,
        name: &str,
        out: &mut dyn io::Write,
        budget: &Budget,
    ) -> Result<u64, String> {
        self.unpack_into(name, out, u64::MAX, budget)
    }

    /// As [`Archive::unpack`], where no more than so many bytes may come of it.
    fn unpack_into(
        &mut self,
        name: &str,
        out: &mut dyn io::Write,
        room: u64,
        budget: &Budget,
    ) -> Result<u64, String> {
        let damaged = |error: &dyn std::fmt::Display| formats::cannot_unpack(name, error);
        let file = self.zip.by_name(name).map_err(|error| damaged(&error))?;
        let packed = file.compressed_size();
        let most = most_of(packed).min(limits::WHOLE_FILE_BYTES).min(self.left);
        let most = most.min(room);
        let mut rest = file.take(most + 1);
        let mut size = 0;
        loop {
            let part = &mut (&mut rest).take(BETWEEN_BYTES);
            let copied = io::copy(part, out).map_err(|error| damaged(&error))?;
            budget
                .step(1 + copied / 64)
                .map_err(|why| why.to_string())?;
            size += copied;
            if copied == 0 {
                break;
            }
        }
        self.left = self.left.saturating_sub(size);
        match size > most {
            true => Err(formats::unpacks_too_large(name, packed, most >> 20)),
            false => Ok(packed),
        }
    }
}

/// How much of a file of an archive may be held in memory.
struct Room {
    most: u64,
    /// What the archive says of its size.
    declared: u64,
}

impl Room {
    /// What is packed honestly counts as a file that is read. Beyond that there is what the work may still take.
    fn of(zip: &mut ZipArchive<Cursor<&[u8]>>, name: &str, budget: &Budget) -> Self {
        let sizes = zip
            .by_name(name)
            .map(|file| (file.compressed_size(), file.size()));
        // One that cannot be opened is told where it is unpacked.
        let (packed, declared) = sizes.unwrap_or_default();
        let honest = packed.saturating_mul(limits::HONESTLY_PACKED_TIMES);
        Self {
            most: budget.bytes_left().max(honest),
            declared,
        }
    }
}

/// So much is unpacked between two looks at whether to stop.
const BETWEEN_BYTES: u64 = 1 << 20;

/// The most that may come of so many bytes.
fn most_of(packed: u64) -> u64 {
    let most = packed.saturating_mul(limits::PACKED_TIMES);
    most.max(limits::SMALL_UNPACKED_BYTES)
}
