//! What a file says, before names are resolved: the input of [`Atlas::build`](super::Atlas::build).

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
};

use super::{
    amount::Amount,
    chronology::Event,
    dataset::DatasetDraft,
    file::{FileKey, FileProfile},
    geo::{LonLat, MultiPolygon},
    names::Names,
    note::Place,
    region::{Boundary, Country, Level},
    report::{Basis, Claim, Party, Stance},
    ties::TiesDraft,
    time::Day,
    zone::{Extra, Line, Zone},
};

/// Everything read from one or more files.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// Districts, raions, areas and provinces.
    pub regions: Vec<RegionDraft>,
    /// Villages, towns and heights.
    pub settlements: Vec<SettlementDraft>,
    /// Areas that hold from a day to a day.
    pub zones: Vec<Zone>,
    /// Lines that hold from a day to a day.
    pub lines: Vec<Line>,
    /// Who is known to report.
    pub reporters: Vec<ReporterDraft>,
    /// Reports that are held whole.
    pub reports: Vec<ReportDraft>,
    /// Records that are columns already, shared since they may be many.
    pub datasets: Vec<Arc<DatasetDraft>>,
    /// The flags of the timeline.
    pub chronology: Vec<Event>,
    /// What joins claims, of this file or of others.
    pub ties: TiesDraft,
    /// What the files are and what their columns were taken for, one a file.
    pub profiles: Vec<FileProfile>,
}

impl Draft {
    /// How many things there are in it.
    pub fn len(&self) -> usize {
        let lists = [
            self.regions.len(),
            self.settlements.len(),
            self.zones.len(),
            self.lines.len(),
            self.reporters.len(),
            self.reports.len(),
            self.rows(),
            self.chronology.len(),
            self.ties.len(),
        ];
        lists.iter().sum()
    }

    /// How many of them lie on a map and are no records.
    pub fn shapes(&self) -> usize {
        self.regions.len() + self.settlements.len() + self.zones.len() + self.lines.len()
    }

    /// How many records are columns already.
    pub fn rows(&self) -> usize {
        self.datasets.iter().map(|table| table.len()).sum()
    }

    /// How many records the accounts will count.
    pub fn records(&self) -> usize {
        let reports = self.reports.iter();
        let records = reports.map(|report| report.claims.len().max(1));
        records.sum::<usize>() + self.rows()
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Marks everything that can be told apart on the map as coming from an opened file.
    pub fn from_file(mut self, key: &FileKey) -> Self {
        for zone in &mut self.zones {
            zone.file = Some(key.clone());
        }
        for line in &mut self.lines {
            line.file = Some(key.clone());
        }
        for report in &mut self.reports {
            report.file = Some(key.clone());
        }
        for table in &mut self.datasets {
            Arc::make_mut(table).file = Some(key.clone());
        }
        self
    }

    /// Takes out what is marked as coming from opened files, each file's by itself.
    pub fn take_files(&mut self) -> BTreeMap<FileKey, Self> {
        fn take<T>(
            list: &mut Vec<T>,
            file: impl Fn(&T) -> Option<FileKey>,
            mut put: impl FnMut(FileKey, T),
        ) {
            for thing in std::mem::take(list) {
                match file(&thing) {
                    Some(key) => put(key, thing),
                    None => list.push(thing),
                }
            }
        }
        let mut files: BTreeMap<FileKey, Self> = BTreeMap::new();
        let zone = |zone: &Zone| zone.file.clone();
        take(&mut self.zones, zone, |key, zone| {
            files.entry(key).or_default().zones.push(zone);
        });
        let line = |line: &Line| line.file.clone();
        take(&mut self.lines, line, |key, line| {
            files.entry(key).or_default().lines.push(line);
        });
        let report = |report: &ReportDraft| report.file.clone();
        take(&mut self.reports, report, |key, report| {
            files.entry(key).or_default().reports.push(report);
        });
        let table = |table: &Arc<DatasetDraft>| table.file.clone();
        take(&mut self.datasets, table, |key, table| {
            files.entry(key).or_default().datasets.push(table);
        });
        files
    }

    /// Leaves out what another has under the same key: a project repeats the data it was made of.
    pub fn leave_out(&mut self, known: &Self) {
        fn keys<'a, T>(list: &'a [T], key: impl Fn(&'a T) -> &'a str) -> HashSet<&'a str> {
            list.iter().map(key).collect()
        }
        let regions = keys(&known.regions, |region| &region.key);
        self.regions
            .retain(|region| !regions.contains(&*region.key));
        let settlements = keys(&known.settlements, |settlement| &settlement.key);
        self.settlements
            .retain(|settlement| !settlements.contains(&*settlement.key));
        let zones = keys(&known.zones, |zone| &zone.key);
        self.zones.retain(|zone| !zones.contains(&*zone.key));
        let lines = keys(&known.lines, |line| &line.key);
        self.lines.retain(|line| !lines.contains(&*line.key));
        let reporters = keys(&known.reporters, |reporter| &reporter.key);
        self.reporters
            .retain(|reporter| !reporters.contains(&*reporter.key));
        let reports = keys(&known.reports, |report| &report.id);
        self.reports.retain(|report| !reports.contains(&*report.id));
        let events = keys(&known.chronology, |event| &event.key);
        self.chronology
            .retain(|event| !events.contains(&*event.key));
        self.ties.leave_out(&known.ties);
    }

