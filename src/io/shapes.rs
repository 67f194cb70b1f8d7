//! Shapes of a person's own files: areas, lines and places that are no claims.

use std::sync::Arc;

use geo::{Area as _, BooleanOps as _, CoordsIter as _, Validation as _};

use super::{
    notes::Notes,
    outlines::{label_of, lines, polygons},
};
use crate::{
    model::{
        Country, Dated, Draft, Extra, Line, LineKind, Names, Zone, ZoneKind,
        crossings::{Crossings, crossings},
        draft::SettlementDraft,
        geo::{LonLat, MultiLineString, MultiPolygon},
    },
    words::notes::formats,
};

/// What a file says of a shape, besides its geometry.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// Unique among the shapes of its file.
    pub key: String,
    pub names: Names,
    pub dated: Dated,
    pub precision_km: Option<f64>,
    pub source: String,
    pub licence: String,
    pub note: String,
    pub extra: Extra,
}

impl About {
    /// The zone of this outline.
    ///
    /// # Errors
    ///
    /// Why it cannot be drawn.
    pub fn zone(self, kind: ZoneKind, shape: MultiPolygon) -> Result<Zone, String> {
        let label = label_of(&shape).ok_or(formats::polygon_without_inside())?;
        Ok(Zone {
            key: self.key.into(),
            file: None,
            kind,
            names: self.names,
            dated: self.dated,
            shape: shape.into(),
            label,
            precision_km: self.precision_km.unwrap_or(0.0),
            source: self.source,
            licence: self.licence,
            note: self.note,
            extra: self.extra,
        })
    }

    /// The line of this course.
    pub fn line(self, kind: LineKind, shape: MultiLineString) -> Line {
        Line {
            key: self.key.into(),
            file: None,
            kind,
            names: self.names,
            dated: self.dated,
            shape: Arc::new(shape),
            precision_km: self.precision_km.unwrap_or(0.0),
            source: self.source,
            licence: self.licence,
            note: self.note,
            extra: self.extra,
        }
    }
}

/// Puts a shape into the draft: polygons as a zone, lines as a line, points as places by name.
///
/// # Errors
///
/// Why it cannot be drawn.
pub fn add(
    draft: &mut Draft,
    notes: &mut Notes<'_>,
    about: About,
    geometry: geo::Geometry,
) -> Result<(), String> {
    use geo::Geometry as G;
    match geometry {
        G::Polygon(_) | G::MultiPolygon(_) => {
            let shape = repaired(polygons(geometry)?, notes);
            draft.zones.push(about.zone(ZoneKind::Other, shape)?);
        }
        G::LineString(_) | G::MultiLineString(_) => {
            draft
                .lines
                .push(about.line(LineKind::Other, lines(geometry)?));
        }
        G::Point(point) => draft.settlements.push(place(notes, about, point.0)),
        G::MultiPoint(points) => {
            for (index, point) in points.into_iter().enumerate() {
                let about = About {
                    key: format!("{}-{index}", about.key),
                    ..about.clone()
                };
                draft.settlements.push(place(notes, about, point.0));
            }
        }
        G::GeometryCollection(parts) => {
            for (index, part) in parts.into_iter().enumerate() {
                let about = About {
                    key: format!("{}-{index}", about.key),
                    ..about.clone()
                };
                add(draft, notes, about, part)?;
            }
        }
        _ => return Err(formats::unknown_geometry().to_owned()),
    }
    Ok(())
}

fn place(notes: &Notes<'_>, about: About, at: LonLat) -> SettlementDraft {
    SettlementDraft {
        place: notes.place.clone(),
        key: about.key,
        names: about.names,
        region: None,
        country: Country::Other,
        at: Some(at),
        precision_km: about.precision_km,
        population: None,
        source: about.source,
        note: about.note,
        extra: about.extra,
    }
}

/// Checking a ring against itself in every way grows with the square of its length: of longer ones
/// only crossings are looked for.
const LARGEST_CHECKED: usize = 2_000;

/// The shape without self-intersections, with a note where there were any.
fn repaired(shape: MultiPolygon, notes: &mut Notes<'_>) -> MultiPolygon {
    if shape.coords_count() <= LARGEST_CHECKED && shape.is_valid() {
        return shape;
    }
    match crossings(&shape) {
        Crossings::None if shape.coords_count() > LARGEST_CHECKED => return shape,
        Crossings::TooMany => {
            notes.doubt("", formats::polygon_crosses_itself_often());
            return shape;
        }
        Crossings::None | Crossings::Some => {}
    }
    let sound = shape.union(&MultiPolygon::new(Vec::new()));
    let (before, after) = (shape.unsigned_area(), sound.unsigned_area());
    let same = sound.0.len() == shape.0.len() && (before - after).abs() <= before * 1e-9;
    if same || sound.0.is_empty() {
        return shape;
    }
    notes.doubt("", formats::polygon_crosses_itself());
    sound
}
