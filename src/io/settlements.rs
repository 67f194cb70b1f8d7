//! `settlements.csv`: villages, towns and heights, with positions and names.

use serde_json::{Map, Value};

use super::{ground, notes::Notes, source::ReadError};
use crate::{
    model::{
        Budget, Draft, Language, Note, NoteLog, Place, Severity,
        budget::{Held, room},
        draft::SettlementDraft,
    },
    words::notes::reading,
};

/// Reads the settlements into the draft.
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
    let mut rows = csv::Reader::from_reader(text.as_bytes());
    let headers = rows.headers().map_err(|error| ReadError::Format {
        place: place.at_line(1),
        what: error.to_string(),
    })?;
    for column in ["key", "name_en", "lon", "lat"] {
        if !headers.iter().any(|header| header == column) {
            return Err(ReadError::Format {
                place: place.at_line(1),
                what: reading::column_missing(column),
            });
        }
    }
    let headers = headers.clone();
    let mut held = Held::of(room::SHAPE);
    for row in rows.records() {
        budget.step(1)?;
        held.are(draft.settlements.len(), budget)?;
        match row {
            Ok(row) => {
                let line = row.position().map_or(0, |at| at.line() as u32);
                let settlement = settlement(&place.at_line(line), cells_of(&headers, &row), notes);
                draft.settlements.push(settlement);
            }
            Err(error) => notes.push(unreadable(place, &error)),
        }
    }
    Ok(())
}

/// Whether a column of that heading is read.
pub fn reads(heading: &str) -> bool {
    const OTHERS: [&str; 10] = [
        "key",
        "variants",
        "region_key",
        "country",
        "lon",
        "lat",
        "coord_precision_km",
        "coord_source",
        "population",
        "note",
    ];
    let language = heading.strip_prefix("name_");
    let is_name = |code: &str| Language::ALL.iter().any(|known| known.code() == code);
    language.is_some_and(is_name) || OTHERS.contains(&heading)
}

/// The cells under the headings that other tables have.
fn cells_of(headers: &csv::StringRecord, row: &csv::StringRecord) -> Map<String, Value> {
    let cells = headers
        .iter()
        .zip(row)
        .map(|(heading, cell)| (heading, cell.trim()));
    let cells = cells.filter(|(_, cell)| !cell.is_empty());
    let cells = cells.map(|(heading, cell)| match heading {
        "name_en" => ("name", cell.into()),
        "coord_precision_km" => ("precision_km", cell.into()),
        "coord_source" => ("source", cell.into()),
        "variants" => {
            let variants = cell.split('|').map(str::trim);
            (heading, variants.filter(|name| !name.is_empty()).collect())
        }
        _ => (heading, cell.into()),
    });
    cells
        .map(|(heading, cell): (&str, Value)| (heading.to_owned(), cell))
        .collect()
}

fn unreadable(place: &Place, error: &csv::Error) -> Note {
    let line = error.position().map_or(0, |at| at.line() as u32);
    let what = reading::row_skipped(error);
    Note::new(Severity::Error, &place.at_line(line), "", what)
}

fn settlement(place: &Place, cells: Map<String, Value>, notes: &mut NoteLog) -> SettlementDraft {
    let mut notes = Notes::new(place, notes);
    let at = ground::pair(&cells, ("lon", "lat"), &mut notes);
    if at.is_none() && (cells.contains_key("lon") || cells.contains_key("lat")) {
        let key = cells.get("key").and_then(Value::as_str).unwrap_or_default();
        notes.doubt(key, reading::half_a_position());
    }
    ground::settlement(&cells, at, &mut notes)
}
