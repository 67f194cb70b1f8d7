//! Regions, zones and lines on the screen, as buffers that are made once and then only moved.

use std::{collections::HashMap, sync::Arc};

use egui::{Color32, Pos2, emath::TSTransform, pos2};
use walkers::{Canvas, Drawable, Drawables, Layer, Line, Mesh, Projector};

use super::paint::{Sheet, color, with_content};
use crate::{
    model::{
        Atlas, LineId, RegionId, ZoneId,
        geo::{LineString, LonLat, MultiPolygon},
    },
    scene::{
        LayerKind, Layers, Palette, Rgba, Scene, Theme, View, World,
        camera::to_world,
        style::{self, Stroke},
        tint::Tint,
    },
};

/// Zoom at which a unit of the buffers is a point of the screen.
const BUFFER_ZOOM: f64 = 10.0;

/// What a buffer holds. With the theme that is all its content depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Piece {
    /// The outlines of all regions that are not dashed.
    Outlines,
    Dashed(RegionId),
    Fill(RegionId, Rgba),
    Marked(RegionId, Rgba),
    Zone(ZoneId, Option<Tint>),
    Line(LineId, Option<Tint>),
}

/// The buffers of one atlas.
pub struct Ground {
    theme: Theme,
    /// Where the buffers' coordinates start: near the map, so that 32 bits are enough.
    origin: World,
    pieces: HashMap<Piece, Drawables>,
    /// Which atlas the buffers are of.
    atlas: Option<Arc<Atlas>>,
}

impl Default for Ground {
    fn default() -> Self {
        Self {
            theme: Theme::Light,
            origin: to_world(LonLat { x: 46.5, y: 39.9 }),
            pieces: HashMap::new(),
            atlas: None,
        }
    }
}

/// What is marked among the regions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    pub selected: Option<RegionId>,
    pub hovered: Option<RegionId>,
}

