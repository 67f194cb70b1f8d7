//! The shape of arrows on a view: how strong they are, where shaft and head run, which ends are marked.

use std::collections::{HashMap, hash_map::Entry};

use super::{
    bundle::{Bundle, End, EndKind, FlowSegment},
    camera::{Px, px},
    compose::Scene,
    curve::distance,
    style,
};
use crate::model::Sum;

/// How strongly a bundle is to be drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Weight {
    /// The overview stands in for it.
    Hidden,
    /// It belongs to days gone by: drawn without its figure, which is of another time.
    Past,
    /// Something else is selected.
    Faint,
    /// Seen while something is pointed at in an overview: drawn without its figure.
    Passing,
    #[default]
    Plain,
    /// Selected or under the pointer.
    Strong,
}

impl Weight {
    /// From the one drawn below to the one drawn on top, without what is not drawn.
    pub const ALL: [Self; 5] = [
        Self::Past,
        Self::Faint,
        Self::Passing,
        Self::Plain,
        Self::Strong,
    ];

    /// The opacity of arrows, from 0 to 1.
    pub fn opacity(self) -> f32 {
        match self {
            Self::Hidden => 0.0,
            Self::Past | Self::Faint => 0.22,
            Self::Passing | Self::Plain => 0.92,
            Self::Strong => 1.0,
        }
    }

    /// The opacity of the dot that stands in for a figure without room, from 0 to 1.
    pub fn dot_opacity(self) -> f32 {
        match self {
            Self::Hidden => 0.0,
            Self::Past | Self::Faint => 0.3,
            Self::Passing | Self::Plain | Self::Strong => 1.0,
        }
    }

    /// The opacity of figures, from 0 to 1: of what is not selected they can still be read.
    pub fn figure_opacity(self) -> f32 {
        match self {
            Self::Hidden | Self::Past | Self::Passing => 0.0,
            Self::Faint => 0.5,
            Self::Plain | Self::Strong => 1.0,
        }
    }

    /// Whether its figure is written.
    pub fn has_figure(self) -> bool {
        self.figure_opacity() > 0.0
    }

    /// Whether it is in the background.
    fn is_faint(self) -> bool {
        matches!(self, Self::Past | Self::Faint)
    }
}

/// Radii of that dot and of the ground below it, in points.
pub const DOT_PX: [f32; 2] = [3.4, 4.6];

/// What the segments of a bundle are drawn with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ArrowStyle {
    /// In points.
    pub width: f32,
    pub dashed: bool,
    heads: bool,
}

/// An arrowhead, in points.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Head {
    /// How far its tip keeps from the target.
    pub gap: f32,
    pub length: f32,
    pub half_width: f32,
}

/// Distance an arrow keeps from the mark it points at, in points.
const GAP_PX: f32 = 5.0;

impl ArrowStyle {
    pub fn of(bundle: &Bundle, weight: Weight) -> Self {
        let width = if bundle.quiet {
            style::WIDTH_UNCOUNTED
        } else {
            style::width(bundle.figure.count)
        };
        let extra = if weight == Weight::Strong { 1.2 } else { 0.0 };
        Self {
            width: width + extra,
            dashed: bundle.denied,
            heads: !bundle.quiet,
        }
    }

    fn head_px(&self) -> f32 {
        7.0 + 1.5 * self.width
    }

    /// What a flow between districts is drawn with: as wide as an arrow of so many incidents would be.
    pub fn of_flow(flow: &Bundle, weight: Weight) -> Self {
        Self {
            width: style::width(Some(Sum::exact(flow.figure.claims().into()))),
            ..Self::of(flow, weight)
        }
    }

    /// The arrowhead of a segment, of no length where it has none.
    pub fn head(&self, segment: &FlowSegment) -> Head {
        if segment.arrow && self.heads {
            Head {
                gap: GAP_PX,
                length: self.head_px(),
                half_width: self.head_half_px(),
            }
        } else {
            Head::default()
        }
    }

    fn head_half_px(&self) -> f32 {
        3.5 + 0.75 * self.width
    }

