//! GeoPackage: the project file, whose layers QGIS and GDAL open as they are, and the layers of
//! GeoPackages other programs wrote.

mod blob;
pub(in crate::store) mod database;
mod evidence;
mod filling;
mod foreign;
mod index;
mod read;
mod rows;
mod schema;
mod write;

use std::io;

use crate::{
    io::{
        Contents, Holds, OF_FEATURES, Provenance, Read, ReadError, Reader, SourceFile, Writer,
        disk::Target, preview::Preview,
    },
    model::{Draft, Note, Setting},
};

pub use database::keep_others_from;
pub use evidence::{KeptEvidence, evidence};
use read::is_own;
pub use read::{holds_session, looks_like_geopackage, read};
pub use write::{write, write_in_time};

/// Everything that is open, as one file keeps it. What is written takes its reports from elsewhere.
#[derive(Clone, Debug, Default)]
pub struct Project {
    /// Places, and the reports of what was read.
    pub draft: Draft,
    /// What is being looked at, as the session writes itself.
    pub session: Option<String>,
    /// What it was made from.
    pub provenance: Provenance,
    /// What could not be read or placed when the data was opened.
    pub notes: Vec<Note>,
    /// The evidence that goes into it.
    pub evidence: Vec<KeptEvidence>,
    /// Whether this program wrote it.
    pub is_own: bool,
    /// Whether tables without rows are left out, as of data for other programs.
    pub is_partial: bool,
}

/// GeoPackages, read and written.
pub struct GeoPackage;

impl Reader for GeoPackage {
    fn name(&self) -> &'static str {
        "GeoPackage"
    }

    fn sniff(&self, file: &SourceFile<'_>) -> Result<bool, ReadError> {
        Ok(looks_like_geopackage(&file.beginning))
    }

    /// What this program wrote itself says what everything is.
    fn settings(&self, file: &SourceFile<'_>) -> &'static [Setting] {
        match is_own(file.path) {
            true => &[],
            false => OF_FEATURES,
        }
    }

    fn read(&self, file: &SourceFile<'_>) -> Result<Read, ReadError> {
        if let Some(read) = rows::read_large(file)? {
            return Ok(read);
        }
        let mut project = Project::default();
        let mut read = Read::of(&file.place, |draft, notes| {
            let (whole, more) = read(file.path, file.choices, file.budget)?;
            project = whole;
            *draft = std::mem::take(&mut project.draft);
            notes.extend(more);
            Ok(())
        })?;
        // What a project holds of its reports belongs together.
        if !project.is_own {
            read = read.in_columns_where_many(file);
        }
        let outside = project.provenance.outside.into_iter();
        read.outside = outside.filter(|of| !of.held).collect();
        // It repeats the data it was made of; what another program wrote does not.
        read.is_project = project.is_own;
        Ok(read)
    }

    fn preview(&self, file: &SourceFile<'_>) -> Result<Option<Preview>, ReadError> {
        match is_own(file.path) {
            true => Ok(None),
            false => Preview::of_features(file, OF_FEATURES, |features| {
                read::look(file.path, file.choices, file.budget, features)
            }),
        }
    }
}

/// With the places and reporters, so that it can be opened anywhere.
impl Writer for GeoPackage {
    fn extension(&self) -> &'static str {
        "gpkg"
    }

    fn joins_rows(&self) -> bool {
        false
    }

    fn holds(&self) -> Holds {
        Holds::Places
    }

    fn write(&self, target: &Target, contents: &Contents<'_>) -> io::Result<()> {
        let project = Project {
            draft: (contents.ground)(),
            is_partial: true,
            provenance: contents.provenance.clone(),
            ..Project::default()
        };
        write(target, &project, contents.reports, contents.positions)
    }
}
