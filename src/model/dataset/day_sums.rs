//! Running sums by key and day, so that what any window of days holds of a key costs two bisections
//! and no look at a row.

use std::thread;

use super::order::Gathered;
use crate::model::time::Window;

/// What is summed up of rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// How many rows.
    pub rows: u64,
    /// Further numbers, of which only those are kept that are not zero throughout.
    pub more: [u64; Sums::MORE],
}

impl Sums {
    /// How many further numbers are summed up at most.
    pub const MORE: usize = 5;

    /// One row with these numbers.
    pub fn row(more: [u64; Self::MORE]) -> Self {
        Self { rows: 1, more }
    }

    fn plus(self, other: Self) -> Self {
        let mut sum = self;
        sum.rows += other.rows;
        for (own, other) in sum.more.iter_mut().zip(other.more) {
            *own = own.saturating_add(other);
        }
        sum
    }

    fn minus(self, other: Self) -> Self {
        let mut rest = self;
        rest.rows -= other.rows;
        for (own, other) in rest.more.iter_mut().zip(other.more) {
            *own -= other;
        }
        rest
    }
}

/// Running sums by key and day. Days alone matter: a window begins and ends at midnight.
#[derive(Clone, Debug, Default)]
pub struct DaySums {
    /// What began before a day.
    begun: Series,
    /// What was over before a day.
    over: Series,
}

/// What is to be summed up, entry by entry.
pub trait Entries {
    /// The key of each entry.
    fn keys(&self) -> &[u32];
    /// The first and the last day an entry touches.
    fn days(&self, entry: u32) -> [i32; 2];
    fn sums(&self, entry: u32) -> Sums;
}

impl DaySums {
    /// Sums up the entries of so many keys.
    pub fn new(keys: usize, entries: &(impl Entries + Sync)) -> Self {
        thread::scope(|scope| {
            let over = scope.spawn(|| Series::new(keys, entries, |of| entries.days(of)[1] + 1));
            Self {
                begun: Series::new(keys, entries, |of| entries.days(of)[0]),
                over: over.join().expect("summing up does not fail"),
            }
        })
    }

    /// What overlaps the window: what began before its end, less what was over before it began.
    pub fn in_window(&self, key: usize, window: Window) -> Sums {
        let begun = self.begun.before(key, window.end().number());
        // Whatever is over has begun, so nothing is taken away that was not there.
        begun.minus(self.over.before(key, window.first().number() + 1))
    }

    /// How many rows of a key begin on each day, in the order of days.
    pub fn begun_by_day(&self, key: usize) -> impl Iterator<Item = (i32, u32)> {
        let range = self.begun.range(key);
        let rows = &self.begun.rows[range.clone()];
        let before = std::iter::once(0).chain(rows.iter().copied());
        let each = rows
            .iter()
            .zip(before)
            .map(|(after, before)| after - before);
        self.begun.days[range].iter().copied().zip(each)
    }

    /// Bytes in memory.
    pub fn bytes(&self) -> usize {
        self.begun.bytes() + self.over.bytes()
    }
}

/// For each key the days on which something comes in, and all that came in up to then.
#[derive(Clone, Debug, Default)]
struct Series {
    /// Where the days of each key begin; one more than there are keys.
    starts: Vec<u32>,
    days: Vec<i32>,
    rows: Vec<u32>,
    more: [Vec<u64>; Sums::MORE],
}

impl Series {
    fn new(keys: usize, entries: &impl Entries, day: impl Fn(u32) -> i32) -> Self {
        let key_of = entries.keys();
        let mut by_key = Gathered::new(keys, || key_of.iter().copied().zip(0..));
        let mut series = Self::default();
        let mut days = Vec::new();
        for key in 0..keys {
            series.starts.push(series.days.len() as u32);
            let of_key = by_key.of_mut(key);
            days.clear();
            days.extend(of_key.iter().map(|entry| day(*entry)));
            // Rows come in the order of their starts, and nearly in that of their ends.
            if !days.is_sorted() {
                of_key.sort_by_key(|entry| day(*entry));
                days.sort();
            }
            let mut sums = Sums::default();
            let mut entry_of = of_key.iter();
            for of_day in days.chunk_by(|a, b| a == b) {
                for entry in entry_of.by_ref().take(of_day.len()) {
                    sums = sums.plus(entries.sums(*entry));
                }
                series.push(of_day[0], sums);
            }
        }
        series.starts.push(series.days.len() as u32);
        series
    }

