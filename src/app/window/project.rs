//! What the window does about projects: opened, saved, closed, and what has not been saved yet.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use egui::{Context, ViewportCommand};

use super::{App, files::at_home};
use crate::{
    app::{
        export::inputs_of,
        job::Job,
        project::{self, Opened, ProjectFile, Saved, Saving},
        project_store,
        session_store::SessionStore,
    },
    io::{Input, Progress},
    session::{History, Session},
    view::{Dialog, ProjectStatus, Wish, notices::Notice},
    words::{APP_NAME, files as words},
};

/// The project that is open, and work on projects under way.
#[derive(Default)]
pub(super) struct Projects {
    current: Option<Current>,
    opening: Option<Job<Result<Opened, String>>>,
    saving: Option<Job<Result<Saved, String>>>,
    /// Where to save to, once all files are read.
    wanted: Option<(PathBuf, bool)>,
    /// Where to save to, which the desktop is being asked.
    browsing: Option<Job<Option<PathBuf>>>,
    /// A file that is there already, which the person was told.
    asked: Option<PathBuf>,
    /// What was looked at before a project was opened.
    loose: Option<Session>,
    /// The title of the window.
    title: String,
}

struct Current {
    file: ProjectFile,
    status: ProjectStatus,
    /// What the status was last found for.
    seen: Session,
}

impl Current {
    fn new(file: ProjectFile, session: &Session) -> Self {
        let name = file.path.file_name().unwrap_or_default();
        let status = ProjectStatus {
            name: name.to_string_lossy().into_owned(),
            path: Arc::clone(&file.path),
            unsaved: !session.same_work(&file.saved),
            read_only: file.lock.is_none(),
        };
        Self {
            file,
            status,
            seen: session.clone(),
        }
    }

    fn follow(&mut self, session: &Session) {
        if self.seen != *session {
            self.status.unsaved = !session.same_work(&self.file.saved);
            self.seen = session.clone();
        }
    }
}

impl Projects {
    pub fn status(&self) -> Option<&ProjectStatus> {
        self.current.as_ref().map(|current| &current.status)
    }

    pub fn is_settled(&self) -> bool {
        self.opening.is_none() && self.saving.is_none() && self.wanted.is_none()
    }

    /// Whether a project is about to take the place of what is there.
    pub fn is_opening(&self) -> bool {
        self.opening.is_some()
    }

    pub fn give_up_opening(&mut self) {
        self.opening = None;
    }

    /// Keeps what is looked at: as changes to the project, or as the session where there is none.
    pub fn keep(&self, store: &mut SessionStore, session: &Session) {
        let Some(Current { file, .. }) = &self.current else {
            return store.save(session);
        };
        let place = store.kept().place_of(&file.path, file.lock.is_some());
        store.write(
            place,
            project_store::write(&file.path, &file.sha256, session),
        );
    }

    /// Waits for a save under way, so that it is not cut off.
    pub fn finish(&mut self) {
        if let Some(saving) = self.saving.take() {
            // Where it failed, the older file is there and the changes are kept.
            let _ = saving.wait();
        }
    }
}

impl App {
    fn say_of_project(&mut self, text: String) {
        self.notify(Notice {
            text,
            is_error: false,
            of_project: true,
        });
    }

    /// Opens a project in place of what is there.
    pub(super) fn open_project(&mut self, ctx: &Context, path: &Path) {
        let current = self.projects.current.as_ref();
        if current.is_some_and(|current| {
            current.file.path.canonicalize().ok() == path.canonicalize().ok()
        }) {
            return self.say_of_project(words::already_open(&path.display().to_string()));
        }
        self.keep_now();
        let (path, wake) = (path.to_owned(), ctx.clone());
        let kept = self.store.as_ref().map(SessionStore::kept);
        let work = move |progress: &Progress| project::open(&path, kept.as_ref(), progress);
        self.projects.opening = Some(Job::start(move || wake.request_repaint(), work));
    }

