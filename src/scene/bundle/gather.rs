//! Gathering: which records belong to one bundle, and which figure it carries.

use std::{
    borrow::Cow,
    collections::{BTreeMap, HashMap},
    fmt::Write as _,
};

use super::{Bundle, BundleKey, Figure, Part, Room, lay_out};
use crate::{
    model::{
        Activity, Atlas, Dataset, Direction, Extent, Party, PlaceRef, Point, ReporterId, Site,
        Window,
        dataset::{Flow, FlowSums, NOWHERE},
    },
    query::{Answer, ShownRows},
    scene::tint::{Tint, Tints},
};

/// Up to so many records with a position of their own, all datasets together, each has its figure.
/// More are points, which have none.
pub const MOST_WITH_FIGURE: usize = 60;

/// Bundles of what is shown, dataset by dataset in the order of time of their first records.
/// `located`: those with a position of their own as well, which are else drawn as points.
pub fn bundles(
    atlas: &Atlas,
    answer: &Answer,
    window: Window,
    tints: &Tints,
    located: bool,
) -> Vec<Bundle> {
    let mut gathered = Gathered::default();
    for rows in ShownRows::of(atlas, answer, window.interval()) {
        gathered.take(atlas, rows, window, tints, located);
    }
    gathered.bundles
}

/// Whether so few of the shown records have a position of their own that each can have a figure.
pub fn few_located(atlas: &Atlas, answer: &Answer, window: Window) -> bool {
    let mut left = MOST_WITH_FIGURE;
    for rows in ShownRows::of(atlas, answer, window.interval()) {
        let mut found = 0;
        rows.each_in(Extent::ALL, |_| {
            found += 1;
            found <= left
        });
        if found > left {
            return false;
        }
        left -= found;
    }
    true
}

/// Bundles in the making.
#[derive(Default)]
struct Gathered {
    bundles: Vec<Bundle>,
    by_key: BTreeMap<BundleKey, usize>,
    room: Room,
}

/// Records of a dataset that are drawn as one.
struct Share {
    /// The first of them.
    first: u32,
    part: Part,
    sums: FlowSums,
    tint: Option<Tint>,
}

impl Gathered {
    /// Takes in what the window holds of a dataset.
    fn take(
        &mut self,
        atlas: &Atlas,
        rows: ShownRows<'_>,
        window: Window,
        tints: &Tints,
        located: bool,
    ) {
        let dataset = rows.dataset;
        let mut shares = Vec::new();
        for (number, sums) in dataset.flows.in_window(window) {
            let kind = dataset.flows.flow(number).kind;
            if !rows.seen.lets[kind as usize] {
                continue;
            }
            if tints.rows.contains_key(&rows.id) {
                shares.extend(by_tint(rows, number, tints));
                continue;
            }
            shares.extend(rows.of_flow(number).next().map(|first| Share {
                first,
                part: Part::Flow {
                    dataset: rows.id,
                    flow: number,
                    tint: None,
                },
                sums,
                tint: tints.kind((rows.id, kind)),
            }));
        }
        if located {
            rows.each_in(Extent::ALL, |row| {
                let mut sums = FlowSums::default();
                sums.add(dataset.columns.count(row as usize));
                let record = rows.record(row);
                let kind = dataset.columns.kind[row as usize];
                shares.push(Share {
                    first: row,
                    part: Part::Record(record),
                    sums,
                    tint: tints.of(record, kind),
                });
                true
            });
        }
        shares.sort_by_key(|share| share.first);
        for share in shares {
            self.add(atlas, dataset, share);
        }
    }

    fn add(&mut self, atlas: &Atlas, dataset: &Dataset, share: Share) {
        let Some(breath) = BundleTraits::of(dataset, &share) else {
            return;
        };
        let repeated = dataset.kind_of(share.first).repeated;
        let bundle = self.bundle(atlas, &breath);
        let is_first = bundle.parts.is_empty();
        bundle.parts.push(share.part);
        let fresh = Figure {
            repeated,
            ..Figure::default()
        };
        // Each statement is counted once; one that only repeats counts where nothing else does.
        if is_first || (bundle.figure.repeated && !repeated) {
            bundle.figure = fresh;
        } else if repeated && !bundle.figure.repeated {
            return;
        }
        bundle.figure.add(share.sums);
    }

