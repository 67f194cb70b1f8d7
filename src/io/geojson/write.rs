//! Claims, zones and lines as GeoJSON.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::{DRAWN, GeoJson, plain, time};
use crate::{
    io::{
        Contents, Provenance, Reports, Writer,
        disk::{Target, write_whole},
        events::{Field, Positions, RowCells, geometry},
        features::FOREIGN,
        ground,
        stream::formed,
    },
    model::{
        Dated, Draft, Extra, Names,
        draft::{ClaimDraft, ReportDraft},
    },
};

impl Writer for GeoJson {
    fn extension(&self) -> &'static str {
        "geojson"
    }

    fn write(&self, target: &Target, contents: &Contents<'_>) -> io::Result<()> {
        let Contents {
            reports,
            shapes,
            positions,
            provenance,
            ..
        } = *contents;
        write_whole(target, |out| {
            write(out, shapes, reports, positions, provenance)
        })
    }
}

/// Writes reports, then the zones, lines and places of a draft, one feature a line. Foreign members are
/// written back where they were, and the properties of a person's own shapes as they were.
///
/// Reports come first since a file that begins with them is streamed where it is large.
///
/// # Errors
///
/// Where the disk says so, or a report cannot be had.
pub fn write(
    out: &mut dyn Write,
    shapes: &Draft,
    reports: &dyn Reports,
    positions: Positions<'_>,
    provenance: &Provenance,
) -> io::Result<()> {
    let provenance = serde_json::to_string(&provenance.lines())?;
    write!(
        out,
        "{{\"type\": \"FeatureCollection\", \"conformsTo\": [\"{}\"], \"provenance\": {provenance}, \"features\": [",
        time::CONFORMS_TO
    )?;
    let mut first = true;
    let rows = |reports: Vec<ReportDraft>| rows(&reports, positions);
    formed(reports, rows, |rows| {
        let rows = rows?;
        // Nothing is parted from what is not there.
        let parted = usize::from(!rows.is_empty() && std::mem::take(&mut first));
        out.write_all(&rows[parted..])
    })?;
    let mut feature = |feature: Value| -> io::Result<()> {
        out.write_all(if std::mem::take(&mut first) {
            b"\n"
        } else {
            b",\n"
        })?;
        Ok(serde_json::to_writer(&mut *out, &feature)?)
    };
    for zone in &shapes.zones {
        let own = own_properties(ground::zone_cells(zone), &zone.names);
        let properties = shape_properties(&zone.extra, zone.dated, own);
        let shape = geo::Geometry::from((*zone.shape).clone());
        feature(of(Some(&shape), properties, zone.dated))?;
    }
    for line in &shapes.lines {
        let own = own_properties(ground::line_cells(line), &line.names);
        let properties = shape_properties(&line.extra, line.dated, own);
        let shape = geo::Geometry::from((*line.shape).clone());
        feature(of(Some(&shape), properties, line.dated))?;
    }
    for place in &shapes.settlements {
        let own = ground::settlement_cells(place).into_iter();
        let own = own.filter(|(_, value)| !value.is_null());
        let own = own.map(|(heading, value)| (heading.to_owned(), value));
        let properties = shape_properties(&place.extra, Dated::default(), own.collect());
        let at = place.at.map(|at| geo::Geometry::from(geo::Point(at)));
        feature(of(at.as_ref(), properties, Dated::default()))?;
    }
    out.write_all(b"\n]}\n")
}

/// The features of reports, with a comma and a new line before each.
fn rows(reports: &[ReportDraft], positions: Positions<'_>) -> io::Result<Vec<u8>> {
    let mut text = Vec::new();
    let mut cells = RowCells::default();
    let mut feature = |report: &ReportDraft, claim: Option<&ClaimDraft>| {
        cells.fill(report, claim);
        text.extend(b",\n");
        row(&mut text, &cells, claim, positions)
    };
    for report in reports {
        if report.claims.is_empty() {
            feature(report, None)?;
        }
        for claim in &report.claims {
            feature(report, Some(claim))?;
        }
    }
    Ok(text)
}

fn of(geometry: Option<&geo::Geometry>, mut properties: Map<String, Value>, dated: Dated) -> Value {
    let geometry = geometry.map(geojson::Geometry::from);
    let foreign = properties
        .get(FOREIGN)
        .is_some_and(Value::is_object)
        .then(|| properties.shift_remove(FOREIGN));
    let feature = timed(properties, &geometry, time::of_dated(dated));
    with_members(feature, foreign.flatten())
}

