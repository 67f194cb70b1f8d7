//! The path of a file: a field, a button that takes it, and one that looks for a file.

use std::path::{Path, PathBuf};

use egui::{Button, Label, Response, RichText, Ui};

use super::{chips, dialogs::takes_focus, fields};
use crate::words::{files, menus};

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
        let field = field_ui(ui, &label, hint, BUTTONS_PX, path);
        let entered = fields::is_entered(ui, &field);
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

/// A path that waits for a button below it. Returns whether a file is to be looked for.
pub fn place_ui(ui: &mut Ui, label: &str, hint: &str, path: &mut String) -> bool {
    ui.push_id(label, |ui| {
        let label = ui.label(label);
        let row = ui.horizontal(|ui| {
            field_ui(ui, &label, hint, BUTTONS_PX / 2.0, path);
            ui.button(menus::browse()).clicked()
        });
        row.inner
    })
    .inner
}

/// The field, with so much room for what stands beside it.
fn field_ui(
    ui: &mut Ui,
    label: &Response,
    hint: &str,
    beside_px: f32,
    path: &mut String,
) -> Response {
    let field = fields::path(path)
        .id_salt("path")
        .desired_width(ui.available_width() - beside_px)
        .hint_text(chips::hint(hint));
    let field = ui.add(field).labelled_by(label.id);
    if takes_focus(ui) {
        field.request_focus();
        fields::select_all(ui, &field, path);
    }
    field
}

/// Says which folder a path that was typed leads to.
pub fn folder_ui(ui: &mut Ui, typed: &str, folders: &Folders) {
    let path = folders.whole(&path_of(typed));
    if let Some(folder) = path.parent() {
        let words = files::in_folder(&folder.display().to_string());
        ui.add(Label::new(RichText::new(words).small().weak()).wrap());
    }
}

/// Where paths begin that do not say it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folders {
    /// The folder the program was started in.
    pub current: PathBuf,
    /// What `~` stands for.
    pub home: Option<PathBuf>,
}

impl Folders {
    /// The whole path of one that may begin with `~`, or here.
    pub fn whole(&self, path: &Path) -> PathBuf {
        self.current.join(self.at_home(path))
    }

    /// The path, with `~` for the home folder.
    pub fn at_home(&self, path: &Path) -> PathBuf {
        match (path.strip_prefix("~"), &self.home) {
            (Ok(rest), Some(home)) => home.join(rest),
            _ => path.to_owned(),
        }
    }
}

/// The path a person typed, without quotes around it, as file managers copy it.
pub fn path_of(typed: &str) -> PathBuf {
    PathBuf::from(typed.trim().trim_matches(['"', '\'']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_whole_from_home_from_here_or_by_itself() {
        let folders = Folders {
            current: "/home/ani/reports".into(),
            home: Some("/home/ani".into()),
        };
        let whole = |typed: &str| folders.whole(&path_of(typed)).display().to_string();
        assert_eq!(whole("~/maps/a.csv"), "/home/ani/maps/a.csv");
        assert_eq!(whole("a.csv"), "/home/ani/reports/a.csv");
        assert_eq!(whole(" '/tmp/a.csv' "), "/tmp/a.csv");
        let homeless = Folders {
            home: None,
            ..folders
        };
        assert_eq!(
            homeless.whole(Path::new("~/a.csv")),
            Path::new("/home/ani/reports/~/a.csv")
        );
    }
}
