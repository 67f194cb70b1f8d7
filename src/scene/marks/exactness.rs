//! How exactly the ends of what stands out are known: the shape of a region that is all that is stated, or a ring
//! as wide as a position may be off.

use std::{borrow::Cow, collections::BTreeMap};

use super::{Mark, Painting, Shape};
use crate::{
    model::{RecordId, Site, geo::LonLat},
    scene::{Bundle, Px, Rgba, Weight, bundle::located_sites, camera::to_world},
};

/// Where more ends stand out than these, their shapes would be all that is seen.
const MOST: usize = 24;

/// How strongly what may be meant is washed, from 0 to 1.
const WASH: f32 = 0.12;

/// A narrower ring would lie under the dot it is of, in points.
const NARROWEST_PX: f32 = 9.0;

/// Where an end may be.
enum Within {
    Shape(Shape),
    Ring { at: LonLat, km: f64 },
}

/// The ends of what is selected or under the pointer, each once and in the colour of whose it is; none where there are
/// more than [`MOST`], which are not gone through to the end.
fn sites<'a>(painting: &Painting<'a>) -> BTreeMap<Cow<'a, Site>, Rgba> {
    let bundles = painting.scene.bundles.iter().enumerate();
    let strong = bundles.filter(|(at, _)| painting.weight(*at) == Weight::Strong);
    let ends = |(_, bundle): (usize, &'a Bundle)| {
        let ink = painting.ink(bundle);
        bundle.sites().map(move |site| (Cow::Borrowed(site), ink))
    };
    let records = painting.marked.records.into_iter().flatten();
    let records = records.flat_map(|record| sites_of(painting, record));
    let records = records.map(|(site, ink)| (Cow::Owned(site), ink));
    let mut sites = BTreeMap::new();
    for (site, ink) in strong.flat_map(ends).chain(records) {
        sites.entry(site).or_insert(ink);
        if sites.len() > MOST {
            return BTreeMap::new();
        }
    }
    sites
}

/// The ends of a record with a position of its own.
fn sites_of(painting: &Painting<'_>, record: RecordId) -> Vec<(Site, Rgba)> {
    let (dataset, row) = (painting.atlas.dataset_of(record), record.row as usize);
    if !dataset.columns.is_located(row) {
        return Vec::new();
    }
    let kind = dataset.columns.kind[row];
    let reporter = &painting.atlas.reporters()[dataset.kinds[kind as usize].reporter];
    let tint = painting.scene.tints.of(record, kind);
    let ink = painting.palette.tinted(tint, reporter);
    let ends = located_sites(dataset, row).into_iter();
    ends.flat_map(|sites| sites.into_owned())
        .map(|site| (site, ink))
        .collect()
}

/// What is known of where a site is, where that is more than a point.
fn within(painting: &Painting<'_>, site: &Site) -> Option<Within> {
    let (at, km) = match site.place() {
        Site::Region(id) | Site::Named(id, _) => return Some(Within::Shape(Shape::Region(*id))),
        Site::Zone(id) => return Some(Within::Shape(Shape::Zone(*id))),
        Site::Line(id) => return Some(Within::Shape(Shape::Line(*id))),
        Site::Settlement(region, id) => {
            let settlement = &painting.atlas.settlements()[*id];
            match (settlement.at, settlement.precision_km) {
                (Some(at), Some(km)) => (at, km),
                (Some(_), None) => return None,
                (None, _) => return Some(Within::Shape(Shape::Region(*region))),
            }
        }
        Site::Point(point) => (point.at(), f64::from(point.precision_m?) / 1e3),
        Site::Unplaced(_) | Site::StretchTo(_) => return None,
    };
    let is_wide = painting.view.reach(at, km) >= NARROWEST_PX;
    is_wide.then_some(Within::Ring { at, km })
}

/// What is known of where those ends are.
fn known(painting: &Painting<'_>) -> Vec<(Within, Rgba)> {
    let sites = sites(painting).into_iter();
    sites
        .filter_map(|(site, ink)| Some((within(painting, &site)?, ink)))
        .collect()
}

/// The shapes of those that are known no better.
pub fn shapes(painting: &Painting<'_>, strength: f32, marks: &mut Vec<Mark>) {
    let known = known(painting).into_iter();
    let shapes: Vec<(Shape, Rgba)> = known
        .filter_map(|(within, ink)| match within {
            Within::Shape(shape) => Some((shape, ink)),
            Within::Ring { .. } => None,
        })
        .collect();
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

/// The rings of those that are known to a position, more or less.
pub fn rings(painting: &Painting<'_>, strength: f32, marks: &mut Vec<Mark>) {
    let view = &painting.view;
    let known = known(painting).into_iter();
    let rings: Vec<(Px, f32, Rgba)> = known
        .filter_map(|(within, ink)| match within {
            Within::Ring { at, km } => Some((view.project(to_world(at)), view.reach(at, km), ink)),
            Within::Shape(_) => None,
        })
        .collect();
    if rings.is_empty() {
        return;
    }
    marks.push(Mark::open("accuracy", strength));
    for (at, radius, ink) in rings {
        let [casing, line] = painting.palette.end_outline(ink);
        marks.push(Mark::circle(at, radius, (ink.faded(WASH), casing)));
        marks.push(Mark::circle(at, radius, line));
    }
    marks.push(Mark::Close);
}
