//! The tables of the work, and how a database becomes one that holds it.

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::WorkError;

/// What marks the file as ours: `CLwk`.
const APPLICATION: i64 = 0x434c_776b;
/// What every SQLite file begins with.
pub(super) const START: &[u8] = b"SQLite format 3\0";
/// The version of the tables.
const VERSION: i64 = 1;

const TABLES: &str = "
    CREATE TABLE state (
        only INTEGER PRIMARY KEY CHECK (only = 1),
        generation INTEGER NOT NULL
    );
    INSERT INTO state VALUES (1, 0);
    CREATE TABLE record (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        place TEXT NOT NULL,
        kind TEXT NOT NULL,
        text TEXT NOT NULL,
        UNIQUE (place, kind, text)
    );
    CREATE TABLE change (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        generation INTEGER NOT NULL,
        at INTEGER NOT NULL,
        place TEXT NOT NULL,
        added INTEGER NOT NULL,
        kind TEXT NOT NULL,
        text TEXT NOT NULL
    );
    CREATE INDEX change_of_place ON change (place, generation);
    CREATE TABLE agreed (
        project TEXT NOT NULL,
        path TEXT NOT NULL,
        PRIMARY KEY (project, path)
    ) WITHOUT ROWID;";

/// Makes the tables where the file is empty, and sees to it that what is there is whole and ours.
pub(super) fn prepare(database: &mut Connection) -> Result<(), WorkError> {
    // None of these writes anything. What another program has put there may not run.
    database.execute_batch(
        "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA synchronous = FULL; \
         PRAGMA journal_size_limit = 1048576;",
    )?;
    let number = |database: &Connection, pragma: &str| {
        database.query_row(&format!("PRAGMA {pragma}"), [], |row| row.get::<_, i64>(0))
    };
    let tables = |database: &Connection| {
        let sql = "SELECT count(*) FROM sqlite_schema";
        database.query_row(sql, [], |row| row.get::<_, i64>(0))
    };
    let application = number(database, "application_id")?;
    if application == 0 && tables(database)? == 0 {
        // What is let go of can be given back; and several windows read while one writes.
        database.execute_batch("PRAGMA auto_vacuum = INCREMENTAL")?;
        database.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
        let all = database.transaction_with_behavior(TransactionBehavior::Immediate)?;
        all.execute_batch(TABLES)?;
        all.execute_batch(&format!(
            "PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {VERSION};"
        ))?;
        return Ok(all.commit()?);
    }
    if application != APPLICATION {
        return Err(WorkError::NotOurs);
    }
    if number(database, "user_version")? > VERSION {
        return Err(WorkError::Newer);
    }
    let found: String = database.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    match found.as_str() {
        "ok" => Ok(()),
        _ => Err(WorkError::Damaged(found)),
    }
}

pub(super) fn put_generation(all: &Transaction<'_>, generation: i64) -> rusqlite::Result<()> {
    all.execute("UPDATE state SET generation = ?1", [generation])?;
    Ok(())
}

/// Makes the file smaller by what was let go of.
pub(super) fn give_back_room(database: &Connection) -> rusqlite::Result<()> {
    let free: i64 = database.query_row("PRAGMA freelist_count", [], |row| row.get(0))?;
    if free > 1024 {
        database.execute_batch("PRAGMA incremental_vacuum")?;
    }
    Ok(())
}
