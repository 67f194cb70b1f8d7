//! Which rows name what, of which kind, and what they add up to day by day.

use std::{collections::HashMap, ops::Range};

use super::{Dataset, Tallied, stated};
use crate::model::{
    amount::Sum,
    dataset::{
        day_sums::{Entries, Sums},
        inexact::Loosened,
        order::Gathered,
    },
    report::{Direction, PlaceRef},
    time::Window,
};

/// What is summed up of the records that name a place, in the order of [`Sums::more`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Incidents of records that name no other place at this end.
    Exact,
    /// Incidents of records that also name other places at this end.
    Shared,
    /// Records that state no number of incidents.
    Uncounted,
    /// Persons killed.
    Killed,
    /// Persons wounded.
    Wounded,
}

/// What records of one kind state of one place at one end in a window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stated {
    /// How many records.
    pub rows: u64,
    /// Those that state no number of incidents.
    pub uncounted: u64,
    /// Incidents of records that name no other place at this end.
    pub exact: Sum,
    /// Incidents of records that also name other places at this end.
    pub shared: Sum,
    /// Persons killed.
    pub killed: Sum,
    /// Persons wounded.
    pub wounded: Sum,
}

impl Dataset {
    /// What one of [`Dataset::tallied`] comes to over a window.
    pub fn tally(&self, tallied: usize, window: Window) -> Stated {
        let sums = self.tallies.in_window(tallied, window);
        let sum = |measure: Measure| Sum::exact(sums.more[measure as usize]);
        let mut stated = Stated {
            rows: sums.rows,
            uncounted: sums.more[Measure::Uncounted as usize],
            exact: sum(Measure::Exact),
            shared: sum(Measure::Shared),
            killed: sum(Measure::Killed),
            wounded: sum(Measure::Wounded),
        };
        for amounts in self.loosened.in_window(tallied, window) {
            let sums = [
                &mut stated.exact,
                &mut stated.shared,
                &mut stated.killed,
                &mut stated.wounded,
            ];
            for (sum, amount) in sums.into_iter().zip(amounts) {
                if let Some(amount) = amount {
                    sum.loosen(*amount);
                }
            }
        }
        stated
    }
}

/// Each dated row under its kind.
pub(super) struct KindEntries<'a> {
    pub(super) kinds: &'a [u32],
    pub(super) days: &'a [[i32; 2]],
}

impl Entries for KindEntries<'_> {
    fn keys(&self) -> &[u32] {
        self.kinds
    }

    fn days(&self, entry: u32) -> [i32; 2] {
        self.days[entry as usize]
    }

    fn sums(&self, _: u32) -> Sums {
        Sums::row([0; Sums::MORE])
    }
}

/// Finds out which rows name what, end by end.
#[derive(Default)]
pub(super) struct Gathering {
    pub(super) tallied: Vec<Tallied>,
    /// For each entry, which of `tallied`, and the row.
    pub(super) keys: Vec<u32>,
    pub(super) rows: Vec<u32>,
}

impl Gathering {
    /// Takes in what dated rows with an incident name at one end, each statement once.
    pub(super) fn take(&mut self, dataset: &Dataset, direction: Direction) {
        let mut lists = Lists::new(dataset.ends.len(), dataset.kinds.len());
        for row in 0..dataset.dated {
            let ends = dataset.columns.end(direction, row) as u32;
            let kind = dataset.columns.kind[row];
            let new = || self.list(dataset, direction, ends, kind);
            for key in lists.of(ends, kind, new) {
                self.keys.push(key);
                self.rows.push(row as u32);
            }
        }
    }

    /// What records of a kind with those ends are tallied under.
    fn list(
        &mut self,
        dataset: &Dataset,
        direction: Direction,
        ends: u32,
        kind: u32,
    ) -> Range<u32> {
        let first = self.tallied.len() as u32;
        let counts = dataset.kinds[kind as usize].incident.is_some();
        for spot in dataset.ends[ends as usize].spots.iter().filter(|_| counts) {
            self.tallied.push(Tallied {
                direction,
                spot: *spot,
                kind,
            });
        }
        first..self.tallied.len() as u32
    }
}

/// What is tallied under ends and a kind, by both.
enum Lists {
    /// Where there are few of both, all there could be.
    Few {
        kinds: usize,
        lists: Vec<Option<Range<u32>>>,
    },
    Many(HashMap<(u32, u32), Range<u32>>),
}

