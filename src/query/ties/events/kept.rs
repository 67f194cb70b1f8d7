//! What of the events of one atlas holds in the next, until those of the next are made.

use std::{collections::HashMap, sync::Arc};

use super::{Event, Events};
use crate::{
    model::{Atlas, Dataset, Id as _, RecordId},
    query::ties::{Held, dataset_id},
};

/// Of more claims than these, a frame cannot wait for what is kept.
const MOST_KEPT: usize = 100_000;

impl Events {
    /// These events in an atlas that took the place of theirs: those of which all claims are there still. What
    /// is new there stands in none of them. `None`: there are too many for a frame to wait for it.
    pub fn kept(self: &Arc<Self>, from: &Atlas, to: &Atlas) -> Option<Arc<Self>> {
        let (before, now) = (from.datasets().rows(), to.datasets().rows());
        let same_place = |(at, dataset): (usize, &Arc<Dataset>)| {
            now.get(at).is_some_and(|of| Arc::ptr_eq(of, dataset))
        };
        if before.iter().enumerate().all(same_place) {
            return Some(Arc::clone(self));
        }
        if self.members.len() > MOST_KEPT || before.len() * now.len() > MOST_KEPT {
            return None;
        }
        let there: Vec<Option<usize>> = before
            .iter()
            .map(|dataset| now.iter().position(|of| have_same_rows(dataset, of)))
            .collect();
        let moved = |record: &RecordId| {
            let dataset = dataset_id(there[record.dataset.index()]?);
            Some(RecordId { dataset, ..*record })
        };
        let all_moved = |of: &[RecordId]| of.iter().map(moved).collect::<Option<Vec<_>>>();
        let mut kept = Self {
            longest_days: self.longest_days,
            ..Self::default()
        };
        // By the number of an event before: which it is now.
        let mut numbers: HashMap<u32, u32> = HashMap::new();
        for (at, event) in self.events.iter().enumerate() {
            let Some(members) = all_moved(self.members(event)) else {
                continue;
            };
            numbers.insert(at as u32, kept.events.len() as u32);
            let first = kept.members.len() as u32;
            kept.members.extend(members);
            kept.events.push(Event {
                members: [first, kept.members.len() as u32],
                ..event.clone()
            });
        }
        let renumbered = |of: &[u32]| {
            of.iter()
                .filter_map(|at| numbers.get(at).copied())
                .collect()
        };
        kept.by_day = renumbered(&self.by_day);
        kept.mutual = renumbered(&self.mutual);
        for tie in &self.ties {
            let ends = [&tie.records[0], &tie.records[1]].map(|of| all_moved(of));
            let [Some(from), Some(to)] = ends else {
                continue;
            };
            let at = kept.ties.len() as u32;
            for record in from.iter().chain(&to) {
                kept.ties_of.entry(*record).or_default().push(at);
            }
            kept.ties.push(Held {
                records: [from, to],
                ..tie.clone()
            });
        }
        Some(Arc::new(kept))
    }
}

/// Whether two datasets are one, or one file read twice that says the same of the same claims.
fn have_same_rows(a: &Arc<Dataset>, b: &Arc<Dataset>) -> bool {
    if Arc::ptr_eq(a, b) {
        return true;
    }
    let (x, y) = (&a.columns, &b.columns);
    a.file == b.file
        && a.kinds == b.kinds
        && x.start == y.start
        && x.end == y.end
        && x.kind == y.kind
        && x.ends == y.ends
        && a.ends == b.ends
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        io::{Source, read_data_folder},
        query::ties::{
            Verdicts,
            events::Gathered,
            held,
            rule::{Pairs, Thresholds},
        },
    };

    fn shipped() -> Atlas {
        let (draft, _) = read_data_folder(&Source::Embedded).expect("the shipped data");
        Atlas::build(draft).0
    }

    fn events(atlas: &Atlas) -> Arc<Events> {
        let (thresholds, none) = (Thresholds::default(), Verdicts::new());
        let ties = held(atlas, &mut Pairs::default(), &thresholds, &none);
        Arc::new(Gathered::default().events(atlas, &thresholds, ties))
    }

    #[test]
    fn what_is_read_again_and_says_the_same_keeps_its_events_and_ties() {
        let (before, now) = (shipped(), shipped());
        let made = events(&before);
        let kept = made.kept(&before, &now).expect("few");
        let anew = events(&now);
        assert!(!anew.events.is_empty() && !anew.ties.is_empty());
        assert_eq!(kept.events, anew.events);
        assert_eq!(kept.members, anew.members);
        assert_eq!(
            (&kept.by_day, &kept.mutual, kept.longest_days),
            (&anew.by_day, &anew.mutual, anew.longest_days)
        );
        let records = |of: &Events| of.ties.iter().map(|tie| tie.records.clone()).collect();
        let (kept_ties, ties): (Vec<_>, Vec<_>) = (records(&kept), records(&anew));
        assert_eq!(kept_ties, ties);
        assert_eq!(kept.ties_of, anew.ties_of);
    }

    #[test]
    fn what_is_beside_new_data_is_shared_and_what_has_gone_is_in_no_event() {
        let before = shipped();
        let made = events(&before);
        let datasets = before.datasets().rows().to_vec();
        let more = [datasets.clone(), shipped().datasets().rows().to_vec()].concat();
        let beside = shipped().with_datasets(more);
        let kept = made.kept(&before, &beside).expect("shared");
        assert!(Arc::ptr_eq(&kept, &made));
        let without = shipped().with_datasets(Vec::new());
        let kept = made.kept(&before, &without).expect("few");
        assert!(kept.events.is_empty() && kept.ties.is_empty() && kept.ties_of.is_empty());
        assert!(kept.by_day.is_empty() && kept.mutual.is_empty());
    }
}
