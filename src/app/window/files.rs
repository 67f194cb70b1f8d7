//! Files in the window: opened, previewed, exported.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use egui::Context;

use super::{App, desktop::AskedFor};
use crate::{
    app::{
        export::Export,
        imports::{self, Looked},
        sources,
        tasks::Task,
        workspace::Built,
    },
    io::{
        Input, Source, TableHead, Writer,
        disk::{Replace, Target},
        read_data_folder,
    },
    model::{
        Atlas, Budget, FileKey, ImportOptions, Note, Personal, RecordId, Secret, SourceUri,
        Stopped, draft::SettlementDraft,
    },
    query::{Answer, Question, ShownRows, file_extent, ties::Verdicts},
    session::{Command, Limits, OpenFile},
    store::{formats::writer_of, team_archive::Address},
    view::{self, export, extract::ExtractAction},
    words::{errors, files as words},
};

impl App {
    /// Opens files that are not open yet. Tables are looked into first.
    pub(super) fn open_files(&mut self, paths: &[PathBuf]) {
        let (archives, paths): (Vec<&PathBuf>, Vec<&PathBuf>) = paths
            .iter()
            .partition(|path| SourceUri::named(path).is_team_archive());
        for address in archives {
            self.open_archive(&address.to_string_lossy(), None);
        }
        let paths = paths
            .into_iter()
            .map(|path| Arc::from(self.folders.at_home(path)));
        let is_open = |path: &Arc<Path>| {
            let mut open = self.session.files.iter();
            open.any(|file| file.path() == Some(path))
        };
        let fresh = paths.filter(|path| !is_open(path));
        let fresh: Vec<Arc<Path>> = fresh.collect();
        if !fresh.is_empty() {
            let readings = self.session.readings.clone();
            let places = Arc::clone(self.seeing.whole().places());
            let look = move |path| imports::first_look(path, &readings, &places);
            self.look_into(move || fresh.into_iter().map(look).collect());
        }
    }

    /// Asks about a table that is open, or about the one in sight under other choices.
    pub(super) fn ask_about(&mut self, path: Arc<Path>, choices: ImportOptions) {
        let places = Arc::clone(self.seeing.whole().places());
        self.look_into(move || vec![Looked::Ask(imports::look(path, choices, &places))]);
    }

    fn look_into(&mut self, look: impl FnOnce() -> Vec<Looked> + Send + 'static) {
        let work = |_: &Budget| Ok(look());
        self.tasks.add(
            Task::LookIntoFiles,
            work,
            |app: &mut Self, looked| match looked {
                Ok(looked) => app.imports.take_over(looked),
                Err(why) => app.notify_error(why),
            },
        );
    }

    /// Opens the archive of a team. What is read of its server is read beside the window.
    /// One that is open is tried again where it could not be read.
    pub(super) fn open_archive(&mut self, address: &str, password: Option<Secret>) {
        let parsed = match Address::parse(address) {
            Ok(parsed) => parsed,
            Err(why) => return self.notify_error(why),
        };
        if let Some(password) = password {
            parsed.take_password(password);
        }
        self.memory.show(&view::archive::DIALOG, false);
        let source = SourceUri::named(Path::new(address));
        match self.session.files.iter().find(|file| file.source == source) {
            Some(known) => self.workspace.try_again(&known.key),
            None => self.open_file(Path::new(address), None),
        }
    }

    fn open_file(&mut self, path: &Path, reading: Option<ImportOptions>) {
        let open = &self.session.files;
        let source = SourceUri::named(path);
        let is_it = |file: &&OpenFile| file.source == source;
        let file = match open.iter().find(is_it) {
            Some(known) => known.clone(),
            None => OpenFile::at(path, open),
        };
        self.to_tell.push(file.key.clone());
        self.apply(&Command::OpenFile(file.read_as(reading)));
    }

    pub(super) fn accept_import(&mut self, remember: bool) {
        let Some(import) = self.imports.take() else {
            return;
        };
        if let Ok(look) = import.look.as_ref().map(imports::heading_of)
            && remember
        {
            // Other files of that heading have names of their own.
            let choices = ImportOptions {
                called: None,
                ..import.choices.clone()
            };
            let command = Command::RememberReading(look, choices);
            self.apply(&command);
        }
        self.open_file(&import.path, Some(import.choices));
    }

