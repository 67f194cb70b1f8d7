//! The tables of an archive: numbered parts, and which of them there are.

use postgres::{Client, error::SqlState};

use super::{Address, connect, connect::Fault};
use crate::words::team_archive as words;

/// The parts, in order. One that was handed out is never changed: what is new is a further one.
const PARTS: [&str; 2] = [
    include_str!("sql/001_tables.sql"),
    include_str!("sql/002_changes.sql"),
];

/// What making the tables came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Made {
    /// The version that was there; 0 where none was.
    pub before: i32,
    /// That which is there now.
    pub now: i32,
}

/// The version of the tables that this program knows.
pub const VERSION: i32 = PARTS.len() as i32;

/// Makes the tables that are not there yet, all of them or none.
///
/// # Errors
///
/// Where the server does not answer, PostGIS is missing, the tables are newer, or the user may not make any.
pub fn init(address: &Address) -> Result<Made, Fault> {
    let mut client = connect::connect(address, connect::LOADING)?;
    let schema = &address.schema;
    let mut all = client.transaction()?;
    // Two who make the same at once wait for each other.
    all.execute("SELECT pg_advisory_xact_lock(hashtext($1))", &[schema])?;
    let number: i32 = all
        .query_one("SELECT current_setting('server_version_num')::int", &[])?
        .get(0);
    if number < 150_000 {
        return Err(Fault::Said(words::old_server(number / 10_000)));
    }
    if let Err(error) = all.batch_execute("CREATE EXTENSION IF NOT EXISTS postgis") {
        let is_absent = error.code() == Some(&SqlState::UNDEFINED_FILE)
            || error.code() == Some(&SqlState::FEATURE_NOT_SUPPORTED);
        return Err(match (is_absent, error.code()) {
            (true, _) => Fault::Said(words::no_postgis().to_owned()),
            (_, Some(code)) if *code == SqlState::INSUFFICIENT_PRIVILEGE => {
                Fault::Said(words::postgis_not_made().to_owned())
            }
            _ => error.into(),
        });
    }
    let of_postgis: String = all
        .query_one(
            "SELECT nspname::text FROM pg_extension JOIN pg_namespace n ON n.oid = extnamespace \
             WHERE extname = 'postgis'",
            &[],
        )?
        .get(0);
    let has_version: bool = all
        .query_one(
            "SELECT to_regclass(format('%I.version', $1::text)) IS NOT NULL",
            &[schema],
        )?
        .get(0);
    let before: i32 = match has_version {
        true => all
            .query_one(
                &format!("SELECT coalesce(max(number), 0) FROM \"{schema}\".version"),
                &[],
            )?
            .get(0),
        false => 0,
    };
    if before > VERSION {
        return Err(Fault::Said(words::newer_tables(before, VERSION)));
    }
    all.batch_execute(&format!(
        "CREATE SCHEMA IF NOT EXISTS \"{schema}\"; \
         SET LOCAL search_path = \"{schema}\", \"{of_postgis}\""
    ))?;
    for (number, part) in (1..).zip(PARTS).skip(before.max(0) as usize) {
        all.batch_execute(&part.replace("{schema}", schema))?;
        all.execute("INSERT INTO version (number) VALUES ($1)", &[&number])?;
    }
    all.commit()?;
    Ok(Made {
        before,
        now: VERSION,
    })
}

/// Looks whether the tables are those this program knows, and has questions go to them.
///
/// # Errors
///
/// Where they are not there, or of another version.
pub fn check(client: &mut Client, address: &Address) -> Result<(), Fault> {
    let schema = &address.schema;
    let asked = client.query_one(
        &format!("SELECT max(number), has_schema_privilege('{schema}', 'USAGE') FROM \"{schema}\".version"),
        &[],
    );
    let version: Option<i32> = match asked {
        Ok(row) => row.get(0),
        Err(error) => {
            let is_absent = [&SqlState::UNDEFINED_TABLE, &SqlState::INVALID_SCHEMA_NAME];
            return Err(match error.code() {
                Some(code) if is_absent.contains(&code) => {
                    Fault::Said(words::no_tables(schema, &address.text))
                }
                _ => error.into(),
            });
        }
    };
    match version.unwrap_or(0) {
        VERSION => {}
        newer if newer > VERSION => return Err(Fault::Said(words::newer_tables(newer, VERSION))),
        older => {
            return Err(Fault::Said(words::older_tables(
                older,
                VERSION,
                &address.text,
            )));
        }
    }
    let of_postgis: Option<String> = client
        .query_opt(
            "SELECT nspname::text FROM pg_extension JOIN pg_namespace n ON n.oid = extnamespace \
             WHERE extname = 'postgis'",
            &[],
        )?
        .map(|row| row.get(0));
    let of_postgis = of_postgis.ok_or_else(|| words::no_postgis().to_owned())?;
    client.batch_execute(&format!("SET search_path = \"{schema}\", \"{of_postgis}\""))?;
    Ok(())
}
