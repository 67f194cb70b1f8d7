//! The question: which records are seen, as parts under the search field, where they are typed.

use std::sync::Arc;

use egui::{
    Button, Frame, Margin, Popup, PopupCloseBehavior, RichText, ScrollArea, Stroke, TextStyle, Ui,
};

use super::{Action, Actions, NotApplied, Shown, chips::sign_button, fields, search::SearchMemory};
use crate::{
    model::Atlas,
    query::{
        Facet, Filters,
        condition::{Condition, Expr, Name, Offer, Term, Trouble, is_meant},
    },
    session::{Command, bookmark},
    words::{bookmarks, condition as words, units},
};

/// How high the parts may stand before they scroll, in points.
const HIGHEST_PX: f32 = 84.0;

/// What is wrong with a text that is meant as a condition.
pub fn trouble_of(atlas: &Atlas, typed: &str) -> Option<Trouble> {
    if !is_meant(typed) {
        return None;
    }
    let checked = Condition::parse(typed).and_then(|condition| condition.check(atlas));
    checked.err()
}

/// How high the words may stand that a term may go on with, in points.
const OFFERS_PX: f32 = 180.0;

/// So many letters before the place that is not understood are shown.
const SHOWN_BEFORE: usize = 60;

/// The text with a mark under the place that is not understood, and what would be.
pub fn trouble_ui(ui: &mut Ui, typed: &str, trouble: &Trouble) {
    let plain = |text: &str| text.replace(['\n', '\t', '\r'], " ");
    let (before, after) = typed.split_at_checked(trouble.at).unwrap_or((typed, ""));
    let left_out = before.chars().count().saturating_sub(SHOWN_BEFORE);
    let mut shown: String = before.chars().skip(left_out).collect();
    if left_out > 0 {
        shown.insert(0, '…');
    }
    let before = plain(&shown);
    let font = TextStyle::Body.resolve(ui.style());
    let ink = ui.visuals().text_color();
    let width = ui.painter().layout_no_wrap(before.clone(), font, ink);
    let line = before + &plain(after);
    ui.add(egui::Label::new(line).truncate());
    let error = ui.visuals().error_fg_color;
    ui.horizontal(|ui| {
        ui.add_space(width.size().x);
        ui.colored_label(error, "^");
    });
    ui.colored_label(error, trouble.to_string());
}

/// A part of the question that is being changed.
#[derive(Clone, Debug)]
pub enum Part {
    /// Of the condition, by its place.
    Asked(usize),
    /// What a filter hides.
    Hidden(Condition),
}

/// Asks for a condition as well, or in place of a part.
pub fn ask(shown: Shown<'_>, part: Option<&Part>, condition: &Condition, actions: &mut Actions) {
    let filters = &shown.session.filters;
    let is_key = is_key(shown);
    let asked = match part {
        Some(Part::Hidden(hidden)) => {
            let shown = filters.showing(std::slice::from_ref(hidden));
            shown.asking(None, condition, &is_key)
        }
        Some(Part::Asked(at)) => filters.asking(Some(*at), condition, &is_key),
        None => filters.asking(None, condition, &is_key),
    };
    actions.push(set(asked));
}

fn set(filters: Result<Filters, Trouble>) -> Action {
    match filters {
        Ok(filters) => Action::Do(Command::SetFilters(filters)),
        Err(trouble) => Action::Tell(trouble.to_string()),
    }
}

/// Whether a name is the key of a reporter.
fn is_key(shown: Shown<'_>) -> impl Fn(&str) -> bool {
    let atlas = Arc::clone(shown.atlas);
    move |name| atlas.reporter_by_key(name).is_some()
}

/// More of a sort that are hidden stand as one part.
const MOST_OF_A_SORT: usize = 3;

/// The parts of the question that is asked; nothing where none is.
pub fn question_ui(
    ui: &mut Ui,
    shown: Shown<'_>,
    memory: &mut SearchMemory,
    actions: &mut Actions,
) {
    let filters = &shown.session.filters;
    let mut parts = hidden_parts(shown);
    let trouble = shown.asked.trouble;
    if let Some(condition) = &filters.condition {
        let wrong = match trouble {
            Some(NotApplied::Name(trouble)) => Some(condition.part_at(trouble.at)),
            _ => None,
        };
        parts.extend(asked_parts(shown, condition, wrong));
    }
    if parts.is_empty() {
        return;
    }
    ui.add_space(2.0);
    ScrollArea::vertical()
        .id_salt("question")
        .max_height(HIGHEST_PX)
        .show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.label(RichText::new(words::only_records()).small().weak());
                for part in &parts {
                    part_ui(ui, part, memory, actions);
                }
                keep_ui(ui, shown, memory.name(), actions);
                if parts.len() > 1 && ui.small_button(words::remove_all()).clicked() {
                    actions.push(set(Ok(filters.without_question())));
                }
                if shown.asked.is_waiting {
                    ui.spinner();
                    ui.label(RichText::new(words::waiting()).small().weak());
                }
            });
            let why = trouble.map(|trouble| match trouble {
                NotApplied::Name(trouble) => trouble.to_string(),
                NotApplied::Unread(why) => why.clone(),
            });
            if let Some(why) = why {
                ui.colored_label(ui.visuals().error_fg_color, words::not_applied(&why));
            }
        });
}

