//! Files that a project refers to by path, size and digest. They are read again where they have not
//! changed. The rows of those that are not too large are also written into the project like reports,
//! and stand in for a file that is gone.

use std::{io, path::Path};

use super::sources;
use crate::{
    io::{Input, LinkedFile},
    model::{Atlas, Budget, Dataset, FileKey, RecordId},
    session::OpenFile,
    words::files as words,
};

/// The most rows a project holds: they are reports when it is opened again, of a few kilobytes each.
pub const MOST_ROWS_WITHIN: usize = 50_000;

/// The rows of such files, as a project takes them.
pub struct Parts {
    /// The records that go into the project.
    pub within: Vec<RecordId>,
    pub outside: Vec<LinkedFile>,
}

/// What goes into a project of `files` and what it refers to. `before` is what it referred to when
/// it was opened: of a file that could not be read since, that is all that is known.
///
/// # Errors
///
/// Where a file that is to be referred to cannot be read.
pub fn parts_of(atlas: &Atlas, files: &[OpenFile], before: &[LinkedFile]) -> anyhow::Result<Parts> {
    let mut room = MOST_ROWS_WITHIN;
    let mut within = Vec::new();
    let mut outside = Vec::new();
    for (id, dataset) in atlas.datasets().iter() {
        if dataset.is_withdrawn() {
            // The session has them.
            continue;
        }
        let mut held = true;
        if dataset.memory().is_none() {
            held = dataset.len() <= room;
            let reference = reference(dataset, files)?;
            outside.push(LinkedFile { held, ..reference });
            room -= if held { dataset.len() } else { 0 };
        }
        if held {
            let rows = 0..dataset.len() as u32;
            within.extend(rows.map(|row| RecordId { dataset: id, row }));
        }
    }
    let is_open = |key: &FileKey| files.iter().any(|file| file.key == *key);
    let missing = before.iter().filter(|known| {
        let is_read = holds_any(atlas, &known.file);
        is_open(&known.file) && !is_read
    });
    outside.extend(missing.cloned());
    Ok(Parts { within, outside })
}

fn reference(dataset: &Dataset, files: &[OpenFile]) -> anyhow::Result<LinkedFile> {
    let key = dataset.file.as_ref();
    let open = files.iter().find(|file| Some(&file.key) == key);
    let open = open.ok_or_else(|| anyhow::anyhow!(words::rows_of_closed_file()))?;
    let file = match open.path() {
        Some(path) => LinkedFile::of_file(open.key.clone(), path, dataset.len()),
        None => of_no_file(open, dataset.len()),
    };
    file.map_err(|error| {
        let path = open.source.shown();
        anyhow::anyhow!(words::linked_unreadable(&path, &error.to_string()))
    })
}

/// A source that is no file, such as an archive on a server, which says which data it holds.
fn of_no_file(open: &OpenFile, rows: usize) -> io::Result<LinkedFile> {
    let input = sources::input(&open.source, &Budget::default());
    let Input { sha256, .. } = input.ok_or(io::ErrorKind::NotFound)??;
    Ok(LinkedFile {
        file: open.key.clone(),
        rows,
        held: false,
        bytes: 0,
        sha256,
    })
}

/// Whether any record of a file is there.
fn holds_any(atlas: &Atlas, key: &FileKey) -> bool {
    let mut datasets = atlas.datasets_of(Some(key));
    datasets.any(|(_, dataset)| !dataset.is_empty())
}

/// How it stands with the files a project refers to.
#[derive(Default)]
pub struct Found {
    /// Those that are read again from where they are.
    pub again: Vec<FileKey>,
    /// What the person should know of the others.
    pub remarks: Vec<String>,
}

/// Looks for the files a project of `files` refers to, where the person has agreed to open them.
pub fn find(
    outside: &[LinkedFile],
    files: &[OpenFile],
    is_agreed: &dyn Fn(&OpenFile) -> bool,
) -> Found {
    let mut found = Found::default();
    for known in outside {
        let Some(file) = files.iter().find(|file| file.key == known.file) else {
            continue;
        };
        if !is_agreed(file) {
            if known.held {
                let path = file.source.shown();
                found.remarks.push(words::named_held(&path, known.rows));
            }
            continue;
        }
        if file.path().is_none() {
            // An archive is looked at as it is now. Whether it answers is told where it is read.
            found.again.push(known.file.clone());
            continue;
        }
        let there = file.path().filter(|path| path.exists());
        let (is_there, path) = (there.is_some(), file.source.shown());
        let is_same = there.is_some_and(|path| is_same(known, path));
        if is_same || is_there && !known.held {
            found.again.push(known.file.clone());
        }
        found.remarks.extend(match (is_same, is_there, known.held) {
            (true, ..) => None,
            (_, false, true) => Some(words::missing_held(&path, known.rows)),
            (_, false, false) => Some(words::missing_linked(&path, known.rows)),
            (_, true, true) => Some(words::changed_held(&path, known.rows)),
            (_, true, false) => Some(words::changed_linked(&path)),
        });
    }
    found
}

fn is_same(known: &LinkedFile, path: &Path) -> bool {
    // Most changes show without reading all of it.
    let same_size = path
        .metadata()
        .is_ok_and(|about| about.len() == known.bytes);
    let digest = || Input::of_file(path).is_ok_and(|now| now.sha256 == known.sha256);
    same_size && digest()
}
