//! What the window does about pictures of what it shows, and links to it.

use std::sync::Arc;

use egui::Context;

use super::{App, files::at_home, theme_of};
use crate::{
    app::{
        picture::{Order, Sight},
        pictures::Material,
    },
    model::Atlas,
    scene::Theme,
    session::{History, Session, link},
    view::{PictureForm, PictureWish, Wish},
    words::files as words,
};

impl App {
    /// Looks at what a session says, in place of what was looked at.
    pub fn look_at(&mut self, session: Session) {
        self.projects.give_up_opening();
        self.session = session;
        self.history = History::default();
        if self.session.files.is_empty() {
            self.hold_session();
        }
        self.derived.update(&self.atlas, &self.session);
    }

    /// The picture of what is seen now.
    pub fn order(&self, form: &PictureForm, theme: Theme) -> Order {
        let title = Some(form.title.clone()).filter(|title| !title.is_empty());
        Order {
            session: self.session.clone(),
            theme,
            sight: form
                .seen
                .map_or(Sight::Session, |seen| Sight::Box(seen, 0.0)),
            size: form.size,
            scale: form.scale,
            layout: form.layout,
            title,
            legend: form.legend,
        }
    }

    fn material(&self, ctx: &Context, form: &PictureForm) -> Material {
        Material {
            atlas: Arc::clone(&self.atlas),
            base: self.source.clone(),
            files: self.data_files(),
            order: self.order(form, theme_of(ctx)),
        }
    }

    /// Whether a wish asks for more than what is there: a preview that is asked for again and again
    /// is drawn once.
    pub(super) fn asks_for_more(&self, ctx: &Context, wish: &Wish) -> bool {
        match wish {
            Wish::Picture(PictureWish::Preview(form)) => {
                !self.pictures.shows(self.material(ctx, form))
            }
            _ => true,
        }
    }

    pub(super) fn picture(&mut self, ctx: &Context, wish: PictureWish) {
        match wish {
            PictureWish::Preview(form) => {
                let material = self.material(ctx, &form);
                self.pictures.preview(material);
            }
            PictureWish::Save(form, path) => {
                let material = self.material(ctx, &form);
                self.pictures.save(ctx, material, at_home(&path));
            }
            PictureWish::Copy(form) => {
                let material = self.material(ctx, &form);
                self.pictures.copy(ctx, material);
            }
            PictureWish::Browse => self.pictures.browse(ctx),
        }
    }

    /// Copies a link to what is seen, and says what else it tells.
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
        self.say(said, false);
    }

    pub fn atlas(&self) -> &Arc<Atlas> {
        &self.atlas
    }

    /// Whether no picture is being drawn or saved.
    pub fn pictures_are_settled(&self) -> bool {
        self.pictures.is_settled()
    }
}
