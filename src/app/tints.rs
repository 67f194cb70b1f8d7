//! Which colours the things of opened files have, and the columns they can be coloured by.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use serde_json::{Map, Value};

use super::row_colours::{Names, RowColours};
use crate::{
    model::{
        Atlas, Budget, Dataset, DatasetId, FileKey, Language, LineId, RecordId, ZoneId,
        dataset::Kind, details::DetailsError,
    },
    scene::tint::{MOST_TINTS, OTHER, RowTints, Tint, TintKey, Tints},
    session::{Column, FileStyle, OpenFile, Session},
    view::describe,
    words::{files as words, reports},
};

/// The columns are looked for in so many things of a file.
pub const LOOKED_INTO: usize = 2_000;

/// One thing of a file.
#[derive(Clone, Copy)]
enum Thing {
    Zone(ZoneId),
    Line(LineId),
    /// Records that have reporter, side and the like in common.
    Kind(DatasetId, u32),
    /// A record whose properties are in memory.
    Record(RecordId),
}

/// Everything that comes from a file, in the order of the atlas. `by_property`: record by record,
/// where their properties are in memory.
fn things(atlas: &Atlas, key: &FileKey, by_property: bool) -> Vec<Thing> {
    let of = |file: &Option<FileKey>| file.as_ref() == Some(key);
    let zones = atlas.zones().iter().filter(|(_, zone)| of(&zone.file));
    let lines = atlas.lines().iter().filter(|(_, line)| of(&line.file));
    let mut things: Vec<Thing> = Vec::new();
    for (id, dataset) in atlas.datasets_of(Some(key)) {
        if by_property {
            let rows = dataset.memory().map_or(0, |_| dataset.len() as u32);
            let records = (0..rows).map(|row| RecordId { dataset: id, row });
            let records = records.filter(|of| dataset.kind_of(of.row).incident.is_some());
            things.extend(records.map(Thing::Record));
        } else {
            let kinds = (0..).zip(&dataset.kinds);
            let kinds = kinds.filter(|(_, kind)| kind.incident.is_some());
            things.extend(kinds.map(|(kind, _)| Thing::Kind(id, kind)));
        }
    }
    things.extend(zones.map(|(id, _)| Thing::Zone(id)));
    things.extend(lines.map(|(id, _)| Thing::Line(id)));
    things
}

/// What the records of a kind have in common.
fn kind(atlas: &Atlas, thing: Thing) -> Option<&Kind> {
    match thing {
        Thing::Kind(dataset, kind) => Some(&atlas.datasets()[dataset].kinds[kind as usize]),
        Thing::Record(record) => Some(atlas.dataset_of(record).kind_of(record.row)),
        Thing::Zone(_) | Thing::Line(_) => None,
    }
}

/// How many rows each kind of a dataset has.
fn rows_of_kinds(dataset: &Dataset) -> Vec<usize> {
    let mut rows = vec![0; dataset.kinds.len()];
    for kind in dataset.columns.kind.iter() {
        rows[*kind as usize] += 1;
    }
    rows
}

fn properties(atlas: &Atlas, thing: Thing) -> Map<String, Value> {
    let detail;
    let text = match thing {
        Thing::Record(record) => {
            detail = atlas.detail(record);
            detail
                .as_ref()
                .and_then(|detail| detail.claim()?.properties.as_deref())
        }
        Thing::Zone(id) => atlas.zones()[id].extra.properties.as_deref(),
        Thing::Line(id) => atlas.lines()[id].extra.properties.as_deref(),
        // Those that are not in memory stay in their file.
        Thing::Kind(..) => None,
    };
    parsed(text.unwrap_or_default())
}

