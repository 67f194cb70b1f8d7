//! Regions, zones and lines on the screen, as buffers that are made once and then only moved.

use std::{collections::HashMap, sync::Arc};

use egui::{Pos2, emath::TSTransform, pos2};
use walkers::{Canvas, Drawable, Drawables, Layer, Line, Projector};

use super::{
    hatching::hatching,
    svg::rings,
    viewport::{line, mesh, with_content},
};
use crate::{
    model::{
        Atlas,
        geo::{LineString, LonLat, MultiPolygon},
        table::Id as _,
    },
    scene::{
        Rgba, View, World,
        camera::{to_lon_lat, to_world},
        marks::{Mark, Shape, with_strength},
        px,
        style::{HATCH_PX, HATCH_WIDTH_PX, Stroke},
    },
};

/// Zoom at which a unit of the buffers is a point of the screen.
const BUFFER_ZOOM: f64 = 10.0;

/// In a smaller area a few short lines are no hatching, but specks; its edge and its wash remain.
const SMALLEST_HATCHED_PX: f64 = 24.0;

/// More buffers than any map shows at once: colours that were tried out are let go.
const MOST_BUFFERS: usize = 4096;

/// The buffers of one atlas, each under the marks it draws. Marks of one style that follow each other
/// share one: what is drawn costs by its styles, and not by its shapes.
pub struct VectorLayers {
    /// Where the buffers' coordinates start: near the map, so that 32 bits are enough.
    origin: World,
    buffers: HashMap<Key, Drawables>,
    hatchings: HashMap<Key, Hatching>,
    /// How many corners there are in all.
    corners: HashMap<Key, usize>,
    /// Which atlas the buffers are of.
    atlas: Option<Arc<Atlas>>,
}

/// What tells marks from others: their style and their shapes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    style: Style,
    shapes: Vec<[usize; 2]>,
    /// Up to which whole zoom it is fine enough; `None` where it is so at any.
    zoom: Option<i32>,
}

/// Marks of fewer corners together are drawn as they are at any zoom.
const MANY_CORNERS: usize = 50_000;
/// A shape of more corners at a zoom is not hatched.
const MOST_HATCHED_CORNERS: usize = 200_000;
/// Corners nearer to the last one than this are left out where there are many.
const NEAREST_CORNERS_PX: f64 = 0.35;

/// Whether it is an area, hatching or a line, its colour, and of a line the width and dashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Style {
    way: Way,
    ink: Rgba,
    line: [u32; 5],
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Way {
    Fill,
    Hatch,
    Stroke,
}

/// The hatching of shapes. Its lines are as far apart at any zoom, so each zoom has its own.
struct Hatching {
    zoom: f64,
    /// From which to which line, as the sum of the coordinates of a buffer.
    range: [f32; 2],
    drawables: Drawables,
}

impl Default for VectorLayers {
    fn default() -> Self {
        Self {
            origin: to_world(LonLat { x: 46.5, y: 39.9 }),
            buffers: HashMap::new(),
            hatchings: HashMap::new(),
            corners: HashMap::new(),
            atlas: None,
        }
    }
}