/// The feature with the members that its file had beside its own.
fn with_members(mut feature: Value, members: Option<Value>) -> Value {
    if let (Some(Value::Object(members)), Some(feature)) = (members, feature.as_object_mut()) {
        for (key, value) in members {
            feature.entry(key).or_insert(value);
        }
    }
    feature
}

/// A feature with the time that other programs look for.
fn timed(
    properties: Map<String, Value>,
    geometry: &Option<geojson::Geometry>,
    time: Option<Value>,
) -> Value {
    let mut feature = json!({"type": "Feature", "properties": properties, "geometry": geometry});
    if let (Some(time), Some(feature)) = (time, feature.as_object_mut()) {
        feature.insert(time::TIME.to_owned(), time);
    }
    feature
}

/// Writes the feature of a row as it stands in the file, member by member.
fn row(
    text: &mut Vec<u8>,
    cells: &RowCells,
    claim: Option<&ClaimDraft>,
    positions: Positions<'_>,
) -> io::Result<()> {
    text.extend(b"{\"type\":\"Feature\",\"properties\":{");
    let start = text.len();
    // Names of fields are plain letters.
    let member = |text: &mut Vec<u8>, name: &str| {
        text.extend(if text.len() > start { ",\"" } else { "\"" }.as_bytes());
        text.extend(name.as_bytes());
        text.extend(b"\":");
    };
    let mut foreign = None;
    for (field, name, cell) in cells.iter().filter(|(_, _, cell)| !cell.is_empty()) {
        match field {
            // Numbers as numbers, flags as flags, the rest as text.
            Field::Total
            | Field::Count
            | Field::Rounds
            | Field::Killed
            | Field::Wounded
            | Field::LossesDenied
            | Field::Denied => {
                member(text, name);
                text.extend(cell.as_bytes());
            }
            Field::Other if plain::is_plain_object(cell, FOREIGN) => {
                member(text, name);
                text.extend(cell.as_bytes());
            }
            Field::Other => {
                let mut other = serde_json::from_str(cell).unwrap_or_else(|_| cell.into());
                if let Value::Object(other) = &mut other {
                    foreign = other.shift_remove(FOREIGN);
                }
                if other.as_object().is_none_or(|other| !other.is_empty()) {
                    member(text, name);
                    serde_json::to_writer(&mut *text, &other)?;
                }
            }
            _ => {
                member(text, name);
                serde_json::to_writer(&mut *text, cell)?;
            }
        }
    }
    let geometry = claim.and_then(|claim| geometry(claim, positions));
    if geometry.is_some() {
        member(text, DRAWN);
        text.extend(b"true");
    }
    text.extend(b"},\"geometry\":");
    plain::write_geometry(text, geometry.as_ref())?;
    let before = text.len();
    if let Some(claim) = claim {
        time::write_when(text, claim.when)?;
    }
    let has_time = text.len() > before;
    if let Some(Value::Object(foreign)) = foreign {
        // Not in the place of those that are there.
        let own = ["type", "properties", "geometry"];
        for (name, value) in foreign {
            if own.contains(&&*name) || has_time && name == time::TIME {
                continue;
            }
            text.push(b',');
            serde_json::to_writer(&mut *text, &name)?;
            text.push(b':');
            serde_json::to_writer(&mut *text, &value)?;
        }
    }
    text.push(b'}');
    Ok(())
}

/// What this program knows of a zone or a line.
fn own_properties(cells: ground::Cells, names: &Names) -> Map<String, Value> {
    let cells = cells.into_iter();
    let cells = cells.map(|(heading, value)| (heading.to_owned(), value));
    ground::nested(&cells.collect(), names)
}

/// What a file said of a shape; what this program knows of it where that was nothing.
fn shape_properties(extra: &Extra, dated: Dated, own: Map<String, Value>) -> Map<String, Value> {
    let kept = extra.properties.as_deref().map(serde_json::from_str);
    let mut properties = match kept {
        Some(Ok(Value::Object(kept))) => kept,
        _ => own,
    };
    for (key, day) in [("valid_from", dated.from), ("valid_to", dated.end)] {
        if let Some(day) = day {
            properties.insert(key.to_owned(), day.to_string().into());
        }
    }
    properties
}
