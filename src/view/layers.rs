//! The panel on the left: filters, layers and files.

pub(super) mod filters;

use std::sync::Arc;

use egui::{
    Align, CollapsingHeader, ComboBox, Layout, PopupCloseBehavior, RichText, ScrollArea, Slider, Ui,
};

use super::{
    Action, Actions, Memory, Shown, basemaps, describe,
    files::files_ui,
    side_panels::{Side, side_panel_ui},
    theme,
};
use crate::{
    model::overview::{Measure, OverviewMode},
    scene::{LayerKind, OverviewChoice, PointDisplay, Shading},
    session::Command,
    words::{layers as words, overview},
};

pub fn left_panel_ui(ui: &mut Ui, shown: Shown<'_>, memory: &mut Memory, actions: &mut Actions) {
    side_panel_ui(
        ui,
        shown,
        memory,
        Side::Left,
        actions,
        |ui, shown, memory, actions| {
            let scroll = ScrollArea::vertical().auto_shrink(false);
            scroll.show(ui, |ui| contents_ui(ui, shown, memory, actions));
        },
    );
}

fn contents_ui(ui: &mut Ui, shown: Shown<'_>, memory: &mut Memory, actions: &mut Actions) {
    ui.add_space(6.0);
    section_ui(ui, words::reporters(), true, |ui| {
        filters::reporters_ui(ui, shown, actions);
    });
    section_ui(ui, words::activity(), false, |ui| {
        filters::activities_ui(ui, shown, actions);
    });
    section_ui(ui, words::sides(), false, |ui| {
        filters::parties_ui(ui, shown, actions);
    });
    section_ui(ui, words::report_types(), false, |ui| {
        filters::types_ui(ui, shown, actions);
    });
    filters::reset_ui(ui, shown, actions);
    section_ui(ui, overview::title(), true, |ui| {
        overview_ui(ui, shown, actions)
    });
    let is_overview = memory.map.is_overview;
    section_ui(ui, words::layers(), true, |ui| {
        layers_ui(ui, shown, is_overview, actions)
    });
    section_ui(ui, words::files(), true, |ui| {
        files_ui(ui, shown, memory.of(), actions)
    });
    ui.add_space(10.0);
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

fn layers_ui(ui: &mut Ui, shown: Shown<'_>, is_overview: bool, actions: &mut Actions) {
    basemaps::choice_ui(ui, shown, actions);
    for (kind, _) in LayerKind::ALL {
        let name = (kind.layer().name)();
        let mut layer = shown.session.layers.get(kind);
        let before = layer;
        ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
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
            // What the slider leaves: a long name goes on in the next line.
            ui.with_layout(Layout::top_down(Align::Min), |ui| {
                ui.checkbox(&mut layer.on, name);
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
        command: &Command::SetShading,
        instead: is_overview.then(words::overview_fills),
    };
    choice.ui(ui, actions);
    solid_lines_ui(ui, shown, actions);
    // How records with a position of their own are drawn. It stands there where there are none as well, so
    // that the files below do not move when one is opened.
    let has_points = shown.point_layers.iter().any(|layer| !layer.is_empty());
    let choice = Choice {
        title: words::display_points(),
        chosen: shown.session.layers.point_display,
        all: &PointDisplay::ALL,
        name: describe::point_display,
        command: &Command::SetPointDisplay,
        instead: None,
    };
    ui.add_enabled_ui(has_points, |ui| choice.ui(ui, actions));
}

/// Which borders and lines are drawn solid, of those that are listed in the legend or chosen.
fn solid_lines_ui(ui: &mut Ui, shown: Shown<'_>, actions: &mut Actions) {
    titled_ui(ui, words::solid_lines(), |ui, label| {
        let language = shown.session.language;
        let lines = || shown.atlas.lines().iter();
        let solid = lines().filter(|(_, line)| shown.session.solid_lines.contains(&line.key));
        let solid: Vec<&str> = solid.map(|(_, line)| line.names.get(language)).collect();
        let chosen = match solid.is_empty() {
            true => words::no_solid_lines().to_owned(),
            false => solid.join(", "),
        };
        let list = ComboBox::from_id_salt("solid-lines")
            .selected_text(&chosen)
            .width(ui.available_width())
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .truncate();
        let list = list.show_ui(ui, |ui| {
            for (_, line) in lines() {
                solid_line_ui(ui, shown, (&line.key, line.names.get(language)), actions);
            }
        });
        let hint = format!("{chosen}\n{}", words::solid_lines_hint());
        list.response.on_hover_text(hint).labelled_by(label);
    });
}

/// Whether a line is drawn solid.
pub fn solid_line_ui(
    ui: &mut Ui,
    shown: Shown<'_>,
    (key, words): (&Arc<str>, &str),
    actions: &mut Actions,
) {
    let mut solid = shown.session.solid_lines.contains(key);
    if ui.checkbox(&mut solid, words).changed() {
        let command = Command::DrawSolid(Arc::clone(key), solid);
        actions.push(Action::Do(command));
    }
}

/// What stands in for arrows where there would be too many.
fn overview_ui(ui: &mut Ui, shown: Shown<'_>, actions: &mut Actions) {
    let now = &shown.session.overview;
    let of = |change: &dyn Fn(&mut OverviewChoice)| {
        let mut choice = now.clone();
        change(&mut choice);
        Command::SetOverview(choice)
    };
    let choice = Choice {
        title: overview::when(),
        chosen: now.mode,
        all: &OverviewMode::ALL,
        name: overview::mode,
        command: &|mode| of(&|choice| choice.mode = mode),
        instead: None,
    };
    choice.ui(ui, actions);
    let choice = Choice {
        title: overview::fill_by(),
        chosen: now.measure,
        all: &Measure::ALL,
        name: overview::measure,
        command: &|measure| of(&|choice| choice.measure = measure),
        instead: None,
    };
    choice.ui(ui, actions);
    reporter_ui(
        ui,
        shown,
        overview::of_reporter(),
        "overview-reporter",
        actions,
    );
    let choice = Choice {
        title: overview::named_as(),
        chosen: now.direction,
        all: &OverviewChoice::DIRECTIONS,
        name: overview::direction,
        command: &|direction| of(&|choice| choice.direction = direction),
        instead: None,
    };
    choice.ui(ui, actions);
}

/// Whose numbers the overview and the charts show.
pub fn reporter_ui(ui: &mut Ui, shown: Shown<'_>, title: &str, salt: &str, actions: &mut Actions) {
    let now = &shown.session.overview;
    titled_ui(ui, title, |ui, label| {
        let key = now.reporter.as_deref();
        let id = key.and_then(|key| shown.atlas.reporter_by_key(key));
        let short = id.map(|id| shown.atlas.reporters()[id].short.as_str());
        let chosen = short.or(key).unwrap_or(overview::any_one_choice());
        let list = ComboBox::from_id_salt(salt)
            .selected_text(chosen)
            .width(ui.available_width())
            .truncate();
        let list = list.show_ui(ui, |ui| {
            let mut choose = |ui: &mut Ui, name: &str, key: Option<&std::sync::Arc<str>>| {
                let is_chosen = now.reporter.as_ref() == key;
                if ui.selectable_label(is_chosen, name).clicked() {
                    let choice = OverviewChoice {
                        reporter: key.cloned(),
                        ..now.clone()
                    };
                    actions.push(Action::Do(Command::SetOverview(choice)));
                }
            };
            choose(ui, overview::any_one_choice(), None);
            for (_, reporter) in shown.atlas.listed_reporters() {
                choose(ui, &reporter.short, Some(&reporter.key));
            }
        });
        list.response.on_hover_text(chosen).labelled_by(label);
    });
}

/// A list below its title and as wide as the panel, so that nothing moves, whatever is chosen.
fn titled_ui(ui: &mut Ui, title: &str, list: impl FnOnce(&mut Ui, egui::Id)) {
    let label = ui.label(title).id;
    list(ui, label);
}

/// A list of which one is chosen.
struct Choice<'a, T> {
    title: &'static str,
    chosen: T,
    all: &'a [(T, &'static str)],
    name: fn(T) -> &'static str,
    command: &'a dyn Fn(T) -> Command,
    /// What holds in place of what is chosen, which is of no effect meanwhile.
    instead: Option<&'static str>,
}

impl<T: Copy + PartialEq> Choice<'_, T> {
    fn ui(self, ui: &mut Ui, actions: &mut Actions) {
        titled_ui(ui, self.title, |ui, label| {
            let chosen = self.instead.unwrap_or((self.name)(self.chosen));
            let combo = ComboBox::from_id_salt(self.title)
                .selected_text(chosen)
                .width(ui.available_width())
                .truncate();
            let list = |ui: &mut Ui| {
                combo.show_ui(ui, |ui| {
                    for (choice, _) in self.all {
                        let is_chosen = self.chosen == *choice;
                        let button = ui.selectable_label(is_chosen, (self.name)(*choice));
                        if button.clicked() {
                            actions.push(Action::Do((self.command)(*choice)));
                        }
                    }
                })
            };
            let response = ui.add_enabled_ui(self.instead.is_none(), list).inner;
            response.response.on_hover_text(chosen).labelled_by(label);
        });
    }
}
