//! What a person makes of reports, and what they keep with them. It stands outside of all counts.

use std::sync::Arc;

use super::{
    annotation::{Annotated, Annotations, Grade},
    evidence::EvidenceOf,
    report::ReportKey,
};

/// Grades and comments, and evidence. Copied without copying either.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Personal {
    /// Grades and comments.
    pub annotations: Arc<Annotations>,
    /// What reports rest on.
    pub evidence: Arc<EvidenceOf>,
}

impl Personal {
    /// The grade of something: [`Grade::NOT_JUDGED`] where nobody has graded it.
    pub fn grade(&self, of: &Annotated) -> Grade {
        let annotation = self.annotations.of(of);
        annotation.map_or(Grade::NOT_JUDGED, |annotation| annotation.grade)
    }

    /// Whether a report has a comment of its own.
    pub fn comments_on(&self, report: &ReportKey) -> bool {
        let annotation = self.annotations.of(&Annotated::Report(report.clone()));
        annotation.is_some_and(|annotation| !annotation.comment.is_empty())
    }

    /// The reports that have a grade, a comment or evidence, some of them twice.
    pub fn reports(&self) -> impl Iterator<Item = &ReportKey> {
        let annotated = self.annotations.iter().filter_map(|(of, _)| match of {
            Annotated::Report(report) => Some(report),
            _ => None,
        });
        annotated.chain(self.evidence.reports())
    }
}
