//! What the cells of a row state. This is the one place where fields are understood: reports and
//! columns are both made of what comes out of it.

mod ends;
mod times;
mod totals;

use std::borrow::Cow;

pub(in crate::io) use totals::labels_a_total;
use totals::{says_all, says_total};

use super::{
    cells::{Cell, Cells, FieldSet, NUMBERS},
    datasets::Dataset,
    dates::DatesOf,
    inexact,
    numbers::{Decimals, NumberError, whole_of},
    position::Pairs,
    sites,
    words::{BASES, YES_AND_NO, as_word, casualty_kind, denial, names_a_mine, value, weapon_named},
};
use crate::{
    io::notes::Notes,
    model::{
        Activity, Amount, Basis, CasualtyKind, Day, Field, Party, Stance, Weapon, When,
        draft::SiteDraft,
        geo::LonLat,
        grid::angles::{self, Axis},
        is_web_address,
        time::Ahead,
    },
    words::notes::reading,
};

/// What holds for rows that do not say it themselves.
#[derive(Clone, Debug, Default)]
pub struct Defaults {
    /// Key of the reporter.
    pub reporter: String,
    /// What ids of reports begin with, where rows have none.
    pub id: String,
    /// Which of day and month comes first.
    pub dates: DatesOf,
    /// How numbers are written.
    pub decimals: Decimals,
    /// Where it happened is the name of one place, whatever signs are in it.
    pub bare_places: bool,
    /// An id is that of a row, and not of a report that several rows make up: one that occurs again is
    /// told.
    pub ids_are_of_rows: bool,
    /// No column says what was fired at: beside where fire came from, a place is that.
    pub place_is_target: bool,
    /// This program wrote the table: its columns of positions repeat what its places say.
    pub is_own: bool,
    /// The dataset, whose codes and words are its own.
    pub dataset: Dataset,
    /// How positions are written that stand in one cell, and whether what columns call longitude is
    /// the latitude.
    pub pairs: Pairs,
    /// Whether the minutes of degrees have columns of their own: those of longitude, and of latitude.
    pub has_minutes: [bool; 2],
    /// Whether a column says which half of the day times of day are of.
    pub has_halves: bool,
}

/// A row that was understood.
#[derive(Debug)]
pub struct Stated<'c> {
    /// The id of the report, where the row has one.
    pub report: Option<&'c str>,
    pub reporter: &'c str,
    pub url: Option<&'c str>,
    pub published: Option<Day>,
    pub basis: Basis,
    pub stance: Stance,
    pub duplicate_of: Option<&'c str>,
    pub total: Option<Amount>,
    /// `None` where the row states no incident.
    pub claim: Option<StatedGroup<'c>>,
    /// Fields of which the cell could not be read in full, so that its text is kept.
    pub unread: FieldSet,
}

/// The claim of a row.
#[derive(Debug)]
pub struct StatedGroup<'c> {
    pub by: Party,
    /// Origin, target, and where it happened.
    pub ends: [StatedEnd<'c>; 3],
    pub count: Option<Amount>,
    pub when: When,
    pub activity: Activity,
    pub weapons: Vec<Weapon>,
    /// The weapon that the activity names.
    pub weapon: Option<Weapon>,
    pub rounds: Option<Amount>,
    pub killed: Option<Amount>,
    pub wounded: Option<Amount>,
    pub casualty_side: Option<Party>,
    pub casualty_kind: Option<CasualtyKind>,
    pub losses_denied: bool,
    pub denied: bool,
}

/// One end of a row: the places its cell names, and a position beside them.
#[derive(Clone, Debug)]
pub struct StatedEnd<'c> {
    pub names: Cow<'c, str>,
    pub at: Option<LonLat>,
    pub precision_km: Option<f64>,
    /// Further positions.
    pub further: Cow<'c, [LonLat]>,
}

