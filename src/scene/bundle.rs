//! Bundles: what a reporter says in one breath, as one drawing with one figure.
//!
//! Origins run into a joint, the joint carries the figure, and from it arrows reach the targets. A
//! figure is never split between the arrows, because the source does not split it.

mod disputed;
mod districts;
mod gather;
mod tied;

pub use disputed::{Dispute, Disputed, keep_mutual, may_be_mutual, mutual};
pub use districts::district_flows;
pub use gather::{MOST_WITH_FIGURE, bundles, few_located, located_sites};
pub use tied::{holding, lit, tie};

use std::{borrow::Cow, collections::HashMap, fmt::Write as _, sync::Arc};

use super::{
    camera::{Px, World, to_lon_lat, to_world},
    curve::{Anchor, Curve},
    marks::stretches,
    tint::{Tint, Tints},
};
use crate::{
    model::{Atlas, DatasetId, Party, RecordId, ReporterId, Site, Sum, Window, dataset::FlowSums},
    query::{Answer, PlaceRef, ShownRows},
    words::units,
};
use gather::BundleTraits;

/// What a bundle is called across windows and restarts: reporter, side and ends, by their keys.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BundleKey(pub Arc<str>);

/// The number a bundle carries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figure {
    /// The sum of the numbers stated; `None` where none is. All are of the same reporter.
    pub count: Option<Sum>,
    /// Claims that state a number.
    pub counted: u32,
    /// Claims that state none.
    pub uncounted: u32,
    /// All of it only repeats statements counted elsewhere.
    pub repeated: bool,
}

impl Figure {
    /// Adds what records state.
    fn add(&mut self, sums: FlowSums) {
        let whole = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
        let counted = sums.records - sums.uncounted;
        if counted > 0 {
            self.count.get_or_insert_default().add(sums.incidents);
        }
        self.counted = self.counted.saturating_add(whole(counted));
        self.uncounted = self.uncounted.saturating_add(whole(sums.uncounted));
    }

    /// Claims it is of.
    pub fn claims(&self) -> u32 {
        self.counted.saturating_add(self.uncounted)
    }

    /// As the joint shows it: `6`; `≥50` where that is no more than the least; `6+` where further claims state no number; `?` where none does;
    /// in brackets where it only repeats.
    pub fn text(&self) -> String {
        let mut text = match self.count {
            Some(count) => units::sum(count),
            None => "?".to_owned(),
        };
        if self.count.is_some() && self.uncounted > 0 {
            text.push('+');
        }
        match self.claims() {
            0 | 1 => {}
            claims => write!(text, " ×{}", units::number(claims as usize))
                .expect("a string takes any text"),
        }
        if self.repeated {
            format!("({text})")
        } else {
            text
        }
    }
}

/// How closely the end of an arrow is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EndKind {
    /// At a settlement with a known position.
    Settlement,
    /// At a position the source states.
    Point,
    /// Somewhere in a region: drawn at the point its name is written at.
    Region,
    /// Somewhere in a zone or along a line.
    Zone,
}

/// One end of a bundle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct End {
    /// Its position in the Mercator square.
    pub at: World,
    /// What stands there.
    pub kind: EndKind,
}

/// How a segment begins or ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fade {
    /// At full strength from end to end.
    None,
    /// The source does not say where it comes from: it grows out of nothing.
    In,
    /// The source does not say where it goes to: it fades away.
    Out,
}

/// One line of a bundle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FlowSegment {
    /// Its course.
    pub curve: Curve,
    /// Whether it ends in an arrowhead.
    pub arrow: bool,
    /// Which end, if any, is not known.
    pub fade: Fade,
}

/// Records that a bundle is made of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Part {
    /// Those of a flow that the window holds; where a column decides their colour, those alone that
    /// have this one.
    Flow {
        /// Whose flow it is.
        dataset: DatasetId,
        /// Which of that dataset's flows.
        flow: u32,
        /// The colour of the value they have in common, where a column decides.
        tint: Option<Tint>,
    },
    /// One with a position of its own.
    Record(RecordId),
}

/// Who denies claims of a bundle, and how many of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeniedBy {
    /// Who denies.
    pub reporter: ReporterId,
    /// How many claims of the bundle, 1 at least.
    pub claims: u32,
}

