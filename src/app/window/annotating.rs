//! What the window does about grades and comments.

use std::sync::Arc;

use egui::Context;

use super::App;
use crate::{
    io::today,
    model::{Annotated, Annotation, Grade},
    session::Command,
    view::{
        Action,
        annotate::{AnnotateMemory, dialog_of},
    },
};

impl App {
    /// Opens the dialog for grades of these and comments on them.
    pub(super) fn offer_annotation(&mut self, ctx: &Context, wanted: Vec<Annotated>) {
        let dialog = dialog_of(wanted.iter());
        self.memory.of::<AnnotateMemory>().begin(wanted);
        self.handle(ctx, Action::Open(dialog, true));
    }

    /// Keeps a grade and a comment of today.
    pub(super) fn annotate(
        &mut self,
        ctx: &Context,
        on: Annotated,
        grade: Grade,
        comment: Arc<str>,
    ) {
        let says = Annotation {
            grade,
            comment,
            day: today(),
        };
        self.handle(ctx, Action::Do(Command::Annotate(on, Some(says))));
    }
}
