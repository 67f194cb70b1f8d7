//! Writing a project.

use std::{io, path::Path};

use ::geo::{BoundingRect as _, Geometry, Point};
use rusqlite::{Connection, OpenFlags, Statement, Transaction, params, types::Value as Sql};
use serde_json::Value;

use super::{
    Project, blob,
    database::STEPS_BETWEEN,
    index::Boxes,
    schema::{CORE, INDEX_TRIGGERS, LAYOUT, TableLayout, of_a_report, tables},
};
use crate::{
    io::{
        Reports,
        disk::{Target, put_in_place},
        events::{self, Positions},
        ground::{self, Cells},
        stream::formed,
    },
    model::{
        Budget, Event, EventKind, Field, FileKey, Note, OpenDenial, Party, Severity, Tie, TieBasis,
        TieKind,
        draft::{ClaimDraft, ReportDraft, ReporterDraft},
        enum_names, geo,
    },
};

/// Writes a project as a whole or not at all: beside, then, once it is safe on the disk, in its
/// place. Its reports are `reports`, each with an id of its own. `positions` says where the places
/// of claims are drawn; nothing else follows from it.
///
/// # Errors
///
/// Where the folder cannot be written, the disk is full, or a report cannot be had.
pub fn write(
    target: &Target,
    project: &Project,
    reports: &dyn Reports,
    positions: Positions<'_>,
) -> io::Result<()> {
    write_in_time(target, project, reports, positions, &mut || Ok(()))
}

/// As [`write()`]. `in_time` is asked right before the new file takes its place.
///
/// # Errors
///
/// As [`write()`], and what it says.
pub fn write_in_time(
    target: &Target,
    project: &Project,
    reports: &dyn Reports,
    positions: Positions<'_>,
    in_time: &mut dyn FnMut() -> io::Result<()>,
) -> io::Result<()> {
    put_in_place(target, |beside| {
        let to = (beside.path(), target.budget());
        fill(to, project, reports, positions)?;
        in_time()
    })
}

/// Why a project cannot be written.
enum Fault {
    Database(rusqlite::Error),
    /// A report cannot be had.
    Reports(io::Error),
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error)
    }
}

impl From<Fault> for io::Error {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Database(error) => io_error(error),
            Fault::Reports(error) => error,
        }
    }
}

fn io_error(error: rusqlite::Error) -> io::Error {
    let kind = match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::DiskFull) => io::ErrorKind::StorageFull,
        Some(rusqlite::ErrorCode::PermissionDenied | rusqlite::ErrorCode::ReadOnly) => {
            io::ErrorKind::PermissionDenied
        }
        _ => io::ErrorKind::Other,
    };
    io::Error::new(kind, error)
}

type Done = Result<(), Fault>;

fn fill(
    (path, budget): (&Path, &Budget),
    project: &Project,
    reports: &dyn Reports,
    positions: Positions<'_>,
) -> Done {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
    let mut database = Connection::open_with_flags(path, flags)?;
    let own = budget.clone();
    database.progress_handler(STEPS_BETWEEN, Some(move || own.go_on().is_err()))?;
    // Nobody sees the file before it is whole, so it needs no journal, and is synced once.
    database.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")?;
    let all = database.transaction()?;
    all.execute_batch(CORE)?;
    layers(&all, project)?;
    if !project.is_partial || project.provenance.written > 0 {
        events(&all, reports, positions)?;
    }
    lists(&all, project)?;
    all.commit()?;
    Ok(database.close().map_err(|(_, error)| error)?)
}

/// What events happen at.
fn layers(all: &Transaction<'_>, project: &Project) -> Done {
    let tables = tables();
    let draft = &project.draft;
    let all = Filled::of(all, project);
    let regions = draft.regions.iter().map(|region| {
        let shape = Geometry::MultiPolygon((*region.shape).clone());
        (Some(shape), ground::region_cells(region))
    });
    table(all, &tables.regions, regions)?;
    let zones = draft.zones.iter().map(|zone| {
        let shape = Geometry::MultiPolygon((*zone.shape).clone());
        (Some(shape), of_file(ground::zone_cells(zone), &zone.file))
    });
    table(all, &tables.zones, zones)?;
    let lines = draft.lines.iter().map(|line| {
        let shape = Geometry::MultiLineString((*line.shape).clone());
        (Some(shape), of_file(ground::line_cells(line), &line.file))
    });
    table(all, &tables.lines, lines)?;
    let settlements = draft.settlements.iter().map(|settlement| {
        let at = settlement.at.map(|at| Geometry::Point(Point(at)));
        (at, ground::settlement_cells(settlement))
    });
    table(all, &tables.settlements, settlements)
}

