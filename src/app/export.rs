//! Writing what is shown: which records, into which format, and what the file says of itself.

use std::{
    collections::{HashMap, HashSet},
    io,
    path::Path,
};

use super::export_stream::{BATCH_ROWS, ExportStream, Tied, UniqueIn};
use crate::{
    io::{
        Contents, Holds, Input, Provenance, Source, TableHead, Writer, disk::Target,
        source::BUILT_IN_DATASETS,
    },
    model::{
        Atlas, Budget, DatasetId, Draft, FileKey, Note, Personal, Place, RecordId, ReporterId,
        Severity, Tie, TieEnd, TiesDraft, draft::SettlementDraft, ties::records_of,
    },
    query::{
        Filters, Question,
        ties::{Verdicts, leaving},
    },
    view::describe,
    words::{files, units},
};

/// What is to be written.
pub struct Export<'a> {
    pub atlas: &'a Atlas,
    /// Dataset by dataset.
    pub records: Vec<RecordId>,
    /// How many of those that are not in memory are read at one time.
    pub batch_rows: usize,
    /// On how many threads; `None`: as many as the machine has.
    pub threads: Option<usize>,
    pub provenance: Provenance,
    /// Whether zones and lines of opened files go with them.
    pub shapes: bool,
    /// Places of opened files that go with them.
    pub places: Vec<SettlementDraft>,
    /// Data that is not written into formats that hold places, except for the reporters who are
    /// named: that which the files are read beside.
    pub left_out: Option<&'a Draft>,
    /// Where a table says where it comes from.
    pub table_head: TableHead,
    /// Grades, comments and evidence of the person, which go along.
    pub personal: Personal,
    /// What the person judged of ties: what they made or accepted goes along.
    pub verdicts: Verdicts,
}

impl<'a> Export<'a> {
    /// The ties of the person that leave with the records, which stand in a file of that place.
    fn ties_at(&self, place: &Place) -> TiesDraft {
        leaving(
            self.atlas,
            &self.verdicts,
            &self.personal.annotations,
            place,
        )
    }

    /// These records, which `question` has chosen; `None`: nothing has.
    pub fn of_records(
        atlas: &'a Atlas,
        records: Vec<RecordId>,
        question: Option<&Question>,
        inputs: Vec<Input>,
        notes: &[Note],
    ) -> Self {
        let rejected = notes
            .iter()
            .filter(|note| note.severity != Severity::Remark);
        Self {
            provenance: Provenance {
                inputs,
                window: question.map(|question| question.window),
                filters: question.map_or_else(String::new, |of| filters(atlas, &of.filters)),
                written: records.len(),
                loaded: atlas.loaded(),
                rejected: rejected.map(without_folder).collect(),
                outside: Vec::new(),
            },
            atlas,
            records,
            batch_rows: BATCH_ROWS,
            threads: None,
            shapes: true,
            places: Vec::new(),
            left_out: None,
            table_head: TableHead::default(),
            personal: Personal::default(),
            verdicts: Verdicts::new(),
        }
    }

    /// What is written, one report after the other.
    pub fn reports<'o>(&'o self, format: &dyn Writer, budget: &'o Budget) -> ExportStream<'o> {
        let is_read_again = |of: &&RecordId| self.atlas.dataset_of(**of).memory().is_none();
        let read_again = self.records.iter().filter(is_read_again).count();
        budget.expect(read_again as u64);
        ExportStream {
            atlas: self.atlas,
            records: &self.records,
            batch_rows: self.batch_rows,
            threads: self.threads,
            joins_rows: format.joins_rows(),
            unique_in: UniqueIn::All,
            personal: &self.personal,
            ties: self.tied(format),
            budget,
        }
    }

    /// What is said of ties between reports that are written as a whole.
    fn ties(&self) -> TiesDraft {
        let place = Place::file("");
        let mut ties = self.ties_at(&place);
        let whole = self.whole_reports();
        ties.keep(|id| whole.contains(id));
        ties
    }

