//! From names in a sentence to places: which noun a name goes with, which region it lies in, and
//! what is only a second name of the same place.

use super::{
    grammar::{LanguageTable, Order, Rank, Sense, Tag},
    names::{Name, names},
    places::Mention,
    token::Token,
};
use crate::model::{Atlas, Country, Level, RegionId, SettlementId};

/// What a name comes to stand for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    Region(RegionId),
    Settlement(RegionId, SettlementId),
    /// Not in the gazetteer; the sentence says which region it lies in.
    Named(RegionId, String),
    /// Nothing the gazetteer holds.
    Unknown,
    /// Several places of the gazetteer, and nothing that tells them apart.
    Doubtful(Vec<String>),
}

impl Meaning {
    /// The region it is, or lies in.
    pub fn region(&self) -> Option<RegionId> {
        match self {
            Self::Region(id) | Self::Settlement(id, _) | Self::Named(id, _) => Some(*id),
            Self::Unknown | Self::Doubtful(_) => None,
        }
    }
}

/// A place of the sentence.
#[derive(Clone, Debug)]
pub struct Placed {
    pub from: usize,
    pub to: usize,
    pub meaning: Meaning,
    pub country: Option<Country>,
    pub by_sound: bool,
    /// Other places bear the name, and no district beside it tells them apart.
    pub doubtful: bool,
    /// Called occupied.
    pub occupied: bool,
    /// The last word of the name as it stands, where that has an ending of the language.
    pub ending: Option<String>,
}

/// What may tell places of one name apart.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The regions the text names anywhere.
    pub named: &'a [RegionId],
    /// The statement speaks of Karabakh rather than of the border.
    pub karabakh: bool,
    /// The reporter names districts of Karabakh as Stepanakert did.
    pub areas: bool,
    /// The one country all clear names of the sentence lie in.
    pub country: Option<Country>,
}

/// A sentence, as the finding of places needs it.
#[derive(Clone, Copy)]
pub struct Sentence<'a> {
    pub tokens: &'a [Token],
    pub tags: &'a [Tag],
    pub table: &'a LanguageTable,
    pub atlas: &'a Atlas,
}

/// The places of a sentence, in their order. Second names in brackets are left out.
pub fn places(sentence: Sentence<'_>, mentions: &[Mention], context: Context<'_>) -> Vec<Placed> {
    let names = names(sentence, mentions);
    let parents: Vec<Vec<RegionId>> = (0..names.len())
        .map(|at| parents(sentence, &names, at))
        .collect();
    let named: Vec<RegionId> = names
        .iter()
        .filter(|name| name.rank != Some(Rank::Settlement))
        .flat_map(|name| name.mention.regions.iter().copied())
        .collect();
    let context = Context {
        country: context
            .country
            .or_else(|| only_country(sentence.atlas, &names)),
        ..context
    };
    let mut placed: Vec<Placed> = names
        .iter()
        .zip(&parents)
        .map(|(name, parents)| {
            let meaning = meaning(sentence, name, parents, &named, context);
            let several = name.mention.settlements.len() + name.mention.regions.len() > 1;
            let doubtful = several && name.rank.is_none() && parents.is_empty();
            place(sentence, name, meaning, doubtful)
        })
        .collect();
    settle_by_neighbours(sentence, &names, &mut placed);
    placed.retain(|place| place.meaning != Meaning::Unknown || place.to > place.from);
    placed
}

fn place(sentence: Sentence<'_>, name: &Name, meaning: Meaning, doubtful: bool) -> Placed {
    Placed {
        from: name.mention.from,
        to: name.mention.to,
        country: country(sentence.atlas, &meaning),
        by_sound: name.mention.by_sound,
        doubtful,
        occupied: sentence.tags.iter().any(|tag| {
            let (from, to) = (name.mention.from, name.mention.to);
            tag.sense == Sense::Occupied && tag.from < to + 5 && from < tag.to + 5
        }),
        ending: (name.mention.inflected || name.mention.is_unknown())
            .then(|| sentence.tokens[name.mention.to - 1].folded.clone()),
        meaning,
    }
}

