//! Finds the names of places in a text, as far as the gazetteer holds them.

use std::collections::HashMap;

use super::{
    grammar::{LanguageTable, Sense, Tag},
    phonetic::{phonetic_key, skeleton},
    token::{Token, TokenKind},
};
use crate::model::{Atlas, Found, RegionId, SettlementId};

/// Words of the longest names.
const LONGEST_NAME_WORDS: usize = 4;

/// A name in the text, and all it may stand for.
#[derive(Clone, Debug)]
pub struct Mention {
    /// Its tokens.
    pub from: usize,
    pub to: usize,
    /// Regions of that name, those that bear it as a name before those that bear it as a variant.
    pub regions: Vec<RegionId>,
    pub settlements: Vec<SettlementId>,
    /// Settlements whose names only sound like it: meant where the region beside it holds one.
    pub alike: Vec<SettlementId>,
    /// Nothing has exactly this name; it sounds like the name of these.
    pub by_sound: bool,
    /// The name stands with an ending of the language.
    pub inflected: bool,
}

impl Mention {
    /// Whether the gazetteer has nothing of that name.
    pub fn is_unknown(&self) -> bool {
        self.regions.is_empty() && self.settlements.is_empty()
    }
}

/// Every spelling of every region and settlement, ready for finding.
pub struct PlaceIndex {
    exact: HashMap<String, Vec<Found>>,
    by_sound: HashMap<String, Vec<Found>>,
    by_skeleton: HashMap<String, Vec<Found>>,
}

impl PlaceIndex {
    pub fn new(atlas: &Atlas) -> Self {
        let mut index = Self {
            exact: HashMap::new(),
            by_sound: HashMap::new(),
            by_skeleton: HashMap::new(),
        };
        for spelling in atlas.gazetteer().spellings() {
            let of_a_region = match spelling.found {
                Found::Region(_) => true,
                Found::Settlement(id) => atlas.settlements()[id].region.is_some(),
                Found::Zone(_) | Found::Line(_) => false,
            };
            if of_a_region {
                for name in parts(&spelling.text) {
                    index.enter(spelling.found, &crate::model::names::fold(name));
                }
            }
        }
        index
    }

    fn enter(&mut self, found: Found, folded: &str) {
        if folded.chars().count() < 3 {
            return;
        }
        let add = |map: &mut HashMap<String, Vec<Found>>, key: String| {
            let entries = map.entry(key).or_default();
            if !entries.contains(&found) {
                entries.push(found);
            }
        };
        let sound = phonetic_key(folded);
        let skeleton = skeleton(&sound);
        if skeleton.len() >= 3 {
            add(&mut self.by_skeleton, skeleton);
        }
        if sound.chars().count() >= 5 {
            add(&mut self.by_sound, sound);
        }
        add(&mut self.exact, folded.to_owned());
    }

