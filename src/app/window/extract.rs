//! What the window does about maps that are made of extracts.

use std::{path::PathBuf, slice};

use super::{App, desktop::AskedFor, files::name_of};
use crate::{
    app::{
        basemap::{check_ending, left_out, not_made, told},
        files::target_beside,
        query::Usage,
        tasks::{Task, Tasks},
    },
    io::disk::Replace,
    model::{Budget, Stopped},
    store::tiles::extract::{self, ExtractError, USUAL_DEEPEST, Wanted, ZOOMS},
    view::{
        self,
        extract::{ExtractAction, ExtractMemory, ExtractShown, MAP_ENDING, MadeMap, NewMap},
    },
    words::extract as words,
};

/// Maps made of extracts.
#[derive(Default)]
pub struct Extracts {
    /// What exists and may be replaced, since the person was told.
    to_replace: Option<PathBuf>,
    /// The map that was made last.
    made: Option<MadeMap>,
}

impl Extracts {
    /// What the dialogs may read.
    pub fn shown<'a>(&'a self, tasks: &Tasks<App>) -> ExtractShown<'a> {
        ExtractShown {
            zooms: ([*ZOOMS.start(), *ZOOMS.end()], USUAL_DEEPEST),
            is_making: tasks.is_running(Task::MakeBasemap),
            made: self.made.as_ref(),
        }
    }
}

impl App {
    pub(super) fn handle_extract(&mut self, action: ExtractAction) {
        match action {
            ExtractAction::Offer(file) => {
                let memory = self.memory.of::<ExtractMemory>();
                memory.file = file.display().to_string();
                memory.map = None;
                self.memory.show(&view::extract::DIALOG, true);
            }
            ExtractAction::BrowseFile => {
                self.ask_desktop(words::file(), AskedFor::File, |app, paths| {
                    if let Some(path) = paths.first() {
                        app.memory.of::<ExtractMemory>().file = path.display().to_string();
                    }
                });
            }
            ExtractAction::BrowseMap(path) => {
                let only = (words::map_sort(), &MAP_ENDING[1..]);
                let name = (name_of(&path), Some(only));
                self.ask_where_to_save(words::map(), name, |app, path| {
                    let map = Some(path.display().to_string());
                    app.memory.of::<ExtractMemory>().map = map;
                    app.extracts.to_replace = Some(path);
                });
            }
            ExtractAction::Make(wanted) => {
                if let Err(why) = self.make_basemap(&wanted) {
                    self.notify_error(why);
                }
            }
        }
    }

    /// Makes a map, on a thread of its own. An existing file is replaced the second time.
    fn make_basemap(&mut self, wanted: &NewMap) -> Result<(), String> {
        let [file, map] = [&wanted.file, &wanted.map].map(|path| self.folders.whole(path));
        let asked = self.extracts.to_replace.take().as_ref() == Some(&map);
        let said = |Usage(why)| why;
        check_ending(&map).map_err(said)?;
        let replace = Replace::asked(asked);
        let target = target_beside(&map, slice::from_ref(&file), replace).map_err(said)?;
        if target.is_taken() {
            let why = words::map_exists(&map.display().to_string());
            self.extracts.to_replace = Some(map);
            return Err(why);
        }
        let seen = self.memory.map.viewport.filter(|_| wanted.only_seen);
        let wanted = Wanted {
            bbox: seen.map(|seen| seen.view.bounds()),
            deepest: wanted.deepest,
        };
        self.memory.show(&view::extract::DIALOG, false);
        self.tasks
            .call(Task::MakeBasemap, map.display().to_string());
        let work = move |budget: &Budget| {
            let target = target.within(budget);
            match extract::make(&file, &wanted, &target) {
                Ok(made) => Ok(Some(MadeMap {
                    told: told(&map, &made),
                    left_out: left_out(&made),
                    path: map,
                })),
                Err(ExtractError::Stopped(Stopped::Cancelled)) => Ok(None),
                Err(error) => Err(not_made(&file, &error)),
            }
        };
        let done = |app: &mut Self, made: Result<Option<MadeMap>, String>| match made {
            Ok(Some(made)) => {
                // The next one has a name of its own.
                *app.memory.of::<ExtractMemory>() = ExtractMemory::default();
                app.extracts.made = Some(made);
                app.memory.show(&view::extract::MADE, true);
            }
            Ok(None) => {
                let cancelled = words::cancelled(app.tasks.about(Task::MakeBasemap));
                app.notify(cancelled);
            }
            Err(why) => app.notify_error(why),
        };
        self.tasks.start(Task::MakeBasemap, work, done);
        Ok(())
    }
}
