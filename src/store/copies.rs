//! Parts of a file that hold the same records: a sheet, a layer or a member of an archive that was copied.

use std::{
    collections::{BTreeMap, HashSet, hash_map::DefaultHasher},
    hash::{Hash as _, Hasher as _},
};

use crate::{
    model::{Draft, Note, Place, Severity, draft::ReportDraft},
    words::notes::reading,
};

/// What the records of a part say, whatever they are called.
#[derive(Default)]
struct Part<'d> {
    reports: Vec<&'d ReportDraft>,
    reporters: HashSet<&'d str>,
}

impl Part<'_> {
    /// A digest of what it says. Its only reporter may be called after the part.
    fn digest(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        for report in &self.reports {
            let reporter = Some(&report.reporter).filter(|_| self.reporters.len() > 1);
            let about = (reporter, report.published, report.stance, report.total);
            format!("{about:?} {:?}", report.claims).hash(&mut hasher);
        }
        hasher.finish()
    }
}

/// Tells of the parts of a file of which each record stands in an earlier part as well.
pub fn copied_parts(draft: &Draft, file: &Place) -> Vec<Note> {
    let mut parts: BTreeMap<&str, Part<'_>> = BTreeMap::new();
    let mut order: Vec<&str> = Vec::new();
    for report in &draft.reports {
        let Some(name) = report.part.as_deref() else {
            return Vec::new();
        };
        let part = parts.entry(name).or_insert_with(|| {
            order.push(name);
            Part::default()
        });
        part.reports.push(report);
        part.reporters.insert(&report.reporter);
    }
    let count = |name: &str| parts[name].reports.len();
    let mut known: Vec<(&str, u64)> = Vec::new();
    let mut notes = Vec::new();
    for (index, name) in order.iter().enumerate() {
        // Most parts have as many records as no other.
        let mut others = order.iter().enumerate();
        if !others.any(|(other, own)| other != index && count(own) == count(name)) {
            continue;
        }
        let digest = parts[name].digest();
        match known.iter().find(|(_, own)| *own == digest) {
            Some((first, _)) => {
                let what = reading::copied_part(first, count(name));
                notes.push(Note::new(Severity::Doubt, file, *name, what));
            }
            None => known.push((name, digest)),
        }
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Amount, Basis, Stance};

    #[test]
    fn a_part_that_says_what_another_says_is_told_once() {
        let report = |part: &str, id: &str, counts: bool| ReportDraft {
            part: Some(part.into()),
            id: id.to_owned(),
            reporter: part.to_owned(),
            place: Place::file("t.xlsx"),
            file: None,
            outlet: None,
            url: None,
            language: String::new(),
            published: None,
            basis: Basis::None,
            stance: Stance::Claim,
            denies: None,
            duplicate_of: None,
            total: counts.then_some(Amount::Exact(3)),
            claims: Vec::new(),
        };
        let mut draft = Draft::default();
        draft.reports.extend([
            report("Data", "1", true),
            report("Data (2)", "x", true),
            report("Other", "1", false),
        ]);
        let told = copied_parts(&draft, &Place::file("t.xlsx"));
        assert_eq!(told.len(), 1, "{told:?}");
        assert_eq!(told[0].text, "Data (2)");
        assert!(told[0].what.contains("'Data'"), "{told:?}");
    }
}
