//! Stretches, such as a road: somewhere between two places. What is drawn is a straight dashed line between the two,
//! which is no course of anything, and only where the positions of both are known.

use super::{Mark, Painting, Shape};
use crate::{
    model::{Atlas, Site, geo::LonLat},
    scene::{Bundle, Weight, camera::to_world, style::Stroke},
};

/// Dashes and dots, in points: a denial has dashes alone.
pub const DASH: [f32; 4] = [9.0, 4.0, 2.0, 4.0];

/// Where the two ends of each stretch of a bundle are, in degrees.
pub fn known(atlas: &Atlas, bundle: &Bundle) -> impl Iterator<Item = [LonLat; 2]> {
    bundle.sites().filter_map(|site| ends(atlas, site))
}

/// Where the two ends of a stretch are, in degrees; `None` for any other place, and where one of the two is not known
/// to a village or a point.
pub fn ends(atlas: &Atlas, site: &Site) -> Option<[LonLat; 2]> {
    let Site::StretchTo(ends) = site else {
        return None;
    };
    let [from, to] = ends.each_ref().map(|end| position(atlas, end));
    Some([from?, to?])
}

/// Whether a place is a stretch from one village or point to another.
pub fn may_be_drawn(site: &Site) -> bool {
    matches!(site, Site::StretchTo(ends) if ends.iter().all(|end| {
        matches!(end.place(), Site::Settlement(..) | Site::Point(_))
    }))
}

/// The position of a village or of a point; of no district.
fn position(atlas: &Atlas, site: &Site) -> Option<LonLat> {
    match site.place() {
        Site::Settlement(_, id) => atlas.settlements()[*id].at,
        Site::Point(point) => Some(point.at()),
        _ => None,
    }
}

/// The line of each stretch.
pub fn lines(painting: &Painting<'_>, strength: f32, marks: &mut Vec<Mark>) {
    let bundles = painting.scene.bundles.iter().enumerate();
    let seen = bundles.filter(|(at, _)| painting.weight(*at) != Weight::Hidden);
    let lines = seen.flat_map(|(_, bundle)| {
        let ink = painting.ink(bundle);
        known(painting.atlas, bundle).map(move |ends| (ends, ink))
    });
    let mut lines = lines.peekable();
    if lines.peek().is_none() {
        return;
    }
    marks.push(Mark::open("stretches", strength));
    for (ends, ink) in lines {
        let ends = ends.map(|at| painting.view.project(to_world(at)));
        let [casing, line] = painting.palette.end_outline(ink);
        let line = Stroke {
            dash: &DASH,
            ..line
        };
        marks.extend([casing, line].map(|stroke| Mark::stroke(Shape::Open(ends.to_vec()), stroke)));
    }
    marks.push(Mark::Close);
}
