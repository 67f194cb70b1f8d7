//! `chronology.json`: dated events, for the flags of the timeline.

use serde::Deserialize;

use super::{
    format::{Read, Reader, SourceFile},
    notes::{NamesByLanguage, Notes},
    records::{self, RawRecord, list},
    source::ReadError,
};
use crate::{
    model::{Budget, Day, Draft, Event, EventKind, Note, NoteLog, Place},
    words::notes::reading,
};

/// Lists of dated events. Their name tells them from other lists.
pub struct ChronologyJson;

impl Reader for ChronologyJson {
    fn name(&self) -> &'static str {
        "chronology.json"
    }

    fn sniff(&self, file: &SourceFile<'_>) -> Result<bool, ReadError> {
        let name = file.path.file_name().unwrap_or_default().to_string_lossy();
        Ok(file.starts_with(b"[") && name.contains("chronology"))
    }

    fn read(&self, file: &SourceFile<'_>) -> Result<Read, ReadError> {
        Read::of_json(file, |text, draft, notes| {
            read(&file.place, text, file.budget, draft, notes)
        })
    }
}

#[derive(Deserialize)]
struct EventFile {
    key: String,
    date: String,
    /// The last day, included.
    end: Option<String>,
    kind: String,
    title: NamesByLanguage,
    #[serde(default)]
    detail: String,
    #[serde(default)]
    sources: Vec<String>,
    /// How closely the day is known; in the files, and not shown.
    #[serde(rename = "precision")]
    _precision: Option<serde_json::Value>,
}

/// Reads the chronology into the draft.
///
/// # Errors
///
/// Where the text is none of these, or the budget is spent.
pub fn read(
    place: &Place,
    text: &str,
    budget: &Budget,
    draft: &mut Draft,
    notes: &mut NoteLog,
) -> Result<(), ReadError> {
    let records = list(place, text)?;
    let within = (budget, records::shared);
    let all = records::read_all(&records, within, notes, read_event)?;
    draft.chronology.extend(all);
    Ok(())
}

fn read_event(record: &RawRecord<'_>, notes: &mut NoteLog) -> Result<Event, Note> {
    let file: EventFile = record.read_whole(notes)?;
    let day = Day::parse(&file.date)
        .map_err(|error| record.left_out(&record.place, &error.to_string()))?;
    let mut notes = Notes::new(&record.place, notes);
    Ok(Event {
        end: notes
            .day(file.end.as_deref())
            .filter(|last| *last > day)
            .map(|last| last.plus(1)),
        kind: notes.word(
            &EventKind::ALL,
            (reading::event_kind(), &file.kind),
            EventKind::Other,
        ),
        key: file.key.into(),
        day,
        names: file.title.into(),
        detail: file.detail,
        sources: file.sources,
    })
}
