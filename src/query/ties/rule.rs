//! The rule that proposes which claim a denial denies. It is one anyone can check by hand:
//!
//! 1. **Opposite sides.** The denial is of one side, the claim of a reporter of the other, and the claim
//!    accuses the side that denies. What neither side says is never proposed.
//! 2. **Days.** Their days are at most [`Thresholds::days`] apart, or [`Thresholds::days_without_time`]
//!    where one of the two gives no hour. A claim published after the denial is not what it denies.
//! 3. **Place.** One place of each is the same, or at most [`Thresholds::km`] away, or in the same
//!    district. Where fire went is held against where fire went, where it came from against that;
//!    places without a direction against both.
//! 4. **What it quotes.** Where both give an hour, these are at most [`Thresholds::minutes`] apart. Where
//!    the denial gives a number of incidents, the claim gives that number, or none.
//! 5. **The best alone.** Of several claims, those with the nearest place, then the same hour, then the
//!    nearest day.
//!
//! A report that denies and makes no claim of what names neither place nor hour here. It is held against
//! what was published on the same day: where a single report of the other side accuses it then, and
//! names a place, that is proposed.
//!
//! First publications alone are proposed, and nothing here changes a tally.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use super::dataset_id;
use crate::model::{
    Atlas, Dataset, Day, Direction, Id as _, Party, PlaceRef, Places, RecordId, RegionId, Report,
    Side, Site, Stamp, Stance,
    dataset::{Counted, Kind, NOWHERE, UNDATED},
    geo::{self, Coord, LonLat},
};

/// How near claims must be for the rule.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Thresholds {
    /// Days apart at most, where both give an hour.
    pub days: u32,
    /// Days apart at most, where one gives none.
    pub days_without_time: u32,
    /// Kilometres apart at most, where they do not name the same district.
    pub km: f64,
    /// Minutes apart at most, where both give an hour.
    pub minutes: u32,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self {
            days: 1,
            days_without_time: 2,
            km: 5.0,
            minutes: 60,
        }
    }
}

impl Thresholds {
    /// The most days that are asked for: events are made of days near each other.
    pub const MOST_DAYS: u32 = 31;

    /// Held to what makes sense.
    pub fn held(self) -> Self {
        Self {
            days: self.days.min(Self::MOST_DAYS),
            days_without_time: self
                .days_without_time
                .clamp(self.days.min(Self::MOST_DAYS), Self::MOST_DAYS),
            km: if self.km.is_finite() {
                self.km.clamp(0.0, 100.0)
            } else {
                5.0
            },
            minutes: self.minutes.min(24 * 60),
        }
    }
}

/// How near two claims are in place, the nearest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Near {
    /// They name the same village, position or line.
    Place,
    /// So many hundred metres from each other.
    Within(u32),
    /// In one district.
    District,
    /// The denial names no place; both were published on one day.
    Published,
}

/// Why the rule proposes a tie. What is smaller is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Why {
    /// How near in place.
    pub near: Near,
    /// Whether they do not both give one hour.
    pub no_hour: bool,
    /// Days from the one to the other.
    pub days: u32,
}

impl Why {
    /// Whether the report as a whole denies.
    pub fn is_of_whole_report(self) -> bool {
        self.near == Near::Published
    }
}

/// What the rule proposes: that one denies the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The denial, or the first record of a report that denies.
    pub denial: RecordId,
    /// What it denies.
    pub claim: RecordId,
    /// Why it is proposed.
    pub why: Why,
}

/// What was found between the denials of one dataset and the claims of another: row, row, why.
type Found = Arc<Vec<(u32, u32, Why)>>;

/// The two datasets, held so that no other takes their place in memory, and what was found.
type Known = (Arc<Dataset>, Arc<Dataset>, Found);

/// What the rule found so far, dataset by dataset, so that a file that is opened costs its own pairs and
/// no other.
#[derive(Clone, Debug, Default)]
pub struct Pairs {
    thresholds: Option<Thresholds>,
    found: HashMap<(usize, usize), Known>,
}

