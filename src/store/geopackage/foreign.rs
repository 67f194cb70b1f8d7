//! The layers of GeoPackages other programs wrote.

use super::{
    Project, database,
    read::{File, Read},
};
use crate::{
    io::{
        ReadError, crs,
        features::{Feature, Features},
    },
    model::{ImportOptions, Note, NoteLog, Place, Severity},
    words::notes::{formats, project},
};

/// The column of a number that the database counts by, and nothing the layer says.
pub(super) const COUNTED: &str = "fid";

/// A feature table.
pub(super) struct Layer {
    pub table: String,
    /// The column of its geometries.
    pub column: String,
    /// Why it cannot be read, where its positions are not in degrees.
    pub trouble: Option<String>,
}

impl Layer {
    /// What reporters, keys and ids are made of where it says nothing of them.
    pub fn name(&self, file: &str, alone: bool) -> String {
        match alone {
            true => file.to_owned(),
            false => format!("{file}/{}", self.table),
        }
    }

    /// The note on why it is left out, where it is.
    pub fn skipped(&self, place: &Place) -> Option<Note> {
        let what = project::layer_skipped(self.trouble.as_ref()?);
        Some(Note::new(Severity::Error, place, &self.table, what))
    }
}

/// The tables that say what is in a GeoPackage.
const TABLES: [&str; 3] = [
    "gpkg_contents",
    "gpkg_geometry_columns",
    "gpkg_spatial_ref_sys",
];

