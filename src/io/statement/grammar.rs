//! The grammar of facts all languages share: what a phrase can stand for, and the table by which a
//! language says it. No word of any language stands here.

mod sense;

use std::{collections::HashMap, ops::Range, sync::OnceLock};

use self::sense::WHERE_ASKED;
pub use self::sense::{Number, PartOfDay, Rank, Sense};
pub use super::number_words::Bound;
use super::token::{Token, TokenKind};
use crate::model::names::fold;

/// Where a language sets the noun and the marks that belong to a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// "of the village A of the region B", marks before the place.
    Before,
    /// "B region's A village", marks after the place.
    After,
}

/// What the ending of a place's noun says of its role, in languages that say it so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// The ablative: "from the village".
    From,
    /// The dative and the accusative: "to the village".
    Toward,
    /// An adjective made of the locative: "which is in the village".
    Within,
    None,
}

/// How a verb says by its own form that what it names did not happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Negation {
    /// By words beside it alone.
    Words,
    /// By one of these behind the stem (and behind the endings of the voice).
    Suffixes(&'static [&'static str]),
    /// By a letter in front of it.
    Prefix(char),
}

/// Sounds as a language writes them, and as most others do.
pub type Respelling = &'static [(&'static str, &'static str)];

/// All that a language has of its own.
pub struct LanguageTable {
    pub code: &'static str,
    pub order: Order,
    /// Phrases by sense, separated by commas. A word that ends in `*` stands for every word that
    /// begins so, `*` alone for any word.
    pub phrases: &'static [(Sense, &'static str)],
    /// Number words up to a thousand.
    pub numbers: &'static [(u32, &'static str)],
    /// Words between the parts of a number: "a hundred and five".
    pub number_joints: &'static [&'static str],
    /// How a verb says that what it names did not happen.
    pub negation: Negation,
    /// Words that may stand anywhere inside a phrase.
    pub fillers: &'static [&'static str],
    /// Endings of nouns, and what stands in the name in their place.
    pub endings: &'static [(&'static str, &'static [&'static str])],
    /// Endings that an apostrophe or a hyphen may keep apart.
    pub apart: &'static [&'static str],
    /// Short words an apostrophe hangs on to the next: "d'Ijevan".
    pub elided: &'static [&'static str],
    /// Short words written together with the next: "and", "in", "the".
    pub proclitics: &'static [&'static str],
    /// How the language writes the sounds of foreign names, and how most others do, in this order;
    /// several lists where one way of writing stands for several sounds.
    pub respelled: &'static [Respelling],
    /// Names are written without their vowels.
    pub skeleton: bool,
    /// Endings of adjectives made of names, which are written small: "on the Lachin front".
    pub adjectives: &'static [&'static str],
    /// Endings by case, longer ones first.
    pub cases: &'static [(&'static str, Case)],
}

impl LanguageTable {
    pub fn is_ending(&self, folded: &str) -> bool {
        self.apart.contains(&folded)
    }

    /// The case of a word by its ending.
    pub fn case(&self, folded: &str) -> Case {
        let mut cases = self.cases.iter();
        let found = cases.find(|(ending, _)| folded.ends_with(ending));
        found.map_or(Case::None, |(_, case)| *case)
    }
}

/// A phrase found in a text.
#[derive(Clone, Copy, Debug)]
pub struct Tag {
    pub sense: Sense,
    /// Its first token, and the one behind its last.
    pub from: usize,
    pub to: usize,
    /// A verb in it says by its form that it did not happen.
    pub negated: bool,
}

/// The phrases that lie inside a part of a text, counted from its start. Those of the text are in
/// their order.
pub fn tags_within(tags: &[Tag], part: &Range<usize>) -> Vec<Tag> {
    let from = tags.partition_point(|tag| tag.from < part.start);
    let to = tags.partition_point(|tag| tag.from < part.end);
    let inside = tags[from..to].iter().filter(|tag| tag.to <= part.end);
    let counted = inside.map(|tag| Tag {
        sense: tag.sense,
        from: tag.from - part.start,
        to: tag.to - part.start,
        negated: tag.negated,
    });
    counted.collect()
}

/// The phrases of a language, made ready for finding.
pub struct Phrases {
    table: &'static LanguageTable,
    by_letter: HashMap<char, Vec<Phrase>>,
    /// Words for about so many, by the first of them.
    rounded: HashMap<String, Vec<(Vec<String>, u32)>>,
    numbers: HashMap<String, u32>,
    number_stems: Vec<(String, u32)>,
}

