//! The rows of a dataset in the making: columns that take no room until something is stated, and
//! what rows have in common, each once. Nothing here knows a format.

use std::{
    collections::HashMap,
    hash::{Hash, Hasher},
    sync::Arc,
};

use crate::model::{
    Amount, Place,
    budget::room,
    dataset::{DatasetDraft, EndDraft, KindDraft, NOWHERE, Numbers, StatedTotal, UNSTATED},
    draft::SiteDraft,
};

/// One row.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    pub start: i64,
    pub end: i64,
    pub kind: u32,
    /// Origin, target, and where it happened.
    pub ends: [End; 3],
    pub count: u32,
    pub killed: u32,
    pub wounded: u32,
    /// The three numbers, where one of them is not exact.
    pub inexact: Option<Numbers>,
    /// The total of its report, and what tells that from others.
    pub total: Option<(u64, Amount)>,
    pub offset: u64,
}

/// One end of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End {
    pub sites: u32,
    pub position: [i32; 2],
}

impl End {
    pub const NONE: Self = Self {
        sites: 0,
        position: NOWHERE,
    };
}

/// Columns of a dataset that is still being read.
#[derive(Debug)]
pub struct Columns {
    start: Vec<i64>,
    end: Vec<i64>,
    kind: Vec<u32>,
    ends: [(Column<u32>, Column<[i32; 2]>); 3],
    /// Incidents, killed, wounded.
    numbers: [Column<u32>; 3],
    /// Rows with a number that is not exact.
    inexact: Vec<(u32, Numbers)>,
    totals: Vec<StatedTotal>,
    offset: Vec<u64>,
    kinds: Known<KindDraft>,
    sites: Known<Sites>,
}

impl Default for Columns {
    fn default() -> Self {
        let end = || (Column::new(0), Column::new(NOWHERE));
        let mut sites = Known::default();
        sites.number(Sites(Vec::new()));
        Self {
            start: Vec::new(),
            end: Vec::new(),
            kind: Vec::new(),
            ends: [end(), end(), end()],
            numbers: [const { Column::new(UNSTATED) }; 3],
            inexact: Vec::new(),
            totals: Vec::new(),
            offset: Vec::new(),
            kinds: Known::default(),
            sites,
        }
    }
}

impl Columns {
    pub fn len(&self) -> usize {
        self.start.len()
    }

    /// The memory that they take once they are part of an atlas, in bytes.
    pub fn room(&self) -> u64 {
        let shared = self.kinds.list.len() + self.sites.list.len();
        let inexact = self.inexact.len() * size_of::<(u32, Numbers)>();
        let totals = self.totals.len() * size_of::<StatedTotal>();
        self.len() as u64 * room::ROW + shared as u64 * room::SHARED + (inexact + totals) as u64
    }

    /// The number of what a row has in common with others.
    pub fn kind(&mut self, kind: KindDraft) -> u32 {
        self.kinds.number(kind)
    }

    /// The number of a combination of places.
    pub fn sites(&mut self, sites: Vec<SiteDraft>) -> u32 {
        match sites.is_empty() {
            true => 0,
            false => self.sites.number(Sites(sites)),
        }
    }

    pub fn push(&mut self, row: &Entry) {
        let before = self.len();
        for ((sites, position), end) in self.ends.iter_mut().zip(row.ends) {
            sites.push(before, end.sites);
            position.push(before, end.position);
        }
        self.inexact
            .extend(row.inexact.map(|numbers| (before as u32, numbers)));
        self.totals
            .extend(row.total.map(|(report, total)| StatedTotal {
                row: before as u32,
                report,
                total,
            }));
        let stated = [row.count, row.killed, row.wounded];
        for (column, number) in self.numbers.iter_mut().zip(stated) {
            column.push(before, number);
        }
        self.start.push(row.start);
        self.end.push(row.end);
        self.kind.push(row.kind);
        self.offset.push(row.offset);
    }

    /// Makes room for about so many rows.
    pub fn expect(&mut self, rows: usize) {
        self.start.reserve_exact(rows);
        self.end.reserve_exact(rows);
        self.kind.reserve_exact(rows);
        self.offset.reserve_exact(rows);
    }

    /// Takes in the rows of another, after its own.
    pub fn append(&mut self, other: Self) {
        let (before, added) = (self.len(), other.len());
        let moved = other.inexact.into_iter();
        self.inexact
            .extend(moved.map(|(row, numbers)| (before as u32 + row, numbers)));
        self.totals
            .extend(other.totals.into_iter().map(|of| StatedTotal {
                row: before as u32 + of.row,
                ..of
            }));
        let kinds = self.kinds.append(other.kinds);
        let sites = self.sites.append(other.sites);
        for (own, (numbers, positions)) in self.ends.iter_mut().zip(other.ends) {
            let renumbered = numbers.values.iter().map(|old| sites[*old as usize]);
            own.0.append(before, added, renumbered);
            own.1.append(before, added, positions.values.into_iter());
        }
        for (own, other) in self.numbers.iter_mut().zip(other.numbers) {
            own.append(before, added, other.values.into_iter());
        }
        self.start.extend(other.start);
        self.end.extend(other.end);
        self.kind
            .extend(other.kind.iter().map(|old| kinds[*old as usize]));
        self.offset.extend(other.offset);
    }

