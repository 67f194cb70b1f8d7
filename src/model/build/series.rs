//! Numbers for what is of one kind and follows each other in time, such as two lines of contact: they are
//! drawn so that one is told from the other.

use std::collections::BTreeMap;

use crate::model::time::Day;

/// Things of one group, each with the day from which it holds.
type Group<I> = Vec<(Option<Day>, I)>;

/// For each thing, how many later beginnings others of its group have. `of`: its group, in two parts, and
/// the day from which it holds.
pub fn numbers<'t, I, T: 't, F: Ord, K: Ord>(
    things: impl Iterator<Item = (I, &'t T)>,
    of: impl Fn(&T) -> (F, K, Option<Day>),
) -> Vec<(I, u8)> {
    let mut groups: BTreeMap<(F, K), Group<I>> = BTreeMap::new();
    for (id, thing) in things {
        let (file, kind, from) = of(thing);
        groups.entry((file, kind)).or_default().push((from, id));
    }
    let mut numbered = Vec::new();
    for mut group in groups.into_values() {
        group.sort_by_key(|(from, _)| std::cmp::Reverse(*from));
        let (mut number, mut before) = (0_u8, None);
        for (from, id) in group {
            if before.is_some_and(|before| before != from) {
                number = number.saturating_add(1);
            }
            before = Some(from);
            numbered.push((id, number));
        }
    }
    numbered
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_of_a_group_is_the_first_and_equal_days_have_one_number() {
        let day = |text: &str| Day::parse(text).ok();
        let things = [
            ("line", day("1994-05-12")),
            ("line", day("2020-11-10")),
            ("border", None),
            ("line", day("1994-05-12")),
            ("line", None),
        ];
        let mut found = numbers(things.iter().enumerate(), |(kind, from)| ((), *kind, *from));
        found.sort_unstable();
        assert_eq!(found, [(0, 1), (1, 0), (2, 0), (3, 1), (4, 2)]);
    }
}
