//! The reports of an export on their way out, dataset by dataset. What is not in memory is read
//! again, a batch at a time.

mod ids;
mod tied;

pub use ids::UniqueIn;
pub use tied::Tied;

use std::{io, sync::Arc, thread};

use super::in_order::Steps;
use crate::{
    io::{
        Reports, properties,
        stream::{Form, TakeBatch},
    },
    model::{
        Annotated, Atlas, Budget, Dataset, DatasetId, Grade, Personal, RecordId, ReportKey,
        details::{Memory, OpenSourceRows},
        draft::ReportDraft,
    },
};
use ids::{Head, Ids};
use tied::EndOf;

/// Rows read at one time: few enough to stay near the processor, enough to be read in one go.
pub const BATCH_ROWS: usize = 1_024;

/// More threads than these would wait for the one that writes.
const MOST_THREADS: usize = 8;

/// The records of an export, handed to its writer a batch at a time.
pub struct ExportStream<'o> {
    pub atlas: &'o Atlas,
    /// Dataset by dataset.
    pub records: &'o [RecordId],
    pub batch_rows: usize,
    /// On how many threads rows are read again and put into the form of the file; `None`: as many as
    /// the machine has.
    pub threads: Option<usize>,
    /// Whether what is written may say the claims of one report in several rows.
    pub joins_rows: bool,
    pub unique_in: UniqueIn,
    /// Grades, comments and evidence of the person.
    pub personal: &'o Personal,
    /// Ties of persons that claims are to say.
    pub ties: Tied,
    pub budget: &'o Budget,
}

/// The records of one dataset, in the order they leave in.
enum Leaving<'o> {
    /// Reports that are held whole, with those of their claims that are asked for.
    Whole(&'o Memory, Vec<(u32, Option<u32>)>),
    /// Rows that are read again, in the order of their source, so that none of it is read twice.
    Rows(DatasetId, Vec<u32>),
}

/// A share of the records of one dataset.
struct Batch {
    dataset: usize,
    first: usize,
    end: usize,
}

/// Reports of a batch, with what their ids depend on.
#[derive(Default)]
struct ReadBatch {
    drafts: Vec<ReportDraft>,
    /// For each, also what it is a further publication of.
    heads: Vec<(Head, Option<ReportKey>)>,
    /// For each, what it is an end of ties as, where there are ties.
    ends: Vec<Option<EndOf>>,
}

impl Reports for ExportStream<'_> {
    fn each_batch(&self, form: Form<'_>, take: TakeBatch<'_>) -> io::Result<()> {
        self.budget.reach(0).map_err(io::Error::other)?;
        let of_datasets = self.records.chunk_by(|a, b| a.dataset == b.dataset);
        let leaving: Vec<(&Dataset, Leaving<'_>)> = of_datasets
            .map(|records| {
                let dataset: &Dataset = self.atlas.dataset_of(records[0]);
                (dataset, leaving(dataset, records))
            })
            .collect();
        let batches = self.batches(&leaving);
        let threads = self.threads.unwrap_or_else(|| {
            let most = thread::available_parallelism().map_or(1, usize::from);
            most.min(MOST_THREADS)
        });
        let mut ids = Ids::new(self.joins_rows, self.unique_in);
        let mut saying = self.ties.begin();
        let mut done = 0;
        Steps {
            // The dataset whose rows a thread reads, as it is open there.
            begin: &|| None,
            read: &|open, number| self.read(&leaving, &batches[number], open),
            settle: &mut |mut read: ReadBatch| {
                let heads = read.heads.iter().enumerate();
                for (draft, (at, (head, first))) in read.drafts.iter_mut().zip(heads) {
                    let before = ids.settle(draft, head, first.as_ref());
                    if let Some(Some(end)) = read.ends.get(at) {
                        saying.say(end, draft, before);
                    }
                }
                Ok(read.drafts)
            },
            form,
            take: &mut |number| {
                take(number)?;
                let batch: &Batch = &batches[number];
                if let Leaving::Rows(..) = leaving[batch.dataset].1 {
                    done += (batch.end - batch.first) as u64;
                }
                self.budget.reach(done).map_err(io::Error::other)
            },
        }
        .run(batches.len(), threads.min(batches.len()))
    }
}

