//! Curves of arrows: where they run in the Mercator square, and as polylines on the screen.

use super::camera::{Px, View, World, px};

/// A point of an arrow: a place on the map, and a distance from it that no zoom changes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Anchor {
    pub at: World,
    pub offset: Px,
}

impl Anchor {
    pub fn on(at: World) -> Self {
        Self {
            at,
            offset: px(0.0, 0.0),
        }
    }

    pub fn px(self, view: &View) -> Px {
        view.project(self.at) + self.offset
    }
}

/// A quadratic curve between two anchors.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Curve {
    pub from: Anchor,
    pub control: Anchor,
    pub to: Anchor,
}

/// Points a curve is drawn with, besides its start.
const STEPS: usize = 18;

impl Curve {
    pub fn straight(from: Anchor, to: Anchor) -> Self {
        Self {
            from,
            control: Anchor {
                at: (from.at + to.at) / 2.0,
                offset: (from.offset + to.offset) / 2.0,
            },
            to,
        }
    }

    /// From one place to another, bent to the left of its direction as seen on the map.
    ///
    /// `bend` is the distance of the middle from the straight line, as a share of the line's
    /// length, so that opposite directions take opposite sides at any zoom.
    pub fn bent(from: World, to: World, bend: f64) -> Self {
        let along = to - from;
        let left = World {
            x: along.y,
            y: -along.x,
        };
        let middle = (from + to) / 2.0;
        Self {
            from: Anchor::on(from),
            control: Anchor::on(middle + left * (2.0 * bend)),
            to: Anchor::on(to),
        }
    }

    /// The curve as a polyline on the screen, from its start to its end.
    pub fn polyline(&self, view: &View) -> Vec<Px> {
        self.points(view).collect()
    }

    fn points(&self, view: &View) -> impl Iterator<Item = Px> + use<> {
        let (from, control, to) = (self.from.px(view), self.control.px(view), self.to.px(view));
        (0..=STEPS).map(move |step| quadratic(from, control, to, step as f32 / STEPS as f32))
    }

    /// The distance of a point of the screen from the curve.
    pub fn distance_to(&self, at: Px, view: &View) -> f32 {
        let mut from = self.from.px(view);
        let mut nearest = f32::INFINITY;
        for to in self.points(view).skip(1) {
            nearest = nearest.min(distance_to_segment(at, from, to));
            from = to;
        }
        nearest
    }

    /// The middle of the curve.
    pub fn middle(&self) -> Anchor {
        Anchor {
            at: (self.from.at + self.control.at * 2.0 + self.to.at) / 4.0,
            offset: (self.from.offset + self.control.offset * 2.0 + self.to.offset) / 4.0,
        }
    }
}

fn quadratic(from: Px, control: Px, to: Px, t: f32) -> Px {
    let s = 1.0 - t;
    from * (s * s) + control * (2.0 * s * t) + to * (t * t)
}

/// The distance between two points.
pub fn distance(a: Px, b: Px) -> f32 {
    (a.x - b.x).hypot(a.y - b.y)
}

/// The distance of a point from a polyline.
pub fn distance_to_polyline(at: Px, line: &[Px]) -> f32 {
    let segments = line.windows(2);
    segments
        .map(|pair| distance_to_segment(at, pair[0], pair[1]))
        .fold(f32::INFINITY, f32::min)
}

fn distance_to_segment(at: Px, from: Px, to: Px) -> f32 {
    let along = to - from;
    let length = along.x * along.x + along.y * along.y;
    let ahead = at - from;
    let t = if length > 0.0 {
        ((ahead.x * along.x + ahead.y * along.y) / length).clamp(0.0, 1.0)
    } else {
        0.0
    };
    distance(at, from + along * t)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::geo::Coord;

    #[test]
    fn opposite_arrows_bend_to_opposite_sides() {
        let (a, b) = (World { x: 0.2, y: 0.4 }, World { x: 0.6, y: 0.4 });
        let there = Curve::bent(a, b, 0.1).middle().at;
        let back = Curve::bent(b, a, 0.1).middle().at;
        assert!(there.y < 0.4, "eastwards it bends to the north: {there:?}");
        assert!((there.y - 0.4 + (back.y - 0.4)).abs() < 1e-12);
        assert!(
            (there.y - 0.36).abs() < 1e-9,
            "a tenth of the length: {there:?}"
        );
    }

    #[test]
    fn the_distance_from_a_line_is_that_of_its_nearest_point() {
        let line = [Coord { x: 0.0, y: 0.0 }, Coord { x: 10.0, y: 0.0 }];
        assert_eq!(distance_to_polyline(Coord { x: 5.0, y: 3.0 }, &line), 3.0);
        assert_eq!(distance_to_polyline(Coord { x: 14.0, y: 3.0 }, &line), 5.0);
        let view = View {
            camera: crate::scene::Camera {
                center: Coord { x: 46.0, y: 40.0 },
                zoom: 8.0,
            },
            size: Coord { x: 400.0, y: 300.0 },
        };
        let [a, b] = [(30.0, 40.0), (350.0, 200.0)].map(|(x, y)| view.unproject(Coord { x, y }));
        let (curve, at) = (Curve::bent(a, b, 0.1), Coord { x: 200.0, y: 60.0 });
        let by_points = distance_to_polyline(at, &curve.polyline(&view));
        assert_eq!(curve.distance_to(at, &view), by_points);
        assert_eq!(
            distance_to_polyline(Coord { x: 0.0, y: 0.0 }, &[]),
            f32::INFINITY
        );
    }
}
