//! The rows of the comparison. Only those in sight are laid out, however many there are.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use egui::{
    Align, Checkbox, FontId, Label, Popup, PopupAnchor, Rect, RectAlign, Response, RichText, Role,
    ScrollArea, Sense, Stroke, TextStyle, Ui, UiBuilder, WidgetInfo, pos2, style::ScrollAnimation,
    text::LayoutJob, vec2,
};

use super::{
    cells::{self, Column},
    listed::{Line, Listed, Speaking, is_of_day},
    tying,
};
use crate::{
    model::{Day, Mark, PlaceRef, RecordId, ReporterId, Side, Window},
    query::ties::events::{Event, Events, Said},
    render::viewport::color,
    session::Selection,
    view::{Actions, Shown, theme},
    words::{compare as words, units},
};

/// The records that are selected, where records are: of a place all rows would be marked.
fn selected(shown: Shown<'_>) -> HashSet<RecordId> {
    match shown.session.selection {
        Some(Selection::Report(_) | Selection::Record { .. } | Selection::Bundle(_)) => {
            shown.focus.records.iter().copied().collect()
        }
        _ => HashSet::new(),
    }
}

/// Heights of rows, in points, without and with a column a reporter.
const ROW_PX: f32 = 92.0;
const WIDE_ROW_PX: f32 = 74.0;

/// Widths of columns, in points.
const HEAD_PX: f32 = 220.0;
const COLUMN_PX: f32 = 190.0;
const CHOOSE_PX: f32 = 26.0;

/// Height of their head, in points.
const HEAD_HEIGHT_PX: f32 = 18.0;

/// How many of an event's claims are seen where there are no columns.
const LINES: usize = 3;

/// Draws the rows with a column a side or reporter; says of which place and days the one is that was
/// clicked.
pub fn columns_ui(
    ui: &mut Ui,
    shown: Shown<'_>,
    events: &Events,
    (listed, pointed): (&mut Listed, &mut BTreeSet<RecordId>),
    actions: &mut Actions,
) -> Option<(PlaceRef, Window)> {
    let room = ui.available_width() - CHOOSE_PX - HEAD_PX;
    let columns = columns(shown, &listed.reporters, room);
    let column_px = room / columns.len().max(1) as f32;
    if !listed.rows.is_empty() {
        head_ui(ui, shown, &columns, column_px);
    }
    let scroll = ScrollArea::vertical().id_salt("events").auto_shrink(false);
    let width = width(ui);
    let drawn = scroll.show(ui, |ui| {
        let columns = Some((columns.as_slice(), column_px));
        rows_ui(
            ui,
            shown,
            events,
            (listed, pointed),
            (width, columns),
            actions,
        )
    });
    drawn.inner
}

/// How wide rows are in something that scrolls, whether it has a bar at the moment or not.
pub fn width(ui: &Ui) -> f32 {
    ui.available_width() - ui.spacing().scroll.allocated_width()
}

/// Draws the rows, so wide, with what is said below each other, in something that scrolls; says of which
/// place and days the one is that was clicked.
pub fn lines_ui(
    ui: &mut Ui,
    width: f32,
    shown: Shown<'_>,
    events: &Events,
    listed: (&mut Listed, &mut BTreeSet<RecordId>),
    actions: &mut Actions,
) -> Option<(PlaceRef, Window)> {
    rows_ui(ui, shown, events, listed, (width, None), actions)
}