impl<'c> StatedEnd<'c> {
    /// An end that names places, and has no position of its own.
    pub fn named(names: &'c str) -> Self {
        Self {
            names: Cow::Borrowed(names),
            at: None,
            precision_km: None,
            further: Cow::Borrowed(&[]),
        }
    }
}

/// Understands a row. What cannot be understood becomes a note, and the rest of the row stays.
pub fn decode<'c>(cells: &Cells<'c>, defaults: &'c Defaults, notes: &mut Notes<'_>) -> Stated<'c> {
    let mut row = Decoder {
        cells,
        defaults,
        notes,
        unread: FieldSet::default(),
        zone: None,
    };
    let published = row.day(Field::Published);
    let claim = cells.states_a_claim().then(|| row.claim(published));
    let basis = match published {
        None => Basis::None,
        Some(_) => row.word(Field::PublishedBasis, &BASES, Basis::Page),
    };
    let url = cells.text(Field::Url).and_then(|cell| row.address(cell));
    let counts = claim.as_ref().is_some_and(|claim| claim.count.is_some());
    let stance = match defaults.dataset {
        Dataset::Other => row.stance(counts),
        Dataset::Acled | Dataset::AcledSums | Dataset::Ucdp => Stance::Record,
    };
    let total = row.amount(Field::Total);
    let reporter = row.reporter().unwrap_or(&defaults.reporter);
    Stated {
        report: cells.text(Field::Report),
        reporter,
        url,
        published,
        basis,
        stance,
        duplicate_of: cells.text(Field::DuplicateOf),
        total,
        claim,
        unread: row.unread,
    }
}

/// An address without what stands behind it, such as further ones.
fn first_address(cell: &str) -> &str {
    const BETWEEN: [char; 3] = [';', ',', '|'];
    let end = cell.find(char::is_whitespace).unwrap_or(cell.len());
    let first = &cell[..end];
    let next = first.match_indices(BETWEEN).find(|(at, _)| {
        let rest = &first[at + 1..];
        is_web_address(rest) || rest.is_empty()
    });
    next.map_or(first, |(at, _)| &first[..at])
}

/// A row being understood.
struct Decoder<'r, 'c, 'n> {
    cells: &'r Cells<'c>,
    defaults: &'c Defaults,
    notes: &'r mut Notes<'n>,
    unread: FieldSet,
    /// The zone that the row names for its times of day.
    zone: Option<Ahead>,
}

