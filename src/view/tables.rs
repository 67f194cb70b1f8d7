//! Tally tables: the figures of each reporter, side by side and never added up.

use egui::{Align, Color32, Label, Layout, RichText, Sense, TextStyle, Ui, UiBuilder, Vec2, vec2};

use super::{Shown, chips::reporter_chip};
use crate::{
    model::{Id as _, ReporterId, Sum},
    query::{Direction, PlaceRef, Tally},
    words::{details, reports, units},
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
        .any(|(_, tally)| !tally.killed.is_zero() || !tally.wounded.is_zero());
    ui.scope(|ui| Table::new(ui, shown, &tallies).ui(ui, shown, &tallies));
    let small = |ui: &mut Ui, words: &str| ui.label(RichText::new(words).small().weak());
    if tallies.iter().any(|(_, tally)| !tally.shared.is_zero()) {
        small(ui, details::with_others_note());
    }
    if hurt {
        small(ui, details::casualties_note());
    }
    // One number a reporter, as everywhere.
    let others = tallies.iter().filter(|(_, tally)| tally.not_of_fire > 0);
    let others = others.map(|(reporter, tally)| {
        let name = &shown.atlas.reporters()[*reporter].short;
        details::so_many_claims(name, tally.not_of_fire as usize)
    });
    let others: Vec<String> = others.collect();
    if !others.is_empty() {
        small(ui, &details::not_of_fire(&others.join(", ")));
    }
}

/// Columns that every table has; those behind them are figures of few.
const FIRST: usize = 4;

/// The least that the names of reporters need, and the room between columns, in points.
const NAMES_PX: f32 = 104.0;
const BETWEEN_PX: f32 = 8.0;

/// How a tally is laid out: in the width there is, with nothing cut off.
struct Table {
    /// Which figures are columns, and how wide each is; what is none is told below a row.
    columns: Vec<(usize, f32)>,
    names_px: f32,
}

impl Table {
    fn new(ui: &Ui, shown: Shown<'_>, tallies: &[(ReporterId, &Tally)]) -> Self {
        let figures: Vec<[String; 7]> = tallies.iter().map(|(_, tally)| figures(tally)).collect();
        let font = |style: &TextStyle| style.resolve(ui.style());
        let width = |words: &str, style: &TextStyle| {
            let galley = ui.fonts_mut(|fonts| {
                fonts.layout_no_wrap(words.to_owned(), font(style), Color32::PLACEHOLDER)
            });
            galley.size().x
        };
        let words = details::tally_columns();
        let column = |of: usize| {
            let figures = figures.iter().map(|row| width(&row[of], &TextStyle::Body));
            let px = figures.fold(width(words[of].0, &TextStyle::Small), f32::max);
            (of, px.ceil() + BETWEEN_PX)
        };
        let needed = tallies.iter().map(|(reporter, _)| {
            let name = &shown.atlas.reporters()[*reporter].short;
            width(name, &TextStyle::Body) + CHIP_PX
        });
        let needed = needed.fold(0.0, f32::max).min(NAMES_PX);
        let is_stated = |of: &usize| figures.iter().any(|row| row[*of] != NONE);
        let all = (0..FIRST).chain((FIRST..7).filter(is_stated)).map(column);
        let mut columns: Vec<(usize, f32)> = all.collect();
        // What a group counts stands above its columns and needs its room as well.
        for (columns, (unit, _)) in columns.chunks_mut(2).zip(details::tally_groups()) {
            let px = width(unit, &TextStyle::Small).ceil() + BETWEEN_PX;
            let lacks = px - columns.iter().map(|(_, px)| px).sum::<f32>();
            if lacks > 0.0
                && let Some((_, first)) = columns.first_mut()
            {
                *first += lacks;
            }
        }
        // Cells are drawn in whole pixels, and a scroll bar lies at the edge.
        let room = ui.available_width() - BETWEEN_PX;
        let taken = |columns: &[(usize, f32)]| columns.iter().map(|(_, px)| px).sum::<f32>();
        if taken(&columns) + needed > room {
            columns.truncate(FIRST);
        }
        Self {
            names_px: (room - taken(&columns)).max(CHIP_PX),
            columns,
        }
    }

