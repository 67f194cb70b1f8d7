//! Names, and the figures of bundles: which of them find room, and what they are written with.

use std::collections::HashSet;

use super::{Height, MapLayer};
use crate::{
    model::{PlaceRef, SettlementId, Site},
    scene::{
        Bundle, Label, LabelKind, LayerKind, Placed, Px, Rgba, Weight, after_figure,
        camera::to_world,
        clusters,
        label::{self, Room},
        lettering::{self, FIGURE_GAP_PX, HALO_PX, HALO_STRENGTH, LETTER_PX},
        marks::{Align, Mark, Painting, Shape, TextStyle, flows},
        overview::strips,
        px, region_names,
        style::{Stroke, readable_on},
    },
    words::layers as words,
};

/// Figures are written where names are not.
pub const LAYER: MapLayer = MapLayer {
    fixed: &[(Height::Selection, settlement), (Height::Labels, labels)],
    labels: |kind| !kind.is_figure(),
    ..MapLayer::new("labels", words::names)
};

/// Measures texts.
pub trait Letters {
    /// How much room a text takes, in points. Lines are separated by a line feed.
    fn size(&self, text: &str, size: f32, strong: bool) -> Px;
}

/// Finds room for the labels of a painting and of its basemap, beside what is taken.
pub fn place(painting: &Painting<'_>, basemap: &[Label], taken: &[Room]) -> Vec<Placed> {
    let ends = ends_in_overview(painting);
    let measure = |label: &Label| size(painting, label);
    let taken = taken.iter().copied().chain(rooms_of_clusters(painting));
    let layers = painting.layers.on();
    let taken = taken.chain(layers.flat_map(|layer| (layer.rooms)(painting)));
    let taken: Vec<Room> = taken.collect();
    // Strips first, so that they stay where they are whatever else is seen.
    let strips = strips::place(painting, &taken);
    let place_of = |placed: &Placed| match placed.kind {
        LabelKind::Strip(index) if !strips::is_short(&placed.text) => {
            Some(painting.scene.overview.strips[index].place)
        }
        _ => None,
    };
    let in_strips: HashSet<PlaceRef> = strips.iter().filter_map(place_of).collect();
    let taken: Vec<Room> = taken.into_iter().chain(rooms_of(&strips)).collect();
    let is_wanted = |label: &&Label| {
        let is_shown = match label.kind {
            // A figure of days gone by gives way to a dot.
            LabelKind::Figure(index) => painting.weight(index).has_figure(),
            LabelKind::Flow(index) => painting.flow_weight(index).has_figure(),
            LabelKind::Strip(_) => false,
            // In a strip it stands above the numbers.
            LabelKind::Region(id) => !in_strips.contains(&PlaceRef::Region(id)),
            LabelKind::Zone(id) => !in_strips.contains(&PlaceRef::Zone(id)),
            LabelKind::Settlement(id) => ends.as_ref().is_none_or(|ends| ends.contains(&id)),
            _ => true,
        };
        is_shown && painting.layers.label_strength(label.kind) > 0.0
    };
    let spread = region_names::spread(painting, measure);
    let wanted = painting.scene.labels.iter().chain(&spread);
    let wanted = wanted.chain(basemap);
    let wanted = wanted.filter(is_wanted);
    let marks = if painting.layers.strength(LayerKind::Fire) > 0.0 {
        flows::rooms_of_ends(painting)
    } else {
        Vec::new()
    };
    let rooms = (taken.as_slice(), marks.as_slice());
    let mut placed = strips;
    placed.extend(label::place_again(
        wanted,
        &painting.view,
        painting.before,
        rooms,
        measure,
    ));
    placed
}

/// The circles of clusters that have a count: what stood across one could not be read, and neither could
/// the count.
fn rooms_of_clusters(painting: &Painting<'_>) -> impl Iterator<Item = Room> {
    let counted = painting.clusters.iter();
    let counted = counted.filter(|(_, _, radius)| *radius > clusters::DOT_PX);
    counted.map(|(_, at, radius)| Room {
        middle: *at,
        size: px(2.0 * radius, 2.0 * radius),
    })
}