    /// Whether a person has judged anything of ties: in this session, or whoever wrote a file that is open.
    fn has_judged_ties(&self) -> bool {
        let mut of_files = self.atlas.ties().ties.iter();
        !self.verdicts.is_empty() || of_files.any(|tie| tie.basis.is_judged())
    }

    /// What persons made, accepted or rejected, as far as claims are to say it: all of it in files of rows, else what
    /// rows of large files are ends of.
    fn tied(&self, format: &dyn Writer) -> Tied {
        if !self.has_judged_ties() {
            return Tied::default();
        }
        let (place, whole) = (Place::file(""), self.whole_reports());
        let all = self.ties_at(&place).ties;
        let in_list = |tie: &Tie| {
            format.holds() == Holds::Places
                && [&tie.from, &tie.to]
                    .iter()
                    .all(|end| whole.contains(&*end.report))
        };
        let ties = all.into_iter().map(|(_, tie)| tie);
        let ties = ties.filter(|tie| tie.basis.is_judged() && !in_list(tie));
        let written = |record: RecordId| self.records.contains(&record);
        Tied::of(self.atlas, ties, &whole, &written)
    }

    /// Writes the file as a whole. Of the budget, the rows are known.
    ///
    /// # Errors
    ///
    /// Where the disk says so, the work is no longer wanted, or a file has changed since it
    /// was read; an older file of that name is then still there.
    pub fn write(&self, format: &dyn Writer, target: &Target, budget: &Budget) -> io::Result<()> {
        let contents = Contents {
            reports: &self.reports(format, budget),
            shapes: &self.shapes(),
            ground: &|| self.ground(),
            positions: &|site| self.atlas.position_of(site),
            provenance: &self.provenance,
            table_head: self.table_head,
        };
        format.write(&target.clone().within(budget), &contents)
    }

    /// The places, reporters and days of the chronology, as far as they are to be written.
    fn ground(&self) -> Draft {
        let mut draft = self.atlas.ground_to_draft();
        draft.ties = self.ties();
        let Some(left_out) = self.left_out else {
            return draft;
        };
        let records = self.records.iter();
        let named: HashSet<ReporterId> = records
            .map(|record| {
                let dataset = self.atlas.dataset_of(*record);
                let kind = dataset.columns.kind[record.row as usize];
                dataset.kinds[kind as usize].reporter
            })
            .collect();
        let mut ids = self.atlas.reporters().ids();
        let mut is_named = || ids.next().is_some_and(|id| named.contains(&id));
        draft.reporters.retain(|_| is_named());
        draft.leave_out(left_out);
        // A place that the program knows already is a place of the file none the less.
        let own: HashSet<String> = draft
            .settlements
            .iter()
            .map(|own| own.key.clone())
            .collect();
        let known = self.places.iter().filter(|place| !own.contains(&place.key));
        draft.settlements.extend(known.cloned());
        draft
    }

    /// The ids of the reports of which nothing is left out. Ties name claims by their number, which
    /// is another where claims before it are left out.
    fn whole_reports(&self) -> HashSet<&str> {
        let mut written: HashMap<(DatasetId, u32), usize> = HashMap::new();
        for record in self.records.iter() {
            if let Some(memory) = self.atlas.dataset_of(*record).memory() {
                let (report, _) = memory.record(record.row);
                *written.entry((record.dataset, report)).or_default() += 1;
            }
        }
        let whole = written
            .into_iter()
            .filter_map(|((dataset, report), number)| {
                let first = RecordId { dataset, row: 0 };
                let report = &self.atlas.dataset_of(first).memory()?.reports[report as usize];
                (number == report.claims.len().max(1)).then_some(&*report.id)
            });
        whole.collect()
    }

