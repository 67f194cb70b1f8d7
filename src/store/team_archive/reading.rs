//! An archive read as a dataset: one snapshot, its rows as columns, and what these leave out asked for again.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex, PoisonError},
};

use postgres::{
    Client, IsolationLevel, Transaction, binary_copy::BinaryCopyOutIter,
    fallible_iterator::FallibleIterator as _, types::Type,
};

use super::{
    Address, Fault,
    cells::ReadCells,
    connect::{PATIENCE, Pulse, QUESTION, ask, connect_to_tables},
};
use crate::{
    io::{
        Input, Read, ReadError, allow_for,
        bulk::{OwnRows, RowReader, Tuning, own_defaults, own_report, own_rest},
        events::Rows,
        reporters,
    },
    model::{
        Budget, DetailsError, Draft, NoteLog, Place,
        budget::room,
        details::{OpenRows, RowSource},
        draft::{ReportDraft, part_within},
    },
    words::{notes::reading, team_archive as words},
};

/// More records are not opened at once; years can be chosen.
pub const MOST_RECORDS: u64 = 5_000_000;

/// A record is about so many bytes, for what reading it may take.
const BYTES_OF_RECORD: u64 = 400;

/// A file in the archive.
struct Source {
    id: i64,
    name: String,
    reporters: String,
}

/// Reads the records of an archive, or those of the years that its address names. `name` is what it is called.
/// Gives the number of the last change that is among them as well; 0 where there was none.
///
/// # Errors
///
/// Where the server does not answer, has other tables, has too many records, or it is no longer wanted.
pub fn read(address: &Address, name: &str, budget: &Budget) -> Result<(Read, i64), ReadError> {
    let to_read = Reading::new(address, name, budget);
    let place = to_read.place.clone();
    let read = ask(address, budget, PATIENCE, move |client, pulse| {
        let mut snapshot = snapshot(client)?;
        let read = to_read.part(&mut snapshot, None, pulse)?;
        let change = last_change(&mut snapshot)?;
        snapshot.commit()?;
        Ok((read, change))
    });
    read.map_err(|fault| match fault {
        Fault::Stopped(why) => ReadError::from(why).of(&place),
        other => ReadError::Format {
            place: place.clone(),
            what: other.told(address),
        },
    })
}

/// All that is asked in it is asked of one moment.
///
/// # Errors
///
/// Where the server does not answer.
pub fn snapshot(client: &mut Client) -> Result<Transaction<'_>, Fault> {
    let snapshot = client
        .build_transaction()
        .isolation_level(IsolationLevel::RepeatableRead)
        .read_only(true);
    Ok(snapshot.start()?)
}

/// The number of the last change; 0 where there was none.
///
/// # Errors
///
/// Where the server does not answer.
pub fn last_change(snapshot: &mut Transaction<'_>) -> Result<i64, Fault> {
    let number = "SELECT coalesce(max(number), 0) FROM change";
    Ok(snapshot.query_one(number, &[])?.get(0))
}

/// What says which records an archive holds: a digest over its files.
///
/// # Errors
///
/// As [`read`], in words.
pub fn digest(address: &Address, budget: &Budget) -> Result<Input, String> {
    let lines = ask(address, budget, PATIENCE, |client, _| {
        let rows = client.query("SELECT id, sha256, records FROM source ORDER BY id", &[])?;
        let lines = rows.iter().map(|row| {
            let (id, sha256, records): (i64, String, i64) = (row.get(0), row.get(1), row.get(2));
            format!("{id} {sha256} {records}\n")
        });
        Ok(lines.collect::<String>())
    });
    let lines = lines.map_err(|fault| fault.told(address))?;
    Ok(Input::of_bytes(address.text.as_str(), lines.as_bytes()))
}

/// What is read of which archive.
#[derive(Clone)]
pub struct Reading {
    pub address: Address,
    name: String,
    place: Place,
    pub budget: Budget,
}

impl Reading {
    pub fn new(address: &Address, name: &str, budget: &Budget) -> Self {
        Self {
            address: address.clone(),
            name: name.to_owned(),
            place: Place::file(address.text.as_str()),
            budget: budget.clone(),
        }
    }

