//! Files loaded into an archive: all of a file, or nothing of it.

use std::io;

use postgres::{
    Client, Transaction,
    binary_copy::BinaryCopyInWriter,
    types::{ToSql, Type},
};
use serde_json::{Map, Value, json};

use super::{Address, Fault, cells, connect};
use crate::{
    io::{
        Reports,
        events::{Positions, RowCells, geometry},
    },
    model::{
        Field, Language, Party,
        draft::{ClaimDraft, ReportDraft, ReporterDraft, SiteDraft},
        enum_names::word,
    },
    words::team_archive as words,
};

/// A file that is to be loaded.
pub struct ToLoad<'a> {
    /// Its name, without its folder.
    pub name: &'a str,
    /// Of its bytes, in hexadecimal.
    pub sha256: &'a str,
    pub bytes: u64,
    /// The reporters it introduces.
    pub reporters: &'a [ReporterDraft],
    /// Whose it is; `None`: that of the only team the user is of.
    pub team: Option<&'a str>,
    pub reports: &'a dyn Reports,
    /// Where places are drawn.
    pub positions: Positions<'a>,
    /// Whether it is a report that a person added by itself, and which one that supersedes.
    pub report: Option<Option<i64>>,
}

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Loaded {
    /// It is there now.
    Added {
        /// As the archive calls it.
        name: String,
        records: u64,
        undated: u64,
        unplaced: u64,
        /// Years for which a partition was made.
        years: Vec<i32>,
    },
    /// It was there before.
    Already {
        name: String,
        records: u64,
        /// When, and by whom.
        since: String,
        by: String,
    },
}

const INCOMING: &str = "CREATE TEMPORARY TABLE incoming (id bigint DEFAULT nextval('record_id'), line bigint, part text, key text, reporter text, \
    outlet text, url text, published text, stance text, duplicate_of text, first integer, after integer, \
    activity text, by text, count bigint, killed bigint, wounded bigint, origins text, targets text, \
    places text, lon float8, lat float8, from_lon float8, from_lat float8, is_placed boolean, cells text) \
    ON COMMIT DROP";

/// Records are numbered as they come in, so that their numbers go as they stand in the file.
const COPY: &str = "COPY incoming (line, part, key, reporter, outlet, url, published, stance, duplicate_of, \
    first, after, activity, by, count, killed, wounded, origins, targets, places, lon, lat, from_lon, from_lat, \
    is_placed, cells) FROM STDIN (FORMAT binary)";

const TYPES: [Type; 25] = [
    Type::INT8,
    Type::TEXT,
    Type::TEXT,
    Type::TEXT,
    Type::TEXT,
    Type::TEXT,
    Type::TEXT,
    Type::TEXT,
    Type::TEXT,
    Type::INT4,
    Type::INT4,
    Type::TEXT,
    Type::TEXT,
    Type::INT8,
    Type::INT8,
    Type::INT8,
    Type::TEXT,
    Type::TEXT,
    Type::TEXT,
    Type::FLOAT8,
    Type::FLOAT8,
    Type::FLOAT8,
    Type::FLOAT8,
    Type::BOOL,
    Type::TEXT,
];

/// The columns of a record, as they are taken from what came in.
const RECORD: &str = "(id, source, report, team, line, part, day_from, day_to, reporter, stance, activity, by, count, \
    killed, wounded, origins, targets, places, at, from_at, cells) \
    SELECT i.id, $1::bigint, entered.id, $2::text, line, i.part, date '1970-01-01' + first, date '1970-01-01' + after, \
    i.reporter, i.stance, activity, by, count, killed, wounded, origins, targets, places, \
    ST_SetSRID(ST_MakePoint(lon, lat), 4326), ST_SetSRID(ST_MakePoint(from_lon, from_lat), 4326), cells::json \
    FROM incoming i JOIN entered ON entered.key = i.key \
    AND coalesce(entered.part, '') = coalesce(i.part, '') WHERE ";

/// Loads a file in one transaction.
///
/// # Errors
///
/// Where the server does not take all of it; then it has nothing of it.
pub fn load(address: &Address, file: &ToLoad<'_>) -> Result<Loaded, Fault> {
    let mut client = connect::connect_to_tables(address, connect::LOADING)?;
    let team = team_of(&mut client, address, file.team)?;
    for _ in 0..MOST_TRIES {
        if let Some(loaded) = load_once(&mut client, &team, file)? {
            return Ok(loaded);
        }
    }
    Err(Fault::Said(words::others_at_once().to_owned()))
}

/// So often it is tried again where others come first.
pub const MOST_TRIES: usize = 5;