    /// Opens the project that was open last, where there was one.
    pub(super) fn reopen_project(&mut self, ctx: &Context) {
        let last = self
            .store
            .as_ref()
            .and_then(|store| store.kept().find_last());
        if let Some(path) = last {
            self.open_project(ctx, &path);
        }
    }

    /// Takes over a project that is read by now.
    pub(super) fn follow_opening(&mut self) {
        if let Some(done) = self.projects.opening.as_ref().and_then(Job::poll) {
            self.projects.opening = None;
            match done {
                Ok(Ok(opened)) => self.enter(opened),
                Ok(Err(why)) => self.tell(why),
                Err(broken) => self.tell(broken.to_string()),
            }
        }
    }

    /// Saves what is to be saved, and takes over what came of it.
    pub(super) fn follow_saving(&mut self, ctx: &Context) {
        if let Some(Ok(chosen)) = self.projects.browsing.as_ref().and_then(Job::poll) {
            self.projects.browsing = None;
            if let Some(path) = chosen {
                // The desktop has asked about a file that is there.
                self.projects.wanted = Some((path, true));
            }
        }
        if self.workspace.is_settled()
            && let Some((path, replace)) = self.projects.wanted.take()
        {
            self.start_saving(ctx, path, replace);
        }
        if let Some(done) = self.projects.saving.as_ref().and_then(Job::poll) {
            self.projects.saving = None;
            match done {
                Ok(Ok(saved)) => self.saved(saved),
                Ok(Err(why)) => self.tell(why),
                Err(broken) => self.tell(broken.to_string()),
            }
        }
        if let Some(current) = &mut self.projects.current {
            current.follow(&self.session);
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
            remarks,
        } = opened;
        // What was changed while the project was being read is kept as well.
        self.keep_now();
        match self.projects.status() {
            None => self.projects.loose = Some(self.session.clone()),
            Some(left) if left.unsaved => {
                let words = words::kept_unsaved(&left.name);
                self.say_of_project(words);
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
        if let Some(store) = &self.store {
            store.write(store.kept().last(), project_store::write_last(&file.path));
        }
        self.projects.asked = None;
        self.projects.current = Some(Current::new(file, &self.session));
        for remark in remarks {
            self.say_of_project(remark);
        }
    }

    /// Ctrl+S: saves the project, or asks under which name.
    pub(super) fn save_project(&mut self, ctx: &Context) {
        match &self.projects.current {
            Some(Current { file, .. }) if file.lock.is_some() => {
                self.projects.wanted = Some((file.path.to_path_buf(), true));
                ctx.request_repaint();
            }
            current => {
                if current.is_some() {
                    self.say_of_project(words::read_only().to_owned());
                }
                self.grant(ctx, Wish::Open(Dialog::SaveProject, true));
            }
        }
    }

    pub(super) fn save_project_as(&mut self, path: &Path) {
        let path = at_home(path);
        let replace = self
            .projects
            .asked
            .take()
            .is_some_and(|asked| asked == path);
        self.projects.wanted = Some((path, replace));
    }

    fn start_saving(&mut self, ctx: &Context, path: PathBuf, replace: bool) {
        let current = self.projects.current.as_ref().map(|current| &current.file);
        let same = |file: &ProjectFile| path.canonicalize().is_ok_and(|path| *path == *file.path);
        let holds = current.is_some_and(|file| file.lock.is_some() && same(file));
        let inputs = match current {
            Some(file) => file.inputs.clone(),
            None => inputs_of(&self.source),
        };
        let files = self.workspace.outside_files(&self.session);
        let saving = Saving {
            files: files.cloned().collect(),
            path,
            atlas: Arc::clone(&self.atlas),
            session: self.session.clone(),
            notes: self.notes.clone(),
            inputs,
            outside: current.map_or_else(Vec::new, |file| file.outside.clone()),
            replace: replace || holds,
            holds,
        };
        let wake = ctx.clone();
        let work = move |progress: &Progress| project::save(saving, progress);
        self.projects.saving = Some(Job::start(move || wake.request_repaint(), work));
    }

    fn saved(&mut self, saved: Saved) {
        let mut file = match saved {
            Saved::Written(file) => *file,
            Saved::Taken(path) => {
                let said = words::exists(&path.display().to_string());
                self.projects.asked = Some(path);
                return self.say_of_project(said);
            }
        };
        self.memory
            .dialogs
            .retain(|known| *known != Dialog::SaveProject);
        let before = self.projects.current.take();
        match (&before, &self.store) {
            // Nothing is left of it that is not saved under the other name.
            (Some(before), Some(store)) if before.file.path != file.path => {
                let held = before.file.lock.is_some();
                store.remove(store.kept().place_of(&before.file.path, held));
            }
            (None, _) => self.projects.loose = Some(self.session.clone()),
            _ => {}
        }
        if file.lock.is_none() {
            file.lock = before.and_then(|before| before.file.lock);
        }
        if let Some(store) = &self.store {
            store.write(store.kept().last(), project_store::write_last(&file.path));
        }
        let path = file.path.display().to_string();
        let linked = file.outside.iter().filter(|of| !of.held);
        let said = match linked.clone().count() {
            0 => words::project_saved(&path),
            files => words::project_saved_with_links(&path, linked.map(|of| of.rows).sum(), files),
        };
        self.notices
            .retain(|notice| notice.is_error || !notice.of_project);
        self.projects.current = Some(Current::new(file, &self.session));
        self.say_of_project(said);
        self.keep_now();
    }

    pub(super) fn browse_project(&mut self, ctx: &Context, path: &Path) {
        self.memory
            .dialogs
            .retain(|known| *known != Dialog::SaveProject);
        let wake = ctx.clone();
        let name = path.file_name().unwrap_or_default();
        let name = name.to_string_lossy().into_owned();
        self.projects.browsing = Some(Job::start(
            move || wake.request_repaint(),
            move |_| {
                let dialog = rfd::AsyncFileDialog::new().set_title(words::save_project_title());
                let dialog = dialog.add_filter(words::geopackage(), &["gpkg"]);
                let chosen = pollster::block_on(dialog.set_file_name(name).save_file());
                chosen.map(|file| file.path().to_owned())
            },
        ));
    }

    /// Back to what was looked at without the project. Its changes are kept until it is opened again.
    pub(super) fn close_project(&mut self) {
        self.keep_now();
        let Some(closed) = self.projects.current.take() else {
            return;
        };
        if closed.status.unsaved {
            let name = closed.status.name;
            self.say_of_project(words::kept_unsaved(&name));
        }
        if let Some(store) = &self.store {
            store.remove(store.kept().last());
        }
        self.workspace.stand_on(self.ground.clone());
        self.session = self.projects.loose.take().unwrap_or_default();
        self.history = History::default();
    }

    /// Back to the project as it is in its file. A step that can be undone.
    pub(super) fn revert_project(&mut self) {
        if let Some(current) = &self.projects.current {
            let saved = current.file.saved.clone();
            self.history.replace(&mut self.session, saved);
        }
    }

    /// The files the data comes from, beside what the program started with.
    pub(super) fn data_files(&self) -> Vec<PathBuf> {
        let project = self.projects.current.iter();
        let project = project.map(|current| current.file.path.to_path_buf());
        let files = self.workspace.outside_files(&self.session);
        project
            .chain(files.map(|file| file.path.to_path_buf()))
            .collect()
    }

    /// The digests of the data the window stands on.
    pub(super) fn base_inputs(&self) -> Vec<Input> {
        match &self.projects.current {
            Some(_) => Vec::new(),
            None => inputs_of(&self.source),
        }
    }

    /// Keeps what is looked at, without waiting for a pause.
    pub(super) fn keep_now(&mut self) {
        if let Some(store) = &mut self.store {
            self.projects.keep(store, &self.session);
            self.changed = None;
        }
    }
}

/// The title of the window: the project, a mark where it is not saved, and the program.
fn title_of(project: Option<&ProjectStatus>) -> String {
    project.map_or(APP_NAME.to_owned(), |project| {
        words::window_title(&project.name, project.unsaved, project.read_only)
    })
}
