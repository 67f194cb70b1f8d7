//! Places: regions, settlements, zones and lines, with the names they go by and where they lie.
//!
//! Datasets are resolved against places, and places know nothing of datasets.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Arc, OnceLock},
};

use super::{
    draft::SiteDraft,
    gazetteer::{Gazetteer, Resolution},
    geo::{self, LonLat, MultiPolygon},
    locator::{IN_NONE, Locator},
    region::{Region, RegionId, Settlement, SettlementId},
    report::Site,
    table::{Id, Table},
    zone::{Line, LineId, Zone, ZoneId},
};

/// Every place that is known. Made by [`Places::build`], and never changed.
#[derive(Clone, Debug, Default)]
pub struct Places {
    pub(super) regions: Table<RegionId, Region>,
    pub(super) settlements: Table<SettlementId, Settlement>,
    pub(super) zones: Table<ZoneId, Zone>,
    pub(super) lines: Table<LineId, Line>,
    pub(super) gazetteer: Gazetteer,
    pub(super) keys: Keys,
    /// Where positions count to another region than the one whose outline they lie in.
    pub(super) left_out: Vec<(MultiPolygon, RegionId)>,
    /// Made when first asked for, which is after the regions are all there.
    pub(super) locator: OnceLock<Locator>,
}

/// Which place has which key; of two with one key, the first.
#[derive(Clone, Debug, Default)]
pub(super) struct Keys {
    pub(super) regions: HashMap<Arc<str>, RegionId>,
    pub(super) settlements: HashMap<Arc<str>, SettlementId>,
    pub(super) zones: HashMap<Arc<str>, ZoneId>,
    pub(super) lines: HashMap<Arc<str>, LineId>,
}

/// Enters a key, unless an earlier place has it.
pub(super) fn enter_key<K: Eq + Hash, I: Id>(keys: &mut HashMap<K, I>, key: K, id: I) {
    keys.entry(key).or_insert(id);
}

impl Places {
    /// Districts, raions, areas and provinces.
    pub fn regions(&self) -> &Table<RegionId, Region> {
        &self.regions
    }

    /// Villages, towns and heights.
    pub fn settlements(&self) -> &Table<SettlementId, Settlement> {
        &self.settlements
    }

    /// Areas that hold from a day to a day.
    pub fn zones(&self) -> &Table<ZoneId, Zone> {
        &self.zones
    }

    /// Lines that hold from a day to a day.
    pub fn lines(&self) -> &Table<LineId, Line> {
        &self.lines
    }

    /// Which place a spelling may mean.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// The region with exactly that key.
    pub fn region_by_key(&self, key: &str) -> Option<RegionId> {
        self.keys.regions.get(key).copied()
    }

    /// The settlement with exactly that key.
    pub fn settlement_by_key(&self, key: &str) -> Option<SettlementId> {
        self.keys.settlements.get(key).copied()
    }

    /// The zone with exactly that key.
    pub fn zone_by_key(&self, key: &str) -> Option<ZoneId> {
        self.keys.zones.get(key).copied()
    }

    /// The line with exactly that key.
    pub fn line_by_key(&self, key: &str) -> Option<LineId> {
        self.keys.lines.get(key).copied()
    }

    /// The settlement of that key or name inside a region.
    pub fn settlement_in(&self, region: RegionId, name: &str) -> Resolution<SettlementId> {
        self.gazetteer
            .settlement(name, |id| self.settlements[id].region == Some(region))
    }

    /// The district or raion at a position: that of a settlement there which the outline of its
    /// region leaves out, else the one whose outline the position lies in.
    ///
    /// Few questions take less time than making a locator does, so that none is made for them.
    pub fn region_at(&self, at: LonLat) -> Option<RegionId> {
        if let Some(locator) = self.locator.get() {
            return locator.find(at).map(|area| self.region_of_area(area));
        }
        let mut left_out = self.left_out.iter();
        let at_settlement = left_out.find(|(shape, _)| geo::contains(shape, at));
        at_settlement.map(|(_, region)| *region).or_else(|| {
            self.regions
                .find(|region| region.level.tiles_the_land() && region.contains(at))
        })
    }

