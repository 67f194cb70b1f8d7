//! A small map of what a statement says: the regions it names, and fire from origins to targets.

use egui::{Align2, Color32, FontId, Painter, Pos2, Rect, Sense, Stroke, Ui, pos2, vec2};

use super::{
    super::Shown,
    form::{ReportForm, site_name},
};
use crate::{
    model::{
        Atlas, Names, RegionId,
        draft::SiteDraft,
        geo::{LonLat, MultiPolygon},
    },
    render::viewport::color,
    words::statement as words,
};

const HEIGHT_PX: f32 = 170.0;

/// How far below its middle the name of a region stands.
const NAME_BELOW_PX: f32 = 10.0;

/// Corners nearer than this to the last one drawn are left out.
const LEAST_STEP_PX: f32 = 1.5;

pub fn preview_ui(ui: &mut Ui, shown: Shown<'_>, form: &ReportForm) {
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT_PX), Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, words::preview()));
    let painter = ui.painter_at(rect);
    let palette = shown.palette;
    painter.rect_filled(rect, 4.0, color(palette.land));
    let atlas = shown.atlas;
    let sites = form.claims.iter().flat_map(|claim| {
        let ends = claim.origins.iter().chain(&claim.targets);
        ends.chain(&claim.places)
    });
    let regions = regions(atlas, sites.clone());
    let Some(frame) = Frame::around(atlas, &regions, sites.clone(), rect) else {
        let middle = rect.center();
        let words = words::no_place();
        let font = FontId::proportional(13.0);
        painter.text(
            middle,
            Align2::CENTER_CENTER,
            words,
            font,
            color(palette.place_name),
        );
        return;
    };
    for id in &regions {
        let region = &atlas.regions()[*id];
        for ring in frame.rings(&region.shape) {
            let line = Stroke::new(1.2, color(palette.region_line));
            painter.add(egui::Shape::closed_line(ring, line));
        }
    }
    for claim in &form.claims {
        let ends = |sites: &[SiteDraft]| -> Vec<Pos2> {
            let ends = sites.iter().filter_map(|site| position(atlas, site));
            ends.map(|at| frame.at(at)).collect()
        };
        let ink = color(palette.selected);
        arrows(&painter, &ends(&claim.origins), &ends(&claim.targets), ink);
    }
    // A place that two claims name has one name.
    let mut places: Vec<(Pos2, String)> = Vec::new();
    for site in sites {
        if let Some(at) = settlement_at(atlas, site) {
            let at = frame.at(at);
            painter.circle_filled(at, 3.0, color(palette.selected));
            let words = site_name(atlas, site, shown.session.language);
            let words = words.split(',').next().unwrap_or_default().to_owned();
            let is_known = |(of, known): &(Pos2, String)| *known == words && of.distance(at) < 1.0;
            if !places.iter().any(is_known) {
                places.push((at, words));
            }
        }
    }
    let mut taken: Vec<Rect> = Vec::new();
    for (at, words) in places {
        let ink = color(palette.place_name);
        name_ui(&painter, rect, &mut taken, (at, words, ink), &AROUND);
    }
    for id in &regions {
        let region = &atlas.regions()[*id];
        let title = region.names.title(shown.session.language);
        let name = title.replace(Names::JOINT, "\n");
        let ink = color(palette.region_name);
        let at = frame.at(region.label);
        name_ui(&painter, rect, &mut taken, (at, name, ink), &BELOW);
    }
}

/// Where the name of a settlement may stand beside its point, and that of a region about its middle: clear
/// of the ends of arrows where it can be.
const AROUND: [(f32, f32, Align2); 4] = [
    (5.0, -4.0, Align2::LEFT_BOTTOM),
    (5.0, 4.0, Align2::LEFT_TOP),
    (-5.0, -4.0, Align2::RIGHT_BOTTOM),
    (-5.0, 4.0, Align2::RIGHT_TOP),
];
const BELOW: [(f32, f32, Align2); 4] = [
    (0.0, NAME_BELOW_PX, Align2::CENTER_TOP),
    (0.0, -NAME_BELOW_PX, Align2::CENTER_BOTTOM),
    (NAME_BELOW_PX, 0.0, Align2::LEFT_CENTER),
    (-NAME_BELOW_PX, 0.0, Align2::RIGHT_CENTER),
];

/// Writes a name at the first of these places where it lies on no other; without one it is left to the
/// fields below, which have all names.
fn name_ui(
    painter: &Painter,
    rect: Rect,
    taken: &mut Vec<Rect>,
    (at, words, ink): (Pos2, String, Color32),
    places: &[(f32, f32, Align2)],
) {
    let text = painter.layout_no_wrap(words, FontId::proportional(11.0), ink);
    let place =
        |(x, y, align): &(f32, f32, Align2)| align.anchor_size(at + vec2(*x, *y), text.size());
    let is_free =
        |place: &Rect| rect.contains_rect(*place) && !taken.iter().any(|of| of.intersects(*place));
    if let Some(free) = places.iter().map(place).find(is_free) {
        taken.push(free);
        painter.galley(free.min, text, ink);
    }
}

