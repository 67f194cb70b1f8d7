//! Building a dataset of rows that are columns already.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
    thread,
};

use super::{
    contradiction::Named,
    naming::{Naming, each_once, metres},
};
use crate::{
    model::{
        Amount, Budget, Stopped,
        dataset::{
            Columns, Dataset, DatasetDraft, EndDraft, Ends, Inexact, Kind, KindDraft, NOWHERE,
            Totals, are_zero, stated,
        },
        details::SourceRows,
        draft::SiteDraft,
        geo::LonLat,
        note::{Note, Severity},
        places::Places,
        region::RegionId,
        report::{ReporterId, Site},
        reporters::{Named as NamedReporter, NamedBy, Reporters},
    },
    words::notes::resolve,
};

/// Things numbered in the order they come, equal ones alike.
pub(super) struct Numbered<T> {
    pub(super) items: Vec<T>,
    known: HashMap<T, u32>,
}

impl<T> Default for Numbered<T> {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            known: HashMap::new(),
        }
    }
}

impl<T: Clone + Eq + std::hash::Hash> Numbered<T> {
    pub(super) fn number(&mut self, item: T) -> u32 {
        if let Some(known) = self.known.get(&item) {
            return *known;
        }
        let number = self.items.len() as u32;
        self.items.push(item.clone());
        self.known.insert(item, number);
        number
    }
}

impl Dataset {
    /// The rows of a table. What a name stands for is found once, however many rows have it.
    ///
    /// # Errors
    ///
    /// Where the budget is spent.
    pub fn of_table(
        (places, reporters, budget): (&Arc<Places>, &Arc<Reporters>, &Budget),
        draft: &DatasetDraft,
    ) -> Result<(Self, Vec<Note>), Stopped> {
        let mut table = NamesOfTable {
            places,
            naming: Naming::default(),
            budget,
        };
        let reporter_of = table.reporters(draft, reporters);
        let named = table.named_places(draft)?;
        let regions = table.stated_regions(draft);
        let mut ends = Numbered::default();
        ends.number(Ends::default());
        let named_ends: Vec<u32> = named
            .into_iter()
            .map(|sites| ends.number(Ends::of(sites)))
            .collect();
        let drafts = [&draft.target, &draft.origin, &draft.at];
        let mut placing = Placing {
            places,
            named_ends: &named_ends,
            regions: &regions,
            ends: &mut ends,
            off_the_map: 0,
            // Where no row states a position there is nothing to compare.
            names: match drafts.iter().all(|end| end.position.is_empty()) {
                true => Vec::new(),
                false => {
                    let sites = draft.sites.iter();
                    sites.map(|sites| named_beside(places, sites)).collect()
                }
            },
            elsewhere: BTreeMap::new(),
        };
        let mut columns: [Vec<u32>; 3] = Default::default();
        for (column, end) in columns.iter_mut().zip(drafts) {
            budget.step(1 + draft.len() as u64)?;
            *column = placing.ends(end);
        }
        let elsewhere = std::mem::take(&mut placing.elsewhere);
        for (sites, (found, rows)) in elsewhere {
            if let [site] = &draft.sites[sites][..] {
                let naming = &mut table.naming;
                naming.contradiction(places, &draft.place, (site, found), rows);
            }
        }
        let off_the_map = placing.off_the_map;
        if off_the_map > 0 {
            let what = resolve::off_the_earth_rows(off_the_map);
            table.naming.note(Severity::Doubt, &draft.place, "", what);
        }
        let mut kinds = Numbered::default();
        let inexact = Inexact::new(draft.inexact.iter().copied());
        let kind = (0..draft.len()).map(|row| {
            let of: &KindDraft = &draft.kinds[draft.kind[row] as usize];
            let is_placed = |column: &Vec<u32>| {
                let end = column.get(row).map_or(0, |end| *end as usize);
                ends.items[end].placed
            };
            let is_zero = draft.count.get(row) == Some(&0) && {
                let numbers = [&draft.count, &draft.killed, &draft.wounded];
                let stated = numbers.map(|column| stated(column, row).map(Amount::Exact));
                are_zero(inexact.of(row).unwrap_or(&stated))
            };
            let parts = [columns.iter().any(is_placed), is_zero];
            (draft.kind[row], parts, of)
        });
        let (drawn, kind) = thread::scope(|scope| {
            let drawn = scope.spawn(|| Drawn::new(places, drafts, &ends.items, &columns));
            let kind = numbered_kinds(kind, draft, &reporter_of, &mut kinds);
            (drawn.join().expect("laying out does not fail"), kind)
        });
        budget.go_on()?;
        let mut columns = Columns {
            start: draft.start.clone().into(),
            end: draft.end.clone().into(),
            kind: kind.into(),
            ends: columns.map(Into::into),
            spot: drawn.spot.into(),
            from: drawn.from.into(),
            count: draft.count.clone().into(),
            killed: draft.killed.clone().into(),
            wounded: draft.wounded.clone().into(),
            inexact: Arc::new(inexact),
            totals: Arc::default(),
            offset: draft.offset.clone().into(),
        };
        columns.totals = Arc::new(Totals::new(&draft.totals, &kinds.items, &columns));
        budget.go_on()?;
        let mut dataset = Self::new(draft.place.clone(), kinds.items, ends.items, columns);
        dataset.file.clone_from(&draft.file);
        if let Some(source) = &draft.source {
            let details =
                SourceRows::new(Arc::clone(source), draft.file.clone(), places, reporters);
            dataset = dataset.with_details(Arc::new(details));
        }
        budget.go_on()?;
        Ok((dataset, table.naming.notes))
    }
}