/// Rows that are being read again, and the dataset they are of.
type OpenDataset<'o> = Option<(usize, OpenSourceRows<'o>)>;

impl ExportStream<'_> {
    /// The records in the order they leave in.
    pub fn order(&self) -> Vec<RecordId> {
        let of_datasets = self.records.chunk_by(|a, b| a.dataset == b.dataset);
        let rows = of_datasets.flat_map(|records| {
            let dataset = records[0].dataset;
            let rows = in_order(self.atlas.dataset_of(records[0]), records);
            rows.into_iter().map(move |row| RecordId { dataset, row })
        });
        rows.collect()
    }

    /// Shares of all that leaves. A report is in one of them.
    fn batches(&self, leaving: &[(&Dataset, Leaving<'_>)]) -> Vec<Batch> {
        let mut batches = Vec::new();
        for (dataset, (_, leaving)) in leaving.iter().enumerate() {
            let len = leaving.len();
            let mut first = 0;
            while first < len {
                let mut end = len.min(first + self.batch_rows);
                if let Leaving::Whole(_, records) = leaving {
                    let last = records[end - 1].0;
                    let more = records[end..].iter().take_while(|(of, _)| *of == last);
                    end += more.count();
                }
                batches.push(Batch {
                    dataset,
                    first,
                    end,
                });
                first = end;
            }
        }
        batches
    }

    fn read<'l>(
        &self,
        leaving: &'l [(&Dataset, Leaving<'_>)],
        batch: &Batch,
        open: &mut OpenDataset<'l>,
    ) -> io::Result<ReadBatch> {
        self.budget.go_on().map_err(io::Error::other)?;
        let (dataset, of_dataset) = &leaving[batch.dataset];
        let mut read = ReadBatch::default();
        match of_dataset {
            Leaving::Whole(memory, records) => {
                let file = dataset.file.as_ref();
                let records = &records[batch.first..batch.end];
                for of_report in records.chunk_by(|a, b| a.0 == b.0) {
                    let report = &memory.reports[of_report[0].0 as usize];
                    let claims = of_report.iter().filter_map(|(_, claim)| *claim);
                    let claims = claims.map(|claim| &report.claims[claim as usize]);
                    let mut draft = self.atlas.report_to_draft(file, report, claims);
                    self.annotate(&mut draft);
                    if !self.ties.is_empty() {
                        // One that leaves without some of its claims is no end of a tie.
                        let is_whole = draft.claims.len() == report.claims.len();
                        let end = || EndOf::Report(Arc::clone(&report.id));
                        read.ends.push(is_whole.then(end));
                    }
                    let head = Head::of(&draft, None, self.unique_in);
                    read.heads.push((head, report.duplicate_of.clone()));
                    read.drafts.push(draft);
                }
            }
            Leaving::Rows(source, rows) => {
                let rows_again = match open {
                    Some((of, rows_again)) if *of == batch.dataset => rows_again,
                    _ => {
                        let rows_again = dataset.open_source().map_err(io::Error::other)?;
                        &mut open.insert((batch.dataset, rows_again)).1
                    }
                };
                let rows = &rows[batch.first..batch.end];
                if !self.ties.is_empty() {
                    let end = |row: &u32| {
                        let dataset = *source;
                        EndOf::Row(RecordId { dataset, row: *row })
                    };
                    read.ends = rows.iter().map(|row| Some(end(row))).collect();
                }
                let keys = dataset.keys(rows);
                read.drafts = rows_again.drafts(&keys).map_err(io::Error::other)?;
                let may_join = Some(*source).filter(|_| self.joins_rows);
                for draft in &mut read.drafts {
                    self.annotate(draft);
                    let first = draft.duplicate_of.as_deref();
                    let first = first.map(|first| key_in(draft, first));
                    read.heads
                        .push((Head::of(draft, may_join, self.unique_in), first));
                }
            }
        }
        Ok(read)
    }
}

