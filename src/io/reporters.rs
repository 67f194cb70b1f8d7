//! `reporters.json`: who makes statements.

use serde::Deserialize;

use super::{records::list, regions::NamesByLanguage, source::ReadError};
use crate::model::{Draft, Note, Place, draft::ReporterDraft};

#[derive(Deserialize)]
struct ReporterFile {
    key: String,
    names: NamesByLanguage,
    short: String,
    letter: String,
    note: Option<String>,
}

/// Reads the reporters into the draft.
pub fn read(
    place: &Place,
    text: &str,
    draft: &mut Draft,
    notes: &mut Vec<Note>,
) -> Result<(), ReadError> {
    for record in list(place, text)? {
        match record.read::<ReporterFile>() {
            Ok(file) => draft.reporters.push(ReporterDraft {
                place: record.place,
                key: file.key,
                names: file.names.into(),
                short: file.short,
                letter: file.letter,
                note: file.note.unwrap_or_default(),
            }),
            Err(note) => notes.push(note),
        }
    }
    Ok(())
}
