//! What the window asks the desktop: which files to open, and where to save. Where the desktop has no
//! dialog for that, the person is told, and the path that was typed stays.

use std::{path::PathBuf, sync::Arc, time::Duration};

use rfd::{AsyncFileDialog, FileHandle};

use super::App;
use crate::{app::tasks::Task, model::Budget, view::Action, words::files as words};

/// What the desktop is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AskedFor {
    /// Files to open.
    Files,
    /// One file to open.
    File,
    /// Where to save.
    Target {
        /// The name that is proposed.
        name: String,
        /// A sort of files, and how their names end, where only such are meant.
        only: Option<(&'static str, &'static str)>,
    },
}

/// What the desktop says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answered {
    /// What the person chose.
    Paths(Vec<PathBuf>),
    /// The person chose nothing.
    Nothing,
    /// The desktop has no such dialog.
    NoDialog,
}

/// The dialogs of the desktop.
pub trait Desktop: Send + Sync {
    /// Asks the person, and waits for the answer.
    fn ask(&self, title: &str, asked: &AskedFor) -> Answered;
}

/// The dialogs of the desktop the program runs on.
pub(super) struct SystemDialogs;

/// Nobody closes a dialog sooner than this after it was asked for: then there was none.
const LEAST: Duration = Duration::from_millis(300);

impl Desktop for SystemDialogs {
    fn ask(&self, title: &str, asked: &AskedFor) -> Answered {
        let dialog = AsyncFileDialog::new().set_title(title);
        let began = std::time::Instant::now();
        let one = |file: Option<FileHandle>| file.map(|file| vec![file]);
        let chosen = match asked {
            AskedFor::Files => pollster::block_on(dialog.pick_files()),
            AskedFor::File => one(pollster::block_on(dialog.pick_file())),
            AskedFor::Target { name, only } => {
                let dialog = dialog.set_file_name(name);
                let dialog = match only {
                    Some((sort, ending)) => dialog.add_filter(*sort, &[*ending]),
                    None => dialog,
                };
                one(pollster::block_on(dialog.save_file()))
            }
        };
        match chosen {
            Some(files) if !files.is_empty() => {
                let paths = files.iter().map(|file| file.path().to_owned());
                Answered::Paths(paths.collect())
            }
            _ if began.elapsed() < LEAST => Answered::NoDialog,
            _ => Answered::Nothing,
        }
    }
}

impl App {
    /// Asks other dialogs than those of the desktop the program runs on.
    pub fn ask_instead(&mut self, desktop: impl Desktop + 'static) {
        self.desktop = Arc::new(desktop);
    }

    /// Lets the desktop ask for paths, at least one.
    pub(super) fn ask_desktop(
        &mut self,
        title: &'static str,
        asked: AskedFor,
        then: impl FnOnce(&mut Self, Vec<PathBuf>) + Send + 'static,
    ) {
        let desktop = Arc::clone(&self.desktop);
        let work = move |_: &Budget| Ok(desktop.ask(title, &asked));
        self.tasks
            .start(Task::AskDesktop, work, |app: &mut Self, answered| {
                match answered {
                    Ok(Answered::Paths(paths)) => then(app, paths),
                    Ok(Answered::Nothing) => {}
                    // The path can be typed, and what was typed is still there.
                    Ok(Answered::NoDialog) => app
                        .actions
                        .push(Action::Tell(words::no_dialog().to_owned())),
                    Err(why) => app.actions.push(Action::Tell(why)),
                }
            });
    }

    /// Lets the desktop ask where to save. It asks about a file that is there as well.
    pub(super) fn ask_where_to_save(
        &mut self,
        title: &'static str,
        (name, only): (String, Option<(&'static str, &'static str)>),
        then: impl FnOnce(&mut Self, PathBuf) + Send + 'static,
    ) {
        self.ask_desktop(title, AskedFor::Target { name, only }, |app, paths| {
            if let Some(path) = paths.into_iter().next() {
                then(app, path);
            }
        });
    }
}
