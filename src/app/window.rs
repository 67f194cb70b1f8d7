//! The window: commands in, frames out.

mod annotating;
mod basemaps;
mod citing;
mod comparison;
mod desktop;
mod evidence;
mod extract;
mod files;
mod keeping;
mod long_work;
mod notices;
mod opened;
mod opening;
mod pictures;
mod project;
mod records;
mod sending;
mod statement;
mod update;
mod views;
mod visit;
mod work;

pub use desktop::{Answered, AskedFor, Desktop};
pub use opening::{Opening, run};

use opening::Smoke;
use project::Projects;
use work::KeptWork;

use std::{
    path::PathBuf,
    sync::Arc,
    time::{Duration, Instant},
};

use egui::{Context, ThemePreference, ViewportCommand};

use super::{
    basemaps::Basemaps,
    clusters::Clustering,
    comparing::Comparing,
    derived::Derived,
    details::DetailsRead,
    files::Loaded,
    imports::Imports,
    listing::Listing,
    other_view::OtherMade,
    pictures::{Pictures, Sight},
    playing::Playing,
    record_search::RecordSearch,
    row_colours::FollowColours,
    seeing::{Seeing, Seen},
    session_store::{self, SessionStore},
    tasks::{Task, Tasks},
    workspace::{BaseProject, Built, Workspace},
};
use crate::{
    io::{Source, clock, properties, statement::StatementReader},
    model::{Budget, Note},
    render::{
        own_map::OwnMap,
        point_layer::{self, Pane},
    },
    scene::{Palette, Theme},
    session::{Command, History, Limits, Session, ThemeChoice},
    view::{
        self, Action, Actions, AskedShown, FileStatus, Memory, Shown, about::NotesMemory,
        archive::ArchiveMemory, compare::tying::TyingMemory, notices::Notice, path_field::Folders,
        search::SearchMemory, statement::StatementMemory,
    },
};

