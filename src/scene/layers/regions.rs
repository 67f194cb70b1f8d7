//! Districts, raions and provinces, their fill, and those that stand out.

use super::{Depth, Height, MapLayer, Shading};
use crate::{
    model::{Level, PlaceRef, RegionId},
    scene::{
        LabelKind, Px, Rgba,
        camera::to_lon_lat,
        legend::{Legend, LegendOf, Row, Sign},
        marks::{Mark, Painting, Shape},
        pick::{Picking, Target},
        style::{SHADE_STEPS, SHADE_STRENGTH},
    },
    words::{layers as words, units},
};

pub const LAYER: MapLayer = MapLayer {
    parts: &[
        (Height::Regions, regions),
        (Height::Rings, rings),
        (Height::Highlights, hovered),
    ],
    fixed: &[(Height::Highlights, selected)],
    picks: &[
        (Depth::Regions, |picking, at| {
            let mut rings = picked(picking, at, |level| level == Level::Area);
            rings.extend(picked(picking, at, Level::tiles_the_land));
            rings
        }),
        (Depth::Provinces, |picking, at| {
            picked(picking, at, |level| level == Level::Province)
        }),
    ],
    legend,
    labels: |kind| matches!(kind, LabelKind::Region(_)),
    ..MapLayer::new("regions", words::regions)
};

fn regions(painting: &Painting<'_>, strength: f32, marks: &mut Vec<Mark>) {
    marks.push(Mark::open("regions", strength));
    let overview = painting.overview.as_ref();
    for item in &painting.scene.regions {
        if let Some(overview) = overview {
            let fill = painting.scene.overview.fill(PlaceRef::Region(item.id));
            // A province or ring lies across districts: filled, it would tint their fill.
            if let Some(fill) = fill.filter(|_| !item.dashed) {
                let ink = painting.palette.fill(fill);
                let share = SHADE_STRENGTH * overview.strength;
                marks.push(Mark::fill(Shape::Region(item.id), ink.faded(share)));
            }
        } else if let Some(shade) = painting.palette.shade(item.shade) {
            let shape = Shape::Region(item.id);
            marks.push(Mark::fill(shape, shade.faded(SHADE_STRENGTH)));
        }
    }
    marks.push(Mark::stroke(Shape::Outlines, painting.palette.outline()));
    marks.push(Mark::Close);
}

/// Provinces, and rings in place of a boundary: they lie across zones.
fn rings(painting: &Painting<'_>, strength: f32, marks: &mut Vec<Mark>) {
    marks.push(Mark::open("rings", strength));
    let dashed = painting.scene.regions.iter().filter(|item| item.dashed);
    let stroke = painting.palette.dashed_outline();
    marks.extend(dashed.map(|item| Mark::stroke(Shape::Region(item.id), stroke)));
    marks.push(Mark::Close);
}

/// The region under the pointer.
fn hovered(painting: &Painting<'_>, strength: f32, marks: &mut Vec<Mark>) {
    if let Some(id) = painting.marked.hovered {
        marks.push(Mark::open("hovered", strength));
        outlined(painting, id, painting.palette.hovered, marks);
        marks.push(Mark::Close);
    }
}

/// The region that is selected.
fn selected(painting: &Painting<'_>, _: f32, marks: &mut Vec<Mark>) {
    if let Some(id) = painting.marked.region {
        marks.push(Mark::open("selected", 1.0));
        outlined(painting, id, painting.palette.selected, marks);
        marks.push(Mark::Close);
    }
}

fn outlined(painting: &Painting<'_>, id: RegionId, ink: Rgba, marks: &mut Vec<Mark>) {
    let tiles_the_land = painting.atlas.regions()[id].level.tiles_the_land();
    let strokes = painting.palette.marked_outline(ink, tiles_the_land);
    marks.extend(strokes.map(|stroke| Mark::stroke(Shape::Region(id), stroke)));
}

fn picked(picking: &Picking<'_>, at: Px, is_wanted: fn(Level) -> bool) -> Vec<Target> {
    let here = to_lon_lat(picking.view.unproject(at));
    let regions = picking.scene.regions.iter().map(|item| item.id);
    let is_here = |id: &RegionId| {
        let region = &picking.atlas.regions()[*id];
        is_wanted(region.level) && region.contains(here)
    };
    let mut found: Vec<RegionId> = regions.filter(is_here).collect();
    found.sort();
    found.into_iter().map(Target::Region).collect()
}

fn legend(of: &LegendOf<'_>, legend: &mut Legend) {
    let title = match of.layers.shading {
        _ if of.overview => None,
        Shading::None => None,
        Shading::Opened => Some(words::legend_opened()),
        Shading::Received => Some(words::legend_received()),
    };
    if let Some(title) = title {
        let row = |(index, least): (usize, &u32)| {
            let most = SHADE_STEPS.get(index + 1).map(|next| next - 1);
            let words = units::range(*least, most);
            Row::new(Sign::Shade(*least), words)
        };
        legend.section(title, SHADE_STEPS.iter().enumerate().map(row).collect());
    }
    if of.scene.regions.iter().any(|item| item.dashed) {
        let row = Row::new(Sign::Dashed, words::legend_dashed());
        legend.outlines.push(row);
    }
}
