//! Tally tables: the figures of each reporter, side by side and never added up.

use egui::{Grid, RichText, ScrollArea, Ui};

use super::{Shown, chips::reporter_chip};
use crate::{
    model::{Id as _, ReporterId},
    query::{Direction, PlaceRef, Tally},
    words::{details, units},
};

/// What reporters state about a place at one end, or that there is no report.
pub fn tally_ui(ui: &mut Ui, shown: Shown<'_>, direction: Direction, spot: PlaceRef) {
    let mut tallies: Vec<_> = shown.answer.tallies.of(direction, spot).collect();
    shown.atlas.sort_by_reporter(&mut tallies);
    let (title, nothing) = match direction {
        Direction::Target => (details::received(), details::received_none()),
        Direction::Origin => (details::opened(), details::opened_none()),
        Direction::Place => (details::direction_unknown(), ""),
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
    let hurt = tallies
        .iter()
        .any(|(_, tally)| tally.killed + tally.wounded > 0);
    let denied = tallies.iter().any(|(_, tally)| tally.denials > 0);
    // Most claims state no losses, and few are denied: then there is no column for that.
    let columns: Vec<usize> = (0..4)
        .chain(denied.then_some(4))
        .chain(if hurt { 5..7 } else { 0..0 })
        .collect();
    // In a narrow panel the table is scrolled, so that it widens nothing beside it.
    ScrollArea::horizontal()
        .id_salt(("scroll", title))
        .show(ui, |ui| {
            Grid::new(("tally", title))
                .num_columns(columns.len() + 1)
                .min_col_width(0.0)
                .spacing([7.0, 3.0])
                .show(ui, |ui| rows_ui(ui, shown, &tallies, &columns));
        });
    let small = |ui: &mut Ui, words: &str| ui.label(RichText::new(words).small().weak());
    if tallies.iter().any(|(_, tally)| tally.shared > 0) {
        small(ui, details::with_others_note());
    }
    if hurt {
        small(ui, details::casualties_note());
    }
}

fn rows_ui(ui: &mut Ui, shown: Shown<'_>, tallies: &[(ReporterId, &Tally)], columns: &[usize]) {
    ui.label("");
    let words = details::tally_columns();
    for (word, why) in columns.iter().map(|column| words[*column]) {
        ui.label(RichText::new(word).small().weak())
            .on_hover_text(why);
    }
    ui.end_row();
    for (reporter, tally) in tallies {
        ui.horizontal(|ui| {
            reporter_chip(ui, shown, *reporter);
            ui.label(&shown.atlas.reporters()[*reporter].short);
        });
        let figures = figures(tally);
        for column in columns {
            ui.label(&figures[*column]);
        }
        ui.end_row();
    }
}

/// In the order of the columns.
fn figures(tally: &Tally) -> [String; 7] {
    let or_dash = |number: u32| match number {
        0 => "–".to_owned(),
        number => number.to_string(),
    };
    [
        or_dash(tally.claims),
        or_dash(tally.exact),
        or_dash(tally.shared),
        or_dash(tally.uncounted),
        or_dash(tally.denials),
        or_dash(tally.killed),
        or_dash(tally.wounded),
    ]
}

/// What each reporter has in the window, for when nothing is selected.
pub fn window_ui(ui: &mut Ui, shown: Shown<'_>) {
    let counts = &shown.answer.shown_by_reporter;
    let counts = shown
        .atlas
        .listed_reporters()
        .map(|of| (of, counts[of.0.index()]));
    for ((id, reporter), claims) in counts.filter(|(_, claims)| *claims > 0) {
        ui.horizontal_wrapped(|ui| {
            reporter_chip(ui, shown, id);
            ui.label(reporter.names.get(shown.session.language));
            ui.weak(units::claims(claims as usize));
        });
    }
}