fn country(atlas: &Atlas, meaning: &Meaning) -> Option<Country> {
    match meaning {
        Meaning::Settlement(_, id) => Some(atlas.settlements()[*id].country),
        Meaning::Region(id) | Meaning::Named(id, _) => Some(atlas.regions()[*id].country),
        Meaning::Unknown | Meaning::Doubtful(_) => None,
    }
}

/// The regions that stand right beside the run of a name and may hold it, the one the language
/// would name first coming first.
fn parents(sentence: Sentence<'_>, names: &[Name], at: usize) -> Vec<RegionId> {
    let run = names[at].run;
    let before = names[..at].iter().rev().find(|name| name.run != run);
    let after = names[at..].iter().find(|name| name.run != run);
    let run_start = names
        .iter()
        .find(|name| name.run == run)
        .map_or(0, |name| name.mention.from);
    let run_end = names
        .iter()
        .rev()
        .find(|name| name.run == run)
        .map_or(0, |name| name.mention.to);
    let of = |name: Option<&Name>, gap: std::ops::Range<usize>| match name {
        Some(name) if name.rank != Some(Rank::Settlement) && holds(sentence, gap.clone()) => {
            name.mention.regions.clone()
        }
        _ => Vec::new(),
    };
    let gap = before.map_or(0, |name| name.mention.to)..run_start;
    // "From the districts of A toward B": B is no place in A, unless it is called a village.
    let toward = sentence.table.order == Order::Before
        && names[at].rank.is_none()
        && sentence
            .tags
            .iter()
            .any(|tag| tag.sense == Sense::Toward && tag.from >= gap.start && tag.to <= gap.end);
    let before = of(before.filter(|_| !toward), gap);
    let after = of(
        after,
        run_end..after.map_or(run_end, |name| name.mention.from),
    );
    match sentence.table.order {
        Order::Before => [after, before].concat(),
        Order::After => [before, after].concat(),
    }
}

/// Whether what stands between two names lets one lie in the other.
fn holds(sentence: Sentence<'_>, gap: std::ops::Range<usize>) -> bool {
    let length = gap.clone().count();
    // "The villages of the district A, the town B": the district has a noun of its own.
    let own_noun = sentence.table.order == Order::After
        && sentence.tags.iter().any(|tag| {
            let comma = |at: usize| sentence.tokens[at].is_mark(',');
            matches!(tag.sense, Sense::Noun(Rank::Settlement, _))
                && tag.from >= gap.start
                && tag.to <= gap.end
                && (tag.to..gap.end).any(comma)
        });
    let apart = own_noun
        || sentence.tags.iter().any(|tag| {
            let inside = tag.from >= gap.start && tag.to <= gap.end;
            // "And on nameless heights" goes on with the list.
            let heights = |at: usize| {
                let mut tags = sentence.tags.iter();
                tags.any(|tag| tag.sense == Sense::Heights && tag.from >= at && tag.from <= at + 3)
            };
            inside
                && match tag.sense {
                    Sense::And | Sense::From => !heights(tag.to),
                    sense => matches!(sense, Sense::Fire(_) | Sense::Weapon(_) | Sense::Positions),
                }
        });
    let heights = sentence
        .tags
        .iter()
        .any(|tag| tag.sense == Sense::Heights && tag.from >= gap.start && tag.to <= gap.end);
    length <= if heights { 12 } else { 7 } && !apart
}