/// The state of the window.
pub struct App {
    /// What is open, through the conditions of the views.
    seeing: Seeing,
    /// What the view that is worked with sees of it.
    seen: Seen,
    /// Whether that is all it asks for.
    sees_all: bool,
    notes: Vec<Note>,
    limits: Limits,
    session: Session,
    history: History,
    derived: Derived,
    colours: FollowColours,
    clustering: Clustering,
    /// The view beside this one.
    other: Option<OtherMade>,
    comparing: Comparing,
    details: DetailsRead,
    listing: Listing,
    record_search: RecordSearch,
    memory: Memory,
    workspace: Workspace,
    /// How it stands with the files of the session.
    statuses: Vec<FileStatus>,
    /// The revision they were made for; `None` where something was still being read.
    statuses_of: Option<u64>,
    /// Files that the person opened, of which it is to be told what came in.
    to_tell: Vec<crate::model::FileKey>,
    /// Work beside the window.
    tasks: Tasks<Self>,
    imports: Imports,
    update: Option<update::Update>,
    /// Kept for the next statement.
    statement_reader: Option<Arc<StatementReader>>,
    exports: files::Exports,
    extracts: extract::Extracts,
    pictures: Pictures,
    basemaps: Basemaps,
    projects: Projects,
    /// What files are opened beside where no project is open.
    ground: BaseProject,
    /// Where the data is that the window started with.
    source: Source,
    actions: Actions,
    /// Whether any of them asks for more than what is there.
    asks_more: bool,
    notices: Vec<Notice>,
    /// Where paths begin that a person types.
    folders: Folders,
    playing: Option<Playing>,
    store: Option<SessionStore>,
    /// The person's own work as it is kept.
    kept: KeptWork,
    sendings: sending::Sendings,
    /// Counts the changes of the session.
    revision: u64,
    /// The revision last looked at by `keep`.
    kept_revision: u64,
    /// When the session last changed, in seconds of the window, if it has not been kept since.
    changed: Option<f64>,
    /// When the first change since then was.
    waiting_since: Option<f64>,
    /// A link that is being looked at.
    visit: Option<visit::Visit>,
    /// Asks for files.
    desktop: Arc<dyn Desktop>,
    /// Whether the desktop asks its programs to leave out motion.
    wants_less_motion: bool,
    smoke: Option<Smoke>,
    /// How long each panel took in the last frame.
    panel_times: Vec<(&'static str, Duration)>,
}

fn theme_of(ctx: &Context) -> Theme {
    match ctx.theme() {
        egui::Theme::Light => Theme::Light,
        egui::Theme::Dark => Theme::Dark,
    }
}

impl App {
    /// A window on what was loaded. The session is kept at `store`, if anywhere.
    pub fn new(
        creation: &eframe::CreationContext<'_>,
        loaded: Loaded,
        store: Option<PathBuf>,
    ) -> Self {
        let render_state = creation.wgpu_render_state.as_ref();
        if render_state.is_some() {
            walkers::install_renderer(render_state);
        }
        let mut troubles = loaded.troubles;
        if let Err(refusal @ point_layer::Refusal::Card(_)) =
            point_layer::install(&creation.egui_ctx, render_state)
        {
            troubles.push(refusal.to_string());
        }
        let fonts = view::theme::install(&creation.egui_ctx);
        troubles.extend(fonts.iter().map(ToString::to_string));
        let beside_it = store
            .as_ref()
            .map(|path| path.with_file_name(super::basemaps::FILE_NAME));
        let (basemaps, trouble) = Basemaps::restore(beside_it);
        troubles.extend(trouble);
        let mut kept = KeptWork::default();
        let mut remarks = Vec::new();
        let mut session = Session::default();
        let store = store.map(|path| {
            let mut restored = session_store::restore(&path);
            troubles.append(&mut restored.troubles);
            remarks.append(&mut restored.remarks);
            session = restored.session.clone();
            kept = KeptWork::of(super::work::records_of(&session));
            let wake = creation.egui_ctx.clone();
            SessionStore::new(path, restored, move || wake.request_repaint())
        });
        let Built {
            atlas,
            notes,
            point_layers,
            ..
        } = loaded
            .built
            .clone()
            .with_point_layers(&Budget::default())
            .unwrap_or_default();
        let mut seeing = Seeing::default();
        let limits = Limits::of(&atlas);
        seeing.stand_on(atlas, point_layers);
        let mut app = Self {
            limits,
            seeing,
            seen: Seen::default(),
            sees_all: false,
            notes,
            workspace: Workspace::new(
                Arc::clone(&loaded.base),
                loaded.built,
                creation.egui_ctx.clone(),
            ),
            statuses: Vec::new(),
            statuses_of: None,
            to_tell: Vec::new(),
            tasks: Tasks::new(creation.egui_ctx.clone()),
            imports: Imports::default(),
            update: None,
            statement_reader: None,
            exports: files::Exports::default(),
            extracts: extract::Extracts::default(),
            pictures: Pictures::default(),
            basemaps,
            projects: Projects::default(),
            ground: BaseProject::of(loaded.base),
            source: loaded.source,
            session,
            history: History::default(),
            derived: Derived::default(),
            colours: FollowColours::default(),
            clustering: Clustering::new(Vec::new()),
            other: None,
            comparing: Comparing::default(),
            details: DetailsRead::default(),
            listing: Listing::default(),
            record_search: RecordSearch::default(),
            memory: Memory::new(loaded.basemap),
            actions: Actions::new(),
            asks_more: false,
            notices: Vec::new(),
            folders: Folders {
                current: std::env::current_dir().unwrap_or_default(),
                home: std::env::home_dir(),
            },
            playing: None,
            store,
            kept,
            sendings: sending::Sendings::default(),
            revision: 0,
            kept_revision: 0,
            changed: None,
            waiting_since: None,
            visit: None,
            desktop: Arc::new(desktop::SystemDialogs),
            wants_less_motion: false,
            smoke: None,
            panel_times: Vec::new(),
        };
        for trouble in troubles {
            app.notify_error(trouble);
        }
        for remark in remarks {
            app.notify(remark);
        }
        app.keep_work();
        app.restore_basemap(&creation.egui_ctx);
        app.open_files(&loaded.files);
        if loaded.files.is_empty() && app.source == Source::Embedded {
            app.reopen_project();
        }
        if app.session.files.is_empty() {
            app.hold_session();
        }
        // What is to be parted first is seen whole until then.
        app.seen = app.seeing.all();
        app.update_derived();
        app
    }