impl<'c> Decoder<'_, 'c, '_> {
    fn claim(&mut self, published: Option<Day>) -> StatedGroup<'c> {
        let ends = self.ends();
        let when = self.when(published);
        let (activity, weapon) = self.activity();
        let side = self.cells.has(Field::CasualtySide);
        let is_total = self.is_total();
        StatedGroup {
            ends,
            when,
            activity,
            weapon,
            by: self.word(Field::By, &Party::ALL, Party::Unknown),
            count: self.counted(Field::Count, is_total),
            weapons: self.weapons(),
            rounds: self.counted(Field::Rounds, is_total),
            killed: self.killed(is_total),
            wounded: self.counted(Field::Wounded, is_total),
            casualty_side: side
                .then(|| self.word(Field::CasualtySide, &Party::ALL, Party::Unknown)),
            casualty_kind: self.casualty_kind(),
            losses_denied: self.word(Field::LossesDenied, &YES_AND_NO, false),
            denied: self.is_denied(),
        }
    }

    /// What the report does. One that says what it denies, and nothing of what it is, denies it; with a number of its
    /// own it claims something as well.
    fn stance(&mut self, counts: bool) -> Stance {
        let of_denials = match (self.cells.has(Field::Denies), counts) {
            (false, _) => Stance::Claim,
            (true, true) => Stance::Mixed,
            (true, false) => Stance::Denial,
        };
        match self.cells.text(Field::Stance) {
            None => of_denials,
            // As lists of this program call it.
            Some(word) if as_word(word) == "statement" => Stance::Claim,
            Some(_) => self.word(Field::Stance, &Stance::ALL, Stance::Claim),
        }
    }

    /// Whether the report says that it did not happen, in a yes or no, or a word for what became of the claim.
    fn is_denied(&mut self) -> bool {
        let cell = self.cells.text(Field::Denied);
        match cell.and_then(denial) {
            Some(is_denied) => is_denied,
            None => self.word(Field::Denied, &YES_AND_NO, false),
        }
    }

    /// Who was killed or wounded. A word that is not known says nothing of it, and is kept.
    fn casualty_kind(&mut self) -> Option<CasualtyKind> {
        let cell = self.cells.text(Field::CasualtyKind)?;
        if ["unknown", "not-stated", "unspecified"].contains(&&*as_word(cell)) {
            return None;
        }
        casualty_kind(cell).or_else(|| {
            let known = CasualtyKind::ALL.map(|(kind, word)| (Some(kind), word));
            let name = Field::CasualtyKind.name();
            self.known(&known, Field::CasualtyKind, (name, cell), None)
        })
    }

    /// Who states it. A list of several, or an object, is no reporter's name.
    fn reporter(&mut self) -> Option<&'c str> {
        let text = self.cells.text(Field::Reporter)?;
        if text.starts_with(['{', '[']) {
            self.doubt(Field::Reporter, text, reading::reporter_in_parts());
            return None;
        }
        if is_ditto(text) {
            self.doubt(Field::Reporter, text, reading::ditto());
            return None;
        }
        if text.contains(';') || text.contains(" / ") {
            self.notes.of(Field::Reporter, |notes| {
                notes.doubt(text, reading::several_reporters());
            });
        }
        Some(text)
    }

    /// Whether the row adds up others: it says so where a day or a place stands, or says nothing but
    /// numbers; and has no day.
    fn is_total(&mut self) -> bool {
        let days = [Field::StartYear, Field::End, Field::Published];
        let has = |field: &Field| self.cells.has(*field);
        if !NUMBERS.iter().any(has) {
            return false;
        }
        // Whatever the day: no place is called so.
        let places = [Field::Places, Field::Origins, Field::Targets];
        let mut of_places = places.iter().filter_map(|field| self.cells.text(*field));
        let label = of_places.find(|text| says_total(text) || says_all(text));
        if let Some(word) = label.or(self.cells.total) {
            self.notes.doubt(word, reading::looks_like_a_total());
            return true;
        }
        if days.iter().any(has) {
            return false;
        }
        let of_start = self.cells.shown(Field::Start);
        if of_start.as_deref().is_some_and(|text| !says_total(text)) {
            return false;
        }
        let named = [
            Field::Start,
            Field::Places,
            Field::Origins,
            Field::Targets,
            Field::Report,
            Field::Reporter,
        ];
        let mut texts = named.iter().filter_map(|field| self.cells.text(*field));
        let word = match texts.find(|text| says_total(text)) {
            Some(word) => word.to_owned(),
            None if self.cells.says_only_numbers() => {
                let numbers = NUMBERS.iter().filter_map(|field| self.cells.shown(*field));
                numbers.collect::<Vec<_>>().join(", ")
            }
            None => return false,
        };
        self.notes.doubt(&word, reading::looks_like_a_total());
        true
    }

    /// A whole number that counts; that of a total is kept as it is written.
    fn counted(&mut self, field: Field, is_total: bool) -> Option<Amount> {
        if is_total && self.cells.has(field) {
            self.unread.insert(field);
            return None;
        }
        self.amount(field)
    }

    /// How many were killed: the best number with the lowest and the highest beside it, where columns hold
    /// these, or from one to the other where nothing holds a best one.
    fn killed(&mut self, is_total: bool) -> Option<Amount> {
        let best = self.counted(Field::Killed, is_total);
        let bounds = [Field::KilledLow, Field::KilledHigh];
        if bounds.iter().all(|field| !self.cells.has(*field)) {
            return best;
        }
        let [low, high] = bounds.map(|field| self.counted(field, is_total)?.exact());
        let (Some(low), Some(high)) = (low, high) else {
            self.keep_bounds();
            return best;
        };
        let killed = match best {
            Some(Amount::Exact(best)) => Amount::best(best, low, high),
            None if !self.cells.has(Field::Killed) => Amount::between(low, high),
            _ => None,
        };
        if killed.is_none() {
            let said = bounds.iter().filter_map(|field| self.cells.shown(*field));
            let said = said.collect::<Vec<_>>().join("–");
            self.notes.doubt(&said, reading::bounds_do_not_hold());
            self.keep_bounds();
        }
        killed.or(best)
    }

    /// Keeps what stands as the lowest and the highest number as properties.
    fn keep_bounds(&mut self) {
        for field in [Field::KilledLow, Field::KilledHigh] {
            if self.cells.has(field) {
                self.unread.insert(field);
            }
        }
    }

    /// What is said to have happened. The name of a weapon stands for fire with it.
    fn activity(&mut self) -> (Activity, Option<Weapon>) {
        let word = |field| self.cells.text(field).unwrap_or_default();
        let (kind, closer) = (word(Field::Activity), word(Field::ActivityDetail));
        if let Some(activity) = self.defaults.dataset.activity(kind, closer) {
            return (activity, None);
        }
        if names_a_mine(kind) {
            return (Activity::Mine, None);
        }
        match self.cells.text(Field::Activity).and_then(weapon_named) {
            Some(weapon) => (Activity::Fire, Some(weapon)),
            None => {
                let activity = self.word(Field::Activity, &Activity::ALL, Activity::Other);
                (activity, None)
            }
        }
    }

    fn weapons(&mut self) -> Vec<Weapon> {
        let Some(cell) = self.cells.text(Field::Weapons) else {
            return Vec::new();
        };
        let words = cell.split([';', '|', ',']).map(str::trim);
        words
            .filter(|word| !word.is_empty())
            .map(|word| {
                self.known(
                    &Weapon::ALL,
                    Field::Weapons,
                    ("weapon", word),
                    Weapon::Other,
                )
            })
            .collect()
    }

    /// What a word of a closed list stands for; `otherwise` where the cell is empty, or, with a
    /// note, where the list does not hold it.
    fn word<T: Copy>(&mut self, field: Field, list: &[(T, &'static str)], otherwise: T) -> T {
        match self.cells.text(field) {
            Some(cell) => self.known(list, field, (field.name(), cell), otherwise),
            None => otherwise,
        }
    }

    fn known<T: Copy>(
        &mut self,
        list: &[(T, &'static str)],
        field: Field,
        (what, cell): (&str, &str),
        otherwise: T,
    ) -> T {
        match value(list, cell) {
            Some(value) => value,
            None => {
                self.unread.insert(field);
                let word = as_word(cell);
                self.notes
                    .of(field, |notes| notes.word(list, (what, &word), otherwise))
            }
        }
    }

    /// The address of a cell. Of several, the first can be opened, and the cell is kept.
    fn address(&mut self, cell: &'c str) -> Option<&'c str> {
        let is_one = self
            .notes
            .of(Field::Url, |notes| notes.is_web_address(cell));
        if !is_one {
            self.unread.insert(Field::Url);
            return None;
        }
        let first = first_address(cell);
        if first.len() < cell.trim_end().len() {
            self.unread.insert(Field::Url);
            self.notes.of(Field::Url, |notes| {
                notes.remark(cell, reading::several_addresses())
            });
        }
        Some(first)
    }

    /// Notes that the cell of a field could not be read, and keeps its text.
    fn doubt(&mut self, field: Field, text: &str, what: impl Into<String>) {
        self.unread.insert(field);
        self.notes.of(field, |notes| notes.doubt(text, what));
    }

    fn number(&mut self, field: Field) -> Option<f64> {
        let text = match self.cells.get(field) {
            Cell::Empty => return None,
            Cell::Number(number) => return Some(number),
            Cell::Text(text) => text,
        };
        let axis = match field {
            Field::Lon | Field::OriginLon | Field::TargetLon => Some(Axis::Lon),
            Field::Lat | Field::OriginLat | Field::TargetLat => Some(Axis::Lat),
            _ => None,
        };
        let read = self.defaults.decimals.read(field, text);
        let angle = || angles::read(text, axis?);
        let read = read.or_else(|error| angle().ok_or(error));
        if let Err(error) = read {
            let what = match error {
                NumberError::NoNumber => reading::not_a_number(field.name()),
                NumberError::Ambiguous => reading::ambiguous_number(field.name()),
            };
            self.doubt(field, text, what);
        }
        read.ok()
    }

    /// A whole number as it is stated: an exact one, or a bound, a span, an estimate.
    fn amount(&mut self, field: Field) -> Option<Amount> {
        if let Some(cell) = self.cells.text(Field::Inexact) {
            match inexact::read(cell, field) {
                Ok(None) => {}
                Ok(amount) => return amount,
                Err(amount) => {
                    let what = reading::not_a_number(field.name());
                    self.doubt(Field::Inexact, amount, what);
                }
            }
        }
        if let Cell::Text(text) = self.cells.get(field) {
            let decimals = self.defaults.decimals;
            let number = |text: &str| decimals.read(field, text).ok().and_then(whole_of);
            let amount = Amount::read(text, number).or_else(|| inexact::in_words(text, number));
            if amount.is_some() {
                return amount;
            }
        }
        self.whole(field).map(Amount::Exact)
    }

    fn whole(&mut self, field: Field) -> Option<u32> {
        let number = self.number(field)?;
        let whole = whole_of(number);
        if whole.is_none() {
            let text = match self.cells.get(field) {
                Cell::Text(text) => Cow::from(text),
                _ => Cow::from(number.to_string()),
            };
            let what = reading::not_a_whole_number(field.name());
            self.doubt(field, &text, what);
        }
        whole
    }
}

/// Whether a cell stands for what the one above it says.
fn is_ditto(text: &str) -> bool {
    const WORDS: [&str; 10] = [
        "ditto",
        "do.",
        "same",
        "same-as-above",
        "as-above",
        "idem",
        "id.",
        "то-же",
        "там-же",
        "eyni",
    ];
    let is_mark = |letter: char| {
        matches!(
            letter,
            '"' | '″' | '\'' | '’' | '“' | '”' | '„' | '〃' | ',' | '-' | '–' | '—'
        )
    };
    WORDS.contains(&&*as_word(text)) || text.trim().chars().all(is_mark)
}

/// The places an end names. A position of the row's own belongs to a single one of them; where
/// there are several, it stands for none. Several positions are as many places.
pub fn sites_of(end: StatedEnd<'_>, is_bare: bool) -> Vec<SiteDraft> {
    let mut named = sites::of_cell(&end.names, is_bare);
    let Some(at) = end.at else {
        return named;
    };
    if !end.further.is_empty() && named.iter().all(takes_a_position) && named.len() <= 1 {
        let name = named.pop().unwrap_or_default();
        let further = end.further.iter().copied();
        let sites = std::iter::once(at).chain(further).map(|at| SiteDraft {
            at: Some(at),
            precision_km: name.precision_km.or(end.precision_km),
            ..name.clone()
        });
        return sites.collect();
    }
    match named.as_mut_slice() {
        [] => named.push(SiteDraft {
            at: Some(at),
            precision_km: end.precision_km,
            ..SiteDraft::default()
        }),
        // Whether the position is that of the name is for building to find out.
        [one] if takes_a_position(one) => {
            one.at = Some(at);
            one.precision_km = one.precision_km.or(end.precision_km);
        }
        _ => {}
    }
    named
}

/// Whether a position of the row's own is that of the only place it names.
pub fn takes_a_position(only: &SiteDraft) -> bool {
    only.at.is_none() && only.zone.is_none()
}
