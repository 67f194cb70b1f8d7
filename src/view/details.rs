//! The details panel: what is reported of the selection.

mod fate;
mod head;

use std::ptr;

use egui::{Label, Rect, RichText, ScrollArea, Sense, Ui, pos2, vec2};

use super::{
    Action, Actions, CiteAction, DetailsShown, Memory, Shown, annotate, charts,
    chips::{pointer_tooltip, stacked_bar},
    chronology,
    compare::{
        self, CompareMemory,
        tying::{self, TyingMemory},
    },
    describe,
    layers::{filters, solid_line_ui},
    long_list::long_list_ui,
    report_card::report_card_ui,
    side_panels::{DrawerMemory, Side, side_panel_ui},
    tables, theme,
};
use crate::{
    model::{
        Dated, Detail, Language, LineId, Names, RecordId, RegionId, ReporterId, Settlement, ZoneId,
    },
    query::{
        Direction, PlaceRef,
        focus::{beside_what_they_deny, by_report},
        histogram::Counts,
    },
    session::{Command, Comparison, Selection, comparison::Tab},
    words::{details, layers as layer_words, places, units},
};

/// What the details remember between frames.
#[derive(Debug, Default)]
pub struct DetailsMemory {
    /// What they were about.
    of: Option<Selection>,
}

/// The panel on the right: a head that is always in sight, and what is reported below it.
pub fn right_panel_ui(ui: &mut Ui, shown: Shown<'_>, memory: &mut Memory, actions: &mut Actions) {
    if is_full(ui, shown, memory) {
        return memory.of::<DrawerMemory>().uncover(Side::Right);
    }
    match compare::wide_px(ui, shown).filter(|_| shown.session.right_panel) {
        Some(width) => {
            egui::Panel::right("compare")
                .exact_size(width)
                .show(ui, |ui| panel_ui(ui, shown, memory, actions));
        }
        None => side_panel_ui(ui, shown, memory, Side::Right, actions, panel_ui),
    }
}

/// Whether it takes the place of the map.
pub fn is_full(ui: &Ui, shown: Shown<'_>, memory: &mut Memory) -> bool {
    compare::is_full(shown) && Side::Right.is_open(ui, shown, memory)
}

/// The same in the place of the map, where that is asked for.
pub fn full_ui(ui: &mut Ui, shown: Shown<'_>, memory: &mut Memory, actions: &mut Actions) {
    if is_full(ui, shown, memory) {
        let room = egui::CentralPanel::default();
        room.show(ui, |ui| panel_ui(ui, shown, memory, actions));
    }
}

fn panel_ui(ui: &mut Ui, shown: Shown<'_>, memory: &mut Memory, actions: &mut Actions) {
    memory.of::<CompareMemory>().pointed.clear();
    let tab = compare::tabs_ui(ui, shown, actions);
    let from = memory.of::<TyingMemory>().from.clone();
    let shown = Shown {
        tying: from.as_ref(),
        ..shown
    };
    tying::tying_ui(ui, shown, actions);
    match tab {
        Tab::Details => {}
        Tab::Compare => return compare::compare_ui(ui, shown, memory, actions),
        Tab::Charts => {
            if elsewhere_ui(ui, shown, |_| (), actions) {
                ui.separator();
            }
            return charts::charts_ui(ui, shown, memory, actions);
        }
    }
    head::head_ui(ui, shown, &memory.map.clicked, actions);
    let mut scroll = ScrollArea::vertical().auto_shrink(false);
    let remembered = &mut memory.of::<DetailsMemory>().of;
    if *remembered != shown.session.selection {
        remembered.clone_from(&shown.session.selection);
        scroll = scroll.vertical_scroll_offset(0.0);
    }
    scroll.show(ui, |ui| {
        ui.set_width(ui.available_width());
        details_ui(ui, shown, memory, actions);
        ui.add_space(12.0);
    });
}

/// On another tab: what is selected, the way to its details, and what else can be done with it. Whether
/// anything is.
pub fn elsewhere_ui(
    ui: &mut Ui,
    shown: Shown<'_>,
    more_ui: impl FnOnce(&mut Ui),
    actions: &mut Actions,
) -> bool {
    let selection = shown.session.selection.as_ref();
    let Some(name) = selection.and_then(|of| describe::selection(shown, of)) else {
        return false;
    };
    ui.horizontal(|ui| {
        if ui.small_button(details::show_details()).clicked() {
            let comparison = Comparison {
                tab: Tab::Details,
                ..shown.session.comparison
            };
            actions.push(Action::Do(Command::SetComparison(comparison)));
        }
        more_ui(ui);
        let selected = RichText::new(details::selected(&name));
        ui.add(Label::new(selected).truncate());
    });
    true
}

