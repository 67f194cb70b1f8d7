//! Ties that persons made, accepted or rejected, on their way into a file: said by a claim of either end, by the
//! ids that both ends leave under.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
};

use crate::{
    io::{properties, ties},
    model::{Atlas, RecordId, Tie, TieEnd, draft::ReportDraft, ties::records_of},
};

/// What an end of a tie is of.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum EndOf {
    /// A report that leaves as a whole.
    Report(Arc<str>),
    /// A row that is read again.
    Row(RecordId),
}

/// Ties between what leaves, by what has their ends.
#[derive(Debug, Default)]
pub struct Tied {
    ties: Vec<Tie>,
    /// Whether either end has a claim that can say it.
    can_say: Vec<[bool; 2]>,
    /// The ties of each, and which end it is.
    of: HashMap<EndOf, Vec<(usize, usize)>>,
}

impl Tied {
    /// Those of these ties that a file of rows can say: both ends leave, which `whole` and `written` say of reports
    /// and of rows, and one of them is a claim.
    pub fn of(
        atlas: &Atlas,
        all: impl Iterator<Item = Tie>,
        whole: &HashSet<&str>,
        written: &dyn Fn(RecordId) -> bool,
    ) -> Self {
        let mut tied = Self::default();
        let end_of = |end: &TieEnd| {
            let record = *records_of(atlas.datasets().rows(), end).first()?;
            match atlas.detail(record) {
                Some(detail) => {
                    let report = &detail.report;
                    let end = EndOf::Report(Arc::clone(&report.id));
                    let leaves = whole.contains(&*report.id);
                    leaves.then_some((end, !report.claims.is_empty()))
                }
                None => {
                    let kind = atlas.dataset_of(record).kind_of(record.row);
                    let is_claim = kind.incident.is_some();
                    (is_claim && written(record)).then_some((EndOf::Row(record), true))
                }
            }
        };
        for tie in all {
            let [Some(from), Some(to)] = [&tie.from, &tie.to].map(end_of) else {
                continue;
            };
            let can_say = [from.1, to.1];
            if !can_say.contains(&true) {
                continue;
            }
            for (side, (end, _)) in [from, to].into_iter().enumerate() {
                tied.of
                    .entry(end)
                    .or_default()
                    .push((tied.ties.len(), side));
            }
            tied.ties.push(tie);
            tied.can_say.push(can_say);
        }
        tied
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ties.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What of them is said in the course of one file.
    pub fn begin(&self) -> Saying<'_> {
        Saying {
            tied: self,
            names: vec![[None, None]; self.len()],
            said: vec![false; self.len()],
        }
    }
}

/// Ties while a file is written.
pub struct Saying<'t> {
    tied: &'t Tied,
    /// What each end is called in the file, once it has left.
    names: Vec<[Option<TieEnd>; 2]>,
    said: Vec<bool>,
}

impl Saying<'_> {
    /// Says in a report what it is to say, as `of` has its ends; so many claims under its id left before it. A tie is
    /// said by the end that leaves last, as only then it is known what both are called. Each claim that is an end says
    /// which, to be found again among rows.
    pub fn say(&mut self, of: &EndOf, report: &mut ReportDraft, before: u32) {
        let Some(ends) = self.tied.of.get(of) else {
            return;
        };
        let own = |(tie, side): (usize, usize)| {
            let tie = &self.tied.ties[tie];
            match of {
                EndOf::Report(_) => [&tie.from, &tie.to][side].claim,
                EndOf::Row(_) => (!report.claims.is_empty()).then_some(1),
            }
        };
        for (tie, side) in ends {
            self.names[*tie][*side] = Some(TieEnd {
                report: report.id.as_str().into(),
                claim: own((*tie, *side)).map(|claim| claim + before),
            });
        }
        let mut by_claim: BTreeMap<usize, (Vec<Tie>, Vec<TieEnd>)> = BTreeMap::new();
        for (at, side) in ends {
            let claim = own((*at, *side)).map_or(0, |claim| claim.saturating_sub(1) as usize);
            let Some(name) = self.names[*at][*side].clone() else {
                continue;
            };
            if claim >= report.claims.len() {
                continue;
            }
            let (ties, is) = by_claim.entry(claim).or_default();
            if !is.contains(&name) {
                is.push(name);
            }
            let tie = &self.tied.ties[*at];
            let names = [(0, &tie.from), (1, &tie.to)].map(|(side, end)| {
                let name = self.names[*at][side].clone();
                // What cannot say it itself leaves under its own id.
                let can_say = self.tied.can_say[*at][side];
                name.or_else(|| (!can_say).then(|| end.clone()))
            });
            if let [Some(from), Some(to)] = names
                && !std::mem::replace(&mut self.said[*at], true)
            {
                ties.push(Tie {
                    from,
                    to,
                    ..tie.clone()
                });
            }
        }
        for (at, (said, is)) in by_claim {
            let claim = &mut report.claims[at];
            let more = [(ties::PROPERTY, ties::to_property(&said, &is))];
            claim.properties = Some(properties::with(claim.properties.as_deref(), &more));
        }
    }
}
