//! What others say beside the figure of a bundle: another figure for the same event, and what each side
//! claims where each accuses the other. Each figure stays that of its reporter.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Bundle, BundleKey, Figure};
use crate::{
    model::{
        Atlas, PlaceRef, RecordId, ReporterId, Side, Window,
        dataset::{Counted, FlowSums},
    },
    query::ties::events::Events,
};

/// In what way another disputes a bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dispute {
    /// It states another number for the same event, by a tie that is known.
    Differs,
    /// Each accuses the other, at the same place on the same days.
    Mutual,
}

/// Another reporter whose figure stands beside that of a bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Disputed {
    /// Whose figure.
    pub reporter: ReporterId,
    /// What joins the two.
    pub how: Dispute,
    /// What its claims on the matter state, of those that the period and the filters show.
    pub figure: Figure,
    /// How many claims of the bundle it is about, 1 at least.
    pub claims: u32,
}

/// Up to so many claims of a period stand beside those of the accused. In more, every joint would be of
/// a hundred events, and a figure beside it would say nothing.
const MOST_MUTUAL: usize = 2_000;

/// The claims of each event of a period in which each side accuses the other; `None` where they are too many.
pub fn mutual(events: &Events, window: Window) -> Option<Vec<&[RecordId]>> {
    let mut left = MOST_MUTUAL;
    let mut mutual = Vec::new();
    for event in events.mutual_in(window) {
        let members = events.members(event);
        left = left.checked_sub(members.len())?;
        mutual.push(members);
    }
    Some(mutual)
}

/// Keeps beside each figure what the accused claimed before something else was opened, until events say it
/// anew. Only where the figure is the same, and the reporter; the period and the filters have to be.
pub fn keep_mutual(now: (&Atlas, &mut [Bundle]), before: (&Atlas, &[Bundle])) {
    let of_before: HashMap<&BundleKey, &Bundle> = before
        .1
        .iter()
        .map(|bundle| (&bundle.key, bundle))
        .collect();
    for bundle in now.1 {
        let same = of_before.get(&bundle.key);
        let Some(same) = same.filter(|same| same.figure == bundle.figure) else {
            continue;
        };
        let kept = same.disputed_by.iter().filter_map(|disputed| {
            let key = &before.0.reporters()[disputed.reporter].key;
            let reporter = now.0.reporter_by_key(key)?;
            let is_new = bundle.disputed_by.iter().all(|of| of.reporter != reporter);
            let is_kept = disputed.how == Dispute::Mutual && is_new;
            is_kept.then_some(Disputed {
                reporter,
                ..*disputed
            })
        });
        let kept: Vec<Disputed> = kept.collect();
        bundle.disputed_by.extend(kept);
        bundle.disputed_by.sort_by_key(|disputed| disputed.reporter);
    }
}

/// Whether each of two sides accuses the other at one place in these bundles, whatever the days: whether
/// events may have something to say of them.
pub fn may_be_mutual(atlas: &Atlas, bundles: &[Bundle]) -> bool {
    let mut accused: BTreeMap<PlaceRef, BTreeSet<Side>> = BTreeMap::new();
    for bundle in bundles.iter().filter(|bundle| !bundle.denied) {
        let side = Side::of_party(Some(bundle.by));
        if Side::of(&atlas.reporters()[bundle.reporter]).opposes(side) {
            for spot in &bundle.spots {
                accused.entry(*spot).or_default().insert(side);
            }
        }
    }
    accused.values().any(|sides| sides.len() > 1)
}

/// Disputes in the making.
pub(super) struct Disputes<'a> {
    atlas: &'a Atlas,
    bundle_of: &'a HashMap<RecordId, usize>,
    pairs: BTreeMap<(usize, ReporterId), Pair>,
}

/// Claims of a bundle and what another reporter says on the matter.
#[derive(Default)]
struct Pair {
    own: BTreeSet<RecordId>,
    others: BTreeSet<RecordId>,
    mutual: bool,
}

impl<'a> Disputes<'a> {
    pub fn new(atlas: &'a Atlas, bundle_of: &'a HashMap<RecordId, usize>) -> Self {
        Self {
            atlas,
            bundle_of,
            pairs: BTreeMap::new(),
        }
    }

