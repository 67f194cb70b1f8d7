//! Features of files that are no text, such as databases, straight into columns: what a feature states
//! goes into a dataset, and the rest stays where it is, to be read again. Plain features go a fast way,
//! all others the general one; both give the same.

use std::sync::Arc;

use super::{
    columns::Columns,
    entries::{Entries, push_report},
    ids::KnownIds,
    plain_feature::{self, Geometry, Keys, Value},
};
use crate::{
    io::{
        events::{Cells, Defaults, Survey, decode::decode, is_numbered},
        features::Features,
        format::SourceFile,
        notes::Notes,
        source::ReadError,
    },
    model::{Budget, Draft, Field, ImportOptions, Note, NoteLog, Place, dataset::DatasetDraft},
    words::notes::reading,
};

/// The first features go the general way, which takes their values for examples.
const SHOWN: usize = 20;

/// So many rows are shown at a time while the rest is read, and what they have in common is looked up
/// once.
const ROWS_TOGETHER: usize = 65_536;

/// How the features of one layer are read.
#[derive(Clone, Debug)]
pub struct FeatureLayer {
    /// The layer, as notes call it.
    pub place: Place,
    /// What reporters, keys and ids are made of where it says nothing of them.
    pub name: String,
    /// What the first features tell of all.
    pub survey: Arc<Survey>,
}

/// A number of features in a row, each of which is a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    offset: u64,
    line: u32,
    rows: u32,
}

/// Which feature and which row of its layer stands at an offset.
#[derive(Clone, Debug, Default)]
pub struct Runs(Vec<Run>);

impl Runs {
    fn push(&mut self, run: Run) {
        let goes_on = self.0.last().is_some_and(|last| {
            let by = run.offset - last.offset;
            by == u64::from(run.line - last.line) && by == u64::from(run.rows - last.rows)
        });
        if !goes_on {
            self.0.push(run);
        }
    }

    /// The line of the feature at an offset, and how many rows come before it.
    pub fn find(&self, offset: u64) -> Option<(u32, usize)> {
        let after = self.0.partition_point(|run| run.offset <= offset);
        let run = self.0[after.checked_sub(1)?];
        let by = u32::try_from(offset - run.offset).ok()?;
        Some((run.line + by, (run.rows + by) as usize))
    }
}

/// The rows of the layers of one file.
pub struct FeatureRows<'f> {
    place: &'f Place,
    choices: &'f ImportOptions,
    budget: &'f Budget,
    columns: Columns,
    /// Rows that are not among the others yet.
    fresh: Columns,
    notes: NoteLog,
    /// What is no row.
    draft: Draft,
    done: u64,
    /// Whether plain features go the fast way.
    fast: bool,
}

impl<'f> FeatureRows<'f> {
    /// No rows of a file in which about so many are expected.
    pub fn new(file: &'f SourceFile<'_>, expected: u64) -> Self {
        let mut columns = Columns::default();
        file.budget.expect(expected);
        // The number is what the file says of itself.
        columns.expect(expected.min(file.version.size / 8) as usize);
        Self {
            place: &file.place,
            choices: file.choices,
            budget: file.budget,
            fast: file.tuning.fast,
            columns,
            fresh: Columns::default(),
            notes: NoteLog::default(),
            draft: Draft::default(),
            done: 0,
        }
    }

    /// Takes in the features of a layer, which `feed` hands over. Gives where each of its rows is.
    ///
    /// # Errors
    ///
    /// Those of `feed`.
    pub fn layer<'k>(
        &mut self,
        layer: &'k FeatureLayer,
        feed: impl FnOnce(&mut LayerRows<'_, 'k, 'f>) -> Result<(), ReadError>,
    ) -> Result<Runs, ReadError>
    where
        'f: 'k,
    {
        let mut notes = NoteLog::default();
        let budget = self.budget;
        let mut features = Features::new(&layer.name, self.choices, budget, &mut notes);
        features.begin_by(&layer.survey, &layer.place);
        let defaults = layer
            .survey
            .defaults(&layer.place, &layer.name, self.choices);
        let mut rows = LayerRows {
            place: &layer.place,
            keys: Keys::new(self.choices, &layer.survey),
            entries: Entries::new(defaults.bare_places),
            defaults,
            features,
            noted: NoteLog::default(),
            runs: Runs::default(),
            known: KnownIds::default(),
            name: &layer.name,
            count: 0,
            rows: 0,
            all: self,
        };
        feed(&mut rows)?;
        let LayerRows { features, runs, .. } = rows;
        let draft = features.finish()?;
        self.draft.append(draft);
        self.notes.append(notes);
        self.show()?;
        Ok(runs)
    }