/// The regions that sites lie in.
fn regions<'a>(atlas: &Atlas, sites: impl Iterator<Item = &'a SiteDraft>) -> Vec<RegionId> {
    let found = sites.filter_map(|site| atlas.region_by_key(site.region.as_deref()?));
    let mut regions: Vec<RegionId> = found.collect();
    regions.sort_unstable();
    regions.dedup();
    regions
}

/// Where a site is drawn.
fn position(atlas: &Atlas, site: &SiteDraft) -> Option<LonLat> {
    if let Some(key) = &site.zone {
        let zone = atlas.zone_by_key(key).map(|id| atlas.zones()[id].label);
        let line = || atlas.lines()[atlas.line_by_key(key)?].middle();
        return zone.or_else(line);
    }
    let region = atlas.region_by_key(site.region.as_deref()?)?;
    let settlement = settlement_at(atlas, site);
    Some(settlement.unwrap_or(atlas.regions()[region].label))
}

/// The position of a settlement, where it is known.
fn settlement_at(atlas: &Atlas, site: &SiteDraft) -> Option<LonLat> {
    let key = site.settlement.as_deref()?;
    let found = atlas
        .settlements()
        .find(|settlement| *settlement.key == *key)?;
    atlas.settlements()[found].at
}

/// From degrees to the picture.
struct Frame {
    rect: Rect,
    middle: LonLat,
    px_per_deg: f64,
    /// How much narrower a degree of longitude is than one of latitude.
    narrow: f64,
}

impl Frame {
    fn around<'a>(
        atlas: &Atlas,
        regions: &[RegionId],
        sites: impl Iterator<Item = &'a SiteDraft>,
        rect: Rect,
    ) -> Option<Self> {
        let bounds = regions.iter().map(|id| atlas.regions()[*id].bounds);
        let corners = bounds.flat_map(|bounds| [bounds.min(), bounds.max()]);
        let points = sites.filter_map(|site| position(atlas, site));
        let all: Vec<LonLat> = corners.chain(points).collect();
        let first = *all.first()?;
        let (mut low, mut high) = (first, first);
        for at in all {
            low.x = low.x.min(at.x);
            low.y = low.y.min(at.y);
            high.x = high.x.max(at.x);
            high.y = high.y.max(at.y);
        }
        let middle = (low + high) / 2.0;
        let narrow = middle.y.to_radians().cos();
        let (wide, tall) = ((high.x - low.x) * narrow, high.y - low.y);
        let room = rect.shrink(14.0).size();
        let px_per_deg =
            (f64::from(room.x) / wide.max(0.05)).min(f64::from(room.y) / tall.max(0.05));
        Some(Self {
            rect,
            middle,
            px_per_deg,
            narrow,
        })
    }

    fn at(&self, at: LonLat) -> Pos2 {
        let x = (at.x - self.middle.x) * self.narrow * self.px_per_deg;
        let y = (self.middle.y - at.y) * self.px_per_deg;
        self.rect.center() + vec2(x as f32, y as f32)
    }

    /// The outer rings of a shape, no finer than can be seen.
    fn rings(&self, shape: &MultiPolygon) -> Vec<Vec<Pos2>> {
        let ring = |polygon: &geo::Polygon| {
            let mut ring: Vec<Pos2> = Vec::new();
            for corner in &polygon.exterior().0 {
                let at = self.at(*corner);
                if ring
                    .last()
                    .is_none_or(|last| last.distance(at) >= LEAST_STEP_PX)
                {
                    ring.push(at);
                }
            }
            ring
        };
        shape
            .0
            .iter()
            .map(ring)
            .filter(|ring| ring.len() > 2)
            .collect()
    }
}

/// Arrows by way of one joint, so that no pair of ends is made up.
fn arrows(painter: &egui::Painter, from: &[Pos2], to: &[Pos2], ink: Color32) {
    if to.is_empty() {
        return;
    }
    let mean = |points: &[Pos2]| {
        let sum = points
            .iter()
            .fold(vec2(0.0, 0.0), |sum, at| sum + at.to_vec2());
        (sum / points.len() as f32).to_pos2()
    };
    let stroke = Stroke::new(1.8, ink);
    if from.is_empty() {
        for at in to {
            painter.circle_stroke(*at, 7.0, stroke);
        }
        return;
    }
    let joint = pos2(
        (mean(from).x + mean(to).x) / 2.0,
        (mean(from).y + mean(to).y) / 2.0,
    );
    for at in from {
        painter.line_segment([*at, joint], stroke);
    }
    for at in to {
        let way = *at - joint;
        if way.length() > 4.0 {
            painter.arrow(joint, way, stroke);
        }
    }
}
