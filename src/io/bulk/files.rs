//! Rows of several files, such as those of an archive, read again as rows of one.

use std::sync::Arc;

use super::{
    memory::Records,
    row_reader::{OpenRows, RowReader},
};
use crate::model::{
    DetailsError, Place, details,
    draft::{ReportDraft, part_within},
};

/// Offsets of the rows of files begin here; below are those of records that are kept as text.
const FIRST: u64 = 1 << 40;

/// Files whose rows are read again.
#[derive(Debug, Default)]
pub struct Files(Vec<OneFile>);

/// One of them.
#[derive(Clone, Debug)]
struct OneFile {
    /// Where its offsets begin and end among those of all.
    first: u64,
    end: u64,
    rows: RowReader,
    /// How it is called; nothing where its rows know.
    part: Option<Arc<str>>,
}

impl Files {
    /// Takes in a file, of which a row stands at `last` and none after it. Gives where its offsets begin
    /// from now on.
    pub fn take(&mut self, rows: RowReader, part: &str, last: u64) -> u64 {
        let first = self.0.last().map_or(FIRST, |file| file.end);
        self.0.push(OneFile {
            first,
            end: first + last + 1,
            rows,
            part: Some(part.into()),
        });
        first
    }

    /// What reads all of them again, and records that are kept as text.
    pub fn finish(self, records: Records, place: &Place) -> RowReader {
        let Self(mut files) = self;
        let records = RowReader::of_records(records);
        if files.is_empty() {
            return records;
        }
        files.push(OneFile {
            first: 0,
            end: FIRST,
            rows: records,
            part: None,
        });
        RowReader::of_source(place, Box::new(Again(files.into())))
    }
}

/// Files that are read again.
#[derive(Debug)]
struct Again(Arc<[OneFile]>);

impl details::RowSource for Again {
    fn open(&self) -> Result<Box<dyn details::OpenRows>, DetailsError> {
        let open = self.0.iter().map(|_| None).collect();
        Ok(Box::new(Open {
            files: Arc::clone(&self.0),
            open,
        }))
    }
}

/// Files that are being read again, each opened where a row of it is asked for.
struct Open {
    files: Arc<[OneFile]>,
    open: Vec<Option<OpenRows>>,
}

impl details::OpenRows for Open {
    fn read(&mut self, offsets: &[u64]) -> Result<Vec<ReportDraft>, DetailsError> {
        let mut found: Vec<(usize, ReportDraft)> = Vec::with_capacity(offsets.len());
        for (file, open) in self.files.iter().zip(&mut self.open) {
            let own = file.first..file.end;
            let asked = offsets.iter().enumerate();
            let asked = asked.filter(|(_, offset)| own.contains(offset));
            let (order, wanted): (Vec<usize>, Vec<u64>) = asked
                .map(|(nth, offset)| (nth, offset - file.first))
                .unzip();
            if wanted.is_empty() {
                continue;
            }
            let rows = match open {
                Some(rows) => rows,
                None => open.insert(file.rows.open()?),
            };
            let mut reports = rows.read(&wanted)?;
            if let Some(name) = &file.part {
                for report in &mut reports {
                    report.part = Some(part_within(name, report.part.as_deref()));
                }
            }
            found.extend(order.into_iter().zip(reports));
        }
        found.sort_unstable_by_key(|(nth, _)| *nth);
        Ok(found.into_iter().map(|(_, report)| report).collect())
    }
}
