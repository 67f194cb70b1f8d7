//! Tallies: how often reporters name a place, kept apart for each of them.

use std::collections::BTreeMap;

use super::answer::Seen;
use crate::model::{Dataset, ReporterId, Sum, Window, dataset::Stated};
pub use crate::model::{Direction, PlaceRef};

/// What one reporter says of one place.
///
/// Killed and wounded are those of whole claims: a claim that names several places states one
/// figure for all of them, and it is not split.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Claims that name the place.
    pub claims: u32,
    /// Of these claims, those of something else than fire.
    pub not_of_fire: u32,
    /// Incidents of claims that name no other place at this end.
    pub exact: Sum,
    /// Incidents of claims that also name other places at this end.
    pub shared: Sum,
    /// Claims that state no number of incidents.
    pub uncounted: u32,
    /// Denials that name the place. No other figure counts them.
    pub denials: u32,
    /// Persons killed, where stated.
    pub killed: Sum,
    /// Persons wounded, where stated.
    pub wounded: Sum,
}

impl Tally {
    /// Adds denials of the same reporter.
    fn add_denials(&mut self, stated: &Stated) {
        let rows = u32::try_from(stated.rows).unwrap_or(u32::MAX);
        self.denials = self.denials.saturating_add(rows);
    }

    /// Adds claims of the same reporter. Nothing that is stated in earnest reaches the end of the
    /// numbers; what does stays there.
    fn add(&mut self, stated: &Stated, is_fire: bool) {
        let whole = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
        let add = |to: &mut u32, number| *to = to.saturating_add(number);
        add(&mut self.claims, whole(stated.rows));
        if !is_fire {
            add(&mut self.not_of_fire, whole(stated.rows));
        }
        add(&mut self.uncounted, whole(stated.uncounted));
        self.exact.add(stated.exact);
        self.shared.add(stated.shared);
        self.killed.add(stated.killed);
        self.wounded.add(stated.wounded);
    }
}

/// The tallies of all places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tallies {
    by_spot: BTreeMap<(Direction, PlaceRef), BTreeMap<ReporterId, Tally>>,
}

impl Tallies {
    /// Adds what the window holds of a dataset, each statement counted once.
    pub(super) fn add(&mut self, dataset: &Dataset, seen: &Seen, window: Window) {
        for (index, tallied) in dataset.tallied().iter().enumerate() {
            let kind = &dataset.kinds[tallied.kind as usize];
            // That there was none of it adds nothing to any figure.
            if kind.repeated || kind.zero || !seen.lets[tallied.kind as usize] {
                continue;
            }
            let stated = dataset.tally(index, window);
            if stated.rows > 0 {
                let spot = (tallied.direction, tallied.spot);
                let tallies = self.by_spot.entry(spot).or_default();
                let tally = tallies.entry(kind.reporter).or_default();
                if kind.denied {
                    tally.add_denials(&stated);
                } else {
                    tally.add(&stated, kind.is_of_fire());
                }
            }
        }
    }

    /// The tallies of a place by reporter, in the order of reporters. Not to be added up.
    pub fn of(
        &self,
        direction: Direction,
        spot: PlaceRef,
    ) -> impl Iterator<Item = (ReporterId, &Tally)> {
        let tallies = self.by_spot.get(&(direction, spot)).into_iter().flatten();
        tallies.map(|(reporter, tally)| (*reporter, tally))
    }

    /// The most claims any one reporter counts at a place: what a map may be shaded by without
    /// adding up the figures of different reporters.
    pub fn most_claims(&self, direction: Direction, spot: PlaceRef) -> u32 {
        let counts = self.of(direction, spot).map(|(_, tally)| tally.claims);
        counts.max().unwrap_or(0)
    }

    /// The places named at that end.
    pub fn spots(&self, direction: Direction) -> impl Iterator<Item = PlaceRef> {
        let keys = self.by_spot.keys();
        keys.filter_map(move |(end, spot)| (*end == direction).then_some(*spot))
    }
}