/// The columns each file can be coloured by, as far as they are known.
pub fn columns(
    atlas: &Atlas,
    files: &[OpenFile],
    known: &RowColours,
) -> BTreeMap<FileKey, Vec<Column>> {
    let of_file = |file: &OpenFile| {
        let things = things(atlas, &file.key, true);
        let mut columns = Vec::new();
        let datasets = || atlas.datasets_of(Some(&file.key)).map(|(_, of)| of);
        if datasets().any(|of| of.kinds.iter().any(|kind| kind.incident.is_some())) {
            columns.extend(Column::OF_CLAIMS);
        }
        let looked_into = things.iter().take(LOOKED_INTO);
        let mut found: BTreeSet<Arc<str>> = looked_into
            .flat_map(|thing| properties(atlas, *thing).into_iter())
            .map(|(name, _)| name.into())
            .collect();
        found.extend(datasets().flat_map(|of| known.names(of).iter().cloned()));
        columns.extend(found.into_iter().map(Column::Property));
        (file.key.clone(), columns)
    };
    files.iter().map(of_file).collect()
}

/// The tints of the opened files, as far as what they follow from is known, and the lines that are solid.
pub fn tints(atlas: &Atlas, session: &Session, known: &RowColours) -> Tints {
    let language = session.language;
    let lines = session.solid_lines.iter();
    let mut tints = Tints {
        solid_lines: lines.filter_map(|key| atlas.line_by_key(key)).collect(),
        ..Tints::default()
    };
    let mut rows: BTreeMap<DatasetId, Vec<Tint>> = BTreeMap::new();
    for file in &session.files {
        let column = match &file.style {
            FileStyle::Usual => continue,
            FileStyle::Colour(tint) => {
                let tint = (*tint).min(OTHER);
                for thing in things(atlas, &file.key, false) {
                    put((&mut tints, &mut rows), atlas, thing, tint);
                }
                continue;
            }
            FileStyle::By(column) => column,
        };
        let title = words::coloured_by(&file.name, describe::column(column));
        let by_property = matches!(column, Column::Property(_));
        let all = things(atlas, &file.key, by_property).into_iter();
        let all = all.filter_map(|thing| Some((thing, value(atlas, thing, column, language)?)));
        if let Some(read) = known.valued(atlas, file) {
            tints.keys.push(key_of(title, &read.ranked, read.others));
            for (thing, value) in all {
                let tint = read.ranked.get(&value).map_or(OTHER, |(tint, _)| *tint);
                put((&mut tints, &mut rows), atlas, thing, tint);
            }
            for (id, dataset) in atlas.datasets_of(Some(&file.key)) {
                if let Some((_, of)) = read.rows.iter().find(|(of, _)| Arc::ptr_eq(of, dataset)) {
                    tints.rows.insert(id, of.clone());
                }
            }
            continue;
        }
        let valued: Vec<(Thing, String)> = all.collect();
        let datasets = atlas.datasets_of(Some(&file.key));
        let rows_of: BTreeMap<DatasetId, Vec<usize>> = datasets
            .map(|(id, dataset)| (id, rows_of_kinds(dataset)))
            .collect();
        let times = |thing| match thing {
            Thing::Kind(dataset, kind) => rows_of[&dataset][kind as usize],
            _ => 1,
        };
        let counted = valued.iter();
        let ranked = ranked(counted.map(|(thing, value)| (value.as_str(), times(*thing))));
        tints.keys.push(key_of(title, &ranked, 0));
        for (thing, value) in valued {
            put((&mut tints, &mut rows), atlas, thing, ranked[&value].0);
        }
    }
    let rows = rows.into_iter();
    let rows = rows.map(|(id, of)| (id, RowTints::new(&atlas.datasets()[id], of)));
    tints.rows.extend(rows);
    tints
}

/// What the things of a file have in one of its properties, where its records are read for it.
#[derive(Debug)]
pub struct Valued {
    /// The most frequent values, with their tints and how often they occur.
    ranked: HashMap<String, (Tint, usize)>,
    /// How many further values there are.
    others: usize,
    /// The tints of the datasets that are read.
    rows: Vec<(Arc<Dataset>, RowTints)>,
}