fn meaning(
    sentence: Sentence<'_>,
    name: &Name,
    parents: &[RegionId],
    named: &[RegionId],
    context: Context<'_>,
) -> Meaning {
    let atlas = sentence.atlas;
    let mention = &name.mention;
    let inside = |regions: &[RegionId]| -> Option<SettlementId> {
        // What bears the name of a district exactly is no village that only sounds like it.
        let district = !mention.regions.is_empty() && !mention.by_sound && name.rank.is_none();
        let alike = mention.alike.iter().filter(|_| !district);
        let exact = mention.settlements.iter().chain(alike);
        let mut found = regions.iter().flat_map(|parent| {
            let candidates = exact.clone();
            candidates
                .filter(|id| lies_in(atlas, **id, *parent))
                .copied()
        });
        found.next()
    };
    let as_settlement = |id: SettlementId| match atlas.settlements()[id].region {
        Some(region) => Meaning::Settlement(region, id),
        None => Meaning::Unknown,
    };
    if name.rank != Some(Rank::Region) && name.rank != Some(Rank::Province) {
        let other: Vec<RegionId> = parents
            .iter()
            .copied()
            .filter(|parent| name.rank.is_some() || !mention.regions.contains(parent))
            .collect();
        if let Some(id) = inside(&other) {
            return as_settlement(id);
        }
    }
    if name.rank == Some(Rank::Province)
        && let Some(province) = province_called_so(atlas, &mention.regions)
    {
        return Meaning::Region(province);
    }
    let is_area = |id: RegionId| {
        let region = &atlas.regions()[id];
        region.level == Level::Area && region.country == Country::Azerbaijan
    };
    if name.rank.is_none()
        && !mention.by_sound
        && matches!(mention.regions[..], [only] if is_area(only))
        && !beside_direction(sentence, mention)
        && let [only] = mention.settlements[..]
    {
        return as_settlement(only);
    }
    if name.rank != Some(Rank::Settlement) && !mention.regions.is_empty() {
        return match choose_region(atlas, mention, name.rank, context) {
            Some(region) => Meaning::Region(region),
            None => doubtful_regions(atlas, mention),
        };
    }
    if parents.is_empty()
        && let Some(id) = inside(named)
    {
        return as_settlement(id);
    }
    settlement(sentence, name, parents, named, context)
}

/// Whether a name stands beside a word of direction, or in brackets: then the district is meant.
fn beside_direction(sentence: Sentence<'_>, mention: &Mention) -> bool {
    let near = mention.from.saturating_sub(4)..mention.to + 4;
    let told = sentence.tags.iter().any(|tag| {
        let sense = matches!(tag.sense, Sense::Direction | Sense::Noun(Rank::Region, _));
        sense && tag.from < near.end && near.start < tag.to
    });
    let before = mention.from.checked_sub(1).map(|at| &sentence.tokens[at]);
    let behind = sentence.tokens.get(mention.to);
    let hyphen =
        |token: Option<&Token>| token.is_some_and(|token| token.is_mark('-') || token.is_mark('–'));
    let word = &sentence.tokens[mention.to - 1].folded;
    let mut adjectives = sentence.table.adjectives.iter();
    let adjective = adjectives.any(|ending| word.ends_with(ending));
    told || adjective
        || hyphen(before)
        || hyphen(behind)
        || before.is_some_and(Token::is_bracket_open)
}

