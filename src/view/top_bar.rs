//! The bar at the top: menus, search, theme and language of names.

use egui::{
    Atom, Button, Checkbox, ComboBox, Context, Id, MenuBar, Panel, Popup, Response, Ui,
    containers::menu::MenuButton,
};

use super::{
    Action, Actions, Memory, Shown,
    bookmarks::DIALOG,
    chips::sign_button,
    compare,
    extent::selection_extent,
    keys::RECORDS_KEYS,
    map,
    menu_items::{MENUS, Menu, MenuItem},
    question::question_ui,
    search,
    side_panels::{Side, switch_ui},
    small_maps,
};
use crate::{
    model::Language,
    scene::Theme,
    session::{Command, OtherView, ThemeChoice},
    words::{bookmarks, menus, records as words, small_maps as words_of_small_maps, two_views},
};

pub fn top_bar_ui(ui: &mut Ui, shown: Shown<'_>, memory: &mut Memory, actions: &mut Actions) {
    Panel::top("top-bar").resizable(false).show(ui, |ui| {
        ui.add_space(2.0);
        MenuBar::new().ui(ui, |ui| {
            menus_ui(ui, shown, memory, actions);
            // What follows is no menu and shall not look like one.
            ui.reset_style();
            let room = (ui.available_width() - 250.0).clamp(140.0, 460.0);
            search::search_ui(ui, shown, memory.of(), room, actions);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                theme_ui(ui, shown, actions);
                language_ui(ui, shown, actions);
            });
        });
        question_ui(ui, shown, memory.of(), actions);
        ui.add_space(2.0);
    });
}

/// Which menu is open because the pointer came to its title from another one.
#[derive(Default)]
struct MenusMemory {
    /// The menu that was open in the last frame.
    open: Option<Id>,
    by_pointer: Option<Id>,
}

impl MenusMemory {
    /// Follows the menu of a title. A click on the title of a menu that the pointer has opened leaves it
    /// open: whoever clicks there wants it.
    fn follow(&mut self, ctx: &Context, title: &Response) {
        let id = Popup::default_response_id(title);
        let was_open = self.open == Some(id);
        let is_open = Popup::is_id_open(ctx, id);
        if title.clicked() {
            if !is_open && self.by_pointer == Some(id) {
                Popup::open_id(ctx, id);
            }
            self.by_pointer = None;
        } else if is_open && !was_open {
            self.by_pointer = Some(id);
        }
        if Popup::is_id_open(ctx, id) {
            self.open = Some(id);
        } else if was_open {
            self.open = None;
        }
    }
}

fn menus_ui(ui: &mut Ui, shown: Shown<'_>, memory: &mut Memory, actions: &mut Actions) {
    for (index, menu) in MENUS.into_iter().enumerate() {
        if index + 1 == MENUS.len() {
            let view = MenuButton::new(menus::view());
            let (title, _) = view.ui(ui, |ui| view_menu_ui(ui, shown, memory, actions));
            memory.of::<MenusMemory>().follow(ui.ctx(), &title);
        }
        let title = menu_ui(ui, shown, menu, actions);
        memory.of::<MenusMemory>().follow(ui.ctx(), &title);
    }
}

fn menu_ui(ui: &mut Ui, shown: Shown<'_>, (name, groups): Menu, actions: &mut Actions) -> Response {
    let menu = MenuButton::new(name()).ui(ui, |ui| {
        for (index, group) in groups.iter().enumerate() {
            if index > 0 {
                ui.separator();
            }
            for action in *group {
                item_ui(ui, shown, action, actions);
            }
        }
    });
    menu.0
}

fn item_ui(ui: &mut Ui, shown: Shown<'_>, action: &MenuItem, actions: &mut Actions) {
    let name = (action.name)();
    let mut button = Button::new(name);
    if let Some(keys) = action.keys.first() {
        let keys = ui.ctx().format_shortcut(keys);
        button = button.shortcut_text(menus::keys_as_written(&keys));
    }
    let button = ui.add_enabled((action.enabled)(shown), button);
    if button.accessible_name(name).clicked() {
        actions.push((action.action)());
        ui.close();
    }
}