/// Reads what all things of a file have in one of its properties.
///
/// # Errors
///
/// Where the file has changed since it was opened, or the work is no longer wanted.
pub fn valued(
    atlas: &Atlas,
    key: &FileKey,
    property: &Arc<str>,
    budget: &Budget,
) -> Result<Valued, DetailsError> {
    let column = Column::Property(Arc::clone(property));
    let mut numbers: HashMap<String, u32> = HashMap::new();
    let mut counts: Vec<usize> = Vec::new();
    let mut number = |value: String| {
        let next = counts.len() as u32;
        let number = *numbers.entry(value).or_insert(next);
        match counts.get_mut(number as usize) {
            Some(count) => *count += 1,
            None => counts.push(1),
        }
        number
    };
    for thing in things(atlas, key, true) {
        // A property has the same value in every language.
        if let Some(value) = value(atlas, thing, &column, Language::English) {
            number(value);
        }
    }
    /// What is no incident has no colour.
    const NONE: u32 = u32::MAX;
    let mut read: Vec<(Arc<Dataset>, Vec<u32>)> = Vec::new();
    for (_, dataset) in atlas.datasets_of(Some(key)) {
        if dataset.memory().is_some() {
            continue;
        }
        let mut rows = vec![NONE; dataset.len()];
        each_claim(dataset, dataset.len(), budget, |row, claim| {
            if dataset.kind_of(row).incident.is_some() {
                rows[row as usize] = number(shown(parsed(claim).get(&**property)));
            }
        })?;
        read.push((Arc::clone(dataset), rows));
    }
    let counted = numbers.iter();
    let ranked = ranked(counted.map(|(value, at)| (value.as_str(), counts[*at as usize])));
    let mut tints = vec![OTHER; counts.len()];
    for (value, at) in &numbers {
        tints[*at as usize] = ranked[value].0;
    }
    let tint = |number: u32| tints.get(number as usize).copied().unwrap_or(OTHER);
    let tinted = |(dataset, rows): (Arc<Dataset>, Vec<u32>)| {
        let of = RowTints::new(&dataset, rows.into_iter().map(tint).collect());
        (dataset, of)
    };
    let all = ranked.len();
    let ranked = ranked.into_iter().filter(|(_, (tint, _))| *tint < OTHER);
    let ranked: HashMap<String, (Tint, usize)> = ranked.collect();
    Ok(Valued {
        others: all - ranked.len(),
        ranked,
        rows: read.into_iter().map(tinted).collect(),
    })
}

/// The properties that the first claims of a dataset have, in the order of the alphabet.
///
/// # Errors
///
/// As [`valued`].
pub fn property_names(
    dataset: &Dataset,
    claims: usize,
    budget: &Budget,
) -> Result<Names, DetailsError> {
    let mut names: BTreeSet<Arc<str>> = BTreeSet::new();
    each_claim(dataset, claims, budget, |_, claim| {
        for (name, _) in parsed(claim) {
            if !names.contains(name.as_str()) {
                names.insert(name.into());
            }
        }
    })?;
    Ok(names.into_iter().collect())
}

/// Reads the first rows of a dataset, in the order they stand in its file, and calls with the properties
/// of each, as JSON.
fn each_claim(
    dataset: &Dataset,
    most: usize,
    budget: &Budget,
    mut take: impl FnMut(u32, &str),
) -> Result<(), DetailsError> {
    let mut rows: Vec<u32> = (0..dataset.len() as u32).collect();
    rows.sort_unstable_by_key(|row| dataset.columns.offset[*row as usize]);
    rows.truncate(most);
    let mut open = dataset.open_details()?;
    for batch in rows.chunks(BATCH) {
        budget.reach(0)?;
        for (row, detail) in batch.iter().zip(&open.read(&dataset.keys(batch))?) {
            let claim = detail.claim();
            let properties = claim.and_then(|claim| claim.properties.as_deref());
            take(*row, properties.unwrap_or_default());
        }
    }
    Ok(())
}

/// Rows whose details are read at one time.
const BATCH: usize = 4_096;

