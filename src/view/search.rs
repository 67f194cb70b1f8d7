//! Search: one field for places, regions and reports in every language, and what it finds.

use std::sync::Arc;

use egui::{Key, Popup, PopupCloseBehavior, RichText, ScrollArea, Ui};

use super::{
    Action, Actions, Shown,
    chips::{hint, reporter_chip},
    chronology::show_event,
    fields,
    question::{Part, ask, examples_ui, kept_ui, offers_ui, trouble_of, trouble_ui},
};
use crate::{
    model::{
        Atlas, Detail, Found, RecordId, When, Window,
        geo::{self, Coord, LonLat},
        grid,
        typed_days::lacks_its_year,
    },
    query::{
        Filters, Hit,
        condition::{Trouble, offers},
        place_extent, record_extent, search,
    },
    scene::{Camera, Target},
    session::{Command, Selection},
    words::{condition, instruments, menus, places, reports, search as words, units},
};

/// What is being searched for.
#[derive(Debug, Default)]
pub struct SearchMemory {
    typed: String,
    /// What was found for it.
    hits: Vec<Hit>,
    /// The atlas it was found in.
    atlas: Option<Arc<Atlas>>,
    /// The one that Enter chooses.
    marked: usize,
    /// Put the cursor into the field in the next frame.
    focus: bool,
    /// The person went on elsewhere with the pointer: what was found is in the way.
    is_left: bool,
    /// What is wrong with it, where it is meant as a condition.
    trouble: Option<Trouble>,
    /// The part of the question that it is to take the place of.
    part: Option<Part>,
    /// Offer terms to begin with.
    offers_terms: bool,
    /// What the question is to be called that is kept.
    name: String,
    /// The position that was gone to last: it is marked on the map until Escape is pressed or the map is clicked.
    pub gone_to: Option<LonLat>,
}

impl SearchMemory {
    /// Puts the cursor into the field.
    pub fn focus(&mut self) {
        self.focus = true;
    }

    /// Puts the cursor into the field, to ask for records.
    pub fn ask(&mut self) {
        self.clear();
        self.focus = true;
        self.offers_terms = true;
    }

    /// Lets the person change a part of the question.
    pub fn edit(&mut self, part: Part, typed: &str) {
        self.begin_with(typed);
        self.part = Some(part);
    }

    /// What the question is to be called that is kept.
    pub fn name(&mut self) -> &mut String {
        &mut self.name
    }

    fn begin_with(&mut self, typed: &str) {
        self.clear();
        typed.clone_into(&mut self.typed);
        self.atlas = None;
        self.focus = true;
    }

    /// What is typed.
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// Goes on typing, in place of the part that is being changed.
    fn go_on(&mut self, typed: String) {
        self.typed = typed;
        self.atlas = None;
        self.focus = true;
    }

    fn clear(&mut self) {
        self.typed.clear();
        self.hits.clear();
        self.marked = 0;
        self.trouble = None;
        self.part = None;
        self.offers_terms = false;
    }
}

/// The most of each sort that are listed.
const AT_MOST: usize = 60;

/// How far the list stays from the bottom of the window, in points.
const BELOW_PX: f32 = 24.0;

/// How wide it is, where the window is wide enough, and how far it stays from its edge, in points.
const LIST_PX: f32 = 560.0;
const BESIDE_PX: f32 = 12.0;