struct Phrase {
    words: Vec<Word>,
    sense: Sense,
}

enum Word {
    Whole(String),
    Start(String),
    Any,
}

impl Word {
    fn new(text: &str) -> Self {
        match text.strip_suffix('*') {
            Some("") => Self::Any,
            Some(start) => Self::Start(fold(start)),
            None => Self::Whole(fold(text)),
        }
    }

    fn fits(&self, token: &Token) -> bool {
        matches!(token.kind, TokenKind::Word | TokenKind::Number) && self.fits_text(&token.folded)
    }

    fn fits_text(&self, word: &str) -> bool {
        match self {
            Self::Whole(text) => word == text,
            Self::Start(text) => word.starts_with(text.as_str()),
            Self::Any => true,
        }
    }

    /// Whether a token is a negated form of this word.
    fn is_negated_by(&self, token: &Token, negation: Negation) -> bool {
        match (negation, self) {
            (Negation::Suffixes(suffixes), Self::Start(stem)) => {
                let rest = token.folded.strip_prefix(stem.as_str());
                rest.is_some_and(|rest| suffixes.iter().any(|suffix| rest.contains(suffix)))
            }
            (Negation::Prefix(letter), Self::Whole(_) | Self::Start(_)) => {
                let rest = token.folded.strip_prefix(letter);
                rest.is_some_and(|rest| self.fits_text(rest))
            }
            _ => false,
        }
    }

    fn first_letter(&self) -> Option<char> {
        match self {
            Self::Whole(text) | Self::Start(text) => text.chars().next(),
            Self::Any => None,
        }
    }
}