fn parsed(properties: &str) -> Map<String, Value> {
    serde_json::from_str(properties).unwrap_or_default()
}

/// `rows` are the tints of datasets that are coloured row by row.
fn put(
    (tints, rows): (&mut Tints, &mut BTreeMap<DatasetId, Vec<Tint>>),
    atlas: &Atlas,
    thing: Thing,
    tint: Tint,
) {
    match thing {
        Thing::Zone(id) => {
            tints.zones.insert(id, tint);
        }
        Thing::Line(id) => {
            tints.lines.insert(id, tint);
        }
        Thing::Kind(dataset, kind) => {
            tints.kinds.insert((dataset, kind), tint);
        }
        Thing::Record(record) => {
            let len = atlas.dataset_of(record).len();
            let of_dataset = rows.entry(record.dataset);
            of_dataset.or_insert_with(|| vec![OTHER; len])[record.row as usize] = tint;
        }
    }
}

/// Each value with its tint and how often it occurs: the most frequent first, so that those seen
/// most differ most.
fn ranked<'a>(values: impl Iterator<Item = (&'a str, usize)>) -> HashMap<String, (Tint, usize)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (value, times) in values {
        *counts.entry(value).or_default() += times;
    }
    let mut order: Vec<(&str, usize)> = counts.into_iter().collect();
    order.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let tint = |rank: usize| u8::try_from(rank).unwrap_or(OTHER).min(OTHER);
    let ranked = order.into_iter().enumerate();
    ranked
        .map(|(rank, (value, count))| (value.to_owned(), (tint(rank), count)))
        .collect()
}

/// `others`: how many values there are beside.
fn key_of(title: String, ranked: &HashMap<String, (Tint, usize)>, others: usize) -> TintKey {
    let own = ranked.iter().filter(|(_, (tint, _))| *tint < MOST_TINTS);
    let mut values: Vec<(Tint, String)> = own
        .map(|(value, (tint, count))| (*tint, format!("{value} ({count})")))
        .collect();
    values.sort();
    let others = others + ranked.len() - values.len();
    if others > 0 {
        values.push((OTHER, words::other_values(others)));
    }
    TintKey { title, values }
}

/// What a thing has in a column; `None` where it has no such column.
fn value(atlas: &Atlas, thing: Thing, column: &Column, language: Language) -> Option<String> {
    Some(match column {
        Column::Reporter => {
            let reporter = &atlas.reporters()[kind(atlas, thing)?.reporter];
            reporter.names.get(language).to_owned()
        }
        Column::Activity => reports::activity(kind(atlas, thing)?.incident?.0).to_owned(),
        Column::Side => reports::party(kind(atlas, thing)?.incident?.1).to_owned(),
        Column::Stance => reports::stance_plural(kind(atlas, thing)?.stance).to_owned(),
        Column::Property(_) if matches!(thing, Thing::Kind(..)) => return None,
        Column::Property(name) => shown(properties(atlas, thing).get(&**name)),
    })
}

/// The value of a property as the legend has it.
fn shown(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => words::empty_value().to_owned(),
        Some(Value::String(text)) => shortened(text),
        Some(other) => shortened(&other.to_string()),
    }
}

/// A legend has room for a few words.
fn shortened(text: &str) -> String {
    const LONGEST_LETTERS: usize = 40;
    match text.char_indices().nth(LONGEST_LETTERS) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None if text.trim().is_empty() => words::empty_value().to_owned(),
        None => text.to_owned(),
    }
}

/// What tints are made for.
#[derive(Clone, Debug, PartialEq)]
pub struct StyleOf {
    key: FileKey,
    name: Arc<str>,
    style: FileStyle,
}

/// The styles of files, as far as tints follow from them.
pub fn styles(files: &[OpenFile]) -> Vec<StyleOf> {
    let of = |file: &OpenFile| StyleOf {
        key: file.key.clone(),
        name: Arc::clone(&file.name),
        style: file.style.clone(),
    };
    files.iter().map(of).collect()
}
