//! Any file a person opens: what it is, by its content and its name, and which reader it goes to.

use std::{path::Path, sync::Arc};

use super::{
    Progress, reports,
    source::{ReadError, read_file, text},
};
use crate::model::{Draft, Note, Place};

/// Reads a file of any format the program knows.
///
/// # Errors
///
/// Where nothing could be read: no such file, a format that is not known, a damaged file.
pub fn read(path: &Path, _progress: &Progress) -> Result<(Draft, Vec<Note>), ReadError> {
    let bytes = read_file(path)?;
    let place = Place::file(Arc::from(path.display().to_string()));
    let mut draft = Draft::default();
    let mut notes = Vec::new();
    reports::read(&place, text(&place, &bytes)?, &mut draft, &mut notes)?;
    Ok((draft, notes))
}
