//! What reports state in their totals beyond what their claims count: few reports have a total, so that these
//! alone are held beside the columns, each with one of its rows.

use std::collections::BTreeMap;

use super::{
    columns::{Columns, Kind},
    day_sums::{Entries, Sums},
};
use crate::model::amount::{Amount, Sum};

/// The total of a report as one of its rows has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatedTotal {
    /// The row.
    pub row: u32,
    /// The same for all rows of a report, and for no other.
    pub report: u64,
    /// The total.
    pub total: Amount,
}

/// How the total of a report stands to what its claims count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beyond {
    /// So many incidents are in the total alone.
    More(Amount),
    /// The claims count more than the total.
    Fewer,
}

impl Beyond {
    /// Compares a total with the numbers of claims, `None` for a claim without one. `None` where nothing is in the
    /// total alone.
    pub fn of(total: Amount, counts: impl IntoIterator<Item = Option<Amount>>) -> Option<Self> {
        let mut sum = Sum::default();
        // The fewest and the most that the claims count; no end where one of them sets none.
        let (mut least, mut most) = (0_u32, Some(0_u32));
        for count in counts.into_iter().flatten() {
            sum.add(count);
            least = least.saturating_add(count.least());
            most = most.and_then(|most| Some(most.saturating_add(count.most()?)));
        }
        if sum == total.into() {
            return None;
        }
        if total.most().is_some_and(|of_total| least > of_total) {
            return Some(Self::Fewer);
        }
        let low = most.map_or(0, |most| total.least().saturating_sub(most));
        let high = total.most().map(|of_total| of_total - least);
        // What the total leaves open already is nothing beyond the claims.
        if low == 0 && high.is_none_or(|high| high == 0) {
            return None;
        }
        let more = match sum.exact_size() {
            Some(number) => shifted(total, number),
            None => None,
        };
        let about = sum.is_about() || matches!(total, Amount::About(_));
        more.or(match (low, high) {
            (low, None) => Some(Amount::AtLeast(low)),
            (low, Some(high)) if low == high && about => Some(Amount::About(low)),
            (0, Some(high)) => Some(Amount::AtMost(high)),
            (low, Some(high)) => Amount::between(low, high),
        })
        .map(Self::More)
    }
}

/// What is left of an amount where so many are taken from it; `None` where it is not so many in any case.
fn shifted(amount: Amount, by: u32) -> Option<Amount> {
    let less = |number: u32| number.checked_sub(by);
    match amount {
        Amount::Exact(number) => less(number).map(Amount::Exact),
        Amount::About(number) => less(number).map(Amount::About),
        Amount::AtLeast(number) => less(number).map(Amount::AtLeast),
        Amount::MoreThan(number) => less(number).map(Amount::MoreThan),
        Amount::AtMost(number) => less(number).map(Amount::AtMost),
        Amount::LessThan(number) => less(number).map(Amount::LessThan),
        Amount::Between(low, high) => Amount::between(less(low)?, less(high)?),
        Amount::Best { best, low, high } => Amount::best(less(best)?, less(low)?, less(high)?),
    }
}

/// The reports of a dataset of which the total does not say the same as the claims.
#[derive(Clone, Debug, Default)]
pub struct Totals {
    /// A row of each, in their order.
    rows: Vec<u32>,
    beyond: Vec<Beyond>,
}

