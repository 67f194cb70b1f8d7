//! MBTiles: a database with the tables, or views, `metadata` and `tiles`. Rows are counted from the
//! south, as TMS has them.

use std::{
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use rusqlite::{Connection, ErrorCode, OptionalExtension as _};

use super::{About, DEEPEST_ZOOM, TileBytes, TileForm, bounds, form_of, layer_ids, unpacked};
use crate::{model::geo::Rect, store::geopackage::database, words::basemaps as words};

/// How every SQLite database begins.
pub const MAGIC: &[u8] = b"SQLite format 3\0";

pub struct MbTiles {
    path: PathBuf,
    database: Mutex<Connection>,
    about: About,
    /// Whether rows are counted from the north after all, as `scheme` may say.
    from_north: bool,
}

/// Whether a database holds tiles as MBTiles does. GeoPackages call their tables otherwise.
pub fn is_one(path: &Path) -> bool {
    let Ok(database) = database::open(path, &database::budget_of(path)) else {
        return false;
    };
    let has = |sql: &str| database.prepare(sql).is_ok();
    has("SELECT zoom_level, tile_column, tile_row, tile_data FROM tiles")
        && has("SELECT name, value FROM metadata")
}

impl MbTiles {
    /// # Errors
    ///
    /// Where it is no database of that kind or holds no tile, in words for the person.
    pub fn open(path: &Path) -> Result<Self, String> {
        let database = database::open(path, &database::budget_of(path)).map_err(in_words)?;
        let says = |name: &str| -> Result<Option<String>, String> {
            let sql = "SELECT CAST(value AS TEXT) FROM metadata WHERE name = ?1";
            let value = database.query_row(sql, [name], |row| row.get::<_, Option<String>>(0));
            Ok(value.optional().map_err(in_words)?.flatten())
        };
        let sql = "SELECT min(zoom_level), max(zoom_level) FROM tiles";
        let zooms = database
            .query_row(sql, [], |row| {
                Ok((row.get::<_, Option<i64>>(0)?, row.get::<_, Option<i64>>(1)?))
            })
            .map_err(in_words)?;
        let zoom = |zoom: i64| u8::try_from(zoom).ok().filter(|zoom| *zoom <= DEEPEST_ZOOM);
        let (Some(low), Some(high)) = zooms else {
            return Err(words::holds_no_tile().to_owned());
        };
        let (Some(low), Some(high)) = (zoom(low), zoom(high)) else {
            return Err(words::zooms_out_of_range(DEEPEST_ZOOM));
        };
        let json = says("json")?.and_then(|text| serde_json::from_str(&text).ok());
        let form = match says("format")?.as_deref() {
            Some("pbf" | "mvt") => TileForm::Vector,
            Some("png" | "jpg" | "jpeg" | "webp") => TileForm::Picture,
            Some(other) if !other.is_empty() => return Err(words::unknown_format(other)),
            // Older files do not say it, and their tiles do.
            _ => form_of_first(&database)?,
        };
        let about = About {
            name: says("name")?.unwrap_or_default(),
            attribution: says("attribution")?.unwrap_or_default(),
            form,
            zooms: low..=high,
            bounds: says("bounds")?.as_deref().and_then(bounds_of),
            layers: json.as_ref().map(layer_ids).unwrap_or_default(),
        };
        let from_north = says("scheme")?.as_deref() == Some("xyz");
        Ok(Self {
            path: path.to_owned(),
            database: Mutex::new(database),
            about,
            from_north,
        })
    }
}

impl TileBytes for MbTiles {
    fn about(&self) -> &About {
        &self.about
    }

    fn bytes(&self, (z, x, y): (u8, u32, u32)) -> Result<Option<Vec<u8>>, String> {
        let row = match self.from_north {
            true => y,
            false => ((1_u64 << z) - 1 - u64::from(y)) as u32,
        };
        let ask = |database: &Connection| {
            let sql = "SELECT tile_data FROM tiles \
                       WHERE zoom_level = ?1 AND tile_column = ?2 AND tile_row = ?3";
            let mut statement = database.prepare(sql)?;
            let found = statement.query_row((z, x, row), |row| row.get::<_, Option<Vec<u8>>>(0));
            Ok(found.optional()?.flatten())
        };
        // A thread that stopped while it held the database has not left it half read.
        let mut database = self.database.lock().unwrap_or_else(PoisonError::into_inner);
        let mut found: rusqlite::Result<Option<Vec<u8>>> = ask(&database);
        let used_up = |error: &rusqlite::Error| {
            error.sqlite_error_code() == Some(ErrorCode::OperationInterrupted)
        };
        if found.as_ref().is_err_and(used_up) {
            // A database may take so many steps in all, which many tiles use up.
            *database =
                database::open(&self.path, &database::budget_of(&self.path)).map_err(in_words)?;
            found = ask(&database);
        }
        let found = found.map_err(in_words)?.filter(|bytes| !bytes.is_empty());
        found.map(unpacked).transpose()
    }
}

fn form_of_first(database: &Connection) -> Result<TileForm, String> {
    let sql = "SELECT substr(tile_data, 1, 16) FROM tiles LIMIT 1";
    let start: Vec<u8> = database
        .query_row(sql, [], |row| row.get(0))
        .map_err(in_words)?;
    Ok(form_of(&start))
}

/// `west,south,east,north`.
fn bounds_of(text: &str) -> Option<Rect> {
    let numbers: Result<Vec<f64>, _> = text.split(',').map(|part| part.trim().parse()).collect();
    match numbers.ok()?[..] {
        [west, south, east, north] => bounds(west, south, east, north),
        _ => None,
    }
}

fn in_words(error: rusqlite::Error) -> String {
    error.to_string()
}
