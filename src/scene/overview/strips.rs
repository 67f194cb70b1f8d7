//! Strips of the overview: the numbers of a place, side by side, each beside the letters of its reporter.

use super::{CELL_GAP_PX, CELLS_A_ROW, MOST_CELLS, NAME_PX, ROW_PX, Strip, strip_size};
use crate::{
    model::ReporterId,
    query::overview::{Number, leading},
    scene::{
        Label, LabelKind, Placed, Px, Rgba,
        label::{self, Room},
        layers::labels::{rooms_of, size as size_of},
        lettering,
        marks::{Align, Mark, Painting, TextStyle},
        px,
        style::{Stroke, readable_on},
    },
};

/// The strips of an overview: first a short one at every place that has room for it, so that where there
/// is fill there is a number; then whole ones in their stead where that leaves the others their room.
pub fn place(painting: &Painting<'_>, taken: &[Room]) -> Vec<Placed> {
    if painting.overview.is_none() {
        return Vec::new();
    }
    let labels = painting.scene.labels.iter();
    let wanted: Vec<&Label> = labels
        .filter(|label| {
            let is_strip = matches!(label.kind, LabelKind::Strip(_));
            is_strip && painting.layers.label_strength(label.kind) > 0.0
        })
        .collect();
    let short = wanted.iter().map(|label| Label {
        text: String::new(),
        alternatives: label.alternatives[..SHORT_PLACES].to_vec(),
        ..(*label).clone()
    });
    let short: Vec<Label> = short.collect();
    let measure = |label: &Label| size_of(painting, label);
    let mut placed = label::place(short.iter(), &painting.view, (taken, &[]), measure);
    for label in wanted {
        let others = placed.iter().filter(|other| other.kind != label.kind);
        let others: Vec<Placed> = others.cloned().collect();
        let taken: Vec<Room> = taken.iter().copied().chain(rooms_of(&others)).collect();
        let whole = [label].into_iter();
        let whole = label::place(whole, &painting.view, (&taken, &[]), measure);
        if !whole.is_empty() {
            placed = others;
            placed.extend(whole);
        }
    }
    if painting.is_picture() || !painting.clusters.is_empty() {
        // Nobody can come nearer in a picture or point there, and clusters move on as one comes nearer: what
        // found no room is written in the nearest there is, with a line to its place.
        let is_left = |label: &&Label| placed.iter().all(|other| other.kind != label.kind);
        let left: Vec<&Label> = short.iter().filter(is_left).collect();
        let taken: Vec<Room> = taken.iter().copied().chain(rooms_of(&placed)).collect();
        placed.extend(label::place_all(left, &painting.view, &taken, measure));
    }
    placed
}

/// Whether a strip is one without a name.
pub fn is_short(text: &str) -> bool {
    text.is_empty()
}

/// How many of the places of a strip are so near that it needs no name.
const SHORT_PLACES: usize = 5;

/// How much room a strip takes.
pub fn size(painting: &Painting<'_>, label: &Label, strip: &Strip) -> Px {
    if is_short(&label.text) {
        let cells = short_cells(painting, strip);
        let width: f32 = cells.iter().map(Cell::width).sum();
        return px(width + 4.0, ROW_PX + 3.0);
    }
    let cells = cells(painting, strip);
    let widths: Vec<f32> = cells.iter().map(Cell::width).collect();
    let size = lettering::style(painting, label.kind).size;
    let name = painting.letters.size(&strip.name, size, true).x;
    strip_size(name, &widths)
}

/// What stands beside each other in a strip.
enum Cell {
    /// A reporter: its letters, and its number.
    Number {
        reporter: ReporterId,
        words: String,
        letters_px: f32,
        words_px: f32,
    },
    /// A dot for each further reporter with a number here: nothing that could be read as one.
    Others(Vec<ReporterId>),
}

/// How far the dots of further reporters are apart, two above each other, and their radius, in points.
const DOT_STEP_PX: f32 = 5.4;
const DOT_PX: f32 = 2.1;

/// The least width of all of them, in points, so that strips with few and with many lie alike.
const OTHERS_PX: f32 = 18.6;

impl Cell {
    fn width(&self) -> f32 {
        match self {
            Self::Number {
                letters_px,
                words_px,
                ..
            } => letters_px + words_px + 4.0 * CELL_GAP_PX,
            Self::Others(reporters) => {
                let columns = reporters.len().div_ceil(2) as f32;
                (columns * DOT_STEP_PX + CELL_GAP_PX).max(OTHERS_PX)
            }
        }
    }
}

/// The cells of a strip; the last shows which reporters more there are.
fn cells(painting: &Painting<'_>, strip: &Strip) -> Vec<Cell> {
    let named = match strip.numbers.len() {
        all if all <= MOST_CELLS => all,
        _ => MOST_CELLS - 1,
    };
    cells_of(painting, strip, &strip.numbers[..named])
}

