//! The legend: a card in a corner of the map that explains what is drawn there. Its rows switch what
//! they stand for; with Alt held, everything else of its sort is switched off.

mod listed;

use std::collections::BTreeSet;

use egui::{
    Align2, Area, Frame, Id, Margin, Order, Rect, Response, RichText, Role, ScrollArea, Sense, Ui,
    UiBuilder, Vec2, WidgetInfo, emath::TSTransform, pos2, vec2,
};

use listed::{held, is_on, lists, played, visible_sections};

use super::{
    Action, Actions, Memory, Shown, keys::click_modifiers, long_list::long_list_ui,
    side_panels::DrawerMemory,
};
use crate::{
    model::{ReporterId, Stance},
    query::Filters,
    render::{screen::Screen, viewport::Viewport},
    scene::{
        Camera, LayerKind,
        legend::{Entry, Row, Section, Sign},
        marks::{self, Signs},
        px,
        style::WIDTHS,
    },
    session::Command,
    words::{layers as words, overview, units},
};

/// What is remembered of the card.
#[derive(Clone, Default)]
pub struct LegendMemory {
    /// Whether the person folded or unfolded it; `None`: as the room suggests.
    folded: Option<bool>,
    /// Where it lay when it was last drawn.
    rect: Option<Rect>,
    /// What it lists.
    listed: Vec<Section>,
    /// The room its rows have, in points.
    rows_px: Option<f32>,
}

impl LegendMemory {
    /// What of the map it covers.
    pub fn covers(&self) -> Option<Rect> {
        self.rect
    }

    /// Where it lies if it covers a side of the map, and not a corner alone.
    pub fn covers_side(&self, map: Rect) -> Option<Rect> {
        const SIDE_SHARE: f32 = 0.25;
        let is_high = |rect: &Rect| rect.height() > map.height() * SIDE_SHARE;
        self.rect
            .filter(|rect| is_high(rect) && rect.intersects(map))
    }

    /// What it leaves at its right, in which the map shows the line of contact. Folding the card does
    /// not move the map.
    pub fn beside(map: Rect) -> Rect {
        if is_small(map) {
            return map;
        }
        map.with_min_x(map.left() + LEFT_PX + WIDTH_PX + 18.0)
    }
}

/// Width of the rows, in points.
const WIDTH_PX: f32 = 184.0;
/// Room of the sign before the words, in points.
const SIGN_PX: Vec2 = vec2(36.0, 14.0);
/// How far the card stays from the left and from the bottom of the map, in points: the handle of the
/// panel is at its left, the scale bar below.
const LEFT_PX: f32 = 22.0;
const BOTTOM_PX: f32 = 68.0;
/// How much of the height of the map its rows take at most.
const MOST_SHARE: f32 = 0.66;
/// On a smaller map the card is folded until a person unfolds it.
const SMALL_MAP_PX: Vec2 = vec2(640.0, 420.0);

fn is_small(map: Rect) -> bool {
    map.width() < SMALL_MAP_PX.x || map.height() < SMALL_MAP_PX.y
}