    /// Takes in the rows of a table, whose offsets begin at `first` here.
    pub fn take(&mut self, table: DatasetDraft, first: u64) {
        let ends = [table.origin, table.target, table.at].map(|end| {
            let sites = Column::of(end.sites, 0);
            (sites, Column::of(end.position, NOWHERE))
        });
        let numbers = [table.count, table.killed, table.wounded];
        self.append(Self {
            start: table.start,
            end: table.end,
            kind: table.kind,
            ends,
            numbers: numbers.map(|values| Column::of(values, UNSTATED)),
            inexact: table.inexact,
            totals: table.totals,
            offset: table.offset.iter().map(|offset| first + offset).collect(),
            kinds: Known::of(table.kinds),
            sites: Known::of(table.sites.into_iter().map(Sites)),
        });
    }

    /// Where each row is drawn first of all: its target, else its place, else its origin.
    pub fn drawn(&self) -> Vec<[i32; 2]> {
        let position = |end: usize, row: usize| {
            let position = self.ends[end].1.values.get(row).copied();
            position.filter(|position| *position != NOWHERE)
        };
        let rows = 0..self.len();
        rows.filter_map(|row| {
            let ends = [1, 2, 0];
            ends.into_iter().find_map(|end| position(end, row))
        })
        .collect()
    }

    /// The table of a file.
    pub fn finish(self, place: &Place) -> DatasetDraft {
        let [origin, target, at] = self.ends.map(|(sites, position)| EndDraft {
            sites: sites.finish(),
            position: position.finish(),
        });
        let [count, killed, wounded] = self.numbers.map(Column::finish);
        DatasetDraft {
            place: place.clone(),
            file: None,
            kinds: self.kinds.finish(),
            sites: self.sites.finish().into_iter().map(|of| of.0).collect(),
            start: fitted(self.start),
            end: fitted(self.end),
            kind: fitted(self.kind),
            origin,
            target,
            at,
            count,
            killed,
            wounded,
            inexact: fitted(self.inexact),
            totals: fitted(self.totals),
            offset: fitted(self.offset),
            source: None,
        }
    }
}

/// Gives back room that is not needed, where there is much of it.
fn fitted<T>(mut values: Vec<T>) -> Vec<T> {
    if values.capacity() > values.len() + values.len() / 16 {
        values.shrink_to_fit();
    }
    values
}

/// A column that is empty as long as no row states anything.
#[derive(Debug)]
struct Column<T> {
    values: Vec<T>,
    otherwise: T,
}

impl<T: Copy + PartialEq> Column<T> {
    const fn new(otherwise: T) -> Self {
        Self::of(Vec::new(), otherwise)
    }

    const fn of(values: Vec<T>, otherwise: T) -> Self {
        Self { values, otherwise }
    }

    fn push(&mut self, before: usize, value: T) {
        if self.values.is_empty() {
            if value == self.otherwise {
                return;
            }
            self.values.resize(before, self.otherwise);
        }
        self.values.push(value);
    }

    /// Takes in a column of `added` rows, or an empty one.
    fn append(&mut self, before: usize, added: usize, values: impl ExactSizeIterator<Item = T>) {
        match (self.values.is_empty(), values.len() == 0) {
            (true, true) => return,
            (true, false) => self.values.resize(before, self.otherwise),
            _ => {}
        }
        match values.len() {
            0 => self.values.resize(before + added, self.otherwise),
            _ => self.values.extend(values),
        }
    }

    fn finish(self) -> Vec<T> {
        fitted(self.values)
    }
}

/// Values, each once, in the order in which they came up.
#[derive(Debug)]
struct Known<T> {
    numbers: HashMap<Arc<T>, u32>,
    list: Vec<Arc<T>>,
}

impl<T> Default for Known<T> {
    fn default() -> Self {
        Self {
            numbers: HashMap::new(),
            list: Vec::new(),
        }
    }
}

impl<T: Hash + Eq + Clone> Known<T> {
    /// Values that are known to differ, by their order.
    fn of(values: impl IntoIterator<Item = T>) -> Self {
        let mut known = Self::default();
        for value in values {
            known.add(Arc::new(value));
        }
        known
    }

    fn number(&mut self, value: T) -> u32 {
        match self.numbers.get(&value) {
            Some(number) => *number,
            None => self.add(Arc::new(value)),
        }
    }

    fn add(&mut self, value: Arc<T>) -> u32 {
        let number = self.list.len() as u32;
        self.list.push(Arc::clone(&value));
        self.numbers.insert(value, number);
        number
    }

    /// Takes in the values of another; for each of them its number here.
    fn append(&mut self, other: Self) -> Vec<u32> {
        drop(other.numbers);
        let values = other.list.into_iter();
        let numbers = values.map(|value| match self.numbers.get(&value) {
            Some(number) => *number,
            None => self.add(value),
        });
        numbers.collect()
    }

    fn finish(self) -> Vec<T> {
        drop(self.numbers);
        self.list.into_iter().map(Arc::unwrap_or_clone).collect()
    }
}

/// A combination of places, equal where every part is written alike.
#[derive(Clone, Debug)]
struct Sites(Vec<SiteDraft>);

type Parts<'s> = ([Option<&'s str>; 4], Option<[u64; 2]>, Option<u64>);

fn parts(site: &SiteDraft) -> Parts<'_> {
    let names = [&site.region, &site.settlement, &site.within, &site.zone];
    (
        names.map(Option::as_deref),
        site.at.map(|at| [at.x.to_bits(), at.y.to_bits()]),
        site.precision_km.map(f64::to_bits),
    )
}

impl Hash for Sites {
    fn hash<H: Hasher>(&self, state: &mut H) {
        for site in &self.0 {
            parts(site).hash(state);
        }
    }
}

impl PartialEq for Sites {
    fn eq(&self, other: &Self) -> bool {
        self.0.len() == other.0.len()
            && self
                .0
                .iter()
                .zip(&other.0)
                .all(|(a, b)| parts(a) == parts(b))
    }
}

impl Eq for Sites {}
