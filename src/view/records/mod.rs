//! The table of records: every record that the period and the filters let through, in a drawer under
//! the map.

mod columns;
mod table;

use std::{
    collections::{BTreeMap, HashSet},
    ops::Range,
    sync::Arc,
};

use egui::{Panel, Rangef, ScrollArea, Ui, UiBuilder};

use super::{
    Action, Actions, CiteAction, DetailsShown, Memory, Shown,
    chips::sign_button,
    panel_size::PanelSize,
    side_panels::{DrawerMemory, held_ui},
};
use crate::{
    model::{Atlas, Detail, RecordId},
    query::listing::{Arrangement, Cells, ListColumn},
    session::{Command, RecordsTable, Selection},
    words::{cite, records as words, units},
};

/// The rows of the table.
#[derive(Debug, Default)]
pub struct RecordRows {
    /// In the order of the table.
    pub records: Vec<RecordId>,
}

/// What is known of the rows by now.
#[derive(Clone, Copy)]
pub struct RecordsShown<'a> {
    /// Those made last, or why there are none; `None`: none are made yet.
    pub listed: Option<Result<&'a RecordRows, &'a str>>,
    /// Whether newer ones are being made.
    pub is_listing: bool,
    /// The rows whose details are read.
    pub in_sight: &'a [RecordId],
    /// Their details.
    pub details: DetailsShown<'a>,
}

/// What the table remembers between frames.
pub struct RecordsMemory {
    arranged: Arrangement,
    columns: Vec<ListColumn>,
    /// What is typed under each heading.
    only: BTreeMap<ListColumn, String>,
    filters_open: bool,
    /// Rows the person selected with Ctrl or Shift, or the one clicked last.
    chosen: HashSet<RecordId>,
    /// The atlas they are records of.
    atlas: Option<Arc<Atlas>>,
    /// Where a range of rows begins.
    anchor: Option<RecordId>,
    /// Where it ends; where keys go on from.
    cursor: Option<RecordId>,
    /// The rows that are drawn, and some around them.
    in_sight: Range<usize>,
    /// The frame of the last click that was answered.
    answered: u64,
    /// The selection whose first row was scrolled to.
    scrolled_to: Option<Selection>,
    /// How the session has it arranged, as far as was followed.
    followed: RecordsTable,
    /// How high it is, as a share of its room.
    height: PanelSize,
}

impl Default for RecordsMemory {
    fn default() -> Self {
        Self {
            arranged: Arrangement::default(),
            columns: RecordsTable::usual_columns(),
            only: BTreeMap::new(),
            filters_open: false,
            chosen: HashSet::new(),
            atlas: None,
            anchor: None,
            cursor: None,
            in_sight: 0..0,
            answered: 0,
            scrolled_to: None,
            followed: RecordsTable::default(),
            height: PanelSize::default(),
        }
    }
}

impl RecordsMemory {
    /// Which rows are wanted, and in which order.
    pub fn arranged(&self) -> &Arrangement {
        &self.arranged
    }

    /// The rows whose details are wanted.
    pub fn in_sight(&self) -> Range<usize> {
        self.in_sight.clone()
    }

    /// Whether a click is answered: a frame that is laid out twice has each of its clicks twice.
    fn answers(&mut self, ui: &Ui) -> bool {
        let frame = ui.ctx().cumulative_frame_nr();
        std::mem::replace(&mut self.answered, frame) != frame
    }

    /// Arranges it as the session has it, where that is news.
    fn follow(&mut self, session: &RecordsTable) {
        if self.followed != *session {
            self.followed.clone_from(session);
            self.columns.clone_from(&session.columns);
            self.arranged.by = session.by.clone();
            self.arranged.descending = session.descending;
        }
    }

    /// What the person arranged otherwise, once.
    fn rearranged(&mut self) -> Option<RecordsTable> {
        let now = RecordsTable {
            columns: self.columns.clone(),
            by: self.arranged.by.clone(),
            descending: self.arranged.descending,
        };
        (self.followed != now).then(|| {
            self.followed.clone_from(&now);
            now
        })
    }

    /// Takes over what is typed under the headings.
    fn narrow(&mut self) {
        let typed = self
            .only
            .iter()
            .filter(|(_, typed)| !typed.trim().is_empty());
        let typed = typed.map(|(column, typed)| (column.clone(), typed.clone()));
        self.arranged.only = typed.collect();
    }
}

/// How much of the room it takes at first, and its height at least, in points.
const SHARE: f32 = 0.39;
const LEAST_PX: f32 = 110.0;

/// What it leaves of the map, in points.
const LEAST_MAP_PX: f32 = 180.0;

