//! From shapes on the map to paths: moved to the view, cut to what it sees, without points nobody
//! can tell apart.

use super::writer::SvgPath;
use crate::{
    model::geo::{LineString, LonLat, MultiLineString, MultiPolygon},
    scene::{Px, View, camera::to_world},
};

/// How far past the edge of the view a line still goes on, in points.
const MARGIN_PX: f32 = 24.0;

/// Points nearer than this to the one before are left out, in points of the view.
const NEAR_PX: f32 = 0.35;

/// The rings of a shape as a path to be filled.
pub fn filled(shape: &MultiPolygon, view: &View) -> SvgPath {
    let mut path = SvgPath::default();
    for ring in rings(shape) {
        fill_ring(&mut path, &projected(ring, view), view);
    }
    path
}

/// The rings of a shape as a path to be stroked.
pub fn outlined(shape: &MultiPolygon, view: &View) -> SvgPath {
    let mut path = SvgPath::default();
    for ring in rings(shape) {
        stroke_line(&mut path, &projected(ring, view), view);
    }
    path
}

/// Lines as a path to be stroked.
pub fn lined(lines: &MultiLineString, view: &View) -> SvgPath {
    let mut path = SvgPath::default();
    for line in lines {
        stroke_line(&mut path, &projected(line, view), view);
    }
    path
}

/// The rings of a shape, each exterior before its holes.
pub fn rings(shape: &MultiPolygon) -> impl Iterator<Item = &LineString> {
    let polygons = shape.iter();
    polygons.flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()))
}

fn projected(line: &LineString, view: &View) -> Vec<Px> {
    let px = |at: &LonLat| view.project(to_world(*at));
    line.0.iter().map(px).collect()
}

/// Sides of the view a point lies beyond, as bits.
fn beyond(at: Px, view: &View) -> u8 {
    let (x, y) = (view.size.x + MARGIN_PX, view.size.y + MARGIN_PX);
    u8::from(at.x < -MARGIN_PX)
        | u8::from(at.x > x) << 1
        | u8::from(at.y < -MARGIN_PX) << 2
        | u8::from(at.y > y) << 3
}

fn near(a: Px, b: Px) -> bool {
    (a.x - b.x).abs() < NEAR_PX && (a.y - b.y).abs() < NEAR_PX
}

/// A ring to be filled. Points past the edge are left out where that changes nothing inside.
pub fn fill_ring(path: &mut SvgPath, ring: &[Px], view: &View) {
    let mut kept: Vec<(Px, u8)> = Vec::new();
    for at in ring {
        let side = beyond(*at, view);
        if kept.last().is_some_and(|(last, _)| near(*last, *at)) {
            continue;
        }
        // Three in a row beyond one side: the one in the middle is not missed.
        while let [.., (_, before), (_, last)] = kept[..]
            && before & last & side != 0
        {
            kept.pop();
        }
        kept.push((*at, side));
    }
    let all_beyond = kept.iter().fold(u8::MAX, |all, (_, side)| all & side);
    if kept.len() > 2 && all_beyond == 0 {
        let points: Vec<Px> = kept.into_iter().map(|(at, _)| at).collect();
        path.run(&points, true);
    }
}

/// A line to be stroked: only its parts that come near the view.
pub fn stroke_line(path: &mut SvgPath, line: &[Px], view: &View) {
    let mut run: Vec<Px> = Vec::new();
    for (index, pair) in line.windows(2).enumerate() {
        let (from, to) = (pair[0], pair[1]);
        if beyond(from, view) & beyond(to, view) != 0 {
            path.run(&run, false);
            run.clear();
            continue;
        }
        if run.is_empty() {
            run.push(from);
        }
        let last_of_line = index + 2 == line.len();
        if last_of_line || run.last().is_some_and(|last| !near(*last, to)) {
            run.push(to);
        }
    }
    path.run(&run, false);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::geo::Coord,
        scene::{Camera, px},
    };

    fn view() -> View {
        View {
            camera: Camera {
                center: Coord { x: 46.0, y: 40.0 },
                zoom: 8.0,
            },
            size: px(100.0, 100.0),
        }
    }

    fn line(points: &[(f32, f32)]) -> Vec<Px> {
        points.iter().map(|(x, y)| px(*x, *y)).collect()
    }

    fn d(of: impl FnOnce(&mut SvgPath)) -> String {
        let mut path = SvgPath::default();
        of(&mut path);
        path.text().to_owned()
    }

    #[test]
    fn a_line_is_drawn_where_it_comes_near_the_view_and_nowhere_else() {
        let far = line(&[(500.0, 0.0), (600.0, 50.0)]);
        assert_eq!(d(|path| stroke_line(path, &far, &view())), "");
        let through = line(&[(-900.0, 50.0), (-800.0, 50.0), (50.0, 50.0), (900.0, 50.0)]);
        let drawn = d(|path| stroke_line(path, &through, &view()));
        assert_eq!(drawn, "m-800 50l850 0l850 0");
    }

    #[test]
    fn a_ring_around_the_view_still_fills_it() {
        let ring = line(&[
            (-900.0, -900.0),
            (-500.0, -950.0),
            (900.0, -900.0),
            (950.0, 300.0),
            (900.0, 900.0),
            (-900.0, 900.0),
        ]);
        let drawn = d(|path| fill_ring(path, &ring, &view()));
        assert_eq!(drawn, "m-900-900l1800 0l0 1800l-1800 0z");
        let far = line(&[(500.0, 0.0), (600.0, 50.0), (600.0, 90.0)]);
        assert_eq!(d(|path| fill_ring(path, &far, &view())), "");
    }
}