impl Ground {
    /// Readies the layer for a frame.
    pub fn layer<'a>(
        &'a mut self,
        atlas: &'a Arc<Atlas>,
        scene: &'a Scene,
        layers: &'a Layers,
        palette: &'a Palette,
        marks: Marks,
    ) -> GroundLayer<'a> {
        let same_atlas = self
            .atlas
            .as_ref()
            .is_some_and(|known| Arc::ptr_eq(known, atlas));
        if !same_atlas || self.theme != palette.theme {
            self.pieces.clear();
            self.theme = palette.theme;
            self.atlas = Some(Arc::clone(atlas));
        }
        GroundLayer {
            ground: self,
            atlas,
            scene,
            layers,
            palette,
            marks,
        }
    }

    fn px(&self, at: LonLat) -> Pos2 {
        let from_origin = (to_world(at) - self.origin) * (256.0 * BUFFER_ZOOM.exp2());
        pos2(from_origin.x as f32, from_origin.y as f32)
    }

    fn line(&self, path: &LineString, stroke: Stroke) -> Line {
        Line {
            points: path.0.iter().map(|at| self.px(*at)).collect(),
            width: stroke.width,
            color: color(stroke.ink),
            dasharray: stroke.dash.to_vec(),
        }
    }

    fn rings(&self, shape: &MultiPolygon, stroke: Stroke) -> Vec<Line> {
        let polygons = shape.iter();
        let rings = polygons
            .flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()));
        rings.map(|ring| self.line(ring, stroke)).collect()
    }

    fn fill(&self, shape: &MultiPolygon, ink: Color32) -> Mesh {
        let ring = |ring: &LineString| -> Vec<_> {
            let points = ring.0.iter().map(|at| self.px(*at));
            points
                .map(|at| lyon_path::geom::point(at.x, at.y))
                .collect()
        };
        let mut mesh = Mesh::default();
        for polygon in shape {
            let holes: Vec<_> = polygon.interiors().iter().map(ring).collect();
            if let Ok(part) = walkers::tessellate_polygon(&ring(polygon.exterior()), &holes, ink) {
                mesh.append(&part);
            }
        }
        mesh
    }

    fn make(&self, piece: Piece, atlas: &Atlas, palette: &Palette) -> Drawables {
        let drawables = match piece {
            Piece::Outlines => {
                let plain = atlas.regions().rows().iter();
                let plain = plain.filter(|region| region.level.tiles_the_land());
                let lines = plain.flat_map(|region| self.rings(&region.shape, palette.outline()));
                vec![Drawable::Lines(lines.collect())]
            }
            Piece::Dashed(id) => {
                let rings = self.rings(&atlas.regions()[id].shape, palette.dashed_outline());
                vec![Drawable::Lines(rings)]
            }
            Piece::Fill(id, ink) => {
                vec![Drawable::Fill(
                    self.fill(&atlas.regions()[id].shape, color(ink)),
                )]
            }
            Piece::Marked(id, ink) => {
                let region = &atlas.regions()[id];
                let strokes = palette.marked_outline(ink, region.level.tiles_the_land());
                let rings = strokes.map(|stroke| self.rings(&region.shape, stroke));
                rings.map(Drawable::Lines).to_vec()
            }
            Piece::Zone(id, tint) => {
                let zone = &atlas.zones()[id];
                let look = palette.zone(zone, tint);
                let wash = Drawable::Fill(self.fill(&zone.shape, color(look.wash)));
                vec![wash, Drawable::Lines(self.rings(&zone.shape, look.edge))]
            }
            Piece::Line(id, tint) => {
                let line = &atlas.lines()[id];
                let paths = |stroke| {
                    let paths = line.shape.iter();
                    paths.map(|path| self.line(path, stroke)).collect()
                };
                let strokes = palette.line(line, tint);
                strokes
                    .map(|stroke| Drawable::Lines(paths(stroke)))
                    .to_vec()
            }
        };
        Drawables::new(with_content(drawables))
    }

    fn piece(&mut self, piece: Piece, atlas: &Atlas, palette: &Palette) -> Drawables {
        if let Some(known) = self.pieces.get(&piece) {
            return known.clone();
        }
        let made = self.make(piece, atlas, palette);
        self.pieces.insert(piece, made.clone());
        made
    }
}

/// See [`Ground::layer`].
pub struct GroundLayer<'a> {
    ground: &'a mut Ground,
    atlas: &'a Atlas,
    scene: &'a Scene,
    layers: &'a Layers,
    palette: &'a Palette,
    marks: Marks,
}

impl Layer for GroundLayer<'_> {
    fn draw(&mut self, canvas: &mut Canvas, projector: &Projector) {
        let scaling = (projector.zoom() - BUFFER_ZOOM).exp2() as f32;
        let origin = crate::scene::camera::to_lon_lat(self.ground.origin);
        let transform = TSTransform {
            scaling,
            translation: projector.project(origin.into()),
        };
        let strength = |kind| self.layers.strength(kind);
        let (regions, zones, lines) = (
            strength(LayerKind::Regions),
            strength(LayerKind::Zones),
            strength(LayerKind::Lines),
        );
        let mut pieces: Vec<(Piece, f32)> = Vec::new();
        for item in &self.scene.regions {
            if let Some(shade) = self.palette.shade(item.shade) {
                pieces.push((Piece::Fill(item.id, shade), style::SHADE_STRENGTH * regions));
            }
        }
        pieces.push((Piece::Outlines, regions));
        let tints = &self.scene.tints;
        let of_zone = |id: &ZoneId| (Piece::Zone(*id, tints.zone(*id)), zones);
        pieces.extend(self.scene.zones.iter().map(of_zone));
        let dashed = self.scene.regions.iter().filter(|item| item.dashed);
        pieces.extend(dashed.map(|item| (Piece::Dashed(item.id), regions)));
        let of_line = |id: &LineId| (Piece::Line(*id, tints.line(*id)), lines);
        pieces.extend(self.scene.lines.iter().map(of_line));
        for (marked, ink) in [
            (self.marks.hovered, self.palette.hovered),
            (self.marks.selected, self.palette.selected),
        ] {
            if let Some(id) = marked {
                pieces.push((Piece::Marked(id, ink), regions));
            }
        }
        for (piece, strength) in pieces.into_iter().filter(|(_, strength)| *strength > 0.0) {
            let drawables = self.ground.piece(piece, self.atlas, self.palette);
            canvas.add_drawables(
                drawables
                    .with_transform(transform)
                    .with_transparency(strength),
            );
        }
    }
}

