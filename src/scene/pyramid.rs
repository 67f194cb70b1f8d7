//! Records of a point layer counted in squares, zoom by zoom: heat of all time is drawn from these counts, so that a
//! frame does not know how many records there are.

use std::ops::Range;

use bytemuck::{Pod, Zeroable};

use super::camera::World;

/// Records in a square.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Pod, Zeroable)]
pub struct Square {
    /// Amid them, in the Mercator square, from the origin of their point layer.
    pub at: [f32; 2],
    /// Which colour they have; where kinds are counted together, that of one of them.
    pub kind: u32,
    /// How many.
    pub records: u32,
}

/// The squares of one depth that hold records: at depth `d`, `2^d` of them would fill a side of the Mercator square.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Level {
    /// How deep it is.
    pub depth: u32,
    /// Those of each patch side by side.
    pub squares: Vec<Square>,
    /// Where the squares of each patch begin, by the numbers of patches.
    patches: Vec<(u64, u32)>,
}

/// Levels from the one of a single square down.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pyramid {
    /// Kinds there are records of, in order.
    kinds: Vec<u32>,
    /// Each kind by itself.
    by_kind: Vec<Level>,
    /// All kinds together, which goes deeper.
    together: Vec<Level>,
}

/// One of the levels of a pyramid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LevelKey {
    depth: u32,
    by_kind: bool,
}

/// The deepest squares: 38 m at the equator.
const DEEPEST: u32 = 20;

/// A level is kept where it has no more squares than one for so many records: what is deeper would hardly be less than
/// the records.
const RECORDS_A_SQUARE: usize = 8;

/// A patch is so many levels above its squares.
const PATCH_LEVELS: u32 = 6;

/// Bits of a key that say the kind.
const KIND_BITS: u32 = 64 - 2 * DEEPEST;

/// Records of a square and a kind while they are counted.
#[derive(Clone, Copy)]
struct Heap {
    /// The number of the square, and the kind below it where kinds are told apart.
    key: u64,
    kind: u32,
    records: u32,
    /// The sum of their places.
    sum: World,
}

impl Pyramid {
    /// Counts records by where they are and by kind. Kinds too many to be told apart make no level.
    ///
    /// Sorts them once, with eight bytes each.
    pub fn of(origin: World, records: impl Iterator<Item = (World, u32)>) -> Self {
        let mut is_too_many = false;
        let mut keys: Vec<u64> = records
            .map(|(at, kind)| {
                is_too_many |= kind >> KIND_BITS != 0;
                number_at(at) << KIND_BITS | u64::from(kind)
            })
            .collect();
        if is_too_many || keys.is_empty() {
            return Self::default();
        }
        keys.sort_unstable();
        let most = keys.len() / RECORDS_A_SQUARE;
        let depth = depth_of(&keys, most);
        let heaps = heaps_of(&mut keys, depth);
        drop(keys);
        let mut kinds: Vec<u32> = heaps.iter().map(|heap| heap.kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let together = merged(heaps.clone(), |key| key | kind_mask());
        Self {
            kinds,
            by_kind: levels(heaps, depth, most, origin),
            together: levels(together, depth, most, origin),
        }
    }

    /// The first level the squares of which are no wider than so much of the Mercator square, where these kinds are
    /// shown and no others.
    pub fn level(&self, widest: f64, is_shown: impl Fn(u32) -> bool) -> Option<(LevelKey, &Level)> {
        let by_kind = !self.kinds.iter().all(|kind| is_shown(*kind));
        let mut levels = self.levels(by_kind).iter();
        let level = levels.find(|level| level.side() <= widest)?;
        let depth = level.depth;
        Some((LevelKey { depth, by_kind }, level))
    }

    /// The level that was found before.
    pub fn at(&self, key: LevelKey) -> Option<&Level> {
        let mut levels = self.levels(key.by_kind).iter();
        levels.find(|level| level.depth == key.depth)
    }

    fn levels(&self, by_kind: bool) -> &[Level] {
        match by_kind {
            true => &self.by_kind,
            false => &self.together,
        }
    }
}

/// The levels from those heaps up, as far as they are worth their room.
fn levels(mut heaps: Vec<Heap>, mut depth: u32, most: usize, origin: World) -> Vec<Level> {
    let mut levels = Vec::new();
    loop {
        if heaps.len() <= most {
            levels.push(Level::of(&heaps, depth, origin));
        }
        let Some(above) = depth.checked_sub(1) else {
            break;
        };
        depth = above;
        heaps = merged(heaps, |key| {
            (key >> KIND_BITS >> 2) << KIND_BITS | key & kind_mask()
        });
    }
    levels.reverse();
    levels
}

impl Level {
    fn of(heaps: &[Heap], depth: u32, origin: World) -> Self {
        let mut patches: Vec<(u64, u32)> = Vec::new();
        let squares = heaps.iter().zip(0_u32..).map(|(heap, index)| {
            let patch = (heap.key >> KIND_BITS) >> (2 * PATCH_LEVELS.min(depth));
            if patches.last().is_none_or(|(last, _)| *last != patch) {
                patches.push((patch, index));
            }
            let amid = heap.sum / f64::from(heap.records) - origin;
            Square {
                at: [amid.x as f32, amid.y as f32],
                kind: heap.kind,
                records: heap.records,
            }
        });
        Self {
            squares: squares.collect(),
            depth,
            patches,
        }
    }

