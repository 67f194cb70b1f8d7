//! Building a dataset of reports that are held whole.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
};

use super::{
    dataset::{Numbered, drawn_at, position_of},
    naming::Naming,
};
use crate::{
    model::{
        Amount, Budget, Stopped,
        dataset::{
            Columns, Dataset, Ends, Inexact, Kind, NOWHERE, Numbers, Shared, StatedTotal, Totals,
            UNDATED, UNSTATED, are_inexact, are_zero,
        },
        details::Memory,
        draft::ReportDraft,
        file::FileKey,
        note::{Note, Place, Severity},
        places::Places,
        report::{Claim, Direction, Point, Report, ReportKey, ReporterId, Site, Stance},
        reporters::{Named, NamedBy, Reporters},
        time::{Stamp, When},
    },
    words::notes::{reading, resolve},
};

impl Dataset {
    /// The reports of one file, or those of the data everything is opened beside.
    ///
    /// A report may be a further publication of one in another dataset: `called` gives those.
    ///
    /// # Errors
    ///
    /// Where the budget is spent.
    pub fn of_reports(
        (places, reporters, budget): (&Arc<Places>, &Arc<Reporters>, &Budget),
        file: Option<FileKey>,
        reports: Vec<ReportDraft>,
        called: Called<'_>,
    ) -> Result<(Self, Vec<Note>), Stopped> {
        let place = reports
            .first()
            .map(|first| Place::file(first.place.file.clone()));
        let mut building = ReportsBuilder {
            places,
            reporters,
            naming: Naming::default(),
            budget,
            made_up: HashSet::new(),
            file: &file,
        };
        let memory = building.memory(reports, called)?;
        let rows = Rows::of(places, &memory, budget)?;
        let place = place.unwrap_or_else(|| Place::file(reading::built_in()));
        let mut dataset = Self::new(place, rows.kinds.items, rows.ends.items, rows.columns);
        let memory = memory.in_rows(&dataset.columns.offset);
        let notes = if file.is_some() {
            folded(building.naming.notes)
        } else {
            building.naming.notes
        };
        dataset.file = file;
        Ok((dataset.with_details(Arc::new(memory)), notes))
    }
}

/// Each note once, where it first stands, with how often it does: a table says the same of many rows.
fn folded(notes: Vec<Note>) -> Vec<Note> {
    let mut known: HashMap<(String, String), (usize, u32)> = HashMap::new();
    let mut kept: Vec<Note> = Vec::new();
    for note in notes {
        let said = (note.text.clone(), note.what.clone());
        let (_, times) = known.entry(said).or_insert_with(|| {
            kept.push(note);
            (kept.len() - 1, 0)
        });
        *times += 1;
    }
    for (at, times) in known.into_values().filter(|(_, times)| *times > 1) {
        kept[at].rows = times.into();
    }
    kept
}

struct ReportsBuilder<'a> {
    places: &'a Places,
    reporters: &'a Reporters,
    naming: Naming,
    budget: &'a Budget,
    /// Reporters that were noted as not introduced.
    made_up: HashSet<ReporterId>,
    /// The opened file they come from: reports of one time then stand in the order of their file, as
    /// the rows of a table do, and not in that of their ids.
    file: &'a Option<FileKey>,
}

/// Gives the reports of other datasets that an id may mean.
pub type Called<'a> = &'a dyn Fn(&str) -> Vec<ReportKey>;

