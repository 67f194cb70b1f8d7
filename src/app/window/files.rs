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
        outgoing::FileRows,
        workspace::{Readers, Sealed},
    },
    io::{Cancelled, Input, Progress},
    model::{Atlas, Choices, FileKey, Note},
    query::{Answer, Question, ShownRows, file_extent},
    scene::Camera,
    session::{Command, Limits, OpenFile},
    view::{ExportStatus, notices::Notice, text},
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
                readers,
            } = sealed;
            self.readers = readers;
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
        if self.exporting.is_some() {
            return self.tell("An export is under way: wait for it, or cancel it.".to_owned());
        }
        let format = match Format::of(&path) {
            Ok(format) => format,
            Err(error) => return self.tell(error.to_string()),
        };
        let name = path.file_name().unwrap_or(path.as_os_str());
        let name = name.to_string_lossy().into_owned();
        let shown = Exported {
            atlas: Arc::clone(&self.atlas),
            answer: self.derived.answer.clone(),
            question: Derived::question(&self.session),
            readers: self.readers.clone(),
            notes: self.notes.clone(),
            inputs: self.base_inputs(),
            files: self.data_files(),
        };
        let wake = ctx.clone();
        let work = move |progress: &Progress| shown.write(format, &path, progress);
        let job = Job::start(move || wake.request_repaint(), work);
        self.exporting = Some(Exporting { name, job });
    }

    /// Lets an export end before it is done.
    pub(super) fn cancel_export(&self) {
        if let Some(exporting) = &self.exporting {
            exporting.job.progress.cancel();
        }
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
        let exporting = self.exporting.as_ref();
        if let Some(done) = exporting.and_then(|exporting| exporting.job.poll()) {
            self.exporting = None;
            match done {
                Ok(Ok(text)) => self.notices.push(Notice {
                    text,
                    is_error: false,
                }),
                Ok(Err(text)) => self.tell(text),
                Err(broken) => self.tell(broken.to_string()),
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
        let size = self.memory.map.viewport.map(|sheet| sheet.view.size);
        if let Some(size) = size {
            self.apply(&Command::FlyTo(Camera::fitting(extent, size, 48.0)));
        }
    }
}

/// An export under way.
pub(super) struct Exporting {
    /// Of the file, without its folder.
    name: String,
    /// What to tell of it.
    job: Job<Result<String, String>>,
}

impl Exporting {
    pub fn status(&self) -> ExportStatus<'_> {
        ExportStatus {
            name: &self.name,
            share: self.job.progress.share(),
            seconds: self.job.since.elapsed().as_secs_f32(),
        }
    }
}

/// What the window shows, to be written.
struct Exported {
    atlas: Arc<Atlas>,
    answer: Answer,
    question: Question,
    readers: Readers,
    notes: Vec<Note>,
    inputs: Vec<Input>,
    /// Further ones, whose digests are still to be made.
    files: Vec<PathBuf>,
}

impl Exported {
    fn write(self, format: Format, path: &Path, progress: &Progress) -> Result<String, String> {
        let (atlas, answer) = (&*self.atlas, &self.answer);
        let mut records = [&answer.shown[..], &answer.unplaced].concat();
        records.sort_unstable();
        let window = self.question.window.interval();
        let rows = ShownRows::of_files(atlas, answer, window);
        let rows = rows.map(|(_, rows)| (rows.ledger, rows.iter().chain(rows.unplaced())));
        let rows = FileRows::of(rows, &self.readers).map_err(|error| error.to_string())?;
        let mut inputs = self.inputs;
        // A file that has gone since it was read cannot be told from another.
        let files = self.files.iter();
        inputs.extend(files.filter_map(|file| Input::of_file(file).ok()));
        let question = Some(&self.question);
        let export = Export::of_records(atlas, records, question, inputs, &self.notes);
        let export = export.with_rows(rows);
        let (written, loaded) = (export.provenance.written, export.provenance.loaded);
        let name = path.display().to_string();
        match export.write(format, path, progress) {
            Ok(()) => Ok(text::exported(written, loaded, &name)),
            Err(error) if is_cancelled(&error) => Ok(text::export_cancelled(&name)),
            Err(error) => Err(format!("cannot write {name}: {error}")),
        }
    }
}

fn is_cancelled(error: &std::io::Error) -> bool {
    error.get_ref().is_some_and(|cause| cause.is::<Cancelled>())
}

/// The path, with `~` for the home folder.
pub(super) fn at_home(path: &Path) -> PathBuf {
    match (path.strip_prefix("~"), std::env::home_dir()) {
        (Ok(rest), Some(home)) => home.join(rest),
        _ => path.to_owned(),
    }
}