/// A name that is a settlement's, or nobody's, with no region beside it that would hold it.
fn settlement(
    sentence: Sentence<'_>,
    name: &Name,
    parents: &[RegionId],
    named: &[RegionId],
    context: Context<'_>,
) -> Meaning {
    let atlas = sentence.atlas;
    let mention = &name.mention;
    let mut candidates = mention.settlements.clone();
    // Of several, those in a region the sentence names.
    for named in [named, context.named] {
        let in_named = |id: &SettlementId| named.iter().any(|region| lies_in(atlas, *id, *region));
        if candidates.len() > 1 && candidates.iter().any(in_named) {
            candidates.retain(in_named);
        }
    }
    if candidates.len() > 1 {
        let in_area = |id: &SettlementId| {
            let region = atlas.settlements()[*id].region;
            region.is_some_and(|region| atlas.regions()[region].level == Level::Area)
        };
        let wanted = |id: &SettlementId| in_area(id) == context.areas;
        let one_area = candidates.iter().any(in_area);
        if one_area && candidates.iter().any(wanted) {
            candidates.retain(wanted);
        }
    }
    // The countries the regions beside it lie in.
    let countries: Vec<Country> = parents
        .iter()
        .map(|id| atlas.regions()[*id].country)
        .collect();
    if !countries.is_empty() {
        let near = |id: &SettlementId| countries.contains(&atlas.settlements()[*id].country);
        if candidates.iter().any(near) {
            candidates.retain(near);
        }
        // "The village of A in the district B", where another district is called A.
        let is_area = |id: &RegionId| atlas.regions()[*id].level == Level::Area;
        if let (Some(Rank::Settlement), false, Some(parent)) =
            (name.rank, mention.regions.is_empty(), parents.first())
            && !mention.regions.iter().any(is_area)
            && !candidates.iter().any(|id| lies_in(atlas, *id, *parent))
        {
            return Meaning::Named(*parent, text_of(sentence, mention));
        }
        if let Some(region) = mention
            .regions
            .iter()
            .find(|id| countries.contains(&atlas.regions()[**id].country))
        {
            return Meaning::Region(*region);
        }
    }
    let region_of = |id: &SettlementId| atlas.settlements()[*id].region;
    // The sentence may put a place into another region than the gazetteer does. It is counted
    // where the sentence puts it.
    let said = parents.iter().find(|id| {
        let area = atlas.regions()[**id].level == Level::Area;
        area || name.rank == Some(Rank::Settlement)
    });
    if let (Some(said), [only]) = (said, candidates.as_slice())
        && atlas.settlements()[*only].country == atlas.regions()[*said].country
    {
        return Meaning::Settlement(*said, *only);
    }
    match candidates.as_slice() {
        [] => match parents.first() {
            Some(parent) if name.rank == Some(Rank::Settlement) || mention.is_unknown() => {
                Meaning::Named(*parent, text_of(sentence, mention))
            }
            _ => match choose_region(atlas, mention, None, context) {
                Some(region) => Meaning::Region(region),
                None => Meaning::Unknown,
            },
        },
        [only] => match region_of(only) {
            Some(region) => {
                let area = area_around(atlas, *only, context);
                Meaning::Settlement(area.unwrap_or(region), *only)
            }
            None => Meaning::Unknown,
        },
        several => {
            let regions: Vec<RegionId> = several.iter().filter_map(region_of).collect();
            if regions.iter().all(|region| *region == regions[0]) {
                return Meaning::Region(regions[0]);
            }
            let keys = several
                .iter()
                .map(|id| atlas.settlements()[*id].key.to_string());
            Meaning::Doubtful(keys.collect())
        }
    }
}

/// "Nakhchivan Autonomous Republic": the province of Azerbaijan that bears the name of a district in
/// it, where none bears the name alone.
fn province_called_so(atlas: &Atlas, regions: &[RegionId]) -> Option<RegionId> {
    let all = atlas.regions();
    let is_province = |id: RegionId| all[id].level == Level::Province;
    if regions.iter().any(|id| is_province(*id)) {
        return None;
    }
    let found = all.iter().find(|(id, province)| {
        is_province(*id)
            && province.country == Country::Azerbaijan
            && regions
                .iter()
                .any(|region| province.members.contains(region))
    });
    found.map(|(id, _)| id)
}

/// The one area the text names that a settlement lies in, where the reporter divides Karabakh so.
fn area_around(atlas: &Atlas, id: SettlementId, context: Context<'_>) -> Option<RegionId> {
    let at = atlas.settlements()[id].at.filter(|_| context.areas)?;
    let is_area = |region: &&RegionId| atlas.regions()[**region].level == Level::Area;
    let mut areas = context.named.iter().filter(is_area);
    let area = areas.next().filter(|_| areas.next().is_none())?;
    atlas.regions()[*area].contains(at).then_some(*area)
}

