//! Sealing ledgers: records as columns, those of the reports and those of large files alike.

use std::{collections::HashMap, sync::Arc, thread};

use super::Seal;
use crate::model::{
    atlas::Atlas,
    ledger::{
        Columns, EndDraft, Ends, Kind, KindDraft, Ledger, LedgerDraft, NOWHERE, UNDATED, UNSTATED,
    },
    note::Severity,
    region::RegionId,
    report::{Direction, Site},
};

/// The records of the reports as a ledger, row for row in the order of the records.
pub(super) fn of_records(atlas: &Atlas) -> Ledger {
    let mut kinds = Numbered::default();
    let mut ends = Numbered::default();
    ends.number(Ends::default());
    let mut columns = Columns::default();
    for record in atlas.records.rows() {
        let report = &atlas.reports[record.report];
        let group = record.group.map(|group| &atlas.groups[group]);
        columns.kind.push(kinds.number(Kind {
            reporter: report.reporter,
            stance: report.stance,
            repeated: report.duplicate_of.is_some(),
            file: report.file.clone(),
            incident: group.map(|group| (group.activity, group.by)),
            placed: record.placed,
        }));
        let interval = record.when.interval();
        columns
            .start
            .push(interval.map_or(UNDATED, |own| own.start().0));
        columns
            .end
            .push(interval.map_or(UNDATED, |own| own.end().0));
        for direction in Direction::ALL {
            let sites = group.map_or(&[][..], |group| direction.sites(group));
            columns.ends[direction as usize].push(ends.number(Ends::of(sites)));
        }
        let number =
            |of: fn(&crate::model::Group) -> Option<u32>| group.and_then(of).unwrap_or(UNSTATED);
        columns.count.push(number(|group| group.count));
        columns.killed.push(number(|group| group.killed));
        columns.wounded.push(number(|group| group.wounded));
    }
    Ledger::new(kinds.items, ends.items, columns)
}

/// Things numbered in the order they come, equal ones alike.
struct Numbered<T> {
    items: Vec<T>,
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
    fn number(&mut self, item: T) -> u32 {
        if let Some(known) = self.known.get(&item) {
            return *known;
        }
        let number = self.items.len() as u32;
        self.items.push(item.clone());
        self.known.insert(item, number);
        number
    }
}

impl Seal {
    /// The rows of a large file.
    pub(super) fn ledger(&mut self, draft: &LedgerDraft) {
        let reporters: Vec<_> = draft
            .kinds
            .iter()
            .map(|kind| self.reporter(&draft.place, &kind.reporter))
            .collect();
        let named = self.named_places(draft);
        let regions = self.stated_regions(draft);
        let mut ends = Numbered::default();
        ends.number(Ends::default());
        let named_ends: Vec<u32> = named
            .iter()
            .map(|sites| {
                let of = Ends::of(sites);
                let sites = sites.clone();
                ends.number(Ends { sites, ..of })
            })
            .collect();
        let drafts = [&draft.target, &draft.origin, &draft.at];
        let mut placing = Placing {
            seal: self,
            named_ends: &named_ends,
            regions: &regions,
            ends: &mut ends,
            off_the_map: 0,
        };
        let columns = drafts.map(|end| placing.ends(end));
        let off_the_map = placing.off_the_map;
        if off_the_map > 0 {
            let what = format!(
                "{off_the_map} positions are not on the earth; only the names of their places are \
                 used"
            );
            self.note(Severity::Doubt, &draft.place, "", what);
        }
        let mut kinds = Numbered::default();
        let kind = (0..draft.len()).map(|row| {
            let of: &KindDraft = &draft.kinds[draft.kind[row] as usize];
            let is_placed = |column: &Vec<u32>| {
                let end = column.get(row).map_or(0, |end| *end as usize);
                ends.items[end].placed
            };
            (draft.kind[row], columns.iter().any(is_placed), of)
        });
        let (drawn, kind) = thread::scope(|scope| {
            let drawn = scope.spawn(|| Drawn::new(&self.atlas, drafts, &ends.items, &columns));
            let kind = numbered_kinds(kind, draft, &reporters, &mut kinds);
            (drawn.join().expect("laying out does not fail"), kind)
        });
        let columns = Columns {
            start: draft.start.clone(),
            end: draft.end.clone(),
            kind,
            ends: columns,
            spot: drawn.spot,
            from: drawn.from,
            count: draft.count.clone(),
            killed: draft.killed.clone(),
            wounded: draft.wounded.clone(),
            offset: draft.offset.clone(),
        };
        let mut ledger = Ledger::new(kinds.items, ends.items, columns);
        ledger.file.clone_from(&draft.file);
        ledger.place = Some(draft.place.clone());
        self.atlas.ledgers.push(Arc::new(ledger));
    }

    /// What the names of a file stand for, where a row gives no position with them.
    fn named_places(&mut self, draft: &LedgerDraft) -> Vec<Vec<Site>> {
        let mut rows = vec![0_u32; draft.sites.len()];
        for end in [&draft.origin, &draft.target, &draft.at] {
            for (row, sites) in end.sites.iter().enumerate() {
                let has_position = end.position.get(row).is_some_and(|at| on_the_map(*at));
                rows[*sites as usize] += u32::from(!has_position);
            }
        }
        let mut named = Vec::with_capacity(draft.sites.len());
        for (sites, rows) in draft.sites.iter().zip(rows) {
            let noted = self.notes.len();
            let mut own: Vec<Site> = Vec::new();
            for site in sites.iter().filter(|_| rows > 0) {
                let site = self.site(&draft.place, site.clone());
                if !own.contains(&site) {
                    own.push(site);
                }
            }
            for note in &mut self.notes[noted..] {
                note.what = format!("{} ({rows} rows)", note.what);
            }
            named.push(own);
        }
        named
    }

