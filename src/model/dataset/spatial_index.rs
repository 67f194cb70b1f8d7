//! A packed index of positions: rows that lie near each other, in leaves of equal size with a box
//! around each.

use std::thread;

use super::{NOWHERE, order};

/// Rows in a leaf.
const LEAF: usize = 256;

/// Leaves that share a box of their own.
const BRANCH: usize = 64;

/// South-west and north-east corner, in units of 1e-7 degrees, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// South-west corner, in units of 1e-7 degrees.
    pub low: [i32; 2],
    /// North-east corner, included.
    pub high: [i32; 2],
}

impl Extent {
    /// Holds nothing.
    pub const EMPTY: Self = Self {
        low: [i32::MAX; 2],
        high: [i32::MIN; 2],
    };

    /// Holds every position.
    pub const ALL: Self = Self {
        low: [i32::MIN; 2],
        high: [i32::MAX; 2],
    };

    /// Whether no position lies inside.
    pub fn is_empty(self) -> bool {
        self.low[0] > self.high[0] || self.low[1] > self.high[1]
    }

    /// Whether a position lies inside or on the edge.
    pub fn contains(self, at: [i32; 2]) -> bool {
        self.low[0] <= at[0]
            && at[0] <= self.high[0]
            && self.low[1] <= at[1]
            && at[1] <= self.high[1]
    }

    /// Whether the two have a position in common.
    pub fn meets(self, other: Self) -> bool {
        self.low[0] <= other.high[0]
            && other.low[0] <= self.high[0]
            && self.low[1] <= other.high[1]
            && other.low[1] <= self.high[1]
    }

    /// The box around an arrow between two positions, its bend to either side included.
    pub fn of_arrow(from: [i32; 2], to: [i32; 2]) -> Self {
        let mut extent = Self::EMPTY;
        extent.take(from);
        extent.take(to);
        // A bend is an eighth of the length on the map, where a degree of latitude is longer.
        let [wide, high] = [0, 1].map(|axis| extent.high[axis].saturating_sub(extent.low[axis]));
        let bend = wide / 5 + high / 3;
        for axis in 0..2 {
            extent.low[axis] = extent.low[axis].saturating_sub(bend);
            extent.high[axis] = extent.high[axis].saturating_add(bend);
        }
        extent
    }

    fn covers(self, other: Self) -> bool {
        self.contains(other.low) && self.contains(other.high)
    }

    /// Grows to hold the position as well.
    fn take(&mut self, at: [i32; 2]) {
        for (axis, at) in at.into_iter().enumerate() {
            self.low[axis] = self.low[axis].min(at);
            self.high[axis] = self.high[axis].max(at);
        }
    }

    fn join(&mut self, other: Self) {
        if !other.is_empty() {
            self.take(other.low);
            self.take(other.high);
        }
    }
}

/// Rows by position: leaves of equal size, and boxes of boxes around them.
#[derive(Clone, Debug, Default)]
pub struct SpatialIndex {
    /// Leaf after leaf; ascending within each, so that a range of rows is found by bisection.
    rows: Vec<u32>,
    /// PlaceRef and beginning of each, as they come, so that none is looked for elsewhere.
    positions: Vec<Ends>,
    leaves: Vec<Boxes>,
    branches: Vec<Boxes>,
}

/// What the rows of a leaf or a branch reach over.
#[derive(Clone, Copy, Debug)]
struct Boxes {
    /// The spots they are drawn at.
    spots: Extent,
    /// The spots, and where arrows to them begin.
    whole: Extent,
}

impl Boxes {
    const EMPTY: Self = Self {
        spots: Extent::EMPTY,
        whole: Extent::EMPTY,
    };
}

/// The spot of a row, and where the arrow to it begins.
pub type Ends = [[i32; 2]; 2];

/// The rows of one leaf that a question has to do with.
#[derive(Clone, Copy)]
pub struct Leaf<'a> {
    /// Ascending.
    pub rows: &'a [u32],
    /// Of each.
    pub positions: &'a [Ends],
    /// Whether the question holds all of their spots, so that none needs to be looked at.
    pub within: bool,
}