    /// Marks its reports as coming from a part of a file, in which their ids hold. A part of a part is
    /// named after both.
    pub fn in_part(&mut self, name: &str) {
        let mut known: HashMap<Option<Arc<str>>, Arc<str>> = HashMap::new();
        for report in &mut self.reports {
            let part = known.entry(report.part.take());
            let part = part.or_insert_with_key(|inner| part_within(name, inner.as_deref()));
            report.part = Some(Arc::clone(part));
        }
    }

    /// Takes in what another file says.
    pub fn append(&mut self, other: Self) {
        self.regions.extend(other.regions);
        self.settlements.extend(other.settlements);
        self.zones.extend(other.zones);
        self.lines.extend(other.lines);
        self.reporters.extend(other.reporters);
        self.reports.extend(other.reports);
        self.datasets.extend(other.datasets);
        self.chronology.extend(other.chronology);
        self.ties.append(other.ties);
        for profile in other.profiles {
            self.profile_of(profile.file.clone()).append(profile);
        }
    }

    /// What is known of a file, by what notes call it.
    pub fn profile_of(&mut self, file: Arc<str>) -> &mut FileProfile {
        let known = self.profiles.iter().position(|of| of.file == file);
        let at = known.unwrap_or_else(|| {
            self.profiles.push(FileProfile::of(&file));
            self.profiles.len() - 1
        });
        &mut self.profiles[at]
    }
}

/// How a part of a file is called that may have parts itself.
pub fn part_within(name: &str, inner: Option<&str>) -> Arc<str> {
    inner.map_or_else(|| name.into(), |inner| format!("{name}, {inner}").into())
}

/// A region as its file has it.
#[derive(Clone, Debug)]
pub struct RegionDraft {
    /// Where it stands in its file, for notes.
    pub place: Place,
    /// Stable and unique among things of its kind.
    pub key: String,
    /// District, raion, area or province.
    pub level: Level,
    /// Whether it is one of the seven regions the project started from.
    pub mission: bool,
    /// The state it lies in.
    pub country: Country,
    /// Key of the province it belongs to, where there is one.
    pub province: Option<String>,
    /// What it is called, by language.
    pub names: Names,
    /// How the shape is known.
    pub boundary: Boundary,
    /// Closed rings, exterior counter-clockwise, in degrees.
    pub shape: Arc<MultiPolygon>,
    /// `None`: to be found from the shape.
    pub label: Option<LonLat>,
    /// Keys of the regions it is the union of.
    pub members: Vec<String>,
    /// How far it may be off, in kilometres.
    pub precision_km: f64,
    /// Where the data comes from, as attributions name it.
    pub source: String,
    /// The licence of that source.
    pub licence: String,
    /// What its file remarks on it; may be empty.
    pub note: String,
}

