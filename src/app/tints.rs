//! Which colours the things of opened files have, and the columns they can be coloured by.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use serde_json::{Map, Value};

use crate::{
    model::{
        Activity, Atlas, FileKey, GroupId, Language, Ledger, LineId, Party, ReporterId, Stance,
        ZoneId,
    },
    scene::tint::{MOST_TINTS, OTHER, Tint, TintKey, Tints},
    session::{Column, FileStyle, OpenFile},
    view::describe,
    words::{files as words, reports},
};

/// The columns are looked for in so many things of a file.
const LOOKED_INTO: usize = 2_000;

/// One thing of a file.
#[derive(Clone, Copy)]
enum Thing {
    Group(GroupId),
    Zone(ZoneId),
    Line(LineId),
    /// Rows of a large file that have reporter, side and the like in common.
    Kind(u32, u32),
}

/// Everything that comes from a file, in the order of the atlas.
fn things(atlas: &Atlas, key: &FileKey) -> Vec<Thing> {
    let of = |file: &Option<FileKey>| file.as_ref() == Some(key);
    let reports = atlas
        .reports()
        .rows()
        .iter()
        .filter(|report| of(&report.file));
    let groups = reports.flat_map(|report| report.group_ids().map(Thing::Group));
    let zones = atlas.zones().iter().filter(|(_, zone)| of(&zone.file));
    let lines = atlas.lines().iter().filter(|(_, line)| of(&line.file));
    let zones = zones.map(|(id, _)| Thing::Zone(id));
    let ledgers = (0..).zip(atlas.ledgers().iter());
    let ledgers = ledgers.filter(|(_, ledger)| of(&ledger.file));
    let kinds = ledgers.flat_map(|(index, ledger)| {
        let kinds = (0..).zip(&ledger.kinds);
        let kinds = kinds.filter(|(_, kind)| kind.incident.is_some());
        kinds.map(move |(kind, _)| Thing::Kind(index, kind))
    });
    let lines = lines.map(|(id, _)| Thing::Line(id));
    groups.chain(zones).chain(lines).chain(kinds).collect()
}

/// What every group says, and every row of a large file.
struct Said {
    reporter: ReporterId,
    activity: Activity,
    by: Party,
    stance: Stance,
}

fn said(atlas: &Atlas, thing: Thing) -> Option<Said> {
    match thing {
        Thing::Group(id) => {
            let group = &atlas.groups()[id];
            let report = &atlas.reports()[group.report];
            Some(Said {
                reporter: report.reporter,
                activity: group.activity,
                by: group.by,
                stance: report.stance,
            })
        }
        Thing::Kind(ledger, kind) => {
            let kind = &atlas.ledgers()[ledger as usize].kinds[kind as usize];
            let (activity, by) = kind.incident?;
            Some(Said {
                reporter: kind.reporter,
                activity,
                by,
                stance: kind.stance,
            })
        }
        Thing::Zone(_) | Thing::Line(_) => None,
    }
}

/// How many rows each kind of a ledger has.
fn rows_of_kinds(ledger: &Ledger) -> Vec<usize> {
    let mut rows = vec![0; ledger.kinds.len()];
    for kind in &ledger.columns.kind {
        rows[*kind as usize] += 1;
    }
    rows
}

fn properties(atlas: &Atlas, thing: Thing) -> Map<String, Value> {
    let text = match thing {
        Thing::Group(id) => &atlas.groups()[id].properties,
        Thing::Zone(id) => &atlas.zones()[id].extra.properties,
        Thing::Line(id) => &atlas.lines()[id].extra.properties,
        // Those of large files stay in the file.
        Thing::Kind(..) => &None,
    };
    let text = text.as_deref().unwrap_or_default();
    serde_json::from_str(text).unwrap_or_default()
}

