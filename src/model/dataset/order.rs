//! Orders of rows: by a number, stable, in time that grows with the rows alone.

/// The rows in the order of their keys; equal keys keep their order.
///
/// A radix sort that passes over those digits alone in which keys differ. Keys travel with their
/// rows, so that memory is read from one end to the other.
pub fn order_by_key(keys: &[u64]) -> Vec<u32> {
    const DIGIT_BITS: u32 = 11;
    const DIGITS: usize = 1 << DIGIT_BITS;
    if keys.is_sorted() {
        return (0..keys.len() as u32).collect();
    }
    let differing = keys.iter().fold(0, |bits, key| bits | (key ^ keys[0]));
    let mut pairs: Vec<(u64, u32)> = keys.iter().copied().zip(0..).collect();
    let mut next = vec![(0, 0); pairs.len()];
    for shift in (0..u64::BITS).step_by(DIGIT_BITS as usize) {
        if (differing >> shift) & (DIGITS as u64 - 1) == 0 {
            continue;
        }
        let digit = |key: u64| (key >> shift) as usize & (DIGITS - 1);
        let mut places = [0_u32; DIGITS + 1];
        for (key, _) in &pairs {
            places[digit(*key) + 1] += 1;
        }
        for at in 1..places.len() {
            places[at] += places[at - 1];
        }
        for pair in &pairs {
            let place = &mut places[digit(pair.0)];
            next[*place as usize] = *pair;
            *place += 1;
        }
        std::mem::swap(&mut pairs, &mut next);
    }
    pairs.into_iter().map(|(_, row)| row).collect()
}

/// The column in another order of rows. A column without values stays so.
pub fn reordered<T: Copy>(column: &[T], order: &[u32]) -> Vec<T> {
    match column.is_empty() {
        true => Vec::new(),
        false => order.iter().map(|row| column[*row as usize]).collect(),
    }
}

/// Items gathered under keys: those of one key lie together, in the order they came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gathered {
    /// Where the items of each key begin; one more than there are keys.
    starts: Vec<u32>,
    items: Vec<u32>,
}

impl Gathered {
    /// Gathers what `pairs` gives, which is asked for twice and must give the same.
    pub fn new<I>(keys: usize, pairs: impl Fn() -> I) -> Self
    where
        I: Iterator<Item = (u32, u32)>,
    {
        let mut starts = vec![0_u32; keys + 2];
        for (key, _) in pairs() {
            starts[key as usize + 2] += 1;
        }
        for at in 2..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut items = vec![0; starts.last().map_or(0, |all| *all as usize)];
        for (key, item) in pairs() {
            let place = &mut starts[key as usize + 1];
            items[*place as usize] = item;
            *place += 1;
        }
        starts.pop();
        Self { starts, items }
    }

    /// The items of a key.
    pub fn of(&self, key: usize) -> &[u32] {
        match (self.starts.get(key), self.starts.get(key + 1)) {
            (Some(from), Some(to)) => &self.items[*from as usize..*to as usize],
            _ => &[],
        }
    }

    /// The items of a key, to be put into another order.
    pub fn of_mut(&mut self, key: usize) -> &mut [u32] {
        let (from, to) = (self.starts[key], self.starts[key + 1]);
        &mut self.items[from as usize..to as usize]
    }

    /// With the items of each key in ascending order, and each once.
    pub fn sorted(mut self) -> Self {
        let mut kept = 0;
        for key in 0..self.len() {
            self.of_mut(key).sort();
            let (from, to) = (self.starts[key] as usize, self.starts[key + 1] as usize);
            // Items move down over those left out of the keys before.
            self.starts[key] = kept;
            let mut last = None;
            for at in from..to {
                let item = self.items[at];
                if last != Some(item) {
                    self.items[kept as usize] = item;
                    kept += 1;
                    last = Some(item);
                }
            }
        }
        if let Some(end) = self.starts.last_mut() {
            *end = kept;
        }
        self.items.truncate(kept as usize);
        self
    }

    /// How many keys there are.
    pub fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Bytes in memory.
    pub fn bytes(&self) -> usize {
        (self.starts.len() + self.items.len()) * 4
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::{collection::vec, prelude::*};

    use super::*;

    proptest! {
        #[test]
        fn rows_are_ordered_as_a_stable_sort_orders_them(
            keys in vec(prop_oneof![0..4_u64, any::<u64>(), Just(u64::MAX)], 0..300),
        ) {
            let mut expected: Vec<u32> = (0..keys.len() as u32).collect();
            expected.sort_by_key(|row| keys[*row as usize]);
            prop_assert_eq!(order_by_key(&keys), expected);
        }

        #[test]
        fn items_are_gathered_under_their_keys(keys in vec(0..9_u32, 0..60)) {
            let pairs = || keys.iter().copied().zip(0..);
            let gathered = Gathered::new(9, pairs);
            prop_assert_eq!(gathered.len(), 9);
            for key in 0..9 {
                let expected: Vec<u32> = pairs()
                    .filter(|(own, _)| *own == key)
                    .map(|(_, item)| item)
                    .collect();
                prop_assert_eq!(gathered.of(key as usize), expected);
            }
            prop_assert!(gathered.of(9).is_empty());
            let few = || keys.iter().copied().zip((0..5).cycle());
            let sorted = Gathered::new(9, few).sorted();
            for key in 0..9 {
                let own = few().filter(|(own, _)| *own == key).map(|(_, item)| item);
                let expected: BTreeSet<u32> = own.collect();
                prop_assert!(sorted.of(key as usize).iter().copied().eq(expected));
            }
        }
    }
}
