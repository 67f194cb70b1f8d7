//! KMZ: a KML file in a ZIP archive, perhaps with pictures beside it. What would fill the memory is
//! refused before it does.

use std::{
    borrow::Cow,
    io::{self, Cursor, Read as _, Write as _},
};

use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

use crate::{
    io::{Progress, Provenance, Reports, events::Positions, limit::Limited, source::ReadError},
    model::{Draft, ImportOptions, Note, Place},
    words::notes::formats,
};

/// More files than any map has pictures.
const MOST_ENTRIES: usize = 10_000;

/// The most a KML file may have unpacked.
const LARGEST_KML_BYTES: u64 = 512 * 1024 * 1024;

/// Text packs twenty to one at best; what packs tighter by far was made to fill memories. Small
/// files may, since they fill none.
const MOST_PACKED: u64 = 200;
const SMALL_BYTES: u64 = 16 * 1024 * 1024;

/// Whether a file that begins like this is a ZIP archive, as a KMZ is.
pub fn looks_like_archive(start: &[u8]) -> bool {
    start.starts_with(b"PK\x03\x04")
}

/// Reads a KMZ file into the draft: its `doc.kml`, or the first KML file in it.
///
/// # Errors
///
/// Where it is no archive, holds no KML, is locked, or would unpack to more than 512 MiB; else as
/// [`read`](super::read).
pub fn read_kmz(
    (place, name): (&Place, &str),
    bytes: &[u8],
    choices: &ImportOptions,
    progress: &Progress,
    draft: &mut Draft,
    notes: &mut Vec<Note>,
) -> Result<(), ReadError> {
    let fail = |what: String| ReadError::Format {
        place: place.clone(),
        what,
    };
    if bytes.is_empty() {
        return Err(ReadError::Empty {
            place: place.clone(),
        });
    }
    let archive = ZipArchive::new(Cursor::new(bytes));
    let mut archive = archive.map_err(|error| fail(formats::not_kmz(error)))?;
    if archive.len() > MOST_ENTRIES {
        return Err(fail(formats::too_many_entries(archive.len(), MOST_ENTRIES)));
    }
    let inner = inner_kml(&archive).map_err(fail)?;
    let kml = unpacked(&mut archive, &inner).map_err(fail)?;
    let inside = Place::file(format!("{}/{inner}", place.file));
    super::read((&inside, name), &kml, choices, progress, draft, notes)
}

/// The name of the file in the archive that is to be read.
fn inner_kml(archive: &ZipArchive<Cursor<&[u8]>>) -> Result<String, String> {
    let ends = |name: &str, end: &str| name.to_lowercase().ends_with(end);
    let names = archive.file_names().filter_map(Result::ok);
    let mut names: Vec<String> = names.map(Cow::into_owned).collect();
    names.sort_unstable();
    let found = names.iter().find(|name| *name == "doc.kml");
    let found = found.or_else(|| names.iter().find(|name| ends(name, ".kml")));
    match found {
        Some(name) => Ok(name.clone()),
        None if names.iter().any(|name| ends(name, ".kmz")) => {
            Err(formats::nested_archive().to_owned())
        }
        None => Err(formats::no_kml().to_owned()),
    }
}

fn unpacked(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<Vec<u8>, String> {
    let damaged = |error: &dyn std::fmt::Display| formats::cannot_unpack(name, error);
    let file = archive.by_name(name).map_err(|error| damaged(&error))?;
    let packed = file.compressed_size();
    let most = LARGEST_KML_BYTES.min(packed.saturating_mul(MOST_PACKED).max(SMALL_BYTES));
    let mut bytes = Vec::new();
    let read = file.take(most + 1).read_to_end(&mut bytes);
    read.map_err(|error| damaged(&error))?;
    if bytes.len() as u64 > most {
        return Err(formats::unpacks_too_large(name, packed, most >> 20));
    }
    Ok(bytes)
}

/// Writes what [`write`](super::write) writes, packed.
///
/// # Errors
///
/// Where `out` takes no more, or a report cannot be had.
pub fn write_kmz(
    out: &mut dyn io::Write,
    shapes: &Draft,
    reports: &dyn Reports,
    positions: Positions<'_>,
    provenance: &Provenance,
) -> io::Result<()> {
    let mut out = Told { out, failed: false };
    let mut archive = ZipWriter::new_stream(&mut out);
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    archive.start_file("doc.kml", options)?;
    let mut limited = Limited::new(&mut archive, LARGEST_KML_BYTES);
    let mut buffered = io::BufWriter::new(&mut limited);
    super::write(&mut buffered, shapes, reports, positions, provenance)?;
    buffered.flush()?;
    drop(buffered);
    archive.finish()?;
    Ok(())
}

/// A file that fails once. What an archive that is given up still wants to write goes nowhere, since
/// it would complain of it on the terminal.
struct Told<'w> {
    out: &'w mut dyn io::Write,
    failed: bool,
}

impl io::Write for Told<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.failed {
            return Ok(bytes.len());
        }
        let written = self.out.write(bytes);
        self.failed = written.is_err();
        written
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
