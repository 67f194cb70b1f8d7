//! What the window does about projects: opened, saved, closed, and what has not been saved yet.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use egui::{Context, ViewportCommand};

use super::{App, files::name_of};
use crate::{
    app::{
        export::{inputs_of, inputs_of_built_in},
        linked_files,
        named_files::Agreed,
        project::{self, Opened, ProjectFile, Saved, Saving},
        project_store,
        session_store::SessionStore,
        tasks::Task,
        work,
    },
    io::Input,
    model::{Budget, SourceUri},
    session::{History, OpenFile, Session, Untrusted},
    view::{
        self, Action, ProjectStatus,
        notices::{Notice, NoticeKind},
    },
    words::{APP_NAME, files as words, visit},
};

/// The project that is open, and what is to become of it.
#[derive(Default)]
pub(super) struct Projects {
    current: Option<Current>,
    /// Where to save to, once all files are read.
    wanted: Option<(PathBuf, bool)>,
    /// An existing file that the person was warned of.
    to_replace: Option<PathBuf>,
    /// What was looked at before a project was opened.
    pub(super) untitled: Option<Session>,
    /// The title of the window.
    title: String,
}

struct Current {
    file: ProjectFile,
    /// The files it names that the person has not agreed to open.
    named: Vec<Untrusted<OpenFile>>,
    status: ProjectStatus,
    /// The revision of the session that the status was last found for.
    revision: u64,
}

impl Current {
    fn new(
        file: ProjectFile,
        named: Vec<Untrusted<OpenFile>>,
        session: &Session,
        revision: u64,
    ) -> Self {
        let status = ProjectStatus {
            name: name_of(&file.path),
            path: Arc::clone(&file.path),
            unsaved: !session.same_work(&file.saved),
            read_only: file.lock.is_none(),
            named: named.iter().map(Untrusted::shown).collect(),
        };
        Self {
            file,
            named,
            status,
            revision,
        }
    }

    /// The session as it is written: with the files that wait for the person's word.
    fn to_be_written(&self, session: &Session) -> Session {
        let mut whole = session.clone();
        let named = self.named.iter().map(Untrusted::to_be_written);
        whole.files.extend(named);
        whole
    }

    fn follow(&mut self, session: &Session, revision: u64) {
        if self.revision != revision {
            self.status.unsaved = !session.same_work(&self.file.saved);
            self.revision = revision;
        }
    }
}

impl Projects {
    pub fn status(&self) -> Option<&ProjectStatus> {
        self.current.as_ref().map(|current| &current.status)
    }

    /// Whether nothing waits to be saved.
    pub fn is_settled(&self) -> bool {
        self.wanted.is_none()
    }

    /// Keeps what is looked at: as changes to the project, or as the session where there is none.
    pub fn keep(&self, store: &mut SessionStore, session: &Session) {
        let Some(current) = &self.current else {
            return store.save(session);
        };
        let (file, session) = (&current.file, current.to_be_written(session));
        let kept = store.recovery().place_of(&file.path, file.lock.is_some());
        store.save_project(kept, &file.path, &file.sha256, &session);
    }

    /// The place of the work that is shown.
    pub fn place(&self) -> String {
        let current = self.current.as_ref();
        current.map_or_else(
            || work::NO_PROJECT.to_owned(),
            |current| work::place_of(&current.file.path),
        )
    }
}

impl App {
    fn notify_of_project(&mut self, text: String) {
        self.tell_of_project(NoticeKind::Passing, text);
    }

    /// Says what the map alone does not show, such as a file that has changed since.
    fn remark_on_project(&mut self, text: String) {
        self.tell_of_project(NoticeKind::Lasting, text);
    }

    /// Says why the project was not saved, until it is.
    fn refuse_project(&mut self, text: String) {
        self.tell_of_project(NoticeKind::Error, text);
    }

    fn tell_of_project(&mut self, kind: NoticeKind, text: String) {
        self.add_notice(Notice {
            text,
            kind,
            of_project: true,
            file: None,
        });
    }