/// What is made out about the names of a table.
struct NamesOfTable<'a> {
    places: &'a Places,
    naming: Naming,
    budget: &'a Budget,
}

impl NamesOfTable<'_> {
    /// What the names of a file stand for, where a row gives no position with them.
    fn named_places(&mut self, draft: &DatasetDraft) -> Result<Vec<Vec<Site>>, Stopped> {
        let mut rows = vec![0_u32; draft.sites.len()];
        for end in [&draft.origin, &draft.target, &draft.at] {
            for (row, sites) in end.sites.iter().enumerate() {
                let has_position = end.position.get(row).is_some_and(|at| on_the_map(*at));
                rows[*sites as usize] += u32::from(!has_position);
            }
        }
        let mut named = Vec::with_capacity(draft.sites.len());
        for (sites, rows) in draft.sites.iter().zip(rows) {
            self.budget.step(1 + sites.len() as u64)?;
            let noted = self.naming.notes.len();
            let sites = if rows > 0 { &sites[..] } else { &[] };
            let sites = sites.iter();
            let own = each_once(sites.map(|site| {
                let own = self.naming.site(self.places, &draft.place, site.clone());
                (site.stretch, own)
            }));
            for note in self.naming.notes[noted..].iter_mut().filter(|_| rows > 1) {
                note.rows = rows.into();
            }
            named.push(own);
        }
        Ok(named)
    }

    /// The reporter of each kind. One that is found by its name is told, once for all its rows.
    fn reporters(&mut self, draft: &DatasetDraft, reporters: &Reporters) -> Vec<ReporterId> {
        let mut rows = vec![0_u64; draft.kinds.len()];
        for kind in &draft.kind {
            rows[*kind as usize] += 1;
        }
        let mut by_name: BTreeMap<&str, (ReporterId, u64)> = BTreeMap::new();
        let kinds = draft.kinds.iter().zip(rows);
        let found = kinds.map(|(kind, rows)| {
            let NamedReporter { id, by } = reporters.named(&kind.reporter);
            if by == NamedBy::Name {
                by_name.entry(&kind.reporter).or_insert((id, 0)).1 += rows;
            }
            id
        });
        let found = found.collect();
        for (called, (id, rows)) in by_name {
            let what = resolve::reporter_by_name(&reporters.key_of(id));
            self.naming
                .note(Severity::Remark, &draft.place, called, &what);
            if let Some(note) = self.naming.notes.last_mut() {
                note.rows = rows;
            }
        }
        found
    }

    /// The region a row with a position says it lies in; `None` where name and position decide.
    fn stated_regions(&mut self, draft: &DatasetDraft) -> Vec<Option<RegionId>> {
        let stated = draft.sites.iter().map(|sites| {
            let [site] = &sites[..] else {
                return None;
            };
            let name = site.region.as_deref()?;
            self.naming.region(self.places, &draft.place, name).ok()
        });
        stated.collect()
    }
}

