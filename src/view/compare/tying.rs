//! Ties that the person makes: one claim or report is chosen, then the other, then what joins them.

use std::sync::Arc;

use egui::{Frame, Margin, RichText, ScrollArea, Stroke, Ui, containers::menu::MenuButton};

use super::cells;
use crate::{
    model::{Mark, RecordId, TieEnd, TieKind, Verdict, ties::records_of},
    query::ties::{Judged, end_of, events::Said},
    scene::Target,
    session::{Command, Selection},
    view::{Action, Actions, Shown, annotate},
    words::compare as words,
};

/// How wide the menu of a row becomes, in points.
const MENU_PX: f32 = 420.0;

/// The end of a tie that is chosen already.
#[derive(Default)]
pub struct TyingMemory {
    pub from: Option<TieEnd>,
}

/// So many of those near it are listed.
const MOST_NEAR: usize = 8;

/// The share of the panel that they and the chosen end take at most, and the points that they may take
/// in a low panel.
const MOST_OF_THE_PANEL: f32 = 0.35;
const LEAST_HEIGHT: f32 = 80.0;

/// What ties call a record: a claim of a report, or the report as a whole; a row of a large file by where it
/// stands there, since several may share an id. `None` where no tie can name it.
pub fn end(shown: Shown<'_>, record: Option<RecordId>, whole: bool) -> Option<TieEnd> {
    end_of(shown.atlas, record?, whole)
}

/// Whose words an end are.
fn short<'a>(shown: Shown<'a>, end: &TieEnd) -> Option<&'a str> {
    let reporter = cells::reporter(shown, cells::first_of(shown, end)?);
    Some(&shown.atlas.reporters()[reporter].short)
}

/// While the other end is being looked for: which one is chosen, how to go on, and what lies near it.
pub fn tying_ui(ui: &mut Ui, shown: Shown<'_>, actions: &mut Actions) {
    let Some(from) = shown.tying else {
        return;
    };
    let frame = Frame::new()
        .inner_margin(Margin::symmetric(8, 4))
        .corner_radius(5.0)
        .stroke(Stroke::new(1.0, ui.visuals().hyperlink_color));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        // What is selected as the other end keeps its room below.
        let most = (ui.available_height() * MOST_OF_THE_PANEL).max(LEAST_HEIGHT);
        let list = ScrollArea::vertical().max_height(most).id_salt("tying");
        list.show(ui, |ui| chosen_ui(ui, shown, from, actions));
        if ui.button(words::tie_cancel()).clicked() {
            actions.push(Action::BeginTie(None));
        }
    });
    ui.add_space(4.0);
}

/// The end that is chosen already, and what lies near it.
fn chosen_ui(ui: &mut Ui, shown: Shown<'_>, from: &TieEnd, actions: &mut Actions) {
    ui.label(words::tying(&cells::end_line(shown, from)));
    ui.label(RichText::new(words::tying_hint()).small().weak());
    near_ui(ui, shown, from, actions);
}

/// What is said of the same places on the same days.
fn near_ui(ui: &mut Ui, shown: Shown<'_>, from: &TieEnd, actions: &mut Actions) {
    let (Some(events), Some(record)) = (shown.events, cells::first_of(shown, from)) else {
        return;
    };
    let own = records_of(shown.atlas.datasets().rows(), from);
    let mut near: Vec<Said> = Vec::new();
    for event in events.of_record(shown.atlas, record) {
        for said in events.said(shown.atlas, event) {
            let is_new = near.iter().all(|one| one.record != said.record);
            if is_new && !own.contains(&said.record) {
                near.push(said);
            }
        }
    }
    if near.is_empty() {
        return;
    }
    ui.label(words::tie_near());
    for said in near.iter().take(MOST_NEAR) {
        if ui.link(cells::line(shown, said)).clicked() {
            let other = match shown.atlas.detail(said.record) {
                Some(detail) => Selection::Report(detail.report.key()),
                None => Selection::of(shown.atlas, &Target::Record(said.record)),
            };
            actions.push(Action::Do(Command::Select(Some(other))));
        }
    }
    if near.len() > MOST_NEAR {
        ui.weak(words::more(near.len() - MOST_NEAR));
    }
}