pub(in crate::scene) fn rooms_of(placed: &[Placed]) -> impl Iterator<Item = Room> {
    placed.iter().map(|placed| Room {
        middle: placed.middle,
        size: placed.size,
    })
}

pub(in crate::scene) fn size(painting: &Painting<'_>, label: &Label) -> Px {
    let style = lettering::style(painting, label.kind);
    if let LabelKind::Strip(index) = label.kind {
        return strips::size(painting, label, &painting.scene.overview.strips[index]);
    }
    let letters = painting.letters.size(&label.text, style.size, style.strong);
    let mut size = letters + style.margin * 2.0;
    if let Some((bundle, _)) = bundle_of(painting, label.kind) {
        size.x += cap_width(painting, bundle) + after_figure::width(painting, bundle, &style);
    }
    size
}

/// The bundle, or the flow, that a figure belongs to, and how strongly it is drawn.
fn bundle_of<'p>(painting: &Painting<'p>, kind: LabelKind) -> Option<(&'p Bundle, Weight)> {
    match kind {
        LabelKind::Figure(index) => Some((&painting.scene.bundles[index], painting.weight(index))),
        LabelKind::Flow(index) => {
            let flow = &painting.scene.overview.flows[index];
            Some((flow, painting.flow_weight(index)))
        }
        _ => None,
    }
}

/// The settlements that arrows end at in an overview, where few are drawn; `None` where it is none.
fn ends_in_overview(painting: &Painting<'_>) -> Option<HashSet<SettlementId>> {
    painting.overview?;
    let bundles = painting.scene.bundles.iter().enumerate();
    let seen = bundles.filter(|(index, _)| painting.weight(*index) != Weight::Hidden);
    let sites = seen.flat_map(|(_, bundle)| bundle.sites());
    let settlements = sites.filter_map(|site| match site.place() {
        Site::Settlement(_, id) => Some(*id),
        _ => None,
    });
    Some(settlements.collect())
}

/// Radii of the dot of a place of the basemap, and of the ground below it, in points.
const PLACE_DOT_PX: [f32; 2] = [1.7, 2.7];

/// Width of the line between a joint and a figure beside it, in points.
const LEADER_PX: f32 = 1.2;

/// How wide the reporter's letters and the room around them are in a figure.
fn cap_width(painting: &Painting<'_>, bundle: &Bundle) -> f32 {
    let letter = &painting.reporter(bundle).letter;
    painting.letters.size(letter, LETTER_PX, true).x + 2.0 * FIGURE_GAP_PX
}

/// A ring around the settlement that is selected.
fn settlement(painting: &Painting<'_>, _: f32, marks: &mut Vec<Mark>) {
    let settlement = painting.marked.settlement;
    let at = settlement.and_then(|id| painting.atlas.settlements()[id].at);
    if let Some(at) = at {
        let at = painting.view.project(to_world(at));
        let palette = painting.palette;
        for (ink, width) in [(palette.halo, 4.0), (palette.selected, 2.0)] {
            marks.push(Mark::circle(at, 9.0, Stroke::solid(ink, width)));
        }
    }
}

/// What found room, as a group.
fn labels(painting: &Painting<'_>, _: f32, marks: &mut Vec<Mark>) {
    marks.push(Mark::open("names", 1.0));
    written(painting, marks);
    marks.push(Mark::Close);
}

/// What found room.
pub fn written(painting: &Painting<'_>, marks: &mut Vec<Mark>) {
    for label in painting.placed {
        leader(painting, label, marks);
    }
    let share = |label: &Placed| painting.layers.label_strength(label.kind) * label.strength;
    for label in painting.placed {
        marks.extend(place_dot(painting, label, share(label)));
    }
    for label in painting.placed {
        let share = share(label);
        match label.kind {
            LabelKind::Figure(_) | LabelKind::Flow(_) => figure(painting, label, share, marks),
            LabelKind::Strip(index) => {
                let of = &painting.scene.overview.strips[index];
                strips::strip(painting, (label, of), share, marks);
            }
            _ => marks.push(name(painting, label, share)),
        }
    }
}

