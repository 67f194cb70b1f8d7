//! The gazetteer: which regions, settlements, zones and lines a spelling may mean.

use std::{
    collections::{BTreeMap, HashMap},
    iter::once,
    sync::OnceLock,
};

use super::{
    budget::limits,
    names::{Names, fold},
    region::{RegionId, SettlementId},
    zone::{LineId, ZoneId},
};

/// Something a name can stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Found {
    /// A region.
    Region(RegionId),
    /// A settlement.
    Settlement(SettlementId),
    /// A zone.
    Zone(ZoneId),
    /// A line.
    Line(LineId),
}

/// How directly a spelling names a thing. A more direct one wins over all less direct ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Directness {
    Key,
    Name,
    Variant,
}

/// What a name stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolution<T> {
    /// Exactly one thing.
    One(T),
    /// Several things bear the name with equal right.
    Many(Vec<T>),
    /// Nothing.
    None,
}

/// One spelling of one thing.
#[derive(Clone, Debug)]
pub struct Spelling {
    pub found: Found,
    /// As it is written.
    pub text: String,
    /// As it is compared, see [`fold`].
    pub folded: String,
}

/// All spellings of all places, in any script.
#[derive(Clone, Debug, Default)]
pub struct Gazetteer {
    spellings: Vec<Spelling>,
    /// What each spelling may mean, in the order of [`Found`]: thousands may share a name.
    by_folded: BTreeMap<String, Vec<(Directness, Found)>>,
    /// The spellings that hold two letters in a row; made when a name is not known, since most files
    /// name places that are.
    pairs: OnceLock<HashMap<[char; 2], Vec<u32>>>,
}

/// Two letters in a row of a name, its beginning and its end among them.
fn pairs_of(folded: &str) -> impl Iterator<Item = [char; 2]> {
    let with_ends = || once(' ').chain(folded.chars()).chain(once(' '));
    with_ends().zip(with_ends().skip(1)).map(|(a, b)| [a, b])
}

impl Gazetteer {
    /// Adds a thing under its key and all its names.
    pub(super) fn add(&mut self, found: Found, key: &str, names: &Names) {
        self.enter(Directness::Key, found, key);
        for text in names.spellings() {
            let directness = if names.is_variant(text) {
                Directness::Variant
            } else {
                Directness::Name
            };
            let folded = self.enter(directness, found, text);
            self.pairs.take();
            self.spellings.push(Spelling {
                found,
                text: text.to_owned(),
                folded,
            });
        }
    }

    fn enter(&mut self, directness: Directness, found: Found, text: &str) -> String {
        let folded = fold(text);
        if !folded.is_empty() {
            let entries = self.by_folded.entry(folded.clone()).or_default();
            match entries.binary_search_by_key(&found, |(_, known)| *known) {
                Ok(at) => entries[at].0 = directness.min(entries[at].0),
                Err(at) => entries.insert(at, (directness, found)),
            }
        }
        folded
    }

    /// Every spelling, in the order places were added.
    pub fn spellings(&self) -> &[Spelling] {
        &self.spellings
    }

    /// The region of that key or name, in any language.
    pub fn region(&self, name: &str) -> Resolution<RegionId> {
        self.resolve(name, |found| match found {
            Found::Region(region) => Some(region),
            _ => None,
        })
    }

    /// As [`Gazetteer::region`], also where the name says what kind of region it is: `Aghdam district`.
    pub fn region_with_kind(&self, name: &str) -> Resolution<RegionId> {
        let own = without_kind(name);
        let names = std::iter::once(name).chain(own).map(str::to_owned);
        let adjective = of_adjective(own.unwrap_or(name));
        let mut found = names.chain(adjective).map(|name| self.region(&name));
        let known = found.find(|found| !matches!(found, Resolution::None));
        known.unwrap_or(Resolution::None)
    }

    /// The zone of that key or name.
    pub fn zone(&self, name: &str) -> Resolution<ZoneId> {
        self.resolve(name, |found| match found {
            Found::Zone(zone) => Some(zone),
            _ => None,
        })
    }

    /// The line of that key or name.
    pub fn line(&self, name: &str) -> Resolution<LineId> {
        self.resolve(name, |found| match found {
            Found::Line(line) => Some(line),
            _ => None,
        })
    }

    /// The settlement of that key or name, among those `within` lets through.
    ///
    /// Village names repeat: a caller should let through those of one region.
    pub fn settlement(
        &self,
        name: &str,
        within: impl Fn(SettlementId) -> bool,
    ) -> Resolution<SettlementId> {
        self.resolve(name, |found| match found {
            Found::Settlement(settlement) => within(settlement).then_some(settlement),
            _ => None,
        })
    }

