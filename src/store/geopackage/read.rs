//! Reading a project back, and telling what else a file may be.

use std::{collections::HashMap, io::Read as _, path::Path};

use geo::Geometry;
use rusqlite::{Connection, ErrorCode, Row, types::ValueRef};
use serde_json::{Map, Value};

use super::{
    Project, blob, database, foreign,
    schema::{LAYOUT, MARK, TableLayout, Tables, tables},
};
use crate::{
    io::{
        Provenance, ReadError, disk,
        events::LOOKED_AT,
        features::{Features, text_under},
        format::{name_of, place_of},
        ground,
        notes::Notes,
        reporters::{palette_color, shipped_color, shipped_rank},
    },
    model::{
        Budget, Draft, Event, EventKind, FileKey, ImportOptions, Note, NoteLog, OpenDenial, Party,
        Place, Severity, Tie, TieBasis, TieEnd, TieKind, TiesDraft,
        draft::{ReportDraft, ReporterDraft},
        enum_names,
    },
    words::notes::{project, reading, ties as of_ties},
};

const HEADER: &[u8] = b"SQLite format 3\0";

/// Whether a file that begins like this is a database, as a GeoPackage is.
pub fn looks_like_geopackage(start: &[u8]) -> bool {
    start.starts_with(HEADER)
}

/// Reads a project, or the layers of a GeoPackage that another program wrote, and says what could
/// not be read.
///
/// # Errors
///
/// Where there is no such file, it is no GeoPackage, it is damaged, made by a newer version, or
/// none of its layers is in longitude and latitude on WGS 84.
pub fn read(
    path: &Path,
    choices: &ImportOptions,
    budget: &Budget,
) -> Result<(Project, Vec<Note>), ReadError> {
    let mut file = open(path, choices, budget)?;
    let layout = file.layout()?;
    let project = match layout {
        Some(layout) if layout > LAYOUT => {
            let what = project::newer_version();
            return Err(file.fail(what));
        }
        Some(_) => file.project()?,
        None => foreign::read(&mut file, choices)?,
    };
    let notes = file.notes.finish(&file.place);
    Ok((project, notes))
}

/// Hands over the first features of the layers another program wrote, to be looked at.
///
/// # Errors
///
/// As [`read`].
pub fn look(
    path: &Path,
    choices: &ImportOptions,
    budget: &Budget,
    features: &mut Features<'_>,
) -> Result<(), ReadError> {
    let mut file = open(path, choices, budget)?;
    file.most_rows = Some(LOOKED_AT);
    foreign::look(&mut file, features)
}

/// Opens a database to read from it.
///
/// # Errors
///
/// Where there is no such file, or it is no database.
pub fn open(path: &Path, choices: &ImportOptions, budget: &Budget) -> Result<File, ReadError> {
    let place = place_of(path);
    check_header(path, &place)?;
    let database = database::open(path, budget);
    Ok(File {
        database: database.map_err(|error| damaged(&place, budget, &error))?,
        place,
        name: choices.called.clone().unwrap_or_else(|| name_of(path)),
        budget: budget.clone(),
        most_rows: None,
        is_partial: false,
        done: 0,
        notes: NoteLog::default(),
    })
}

/// Whether a file is a project with a session, which is opened in place of what is there, and not
/// beside it. What cannot be read holds none.
pub fn holds_session(path: &Path) -> bool {
    let asked = || -> rusqlite::Result<i64> {
        let database = database::open(path, &database::budget_of(path))?;
        let sql = format!(
            "SELECT count(*) FROM session WHERE EXISTS (SELECT 1 FROM \"{MARK}\") \
             AND 2 = (SELECT count(*) FROM sqlite_schema \
                      WHERE type = 'table' AND name IN ('session', '{MARK}'))"
        );
        database.query_row(&sql, [], |row| row.get(0))
    };
    check_header(path, &place_of(path)).is_ok() && asked().is_ok_and(|rows| rows > 0)
}