/// The property that names what a record rests on, with the digest of each piece.
const EVIDENCE: &str = "evidence";

impl ExportStream<'_> {
    /// Adds what the person says of a report, and of its reporter, and what it rests on to each of its claims.
    fn annotate(&self, draft: &mut ReportDraft) {
        let Personal {
            annotations,
            evidence,
        } = self.personal;
        if annotations.is_empty() && evidence.is_empty() {
            return;
        }
        let of_reporter = Annotated::Reporter(draft.reporter.as_str().into());
        let key = key_in(draft, &draft.id);
        let of_report = Annotated::Report(key.clone());
        let rests_on = evidence.report(&key);
        let said = [
            (of_reporter, ["source_reliability", "source_comment"]),
            (of_report, ["information_credibility", "analyst_comment"]),
        ];
        let mut more: Vec<(&str, String)> = Vec::new();
        for (on, [grade, comment]) in said {
            let Some(says) = annotations.of(&on) else {
                continue;
            };
            if says.grade != Grade::NOT_JUDGED {
                let of_reporter = matches!(on, Annotated::Reporter(_));
                let letter = match of_reporter {
                    true => says.grade.reliability(),
                    false => says.grade.credibility(),
                };
                more.push((grade, letter.to_string()));
            }
            if !says.comment.is_empty() {
                more.push((comment, says.comment.to_string()));
            }
        }
        if !rests_on.is_empty() {
            let named = rests_on.iter();
            let named = named.map(|of| format!("{} sha256:{}", of.name, of.sha256));
            more.push((EVIDENCE, named.collect::<Vec<_>>().join("; ")));
        }
        if more.is_empty() {
            return;
        }
        for claim in &mut draft.claims {
            claim.properties = Some(properties::with(claim.properties.as_deref(), &more));
        }
    }
}

/// The report of that id in the part of a file that another stands in.
fn key_in(draft: &ReportDraft, id: &str) -> ReportKey {
    ReportKey {
        file: draft.file.clone(),
        part: draft.part.clone(),
        id: id.into(),
    }
}

impl Leaving<'_> {
    fn len(&self) -> usize {
        match self {
            Self::Whole(_, records) => records.len(),
            Self::Rows(_, rows) => rows.len(),
        }
    }
}

fn leaving<'o>(dataset: &'o Dataset, records: &[RecordId]) -> Leaving<'o> {
    let rows = in_order(dataset, records);
    match dataset.memory() {
        Some(memory) => {
            let records = rows.into_iter().map(|row| memory.record(row));
            Leaving::Whole(memory, records.collect())
        }
        None => Leaving::Rows(records[0].dataset, rows),
    }
}

/// The rows of records of one dataset in the order they leave in.
fn in_order(dataset: &Dataset, records: &[RecordId]) -> Vec<u32> {
    let mut rows: Vec<u32> = records.iter().map(|record| record.row).collect();
    match dataset.memory() {
        None => rows.sort_unstable_by_key(|row| dataset.columns.offset[*row as usize]),
        // What comes of a file leaves in its order, the rest in the order of time.
        Some(memory) if dataset.file.is_some() => rows.sort_unstable_by_key(|row| {
            let (report, claim) = memory.record(*row);
            (memory.place_in_file(report), claim)
        }),
        Some(memory) => rows.sort_unstable_by_key(|row| memory.record(*row)),
    }
    rows
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
        model::{ImportOptions, Stopped},
    };

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
        for (batch_rows, threads) in [
            (BATCH_ROWS, Some(1)),
            (7, Some(1)),
            (7, Some(5)),
            (64, None),
        ] {
            (export.batch_rows, export.threads) = (batch_rows, threads);
            let to = folder.path().join("out.csv");
            let budget = Budget::default();
            export
                .write(&Tables, &Target::new(&to, Replace::Asked), &budget)
                .expect("written");
            assert_eq!(budget.share(), Some(1.0));
            written.push(fs::read(&to).expect("there"));
        }
        assert!(written.iter().all(|of| *of == written[0]));
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
