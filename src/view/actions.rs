//! What can be asked for by a menu or a key. To add one, add a line: the menus and the keys follow.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::{Shown, Wish, about, export, files, picture, project, statement};
use crate::words::menus;

/// Something the person can ask for.
pub struct Action {
    pub name: fn() -> &'static str,
    /// The first is shown in the menu.
    pub keys: &'static [KeyboardShortcut],
    /// Whether the keys work in text fields as well.
    pub while_typing: bool,
    pub wish: fn() -> Wish,
    pub enabled: fn(Shown<'_>) -> bool,
}

impl Action {
    const fn new(
        name: fn() -> &'static str,
        keys: &'static [KeyboardShortcut],
        wish: fn() -> Wish,
    ) -> Self {
        Self {
            name,
            keys,
            while_typing: false,
            wish,
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

/// A menu: its name, and its actions in groups.
pub type Menu = (fn() -> &'static str, &'static [&'static [Action]]);

/// The menus of actions. View, which switches things, stands before the last.
pub const MENUS: [Menu; 3] = [FILE, EDIT, HELP];

const FILE: Menu = (
    menus::file,
    &[
        &[
            Action::new(menus::open, &[ctrl(Key::O)], || {
                Wish::Open(&files::DIALOG, true)
            })
            .while_typing(),
            Action::new(menus::read_statement, &[ctrl(Key::V)], || {
                Wish::Open(&statement::DIALOG, true)
            }),
        ],
        &[
            Action::new(menus::save_project, &[ctrl(Key::S)], || Wish::SaveProject).while_typing(),
            Action::new(menus::save_project_as, &[ctrl_shift(Key::S)], || {
                Wish::Open(&project::DIALOG, true)
            })
            .while_typing(),
            Action::new(menus::revert_project, &[], || Wish::RevertProject)
                .only_if(|shown| shown.project.is_some_and(|project| project.unsaved)),
            Action::new(menus::close_project, &[], || Wish::CloseProject)
                .only_if(|shown| shown.project.is_some()),
        ],
        &[
            Action::new(menus::export_data, &[ctrl_shift(Key::E)], || {
                Wish::Open(&export::DIALOG, true)
            })
            .while_typing(),
            Action::new(menus::export_picture, &[ctrl(Key::E)], || {
                Wish::Open(&picture::DIALOG, true)
            })
            .while_typing(),
            Action::new(menus::copy_link, &[ctrl_shift(Key::C)], || Wish::CopyLink),
        ],
        &[Action::new(menus::quit, &[ctrl(Key::Q)], || Wish::Quit).while_typing()],
    ],
);

const EDIT: Menu = (
    menus::edit,
    &[
        &[
            Action::new(menus::undo, &[ctrl(Key::Z)], || Wish::Undo)
                .only_if(|shown| shown.can_undo),
            Action::new(menus::redo, &[ctrl_shift(Key::Z), ctrl(Key::Y)], || {
                Wish::Redo
            })
            .only_if(|shown| shown.can_redo),
        ],
        &[Action::new(menus::find, &[ctrl(Key::K)], || Wish::FocusSearch).while_typing()],
    ],
);

const HELP: Menu = (
    menus::help,
    &[&[
        Action::new(menus::about_data, &[], || Wish::Open(&about::DATA, true)),
        Action::new(menus::notes, &[], || Wish::ShowNotes(None)),
        Action::new(menus::keys, &[F1], || Wish::Open(&about::KEYS, true)).while_typing(),
    ]],
);

/// All actions with keys, those with most modifiers first: Ctrl+Z is pressed whenever Ctrl+Shift+Z is.
pub fn by_keys() -> impl Iterator<Item = (&'static Action, &'static KeyboardShortcut)> {
    let all = [FILE, EDIT, HELP]
        .into_iter()
        .flat_map(|(_, groups)| groups);
    let all = all.flat_map(|group| group.iter());
    let pairs = all.flat_map(|action| action.keys.iter().map(move |keys| (action, keys)));
    let with = |shift: bool| {
        let pairs = pairs.clone();
        pairs.filter(move |(_, keys)| keys.modifiers.shift == shift)
    };
    with(true).chain(with(false))
}