impl ReportsBuilder<'_> {
    fn memory(&mut self, drafts: Vec<ReportDraft>, called: Called<'_>) -> Result<Memory, Stopped> {
        let mut by_id: BTreeMap<PartAndId, ReportDraft> = BTreeMap::new();
        let mut in_file: HashMap<PartAndId, u32> = HashMap::new();
        // How many of an id there are: the next is not looked for from the first on.
        let mut copies: HashMap<PartAndId, u32> = HashMap::new();
        for (at, mut draft) in (0..).zip(drafts) {
            self.budget.step(1)?;
            let mut key = key_of(&draft);
            if by_id.contains_key(&key) {
                // A report of its own all the same: none is lost to another.
                let number = copies.entry(key.clone()).or_insert(1);
                let own = loop {
                    *number += 1;
                    let own = format!("{}#{number}", draft.id);
                    key.1 = own.as_str().into();
                    if !by_id.contains_key(&key) {
                        break own;
                    }
                };
                let what = resolve::report_twice(&own);
                self.naming
                    .note(Severity::Doubt, &draft.place, &draft.id, what);
                draft.id = own;
            }
            in_file.insert(key.clone(), at);
            by_id.insert(key, draft);
        }
        let firsts = self.first_publications(&by_id, called)?;
        let mut drafts: Vec<(PartAndId, ReportDraft)> = by_id.into_iter().collect();
        if self.file.is_some() {
            drafts.sort_by_key(|(key, _)| in_file[key]);
        }
        drafts.sort_by_key(|(_, draft)| earliest(draft).map_or(i64::MAX, |start| start.0));
        let mut memory = Memory::default();
        for (key, mut draft) in drafts {
            self.budget.step(1)?;
            draft.duplicate_of = None;
            draft.file.clone_from(self.file);
            let reporter = self.reporter(&draft.place, &draft.reporter);
            let mut report = self.naming.report(self.places, draft, reporter);
            report.duplicate_of = firsts.get(&key).cloned();
            let at = memory.reports.len() as u32;
            memory.in_file.push(in_file[&key]);
            if let Some(first) = &report.duplicate_of {
                let of_first = memory.duplicates.entry(first.clone()).or_default();
                of_first.push(at);
            }
            let of_id = memory.by_id.entry(Arc::clone(&report.id));
            of_id.or_default().push(at);
            memory.reports.push(Arc::new(report));
        }
        Ok(memory)
    }

    fn reporter(&mut self, place: &Place, key: &str) -> ReporterId {
        let Named { id, by } = self.reporters.named(key);
        match by {
            // A file of other people's names its own reporters.
            NamedBy::Nothing if self.file.is_none() && self.made_up.insert(id) => {
                let what = resolve::unknown_reporter();
                self.naming.note(Severity::Doubt, place, key, what);
            }
            NamedBy::Name => {
                let what = resolve::reporter_by_name(&self.reporters.key_of(id));
                self.naming.note(Severity::Remark, place, key, &what);
            }
            NamedBy::Key | NamedBy::Nothing => {}
        }
        id
    }

    /// For each report that is a further publication: the first one, at the end of however long a
    /// chain.
    fn first_publications(
        &mut self,
        reports: &BTreeMap<PartAndId, ReportDraft>,
        called: Called<'_>,
    ) -> Result<HashMap<PartAndId, ReportKey>, Stopped> {
        let originals = Originals::of(reports);
        let mut ends: HashMap<&PartAndId, End<'_>> = HashMap::new();
        for key in reports.keys() {
            let mut path = Vec::new();
            let mut at = key;
            let end = loop {
                self.budget.step(1)?;
                if let Some(known) = ends.get(at) {
                    break known.clone();
                }
                // Until it is known where this leads, coming by again means going round.
                ends.insert(at, End::Circle);
                path.push(at);
                let draft = &reports[at];
                let Some(id) = &draft.duplicate_of else {
                    break End::Own(at);
                };
                if let Some(next) = originals.find(at, id) {
                    at = next;
                    continue;
                }
                break match &called(id)[..] {
                    [one] => End::Elsewhere(one.clone()),
                    found => {
                        let what = match found.is_empty() {
                            true => resolve::original_missing(),
                            false => resolve::original_ambiguous(),
                        };
                        self.naming.note(Severity::Doubt, &draft.place, id, what);
                        End::Own(at)
                    }
                };
            };
            for at in path {
                ends.insert(at, end.clone());
            }
        }
        let mut firsts = HashMap::new();
        for (key, draft) in reports {
            match &ends[key] {
                End::Circle => {
                    let what = resolve::duplicate_of_itself();
                    self.naming
                        .note(Severity::Doubt, &draft.place, &draft.id, what);
                }
                End::Own(first) if *first == key => {}
                End::Own((part, id)) => {
                    let first = ReportKey {
                        file: self.file.clone(),
                        part: part.clone(),
                        id: Arc::clone(id),
                    };
                    firsts.insert(key.clone(), first);
                }
                End::Elsewhere(first) => {
                    firsts.insert(key.clone(), first.clone());
                }
            }
        }
        Ok(firsts)
    }
}

/// Where a chain of further publications ends.
#[derive(Clone)]
enum End<'r> {
    /// At a report of the same file.
    Own(&'r PartAndId),
    /// At one of another.
    Elsewhere(ReportKey),
    /// Nowhere.
    Circle,
}

