//! What differs between two versions of a file: records added, changed and removed. Records are matched
//! by the ids that the file itself gives them, else by their content.
//!
//! Both versions are read twice, a batch at a time: once for a digest of each record, and once more for
//! those that differ, so that large files need no room of their own.

use std::{
    collections::{BTreeMap, HashMap, VecDeque},
    hash::{DefaultHasher, Hash, Hasher as _},
    io,
};

use serde_json::Value;

use super::export_stream::{BATCH_ROWS, ExportStream, UniqueIn};
use crate::{
    io::{Reports as _, events::cells},
    model::{
        Annotations, Atlas, Budget, Field, RecordId,
        difference::{Changed, Difference, FieldChange, MOST_TOLD, Record, Told},
        draft::ReportDraft,
    },
};

/// A file as it was read, with the records of it in an atlas.
pub struct Version<'a> {
    pub atlas: &'a Atlas,
    pub records: Vec<RecordId>,
    /// What ids and reporters may be made of where a file says nothing of them: the names of both
    /// versions, since one may have been written from the other.
    pub names: [&'a str; 2],
}

/// What a record is told by.
#[derive(Clone, Copy)]
struct Digest {
    id: Option<u64>,
    content: u64,
}

impl Version<'_> {
    /// Hands over each record with its number, in the order of the file.
    fn each(
        &self,
        budget: &Budget,
        mut take: impl FnMut(usize, Record) -> io::Result<()>,
    ) -> io::Result<()> {
        // What the person says of records is no part of what files say.
        let annotations = Annotations::default();
        let stream = ExportStream {
            atlas: self.atlas,
            records: &self.records,
            batch_rows: BATCH_ROWS,
            threads: None,
            joins_rows: true,
            unique_in: UniqueIn::File,
            annotations: &annotations,
            budget,
        };
        let mut number = 0;
        stream.each(&mut |report| {
            let mut row = |claim: Option<usize>| {
                number += 1;
                take(number - 1, self.record(report, claim))
            };
            if report.claims.is_empty() {
                return row(None);
            }
            (0..report.claims.len()).try_for_each(|claim| row(Some(claim)))
        })
    }

    fn record(&self, report: &ReportDraft, claim: Option<usize>) -> Record {
        let claim = claim.and_then(|claim| report.claims.get(claim));
        let alone = ReportDraft {
            claims: claim.into_iter().cloned().collect(),
            ..report.clone()
        };
        let is_made_up = |name: &str| is_numbered(&report.id, name);
        let by_file = self.names.into_iter().any(is_made_up);
        // This program names reports after the file they come from, whatever it is called now.
        let by_reporter = is_made_up(&report.reporter);
        let id = Some(report.id.clone()).filter(|_| !by_file && !by_reporter);
        let is_the_file = by_reporter || self.names.contains(&&*report.reporter);
        let mut named = BTreeMap::new();
        for ((field, name), cell) in Field::ALL.into_iter().zip(cells(&alone, claim)) {
            match field {
                Field::Report | Field::Other => {}
                // A newer copy has another name, and may not be taken for another reporter.
                Field::Reporter if is_the_file => {}
                _ if cell.is_empty() => {}
                _ => drop(named.insert(name.to_owned(), cell)),
            }
        }
        let other = claim.and_then(|claim| claim.properties.as_deref());
        if let Some(Ok(Value::Object(other))) = other.map(serde_json::from_str) {
            for (heading, value) in other {
                let is_field = named.contains_key(&heading);
                let heading = match is_field {
                    true => format!("{}.{heading}", Field::Other.name()),
                    false => heading,
                };
                let value = match value {
                    Value::String(text) => text,
                    other => other.to_string(),
                };
                if !value.is_empty() {
                    named.insert(heading, value);
                }
            }
        }
        Record {
            id,
            cells: named,
            report: alone,
        }
    }

    fn digests(&self, budget: &Budget) -> io::Result<Vec<Digest>> {
        let mut digests = Vec::with_capacity(self.records.len());
        self.each(budget, |_, record| {
            digests.push(Digest {
                id: record
                    .id
                    .as_ref()
                    .map(|id| digest(&(&record.report.part, id))),
                content: digest(&record.cells),
            });
            Ok(())
        })?;
        Ok(digests)
    }

    /// The records of these numbers.
    fn take(&self, wanted: &[usize], budget: &Budget) -> io::Result<HashMap<usize, Record>> {
        let mut taken: HashMap<usize, Option<Record>> =
            wanted.iter().map(|number| (*number, None)).collect();
        self.each(budget, |number, record| {
            if let Some(place) = taken.get_mut(&number) {
                *place = Some(record);
            }
            Ok(())
        })?;
        let taken = taken.into_iter();
        Ok(taken
            .filter_map(|(number, record)| Some((number, record?)))
            .collect())
    }
}