fn details_ui(ui: &mut Ui, shown: Shown<'_>, memory: &mut Memory, actions: &mut Actions) {
    let atlas = shown.atlas;
    let Some(selection) = &shown.session.selection else {
        nothing_ui(ui, shown, memory, actions);
        return;
    };
    match selection {
        Selection::Region(key) => match atlas.region_by_key(&key.0) {
            Some(id) => region_ui(ui, shown, id, actions),
            None => gone_ui(ui),
        },
        Selection::Zone(key) => match atlas.zone_by_key(key) {
            Some(id) => zone_ui(ui, shown, id, actions),
            None => gone_ui(ui),
        },
        Selection::Line(key) => match atlas.line_by_key(key) {
            Some(id) => line_ui(ui, shown, id, actions),
            None => gone_ui(ui),
        },
        Selection::Settlement(key) => match atlas.settlement_by_key(key) {
            Some(id) => settlement_ui(ui, shown, &atlas.settlements()[id], actions),
            None => gone_ui(ui),
        },
        Selection::Bundle(key) => {
            let bundle = shown.scene.bundle(key);
            if let Some(bundle) = bundle {
                ui.label(describe::bundle_ends(atlas, bundle, shown.session.language));
            }
            reports_ui(ui, shown, details::bundle_empty_hint(), actions);
        }
        Selection::Report(_) => reports_ui(ui, shown, details::report_gone(), actions),
        Selection::Record { .. } => reports_ui(ui, shown, details::record_gone(), actions),
        Selection::Undated => {
            ui.weak(details::undated_hint());
            reports_ui(ui, shown, details::undated_empty(), actions);
        }
        Selection::Unplaced => {
            ui.weak(details::unplaced_hint());
            reports_ui(ui, shown, details::unplaced_empty(), actions);
        }
    }
}

fn nothing_ui(ui: &mut Ui, shown: Shown<'_>, memory: &mut Memory, actions: &mut Actions) {
    ui.label(details::select_something());
    ui.add_space(8.0);
    compare::standings_ui(ui, shown, memory.of(), actions);
    let accounts = shown.answer.accounts;
    if accounts.shown == 0 {
        ui.label(RichText::new(details::no_fire()).text_style(theme::strong()));
        if accounts.filtered > 0 {
            // Another period would not help.
            ui.label(details::all_filtered(accounts.filtered));
            filters::reset_ui(ui, shown, actions);
        } else {
            ui.label(details::no_fire_hint());
        }
    } else {
        ui.label(RichText::new(details::on_the_map()).text_style(theme::strong()));
        tables::window_ui(ui, shown);
    }
    if let Some(totals) = shown.answer.in_totals_line(shown.atlas) {
        ui.weak(totals)
            .on_hover_text(layer_words::totals_more_hint());
    }
    chronology::of_period_ui(ui, shown, actions);
    if accounts.shown + accounts.unplaced > 0 {
        reports_ui(ui, shown, "", actions);
    }
}

fn gone_ui(ui: &mut Ui) {
    ui.label(details::not_in_data_hint());
}

/// The names in the other languages, those of its own people first.
fn names_ui(ui: &mut Ui, names: &Names, language: Language) {
    let shown_name = names.get(language);
    let mut others: Vec<&str> = Vec::new();
    for other in Language::ALL {
        if let Some(name) = names.own(other)
            && name != shown_name
            && !others.contains(&name)
        {
            others.push(name);
        }
    }
    if language != Language::English
        && let Some(also) = names.also.as_deref()
        && !others.contains(&also)
    {
        others.push(also);
    }
    if !others.is_empty() {
        ui.label(others.join(" · "));
    }
}

fn region_ui(ui: &mut Ui, shown: Shown<'_>, id: RegionId, actions: &mut Actions) {
    let (region, spot) = (&shown.atlas.regions()[id], PlaceRef::Region(id));
    names_ui(ui, &region.names, shown.session.language);
    ui.weak(places::region_kind(region));
    ui.horizontal_wrapped(|ui| {
        let precision = places::region_precision(region);
        ui.label(RichText::new(precision).small().weak());
        annotate::region_button_ui(ui, &region.key, actions);
    });
    annotate::region_comment_ui(ui, shown, &region.key);
    tallies_ui(ui, shown, spot);
    whole_ui(ui, shown, spot, actions);
    days_ui(ui, shown);
    reports_ui(ui, shown, details::region_empty(), actions);
    about_ui(ui, &region.source, &region.licence, &region.note);
}

