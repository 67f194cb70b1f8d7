//! Properties of the rows of large files: whatever an index answers, a plain look at every row
//! answers as well.

mod common;

use std::{collections::BTreeMap, sync::Arc};

use common::square_region;
use contactline::{
    model::{
        Activity, Amount, Atlas, DatasetDraft, Day, Draft, Extent, Id as _, Party, Place, PlaceRef,
        Stance, Window,
        dataset::{
            Beyond, EndDraft, InTotals, KindDraft, NOWHERE, StatedTotal, UNDATED, UNSTATED,
            are_inexact,
        },
        draft::{RegionDraft, SiteDraft},
        geo::Coord,
    },
    query::{
        Accounts, Bin, Counts, Direction, Filters, Histogram, Question, ShownRows, Tally, ask,
    },
    scene::{Camera, Px, RowShape, View, camera::to_world, pick_rows},
};
use proptest::{collection::vec, prelude::*};

const REGIONS: [&str; 4] = ["a", "b", "c", "d"];
const REPORTERS: [&str; 3] = ["x", "y", "z"];
const DEGREE: i32 = 10_000_000;

/// The first day of these worlds.
const EPOCH: i64 = 19_000;

fn region(index: usize) -> RegionDraft {
    square_region(index, REGIONS[index])
}

/// A row as it is made up.
#[derive(Clone, Debug)]
struct Row {
    kind: usize,
    start: Option<i64>,
    seconds: i64,
    /// Target, origin and place: which of the sites, and a position.
    ends: [(usize, [i32; 2]); 3],
    count: Option<Amount>,
    killed: Option<Amount>,
}

/// What rows may name: nothing, a region, two regions, a region beside an unknown name, an unknown
/// name.
fn sites() -> Vec<Vec<SiteDraft>> {
    let named = |key: &str| SiteDraft {
        region: Some(key.to_owned()),
        ..SiteDraft::default()
    };
    let name = |name: &str| SiteDraft {
        settlement: Some(name.to_owned()),
        ..SiteDraft::default()
    };
    vec![
        vec![],
        vec![named("a")],
        vec![named("b"), named("c")],
        vec![named("d"), name("nowhere")],
        vec![name("nowhere")],
    ]
}

fn kinds() -> Vec<KindDraft> {
    let mut kinds = Vec::new();
    for (index, reporter) in REPORTERS.into_iter().enumerate() {
        for (incident, repeated) in [
            (Some((Activity::Fire, Party::Armenia)), false),
            (Some((Activity::Reconnaissance, Party::Azerbaijan)), false),
            (Some((Activity::Fire, Party::Unknown)), true),
            (None, false),
        ] {
            kinds.push(KindDraft {
                reporter: reporter.into(),
                stance: Stance::ALL[index].0,
                repeated,
                incident,
                denied: Stance::ALL[index].0 == Stance::Denial,
            });
        }
    }
    kinds
}

fn position() -> impl Strategy<Value = [i32; 2]> {
    prop_oneof![
        2 => Just(NOWHERE),
        3 => [-DEGREE / 2..4 * DEGREE + DEGREE / 2, -DEGREE / 5..DEGREE + DEGREE / 5],
        // Off the earth.
        1 => Just([0, 2_000_000_000]),
    ]
}

/// Mostly exact numbers, and some that are not.
fn amount(below: u32) -> impl Strategy<Value = Amount> {
    (0..below, 0..10).prop_map(|(number, kind)| match kind {
        0 => Amount::AtLeast(number),
        1 => Amount::MoreThan(number),
        2 => Amount::LessThan(number),
        3 => Amount::About(number),
        4 => Amount::Between(number, number + 3),
        5 => Amount::Best {
            best: number + 1,
            low: number,
            high: number + 2,
        },
        _ => Amount::Exact(number),
    })
}

fn row() -> impl Strategy<Value = Row> {
    // A name among several places has no position beside it.
    let end = || {
        prop_oneof![
            (0..5_usize).prop_map(|sites| (sites, NOWHERE)),
            (0..2_usize, position()),
        ]
    };
    let seconds = prop_oneof![4 => 60..200_000_i64, 1 => 60..9_000_000_i64];
    (
        0..kinds().len(),
        proptest::option::weighted(0.9, 0..60 * 86_400_i64),
        seconds,
        [end(), end(), end()],
        proptest::option::of(amount(50)),
        proptest::option::of(amount(5)),
    )
        .prop_map(|(kind, start, seconds, ends, count, killed)| Row {
            kind,
            start: start.map(|start| EPOCH * 86_400 + start),
            seconds,
            ends,
            count,
            killed,
        })
}

