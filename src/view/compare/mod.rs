//! The comparison: what reporters say of the same events, a row an event. It shares the panel on the
//! right with the details, and takes most of the window where it is asked to.

pub mod cells;
mod export;
mod listed;
mod proposals;
mod rows;
mod standings;
pub mod tying;

use std::collections::BTreeSet;

use egui::{Align, ComboBox, DragValue, Layout, RichText, ScrollArea, TextStyle, Ui, vec2};

pub use export::{CompareExport, DIALOG as EXPORT};
pub use standings::standings_ui;

use super::{
    Action, Actions, Memory, Shown, chips::sign_button, details::elsewhere_ui, side_panels,
};
use crate::{
    model::{PlaceRef, RecordId, Standing, Window},
    query::{Focus, spot_extent, ties::rule::Thresholds},
    session::{
        Command, Comparison, Selection,
        comparison::{Order, Room, Rows, Tab},
    },
    words::{charts, compare as words, units},
};
use listed::Listed;

fn rows_name(rows: Rows) -> &'static str {
    match rows {
        Rows::Events => words::rows_events(),
        Rows::Days => words::rows_days(),
    }
}

/// What an order is called.
fn order_name(order: Order) -> &'static str {
    match order {
        Order::Day => words::by_day(),
        Order::Place => words::by_place(),
        Order::Claims => words::by_claims(),
    }
}

/// What the comparison remembers between frames.
#[derive(Default)]
pub struct CompareMemory {
    listed: Listed,
    /// What is said in the row under the pointer.
    pub pointed: BTreeSet<RecordId>,
    judging: proposals::Judging,
}

/// In a panel wider than this each reporter has a column, in points.
const COLUMNS_FROM_PX: f32 = 560.0;

/// In a panel lower than this what chooses the rows scrolls with them, in points.
const HEAD_STAYS_FROM_PX: f32 = 320.0;

/// How high a list is that is closed, in points.
const LIST_PX: f32 = 24.0;

/// How wide the panel is, where it takes all that the map can spare.
pub fn wide_px(ui: &Ui, shown: Shown<'_>) -> Option<f32> {
    let compare = shown.session.comparison;
    let is_wide = compare.tab != Tab::Details && compare.room == Room::Wide;
    let is_wide = is_wide && !side_panels::is_narrow(ui);
    is_wide.then(|| ui.available_width() - side_panels::LEAST_MAP_PX)
}

/// What makes room for a map that the person asks for.
pub fn leave_map_in_sight(shown: Shown<'_>) -> Option<Action> {
    let mut comparison = shown.session.comparison;
    comparison.leave_map_in_sight();
    let is_other = comparison != shown.session.comparison;
    is_other.then_some(Action::Do(Command::SetComparison(comparison)))
}

/// Whether it takes the place of the map.
pub fn is_full(shown: Shown<'_>) -> bool {
    let compare = shown.session.comparison;
    compare.tab != Tab::Details && compare.room == Room::Full
}

/// The tabs of the panel on the right.
pub fn tabs_ui(ui: &mut Ui, shown: Shown<'_>, actions: &mut Actions) -> Tab {
    let is_narrow = side_panels::is_narrow(ui);
    let mut compare = shown.session.comparison;
    ui.horizontal(|ui| {
        for (tab, name) in [
            (Tab::Details, words::details_tab()),
            (Tab::Compare, words::compare_tab()),
            (Tab::Charts, charts::tab()),
        ] {
            if ui.selectable_label(compare.tab == tab, name).clicked() {
                compare.tab = tab;
            }
        }
        if compare.tab != Tab::Details {
            // A drawer is as wide as it can be, or takes the place of the map.
            let (wider, full, narrower) = (
                (words::wider(), Room::Wide),
                (words::full_width(), Room::Full),
                |room| (words::narrower(), room),
            );
            let steps = match (compare.room, is_narrow) {
                (Room::Beside, false) => vec![wider],
                (Room::Wide, false) => vec![narrower(Room::Beside), full],
                (Room::Full, false) => vec![narrower(Room::Wide)],
                (Room::Beside | Room::Wide, true) => vec![full],
                (Room::Full, true) => vec![narrower(Room::Beside)],
            };
            for (name, room) in steps {
                if ui.small_button(name).clicked() {
                    compare.room = room;
                }
            }
        }
    });
    ui.separator();
    set(shown, compare, actions);
    shown.session.comparison.tab
}

/// Asks for another look at the panel, where it is another.
fn set(shown: Shown<'_>, comparison: Comparison, actions: &mut Actions) {
    if comparison != shown.session.comparison {
        actions.push(Action::Do(Command::SetComparison(comparison)));
    }
}