    /// Opens a project in place of what is there.
    pub(super) fn open_project(&mut self, path: &Path) {
        let current = self.projects.current.as_ref();
        if current.is_some_and(|current| {
            current.file.path.canonicalize().ok() == path.canonicalize().ok()
        }) {
            let why = words::already_open(&path.display().to_string());
            return self.notify_of_project(why);
        }
        self.keep_now();
        let path = path.to_owned();
        let recovery = self.store.as_ref().map(SessionStore::recovery);
        self.tasks
            .call(Task::OpenProject, path.display().to_string());
        let work = move |budget: &Budget| project::open(&path, recovery.as_ref(), budget);
        self.tasks.start(
            Task::OpenProject,
            work,
            |app: &mut Self, opened| match opened {
                Ok(opened) => app.enter(opened),
                Err(why) => app.notify_error(why),
            },
        );
    }

    /// Opens the project that was open last, where there was one.
    pub(super) fn reopen_project(&mut self) {
        let store = self.store.as_ref();
        if let Some(path) = store.and_then(|store| store.recovery().find_last()) {
            self.open_project(&path);
        }
    }

    /// Saves what is to be saved once all files are read, and keeps the title true.
    pub(super) fn poll_project(&mut self, ctx: &Context) {
        if self.workspace.is_settled()
            && let Some((path, replace)) = self.projects.wanted.take()
        {
            self.start_saving(path, replace);
        }
        if let Some(current) = &mut self.projects.current {
            current.follow(&self.session, self.revision);
        }
        let title = title_of(self.projects.status());
        if title != self.projects.title {
            self.projects.title.clone_from(&title);
            ctx.send_viewport_cmd(ViewportCommand::Title(title));
        }
    }

    /// What stands in the title of the window.
    pub fn title(&self) -> &str {
        &self.projects.title
    }

    fn enter(&mut self, opened: Opened) {
        let Opened {
            file,
            session,
            ground,
            named,
            records,
            remarks,
        } = opened;
        self.leave_visit();
        // What was changed while the project was being read is kept as well.
        self.keep_now();
        self.leave_place();
        match self.projects.status() {
            None => self.projects.untitled = Some(self.session.clone()),
            Some(left) if left.unsaved => {
                let words = words::kept_unsaved(&left.name);
                self.notify_of_project(words);
            }
            Some(_) => {}
        }
        self.workspace.stand_on(ground);
        let readings = std::mem::take(&mut self.session.readings);
        self.session = session;
        for (heading, choices) in readings {
            self.session.readings.entry(heading).or_insert(choices);
        }
        self.session.hint_dismissed = true;
        self.history = History::default();
        self.mark_changed();
        if let Some(store) = &self.store {
            store.write(
                store.recovery().last(),
                project_store::write_last(&file.path),
            );
        }
        self.projects.to_replace = None;
        self.projects.current = Some(Current::new(file, named, &self.session, self.revision));
        self.enter_place(records);
        for remark in remarks {
            self.remark_on_project(remark);
        }
    }

    /// Ctrl+S: saves the project, or asks under which name.
    pub(super) fn save_project(&mut self, ctx: &Context) {
        if self.visit.is_some() {
            return self.notify_error(words::save_visit().to_owned());
        }
        match &self.projects.current {
            Some(Current { file, .. }) if file.lock.is_some() => {
                let path = file.path.to_path_buf();
                let replace = self.projects.to_replace.take().as_ref() == Some(&path);
                self.projects.wanted = Some((path, replace));
                ctx.request_repaint();
            }
            current => {
                if current.is_some() {
                    self.notify_of_project(words::read_only().to_owned());
                }
                self.handle(ctx, Action::Open(&view::project::DIALOG, true));
            }
        }
    }

    pub(super) fn save_project_as(&mut self, path: &Path) {
        if self.visit.is_some() {
            return self.notify_error(words::save_visit().to_owned());
        }
        let path = self.folders.whole(path);
        let replace = self.projects.to_replace.take().as_ref() == Some(&path);
        self.projects.wanted = Some((path, replace));
    }

