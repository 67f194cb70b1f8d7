//! Shapes of a person's own files: areas, lines and places that are no claims.

use std::sync::Arc;

use geo::{Area as _, BooleanOps as _, CoordsIter as _, Validation as _};

use super::{
    notes::Notes,
    outlines::{label_of, lines, polygons},
};
use crate::{
    model::{
        Budget, Country, Dated, Draft, Extra, Line, LineKind, Names, Stopped, Zone, ZoneKind,
        budget::{limits, room},
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
            series: 0,
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
            series: 0,
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
    (budget, notes): (&Budget, &mut Notes<'_>),
    about: About,
    geometry: geo::Geometry,
) -> Result<Result<(), String>, Stopped> {
    use geo::Geometry as G;
    let positions = geometry.coords_count() as u64;
    let shapes = match &geometry {
        G::MultiPoint(points) => points.len() as u64,
        G::GeometryCollection(_) => 0,
        _ => 1,
    };
    budget.take_bytes(shapes * room::SHAPE + positions * room::POSITION)?;
    match geometry {
        G::Polygon(_) | G::MultiPolygon(_) => {
            let zone = match polygons(geometry) {
                Ok(shape) => about.zone(ZoneKind::Other, repaired(shape, budget, notes)?),
                Err(why) => Err(why),
            };
            return Ok(zone.map(|zone| draft.zones.push(zone)));
        }
        G::LineString(_) | G::MultiLineString(_) => {
            let line = lines(geometry).map(|course| about.line(LineKind::Other, course));
            return Ok(line.map(|line| draft.lines.push(line)));
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
                if let Err(why) = add(draft, (budget, notes), about, part)? {
                    return Ok(Err(why));
                }
            }
        }
        _ => return Ok(Err(formats::unknown_geometry().to_owned())),
    }
    Ok(Ok(()))
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

/// The shape without self-intersections, with a note where there were any.
fn repaired(
    shape: MultiPolygon,
    budget: &Budget,
    notes: &mut Notes<'_>,
) -> Result<MultiPolygon, Stopped> {
    let corners = shape.coords_count();
    let is_short = corners <= limits::CHECKED_CORNERS;
    if is_short {
        budget.step((corners * corners / 2) as u64)?;
    }
    if is_short && shape.is_valid() {
        return Ok(shape);
    }
    match crossings(&shape, budget)? {
        Crossings::None if !is_short => return Ok(shape),
        Crossings::Some if corners > limits::MENDED_CORNERS => {
            notes.doubt("", formats::polygon_crosses_itself_often());
            return Ok(shape);
        }
        Crossings::TooMany => {
            notes.doubt("", formats::polygon_crosses_itself_often());
            return Ok(shape);
        }
        Crossings::None | Crossings::Some => {}
    }
    let sound = shape.union(&MultiPolygon::new(Vec::new()));
    let (before, after) = (shape.unsigned_area(), sound.unsigned_area());
    let same = sound.0.len() == shape.0.len() && (before - after).abs() <= before * 1e-9;
    if same || sound.0.is_empty() {
        return Ok(shape);
    }
    notes.doubt("", formats::polygon_crosses_itself());
    Ok(sound)
}
