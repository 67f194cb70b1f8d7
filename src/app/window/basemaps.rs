//! What the window does about what the map stands on.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use egui::Context;

use super::App;
use crate::{
    app::{
        basemaps::{self, Basemaps, Opened},
        tasks::Task,
    },
    model::Budget,
    render::own_map::OwnMap,
    store::tiles::template::Template,
    view::{
        self,
        basemaps::{
            BasemapAction, BasemapsShown, Choice, NewService, Offers, Place, ServiceSpec,
            USUAL_ZOOMS,
        },
        extract::ExtractShown,
    },
    words::basemaps as words,
};

/// What panels may read of the maps.
pub(super) fn shown<'a>(maps: &'a Basemaps, extract: ExtractShown<'a>) -> BasemapsShown<'a> {
    BasemapsShown {
        entries: &maps.entries,
        chosen: &maps.chosen,
        asking: maps.asked_about(),
        offers: maps.offers.as_ref(),
        extract,
    }
}

impl App {
    pub(super) fn handle_basemap(&mut self, ctx: &Context, action: BasemapAction) {
        match action {
            BasemapAction::Choose(choice) => self.stand_on(ctx, choice),
            BasemapAction::Add(path) => self.add_basemap(ctx, self.folders.whole(&path)),
            BasemapAction::AddService(service) => match self.basemaps.add_service(&service) {
                Ok(name) => {
                    self.keep_basemaps();
                    self.memory.show(&view::basemaps::DIALOG, false);
                    self.stand_on(ctx, Choice::Kept(name));
                }
                Err(why) => self.notify_error(why),
            },
            BasemapAction::AskOffers(typed) => {
                self.take_offers(move || basemaps::ask_offers(&typed));
            }
            BasemapAction::ReadOffers(path) => {
                let path = self.folders.whole(&path);
                self.take_offers(move || basemaps::read_offers(&path));
            }
            BasemapAction::Agree(name) => {
                self.basemaps.asking = None;
                self.basemaps.agree(&name);
                self.stand_on(ctx, Choice::Kept(name));
            }
            BasemapAction::Extract(action) => self.handle_extract(action),
            BasemapAction::ClearKept => self.clear_kept_tiles(),
            BasemapAction::Forget(name) => {
                self.basemaps.entries.retain(|entry| entry.name != name);
                if self.basemaps.chosen == Choice::Kept(name) {
                    self.stand_on(ctx, Choice::Embedded);
                }
                self.keep_basemaps();
            }
        }
    }

    /// Stands on what was chosen when the window was last open.
    pub(super) fn restore_basemap(&mut self, ctx: &Context) {
        let chosen = std::mem::take(&mut self.basemaps.chosen);
        match &chosen {
            Choice::Kept(_) => self.stand_on(ctx, chosen),
            _ => self.basemaps.chosen = chosen,
        }
    }

    /// Stands on what a word of the command line means.
    pub(super) fn stand_on_word(&mut self, ctx: &Context, word: &str) {
        match word {
            basemaps::EMBEDDED => self.stand_on(ctx, Choice::Embedded),
            basemaps::NONE => self.stand_on(ctx, Choice::None),
            // Whoever types the address of a service asks it for tiles.
            address if Template::is_one(address) => {
                let known = self.basemaps.add_service(&NewService {
                    template: address.to_owned(),
                    zooms: USUAL_ZOOMS,
                    ..NewService::default()
                });
                match known {
                    Ok(name) => {
                        self.basemaps.agree(&name);
                        self.stand_on(ctx, Choice::Kept(name));
                    }
                    Err(why) => self.notify_error(why),
                }
            }
            path => self.add_basemap(ctx, self.folders.whole(Path::new(path))),
        }
    }

    fn stand_on(&mut self, ctx: &Context, choice: Choice) {
        self.tasks.stop(Task::OpenBasemap);
        let Choice::Kept(name) = &choice else {
            self.memory.own_map = None;
            self.basemaps.chosen = choice;
            return self.keep_basemaps();
        };
        let place = self.basemaps.entry(name).map(|entry| entry.place.clone());
        match place {
            Some(Place::File(file)) => self.add_basemap(ctx, file.to_path_buf()),
            Some(Place::Service(service)) if service.agreed => {
                self.open_service(ctx, Arc::clone(name), service);
            }
            // Nothing is asked of it before the person knows what is sent.
            Some(Place::Service(_)) => {
                self.basemaps.asking = Some(Arc::clone(name));
                self.memory.show(&view::basemaps::CONSENT, true);
            }
            None => {}
        }
    }

