//! Sealing: from a draft, in which places are names, to an atlas, in which they are places.

mod ledgers;
mod resolving;
mod settlements;

pub use resolving::Resolver;

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use super::{
    atlas::{Atlas, Record},
    draft::{Draft, GroupDraft, RegionDraft, ReportDraft, ReporterDraft, SiteDraft},
    gazetteer::{Found, Resolution, Spelling},
    geo,
    names::{Language, Names, fold},
    note::{Note, Place, Severity},
    region::{Region, RegionId, RegionKey, Settlement},
    report::{Group, Point, Report, ReportId, Reporter, ReporterId, Site},
    table::Id as _,
    time::{Stamp, When},
    zone::{Line, Zone, ZoneId},
};

impl Atlas {
    /// Resolves names, sorts by time and says what could not be placed.
    ///
    /// The same draft gives the same atlas and the same notes. Nothing is dropped in silence: what
    /// is left out has a note, what could not be placed is kept and counted as unplaced.
    pub fn seal(draft: Draft) -> (Self, Vec<Note>) {
        let mut seal = Seal::default();
        seal.regions(draft.regions);
        seal.settlements(draft.settlements);
        seal.zones(draft.zones);
        seal.lines(draft.lines);
        seal.reporters(draft.reporters);
        seal.reports(draft.reports);
        seal.records();
        let of_reports = ledgers::of_records(&seal.atlas);
        seal.atlas.ledgers.push(Arc::new(of_reports));
        for ledger in draft.ledgers {
            seal.ledger(&ledger);
        }
        seal.rank_reporters();
        let mut chronology = draft.chronology;
        chronology.sort_by(|a, b| (a.day, &a.key).cmp(&(b.day, &b.key)));
        seal.atlas.chronology = chronology;
        seal.notes.sort_by(|a, b| a.place.cmp(&b.place));
        (seal.atlas, seal.notes)
    }
}

impl Atlas {
    /// The same ground and the same reporters with these reports and no other records.
    pub fn with_reports(&self, reports: Vec<ReportDraft>) -> Self {
        let mut seal = Seal {
            atlas: self.ground(),
            ..Seal::default()
        };
        seal.reports(reports);
        seal.records();
        seal.atlas
    }

    /// The same ground and the same reporters without records.
    fn ground(&self) -> Self {
        Self {
            regions: self.regions.clone(),
            settlements: self.settlements.clone(),
            zones: self.zones.clone(),
            lines: self.lines.clone(),
            reporters: self.reporters.clone(),
            gazetteer: self.gazetteer.clone(),
            ..Self::default()
        }
    }
}

/// The atlas in the making.
#[derive(Default)]
struct Seal {
    atlas: Atlas,
    notes: Vec<Note>,
    /// Names that come near to one that is not known: of any place, and of regions. Many rows have
    /// the same.
    near: [HashMap<String, String>; 2],
}

impl Seal {
    fn note(&mut self, severity: Severity, place: &Place, text: &str, what: impl Into<String>) {
        self.notes.push(Note::new(severity, place, text, what));
    }

