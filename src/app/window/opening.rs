//! Opens the window, and runs it until it is closed.

use std::{
    path::PathBuf,
    process::ExitCode,
    thread,
    time::{Duration, Instant},
};

use egui::{Context, ViewportBuilder, ViewportCommand};

use super::App;
use crate::app::terminal::say;
use crate::{
    app::{files::load, session_store},
    session::Session,
    words::{APP_NAME, cli, errors},
};

/// How the window is opened.
#[derive(Clone, Debug, Default)]
pub struct Opening {
    /// A data folder in place of the built-in data, or files beside it.
    pub files: Vec<PathBuf>,
    /// What to look at, in place of the last session.
    pub session: Option<Session>,
    /// What the map stands on, in place of what was chosen last: as the command line has it.
    pub basemap: Option<String>,
    /// Draw so many frames, say how long the first took, and close.
    pub smoke_frames: Option<u32>,
}

/// Opens the window and runs until it is closed.
pub fn run(opening: Opening, started: Instant) -> anyhow::Result<ExitCode> {
    let icon = eframe::icon_data::from_png_bytes(include_bytes!("../../../assets/icon.png"))?;
    let options = eframe::NativeOptions {
        viewport: ViewportBuilder::default()
            .with_title(APP_NAME)
            .with_app_id("contactline")
            .with_inner_size([1280.0, 800.0])
            .with_min_inner_size([760.0, 520.0])
            .with_icon(icon),
        renderer: eframe::Renderer::Wgpu,
        system_font_fallback: false,
        ..Default::default()
    };
    // The data is read while the window and the graphics card get ready.
    let files = opening.files.clone();
    let loading = thread::spawn(move || load(&files));
    let run = eframe::run_native(
        APP_NAME,
        options,
        Box::new(move |creation| {
            let loaded = loading.join();
            let loaded = loaded.unwrap_or_else(|_| load(&opening.files));
            let mut app = App::new(creation, loaded, session_store::default_path());
            app.ask_about_motion();
            if let Some(session) = opening.session {
                app.visit(session);
            }
            if let Some(word) = &opening.basemap {
                app.stand_on_word(&creation.egui_ctx, word);
            }
            app.smoke = opening
                .smoke_frames
                .map(|frames| Smoke::new(started, frames));
            Ok(Box::new(app))
        }),
    );
    run.map(|()| ExitCode::SUCCESS).map_err(no_window)
}

/// Why there is no window, and what works without one. One line.
fn no_window(error: eframe::Error) -> anyhow::Error {
    let instead = errors::without_window();
    match error {
        eframe::Error::WinitEventLoop(_) | eframe::Error::Winit(_) => {
            anyhow::anyhow!(errors::no_display(instead))
        }
        other => anyhow::anyhow!(errors::no_window(&other.to_string(), instead)),
    }
}

/// A short run that says how long the start took.
pub(super) struct Smoke {
    started: Instant,
    /// Frames still to be drawn.
    left: u32,
    /// When the first frame had been drawn and the second began.
    first: Option<Duration>,
    drawn: u32,
}

impl Smoke {
    fn new(started: Instant, frames: u32) -> Self {
        Self {
            started,
            left: frames,
            first: None,
            drawn: 0,
        }
    }

    /// Counts a frame, and closes the window after the last.
    pub(super) fn frame(&mut self, ctx: &Context) {
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
            // Whoever asked for the figure reads it; without a reader the window closes all the same.
            let _ = say(&(cli::smoke(self.drawn, first) + "\n"));
            ctx.send_viewport_cmd(ViewportCommand::Close);
        }
    }
}