/// The team whose records the user adds.
///
/// # Errors
///
/// Where the user is in none, in several, or not in the one that is wanted.
pub fn team_of(
    client: &mut Client,
    address: &Address,
    wanted: Option<&str>,
) -> Result<String, Fault> {
    let teams: Vec<String> = client.query_one("SELECT my_teams()", &[])?.get(0);
    match (wanted, teams.as_slice()) {
        (Some(team), _) if teams.iter().any(|own| own == team) => Ok(team.to_owned()),
        (None, [only]) => Ok(only.clone()),
        (Some(team), _) => Err(Fault::Said(words::not_of_team(team, &teams.join(", ")))),
        (None, []) => Err(Fault::Said(words::of_no_team(&address.schema))),
        (None, _) => Err(Fault::Said(words::which_team(&teams.join(", ")))),
    }
}

/// As [`load`]; `None` where somebody else added something meanwhile that this has to go by.
///
/// # Errors
///
/// As [`load`].
pub fn load_once(
    client: &mut Client,
    team: &str,
    file: &ToLoad<'_>,
) -> Result<Option<Loaded>, Fault> {
    if let Some(already) = already(client, team, file.sha256)? {
        return Ok(Some(already));
    }
    let mut all = client.transaction()?;
    all.batch_execute(INCOMING)?;
    let records = bring_in(&mut all, file)?;
    if records == 0 {
        return Err(Fault::Said(words::nothing_to_load(file.name)));
    }
    let loaded = enter(&mut all, team, file, records);
    match loaded {
        Ok(loaded) => {
            all.commit()?;
            Ok(Some(loaded))
        }
        Err(Fault::Server(error))
            if (error.as_db_error().and_then(|said| said.constraint()))
                .is_some_and(|name| ONCE.contains(&name)) =>
        {
            Ok(None)
        }
        Err(fault) => Err(fault),
    }
}

/// What only one of two who add at once can do: load a file, give it a name, supersede a report.
const ONCE: [&str; 3] = ["source_once", "source_named_once", "report_superseded_once"];

fn already(client: &mut Client, team: &str, sha256: &str) -> Result<Option<Loaded>, Fault> {
    let row = client.query_opt(
        "SELECT name, records, to_char(captured_at, 'YYYY-MM-DD HH24:MI \"UTC\"'), captured_by \
         FROM source WHERE team = $1 AND sha256 = $2",
        &[&team, &sha256],
    )?;
    Ok(row.map(|row| Loaded::Already {
        name: row.get(0),
        records: row.get::<_, i64>(1).max(0) as u64,
        since: row.get(2),
        by: row.get(3),
    }))
}

/// Hands all records to the server. Gives how many there are.
fn bring_in(all: &mut Transaction<'_>, file: &ToLoad<'_>) -> Result<u64, Fault> {
    let copy = all.copy_in(COPY)?;
    let mut into = BinaryCopyInWriter::new(copy, &TYPES);
    let mut row = Row {
        line: 0,
        cells: RowCells::default(),
        positions: file.positions,
    };
    let mut refused = None;
    let handed = file.reports.each(&mut |report| {
        let none = report.claims.is_empty().then_some(None);
        let claims = report.claims.iter().map(Some);
        for claim in none.into_iter().chain(claims) {
            if let Err(error) = row.write(report, claim, &mut into) {
                refused = Some(error);
                return Err(io::ErrorKind::Other.into());
            }
        }
        Ok(())
    });
    if let Some(error) = refused {
        return Err(error.into());
    }
    handed.map_err(|error| error.to_string())?;
    Ok(into.finish()?)
}

struct Row<'p> {
    line: i64,
    cells: RowCells,
    positions: Positions<'p>,
}

impl Row<'_> {
    fn write(
        &mut self,
        report: &ReportDraft,
        claim: Option<&ClaimDraft>,
        into: &mut BinaryCopyInWriter<'_>,
    ) -> Result<(), postgres::Error> {
        self.line += 1;
        self.cells.fill(report, claim);
        let cells = cells::written(&self.cells);
        let text = |field: Field| plain(self.cells.get(field));
        let number = |field: Field| -> Option<i64> { self.cells.get(field).parse().ok() };
        let (mut first, mut after) = (None, None);
        let when = claim.map_or(report.published.map(|day| (day, day.plus(1))), |claim| {
            let interval = claim.when.interval()?;
            let last = interval.end().plus(-1).day().max(interval.start().day());
            Some((interval.start().day(), last.plus(1)))
        });
        if let Some((from, to)) = when {
            (first, after) = (Some(from.number()), Some(to.number()));
        }
        let only = |sites: &[SiteDraft]| match sites {
            [site] => (self.positions)(site).map(|located| located.at),
            _ => None,
        };
        let at = claim.and_then(|claim| match claim.targets.is_empty() {
            true => only(&claim.places),
            false => only(&claim.targets),
        });
        let from = claim.and_then(|claim| only(&claim.origins));
        let is_placed = claim.is_some_and(|claim| geometry(claim, self.positions).is_some());
        let part = report.part.as_deref().map(|part| part.replace('\0', ""));
        let key = report.id.replace('\0', "");
        let reporter = report.reporter.replace('\0', "");
        let texts = [
            Field::Outlet,
            Field::Url,
            Field::Published,
            Field::Stance,
            Field::DuplicateOf,
            Field::Activity,
            Field::By,
            Field::Origins,
            Field::Targets,
            Field::Places,
        ]
        .map(text);
        let [
            outlet,
            url,
            published,
            stance,
            duplicate_of,
            activity,
            by,
            origins,
            targets,
            places,
        ] = &texts;
        let numbers = [Field::Count, Field::Killed, Field::Wounded].map(number);
        let [count, killed, wounded] = &numbers;
        let [lon, lat] = [at.map(|at| at.x), at.map(|at| at.y)];
        let [from_lon, from_lat] = [from.map(|at| at.x), from.map(|at| at.y)];
        let values: [&(dyn ToSql + Sync); 25] = [
            &self.line,
            &part,
            &key,
            &reporter,
            outlet,
            url,
            published,
            stance,
            duplicate_of,
            &first,
            &after,
            activity,
            by,
            count,
            killed,
            wounded,
            origins,
            targets,
            places,
            &lon,
            &lat,
            &from_lon,
            &from_lat,
            &is_placed,
            &cells,
        ];
        into.write(&values)
    }
}