    fn push(&mut self, day: i32, sums: Sums) {
        for (column, number) in self.more.iter_mut().zip(sums.more) {
            // A column begins with the first number in it.
            if number > 0 && column.is_empty() {
                column.resize(self.days.len(), 0);
            }
            if number > 0 || !column.is_empty() {
                column.push(number);
            }
        }
        self.days.push(day);
        self.rows.push(sums.rows as u32);
    }

    fn range(&self, key: usize) -> std::ops::Range<usize> {
        self.starts[key] as usize..self.starts[key + 1] as usize
    }

    /// The sums of all that came in before the day.
    fn before(&self, key: usize, day: i32) -> Sums {
        let range = self.range(key);
        let days = &self.days[range.clone()];
        let known = days.partition_point(|own| *own < day);
        let Some(at) = known.checked_sub(1).map(|known| range.start + known) else {
            return Sums::default();
        };
        Sums {
            rows: u64::from(self.rows[at]),
            more: std::array::from_fn(|column| self.more[column].get(at).copied().unwrap_or(0)),
        }
    }

    fn bytes(&self) -> usize {
        let more: usize = self.more.iter().map(|column| column.len() * 8).sum();
        (self.starts.len() + self.days.len() + self.rows.len()) * 4 + more
    }
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*};

    use super::*;
    use crate::model::Day;

    /// Made-up entries: key, days, numbers.
    #[derive(Debug)]
    struct Made {
        keys: Vec<u32>,
        rest: Vec<([i32; 2], Sums)>,
    }

    impl Entries for Made {
        fn keys(&self) -> &[u32] {
            &self.keys
        }

        fn days(&self, entry: u32) -> [i32; 2] {
            self.rest[entry as usize].0
        }

        fn sums(&self, entry: u32) -> Sums {
            self.rest[entry as usize].1
        }
    }

    fn made() -> impl Strategy<Value = Made> {
        let number = prop_oneof![2 => Just(0), 1 => 0..9_u64];
        let rest = (0..30_i32, 0..9_i32, number).prop_map(|(first, more, number)| {
            let sums = Sums::row([number, 0, 1, 0, number * 2]);
            ([first, first + more], sums)
        });
        vec((0..4_u32, rest), 0..60).prop_map(|entries| {
            let (keys, rest) = entries.into_iter().unzip();
            Made { keys, rest }
        })
    }

    proptest! {
        #[test]
        fn a_window_holds_what_a_scan_finds(
            made in made(), from in -3..35_i64, days in 0..20_i64,
        ) {
            let window = Window::days(Day::clamped(from), Day::clamped(from + days));
            let sums = DaySums::new(4, &made);
            for key in 0..4 {
                let all = made.keys.iter().zip(&made.rest);
                let of_key = all.filter(|(own, _)| **own == key).map(|(_, rest)| *rest);
                let overlapping = of_key.clone().filter(|(days_of, _)| {
                    i64::from(days_of[0]) <= from + days && i64::from(days_of[1]) >= from
                });
                let expected = overlapping.fold(Sums::default(), |sum, (_, own)| sum.plus(own));
                prop_assert_eq!(sums.in_window(key as usize, window), expected);
                for (day, rows) in sums.begun_by_day(key as usize) {
                    let begun = of_key.clone().filter(|(days_of, _)| days_of[0] == day);
                    prop_assert_eq!(begun.count(), rows as usize);
                }
            }
        }
    }
}
