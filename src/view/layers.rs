//! The panel on the left: layers, legend and filters.

use egui::{CollapsingHeader, ComboBox, Panel, RichText, Slider, Ui};

use super::{
    Action, Actions, Memory, Shown, chips::reporter_chip, describe, files::files_ui, legend,
    panels::side_panel_ui, theme,
};
use crate::{
    model::{Activity, Party, Stance},
    query::Filters,
    scene::{LayerKind, PointDisplay, Shading},
    session::{Command, Selection},
    words::{about, layers as words, reports},
};

pub fn left_panel_ui(ui: &mut Ui, shown: Shown<'_>, memory: &mut Memory, actions: &mut Actions) {
    let panel = Panel::left("layers")
        .default_size(226.0)
        .size_range(190.0..=360.0);
    let mut open = shown.session.left_panel;
    panel.show_collapsible(ui, &mut open, |ui| {
        side_panel_ui(ui, |ui| {
            ui.add_space(6.0);
            section_ui(ui, words::layers(), true, |ui| {
                layers_ui(ui, shown, actions)
            });
            section_ui(ui, words::files(), true, |ui| {
                files_ui(ui, shown, memory.of(), actions)
            });
            section_ui(ui, words::legend(), true, |ui| legend::legend_ui(ui, shown));
            section_ui(ui, words::reporters(), true, |ui| {
                reporters_ui(ui, shown, actions)
            });
            section_ui(ui, words::activity(), false, |ui| {
                activities_ui(ui, shown, actions)
            });
            section_ui(ui, words::sides(), false, |ui| {
                parties_ui(ui, shown, actions)
            });
            section_ui(ui, words::report_types(), false, |ui| {
                statements_ui(ui, shown, actions)
            });
            ui.add_space(4.0);
            lists_ui(ui, shown, actions);
            ui.add_space(10.0);
        });
    });
    if open != shown.session.left_panel {
        actions.push(Action::Do(Command::ShowLeftPanel(open)));
    }
}

/// A part of the panel with a heading. What is too wide in one part does not push the controls at
/// the right of the others out of sight.
fn section_ui(ui: &mut Ui, title: &str, open: bool, contents: impl FnOnce(&mut Ui)) {
    let right = ui.clip_rect().right() - ui.spacing().scroll.allocated_width();
    let width = ui.available_width().min(right - ui.cursor().left());
    CollapsingHeader::new(RichText::new(title).text_style(theme::strong()))
        .id_salt(title)
        .default_open(open)
        .show_unindented(ui, |ui| {
            ui.set_max_width(width);
            contents(ui);
            ui.add_space(4.0);
        });
}

fn layers_ui(ui: &mut Ui, shown: Shown<'_>, actions: &mut Actions) {
    for (kind, _) in LayerKind::ALL {
        let name = (kind.layer().name)();
        let mut layer = shown.session.layers.get(kind);
        let before = layer;
        ui.horizontal(|ui| {
            ui.checkbox(&mut layer.on, name);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let slider = Slider::new(&mut layer.opacity, 0.0..=1.0).show_value(false);
                ui.spacing_mut().slider_width = 46.0;
                let response = ui.add_enabled(layer.on, slider);
                let percent = (layer.opacity * 100.0).round();
                let response = response
                    .on_hover_text(words::opacity(percent))
                    .accessible_name(words::opacity_of(name));
                if response.drag_stopped() {
                    actions.push(Action::Settle);
                }
            });
        });
        if layer != before {
            actions.push(Action::Do(Command::SetLayer(kind, layer)));
            if layer.on != before.on {
                actions.push(Action::Settle);
            }
        }
    }
    let choice = Choice {
        title: words::fill_regions(),
        chosen: shown.session.layers.shading,
        all: &Shading::ALL,
        name: describe::shading,
        command: Command::SetShading,
    };
    choice.ui(ui, actions);
    // How records with a position of their own are drawn, where there are any.
    if shown.point_layers.iter().any(|layer| !layer.is_empty()) {
        let choice = Choice {
            title: words::display_points(),
            chosen: shown.session.layers.point_display,
            all: &PointDisplay::ALL,
            name: describe::point_display,
            command: Command::SetPointDisplay,
        };
        choice.ui(ui, actions);
    }
}

/// A list of which one is chosen.
struct Choice<'a, T> {
    title: &'static str,
    chosen: T,
    all: &'a [(T, &'static str)],
    name: fn(T) -> &'static str,
    command: fn(T) -> Command,
}

impl<T: Copy + PartialEq> Choice<'_, T> {
    fn ui(self, ui: &mut Ui, actions: &mut Actions) {
        ui.horizontal_wrapped(|ui| {
            let label = ui.label(self.title);
            let combo = ComboBox::from_id_salt(self.title).selected_text((self.name)(self.chosen));
            let response = combo.show_ui(ui, |ui| {
                for (choice, _) in self.all {
                    let button = ui.selectable_label(self.chosen == *choice, (self.name)(*choice));
                    if button.clicked() {
                        actions.push(Action::Do((self.command)(*choice)));
                    }
                }
            });
            response.response.labelled_by(label.id);
        });
    }
}

