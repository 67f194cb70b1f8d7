//! Numbers that are not exact: few rows state one, so that these alone are held beside the columns.

use super::order::Gathered;
use crate::model::{amount::Amount, time::Window};

/// Incidents, killed and wounded as one row states them.
pub type Numbers = [Option<Amount>; 3];

/// Whether any of the numbers of a row is not exact.
pub fn are_inexact(numbers: &Numbers) -> bool {
    let mut numbers = numbers.iter().flatten();
    numbers.any(|amount| amount.exact().is_none())
}

/// Whether the numbers of a row say that there was none: no incident, and nobody killed or wounded.
pub fn are_zero([count, killed, wounded]: &Numbers) -> bool {
    let none = Some(Amount::Exact(0));
    let harmed = [killed, wounded].into_iter().flatten();
    *count == none && harmed.into_iter().all(|of| Some(*of) == none)
}

/// The rows of a dataset that state a number that is not exact, with all of their numbers.
#[derive(Clone, Debug, Default)]
pub struct Inexact {
    /// In their order.
    rows: Vec<u32>,
    numbers: Vec<Numbers>,
}

impl Inexact {
    /// Of such rows, in their order.
    pub fn new(rows: impl IntoIterator<Item = (u32, Numbers)>) -> Self {
        let (rows, numbers) = rows.into_iter().unzip();
        Self { rows, numbers }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The numbers of a row, where one of them is not exact.
    pub fn of(&self, row: usize) -> Option<&Numbers> {
        let row = u32::try_from(row).ok()?;
        let at = self.rows.binary_search(&row).ok()?;
        self.numbers.get(at)
    }

    /// The same rows where `order` says for each row which it was before.
    pub(super) fn reordered(&self, order: &[u32]) -> Self {
        if self.is_empty() {
            return Self::default();
        }
        let moved = (0..).zip(order);
        Self::new(moved.filter_map(|(row, was)| Some((row, *self.of(*was as usize)?))))
    }

    /// Bytes in memory.
    pub(super) fn bytes(&self) -> usize {
        self.rows.len() * (size_of::<u32>() + size_of::<Numbers>())
    }
}

/// Numbers that are not exact under the keys of sums, with the first and the last day of their rows: what
/// sums of numbers alone do not tell.
#[derive(Clone, Debug)]
pub(super) struct Loosened<const N: usize> {
    of_key: Gathered,
    entries: Vec<([i32; 2], [Option<Amount>; N])>,
}

impl<const N: usize> Default for Loosened<N> {
    fn default() -> Self {
        Self {
            of_key: Gathered::default(),
            entries: Vec::new(),
        }
    }
}

impl<const N: usize> Loosened<N> {
    /// Gathers entries under so many keys.
    pub(super) fn new(keys: usize, found: Vec<(u32, [i32; 2], [Option<Amount>; N])>) -> Self {
        if found.is_empty() {
            return Self::default();
        }
        let pairs = || found.iter().map(|(key, ..)| *key).zip(0..);
        Self {
            of_key: Gathered::new(keys, pairs),
            entries: found
                .iter()
                .map(|(_, days, amounts)| (*days, *amounts))
                .collect(),
        }
    }

    /// What the window holds of a key.
    pub(super) fn in_window(
        &self,
        key: usize,
        window: Window,
    ) -> impl Iterator<Item = &[Option<Amount>; N]> {
        let of_key = match self.entries.is_empty() {
            true => &[],
            false => self.of_key.of(key),
        };
        let (first, end) = (window.first().number(), window.end().number());
        let entries = of_key.iter().map(|at| &self.entries[*at as usize]);
        entries
            .filter(move |([from, to], _)| *from < end && *to >= first)
            .map(|(_, amounts)| amounts)
    }

    /// Bytes in memory.
    pub(super) fn bytes(&self) -> usize {
        self.of_key.bytes() + self.entries.len() * size_of::<([i32; 2], [Option<Amount>; N])>()
    }
}
