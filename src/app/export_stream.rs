//! The reports of an export on their way out, dataset by dataset. What is not in memory is read
//! again, a batch at a time.

use std::{
    collections::{HashMap, hash_map::Entry},
    hash::{DefaultHasher, Hash, Hasher as _},
    io,
    sync::Arc,
};

use crate::{
    io::{Reports, stream::Take},
    model::{
        Atlas, Budget, Dataset, DatasetId, FileKey, RecordId, ReportKey, details::Memory,
        draft::ReportDraft,
    },
};

/// Rows read at one time: few enough to be nothing, enough to be read in one go.
pub const BATCH_ROWS: usize = 4_096;

/// The records of an export, handed to its writer a batch at a time.
pub struct ExportStream<'o> {
    pub atlas: &'o Atlas,
    /// Dataset by dataset.
    pub records: &'o [RecordId],
    pub batch_rows: usize,
    /// Whether what is written may say the claims of one report in several rows.
    pub joins_rows: bool,
    pub unique_in: UniqueIn,
    pub budget: &'o Budget,
}

impl Reports for ExportStream<'_> {
    fn each(&self, take: Take<'_>) -> io::Result<()> {
        let mut ids = Ids::new(self.joins_rows, self.unique_in);
        let mut done = 0;
        self.budget.reach(0).map_err(io::Error::other)?;
        for of_dataset in self.records.chunk_by(|a, b| a.dataset == b.dataset) {
            let dataset = self.atlas.dataset_of(of_dataset[0]);
            let rows = of_dataset.iter().map(|record| record.row);
            match dataset.memory() {
                Some(memory) => self.of_memory(dataset, memory, rows, &mut ids, take)?,
                None => {
                    let source = of_dataset[0].dataset;
                    self.of_source((dataset, source), rows, (&mut ids, &mut done), take)?;
                }
            }
        }
        Ok(())
    }
}

impl ExportStream<'_> {
    /// Reports that are held whole, with those of their claims that are among the rows.
    fn of_memory(
        &self,
        dataset: &Dataset,
        memory: &Memory,
        rows: impl Iterator<Item = u32>,
        ids: &mut Ids,
        take: Take<'_>,
    ) -> io::Result<()> {
        let mut records: Vec<(u32, Option<u32>)> = rows.map(|row| memory.record(row)).collect();
        // What comes of a file leaves in its order, the rest in the order of time.
        if dataset.file.is_some() {
            records.sort_unstable_by_key(|(report, claim)| (memory.place_in_file(*report), *claim));
        } else {
            records.sort_unstable();
        }
        for of_report in records.chunk_by(|a, b| a.0 == b.0) {
            let report = &memory.reports[of_report[0].0 as usize];
            let claims = of_report.iter().filter_map(|(_, claim)| *claim);
            let claims = claims.map(|claim| &report.claims[claim as usize]);
            let file = dataset.file.as_ref();
            let mut draft = self.atlas.report_to_draft(file, report, claims);
            ids.settle(&mut draft, None, report.duplicate_of.as_ref());
            take(&draft)?;
        }
        Ok(())
    }

    /// Rows that are read again, in the order of their source, so that none of it is read twice.
    fn of_source(
        &self,
        (dataset, source): (&Dataset, DatasetId),
        rows: impl Iterator<Item = u32>,
        (ids, done): (&mut Ids, &mut u64),
        take: Take<'_>,
    ) -> io::Result<()> {
        let mut rows: Vec<u32> = rows.collect();
        rows.sort_unstable_by_key(|row| dataset.columns.offset[*row as usize]);
        let mut details = dataset.open_details().map_err(io::Error::other)?;
        for batch in rows.chunks(self.batch_rows) {
            let read = details
                .read(&dataset.keys(batch))
                .map_err(io::Error::other)?;
            for detail in read {
                let file = dataset.file.as_ref();
                let claim = detail.claim();
                let report = &*detail.report;
                let mut draft = self.atlas.report_to_draft(file, report, claim);
                ids.settle(&mut draft, Some(source), report.duplicate_of.as_ref());
                take(&draft)?;
            }
            *done += batch.len() as u64;
            self.budget.reach(*done).map_err(io::Error::other)?;
        }
        Ok(())
    }
}

/// Where ids have to tell records apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UniqueIn {
    /// In all that is written: files that have an id in common leave under one name.
    All,
    /// In the file, and the part of it, that a record comes from.
    File,
}