impl Pairs {
    /// Everything the rule proposes, denial by denial.
    pub fn propose(&mut self, atlas: &Atlas, thresholds: &Thresholds) -> Vec<Proposal> {
        let thresholds = thresholds.held();
        if self.thresholds != Some(thresholds) {
            self.found.clear();
            self.thresholds = Some(thresholds);
        }
        let datasets = atlas.datasets().rows();
        let sides: Vec<Side> = atlas
            .reporters()
            .rows()
            .iter()
            .map(|of| Side::of(of))
            .collect();
        let parties: Vec<Option<Party>> =
            atlas.reporters().rows().iter().map(|of| of.side).collect();
        let mut kept = HashMap::new();
        let mut best: BTreeMap<RecordId, Vec<(Why, RecordId)>> = BTreeMap::new();
        for (a, of_denials) in datasets.iter().enumerate() {
            for (b, of_claims) in datasets.iter().enumerate() {
                let key = (
                    Arc::as_ptr(of_denials) as usize,
                    Arc::as_ptr(of_claims) as usize,
                );
                let rows = match self.found.get(&key) {
                    Some((_, _, rows)) => Arc::clone(rows),
                    None => {
                        let pair = Pair {
                            places: atlas.places(),
                            sides: &sides,
                            parties: &parties,
                            denials: of_denials,
                            claims: of_claims,
                            thresholds,
                        };
                        Arc::new(pair.found())
                    }
                };
                let entry = (
                    Arc::clone(of_denials),
                    Arc::clone(of_claims),
                    Arc::clone(&rows),
                );
                kept.insert(key, entry);
                let record = |index: usize, row: u32| RecordId {
                    dataset: dataset_id(index),
                    row,
                };
                for (denial, claim, why) in rows.iter() {
                    let of = best.entry(record(a, *denial)).or_default();
                    of.push((*why, record(b, *claim)));
                }
            }
        }
        self.found = kept;
        let best = best
            .into_iter()
            .flat_map(|(denial, claims)| the_best(atlas, denial, claims));
        best.collect()
    }
}

/// Of several claims, those that fit best.
fn the_best(atlas: &Atlas, denial: RecordId, mut claims: Vec<(Why, RecordId)>) -> Vec<Proposal> {
    claims.sort_unstable();
    let Some((first, _)) = claims.first().copied() else {
        return Vec::new();
    };
    claims.retain(|(why, _)| *why == first);
    if first.is_of_whole_report() {
        let report = |record: RecordId| atlas.detail(record).map(|of| Arc::clone(&of.report.id));
        let id = report(claims[0].1);
        if claims.iter().any(|(_, claim)| report(*claim) != id) {
            return Vec::new();
        }
        claims.retain(|(_, claim)| atlas.dataset_of(*claim).kind_of(claim.row).placed);
    }
    let proposal = |(why, claim): (Why, RecordId)| Proposal { denial, claim, why };
    claims.into_iter().map(proposal).collect()
}

/// The denials of one dataset held against the claims of another.
struct Pair<'a> {
    places: &'a Places,
    sides: &'a [Side],
    parties: &'a [Option<Party>],
    denials: &'a Dataset,
    claims: &'a Dataset,
    thresholds: Thresholds,
}

/// When a row is said to be, in days and in seconds.
#[derive(Clone, Copy)]
struct Time {
    start: i64,
    end: i64,
}

impl Time {
    fn of(dataset: &Dataset, row: usize) -> Option<Self> {
        let columns = &dataset.columns;
        let (start, end) = (columns.start[row], columns.end[row]);
        (start != UNDATED).then_some(Self { start, end })
    }

    /// Whether it gives an hour: whole days give none, nor does what lasts longer than half of one.
    fn has_hour(self) -> bool {
        self.end - self.start < Stamp::DAY / 2
    }

    fn days(self) -> [i64; 2] {
        let last = (self.end - 1).max(self.start);
        [
            self.start.div_euclid(Stamp::DAY),
            last.div_euclid(Stamp::DAY),
        ]
    }

    fn days_apart(self, other: Self) -> i64 {
        let ([a, b], [c, d]) = (self.days(), other.days());
        (c - b).max(a - d).max(0)
    }

    fn seconds_apart(self, other: Self) -> i64 {
        (other.start - self.end).max(self.start - other.end).max(0)
    }
}

/// Claims that last longer are of no day that a denial could mean.
const LONGEST_CLAIM_DAYS: i64 = 8;