/// The comparison itself.
pub fn compare_ui(ui: &mut Ui, shown: Shown<'_>, memory: &mut Memory, actions: &mut Actions) {
    let (was_typing, had_popup) = (memory.was_typing, memory.had_popup);
    let is_busy = was_typing || had_popup || !memory.dialogs.is_empty() || shown.import.is_some();
    let compare = memory.of::<CompareMemory>();
    let Some(events) = shown.events.filter(|_| !shown.are_events_old) else {
        return renewing_ui(ui, shown, compare);
    };
    let wanted = listed::Wanted {
        standing: shown.session.comparison.standing,
        place: selected(shown).filter(|_| shown.session.comparison.only_place),
        order: shown.session.comparison.order,
        rows: shown.session.comparison.rows,
    };
    compare.listed.follow(shown, events, wanted);
    let is_wide = ui.available_width() >= COLUMNS_FROM_PX;
    let above_ui = |ui: &mut Ui, compare: &mut CompareMemory, actions: &mut Actions| {
        let of_rule = |ui: &mut Ui, actions: &mut Actions| {
            ui.collapsing(words::rule(), |ui| thresholds_ui(ui, shown, actions));
        };
        let judging = &mut compare.judging;
        proposals::proposals_ui(ui, (shown, events), judging, is_busy, of_rule, actions);
        count_ui(ui, shown, compare, actions);
    };
    let is_low = ui.available_height() < HEAD_STAYS_FROM_PX;
    if is_wide || !is_low {
        head_ui(ui, shown, compare, actions);
    }
    let pointed = &mut BTreeSet::new();
    let clicked = if is_wide {
        above_ui(ui, compare, actions);
        rows::columns_ui(ui, shown, events, (&mut compare.listed, pointed), actions)
    } else {
        // What stands above the rows would leave room for one or two of them: it scrolls with them, all but
        // the choice of rows, which stays where there is room.
        let scroll = ScrollArea::vertical().id_salt("compare");
        let width = rows::width(ui);
        let drawn = scroll.auto_shrink(false).show(ui, |ui| {
            if is_low {
                head_ui(ui, shown, compare, actions);
            }
            above_ui(ui, compare, actions);
            rows::lines_ui(
                ui,
                width,
                shown,
                events,
                (&mut compare.listed, pointed),
                actions,
            )
        });
        drawn.inner
    };
    compare.pointed = std::mem::take(pointed);
    if let Some(at) = clicked {
        go_to(shown, at, actions);
    }
}

/// What was listed before something was opened or read again, until that is compared: it stays in sight,
/// and nothing can be done with it.
fn renewing_ui(ui: &mut Ui, shown: Shown<'_>, compare: &mut CompareMemory) {
    let Some((atlas, events)) = compare.listed.before(shown) else {
        ui.weak(words::making());
        return;
    };
    ui.weak(words::renewing());
    // Records of what is open now mean nothing in what was.
    let focus = Focus::default();
    let before = Shown {
        atlas: &atlas,
        events: Some(&events),
        are_events_old: true,
        focus: &focus,
        ..shown
    };
    ui.disable();
    let mut nothing = Actions::new();
    let listed = (&mut compare.listed, &mut BTreeSet::new());
    if ui.available_width() >= COLUMNS_FROM_PX {
        rows::columns_ui(ui, before, &events, listed, &mut nothing);
    } else {
        let scroll = ScrollArea::vertical().id_salt("compare");
        let scroll = scroll.auto_shrink(false);
        let width = rows::width(ui);
        scroll.show(ui, |ui| {
            rows::lines_ui(ui, width, before, &events, listed, &mut nothing)
        });
    }
}

/// Which rows there are, in which order, and what can be done with them.
fn head_ui(ui: &mut Ui, shown: Shown<'_>, compare: &mut CompareMemory, actions: &mut Actions) {
    let mut view = shown.session.comparison;
    // Lines of lists are as high as the lists, so that they stay apart and names stand level with them.
    ui.spacing_mut().interact_size.y = LIST_PX;
    ui.horizontal_wrapped(|ui| {
        let name = view.standing.map_or(words::any_standing(), words::standing);
        list_ui(ui, words::standing_label(), name, |ui| {
            ui.selectable_value(&mut view.standing, None, words::any_standing());
            for (standing, _) in Standing::ALL {
                let name = words::standing(standing);
                let entry = ui.selectable_value(&mut view.standing, Some(standing), name);
                entry.on_hover_text(words::standing_hint(standing));
            }
        });
        list_ui(ui, words::rows_label(), rows_name(view.rows), |ui| {
            for (rows, _) in Rows::ALL {
                ui.selectable_value(&mut view.rows, rows, rows_name(rows));
            }
        });
        list_ui(ui, words::order_label(), order_name(view.order), |ui| {
            for (order, _) in Order::ALL {
                ui.selectable_value(&mut view.order, order, order_name(order));
            }
        });
        let chosen = compare.listed.chosen();
        if ui.small_button(words::export_rows(chosen)).clicked() {
            actions.push(Action::Open(&EXPORT, true));
        }
        // Small enough to stand in the same line: the rows stay where they are while some are chosen.
        if chosen > 0 && sign_button(ui, "×", words::choose_none()).clicked() {
            compare.listed.choose_none();
        }
    });
    set(shown, view, actions);
}

