//! Official statements, read from text: who fired, from where, at what, how often and when, each
//! with the words it was read from.
//!
//! One grammar of facts (`grammar`) is shared by all languages; a language is a table
//! (`languages`). Rules and the gazetteer decide; what they cannot read is noted, never guessed.

mod certainty;
mod claim_builder;
mod claims;
mod clauses;
mod comparisons;
mod dateline;
mod grammar;
mod languages;
mod lists;
mod names;
mod number_words;
mod phonetic;
mod places;
mod roles;
mod sentence_facts;
mod sites;
mod split_sentence;
mod stretches;
mod time_of_day;
mod times;
mod to_report;
mod token;
mod write;

pub use crate::model::statement::{About, Certainty, Fact, FactKind, Reading, Remark, Span};
pub use write::in_sentences;

use std::{collections::HashMap, sync::Arc};

use self::{
    claims::Speaker,
    clauses::Voice,
    grammar::{LanguageTable, Phrases, Sense},
    places::PlaceIndex,
    sites::Context,
    times::TimeContext,
};
use crate::{
    model::{Amount, Atlas, Day, Language, Party, RegionId, ReporterId, names::fold},
    words::notes::statement as words,
};

/// What makes a bound or an estimate of the number beside it, in all languages: the words, and whether they
/// stand behind it.
pub(in crate::io) fn words_of_bounds()
-> impl Iterator<Item = (&'static str, bool, fn(u32) -> Amount)> {
    let phrases = languages::ALL.iter().flat_map(|table| table.phrases);
    let bounds = phrases.filter_map(|(sense, words)| match sense {
        Sense::Inexact(bound) => Some((bound.amount()?, false, words)),
        Sense::InexactBehind(bound) => Some((bound.amount()?, true, words)),
        _ => None,
    });
    bounds.flat_map(|(of, is_behind, words)| {
        let words = words.split(',').map(str::trim);
        words.map(move |words| (words, is_behind, of))
    })
}

/// The names of months of all languages, with their numbers. One that ends in `*` is the beginning of a name.
pub(in crate::io) fn months() -> impl Iterator<Item = (i8, &'static str)> {
    let phrases = languages::ALL.iter().flat_map(|table| table.phrases);
    let months = phrases.filter_map(|(sense, words)| match sense {
        Sense::Month(number) => Some((*number, *words)),
        _ => None,
    });
    let words =
        months.flat_map(|(number, words)| words.split(", ").map(move |word| (number, word)));
    // Names of several words are for texts.
    words.filter(|(_, word)| !word.contains(' '))
}

/// The largest text that is read, in bytes. An official statement has a few thousand.
pub const LARGEST_STATEMENT_BYTES: usize = 4 * 1024 * 1024;

/// Why a text cannot be read as a statement.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StatementError {
    /// There is no text.
    #[error("{}", words::empty())]
    Empty,
    /// Bytes that are no UTF-8, from this one on.
    #[error("{}", words::binary(*.at))]
    Binary {
        /// The byte.
        at: usize,
    },
    /// More than [`LARGEST_STATEMENT_BYTES`].
    #[error("{}", words::too_long(LARGEST_STATEMENT_BYTES >> 20))]
    TooLong,
}

/// The codes of the languages that can be read.
pub fn known_languages() -> Vec<&'static str> {
    languages::ALL.iter().map(|table| table.code).collect()
}

/// Reads statements against one atlas.
pub struct StatementReader {
    atlas: Arc<Atlas>,
    places: PlaceIndex,
}

impl StatementReader {
    /// Makes the names of the atlas ready for finding. Keep the reader to read several texts.
    pub fn new(atlas: Arc<Atlas>) -> Self {
        let places = PlaceIndex::new(&atlas);
        Self { atlas, places }
    }

    /// The atlas whose places and reporters are found.
    pub fn atlas(&self) -> &Arc<Atlas> {
        &self.atlas
    }

