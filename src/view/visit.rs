//! The line that says that a link is being looked at, and the ways on from there.

use egui::{Frame, Margin, Ui};

use super::{Action, Actions};
use crate::words::visit as words;

/// What a link names and is not opened yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VisitStatus {
    /// The paths, as the link has them.
    pub files: Vec<String>,
}

/// What to do about a link that is being looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VisitAction {
    /// Open the files it names; where no link is looked at, those that the project names.
    OpenFiles,
    /// Go on from here; own reports and opened files stay.
    Keep,
    /// Back to what was looked at before.
    Leave,
}

/// Paths beyond these are counted.
const MOST_PATHS: usize = 6;

/// The line, with the files that the link names.
pub fn visit_ui(ui: &mut Ui, visit: &VisitStatus, actions: &mut Actions) {
    let frame = Frame::popup(ui.style()).inner_margin(Margin::symmetric(10, 6));
    frame.show(ui, |ui| {
        ui.label(words::visiting());
        if !visit.files.is_empty() {
            ui.label(words::names_files(visit.files.len()));
            paths_ui(ui, &visit.files);
        }
        ui.horizontal_wrapped(|ui| {
            let mut offer = |text: &str, action| {
                if ui.button(text).clicked() {
                    actions.push(Action::Visit(action));
                }
            };
            if !visit.files.is_empty() {
                offer(
                    &words::open_files(visit.files.len()),
                    VisitAction::OpenFiles,
                );
            }
            offer(words::keep(), VisitAction::Keep);
            offer(words::leave(), VisitAction::Leave);
        });
    });
}

/// The line about files that a project names.
pub fn named_files_ui(ui: &mut Ui, files: &[String], actions: &mut Actions) {
    let frame = Frame::popup(ui.style()).inner_margin(Margin::symmetric(10, 6));
    frame.show(ui, |ui| {
        ui.label(words::project_names_files(files.len()));
        paths_ui(ui, files);
        if ui.button(words::open_files(files.len())).clicked() {
            actions.push(Action::Visit(VisitAction::OpenFiles));
        }
    });
}

fn paths_ui(ui: &mut Ui, paths: &[String]) {
    for path in paths.iter().take(MOST_PATHS) {
        let room = ui.available_width();
        let fits = |text: &str| {
            let font = egui::TextStyle::Monospace.resolve(ui.style());
            let color = ui.visuals().text_color();
            let galley = ui.painter().layout_no_wrap(text.to_owned(), font, color);
            galley.size().x <= room
        };
        let shown = end_of_path(path, fits);
        let label = egui::Label::new(egui::RichText::new(&shown).monospace());
        let response = ui.add(label.truncate());
        if shown != *path {
            response.on_hover_text(path);
        }
    }
    if paths.len() > MOST_PATHS {
        ui.weak(words::more_files(paths.len() - MOST_PATHS));
    }
}

/// A path that does not fit, with its first folders left out: the name of the file says most.
fn end_of_path(path: &str, fits: impl Fn(&str) -> bool) -> String {
    let mut shown = path.to_owned();
    let mut rest = path;
    while !fits(&shown) {
        let Some((_, after)) = rest.split_once(['/', '\\']) else {
            break;
        };
        rest = after;
        shown = format!("…/{rest}");
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::end_of_path;

    #[test]
    fn a_long_path_keeps_the_name_of_its_file() {
        let within = |most: usize| move |text: &str| text.chars().count() <= most;
        assert_eq!(end_of_path("/a/b/c.csv", within(20)), "/a/b/c.csv");
        assert_eq!(end_of_path("/a/folder/c.csv", within(10)), "…/c.csv");
        assert_eq!(
            end_of_path("/a/folder/long-name.csv", within(5)),
            "…/long-name.csv"
        );
        assert_eq!(end_of_path("c:\\d\\e.csv", within(8)), "…/e.csv");
    }
}
