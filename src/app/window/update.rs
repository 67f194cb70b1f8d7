//! A newer copy of an opened file: compared on a thread of its own, then taken in its place.

use std::{path::PathBuf, sync::Arc};

use super::{App, desktop::AskedFor};
use crate::{
    app::{
        difference::{Version, compare, is_numbered},
        sources,
        tasks::Task,
    },
    io::reports,
    model::{
        Annotated, Atlas, Budget, ImportOptions, NoteLog, Place, RecordId, SourceUri,
        difference::Difference, draft::ReportDraft,
    },
    session::{Command, OpenFile},
    view::{
        Action,
        update::{Compared, DIALOG, UpdateAction, UpdateStatus},
    },
    words::{diff as words, files},
};

/// The newer copy the person is asked about.
pub(super) struct Update {
    pub status: UpdateStatus,
    /// Where it is, once it is chosen.
    path: Option<PathBuf>,
}

impl App {
    pub(super) fn handle_update(&mut self, ctx: &egui::Context, action: UpdateAction) {
        match action {
            UpdateAction::Ask(key) => {
                let file = self.session.files.iter().find(|file| file.key == key);
                self.update = file.map(|file| Update {
                    status: UpdateStatus {
                        key,
                        name: file.name.to_string(),
                        compared: Compared::Nothing,
                    },
                    path: None,
                });
                self.handle(ctx, Action::Open(&DIALOG, true));
            }
            UpdateAction::Browse => {
                let title = words::update_title();
                self.ask_desktop(title, AskedFor::File, |app, paths| {
                    if let Some(path) = paths.into_iter().next() {
                        app.compare_with(path);
                    }
                });
            }
            UpdateAction::Compare(path) => self.compare_with(self.folders.whole(&path)),
            UpdateAction::Take => {
                self.take_update();
                self.handle(ctx, Action::Open(&DIALOG, false));
            }
        }
    }

    /// Reads the newer copy and finds out what differs.
    fn compare_with(&mut self, path: PathBuf) {
        let Some(update) = &mut self.update else {
            return;
        };
        let key = update.status.key.clone();
        let Some(file) = self.session.files.iter().find(|file| file.key == key) else {
            return;
        };
        update.status.compared = Compared::Reading;
        update.path = Some(path.clone());
        let called = file.called();
        let choices = ImportOptions {
            called: Some(called.clone()),
            ..file.reading.clone().unwrap_or_default()
        };
        let old = Arc::clone(&self.atlas);
        let (built, mut pieces) = self.workspace.beside(&key);
        let work = move |budget: &Budget| {
            let source = SourceUri::file(&path);
            let piece = sources::read(&source, &key, &choices, budget);
            pieces.push(Arc::new(piece.map_err(|error| error.to_string())?));
            let new = built.with(&pieces, &[], budget);
            let new = new.map_err(|why| why.to_string())?;
            let version = |atlas: &Atlas| -> Vec<RecordId> {
                let datasets = atlas.datasets_of(Some(&key));
                let rows = datasets.flat_map(|(dataset, of)| {
                    (0..of.len() as u32).map(move |row| RecordId { dataset, row })
                });
                rows.collect()
            };
            let [old, new] = [&*old, &*new.atlas].map(|atlas| Version {
                atlas,
                records: version(atlas),
                names: [&called, &called],
            });
            compare(&old, &new, budget).map_err(|error| error.to_string())
        };
        self.tasks
            .start(Task::CompareFiles, work, Self::take_comparison);
    }

    fn take_comparison(&mut self, compared: Result<Difference, String>) {
        let Some(update) = &mut self.update else {
            return;
        };
        match compared {
            Ok(difference) => update.status.compared = Compared::Difference(Box::new(difference)),
            Err(why) => {
                update.status.compared = Compared::Nothing;
                self.notify_error(why);
            }
        }
    }

    /// Lets the newer copy take the place of the older one. A step that can be undone.
    fn take_update(&mut self) {
        let Some(Update {
            status,
            path: Some(path),
        }) = self.update.take()
        else {
            return;
        };
        let Compared::Difference(difference) = status.compared else {
            return;
        };
        let files = &self.session.files;
        let Some(file) = files.iter().find(|file| file.key == status.key) else {
            return;
        };
        let withdrawn = withdrawn(file, &difference);
        let called = file.called();
        let updated = file.updated(&path, &called, withdrawn);
        let is_by_row = |annotated: &Annotated| match annotated {
            Annotated::Report(report) => {
                report.file.as_ref() == Some(&status.key) && is_numbered(&report.id, &called)
            }
            Annotated::Reporter(_) | Annotated::Region(_) => false,
        };
        let all = self.session.annotations.iter();
        let by_row = all.filter(|(annotated, _)| is_by_row(annotated)).count();
        self.apply(&Command::OpenFile(updated));
        if by_row > 0 {
            // Where rows were added or removed above, the number is that of another row now.
            self.notify_error(words::annotated_by_row(by_row));
        }
    }
}

/// What was withdrawn before and has not come back, and what is withdrawn now.
fn withdrawn(file: &OpenFile, difference: &Difference) -> Vec<Arc<str>> {
    let place = Place::file(files::own_report(0));
    let is_back = |record: &Arc<str>| {
        let report = reports::read_one(&place, record, &mut NoteLog::default());
        report.is_ok_and(|report| {
            let mut added = difference.added.first.iter();
            added.any(|record| record.id.as_ref() == Some(&report.id))
        })
    };
    let before = file.withdrawn.iter().filter(|record| !is_back(record));
    let mut all: Vec<Arc<str>> = before.cloned().collect();
    let mut reports: Vec<ReportDraft> = Vec::new();
    for record in &difference.removed.first {
        let mut report = record.report.clone();
        let is_last =
            |last: &&mut ReportDraft| (&last.part, &last.id) == (&report.part, &report.id);
        match reports.last_mut().filter(is_last) {
            // Claims of one report.
            Some(last) => last.claims.append(&mut report.claims),
            None => {
                if record.id.is_none() {
                    // Such an id is that of a row, which another row of a newer copy may have.
                    report.id = format!("{}@{}", report.id, file.revision);
                }
                reports.push(report);
            }
        }
    }
    all.extend(
        reports
            .iter()
            .map(|report| Arc::from(reports::write_one(report))),
    );
    all
}
