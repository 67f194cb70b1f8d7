//! Events: what claims of any reporter about one place and the same days, and the ties between them,
//! make up.
//!
//! A claim belongs to the event of each district, zone and line it names at any end. Of a place, claims
//! in the order of time: an event takes those that begin no later than [`Thresholds::days`] after the
//! day it begins; the next begins another. A denial stands in the events of what it denies. A figure is
//! never added up or split here: each claim keeps its own.

mod kept;

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
    sync::Arc,
};

use super::{Held, dataset_id, rule::Thresholds};
use crate::model::{
    Activity, Atlas, Dataset, Day, Direction, Id as _, Mark, PlaceRef, RecordId, Side, Stamp,
    Standing, TieKind, Window,
    dataset::{Counted, Kind, UNDATED},
};

/// A set of standings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Standings(u8);

impl Standings {
    /// Whether it is one of them.
    pub fn has(self, standing: Standing) -> bool {
        self.0 & (1 << standing as u8) != 0
    }

    fn add(&mut self, standing: Standing) {
        self.0 |= 1 << standing as u8;
    }

    /// Those that hold, in their order. That no third reports it goes without saying.
    pub fn iter(self) -> impl Iterator<Item = Standing> {
        let all = Standing::ALL.into_iter();
        all.map(|(standing, _)| standing)
            .filter(move |of| self.has(*of) && *of != Standing::NoThird)
    }
}

/// Claims of one place and the same days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Where.
    pub place: PlaceRef,
    /// The first day of any of it.
    pub first: i32,
    /// The last day.
    pub last: i32,
    /// How it stands.
    pub standings: Standings,
    /// Whether what contradicts it are proposals alone, which nobody has judged.
    pub is_proposed: bool,
    members: [u32; 2],
}

impl Event {
    /// Its days.
    pub fn days(&self) -> Window {
        let day = |number: i32| Day::clamped(i64::from(number));
        Window::days(day(self.first), day(self.last))
    }

    fn range(&self) -> Range<usize> {
        self.members[0] as usize..self.members[1] as usize
    }
}

/// All events of an atlas, place by place and in each in the order of time.
#[derive(Clone, Debug, Default)]
pub struct Events {
    /// The events.
    pub events: Vec<Event>,
    members: Vec<RecordId>,
    /// The ties that hold and those that do not, as they are now.
    pub ties: Vec<Held>,
    ties_of: HashMap<RecordId, Vec<u32>>,
    by_day: Vec<u32>,
    /// Of these, those in which each accuses the other.
    mutual: Vec<u32>,
    longest_days: i32,
}

impl Events {
    /// The records of an event, in the order of time.
    pub fn members(&self, event: &Event) -> &[RecordId] {
        &self.members[event.range()]
    }

    /// The ties of a record.
    pub fn ties_of(&self, record: RecordId) -> impl Iterator<Item = &Held> {
        let of = self.ties_of.get(&record).into_iter().flatten();
        of.map(|at| &self.ties[*at as usize])
    }

    /// The events that overlap a window, in the order of their first day.
    pub fn in_window(&self, window: Window) -> impl Iterator<Item = (u32, &Event)> {
        self.overlapping(&self.by_day, window)
    }

    /// Of those, the events in which each side accuses the other.
    pub fn mutual_in(&self, window: Window) -> impl Iterator<Item = &Event> {
        let mutual = self.overlapping(&self.mutual, window);
        mutual.map(|(_, event)| event)
    }

