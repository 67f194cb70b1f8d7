//! A newer copy of an opened file: compared on a thread of its own, then taken in its place.

use std::{path::PathBuf, sync::Arc};

use super::{App, desktop::AskedFor};
use crate::{
    app::{
        carried::{Carried, Said, carry},
        difference::{Version, compare},
        sources,
        tasks::Task,
    },
    model::{Atlas, Budget, ImportOptions, RecordId, SourceUri, difference::Difference},
    session::{Command, FileUpdate},
    view::{
        Action,
        update::{Compared, DIALOG, UpdateAction, UpdateStatus},
    },
    words::diff as words,
};

/// The newer copy the person is asked about.
pub(super) struct Update {
    pub status: UpdateStatus,
    /// Where it is, once it is chosen.
    path: Option<PathBuf>,
    /// What the person had said of the file when it was compared.
    said: Said,
    /// Where that goes.
    carried: Carried,
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
                    said: Said::default(),
                    carried: Carried::default(),
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
            UpdateAction::Take => self.take_update(ctx),
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
        update.said = Said::of(&self.session, &key);
        let (said, file_before) = (update.said.clone(), file.clone());
        let called = file.called();
        let choices = ImportOptions {
            called: Some(called.clone()),
            ..file.reading.clone().unwrap_or_default()
        };
        let old = Arc::clone(self.seeing.whole());
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
            let followed = said.followed(&key, old.atlas);
            let found = compare(&old, &new, &followed, budget);
            let found = found.map_err(|error| error.to_string())?;
            let carried = carry(&file_before, &said, &found, old.atlas, new.atlas);
            Ok((found.difference, carried))
        };
        self.tasks
            .start(Task::CompareFiles, work, Self::take_comparison);
    }

    fn take_comparison(&mut self, compared: Result<(Difference, Carried), String>) {
        let Some(update) = &mut self.update else {
            return;
        };
        match compared {
            Ok((difference, carried)) => {
                update.status.compared = Compared::Difference(Box::new(difference));
                update.carried = carried;
            }
            Err(why) => {
                update.status.compared = Compared::Nothing;
                self.notify_error(why);
            }
        }
    }

    /// Lets the newer copy take the place of the older one. A step that can be undone.
    fn take_update(&mut self, ctx: &egui::Context) {
        let Some(update) = &self.update else {
            return;
        };
        let (Some(path), Compared::Difference(_)) = (update.path.clone(), &update.status.compared)
        else {
            return;
        };
        if update.said != Said::of(&self.session, &update.status.key) {
            // Grades, comments or ties have come since, here or in another window.
            self.compare_with(path);
            return;
        }
        self.handle(ctx, Action::Open(&DIALOG, false));
        let Some(Update {
            status, carried, ..
        }) = self.update.take()
        else {
            return;
        };
        let files = &self.session.files;
        let Some(file) = files.iter().find(|file| file.key == status.key) else {
            return;
        };
        let file = file.updated(&path, &file.called(), carried.withdrawn);
        self.apply(&Command::UpdateFile(Box::new(FileUpdate {
            file,
            reports: carried.reports,
            ends: carried.ends,
        })));
        if carried.set_aside > 0 {
            self.notify_error(words::set_aside(carried.set_aside));
        }
    }
}