impl VectorLayers {
    /// Readies marks for a frame.
    pub fn layer<'a>(
        &'a mut self,
        atlas: &'a Arc<Atlas>,
        view: &'a View,
        marks: &'a [Mark],
    ) -> VectorLayer<'a> {
        let same_atlas = self
            .atlas
            .as_ref()
            .is_some_and(|known| Arc::ptr_eq(known, atlas));
        if !same_atlas || self.buffers.len() > MOST_BUFFERS {
            self.buffers.clear();
            self.hatchings.clear();
            self.corners.clear();
            self.atlas = Some(Arc::clone(atlas));
        }
        VectorLayer {
            layers: self,
            atlas,
            view,
            marks,
        }
    }

    /// What draws marks of one style.
    fn drawables(
        &mut self,
        mut key: Key,
        marks: &[&Mark],
        atlas: &Atlas,
        view: &View,
    ) -> Drawables {
        if key.style.way == Way::Hatch {
            return self.hatching(key, marks, atlas, view);
        }
        if self.corners_of(&key, marks, atlas) > MANY_CORNERS {
            key.zoom = Some(view.camera.zoom.ceil() as i32);
        }
        if let Some(known) = self.buffers.get(&key) {
            return known.clone();
        }
        let apart = key.zoom.map_or(0.0, |zoom| {
            (NEAREST_CORNERS_PX / (f64::from(zoom) - BUFFER_ZOOM).exp2()) as f32
        });
        let made = merged(
            marks
                .iter()
                .filter_map(|mark| self.drawable(mark, atlas, apart)),
        );
        self.buffers.insert(key, made.clone());
        made
    }

    /// How many corners marks have together, counted once.
    fn corners_of(&mut self, key: &Key, marks: &[&Mark], atlas: &Atlas) -> usize {
        if let Some(known) = self.corners.get(key) {
            return *known;
        }
        let of_mark = |mark: &&Mark| match mark {
            Mark::Fill { shape, .. } | Mark::Stroke { shape, .. } => {
                paths(shape, atlas).iter().map(|path| path.0.len()).sum()
            }
            _ => 0,
        };
        let corners = marks.iter().map(of_mark).sum();
        self.corners.insert(key.clone(), corners);
        corners
    }

    fn hatching(&mut self, key: Key, marks: &[&Mark], atlas: &Atlas, view: &View) -> Drawables {
        let seen = self.sums(view);
        let does = |known: &&Hatching| {
            let [low, high] = known.range;
            known.zoom == view.camera.zoom && low <= seen[0] && seen[1] <= high
        };
        if let Some(known) = self.hatchings.get(&key).filter(does) {
            return known.drawables.clone();
        }
        // A drag finds it made as far again to either side.
        let around = (seen[1] - seen[0]) / 2.0;
        let range = [seen[0] - around, seen[1] + around];
        let lines = marks.iter().filter_map(|mark| match mark {
            Mark::Hatch { shape, ink, .. } => {
                let shape = area(shape, atlas)?;
                let shown = self.shows_hatching(shape, view.camera.zoom, range);
                shown.then(|| self.hatch(shape, *ink, view.camera.zoom, range))
            }
            _ => None,
        });
        let made = Hatching {
            zoom: view.camera.zoom,
            range,
            drawables: merged(lines),
        };
        let drawables = made.drawables.clone();
        self.hatchings.insert(key, made);
        drawables
    }

    /// Whether lines of a range cross the shape, and whether it is large enough to show any.
    fn shows_hatching(&self, shape: &MultiPolygon, zoom: f64, [low, high]: [f32; 2]) -> bool {
        use geo::BoundingRect as _;
        let Some(bounds) = shape.bounding_rect() else {
            return false;
        };
        let corners = [bounds.min(), bounds.max()].map(|at| self.px(to_world(at)));
        // North is up, so that the latitudes run against the coordinates of the buffer.
        let [[west, south], [east, north]] = corners;
        let smallest = SMALLEST_HATCHED_PX / (zoom - BUFFER_ZOOM).exp2();
        (east - west).max(south - north) >= smallest
            && west + north <= f64::from(high)
            && east + south >= f64::from(low)
    }

    /// What draws a mark, without corners nearer to the last than `apart`, in units of the buffers.
    pub(super) fn drawable(&self, mark: &Mark, atlas: &Atlas, apart: f32) -> Option<Drawable> {
        match mark {
            Mark::Fill { shape, ink } => {
                let polygons = area(shape, atlas)?.iter();
                let fill = mesh(polygons, *ink, |ring| thinned(self.points(ring), apart));
                Some(Drawable::Fill(fill))
            }
            Mark::Stroke { shape, stroke } => {
                let lines = paths(shape, atlas).into_iter();
                let lines = lines.map(|path| line(thinned(self.points(path), apart), *stroke));
                let lines: Vec<Line> = lines.collect();
                (!lines.is_empty()).then_some(Drawable::Lines(lines))
            }
            _ => None,
        }
    }

    fn px(&self, at: World) -> [f64; 2] {
        let from_origin = (at - self.origin) * (256.0 * BUFFER_ZOOM.exp2());
        [from_origin.x, from_origin.y]
    }

    fn points(&self, path: &LineString) -> Vec<Pos2> {
        let px = |at: &LonLat| {
            let [x, y] = self.px(to_world(*at));
            pos2(x as f32, y as f32)
        };
        path.0.iter().map(px).collect()
    }

    /// From which to which slanted line a view shows, as the sum of the coordinates of a buffer.
    fn sums(&self, view: &View) -> [f32; 2] {
        let corners = [px(0.0, 0.0), view.size];
        corners.map(|at| self.px(view.unproject(at)).iter().sum::<f64>() as f32)
    }

    /// The hatching of a shape at a zoom, as far as its lines are in a range.
    pub(super) fn hatch(
        &self,
        shape: &MultiPolygon,
        ink: Rgba,
        zoom: f64,
        range: [f32; 2],
    ) -> Drawable {
        let spacing = HATCH_PX / (zoom - BUFFER_ZOOM).exp2() as f32;
        let anchor: f64 = self.px(World { x: 0.5, y: 0.5 }).iter().sum();
        // Near by, so that 32 bits are enough.
        let anchor = anchor.rem_euclid(f64::from(spacing)) as f32;
        let apart = (NEAREST_CORNERS_PX / (zoom - BUFFER_ZOOM).exp2()) as f32;
        let plain = |ring| {
            let points = self.points(ring);
            match points.len() > MANY_CORNERS {
                true => thinned(points, apart),
                false => points,
            }
        };
        let rings: Vec<Vec<Pos2>> = rings(shape).map(plain).collect();
        // Each line is held against every edge.
        if rings.iter().map(Vec::len).sum::<usize>() > MOST_HATCHED_CORNERS {
            return Drawable::Lines(Vec::new());
        }
        let lines = hatching(&rings, anchor, spacing, Some(range)).into_iter();
        let stroke = Stroke::solid(ink, HATCH_WIDTH_PX);
        let lines = lines.map(|of| line(of.to_vec(), stroke));
        Drawable::Lines(lines.collect())
    }
}

