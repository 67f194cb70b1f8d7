//! Regions, zones and lines in a picture, from the ground up as on the screen.

use super::{
    Picture,
    pen::Pen,
    shapes::{filled, lined, outlined},
};
use crate::{
    model::ZoneKind,
    scene::{
        LayerKind, Palette, View, World,
        style::{HATCH_PX, SHADE_STRENGTH, ZONE_HATCH},
    },
};

pub fn draw(pen: &mut Pen, picture: &Picture<'_>, view: &View) {
    let strength = |kind| picture.layers.strength(kind);
    let (regions, zones, lines) = (
        strength(LayerKind::Regions),
        strength(LayerKind::Zones),
        strength(LayerKind::Lines),
    );
    if regions > 0.0 {
        pen.open_at("regions", regions);
        draw_regions(pen, picture, view);
        pen.close();
    }
    if zones > 0.0 {
        pen.open_at("zones", zones);
        draw_zones(pen, picture, view);
        pen.close();
    }
    if regions > 0.0 {
        pen.open_at("rings", regions);
        let dashed = picture.scene.regions.iter().filter(|item| item.dashed);
        for item in dashed {
            let shape = &picture.atlas.regions()[item.id].shape;
            pen.stroke(&outlined(shape, view), picture.palette.dashed_outline());
        }
        pen.close();
    }
    if lines > 0.0 {
        pen.open_at("lines", lines);
        for id in &picture.scene.lines {
            let line = &picture.atlas.lines()[*id];
            let trace = lined(&line.shape, view);
            for stroke in picture.palette.line(line, picture.scene.tints.line(*id)) {
                pen.stroke(&trace, stroke);
            }
        }
        pen.close();
    }
    if let Some(id) = picture.selected.filter(|_| regions > 0.0) {
        let region = &picture.atlas.regions()[id];
        let tiles_the_land = region.level.tiles_the_land();
        let ink = picture.palette.selected;
        pen.open_at("selected", regions);
        for stroke in picture.palette.marked_outline(ink, tiles_the_land) {
            pen.stroke(&outlined(&region.shape, view), stroke);
        }
        pen.close();
    }
}

fn draw_regions(pen: &mut Pen, picture: &Picture<'_>, view: &View) {
    for item in &picture.scene.regions {
        if let Some(shade) = picture.palette.shade(item.shade) {
            let shape = &picture.atlas.regions()[item.id].shape;
            pen.fill(&filled(shape, view), shade.faded(SHADE_STRENGTH));
        }
    }
    let plain = picture.atlas.regions().rows().iter();
    for region in plain.filter(|region| region.level.tiles_the_land()) {
        pen.stroke(&outlined(&region.shape, view), picture.palette.outline());
    }
}

/// What the pattern of a kind of zone is called.
pub fn hatch_name(kind: ZoneKind) -> &'static str {
    match kind {
        ZoneKind::Peacekeepers => "hatch-peacekeepers",
        ZoneKind::Corridor => "hatch-corridor",
        ZoneKind::Other => "hatch-zone",
    }
}

/// Defines the patterns zones are hatched with. They stay with the map when the view moves.
pub fn define_hatching(pen: &mut Pen, palette: &Palette, view: &View) {
    let anchor = view.project(World { x: 0.5, y: 0.5 });
    let phase = (anchor.x + anchor.y).rem_euclid(HATCH_PX).round();
    let side = HATCH_PX;
    for kind in [ZoneKind::Peacekeepers, ZoneKind::Corridor, ZoneKind::Other] {
        let [r, g, b, _] = palette.zone_color(kind).0;
        let name = hatch_name(kind);
        pen.define(&format!(
            "<pattern id=\"{name}\" patternUnits=\"userSpaceOnUse\" width=\"{side}\" \
             height=\"{side}\" patternTransform=\"translate({phase} 0)\"><path fill=\"none\" \
             stroke=\"#{r:02x}{g:02x}{b:02x}\" stroke-opacity=\"{ZONE_HATCH}\" stroke-width=\"1\" \
             d=\"M-1 1L1 -1M0 {side}L{side} 0M{} {}L{} {}\"/></pattern>",
            side - 1.0,
            side + 1.0,
            side + 1.0,
            side - 1.0,
        ));
    }
}

fn draw_zones(pen: &mut Pen, picture: &Picture<'_>, view: &View) {
    for id in &picture.scene.zones {
        let zone = &picture.atlas.zones()[*id];
        let look = picture.palette.zone(zone, picture.scene.tints.zone(*id));
        let area = filled(&zone.shape, view);
        pen.fill(&area, look.wash);
        if look.hatched {
            pen.fill_with(&area, hatch_name(zone.kind));
        }
        pen.stroke(&outlined(&zone.shape, view), look.edge);
    }
}
