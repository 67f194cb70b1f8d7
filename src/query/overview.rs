//! What an overview says of each place: one number a reporter, which stand side by side and are never
//! added up.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::{
    Answer, Question, ask,
    tally::{Direction, PlaceRef, Tallies, Tally},
    ties::{Verdicts, events::Events, known},
};
pub use crate::model::overview::{FEW, Measure, Trend};
use crate::{
    model::{
        Atlas, Id as _, RecordId, ReporterId, Standing, Sum, TieKind, Window, dataset::Counted,
    },
    words::units,
};

/// What one reporter comes to at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    /// So many.
    Count(u32),
    /// What numbers add up to as they are stated.
    Stated(Sum),
    /// Claims that state no number.
    Unstated,
    /// So many of so many.
    Share {
        /// Those that are meant.
        of: u32,
        /// All of them, 1 at least.
        all: u32,
    },
    /// So many before, and so many now.
    Change {
        /// In the days before.
        before: u32,
        /// In the selected period.
        now: u32,
    },
}

impl Number {
    /// As it is written: `12`, `?`, `2/5`, `3→11`.
    pub fn text(self) -> String {
        let written = |number: u32| units::number(number as usize);
        match self {
            Self::Count(number) => written(number),
            Self::Stated(sum) => units::sum(sum),
            Self::Unstated => "?".to_owned(),
            Self::Share { of, all } => format!("{}/{}", written(of), written(all)),
            Self::Change { before, now } => format!("{}→{}", written(before), written(now)),
        }
    }

    /// How much it is, for what is to be seen first.
    pub fn size(self) -> u32 {
        match self {
            Self::Count(number) => number,
            Self::Stated(sum) => sum.size(),
            Self::Unstated => 0,
            Self::Share { all, .. } => all,
            Self::Change { before, now } => before.max(now),
        }
    }

    /// What the numbers of several reporters are compared by, where one may stand for the place: of
    /// shares only those of enough, and of changes none.
    fn rank(self) -> Option<u64> {
        match self {
            Self::Count(_) | Self::Stated(_) => Some(u64::from(self.size())),
            Self::Share { of, all } if all >= FEW => {
                Some(u64::from(of) * u64::from(u32::MAX) / u64::from(all))
            }
            Self::Unstated | Self::Share { .. } | Self::Change { .. } => None,
        }
    }
}

/// The numbers of a place, by reporter.
pub type OfPlace = Vec<(ReporterId, Number)>;

/// The number that a place is filled by: of the reporter who was chosen, or the greatest of any one.
pub fn leading(of_place: &OfPlace, chosen: Option<ReporterId>) -> Option<Number> {
    match chosen {
        Some(reporter) => {
            let own = of_place.iter().find(|(id, _)| *id == reporter);
            own.map(|(_, number)| *number)
        }
        None => {
            let ranked = of_place.iter().filter_map(|(_, number)| {
                let rank = number.rank()?;
                Some((rank, *number))
            });
            ranked.max_by_key(|(rank, _)| *rank).map(|(_, of)| of)
        }
    }
}

/// As many days as a window has, right before it.
pub fn before(window: Window) -> Window {
    window.shifted(-window.len())
}

/// The days that a change is counted from, and those to which: of two views whose days lie apart those of
/// the earlier and of the later one, else as many days right before, and the window.
pub fn compared(window: Window, beside: Option<Window>) -> [Window; 2] {
    let apart = |of: &Window| !of.interval().overlaps(window.interval());
    match beside.filter(apart) {
        Some(beside) if beside.first() < window.first() => [beside, window],
        Some(beside) => [window, beside],
        None => [before(window), window],
    }
}

/// The claims of each reporter at each place in two periods, behind the filters of the question. What was
/// found already is not asked for again.
pub fn changes_between(
    atlas: &Atlas,
    (question, answer): (&Question, &Answer),
    periods: [Window; 2],
    direction: Direction,
) -> BTreeMap<PlaceRef, OfPlace> {
    let asked = periods.map(|window| {
        let is_other = window != question.window;
        is_other.then(|| {
            let filters = question.filters.clone();
            ask(atlas, &Question { window, filters })
        })
    });
    let [then, now] = asked
        .each_ref()
        .map(|asked| asked.as_ref().unwrap_or(answer));
    changes(&then.tallies, &now.tallies, direction)
}