impl Pair<'_> {
    fn found(&self) -> Vec<(u32, u32, Why)> {
        let mut found = Vec::new();
        let is_denied: Vec<bool> = (self.denials.kinds.iter())
            .map(|kind| kind.denied && kind.incident.is_some())
            .collect();
        if is_denied.contains(&true) {
            for (row, kind) in self.denials.columns.kind.iter().enumerate() {
                if is_denied[*kind as usize] {
                    self.of_denial(row, &mut found);
                }
            }
        }
        self.of_whole_reports(&mut found);
        found
    }

    /// What a denied claim denies.
    fn of_denial(&self, row: usize, found: &mut Vec<(u32, u32, Why)>) {
        let kind = self.denials.kind_of(row as u32);
        let side = self.sides[kind.reporter.index()];
        let Some(time) = Time::of(self.denials, row) else {
            return;
        };
        if side == Side::Third {
            return;
        }
        let by = kind.incident.map(|(_, by)| by);
        let published = published(self.denials, row);
        let mut of_denial: Vec<(u32, Why)> = Vec::new();
        for spot in self.spots_about(row) {
            for claim in self.rows_about(spot, time) {
                let of_claim = self.claims.kind_of(claim);
                let fits = is_claim(of_claim)
                    && self.sides[of_claim.reporter.index()].opposes(side)
                    && of_claim.incident.is_some_and(|(_, accused)| {
                        Side::of_party(Some(accused)) == Side::of_party(by)
                    });
                if !fits || of_denial.iter().any(|(known, _)| *known == claim) {
                    continue;
                }
                if let Some(why) = self.why(row, time, claim as usize, published) {
                    of_denial.push((claim, why));
                }
            }
        }
        found.extend(
            of_denial
                .into_iter()
                .map(|(claim, why)| (row as u32, claim, why)),
        );
    }

    fn why(&self, row: usize, time: Time, claim: usize, denied_on: Option<Day>) -> Option<Why> {
        let of_claim = Time::of(self.claims, claim)?;
        let days = time.days_apart(of_claim);
        let both_hours = time.has_hour() && of_claim.has_hour();
        let most = match both_hours {
            true => self.thresholds.days,
            false => self.thresholds.days_without_time,
        };
        if days > i64::from(most) {
            return None;
        }
        if both_hours && time.seconds_apart(of_claim) > i64::from(self.thresholds.minutes) * 60 {
            return None;
        }
        let is_later = published(self.claims, claim)
            .zip(denied_on)
            .is_some_and(|(claimed, denied)| claimed > denied);
        let numbers = [(self.denials, row), (self.claims, claim)]
            .map(|(dataset, row)| dataset.columns.count(row));
        if is_later || matches!(numbers, [Some(denied), Some(claimed)] if denied != claimed) {
            return None;
        }
        Some(Why {
            near: self.near(row, claim)?,
            no_hour: !both_hours,
            days: days as u32,
        })
    }

    /// How near they are in place, by the ends that answer each other.
    fn near(&self, row: usize, claim: usize) -> Option<Near> {
        let mut nearest: Option<Near> = None;
        for denied in Direction::ALL {
            for claimed in Direction::ALL {
                let is_free = |of: Direction| of == Direction::Place;
                if denied != claimed && !is_free(denied) && !is_free(claimed) {
                    continue;
                }
                let of_denial = End::of(self.denials, denied, row);
                let of_claim = End::of(self.claims, claimed, claim);
                let near = of_denial.near(&of_claim, self.places, self.thresholds.km);
                nearest = nearest.into_iter().chain(near).min();
            }
        }
        nearest
    }

    /// The districts, zones and lines in which what a denial may deny lies: those it names, and those near
    /// to a place it names.
    fn spots_about(&self, row: usize) -> Vec<PlaceRef> {
        let mut spots = Vec::new();
        for direction in Direction::ALL {
            let ends = &self.denials.ends[self.denials.columns.end(direction, row)];
            spots.extend_from_slice(&ends.spots);
            for at in End::of(self.denials, direction, row).positions(self.places) {
                spots.extend(self.regions_near(at).map(PlaceRef::Region));
            }
        }
        spots.sort_unstable();
        spots.dedup();
        spots
    }

    fn regions_near(&self, at: LonLat) -> impl Iterator<Item = RegionId> {
        // A degree of latitude is 111 km, one of longitude here at least 80.
        let (by_x, by_y) = (self.thresholds.km / 80.0, self.thresholds.km / 110.0);
        let regions = self.places.regions().iter();
        let near = regions.filter(move |(_, region)| {
            let (low, high) = (region.bounds.min(), region.bounds.max());
            (low.x - by_x..=high.x + by_x).contains(&at.x)
                && (low.y - by_y..=high.y + by_y).contains(&at.y)
        });
        near.map(|(id, _)| id)
    }

    /// The claims at a place whose days may be near enough.
    fn rows_about(&self, spot: PlaceRef, time: Time) -> impl Iterator<Item = u32> {
        let rows = self.claims.rows_naming(spot);
        let start = &self.claims.columns.start;
        let days = i64::from(self.thresholds.days_without_time.max(self.thresholds.days));
        let from = time.start - (days + 1 + LONGEST_CLAIM_DAYS) * Stamp::DAY;
        let to = time.end + (days + 1) * Stamp::DAY;
        let first = rows.partition_point(|row| start[*row as usize] < from);
        let last = rows.partition_point(|row| start[*row as usize] < to);
        rows[first..last.max(first)].iter().copied()
    }

    /// What reports deny that make no claim of it: what a single report accuses them of on that day.
    fn of_whole_reports(&self, found: &mut Vec<(u32, u32, Why)>) {
        let (Some(denials), Some(claims)) = (self.denials.memory(), self.claims.memory()) else {
            return;
        };
        let mut by_day: HashMap<Day, Vec<usize>> = HashMap::new();
        for (at, report) in claims.reports.iter().enumerate() {
            if let Some(day) = report.published.filter(|_| report.duplicate_of.is_none()) {
                by_day.entry(day).or_default().push(at);
            }
        }
        for (at, report) in denials.reports.iter().enumerate() {
            let (Some(day), true) = (report.published, denies_as_a_whole(report)) else {
                continue;
            };
            let Some(row) = denials.rows_of_report(at).first() else {
                continue;
            };
            let side = self.sides[report.reporter.index()];
            let party = self.parties[report.reporter.index()];
            for other in by_day.get(&day).into_iter().flatten() {
                let claimer = &claims.reports[*other];
                if !self.sides[claimer.reporter.index()].opposes(side) {
                    continue;
                }
                let rows = claims.rows_of_report(*other);
                for (claim, claim_row) in claimer.claims.iter().zip(rows) {
                    let is_one = is_claim(self.claims.kind_of(*claim_row));
                    if is_one && Some(claim.by) == party {
                        let why = Why {
                            near: Near::Published,
                            no_hour: true,
                            days: 0,
                        };
                        found.push((*row, *claim_row, why));
                    }
                }
            }
        }
    }
}

