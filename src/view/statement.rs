//! The dialog that reads a statement: its text with the facts highlighted, a form with what was
//! read, and a small map. Parsing runs elsewhere; nothing is added before the person confirms.

mod form;
mod preview;

use egui::{Color32, ComboBox, RichText, ScrollArea, TextFormat, Ui, text::LayoutJob};

use self::form::ReportForm;
use super::{Action, Actions, Asked, Dialog, Shown, chips::hint, fields, theme};
use crate::{
    model::{
        Amount, Atlas, Day, Language, Severity, When,
        draft::ReportDraft,
        statement::{About, Certainty, Fact, FactKind, Reading},
    },
    render::viewport::color,
    scene::Palette,
    words::statement as words,
};

/// What the dialog remembers.
#[derive(Default)]
pub struct StatementMemory {
    text: String,
    /// Key of the reporter; empty: to be found in the text.
    reporter: String,
    published: String,
    /// The last text sent to be read.
    asked: Option<Asked>,
    /// Its reading, or the error.
    read: Option<Result<Read, String>>,
}

/// A statement that was read, and the form it is edited in.
struct Read {
    /// The text the facts point into.
    text: String,
    reading: Reading,
    form: ReportForm,
}

impl StatementMemory {
    /// Starts again with a text.
    pub fn begin(&mut self, text: String) {
        *self = Self {
            text,
            ..Self::default()
        };
    }

    /// Takes the reading of a text, unless another text has been entered since.
    pub fn take(&mut self, asked: &Asked, read: Result<Reading, String>) {
        if self.asked.as_ref() != Some(asked) {
            return;
        }
        self.read = Some(read.map(|reading| Read {
            text: asked.text.clone(),
            form: ReportForm::new(&reading.report),
            reading,
        }));
    }

    /// The text that the form was read from.
    pub fn text_read(&self) -> Option<String> {
        let read = self.read.as_ref()?.as_ref().ok()?;
        Some(read.text.clone())
    }

    fn wanted(&self) -> Asked {
        Asked {
            text: self.text.clone(),
            about: About {
                reporter: Some(self.reporter.clone()).filter(|key| !key.is_empty()),
                published: Day::parse(&self.published).ok(),
                language: None,
            },
        }
    }
}

pub static DIALOG: Dialog = Dialog {
    title: words::title,
    width_px: 1120.0,
    scrolls: false,
    ui: |ui, shown, memory, actions| statement_ui(ui, shown, memory.of(), actions),
};

fn statement_ui(
    ui: &mut Ui,
    shown: Shown<'_>,
    memory: &mut StatementMemory,
    actions: &mut Actions,
) {
    if ui.available_width() < TWO_COLUMNS_PX {
        scroll_ui(ui, "all", |ui| {
            source_ui(ui, shown, memory);
            ui.separator();
            result_ui(ui, shown, memory, actions);
        });
    } else {
        // The text stays in sight while the form is scrolled, and the other way round.
        ui.columns_const(|[left, right]| {
            scroll_ui(left, "text", |ui| source_ui(ui, shown, memory));
            scroll_ui(right, "form", |ui| result_ui(ui, shown, memory, actions));
        });
    }
    let wanted = memory.wanted();
    if wanted.text.trim().is_empty() {
        memory.asked = None;
        memory.read = None;
    } else if memory.asked.as_ref() != Some(&wanted) {
        memory.asked = Some(wanted.clone());
        actions.push(Action::ReadStatement(Box::new(wanted)));
    }
}

/// In a narrower dialog the form stands below the text, in points.
const TWO_COLUMNS_PX: f32 = 820.0;

fn scroll_ui(ui: &mut Ui, salt: &str, contents: impl FnOnce(&mut Ui)) {
    ScrollArea::vertical()
        .id_salt(salt)
        .auto_shrink(false)
        .show(ui, |ui| {
            // Room for the scroll bar, so that it lies on no field.
            ui.set_max_width(ui.available_width() - ui.spacing().scroll.allocated_width() - 4.0);
            contents(ui);
        });
}

