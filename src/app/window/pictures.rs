//! What the window does about pictures of what it shows, and links to it.

use std::{path::PathBuf, sync::Arc};

use egui::Context;

use super::{App, theme_of};
use crate::{
    app::{
        other_view::OtherMade,
        picture::{MapExtent, PictureSpec},
        pictures::{Material, Sight},
        tasks::Task,
    },
    model::{Atlas, Budget},
    scene::{LayerKind, Theme},
    session::{History, Session, link},
    view::{
        Action, PictureAction, PictureForm,
        basemaps::Choice,
        picture::{DIALOG, PictureMemory},
        small_maps,
    },
    words::{files as words, picture},
};

impl App {
    /// Looks at what a session says, in place of what was looked at.
    pub fn look_at(&mut self, session: Session) {
        self.tasks.stop(Task::OpenProject);
        self.session = session;
        self.history = History::default();
        self.mark_changed();
        if self.session.files.is_empty() {
            self.hold_session();
        }
        self.update_derived();
    }

    /// The picture of what is seen now.
    pub fn picture_spec(&self, form: &PictureForm, theme: Theme) -> PictureSpec {
        let title = Some(form.title.clone()).filter(|title| !title.is_empty());
        let mut session = self.seen.session(&self.session);
        if self.basemaps.chosen == Choice::None {
            session.layers.switch_off(LayerKind::Basemap);
        }
        PictureSpec {
            session,
            theme,
            extent: form
                .seen
                .map_or(MapExtent::Session, |seen| MapExtent::Box(seen, 0.0)),
            size: form.size,
            scale: form.scale,
            layout: form.layout,
            title,
            legend: form.legend,
            each: form.each,
            least_map: None,
        }
    }

    fn material(&self, ctx: &Context, form: &PictureForm) -> Material {
        Material {
            atlas: Arc::clone(&self.seen.atlas),
            beside: self.other.as_ref().map(OtherMade::atlas),
            base: self.source.clone(),
            files: self.data_sources(),
            spec: self.picture_spec(form, theme_of(ctx)),
            own_maps: self.picture_sources(),
            colours: self.colours.known.clone(),
        }
    }

    /// The same for small maps in the window, which are no picture that is passed on: what may not be in
    /// one is left out.
    fn small_material(&self, ctx: &Context, form: &PictureForm) -> Material {
        let mut material = self.material(ctx, form);
        material.own_maps.retain(|map| !map.forbids_pictures());
        material.spec.least_map = Some(small_maps::LEAST_MAP_PX);
        material
    }

    /// Whether an action asks for more than what is there: a preview that is asked for again and again
    /// is drawn once.
    pub(super) fn asks_for_more(&self, ctx: &Context, action: &Action) -> bool {
        match action {
            Action::Picture(PictureAction::Preview(form)) => {
                let material = self.material(ctx, form);
                !self.pictures.shows(Sight::Preview, material)
            }
            Action::Picture(PictureAction::Small(form)) => {
                let material = self.small_material(ctx, form);
                !self.pictures.shows(Sight::SmallMaps, material)
            }
            _ => true,
        }
    }

    pub(super) fn picture(&mut self, ctx: &Context, action: PictureAction) {
        match action {
            PictureAction::Preview(form) => {
                let material = self.material(ctx, &form);
                self.pictures.want(Sight::Preview, material);
            }
            PictureAction::Small(form) => {
                let material = self.small_material(ctx, &form);
                self.pictures.want(Sight::SmallMaps, material);
            }
            PictureAction::Save(form, path) => {
                let material = self.material(ctx, &form);
                self.save_picture(material, self.folders.whole(&path));
            }
            PictureAction::Copy(form) => {
                let material = self.material(ctx, &form);
                self.copy_picture(ctx, material);
            }
            PictureAction::Browse => self.browse_picture(),
        }
    }

    fn save_picture(&mut self, material: Material, path: PathBuf) {
        let replace = self.pictures.to_replace.take().as_ref() == Some(&path);
        self.pictures.message = None;
        self.tasks
            .call(Task::SavePicture, path.display().to_string());
        let work = move |budget: &Budget| {
            let saved = material.save(path, replace, budget);
            saved.map_err(|error| picture::not_saved(&format!("{error:#}")))
        };
        self.tasks
            .start(Task::SavePicture, work, |app: &mut Self, saved| {
                app.pictures.saved(saved);
            });
    }

    fn copy_picture(&mut self, ctx: &Context, material: Material) {
        self.pictures.message = None;
        let ctx = ctx.clone();
        let work = move |budget: &Budget| {
            let image = material.draw(budget);
            image.map_err(|error| picture::not_copied(&format!("{error:#}")))
        };
        self.tasks
            .start(Task::CopyPicture, work, move |app: &mut Self, image| {
                app.pictures.message = Some(match image {
                    Ok(drawn) => {
                        ctx.copy_image(drawn.image);
                        picture::copied().to_owned()
                    }
                    Err(why) => why,
                });
            });
    }

    fn browse_picture(&mut self) {
        let name = ("map.png".to_owned(), None);
        self.ask_where_to_save(picture::save(), name, |app, path| {
            app.memory.of::<PictureMemory>().path = path.display().to_string();
            app.pictures.to_replace = Some(path);
        });
    }

    /// Draws what is wanted for the window. What nobody looks at any more ends early.
    pub(super) fn poll_pictures(&mut self, ctx: &Context) {
        for sight in Sight::ALL {
            self.poll_picture(sight, ctx);
        }
    }

    fn poll_picture(&mut self, sight: Sight, ctx: &Context) {
        let is_open = match sight {
            Sight::Preview => self.memory.is_open(&DIALOG),
            Sight::SmallMaps => small_maps::is_on(&mut self.memory),
        };
        if !is_open {
            self.pictures.want_none(sight);
        }
        if self.tasks.is_running(sight.task()) {
            if self.pictures.is_outdated(sight) {
                // The next one waits for its end, so that there is one at a time.
                self.tasks.cancel(sight.task());
                self.pictures.give_up(sight);
            }
            return;
        }
        let Some(material) = self.pictures.take_wanted(sight) else {
            return;
        };
        let ctx = ctx.clone();
        let work = move |budget: &Budget| {
            let drawn = material.draw(budget);
            drawn.map_err(|error| format!("{error:#}"))
        };
        self.tasks
            .start(sight.task(), work, move |app: &mut Self, drawn| {
                app.pictures.drawn(sight, &ctx, drawn);
            });
    }

    /// Whether a picture is being drawn.
    pub(super) fn draws_picture(&self) -> bool {
        let mut tasks = [Task::DrawPreview, Task::SavePicture, Task::CopyPicture].into_iter();
        tasks.any(|task| self.tasks.is_running(task))
    }

    /// Copies a link to the view, and notes what else the link gives away.
    pub(super) fn copy_link(&mut self, ctx: &Context) {
        ctx.copy_text(link::write(&self.session));
        let own = self.session.own_reports.len();
        let files = self.session.files.len();
        let mut said = words::link_copied().to_owned();
        if files > 0 {
            said.push_str(&words::link_names_files(files));
        }
        if own > 0 {
            said.push_str(&words::link_holds_reports(own));
        }
        self.notify(said);
    }

    /// What is known, as the view that is worked with sees it.
    pub fn atlas(&self) -> &Arc<Atlas> {
        &self.seen.atlas
    }
}
