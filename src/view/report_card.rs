//! A report in the details: who says what, where it was published, and how closely it is known.

use egui::{Frame, Margin, RichText, Stroke, Ui};

use super::{Shown, chips::reporter_chip, text, theme};
use crate::model::{Claim, Detail, Report, Stance};

/// The card of a report with those of its claims that matter here, at least one record.
pub fn report_card_ui(ui: &mut Ui, shown: Shown<'_>, records: &[&Detail]) {
    let Some(report) = records.first().map(|record| &*record.report) else {
        return;
    };
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
        for claim in &claims {
            ui.add_space(3.0);
            group_ui(ui, shown, claim);
        }
        rest_ui(ui, report, claims.len());
        further_ui(ui, shown, report);
    });
    ui.add_space(6.0);
}

/// Where its groups have a time, a day of publication is not missed.
fn heading_ui(ui: &mut Ui, shown: Shown<'_>, report: &Report, timed: bool) {
    let reporter = &shown.atlas.reporters()[report.reporter];
    ui.horizontal_wrapped(|ui| {
        reporter_chip(ui, shown, report.reporter);
        ui.label(RichText::new(&reporter.short).text_style(theme::strong()));
        if report.published.is_some() || !timed {
            ui.weak(text::published(report));
        }
        if report.stance != Stance::Claim {
            ui.weak(format!("· {}", text::one_stance(report.stance)));
        }
    });
}

/// The outlet, as a link where there is an address.
fn source_ui(ui: &mut Ui, report: &Report) {
    let outlet = report.outlet.as_deref().unwrap_or("Source not named");
    ui.horizontal_wrapped(|ui| {
        match &report.url {
            Some(url) => {
                let link = ui.hyperlink_to(format!("{outlet} ↗"), url);
                link.on_hover_text(url);
            }
            None => {
                ui.label(outlet);
                ui.weak("(no address)");
            }
        }
        if !report.language.is_empty() {
            ui.weak(format!("in {}", language_name(&report.language)));
        }
    });
}

fn group_ui(ui: &mut Ui, shown: Shown<'_>, group: &Claim) {
    let language = shown.session.language;
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(text::incidents(group.count)).text_style(theme::strong()));
        ui.label(format!("· {}", text::activity(group.activity)));
    });
    let line = |ui: &mut Ui, name: &str, words: &str| {
        ui.horizontal_wrapped(|ui| {
            ui.weak(name);
            ui.label(words);
        });
    };
    if !group.by_as_reported.is_empty() {
        let by = format!("{} (as reported)", group.by_as_reported);
        line(ui, "By", &by);
    }
    let sites = |sites| text::sites(shown.atlas, sites, language);
    if !group.places.is_empty() {
        line(ui, "Where", &sites(&group.places));
    }
    let direction = !group.origins.is_empty() || !group.targets.is_empty();
    if direction || group.places.is_empty() {
        line(ui, "From", &sites(&group.origins));
        line(ui, "At", &sites(&group.targets));
    }
    line(ui, "When", &text::when(group.when));
    if !group.weapons.is_empty() {
        let weapons: Vec<&str> = group
            .weapons
            .iter()
            .map(|weapon| text::weapon(*weapon))
            .collect();
        line(ui, "With", &weapons.join(", "));
    }
    if let Some(casualties) = text::casualties(group) {
        line(ui, "Losses", &casualties);
    }
    let precision = text::place_precision(shown.atlas, group);
    ui.label(
        RichText::new(format!("Precision: {precision}"))
            .small()
            .weak(),
    );
}

/// What belongs to the report as a whole: its total, its denial, groups told of elsewhere.
fn rest_ui(ui: &mut Ui, report: &Report, cited: usize) {
    if let Some(total) = report.total {
        let total = text::count(total as usize, "incident", "incidents");
        ui.weak(format!("The report states {total} in all."));
    }
    if let Some(denies) = &report.denies {
        ui.horizontal_wrapped(|ui| {
            ui.weak("Denies");
            ui.label(denies);
        });
    }
    if report.claims.is_empty() && report.denies.is_none() {
        ui.label(match report.total {
            Some(0) => "No violation recorded.",
            _ => "States no incident.",
        });
    }
    let others = report.claims.len().saturating_sub(cited);
    if others > 0 {
        let others = text::count(others, "further group", "further groups");
        ui.label(
            RichText::new(format!("Of other places: {others} of this report."))
                .small()
                .weak(),
        );
    }
}

fn further_ui(ui: &mut Ui, shown: Shown<'_>, report: &Report) {
    let mut duplicates = shown.atlas.duplicates(report).peekable();
    if duplicates.peek().is_none() {
        return;
    }
    ui.add_space(2.0);
    ui.weak("The same statement, further sources:");
    for duplicate in duplicates {
        source_ui(ui, duplicate);
    }
}

/// The name of a language by its code, the code itself where it is none of those in use.
fn language_name(code: &str) -> &str {
    match code {
        "en" => "English",
        "ru" => "Russian",
        "az" => "Azerbaijani",
        "hy" => "Armenian",
        "tr" => "Turkish",
        "uk" => "Ukrainian",
        "de" => "German",
        "ar" => "Arabic",
        "es" => "Spanish",
        "fr" => "French",
        other => other,
    }
}
