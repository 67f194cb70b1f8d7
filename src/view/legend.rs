//! The legend: a card in a corner of the map that explains what is drawn there. Its rows switch what
//! they stand for; with Alt held, everything else of its sort is switched off.

use std::collections::BTreeSet;

use egui::{
    Align2, Area, Frame, Id, Margin, Order, Rect, Response, RichText, Role, ScrollArea, Sense, Ui,
    UiBuilder, Vec2, WidgetInfo, pos2, vec2,
};

use super::{Action, Actions, Memory, Shown, long_list::long_list_ui, side_panels::DrawerMemory};
use crate::{
    model::{Id as _, ReporterId, Stance},
    query::Filters,
    render::{screen::Screen, viewport::Viewport},
    scene::{
        Camera, LayerKind, Layers,
        legend::{Entry, LegendOf, Row, Section, Sign, sections},
        marks::{self, Signs},
        px,
        style::WIDTHS,
    },
    session::Command,
    words::{layers as words, overview},
};

/// What is remembered of the card.
#[derive(Clone, Default)]
pub struct LegendMemory {
    /// Whether the person folded or unfolded it; `None`: as the room suggests.
    folded: Option<bool>,
    /// Where it lay when it was last drawn.
    rect: Option<Rect>,
    /// The most room its rows took since the timeline began to play, in points: it does not jump from
    /// step to step.
    tallest_px: f32,
}