    /// Brings back what a session of other data points at outside of this.
    fn hold_session(&mut self) {
        let time = |session: &Session| (session.window, session.visible_time);
        let before = time(&self.session);
        let held = Command::SetWindow(self.session.window);
        self.session.apply(&held, &self.limits);
        if time(&self.session) != before {
            self.mark_changed();
        }
    }

    /// Notes that the session is another one than before.
    fn mark_changed(&mut self) {
        self.revision += 1;
    }

    /// What is being looked at.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Whether everything the session asks for is read, or failed, and nothing is being written or
    /// drawn.
    pub fn is_settled(&self) -> bool {
        self.workspace.is_settled()
            && self.tasks.is_settled()
            && self.projects.is_settled()
            && !self.asks_more
            && self.pictures.is_settled()
            && self.memory.own_map.as_ref().is_none_or(OwnMap::is_settled)
            && self.clustering.is_settled()
            && self.other.as_ref().is_none_or(OtherMade::is_settled)
            && self.comparing.is_settled()
            && self.seeing.is_settled()
            && self.colours.is_settled()
            && self.details.is_settled()
            && self.listing.is_settled()
            && self.record_search.is_settled()
            && self.store.as_ref().is_none_or(SessionStore::is_settled)
    }

    /// Asks for something, as a panel does.
    pub fn act(&mut self, action: Action) {
        self.actions.push(action);
    }

    /// What is wrong with the data.
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// What follows from it.
    pub fn derived(&self) -> &Derived {
        &self.derived
    }