/// The kinds of rows, of each of which it is said whether it is on the map and whether its numbers say that there
/// was none.
fn numbered_kinds<'a>(
    rows: impl Iterator<Item = (u32, [bool; 2], &'a KindDraft)>,
    draft: &DatasetDraft,
    reporters: &[ReporterId],
    kinds: &mut Numbered<Kind>,
) -> Vec<u32> {
    let mut known = vec![[u32::MAX; 4]; draft.kinds.len()];
    rows.map(|(number, [placed, zero], of)| {
        let known = &mut known[number as usize][usize::from(placed) + 2 * usize::from(zero)];
        if *known == u32::MAX {
            *known = kinds.number(Kind {
                reporter: reporters[number as usize],
                stance: of.stance,
                repeated: of.repeated,
                incident: of.incident,
                denied: of.denied,
                zero: zero && of.incident.is_some() && !of.denied,
                placed,
                meets: true,
            });
        }
        *known
    })
    .collect()
}

/// Finds the ends of rows.
struct Placing<'a> {
    places: &'a Places,
    /// By the sites of the draft.
    named_ends: &'a [u32],
    regions: &'a [Option<RegionId>],
    ends: &'a mut Numbered<Ends>,
    off_the_map: usize,
    /// What the sites of the draft name, beside whatever position, and how far that may be off, in
    /// kilometres.
    names: Vec<(Named, Option<f64>)>,
    /// Sites of the draft with a position elsewhere in some row: where the first such position lies,
    /// and in how many rows.
    elsewhere: BTreeMap<usize, (Option<RegionId>, u64)>,
}

impl Placing<'_> {
    /// Which ends each row names at one end.
    fn ends(&mut self, draft: &EndDraft) -> Vec<u32> {
        if draft.position.is_empty() {
            let of = |sites: &u32| self.named_ends[*sites as usize];
            return draft.sites.iter().map(of).collect();
        }
        let found = self.places.regions_at(&draft.position);
        let mut known: HashMap<(Option<RegionId>, Option<u32>), u32> = HashMap::new();
        let mut last = ((None, None), u32::MAX);
        let mut column = Vec::with_capacity(draft.position.len());
        for (row, at) in draft.position.iter().enumerate() {
            let sites = draft.sites.get(row).map_or(0, |sites| *sites as usize);
            if !on_the_map(*at) {
                self.off_the_map += usize::from(*at != NOWHERE);
                column.push(self.named_ends.get(sites).copied().unwrap_or(0));
                continue;
            }
            let counted = self.compare(sites, *at, found[row]);
            let stated = self.regions.get(sites).copied().flatten();
            let precision_km = self.names.get(sites).and_then(|(_, km)| *km);
            let of = (stated.or(counted), precision_km.map(metres));
            if last.1 == u32::MAX || last.0 != of {
                let ends = &mut *self.ends;
                let number = known
                    .entry(of)
                    .or_insert_with(|| ends.number(Ends::stated(of.0, of.1)));
                last = (of, *number);
            }
            column.push(last.1);
        }
        column
    }
}

impl Placing<'_> {
    /// The region a row is counted in that states none. A row whose position lies elsewhere than the place
    /// it names is told of.
    fn compare(&mut self, sites: usize, at: [i32; 2], found: Option<RegionId>) -> Option<RegionId> {
        let named = self.names.get(sites);
        let Some((named, precision_km)) = named.filter(|(named, _)| named.is_known()) else {
            return found;
        };
        let [x, y] = at.map(|units| f64::from(units) / 1e7);
        let at = LonLat { x, y };
        let counted = named.region_at(self.places, at, (found, *precision_km));
        if counted.is_none() {
            let (_, rows) = self.elsewhere.entry(sites).or_insert((found, 0));
            *rows += 1;
        }
        counted.unwrap_or(found)
    }
}