/// The reports of a file, by what they call each other.
struct Originals<'r> {
    reports: &'r BTreeMap<PartAndId, ReportDraft>,
    /// Where the file has parts: those with a report of that id.
    in_parts: HashMap<&'r str, Vec<&'r PartAndId>>,
}

impl<'r> Originals<'r> {
    fn of(reports: &'r BTreeMap<PartAndId, ReportDraft>) -> Self {
        let mut in_parts: HashMap<&str, Vec<&PartAndId>> = HashMap::new();
        for key in reports.keys().filter(|(part, _)| part.is_some()) {
            in_parts.entry(&key.1).or_default().push(key);
        }
        Self { reports, in_parts }
    }

    /// The report that one means by an id: that of its own part of the file, else the only one there
    /// is in another.
    fn find(&self, from: &PartAndId, id: &str) -> Option<&'r PartAndId> {
        let own = (from.0.clone(), Arc::from(id));
        if let Some((key, _)) = self.reports.get_key_value(&own) {
            return Some(key);
        }
        match self.in_parts.get(id).map(Vec::as_slice) {
            Some([one]) => Some(one),
            _ => None,
        }
    }
}

/// What tells a report from the others of its file.
type PartAndId = (Option<Arc<str>>, Arc<str>);

fn key_of(draft: &ReportDraft) -> PartAndId {
    (draft.part.clone(), draft.id.as_str().into())
}

impl Naming {
    /// A report with its places resolved.
    pub(super) fn report(
        &mut self,
        places: &Places,
        draft: ReportDraft,
        reporter: ReporterId,
    ) -> Report {
        let place = draft.place;
        let claim = |claim: Claim<_>| claim.with_sites(|sites| self.sites(places, &place, sites));
        Report {
            duplicate_of: draft.duplicate_of.map(|id| ReportKey {
                file: draft.file.clone(),
                part: draft.part.clone(),
                id: id.into(),
            }),
            file: draft.file,
            part: draft.part,
            id: draft.id.into(),
            reporter,
            outlet: draft.outlet,
            url: draft.url,
            language: draft.language,
            published: draft.published,
            basis: draft.basis,
            stance: draft.stance,
            denies: draft.denies,
            total: draft.total,
            claims: draft.claims.into_iter().map(claim).collect(),
        }
    }
}

impl Memory {
    /// With its records in the order of rows, of which each says which record it is.
    fn in_rows(mut self, records: &[u64]) -> Self {
        let of_record: Vec<(u32, Option<u32>)> = self.records().collect();
        self.rows = records.iter().map(|at| of_record[*at as usize]).collect();
        self.rows_of = vec![Vec::new(); self.reports.len()];
        for (row, (report, _)) in (0..).zip(&self.rows) {
            self.rows_of[*report as usize].push(row);
        }
        let rows = &self.rows;
        for of_report in &mut self.rows_of {
            of_report.sort_by_key(|row| rows[*row as usize].1);
        }
        self
    }

    /// Which report and which of its claims each record is, report by report.
    fn records(&self) -> impl Iterator<Item = (u32, Option<u32>)> {
        (0..).zip(&self.reports).flat_map(|(at, report)| {
            let claims = (0..report.claims.len() as u32).map(Some);
            let none = report.claims.is_empty().then_some(None);
            claims.chain(none).map(move |claim| (at, claim))
        })
    }
}

/// Rows in the making.
#[derive(Default)]
struct Rows {
    kinds: Numbered<Kind>,
    ends: Numbered<Ends>,
    columns: Columns,
    inexact: Vec<(u32, Numbers)>,
}

impl Rows {
    fn of(places: &Places, memory: &Memory, budget: &Budget) -> Result<Self, Stopped> {
        let mut rows = Self::default();
        rows.ends.number(Ends::default());
        let mut totals = Vec::new();
        for (at, (number, claim)) in (0..).zip(memory.records()) {
            budget.step(1)?;
            let report = &memory.reports[number as usize];
            totals.extend(report.total.map(|total| StatedTotal {
                row: at as u32,
                report: u64::from(number),
                total,
            }));
            rows.columns.offset.push(at);
            match claim {
                Some(claim) => rows.claim(places, report, &report.claims[claim as usize]),
                None => rows.bare(report),
            }
        }
        rows.columns.inexact = Arc::new(Inexact::new(std::mem::take(&mut rows.inexact)));
        rows.columns.totals = Arc::new(Totals::new(&totals, &rows.kinds.items, &rows.columns));
        let is_drawn = |column: &[[i32; 2]]| column.iter().any(|at| *at != NOWHERE);
        for column in [&mut rows.columns.spot, &mut rows.columns.from] {
            if !is_drawn(column) {
                *column = Shared::default();
            }
        }
        Ok(rows)
    }

