//! Properties of questions over made-up atlases: the accounts balance, no count is split, and every
//! index answers as a plain scan does.

mod common;

use std::collections::BTreeMap;

use common::square_region;
use contactline::{
    model::{
        Activity, Amount, Atlas, Basis, Claim, Dataset, Day, Detail, Draft, Party, Place, RecordId,
        Report, Stance, Sum, TimePrecision, When, Window,
        draft::{ClaimDraft, RegionDraft, ReportDraft, SiteDraft},
        time::Moment,
    },
    query::{
        Accounts, Bin, Counts, Direction, Fate, Filters, Histogram, PlaceRef, Question, ShownRows,
        ask, focus_on,
    },
};
use proptest::{collection::vec, prelude::*};

const REGIONS: [&str; 4] = ["a", "b", "c", "d"];
const REPORTERS: [&str; 3] = ["x", "y", "z"];

/// The first day of these worlds.
const EPOCH: i64 = 19_000;

fn region(index: usize) -> RegionDraft {
    square_region(index, REGIONS[index])
}

fn sites() -> impl Strategy<Value = Vec<SiteDraft>> {
    // One of five names no region.
    let site = (0..5_usize).prop_map(|index| SiteDraft {
        region: Some(REGIONS.get(index).copied().unwrap_or("nowhere").to_owned()),
        ..SiteDraft::default()
    });
    vec(site, 0..4)
}

fn when() -> impl Strategy<Value = When> {
    let day = |number| Day::clamped(EPOCH + number);
    prop_oneof![
        1 => Just(When::Undated),
        1 => (0..60i64).prop_map(move |number| When::Published(day(number))),
        4 => (0..60i64, 0..9i64).prop_map(move |(number, length)| When::Stated {
            start: Some(Moment::Day(day(number))),
            end: (length > 0).then(|| Moment::Day(day(number + length))),
            precision: TimePrecision::Day,
        }),
        2 => (0..60i64, 0..1_440i64).prop_map(move |(number, minute)| When::Stated {
            start: Some(Moment::Clock(day(number).start().plus(minute * 60))),
            end: None,
            precision: TimePrecision::Minute,
        }),
    ]
}

fn claim() -> impl Strategy<Value = ClaimDraft> {
    let figures = (
        proptest::option::of((0..50u32).prop_map(Amount::Exact)),
        proptest::option::of((0..5u32).prop_map(Amount::Exact)),
    );
    (
        sites(),
        sites(),
        sites(),
        figures,
        when(),
        0..Activity::ALL.len(),
        0..Party::ALL.len(),
    )
        .prop_map(
            |(origins, targets, places, (count, killed), when, activity, by)| ClaimDraft {
                by: Party::ALL[by].0,
                origins,
                targets,
                places,
                count,
                when,
                activity: Activity::ALL[activity].0,
                killed,
                ..plain_claim()
            },
        )
}

/// A claim of fire that says nothing else.
fn plain_claim() -> ClaimDraft {
    ClaimDraft {
        by: Party::Unknown,
        by_as_reported: String::new(),
        origins: Vec::new(),
        targets: Vec::new(),
        places: Vec::new(),
        count: None,
        when: When::Undated,
        activity: Activity::Fire,
        weapons: Vec::new(),
        rounds: None,
        killed: None,
        wounded: None,
        casualty_side: None,
        casualty_kind: None,
        losses_denied: false,
        denied: false,
        properties: None,
    }
}

/// A claim of the first reporter that says nothing.
fn plain_report() -> ReportDraft {
    ReportDraft {
        file: None,
        part: None,
        place: Place::file("test"),
        id: String::new(),
        reporter: REPORTERS[0].to_owned(),
        outlet: None,
        url: None,
        language: String::new(),
        published: None,
        basis: Basis::Page,
        stance: Stance::Claim,
        denies: None,
        duplicate_of: None,
        total: None,
        claims: Vec::new(),
    }
}

