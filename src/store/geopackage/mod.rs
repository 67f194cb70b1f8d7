//! GeoPackage: the project file, whose layers QGIS and GDAL open as they are, and the layers of
//! GeoPackages other programs wrote.

mod blob;
mod foreign;
mod read;
mod schema;
mod write;

use crate::{
    io::Provenance,
    model::{Draft, Note},
};

pub use read::{holds_session, looks_like_geopackage, read};
pub use write::write;

/// Everything that is open, as one file keeps it. What is written takes its reports from elsewhere.
#[derive(Clone, Debug, Default)]
pub struct Project {
    pub draft: Draft,
    /// What is being looked at, as the session writes itself.
    pub session: Option<String>,
    pub provenance: Provenance,
    /// What could not be read or placed when the data was opened.
    pub notes: Vec<Note>,
}
