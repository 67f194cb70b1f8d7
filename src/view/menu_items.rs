//! What can be asked for by a menu or a key. To add one, add a line: the menus and the keys follow.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::{
    Action, CiteAction, Shown, about, archive, export, extract, files, picture, project, statement,
    work_history,
};
use crate::words::{cite, condition, menus, team_archive, work};

/// Something the person can ask for.
pub struct MenuItem {
    pub name: fn() -> &'static str,
    /// The first is shown in the menu.
    pub keys: &'static [KeyboardShortcut],
    /// Whether the keys work in text fields as well.
    pub while_typing: bool,
    pub action: fn() -> Action,
    pub enabled: fn(Shown<'_>) -> bool,
}

impl MenuItem {
    const fn new(
        name: fn() -> &'static str,
        keys: &'static [KeyboardShortcut],
        action: fn() -> Action,
    ) -> Self {
        Self {
            name,
            keys,
            while_typing: false,
            action,
            enabled: |_| true,
        }
    }

    const fn while_typing(self) -> Self {
        Self {
            while_typing: true,
            ..self
        }
    }

    const fn only_if(self, enabled: fn(Shown<'_>) -> bool) -> Self {
        Self { enabled, ..self }
    }
}

const fn ctrl(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND, key)
}

const fn ctrl_shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), key)
}

const F1: KeyboardShortcut = KeyboardShortcut::new(Modifiers::NONE, Key::F1);

/// A menu: its name, and its menu_items in groups.
pub type Menu = (fn() -> &'static str, &'static [&'static [MenuItem]]);

/// The menus of menu_items. View, which switches things, stands before the last.
pub const MENUS: [Menu; 3] = [FILE, EDIT, HELP];

const FILE: Menu = (
    menus::file,
    &[
        &[
            MenuItem::new(menus::open, &[ctrl(Key::O)], || {
                Action::Open(&files::DIALOG, true)
            })
            .while_typing(),
            MenuItem::new(team_archive::open_menu, &[], || {
                Action::Open(&archive::DIALOG, true)
            }),
            MenuItem::new(menus::read_statement, &[ctrl(Key::V)], || {
                Action::Open(&statement::DIALOG, true)
            }),
            MenuItem::new(menus::make_basemap, &[], || {
                Action::Open(&extract::DIALOG, true)
            }),
        ],
        &[
            MenuItem::new(menus::save_project, &[ctrl(Key::S)], || Action::SaveProject)
                .while_typing(),
            MenuItem::new(menus::save_project_as, &[ctrl_shift(Key::S)], || {
                Action::Open(&project::DIALOG, true)
            })
            .while_typing(),
            MenuItem::new(menus::revert_project, &[], || Action::RevertProject)
                .only_if(|shown| shown.project.is_some_and(|project| project.unsaved)),
            MenuItem::new(menus::close_project, &[], || Action::CloseProject)
                .only_if(|shown| shown.project.is_some()),
            MenuItem::new(work::history_menu, &[], || {
                Action::Open(&work_history::DIALOG, true)
            }),
        ],
        &[
            MenuItem::new(menus::export_data, &[ctrl_shift(Key::E)], || {
                Action::Open(&export::DIALOG, true)
            })
            .while_typing(),
            MenuItem::new(menus::export_picture, &[ctrl(Key::E)], || {
                Action::Open(&picture::DIALOG, true)
            })
            .while_typing(),
            MenuItem::new(menus::copy_link, &[ctrl_shift(Key::C)], || Action::CopyLink),
            MenuItem::new(cite::map, &[], || Action::Cite(CiteAction::Map)),
        ],
        &[MenuItem::new(menus::quit, &[ctrl(Key::Q)], || Action::Quit).while_typing()],
    ],
);

const EDIT: Menu = (
    menus::edit,
    &[
        &[
            MenuItem::new(menus::undo, &[ctrl(Key::Z)], || Action::Undo)
                .only_if(|shown| shown.can_undo),
            MenuItem::new(menus::redo, &[ctrl_shift(Key::Z), ctrl(Key::Y)], || {
                Action::Redo
            })
            .only_if(|shown| shown.can_redo),
        ],
        &[
            MenuItem::new(menus::find, &[ctrl(Key::K)], || Action::FocusSearch).while_typing(),
            MenuItem::new(condition::menu, &[ctrl(Key::F)], || Action::Ask).while_typing(),
        ],
    ],
);

const HELP: Menu = (
    menus::help,
    &[&[
        MenuItem::new(menus::about_data, &[], || Action::Open(&about::DATA, true)),
        MenuItem::new(menus::notes, &[], || Action::ShowNotes(None)),
        MenuItem::new(menus::keys, &[F1], || Action::Open(&about::KEYS, true)).while_typing(),
    ]],
);

/// All menu_items with keys, those with most modifiers first: Ctrl+Z is pressed whenever Ctrl+Shift+Z is.
pub fn by_keys() -> impl Iterator<Item = (&'static MenuItem, &'static KeyboardShortcut)> {
    let all = [FILE, EDIT, HELP]
        .into_iter()
        .flat_map(|(_, groups)| groups);
    let all = all.flat_map(|group| group.iter());
    let pairs = all.flat_map(|menu_item| menu_item.keys.iter().map(move |keys| (menu_item, keys)));
    let with = |shift: bool| {
        let pairs = pairs.clone();
        pairs.filter(move |(_, keys)| keys.modifiers.shift == shift)
    };
    with(true).chain(with(false))
}