/// The claims and the reports that state them, in one pass, since they may be many.
fn events(all: &Transaction<'_>, reports: &dyn Reports, positions: Positions<'_>) -> Done {
    let tables = tables();
    let mut of_claims = Filling::new(all, &tables.claims)?;
    let mut of_reports = Filling::new(all, &tables.reports)?;
    let rows = |batch: Vec<ReportDraft>| {
        let mut rows: [Vec<Row>; 2] = Default::default();
        for report in &batch {
            for claim in &report.claims {
                let drawn = events::geometry(claim, positions);
                let cells = event_cells(report, Some(claim));
                rows[0].push(Row::of(&tables.claims, drawn.as_ref(), cells));
            }
            let cells = event_cells(report, None).into_iter().zip(Field::ALL);
            let of_report = cells.filter(|(_, (field, _))| of_a_report(*field));
            let cells = of_report.map(|(cell, _)| cell).collect();
            let cells = of_file(cells, &report.file);
            rows[1].push(Row::of(&tables.reports, None, cells));
        }
        rows
    };
    let taken = formed(reports, rows, |[claims, reports]| {
        let mut claims = claims.into_iter();
        claims.try_for_each(|row| of_claims.push(row).map_err(io_error))?;
        let mut reports = reports.into_iter();
        reports.try_for_each(|row| of_reports.push(row).map_err(io_error))
    });
    taken.map_err(Fault::Reports)?;
    of_claims.finish(all)?;
    of_reports.finish(all)
}

/// The tables of what has no place on the map.
fn lists(all: &Transaction<'_>, project: &Project) -> Done {
    let tables = tables();
    let all = Filled::of(all, project);
    let Project {
        draft,
        session,
        provenance,
        notes,
        is_own: _,
        is_partial,
    } = project;
    let reporters = draft.reporters.iter().map(|one| (None, reporter(one)));
    table(all, &tables.reporters, reporters)?;
    let events = draft.chronology.iter().map(|one| (None, event(one)));
    table(all, &tables.chronology, events)?;
    let ties = draft.ties.ties.iter().map(|(_, one)| (None, tie(one)));
    let open = draft.ties.open.iter();
    let open = open.map(|(_, one)| (None, open_denial(one)));
    table(all, &tables.ties, ties.chain(open))?;
    let lines = provenance.lines().into_iter();
    let lines = lines.map(|line| (None, vec![("line", Value::String(line))]));
    table(all, &tables.provenance, lines)?;
    table(
        all,
        &tables.notes,
        notes.iter().map(|one| (None, note(one))),
    )?;
    let session = session.iter();
    let session = session.map(|text| (None, vec![("session", Value::String(text.clone()))]));
    table(all, &tables.session, session)?;
    let program = format!("Contactline {}", env!("CARGO_PKG_VERSION"));
    let mark = vec![
        ("layout", LAYOUT.into()),
        ("program", program.into()),
        ("partial", (*is_partial).into()),
    ];
    table(all, &tables.mark, std::iter::once((None, mark)))
}

fn of_file(mut cells: Cells, file: &Option<FileKey>) -> Cells {
    let file = file.as_ref().map(FileKey::to_string);
    cells.push(("file", file.into()));
    cells
}

/// The cells of a claim, or of a report alone: numbers as numbers, flags as flags.
fn event_cells(report: &ReportDraft, claim: Option<&ClaimDraft>) -> Cells {
    let cells = Field::ALL
        .into_iter()
        .zip(events::borrowed_cells(report, claim));
    let typed = cells.map(|((field, name), text)| {
        let value = match field {
            _ if text.is_empty() => Value::Null,
            Field::Total
            | Field::Count
            | Field::Killed
            | Field::Wounded
            | Field::LossesDenied
            | Field::Denied => {
                serde_json::from_str(&text).unwrap_or_else(|_| Value::String(text.into_owned()))
            }
            _ => Value::String(text.into_owned()),
        };
        (name, value)
    });
    typed.collect()
}