fn draft(rows: &[Row]) -> DatasetDraft {
    let end = |of: usize| EndDraft {
        sites: rows.iter().map(|row| row.ends[of].0 as u32).collect(),
        position: rows.iter().map(|row| row.ends[of].1).collect(),
    };
    DatasetDraft {
        place: Place::file("large.csv"),
        file: None,
        kinds: kinds(),
        sites: sites(),
        start: rows
            .iter()
            .map(|row| row.start.unwrap_or(UNDATED))
            .collect(),
        end: rows
            .iter()
            .map(|row| row.start.map_or(UNDATED, |start| start + row.seconds))
            .collect(),
        kind: rows.iter().map(|row| row.kind as u32).collect(),
        target: end(0),
        origin: end(1),
        at: end(2),
        count: rows
            .iter()
            .map(|row| row.count.map_or(UNSTATED, Amount::number))
            .collect(),
        killed: rows
            .iter()
            .map(|row| row.killed.map_or(UNSTATED, Amount::number))
            .collect(),
        wounded: Vec::new(),
        inexact: (0..)
            .zip(rows)
            .map(|(at, row)| (at, [row.count, row.killed, None]))
            .filter(|(_, numbers)| are_inexact(numbers))
            .collect(),
        totals: (0..rows.len())
            .filter(|at| at % TOTAL_EVERY == 0)
            .map(|at| StatedTotal {
                row: at as u32,
                report: at as u64,
                total: TOTAL,
            })
            .collect(),
        offset: (0..rows.len() as u64).collect(),
        source: None,
    }
}

/// Each third row is of a report with this total.
const TOTAL_EVERY: usize = 3;
const TOTAL: Amount = Amount::Exact(30);

fn atlas(rows: &[Row]) -> Atlas {
    let draft = Draft {
        regions: (0..REGIONS.len()).map(region).collect(),
        datasets: vec![Arc::new(draft(rows))],
        ..Draft::default()
    };
    Atlas::build(draft).0
}

fn window() -> impl Strategy<Value = Window> {
    (-5..65_i64, 0..70_i64).prop_map(|(first, length)| {
        Window::days(
            Day::clamped(EPOCH + first),
            Day::clamped(EPOCH + first + length),
        )
    })
}

fn filters() -> impl Strategy<Value = Filters> {
    (0..4_usize, 0..4_usize, 0..8_usize, any::<bool>()).prop_map(
        |(reporter, activity, stance, show_duplicates)| {
            let activities = [Activity::Fire, Activity::Reconnaissance];
            Filters {
                hidden_reporters: REPORTERS
                    .get(reporter)
                    .map(|key| (*key).into())
                    .into_iter()
                    .collect(),
                hidden_activities: activities.get(activity).copied().into_iter().collect(),
                hidden_stances: Stance::ALL
                    .get(stance)
                    .map(|(of, _)| *of)
                    .into_iter()
                    .collect(),
                show_duplicates,
                ..Filters::default()
            }
        },
    )
}

impl Row {
    /// The keys of the regions an end names, and whether a name stands beside them that is no
    /// place.
    fn named(&self, end: usize) -> (Vec<&'static str>, bool) {
        let (sites, at) = self.ends[end];
        let is_somewhere = at != NOWHERE && at[1].abs() <= 85 * DEGREE;
        if is_somewhere && sites == 1 {
            return (vec!["a"], false);
        }
        if is_somewhere {
            let inside = |index: &usize| {
                let west = *index as i32 * DEGREE;
                (west..=west + DEGREE).contains(&at[0]) && (0..=DEGREE).contains(&at[1])
            };
            let region = (0..REGIONS.len()).find(inside);
            return (
                region.map(|index| REGIONS[index]).into_iter().collect(),
                false,
            );
        }
        match sites {
            1 => (vec!["a"], false),
            2 => (vec!["b", "c"], false),
            3 => (vec!["d"], true),
            4 => (vec![], true),
            _ => (vec![], false),
        }
    }

