//! Records that name the same places and state no position of their own: drawn as one, so summed up
//! as one.

use std::collections::HashMap;

use super::{
    NOWHERE,
    day_sums::{DaySums, Entries, Sums},
    rows::Columns,
};
use crate::model::{report::Direction, time::Window};

/// What the records of a lane have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lane {
    /// Which of the ledger's kinds.
    pub kind: u32,
    /// Which of its ends they name, by [`Direction`].
    pub ends: [u32; 3],
}

/// What the records of a lane state in a window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LaneSums {
    pub records: u64,
    /// The sum of the numbers of incidents.
    pub incidents: u64,
    /// Records that state no number.
    pub uncounted: u64,
}

/// See the module.
#[derive(Clone, Debug, Default)]
pub struct Lanes {
    lanes: Vec<Lane>,
    sums: DaySums,
}

impl Lanes {
    /// Gathers the rows without a spot whose kind is wanted. `days` are those of the dated rows.
    pub(super) fn new(columns: &Columns, days: &[[i32; 2]], wanted: impl Fn(u32) -> bool) -> Self {
        let mut lanes = Vec::new();
        let mut known: HashMap<Lane, u32> = HashMap::new();
        let (mut keys, mut rows) = (Vec::new(), Vec::new());
        for row in 0..days.len() {
            let kind = columns.kind[row];
            let has_spot = columns.spot.get(row).is_some_and(|at| *at != NOWHERE);
            if has_spot || !wanted(kind) {
                continue;
            }
            let ends = Direction::ALL.map(|direction| columns.end(direction, row) as u32);
            let lane = Lane { kind, ends };
            let key = *known.entry(lane).or_insert_with(|| {
                lanes.push(lane);
                lanes.len() as u32 - 1
            });
            keys.push(key);
            rows.push(row as u32);
        }
        let entries = LaneEntries {
            columns,
            days,
            keys: &keys,
            rows: &rows,
        };
        Self {
            sums: DaySums::new(lanes.len(), &entries),
            lanes,
        }
    }

    /// The lanes with anything in the window.
    pub fn in_window(&self, window: Window) -> impl Iterator<Item = (Lane, LaneSums)> {
        (0..self.lanes.len()).filter_map(move |index| {
            let sums = self.sums.in_window(index, window);
            let [incidents, uncounted, ..] = sums.more;
            let sums = LaneSums {
                records: sums.rows,
                incidents,
                uncounted,
            };
            (sums.records > 0).then_some((self.lanes[index], sums))
        })
    }

    /// Bytes in memory.
    pub(super) fn bytes(&self) -> usize {
        self.lanes.len() * size_of::<Lane>() + self.sums.bytes()
    }
}

struct LaneEntries<'a> {
    columns: &'a Columns,
    days: &'a [[i32; 2]],
    keys: &'a [u32],
    rows: &'a [u32],
}

impl Entries for LaneEntries<'_> {
    fn keys(&self) -> &[u32] {
        self.keys
    }

    fn days(&self, entry: u32) -> [i32; 2] {
        self.days[self.rows[entry as usize] as usize]
    }

    fn sums(&self, entry: u32) -> Sums {
        let row = self.rows[entry as usize] as usize;
        let count = self.columns.count(row);
        let (incidents, uncounted) = count.map_or((0, 1), |count| (u64::from(count), 0));
        Sums::row([incidents, uncounted, 0, 0, 0])
    }
}
