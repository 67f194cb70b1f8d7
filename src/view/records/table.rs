//! The rows of the table. Only those in sight are laid out, however many there are.

use std::collections::HashSet;

use egui::{
    Align, Button, Event, EventFilter, Id, Key, Label, Layout, Modifiers, Role, ScrollArea, Sense,
    Ui, WidgetInfo,
};
use egui_extras::{Column, TableBuilder, TableRow};

use super::{RecordsMemory, cells, columns, detail_of};
use crate::{
    model::RecordId,
    query::{
        listing::{Cells, ListColumn},
        record_extent,
    },
    scene::Target,
    session::{Command, Selection},
    view::{Action, Actions, Shown, fields, keys::click_modifiers},
    words::records as words,
};

/// Heights of rows, in points.
const ROW_PX: f32 = 20.0;
const HEAD_PX: f32 = 22.0;
const FILTER_PX: f32 = 30.0;

/// Details are read for so many rows at once, so that scrolling a row reads nothing.
const BLOCK: usize = 64;

/// Draws headings and rows. `is_busy`: keys are somebody else's.
pub fn table_ui(
    ui: &mut Ui,
    shown: Shown<'_>,
    memory: &mut RecordsMemory,
    rows: &[RecordId],
    is_busy: bool,
    actions: &mut Actions,
) {
    let focus = ui.scope_id().with("rows");
    let stepped_to = keys(ui, shown, memory, rows, (focus, is_busy), actions);
    let of_selection: HashSet<RecordId> = match shown.session.selection {
        Some(_) => shown.focus.records.iter().copied().collect(),
        None => HashSet::new(),
    };
    let scroll_to = stepped_to.or_else(|| scroll_to(shown, memory, rows, &of_selection));
    if rows.is_empty() {
        let filtered = !memory.arranged.only.is_empty();
        ui.weak(if filtered {
            words::none_fit()
        } else {
            words::none()
        });
    }
    let mut clicked: Option<(usize, Modifiers, bool)> = None;
    let mut seen: Option<[usize; 2]> = None;
    let shown_columns = memory.columns.clone();
    ScrollArea::horizontal().auto_shrink(false).show(ui, |ui| {
        let height = ui.available_height();
        let mut table = TableBuilder::new(ui)
            .id_salt("records")
            .striped(true)
            .sense(Sense::click())
            .cell_layout(Layout::left_to_right(Align::Center))
            .auto_shrink(false)
            .min_scrolled_height(0.0)
            .max_scroll_height(height);
        for column in &shown_columns {
            let width = Column::initial(columns::width_px(column));
            table = table.column(width.at_least(40.0).clip(true).resizable(true));
        }
        if let Some(row) = scroll_to {
            table = table
                .scroll_to_row(row, Some(Align::Center))
                .animate_scrolling(false);
        }
        let head = if memory.filters_open {
            HEAD_PX + FILTER_PX
        } else {
            HEAD_PX
        };
        let table = table.header(head, |mut head| {
            for column in &shown_columns {
                head.col(|ui| heading_ui(ui, memory, column));
            }
        });
        let cells = cells(shown);
        table.body(|body| {
            body.rows(ROW_PX, rows.len(), |mut row| {
                let at = row.index();
                seen = Some(seen.map_or([at, at + 1], |[from, to]| [from.min(at), to.max(at + 1)]));
                let record = rows[at];

                let is_chosen = match memory.chosen.is_empty() {
                    true => of_selection.contains(&record),
                    false => memory.chosen.contains(&record),
                };
                row.set_selected(is_chosen);
                row_ui(&mut row, shown, cells, &shown_columns, (record, is_chosen));
                let response = row.response().on_hover_text(words::row_hint());
                if response.clicked() {
                    let modifiers = response.ctx.input(click_modifiers);
                    clicked = Some((at, modifiers, response.double_clicked()));
                }
            });
        });
    });
    // So that keys reach it, and arrows move through its rows and not the map.
    let rest = egui::Rect::from_min_size(ui.cursor().min, egui::vec2(1.0, 1.0));
    let holder = ui.interact(rest, focus, Sense::focusable_noninteractive());
    holder.widget_info(|| WidgetInfo::labeled(Role::Grid, true, words::rows_label()));
    if let Some([from, to]) = seen {
        let whole = |at: usize| at.div_ceil(BLOCK) * BLOCK;
        memory.in_sight = from / BLOCK * BLOCK..whole(to).min(rows.len());
    } else {
        memory.in_sight = 0..0;
    }
    if let Some((at, modifiers, is_double)) = clicked.filter(|_| memory.answers(ui)) {
        ui.memory_mut(|of| of.request_focus(focus));
        choose(memory, rows, at, modifiers);
        if memory.chosen.is_empty() {
            memory.scrolled_to = None;
            actions.push(Action::Do(Command::Select(None)));
        } else if !modifiers.command && !modifiers.shift {
            select(shown, memory, rows[at], actions);
        }
        if is_double && let Some(area) = record_extent(shown.atlas, rows[at]) {
            actions.push(Action::ShowArea(area));
        }
    }
}