/// A part as it is shown.
struct PartShown {
    text: String,
    is_wrong: bool,
    /// What is changed by typing; nothing where it stands for several.
    part: Option<Part>,
    remove: Action,
    opposite: Option<Action>,
}

/// What several that are hidden of a sort come to: where one reporter alone is left, that one.
fn several(shown: Shown<'_>, facet: Facet, hidden: usize) -> String {
    let is_hidden = |key: &Arc<str>| shown.session.filters.hidden_reporters.contains(key);
    let listed = shown.atlas.listed_reporters();
    let mut left = listed.filter(|(_, reporter)| !is_hidden(&reporter.key));
    match (facet, left.next(), left.next()) {
        (Facet::Reporter, Some((_, only)), None) => {
            let name = Name {
                text: Arc::clone(&only.key),
                at: 0,
            };
            Condition::of(Expr::Term(Term::Reporter(name))).to_string()
        }
        (Facet::Reporter, ..) => words::several_reporters(hidden),
        (Facet::Activity, ..) => words::several_activities(hidden),
        (Facet::Party, ..) => words::several_sides(hidden),
        (Facet::Stance | Facet::Duplicate | Facet::Condition, ..) => words::several_types(hidden),
    }
}

/// What filters hide.
fn hidden_parts(shown: Shown<'_>) -> Vec<PartShown> {
    let filters = &shown.session.filters;
    let hidden = filters.hidden();
    let mut parts = Vec::new();
    for of_facet in hidden.chunk_by(|(one, _), (other, _)| one == other) {
        let conditions: Vec<Condition> = of_facet.iter().map(|(_, of)| of.clone()).collect();
        if conditions.len() > MOST_OF_A_SORT {
            parts.push(PartShown {
                text: several(shown, of_facet[0].0, conditions.len()),
                is_wrong: false,
                part: None,
                remove: set(Ok(filters.showing(&conditions))),
                opposite: None,
            });
            continue;
        }
        for condition in conditions {
            let showing = filters.showing(std::slice::from_ref(&condition));
            let opposite = showing.asking(None, &condition.negated(), &|_| true);
            parts.push(PartShown {
                text: condition.to_string(),
                is_wrong: false,
                remove: set(Ok(showing)),
                opposite: Some(set(opposite)),
                part: Some(Part::Hidden(condition)),
            });
        }
    }
    parts
}

/// What the condition asks for.
fn asked_parts(shown: Shown<'_>, condition: &Condition, wrong: Option<usize>) -> Vec<PartShown> {
    let filters = &shown.session.filters;
    let parts = condition.parts().into_iter().enumerate();
    let part = parts.map(|(at, part)| PartShown {
        text: part.typed().trim().to_owned(),
        is_wrong: wrong == Some(at),
        part: Some(Part::Asked(at)),
        remove: Action::Do(Command::Ask(condition.without(at))),
        opposite: Some(set(filters.asking(
            Some(at),
            &part.negated(),
            &is_key(shown),
        ))),
    });
    part.collect()
}

/// One part: a click changes it, × removes it, and the other button of the pointer has the opposite as well.
fn part_ui(ui: &mut Ui, shown: &PartShown, memory: &mut SearchMemory, actions: &mut Actions) {
    let typed = shown.text.as_str();
    let line = match shown.is_wrong {
        true => ui.visuals().error_fg_color,
        false => ui.visuals().hyperlink_color,
    };
    let frame = Frame::new()
        .stroke(Stroke::new(1.0, line))
        .corner_radius(4.0)
        .inner_margin(Margin::symmetric(4, 0));
    frame.show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            if let Some(part) = &shown.part {
                let button = Button::new(typed).frame(false);
                let button = ui.add(button).on_hover_text(words::edit_hint());
                let button = button.accessible_name(words::edit(typed));
                let mut edits = button.clicked();
                button.context_menu(|ui| {
                    edits |= ui.button(words::edit_menu()).clicked();
                    if ui.button(words::opposite()).clicked() {
                        actions.extend(shown.opposite.clone());
                    }
                    if ui.button(words::remove_menu()).clicked() {
                        actions.push(shown.remove.clone());
                    }
                });
                if edits {
                    memory.edit(part.clone(), typed);
                }
            } else {
                ui.label(typed);
            }
            if sign_button(ui, "×", &words::remove(typed)).clicked() {
                actions.push(shown.remove.clone());
            }
        });
    });
}