    /// The names in the tokens. A name is never looked for inside a phrase that says who acts.
    pub fn mentions(&self, tokens: &[Token], tags: &[Tag], table: &LanguageTable) -> Vec<Mention> {
        let mut taken = vec![false; tokens.len()];
        for tag in tags {
            let names_a_side = matches!(
                tag.sense,
                Sense::Side(_) | Sense::Month(_) | Sense::Office | Sense::Keepers | Sense::Illegal
            );
            if names_a_side {
                taken[tag.from..tag.to].fill(true);
            }
        }
        let expected = table.skeleton.then(|| Expected::new(tokens, tags));
        // Where names have no capitals, a word that stands for something is no part of one.
        let mut words = vec![false; tokens.len()];
        for tag in tags.iter().filter(|_| table.skeleton) {
            words[tag.from..tag.to].fill(true);
        }
        let mut mentions: Vec<Mention> = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            let token = &tokens[at];
            let adjective = table
                .adjectives
                .iter()
                .any(|end| token.folded.ends_with(end));
            let directed = expected
                .as_ref()
                .is_some_and(|expected| expected.directed[at]);
            let expected = expected
                .as_ref()
                .is_none_or(|expected| expected.at(at, tokens, mentions.last()));
            let may_begin = token.kind == TokenKind::Word
                && (token.capital || adjective)
                && (expected || directed)
                && !taken[at];
            // Behind a mere "from" or "toward" only a district is looked for.
            let wanted = |mention: &Mention| expected || !mention.regions.is_empty();
            match may_begin
                .then(|| self.mention_at(tokens, at, table, &words).filter(wanted))
                .flatten()
            {
                Some(mention) => {
                    at = mention.to;
                    mentions.push(mention);
                }
                None => at += 1,
            }
        }
        mentions
    }

    fn mention_at(
        &self,
        tokens: &[Token],
        at: usize,
        table: &LanguageTable,
        others: &[bool],
    ) -> Option<Mention> {
        let mut words = words_from(tokens, at);
        let other = words.iter().position(|at| others[*at]);
        words.truncate(other.unwrap_or(words.len()));
        // Where vowels are not written, one letter is an "and" and no part of a name.
        let single = |at: &usize| tokens[*at].folded.chars().count() == 1;
        let short = words.iter().position(|at| table.skeleton && single(at));
        words.truncate(short.unwrap_or(words.len()));
        for count in (1..=words.len()).rev() {
            let last = words[count - 1];
            let name: Vec<&str> = words[..count]
                .iter()
                .map(|at| &*tokens[*at].folded)
                .collect();
            let Some((found, by_sound, inflected)) = self.look_up(&name.join(" "), table) else {
                continue;
            };
            let mut mention = Mention {
                from: at,
                to: last + 1,
                regions: Vec::new(),
                settlements: Vec::new(),
                alike: self.alike(&name.join(" "), table),
                by_sound,
                inflected,
            };
            for found in found {
                match found {
                    Found::Region(id) => mention.regions.push(id),
                    Found::Settlement(id) => mention.settlements.push(id),
                    Found::Zone(_) | Found::Line(_) => {}
                }
            }
            return Some(mention);
        }
        None
    }

    fn alike(&self, name: &str, table: &LanguageTable) -> Vec<SettlementId> {
        let keys = forms(name, table).map(|form| phonetic_key(&form));
        let mut alike: Vec<SettlementId> = Vec::new();
        for key in keys {
            let by_sound = self.by_sound.get(&key);
            let bones = skeleton(&key);
            let by_skeleton = self.by_skeleton.get(&bones).filter(|_| table.skeleton);
            for found in by_sound.into_iter().chain(by_skeleton).flatten() {
                if let Found::Settlement(id) = found
                    && !alike.contains(id)
                {
                    alike.push(*id);
                }
            }
        }
        alike
    }

    /// What bears the name as it stands, or without its ending, or else by its sound; whether by
    /// sound, and whether without an ending.
    fn look_up(&self, name: &str, table: &LanguageTable) -> Option<(Vec<Found>, bool, bool)> {
        let forms: Vec<String> = forms(name, table).collect();
        let mut exactly: Vec<Found> = Vec::new();
        let mut inflected = false;
        for (nth, form) in forms.iter().enumerate() {
            let found = self.exact.get(form).map_or(&[][..], Vec::as_slice);
            inflected |= nth > 0 && !found.is_empty() && exactly.is_empty();
            for found in found {
                // What bears the name as it stands goes before what a stem of it names.
                let alike = nth == 0 || inflected || matches!(found, Found::Region(_));
                if alike && !exactly.contains(found) {
                    exactly.push(*found);
                }
            }
        }
        if !exactly.is_empty() {
            return Some((exactly, false, inflected));
        }
        let mut by_sound: Vec<Found> = Vec::new();
        for form in &forms {
            let found = self.by_sound.get(&phonetic_key(form));
            let wanted = |it: &&Found| by_sound.is_empty() || matches!(it, Found::Region(_));
            let found: Vec<Found> = found
                .into_iter()
                .flatten()
                .filter(wanted)
                .copied()
                .collect();
            for found in found {
                if !by_sound.contains(&found) {
                    by_sound.push(found);
                }
            }
        }
        let by_sound = (!by_sound.is_empty()).then_some((by_sound, true, true));
        by_sound.or_else(|| {
            let mut forms = forms.iter().filter(|_| table.skeleton);
            let found =
                forms.find_map(|form| self.by_skeleton.get(&skeleton(&phonetic_key(form))))?;
            let regions: Vec<Found> = found
                .iter()
                .filter(|it| matches!(it, Found::Region(_)))
                .copied()
                .collect();
            // Of settlements only the one that no other sounds like.
            let only = (regions.is_empty() && found.len() == 1).then(|| found.clone());
            Some((only.unwrap_or(regions), true, false))
        })
    }
}

/// Where a name may stand in a text without capitals and vowels, in which any word may sound like a
/// name: behind a place noun or the word for a road, or where a list of names goes on.
struct Expected {
    behind_noun: Vec<bool>,
    and: Vec<bool>,
    /// Right behind a word of coming from or going to.
    directed: Vec<bool>,
}