fn report() -> impl Strategy<Value = ReportDraft> {
    let primary = proptest::option::weighted(0.2, 0..30usize);
    let published = proptest::option::weighted(0.8, 0..60i64);
    (
        vec(claim(), 0..4),
        0..REPORTERS.len(),
        0..Stance::ALL.len(),
        primary,
        published,
    )
        .prop_map(
            |(claims, reporter, stance, primary, published)| ReportDraft {
                file: None,
                part: None,
                place: Place::file("test"),
                id: String::new(),
                reporter: REPORTERS[reporter].to_owned(),
                outlet: None,
                url: None,
                language: String::new(),
                published: published.map(|number| Day::clamped(EPOCH + number)),
                basis: Basis::Page,
                stance: Stance::ALL[stance].0,
                denies: None,
                duplicate_of: primary.map(|index| format!("report-{index:02}")),
                total: None,
                claims,
            },
        )
}

fn atlas() -> impl Strategy<Value = Atlas> {
    vec(report(), 0..30).prop_map(|mut reports| {
        for (index, report) in reports.iter_mut().enumerate() {
            report.id = format!("report-{index:02}");
        }
        let draft = Draft {
            regions: (0..REGIONS.len()).map(region).collect(),
            reports,
            ..Draft::default()
        };
        Atlas::build(draft).0
    })
}

fn window() -> impl Strategy<Value = Window> {
    (-5..65i64, 0..70i64).prop_map(|(first, length)| {
        Window::days(
            Day::clamped(EPOCH + first),
            Day::clamped(EPOCH + first + length),
        )
    })
}

fn filters() -> impl Strategy<Value = Filters> {
    (0..4usize, 0..20usize, 0..8usize, 0..8usize, any::<bool>()).prop_map(
        |(reporter, activity, party, stance, show_duplicates)| {
            let mut filters = Filters {
                show_duplicates,
                ..Filters::default()
            };
            filters
                .hidden_reporters
                .extend(REPORTERS.get(reporter).map(|key| (*key).into()));
            filters
                .hidden_activities
                .extend(Activity::ALL.get(activity).map(|(value, _)| *value));
            filters
                .hidden_parties
                .extend(Party::ALL.get(party).map(|(value, _)| *value));
            filters
                .hidden_stances
                .extend(Stance::ALL.get(stance).map(|(value, _)| *value));
            filters
        },
    )
}

/// Every record: a claim with its report, or a report that makes none.
fn records(atlas: &Atlas) -> impl Iterator<Item = (&Report, Option<&Claim>)> {
    atlas.reports().flat_map(|report| {
        let none = report.claims.is_empty().then_some(None);
        let claims = report.claims.iter().map(Some).chain(none);
        claims.map(move |claim| (&**report, claim))
    })
}

fn is_hidden(atlas: &Atlas, filters: &Filters, report: &Report, claim: Option<&Claim>) -> bool {
    (report.duplicate_of.is_some() && !filters.show_duplicates)
        || filters
            .hidden_reporters
            .contains(&atlas.reporters()[report.reporter].key)
        || filters.hidden_stances.contains(&report.stance)
        || claim.is_some_and(|claim| {
            filters.hidden_activities.contains(&claim.activity)
                || filters.hidden_parties.contains(&claim.by)
        })
}

/// Whether a claim says that there was none: no incident, and nobody hurt.
fn states_none(claim: &Claim) -> bool {
    let nobody = [claim.killed, claim.wounded].into_iter().flatten();
    claim.count == Some(Amount::Exact(0)) && nobody.into_iter().all(|of| of == Amount::Exact(0))
}