    /// Opens what was looked into. A project takes the place of what is there, so files wait until
    /// it has.
    fn open_looked_into(&mut self) {
        if self.tasks.is_running(Task::OpenProject) {
            return;
        }
        if let Some(path) = self.imports.projects.pop() {
            // Of several, the last is the one to work on, and the others are opened beside it.
            let others = self.imports.projects.drain(..).map(|path| (path, None));
            self.imports.files.extend(others);
            self.open_project(&path);
        } else {
            for (path, reading) in std::mem::take(&mut self.imports.files) {
                self.open_file(&path, reading);
            }
        }
    }

    /// Opens what was looked into, and takes over what is read by now.
    pub(super) fn poll_files(&mut self, ctx: &Context) {
        self.open_looked_into();
        if let Some(path) = self.imports.extracts.pop() {
            self.imports.extracts.clear();
            self.handle_extract(ExtractAction::Offer(path.to_path_buf()));
        }
        if let Some(path) = self.imports.basemaps.pop() {
            self.imports.basemaps.clear();
            self.add_basemap(ctx, path.to_path_buf());
        }
        let mut troubles = Vec::new();
        if let Some(built) = self.workspace.follow(&self.session, &mut troubles) {
            let Built {
                atlas,
                notes,
                point_layers,
                ..
            } = built;
            self.limits = Limits::of(&atlas);
            self.seeing.stand_on(atlas, point_layers);
            self.notes = notes;
        }
        if self.workspace.is_settled() {
            self.hold_session();
        }
        for trouble in troubles {
            self.notify_error(trouble);
        }
        for told in self.workspace.take_told() {
            self.notify(told);
        }
    }

    /// Writes what is shown, on a thread of its own.
    /// An existing file is replaced where `asked`, or the second time.
    pub(super) fn export(&mut self, path: PathBuf, asked: bool) {
        if self.tasks.is_running(Task::Export) {
            return self.notify_error(words::export_under_way().to_owned());
        }
        let format = match writer_of(&path) {
            Ok(format) => format,
            Err(error) => return self.notify_error(error.to_string()),
        };
        let same = |file: &Path| file.canonicalize().ok() == path.canonicalize().ok();
        if path.exists() && self.data_files().iter().any(|file| same(file)) {
            return self.notify_error(words::export_is_open(&path.display().to_string()));
        }
        let asked = asked || self.exports.to_replace.take().as_ref() == Some(&path);
        let target = Target::new(&path, Replace::asked(asked));
        if target.is_taken() {
            self.notify_error(words::export_exists(&path.display().to_string()));
            let typed = Some(path.display().to_string());
            self.memory.of::<export::ExportMemory>().path = typed;
            self.memory.show(&export::DIALOG, true);
            self.exports.to_replace = Some(path);
            return;
        }
        self.memory.show(&export::DIALOG, false);
        let memory = self.memory.of::<export::ExportMemory>();
        let (with_places, table_head) = (
            memory.with_places,
            match memory.origin_lines {
                true => TableHead::Lines,
                false => TableHead::Beside,
            },
        );
        let only = self.memory.of::<export::ExportMemory>().only.take();
        let only = only.filter(|(atlas, _)| Arc::ptr_eq(atlas, &self.seen.atlas));
        let shown = Exported {
            only: only.map(|(_, records)| records),
            with_places,
            table_head,
            personal: self.session.personal.clone(),
            verdicts: self.session.verdicts.clone(),
            places: self.workspace.places_of_files(),
            atlas: Arc::clone(&self.seen.atlas),
            answer: self.derived.answer.clone(),
            question: self.seen.question(&self.session),
            notes: self.notes.clone(),
            inputs: self.base_inputs(),
            files: self.data_sources(),
        };
        self.tasks.call(Task::Export, path.display().to_string());
        let work = move |budget: &Budget| shown.write(format, &target, budget);
        self.tasks
            .start(Task::Export, work, |app: &mut Self, result| {
                if result.is_ok() {
                    // The next one has a name of its own.
                    app.memory.of::<export::ExportMemory>().path = None;
                }
                app.notify_result(result);
            });
    }