fn view_menu_ui(ui: &mut Ui, shown: Shown<'_>, memory: &mut Memory, actions: &mut Actions) {
    let session = shown.session;
    for side in [Side::Left, Side::Right] {
        switch_ui(ui, shown, memory, side, actions);
    }
    let mut records = session.records_panel;
    let keys = ui.ctx().format_shortcut(&RECORDS_KEYS);
    let keys = egui::RichText::new(menus::keys_as_written(&keys)).weak();
    let switch = Checkbox::new(&mut records, (words::menu(), Atom::grow(), keys));
    if ui.add(switch).accessible_name(words::menu()).changed() {
        item_do(actions, Command::ShowRecords(records));
    }
    for (name, hint, handle) in [
        (two_views::menu(), two_views::menu_hint(), None),
        (
            two_views::menu_handle(),
            two_views::menu_handle_hint(),
            Some(0.5),
        ),
    ] {
        let known = session.other.as_ref();
        let mut is_so = known.is_some_and(|other| other.handle.is_some() == handle.is_some());
        if ui.checkbox(&mut is_so, name).on_hover_text(hint).changed() {
            let begin = || OtherView::before(session, shown.limits.span);
            let other = is_so.then(|| OtherView {
                handle,
                ..known.cloned().unwrap_or_else(begin)
            });
            item_do(actions, Command::ShowOther(other));
        }
    }
    let mut is_on = small_maps::is_on(memory);
    let switch = ui.checkbox(&mut is_on, words_of_small_maps::menu());
    if switch
        .on_hover_text(words_of_small_maps::menu_hint())
        .changed()
    {
        small_maps::switch(memory);
        actions.extend(compare::leave_map_in_sight(shown));
        ui.close();
    }
    ui.separator();
    if ui
        .add(Button::new(menus::home()).shortcut_text(menus::keys_as_written("Home")))
        .accessible_name(menus::home())
        .clicked()
    {
        item_do(actions, Command::GoHome);
        ui.close();
    }
    let area = selection_extent(shown);
    let to_selection = Button::new(bookmarks::to_selection()).shortcut_text("Z");
    let to_selection = ui
        .add_enabled(area.is_some(), to_selection)
        .accessible_name(bookmarks::to_selection())
        .on_disabled_hover_text(bookmarks::no_selection());
    if to_selection.clicked()
        && let Some(area) = area
    {
        actions.push(Action::ShowArea(area));
        ui.close();
    }
    map::views_menu_ui(ui, &mut memory.map, actions);
    map::measure_menu_ui(ui, &mut memory.map, actions);
    if ui.button(bookmarks::menu()).clicked() {
        actions.push(Action::Open(&DIALOG, true));
        ui.close();
    }
    ui.separator();
    for (name, choice) in [
        (menus::light(), ThemeChoice::Always(Theme::Light)),
        (menus::dark(), ThemeChoice::Always(Theme::Dark)),
        (menus::system_theme(), ThemeChoice::System),
    ] {
        if ui.radio(session.theme == choice, name).clicked() {
            item_do(actions, Command::SetTheme(choice));
        }
    }
    let mut still = super::theme::is_still(ui.ctx());
    let switch = ui.checkbox(&mut still, menus::still());
    if switch.on_hover_text(menus::still_hint()).changed() {
        item_do(actions, Command::KeepStill(Some(still)));
    }
}

fn item_do(actions: &mut Actions, command: Command) {
    actions.push(Action::Do(command));
}

fn theme_ui(ui: &mut Ui, shown: Shown<'_>, actions: &mut Actions) {
    let (sign, name, next) = match shown.palette.theme {
        Theme::Light => ("☾", menus::to_dark(), Theme::Dark),
        Theme::Dark => ("☀", menus::to_light(), Theme::Light),
    };
    if sign_button(ui, sign, name).clicked() {
        let choice = ThemeChoice::Always(next);
        actions.push(Action::Do(Command::SetTheme(choice)));
    }
}

fn language_ui(ui: &mut Ui, shown: Shown<'_>, actions: &mut Actions) {
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
                actions.push(Action::Do(Command::SetLanguage(choice)));
            }
        }
    });
    response
        .response
        .accessible_name(menus::language_of_names());
}
