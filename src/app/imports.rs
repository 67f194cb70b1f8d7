//! Tables that wait for the person to say how they are to be read.

use std::{collections::BTreeMap, path::Path, sync::Arc};

use crate::{
    io::{
        events::{cells, separator},
        preview::Preview,
    },
    model::{
        Activity, Field, Finder, ImportOptions, Looks, Places, Reason,
        draft::{ClaimDraft, ReportDraft, SiteDraft},
        geo,
    },
    store::{formats, geopackage, tiles},
    view::import::{Import, Look, LookColumn},
    words::{import as words, reports, units},
};

/// What came of looking into a file.
pub enum Looked {
    /// Nothing to ask: it can be opened, a table under these choices.
    Plain(Arc<Path>, Option<ImportOptions>),
    /// A project, which is opened in place of what is there.
    Project(Arc<Path>),
    /// Tiles for the map to stand on.
    Basemap(Arc<Path>),
    /// An extract that such tiles are made of.
    Extract(Arc<Path>),
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
    /// Of several, the person is asked about the last.
    pub extracts: Vec<Arc<Path>>,
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
                Looked::Extract(path) => self.extracts.push(path),
                Looked::Ask(import) => self.ask_about(import),
            }
        }
    }

    fn ask_about(&mut self, import: Import) {
        let mut waiting = self.waiting.iter_mut();
        match waiting.find(|known| known.path == import.path) {
            // An answer to choices that have been changed since is of no use.
            Some(known) if known.choices != import.choices => {}
            Some(known) => {
                let settings = known.settings;
                *known = import;
                if known.look.is_err() {
                    known.settings = settings;
                }
            }
            None => self.waiting.push(import),
        }
    }
}

/// What files are remembered by.
pub fn heading_of(look: &Look) -> Arc<str> {
    let headings = look.columns.iter().map(|column| &*column.heading);
    headings.collect::<Vec<_>>().join("\u{1f}").into()
}

/// Looks into a file for the first time. `readings` are the choices remembered by heading, `places`
/// those that names may stand for.
pub fn first_look(
    path: Arc<Path>,
    readings: &BTreeMap<Arc<str>, ImportOptions>,
    places: &Places,
) -> Looked {
    if geopackage::holds_session(&path) {
        return Looked::Project(path);
    }
    if tiles::is_archive(&path) {
        return Looked::Basemap(path);
    }
    if tiles::is_extract(&path) {
        return Looked::Extract(path);
    }
    let choices = ImportOptions::default();
    // A file that cannot be read is reported when it is opened.
    let Ok(Some(preview)) = formats::preview(&path, &choices) else {
        return Looked::Plain(path, None);
    };
    let mut import = Import {
        look: Ok(look_of(&preview, &choices, places)),
        settings: preview.settings,
        path,
        choices,
    };
    let known = import.look.as_ref().ok().map(heading_of);
    if let Some(known) = known.and_then(|heading| readings.get(&heading)) {
        return Looked::Plain(import.path, Some(known.clone()));
    }
    if !preview.is_asked {
        let is_table = preview.needs_a_column && preview.survey.dataset.what().is_none();
        return Looked::Plain(import.path, is_table.then_some(import.choices));
    }
    if let Some(heading) = column_of_places(&import) {
        let mut choices = ImportOptions::default();
        choices.fields.insert(heading, Some(Field::Places));
        import = look(import.path, choices, places);
    }
    Looked::Ask(import)
}

/// The one column whose cells name places, where nothing else says where things are.
fn column_of_places(import: &Import) -> Option<String> {
    let columns = &import.look.as_ref().ok()?.columns;
    let says_where = |field: &Field| {
        let is_name = matches!(field, Field::Origins | Field::Targets | Field::Places);
        is_name || field.is_part_of_a_position()
    };
    if import.settings.is_empty()
        || columns
            .iter()
            .filter_map(|of| of.field)
            .any(|of| says_where(&of))
    {
        return None;
    }
    let names_places = |column: &&LookColumn| {
        let is_open = column.field.is_none();
        is_open
            && column
                .found
                .is_some_and(|[found, all]| found * 5 >= all * 3)
    };
    let mut named = columns.iter().filter(names_places);
    let first = named.next()?;
    named.next().is_none().then(|| first.heading.clone())
}