/// Whether a report denies something and has no claim that says what.
fn denies_as_a_whole(report: &Report) -> bool {
    let denies = report.stance == Stance::Denial || report.denies.is_some();
    denies && !report.claims.iter().any(|claim| report.denies(claim))
}

fn is_claim(kind: &Kind) -> bool {
    !kind.repeated && kind.counted() == Counted::Claim
}

/// The day a row was published, where its report is in memory.
fn published(dataset: &Dataset, row: usize) -> Option<Day> {
    let memory = dataset.memory()?;
    let (report, _) = memory.record(row as u32);
    memory.reports[report as usize].published
}

/// One end of a row.
struct End<'a> {
    sites: &'a [Site],
    spots: &'a [PlaceRef],
    /// Where the row has a position of its own.
    at: Option<LonLat>,
}

impl<'a> End<'a> {
    fn of(dataset: &'a Dataset, direction: Direction, row: usize) -> Self {
        let ends = &dataset.ends[dataset.columns.end(direction, row)];
        let spot = dataset.columns.spot.get(row).filter(|at| **at != NOWHERE);
        // What a row states as its position is where fire went, or where it happened.
        let at = spot.filter(|_| ends.are_stated() && direction != Direction::Origin);
        Self {
            sites: &ends.sites,
            spots: &ends.spots,
            at: at.map(|[lon, lat]| Coord {
                x: f64::from(*lon) / 1e7,
                y: f64::from(*lat) / 1e7,
            }),
        }
    }

    /// The positions of villages and points, and of no district.
    fn positions(&self, places: &'a Places) -> impl Iterator<Item = LonLat> {
        let exact = |site: &&Site| matches!(site.place(), Site::Settlement(..) | Site::Point(_));
        let sites = self.sites.iter().filter(exact);
        let named = sites.filter_map(|site| places.position(site));
        named.chain(self.at)
    }

    fn near(&self, other: &Self, places: &Places, km: f64) -> Option<Near> {
        let is_whole = |site: &Site| matches!(site.place(), Site::Region(_) | Site::Unplaced(_));
        let same = self.sites.iter().any(|site| {
            let mut others = other.sites.iter();
            !is_whole(site) && others.any(|other| other.place() == site.place())
        });
        if same || (self.at.is_some() && self.at == other.at) {
            return Some(Near::Place);
        }
        let mut nearest = f64::INFINITY;
        for at in self.positions(places) {
            for there in other.positions(places) {
                nearest = nearest.min(geo::distance_km(at, there));
            }
        }
        if nearest <= km {
            return Some(Near::Within((nearest * 10.0).round() as u32));
        }
        let one = self.spots.iter().any(|spot| other.spots.contains(spot));
        one.then_some(Near::District)
    }
}