/// The points without those nearer to the last one than `apart`; of a path that is smaller than that,
/// a few are left, so that it does not vanish.
fn thinned(points: Vec<Pos2>, apart: f32) -> Vec<Pos2> {
    const FEWEST: usize = 4;
    if apart <= 0.0 || points.len() <= FEWEST {
        return points;
    }
    let last = points.len() - 1;
    let mut kept = vec![points[0]];
    let mut before = points[0];
    for at in &points[1..last] {
        if before.distance_sq(*at) >= apart * apart {
            kept.push(*at);
            before = *at;
        }
    }
    kept.push(points[last]);
    match kept.len() < FEWEST {
        true => [0, last / 3, 2 * last / 3, last]
            .map(|at| points[at])
            .to_vec(),
        false => kept,
    }
}

/// All of it in one buffer. Walkers merges what is of one kind.
fn merged(drawables: impl Iterator<Item = Drawable>) -> Drawables {
    Drawables::new(with_content(drawables.collect()))
}

/// The style and the shape of a mark that is drawn from a buffer.
fn style_and_shape(mark: &Mark) -> Option<(Style, [usize; 2])> {
    let (way, shape, ink, line) = match mark {
        Mark::Fill { shape, ink } => (Way::Fill, shape, *ink, [0; 5]),
        Mark::Hatch { shape, ink, .. } => (Way::Hatch, shape, *ink, [0; 5]),
        Mark::Stroke { shape, stroke } => {
            let mut line = [0; 5];
            let numbers = std::iter::once(&stroke.width).chain(stroke.dash);
            for (place, number) in line.iter_mut().zip(numbers) {
                *place = number.to_bits();
            }
            (Way::Stroke, shape, stroke.ink, line)
        }
        _ => return None,
    };
    let shape = match shape {
        Shape::Open(_) | Shape::Closed(_) => return None,
        Shape::Outlines => [0, 0],
        Shape::Region(id) => [1, id.index()],
        Shape::Zone(id) => [2, id.index()],
        Shape::Line(id) => [3, id.index()],
    };
    Some((Style { way, ink, line }, shape))
}

/// Marks of one style that follow each other.
struct Run<'m> {
    key: Key,
    strength: f32,
    marks: Vec<&'m Mark>,
}