/// A list to choose from behind its name; both stand in the next line where this one has no room for them.
pub fn list_ui(ui: &mut Ui, name: &str, chosen: &str, entries: impl FnOnce(&mut Ui)) {
    let width = |text: &str, style: TextStyle| {
        let font = style.resolve(ui.style());
        let ink = ui.visuals().text_color();
        ui.painter().layout_no_wrap(text.into(), font, ink).size().x
    };
    let spacing = ui.spacing();
    let list = width(chosen, TextStyle::Button)
        + spacing.icon_spacing
        + spacing.icon_width
        + 2.0 * spacing.button_padding.x;
    let both =
        width(name, TextStyle::Body) + spacing.item_spacing.x + list.max(spacing.combo_width);
    if ui.available_size_before_wrap().x < both {
        ui.end_row();
    }
    ui.set_row_height(LIST_PX);
    let label = ui.label(name).id;
    let list = ComboBox::from_id_salt(name).selected_text(chosen);
    list.show_ui(ui, entries).response.labelled_by(label);
}

/// The place that is selected, where one is.
fn selected(shown: Shown<'_>) -> Option<PlaceRef> {
    let atlas = shown.atlas;
    match shown.session.selection.as_ref()? {
        Selection::Region(key) => atlas.region_by_key(&key.0).map(PlaceRef::Region),
        Selection::Zone(key) => atlas.zone_by_key(key).map(PlaceRef::Zone),
        Selection::Line(key) => atlas.line_by_key(key).map(PlaceRef::Line),
        _ => None,
    }
}

fn thresholds_ui(ui: &mut Ui, shown: Shown<'_>, actions: &mut Actions) {
    ui.label(RichText::new(words::rule_hint()).small().weak());
    let mut thresholds = shown.session.thresholds;
    let most = Thresholds::MOST_DAYS;
    for (value, name) in [
        (&mut thresholds.days, words::days_apart()),
        (
            &mut thresholds.days_without_time,
            words::days_without_time(),
        ),
    ] {
        ui.horizontal(|ui| {
            let label = ui.label(name).id;
            ui.add(DragValue::new(value).range(0..=most))
                .labelled_by(label);
        });
    }
    ui.horizontal(|ui| {
        let label = ui.label(words::km_apart()).id;
        let value = DragValue::new(&mut thresholds.km)
            .range(0.0..=100.0)
            .speed(0.1);
        ui.add(value).labelled_by(label);
    });
    if thresholds != shown.session.thresholds {
        actions.push(Action::Do(Command::SetThresholds(thresholds)));
    }
    if thresholds != Thresholds::default() && ui.button(words::usual_rule()).clicked() {
        let usual = Command::SetThresholds(Thresholds::default());
        actions.push(Action::Do(usual));
    }
}

/// How many rows there are, and what a row is or, where something is selected, what that is: in the same
/// room, so that no row goes elsewhere when something is selected.
fn count_ui(ui: &mut Ui, shown: Shown<'_>, compare: &CompareMemory, actions: &mut Actions) {
    let events = match shown.session.comparison.rows {
        Rows::Events => words::events(compare.listed.len()),
        Rows::Days => words::of_days(compare.listed.len()),
    };
    ui.label(format!("{events}, {}", units::window(shown.session.window)))
        .on_hover_text(words::events_hint());
    let font = TextStyle::Small.resolve(ui.style());
    let ink = ui.visuals().weak_text_color();
    let width = ui.available_width();
    let hint = words::events_hint().to_owned();
    let hint = ui.painter().layout(hint, font, ink, width);
    let room = vec2(width, hint.size().y.max(ui.spacing().interact_size.y));
    ui.allocate_ui_with_layout(room, Layout::top_down(Align::Min), |ui| {
        ui.set_min_size(room);
        let mut view = shown.session.comparison;
        let only_ui = |ui: &mut Ui| {
            if let Some(place) = selected(shown) {
                let name = words::place(shown.atlas, place, shown.session.language);
                let name = words::only_at(&name);
                let only = ui.checkbox(&mut view.only_place, words::only_here());
                only.on_hover_text(&name).accessible_name(&name);
            }
        };
        if !elsewhere_ui(ui, shown, only_ui, actions) {
            ui.label(hint);
        }
        set(shown, view, actions);
    });
}

/// Sets the period to these days, selects the place and flies there, in one step. What takes the place of
/// the map makes room for it.
pub fn go_to(shown: Shown<'_>, (place, days): (PlaceRef, Window), actions: &mut Actions) {
    let atlas = shown.atlas;
    let selection = match place {
        PlaceRef::Region(id) => Selection::Region(atlas.regions()[id].key.clone()),
        PlaceRef::Zone(id) => Selection::Zone(atlas.zones()[id].key.clone()),
        PlaceRef::Line(id) => Selection::Line(atlas.lines()[id].key.clone()),
    };
    let mut go = vec![
        Action::Do(Command::SetWindow(days)),
        Action::Do(Command::Select(Some(selection))),
    ];
    go.extend(spot_extent(atlas, place).map(Action::ShowArea));
    go.extend(leave_map_in_sight(shown));
    actions.push(Action::AsOne(go));
}
