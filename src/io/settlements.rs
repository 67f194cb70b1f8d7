//! `settlements.csv`: villages, towns and heights, with positions and names.

use serde::Deserialize;

use super::{reading::Reading, source::ReadError};
use crate::{
    model::{
        Country, Draft, Language, Names, Note, Place, Severity, draft::SettlementDraft, geo::Coord,
    },
    words::notes::reading,
};

#[derive(Deserialize)]
struct Row {
    key: String,
    name_en: String,
    #[serde(default)]
    name_az: String,
    #[serde(default)]
    name_hy: String,
    #[serde(default)]
    name_ru: String,
    #[serde(default)]
    name_tr: String,
    /// Separated by `|`.
    #[serde(default)]
    variants: String,
    #[serde(default)]
    region_key: String,
    #[serde(default)]
    country: String,
    lon: Option<f64>,
    lat: Option<f64>,
    coord_precision_km: Option<f64>,
    #[serde(default)]
    coord_source: String,
    population: Option<u32>,
    #[serde(default)]
    note: String,
}

/// Reads the settlements into the draft.
pub fn read(
    place: &Place,
    text: &str,
    draft: &mut Draft,
    notes: &mut Vec<Note>,
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
    for row in rows.records() {
        let read = row.and_then(|row| {
            let line = row.position().map_or(0, |at| at.line() as u32);
            row.deserialize(Some(&headers)).map(|row| (line, row))
        });
        match read {
            Ok((line, row)) => {
                let settlement = settlement(&place.at_line(line), row, notes);
                draft.settlements.push(settlement);
            }
            Err(error) => notes.push(unreadable(place, &error)),
        }
    }
    Ok(())
}

pub(super) fn unreadable(place: &Place, error: &csv::Error) -> Note {
    let line = error.position().map_or(0, |at| at.line() as u32);
    let what = reading::row_skipped(error);
    Note::new(Severity::Error, &place.at_line(line), "", what)
}

fn settlement(place: &Place, row: Row, notes: &mut Vec<Note>) -> SettlementDraft {
    let mut reading = Reading::new(place, notes);
    let at = match (row.lon, row.lat) {
        (Some(x), Some(y)) => Some(Coord { x, y }),
        (None, None) => None,
        _ => {
            reading.doubt(&row.key, reading::half_a_position());
            None
        }
    };
    let mut names = Names::default();
    let columns = [
        row.name_en,
        row.name_az,
        row.name_hy,
        row.name_ru,
        row.name_tr,
    ];
    for (language, name) in Language::ALL.into_iter().zip(columns) {
        names.set(language, name);
    }
    names.variants = row
        .variants
        .split('|')
        .map(str::trim)
        .filter(|variant| !variant.is_empty())
        .map(str::to_owned)
        .collect();
    SettlementDraft {
        place: place.clone(),
        key: row.key,
        names,
        region: Some(row.region_key).filter(|key| !key.is_empty()),
        country: Country::from_code(&row.country),
        at,
        precision_km: row.coord_precision_km,
        population: row.population,
        source: row.coord_source,
        note: row.note,
    }
}
