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

/// The dialogs and the settings of the desktop.
pub trait Desktop: Send + Sync {
    /// Asks the person, and waits for the answer.
    fn ask(&self, title: &str, asked: &AskedFor) -> Answered;

    /// Whether the person set the desktop to leave out motion. Waits for the answer; `false` where
    /// the desktop says nothing of it.
    fn wants_less_motion(&self) -> bool;
}

/// The desktop the program runs on.
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

    fn wants_less_motion(&self) -> bool {
        pollster::block_on(settings::wants_less_motion())
    }
}

#[cfg(target_os = "linux")]
mod settings {
    use zbus::{Connection, zvariant::OwnedValue};

    /// What the portal of the desktop says, under the name that all desktops share and, where that
    /// is not known yet, under the one that GNOME has had for long.
    pub(super) async fn wants_less_motion() -> bool {
        let Ok(bus) = Connection::session().await else {
            return false;
        };
        if let Some(wish) = read(&bus, ["org.freedesktop.appearance", "reduced-motion"]).await {
            return u32::try_from(wish).is_ok_and(|wish| wish == 1);
        }
        let animations = read(&bus, ["org.gnome.desktop.interface", "enable-animations"]).await;
        animations.is_some_and(|on| bool::try_from(on).is_ok_and(|on| !on))
    }

    async fn read(bus: &Connection, [group, key]: [&str; 2]) -> Option<OwnedValue> {
        let what = (group, key);
        let reply = bus.call_method(
            Some("org.freedesktop.portal.Desktop"),
            "/org/freedesktop/portal/desktop",
            Some("org.freedesktop.portal.Settings"),
            "Read",
            &what,
        );
        let reply = reply.await.ok()?;
        let value: OwnedValue = reply.body().deserialize().ok()?;
        // It wraps what it says twice.
        let inner = value.downcast_ref::<zbus::zvariant::Value<'_>>();
        match inner.ok() {
            Some(inner) => inner.try_to_owned().ok(),
            None => Some(value),
        }
    }
}

#[cfg(not(target_os = "linux"))]
mod settings {
    /// Nobody has asked such a desktop yet.
    pub(super) async fn wants_less_motion() -> bool {
        false
    }
}

impl App {
    /// Asks other dialogs than those of the desktop the program runs on.
    pub fn ask_instead(&mut self, desktop: impl Desktop + 'static) {
        self.desktop = Arc::new(desktop);
        self.ask_about_motion();
    }

    /// Whether a dialog of the desktop has not been answered.
    pub fn is_asking(&self) -> bool {
        self.tasks.is_running(Task::AskDesktop)
    }

    /// Asks the desktop whether it wants less motion. The person's own choice stands above its answer.
    pub(super) fn ask_about_motion(&mut self) {
        let desktop = Arc::clone(&self.desktop);
        let work = move |_: &Budget| Ok(desktop.wants_less_motion());
        self.tasks
            .start(Task::AskMotion, work, |app: &mut Self, wanted| {
                app.wants_less_motion = wanted.unwrap_or(false);
            });
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
