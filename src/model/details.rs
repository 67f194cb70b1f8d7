//! Details: what a record says beyond the columns of its dataset.
//!
//! They come from one of three ends: memory, a file that is read again by offset, and a database. Whoever asks does not know which.

use std::{
    collections::HashMap,
    error::Error,
    fmt,
    sync::{Arc, OnceLock},
};

use super::{
    build::Resolver,
    draft::ReportDraft,
    file::FileKey,
    places::Places,
    report::{Claim, Report, ReportKey},
    reporters::Reporters,
};

use crate::words::notes::reading;

/// Why details cannot be had.
pub type DetailsError = Box<dyn Error + Send + Sync>;

/// A record: a claim of a report, or a report that makes none.
#[derive(Clone, Debug)]
pub struct Detail {
    /// The report the record belongs to.
    pub report: Arc<Report>,
    /// Which of the report's claims it is; `None` where it makes none.
    pub claim: Option<usize>,
}

impl Detail {
    /// The claim it is.
    pub fn claim(&self) -> Option<&Claim> {
        self.claim.and_then(|at| self.report.claims.get(at))
    }
}

/// Where a record stands: its row in the dataset, and its offset in the source of the dataset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowKey {
    pub row: u32,
    pub offset: u64,
}

/// What gives the details of the records of a dataset.
pub trait Details: fmt::Debug + Send + Sync {
    /// Gets ready to read, be it several times.
    ///
    /// # Errors
    ///
    /// Where they cannot be had any more, such as when a file has changed since it was read.
    fn open(&self) -> Result<Box<dyn OpenDetails + '_>, DetailsError>;

    /// What is in memory already, so that nothing need be waited for.
    fn memory(&self) -> Option<&Memory> {
        None
    }

    /// The source whose rows are read again, where there is one.
    fn source(&self) -> Option<&SourceRows> {
        None
    }
}

/// Details that are ready to be read.
pub trait OpenDetails {
    /// The records of these rows, in the order asked for.
    ///
    /// # Errors
    ///
    /// As [`Details::open`].
    fn read(&mut self, rows: &[RowKey]) -> Result<Vec<Detail>, DetailsError>;
}

/// Reports that are held whole.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    /// By the first instant they speak of, else by the day they were published.
    pub reports: Vec<Arc<Report>>,
    /// Where each report stands among those of its file.
    pub(super) in_file: Vec<u32>,
    /// For each row, which report it is of and which of its claims it is.
    pub(super) rows: Vec<(u32, Option<u32>)>,
    /// For each report, its rows, in the order of its claims.
    pub(super) rows_of: Vec<Vec<u32>>,
    /// The reports of an id, one a part of the file.
    pub(super) by_id: HashMap<Arc<str>, Vec<u32>>,
    /// The further publications of each report, in whichever file that is.
    pub(super) duplicates: HashMap<ReportKey, Vec<u32>>,
    /// See [`Memory::searched`].
    pub(super) searched: OnceLock<Vec<String>>,
}

impl Memory {
    /// For each report, the text that a search looks into, kept from the first search on.
    pub fn searched(&self, of: impl Fn(&Report) -> String) -> &[String] {
        let all = || self.reports.iter().map(|report| of(report)).collect();
        self.searched.get_or_init(all)
    }

    /// The record of a row.
    pub fn detail(&self, row: u32) -> Option<Detail> {
        let (report, claim) = *self.rows.get(row as usize)?;
        Some(Detail {
            report: Arc::clone(&self.reports[report as usize]),
            claim: claim.map(|claim| claim as usize),
        })
    }

    /// Which of [`Memory::reports`] the record of a row is of, and which of its claims it is.
    pub fn record(&self, row: u32) -> (u32, Option<u32>) {
        self.rows[row as usize]
    }

    /// Where a report stands among those of its file.
    pub fn place_in_file(&self, report: u32) -> u32 {
        self.in_file[report as usize]
    }

    /// The rows of the report with that id in that part of the file.
    pub fn rows_of(&self, part: Option<&str>, id: &str) -> &[u32] {
        let of_id = self.by_id.get(id).into_iter().flatten();
        let mut of_id = of_id.map(|report| *report as usize);
        let found = of_id.find(|report| self.reports[*report].part.as_deref() == part);
        found.map_or(&[], |report| &self.rows_of[report])
    }

    /// The reports of that id, one a part of the file.
    pub fn called(&self, id: &str) -> impl Iterator<Item = &Arc<Report>> {
        let of_id = self.by_id.get(id).into_iter().flatten();
        of_id.map(|report| &self.reports[*report as usize])
    }

    /// The rows of a report, in the order of its claims.
    pub fn rows_of_report(&self, report: usize) -> &[u32] {
        &self.rows_of[report]
    }