fn text_of(sentence: Sentence<'_>, mention: &Mention) -> String {
    let words = sentence.tokens[mention.from..mention.to].iter();
    words
        .map(|token| capitalised(&token.folded))
        .collect::<Vec<_>>()
        .join(" ")
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

/// Whether the settlement lies in the region, or in one of those it is the union of.
fn lies_in(atlas: &Atlas, id: SettlementId, region: RegionId) -> bool {
    atlas.settlements()[id]
        .region
        .is_some_and(|own| own == region || atlas.regions()[region].members.contains(&own))
}

/// The region of a name that several bear: the one the noun and the context speak for.
fn choose_region(
    atlas: &Atlas,
    mention: &Mention,
    rank: Option<Rank>,
    context: Context<'_>,
) -> Option<RegionId> {
    let regions = atlas.regions();
    let mut left = mention.regions.clone();
    let mut narrow = |keep: &dyn Fn(RegionId) -> bool| {
        if left.iter().any(|id| keep(*id)) {
            left.retain(|id| keep(*id));
        }
    };
    if left_in_two_countries(atlas, &mention.regions) {
        let country = if let Some(country) = context.country {
            country
        } else if context.karabakh {
            Country::Azerbaijan
        } else {
            Country::Armenia
        };
        narrow(&|id| regions[id].country == country);
    }
    if rank == Some(Rank::Province) {
        narrow(&|id| regions[id].level == Level::Province);
    }
    // Districts go by the word "region" in one country, provinces in the other.
    narrow(&|id| {
        regions[id].country == Country::Azerbaijan || regions[id].level == Level::Province
    });
    narrow(&|id| {
        regions[id].level == Level::Province && regions[id].country == Country::Azerbaijan
    });
    narrow(&|id| regions[id].level != Level::Area);
    let first = left.first().copied();
    (left.len() == 1).then_some(first).flatten()
}

fn left_in_two_countries(atlas: &Atlas, regions: &[RegionId]) -> bool {
    let mut countries = regions.iter().map(|id| atlas.regions()[*id].country);
    let first = countries.next();
    countries.any(|country| Some(country) != first)
}

/// The one country all those names lie in that can lie in no other.
fn only_country(atlas: &Atlas, names: &[Name]) -> Option<Country> {
    let clear = names.iter().filter_map(|name| {
        let regions = &name.mention.regions;
        let first = atlas.regions()[*regions.first()?].country;
        (!left_in_two_countries(atlas, regions)).then_some(first)
    });
    let mut countries: Vec<Country> = clear.collect();
    countries.dedup();
    match countries[..] {
        [only] => Some(only),
        _ => None,
    }
}

fn doubtful_regions(atlas: &Atlas, mention: &Mention) -> Meaning {
    let keys = mention
        .regions
        .iter()
        .map(|id| atlas.regions()[*id].key.to_string());
    Meaning::Doubtful(keys.collect())
}

/// Where several settlements bear a name, the one that lies in the country of the names around it.
fn settle_by_neighbours(sentence: Sentence<'_>, names: &[Name], placed: &mut [Placed]) {
    let atlas = sentence.atlas;
    for at in 0..placed.len() {
        if !matches!(placed[at].meaning, Meaning::Doubtful(_)) {
            continue;
        }
        let same_run = |other: &usize| names[*other].run == names[at].run;
        let neighbour = (0..placed.len())
            .filter(|other| placed[*other].country.is_some())
            .min_by_key(|other| (!same_run(other), other.abs_diff(at)));
        let Some(country) = neighbour.and_then(|other| placed[other].country) else {
            continue;
        };
        let settlements = names[at].mention.settlements.iter();
        let left: Vec<SettlementId> = settlements
            .filter(|id| atlas.settlements()[**id].country == country)
            .copied()
            .collect();
        if let [only] = left[..]
            && let Some(region) = atlas.settlements()[only].region
        {
            placed[at].meaning = Meaning::Settlement(region, only);
            placed[at].country = Some(country);
        }
    }
}
