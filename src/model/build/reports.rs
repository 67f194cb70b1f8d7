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
        Budget, Stopped,
        dataset::{Columns, Dataset, Ends, Kind, NOWHERE, UNDATED, UNSTATED},
        details::Memory,
        draft::ReportDraft,
        file::FileKey,
        note::{Note, Place, Severity},
        places::Places,
        report::{Claim, Direction, Point, Report, ReporterId, Site, Stance},
        reporters::Reporters,
        time::{Stamp, When},
    },
    words::notes::{reading, resolve},
};

impl Dataset {
    /// The reports of one file, or those of the data everything is opened beside.
    ///
    /// A report may be a further publication of one in another dataset: `known` says whether a
    /// report of that id is there.
    ///
    /// # Errors
    ///
    /// Where the budget is spent.
    pub fn of_reports(
        (places, reporters, budget): (&Arc<Places>, &Arc<Reporters>, &Budget),
        file: Option<FileKey>,
        reports: Vec<ReportDraft>,
        known: &dyn Fn(&str) -> bool,
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
            in_order_of_file: file.is_some(),
        };
        let memory = building.memory(reports, known)?;
        let rows = Rows::of(places, &memory, budget)?;
        let place = place.unwrap_or_else(|| Place::file(reading::built_in()));
        let mut dataset = Self::new(place, rows.kinds.items, rows.ends.items, rows.columns);
        dataset.file = file;
        let memory = memory.in_rows(&dataset.columns.offset);
        let notes = if dataset.file.is_some() {
            folded(building.naming.notes)
        } else {
            building.naming.notes
        };
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
    /// Whether they come from an opened file: reports of one time then stand in the order of their
    /// file, as the rows of a table do, and not in that of their ids.
    in_order_of_file: bool,
}

impl ReportsBuilder<'_> {
    fn memory(
        &mut self,
        drafts: Vec<ReportDraft>,
        known: &dyn Fn(&str) -> bool,
    ) -> Result<Memory, Stopped> {
        let mut by_id: BTreeMap<String, ReportDraft> = BTreeMap::new();
        let mut in_file: HashMap<String, u32> = HashMap::new();
        for (at, draft) in (0..).zip(drafts) {
            self.budget.step(1)?;
            if by_id.contains_key(&draft.id) {
                let what = resolve::report_twice();
                self.naming
                    .note(Severity::Error, &draft.place, &draft.id, what);
                continue;
            }
            in_file.insert(draft.id.clone(), at);
            by_id.insert(draft.id.clone(), draft);
        }
        let firsts = self.first_publications(&by_id, known)?;
        let mut drafts: Vec<ReportDraft> = by_id.into_values().collect();
        if self.in_order_of_file {
            drafts.sort_by_key(|draft| in_file[&draft.id]);
        }
        drafts.sort_by_key(|draft| earliest(draft).map_or(i64::MAX, |start| start.0));
        let mut memory = Memory::default();
        for mut draft in drafts {
            self.budget.step(1)?;
            draft.duplicate_of = firsts.get(&draft.id).cloned();
            let reporter = self.reporter(&draft.place, &draft.reporter);
            let report = self.naming.report(self.places, draft, reporter);
            let at = memory.reports.len() as u32;
            memory.in_file.push(in_file[&*report.id]);
            memory.by_id.insert(Arc::clone(&report.id), at);
            if let Some(first) = &report.duplicate_of {
                let of_first = memory.duplicates.entry(Arc::clone(first)).or_default();
                of_first.push(at);
            }
            memory.reports.push(Arc::new(report));
        }
        Ok(memory)
    }

    fn reporter(&mut self, place: &Place, key: &str) -> ReporterId {
        let (reporter, made_up) = self.reporters.named(key);
        // A file of other people's names its own reporters.
        if made_up && !self.in_order_of_file && self.made_up.insert(reporter) {
            let what = resolve::unknown_reporter();
            self.naming.note(Severity::Doubt, place, key, what);
        }
        reporter
    }

    /// For each report that is a further publication: the id of the first one, at the end of
    /// however long a chain.
    fn first_publications(
        &mut self,
        reports: &BTreeMap<String, ReportDraft>,
        known: &dyn Fn(&str) -> bool,
    ) -> Result<HashMap<String, String>, Stopped> {
        let mut firsts = HashMap::new();
        for (id, draft) in reports {
            let mut at = draft;
            let mut steps = 0;
            while let Some(next) = at.duplicate_of.as_ref().and_then(|id| reports.get(id)) {
                at = next;
                steps += 1;
                self.budget.step(1)?;
                if steps > reports.len() {
                    break;
                }
            }
            if steps > reports.len() {
                let what = resolve::duplicate_of_itself();
                self.naming.note(Severity::Doubt, &draft.place, id, what);
            } else if let Some(elsewhere) = &at.duplicate_of {
                if known(elsewhere) {
                    firsts.insert(id.clone(), elsewhere.clone());
                    continue;
                }
                let what = resolve::original_missing();
                self.naming
                    .note(Severity::Doubt, &at.place, elsewhere, what);
            } else if steps > 0 {
                firsts.insert(id.clone(), at.id.clone());
            }
        }
        Ok(firsts)
    }
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
            id: draft.id.into(),
            reporter,
            outlet: draft.outlet,
            url: draft.url,
            language: draft.language,
            published: draft.published,
            basis: draft.basis,
            stance: draft.stance,
            denies: draft.denies,
            duplicate_of: draft.duplicate_of.map(Into::into),
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
}

impl Rows {
    fn of(places: &Places, memory: &Memory, budget: &Budget) -> Result<Self, Stopped> {
        let mut rows = Self::default();
        rows.ends.number(Ends::default());
        for (at, (report, claim)) in (0..).zip(memory.records()) {
            budget.step(1)?;
            let report = &memory.reports[report as usize];
            rows.columns.offset.push(at);
            match claim {
                Some(claim) => rows.claim(places, report, &report.claims[claim as usize]),
                None => rows.bare(report),
            }
        }
        let is_drawn = |column: &[[i32; 2]]| column.iter().any(|at| *at != NOWHERE);
        for column in [&mut rows.columns.spot, &mut rows.columns.from] {
            if !is_drawn(column) {
                *column = Vec::new();
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
        for column in [
            &mut columns.count,
            &mut columns.killed,
            &mut columns.wounded,
        ] {
            column.push(UNSTATED);
        }
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
                Some(point) => Ends::stated(point.region),
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
        columns.count.push(claim.count.unwrap_or(UNSTATED));
        columns.killed.push(claim.killed.unwrap_or(UNSTATED));
        columns.wounded.push(claim.wounded.unwrap_or(UNSTATED));
    }

    fn kind(&mut self, report: &Report, claim: Option<&Claim>, placed: bool) {
        let kind = self.kinds.number(Kind {
            reporter: report.reporter,
            stance: report.stance,
            repeated: report.duplicate_of.is_some(),
            incident: claim.map(|claim| (claim.activity, claim.by)),
            denied: claim.map_or(report.stance == Stance::Denial, |of| report.denies(of)),
            placed,
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
