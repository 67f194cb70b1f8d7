//! The window: commands in, frames out.

mod files;
mod pictures;
mod project;

use files::{Exporting, at_home};
use project::Projects;

use std::{
    path::PathBuf,
    process::ExitCode,
    sync::Arc,
    time::{Duration, Instant},
};

use egui::{Context, ThemePreference, ViewportBuilder, ViewportCommand};

use super::{
    crowds::Crowds,
    derived::Derived,
    desk::Desk,
    files::{Loaded, load},
    imports::{Imports, Ready},
    job::Job,
    pictures::Pictures,
    playing::Playing,
    rows::Rows,
    session_store::{self, Restored, SessionStore},
    workspace::{Ground, Readers, Sealed, Workspace},
};
use crate::{
    io::{Source, reports},
    model::{Atlas, Note, Window, draft::ReportDraft},
    render::swarm,
    scene::{Palette, Theme},
    session::{Command, History, Limits, Session, ThemeChoice},
    view::{self, Dialog, Memory, Shown, Wish, Wishes, notices::Notice, text},
};

/// How the window is opened.
#[derive(Clone, Debug, Default)]
pub struct Opening {
    pub files: Vec<PathBuf>,
    /// What to look at, in place of the last session.
    pub session: Option<Session>,
    /// Draw so many frames, say how long the first took, and close.
    pub smoke_frames: Option<u32>,
}

/// Opens the window and runs until it is closed.
pub fn run(opening: Opening, started: Instant) -> anyhow::Result<ExitCode> {
    let icon = eframe::icon_data::from_png_bytes(include_bytes!("../../assets/icon.png"))?;
    let options = eframe::NativeOptions {
        viewport: ViewportBuilder::default()
            .with_title(text::APP_NAME)
            .with_app_id("contactline")
            .with_inner_size([1280.0, 800.0])
            .with_min_inner_size([760.0, 520.0])
            .with_icon(icon),
        renderer: eframe::Renderer::Wgpu,
        system_font_fallback: false,
        ..Default::default()
    };
    let run = eframe::run_native(
        text::APP_NAME,
        options,
        Box::new(move |creation| {
            let loaded = load(&opening.files);
            let mut app = App::new(creation, loaded, session_store::default_path());
            if let Some(session) = opening.session {
                app.look_at(session);
            }
            app.smoke = opening.smoke_frames.map(|left| Smoke {
                started,
                left,
                first: None,
                drawn: 0,
            });
            Ok(Box::new(app))
        }),
    );
    run.map(|()| ExitCode::SUCCESS).map_err(no_window)
}

/// Why there is no window, and what works without one. One line.
fn no_window(error: eframe::Error) -> anyhow::Error {
    let instead = "without a window, use 'contactline render -o map.svg' or 'contactline query \
                   --region kalbajar' (see 'contactline --help')";
    match error {
        eframe::Error::WinitEventLoop(_) | eframe::Error::Winit(_) => {
            anyhow::anyhow!("there is no display to open a window on; {instead}")
        }
        other => anyhow::anyhow!("the window cannot be opened ({other}); {instead}"),
    }
}

/// The state of the window.
pub struct App {
    atlas: Arc<Atlas>,
    notes: Vec<Note>,
    limits: Limits,
    session: Session,
    history: History,
    derived: Derived,
    crowds: Crowds,
    rows: Rows,
    /// What reads the rows of the atlas again.
    readers: Readers,
    memory: Memory,
    workspace: Workspace,
    imports: Imports,
    /// What was looked into and waits to be opened.
    ready: Ready,
    desk: Desk,
    /// Files the desktop is being asked for.
    browsing: Option<Job<Vec<PathBuf>>>,
    /// Where to export to, which the desktop is being asked.
    saving: Option<Job<Option<PathBuf>>>,
    /// An export under way, and what to tell of it.
    exporting: Option<Exporting>,
    pictures: Pictures,
    projects: Projects,
    /// What files are opened beside where no project is open.
    ground: Ground,
    /// Where the data is that the window started with.
    source: Source,
    wishes: Wishes,
    notices: Vec<Notice>,
    playing: Option<Playing>,
    store: Option<SessionStore>,
    /// When the session last changed, if it has not been saved since.
    changed: Option<Instant>,
    smoke: Option<Smoke>,
}

