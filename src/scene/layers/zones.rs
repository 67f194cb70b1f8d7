//! The peacekeepers' area, corridors, and areas of opened files.

use super::{Depth, Height, MapLayer};
use crate::{
    model::{ZoneId, geo},
    scene::{
        LabelKind, Px,
        camera::to_lon_lat,
        legend::{Legend, LegendOf, Row, Sign},
        marks::{Mark, Painting, Shape},
        pick::{Picking, Target},
        style::ZONE_HATCH,
    },
    words::layers as words,
};

pub const LAYER: MapLayer = MapLayer {
    parts: &[(Height::Zones, zones)],
    fixed: &[(Height::Highlights, selected)],
    picks: &[(Depth::Zones, pick)],
    legend,
    labels: |kind| matches!(kind, LabelKind::Zone(_)),
    ..MapLayer::new("zones", words::zones)
};

/// Zones, their hatching below every line. All areas come first, then all hatching, then all edges:
/// marks of one style that follow each other are drawn at once, however many they are.
fn zones(painting: &Painting<'_>, strength: f32, marks: &mut Vec<Mark>) {
    marks.push(Mark::open("zones", strength));
    let (mut hatching, mut edges) = (Vec::new(), Vec::new());
    for id in &painting.scene.zones {
        let zone = &painting.atlas.zones()[*id];
        let tint = painting.scene.tints.zone(*id);
        let style = painting.palette.zone(zone, tint);
        marks.push(Mark::fill(Shape::Zone(*id), style.wash));
        if style.hatched {
            hatching.push(Mark::Hatch {
                shape: Shape::Zone(*id),
                kind: zone.kind,
                ink: painting.palette.zone_color(zone.kind).faded(ZONE_HATCH),
            });
        }
        edges.push(Mark::stroke(Shape::Zone(*id), style.edge));
    }
    marks.append(&mut hatching);
    marks.append(&mut edges);
    marks.push(Mark::Close);
}

/// The zone that is selected where it is in effect, also where its layer is off.
fn selected(painting: &Painting<'_>, _: f32, marks: &mut Vec<Mark>) {
    let in_effect = |id: &ZoneId| painting.scene.zones.contains(id);
    if let Some(id) = painting.marked.zone.filter(in_effect) {
        let palette = painting.palette;
        let strokes = palette.marked_outline(palette.selected, true);
        marks.push(Mark::open("selected", 1.0));
        marks.extend(strokes.map(|stroke| Mark::stroke(Shape::Zone(id), stroke)));
        marks.push(Mark::Close);
    }
}

fn pick(picking: &Picking<'_>, at: Px) -> Vec<Target> {
    let here = to_lon_lat(picking.view.unproject(at));
    let zones = picking.scene.zones.iter();
    let inside = zones.filter(|id| geo::contains(&picking.atlas.zones()[**id].shape, here));
    inside.copied().map(Target::Zone).collect()
}

fn legend(of: &LegendOf<'_>, legend: &mut Legend) {
    legend.ground_rows(&of.scene.zones, |id| {
        let name = of.atlas.zones()[*id].names.get(of.language);
        Row::new(Sign::Zone(*id), name)
    });
}
