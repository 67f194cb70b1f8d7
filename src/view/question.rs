//! The question: which records are seen, as parts under the search field, where they are typed.

use std::sync::Arc;

use egui::{
    Button, Frame, Key, Margin, Popup, PopupCloseBehavior, RichText, ScrollArea, Stroke, TextStyle,
    Ui,
};

use super::{Action, Actions, NotApplied, Shown, chips::sign_button, fields, search::SearchMemory};
use crate::{
    model::Atlas,
    query::condition::{Condition, Trouble, is_meant},
    session::{Command, bookmark},
    words::{bookmarks, condition as words},
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

/// Asks for a condition as well, or in place of a part.
pub fn ask(shown: Shown<'_>, part: Option<usize>, condition: Condition, actions: &mut Actions) {
    let asked = match &shown.session.filters.condition {
        Some(known) => known.with(part, condition),
        None => Ok(condition),
    };
    actions.push(match asked {
        Ok(condition) => Action::Do(Command::Ask(Some(condition))),
        Err(trouble) => Action::Tell(trouble.to_string()),
    });
}

/// The parts of the question that is asked; nothing where none is.
pub fn question_ui(
    ui: &mut Ui,
    shown: Shown<'_>,
    memory: &mut SearchMemory,
    actions: &mut Actions,
) {
    let Some(condition) = &shown.session.filters.condition else {
        return;
    };
    ui.add_space(2.0);
    let trouble = shown.asked.trouble;
    let wrong = match trouble {
        Some(NotApplied::Name(trouble)) => Some(condition.part_at(trouble.at)),
        _ => None,
    };
    let parts = condition.parts();
    ScrollArea::vertical()
        .id_salt("question")
        .max_height(HIGHEST_PX)
        .show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.label(RichText::new(words::only_records()).small().weak());
                for (at, part) in parts.iter().enumerate() {
                    let is_wrong = wrong == Some(at);
                    part_ui(ui, (condition, at, part), is_wrong, memory, actions);
                }
                keep_ui(ui, shown, condition, memory.name(), actions);
                if parts.len() > 1 && ui.small_button(words::remove_all()).clicked() {
                    actions.push(Action::Do(Command::Ask(None)));
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

/// One part: a click changes it, × removes it, and the other button of the pointer has the opposite as well.
fn part_ui(
    ui: &mut Ui,
    (condition, at, part): (&Condition, usize, &Condition),
    is_wrong: bool,
    memory: &mut SearchMemory,
    actions: &mut Actions,
) {
    let typed = part.typed().trim();
    let line = match is_wrong {
        true => ui.visuals().error_fg_color,
        false => ui.visuals().hyperlink_color,
    };
    let frame = Frame::new()
        .stroke(Stroke::new(1.0, line))
        .corner_radius(4.0)
        .inner_margin(Margin::symmetric(4, 0));
    let remove = Action::Do(Command::Ask(condition.without(at)));
    frame.show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            let button = Button::new(typed).frame(false);
            let button = ui.add(button).on_hover_text(words::edit_hint());
            let button = button.accessible_name(words::edit(typed));
            if button.clicked() {
                memory.edit(at, typed);
            }
            button.context_menu(|ui| {
                if ui.button(words::edit_menu()).clicked() {
                    memory.edit(at, typed);
                    ui.close();
                }
                if ui.button(words::opposite()).clicked() {
                    let other = condition.with(Some(at), part.negated());
                    actions.extend(
                        other
                            .map(|other| Action::Do(Command::Ask(Some(other))))
                            .ok(),
                    );
                    ui.close();
                }
                if ui.button(words::remove_menu()).clicked() {
                    actions.push(remove.clone());
                    ui.close();
                }
            });
            if sign_button(ui, "×", &words::remove(typed)).clicked() {
                actions.push(remove.clone());
            }
        });
    });
}

/// Keeps the question by a name.
fn keep_ui(
    ui: &mut Ui,
    shown: Shown<'_>,
    condition: &Condition,
    typed: &mut String,
    actions: &mut Actions,
) {
    let mut kept = shown.session.questions.values();
    if kept.any(|kept| kept == condition) {
        return;
    }
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
            let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            if let Some(name) = name.filter(|_| keep.clicked() || entered) {
                let kept = Some(condition.clone());
                actions.push(Action::Do(Command::KeepQuestion(name, kept)));
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
                actions.push(Action::Do(Command::Ask(Some(condition.clone()))));
                chosen = true;
            }
            let typed = RichText::new(condition.typed().trim()).weak();
            ui.add(egui::Label::new(typed).truncate());
        });
    }
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
