//! What was written in the last days, of which any state can be made again.

use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension as _, Transaction, params};

use super::record::{self, Change, Record};

/// So long a write stays in the history.
pub const KEPT_DAYS: i64 = 30;
/// So many of the last writes stay however old they are, also where the clock was set wrongly.
const KEPT_WRITES: i64 = 100;
/// The most that all of it holds, in bytes of text. The oldest writes go first.
pub(super) const MOST_BYTES: i64 = 64 << 20;

/// One write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The number of the write.
    pub generation: i64,
    /// When it was.
    pub at: Timestamp,
    /// What it changed.
    pub change: Change,
    /// How many records there were before it.
    pub before: usize,
}

/// Keeps a write.
pub(super) fn log(
    all: &Transaction<'_>,
    generation: i64,
    place: &str,
    change: &Change,
    at: Timestamp,
) -> rusqlite::Result<()> {
    let sql = "INSERT INTO change (generation, at, place, added, kind, text) \
               VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let mut insert = all.prepare(sql)?;
    let removed = change.removed.iter().map(|record| (false, record));
    let added = change.added.iter().map(|record| (true, record));
    for (is_added, Record { kind, text }) in removed.chain(added) {
        let cells = params![
            generation,
            at.as_second(),
            place,
            is_added,
            kind.word(),
            &**text
        ];
        insert.execute(cells)?;
    }
    Ok(())
}

/// Lets go of what is too old, and of the oldest where it is more than `most_bytes`.
pub(super) fn prune(
    all: &Transaction<'_>,
    now: Timestamp,
    most_bytes: i64,
) -> rusqlite::Result<()> {
    let days = SignedDuration::from_hours(24 * KEPT_DAYS);
    let oldest = now.checked_sub(days).unwrap_or(Timestamp::MIN).as_second();
    // Up to the first that is recent: what lies between recent ones stays, whatever its time.
    let sql = "SELECT min(coalesce((SELECT min(generation) - 1 FROM change WHERE at >= ?1), generation), \
               generation - ?2) FROM state";
    let mut last: i64 = all.query_row(sql, params![oldest, KEPT_WRITES], |row| row.get(0))?;
    let bytes = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size";
    if all.query_row(bytes, [], |row| row.get::<_, i64>(0))? > most_bytes {
        let sql = "SELECT generation FROM (SELECT generation, sum(length(CAST(text AS BLOB))) \
                   OVER (ORDER BY generation DESC) AS bytes FROM change) \
                   WHERE bytes > ?1 ORDER BY generation DESC LIMIT 1";
        let too_much = all
            .query_row(sql, [most_bytes], |row| row.get(0))
            .optional()?;
        last = last.max(too_much.unwrap_or(last));
    }
    all.execute("DELETE FROM change WHERE generation <= ?1", [last])?;
    Ok(())
}

/// The writes of a place, the latest first.
pub(super) fn entries(database: &Connection, place: &str) -> rusqlite::Result<Vec<Entry>> {
    let mut count: usize = database.query_row(
        "SELECT count(*) FROM record WHERE place = ?1",
        [place],
        |row| row.get::<_, i64>(0).map(|count| count as usize),
    )?;
    let mut entries: Vec<Entry> = Vec::new();
    each(database, place, 0, |generation, at, is_added, record| {
        if entries
            .last()
            .is_none_or(|last| last.generation != generation)
        {
            entries.push(Entry {
                generation,
                at,
                change: Change::default(),
                before: count,
            });
        }
        let Some(Entry { change, before, .. }) = entries.last_mut() else {
            return;
        };
        // The way back counts the other way round.
        match is_added {
            true => count = count.saturating_sub(1),
            false => count += 1,
        }
        *before = count;
        let list = match is_added {
            true => &mut change.added,
            false => &mut change.removed,
        };
        list.extend(record);
    })?;
    for Entry { change, .. } in &mut entries {
        change.added.reverse();
        change.removed.reverse();
    }
    Ok(entries)
}

/// The records as they were right before a write, made of those there are now.
pub(super) fn before(
    database: &Connection,
    place: &str,
    generation: i64,
    mut records: Vec<Record>,
) -> rusqlite::Result<Vec<Record>> {
    each(database, place, generation, |_, _, is_added, record| {
        let Some(record) = record else {
            return;
        };
        let mut back = Change::default();
        match is_added {
            true => back.removed.push(record),
            false => back.added.push(record),
        }
        back.apply(&mut records);
    })?;
    Ok(records)
}

/// Each record that was added or removed by that write and all later ones, the latest first.
fn each(
    database: &Connection,
    place: &str,
    from: i64,
    mut with: impl FnMut(i64, Timestamp, bool, Option<Record>),
) -> rusqlite::Result<()> {
    let sql = "SELECT kind, text, generation, at, added FROM change \
               WHERE place = ?1 AND generation >= ?2 ORDER BY id DESC";
    let mut statement = database.prepare(sql)?;
    let mut rows = statement.query(params![place, from])?;
    while let Some(row) = rows.next()? {
        let at = Timestamp::from_second(row.get(3)?).unwrap_or_default();
        with(row.get(2)?, at, row.get(4)?, record::of_row(row)?);
    }
    Ok(())
}
