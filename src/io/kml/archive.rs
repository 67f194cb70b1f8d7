//! KMZ: a KML file in a ZIP archive, perhaps with pictures beside it. What would fill the memory is
//! refused before it does.

use std::{
    cell::Cell,
    io::{self, Write as _},
    path::Path,
};

use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use crate::{
    io::{
        Provenance, Reports,
        archive::{Archive, is_data},
        events::Positions,
        limit::Limited,
        source::ReadError,
    },
    model::{Budget, Draft, ImportOptions, Note, NoteLog, Place, Severity, budget::limits},
    words::notes::formats,
};

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
    budget: &Budget,
    draft: &mut Draft,
    notes: &mut NoteLog,
) -> Result<(), ReadError> {
    let (inside, kml) = unpacked(place, bytes, budget)?;
    let names = Archive::open(bytes).map(|archive| archive.names());
    let is_shown = |other: &String| inside.file.ends_with(&format!("/{other}"));
    let others = names.unwrap_or_default().into_iter();
    for other in others.filter(|other| is_data(other) && !is_shown(other)) {
        let what = formats::other_file_of_kmz();
        notes.push(Note::new(Severity::Doubt, place, other, what));
    }
    super::read((&inside, name), &kml, choices, budget, draft, notes)
}

/// The KML file in an archive, and how notes call it.
///
/// # Errors
///
/// Where it is no archive, holds no KML, is locked, or would unpack to more than 512 MiB.
pub(super) fn unpacked(
    place: &Place,
    bytes: &[u8],
    budget: &Budget,
) -> Result<(Place, Vec<u8>), ReadError> {
    let fail = |what: String| ReadError::Format {
        place: place.clone(),
        what,
    };
    if bytes.is_empty() {
        return Err(ReadError::Empty {
            place: place.clone(),
        });
    }
    let mut archive = Archive::open(bytes).map_err(fail)?;
    let inner = inner_kml(&archive.names()).map_err(fail)?;
    let kml = archive.unpacked(&inner, budget);
    budget.step(0)?;
    let kml = kml.map_err(fail)?;
    Ok((Place::file(format!("{}/{inner}", place.file)), kml))
}

/// Whether an archive is a KMZ: it holds KML, and is called so or holds no other data. What else holds
/// KML beside other files is an archive of files, each of which is read.
pub fn is_kmz(path: &Path, bytes: &[u8]) -> bool {
    let is_called_so = path
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("kmz"));
    let names = Archive::open(bytes).map(|archive| archive.names());
    names.is_ok_and(|names| {
        let data = names.iter().filter(|name| is_data(name)).count();
        inner_kml(&names).is_ok() && (is_called_so || data == 1)
    })
}

/// The name of the file in the archive that is to be read.
fn inner_kml(names: &[String]) -> Result<String, String> {
    let ends = |name: &str, end: &str| name.to_lowercase().ends_with(end);
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
    let failed = Cell::new(false);
    let mut archive = ZipWriter::new_stream(Told {
        out,
        failed: &failed,
    });
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    archive.start_file("doc.kml", options)?;
    let mut limited = Limited::new(&mut archive, limits::WHOLE_FILE_BYTES);
    let mut buffered = io::BufWriter::new(&mut limited);
    let written = super::write(&mut buffered, shapes, reports, positions, provenance);
    let written = written.and_then(|()| buffered.flush());
    failed.set(failed.get() || written.is_err());
    drop(buffered);
    written?;
    archive.finish()?;
    Ok(())
}

/// A file that fails once. What an archive that is given up still wants to write goes nowhere, since
/// it would complain of it on the terminal.
struct Told<'w> {
    out: &'w mut dyn io::Write,
    failed: &'w Cell<bool>,
}

impl Told<'_> {
    fn unless_failed<T>(
        &mut self,
        given_up: T,
        work: impl FnOnce(&mut dyn io::Write) -> io::Result<T>,
    ) -> io::Result<T> {
        if self.failed.get() {
            return Ok(given_up);
        }
        let done = work(self.out);
        self.failed.set(done.is_err());
        done
    }
}

impl io::Write for Told<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.unless_failed(bytes.len(), |out| out.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.unless_failed((), |out| out.flush())
    }
}
