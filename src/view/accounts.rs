//! The accounts line: where every record went, always in sight.

use egui::{Panel, RichText, TextStyle, Ui};

use super::{Action, Actions, Memory, Shown, about, side_panels::is_narrow, update};
use crate::{
    query::Filters,
    scene::{Layer, LayerKind},
    session::{Command, Selection},
    words::{diff, layers, menus, units},
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
    let list = |selection| {
        [
            Action::Do(Command::ShowRightPanel(true)),
            Action::Do(Command::Select(Some(selection))),
        ]
    };
    part(ui, layers::shown(accounts.shown), layers::shown_hint(), &[]);
    if accounts.withdrawn > 0 {
        ui.weak("·");
        let words = diff::withdrawn(accounts.withdrawn);
        let open = [Action::Open(&update::WITHDRAWN, true)];
        part(ui, words, layers::withdrawn_hint(), &open);
    }
    ui.weak("·");
    let words = layers::outside_period(accounts.outside_window);
    part(ui, words, layers::outside_hint(), &[]);
    ui.weak("·");
    let words = units::duplicates(accounts.duplicates);
    part(ui, words, layers::duplicates_left_out_hint(), &[]);
    ui.weak("·");
    let reset = [Action::Do(Command::SetFilters(Filters::default()))];
    let reset = if accounts.filtered > 0 {
        &reset[..]
    } else {
        &[]
    };
    part(
        ui,
        layers::filtered(accounts.filtered),
        layers::filtered_hint(),
        reset,
    );
    ui.weak("·");
    let words = layers::no_date(accounts.undated);
    let undated = list(Selection::Undated);
    part(ui, words, layers::no_date_hint(), &undated);
    ui.weak("·");
    let words = layers::unplaced(accounts.unplaced);
    let unplaced = list(Selection::Unplaced);
    part(ui, words, layers::unplaced_hint(), &unplaced);
    let loaded = ui.link(layers::loaded(accounts.loaded));
    let loaded = loaded.on_hover_ui(|ui| {
        ui.label(about::records_of(shown.atlas));
    });
    if loaded.clicked() {
        actions.push(Action::Open(&about::DATA, true));
    }
}

/// What is counted above and not drawn, since its layer is off.
fn layers_off_ui(ui: &mut Ui, shown: Shown<'_>, actions: &mut Actions) {
    let kind = LayerKind::Fire;
    let layer = shown.session.layers.get(kind);
    if layer.strength() > 0.0 {
        return;
    }
    ui.weak("·");
    let words = layers::layer_off((kind.layer().name)());
    let words = RichText::new(words).color(ui.visuals().warn_fg_color);
    if ui
        .link(words)
        .on_hover_text(layers::layer_off_hint())
        .clicked()
    {
        let on = Layer {
            on: true,
            opacity: 1.0,
        };
        actions.push(Action::Do(Command::SetLayer(kind, on)));
        actions.push(Action::Settle);
    }
}
