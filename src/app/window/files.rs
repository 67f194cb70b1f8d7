//! What the window does about files: opened, asked about, exported.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use egui::Context;

use super::App;
use crate::{
    app::{
        crowds::Crowds,
        derived::Derived,
        export::{Export, Format},
        imports,
        job::Job,
        workspace::Sealed,
    },
    io::{Input, Progress},
    model::{Choices, FileKey},
    query::file_extent,
    scene::Camera,
    session::{Command, Limits, OpenFile},
    view::notices::Notice,
};

impl App {
    /// Opens files that are not open yet. Tables are looked into first.
    pub(super) fn open_files(&mut self, ctx: &Context, paths: &[PathBuf]) {
        let paths = paths.iter().map(|path| Arc::from(at_home(path)));
        let fresh = paths.filter(|path| !self.session.files.iter().any(|file| file.path == *path));
        let fresh: Vec<Arc<Path>> = fresh.collect();
        if !fresh.is_empty() {
            let wake = ctx.clone();
            let readings = self.session.readings.clone();
            self.imports
                .look_into(fresh, readings, move || wake.request_repaint());
        }
    }

    fn open_file(&mut self, path: &Path, reading: Option<Choices>) {
        let open = &self.session.files;
        let file = match open.iter().find(|file| *file.path == *path) {
            Some(known) => known.clone(),
            None => OpenFile::new(path, open),
        };
        self.apply(&Command::OpenFile(OpenFile { reading, ..file }));
    }

    pub(super) fn accept_import(&mut self, remember: bool) {
        let Some(import) = self.imports.take() else {
            return;
        };
        if let Ok(look) = import.look.as_ref().map(imports::heading_of)
            && remember
        {
            let command = Command::RememberReading(look, import.choices.clone());
            self.apply(&command);
        }
        self.open_file(&import.path, Some(import.choices));
    }

    /// Takes over what is read and sealed by now.
    pub(super) fn follow_files(&mut self, ctx: &Context) {
        if let Some(Ok(paths)) = self.browsing.as_ref().and_then(Job::poll) {
            self.browsing = None;
            self.open_files(ctx, &paths);
        }
        // A project takes the place of what is there, so files wait until it has.
        if !self.projects.is_opening() {
            self.ready.extend(self.imports.follow());
            if let Some(path) = self.ready.projects.pop() {
                // Of several, the last is the one to work on, and the others are opened beside it.
                let others = self.ready.projects.drain(..).map(|path| (path, None));
                self.ready.files.extend(others);
                self.open_project(ctx, &path);
            } else {
                for (path, reading) in std::mem::take(&mut self.ready.files) {
                    self.open_file(&path, reading);
                }
            }
        }
        let mut troubles = Vec::new();
        if let Some(sealed) = self.workspace.follow(&self.session, &mut troubles) {
            let Sealed {
                atlas,
                notes,
                swarms,
            } = sealed;
            self.crowds = Crowds::new(swarms);
            self.limits = Limits::of(&atlas);
            self.atlas = atlas;
            self.notes = notes;
        }
        if self.workspace.is_settled() {
            self.hold_session();
        }
        for trouble in troubles {
            self.tell(trouble);
        }
    }

    /// Writes what is shown, on a thread of its own.
    pub(super) fn export(&mut self, ctx: &Context, path: PathBuf) {
        let format = match Format::of(&path) {
            Ok(format) => format,
            Err(error) => return self.tell(error.to_string()),
        };
        let atlas = Arc::clone(&self.atlas);
        let answer = &self.derived.answer;
        let mut records = [&answer.shown[..], &answer.unplaced].concat();
        records.sort_unstable();
        let question = Derived::question(&self.session);
        let (notes, files) = (self.notes.clone(), self.data_files());
        let mut inputs = self.base_inputs();
        let wake = ctx.clone();
        let work = move |_: &Progress| {
            for file in files {
                // A file that has gone since it was read cannot be told from another.
                inputs.extend(Input::of_file(&file));
            }
            let count = records.len();
            let export = Export::of_records(&atlas, records, Some(&question), inputs, &notes);
            let shown = path.display();
            match export.write(format, &path) {
                Ok(()) => Ok(format!("{count} records were written to {shown}")),
                Err(error) => Err(format!("cannot write {shown}: {error}")),
            }
        };
        self.exporting = Some(Job::start(move || wake.request_repaint(), work));
    }

    pub(super) fn browse_export(&mut self, ctx: &Context, path: PathBuf) {
        let wake = ctx.clone();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        self.saving = Some(Job::start(
            move || wake.request_repaint(),
            move |_| {
                let dialog = rfd::AsyncFileDialog::new().set_title("Export data");
                let chosen = pollster::block_on(dialog.set_file_name(name).save_file());
                chosen.map(|file| file.path().to_owned())
            },
        ));
    }

    /// Takes over what came of exports.
    pub(super) fn follow_exports(&mut self, ctx: &Context) {
        if let Some(Ok(chosen)) = self.saving.as_ref().and_then(Job::poll) {
            self.saving = None;
            if let Some(path) = chosen {
                self.export(ctx, path);
            }
        }
        if let Some(Ok(done)) = self.exporting.as_ref().and_then(Job::poll) {
            self.exporting = None;
            match done {
                Ok(text) => self.notices.push(Notice {
                    text,
                    is_error: false,
                }),
                Err(text) => self.tell(text),
            }
        }
    }

    pub(super) fn browse(&mut self, ctx: &Context) {
        let wake = ctx.clone();
        self.browsing = Some(Job::start(
            move || wake.request_repaint(),
            |_| {
                let dialog = rfd::AsyncFileDialog::new().set_title("Open files");
                let chosen = pollster::block_on(dialog.pick_files()).unwrap_or_default();
                chosen.iter().map(|file| file.path().to_owned()).collect()
            },
        ));
    }

    pub(super) fn zoom_to_file(&mut self, key: &FileKey) {
        let Some(extent) = file_extent(&self.atlas, key) else {
            self.tell("Nothing of this file has a place on the map.".to_owned());
            return;
        };
        let size = self.memory.map.sheet.map(|sheet| sheet.view.size);
        if let Some(size) = size {
            self.apply(&Command::FlyTo(Camera::fitting(extent, size, 48.0)));
        }
    }
}

/// The path, with `~` for the home folder.
pub(super) fn at_home(path: &Path) -> PathBuf {
    match (path.strip_prefix("~"), std::env::home_dir()) {
        (Ok(rest), Some(home)) => home.join(rest),
        _ => path.to_owned(),
    }
}