fn reporter(reporter: &ReporterDraft) -> Cells {
    let mut cells = vec![("key", reporter.key.clone().into())];
    cells.extend(ground::names_cells(&reporter.names));
    cells.extend([
        ("short", reporter.short.clone().into()),
        ("letter", reporter.letter.clone().into()),
        ("color", reporter.color.map(|color| color + 1).into()),
        (
            "side",
            reporter.side.map_or(Value::Null, |side| {
                enum_names::word(&Party::ALL, side).into()
            }),
        ),
        ("note", reporter.note.clone().into()),
    ]);
    cells
}

fn event(event: &Event) -> Cells {
    let mut cells = vec![
        ("key", Value::String(event.key.to_string())),
        ("day", event.day.to_string().into()),
        ("end", event.end.map(|day| day.to_string()).into()),
        ("kind", enum_names::word(&EventKind::ALL, event.kind).into()),
    ];
    cells.extend(ground::names_cells(&event.names));
    cells.extend([
        ("detail", event.detail.clone().into()),
        ("sources", ground::list_cell(&event.sources)),
    ]);
    cells
}

fn tie(tie: &Tie) -> Cells {
    vec![
        ("from_report", tie.from.report.to_string().into()),
        ("from_claim", tie.from.claim.into()),
        ("to_report", tie.to.report.to_string().into()),
        ("to_claim", tie.to.claim.into()),
        ("kind", enum_names::word(&TieKind::ALL, tie.kind).into()),
        ("basis", enum_names::word(&TieBasis::ALL, tie.basis).into()),
        ("reason", tie.reason.clone().into()),
    ]
}

fn open_denial(open: &OpenDenial) -> Cells {
    vec![
        ("from_report", open.of.report.to_string().into()),
        ("from_claim", open.of.claim.into()),
        ("to_report", Value::Null),
        ("to_claim", Value::Null),
        ("kind", Value::Null),
        ("basis", Value::Null),
        ("reason", open.reason.clone().into()),
    ]
}

fn note(note: &Note) -> Cells {
    vec![
        (
            "severity",
            enum_names::word(&Severity::ALL, note.severity).into(),
        ),
        ("file", note.place.file.to_string().into()),
        ("line", note.place.line.into()),
        ("column", note.place.column.into()),
        ("text", note.text.clone().into()),
        ("what", note.what.clone().into()),
        ("hint", note.hint.clone().into()),
        ("rows", note.rows.into()),
    ]
}

/// Where tables are made, and whether those without rows are left out.
#[derive(Clone, Copy)]
struct Filled<'t> {
    all: &'t Transaction<'t>,
    alone: bool,
}

impl<'t> Filled<'t> {
    fn of(all: &'t Transaction<'t>, project: &Project) -> Self {
        Self {
            all,
            alone: project.is_partial,
        }
    }
}

/// Makes a table, fills it, and enters it where programs look for tables.
fn table(
    Filled { all, alone }: Filled<'_>,
    table: &TableLayout,
    rows: impl Iterator<Item = (Option<Geometry>, Cells)>,
) -> Done {
    let mut rows = rows.peekable();
    if alone && rows.peek().is_none() {
        return Ok(());
    }
    let mut filling = Filling::new(all, table)?;
    for (geometry, cells) in rows {
        filling.push(Row::of(filling.table, geometry.as_ref(), cells))?;
    }
    filling.finish(all)
}

/// A row as the database takes it.
struct Row {
    /// The geometry, where the table has one, and the columns.
    values: Vec<Sql>,
    bounds: Option<geo::Rect>,
}

impl Row {
    /// The row of a table with this geometry and these cells, in whatever order.
    fn of(table: &TableLayout, geometry: Option<&Geometry>, mut cells: Cells) -> Self {
        let mut values = Vec::with_capacity(2 + table.columns.len());
        if table.geometry.is_some() {
            let blob = |geometry| Sql::Blob(blob::encode(geometry));
            values.push(geometry.map_or(Sql::Null, blob));
        }
        // Most cells are in the order of the columns.
        let mut next = 0;
        for (column, _) in &table.columns {
            let mut from_next = (next..cells.len()).chain(0..next);
            let found = from_next.find(|at| cells[*at].0 == *column);
            values.push(found.map_or(Sql::Null, |at| sql(cells[at].1.take())));
            next = found.map_or(next, |at| at + 1);
        }
        Self {
            values,
            bounds: geometry.and_then(|geometry| geometry.bounding_rect()),
        }
    }
}