/// Whether a database says what is in it, as every GeoPackage does.
pub(super) fn has_tables(file: &File) -> Result<bool, ReadError> {
    for table in TABLES {
        if !file.has_table(table)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The feature tables, of which one at least is in longitude and latitude.
fn layers_of(file: &File) -> Result<Vec<Layer>, ReadError> {
    for table in TABLES {
        if !file.has_table(table)? {
            let what = project::no_table(table);
            return Err(file.fail(&what));
        }
    }
    let layers = layers(file).map_err(|error| file.damaged(&error))?;
    if layers.is_empty() {
        let has_views = passed_over(file, &layers)?
            .iter()
            .any(|note| note.what == project::view_passed_over());
        return Err(file.fail(match has_views {
            true => project::only_views(),
            false => project::no_layer(),
        }));
    }
    if let Some(trouble) = layers.iter().find_map(|layer| layer.trouble.as_ref())
        && layers.iter().all(|layer| layer.trouble.is_some())
    {
        return Err(file.fail(trouble));
    }
    Ok(layers)
}

/// Hands over the first features of each layer, to be looked at.
pub fn look(file: &mut File, features: &mut Features<'_>) -> Result<(), ReadError> {
    let layers = layers_of(file)?;
    for layer in layers.iter().filter(|layer| layer.trouble.is_none()) {
        hand_over(file, layer, features)?;
    }
    Ok(())
}

/// Reads every feature table in longitude and latitude.
pub fn read(file: &mut File, choices: &ImportOptions) -> Result<Project, ReadError> {
    let layers = layers_of(file)?;
    let passed_over = passed_over(file, &layers)?;
    passed_over
        .into_iter()
        .for_each(|note| file.notes.push(note));
    let counts = layers.iter().map(|layer| file.count(&layer.table));
    let total: u64 = counts.collect::<Result<Vec<u64>, _>>()?.iter().sum();
    file.budget.expect(total);
    let mut project = Project::default();
    let alone = layers.len() == 1;
    for layer in layers {
        if let Some(skipped) = layer.skipped(&file.place) {
            file.notes.push(skipped);
            continue;
        }
        let name = layer.name(&file.name, alone);
        let (mut notes, budget) = (NoteLog::default(), file.budget.clone());
        let mut features = Features::new(&name, choices, &budget, &mut notes);
        hand_over(file, &layer, &mut features)?;
        let mut draft = features.finish()?;
        if !alone {
            draft.in_part(&layer.table);
        }
        project.draft.append(draft);
        file.notes.append(notes);
    }
    Ok(project)
}

/// Notes on the tables without geometries, and the views, that are passed over.
pub(super) fn passed_over(file: &File, layers: &[Layer]) -> Result<Vec<Note>, ReadError> {
    const OF_FORMATS: [&str; 7] = [
        "gpkg_",
        "rtree_",
        "sqlite_",
        "gpkgext_",
        "layer_styles",
        "qgis_",
        "ogr_",
    ];
    let damaged = |error: rusqlite::Error| file.damaged(&error);
    let sql = "SELECT name, type FROM sqlite_schema WHERE type IN ('table', 'view') ORDER BY name";
    let mut statement = file.database.prepare(sql).map_err(damaged)?;
    let all = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
    let all: Result<Vec<(String, String)>, _> = all.map_err(damaged)?.collect();
    let mut notes = Vec::new();
    for (name, kind) in all.map_err(damaged)? {
        let is_of_format = OF_FORMATS.iter().any(|own| name.starts_with(own));
        if is_of_format || layers.iter().any(|layer| layer.table == name) {
            continue;
        }
        // A view of a stranger is not asked for its rows.
        let what = match kind.as_str() {
            "view" => project::view_passed_over().to_owned(),
            _ => match file.count(&name)? {
                0 => continue,
                rows => project::table_passed_over(rows),
            },
        };
        notes.push(Note::new(Severity::Doubt, &file.place, name, what));
    }
    Ok(notes)
}

/// Hands over the features of a layer.
fn hand_over(file: &mut File, layer: &Layer, features: &mut Features<'_>) -> Result<(), ReadError> {
    let place = Place::file(format!("{}, {}", file.place.file, layer.table));
    // What is to be told of columns is told where rows are read.
    let columns = database::columns(
        &file.database,
        &layer.table,
        &place,
        &mut NoteLog::default(),
    );
    let mut columns = columns.map_err(|error| file.damaged(&error))?;
    columns.retain(|column| *column != layer.column && column != COUNTED);
    features.declare(&place, columns);
    file.rows((&layer.table, Some(&layer.column)), |read, _| {
        push(read, features);
    })
}

/// Takes in a row in the general way.
pub(super) fn push(read: Read, features: &mut Features<'_>) {
    let Read {
        place,
        mut cells,
        geometry,
        has_heights,
    } = read;
    if has_heights {
        features.tell_of_heights(&place);
    }
    let geometry = geometry.unwrap_or_else(|why| {
        let what = formats::geometry_skipped(why);
        features.note(Severity::Error, &place, "", what);
        None
    });
    cells.shift_remove(COUNTED);
    cells.retain(|_, value| !value.is_null());
    let feature = Feature {
        properties: cells,
        geometry,
        ..Feature::default()
    };
    features.push(&place, feature);
}

/// The feature tables of a file.
pub(super) fn layers(file: &File) -> rusqlite::Result<Vec<Layer>> {
    let mut statement = file.database.prepare(
        "SELECT g.table_name, g.column_name, g.srs_id, s.organization, \
                s.organization_coordsys_id, s.srs_name \
         FROM gpkg_geometry_columns g \
         LEFT JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id \
         WHERE EXISTS (SELECT 1 FROM sqlite_schema t WHERE t.name = g.table_name AND t.type = 'table') \
         ORDER BY g.table_name",
    )?;
    let layers = statement.query_map([], |row| {
        let id: i64 = row.get(2)?;
        let organization: Option<String> = row.get(3)?;
        let code: Option<i64> = row.get(4)?;
        let code = code.and_then(|code| u32::try_from(code).ok());
        let name: Option<String> = row.get(5)?;
        let is_epsg = organization.is_some_and(|name| name.eq_ignore_ascii_case("epsg"));
        // Nought stands for longitude and latitude of no system in particular.
        let in_degrees = id == 0 || (is_epsg && code.is_some_and(crs::is_in_degrees));
        let name = name.unwrap_or_else(|| project::unnamed_crs(id));
        let trouble = crs::refusal(&file.place, &name);
        Ok(Layer {
            table: row.get(0)?,
            column: row.get(1)?,
            trouble: (!in_degrees).then_some(trouble),
        })
    })?;
    layers.collect()
}
