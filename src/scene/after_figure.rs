//! What stands in a figure after its number: the figures of those who dispute it, each behind a sign and the
//! letters of its reporter, then a cross and the letters of those who deny it.

use crate::{
    model::ReporterId,
    scene::{
        Bundle, Px, Rgba,
        bundle::{DeniedBy, Dispute, Disputed},
        layers::labels::{box_shape, cap_shape},
        lettering::{FIGURE_GAP_PX, LETTER_PX, LabelStyle},
        marks::{Align, Mark, Painting, Shape, TextStyle},
        px,
        style::{Stroke, readable_on},
    },
    words::reports,
};

/// One after the other, from left to right.
enum Part {
    Sign(Says),
    /// The letters of a reporter on its colour, and what follows them there.
    Letters(ReporterId, String),
    /// A number on the ground of the figure.
    Number(String),
}

/// What a sign between two reporters says.
#[derive(Clone, Copy)]
enum Says {
    Denied,
    Disputed(Dispute),
}

/// Where the parts stand, and how strongly they are drawn.
#[derive(Clone, Copy)]
pub(super) struct Within<'a> {
    /// The left upper corner of the whole figure, and its size, in points.
    pub corner: Px,
    pub size: Px,
    /// Of the number.
    pub look: &'a LabelStyle,
    /// From 0 to 1.
    pub share: f32,
}

fn parts(painting: &Painting<'_>, bundle: &Bundle) -> Vec<Part> {
    let mut parts = Vec::new();
    for disputed in &bundle.disputed_by {
        let letters = painting.atlas.reporters()[disputed.reporter].letter.clone();
        parts.extend([
            Part::Sign(Says::Disputed(disputed.how)),
            Part::Letters(disputed.reporter, letters),
            Part::Number(number(bundle, *disputed)),
        ]);
    }
    if !bundle.denied_by.is_empty() {
        parts.push(Part::Sign(Says::Denied));
    }
    let denier =
        |denied: &DeniedBy| Part::Letters(denied.reporter, denier(painting, bundle, *denied));
    parts.extend(bundle.denied_by.iter().map(denier));
    parts
}

/// Who denies a bundle: its letters, and how many of the claims where not all.
fn denier(painting: &Painting<'_>, bundle: &Bundle, denied: DeniedBy) -> String {
    let letter = &painting.atlas.reporters()[denied.reporter].letter;
    match bundle.figure.claims() {
        all if denied.claims < all => reports::denier_of(letter, denied.claims, all),
        _ => letter.clone(),
    }
}

/// What another states, and of how many of the claims where not of all.
fn number(bundle: &Bundle, disputed: Disputed) -> String {
    let number = disputed.figure.text();
    match bundle.figure.claims() {
        all if disputed.claims < all => reports::disputer_of(&number, disputed.claims, all),
        _ => number,
    }
}

fn width_of(painting: &Painting<'_>, part: &Part, look: &LabelStyle) -> f32 {
    match part {
        Part::Sign(sign) => sign_px(*sign) + FIGURE_GAP_PX,
        Part::Letters(_, words) => {
            painting.letters.size(words, LETTER_PX, true).x + 2.0 * FIGURE_GAP_PX
        }
        Part::Number(words) => {
            painting.letters.size(words, look.size, true).x + 2.0 * FIGURE_GAP_PX
        }
    }
}

/// How wide all of it is, in points; 0 where nobody disputes or denies it.
pub(super) fn width(painting: &Painting<'_>, bundle: &Bundle, look: &LabelStyle) -> f32 {
    let parts = parts(painting, bundle);
    let widths = parts.iter().map(|part| width_of(painting, part, look));
    widths.sum()
}

