//! Dialogs: windows inside the window. The keyboard goes into one that opens, and back to where it was
//! when it closes.

use std::{fmt, ptr};

use egui::{Context, Id, Order, Popup, Role, ScrollArea, Sense, Ui, WidgetInfo, Window, vec2};

use super::{Action, Actions, Memory, Shown, panels::PanelUi};

/// A window inside the window.
pub struct Dialog {
    pub(crate) title: fn() -> &'static str,
    pub(crate) width_px: f32,
    /// Whether it scrolls as a whole; else its parts do.
    pub(crate) scrolls: bool,
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

/// Where the keyboard comes back to.
#[derive(Default)]
pub struct FocusMemory {
    /// The dialogs that are open by their titles, and what had the keyboard before each.
    before: Vec<(&'static str, Option<Id>)>,
    /// What had the keyboard last outside of dialogs and menus.
    outside: Option<Id>,
    /// Those that were open in the last frame.
    open_last: Vec<&'static str>,
}

/// The dialogs that are open.
pub(crate) fn dialogs_ui(
    ui: &mut Ui,
    shown: Shown<'_>,
    memory: &mut Memory,
    actions: &mut Actions,
) {
    let ctx = ui.ctx();
    for dialog in memory.dialogs.clone() {
        let open = frame_ui(ctx, memory, dialog, |ui, memory| {
            (dialog.ui)(ui, shown, memory, actions);
        });
        if !open {
            actions.push(Action::Open(dialog, false));
        }
    }
}

/// Draws the window of a dialog, and says whether it stays open.
pub(crate) fn frame_ui(
    ctx: &Context,
    memory: &mut Memory,
    dialog: &Dialog,
    contents: impl FnOnce(&mut Ui, &mut Memory),
) -> bool {
    let title = (dialog.title)();
    let is_new = begin(ctx, memory.of(), title);
    if is_new {
        // A menu that was open when a key opened the dialog would stay above it.
        Popup::close_all(ctx);
    }
    let room = ctx.content_rect().size();
    let mut open = true;
    let window = Window::new(title)
        .open(&mut open)
        .collapsible(false)
        .resizable(true)
        .default_width(f32::min(dialog.width_px, room.x - 40.0))
        .default_height(room.y * if dialog.scrolls { 0.66 } else { 0.84 })
        .max_width(room.x - 24.0)
        .max_height(room.y - 70.0)
        .pivot(egui::Align2::CENTER_CENTER)
        .default_pos(ctx.content_rect().center());
    let drawn = window.show(ctx, |ui| {
        if is_new {
            ui.data_mut(|data| data.insert_temp(wants_focus(), true));
        }
        // What a screen reader names, and where the keyboard starts if nothing else asks for it.
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 0.0), Sense::hover());
        let id = ui.scope_id().with("start");
        let start = ui.interact(rect, id, Sense::focusable_noninteractive());
        start.widget_info(|| WidgetInfo::labeled(Role::Unknown, true, title));
        if dialog.scrolls {
            ScrollArea::vertical()
                .auto_shrink([false, true])
                .show(ui, |ui| contents(ui, memory));
        } else {
            contents(ui, memory);
        }
        if takes_focus(ui) {
            start.request_focus();
        }
    });
    if let Some(drawn) = drawn {
        // Above drawers, notices and the legend, which a click would else bring to the front.
        ctx.move_to_top(drawn.response.layer_id);
    }
    open
}

fn wants_focus() -> Id {
    Id::unique("dialog-wants-focus")
}

/// Whether a dialog has just been opened and nothing in it has taken the keyboard yet. The field that
/// a dialog is about asks this, and takes it.
pub fn takes_focus(ui: &Ui) -> bool {
    ui.data_mut(|data| data.remove_temp::<bool>(wants_focus()))
        .unwrap_or(false)
}

/// Notes that a dialog is open. Returns whether it was not before.
fn begin(ctx: &Context, memory: &mut FocusMemory, title: &'static str) -> bool {
    if memory.before.iter().any(|(known, _)| *known == title) {
        return false;
    }
    let before = if memory.before.is_empty() {
        memory.outside
    } else {
        ctx.memory(|memory| memory.focused())
    };
    memory.before.push((title, before));
    true
}

/// Brings the keyboard back from dialogs that were closed. Called once a frame, after all are drawn.
pub(crate) fn bring_focus_back(ctx: &Context, shown: Shown<'_>, memory: &mut Memory) {
    let mut open: Vec<&'static str> = memory.dialogs.iter().map(|of| (of.title)()).collect();
    open.extend(shown.import.map(|_| (super::import::DIALOG.title)()));
    let memory = memory.of::<FocusMemory>();
    if memory.open_last != open {
        // What lay under the pointer may lie under a dialog now, or lie free: tooltips go by that.
        memory.open_last.clone_from(&open);
        ctx.request_repaint();
    }
    let closed = |(title, _): &(&'static str, Option<Id>)| !open.contains(title);
    let back = memory.before.iter().find(|entry| closed(entry));
    let back = back.and_then(|(_, before)| *before);
    memory.before.retain(|entry| !closed(entry));
    if let Some(back) = back {
        ctx.memory_mut(|memory| memory.request_focus(back));
    }
    if memory.before.is_empty() && open.is_empty() && !Popup::is_any_open(ctx) {
        memory.outside = ctx.memory(|memory| memory.focused());
    }
}

/// Whether what has the keyboard lies in a dialog.
pub(crate) fn has_focus(ctx: &Context, focused: Option<Id>) -> bool {
    let response = focused.and_then(|id| ctx.read_response(id));
    response.is_some_and(|response| response.layer_id.order == Order::Middle)
}