    fn open_service(&mut self, ctx: &Context, name: Arc<str>, service: Arc<ServiceSpec>) {
        let (ctx, cache) = (ctx.clone(), self.basemaps.cache_path());
        let work = move |_: &Budget| basemaps::open_service(&service, basemaps::cache(cache)?);
        let done = move |app: &mut Self, opened: Result<Opened, String>| match opened {
            Ok(opened) => app.put_on(&ctx, name, opened),
            Err(why) => app.notify_error(why),
        };
        self.tasks.start(Task::OpenBasemap, work, done);
    }

    /// Lists what a service or a file offers, in the dialog that adds maps.
    fn take_offers(&mut self, work: impl FnOnce() -> Result<Offers, String> + Send + 'static) {
        let done = |app: &mut Self, offers: Result<Offers, String>| match offers {
            Ok(offers) => app.basemaps.offers = Some(offers),
            Err(why) => app.notify_error(why),
        };
        self.tasks.start(Task::AskOffers, |_: &Budget| work(), done);
    }

    fn clear_kept_tiles(&mut self) {
        let cache = self.basemaps.cache_path();
        let work = move |_: &Budget| {
            let cleared = basemaps::cache(cache).and_then(|cache| cache.clear());
            cleared.map_err(|cause| words::kept_not_cleared(&cause))
        };
        self.tasks
            .add(Task::KeepBasemaps, work, |app: &mut Self, cleared| {
                app.notify_result(cleared.map(|()| words::kept_cleared().to_owned()));
            });
    }

    /// Opens a file of tiles, and stands on it. Where it cannot be opened, all stays as it was.
    pub(super) fn add_basemap(&mut self, ctx: &Context, path: PathBuf) {
        let ctx = ctx.clone();
        let work = move |_: &Budget| {
            let opened = basemaps::open_file(&path)?;
            Ok((path, opened))
        };
        let done = move |app: &mut Self, opened: Result<(PathBuf, Opened), String>| match opened {
            Ok((path, opened)) => app.take_over_basemap(&ctx, &path, opened),
            Err(why) => app.notify_error(why),
        };
        self.tasks.start(Task::OpenBasemap, work, done);
    }

    fn take_over_basemap(&mut self, ctx: &Context, path: &Path, opened: Opened) {
        let known = self.basemaps.entries.len();
        let name = self.basemaps.add(path, &opened.name);
        if self.basemaps.entries.len() > known {
            let zooms = opened.source.zooms();
            self.notify(words::opened(&name, *zooms.start(), *zooms.end()));
        }
        if let Some(remark) = opened.remark.clone() {
            self.notify(remark);
        }
        self.put_on(ctx, name, opened);
    }

    fn put_on(&mut self, ctx: &Context, name: Arc<str>, opened: Opened) {
        self.memory.own_map = Some(OwnMap::new(opened.source, opened.threads, ctx));
        self.basemaps.chosen = Choice::Kept(name);
        self.keep_basemaps();
    }

    /// Writes the list, beside the window.
    fn keep_basemaps(&mut self) {
        let Some((path, text)) = self.basemaps.to_keep() else {
            return;
        };
        // One after another: an older list never takes the place of a newer one.
        if self.tasks.is_running(Task::KeepBasemaps) {
            self.basemaps.is_behind = true;
            return;
        }
        let work = move |_: &Budget| basemaps::keep(&path, &text);
        let done = |app: &mut Self, kept: Result<(), String>| {
            if let Err(why) = kept {
                app.notify_error(why);
            }
            if std::mem::take(&mut app.basemaps.is_behind) {
                app.keep_basemaps();
            }
        };
        self.tasks.add(Task::KeepBasemaps, work, done);
    }

    /// The maps of the person's own that pictures stand on.
    pub(super) fn picture_sources(&self) -> Vec<Arc<dyn crate::render::tiles::BasemapSource>> {
        let own = self.memory.own_map.as_ref();
        own.map(|own| Arc::clone(own.source()))
            .into_iter()
            .collect()
    }
}