    /// A report that makes no claim.
    fn bare(&mut self, report: &Report) {
        self.kind(report, None, false);
        self.when(report.published.map_or(When::Undated, When::Published));
        let columns = &mut self.columns;
        columns.ends.iter_mut().for_each(|column| column.push(0));
        columns.spot.push(NOWHERE);
        columns.from.push(NOWHERE);
        // One that says that nothing happened has a number all the same.
        let count = Amount::none_of(report.total).map_or(UNSTATED, Amount::number);
        columns.count.push(count);
        columns.killed.push(UNSTATED);
        columns.wounded.push(UNSTATED);
    }

    fn claim(&mut self, places: &Places, report: &Report, claim: &Claim) {
        self.kind(report, Some(claim), claim.is_placed());
        self.when(claim.when);
        let points = stated_positions(claim);
        let mut stated = [NOWHERE; 3];
        let mut named = [NOWHERE; 3];
        for direction in Direction::ALL {
            let end = direction as usize;
            let sites = direction.sites(claim);
            let point = points.and_then(|points| points[end]);
            let ends = match point {
                Some(point) => Ends::stated(point.region, point.precision_m),
                None => Ends::of(sites.to_vec()),
            };
            if let Some(point) = point {
                stated[end] = [point.lon, point.lat];
            } else if let [site] = sites {
                named[end] = position_of(places, site);
            }
            self.columns.ends[end].push(self.ends.number(ends));
        }
        let (spot, from) = drawn_at(stated, |end| named[end]);
        let columns = &mut self.columns;
        columns.spot.push(spot);
        columns.from.push(from);
        let numbers = [claim.count, claim.killed, claim.wounded];
        let row = columns.count.len() as u32;
        if are_inexact(&numbers) {
            self.inexact.push((row, numbers));
        }
        let [count, killed, wounded] =
            numbers.map(|amount| amount.map_or(UNSTATED, Amount::number));
        columns.count.push(count);
        columns.killed.push(killed);
        columns.wounded.push(wounded);
    }

    fn kind(&mut self, report: &Report, claim: Option<&Claim>, placed: bool) {
        let denied = claim.map_or(report.stance == Stance::Denial, |of| report.denies(of));
        let zero = claim.is_some_and(|of| are_zero(&[of.count, of.killed, of.wounded]));
        let kind = self.kinds.number(Kind {
            reporter: report.reporter,
            stance: report.stance,
            repeated: report.duplicate_of.is_some(),
            incident: claim.map(|claim| (claim.activity, claim.by)),
            denied,
            zero: zero && !denied,
            placed,
            meets: true,
        });
        self.columns.kind.push(kind);
    }

    fn when(&mut self, when: When) {
        let interval = when.interval();
        let (start, end) = interval.map_or((UNDATED, UNDATED), |own| (own.start().0, own.end().0));
        self.columns.start.push(start);
        self.columns.end.push(end);
    }
}

/// The positions a claim states at each end, where it states any: such a claim is drawn where it
/// says, by itself. `None` as well where one end has a position among several places.
fn stated_positions(claim: &Claim) -> Option<[Option<&Point>; 3]> {
    let ends = Direction::ALL.map(|direction| direction.sites(claim));
    let is_point = |site: &Site| matches!(site, Site::Point(_));
    if ends
        .iter()
        .any(|sites| sites.len() > 1 && sites.iter().any(is_point))
    {
        return None;
    }
    let points = ends.map(|sites| match sites {
        [Site::Point(point)] => Some(point),
        _ => None,
    });
    points.iter().any(Option::is_some).then_some(points)
}

/// The first instant a report speaks of; the start of the day it was published where it makes no
/// claim.
fn earliest(draft: &ReportDraft) -> Option<Stamp> {
    let starts = draft
        .claims
        .iter()
        .filter_map(|claim| claim.when.interval());
    starts
        .map(|interval| interval.start())
        .min()
        .or(draft.published.map(|day| day.start()))
}