    /// What of the opened files the format cannot hold, in words; `None` where it holds all.
    pub fn left_behind(&self, format: &dyn Writer) -> Option<String> {
        let of_files = self.shapes();
        let regions = match self.left_out {
            Some(_) => self.ground().regions.len(),
            None => 0,
        };
        let things = [
            (
                Holds::Shapes,
                of_files.zones.len(),
                units::zones as fn(usize) -> String,
            ),
            (Holds::Shapes, of_files.lines.len(), units::lines),
            (
                Holds::Shapes,
                of_files.settlements.len(),
                units::settlements,
            ),
            (Holds::Places, regions, units::regions),
        ];
        let lost = things.into_iter();
        let lost = lost.filter(|(needs, number, _)| *number > 0 && format.holds() < *needs);
        let lost: Vec<String> = lost.map(|(_, number, words)| words(number)).collect();
        (!lost.is_empty()).then(|| lost.join(", "))
    }

    /// How many ties of the person, between records that are written, the file does not hold: a tie names rows and
    /// whole reports, and stands at a claim of one of them in files of rows.
    pub fn ties_left_out(&self, format: &dyn Writer) -> usize {
        if !self.has_judged_ties() {
            return 0;
        }
        let written: HashSet<RecordId> = self.records.iter().copied().collect();
        let is_there = |end: &TieEnd| {
            let mut records = records_of(self.atlas.datasets().rows(), end).into_iter();
            records.any(|record| written.contains(&record))
        };
        let is_own = |tie: &&Tie| tie.basis.is_judged();
        let place = Place::file("");
        let all = self.ties_at(&place).ties;
        let own = all.iter().map(|(_, tie)| tie).filter(is_own);
        let own = own.filter(|tie| is_there(&tie.from) && is_there(&tie.to));
        let listed = match format.holds() {
            Holds::Places => {
                let ties = self.ties().ties;
                ties.iter().map(|(_, tie)| tie).filter(is_own).count()
            }
            Holds::Reports | Holds::Shapes => 0,
        };
        let held = listed + self.tied(format).len();
        own.count().saturating_sub(held)
    }

    /// Zones, lines and places of opened files: those the program has of its own are no one's to
    /// export.
    fn shapes(&self) -> Draft {
        let wanted = |file: &Option<FileKey>| self.shapes && file.is_some();
        let (zones, lines) = (self.atlas.zones().rows(), self.atlas.lines().rows());
        Draft {
            zones: zones
                .iter()
                .filter(|zone| wanted(&zone.file))
                .cloned()
                .collect(),
            lines: lines
                .iter()
                .filter(|line| wanted(&line.file))
                .cloned()
                .collect(),
            settlements: self.places.clone(),
            ..Draft::default()
        }
    }
}

/// A note that names its file without the folder: where files lie on a machine is nobody's
/// business but its owner's.
fn without_folder(note: &Note) -> String {
    let path = Path::new(&*note.place.file);
    let name = path.file_name().unwrap_or(path.as_os_str());
    let mut note = note.clone();
    note.place.file = name.to_string_lossy().into();
    note.to_string()
}

/// The digests of the data the program starts with.
pub fn inputs_of(source: &Source) -> Vec<Input> {
    let names = Source::file_names();
    let inputs = names.filter_map(|name| {
        let bytes = source.bytes(name).ok()?;
        Some(Input::of_bytes(source.place(name).to_string(), &bytes))
    });
    inputs.collect()
}

/// The digests of those datasets beside it that are built in, by what a session calls their source.
pub fn inputs_of_built_in(mut uris: impl Iterator<Item = String>) -> Vec<Input> {
    let known = BUILT_IN_DATASETS.iter();
    let open = known.filter(|dataset| uris.any(|uri| uri == dataset.uri));
    let inputs = open.map(|dataset| Input::of_bytes(dataset.file, dataset.bytes));
    inputs.collect()
}

/// What filters hide, in words. By default that is duplicates alone.
fn filters(atlas: &Atlas, filters: &Filters) -> String {
    let mut parts = vec![describe::filters(atlas, filters)];
    if !filters.lets_duplicates() {
        parts.push(files::no_duplicates().to_owned());
    }
    parts.retain(|part| !part.is_empty());
    parts.join("; ")
}

#[cfg(test)]
mod tests;