/// A heading: its name, which sorts, and below it what the cells must say.
fn heading_ui(ui: &mut Ui, memory: &mut RecordsMemory, column: &ListColumn) {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        let is_sorted = memory.arranged.by == *column;
        let title = column.title();
        let (text, name) = match (is_sorted, memory.arranged.descending) {
            (false, _) => (title.to_owned(), words::sort_by(title)),
            (true, false) => (format!("▲ {title}"), words::sorted_up(title)),
            (true, true) => (format!("▼ {title}"), words::sorted_down(title)),
        };
        let button = Button::new(egui::RichText::new(text).strong())
            .frame(false)
            .truncate();
        let button = ui.add(button).on_hover_text(&name).accessible_name(&name);
        if button.clicked() && memory.answers(ui) {
            let arranged = &mut memory.arranged;
            arranged.descending = is_sorted && !arranged.descending;
            arranged.by = column.clone();
        }
        if memory.filters_open {
            let typed = memory.only.entry(column.clone()).or_default();
            let field = fields::line(typed).desired_width(f32::INFINITY);
            let field = ui.add(field).accessible_name(words::filter_of(title));
            if field.changed() {
                memory.narrow();
            }
        }
    });
}

fn row_ui(
    row: &mut TableRow<'_, '_>,
    shown: Shown<'_>,
    cells: Cells<'_>,
    columns: &[ListColumn],
    (record, is_chosen): (RecordId, bool),
) {
    let detail = detail_of(shown, record);
    for (at, column) in columns.iter().enumerate() {
        let (_, cell) = row.col(|ui| {
            if detail.is_none() && column.needs_details() {
                ui.weak(words::reading());
                return;
            }
            let text = cells.text(column, record, detail.as_ref());
            let label = Label::new(&*text).truncate().selectable(false);
            if column.is_number() {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| ui.add(label));
            } else {
                ui.add(label);
            }
        });
        // The first cell is always there; the row as a whole may reach out of sight.
        if at == 0 {
            let name = first_cells(cells, record);
            cell.widget_info(|| WidgetInfo::selected(Role::Row, true, is_chosen, &name));
        }
    }
}

/// What a row is called: day, reporter, number and place.
fn first_cells(cells: Cells<'_>, record: RecordId) -> String {
    let columns = [
        ListColumn::Day,
        ListColumn::Reporter,
        ListColumn::Number,
        ListColumn::At,
    ];
    let texts = columns
        .iter()
        .map(|column| cells.text(column, record, None));
    let texts: Vec<_> = texts.filter(|text| !text.is_empty()).collect();
    texts.join(", ")
}

/// The rows that are chosen, in the order of the table.
pub fn in_order(rows: &[RecordId], chosen: &HashSet<RecordId>) -> Vec<RecordId> {
    rows.iter()
        .filter(|record| chosen.contains(record))
        .copied()
        .collect()
}