/// Whether this program wrote a file.
pub fn is_own(path: &Path) -> bool {
    let asked = || -> rusqlite::Result<bool> {
        let database = database::open(path, &database::budget_of(path))?;
        let sql = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = ?1";
        database.query_row(sql, [MARK], |row| row.get::<_, i64>(0).map(|rows| rows > 0))
    };
    check_header(path, &place_of(path)).is_ok() && asked().unwrap_or(false)
}

fn check_header(path: &Path, place: &Place) -> Result<(), ReadError> {
    let fail = |cause| ReadError::Io {
        path: place.file.to_string(),
        cause,
    };
    let mut start = Vec::new();
    let mut file = disk::open(path).map_err(fail)?;
    let read = file
        .by_ref()
        .take(HEADER.len() as u64)
        .read_to_end(&mut start);
    read.map_err(fail)?;
    if start.is_empty() {
        return Err(ReadError::Empty {
            place: place.clone(),
        });
    }
    match looks_like_geopackage(&start) {
        true => Ok(()),
        false => Err(ReadError::Format {
            place: place.clone(),
            what: project::not_sqlite().to_owned(),
        }),
    }
}

/// Why nothing more can be read: the file is damaged, or the budget is spent.
pub fn damaged(place: &Place, budget: &Budget, error: &rusqlite::Error) -> ReadError {
    if let (Some(ErrorCode::OperationInterrupted), Err(why)) =
        (error.sqlite_error_code(), budget.go_on())
    {
        return ReadError::from(why).of(place);
    }
    ReadError::Format {
        place: place.clone(),
        what: project::database_unreadable(error),
    }
}

/// A GeoPackage while it is being read.
pub struct File {
    pub database: Connection,
    pub place: Place,
    pub name: String,
    pub budget: Budget,
    /// Of each table no more rows are read, where they are only looked at.
    most_rows: Option<usize>,
    /// Whether tables without rows were left out.
    is_partial: bool,
    done: u64,
    pub notes: NoteLog,
}

/// A row of a table: what its columns hold, its geometry, and where it stands.
pub struct Read {
    pub place: Place,
    pub cells: Map<String, Value>,
    pub geometry: Result<Option<Geometry>, String>,
    /// Whether positions of it have a height.
    pub has_heights: bool,
}

impl File {
    pub fn fail(&self, what: &str) -> ReadError {
        ReadError::Format {
            place: self.place.clone(),
            what: what.to_owned(),
        }
    }

    pub fn damaged(&self, error: &rusqlite::Error) -> ReadError {
        damaged(&self.place, &self.budget, error)
    }

    pub fn has_table(&self, name: &str) -> Result<bool, ReadError> {
        let found = self.database.query_row(
            "SELECT count(*) FROM sqlite_schema WHERE name = ?1 AND type = 'table'",
            [name],
            |row| row.get::<_, i64>(0),
        );
        Ok(found.map_err(|error| self.damaged(&error))? > 0)
    }

    /// The version of the layout; `None` where it is no project.
    pub fn layout(&self) -> Result<Option<i64>, ReadError> {
        if !self.has_table(MARK)? {
            return Ok(None);
        }
        let sql = format!("SELECT max(layout) FROM \"{MARK}\"");
        let layout = self.database.query_row(&sql, [], |row| row.get(0));
        layout.map_err(|error| self.damaged(&error))
    }

    /// How many rows a table has.
    pub fn count(&self, table: &str) -> Result<u64, ReadError> {
        let sql = format!("SELECT count(*) FROM {}", quoted(table));
        let count = self
            .database
            .query_row(&sql, [], |row| row.get::<_, i64>(0));
        let count = count.map_err(|error| self.damaged(&error))?;
        Ok(count.max(0) as u64)
    }

