//! What known ties and events say of bundles: who denies their claims, which others speak of the same, and
//! where each accuses the other.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Bundle, BundleKey, DeniedBy, Part, disputed::Disputes};
use crate::{
    model::{Atlas, Direction, RecordId, ReporterId, TieKind, Window, dataset::Flow},
    query::{Answer, ShownRows, ties::Known},
    scene::tint::Tints,
};

/// Tells bundles what ties say of the records they are made of, and events in which each side accuses the
/// other, by their claims. A denial counts whether or not the window and the filters show the report that
/// denies; a figure stands beside another where both are shown.
///
/// What it costs grows with the bundles, the ties and those events, not with the records.
pub fn tie(
    bundles: &mut [Bundle],
    (atlas, answer, window): (&Atlas, &Answer, Window),
    tints: &Tints,
    ties: &[Known],
    mutual: &[&[RecordId]],
) {
    let records = ties.iter().flat_map(|tie| tie.records.iter().flatten());
    let records = records.chain(mutual.iter().copied().flatten());
    let records: BTreeSet<RecordId> = records.copied().collect();
    if records.is_empty() {
        return;
    }
    let bundle_of = bundles_of(bundles, (atlas, answer, window), tints, &records);
    let mut denied: BTreeMap<(usize, ReporterId), BTreeSet<RecordId>> = BTreeMap::new();
    let mut disputes = Disputes::new(atlas, &bundle_of);
    let mut joined = Vec::new();
    for tie in ties {
        if tie.kind == TieKind::SameEvent {
            disputes.same_event(&tie.records);
        }
        let [from, to] = &tie.records;
        for record in to {
            let Some(claimed) = bundle_of.get(record) else {
                continue;
            };
            if tie.kind == TieKind::Denies {
                denied
                    .entry((*claimed, tie.by))
                    .or_default()
                    .insert(*record);
            }
            let others = from.iter().filter_map(|record| bundle_of.get(record));
            joined.extend(others.map(|other| (*claimed, *other)));
        }
    }
    for members in mutual {
        joined.extend(disputes.mutual(members));
    }
    disputes.settle(bundles);
    for (one, other) in joined {
        for (one, other) in [(one, other), (other, one)] {
            let tied = &mut bundles[one].tied;
            if one != other && !tied.contains(&other) {
                tied.push(other);
            }
        }
    }
    for ((index, reporter), records) in denied {
        let bundle = &mut bundles[index];
        let is_counted = |record: &&RecordId| {
            let kind = atlas.dataset_of(**record).kind_of(record.row);
            bundle.figure.repeated || !kind.repeated
        };
        // What only repeats a claim of the bundle is that claim.
        let counted = records.iter().filter(is_counted).count().max(1);
        let claims = (u32::try_from(counted).unwrap_or(u32::MAX)).min(bundle.figure.claims());
        bundle.denied_by.push(DeniedBy { reporter, claims });
    }
}

/// The bundles that stand out while one is pointed at: that one, and those that are tied to it.
pub fn lit(bundles: &[Bundle], pointed: &BundleKey) -> Vec<usize> {
    let at = bundles.iter().position(|bundle| bundle.key == *pointed);
    let lit = at.map(|at| [&[at], &bundles[at].tied[..]].concat());
    lit.unwrap_or_default()
}

/// The bundles that any of these records is part of, of those that the window shows.
pub fn holding(
    bundles: &[Bundle],
    shown: (&Atlas, &Answer, Window),
    tints: &Tints,
    records: &BTreeSet<RecordId>,
) -> BTreeSet<usize> {
    let found = bundles_of(bundles, shown, tints, records);
    found.into_values().collect()
}

/// Which bundle each of these records is part of, of those that the window shows.
fn bundles_of(
    bundles: &[Bundle],
    (atlas, answer, window): (&Atlas, &Answer, Window),
    tints: &Tints,
    records: &BTreeSet<RecordId>,
) -> HashMap<RecordId, usize> {
    let mut found = HashMap::new();
    for shown in ShownRows::of(atlas, answer, window.interval()) {
        let columns = &shown.dataset.columns;
        let of_dataset = records.iter().filter(|record| record.dataset == shown.id);
        let in_view = of_dataset.filter(|record| shown.holds(record.row as usize));
        let mut of_flows: HashMap<Flow, Vec<RecordId>> = HashMap::new();
        let mut located = BTreeSet::new();
        for record in in_view.copied() {
            let row = record.row as usize;
            if columns.is_located(row) {
                located.insert(record);
                continue;
            }
            let flow = Flow {
                kind: columns.kind[row],
                ends: Direction::ALL.map(|direction| columns.end(direction, row) as u32),
            };
            of_flows.entry(flow).or_default().push(record);
        }
        if of_flows.is_empty() && located.is_empty() {
            continue;
        }
        let by_tint = tints.rows.contains_key(&shown.id);
        for (index, bundle) in bundles.iter().enumerate() {
            for part in &bundle.parts {
                match *part {
                    Part::Record(record) if located.contains(&record) => {
                        found.insert(record, index);
                    }
                    Part::Flow {
                        dataset,
                        flow,
                        tint,
                    } if dataset == shown.id => {
                        let of_flow = of_flows.get(&shown.dataset.flows.flow(flow));
                        let of_flow = of_flow.into_iter().flatten();
                        let of_part =
                            of_flow.filter(|record| !by_tint || tints.of_row(**record) == tint);
                        found.extend(of_part.map(|record| (*record, index)));
                    }
                    Part::Record(_) | Part::Flow { .. } => {}
                }
            }
        }
    }
    found
}