    /// Of events in the order of their first day, those that overlap a window.
    fn overlapping<'e>(
        &'e self,
        by_day: &'e [u32],
        window: Window,
    ) -> impl Iterator<Item = (u32, &'e Event)> {
        let (first, last) = (window.first().number(), window.last().number());
        let begins = |at: &u32| self.events[*at as usize].first;
        let from = by_day.partition_point(|at| begins(at) < first - self.longest_days);
        let to = by_day.partition_point(|at| begins(at) <= last);
        let about = by_day[from..to.max(from)].iter();
        let events = about.map(|at| (*at, &self.events[*at as usize]));
        events.filter(move |(_, event)| event.last >= first)
    }

    /// The events a record is in, one a place that it names.
    pub fn of_record(&self, atlas: &Atlas, record: RecordId) -> Vec<&Event> {
        let dataset = atlas.dataset_of(record);
        let row = record.row as usize;
        let Some(interval) = dataset.interval(row) else {
            return Vec::new();
        };
        let first = interval.start().day().number();
        let ends = Direction::ALL.map(|of| &dataset.ends[dataset.columns.end(of, row)].spots);
        let mut spots: Vec<PlaceRef> = ends.into_iter().flatten().copied().collect();
        spots.sort_unstable();
        spots.dedup();
        let of_spot = |spot: PlaceRef| {
            // Of a place they stand in the order of time.
            let key = |event: &Event| (event.place, event.first);
            let to = self
                .events
                .partition_point(|event| key(event) <= (spot, first));
            let before = self.events[..to].iter().rev();
            let mut about = before.take_while(move |event| {
                event.place == spot && event.first >= first - self.longest_days
            });
            about.find(|event| self.members(event).contains(&record))
        };
        spots.into_iter().filter_map(of_spot).collect()
    }

    /// Whether a claim is denied by a tie that holds, and which records deny it.
    pub fn denials_of(&self, record: RecordId) -> impl Iterator<Item = RecordId> {
        let ties = self.ties_of(record);
        let denials = ties.filter(move |tie| {
            tie.holds() && tie.tie.kind == TieKind::Denies && tie.records[1].contains(&record)
        });
        denials.filter_map(|tie| tie.records[0].first().copied())
    }

    /// What withdraws a record or puts it right, by ties that hold.
    pub fn corrections_of(&self, record: RecordId) -> impl Iterator<Item = RecordId> {
        self.corrected_by(record, 1, 0)
    }

    /// What a record withdraws or puts right, by ties that hold.
    pub fn corrected_of(&self, record: RecordId) -> impl Iterator<Item = RecordId> {
        self.corrected_by(record, 0, 1)
    }

    /// The other ends of ties of correction of which a record is this end.
    fn corrected_by(
        &self,
        record: RecordId,
        own: usize,
        other: usize,
    ) -> impl Iterator<Item = RecordId> {
        let ties = self.ties_of(record).filter(move |tie| {
            let corrects = tie.holds() && tie.tie.kind == TieKind::Corrects;
            corrects && tie.records[own].contains(&record)
        });
        ties.filter_map(move |tie| tie.records[other].first().copied())
    }

    /// What is said of an event: its claims in the order of time, each followed by what denies it.
    pub fn said(&self, atlas: &Atlas, event: &Event) -> Vec<Said> {
        let mut said: Vec<Said> = Vec::new();
        let mut add = |record: RecordId, mark: Mark| {
            let one = Said { record, mark };
            if !said.contains(&one) {
                said.push(one);
            }
        };
        for record in self.members(event) {
            add(*record, mark_of(atlas, *record));
            for denial in self.denials_of(*record) {
                add(denial, Mark::Denial);
            }
        }
        said
    }

    /// Whether any of what is said of an event meets the condition that the atlas is seen through.
    pub fn meets(&self, atlas: &Atlas, event: &Event) -> bool {
        let kind = |record: RecordId| atlas.dataset_of(record).kind_of(record.row);
        // A report that denies something and claims something else stands here for its denial alone.
        let denies = |record: RecordId| {
            let kind = kind(record);
            kind.meets && kind.counted() != Counted::Claim
        };
        let mut members = self.members(event).iter();
        members.any(|record| kind(*record).meets || self.denials_of(*record).any(denies))
    }

    /// The sides that say nothing of an event, of those that say anything in this data.
    pub fn silent(&self, atlas: &Atlas, event: &Event) -> Vec<Side> {
        let said = self.said(atlas, event);
        let side = |of: &Said| side_of(atlas, of.record);
        let speaking: Vec<Side> = said.iter().map(side).collect();
        let in_data = |side: Side| {
            atlas.datasets().rows().iter().any(|dataset| {
                let mut kinds = dataset.kinds.iter();
                kinds.any(|kind| Side::of(&atlas.reporters()[kind.reporter]) == side)
            })
        };
        let sides = Side::ALL.into_iter();
        sides
            .filter(|side| !speaking.contains(side) && in_data(*side))
            .collect()
    }
}

/// A record of an event and what it does there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said {
    /// The claim, or the report that denies.
    pub record: RecordId,
    /// What it does.
    pub mark: Mark,
}

/// What a record by itself does.
pub fn mark_of(atlas: &Atlas, record: RecordId) -> Mark {
    let kind = atlas.dataset_of(record).kind_of(record.row);
    match kind.counted() {
        Counted::Denial => Mark::Denial,
        _ if side_of(atlas, record) == Side::Third => Mark::Bulletin,
        _ => Mark::Claim,
    }
}

fn side_of(atlas: &Atlas, record: RecordId) -> Side {
    let kind = atlas.dataset_of(record).kind_of(record.row);
    Side::of(&atlas.reporters()[kind.reporter])
}

/// A claim at a place: where, the day it begins, the day it ends, which it is.
type Entry = (PlaceRef, i32, i32, RecordId);

/// The claims of each dataset at their places, kept from one atlas to the next, so that a file that is
/// opened costs no other.
#[derive(Clone, Debug, Default)]
pub struct Gathered {
    of: HashMap<usize, (Arc<Dataset>, Arc<Places>)>,
}

