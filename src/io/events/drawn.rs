//! The geometry that files show for a claim. It illustrates: what counts are the places
//! by name beside it, and a count is never split between its lines.

use geo::{Geometry, LineString, MultiLineString, MultiPoint, Point};

use super::RowCells;
use crate::model::{
    Field, Located, PositionBasis,
    draft::{ClaimDraft, SiteDraft},
    enum_names::word,
    geo::{Coord, LonLat},
};

/// Where a site is drawn; `None` where it has no place.
pub type Positions<'a> = &'a (dyn Fn(&SiteDraft) -> Option<Located> + Sync);

/// Puts where a claim is into the cells of its row, for programs that know no places by key. Of
/// several places none is taken for all: then there is no position.
pub fn locate(cells: &mut RowCells, claim: &ClaimDraft, positions: Positions<'_>) {
    let only = |sites: &[SiteDraft]| match sites {
        [site] => positions(site),
        _ => None,
    };
    let is_directed = !claim.origins.is_empty() || !claim.targets.is_empty();
    cells.put(Field::Directed, if is_directed { "yes" } else { "no" });
    let (from, at) = match is_directed {
        true => (only(&claim.origins), only(&claim.targets)),
        false => (None, only(&claim.places)),
    };
    if let Some(from) = from {
        cells.put_number(Field::OriginLon, from.at.x);
        cells.put_number(Field::OriginLat, from.at.y);
    }
    if let Some(at) = at {
        cells.put_number(Field::Lon, at.at.x);
        cells.put_number(Field::Lat, at.at.y);
        if let Some(km) = at.precision_km {
            cells.put_number(Field::PrecisionKm, km);
        }
        cells.put(Field::PositionBasis, word(&PositionBasis::ALL, at.basis));
    }
}

/// A line from origin to target; lines into a joint and out of it where there are several; points
/// where there is no direction. `None` where nothing has a place.
pub fn geometry(claim: &ClaimDraft, positions: Positions<'_>) -> Option<Geometry> {
    let all = |sites: &[SiteDraft]| -> Vec<LonLat> {
        let located = sites.iter().filter_map(positions);
        located.map(|located| located.at).collect()
    };
    let (origins, targets) = (all(&claim.origins), all(&claim.targets));
    let line = |from, to| LineString::new(vec![from, to]);
    match (&origins[..], &targets[..]) {
        ([], []) => points(all(&claim.places)),
        ([], ends) | (ends, []) => points(ends.to_vec()),
        ([origin], [target]) => Some(line(*origin, *target).into()),
        (origins, targets) => {
            let joint = (mean(origins) + mean(targets)) / 2.0;
            let incoming = origins.iter().map(|origin| line(*origin, joint));
            let outgoing = targets.iter().map(|target| line(joint, *target));
            Some(MultiLineString::new(incoming.chain(outgoing).collect()).into())
        }
    }
}

fn points(positions: Vec<LonLat>) -> Option<Geometry> {
    match positions[..] {
        [] => None,
        [at] => Some(Point(at).into()),
        _ => Some(MultiPoint::new(positions.into_iter().map(Point).collect()).into()),
    }
}

fn mean(positions: &[LonLat]) -> LonLat {
    let sum = positions
        .iter()
        .fold(Coord { x: 0.0, y: 0.0 }, |sum, at| sum + *at);
    sum / positions.len().max(1) as f64
}