/// The hatching of a shape: slanted lines clipped to it, as pairs of screen points.
///
/// The lines keep their distance at any zoom and stay with the map when it moves.
pub fn hatching(shape: &MultiPolygon, sheet: &Sheet, spacing_px: f32) -> Vec<[Pos2; 2]> {
    let view: &View = &sheet.view;
    // Slanted: x + y is the same along a line. Lines are counted from a fixed place on the map.
    let anchor = view.project(World { x: 0.5, y: 0.5 });
    let phase = (anchor.x + anchor.y).rem_euclid(spacing_px);
    let rings: Vec<Vec<Pos2>> = shape
        .iter()
        .flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()))
        .map(|ring| ring.0.iter().map(|at| sheet.position(*at)).collect())
        .collect();
    let offset = sheet.rect.min.x + sheet.rect.min.y + phase;
    let sums = rings.iter().flatten().map(|at| at.x + at.y - offset);
    let (low, high) = sums.fold((f32::INFINITY, f32::NEG_INFINITY), |(low, high), sum| {
        (low.min(sum), high.max(sum))
    });
    let last = sheet.rect.width() + sheet.rect.height();
    let first = (low.max(-spacing_px) / spacing_px).ceil() as i32;
    let last = (high.min(last) / spacing_px).floor() as i32;
    let mut segments = Vec::new();
    for index in first..=last {
        let sum = offset + index as f32 * spacing_px;
        segments.extend(crossings(&rings, sum));
    }
    segments
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
    use egui::Rect;

    use super::*;
    use crate::{
        model::geo::{Coord, Polygon},
        scene::Camera,
    };

    #[test]
    fn hatching_stays_inside_the_shape_and_keeps_its_distance() {
        let square = |low: f64, high: f64| -> LineString {
            let at = [
                (low, low),
                (high, low),
                (high, high),
                (low, high),
                (low, low),
            ];
            at.into_iter()
                .map(|(x, y)| Coord {
                    x: 46.0 + x,
                    y: 39.5 + y,
                })
                .collect()
        };
        let shape = MultiPolygon(vec![Polygon::new(square(0.0, 1.0), vec![square(0.4, 0.6)])]);
        let camera = Camera {
            center: Coord { x: 46.5, y: 40.0 },
            zoom: 8.0,
        };
        let rect = Rect::from_min_size(pos2(50.0, 20.0), egui::vec2(900.0, 700.0));
        let sheet = Sheet::new(rect, camera);
        let segments = hatching(&shape, &sheet, 10.0);
        assert!(segments.len() > 20, "{}", segments.len());
        for [a, b] in &segments {
            let middle = a.lerp(*b, 0.5);
            let at = crate::scene::camera::to_lon_lat(sheet.view.unproject(sheet.in_view(middle)));
            assert!(crate::model::geo::contains(&shape, at), "{at:?}");
        }
        let mut sums: Vec<f32> = segments.iter().map(|[a, _]| a.x + a.y).collect();
        sums.dedup_by(|a, b| (*a - *b).abs() < 0.01);
        for pair in sums.windows(2) {
            let steps = (pair[1] - pair[0]) / 10.0;
            assert!((steps - steps.round()).abs() < 0.01, "{pair:?}");
        }
    }
}