    fn is_placed(&self) -> bool {
        (0..3).any(|end| {
            let (_, at) = self.ends[end];
            let is_somewhere = at != NOWHERE && at[1].abs() <= 85 * DEGREE;
            is_somewhere || !self.named(end).0.is_empty()
        })
    }

    fn overlaps(&self, window: Window) -> bool {
        self.start.is_some_and(|start| {
            start < window.end().start().0 && window.first().start().0 < start + self.seconds
        })
    }

    /// Whether it states that there was none.
    fn is_zero(&self) -> bool {
        let kind = &kinds()[self.kind];
        let none = Amount::Exact(0);
        let nobody_hurt = self.killed.is_none_or(|killed| killed == none);
        kind.incident.is_some() && !kind.denied && self.count == Some(none) && nobody_hurt
    }

    fn is_hidden(&self, filters: &Filters) -> bool {
        let kind = &kinds()[self.kind];
        (kind.repeated && !filters.show_duplicates)
            || filters.hidden_reporters.contains(&kind.reporter)
            || filters.hidden_stances.contains(&kind.stance)
            || kind
                .incident
                .is_some_and(|(activity, _)| filters.hidden_activities.contains(&activity))
    }
}

fn accounts_by_scan(rows: &[Row], question: &Question) -> Accounts {
    let mut accounts = Accounts::default();
    for row in rows {
        accounts.loaded += 1;
        let fate = match row.start {
            None => &mut accounts.undated,
            Some(_) if !row.overlaps(question.window) => &mut accounts.outside_window,
            Some(_) if kinds()[row.kind].repeated && !question.filters.show_duplicates => {
                &mut accounts.duplicates
            }
            Some(_) if row.is_hidden(&question.filters) => &mut accounts.filtered,
            Some(_) if !row.is_placed() => &mut accounts.unplaced,
            Some(_) => &mut accounts.shown,
        };
        *fate += 1;
    }
    accounts
}

fn in_totals_by_scan(rows: &[Row], question: &Question) -> BTreeMap<String, InTotals> {
    let mut found: BTreeMap<String, InTotals> = BTreeMap::new();
    for row in rows.iter().step_by(TOTAL_EVERY) {
        let kind = &kinds()[row.kind];
        let is_seen = row.overlaps(question.window) && !row.is_hidden(&question.filters);
        if !is_seen || kind.repeated || kind.denied {
            continue;
        }
        let count = row.count.filter(|_| kind.incident.is_some());
        let Some(beyond) = Beyond::of(TOTAL, [count]) else {
            continue;
        };
        let of = found.entry(kind.reporter.to_string()).or_default();
        match beyond {
            Beyond::More(more) => {
                of.reports += 1;
                of.incidents.add(more);
            }
            Beyond::Fewer => of.fewer += 1,
        }
    }
    found
}

type ByReporter = BTreeMap<String, Tally>;

fn tallies_by_scan(rows: &[Row], question: &Question, end: usize, region: &str) -> ByReporter {
    let mut tallies = ByReporter::new();
    for row in rows {
        let kind = &kinds()[row.kind];
        let (named, elsewhere) = row.named(end);
        let counts = row.overlaps(question.window)
            && !row.is_hidden(&question.filters)
            && !kind.repeated
            && kind.incident.is_some()
            && !row.is_zero()
            && named.contains(&region);
        if !counts {
            continue;
        }
        let tally = tallies.entry(kind.reporter.to_string()).or_default();
        if kind.denied {
            tally.denials += 1;
            continue;
        }
        tally.claims += 1;
        let of_fire = |(activity, _): (Activity, Party)| activity.is_fire();
        tally.not_of_fire += u32::from(!kind.incident.is_some_and(of_fire));
        match row.count {
            None => tally.uncounted += 1,
            Some(count) if named.len() == 1 && !elsewhere => tally.exact.add(count),
            Some(count) => tally.shared.add(count),
        }
        tally.killed.add(row.killed.unwrap_or(Amount::Exact(0)));
    }
    tallies
}