/// The accounts by a plain look at every record.
fn accounts_by_scan(atlas: &Atlas, question: &Question) -> Accounts {
    let mut accounts = Accounts::default();
    let filters = &question.filters;
    for (report, claim) in records(atlas) {
        accounts.loaded += 1;
        let when = claim.map_or_else(
            || report.published.map_or(When::Undated, When::Published),
            |claim| claim.when,
        );
        let hidden = is_hidden(atlas, filters, report, claim);
        let placed = claim.is_some_and(|claim| claim.sites().any(|site| site.region().is_some()));
        let fate = match when.interval() {
            None => &mut accounts.undated,
            Some(time) if !time.overlaps(question.window.interval()) => {
                &mut accounts.outside_window
            }
            Some(_) if report.duplicate_of.is_some() && !filters.show_duplicates => {
                &mut accounts.duplicates
            }
            Some(_) if hidden => &mut accounts.filtered,
            Some(_) if !placed => &mut accounts.unplaced,
            Some(_) => &mut accounts.shown,
        };
        *fate += 1;
    }
    accounts
}

proptest! {
    #[test]
    fn every_record_is_accounted_for(atlas in atlas(), window in window(), filters in filters()) {
        let question = Question { window, filters };
        let answer = ask(&atlas, &question);
        prop_assert!(answer.accounts.balance(), "{:?}", answer.accounts);
        prop_assert_eq!(answer.accounts, accounts_by_scan(&atlas, &question));
        let interval = question.window.interval();
        let shown: usize = ShownRows::of(&atlas, &answer, interval).map(|of| of.iter().count()).sum();
        let unplaced = ShownRows::of(&atlas, &answer, interval).map(|of| of.unplaced().count());
        prop_assert_eq!(answer.accounts.shown, shown);
        prop_assert_eq!(answer.accounts.unplaced, unplaced.sum::<usize>());
        prop_assert_eq!(answer.accounts.loaded, records(&atlas).count());
        let by_reporter: u32 = answer.shown_by_reporter.iter().sum();
        prop_assert_eq!(by_reporter as usize, shown);
        // Each record on its own has the fate that the accounts count it under.
        let of_question = (question.window, &question.filters);
        let mut fates: BTreeMap<Fate, usize> = BTreeMap::new();
        for (dataset, of) in atlas.datasets().iter() {
            for row in 0..of.len() as u32 {
                let record = RecordId { dataset, row };
                *fates.entry(Fate::of(&atlas, &answer, of_question, record)).or_default() += 1;
            }
        }
        let of = |fate: Fate| fates.get(&fate).copied().unwrap_or(0);
        let accounts = answer.accounts;
        prop_assert_eq!(of(Fate::Shown), accounts.shown);
        prop_assert_eq!(of(Fate::Outside), accounts.outside_window);
        prop_assert_eq!(of(Fate::Duplicate), accounts.duplicates);
        prop_assert_eq!(of(Fate::Filtered), accounts.filtered);
        prop_assert_eq!(of(Fate::Undated), accounts.undated);
        prop_assert_eq!(of(Fate::Unplaced), accounts.unplaced);
        prop_assert_eq!(of(Fate::Withdrawn), accounts.withdrawn);
    }

    #[test]
    fn a_total_is_never_split_between_regions(atlas in atlas(), window in window()) {
        let question = Question { window, filters: Filters::default() };
        let answer = ask(&atlas, &question);
        for direction in Direction::ALL {
            for (id, region) in atlas.regions().iter() {
                for (reporter, tally) in answer.tallies.of(direction, PlaceRef::Region(id)) {
                    let interval = window.interval();
                    let shown: Vec<Detail> = ShownRows::of(&atlas, &answer, interval)
                        .flat_map(|of| of.iter().map(move |row| of.record(row)))
                        .filter_map(|record| atlas.detail(record))
                        .collect();
                    let named: Vec<_> = shown
                        .iter()
                        .filter(|record| {
                            let report = &record.report;
                            report.reporter == reporter && report.duplicate_of.is_none()
                        })
                        .filter_map(|record| Some((&record.report, record.claim()?)))
                        .filter(|(_, claim)| {
                            direction.sites(claim).iter().any(|site| site.region() == Some(id))
                        })
                        .collect();
                    let (denied, claimed): (Vec<_>, Vec<_>) =
                        named.into_iter().partition(|(report, claim)| report.denies(claim));
                    prop_assert_eq!(tally.denials as usize, denied.len());
                    // What says that there was none is no claim.
                    let named = claimed.into_iter().map(|(_, claim)| claim);
                    let named: Vec<_> = named.filter(|claim| !states_none(claim)).collect();
                    // Each figure is there in full, and there once.
                    let number = |of: Option<Amount>| of.map(|of| u64::from(of.number()));
                    let sum: u64 = named.iter().filter_map(|claim| number(claim.count)).sum();
                    prop_assert_eq!(tally.exact.number() + tally.shared.number(), sum, "{}", region.key);
                    prop_assert_eq!(tally.claims as usize, named.len());
                    let without = named.iter().filter(|claim| claim.count.is_none()).count();
                    prop_assert_eq!(tally.uncounted as usize, without);
                    let killed = named.iter().filter_map(|claim| number(claim.killed)).sum();
                    prop_assert_eq!(tally.killed, Sum::exact(killed));
                    let alone = named.iter().filter(|claim| direction.sites(claim).len() == 1);
                    let alone = alone.filter_map(|claim| number(claim.count)).sum();
                    prop_assert_eq!(tally.exact, Sum::exact(alone));
                }
            }
        }
    }

    #[test]
    fn the_index_of_time_answers_as_a_scan_does(atlas in atlas(), window in window()) {
        let interval = window.interval();
        let filters = Filters { show_duplicates: true, ..Filters::default() };
        let answer = ask(&atlas, &Question { window, filters });
        for of in ShownRows::of(&atlas, &answer, interval) {
            let mut found = of.in_order();
            found.extend(of.unplaced());
            found.sort_unstable();
            let overlaps = |row: &usize| of.dataset.interval(*row).is_some_and(|own| own.overlaps(interval));
            let scanned: Vec<u32> = (0..of.dataset.len()).filter(overlaps).map(|row| row as u32).collect();
            prop_assert_eq!(found, scanned);
        }
    }

    #[test]
    fn the_histogram_counts_as_a_scan_does(
        atlas in atlas(), window in window(), filters in filters(), bin in 0..3usize,
    ) {
        let bin = [Bin::Day, Bin::Week, Bin::Month][bin];
        let histogram = Histogram::new(&atlas, &filters);
        let mut before = None;
        for bar in histogram.bars(bin, window) {
            prop_assert!(before.is_none_or(|before| before <= bar.start));
            prop_assert!(bar.end > window.first() && bar.start < window.end());
            before = Some(bar.end);
            for (reporter, counts) in &bar.counts {
                let counted = |(report, claim): &(&Report, Option<&Claim>)| {
                    let published = report.published.map_or(When::Undated, When::Published);
                    let when = claim.map_or(published, |claim| claim.when);
                    report.reporter == *reporter
                        && report.duplicate_of.is_none()
                        && !is_hidden(&atlas, &filters, report, *claim)
                        && when.interval().is_some_and(|interval| {
                            let day = interval.start().day();
                            bar.start <= day && day < bar.end
                        })
                };
                let mut scanned = Counts::default();
                for (report, claim) in records(&atlas).filter(counted) {
                    let number = match claim {
                        Some(claim) if report.denies(claim) => &mut scanned.denials,
                        None if report.stance == Stance::Denial => &mut scanned.denials,
                        Some(claim) if !states_none(claim) => &mut scanned.claims,
                        _ => &mut scanned.others,
                    };
                    *number += 1;
                }
                prop_assert_eq!(scanned, *counts);
            }
        }
    }

    #[test]
    fn building_is_deterministic_and_loses_no_report(reports in vec(report(), 0..20)) {
        let draft = |reports: &[ReportDraft]| Draft {
            regions: (0..REGIONS.len()).map(region).collect(),
            reports: reports
                .iter()
                .enumerate()
                .map(|(index, report)| ReportDraft {
                file: None,
                part: None,
                    id: format!("report-{index:02}"),
                    ..report.clone()
                })
                .collect(),
            ..Draft::default()
        };
        let (one, notes) = Atlas::build(draft(&reports));
        let (other, again) = Atlas::build(draft(&reports));
        let told = |atlas: &Atlas| {
            let columns = |of: &Dataset| format!("{:?} {:?} {:?}", of.kinds, of.ends, of.columns);
            let columns: Vec<String> = atlas.datasets().rows().iter().map(|of| columns(of)).collect();
            format!("{:?} {columns:?}", atlas.to_draft())
        };
        prop_assert_eq!(told(&one), told(&other));
        prop_assert_eq!(notes, again);
        prop_assert_eq!(one.reports().count(), reports.len());
        for report in one.reports() {
            for duplicate in one.duplicates(report) {
                prop_assert_eq!(duplicate.duplicate_of.as_ref(), Some(&report.key()));
            }
            if let Some(first) = &report.duplicate_of {
                let first = one.reports().find(|of| of.key() == *first).expect("it is there");
                prop_assert!(one.duplicates(first).any(|of| of.id == report.id));
                prop_assert_eq!(&first.duplicate_of, &None);
            }
        }
    }

    #[test]
    fn what_is_said_of_a_region_is_what_names_it(atlas in atlas(), window in window()) {
        let question = Question { window, filters: Filters::default() };
        let answer = ask(&atlas, &question);
        for id in atlas.regions().ids() {
            let focus = focus_on(&atlas, &answer, PlaceRef::Region(id), window);
            let details = atlas.details(&focus.records).expect("in memory");
            for claim in details.iter().filter_map(Detail::claim) {
                prop_assert!(claim.sites().any(|site| site.region() == Some(id)));
            }
            let by_day: u32 = focus.days.iter().map(|bar| bar.height()).sum();
            prop_assert_eq!(by_day as usize, focus.total);
        }
    }
}

