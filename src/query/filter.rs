//! Filters: what a person does not want to see for now.

use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    sync::Arc,
};

use super::condition::Condition;
use crate::model::{
    Activity, Atlas, Dataset, FileKey, Id as _, Party, ReporterId, Stance, dataset::Kind,
};

/// What is hidden. By default nothing is but duplicate publications.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// By key, so that a filter outlives the atlas it was made for.
    pub hidden_reporters: BTreeSet<Arc<str>>,
    /// What is said to have happened.
    pub hidden_activities: BTreeSet<Activity>,
    /// Sides that acted.
    pub hidden_parties: BTreeSet<Party>,
    /// Claims, denials or records.
    pub hidden_stances: BTreeSet<Stance>,
    /// Everything that comes from these files.
    pub hidden_files: BTreeSet<FileKey>,
    /// Also show duplicate publications. They are never counted twice.
    pub show_duplicates: bool,
    /// What records must meet; it hides those that do not once the atlas is seen through it.
    pub condition: Option<Condition>,
}

impl Filters {
    /// Whether what comes from that file is hidden. The data the program starts with never is.
    pub fn hides_file(&self, file: Option<&FileKey>) -> bool {
        file.is_some_and(|file| self.hidden_files.contains(file))
    }

    /// Whether duplicate publications are shown as others are: the person asked for all of them, or the
    /// condition says which.
    pub fn lets_duplicates(&self) -> bool {
        let condition = self.condition.as_ref();
        self.show_duplicates || condition.is_some_and(Condition::asks_for_duplicates)
    }

    /// Whether nothing is hidden that is not hidden by default.
    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// Filters made ready for one atlas.
#[derive(Clone, Debug)]
pub struct Filter<'a> {
    filters: &'a Filters,
    hidden_reporters: HashSet<ReporterId>,
    lets_duplicates: bool,
}

impl<'a> Filter<'a> {
    /// Resolves the keys of the filters once, so that a record costs no look-up.
    pub fn new(atlas: &Atlas, filters: &'a Filters) -> Self {
        // One look at each: a file may have as many reporters as rows, all but one of them hidden.
        let hidden = atlas.reporters().iter();
        let hidden = hidden.filter(|(_, of)| filters.hidden_reporters.contains(&of.key));
        Self {
            filters,
            lets_duplicates: filters.lets_duplicates(),
            hidden_reporters: hidden.map(|(id, _)| id).collect(),
        }
    }

    /// Which kinds of a dataset are let through.
    pub fn passing_kinds(&self, dataset: &Dataset) -> Vec<bool> {
        let hidden = self.hides_file(dataset);
        let kinds = dataset.kinds.iter();
        kinds
            .map(|kind| !hidden && self.hidden_by(kind).is_empty())
            .collect()
    }

    /// Whether everything of a dataset is hidden. What a source has withdrawn always is.
    pub fn hides_file(&self, dataset: &Dataset) -> bool {
        dataset.is_withdrawn() || self.filters.hides_file(dataset.file.as_ref())
    }

    /// Whether a kind is left out because it repeats what is counted elsewhere, which no person asked
    /// for.
    pub fn leaves_out_duplicate(&self, kind: &Kind) -> bool {
        kind.repeated && !self.lets_duplicates
    }

    /// What hides a kind. A report without claims says nothing of an activity or of who fired, so no
    /// filter on those hides it.
    pub fn hidden_by(&self, kind: &Kind) -> Vec<Facet> {
        let filters = self.filters;
        let (activity, by) = kind.incident.unzip();
        let hides = [
            (
                Facet::Reporter,
                self.hidden_reporters.contains(&kind.reporter),
            ),
            (
                Facet::Activity,
                activity.is_some_and(|of| filters.hidden_activities.contains(&of)),
            ),
            (
                Facet::Party,
                by.is_some_and(|of| filters.hidden_parties.contains(&of)),
            ),
            (Facet::Stance, filters.hidden_stances.contains(&kind.stance)),
            (Facet::Duplicate, self.leaves_out_duplicate(kind)),
            (Facet::Condition, filters.condition.is_some() && !kind.meets),
        ];
        let hides = hides.into_iter().filter(|(_, hides)| *hides);
        hides.map(|(facet, _)| facet).collect()
    }
}

/// What filters look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Facet {
    /// Who reports it.
    Reporter,
    /// What is said to have happened.
    Activity,
    /// Who is said to have done it.
    Party,
    /// Statement, denial or bulletin.
    Stance,
    /// Whether it repeats a statement that is counted elsewhere.
    Duplicate,
    /// Whether it meets the condition.
    Condition,
}

/// How many records of the window each choice of a filter stands for: those that all other filters
/// let through, whether it lets them through itself or not. So a count says what ticking the choice
/// shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// In the order of reporters.
    pub reporters: Vec<u32>,
    /// How many of these have a place on the map.
    pub placed_by_reporter: Vec<u32>,
    /// By what is said to have happened.
    pub activities: BTreeMap<Activity, u32>,
    /// By who is said to have done it.
    pub parties: BTreeMap<Party, u32>,
    /// By the type of the report.
    pub stances: BTreeMap<Stance, u32>,
    /// Duplicate publications.
    pub duplicates: u32,
}

impl Facets {
    /// Nothing yet of so many reporters.
    pub fn new(reporters: usize) -> Self {
        Self {
            reporters: vec![0; reporters],
            placed_by_reporter: vec![0; reporters],
            ..Self::default()
        }
    }

    /// Counts records of a kind, given what hides them.
    pub fn add(&mut self, kind: &Kind, hidden_by: &[Facet], records: u32) {
        let counts_for = |facet| hidden_by.iter().all(|hides| *hides == facet);
        if counts_for(Facet::Reporter) {
            self.reporters[kind.reporter.index()] += records;
            if kind.placed {
                self.placed_by_reporter[kind.reporter.index()] += records;
            }
        }
        if let Some((activity, by)) = kind.incident {
            if counts_for(Facet::Activity) {
                *self.activities.entry(activity).or_default() += records;
            }
            if counts_for(Facet::Party) {
                *self.parties.entry(by).or_default() += records;
            }
        }
        if counts_for(Facet::Stance) {
            *self.stances.entry(kind.stance).or_default() += records;
        }
        if kind.repeated && counts_for(Facet::Duplicate) {
            self.duplicates += records;
        }
    }
}