/// What numbers are made of.
#[derive(Clone, Copy)]
pub struct Material<'a> {
    /// All that is loaded.
    pub atlas: &'a Atlas,
    /// What was asked.
    pub question: &'a Question,
    /// What was found.
    pub answer: &'a Answer,
    /// What the person makes of ties.
    pub verdicts: &'a Verdicts,
    /// Claims and ties together, for what is contradicted; `None`: not made yet.
    pub events: Option<&'a Events>,
    /// The days of the view beside, where there are two.
    pub beside: Option<Window>,
}

/// The numbers of every place that is named at that end.
pub fn numbers(
    of: Material<'_>,
    measure: Measure,
    direction: Direction,
) -> BTreeMap<PlaceRef, OfPlace> {
    let tallies = &of.answer.tallies;
    let count = |number: u32| (number > 0).then_some(Number::Count(number));
    let stated = |sum: Sum| match sum.exact_size() {
        Some(number) => count(number),
        None => Some(Number::Stated(sum)),
    };
    let mut places = match measure {
        Measure::Claims => tallied(tallies, direction, |tally| count(tally.claims)),
        Measure::Exact => tallied(tallies, direction, |tally| {
            let uncounted = (tally.uncounted > 0).then_some(Number::Unstated);
            stated(tally.exact).or(uncounted)
        }),
        Measure::Killed => tallied(tallies, direction, |tally| stated(tally.killed)),
        Measure::Wounded => tallied(tallies, direction, |tally| stated(tally.wounded)),
        Measure::Denied => denied(of, direction),
        Measure::Contradicted => of
            .events
            .map_or_else(BTreeMap::new, |events| contradicted(of, events)),
        Measure::Change => {
            let periods = compared(of.question.window, of.beside);
            changes_between(of.atlas, (of.question, of.answer), periods, direction)
        }
    };
    for of_place in places.values_mut() {
        of.atlas.sort_by_reporter(of_place);
    }
    places
}

fn tallied(
    tallies: &Tallies,
    direction: Direction,
    number: impl Fn(&Tally) -> Option<Number>,
) -> BTreeMap<PlaceRef, OfPlace> {
    let mut places = BTreeMap::new();
    for spot in tallies.spots(direction) {
        let own = tallies.of(direction, spot);
        let own = own.filter_map(|(reporter, tally)| Some((reporter, number(tally)?)));
        let own: OfPlace = own.collect();
        if !own.is_empty() {
            places.insert(spot, own);
        }
    }
    places
}

/// The claims of each reporter at each place, then and now.
pub fn changes(then: &Tallies, now: &Tallies, direction: Direction) -> BTreeMap<PlaceRef, OfPlace> {
    let mut pairs: BTreeMap<(PlaceRef, ReporterId), [u32; 2]> = BTreeMap::new();
    for (at, tallies) in [then, now].into_iter().enumerate() {
        for spot in tallies.spots(direction) {
            for (reporter, tally) in tallies.of(direction, spot) {
                if tally.claims > 0 {
                    pairs.entry((spot, reporter)).or_default()[at] += tally.claims;
                }
            }
        }
    }
    let mut places: BTreeMap<PlaceRef, OfPlace> = BTreeMap::new();
    for ((spot, reporter), [before, now]) in pairs {
        let number = Number::Change { before, now };
        places.entry(spot).or_default().push((reporter, number));
    }
    places
}

/// Whether a record is on the map in these days, and counted.
fn is_counted(of: Material<'_>, record: RecordId) -> bool {
    let dataset = of.atlas.dataset_of(record);
    let seen = &of.answer.seen[record.dataset.index()];
    let row = record.row as usize;
    let own = dataset.interval(row);
    let window = of.question.window.interval();
    own.is_some_and(|own| own.overlaps(window))
        && seen.shows(dataset, row)
        && !dataset.kind_of(record.row).repeated
}

