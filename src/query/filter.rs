//! Filters: what a person does not want to see for now.

use std::{collections::BTreeSet, sync::Arc};

use crate::model::{
    Activity, Atlas, FileKey, Ledger, Party, Record, ReporterId, Stance, ledger::Kind,
};

/// What is hidden. By default nothing is, but other renderings of a statement already shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// By key, so that a filter outlives the atlas it was made for.
    pub hidden_reporters: BTreeSet<Arc<str>>,
    pub hidden_activities: BTreeSet<Activity>,
    pub hidden_parties: BTreeSet<Party>,
    pub hidden_stances: BTreeSet<Stance>,
    /// Everything that comes from these files.
    pub hidden_files: BTreeSet<FileKey>,
    /// Also show the other renderings of a statement. They are never counted twice.
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
pub struct Sieve<'a> {
    atlas: &'a Atlas,
    filters: &'a Filters,
    hidden_reporters: Vec<ReporterId>,
}

impl<'a> Sieve<'a> {
    pub fn new(atlas: &'a Atlas, filters: &'a Filters) -> Self {
        let hidden = filters.hidden_reporters.iter();
        Self {
            atlas,
            filters,
            hidden_reporters: hidden
                .filter_map(|key| atlas.reporter_by_key(key))
                .collect(),
        }
    }

    /// Whether the record is let through.
    pub fn lets_through(&self, record: &Record) -> bool {
        let report = &self.atlas.reports()[record.report];
        let group = record.group.map(|group| &self.atlas.groups()[group]);
        self.lets(Stated {
            reporter: report.reporter,
            stance: report.stance,
            repeated: report.duplicate_of.is_some(),
            file: report.file.as_ref(),
            incident: group.map(|group| (group.activity, group.by)),
        })
    }

    /// Which kinds of a ledger are let through.
    pub fn lets_kinds_through(&self, ledger: &Ledger) -> Vec<bool> {
        let lets = |kind: &Kind| {
            self.lets(Stated {
                reporter: kind.reporter,
                stance: kind.stance,
                repeated: kind.repeated,
                file: kind.file.as_ref(),
                incident: kind.incident,
            })
        };
        ledger.kinds.iter().map(lets).collect()
    }

    /// A report without incident groups says nothing of an activity or of who fired, so no filter
    /// on those hides it.
    fn lets(&self, stated: Stated<'_>) -> bool {
        let filters = self.filters;
        (filters.show_duplicates || !stated.repeated)
            && !self.hidden_reporters.contains(&stated.reporter)
            && !filters.hidden_stances.contains(&stated.stance)
            && !filters.hides_file(stated.file)
            && stated.incident.is_none_or(|(activity, by)| {
                !filters.hidden_activities.contains(&activity)
                    && !filters.hidden_parties.contains(&by)
            })
    }
}

/// What filters ask of a record.
struct Stated<'a> {
    reporter: ReporterId,
    stance: Stance,
    repeated: bool,
    file: Option<&'a FileKey>,
    incident: Option<(Activity, Party)>,
}
