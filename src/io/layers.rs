//! `zones.geojson` and `lines.geojson`: dated areas and lines.

use serde::Deserialize;

use super::{
    reading::{NamesByLanguage, Reading},
    records::{RawRecord, list_under, read_all},
    regions::{check_positions, polygons, read_feature},
    source::ReadError,
};
use crate::model::{
    Dated, Draft, Extra, Line, LineKind, Note, Place, Zone, ZoneKind,
    geo::{LonLat, MultiLineString, MultiPolygon},
};

#[derive(Deserialize)]
struct Properties {
    key: String,
    kind: String,
    names: NamesByLanguage,
    valid_from: Option<String>,
    valid_to: Option<String>,
    #[serde(default)]
    precision_km: f64,
    #[serde(default)]
    source: String,
    #[serde(default)]
    licence: String,
    note: Option<String>,
}

/// Reads the zones into the draft.
pub fn read_zones(
    place: &Place,
    text: &str,
    draft: &mut Draft,
    notes: &mut Vec<Note>,
) -> Result<(), ReadError> {
    let records = list_under(place, text, "features")?;
    draft.zones.extend(read_all(&records, notes, read_zone));
    Ok(())
}

/// Reads the lines into the draft.
pub fn read_lines(
    place: &Place,
    text: &str,
    draft: &mut Draft,
    notes: &mut Vec<Note>,
) -> Result<(), ReadError> {
    let records = list_under(place, text, "features")?;
    draft.lines.extend(read_all(&records, notes, read_line));
    Ok(())
}

pub(super) fn read_zone(record: &RawRecord<'_>, notes: &mut Vec<Note>) -> Result<Zone, Note> {
    let fail = |why: &str| record.left_out(&record.place, why);
    let (properties, geometry) = read_feature::<Properties>(record)?;
    let shape = polygons(geometry).map_err(|why| fail(&why))?;
    let label = label_of(&shape).ok_or_else(|| fail("its polygon has no inside"))?;
    let mut reading = Reading::new(&record.place, notes);
    Ok(Zone {
        kind: reading.word(
            &ZoneKind::ALL,
            ("kind of zone", &properties.kind),
            ZoneKind::Other,
        ),
        dated: dated(&mut reading, &properties),
        key: properties.key.into(),
        file: None,
        names: properties.names.into(),
        shape: shape.into(),
        label,
        precision_km: properties.precision_km,
        source: properties.source,
        licence: properties.licence,
        note: properties.note.unwrap_or_default(),
        extra: Extra::default(),
    })
}

pub(super) fn read_line(record: &RawRecord<'_>, notes: &mut Vec<Note>) -> Result<Line, Note> {
    let (properties, geometry) = read_feature::<Properties>(record)?;
    let shape = lines(geometry).map_err(|why| record.left_out(&record.place, &why))?;
    let mut reading = Reading::new(&record.place, notes);
    Ok(Line {
        kind: reading.word(
            &LineKind::ALL,
            ("kind of line", &properties.kind),
            LineKind::Other,
        ),
        dated: dated(&mut reading, &properties),
        key: properties.key.into(),
        file: None,
        names: properties.names.into(),
        shape: shape.into(),
        precision_km: properties.precision_km,
        source: properties.source,
        licence: properties.licence,
        note: properties.note.unwrap_or_default(),
        extra: Extra::default(),
    })
}

fn dated(reading: &mut Reading<'_>, properties: &Properties) -> Dated {
    Dated {
        from: reading.day(properties.valid_from.as_deref()),
        end: reading.day(properties.valid_to.as_deref()),
    }
}

pub(super) fn label_of(shape: &MultiPolygon) -> Option<LonLat> {
    use ::geo::InteriorPoint as _;
    shape.interior_point().map(|point| point.0)
}

pub(super) fn lines(geometry: ::geo::Geometry) -> Result<MultiLineString, String> {
    let shape = match geometry {
        ::geo::Geometry::LineString(line) => MultiLineString(vec![line]),
        ::geo::Geometry::MultiLineString(lines) => lines,
        _ => return Err("its geometry is not a line".to_owned()),
    };
    for line in &shape {
        if line.0.len() < 2 {
            return Err("a line has fewer than two positions".to_owned());
        }
        check_positions(&line.0)?;
    }
    Ok(shape)
}
