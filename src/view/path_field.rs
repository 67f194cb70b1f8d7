//! The path of a file: a field, a button that takes it, and one that looks for a file.

use std::path::PathBuf;

use egui::{Button, Key, TextEdit, Ui};

use crate::words::menus;

/// What a person did with a path.
pub enum Asked {
    Take(PathBuf),
    Browse(PathBuf),
}

/// Room for the two buttons, in points.
const BUTTONS_PX: f32 = 160.0;

/// The path changes as it is typed. `button`: what the button that takes it says.
pub fn path_ui(
    ui: &mut Ui,
    label: &str,
    hint: &str,
    button: &str,
    path: &mut String,
) -> Option<Asked> {
    let label = ui.label(label);
    let row = ui.horizontal(|ui| {
        let field = TextEdit::singleline(path)
            .id_salt("path")
            .desired_width(ui.available_width() - BUTTONS_PX)
            .hint_text(hint);
        let field = ui.add(field).labelled_by(label.id);
        let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let something = !path.trim().is_empty();
        let take = ui.add_enabled(something, Button::new(button)).clicked();
        let browse = ui.button(menus::browse()).clicked();
        if take || entered && something {
            return Some(Asked::Take(path_of(path)));
        }
        browse.then(|| Asked::Browse(path_of(path)))
    });
    row.inner
}

/// The path a person typed, without quotes around it, as file managers copy it.
fn path_of(typed: &str) -> PathBuf {
    PathBuf::from(typed.trim().trim_matches(['"', '\'']))
}