fn rows_ui(
    ui: &mut Ui,
    shown: Shown<'_>,
    events: &Events,
    (listed, pointed): (&mut Listed, &mut BTreeSet<RecordId>),
    (width, columns): (f32, Option<(&[Column], f32)>),
    actions: &mut Actions,
) -> Option<(PlaceRef, Window)> {
    if listed.rows.is_empty() {
        let view = shown.session.comparison;
        let is_chosen = view.standing.is_some() || view.only_place;
        ui.weak(match is_chosen || shown.answer.accounts.filtered > 0 {
            true => words::no_events_chosen(),
            false => words::no_events(),
        });
        return None;
    }
    let height = if columns.is_some() {
        WIDE_ROW_PX
    } else {
        ROW_PX
    };
    let selected = selected(shown);
    let number = listed.rows.len();
    let step = height + ui.spacing().item_spacing.y;
    let (all, _) = ui.allocate_exact_size(vec2(width, step * number as f32), Sense::hover());
    let rect = |row: usize| {
        let top = all.top() + row as f32 * step;
        Rect::from_min_size(pos2(all.left(), top), vec2(width, height))
    };
    if let Some(row) = listed.scroll_to(shown, events, &selected) {
        let animation = ScrollAnimation::none();
        ui.scroll_to_rect_animation(rect(row), Some(Align::Min), animation);
    }
    let sight = ui.clip_rect();
    let row_at = |y: f32| ((y - all.top()) / step).max(0.0) as usize;
    // One more at each end, for the keyboard to go to.
    let from = row_at(sight.top()).saturating_sub(1);
    let to = (row_at(sight.bottom()) + 2).min(number);
    let mut clicked = None;
    for at_row in from..to {
        let Line { event: at, day } = listed.rows[at_row];
        let event = &events.events[at as usize];
        let mut chosen = listed.chosen.contains(&at);
        let row = Row {
            shown,
            events,
            event,
            day,
            rect: rect(at_row),
            columns,
            selected: &selected,
        };
        let response = row.ui(ui, &mut chosen, actions);
        if response.clicked() {
            clicked = Some((event.place, row.days()));
        }
        if response.hovered() || response.has_focus() {
            pointed.extend(row.said().iter().map(|one| one.record));
        }
        match chosen {
            true => listed.chosen.insert(at),
            false => listed.chosen.remove(&at),
        };
    }
    clicked
}

/// A column a side, and for as many reporters as there is room for one of their own: who says most, of the
/// side of which the others say most.
fn columns(shown: Shown<'_>, speaking: &[Speaking], room: f32) -> Vec<Column> {
    let most = (room / COLUMN_PX) as usize;
    let side = |of: ReporterId| Side::of(&shown.atlas.reporters()[of]);
    let mut shared: BTreeMap<Side, Vec<Speaking>> = BTreeMap::new();
    for of in speaking {
        shared.entry(side(of.0)).or_default().push(*of);
    }
    let mut alone: HashSet<ReporterId> = HashSet::new();
    for _ in shared.len()..most {
        let others = |of: &Vec<Speaking>| {
            let numbers = of.iter().map(|(_, number)| *number);
            numbers.clone().sum::<usize>() - numbers.max().unwrap_or(0)
        };
        let sides = shared.values_mut().filter(|of| of.len() > 1);
        let Some(widest) = sides.max_by_key(|of| others(of)) else {
            break;
        };
        let first = widest.iter().max_by_key(|(_, number)| *number);
        alone.extend(first.map(|(id, _)| *id));
        widest.retain(|(id, _)| !alone.contains(id));
    }
    let mut columns: Vec<Column> = Vec::new();
    for (reporter, _) in speaking {
        let (side, is_alone) = (side(*reporter), alone.contains(reporter));
        let shared =
            (columns.iter_mut()).find(|of| of.side == side && !alone.contains(&of.reporters[0]));
        match shared.filter(|_| !is_alone) {
            Some(column) => column.reporters.push(*reporter),
            None => columns.push(Column {
                side,
                reporters: vec![*reporter],
                has_others: false,
            }),
        }
    }
    // Others of a side stand behind those that have a column.
    columns.sort_by_key(|of| (of.side, of.reporters.len() > 1));
    for at in 0..columns.len() {
        let side = columns[at].side;
        columns[at].has_others = columns.iter().filter(|of| of.side == side).count() > 1;
    }
    columns
}