fn tallies_ui(ui: &mut Ui, shown: Shown<'_>, spot: PlaceRef) {
    ui.add_space(4.0);
    ui.label(details::period(&units::window(shown.session.window)));
    for direction in Direction::ALL {
        tables::tally_ui(ui, shown, direction, spot);
    }
}

/// A link to the whole that the region is part of: reports that name it are counted there alone.
fn whole_ui(ui: &mut Ui, shown: Shown<'_>, spot: PlaceRef, actions: &mut Actions) {
    let PlaceRef::Region(region) = spot else {
        return;
    };
    let tallies = &shown.answer.tallies;
    for (id, whole) in shown.atlas.regions().iter() {
        let most = |direction| tallies.most_claims(direction, PlaceRef::Region(id));
        let named = most(Direction::Target) + most(Direction::Origin) > 0;
        if named && whole.members.contains(&region) {
            ui.add_space(4.0);
            let name = whole.names.title(shown.session.language);
            let link = details::whole(&name);
            if ui.link(link).clicked() {
                let selection = Selection::Region(whole.key.clone());
                actions.push(Action::Do(Command::Select(Some(selection))));
            }
        }
    }
}

fn zone_ui(ui: &mut Ui, shown: Shown<'_>, id: ZoneId, actions: &mut Actions) {
    let (zone, spot) = (&shown.atlas.zones()[id], PlaceRef::Zone(id));
    names_ui(ui, &zone.names, shown.session.language);
    ui.weak(places::zone_kind(zone.kind));
    dated_ui(ui, shown, zone.dated);
    ui.label(details::accuracy(zone.precision_km));
    tallies_ui(ui, shown, spot);
    days_ui(ui, shown);
    reports_ui(ui, shown, details::zone_empty(), actions);
    about_ui(ui, &zone.source, &zone.licence, &zone.note);
}

fn line_ui(ui: &mut Ui, shown: Shown<'_>, id: LineId, actions: &mut Actions) {
    let (line, spot) = (&shown.atlas.lines()[id], PlaceRef::Line(id));
    names_ui(ui, &line.names, shown.session.language);
    ui.weak(places::line_kind(line.kind));
    dated_ui(ui, shown, line.dated);
    ui.label(details::accuracy(line.precision_km));
    solid_line_ui(ui, shown, (&line.key, layer_words::draw_solid()), actions);
    tallies_ui(ui, shown, spot);
    days_ui(ui, shown);
    reports_ui(ui, shown, details::line_empty(), actions);
    about_ui(ui, &line.source, &line.licence, &line.note);
}

fn settlement_ui(ui: &mut Ui, shown: Shown<'_>, settlement: &Settlement, actions: &mut Actions) {
    let language = shown.session.language;
    names_ui(ui, &settlement.names, language);
    if let Some(region) = settlement.region.map(|id| &shown.atlas.regions()[id]) {
        ui.horizontal_wrapped(|ui| {
            ui.weak(details::settlement_in());
            if ui.link(region.names.title(language)).clicked() {
                let selection = Selection::Region(region.key.clone());
                actions.push(Action::Do(Command::Select(Some(selection))));
            }
        });
    }
    match (settlement.at, settlement.precision_km) {
        (None, _) => ui.label(details::position_unknown()),
        (Some(_), Some(km)) => ui.label(details::position_accuracy(km)),
        (Some(_), None) => ui.label(details::position_accuracy_unknown()),
    };
    if let Some(population) = settlement.population {
        ui.weak(details::population(population));
    }
    reports_ui(ui, shown, details::settlement_empty(), actions);
    about_ui(ui, &settlement.source, "", &settlement.note);
}

fn dated_ui(ui: &mut Ui, shown: Shown<'_>, dated: Dated) {
    ui.label(details::validity(dated));
    if !dated.holds_in(shown.session.window) {
        ui.label(details::not_in_effect());
    }
}

fn about_ui(ui: &mut Ui, source: &str, licence: &str, note: &str) {
    ui.add_space(6.0);
    for (words, line) in [
        (source, details::source(source)),
        (licence, details::licence(licence)),
        (note, details::note(note)),
    ] {
        if !words.is_empty() {
            ui.label(RichText::new(line).small().weak());
        }
    }
}

/// Height of the chart, in points.
const CHART_PX: f32 = 46.0;