/// The card, in the corner of the map.
pub fn legend_card_ui(ui: &mut Ui, shown: Shown<'_>, memory: &mut Memory, actions: &mut Actions) {
    let map = memory.of::<DrawerMemory>().uncovered(ui.max_rect());
    let is_overview = memory.map.is_overview;
    let bottom = map.bottom() - BOTTOM_PX - memory.map.scale_raised_px;
    let now = visible_sections(shown, is_overview);
    let memory = memory.of::<LegendMemory>();
    // Beside two maps it stands on one of them.
    let folded = memory
        .folded
        .unwrap_or(is_small(map) || shown.other.is_some());
    let pointer = ui.input(|input| input.pointer.hover_pos());
    let is_pointed = pointer
        .zip(memory.rect)
        .is_some_and(|(at, rect)| rect.contains(at));
    // As long as the pointer is on it, it keeps its size and its rows: what is pressed stays where it is.
    let is_held = is_pointed && !folded && memory.rows_px.is_some();
    let before = std::mem::take(&mut memory.listed);
    memory.listed = match (is_held, shown.playing && !folded) {
        (true, _) => held(before, &now),
        // Signs that come and go from step to step are no legend.
        (false, true) => played(before, &now),
        (false, false) => now.clone(),
    };
    let most = (map.height() * MOST_SHARE).max(60.0).floor();
    let held_px = memory.rows_px.filter(|_| is_held);
    // While the timeline plays it may grow, and does not shrink.
    let least_px = held_px.or(memory.rows_px.filter(|_| shown.playing));
    let height = held_px.unwrap_or(most);
    let card = Area::new(Id::unique("legend"))
        .order(Order::Middle)
        .pivot(Align2::LEFT_BOTTOM)
        .fixed_pos(pos2(map.left() + LEFT_PX, bottom))
        .constrain_to(map)
        .show(ui.ctx(), |ui| {
            // It is laid out downwards and may grow beyond the map, before it is put on its lower edge.
            ui.set_max_height(2.0 * map.height());
            ui.set_clip_rect(map.expand2(vec2(0.0, map.height())));
            let frame = Frame::popup(ui.style()).inner_margin(Margin::symmetric(8, 5));
            let drawn = frame.show(ui, |ui| {
                ui.spacing_mut().item_spacing = vec2(6.0, 2.0);
                // Its words are pressed, not marked.
                ui.style_mut().interaction.selectable_labels = false;
                if title_ui(ui, folded) {
                    memory.folded = Some(!folded);
                }
                if folded {
                    return;
                }
                ui.set_width(WIDTH_PX);
                let rows = ScrollArea::vertical()
                    .max_height(height)
                    .min_scrolled_height(height)
                    .show(ui, |ui| {
                        ui.set_min_height(least_px.unwrap_or(0.0).min(most));
                        let of = (shown, is_overview);
                        rows_ui(ui, of, (&memory.listed, &now), actions);
                    });
                memory.rows_px = Some(rows.content_size.y.min(height).ceil());
            });
            drawn.response.rect
        });
    // Where it came to have another height, it is moved to its lower edge before anybody sees it.
    let drawn = card.inner;
    let aside = vec2(0.0, bottom - drawn.bottom());
    if aside.y.abs() >= 1.0 {
        let layer = card.response.layer_id;
        ui.ctx()
            .transform_layer_shapes(layer, TSTransform::from_translation(aside));
        ui.ctx().request_repaint();
    }
    memory.rect = Some(drawn.translate(aside));
}

/// The heading, which folds the card. Returns whether it was pressed.
fn title_ui(ui: &mut Ui, folded: bool) -> bool {
    let sign = if folded { "▸" } else { "▾" };
    let title = format!("{sign} {}", words::legend());
    let title = RichText::new(title)
        .text_style(super::theme::strong())
        .size(12.0);
    let button = ui.add(egui::Button::new(title).frame(false));
    let name = words::fold_legend(folded);
    button.on_hover_text(name).accessible_name(name).clicked()
}