pub fn search_ui(
    ui: &mut Ui,
    shown: Shown<'_>,
    memory: &mut SearchMemory,
    width: f32,
    actions: &mut Actions,
) {
    let field = fields::line(&mut memory.typed)
        .id_salt("search")
        .desired_width(width)
        .hint_text(hint(menus::search_field()));
    let response = ui.add(field).accessible_name(menus::search_name());
    if std::mem::take(&mut memory.focus) {
        response.request_focus();
        // What stands there is gone on with.
        fields::put_cursor_behind(ui, &response, &memory.typed);
    }
    let same_atlas = memory
        .atlas
        .as_ref()
        .is_some_and(|atlas| Arc::ptr_eq(atlas, shown.atlas));
    if response.changed() || response.gained_focus() {
        memory.is_left = false;
    }
    if response.changed() || !same_atlas {
        memory.hits = search(shown.atlas, &memory.typed, AT_MOST, Some(shown.today));
        memory.trouble = trouble_of(shown.atlas, &memory.typed);
        memory.offers_terms &= memory.typed.is_empty();
        memory.atlas = Some(Arc::clone(shown.atlas));
        memory.marked = 0;
    }
    let in_files = shown.found.iter().map(|(record, _)| Hit::Report(*record));
    let hits: Vec<Hit> = memory.hits.iter().cloned().chain(in_files).collect();
    let typed_position = grid::typed(&memory.typed);
    let position = typed_position.and_then(|at| on_map(shown, at));
    let mut goes_there = false;
    let mut chosen = None;
    if response.has_focus() || response.lost_focus() {
        let last = hits.len().saturating_sub(1);
        let pressed = |key| ui.input(|input| input.key_pressed(key));
        // A frame may hold several.
        let times = |key| ui.input(|input| input.num_presses(key));
        let down = memory.marked + times(Key::ArrowDown);
        memory.marked = down.saturating_sub(times(Key::ArrowUp)).min(last);
        if pressed(Key::Enter) {
            goes_there = position.is_some();
            // What is meant as a condition and is not understood means nothing else.
            let is_plain = !goes_there && memory.trouble.is_none();
            chosen = hits.get(memory.marked).filter(|_| is_plain).cloned();
            if chosen.is_none() && !goes_there {
                // There is more to type, or to take back.
                response.request_focus();
            }
        }
        if pressed(Key::Escape) {
            memory.clear();
        }
    }
    let open = (!memory.typed.trim().is_empty() || memory.offers_terms) && !memory.is_left;
    let room = ui.ctx().content_rect().right() - response.rect.left() - 2.0 * BESIDE_PX;
    let mut goes_on = None;
    let list_width = response.rect.width().max(LIST_PX.min(room));
    let list = Popup::from_response(&response)
        .open(open)
        .close_behavior(PopupCloseBehavior::IgnoreClicks)
        .width(list_width)
        .show(|ui| {
            ui.set_min_width(list_width);
            if memory.offers_terms {
                if kept_ui(ui, shown, actions) {
                    memory.clear();
                } else if let Some(term) = examples_ui(ui) {
                    memory.begin_with(term);
                }
                return;
            }
            let offered = offers(shown.atlas, &shown.answer.facets, &memory.typed);
            goes_on = offers_ui(ui, &offered);
            // What is missing at the end is still to be typed.
            let is_begun = |trouble: &Trouble| trouble.at >= memory.typed.trim_end().len();
            if !offered.is_empty() && memory.trouble.as_ref().is_some_and(is_begun) {
                return;
            }
            if let Some(trouble) = &memory.trouble {
                trouble_ui(ui, &memory.typed, trouble);
            }
            if let Some(typed) = typed_position {
                ui.label(RichText::new(instruments::position()).small().weak());
                if position != Some(typed) {
                    ui.weak(instruments::outside(&geo::describe(typed)));
                }
                if let Some(at) = position {
                    let words = match at == typed {
                        true => instruments::go_to(&geo::describe(at)),
                        false => instruments::go_to_swapped(&geo::describe(at)),
                    };
                    goes_there |= ui.selectable_label(true, words).clicked();
                }
            }
            if shown.is_searching {
                ui.weak(menus::searching_files());
            } else if hits.is_empty() && typed_position.is_none() && memory.trouble.is_none() {
                let span = shown.atlas.span().filter(|_| lacks_its_year(&memory.typed));
                ui.weak(match span {
                    Some(span) => {
                        let year = span.last().date().year();
                        menus::add_the_year(memory.typed.trim(), year)
                    }
                    None => menus::nothing_found().to_owned(),
                });
            }
            // As many as fit. The popup opens before a file's own hits arrive, and must be able to
            // grow with them.
            let bottom = ui.ctx().content_rect().bottom() - BELOW_PX;
            let height = (bottom - response.rect.bottom()).max(120.0);
            ScrollArea::vertical()
                .max_height(height)
                .min_scrolled_height(height)
                .show(ui, |ui| {
                    let mut sort = "";
                    for (index, hit) in hits.iter().enumerate() {
                        if sort_of(hit) != sort {
                            sort = sort_of(hit);
                            ui.label(RichText::new(sort).small().weak());
                        }
                        let marked = index == memory.marked;
                        if hit_ui(ui, shown, hit, marked) {
                            chosen = Some(hit.clone());
                        }
                    }
                });
        });
    let pressed = ui.input(|input| {
        let pressed = input.pointer.any_pressed();
        input.pointer.interact_pos().filter(|_| pressed)
    });
    if let (Some(list), Some(at)) = (list, pressed) {
        memory.is_left |= !list.response.rect.contains(at) && !response.rect.contains(at);
    }
    if let Some(typed) = goes_on {
        memory.go_on(typed);
    }
    if let Some(center) = position.filter(|_| goes_there) {
        let zoom = shown
            .session
            .camera
            .map_or(NEAR_ZOOM, |camera| camera.zoom.max(NEAR_ZOOM));
        actions.push(Action::Do(Command::FlyTo(Camera { center, zoom })));
        memory.gone_to = Some(center);
        memory.clear();
        response.surrender_focus();
    }
    if let Some(hit) = chosen {
        match hit {
            Hit::Condition(condition) => ask(shown, memory.part.as_ref(), &condition, actions),
            hit => go_to(shown, &hit, actions),
        }
        memory.clear();
        response.surrender_focus();
    }
}