    /// The further publications of a report, be it of this dataset or of another.
    pub fn duplicates(&self, first: &ReportKey) -> impl Iterator<Item = &Arc<Report>> + use<'_> {
        let found = self.duplicates.get(first).into_iter().flatten();
        found.map(|report| &self.reports[*report as usize])
    }
}

impl OpenDetails for &Memory {
    fn read(&mut self, rows: &[RowKey]) -> Result<Vec<Detail>, DetailsError> {
        Ok(rows.iter().filter_map(|key| self.detail(key.row)).collect())
    }
}

impl Details for Memory {
    fn open(&self) -> Result<Box<dyn OpenDetails + '_>, DetailsError> {
        Ok(Box::new(self))
    }

    fn memory(&self) -> Option<&Memory> {
        Some(self)
    }
}

/// A source whose rows can be read again, by where they stand in it.
pub trait RowSource: fmt::Debug + Send + Sync {
    /// # Errors
    ///
    /// Where the source has changed since it was read, or cannot be read any more.
    fn open(&self) -> Result<Box<dyn OpenRows>, DetailsError>;
}

/// A source that is being read again.
pub trait OpenRows {
    /// The reports of the rows at these offsets, in the order asked for, each with one claim at
    /// the most.
    ///
    /// # Errors
    ///
    /// As [`RowSource::open`].
    fn read(&mut self, offsets: &[u64]) -> Result<Vec<ReportDraft>, DetailsError>;
}

/// Rows that are read again from their source.
#[derive(Debug)]
pub struct SourceRows {
    source: Arc<dyn RowSource>,
    /// The opened file it is.
    file: Option<FileKey>,
    reporters: Arc<Reporters>,
    places: Arc<Places>,
}

impl SourceRows {
    /// Rows of a source, resolved against these places.
    pub fn new(
        source: Arc<dyn RowSource>,
        file: Option<FileKey>,
        places: &Arc<Places>,
        reporters: &Arc<Reporters>,
    ) -> Self {
        Self {
            source,
            file,
            reporters: Arc::clone(reporters),
            places: Arc::clone(places),
        }
    }
}

impl SourceRows {
    /// Gets ready to read rows, be it several times.
    ///
    /// # Errors
    ///
    /// As [`Details::open`].
    pub fn open(&self) -> Result<OpenSourceRows<'_>, DetailsError> {
        Ok(OpenSourceRows {
            of: self,
            rows: self.source.open()?,
            resolver: Resolver::new(Arc::clone(&self.places)),
        })
    }
}

impl Details for SourceRows {
    fn open(&self) -> Result<Box<dyn OpenDetails + '_>, DetailsError> {
        Ok(Box::new(Self::open(self)?))
    }

    fn source(&self) -> Option<&SourceRows> {
        Some(self)
    }
}

/// Rows of a source that are being read again.
pub struct OpenSourceRows<'a> {
    of: &'a SourceRows,
    rows: Box<dyn OpenRows>,
    /// Files name few places many times, so what names stand for is kept.
    resolver: Resolver,
}

impl OpenSourceRows<'_> {
    /// The reports of these rows, in the order asked for, as they are written into files: with the keys of
    /// places and reporters.
    ///
    /// # Errors
    ///
    /// As [`Details::open`].
    pub fn drafts(&mut self, rows: &[RowKey]) -> Result<Vec<ReportDraft>, DetailsError> {
        let mut drafts = self.as_named(rows)?;
        for draft in &mut drafts {
            self.resolver.put_keys(draft, &self.of.reporters);
        }
        Ok(drafts)
    }

    fn as_named(&mut self, rows: &[RowKey]) -> Result<Vec<ReportDraft>, DetailsError> {
        let offsets: Vec<u64> = rows.iter().map(|key| key.offset).collect();
        let mut drafts = self.rows.read(&offsets)?;
        for draft in &mut drafts {
            draft.file.clone_from(&self.of.file);
        }
        Ok(drafts)
    }
}

impl OpenDetails for OpenSourceRows<'_> {
    fn read(&mut self, rows: &[RowKey]) -> Result<Vec<Detail>, DetailsError> {
        let drafts = self.as_named(rows)?.into_iter();
        let details = drafts.map(|draft| {
            let report = self.resolver.report(draft, &self.of.reporters);
            Detail {
                claim: (!report.claims.is_empty()).then_some(0),
                report: Arc::new(report),
            }
        });
        Ok(details.collect())
    }
}

/// Rows whose source is gone.
#[derive(Debug)]
pub(super) struct NoDetails;

impl Details for NoDetails {
    fn open(&self) -> Result<Box<dyn OpenDetails + '_>, DetailsError> {
        Err(reading::rows_gone().into())
    }
}