    /// Hands every row of a table to `each`, in the order of the table.
    pub fn rows(
        &mut self,
        (table, geometry): (&str, Option<&str>),
        mut each: impl FnMut(Read, &mut NoteLog),
    ) -> Result<(), ReadError> {
        let place = Place::file(format!("{}, {table}", self.place.file));
        let fail = |error: rusqlite::Error| damaged(&place, &self.budget, &error);
        let columns =
            database::columns(&self.database, table, &place, &mut self.notes).map_err(fail)?;
        let named: Vec<String> = columns.iter().map(|column| quoted(column)).collect();
        let sql = format!(
            "SELECT {} FROM {} ORDER BY rowid LIMIT {}",
            named.join(", "),
            quoted(table),
            self.most_rows.map_or(-1, |most| most as i64),
        );
        let mut statement = self.database.prepare(&sql).map_err(fail)?;
        let mut rows = statement.query([]).map_err(fail)?;
        let mut line = 0;
        while let Some(row) = rows.next().map_err(fail)? {
            line += 1;
            self.done += 1;
            self.budget.reach(self.done)?;
            let read = read_row(row, columns.iter(), geometry).map_err(fail)?;
            let (cells, geometry, has_heights) = read;
            let place = place.at_line(line);
            let read = Read {
                place,
                cells,
                geometry,
                has_heights,
            };
            each(read, &mut self.notes);
        }
        Ok(())
    }

    /// The tables of a project, under the names it has them.
    fn tables(&self) -> Result<Tables, ReadError> {
        let mut tables = tables();
        // Layout 1 called claims groups.
        if !self.has_table(tables.claims.name)? && self.has_table("groups")? {
            tables.claims.name = "groups";
        }
        Ok(tables)
    }

    fn project(&mut self) -> Result<Project, ReadError> {
        let sql = format!("SELECT max(partial) FROM \"{MARK}\"");
        // Older files have no such column, and all tables.
        let is_partial = self.database.query_row(&sql, [], |row| row.get(0));
        self.is_partial = is_partial.unwrap_or(false);
        let tables = self.tables()?;
        let all = [
            &tables.regions,
            &tables.settlements,
            &tables.claims,
            &tables.reports,
        ];
        let counts = all.map(|table| self.count(table.name).unwrap_or(0));
        self.budget.expect(counts.iter().sum());
        let mut draft = Draft::default();
        self.ground(&mut draft)?;
        self.own(&tables.reporters, |read, notes| {
            draft.reporters.push(reporter(read, notes));
            Ok(())
        })?;
        self.own(&tables.chronology, |read, notes| {
            draft.chronology.push(event(read, notes)?);
            Ok(())
        })?;
        // Projects of older versions know none.
        if self.has_table(tables.ties.name)? {
            self.own(&tables.ties, |read, notes| {
                tie(read, notes, &mut draft.ties)
            })?;
        }
        draft.reports = self.reports()?;
        let mut lines = Vec::new();
        self.own(&tables.provenance, |read, _| {
            lines.push(text_under(&read.cells, "line"));
            Ok(())
        })?;
        let mut kept = Vec::new();
        self.own(&tables.notes, |read, _| {
            kept.push(note(read));
            Ok(())
        })?;
        self.check_pages();
        let mut session = None;
        self.own(&tables.session, |read, _| {
            session = Some(text_under(&read.cells, "session"));
            Ok(())
        })?;
        Ok(Project {
            draft,
            session,
            provenance: Provenance::of_lines(&lines),
            notes: kept,
            evidence: Vec::new(),
            is_own: true,
            is_partial: self.is_partial,
        })
    }

    /// Hands every row of a table of a project to `each`. A table that is not there is empty; a row
    /// that cannot be read becomes a note.
    fn own(
        &mut self,
        table: &TableLayout,
        mut each: impl FnMut(&Read, &mut NoteLog) -> Result<(), String>,
    ) -> Result<(), ReadError> {
        if !self.has_table(table.name)? {
            if self.is_partial {
                return Ok(());
            }
            let what = project::table_missing(table.name);
            let note = Note::new(Severity::Error, &self.place, table.name, what);
            self.notes.push(note);
            return Ok(());
        }
        let geometry = table.geometry.map(|_| "geom");
        self.rows((table.name, geometry), |read, notes| {
            if let Err(why) = each(&read, notes) {
                let what = reading::row_skipped(why);
                let key = text_under(&read.cells, "key");
                notes.push(Note::new(Severity::Error, &read.place, key, what));
            }
        })
    }