/// The claims of one reporter and one side between the same ends.
#[derive(Clone, Debug, PartialEq)]
pub struct Bundle {
    /// The same for the same ends, reporter and side, whatever is open.
    pub key: BundleKey,
    /// Who states it.
    pub reporter: ReporterId,
    /// The side that acted.
    pub by: Party,
    /// The colour the person gave it, in place of its reporter's.
    pub tint: Option<Tint>,
    /// Dataset by dataset, in the order of time of their first records.
    pub parts: Vec<Part>,
    /// The places at each end, by [`Direction`](crate::model::Direction).
    pub ends: [Vec<Site>; 3],
    /// The regions and zones it names.
    pub spots: Vec<PlaceRef>,
    /// The one number it carries.
    pub figure: Figure,
    /// The reporter denies it: drawn with a dash.
    pub denied: bool,
    /// Others that deny claims of it, by ties that are known, each once.
    pub denied_by: Vec<DeniedBy>,
    /// Others whose figures stand beside its own, each once, in the order in which reporters are listed.
    pub disputed_by: Vec<Disputed>,
    /// The bundles that known ties join to it, and those of the accused where each accuses the other, by
    /// their places in the scene.
    pub tied: Vec<usize>,
    /// Reconnaissance, fortification, an advance or a mine, or that there was none, no fire: drawn without an
    /// arrowhead, thin.
    pub quiet: bool,
    /// It says that there was none.
    pub zero: bool,
    /// Where its arrows begin.
    pub origins: Vec<End>,
    /// Where its arrows end.
    pub targets: Vec<End>,
    /// Where it happened, without a direction: joined by lines without a head.
    pub places: Vec<End>,
    /// From origins to the joint, and from there to targets.
    pub segments: Vec<FlowSegment>,
    /// Where the figure stands.
    pub joint: Anchor,
}

impl Bundle {
    /// The places at all ends.
    pub fn sites(&self) -> impl Iterator<Item = &Site> {
        self.ends.iter().flatten()
    }

