//! Rows that were understood to entries of columns. What rows have in common is looked up once a
//! block.

use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash, Hasher},
};

use super::columns::{Columns, End, Entry};
use crate::{
    io::events::decode::{Stated, StatedEnd, StatedGroup, sites_of, takes_a_position},
    model::{
        Activity, Amount, Day, Party, Stance, When,
        dataset::{KindDraft, NOWHERE, Numbers, UNDATED, UNSTATED, are_inexact},
        draft::{ReportDraft, SiteDraft},
        geo::{LonLat, on_the_map},
    },
};

/// What the rows of one block have brought up so far.
pub struct Entries {
    /// Whether a place cell is the name of one place, whatever signs are in it.
    bare_places: bool,
    reporters: HashMap<Box<str>, u32>,
    last_reporter: (Box<str>, u32),
    kinds: HashMap<KindKey, u32>,
    last_kind: Option<(KindKey, u32)>,
    cells: HashMap<Box<str>, u32>,
    named: Vec<Named>,
    placed: HashMap<(u32, u64), u32>,
}

/// Reporter, stance, whether it is repeated, what is said to have happened and by whom, and whether it
/// is denied.
type KindKey = (u32, Stance, bool, Option<(Activity, Party)>, bool);

/// The places of a cell.
struct Named {
    sites: Vec<SiteDraft>,
    /// Its number and position as it stands, once that is asked for.
    alone: Option<End>,
}

impl Named {
    fn takes_a_position(&self) -> bool {
        match self.sites.as_slice() {
            [] => true,
            [one] => takes_a_position(one),
            _ => false,
        }
    }
}

impl Entries {
    pub fn new(bare_places: bool) -> Self {
        Self {
            bare_places,
            reporters: HashMap::from([("".into(), 0)]),
            last_reporter: ("".into(), 0),
            kinds: HashMap::new(),
            last_kind: None,
            cells: HashMap::new(),
            named: vec![Named {
                sites: Vec::new(),
                alone: Some(End::NONE),
            }],
            placed: HashMap::new(),
        }
    }

