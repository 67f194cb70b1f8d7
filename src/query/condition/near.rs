//! Which positions lie near to a place.

use std::sync::Arc;

use geo::LinesIter as _;

use crate::model::{
    Atlas, Found,
    geo::{self as shapes, LineString, LonLat, MultiLineString, MultiPolygon, Polygon},
    measure::measure,
};

/// A place, and how far from it.
pub(super) struct Near {
    metres: f64,
    to: Shape,
    /// What lies outside this box, in degrees, is too far: west, south, east, north.
    about: [f64; 4],
}

enum Shape {
    Point(LonLat),
    Area(Arc<MultiPolygon>),
    Lines(Arc<MultiLineString>),
}

impl Near {
    /// `None` where the place has no position.
    pub(super) fn new(atlas: &Atlas, place: Found, km: f64) -> Option<Self> {
        let to = match place {
            Found::Region(id) => Shape::Area(Arc::clone(&atlas.regions()[id].shape)),
            Found::Zone(id) => Shape::Area(Arc::clone(&atlas.zones()[id].shape)),
            Found::Line(id) => Shape::Lines(Arc::clone(&atlas.lines()[id].shape)),
            Found::Settlement(id) => Shape::Point(atlas.settlements()[id].at?),
        };
        Self::to(to, km)
    }

    /// Near to a point, or to a line over several; `None` where there are none.
    pub(super) fn to_drawn(points: Vec<LonLat>, km: f64) -> Option<Self> {
        let to = match points[..] {
            [point] => Shape::Point(point),
            _ => Shape::Lines(Arc::new(MultiLineString::new(vec![LineString(points)]))),
        };
        Self::to(to, km)
    }

    /// Inside of a region or a zone; `None` where the place is neither.
    pub(super) fn inside(atlas: &Atlas, place: Found) -> Option<Self> {
        let is_area = matches!(place, Found::Region(_) | Found::Zone(_));
        is_area.then(|| Self::new(atlas, place, 0.0)).flatten()
    }

    /// Inside of these corners.
    pub(super) fn inside_drawn(corners: Vec<LonLat>) -> Option<Self> {
        let area = Polygon::new(LineString(corners), Vec::new());
        Self::to(Shape::Area(Arc::new(MultiPolygon::new(vec![area]))), 0.0)
    }

    fn to(to: Shape, km: f64) -> Option<Self> {
        let mut about = [f64::MAX, f64::MAX, f64::MIN, f64::MIN];
        to.each_end(&mut |at| {
            let [west, south, east, north] = about;
            about = [
                west.min(at.x),
                south.min(at.y),
                east.max(at.x),
                north.max(at.y),
            ];
        });
        let [west, south, east, north] = about;
        if west > east {
            return None;
        }
        // A degree of latitude has 110.5 km at the least; one of longitude shrinks towards the poles.
        let up = km / 110.0;
        let farthest = (north + up).abs().max((south - up).abs()).min(89.0);
        let across = (up / farthest.to_radians().cos()).min(360.0);
        Some(Self {
            metres: km * 1000.0,
            to,
            about: [west - across, south - up, east + across, north + up],
        })
    }

    pub(super) fn holds(&self, at: LonLat) -> bool {
        let [west, south, east, north] = self.about;
        (west..=east).contains(&at.x)
            && (south..=north).contains(&at.y)
            && self.to.metres_from(at) <= self.metres
    }
}

impl Shape {
    fn each_end(&self, take: &mut dyn FnMut(LonLat)) {
        self.each_line(&mut |a, b| {
            take(a);
            take(b);
        });
    }

    /// Calls with both ends of each straight part; a point is one of no length.
    fn each_line(&self, take: &mut dyn FnMut(LonLat, LonLat)) {
        match self {
            Self::Point(at) => take(*at, *at),
            Self::Area(shape) => shape
                .lines_iter()
                .for_each(|line| take(line.start, line.end)),
            Self::Lines(shape) => shape
                .lines_iter()
                .for_each(|line| take(line.start, line.end)),
        }
    }

    /// On the ellipsoid, to the nearest part of it; nothing inside of an area.
    fn metres_from(&self, at: LonLat) -> f64 {
        if let Self::Area(shape) = self
            && shapes::contains(shape, at)
        {
            return 0.0;
        }
        // Which part is nearest is found on a plane about the position, and then measured.
        let scale = at.y.to_radians().cos();
        let mut nearest = (f64::MAX, at);
        self.each_line(&mut |a, b| {
            let (ax, ay) = ((a.x - at.x) * scale, a.y - at.y);
            let (dx, dy) = ((b.x - a.x) * scale, b.y - a.y);
            let length = dx * dx + dy * dy;
            let along = match length > 0.0 {
                true => (-(ax * dx + ay * dy) / length).clamp(0.0, 1.0),
                false => 0.0,
            };
            let (x, y) = (ax + along * dx, ay + along * dy);
            let square = x * x + y * y;
            if square < nearest.0 {
                let point = LonLat {
                    x: a.x + along * (b.x - a.x),
                    y: a.y + along * (b.y - a.y),
                };
                nearest = (square, point);
            }
        });
        measure(&[at, nearest.1]).metres
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(x: f64, y: f64) -> LonLat {
        LonLat { x, y }
    }

    /// Worked out on WGS 84: a degree of latitude at 39.5 has 111.0 km, one of longitude 86.0 km.
    #[test]
    fn distances_are_to_the_nearest_part() {
        let metres = |shape: &Shape, from| (shape.metres_from(from) / 100.0).round() / 10.0;
        let point = Shape::Point(at(46.0, 39.5));
        assert_eq!(metres(&point, at(46.0, 39.0)), 55.5);
        let line = MultiLineString::new(vec![LineString(vec![at(45.0, 39.5), at(47.0, 39.5)])]);
        let line = Shape::Lines(Arc::new(line));
        assert_eq!(metres(&line, at(46.0, 39.0)), 55.5);
        assert_eq!(metres(&line, at(47.5, 39.5)), 43.0);
        let ring = [
            (45.0, 39.0),
            (47.0, 39.0),
            (47.0, 40.0),
            (45.0, 40.0),
            (45.0, 39.0),
        ];
        let ring = LineString(ring.map(|(x, y)| at(x, y)).to_vec());
        let area = MultiPolygon::new(vec![Polygon::new(ring, Vec::new())]);
        let area = Shape::Area(Arc::new(area));
        assert_eq!(metres(&area, at(46.0, 39.4)), 0.0);
        assert_eq!(metres(&area, at(47.5, 39.5)), 43.0);
    }
}