/// The button that begins a tie here, or ends it here.
pub fn tie_button_ui(ui: &mut Ui, shown: Shown<'_>, end: TieEnd, actions: &mut Actions) {
    let Some(from) = shown.tying else {
        let button = ui.small_button(words::tie_to());
        if button.on_hover_text(words::tie_to_hint()).clicked() {
            actions.push(Action::BeginTie(Some(end)));
        }
        return;
    };
    if *from == end {
        return;
    }
    MenuButton::new(words::tie_here()).ui(ui, |ui| kinds_ui(ui, shown, from, &end, actions));
}

/// What may join the two ends.
fn kinds_ui(ui: &mut Ui, shown: Shown<'_>, from: &TieEnd, to: &TieEnd, actions: &mut Actions) {
    let who = short(shown, from).unwrap_or_default();
    for (kind, _) in TieKind::ALL {
        if !ui.button(words::tie_choice(who, kind)).clicked() {
            continue;
        }
        let judged = Judged {
            from: from.clone(),
            to: to.clone(),
        };
        let tie = Command::JudgeTie(judged, Some(Verdict::Joined(kind)));
        actions.push(Action::Do(tie));
        actions.push(Action::BeginTie(None));
        ui.close();
    }
}

/// The menu of a row: a tie from one of those who speak in it or, where one end is chosen, to one of them.
pub fn row_menu_ui(ui: &mut Ui, shown: Shown<'_>, said: &[Said], actions: &mut Actions) {
    ui.set_max_width(MENU_PX);
    ui.weak(match shown.tying {
        None => words::tie_to(),
        Some(_) => words::tie_here(),
    });
    for one in said.iter().take(MOST_NEAR) {
        let kind = shown.atlas.dataset_of(one.record).kind_of(one.record.row);
        let is_whole = one.mark == Mark::Denial && !kind.denied;
        let Some(end) = end_of(shown.atlas, one.record, is_whole) else {
            continue;
        };
        let line = cells::line(shown, one);
        match shown.tying {
            None => {
                if ui
                    .button(line)
                    .on_hover_text(words::tie_to_hint())
                    .clicked()
                {
                    actions.push(Action::BeginTie(Some(end)));
                    ui.close();
                }
            }
            Some(from) if *from == end => {}
            Some(from) => {
                ui.menu_button(line, |ui| kinds_ui(ui, shown, from, &end, actions));
            }
        }
    }
    if said.len() > MOST_NEAR {
        ui.weak(words::more(said.len() - MOST_NEAR));
    }
}

/// The ties that the person made of what goes by these names, a report or rows, each with the way to take it
/// away.
pub fn own_ties_ui(ui: &mut Ui, shown: Shown<'_>, names: &[Arc<str>], actions: &mut Actions) {
    for (judged, verdict) in &shown.session.verdicts {
        let Verdict::Joined(kind) = verdict else {
            continue;
        };
        let (is_from, other) = match (
            names.contains(&judged.from.report),
            names.contains(&judged.to.report),
        ) {
            (true, _) => (true, &judged.to),
            (false, true) => (false, &judged.from),
            (false, false) => continue,
        };
        ui.horizontal_wrapped(|ui| {
            let who = short(shown, other).unwrap_or(&other.report);
            ui.label(match is_from {
                true => words::own_tie(*kind, who),
                false => words::own_tie_back(who, *kind),
            });
            annotate::tie_button_ui(ui, judged, actions);
            if ui.small_button(words::tie_remove()).clicked() {
                actions.push(Action::Do(Command::JudgeTie(judged.clone(), None)));
            }
        });
        annotate::tie_reason_ui(ui, shown, judged);
    }
}
