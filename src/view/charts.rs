//! Charts: claims by month, place, hour and day of the week, losses, and what has changed. They share the
//! panel on the right with the details and the comparison, and are drawn with a painter: bars and fields
//! need no library of plots.

use std::{collections::BTreeMap, sync::Arc};

use egui::{
    Align, Align2, Color32, Label, Layout, Rect, RichText, Role, ScrollArea, Sense, TextStyle, Ui,
    UiBuilder, WidgetInfo, pos2, vec2,
};

use super::{Actions, Memory, Shown, compare::go_to, layers::reporter_ui, theme};
use crate::{
    model::{Atlas, PlaceRef, ReporterId, Window},
    query::{
        Filters, Question,
        charts::{Charts, OfReporter, charts},
        overview::{FEW, Number, OfPlace, Trend, changes_between, compared},
    },
    render::viewport::color,
    scene::{
        OverviewChoice,
        overview::fill,
        style::{SHADE_STEPS, readable_on},
    },
    words::{charts as words, compare, overview, units},
};

/// What the charts remember between frames.
#[derive(Default)]
pub struct ChartsMemory {
    charts: Charts,
    /// What its columns are called.
    names: Vec<String>,
    changes: Vec<(PlaceRef, u32, u32)>,
    made_for: Option<MadeFor>,
}

#[derive(Clone)]
struct MadeFor {
    atlas: Arc<Atlas>,
    window: Window,
    filters: Filters,
    overview: OverviewChoice,
    /// What changes are counted from, and to.
    compared: [Window; 2],
}

/// More rows than these are counted and not named.
const MOST_ROWS: usize = 30;

impl ChartsMemory {
    fn follow(&mut self, shown: Shown<'_>) {
        let session = shown.session;
        let compared = compared(session.window, session.beside());
        let same = self.made_for.as_ref().is_some_and(|made| {
            Arc::ptr_eq(&made.atlas, shown.atlas)
                && made.window == session.window
                && made.filters == session.filters
                && made.overview == session.overview
                && made.compared == compared
        });
        if same {
            return;
        }
        let reporter = chosen(shown);
        let question = Question {
            window: session.window,
            filters: session.filters.clone(),
        };
        let direction = session.overview.direction;
        let material = (&question, shown.answer);
        self.charts = charts(shown.atlas, material, shown.histogram, reporter, direction);
        self.names = names(&self.charts.columns);
        self.changes = reporter.map_or_else(Vec::new, |reporter| {
            let changes = changes_between(shown.atlas, material, compared, direction);
            changed(changes, reporter)
        });
        self.made_for = Some(MadeFor {
            atlas: Arc::clone(shown.atlas),
            window: session.window,
            filters: session.filters.clone(),
            overview: session.overview.clone(),
            compared,
        });
    }
}

fn chosen(shown: Shown<'_>) -> Option<ReporterId> {
    let key = shown.session.overview.reporter.as_deref()?;
    shown.atlas.reporter_by_key(key)
}

/// What one reporter claims before and now, the greatest difference first.
fn changed(found: BTreeMap<PlaceRef, OfPlace>, reporter: ReporterId) -> Vec<(PlaceRef, u32, u32)> {
    let own = found.into_iter().filter_map(|(place, numbers)| {
        let (_, number) = numbers.into_iter().find(|(id, _)| *id == reporter)?;
        match number {
            Number::Change { before, now } => Some((place, before, now)),
            _ => None,
        }
    });
    let mut own: Vec<(PlaceRef, u32, u32)> = own.collect();
    own.sort_by_key(|(_, before, now)| std::cmp::Reverse(before.abs_diff(*now)));
    own
}

/// What columns are called: `Aug 2022`, or `2022`.
fn names(columns: &[Window]) -> Vec<String> {
    let by_year = columns.len() > 1 && columns.iter().any(|of| of.len() > 31);
    let name = |of: &Window| {
        let year = of.first().date().year();
        match by_year {
            true => year.to_string(),
            false => format!("{} {year}", units::month(of.first())),
        }
    };
    columns.iter().map(name).collect()
}

/// The charts of the period.
pub fn charts_ui(ui: &mut Ui, shown: Shown<'_>, memory: &mut Memory, actions: &mut Actions) {
    let charts = memory.of::<ChartsMemory>();
    charts.follow(shown);
    ui.label(units::window(shown.session.window));
    reporter_ui(ui, shown, words::of_places(), "charts-reporter", actions);
    ui.separator();
    ScrollArea::vertical()
        .id_salt("charts")
        .auto_shrink(false)
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            if charts.charts.by_time.is_empty() {
                ui.weak(words::nothing());
            }
            by_month_ui(ui, shown, charts);
            matrix_ui(ui, shown, charts, actions);
            ranking_ui(ui, shown, charts, actions);
            change_ui(ui, shown, charts, actions);
            times_ui(ui, shown, &charts.charts);
            ui.add_space(12.0);
        });
}

