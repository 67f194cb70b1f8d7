//! The keyboard shortcuts of the window. Text fields and focused controls come first.

use egui::{
    Context, Event, EventFilter, InputState, Key, KeyboardShortcut, Modifiers, PointerButton,
    Response, Ui,
};

use super::{
    Action, Actions, Memory, Shown, dialogs, extent::selection_extent, menu_items,
    side_panels::DrawerMemory, small_maps, timeline::TimelineMemory,
};
use crate::{
    render::viewport::Viewport,
    scene::{Camera, px},
    session::{Command, Playback, Speed},
};

/// Reads the keys of a frame, after the panels have taken theirs.
pub fn keys(ctx: &Context, shown: Shown<'_>, memory: &mut Memory, actions: &mut Actions) {
    let pressed = |modifiers, key| {
        let shortcut = KeyboardShortcut::new(modifiers, key);
        ctx.input_mut(|input| input.consume_shortcut(&shortcut))
    };
    // A slow frame may hold what was typed together with the Enter that ended it.
    let is_typing = ctx.text_edit_focused() || memory.was_typing;
    for (action, keys) in menu_items::by_keys() {
        let listens = action.while_typing || !is_typing;
        if listens && pressed(keys.modifiers, keys.logical_key) && (action.enabled)(shown) {
            actions.push((action.action)());
        }
    }
    if is_typing {
        // A field of a dialog leaves Escape to the dialog; others are left by it.
        let in_dialog = dialogs::has_focus(ctx, memory.focused);
        let escaped = ctx.input(|input| input.key_pressed(Key::Escape));
        if in_dialog && escaped && !memory.had_popup {
            escape(shown, memory, actions);
        }
        return;
    }
    if let Some(text) = pasted_statement(ctx) {
        actions.push(Action::OfferStatement(text));
    }
    if pressed(RECORDS_KEYS.modifiers, RECORDS_KEYS.logical_key) {
        let open = !shown.session.records_panel;
        actions.push(Action::Do(Command::ShowRecords(open)));
    }
    if pressed(Modifiers::NONE, Key::Escape) && !memory.had_popup {
        escape(shown, memory, actions);
    }
    // Of a dialog or an open list the keys are its own.
    let is_elsewhere = memory.had_popup || shown.import.is_some() || !memory.dialogs.is_empty();
    if !is_elsewhere {
        playback_keys(&pressed, shown, actions);
    }
    let has_none = ctx.memory(|memory| memory.focused()).is_none();
    // The window on the timeline and its handles, which keep the keyboard after a drag, have no use for it.
    let may_play = has_none || memory.of::<TimelineMemory>().has_focus;
    if may_play && !is_elsewhere && pressed(Modifiers::NONE, Key::Space) {
        super::timeline::play(ctx.input(|input| input.time), shown, memory.of(), actions);
    }
    if has_none && !is_elsewhere {
        if pressed(Modifiers::NONE, Key::Z)
            && let Some(area) = selection_extent(shown)
        {
            actions.push(Action::ShowArea(area));
        }
        camera_keys(ctx, shown, memory, actions);
    }
}

/// Opens and closes the table of records.
pub const RECORDS_KEYS: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::T);

/// Closes what is innermost, and no more: menus and lists close themselves.
fn escape(shown: Shown<'_>, memory: &mut Memory, actions: &mut Actions) {
    if shown.import.is_some() {
        actions.push(Action::DropImport);
    } else if let Some(dialog) = memory.dialogs.last() {
        actions.push(Action::Open(dialog, false));
    } else if memory.of::<DrawerMemory>().is_open() {
        memory.of::<DrawerMemory>().close();
    } else if small_maps::is_on(memory) {
        small_maps::switch(memory);
    } else {
        actions.push(Action::Do(Command::Select(None)));
    }
}

/// Shorter texts are not taken for a statement.
const SHORTEST_STATEMENT_LETTERS: usize = 60;

/// A long text that was pasted outside of any field.
fn pasted_statement(ctx: &Context) -> Option<String> {
    ctx.input(|input| {
        let pasted = input.events.iter().find_map(|event| match event {
            egui::Event::Paste(text) => Some(text),
            _ => None,
        });
        let long = |text: &&String| text.chars().count() >= SHORTEST_STATEMENT_LETTERS;
        pasted.filter(long).cloned()
    })
}

