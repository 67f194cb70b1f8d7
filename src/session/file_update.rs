//! A newer copy that takes the place of an opened file: what the person said of its records goes where these
//! are now.

use std::{collections::BTreeMap, sync::Arc};

use super::{OpenFile, Selection, Session};
use crate::{
    model::{Annotated, ReportKey, TieEnd},
    query::ties::Judged,
};

/// A newer copy of a file, and where the records of the older one are.
#[derive(Clone, Debug, PartialEq)]
pub struct FileUpdate {
    /// The file as the newer copy has it.
    pub file: OpenFile,
    /// Reports that go by another name now: those known by their number in the file, and those that are
    /// withdrawn or have come back.
    pub reports: BTreeMap<ReportKey, ReportKey>,
    /// Ends of ties, likewise.
    pub ends: BTreeMap<TieEnd, TieEnd>,
}

impl Session {
    pub(super) fn update_file(&mut self, update: &FileUpdate) {
        match self.file_mut(&update.file.key) {
            Some(known) => known.clone_from(&update.file),
            None => return,
        }
        self.carry(&update.reports, &update.ends);
        match &self.selection {
            // Another row may begin there now.
            Some(Selection::Record { file, .. }) if file.as_ref() == Some(&update.file.key) => {
                self.selection = None;
            }
            _ => {}
        }
    }

    /// What was said of these reports and ends is said of those they are now.
    pub fn carry(
        &mut self,
        reports: &BTreeMap<ReportKey, ReportKey>,
        ends: &BTreeMap<TieEnd, TieEnd>,
    ) {
        let end = |end: &TieEnd| ends.get(end).unwrap_or(end).clone();
        let tie = |tie: &Judged| Judged {
            from: end(&tie.from),
            to: end(&tie.to),
        };
        let moved = |annotated: &Annotated| match annotated {
            Annotated::Report(report) => reports.get(report).cloned().map(Annotated::Report),
            Annotated::Tie(of) => Some(Annotated::Tie(tie(of))),
            Annotated::Reporter(_) | Annotated::Region(_) => None,
        };
        let annotations = Arc::make_mut(&mut self.personal.annotations);
        // All of them leave before one arrives: two may change places.
        let all = annotations.iter();
        let moving = all.filter_map(|(of, says)| Some((of.clone(), moved(of)?, says.clone())));
        let moving: Vec<_> = moving.collect();
        for (from, _, _) in &moving {
            annotations.set(from.clone(), None);
        }
        for (_, to, says) in moving {
            annotations.set(to, Some(says));
        }
        if !self.personal.evidence.is_empty() {
            Arc::make_mut(&mut self.personal.evidence).follow(reports);
        }
        let verdicts = std::mem::take(&mut self.verdicts).into_iter();
        self.verdicts = verdicts
            .map(|(judged, verdict)| (tie(&judged), verdict))
            .collect();
        if let Some(Selection::Report(report)) = &mut self.selection
            && let Some(now) = reports.get(report)
        {
            report.clone_from(now);
        }
    }
}
