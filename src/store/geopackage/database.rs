//! An SQLite file of unknown origin, opened so that it can neither run anything of its own, nor fill
//! the memory, nor go on for ever, and so that nothing is written beside it.

use std::{
    ffi::OsString,
    path::{Path, PathBuf},
    time::Duration,
};

use rusqlite::{Connection, ErrorCode, OpenFlags, limits::Limit};

use crate::{
    io::{allow_for, disk},
    model::{Budget, Note, NoteLog, Place, Severity, budget::limits},
    words::notes::project,
};

/// How many steps of SQLite's machine pass between two looks at whether to stop: less than a
/// millisecond.
pub const STEPS_BETWEEN: i32 = 10_000;

/// What looks into a file may take that are no reading of all of it.
pub fn budget_of(path: &Path) -> Budget {
    let budget = Budget::default();
    let bytes = disk::metadata(path).map_or(0, |about| about.len());
    allow_for(&budget, bytes);
    budget
}

/// Opens a database for reading.
///
/// # Errors
///
/// Where it is not there, or is no database.
pub fn open(path: &Path, budget: &Budget) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_URI;
    let mut database = Connection::open_with_flags(uri(path), flags)?;
    database.set_limit(Limit::SQLITE_LIMIT_LENGTH, limits::CELL_BYTES)?;
    let budget = budget.clone();
    let stop = move || {
        let taken = budget.step(STEPS_BETWEEN as u64);
        taken.is_err() || budget.go_on().is_err()
    };
    database.progress_handler(STEPS_BETWEEN, Some(stop))?;
    // What the file brings along of its own, such as views, shall not run.
    database.execute_batch(
        "PRAGMA trusted_schema = OFF; PRAGMA query_only = ON; PRAGMA cell_size_check = ON;",
    )?;
    Ok(database)
}

/// Keeps other programs from writing into a database for as long as it is held. What they have left in
/// a log beside it goes into the file first.
///
/// # Errors
///
/// Where another one has it open for writing.
pub fn keep_others_from(path: &Path) -> rusqlite::Result<Option<Connection>> {
    if !path.exists() {
        return Ok(None);
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let database = Connection::open_with_flags(path, flags)?;
    database.busy_timeout(Duration::ZERO)?;
    if log_of(path).exists() {
        // There may be others that have the file open and write nothing at this moment: the log can
        // only be left where there are none.
        let mode = "PRAGMA journal_mode = DELETE";
        let mode: String = database.query_row(mode, [], |row| row.get(0))?;
        if mode != "delete" {
            return Err(rusqlite::Error::InvalidQuery);
        }
    }
    match database.execute_batch("BEGIN IMMEDIATE") {
        // No other program writes what is no database.
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::NotADatabase) => {
            return Ok(None);
        }
        begun => begun?,
    }
    // Elsewhere a file that is open cannot be replaced.
    Ok(cfg!(unix).then_some(database))
}

/// The log that is beside a database while others have it open.
fn log_of(path: &Path) -> PathBuf {
    let mut log = OsString::from(path);
    log.push("-wal");
    log.into()
}

/// The address of the file. Where nobody writes into it through a log beside it, none is made.
fn uri(path: &Path) -> String {
    let mut uri = "file:".to_owned();
    // Two slashes would begin the name of a host.
    if path.has_root() {
        uri.push_str("//");
    }
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' => {
                uri.push(char::from(*byte));
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    if !log_of(path).exists() {
        uri.push_str("?immutable=1");
    }
    uri
}

/// The columns of a table that are stored in the file, in its order. What the file would compute, and
/// what has no name, is told.
pub fn columns(
    database: &Connection,
    table: &str,
    place: &Place,
    notes: &mut NoteLog,
) -> rusqlite::Result<Vec<String>> {
    let mut skip = |what: String| notes.push(Note::new(Severity::Doubt, place, table, what));
    const COMPUTED: i64 = 2;
    let mut statement = database.prepare("SELECT name, hidden FROM pragma_table_xinfo(?1)")?;
    let mut rows = statement.query([table])?;
    let mut columns = Vec::new();
    while let Some(row) = rows.next()? {
        let hidden: i64 = row.get(1)?;
        match row.get_ref(0)?.as_str() {
            Ok(name) if hidden == COMPUTED => skip(project::computed_column(name)),
            Ok(name) => columns.push(name.to_owned()),
            Err(_) => skip(project::column_not_text().to_owned()),
        }
    }
    Ok(columns)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_that_never_ends_is_stopped_and_one_that_is_not_wanted_as_well() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a b%?.gpkg");
        Connection::open(&path)
            .and_then(|database| database.execute_batch("CREATE TABLE t (a)"))
            .expect("made");
        let budget = Budget::default();
        let database = open(&path, &budget).expect("opened");
        let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) \
                       SELECT count(*) FROM n";
        let ask = || database.query_row(endless, [], |row| row.get::<_, i64>(0));
        let stopped = ask().expect_err("stopped");
        assert_eq!(
            stopped.sqlite_error_code(),
            Some(rusqlite::ErrorCode::OperationInterrupted)
        );
        budget.cancel();
        ask().expect_err("not wanted");
        let entries = std::fs::read_dir(folder.path()).expect("a folder");
        assert_eq!(entries.count(), 1, "nothing is left beside it");
    }
}