/// The claims of a dataset: place, first day, last day, row; sorted.
#[derive(Debug, Default)]
struct Places {
    entries: Vec<(PlaceRef, i32, i32, u32)>,
}

/// What events tell of that belongs to none, for want of a day or of a place.
pub fn in_no_event(atlas: &Atlas) -> impl Iterator<Item = RecordId> {
    let datasets = atlas.datasets().rows().iter().enumerate();
    datasets.flat_map(|(index, dataset)| {
        let told = told_kinds(dataset);
        let rows = dataset.columns.kind.iter().enumerate();
        let told = rows.filter(move |(_, kind)| told[**kind as usize]);
        let lost = told.filter(|(row, _)| {
            let spots = |of: &Direction| {
                !dataset.ends[dataset.columns.end(*of, *row)]
                    .spots
                    .is_empty()
            };
            dataset.interval(*row).is_none() || !Direction::ALL.iter().any(spots)
        });
        let dataset = dataset_id(index);
        lost.map(move |(row, _)| RecordId {
            dataset,
            row: row as u32,
        })
    })
}

/// Of which kinds of a dataset events tell.
fn told_kinds(dataset: &Dataset) -> Vec<bool> {
    let is_told_of = |kind: &Kind| {
        let activity = kind.incident.map(|(activity, _)| activity);
        // That nothing happened is no word for it that something did.
        !kind.repeated && !kind.zero && activity.is_some_and(is_told)
    };
    dataset.kinds.iter().map(is_told_of).collect()
}

impl Gathered {
    /// The events of an atlas with these ties.
    pub fn events(&mut self, atlas: &Atlas, thresholds: &Thresholds, ties: Vec<Held>) -> Events {
        let datasets = atlas.datasets().rows();
        let mut kept = HashMap::new();
        let mut all: Vec<Arc<Places>> = Vec::new();
        for dataset in datasets {
            let key = Arc::as_ptr(dataset) as usize;
            let places = match self.of.get(&key) {
                Some((_, places)) => Arc::clone(places),
                None => Arc::new(Places::of(dataset)),
            };
            kept.insert(key, (Arc::clone(dataset), Arc::clone(&places)));
            all.push(places);
        }
        self.of = kept;
        let moved = denials(atlas, &ties);
        let mut entries: Vec<Entry> =
            Vec::with_capacity(all.iter().map(|of| of.entries.len()).sum());
        for (index, places) in all.iter().enumerate() {
            let dataset = dataset_id(index);
            let own = places.entries.iter().map(|(place, first, last, row)| {
                (*place, *first, *last, RecordId { dataset, row: *row })
            });
            // A denial stands where its claim does, and not by itself beside it.
            entries.extend(own.filter(|(_, _, _, record)| !moved.contains(record)));
        }
        if all.iter().filter(|of| !of.entries.is_empty()).count() > 1 {
            entries.sort_unstable();
        }
        Building {
            atlas,
            thresholds,
            ties,
        }
        .events(entries)
    }
}

impl Places {
    fn of(dataset: &Dataset) -> Self {
        let counts = told_kinds(dataset);
        let mut places = Self::default();
        let mut spots: Vec<PlaceRef> = Vec::new();
        let columns = &dataset.columns;
        let day = |seconds: i64| seconds.div_euclid(Stamp::DAY) as i32;
        for (row, kind) in columns.kind.iter().enumerate() {
            if !counts[*kind as usize] {
                continue;
            }
            spots.clear();
            for direction in Direction::ALL {
                spots.extend_from_slice(&dataset.ends[columns.end(direction, row)].spots);
            }
            let (start, end) = (columns.start[row], columns.end[row]);
            if spots.is_empty() || start == UNDATED {
                continue;
            }
            spots.sort_unstable();
            spots.dedup();
            let days = [day(start), day((end - 1).max(start))];
            let entries = spots
                .iter()
                .map(|spot| (*spot, days[0], days[1], row as u32));
            places.entries.extend(entries);
        }
        places.entries.sort_unstable();
        places
    }
}

/// Whether events tell of it: everything that is done to somebody.
fn is_told(activity: Activity) -> bool {
    let told = [Activity::Advance, Activity::Mine, Activity::Other];
    activity.is_fire() || told.contains(&activity)
}

