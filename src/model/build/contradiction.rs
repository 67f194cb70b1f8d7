//! Rows that state a position and name a place that lies elsewhere. The position is kept, and the
//! contradiction is told.

use super::naming::Naming;
use crate::{
    model::{
        draft::SiteDraft,
        gazetteer::Resolution,
        geo::{self, LonLat, distance_km},
        names::Language,
        note::{Note, Place, Severity},
        places::Places,
        region::{RegionId, SettlementId},
    },
    words::notes::resolve,
};

/// How far a position may lie outside the region it is said to lie in, in kilometres: borders are
/// drawn as closely as that.
const BESIDE_A_REGION_KM: f64 = 3.0;

/// How far it may lie from the settlement it is said to lie at, in kilometres: people name the nearest
/// village.
pub(super) const BESIDE_A_SETTLEMENT_KM: f64 = 15.0;

/// The places a row may name beside its position.
#[derive(Clone, Debug, Default)]
pub(super) struct Named {
    regions: Vec<RegionId>,
    settlements: Vec<SettlementId>,
}

impl Named {
    /// What a row names; nothing where no place of that name is known.
    pub fn of(places: &Places, site: &SiteDraft) -> Self {
        let gazetteer = &places.gazetteer;
        let (region, settlement) = (name_of(&site.region), name_of(&site.settlement));
        let regions = |name: &str| all(gazetteer.region_with_kind(name));
        match (region, settlement) {
            (Some(region), None) => Self {
                regions: regions(&region),
                ..Self::default()
            },
            (Some(region), Some(name)) => {
                let regions = regions(&region);
                let found = gazetteer.settlement(&name, |id| {
                    let of = places.settlements[id].region;
                    of.is_some_and(|of| regions.contains(&of))
                });
                match all(found) {
                    known if known.is_empty() => Self {
                        regions,
                        ..Self::default()
                    },
                    settlements => Self {
                        settlements,
                        ..Self::default()
                    },
                }
            }
            (None, Some(name)) => {
                let own = Self {
                    regions: regions(&name),
                    settlements: gazetteer.settlements(&name),
                };
                match name_of(&site.within) {
                    // Where the name is not known, the region beside it may be.
                    Some(within) if !own.is_known() => Self {
                        regions: regions(&within),
                        ..own
                    },
                    _ => own,
                }
            }
            (None, None) => Self::default(),
        }
    }

    /// Whether any place of that name is known.
    pub fn is_known(&self) -> bool {
        !self.regions.is_empty() || !self.settlements.is_empty()
    }

    /// Where a row with that position is counted, which is inside `found`; `None` where none of the
    /// places named is there, so that name and position contradict each other.
    ///
    /// A place that is there says which region it is: borders are drawn less closely than places are
    /// known, and a village beside one may lie on the wrong side of it.
    pub fn region_at(
        &self,
        places: &Places,
        at: LonLat,
        (found, precision_km): (Option<RegionId>, Option<f64>),
    ) -> Option<Option<RegionId>> {
        let off_km = precision_km.unwrap_or(0.0);
        let is_in = |id: &&RegionId| {
            let is_drawn = !places.regions[**id].shape.0.is_empty();
            found == Some(**id)
                || !is_drawn
                || lies_by(places, **id, at, off_km + BESIDE_A_REGION_KM)
        };
        let distance = |id: &SettlementId| {
            let settlement = &places.settlements[*id];
            let off_km = off_km + settlement.precision_km.unwrap_or(0.0);
            let away_km = settlement.at.map_or(0.0, |own| distance_km(own, at));
            let is_at = away_km <= off_km;
            (away_km <= off_km + BESIDE_A_SETTLEMENT_KM).then_some((away_km, is_at, *id))
        };
        let nearest = self.settlements.iter().filter_map(distance);
        let nearest = nearest.min_by(|(one, ..), (other, ..)| one.total_cmp(other));
        let nearest = nearest.map(|(_, is_at, id)| (is_at, places.settlements[id].region));
        let regions: Vec<RegionId> = self.regions.iter().filter(is_in).copied().collect();
        match (nearest, &regions[..]) {
            (None, []) => None,
            (Some((true, own)), _) => Some(own.or(found)),
            (_, named) if found.is_some_and(|found| named.contains(&found)) => Some(found),
            (Some((_, Some(region))), _) => Some(Some(region)),
            (_, [region]) => Some(Some(*region)),
            _ => Some(found),
        }
    }
}

impl Naming {
    /// Tells that the position a row states lies elsewhere than the place it names.
    pub(super) fn contradiction(
        &mut self,
        places: &Places,
        place: &Place,
        (site, found): (&SiteDraft, Option<RegionId>),
        rows: u64,
    ) {
        let parts = [&site.region, &site.settlement];
        let parts: Vec<&str> = parts
            .into_iter()
            .filter_map(|name| name.as_deref())
            .collect();
        let what = match site.region {
            Some(_) => resolve::position_elsewhere_in_region(),
            None => resolve::position_elsewhere(),
        };
        let lies_in = found.map(|id| places.regions[id].names.get(Language::English));
        let note = Note::new(Severity::Remark, place, parts.join("/"), what);
        self.notes.push(Note {
            hint: resolve::lies_in(lies_in),
            rows,
            ..note
        });
    }
}

/// A name that says something.
fn name_of(text: &Option<String>) -> Option<String> {
    let text = text.as_deref().map(str::trim);
    text.filter(|text| !text.is_empty()).map(str::to_owned)
}

/// Whether a position lies in a region, or so near to it.
pub(super) fn lies_by(places: &Places, region: RegionId, at: LonLat, km: f64) -> bool {
    let region = &places.regions[region];
    let near = [km / 3.0, km].into_iter();
    near.flat_map(|km| around(at, km))
        .any(|at| region.contains(at))
}

fn all<T>(found: Resolution<T>) -> Vec<T> {
    match found {
        Resolution::None => Vec::new(),
        Resolution::One(one) => vec![one],
        Resolution::Many(many) => many,
    }
}

/// A position and eight around it, so far away.
fn around(at: LonLat, km: f64) -> impl Iterator<Item = LonLat> {
    std::iter::once(at).chain(geo::around(at, km, 8))
}