    /// Reads the records of these sources; `None`: of all.
    ///
    /// # Errors
    ///
    /// As [`read`].
    pub fn part(
        &self,
        snapshot: &mut Transaction<'_>,
        of: Option<&[i64]>,
        pulse: &Pulse,
    ) -> Result<Read, Fault> {
        let which = self.which(of);
        let count = self.count(snapshot, of)?;
        if count > MOST_RECORDS {
            return Err(Fault::Said(words::too_many(count, MOST_RECORDS)));
        }
        allow_for(&self.budget, count * BYTES_OF_RECORD);
        self.budget.expect(count);
        let sources = self.sources(snapshot, of)?;
        let mut read = Read::default();
        let mut notes = NoteLog::default();
        for source in sources.values() {
            let of = self.place_of(&source.name);
            let mut draft = Draft::default();
            let taken =
                reporters::read(&of, &source.reporters, &self.budget, &mut draft, &mut notes);
            if let Err(error) = taken {
                return Err(Fault::Said(error.to_string()));
            }
            let known = &mut read.draft.reporters;
            draft
                .reporters
                .retain(|one| known.iter().all(|own| own.key != one.key));
            known.extend(draft.reporters);
        }
        let sql = format!(
            "COPY (SELECT id, source, line, part, cells::text FROM newest WHERE {which} \
             ORDER BY source, line) TO STDOUT (FORMAT binary)"
        );
        let types = [Type::INT8, Type::INT8, Type::INT8, Type::TEXT, Type::TEXT];
        let mut rows = BinaryCopyOutIter::new(snapshot.copy_out(&sql)?, &types);
        let mut into = match count < Tuning::default().many_records as u64 {
            true => Into::Reports(Vec::new()),
            false => Into::Columns(Box::new(OwnRows::new(&self.name)), 0),
        };
        let mut done = 0;
        while let Some(row) = rows.next()? {
            done += 1;
            if done % 1_024 == 0 {
                pulse.beat();
                self.budget.reach(done)?;
                into.hold(&self.budget)?;
            }
            let [id, source, line] = [row.try_get::<i64>(0)?, row.try_get(1)?, row.try_get(2)?];
            let source = sources
                .get(&source)
                .ok_or_else(|| reading::row_moved().to_owned())?;
            let place = self
                .place_of(&source.name)
                .at_line(line.clamp(0, i64::from(u32::MAX)) as u32);
            let json: &str = row.try_get(4)?;
            let cells: ReadCells<'_> = match serde_json::from_str(json) {
                Ok(cells) => cells,
                Err(error) => {
                    return Err(Fault::Said(words::unknown_cells(
                        &place.to_string(),
                        &error.to_string(),
                    )));
                }
            };
            let cells = cells.cells();
            match &mut into {
                Into::Columns(columns, _) => columns.push(&place, &cells, id.max(0) as u64),
                Into::Reports(parts) => {
                    let part = part_within(&source.name, row.try_get::<Option<&str>>(3)?);
                    // Rows come source by source, and there may be as many sources as records.
                    let of_source = parts
                        .iter()
                        .rev()
                        .take_while(|part| part.source == source.id);
                    let back = of_source
                        .map(|known| &known.name)
                        .position(|name| *name == part);
                    match back {
                        Some(0) => {}
                        Some(back) => {
                            let known = parts.remove(parts.len() - 1 - back);
                            parts.push(known);
                        }
                        None => parts.push(OfPart {
                            source: source.id,
                            name: part,
                            rows: Rows::new(own_defaults(&self.name)),
                        }),
                    }
                    if let Some(OfPart { rows, .. }) = parts.last_mut() {
                        rows.push_claim(&place, &cells, own_rest(&cells), &mut notes);
                    }
                }
            }
        }
        drop(rows);
        read.notes = notes.finish(&self.place);
        self.finish(into, read, sources)
    }

    fn finish(
        &self,
        into: Into,
        mut read: Read,
        sources: BTreeMap<i64, Source>,
    ) -> Result<Read, Fault> {
        match into {
            Into::Columns(columns, _) => {
                let (dataset, notes) = columns.finish(&self.place);
                read.notes.extend(notes);
                read.draft.datasets.push(Arc::new(dataset));
                let names = sources.into_values().map(|source| (source.id, source.name));
                let again = RowsAgain(Arc::new(Again {
                    address: self.address.clone(),
                    name: self.name.clone(),
                    names: names.collect(),
                    clients: Mutex::default(),
                }));
                read.rows = Some(RowReader::of_source(&self.place, Box::new(again)));
            }
            Into::Reports(parts) => {
                for part in parts {
                    let mut reports = part.rows.finish();
                    for report in &mut reports {
                        report.part = Some(Arc::clone(&part.name));
                    }
                    read.draft.reports.extend(reports);
                }
            }
        }
        Ok(read)
    }

    fn place_of(&self, source: &str) -> Place {
        Place::file(format!("{}, {source}", self.address.text))
    }

    /// Which records are asked for, as a condition. Those without a day are of no year, and are always asked for.
    pub fn which(&self, of: Option<&[i64]>) -> String {
        let mut parts = Vec::new();
        let (from, to) = self.address.years;
        parts.extend(from.map(|year| format!("day_to > make_date({year}, 1, 1)")));
        parts.extend(
            to.map(|year| format!("day_from < make_date({}, 1, 1)", year.saturating_add(1))),
        );
        let mut which = match parts.is_empty() {
            true => "true".to_owned(),
            false => format!("(day_from IS NULL OR {})", parts.join(" AND ")),
        };
        if let Some(sources) = of {
            let sources: Vec<String> = sources.iter().map(i64::to_string).collect();
            which += &format!(" AND source IN ({})", sources.join(", "));
        }
        which
    }

    /// How many records [`Reading::part`] would read.
    ///
    /// # Errors
    ///
    /// Where the server does not answer.
    pub fn count(&self, snapshot: &mut Transaction<'_>, of: Option<&[i64]>) -> Result<u64, Fault> {
        let count = format!("SELECT count(*) FROM newest WHERE {}", self.which(of));
        let count: i64 = snapshot.query_one(&count, &[])?.get(0);
        Ok(count.max(0) as u64)
    }

    fn sources(
        &self,
        snapshot: &mut Transaction<'_>,
        of: Option<&[i64]>,
    ) -> Result<BTreeMap<i64, Source>, Fault> {
        let rows = snapshot.query(
            "SELECT id, name, reporters::text FROM source WHERE $1::bigint[] IS NULL OR id = ANY ($1) \
             ORDER BY id",
            &[&of],
        )?;
        let sources = rows.iter().map(|row| {
            let source = Source {
                id: row.get(0),
                name: row.get(1),
                reporters: row.get(2),
            };
            (source.id, source)
        });
        Ok(sources.collect())
    }
}