    /// The settlement of that key or name among a few.
    pub fn settlement_among(&self, name: &str, few: &[SettlementId]) -> Resolution<SettlementId> {
        let entries = self.by_folded.get(&fold(name)).map_or(&[][..], |e| e);
        let named = few.iter().filter_map(|id| {
            let found = Found::Settlement(*id);
            let at = entries.binary_search_by_key(&found, |(_, known)| *known);
            Some((entries[at.ok()?].0, *id))
        });
        best(named.collect())
    }

    /// All settlements of that key or name, however directly: for where a position tells which is meant.
    pub fn settlements(&self, name: &str) -> Vec<SettlementId> {
        let entries = self.by_folded.get(&fold(name)).map_or(&[][..], |e| e);
        let settlements = entries.iter().filter_map(|(_, found)| match found {
            Found::Settlement(settlement) => Some(*settlement),
            _ => None,
        });
        settlements.collect()
    }

    fn resolve<T>(&self, name: &str, pick: impl Fn(Found) -> Option<T>) -> Resolution<T> {
        let entries = self.by_folded.get(&fold(name)).map_or(&[][..], |e| e);
        let candidates: Vec<(Directness, T)> = entries
            .iter()
            .filter_map(|(directness, found)| Some((*directness, pick(*found)?)))
            .collect();
        best(candidates)
    }

    /// The spellings that share pairs of letters with a folded name, in the order places were added.
    fn alike(&self, folded: &str) -> Vec<u32> {
        let pairs = self.pairs.get_or_init(|| {
            let mut pairs: HashMap<[char; 2], Vec<u32>> = HashMap::new();
            for (at, spelling) in self.spellings.iter().enumerate() {
                for pair in pairs_of(&spelling.folded) {
                    let known = pairs.entry(pair).or_default();
                    if known.last() != Some(&(at as u32)) {
                        known.push(at as u32);
                    }
                }
            }
            pairs
        });
        let mut alike: Vec<u32> = pairs_of(folded)
            .filter_map(|pair| pairs.get(&pair))
            .flatten()
            .copied()
            .collect();
        alike.sort_unstable();
        // A name that is near shares several, or it is short.
        let few = folded.chars().count() < 5;
        let mut kept = Vec::new();
        for same in alike.chunk_by(|a, b| a == b) {
            if few || same.len() > 1 {
                kept.push(same[0]);
            }
        }
        kept
    }

    /// The spellings of regions that come nearest to a name nobody bears, nearest first, at most
    /// one a region.
    pub fn nearest_regions(&self, name: &str, at_most: usize) -> Vec<&Spelling> {
        self.nearest(name, at_most, |found| matches!(found, Found::Region(_)))
    }

    /// The spellings that come nearest to a name nobody bears, among those of things `wanted`.
    pub fn nearest(
        &self,
        name: &str,
        at_most: usize,
        wanted: impl Fn(Found) -> bool,
    ) -> Vec<&Spelling> {
        let folded = fold(name);
        if folded.chars().count() > limits::LIKE_NAME_LETTERS {
            return Vec::new();
        }
        let mut near: Vec<(f64, &Spelling)> = self
            .alike(&folded)
            .into_iter()
            .map(|at| &self.spellings[at as usize])
            .filter(|spelling| wanted(spelling.found))
            .map(|spelling| (strsim::jaro_winkler(&folded, &spelling.folded), spelling))
            .filter(|(likeness, _)| *likeness > 0.75)
            .collect();
        near.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut chosen: Vec<&Spelling> = Vec::new();
        for (_, spelling) in near {
            if chosen.len() == at_most {
                break;
            }
            if chosen.iter().all(|taken| taken.found != spelling.found) {
                chosen.push(spelling);
            }
        }
        chosen
    }
}

/// Words for regions of any level, in the languages that names are written in.
const KINDS: [&str; 22] = [
    "district",
    "rayon",
    "raion",
    "region",
    "province",
    "marz",
    "oblast",
    "rayonu",
    "rayonunun",
    "bölgesi",
    "ili",
    "ilçesi",
    "район",
    "района",
    "районе",
    "область",
    "области",
    "շրջան",
    "շրջանի",
    "մարզ",
    "մարզի",
    "vilayəti",
];

/// A name without the word before or behind it that says what it is the name of.
fn without_kind(name: &str) -> Option<&str> {
    let is_kind = |word: &str| KINDS.contains(&word.to_lowercase().as_str());
    let behind = name.trim().rsplit_once(char::is_whitespace);
    let before = name.trim().split_once(char::is_whitespace);
    let behind = behind.and_then(|(own, word)| is_kind(word).then_some(own));
    behind.or_else(|| before.and_then(|(word, own)| is_kind(word).then_some(own)))
}