/// The number that a place is filled by, and which reporters more there are.
fn short_cells(painting: &Painting<'_>, strip: &Strip) -> Vec<Cell> {
    let leading = leading(&strip.numbers, painting.scene.overview.reporter);
    let mut numbers = strip.numbers.iter();
    let first = numbers.find(|(_, number)| Some(*number) == leading);
    let first = first.or(strip.numbers.first()).map(std::slice::from_ref);
    cells_of(painting, strip, first.unwrap_or_default())
}

/// A cell for each of these numbers of a strip, and one for the others.
fn cells_of(painting: &Painting<'_>, strip: &Strip, named: &[(ReporterId, Number)]) -> Vec<Cell> {
    let measure = |words: &str, size: f32| painting.letters.size(words, size, true).x;
    let size = lettering::style(painting, LabelKind::Strip(0)).size;
    let cell = |(reporter, number): &(ReporterId, Number)| {
        let letters = &painting.atlas.reporters()[*reporter].letter;
        let words = number.text();
        Cell::Number {
            reporter: *reporter,
            letters_px: measure(letters, CELL_LETTER_PX),
            words_px: measure(&words, size),
            words,
        }
    };
    let mut cells: Vec<Cell> = named.iter().map(cell).collect();
    let all = strip.numbers.iter().map(|(reporter, _)| *reporter);
    let others = all.filter(|id| named.iter().all(|(known, _)| known != id));
    let others: Vec<ReporterId> = others.collect();
    if !others.is_empty() {
        cells.push(Cell::Others(others));
    }
    cells
}

/// Size of the letters of a reporter in a strip, in points.
const CELL_LETTER_PX: f32 = 9.0;

/// The numbers of a place, side by side, each beside the letters of its reporter.
pub fn strip(
    painting: &Painting<'_>,
    (label, strip): (&Placed, &Strip),
    share: f32,
    marks: &mut Vec<Mark>,
) {
    let palette = painting.palette;
    let look = lettering::style(painting, label.kind);
    let corner = label.middle - label.size / 2.0;
    let ground = palette.halo.faded(0.92 * share);
    let line = Stroke::solid(palette.region_line.faded(share), 0.8);
    marks.push(Mark::saying(None));
    marks.push(Mark::rect((corner, label.size), 3.0, (ground, line)));
    let is_short = is_short(&label.text);
    let name_px = if is_short { -0.5 } else { NAME_PX };
    if !is_short {
        let name = TextStyle::plain(look.size, look.ink.faded(share)).strong();
        marks.push(Mark::text(
            px(label.middle.x, corner.y + 2.0 + NAME_PX / 2.0),
            strip.name.clone(),
            name.aligned(Align::Middle),
        ));
    }
    let cells = match is_short {
        true => short_cells(painting, strip),
        false => cells(painting, strip),
    };
    for (row, of_row) in cells.chunks(CELLS_A_ROW).enumerate() {
        let width: f32 = of_row.iter().map(Cell::width).sum();
        let mut left = label.middle.x - width / 2.0;
        let top = corner.y + 2.0 + name_px + row as f32 * ROW_PX;
        let middle = |x: f32| px(x, top + ROW_PX / 2.0);
        let text = |at: Px, words: &str, size: f32, ink: Rgba| {
            let style = TextStyle::plain(size, ink.faded(share)).strong();
            Mark::text(at, words.to_owned(), style.aligned(Align::Middle))
        };
        for cell in of_row {
            match cell {
                Cell::Number {
                    reporter,
                    words,
                    letters_px,
                    words_px,
                } => {
                    let reporter = &painting.atlas.reporters()[*reporter];
                    let ink = palette.reporter(reporter);
                    let cap = letters_px + 2.0 * CELL_GAP_PX;
                    let size = px(cap, ROW_PX - 2.0);
                    marks.push(Mark::rect(
                        (px(left, top + 1.0), size),
                        2.0,
                        ink.faded(share),
                    ));
                    let on = middle(left + cap / 2.0);
                    marks.push(text(on, &reporter.letter, CELL_LETTER_PX, readable_on(ink)));
                    let on = middle(left + cap + CELL_GAP_PX + words_px / 2.0);
                    marks.push(text(on, words, look.size, look.ink));
                }
                Cell::Others(reporters) => {
                    for (at, id) in reporters.iter().enumerate() {
                        let ink = palette.reporter(&painting.atlas.reporters()[*id]);
                        let column = (at / 2) as f32 + 0.5;
                        // One alone in its column stands in the middle.
                        let row = match (at % 2, at + 1 == reporters.len()) {
                            (0, true) => 0.0,
                            (0, false) => -0.5,
                            _ => 0.5,
                        };
                        let on = middle(left + column * DOT_STEP_PX) + px(0.0, row * DOT_STEP_PX);
                        marks.push(Mark::circle(on, DOT_PX, ink.faded(share)));
                    }
                }
            }
            left += cell.width();
        }
    }
    marks.push(Mark::Close);
}
