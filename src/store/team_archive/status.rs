//! What an archive holds, and its partitions.

use postgres::IsolationLevel;

use super::{Address, Fault, connect};

/// What an archive holds, of one snapshot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Status {
    /// The version of its tables.
    pub version: i32,
    pub user: String,
    pub teams: Vec<String>,
    /// Files, each with its records, when and by whom it was loaded.
    pub files: Vec<(String, u64, String, String)>,
    /// Reports that were added by themselves.
    pub reports: u64,
    /// Reports that later ones supersede.
    pub superseded: u64,
    /// Records of each year with a day and a place.
    pub years: Vec<(i32, u64)>,
    pub undated: u64,
    pub unplaced: u64,
    /// The number of the last change; 0 where there was none.
    pub change: i64,
}

/// Asks what an archive holds.
///
/// # Errors
///
/// Where the server does not answer, or has other tables.
pub fn status(address: &Address) -> Result<Status, Fault> {
    let mut client = connect::connect_to_tables(address, connect::QUESTION)?;
    let snapshot = client
        .build_transaction()
        .isolation_level(IsolationLevel::RepeatableRead)
        .read_only(true);
    let mut snapshot = snapshot.start()?;
    let first = snapshot.query_one(
        "SELECT (SELECT max(number) FROM version), session_user::text, my_teams(), \
         (SELECT count(*) FROM undated), (SELECT count(*) FROM unplaced), \
         (SELECT coalesce(max(number), 0) FROM change), (SELECT count(*) FROM source WHERE is_report), \
         (SELECT count(*) FROM report WHERE supersedes IS NOT NULL)",
        &[],
    )?;
    let files = snapshot.query(
        "SELECT name, records, to_char(captured_at, 'YYYY-MM-DD HH24:MI \"UTC\"'), captured_by \
         FROM source WHERE NOT is_report ORDER BY id",
        &[],
    )?;
    let years = snapshot.query(
        "SELECT extract(year FROM day_from)::int, count(*) FROM event GROUP BY 1 ORDER BY 1",
        &[],
    )?;
    let number = |number: i64| number.max(0) as u64;
    Ok(Status {
        version: first.get(0),
        user: first.get(1),
        teams: first.get(2),
        files: files
            .iter()
            .map(|row| (row.get(0), number(row.get(1)), row.get(2), row.get(3)))
            .collect(),
        years: years
            .iter()
            .map(|row| (row.get(0), number(row.get(1))))
            .collect(),
        undated: number(first.get(3)),
        unplaced: number(first.get(4)),
        change: first.get(5),
        reports: number(first.get(6)),
        superseded: number(first.get(7)),
    })
}

/// Makes the partitions of years. Gives those that were not there.
///
/// # Errors
///
/// As [`status`], and where the user may not.
pub fn make_partitions(address: &Address, years: &[i32]) -> Result<Vec<i32>, Fault> {
    let mut client = connect::connect_to_tables(address, connect::QUESTION)?;
    let mut all = client.transaction()?;
    let mut made = Vec::new();
    for year in years {
        if all.query_one("SELECT make_partition($1)", &[year])?.get(0) {
            made.push(*year);
        }
    }
    all.commit()?;
    Ok(made)
}