/// Of the claims of each reporter, those that others are known to deny.
fn denied(of: Material<'_>, direction: Direction) -> BTreeMap<PlaceRef, OfPlace> {
    let mut denied: BTreeMap<(PlaceRef, ReporterId), HashSet<RecordId>> = BTreeMap::new();
    for tie in known(of.atlas, of.verdicts) {
        if tie.kind != TieKind::Denies {
            continue;
        }
        for record in tie.records[1]
            .iter()
            .filter(|of_tie| is_counted(of, **of_tie))
        {
            let dataset = of.atlas.dataset_of(*record);
            let kind = dataset.kind_of(record.row);
            if kind.counted() != Counted::Claim {
                continue;
            }
            let ends = dataset.columns.end(direction, record.row as usize);
            for spot in &dataset.ends[ends].spots {
                let records = denied.entry((*spot, kind.reporter)).or_default();
                records.insert(*record);
            }
        }
    }
    let tallies = &of.answer.tallies;
    let mut places = BTreeMap::new();
    for spot in tallies.spots(direction) {
        let own = tallies.of(direction, spot).filter(|(_, of)| of.claims > 0);
        let own: OfPlace = own
            .map(|(reporter, tally)| {
                let records = denied.get(&(spot, reporter)).map_or(0, HashSet::len);
                let of = u32::try_from(records).unwrap_or(u32::MAX).min(tally.claims);
                let all = tally.claims;
                (reporter, Number::Share { of, all })
            })
            .collect();
        if !own.is_empty() {
            places.insert(spot, own);
        }
    }
    places
}

/// Of the events that each reporter claims, those that are contradicted.
fn contradicted(of: Material<'_>, events: &Events) -> BTreeMap<PlaceRef, OfPlace> {
    let mut shares: BTreeMap<(PlaceRef, ReporterId), [u32; 2]> = BTreeMap::new();
    for (_, event) in events.in_window(of.question.window) {
        let claims = events.members(event).iter();
        let reporters = claims.filter_map(|record| {
            let kind = of.atlas.dataset_of(*record).kind_of(record.row);
            let is_claim = kind.counted() == Counted::Claim && is_counted(of, *record);
            is_claim.then_some(kind.reporter)
        });
        let reporters: BTreeSet<ReporterId> = reporters.collect();
        for reporter in reporters {
            let share = shares.entry((event.place, reporter)).or_default();
            share[0] += u32::from(event.standings.has(Standing::Contradicted));
            share[1] += 1;
        }
    }
    let mut places: BTreeMap<PlaceRef, OfPlace> = BTreeMap::new();
    for ((spot, reporter), [of, all]) in shares {
        let number = Number::Share { of, all };
        places.entry(spot).or_default().push((reporter, number));
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Day;

    #[test]
    fn a_change_goes_from_the_earlier_of_two_views_to_the_later_where_their_days_lie_apart() {
        let day = |month, day| Day::from_ymd(2022, month, day).expect("a day");
        let july = Window::days(day(7, 1), day(7, 31));
        let august = Window::days(day(8, 1), day(8, 31));
        assert_eq!(compared(august, Some(july)), [july, august]);
        assert_eq!(compared(july, Some(august)), [july, august]);
        // Alone, beside the same days or beside some of them: 31 days right before.
        let both = Window::days(day(7, 1), day(8, 31));
        for beside in [None, Some(august), Some(both)] {
            assert_eq!(compared(august, beside), [july, august]);
        }
    }

    #[test]
    fn a_share_or_a_change_of_few_stands_for_nothing() {
        assert_eq!(Trend::of(3, 4), None);
        assert_eq!(Trend::of(3, 11), Some(Trend::FarMore));
        assert_eq!(Trend::of(0, 5), Some(Trend::FarMore));
        assert_eq!(Trend::of(5, 6), Some(Trend::More));
        assert_eq!(Trend::of(7, 7), Some(Trend::Same));
        assert_eq!(Trend::of(7, 5), Some(Trend::Fewer));
        assert_eq!(Trend::of(11, 3), Some(Trend::FarFewer));
        let reporter = |at| ReporterId::from_index(at);
        let few = Number::Share { of: 1, all: 1 };
        let many = Number::Share { of: 1, all: 8 };
        let of_place = vec![(reporter(0), few), (reporter(1), many)];
        assert_eq!(leading(&of_place, None), Some(many));
        assert_eq!(leading(&of_place, Some(reporter(0))), Some(few));
        assert_eq!(leading(&of_place, Some(reporter(2))), None);
    }

    #[test]
    fn the_greatest_of_any_one_leads_and_nothing_is_added_up() {
        let reporter = |at| ReporterId::from_index(at);
        let of_place = vec![
            (reporter(0), Number::Count(3)),
            (reporter(1), Number::Count(4)),
            (reporter(2), Number::Unstated),
        ];
        assert_eq!(leading(&of_place, None), Some(Number::Count(4)));
    }
}
