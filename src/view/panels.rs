//! The panels of the window. To add one, write its file, and list its function here; a dialog is a
//! static of its file, opened by an action (see `menu_items`).

use std::{fmt, ptr};

use egui::{Context, ScrollArea, Ui, UiBuilder, Window};

use super::{
    Action, Actions, Memory, Shown, accounts, details, files, import, keys, layers, map, notices,
    timeline, top_bar,
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
pub(crate) const PANELS: [(At, PanelUi); 10] = [
    (At::Edge, top_bar::top_bar_ui),
    (At::Edge, accounts::accounts_ui),
    (At::Edge, timeline::timeline_ui),
    (At::Edge, layers::left_panel_ui),
    (At::Edge, details::right_panel_ui),
    (At::Center, map::map_ui),
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
    let mut draw = |ui: &mut Ui, wanted: At| {
        for (_, panel) in PANELS.iter().filter(|(at, _)| *at == wanted) {
            panel(ui, shown, memory, actions);
        }
    };
    draw(ui, At::Edge);
    egui::CentralPanel::no_frame().show(ui, |ui| draw(ui, At::Center));
    draw(ui, At::Top);
    keys::keys(ui.ctx(), shown, memory, actions);
    memory.was_typing = ui.ctx().text_edit_focused();
    files::dropped(ui.ctx(), actions);
}

/// Draws what a side panel holds. The panel is as wide as the person made it, whatever that is: what
/// is wider would else widen it a little more in every frame, and the map would slide away.
pub(super) fn side_panel_ui(ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
    as_wide_as_given(ui, |ui| {
        ScrollArea::vertical().auto_shrink(false).show(ui, contents);
    });
}

/// The same without scrolling.
pub(super) fn as_wide_as_given(ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
    let room = ui.available_rect_before_wrap();
    let mut inside = ui.new_child(UiBuilder::new().max_rect(room));
    inside.shrink_clip_rect(room);
    contents(&mut inside);
    ui.advance_cursor_after_rect(room);
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