fn theme_of(ctx: &Context) -> Theme {
    match ctx.theme() {
        egui::Theme::Light => Theme::Light,
        egui::Theme::Dark => Theme::Dark,
    }
}

/// A short run that says how long the start took.
struct Smoke {
    started: Instant,
    /// Frames still to be drawn.
    left: u32,
    /// When the first frame had been drawn and the second began.
    first: Option<Duration>,
    drawn: u32,
}

/// A change is saved after so much time without another.
const SAVE_AFTER: Duration = Duration::from_millis(800);

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
        if let Err(refusal @ swarm::Refusal::Card(_)) =
            swarm::install(&creation.egui_ctx, render_state)
        {
            troubles.push(refusal.to_string());
        }
        let fonts = view::theme::install(&creation.egui_ctx);
        troubles.extend(fonts.iter().map(ToString::to_string));
        let session = match &store {
            Some(path) => {
                let Restored { session, trouble } = session_store::restore(path);
                troubles.extend(trouble);
                session
            }
            None => Session::default(),
        };
        let Sealed {
            atlas,
            notes,
            readers,
            ..
        } = loaded.sealed;
        let mut app = Self {
            limits: Limits::of(&atlas),
            atlas,
            notes,
            workspace: Workspace::new(Arc::clone(&loaded.base), creation.egui_ctx.clone()),
            imports: Imports::default(),
            ready: Ready::default(),
            desk: Desk::default(),
            browsing: None,
            saving: None,
            exporting: None,
            pictures: Pictures::default(),
            projects: Projects::default(),
            ground: Ground::of(loaded.base),
            source: loaded.source,
            session,
            history: History::default(),
            derived: Derived::default(),
            crowds: Crowds::new(Vec::new()),
            rows: Rows::default(),
            readers,
            memory: Memory::new(loaded.basemap),
            wishes: Wishes::new(),
            notices: Vec::new(),
            playing: None,
            store: store.map(SessionStore::new),
            changed: None,
            smoke: None,
        };
        for trouble in troubles {
            app.tell(trouble);
        }
        app.open_files(&creation.egui_ctx, &loaded.files);
        if loaded.files.is_empty() && app.source == Source::Embedded {
            app.reopen_project(&creation.egui_ctx);
        }
        if app.session.files.is_empty() {
            app.hold_session();
        }
        app.derived.update(&app.atlas, &app.session);
        app
    }

    /// Brings back what a session of other data points at outside of this.
    fn hold_session(&mut self) {
        let held = Command::SetWindow(self.session.window);
        self.session.apply(&held, &self.limits);
    }

    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Whether everything the session asks for is read, or failed, and no export is under way.
    pub fn is_settled(&self) -> bool {
        self.workspace.is_settled()
            && self.imports.is_settled()
            && self.exporting.is_none()
            && self.projects.is_settled()
            && self.desk.is_settled()
            && self.crowds.is_settled()
            && self.rows.is_settled()
    }

    /// Asks for something, as a panel does.
    pub fn wish(&mut self, wish: Wish) {
        self.wishes.push(wish);
    }

    /// What is wrong with the data.
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    pub fn derived(&self) -> &Derived {
        &self.derived
    }

    fn tell(&mut self, text: String) {
        self.say(text, true);
    }

    fn say(&mut self, text: String, is_error: bool) {
        if self.notices.iter().all(|known| known.text != text) {
            self.notices.push(Notice { text, is_error });
        }
    }

    fn grant(&mut self, ctx: &Context, wish: Wish) {
        match wish {
            Wish::Do(command) => self.apply(&command),
            Wish::Settle => self.history.settle(),
            Wish::Undo => {
                self.history.undo(&mut self.session);
            }
            Wish::Redo => {
                self.history.redo(&mut self.session);
            }
            Wish::Play(play) => {
                self.history.settle();
                self.playing = play.then(Playing::default);
            }
            Wish::Tell(trouble) => self.tell(trouble),
            Wish::Open(dialog, open) => {
                self.memory.dialogs.retain(|known| *known != dialog);
                if open {
                    self.memory.dialogs.push(dialog);
                }
            }
            Wish::DismissNotice(index) => {
                if index < self.notices.len() {
                    self.notices.remove(index);
                }
            }
            Wish::OpenFiles(paths) => self.open_files(ctx, &paths),
            Wish::Reconsider(choices) => {
                let wake = ctx.clone();
                self.imports
                    .reconsider(choices, move || wake.request_repaint());
            }
            Wish::AcceptImport { remember } => self.accept_import(remember),
            Wish::DropImport => drop(self.imports.take()),
            Wish::ReadAgain(key) => {
                let files = &self.session.files;
                if let Some(file) = files.iter().find(|file| file.key == key) {
                    let wake = ctx.clone();
                    let choices = file.reading.clone().unwrap_or_default();
                    let path = Arc::clone(&file.path);
                    self.imports
                        .ask(path, choices, move || wake.request_repaint());
                }
            }
            Wish::ReadStatement(asked) => self.desk.read(*asked, &self.atlas, ctx.clone()),
            Wish::OfferStatement(text) => {
                self.memory.statement.begin(text);
                self.grant(ctx, Wish::Open(Dialog::Statement, true));
            }
            Wish::AddReport(report) => self.add_report(&report),
            Wish::Browse => {
                self.memory
                    .dialogs
                    .retain(|known| *known != Dialog::OpenFile);
                self.browse(ctx);
            }
            Wish::Export(path) => self.export(ctx, at_home(&path)),
            Wish::CancelExport => self.cancel_export(),
            Wish::BrowseExport(path) => {
                self.memory.dialogs.retain(|known| *known != Dialog::Export);
                self.browse_export(ctx, path);
            }
            Wish::ShowNotes(of) => {
                self.memory.notes_of = of;
                self.grant(ctx, Wish::Open(Dialog::Notes, true));
            }
            Wish::SaveProject => self.save_project(ctx),
            Wish::SaveProjectAs(path) => self.save_project_as(&path),
            Wish::BrowseProject(path) => self.browse_project(ctx, &path),
            Wish::RevertProject => self.revert_project(),
            Wish::CloseProject => self.close_project(),
            Wish::Picture(wish) => self.picture(ctx, wish),
            Wish::CopyLink => self.copy_link(ctx),
            Wish::ZoomToFile(key) => self.zoom_to_file(&key),
            Wish::FocusSearch => self.memory.search.focus(),
            Wish::Quit => ctx.send_viewport_cmd(ViewportCommand::Close),
        }
    }

    /// Adds a report as the person's own, after moving the window to its days where it holds none
    /// of them, so that the first undo takes the report away and nothing else.
    fn add_report(&mut self, report: &ReportDraft) {
        let times = report
            .groups
            .iter()
            .filter_map(|group| group.when.interval());
        let days = times.map(|time| Window::days(time.start().day(), time.last_day()));
        let days =
            days.reduce(|a, b| Window::days(a.first().min(b.first()), a.last().max(b.last())));
        if let Some(days) = days
            && !days.interval().overlaps(self.session.window.interval())
        {
            self.apply(&Command::SetWindow(days));
            self.history.settle();
        }
        let record = reports::write_one(report);
        self.apply(&Command::AddReport(record.into()));
        self.memory.statement = view::statement::StatementMemory::default();
    }

    fn apply(&mut self, command: &Command) {
        self.history.apply(&mut self.session, command, &self.limits);
    }

    /// Counts clusters of what was last in view, where they are wanted.
    fn follow_crowds(&mut self, ctx: &Context) {
        let map = &self.memory.map;
        if let Some(sheet) = map.viewport.filter(|_| map.wants_clusters) {
            let question = Derived::question(&self.session);
            let answer = &self.derived.answer;
            self.crowds
                .follow(&self.atlas, answer, &question, &sheet.view, ctx);
        }
    }

    fn play(&mut self, ctx: &Context) {
        let Some(mut playing) = self.playing.take() else {
            return;
        };
        let seconds = ctx.input(|input| f64::from(input.stable_dt));
        let commands = playing.pass(seconds, &self.session, self.limits.span);
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

    fn keep(&mut self, ctx: &Context) {
        let Some(store) = &mut self.store else {
            return;
        };
        let trouble = store.take_trouble();
        if let Some(since) = self.changed.map(|changed| changed.elapsed()) {
            if since >= SAVE_AFTER {
                self.projects.keep(store, &self.session);
                self.changed = None;
                // Look in once more, for what the disk says to that.
                ctx.request_repaint_after(SAVE_AFTER);
            } else {
                ctx.request_repaint_after(SAVE_AFTER - since);
            }
        }
        if let Some(trouble) = trouble {
            self.tell(trouble);
        }
    }

    fn follow_theme(&self, ctx: &Context) {
        let preference = match self.session.theme {
            ThemeChoice::System => ThemePreference::System,
            ThemeChoice::Always(Theme::Light) => ThemePreference::Light,
            ThemeChoice::Always(Theme::Dark) => ThemePreference::Dark,
        };
        if ctx.options(|options| options.theme_preference) != preference {
            ctx.set_theme(preference);
        }
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        let before = self.session.clone();
        for wish in std::mem::take(&mut self.wishes) {
            self.grant(ctx, wish);
        }
        self.play(ctx);
        self.follow_opening();
        self.follow_files(ctx);
        self.follow_exports(ctx);
        self.follow_saving(ctx);
        if let Some(path) = self.pictures.follow(ctx) {
            self.memory.picture.path = path.display().to_string();
        }
        if let Some((asked, read)) = self.desk.take() {
            self.memory.statement.take(&asked, read);
        }
        if self.session != before {
            self.changed = Some(Instant::now());
        }
        self.follow_theme(ctx);
        self.derived.update(&self.atlas, &self.session);
        self.follow_crowds(ctx);
        let listed = &self.derived.focus.rows.first;
        self.rows.follow(listed, &self.atlas, &self.readers, ctx);
        self.keep(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        let theme = theme_of(ui.ctx());
        let shown = Shown {
            atlas: &self.atlas,
            notes: &self.notes,
            files: &self.workspace.statuses(),
            columns: &self.derived.columns,
            import: self.imports.waiting(),
            session: &self.session,
            limits: &self.limits,
            answer: &self.derived.answer,
            histogram: &self.derived.histogram,
            rows: self.rows.shown(),
            glimpses: self.workspace.glimpses(),
            swarms: &self.crowds.swarms,
            clusters: self.crowds.clusters(),
            focus: &self.derived.focus,
            scene: &self.derived.scene,
            palette: &Palette::of(theme),
            picture: self.pictures.shown(),
            project: self.projects.status(),
            exporting: self.exporting.as_ref().map(Exporting::status),
            playing: self.playing.is_some(),
            can_undo: self.history.can_undo(),
            can_redo: self.history.can_redo(),
        };
        view::window_ui(ui, shown, &mut self.memory, &self.notices, &mut self.wishes);
        let asks = |wish: &Wish| self.asks_for_more(ui.ctx(), wish);
        if self.wishes.iter().any(asks) || !self.pictures.is_settled() {
            ui.ctx().request_repaint();
        }
        if let Some(smoke) = &mut self.smoke {
            smoke.frame(ui.ctx());
        }
    }

    fn on_exit(&mut self) {
        self.projects.finish();
        self.keep_now();
    }
}

impl Smoke {
    fn frame(&mut self, ctx: &Context) {
        if self.drawn == 1 {
            self.first = Some(self.started.elapsed());
        }
        self.drawn += 1;
        ctx.request_repaint();
        if self.left == 0 {
            return;
        }
        self.left -= 1;
        if self.left == 0 {
            let first = self.first.unwrap_or_default().as_millis();
            println!(
                "{} frames, the first on the screen after {first} ms",
                self.drawn
            );
            ctx.send_viewport_cmd(ViewportCommand::Close);
        }
    }
}
