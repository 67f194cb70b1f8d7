//! Records of files that cannot be read row by row, kept as short text until somebody looks at one.

use std::sync::Arc;

use super::{columns::Columns, entries::push_report, row_reader::RowReader};
use crate::{
    io::{format::Read, reports},
    model::{NoteLog, Place, draft::ReportDraft},
};

/// Each record as the program writes reports, one after the other.
#[derive(Debug, Default)]
pub struct Records {
    text: String,
    /// Where each begins, where it stands in its file, and in which part of that.
    starts: Vec<u64>,
    places: Vec<(Place, Option<Arc<str>>)>,
}

impl Records {
    /// Takes in a record. Gives where it begins.
    fn push(&mut self, report: &ReportDraft) -> u64 {
        let start = self.text.len() as u64;
        self.text.push_str(&reports::write_one(report));
        self.starts.push(start);
        let part = report.part.clone();
        self.places.push((report.place.clone(), part));
        start
    }

    /// The record that begins there.
    pub fn read(&self, start: u64) -> Option<ReportDraft> {
        let index = self.starts.binary_search(&start).ok()?;
        let end = self.starts.get(index + 1).copied();
        let end = end.unwrap_or(self.text.len() as u64);
        let json = &self.text[start as usize..end as usize];
        let (place, part) = &self.places[index];
        let report = reports::read_one(place, json, &mut NoteLog::default()).ok()?;
        Some(ReportDraft {
            place: place.clone(),
            part: part.clone(),
            ..report
        })
    }
}

/// What was read, with its claims as rows of columns, each a record of its own.
pub fn in_columns(mut read: Read, place: &Place) -> Read {
    let mut columns = Columns::default();
    let mut records = Records::default();
    let mut push = |report: &ReportDraft| {
        let offset = records.push(report);
        push_report(report, offset, &mut columns);
    };
    for mut report in std::mem::take(&mut read.draft.reports) {
        let claims = std::mem::take(&mut report.claims);
        if claims.is_empty() {
            push(&report);
        }
        for claim in claims {
            report.claims = vec![claim];
            push(&report);
        }
    }
    records.text.shrink_to_fit();
    read.draft.datasets.push(Arc::new(columns.finish(place)));
    read.rows = Some(RowReader::of_records(records));
    read
}