/// The text, its reporter and its publication date.
fn source_ui(ui: &mut Ui, shown: Shown<'_>, memory: &mut StatementMemory) {
    let how = RichText::new(words::hint()).weak();
    super::chips::wrapped(ui, ui.available_width(), how);
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        reporter_ui(ui, shown, &mut memory.reporter);
        ui.label(words::published());
        let field = fields::line(&mut memory.published)
            .hint_text(hint(words::day_hint()))
            .desired_width(128.0);
        ui.add(field).accessible_name(words::publication_day());
        if !memory.published.is_empty() && Day::parse(&memory.published).is_err() {
            ui.colored_label(ui.visuals().error_fg_color, words::no_such_date());
        } else if let Some(Ok(read)) = &memory.read
            && let Ok(report) = read.form.report(shown.atlas, &read.reading.report)
            && is_undated(&report)
        {
            ui.colored_label(ui.visuals().warn_fg_color, words::needs_day());
        }
    });
    ui.add_space(4.0);
    let facts: &[Fact] = match &memory.read {
        Some(Ok(read)) if read.text == memory.text => &read.reading.facts,
        _ => &[],
    };
    let palette = shown.palette;
    let mut layouter = |ui: &Ui, buffer: &dyn egui::TextBuffer, width: f32| {
        let job = marked(ui, buffer.as_str(), facts, palette, width);
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    };
    let field = fields::text(&mut memory.text)
        .hint_text(hint(words::text()))
        .desired_width(f32::INFINITY)
        .desired_rows(10)
        .layouter(&mut layouter);
    let field = ui.add(field).accessible_name(words::text());
    if super::dialogs::takes_focus(ui) {
        field.request_focus();
    }
    if memory.text.len() >= fields::LONGEST_TEXT
        && memory.text.chars().count() >= fields::LONGEST_TEXT
    {
        let full = words::text_full(fields::LONGEST_TEXT);
        ui.colored_label(ui.visuals().error_fg_color, full);
    }
    legend_ui(ui, palette, facts);
    facts_ui(ui, palette, &memory.text, facts);
}

fn reporter_ui(ui: &mut Ui, shown: Shown<'_>, reporter: &mut String) {
    let reporters = || shown.atlas.listed_reporters().map(|(_, known)| known);
    let name = |key: &str| {
        let known = reporters().find(|known| *known.key == *key);
        known.map_or(words::reporter_of_text(), |known| &known.short)
    };
    ui.label(words::reporter());
    let combo = ComboBox::from_id_salt("statement-reporter")
        .selected_text(name(reporter))
        .width(130.0);
    let response = combo.show_ui(ui, |ui| {
        ui.selectable_value(reporter, String::new(), words::reporter_of_text());
        for known in reporters() {
            let label = format!("{} ({})", known.names.get(Language::English), known.short);
            ui.selectable_value(reporter, known.key.to_string(), label);
        }
    });
    response.response.accessible_name(words::reporter_name());
}

/// The text with the words of each fact on the colour of its kind.
fn marked(ui: &Ui, text: &str, facts: &[Fact], palette: &Palette, width: f32) -> LayoutJob {
    let font = egui::TextStyle::Body.resolve(ui.style());
    let ink = ui.visuals().text_color();
    let plain = TextFormat::simple(font, ink);
    let mut job = LayoutJob::default();
    job.wrap.max_width = width;
    let mut at = 0;
    for fact in facts {
        let span = &fact.span;
        if span.start < at || text.get(span.clone()).is_none() {
            continue;
        }
        job.append(&text[at..span.start], 0.0, plain.clone());
        let marked = TextFormat {
            background: color(palette.fact(fact.kind)),
            underline: match fact.certainty {
                Certainty::Sure => egui::Stroke::NONE,
                Certainty::Unsure => egui::Stroke::new(1.0, ink),
            },
            ..plain.clone()
        };
        job.append(&text[span.clone()], 0.0, marked);
        at = span.end;
    }
    job.append(&text[at..], 0.0, plain);
    job
}

/// The colours of the kinds of facts that were found.
fn legend_ui(ui: &mut Ui, palette: &Palette, facts: &[Fact]) {
    ui.horizontal_wrapped(|ui| {
        for (kind, _) in FactKind::ALL {
            if facts.iter().any(|fact| fact.kind == kind) {
                let name = format!(" {} ", words::fact_kind(kind));
                ui.label(on_color(ui, name, color(palette.fact(kind))));
            }
        }
    });
}

fn on_color(ui: &Ui, words: String, ground: Color32) -> RichText {
    let ink = ui.visuals().text_color();
    RichText::new(words).background_color(ground).color(ink)
}

/// What is added to a fact that was concluded rather than said.
fn doubt(fact: &Fact) -> &'static str {
    match fact.certainty {
        Certainty::Sure => "",
        Certainty::Unsure => words::unsure(),
    }
}

/// The facts as a list: nothing by colour alone.
fn facts_ui(ui: &mut Ui, palette: &Palette, text: &str, facts: &[Fact]) {
    if facts.is_empty() {
        return;
    }
    let title = words::facts(facts.len());
    egui::CollapsingHeader::new(title)
        .id_salt("facts")
        .show(ui, |ui| {
            for fact in facts {
                let Some(source) = text.get(fact.span.clone()) else {
                    continue;
                };
                ui.horizontal_wrapped(|ui| {
                    let kind = format!(" {} ", words::fact_kind(fact.kind));
                    ui.label(on_color(ui, kind, color(palette.fact(fact.kind))));
                    ui.label(format!("{source} → {}{}", fact.means, doubt(fact)));
                });
            }
        });
}