proptest! {
    #[test]
    fn what_is_in_totals_alone_is_that_of_a_scan(
        rows in vec(row(), 0..60),
        window in window(),
        filters in filters(),
    ) {
        let atlas = atlas(&rows);
        let question = Question { window, filters };
        let answer = ask(&atlas, &question);
        let found = answer.in_totals.iter().map(|(reporter, of)| {
            (atlas.reporters()[*reporter].key.to_string(), *of)
        });
        let found: BTreeMap<String, InTotals> = found.collect();
        prop_assert_eq!(found, in_totals_by_scan(&rows, &question));
    }

    #[test]
    fn every_row_is_accounted_for(
        rows in vec(row(), 0..200), window in window(), filters in filters(),
    ) {
        let atlas = atlas(&rows);
        let question = Question { window, filters };
        let answer = ask(&atlas, &question);
        prop_assert!(answer.accounts.balance());
        prop_assert_eq!(answer.accounts, accounts_by_scan(&rows, &question));
        let by_reporter: u32 = answer.shown_by_reporter.iter().sum();
        prop_assert_eq!(by_reporter as usize, answer.accounts.shown);
        // The rows themselves are as many as are counted.
        for shown in ShownRows::of(&atlas, &answer, question.window.interval()) {
            prop_assert_eq!(shown.iter().count(), shown.seen.shown);
            prop_assert_eq!(shown.unplaced().count(), shown.seen.unplaced);
        }
    }

    #[test]
    fn tallies_are_those_of_a_scan(
        rows in vec(row(), 0..200), window in window(), filters in filters(),
    ) {
        let atlas = atlas(&rows);
        let question = Question { window, filters };
        let answer = ask(&atlas, &question);
        for direction in Direction::ALL {
            for (id, region) in atlas.regions().iter() {
                let tallies: ByReporter = answer
                    .tallies
                    .of(direction, PlaceRef::Region(id))
                    .map(|(reporter, tally)| (atlas.reporters()[reporter].key.to_string(), *tally))
                    .collect();
                let expected =
                    tallies_by_scan(&rows, &question, direction as usize, &region.key.0);
                prop_assert_eq!(tallies, expected);
            }
        }
    }

    #[test]
    fn rows_of_a_place_and_a_time_are_those_of_a_scan(
        rows in vec(row(), 0..700),
        window in window(),
        filters in filters(),
        low in [-DEGREE..4 * DEGREE, -DEGREE..DEGREE],
        size in [0..4 * DEGREE, 0..2 * DEGREE],
    ) {
        let atlas = atlas(&rows);
        let question = Question { window, filters };
        let answer = ask(&atlas, &question);
        let shown = ShownRows::of(&atlas, &answer, window.interval()).nth(1).expect("a table");
        let dataset = shown.dataset;
        let original = |row: u32| &rows[dataset.columns.offset[row as usize] as usize];
        let is_shown = |row: &Row| {
            row.overlaps(window) && !row.is_hidden(&question.filters) && row.is_placed()
        };
        let all: Vec<u32> = (0..dataset.len() as u32).collect();

        let mut listed: Vec<u32> = shown.iter().collect();
        listed.sort_unstable();
        let expected = all.iter().copied().filter(|row| is_shown(original(*row)));
        prop_assert_eq!(listed, expected.collect::<Vec<u32>>());

        let extent = Extent { low, high: [low[0] + size[0], low[1] + size[1]] };
        let spot = &dataset.columns.spot;
        let mut found = Vec::new();
        shown.each_in(extent, |row| {
            found.push(row);
            true
        });
        found.sort_unstable();
        let expected: Vec<u32> = all
            .iter()
            .copied()
            .filter(|row| is_shown(original(*row)))
            .filter(|row| spot.get(*row as usize).is_some_and(|at| *at != NOWHERE && extent.contains(*at)))
            .collect();
        prop_assert_eq!(&found, &expected);
        prop_assert_eq!(shown.count_in(extent), expected.len());
        let mut found = Vec::new();
        shown.each_of_the_place(extent, |row| {
            found.push(row);
            true
        });
        found.sort_unstable();
        prop_assert_eq!(&found, &expected);

        for id in atlas.regions().ids() {
            let key = REGIONS[id.index()];
            let named: Vec<u32> = shown.naming(PlaceRef::Region(id)).collect();
            let expected = all.iter().copied().filter(|row| {
                let row = original(*row);
                is_shown(row)
                    && kinds()[row.kind].incident.is_some()
                    && (0..3).any(|end| row.named(end).0.contains(&key))
            });
            prop_assert_eq!(named, expected.collect::<Vec<u32>>());
        }
    }

    #[test]
    fn whatever_is_drawn_under_the_pointer_is_picked_and_nothing_else(
        rows in vec(row(), 0..20), window in window(), straight in any::<bool>(),
    ) {
        let atlas = atlas(&rows);
        let question = Question { window, filters: Filters::default() };
        let answer = ask(&atlas, &question);
        let shown = ShownRows::of(&atlas, &answer, window.interval()).nth(1).expect("a table");
        let dataset = shown.dataset;
        let shape = if straight { RowShape::Straight } else { RowShape::Bent };
        let spot = &dataset.columns.spot;
        for row in 0..spot.len() as u32 {
            let at = spot[row as usize];
            if at == NOWHERE {
                continue;
            }
            let [x, y] = at.map(|units| f64::from(units) / 1e7);
            let center = Coord { x, y };
            let view = View {
                camera: Camera { center, zoom: 9.0 },
                size: Px { x: 800.0, y: 600.0 },
            };
            let picked = pick_rows(&atlas, &answer, window, (&view, shape), view.project(to_world(center)));
            let is_picked = picked.iter().any(|id| id.row == row);
            prop_assert_eq!(is_picked, shown.holds(row as usize));
            prop_assert!(picked.iter().all(|id| shown.holds(id.row as usize)));
        }
        let nowhere = View {
            camera: Camera { center: Coord { x: 100.0, y: 50.0 }, zoom: 9.0 },
            size: Px { x: 800.0, y: 600.0 },
        };
        let middle = Px { x: 400.0, y: 300.0 };
        prop_assert!(pick_rows(&atlas, &answer, window, (&nowhere, shape), middle).is_empty());
    }

    #[test]
    fn the_histogram_counts_as_a_scan_does(
        rows in vec(row(), 0..200), window in window(), filters in filters(), bin in 0..3_usize,
    ) {
        let bin = [Bin::Day, Bin::Week, Bin::Month][bin];
        let atlas = atlas(&rows);
        let histogram = Histogram::new(&atlas, &filters);
        for bar in histogram.bars(bin, window) {
            for (reporter, counts) in &bar.counts {
                let key = &atlas.reporters()[*reporter].key;
                let mut scanned = Counts::default();
                for row in &rows {
                    let kind = &kinds()[row.kind];
                    let is_counted = kind.reporter == *key
                        && !kind.repeated
                        && !row.is_hidden(&filters)
                        && row.start.is_some_and(|start| {
                            (bar.start.start().0..bar.end.start().0).contains(&start)
                        });
                    if is_counted {
                        let happened = kind.incident.is_some() && !row.is_zero();
                        scanned.claims += u32::from(!kind.denied && happened);
                        scanned.denials += u32::from(kind.denied);
                        scanned.others += u32::from(!kind.denied && !happened);
                    }
                }
                prop_assert_eq!(scanned, *counts);
            }
        }
    }
}

#[test]
fn names_that_stand_for_no_place_are_noted_once_with_the_number_of_rows() {
    let row = Row {
        kind: 0,
        start: Some(EPOCH * 86_400),
        seconds: 60,
        ends: [(4, NOWHERE), (0, NOWHERE), (0, [0, 2_000_000_000])],
        count: None,
        killed: None,
    };
    let draft = Draft {
        regions: (0..REGIONS.len()).map(region).collect(),
        datasets: vec![Arc::new(draft(&vec![row; 30]))],
        ..Draft::default()
    };
    let (atlas, notes) = Atlas::build(draft);
    assert_eq!(atlas.loaded(), 30);
    let told: Vec<String> = notes.iter().map(ToString::to_string).collect();
    let has = |words: &str| told.iter().filter(|note| note.contains(words)).count();
    assert_eq!(has("nowhere"), 1, "{told:#?}");
    assert_eq!(has("(and 29 more rows)"), 1, "{told:#?}");
    assert_eq!(has("30 positions are not on the map"), 1, "{told:#?}");
}
