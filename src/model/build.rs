//! Building: from drafts, in which places are names, to places and the datasets resolved against
//! them.

mod concern;
mod contradiction;
mod dataset;
mod naming;
mod reports;
mod resolver;
mod series;
mod settlements;
pub mod unread;

pub use naming::Finder;
pub use resolver::Resolver;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    atlas::Atlas,
    budget::{Budget, Stopped},
    dataset::Dataset,
    draft::{ClaimDraft, Draft, RegionDraft, ReportDraft},
    file::FileKey,
    gazetteer::Found,
    geo,
    note::{Note, Severity},
    places::{Places, enter_key},
    region::{Region, RegionId, RegionKey},
    report::{Claim, Report, ReportKey},
    reporters::Reporters,
    table::Id as _,
    ties::Ties,
    zone::{Line, LineId, Zone, ZoneId},
};
use naming::Naming;

use crate::words::notes::resolve;

impl Atlas {
    /// An atlas of everything in a draft: one dataset of the reports of each file, and one of each
    /// table.
    ///
    /// The same draft gives the same atlas and the same notes. Nothing is dropped in silence: what
    /// is left out has a note, what could not be placed is kept and counted as unplaced.
    pub fn build(draft: Draft) -> (Self, Vec<Note>) {
        let built = Self::build_within(draft, &Budget::unlimited());
        built.expect("nothing ends work without limits")
    }

    /// As [`Atlas::build`], of files that may hold anything.
    ///
    /// # Errors
    ///
    /// Where the budget is spent.
    pub fn build_within(mut draft: Draft, budget: &Budget) -> Result<(Self, Vec<Note>), Stopped> {
        let mut by_file: BTreeMap<Option<FileKey>, Vec<ReportDraft>> = BTreeMap::new();
        by_file.insert(None, Vec::new());
        for report in std::mem::take(&mut draft.reports) {
            by_file.entry(report.file.clone()).or_default().push(report);
        }
        let tables = std::mem::take(&mut draft.datasets);
        let reporters = Arc::new(Reporters::default());
        let mut notes = reporters.introduce(std::mem::take(&mut draft.reporters));
        let chronology = chronology_of([&draft]);
        let ties = std::mem::take(&mut draft.ties);
        let (places, more) = Places::build(draft, budget)?;
        notes.extend(more);
        let places = Arc::new(places);
        let mut datasets: Vec<Arc<Dataset>> = Vec::new();
        for (file, reports) in by_file {
            let called = |id: &str| reports_called(&datasets, id);
            let around = (&places, &reporters, budget);
            let (dataset, more) = Dataset::of_reports(around, file, reports, &called)?;
            notes.extend(more);
            datasets.push(Arc::new(dataset));
        }
        for table in tables {
            let around = (&places, &reporters, budget);
            let (dataset, more) = Dataset::of_table(around, &table)?;
            notes.extend(more);
            datasets.push(Arc::new(dataset));
        }
        let (ties, more) = Ties::of([&ties], &datasets);
        notes.extend(more);
        notes.sort_by(|a, b| a.place.cmp(&b.place));
        let atlas = Self::new(places, &reporters, datasets, chronology);
        Ok((atlas.with_ties(ties), notes))
    }
}

/// The reports that an id means beside these datasets: that of the data everything is opened beside,
/// where that has one, else those of files.
pub fn reports_called(datasets: &[Arc<Dataset>], id: &str) -> Vec<ReportKey> {
    let memories = datasets.iter().filter_map(|dataset| dataset.memory());
    let found: Vec<ReportKey> = memories
        .flat_map(|memory| memory.called(id))
        .map(|report| report.key())
        .collect();
    match found.iter().find(|key| key.file.is_none()) {
        Some(of_base) => vec![of_base.clone()],
        None => found,
    }
}

/// Whether a draft with the id of a report is that report: all it says beside the names of places,
/// which files spell in their own ways, is the same. `reporter` is the key of its reporter.
pub fn says_the_same(draft: &ReportDraft, report: &Report, reporter: &str) -> bool {
    let head = (&draft.outlet, &draft.url, draft.published, draft.stance);
    let is_same = |(of, claim): (&ClaimDraft, &Claim)| {
        let numbers = (of.count, of.killed, of.wounded);
        let ends = [of.origins.len(), of.targets.len(), of.places.len()];
        numbers == (claim.count, claim.killed, claim.wounded)
            && ends == [claim.origins.len(), claim.targets.len(), claim.places.len()]
            && (of.when, of.activity, of.by) == (claim.when, claim.activity, claim.by)
    };
    draft.reporter == reporter
        && head == (&report.outlet, &report.url, report.published, report.stance)
        && draft.claims.len() == report.claims.len()
        && draft.claims.iter().zip(&report.claims).all(is_same)
}

