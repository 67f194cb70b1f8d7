//! Writing a project.

use std::{io, path::Path};

use ::geo::{Geometry, Point};
use rusqlite::{Connection, OpenFlags, Transaction};
use serde_json::Value;

use super::{
    Project,
    database::STEPS_BETWEEN,
    evidence,
    filling::{Filling, Rows},
    schema::{CORE, LAYOUT, TableLayout, tables},
};
use crate::{
    io::{
        Reports,
        disk::{Target, put_in_place},
        events::{self, Positions, RowCells},
        ground::{self, Cells},
        stream::formed,
    },
    model::{
        Budget, Event, EventKind, Field, FileKey, Note, OpenDenial, Party, Severity, Tie, TieBasis,
        TieKind,
        draft::{ReportDraft, ReporterDraft},
        enum_names,
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
    // One thread alone has the database, so that no call need lock it.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
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
    evidence::write(&all, &project.evidence).map_err(Fault::Reports)?;
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
    let fields = |table: &TableLayout| -> Vec<Option<Field>> {
        let field = |column: &str| Field::ALL.iter().find(|(_, name)| *name == column);
        let columns = table.columns.iter();
        let fields = columns.map(|(column, _)| Some(field(column)?.0));
        fields.collect()
    };
    let [claim_fields, report_fields] = [&tables.claims, &tables.reports].map(fields);
    let rows = |batch: Vec<ReportDraft>| {
        let [mut claims, mut of_reports] = [Rows::default(), Rows::default()];
        let mut cells = RowCells::default();
        for report in &batch {
            for claim in &report.claims {
                cells.fill(report, Some(claim));
                let drawn = events::geometry(claim, positions);
                claims.begin(&tables.claims, drawn.as_ref());
                for field in &claim_fields {
                    put(&mut claims, *field, &cells, report);
                }
            }
            cells.fill(report, None);
            of_reports.begin(&tables.reports, None);
            for field in &report_fields {
                put(&mut of_reports, *field, &cells, report);
            }
        }
        [claims, of_reports]
    };
    let taken = formed(reports, rows, |[claims, reports]| {
        of_claims.push(&claims).map_err(io_error)?;
        of_reports.push(&reports).map_err(io_error)
    });
    taken.map_err(Fault::Reports)?;
    of_claims.finish(all)?;
    Ok(of_reports.finish(all)?)
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
        evidence: _,
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

/// Puts the cell of a claim, or of a report alone, into a column: numbers as numbers, flags as flags. The
/// column that is none of a field is that of the file.
fn put(rows: &mut Rows, field: Option<Field>, cells: &RowCells, report: &ReportDraft) {
    let Some(field) = field else {
        return match &report.file {
            Some(file) => rows.text(&file.0),
            None => rows.nothing(),
        };
    };
    let cell = cells.get(field);
    match field {
        _ if cell.is_empty() => rows.nothing(),
        field if field.is_whole() => match cell.parse() {
            Ok(number) => rows.whole(number),
            Err(_) => rows.text(cell),
        },
        Field::LossesDenied | Field::Denied => rows.whole((cell == "true").into()),
        _ => rows.text(cell),
    }
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
    let mut packed = Rows::default();
    for (geometry, cells) in rows {
        packed.push(table, geometry.as_ref(), &cells);
    }
    filling.push(&packed)?;
    Ok(filling.finish(all)?)
}
