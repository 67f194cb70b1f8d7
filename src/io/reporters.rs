//! `reporters.json`: who makes statements.

use std::sync::LazyLock;

use serde::Deserialize;

use super::{
    format::{Read, Reader, SourceFile},
    notes::{NamesByLanguage, Notes},
    records::{self, RawRecord, list},
    source::{ReadError, Source},
};
use crate::{
    model::{
        Budget, Draft, Names, Note, NoteLog, Party, Place, draft::ReporterDraft,
        report::REPORTER_COLORS,
    },
    words::notes::reading,
};

/// Lists of reporters.
pub struct ReportersJson;

impl Reader for ReportersJson {
    fn name(&self) -> &'static str {
        "reporters.json"
    }

    fn sniff(&self, file: &SourceFile<'_>) -> Result<bool, ReadError> {
        Ok(file.starts_with(b"["))
    }

    fn read(&self, file: &SourceFile<'_>) -> Result<Read, ReadError> {
        Read::of_json(file, |text, draft, notes| {
            read(&file.place, text, file.budget, draft, notes)
        })
    }
}

#[derive(Deserialize)]
struct ReporterFile {
    key: String,
    names: NamesByLanguage,
    /// What else it is called, in any language.
    #[serde(default)]
    variants: Vec<String>,
    short: String,
    side: Option<String>,
    letter: String,
    /// Which colour of the palette it has, from 1.
    color: Option<u8>,
    note: Option<String>,
    /// What sort of body it is; in the files, and not shown.
    #[serde(rename = "kind")]
    _kind: Option<serde_json::Value>,
}

/// Reads the reporters into the draft.
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
    let all = records::read_all(&records, within, notes, read_reporter)?;
    draft.reporters.extend(all);
    Ok(())
}

fn read_reporter(record: &RawRecord<'_>, notes: &mut NoteLog) -> Result<ReporterDraft, Note> {
    let file: ReporterFile = record.read_whole(notes)?;
    let color = file.color.and_then(|number| {
        let color = palette_color(number);
        if color.is_none() {
            let mut notes = Notes::new(&record.place, notes);
            let most = u32::from(REPORTER_COLORS);
            notes.doubt(&number.to_string(), reading::no_such_color(most));
        }
        color
    });
    let color = color.or_else(|| shipped_color(&file.key));
    let rank = shipped_rank(&file.key);
    let mut names = Names::from(file.names);
    names.variants = file.variants;
    Ok(ReporterDraft {
        place: record.place.clone(),
        key: file.key,
        names,
        short: file.short,
        side: file.side.as_deref().and_then(side),
        letter: file.letter,
        color,
        rank,
        note: file.note.unwrap_or_default(),
    })
}

/// A colour of the palette by its number in a file, from 1; `None` where there is none.
pub fn palette_color(number: u8) -> Option<u8> {
    (1..=REPORTER_COLORS).contains(&number).then(|| number - 1)
}

/// The reporters that come with the program, in the order of lists.
static SHIPPED: LazyLock<Vec<ReporterFile>> = LazyLock::new(|| {
    let bytes = Source::Embedded.bytes("reporters.json");
    let read = bytes
        .ok()
        .and_then(|bytes| serde_json::from_slice(&bytes).ok());
    read.unwrap_or_default()
});

/// The colour of a reporter that comes with the program: it keeps it in files that do not say.
pub fn shipped_color(key: &str) -> Option<u8> {
    let shipped = SHIPPED.iter().find(|shipped| shipped.key == key)?;
    palette_color(shipped.color?)
}

/// The place of a reporter among those that come with the program: it keeps it in every file.
pub fn shipped_rank(key: &str) -> Option<u16> {
    let at = SHIPPED.iter().position(|shipped| shipped.key == key)?;
    u16::try_from(at).ok()
}

/// The side of a reporter, where it is one of those that fight.
fn side(word: &str) -> Option<Party> {
    let known = Party::ALL.iter().find(|(_, known)| *known == word);
    known.map(|(party, _)| *party)
}
