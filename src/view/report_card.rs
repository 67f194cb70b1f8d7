//! A report in the details: who says what, where it was published, and how closely it is known.

use std::sync::Arc;

use egui::{CollapsingHeader, Frame, Margin, RichText, Stroke, Ui};

use super::{
    Actions, Shown, annotate, chips::reporter_chip, compare::tying, describe, evidence,
    sending::sending_ui, theme,
};
use crate::{
    model::{Amount, Claim, Detail, RecordId, Report, Stance, TieEnd},
    words::{cite, places, reports},
};

/// The card of a report with those of its claims that matter here, at least one record, and which records
/// these are. Says whether it is to be cited.
pub fn report_card_ui(
    ui: &mut Ui,
    shown: Shown<'_>,
    (records, ids): (&[&Detail], &[Option<RecordId>]),
    actions: &mut Actions,
) -> bool {
    let Some(report) = records.first().map(|record| &*record.report) else {
        return false;
    };
    let mut cites = false;
    let claims: Vec<&Claim> = records.iter().filter_map(|record| record.claim()).collect();
    let frame = Frame::new()
        .inner_margin(Margin::same(8))
        .corner_radius(5.0)
        .fill(ui.visuals().faint_bg_color)
        .stroke(Stroke::new(1.0, ui.visuals().window_stroke.color));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 3.0;
        let is_timed = |claim: &&Claim| claim.when.interval().is_some();
        heading_ui(ui, shown, report, claims.iter().any(is_timed));
        source_ui(ui, report);
        annotate::report_comments_ui(ui, shown, report);
        let mut names: Vec<Arc<str>> = Vec::new();
        let ends = |whole: bool| {
            let ends = ids.iter();
            ends.map(move |id| tying::end(shown, *id, whole))
        };
        for ((at, detail), end) in records.iter().enumerate().zip(ends(false)) {
            names.extend(end.iter().map(|end| Arc::clone(&end.report)));
            let Some(claim) = detail.claim() else {
                continue;
            };
            ui.add_space(3.0);
            ui.push_id(at, |ui| {
                claim_ui(ui, shown, claim, report.denies(claim));
                denials_ui(ui, shown, detail);
                if let Some(end) = end {
                    tying::tie_button_ui(ui, shown, end, actions);
                }
            });
        }
        rest_ui(ui, report, claims.len());
        further_ui(ui, shown, report);
        names.dedup();
        tying::own_ties_ui(ui, shown, &names, actions);
        ui.horizontal(|ui| {
            // A row of a large file is one thing, whatever it says.
            let is_whole = |end: &TieEnd| claims.is_empty() || end.report == report.id;
            if (claims.is_empty() || report.denies.is_some())
                && let Some(end) = ends(true).next().flatten().filter(is_whole)
            {
                tying::tie_button_ui(ui, shown, end, actions);
            }
            let cite = ui.small_button(cite::button());
            cites = cite.on_hover_text(cite::button_hint()).clicked();
            annotate::report_button_ui(ui, shown, report, actions);
            evidence::button_ui(ui, shown, report, actions);
        });
        sending_ui(ui, shown, report, actions);
    });
    ui.add_space(6.0);
    cites
}

/// Claims with a time need no publication date beside them.
fn heading_ui(ui: &mut Ui, shown: Shown<'_>, report: &Report, timed: bool) {
    let reporter = &shown.atlas.reporters()[report.reporter];
    ui.horizontal_wrapped(|ui| {
        reporter_chip(ui, shown, report.reporter);
        ui.label(RichText::new(&reporter.short).text_style(theme::strong()));
        if report.is_own() {
            ui.label(RichText::new(reports::own()).small())
                .on_hover_text(reports::own_hint());
        }
        if report.published.is_some() || !timed {
            ui.weak(reports::published(report));
        }
        if report.stance != Stance::Claim {
            ui.weak(format!(
                "· {}",
                reports::stance_of(report.stance, reporter.side)
            ));
        }
    });
}

/// The outlet, as a link where there is an address.
fn source_ui(ui: &mut Ui, report: &Report) {
    let outlet = report
        .outlet
        .as_deref()
        .unwrap_or(reports::outlet_not_named());
    ui.horizontal_wrapped(|ui| {
        match &report.url {
            Some(url) => {
                let link = ui.hyperlink_to(format!("{outlet} ↗"), url);
                link.on_hover_text(url);
            }
            None => {
                let printed = ui.label(match &report.outlet {
                    Some(outlet) => reports::printed_in(outlet),
                    None => outlet.to_owned(),
                });
                printed.on_hover_text(reports::no_address_hint());
            }
        }
        if !report.language.is_empty() {
            ui.weak(reports::in_language(reports::language_name(
                &report.language,
            )));
        }
    });
}

