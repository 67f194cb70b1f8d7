//! Strips of the overview: the numbers of a place, side by side, each beside the letters of its reporter.

use super::{CELL_GAP_PX, CELLS_A_ROW, MOST_CELLS, NAME_PX, ROW_PX, Strip, strip_size};
use crate::{
    model::{PlaceRef, ReporterId},
    query::overview::{Number, leading},
    scene::{
        Label, LabelKind, Placed, Px, Rgba, Scene, View,
        camera::to_lon_lat,
        curve::Anchor,
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
    // What found no room is written in the nearest there is, with a line to its place: where there is fill, there
    // is a number.
    let is_left = |label: &&Label| placed.iter().all(|other| other.kind != label.kind);
    let left: Vec<&Label> = short.iter().filter(is_left).collect();
    let rooms: Vec<Room> = taken.iter().copied().chain(rooms_of(&placed)).collect();
    let found = label::place_all(left, &painting.view, &rooms, measure);
    // In a window one can come nearer, or point there: what would stand far from its place is counted instead.
    // In a picture nobody can, and clusters move on as one comes nearer.
    let is_wherever = painting.is_picture() || !painting.clusters.is_empty();
    let is_near = |of: &Placed| {
        let aside = of.middle - of.at;
        is_wherever || aside.x.hypot(aside.y) <= NEAR_PX
    };
    placed.extend(found.into_iter().filter(is_near));
    if let Some(cut_px) = painting.cut_px {
        let is_left = |label: &&Label| placed.iter().all(|other| other.kind != label.kind);
        let pairs = labels_and_short(painting, &short);
        let left: Vec<(&Label, &Label)> = pairs.filter(|(label, _)| is_left(label)).collect();
        for pair in left {
            let taken: Vec<Room> = taken.iter().copied().chain(rooms_of(&placed)).collect();
            placed.extend(beside_cut(painting, pair, cut_px, &taken));
        }
    }
    placed
}

/// So far from its place a strip without a name may stand in a window, in points.
const NEAR_PX: f32 = 52.0;

/// How many places in view have numbers for which no room was found.
pub fn without_room(scene: &Scene, view: &View, placed: &[Placed]) -> usize {
    let strips = scene.labels.iter();
    let strips = strips.filter(|label| matches!(label.kind, LabelKind::Strip(_)));
    let in_view = strips.filter(|label| {
        let place = label.alternatives.first();
        place.is_some_and(|place| view.sees(view.project(place.at), 0.0))
    });
    let is_left = |label: &&Label| placed.iter().all(|of| of.kind != label.kind);
    in_view.filter(is_left).count()
}

/// The strips that are wanted, whole and short.
fn labels_and_short<'l>(
    painting: &Painting<'l>,
    short: &'l [Label],
) -> impl Iterator<Item = (&'l Label, &'l Label)> {
    short.iter().filter_map(|short| {
        let mut labels = painting.scene.labels.iter();
        let label = labels.find(|label| label.kind == short.kind)?;
        Some((label, short))
    })
}

/// How far a strip stays from where a map is cut off, in points.
const CUT_GAP_PX: f32 = 6.0;

/// How far above and below its place there is room for a strip beside a cut, in points.
const BESIDE_CUT_PX: [f32; 9] = [0.0, -18.0, 18.0, -36.0, 36.0, -54.0, 54.0, -72.0, 72.0];

/// A strip that a handle between two views would cut through, whole or short, at the nearest place on this side
/// of it: what a place comes to is told on either side, wherever the handle stands. On the side on which its
/// place is not, only within the shape of the region, where it is read as that of no other.
fn beside_cut(
    painting: &Painting<'_>,
    (whole, short): (&Label, &Label),
    cut_px: f32,
    taken: &[Room],
) -> Option<Placed> {
    let view = &painting.view;
    let first = whole.alternatives.first()?;
    let at = view.project(first.at);
    let reach = size_of(painting, whole).x / 2.0 + CUT_GAP_PX;
    if (at.x - cut_px).abs() >= reach || at.y < 0.0 || at.y > view.size.y {
        return None;
    }
    let is_here = view.sees(at, 0.0);
    let is_of_place = |there: Px| match place_of(painting, whole.kind) {
        _ if is_here => true,
        Some(PlaceRef::Region(id)) => {
            painting.atlas.regions()[id].contains(to_lon_lat(view.unproject(there)))
        }
        _ => false,
    };
    let aside = |label: &Label| {
        let half = size_of(painting, label) / 2.0 + px(CUT_GAP_PX, 0.0);
        let x = at.x.min(view.size.x - half.x).max(half.x);
        let there = BESIDE_CUT_PX.map(|y| px(x, at.y + y));
        let alternatives = there.into_iter().filter(|there| is_of_place(*there));
        let alternatives = alternatives.map(|there| Anchor {
            at: first.at,
            offset: there - at,
        });
        Label {
            alternatives: alternatives.collect(),
            ..label.clone()
        }
    };
    let measure = |label: &Label| size_of(painting, label);
    let candidates = [aside(whole), aside(short)];
    for label in &candidates {
        let found = room_beside(label, view, taken, measure(label));
        if found.is_some() {
            return found;
        }
    }
    // Its place is on this side: it has a line that leads there.
    let left = is_here.then(|| label::place_all(vec![&candidates[1]], view, taken, measure));
    left.into_iter().flatten().next()
}

/// A label at the first of its alternatives that is free, whichever side of the view what it names is on.
fn room_beside(label: &Label, view: &View, taken: &[Room], size: Px) -> Option<Placed> {
    let at = view.project(label.alternatives.first()?.at);
    label.alternatives.iter().find_map(|anchor| {
        let there = at + anchor.offset;
        let moved = Label {
            alternatives: vec![Anchor::on(view.unproject(there))],
            ..label.clone()
        };
        let placed = label::place([&moved].into_iter(), view, (taken, &[]), |_| size);
        placed.into_iter().next()
    })
}

fn place_of(painting: &Painting<'_>, kind: LabelKind) -> Option<PlaceRef> {
    match kind {
        LabelKind::Strip(index) => Some(painting.scene.overview.strips[index].place),
        _ => None,
    }
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