fn heading(ui: &mut Ui, title: &str, hint: &str) {
    ui.add_space(8.0);
    ui.label(RichText::new(title).text_style(theme::strong()));
    ui.label(RichText::new(hint).small().weak());
}

/// Room for what stands at the left of a row, in points.
const NAME_PX: f32 = 108.0;

/// Height of a row of bars, in points.
const BARS_PX: f32 = 24.0;

fn by_month_ui(ui: &mut Ui, shown: Shown<'_>, charts: &ChartsMemory) {
    if charts.charts.by_time.is_empty() {
        return;
    }
    heading(ui, words::by_month(), words::by_month_hint());
    let names: Vec<&str> = charts.names.iter().map(String::as_str).collect();
    series_ui(ui, shown, &charts.charts.by_time, &names);
    ends_ui(ui, &names);
}

/// A row of bars a reporter, all to one scale.
fn series_ui(ui: &mut Ui, shown: Shown<'_>, series: &[(ReporterId, Vec<u32>)], names: &[&str]) {
    let most = series.iter().flat_map(|(_, numbers)| numbers).max();
    let most = most.copied().unwrap_or(0).max(1);
    for (reporter, numbers) in series {
        let reporter = &shown.atlas.reporters()[*reporter];
        let ink = color(shown.palette.reporter(reporter));
        let said = names.iter().zip(numbers).filter(|(_, number)| **number > 0);
        let said: Vec<String> = said
            .map(|(name, number)| words::at(name, *number))
            .collect();
        let words = words::series(&reporter.short, &said.join(", "));
        row_ui(ui, &reporter.short, &words, |ui, rect| {
            bars(ui, rect, numbers, most, ink)
        });
    }
    let small = TextStyle::Small.resolve(ui.style());
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 12.0), Sense::hover());
    let weak = ui.visuals().weak_text_color();
    let at = rect.right_top();
    ui.painter()
        .text(at, Align2::RIGHT_TOP, words::up_to(most), small, weak);
}

/// A name, and what is drawn at its right; `words`: all it says.
fn row_ui(ui: &mut Ui, name: &str, words: &str, draw: impl FnOnce(&Ui, Rect)) {
    let size = vec2(ui.available_width(), BARS_PX);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    name_ui(ui, rect, NAME_PX, name);
    draw(ui, rect.with_min_x(rect.left() + NAME_PX));
    response.on_hover_ui(|ui| {
        ui.set_max_width(320.0);
        ui.label(words);
    });
}

fn bars(ui: &Ui, rect: Rect, numbers: &[u32], most: u32, ink: Color32) {
    let step = rect.width() / numbers.len().max(1) as f32;
    let line = ui.visuals().weak_text_color();
    ui.painter()
        .hline(rect.x_range(), rect.bottom() - 1.0, (0.5, line));
    for (at, number) in numbers
        .iter()
        .enumerate()
        .filter(|(_, number)| **number > 0)
    {
        let height = ((rect.height() - 4.0) * *number as f32 / most as f32).max(2.0);
        let left = rect.left() + at as f32 * step;
        let bar = Rect::from_min_max(
            pos2(left, rect.bottom() - 1.0 - height),
            pos2(left + (step - 1.0).clamp(1.0, 40.0), rect.bottom() - 1.0),
        );
        ui.painter().rect_filled(bar, 1.0, ink);
    }
}

/// What the first and the last column are called.
fn ends_ui(ui: &mut Ui, names: &[&str]) {
    let (Some(first), Some(last)) = (names.first(), names.last()) else {
        return;
    };
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 14.0), Sense::hover());
    let small = TextStyle::Small.resolve(ui.style());
    let weak = ui.visuals().weak_text_color();
    let left = rect.left_top() + vec2(NAME_PX, 0.0);
    ui.painter()
        .text(left, Align2::LEFT_TOP, first, small.clone(), weak);
    if names.len() > 1 {
        ui.painter()
            .text(rect.right_top(), Align2::RIGHT_TOP, last, small, weak);
    }
}

/// Width of the names of places, and height of their rows, in points.
const PLACE_PX: f32 = 130.0;
const FIELD_PX: f32 = 16.0;

