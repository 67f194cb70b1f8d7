//! Citations of records and of the map: what they rest on, read beside the window.

use std::{
    collections::{HashMap, HashSet},
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::Context as _;

use super::{picture::Digest, sources};
use crate::{
    io::{
        Citation, Input, Source, citation::title_among, properties, source::BUILT_IN_DATASETS,
        today,
    },
    model::{Atlas, Basis, Budget, Detail, FileKey, Language, RecordId, ReportKey},
    session::{OpenFile, Session, link},
    view::describe,
    words::{cite as words, errors, picture, reports, units},
};

/// So many records are read at once.
const BATCH: usize = 1_000;

/// The data that records come from.
#[derive(Clone)]
pub struct Origin {
    /// What everything is opened beside.
    pub base: Source,
    /// The project that is open, whose data take the place of those.
    pub project: Option<PathBuf>,
    /// What is open beside it and no part of the project.
    pub files: Vec<OpenFile>,
}

impl Origin {
    /// The data of a file, with its digest, in words.
    fn data_of(&self, key: Option<&FileKey>, budget: &Budget) -> anyhow::Result<String> {
        if key == Some(&FileKey::own()) {
            return Ok(words::own_reports().to_owned());
        }
        let is_it = |file: &&OpenFile| {
            key.is_some_and(|key| file.key == *key || file.key.withdrawn() == *key)
        };
        let Some(file) = self.files.iter().find(is_it) else {
            return match &self.project {
                Some(path) => file_data(path, budget),
                None => Ok(Digest::of(&self.base, &[], &[])?.to_string()),
            };
        };
        if let Some(path) = file.path() {
            return file_data(path, budget);
        }
        if file.source.is_team_archive()
            && let Some(input) = sources::input(&file.source, budget)
        {
            return Ok(in_words(&input?));
        }
        let uri = file.source.to_string();
        let built_in = BUILT_IN_DATASETS.iter().find(|of| *of.uri == *uri);
        Ok(match built_in {
            Some(of) => in_words(&Input::of_bytes(of.file, of.bytes)),
            None => uri,
        })
    }
}

fn file_data(path: &Path, budget: &Budget) -> anyhow::Result<String> {
    if path.is_dir() {
        let folder = Source::Folder(path.to_path_buf());
        return Ok(Digest::of(&folder, &[], &[])?.to_string());
    }
    let input = Input::of_file_within(path, budget);
    let input = input.with_context(|| errors::cannot_read(&path.display().to_string()))?;
    Ok(in_words(&input))
}

fn in_words(input: &Input) -> String {
    let short = input.sha256.get(..12).unwrap_or(&input.sha256);
    picture::data(short, &input.name)
}

/// The reports of some records, each once, in the order of the records.
///
/// # Errors
///
/// Where a file has changed since it was read, or is gone.
pub fn citations(
    atlas: &Atlas,
    origin: &Origin,
    records: &[RecordId],
    budget: &Budget,
) -> anyhow::Result<Vec<Citation>> {
    let mut known: HashSet<ReportKey> = HashSet::new();
    let mut data: HashMap<Option<FileKey>, String> = HashMap::new();
    let mut citations = Vec::new();
    for batch in records.chunks(BATCH) {
        budget.reach(0)?;
        let details = atlas.details(batch);
        for detail in details.map_err(|error| anyhow::anyhow!("{error}"))? {
            if !known.insert(detail.report.key()) {
                continue;
            }
            let file = &detail.report.file;
            if !data.contains_key(file) {
                data.insert(file.clone(), origin.data_of(file.as_ref(), budget)?);
            }
            citations.push(of_report(atlas, &detail, data[file].clone()));
        }
    }
    Ok(citations)
}

fn of_report(atlas: &Atlas, detail: &Detail, data: String) -> Citation {
    let report = &detail.report;
    let mut properties = report.claims.iter().filter_map(|claim| {
        let properties = properties::read(claim.properties.as_ref()?);
        title_among(&properties).map(str::to_owned)
    });
    let reporter = &atlas.reporters()[report.reporter];
    Citation {
        record: report.id.to_string(),
        author: Some(reporter.names.get(Language::English).to_owned()),
        title: properties.next(),
        what: reports::stance_of(report.stance, reporter.side).to_owned(),
        outlet: report.outlet.clone(),
        published: report.published,
        inferred: report.published.is_some() && report.basis == Basis::Inferred,
        address: report.url.clone(),
        language: report.language.clone(),
        data,
        read: today(),
    }
}

/// What is seen, with a link that brings it back. A link names files and holds reports of the person's
/// own: with these there is none.
///
/// # Errors
///
/// Where a file cannot be read.
pub fn map_citation(
    atlas: &Arc<Atlas>,
    origin: &Origin,
    session: &Session,
    budget: &Budget,
) -> anyhow::Result<Citation> {
    let keys = origin.files.iter().map(|file| Some(&file.key));
    let mut data = Vec::new();
    for key in std::iter::once(None).chain(keys) {
        budget.reach(0)?;
        data.push(origin.data_of(key, budget)?);
    }
    let is_for_all = session.files.is_empty() && session.own_reports.is_empty();
    if !session.own_reports.is_empty() {
        data.push(words::own_reports().to_owned());
    }
    let days = units::window(session.window);
    let filters = describe::filters(atlas, &session.filters);
    Ok(Citation {
        what: match filters.is_empty() {
            true => words::map_of(&days),
            false => words::map_filtered(&days, &filters),
        },
        address: is_for_all.then(|| link::write(session)),
        data: data.join(" + "),
        read: today(),
        ..Citation::default()
    })
}