/// The names that an adjective of a district may be made of, in Russian and Ukrainian: Лачин of Лачинский, Шуша of
/// Шушинський.
fn of_adjective(word: &str) -> Vec<String> {
    const ENDINGS: [&str; 10] = [
        "ский",
        "ского",
        "скому",
        "ском",
        "ская",
        "ской",
        "ський",
        "ського",
        "ському",
        "ська",
    ];
    let lower = word.trim().to_lowercase();
    let Some(stem) = ENDINGS.iter().find_map(|ending| lower.strip_suffix(ending)) else {
        return Vec::new();
    };
    let mut names = vec![stem.to_owned(), stem.trim_end_matches('ь').to_owned()];
    if let Some(root) = stem.strip_suffix("ин").filter(|root| !root.is_empty()) {
        names.extend(["", "а", "и", "ы"].map(|ending| format!("{root}{ending}")));
    }
    names
}

/// Those that are named most directly.
fn best<T>(candidates: Vec<(Directness, T)>) -> Resolution<T> {
    let Some(best) = candidates.iter().map(|(directness, _)| *directness).min() else {
        return Resolution::None;
    };
    let mut chosen: Vec<T> = candidates
        .into_iter()
        .filter_map(|(directness, found)| (directness == best).then_some(found))
        .collect();
    match chosen.len() {
        1 => Resolution::One(chosen.remove(0)),
        _ => Resolution::Many(chosen),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gazetteer() -> Gazetteer {
        let mut gazetteer = Gazetteer::default();
        let mut add = |id: u32, key: &str, name: &str, variants: &[&str]| {
            let mut names = Names::plain(name);
            names.variants = variants.iter().map(|v| (*v).to_owned()).collect();
            gazetteer.add(Found::Region(RegionId(id)), key, &names);
        };
        add(0, "kalbajar", "Kalbajar", &["Kəlbəcər", "Карвачар"]);
        add(1, "tavush", "Tavush", &[]);
        add(2, "tovuzgala", "Berd", &["Tavush", "Tovuzgala"]);
        add(3, "garanlig", "Martuni", &[]);
        add(4, "martuni-artsakh", "Martuni", &[]);
        gazetteer
    }

    fn check(name: &str, expected: Resolution<u32>) {
        let found = match gazetteer().region(name) {
            Resolution::One(id) => Resolution::One(id.0),
            Resolution::Many(ids) => Resolution::Many(ids.into_iter().map(|id| id.0).collect()),
            Resolution::None => Resolution::None,
        };
        assert_eq!(found, expected, "{name}");
    }

    #[test]
    fn a_region_is_found_by_its_key_its_name_and_any_variant() {
        check("kalbajar", Resolution::One(0));
        check(" KALBAJAR ", Resolution::One(0));
        check("kəlbəcər", Resolution::One(0));
        check("КАРВАЧАР", Resolution::One(0));
        check("nowhere", Resolution::None);
        check("", Resolution::None);
    }

    #[test]
    fn a_word_for_a_region_beside_its_name_takes_nothing_from_it() {
        let gazetteer = gazetteer();
        let found = |name: &str| gazetteer.region_with_kind(name);
        for name in [
            "Kalbajar district",
            "Kəlbəcər rayonu",
            "район Карвачар",
            "Карвачар район",
            "kalbajar",
        ] {
            assert_eq!(found(name), Resolution::One(RegionId(0)), "{name}");
        }
        assert_eq!(
            found("Martuni district"),
            Resolution::Many(vec![RegionId(3), RegionId(4)])
        );
        for name in [
            "Карвачарский",
            "Карвачарского района",
            "Карвачарський район",
            "район Карвачарский",
        ] {
            assert_eq!(found(name), Resolution::One(RegionId(0)), "{name}");
        }
        for name in [
            "district",
            "Kalbajar town",
            "near Kalbajar",
            "",
            "ский",
            "инский район",
        ] {
            assert_eq!(found(name), Resolution::None, "{name}");
        }
    }

    #[test]
    fn a_name_wins_over_a_variant_and_a_key_over_both() {
        check("Tavush", Resolution::One(1));
        check("Martuni-Artsakh", Resolution::One(4));
    }

    #[test]
    fn a_name_two_regions_bear_is_not_decided_for_either() {
        check("Martuni", Resolution::Many(vec![3, 4]));
    }

    #[test]
    fn a_slip_of_the_pen_finds_the_nearest_names_one_a_region() {
        let gazetteer = gazetteer();
        let near = gazetteer.nearest_regions("Kelbadjar", 3);
        assert_eq!(near[0].text, "Kalbajar");
        assert_eq!(near.iter().filter(|s| s.found == near[0].found).count(), 1);
        assert!(gazetteer.nearest_regions("xyz", 3).is_empty());
    }
}
