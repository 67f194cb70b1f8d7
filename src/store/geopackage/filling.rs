//! Tables being filled. Rows are put into the form the database takes on any thread, many in one buffer, and
//! entered on the one that has the database.

use ::geo::{BoundingRect as _, Geometry};
use rusqlite::{
    Connection, Statement, params,
    types::{ToSqlOutput, ValueRef},
};
use serde_json::Value;

use super::{
    blob,
    index::Boxes,
    schema::{INDEX_TRIGGERS, TableLayout},
};
use crate::{
    io::{clock, ground::Cells},
    model::geo,
};

/// Rows of one table as the database takes them, their texts and geometries one behind the other.
#[derive(Debug, Default)]
pub struct Rows {
    bytes: Vec<u8>,
    /// The geometry, where the table has one, and the columns, row by row.
    values: Vec<Held>,
    /// A row each.
    bounds: Vec<Option<geo::Rect>>,
}

/// What stands in a row. Texts and geometries end there in the bytes, and begin where the one before does.
#[derive(Clone, Copy, Debug)]
enum Held {
    Nothing,
    Whole(i64),
    Real(f64),
    Text(usize),
    Geometry(usize),
}

impl Rows {
    /// Begins a row of a table, with its geometry. Its columns follow in their order.
    pub fn begin(&mut self, table: &TableLayout, geometry: Option<&Geometry>) {
        if table.geometry.is_some() {
            let held = geometry.map_or(Held::Nothing, |geometry| {
                blob::encode(&mut self.bytes, geometry);
                Held::Geometry(self.bytes.len())
            });
            self.values.push(held);
        }
        let bounds = geometry.and_then(|geometry| geometry.bounding_rect());
        self.bounds.push(bounds);
    }

    /// A column with nothing in it.
    pub fn nothing(&mut self) {
        self.values.push(Held::Nothing);
    }

    /// A column with a whole number.
    pub fn whole(&mut self, number: i64) {
        self.values.push(Held::Whole(number));
    }

    /// A column with a text.
    pub fn text(&mut self, text: &str) {
        self.bytes.extend(text.as_bytes());
        self.values.push(Held::Text(self.bytes.len()));
    }

    fn value(&mut self, value: &Value) {
        match value {
            Value::Null => self.nothing(),
            Value::Bool(flag) => self.whole((*flag).into()),
            Value::Number(number) => match (number.as_i64(), number.as_f64()) {
                (Some(whole), _) => self.whole(whole),
                (None, real) => self.values.push(real.map_or(Held::Nothing, Held::Real)),
            },
            Value::String(text) => self.text(text),
            other => self.text(&other.to_string()),
        }
    }

    /// Takes in the row of a table with this geometry and these cells, in whatever order.
    pub fn push(&mut self, table: &TableLayout, geometry: Option<&Geometry>, cells: &Cells) {
        self.begin(table, geometry);
        // Most cells are in the order of the columns.
        let mut next = 0;
        for (column, _) in &table.columns {
            let mut from_next = (next..cells.len()).chain(0..next);
            let found = from_next.find(|at| cells[*at].0 == *column);
            self.value(found.map_or(&Value::Null, |at| &cells[at].1));
            next = found.map_or(next, |at| at + 1);
        }
    }
}

/// A table while it is being filled.
pub struct Filling<'t> {
    table: &'t TableLayout,
    insert: Statement<'t>,
    /// Where programs look for what lies somewhere.
    index: Option<Boxes>,
    extent: Option<geo::Rect>,
    rows: i64,
}

impl<'t> Filling<'t> {
    /// Makes the table.
    pub fn new(all: &'t Connection, table: &'t TableLayout) -> rusqlite::Result<Self> {
        all.execute_batch(&creation(table))?;
        Ok(Self {
            table,
            insert: all.prepare(&insertion(table))?,
            index: table.geometry.map(|_| Boxes::default()),
            extent: None,
            rows: 0,
        })
    }

    /// Enters rows after those before.
    pub fn push(&mut self, rows: &Rows) -> rusqlite::Result<()> {
        let columns = usize::from(self.index.is_some()) + self.table.columns.len();
        let mut values = rows.values.chunks(columns);
        let mut start = 0;
        for bounds in &rows.bounds {
            self.rows += 1;
            self.insert.raw_bind_parameter(1, self.rows)?;
            for (at, held) in (2..).zip(values.next().unwrap_or_default()) {
                let value = match *held {
                    Held::Nothing => ValueRef::Null,
                    Held::Whole(number) => ValueRef::Integer(number),
                    Held::Real(number) => ValueRef::Real(number),
                    Held::Text(end) => {
                        ValueRef::Text(&rows.bytes[std::mem::replace(&mut start, end)..end])
                    }
                    Held::Geometry(end) => {
                        ValueRef::Blob(&rows.bytes[std::mem::replace(&mut start, end)..end])
                    }
                };
                let value = ToSqlOutput::Borrowed(value);
                self.insert.raw_bind_parameter(at, value)?;
            }
            self.insert.raw_execute()?;
            if let (Some(bounds), Some(index)) = (*bounds, &mut self.index) {
                index.push(self.rows, bounds);
                let extent = self.extent;
                self.extent = Some(extent.map_or(bounds, |extent| geo::union(extent, bounds)));
            }
        }
        Ok(())
    }

    /// Enters the table where programs look for tables.
    pub fn finish(self, all: &Connection) -> rusqlite::Result<()> {
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

fn enter(all: &Connection, table: &TableLayout, extent: Option<geo::Rect>) -> rusqlite::Result<()> {
    let name = table.name;
    let written = format!("{:.3}", clock::written_at());
    let Some(kind) = table.geometry else {
        all.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change) \
             VALUES (?1, 'attributes', ?1, ?2, ?3)",
            params![name, table.about, written],
        )?;
        return Ok(());
    };
    let [west, east, south, north] = match extent {
        Some(extent) => blob::envelope(extent).map(Some),
        None => [None; 4],
    };
    all.execute(
        "INSERT INTO gpkg_contents \
         (table_name, data_type, identifier, description, min_x, max_x, min_y, max_y, srs_id, last_change) \
         VALUES (?1, 'features', ?1, ?2, ?3, ?4, ?5, ?6, 4326, ?7)",
        params![name, table.about, west, east, south, north, written],
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
    all.execute_batch(&INDEX_TRIGGERS.replace("{t}", name))
}