fn matrix_ui(ui: &mut Ui, shown: Shown<'_>, charts: &ChartsMemory, actions: &mut Actions) {
    let places = &charts.charts.places;
    if places.is_empty() {
        return;
    }
    let reporter = chosen(shown).map(|id| shown.atlas.reporters()[id].short.as_str());
    let whose = reporter.map_or_else(|| words::matrix_any().to_owned(), words::matrix_of);
    heading(
        ui,
        words::matrix(),
        &format!("{whose} {}", words::matrix_hint()),
    );
    let width = ui.available_width();
    let step = ((width - PLACE_PX) / charts.names.len().max(1) as f32).min(34.0);
    let steps = SHADE_STEPS;
    for of in places.iter().take(MOST_ROWS) {
        let name = compare::place(shown.atlas, of.place, shown.session.language);
        let (rect, _) = ui.allocate_exact_size(vec2(width, FIELD_PX), Sense::hover());
        name_ui(ui, rect, PLACE_PX, &name);
        for (at, (time, days)) in charts.names.iter().zip(&charts.charts.columns).enumerate() {
            let number = of.claims[at];
            if number == 0 {
                continue;
            }
            let left = rect.left() + PLACE_PX + at as f32 * step;
            let field = Rect::from_min_size(pos2(left, rect.top()), vec2(step, FIELD_PX));
            let id = ui.scope_id().with(("field", of.place, at));
            let response = ui.interact(field.shrink(0.5), id, Sense::click());
            let words = words::cell(&name, time, number as usize);
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &words));
            let of_fill = fill(Number::Count(number), &steps);
            let ground = of_fill.map(|fill| shown.palette.fill(fill)).map(color);
            let ground = ground.unwrap_or(ui.visuals().faint_bg_color);
            ui.painter().rect_filled(field.shrink(0.5), 1.0, ground);
            if step >= 12.0 {
                let small = TextStyle::Small.resolve(ui.style());
                let ink = of_fill.map(|fill| shown.palette.fill(fill));
                let ink = ink.map_or(ui.visuals().text_color(), |ink| color(readable_on(ink)));
                let middle = field.center();
                ui.painter()
                    .text(middle, Align2::CENTER_CENTER, number, small, ink);
            }
            if response.hovered() || response.has_focus() {
                let edge = ui.visuals().widgets.hovered.fg_stroke;
                let kind = egui::StrokeKind::Inside;
                ui.painter().rect_stroke(field.shrink(0.5), 1.0, edge, kind);
            }
            if response.on_hover_text(words).clicked() {
                go_to(shown, (of.place, *days), actions);
            }
        }
    }
    let names: Vec<&str> = charts.names.iter().map(String::as_str).collect();
    let used = PLACE_PX + step * names.len() as f32;
    ui.scope(|ui| {
        ui.set_max_width(used.max(PLACE_PX + 120.0));
        ends_of_matrix(ui, &names);
    });
    if places.len() > MOST_ROWS {
        let more = words::too_many_places(places.len() - MOST_ROWS);
        ui.label(RichText::new(more).small().weak());
    }
}

fn ends_of_matrix(ui: &mut Ui, names: &[&str]) {
    ui.horizontal(|ui| {
        ui.add_space(PLACE_PX - NAME_PX);
        ends_ui(ui, names);
    });
}

/// A name in the room for names, with an ellipsis where it is longer; the pointer tells all of it.
fn name_ui(ui: &mut Ui, rect: Rect, px: f32, name: &str) {
    let room = rect.with_max_x(rect.left() + px - 4.0);
    let middle = Layout::left_to_right(Align::Center);
    let mut name_ui = ui.new_child(UiBuilder::new().max_rect(room).layout(middle));
    let name = RichText::new(name).small();
    name_ui.add(Label::new(name).truncate().selectable(false));
}

