//! Gathering: which groups and rows belong to one bundle, and which figure it carries.

use std::{collections::BTreeMap, fmt::Write as _};

use super::{Bundle, BundleKey, Figure, Room, lay_out};
use crate::{
    model::{
        Activity, Atlas, Direction, Group, GroupId, Ledger, Party, RecordId, ReporterId, Site,
        Stance, Window, ledger::Lane,
    },
    query::{Answer, Seen},
    scene::tint::{Tint, Tints},
};

/// Bundles of what is shown: those of the reports, in the order of time of their first group, then
/// those of large files. Records that are drawn one by one are passed over.
pub fn bundles(atlas: &Atlas, answer: &Answer, window: Window, tints: &Tints) -> Vec<Bundle> {
    let mut gathered = Gathered::default();
    for record in &answer.shown {
        gathered.take_record(atlas, *record, tints);
    }
    for bundle in &mut gathered.bundles {
        bundle.figure = figure_of(atlas, &bundle.groups);
    }
    let ledgers = (0..).zip(atlas.ledgers().iter().zip(&answer.seen));
    for (index, (ledger, seen)) in ledgers.skip(1) {
        gathered.take_lanes(atlas, (index, ledger), seen, (window, tints));
    }
    gathered.bundles
}

/// Bundles in the making.
#[derive(Default)]
struct Gathered {
    bundles: Vec<Bundle>,
    by_key: BTreeMap<BundleKey, usize>,
    room: Room,
}

impl Gathered {
    fn take_record(&mut self, atlas: &Atlas, record: RecordId, tints: &Tints) {
        let record = &atlas.records()[record];
        if let Some(id) = record.group.filter(|_| record.placed) {
            let breath = Breath {
                tint: tints.group(id),
                ..Breath::of_group(atlas, &atlas.groups()[id])
            };
            let bundle = self.bundle(atlas, breath);
            bundle.groups.push(id);
        }
    }

    /// Takes in what the window holds of a large file.
    fn take_lanes(
        &mut self,
        atlas: &Atlas,
        (index, ledger): (u32, &Ledger),
        seen: &Seen,
        (window, tints): (Window, &Tints),
    ) {
        for (lane, sums) in ledger.lanes.in_window(window) {
            if !seen.lets[lane.kind as usize] {
                continue;
            }
            let Some(breath) = Breath::of_lane(ledger, lane) else {
                continue;
            };
            let breath = Breath {
                tint: tints.kind((index, lane.kind)),
                ..breath
            };
            let repeated = ledger.kinds[lane.kind as usize].repeated;
            let bundle = self.bundle(atlas, breath);
            let is_first = bundle.groups.is_empty() && bundle.lanes.is_empty();
            bundle.lanes.push((index, lane));
            // Each statement is counted once; one that only repeats counts where nothing else does.
            match (is_first, repeated, bundle.figure.repeated) {
                (true, _, _) => {
                    bundle.figure = Figure {
                        repeated,
                        ..Figure::default()
                    };
                    bundle.figure.add_rows(sums);
                }
                (false, true, false) => {}
                (false, false, true) => {
                    bundle.figure = Figure::default();
                    bundle.figure.add_rows(sums);
                }
                (false, _, _) => bundle.figure.add_rows(sums),
            }
        }
    }

    /// The bundle something belongs to.
    fn bundle(&mut self, atlas: &Atlas, breath: Breath<'_>) -> &mut Bundle {
        let key = key_of(atlas, &breath);
        let Self {
            bundles,
            by_key,
            room,
        } = self;
        let index = *by_key.entry(key.clone()).or_insert_with(|| {
            bundles.push(lay_out(atlas, &breath, key, room));
            bundles.len() - 1
        });
        &mut bundles[index]
    }
}

/// What groups of a bundle have in common.
pub(super) struct Breath<'a> {
    pub(super) reporter: ReporterId,
    pub(super) by: Party,
    pub(super) activity: Activity,
    pub(super) denied: bool,
    pub(super) tint: Option<Tint>,
    /// By [`Direction`].
    pub(super) ends: [&'a [Site]; 3],
}

impl<'a> Breath<'a> {
    fn of_group(atlas: &Atlas, group: &'a Group) -> Self {
        let report = &atlas.reports()[group.report];
        Self {
            reporter: report.reporter,
            by: group.by,
            activity: group.activity,
            denied: report.stance == Stance::Denial,
            tint: None,
            ends: Direction::ALL.map(|direction| direction.sites(group)),
        }
    }

    fn of_lane(ledger: &'a Ledger, lane: Lane) -> Option<Self> {
        let kind = &ledger.kinds[lane.kind as usize];
        let (activity, by) = kind.incident?;
        Some(Self {
            reporter: kind.reporter,
            by,
            activity,
            denied: kind.stance == Stance::Denial,
            tint: None,
            ends: lane.ends.map(|ends| &*ledger.ends[ends as usize].sites),
        })
    }
}

/// The figure of groups of one reporter: each statement counted once.
fn figure_of(atlas: &Atlas, groups: &[GroupId]) -> Figure {
    let is_repeat = |id: &GroupId| {
        let report = atlas.groups()[*id].report;
        atlas.reports()[report].duplicate_of.is_some()
    };
    let repeated = groups.iter().all(is_repeat);
    let mut figure = Figure {
        repeated,
        ..Figure::default()
    };
    for id in groups {
        if repeated || !is_repeat(id) {
            figure.add(&atlas.groups()[*id]);
        }
    }
    figure
}

/// The key of the bundle something belongs to. What differs in colour is not bundled.
fn key_of(atlas: &Atlas, breath: &Breath<'_>) -> BundleKey {
    let by = Party::ALL.iter().find(|(party, _)| *party == breath.by);
    let mut key = format!(
        "{}|{}|{}",
        atlas.reporters()[breath.reporter].key,
        by.map_or("", |(_, word)| word),
        if breath.denied { "denied" } else { "said" },
    );
    if !breath.activity.is_fire() {
        key.push_str("|quiet");
    }
    let [targets, origins, places] = breath.ends;
    for sites in [origins, targets, places] {
        let mut keys: Vec<String> = sites.iter().map(|site| site_key(atlas, site)).collect();
        keys.sort();
        key.push('|');
        key.push_str(&keys.join("+"));
    }
    if let Some(tint) = breath.tint {
        write!(key, "|tint-{tint}").expect("a string takes any text");
    }
    BundleKey(key.into())
}

fn site_key(atlas: &Atlas, site: &Site) -> String {
    let region = |id| &*atlas.regions()[id].key.0;
    match site {
        Site::Region(id) => region(*id).to_owned(),
        Site::Settlement(id, settlement) => {
            format!("{}/{}", region(*id), atlas.settlements()[*settlement].key)
        }
        Site::Named(id, name) => format!("{}/~{name}", region(*id)),
        Site::Zone(zone) => format!("@{}", atlas.zones()[*zone].key),
        Site::Point(point) => format!("{},{}", point.lon, point.lat),
        Site::Unplaced(name) => format!("~{name}"),
    }
}