    /// Takes in records between the same ends: a position is as inexact as the least exact of them says.
    fn widen(&mut self, ends: &[Cow<'_, [Site]>; 3]) {
        for (own, others) in self.ends.iter_mut().zip(ends) {
            for own in own {
                let Site::Point(own) = own else { continue };
                let same = others.iter().filter_map(|other| match other {
                    Site::Point(other) if [other.lon, other.lat] == [own.lon, own.lat] => {
                        Some(other)
                    }
                    _ => None,
                });
                let widest = same.filter_map(|other| other.precision_m).max();
                own.precision_m = own.precision_m.max(widest);
            }
        }
    }

    /// The records it is made of that overlap a window, dataset by dataset in the order of time.
    pub fn records(
        &self,
        atlas: &Atlas,
        answer: &Answer,
        window: Window,
        tints: &Tints,
    ) -> Vec<RecordId> {
        let mut records = Vec::new();
        for part in &self.parts {
            match *part {
                Part::Record(record) => {
                    let own = atlas.dataset_of(record).interval(record.row as usize);
                    let overlaps = own.is_some_and(|own| own.overlaps(window.interval()));
                    records.extend(overlaps.then_some(record));
                }
                Part::Flow {
                    dataset,
                    flow,
                    tint,
                } => {
                    let all = ShownRows::of(atlas, answer, window.interval());
                    let rows = all.filter(|rows| rows.id == dataset);
                    let of_flow =
                        rows.flat_map(|rows| rows.of_flow(flow).map(move |row| rows.record(row)));
                    records.extend(
                        of_flow.filter(|record| tint.is_none() || tints.of_row(*record) == tint),
                    );
                }
            }
        }
        records.sort_unstable();
        records
    }
}

/// Where the places of an end are drawn. A line is where it comes nearest to `towards`, the places at
/// the other ends.
fn ends(atlas: &Atlas, sites: &[Site], towards: Option<World>) -> Vec<End> {
    let mut ends: Vec<End> = Vec::with_capacity(sites.len());
    // Of a stretch of which both ends are known the middle stands for both.
    let begins = |site: &Site| {
        let mut others = sites.iter();
        others.any(|other| {
            let is_far_end = matches!(other, Site::StretchTo(of) if of[0] == *site);
            is_far_end && stretches::ends(atlas, other).is_some()
        })
    };
    for site in sites.iter().filter(|site| !begins(site)) {
        if let Some([from, to]) = stretches::ends(atlas, site) {
            ends.push(End {
                at: middle_of(&[from, to].map(to_world)),
                kind: EndKind::Zone,
            });
            continue;
        }
        let site = site.place();
        let nearest = match site {
            Site::Line(line) => towards.and_then(|at| atlas.lines()[*line].nearest(to_lon_lat(at))),
            _ => None,
        };
        let Some(at) = nearest.or_else(|| atlas.position(site)) else {
            continue;
        };
        let kind = match site {
            Site::Settlement(_, id) if atlas.settlements()[*id].at.is_some() => EndKind::Settlement,
            Site::Zone(_) | Site::Line(_) => EndKind::Zone,
            Site::Point(_) => EndKind::Point,
            _ => EndKind::Region,
        };
        let end = End {
            at: to_world(at),
            kind,
        };
        if !ends.contains(&end) {
            ends.push(end);
        }
    }
    ends
}

/// What is already drawn between the same ends, so that a further bundle keeps clear of it.
#[derive(Default)]
struct Room {
    taken: HashMap<Vec<(u64, u64)>, u32>,
}

impl Room {
    /// How many bundles lie between these ends already.
    fn take(&mut self, origins: &[End], targets: &[End]) -> u32 {
        let bits = |end: &End| (end.at.x.to_bits(), end.at.y.to_bits());
        let mut ends: Vec<(u64, u64)> = origins.iter().map(bits).collect();
        ends.push((0, 0));
        ends.extend(targets.iter().map(bits));
        let taken = self.taken.entry(ends).or_default();
        let slot = *taken;
        *taken += 1;
        slot
    }
}

/// Length of a stub, in points.
const STUB_PX: f32 = 36.0;

/// How far a single arrow bends aside, as a share of its length.
pub const BEND: f64 = 0.12;

/// How much further each further bundle between the same ends keeps aside.
const SLOT: f64 = 0.1;

fn lay_out(atlas: &Atlas, breath: &BundleTraits<'_>, key: BundleKey, room: &mut Room) -> Bundle {
    let towards = |direction: usize| {
        let others = (0..3).filter(|other| *other != direction);
        let sites = others.flat_map(|other| &*breath.ends[other]);
        let fixed = sites.filter(|site| !matches!(site, Site::Line(_)));
        let at = fixed.filter_map(|site| atlas.position(site)).map(to_world);
        let at: Vec<World> = at.collect();
        (!at.is_empty()).then(|| middle_of(&at))
    };
    let [targets, mut origins, places] = [0, 1, 2].map(|direction| {
        let sites = &*breath.ends[direction];
        let on_line = sites.iter().any(|site| matches!(site, Site::Line(_)));
        ends(
            atlas,
            sites,
            if on_line { towards(direction) } else { None },
        )
    });
    // An origin on the very spot of a target gives no direction: the target alone is drawn.
    origins.retain(|origin| targets.iter().all(|target| target.at != origin.at));
    let slot = room.take(
        &origins,
        if targets.is_empty() {
            &places
        } else {
            &targets
        },
    );
    let (segments, joint) = match (&origins[..], &targets[..]) {
        ([], []) => pinned(&places, slot),
        ([origin], [target]) => single(origin.at, target.at, slot),
        ([], targets) => stubs(targets, slot, Fade::In),
        (origins, []) => stubs(origins, slot, Fade::Out),
        (origins, targets) => joined(origins, targets, slot),
    };
    // Origins first, as they are told.
    let sites = [1, 0, 2].map(|direction: usize| &*breath.ends[direction]);
    let spots = sites.into_iter().flatten().filter_map(PlaceRef::of);
    Bundle {
        key,
        reporter: breath.reporter,
        by: breath.by,
        tint: breath.tint,
        parts: Vec::new(),
        ends: breath.ends.each_ref().map(|sites| sites.to_vec()),
        spots: spots.collect(),
        figure: Figure::default(),
        denied: breath.denied,
        denied_by: Vec::new(),
        disputed_by: Vec::new(),
        tied: Vec::new(),
        quiet: breath.zero || !breath.activity.is_fire(),
        zero: breath.zero,
        origins,
        targets,
        places,
        segments,
        joint,
    }
}

/// A plain arrow.
fn single(origin: World, target: World, slot: u32) -> (Vec<FlowSegment>, Anchor) {
    let curve = Curve::bent(origin, target, BEND + SLOT * f64::from(slot));
    let segment = FlowSegment {
        curve,
        arrow: true,
        fade: Fade::None,
    };
    (vec![segment], curve.middle())
}

/// Ends on one side only: a stub at the end, or one into a joint between the ends.
fn stubs(ends: &[End], slot: u32, fade: Fade) -> (Vec<FlowSegment>, Anchor) {
    let away = stub_offset(slot);
    let anchor = |at: World| Anchor { at, offset: away };
    let segment = |far: Anchor, near: Anchor, fade| FlowSegment {
        curve: match fade {
            Fade::Out => Curve::straight(near, far),
            _ => Curve::straight(far, near),
        },
        arrow: true,
        fade,
    };
    if let [end] = ends {
        let far = anchor(end.at);
        return (vec![segment(far, Anchor::on(end.at), fade)], far);
    }
    let joint = Anchor::on(mean(ends));
    let far = anchor(joint.at);
    let mut segments: Vec<FlowSegment> = ends
        .iter()
        .map(|end| match fade {
            Fade::Out => FlowSegment {
                curve: Curve::straight(Anchor::on(end.at), joint),
                arrow: false,
                fade: Fade::None,
            },
            _ => segment(joint, Anchor::on(end.at), Fade::None),
        })
        .collect();
    segments.push(FlowSegment {
        arrow: fade == Fade::Out,
        ..segment(far, joint, fade)
    });
    (segments, joint)
}

/// Places without a direction: a short stem to the figure, and plain lines between several.
fn pinned(places: &[End], slot: u32) -> (Vec<FlowSegment>, Anchor) {
    let foot = mean(places);
    let joint = Anchor {
        at: foot,
        offset: stub_offset(slot) / 2.0,
    };
    let line = |from, to| FlowSegment {
        curve: Curve::straight(from, to),
        arrow: false,
        fade: Fade::None,
    };
    let mut segments: Vec<FlowSegment> = places
        .iter()
        .filter(|_| places.len() > 1)
        .map(|place| line(Anchor::on(place.at), Anchor::on(foot)))
        .collect();
    segments.push(line(Anchor::on(foot), joint));
    (segments, joint)
}

/// Where a stub begins, from the place it belongs to. The first stands above it, further ones fan
/// out to both sides: the direction means nothing.
fn stub_offset(slot: u32) -> Px {
    const FAN_DEG: f32 = 42.0;
    const A_ROUND: u32 = 7;
    let step = slot % A_ROUND;
    let side = if step % 2 == 1 { 1.0 } else { -1.0 };
    let angle = (side * step.div_ceil(2) as f32 * FAN_DEG).to_radians();
    let length = STUB_PX + 22.0 * (slot / A_ROUND) as f32;
    Px {
        x: angle.sin() * length,
        y: -angle.cos() * length,
    }
}

/// Several ends: segments run into a joint between the two sides, and arrows leave it.
fn joined(origins: &[End], targets: &[End], slot: u32) -> (Vec<FlowSegment>, Anchor) {
    let (start, goal) = (mean(origins), mean(targets));
    let along = goal - start;
    let left = World {
        x: along.y,
        y: -along.x,
    };
    let aside = 0.08 + SLOT * f64::from(slot);
    let joint = Anchor::on((start + goal) / 2.0 + left * aside);
    let length = along.x.hypot(along.y);
    let direction = if length > 0.0 { along / length } else { along };
    // FlowSegments reach and leave the joint along one direction, as branches a trunk.
    let lead = |end: World| direction * (0.2 * (end.x - joint.at.x).hypot(end.y - joint.at.y));
    let incoming = origins.iter().map(|origin| FlowSegment {
        curve: Curve {
            from: Anchor::on(origin.at),
            control: Anchor::on(joint.at - lead(origin.at)),
            to: joint,
        },
        arrow: false,
        fade: Fade::None,
    });
    let outgoing = targets.iter().map(|target| FlowSegment {
        curve: Curve {
            from: joint,
            control: Anchor::on(joint.at + lead(target.at)),
            to: Anchor::on(target.at),
        },
        arrow: true,
        fade: Fade::None,
    });
    (incoming.chain(outgoing).collect(), joint)
}

fn mean(ends: &[End]) -> World {
    let at: Vec<World> = ends.iter().map(|end| end.at).collect();
    middle_of(&at)
}

fn middle_of(at: &[World]) -> World {
    let sum = at
        .iter()
        .fold(World { x: 0.0, y: 0.0 }, |sum, at| sum + *at);
    sum / at.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Amount;

    #[test]
    fn a_figure_says_when_it_is_not_the_whole_story() {
        let check = |count: Option<u64>, counted, uncounted, repeated, expected: &str| {
            let figure = Figure {
                count: count.map(Sum::exact),
                counted,
                uncounted,
                repeated,
            };
            assert_eq!(figure.text(), expected);
        };
        check(Some(6), 1, 0, false, "6");
        check(None, 0, 1, false, "?");
        check(Some(7), 2, 1, false, "7+ ×3");
        check(None, 0, 2, false, "? ×2");
        check(Some(6), 1, 0, true, "(6)");
        let mut bound = Figure::default();
        bound.add(FlowSums {
            records: 1,
            incidents: Amount::MoreThan(1_500).into(),
            uncounted: 0,
        });
        assert_eq!(bound.text(), ">1,500");
        bound.add(FlowSums {
            records: 2,
            incidents: Sum::exact(20),
            uncounted: 1,
        });
        assert_eq!(bound.text(), ">1,520+ ×3");
    }

    #[test]
    fn stubs_at_one_place_fan_out_and_none_covers_another() {
        let tips: Vec<Px> = (0..20).map(stub_offset).collect();
        for (index, tip) in tips.iter().enumerate() {
            for other in &tips[..index] {
                assert!(super::super::curve::distance(*tip, *other) > 15.0);
            }
        }
    }
}