/// Gives each row an id under which it is read again as what it is. Rows of columns are
/// records of their own, whatever their ids; written and read again, two under one id would be one
/// report, or one of them would be left out.
struct Ids {
    joins_rows: bool,
    unique_in: UniqueIn,
    /// By the digest of an id.
    known: HashMap<u64, Known>,
    /// The ids that a file has in common with another before it, by digests of file and id: what they
    /// are written as.
    renamed: HashMap<(u64, u64), String>,
}

struct Known {
    /// The file that has it, as a digest.
    file: u64,
    /// What the report of that id says beside its claims, as a digest; `None` where no row may
    /// join it.
    head: Option<u64>,
    /// How many have that id.
    count: u32,
    /// Whether it is only set aside for a report that another refers to.
    is_free: bool,
}

impl Ids {
    fn new(joins_rows: bool, unique_in: UniqueIn) -> Self {
        Self {
            joins_rows,
            unique_in,
            known: HashMap::new(),
            renamed: HashMap::new(),
        }
    }

    /// Leaves a row its id where no other has it, or where both are claims of one report, and adds
    /// a number to it elsewhere. References to it go by the same name.
    ///
    /// `source` is that of rows which may join; `None`: the report is whole. `first` is the report
    /// that it is a further publication of.
    fn settle(
        &mut self,
        report: &mut ReportDraft,
        source: Option<DatasetId>,
        first: Option<&ReportKey>,
    ) {
        let source = source.filter(|_| self.joins_rows && !report.claims.is_empty());
        let head = source.map(|source| head_of(report, source));
        let file = file_of(report.file.as_ref(), report.part.as_ref());
        let id = self.name_in(file, report.id.clone());
        let is_renamed = id != report.id;
        let count = match self.known.entry(self.digest_of(file, &id)) {
            Entry::Vacant(free) => {
                free.insert(Known::of(file, head));
                None
            }
            Entry::Occupied(mut known) if known.get().is_free && is_renamed => {
                known.insert(Known::of(file, head));
                None
            }
            Entry::Occupied(known) if head.is_some() && known.get().head == head => None,
            Entry::Occupied(mut known) => {
                known.get_mut().count += 1;
                Some(known.get().count)
            }
        };
        report.id = match count {
            None => id,
            Some(count) => self.numbered(file, &id, count),
        };
        report.duplicate_of = first.map(|first| {
            let file = file_of(first.file.as_ref(), first.part.as_ref());
            self.name_in(file, first.id.to_string())
        });
        if self.unique_in == UniqueIn::All {
            report.part = None;
        }
    }

    /// What an id of a file is written as: with a number where a file before has it.
    fn name_in(&mut self, file: u64, id: String) -> String {
        let key = self.digest_of(file, &id);
        let Some(known) = self.known.get_mut(&key) else {
            return id;
        };
        if known.file == file {
            return id;
        }
        if let Some(renamed) = self.renamed.get(&(file, key)) {
            return renamed.clone();
        }
        known.count += 1;
        let count = known.count;
        let renamed = self.numbered(file, &id, count);
        let own = self.digest_of(file, &renamed);
        if let Some(known) = self.known.get_mut(&own) {
            known.is_free = true;
        }
        self.renamed.insert((file, key), renamed.clone());
        renamed
    }

    /// An id with a number that nothing has, from `count` on. It is taken.
    fn numbered(&mut self, file: u64, id: &str, mut count: u32) -> String {
        let numbered = loop {
            let numbered = format!("{id}#{count}");
            if let Entry::Vacant(free) = self.known.entry(self.digest_of(file, &numbered)) {
                free.insert(Known::of(file, None));
                break numbered;
            }
            count += 1;
        };
        if let Some(known) = self.known.get_mut(&self.digest_of(file, id)) {
            known.count = count;
        }
        numbered
    }

    fn digest_of(&self, file: u64, id: &str) -> u64 {
        match self.unique_in {
            UniqueIn::All => digest(id),
            UniqueIn::File => digest(&(file, id)),
        }
    }
}

impl Known {
    fn of(file: u64, head: Option<u64>) -> Self {
        Self {
            file,
            head,
            count: 1,
            is_free: false,
        }
    }
}

/// A part of a file, as a digest.
fn file_of(file: Option<&FileKey>, part: Option<&Arc<str>>) -> u64 {
    digest(&(file, part))
}

