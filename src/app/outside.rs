//! What a project does with large files: the rows of those that are not too large are written into
//! it like reports; to the others it refers, by path, size and digest.

use std::path::Path;

use super::{outgoing::FileRows, workspace::Readers};
use crate::{
    io::Outside,
    model::{Atlas, FileKey, Ledger},
    session::OpenFile,
    view::text,
};

/// The most rows a project holds: they are reports when it is opened again, of a few kilobytes each.
pub const MOST_ROWS_WITHIN: usize = 50_000;

/// The rows of large files, as a project takes them.
pub struct Parts {
    pub within: Vec<FileRows>,
    pub outside: Vec<Outside>,
}

/// What goes into a project of `files` and what it refers to. `before` is what it referred to when
/// it was opened: of a file that could not be read since, that is all that is known.
///
/// # Errors
///
/// Where a file that is to be referred to cannot be read.
pub fn parts_of(
    atlas: &Atlas,
    readers: &Readers,
    files: &[OpenFile],
    before: &[Outside],
) -> anyhow::Result<Parts> {
    let mut room = MOST_ROWS_WITHIN;
    let large = atlas.ledgers().iter().skip(1).map(|ledger| &**ledger);
    let (within, beyond): (Vec<&Ledger>, Vec<&Ledger>) = large.partition(|ledger| {
        let fits = ledger.len() <= room;
        room -= if fits { ledger.len() } else { 0 };
        fits
    });
    let rows = within.into_iter();
    let rows = rows.map(|ledger| (ledger, 0..ledger.len() as u32));
    let within = FileRows::of(rows, readers)?;
    let mut outside = Vec::new();
    for ledger in beyond {
        outside.push(reference(ledger, files)?);
    }
    let is_open = |key: &FileKey| files.iter().any(|file| file.key == *key);
    let missing = before.iter().filter(|known| {
        let is_read = holds_any(atlas, &known.file);
        is_open(&known.file) && !is_read
    });
    outside.extend(missing.cloned());
    Ok(Parts { within, outside })
}

fn reference(ledger: &Ledger, files: &[OpenFile]) -> anyhow::Result<Outside> {
    let key = ledger.file.as_ref();
    let open = files.iter().find(|file| Some(&file.key) == key);
    let open = open.ok_or_else(|| anyhow::anyhow!("the rows of a closed file are still there"))?;
    Outside::of_file(open.key.clone(), &open.path, ledger.len()).map_err(|error| {
        anyhow::anyhow!(
            "{} has too many records to be written into a project, which can only refer to it, \
             and it cannot be read: {error}",
            open.path.display()
        )
    })
}

/// Whether any record of a file is there.
fn holds_any(atlas: &Atlas, key: &FileKey) -> bool {
    let mut kinds = atlas.ledgers().iter().flat_map(|ledger| &ledger.kinds);
    kinds.any(|kind| kind.file.as_ref() == Some(key))
}

/// What the person should know of the files a project refers to.
pub fn remarks(outside: &[Outside], files: &[OpenFile]) -> Vec<String> {
    let remark = |known: &Outside| {
        let file = files.iter().find(|file| file.key == known.file)?;
        let path = &*file.path;
        let records = text::count(known.rows, "record", "records");
        if !path.exists() {
            return Some(format!(
                "{} is not there any more. The project refers to {records} of it, which are not \
                 shown.",
                path.display()
            ));
        }
        (!is_same(known, path)).then(|| {
            format!(
                "{} has changed since the project was saved: its records are those it has now.",
                path.display()
            )
        })
    };
    outside.iter().filter_map(remark).collect()
}

fn is_same(known: &Outside, path: &Path) -> bool {
    // Most changes show without reading all of it.
    let same_size = path
        .metadata()
        .is_ok_and(|about| about.len() == known.bytes);
    same_size
        && Outside::of_file(known.file.clone(), path, known.rows).is_ok_and(|now| now == *known)
}