    fn regions(&mut self, drafts: Vec<RegionDraft>) {
        let mut seen = BTreeSet::new();
        let mut members = Vec::new();
        for draft in drafts {
            if !seen.insert(draft.key.clone()) {
                let what = "the region occurs twice; the first is kept";
                self.note(Severity::Error, &draft.place, &draft.key, what);
                continue;
            }
            let Some((bounds, label)) = extent(&draft) else {
                let what = "the region has no shape; it is left out";
                self.note(Severity::Error, &draft.place, &draft.key, what);
                continue;
            };
            let found = Found::Region(RegionId::from_index(self.atlas.regions.len()));
            self.atlas.gazetteer.add(found, &draft.key, &draft.names);
            let id = self.atlas.regions.push(Region {
                key: RegionKey::new(&draft.key),
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
            members.push((id, draft.place, draft.members));
        }
        for (id, place, keys) in members {
            for key in keys {
                match self.atlas.region_by_key(&key) {
                    Some(member) => self.atlas.regions.get_mut(id).members.push(member),
                    None => {
                        let what =
                            "the member is not among the regions; the union is kept as it is";
                        self.note(Severity::Doubt, &place, &key, what);
                    }
                }
            }
        }
    }

    fn zones(&mut self, zones: Vec<Zone>) {
        for zone in zones {
            let id = ZoneId::from_index(self.atlas.zones.len());
            let found = Found::Zone(id);
            self.atlas.gazetteer.add(found, &zone.key, &zone.names);
            self.atlas.zones.push(zone);
        }
    }

    fn lines(&mut self, lines: Vec<Line>) {
        self.atlas.lines = lines.into();
    }

    /// Reporters stand in the order of their English names, which favours none of them.
    fn reporters(&mut self, mut drafts: Vec<ReporterDraft>) {
        drafts.sort_by(|a, b| {
            let name = |draft: &ReporterDraft| fold(draft.names.get(Language::English));
            name(a).cmp(&name(b))
        });
        for draft in drafts {
            if self.atlas.reporter_by_key(&draft.key).is_some() {
                let what = "the reporter occurs twice; the first is kept";
                self.note(Severity::Error, &draft.place, &draft.key, what);
                continue;
            }
            self.atlas.reporters.push(Reporter {
                key: draft.key.into(),
                names: draft.names,
                short: draft.short,
                side: draft.side,
                letter: draft.letter,
                rank: 0,
                note: draft.note,
            });
        }
    }

    /// The reporter of that key, made up from the key where nobody has introduced it.
    fn reporter(&mut self, place: &Place, key: &str) -> ReporterId {
        if let Some(known) = self.atlas.reporter_by_key(key) {
            return known;
        }
        let what = "the reporter is not among the reporters; it is shown under its key";
        self.note(Severity::Doubt, place, key, what);
        self.atlas.reporters.push(Reporter {
            key: key.into(),
            names: Names::plain(key),
            short: key.to_owned(),
            side: None,
            letter: key.chars().take(2).collect::<String>().to_uppercase(),
            rank: 0,
            note: String::new(),
        })
    }

    fn reports(&mut self, drafts: Vec<ReportDraft>) {
        let mut by_id: BTreeMap<String, ReportDraft> = BTreeMap::new();
        for draft in drafts {
            if by_id.contains_key(&draft.id) {
                let what = "two reports have the same id; the first is kept";
                self.note(Severity::Error, &draft.place, &draft.id, what);
                continue;
            }
            by_id.insert(draft.id.clone(), draft);
        }
        let primaries = self.primaries(&by_id);
        let mut drafts: Vec<ReportDraft> = by_id.into_values().collect();
        drafts.sort_by_key(|draft| earliest(draft).map_or(i64::MAX, |start| start.0));
        let ids: HashMap<String, ReportId> = drafts
            .iter()
            .map(|draft| draft.id.clone())
            .zip((0..).map(ReportId))
            .collect();
        for draft in drafts {
            let duplicate_of = primaries.get(&draft.id).and_then(|id| ids.get(id).copied());
            self.report(draft, duplicate_of);
        }
        for id in self.atlas.reports.ids() {
            if let Some(primary) = self.atlas.reports[id].duplicate_of {
                self.atlas.reports.get_mut(primary).renderings.push(id);
            }
        }
    }

    /// For each report that is another rendering: the id of the primary one, at the end of
    /// however long a chain.
    fn primaries(&mut self, reports: &BTreeMap<String, ReportDraft>) -> HashMap<String, String> {
        let mut primaries = HashMap::new();
        for (id, draft) in reports {
            let mut at = draft;
            let mut steps = 0;
            while let Some(next) = at.duplicate_of.as_ref().and_then(|id| reports.get(id)) {
                at = next;
                steps += 1;
                if steps > reports.len() {
                    break;
                }
            }
            if steps > reports.len() {
                let what = "the report is a rendering of itself in a circle; it is counted";
                self.note(Severity::Doubt, &draft.place, id, what);
            } else if let Some(missing) = &at.duplicate_of {
                let what = "the primary rendering is not among the reports; this one is counted";
                self.note(Severity::Doubt, &at.place, missing, what);
            } else if steps > 0 {
                primaries.insert(id.clone(), at.id.clone());
            }
        }
        primaries
    }

    fn report(&mut self, draft: ReportDraft, duplicate_of: Option<ReportId>) {
        let report = ReportId::from_index(self.atlas.reports.len());
        let reporter = self.reporter(&draft.place, &draft.reporter);
        let first = self.atlas.groups.len() as u32;
        for group in draft.groups {
            let group = self.group(&draft.place, report, group);
            self.atlas.groups.push(group);
        }
        self.atlas.reports.push(Report {
            file: draft.file,
            id: draft.id.into(),
            reporter,
            outlet: draft.outlet,
            url: draft.url,
            language: draft.language,
            published: draft.published,
            basis: draft.basis,
            stance: draft.stance,
            denies: draft.denies,
            duplicate_of,
            renderings: Vec::new(),
            total: draft.total,
            groups: first..self.atlas.groups.len() as u32,
        });
    }

    fn group(&mut self, place: &Place, report: ReportId, draft: GroupDraft) -> Group {
        let mut sites = |drafts: Vec<SiteDraft>| {
            let mut sites: Vec<Site> = Vec::with_capacity(drafts.len());
            for draft in drafts {
                let site = self.site(place, draft);
                if !sites.contains(&site) {
                    sites.push(site);
                }
            }
            sites
        };
        Group {
            report,
            by: draft.by,
            by_as_reported: draft.by_as_reported,
            origins: sites(draft.origins),
            targets: sites(draft.targets),
            places: sites(draft.places),
            count: draft.count,
            when: draft.when,
            activity: draft.activity,
            weapons: draft.weapons,
            killed: draft.killed,
            wounded: draft.wounded,
            casualty_side: draft.casualty_side,
            losses_denied: draft.losses_denied,
            properties: draft.properties,
        }
    }

    fn site(&mut self, place: &Place, mut draft: SiteDraft) -> Site {
        // Blanks are no name.
        let name = draft.settlement.take();
        let name = name.map(|name| name.trim().to_owned());
        draft.settlement = name.filter(|name| !name.is_empty());
        if let Some(name) = draft.zone {
            return match self.atlas.gazetteer.zone(&name) {
                Resolution::One(zone) => Site::Zone(zone),
                _ => {
                    let what = "no zone has this name; the place is counted as unplaced";
                    self.note(Severity::Doubt, place, &name, what);
                    Site::Unplaced(name)
                }
            };
        }
        if draft.at.is_some() {
            return self.site_at(place, draft);
        }
        let Some(name) = draft.region else {
            return self.site_of_any_kind(place, draft.settlement.unwrap_or_default());
        };
        let region = match self.region(place, &name) {
            Ok(region) => region,
            Err(Unknown) => return Site::Unplaced(name),
        };
        let Some(name) = draft.settlement else {
            return Site::Region(region);
        };
        match self.atlas.settlement_in(region, &name) {
            Resolution::One(settlement) => Site::Settlement(region, settlement),
            Resolution::Many(_) => {
                let what =
                    "several settlements of the region have this name; it stays with the region";
                self.note(Severity::Doubt, place, &name, what);
                Site::Named(region, name)
            }
            Resolution::None => self.site_elsewhere(place, region, name),
        }
    }

    /// A site with a position of its own. A settlement of the gazetteer that lies there is meant,
    /// where the names agree.
    fn site_at(&mut self, place: &Place, draft: SiteDraft) -> Site {
        let SiteDraft {
            at, precision_km, ..
        } = draft;
        let named = SiteDraft {
            at: None,
            precision_km: None,
            ..draft
        };
        let Some(at) = at.filter(|at| geo::on_the_map(*at)) else {
            let what = "the position is not on the earth; only the name of the place is used";
            self.note(Severity::Doubt, place, "", what);
            return self.site(place, named);
        };
        let region = match &named.region {
            Some(name) => self.region(place, name).ok(),
            None => self.atlas.region_at(at),
        };
        let name = named.settlement.unwrap_or_default();
        if let Some(region) = region
            && let Resolution::One(id) = self.atlas.settlement_in(region, &name)
        {
            let settlement = &self.atlas.settlements[id];
            let near = settlement.precision_km.unwrap_or(0.0) + precision_km.unwrap_or(0.0) + 0.1;
            if settlement
                .at
                .is_some_and(|own| geo::distance_km(own, at) <= near)
            {
                return Site::Settlement(region, id);
            }
        }
        Site::Point(Point {
            lon: (at.x * 1e7).round() as i32,
            lat: (at.y * 1e7).round() as i32,
            region,
            name,
            precision_m: precision_km.map(|km| (km * 1000.0).round() as u32),
        })
    }

    /// A site that is no more than a name. Regions come first: many a district is called after
    /// its town, and less is claimed by the district.
    fn site_of_any_kind(&mut self, place: &Place, name: String) -> Site {
        let gazetteer = &self.atlas.gazetteer;
        match (gazetteer.region(&name), gazetteer.zone(&name)) {
            (Resolution::None, Resolution::One(zone)) => return Site::Zone(zone),
            (Resolution::None, _) => {}
            _ => {
                let region = self.region(place, &name);
                return region.map_or(Site::Unplaced(name), Site::Region);
            }
        }
        let what = match gazetteer.settlement(&name, |_| true) {
            Resolution::One(id) => match self.atlas.settlements[id].region {
                Some(region) => return Site::Settlement(region, id),
                None => "this settlement lies in no region; it is counted as unplaced".to_owned(),
            },
            Resolution::Many(_) => {
                "several settlements have this name; it is counted as unplaced".to_owned()
            }
            Resolution::None => {
                let known = &mut self.near[0];
                let near = known
                    .entry(name.clone())
                    .or_insert_with(|| nearest(&gazetteer.nearest(&name, 3, |_| true)));
                format!("no place has this name{near}")
            }
        };
        self.note(Severity::Doubt, place, &name, what);
        Site::Unplaced(name)
    }

    /// A settlement that does not lie in the region the report puts it in. A key is unmistakable
    /// all the same; a mere name is not.
    fn site_elsewhere(&mut self, place: &Place, region: RegionId, name: String) -> Site {
        let of_key = |settlement: &Settlement| *settlement.key == *name;
        if let Some(settlement) = self.atlas.settlements.find(of_key) {
            let what = "the settlement lies in another region than the report says; \
                        drawn where it lies, counted where the report puts it";
            self.note(Severity::Remark, place, &name, what);
            return Site::Settlement(region, settlement);
        }
        let what = "no position is known for this place; it stays with its region";
        self.note(Severity::Remark, place, &name, what);
        Site::Named(region, name)
    }

    /// The region a name stands for; where that is not clear, a note says why.
    fn region(&mut self, place: &Place, name: &str) -> Result<RegionId, Unknown> {
        let what = match self.atlas.gazetteer.region(name) {
            Resolution::One(region) => return Ok(region),
            Resolution::Many(regions) => {
                let keys: Vec<&str> = regions
                    .iter()
                    .map(|id| &*self.atlas.regions[*id].key.0)
                    .collect();
                format!("several regions have this name: {}", keys.join(", "))
            }
            Resolution::None => {
                let known = &mut self.near[1];
                let near = known
                    .entry(name.to_owned())
                    .or_insert_with(|| nearest(&self.atlas.gazetteer.nearest_regions(name, 3)));
                format!("no region has this name{near}")
            }
        };
        self.note(Severity::Doubt, place, name, what);
        Err(Unknown)
    }

    /// By reports alone: rows of an opened file shall not give others another colour.
    fn rank_reporters(&mut self) {
        let mut reports = vec![0_usize; self.atlas.reporters.len()];
        for report in self.atlas.reports.rows() {
            reports[report.reporter.index()] += 1;
        }
        let mut by_reports: Vec<ReporterId> = self.atlas.reporters.ids().collect();
        by_reports.sort_by_key(|id| std::cmp::Reverse(reports[id.index()]));
        for (rank, id) in (0..).zip(by_reports) {
            self.atlas.reporters.get_mut(id).rank = rank;
        }
    }

    /// Lays out the records in the order of time.
    fn records(&mut self) {
        let atlas = &mut self.atlas;
        let mut records = Vec::with_capacity(atlas.groups.len());
        for (id, report) in atlas.reports.iter() {
            if report.groups.is_empty() {
                records.push(Record {
                    report: id,
                    group: None,
                    when: report.published.map_or(When::Undated, When::Published),
                    placed: false,
                });
            }
            for group in report.group_ids() {
                let stated = &atlas.groups[group];
                records.push(Record {
                    report: id,
                    group: Some(group),
                    when: stated.when,
                    placed: stated.is_placed(),
                });
            }
        }
        // Undated records go last; the sort is stable, so equal times keep the order of reports.
        records.sort_by_key(|record: &Record| {
            let start = record.when.interval().map(|interval| interval.start());
            (start.is_none(), start)
        });
        let mut latest = Stamp(i64::MIN);
        atlas.latest_end = records
            .iter()
            .map_while(|record| record.when.interval())
            .map(|interval| {
                latest = latest.max(interval.end());
                latest
            })
            .collect();
        atlas.records = records.into();
    }
}

/// A name that stands for no one place. A note has been made.
struct Unknown;

/// ` (nearest: Kalbajar, Lachin)`; nothing where nothing comes near.
fn nearest(near: &[&Spelling]) -> String {
    let names: Vec<&str> = near.iter().map(|near| near.text.as_str()).collect();
    match names.is_empty() {
        true => String::new(),
        false => format!(" (nearest: {})", names.join(", ")),
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

/// The first instant a report speaks of; the start of the day it was published where it has no
/// group.
fn earliest(draft: &ReportDraft) -> Option<Stamp> {
    let starts = draft
        .groups
        .iter()
        .filter_map(|group| group.when.interval());
    starts
        .map(|interval| interval.start())
        .min()
        .or(draft.published.map(|day| day.start()))
}
