//! What differs between two versions of a file: records added, changed and removed. Records are matched
//! by the ids that the file itself gives them, else by their content.
//!
//! Both versions are read twice, a batch at a time: once for a digest of each record, and once more for
//! those that differ, so that large files need no room of their own.

use std::{
    collections::{BTreeMap, HashMap, HashSet, VecDeque},
    hash::{DefaultHasher, Hash, Hasher as _},
    io,
    sync::Arc,
};

use serde_json::Value;

use super::export_stream::{BATCH_ROWS, ExportStream, Tied, UniqueIn};
use crate::{
    io::{Reports as _, events::cells},
    model::{
        Atlas, Budget, Field, Personal, RecordId,
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

/// The report of a record: the part of the file it stands in, and its id there.
pub type IdInFile = (Option<Arc<str>>, Arc<str>);

/// Records of the older version to be followed into the newer one.
#[derive(Default)]
pub struct Followed {
    pub reports: HashSet<IdInFile>,
    pub records: HashSet<RecordId>,
}

/// What became of a record that was to be followed.
pub struct Fate {
    pub old: RecordId,
    pub report: IdInFile,
    /// Whether the file itself gives it its id.
    pub has_id: bool,
    /// Where it is in the newer version; `None`: no record there is taken for it.
    pub new: Option<(RecordId, IdInFile)>,
}

/// By the number of the record in the older version.
type Numbered = (usize, Fate);

/// What a comparison finds.
pub struct Found {
    pub difference: Difference,
    /// Of the records that were to be followed and are in the older version.
    pub fates: Vec<Fate>,
    /// Where the records stand that `difference.added` tells one by one.
    pub added: Vec<RecordId>,
}

/// What a record is told by.
#[derive(Clone, Copy)]
struct Digest {
    id: Option<u64>,
    content: u64,
}

impl<'a> Version<'a> {
    fn stream<'o>(&'o self, personal: &'o Personal, budget: &'o Budget) -> ExportStream<'o> {
        ExportStream {
            atlas: self.atlas,
            records: &self.records,
            batch_rows: BATCH_ROWS,
            threads: None,
            joins_rows: true,
            unique_in: UniqueIn::File,
            personal,
            ties: Tied::default(),
            budget,
        }
    }

    /// Hands over each record with its number, in the order of the file.
    fn each(
        &self,
        budget: &Budget,
        mut take: impl FnMut(usize, Record) -> io::Result<()>,
    ) -> io::Result<()> {
        // What the person says of records is no part of what files say.
        let personal = Personal::default();
        let stream = self.stream(&personal, budget);
        let mut number = 0;
        stream.each(&mut |report| {
            let mut row = |claim: Option<usize>| {
                number += 1;
                take(number - 1, record(report, claim, self.names))
            };
            if report.claims.is_empty() {
                return row(None);
            }
            (0..report.claims.len()).try_for_each(|claim| row(Some(claim)))
        })
    }

    /// The digests of all records, and those among them that are to be followed.
    fn digests(
        &self,
        followed: &Followed,
        budget: &Budget,
    ) -> io::Result<(Vec<Digest>, Vec<Numbered>)> {
        let mut digests = Vec::with_capacity(self.records.len());
        let mut fates = Vec::new();
        let order = match followed.reports.is_empty() && followed.records.is_empty() {
            true => Vec::new(),
            false => self.stream(&Personal::default(), budget).order(),
        };
        self.each(budget, |number, record| {
            if let Some(old) = order.get(number) {
                let report = id_in_file(&record);
                if followed.records.contains(old) || followed.reports.contains(&report) {
                    let fate = Fate {
                        old: *old,
                        report,
                        has_id: record.id.is_some(),
                        new: None,
                    };
                    fates.push((number, fate));
                }
            }
            digests.push(Digest {
                id: record
                    .id
                    .as_ref()
                    .map(|id| digest(&(&record.report.part, id))),
                content: digest(&record.cells),
            });
            Ok(())
        })?;
        Ok((digests, fates))
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

/// One claim of a report as a record, or the report where it makes none. `names`: as in [`Version`].
pub fn record(report: &ReportDraft, claim: Option<usize>, names: [&str; 2]) -> Record {
    let claim = claim.and_then(|claim| report.claims.get(claim));
    let alone = ReportDraft {
        claims: claim.into_iter().cloned().collect(),
        ..report.clone()
    };
    let is_made_up = |name: &str| is_numbered(&report.id, name);
    let by_file = names.into_iter().any(is_made_up);
    // This program names reports after the file they come from, whatever it is called now.
    let by_reporter = is_made_up(&report.reporter);
    let id = Some(report.id.clone()).filter(|_| !by_file && !by_reporter);
    let is_the_file = by_reporter || names.contains(&&*report.reporter);
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

fn id_in_file(record: &Record) -> IdInFile {
    let report = &record.report;
    (report.part.clone(), report.id.as_str().into())
}

/// Compares two versions, and finds out where in the newer one the records are that are to be followed.
///
/// # Errors
///
/// Where a record cannot be read again, or the work is no longer wanted.
pub fn compare(
    old: &Version<'_>,
    new: &Version<'_>,
    followed: &Followed,
    budget: &Budget,
) -> io::Result<Found> {
    let (before, mut fates) = old.digests(followed, budget)?;
    let (after, _) = new.digests(&Followed::default(), budget)?;
    let has_ids = |digests: &[Digest]| digests.iter().any(|of| of.id.is_some());
    let by_id = has_ids(&before) && has_ids(&after);
    let first: HashSet<usize> = fates.iter().map(|(number, _)| *number).collect();
    let pairs = match_records(&before, &after, by_id, &first);
    let kept = |numbers: &[usize]| numbers[..numbers.len().min(MOST_TOLD)].to_vec();
    let (removed, added) = (kept(&pairs.removed), kept(&pairs.added));
    let changed = &pairs.changed[..pairs.changed.len().min(MOST_TOLD)];
    let (olds, news): (Vec<usize>, Vec<usize>) = changed.iter().copied().unzip();
    let both = pairs.unchanged.iter().chain(&pairs.changed).copied();
    let moved: HashMap<usize, usize> = both.filter(|(old, _)| first.contains(old)).collect();
    let moved_to = |fate: &Numbered| moved.get(&fate.0).copied();
    let followed: Vec<usize> = fates.iter().filter_map(moved_to).collect();
    let mut olds = old.take(&[removed.clone(), olds].concat(), budget)?;
    let mut news = new.take(&[added.clone(), news, followed].concat(), budget)?;
    let order = new.stream(&Personal::default(), budget).order();
    for (number, fate) in &mut fates {
        let at = moved.get(number).copied();
        fate.new = at.and_then(|at| Some((*order.get(at)?, id_in_file(news.get(&at)?))));
    }
    let mut told_changes = Vec::new();
    for (old, new) in changed {
        if let (Some(old), Some(new)) = (olds.remove(old), news.remove(new)) {
            let fields = changes(&old.cells, &new.cells);
            told_changes.push(Changed { new, fields });
        }
    }
    let difference = Difference {
        by_id,
        unchanged: pairs.unchanged.len(),
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
    };
    Ok(Found {
        difference,
        fates: fates.into_iter().map(|(_, fate)| fate).collect(),
        added: added
            .iter()
            .filter_map(|at| order.get(*at).copied())
            .collect(),
    })
}

/// The numbers of records that differ, in the order of their files.
#[derive(Default)]
struct Pairs {
    unchanged: Vec<(usize, usize)>,
    added: Vec<usize>,
    changed: Vec<(usize, usize)>,
    removed: Vec<usize>,
}

/// `first`: where there are fewer of those that say the same, these are still there.
fn match_records(
    before: &[Digest],
    after: &[Digest],
    by_id: bool,
    first: &HashSet<usize>,
) -> Pairs {
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
        if olds.len() > news.len() {
            let olds = olds.make_contiguous();
            olds.sort_by_key(|old| !first.contains(old));
        }
        // What is as it was, first.
        news.retain(|new| {
            let same = |old: &usize| before[*old].content == after[*new].content;
            match olds.iter().position(same) {
                Some(at) => {
                    let old = olds.remove(at);
                    pairs.unchanged.extend(old.map(|old| (old, *new)));
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