    fn start_saving(&mut self, path: PathBuf, replace: bool) {
        let current = self.projects.current.as_ref();
        let session = current.map_or_else(
            || self.session.clone(),
            |current| current.to_be_written(&self.session),
        );
        let current = current.map(|current| &current.file);
        let same = |file: &ProjectFile| path.canonicalize().is_ok_and(|path| *path == *file.path);
        let holds = current.filter(|file| file.lock.is_some() && same(file));
        let holds = holds.map(|file| file.sha256.clone());
        let inputs = match current {
            Some(file) => file.inputs.clone(),
            None => inputs_of(&self.source),
        };
        let files = self.workspace.outside_files(&self.session);
        self.tasks
            .call(Task::SaveProject, path.display().to_string());
        let saving = Saving {
            files: files.cloned().collect(),
            path,
            atlas: Arc::clone(self.seeing.whole()),
            session,
            notes: self.notes.clone(),
            inputs,
            outside: current.map_or_else(Vec::new, |file| file.outside.clone()),
            replace,
            evidence: self.evidence_store(),
            holds,
        };
        let work = move |budget: &Budget| project::save(saving, budget);
        self.tasks.start(
            Task::SaveProject,
            work,
            |app: &mut Self, saved| match saved {
                Ok(saved) => app.saved(saved),
                Err(why) => app.notify_error(why),
            },
        );
    }

    fn saved(&mut self, saved: Saved) {
        let mut file = match saved {
            Saved::Written(file) => *file,
            Saved::Taken(path) => {
                let said = words::exists(&path.display().to_string());
                self.projects.to_replace = Some(path);
                return self.notify_of_project(said);
            }
            Saved::Changed(path) => {
                let said = words::project_changed(&path.display().to_string());
                self.projects.to_replace = Some(path);
                return self.refuse_project(said);
            }
            Saved::InUse(path) => {
                return self.refuse_project(words::project_in_use(&path.display().to_string()));
            }
        };
        self.memory.show(&view::project::DIALOG, false);
        self.keep_work();
        let moved = self.projects.current.as_ref().map(|of| &of.file.path) != Some(&file.path);
        if moved {
            self.leave_place();
        }
        let mut before = self.projects.current.take();
        let named = before
            .as_mut()
            .map(|before| std::mem::take(&mut before.named));
        let named = named.unwrap_or_default();
        let names = |open: &OpenFile| named.iter().any(|of| of.to_be_written() == *open);
        file.saved.take_named(names);
        match (&before, &self.store) {
            // Nothing is left of it that is not saved under the other name.
            (Some(before), Some(store)) if before.file.path != file.path => {
                let held = before.file.lock.is_some();
                store.remove(store.recovery().place_of(&before.file.path, held));
            }
            (None, _) => self.projects.untitled = Some(self.session.clone()),
            _ => {}
        }
        if file.lock.is_none() {
            file.lock = before.and_then(|before| before.file.lock);
        }
        if let Some(store) = &self.store {
            store.write(
                store.recovery().last(),
                project_store::write_last(&file.path),
            );
        }
        let path = file.path.display().to_string();
        let linked = file.outside.iter().filter(|of| !of.held);
        let (kind, said) = match linked.clone().count() {
            0 => (NoticeKind::Passing, words::project_saved(&path)),
            files => {
                let rows = linked.map(|of| of.rows).sum();
                let said = words::project_saved_with_links(&path, rows, files);
                (NoticeKind::Lasting, said)
            }
        };
        self.notices.retain(|notice| !notice.of_project);
        self.projects.current = Some(Current::new(file, named, &self.session, self.revision));
        if moved {
            self.replace_place();
        }
        self.agree_to(&self.session.files);
        self.tell_of_project(kind, said);
        self.keep_now();
    }

    /// The person has agreed to open what the project names.
    pub(super) fn open_named_by_project(&mut self) {
        let Some(current) = &mut self.projects.current else {
            return;
        };
        let named = std::mem::take(&mut current.named);
        current.status.named.clear();
        let path = Arc::clone(&current.file.path);
        self.look_at_named(named, move |app, Agreed { files, refused }| {
            let current = app.projects.current.as_mut();
            let Some(current) = current.filter(|current| current.file.path == path) else {
                return;
            };
            current.file.saved.files.extend(files.iter().cloned());
            let found = linked_files::find(&current.file.outside, &files, &|_| true);
            let rows_of = |file: &OpenFile| {
                let mut outside = current.file.outside.iter();
                outside.find(|of| of.file == file.key).map(|of| of.rows)
            };
            let told = refused.iter().map(|(file, why)| {
                let rows = rows_of(&file.to_be_written());
                let shown = file.shown();
                rows.map_or_else(
                    || visit::not_opened(&shown, why),
                    |rows| visit::not_opened_rows(&shown, why, rows),
                )
            });
            let told: Vec<String> = told.collect();
            // They wait on, for when they can be opened.
            current.named = refused.into_iter().map(|(file, _)| file).collect();
            current.status.named = current.named.iter().map(Untrusted::shown).collect();
            told.into_iter().for_each(|why| app.notify_error(why));
            app.agree_to(&files);
            if !files.is_empty() {
                app.open_agreed(files);
            }
            for remark in found.remarks {
                app.remark_on_project(remark);
            }
        });
    }

