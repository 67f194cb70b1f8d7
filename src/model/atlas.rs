//! The atlas: places, and the datasets resolved against them.
//!
//! It is the waist of the program. What comes before makes one, what comes after reads one, and
//! nothing changes one. Opening or closing a file makes another atlas of the same parts and one more
//! or less.

use std::{ops::Deref, sync::Arc};

use super::{
    chronology::Event,
    dataset::Dataset,
    details::{Detail, DetailsError, Memory},
    file::FileKey,
    places::Places,
    report::{Report, ReportKey, Reporter, ReporterId},
    reporters::Reporters,
    table::{Id as _, Table, dense_id},
    ties::Ties,
    time::Window,
};

dense_id! {
    /// Dense number of a dataset within one [`Atlas`]. Never saved.
    DatasetId
}

/// A record, by its dataset and its row there. Never saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordId {
    /// Which of the atlas's datasets.
    pub dataset: DatasetId,
    /// Its place in that dataset's columns, in the order of time.
    pub row: u32,
}

/// Places, reporters and datasets. Its places are reached through it as if they were its own.
#[derive(Clone, Debug, Default)]
pub struct Atlas {
    places: Arc<Places>,
    reporters: Arc<Table<ReporterId, Arc<Reporter>>>,
    /// The reporters that stand in lists, in their order: those introduced by the data, and those
    /// with records.
    listed: Vec<ReporterId>,
    datasets: Table<DatasetId, Arc<Dataset>>,
    chronology: Arc<[Event]>,
    ties: Arc<Ties>,
}

impl Deref for Atlas {
    type Target = Places;

    fn deref(&self) -> &Places {
        &self.places
    }
}

impl Atlas {
    /// An atlas of datasets that were resolved against these places and reporters.
    pub fn new(
        places: Arc<Places>,
        reporters: &Reporters,
        datasets: Vec<Arc<Dataset>>,
        chronology: Arc<[Event]>,
    ) -> Self {
        let (reporters, mut listed) = reporters.now();
        for dataset in &datasets {
            for kind in &dataset.kinds {
                listed[kind.reporter.index()] = true;
            }
        }
        let listed = reporters.iter().zip(listed);
        let listed = listed.filter_map(|((id, _), listed)| listed.then_some(id));
        let mut listed: Vec<ReporterId> = listed.collect();
        listed.sort_by(|a, b| reporters[*a].order().cmp(&reporters[*b].order()));
        Self {
            places,
            reporters: Arc::new(reporters),
            listed,
            datasets: datasets.into(),
            chronology,
            ties: Arc::default(),
        }
    }

    /// The same with each dataset seen another way. Each is to have the same rows as before.
    pub fn with_datasets(mut self, datasets: Vec<Arc<Dataset>>) -> Self {
        self.datasets = datasets.into();
        self
    }

    /// With what joins its claims.
    pub fn with_ties(mut self, ties: Ties) -> Self {
        self.ties = Arc::new(ties);
        self
    }

    /// What joins its claims.
    pub fn ties(&self) -> &Arc<Ties> {
        &self.ties
    }

    /// What all datasets are resolved against.
    pub fn places(&self) -> &Arc<Places> {
        &self.places
    }

    /// Every reporter there ever was beside these datasets. For those to be listed, see
    /// [`Atlas::listed_reporters`].
    pub fn reporters(&self) -> &Table<ReporterId, Arc<Reporter>> {
        &self.reporters
    }

    /// The reporters that the data introduces or that a record has, in the order of lists (see
    /// [`Reporter::order`]).
    pub fn listed_reporters(&self) -> impl Iterator<Item = (ReporterId, &Reporter)> {
        self.listed.iter().map(|id| (*id, &*self.reporters[*id]))
    }

    /// Puts what is known of several reporters into the order of lists.
    pub fn sort_by_reporter<T>(&self, of: &mut [(ReporterId, T)]) {
        of.sort_by(|(a, _), (b, _)| {
            let order = |id: &ReporterId| self.reporters[*id].order();
            order(a).cmp(&order(b))
        });
    }