fn claim_ui(ui: &mut Ui, shown: Shown<'_>, claim: &Claim, denied: bool) {
    ui.horizontal_wrapped(|ui| {
        let title = describe::claim_title(claim, denied);
        ui.label(RichText::new(title).text_style(theme::strong()));
        ui.label(format!("· {}", reports::activity(claim.activity)));
    });
    let line = |ui: &mut Ui, name: &str, words: &str| {
        ui.horizontal_wrapped(|ui| {
            ui.weak(name);
            ui.label(words);
        });
    };
    for (name, words) in describe::claim_lines(shown.atlas, claim, shown.session.language) {
        line(ui, name, &words);
    }
    properties_ui(ui, shown, claim);
    let precision = reports::precision(&places::place_precision(shown.atlas, claim));
    ui.label(RichText::new(precision).small().weak());
}

/// Who denies a claim, withdraws it or puts it right, by ties that hold, and where that was published.
fn denials_ui(ui: &mut Ui, shown: Shown<'_>, detail: &Detail) {
    let (Some(events), Some(claim)) = (shown.events, detail.claim) else {
        return;
    };
    let records = shown.atlas.records_of_report(&detail.report.key());
    let Some(record) = records.get(claim) else {
        return;
    };
    for denial in events.denials_of(*record) {
        other_ui(ui, shown, denial, reports::denied_by_title);
    }
    for correction in events.corrections_of(*record) {
        let title = other_ui(ui, shown, correction, reports::corrected_by_title);
        title.on_hover_text(reports::corrected_hint());
    }
    for corrected in events.corrected_of(*record) {
        other_ui(ui, shown, corrected, reports::corrects_title);
    }
}

/// Whose record stands in some way to a claim, and where that was published.
fn other_ui(
    ui: &mut Ui,
    shown: Shown<'_>,
    other: RecordId,
    title: fn(&str) -> String,
) -> egui::Response {
    let kind = shown.atlas.dataset_of(other).kind_of(other.row);
    let reporter = &shown.atlas.reporters()[kind.reporter].short;
    let title = ui.horizontal_wrapped(|ui| {
        reporter_chip(ui, shown, kind.reporter);
        ui.label(title(reporter))
    });
    if let Some(detail) = shown.atlas.detail(other) {
        source_ui(ui, &detail.report);
    }
    title.inner
}

/// So many columns of a file are shown at once.
const FEW: usize = 6;

/// What the file says of a claim in columns that are no field.
fn properties_ui(ui: &mut Ui, shown: Shown<'_>, claim: &Claim) {
    let Some(text) = &claim.properties else {
        return;
    };
    let all = (shown.read_properties)(text);
    let title = reports::other_columns(all.len());
    let header = CollapsingHeader::new(RichText::new(title).small());
    let header = header.id_salt("columns");
    header.default_open(all.len() <= FEW).show(ui, |ui| {
        for (name, value) in &all {
            ui.horizontal_wrapped(|ui| {
                ui.weak(name);
                ui.label(value);
            });
        }
    });
}

/// What belongs to the report as a whole: its total, its denial, claims on other places.
fn rest_ui(ui: &mut Ui, report: &Report, cited: usize) {
    if let Some(total) = report.total {
        ui.weak(reports::total(total));
        if let Some(parts) = reports::parts(report) {
            ui.weak(parts);
        }
    }
    if let Some(denies) = &report.denies {
        ui.horizontal_wrapped(|ui| {
            ui.weak(reports::denies());
            ui.label(denies);
        });
    }
    if report.claims.is_empty() && report.denies.is_none() {
        ui.label(match report.total {
            Some(Amount::Exact(0)) => reports::no_violation(),
            _ => reports::nothing_stated(),
        });
    }
    let others = report.claims.len().saturating_sub(cited);
    if others > 0 {
        let others = reports::other_claims(others);
        ui.label(RichText::new(others).small().weak());
    }
}

fn further_ui(ui: &mut Ui, shown: Shown<'_>, report: &Report) {
    let mut duplicates = shown.atlas.duplicates(report).peekable();
    if duplicates.peek().is_none() {
        return;
    }
    ui.add_space(2.0);
    ui.weak(reports::duplicates());
    for duplicate in duplicates {
        source_ui(ui, duplicate);
    }
}