/// Places of the basemap have a dot, which tells a town from the district of its name. On a figure it would
/// cover what is written there.
fn place_dot(painting: &Painting<'_>, label: &Placed, share: f32) -> Vec<Mark> {
    let palette = painting.palette;
    if is_on_figure(painting, label.at) {
        return Vec::new();
    }
    if let LabelKind::Terrain { peak: true } = label.kind {
        let inks = [
            (PEAK_PX + 1.3, palette.halo),
            (PEAK_PX, palette.terrain_name),
        ];
        let sign =
            |(radius, ink): (f32, Rgba)| Mark::fill(peak_sign(label.at, radius), ink.faded(share));
        return inks.map(sign).to_vec();
    }
    if !matches!(label.kind, LabelKind::Place { .. }) {
        return Vec::new();
    }
    let [dot, ground] = PLACE_DOT_PX;
    let inks = [(ground, palette.halo), (dot, palette.place_name)];
    let dots = inks.map(|(radius, ink)| Mark::circle(label.at, radius, ink.faded(share)));
    dots.to_vec()
}

/// Whether a sign of the basemap at a point reaches into a figure.
fn is_on_figure(painting: &Painting<'_>, at: Px) -> bool {
    let mut figures = painting.placed.iter();
    figures.any(|figure| {
        let (apart, half) = (figure.middle - at, figure.size / 2.0);
        figure.kind.is_figure()
            && apart.x.abs() < half.x + PEAK_PX
            && apart.y.abs() < half.y + PEAK_PX
    })
}

/// How far the corners of the sign of a peak are from its middle, in points.
const PEAK_PX: f32 = 4.0;

fn peak_sign(at: Px, radius: f32) -> Shape {
    let corner = |degrees: f32| {
        let (sin, cos) = degrees.to_radians().sin_cos();
        at + px(cos, sin) * radius
    };
    Shape::Closed([-90.0, 30.0, 150.0].map(corner).to_vec())
}

fn name(painting: &Painting<'_>, label: &Placed, share: f32) -> Mark {
    let look = lettering::style(painting, label.kind);
    let halo = painting.palette.halo.faded(HALO_STRENGTH * share);
    let style = TextStyle {
        size: look.size,
        strong: look.strong,
        ink: look.ink.faded(share),
        align: Align::Middle,
        halo: Some((halo, HALO_PX)),
        turn: label.turn,
    };
    Mark::text(label.middle, label.text.clone(), style)
}

/// Where the joint of a figure lies that had to move aside from it.
pub fn left_joint(painting: &Painting<'_>, label: &Placed) -> Option<Px> {
    let (bundle, _) = bundle_of(painting, label.kind)?;
    let joint = bundle.joint.px(&painting.view);
    (joint != label.middle).then_some(joint)
}

/// From the joint of a bundle to its figure, or from the mark of an end to its name, where that had to
/// move aside.
fn leader(painting: &Painting<'_>, label: &Placed, marks: &mut Vec<Mark>) {
    let share = painting.layers.label_strength(label.kind);
    if let LabelKind::Strip(index) = label.kind {
        let at = painting
            .view
            .project(painting.scene.overview.strips[index].at);
        let room = label.size / 2.0 + px(8.0, 12.0);
        let apart = label.middle - at;
        if apart.x.abs() > room.x || apart.y.abs() > room.y {
            let line = Shape::Open(vec![at, label.middle]);
            let ink = painting.palette.place_name.faded(share);
            marks.push(Mark::stroke(line, Stroke::solid(ink, LEADER_PX)));
        }
        return;
    }
    if label.is_led() {
        let share = share * label.strength;
        let line = || Shape::Open(vec![label.at, label.nearest_to_its_place()]);
        let [halo, ink] = [
            painting.palette.halo.faded(0.75 * share),
            painting.palette.region_name.faded(share),
        ];
        marks.push(Mark::stroke(line(), Stroke::solid(halo, 3.0)));
        marks.push(Mark::stroke(line(), Stroke::solid(ink, LEADER_PX)));
        return;
    }
    let (Some((bundle, weight)), Some(joint)) =
        (bundle_of(painting, label.kind), left_joint(painting, label))
    else {
        return;
    };
    let share = share * weight.opacity();
    let ink = painting.ink(bundle).faded(share);
    let halo = painting.palette.halo.faded(0.75 * share);
    let line = || Shape::Open(vec![joint, label.middle]);
    marks.push(Mark::stroke(line(), Stroke::solid(halo, 3.0)));
    marks.push(Mark::stroke(line(), Stroke::solid(ink, LEADER_PX)));
}

