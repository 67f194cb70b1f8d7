//! Evidence: what a report rests on, such as its text, a page or a picture. It is known by the digest of its
//! bytes, is never altered, and stands outside of all counts. Nothing of it is fetched.

use std::{collections::BTreeMap, sync::Arc};

use super::{report::ReportKey, time::Day};

/// A piece of evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// SHA-256 of its bytes, as 64 hexadecimal digits.
    pub sha256: Arc<str>,
    /// What it is called: the name of a file, without folders.
    pub name: Arc<str>,
    /// Its size.
    pub bytes: u64,
    /// Where the file is, where it is referred to; `None`: it is kept with the person's own work and in projects.
    pub path: Option<Arc<str>>,
    /// The day it was captured.
    pub day: Day,
    /// Who captured it; may be empty.
    pub by: Arc<str>,
    /// The address it was taken from; may be empty.
    pub address: Arc<str>,
    /// The address of an archived copy; may be empty.
    pub archived: Arc<str>,
}

/// What became of evidence since it was added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Integrity {
    /// Its bytes are those that were added.
    Unaltered,
    /// They are others.
    Altered,
    /// It cannot be read.
    Missing,
}

impl Integrity {
    /// Of evidence that has this digest now; `None`: it cannot be read.
    pub fn of(evidence: &Evidence, now: Option<&str>) -> Self {
        match now {
            None => Self::Missing,
            Some(now) if *now == *evidence.sha256 => Self::Unaltered,
            Some(_) => Self::Altered,
        }
    }
}

/// The evidence of reports, in the order it was added. The same bytes are evidence of a report once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EvidenceOf(BTreeMap<ReportKey, Vec<Evidence>>);

impl EvidenceOf {
    /// That of a report.
    pub fn report(&self, report: &ReportKey) -> &[Evidence] {
        self.0.get(report).map_or(&[], Vec::as_slice)
    }

    /// Adds some. Of what the report has already only what is said of it changes.
    pub fn add(&mut self, report: ReportKey, evidence: Evidence) {
        let all = self.0.entry(report).or_default();
        match all.iter_mut().find(|known| known.sha256 == evidence.sha256) {
            Some(known) => *known = evidence,
            None => all.push(evidence),
        }
    }

    /// Removes the evidence of that digest.
    pub fn remove(&mut self, report: &ReportKey, sha256: &str) {
        if let Some(all) = self.0.get_mut(report) {
            all.retain(|known| *known.sha256 != *sha256);
            if all.is_empty() {
                self.0.remove(report);
            }
        }
    }

    /// All, report by report.
    pub fn iter(&self) -> impl Iterator<Item = (&ReportKey, &Evidence)> {
        let all = self.0.iter();
        all.flat_map(|(report, all)| all.iter().map(move |evidence| (report, evidence)))
    }

    /// The reports that have any.
    pub fn reports(&self) -> impl Iterator<Item = &ReportKey> {
        self.0.keys()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes what another has and this has not.
    pub fn join(&mut self, other: &Self) {
        for (report, evidence) in other.iter() {
            let mut known = self.report(report).iter();
            if !known.any(|known| known.sha256 == evidence.sha256) {
                self.add(report.clone(), evidence.clone());
            }
        }
    }

    /// Keeps what is wanted.
    pub fn retain(&mut self, wanted: impl Fn(&ReportKey, &Evidence) -> bool) {
        self.0.retain(|report, all| {
            all.retain(|evidence| wanted(report, evidence));
            !all.is_empty()
        });
    }

    /// Lets the evidence of reports go where these are now.
    pub fn follow(&mut self, now: &BTreeMap<ReportKey, ReportKey>) {
        // All of it leaves before any arrives: two may change places.
        let moving: Vec<_> = now
            .iter()
            .filter_map(|(from, to)| Some((to.clone(), self.0.remove(from)?)))
            .collect();
        for (to, all) in moving {
            for evidence in all {
                self.add(to.clone(), evidence);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn evidence(sha256: &str) -> Evidence {
        Evidence {
            sha256: sha256.into(),
            name: "page.html".into(),
            bytes: 3,
            path: None,
            day: Day::clamped(0),
            by: "".into(),
            address: "".into(),
            archived: "".into(),
        }
    }

    #[test]
    fn the_same_bytes_are_evidence_once_and_go_along_with_their_report() {
        let [one, other] = ["a/1", "a/2"].map(ReportKey::of_base);
        let mut all = EvidenceOf::default();
        all.add(one.clone(), evidence("aa"));
        all.add(one.clone(), evidence("bb"));
        let by_ani = Evidence {
            by: "Ani".into(),
            ..evidence("aa")
        };
        all.add(one.clone(), by_ani.clone());
        assert_eq!(all.report(&one), [by_ani, evidence("bb")]);
        all.add(other.clone(), evidence("cc"));
        let places = [(one.clone(), other.clone()), (other.clone(), one.clone())];
        all.follow(&places.into());
        assert_eq!(all.report(&one), [evidence("cc")]);
        assert_eq!(all.report(&other).len(), 2);
        all.remove(&one, "cc");
        assert_eq!(all.reports().collect::<Vec<_>>(), [&other]);
    }

    #[test]
    fn bytes_are_held_to_their_digest() {
        let of = |now| Integrity::of(&evidence("aa"), now);
        assert_eq!(of(Some("aa")), Integrity::Unaltered);
        assert_eq!(of(Some("ab")), Integrity::Altered);
        assert_eq!(of(None), Integrity::Missing);
    }
}