/// A table while it is being filled.
struct Filling<'t> {
    table: &'t TableLayout,
    insert: Statement<'t>,
    /// Where programs look for what lies somewhere.
    index: Option<Boxes>,
    extent: Option<geo::Rect>,
    rows: i64,
}

impl<'t> Filling<'t> {
    /// Makes the table.
    fn new(all: &'t Transaction<'_>, table: &'t TableLayout) -> rusqlite::Result<Self> {
        all.execute_batch(&creation(table))?;
        Ok(Self {
            table,
            insert: all.prepare(&insertion(table))?,
            index: table.geometry.map(|_| Boxes::default()),
            extent: None,
            rows: 0,
        })
    }

    fn push(&mut self, row: Row) -> rusqlite::Result<()> {
        self.rows += 1;
        let fid = self.rows;
        let values = [Sql::Integer(fid)].into_iter().chain(row.values);
        self.insert.execute(rusqlite::params_from_iter(values))?;
        if let (Some(bounds), Some(index)) = (row.bounds, &mut self.index) {
            index.push(fid, bounds);
            let extent = self.extent;
            self.extent = Some(extent.map_or(bounds, |extent| geo::union(extent, bounds)));
        }
        Ok(())
    }

    /// Enters the table where programs look for tables.
    fn finish(self, all: &Transaction<'_>) -> Done {
        let (table, extent) = (self.table, self.extent);
        drop(self.insert);
        if let Some(index) = self.index {
            index.fill(all, &format!("rtree_{}_geom", table.name))?;
        }
        enter(all, table, extent)
    }
}

fn creation(table: &TableLayout) -> String {
    let mut sql = format!(
        "CREATE TABLE \"{}\" (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL",
        table.name
    );
    if let Some(kind) = table.geometry {
        sql += &format!(", geom {kind}");
    }
    for (column, kind) in &table.columns {
        sql += &format!(", \"{column}\" {kind}");
    }
    sql += ");";
    if table.geometry.is_some() {
        let name = table.name;
        sql += &format!(
            "CREATE VIRTUAL TABLE \"rtree_{name}_geom\" USING rtree(id, minx, maxx, miny, maxy);"
        );
    }
    sql
}

fn insertion(table: &TableLayout) -> String {
    let count = 1 + usize::from(table.geometry.is_some()) + table.columns.len();
    let marks: Vec<String> = (1..=count).map(|index| format!("?{index}")).collect();
    format!(
        "INSERT INTO \"{}\" VALUES ({})",
        table.name,
        marks.join(", ")
    )
}

fn enter(all: &Transaction<'_>, table: &TableLayout, extent: Option<geo::Rect>) -> Done {
    let name = table.name;
    let Some(kind) = table.geometry else {
        all.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, description) \
             VALUES (?1, 'attributes', ?1, ?2)",
            params![name, table.about],
        )?;
        return Ok(());
    };
    let [west, east, south, north] = match extent {
        Some(extent) => blob::envelope(extent).map(Some),
        None => [None; 4],
    };
    all.execute(
        "INSERT INTO gpkg_contents \
         (table_name, data_type, identifier, description, min_x, max_x, min_y, max_y, srs_id) \
         VALUES (?1, 'features', ?1, ?2, ?3, ?4, ?5, ?6, 4326)",
        params![name, table.about, west, east, south, north],
    )?;
    all.execute(
        "INSERT INTO gpkg_geometry_columns VALUES (?1, 'geom', ?2, 4326, 0, 0)",
        params![name, kind],
    )?;
    all.execute(
        "INSERT INTO gpkg_extensions VALUES (?1, 'geom', 'gpkg_rtree_index', \
         'http://www.geopackage.org/spec120/#extension_rtree', 'write-only')",
        params![name],
    )?;
    Ok(all.execute_batch(&INDEX_TRIGGERS.replace("{t}", name))?)
}

fn sql(value: Value) -> Sql {
    match value {
        Value::Null => Sql::Null,
        Value::Bool(flag) => Sql::Integer(flag.into()),
        Value::Number(number) => match number.as_i64() {
            Some(whole) => Sql::Integer(whole),
            None => number.as_f64().map_or(Sql::Null, Sql::Real),
        },
        Value::String(text) => Sql::Text(text),
        other => Sql::Text(other.to_string()),
    }
}