    /// How long each panel that was drawn in the last frame took to lay out, with what it is called.
    pub fn panel_times(&self) -> &[(&'static str, Duration)] {
        &self.panel_times
    }

    fn handle(&mut self, ctx: &Context, action: Action) {
        match action {
            Action::Do(command) => self.apply(&command),
            Action::Settle => self.history.settle(),
            Action::AsOne(actions) => {
                self.history.settle();
                let before = self.history.steps_made();
                for action in actions {
                    self.handle(ctx, action);
                }
                self.history.join(before);
            }
            Action::Undo => {
                if self.history.undo(&mut self.session) {
                    self.mark_changed();
                }
            }
            Action::Redo => {
                if self.history.redo(&mut self.session) {
                    self.mark_changed();
                }
            }
            Action::Play(play) => {
                self.history.settle();
                self.playing = play.then(Playing::default);
            }
            Action::Visit(action) => self.handle_visit(action),
            Action::Tell(trouble) => self.notify_error(trouble),
            Action::Open(dialog, open) => {
                self.memory.show(dialog, open);
                if *dialog == view::work_history::DIALOG {
                    self.watch_history(open);
                }
            }
            Action::RestoreWork(generation) => self.restore_work(generation),
            Action::DismissNotice(index) => {
                if index < self.notices.len() {
                    self.notices.remove(index);
                }
            }
            Action::OpenFiles(paths) => self.open_files(&paths),
            Action::OpenArchive { address, password } => self.open_archive(&address, password),
            Action::OfferArchive(address) => {
                self.memory.of::<ArchiveMemory>().begin(address);
                self.handle(ctx, Action::Open(&view::archive::DIALOG, true));
            }
            Action::Reconsider(choices) => {
                if let Some(path) = self.imports.reconsider(&choices) {
                    self.ask_about(path, choices);
                }
            }
            Action::AcceptImport { remember } => self.accept_import(remember),
            Action::DropImport => drop(self.imports.take()),
            Action::ReadAgain(key) => {
                let files = &self.session.files;
                let file = files.iter().find(|file| file.key == key);
                if let Some((file, path)) = file.and_then(|file| Some((file, file.path()?))) {
                    let choices = file.reading.clone().unwrap_or_default();
                    self.ask_about(Arc::clone(path), choices);
                }
            }
            Action::ReadStatement(asked) => self.read_statement(*asked),
            Action::OfferStatement(text) => {
                self.memory.of::<StatementMemory>().begin(text);
                self.handle(ctx, Action::Open(&view::statement::DIALOG, true));
            }
            Action::AddReport(report) => self.add_report(&report),
            Action::Send {
                report,
                to,
                corrects,
            } => self.send(&report, &to, corrects),
            Action::Update(action) => self.handle_update(ctx, action),
            Action::Browse => self.browse(),
            Action::CopyRows(records, columns) => self.copy_rows(ctx, records, columns),
            Action::OfferExport(records) => self.offer_export(ctx, records),
            Action::Export(path) => self.export(self.folders.whole(&path), false),
            Action::ExportEvents(path, events) => {
                self.export_events(&self.folders.whole(&path), &events, false);
            }
            Action::BrowseEvents(path, events) => self.browse_events(&path, events),
            Action::StopWork(work) => self.stop_work(work),
            Action::BrowseExport(path) => self.browse_export(&path),
            Action::ShowNotes(of) => {
                self.memory.of::<NotesMemory>().of = of;
                self.handle(ctx, Action::Open(&view::about::NOTES, true));
            }
            Action::SaveProject => self.save_project(ctx),
            Action::SaveProjectAs(path) => self.save_project_as(&path),
            Action::BrowseProject(path) => self.browse_project(&path),
            Action::RevertProject => self.revert_project(),
            Action::CloseProject => self.close_project(),
            Action::Basemap(action) => self.handle_basemap(ctx, action),
            Action::Picture(action) => self.picture(ctx, action),
            Action::BeginTie(end) => self.memory.of::<TyingMemory>().from = end,
            Action::OfferAnnotation(wanted) => self.offer_annotation(ctx, wanted),
            Action::Annotate(on, grade, comment) => self.annotate(ctx, on, grade, comment),
            Action::Cite(what) => self.cite(ctx, what),
            Action::Evidence(action) => self.handle_evidence(ctx, action),
            Action::CopyLink => self.copy_link(ctx),
            Action::ZoomToFile(key) => self.zoom_to_file(&key),
            Action::ShowArea(area) => {
                let camera = view::extent::camera_on(&mut self.memory, area);
                self.apply(&Command::FlyTo(camera));
            }
            Action::ShowFile(key) => self.show_file(&key),
            Action::FocusSearch => self.memory.of::<SearchMemory>().focus(),
            Action::Ask => self.memory.of::<SearchMemory>().ask(),
            Action::Quit => ctx.send_viewport_cmd(ViewportCommand::Close),
        }
    }

    fn apply(&mut self, command: &Command) {
        let (session, limits) = (&mut self.session, &self.limits);
        if self.history.apply(session, command, limits) {
            self.mark_changed();
        }
    }

    /// Hands what has ended to its handler.
    fn poll_tasks(&mut self) {
        for done in self.tasks.take_done() {
            match done {
                Ok(handle) => handle(self),
                Err(broken) => self.notify_error(broken.to_string()),
            }
        }
    }

    /// Follows the files that are being read, or were changed by the session.
    fn poll_statuses(&mut self) {
        if self.workspace.has_heard() {
            self.statuses_of = None;
        }
        let wanted = self.workspace.is_settled().then_some(self.revision);
        if wanted.is_none() || self.statuses_of != wanted {
            self.statuses = self.workspace.statuses();
            self.statuses_of = wanted;
            if wanted.is_some() {
                self.count_opened();
            }
        }
    }

    fn play(&mut self, ctx: &Context) {
        let Some(mut playing) = self.playing.take() else {
            return;
        };
        let now = ctx.input(|input| input.time);
        let bulk = self.derived.histogram.bulk();
        let commands = playing.look(now, &self.session, bulk.unwrap_or(self.limits.span));
        for command in commands.commands {
            self.apply(&command);
        }
        if commands.at_end {
            self.history.settle();
        } else {
            ctx.request_repaint_after_secs(playing.wait(&self.session) as f32);
            self.playing = Some(playing);
        }
    }

    fn apply_theme(&self, ctx: &Context) {
        let preference = match self.session.theme {
            ThemeChoice::System => ThemePreference::System,
            ThemeChoice::Always(Theme::Light) => ThemePreference::Light,
            ThemeChoice::Always(Theme::Dark) => ThemePreference::Dark,
        };
        if ctx.options(|options| options.theme_preference) != preference {
            ctx.set_theme(preference);
        }
        let still = self.session.still.unwrap_or(self.wants_less_motion);
        view::theme::keep_still(ctx, still);
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        for action in std::mem::take(&mut self.actions) {
            self.handle(ctx, action);
        }
        self.play(ctx);
        self.poll_tasks();
        self.poll_files(ctx);
        self.poll_sending();
        self.poll_project(ctx);
        self.poll_pictures(ctx);
        self.poll_statuses();
        self.apply_theme(ctx);
        self.follow_conditions(ctx);
        let files = &self.session.files;
        if let Some(trouble) = self.colours.follow(&self.seen.atlas, files, ctx) {
            self.notify_error(trouble);
        }
        self.update_derived();
        self.tell_opened();
        self.poll_clusters(ctx);
        self.follow_other(ctx);
        let listed = &self.derived.focus.records;
        self.details.follow(listed, &self.seen.atlas, ctx);
        self.list_records(ctx);
        let typed = self.memory.of::<SearchMemory>().typed();
        self.record_search.follow(typed, &self.seen.atlas, ctx);
        self.keep(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        // The style of this frame was taken before the session could change the theme.
        ui.set_style(ui.global_style());
        let theme = theme_of(ui.ctx());
        let is_drawing = self.draws_picture();
        let writing = long_work::under_way(&self.tasks);
        let (events, are_events_old) = self.comparing.events_for_now(&self.seen.whole);
        let shown = Shown {
            atlas: &self.seen.atlas,
            asked: AskedShown {
                is_waiting: !self.sees_all,
                trouble: self.seen.trouble(),
            },
            folders: &self.folders,
            notes: &self.notes,
            files: &self.statuses,
            columns: &self.derived.columns,
            import: self.imports.waiting(),
            session: &self.session,
            limits: &self.limits,
            today: clock::today(),
            answer: &self.derived.answer,
            histogram: &self.derived.histogram,
            found: self.record_search.found(),
            is_searching: !self.record_search.is_settled(),
            details: self.details.shown(),
            read_properties: properties::read,
            records: self.listing.shown(&self.seen.atlas),
            glimpses: self.workspace.glimpses(),
            point_layers: &self.clustering.point_layers,
            clusters: self.clustering.clusters(),
            events,
            are_events_old,
            focus: &self.derived.focus,
            scene: &self.derived.scene,
            pane: Pane::First,
            other: self.other.as_ref().map(OtherMade::shown),
            palette: &Palette::of(theme),
            basemaps: basemaps::shown(&self.basemaps, self.extracts.shown(&self.tasks)),
            picture: self.pictures.shown(Sight::Preview, is_drawing),
            small: (self.pictures)
                .shown(Sight::SmallMaps, self.tasks.is_running(Task::DrawSmallMaps)),
            project: self.projects.status(),
            notices: &self.notices,
            visit: self.visit.as_ref().map(|visit| &visit.status),
            update: self.update.as_ref().map(|update| &update.status),
            work_history: self.kept.history.as_ref(),
            writing: &writing,
            not_added: &self.sendings.differ,
            tying: None,
            playing: self.playing.is_some(),
            can_undo: self.history.can_undo(),
            can_redo: self.history.can_redo(),
        };
        let times = &mut self.panel_times;
        times.clear();
        let around = |name, draw: &mut dyn FnMut()| {
            let begun = Instant::now();
            draw();
            times.push((name, begun.elapsed()));
        };
        view::window_ui(ui, shown, &mut self.memory, &mut self.actions, around);
        // What was typed in this frame is looked for at once, in the atlas that was shown.
        let typed = self.memory.of::<SearchMemory>().typed();
        self.record_search.follow(typed, &self.seen.atlas, ui.ctx());
        let asks = |action: &Action| self.asks_for_more(ui.ctx(), action);
        self.asks_more = self.actions.iter().any(asks);
        if self.asks_more || !self.pictures.is_settled() {
            ui.ctx().request_repaint();
        }
        if let Some(smoke) = &mut self.smoke {
            smoke.frame(ui.ctx());
        }
    }

    fn on_exit(&mut self) {
        // Where the save fails, the older file is there and the changes are kept.
        self.tasks.finish(Task::SaveProject);
        self.tasks.finish(Task::SavePicture);
        self.keep_now();
    }
}
