//! The bar at the top: menus, search, theme and language of names.

use egui::{Button, ComboBox, MenuBar, Panel, Ui, containers::menu::MenuButton};

use super::{Dialog, Memory, Shown, Wish, Wishes, chips::sign_button, search};
use crate::{
    model::Language,
    scene::{Px, Theme},
    session::{Command, ThemeChoice},
    words::menus,
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
            let room = (ui.available_width() - 250.0).clamp(140.0, 460.0);
            let map_size = memory
                .map
                .sheet
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
        let button = ui.add_enabled(
            enabled,
            Button::new(name).shortcut_text(menus::keys_as_written(keys)),
        );
        if button.accessible_name(name).clicked() {
            wishes.push(wish);
            ui.close();
        }
    };
    MenuButton::new(menus::file()).ui(ui, |ui| {
        let open = Wish::Open(Dialog::OpenFile, true);
        item(ui, menus::open(), "Ctrl+O", true, open);
        let read = Wish::Open(Dialog::Statement, true);
        item(ui, menus::read_statement(), "Ctrl+V", true, read);
        ui.separator();
        item(ui, menus::save_project(), "Ctrl+S", true, Wish::SaveProject);
        let save = Wish::Open(Dialog::SaveProject, true);
        item(ui, menus::save_project_as(), "Ctrl+Shift+S", true, save);
        let unsaved = shown.project.is_some_and(|project| project.unsaved);
        let back = Wish::RevertProject;
        item(ui, menus::revert_project(), "", unsaved, back);
        let open = shown.project.is_some();
        item(ui, menus::close_project(), "", open, Wish::CloseProject);
        ui.separator();
        let export = Wish::Open(Dialog::Export, true);
        item(ui, menus::export_data(), "Ctrl+Shift+E", true, export);
        let picture = Wish::Open(Dialog::Picture, true);
        item(ui, menus::export_picture(), "Ctrl+E", true, picture);
        item(ui, menus::copy_link(), "Ctrl+Shift+C", true, Wish::CopyLink);
        ui.separator();
        item(ui, menus::quit(), "Ctrl+Q", true, Wish::Quit);
    });
    MenuButton::new(menus::edit()).ui(ui, |ui| {
        item(ui, menus::undo(), "Ctrl+Z", shown.can_undo, Wish::Undo);
        item(
            ui,
            menus::redo(),
            "Ctrl+Shift+Z",
            shown.can_redo,
            Wish::Redo,
        );
        ui.separator();
        item(ui, menus::find(), "Ctrl+K", true, Wish::FocusSearch);
    });
    MenuButton::new(menus::view()).ui(ui, |ui| {
        let session = shown.session;
        let mut left = session.left_panel;
        if ui.checkbox(&mut left, menus::left_panel()).changed() {
            item_do(wishes, Command::ShowLeftPanel(left));
        }
        let mut right = session.right_panel;
        if ui.checkbox(&mut right, menus::right_panel()).changed() {
            item_do(wishes, Command::ShowRightPanel(right));
        }
        ui.separator();
        if ui
            .add(Button::new(menus::home()).shortcut_text(menus::keys_as_written("Home")))
            .clicked()
        {
            item_do(wishes, Command::GoHome);
            ui.close();
        }
        ui.separator();
        for (name, choice) in [
            (menus::light(), ThemeChoice::Always(Theme::Light)),
            (menus::dark(), ThemeChoice::Always(Theme::Dark)),
            (menus::system_theme(), ThemeChoice::System),
        ] {
            if ui.radio(session.theme == choice, name).clicked() {
                item_do(wishes, Command::SetTheme(choice));
            }
        }
    });
    let mut open = |ui: &mut Ui, name: &str, keys: &str, wish: Wish| {
        let button = ui.add(Button::new(name).shortcut_text(menus::keys_as_written(keys)));
        if button.accessible_name(name).clicked() {
            wishes.push(wish);
            ui.close();
        }
    };
    MenuButton::new(menus::help()).ui(ui, |ui| {
        open(
            ui,
            menus::about_data(),
            "",
            Wish::Open(Dialog::AboutData, true),
        );
        open(ui, menus::notes(), "", Wish::ShowNotes(None));
        open(ui, menus::keys(), "F1", Wish::Open(Dialog::Keys, true));
    });
}

fn item_do(wishes: &mut Wishes, command: Command) {
    wishes.push(Wish::Do(command));
}

fn theme_ui(ui: &mut Ui, shown: Shown<'_>, wishes: &mut Wishes) {
    let (sign, name, next) = match shown.palette.theme {
        Theme::Light => ("☾", menus::to_dark(), Theme::Dark),
        Theme::Dark => ("☀", menus::to_light(), Theme::Light),
    };
    if sign_button(ui, sign, name).clicked() {
        let choice = ThemeChoice::Always(next);
        wishes.push(Wish::Do(Command::SetTheme(choice)));
    }
}

fn language_ui(ui: &mut Ui, shown: Shown<'_>, wishes: &mut Wishes) {
    let language = shown.session.language;
    let combo = ComboBox::from_id_salt("names")
        .selected_text(menus::place_names(language.endonym()))
        .width(160.0);
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
        .accessible_name(menus::language_of_names());
}