/// What a report says beside its claims.
fn head_of(report: &ReportDraft, source: DatasetId) -> u64 {
    let of = report;
    digest(&(
        source,
        &of.part,
        (&of.reporter, &of.outlet, &of.url, &of.language),
        (of.published, of.basis, of.stance),
        (&of.denies, &of.duplicate_of, of.total),
    ))
}

fn digest(of: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use super::*;
    use crate::{
        app::{export::Export, files::FilesAlone},
        io::{
            disk::{Replace, Target},
            reports::ReportsJson,
            table::Tables,
        },
        model::{Basis, ImportOptions, Place, Stance, Stopped},
    };

    fn report(id: &str, reporter: &str) -> ReportDraft {
        ReportDraft {
            place: Place::file("test"),
            file: None,
            part: None,
            id: id.to_owned(),
            reporter: reporter.to_owned(),
            outlet: None,
            url: None,
            language: String::new(),
            published: None,
            basis: Basis::None,
            stance: Stance::Claim,
            denies: None,
            duplicate_of: None,
            total: None,
            claims: Vec::new(),
        }
    }

    #[test]
    fn no_two_rows_leave_under_one_id() {
        let mut ids = Ids::new(true, UniqueIn::All);
        let whole = &mut report("a", "x");
        ids.settle(whole, None, None);
        assert_eq!(whole.id, "a");
        let mut given = Vec::new();
        for (id, source) in [("a", 1), ("b", 1), ("b", 1), ("b#2", 1), ("b", 2), ("a", 2)] {
            let mut report = report(id, "x");
            ids.settle(&mut report, Some(DatasetId(source)), None);
            given.push(report.id);
        }
        assert_eq!(given, ["a#2", "b", "b#2", "b#2#2", "b#3", "a#3"]);
    }

    /// A large table of events, two of each report.
    fn write_events(path: &Path) {
        let mut text = String::from("report,reporter,date,places,remark\n");
        let remark = "told at length, ".repeat(50);
        for index in 0..1_500 {
            let (report, day) = (index / 2, 1 + index % 28);
            text += &format!("r{report},x,2020-03-{day:02},Lachin,{remark}{index}\n");
        }
        fs::write(path, text).expect("a file");
    }

    #[test]
    fn rows_read_a_few_at_a_time_leave_as_those_read_at_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("events.csv");
        write_events(&path);
        let files = [path.clone()];
        let choices = ImportOptions::default();
        let alone = FilesAlone::open(&choices).expect("the built-in data");
        let built = alone.all(&files).expect("a table");
        let records = built.atlas.all_records();
        let mut export = Export::of_records(&built.atlas, records, None, Vec::new(), &[]);
        assert_eq!(
            (export.provenance.written, export.provenance.loaded),
            (1_500, 1_500)
        );
        let mut written = Vec::new();
        for batch_rows in [BATCH_ROWS, 7] {
            export.batch_rows = batch_rows;
            let to = folder.path().join("out.csv");
            let budget = Budget::default();
            export
                .write(&Tables, &Target::new(&to, Replace::Asked), &budget)
                .expect("written");
            assert_eq!(budget.share(), Some(1.0));
            written.push(fs::read(&to).expect("there"));
        }
        assert!(written[0] == written[1]);
        // The name is a key now, and the two claims of a report are still together.
        let text = String::from_utf8_lossy(&written[1]);
        assert_eq!(text.matches("\nr700,").count(), 2);
        assert!(text.contains(",lachin,") && !text.contains(",Lachin,"));
        // Where a report has one row alone, the second of them gets an id of its own.
        let to = folder.path().join("out.json");
        let budget = Budget::default();
        export
            .write(&ReportsJson, &Target::new(&to, Replace::Asked), &budget)
            .expect("written");
        let text = fs::read_to_string(&to).expect("there");
        assert!(text.contains("\"r700\"") && text.contains("\"r700#2\""));
        // Nobody waits for it any more; or the file is not the same any more.
        let budget = Budget::default();
        budget.cancel();
        let cancelled = export
            .write(&Tables, &Target::new(&to, Replace::Asked), &budget)
            .expect_err("cancelled");
        assert!(
            cancelled
                .get_ref()
                .is_some_and(|cause| cause.is::<Stopped>())
        );
        fs::write(&path, "x").expect("written");
        let changed = export.write(
            &Tables,
            &Target::new(&to, Replace::Asked),
            &Budget::default(),
        );
        let changed = changed.expect_err("changed").to_string();
        assert!(
            changed.contains("has changed since it was read"),
            "{changed}"
        );
        assert_eq!(fs::read_to_string(&to).expect("there"), text);
    }
}