    /// Notes where the file is damaged in parts that were not asked for, or not so that it shows.
    fn check_pages(&mut self) {
        let found = self
            .database
            .query_row("PRAGMA quick_check(1)", [], |row| row.get(0));
        let found: String = found.unwrap_or_else(|error| error.to_string());
        if found != "ok" {
            let what = project::database_damaged(&found);
            let note = Note::new(Severity::Error, &self.place, "", what);
            self.notes.push(note);
        }
    }

    fn ground(&mut self, draft: &mut Draft) -> Result<(), ReadError> {
        let tables = tables();
        let shape = |read: &Read| read.geometry.clone()?.ok_or(project::no_shape().to_owned());
        self.own(&tables.regions, |read, notes| {
            let mut notes = Notes::new(&read.place, notes);
            let region = ground::region(&read.cells, shape(read)?, &mut notes)?;
            draft.regions.push(region);
            Ok(())
        })?;
        self.own(&tables.zones, |read, notes| {
            let mut notes = Notes::new(&read.place, notes);
            let mut zone = ground::zone(&read.cells, shape(read)?, &mut notes)?;
            zone.file = file(&read.cells);
            draft.zones.push(zone);
            Ok(())
        })?;
        self.own(&tables.lines, |read, notes| {
            let mut notes = Notes::new(&read.place, notes);
            let mut line = ground::line(&read.cells, shape(read)?, &mut notes)?;
            line.file = file(&read.cells);
            draft.lines.push(line);
            Ok(())
        })?;
        self.own(&tables.settlements, |read, notes| {
            let at = match read.geometry.clone()? {
                Some(Geometry::Point(point)) => Some(point.0),
                _ => None,
            };
            let mut notes = Notes::new(&read.place, notes);
            let settlement = ground::settlement(&read.cells, at, &mut notes);
            draft.settlements.push(settlement);
            Ok(())
        })
    }

    /// Reports with their claims. What a report says of itself counts, not what its claims repeat.
    fn reports(&mut self) -> Result<Vec<ReportDraft>, ReadError> {
        let tables = self.tables()?;
        let (mut notes, budget) = (NoteLog::default(), self.budget.clone());
        let mut features =
            Features::new(&self.name, &ImportOptions::default(), &budget, &mut notes);
        let mut files = HashMap::new();
        let mut published: HashMap<String, Value> = HashMap::new();
        self.own(&tables.reports, |read, _| {
            let id = text_under(&read.cells, "report");
            files.extend(file(&read.cells).map(|file| (id.clone(), file)));
            let day = read.cells.get("published").cloned();
            published.insert(id, day.unwrap_or_default());
            features.push_own_claim(&read.place, &read.cells, None);
            Ok(())
        })?;
        self.own(&tables.claims, |read, _| {
            let mut cells = read.cells.clone();
            if let Some(day) = published.get(&text_under(&cells, "report")) {
                cells.insert("published".to_owned(), day.clone());
            }
            let geometry = read.geometry.as_ref().ok().and_then(Option::as_ref);
            features.push_own_claim(&read.place, &cells, geometry);
            Ok(())
        })?;
        let mut reports = features.finish()?.reports;
        self.notes.append(notes);
        for report in &mut reports {
            report.file = files.remove(&report.id);
        }
        Ok(reports)
    }
}

/// A name as SQL has it.
pub fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

pub type Cells = (Map<String, Value>, Result<Option<Geometry>, String>, bool);

/// The cells of a row under the names of its columns, without its geometry; that; and whether it has heights.
pub fn read_row<'c>(
    row: &Row<'_>,
    columns: impl Iterator<Item = &'c String>,
    geometry: Option<&str>,
) -> rusqlite::Result<Cells> {
    let mut cells = Map::new();
    let (mut shape, mut has_heights) = (Ok(None), false);
    for (index, column) in columns.enumerate() {
        let value = row.get_ref(index)?;
        if geometry == Some(column.as_str()) {
            shape = match value {
                ValueRef::Blob(bytes) => blob::decode(bytes).map(|(shape, are_there)| {
                    has_heights = are_there;
                    shape
                }),
                ValueRef::Null => Ok(None),
                _ => Err(project::bad_geometry().to_owned()),
            };
            continue;
        }
        let value = match value {
            ValueRef::Null | ValueRef::Blob(_) => Value::Null,
            ValueRef::Integer(whole) => whole.into(),
            ValueRef::Real(number) => number.into(),
            ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned().into(),
        };
        cells.insert(column.clone(), value);
    }
    Ok((cells, shape, has_heights))
}

