//! Tally tables: what each reporter says, side by side and never added up.

use egui::{Grid, RichText, Ui};

use super::{Shown, chips::reporter_chip, text};
use crate::query::{Direction, Spot, Tally};

/// What reporters say of a place at one end; says so where nobody says anything.
pub fn tally_ui(ui: &mut Ui, shown: Shown<'_>, direction: Direction, spot: Spot) {
    let tallies: Vec<_> = shown.answer.tallies.of(direction, spot).collect();
    let (title, nothing) = match direction {
        Direction::Target => (
            "Fire received, as reported",
            "No fire on it is reported in the window.",
        ),
        Direction::Origin => (
            "Fire opened from here, as reported",
            "No fire from here is reported in the window.",
        ),
        Direction::Place => ("Reported here, direction not stated", ""),
    };
    if tallies.is_empty() && nothing.is_empty() {
        return;
    }
    ui.add_space(6.0);
    ui.label(RichText::new(title).text_style(super::theme::strong()));
    if tallies.is_empty() {
        ui.weak(nothing);
        return;
    }
    Grid::new(("tally", title))
        .num_columns(6)
        .spacing([9.0, 3.0])
        .show(ui, |ui| {
            ui.label("");
            for (word, why) in HEADS {
                ui.label(RichText::new(word).small().weak())
                    .on_hover_text(why);
            }
            ui.end_row();
            for (reporter, tally) in &tallies {
                ui.horizontal(|ui| {
                    reporter_chip(ui, shown, *reporter);
                    ui.label(&shown.atlas.reporters()[*reporter].short);
                });
                for figure in figures(tally) {
                    ui.label(figure);
                }
                ui.end_row();
            }
        });
    let small = |ui: &mut Ui, words: &str| ui.label(RichText::new(words).small().weak());
    if tallies.iter().any(|(_, tally)| tally.shared > 0) {
        small(
            ui,
            "Shared: stated for several places at once, never split between them.",
        );
    }
    if tallies
        .iter()
        .any(|(_, tally)| tally.killed + tally.wounded > 0)
    {
        small(
            ui,
            "Killed and wounded: of whole groups, which may name other places as well.",
        );
    }
}

/// The columns of a tally: what they are called and what they mean.
const HEADS: [(&str, &str); 5] = [
    ("groups", "Incident groups that name it"),
    ("here", "Incidents of groups that name no other place"),
    (
        "shared",
        "Incidents of groups that name other places as well",
    ),
    ("no fig.", "Groups that state no number of incidents"),
    (
        "losses",
        "Killed / wounded, as stated for whole groups; a dash where no figure is stated",
    ),
];

fn figures(tally: &Tally) -> [String; 5] {
    let or_dash = |number: u32| match number {
        0 => "–".to_owned(),
        number => number.to_string(),
    };
    [
        tally.groups.to_string(),
        or_dash(tally.exact),
        or_dash(tally.shared),
        or_dash(tally.uncounted),
        format!("{}/{}", or_dash(tally.killed), or_dash(tally.wounded)),
    ]
}

/// What each reporter has in the window, for when nothing is selected.
pub fn window_ui(ui: &mut Ui, shown: Shown<'_>) {
    let counts = shown
        .atlas
        .reporters()
        .iter()
        .zip(&shown.answer.shown_by_reporter);
    for ((id, reporter), groups) in counts.filter(|(_, groups)| **groups > 0) {
        ui.horizontal_wrapped(|ui| {
            reporter_chip(ui, shown, id);
            ui.label(reporter.names.get(shown.session.language));
            ui.weak(text::count(*groups as usize, "group", "groups"));
        });
    }
}