/// What the drafts say of the chronology, by date.
pub fn chronology_of<'a>(
    drafts: impl IntoIterator<Item = &'a Draft>,
) -> Arc<[super::chronology::Event]> {
    let events = drafts.into_iter().flat_map(|draft| &draft.chronology);
    let mut events: Vec<_> = events.cloned().collect();
    events.sort_by(|a, b| (a.day, &a.key).cmp(&(b.day, &b.key)));
    events.into()
}

impl Places {
    /// The places of a draft, and what is wrong with them.
    ///
    /// # Errors
    ///
    /// Where the budget is spent.
    pub fn build(draft: Draft, budget: &Budget) -> Result<(Self, Vec<Note>), Stopped> {
        let mut building = PlacesBuilder {
            budget: budget.clone(),
            ..PlacesBuilder::default()
        };
        building.regions(draft.regions)?;
        building.settlements(draft.settlements)?;
        building.zones(draft.zones)?;
        building.lines(draft.lines)?;
        Ok((building.places, building.naming.notes))
    }
}

/// Places in the making.
#[derive(Default)]
struct PlacesBuilder {
    places: Places,
    naming: Naming,
    budget: Budget,
}

impl PlacesBuilder {
    fn regions(&mut self, drafts: Vec<RegionDraft>) -> Result<(), Stopped> {
        let mut seen = BTreeSet::new();
        let mut members = Vec::new();
        for draft in drafts {
            self.budget.step(1)?;
            if !seen.insert(draft.key.clone()) {
                let what = resolve::region_twice();
                self.naming
                    .note(Severity::Error, &draft.place, &draft.key, what);
                continue;
            }
            let Some((bounds, label)) = extent(&draft) else {
                let what = resolve::region_without_shape();
                self.naming
                    .note(Severity::Error, &draft.place, &draft.key, what);
                continue;
            };
            let found = Found::Region(RegionId::from_index(self.places.regions.len()));
            self.places.gazetteer.add(found, &draft.key, &draft.names);
            let key = RegionKey::new(&draft.key);
            let id = self.places.regions.push(Region {
                key: key.clone(),
                level: draft.level,
                mission: draft.mission,
                country: draft.country,
                province: draft.province,
                names: draft.names,
                boundary: draft.boundary,
                shape: draft.shape,
                bounds,
                label,
                members: Vec::new(),
                precision_km: draft.precision_km,
                source: draft.source,
                licence: draft.licence,
                note: draft.note,
            });
            enter_key(&mut self.places.keys.regions, key.0, id);
            members.push((id, draft.place, draft.members));
        }
        for (id, place, keys) in members {
            for key in keys {
                match self.places.region_by_key(&key) {
                    Some(member) => self.places.regions.get_mut(id).members.push(member),
                    None => {
                        let what = resolve::unknown_member();
                        self.naming.note(Severity::Doubt, &place, &key, what);
                    }
                }
            }
        }
        Ok(())
    }

    fn zones(&mut self, zones: Vec<Zone>) -> Result<(), Stopped> {
        for zone in zones {
            self.budget.step(1)?;
            let id = ZoneId::from_index(self.places.zones.len());
            let found = Found::Zone(id);
            self.places.gazetteer.add(found, &zone.key, &zone.names);
            enter_key(&mut self.places.keys.zones, Arc::clone(&zone.key), id);
            self.places.zones.push(zone);
        }
        let of = |zone: &Zone| (zone.file.clone(), zone.kind, zone.dated.from);
        for (id, number) in series::numbers(self.places.zones.iter(), of) {
            self.places.zones.get_mut(id).series = number;
        }
        Ok(())
    }

    fn lines(&mut self, lines: Vec<Line>) -> Result<(), Stopped> {
        for line in lines {
            self.budget.step(1)?;
            let id = LineId::from_index(self.places.lines.len());
            let found = Found::Line(id);
            self.places.gazetteer.add(found, &line.key, &line.names);
            enter_key(&mut self.places.keys.lines, Arc::clone(&line.key), id);
            self.places.lines.push(line);
        }
        let of = |line: &Line| (line.file.clone(), line.kind, line.dated.from);
        for (id, number) in series::numbers(self.places.lines.iter(), of) {
            self.places.lines.get_mut(id).series = number;
        }
        Ok(())
    }
}

/// The box around a region's shape and the point its name is written at.
fn extent(draft: &RegionDraft) -> Option<(geo::Rect, geo::LonLat)> {
    use ::geo::InteriorPoint as _;
    let bounds = geo::bounds(&draft.shape)?;
    let label = match draft.label {
        Some(label) => label,
        None => draft.shape.interior_point()?.0,
    };
    Some((bounds, label))
}