    /// Keeps that the person has opened these files in the project that is open.
    fn agree_to(&self, files: &[OpenFile]) {
        if let Some(store) = &self.store {
            let paths = files.iter();
            let paths = paths.filter(|file| file.path().is_some() || file.source.is_team_archive());
            let paths = paths.map(|file| file.source.shown().to_string());
            store.agree(&self.projects.place(), paths.collect());
        }
    }

    pub(super) fn browse_project(&mut self, path: &Path) {
        let name = (name_of(path), Some((words::geopackage(), "gpkg")));
        self.ask_where_to_save(words::save_project_title(), name, |app, path| {
            app.memory.show(&view::project::DIALOG, false);
            // The desktop has asked about a file that is there.
            app.projects.wanted = Some((path, true));
        });
    }

    /// Back to what was looked at without the project. Its changes are kept until it is opened again.
    pub(super) fn close_project(&mut self) {
        self.leave_visit();
        self.keep_now();
        self.leave_place();
        let Some(closed) = self.projects.current.take() else {
            return;
        };
        if closed.status.unsaved {
            let name = closed.status.name;
            self.notify_of_project(words::kept_unsaved(&name));
        }
        if let Some(store) = &self.store {
            store.remove(store.recovery().last());
        }
        self.workspace.stand_on(self.ground.clone());
        self.session = self.projects.untitled.take().unwrap_or_default();
        self.history = History::default();
        self.mark_changed();
        self.watch_again();
    }

    /// Back to the project as it is in its file. A step that can be undone.
    pub(super) fn revert_project(&mut self) {
        if let Some(current) = &self.projects.current {
            let saved = current.file.saved.clone();
            self.history.replace(&mut self.session, saved);
            self.mark_changed();
        }
    }

    /// The files the data comes from, beside what the program started with.
    pub(super) fn data_files(&self) -> Vec<PathBuf> {
        let files = self.workspace.outside_files(&self.session);
        self.project_path()
            .into_iter()
            .chain(files.filter_map(|file| Some(file.path()?.to_path_buf())))
            .collect()
    }

    /// As [`App::data_files`], with the archives of teams among them.
    pub(super) fn data_sources(&self) -> Vec<SourceUri> {
        let files = self.workspace.outside_files(&self.session);
        let files = files.map(|file| &file.source);
        let files = files.filter(|source| source.path().is_some() || source.is_team_archive());
        let project = self.project_path().map(|path| SourceUri::file(&path));
        project.into_iter().chain(files.cloned()).collect()
    }

    /// The file of the project that is open.
    pub(super) fn project_path(&self) -> Option<PathBuf> {
        let project = self.projects.current.as_ref();
        project.map(|current| current.file.path.to_path_buf())
    }

    /// The digests of the data the window stands on.
    pub(super) fn base_inputs(&self) -> Vec<Input> {
        let mut inputs = match &self.projects.current {
            Some(_) => Vec::new(),
            None => inputs_of(&self.source),
        };
        let uris = self
            .session
            .files
            .iter()
            .map(|file| file.source.to_string());
        inputs.extend(inputs_of_built_in(uris));
        inputs
    }

    /// Keeps what is looked at, without waiting for a pause.
    pub(super) fn keep_now(&mut self) {
        self.keep_work();
        if let Some(store) = self.store.as_mut().filter(|_| self.visit.is_none()) {
            self.projects.keep(store, &self.session);
            (self.kept_revision, self.changed) = (self.revision, None);
        }
    }
}

/// The title of the window: the project, a mark where it is not saved, and the program.
fn title_of(project: Option<&ProjectStatus>) -> String {
    project.map_or(APP_NAME.to_owned(), |project| {
        words::window_title(&project.name, project.unsaved, project.read_only)
    })
}