fn reporters_ui(ui: &mut Ui, shown: Shown<'_>, actions: &mut Actions) {
    let counts = shown
        .atlas
        .reporters()
        .iter()
        .zip(&shown.answer.shown_by_reporter);
    for ((id, reporter), claims) in counts {
        ui.horizontal(|ui| {
            let mut visible = !shown
                .session
                .filters
                .hidden_reporters
                .contains(&reporter.key);
            let name = words::show_reporter(&reporter.short);
            let response = ui.checkbox(&mut visible, "").accessible_name(name);
            if response.changed() {
                let command = Command::HideReporter(reporter.key.clone(), !visible);
                actions.push(Action::Do(command));
            }
            reporter_chip(ui, shown, id);
            let label = ui.label(&reporter.short);
            label.on_hover_text(format!(
                "{}\n{}",
                reporter.names.get(shown.session.language),
                reporter.note
            ));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.weak(claims.to_string())
                    .on_hover_text(words::claims_on_the_map());
            });
        });
    }
    only_ui(ui, shown, actions);
    ui.label(RichText::new(about::letters()).small().weak());
}

/// Buttons that show or hide all reporters.
fn only_ui(ui: &mut Ui, shown: Shown<'_>, actions: &mut Actions) {
    ui.horizontal(|ui| {
        let filters = &shown.session.filters;
        let all = shown
            .atlas
            .reporters()
            .rows()
            .iter()
            .map(|reporter| reporter.key.clone());
        for (word, name, hidden) in [
            (
                words::all(),
                words::show_all_reporters(),
                Default::default(),
            ),
            (words::none(), words::hide_all_reporters(), all.collect()),
        ] {
            if ui.small_button(word).accessible_name(name).clicked() {
                let filters = Filters {
                    hidden_reporters: hidden,
                    ..filters.clone()
                };
                actions.push(Action::Do(Command::SetFilters(filters)));
            }
        }
    });
}

/// A checkbox of something that filters may hide.
fn filter_ui(
    ui: &mut Ui,
    name: &str,
    hidden: bool,
    hide: impl FnOnce(bool) -> Command,
    actions: &mut Actions,
) {
    let mut visible = !hidden;
    if ui.checkbox(&mut visible, name).changed() {
        actions.push(Action::Do(hide(!visible)));
    }
}

fn activities_ui(ui: &mut Ui, shown: Shown<'_>, actions: &mut Actions) {
    for (activity, _) in Activity::ALL {
        let hidden = shown.session.filters.hidden_activities.contains(&activity);
        let hide = |hidden| Command::HideActivity(activity, hidden);
        filter_ui(ui, reports::activity(activity), hidden, hide, actions);
    }
}

fn parties_ui(ui: &mut Ui, shown: Shown<'_>, actions: &mut Actions) {
    let who = [
        Party::Armenia,
        Party::Azerbaijan,
        Party::NagornoKarabakh,
        Party::Unknown,
    ];
    for party in who {
        let hidden = shown.session.filters.hidden_parties.contains(&party);
        let hide = |hidden| Command::HideParty(party, hidden);
        filter_ui(ui, reports::party_title(party), hidden, hide, actions);
    }
}

fn statements_ui(ui: &mut Ui, shown: Shown<'_>, actions: &mut Actions) {
    let filters = &shown.session.filters;
    for (stance, _) in Stance::ALL {
        let hidden = filters.hidden_stances.contains(&stance);
        let hide = |hidden| Command::HideStance(stance, hidden);
        filter_ui(ui, reports::stance_plural(stance), hidden, hide, actions);
    }
    let mut show = filters.show_duplicates;
    let response = ui.checkbox(&mut show, words::include_duplicates());
    let response = response.on_hover_text(words::duplicates_hint());
    if response.changed() {
        actions.push(Action::Do(Command::ShowDuplicates(show)));
    }
}

fn lists_ui(ui: &mut Ui, shown: Shown<'_>, actions: &mut Actions) {
    let filters = &shown.session.filters;
    let reset = ui.add_enabled(
        !filters.is_default(),
        egui::Button::new(words::reset_filters()),
    );
    if reset.clicked() {
        actions.push(Action::Do(Command::SetFilters(Filters::default())));
    }
    let accounts = shown.answer.accounts;
    for (name, selection) in [
        (words::undated(accounts.undated), Selection::Undated),
        (
            words::not_on_the_map(accounts.unplaced),
            Selection::Unplaced,
        ),
    ] {
        let selected = shown.session.selection.as_ref() == Some(&selection);
        if ui.selectable_label(selected, name).clicked() {
            actions.push(Action::Do(Command::ShowRightPanel(true)));
            actions.push(Action::Do(Command::Select(Some(selection))));
        }
    }
}