fn playback_keys(
    pressed: &impl Fn(Modifiers, Key) -> bool,
    shown: Shown<'_>,
    actions: &mut Actions,
) {
    let playback = shown.session.playback;
    let mut speed = |factor: f64| {
        let speed = Speed::nearest(playback.speed.factor() * factor);
        actions.push(Action::Do(Command::SetPlayback(Playback {
            speed,
            ..playback
        })));
    };
    if pressed(Modifiers::NONE, Key::OpenBracket) {
        speed(0.5);
    }
    if pressed(Modifiers::NONE, Key::CloseBracket) {
        speed(2.0);
    }
    for (key, steps) in [(Key::Comma, -1), (Key::Period, 1)] {
        if pressed(Modifiers::NONE, key) {
            actions.push(Action::Do(Command::StepWindow(steps)));
            actions.push(Action::Settle);
        }
    }
}

/// How far an arrow key moves the map, in points.
const PAN_PX: f32 = 80.0;

fn camera_keys(ctx: &Context, shown: Shown<'_>, memory: &Memory, actions: &mut Actions) {
    let sheet: &Viewport = match &memory.map.viewport {
        Some(sheet) => sheet,
        None => return,
    };
    let (by, zoom, home) = ctx.input(|input| {
        // With them, the keys scale the interface. They may be up again by the end of a slow frame.
        let presses_of = |wanted, shift: f32| -> f32 {
            let presses = input.events.iter().map(|event| match event {
                egui::Event::Key {
                    key,
                    pressed: true,
                    modifiers,
                    ..
                } => {
                    let others = modifiers.command || modifiers.ctrl || modifiers.alt;
                    match (*key == wanted && !others, modifiers.shift) {
                        (false, _) => 0.0,
                        (true, false) => 1.0,
                        (true, true) => shift,
                    }
                }
                _ => 0.0,
            });
            presses.sum()
        };
        let presses = |wanted| presses_of(wanted, 1.0);
        let reach = |wanted| PAN_PX * presses_of(wanted, 4.0);
        let by = px(
            reach(Key::ArrowRight) - reach(Key::ArrowLeft),
            reach(Key::ArrowDown) - reach(Key::ArrowUp),
        );
        let nearer = presses(Key::Plus) + presses(Key::Equals);
        (by, nearer - presses(Key::Minus), presses(Key::Home) > 0.0)
    });
    if home {
        actions.push(Action::Do(Command::GoHome));
    }
    if by.x != 0.0 || by.y != 0.0 {
        let middle = sheet.view.size / 2.0 + by;
        let center = crate::scene::camera::to_lon_lat(sheet.view.unproject(middle));
        let camera = Camera {
            center,
            zoom: sheet.view.camera.zoom,
        };
        let whole = sheet.camera_of_whole(camera);
        actions.push(Action::Do(Command::Look(whole)));
    }
    if zoom != 0.0 {
        super::map::zoom_at(shown, sheet, sheet.rect.center(), f64::from(zoom), actions);
    }
}

/// Which keys were held at a click: a frame may hold more than the click, and the key may be let go in it.
pub fn click_modifiers(input: &InputState) -> Modifiers {
    let mut clicks = input.events.iter().filter_map(|event| match event {
        Event::PointerButton {
            button: PointerButton::Primary,
            pressed: false,
            modifiers,
            ..
        } => Some(*modifiers),
        _ => None,
    });
    clicks.next_back().unwrap_or(input.modifiers)
}

/// How many steps the arrow keys, or a screen reader, move the control that has the focus; a key with Shift
/// counts `far`. `None` where nothing moves it.
pub fn stepped_by_keys(ui: &Ui, response: &Response, far: i32) -> Option<i32> {
    use egui::accesskit::Action;
    let focused = response.has_focus();
    if focused {
        let filter = EventFilter {
            horizontal_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    }
    let by = ui.input(|input| {
        let steps = if input.modifiers.shift { far } else { 1 };
        let pressed = |key| input.num_presses(key) as i32;
        let keys = if focused {
            (pressed(Key::ArrowRight) - pressed(Key::ArrowLeft)) * steps
        } else {
            0
        };
        let asked = |action| input.num_accesskit_action_requests(response.id, action) as i32;
        keys + asked(Action::Increment) - asked(Action::Decrement)
    });
    (by != 0).then_some(by)
}