/// What the only place of a row stands for.
fn named_beside(places: &Places, sites: &[SiteDraft]) -> (Named, Option<f64>) {
    match sites {
        [site] if site.at.is_none() && site.zone.is_none() => {
            (Named::of(places, site), site.precision_km)
        }
        [site] => (Named::default(), site.precision_km),
        _ => (Named::default(), None),
    }
}

/// Whether a position of a table is one, as [`geo::on_the_map`](crate::model::geo::on_the_map)
/// says of degrees.
fn on_the_map([lon, lat]: [i32; 2]) -> bool {
    lon.unsigned_abs() <= 1_800_000_000 && lat.unsigned_abs() <= 850_000_000
}

/// Where rows are drawn.
struct Drawn {
    spot: Vec<[i32; 2]>,
    from: Vec<[i32; 2]>,
}

impl Drawn {
    /// A row with a position of its own is drawn there; the other end of its arrow may be a single
    /// place that it names. `drafts` and `columns` are those of targets, origins and places.
    fn new(
        places: &Places,
        drafts: [&EndDraft; 3],
        ends: &[Ends],
        columns: &[Vec<u32>; 3],
    ) -> Self {
        let rows = columns.iter().map(Vec::len).max().unwrap_or(0);
        let mut drawn = Self {
            spot: Vec::new(),
            from: Vec::new(),
        };
        if drafts.iter().all(|end| end.position.is_empty()) {
            return drawn;
        }
        let anchors: Vec<[i32; 2]> = ends.iter().map(|ends| anchor(places, ends)).collect();
        drawn.spot.reserve(rows);
        let stated = |end: usize, row: usize| {
            let at = drafts[end].position.get(row).copied().unwrap_or(NOWHERE);
            if on_the_map(at) { at } else { NOWHERE }
        };
        let named = |end: usize, row: usize| {
            let ends = columns[end].get(row).map_or(0, |ends| *ends as usize);
            anchors[ends]
        };
        let mut arrows = false;
        for row in 0..rows {
            let stated = [0, 1, 2].map(|end| stated(end, row));
            let (spot, from) = drawn_at(stated, |end| named(end, row));
            arrows |= from != NOWHERE;
            drawn.spot.push(spot);
            drawn.from.push(from);
        }
        if !arrows {
            drawn.from = Vec::new();
        }
        drawn
    }
}

/// Where a record is drawn and where an arrow to there begins, by the positions it states at each
/// [`Direction`](crate::model::Direction) and those of single places it names. [`NOWHERE`] where
/// there is none.
pub(super) fn drawn_at(
    stated: [[i32; 2]; 3],
    named: impl Fn(usize) -> [i32; 2],
) -> ([i32; 2], [i32; 2]) {
    let (spot, from) = match stated {
        [NOWHERE, NOWHERE, place] => (place, NOWHERE),
        [NOWHERE, origin, _] => match named(0) {
            NOWHERE => (origin, NOWHERE),
            target => (target, origin),
        },
        [target, NOWHERE, _] => (target, named(1)),
        [target, origin, _] => (target, origin),
    };
    (spot, if from == spot { NOWHERE } else { from })
}

/// Where an arrow to or from a single named place ends; [`NOWHERE`] where it is not single.
fn anchor(places: &Places, ends: &Ends) -> [i32; 2] {
    match &ends.sites[..] {
        [site] => position_of(places, site),
        _ => NOWHERE,
    }
}

/// Where a site is drawn, in units of 1e-7 degrees.
pub(super) fn position_of(places: &Places, site: &Site) -> [i32; 2] {
    let at = places.position(site);
    at.map_or(NOWHERE, |at| {
        [at.x, at.y].map(|degrees| (degrees * 1e7).round() as i32)
    })
}
