//! The accounts line: where every record went, always in sight.

use egui::{Panel, RichText, TextStyle, Ui};

use super::{Action, Actions, Memory, Shown, about, side_panels::is_narrow, update};
use crate::{
    model::dataset::InTotals,
    query::Filters,
    scene::{Layer, LayerKind, Layers},
    session::{
        Command, Selection,
        comparison::{Comparison, Tab},
    },
    words::{diff, layers as words, menus, units},
};

/// The line at the bottom of the window.
pub fn accounts_ui(ui: &mut Ui, shown: Shown<'_>, _: &mut Memory, actions: &mut Actions) {
    Panel::bottom("accounts").resizable(false).show(ui, |ui| {
        ui.add_space(1.0);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 5.0;
            if is_narrow(ui) {
                // So that it stays one line.
                ui.style_mut().override_text_style = Some(TextStyle::Small);
                ui.spacing_mut().item_spacing.x = 4.0;
            }
            parts_ui(ui, shown, actions);
            in_totals_ui(ui, shown);
            layers_off_ui(ui, shown, actions);
            if !shown.notes.is_empty() {
                ui.weak("·");
                let notes = ui.link(units::notes(shown.notes.len()));
                if notes.on_hover_text(menus::notes()).clicked() {
                    actions.push(Action::ShowNotes(None));
                }
            }
        });
        ui.add_space(1.0);
    });
}

/// The sum: each part, and what can be done about it.
fn parts_ui(ui: &mut Ui, shown: Shown<'_>, actions: &mut Actions) {
    let accounts = shown.answer.accounts;
    let mut part = |ui: &mut Ui, words: String, why: &str, follow: &[Action]| {
        let response = if follow.is_empty() {
            ui.label(words)
        } else {
            ui.link(words)
        };
        if response.on_hover_text(why).clicked() {
            actions.extend(follow.iter().cloned());
        }
    };
    // The list stands among the details.
    let comparison = Comparison {
        tab: Tab::Details,
        ..shown.session.comparison
    };
    let list = |selection| {
        [
            Action::Do(Command::ShowRightPanel(true)),
            Action::Do(Command::SetComparison(comparison)),
            Action::Do(Command::Select(Some(selection))),
        ]
    };
    let hint = words::shown_hint(accounts.shown, accounts.unplaced);
    part(ui, words::shown(accounts.shown), &hint, &[]);
    if accounts.withdrawn > 0 {
        ui.weak(words::plus());
        let words = diff::withdrawn(accounts.withdrawn);
        let open = [Action::Open(&update::WITHDRAWN, true)];
        part(ui, words, words::withdrawn_hint(), &open);
    }
    ui.weak(words::plus());
    let words = words::outside_period(accounts.outside_window);
    part(ui, words, words::outside_hint(), &[]);
    ui.weak(words::plus());
    let words = units::duplicates(accounts.duplicates);
    part(ui, words, words::duplicates_left_out_hint(), &[]);
    ui.weak(words::plus());
    let reset = [Action::Do(Command::SetFilters(Filters::default()))];
    let reset = if accounts.filtered > 0 {
        &reset[..]
    } else {
        &[]
    };
    part(
        ui,
        words::filtered(accounts.filtered),
        words::filtered_hint(),
        reset,
    );
    ui.weak(words::plus());
    let words = words::no_date(accounts.undated);
    let undated = list(Selection::Undated);
    part(ui, words, words::no_date_hint(), &undated);
    ui.weak(words::plus());
    let words = words::unplaced(accounts.unplaced);
    let unplaced = list(Selection::Unplaced);
    part(ui, words, words::unplaced_hint(), &unplaced);
    let loaded = ui.link(words::loaded(accounts.loaded));
    let loaded = loaded.on_hover_ui(|ui| {
        ui.label(about::records_of(shown.atlas));
    });
    if loaded.clicked() {
        actions.push(Action::Open(&about::DATA, true));
    }
}

/// How many reports state more in their totals than their claims count. Narrow windows have no room for it.
fn in_totals_ui(ui: &mut Ui, shown: Shown<'_>) {
    let told = shown.answer.in_totals_told(shown.atlas);
    if told.is_empty() || is_narrow(ui) {
        return;
    }
    let reports = |of: fn(&InTotals) -> u64| shown.answer.in_totals.values().map(of).sum::<u64>();
    let words = match reports(|of| of.reports) {
        0 => words::totals_differ(reports(|of| of.fewer)),
        more => words::totals_more(more),
    };
    ui.weak("·");
    let label = ui.label(words);
    label.on_hover_text(format!(
        "{}\n{}",
        words::totals_more_hint(),
        told.join("\n")
    ));
}

/// The layers that are off and usually are not: what belongs to them is loaded, and counted above where
/// it is a record, and not drawn.
fn layers_off_ui(ui: &mut Ui, shown: Shown<'_>, actions: &mut Actions) {
    let layers = &shown.session.layers;
    let kinds = LayerKind::ALL.iter().map(|(kind, _)| *kind);
    let usual = Layers::default();
    let is_off = |kind: &LayerKind| layers.strength(*kind) == 0.0 && usual.strength(*kind) > 0.0;
    let off: Vec<LayerKind> = kinds.filter(is_off).collect();
    let Some(first) = off.first() else {
        return;
    };
    let name = |kind: &LayerKind| (kind.layer().name)();
    let names: Vec<&str> = off.iter().map(name).collect();
    let mut hint = words::layers_off_hint(&names.join(", "));
    let words = match off.len() - 1 {
        0 => words::layer_off(name(first)),
        more => words::layers_off(name(first), more),
    };
    let mut words = RichText::new(words);
    if off.contains(&LayerKind::Fire) {
        words = words.color(ui.visuals().warn_fg_color);
        hint = format!("{} {hint}", words::fire_off_hint());
    }
    ui.weak("·");
    if ui.link(words).on_hover_text(hint).clicked() {
        let on = Layer {
            on: true,
            opacity: 1.0,
        };
        let switch = |kind: LayerKind| {
            let layer = layers.get(kind);
            // One that is merely off keeps its strength.
            let on = if layer.opacity > 0.0 {
                Layer { on: true, ..layer }
            } else {
                on
            };
            Action::Do(Command::SetLayer(kind, on))
        };
        actions.extend(off.into_iter().map(switch));
        actions.push(Action::Settle);
    }
}
