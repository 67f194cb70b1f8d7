//! Grade and comment: what the person makes of a reporter, a report or a region, and why they judge a tie as
//! they do.

use std::sync::Arc;

use egui::{Button, ComboBox, RichText, TextEdit, Ui};

use super::{
    Action, Actions, Dialog, Memory, Shown, compare::cells, dialogs::takes_focus, fields, theme,
};
use crate::{
    model::{Annotated, Annotation, Day, Grade, Judged, RegionKey, Report, TieKind, Verdict},
    words::{annotate as words, compare, units},
};

/// What is being graded or commented on, and what is written so far.
#[derive(Default)]
pub struct AnnotateMemory {
    /// What is to be graded and has no form yet.
    wanted: Vec<Annotated>,
    forms: Vec<Form>,
}

impl AnnotateMemory {
    /// Begins anew, with these.
    pub fn begin(&mut self, wanted: Vec<Annotated>) {
        (self.wanted, self.forms) = (wanted, Vec::new());
    }
}

struct Form {
    on: Annotated,
    /// What is graded.
    heading: String,
    /// The name of the field of the comment.
    reason: String,
    grade: Grade,
    comment: String,
    /// The day of what is known.
    day: Option<Day>,
}

pub static DIALOG: Dialog = Dialog {
    title: words::title,
    width_px: 440.0,
    scrolls: true,
    ui: annotate_ui,
};

/// The same for ties, which have no grade.
pub static TIE_DIALOG: Dialog = Dialog {
    title: words::tie_title,
    ..DIALOG
};

/// The same for regions, which have none either.
pub static REGION_DIALOG: Dialog = Dialog {
    title: words::comment,
    ..DIALOG
};

/// The dialog that asks for these.
pub fn dialog_of<'a>(wanted: impl Iterator<Item = &'a Annotated> + Clone) -> &'static Dialog {
    let all = |is: fn(&Annotated) -> bool| wanted.clone().all(is);
    if all(|on| matches!(on, Annotated::Tie(_))) {
        &TIE_DIALOG
    } else if all(|on| matches!(on, Annotated::Region(_))) {
        &REGION_DIALOG
    } else {
        &DIALOG
    }
}

/// What joins the ends of a tie, where that is known.
fn kind_of(shown: Shown<'_>, tie: &Judged, verdict: Verdict) -> Option<TieKind> {
    if let Verdict::Joined(kind) = verdict {
        return Some(kind);
    }
    let mut held = shown.events?.ties.iter();
    let held = held.find(|held| held.tie.from == tie.from && held.tie.to == tie.to);
    held.map(|held| held.tie.kind)
}

impl Form {
    /// `None` where it is not in the data.
    fn new(shown: Shown<'_>, on: Annotated) -> Option<Self> {
        let atlas = shown.atlas;
        let (heading, reason) = match &on {
            Annotated::Report(key) => {
                atlas.records_of_report(key).first()?;
                (words::report(&key.id), words::report_reason().to_owned())
            }
            Annotated::Reporter(key) => {
                let short = &atlas.reporters()[atlas.reporter_by_key(key)?].short;
                (words::reporter(short), words::reporter_reason(short))
            }
            Annotated::Region(key) => {
                let region = &atlas.regions()[atlas.region_by_key(&key.0)?];
                let name = region.names.title(shown.session.language);
                (name.clone(), words::region(&name))
            }
            Annotated::Tie(tie) => {
                let verdict = *shown.session.verdicts.get(tie)?;
                let [from, to] = [&tie.from, &tie.to].map(|end| cells::end_line(shown, end));
                let kind = kind_of(shown, tie, verdict);
                let kind = kind.map_or(words::tied_to(), compare::tie_kind);
                let heading = compare::judged(verdict, &words::tie(&from, kind, &to), None);
                (heading, words::tie_reason().to_owned())
            }
        };
        let known = shown.session.personal.annotations.of(&on);
        Some(Self {
            grade: known.map_or(Grade::NOT_JUDGED, |of| of.grade),
            comment: known.map_or_else(String::new, |of| of.comment.to_string()),
            day: known.map(|of| of.day),
            on,
            heading,
            reason,
        })
    }

    fn is_changed(&self, shown: Shown<'_>) -> bool {
        let known = shown.session.personal.annotations.of(&self.on);
        let (grade, comment) = known.map_or((Grade::NOT_JUDGED, ""), |of| (of.grade, &of.comment));
        self.grade != grade || self.comment.trim() != comment
    }
}

fn annotate_ui(ui: &mut Ui, shown: Shown<'_>, memory: &mut Memory, actions: &mut Actions) {
    let AnnotateMemory { wanted, forms } = memory.of();
    forms.extend(wanted.drain(..).filter_map(|on| Form::new(shown, on)));
    if forms.is_empty() {
        ui.label(words::gone());
        return;
    }
    let dialog = dialog_of(forms.iter().map(|form| &form.on));
    let scheme = if *dialog == TIE_DIALOG {
        words::tie_scheme()
    } else if *dialog == REGION_DIALOG {
        words::comment_scheme()
    } else {
        words::scheme()
    };
    ui.label(RichText::new(scheme).small().weak());
    for (index, form) in forms.iter_mut().enumerate() {
        ui.separator();
        ui.push_id(index, |ui| form_ui(ui, form));
    }
    ui.add_space(6.0);
    let changed: Vec<&Form> = forms.iter().filter(|form| form.is_changed(shown)).collect();
    let save = ui.add_enabled(!changed.is_empty(), Button::new(words::save()));
    if save.clicked() {
        for form in &changed {
            let comment = form.comment.trim().into();
            actions.push(Action::Annotate(form.on.clone(), form.grade, comment));
        }
        actions.push(Action::Settle);
        actions.push(Action::Open(dialog, false));
    }
}

