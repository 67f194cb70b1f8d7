//! File > Open archive: where the archive of a team is, and the password where the server asks for one.

use egui::{Button, RichText, Ui};

use super::{Action, Actions, Dialog, dialogs::takes_focus, fields};
use crate::{
    model::Secret,
    words::{files, team_archive as words},
};

/// What is typed into the dialog.
#[derive(Default)]
pub struct ArchiveMemory {
    address: String,
    /// Gone from here as soon as it is handed over.
    password: String,
}

impl ArchiveMemory {
    /// Begins with an address that the server asked a password for, or that did not answer.
    pub fn begin(&mut self, address: String) {
        self.address = address;
        self.password.clear();
    }
}

pub static DIALOG: Dialog = Dialog {
    title: words::open_title,
    width_px: 560.0,
    scrolls: true,
    ui: |ui, _, memory, actions| archive_ui(ui, memory.of(), actions),
};

fn archive_ui(ui: &mut Ui, memory: &mut ArchiveMemory, actions: &mut Actions) {
    ui.label(words::open_hint());
    ui.add_space(6.0);
    let label = ui.label(words::address_label()).id;
    let address = fields::line(&mut memory.address)
        .hint_text(words::address_hint())
        .desired_width(f32::INFINITY);
    let address = ui.add(address).labelled_by(label);
    if takes_focus(ui) {
        address.request_focus();
    }
    let label = ui.label(words::password_label()).id;
    let password = fields::line(&mut memory.password)
        .password(true)
        .desired_width(240.0);
    let password = ui.add(password).labelled_by(label);
    ui.label(RichText::new(words::password_hint()).small().weak());
    ui.add_space(6.0);
    let entered = [&address, &password].map(|field| fields::is_entered(ui, field));
    let entered = entered.contains(&true);
    let something = !memory.address.trim().is_empty();
    let open = ui.add_enabled(something, Button::new(files::open()));
    if open.clicked() || entered && something {
        let password = std::mem::take(&mut memory.password);
        actions.push(Action::OpenArchive {
            address: memory.address.trim().to_owned(),
            password: Some(password).filter(|typed| !typed.is_empty()).map(Secret),
        });
    }
}