impl Totals {
    /// Compares totals with what the rows of their reports count. Denied claims count nothing. A report stands
    /// under the first of its rows that is on the map, or the first of all.
    pub fn new(stated: &[StatedTotal], kinds: &[Kind], columns: &Columns) -> Self {
        let mut of_report: BTreeMap<u64, (Amount, Vec<u32>)> = BTreeMap::new();
        for of in stated {
            let known = of_report.entry(of.report);
            known.or_insert((of.total, Vec::new())).1.push(of.row);
        }
        let kind = |row: u32| &kinds[columns.kind[row as usize] as usize];
        let found = of_report.into_values().filter_map(|(total, mut rows)| {
            rows.retain(|row| !kind(*row).denied);
            let counts = rows.iter().filter(|row| kind(**row).incident.is_some());
            let beyond = Beyond::of(total, counts.map(|row| columns.count(*row as usize)))?;
            let on_the_map = rows.iter().find(|row| kind(**row).placed);
            let row = on_the_map.or(rows.first())?;
            Some((*row, beyond))
        });
        let mut found: Vec<(u32, Beyond)> = found.collect();
        found.sort_unstable_by_key(|(row, _)| *row);
        let (rows, beyond) = found.into_iter().unzip();
        Self { rows, beyond }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The same rows where `order` says for each row which it was before.
    pub(super) fn reordered(&self, order: &[u32]) -> Self {
        if self.is_empty() {
            return Self::default();
        }
        let moved = (0..).zip(order);
        let found = moved.filter_map(|(row, was)| {
            let at = self.rows.binary_search(was).ok()?;
            Some((row, self.beyond[at]))
        });
        let (rows, beyond) = found.unzip();
        Self { rows, beyond }
    }

    /// Bytes in memory.
    pub(super) fn bytes(&self) -> usize {
        self.rows.len() * (size_of::<u32>() + size_of::<Beyond>())
    }

    /// Those of dated rows, under the kinds of their rows, to be summed up.
    pub(super) fn entries(&self, kinds: &[u32], days: &[[i32; 2]]) -> TotalEntries {
        let dated = self
            .rows
            .partition_point(|row| (*row as usize) < days.len());
        let rows = || self.rows[..dated].iter().map(|row| *row as usize);
        TotalEntries {
            kinds: rows().map(|row| kinds[row]).collect(),
            days: rows().map(|row| days[row]).collect(),
            beyond: self.beyond[..dated].to_vec(),
        }
    }
}

/// What is summed up of [`Totals`]: how many incidents are in totals alone, and of how many reports the claims
/// count more than the total.
pub(super) struct TotalEntries {
    kinds: Vec<u32>,
    days: Vec<[i32; 2]>,
    beyond: Vec<Beyond>,
}

impl TotalEntries {
    /// The numbers among them that are not exact.
    pub(super) fn inexact(&self) -> Vec<(u32, [i32; 2], [Option<Amount>; 1])> {
        let each = self.kinds.iter().zip(&self.days).zip(&self.beyond);
        each.filter_map(|((kind, days), beyond)| match beyond {
            Beyond::More(amount) if amount.exact().is_none() => {
                Some((*kind, *days, [Some(*amount)]))
            }
            _ => None,
        })
        .collect()
    }
}

impl Entries for TotalEntries {
    fn keys(&self) -> &[u32] {
        &self.kinds
    }

    fn days(&self, entry: u32) -> [i32; 2] {
        self.days[entry as usize]
    }

    fn sums(&self, entry: u32) -> Sums {
        let mut more = [0; Sums::MORE];
        match self.beyond[entry as usize] {
            Beyond::More(amount) => more[0] = u64::from(amount.number()),
            Beyond::Fewer => more[1] = 1,
        }
        Sums::row(more)
    }
}

/// What reports of one reporter state in their totals beyond what their claims count. It belongs to no place and is
/// part of no tally.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct InTotals {
    /// Of how many reports the total has incidents that no claim counts.
    pub reports: u64,
    /// These incidents.
    pub incidents: Sum,
    /// Of how many reports the claims count more than the total.
    pub fewer: u64,
}

impl InTotals {
    /// Adds what other reports of the same reporter state.
    pub fn add(&mut self, other: Self) {
        self.reports += other.reports;
        self.incidents.add(other.incidents);
        self.fewer += other.fewer;
    }

    /// Whether there is nothing to tell.
    pub fn is_none(self) -> bool {
        self.reports == 0 && self.fewer == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(text: &str) -> Amount {
        Amount::read(text, |text| text.parse().ok()).expect("an amount")
    }

    #[test]
    fn what_is_in_a_total_alone_is_what_no_claim_counts() {
        let check = |total: &str, counts: &[&str], expected: Option<&str>| {
            let counts = counts.iter().map(|of| match *of {
                "" => None,
                of => Some(amount(of)),
            });
            let beyond = Beyond::of(amount(total), counts);
            let told = beyond.map(|of| match of {
                Beyond::More(more) => more.to_string(),
                Beyond::Fewer => "fewer".to_owned(),
            });
            assert_eq!(told.as_deref(), expected, "{total}");
        };
        check("24", &["3", "5"], Some("16"));
        check("10", &["6", "4"], None);
        check("125", &["", ""], Some("125"));
        check("125", &["25", ""], Some("100"));
        check("5", &["3", "4"], Some("fewer"));
        check("0", &[], None);
        check("~70", &["~70"], None);
        check("~70", &["30"], Some("~40"));
        check(">=50", &["12"], Some(">=38"));
        // Sixty are at least fifty: nothing is in the total alone.
        check(">=50", &["60"], None);
        check("10", &[">=4"], Some("<=6"));
        check("10", &["2-4"], Some("6-8"));
        check("100", &["~70"], Some("~30"));
        check("5 (3-9)", &["3"], Some("2 (0-6)"));
        check("<=10", &["11"], Some("fewer"));
        check("40-50", &["20"], Some("20-30"));
    }
}
