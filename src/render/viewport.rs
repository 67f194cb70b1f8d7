//! Between the scene's plain values and egui's.

use egui::{Color32, Pos2, Rect, Vec2};
use geo::{LineString, Polygon};
use lyon_path::geom::point;
use walkers::{Drawable, Line, Mesh};

use crate::model::{
    Budget,
    crossings::{Crossings, crossings},
};
use crate::scene::{Camera, Px, Rgba, View, camera::to_lon_lat, px, style::Stroke};

/// The colour as egui has it.
pub fn color(rgba: Rgba) -> Color32 {
    let [r, g, b, a] = rgba.0;
    Color32::from_rgba_unmultiplied(r, g, b, a)
}

/// A map on the screen, or a part of one: where it is and what it shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Viewport {
    /// Where it is, in points of the screen.
    pub rect: Rect,
    /// What it shows.
    pub view: View,
    /// Where the whole map is, of which it may be a part.
    pub whole: Rect,
}

impl Viewport {
    /// The map a camera shows in a rectangle of the screen.
    pub fn new(rect: Rect, camera: Camera) -> Self {
        Self {
            rect,
            view: view(rect, camera),
            whole: rect,
        }
    }

    /// The part in a rectangle of the map that a camera shows in another.
    pub fn part(whole: Rect, rect: Rect, camera: Camera) -> Self {
        let mut part = Self::new(whole, camera);
        if rect != whole {
            let middle = part.in_view(rect.center());
            let center = to_lon_lat(part.view.unproject(middle));
            part.view = view(rect, Camera { center, ..camera });
            part.rect = rect;
        }
        part
    }

    /// The camera of the whole map where this one is that of the part.
    pub fn camera_of_whole(&self, camera: Camera) -> Camera {
        if self.rect == self.whole {
            return camera;
        }
        let part = view(self.rect, camera);
        let middle = self.in_view(self.whole.center());
        Camera {
            center: to_lon_lat(part.unproject(middle)),
            ..camera
        }
    }

    /// Where the view ends and the map goes on, across it in points; `None` where it is the whole map.
    pub fn cut_px(&self) -> Option<f32> {
        if self.rect.left() > self.whole.left() {
            return Some(0.0);
        }
        (self.rect.right() < self.whole.right()).then_some(self.rect.width())
    }

    /// From the view's points to the screen's.
    pub fn on_screen(&self, at: Px) -> Pos2 {
        self.rect.min + Vec2::new(at.x, at.y)
    }

    /// From the screen's points to the view's.
    pub fn in_view(&self, at: Pos2) -> Px {
        px(at.x - self.rect.min.x, at.y - self.rect.min.y)
    }
}

/// What a camera shows in a rectangle.
fn view(rect: Rect, camera: Camera) -> View {
    let size = px(rect.width(), rect.height());
    View { camera, size }
}

/// A line as walkers has it.
pub fn line(points: Vec<Pos2>, stroke: Stroke) -> Line {
    Line {
        points,
        width: stroke.width,
        color: color(stroke.ink),
        dasharray: stroke.dash.to_vec(),
    }
}

/// Polygons as walkers has them. One that cannot be filled is left out.
pub fn mesh<'a, T: geo::CoordNum + Into<f64> + 'a>(
    polygons: impl Iterator<Item = &'a Polygon<T>>,
    ink: Rgba,
    points: impl Fn(&LineString<T>) -> Vec<Pos2>,
) -> Mesh {
    let ring = |ring: &LineString<T>| -> Vec<_> {
        let points = points(ring).into_iter();
        points.map(|at| point(at.x, at.y)).collect()
    };
    let mut mesh = Mesh::default();
    for polygon in polygons {
        if is_tangle(polygon) {
            continue;
        }
        let holes: Vec<_> = polygon.interiors().iter().map(ring).collect();
        let outside = ring(polygon.exterior());
        if let Ok(part) = walkers::tessellate_polygon(&outside, &holes, color(ink)) {
            mesh.append(&part);
        }
    }
    mesh
}

/// Whether a polygon crosses itself so often that filling it would take as good as for ever. Its edge is
/// drawn all the same.
fn is_tangle<T: geo::CoordNum + Into<f64>>(polygon: &Polygon<T>) -> bool {
    use geo::{CoordsIter as _, MapCoords as _};
    const ALWAYS_FILLED: usize = 2_000;
    if polygon.coords_count() <= ALWAYS_FILLED {
        return false;
    }
    let polygon = polygon.map_coords(|at| geo::Coord {
        x: at.x.into(),
        y: at.y.into(),
    });
    let found = crossings(&polygon, &Budget::default());
    !matches!(found, Ok(Crossings::None | Crossings::Some))
}

/// What of the drawables has something to draw. The renderer of walkers stops the program at one
/// that has nothing.
pub fn with_content(drawables: Vec<Drawable>) -> Vec<Drawable> {
    let has_length = |line: &Line| line.points.windows(2).any(|pair| pair[0] != pair[1]);
    let has_content = |drawable: &Drawable| match drawable {
        Drawable::Fill(mesh) => !mesh.is_empty(),
        Drawable::Lines(lines) => lines.iter().any(has_length),
    };
    drawables.into_iter().filter(has_content).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawables_that_draw_nothing_are_left_out() {
        let line = |points: &[Pos2]| Line {
            points: points.to_vec(),
            width: 1.0,
            color: Color32::BLACK,
            dasharray: Vec::new(),
        };
        let (a, b) = (Pos2::new(0.0, 0.0), Pos2::new(1.0, 0.0));
        let empty = vec![
            Drawable::Fill(walkers::Mesh::default()),
            Drawable::Lines(Vec::new()),
            Drawable::Lines(vec![line(&[a, a]), line(&[])]),
        ];
        assert!(with_content(empty).is_empty());
        let full = vec![Drawable::Lines(vec![line(&[a, a]), line(&[a, b])])];
        assert_eq!(with_content(full.clone()), full);
    }
}