/// Near enough to tell a village from the next.
const NEAR_ZOOM: f64 = 12.0;

/// A position that was typed, where the map holds it; else what it is the other way round, where that lies there.
fn on_map(shown: Shown<'_>, typed: LonLat) -> Option<LonLat> {
    let swapped = Coord {
        x: typed.y,
        y: typed.x,
    };
    let is_there = |center: &LonLat| {
        let (zoom, center) = (NEAR_ZOOM, *center);
        Camera { center, zoom }.held_to(shown.limits.area).center == center
    };
    [typed, swapped].into_iter().find(is_there)
}

/// What stands above the hits of a sort.
fn sort_of(hit: &Hit) -> &'static str {
    match hit {
        Hit::Condition(_) => condition::question(),
        Hit::Days(..) => words::days(),
        Hit::Place { .. } => words::places(),
        Hit::Reporter(..) => words::reporters(),
        Hit::Event(_) => words::events(),
        Hit::Report(_) => words::reports(),
    }
}

/// What a record that was found says.
fn detail_of(shown: Shown<'_>, id: RecordId) -> Option<Detail> {
    let mut found = shown.found.iter();
    let in_file = found.find_map(|(own, detail)| (*own == id).then(|| detail.clone()));
    in_file.or_else(|| shown.atlas.detail(id))
}

/// One result. Returns whether it was chosen.
fn hit_ui(ui: &mut Ui, shown: Shown<'_>, hit: &Hit, marked: bool) -> bool {
    let language = shown.session.language;
    let (name, kind) = match hit {
        Hit::Condition(asked) => (condition::ask(asked.typed().trim()), String::new()),
        Hit::Days(days, number) => (units::window(*days), words::published(*number)),
        Hit::Reporter(id, number) => {
            let reporter = &shown.atlas.reporters()[*id];
            let name = reporter.names.get(language).to_owned();
            (name, words::only_reporter(*number))
        }
        Hit::Event(index) => {
            let event = &shown.atlas.chronology()[*index];
            let name = event.names.get(language).to_owned();
            (name, units::window(event.days()))
        }
        Hit::Place {
            found,
            spelling,
            days,
        } => {
            let (name, kind) = place_words(shown, *found);
            let kind = if name.contains(spelling.as_str()) {
                kind
            } else {
                format!("{spelling} · {kind}")
            };
            match days {
                Some(days) => (words::place_in_days(&name, &units::window(*days)), kind),
                None => (name, kind),
            }
        }
        Hit::Report(id) => {
            let Some(detail) = detail_of(shown, *id) else {
                return false;
            };
            let report = &detail.report;
            // A row of a table often has the day of what happened alone.
            let happened = detail.claim().and_then(|claim| claim.when.interval());
            let day = match (report.published, happened) {
                (None, Some(happened)) => units::day(happened.start().day()),
                _ => reports::published(report),
            };
            let reporter = &shown.atlas.reporters()[report.reporter];
            let outlet = report
                .outlet
                .as_deref()
                .unwrap_or(reports::outlet_not_named());
            (
                format!("{}, {day}", reporter.names.get(language)),
                outlet.to_owned(),
            )
        }
    };
    let row = ui.horizontal(|ui| {
        let reporter = match hit {
            Hit::Report(id) => Some(shown.atlas.dataset_of(*id).kind_of(id.row).reporter),
            Hit::Reporter(id, _) => Some(*id),
            _ => None,
        };
        if let Some(reporter) = reporter {
            reporter_chip(ui, shown, reporter);
        }
        let response = ui.selectable_label(marked, &name);
        ui.add(egui::Label::new(RichText::new(kind).weak()).truncate());
        response
    });
    if marked
        && ui.input(|input| input.key_pressed(Key::ArrowDown) || input.key_pressed(Key::ArrowUp))
    {
        row.inner.scroll_to_me(None);
    }
    row.inner.clicked()
}

