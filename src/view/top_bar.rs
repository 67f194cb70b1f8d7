//! The bar at the top: menus, search, theme and language of names.

use egui::{Button, ComboBox, MenuBar, Panel, Ui, containers::menu::MenuButton};

use super::{Dialog, Memory, Shown, Wish, Wishes, chips::sign_button, search};
use crate::{
    model::Language,
    scene::{Px, Theme},
    session::{Command, ThemeChoice},
};

/// The size of the map, in points, before it was first drawn.
const DEFAULT_MAP: Px = Px { x: 700.0, y: 500.0 };

pub fn top_bar_ui(ui: &mut Ui, shown: Shown<'_>, memory: &mut Memory, wishes: &mut Wishes) {
    Panel::top("top-bar").resizable(false).show(ui, |ui| {
        ui.add_space(2.0);
        MenuBar::new().ui(ui, |ui| {
            menus_ui(ui, shown, wishes);
            // What follows is no menu and shall not look like one.
            ui.reset_style();
            let room = (ui.available_width() - 190.0).clamp(140.0, 460.0);
            let map_size = memory
                .map
                .viewport
                .map_or(DEFAULT_MAP, |sheet| sheet.view.size);
            search::search_ui(ui, shown, &mut memory.search, (room, map_size), wishes);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                theme_ui(ui, shown, wishes);
                language_ui(ui, shown, wishes);
            });
        });
        ui.add_space(2.0);
    });
}

fn menus_ui(ui: &mut Ui, shown: Shown<'_>, wishes: &mut Wishes) {
    let mut item = |ui: &mut Ui, name: &str, keys: &str, enabled: bool, wish: Wish| {
        let button = ui.add_enabled(enabled, Button::new(name).shortcut_text(keys));
        if button.accessible_name(name).clicked() {
            wishes.push(wish);
            ui.close();
        }
    };
    MenuButton::new("File").ui(ui, |ui| {
        let open = Wish::Open(Dialog::OpenFile, true);
        item(ui, "Open...", "Ctrl+O", true, open);
        let read = Wish::Open(Dialog::Statement, true);
        item(ui, "Read a statement...", "Ctrl+V", true, read);
        ui.separator();
        item(ui, "Save project", "Ctrl+S", true, Wish::SaveProject);
        let save = Wish::Open(Dialog::SaveProject, true);
        item(ui, "Save project as...", "Ctrl+Shift+S", true, save);
        let unsaved = shown.project.is_some_and(|project| project.unsaved);
        let back = Wish::RevertProject;
        item(ui, "Back to the saved project", "", unsaved, back);
        let open = shown.project.is_some();
        item(ui, "Close project", "", open, Wish::CloseProject);
        ui.separator();
        let export = Wish::Open(Dialog::Export, true);
        item(ui, "Export data...", "Ctrl+Shift+E", true, export);
        let picture = Wish::Open(Dialog::Picture, true);
        item(ui, "Export picture...", "Ctrl+E", true, picture);
        item(ui, "Copy link", "Ctrl+Shift+C", true, Wish::CopyLink);
        ui.separator();
        item(ui, "Quit", "Ctrl+Q", true, Wish::Quit);
    });
    MenuButton::new("Edit").ui(ui, |ui| {
        item(ui, "Undo", "Ctrl+Z", shown.can_undo, Wish::Undo);
        item(ui, "Redo", "Ctrl+Shift+Z", shown.can_redo, Wish::Redo);
        ui.separator();
        item(ui, "Search...", "Ctrl+K", true, Wish::FocusSearch);
    });
    MenuButton::new("View").ui(ui, |ui| {
        let session = shown.session;
        let mut left = session.left_panel;
        if ui.checkbox(&mut left, "Layers and filters").changed() {
            item_do(wishes, Command::ShowLeftPanel(left));
        }
        let mut right = session.right_panel;
        if ui.checkbox(&mut right, "Details").changed() {
            item_do(wishes, Command::ShowRightPanel(right));
        }
        ui.separator();
        if ui
            .add(Button::new("Back to the line of contact").shortcut_text("Home"))
            .clicked()
        {
            item_do(wishes, Command::GoHome);
            ui.close();
        }
        ui.separator();
        for (name, choice) in [
            ("Light", ThemeChoice::Always(Theme::Light)),
            ("Dark", ThemeChoice::Always(Theme::Dark)),
            ("As the system", ThemeChoice::System),
        ] {
            if ui.radio(session.theme == choice, name).clicked() {
                item_do(wishes, Command::SetTheme(choice));
            }
        }
    });
    let mut open = |ui: &mut Ui, name: &str, keys: &str, wish: Wish| {
        let button = ui.add(Button::new(name).shortcut_text(keys));
        if button.accessible_name(name).clicked() {
            wishes.push(wish);
            ui.close();
        }
    };
    MenuButton::new("Help").ui(ui, |ui| {
        open(
            ui,
            "About the data",
            "",
            Wish::Open(Dialog::AboutData, true),
        );
        open(ui, "Notes on the data", "", Wish::ShowNotes(None));
        open(ui, "Keys", "F1", Wish::Open(Dialog::Keys, true));
    });
}

fn item_do(wishes: &mut Wishes, command: Command) {
    wishes.push(Wish::Do(command));
}

fn theme_ui(ui: &mut Ui, shown: Shown<'_>, wishes: &mut Wishes) {
    let (sign, name, next) = match shown.palette.theme {
        Theme::Light => ("☾", "Dark theme", Theme::Dark),
        Theme::Dark => ("☀", "Light theme", Theme::Light),
    };
    if sign_button(ui, sign, name).clicked() {
        let choice = ThemeChoice::Always(next);
        wishes.push(Wish::Do(Command::SetTheme(choice)));
    }
}

fn language_ui(ui: &mut Ui, shown: Shown<'_>, wishes: &mut Wishes) {
    let language = shown.session.language;
    let combo = ComboBox::from_id_salt("names")
        .selected_text(language.endonym())
        .width(104.0);
    let response = combo.show_ui(ui, |ui| {
        for choice in Language::ALL {
            if ui
                .selectable_label(language == choice, choice.endonym())
                .clicked()
            {
                wishes.push(Wish::Do(Command::SetLanguage(choice)));
            }
        }
    });
    response
        .response
        .on_hover_text("The language of place names")
        .accessible_name("Language of place names");
}
