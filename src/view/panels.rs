//! The panels of the window. To add one, write its file, and list its function here; a dialog is a
//! static of its file, opened by an action (see `menu_items`).

use std::{fmt, ptr};

use egui::{Context, Popup, ScrollArea, Ui, Window};

use super::{
    Action, Actions, Memory, Shown, accounts, details, files, import, keys, layers, legend, map,
    notices, side_panels, timeline, top_bar,
};

/// Draws a panel: what it may read, what it remembers, and what it asks for.
pub(crate) type PanelUi = fn(&mut Ui, Shown<'_>, &mut Memory, &mut Actions);

/// Where a panel is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// Around the map.
    Edge,
    /// In the room that is left, above those before it.
    Center,
    /// Above everything.
    Top,
}

/// All panels, in the order they are drawn: those at the edges from the outside in.
pub(crate) const PANELS: [(At, PanelUi); 12] = [
    (At::Edge, top_bar::top_bar_ui),
    (At::Edge, accounts::accounts_ui),
    (At::Edge, timeline::timeline_ui),
    (At::Edge, layers::left_panel_ui),
    (At::Edge, details::right_panel_ui),
    (At::Center, map::map_ui),
    (At::Center, side_panels::handles_ui),
    (At::Center, legend::legend_card_ui),
    (At::Center, notices::notices_ui),
    (At::Center, files::drop_hint_ui),
    (At::Top, dialogs_ui),
    (At::Top, import::import_ui),
];

/// A window inside the window.
pub struct Dialog {
    pub(crate) title: fn() -> &'static str,
    pub(crate) width_px: f32,
    pub(crate) ui: PanelUi,
}

impl PartialEq for Dialog {
    fn eq(&self, other: &Self) -> bool {
        ptr::eq(self, other)
    }
}

impl fmt::Debug for Dialog {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Dialog({})", (self.title)())
    }
}

/// The whole window.
pub(crate) fn window_ui(ui: &mut Ui, shown: Shown<'_>, memory: &mut Memory, actions: &mut Actions) {
    memory.had_popup = Popup::is_any_open(ui.ctx());
    let mut draw = |ui: &mut Ui, wanted: At| {
        for (_, panel) in PANELS.iter().filter(|(at, _)| *at == wanted) {
            panel(ui, shown, memory, actions);
        }
    };
    draw(ui, At::Edge);
    egui::CentralPanel::no_frame().show(ui, |ui| draw(ui, At::Center));
    draw(ui, At::Top);
    keys::keys(ui.ctx(), shown, memory, actions);
    side_panels::follow(ui, memory, actions);
    memory.was_typing = ui.ctx().text_edit_focused();
    files::dropped(ui.ctx(), actions);
}

/// The dialogs that are open.
fn dialogs_ui(ui: &mut Ui, shown: Shown<'_>, memory: &mut Memory, actions: &mut Actions) {
    for dialog in memory.dialogs.clone() {
        if !dialog_ui(ui.ctx(), shown, memory, dialog, actions) {
            actions.push(Action::Open(dialog, false));
        }
    }
}

/// Draws a dialog, and says whether it stays open.
fn dialog_ui(
    ctx: &Context,
    shown: Shown<'_>,
    memory: &mut Memory,
    dialog: &Dialog,
    actions: &mut Actions,
) -> bool {
    let room = ctx.content_rect().size();
    let mut open = true;
    Window::new((dialog.title)())
        .open(&mut open)
        .collapsible(false)
        .resizable(true)
        .default_width(f32::min(dialog.width_px, room.x - 80.0))
        .default_height(room.y * 0.66)
        .max_height(room.y - 90.0)
        .pivot(egui::Align2::CENTER_CENTER)
        .default_pos(ctx.content_rect().center())
        .show(ctx, |ui| {
            ScrollArea::vertical()
                .auto_shrink([false, true])
                .show(ui, |ui| (dialog.ui)(ui, shown, memory, actions));
        });
    open
}
