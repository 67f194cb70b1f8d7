//! The filters: lists of what records differ in, each choice with how many records of the selected
//! period it stands for.

use std::collections::BTreeSet;

use egui::{RichText, Ui};

use crate::{
    model::{Activity, Id as _, Party, ReporterId, Stance},
    query::Filters,
    session::Command,
    view::{Action, Actions, Shown, chips::reporter_chip, long_list::long_list_ui},
    words::{about, layers as words, reports, units},
};

pub fn reporters_ui(ui: &mut Ui, shown: Shown<'_>, actions: &mut Actions) {
    let filters = &shown.session.filters;
    let reporters = shown.atlas.reporters();
    all_or_none_ui(ui, words::reporters(), actions, |none| {
        let keys = reporters.rows().iter().map(|reporter| reporter.key.clone());
        Filters {
            hidden_reporters: keys.filter(|_| none).collect(),
            ..filters.clone()
        }
    });
    let listed: Vec<ReporterId> = shown.atlas.listed_reporters().map(|(id, _)| id).collect();
    long_list_ui(ui, "reporters", listed.len(), |ui, index| {
        let id = listed[index];
        let reporter = &reporters[id];
        let count = shown.answer.facets.reporters[id.index()];
        let hidden = filters.hidden_reporters.contains(&reporter.key);
        row_ui(ui, count, |ui| {
            let mut visible = !hidden;
            let name = words::show_reporter(&reporter.short);
            let response = ui.checkbox(&mut visible, "").accessible_name(name);
            if response.changed() {
                let command = Command::HideReporter(reporter.key.clone(), !visible);
                actions.push(Action::Do(command));
            }
            reporter_chip(ui, shown, id);
            let words = RichText::new(&reporter.short);
            let label = ui.label(if count == 0 { words.weak() } else { words });
            let name = reporter.names.get(shown.session.language);
            label.on_hover_text(format!("{name}\n{}", reporter.note).trim_end());
        });
    });
    ui.label(RichText::new(about::letters()).small().weak());
}

pub fn activities_ui(ui: &mut Ui, shown: Shown<'_>, actions: &mut Actions) {
    let filters = &shown.session.filters;
    let choices = Choices {
        title: words::activity(),
        all: Activity::ALL.into_iter().map(|(of, _)| of).collect(),
        name: reports::activity,
        count: |of| shown.answer.facets.activities.get(&of).copied(),
        hidden: &filters.hidden_activities,
        hide: Command::HideActivity,
        with: |hidden_activities| Filters {
            hidden_activities,
            ..filters.clone()
        },
    };
    choices.ui(ui, actions);
}

pub fn parties_ui(ui: &mut Ui, shown: Shown<'_>, actions: &mut Actions) {
    let filters = &shown.session.filters;
    let choices = Choices {
        title: words::sides(),
        all: Party::ALL.into_iter().map(|(of, _)| of).collect(),
        name: reports::party_title,
        count: |of| shown.answer.facets.parties.get(&of).copied(),
        hidden: &filters.hidden_parties,
        hide: Command::HideParty,
        with: |hidden_parties| Filters {
            hidden_parties,
            ..filters.clone()
        },
    };
    choices.ui(ui, actions);
}

/// Types of report, and duplicates.
pub fn types_ui(ui: &mut Ui, shown: Shown<'_>, actions: &mut Actions) {
    let filters = &shown.session.filters;
    let choices = Choices {
        title: words::report_types(),
        all: Stance::ALL.into_iter().map(|(of, _)| of).collect(),
        name: reports::stance_plural,
        count: |of| shown.answer.facets.stances.get(&of).copied(),
        hidden: &filters.hidden_stances,
        hide: Command::HideStance,
        with: |hidden_stances| Filters {
            hidden_stances,
            ..filters.clone()
        },
    };
    choices.ui(ui, actions);
    row_ui(ui, shown.answer.facets.duplicates, |ui| {
        let mut show = filters.show_duplicates;
        let response = ui.checkbox(&mut show, words::include_duplicates());
        let response = response.on_hover_text(words::duplicates_hint());
        if response.changed() {
            actions.push(Action::Do(Command::ShowDuplicates(show)));
        }
    });
}

/// What a filter chooses among.
struct Choices<'a, T, Count, With> {
    title: &'static str,
    all: Vec<T>,
    name: fn(T) -> &'static str,
    count: Count,
    hidden: &'a BTreeSet<T>,
    hide: fn(T, bool) -> Command,
    with: With,
}

impl<T, Count, With> Choices<'_, T, Count, With>
where
    T: Copy + Ord,
    Count: Fn(T) -> Option<u32>,
    With: Fn(BTreeSet<T>) -> Filters,
{
    fn ui(self, ui: &mut Ui, actions: &mut Actions) {
        all_or_none_ui(ui, self.title, actions, |none| {
            let hidden = self.all.iter().copied().filter(|_| none);
            (self.with)(hidden.collect())
        });
        for choice in &self.all {
            let count = (self.count)(*choice).unwrap_or(0);
            row_ui(ui, count, |ui| {
                let mut visible = !self.hidden.contains(choice);
                let words = RichText::new((self.name)(*choice));
                let words = if count == 0 { words.weak() } else { words };
                if ui.checkbox(&mut visible, words).changed() {
                    actions.push(Action::Do((self.hide)(*choice, !visible)));
                }
            });
        }
    }
}

/// A choice on the left, and on the right how many records it stands for.
fn row_ui(ui: &mut Ui, count: u32, contents: impl FnOnce(&mut Ui)) {
    let height = ui.spacing().interact_size.y;
    let row = egui::vec2(ui.available_width(), height);
    // From the right, so that a long name is cut short and no count is pushed out of sight.
    let from_right = egui::Layout::right_to_left(egui::Align::Center);
    ui.allocate_ui_with_layout(row, from_right, |ui| {
        ui.weak(units::number(count as usize))
            .on_hover_text(words::facet_count_hint());
        let from_left = egui::Layout::left_to_right(egui::Align::Center);
        ui.with_layout(from_left, |ui| {
            ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Truncate);
            contents(ui);
        });
    });
}

/// Two links that show everything of a filter, or nothing. `with`: the filters where nothing is shown.
fn all_or_none_ui(ui: &mut Ui, title: &str, actions: &mut Actions, with: impl Fn(bool) -> Filters) {
    ui.horizontal(|ui| {
        for (word, none) in [(words::all(), false), (words::none(), true)] {
            let name = words::all_or_none_of(title, none);
            let button = ui.small_button(word).accessible_name(name);
            if button.clicked() {
                actions.push(Action::Do(Command::SetFilters(with(none))));
            }
        }
    });
}

pub fn reset_ui(ui: &mut Ui, shown: Shown<'_>, actions: &mut Actions) {
    let reset = ui.add_enabled(
        !shown.session.filters.is_default(),
        egui::Button::new(words::reset_filters()),
    );
    if reset.clicked() {
        actions.push(Action::Do(Command::SetFilters(Filters::default())));
    }
    ui.add_space(4.0);
}
