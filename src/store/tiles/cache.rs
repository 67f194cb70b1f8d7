//! Tiles of services, kept in one database that is bounded in size.

use std::{
    path::Path,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use rusqlite::{Connection, OptionalExtension as _, params};

use crate::io::disk;

/// A tile as it is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// Empty where the service said that there is none.
    pub body: Vec<u8>,
    pub etag: Option<String>,
    pub modified: Option<String>,
    /// Until when it is fresh, in seconds since 1970.
    pub expires: i64,
}

/// Keeps tiles.
pub struct TileCache {
    database: Mutex<Connection>,
    most_bytes: i64,
}

const SCHEMA: &str = "PRAGMA journal_mode = WAL;
    CREATE TABLE IF NOT EXISTS tiles (
        source TEXT NOT NULL, z INTEGER NOT NULL, x INTEGER NOT NULL, y INTEGER NOT NULL,
        body BLOB NOT NULL, etag TEXT, modified TEXT,
        expires INTEGER NOT NULL, used INTEGER NOT NULL,
        PRIMARY KEY (source, z, x, y)) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS tiles_by_use ON tiles (used);";

/// A tile that is used again within this time is not noted again, in seconds.
const NOTED_ONCE_IN_S: i64 = 3600;

/// What a tile takes beside its body, in bytes.
const BESIDE_BYTES: i64 = 200;

impl TileCache {
    /// The cache in a file, made where it is missing. Several windows may share it.
    ///
    /// # Errors
    ///
    /// Where the disk does not take it, or the file is something else.
    pub fn open(path: &Path, most_bytes: i64) -> Result<Self, String> {
        if let Some(folder) = path.parent() {
            disk::make_folder(folder).map_err(|error| error.to_string())?;
        }
        let database = Connection::open(path).map_err(|error| error.to_string())?;
        Self::of(database, most_bytes)
    }

    /// A cache that is gone with the program.
    ///
    /// # Errors
    ///
    /// Where there is no memory for it.
    pub fn in_memory(most_bytes: i64) -> Result<Self, String> {
        let database = Connection::open_in_memory().map_err(|error| error.to_string())?;
        Self::of(database, most_bytes)
    }

    fn of(database: Connection, most_bytes: i64) -> Result<Self, String> {
        let ready = database
            .busy_timeout(Duration::from_secs(3))
            .and_then(|()| database.execute_batch(SCHEMA));
        ready.map_err(|error| error.to_string())?;
        Ok(Self {
            database: Mutex::new(database),
            most_bytes,
        })
    }

    fn lock(&self) -> MutexGuard<'_, Connection> {
        // A statement is done as a whole or not at all.
        self.database.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A tile that is kept, fresh or not. What cannot be read is not there.
    pub fn get(&self, source: &str, (z, x, y): (u8, u32, u32), now: i64) -> Option<Kept> {
        let database = self.lock();
        let sql = "SELECT body, etag, modified, expires, used FROM tiles \
                   WHERE source = ?1 AND z = ?2 AND x = ?3 AND y = ?4";
        let found = database.query_row(sql, params![source, z, x, y], |row| {
            let kept = Kept {
                body: row.get(0)?,
                etag: row.get(1)?,
                modified: row.get(2)?,
                expires: row.get(3)?,
            };
            Ok((kept, row.get::<_, i64>(4)?))
        });
        let (kept, used) = found.optional().ok().flatten()?;
        if now - used > NOTED_ONCE_IN_S {
            let sql =
                "UPDATE tiles SET used = ?5 WHERE source = ?1 AND z = ?2 AND x = ?3 AND y = ?4";
            // Only the order in which tiles are let go depends on it.
            let _ = database.execute(sql, params![source, z, x, y, now]);
        }
        Some(kept)
    }