    /// Reads a statement.
    ///
    /// # Errors
    ///
    /// Where there is no text to read, or what is said about it cannot be.
    pub fn read(&self, text: &str, about: &About) -> Result<Reading, StatementError> {
        check(text)?;
        let table = match &about.language {
            Some(code) => languages::of_code(code).unwrap_or_else(|| detect(text)),
            None => detect(text),
        };
        let given = about.reporter.as_deref();
        let given = given.and_then(|key| self.atlas.reporter_by_key(key));
        let phrases = Phrases::of(table);
        let mut tokens = token::tokens(text, table);
        let mut tags = phrases.tags(&tokens);
        let reporter = given.or_else(|| {
            let unnamed = about.reporter.is_none();
            unnamed.then(|| self.find_reporter(&tags))?
        });
        let mut sentences = token::sentences(text, &tokens, &tags);
        let ranges = comparisons::comparisons(&tokens, &tags, &sentences, phrases);
        let compared: Vec<Span> = (ranges.iter())
            .map(|range| tokens[range.start].span.start..tokens[range.end - 1].span.end)
            .collect();
        if !ranges.is_empty() {
            tokens = comparisons::without(tokens, &ranges);
            tags = phrases.tags(&tokens);
            sentences = token::sentences(text, &tokens, &tags);
        }
        let dateline = match (about.published, sentences.first()) {
            (None, Some(first)) => dateline::dateline(&tokens, &tags, first.clone()),
            _ => None,
        };
        let published = about.published.or(dateline.as_ref().map(|(day, _)| *day));
        let speaker = self.speaker((about, published), reporter, &tags);
        let reader = clauses::ClauseReader {
            table,
            phrases,
            atlas: &self.atlas,
        };
        let mentions = self.places.mentions(&tokens, &tags, table);
        let named = regions_named(&tokens, &tags, &mentions);
        let context = context_of(speaker, &tags, &named);
        let mut time_context = TimeContext {
            published,
            day: None,
            stretch: None,
        };
        let mut read = Vec::new();
        let whole = clauses::WholeText {
            tokens: &tokens,
            tags: &tags,
            mentions: &mentions,
        };
        let parts = sentences
            .into_iter()
            .flat_map(|range| split_sentence::parts(whole, range, phrases));
        for part in parts {
            if part.of_total {
                let mut days = time_context;
                let whole_part = reader.clause(whole, part.clone(), days, context);
                days.learn(&whole_part.time);
                let timed = lists::items(whole, &part, days);
                let items = match timed.is_empty() {
                    true => lists::counted_items(whole, &part, phrases),
                    false => timed,
                };
                let each = whole_part.per_place.len() > 1 && !whole_part.time.clocked;
                if each || items.is_empty() {
                    read.push(whole_part);
                    time_context = days;
                } else {
                    read.extend(reader.clauses(whole, items, &mut time_context, context));
                }
                continue;
            }
            let items = lists::items(whole, &part, time_context);
            let mut days_of_items = time_context;
            let several = reader.clauses(whole, items, &mut days_of_items, context);
            if lists::are_alike(&several) {
                read.extend(several);
                time_context = days_of_items;
            } else {
                read.extend(reader.clauses(whole, vec![part], &mut time_context, context));
            }
        }
        lists::complete(&mut read);
        lists::share_places(&mut read);
        let outline = claims::outline(&read, speaker, &self.atlas);
        let source = to_report::ReportSource {
            text,
            tokens: &tokens,
            clauses: &read,
            atlas: &self.atlas,
            about,
            dateline,
            compared,
            reporter,
            language: table.code,
            fate: to_report::fates(read.len(), &outline),
            outline,
        };
        Ok(source.reading())
    }

    /// What is known of who speaks, by the reporter, its key or the text.
    fn speaker(
        &self,
        (about, published): (&About, Option<Day>),
        reporter: Option<ReporterId>,
        tags: &[grammar::Tag],
    ) -> Speaker {
        let side = match (reporter, &about.reporter) {
            (Some(id), _) => self.atlas.reporters()[id].side,
            (None, Some(key)) => self.side_of_key(key),
            (None, None) => None,
        };
        Speaker {
            side,
            records: reporter.is_some() && side.is_none(),
            frontline: is_frontline(published, tags),
            published,
        }
    }

    /// The side of a reporter that is not known, by the first part of its key, where all reporters
    /// whose keys begin so are of one side.
    fn side_of_key(&self, key: &str) -> Option<Party> {
        let (start, _) = key.split_once('-')?;
        let reporters = self.atlas.reporters().rows().iter();
        let alike = reporters.filter(|reporter| {
            let known = reporter.key.split_once('-');
            known.is_some_and(|(known, _)| known == start)
        });
        let mut sides = alike.map(|reporter| reporter.side);
        let first = sides.next()?;
        first.filter(|_| sides.all(|side| side == first))
    }

