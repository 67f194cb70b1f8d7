//! Bundles: segments with arrowheads, marks at their ends, and the dot at a joint without a figure.

use std::{borrow::Cow, collections::HashSet, sync::Arc};

use super::{Mark, Paint, Painting, Shape};
use crate::scene::layers::labels::left_joint;
use crate::scene::{
    Bundle, LayerKind, Palette, Px, Rgba, Theme, Weight,
    arrow::{self, ArrowStyle, DOT_PX, FAINT_MARK},
    bundle::{End, EndKind, Fade},
    label::{LabelKind, Room},
    px,
    style::{self, Stroke},
};

/// What of the bundles no view changes. Made again when something else does.
#[derive(Clone, Debug)]
pub struct KeptFlows {
    made_for: MadeFor,
    segments: Arc<[Mark]>,
    /// The ends, and whether only faint bundles end there.
    ends: Vec<(End, bool)>,
}

/// What decides how bundles look.
#[derive(Clone, Debug)]
struct MadeFor {
    bundles: Arc<Vec<Bundle>>,
    weights: Vec<Weight>,
    /// Of flows between districts, where the map is an overview.
    flows: Option<Vec<Weight>>,
    theme: Theme,
    strength: f32,
}

impl KeptFlows {
    /// Makes the segments of a painting, unless those kept are the same.
    pub fn update(kept: &mut Option<Self>, painting: &Painting<'_>) {
        let strength = painting.layers.strength(LayerKind::Fire);
        let same = kept.as_ref().is_some_and(|kept| {
            let made_for = &kept.made_for;
            Arc::ptr_eq(&made_for.bundles, &painting.scene.bundles)
                && made_for.weights == painting.weights
                && made_for.flows.as_deref() == painting.overview.map(|of| of.flows)
                && made_for.theme == painting.palette.theme
                && made_for.strength == strength
        });
        if !same {
            *kept = Some(Self {
                made_for: MadeFor {
                    bundles: Arc::clone(&painting.scene.bundles),
                    weights: painting.weights.to_vec(),
                    flows: painting.overview.map(|of| of.flows.to_vec()),
                    theme: painting.palette.theme,
                    strength,
                },
                segments: {
                    let mut segments = all_segments(painting, strength);
                    segments.extend(all_district_flows(painting, strength));
                    segments.into()
                },
                ends: all_ends(painting),
            });
        }
    }
}

/// The segments: the faint ones below, the strong ones on top.
pub fn segments(painting: &Painting<'_>, strength: f32, marks: &mut Vec<Mark>) {
    marks.push(Mark::open("fire", 1.0));
    match painting.kept {
        Some(kept) => marks.push(Mark::Kept(Arc::clone(&kept.segments))),
        None => marks.extend(all_segments(painting, strength)),
    }
    marks.push(Mark::Close);
}

fn all_segments(painting: &Painting<'_>, strength: f32) -> Vec<Mark> {
    let mut marks = Vec::new();
    for level in Weight::ALL {
        for (index, bundle) in painting.scene.bundles.iter().enumerate() {
            if painting.weight(index) == level {
                let style = ArrowStyle::of(bundle, level);
                let words = painting.bundle_words.get(index).cloned();
                bundle_marks(
                    painting,
                    bundle,
                    (level, style, words),
                    strength,
                    &mut marks,
                );
            }
        }
    }
    marks
}

/// How strong a flow of a single claim is beside others, from 0 to 1.
const FLOW_OF_ONE: f32 = 0.55;

/// In an overview, what one reporter claims between the same districts.
pub fn district_flows(painting: &Painting<'_>, strength: f32, marks: &mut Vec<Mark>) {
    // Those that were made before are drawn with the segments.
    if painting.overview.is_none() || painting.kept.is_some() {
        return;
    }
    marks.push(Mark::open("flows", 1.0));
    marks.extend(all_district_flows(painting, strength));
    marks.push(Mark::Close);
}

fn all_district_flows(painting: &Painting<'_>, strength: f32) -> Vec<Mark> {
    let mut marks = Vec::new();
    for level in Weight::ALL {
        for (index, flow) in painting.scene.overview.flows.iter().enumerate() {
            if painting.flow_weight(index) == level {
                let style = ArrowStyle::of_flow(flow, level);
                let strength = match flow.figure.claims() {
                    1 => strength * FLOW_OF_ONE,
                    _ => strength,
                };
                bundle_marks(painting, flow, (level, style, None), strength, &mut marks);
            }
        }
    }
    marks
}

