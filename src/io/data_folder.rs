//! A data folder: the eight files the program ships, or a person's own set of them.

use std::{borrow::Cow, io};

use super::{
    chronology, disk,
    json_text::mended,
    layers, reporters, reports, settlements,
    source::{ReadError, Source, text},
    ties,
};
use crate::{
    model::{Budget, Draft, Note, NoteLog, Place, Severity},
    words::notes::reading,
};

/// Reads one file into the draft, making notes of what it could not read.
type Reader = fn(&Place, &str, &Budget, &mut Draft, &mut NoteLog) -> Result<(), ReadError>;

const READERS: [(&str, Reader); 8] = [
    ("regions.geojson", layers::read_regions),
    ("settlements.csv", settlements::read),
    ("zones.geojson", layers::read_zones),
    ("lines.geojson", layers::read_lines),
    ("reporters.json", reporters::read),
    ("reports.json", reports::read),
    ("chronology.json", chronology::read),
    (TIES, ties::read),
];

/// How the names of files end that are not in JSON.
const TABLE: &str = ".csv";

/// The one file that a folder may lack.
const TIES: &str = "ties.json";

/// Reads every file of a data folder.
///
/// A file that cannot be read becomes a note, and the others are read nevertheless.
///
/// # Errors
///
/// Where not one of the files could be read.
///
/// ```
/// use contactline::{io::{Source, read_data_folder}, model::Atlas};
///
/// let (draft, _notes) = read_data_folder(&Source::Embedded)?;
/// let (atlas, _notes) = Atlas::build(draft);
/// assert!(atlas.region_by_key("kalbajar").is_some());
/// # Ok::<(), contactline::io::ReadError>(())
/// ```
pub fn read_data_folder(source: &Source) -> Result<(Draft, Vec<Note>), ReadError> {
    let mut draft = Draft::default();
    let mut notes = NoteLog::default();
    let mut failures = Vec::new();
    for (name, read) in READERS {
        if let Err(error) = read_one(source, name, read, &mut draft, &mut notes) {
            if name == TIES && error.is_missing() {
                failures.push(error);
                continue;
            }
            let place = source.place(name);
            notes.push(Note::new(Severity::Error, &place, "", error.to_string()));
            failures.push(error);
        }
    }
    if failures.len() < READERS.len() {
        return Ok((draft, notes.finish(&source.place(""))));
    }
    // Where a file is there and cannot be read, that is what is wrong.
    if let Some(damaged) = failures.into_iter().find(|error| !error.is_missing()) {
        return Err(damaged);
    }
    let path = match source {
        Source::Embedded => reading::built_in().to_owned(),
        Source::Folder(folder) => folder.display().to_string(),
    };
    if let Source::Folder(folder) = source {
        // Where the folder itself is missing, none of its files can be there.
        let is_missing = |cause: &io::Error| cause.kind() == io::ErrorKind::NotFound;
        if let Some(cause) = disk::metadata(folder).err().filter(is_missing) {
            return Err(ReadError::Io { path, cause });
        }
    }
    let expected: Vec<&str> = Source::file_names().collect();
    Err(ReadError::NotADataFolder {
        path,
        expected: expected.join(", "),
    })
}

fn read_one(
    source: &Source,
    name: &str,
    read: Reader,
    draft: &mut Draft,
    notes: &mut NoteLog,
) -> Result<(), ReadError> {
    let bytes = source.bytes(name)?;
    let place = source.place(name);
    let text = text(&place, &bytes)?;
    let text = match name.ends_with(TABLE) {
        true => Cow::Borrowed(text),
        false => mended(&place, text, notes),
    };
    read(&place, &text, &Budget::unlimited(), draft, notes)
}
