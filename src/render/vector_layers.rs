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

/// More buffers than any map shows at once: colours that were tried out are let go.
const MOST_BUFFERS: usize = 4096;

/// The buffers of one atlas, each under the mark it draws.
pub struct VectorLayers {
    /// Where the buffers' coordinates start: near the map, so that 32 bits are enough.
    origin: World,
    buffers: HashMap<Key, Drawables>,
    hatchings: HashMap<Key, Hatching>,
    /// Which atlas the buffers are of.
    atlas: Option<Arc<Atlas>>,
}

/// What tells a mark from others: its shape, its colour, and of a line the width and dashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Key {
    shape: [usize; 2],
    ink: Rgba,
    line: [u32; 5],
}

/// The hatching of a shape. Its lines are as far apart at any zoom, so each zoom has its own.
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
            self.atlas = Some(Arc::clone(atlas));
        }
        VectorLayer {
            layers: self,
            atlas,
            view,
            marks,
        }
    }

    /// What draws a mark; `None` where it is no shape of the map.
    fn drawables(&mut self, mark: &Mark, atlas: &Atlas, view: &View) -> Option<Drawables> {
        let key = Key::of(mark)?;
        let buffer = |drawable| Drawables::new(with_content(vec![drawable]));
        if let Mark::Hatch { shape, ink, .. } = mark {
            let seen = self.sums(view);
            let does = |known: &&Hatching| {
                let [low, high] = known.range;
                known.zoom == view.camera.zoom && low <= seen[0] && seen[1] <= high
            };
            if let Some(known) = self.hatchings.get(&key).filter(does) {
                return Some(known.drawables.clone());
            }
            // A drag finds it made as far again to either side.
            let around = (seen[1] - seen[0]) / 2.0;
            let range = [seen[0] - around, seen[1] + around];
            let lines = self.hatch(area(shape, atlas)?, *ink, view.camera.zoom, range);
            let made = Hatching {
                zoom: view.camera.zoom,
                range,
                drawables: buffer(lines),
            };
            let drawables = made.drawables.clone();
            self.hatchings.insert(key, made);
            return Some(drawables);
        }
        if let Some(known) = self.buffers.get(&key) {
            return Some(known.clone());
        }
        let made = buffer(self.drawable(mark, atlas)?);
        self.buffers.insert(key, made.clone());
        Some(made)
    }

    /// What draws a mark that is the same at any zoom.
    pub(super) fn drawable(&self, mark: &Mark, atlas: &Atlas) -> Option<Drawable> {
        match mark {
            Mark::Fill { shape, ink } => {
                let polygons = area(shape, atlas)?.iter();
                let fill = mesh(polygons, *ink, |ring| self.points(ring));
                Some(Drawable::Fill(fill))
            }
            Mark::Stroke { shape, stroke } => {
                let lines = paths(shape, atlas).into_iter();
                let lines = lines.map(|path| line(self.points(path), *stroke));
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
        let rings: Vec<Vec<Pos2>> = rings(shape).map(|ring| self.points(ring)).collect();
        let lines = hatching(&rings, anchor, spacing, Some(range)).into_iter();
        let stroke = Stroke::solid(ink, HATCH_WIDTH_PX);
        let lines = lines.map(|of| line(of.to_vec(), stroke));
        Drawable::Lines(lines.collect())
    }
}

impl Key {
    fn of(mark: &Mark) -> Option<Self> {
        let (shape, ink, line) = match mark {
            Mark::Fill { shape, ink } | Mark::Hatch { shape, ink, .. } => (shape, *ink, [0; 5]),
            Mark::Stroke { shape, stroke } => {
                let mut line = [0; 5];
                let numbers = std::iter::once(&stroke.width).chain(stroke.dash);
                for (place, number) in line.iter_mut().zip(numbers) {
                    *place = number.to_bits();
                }
                (shape, stroke.ink, line)
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
        Some(Self { shape, ink, line })
    }
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
        for (mark, strength) in with_strength(self.marks) {
            if let Some(drawables) = self.layers.drawables(mark, self.atlas, self.view) {
                canvas.add_drawables(
                    drawables
                        .with_transform(transform)
                        .with_transparency(strength),
                );
            }
        }
    }
}