fn bundle_marks(
    painting: &Painting<'_>,
    bundle: &Bundle,
    (weight, style, words): (Weight, ArrowStyle, Option<String>),
    strength: f32,
    marks: &mut Vec<Mark>,
) {
    let share = weight.opacity() * strength;
    let ink = painting.ink(bundle).faded(share);
    let halo = painting.palette.halo.faded(0.75 * share);
    marks.push(Mark::saying(words));
    for (casing, ink) in [(true, halo), (false, ink)] {
        let segments = bundle.segments.iter().copied();
        // What fades has no casing.
        let segments = segments.filter(|segment| !casing || segment.fade == Fade::None);
        marks.extend(segments.map(|segment| Mark::FlowSegment {
            segment,
            style,
            ink,
            casing,
        }));
    }
    marks.push(Mark::Close);
}

fn all_ends(painting: &Painting<'_>) -> Vec<(End, bool)> {
    arrow::ends(painting.scene, |index, _| painting.weight(index))
}

/// The ends of the bundles, made now where they were not kept.
fn known_ends<'p>(painting: &Painting<'p>) -> Cow<'p, [(End, bool)]> {
    match painting.kept {
        Some(kept) => Cow::Borrowed(&kept.ends),
        None => Cow::Owned(all_ends(painting)),
    }
}

/// Where the marks of ends lie in the view, so that no name is written across one.
pub fn rooms_of_ends(painting: &Painting<'_>) -> Vec<Room> {
    let ends = known_ends(painting);
    let rooms = ends.iter().filter_map(|(end, _)| {
        let middle = painting.view.project(end.at);
        let radius = style::mark(end.kind).ground_radius;
        let room = || Room {
            middle,
            size: px(radius, radius) * 2.0,
        };
        painting.view.sees(middle, radius).then(room)
    });
    rooms.collect()
}

/// One mark a place, as strong as the strongest bundle that ends there.
pub fn ends(painting: &Painting<'_>, strength: f32, marks: &mut Vec<Mark>) {
    marks.push(Mark::open("ends", 1.0));
    for (end, faint) in known_ends(painting).iter() {
        let at = painting.view.project(end.at);
        if painting.view.sees(at, 10.0) {
            let share = strength * if *faint { FAINT_MARK } else { 1.0 };
            let Palette { selected, halo, .. } = painting.palette;
            let [ink, ground] = [selected, halo].map(|ink| ink.faded(share));
            marks.extend(end_mark(at, end.kind, ink, ground));
        }
    }
    marks.push(Mark::Close);
}

/// The mark of an end, on a ground that sets it off: a dot for a settlement, a ring for a region, a
/// diamond for a zone.
pub fn end_mark(at: Px, kind: EndKind, ink: Rgba, ground: Rgba) -> [Mark; 2] {
    let mark = style::mark(kind);
    let diamond = |radius: f32| {
        let by = [(0.0, -radius), (radius, 0.0), (0.0, radius), (-radius, 0.0)];
        Shape::Closed(by.map(|(x, y)| at + px(x, y)).to_vec())
    };
    let paint = match mark.line {
        Some(width) => Paint::from(Stroke::solid(ink, width)),
        None => Paint::from(ink),
    };
    if !mark.diamond {
        return [
            Mark::circle(at, mark.ground_radius, ground),
            Mark::circle(at, mark.radius, paint),
        ];
    }
    let sign = match paint.line {
        Some(line) => Mark::stroke(diamond(mark.radius), line),
        None => Mark::fill(diamond(mark.radius), ink),
    };
    [Mark::fill(diamond(mark.ground_radius), ground), sign]
}

/// A dot at each joint whose figure stands elsewhere, or is not written.
pub fn dots(painting: &Painting<'_>, strength: f32, marks: &mut Vec<Mark>) {
    let written = painting.placed.iter().filter_map(|label| match label.kind {
        LabelKind::Figure(index) if left_joint(painting, label).is_none() => Some(index),
        _ => None,
    });
    let written: HashSet<usize> = written.collect();
    for (index, bundle) in painting.scene.bundles.iter().enumerate() {
        let at = bundle.joint.px(&painting.view);
        let weight = painting.weight(index);
        if weight == Weight::Hidden || written.contains(&index) || !painting.view.sees(at, 5.0) {
            continue;
        }
        let share = strength * painting.weight(index).dot_opacity();
        let [dot, ground] = DOT_PX;
        marks.push(Mark::circle(at, ground, painting.palette.halo.faded(share)));
        marks.push(Mark::circle(at, dot, painting.ink(bundle).faded(share)));
    }
}
