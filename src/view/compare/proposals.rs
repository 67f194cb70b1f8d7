//! Ties one after the other: what the rule proposes, and what the person made of it.

use std::path::Path;

use egui::{Frame, Key, Margin, Modifiers, RichText, Ui};

use super::{cells, list_ui};
use crate::{
    model::Verdict,
    query::ties::{Held, Judged, RejectedBy, events::Events, rule::Near},
    session::Command,
    view::{Action, Actions, Shown, annotate},
    words::{compare as words, units},
};

/// Which ties are looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    #[default]
    Proposed,
    Accepted,
    Rejected,
    Filed,
    Own,
}

impl Sort {
    const ALL: [Self; 5] = [
        Self::Proposed,
        Self::Accepted,
        Self::Rejected,
        Self::Filed,
        Self::Own,
    ];

    fn of(held: &Held) -> Self {
        match (held.verdict, held.is_filed()) {
            _ if !held.holds() => Self::Rejected,
            (Some(Verdict::Accepted), _) => Self::Accepted,
            (Some(Verdict::Joined(_)), _) => Self::Own,
            (_, true) => Self::Filed,
            (_, false) => Self::Proposed,
        }
    }

    fn name(self, number: usize) -> String {
        match self {
            Self::Proposed => words::proposals(number),
            Self::Accepted => words::accepted(number),
            Self::Rejected => words::rejected(number),
            Self::Filed => words::filed(number),
            Self::Own => words::own_ties(number),
        }
    }
}

/// Which tie is looked at.
#[derive(Default)]
pub struct Judging {
    sort: Sort,
    at: usize,
    /// Whether it is seen: closed it leaves its room to the rows.
    is_open: bool,
}

/// How many ties there are, and where it is opened the one that is looked at, with what can be done about
/// it and the rule that proposes them (`rule_ui`). `is_busy`: the keys belong to something else.
pub fn proposals_ui(
    ui: &mut Ui,
    (shown, events): (Shown<'_>, &Events),
    judging: &mut Judging,
    is_busy: bool,
    rule_ui: impl FnOnce(&mut Ui, &mut Actions),
    actions: &mut Actions,
) {
    let number = |sort: Sort| events.ties.iter().filter(|of| Sort::of(of) == sort).count();
    let ties: Vec<&Held> = (events.ties.iter())
        .filter(|of| Sort::of(of) == judging.sort)
        .collect();
    judging.at = judging.at.min(ties.len().saturating_sub(1));
    ui.horizontal(|ui| {
        let name = judging.sort.name(ties.len());
        list_ui(ui, words::ties_label(), &name, |ui| {
            for sort in Sort::ALL {
                let name = sort.name(number(sort));
                if ui.selectable_value(&mut judging.sort, sort, name).clicked() {
                    judging.at = 0;
                }
            }
        });
        ui.toggle_value(&mut judging.is_open, words::review())
            .on_hover_text(words::review_hint());
        if judging.is_open && ties.len() > 1 {
            if ui
                .small_button("‹")
                .on_hover_text(words::tie_before())
                .clicked()
            {
                judging.at = (judging.at + ties.len() - 1) % ties.len();
            }
            ui.label(words::one_of(judging.at + 1, ties.len()));
            if ui
                .small_button("›")
                .on_hover_text(words::tie_after())
                .clicked()
            {
                judging.at = (judging.at + 1) % ties.len();
            }
        }
    });
    if !judging.is_open {
        return;
    }
    rule_ui(ui, actions);
    let Some(tie) = ties.get(judging.at) else {
        return;
    };
    let frame = Frame::new()
        .inner_margin(Margin::same(6))
        .corner_radius(4.0)
        .fill(ui.visuals().faint_bg_color);
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        tie_ui(ui, shown, tie, is_busy, actions);
    });
    ui.add_space(4.0);
}

fn tie_ui(ui: &mut Ui, shown: Shown<'_>, held: &Held, is_busy: bool, actions: &mut Actions) {
    ui.label(RichText::new(cells::end_line(shown, &held.tie.from)).small());
    ui.label(RichText::new(words::tie_kind(held.tie.kind)).strong());
    ui.label(RichText::new(cells::end_line(shown, &held.tie.to)).small());
    ui.weak(reason(held));
    let judged = Judged {
        from: held.tie.from.clone(),
        to: held.tie.to.clone(),
    };
    if held.verdict.is_some() {
        annotate::tie_reason_ui(ui, shown, &judged);
    }
    let verdict = |verdict: Option<Verdict>| Action::Do(Command::JudgeTie(judged.clone(), verdict));
    if Sort::of(held) == Sort::Own {
        ui.horizontal_wrapped(|ui| {
            if ui.button(words::tie_remove()).clicked() {
                actions.push(verdict(None));
            }
            annotate::tie_button_ui(ui, &judged, actions);
        });
        return;
    }
    let pressed = |key: Key| {
        let is_free = !is_busy && ui.ctx().memory(|memory| memory.focused()).is_none();
        is_free && ui.input_mut(|input| input.consume_key(Modifiers::NONE, key))
    };
    let (accepts, rejects) = (pressed(Key::A), pressed(Key::R));
    ui.horizontal_wrapped(|ui| {
        let accept = ui
            .button(words::accept())
            .on_hover_text(words::accept_hint());
        if (accept.clicked() || accepts) && held.verdict != Some(Verdict::Accepted) {
            actions.push(verdict(Some(Verdict::Accepted)));
        }
        let reject = ui
            .button(words::reject())
            .on_hover_text(words::reject_hint());
        if (reject.clicked() || rejects) && held.verdict != Some(Verdict::Rejected) {
            actions.push(verdict(Some(Verdict::Rejected)));
        }
        if held.verdict.is_some() && ui.button(words::unjudge()).clicked() {
            actions.push(verdict(None));
        }
        if held.verdict.is_some() {
            annotate::tie_button_ui(ui, &judged, actions);
        }
    });
}

/// The name of a file without its folder.
fn file_name(file: &str) -> &str {
    let name = Path::new(file).file_name();
    name.and_then(|name| name.to_str()).unwrap_or(file)
}

/// Why two claims are tied, or who says that they are not: what the file says, or what the rule found.
fn reason(held: &Held) -> String {
    let basis = match held.rejected_by() {
        Some(RejectedBy::File(file)) => words::rejected_in(file_name(file)),
        _ => words::basis(held.tie.basis).to_owned(),
    };
    let why = held.why.map(|why| {
        let near = match why.near {
            Near::Place => words::same_place().to_owned(),
            Near::Within(tenths) => words::within_km(f64::from(tenths) / 10.0),
            Near::District => words::same_district().to_owned(),
            Near::Published => words::published_together().to_owned(),
        };
        let days = match (why.days, why.no_hour) {
            (0, false) => words::same_hour().to_owned(),
            (0, true) => words::same_day().to_owned(),
            (days, _) => words::so_many_days(&units::count(days as usize, "day", "days")),
        };
        words::rule_found(&near, &days)
    });
    let filed = Some(held.tie.reason.clone()).filter(|reason| !reason.is_empty());
    let parts = [Some(basis), filed, why];
    parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
}
