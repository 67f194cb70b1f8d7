//! The atlas: everything that is known, names resolved, sorted by time and ready to be asked.
//!
//! It is the waist of the program. What comes before makes one, what comes after reads one, and
//! nothing changes one.

use std::sync::{Arc, OnceLock};

use super::{
    chronology::Event,
    gazetteer::{Gazetteer, Resolution},
    geo::{LonLat, MultiPolygon},
    ledger::Ledger,
    locator::{IN_NONE, Locator},
    region::{Region, RegionId, Settlement, SettlementId},
    report::{Group, GroupId, Report, ReportId, Reporter, ReporterId, Site},
    table::{Id as _, Table, dense_id},
    time::{Interval, Stamp, When, Window},
    zone::{Line, LineId, Zone, ZoneId},
};

dense_id! {
    /// Dense number of a record within one [`Atlas`]: its place in the order of time. Never saved.
    RecordId
}

/// What the accounts count: an incident group, or a report that has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record {
    pub report: ReportId,
    /// `None` where the report states no incident, such as a denial.
    pub group: Option<GroupId>,
    pub when: When,
    /// Whether an origin or a target has a place on the map.
    pub placed: bool,
}

/// Regions, zones, lines, reporters and reports. Made by [`Atlas::seal`].
#[derive(Clone, Debug, Default)]
pub struct Atlas {
    pub(super) regions: Table<RegionId, Region>,
    pub(super) settlements: Table<SettlementId, Settlement>,
    pub(super) zones: Table<ZoneId, Zone>,
    pub(super) lines: Table<LineId, Line>,
    pub(super) reporters: Table<ReporterId, Reporter>,
    pub(super) reports: Table<ReportId, Report>,
    pub(super) groups: Table<GroupId, Group>,
    /// The dated ones by their start, then the undated ones.
    pub(super) records: Table<RecordId, Record>,
    /// All records as columns: those of the reports, then those of each large file.
    pub(super) ledgers: Vec<Arc<Ledger>>,
    /// For each dated record, the latest end of any record up to it.
    pub(super) latest_end: Vec<Stamp>,
    pub(super) chronology: Vec<Event>,
    pub(super) gazetteer: Gazetteer,
    /// Made when first asked for, which is after the regions are all there.
    pub(super) locator: OnceLock<Locator>,
}

impl Atlas {
    pub fn regions(&self) -> &Table<RegionId, Region> {
        &self.regions
    }

    /// The region with exactly that key.
    pub fn region_by_key(&self, key: &str) -> Option<RegionId> {
        self.regions.find(|region| &*region.key.0 == key)
    }

    /// The district or raion at a position.
    ///
    /// Few questions take less time than making a locator does, so that none is made for them.
    pub fn region_at(&self, at: LonLat) -> Option<RegionId> {
        match self.locator.get() {
            Some(locator) => locator.find(at).map(RegionId::from_index),
            None => self
                .regions
                .find(|region| region.level.tiles_the_land() && region.contains(at)),
        }
    }

    /// Finds the districts and raions at many positions, by the indices of their numbers, as
    /// [`Atlas::region_at`] finds one.
    pub fn locator(&self) -> &Locator {
        self.locator.get_or_init(|| {
            let nothing = MultiPolygon::new(Vec::new());
            let tiles = |region: &Region| region.level.tiles_the_land();
            let regions = self.regions.rows().iter();
            Locator::new(regions.map(|region| match tiles(region) {
                true => &*region.shape,
                false => &nothing,
            }))
        })
    }

    /// The districts or raions at positions in units of 1e-7 degrees.
    pub fn regions_at(&self, positions: &[[i32; 2]]) -> Vec<Option<RegionId>> {
        let found = self.locator().find_all(positions).into_iter();
        let region = |area| (area != IN_NONE).then_some(RegionId(area));
        found.map(region).collect()
    }

    pub fn settlements(&self) -> &Table<SettlementId, Settlement> {
        &self.settlements
    }

    pub fn zones(&self) -> &Table<ZoneId, Zone> {
        &self.zones
    }

    pub fn lines(&self) -> &Table<LineId, Line> {
        &self.lines
    }

    pub fn reporters(&self) -> &Table<ReporterId, Reporter> {
        &self.reporters
    }

    /// The reporter with exactly that key.
    pub fn reporter_by_key(&self, key: &str) -> Option<ReporterId> {
        self.reporters.find(|reporter| &*reporter.key == key)
    }

    /// The reports, by the first instant they speak of, else by the day they were published.
    pub fn reports(&self) -> &Table<ReportId, Report> {
        &self.reports
    }

    /// The incident groups; those of one report lie together.
    pub fn groups(&self) -> &Table<GroupId, Group> {
        &self.groups
    }

    /// The dated records in the order of time, then the undated ones.
    pub fn records(&self) -> &Table<RecordId, Record> {
        &self.records
    }

    /// All records as columns: first those of the reports, row for row the records, then those of
    /// each large file, which are nowhere else.
    pub fn ledgers(&self) -> &[Arc<Ledger>] {
        &self.ledgers
    }

    /// How many records there are in all.
    pub fn loaded(&self) -> usize {
        self.ledgers.iter().map(|ledger| ledger.len()).sum()
    }

    /// The records without a date.
    pub fn undated(&self) -> impl ExactSizeIterator<Item = RecordId> + use<> {
        (self.latest_end.len()..self.records.len()).map(RecordId::from_index)
    }

    /// The dated records whose time overlaps `interval`, in the order of time.
    ///
    /// Looks at those alone that start before its end and lie behind the first that ends after its
    /// start, found by bisection.
    pub fn overlapping(&self, interval: Interval) -> impl Iterator<Item = RecordId> {
        let start_of = |record: &Record| record.when.interval().map(Interval::start);
        let first = self
            .latest_end
            .partition_point(|end| *end <= interval.start());
        let last = self
            .dated()
            .partition_point(|record| start_of(record).is_some_and(|at| at < interval.end()));
        (first..last.max(first))
            .map(RecordId::from_index)
            .filter(move |record| {
                let when = self.records[*record].when;
                when.interval().is_some_and(|own| own.overlaps(interval))
            })
    }

    fn dated(&self) -> &[Record] {
        &self.records.rows()[..self.latest_end.len()]
    }

    /// From the first day anything is dated to, to the last; `None` where nothing is dated.
    pub fn span(&self) -> Option<Window> {
        let spans = self.ledgers.iter().filter_map(|ledger| ledger.span());
        spans.reduce(|a, b| Window::days(a.first().min(b.first()), a.last().max(b.last())))
    }

    /// The chronology, by date.
    pub fn chronology(&self) -> &[Event] {
        &self.chronology
    }

    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// The settlement of that key or name inside a region.
    pub fn settlement_in(&self, region: RegionId, name: &str) -> Resolution<SettlementId> {
        self.gazetteer
            .settlement(name, |id| self.settlements[id].region == Some(region))
    }

    /// Where a site is drawn: at its settlement where the position is known, else where the name
    /// of its region or zone is written. `None` where it could not be placed.
    pub fn position(&self, site: &Site) -> Option<LonLat> {
        match site {
            Site::Settlement(region, settlement) => Some(
                self.settlements[*settlement]
                    .at
                    .unwrap_or(self.regions[*region].label),
            ),
            Site::Region(region) | Site::Named(region, _) => Some(self.regions[*region].label),
            Site::Zone(zone) => Some(self.zones[*zone].label),
            Site::Point(point) => Some(point.at()),
            Site::Unplaced(_) => None,
        }
    }
}