fn form_ui(ui: &mut Ui, form: &mut Form) {
    let heading = ui.label(RichText::new(&form.heading).text_style(theme::strong()));
    let scale: Option<fn(Grade) -> String> = match form.on {
        Annotated::Reporter(_) => {
            ui.weak(words::reporter_all());
            Some(words::reliability)
        }
        Annotated::Report(_) => Some(words::credibility),
        Annotated::Region(_) | Annotated::Tie(_) => None,
    };
    if let Some(scale) = scale {
        let choice = ComboBox::from_id_salt("grade")
            .width(260.0)
            .selected_text(scale(form.grade));
        let choice = choice.show_ui(ui, |ui| {
            for grade in Grade::ALL {
                ui.selectable_value(&mut form.grade, grade, scale(grade));
            }
        });
        choice.response.labelled_by(heading.id);
    }
    let field: TextEdit<'_> = fields::text(&mut form.comment)
        .desired_rows(2)
        .desired_width(f32::INFINITY)
        .hint_text(words::reason());
    let field = ui.add(field).accessible_name(&form.reason);
    if takes_focus(ui) {
        field.request_focus();
    }
    if let Some(day) = form.day {
        ui.weak(RichText::new(words::written(&units::day(day))).small());
    }
}

/// The button on the card of a report, with its grade.
pub fn report_button_ui(ui: &mut Ui, shown: Shown<'_>, report: &Report, actions: &mut Actions) {
    let annotations = &shown.session.personal.annotations;
    let reporter = &shown.atlas.reporters()[report.reporter];
    let both = || {
        [
            Annotated::Report(report.key()),
            Annotated::Reporter(Arc::clone(&reporter.key)),
        ]
    };
    let (name, hint) = match annotations.grade_of(&reporter.key, &report.key()) {
        None => (words::grade().to_owned(), words::grade_hint().to_owned()),
        Some(code) => {
            let [credibility, reliability] = both().map(|on| {
                let known = annotations.of(&on);
                known.map_or(Grade::NOT_JUDGED, |of| of.grade)
            });
            let hint = words::graded_hint(
                &words::reliability(reliability),
                &words::credibility(credibility),
            );
            (words::graded(&code), hint)
        }
    };
    if ui.small_button(name).on_hover_text(hint).clicked() {
        actions.push(Action::OfferAnnotation(both().to_vec()));
    }
}

/// What the person said of a report, and of its reporter.
pub fn report_comments_ui(ui: &mut Ui, shown: Shown<'_>, report: &Report) {
    let annotations = &shown.session.personal.annotations;
    if annotations.is_empty() {
        return;
    }
    let reporter = &shown.atlas.reporters()[report.reporter];
    let of_reporter = Annotated::Reporter(Arc::clone(&reporter.key));
    comment_ui(
        ui,
        annotations.of(&Annotated::Report(report.key())),
        words::said,
    );
    comment_ui(ui, annotations.of(&of_reporter), words::said_of_reporter);
}

/// The button that asks for a comment on a region.
pub fn region_button_ui(ui: &mut Ui, key: &RegionKey, actions: &mut Actions) {
    let words = (words::comment(), words::comment_hint());
    offer_ui(ui, words, || Annotated::Region(key.clone()), actions);
}

/// What the person said of a region.
pub fn region_comment_ui(ui: &mut Ui, shown: Shown<'_>, key: &RegionKey) {
    let on = Annotated::Region(key.clone());
    comment_ui(ui, shown.session.personal.annotations.of(&on), words::said);
}

/// The button that asks why the person judges a tie as they do.
pub fn tie_button_ui(ui: &mut Ui, tie: &Judged, actions: &mut Actions) {
    let words = (words::tie_button(), words::tie_button_hint());
    offer_ui(ui, words, || Annotated::Tie(tie.clone()), actions);
}

/// A button that asks for what the person makes of something, and what is told of it under the pointer.
fn offer_ui(
    ui: &mut Ui,
    (words, hint): (&str, &str),
    on: impl FnOnce() -> Annotated,
    actions: &mut Actions,
) {
    if ui.small_button(words).on_hover_text(hint).clicked() {
        actions.push(Action::OfferAnnotation(vec![on()]));
    }
}

/// Why the person judges a tie as they do.
pub fn tie_reason_ui(ui: &mut Ui, shown: Shown<'_>, tie: &Judged) {
    let on = Annotated::Tie(tie.clone());
    comment_ui(
        ui,
        shown.session.personal.annotations.of(&on),
        words::said_of_tie,
    );
}

fn comment_ui(ui: &mut Ui, annotation: Option<&Annotation>, said: fn(&str, &str) -> String) {
    let Some(annotation) = annotation.filter(|of| !of.comment.is_empty()) else {
        return;
    };
    ui.label(said(&units::day(annotation.day), &annotation.comment));
}