/// The columns each file can be coloured by.
pub fn columns(atlas: &Atlas, files: &[OpenFile]) -> BTreeMap<FileKey, Vec<Column>> {
    let of_file = |file: &OpenFile| {
        let things = things(atlas, &file.key);
        let mut columns = Vec::new();
        if things.iter().any(|thing| said(atlas, *thing).is_some()) {
            columns.extend(Column::OF_GROUPS);
        }
        let looked_into = things.iter().take(LOOKED_INTO);
        let found: BTreeSet<String> = looked_into
            .flat_map(|thing| properties(atlas, *thing).into_iter())
            .map(|(name, _)| name)
            .collect();
        columns.extend(found.into_iter().map(|name| Column::Property(name.into())));
        (file.key.clone(), columns)
    };
    files.iter().map(of_file).collect()
}

/// The tints of what is open.
pub fn tints(atlas: &Atlas, files: &[OpenFile], language: Language) -> Tints {
    let mut tints = Tints::default();
    for file in files {
        let column = match &file.style {
            FileStyle::Usual => continue,
            FileStyle::Colour(tint) => {
                let tint = (*tint).min(OTHER);
                for thing in things(atlas, &file.key) {
                    put(&mut tints, thing, tint);
                }
                continue;
            }
            FileStyle::By(column) => column,
        };
        let valued = things(atlas, &file.key).into_iter();
        let valued =
            valued.filter_map(|thing| Some((thing, value(atlas, thing, column, language)?)));
        let valued: Vec<(Thing, String)> = valued.collect();
        let ledgers = atlas.ledgers().iter();
        let rows: Vec<Vec<usize>> = ledgers.map(|ledger| rows_of_kinds(ledger)).collect();
        let times = |thing| match thing {
            Thing::Kind(ledger, kind) => rows[ledger as usize][kind as usize],
            _ => 1,
        };
        let counted = valued.iter();
        let ranked = ranked(counted.map(|(thing, value)| (value.as_str(), times(*thing))));
        let title = words::coloured_by(&file.name, describe::column(column));
        tints.keys.push(key_of(title, &ranked));
        for (thing, value) in valued {
            put(&mut tints, thing, ranked[&value].0);
        }
    }
    tints
}

fn put(tints: &mut Tints, thing: Thing, tint: Tint) {
    match thing {
        Thing::Group(id) => tints.groups.insert(id, tint),
        Thing::Zone(id) => tints.zones.insert(id, tint),
        Thing::Line(id) => tints.lines.insert(id, tint),
        Thing::Kind(ledger, kind) => tints.kinds.insert((ledger, kind), tint),
    };
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

fn key_of(title: String, ranked: &HashMap<String, (Tint, usize)>) -> TintKey {
    let own = ranked.iter().filter(|(_, (tint, _))| *tint < MOST_TINTS);
    let mut values: Vec<(Tint, String)> = own
        .map(|(value, (tint, count))| (*tint, format!("{value} ({count})")))
        .collect();
    values.sort();
    let others = ranked.len() - values.len();
    if others > 0 {
        values.push((OTHER, words::other_values(others)));
    }
    TintKey { title, values }
}

/// What a thing has in a column; `None` where it has no such column.
fn value(atlas: &Atlas, thing: Thing, column: &Column, language: Language) -> Option<String> {
    Some(match column {
        Column::Reporter => {
            let reporter = &atlas.reporters()[said(atlas, thing)?.reporter];
            reporter.names.get(language).to_owned()
        }
        Column::Activity => reports::activity(said(atlas, thing)?.activity).to_owned(),
        Column::Side => reports::party(said(atlas, thing)?.by).to_owned(),
        Column::Stance => reports::stance_plural(said(atlas, thing)?.stance).to_owned(),
        Column::Property(_) if matches!(thing, Thing::Kind(..)) => return None,
        Column::Property(name) => match properties(atlas, thing).get(&**name) {
            None | Some(Value::Null) => words::empty_value().to_owned(),
            Some(Value::String(text)) => shortened(text),
            Some(other) => shortened(&other.to_string()),
        },
    })
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