fn result_ui(ui: &mut Ui, shown: Shown<'_>, memory: &mut StatementMemory, actions: &mut Actions) {
    let read = match &mut memory.read {
        None if memory.text.trim().is_empty() => {
            ui.weak(words::nothing_yet());
            return;
        }
        None => {
            ui.spinner();
            return;
        }
        Some(Err(why)) => {
            ui.colored_label(ui.visuals().error_fg_color, why.as_str());
            return;
        }
        Some(Ok(read)) => read,
    };
    preview::preview_ui(ui, shown, &read.form);
    ui.add_space(4.0);
    add_ui(ui, shown, read, actions);
    ui.add_space(4.0);
    form::form_ui(ui, shown, &mut read.form);
    remarks_ui(ui, shown, read);
}

/// The button that adds the report of the form, or the reason it cannot.
fn add_ui(ui: &mut Ui, shown: Shown<'_>, read: &Read, actions: &mut Actions) {
    let draft = read.form.report(shown.atlas, &read.reading.report);
    let known = |report: &ReportDraft| shown.atlas.reporter_by_key(&report.reporter).is_some();
    let draft = draft.and_then(|report| match known(&report) {
        true => Ok(report),
        false => Err(words::choose_reporter().to_owned()),
    });
    if let Ok(report) = &draft
        && let Some(same) = same_in(shown.atlas, report)
    {
        let words = words::same_is_there(&same);
        ui.colored_label(ui.visuals().warn_fg_color, words);
    }
    if draft.as_ref().is_ok_and(is_undated) {
        ui.colored_label(ui.visuals().warn_fg_color, words::would_be_undated());
    }
    ui.horizontal_wrapped(|ui| {
        let (report, why) = match draft {
            Ok(report) => (Some(report), None),
            Err(why) => (None, Some(why)),
        };
        let add = egui::Button::new(words::add());
        if ui.add_enabled(report.is_some(), add).clicked()
            && let Some(report) = report
        {
            actions.push(Action::AddReport(Box::new(report)));
            actions.push(Action::Open(&DIALOG, false));
        }
        match why {
            Some(why) => ui.colored_label(ui.visuals().error_fg_color, why),
            None => ui.weak(words::own()),
        };
    });
}

/// Whether any of it would have no day, and no day of publication either.
fn is_undated(report: &ReportDraft) -> bool {
    let undated = |when: When| when.interval().is_none();
    let mut claims = report.claims.iter();
    report.published.is_none()
        && (report.claims.is_empty() || claims.any(|claim| undated(claim.when)))
}

/// A loaded report of the same reporter and day with the same figures, by its outlet or id.
fn same_in(atlas: &Atlas, draft: &ReportDraft) -> Option<String> {
    let reporter = atlas.reporter_by_key(&draft.reporter)?;
    let wanted = stated(draft.claims.iter().map(|claim| (claim.count, claim.when)));
    let same = atlas.reports().find(|report| {
        let known = stated(report.claims.iter().map(|claim| (claim.count, claim.when)));
        let same_day = match (draft.published, report.published) {
            (Some(day), Some(known)) => day == known,
            // Of what has no day of publication, the days it speaks of tell.
            _ => wanted == known && known.iter().any(|(_, day)| day.is_some()),
        };
        let counts =
            |of: &[(Option<Amount>, Option<Day>)]| of.iter().map(|(count, _)| *count).collect();
        let [own, others]: [Vec<Option<Amount>>; 2] = [counts(&wanted), counts(&known)];
        report.reporter == reporter && report.stance == draft.stance && same_day && own == others
    });
    same.map(|report| {
        report
            .outlet
            .clone()
            .unwrap_or_else(|| report.id.to_string())
    })
}

/// What claims state and the days they begin on, in an order that does not depend on theirs.
fn stated(
    claims: impl Iterator<Item = (Option<Amount>, When)>,
) -> Vec<(Option<Amount>, Option<Day>)> {
    let day = |when: When| when.interval().map(|interval| interval.start().day());
    let mut claims: Vec<_> = claims.map(|(count, when)| (count, day(when))).collect();
    claims.sort_unstable();
    claims
}

/// What could not be read, with the names nearest to an unknown one.
fn remarks_ui(ui: &mut Ui, shown: Shown<'_>, read: &mut Read) {
    if read.reading.remarks.is_empty() {
        return;
    }
    ui.add_space(4.0);
    ui.label(RichText::new(words::notes()).text_style(theme::strong()));
    for remark in &read.reading.remarks {
        let source = read.text.get(remark.span.clone()).unwrap_or_default();
        let source: String = source.chars().take(60).collect();
        ui.horizontal_wrapped(|ui| {
            let mark = match remark.severity {
                Severity::Remark => "·",
                Severity::Doubt | Severity::Error => "⚠",
            };
            ui.label(if source.is_empty() {
                format!("{mark} {}", remark.what)
            } else {
                format!("{mark} “{source}”: {}", remark.what)
            });
            for key in &remark.near {
                let Some(site) = form::site_of_key(shown.atlas, key) else {
                    continue;
                };
                let name = form::site_name(shown.atlas, &site, shown.session.language);
                let button = ui.small_button(words::is_it(&name));
                if button.clicked() {
                    let unknown = read.text[remark.span.clone()].to_owned();
                    read.form.replace(&unknown, &site);
                }
            }
        });
    }
}