/// Rows, of which those that explain nothing now are faint.
fn rows_ui(
    ui: &mut Ui,
    (shown, is_overview): (Shown<'_>, bool),
    (sections, now): (&[Section], &[Section]),
    actions: &mut Actions,
) {
    let look = |row: &Row| match lists(now, row) {
        true => Look::Usual,
        false => Look::Faint,
    };
    for (index, section) in sections.iter().enumerate() {
        if index > 0 {
            ui.add_space(3.0);
        }
        if section.title == overview::title() {
            overview_ui(ui, section, shown, look);
            continue;
        }
        let reporters = section.rows.iter().filter_map(|row| match row.sign {
            Sign::Reporter(id) => Some((row, id)),
            _ => None,
        });
        if reporters.clone().count() > MOST_REPORTERS_NAMED {
            chips_ui(ui, reporters, (shown, is_overview), look, actions);
            continue;
        }
        let has = |is: fn(&Sign) -> bool| section.rows.iter().any(|row| is(&row.sign));
        let shades = has(|sign| matches!(sign, Sign::Shade(_)));
        if shades || has(|sign| matches!(sign, Sign::Tint(_))) {
            ui.label(RichText::new(&section.title).small().weak());
        }
        if shades {
            let cells = section.rows.iter().map(|row| (row, row.words.clone()));
            strip_ui(ui, cells, shown, look);
            continue;
        }
        let (mut strip, rows): (Vec<&Row>, Vec<&Row>) = section
            .rows
            .iter()
            .partition(|row| range(row.sign).is_some());
        if !strip.is_empty() {
            ui.label(RichText::new(words::legend_widths()).small().weak());
            strip.sort_by(|a, b| width(a.sign).total_cmp(&width(b.sign)));
            let cells = strip
                .into_iter()
                .filter_map(|row| Some((row, range(row.sign)?)));
            strip_ui(ui, cells, shown, look);
        }
        // Not by its words: two lines may be called alike.
        ui.push_id(index, |ui| {
            let of = (shown, is_overview);
            long_list_ui(ui, "rows", rows.len(), |ui, place| {
                let row = rows[place];
                match row.entry {
                    Some(entry) => entry_ui(ui, (row, look(row)), entry, of, actions),
                    None => drop(row_ui(ui, row, shown, look(row))),
                }
            });
        });
    }
}

/// More reporters than these are shown by their letters alone; the pointer tells who they are.
const MOST_REPORTERS_NAMED: usize = 6;

/// So many of them in a row, and the room of each, in points.
const CHIPS_A_ROW: usize = 6;
const CHIP_PX: Vec2 = vec2(27.0, 16.0);

/// Words of a sign that stands beside others in a strip are no longer than this, in letters.
const SHORT: usize = 7;

/// The width a sign stands for, in points; 0 of any other.
fn width(sign: Sign) -> f32 {
    match sign {
        Sign::Width(width) => width,
        _ => 0.0,
    }
}

/// From how many incidents to how many a width stands for; `None` of any other sign.
fn range(sign: Sign) -> Option<String> {
    let Sign::Width(width) = sign else {
        return None;
    };
    let at = WIDTHS.iter().position(|(_, of)| *of == width)?;
    let least = at.checked_sub(1).map_or(1, |before| WIDTHS[before].0 + 1);
    let most = Some(WIDTHS[at].0).filter(|most| *most != u32::MAX);
    Some(units::range(least, most))
}

/// What fills districts, as a strip; all that is to be said of it is told by the pointer.
fn overview_ui(
    ui: &mut Ui,
    section: &Section,
    shown: Shown<'_>,
    look: impl Fn(&Row) -> Look + Copy,
) {
    let of = &shown.scene.overview;
    let what = overview::measure_as(of.choice.measure, of.choice.direction);
    let title = overview::fill_title(&what, of.whose(shown.atlas));
    let (remarks, rows): (Vec<&Row>, Vec<&Row>) = section
        .rows
        .iter()
        .partition(|row| row.sign == Sign::Remark);
    if rows.is_empty() {
        // Nothing is filled, which is to be told at sight.
        for row in remarks {
            drop(row_ui(ui, row, shown, look(row)));
        }
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.label(RichText::new(title).small().weak());
        let sign = egui::Button::new(RichText::new("?").small()).small();
        if !remarks.is_empty() {
            ui.add(sign)
                .on_hover_ui(|ui| {
                    for row in &remarks {
                        ui.label(&row.words);
                    }
                })
                .accessible_name(overview::explain());
        }
    });
    if rows
        .iter()
        .all(|row| row.sign != Sign::None && row.words.chars().count() <= SHORT)
    {
        let cells = rows.into_iter().map(|row| (row, row.words.clone()));
        strip_ui(ui, cells, shown, look);
        return;
    }
    for row in rows {
        drop(row_ui(ui, row, shown, look(row)));
    }
}

/// Signs side by side, each above its words.
fn strip_ui<'r>(
    ui: &mut Ui,
    cells: impl Iterator<Item = (&'r Row, String)>,
    shown: Shown<'_>,
    look: impl Fn(&Row) -> Look,
) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for (row, words) in cells {
            let cell = ui.vertical(|ui| {
                sign_ui(ui, vec2(34.0, 12.0), row.sign, shown, look(row));
                ui.label(RichText::new(words).small());
            });
            let id = ui.scope_id().with(("cell", &row.words));
            let cell = ui.interact(cell.response.rect, id, Sense::hover());
            cell.widget_info(|| WidgetInfo::labeled(Role::Label, true, &row.words));
            cell.on_hover_text(&row.words);
        }
    });
}

