//! `regions.geojson`: boundaries, names and levels of regions.

use geojson::Feature;
use serde::Deserialize;

use super::{
    reading::{NamesByLanguage, Reading},
    records::{RawRecord, list_under, read_all},
    source::ReadError,
};
use crate::model::{
    Boundary, Country, Draft, Level, Names, Note, Place,
    draft::RegionDraft,
    geo::{self, Coord, LonLat, MultiPolygon},
};

#[derive(Deserialize)]
struct Properties {
    key: String,
    level: String,
    #[serde(default)]
    mission: bool,
    country: String,
    province_today: Option<String>,
    names: NamesByLanguage,
    also: Option<String>,
    #[serde(default)]
    variants: Vec<String>,
    boundary: String,
    members: Option<Vec<String>>,
    ring: Option<Ring>,
    label: Option<[f64; 2]>,
    #[serde(default)]
    precision_km: f64,
    #[serde(default)]
    source: String,
    #[serde(default)]
    licence: String,
    note: Option<String>,
}

#[derive(Deserialize)]
struct Ring {
    lon: f64,
    lat: f64,
    radius_km: f64,
}

/// Reads the regions into the draft.
pub fn read(
    place: &Place,
    text: &str,
    draft: &mut Draft,
    notes: &mut Vec<Note>,
) -> Result<(), ReadError> {
    let records = list_under(place, text, "features")?;
    draft.regions.extend(read_all(&records, notes, read_region));
    Ok(())
}

pub(super) fn read_region(
    record: &RawRecord<'_>,
    notes: &mut Vec<Note>,
) -> Result<RegionDraft, Note> {
    let (properties, geometry) = read_feature::<Properties>(record)?;
    let shape = polygons(geometry).map_err(|why| record.left_out(&record.place, &why))?;
    let mut reading = Reading::new(&record.place, notes);
    let level = reading.word(&Level::ALL, ("level", &properties.level), Level::Area);
    let boundary = match (properties.boundary.as_str(), properties.ring) {
        ("ring", Some(ring)) => Boundary::Ring {
            centre: Coord {
                x: ring.lon,
                y: ring.lat,
            },
            radius_km: ring.radius_km,
        },
        ("union", _) => Boundary::Union,
        ("polygon", _) => Boundary::Outline,
        (other, _) => {
            let what = "not a known boundary, or a ring without centre; taken as an outline";
            reading.doubt(other, what);
            Boundary::Outline
        }
    };
    let mut names = Names::from(properties.names);
    names.also = properties.also;
    names.variants = properties.variants;
    Ok(RegionDraft {
        place: record.place.clone(),
        key: properties.key,
        level,
        mission: properties.mission,
        country: Country::from_code(&properties.country),
        province: properties.province_today,
        names,
        boundary,
        shape: shape.into(),
        label: properties.label.map(|[x, y]| Coord { x, y }),
        members: properties.members.unwrap_or_default(),
        precision_km: properties.precision_km,
        source: properties.source,
        licence: properties.licence,
        note: properties.note.unwrap_or_default(),
    })
}

/// The properties and the geometry of a feature.
pub fn read_feature<P: serde::de::DeserializeOwned>(
    record: &RawRecord<'_>,
) -> Result<(P, ::geo::Geometry), Note> {
    let fail = |why: &str| record.left_out(&record.place, why);
    let feature: Feature = record.read()?;
    let properties = serde_json::Value::Object(feature.properties.unwrap_or_default());
    let properties = serde_json::from_value(properties).map_err(|e| fail(&e.to_string()))?;
    let geometry = feature.geometry.ok_or_else(|| fail("it has no geometry"))?;
    let geometry = ::geo::Geometry::try_from(geometry).map_err(|e| fail(&e.to_string()))?;
    Ok((properties, geometry))
}

/// The geometry as polygons, every position checked.
pub fn polygons(geometry: ::geo::Geometry) -> Result<MultiPolygon, String> {
    let shape = match geometry {
        ::geo::Geometry::Polygon(polygon) => MultiPolygon(vec![polygon]),
        ::geo::Geometry::MultiPolygon(polygons) => polygons,
        _ => return Err("its geometry is not a polygon".to_owned()),
    };
    for ring in rings(&shape) {
        if ring.0.len() < 4 {
            return Err("a ring has fewer than four positions".to_owned());
        }
        check_positions(&ring.0)?;
    }
    Ok(shape)
}

fn rings(shape: &MultiPolygon) -> impl Iterator<Item = &geo::LineString> {
    let rings =
        |polygon| std::iter::once(geo::Polygon::exterior(polygon)).chain(polygon.interiors());
    shape.iter().flat_map(rings)
}

/// Whether every position lies on the earth.
pub fn check_positions(positions: &[LonLat]) -> Result<(), String> {
    match positions.iter().find(|at| !geo::on_the_map(**at)) {
        Some(at) => Err(format!(
            "longitude {}, latitude {} is not a position in degrees (EPSG:4326)",
            at.x, at.y
        )),
        None => Ok(()),
    }
}