fn ranking_ui(ui: &mut Ui, shown: Shown<'_>, charts: &ChartsMemory, actions: &mut Actions) {
    let places = &charts.charts.places;
    if places.is_empty() {
        return;
    }
    let reporter = chosen(shown).map(|id| &shown.atlas.reporters()[id]);
    let whose = reporter.map(|reporter| words::matrix_of(&reporter.short));
    let whose = whose.unwrap_or_else(|| words::matrix_any().to_owned());
    heading(ui, words::ranking(), &whose);
    let ink = reporter.map_or(shown.palette.region_name, |of| shown.palette.reporter(of));
    for of in places.iter().take(MOST_ROWS) {
        let name = compare::place(shown.atlas, of.place, shown.session.language);
        let words = words::ranked(&name, of.total as usize);
        let size = vec2(ui.available_width(), FIELD_PX + 2.0);
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &words));
        if response.hovered() || response.has_focus() {
            let fill = ui.visuals().widgets.hovered.weak_bg_fill;
            ui.painter().rect_filled(rect, 2.0, fill);
        }
        name_ui(ui, rect, PLACE_PX, &name);
        let small = TextStyle::Small.resolve(ui.style());
        let number = pos2(rect.left() + PLACE_PX + 26.0, rect.center().y);
        let text = ui.visuals().text_color();
        ui.painter()
            .text(number, Align2::RIGHT_CENTER, of.total, small, text);
        let line = rect.with_min_x(rect.left() + PLACE_PX + 34.0);
        let most = of.claims.iter().copied().max().unwrap_or(1).max(1);
        bars(ui, line, &of.claims, most, color(ink));
        if response.clicked() {
            go_to(shown, (of.place, shown.session.window), actions);
        }
    }
}

fn change_ui(ui: &mut Ui, shown: Shown<'_>, charts: &ChartsMemory, actions: &mut Actions) {
    let session = shown.session;
    let periods = compared(session.window, session.beside());
    let [then, now] = periods.map(units::window);
    // Neither of two views is now.
    let title = match session.beside() {
        Some(beside) if periods.contains(&beside) => words::change_between_views(),
        _ => words::change(),
    };
    heading(ui, title, &words::change_hint(&then, &now, FEW));
    if chosen(shown).is_none() {
        ui.label(words::choose_reporter());
        reporter_ui(ui, shown, words::changes_of(), "change-reporter", actions);
        return;
    }
    for (place, before, now_claims) in &charts.changes {
        let name = compare::place(shown.atlas, *place, shown.session.language);
        let trend = Trend::of(*before, *now_claims);
        let trend = trend.map_or_else(overview::too_few, |of| overview::trend(of).to_owned());
        let words = words::change_of(&name, *before, *now_claims as usize, &trend);
        if ui.link(words).clicked() {
            go_to(shown, (*place, session.window), actions);
        }
    }
    if charts.changes.is_empty() {
        ui.weak(overview::no_change());
    }
}

fn times_ui(ui: &mut Ui, shown: Shown<'_>, charts: &Charts) {
    let Some(of) = &charts.by_reporter else {
        ui.add_space(8.0);
        ui.weak(words::too_many_records());
        return;
    };
    if of.is_empty() {
        return;
    }
    heading(ui, words::hours(), words::hours_hint());
    let hours = of
        .iter()
        .filter(|of| of.hours.iter().any(|number| *number > 0));
    let hours: Vec<_> = hours.map(|of| (of.reporter, of.hours.to_vec())).collect();
    // Where nothing states an hour, there is nothing to draw.
    if !hours.is_empty() {
        let names: Vec<String> = (0..24).map(words::hour).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        series_ui(ui, shown, &hours, &names);
        ends_ui(ui, &names);
    }
    for of in of.iter().filter(|of| of.without_hour > 0) {
        let short = &shown.atlas.reporters()[of.reporter].short;
        let words = words::without_hour(of.without_hour as usize);
        ui.label(RichText::new(words::series(short, &words)).small().weak());
    }
    heading(ui, words::weekdays(), words::weekdays_hint());
    let days = of
        .iter()
        .filter(|of| of.weekdays.iter().any(|number| *number > 0));
    let days: Vec<_> = days.map(|of| (of.reporter, of.weekdays.to_vec())).collect();
    match days.is_empty() {
        true => _ = ui.weak(words::no_single_days()),
        false => {
            let names: Vec<&str> = (0..7).map(words::weekday).collect();
            series_ui(ui, shown, &days, &names);
            ends_ui(ui, &names);
        }
    }
    heading(ui, words::losses(), words::losses_hint());
    let states = |of: &&OfReporter| of.killed.is_some() || of.wounded.is_some();
    let stated: Vec<_> = of.iter().filter(states).collect();
    for of in &stated {
        let short = &shown.atlas.reporters()[of.reporter].short;
        let killed = of.killed.map(words::killed);
        let wounded = of.wounded.map(words::wounded);
        let killed = killed.unwrap_or_else(|| words::killed_not_stated().to_owned());
        let wounded = wounded.unwrap_or_else(|| words::wounded_not_stated().to_owned());
        ui.label(words::losses_of(short, &killed, &wounded));
    }
    if stated.is_empty() {
        ui.weak(words::no_losses());
    }
}