/// Reporters side by side, by their letters, each a switch.
fn chips_ui<'r>(
    ui: &mut Ui,
    reporters: impl Iterator<Item = (&'r Row, ReporterId)>,
    (shown, is_overview): (Shown<'_>, bool),
    look: impl Fn(&Row) -> Look,
    actions: &mut Actions,
) {
    let reporters: Vec<(&Row, ReporterId)> = reporters.collect();
    ui.spacing_mut().item_spacing.y = 3.0;
    for of_row in reporters.chunks(CHIPS_A_ROW) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 3.0;
            for (row, id) in of_row {
                let entry = Entry::Reporter(*id);
                let on = is_on(shown, entry);
                let names = &shown.atlas.reporters()[*id].names;
                let (rect, response) = ui.allocate_exact_size(CHIP_PX, Sense::click());
                let mut inside = ui.new_child(UiBuilder::new().max_rect(rect));
                let look = switched(on, look(row));
                sign_ui(&mut inside, rect.size(), row.sign, shown, look);
                let name = names.get(shown.session.language);
                let hint = words::legend_reporter_hint(&row.words, name, on);
                let of = (shown, is_overview);
                pressed_ui(ui, (response, hint), (row, entry), of, actions);
            }
        });
    }
    ui.spacing_mut().item_spacing.y = 2.0;
}

