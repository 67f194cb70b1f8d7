//! Flows: records of one kind that name the same places and state no position of their own. They
//! are drawn as one, so they are summed up as one.

use std::collections::HashMap;

use super::{
    columns::Columns,
    day_sums::{DaySums, Entries, Sums},
    inexact::Loosened,
    order::Gathered,
};
use crate::model::{
    amount::{Amount, Sum},
    report::Direction,
    time::Window,
};

/// What the records of a flow have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Flow {
    /// Which of the dataset's kinds.
    pub kind: u32,
    /// Which of its ends they name, by [`Direction`].
    pub ends: [u32; 3],
}

/// What records that are drawn as one state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FlowSums {
    /// How many.
    pub records: u64,
    /// The sum of the numbers of incidents.
    pub incidents: Sum,
    /// Records that state no number.
    pub uncounted: u64,
}

impl FlowSums {
    /// Adds a record with that number of incidents.
    pub fn add(&mut self, count: Option<Amount>) {
        self.records += 1;
        match count {
            Some(count) => self.incidents.add(count),
            None => self.uncounted += 1,
        }
    }
}

/// The flows of a dataset.
#[derive(Clone, Debug, Default)]
pub struct Flows {
    flows: Vec<Flow>,
    /// The rows of each, in the order of time.
    rows: Gathered,
    sums: DaySums,
    /// What the sums do not tell of numbers that are not exact.
    loosened: Loosened<1>,
}

impl Flows {
    /// Gathers the rows without a position whose kind is wanted. `days` are those of the dated rows.
    pub(super) fn new(columns: &Columns, days: &[[i32; 2]], wanted: impl Fn(u32) -> bool) -> Self {
        let mut flows = Vec::new();
        let mut known: HashMap<Flow, u32> = HashMap::new();
        let (mut keys, mut rows, mut inexact) = (Vec::new(), Vec::new(), Vec::new());
        for (row, days) in days.iter().enumerate() {
            let kind = columns.kind[row];
            if columns.is_located(row) || !wanted(kind) {
                continue;
            }
            let ends = Direction::ALL.map(|direction| columns.end(direction, row) as u32);
            let flow = Flow { kind, ends };
            let key = *known.entry(flow).or_insert_with(|| {
                flows.push(flow);
                flows.len() as u32 - 1
            });
            keys.push(key);
            rows.push(row as u32);
            if let Some([Some(count), ..]) = columns.inexact.of(row) {
                inexact.push((key, *days, [Some(*count)]));
            }
        }
        let entries = FlowEntries {
            columns,
            days,
            keys: &keys,
            rows: &rows,
        };
        let pairs = || keys.iter().copied().zip(rows.iter().copied());
        Self {
            sums: DaySums::new(flows.len(), &entries),
            loosened: Loosened::new(flows.len(), inexact),
            rows: Gathered::new(flows.len(), pairs),
            flows,
        }
    }

    /// The flow of that number.
    pub fn flow(&self, number: u32) -> Flow {
        self.flows[number as usize]
    }

    /// The rows of a flow, in the order of time.
    pub fn rows(&self, number: u32) -> &[u32] {
        self.rows.of(number as usize)
    }

    /// The flows with anything in the window, by number.
    pub fn in_window(&self, window: Window) -> impl Iterator<Item = (u32, FlowSums)> {
        (0..self.flows.len()).filter_map(move |index| {
            let sums = self.sums.in_window(index, window);
            let [incidents, uncounted, ..] = sums.more;
            let mut sums = FlowSums {
                records: sums.rows,
                incidents: Sum::exact(incidents),
                uncounted,
            };
            for [count] in self.loosened.in_window(index, window) {
                if let Some(count) = count {
                    sums.incidents.loosen(*count);
                }
            }
            (sums.records > 0).then_some((index as u32, sums))
        })
    }

    /// Bytes in memory.
    pub(super) fn bytes(&self) -> usize {
        let sums = self.sums.bytes() + self.loosened.bytes();
        self.flows.len() * size_of::<Flow>() + sums + self.rows.bytes()
    }
}

struct FlowEntries<'a> {
    columns: &'a Columns,
    days: &'a [[i32; 2]],
    keys: &'a [u32],
    rows: &'a [u32],
}

impl Entries for FlowEntries<'_> {
    fn keys(&self) -> &[u32] {
        self.keys
    }

    fn days(&self, entry: u32) -> [i32; 2] {
        self.days[self.rows[entry as usize] as usize]
    }

    fn sums(&self, entry: u32) -> Sums {
        let row = self.rows[entry as usize] as usize;
        let count = self.columns.count(row);
        let (incidents, uncounted) = count.map_or((0, 1), |count| (u64::from(count.number()), 0));
        Sums::row([incidents, uncounted, 0, 0, 0])
    }
}
