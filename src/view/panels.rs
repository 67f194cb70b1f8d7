//! The panels of the window. To add one, write its file, and list its function here; a dialog is a
//! static of its file, opened by an action (see `menu_items`).

use egui::{Frame, Popup, Ui, UiBuilder, UiStackInfo};

use super::{
    Actions, Memory, Shown, accounts, details, dialogs, files, import, keys, layers, legend, map,
    notices, records, side_panels, small_maps, timeline, top_bar,
};
use crate::render::point_layer::flat;

/// Draws a panel: what it may read, what it remembers, and what it asks for.
pub(crate) type PanelUi = fn(&mut Ui, Shown<'_>, &mut Memory, &mut Actions);

/// Where a panel is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// Around the map.
    Edge,
    /// In the room that is left, above those before it; not where something else takes the map's place.
    Map,
    /// In the same room, above the map or what takes its place.
    Center,
    /// Above everything.
    Top,
}

/// A panel: where it is drawn, what it is called where its times are told, and how it is drawn.
type Panel = (At, &'static str, PanelUi);

/// All panels, in the order they are drawn: those at the edges from the outside in.
pub(crate) const PANELS: [Panel; 15] = [
    (At::Edge, "top-bar", top_bar::top_bar_ui),
    (At::Edge, "accounts", accounts::accounts_ui),
    (At::Edge, "timeline", timeline::timeline_ui),
    (At::Edge, "left-panel", layers::left_panel_ui),
    (At::Edge, "right-panel", details::right_panel_ui),
    (At::Edge, "records", records::records_ui),
    (At::Map, "maps", map::maps_ui),
    (At::Map, "handles", side_panels::handles_ui),
    (At::Map, "legend", legend::legend_card_ui),
    (At::Center, "small-maps", small_maps::small_maps_ui),
    (At::Center, "in-place-of-the-map", details::full_ui),
    (At::Center, "notices", notices::notices_ui),
    (At::Center, "drop-hint", files::drop_hint_ui),
    (At::Top, "dialogs", dialogs::dialogs_ui),
    (At::Top, "import", import::import_ui),
];

/// The whole window. `around` draws a panel of that name: it is where its time is taken.
pub(crate) fn window_ui(
    ui: &mut Ui,
    shown: Shown<'_>,
    memory: &mut Memory,
    actions: &mut Actions,
    mut around: impl FnMut(&'static str, &mut dyn FnMut()),
) {
    memory.had_popup = Popup::is_any_open(ui.ctx());
    let (ground, whole) = (ui.visuals().window_fill, ui.ctx().viewport_rect());
    flat::paint(ui.painter(), whole, ground);
    // Lists fade into the ground where they go on.
    let on_ground = UiStackInfo::default().with_frame(Frame::new().fill(ground));
    let inside = UiBuilder::new().ui_stack_info(on_ground);
    ui.scope_builder(inside, |ui| {
        panels_ui(ui, shown, memory, actions, &mut around);
    });
    dialogs::bring_focus_back(ui.ctx(), shown, memory);
    keys::keys(ui.ctx(), shown, memory, actions);
    side_panels::follow(ui, memory, actions);
    memory.focused = ui.ctx().memory(|memory| memory.focused());
    memory.was_typing = ui.ctx().text_edit_focused();
    files::dropped(ui.ctx(), actions);
    flat::take_over(ui.ctx());
}

fn panels_ui(
    ui: &mut Ui,
    shown: Shown<'_>,
    memory: &mut Memory,
    actions: &mut Actions,
    mut around: impl FnMut(&'static str, &mut dyn FnMut()),
) {
    let takes_map = details::is_full(ui, shown, memory) || small_maps::is_on(memory);
    let mut draw = |ui: &mut Ui, wanted: At| {
        for (_, name, panel) in PANELS.iter().filter(|(at, ..)| *at == wanted) {
            around(name, &mut || panel(ui, shown, memory, actions));
        }
    };
    draw(ui, At::Edge);
    egui::CentralPanel::no_frame().show(ui, |ui| {
        if !takes_map {
            draw(ui, At::Map);
        }
        draw(ui, At::Center);
    });
    draw(ui, At::Top);
}
