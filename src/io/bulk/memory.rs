//! Records of files that cannot be read row by row, kept as short text until somebody looks at one.

use std::sync::Arc;

use super::{columns::Columns, entries::push_report, files::Files, row_reader::RowReader};
use crate::{
    io::{format::Read, reports, ties},
    model::{NoteLog, Place, budget::room, dataset::DatasetDraft, draft::ReportDraft},
};

/// Each record as the program writes reports, one after the other.
#[derive(Debug, Default)]
pub struct Records {
    /// Text with where it begins in all of it: several, so that none grows to twice its length while the
    /// others are held.
    runs: Vec<(u64, String)>,
    /// Where each begins, where it stands in its file, and in which part of that.
    starts: Vec<u64>,
    places: Vec<(Place, Option<Arc<str>>)>,
}

impl Records {
    /// Takes in a record. Gives where it begins.
    fn push(&mut self, report: &ReportDraft) -> u64 {
        if self
            .runs
            .last()
            .is_none_or(|(_, run)| run.len() >= RUN_BYTES)
        {
            self.runs.push((self.text_bytes(), String::new()));
        }
        let start = self.text_bytes();
        if let Some((_, run)) = self.runs.last_mut() {
            run.push_str(&reports::write_one(report));
        }
        self.starts.push(start);
        let part = report.part.clone();
        self.places.push((report.place.clone(), part));
        start
    }

    fn text_bytes(&self) -> u64 {
        let last = self.runs.last();
        last.map_or(0, |(start, run)| start + run.len() as u64)
    }

    /// The record that begins there.
    pub fn read(&self, start: u64) -> Option<ReportDraft> {
        let index = self.starts.binary_search(&start).ok()?;
        let end = self.starts.get(index + 1).copied();
        let run = self.runs.partition_point(|(first, _)| *first <= start);
        let (first, run) = self.runs.get(run.checked_sub(1)?)?;
        let [from, to] = [start, end.unwrap_or(u64::MAX)].map(|at| at.saturating_sub(*first));
        let json = &run[from as usize..run.len().min(to as usize)];
        let (place, part) = &self.places[index];
        let report = reports::read_one(place, json, &mut NoteLog::default()).ok()?;
        Some(ReportDraft {
            place: place.clone(),
            part: part.clone(),
            ..report
        })
    }
}

/// A run of text ends once it is as long.
const RUN_BYTES: usize = 1 << 20;

/// Claims on their way into columns, each a record of its own: those of one file, or of the files of an
/// archive one after the other.
#[derive(Default)]
pub struct Gathering {
    columns: Columns,
    records: Records,
    files: Files,
    /// Which of them say of ties.
    tied: Vec<u64>,
}

impl Gathering {
    /// Takes in reports.
    pub fn take(&mut self, reports: Vec<ReportDraft>) {
        let Self {
            columns,
            records,
            tied,
            ..
        } = self;
        let mut push = |report: &ReportDraft| {
            let offset = records.push(report);
            let said = report
                .claims
                .first()
                .and_then(|of| of.properties.as_deref());
            if said.is_some_and(|text| text.contains(ties::PROPERTY)) {
                tied.push(offset);
            }
            push_report(report, offset, columns);
        };
        for mut report in reports {
            let claims = std::mem::take(&mut report.claims);
            if claims.is_empty() {
                push(&report);
            }
            for claim in claims {
                report.claims = vec![claim];
                push(&report);
            }
        }
    }

    /// Takes in the rows of a file that is called so, which `rows` reads again.
    /// Gives by how much they stand later in all than in their file.
    pub fn take_rows(
        &mut self,
        tables: Vec<Arc<DatasetDraft>>,
        rows: RowReader,
        part: &str,
    ) -> u64 {
        let offsets = tables.iter().flat_map(|table| &table.offset);
        let last = offsets.max().copied().unwrap_or_default();
        let first = self.files.take(rows, part, last);
        for table in tables {
            self.columns.take(Arc::unwrap_or_clone(table), first);
        }
        first
    }

    /// Whether there is nothing so far.
    pub fn is_empty(&self) -> bool {
        self.columns.len() == 0
    }

    /// Whether it holds reports that were taken in.
    pub fn holds_reports(&self) -> bool {
        !self.records.starts.is_empty()
    }

    /// About how much memory all of it takes until it is drawn, in bytes.
    pub fn bytes(&self) -> u64 {
        self.records.text_bytes() + self.records.starts.len() as u64 * room::GATHERED
    }

    /// What was read, with all that was taken in as rows of columns.
    pub fn finish(self, mut read: Read, place: &Place) -> Read {
        let Self {
            columns,
            records,
            files,
            tied,
        } = self;
        read.tied_rows = tied;
        read.draft.datasets.push(Arc::new(columns.finish(place)));
        read.rows = Some(files.finish(records, place));
        read
    }
}

/// What was read, with its claims as rows of columns.
pub fn in_columns(mut read: Read, place: &Place) -> Read {
    let mut gathering = Gathering::default();
    gathering.take(std::mem::take(&mut read.draft.reports));
    gathering.finish(read, place)
}