/// Whether an id was made of the name of the file and a number.
pub fn is_numbered(id: &str, name: &str) -> bool {
    let number = id
        .strip_prefix(name)
        .and_then(|rest| rest.strip_prefix('#'));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    number.is_some_and(|number| number.split('#').all(is_number))
}

fn digest(of: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}

/// Compares two versions.
///
/// # Errors
///
/// Where a record cannot be read again, or the work is no longer wanted.
pub fn compare(old: &Version<'_>, new: &Version<'_>, budget: &Budget) -> io::Result<Difference> {
    let (before, after) = (old.digests(budget)?, new.digests(budget)?);
    let has_ids = |digests: &[Digest]| digests.iter().any(|of| of.id.is_some());
    let by_id = has_ids(&before) && has_ids(&after);
    let pairs = match_records(&before, &after, by_id);
    let kept = |numbers: &[usize]| numbers[..numbers.len().min(MOST_TOLD)].to_vec();
    let (removed, added) = (kept(&pairs.removed), kept(&pairs.added));
    let changed = &pairs.changed[..pairs.changed.len().min(MOST_TOLD)];
    let (olds, news): (Vec<usize>, Vec<usize>) = changed.iter().copied().unzip();
    let mut olds = old.take(&[removed.clone(), olds].concat(), budget)?;
    let mut news = new.take(&[added.clone(), news].concat(), budget)?;
    let mut told_changes = Vec::new();
    for (old, new) in changed {
        if let (Some(old), Some(new)) = (olds.remove(old), news.remove(new)) {
            let fields = changes(&old.cells, &new.cells);
            told_changes.push(Changed { new, fields });
        }
    }
    Ok(Difference {
        by_id,
        unchanged: pairs.unchanged,
        added: Told {
            number: pairs.added.len(),
            first: added.iter().filter_map(|at| news.remove(at)).collect(),
        },
        changed: Told {
            number: pairs.changed.len(),
            first: told_changes,
        },
        removed: Told {
            number: pairs.removed.len(),
            first: removed.iter().filter_map(|at| olds.remove(at)).collect(),
        },
    })
}

/// The numbers of records that differ, in the order of their files.
#[derive(Default)]
struct Pairs {
    unchanged: usize,
    added: Vec<usize>,
    changed: Vec<(usize, usize)>,
    removed: Vec<usize>,
}

fn match_records(before: &[Digest], after: &[Digest], by_id: bool) -> Pairs {
    // Those without an id are matched by what they say, and never taken for a change.
    let key = |of: &Digest| match of.id.filter(|_| by_id) {
        Some(id) => (true, id),
        None => (false, of.content),
    };
    let mut old: HashMap<(bool, u64), VecDeque<usize>> = HashMap::new();
    for (number, of) in before.iter().enumerate() {
        old.entry(key(of)).or_default().push_back(number);
    }
    let mut new: HashMap<(bool, u64), Vec<usize>> = HashMap::new();
    for (number, of) in after.iter().enumerate() {
        new.entry(key(of)).or_default().push(number);
    }
    let mut pairs = Pairs::default();
    for (key, mut news) in new {
        let mut olds = old.remove(&key).unwrap_or_default();
        // What is as it was, first.
        news.retain(|new| {
            let same = |old: &usize| before[*old].content == after[*new].content;
            match olds.iter().position(same) {
                Some(at) => {
                    olds.remove(at);
                    pairs.unchanged += 1;
                    false
                }
                None => true,
            }
        });
        let both = olds.len().min(news.len());
        let changed = olds.drain(..both).zip(news.drain(..both));
        pairs.changed.extend(changed);
        pairs.removed.extend(olds);
        pairs.added.extend(news);
    }
    pairs.removed.extend(old.into_values().flatten());
    pairs.added.sort_unstable();
    pairs.changed.sort_unstable_by_key(|(_, new)| *new);
    pairs.removed.sort_unstable();
    pairs
}

fn changes(old: &BTreeMap<String, String>, new: &BTreeMap<String, String>) -> Vec<FieldChange> {
    let mut names: Vec<&String> = old.keys().chain(new.keys()).collect();
    names.sort_unstable();
    names.dedup();
    let value =
        |of: &BTreeMap<String, String>, name: &str| of.get(name).cloned().unwrap_or_default();
    let changes = names.into_iter().map(|name| FieldChange {
        field: name.clone(),
        old: value(old, name),
        new: value(new, name),
    });
    changes.filter(|change| change.old != change.new).collect()
}
