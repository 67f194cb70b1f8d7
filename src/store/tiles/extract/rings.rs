//! Areas out of the ways that go around them.

use std::{collections::HashMap, ops::Range};

use super::{ExtractError, features::Ring, points::At};
use crate::model::Budget;

/// Joins ways at their ends until they close, and says whether some do not.
pub fn closed(ways: &[&[i64]]) -> (Vec<Vec<i64>>, bool) {
    let mut ends: HashMap<i64, Vec<usize>> = HashMap::new();
    for (number, way) in ways.iter().enumerate() {
        if let (Some(first), Some(last)) = (way.first(), way.last())
            && first != last
        {
            ends.entry(*first).or_default().push(number);
            ends.entry(*last).or_default().push(number);
        }
    }
    let mut used = vec![false; ways.len()];
    let (mut rings, mut is_open) = (Vec::new(), false);
    for (number, way) in ways.iter().enumerate() {
        if used[number] || way.is_empty() {
            continue;
        }
        used[number] = true;
        let mut ring = way.to_vec();
        while ring.first() != ring.last() {
            let end = ring.last().copied().unwrap_or_default();
            let Some(next) = next_at(&mut ends, end, &used) else {
                break;
            };
            used[next] = true;
            let part = ways[next];
            match part.first() == Some(&end) {
                true => ring.extend(&part[1..]),
                false => ring.extend(part.iter().rev().skip(1)),
            }
        }
        match ring.len() >= 4 && ring.first() == ring.last() {
            true => rings.push(ring),
            false => is_open = true,
        }
    }
    (rings, is_open)
}

/// A way with that end which is not used yet. Used ones are looked at once.
fn next_at(ends: &mut HashMap<i64, Vec<usize>>, end: i64, used: &[bool]) -> Option<usize> {
    let at = ends.get_mut(&end)?;
    while let Some(number) = at.pop() {
        if !used[number] {
            return Some(number);
        }
    }
    None
}

/// Puts each inner ring behind the outer one it lies in, and says whether one lies in none.
pub fn nested(
    points: &[At],
    outer: Vec<Range<usize>>,
    inner: Vec<Range<usize>>,
    budget: &Budget,
) -> Result<(Vec<Ring>, bool), ExtractError> {
    let boxes: Vec<[At; 2]> = outer
        .iter()
        .map(|ring| around(&points[ring.clone()]))
        .collect();
    let mut within: Vec<Vec<Range<usize>>> = vec![Vec::new(); outer.len()];
    let mut is_apart = false;
    for hole in inner {
        let own = &points[hole.clone()];
        // One of them may lie on the outer ring.
        let tried = [0, own.len() / 3, own.len() * 2 / 3].map(|at| own[at]);
        let mut best: Option<(u64, usize)> = None;
        for (number, ring) in outer.iter().enumerate() {
            budget.step(1)?;
            let [low, high] = boxes[number];
            let in_box = |at: &At| (0..2).all(|axis| (low[axis]..=high[axis]).contains(&at[axis]));
            if !tried.iter().all(in_box) {
                continue;
            }
            budget.step(ring.len() as u64)?;
            let ring = &points[ring.clone()];
            let size = u64::from(high[0] - low[0]) * u64::from(high[1] - low[1]);
            if tried.iter().any(|at| contains(ring, *at))
                && best.is_none_or(|(least, _)| size < least)
            {
                best = Some((size, number));
            }
        }
        match best {
            Some((_, number)) => within[number].push(hole),
            None => is_apart = true,
        }
    }
    let mut rings = Vec::new();
    for (points, holes) in outer.into_iter().zip(within) {
        rings.push(Ring {
            points,
            is_inner: false,
        });
        rings.extend(holes.into_iter().map(|points| Ring {
            points,
            is_inner: true,
        }));
    }
    Ok((rings, is_apart))
}

fn around(ring: &[At]) -> [At; 2] {
    let (mut low, mut high) = ([u32::MAX; 2], [0; 2]);
    for at in ring {
        for axis in [0, 1] {
            low[axis] = low[axis].min(at[axis]);
            high[axis] = high[axis].max(at[axis]);
        }
    }
    [low, high]
}

/// Whether a ring goes around a position.
fn contains(ring: &[At], at: At) -> bool {
    let mut is_inside = false;
    for pair in ring.windows(2) {
        let [[ax, ay], [bx, by]] = [pair[0], pair[1]].map(|[x, y]| [i128::from(x), i128::from(y)]);
        let [x, y] = at.map(i128::from);
        if (ay > y) == (by > y) {
            continue;
        }
        // On which side of the edge, without a division.
        let side = (x - ax) * (by - ay) - (bx - ax) * (y - ay);
        if (side < 0) == (by > ay) {
            is_inside = !is_inside;
        }
    }
    is_inside
}