    /// Puts a row into the columns. `offset` is where in the file it begins.
    pub fn push(&mut self, stated: &Stated<'_>, offset: u64, columns: &mut Columns) {
        let claim = stated.claim.as_ref();
        let ends = claim.map(|claim| claim.ends.clone().map(|end| self.end(end, columns)));
        let key = (
            self.reporter(stated.reporter),
            stated.stance,
            stated.duplicate_of.is_some(),
            claim.map(|claim| (claim.activity, claim.by)),
            stated.stance == Stance::Denial || claim.is_some_and(|claim| claim.denied),
        );
        let kind = self.kind(key, stated.reporter, columns);
        let number = |of: fn(&StatedGroup<'_>) -> Option<Amount>| claim.and_then(of);
        let report = (stated.report, stated.reporter, stated.published, stated.url);
        columns.push(&Entry {
            kind,
            ends: ends.unwrap_or([End::NONE; 3]),
            offset,
            total: total_of(stated.total, report, offset),
            ..Entry::of(
                claim.map_or_else(|| published(stated.published), |claim| claim.when),
                [
                    match claim {
                        Some(claim) => claim.count,
                        None => Amount::none_of(stated.total),
                    },
                    number(|claim| claim.killed),
                    number(|claim| claim.wounded),
                ],
            )
        });
    }

    fn reporter(&mut self, reporter: &str) -> u32 {
        if *self.last_reporter.0 == *reporter {
            return self.last_reporter.1;
        }
        let number = match self.reporters.get(reporter) {
            Some(number) => *number,
            None => {
                let next = self.reporters.len() as u32;
                self.reporters.insert(reporter.into(), next);
                next
            }
        };
        self.last_reporter = (reporter.into(), number);
        number
    }

    fn kind(&mut self, key: KindKey, reporter: &str, columns: &mut Columns) -> u32 {
        if let Some((known, number)) = self.last_kind
            && known == key
        {
            return number;
        }
        let (_, stance, repeated, incident, denied) = key;
        let number = *self.kinds.entry(key).or_insert_with(|| {
            columns.kind(KindDraft {
                reporter: reporter.into(),
                stance,
                repeated,
                incident,
                denied,
            })
        });
        self.last_kind = Some((key, number));
        number
    }

    fn end(&mut self, end: StatedEnd<'_>, columns: &mut Columns) -> End {
        let number = self.named(&end.names);
        let named = &mut self.named[number as usize];
        if !end.further.is_empty() && named.takes_a_position() {
            return end_of(&sites_of(end, self.bare_places), columns);
        }
        let Some(at) = end.at.filter(|_| named.takes_a_position()) else {
            let alone = named.alone;
            return alone.unwrap_or_else(|| {
                let end = end_of(&named.sites, columns);
                named.alone = Some(end);
                end
            });
        };
        if !on_the_map(at) {
            return end_of(&sites_of(end, self.bare_places), columns);
        }
        let precision = end.precision_km.map_or(u64::MAX, f64::to_bits);
        let sites = self.placed.entry((number, precision)).or_insert_with(|| {
            let mut site = named.sites.first().cloned().unwrap_or_default();
            site.precision_km = site.precision_km.or(end.precision_km);
            name_alone(site, columns)
        });
        End {
            sites: *sites,
            position: units(at),
        }
    }

    /// The number of the places a cell names; 0 where it names none.
    fn named(&mut self, cell: &str) -> u32 {
        if cell.is_empty() {
            return 0;
        }
        if let Some(number) = self.cells.get(cell) {
            return *number;
        }
        let number = self.named.len() as u32;
        self.named.push(Named {
            sites: sites_of(StatedEnd::named(cell), self.bare_places),
            alone: None,
        });
        self.cells.insert(cell.into(), number);
        number
    }
}

/// Puts a report with at most one claim into the columns. `offset` is where in the file
/// its row begins.
pub fn push_report(report: &ReportDraft, offset: u64, columns: &mut Columns) {
    let claim = report.claims.first();
    let ends = match claim {
        Some(claim) => {
            [&claim.origins, &claim.targets, &claim.places].map(|sites| end_of(sites, columns))
        }
        None => [End::NONE; 3],
    };
    let kind = columns.kind(KindDraft {
        reporter: report.reporter.as_str().into(),
        stance: report.stance,
        repeated: report.duplicate_of.is_some(),
        incident: claim.map(|claim| (claim.activity, claim.by)),
        denied: report.stance == Stance::Denial || claim.is_some_and(|claim| claim.denied),
    });
    let when = claim.map_or_else(|| published(report.published), |claim| claim.when);
    let numbers = match claim {
        Some(claim) => [claim.count, claim.killed, claim.wounded],
        None => [Amount::none_of(report.total), None, None],
    };
    let of = report;
    let id = Some(&*of.id).filter(|id| !id.is_empty());
    let known = (id, &*of.reporter, of.published, of.url.as_deref());
    columns.push(&Entry {
        kind,
        ends,
        offset,
        total: total_of(of.total, known, offset),
        ..Entry::of(when, numbers)
    });
}

/// The total of a report, with what tells it from others: id, reporter, day and address, or, without an id, where
/// its only row stands.
fn total_of(
    total: Option<Amount>,
    report: (Option<&str>, &str, Option<Day>, Option<&str>),
    offset: u64,
) -> Option<(u64, Amount)> {
    let total = total?;
    let mut digest = DefaultHasher::new();
    match report.0 {
        Some(_) => (report, total).hash(&mut digest),
        None => offset.hash(&mut digest),
    }
    Some((digest.finish(), total))
}

fn published(day: Option<Day>) -> When {
    day.map_or(When::Undated, When::Published)
}

impl Entry {
    /// When something happened, and how many incidents, killed and wounded there were.
    fn of(when: When, numbers: Numbers) -> Self {
        let [start, end] = when.interval().map_or([UNDATED; 2], |interval| {
            [interval.start().0, interval.end().0]
        });
        let [count, killed, wounded] =
            numbers.map(|amount| amount.map_or(UNSTATED, Amount::number));
        Self {
            start,
            end,
            kind: 0,
            ends: [End::NONE; 3],
            count,
            killed,
            wounded,
            inexact: are_inexact(&numbers).then_some(numbers),
            total: None,
            offset: 0,
        }
    }
}

/// A single place with a position on the map is held as name and position, any other as it is.
fn end_of(sites: &[SiteDraft], columns: &mut Columns) -> End {
    if let [site] = sites
        && let Some(at) = site.at
        && on_the_map(at)
    {
        let name = SiteDraft {
            at: None,
            ..site.clone()
        };
        return End {
            sites: name_alone(name, columns),
            position: units(at),
        };
    }
    End {
        sites: columns.sites(sites.to_vec()),
        position: NOWHERE,
    }
}

/// The number of a place without its position; that of no place where nothing is left of it.
fn name_alone(site: SiteDraft, columns: &mut Columns) -> u32 {
    match site == SiteDraft::default() {
        true => 0,
        false => columns.sites(vec![site]),
    }
}

/// In units of 1e-7 degrees, for a position on the map.
fn units(at: LonLat) -> [i32; 2] {
    [at.x, at.y].map(|degrees| (degrees * 1e7).round() as i32)
}
