//! Which colours the things of opened files have, and the columns they can be coloured by.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use serde_json::{Map, Value};

use crate::{
    model::{Atlas, FileKey, Group, GroupId, Language, LineId, ZoneId},
    scene::tint::{MOST_TINTS, OTHER, Tint, TintKey, Tints},
    session::{Column, FileStyle, OpenFile},
    view::text,
};

/// The columns are looked for in so many things of a file.
const LOOKED_INTO: usize = 2_000;

/// One thing of a file.
#[derive(Clone, Copy)]
enum Thing {
    Group(GroupId),
    Zone(ZoneId),
    Line(LineId),
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
    groups
        .chain(zones)
        .chain(lines.map(|(id, _)| Thing::Line(id)))
        .collect()
}

fn properties(atlas: &Atlas, thing: Thing) -> Map<String, Value> {
    let text = match thing {
        Thing::Group(id) => &atlas.groups()[id].properties,
        Thing::Zone(id) => &atlas.zones()[id].extra.properties,
        Thing::Line(id) => &atlas.lines()[id].extra.properties,
    };
    let text = text.as_deref().unwrap_or_default();
    serde_json::from_str(text).unwrap_or_default()
}

/// The columns each file can be coloured by.
pub fn columns(atlas: &Atlas, files: &[OpenFile]) -> BTreeMap<FileKey, Vec<Column>> {
    let of_file = |file: &OpenFile| {
        let things = things(atlas, &file.key);
        let mut columns = Vec::new();
        if things.iter().any(|thing| matches!(thing, Thing::Group(_))) {
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
        let ranked = ranked(valued.iter().map(|(_, value)| value.as_str()));
        let title = format!("{} by {}", file.name, text::column(column));
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
    };
}

/// Each value with its tint and how often it occurs: the most frequent first, so that those seen
/// most differ most.
fn ranked<'a>(values: impl Iterator<Item = &'a str>) -> HashMap<String, (Tint, usize)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
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
        values.push((
            OTHER,
            format!("other ({})", text::count(others, "value", "values")),
        ));
    }
    TintKey { title, values }
}

/// What a thing has in a column; `None` where it has no such column.
fn value(atlas: &Atlas, thing: Thing, column: &Column, language: Language) -> Option<String> {
    let group = |thing| match thing {
        Thing::Group(id) => Some(&atlas.groups()[id]),
        _ => None,
    };
    let report = |group: &Group| &atlas.reports()[group.report];
    Some(match column {
        Column::Reporter => {
            let reporter = report(group(thing)?).reporter;
            atlas.reporters()[reporter].names.get(language).to_owned()
        }
        Column::Activity => text::activity(group(thing)?.activity).to_owned(),
        Column::Side => text::party(group(thing)?.by).to_owned(),
        Column::Stance => text::stance(report(group(thing)?).stance).to_owned(),
        Column::Property(name) => match properties(atlas, thing).get(&**name) {
            None | Some(Value::Null) => "(empty)".to_owned(),
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
        None if text.trim().is_empty() => "(empty)".to_owned(),
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
