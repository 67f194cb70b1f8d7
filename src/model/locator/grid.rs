//! The grid laid over all areas: which cell a position lies in, and which cells an edge passes.
//! What the cells hold is not known here.

use std::ops::RangeInclusive;

use crate::model::geo::{LonLat, Rect};

/// By how much of a cell edges are taken to be thicker than they are, so that no rounding hides a
/// cell they pass. Rounding is a million times smaller.
const MARGIN_CELLS: f64 = 1e-6;

/// How many cells there are for one edge: more make the cells at borders fewer and smaller, fewer
/// are made sooner. Measured with `benches/locate.rs`.
const CELLS_PER_EDGE: f64 = 16.0;

/// Neither fewer nor more columns and rows than these.
const LEAST: f64 = 8.0;
const MOST: f64 = 1024.0;

/// How many parts edges may be cut into by the rows, for one edge.
const PARTS_PER_EDGE: f64 = 4.0;

/// One direction of the grid.
#[derive(Clone, Debug)]
struct Axis {
    low: f64,
    high: f64,
    cells_per_degree: f64,
    count: usize,
}

impl Axis {
    /// Cuts the way from `low` to `high`. All edges together go `length` degrees along it.
    fn new(low: f64, high: f64, edges: f64, length: f64) -> Self {
        let parts = (PARTS_PER_EDGE * edges).max(MOST);
        let wanted = (CELLS_PER_EDGE * edges).sqrt().clamp(LEAST, MOST);
        // Where edges are long, each lies in many cells, and fewer cells have to do.
        let bearable = parts * ((high - low) / length);
        let count = wanted.min(bearable).max(1.0) as usize;
        let per_degree = count as f64 / (high - low);
        Self {
            low,
            high,
            cells_per_degree: if per_degree.is_finite() {
                per_degree
            } else {
                0.0
            },
            count,
        }
    }

    fn holds(&self, degrees: f64) -> bool {
        (self.low..=self.high).contains(&degrees)
    }

    /// How many cells lie before it, with the part of its own. Never falls as `degrees` grow.
    fn cells_before(&self, degrees: f64) -> f64 {
        // What is not a number comes from a way of no length, or one beyond all numbers.
        let cells = (degrees - self.low) * self.cells_per_degree;
        if cells.is_nan() { 0.0 } else { cells }
    }

    /// The cell at so many cells from the start.
    fn cell(&self, cells_before: f64) -> usize {
        // Cast so, what lies below zero is zero.
        (cells_before as usize).min(self.count - 1)
    }

    /// A position well inside a cell, where cells are large enough to have one.
    fn middle(&self, cell: usize) -> Option<f64> {
        let middle = self.low + (cell as f64 + 0.5) / self.cells_per_degree;
        (self.holds(middle) && self.cell(self.cells_before(middle)) == cell).then_some(middle)
    }
}

/// Columns from west to east, rows from south to north.
#[derive(Clone, Debug)]
pub(super) struct Grid {
    x: Axis,
    y: Axis,
}

/// The part of an edge that lies in one row.
pub(super) struct Part {
    pub row: usize,
    /// Those it passes, and at times one beside them.
    pub columns: RangeInclusive<usize>,
}

impl Grid {
    /// Covers `extent`, with cells as suit so many edges that go so many degrees east or west and
    /// north or south.
    pub fn new(extent: Rect, edges: usize, lengths: [f64; 2]) -> Self {
        let (low, high) = (extent.min(), extent.max());
        let edges = edges as f64;
        Self {
            x: Axis::new(low.x, high.x, edges, lengths[0]),
            y: Axis::new(low.y, high.y, edges, lengths[1]),
        }
    }

    pub fn columns(&self) -> usize {
        self.x.count
    }

    pub fn rows(&self) -> usize {
        self.y.count
    }

    /// Column and row; `None` outside the extent.
    pub fn cell(&self, at: LonLat) -> Option<[usize; 2]> {
        if !self.x.holds(at.x) || !self.y.holds(at.y) {
            return None;
        }
        let column = self.x.cell(self.x.cells_before(at.x));
        Some([column, self.y.cell(self.y.cells_before(at.y))])
    }

    /// A position inside a cell, where it is large enough to have one.
    pub fn middle(&self, column: usize, row: usize) -> Option<LonLat> {
        Some(LonLat {
            x: self.x.middle(column)?,
            y: self.y.middle(row)?,
        })
    }

    /// The rows an edge passes.
    pub fn rows_passed(&self, from: LonLat, to: LonLat) -> RangeInclusive<usize> {
        let row = |y| self.y.cell(self.y.cells_before(y));
        row(from.y.min(to.y))..=row(from.y.max(to.y))
    }

    /// The cells an edge passes, row by row: all that hold any of its points.
    pub fn cells_passed(&self, from: LonLat, to: LonLat) -> impl Iterator<Item = Part> {
        let (low, high) = if from.y <= to.y {
            (from, to)
        } else {
            (to, from)
        };
        let [x_low, x_high] = [low.x, high.x].map(|x| self.x.cells_before(x));
        let [y_low, y_high] = [low.y, high.y].map(|y| self.y.cells_before(y));
        let rise = y_high - y_low;
        let x_at = move |y: f64| match rise > MARGIN_CELLS {
            true => x_low + ((y - y_low) / rise).clamp(0.0, 1.0) * (x_high - x_low),
            false => f64::NAN,
        };
        self.rows_passed(from, to).map(move |row| {
            let south = x_at(row as f64 - MARGIN_CELLS);
            let north = x_at((row + 1) as f64 + MARGIN_CELLS);
            // Flat edges are taken whole.
            let [a, b] = match south.is_nan() {
                true => [x_low, x_high],
                false => [south, north],
            };
            let west = self.x.cell(a.min(b) - MARGIN_CELLS);
            let east = self.x.cell(a.max(b) + MARGIN_CELLS);
            Part {
                row,
                columns: west..=east,
            }
        })
    }
}