impl LegendMemory {
    /// What of the map it covers.
    pub fn covers(&self) -> Option<Rect> {
        self.rect
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
    let sections = visible_sections(shown, is_overview);
    let memory = memory.of::<LegendMemory>();
    // Beside two maps it stands on one of them.
    let folded = memory
        .folded
        .unwrap_or(is_small(map) || shown.other.is_some());
    let card = Area::new(Id::unique("legend"))
        .order(Order::Middle)
        .pivot(Align2::LEFT_BOTTOM)
        .fixed_pos(pos2(map.left() + LEFT_PX, map.bottom() - BOTTOM_PX))
        .constrain_to(map)
        .show(ui.ctx(), |ui| {
            let mut frame = Frame::popup(ui.style()).inner_margin(Margin::symmetric(8, 5));
            frame.shadow.blur /= 2;
            frame.show(ui, |ui| {
                ui.spacing_mut().item_spacing = vec2(6.0, 2.0);
                // Its words are pressed, not marked.
                ui.style_mut().interaction.selectable_labels = false;
                if title_ui(ui, folded) {
                    memory.folded = Some(!folded);
                }
                if !folded {
                    ui.set_width(WIDTH_PX);
                    let height = (map.height() * MOST_SHARE).max(60.0);
                    // What it had too little room for in one frame has room in the next.
                    ScrollArea::vertical()
                        .max_height(height)
                        .min_scrolled_height(height)
                        .show(ui, |ui| {
                            ui.set_min_height(memory.tallest_px.min(height));
                            rows_ui(ui, shown, &sections, is_overview, actions);
                            memory.tallest_px = match shown.playing {
                                true => ui.min_rect().height(),
                                false => 0.0,
                            };
                        });
                }
            });
        });
    let rect = Some(card.response.rect);
    if memory.rect != rect {
        // It stands on its lower edge, for which its height must be known.
        ui.ctx().request_repaint();
    }
    memory.rect = rect;
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

/// What the map shows and what of it is switched off, in sections: reporters first. Of two maps what
/// either shows.
fn visible_sections(shown: Shown<'_>, is_overview: bool) -> Vec<Section> {
    let mut found = sections_of(shown, is_overview);
    let others = shown
        .of_other()
        .map(|other| sections_of(other, is_overview));
    for section in others.into_iter().flatten() {
        match found.iter_mut().find(|known| known.title == section.title) {
            Some(known) => {
                let more = section.rows.into_iter();
                let more: Vec<Row> = more.filter(|row| !known.rows.contains(row)).collect();
                known.rows.extend(more);
            }
            None => found.push(section),
        }
    }
    // What an overview means comes first.
    found.sort_by_key(|section| section.title != overview::title());
    found
}

fn sections_of(shown: Shown<'_>, is_overview: bool) -> Vec<Section> {
    let speaks = |id: ReporterId| {
        let beside = shown.other.map(|other| other.answer);
        let mut answers = [Some(shown.answer), beside].into_iter().flatten();
        answers.any(|answer| answer.facets.reporters[id.index()] > 0)
    };
    let reporters = shown.atlas.listed_reporters();
    let reporters = reporters.filter(|(id, _)| speaks(*id));
    let rows: Vec<Row> = reporters
        .map(|(id, reporter)| Row::new(Sign::Reporter(id), &reporter.short))
        .collect();
    let title = String::new();
    let mut found = vec![Section { title, rows }];
    found.extend(sections(LegendOf {
        atlas: shown.atlas,
        scene: shown.scene,
        layers: &shown.session.layers,
        language: shown.session.language,
        heat: true,
        overview: is_overview,
        off: true,
    }));
    for section in &mut found {
        section
            .rows
            .retain(|row| is_visible(shown, row.sign) && !is_seldom_on(shown, row.entry));
    }
    found.retain(|section| !section.rows.is_empty());
    found
}

/// Whether a row is of use: what it explains is drawn, or is switched off and can be switched on.
fn is_visible(shown: Shown<'_>, sign: Sign) -> bool {
    let hidden_denials = sign == Sign::Denied
        && !is_on(shown, Entry::Stance(Stance::Denial))
        && shown.answer.facets.stances.contains_key(&Stance::Denial);
    let of_fire = matches!(
        sign,
        Sign::Width(_) | Sign::DeniedBy | Sign::FadeIn | Sign::End(_) | Sign::Cluster | Sign::Heat
    );
    let drawn = !of_fire || shown.session.layers.strength(LayerKind::Fire) > 0.0;
    sign != Sign::None && drawn && sign.occurs(shown.scene) || hidden_denials
}

/// Whether a row is of a layer that is off and usually is: the list of layers switches it on.
fn is_seldom_on(shown: Shown<'_>, entry: Option<Entry>) -> bool {
    entry.is_some_and(|entry| match entry {
        Entry::Layer(kind) => !Layers::default().get(kind).on && !is_on(shown, entry),
        Entry::Reporter(_) | Entry::Stance(_) => false,
    })
}

fn is_on(shown: Shown<'_>, entry: Entry) -> bool {
    let filters = &shown.session.filters;
    match entry {
        Entry::Reporter(id) => {
            let key = &shown.atlas.reporters()[id].key;
            !filters.hidden_reporters.contains(key)
        }
        Entry::Stance(stance) => !filters.hidden_stances.contains(&stance),
        Entry::Layer(kind) => shown.session.layers.get(kind).on,
    }
}

fn rows_ui(
    ui: &mut Ui,
    shown: Shown<'_>,
    sections: &[Section],
    is_overview: bool,
    actions: &mut Actions,
) {
    for (index, section) in sections.iter().enumerate() {
        if index > 0 {
            ui.add_space(3.0);
        }
        if section.title == overview::title() {
            overview_ui(ui, section, shown);
            continue;
        }
        let reporters = section.rows.iter().filter_map(|row| match row.sign {
            Sign::Reporter(id) => Some((row, id)),
            _ => None,
        });
        if reporters.clone().count() > MOST_REPORTERS_NAMED {
            chips_ui(ui, reporters, shown, is_overview, actions);
            continue;
        }
        let has = |is: fn(&Sign) -> bool| section.rows.iter().any(|row| is(&row.sign));
        let shades = has(|sign| matches!(sign, Sign::Shade(_)));
        if shades || has(|sign| matches!(sign, Sign::Tint(_))) {
            ui.label(RichText::new(&section.title).small().weak());
        }
        if shades {
            let cells = section.rows.iter().map(|row| (row, row.words.clone()));
            strip_ui(ui, cells, shown);
            continue;
        }
        let (strip, rows): (Vec<&Row>, Vec<&Row>) = section
            .rows
            .iter()
            .partition(|row| range(row.sign).is_some());
        if !strip.is_empty() {
            ui.label(RichText::new(words::legend_widths()).small().weak());
            let cells = strip
                .into_iter()
                .filter_map(|row| Some((row, range(row.sign)?)));
            strip_ui(ui, cells, shown);
        }
        // Not by its words: two lines may be called alike.
        ui.push_id(index, |ui| {
            long_list_ui(ui, "rows", rows.len(), |ui, place| {
                let row = rows[place];
                match row.entry {
                    Some(entry) => entry_ui(ui, row, entry, (shown, is_overview), actions),
                    None => drop(row_ui(ui, row, shown, false)),
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

/// From how many incidents to how many a width stands for; `None` of any other sign.
fn range(sign: Sign) -> Option<String> {
    let Sign::Width(width) = sign else {
        return None;
    };
    let at = WIDTHS.iter().position(|(_, of)| *of == width)?;
    let least = at.checked_sub(1).map_or(1, |before| WIDTHS[before].0 + 1);
    Some(match WIDTHS[at].0 {
        u32::MAX => format!("{least}+"),
        most if most == least => least.to_string(),
        most => format!("{least}–{most}"),
    })
}

/// What fills districts, as a strip; all that is to be said of it is told by the pointer.
fn overview_ui(ui: &mut Ui, section: &Section, shown: Shown<'_>) {
    let choice = &shown.scene.overview.choice;
    let title = overview::measure_as(choice.measure, choice.direction);
    let title = overview::fill_title(&title);
    let (remarks, rows): (Vec<&Row>, Vec<&Row>) = section
        .rows
        .iter()
        .partition(|row| row.sign == Sign::Remark);
    if rows.is_empty() {
        // Nothing is filled, which is to be told at sight.
        for row in remarks {
            drop(row_ui(ui, row, shown, false));
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
        strip_ui(ui, cells, shown);
        return;
    }
    for row in rows {
        drop(row_ui(ui, row, shown, false));
    }
}

/// Signs side by side, each above its words.
fn strip_ui<'r>(ui: &mut Ui, cells: impl Iterator<Item = (&'r Row, String)>, shown: Shown<'_>) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for (row, words) in cells {
            let cell = ui.vertical(|ui| {
                sign_ui(ui, vec2(34.0, 12.0), row.sign, shown, false);
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
    shown: Shown<'_>,
    is_overview: bool,
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
                sign_ui(&mut inside, rect.size(), row.sign, shown, !on);
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
    row: &Row,
    entry: Entry,
    (shown, is_overview): (Shown<'_>, bool),
    actions: &mut Actions,
) {
    let on = is_on(shown, entry);
    let ground = ui.painter().add(egui::Shape::Noop);
    let rect = row_ui(ui, row, shown, !on).rect;
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
        if ui.input(|input| input.modifiers.alt) {
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

/// A sign on the left, its meaning on the right.
fn row_ui(ui: &mut Ui, row: &Row, shown: Shown<'_>, off: bool) -> Response {
    let row_rect = |ui: &mut Ui| {
        ui.horizontal_top(|ui| {
            if row.sign != Sign::Remark {
                sign_ui(ui, SIGN_PX, row.sign, shown, off);
            }
            let mut words = RichText::new(&row.words).small();
            if off {
                words = words.weak().strikethrough();
            }
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

/// A sign as it is on the map; faint where that is switched off.
fn sign_ui(ui: &mut Ui, room: Vec2, sign: Sign, shown: Shown<'_>, off: bool) {
    let (rect, _) = ui.allocate_exact_size(room, Sense::hover());
    let viewport = Viewport::new(rect, Camera::default());
    let mut painter = ui.painter().clone();
    if off {
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
