//! View > Bookmarks: the views that a person keeps by name.

use std::sync::Arc;

use egui::{Button, Label, RichText, Ui};

use super::{
    Action, Actions, Dialog, Memory, Shown, chips::sign_button, dialogs::takes_focus, fields,
    long_list::long_list_ui,
};
use crate::{
    model::geo,
    session::{Bookmark, Command, bookmark},
    words::{bookmarks as words, units},
};

/// What is typed for the name of the next one.
#[derive(Default)]
struct BookmarksMemory {
    name: String,
}

pub static DIALOG: Dialog = Dialog {
    title: words::title,
    width_px: 420.0,
    scrolls: true,
    ui: bookmarks_ui,
};

fn bookmarks_ui(ui: &mut Ui, shown: Shown<'_>, memory: &mut Memory, actions: &mut Actions) {
    let viewport = memory.map.viewport;
    let camera = viewport.map(|viewport| viewport.camera_of_whole(viewport.view.camera));
    let typed = &mut memory.of::<BookmarksMemory>().name;
    let known = &shown.session.bookmarks;
    let label = ui.label(words::name());
    ui.horizontal(|ui| {
        let field = fields::line(typed)
            .hint_text(words::name_hint())
            .desired_width(ui.available_width() - 110.0);
        let field = ui.add(field).labelled_by(label.id);
        if takes_focus(ui) {
            field.request_focus();
        }
        let entered = fields::is_entered(ui, &field);
        // A slow frame may hold the last letters together with Enter.
        let name = bookmark::name_of(typed);
        let is_known = name.as_ref().is_some_and(|name| known.contains_key(name));
        let button = match is_known {
            true => words::replace(),
            false => words::add(),
        };
        let add = ui.add_enabled(name.is_some() && camera.is_some(), Button::new(button));
        if (add.clicked() || entered)
            && let (Some(name), Some(camera)) = (name, camera)
        {
            let window = shown.session.window;
            let view = Some(Bookmark { camera, window });
            actions.push(Action::Do(Command::SetBookmark(name, view)));
            typed.clear();
            // For the next one.
            field.request_focus();
        }
    });
    ui.weak(words::hint());
    ui.separator();
    if known.is_empty() {
        ui.label(words::none());
    }
    let all: Vec<_> = known.iter().collect();
    long_list_ui(ui, "bookmarks", all.len(), |ui, index| {
        let (name, view) = all[index];
        bookmark_ui(ui, name, view, actions);
    });
}

fn bookmark_ui(ui: &mut Ui, name: &Arc<str>, view: &Bookmark, actions: &mut Actions) {
    ui.horizontal(|ui| {
        if sign_button(ui, "×", &words::remove(name)).clicked() {
            actions.push(Action::Do(Command::SetBookmark(Arc::clone(name), None)));
        }
        let go = words::go(name);
        let button = Button::new(RichText::new(&**name).strong())
            .frame(false)
            .truncate();
        let button = ui.add(button).on_hover_text(&go).accessible_name(&go);
        if button.clicked() {
            actions.push(Action::Do(Command::SetWindow(view.window)));
            actions.push(Action::Settle);
            actions.push(Action::Do(Command::FlyTo(view.camera)));
        }
    });
    let where_and_when = words::view(
        &geo::describe(view.camera.center),
        &units::window(view.window),
    );
    ui.add(Label::new(RichText::new(where_and_when).small().weak()).truncate());
    ui.add_space(4.0);
}
