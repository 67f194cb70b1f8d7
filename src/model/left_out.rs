//! Settlements that the drawn outline of their region leaves out.
//!
//! Borders are drawn less closely than settlements are known: the outlines of Natural Earth put the
//! town of Lachin into Shusha. A position at such a settlement counts where the settlement does.

use super::{
    geo::{LineString, LonLat, MultiPolygon, Polygon, around},
    places::Places,
    region::{Region, RegionId, Settlement},
};

/// How far around a settlement positions are taken to be at it, where its own may be off by nothing
/// or by more, in kilometres.
const LEAST_KM: f64 = 0.5;
const MOST_KM: f64 = 2.0;

/// How far from the box around its region a settlement may lie, in degrees: what lies farther off is
/// no fault of an outline.
const BESIDE_DEG: f64 = 0.1;

/// So many are looked at: a file may state any number.
const MOST: usize = 1000;

/// Where positions count to another region than the one whose outline they lie in, in the order of
/// the settlements.
pub fn areas(places: &Places) -> Vec<(MultiPolygon, RegionId)> {
    let settlements = places.settlements().rows().iter();
    let left_out = settlements.filter_map(|settlement| {
        let (at, id) = (settlement.at?, settlement.region?);
        let region = &places.regions()[id];
        is_left_out(region, at).then(|| (area(settlement, at), id))
    });
    left_out.take(MOST).collect()
}

fn is_left_out(region: &Region, at: LonLat) -> bool {
    let (low, high) = (region.bounds.min(), region.bounds.max());
    let is_beside = (low.x - BESIDE_DEG..=high.x + BESIDE_DEG).contains(&at.x)
        && (low.y - BESIDE_DEG..=high.y + BESIDE_DEG).contains(&at.y);
    let is_drawn = !region.shape.0.is_empty();
    region.level.tiles_the_land() && is_drawn && is_beside && !region.contains(at)
}

/// A ring around a settlement, as far off as its position may be.
fn area(settlement: &Settlement, at: LonLat) -> MultiPolygon {
    const CORNERS: u32 = 24;
    let km = settlement.precision_km.unwrap_or(LEAST_KM);
    let ring = around(at, km.clamp(LEAST_KM, MOST_KM), CORNERS).collect();
    MultiPolygon::new(vec![Polygon::new(LineString(ring), Vec::new())])
}
