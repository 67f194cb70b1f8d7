//! Names in conditions: which reporter and which place they mean.

use super::{
    terms::Name,
    trouble::{Trouble, Why},
};
use crate::model::{
    Atlas, Found, Id as _, Language, RegionId, Reporter, ReporterId, Resolution, names::fold,
};

/// So many near names are told.
const NEAR: usize = 3;

/// The reporters of that key or, where none has it, of that name in any language.
pub(super) fn reporters(atlas: &Atlas, name: &Name) -> Result<Vec<ReporterId>, Trouble> {
    let wanted = fold(&name.text);
    let of = |holds: &dyn Fn(&Reporter) -> bool| {
        let all = atlas.reporters().iter();
        let found = all.filter_map(|(id, reporter)| holds(reporter).then_some(id));
        found.collect::<Vec<_>>()
    };
    let by_key = of(&|reporter| *reporter.key == *name.text);
    if !by_key.is_empty() {
        return Ok(by_key);
    }
    let found = of(&|reporter| spellings(reporter).any(|own| fold(own) == wanted));
    if !found.is_empty() {
        return Ok(found);
    }
    let likeness = |reporter: &Reporter| {
        let own = spellings(reporter).map(|own| strsim::jaro_winkler(&fold(own), &wanted));
        own.fold(0.0, f64::max)
    };
    let all = atlas.listed_reporters();
    let mut near: Vec<(f64, &str)> = all
        .map(|(_, reporter)| (likeness(reporter), &*reporter.key))
        .filter(|(likeness, _)| *likeness > 0.7)
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0));
    let near: Vec<&str> = near.into_iter().take(NEAR).map(|(_, key)| key).collect();
    Err(Trouble {
        at: name.at,
        why: Why::NoReporter(name.text.to_string(), near.join(", ")),
    })
}

fn spellings(reporter: &Reporter) -> impl Iterator<Item = &str> {
    let own = [&*reporter.key, &*reporter.short];
    own.into_iter().chain(reporter.names.spellings())
}

/// Words that say which kind of place is meant, before a colon.
const KINDS: [&str; 4] = ["region", "zone", "line", "settlement"];

/// The place of that key or name: a region before a zone or a line, and these before a settlement, unless
/// the name says which, as in `settlement:lachin`.
pub(super) fn place(atlas: &Atlas, name: &Name) -> Result<Found, Trouble> {
    let prefix = name.text.split_once(':');
    let prefix = prefix.filter(|(kind, _)| KINDS.contains(kind));
    let (kinds, text) = match prefix {
        Some((kind, text)) => (vec![kind], text.trim()),
        None => (KINDS.to_vec(), &*name.text),
    };
    let gazetteer = atlas.gazetteer();
    let of_kind = |kind: &&str| match *kind {
        "region" => of(gazetteer.region_with_kind(text), Found::Region),
        "zone" => of(gazetteer.zone(text), Found::Zone),
        "line" => of(gazetteer.line(text), Found::Line),
        _ => of(gazetteer.settlement(text, |_| true), Found::Settlement),
    };
    let found = kinds.iter().map(of_kind).find(|found| !found.is_empty());
    let trouble = |why| Trouble { at: name.at, why };
    match found.unwrap_or_default().as_slice() {
        [one] => Ok(*one),
        [] => {
            let near = gazetteer.nearest(text, NEAR, |found| kinds.contains(&kind_of(found)));
            let near: Vec<String> = near.iter().map(|near| told(atlas, near.found)).collect();
            Err(trouble(Why::NoPlace(text.to_owned(), near.join(", "))))
        }
        several => {
            const MOST: usize = 12;
            let keys = several.iter().take(MOST).map(|found| told(atlas, *found));
            let keys: Vec<String> = keys.collect();
            Err(trouble(Why::ManyPlaces(text.to_owned(), keys.join(", "))))
        }
    }
}

fn kind_of(found: Found) -> &'static str {
    match found {
        Found::Region(_) => "region",
        Found::Zone(_) => "zone",
        Found::Line(_) => "line",
        Found::Settlement(_) => "settlement",
    }
}

fn of<T>(resolution: Resolution<T>, found: impl Fn(T) -> Found) -> Vec<Found> {
    match resolution {
        Resolution::One(one) => vec![found(one)],
        Resolution::Many(several) => several.into_iter().map(found).collect(),
        Resolution::None => Vec::new(),
    }
}

/// The key of a place, and what it is called.
fn told(atlas: &Atlas, found: Found) -> String {
    let (key, names) = match found {
        Found::Region(id) => (&*atlas.regions()[id].key.0, &atlas.regions()[id].names),
        Found::Settlement(id) => (
            &*atlas.settlements()[id].key,
            &atlas.settlements()[id].names,
        ),
        Found::Zone(id) => (&*atlas.zones()[id].key, &atlas.zones()[id].names),
        Found::Line(id) => (&*atlas.lines()[id].key, &atlas.lines()[id].names),
    };
    let is_other = !matches!(found, Found::Region(_)) && atlas.region_by_key(key).is_some();
    let kind = match is_other {
        true => format!("{}:", kind_of(found)),
        false => String::new(),
    };
    format!("{kind}{key} ({})", names.title(Language::English))
}

/// A region and, where it is a province, what belongs to it: by number.
pub(super) fn with_members(atlas: &Atlas, region: RegionId) -> Vec<bool> {
    let mut held = vec![false; atlas.regions().len()];
    held[region.index()] = true;
    for member in &atlas.regions()[region].members {
        held[member.index()] = true;
    }
    held
}