impl Phrases {
    /// The phrases of a language, made once.
    pub fn of(table: &'static LanguageTable) -> &'static Self {
        static MADE: OnceLock<Vec<Phrases>> = OnceLock::new();
        let all = MADE.get_or_init(|| {
            let tables = super::languages::ALL.iter();
            tables.map(|table| Self::new(table)).collect()
        });
        let of_code = |phrases: &&Self| phrases.table.code == table.code;
        all.iter()
            .find(of_code)
            .expect("every table is one of the languages")
    }

    fn new(table: &'static LanguageTable) -> Self {
        let mut by_letter: HashMap<char, Vec<Phrase>> = HashMap::new();
        let mut rounded: HashMap<String, Vec<(Vec<String>, u32)>> = HashMap::new();
        for (sense, phrases) in table.phrases {
            if let Sense::Rounded(value) = sense {
                for phrase in phrases.split(", ") {
                    let words: Vec<String> = phrase.split(' ').map(fold).collect();
                    let of_word = rounded.entry(words[0].clone()).or_default();
                    of_word.push((words, *value));
                }
                continue;
            }
            for phrase in phrases.split(", ") {
                for start in std::iter::once(&"").chain(table.proclitics) {
                    let phrase = format!("{start}{phrase}");
                    let words: Vec<Word> = phrase.split(' ').map(Word::new).collect();
                    if let Some(letter) = words[0].first_letter() {
                        let sense = *sense;
                        by_letter
                            .entry(letter)
                            .or_default()
                            .push(Phrase { words, sense });
                    }
                }
            }
        }
        let mut numbers = HashMap::new();
        let mut number_stems = Vec::new();
        for (value, words) in table.numbers {
            for word in words.split(", ") {
                match word.strip_suffix('*') {
                    Some(stem) => number_stems.push((fold(stem), *value)),
                    None => {
                        numbers.insert(fold(word), *value);
                    }
                }
            }
        }
        Self {
            table,
            by_letter,
            rounded,
            numbers,
            number_stems,
        }
    }

    pub fn order(&self) -> Order {
        self.table.order
    }

    /// The phrases in the tokens, in their order. Of phrases that begin at one token the longest
    /// is found, in every sense it has; what lies inside it is not looked at. Each layer of phrases
    /// is looked for by itself.
    pub fn tags(&self, tokens: &[Token]) -> Vec<Tag> {
        let mut tags = Vec::new();
        for layer in 0..WHERE_ASKED {
            let mut at = 0;
            while at < tokens.len() {
                let from = tags.len();
                let to = self.longest(tokens, at, layer, &mut tags);
                at = if tags.len() > from { to } else { at + 1 };
            }
        }
        tags.sort_by_key(|tag| (tag.from, tag.to));
        tags
    }

    /// The token behind a phrase that begins at one and says that a number counts some of those told of.
    pub fn out_of(&self, tokens: &[Token], at: usize) -> Option<usize> {
        tokens.get(at)?;
        let mut tags = Vec::new();
        let to = self.longest(tokens, at, WHERE_ASKED, &mut tags);
        (!tags.is_empty()).then_some(to)
    }

    fn longest(&self, tokens: &[Token], at: usize, layer: u8, tags: &mut Vec<Tag>) -> usize {
        let mut longest = at;
        let first = tags.len();
        let mut letters = tokens[at].folded.chars();
        let letter = letters.next();
        let phrases = letter.and_then(|letter| self.by_letter.get(&letter));
        // A verb may have a letter of negation in front of it.
        let behind = letter.filter(|letter| self.table.negation == Negation::Prefix(*letter));
        let behind = behind.and_then(|_| self.by_letter.get(&letters.next()?));
        for phrase in [phrases, behind].into_iter().flatten().flatten() {
            if phrase.sense.layer() != layer {
                continue;
            }
            let Some((to, negated)) = self.end_of(phrase, tokens, at) else {
                continue;
            };
            if to > longest {
                tags.truncate(first);
                longest = to;
            }
            if to == longest {
                tags.push(Tag {
                    sense: phrase.sense,
                    from: at,
                    to,
                    negated,
                });
            }
        }
        longest
    }

    /// The token behind a phrase that begins at one, and whether a verb in it is negated.
    fn end_of(&self, phrase: &Phrase, tokens: &[Token], at: usize) -> Option<(usize, bool)> {
        let mut place = at;
        let mut negated = false;
        let is_event = matches!(phrase.sense, Sense::Fire(_) | Sense::Breach);
        for (nth, word) in phrase.words.iter().enumerate() {
            loop {
                let token = tokens.get(place)?;
                let negation = is_event && word.is_negated_by(token, self.table.negation);
                if negation || word.fits(token) {
                    negated |= negation;
                    break;
                }
                let filler = matches!(token.kind, TokenKind::Ending)
                    || matches!(token.kind, TokenKind::Mark('-' | '‐' | '‑' | '֊'))
                    || (!self.table.elided.is_empty()
                        && matches!(token.kind, TokenKind::Mark('\'' | '’')))
                    || (token.kind == TokenKind::Word
                        && self.table.fillers.contains(&&*token.folded));
                if nth == 0 || !filler {
                    return None;
                }
                place += 1;
            }
            place += 1;
        }
        Some((place, negated))
    }

    /// The table of the language.
    pub(super) fn table(&self) -> &'static LanguageTable {
        self.table
    }

    /// Words for about so many that begin at a token, the longest: the number, and the token behind them.
    pub(super) fn rounded(&self, tokens: &[Token], at: usize) -> Option<(u32, usize)> {
        let first = tokens
            .get(at)
            .filter(|token| token.kind == TokenKind::Word)?;
        let known = self.rounded.get(&first.folded)?.iter();
        let found = known.filter(|(words, _)| {
            let here = tokens.get(at..at + words.len()).unwrap_or_default();
            let mut pairs = here.iter().zip(words);
            here.len() == words.len() && pairs.all(|(token, word)| token.folded == *word)
        });
        let longest = found.max_by_key(|(words, _)| words.len());
        longest.map(|(words, value)| (*value, at + words.len()))
    }

    /// A number word of the table.
    pub(super) fn number_of(&self, word: &str) -> Option<u32> {
        if let Some(number) = self.numbers.get(word) {
            return Some(*number);
        }
        let stems = self.number_stems.iter();
        stems
            .filter(|(stem, _)| word.starts_with(stem.as_str()))
            .max_by_key(|(stem, _)| stem.len())
            .map(|(_, number)| *number)
    }

    /// A number word of the table that is no stem.
    pub(super) fn whole_word(&self, word: &str) -> Option<u32> {
        self.numbers.get(word).copied()
    }

    /// Whether a number has a word of its own.
    pub(super) fn has_word_for(&self, number: u32) -> bool {
        let stems = self.number_stems.iter().map(|(_, value)| value);
        self.numbers
            .values()
            .chain(stems)
            .any(|value| *value == number)
    }
}
