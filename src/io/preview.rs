//! The first rows of a file as they will be read, whatever its format: what the dialog that opens a file
//! shows, and what it asks.

use std::collections::BTreeSet;

use super::{
    events::{Dataset, Survey, looks_of, sites},
    features::{Feature, Features, survey_of},
    format::SourceFile,
    source::ReadError,
};
use crate::model::{
    Field, ImportOptions, Looks, NoteLog, Place, Reason, Setting,
    draft::{ReportDraft, SiteDraft},
};

/// The first rows of a file, and what they are taken for.
#[derive(Clone, Debug)]
pub struct Preview {
    pub survey: Survey,
    /// The first rows, at most [`LOOKED_AT`](super::events::LOOKED_AT), a cell a column.
    pub rows: Vec<Vec<String>>,
    /// The sheet or the file of an archive that these are of, where there are several.
    pub part: Option<String>,
    /// What the first of these come to mean, at most [`PREVIEWED`] of them.
    pub reports: Vec<ReportDraft>,
    /// The names of those of them that are shapes or places, and no records.
    pub shapes: Vec<String>,
    /// Between the cells of a table.
    pub separator: Option<u8>,
    /// Name of the encoding, as of the web, where another can be chosen.
    pub encoding: Option<String>,
    /// The settings that mean something for the file.
    pub settings: &'static [Setting],
    /// Whether a person is asked before it is opened.
    pub is_asked: bool,
    /// Whether nothing can be read while no column means anything.
    pub needs_a_column: bool,
}

/// Rows of which a preview says what they come to mean.
pub const PREVIEWED: usize = 10;
const LONGEST_CELL: usize = 80;
/// Cells that are kept of features whose properties are many: most have few of them.
const MOST_CELLS: usize = 500_000;

impl Preview {
    /// The cells of a column.
    pub fn cells(&self, index: usize) -> impl Iterator<Item = &str> {
        let cells = self.rows.iter().filter_map(move |row| row.get(index));
        cells.map(String::as_str)
    }

    /// What the cells of a column read as.
    pub fn looks(&self, index: usize) -> Looks {
        looks_of(self.cells(index))
    }

    /// Why a column is taken for what it is.
    pub fn reason(&self, index: usize, choices: &ImportOptions) -> Reason {
        self.survey.reason(index, choices)
    }

    /// The places that the cells of a column name, each once.
    pub fn sites(&self, index: usize) -> Vec<SiteDraft> {
        let is_bare = self.survey.dataset != Dataset::Other;
        let cells: BTreeSet<&str> = self.cells(index).map(str::trim).collect();
        let mut sites: Vec<SiteDraft> = Vec::new();
        let all = cells
            .into_iter()
            .flat_map(|cell| sites::of_cell(cell, is_bare));
        for site in all {
            if !sites.contains(&site) {
                sites.push(site);
            }
        }
        sites
    }

    /// A preview of features that were taken in to be looked at; `None` where there is none that says
    /// anything.
    pub(crate) fn of_features(
        file: &SourceFile<'_>,
        settings: &'static [Setting],
        hand_over: impl FnOnce(&mut Features<'_>) -> Result<(), ReadError>,
    ) -> Result<Option<Self>, ReadError> {
        let mut notes = NoteLog::default();
        let (name, choices) = (&file.name, file.choices);
        let mut features = Features::looking(name, choices, file.budget, &mut notes);
        let done = hand_over(&mut features);
        let (columns, waiting) = features.looked_at();
        if waiting.is_empty() {
            return done.map(|()| None);
        }
        let looked_at = waiting.iter().map(|(_, feature)| feature.looked_at());
        let survey = survey_of(columns, looked_at, file.choices, file.budget)?;
        let most = (MOST_CELLS / survey.headings.len().max(1)).max(1);
        let rows = waiting.iter().take(most).map(|(_, feature)| {
            let texts = survey.headings.iter().map(|heading| {
                let text = super::features::text_under(&feature.properties, heading);
                shortened(&text, LONGEST_CELL)
            });
            texts.collect()
        });
        let rows = rows.collect();
        let (reports, shapes) = first_of(file, &survey, waiting)?;
        let is_asked = is_asked_about(&survey);
        Ok(Some(Self {
            rows,
            part: None,
            reports,
            shapes,
            separator: None,
            encoding: None,
            settings,
            is_asked,
            needs_a_column: false,
            survey,
        }))
    }
}

/// What the first features come to mean, and the names of those that are no records.
fn first_of(
    file: &SourceFile<'_>,
    survey: &Survey,
    waiting: Vec<(Place, Feature)>,
) -> Result<(Vec<ReportDraft>, Vec<String>), ReadError> {
    let mut notes = NoteLog::default();
    let mut features = Features::new(&file.name, file.choices, file.budget, &mut notes);
    features.go_by(&std::sync::Arc::new(survey.clone()), &file.place);
    for (place, feature) in waiting.into_iter().take(PREVIEWED) {
        features.push(&place, feature);
    }
    let draft = features.finish()?;
    let zones = draft.zones.iter().map(|zone| &zone.names);
    let lines = draft.lines.iter().map(|line| &line.names);
    let places = draft.settlements.iter().map(|place| &place.names);
    let names = zones.chain(lines).chain(places);
    let names = names.map(|names| names.get(crate::model::Language::English).to_owned());
    Ok((draft.reports, names.collect()))
}

/// Whether a person is asked how features are to be read: where they are no areas, and it is doubtful
/// which property says what, or none says when things happened though one may.
fn is_asked_about(survey: &Survey) -> bool {
    const OF_FEATURES: [&str; 22] = [
        "name",
        "title",
        "label",
        "description",
        "desc",
        "cmt",
        "note",
        "id",
        "key",
        "names",
        "source",
        "licence",
        "license",
        "valid_from",
        "valid_to",
        "stroke",
        "stroke-width",
        "stroke-opacity",
        "fill",
        "fill-opacity",
        "marker-color",
        "styleurl",
    ];
    let is_open = |(heading, field): (&String, &Option<Field>)| {
        let lower = heading.to_lowercase();
        let is_usual = OF_FEATURES.contains(&lower.as_str()) || lower.starts_with("marker-");
        field.is_none() && !is_usual
    };
    let mut columns = survey.headings.iter().zip(&survey.fields);
    let is_undated = survey.column_of(Field::Start).is_none();
    let is_doubtful = survey.ambiguous_date.is_some() || !survey.lost.is_empty();
    let is_unclear = is_doubtful || is_undated && columns.any(is_open);
    survey.dataset == Dataset::Other && !survey.are_shapes && is_unclear
}

/// A text of at most so many letters.
pub(in crate::io) fn shortened(text: &str, longest: usize) -> String {
    match text.char_indices().nth(longest) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
