//! Tallies: how often reporters name a place, kept apart for each of them.

use std::collections::BTreeMap;

use crate::model::{Atlas, Group, RegionId, ReporterId, Site, ZoneId};

/// A place that has a tally.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Spot {
    Region(RegionId),
    Zone(ZoneId),
}

impl Spot {
    /// The spot a site lies in.
    pub fn of(site: &Site) -> Option<Self> {
        match site {
            Site::Zone(zone) => Some(Self::Zone(*zone)),
            site => site.region().map(Self::Region),
        }
    }
}

/// Which end of a group names the place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// Fire is said to have been received there.
    Target,
    /// Fire is said to have been opened from there.
    Origin,
    /// It is said to have happened there, and nothing is said of a direction.
    Place,
}

impl Direction {
    pub const ALL: [Self; 3] = [Self::Target, Self::Origin, Self::Place];

    /// That end of the group.
    pub fn sites(self, group: &Group) -> &[Site] {
        match self {
            Self::Target => &group.targets,
            Self::Origin => &group.origins,
            Self::Place => &group.places,
        }
    }
}

/// What one reporter says of one place.
///
/// Killed and wounded are those of whole groups: a group that names several places states one
/// figure for all of them, and it is not split.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Incident groups that name the place.
    pub groups: u32,
    /// Incidents of groups that name no other place at this end.
    pub exact: u32,
    /// Incidents of groups that also name other places at this end.
    pub shared: u32,
    /// Groups that state no number of incidents.
    pub uncounted: u32,
    pub killed: u32,
    pub wounded: u32,
}

impl Tally {
    /// Adds a group of the same reporter. `alone`: it names no other place at this end.
    fn add(&mut self, group: &Group, alone: bool) {
        self.groups += 1;
        match group.count {
            Some(count) if alone => self.exact += count,
            Some(count) => self.shared += count,
            None => self.uncounted += 1,
        }
        self.killed += group.killed.unwrap_or(0);
        self.wounded += group.wounded.unwrap_or(0);
    }
}

/// The tallies of all places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tallies {
    by_spot: BTreeMap<(Direction, Spot), BTreeMap<ReporterId, Tally>>,
}

impl Tallies {
    /// Counts one group at each of its places.
    pub(super) fn add(&mut self, atlas: &Atlas, group: &Group) {
        let reporter = atlas.reports()[group.report].reporter;
        for direction in Direction::ALL {
            let sites = direction.sites(group);
            let mut named: Vec<Spot> = sites.iter().filter_map(Spot::of).collect();
            named.sort_unstable();
            named.dedup();
            let elsewhere = sites.iter().any(|site| !site.is_placed());
            let alone = named.len() == 1 && !elsewhere;
            for spot in named {
                let tallies = self.by_spot.entry((direction, spot)).or_default();
                tallies.entry(reporter).or_default().add(group, alone);
            }
        }
    }

    /// The tallies of a place by reporter, in the order of reporters. Not to be added up.
    pub fn of(
        &self,
        direction: Direction,
        spot: Spot,
    ) -> impl Iterator<Item = (ReporterId, &Tally)> {
        let tallies = self.by_spot.get(&(direction, spot)).into_iter().flatten();
        tallies.map(|(reporter, tally)| (*reporter, tally))
    }

    /// The most groups any one reporter counts at a place: what a map may be shaded by without
    /// adding up the figures of different reporters.
    pub fn most_groups(&self, direction: Direction, spot: Spot) -> u32 {
        let counts = self.of(direction, spot).map(|(_, tally)| tally.groups);
        counts.max().unwrap_or(0)
    }

    /// The places named at that end.
    pub fn spots(&self, direction: Direction) -> impl Iterator<Item = Spot> {
        let keys = self.by_spot.keys();
        keys.filter_map(move |(end, spot)| (*end == direction).then_some(*spot))
    }
}