    /// The shaft of a segment along its polyline, and its arrowhead where it has one.
    pub fn parts(&self, segment: &FlowSegment, line: &[Px]) -> (Vec<Px>, Option<[Px; 3]>) {
        if !segment.arrow || !self.heads {
            return (line.to_vec(), None);
        }
        let tip = cut(line, GAP_PX);
        let shaft = cut(&tip, self.head_px());
        let (Some(point), Some(base)) = (tip.last().copied(), shaft.last().copied()) else {
            return (line.to_vec(), None);
        };
        let along = point - base;
        let length = distance(point, base);
        // Flattened to nothing, a head would only leave long spikes at its corners.
        if length < self.head_px() / 2.0 {
            return (line.to_vec(), None);
        }
        let half = self.head_half_px();
        let aside = px(-along.y, along.x) * (half / length);
        (shaft, Some([point, base + aside, base - aside]))
    }
}

/// The ends that bundles share, each once, and whether all bundles that end there are faint.
pub fn ends(scene: &Scene, weigh: impl Fn(usize, &Bundle) -> Weight) -> Vec<(End, bool)> {
    let mut ends: Vec<(End, bool)> = Vec::new();
    let mut known: HashMap<(u64, u64, EndKind), usize> = HashMap::new();
    for (index, bundle) in scene.bundles.iter().enumerate() {
        let weight = weigh(index, bundle);
        if weight == Weight::Hidden {
            continue;
        }
        let faint = weight.is_faint();
        let of_bundle = bundle.origins.iter().chain(&bundle.targets);
        for end in of_bundle.chain(&bundle.places) {
            let spot = (end.at.x.to_bits(), end.at.y.to_bits(), end.kind);
            match known.entry(spot) {
                Entry::Occupied(index) => ends[*index.get()].1 &= faint,
                Entry::Vacant(entry) => {
                    entry.insert(ends.len());
                    ends.push((*end, faint));
                }
            }
        }
    }
    ends
}

/// The opacity of marks that only faint bundles end at, from 0 to 1.
pub const FAINT_MARK: f32 = 0.35;

/// The polyline without its last points, so many points of the view long.
fn cut(line: &[Px], length: f32) -> Vec<Px> {
    let mut left = length;
    let mut line = line.to_vec();
    while let [.., before, last] = line[..] {
        let segment = distance(before, last);
        if segment > left {
            let share = left / segment;
            if let Some(end) = line.last_mut() {
                *end = last + (before - last) * share;
            }
            return line;
        }
        // A line shorter than what is cut keeps its first half, so that its direction is seen.
        if line.len() == 2 {
            line[1] = (before + last) / 2.0;
            return line;
        }
        left -= segment;
        line.pop();
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn px(x: f32) -> Px {
        Px { x, y: 0.0 }
    }

    #[test]
    fn the_head_of_a_segment_is_as_large_as_the_one_on_paper() {
        let style = ArrowStyle {
            width: 2.0,
            dashed: false,
            heads: true,
        };
        let at = |x| super::super::curve::Anchor::on(super::super::World { x, y: 0.0 });
        let mut segment = FlowSegment {
            curve: super::super::curve::Curve::straight(at(0.0), at(1.0)),
            arrow: true,
            fade: super::super::bundle::Fade::None,
        };
        let head = style.head(&segment);
        let (shaft, corners) = style.parts(&segment, &[px(0.0), px(100.0)]);
        let [tip, left, right] = corners.expect("a head");
        assert_eq!(tip.x, 100.0 - head.gap);
        assert_eq!(shaft[1].x, tip.x - head.length);
        assert_eq!((left.y - right.y).abs(), 2.0 * head.half_width);
        segment.arrow = false;
        assert_eq!(style.head(&segment), Head::default());
    }

    #[test]
    fn a_line_is_cut_from_its_end_and_never_to_nothing() {
        let line = [px(0.0), px(10.0), px(20.0)];
        assert_eq!(cut(&line, 5.0), [px(0.0), px(10.0), px(15.0)]);
        assert_eq!(cut(&line, 14.0), [px(0.0), px(6.0)]);
        assert_eq!(cut(&line, 99.0), [px(0.0), px(5.0)]);
        assert_eq!(cut(&[], 5.0), []);
    }
}