/// A text as a column takes it: without the one letter that the server knows not, which the cells keep.
fn plain(cell: &str) -> Option<String> {
    (!cell.is_empty()).then(|| cell.replace('\0', ""))
}

/// Puts what came in where it belongs.
fn enter(
    all: &mut Transaction<'_>,
    team: &str,
    file: &ToLoad<'_>,
    records: u64,
) -> Result<Loaded, Fault> {
    const PLACED: &str = "first IS NOT NULL AND is_placed";
    let years = all.query(
        &format!(
            "SELECT DISTINCT extract(year FROM date '1970-01-01' + first)::int FROM incoming \
             WHERE {PLACED} ORDER BY 1"
        ),
        &[],
    )?;
    let mut made = Vec::new();
    for year in years.iter().map(|row| row.get::<_, i32>(0)) {
        if all.query_one("SELECT make_partition($1)", &[&year])?.get(0) {
            made.push(year);
        }
    }
    let taken: Vec<String> = all
        .query("SELECT name FROM source WHERE team = $1", &[&team])?
        .iter()
        .map(|row| row.get(0))
        .collect();
    let is_free = |name: &String| !taken.contains(name);
    let own = file.name.to_owned();
    let numbered = (2..).map(|number| format!("{own} ({number})"));
    let name = [own.clone()].into_iter().chain(numbered).find(is_free);
    let name = name.unwrap_or(own.clone());
    let reporters = Value::Array(file.reporters.iter().map(reporter).collect()).to_string();
    let source: i64 = all
        .query_one(
            "INSERT INTO source (team, name, sha256, bytes, records, reporters, is_report) \
             VALUES ($1, $2, $3, $4, $5, $6::text::json, $7) RETURNING id",
            &[
                &team,
                &name,
                &file.sha256,
                &(file.bytes as i64),
                &(records as i64),
                &reporters,
                &file.report.is_some(),
            ],
        )?
        .get(0);
    all.batch_execute(
        "CREATE TEMPORARY TABLE entered (id bigint, part text, key text) ON COMMIT DROP",
    )?;
    all.execute(
        "WITH fresh AS (INSERT INTO report (source, team, part, key, reporter, outlet, url, published, stance, \
         duplicate_of, supersedes) SELECT DISTINCT ON (part, key) $1::bigint, $2::text, part, key, reporter, outlet, \
         url, published::date, stance, duplicate_of, $3::bigint FROM incoming ORDER BY part, key, line \
         RETURNING id, part, key) INSERT INTO entered SELECT id, part, key FROM fresh",
        &[&source, &team, &file.report.flatten()],
    )?;
    // Without it the server takes both for tables of a few rows.
    all.batch_execute("ANALYZE incoming; ANALYZE entered")?;
    let mut put = |table: &str, which: &str| -> Result<u64, Fault> {
        let sql = format!("INSERT INTO {table} {RECORD}{which} ORDER BY line");
        Ok(all.execute(&sql, &[&source, &team])?)
    };
    let placed = put("event", PLACED)?;
    let undated = put("undated", "first IS NULL")?;
    let unplaced = put("unplaced", "first IS NOT NULL AND NOT is_placed")?;
    if placed + undated + unplaced != records {
        return Err(Fault::Said(
            crate::words::notes::reading::internal().to_owned(),
        ));
    }
    Ok(Loaded::Added {
        name,
        records,
        undated,
        unplaced,
        years: made,
    })
}

/// A reporter as a record of `reporters.json`.
fn reporter(of: &ReporterDraft) -> Value {
    let names = Language::ALL
        .into_iter()
        .filter_map(|language| Some((language.code().to_owned(), of.names.own(language)?.into())));
    json!({
        "key": of.key,
        "names": Value::Object(names.collect::<Map<String, Value>>()),
        "variants": of.names.variants,
        "short": of.short,
        "side": of.side.map(|side| word(&Party::ALL, side)),
        "letter": of.letter,
        "color": of.color.map(|color| color + 1),
        "note": of.note,
    })
}
