//! The window: commands in, frames out.

use std::{
    path::PathBuf,
    process::ExitCode,
    sync::Arc,
    time::{Duration, Instant},
};

use egui::{Context, ThemePreference, ViewportBuilder, ViewportCommand};

use super::{
    derived::Derived,
    files,
    playing::Playing,
    session_store::{self, Restored, SessionStore},
};
use crate::{
    model::{Atlas, Note},
    scene::{Palette, Theme},
    session::{Command, History, Limits, Session, ThemeChoice},
    view::{self, Memory, Shown, Wish, Wishes, notices::Notice, text},
};

/// How the window is opened.
#[derive(Clone, Debug, Default)]
pub struct Opening {
    pub files: Vec<PathBuf>,
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
            let loaded = files::load(&opening.files);
            let mut app = App::new(creation, loaded, session_store::default_path());
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
    let instead = "without a window, use 'contactline query --region kalbajar' or 'contactline \
                   check' (see 'contactline --help')";
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
    memory: Memory,
    wishes: Wishes,
    notices: Vec<Notice>,
    playing: Option<Playing>,
    store: Option<SessionStore>,
    /// When the session last changed, if it has not been saved since.
    changed: Option<Instant>,
    smoke: Option<Smoke>,
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
        loaded: files::Loaded,
        store: Option<PathBuf>,
    ) -> Self {
        if let Some(render_state) = &creation.wgpu_render_state {
            walkers::install_renderer(Some(render_state));
        }
        let mut troubles = loaded.troubles;
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
        let mut app = Self {
            limits: Limits::of(&loaded.atlas),
            atlas: Arc::new(loaded.atlas),
            notes: loaded.notes,
            session,
            history: History::default(),
            derived: Derived::default(),
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
        // What a session of other data points at may lie outside of this.
        let held = Command::SetWindow(app.session.window);
        app.session.apply(&held, &app.limits);
        app.derived.update(&app.atlas, &app.session);
        app
    }

    pub fn session(&self) -> &Session {
        &self.session
    }

    pub fn derived(&self) -> &Derived {
        &self.derived
    }

    fn tell(&mut self, text: String) {
        if self.notices.iter().all(|known| known.text != text) {
            self.notices.push(Notice {
                text,
                is_error: true,
            });
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
            Wish::FocusSearch => self.memory.search.focus(),
            Wish::Quit => ctx.send_viewport_cmd(ViewportCommand::Close),
        }
    }

    fn apply(&mut self, command: &Command) {
        self.history.apply(&mut self.session, command, &self.limits);
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
                store.save(&self.session);
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
        if self.session != before {
            self.changed = Some(Instant::now());
        }
        self.follow_theme(ctx);
        self.derived.update(&self.atlas, &self.session);
        self.keep(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        let theme = match ui.ctx().theme() {
            egui::Theme::Light => Theme::Light,
            egui::Theme::Dark => Theme::Dark,
        };
        let shown = Shown {
            atlas: &self.atlas,
            notes: &self.notes,
            session: &self.session,
            limits: &self.limits,
            answer: &self.derived.answer,
            histogram: &self.derived.histogram,
            focus: &self.derived.focus,
            scene: &self.derived.scene,
            palette: &Palette::of(theme),
            playing: self.playing.is_some(),
            can_undo: self.history.can_undo(),
            can_redo: self.history.can_redo(),
        };
        view::window_ui(ui, shown, &mut self.memory, &self.notices, &mut self.wishes);
        if !self.wishes.is_empty() {
            ui.ctx().request_repaint();
        }
        if let Some(smoke) = &mut self.smoke {
            smoke.frame(ui.ctx());
        }
    }

    fn on_exit(&mut self) {
        if let Some(store) = &mut self.store {
            store.save(&self.session);
        }
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
