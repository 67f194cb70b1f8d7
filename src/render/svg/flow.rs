//! How a legend flows through columns: which words stand where, and at what size they all fit.

use super::{letters::wrap, page::PITCH};
use crate::scene::{
    Px,
    legend::{Row, Section, Sign},
    px,
};

/// A line of words, or a sign with the lines beside it, at its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// Top left of its first line.
    pub at: Px,
    pub strong: bool,
    pub sign: Sign,
    pub lines: Vec<String>,
}

/// A legend that has found its places.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Flow {
    pub pieces: Vec<Piece>,
    /// Size of the words, in points.
    pub size: f32,
    /// Where the last piece ends.
    pub bottom: f32,
    /// How wide all columns are together.
    pub width: f32,
}

/// Room for a sign and the gap behind it, as a multiple of the size of the words.
pub const SIGN_ROOM: f32 = 3.9;

/// Gap between columns, as a multiple of the size of the words.
const GAP: f32 = 1.6;

/// The sizes that are tried, as shares of the usual one.
const SHARES: [f32; 4] = [1.0, 0.94, 0.88, 0.82];

/// The most columns a legend may take beside a map.
const MOST_COLUMNS: usize = 2;

/// Finds places for a legend in columns of that width and height: as few columns and as large
/// words as can be. `None` where it does not fit at all.
pub fn flow(legend: &[Section], size: f32, width: f32, height: f32) -> Option<Flow> {
    let tries = (1..=MOST_COLUMNS).flat_map(|columns| SHARES.map(|share| (columns, size * share)));
    tries
        .map(|(columns, size)| laid_out(legend, size, (width, columns), height))
        .find(|flow| flow.bottom <= height)
}

/// Finds places for a legend in as many columns as there is room for, below a map. `None` where it
/// takes more than that height.
pub fn band(
    legend: &[Section],
    size: f32,
    (width, columns): (f32, usize),
    height: f32,
) -> Option<Flow> {
    let flows = SHARES.map(|share| laid_out(legend, size * share, (width, columns), height));
    flows.into_iter().find(|flow| flow.bottom <= height)
}

/// A block that stays in one column: a title stays with the first of its rows.
struct Block {
    pieces: Vec<Piece>,
    height: f32,
    /// Room before it where something stands above.
    before: f32,
}

fn laid_out(legend: &[Section], size: f32, (width, columns): (f32, usize), height: f32) -> Flow {
    let blocks = blocks(legend, size, width);
    let all: f32 = blocks.iter().map(|block| block.height + block.before).sum();
    // Columns are filled evenly, not one to the brim and the last with what is left.
    let even = match columns {
        1 => f32::INFINITY,
        columns => (all / columns as f32).min(height),
    };
    let mut flow = Flow {
        size,
        width: columns as f32 * width + (columns - 1) as f32 * GAP * size,
        ..Flow::default()
    };
    let (mut column, mut y) = (0, 0.0);
    for block in blocks {
        let before = if y > 0.0 { block.before } else { 0.0 };
        let over = y + before + block.height * 0.5 > even || y + before + block.height > height;
        if y > 0.0 && over && column + 1 < columns {
            column += 1;
            y = 0.0;
        } else {
            y += before;
        }
        let corner = Px {
            x: column as f32 * (width + GAP * size),
            y,
        };
        flow.pieces
            .extend(block.pieces.into_iter().map(|piece| Piece {
                at: piece.at + corner,
                ..piece
            }));
        y += block.height;
        flow.bottom = flow.bottom.max(y);
    }
    flow
}

fn blocks(legend: &[Section], size: f32, width: f32) -> Vec<Block> {
    let line = size * PITCH;
    let mut blocks = Vec::new();
    for section in legend {
        let title = wrap(&section.title, true, size, width);
        let mut block = Block {
            height: title.len() as f32 * line,
            pieces: vec![Piece {
                at: px(0.0, 0.0),
                strong: true,
                sign: Sign::None,
                lines: title,
            }],
            before: line * 0.55,
        };
        for row in &section.rows {
            let piece = piece(row, size, width);
            let height = piece.lines.len().max(1) as f32 * line;
            let below = Piece {
                at: px(0.0, block.height),
                ..piece
            };
            block.pieces.push(below);
            block.height += height;
            blocks.push(std::mem::replace(
                &mut block,
                Block {
                    pieces: Vec::new(),
                    height: 0.0,
                    before: 0.0,
                },
            ));
        }
        if !block.pieces.is_empty() {
            blocks.push(block);
        }
    }
    blocks
}

fn piece(row: &Row, size: f32, width: f32) -> Piece {
    let room = match row.sign {
        Sign::None => 0.0,
        _ => SIGN_ROOM * size,
    };
    Piece {
        at: px(0.0, 0.0),
        strong: false,
        sign: row.sign,
        lines: wrap(&row.words, false, size, width - room),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn legend(rows: usize) -> Vec<Section> {
        let row = |index| Row::new(Sign::Width(2.0), format!("row {index}"));
        vec![Section {
            title: "Title".to_owned(),
            rows: (0..rows).map(row).collect(),
        }]
    }

    #[test]
    fn a_legend_takes_one_column_then_smaller_words_then_two_columns_then_nothing() {
        let check = |rows, expected: Option<(f32, bool)>| {
            let flow = flow(&legend(rows), 10.0, 100.0, 300.0);
            let found = flow.map(|flow| (flow.size, flow.width > 100.0));
            assert_eq!(found, expected, "{rows}");
        };
        check(10, Some((10.0, false)));
        check(22, Some((8.8, false)));
        check(30, Some((10.0, true)));
        check(300, None);
    }

    #[test]
    fn every_row_has_a_place_and_none_is_below_the_bottom() {
        let flow = flow(&legend(34), 10.0, 100.0, 300.0).expect("fits");
        assert_eq!(flow.pieces.len(), 35);
        assert!(flow.bottom <= 300.0);
        let columns: Vec<usize> = [0.0, 50.0]
            .map(|x| flow.pieces.iter().filter(|piece| piece.at.x >= x).count())
            .to_vec();
        assert!(columns[1] >= 14, "filled evenly: {columns:?}");
    }
}