impl Lists {
    const FEW: usize = 1 << 18;

    fn new(ends: usize, kinds: usize) -> Self {
        match ends.saturating_mul(kinds) {
            few @ ..=Self::FEW => Self::Few {
                kinds,
                lists: vec![None; few],
            },
            _ => Self::Many(HashMap::new()),
        }
    }

    fn of(&mut self, ends: u32, kind: u32, new: impl FnOnce() -> Range<u32>) -> Range<u32> {
        match self {
            Self::Few { kinds, lists } => {
                let at = ends as usize * *kinds + kind as usize;
                lists[at].get_or_insert_with(new).clone()
            }
            Self::Many(lists) => lists.entry((ends, kind)).or_insert_with(new).clone(),
        }
    }
}

/// Each dated row under each place it names.
pub(super) struct PlaceEntries<'a> {
    pub(super) dataset: &'a Dataset,
    pub(super) tallied: &'a [Tallied],
    pub(super) keys: &'a [u32],
    pub(super) rows: &'a [u32],
    pub(super) days: &'a [[i32; 2]],
}

impl Entries for PlaceEntries<'_> {
    fn keys(&self) -> &[u32] {
        self.keys
    }

    fn days(&self, entry: u32) -> [i32; 2] {
        self.days[self.rows[entry as usize] as usize]
    }

    fn sums(&self, entry: u32) -> Sums {
        let row = self.rows[entry as usize] as usize;
        let columns = &self.dataset.columns;
        let mut more = [0; Sums::MORE];
        let mut add = |measure: Measure, number: u32| more[measure as usize] = u64::from(number);
        match stated(&columns.count, row) {
            Some(count) if self.is_alone(entry) => add(Measure::Exact, count),
            Some(count) => add(Measure::Shared, count),
            None => add(Measure::Uncounted, 1),
        }
        add(Measure::Killed, stated(&columns.killed, row).unwrap_or(0));
        add(Measure::Wounded, stated(&columns.wounded, row).unwrap_or(0));
        Sums::row(more)
    }
}

impl PlaceEntries<'_> {
    /// Whether the figure of the row belongs to this place alone.
    fn is_alone(&self, entry: u32) -> bool {
        let tallied = &self.tallied[self.keys[entry as usize] as usize];
        let row = self.rows[entry as usize] as usize;
        let end = self.dataset.columns.end(tallied.direction, row);
        self.dataset.ends[end].is_single()
    }

    /// The numbers among them that are not exact: exact, shared, killed and wounded.
    pub(super) fn loosened(&self) -> Loosened<4> {
        let inexact = &self.dataset.columns.inexact;
        if inexact.is_empty() {
            return Loosened::default();
        }
        let found = (0..self.rows.len() as u32).filter_map(|entry| {
            let row = self.rows[entry as usize] as usize;
            let [count, killed, wounded] = *inexact.of(row)?;
            let (exact, shared) = match self.is_alone(entry) {
                true => (count, None),
                false => (None, count),
            };
            let amounts = [exact, shared, killed, wounded];
            Some((self.keys[entry as usize], self.days(entry), amounts))
        });
        Loosened::new(self.tallied.len(), found.collect())
    }
}

/// The rows that name each place.
#[derive(Clone, Debug, Default)]
pub(super) struct Named {
    /// In order.
    pub(super) spots: Vec<PlaceRef>,
    pub(super) rows: Gathered,
}

impl Named {
    pub(super) fn new(tallied: &[Tallied], keys: &[u32], rows: &[u32]) -> Self {
        let mut spots: Vec<PlaceRef> = tallied.iter().map(|tallied| tallied.spot).collect();
        spots.sort_unstable();
        spots.dedup();
        let index = |tallied: &Tallied| {
            let found = spots.binary_search(&tallied.spot);
            found.expect("the spots are those of the tallies") as u32
        };
        let spot_of: Vec<u32> = tallied.iter().map(index).collect();
        let spots_of = || keys.iter().map(|key| spot_of[*key as usize]);
        Self {
            rows: Gathered::new(spots.len(), || spots_of().zip(rows.iter().copied())).sorted(),
            spots,
        }
    }
}