/// A bar for each day of the window, stacked by reporter.
fn days_ui(ui: &mut Ui, shown: Shown<'_>) {
    let days = &shown.focus.days;
    let window = shown.session.window;
    if days.is_empty() || window.len() < 2 {
        return;
    }
    ui.add_space(8.0);
    let tallest = days
        .iter()
        .map(|bar| bar.height())
        .max()
        .unwrap_or(1)
        .max(1);
    ui.label(RichText::new(details::claims_by_day()).text_style(theme::strong()));
    let size = vec2(ui.available_width(), CHART_PX + 14.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let chart = Rect::from_min_size(rect.min, vec2(rect.width(), CHART_PX));
    let weak = ui.visuals().weak_text_color();
    let px_per_day = chart.width() / window.len() as f32;
    let px_per_claim = (chart.height() - 2.0) / tallest as f32;
    let x_of = |day: i32| chart.left() + (day - window.first().number()) as f32 * px_per_day;
    for bar in days {
        let left = x_of(bar.start.number());
        let width = (px_per_day * 0.82).clamp(1.6, 26.0);
        let middle = left + px_per_day / 2.0;
        let sides = (middle - width / 2.0, middle + width / 2.0);
        stacked_bar(
            ui,
            shown,
            sides,
            (chart.bottom(), px_per_claim),
            &bar.counts,
        );
    }
    ui.painter().hline(
        chart.x_range(),
        chart.bottom(),
        egui::Stroke::new(1.0, weak),
    );
    let font = egui::TextStyle::Small.resolve(ui.style());
    let below = chart.bottom() + 1.0;
    for (align, x, day) in [
        (egui::Align2::LEFT_TOP, chart.left(), window.first()),
        (egui::Align2::RIGHT_TOP, chart.right(), window.last()),
    ] {
        ui.painter()
            .text(pos2(x, below), align, units::day(day), font.clone(), weak);
    }
    let hovered = response.hover_pos().and_then(|at| {
        let day = window.first().number() + ((at.x - chart.left()) / px_per_day) as i32;
        days.iter().find(|bar| bar.start.number() == day)
    });
    if let Some(bar) = hovered {
        let words = bar_text(shown, units::day(bar.start), &bar.counts);
        pointer_tooltip(ui, response.id, |ui| {
            ui.label(words);
        });
    }
}

/// A bar in words: the day, then what each reporter states.
pub fn bar_text(shown: Shown<'_>, title: String, counts: &[(ReporterId, Counts)]) -> String {
    let mut words = title;
    for (reporter, counts) in counts {
        let short = &shown.atlas.reporters()[*reporter].short;
        let numbers = [
            (counts.claims, units::claims as fn(usize) -> String),
            (counts.denials, units::denials),
            (counts.others, units::without_incident),
        ];
        let stated = numbers.into_iter().filter(|(number, _)| *number > 0);
        let stated: Vec<String> = stated.map(|(number, of)| of(number as usize)).collect();
        words.push_str(&format!("\n{short}: {}", stated.join(", ")));
    }
    words
}

fn reports_ui(ui: &mut Ui, shown: Shown<'_>, nothing: &str, actions: &mut Actions) {
    ui.add_space(8.0);
    let focus = shown.focus;
    if focus.total == 0 {
        ui.label(nothing);
        return;
    }
    let read = match shown.details {
        DetailsShown::Read(read) => read,
        DetailsShown::Reading => {
            ui.horizontal(|ui| {
                ui.spinner();
                ui.weak(details::reading_rows());
            });
            return;
        }
        DetailsShown::Failed(why) => {
            ui.colored_label(ui.visuals().warn_fg_color, why);
            return;
        }
    };
    let listed = focus.records.len();
    let cited = beside_what_they_deny(by_report(&focus.records, read));
    let title = match (listed < focus.total, cited.len()) {
        (true, _) => units::records(focus.total),
        (false, reports) if reports == listed => units::reports(reports),
        // A report of several claims is as many records, which is what is counted elsewhere.
        (false, reports) => details::records_in(&units::records(listed), &units::reports(reports)),
    };
    ui.label(RichText::new(title).text_style(theme::strong()));
    if listed == 0 {
        ui.weak(details::too_many_rows());
    } else if listed < focus.total {
        ui.weak(details::first_rows(listed));
    }
    ui.add_space(2.0);
    let record_of = |detail: &&Detail| {
        let at = read.iter().position(|of| ptr::eq(*detail, of))?;
        focus.records.get(at).copied()
    };
    long_list_ui(ui, "report", cited.len(), |ui, index| {
        let records = &cited[index];
        let ids: Vec<Option<RecordId>> = records.iter().map(record_of).collect();
        let is_cited = report_card_ui(ui, shown, (records, &ids), actions);
        let cited = ids.first().copied().flatten().filter(|_| is_cited);
        actions.extend(cited.map(|record| Action::Cite(CiteAction::Records(vec![record]))));
    });
}