    /// Lets the rows so far be seen, and puts them to the others.
    fn show(&mut self) -> Result<(), ReadError> {
        self.budget.show(self.fresh.drawn());
        let room = self.columns.room();
        self.columns.append(std::mem::take(&mut self.fresh));
        Ok(self.budget.take_bytes(self.columns.room() - room)?)
    }

    /// Notes something that is about no feature.
    pub fn note(&mut self, note: Note) {
        self.notes.push(note);
    }

    /// What came of it: what is no row, the rows, and the notes.
    pub fn finish(self) -> (Draft, DatasetDraft, Vec<Note>) {
        let rows = self.columns.finish(self.place);
        (self.draft, rows, self.notes.finish(self.place))
    }
}

/// The rows of a layer in the making.
pub struct LayerRows<'r, 'k, 'f> {
    all: &'r mut FeatureRows<'f>,
    place: &'k Place,
    features: Features<'r>,
    keys: Keys<'k>,
    entries: Entries,
    defaults: Defaults,
    noted: NoteLog,
    runs: Runs,
    /// The ids of its rows so far: each layer has its own.
    known: KnownIds,
    name: &'k str,
    count: usize,
    rows: u32,
}

impl<'k> LayerRows<'_, 'k, '_> {
    /// Takes in the feature at an offset of the file, on a line of its layer. `plain` are its
    /// properties that say something, and where it lies, if they can be had like that; `general` takes
    /// it in any other way.
    ///
    /// # Errors
    ///
    /// Where it is no longer wanted, or there are more rows than can be numbered.
    pub fn push<'v>(
        &mut self,
        (offset, line): (u64, u32),
        plain: Option<(impl Iterator<Item = (&'k str, Value<'v>)>, Geometry)>,
        general: impl FnOnce(&Place, &mut Features<'_>),
    ) -> Result<(), ReadError> {
        self.all.done += 1;
        if self.all.done.is_multiple_of(1_024) {
            self.all.budget.step(1_024)?;
            self.all.budget.reach(self.all.done)?;
        }
        if self.all.columns.len() + self.all.fresh.len() + 1 >= u32::MAX as usize {
            return Err(ReadError::Format {
                place: self.all.place.clone(),
                what: reading::too_many_rows(u32::MAX),
            });
        }
        let before = self.all.fresh.len();
        let is_plain = self.all.fast
            && self.count >= SHOWN
            && plain.is_some_and(|plain| self.push_plain(plain, (offset, line)));
        match is_plain {
            true => self.features.pass(),
            false => self.push_any(offset, line, general),
        }
        self.count += 1;
        if self.all.fresh.len() > before {
            let rows = self.rows;
            self.runs.push(Run { offset, line, rows });
            self.rows += (self.all.fresh.len() - before) as u32;
        }
        if self.all.fresh.len() >= ROWS_TOGETHER {
            self.all.show()?;
            self.entries = Entries::new(self.defaults.bare_places);
        }
        Ok(())
    }

    /// Notes something on the way that is about no feature.
    pub fn note(&mut self, note: Note) {
        let (_, notes) = self.features.own();
        notes.push(note);
    }

    fn push_plain<'v>(
        &mut self,
        (properties, geometry): (impl Iterator<Item = (&'k str, Value<'v>)>, Geometry),
        (offset, line): (u64, u32),
    ) -> bool {
        let mut cells = Cells::default();
        if !plain_feature::take(properties, geometry, &mut self.keys, &mut cells) {
            return false;
        }
        let mut of_row = Notes::new(self.all.place, &mut self.noted);
        let stated = decode(&cells, &self.defaults, &mut of_row);
        if !self.noted.is_empty() {
            // The general way says where they belong.
            self.noted.take();
            return false;
        }
        self.entries.push(&stated, offset, &mut self.all.fresh);
        if let Some(id) = cells.text(Field::Report) {
            self.see_id(id, line);
        }
        true
    }

    /// Tells of an id that a row before has.
    fn see_id(&mut self, id: &str, line: u32) {
        if self.defaults.ids_are_of_rows {
            let place = self.place.at_line(line);
            self.known.take(id, || place.clone(), &mut self.all.notes);
        }
    }

    fn push_any(
        &mut self,
        offset: u64,
        line: u32,
        general: impl FnOnce(&Place, &mut Features<'_>),
    ) {
        self.features.skip_rows_to(self.rows as usize);
        general(&self.place.at_line(line), &mut self.features);
        for report in self.features.take_reports() {
            if !is_numbered(&report, self.name) {
                self.see_id(&report.id, line);
            }
            push_report(&report, offset, &mut self.all.fresh);
        }
    }
}
