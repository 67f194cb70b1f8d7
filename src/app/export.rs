//! Writing what is shown: which records, into which format, and what the file says of itself.

use std::{io, path::Path};

use super::outgoing::{BATCH_ROWS, FileRows, Outgoing};
use crate::{
    io::{
        Input, Progress, Provenance, Source, geojson, kml, limit::Limited, reports,
        save::write_whole, source::LARGEST_FILE_BYTES, table,
    },
    model::{Atlas, Draft, FileKey, Note, RecordId, Severity},
    query::{Filters, Question},
    store::{Project, geopackage},
    view::describe,
    words::{errors, files},
};

/// A format files are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Csv,
    GeoJson,
    /// As the program's own `reports.json`.
    Reports,
    Kml,
    Kmz,
    /// With the places and reporters, so that it can be opened anywhere.
    GeoPackage,
}

impl Format {
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::Csv, "csv"),
        (Self::GeoJson, "geojson"),
        (Self::Reports, "json"),
        (Self::Kml, "kml"),
        (Self::Kmz, "kmz"),
        (Self::GeoPackage, "gpkg"),
    ];

    /// Whether several rows under one id are the groups of one report.
    fn joins_rows(self) -> bool {
        matches!(self, Self::Csv | Self::GeoJson | Self::Kml | Self::Kmz)
    }

    /// The format that the name of a file stands for.
    ///
    /// # Errors
    ///
    /// Where it stands for none, with those there are.
    pub fn of(path: &Path) -> anyhow::Result<Self> {
        let extension = path
            .extension()
            .unwrap_or_default()
            .to_string_lossy()
            .to_lowercase();
        let known = Self::ALL.iter().find(|(_, known)| *known == extension);
        known.map(|(format, _)| *format).ok_or_else(|| {
            let known: Vec<String> = Self::ALL
                .iter()
                .map(|(_, word)| format!(".{word}"))
                .collect();
            let path = path.display().to_string();
            anyhow::anyhow!(errors::unknown_extension(&known.join(", "), &path))
        })
    }
}

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
    pub fn reports<'o>(&'o self, format: Format, progress: &'o Progress) -> Outgoing<'o> {
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
    pub fn write(&self, format: Format, path: &Path, progress: &Progress) -> io::Result<()> {
        let positions = |site: &_| self.atlas.position_of(site);
        let (shapes, origin) = (self.shapes(), &self.provenance);
        let all = self.reports(format, progress);
        // Each arm writes a whole file, in whichever way its format is made.
        match format {
            Format::Csv => write_whole(path, |out| table::write(out, &all, origin)),
            Format::GeoJson => write_whole(path, |out| {
                geojson::write(out, &shapes, &all, &positions, origin)
            }),
            Format::Kml => write_whole(path, |out| {
                let mut out = Limited::new(out, LARGEST_FILE_BYTES);
                kml::write(&mut out, &shapes, &all, &positions, origin)
            }),
            Format::Kmz => write_whole(path, |out| {
                kml::write_kmz(out, &shapes, &all, &positions, origin)
            }),
            Format::Reports => write_whole(path, |out| {
                reports::write(&mut Limited::new(out, LARGEST_FILE_BYTES), &all)
            }),
            Format::GeoPackage => geopackage::write(path, &self.project(), &all, &positions),
        }
    }

    /// All the places and reporters that reports may name, and no session.
    fn project(&self) -> Project {
        Project {
            draft: self.atlas.unseal_ground(),
            provenance: self.provenance.clone(),
            ..Project::default()
        }
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
    let mut parts = describe::hidden(filters, |key| key.to_string());
    if !filters.show_duplicates {
        parts.push(files::no_duplicates().to_owned());
    }
    parts.join("; ")
}
