//! What a person makes of a reporter, a report or a region: a grade of the Admiralty scheme, a comment; and
//! why they judge a tie as they do. It stands outside of all counts, and nothing but a person sets it.

use std::{collections::BTreeMap, sync::Arc};

use super::{region::RegionKey, report::ReportKey, ties::Judged, time::Day};

/// What is graded or commented on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Annotated {
    /// A reporter, by key. Its grade is its reliability, from A to F.
    Reporter(Arc<str>),
    /// A report. Its grade is its credibility, from 1 to 6.
    Report(ReportKey),
    /// A region, which has no grade.
    Region(RegionKey),
    /// What joins two claims: why the person made, accepted or rejected it. It has no grade.
    Tie(Judged),
}

/// A grade of either scale of the Admiralty scheme (NATO AJP-2.1): the best first, the last says that
/// nothing can be judged, which is so for whatever nobody has graded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Grade(u8);

impl Grade {
    /// All of them, the best first.
    pub const ALL: [Self; 6] = [Self(0), Self(1), Self(2), Self(3), Self(4), Self(5)];

    /// Cannot be judged: F, or 6.
    pub const NOT_JUDGED: Self = Self(5);

    /// As the reliability of a reporter: A to F.
    pub fn reliability(self) -> char {
        char::from(b'A' + self.0)
    }

    /// As the credibility of a report: 1 to 6.
    pub fn credibility(self) -> char {
        char::from(b'1' + self.0)
    }

    /// The grade of a letter from A to F or a figure from 1 to 6.
    pub fn parse(text: &str) -> Option<Self> {
        let mut letters = text.chars();
        let (letter, None) = (letters.next()?, letters.next()) else {
            return None;
        };
        let is_it = |grade: &Self| [grade.reliability(), grade.credibility()].contains(&letter);
        Self::ALL.into_iter().find(is_it)
    }
}

/// A grade and a comment, or either.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annotation {
    /// [`Grade::NOT_JUDGED`] where none is given.
    pub grade: Grade,
    /// A reason or a remark; may be empty.
    pub comment: Arc<str>,
    /// The day it was written.
    pub day: Day,
}

/// By what they are about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Annotations(BTreeMap<Annotated, Annotation>);

impl Annotations {
    /// What is said of something.
    pub fn of(&self, annotated: &Annotated) -> Option<&Annotation> {
        self.0.get(annotated)
    }

    /// Says something; `None`: no longer. One that says nothing is none.
    pub fn set(&mut self, annotated: Annotated, annotation: Option<Annotation>) {
        let says = |of: &Annotation| of.grade != Grade::NOT_JUDGED || !of.comment.is_empty();
        match annotation.filter(says) {
            Some(annotation) => self.0.insert(annotated, annotation),
            None => self.0.remove(&annotated),
        };
    }

    /// Keeps those on what is wanted.
    pub fn retain(&mut self, wanted: impl Fn(&Annotated) -> bool) {
        self.0.retain(|annotated, _| wanted(annotated));
    }

    /// All, in the order of what they are about.
    pub fn iter(&self) -> impl Iterator<Item = (&Annotated, &Annotation)> {
        self.0.iter()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The grade of a report and its reporter in one, such as `B2`; `None` where neither is graded.
    pub fn grade_of(&self, reporter: &Arc<str>, report: &ReportKey) -> Option<String> {
        if self.0.is_empty() {
            return None;
        }
        let grade = |of: &Annotated| self.of(of).map(|of| of.grade);
        let reliability = grade(&Annotated::Reporter(Arc::clone(reporter)));
        let credibility = grade(&Annotated::Report(report.clone()));
        let known = [reliability, credibility].into_iter().flatten();
        let is_graded = known.into_iter().any(|of| of != Grade::NOT_JUDGED);
        let code = [
            reliability.unwrap_or(Grade::NOT_JUDGED).reliability(),
            credibility.unwrap_or(Grade::NOT_JUDGED).credibility(),
        ];
        is_graded.then(|| code.iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grade_is_of_both_scales_and_nothing_is_judged_by_itself() {
        assert_eq!(
            Grade::ALL.map(Grade::reliability),
            ['A', 'B', 'C', 'D', 'E', 'F']
        );
        assert_eq!(
            Grade::ALL.map(Grade::credibility),
            ['1', '2', '3', '4', '5', '6']
        );
        assert_eq!(Grade::parse("B"), Grade::parse("2"));
        assert_eq!(Grade::parse("G"), None);
        assert_eq!(Grade::parse(""), None);

        let (reporter, report) = (Arc::from("az-mod"), ReportKey::of_base("az-mod/1"));
        let mut annotations = Annotations::default();
        assert_eq!(annotations.grade_of(&reporter, &report), None);
        let annotation = |grade, comment: &str| {
            Some(Annotation {
                grade,
                comment: comment.into(),
                day: Day::clamped(0),
            })
        };
        annotations.set(Annotated::Report(report.clone()), annotation(Grade(1), ""));
        assert_eq!(
            annotations.grade_of(&reporter, &report).as_deref(),
            Some("F2")
        );
        annotations.set(
            Annotated::Reporter(Arc::clone(&reporter)),
            annotation(Grade(2), ""),
        );
        assert_eq!(
            annotations.grade_of(&reporter, &report).as_deref(),
            Some("C2")
        );
        // A comment alone grades nothing, and what says nothing is not kept.
        annotations.set(
            Annotated::Report(report.clone()),
            annotation(Grade::NOT_JUDGED, "seen"),
        );
        annotations.set(
            Annotated::Reporter(Arc::clone(&reporter)),
            annotation(Grade::NOT_JUDGED, ""),
        );
        assert_eq!(annotations.iter().count(), 1);
        assert_eq!(annotations.grade_of(&reporter, &report), None);
    }
}