impl SpatialIndex {
    /// Packs the rows that have a spot. `from` is [`NOWHERE`] for those that are no arrow.
    pub fn new(spot: &[[i32; 2]], from: &[[i32; 2]]) -> Self {
        let placed: Vec<u32> = (0..spot.len() as u32)
            .filter(|row| spot[*row as usize] != NOWHERE)
            .collect();
        let mut all = Extent::EMPTY;
        for row in &placed {
            all.take(spot[*row as usize]);
        }
        let grid = Grid::over(all);
        let keys: Vec<u64> = placed
            .iter()
            .map(|row| u64::from(hilbert(grid.cell(spot[*row as usize]))))
            .collect();
        let order = order::order_by_key(&keys);
        drop(keys);
        let mut rows: Vec<u32> = order.iter().map(|at| placed[*at as usize]).collect();
        drop((order, placed));
        let halves = rows.len() / LEAF / 2 * LEAF;
        let (first, second) = rows.split_at_mut(halves);
        let leaves = thread::scope(|scope| {
            let second = scope.spawn(|| pack(second, spot, from));
            let mut leaves = pack(first, spot, from);
            leaves.extend(second.join().expect("packing does not fail"));
            leaves
        });
        let branches = leaves.chunks(BRANCH).map(|leaves: &[Boxes]| {
            let mut all = Boxes::EMPTY;
            for leaf in leaves {
                all.spots.join(leaf.spots);
                all.whole.join(leaf.whole);
            }
            all
        });
        let begin = |row: usize| from.get(row).copied().unwrap_or(NOWHERE);
        let ends = |row: &u32| [spot[*row as usize], begin(*row as usize)];
        Self {
            positions: rows.iter().map(ends).collect(),
            branches: branches.collect(),
            rows,
            leaves,
        }
    }

    /// How many rows have a spot.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The box around everything that is drawn; `None` where nothing is.
    pub fn extent(&self) -> Option<Extent> {
        let mut all = Extent::EMPTY;
        for branch in &self.branches {
            all.join(branch.whole);
        }
        (!all.is_empty()).then_some(all)
    }

    /// The leaves whose spots may lie in the extent.
    pub fn with_spots_in(&self, extent: Extent) -> impl Iterator<Item = Leaf<'_>> {
        let meets = move |boxes: &Boxes| boxes.spots.meets(extent);
        self.leaves_where(meets).map(move |(boxes, leaf)| Leaf {
            within: extent.covers(boxes.spots),
            ..leaf
        })
    }

    /// The leaves of which something may be drawn in the extent.
    pub fn reaching(&self, extent: Extent) -> impl Iterator<Item = Leaf<'_>> {
        let meets = move |boxes: &Boxes| boxes.whole.meets(extent);
        self.leaves_where(meets).map(|(_, leaf)| leaf)
    }

    fn leaves_where(
        &self,
        wanted: impl Fn(&Boxes) -> bool + Copy,
    ) -> impl Iterator<Item = (Boxes, Leaf<'_>)> {
        let branches = self.branches.iter().zip(self.leaves.chunks(BRANCH));
        let rows = self.rows.chunks(LEAF * BRANCH);
        let rows = rows.zip(self.positions.chunks(LEAF * BRANCH));
        branches
            .zip(rows)
            .filter(move |((branch, _), _)| wanted(branch))
            .flat_map(move |((_, leaves), (rows, positions))| {
                let rows = rows.chunks(LEAF).zip(positions.chunks(LEAF));
                leaves.iter().zip(rows)
            })
            .filter(move |(leaf, _)| wanted(leaf))
            .map(|(leaf, (rows, positions))| {
                let of_leaf = Leaf {
                    rows,
                    positions,
                    within: false,
                };
                (*leaf, of_leaf)
            })
    }

    /// Bytes in memory.
    pub fn bytes(&self) -> usize {
        let boxes = self.leaves.len() + self.branches.len();
        self.rows.len() * (4 + size_of::<Ends>()) + boxes * size_of::<Boxes>()
    }
}

/// Puts the rows of each leaf in order, and boxes around them.
fn pack(rows: &mut [u32], spot: &[[i32; 2]], from: &[[i32; 2]]) -> Vec<Boxes> {
    let leaves = rows.chunks_mut(LEAF).map(|leaf| {
        leaf.sort_unstable();
        let mut boxes = Boxes::EMPTY;
        for row in leaf.iter() {
            let at = spot[*row as usize];
            boxes.spots.take(at);
            let begin = from.get(*row as usize).filter(|at| **at != NOWHERE);
            if let Some(begin) = begin {
                boxes.whole.join(Extent::of_arrow(*begin, at));
            }
        }
        boxes.whole.join(boxes.spots);
        boxes
    });
    leaves.collect()
}