    /// The width of a square, as a share of the Mercator square.
    pub fn side(&self) -> f64 {
        (-f64::from(self.depth)).exp2()
    }

    /// Where the squares are that lie between two corners, north-west and south-east, and some around them.
    pub fn between(&self, low: World, high: World) -> Vec<Range<u32>> {
        let depth = self.depth - PATCH_LEVELS.min(self.depth);
        let patch =
            |at: f64| ((at.clamp(0.0, 1.0) * f64::from(depth).exp2()) as u64).min((1 << depth) - 1);
        let [west, east] = [low.x, high.x].map(patch);
        let [north, south] = [low.y, high.y].map(patch);
        let is_seen = |number: u64| {
            let (x, y) = (every_other(number), every_other(number >> 1));
            (west..=east).contains(&x) && (north..=south).contains(&y)
        };
        let ends = self.patches.iter().skip(1).map(|(_, start)| *start);
        let ends = ends.chain([self.squares.len() as u32]);
        let mut ranges: Vec<Range<u32>> = Vec::new();
        for ((number, start), end) in self.patches.iter().zip(ends) {
            if !is_seen(*number) {
                continue;
            }
            match ranges.last_mut().filter(|last| last.end == *start) {
                Some(last) => last.end = end,
                None => ranges.push(*start..end),
            }
        }
        ranges
    }
}

fn kind_mask() -> u64 {
    (1 << KIND_BITS) - 1
}

/// The number of the deepest square a place lies in: its bits are those of east and south by turns, so that the number
/// of the square around it is a quarter of it.
fn number_at(at: World) -> u64 {
    let side = f64::from(DEEPEST).exp2();
    let along = |at: f64| ((at.clamp(0.0, 1.0) * side) as u64).min((1 << DEEPEST) - 1);
    spread(along(at.x)) | spread(along(at.y)) << 1
}

/// The middle of a deepest square.
fn middle_of(number: u64) -> World {
    let side = f64::from(DEEPEST).exp2();
    World {
        x: (every_other(number) as f64 + 0.5) / side,
        y: (every_other(number >> 1) as f64 + 0.5) / side,
    }
}

/// A number of 32 bits with a nought before each of them.
fn spread(number: u64) -> u64 {
    let mut bits = number & 0xffff_ffff;
    for (shift, mask) in [
        (16, 0x0000_ffff_0000_ffff),
        (8, 0x00ff_00ff_00ff_00ff),
        (4, 0x0f0f_0f0f_0f0f_0f0f),
        (2, 0x3333_3333_3333_3333),
        (1, 0x5555_5555_5555_5555),
    ] {
        bits = (bits | bits << shift) & mask;
    }
    bits
}

/// Every other bit of a number, as a number: what was [`spread`].
fn every_other(number: u64) -> u64 {
    let mut bits = number & 0x5555_5555_5555_5555;
    for (shift, mask) in [
        (1, 0x3333_3333_3333_3333),
        (2, 0x0f0f_0f0f_0f0f_0f0f),
        (4, 0x00ff_00ff_00ff_00ff),
        (8, 0x0000_ffff_0000_ffff),
        (16, 0x0000_0000_ffff_ffff),
    ] {
        bits = (bits | bits >> shift) & mask;
    }
    bits
}

/// The deepest level that has no more than `most` squares, were all records of one kind.
fn depth_of(keys: &[u64], most: usize) -> u32 {
    // For each depth, how many more squares there are at it than above it.
    let mut more = [0_usize; DEEPEST as usize + 1];
    more[0] = 1;
    for pair in keys.windows(2) {
        let differ = (pair[0] ^ pair[1]) >> KIND_BITS;
        if differ != 0 {
            let highest = 63 - differ.leading_zeros();
            more[(DEEPEST - highest / 2) as usize] += 1;
        }
    }
    let mut squares = 0;
    let depths = more.iter().take_while(|more| {
        squares += **more;
        squares <= most
    });
    (depths.count() as u32).saturating_sub(1)
}

/// Counts records, by keys in order, in the squares of a depth.
fn heaps_of(keys: &mut [u64], depth: u32) -> Vec<Heap> {
    let shift = 2 * (DEEPEST - depth);
    let square = |key: &u64| (*key >> KIND_BITS) >> shift;
    let mut heaps: Vec<Heap> = Vec::new();
    for of_square in keys.chunk_by_mut(|a, b| square(a) == square(b)) {
        of_square.sort_unstable_by_key(|key| *key & kind_mask());
        for of_kind in of_square.chunk_by(|a, b| (a ^ b) & kind_mask() == 0) {
            let places = of_kind.iter().map(|key| middle_of(*key >> KIND_BITS));
            heaps.push(Heap {
                key: square(&of_kind[0]) << KIND_BITS | of_kind[0] & kind_mask(),
                kind: (of_kind[0] & kind_mask()) as u32,
                records: of_kind.len() as u32,
                sum: places.fold(World { x: 0.0, y: 0.0 }, |sum, at| sum + at),
            });
        }
    }
    heaps
}

/// The same records under other keys, one heap a key.
fn merged(mut heaps: Vec<Heap>, key: impl Fn(u64) -> u64) -> Vec<Heap> {
    for heap in &mut heaps {
        heap.key = key(heap.key);
    }
    heaps.sort_by_key(|heap| heap.key);
    heaps.dedup_by(|next, kept| {
        let is_same = next.key == kept.key;
        if is_same {
            kept.records += next.records;
            kept.sum = kept.sum + next.sum;
        }
        is_same
    });
    heaps
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn total(level: &Level) -> u32 {
        level.squares.iter().map(|square| square.records).sum()
    }

    #[test]
    fn records_are_counted_by_square_and_kind() {
        let at = |x: f64, y: f64| World { x, y };
        // Twenty in one corner of the world, of two kinds, and twelve in the one across.
        let near = (0..20).map(|index| (at(0.1, 0.1), index % 2));
        let far = (0..12).map(|_| (at(0.9, 0.9), 7));
        let pyramid = Pyramid::of(at(0.5, 0.5), near.chain(far));
        // Three heaps are a tenth of 32 records, and no deeper level has more.
        assert_eq!(pyramid.by_kind.len(), DEEPEST as usize + 1);
        let (key, level) = pyramid.level(0.5, |kind| kind == 7).expect("a level");
        assert_eq!(pyramid.at(key), Some(level));
        assert_eq!(level.depth, 1);
        let told = |square: &Square| (square.kind, square.records);
        let found: Vec<_> = level.squares.iter().map(told).collect();
        assert_eq!(found, [(0, 10), (1, 10), (7, 12)]);
        let [x, y] = level.squares[2].at;
        assert!((x - 0.4).abs() < 1e-5 && (y - 0.4).abs() < 1e-5);
        assert_eq!(pyramid.level(1e-9, |_| true), None);
        // Where all are shown, there is no need to tell kinds apart.
        let (_, level) = pyramid.level(0.5, |_| true).expect("a level");
        assert_eq!(
            level
                .squares
                .iter()
                .map(|square| square.records)
                .collect::<Vec<_>>(),
            [20, 12]
        );
        let deepest = pyramid.by_kind.last().expect("a level");
        assert_eq!(
            deepest.between(at(0.8, 0.8), at(1.0, 1.0)).as_slice(),
            std::slice::from_ref(&(2..3))
        );
        assert_eq!(
            deepest.between(at(0.0, 0.0), at(1.0, 1.0)).as_slice(),
            std::slice::from_ref(&(0..3))
        );
        assert_eq!(deepest.between(at(0.3, 0.3), at(0.5, 0.5)), []);
    }

    #[test]
    fn what_would_be_hardly_less_than_the_records_is_not_kept() {
        let line = (0..1024).map(|index| {
            (
                World {
                    x: f64::from(index) / 1024.0,
                    y: 0.3,
                },
                0,
            )
        });
        let pyramid = Pyramid::of(World { x: 0.5, y: 0.5 }, line);
        let last = pyramid.together.last().expect("a level");
        // 1024 / 8 squares side by side.
        assert_eq!((last.depth, last.squares.len()), (7, 128));
        assert!(
            Pyramid::of(World { x: 0.5, y: 0.5 }, std::iter::empty())
                .together
                .is_empty()
        );
    }

    proptest! {
        #[test]
        fn each_level_counts_all_records_once_where_they_are(
            records in prop::collection::vec((0.0..1.0_f64, 0.0..1.0_f64, 0_u32..3), 24..400),
        ) {
            let origin = World { x: 0.4, y: 0.6 };
            let of = records.iter().map(|(x, y, kind)| (World { x: *x, y: *y }, *kind));
            let pyramid = Pyramid::of(origin, of);
            for level in pyramid.by_kind.iter().chain(&pyramid.together) {
                prop_assert_eq!(total(level) as usize, records.len());
                prop_assert!(level.squares.len() <= records.len() / RECORDS_A_SQUARE);
            }
            for level in &pyramid.by_kind {
                for kind in 0..3 {
                    let own = level.squares.iter().filter(|square| square.kind == kind);
                    let counted: u32 = own.map(|square| square.records).sum();
                    let there = records.iter().filter(|(_, _, own)| *own == kind).count();
                    prop_assert_eq!(counted as usize, there);
                }
                // A quarter of the world has at least those that lie in it.
                let (low, high) = (World { x: 0.0, y: 0.5 }, World { x: 0.5, y: 1.0 });
                let ranges = level.between(low, high).into_iter();
                let seen: u32 = ranges.flat_map(|range| &level.squares[range.start as usize..range.end as usize]).map(|square| square.records).sum();
                let there = records.iter().filter(|(x, y, _)| *x < 0.5 && *y >= 0.5).count();
                prop_assert!(seen as usize >= there);
            }
        }
    }
}
