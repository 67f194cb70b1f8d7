//! A person's own work, such as the reports they added, in one database that all windows share.
//!
//! Each record stands in a place: the work beside no project, or that of one project. A window writes
//! what it added and removed, never the whole, so that two of them never undo each other's work; what
//! another one wrote meanwhile is found by the number of the last write (the generation) and handed
//! out. Every write is kept in a history for thirty days, from which any state can be had again.

mod history;
mod record;
mod schema;

use std::{
    collections::{BTreeMap, BTreeSet},
    io,
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

use jiff::Timestamp;
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior, params};

pub use history::{Entry, KEPT_DAYS};
pub use record::{Change, Kind, Record};

use crate::{
    io::disk::{self, Hold},
    words::work as words,
};

/// How long a write waits for another window's, which takes milliseconds.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long it waits before it asks again. Left to itself SQLite asks ten times a second in the end, and may
/// miss the moments between the writes of one who writes without a pause.
const BEFORE_ASKING_AGAIN: Duration = Duration::from_millis(1);

/// Why the work cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum WorkError {
    /// The file cannot be made or opened.
    #[error("{0}")]
    Disk(#[from] io::Error),
    /// The database says so.
    #[error("{0}")]
    Database(#[from] rusqlite::Error),
    /// It is another program's.
    #[error("{}", words::not_ours())]
    NotOurs,
    /// A later version of the program made it.
    #[error("{}", words::newer())]
    Newer,
    /// What the check of the database found.
    #[error("{}", words::damaged(.0))]
    Damaged(String),
}

/// Waits for another window's write. `asked`: how often it was asked for already.
fn ask_again(asked: i32) -> bool {
    thread::sleep(BEFORE_ASKING_AGAIN);
    BEFORE_ASKING_AGAIN * asked.unsigned_abs() < PATIENCE
}

/// The work of one place as it was last seen.
#[derive(Debug, Default)]
struct Seen {
    generation: i64,
    records: Vec<Record>,
}

/// The database of a person's own work, as one window sees it.
#[derive(Debug)]
pub struct WorkStore {
    database: Connection,
    path: PathBuf,
    /// By the place. What is in it is followed.
    seen: BTreeMap<String, Seen>,
    /// What SQLite counts up when another connection has written.
    data_version: i64,
    /// The most that the history holds.
    most_bytes: i64,
}

impl WorkStore {
    /// Opens the work at a path, which is made where it is not there yet, readable by its owner alone.
    ///
    /// # Errors
    ///
    /// Where it cannot be read. The file is then left as it is.
    pub fn open(path: &Path) -> Result<Self, WorkError> {
        if let Some(folder) = path.parent() {
            disk::make_folder(folder)?;
        }
        // Two windows that start at once do not make it twice.
        let hold = Hold::wait(path)?;
        disk::make_private(path, schema::START)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut database = Connection::open_with_flags(path, flags)?;
        database.busy_handler(Some(ask_again))?;
        schema::prepare(&mut database)?;
        drop(hold);
        let data_version = data_version(&database)?;
        Ok(Self {
            database,
            path: path.to_owned(),
            seen: BTreeMap::new(),
            data_version,
            most_bytes: history::MOST_BYTES,
        })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The work of a place, which is followed from now on.
    ///
    /// # Errors
    ///
    /// Where it cannot be read.
    pub fn look(&mut self, place: &str) -> Result<Vec<Record>, WorkError> {
        let all = self.database.transaction()?;
        let seen = Seen {
            generation: generation(&all)?,
            records: records(&all, place)?,
        };
        let records = seen.records.clone();
        self.seen.insert(place.to_owned(), seen);
        Ok(records)
    }

    /// Follows a place that was last seen with these records.
    pub fn follow(&mut self, place: &str, records: Vec<Record>) {
        // Before the first write: what others did since shows at the next look.
        let seen = Seen {
            generation: -1,
            records,
        };
        self.seen.insert(place.to_owned(), seen);
        self.data_version = -1;
    }

    /// Follows a place no longer.
    pub fn leave(&mut self, place: &str) {
        self.seen.remove(place);
    }

    /// Writes a change of this window's, as a whole or not at all. Hands out what others changed in
    /// that place since it was last seen.
    ///
    /// # Errors
    ///
    /// Where it cannot be written; nothing is then changed.
    pub fn write(
        &mut self,
        place: &str,
        change: &Change,
        at: Timestamp,
    ) -> Result<Change, WorkError> {
        let behavior = TransactionBehavior::Immediate;
        let all = self.database.transaction_with_behavior(behavior)?;
        let before = generation(&all)?;
        let seen = self.seen.entry(place.to_owned()).or_default();
        let mut now = match seen.generation == before {
            true => seen.records.clone(),
            false => records(&all, place)?,
        };
        let ours = change.on(&now);
        let mut after = before;
        if !ours.is_empty() {
            after = before + 1;
            schema::put_generation(&all, after)?;
            apply(&all, place, &ours)?;
            history::log(&all, after, place, &ours, at)?;
            history::prune(&all, at, self.most_bytes)?;
            now = records(&all, place)?;
        }
        all.commit()?;
        schema::give_back_room(&self.database)?;
        // What this window does not show yet. Of two verdicts on one tie its own is the later one.
        let mut shown = std::mem::take(&mut seen.records);
        change.apply(&mut shown);
        let theirs = Change::between(&shown, &now);
        *seen = Seen {
            generation: after,
            records: now,
        };
        Ok(theirs)
    }

    /// What others changed in the places that are followed, since they were last seen. Costs next to
    /// nothing where nobody wrote.
    ///
    /// # Errors
    ///
    /// Where it cannot be read.
    pub fn poll(&mut self) -> Result<Vec<(String, Change)>, WorkError> {
        let version = data_version(&self.database)?;
        if version == self.data_version {
            return Ok(Vec::new());
        }
        let all = self.database.transaction()?;
        let generation = generation(&all)?;
        let mut changes = Vec::new();
        for (place, seen) in &mut self.seen {
            if seen.generation == generation {
                continue;
            }
            let now = records(&all, place)?;
            let theirs = Change::between(&seen.records, &now);
            *seen = Seen {
                generation,
                records: now,
            };
            if !theirs.is_empty() {
                changes.push((place.clone(), theirs));
            }
        }
        drop(all);
        self.data_version = version;
        Ok(changes)
    }

    /// Keeps that the person has agreed to open files that a project names.
    ///
    /// # Errors
    ///
    /// Where it cannot be written.
    pub fn agree(&mut self, place: &str, paths: &[String]) -> Result<(), WorkError> {
        let all = self.database.transaction()?;
        for path in paths {
            let sql = "INSERT OR IGNORE INTO agreed (project, path) VALUES (?1, ?2)";
            all.execute(sql, params![place, path])?;
        }
        Ok(all.commit()?)
    }

    /// The paths that the person has agreed to open where that project names them.
    ///
    /// # Errors
    ///
    /// Where it cannot be read.
    pub fn agreed(&self, place: &str) -> Result<BTreeSet<String>, WorkError> {
        let sql = "SELECT path FROM agreed WHERE project = ?1";
        let mut statement = self.database.prepare(sql)?;
        let paths = statement.query_map([place], |row| row.get(0))?;
        Ok(paths.collect::<Result<_, _>>()?)
    }

    /// What was written in a place in the last thirty days, the latest first.
    ///
    /// # Errors
    ///
    /// Where it cannot be read.
    pub fn history(&self, place: &str) -> Result<Vec<Entry>, WorkError> {
        Ok(history::entries(&self.database, place)?)
    }

    /// The work of a place as it was right before a write of its history.
    ///
    /// # Errors
    ///
    /// Where it cannot be read.
    pub fn before(&mut self, place: &str, generation: i64) -> Result<Vec<Record>, WorkError> {
        let all = self.database.transaction()?;
        let now = records(&all, place)?;
        Ok(history::before(&all, place, generation, now)?)
    }
}

/// The records of a place in the order they were added. Kinds that a later version of the program
/// knows are left where they are.
fn records(database: &Connection, place: &str) -> rusqlite::Result<Vec<Record>> {
    let sql = "SELECT kind, text FROM record WHERE place = ?1 ORDER BY id";
    let mut statement = database.prepare(sql)?;
    let rows = statement.query_map([place], record::of_row)?;
    let known = rows.filter_map(Result::transpose);
    known.collect()
}

fn apply(all: &Transaction<'_>, place: &str, change: &Change) -> rusqlite::Result<()> {
    let sql = "DELETE FROM record WHERE place = ?1 AND kind = ?2 AND text = ?3";
    let mut remove = all.prepare(sql)?;
    for Record { kind, text } in &change.removed {
        remove.execute(params![place, kind.word(), &**text])?;
    }
    let sql = "INSERT OR IGNORE INTO record (place, kind, text) VALUES (?1, ?2, ?3)";
    let mut add = all.prepare(sql)?;
    for Record { kind, text } in &change.added {
        add.execute(params![place, kind.word(), &**text])?;
    }
    Ok(())
}

fn generation(database: &Connection) -> rusqlite::Result<i64> {
    database.query_row("SELECT generation FROM state", [], |row| row.get(0))
}

fn data_version(database: &Connection) -> rusqlite::Result<i64> {
    database.query_row("PRAGMA data_version", [], |row| row.get(0))
}

#[cfg(test)]
mod tests;
