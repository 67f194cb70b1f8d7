//! What a person said of the records of a file goes along when a newer copy takes its place: to where a
//! record is in the newer copy or, where it is not there, into the tray of what is withdrawn.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use super::difference::{Fate, Followed, Found, IdInFile, is_numbered, record};
use crate::{
    io::reports,
    model::{
        Annotated, Atlas, FileKey, NoteLog, Place, RecordId, ReportKey, TieEnd, draft::ReportDraft,
        ties::records_of,
    },
    query::ties::end_of,
    session::{OpenFile, Selection, Session},
    words::files,
};

/// Which reports and ends of ties the person said something of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// Of a file, or of what is withdrawn from it.
    reports: BTreeSet<ReportKey>,
    /// Of any file.
    ends: BTreeSet<TieEnd>,
}

/// Where all of it goes.
#[derive(Default)]
pub struct Carried {
    pub reports: BTreeMap<ReportKey, ReportKey>,
    pub ends: BTreeMap<TieEnd, TieEnd>,
    /// Records that the newer copy has not, as records of `reports.json`.
    pub withdrawn: Vec<Arc<str>>,
    /// What was said of them and has gone into the tray with them.
    pub set_aside: usize,
}

impl Said {
    /// What a session says of a file.
    pub fn of(session: &Session, key: &FileKey) -> Self {
        let annotated = session
            .personal
            .annotations
            .iter()
            .filter_map(|(of, _)| match of {
                Annotated::Report(report) => Some(report),
                // The ends of a tie are those of what was judged.
                Annotated::Reporter(_) | Annotated::Region(_) | Annotated::Tie(_) => None,
            });
        let selected = session.selection.iter().filter_map(|of| match of {
            Selection::Report(report) => Some(report),
            _ => None,
        });
        let is_of_file = |of: &&ReportKey| {
            let file = of.file.as_ref();
            file.is_some_and(|file| file == key || *file == key.withdrawn())
        };
        let rest_on = session.personal.evidence.reports();
        let all = annotated.chain(rest_on).chain(selected);
        let reports = all.filter(is_of_file).cloned();
        let judged = session.verdicts.keys();
        let ends = judged.flat_map(|judged| [judged.from.clone(), judged.to.clone()]);
        Self {
            reports: reports.collect(),
            ends: ends.collect(),
        }
    }

    /// The records of the file that all this is about.
    pub fn followed(&self, key: &FileKey, old: &Atlas) -> Followed {
        let of_file = self
            .reports
            .iter()
            .filter(|of| of.file.as_ref() == Some(key));
        let reports = of_file.map(|of| (of.part.clone(), Arc::clone(&of.id)));
        let records = self.ends.iter();
        let records = records.flat_map(|end| records_of(old.datasets().rows(), end));
        Followed {
            reports: reports.collect(),
            records: records.filter(|of| is_of(old, *of, key)).collect(),
        }
    }
}

fn is_of(atlas: &Atlas, record: RecordId, key: &FileKey) -> bool {
    atlas.dataset_of(record).file.as_ref() == Some(key)
}

/// The id of a record in the tray. That of a row by its number may be that of another row later on.
fn id_in_tray(id: &str, has_id: bool, revision: u32) -> String {
    match has_id {
        true => id.to_owned(),
        false => format!("{id}@{revision}"),
    }
}

/// A record of the tray, and which of those that are added it is.
struct Withdrawn<'f> {
    text: &'f Arc<str>,
    report: Option<ReportDraft>,
    added: Vec<usize>,
}

