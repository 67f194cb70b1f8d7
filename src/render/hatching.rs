//! Hatching: slanted lines cut to a shape.

use egui::{Pos2, pos2};

/// The slanted lines inside closed rings, as pairs of points, `spacing` apart along either axis.
///
/// `x + y` is the same along a line. Lines are counted from the one where it is `anchor`, and left
/// out where it is outside the range.
pub fn hatching(
    rings: &[Vec<Pos2>],
    anchor: f32,
    spacing: f32,
    range: Option<[f32; 2]>,
) -> Vec<[Pos2; 2]> {
    let sums = rings.iter().flatten().map(|at| at.x + at.y);
    let (low, high) = sums.fold((f32::INFINITY, f32::NEG_INFINITY), |(low, high), sum| {
        (low.min(sum), high.max(sum))
    });
    let [least, most] = range.unwrap_or([low, high]);
    // Counted from near by, so that 32 bits are enough.
    let phase = anchor.rem_euclid(spacing);
    let first = ((low.max(least) - phase) / spacing).ceil() as i32;
    let last = ((high.min(most) - phase) / spacing).floor() as i32;
    let lines = (first..=last).flat_map(|index| crossings(rings, phase + index as f32 * spacing));
    lines.collect()
}

/// Where a slanted line runs inside the rings.
fn crossings(rings: &[Vec<Pos2>], sum: f32) -> Vec<[Pos2; 2]> {
    let mut crossings: Vec<f32> = Vec::new();
    for ring in rings {
        for pair in ring.windows(2) {
            let (a, b) = (pair[0].x + pair[0].y - sum, pair[1].x + pair[1].y - sum);
            if (a < 0.0) != (b < 0.0) {
                let share = a / (a - b);
                crossings.push(pair[0].x + (pair[1].x - pair[0].x) * share);
            }
        }
    }
    crossings.sort_by(f32::total_cmp);
    let inside = crossings.chunks_exact(2);
    inside
        .map(|pair| [pos2(pair[0], sum - pair[0]), pos2(pair[1], sum - pair[1])])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hatching_stays_inside_the_shape_and_keeps_its_distance() {
        let square = |low: f32, high: f32| {
            let at = [
                (low, low),
                (high, low),
                (high, high),
                (low, high),
                (low, low),
            ];
            at.map(|(x, y)| pos2(x, y)).to_vec()
        };
        let rings = [square(0.0, 300.0), square(120.0, 180.0)];
        let segments = hatching(&rings, 4_003.0, 10.0, None);
        assert!(segments.len() > 60, "{}", segments.len());
        for [a, b] in &segments {
            let middle = a.lerp(*b, 0.5);
            let inside = |low: f32, high: f32| {
                let range = low..=high;
                range.contains(&middle.x) && range.contains(&middle.y)
            };
            assert!(inside(0.0, 300.0) && !inside(121.0, 179.0), "{middle:?}");
            let steps = (a.x + a.y - 4_003.0) / 10.0;
            assert!((steps - steps.round()).abs() < 0.01, "{a:?}");
        }
        let near = hatching(&rings, 4_003.0, 10.0, Some([100.0, 200.0]));
        let is_near = |[a, _]: &[Pos2; 2]| (100.0..=200.0).contains(&(a.x + a.y));
        let wanted: Vec<_> = segments.into_iter().filter(is_near).collect();
        assert_eq!(near, wanted);
    }
}