    pub(super) fn browse_export(&mut self, path: &Path) {
        let name = (name_of(path), None);
        self.ask_where_to_save(words::export_title(), name, |app, path| {
            app.export(path, true);
        });
    }

    /// Lets the desktop ask which files to open.
    pub(super) fn browse(&mut self) {
        self.ask_desktop(words::open_dialog(), AskedFor::Files, |app, paths| {
            app.memory.show(&view::files::DIALOG, false);
            app.open_files(&paths);
        });
    }

    pub(super) fn zoom_to_file(&mut self, key: &FileKey) {
        let Some(extent) = file_extent(self.seeing.whole(), key) else {
            return self.notify_error(words::nothing_on_map().to_owned());
        };
        let camera = view::extent::camera_on(&mut self.memory, extent);
        self.apply(&Command::FlyTo(camera));
    }
}

/// Exports.
#[derive(Default)]
pub(super) struct Exports {
    /// An existing file that the person was warned of.
    pub to_replace: Option<PathBuf>,
}

/// The name of a file without its folder.
pub(super) fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}

/// What the window shows, to be written.
struct Exported {
    /// Rows of the table of records; `None`: all that is shown.
    only: Option<Vec<RecordId>>,
    /// Whether formats that hold places hold those of the built-in data as well.
    with_places: bool,
    table_head: TableHead,
    personal: Personal,
    verdicts: Verdicts,
    /// Those of opened files.
    places: Vec<SettlementDraft>,
    atlas: Arc<Atlas>,
    answer: Answer,
    question: Question,
    notes: Vec<Note>,
    inputs: Vec<Input>,
    /// Further ones, whose digests are still to be made.
    files: Vec<SourceUri>,
}

impl Exported {
    fn write(
        self,
        format: &dyn Writer,
        target: &Target,
        budget: &Budget,
    ) -> Result<String, String> {
        let (atlas, answer) = (&*self.atlas, &self.answer);
        let window = self.question.window.interval();
        let all = || {
            ShownRows::of(atlas, answer, window).flat_map(|rows| {
                let all = rows.iter().chain(rows.unplaced());
                all.map(move |row| rows.record(row))
            })
        };
        let are_chosen = self.only.is_some();
        let mut records: Vec<RecordId> = self.only.unwrap_or_else(|| all().collect());
        records.sort_unstable();
        let mut inputs = self.inputs;
        // A file that has gone since it was read cannot be compared.
        let files = self.files.iter();
        inputs.extend(files.filter_map(|file| sources::input(file, budget)?.ok()));
        let question = Some(&self.question);
        let built_in = match self.with_places {
            true => None,
            false => Some(read_data_folder(&Source::Embedded)),
        };
        let built_in = built_in.transpose().map_err(|error| error.to_string())?;
        let mut export = Export {
            left_out: built_in.as_ref().map(|(draft, _)| draft),
            places: self.places,
            table_head: self.table_head,
            personal: self.personal,
            verdicts: self.verdicts,
            ..Export::of_records(atlas, records, question, inputs, &self.notes)
        };
        if are_chosen {
            let filters = &mut export.provenance.filters;
            let separator = if filters.is_empty() { "" } else { "; " };
            filters.push_str(separator);
            filters.push_str(crate::words::records::chosen_in_table());
        }
        let (written, loaded) = (export.provenance.written, export.provenance.loaded);
        let name = target.path().display().to_string();
        match export.write(format, target, budget) {
            Ok(()) => {
                let said = match export.left_behind(format) {
                    Some(lost) => words::exported_without(written, loaded, &name, &lost),
                    None => words::exported(written, loaded, &name),
                };
                Ok(match export.ties_left_out(format) {
                    0 => said,
                    ties => words::without_ties(&said, ties),
                })
            }
            Err(error) if is_cancelled(&error) => Ok(words::export_cancelled(&name)),
            Err(error) => Err(errors::cannot_write_because(&name, error)),
        }
    }
}

fn is_cancelled(error: &std::io::Error) -> bool {
    error.get_ref().is_some_and(|cause| cause.is::<Stopped>())
}
