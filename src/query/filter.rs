//! Filters: what a person does not want to see for now.

use std::{collections::BTreeSet, sync::Arc};

use crate::model::{Activity, Atlas, Dataset, FileKey, Party, ReporterId, Stance, dataset::Kind};

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
}

impl Filters {
    /// Whether what comes from that file is hidden. The data the program starts with never is.
    pub fn hides_file(&self, file: Option<&FileKey>) -> bool {
        file.is_some_and(|file| self.hidden_files.contains(file))
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
    hidden_reporters: Vec<ReporterId>,
}

impl<'a> Filter<'a> {
    /// Resolves the keys of the filters once, so that a record costs no look-up.
    pub fn new(atlas: &Atlas, filters: &'a Filters) -> Self {
        let hidden = filters.hidden_reporters.iter();
        Self {
            filters,
            hidden_reporters: hidden
                .filter_map(|key| atlas.reporter_by_key(key))
                .collect(),
        }
    }

    /// Which kinds of a dataset are let through.
    pub fn passing_kinds(&self, dataset: &Dataset) -> Vec<bool> {
        let hidden = self.filters.hides_file(dataset.file.as_ref());
        let kinds = dataset.kinds.iter();
        kinds.map(|kind| !hidden && self.lets(kind)).collect()
    }

    /// A report without claims says nothing of an activity or of who fired, so no filter on those
    /// hides it.
    fn lets(&self, kind: &Kind) -> bool {
        let filters = self.filters;
        (filters.show_duplicates || !kind.repeated)
            && !self.hidden_reporters.contains(&kind.reporter)
            && !filters.hidden_stances.contains(&kind.stance)
            && kind.incident.is_none_or(|(activity, by)| {
                !filters.hidden_activities.contains(&activity)
                    && !filters.hidden_parties.contains(&by)
            })
    }
}