/// Keeps the question by a name.
fn keep_ui(ui: &mut Ui, shown: Shown<'_>, typed: &mut String, actions: &mut Actions) {
    let mut kept = shown.session.questions.values();
    let question = shown.session.filters.question();
    let Some(question) = question.filter(|question| !kept.any(|kept| kept == question)) else {
        return;
    };
    let button = ui.small_button(words::keep());
    if button.clicked() {
        typed.clear();
    }
    Popup::menu(&button)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .show(|ui| {
            let label = ui.label(words::keep_as());
            let field = ui.add(fields::line(typed)).labelled_by(label.id);
            let name = bookmark::name_of(typed);
            let is_known = name.as_ref();
            let is_known = is_known.is_some_and(|name| shown.session.questions.contains_key(name));
            let words = match is_known {
                true => bookmarks::replace(),
                false => words::keep_it(),
            };
            let keep = ui.add_enabled(name.is_some(), Button::new(words));
            let entered = fields::is_entered(ui, &field);
            if let Some(name) = name.filter(|_| keep.clicked() || entered) {
                let kept = Command::KeepQuestion(name, Some(question.clone()));
                actions.push(Action::Do(kept));
                ui.close();
            } else if !field.has_focus() && !entered && typed.is_empty() {
                field.request_focus();
            }
        });
}

/// The questions that are kept, each a click away. Whether one was chosen.
pub fn kept_ui(ui: &mut Ui, shown: Shown<'_>, actions: &mut Actions) -> bool {
    let kept = &shown.session.questions;
    if kept.is_empty() {
        return false;
    }
    ui.label(RichText::new(words::kept()).small().weak());
    let mut chosen = false;
    for (name, condition) in kept {
        ui.horizontal(|ui| {
            if sign_button(ui, "×", &words::forget(name)).clicked() {
                actions.push(Action::Do(Command::KeepQuestion(Arc::clone(name), None)));
            }
            let button = ui.selectable_label(false, RichText::new(&**name).strong());
            if button.accessible_name(words::ask_kept(name)).clicked() {
                let filters = &shown.session.filters;
                actions.push(set(filters.asking_only(condition, &is_key(shown))));
                chosen = true;
            }
            let typed = RichText::new(condition.typed().trim()).weak();
            ui.add(egui::Label::new(typed).truncate());
        });
    }
    chosen
}

/// Words that the last term may go on with, each with its number of records. Returns what is typed with the
/// one that was chosen.
pub fn offers_ui(ui: &mut Ui, all: &[Offer]) -> Option<String> {
    if all.is_empty() {
        return None;
    }
    let mut chosen = None;
    ui.label(RichText::new(words::go_on()).small().weak());
    ScrollArea::vertical()
        .id_salt("offers")
        .max_height(OFFERS_PX)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            for offer in all {
                ui.horizontal(|ui| {
                    let word = RichText::new(&offer.word).text_style(TextStyle::Monospace);
                    if ui.selectable_label(false, word).clicked() {
                        chosen = Some(offer.typed.clone());
                    }
                    let records = offer.records.map(|of| units::records(of as usize));
                    let parts: Vec<String> = [offer.name.clone(), records]
                        .into_iter()
                        .flatten()
                        .collect();
                    ui.add(egui::Label::new(RichText::new(parts.join(" · ")).weak()).truncate());
                });
            }
        });
    chosen
}

/// Terms to begin with. Returns the one that was chosen.
pub fn examples_ui(ui: &mut Ui) -> Option<&'static str> {
    ui.label(RichText::new(words::examples()).small().weak());
    let mut chosen = None;
    for (term, what) in words::terms() {
        ui.horizontal(|ui| {
            let name = RichText::new(term).text_style(TextStyle::Monospace);
            if ui.selectable_label(false, name).clicked() {
                chosen = Some(term);
            }
            ui.add(egui::Label::new(RichText::new(what).weak()).truncate());
        });
    }
    chosen
}