    /// Keeps a tile, in place of the one before, and lets go of those not used for the longest time
    /// where there are too many.
    ///
    /// # Errors
    ///
    /// Where the disk does not take it.
    pub fn put(
        &self,
        source: &str,
        (z, x, y): (u8, u32, u32),
        kept: &Kept,
        now: i64,
    ) -> Result<(), String> {
        let database = self.lock();
        let sql = "INSERT OR REPLACE INTO tiles VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
        let Kept {
            body,
            etag,
            modified,
            expires,
        } = kept;
        let row = params![source, z, x, y, body, etag, modified, expires, now];
        let put = database
            .execute(sql, row)
            .and_then(|_| self.make_room(&database));
        put.map_err(|error| error.to_string())
    }

    fn make_room(&self, database: &Connection) -> rusqlite::Result<()> {
        let bytes = bytes_of(database)?;
        if bytes <= self.most_bytes {
            return Ok(());
        }
        let sql = "SELECT used, length(body) FROM tiles ORDER BY used";
        let mut statement = database.prepare(sql)?;
        let mut rows = statement.query([])?;
        let (mut over, mut until) = (bytes - self.most_bytes * 9 / 10, i64::MIN);
        while let Some(row) = rows.next()? {
            until = row.get(0)?;
            over = over.saturating_sub(row.get::<_, i64>(1)? + BESIDE_BYTES);
            if over <= 0 {
                break;
            }
        }
        drop(rows);
        database.execute("DELETE FROM tiles WHERE used <= ?1", [until])?;
        Ok(())
    }

    /// What is kept, in bytes.
    #[cfg(test)]
    pub fn bytes(&self) -> i64 {
        bytes_of(&self.lock()).unwrap_or(0)
    }

    /// Lets go of everything.
    ///
    /// # Errors
    ///
    /// Where the disk does not take it.
    pub fn clear(&self) -> Result<(), String> {
        let cleared = self.lock().execute_batch("DELETE FROM tiles; VACUUM;");
        cleared.map_err(|error| error.to_string())
    }
}

fn bytes_of(database: &Connection) -> rusqlite::Result<i64> {
    let sql = "SELECT coalesce(sum(length(body) + ?1), 0) FROM tiles";
    database.query_row(sql, [BESIDE_BYTES], |row| row.get(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tile(body: u8, bytes: usize) -> Kept {
        Kept {
            body: vec![body; bytes],
            ..Kept::default()
        }
    }

    #[test]
    fn what_was_not_used_for_the_longest_time_is_let_go_and_all_with_one_call() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("cache").join("tiles.sqlite");
        let cache = TileCache::open(&path, 10 * 1200).expect("made");
        for at in 0..10 {
            cache
                .put("a", (9, at, 0), &tile(1, 1000), i64::from(at))
                .expect("kept");
        }
        assert_eq!(cache.bytes(), 10 * 1200);
        // The first is used again, so the second goes.
        assert!(cache.get("a", (9, 0, 0), 90_000).is_some());
        cache
            .put("a", (9, 10, 0), &tile(1, 1000), 90_001)
            .expect("kept");
        assert!(cache.bytes() <= 10 * 1200);
        assert!(cache.get("a", (9, 0, 0), 90_002).is_some());
        assert!(cache.get("a", (9, 1, 0), 90_002).is_none());
        assert!(
            cache.get("b", (9, 0, 0), 90_002).is_none(),
            "of another source"
        );
        drop(cache);
        let again = TileCache::open(&path, 10 * 1200).expect("opened");
        assert_eq!(again.get("a", (9, 10, 0), 90_003), Some(tile(1, 1000)));
        again.clear().expect("cleared");
        assert_eq!(again.bytes(), 0);
        assert!(again.get("a", (9, 10, 0), 90_003).is_none());
        std::fs::write(
            folder.path().join("text"),
            "no database, but long enough to be looked at",
        )
        .expect("written");
        assert!(TileCache::open(&folder.path().join("text"), 1000).is_err());
    }
}