/// A row that switches what it stands for.
fn entry_ui(
    ui: &mut Ui,
    (row, look): (&Row, Look),
    entry: Entry,
    (shown, is_overview): (Shown<'_>, bool),
    actions: &mut Actions,
) {
    let on = is_on(shown, entry);
    let ground = ui.painter().add(egui::Shape::Noop);
    let rect = row_ui(ui, row, shown, switched(on, look)).rect;
    let id = ui.scope_id().with("entry");
    let response = ui.interact(rect, id, Sense::click());
    if response.hovered() || response.has_focus() {
        let fill = ui.visuals().widgets.hovered.weak_bg_fill;
        let shape = egui::Shape::rect_filled(response.rect.expand(1.0), 3.0, fill);
        ui.painter().set(ground, shape);
    }
    let hint = words::legend_entry_hint(on).to_owned();
    pressed_ui(
        ui,
        (response, hint),
        (row, entry),
        (shown, is_overview),
        actions,
    );
}

/// Switches what was pressed: with Alt held, all but it.
fn pressed_ui(
    ui: &Ui,
    (response, hint): (Response, String),
    (row, entry): (&Row, Entry),
    (shown, is_overview): (Shown<'_>, bool),
    actions: &mut Actions,
) {
    let on = is_on(shown, entry);
    response.widget_info(|| {
        WidgetInfo::selected(Role::CheckBox, true, on, words::legend_entry(&row.words))
    });
    if response.has_focus() {
        let ring = egui::Stroke::new(1.5, ui.visuals().hyperlink_color);
        let rect = response.rect.expand(1.0);
        ui.painter()
            .rect_stroke(rect, 3.0, ring, egui::StrokeKind::Outside);
    }
    let response = response.on_hover_text(hint);
    if response.clicked() {
        if ui.input(click_modifiers).alt {
            only(shown, entry, is_overview, actions);
        } else {
            switch(shown, entry, !on, actions);
        }
        actions.push(Action::Settle);
    }
}

fn switch(shown: Shown<'_>, entry: Entry, on: bool, actions: &mut Actions) {
    actions.push(Action::Do(match entry {
        Entry::Reporter(id) => {
            let key = shown.atlas.reporters()[id].key.clone();
            Command::HideReporter(key, !on)
        }
        Entry::Stance(stance) => Command::HideStance(stance, !on),
        Entry::Layer(kind) => {
            let layer = shown.session.layers.get(kind);
            Command::SetLayer(kind, crate::scene::Layer { on, ..layer })
        }
    }));
}

/// Shows only this of its sort; once more: everything.
fn only(shown: Shown<'_>, entry: Entry, is_overview: bool, actions: &mut Actions) {
    let filters = shown.session.filters.clone();
    let command = match entry {
        Entry::Reporter(id) => {
            let reporters = shown.atlas.reporters().iter();
            let others = reporters.filter(|(other, _)| *other != id);
            let others = others.map(|(_, reporter)| reporter.key.clone()).collect();
            let hidden_reporters = toggled(filters.hidden_reporters.clone(), others);
            Command::SetFilters(Filters {
                hidden_reporters,
                ..filters
            })
        }
        Entry::Stance(stance) => {
            let all = Stance::ALL.into_iter().map(|(other, _)| other);
            let others = all.filter(|other| *other != stance).collect();
            let hidden_stances = toggled(filters.hidden_stances.clone(), others);
            Command::SetFilters(Filters {
                hidden_stances,
                ..filters
            })
        }
        Entry::Layer(kind) => {
            let rows = visible_sections(shown, is_overview).into_iter();
            let entries = rows.flat_map(|section| section.rows).map(|row| row.entry);
            let mut layers: BTreeSet<LayerKind> = entries
                .filter_map(|entry| match entry {
                    Some(Entry::Layer(kind)) => Some(kind),
                    _ => None,
                })
                .collect();
            layers.insert(LayerKind::Fire);
            let is_on = |of: LayerKind| shown.session.layers.get(of).on;
            let alone = layers.iter().all(|of| is_on(*of) == (*of == kind));
            for of in layers {
                switch(shown, Entry::Layer(of), alone || of == kind, actions);
            }
            return;
        }
    };
    actions.push(Action::Do(command));
}

/// The others hidden, or nothing where exactly they are hidden.
fn toggled<T: Ord>(hidden: BTreeSet<T>, others: BTreeSet<T>) -> BTreeSet<T> {
    if hidden == others {
        BTreeSet::new()
    } else {
        others
    }
}

/// Size of the words a sign stands beside, in points, so that a sign is as wide as its room.
const WORDS_PX: f32 = SIGN_PX.x / marks::SIGN_WIDTH;

/// How a row is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    Usual,
    /// It explains nothing that is on the map now.
    Faint,
    /// What it stands for is switched off.
    Off,
}

/// As a row looks otherwise, unless what it stands for is switched off.
fn switched(on: bool, otherwise: Look) -> Look {
    match on {
        true => otherwise,
        false => Look::Off,
    }
}

/// A sign on the left, its meaning on the right.
fn row_ui(ui: &mut Ui, row: &Row, shown: Shown<'_>, look: Look) -> Response {
    let row_rect = |ui: &mut Ui| {
        ui.horizontal_top(|ui| {
            if row.sign != Sign::Remark {
                sign_ui(ui, SIGN_PX, row.sign, shown, look);
            }
            let mut words = RichText::new(&row.words).small();
            words = match look {
                Look::Usual => words,
                Look::Faint => words.weak(),
                Look::Off => words.weak().strikethrough(),
            };
            super::chips::wrapped(ui, ui.available_width(), words);
        })
    };
    let width = ui.available_width();
    let inner = ui.scope_builder(UiBuilder::new(), |ui| {
        ui.set_width(width);
        row_rect(ui)
    });
    inner.response
}

/// A sign as it is on the map; faint where that is switched off or not there.
fn sign_ui(ui: &mut Ui, room: Vec2, sign: Sign, shown: Shown<'_>, look: Look) {
    let (rect, _) = ui.allocate_exact_size(room, Sense::hover());
    let viewport = Viewport::new(rect, Camera::default());
    let mut painter = ui.painter().clone();
    if look != Look::Usual {
        painter.set_opacity(0.35);
    }
    let signs = Signs {
        atlas: shown.atlas,
        tints: &shown.scene.tints,
        palette: shown.palette,
        letters: &painter,
        size: WORDS_PX,
    };
    let middle_of_left = px(0.0, rect.height() / 2.0);
    let screen = Screen {
        painter: &painter,
        viewport: &viewport,
    };
    screen.draw(&signs.sign(middle_of_left, sign), || ());
}