/// The head of the columns.
fn head_ui(ui: &mut Ui, shown: Shown<'_>, columns: &[Column], column_px: f32) {
    let size = vec2(ui.available_width(), HEAD_HEIGHT_PX);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    for (index, column) in columns.iter().enumerate() {
        let left = rect.left() + CHOOSE_PX + HEAD_PX + index as f32 * column_px;
        let at = pos2(left + 8.0, rect.top());
        let room = Rect::from_min_size(at, vec2(column_px - 14.0, size.y));
        let mut head = ui.new_child(UiBuilder::new().max_rect(room));
        let name = RichText::new(column.name(shown)).text_style(theme::strong());
        let names = column.reporters.iter();
        let names = names.map(|id| shown.atlas.reporters()[*id].short.as_str());
        let names: Vec<&str> = names.collect();
        head.add(Label::new(name).truncate())
            .on_hover_text(names.join(", "));
    }
}

/// A row under way.
struct Row<'a> {
    shown: Shown<'a>,
    events: &'a Events,
    event: &'a Event,
    day: Option<i32>,
    rect: Rect,
    /// With how wide each is, in points; `None`: what is said stands below each other.
    columns: Option<(&'a [Column], f32)>,
    selected: &'a HashSet<RecordId>,
}

impl Row<'_> {
    fn days(&self) -> Window {
        match self.day.map(|day| Day::clamped(i64::from(day))) {
            Some(day) => Window::days(day, day),
            None => self.event.days(),
        }
    }

    /// What is said, of that day alone where it is one; a denial stands beside what it denies.
    fn said(&self) -> Vec<Said> {
        let mut said = self.events.said(self.shown.atlas, self.event);
        if let Some(day) = self.day {
            let mut follows = false;
            said.retain(|one| {
                let is_member = self.events.members(self.event).contains(&one.record);
                if is_member {
                    follows = is_of_day(self.shown, one.record, day);
                }
                follows
            });
        }
        said
    }

    /// Draws it.
    fn ui(&self, ui: &mut Ui, chosen: &mut bool, actions: &mut Actions) -> Response {
        let Self {
            shown,
            events,
            event,
            rect,
            ..
        } = *self;
        let days = units::window(self.days());
        let place = words::place(shown.atlas, event.place, shown.session.language);
        let standing = cells::standing(shown, events, event);
        let title = words::event_title(&days, &place);
        let inside = rect.shrink2(vec2(0.0, 1.0));
        let id = ui
            .scope_id()
            .with(("event", event.place, event.first, self.day));
        let response = ui.interact(inside, id, Sense::click());
        let name = words::event_name(&title, &standing);
        let said = self.said();
        let is_selected = said.iter().any(|one| self.selected.contains(&one.record));
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_selected, &name));
        let visuals = ui.style().interact(&response);
        let fill = match response.hovered() || response.has_focus() {
            true => visuals.weak_bg_fill,
            false => ui.visuals().faint_bg_color,
        };
        let fill = if is_selected {
            ui.visuals().selection.bg_fill
        } else {
            fill
        };
        ui.painter().rect_filled(inside, 3.0, fill);
        if response.has_focus() {
            let edge = Stroke::new(1.0, ui.visuals().selection.stroke.color);
            ui.painter()
                .rect_stroke(inside, 3.0, edge, egui::StrokeKind::Inside);
        }
        let choose = Rect::from_min_size(inside.min + vec2(5.0, 3.0), vec2(18.0, 18.0));
        let mut of_choice = ui.new_child(UiBuilder::new().max_rect(choose).id_salt((id, "choose")));
        let checkbox = of_choice.add(Checkbox::without_text(chosen));
        checkbox.widget_info(|| {
            WidgetInfo::selected(Role::CheckBox, true, *chosen, words::choose(&title))
        });
        let left = inside.left() + CHOOSE_PX;
        let head_width = match self.columns {
            Some(_) => HEAD_PX - 8.0,
            None => inside.width() - CHOOSE_PX - 6.0,
        };
        let strong = TextStyle::resolve(&theme::strong(), ui.style());
        let small = TextStyle::resolve(&TextStyle::Small, ui.style());
        let text = ui.visuals().text_color();
        let weak = ui.visuals().weak_text_color();
        let mut y = inside.top() + 3.0;
        y += line(ui, pos2(left, y), head_width, 1, &title, strong, text);
        let most = if self.columns.is_some() { 3 } else { 1 };
        y += line(
            ui,
            pos2(left, y),
            head_width,
            most,
            &standing,
            small.clone(),
            weak,
        );
        let mut tip = vec![name];
        tip.extend(said.iter().map(|one| cells::line(shown, one)));
        if let Some((columns, column_px)) = self.columns {
            let silent = events.silent(shown.atlas, event);
            for (index, column) in columns.iter().enumerate() {
                let left = inside.left() + CHOOSE_PX + HEAD_PX + index as f32 * column_px;
                let (who, words) = cells::cell(shown, &said, &silent, column);
                let ink = if who.is_some() { text } else { weak };
                let at = pos2(left + 8.0, inside.top() + 3.0);
                line(ui, at, column_px - 14.0, 4, &words, small.clone(), ink);
                if let Some((reporter, mark)) = who {
                    self.bar(ui, reporter, mark, pos2(left, inside.top() + 4.0), 60.0);
                }
            }
        } else {
            // Few have the room of many.
            let seen = said.len().clamp(1, LINES);
            let most = 1 + (LINES - seen) / seen;
            let more = said.len().saturating_sub(LINES);
            let more = (more > 0).then(|| {
                let font = small.clone();
                ui.painter().layout_no_wrap(words::more(more), font, weak)
            });
            for (nth, one) in said.iter().take(LINES).enumerate() {
                let at = pos2(left + 8.0, y);
                let words = cells::line(shown, one);
                // The last line leaves room for how many more there are.
                let beside = match &more {
                    Some(more) if nth + 1 == LINES => more.size().x + 10.0,
                    _ => 0.0,
                };
                let width = head_width - 8.0 - beside;
                let height = line(ui, at, width, most, &words, small.clone(), text);
                let reporter = cells::reporter(shown, one.record);
                self.bar(ui, reporter, one.mark, pos2(left, y), height - 1.0);
                y += height;
            }
            if let Some(more) = more {
                let at = pos2(inside.right() - 6.0, inside.bottom() - 3.0) - more.size();
                ui.painter().galley(at, more, weak);
            }
        }
        let response = response.on_hover_ui(|ui| {
            ui.set_max_width(420.0);
            for line in &tip {
                ui.label(line);
            }
            ui.weak(words::row_menu_hint());
        });
        // Below the row or above it, so that what the menu is about can be read.
        let row = inside.intersect(ui.clip_rect());
        Popup::context_menu(&response)
            .anchor(PopupAnchor::ParentRect(row))
            .align(RectAlign::BOTTOM_START)
            .align_alternatives(&[RectAlign::TOP_START])
            .show(|ui| tying::row_menu_ui(ui, shown, &said, actions));
        response
    }

    /// The colour of a reporter beside its words: hollow for a denial, as everywhere.
    fn bar(&self, ui: &Ui, reporter: ReporterId, mark: Mark, at: egui::Pos2, height: f32) {
        let reporter = &self.shown.atlas.reporters()[reporter];
        let ink = color(self.shown.palette.reporter(reporter));
        let bar = Rect::from_min_size(at, vec2(4.0, height));
        match mark {
            Mark::Denial => {
                let edge = Stroke::new(1.0, ink);
                ui.painter()
                    .rect_stroke(bar, 1.0, edge, egui::StrokeKind::Inside);
            }
            Mark::Claim | Mark::Bulletin => {
                ui.painter().rect_filled(bar, 1.0, ink);
            }
        }
    }
}

/// Writes a text in so many lines at most, the rest left out; says how high it is.
fn line(
    ui: &Ui,
    at: egui::Pos2,
    width: f32,
    most: usize,
    text: &str,
    font: FontId,
    ink: egui::Color32,
) -> f32 {
    let mut job = LayoutJob::simple(text.to_owned(), font, ink, width.max(20.0));
    job.wrap.max_rows = most;
    job.wrap.break_anywhere = most == 1;
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let height = galley.size().y;
    ui.painter().galley(at, galley, ink);
    height
}