/// A settlement as its file has it.
#[derive(Clone, Debug)]
pub struct SettlementDraft {
    /// Where it stands in its file, for notes.
    pub place: Place,
    /// Stable and unique among things of its kind.
    pub key: String,
    /// What it is called, by language.
    pub names: Names,
    /// Key or name of its region; `None` where it lies outside all of them.
    pub region: Option<String>,
    /// The state it lies in.
    pub country: Country,
    /// Its position in degrees, where known.
    pub at: Option<LonLat>,
    /// How far that may be off, where stated.
    pub precision_km: Option<f64>,
    /// Inhabitants, where known.
    pub population: Option<u32>,
    /// Where the data comes from, as attributions name it.
    pub source: String,
    /// What its file remarks on it; may be empty.
    pub note: String,
    /// What else its file says of it.
    pub extra: Extra,
}

/// A reporter as its file has it.
#[derive(Clone, Debug)]
pub struct ReporterDraft {
    /// Where it stands in its file, for notes.
    pub place: Place,
    /// Stable and unique among things of its kind.
    pub key: String,
    /// What it is called, by language.
    pub names: Names,
    /// A name short enough for legends and lists.
    pub short: String,
    /// The side it belongs to; `None` for one that belongs to neither.
    pub side: Option<Party>,
    /// The letters that mark it on the map beside its colour.
    pub letter: String,
    /// Which colour of the palette it has, from 0; `None` where the file does not say.
    pub color: Option<u8>,
    /// Its place in the list of reporters that comes with the program, from 0; `None` for others.
    pub rank: Option<u16>,
    /// What its file remarks on it; may be empty.
    pub note: String,
}

/// A report as its file has it: places and reporters are still names.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportDraft {
    /// Where it stands in its file, for notes.
    pub place: Place,
    /// The opened file it comes from.
    pub file: Option<FileKey>,
    /// The part of that file in which its id holds: a member of an archive, a sheet or a layer.
    /// `None` where the file has no such parts.
    pub part: Option<Arc<str>>,
    /// Unique among the reports of its file, or of that part of it.
    pub id: String,
    /// Key of the reporter.
    pub reporter: String,
    /// Who carried it.
    pub outlet: Option<String>,
    /// Address of the page it was published on.
    pub url: Option<String>,
    /// Language of the page, as a code of ISO 639-1.
    pub language: String,
    /// The day it was published, where known.
    pub published: Option<Day>,
    /// How the day of publication is known.
    pub basis: Basis,
    /// Claim, denial or record.
    pub stance: Stance,
    /// What it denies, in a few words.
    pub denies: Option<String>,
    /// Id of the primary publication.
    pub duplicate_of: Option<String>,
    /// A headline number; it may cover several claims.
    pub total: Option<Amount>,
    /// Its claims.
    pub claims: Vec<ClaimDraft>,
}

/// A claim as its file has it: places are still names.
pub type ClaimDraft = Claim<SiteDraft>;

/// A place as its file names it. Keys and names in any language are both understood.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SiteDraft {
    /// Key or name of a region.
    pub region: Option<String>,
    /// A settlement inside the region. Without a region: any name, to be looked up.
    pub settlement: Option<String>,
    /// What a column beside the name says of the region in which it lies: of several places of the name it
    /// means one there, and where no region of this name is known it says nothing.
    pub within: Option<String>,
    /// Key or name of a zone or of a line.
    pub zone: Option<String>,
    /// A position the file states itself.
    pub at: Option<LonLat>,
    /// How far off that may be.
    pub precision_km: Option<f64>,
    /// It is the far end of a stretch, such as a road, that begins at the place before it.
    pub stretch: bool,
}
