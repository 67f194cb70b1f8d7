//! What the window opens with: the built-in data, a data folder in its place, or further reports.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{
    io::{ReadError, Source, read_data_folder, reports, source},
    model::{Atlas, Draft, Note, Place},
    render::Basemap,
};

/// An atlas, and what to tell about the way to it.
pub struct Loaded {
    pub atlas: Atlas,
    pub notes: Vec<Note>,
    /// Files that could not be opened, in words for the person.
    pub troubles: Vec<String>,
    pub basemap: Basemap,
}

/// Opens files. Whatever cannot be opened is told, and the rest is there nevertheless.
pub fn load(files: &[impl AsRef<Path>]) -> Loaded {
    let mut troubles = Vec::new();
    let mut notes = Vec::new();
    let folder = files.iter().map(AsRef::as_ref).find(|path| path.is_dir());
    let base = folder.map_or(Source::Embedded, |folder| Source::Folder(folder.to_owned()));
    let mut draft = base_of(&base, &mut notes, &mut troubles);
    for path in files.iter().map(AsRef::as_ref) {
        if path.is_dir() {
            if Some(path) != folder {
                let path = path.display();
                troubles.push(format!(
                    "only one data folder can be open at a time: {path}"
                ));
            }
            continue;
        }
        match read_reports(path) {
            Ok((further, more)) => {
                draft.append(further);
                notes.extend(more);
            }
            Err(error) => troubles.push(error.to_string()),
        }
    }
    let (atlas, more) = Atlas::seal(draft);
    notes.extend(more);
    Loaded {
        atlas,
        notes,
        troubles,
        basemap: Basemap::embedded(),
    }
}

/// The draft of a data folder, or the built-in one where that cannot be read.
fn base_of(base: &Source, notes: &mut Vec<Note>, troubles: &mut Vec<String>) -> Draft {
    match read_data_folder(base) {
        Ok((draft, more)) => {
            let errors = more
                .iter()
                .filter(|note| note.severity == crate::model::Severity::Error);
            let errors = errors.count();
            if errors > 0 {
                troubles.push(format!(
                    "{errors} errors in the data: see Help > Notes on the data"
                ));
            }
            notes.extend(more);
            draft
        }
        Err(error) => {
            troubles.push(format!("{error}; the built-in data is shown instead"));
            match base {
                Source::Embedded => Draft::default(),
                Source::Folder(_) => base_of(&Source::Embedded, notes, troubles),
            }
        }
    }
}

fn read_reports(path: &Path) -> Result<(Draft, Vec<Note>), ReadError> {
    let bytes = source::read_file(path)?;
    let place = Place::file(Arc::from(path.display().to_string()));
    let mut draft = Draft::default();
    let mut notes = Vec::new();
    reports::read(
        &place,
        source::text(&place, &bytes)?,
        &mut draft,
        &mut notes,
    )?;
    Ok((draft, notes))
}

/// The data folder of that path, or the built-in data.
pub fn source_at(path: Option<PathBuf>) -> Source {
    path.map_or(Source::Embedded, Source::Folder)
}

/// Reads and seals a data folder. The notes are of both.
pub fn open(source: &Source) -> Result<(Atlas, Vec<Note>), ReadError> {
    let (draft, mut notes) = read_data_folder(source)?;
    let (atlas, more) = Atlas::seal(draft);
    notes.extend(more);
    Ok((atlas, notes))
}