/// The panel under the map.
pub fn records_ui(ui: &mut Ui, shown: Shown<'_>, memory: &mut Memory, actions: &mut Actions) {
    if !shown.session.records_panel {
        return;
    }
    let room = ui.available_height();
    let range = Rangef::new(LEAST_PX, (room - LEAST_MAP_PX).max(LEAST_PX));
    let panel = Panel::bottom("records").resizable(true);
    let panel = panel.default_size(range.clamp(room * SHARE));
    let size = &mut memory.of::<RecordsMemory>().height;
    size.before(ui, "records", SHARE, room, range);
    let drawn = panel.size_range(range).show(ui, |ui| {
        held_ui(ui, |ui| {
            // Beside drawers, which reach down to the timeline, and not under them.
            let beside = memory.of::<DrawerMemory>().uncovered(ui.max_rect());
            let mut inside = ui.new_child(UiBuilder::new().max_rect(beside));
            inside.shrink_clip_rect(beside);
            drawer_ui(&mut inside, shown, memory, actions);
        });
    });
    let height = drawn.response.rect.height();
    let size = &mut memory.of::<RecordsMemory>().height;
    size.after(ui, room, range, height);
}

fn drawer_ui(ui: &mut Ui, shown: Shown<'_>, memory: &mut Memory, actions: &mut Actions) {
    let is_busy = memory.was_typing || memory.had_popup || !memory.dialogs.is_empty();
    let memory = memory.of::<RecordsMemory>();
    memory.follow(&shown.session.records);
    let rows: &[RecordId] = match shown.records.listed {
        Some(Ok(listed)) => &listed.records,
        _ => &[],
    };
    // Records of another atlas mean nothing in this one.
    if !memory
        .atlas
        .as_ref()
        .is_some_and(|of| Arc::ptr_eq(of, shown.atlas))
    {
        memory.atlas = Some(Arc::clone(shown.atlas));
        memory.chosen.clear();
        (memory.anchor, memory.cursor) = (None, None);
    }
    ui.add_space(2.0);
    head_ui(ui, shown, memory, rows, actions);
    ui.add_space(2.0);
    match shown.records.listed {
        None => {
            ui.weak(words::listing());
        }
        Some(Err(why)) => {
            ui.colored_label(ui.visuals().warn_fg_color, words::cannot_list(why));
        }
        Some(Ok(_)) => table::table_ui(ui, shown, memory, rows, is_busy, actions),
    }
    if let Some(table) = memory.rearranged() {
        actions.push(Action::Do(Command::ArrangeRecords(Box::new(table))));
    }
}

/// How many rows there are, and what can be done with them.
fn head_ui(
    ui: &mut Ui,
    shown: Shown<'_>,
    memory: &mut RecordsMemory,
    rows: &[RecordId],
    actions: &mut Actions,
) {
    // In one line, which scrolls where it is narrow: the rows below keep their room.
    let line = ScrollArea::horizontal()
        .id_salt("head")
        .auto_shrink([false, true]);
    line.show(ui, |ui| {
        ui.horizontal(|ui| {
            if sign_button(ui, "✕", words::close()).clicked() {
                actions.push(Action::Do(Command::ShowRecords(false)));
            }
            let accounts = shown.answer.accounts;
            let all = accounts.shown + accounts.unplaced;
            let window = units::window(shown.session.window);
            ui.label(match memory.arranged.only.is_empty() {
                true => words::shown(rows.len(), &window),
                false => words::of_all(rows.len(), all, &window),
            });
            columns::menu_ui(ui, shown, memory);
            let filter = ui.toggle_value(&mut memory.filters_open, words::filter_columns());
            filter.on_hover_text(words::filter_columns_hint());
            let chosen = memory.chosen.len();
            let export = match chosen > 1 {
                true => words::export_chosen(chosen),
                false => words::export_all(rows.len()),
            };
            let wanted = || match chosen > 1 {
                true => table::in_order(rows, &memory.chosen),
                false => rows.to_vec(),
            };
            ui.add_enabled_ui(!rows.is_empty(), |ui| {
                let copy = ui
                    .small_button(words::copy())
                    .on_hover_text(words::copy_hint());
                if copy.clicked() {
                    actions.push(Action::CopyRows(wanted(), memory.columns.clone()));
                }
                if ui.small_button(export).clicked() {
                    actions.push(Action::OfferExport(wanted()));
                }
                let cites = ui
                    .small_button(cite::rows())
                    .on_hover_text(cite::rows_hint());
                if cites.clicked() {
                    actions.push(Action::Cite(CiteAction::Records(wanted())));
                }
            });
            // What comes and goes stands last, so that nothing moves under the pointer.
            if !memory.arranged.only.is_empty() && ui.small_button(words::clear_filters()).clicked()
            {
                memory.only.clear();
                memory.narrow();
            }
            if shown.records.is_listing {
                ui.spinner();
            }
        });
    });
}

/// What cells are made of.
fn cells(shown: Shown<'_>) -> Cells<'_> {
    Cells {
        atlas: shown.atlas,
        language: shown.session.language,
        events: shown.events.map(|events| &**events),
        personal: &shown.session.personal,
        read_properties: shown.read_properties,
    }
}

/// What a row says, where that is known by now.
fn detail_of(shown: Shown<'_>, record: RecordId) -> Option<Detail> {
    let in_memory = shown.atlas.detail(record);
    in_memory.or_else(|| {
        let DetailsShown::Read(read) = shown.records.details else {
            return None;
        };
        let at = shown.records.in_sight.iter().position(|of| *of == record)?;
        read.get(at).cloned()
    })
}