/// The denials that stand in the events of what they deny.
fn denials(atlas: &Atlas, ties: &[Held]) -> HashSet<RecordId> {
    let is_in_an_event = |record: &RecordId| {
        let dataset = atlas.dataset_of(*record);
        let row = record.row as usize;
        let spots = |of: &Direction| !dataset.ends[dataset.columns.end(*of, row)].spots.is_empty();
        dataset.interval(row).is_some() && Direction::ALL.iter().any(spots)
    };
    let mut moved = HashSet::new();
    for tie in ties {
        let denies = tie.tie.kind == TieKind::Denies && tie.holds();
        if denies && tie.records[1].iter().any(is_in_an_event) {
            // A report that denies as a whole may claim something else besides, which stays where it is.
            let is_denial =
                |record: &&RecordId| atlas.dataset_of(**record).kind_of(record.row).denied;
            moved.extend(tie.records[0].iter().filter(is_denial).copied());
        }
    }
    moved
}

struct Building<'a> {
    atlas: &'a Atlas,
    thresholds: &'a Thresholds,
    ties: Vec<Held>,
}

impl Building<'_> {
    fn events(self, entries: Vec<Entry>) -> Events {
        let mut ties_of: HashMap<RecordId, Vec<u32>> = HashMap::new();
        let mut judged: HashMap<RecordId, bool> = HashMap::new();
        for (at, tie) in self.ties.iter().enumerate() {
            for record in tie.records.iter().flatten() {
                ties_of.entry(*record).or_default().push(at as u32);
            }
            if tie.tie.kind == TieKind::Denies && tie.holds() {
                for claim in &tie.records[1] {
                    *judged.entry(*claim).or_insert(false) |= !tie.is_proposal();
                }
            }
        }
        let mut events = Events {
            ties_of,
            ..Events::default()
        };
        let of_side = self.sides();
        let most = i32::try_from(self.thresholds.held().days).unwrap_or(1);
        let mut at = 0;
        while at < entries.len() {
            let (place, first, _, _) = entries[at];
            let same = |entry: &Entry| entry.0 == place && entry.1 <= first + most;
            let end = at + entries[at..].iter().take_while(|entry| same(entry)).count();
            let from = events.members.len() as u32;
            let mut event = Event {
                place,
                first,
                last: first,
                standings: Standings::default(),
                is_proposed: false,
                members: [from, from],
            };
            let mut told = Told::default();
            for (_, _, last, record) in &entries[at..end] {
                event.last = event.last.max(*last);
                events.members.push(*record);
                told.claim(self.atlas, &of_side, *record);
                if let Some(is_judged) = judged.get(record) {
                    told.denied = true;
                    told.judged |= is_judged;
                }
            }
            event.members[1] = events.members.len() as u32;
            told.into_event(&mut event);
            events.longest_days = events.longest_days.max(event.last - event.first);
            events.events.push(event);
            at = end;
        }
        let mut by_day: Vec<u32> = (0..events.events.len() as u32).collect();
        by_day.sort_by_key(|at| events.events[*at as usize].first);
        let is_mutual = |at: &u32| {
            let standings = events.events[*at as usize].standings;
            standings.has(Standing::Mutual)
        };
        events.mutual = by_day.iter().copied().filter(is_mutual).collect();
        events.by_day = by_day;
        events.ties = self.ties;
        events
    }

    fn sides(&self) -> Vec<Side> {
        let reporters = self.atlas.reporters().rows().iter();
        reporters.map(|reporter| Side::of(reporter)).collect()
    }
}

/// What the members of an event say, as far as its standing follows from it.
#[derive(Default)]
struct Told {
    /// Which sides are accused by a reporter of the other.
    accused: [bool; 2],
    claims: bool,
    third: bool,
    /// A denial that denies nothing in the data.
    alone: bool,
    denied: bool,
    judged: bool,
}

impl Told {
    fn claim(&mut self, atlas: &Atlas, sides: &[Side], record: RecordId) {
        let kind = atlas.dataset_of(record).kind_of(record.row);
        let side = sides[kind.reporter.index()];
        self.third |= side == Side::Third;
        if kind.counted() != Counted::Claim {
            self.alone |= kind.counted() == Counted::Denial;
            return;
        }
        self.claims |= side != Side::Third;
        let accused = Side::of_party(kind.incident.map(|(_, by)| by));
        if side.opposes(accused) {
            self.accused[accused as usize] = true;
        }
    }

    fn into_event(self, event: &mut Event) {
        let standings = &mut event.standings;
        if self.denied {
            standings.add(Standing::Contradicted);
            event.is_proposed = !self.judged;
        }
        if self.accused == [true; 2] {
            standings.add(Standing::Mutual);
        }
        if self.claims && !self.denied && self.accused != [true; 2] {
            standings.add(Standing::OneSide);
        }
        if self.alone && !self.claims && !self.denied {
            standings.add(Standing::DenialAlone);
        }
        let by_a_side = self.claims || self.denied || self.alone;
        if self.third && !by_a_side {
            standings.add(Standing::ThirdAlone);
        } else if self.third {
            standings.add(Standing::Third);
        } else if self.claims {
            standings.add(Standing::NoThird);
        }
    }
}