fn place_words(shown: Shown<'_>, found: Found) -> (String, String) {
    let (atlas, language) = (shown.atlas, shown.session.language);
    match found {
        Found::Region(id) => {
            let region = &atlas.regions()[id];
            (region.names.title(language), places::region_kind(region))
        }
        Found::Settlement(id) => {
            let settlement = &atlas.settlements()[id];
            let region = settlement
                .region
                .map(|id| atlas.regions()[id].names.title(language));
            let kind = region.map_or(places::settlement().to_owned(), |of| {
                places::settlement_of(&of)
            });
            (settlement.names.title(language), kind)
        }
        Found::Zone(id) => {
            let zone = &atlas.zones()[id];
            (
                zone.names.get(language).to_owned(),
                places::zone_kind(zone.kind).to_owned(),
            )
        }
        Found::Line(id) => {
            let line = &atlas.lines()[id];
            let kind = places::line_kind(line.kind).to_owned();
            (line.names.get(language).to_owned(), kind)
        }
    }
}

/// Selects a place or a report and flies there; a report, days and an event set the period; of a
/// reporter nothing else is shown.
fn go_to(shown: Shown<'_>, hit: &Hit, actions: &mut Actions) {
    let atlas = shown.atlas;
    let selection = match hit {
        // A question selects nothing.
        Hit::Condition(_) => return,
        Hit::Days(days, _) => return show_days(*days, actions),
        Hit::Event(index) => {
            actions.push(Action::Do(Command::ShowRightPanel(true)));
            return show_event(&atlas.chronology()[*index], actions);
        }
        Hit::Reporter(id, _) => {
            let others = atlas.reporters().iter().filter(|(other, _)| other != id);
            let others = others.map(|(_, reporter)| reporter.key.clone());
            let filters = Filters {
                hidden_reporters: others.collect(),
                ..shown.session.filters.clone()
            };
            actions.push(Action::Do(Command::SetFilters(filters)));
            return;
        }
        Hit::Place { found, .. } => match found {
            Found::Region(id) => Selection::Region(atlas.regions()[*id].key.clone()),
            Found::Settlement(id) => Selection::Settlement(atlas.settlements()[*id].key.clone()),
            Found::Zone(id) => Selection::Zone(atlas.zones()[*id].key.clone()),
            Found::Line(id) => Selection::Line(atlas.lines()[*id].key.clone()),
        },
        Hit::Report(id) => match atlas.detail(*id) {
            Some(found) => Selection::Report(found.report.key()),
            None => Selection::of(atlas, &Target::Record(*id)),
        },
    };
    let area = match hit {
        Hit::Place { found, days, .. } => {
            if let Some(days) = days {
                show_days(*days, actions);
            }
            place_extent(shown.atlas, *found)
        }
        Hit::Report(id) => {
            if let Some(window) = days_of(shown, *id) {
                show_days(window, actions);
            }
            record_extent(shown.atlas, *id)
        }
        Hit::Condition(_) | Hit::Days(..) | Hit::Event(_) | Hit::Reporter(..) => None,
    };
    actions.push(Action::Do(Command::ShowRightPanel(true)));
    actions.push(Action::Do(Command::Select(Some(selection))));
    if let Some(area) = area {
        actions.push(Action::ShowArea(area));
    }
}

/// Sets the period to these days, as a step of its own.
pub fn show_days(days: Window, actions: &mut Actions) {
    actions.push(Action::Do(Command::SetWindow(days)));
    actions.push(Action::Settle);
}

/// The days that a report covers.
fn days_of(shown: Shown<'_>, id: RecordId) -> Option<Window> {
    let report = detail_of(shown, id)?.report;
    let claims = report.claims.iter().map(|claim| claim.when);
    let own = report.published.map_or(When::Undated, When::Published);
    let times = claims.chain(report.claims.is_empty().then_some(own));
    let mut days = times
        .filter_map(When::interval)
        .map(|interval| Window::days(interval.start().day(), interval.last_day()));
    let first = days.next()?;
    Some(days.fold(first, |all, one| {
        Window::days(all.first().min(one.first()), all.last().max(one.last()))
    }))
}