    /// The bundle something belongs to.
    fn bundle(&mut self, atlas: &Atlas, breath: &BundleTraits<'_>) -> &mut Bundle {
        let key = key_of(atlas, breath);
        let Self {
            bundles,
            by_key,
            room,
        } = self;
        let index = *by_key.entry(key.clone()).or_insert_with(|| {
            bundles.push(lay_out(atlas, breath, key, room));
            bundles.len() - 1
        });
        let bundle = &mut bundles[index];
        bundle.widen(&breath.ends);
        bundle
    }
}

/// The shown records of a flow, apart by the colour a column gives them.
fn by_tint(rows: ShownRows<'_>, flow: u32, tints: &Tints) -> Vec<Share> {
    let mut shares: Vec<Share> = Vec::new();
    let mut known: HashMap<Option<Tint>, usize> = HashMap::new();
    for row in rows.of_flow(flow) {
        let tint = tints.of_row(rows.record(row));
        let at = *known.entry(tint).or_insert_with(|| {
            shares.push(Share {
                first: row,
                part: Part::Flow {
                    dataset: rows.id,
                    flow,
                    tint,
                },
                sums: FlowSums::default(),
                tint,
            });
            shares.len() - 1
        });
        shares[at]
            .sums
            .add(rows.dataset.columns.count(row as usize));
    }
    shares
}

/// What the records of a bundle have in common.
pub(super) struct BundleTraits<'a> {
    pub(super) reporter: ReporterId,
    pub(super) by: Party,
    pub(super) activity: Activity,
    pub(super) denied: bool,
    /// That there was none.
    pub(super) zero: bool,
    pub(super) tint: Option<Tint>,
    /// By [`Direction`].
    pub(super) ends: [Cow<'a, [Site]>; 3],
}

impl<'a> BundleTraits<'a> {
    fn of(dataset: &'a Dataset, share: &Share) -> Option<Self> {
        let kind = dataset.kind_of(share.first);
        let (activity, by) = kind.incident?;
        let ends = match share.part {
            Part::Flow { flow, .. } => {
                let Flow { ends, .. } = dataset.flows.flow(flow);
                ends.map(|ends| Cow::Borrowed(&*dataset.ends[ends as usize].sites))
            }
            Part::Record(record) => located_sites(dataset, record.row as usize),
        };
        Some(Self {
            reporter: kind.reporter,
            by,
            activity,
            denied: kind.denied,
            zero: kind.zero,
            tint: share.tint,
            ends,
        })
    }
}

/// The places of a record with a position of its own, by [`Direction`].
pub fn located_sites(dataset: &Dataset, row: usize) -> [Cow<'_, [Site]>; 3] {
    let columns = &dataset.columns;
    let spot = columns.spot[row];
    let from = columns.from.get(row).copied().unwrap_or(NOWHERE);
    Direction::ALL.map(|direction| {
        let ends = &dataset.ends[columns.end(direction, row)];
        if !ends.are_stated() {
            return Cow::Borrowed(&*ends.sites);
        }
        let [lon, lat] = match direction {
            Direction::Origin if from != NOWHERE => from,
            _ => spot,
        };
        let region = ends.spots.iter().find_map(|spot| match spot {
            PlaceRef::Region(region) => Some(*region),
            PlaceRef::Zone(_) | PlaceRef::Line(_) => None,
        });
        Cow::Owned(vec![Site::Point(Point {
            lon,
            lat,
            region,
            name: String::new(),
            precision_m: ends.precision_m,
        })])
    })
}

/// The key of the bundle something belongs to. What differs in colour is not bundled.
pub(super) fn key_of(atlas: &Atlas, breath: &BundleTraits<'_>) -> BundleKey {
    let by = Party::ALL.iter().find(|(party, _)| *party == breath.by);
    let mut key = format!(
        "{}|{}|{}",
        atlas.reporters()[breath.reporter].key,
        by.map_or("", |(_, word)| word),
        if breath.denied { "denied" } else { "said" },
    );
    if breath.zero {
        key.push_str("|zero");
    } else if !breath.activity.is_fire() {
        key.push_str("|quiet");
    }
    let [targets, origins, places] = &breath.ends;
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
        Site::Line(line) => format!("@{}", atlas.lines()[*line].key),
        Site::Point(point) => format!("{},{}", point.lon, point.lat),
        Site::Unplaced(name) => format!("~{name}"),
        Site::StretchTo(ends) => {
            let [from, to] = ends.each_ref().map(|end| site_key(atlas, end));
            format!("{from}<>{to}")
        }
    }
}