    /// The reporter with exactly that key.
    pub fn reporter_by_key(&self, key: &str) -> Option<ReporterId> {
        self.reporters.find(|reporter| &*reporter.key == key)
    }

    /// The datasets, the one everything is opened beside first.
    pub fn datasets(&self) -> &Table<DatasetId, Arc<Dataset>> {
        &self.datasets
    }

    /// The dataset of a record.
    pub fn dataset_of(&self, record: RecordId) -> &Arc<Dataset> {
        &self.datasets[record.dataset]
    }

    /// The datasets of an opened file; `None` for the data everything is opened beside.
    pub fn datasets_of(
        &self,
        file: Option<&FileKey>,
    ) -> impl Iterator<Item = (DatasetId, &Arc<Dataset>)> {
        let all = self.datasets.iter();
        all.filter(move |(_, dataset)| dataset.file.as_ref() == file)
    }

    /// Every record, dataset by dataset.
    pub fn all_records(&self) -> Vec<RecordId> {
        let of = |(dataset, rows): (DatasetId, &Arc<Dataset>)| {
            (0..rows.len() as u32).map(move |row| RecordId { dataset, row })
        };
        self.datasets.iter().flat_map(of).collect()
    }

    /// How many records there are in all.
    pub fn loaded(&self) -> usize {
        let datasets = self.datasets.rows().iter();
        datasets.map(|dataset| dataset.len()).sum()
    }

    /// From the first day anything is dated to, to the last; `None` where nothing is dated.
    pub fn span(&self) -> Option<Window> {
        let datasets = self.datasets.rows().iter();
        let spans = datasets.filter_map(|dataset| dataset.span());
        spans.reduce(|a, b| Window::days(a.first().min(b.first()), a.last().max(b.last())))
    }

    /// The chronology, by date.
    pub fn chronology(&self) -> &[Event] {
        &self.chronology
    }

    /// The reports that are in memory, dataset by dataset.
    pub fn reports(&self) -> impl Iterator<Item = &Arc<Report>> {
        let memories = self.datasets.rows().iter();
        let memories = memories.filter_map(|dataset| dataset.memory());
        memories.flat_map(|memory: &Memory| &memory.reports)
    }

    /// The records of a report, in the order of its claims.
    pub fn records_of_report(&self, key: &ReportKey) -> Vec<RecordId> {
        let of = |(dataset, rows): (DatasetId, &Arc<Dataset>)| {
            let rows = rows.memory()?.rows_of(key.part.as_deref(), &key.id);
            let records = rows.iter().map(|row| RecordId { dataset, row: *row });
            (!rows.is_empty()).then(|| records.collect())
        };
        let mut datasets = self.datasets_of(key.file.as_ref());
        datasets.find_map(of).unwrap_or_default()
    }

    /// The further publications of a statement, in whichever file they are.
    pub fn duplicates(&self, report: &Report) -> impl Iterator<Item = &Arc<Report>> {
        let memories = self.datasets.rows().iter();
        let memories = memories.filter_map(|dataset| dataset.memory());
        let first = report.key();
        memories.flat_map(move |memory| memory.duplicates(&first))
    }

    /// What a record says, where that is in memory.
    pub fn detail(&self, record: RecordId) -> Option<Detail> {
        self.dataset_of(record).memory()?.detail(record.row)
    }

    /// What records say, in the order asked for, from wherever their details are.
    ///
    /// # Errors
    ///
    /// Where a file has changed since it was read, or is gone.
    pub fn details(&self, records: &[RecordId]) -> Result<Vec<Detail>, DetailsError> {
        let mut details = Vec::with_capacity(records.len());
        for of_dataset in records.chunk_by(|a, b| a.dataset == b.dataset) {
            let dataset = self.dataset_of(of_dataset[0]);
            let rows: Vec<u32> = of_dataset.iter().map(|record| record.row).collect();
            details.extend(dataset.details(&rows)?);
        }
        Ok(details)
    }
}