    /// The reporter a text names as its own: the first office that speaks in it.
    fn find_reporter(&self, tags: &[grammar::Tag]) -> Option<ReporterId> {
        let office = tags.iter().find(|tag| tag.sense == Sense::Office)?;
        let voice = tags
            .iter()
            .filter_map(|tag| match tag.sense {
                Sense::Side(party) => Some((tag.from.abs_diff(office.from), Voice::Of(party))),
                Sense::Keepers => Some((tag.from.abs_diff(office.from), Voice::Keepers)),
                _ => None,
            })
            .filter(|(apart, _)| *apart <= 5)
            .min_by_key(|(apart, _)| *apart)?
            .1;
        let side = match voice {
            Voice::Of(party) => Some(party),
            Voice::Keepers => None,
        };
        // Of several reporters of a side, ministries of defence speak most often.
        let name = |id: &ReporterId| fold(self.atlas.reporters()[*id].names.get(Language::English));
        let of_side = self
            .atlas
            .reporters()
            .iter()
            .filter(|(_, it)| it.side == side);
        let mut ministries = of_side
            .map(|(id, _)| id)
            .filter(|id| name(id).contains("ministry of def"));
        ministries.next()
    }
}

fn check(text: &str) -> Result<(), StatementError> {
    if text.len() > LARGEST_STATEMENT_BYTES {
        return Err(StatementError::TooLong);
    }
    if let Some(at) = text.find('\0') {
        return Err(StatementError::Binary { at });
    }
    if text.chars().all(|letter| !letter.is_alphanumeric()) {
        return Err(StatementError::Empty);
    }
    Ok(())
}

/// Whether a statement is of the years of the line of contact: by its day, or by land it calls
/// occupied.
fn is_frontline(published: Option<Day>, tags: &[grammar::Tag]) -> bool {
    let moved = Day::from_ymd(2020, 11, 10);
    match (published, moved) {
        (Some(published), Some(moved)) => published < moved,
        _ => {
            let has = |wanted: Sense| tags.iter().any(|tag| tag.sense == wanted);
            has(Sense::Occupied) || (has(Sense::ContactLine) && !has(Sense::Keepers))
        }
    }
}

/// Whether a phrase speaks of Karabakh rather than of the border.
fn of_karabakh(sense: Sense) -> bool {
    matches!(
        sense,
        Sense::KeepersArea
            | Sense::ContactLine
            | Sense::Illegal
            | Sense::Side(Party::NagornoKarabakh)
    )
}

/// What tells places of one name apart.
fn context_of<'a>(speaker: Speaker, tags: &[grammar::Tag], named: &'a [RegionId]) -> Context<'a> {
    let of_armenia = speaker.side == Some(Party::Armenia);
    let of_artsakh = speaker.side == Some(Party::NagornoKarabakh);
    let speaks_of = |wanted: &dyn Fn(Sense) -> bool| tags.iter().any(|tag| wanted(tag.sense));
    Context {
        named,
        karabakh: of_artsakh
            || (!of_armenia && speaks_of(&of_karabakh))
            || (speaker.records && speaks_of(&|sense| sense == Sense::Keepers)),
        country: None,
        areas: speaker.records || of_armenia || of_artsakh,
    }
}

/// The regions whose names stand anywhere in a text, each behind or before a noun that calls it a
/// region.
fn regions_named(
    tokens: &[token::Token],
    tags: &[grammar::Tag],
    mentions: &[places::Mention],
) -> Vec<RegionId> {
    // A noun stands at most three tokens behind a name, or two before it.
    let mut beside = vec![false; tokens.len() + 1];
    for tag in tags {
        if matches!(tag.sense, Sense::Noun(grammar::Rank::Region, _)) {
            beside[tag.from.saturating_sub(3)..(tag.to + 3).min(tokens.len())].fill(true);
        }
    }
    let mut named = Vec::new();
    for mention in mentions {
        let called = beside[mention.from] || beside[mention.to - 1];
        for region in mention.regions.iter().filter(|_| called) {
            if !named.contains(region) {
                named.push(*region);
            }
        }
    }
    named
}

/// The language whose phrases, or else whose letters, the text has most of.
fn detect(text: &str) -> &'static LanguageTable {
    let start: String = text.chars().take(4000).collect();
    let mut scores: HashMap<&str, usize> = HashMap::new();
    for table in languages::ALL {
        let tokens = token::tokens(&start, table);
        let tags = Phrases::of(table).tags(&tokens);
        let score = tags.iter().map(|tag| tag.to - tag.from).sum();
        scores.insert(table.code, score);
    }
    let best = languages::ALL
        .iter()
        .rev()
        .max_by_key(|table| scores[table.code]);
    best.copied().unwrap_or(languages::ALL[0])
}
