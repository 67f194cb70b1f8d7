//! How exactly the ends of what stands out are known: the shape of a region that is all that is stated.

use super::{Mark, Painting, Shape};
use crate::{
    model::Site,
    scene::{Bundle, Rgba, Weight},
};

/// Where more ends stand out than these, their shapes would be all that is seen.
const MOST: usize = 24;

/// How strongly what may be meant is washed, from 0 to 1.
const WASH: f32 = 0.12;

/// The ends of bundles that are selected or under the pointer, each once and in the colour of its bundle.
fn sites<'a>(painting: &Painting<'a>) -> Vec<(&'a Site, Rgba)> {
    let bundles = painting.scene.bundles.iter().enumerate();
    let strong = bundles.filter(|(at, _)| painting.weight(*at) == Weight::Strong);
    let ends = |(_, bundle): (usize, &'a Bundle)| {
        let ink = painting.ink(bundle);
        bundle.sites().map(move |site| (site, ink))
    };
    let mut sites: Vec<_> = strong.flat_map(ends).collect();
    sites.sort_by_key(|(site, _)| *site);
    sites.dedup_by_key(|(site, _)| *site);
    match sites.len() <= MOST {
        true => sites,
        false => Vec::new(),
    }
}

/// The shapes of those that are a region, a zone or a line and no more than that.
pub fn shapes(painting: &Painting<'_>, strength: f32, marks: &mut Vec<Mark>) {
    let shape = |(site, ink): (&Site, Rgba)| {
        let shape = match site {
            Site::Region(id) | Site::Named(id, _) => Shape::Region(*id),
            Site::Zone(id) => Shape::Zone(*id),
            Site::Line(id) => Shape::Line(*id),
            Site::Settlement(..) | Site::Point(_) | Site::Unplaced(_) => return None,
        };
        Some((shape, ink))
    };
    let shapes: Vec<_> = sites(painting).into_iter().filter_map(shape).collect();
    if shapes.is_empty() {
        return;
    }
    marks.push(Mark::open("exactness", strength));
    let areas = shapes
        .iter()
        .filter(|(shape, _)| !matches!(shape, Shape::Line(_)));
    marks.extend(areas.map(|(shape, ink)| Mark::fill(shape.clone(), ink.faded(WASH))));
    for above in [false, true] {
        marks.extend(shapes.iter().map(|(shape, ink)| {
            let [casing, line] = painting.palette.end_outline(*ink);
            Mark::stroke(shape.clone(), if above { line } else { casing })
        }));
    }
    marks.push(Mark::Close);
}
