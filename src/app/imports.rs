//! Tables that wait for the person to say how they are to be read.

use std::{collections::BTreeMap, path::Path, sync::Arc};

use super::job::Job;
use crate::{
    io::{any, events::cells, table::Preview},
    model::{
        Activity, Choices, Field,
        draft::{GroupDraft, ReportDraft, SiteDraft},
        geo,
    },
    store::geopackage,
    view::import::{Import, Look},
    words::{import as words, reports},
};

/// What came of looking into a file.
pub enum Looked {
    /// Nothing to ask: it can be opened, a table under these choices.
    Plain(Arc<Path>, Option<Choices>),
    /// A project, which is opened in place of what is there.
    Project(Arc<Path>),
    /// The person has to look at it.
    Ask(Import),
}

/// Files that can be opened without asking.
#[derive(Default)]
pub struct Ready {
    /// With how they are to be read.
    pub files: Vec<(Arc<Path>, Option<Choices>)>,
    pub projects: Vec<Arc<Path>>,
}

impl Ready {
    pub fn extend(&mut self, other: Self) {
        self.files.extend(other.files);
        self.projects.extend(other.projects);
    }
}

/// Looks into files on threads of their own, and keeps those the person is asked about.
#[derive(Default)]
pub struct Imports {
    looking: Vec<Job<Vec<Looked>>>,
    waiting: Vec<Import>,
}

impl Imports {
    /// Looks into files. `readings` are the choices remembered by heading.
    pub fn look_into(
        &mut self,
        paths: Vec<Arc<Path>>,
        readings: BTreeMap<Arc<str>, Choices>,
        wake: impl FnOnce() + Send + 'static,
    ) {
        let look = move |path| first_look(path, &readings);
        let job = Job::start(wake, move |_| paths.into_iter().map(look).collect());
        self.looking.push(job);
    }

    /// Looks again at the one being asked about, under other choices. It stays in sight meanwhile.
    pub fn reconsider(&mut self, choices: Choices, wake: impl FnOnce() + Send + 'static) {
        if let Some(import) = self.waiting.first_mut() {
            import.choices = choices.clone();
            let path = Arc::clone(&import.path);
            self.ask(path, choices, wake);
        }
    }

    /// Asks about a file, whatever it looks like.
    pub fn ask(&mut self, path: Arc<Path>, choices: Choices, wake: impl FnOnce() + Send + 'static) {
        let job = Job::start(wake, move |_| vec![Looked::Ask(look(path, choices))]);
        self.looking.push(job);
    }

    /// The one being asked about.
    pub fn waiting(&self) -> Option<&Import> {
        self.waiting.first()
    }

    /// Takes it off the list.
    pub fn take(&mut self) -> Option<Import> {
        (!self.waiting.is_empty()).then(|| self.waiting.remove(0))
    }

    /// Whether nothing is being looked into.
    pub fn is_settled(&self) -> bool {
        self.looking.is_empty()
    }

    /// What can be opened without asking.
    pub fn follow(&mut self) -> Ready {
        let mut ready = Ready::default();
        let mut looked = Vec::new();
        self.looking.retain(|job| match job.poll() {
            None => true,
            Some(done) => {
                looked.extend(done.unwrap_or_default());
                false
            }
        });
        let mut asked = Vec::new();
        for looked in looked {
            match looked {
                Looked::Plain(path, choices) => ready.files.push((path, choices)),
                Looked::Project(path) => ready.projects.push(path),
                Looked::Ask(import) => asked.push(import),
            }
        }
        for import in asked {
            match self
                .waiting
                .iter_mut()
                .find(|known| known.path == import.path)
            {
                // An answer to choices that have been changed since is of no use.
                Some(known) if known.choices != import.choices => {}
                Some(known) => *known = import,
                None => self.waiting.push(import),
            }
        }
        ready
    }
}

/// What tables are remembered by.
pub fn heading_of(look: &Look) -> Arc<str> {
    look.headings.join("\u{1f}").into()
}

fn first_look(path: Arc<Path>, readings: &BTreeMap<Arc<str>, Choices>) -> Looked {
    if geopackage::holds_session(&path) {
        return Looked::Project(path);
    }
    let choices = Choices::default();
    // What cannot be read is told by the one who reads it.
    let Ok(Some(preview)) = any::look_into(&path, &choices) else {
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

fn look(path: Arc<Path>, choices: Choices) -> Import {
    let look = match any::look_into(&path, &choices) {
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
        headings: layout.headings.clone(),
        fields: layout.fields.clone(),
        rows: preview.rows.clone(),
        as_read: preview.reports.iter().flat_map(in_words).collect(),
        encoding: preview.encoding.to_owned(),
        separator: layout.separator,
        decimal_comma: layout.decimal_comma,
        dates: layout.dates.order,
        ambiguous_dates: layout.ambiguous_dates,
    }
}

/// What a report comes to mean, a line a group.
fn in_words(report: &ReportDraft) -> Vec<String> {
    type Phrase = fn(&str) -> String;
    const CELLS: [(Field, Phrase); 4] = [
        (Field::Start, str::to_owned),
        (Field::End, words::until),
        (Field::Reporter, words::reporter),
        (Field::Count, words::incidents),
    ];
    let line = |group: Option<&GroupDraft>| {
        let cells = cells(report, group);
        let parts = CELLS.iter().filter_map(|(field, phrase)| {
            let cell = &cells[field.index()];
            (!cell.is_empty()).then(|| phrase(cell))
        });
        let mut parts: Vec<String> = parts.collect();
        if let Some(group) = group {
            if group.activity != Activity::Other {
                parts.push(reports::activity(group.activity).to_lowercase());
            }
            for (sites, phrase) in [
                (&group.origins, words::from as Phrase),
                (&group.targets, words::at),
                (&group.places, words::place),
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
    match report.groups.is_empty() {
        true => vec![line(None)],
        false => report
            .groups
            .iter()
            .map(|group| line(Some(group)))
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