fn file(cells: &Map<String, Value>) -> Option<FileKey> {
    let key = text_under(cells, "file");
    (!key.is_empty()).then(|| FileKey(key.into()))
}

fn reporter(read: &Read, notes: &mut NoteLog) -> ReporterDraft {
    let key = text_under(&read.cells, "key");
    let number = read.cells.get("color").and_then(Value::as_u64);
    let color = number.and_then(|number| palette_color(u8::try_from(number).ok()?));
    let color = color.or_else(|| shipped_color(&key));
    let rank = shipped_rank(&key);
    let mut notes = Notes::new(&read.place, notes);
    ReporterDraft {
        place: read.place.clone(),
        key,
        names: ground::names(&read.cells, &mut notes),
        short: text_under(&read.cells, "short"),
        letter: text_under(&read.cells, "letter"),
        color,
        rank,
        side: enum_names::value(&Party::ALL, &text_under(&read.cells, "side")),
        note: text_under(&read.cells, "note"),
    }
}

fn event(read: &Read, notes: &mut NoteLog) -> Result<Event, String> {
    let mut notes = Notes::new(&read.place, notes);
    let kind = text_under(&read.cells, "kind");
    let end = text_under(&read.cells, "end");
    Ok(Event {
        key: text_under(&read.cells, "key").into(),
        day: notes
            .day(Some(&text_under(&read.cells, "day")))
            .ok_or(project::no_day())?,
        end: notes.day(Some(&end)),
        kind: notes.word(
            &EventKind::ALL,
            (reading::event_kind(), &kind),
            EventKind::Other,
        ),
        names: ground::names(&read.cells, &mut notes),
        detail: text_under(&read.cells, "detail"),
        sources: ground::list(&read.cells, "sources", &mut notes),
    })
}

fn tie(read: &Read, notes: &mut NoteLog, ties: &mut TiesDraft) -> Result<(), String> {
    let end = |report: &str, claim: &str| TieEnd {
        report: text_under(&read.cells, report).into(),
        claim: read
            .cells
            .get(claim)
            .and_then(Value::as_u64)
            .and_then(|claim| u32::try_from(claim).ok()),
    };
    let from = end("from_report", "from_claim");
    let to = end("to_report", "to_claim");
    let reason = text_under(&read.cells, "reason");
    if to.report.is_empty() {
        let open = OpenDenial { of: from, reason };
        ties.open.push((read.place.clone(), open));
        return Ok(());
    }
    let kind = text_under(&read.cells, "kind");
    let known = enum_names::value(&TieKind::ALL, &kind);
    let basis = text_under(&read.cells, "basis");
    let mut notes = Notes::new(&read.place, notes);
    let tie = Tie {
        kind: known.ok_or_else(|| {
            let known = TieKind::ALL.map(|(_, key)| key).join(", ");
            of_ties::unknown_kind(&kind, &known)
        })?,
        basis: notes.word(
            &TieBasis::ALL,
            (of_ties::basis(), &basis),
            TieBasis::Inferred,
        ),
        from,
        to,
        reason,
    };
    ties.ties.push((read.place.clone(), tie));
    Ok(())
}

fn note(read: &Read) -> Note {
    let number = |heading: &str| read.cells.get(heading).and_then(Value::as_u64);
    let whole = |heading: &str| number(heading).map_or(0, |number| number as u32);
    let place = Place {
        file: text_under(&read.cells, "file").into(),
        line: whole("line"),
        column: whole("column"),
    };
    let severity = enum_names::value(&Severity::ALL, &text_under(&read.cells, "severity"));
    let note = Note::new(
        severity.unwrap_or(Severity::Doubt),
        &place,
        text_under(&read.cells, "text"),
        text_under(&read.cells, "what"),
    );
    Note {
        hint: text_under(&read.cells, "hint"),
        rows: number("rows").unwrap_or(1),
        ..note
    }
}
