//! The bytes of evidence in a project, each under its digest, in parts of a mebibyte.

use std::{
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

use rusqlite::{Connection, Transaction, params};

use super::database;
use crate::{io::disk, model::Budget, store::evidence::LARGEST_BYTES, words::evidence as words};

const TABLE: &str = "CREATE TABLE evidence (
    sha256 TEXT NOT NULL, part INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (sha256, part)
) WITHOUT ROWID";

const PART_BYTES: usize = 1 << 20;

/// Evidence that goes into a project: its digest, and where its bytes are.
pub type KeptEvidence = (Arc<str>, PathBuf);

/// Writes the bytes of evidence; no table where there is none.
///
/// # Errors
///
/// Where any of them cannot be read, so that a project never lacks what it says it has.
pub(super) fn write(all: &Transaction<'_>, kept: &[KeptEvidence]) -> io::Result<()> {
    let fail = |error: rusqlite::Error| io::Error::other(error);
    if kept.is_empty() {
        return Ok(());
    }
    all.execute_batch(TABLE).map_err(fail)?;
    let sql = "INSERT OR IGNORE INTO evidence VALUES (?1, ?2, ?3)";
    let mut insert = all.prepare(sql).map_err(fail)?;
    for (sha256, path) in kept {
        let bytes = disk::read(path, LARGEST_BYTES).map_err(|error| {
            let what = words::cannot_be_read(&path.display().to_string(), &error.to_string());
            io::Error::new(error.kind(), what)
        })?;
        // Nothing is one part that holds nothing.
        let parts = bytes
            .chunks(PART_BYTES)
            .chain(bytes.is_empty().then_some(&[][..]));
        for (number, part) in parts.enumerate() {
            let number = number as i64;
            insert
                .execute(params![&**sha256, number, part])
                .map_err(fail)?;
        }
    }
    Ok(())
}

/// Hands over the bytes of all evidence in a project, with the digest they are under. Whether they have that
/// digest is for the one who takes them to see.
///
/// # Errors
///
/// Where the project cannot be read, or what takes them says so.
pub fn evidence(
    path: &Path,
    budget: &Budget,
    mut take: impl FnMut(&str, &[u8]) -> io::Result<()>,
) -> io::Result<()> {
    let database = database::open(path, budget).map_err(io::Error::other)?;
    let parts = parts_of(&database).map_err(io::Error::other)?;
    let Some(digests) = parts else {
        return Ok(());
    };
    let sql = "SELECT bytes FROM evidence WHERE sha256 = ?1 ORDER BY part";
    let mut statement = database.prepare(sql).map_err(io::Error::other)?;
    for sha256 in digests {
        let mut whole = Vec::new();
        let mut rows = statement.query([&sha256]).map_err(io::Error::other)?;
        while let Some(row) = rows.next().map_err(io::Error::other)? {
            let part = row.get_ref(0).map_err(io::Error::other)?;
            let part = part.as_blob().map_err(io::Error::other)?;
            if (whole.len() + part.len()) as u64 > LARGEST_BYTES {
                return Err(io::ErrorKind::FileTooLarge.into());
            }
            whole.extend_from_slice(part);
        }
        take(&sha256, &whole)?;
    }
    Ok(())
}

/// The digests there are; `None` where the project has no evidence.
fn parts_of(database: &Connection) -> rusqlite::Result<Option<Vec<String>>> {
    let sql = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'evidence'";
    let tables: i64 = database.query_row(sql, [], |row| row.get(0))?;
    if tables == 0 {
        return Ok(None);
    }
    let sql = "SELECT DISTINCT sha256 FROM evidence ORDER BY sha256";
    let mut statement = database.prepare(sql)?;
    let digests = statement.query_map([], |row| row.get(0))?;
    Ok(Some(digests.collect::<Result<_, _>>()?))
}