    /// The region a row with a position says it lies in; `None` where the position decides.
    fn stated_regions(&mut self, draft: &LedgerDraft) -> Vec<Option<Option<RegionId>>> {
        let stated = draft.sites.iter().map(|sites| {
            let [site] = &sites[..] else {
                return None;
            };
            let name = site.region.as_deref()?;
            Some(self.region(&draft.place, name).ok())
        });
        stated.collect()
    }
}

fn numbered_kinds<'a>(
    rows: impl Iterator<Item = (u32, bool, &'a KindDraft)>,
    draft: &LedgerDraft,
    reporters: &[crate::model::ReporterId],
    kinds: &mut Numbered<Kind>,
) -> Vec<u32> {
    let mut known = vec![[u32::MAX; 2]; draft.kinds.len()];
    rows.map(|(number, placed, of)| {
        let known = &mut known[number as usize][usize::from(placed)];
        if *known == u32::MAX {
            *known = kinds.number(Kind {
                reporter: reporters[number as usize],
                stance: of.stance,
                repeated: of.repeated,
                file: draft.file.clone(),
                incident: of.incident,
                placed,
            });
        }
        *known
    })
    .collect()
}

/// Finds the ends of rows.
struct Placing<'a> {
    seal: &'a Seal,
    /// By the sites of the draft.
    named_ends: &'a [u32],
    regions: &'a [Option<Option<RegionId>>],
    ends: &'a mut Numbered<Ends>,
    off_the_map: usize,
}

impl Placing<'_> {
    /// Which ends each row names at one end.
    fn ends(&mut self, draft: &EndDraft) -> Vec<u32> {
        if draft.position.is_empty() {
            let of = |sites: &u32| self.named_ends[*sites as usize];
            return draft.sites.iter().map(of).collect();
        }
        let found = self.seal.atlas.regions_at(&draft.position);
        let mut of_region: HashMap<Option<RegionId>, u32> = HashMap::new();
        let mut last = (None, u32::MAX);
        let mut column = Vec::with_capacity(draft.position.len());
        for (row, at) in draft.position.iter().enumerate() {
            let sites = draft.sites.get(row).map_or(0, |sites| *sites as usize);
            if !on_the_map(*at) {
                self.off_the_map += usize::from(*at != NOWHERE);
                column.push(self.named_ends.get(sites).copied().unwrap_or(0));
                continue;
            }
            let stated = self.regions.get(sites).copied().flatten();
            let region = stated.unwrap_or(found[row]);
            if last.1 == u32::MAX || last.0 != region {
                let ends = &mut *self.ends;
                let number = of_region.entry(region).or_insert_with(|| {
                    ends.number(Ends {
                        spots: region.map(crate::model::Spot::Region).into_iter().collect(),
                        placed: true,
                        ..Ends::default()
                    })
                });
                last = (region, *number);
            }
            column.push(last.1);
        }
        column
    }
}

/// Whether a position of a ledger is one, as [`geo::on_the_map`](crate::model::geo::on_the_map)
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
    fn new(atlas: &Atlas, drafts: [&EndDraft; 3], ends: &[Ends], columns: &[Vec<u32>; 3]) -> Self {
        let rows = columns.iter().map(Vec::len).max().unwrap_or(0);
        let mut drawn = Self {
            spot: Vec::new(),
            from: Vec::new(),
        };
        if drafts.iter().all(|end| end.position.is_empty()) {
            return drawn;
        }
        let anchors: Vec<[i32; 2]> = ends.iter().map(|ends| anchor(atlas, ends)).collect();
        drawn.spot.reserve(rows);
        let stated = |end: usize, row: usize| {
            let at = drafts[end].position.get(row).copied().unwrap_or(NOWHERE);
            if on_the_map(at) { at } else { NOWHERE }
        };
        let named = |end: usize, row: usize| {
            let ends = columns[end].get(row).map_or(0, |ends| *ends as usize);
            anchors[ends]
        };
        let or = |a: [i32; 2], b: [i32; 2]| if a == NOWHERE { b } else { a };
        let mut arrows = false;
        for row in 0..rows {
            let [target, origin, place] = [0, 1, 2].map(|end| stated(end, row));
            let (spot, from) = match (target, origin, place) {
                (NOWHERE, NOWHERE, place) => (place, NOWHERE),
                (NOWHERE, origin, _) => match named(0, row) {
                    NOWHERE => (origin, NOWHERE),
                    target => (target, origin),
                },
                (target, origin, _) => (target, or(origin, named(1, row))),
            };
            arrows |= from != NOWHERE;
            drawn.spot.push(spot);
            drawn.from.push(if from == spot { NOWHERE } else { from });
        }
        if !arrows {
            drawn.from = Vec::new();
        }
        drawn
    }
}

/// Where an arrow to or from a single named place ends; [`NOWHERE`] where it is not single.
fn anchor(atlas: &Atlas, ends: &Ends) -> [i32; 2] {
    let [site] = &ends.sites[..] else {
        return NOWHERE;
    };
    let at = atlas.position(site);
    at.map_or(NOWHERE, |at| {
        [at.x, at.y].map(|degrees| (degrees * 1e7).round() as i32)
    })
}