    /// What the figures below are numbers of, with a line over the columns it is said of.
    fn units_ui(&self, ui: &mut Ui) {
        let line = ui.visuals().widgets.noninteractive.bg_stroke;
        ui.horizontal(|ui| {
            ui.add_space(self.names_px);
            let height = ui.text_style_height(&TextStyle::Small) + 2.0;
            let mut columns = self.columns.iter();
            for (unit, number) in details::tally_groups() {
                let px = columns.by_ref().take(number).map(|(_, px)| px).sum();
                let (rect, _) = ui.allocate_exact_size(vec2(px, height), Sense::hover());
                let mut unit_ui = ui.new_child(UiBuilder::new().max_rect(rect));
                unit_ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
                    ui.label(RichText::new(unit).small());
                });
                let across = (rect.left() + BETWEEN_PX)..=rect.right();
                ui.painter().hline(across, rect.bottom(), line);
            }
        });
    }

    fn ui(&self, ui: &mut Ui, shown: Shown<'_>, tallies: &[(ReporterId, &Tally)]) {
        ui.spacing_mut().item_spacing = vec2(0.0, 3.0);
        let words = details::tally_columns();
        let lines = self.columns.iter();
        let lines = lines.map(|(of, _)| words[*of].0.lines().count());
        let height = lines.max().unwrap_or(1) as f32 * ui.text_style_height(&TextStyle::Small);
        self.units_ui(ui);
        ui.horizontal(|ui| {
            ui.add_space(self.names_px);
            for (of, px) in &self.columns {
                let (word, why) = words[*of];
                cell_ui(ui, vec2(*px, height), |ui| {
                    let word = RichText::new(word).small().weak();
                    ui.add(Label::new(word).halign(Align::RIGHT))
                        .on_hover_text(why);
                });
            }
        });
        for (reporter, tally) in tallies {
            let height = ui.spacing().interact_size.y;
            let figures = figures(tally);
            ui.horizontal(|ui| {
                let size = vec2(self.names_px, height);
                let layout = Layout::left_to_right(Align::Center);
                ui.allocate_ui_with_layout(size, layout, |ui| {
                    ui.set_min_size(size);
                    ui.spacing_mut().item_spacing.x = 6.0;
                    reporter_chip(ui, shown, *reporter);
                    let name = &shown.atlas.reporters()[*reporter].short;
                    ui.add(Label::new(name).truncate());
                });
                for (of, px) in &self.columns {
                    cell_ui(ui, vec2(*px, height), |ui| {
                        ui.label(&figures[*of]);
                    });
                }
            });
            let told = self.columns.len() > FIRST;
            let further = further_figures(tally);
            if !told && !further.is_empty() {
                ui.horizontal_wrapped(|ui| {
                    ui.add_space(CHIP_PX);
                    ui.label(RichText::new(further).small().weak());
                });
            }
        }
    }
}

/// What there is beyond the first columns.
fn further_figures(tally: &Tally) -> String {
    let stated = [
        (tally.denials > 0).then(|| units::denials(tally.denials as usize)),
        (!tally.killed.is_zero()).then(|| reports::killed(tally.killed)),
        (!tally.wounded.is_zero()).then(|| reports::wounded(tally.wounded)),
    ];
    let stated: Vec<String> = stated.into_iter().flatten().collect();
    stated.join(" · ")
}

/// A figure or a heading, at the right of its column.
fn cell_ui(ui: &mut Ui, size: Vec2, contents: impl FnOnce(&mut Ui)) {
    let layout = Layout::right_to_left(Align::Max);
    ui.allocate_ui_with_layout(size, layout, |ui| {
        ui.set_min_size(size);
        contents(ui);
    });
}

/// What stands for a figure that nobody states.
const NONE: &str = "–";

/// A chip and the room beside it, in points.
const CHIP_PX: f32 = 34.0;

/// In the order of the columns.
fn figures(tally: &Tally) -> [String; 7] {
    let or_dash = |number: u32| match number {
        0 => NONE.to_owned(),
        number => units::number(number as usize),
    };
    let stated = |sum: Sum| match sum.is_zero() {
        true => NONE.to_owned(),
        false => units::sum(sum),
    };
    [
        or_dash(tally.claims),
        or_dash(tally.uncounted),
        stated(tally.exact),
        stated(tally.shared),
        or_dash(tally.denials),
        stated(tally.killed),
        stated(tally.wounded),
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
            // In one piece, in whichever line.
            ui.weak(units::claims(claims as usize).replace(' ', "\u{a0}"));
        });
    }
}