    /// Takes in claims that a tie says are of the same event.
    pub fn same_event(&mut self, [one, other]: &[Vec<RecordId>; 2]) {
        for one in one {
            for other in other {
                self.join(*one, *other);
                self.join(*other, *one);
            }
        }
    }

    /// Takes in the claims of an event in which each accuses the other. Returns the bundles of which one
    /// accuses the side of the other.
    pub fn mutual(&mut self, members: &[RecordId]) -> Vec<(usize, usize)> {
        let mut camps: [Vec<RecordId>; 2] = Default::default();
        for record in members {
            if !self.bundle_of.contains_key(record) {
                continue;
            }
            let kind = self.atlas.dataset_of(*record).kind_of(record.row);
            let side = Side::of(&self.atlas.reporters()[kind.reporter]);
            let accused = Side::of_party(kind.incident.map(|(_, by)| by));
            if kind.counted() == Counted::Claim && side.opposes(accused) {
                // Of two opposed sides none is the third.
                camps[usize::from(accused != Side::Armenia)].push(*record);
            }
        }
        let bundle_of = self.bundle_of;
        for [own, others] in [[0, 1], [1, 0]] {
            let mut by_reporter: BTreeMap<ReporterId, Vec<RecordId>> = BTreeMap::new();
            for record in &camps[others] {
                let kind = self.atlas.dataset_of(*record).kind_of(record.row);
                by_reporter.entry(kind.reporter).or_default().push(*record);
            }
            let mut known = BTreeSet::new();
            for record in &camps[own] {
                let bundle = bundle_of[record];
                for (reporter, others) in &by_reporter {
                    let pair = self.pairs.entry((bundle, *reporter)).or_default();
                    pair.mutual = true;
                    pair.own.insert(*record);
                    if known.insert((bundle, *reporter)) {
                        pair.others.extend(others);
                    }
                }
            }
        }
        let [one, other] = camps.map(|camp| {
            let bundles = camp.iter().map(|record| bundle_of[record]);
            bundles.collect::<BTreeSet<usize>>()
        });
        let pairs = one
            .iter()
            .flat_map(|one| other.iter().map(move |other| (*one, *other)));
        pairs.collect()
    }

    /// Sets what a claim says beside another's of the same event.
    fn join(&mut self, own: RecordId, other: RecordId) {
        let kind = |record: RecordId| self.atlas.dataset_of(record).kind_of(record.row);
        let (of_own, of_other) = (kind(own), kind(other));
        let are_claims = [of_own, of_other]
            .iter()
            .all(|kind| kind.counted() == Counted::Claim);
        let are_shown = self.bundle_of.contains_key(&other);
        let Some(bundle) = self.bundle_of.get(&own).filter(|_| are_shown && are_claims) else {
            return;
        };
        if of_own.reporter == of_other.reporter {
            return;
        }
        let pair = self.pairs.entry((*bundle, of_other.reporter)).or_default();
        pair.own.insert(own);
        pair.others.insert(other);
    }

    /// Tells the bundles, each of the others in the order in which reporters are listed.
    pub fn settle(self, bundles: &mut [Bundle]) {
        for ((index, reporter), pair) in self.pairs {
            let (own, other) = (
                figure_of(self.atlas, &pair.own),
                figure_of(self.atlas, &pair.others),
            );
            let said = |figure: Figure| (figure.count, figure.uncounted > 0);
            let how = match pair.mutual {
                true => Dispute::Mutual,
                false if said(own) != said(other) => Dispute::Differs,
                false => continue,
            };
            let bundle = &mut bundles[index];
            bundle.disputed_by.push(Disputed {
                reporter,
                how,
                figure: other,
                claims: own.claims().min(bundle.figure.claims()),
            });
        }
    }
}

/// What claims of one reporter state: each statement once, and what only repeats where there is nothing
/// else.
fn figure_of(atlas: &Atlas, records: &BTreeSet<RecordId>) -> Figure {
    let is_repeated = |record: &RecordId| atlas.dataset_of(*record).kind_of(record.row).repeated;
    let repeated = records.iter().all(is_repeated);
    let mut sums = FlowSums::default();
    for record in records {
        if repeated || !is_repeated(record) {
            sums.add(atlas.dataset_of(*record).columns.count(record.row as usize));
        }
    }
    let mut figure = Figure {
        repeated,
        ..Figure::default()
    };
    figure.add(sums);
    figure
}