/// Looks into a file under these choices.
pub fn look(path: Arc<Path>, choices: ImportOptions, places: &Places) -> Import {
    let preview = formats::preview(&path, &choices);
    let settings = match &preview {
        Ok(Some(preview)) => preview.settings,
        _ => &[],
    };
    Import {
        look: match preview {
            Ok(Some(preview)) => Ok(look_of(&preview, &choices, places)),
            Ok(None) => Err(words::nothing_to_ask().to_owned()),
            Err(error) => Err(error.to_string()),
        },
        settings,
        path,
        choices,
    }
}

fn look_of(preview: &Preview, choices: &ImportOptions, places: &Places) -> Look {
    let survey = &preview.survey;
    let mut finder = Finder::new(places);
    let start_is_open = survey.column_of(Field::Start).is_none();
    let columns = survey.headings.iter().enumerate().map(|(index, heading)| {
        let field = survey.fields.get(index).copied().flatten();
        let looks = preview.looks(index);
        let reason = preview.reason(index, choices);
        let may_be_names = match field {
            Some(Field::Origins | Field::Targets | Field::Places) => true,
            Some(_) => false,
            None => looks == Looks::Texts && reason == Reason::Unknown,
        };
        let found = may_be_names.then(|| {
            let sites = preview.sites(index);
            let all = sites.len();
            let found = sites.into_iter().filter(|site| finder.finds(site.clone()));
            [found.count(), all]
        });
        // That a text names no place says something of a column of places alone.
        let found = found.filter(|[found, _]| *found > 0 || field.is_some());
        let is_open = field.is_none() && !choices.fields.contains_key(heading);
        LookColumn {
            heading: heading.clone(),
            field,
            cells: first_cells(preview.cells(index)),
            why: words::why(&reason, looks, found),
            proposed: (is_open && start_is_open && looks == Looks::Dates).then_some(Field::Start),
            found,
        }
    });
    Look {
        columns: columns.collect(),
        rows: preview.rows.len(),
        part: preview.part.clone(),
        as_read: preview
            .reports
            .iter()
            .flat_map(in_words)
            .chain(preview.shapes.iter().map(|name| words::shape(name)))
            .collect(),
        encoding: preview.encoding.clone(),
        separator: preview.separator,
        decimal_comma: survey.decimals.has_commas(),
        dates: survey.dates.start.order,
        ambiguous_date: survey.ambiguous_date.clone(),
        needs_a_column: preview.needs_a_column,
    }
}

/// The first cells of a column that say anything, each once.
fn first_cells<'c>(cells: impl Iterator<Item = &'c str>) -> String {
    const MOST: usize = 3;
    let mut first: Vec<&str> = Vec::new();
    for cell in cells.map(str::trim) {
        if !cell.is_empty() && !first.contains(&cell) {
            first.push(cell);
        }
        if first.len() == MOST {
            break;
        }
    }
    first.join(" · ")
}

/// What a report comes to mean, a line a claim.
fn in_words(report: &ReportDraft) -> Vec<String> {
    type Phrase = fn(&str) -> String;
    const CELLS: [(Field, Phrase); 3] = [
        (Field::Start, str::to_owned),
        (Field::End, words::until),
        (Field::Reporter, words::reporter),
    ];
    let line = |claim: Option<&ClaimDraft>| {
        let cells = cells(report, claim);
        let parts = CELLS.iter().filter_map(|(field, phrase)| {
            let cell = &cells[field.index()];
            (!cell.is_empty()).then(|| phrase(cell))
        });
        let mut parts: Vec<String> = parts.collect();
        if let Some(claim) = claim {
            if let Some(count) = claim.count {
                parts.push(words::incidents(&units::amount(count)));
            }
            if claim.activity != Activity::Other {
                parts.push(reports::activity(claim.activity).to_lowercase());
            }
            for (sites, phrase) in [
                (&claim.origins, words::from as Phrase),
                (&claim.targets, words::at),
                (&claim.places, words::place),
            ] {
                if !sites.is_empty() {
                    parts.push(phrase(&places_in_words(sites)));
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

/// `Kalbajar; Gorus ↔ Lachin`, as cells have them.
fn places_in_words(sites: &[SiteDraft]) -> String {
    let names = sites.iter().enumerate().flat_map(|(at, site)| {
        let before = (at > 0).then(|| separator(site.stretch).to_owned());
        before.into_iter().chain([place_in_words(site)])
    });
    names.collect()
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