/// What is drawn below the edge of the figure, and above it.
pub(super) fn marks(painting: &Painting<'_>, bundle: &Bundle, at: Within<'_>) -> [Vec<Mark>; 2] {
    let Within {
        corner,
        size,
        look,
        share,
    } = at;
    let middle = corner.y + size.y / 2.0;
    let text = |x: f32, words: &str, size: f32, ink: Rgba| {
        let style = TextStyle::plain(size, ink).strong().aligned(Align::Middle);
        Mark::text(px(x, middle), words.to_owned(), style)
    };
    let mut left = corner.x + size.x - width(painting, bundle, look);
    let (mut below, mut above) = (Vec::new(), Vec::new());
    let mut parts = parts(painting, bundle).into_iter().peekable();
    while let Some(part) = parts.next() {
        let width = width_of(painting, &part, look);
        let ink = look.ink.faded(share);
        match &part {
            Part::Sign(says) => {
                above.extend(sign(px(left, middle), *says, ink));
            }
            Part::Letters(reporter, words) => {
                let full = painting
                    .palette
                    .reporter(&painting.atlas.reporters()[*reporter]);
                let corner = px(left, corner.y);
                let shape = match parts.peek() {
                    None => last_cap_shape(corner, width, size.y / 2.0),
                    Some(_) => box_shape(corner, px(width, size.y)),
                };
                below.push(Mark::fill(shape, full.faded(share)));
                let ink = readable_on(full).faded(share);
                above.push(text(left + width / 2.0, words, LETTER_PX, ink));
            }
            Part::Number(words) => above.push(text(left + width / 2.0, words, look.size, ink)),
        }
        left += width;
    }
    [below, above]
}

/// How wide a sign is, in points.
fn sign_px(sign: Says) -> f32 {
    match sign {
        Says::Denied => CROSS_PX,
        Says::Disputed(_) => BEFORE_DISPUTE_PX + DISPUTE_PX,
    }
}

/// A sign from its left edge.
fn sign(left: Px, says: Says, ink: Rgba) -> Vec<Mark> {
    let at = |x: f32| px(left.x + x, left.y);
    match says {
        Says::Denied => cross(at(CROSS_PX / 2.0), ink).to_vec(),
        Says::Disputed(how) => dispute(at(BEFORE_DISPUTE_PX + DISPUTE_PX / 2.0), how, ink),
    }
}

/// How wide and high the cross of a denial is, in points.
const CROSS_PX: f32 = 7.0;

/// The cross of a denial.
pub fn cross(at: Px, ink: Rgba) -> [Mark; 2] {
    let half = CROSS_PX / 2.0;
    [px(half, half), px(half, -half)].map(|reach| {
        let line = Shape::Open(vec![at - reach, at + reach]);
        Mark::stroke(line, Stroke::solid(ink, 1.8))
    })
}

/// How wide the sign between two figures is, in points.
const DISPUTE_PX: f32 = 10.0;

/// Room between a number and that sign, in points.
const BEFORE_DISPUTE_PX: f32 = 2.0;

/// Between two figures: the sign of what is not equal, or an arrow each way where each accuses the other.
pub fn dispute(at: Px, how: Dispute, ink: Rgba) -> Vec<Mark> {
    let half = DISPUTE_PX / 2.0;
    let line = |points: &[(f32, f32)], width: f32| {
        let points = points.iter().map(|(x, y)| at + px(*x, *y));
        Mark::stroke(Shape::Open(points.collect()), Stroke::solid(ink, width))
    };
    match how {
        Dispute::Differs => vec![
            line(&[(-half + 1.0, -2.0), (half - 1.0, -2.0)], 1.5),
            line(&[(-half + 1.0, 2.0), (half - 1.0, 2.0)], 1.5),
            line(&[(-2.2, 4.5), (2.2, -4.5)], 1.5),
        ],
        Dispute::Mutual => [1.0, -1.0]
            .into_iter()
            .flat_map(|way: f32| {
                let y = -2.4 * way;
                let tip = half * way;
                let barb = tip - 2.8 * way;
                [
                    line(&[(-tip, y), (tip, y)], 1.4),
                    line(&[(barb, y - 2.2), (tip, y), (barb, y + 2.2)], 1.4),
                ]
            })
            .collect(),
    }
}

/// The right end of a pill.
fn last_cap_shape(corner: Px, width: f32, radius: f32) -> Shape {
    let mirrored = |at: Px| px(2.0 * corner.x + width - at.x, at.y);
    match cap_shape(corner, width, radius) {
        Shape::Closed(cap) => Shape::Closed(cap.into_iter().map(mirrored).collect()),
        shape => shape,
    }
}