impl Expected {
    fn new(tokens: &[Token], tags: &[Tag]) -> Self {
        let mut expected = Self {
            behind_noun: vec![false; tokens.len() + 2],
            and: vec![false; tokens.len() + 2],
            directed: vec![false; tokens.len() + 2],
        };
        for tag in tags {
            match tag.sense {
                Sense::Noun(..) | Sense::Direction => {
                    expected.behind_noun[tag.to..tag.to + 2].fill(true);
                }
                Sense::Stretch | Sense::Between => expected.behind_noun[tag.to] = true,
                Sense::From | Sense::Toward => expected.directed[tag.to] = true,
                Sense::And => expected.and[tag.from..tag.to].fill(true),
                _ => {}
            }
        }
        expected
    }

    fn at(&self, at: usize, tokens: &[Token], last: Option<&Mention>) -> bool {
        let goes_on = |last: &Mention| {
            let joined = at > last.to || tokens[at].folded.starts_with('و');
            joined
                && at - last.to <= 2
                && (last.to..at).all(|at| {
                    self.and[at]
                        || matches!(
                            tokens[at].kind,
                            TokenKind::Mark(',' | '،' | '(' | '/' | '-' | '–')
                        )
                })
        };
        // One word may stand between a noun and a name, but no name.
        let next = |last: &Mention| {
            last.to == at && at > 0 && last.from > 0 && self.behind_noun[last.from]
        };
        (self.behind_noun[at] && !last.is_some_and(next)) || last.is_some_and(goes_on)
    }
}

/// A name, what it may be without its ending, and how others spell it.
fn forms<'a>(name: &'a str, table: &'a LanguageTable) -> impl Iterator<Item = String> + 'a {
    let shorter = table.endings.iter().flat_map(move |(ending, instead)| {
        let stem = name
            .strip_suffix(ending)
            .filter(|stem| stem.chars().count() >= 3)
            .unwrap_or_default();
        let usable = !stem.is_empty() && !stem.ends_with(' ');
        let instead = instead.iter().filter(move |_| usable);
        instead.map(move |instead| format!("{stem}{instead}"))
    });
    let plain = table.proclitics.iter().filter_map(|start| {
        let rest = name.strip_prefix(start)?;
        (rest.chars().count() >= 3).then(|| rest.to_owned())
    });
    let respelled_plain = plain.clone().flat_map(|form| {
        let respelled: Vec<String> = respelled(&form, table).collect();
        respelled
    });
    let forms = std::iter::once(name.to_owned()).chain(shorter).chain(plain);
    forms.chain(respelled(name, table)).chain(respelled_plain)
}

/// The name as most languages would write it, where the language of the text writes it otherwise.
fn respelled<'a>(name: &'a str, table: &LanguageTable) -> impl Iterator<Item = String> + 'a {
    let lists = table.respelled.iter().map(move |list| {
        // What is replaced is marked off, so that no later rule takes it up again.
        let marked = list
            .iter()
            .fold(name.to_owned(), |name, (written, elsewhere)| {
                name.replace(written, &elsewhere.to_uppercase())
            });
        marked.to_lowercase()
    });
    lists.filter(move |respelled| respelled != name)
}

/// The words a name that begins at a token may have: capitalised, with nothing but hyphens between
/// them, or one more name in brackets ("Yukhari (Verin) Shorzha").
fn words_from(tokens: &[Token], at: usize) -> Vec<usize> {
    let mut words = vec![at];
    let mut next = at + 1;
    while words.len() < LONGEST_NAME_WORDS {
        let Some(token) = tokens.get(next) else { break };
        let hyphen = matches!(token.kind, TokenKind::Mark('-' | '‐' | '‑' | '֊'));
        if hyphen && token.glued {
            next += 1;
        } else if token.is_bracket_open() {
            let close = tokens[next..]
                .iter()
                .take(4)
                .position(Token::is_bracket_close);
            let Some(close) = close else { break };
            let behind = next + close + 1;
            let goes_on = tokens
                .get(behind)
                .is_some_and(|token| token.kind == TokenKind::Word && token.capital);
            if !goes_on {
                break;
            }
            next = behind;
        } else if token.kind == TokenKind::Word {
            words.push(next);
            next += 1;
        } else {
            break;
        }
    }
    words
}

/// The names a spelling holds: "Zarkand (Kut)" is two.
fn parts(spelling: &str) -> impl Iterator<Item = &str> {
    let pieces = spelling.split(['(', ')', '/', ';']);
    pieces.map(str::trim).filter(|piece| !piece.is_empty())
}