    /// Finds at many positions what [`Places::region_at`] finds at one: the areas around settlements
    /// that outlines leave out, and after them those of all regions.
    fn locator(&self) -> &Locator {
        self.locator.get_or_init(|| {
            let nothing = MultiPolygon::new(Vec::new());
            let regions = self.regions.rows().iter().map(|region| {
                if region.level.tiles_the_land() {
                    &*region.shape
                } else {
                    &nothing
                }
            });
            let left_out = self.left_out.iter().map(|(shape, _)| shape);
            Locator::new(left_out.chain(regions))
        })
    }

    /// The region that an area of the locator stands for.
    fn region_of_area(&self, area: usize) -> RegionId {
        match self.left_out.get(area) {
            Some((_, region)) => *region,
            None => RegionId::from_index(area - self.left_out.len()),
        }
    }

    /// The districts or raions at positions in units of 1e-7 degrees.
    pub fn regions_at(&self, positions: &[[i32; 2]]) -> Vec<Option<RegionId>> {
        let found = self.locator().find_all(positions).into_iter();
        found
            .map(|area| (area != IN_NONE).then(|| self.region_of_area(area as usize)))
            .collect()
    }

    /// Where a site is drawn: at its settlement where the position is known, else where the name
    /// of its region or zone is written, or half-way along its line. `None` where it could not be
    /// placed.
    pub fn position(&self, site: &Site) -> Option<LonLat> {
        match site {
            Site::Settlement(region, settlement) => Some(
                self.settlements[*settlement]
                    .at
                    .unwrap_or(self.regions[*region].label),
            ),
            Site::Region(region) | Site::Named(region, _) => Some(self.regions[*region].label),
            Site::Zone(zone) => Some(self.zones[*zone].label),
            Site::Line(line) => self.lines[*line].middle(),
            Site::Point(point) => Some(point.at()),
            Site::StretchTo(_) => self.position(site.place()),
            Site::Unplaced(_) => None,
        }
    }

    /// Where a site whose places are keys is drawn, as [`Places::position`] says.
    pub fn position_of(&self, site: &SiteDraft) -> Option<Located> {
        let located = |basis, at, precision_km| Located {
            at,
            basis,
            precision_km,
        };
        if site.at.is_some() {
            return site.stated();
        }
        if let Some(key) = &site.zone {
            let zone = self.zone_by_key(key).map(|zone| self.zones[zone].label);
            let zone = zone.map(|label| located(PositionBasis::Zone, label, None));
            let line = || {
                let middle = self.lines[self.line_by_key(key)?].middle()?;
                Some(located(PositionBasis::Line, middle, None))
            };
            return zone.or_else(line);
        }
        let region = self.region_by_key(site.region.as_deref()?)?;
        let settlement = site.settlement.as_deref();
        let settlement = settlement.and_then(|key| {
            let settlement = &self.settlements[self.settlement_by_key(key)?];
            let (at, precision_km) = (settlement.at?, settlement.precision_km);
            Some(located(PositionBasis::Settlement, at, precision_km))
        });
        let label = self.regions[region].label;
        Some(settlement.unwrap_or(located(PositionBasis::Region, label, None)))
    }
}

impl SiteDraft {
    /// The position the record states itself.
    pub fn stated(&self) -> Option<Located> {
        let located = |at| Located {
            at,
            basis: PositionBasis::Stated,
            precision_km: self.precision_km,
        };
        self.at.map(located)
    }
}

/// Where a site is drawn, and how that is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Located {
    /// In degrees.
    pub at: LonLat,
    /// What it is the position of.
    pub basis: PositionBasis,
    /// How far it may be off, where stated.
    pub precision_km: Option<f64>,
}

/// What the position of a site is that of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PositionBasis {
    /// Of the record itself.
    Stated,
    /// Of the settlement it names.
    Settlement,
    /// Where the name of the region stands: no more is said than that it lies in it.
    Region,
    /// Where the name of the zone stands: no more is said than that it lies in it.
    Zone,
    /// Half-way along the line: no more is said than that it lies on it.
    Line,
}

impl PositionBasis {
    /// Every basis with its name in files.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Stated, "stated"),
        (Self::Settlement, "settlement"),
        (Self::Region, "region"),
        (Self::Zone, "zone"),
        (Self::Line, "line"),
    ];
}