/// The marks that are drawn from buffers, run by run.
fn runs(marks: &[Mark]) -> Vec<Run<'_>> {
    let mut runs: Vec<Run<'_>> = Vec::new();
    for (mark, strength) in with_strength(marks) {
        let Some((style, shape)) = style_and_shape(mark) else {
            continue;
        };
        match runs.last_mut() {
            Some(run) if run.key.style == style && run.strength == strength => {
                run.key.shapes.push(shape);
                run.marks.push(mark);
            }
            _ => runs.push(Run {
                key: Key {
                    style,
                    shapes: vec![shape],
                    zoom: None,
                },
                strength,
                marks: vec![mark],
            }),
        }
    }
    runs
}

/// The area of a shape of the map.
fn area<'a>(shape: &Shape, atlas: &'a Atlas) -> Option<&'a MultiPolygon> {
    match shape {
        Shape::Region(id) => Some(&atlas.regions()[*id].shape),
        Shape::Zone(id) => Some(&atlas.zones()[*id].shape),
        _ => None,
    }
}

/// The lines of a shape of the map: its rings, or itself.
fn paths<'a>(shape: &Shape, atlas: &'a Atlas) -> Vec<&'a LineString> {
    match shape {
        Shape::Outlines => {
            let regions = atlas.regions().rows().iter();
            let plain = regions.filter(|region| region.level.tiles_the_land());
            plain.flat_map(|region| rings(&region.shape)).collect()
        }
        Shape::Line(id) => atlas.lines()[*id].shape.iter().collect(),
        shape => area(shape, atlas).into_iter().flat_map(rings).collect(),
    }
}

/// See [`VectorLayers::layer`].
pub struct VectorLayer<'a> {
    layers: &'a mut VectorLayers,
    atlas: &'a Atlas,
    view: &'a View,
    marks: &'a [Mark],
}

impl Layer for VectorLayer<'_> {
    fn draw(&mut self, canvas: &mut Canvas, projector: &Projector) {
        let transform = TSTransform {
            scaling: (projector.zoom() - BUFFER_ZOOM).exp2() as f32,
            translation: projector.project(to_lon_lat(self.layers.origin).into()),
        };
        for run in runs(self.marks) {
            let drawables = self
                .layers
                .drawables(run.key, &run.marks, self.atlas, self.view);
            canvas.add_drawables(
                drawables
                    .with_transform(transform)
                    .with_transparency(run.strength),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ZoneId;

    #[test]
    fn a_long_path_keeps_its_ends_and_its_shape_and_a_small_one_does_not_vanish() {
        let path: Vec<Pos2> = (0..=1000).map(|x| pos2(x as f32 / 100.0, 0.0)).collect();
        let thin = thinned(path.clone(), 1.0);
        assert_eq!(
            (thin.len(), thin[0], thin.last()),
            (11, path[0], path.last())
        );
        assert_eq!(thinned(path.clone(), 100.0).len(), 4);
        assert_eq!(thinned(path.clone(), 0.0), path);
    }

    #[test]
    fn marks_of_one_style_are_drawn_at_once_and_in_their_order() {
        let [red, blue] = [[255, 0, 0, 255], [0, 0, 255, 255]].map(Rgba);
        let zone = |number: usize| Shape::Zone(ZoneId::from_index(number));
        let mut marks = vec![Mark::open("zones", 0.5)];
        marks.extend((0..1000).map(|number| Mark::fill(zone(number), red)));
        marks.push(Mark::fill(zone(1000), blue));
        marks.push(Mark::fill(zone(1001), red));
        marks.extend((0..1000).map(|number| Mark::stroke(zone(number), Stroke::solid(red, 1.0))));
        marks.push(Mark::Close);
        marks.push(Mark::stroke(zone(0), Stroke::solid(red, 1.0)));
        let drawn: Vec<(usize, f32)> = runs(&marks)
            .iter()
            .map(|run| (run.marks.len(), run.strength))
            .collect();
        let expected = [(1000, 0.5), (1, 0.5), (1, 0.5), (1000, 0.5), (1, 1.0)];
        assert_eq!(drawn, expected);
    }
}