/// A stretch from one region to another: each has the number as shared with the other, and nobody as its own.
#[test]
fn a_stretch_counts_for_the_regions_of_both_its_ends_as_shared() {
    let site = |region: usize, stretch: bool| SiteDraft {
        region: Some(REGIONS[region].to_owned()),
        stretch,
        ..SiteDraft::default()
    };
    let claim = ClaimDraft {
        targets: vec![site(0, false), site(2, true)],
        count: Some(Amount::Exact(12)),
        when: When::Published(Day::clamped(EPOCH)),
        ..plain_claim()
    };
    let report = ReportDraft {
        id: "a".to_owned(),
        published: Some(Day::clamped(EPOCH)),
        claims: vec![claim],
        ..plain_report()
    };
    let draft = Draft {
        regions: (0..REGIONS.len()).map(region).collect(),
        reports: vec![report],
        ..Draft::default()
    };
    let (atlas, _) = Atlas::build(draft);
    let day = Day::clamped(EPOCH);
    let question = Question {
        window: Window::days(day, day),
        filters: Filters::default(),
    };
    let answer = ask(&atlas, &question);
    let told = atlas.regions().iter().map(|(id, _)| {
        let mut of = answer.tallies.of(Direction::Target, PlaceRef::Region(id));
        of.next()
            .map(|(_, tally)| (tally.exact.to_string(), tally.shared.to_string()))
    });
    let shared = Some(("0".to_owned(), "12".to_owned()));
    assert_eq!(
        told.collect::<Vec<_>>(),
        [shared.clone(), None, shared, None]
    );
    // It leaves as it came.
    let again = &atlas.to_draft().reports[0].claims[0].targets;
    assert_eq!(again, &[site(0, false), site(2, true)]);
}