fn choose(memory: &mut RecordsMemory, rows: &[RecordId], at: usize, modifiers: Modifiers) {
    let record = rows[at];
    memory.cursor = Some(record);
    let anchor = memory
        .anchor
        .and_then(|of| rows.iter().position(|row| *row == of));
    match anchor {
        Some(from) if modifiers.shift => {
            let range = from.min(at)..=from.max(at);
            memory.chosen = rows[range].iter().copied().collect();
            return;
        }
        _ if modifiers.command => {
            if !memory.chosen.remove(&record) {
                memory.chosen.insert(record);
            }
        }
        _ => memory.chosen = HashSet::from([record]),
    }
    memory.anchor = Some(record);
}

/// Selects a row on the map and in the details.
fn select(shown: Shown<'_>, memory: &mut RecordsMemory, record: RecordId, actions: &mut Actions) {
    let selection = Selection::of(shown.atlas, &Target::Record(record));
    // It is in sight already.
    memory.scrolled_to = Some(selection.clone());
    actions.push(Action::Do(Command::Select(Some(selection))));
}

/// The first row of what was selected elsewhere, once.
fn scroll_to(
    shown: Shown<'_>,
    memory: &mut RecordsMemory,
    rows: &[RecordId],
    of_selection: &HashSet<RecordId>,
) -> Option<usize> {
    if memory.scrolled_to == shown.session.selection {
        return None;
    }
    memory.scrolled_to.clone_from(&shown.session.selection);
    memory.chosen.clear();
    memory.cursor = None;
    rows.iter().position(|record| of_selection.contains(record))
}

/// Keys of the table: arrows go through rows, Ctrl+A selects all, Ctrl+C copies. Says which row an
/// arrow came to.
fn keys(
    ui: &Ui,
    shown: Shown<'_>,
    memory: &mut RecordsMemory,
    rows: &[RecordId],
    (focus, is_busy): (Id, bool),
    actions: &mut Actions,
) -> Option<usize> {
    if is_busy || rows.is_empty() || !ui.memory(|of| of.has_focus(focus)) {
        return None;
    }
    let filter = EventFilter {
        vertical_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|of| of.set_focus_lock_filter(focus, filter));
    let copies = ui.input(|input| input.events.contains(&Event::Copy));
    if copies && !memory.chosen.is_empty() {
        let chosen = in_order(rows, &memory.chosen);
        actions.push(Action::CopyRows(chosen, memory.columns.clone()));
    }
    if ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::A)) {
        memory.chosen = rows.iter().copied().collect();
    }
    let page = 10;
    let mut stepped_to = None;
    for (key, by) in [
        (Key::ArrowUp, -1_isize),
        (Key::ArrowDown, 1),
        (Key::PageUp, -page),
        (Key::PageDown, page),
        (Key::Home, isize::MIN),
        (Key::End, isize::MAX),
    ] {
        for modifiers in [Modifiers::SHIFT, Modifiers::NONE] {
            if ui.input_mut(|input| input.consume_key(modifiers, key)) {
                stepped_to = Some(step(ui, shown, memory, rows, (by, modifiers), actions));
            }
        }
    }
    stepped_to
}

fn step(
    ui: &Ui,
    shown: Shown<'_>,
    memory: &mut RecordsMemory,
    rows: &[RecordId],
    (by, modifiers): (isize, Modifiers),
    actions: &mut Actions,
) -> usize {
    let from = memory
        .cursor
        .and_then(|of| rows.iter().position(|row| *row == of));
    let last = rows.len() - 1;
    let to = from.map_or(0, |from| from.saturating_add_signed(by).min(last));
    choose(memory, rows, to, modifiers);
    if !modifiers.shift {
        select(shown, memory, rows[to], actions);
    }
    ui.ctx().request_repaint();
    to
}
