//! Writing what is shown: which records, into which format, and what the file says of itself.

use std::{io, path::Path};

use super::outgoing::{BATCH_ROWS, FileRows, Outgoing};
use crate::{
    io::{Contents, Input, Progress, Provenance, Source, Writer},
    model::{Atlas, Draft, FileKey, Note, RecordId, Severity},
    query::{Filters, Question},
};

/// What is to be written.
pub struct Export<'a> {
    pub atlas: &'a Atlas,
    /// In the order of the atlas.
    pub records: Vec<RecordId>,
    /// Rows of large files, which are records as well.
    pub rows: Vec<FileRows>,
    /// How many of those are read at one time.
    pub batch_rows: usize,
    pub provenance: Provenance,
    /// Whether zones and lines of opened files go with them.
    pub shapes: bool,
}

impl<'a> Export<'a> {
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
                filters: question.map_or_else(String::new, |of| in_words(&of.filters)),
                written: records.len(),
                loaded: atlas.loaded(),
                rejected: rejected.map(without_folder).collect(),
                outside: Vec::new(),
            },
            atlas,
            records,
            rows: Vec::new(),
            batch_rows: BATCH_ROWS,
            shapes: true,
        }
    }

    /// With rows of large files.
    pub fn with_rows(mut self, rows: Vec<FileRows>) -> Self {
        self.provenance.written += rows.iter().map(FileRows::len).sum::<usize>();
        self.rows = rows;
        self
    }

    /// What is written, one report after the other.
    pub fn reports<'o>(&'o self, format: &dyn Writer, progress: &'o Progress) -> Outgoing<'o> {
        let rows = self.rows.iter().map(FileRows::len);
        progress.expect(rows.sum::<usize>() as u64);
        Outgoing {
            atlas: self.atlas,
            records: &self.records,
            rows: &self.rows,
            batch_rows: self.batch_rows,
            joins_rows: format.joins_rows(),
            progress,
        }
    }

    /// Writes the file as a whole. Of the progress, the rows are known.
    ///
    /// # Errors
    ///
    /// Where the disk says so, the work is no longer wanted, or a large file has changed since it
    /// was read; an older file of that name is then still there.
    pub fn write(&self, format: &dyn Writer, path: &Path, progress: &Progress) -> io::Result<()> {
        let contents = Contents {
            reports: &self.reports(format, progress),
            shapes: &self.shapes(),
            ground: &|| self.atlas.unseal_ground(),
            positions: &|site| self.atlas.position_of(site),
            provenance: &self.provenance,
        };
        format.write(path, &contents)
    }

    /// Zones and lines of opened files: those the program has of its own are no one's to export.
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

/// What filters hide, in words; nothing where they hide nothing.
fn in_words(filters: &Filters) -> String {
    use crate::view::text;
    let mut parts = Vec::new();
    let mut part = |title: &str, words: Vec<String>| {
        if !words.is_empty() {
            parts.push(format!("{title} hidden: {}", words.join(", ")));
        }
    };
    let keys = filters.hidden_reporters.iter();
    part("reporters", keys.map(ToString::to_string).collect());
    let activities = filters.hidden_activities.iter();
    part(
        "activities",
        activities
            .map(|activity| text::activity(*activity).to_owned())
            .collect(),
    );
    let parties = filters.hidden_parties.iter();
    part(
        "sides",
        parties
            .map(|party| text::party(*party).to_owned())
            .collect(),
    );
    let stances = filters.hidden_stances.iter();
    part(
        "statements",
        stances
            .map(|stance| text::stance(*stance).to_owned())
            .collect(),
    );
    let files = filters.hidden_files.iter();
    part("files", files.map(ToString::to_string).collect());
    if !filters.show_duplicates {
        parts.push("other renderings of a statement left out".to_owned());
    }
    parts.join("; ")
}
