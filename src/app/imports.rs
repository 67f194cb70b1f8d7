//! Tables that wait for the person to say how they are to be read.

use std::{collections::BTreeMap, path::Path, sync::Arc};

use crate::{
    io::{events::cells, table::Preview},
    model::{
        Activity, Field, ImportOptions,
        draft::{ClaimDraft, ReportDraft, SiteDraft},
        geo,
    },
    store::{formats, geopackage, tiles},
    view::import::{Import, Look},
    words::{import as words, reports},
};

/// What came of looking into a file.
pub enum Looked {
    /// Nothing to ask: it can be opened, a table under these choices.
    Plain(Arc<Path>, Option<ImportOptions>),
    /// A project, which is opened in place of what is there.
    Project(Arc<Path>),
    /// Tiles for the map to stand on.
    Basemap(Arc<Path>),
    /// The person has to look at it.
    Ask(Import),
}

/// Files that were looked into: those that can be opened, and those the person is asked about.
#[derive(Default)]
pub struct Imports {
    /// With how they are to be read.
    pub files: Vec<(Arc<Path>, Option<ImportOptions>)>,
    pub projects: Vec<Arc<Path>>,
    /// Of several, the last is the one the map stands on.
    pub basemaps: Vec<Arc<Path>>,
    waiting: Vec<Import>,
}

impl Imports {
    /// Puts the one being asked about under other choices. It stays in sight until it is looked into
    /// again; gives its path.
    pub fn reconsider(&mut self, choices: &ImportOptions) -> Option<Arc<Path>> {
        let import = self.waiting.first_mut()?;
        import.choices = choices.clone();
        Some(Arc::clone(&import.path))
    }

    /// The one being asked about.
    pub fn waiting(&self) -> Option<&Import> {
        self.waiting.first()
    }

    /// Takes it off the list.
    pub fn take(&mut self) -> Option<Import> {
        (!self.waiting.is_empty()).then(|| self.waiting.remove(0))
    }

    /// Sorts files that were looked into.
    pub fn take_over(&mut self, looked: Vec<Looked>) {
        for looked in looked {
            match looked {
                Looked::Plain(path, choices) => self.files.push((path, choices)),
                Looked::Project(path) => self.projects.push(path),
                Looked::Basemap(path) => self.basemaps.push(path),
                Looked::Ask(import) => self.ask_about(import),
            }
        }
    }

    fn ask_about(&mut self, import: Import) {
        let mut waiting = self.waiting.iter_mut();
        match waiting.find(|known| known.path == import.path) {
            // An answer to choices that have been changed since is of no use.
            Some(known) if known.choices != import.choices => {}
            Some(known) => *known = import,
            None => self.waiting.push(import),
        }
    }
}

/// What tables are remembered by.
pub fn heading_of(look: &Look) -> Arc<str> {
    look.headings.join("\u{1f}").into()
}

/// Looks into a file for the first time. `readings` are the choices remembered by heading.
pub fn first_look(path: Arc<Path>, readings: &BTreeMap<Arc<str>, ImportOptions>) -> Looked {
    if geopackage::holds_session(&path) {
        return Looked::Project(path);
    }
    if tiles::is_archive(&path) {
        return Looked::Basemap(path);
    }
    let choices = ImportOptions::default();
    // A file that cannot be read is reported when it is opened.
    let Ok(Some(preview)) = formats::preview(&path, &choices) else {
        return Looked::Plain(path, None);
    };
    let look = look_of(&preview);
    if let Some(known) = readings.get(&heading_of(&look)) {
        return Looked::Plain(path, Some(known.clone()));
    }
    // The program's own columns leave nothing to ask.
    let own = |heading: &String| Field::of_name(heading).is_some();
    if look.headings.iter().all(own) && !look.ambiguous_dates {
        return Looked::Plain(path, Some(choices));
    }
    Looked::Ask(Import {
        path,
        choices,
        look: Ok(look),
    })
}

/// Looks into a file under these choices.
pub fn look(path: Arc<Path>, choices: ImportOptions) -> Import {
    let look = match formats::preview(&path, &choices) {
        Ok(Some(preview)) => Ok(look_of(&preview)),
        Ok(None) => Err(words::nothing_to_ask().to_owned()),
        Err(error) => Err(error.to_string()),
    };
    Import {
        path,
        choices,
        look,
    }
}

fn look_of(preview: &Preview) -> Look {
    let layout = &preview.layout;
    Look {
        headings: layout.head.headings.clone(),
        fields: layout.survey.fields.clone(),
        rows: preview.rows.clone(),
        as_read: preview.reports.iter().flat_map(in_words).collect(),
        encoding: preview.encoding.to_owned(),
        separator: layout.head.separator,
        decimal_comma: layout.survey.decimals.has_commas(),
        dates: layout.survey.dates.start.order,
        ambiguous_dates: layout.survey.ambiguous_dates,
    }
}

/// What a report comes to mean, a line a claim.
fn in_words(report: &ReportDraft) -> Vec<String> {
    type Phrase = fn(&str) -> String;
    const CELLS: [(Field, Phrase); 4] = [
        (Field::Start, str::to_owned),
        (Field::End, words::until),
        (Field::Reporter, words::reporter),
        (Field::Count, words::incidents),
    ];
    let line = |claim: Option<&ClaimDraft>| {
        let cells = cells(report, claim);
        let parts = CELLS.iter().filter_map(|(field, phrase)| {
            let cell = &cells[field.index()];
            (!cell.is_empty()).then(|| phrase(cell))
        });
        let mut parts: Vec<String> = parts.collect();
        if let Some(claim) = claim {
            if claim.activity != Activity::Other {
                parts.push(reports::activity(claim.activity).to_lowercase());
            }
            for (sites, phrase) in [
                (&claim.origins, words::from as Phrase),
                (&claim.targets, words::at),
                (&claim.places, words::place),
            ] {
                let names: Vec<String> = sites.iter().map(place_in_words).collect();
                if !names.is_empty() {
                    parts.push(phrase(&names.join("; ")));
                }
            }
        }
        let parts = parts.join(" · ");
        if cells[Field::Start.index()].is_empty() {
            words::undated(&parts)
        } else {
            parts
        }
    };
    match report.claims.is_empty() {
        true => vec![line(None)],
        false => report
            .claims
            .iter()
            .map(|claim| line(Some(claim)))
            .collect(),
    }
}

/// `Istisu, Kalbajar (39.9500° N 45.9700° E)`, as far as the row says it.
fn place_in_words(site: &SiteDraft) -> String {
    let names = [&site.settlement, &site.region, &site.zone];
    let names: Vec<&str> = names.into_iter().flatten().map(String::as_str).collect();
    match (names.is_empty(), site.at) {
        (false, Some(at)) => format!("{} ({})", names.join(", "), geo::describe(at)),
        (true, Some(at)) => geo::describe(at),
        (_, None) => names.join(", "),
    }
}