/// 65,536 by 65,536 cells over an extent.
struct Grid {
    low: [i32; 2],
    /// Cells a unit.
    scale: [f64; 2],
}

impl Grid {
    fn over(extent: Extent) -> Self {
        let scale = |axis: usize| {
            let span = f64::from(extent.high[axis]) - f64::from(extent.low[axis]);
            f64::from(0xffff) / span.max(1.0)
        };
        Self {
            low: extent.low,
            scale: [scale(0), scale(1)],
        }
    }

    /// The cell of a position inside.
    fn cell(&self, at: [i32; 2]) -> [u32; 2] {
        std::array::from_fn(|axis| {
            let along = f64::from(at[axis]) - f64::from(self.low[axis]);
            (along * self.scale[axis]) as u32
        })
    }
}

/// How far along Hilbert's curve a cell of a grid of 65,536 by 65,536 lies.
fn hilbert([mut x, mut y]: [u32; 2]) -> u32 {
    let mut along = 0;
    for bit in (0..16).rev() {
        let (right, up) = ((x >> bit) & 1, (y >> bit) & 1);
        along = (along << 2) | ((3 * right) ^ up);
        if up == 0 {
            if right == 1 {
                x = !x & 0xffff;
                y = !y & 0xffff;
            }
            std::mem::swap(&mut x, &mut y);
        }
    }
    along
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*};

    use super::*;

    #[test]
    fn the_curve_goes_from_each_cell_to_one_beside_it() {
        let mut cells: Vec<[u32; 2]> = Vec::new();
        for x in 0..32 {
            for y in 0..32 {
                cells.push([x << 11, y << 11]);
            }
        }
        cells.sort_by_key(|cell| hilbert(*cell));
        for pair in cells.windows(2) {
            let step = pair[0][0].abs_diff(pair[1][0]) + pair[0][1].abs_diff(pair[1][1]);
            assert_eq!(step, 1 << 11, "{pair:?}");
        }
    }

    fn position() -> impl Strategy<Value = [i32; 2]> {
        prop_oneof![
            1 => Just(NOWHERE),
            9 => [0..1000_i32, 0..1000_i32],
        ]
    }

    proptest! {
        #[test]
        fn no_row_of_an_extent_is_missed(
            rows in vec((position(), position()), 0..2000),
            low in [0..1000_i32, 0..1000_i32],
            size in [0..600_i32, 0..600_i32],
        ) {
            let (spot, from): (Vec<_>, Vec<_>) = rows.into_iter().unzip();
            let leaves = SpatialIndex::new(&spot, &from);
            let extent = Extent { low, high: [low[0] + size[0], low[1] + size[1]] };
            let mut found: Vec<u32> = Vec::new();
            for leaf in leaves.with_spots_in(extent) {
                prop_assert!(leaf.rows.is_sorted());
                for (row, [at, begin]) in leaf.rows.iter().zip(leaf.positions) {
                    prop_assert_eq!(spot[*row as usize], *at);
                    prop_assert_eq!(from[*row as usize], *begin);
                }
                let inside = leaf.rows.iter().filter(|row| extent.contains(spot[**row as usize]));
                let inside: Vec<u32> = inside.copied().collect();
                prop_assert!(!leaf.within || inside.len() == leaf.rows.len());
                found.extend(inside);
            }
            found.sort_unstable();
            let rows = 0..spot.len() as u32;
            let expected: Vec<u32> = rows
                .filter(|row| spot[*row as usize] != NOWHERE)
                .filter(|row| extent.contains(spot[*row as usize]))
                .collect();
            prop_assert_eq!(&found, &expected);
            let rows_of = leaves.reaching(extent).flat_map(|leaf| leaf.rows);
            let mut reaching: Vec<u32> = rows_of.copied().collect();
            reaching.sort_unstable();
            prop_assert!(expected.iter().all(|row| reaching.binary_search(row).is_ok()));
        }
    }
}