/// Where records go: few are held whole, many as columns, as those of files are.
enum Into {
    Reports(Vec<OfPart>),
    /// With the memory that was counted.
    Columns(Box<OwnRows>, u64),
}

/// The records of a part of a source.
struct OfPart {
    source: i64,
    name: Arc<str>,
    rows: Rows,
}

impl Into {
    fn hold(&mut self, budget: &Budget) -> Result<(), Fault> {
        match self {
            Self::Reports(_) => budget.take_bytes(1_024 * room::REPORT)?,
            Self::Columns(columns, counted) => {
                let now = columns.room();
                budget.take_bytes(now.saturating_sub(*counted))?;
                *counted = now;
            }
        }
        Ok(())
    }
}

/// Records that are asked for again by their numbers: they never change.
#[derive(Debug)]
struct RowsAgain(Arc<Again>);

struct Again {
    address: Address,
    name: String,
    names: HashMap<i64, String>,
    /// Connections that nobody uses just now.
    clients: Mutex<Vec<Client>>,
}

impl std::fmt::Debug for Again {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Again").field(&self.address.text).finish()
    }
}

impl Again {
    fn clients(&self) -> std::sync::MutexGuard<'_, Vec<Client>> {
        self.clients.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl RowSource for RowsAgain {
    fn open(&self) -> Result<Box<dyn OpenRows>, DetailsError> {
        let kept = self.0.clients().pop().filter(|client| !client.is_closed());
        let client = match kept {
            Some(client) => client,
            None => connect_to_tables(&self.0.address, QUESTION)
                .map_err(|fault| fault.told(&self.0.address))?,
        };
        Ok(Box::new(OpenAgain {
            of: Arc::clone(&self.0),
            client: Some(client),
        }))
    }
}

struct OpenAgain {
    of: Arc<Again>,
    client: Option<Client>,
}

impl Drop for OpenAgain {
    fn drop(&mut self) {
        if let Some(client) = self.client.take().filter(|client| !client.is_closed()) {
            self.of.clients().push(client);
        }
    }
}

impl OpenRows for OpenAgain {
    fn read(&mut self, offsets: &[u64]) -> Result<Vec<ReportDraft>, DetailsError> {
        let ids: Vec<i64> = offsets.iter().map(|offset| *offset as i64).collect();
        let client = self
            .client
            .as_mut()
            .ok_or_else(|| reading::row_moved().to_owned())?;
        let asked = client.query(
            "SELECT id, source, line, part, cells::text FROM record WHERE id = ANY ($1)",
            &[&ids],
        );
        let rows = asked.map_err(|error| Fault::Server(error).told(&self.of.address))?;
        let defaults = own_defaults(&self.of.name);
        let mut found: HashMap<i64, ReportDraft> = HashMap::with_capacity(rows.len());
        for row in &rows {
            let (id, source, line): (i64, i64, i64) = (row.get(0), row.get(1), row.get(2));
            let name = self.of.names.get(&source).map_or("", |name| name);
            let place = Place::file(format!("{}, {name}", self.of.address.text));
            let place = place.at_line(line.clamp(0, i64::from(u32::MAX)) as u32);
            let json: &str = row.get(4);
            let cells: ReadCells<'_> = serde_json::from_str(json)?;
            let mut report = own_report(&place, &cells.cells(), &defaults, &mut NoteLog::default());
            report.part = Some(part_within(name, row.get(3)));
            found.insert(id, report);
        }
        let reports = ids.iter().map(|id| found.get(id).cloned());
        let reports: Option<Vec<ReportDraft>> = reports.collect();
        Ok(reports.ok_or_else(|| reading::row_moved().to_owned())?)
    }
}