/// Where everything goes that was said of the records of a file.
pub fn carry(file: &OpenFile, said: &Said, found: &Found, old: &Atlas, new: &Atlas) -> Carried {
    let called = file.called();
    let tray = file.key.withdrawn();
    let in_file = |(part, id): &IdInFile| ReportKey {
        file: Some(file.key.clone()),
        part: part.clone(),
        id: Arc::clone(id),
    };
    let in_tray = |id: &str, has_id: bool| ReportKey {
        file: Some(tray.clone()),
        part: None,
        id: id_in_tray(id, has_id, file.revision).into(),
    };
    let before = withdrawn_before(file, found);
    let mut by_report: HashMap<&IdInFile, Vec<&Fate>> = HashMap::new();
    let mut by_record: HashMap<RecordId, &Fate> = HashMap::new();
    for fate in &found.fates {
        by_report.entry(&fate.report).or_default().push(fate);
        by_record.insert(fate.old, fate);
    }
    let mut carried = Carried::default();
    for key in &said.reports {
        let now = if key.file.as_ref() == Some(&tray) {
            let of = before.iter().find(|of| of.is_called(&key.id));
            let back = of.and_then(|of| found.difference.added.first.get(*of.added.first()?));
            let report = back.map(|back| &back.report);
            report.map(|of| in_file(&(of.part.clone(), of.id.as_str().into())))
        } else {
            let fates = by_report.get(&(key.part.clone(), Arc::clone(&key.id)));
            let fates = fates.map_or(&[][..], Vec::as_slice);
            let mut there = fates.iter().filter_map(|fate| fate.new.as_ref());
            let one = there.next().map(|(_, report)| report);
            match one.filter(|one| there.all(|(_, report)| report == *one)) {
                Some(report) => Some(in_file(report)),
                // No record of the older copy, nor of that of before.
                None if fates.is_empty() && !is_numbered(&key.id, &called) => None,
                None => {
                    let has_id = fates.iter().any(|fate| fate.has_id);
                    carried.set_aside += usize::from(!fates.is_empty());
                    Some(in_tray(&key.id, has_id))
                }
            }
        };
        if let Some(now) = now.filter(|now| now != key) {
            carried.reports.insert(key.clone(), now);
        }
    }
    for end in &said.ends {
        let records = records_of(old.datasets().rows(), end);
        let now = if let Some(of) = before.iter().find(|of| of.is_called(&end.report)) {
            let nth = end
                .claim
                .map_or(0, |claim| claim.saturating_sub(1) as usize);
            let at = of.added.get(nth).and_then(|at| found.added.get(*at));
            at.and_then(|record| end_of(new, *record, end.claim.is_none()))
        } else if records.is_empty() {
            // Nothing may come to stand at a number that nothing had.
            let left = in_tray(&end.report, false).id;
            is_numbered(&end.report, &called).then_some(TieEnd {
                report: left,
                claim: end.claim,
            })
        } else {
            let fates: Vec<&&Fate> = records.iter().filter_map(|of| by_record.get(of)).collect();
            let there = fates.iter().find_map(|fate| fate.new.as_ref());
            match (there, fates.first()) {
                (Some((record, _)), _) => end_of(new, *record, end.claim.is_none()),
                (None, Some(fate)) => {
                    carried.set_aside += 1;
                    Some(TieEnd {
                        report: in_tray(&fate.report.1, fate.has_id).id,
                        claim: end.claim,
                    })
                }
                // Of another file.
                (None, None) => None,
            }
        };
        if let Some(now) = now.filter(|now| now != end) {
            carried.ends.insert(end.clone(), now);
        }
    }
    let still = before.iter().filter(|of| of.added.is_empty());
    carried.withdrawn = still.map(|of| Arc::clone(of.text)).collect();
    carried.withdrawn.extend(withdrawn_now(file, found));
    carried
}

impl Withdrawn<'_> {
    fn is_called(&self, id: &str) -> bool {
        self.report.as_ref().is_some_and(|report| report.id == id)
    }
}

/// What was withdrawn before, and which of it has come back: by its id or, where it had none of its own, by
/// what it says.
fn withdrawn_before<'f>(file: &'f OpenFile, found: &Found) -> Vec<Withdrawn<'f>> {
    let called = file.called();
    let names = [called.as_str(), called.as_str()];
    let added = &found.difference.added.first;
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    let place = Place::file(files::own_report(0));
    let records = file.withdrawn.iter().map(|text| {
        let report = reports::read_one(&place, text, &mut NoteLog::default()).ok();
        let Some(of) = &report else {
            return Withdrawn {
                text,
                report,
                added: Vec::new(),
            };
        };
        let number = of
            .id
            .rsplit_once('@')
            .filter(|(id, _)| is_numbered(id, &called));
        let alike: Vec<usize> = match number {
            None => {
                let is_it = |at: &usize| added[*at].id.as_ref() == Some(&of.id);
                (0..added.len()).filter(is_it).collect()
            }
            Some(_) => {
                let claims = match of.claims.len() {
                    0 => vec![None],
                    claims => (0..claims).map(Some).collect(),
                };
                let each = claims.into_iter().map(|claim| {
                    let cells = record(of, claim, names).cells;
                    let is_it = |at: &usize| !taken.contains(at) && added[*at].cells == cells;
                    (0..added.len()).find(is_it)
                });
                each.collect::<Option<Vec<usize>>>().unwrap_or_default()
            }
        };
        taken.extend(&alike);
        Withdrawn {
            text,
            report,
            added: alike,
        }
    });
    records.collect()
}

/// What the newer copy has no longer.
fn withdrawn_now(file: &OpenFile, found: &Found) -> impl Iterator<Item = Arc<str>> {
    let mut reports: Vec<ReportDraft> = Vec::new();
    for record in &found.difference.removed.first {
        let mut report = record.report.clone();
        report.id = id_in_tray(&report.id, record.id.is_some(), file.revision);
        let is_last =
            |last: &&mut ReportDraft| (&last.part, &last.id) == (&report.part, &report.id);
        match reports.last_mut().filter(is_last) {
            // Claims of one report.
            Some(last) => last.claims.append(&mut report.claims),
            None => reports.push(report),
        }
    }
    let texts = reports
        .into_iter()
        .map(|report| Arc::from(reports::write_one(&report)));
    texts.collect::<Vec<Arc<str>>>().into_iter()
}