/// The figure of a bundle: the reporter's letters on the bundle's colour, then the number, then what others
/// say of it.
fn figure(painting: &Painting<'_>, label: &Placed, share: f32, marks: &mut Vec<Mark>) {
    let Some((bundle, weight)) = bundle_of(painting, label.kind) else {
        return;
    };
    let ground = painting.palette.halo.faded(share);
    let share = share * weight.figure_opacity();
    let one = px(1.0, 1.0);
    let size = label.size - one * 2.0;
    let corner = label.middle - size / 2.0;
    let (full, radius) = (painting.ink(bundle), size.y / 2.0);
    let ink = full.faded(share);
    let cap = cap_width(painting, bundle);
    let on = |x: f32| px(corner.x + x, label.middle.y);
    let text = |at: Px, words: &str, size: f32, ink| {
        let style = TextStyle::plain(size, ink).strong().aligned(Align::Middle);
        Mark::text(at, words.to_owned(), style)
    };
    let look = lettering::style(painting, label.kind);
    let letter = &painting.reporter(bundle).letter;
    let letter_ink = readable_on(full).faded(share);
    let after = after_figure::width(painting, bundle, &look);
    let middle = (cap + size.x - after) / 2.0;
    let words = match label.kind {
        LabelKind::Figure(index) => painting.bundle_words.get(index).cloned(),
        _ => None,
    };
    marks.push(Mark::saying(words));
    if weight == Weight::Strong {
        let ring = Stroke::solid(painting.palette.selected.faded(share), 2.0);
        let (corner, size) = (corner - one * 2.0, size + one * 4.0);
        marks.push(Mark::rect((corner, size), size.y / 2.0, ring));
    }
    marks.extend([
        Mark::rect((corner, size), radius, ground),
        Mark::fill(cap_shape(corner, cap, radius), ink),
    ]);
    let within = after_figure::Within {
        corner,
        size,
        look: &look,
        share,
    };
    let [below, mut above] = after_figure::marks(painting, bundle, within);
    marks.extend(below);
    marks.extend([
        Mark::rect((corner, size), radius, Stroke::solid(ink, 1.2)),
        text(on(cap / 2.0), letter, LETTER_PX, letter_ink),
        text(on(middle), &label.text, look.size, look.ink.faded(share)),
    ]);
    marks.append(&mut above);
    marks.push(Mark::Close);
}

/// A part of a pill that is not at its end.
pub(in crate::scene) fn box_shape(corner: Px, size: Px) -> Shape {
    let far = corner + size;
    Shape::Closed(vec![corner, px(far.x, corner.y), far, px(corner.x, far.y)])
}

/// The left end of a pill: round on the outside, straight on the inside.
pub(in crate::scene) fn cap_shape(corner: Px, width: f32, radius: f32) -> Shape {
    Shape::Closed(cap(corner, width, radius))
}

fn cap(corner: Px, width: f32, radius: f32) -> Vec<Px> {
    const STEPS: u8 = 12;
    let middle = corner + px(radius, radius);
    let arc = (0..=STEPS).map(|step| {
        let angle = std::f32::consts::PI * (0.5 + f32::from(step) / f32::from(STEPS));
        let (y, x) = angle.sin_cos();
        middle + px(x, y) * radius
    });
    let right = corner.x + width;
    let inside = [corner.y, corner.y + 2.0 * radius].map(|y| Px { x: right, y });
    arc.chain(inside).collect()
}
